"""A change of a project's files as a value, written all or none, and its opposite.

What makes a change (`articles`, `entities`, `drafts`) writes nothing. `apply` writes it: under the project's lock, only
where every file still holds what it held when the change was made, and not where the loader would newly refuse a file.
"""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from checker.edits.judging import newly_refused
from checker.files.budgets import TEXT_BYTES
from checker.files.regular import read_regular
from checker.files.together import ChangedError, Content, finish_interrupted, write_together
from checker.files.walk import LEADS_OUT, Home
from checker.problems import Problem


class FileChange(Struct, frozen=True, kw_only=True):
    """One file: `name` is its path below the project's folder, with /. None: it is not there, or is to be no more."""

    name: str
    before: Content | None
    after: Content | None

    @property
    def hash_before(self) -> str:
        """The SHA-256 of what it held, by which a page can name that state; "" where it was not there."""
        return "" if self.before is None else hash_of_content(self.before)


class Change(Struct, frozen=True, kw_only=True):
    """What is to become of some files, and what that comes to in words, for a list of what can be undone.

    `lost` are comments of theirs that are gone afterwards, as when the claim beside them is taken out.
    """

    title: str
    files: tuple[FileChange, ...]
    lost: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it leaves every file as it is."""
        return all(file.before == file.after for file in self.files)


Made = tuple[Change | None, tuple[Problem, ...]]
"""A change, or the problems that keep it from being made."""


class Conflict(Struct, frozen=True, kw_only=True):
    """A file that holds something else than when the change was made: `found` is what it holds now (None: nothing)."""

    name: str
    expected: Content | None
    found: Content | None
    wanted: Content | None


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a change. Unless it `is_written`, nothing is.

    `conflicts` are files that changed meanwhile. `problems` are those that the loader would newly have; a change that
    was applied `anyway` has them too.
    """

    is_written: bool
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()


Judge = Callable[[Change], Sequence[Problem]]
"""What the loader would newly refuse. The desk has one that reads again only what the change touches."""


def apply(root: Path, change: Change, *, anyway: bool = False, judge: Judge | None = None) -> Outcome:
    """Write all of a change, or nothing of it.

    With `anyway` also what the loader would refuse is written. Without a `judge` the whole project is read. Raises
    OSError where a file cannot be written.
    """
    outside = tuple(_outside(root, change))
    if outside:
        return Outcome(is_written=False, problems=outside)
    finish_interrupted(root)
    if conflicts := _conflicts(root, change):
        return Outcome(is_written=False, conflicts=conflicts)
    problems = tuple(judge(change) if judge is not None else newly_refused(root, after_of(change)))
    if problems and not anyway:
        return Outcome(is_written=False, problems=problems)
    if not _write(root, [file for file in change.files if file.before != file.after]):
        return Outcome(is_written=False, conflicts=_conflicts(root, change))
    return Outcome(is_written=True, problems=problems)


def _write(root: Path, files: Sequence[FileChange]) -> bool:
    """Write files as one; False with nothing written where one of them has changed meanwhile. Raises OSError."""
    try:
        write_together(
            root,
            {root / file.name: file.after for file in files},
            expected={root / file.name: file.before for file in files},
        )
    except (ChangedError, FileExistsError):
        return False
    return True


def reversed_change(change: Change) -> Change:
    """The change that undoes one; of that again, the one that does it once more."""
    files = tuple(FileChange(name=file.name, before=file.after, after=file.before) for file in change.files)
    title = change.title.removeprefix(UNDO) if change.title.startswith(UNDO) else f"{UNDO}{change.title}"
    return Change(title=title, files=files)


UNDO = "undo: "


def after_of(change: Change) -> dict[str, Content | None]:
    """What files will hold, by name."""
    return {file.name: file.after for file in change.files}


def joined(title: str, changes: Iterable[Change]) -> Change:
    """Changes as one. Of one file the later must begin with what the earlier leaves. Raises ValueError."""
    files: dict[str, FileChange] = {}
    lost: list[str] = []
    for change in changes:
        lost += change.lost
        for file in change.files:
            before = files.get(file.name)
            if before is not None and before.after != file.before:
                raise ValueError(f"two changes of {file.name}")
            start = file.before if before is None else before.before
            files[file.name] = FileChange(name=file.name, before=start, after=file.after)
    return Change(title=title, files=tuple(files.values()), lost=tuple(lost))


def content_of(root: Path, name: str) -> Content | None:
    """What a file holds: text where it is UTF-8, else bytes; None where it is not there. Raises OSError."""
    path = root / name
    if not os.path.lexists(path):
        return None
    data = read_regular(path, TEXT_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def hash_of_content(content: Content) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


def diff_of(change: Change) -> list[str]:
    """A change as a unified diff, for people; of files that are no text it is said that they change."""
    return [line for file in change.files if file.before != file.after for line in _diff(file)]


def _diff(file: FileChange) -> Iterator[str]:
    if isinstance(file.before, bytes) or isinstance(file.after, bytes):
        yield f"{file.name}: a file that is not text"
        return
    before, after = (file.before or "").splitlines(), (file.after or "").splitlines()
    old = "/dev/null" if file.before is None else file.name
    new = "/dev/null" if file.after is None else file.name
    yield from difflib.unified_diff(before, after, old, new, lineterm="")


def _outside(root: Path, change: Change) -> Iterator[Problem]:
    home = Home(root)
    for file in change.files:
        if not is_name(file.name):
            yield Problem(file.name, 1, 1, "is not a file of the project; nothing was written")
        elif not home.holds(root / file.name):
            yield Problem(file.name, 1, 1, f"{LEADS_OUT}; nothing was written")


def is_name(name: str) -> bool:
    """Whether a name is one of a file below the project's folder: relative, with / alone, without . and .. in it."""
    if not name or "\0" in name or "\\" in name or ":" in name:
        return False
    parts = PurePosixPath(name).parts
    is_plain = "/".join(parts) == name and not {".", ".."}.intersection(parts)
    return is_plain and not name.startswith("/") and ".git" not in {part.casefold() for part in parts}


def _conflicts(root: Path, change: Change) -> tuple[Conflict, ...]:
    found = []
    for file in change.files:
        try:
            now = content_of(root, file.name)
        except OSError:  # a folder, a device, too large: no file of ours in any case
            now = b""
        if _bytes(now) != _bytes(file.before):
            found.append(Conflict(name=file.name, expected=file.before, found=now, wanted=file.after))
    return tuple(found)


def _bytes(content: Content | None) -> bytes | None:
    return content.encode("utf-8") if isinstance(content, str) else content
