"""Rows of rules, and the order of an accumulating count, as inequalities in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.corpus.relation import Relation
from checker.engine.bounds import Bounds, side_bounds
from checker.engine.findings import Quantity
from checker.engine.grounded import Row
from checker.engine.judge import directions, figures_of
from checker.engine.timeline import neighbours
from checker.files.models import COUNT_FALLS


@dataclass(frozen=True, slots=True)
class Constraint:
    """`sum of coefficient * quantity <= bound`, from one way of one row.

    `course` are the quantities (before, after) where it says that a count does not fall; else None.
    """

    coefficients: tuple[tuple[int, Fraction], ...]
    bound: Fraction
    rule: str
    course: tuple[int, int] | None = None


Ways = dict[tuple[str, Fraction, bool], tuple[dict[str, Fraction], Fraction]]
"""The ways of rules as inequalities, by the rule, its share and whether upward: so that each is worked out once."""


def constraints_of(row: Row, relation: Relation, quantities: Mapping[int, Quantity], ways: Ways) -> list[Constraint]:
    """A row with its tolerance as inequalities. A share of a right side whose sign is open becomes an amount."""
    share, amount = relation.tolerance.share, relation.tolerance.amount
    if share and not _right_is_positive(row, relation, quantities):
        names = [name for name, _ in row.terms]
        low, high = side_bounds(relation.right, names, [_hull(quantities[quantity]) for _, quantity in row.terms])
        if low is None or high is None:
            return []
        share, amount = Fraction(0), amount + share * max(abs(low), abs(high))
    strict = relation.operator in ("<", ">") and all(quantities[q].figure.is_whole for _, q in row.terms)
    found: list[Constraint] = []
    for upward in directions(row, relation, figures_of(row, quantities)):
        way = row.rule, share, upward
        if way not in ways:
            ways[way] = _one_way(relation, share, upward)
        coefficients, constant = ways[way]
        terms: dict[int, Fraction] = {}
        for name, quantity in row.terms:
            terms[quantity] = terms.get(quantity, Fraction(0)) + coefficients.get(name, 0)
        kept = tuple(sorted((quantity, c) for quantity, c in terms.items() if c))
        found.append(Constraint(kept, amount - constant - (1 if strict else 0), row.rule))
    return found


def _hull(quantity: Quantity) -> Bounds:
    """The lowest and the highest of all that is held about a quantity."""
    lows = [position.lower for position in quantity.positions]
    highs = [position.upper for position in quantity.positions]
    low = None if None in lows else min(bound for bound in lows if bound is not None)
    return low, None if None in highs else max(bound for bound in highs if bound is not None)


def _right_is_positive(row: Row, relation: Relation, quantities: Mapping[int, Quantity]) -> bool:
    positive = all(c > 0 for _, c in relation.right.terms) and relation.right.constant >= 0
    return positive and all(quantities[q].figure.floor is not None for name, q in row.terms if relation.right.of(name))


def _one_way(relation: Relation, share: Fraction, upward: bool) -> tuple[dict[str, Fraction], Fraction]:
    """One way of a relation as `coefficients * names + constant <= 0`, with a share of the right side as tolerance."""
    factor, direction = (1 + share, 1) if upward else (1 - share, -1)
    coefficients = {
        name: c
        for name in relation.names
        if (c := direction * (relation.left.of(name) - relation.right.of(name) * factor))
    }
    return coefficients, direction * (relation.left.constant - relation.right.constant * factor)


def course_constraints(quantities: Iterable[Quantity]) -> list[Constraint]:
    """That an accumulating figure does not fall: for neighbours in time, from which the rest follows.

    What holds throughout a span ties its two sides only as long as its claims stand; pairs say that.
    """
    members = sorted((q for q in quantities if not q.moment.throughout), key=lambda q: q.id)
    found = []
    for a, b in neighbours([quantity.moment for quantity in members]):
        before, after = members[a].id, members[b].id
        terms = tuple(sorted(((before, Fraction(1)), (after, Fraction(-1)))))
        found.append(Constraint(terms, Fraction(0), COUNT_FALLS, (before, after)))
    return found
