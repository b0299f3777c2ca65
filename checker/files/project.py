"""Which files a project has. Nothing is read here, and nothing heavy imported."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.files.budgets import PROJECT_BYTES, PROJECT_FILES, STRAY_DEPTH, STRAY_ENTRIES, YAML_BYTES, megabytes
from checker.files.roots import ACCEPTED, TABLES, as_seen, no_project, project_around, root_of
from checker.files.walk import LEADS_OUT, Home, StrayWalk, entries_of
from checker.problems import Problem

ENTITIES = "entities.yaml"
PROPERTIES = "properties.yaml"
HEDGES = "hedges.yaml"
RATES = "rates.yaml"
RING_UP = "ring-up.yaml"
UNFINISHED = ".checker-unfinished.json"
"""What a command is about to write, while it writes several files."""
NO_ARTICLES = "no articles"
"""How the problem begins of a project, or a choice of it, in which no article is."""
_RENAME = "files end in .yaml here; rename it"
TEXTS_VARIABLE = "CHECKER_TEXTS"


def text_folders(given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Folders outside the project that hold articles' texts: those given, then those of the environment."""
    named = os.environ.get(TEXTS_VARIABLE, "").split(os.pathsep)
    return (*given, *(Path(name) for name in named if name))


def accepted_has_mistakes(problems: Iterable[Problem]) -> bool:
    """Whether it is not known what of accepted.yaml holds."""
    return any(Path(problem.file).name == ACCEPTED for problem in problems)


class Project:
    """The files of a project, and what is wrong with its folders.

    `articles` are (story, file), sorted; `chosen` are the stories and articles (story/name) that were asked for, None
    where that is everything. `texts` are folders to look for articles' texts in (None: none is looked for),
    `other_rules` a folder of rules to use in place of its own; `unsaved` is the text of files that are being edited,
    which counts in place of what is on disk; `ahead` gives what is read of a file already, if that is so.
    """

    def __init__(
        self,
        root: Path,
        *,
        problems: list[Problem] | None = None,
        other_rules: Path | None = None,
        unsaved: Mapping[Path, str] | None = None,
    ) -> None:
        self.root, self.other_rules = root, other_rules
        self.problems = [] if problems is None else problems
        self.unsaved: Mapping[Path, str] = {} if unsaved is None else unsaved
        self.articles: list[tuple[str, Path]] = []
        self.rules: list[Path] = []
        self.chosen: frozenset[str] | None = None
        self.texts: tuple[Path, ...] | None = text_folders()
        self.ahead: Callable[[Path], Any] | None = None
        self._prefix: str | None = None
        self._here = ""

    @property
    def stories(self) -> tuple[str, ...]:
        return tuple(sorted({story for story, _ in self.articles}))

    @property
    def chosen_articles(self) -> list[tuple[str, Path]]:
        chosen = self.chosen
        if chosen is None:
            return self.articles
        return [(story, file) for story, file in self.articles if {story, f"{story}/{file.stem}"} & chosen]

    def cast(self, story: str = "") -> Path:
        """The entities of a story, or those that the stories share."""
        return self.root / "claims" / story / ENTITIES

    @property
    def rule_folder(self) -> Path:
        return self.other_rules or self.root / "rules"

    @property
    def properties(self) -> Path:
        return self.rule_folder / PROPERTIES

    @property
    def hedges(self) -> Path:
        return self.rule_folder / HEDGES

    @property
    def rates(self) -> Path:
        return self.rule_folder / RATES

    def has(self, file: Path) -> bool:
        return file in self.unsaved or os.path.lexists(file)

    @property
    def accepted(self) -> Path:
        return self.root / ACCEPTED

    @property
    def ring_up(self) -> Path:
        return self.root / RING_UP

    @property
    def beside_articles(self) -> list[Path]:
        """What is read besides the articles: the vocabulary, the rules, the casts, and what the desk keeps."""
        casts = [self.cast(), *(self.cast(story) for story in self.stories)]
        return [self.properties, self.hedges, self.rates, *self.rules, *casts, self.accepted, self.ring_up]

    @property
    def tables(self) -> Path:
        """The file that says which tables are read in place; a project may have tables and no articles."""
        return self.root / TABLES

    def holds(self, file: Path) -> bool:
        """Whether a file lies in the project, or in the repository around it, wherever its links lead."""
        if not (os.path.islink(file) or os.path.islink(file.parent)):  # noqa: PTH114  # asked of each file
            return True
        is_other_rule = self.other_rules is not None and self.other_rules in (file, *file.parents)
        return Home(self.rule_folder.parent if is_other_rule else self.root).holds(file)

    def shown(self, file: Path) -> str:
        """A file's name in messages: below the working folder relative to it, else absolute."""
        if self._prefix is None:
            self._prefix, self._here = _shown(self.root), f"{Path.cwd().as_posix()}/"
        try:
            inner = file.relative_to(self.root).as_posix()
        except ValueError:
            return _shown(file)
        if inner == ".":
            return self._prefix
        return inner if self._prefix == "." else f"{self._prefix}/{inner}".removeprefix(self._here)

    def problem(self, file: Path, message: str) -> None:
        """Something wrong with a file or folder as a whole."""
        self.problems.append(Problem(self.shown(file), 1, 1, message))


