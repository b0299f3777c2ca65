"""An earlier commit's files, written below a folder.

The commit may come from anybody: git itself lets a tree name an entry `..` or `.git`. Nothing is written but plain
files below the folder, and no more than the budgets allow.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from checker.files.budgets import (
    BASE_BYTES,
    BASE_FILES,
    BASE_LINK_DEPTH,
    BASE_LINKS,
    BASE_LISTED,
    BATCH_BYTES,
    LINK_BYTES,
    TEXT_BYTES,
    YAML_BYTES,
    megabytes,
)
from checker.files.git import GitError, Repository, TooLongError, git_bytes
from checker.values.display import safe

_LFS = b"version https://git-lfs.github.com/spec/"
_LINK, _SUBMODULE, _FOLDER, _FILE = b"120000", b"160000", b"040000", b"100"
_REPOSITORY_OF_GIT = (".git", "git~1")  # as some file systems spell it, too


class Entry(Struct, frozen=True):
    """A file, link or submodule of a commit. `name` is its path from the top of the repository."""

    mode: bytes
    blob: bytes
    size: int
    name: str


class Wanted(Struct, frozen=True):
    """A file to write: its name below the folder, and the blob with its content and size."""

    name: str
    blob: bytes
    size: int


class Tree(Struct):
    """A commit, and what was read of it already: links often lead to the same place."""

    repository: Repository
    commit: str
    _listed: dict[str, list[Entry]] = field(default_factory=dict)
    _targets: dict[bytes, bytes] = field(default_factory=dict)
    _links: int = 0
    _files: int = 0
    _bytes: int = 0

    def extract(self, folder: str, into: Path) -> None:
        """Write the files at or below a folder of the project, as they were in the commit, below `into`.

        Links are followed within the repository. Raises GitError for files that it does not hold, for names that lead
        out of the folder, and where a budget does not suffice.
        """
        wanted = list(self._wanted(f"{self.repository.prefix}{folder}", folder, BASE_LINK_DEPTH))
        try:
            for batch in _batches(wanted):
                self._write(batch, into)
        except OSError as error:
            raise GitError(f"the files of {self.commit[:7]} cannot be written: {error.strerror or error}") from None

    def _wanted(self, path: str, inner: str, links: int) -> Iterator[Wanted]:
        """The files at or below a path of the repository, with their names below `inner`."""
        for entry in self._entries(path):
            name = inner + entry.name.removeprefix(path)
            _refuse_name(name, self.commit)
            if entry.mode == _LINK:
                yield from self._behind_link(entry, name, links)
            elif entry.mode == _SUBMODULE and _is_read(name):
                raise GitError(self._not_here(name, "is a submodule"))
            elif entry.mode.startswith(_FILE):
                self._count(entry.size)
                yield Wanted(name, entry.blob, entry.size)

    def _behind_link(self, entry: Entry, name: str, links: int) -> Iterator[Wanted]:
        self._links += 1
        if self._links > BASE_LINKS:
            raise GitError(f"{self.commit[:7]} has more than {BASE_LINKS:,} links in its claims and rules")
        target = self._target(entry)
        if links and target is not None:
            yield from self._wanted(target, name, links - 1)
        elif _is_read(name):
            why = "leads out of the repository" if links else f"has more than {BASE_LINK_DEPTH} links behind it"
            raise GitError(self._not_here(name, f"is a link that {why}"))

    def _count(self, size: int) -> None:
        self._files += 1
        self._bytes += size
        if self._files > BASE_FILES:
            raise GitError(f"{self.commit[:7]} has more than {BASE_FILES:,} files in its claims and rules")
        if self._bytes > BASE_BYTES:
            raise GitError(f"the claims and rules of {self.commit[:7]} are larger than {megabytes(BASE_BYTES)}")

    def _entries(self, path: str) -> list[Entry]:
        """Files and links at or below a path."""
        if path not in self._listed:
            # with folders (-t): those that hold no file could be without number
            arguments = ("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", self.commit, "--", path)
            try:
                lines = git_bytes(self.repository.top, *arguments, most=BASE_LISTED).split(b"\0")
            except TooLongError:
                what = f"the files and folders of {self.commit[:7]} in its claims and rules"
                raise GitError(f"{what} are too many: their names are more than {megabytes(BASE_LISTED)}") from None
            entries = (_entry(line) for line in lines if line)
            self._listed[path] = [entry for entry in entries if entry.mode != _FOLDER]
        return self._listed[path]

    def _target(self, entry: Entry) -> str | None:
        """The path in the repository to which a link leads; None where it leads out of it, or is no path at all."""
        if entry.size > LINK_BYTES:
            return None
        if entry.blob not in self._targets:
            self._targets[entry.blob] = git_bytes(self.repository.top, "cat-file", "blob", os.fsdecode(entry.blob))
        content = self._targets[entry.blob]
        if b"\0" in content:
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(entry.name), os.fsdecode(content)))
        return None if target.startswith(("/", "../")) or target in (".", "..") else target

    def _write(self, batch: list[Wanted], into: Path) -> None:
        given = b"".join(file.blob + b"\n" for file in batch if not _is_too_large(file))
        blobs = git_bytes(self.repository.top, "cat-file", "--batch", given=given) if given else b""
        at = 0
        for file in batch:
            path = into / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            if _is_too_large(file):  # whoever reads it says so: it needs the size, not the content
                path.touch()
                os.truncate(path, file.size)
                continue
            end = blobs.index(b"\n", at)
            size = int(blobs[at:end].split()[2])
            content = blobs[end + 1 : end + 1 + size]
            if content.startswith(_LFS) and _is_read(file.name):
                raise GitError(self._not_here(file.name, "is kept by Git LFS"))
            path.write_bytes(content)
            at = end + 1 + size + 1

    def _not_here(self, name: str, what: str) -> str:
        said = f"what it said in {self.commit[:7]} is not in the repository, so it cannot be compared with"
        return f"{safe(name)} {what}: {said}"


def _entry(line: bytes) -> Entry:
    about, _, name = line.partition(b"\t")
    mode, _, blob, size = about.split()
    return Entry(mode, blob, int(size) if size.isdigit() else 0, os.fsdecode(name))


def _batches(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """The files, so many at once as fit in memory."""
    batch: list[Wanted] = []
    size = 0
    for file in wanted:
        if batch and size + file.size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += 0 if _is_too_large(file) else file.size
    if batch:
        yield batch


def _is_too_large(file: Wanted) -> bool:
    return file.size > (YAML_BYTES if file.name.endswith(".yaml") else TEXT_BYTES)


def _refuse_name(name: str, commit: str) -> None:
    """Git checks out no such name; yet a commit may hold one. Raises GitError."""
    for part in name.split("/"):
        is_foreign = os.name == "nt" and any(sign in part for sign in "\\:")
        if part in ("", ".", "..") or part.casefold().rstrip(" .") in _REPOSITORY_OF_GIT or is_foreign:
            raise GitError(f"{commit[:7]} has a file named {name!r}, which leads elsewhere: it is not read")


def _is_read(name: str) -> bool:
    """Whether a file or folder is one that checker reads: YAML, rules, claims, a story; not what lies beside them."""
    parts = name.split("/")
    return name.endswith(".yaml") or len(parts) == 1 or (len(parts) == 2 and parts[0] == "claims")
