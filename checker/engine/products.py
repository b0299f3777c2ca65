"""Products of two figures as inequalities for the solver: each counts while a value of one factor is kept.

`part == share * whole` is no line. But if a voice has the share at 40 to 50 %, the part is 40 to 50 % of the whole,
whatever that is; and if one has the whole at 200, the part is 200 times the share. So a product gives lines for each
value of either factor, which need that value. With the bounds of the figures they are as tight as the product itself,
and leave to one that is suspected what the other two imply. (They are the sides of the envelope of McCormick, 1976,
that rest on one factor.)

A line holds on one side of zero. Which side that is is known by the figure (a count is not negative), by one of its
values, or by those of the product and the other factor; where it is not known there is no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from msgspec import Struct

from checker.engine.findings import Position, Quantity

MOST_LINES = 400
"""Lines of one way of one row, beyond which others are left out: that makes the solver's answer no tighter."""

Coefficients = dict[int, Fraction]
Product = tuple[int, int, Fraction]
"""Two quantities and the coefficient of their product."""

Line = tuple[Coefficients, frozenset[int]]
"""Coefficients of quantities, and the values that must be kept."""


class Held(Struct, frozen=True, kw_only=True):
    """What is held about quantities: the numbers and positions of their values."""

    quantities: Mapping[int, Quantity]
    values: Mapping[int, Sequence[tuple[int, Position]]]

    def of(self, quantity: int) -> Iterator[tuple[int, Fraction | None, Fraction | None]]:
        """Each value's number and bounds, which are not below the floor of its figure."""
        floor = self.quantities[quantity].figure.floor
        for number, position in self.values.get(quantity, ()):
            low = position.lower
            yield number, (floor if low is None or (floor is not None and low < floor) else low), position.upper

    def is_signed(self, quantity: int) -> bool:
        return self.quantities[quantity].figure.floor is None


def lines(terms: Coefficients, products: Sequence[Product], held: Held, *, is_equality: bool) -> list[Line]:
    """What is nowhere above `terms` and the products, as lines. `is_equality`: the row says that all of it is zero."""
    of_each = [list(_of_product(terms if is_equality and len(products) == 1 else {}, each, held)) for each in products]
    found = []
    for chosen in islice(product(*of_each), MOST_LINES):
        total = dict(terms)
        for coefficients, _ in chosen:
            for quantity, c in coefficients.items():
                total[quantity] = total.get(quantity, Fraction(0)) + c
        found.append((total, frozenset[int]().union(*(needs for _, needs in chosen))))
    return found


def _of_product(terms: Coefficients, each: Product, held: Held) -> Iterator[Line]:
    """The product from below: an end of one factor times the other. `terms` are what it is equal to, if that is so."""
    one, other, c = each
    if c > 0 and not held.is_signed(one) and not held.is_signed(other):
        yield {}, frozenset()
    for factor, free in ((one, other), (other, one)):
        signs = _signs(free, held)
        for number, low, high in held.of(factor):
            if low == high == 0:  # nothing is no number of times anything: it counts only with what is multiplied
                yield from (({}, frozenset({number, kept})) for kept, _, _ in held.of(free))
                continue
            by_result = _signs_of_result(terms, each, held) if held.is_signed(free) and _is_above_zero(low) else ()
            for is_positive, needs in (*signs, *by_result):
                end = low if (c > 0) == is_positive else high
                if end is not None:
                    yield {free: c * end}, needs | {number}


def _signs(quantity: int, held: Held) -> list[tuple[bool, frozenset[int]]]:
    """Whether a figure is above zero, and the values by which that is known."""
    if not held.is_signed(quantity):
        return [(True, frozenset())]
    found = []
    for number, low, high in held.of(quantity):
        if low is not None and low >= 0:
            found.append((True, frozenset({number})))
        elif high is not None and high <= 0:
            found.append((False, frozenset({number})))
    return found


def _signs_of_result(terms: Coefficients, each: Product, held: Held) -> list[tuple[bool, frozenset[int]]]:
    """The same of one factor by the product, where the other factor is above zero."""
    one, other, c = each
    if len(terms) != 1 or {one, other} & terms.keys():
        return []
    [(result, of_result)] = terms.items()
    same = (of_result > 0) != (c > 0)
    return [(is_positive == same, needs) for is_positive, needs in _signs(result, held)]


def _is_above_zero(low: Fraction | None) -> bool:
    return low is not None and low > 0
