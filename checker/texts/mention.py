"""A mention: a place in a text that looks like a figure or a date, and how it is read."""

from __future__ import annotations

from msgspec import Struct

from checker.values.dates import Window

FIGURES = ("count", "money", "percentage", "duration", "number", "date")
"""The kinds that an article's claims should code."""
KINDS = (*FIGURES, "vague", "ordinal", "age", "time", "phone", "reference")
"""All kinds. A `vague` word (several, many) is a figure only to a desk whose hedges say so."""
NOT_ENGLISH = "the text is not in English"


class Mention(Struct, frozen=True):
    """A place in a text. `start` and `end` are in code points; `value` is how a claim would give it, "" if open.

    Where two readings stand, `readings` are all of them, as values, and `value` is "". `why` says why it is open.
    `confidence`, from 0 to 1, is how surely it is what it is taken for. `role` is its part in a change: "from" what it
    was, "by" how much it changed, "to" what it is now.
    """

    kind: str
    start: int
    end: int
    phrase: str
    value: str = ""
    window: Window | None = None
    is_more: bool = False  # an increment: "an additional 600"
    readings: tuple[str, ...] = ()
    why: str = ""
    confidence: float = 1.0
    role: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it has a value, or readings among which a person chooses."""
        return bool(self.value or self.readings)