def find(paths: Sequence[Path], rules: Path | None = None, *, is_sized: bool = True) -> Project:
    """The project that the paths belong to, with all its files, and what of it they choose.

    A path is a folder that holds claims/ and rules/, or a story or an article within. Without paths it is the project
    around the working folder. What exceeds the budget is left out; not so without `is_sized`, where no size is asked.
    """
    roots: dict[Path, list[Path]] = {}
    problems: list[Problem] = []
    for path in paths or (project_around(),):
        root = root_of(path)
        if root is None:
            problems.append(Problem(path.as_posix(), 1, 1, no_project(path)))
            continue
        roots.setdefault(root, []).append(path)
    project = Project(root=min(roots, default=Path()), problems=problems, other_rules=rules)
    if len(roots) > 1:
        problems.append(Problem(max(roots).as_posix(), 1, 1, "is another project; check one project at a time"))
    if roots:
        _report_interrupted(project)
        if os.path.lexists(project.root / "claims") or not project.has(project.tables):
            with _readable(project, project.root / "claims"):
                _find_articles(project)
        _cut_to_budget(project, is_sized=is_sized)
        _choose(project, roots[project.root])
        _find_rules(project)
    return project


def _report_interrupted(project: Project) -> None:
    file = project.root / UNFINISHED
    if os.path.lexists(file):
        from checker.files.together import is_interrupted  # what only writers need

        if is_interrupted(project.root):
            project.problem(file, "a command was interrupted while it wrote files; run it again")


def find_rules(path: Path) -> Project:
    """The rules of the project at a path, without its claims."""
    project = Project(root=root_of(path) or path)
    if not path.exists():
        project.problems.append(Problem(path.as_posix(), 1, 1, no_project(path)))
        return project
    if not (project.root / "rules").is_dir():
        project.problem(project.root, "no rules/ folder here")
    _find_rules(project)
    return project


def _shown(path: Path) -> str:
    full = Path(os.path.abspath(path))
    relative = as_seen(full)
    return (full if ".." in relative.parts else relative).as_posix()


def _find_rules(project: Project) -> None:
    folder = project.rule_folder
    if not folder.is_dir() or not _stays(folder, project):
        return
    entries: list[os.DirEntry[str]] = []
    with _readable(project, folder):
        entries = entries_of(folder)
    stray = StrayWalk()
    for entry in entries:
        file = folder / entry.name
        if entry.is_symlink() and not _stays(file, project):
            continue
        if file.suffix == ".yml":
            project.problem(file, _RENAME)
        elif file.suffix == ".yaml":
            if _is_name_of_rule(file.name):
                project.rules.append(file)
        elif entry.is_dir():
            _report_stray(stray, file, "rules", "rules/<rule-id>.yaml", project)
    _say_if_cut(stray, folder, project)


def _is_name_of_rule(name: str) -> bool:
    return name not in (PROPERTIES, HEDGES, RATES) and not name.startswith(".")


@contextlib.contextmanager
def _readable(project: Project, folder: Path) -> Iterator[None]:
    """A folder that cannot be read, or goes while it is read, is a problem."""
    try:
        yield
    except OSError as error:
        project.problem(folder, f"cannot be read: {error.strerror}")


def _choose(project: Project, paths: Iterable[Path]) -> None:
    """What of a project the paths stand for. Entities stand for the articles that may name them, a rule for all."""
    names = {path: _name_of(path, project) for path in paths}
    if (project.articles or project.has(project.tables)) and not any(names.values()):  # all of it, as mostly
        return
    known = {name for story, file in project.articles for name in ("", story, f"{story}/{file.stem}")}
    _report_missing({path: name for path, name in names.items() if name not in known}, project)
    project.chosen = None if "" in names.values() else frozenset(known.intersection(names.values()))


