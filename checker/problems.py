"""A problem: our own file is wrong. It has a place, and says what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file. Line and column start at 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that is nearest, if any is near."""
    import difflib  # 10 ms that good files do without

    names = sorted(known)
    begun = [name for name in names if len(word) > 3 and name.startswith(word)]
    return begun[:1] or difflib.get_close_matches(word, names, n=1, cutoff=0.6)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'size'?" where a known word is near, else nothing."""
    near = nearest(word, known)
    return f"; did you mean {near[0]!r}?" if near else ""


def quoted(text: str, most: int = 60) -> str:
    """The text as it was written, in quotes; a long one is cut."""
    return repr(text if len(text) <= most else text[: most - 1] + "…")
