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
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from checker.files.atomic import fill, is_locked, locked, place_of, sync_folder, write_whole
from checker.files.budgets import TEXT_BYTES, YAML_BYTES
from checker.files.project import UNFINISHED
from checker.files.regular import read_regular
from checker.files.walk import Home

_TEMPORARY = ".checker-part~"


class _Plan(Struct):
    """The list: files to move, (temporary, place), folders that were made for them, and whether all is ready.

    A file at one of the places in `removals` is taken away in place of being replaced: its temporary file is empty.
    """

    root: Path
    moves: list[tuple[Path, Path]] = field(default_factory=list)
    removals: set[Path] = field(default_factory=set)
    folders: list[Path] = field(default_factory=list)
    is_ready: bool = False

    def save(self) -> None:
        def name(path: Path) -> str:
            return Path(os.path.relpath(path, os.path.realpath(self.root))).as_posix()

        data = {
            "ready": self.is_ready,
            "moves": [[name(temporary), name(place)] for temporary, place in self.moves],
            "removals": sorted(name(place) for place in self.removals),
            "folders": [name(folder) for folder in self.folders],
        }
        write_whole(self.root / UNFINISHED, json.dumps(data), within=Home(self.root))

    def finish(self) -> None:
        """Move what is ready. What is not there any more has been moved, or taken away, already."""
        for temporary, place in self.moves:
            with contextlib.suppress(FileNotFoundError):
                if place in self.removals:
                    _take_away(temporary, place)
                else:
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


def _take_away(temporary: Path, place: Path) -> None:
    """Take a file away, if the temporary file that says so is there still. Raises FileNotFoundError where it is not."""
    temporary.stat()
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place)
    os.unlink(temporary)


Content = str | bytes
"""What a file holds."""


class ChangedError(OSError):
    """A file holds something else than it was expected to."""


def write_together(
    root: Path, texts: Mapping[Path, Content | None], *, expected: Mapping[Path, Content | None] | None = None
) -> None:
    """Write files below a folder, one writer at a time; folders are made where they lack. None takes a file away.

    `expected` is what some of them must hold before, None where they must not be there. Raises OSError, with nothing
    written: also where a file was changed meanwhile (ChangedError), or leads out of the project through a link.
    """
    made = _missing([root])
    root.mkdir(parents=True, exist_ok=True)
    try:
        with locked(root):
            _finish(root)
            _write(root, texts, expected or {})
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _check(expected: Mapping[Path, Content | None]) -> None:
    for path, before in expected.items():
        if before is None and os.path.lexists(path):
            raise FileExistsError(f"{path.as_posix()} is there already; nothing was written")
        if before is not None and not _holds(path, before):
            raise ChangedError(f"{path.as_posix()} was changed meanwhile; nothing was written")


def _holds(path: Path, content: Content) -> bool:
    try:
        return read_regular(path, TEXT_BYTES) == (content.encode("utf-8") if isinstance(content, str) else content)
    except FileNotFoundError:
        return False


def _write(root: Path, contents: Mapping[Path, Content | None], expected: Mapping[Path, Content | None]) -> None:
    _check(expected)
    home = Home(root)
    places = {place_of(path, home): content for path, content in contents.items()}
    _refuse_folders(places)
    plan = _planned(root, places)
    plan.save()
    try:
        for folder in plan.folders:
            folder.mkdir()
        for (temporary, place), text in zip(plan.moves, places.values(), strict=True):
            fill(temporary, place, text or b"", durable=True)
        # once more, of what is written: an editor waits for no lock
        _check({path: before for path, before in expected.items() if path in contents})
        plan.is_ready = True
        plan.save()
    except BaseException:
        plan.undo()
        raise
    plan.finish()


def _refuse_folders(places: Iterable[Path]) -> None:
    """Raises OSError where a folder stands in the place of a file."""
    for place in places:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(place))


def _planned(root: Path, places: Mapping[Path, Content | None]) -> _Plan:
    """What is about to be done, with a temporary file for each place."""
    token = secrets.token_hex(4)
    plan = _Plan(root, folders=_missing([place.parent for place in places]))
    plan.removals = {place for place, content in places.items() if content is None}
    plan.moves = [(place.with_name(f".{place.name[:60]}.{token}{_TEMPORARY}"), place) for place in places]
    return plan


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
    home = Home(root)
    written = _as_written(root)
    plan = _Plan(root)
    plan.moves = [move for move in written.moves if _is_ours(*move) and all(map(home.holds, move))]
    plan.removals = {place for place in written.removals if home.holds(place)}
    plan.folders = [folder for folder in written.folders if home.holds(folder)]
    plan.is_ready = written.is_ready
    return plan


def _as_written(root: Path) -> _Plan:
    """The list that was left behind, whatever it names; an empty one where it cannot be read. Raises OSError."""
    plan, real = _Plan(root), Path(os.path.realpath(root))
    try:
        data = json.loads(read_regular(root / UNFINISHED, YAML_BYTES))
        moves = [(real / temporary, real / place) for temporary, place in data["moves"]]
        removals = {real / name for name in data.get("removals", ())}
        folders = [real / name for name in data["folders"]]
        plan.is_ready = data["ready"] is True
    except (ValueError, KeyError, TypeError):
        return _Plan(root)
    plan.moves, plan.removals, plan.folders = moves, removals, folders
    return plan


def _is_ours(temporary: Path, place: Path) -> bool:
    """Whether a name is that of a temporary file for a place."""
    is_named_so = temporary.name.startswith(f".{place.name[:60]}.") and temporary.name.endswith(_TEMPORARY)
    return is_named_so and temporary.parent == place.parent