def _report_missing(names: Mapping[Path, str], project: Project) -> None:
    """Say where no articles are, but for what has a problem already that tells why."""
    told = {problem.file for problem in project.problems}
    for path, name in names.items():
        is_told = project.shown(path) in told if name else bool(told)
        if not is_told:
            where = path if name else project.root / "claims"
            project.problem(where, f"{NO_ARTICLES}: expected claims/<story>/<source>.yaml")


def _name_of(path: Path, project: Project) -> str:
    """The story or the article (story/name) that a path in a project stands for; "" for all of it."""
    full, top = Path(os.path.abspath(path)), Path(os.path.abspath(project.root / "claims"))
    if full == top or top not in full.parents:
        return ""
    parts = full.relative_to(top).parts
    if full.name == ENTITIES:
        return "/".join(parts[:-1])
    return parts[0] if full.is_dir() else "/".join(parts).removesuffix(".yaml")


def _find_articles(project: Project) -> None:
    """The articles, sorted: the stories by name, and those of each."""
    claims = project.root / "claims"
    stray = StrayWalk()
    if not _stays(claims, project):
        return
    for entry in entries_of(claims):
        file = claims / entry.name
        if entry.is_symlink() and not _stays(file, project):
            continue
        if entry.is_dir() and not entry.name.startswith("."):
            _find_articles_in(file, stray, project)
        if file.suffix in (".yaml", ".yml") and entry.name != ENTITIES:
            project.problem(file, "articles belong in a folder for their story: claims/<story>/")
    _say_if_cut(stray, claims, project)


def _cut_to_budget(project: Project, *, is_sized: bool) -> None:
    """Leave out the articles with which the project is larger than its budget."""
    claims = project.root / "claims"
    if len(project.articles) > PROJECT_FILES:
        project.problem(claims, f"more than {PROJECT_FILES:,} articles; the rest of them is not read")
        del project.articles[PROJECT_FILES:]
    if not is_sized or len(project.articles) * YAML_BYTES <= PROJECT_BYTES:
        return  # a file that is too large by itself is told where it is read
    size = 0
    for number, (_, file) in enumerate(project.articles):
        with contextlib.suppress(OSError):
            size += min(os.stat(file).st_size, YAML_BYTES)  # noqa: PTH116  # asked of each file
        if size > PROJECT_BYTES:
            project.problem(claims, f"the articles are larger than {megabytes(PROJECT_BYTES)}; the rest is not read")
            del project.articles[number:]
            return


def _find_articles_in(folder: Path, stray: StrayWalk, project: Project) -> None:
    ordered: list[os.DirEntry[str]] = []
    with _readable(project, folder):
        ordered = entries_of(folder)
    story = folder.name
    for entry in ordered:
        name = entry.name
        file = folder / name
        if entry.is_symlink() and _is_looked_at(entry) and not _stays(file, project):
            continue
        if _is_name_of_article(name):
            if _is_no_text(name):
                project.problem(file, "the file's name is not text in UTF-8; rename it")
            else:
                project.articles.append((story, file))
        elif entry.is_dir():
            _report_stray(stray, file, "articles", "claims/<story>/<source>.yaml", project)
        elif file.suffix.lower() in (".yml", ".yaml") and name != ENTITIES:
            project.problem(file, _RENAME)


def _is_looked_at(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(".yaml") or entry.is_dir()


def _is_name_of_article(name: str) -> bool:
    return name.endswith(".yaml") and name != ENTITIES and not name.startswith(".")


def _is_no_text(name: str) -> bool:
    return not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name)


def _report_stray(stray: StrayWalk, folder: Path, what: str, expected: str, project: Project) -> None:
    for file in sorted(stray.files_below(folder)):
        if file.suffix == ".yml" and what == "rules":
            project.problem(file, _RENAME)
        elif file.suffix in (".yaml", ".yml"):
            project.problem(file, f"{what} are not looked for this deep: expected {expected}")


def _stays(file: Path, project: Project) -> bool:
    """Whether a file or folder lies in the project, wherever it links to; else that is a problem."""
    if project.holds(file):
        return True
    project.problem(file, LEADS_OUT)
    return False


def _say_if_cut(stray: StrayWalk, folder: Path, project: Project) -> None:
    if stray.is_cut:
        limits = f"{STRAY_ENTRIES:,} entries, {STRAY_DEPTH} deep"
        project.problem(folder, f"the folders within are too large to be looked through for stray files ({limits})")
