"""A problem: our own file is wrong. It has a place, and says what was expected."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in a file. Line and column start at 1."""

    file: str
    line: int
    column: int

    def problem(self, message: str) -> Problem:
        """What is wrong there."""
        return Problem(*self, message)


class Problem(NamedTuple):
    """A mistake in a file. Line and column start at 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


LONGEST_NAME = 100
FEW_NAMES = 50
MOST_LIKE = 20
MOST_THAT_SHARE = 200
"""The budget of a suggestion: above a few names only the 20 are compared that share most pairs of letters with the
word, by pairs that at most 200 names have. So a thousand slips among a thousand names take no time to speak of."""


def nearest(word: str, known: Iterable[str], number: int = 1) -> list[str]:
    """The known words that are nearest, at most `number` of them, if any is near. Of very long words none is.

    Among one frozenset of names many words are looked for in linear time: it is sorted once.
    """
    import difflib  # 10 ms that good files do without

    if len(word) > LONGEST_NAME:
        return []
    known = known if isinstance(known, frozenset) else frozenset(known)
    names = _sorted_names(known)
    if begun := _begun_with(word, names, number):
        return begun
    near = _like(word, known) if len(names) > FEW_NAMES else names
    return difflib.get_close_matches(word, near, n=number, cutoff=0.6)


def _begun_with(word: str, names: Sequence[str], number: int) -> list[str]:
    """The first of some sorted names that begin with a word; of a very short word none."""
    first = bisect_left(names, word)
    return [name for name in names[first : first + number] if len(word) > 3 and name.startswith(word)]


def _like(word: str, known: frozenset[str]) -> list[str]:
    """The names that share most pairs of letters with a word, in a fixed order."""
    pairs = _pairs_of(known)
    having = [pairs[pair] for pair in sorted(_pairs(word)) if pair in pairs]
    rare = [each for each in having if len(each) <= MOST_THAT_SHARE]
    shared = Counter(name for each in rare or having for name in each[:MOST_THAT_SHARE])
    return sorted(sorted(shared), key=lambda name: -shared[name])[:MOST_LIKE]


@lru_cache(maxsize=8)
def _sorted_names(known: frozenset[str]) -> tuple[str, ...]:
    """The names that are not too long to be suggested, in order."""
    return tuple(sorted(name for name in known if len(name) <= LONGEST_NAME))


@lru_cache(maxsize=8)
def _pairs_of(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """For each pair of letters the names that have it."""
    found: dict[str, list[str]] = {}
    for name in _sorted_names(known):
        for pair in _pairs(name):
            found.setdefault(pair, []).append(name)
    return {pair: tuple(having) for pair, having in found.items()}


def _pairs(word: str) -> set[str]:
    ends = f" {word} "
    return {ends[at : at + 2] for at in range(len(ends) - 1)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'size'?" where a known word is near, else nothing."""
    return suggested(nearest(word, known))


def suggested(near: list[str]) -> str:
    """ "; did you mean 'size'?" of the first of some names; nothing of none."""
    return f"; did you mean {near[0]!r}?" if near else ""


def quoted(text: str, most: int = 60) -> str:
    """The text as it was written, in quotes; a long one is cut."""
    return repr(text if len(text) <= most else text[: most - 1] + "…")
