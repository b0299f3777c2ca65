"""The form in which quotes are looked up: what people type in one way, papers write in another, and web pages hide.

Case, kinds of spaces, quotation marks, dashes, ellipses, composed and decomposed letters, soft hyphens and signs of no
width make no difference. Each character of the form knows where in the text it comes from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right

from msgspec import Struct

from checker.patterns import lazy_pattern

_SINGLE, _DOUBLE = "‘’‚‛′´`ʼ", "“”„‟″«»"
_DASHES = "‐‑‒–—―−﹘﹣－"
_NO_WIDTH = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\ufeff\u034f\u061c\ufe0e\ufe0f"
)
_ALIKE = {**dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_DASHES, "-"), "…": "..."}
_ALIKE |= dict.fromkeys(_NO_WIDTH, "")
_PLAIN = lazy_pattern(r"[!-,./-~]+(?:[ -][!-,./-~]+)*")
"""Words of printable ASCII with one space or hyphen between two: each character stands for itself."""
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CLUSTER = lazy_pattern(
    rf"[\u00ad\u200b-\u200f\u2060\ufeff]*.[{_MARKS}]*",
    re.DOTALL,
)


class QuoteForm(Struct, frozen=True):
    """A text in the form in which quotes are looked up.

    `pieces` are where its pieces begin in the form; `starts` and `ends` where they begin and end in the text. A piece
    that is as long in both stands for itself, character by character.
    """

    plain: str
    pieces: array[int]
    starts: array[int]
    ends: array[int]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where in the text a part of the form begins and ends. `last` is its last character."""
        return self._of(first)[0], self._of(last)[1]

    def _of(self, at: int) -> tuple[int, int]:
        """Where in the text a character of the form begins and ends."""
        piece = bisect_right(self.pieces, at) - 1
        start, end = self.starts[piece], self.ends[piece]
        following = self.pieces[piece + 1] if piece + 1 < len(self.pieces) else len(self.plain)
        if end - start != following - self.pieces[piece]:
            return start, end
        at += start - self.pieces[piece]
        return at, at + 1


def quote_form(text: str) -> QuoteForm:
    """The form of a text, with its places."""
    parts: list[str] = []
    pieces, starts, ends = array("q"), array("q"), array("q")
    at, length, last = 0, 0, " "
    while at < len(text):
        match = _PLAIN.match(text, at) or _CLUSTER.match(text, at)
        assert match is not None
        shown = match[0].lower() if match.re is _PLAIN else _shown(match[0])
        # spaces, and dashes, that follow each other are one
        if shown and not (shown == last and shown in " -"):
            parts.append(shown)
            pieces.append(length)
            starts.append(at)
            ends.append(match.end())
            length, last = length + len(shown), shown[-1]
        elif shown == "-" and ends:
            ends[-1] = match.end()
        at = match.end()
    return QuoteForm("".join(parts), pieces, starts, ends)


def _shown(cluster: str) -> str:
    """What stands for a character with its marks; "" for a sign of no width."""
    alike = "".join(_ALIKE.get(char, char) for char in cluster)
    if alike.isspace():
        return " "
    if alike.isascii():
        return alike.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", alike).casefold())


def for_quotes(text: str) -> str:
    """The form of a text or a quote, to be compared; without spaces at its ends."""
    return quote_form(text).plain.strip(" ")
