"""The few words of a text by which a figure is found again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.texts.mentions import Mention
from checker.texts.quotes import Searchable

_MARKS = re.compile('["“”]')
_NEAR = 400
"""Code points on either side of a mention in which its words are looked for."""


def quote_of(searchable: Searchable, mention: Mention, first: int, last: int) -> str:
    """At most eight words around a mention, in its sentence; enough of them to be found once."""
    text = searchable.text
    first, last = _within_marks(text, mention, first, last)
    words = [match.span() for match in re.finditer(r"\S+", text[first:last])]
    spans = [(first + a, first + b) for a, b in words]
    inside = [n for n, (a, b) in enumerate(spans) if a < mention.end and mention.start < b]
    if not inside or len(inside) > MAX_QUOTE_WORDS:
        return " ".join(mention.phrase.split()[:MAX_QUOTE_WORDS])
    return _widened(searchable, spans, inside[0], inside[-1])


def _within_marks(text: str, mention: Mention, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence in which a mention stands, between quotation marks if there are any."""
    first, last = max(first, mention.start - _NEAR), min(last, mention.end + _NEAR)
    inner = [match.end() for match in _MARKS.finditer(text, first, mention.start)]
    outer = _MARKS.search(text, mention.end, last)
    return (inner or [first])[-1], outer.start() if outer else last


def _widened(searchable: Searchable, spans: Sequence[tuple[int, int]], low: int, high: int) -> str:
    """The words from one to another, and more to the left and then to the right until they stand there only once."""
    text = searchable.text
    high = min(len(spans) - 1, max(high, low + 3))
    low = max(0, min(low, high - 3))
    while True:
        quote = text[spans[low][0] : spans[high][1]].strip(" \t,;:.!?\"'“”‘’()")
        if high - low + 1 >= MAX_QUOTE_WORDS or (low == 0 and high == len(spans) - 1) or searchable.is_once(quote):
            return " ".join(quote.split())
        if low > 0:
            low -= 1
        else:
            high += 1
