"""What rounding can explain of a sum that is missed by less than its rule's tolerance.

A tolerance of 1 % is there for figures that are rounded without saying so. 151 seats are not 152, though: what is
written to the unit is not rounded. A whole that ends in zeros may be rounded to them, a part only where that is little
of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.corpus.relation import Relation
from checker.engine.findings import Figure, Position


def by_rounding(relation: Relation, terms: Iterable[tuple[str, Figure, Iterable[Position]]]) -> Fraction | None:
    """The most by which rounding can move a row; None where a tolerance's share is all that limits it.

    That is where a figure is hedged, so that nobody knows how it is rounded, and where figures are multiplied.
    """
    if not relation.tolerance.share or relation.has_products:
        return None
    total = Fraction(0)
    for name, figure, positions in terms:
        most = relation.tolerance.share if name == relation.summed else Fraction(1)
        rounded = [_of_one(position, figure, most) for position in positions]
        known = [each for each in rounded if each is not None]
        if len(known) < len(rounded):
            return None
        total += abs(relation.slope(name)) * max(known, default=Fraction(0))
    return total


def _of_one(position: Position, figure: Figure, most: Fraction) -> Fraction | None:
    """The most by which a figure as it is written can differ from what was rounded to it; None if it is a range.

    `most` is the largest share of the figure that this may be.
    """
    value = position.lower
    if value is None or value != position.upper or not position.claims:
        return None
    written = max(claim.value.granularity for claim in position.claims)
    if written != 1 or value.denominator != 1:  # 1.2 million, 7.4: these digits are all that is known
        return written / 2
    place = 1
    while value and not value.numerator % (place * 10) and place * 5 <= most * abs(value):
        place *= 10
    return Fraction(place, 2) if place > 1 or figure.type != "count" else Fraction(0)
