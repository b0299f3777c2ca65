"""What the loader would newly refuse, were some files other than they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path

from checker.corpus.assemble import assemble
from checker.corpus.corpus import Corpus
from checker.files.parallel_reader import Read
from checker.files.project import ENTITIES, Project, find
from checker.files.project_documents import read_file
from checker.files.together import Content
from checker.problems import Problem


def newly_refused(root: Path, after: Mapping[str, Content | None]) -> tuple[Problem, ...]:
    """The problems that a project would have and has not; `after` is what files would hold, by name.

    A problem counts as known where its file has the same message already, in whatever line.
    """
    known = Counter((problem.file, problem.message) for problem in loaded(root, {}).problems)
    new = []
    for problem in loaded(root, after).problems:
        if known[problem.file, problem.message] > 0:
            known[problem.file, problem.message] -= 1
        else:
            new.append(problem)
    return tuple(new)


def loaded(root: Path, after: Mapping[str, Content | None]) -> Corpus:
    """The corpus of a project as it would be."""
    project = project_with(root, after)
    read: list[tuple[int, Read]] = [
        (number, read_file(project, file)) for number, (_, file) in enumerate(project.articles)
    ]
    return assemble(project, read)


def project_with(root: Path, after: Mapping[str, Content | None]) -> Project:
    """The files of a project as they would be."""
    return with_files(find([root]), after)


def with_files(project: Project, after: Mapping[str, Content | None]) -> Project:
    """A project with some files other than they are; of its problems only those of its folders."""
    unsaved = {project.root / name: text for name, text in after.items() if isinstance(text, str)}
    gone = {project.root / name for name, text in after.items() if text is None}
    articles = [*project.articles, *_added(project, unsaved)]
    made = copy(project)
    made.articles = sorted((each for each in articles if each[1] not in gone), key=lambda each: (each[0], each[1].name))
    made.rules = [file for file in project.rules if file not in gone]
    made.unsaved, made.problems = unsaved, list(project.problems)
    return made


def _added(project: Project, files: Iterable[Path]) -> list[tuple[str, Path]]:
    """The articles among some files that a project does not have, each with its story."""
    there = {file for _, file in project.articles}
    return [(file.parent.name, file) for file in files if file not in there and _is_article(project, file)]


def _is_article(project: Project, file: Path) -> bool:
    is_named = file.suffix == ".yaml" and file.name != ENTITIES and not file.name.startswith(".")
    return is_named and file.parent.parent == project.root / "claims"
