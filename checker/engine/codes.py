"""Integers for the words of a corpus, as the tables have them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from checker.files.models import STATUSES


def coded(words: Iterable[str]) -> dict[str, int]:
    """A number for each word, in their order."""
    return {word: code for code, word in enumerate(sorted(set(words)))}


class Codes(Struct, frozen=True, kw_only=True):
    """Integers for the words of a corpus. A word that no claim uses has the code -1.

    `series` are the claims of each figure, by their places in `corpus.claims`; `soft` the figures of which some claim
    has a soft top; `breakdowns` the ways in which wholes are divided, "" that which has no name; `dividing` those into
    which entities are divided.
    """

    entities: dict[str, int]
    properties: dict[str, int]
    kinds: dict[str, int]
    sources: tuple[str, ...]
    series: tuple[tuple[int, ...], ...]
    soft: frozenset[int] = frozenset()
    breakdowns: dict[str, int] = field(default_factory=lambda: {"": 0})
    dividing: tuple[str, ...] = ("",)

    def property(self, name: str) -> int:
        return self.properties.get(name, -1)

    def kind(self, name: str) -> int:
        return self.kinds.get(name, -1)

    @staticmethod
    def status(name: str) -> int:
        return STATUSES.index(name)
