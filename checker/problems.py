"""A problem: our own file is wrong. It has a place, and says what was expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, order=True)
class Problem:
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


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that is nearest, if any is near. Of very long words none is."""
    import difflib  # 10 ms that good files do without

    names = sorted({name for name in known if len(name) <= LONGEST_NAME})
    if len(word) > LONGEST_NAME:
        return []
    begun = [name for name in names if len(word) > 3 and name.startswith(word)]
    if len(names) > FEW_NAMES and not begun:
        names = _like(word, frozenset(names))
    return begun[:1] or difflib.get_close_matches(word, names, n=1, cutoff=0.6)


def _like(word: str, names: frozenset[str]) -> list[str]:
    """The names that share most pairs of letters with a word, in a fixed order."""
    pairs = _pairs_of(names)
    having = [pairs[pair] for pair in sorted(_pairs(word)) if pair in pairs]
    rare = [each for each in having if len(each) <= MOST_THAT_SHARE]
    shared = Counter(name for each in rare or having for name in each[:MOST_THAT_SHARE])
    return sorted(sorted(shared), key=lambda name: -shared[name])[:MOST_LIKE]


@lru_cache(maxsize=8)
def _pairs_of(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """For each pair of letters the names that have it."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        for pair in _pairs(name):
            found.setdefault(pair, []).append(name)
    return {pair: tuple(having) for pair, having in found.items()}


def _pairs(word: str) -> set[str]:
    ends = f" {word} "
    return {ends[at : at + 2] for at in range(len(ends) - 1)}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'size'?" where a known word is near, else nothing."""
    near = nearest(word, known)
    return f"; did you mean {near[0]!r}?" if near else ""


def quoted(text: str, most: int = 60) -> str:
    """The text as it was written, in quotes; a long one is cut."""
    return repr(text if len(text) <= most else text[: most - 1] + "…")
