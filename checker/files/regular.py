"""The bytes of a file that somebody else may have put there: of a regular one only, and no more than a budget."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from checker.files.budgets import megabytes

# a pipe that nobody writes to does not hold us up
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_FEW = 1 << 14  # bytes, which most articles do not have


class TooLargeError(OSError):
    """A file is larger than its budget."""


def read_regular(path: Path | str, most: int) -> bytes:
    """All bytes of a file. Raises OSError: for a device, a pipe or a folder, too, and TooLargeError above `most`."""
    handle = os.open(path, _FLAGS)
    try:
        try:
            content = os.read(handle, _FEW)
            # to ask what it is takes longer than to see that it ends here: a pipe has no place, a device no end
            if 0 < len(content) <= most and os.lseek(handle, 0, os.SEEK_END) == len(content):
                return content
        except OSError:
            pass  # a folder, or a pipe in which nothing lies yet
        return _looked_at(handle, most)
    finally:
        os.close(handle)


def _looked_at(handle: int, most: int) -> bytes:
    """All bytes of what is open, once it is known to be a file."""
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "Not a regular file"
        raise OSError(errno.EINVAL, what)
    if status.st_size > most:
        raise _too_large(most)
    os.lseek(handle, 0, os.SEEK_SET)
    content = os.read(handle, status.st_size + 1)
    if len(content) != status.st_size or not content:
        content += _rest(handle, len(content), most)
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
