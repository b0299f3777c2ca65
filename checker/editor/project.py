"""A project that is being edited: its files are read once, and again only where they have changed.

The text in the editor counts in place of the file on disk. What has been read is kept, article by article; the module
`incremental` then checks what an edit can have touched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from checker.corpus.articles import Articles
from checker.corpus.assemble import (
    Vocabulary,
    put_together,
    read_article,
    read_cast,
    read_vocabulary,
    resolver_of,
)
from checker.corpus.corpus import Corpus
from checker.corpus.desk_files import read_accepted, read_calls
from checker.corpus.entities import Cast
from checker.editor.incremental import Checked, check_again
from checker.files.budgets import YAML_BYTES
from checker.files.nodes import Document
from checker.files.project import ENTITIES, Project, find
from checker.files.project_documents import read_file
from checker.files.regular import read_regular
from checker.files.roots import ACCEPTED, root_of
from checker.memory import no_garbage_collection
from checker.problems import Problem

T = TypeVar("T")


class StaleError(Exception):
    """A newer edit has made this run needless."""


class _Article(Struct, frozen=True):
    """An article's file as it was read, and what it came to with one vocabulary and cast.

    The document of a file that is being edited is the last one that could be parsed.
    """

    state: tuple[object, ...]
    document: Document | None
    problems: list[Problem]
    vocabulary: Vocabulary
    cast: Cast
    resolved: Articles


class Snapshot(Struct, frozen=True, kw_only=True):
    """A project at one moment. `articles` are their documents, by file; what was never parsed is not there."""

    files: Project
    checked: Checked
    vocabulary: Vocabulary
    casts: dict[str, Cast]
    articles: dict[Path, Document]
    lines_of: dict[Path, list[str]]

    @property
    def corpus(self) -> Corpus:
        return self.checked.corpus

    @property
    def root(self) -> Path:
        return self.files.root

    def document(self, file: Path) -> Document | None:
        """Any file of the project, parsed; None where that is not possible."""
        return self.articles[file] if file in self.articles else read_file(self.files, file)[0]

    def lines(self, file: Path) -> list[str]:
        """The lines of a file without their ends; none where it cannot be read."""
        lines = self.lines_of.get(file)
        if lines is None:
            text = self.files.unsaved.get(file)
            if text is None:
                try:
                    text = read_regular(file, YAML_BYTES).decode("utf-8", "replace")
                except OSError:
                    text = ""
            lines = self.lines_of[file] = lines_in(text)
        return lines


def lines_in(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def absolute(shown: str) -> Path:
    """The file that a problem or a claim names."""
    return Path(os.path.abspath(shown))


def project_root(file: Path) -> Path | None:
    """The project of a file that is open in an editor, and need not be on disk."""
    for path in (file, *file.parents):
        if path.is_dir() and (root := root_of(path)) is not None:
            root = absolute(str(root))
            inner = file.relative_to(root).parts[0] if file != root and root in file.parents else ""
            return root if inner in ("claims", "rules", ACCEPTED) or file == root else None
    return None


class LiveProject:
    """A project whose files change. One thread at a time may update it; the snapshots are for all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.snapshot: Snapshot | None = None
        self._found: Project | None = None
        self._edited: frozenset[Path] = frozenset()
        self._kept: dict[str, tuple[object, Any, list[Problem]]] = {}
        self._articles: dict[Path, _Article] = {}

    def update(
        self, unsaved: Mapping[Path, str], *, rescan: bool, is_stale: Callable[[], bool] = lambda: False
    ) -> Snapshot:
        """Read what has changed, and check it. With `rescan` also files that are not being edited may have changed.

        Raises StaleError, between reading and checking, where `is_stale` says so.
        """
        before, known = self.snapshot, self._articles
        with no_garbage_collection():
            project = self._find(unsaved, rescan=rescan or self._found is None)
            vocabulary, casts, corpus = self._read(project, rescan=rescan)
            if is_stale():
                raise StaleError
            checked = check_again(before.checked if before else None, corpus)
        self._edited = frozenset(unsaved)
        unchanged = {file for file, kept in self._articles.items() if known.get(file) is kept}
        lines = dict(before.lines_of) if before else {}
        self.snapshot = Snapshot(
            files=project,
            checked=checked,
            vocabulary=vocabulary,
            casts=casts,
            articles={file: kept.document for file, kept in self._articles.items() if kept.document is not None},
            lines_of={file: lines[file] for file in lines.keys() & unchanged},
        )
        return self.snapshot

    def _read(self, project: Project, *, rescan: bool) -> tuple[Vocabulary, dict[str, Cast], Corpus]:
        """All that the files say, read again where they are other than before."""
        states = _states(project, *project.rules, project.properties, project.hedges, project.rates)
        vocabulary = self._keep("vocabulary", states, read_vocabulary, project)
        casts = self._casts(project)
        self._read_articles(project, vocabulary, {story: casts[story] for story in project.stories}, rescan=rescan)
        accepted = self._keep("accepted", _states(project, project.accepted), read_accepted, project)
        calls = self._keep("calls", _states(project, project.ring_up), read_calls, project)
        resolved = [article.resolved for article in self._articles.values()]
        return vocabulary, casts, put_together(project, vocabulary, casts.values(), resolved, accepted, calls)

    def _find(self, unsaved: Mapping[Path, str], *, rescan: bool) -> Project:
        """The project's files, and those that are open in the editor without being on disk."""
        if rescan or self._found is None:
            self._found = find([self.root])
        known = {file for _, file in self._found.articles}
        new = [(file.parent.name, file) for file in unsaved if file not in known and self._is_article(file)]
        made = copy(self._found)
        made.articles = sorted([*self._found.articles, *new], key=lambda entry: (entry[0], entry[1].name))
        made.unsaved, made.problems = dict(unsaved), list(self._found.problems)
        return made

    def _is_article(self, file: Path) -> bool:
        named = file.suffix == ".yaml" and file.name != ENTITIES and not file.name.startswith(".")
        return named and file.parent.parent == self.root / "claims"

    def _keep(self, name: str, state: object, read: Callable[[Project], T], project: Project) -> T:
        """Something read from files: as it was, if these are as they were. Its problems are those of the project."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != state:
            alone = copy(project)
            alone.problems = []
            kept = self._kept[name] = state, read(alone), alone.problems
        project.problems += kept[2]
        value: T = kept[1]
        return value

    def _casts(self, project: Project) -> dict[str, Cast]:
        """The casts by story, that which the stories share under the empty name."""
        shared = self._keep("cast", _states(project, project.cast()), lambda alone: read_cast(alone, Cast()), project)
        casts = {"": shared}
        for story in project.stories:
            states = _states(project, project.cast(story)), id(shared)
            casts[story] = self._keep(f"cast {story}", states, partial(read_cast, shared=shared, story=story), project)
        return casts

    def _read_articles(self, project: Project, vocabulary: Vocabulary, casts: dict[str, Cast], *, rescan: bool) -> None:
        resolver = resolver_of(vocabulary, casts, project)
        articles: dict[Path, _Article] = {}
        for story, file in project.articles:
            may_differ = rescan or file in project.unsaved or file in self._edited
            kept = self._unchanged(project, file) if may_differ else self._articles.get(file)
            if kept is None:
                document, problems = self._parsed(project, file)
                state = _states(project, file)
            elif kept.vocabulary is not vocabulary or kept.cast is not casts[story]:
                document, problems, state = kept.document, kept.problems, kept.state[:1]
            else:
                articles[file] = kept
                continue
            resolved = Articles() if document is None else read_article(resolver, story, file.stem, document)
            resolved.problems += problems
            state += _states(project, *_texts(resolved))
            articles[file] = _Article(state, document, problems, vocabulary, casts[story], resolved)
        self._articles = articles

    def _unchanged(self, project: Project, file: Path) -> _Article | None:
        """An article as it was read, if its file and the texts that it names are as they were."""
        kept = self._articles.get(file)
        if kept is None or kept.state != _states(project, file, *_texts(kept.resolved)):
            return None
        return kept

    def _parsed(self, project: Project, file: Path) -> tuple[Document | None, list[Problem]]:
        """A file's document. Half-typed, it is the one before: what it said holds until it can be read again."""
        document, problems = read_file(project, file)
        kept = self._articles.get(file)
        if document is None and kept is not None and file in project.unsaved:
            document = kept.document
        return document, problems


def _texts(resolved: Articles) -> list[Path]:
    return sorted(absolute(str(text.path)) for text in resolved.texts.values() if text.path is not None)


def _states(project: Project, *files: Path) -> tuple[object, ...]:
    """What tells that files are as they were: the text in the editor, else name, size and time."""
    states: list[object] = []
    for file in files:
        text = project.unsaved.get(file)
        if text is not None:
            states.append((file, text))
            continue
        try:
            status = file.stat()
        except OSError:
            states.append((file, None))
        else:
            states.append((file, status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(states)
