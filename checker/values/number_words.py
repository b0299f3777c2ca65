"""Numbers in words: "two hundred and six", "fifteen hundred", "a dozen", "one and a half million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from checker.patterns import lazy_pattern
from checker.values.lexicon import LARGE_NUMBERS, NUMBER_WORDS, ONES, TEENS, TENS

ANY_CASE = re.IGNORECASE | re.ASCII
SMALL_NUMBER = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES)}))?|{'|'.join((*TEENS, 'zero', *ONES))})"
"""A pattern for a number below a hundred."""

_GROUP_SIZES = ("hundred", "dozen")
_WORDS = NUMBER_WORDS | {"a": 1, "an": 1}
_GROUP = (
    rf"(?:(?:{SMALL_NUMBER}|an?)\s+(?:hundred(?:\s+(?:and\s+)?{SMALL_NUMBER})?|dozen)|{SMALL_NUMBER}|hundred|dozen)"
)
_GROUPED = tuple(sorted((name for name in LARGE_NUMBERS if LARGE_NUMBERS[name] >= 1000), key=LARGE_NUMBERS.__getitem__))
_SIZED = lazy_pattern(  # "two hundred million"
    rf"(?P<group>{_GROUP}|an?)\s+(?P<size>{'|'.join(_GROUPED)})\b\s*", ANY_CASE
)
_REST = lazy_pattern(rf"\s*(?:and\s+)?(?P<group>{_GROUP})(?![^\s-])", ANY_CASE)
_TWO_SIZES = lazy_pattern(rf"(?:{'|'.join(_GROUPED)}) (?:hundred|dozen)", ANY_CASE)  # "two million dozen"


class InWords(Struct, frozen=True):
    """A number in words, what follows it in the text, and the size of its last word: 100 of "two hundred"."""

    number: Fraction
    rest: str
    granularity: Fraction


def number_in_words(text: str) -> InWords | None:
    """The number that the text begins with; None if it begins with none."""
    if text[:3].casefold() == "and":
        return None
    groups = list(_sized(text))
    while True:
        at = groups[-1][0] if groups else 0
        rest = _REST.match(text, at)
        if rest or not groups or not text[at:] or text[at] == "-" or text[at].isspace():
            break
        groups.pop()  # "two million, ..." is two
    if rest:
        groups.append((rest.end(), rest["group"].casefold(), 1))
    if not groups or _TWO_SIZES.search(text[: groups[-1][0]]):
        return None
    end, group, size = groups[-1]
    total = sum(_group(group) * size for _, group, size in groups)
    return InWords(Fraction(total), text[end:], Fraction(_last(group) * size))


def _sized(text: str) -> Iterator[tuple[int, str, int]]:
    """The groups with a size that the text begins with, from the greatest down: where each ends, its words and size."""
    at, before = 0, None
    while match := _SIZED.match(text, at):
        size = LARGE_NUMBERS[match["size"].casefold()]
        if before is not None and size >= before:
            return
        yield match.end("size"), match["group"].casefold(), size
        before = size
        at = match.end()


def _group(text: str) -> int:
    """A number below a thousand, or so many dozens."""
    total = 0
    for at, word in enumerate(_split(text)):
        if word in _GROUP_SIZES:
            total = (total if at else 1) * LARGE_NUMBERS[word]
        elif word != "and":
            total += _WORDS[word]
    return total


def _last(text: str) -> int:
    word = _split(text)[-1]
    return LARGE_NUMBERS[word] if word in _GROUP_SIZES else 1


def _split(text: str) -> list[str]:
    return re.split(r"[\s-]+", text)
