"""Several files of a project written together: all of them or none, whenever the writer is killed.

What is to be written lies beside its places first, listed in a file of the project's folder. Once all of it is there,
the list says so, and the files take their places. Who comes after a writer that was killed finishes what it had ready,
or takes away what it had not.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.files.atomic import fill, is_locked, locked, place_of, sync_folder, write_whole
from checker.files.budgets import YAML_BYTES
from checker.files.project import UNFINISHED
from checker.files.regular import read_regular
from checker.files.walk import Home

_TEMPORARY = ".checker-part~"


@dataclass(slots=True)
class _Plan:
    """The list: files to move, (temporary, place), folders that were made for them, and whether all is ready."""

    root: Path
    moves: list[tuple[Path, Path]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    is_ready: bool = False

    def save(self) -> None:
        def name(path: Path) -> str:
            return Path(os.path.relpath(path, os.path.realpath(self.root))).as_posix()

        data = {
            "ready": self.is_ready,
            "moves": [[name(temporary), name(place)] for temporary, place in self.moves],
            "folders": [name(folder) for folder in self.folders],
        }
        write_whole(self.root / UNFINISHED, json.dumps(data), within=Home(self.root))

    def finish(self) -> None:
        """Move what is ready. What is not there any more has been moved already."""
        for temporary, place in self.moves:
            with contextlib.suppress(FileNotFoundError):
                os.replace(temporary, place)
        for folder in {place.parent for _, place in self.moves}:
            sync_folder(folder)
        self._forget()

    def undo(self) -> None:
        """Take away what was written, and the folders that were made for it."""
        for temporary, _ in self.moves:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        for folder in reversed(self.folders):
            with contextlib.suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        self._forget()

    def _forget(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.root / UNFINISHED)


def write_together(root: Path, texts: Mapping[Path, str], *, expected: Mapping[Path, str | None] | None = None) -> None:
    """Write files below a folder, one writer at a time; folders are made where they lack.

    `expected` is what some of them must hold before, None where they must not be there. Raises OSError, with nothing
    written: also where a file was changed meanwhile, or leads out of the project through a link.
    """
    made = _missing([root])
    root.mkdir(parents=True, exist_ok=True)
    try:
        with locked(root):
            _finish(root)
            for path, before in (expected or {}).items():
                _check(path, before)
            _write(root, texts)
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _check(path: Path, before: str | None) -> None:
    if before is None and os.path.lexists(path):
        raise FileExistsError(f"{path.as_posix()} is there already; nothing was written")
    if before is not None and read_regular(path, YAML_BYTES) != before.encode("utf-8"):
        raise OSError(f"{path.as_posix()} was changed meanwhile; nothing was written")


def _write(root: Path, texts: Mapping[Path, str]) -> None:
    home = Home(root)
    places = {place_of(path, home): text for path, text in texts.items()}
    for place in places:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(place))
    token = secrets.token_hex(4)
    plan = _Plan(root, folders=_missing([place.parent for place in places]))
    plan.moves = [(place.with_name(f".{place.name[:60]}.{token}{_TEMPORARY}"), place) for place in places]
    plan.save()
    try:
        for folder in plan.folders:
            folder.mkdir()
        for (temporary, place), text in zip(plan.moves, places.values(), strict=True):
            fill(temporary, place, text, durable=True)
        plan.is_ready = True
        plan.save()
    except BaseException:
        plan.undo()
        raise
    plan.finish()


def _missing(folders: list[Path]) -> list[Path]:
    """The folders that are not there, and those above them, from above to below."""
    found: set[Path] = set()
    for folder in folders:
        for each in (folder, *folder.parents):
            if each in found or each.exists():
                break
            found.add(each)
    return sorted(found, key=lambda each: len(each.parts))


def is_interrupted(root: Path) -> bool:
    """Whether a writer was killed before all of its files were in their places."""
    return os.path.lexists(root / UNFINISHED) and not is_locked(root)


def finish_interrupted(root: Path) -> bool:
    """Finish what a writer that was killed had ready, else take it away; whether there was anything. Raises OSError."""
    if not os.path.lexists(root / UNFINISHED):
        return False
    with locked(root):
        return _finish(root)


def _finish(root: Path) -> bool:
    if not os.path.lexists(root / UNFINISHED):
        return False
    plan = _read(root)
    plan.finish() if plan.is_ready else plan.undo()
    return True


def _read(root: Path) -> _Plan:
    """The list that was left behind. It may have come with the project from anybody: what it may not name is passed
    over. Raises OSError."""
    plan = _Plan(root)
    home, real = Home(root), Path(os.path.realpath(root))
    try:
        data = json.loads(read_regular(root / UNFINISHED, YAML_BYTES))
        moves = [(real / temporary, real / place) for temporary, place in data["moves"]]
        folders = [real / name for name in data["folders"]]
        is_ready = data["ready"] is True
    except (ValueError, KeyError, TypeError):
        return plan
    for temporary, place in moves:
        is_ours = temporary.name.startswith(f".{place.name[:60]}.") and temporary.name.endswith(_TEMPORARY)
        if is_ours and temporary.parent == place.parent and home.holds(place) and home.holds(temporary):
            plan.moves.append((temporary, place))
    plan.folders = [folder for folder in folders if home.holds(folder)]
    plan.is_ready = is_ready
    return plan
