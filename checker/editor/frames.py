"""The messages of an editor as they come in, one behind another, each behind its Content-Length.

A header that is broken would hold up pygls for good: it waits for the end of a message that never comes. Here such a
message is passed over, and reading goes on with the next header that can be read.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from checker.files.budgets import MESSAGE_BYTES

_LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,12})[ \t]*\r?\n\Z", re.IGNORECASE)
_LONGEST_LINE = 1 << 16


class Frames:
    """A binary stream that hands on header lines as they should be, and the bytes of a message whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._in_header = False

    def readline(self) -> bytes:
        """The next header line; of what is none, an empty header, which pygls passes over. At the end b""."""
        line = self._stream.readline(_LONGEST_LINE)
        if not line:
            return b""
        # what is behind a message of a wrong length may stand before the next header in one line
        length = _LENGTH.search(line)
        if length and 0 < int(length[1]) <= MESSAGE_BYTES:
            self._in_header = True
            return b"Content-Length: %d\r\n" % int(length[1])
        ends = not line.strip()
        if ends and self._in_header:
            self._in_header = False
            return b"\r\n"
        return b"-\r\n"  # another header, or no header at all

    def read(self, size: int) -> bytes:
        """So many bytes, or what there is before the end."""
        return self._stream.read(size)

    def close(self) -> None:
        self._stream.close()
