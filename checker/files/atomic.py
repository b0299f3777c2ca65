"""Files written whole or not at all, one or several."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path


def write_whole(path: Path, text: str | bytes, *, durable: bool = True) -> None:
    """Replace a file's text: a reader never sees half of it, nor does a power cut leave it. Its mode and its link stay.

    Without `durable` a power cut may leave the file torn. Raises OSError.
    """
    write_all({path: text}, durable=durable)


def write_all(texts: Mapping[Path, str | bytes], *, durable: bool = True) -> None:
    """Replace several files: none of them before all are written beside their places. Raises OSError.

    What may still fail then, file by file, is to rename them: it needs no space on the disk.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in texts.items():
            place = Path(os.path.realpath(path))
            ready.append((_beside(place, text, durable=durable), place))
        while ready:
            os.replace(*ready[0])
            _, place = ready.pop(0)
            if durable:
                _sync_folder(place.parent)
    except BaseException:
        for temporary, _ in ready:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise


def _beside(path: Path, text: str | bytes, *, durable: bool) -> str:
    """The name of a temporary file in the same folder, with the text and the mode that the file is to have."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One at a time: whoever else wants to change files of this folder waits. Leaves no file behind."""
    try:
        import fcntl
    except ImportError:  # not on this system: the last writer wins
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
