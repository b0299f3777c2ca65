"""The folders of a project: what lies in them, and where their links lead.

A project may come from anybody, as a pull request. Links that leave it are not followed, and no folder is walked
without end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from checker.files.budgets import STRAY_DEPTH, STRAY_ENTRIES

LEADS_OUT = "is a link that leads out of the project, so it is not followed"


class Home:
    """Where the links of a project may lead: the repository that it is in, or its own folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def top(self) -> str:
        """The folder without links in its path."""
        real = Path(os.path.realpath(self.root))
        return os.fspath(repository_of(real) or real)

    def holds(self, path: Path | str) -> bool:
        """Whether a path leads to a place within, once its links are followed: but not to what git keeps there."""
        real = os.path.realpath(path)
        return is_within(real, self.top) and ".git" not in Path(real[len(self.top) :].casefold()).parts


def is_within(path: str, folder: str) -> bool:
    """Whether an absolute path is a folder or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def repository_of(folder: Path) -> Path | None:
    """The root of the git repository around a folder. In a linked worktree `.git` is a file."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


class StrayWalk:
    """Walks folders in which no file is expected, to say so of those that are there. All of them share one budget.

    Links to folders are not followed. `is_cut` is whether a budget did not suffice.
    """

    def __init__(self) -> None:
        self.is_cut = False
        self._left = STRAY_ENTRIES

    def files_below(self, folder: Path) -> Iterator[Path]:
        """The files below a folder, in any order. What cannot be read is passed over."""
        folders = [(folder, 1)]
        while folders:
            inner, depth = folders.pop()
            for entry in self._entries(inner):
                if not entry.is_dir(follow_symlinks=False):
                    yield inner / entry.name
                elif depth < STRAY_DEPTH:
                    folders.append((inner / entry.name, depth + 1))
                else:
                    self.is_cut = True

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if self._left <= 0:
                        self.is_cut = True
                        break
                    self._left -= 1
                    found.append(entry)
        except OSError:
            pass
        return found
