"""Numbers in words: "two hundred and six", "fifteen hundred", "a dozen", "one and a half million"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

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
_NUMBER = (
    "".join(rf"(?:(?P<{name}>{_GROUP}|an?)\s+{name}\b\s*)?" for name in reversed(_GROUPED))
    + rf"(?:(?:and\s+)?(?P<rest>{_GROUP}))?(?![^\s-])"
)
_TWO_SIZES = rf"(?:{'|'.join(_GROUPED)}) (?:hundred|dozen)"  # "two million dozen"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_NUMBER, ANY_CASE)


class InWords(NamedTuple):
    """A number in words, what follows it in the text, and the size of its last word: 100 of "two hundred"."""

    number: Fraction
    rest: str
    granularity: Fraction


def number_in_words(text: str) -> InWords | None:
    """The number that the text begins with; None if it begins with none."""
    match = _pattern().match(text)
    if match is None or not match.end() or text[:3].casefold() == "and":
        return None
    if re.search(_TWO_SIZES, match[0], ANY_CASE):
        return None
    total = last = 0
    for name, group in match.groupdict().items():
        if group:
            size = LARGE_NUMBERS.get(name, 1)
            total += _group(group.casefold()) * size
            last = _last(group.casefold()) * size
    return InWords(Fraction(total), text[match.end() :], Fraction(last))


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
