"""Whether a row can hold, in exact arithmetic.

A row is judged three ways, each linear in its terms: with every quantity anywhere in the hull of its
positions; with one position, the others at their hulls; with one source's own positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.corpus.rule_language import Linear, Relation
from checker.engine.findings import Position, Quantity
from checker.engine.grounding import Row
from checker.files.models import SOURCES_DISAGREE

Chosen = tuple[tuple[Position, ...], ...]
"""For each term of a row, the positions that are considered."""

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row that cannot hold with these positions, or (`by_rounding`) holds only by the rule's tolerance."""

    chosen: Chosen
    gap: Fraction | None
    by_rounding: bool = False
    upward: bool = True


def judge(row: Row, relation: Relation, quantities: dict[int, Quantity]) -> list[Verdict]:
    """What is wrong with a row; nothing if it holds."""
    everything: Chosen = tuple(_positions(quantities[quantity], row.source) for _, quantity in row.terms)
    if relation.counts_origins:
        return _judge_origins(relation, everything)
    if any(position.choices is not None for positions in everything for position in positions):
        return _judge_choices(everything)
    if row.rule == SOURCES_DISAGREE and len(row.terms) == 1:
        return _judge_alone(everything[0])
    if relation.operator == "!=":
        return _judge_unequal(row, relation, everything)
    whole = all(quantities[quantity].is_whole for _, quantity in row.terms)
    arithmetic = _Arithmetic(row, relation, directions(row, relation, quantities), whole)
    verdict = arithmetic.verdict(everything)
    if verdict is not None and not verdict.by_rounding:
        return [verdict]
    rounding = [verdict] if verdict is not None else []
    verdicts = [v for chosen in _one_position(everything) if (v := arithmetic.verdict(chosen)) and not v.by_rounding]
    blamed = {verdict.chosen[index] for verdict in verdicts for index in range(len(everything))}
    for chosen in _one_source(everything):
        if not any(positions in blamed and len(positions) == 1 for positions in chosen):
            verdict = arithmetic.verdict(chosen)
            if verdict is not None and not verdict.by_rounding:
                verdicts.append(verdict)
    return verdicts or rounding


def _positions(quantity: Quantity, source: str) -> tuple[Position, ...]:
    """A quantity's positions; for a row of one source, what that source says."""
    if not source:
        return quantity.positions
    own = ((p, tuple(c for c in p.claims if c.source == source)) for p in quantity.positions)
    return tuple(replace(position, claims=claims) for position, claims in own if claims)


def directions(row: Row, relation: Relation, quantities: dict[int, Quantity]) -> tuple[bool, ...]:
    """Which ways the row binds: upward (left at most right), downward. An unknown part is not zero."""
    if relation.operator == "!=" or relation.counts_origins:
        return ()
    ways = {"==": (True, False), "<=": (True,), "<": (True,), ">=": (False,), ">": (False,)}[relation.operator]
    if not relation.summed or row.complete:
        return ways
    parts = [quantities[quantity] for name, quantity in row.terms if name == relation.summed]
    if any(part.floor is None for part in parts):
        return ()
    grows = relation.left.of(relation.summed) - relation.right.of(relation.summed) > 0
    return tuple(upward for upward in ways if upward == grows)


def _one_position(everything: Chosen) -> Iterator[Chosen]:
    for index, positions in enumerate(everything):
        if len(positions) > 1:
            for position in positions:
                yield (*everything[:index], (position,), *everything[index + 1 :])


def _one_source(everything: Chosen) -> Iterator[Chosen]:
    if all(len(positions) == 1 for positions in everything):
        return
    sources = sorted({claim.source for positions in everything for p in positions for claim in p.claims})
    for source in sources:
        own = [tuple(p for p in positions if any(c.source == source for c in p.claims)) for positions in everything]
        if sum(1 for positions in own if positions) >= 2:
            yield tuple(mine or positions for mine, positions in zip(own, everything, strict=True))


