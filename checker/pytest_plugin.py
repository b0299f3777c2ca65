"""`pytest --checker`: each article and each rule is a test, and a conflict a failure that reads like the report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

if TYPE_CHECKING:
    from checker.baseline.review import Review
    from checker.engine.examples import Outcome
    from checker.problems import Problem


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("checker", "consistency of sources")
    group.addoption(
        "--checker",
        nargs="?",
        const=".",
        metavar="PROJECT",
        help="check the claims and the rules of a project (the root folder if none is given), each file a test",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the project's files to whatever else is collected: they need not be below testpaths."""
    chosen = config.getoption("--checker")
    if chosen is not None:
        root = config.rootpath / chosen
        items.extend(_items(session, root))


def _items(session: pytest.Session, root: Path) -> Iterable[pytest.Item]:
    from checker.files.project import find

    project = find([root])
    told = _Told(root)
    files = [(file, ArticleItem) for _, file in project.chosen_articles] + [(file, RuleItem) for file in project.rules]
    for path, kind in files:
        node = ProjectFile.from_parent(session, path=path)
        yield kind.from_parent(node, name=path.stem, told=told)
    yield OtherItem.from_parent(ProjectFile.from_parent(session, path=root), name="other files", told=told)


class ProjectFile(pytest.File):
    """An article, a rule, or the folder of both."""

    def collect(self) -> Iterable[pytest.Item]:
        return ()


class _Told(Struct):
    """What the checker says of the project, asked once."""

    root: Path
    review: Review | None = None
    problems: tuple[Problem, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def ask(self) -> Review:
        if self.review is None:
            from checker.baseline.reviewing import review_of
            from checker.corpus.loader import load
            from checker.engine.examples import run_examples

            corpus = load([self.root])
            today = date.today().toordinal()  # noqa: DTZ011  # the desk's own day
            self.review = review_of(corpus, today)
            outcomes, problems = run_examples(corpus)
            self.outcomes, self.problems = tuple(outcomes), tuple(sorted({*corpus.problems, *problems}))
        return self.review


class Disagreement(Exception):
    """Lines that say what is wrong."""


class _Item(pytest.Item):
    def __init__(self, *, told: _Told, **more: Any) -> None:
        super().__init__(**more)
        self.told = told
        self.funcargs: dict[str, object] = {}  # which plugins such as pytest-lsp look for in every test

    def runtest(self) -> None:
        review = self.told.ask()
        lines = [*self.wrong(review), *(str(problem) for problem in self.told.problems if self.owns(problem))]
        if lines:
            raise Disagreement("\n".join(lines))

    def wrong(self, review: Review) -> Iterable[str]:
        del review
        return ()

    def owns(self, problem: Problem) -> bool:
        return Path(problem.file).resolve() == self.path.resolve()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Disagreement):
            from checker.values.display import safe

            return "\n".join(safe(line) for line in str(excinfo.value).split("\n"))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"checker: {self.name}"


class ArticleItem(_Item):
    """An article: fails where a claim of it is in a new contradiction."""

    def wrong(self, review: Review) -> Iterable[str]:
        from checker.reports.gate import finding_lines
        from checker.reports.sentences import Sentences

        sentences = Sentences(review.result)
        for finding in review.of_severity("error"):
            if review.status(finding).fails and any(self._is_of(claim.file) for claim in finding.claims):
                yield from finding_lines(finding, review, sentences)

    def _is_of(self, file: str) -> bool:
        return Path(file).resolve() == self.path.resolve()


class RuleItem(_Item):
    """A rule: fails where an example of it does."""


class OtherItem(_Item):
    """All other files, the cast, the vocabulary, accepted.yaml: fails where one has a problem, and where the gate does
    for what is accepted without need."""

    def wrong(self, review: Review) -> Iterable[str]:
        from checker.commands.session import in_ci
        from checker.reports.gate import stale_text

        if in_ci():
            yield from (f"{entry.file}:{entry.line}: {stale_text(entry)}" for entry in review.stale)

    def owns(self, problem: Problem) -> bool:
        own = {item.path.resolve() for item in self.session.items if isinstance(item, ArticleItem | RuleItem)}
        return Path(problem.file).resolve() not in own
