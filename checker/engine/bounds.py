"""The bounds of one side of a relation, in fractions, for the bounds of each of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from checker.corpus.relation import Linear

Bounds = tuple[Fraction | None, Fraction | None]
"""The lowest and the highest value; None is unbounded."""

_Number = Fraction | float
_INFINITY = float("inf")


def side_bounds(linear: Linear, names: Sequence[str], values: Sequence[Bounds]) -> Bounds:
    """The lowest and highest value of one side of a relation. A summed name stands once for each part."""
    multiplied = linear.multiplied
    low: Fraction | None = linear.constant
    high: Fraction | None = linear.constant
    coefficients = {name: c for name, c in linear.terms if name not in multiplied}
    for name, bounds in zip(names, values, strict=True):
        c = coefficients.get(name)
        if c is None:
            continue
        at_low, at_high = bounds if c > 0 else (bounds[1], bounds[0])
        low = None if low is None or at_low is None else low + c * at_low
        high = None if high is None or at_high is None else high + c * at_high
    if not multiplied:
        return low, high
    ends = {name: bounds for name, bounds in zip(names, values, strict=True) if name in multiplied}
    least, most = _of_products(linear, ends)
    return _sum(low, least), _sum(high, most)


def _of_products(linear: Linear, ends: dict[str, Bounds]) -> tuple[_Number, _Number]:
    """The least and the most of the products, and of the figures in them by themselves.

    A sum that is linear in each figure alone has its extremes where each of them is at one of its ends.
    """
    names = sorted(ends)
    lows, highs = [], []
    for corner in product(*(_ends(ends[name]) for name in names)):
        low, high = _at_corner(linear, dict(zip(names, corner, strict=True)))
        lows.append(low)
        highs.append(high)
    return min(lows), max(highs)


def _ends(of: Bounds) -> tuple[_Number, ...]:
    low, high = of
    ends = (-_INFINITY if low is None else low, _INFINITY if high is None else high)
    return ends[:1] if ends[0] == ends[1] else ends


def _at_corner(linear: Linear, at: dict[str, _Number]) -> tuple[_Number, _Number]:
    """What it comes to at one corner: twice the same number, unless that is not known."""
    terms = [_times(c, at[name]) for name, c in linear.terms if name in at]
    terms += [_times(c, _times(at[one], at[other])) for one, other, c in linear.products if one in at and other in at]
    if _INFINITY in terms and -_INFINITY in terms:
        return -_INFINITY, _INFINITY
    total: _Number = Fraction(0)
    for term in terms:
        total = total + term
    return total, total


def _times(one: _Number, other: _Number) -> _Number:
    return Fraction(0) if not one or not other else one * other


def _sum(one: Fraction | None, other: _Number) -> Fraction | None:
    return None if one is None or isinstance(other, float) else one + other
