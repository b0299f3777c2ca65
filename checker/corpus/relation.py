"""A rule's meaning: which quantities its names stand for, what joins them, and the linear relation that must hold."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from checker.values.value import NUMERIC_TYPES

MEASURED_TYPES = (*NUMERIC_TYPES, "date")


class Path(Struct, frozen=True):
    """`part.subject.part_of`: the name, the attributes, and the kind of thing they lead to."""

    name: str
    attributes: tuple[str, ...]
    kind: str


class Condition(Struct, frozen=True):
    """One line of `where`. The right side is a path, a text or a number."""

    left: Path
    operator: str
    right: Path | str | Fraction
    text: str

    @property
    def is_of_statements(self) -> bool:
        """Whether it is about who says something, so that it holds for some statements of a figure and not others."""
        kind = self.left.kind
        return kind == "voice" or (kind == "source" and self.operator == "!=")


class Linear(Struct, frozen=True):
    """A sum of names times coefficients, products of two names times coefficients, and a constant."""

    terms: tuple[tuple[str, Fraction], ...] = ()
    constant: Fraction = Fraction(0)
    products: tuple[tuple[str, str, Fraction], ...] = ()

    def of(self, name: str) -> Fraction:
        return next((coefficient for term, coefficient in self.terms if term == name), Fraction(0))

    def slope(self, name: str) -> Fraction:
        """Above zero where the sum grows with a name, as long as what that is multiplied by is not negative."""
        return self.of(name) + sum((c for one, other, c in self.products if name in (one, other)), Fraction(0))

    @property
    def multiplied(self) -> frozenset[str]:
        """The names that stand in a product."""
        return frozenset(name for one, other, _ in self.products for name in (one, other))

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names, each once."""
        found = [*(name for name, _ in self.terms), *(name for pair in self.products for name in pair[:2])]
        return tuple(dict.fromkeys(found))


class Tolerance(Struct, frozen=True):
    """How far a row may be off and still hold: a share of the right side, or an amount."""

    share: Fraction = Fraction(0)
    amount: Fraction = Fraction(0)


class Piece(Struct, frozen=True):
    """A part of a message: plain text, a path, or an expression to be worked out."""

    text: str = ""
    path: Path | None = None
    linear: Linear | None = None
    origins: str = ""


class Select(Struct, frozen=True):
    """Which quantities a name stands for; empty is any.

    One that is `optional` may have no figure, and is then nothing at least. Of the statuses in `prefer` those of the
    first that a part has at a moment count. `at` is the moment at which it is taken: "start", "end" or "before", and
    the other name; None is that of the row.
    """

    properties: frozenset[str]
    statuses: frozenset[str]
    kinds: frozenset[str]
    important: bool | None
    at: tuple[str, str] | None = None
    over_period: bool = False
    prefer: tuple[str, ...] = ()
    optional: bool = False


class Relation(Struct, frozen=True):
    """A rule's meaning. `summed` is the name under sum(), `counts_origins` the one under origins().

    `message_one` is the message where the sum has a single part. `factors` are names that stand in a product and give
    it no unit: a share, a number of times.
    """

    let: tuple[tuple[str, Select], ...]
    where: tuple[Condition, ...]
    left: Linear
    operator: str
    right: Linear
    tolerance: Tolerance
    message: tuple[Piece, ...]
    message_one: tuple[Piece, ...] = ()
    summed: str = ""
    counts_origins: str = ""
    same_source: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.let)

    @property
    def of_statements(self) -> tuple[Condition, ...]:
        """The conditions on who says something."""
        return tuple(condition for condition in self.where if condition.is_of_statements)

    @property
    def optional(self) -> tuple[str, ...]:
        """The names that may have no figure."""
        return tuple(name for name, select in self.let if select.optional)

    @property
    def has_products(self) -> bool:
        return bool(self.left.products or self.right.products)

    def slope(self, name: str) -> Fraction:
        """Above zero where the left side rises against the right one with a name."""
        return self.left.slope(name) - self.right.slope(name)
