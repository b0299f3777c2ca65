"""A solver's solution in fractions: the corner of the system that its doubles are near to.

At a corner some columns are at a bound and some rows are equalities. These are solved exactly, so that what comes out
holds or does not, without any tolerance.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.engine.propagation import Number, Terms
from checker.engine.solver import Bound

_NEAR = Fraction(1, 10**6)
"""How far off, as a share of its size, a double may be from what it stands for."""

MOST_COLUMNS = 400
"""Columns of no bound beyond which the elimination would take too long."""

_Equation = tuple[dict[int, Fraction], Fraction]
"""Coefficients of columns, and what they come to."""


def corner(
    values: Sequence[Fraction], bounds: Sequence[Bound], rows: Sequence[tuple[Terms, Number]]
) -> list[Fraction] | None:
    """The corner near to a solution; None if there is none that keeps within all bounds and rows."""
    found: dict[int, Fraction] = {}
    for column, (value, bound) in enumerate(zip(values, bounds, strict=True)):
        at = next((end for end in (bound.low, bound.high) if end is not None and _are_near(value, end)), None)
        if at is not None:
            found[column] = Fraction(at)
    if len(values) - len(found) > MOST_COLUMNS:
        return None
    equations = [equation for row in rows if (equation := _if_tight(row, values, found)) is not None]
    found |= _solved(equations, values)
    exact = [found.get(column, value) for column, value in enumerate(values)]
    return exact if _holds(exact, bounds, rows) else None


def _are_near(value: Number, other: Number) -> bool:
    return abs(Fraction(value) - other) <= _NEAR * max(Fraction(1), abs(Fraction(other)))


def _if_tight(row: tuple[Terms, Number], values: Sequence[Fraction], known: dict[int, Fraction]) -> _Equation | None:
    """A row as an equation of the columns that are not known, where the solution makes it one."""
    terms, bound = row
    left = sum((c * values[column] for column, c in terms), Fraction(0))
    size = max([Fraction(1), abs(Fraction(bound)), *(abs(c * values[column]) for column, c in terms)])
    if abs(left - bound) > _NEAR * size:
        return None
    rest = Fraction(bound) - sum((c * known[column] for column, c in terms if column in known), Fraction(0))
    free = {column: Fraction(c) for column, c in terms if column not in known}
    return (free, rest) if free else None


def _solved(equations: Sequence[_Equation], values: Sequence[Fraction]) -> dict[int, Fraction]:
    """What equations say of columns; where they leave some open, these have the solver's value."""
    by: dict[int, _Equation] = {}
    for terms, constant in sorted(equations, key=lambda equation: len(equation[0])):
        left, rest = dict(terms), constant
        while (column := next((column for column in left if column in by), None)) is not None:
            factor = left.pop(column)
            for other, c in by[column][0].items():
                left[other] = left.get(other, Fraction(0)) + factor * c
                if not left[other]:
                    del left[other]
            rest -= factor * by[column][1]
        if left:
            pivot = min(left)
            factor = left.pop(pivot)
            by[pivot] = {other: -c / factor for other, c in left.items()}, rest / factor
    found: dict[int, Fraction] = {}
    for column, (terms, constant) in reversed(by.items()):
        total = constant
        for other, c in terms.items():
            total += c * found.setdefault(other, values[other])
        found[column] = total
    return found


def _holds(values: Sequence[Fraction], bounds: Sequence[Bound], rows: Sequence[tuple[Terms, Number]]) -> bool:
    for value, bound in zip(values, bounds, strict=True):
        if (bound.low is not None and value < bound.low) or (bound.high is not None and value > bound.high):
            return False
    return all(sum((c * values[column] for column, c in terms), Fraction(0)) <= bound for terms, bound in rows)
