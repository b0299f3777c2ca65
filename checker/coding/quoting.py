"""The few words of a text by which a figure is found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.texts.mentions import FIGURES, Mention
from checker.texts.quotes import Searchable

_NUMBERS = tuple(kind for kind in FIGURES if kind != "date")
_LEADING_ON = frozenset("a about after and at but by for from in of on or than that the to was were with".split())
_MARKS = re.compile('["“”]')
_STOPS = re.compile(r"[,;:](?=\s)")
_NEAR = 400
"""Code points on either side of a mention in which its words are looked for."""


def quote_of(searchable: Searchable, mention: Mention, first: int, last: int, others: Iterable[Mention] = ()) -> str:
    """At most eight words around a mention, in its sentence; enough of them to be found once.

    They hold none of the `others`, the figures near it, where fewer words are enough.
    """
    first, last = _within_marks(searchable.text, mention, first, last)
    low, high = _between_figures(searchable.text, mention, first, last, others)
    near = _quoted(searchable, mention, low, high)
    shorter = _without_conjunction(near) if high < last else near
    alone = next((words for words in (shorter, near) if searchable.is_once(words)), "")
    return alone or _quoted(searchable, mention, first, last)


def _quoted(searchable: Searchable, mention: Mention, first: int, last: int) -> str:
    words = [match.span() for match in re.finditer(r"\S+", searchable.text[first:last])]
    spans = [(first + a, first + b) for a, b in words]
    inside = [n for n, (a, b) in enumerate(spans) if a < mention.end and mention.start < b]
    if not inside or len(inside) > MAX_QUOTE_WORDS:
        return " ".join(mention.phrase.split()[:MAX_QUOTE_WORDS])
    return _widened(searchable, spans, inside[0], inside[-1])


def _between_figures(text: str, mention: Mention, first: int, last: int, others: Iterable[Mention]) -> tuple[int, int]:
    """The part of a sentence without the figures before and after a mention; days beside a number may be its own."""
    kinds = FIGURES if mention.kind == "date" else _NUMBERS
    for other in others:
        if other.kind not in kinds:
            continue
        if other.end <= mention.start:
            first = max(first, _past_word(text, other.end, mention.start))
        elif other.start >= mention.end:
            last = min(last, _before_word(text, other.start, mention.end))
    return first, last


def _past_word(text: str, at: int, end: int) -> int:
    """Where the part of a sentence begins that a place is not in any more: behind a comma, or behind its word."""
    stops = [match.end() for match in _STOPS.finditer(text, at, end)]
    if stops:
        return stops[-1]
    while at < end and not text[at].isspace():
        at += 1
    return at


def _before_word(text: str, at: int, start: int) -> int:
    """Where the word that a place is in begins."""
    while at > start and not text[at - 1].isspace():
        at -= 1
    return at


def _without_conjunction(quote: str) -> str:
    """A quote without the words that lead on to the figure behind it."""
    words = quote.split()
    while len(words) > 1 and words[-1].casefold().strip(",;") in _LEADING_ON:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-")


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