@dataclass(frozen=True, slots=True)
class _Arithmetic:
    """Bounds of both sides of a row for some choice of positions."""

    row: Row
    relation: Relation
    ways: tuple[bool, ...]
    whole: bool

    def verdict(self, chosen: Chosen) -> Verdict | None:
        """The worst of the ways that the row binds."""
        worst: Verdict | None = None
        for upward in self.ways:
            gap, allowed = self._gap(chosen, upward)
            if gap is None or gap <= 0:
                continue
            verdict = Verdict(chosen, gap, gap <= allowed, upward)
            if worst is None or (worst.by_rounding and not verdict.by_rounding):
                worst = verdict
        return worst

    def _gap(self, chosen: Chosen, upward: bool) -> tuple[Fraction | None, Fraction]:
        """By how much the row fails at best, and how much of that its tolerance allows."""
        relation = self.relation
        left = side_bounds(relation.left, self.row, chosen)
        right = side_bounds(relation.right, self.row, chosen)
        low, high = (left[0], right[1]) if upward else (right[0], left[1])
        if low is None or high is None:
            return None, _ZERO
        gap = low - high
        if relation.operator in ("<", ">"):
            gap = gap + 1 if self.whole else (gap or Fraction(1, 10**12))
        anchor = high if upward else low  # the right side of the comparison
        return gap, relation.tolerance.share * abs(anchor) + relation.tolerance.amount


def side_bounds(linear: Linear, row: Row, chosen: Chosen) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest value of one side; None is unbounded."""
    low: Fraction | None = linear.constant
    high: Fraction | None = linear.constant
    coefficients = dict(linear.terms)
    for (name, _), positions in zip(row.terms, chosen, strict=True):
        c = coefficients.get(name)
        if c is None:
            continue
        bounds = hull(positions)
        at_low, at_high = bounds if c > 0 else (bounds[1], bounds[0])
        low = None if low is None or at_low is None else low + c * at_low
        high = None if high is None or at_high is None else high + c * at_high
    return low, high


def hull(positions: tuple[Position, ...]) -> tuple[Fraction | None, Fraction | None]:
    lows = [position.lower for position in positions]
    highs = [position.upper for position in positions]
    low = None if any(bound is None for bound in lows) else min(bound for bound in lows if bound is not None)
    high = None if any(bound is None for bound in highs) else max(bound for bound in highs if bound is not None)
    return low, high


# --- other kinds of row ------------------------------------------------------------------------


def apart(one: Position, other: Position) -> Fraction | None:
    """By how much two positions miss each other; None if they have a common value."""
    for a, b in ((one, other), (other, one)):
        if a.lower is not None and b.upper is not None and a.lower > b.upper:
            return a.lower - b.upper
    return None


def _judge_alone(positions: tuple[Position, ...]) -> list[Verdict]:
    """Positions on one quantity: those that miss another one, and the widest miss."""
    gaps: dict[int, Fraction] = {}
    for index, one in enumerate(positions):
        for other_index, other in enumerate(positions[:index]):
            gap = apart(one, other)
            if gap is not None:
                for involved in (index, other_index):
                    gaps[involved] = max(gap, gaps.get(involved, gap))
    if not gaps:
        return []
    return [Verdict((tuple(positions[index] for index in sorted(gaps)),), max(gaps.values()))]


def _judge_choices(everything: Chosen) -> list[Verdict]:
    """Categories: one quantity's positions, or two quantities that must be the same."""
    if len(everything) == 1:
        meeting = everything[0][0].choices
        for position in everything[0][1:]:
            assert meeting is not None and position.choices is not None
            meeting = meeting.meet(position.choices)
        return [Verdict(everything, None)] if meeting is not None and meeting.is_empty else []
    verdicts = []
    for chosen in (everything, *_one_position(everything)):
        unions = []
        for positions in chosen:
            union = positions[0].choices
            for position in positions[1:]:
                assert union is not None and position.choices is not None
                union = union.join(position.choices)
            unions.append(union)
        one, other = unions
        if one is not None and other is not None and one.meet(other).is_empty:
            if chosen is everything:
                return [Verdict(everything, None)]
            verdicts.append(Verdict(chosen, None))
    return verdicts


def _judge_unequal(row: Row, relation: Relation, everything: Chosen) -> list[Verdict]:
    left, right = side_bounds(relation.left, row, everything), side_bounds(relation.right, row, everything)
    same = left[0] is not None and left[0] == left[1] == right[0] == right[1]
    return [Verdict(everything, None)] if same else []


def _judge_origins(relation: Relation, everything: Chosen) -> list[Verdict]:
    count = len({origin for positions in everything for position in positions for origin in position.origins})
    wanted = relation.right.constant - relation.left.constant
    fails = {
        "==": count != wanted,
        "!=": count == wanted,
        "<=": count > wanted,
        "<": count >= wanted,
        ">=": count < wanted,
        ">": count <= wanted,
    }[relation.operator]
    return [Verdict(everything, abs(wanted - count))] if fails else []
