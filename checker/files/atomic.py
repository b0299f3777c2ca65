"""A file written whole or not at all.

The text goes to a temporary file beside it, which then takes its place. Whoever is killed meanwhile leaves the
temporary file behind: the next one who writes into the same folder takes it away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from checker.files.walk import Home

_TEMPORARY = ".checker~"
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)
# where two names of one file cannot be had, as on FAT
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL)


def write_whole(path: Path, text: str | bytes, *, durable: bool = True, within: Home | None = None) -> None:
    """Replace a file's text: a reader never sees half of it, nor does a power cut leave it. Its mode and its link stay.

    Without `durable` a power cut may leave the file torn; a link must not lead out of `within`. Raises OSError.
    """
    place = place_of(path, within)
    with _beside(place, text, durable=durable) as temporary:
        os.replace(temporary, place)
    if durable:
        sync_folder(place.parent)


@contextlib.contextmanager
def written_elsewhere(path: Path) -> Iterator[Path]:
    """A temporary file for another program to fill, which then takes the place of `path`. Raises OSError."""
    place = place_of(path, None)
    with _beside(place, b"", durable=False) as temporary:
        yield Path(temporary)
        with Path(temporary).open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, place)
    sync_folder(place.parent)


def write_new(path: Path, text: str | bytes, *, within: Home | None = None) -> None:
    """Write a file that is not there yet, whole. Raises FileExistsError where it is, also since a moment ago."""
    place = place_of(path.parent, within) / path.name
    with _beside(place, text, durable=True) as temporary:
        move_new(temporary, place)
    sync_folder(place.parent)


def place_of(path: Path, within: Home | None) -> Path:
    """Where a path leads. Raises OSError where its links lead out of `within`."""
    place = Path(os.path.realpath(path))
    if within is not None and not within.holds(place):
        raise OSError(f"{path.as_posix()} leads out of the project through a link; nothing was written")
    return place


def move_new(temporary: str | Path, place: Path) -> None:
    """Give a file the name of one that is not there. Raises FileExistsError where it is."""
    if os.name == "nt":
        os.rename(temporary, place)  # noqa: PTH104  # refuses to replace a file
        return
    try:
        os.link(temporary, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with locked(place.parent):
            if os.path.lexists(place):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(place)) from None
            os.replace(temporary, place)
    else:
        os.unlink(temporary)


def fill(temporary: str | Path | int, place: Path, text: str | bytes, *, durable: bool) -> None:
    """Write a text into a temporary file, which gets the mode that the file in its place has or is to have."""
    with open(temporary, "wb", closefd=not isinstance(temporary, int)) as file:
        file.write(text.encode("utf-8") if isinstance(text, str) else text)
        file.flush()
        os.chmod(temporary, place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        if durable:
            os.fsync(file.fileno())


@contextlib.contextmanager
def _beside(place: Path, text: str | bytes, *, durable: bool) -> Iterator[str]:
    """A temporary file in the same folder with the text, which is ours until it has been moved."""
    _clean(place.parent)
    handle, temporary = _made_and_locked(place)
    try:
        with contextlib.ExitStack() as stack:
            stack.callback(os.close, handle)
            fill(handle, place, text, durable=durable)
            if os.name == "nt":  # which moves no file that is open, and has no locks
                stack.close()
            yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _made_and_locked(place: Path) -> tuple[int, str]:
    """A new temporary file. Who finds one that is not locked may take it away, so that it is looked at once more."""
    while True:
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:60]}.", suffix=_TEMPORARY)
        _lock(handle, waits=True)
        if os.path.exists(temporary):  # noqa: PTH110
            return handle, temporary
        os.close(handle)


def _clean(folder: Path) -> None:
    """Take away what writers who were killed have left behind in a folder."""
    with os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.endswith(_TEMPORARY) and entry.name.startswith(".")]
    for path in left:
        with contextlib.suppress(OSError):
            handle = os.open(path, _FLAGS)
            try:
                if _lock(handle, waits=False):
                    os.unlink(path)
            finally:
                os.close(handle)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One at a time: whoever else wants to change files of this folder waits. Leaves no file behind."""
    if os.name == "nt":  # a folder cannot be opened there: the last writer wins
        yield
        return
    handle = os.open(folder, _FLAGS)
    try:
        _lock(handle, waits=True)
        yield
    finally:
        os.close(handle)


def is_locked(folder: Path) -> bool:
    """Whether somebody is changing files of this folder now, as far as can be known."""
    try:
        handle = os.open(folder, _FLAGS)
    except OSError:
        return False
    try:
        return not _lock(handle, waits=False)
    finally:
        os.close(handle)


def _lock(handle: int, *, waits: bool) -> bool:
    """Whether the open file is ours alone now; where a system has no locks nobody has one."""
    try:
        import fcntl
    except ImportError:
        return waits
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES) and waits
    return True


def sync_folder(folder: Path) -> None:
    """Have the names of a folder's files outlive a power cut."""
    if os.name == "posix":
        handle = os.open(folder, _FLAGS)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
