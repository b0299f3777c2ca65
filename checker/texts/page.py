"""A text that is searched for figures and dates, and which of its places are taken already."""

from __future__ import annotations

import re

from checker.texts import context_words as words
from checker.texts.languages import ENGLISH, language_of
from checker.values.dates import Window
from checker.values.value import Hedges

NEAR_A_HEDGE = 40
"""Code points before a figure in which its hedge is looked for."""
_DIGITS = re.compile(r"(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3} ?)?\d")

_GIVES_OVER = re.compile(r"\b(?:hand|turn|sign)(?:s|ed|ing)? over $", re.IGNORECASE)
"""They handed over 17 bodies: a part of the verb."""


class Page:
    """One text, its language, the day of its publication, the hedges of its desk; and what was found in it so far."""

    def __init__(self, text: str, published: Window | None, hedges: Hedges) -> None:
        self.text, self.published, self.hedges = text, published, hedges
        self.is_english = (language := language_of(text)) == ENGLISH
        self.language = language
        self._taken = bytearray(len(text))

    def cover(self, start: int, end: int) -> None:
        """Nothing more is looked for there."""
        self._taken[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing was found there yet."""
        return not any(self._taken[start:end])

    def hedge_before(self, first: int, start: int) -> tuple[str, int]:
        """The hedge that ends before a place, as in a value, and where it begins; "" and the place if there is none.

        `first` is where the sentence begins.
        """
        left = self.text[max(first, start - NEAR_A_HEDGE) : start]
        found = words.HEDGE.search(left)
        if found is None or not self.is_free(start - len(found[0]), start):
            return "", start
        hedge = " ".join(found["hedge"].casefold().split())
        if hedge == "over" and _DIGITS.match(self.text, start) and re.search(r"\ban? $", found[0]):
            return "", start  # a strike over a 3.8 % offer, a quarrel over a €3bn fund
        if hedge == "over" and _GIVES_OVER.search(left):
            return "", start
        return words.AS_HEDGE.get(hedge, hedge), start - len(left) + found.start()
