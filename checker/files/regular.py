"""The bytes of a file that somebody else may have put there: of a regular one only, and no more than a budget."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from checker.files.budgets import megabytes

# a pipe that nobody writes to does not hold us up
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_KIND, _REGULAR = 0o170000, 0o100000  # as `stat.S_ISREG` has it, of each of thousands of files


class TooLargeError(OSError):
    """A file is larger than its budget."""


def read_regular(path: Path | str, most: int) -> bytes:
    """All bytes of a file. Raises OSError: for a device, a pipe or a folder, too, and TooLargeError above `most`."""
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        size = status.st_size
        if status.st_mode & _KIND != _REGULAR:
            what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "Not a regular file"
            raise OSError(errno.EINVAL, what)
        if size > most:
            raise _too_large(most)
        content = os.read(handle, size + 1)
        if len(content) != size or not size:
            content += _rest(handle, len(content), most)
    finally:
        os.close(handle)
    return content


def _rest(handle: int, size: int, most: int) -> bytes:
    """What follows: the file has grown, or does not say how large it is, as below /proc."""
    parts = []
    while part := os.read(handle, 1 << 16):
        parts.append(part)
        size += len(part)
        if size > most:
            raise _too_large(most)
    return b"".join(parts)


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(errno.EFBIG, f"the file is larger than {megabytes(most)}")
