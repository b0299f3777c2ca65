"""What the commands share: files to a corpus to a report, and what is said when that fails."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from checker.commands.output import Target, deliver, deliver_failure, for_terminal, is_colourful, rendered
from checker.commands.streams import libraries_to_standard_error
from checker.reports import Style
from checker.values.display import counted, safe
from checker.values.urls import is_address

if TYPE_CHECKING:
    from checker.baseline.review import Review
    from checker.corpus.corpus import Corpus
    from checker.engine.findings import Finding
    from checker.problems import Problem

T = TypeVar("T")
CLEAN, DISAGREEMENT, NOT_CHECKED, BUG = 0, 1, 2, 3
LEAST_OF_ID = 4
SARIF = "sarif"
WORTH_SAYING = 300
"""Articles from which a terminal is told how far the work is."""
_PROGRESS, _ERASE = "checker.progress", "\r\x1b[K"

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
TODAY = click.option("--today", callback=lambda _, __, text: _day(text), hidden=True)  # for tests, and for the past
NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="Check again, even if nothing has changed since the last time."
)


def answered(
    paths: tuple[Path, ...],
    wanted: list[Target],
    style: Style,
    today: int,
    options: tuple[object, ...] | None,
    answer: Callable[[], tuple[Review, int]],
    add: Callable[[str, str], str] | None = None,
) -> int:
    """Show what a command has to say and return its status: from the cache, if `options` and files are as before.

    `add` puts more into a text of a format; what is not asked of the cache can have it.
    """
    from checker.commands.cache import Answer, hash_of, question, recall, remember
    from checker.files.project import find

    style = in_repository(for_terminal(style))
    if any(target.format == SARIF for target in wanted):
        style = with_docs(style)
    if options is None:
        _, texts, status = _made(paths, wanted, style, answer)
        _deliver_with(add, texts, wanted)
        return status
    told = (*options, paths, style, [(target.format, target.file is None) for target in wanted])
    asked = question(find(paths, is_sized=False), told, today)
    known = recall(asked) if asked else None
    if known is not None:
        deliver(known.shown, wanted)
        return known.status
    found, texts, status = _made(paths, wanted, style, answer)
    deliver(texts, wanted)
    # not where a file was changed meanwhile: the answer may be that of either state
    if asked is not None and asked == question(find(paths, is_sized=False), told, today):
        hashes = {name: hash_of(name) for name in found.corpus.text_files}
        remember(asked, Answer(status=status, shown=texts, texts=hashes))
    return status


def _deliver_with(add: Callable[[str, str], str] | None, texts: Iterable[str], wanted: Sequence[Target]) -> None:
    """Deliver each text with what is put into it, if anything is."""
    deliver([add(target.format, text) if add else text for target, text in zip(wanted, texts, strict=True)], wanted)


def _made(
    paths: tuple[Path, ...], wanted: list[Target], style: Style, answer: Callable[[], tuple[Review, int]]
) -> tuple[Review, tuple[str, ...], int]:
    """What is found, the text for each target, and the exit status."""
    try:
        with working("Checking", paths), libraries_to_standard_error():
            found, status = answer()
    except (click.ClickException, OSError) as error:
        deliver_failure(error.message if isinstance(error, click.ClickException) else in_words(error), wanted)
        raise
    with working("Reporting", paths), libraries_to_standard_error():
        stage("writing")
        return found, rendered(found, wanted, style), status


def in_repository(style: Style) -> Style:
    """The style with where the working folder is: servers want names of files from the root of the repository."""
    from checker.files.walk import repository_of

    folder = Path.cwd()
    root = repository_of(folder)
    return style._replace(folder=folder.as_posix(), root=root.as_posix() if root else "")


def with_docs(style: Style) -> Style:
    """The style with the address in CHECKER_DOCS, under which the docs of this copy of the checker can be read."""
    address = os.environ.get("CHECKER_DOCS", "").rstrip("/")
    if not address:
        return style
    if not is_address(address):
        raise click.ClickException(f"CHECKER_DOCS is {address!r}: give an address, such as https://HOST/COPY/docs")
    from checker.vocabularies.reading import standard_rules

    return style._replace(docs=address, documented=tuple(sorted(path.stem for path in standard_rules().glob("*.yaml"))))


@contextlib.contextmanager
def working(what: str, paths: tuple[Path, ...]) -> Iterator[None]:
    """Tell on a terminal that work is under way, where it takes more than a moment: `stage` says how far it is."""
    from checker.files.project import find

    number = len(find(paths).articles) if sys.stderr.isatty() else 0
    told = click.get_current_context().meta
    before = told.get(_PROGRESS)
    told[_PROGRESS] = f"{what}, {number:,} articles" if number >= WORTH_SAYING else ""
    try:
        yield
    finally:
        if told[_PROGRESS] and is_colourful(sys.stderr):
            click.echo(_ERASE, err=True, nl=False, color=True)
        told[_PROGRESS] = before


def stage(text: str) -> None:
    """Which part of a long work begins; nothing where no terminal waits for it. One line, where it can be erased."""
    context = click.get_current_context(silent=True)
    what = context.meta.get(_PROGRESS) if context else ""
    if what:
        is_erased = is_colourful(sys.stderr)
        click.echo(f"{_ERASE if is_erased else ''}{what}: {text} ...", err=True, nl=not is_erased, color=True)


@libraries_to_standard_error()
def load(paths: tuple[Path, ...], *, rules_only: bool = False, to_review: bool = False) -> Corpus:
    from checker.corpus.loader import load, load_only_rules
    from checker.files.roots import project_around

    stage("reading")
    if rules_only:
        return kept(load_only_rules(paths[0] if paths else project_around()))
    return kept(load(paths, meanwhile=_get_ready_to_review if to_review else None))


def _get_ready_to_review(articles: int) -> None:
    """Import what a review takes."""
    import checker.baseline.reviewing
    from checker.files.parallel_reader import MANY

    if articles >= MANY:
        import checker.engine.sql.duckdb  # noqa: F401


@libraries_to_standard_error()
def review(corpus: Corpus, today: int, reference: str | None = None, *, rules_fail: bool = False) -> Review:
    """What is found in a corpus, with what is new in it, compared with accepted.yaml and with an earlier commit."""
    from checker.baseline.reviewing import review_of

    stage(f"comparing {counted(len(corpus.claims), 'claim')}")
    if reference is None:
        return kept(review_of(corpus, today))
    from checker.files.git import GitError

    try:
        reviewed = review_of(corpus, today, reference, rules_fail=rules_fail)
    except GitError as error:
        raise click.ClickException(f"--base: {error}") from None
    if reviewed.base_problems:
        number = counted(reviewed.base_problems, "problem")
        click.echo(f"checker: the base has {number} in its files; what they hid may look new, or known", err=True)
    return kept(reviewed)


def kept(made: T) -> T:
    """Something large, which is not freed before the process ends."""
    click.get_current_context().obj.append(made)
    return made


def named(what: str, review: Review, others: list[str] | None = None) -> Finding:
    """The finding whose id begins so. A finding is not found by the id that it had."""
    matching = [finding for finding in review.findings if finding.id.startswith(what)]
    if len(matching) == 1 and len(what) >= LEAST_OF_ID:
        return matching[0]
    raise click.ClickException(f"{what!r}: {_why_none(what, matching, review, others or [])}")


def _why_none(what: str, matching: Sequence[Finding], review: Review, others: list[str]) -> str:
    """Why no finding is meant by the beginning of an id; `others` are names of rules, which could be meant too."""
    is_short = len(what) < LEAST_OF_ID
    if is_short and (matching or not others):
        return f"give at least {LEAST_OF_ID} characters of its id"
    if matching:
        return "more than one finding begins so"
    moved = _now_of(what, review)
    if moved and not is_short:
        return f"it is {' or '.join(moved)} now: an entity or a rule of it has another name"
    from checker.problems import did_you_mean

    kinds = "rule or finding" if others else "finding"
    return f"no such {kinds}{did_you_mean(what, [*others, *(finding.id for finding in review.findings)])}"


def _now_of(what: str, review: Review) -> list[str]:
    """The ids of the findings that were accepted under another id, which begins so."""
    return [finding.id for finding in review.findings if _was(what, finding, review)]


def _was(what: str, finding: Finding, review: Review) -> bool:
    """Whether a finding was accepted under another id, which begins so."""
    entry = review.status(finding).acceptance
    return entry is not None and entry.id.startswith(what) and entry.id != finding.id


def all_named(what: Iterable[str], review: Review) -> list[Finding]:
    """The findings whose ids begin so, each once; all that is wrong is told at once."""
    found: dict[str, Finding] = {}
    mistakes = []
    for text in what:
        try:
            finding = named(text, review)
        except click.ClickException as error:
            is_place = Path(text).is_dir()
            mistakes.append(f"{error.message}{'; a project is given with --project' if is_place else ''}")
        else:
            found[finding.id] = finding
    if mistakes:
        raise click.ClickException("\n".join(mistakes))
    return [*found.values()]


def report_problems(corpus: Corpus) -> int:
    list_problems(corpus.problems, len(corpus.problems))
    return NOT_CHECKED if corpus.problems else CLEAN


def list_problems(problems: Sequence[Problem], most: int) -> None:
    """Show so many problems on standard error, and how many there are besides."""
    for problem in problems[:most]:
        click.echo(safe(str(problem)), err=True)
    if len(problems) > most:
        click.echo(f"and {len(problems) - most:,} more", err=True)


def problems_of(made: Iterable[object]) -> list[Problem]:
    """The problems of the corpora that a command has made."""
    from checker.corpus.corpus import Corpus

    return [problem for each in made if isinstance(each, Corpus) for problem in each.problems]


def finish_interrupted(root: Path) -> None:
    """Before files of a project are written: finish what a command that was killed had begun. Raises OSError."""
    from checker.files.project import UNFINISHED

    if os.path.lexists(root / UNFINISHED):
        from checker.files.together import finish_interrupted

        if finish_interrupted(root):
            click.echo("checker: a command was interrupted while it wrote files; they are whole again", err=True)


def in_words(error: OSError) -> str:
    """What a disk that is full, or a file that may not be written, comes to in words."""
    if not error.strerror:
        return str(error)
    return f"{os.fsdecode(error.filename)}: {error.strerror}" if error.filename else error.strerror


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("true", "1", "yes")


def refuse_in_ci() -> None:
    if in_ci():
        raise click.ClickException("refused under CI=true: what is accepted is for people to decide, and to commit")


def _day(text: str | None) -> int:
    """The day that counts as today."""
    if text is None:
        return date.today().toordinal()  # noqa: DTZ011  # the desk's own day, as in its files
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a day such as 2031-06-30") from None
