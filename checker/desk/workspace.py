"""The project that a desk works on: read once, and again only where files have changed, by whomever."""

from __future__ import annotations

import gc
import os
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from checker.baseline.review import Review
from checker.corpus.corpus import Claim, Corpus
from checker.editor.project import LiveProject, Snapshot, absolute
from checker.edits.change import Change, FileChange, Outcome, after_of, apply, reversed_change
from checker.edits.judging import newly_refused
from checker.files.project import find
from checker.problems import Problem

_NO_CLAIM_YET = re.compile(r"^claims:(?=[ \t]*(?:#.*)?(?:\n[ \t]*(?:#.*)?)*\Z)", re.MULTILINE)
FileState = tuple[int, int, int]
"""Size, time and number of a file: what tells that it is as it was."""


class View(Struct, frozen=True, kw_only=True, dict=True):
    """A project at one moment: its files, what was found in it, and how that stands today.

    `version` grows whenever a file changes.
    """

    snapshot: Snapshot
    review: Review
    version: int
    review_day: int

    @property
    def corpus(self) -> Corpus:
        return self.snapshot.corpus

    def file_of(self, key: str) -> Path:
        """The claims file of an article."""
        return absolute(self.corpus.sources[key].file)

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.corpus.claims:
            found.setdefault(claim.subject, []).append(claim)
        return {subject: tuple(claims) for subject, claims in found.items()}

    def claims_about(self, subject: str) -> tuple[Claim, ...]:
        """The claims about an entity, by its key."""
        return self._by_subject.get(subject, ())

    @cached_property
    def _by_source(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.corpus.claims:
            found.setdefault(claim.source, []).append(claim)
        return found

    def claims_in(self, key: str) -> tuple[Claim, ...]:
        """The claims of an article, by its key, in the order of the file."""
        return tuple(sorted(self._by_source.get(key, ()), key=lambda claim: (claim.line, claim.column)))


class Workspace:
    """One project; whoever asks for a view of it waits for who is before them."""

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.abspath(root))
        self.lock = threading.RLock()
        self._live = LiveProject(self.root)
        self._states: dict[Path, FileState | None] = {}
        self._view: View | None = None
        self._version = 0
        self._drafts: dict[Path, str] = {}
        self._judged_texts: dict[Path, str] | None = None
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def view(self) -> View:
        """The project as its files are now."""
        with self.lock:
            states = self._files()
            if self._view is None or states != self._states:
                return self._read(states)
            if self._view.review_day != _today():
                return self._judged(self._view.snapshot)
            return self._view

    def latest(self) -> View:
        """The project as it was when its files were last looked at: pages ask for that every other second."""
        with self.lock:
            return self._view or self.view()

    # --- changes

    def apply(self, change: Change, *, anyway: bool = False) -> Outcome:
        """Write a change, unless a file changed meanwhile or the loader would refuse it. Raises OSError."""
        with self.lock:
            self.latest()
            self._judged_texts = None
            outcome = apply(self.root, change, anyway=anyway, judge=self._judge)
            if outcome.is_written:
                self._is_written(change)
                self._done.append(change)
                self._undone.clear()
            elif self._judged_texts is not None:
                self._live.update(self._drafts, rescan=False)  # back to what is on disk
            return outcome

    def as_one(self, number: int, title: str) -> None:
        """Have the last changes be taken back as one."""
        with self.lock:
            if number < 2:
                return
            last = self._done[-number:]
            files: dict[str, FileChange] = {}
            for change in last:
                for file in change.files:
                    first = files.get(file.name, file)
                    files[file.name] = FileChange(name=file.name, before=first.before, after=file.after)
            self._done[-number:] = [Change(title=title, files=tuple(files.values()))]

    def undo(self) -> tuple[Change | None, Outcome | None]:
        """Take the last change back, unless its files have changed since. Raises OSError."""
        return self._turn(self._done, self._undone)

    def redo(self) -> tuple[Change | None, Outcome | None]:
        """Do once more what was taken back. Raises OSError."""
        return self._turn(self._undone, self._done)

    @property
    def can_undo(self) -> str:
        """What would be taken back, in words; "" for nothing."""
        return self._done[-1].title if self._done else ""

    @property
    def can_redo(self) -> str:
        return reversed_change(self._undone[-1]).title if self._undone else ""

    def _turn(self, one: list[Change], other: list[Change]) -> tuple[Change | None, Outcome | None]:
        with self.lock:
            if not one:
                return None, None
            self.view()
            change = reversed_change(one[-1])
            self._judged_texts = None
            outcome = apply(self.root, change, anyway=True, judge=self._judge)
            if outcome.is_written:
                one.pop()
                self._is_written(change)
                other.append(change)
            return change, outcome

    def _judge(self, change: Change) -> Sequence[Problem]:
        """What the loader would newly refuse: only what changes is read again, and checked at once."""
        after = after_of(change)
        written = {name: text for name, text in after.items() if isinstance(text, str)}
        if self._view is None or len(written) < len(after):
            # a PDF or a Word file is kept: what is read of it is read from the disk
            return newly_refused(self.root, after | {name: as_loaded(text) for name, text in written.items()})
        known = _counted(self._view.corpus.problems)
        texts = {self.root / name: text for name, text in written.items()}
        is_new = not self._states.keys() >= texts.keys()
        loaded = {path: as_loaded(text) for path, text in texts.items()}
        snapshot = self._live.update({**self._drafts, **loaded}, rescan=is_new)
        self._judged_texts = texts
        found = _counted(snapshot.corpus.problems) - known
        return [problem for problem in snapshot.corpus.problems if (problem.file, problem.message) in found]

    def _is_written(self, change: Change) -> None:
        """What was judged is what is on disk now: it need not be read again."""
        paths = [self.root / file.name for file in change.files]
        if self._judged_texts is None or self._live.snapshot is None:
            self._read(self._files())
            return
        self._version += 1
        self._states = {**self._states, **_states(paths)}
        for path, text in self._judged_texts.items():
            self._drafts.pop(path, None)
            if as_loaded(text) != text:
                self._drafts[path] = as_loaded(text)
        self._judged(self._live.snapshot)

    # --- reading

    def states_of(self, view: View, key: str) -> tuple[object, ...]:
        """What tells that an article's file and its text are as they were."""
        text = view.corpus.texts.get(key)
        files = [view.file_of(key)] + ([Path(text.path)] if text is not None and text.path is not None else [])
        return tuple(self._states.get(file) for file in files)

    def story_folders(self) -> list[str]:
        """The folders of stories, those without an article too."""
        try:
            with os.scandir(self.root / "claims") as entries:
                return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("."))
        except OSError:
            return []

    def _read(self, states: dict[Path, FileState | None]) -> View:
        is_first = self._live.snapshot is None
        snapshot = self._live.update({}, rescan=True)
        self._drafts = dict(_drafts(snapshot))
        if self._drafts:
            snapshot = self._live.update(self._drafts, rescan=False)
        if is_first:
            gc.freeze()  # the collector would walk all claims again and again
        self._version += 1
        self._states = {**states, **_states(Path(name) for name in snapshot.corpus.text_files)}
        return self._judged(snapshot)

    def _judged(self, snapshot: Snapshot) -> View:
        today = _today()
        review = snapshot.checked.review(today)
        self._view = View(snapshot=snapshot, review=review, version=self._version, review_day=today)
        return self._view

    def _files(self) -> dict[Path, FileState | None]:
        """Every file of the project, and the texts that its articles name."""
        project = find([self.root])
        files = [file for _, file in project.articles] + project.rules
        files += [project.properties, project.hedges, project.rates, project.accepted, project.ring_up, project.cast()]
        files += [project.cast(story) for story in project.stories]
        texts = self._view.corpus.text_files if self._view else ()
        return _states([*files, *(Path(name) for name in texts)])


def as_loaded(text: str) -> str:
    """A claims file as the desk has it loaded: one in which all suggestions are comments yet has no claim, and may."""
    return _NO_CLAIM_YET.sub("claims: []", text)


def _drafts(snapshot: Snapshot) -> Iterator[tuple[Path, str]]:
    """The articles that hold no claim yet, as they are loaded."""
    for problem in snapshot.corpus.problems:
        file = absolute(problem.file)
        if file.parent.parent == snapshot.root / "claims":
            text = "\n".join(snapshot.lines(file))
            if as_loaded(text) != text:
                yield file, as_loaded(text)


def _counted(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    """How often a file has a problem of the same words."""
    return Counter((problem.file, problem.message) for problem in problems)


def _states(files: Iterable[Path]) -> dict[Path, FileState | None]:
    found: dict[Path, FileState | None] = {}
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116  # asked of each file, often
        except OSError:
            found[file] = None
        else:
            found[file] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def _today() -> int:
    return date.today().toordinal()  # noqa: DTZ011  # the newsroom's own day
