"""What a value is: its types, its scale, and what is read of it. Bounds are exact fractions; None is unbounded."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from checker.values.categories import State

NUMERIC_TYPES = ("count", "number", "money", "duration", "percentage")
TYPES = (*NUMERIC_TYPES, "date", "category", "text")
MAX_DIGITS = 15  # a double tells numbers of 15 digits apart, so the engine and the exact check never differ

A_VALUE = {
    "count": "a count",
    "number": "a number",
    "money": "an amount of money",
    "duration": "a duration",
    "percentage": "a percentage",
    "date": "a date",
    "category": "a category",
}
"""The types in a sentence."""

SAMPLES = {
    "count": "a whole number such as 400, at least 5,000, about 200 or 200 to 300",
    "number": "a number such as 37.5, at least 10 or 2 to 3",
    "money": "an amount with its currency such as $300m or about EUR 5 million",
    "duration": "a duration such as 12 months, 3 days or at least 2 years",
    "percentage": "a percentage such as 37.5% or at least 10%",
}
SAMPLE_RANGES = {
    "count": "200 to 300",
    "number": "2 to 3",
    "money": "$2m to $3m",
    "duration": "6 to 12 months",
    "percentage": "10% to 20%",
    "date": "2031-05-01/2031-05-07",
}


class Mistake(ValueError):
    """What is wrong with a value's text. Raised and caught within this package only."""


class Scale(Struct, frozen=True):
    """What a property measures: how to read its values.

    `signed` says whether they may be negative; None is what is usual: of plain numbers only. A value is for each `per`,
    if there is one: a year, or a day. With `is_rounded` the digits that are written are all that is known. `signs` are
    the codes that signs and names of several currencies stand for, where it is known. `states` are what of the
    categories can be true at once, where they have to do with each other, and `order` those that come one after the
    other.
    """

    type: str
    unit: str = ""
    values: tuple[str, ...] = ()
    signed: bool | None = None
    per: str = ""
    is_rounded: bool = False
    at_most: Fraction | None = None
    signs: tuple[tuple[str, str], ...] = ()
    states: tuple[State, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether a value may be negative."""
        return self.type == "number" if self.signed is None else self.signed

    @property
    def is_whole(self) -> bool:
        """Whether there are whole values only: a count, but not how many a day."""
        return self.type == "count" and not self.per


class Share(Struct, frozen=True):
    """The figures of a share: `part` out of `whole`, where both are given, and what it is a share of, in words."""

    part: Fraction | None = None
    whole: Fraction | None = None
    of: str = ""


class Amount(Struct, frozen=True):
    """A number and its unit as written. `granularity` is the size of its last digit; a rough one is no exact figure."""

    number: Fraction
    unit: str = ""
    granularity: Fraction = Fraction(1)
    is_rough: bool = False
    share: Share | None = None


class Interval(Struct, frozen=True):
    """All values between two bounds, both included; None is unbounded."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    best: Fraction | None = None

    @property
    def is_point(self) -> bool:
        """Whether it is one value."""
        return self.lower is not None and self.lower == self.upper


class Choices(Struct, frozen=True, eq=False):
    """A set of categories, or (negated) all but these.

    Where categories have to do with each other, the names are those of the states that they leave open, and `said` what
    was said.
    """

    names: frozenset[str]
    negated: bool = False
    said: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether both allow the same, however it was said."""
        return isinstance(other, Choices) and (self.names, self.negated) == (other.names, other.negated)

    def __hash__(self) -> int:
        return hash((self.names, self.negated))

    @property
    def shown(self) -> tuple[str, ...]:
        """The categories as they are told."""
        return self.said or tuple(sorted(self.names))

    def meet(self, other: Choices) -> Choices:
        """What both allow."""
        if self.negated and other.negated:
            return Choices(self.names | other.names, True)
        if self.negated:
            return Choices(other.names - self.names)
        if other.negated:
            return Choices(self.names - other.names)
        return Choices(self.names & other.names)

    def join(self, other: Choices) -> Choices:
        """What one or the other allows."""
        if self.negated and other.negated:
            return Choices(self.names & other.names, True)
        if self.negated:
            return Choices(self.names - other.names, True)
        if other.negated:
            return Choices(other.names - self.names, True)
        return Choices(self.names | other.names)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is allowed."""
        return not self.names and not self.negated


class Value(Struct, frozen=True):
    """What a claim says of its quantity: an interval or a set of categories, and the words.

    `soft_upper` is the top that the words suggest ("thousands", "more than 5") where the interval has none: what is
    above it is a tension at most. `granularity` is the size of the last digit that was written, in this unit; 0 where
    there is none. `rounded` is what the digits leave open, where the property says `rounding: as written`. `share` has
    the figures of a share, `also` the same amount in another currency.
    """

    text: str
    interval: Interval = Interval()
    choices: Choices | None = None
    unit: str = ""
    stated: bool = True
    soft_upper: Fraction | None = None
    granularity: Fraction = Fraction(0)
    rounded: Interval | None = None
    share: Share | None = None
    also: Value | None = None


class Hedges(Struct, frozen=True, dict=True):
    """How wide a hedge is, after a coding protocol. Fractions of the figure; words stand for values.

    `more_than` is how far above its figure "more than" reaches before it surprises: its soft top.
    """

    name: str = "plain"
    about: Fraction = Fraction(5, 100)
    nearly: Fraction = Fraction(5, 100)
    just_over: Fraction = Fraction(5, 100)
    more_than: Fraction = Fraction(1)
    words: tuple[tuple[str, str], ...] = ()

    @cached_property
    def lookup(self) -> dict[str, str]:
        """The value of each word."""
        return dict(self.words)
