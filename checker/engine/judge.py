"""Whether statements can hold together as a row's relation says, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from checker.corpus.relation import Relation
from checker.engine.bounds import Bounds, side_bounds
from checker.engine.findings import Figure, Position, Quantity, Statement
from checker.engine.grounded import WAYS, Row
from checker.engine.rounding import by_rounding


class Verdict(Struct, frozen=True):
    """Why a row cannot hold: by how much it is missed (None where that has no measure).

    `by_rounding` where it holds by the rule's tolerance; `upward` where its left side is too high.
    """

    gap: Fraction | None
    by_rounding: bool = False
    upward: bool = True


class Judge:
    """Judges combinations of one row's values: one position for each of its terms."""

    def __init__(self, row: Row, relation: Relation, figures: Sequence[Figure]) -> None:
        self.row, self.relation, self.figures = row, relation, figures
        self.names = [name for name, _ in row.terms]
        self.ways = directions(row, relation, figures)
        self.is_whole = all(figure.is_whole for figure in figures)

    def verdict(self, chosen: Sequence[Position]) -> Verdict | None:
        """None if they can all be true."""
        values = [(position.lower, position.upper) for position in chosen]
        if self.relation.operator == "!=":
            return self._unequal(values)
        terms = zip(self.names, self.figures, ([position] for position in chosen), strict=True)
        rounded = by_rounding(self.relation, terms)
        worst: Verdict | None = None
        for upward in self.ways:
            verdict = self._one_way(values, upward, rounded)
            if verdict is not None and (worst is None or (worst.by_rounding and not verdict.by_rounding)):
                worst = verdict
        return worst

    def fails(self, values: Sequence[Bounds]) -> bool:
        """Whether nothing between the bounds of each term keeps the row."""
        verdicts = (self._one_way(values, upward, None) for upward in self.ways)
        return any(verdict is not None and not verdict.by_rounding for verdict in verdicts)

    def extreme(self, held: Sequence[Sequence[Position]], upward: bool) -> tuple[Position, ...]:
        """Of each term the value that goes farthest in breaking the row one way."""
        chosen = []
        for name, positions in zip(self.names, held, strict=True):
            rises = (self.relation.slope(name) > 0) == upward
            if rises:
                chosen.append(max(positions, key=lambda p: float("-inf") if p.lower is None else p.lower))
            else:
                chosen.append(min(positions, key=lambda p: float("inf") if p.upper is None else p.upper))
        return tuple(chosen)

    def _one_way(self, values: Sequence[Bounds], upward: bool, rounded: Fraction | None) -> Verdict | None:
        """What is wrong one way: by how much the row fails at best, unless its tolerance allows it.

        `rounded` is the most that rounding can do to the figures as they are written, None where that is not known.
        """
        relation = self.relation
        left = side_bounds(relation.left, self.names, values)
        right = side_bounds(relation.right, self.names, values)
        low, high = (left[0], right[1]) if upward else (right[0], left[1])
        if low is None or high is None:
            return None
        gap = low - high
        anchor = high if upward else low  # the right side of the comparison
        of_right = relation.tolerance.share * abs(anchor)
        allowed = (of_right if rounded is None else min(of_right, rounded)) + relation.tolerance.amount
        if relation.operator in ("<", ">"):
            if self.is_whole:
                gap += 1
            elif gap == 0:  # equal, which is too much by nothing that could be measured
                return Verdict(None, allowed > 0, upward)
        return Verdict(gap, gap <= allowed, upward) if gap > 0 else None

    def _unequal(self, values: Sequence[Bounds]) -> Verdict | None:
        left = side_bounds(self.relation.left, self.names, values)
        right = side_bounds(self.relation.right, self.names, values)
        same = left[0] is not None and left[0] == left[1] == right[0] == right[1]
        return Verdict(None) if same else None


def directions(row: Row, relation: Relation, figures: Sequence[Figure]) -> tuple[bool, ...]:
    """Which ways the row binds: upward (left at most right), downward. An unknown part is not zero."""
    if relation.operator == "!=" or relation.counts_origins:
        return ()
    ways = tuple(way > 0 for way in WAYS[relation.operator] if row.way in (0, way))
    if not relation.summed or row.complete:
        return ways
    parts = [figure for (name, _), figure in zip(row.terms, figures, strict=True) if name == relation.summed]
    if any(part.floor is None for part in parts):
        return ()
    grows = relation.left.of(relation.summed) - relation.right.of(relation.summed) > 0
    return tuple(upward for upward in ways if upward == grows)


def apart(one: Position | Statement, other: Position | Statement) -> Fraction | None:
    """By how much two values miss each other; None if they have a common value."""
    for low, high in ((one.lower, other.upper), (other.lower, one.upper)):
        if low is not None and high is not None and exceeds(low, high):
            return low - high
    return None


def can_agree(one: Position | Statement, other: Position | Statement) -> bool:
    """Whether two values have a common one, be they figures or categories."""
    if one.choices is not None and other.choices is not None:
        return not one.choices.meet(other.choices).is_empty
    return not _is_above(one, other) and not _is_above(other, one)


def _is_above(one: Position | Statement, other: Position | Statement) -> bool:
    return exceeds(one.lower, other.upper)


def exceeds(low: Fraction | None, high: Fraction | None) -> bool:
    """Whether a lower bound is above an upper one. Five times as fast as the comparison of fractions themselves."""
    if low is None or high is None:
        return False
    return low.numerator * high.denominator > high.numerator * low.denominator


def figures_of(row: Row, quantities: Mapping[int, Quantity]) -> list[Figure]:
    """The figure of each term of a row."""
    return [quantities[quantity].figure for _, quantity in row.terms]
