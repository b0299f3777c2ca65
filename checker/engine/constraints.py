"""Rows of rules, and the order of an accumulating count, as inequalities in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from msgspec import Struct

from checker.corpus.relation import Linear, Relation
from checker.engine.bounds import Bounds, side_bounds
from checker.engine.findings import Quantity
from checker.engine.grounded import Row
from checker.engine.judge import directions, figures_of
from checker.engine.products import Coefficients, Held, lines
from checker.engine.rounding import by_rounding
from checker.engine.timeline import neighbours
from checker.files.models import COUNT_FALLS
from checker.values.moments import DAY

MOST_STANDING = 64
"""Choices of values by which the figures of one row stand on a later day."""


class Constraint(Struct, frozen=True):
    """`sum of coefficient * quantity <= bound`, from one way of one row.

    `course` are the quantities (before, after) where it says that a count does not fall; else None. It counts while the
    values that it `needs` are kept: those at whose bounds a figure was taken, for it is multiplied, or stands since an
    earlier day. It need not be one number on both days, since it was rounded. What one of these values would have to be
    if it is wrong is another question: there the constraints count of which it is one of the `standing`.
    """

    coefficients: tuple[tuple[int, Fraction], ...]
    bound: Fraction
    rule: str
    course: tuple[int, int] | None = None
    needs: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()


Ways = dict[tuple[str, bool, bool], Linear]
"""The ways of rules as inequalities, by the rule, with its share or without, and whether upward: each is made once."""


def constraints_of(row: Row, relation: Relation, held: Held, ways: Ways) -> list[Constraint]:
    """A row with its tolerance as inequalities. A share of a right side whose sign is open becomes an amount.

    A product of two figures gives one for each value of either.
    """
    quantities = held.quantities
    share, amount = _tolerance(row, relation, quantities)
    if share and not _right_is_positive(row, relation, quantities):
        names = [name for name, _ in row.terms]
        low, high = side_bounds(relation.right, names, [_hull(quantities[quantity]) for _, quantity in row.terms])
        if low is None or high is None:
            return []
        share, amount = Fraction(0), amount + share * max(abs(low), abs(high))
    strict = relation.operator in ("<", ">") and all(quantities[q].figure.is_whole for _, q in row.terms)
    found: list[Constraint] = []
    carried = _carried(row, quantities)
    for upward in directions(row, relation, figures_of(row, quantities)):
        way = row.rule, bool(share), upward
        if way not in ways:
            ways[way] = _one_way(relation, share, upward)
        bound = amount - ways[way].constant - (1 if strict else 0)
        is_equality = relation.operator == "==" and not row.way and not bound
        for terms, needs in _lines(row, ways[way], held, is_equality=is_equality):
            found += _constraints(row.rule, terms, bound, needs, carried, held)
    return found


def _tolerance(row: Row, relation: Relation, quantities: Mapping[int, Quantity]) -> tuple[Fraction, Fraction]:
    """The share and the amount that a row leaves: of figures that are hardly rounded an amount alone."""
    share, amount = relation.tolerance.share, relation.tolerance.amount
    held = [(name, quantities[quantity]) for name, quantity in row.terms]
    rounded = by_rounding(relation, ((name, each.figure, each.positions) for name, each in held))
    if rounded is None:
        return share, amount
    low, high = side_bounds(relation.right, [name for name, _ in held], [_hull(each) for _, each in held])
    is_less = low is not None and high is not None and rounded <= share * min(abs(low), abs(high))
    return (Fraction(0), amount + rounded) if is_less else (share, amount)


def _constraints(
    rule: str, terms: Coefficients, bound: Fraction, needs: frozenset[int], carried: Sequence[int], held: Held
) -> Iterator[Constraint]:
    """A line as a constraint. What stands since an earlier day counts by what was claimed of it, value by value."""
    own = tuple(sorted((quantity, c) for quantity, c in terms.items() if c and quantity not in carried))
    standing = [quantity for quantity in carried if terms.get(quantity)]
    if not standing:
        yield Constraint(own, bound, rule, needs=needs)
        return
    both = tuple(sorted((quantity, c) for quantity, c in terms.items() if c))
    options = [_ends(terms[quantity], quantity, held) for quantity in standing]
    for chosen in islice(product(*options), MOST_STANDING):
        numbers = frozenset[int]().union(*(by for by, _ in chosen))
        if all(by for by, _ in chosen):
            yield Constraint(both, bound, rule, needs=needs, standing=numbers)
        ends = [end for _, end in chosen if end is not None]
        if len(ends) == len(chosen):
            yield Constraint(own, bound - sum(ends, Fraction(0)), rule, needs=needs | numbers)


def _ends(c: Fraction, quantity: int, held: Held) -> list[tuple[frozenset[int], Fraction | None]]:
    """The least of a term for each value that is claimed of its figure, and for none: that figure's floor."""
    floor = held.quantities[quantity].figure.floor
    found: list[tuple[frozenset[int], Fraction | None]] = []
    if c > 0 and floor is not None:
        found.append((frozenset(), c * floor))
    for number, low, high in held.of(quantity):
        end = low if c > 0 else high
        found.append((frozenset({number}), None if end is None else c * end))
    return found


def _carried(row: Row, quantities: Mapping[int, Quantity]) -> list[int]:
    """The quantities of a row that stand on its day and were given of another one."""
    found = []
    for _, number in row.terms:
        quantity = quantities[number]
        days = {quantity.moment.earliest // DAY, quantity.moment.latest // DAY, row.moment // DAY}
        if quantity.figure.mode == "stands" and quantity.figure.period is None and len(days) > 1:
            found.append(number)
    return found


def _lines(row: Row, way: Linear, held: Held, *, is_equality: bool) -> Iterable[tuple[Coefficients, frozenset[int]]]:
    """One way of a row in the quantities of its terms."""
    coefficients = dict(way.terms)
    terms: Coefficients = {}
    for name, quantity in row.terms:
        if name in coefficients:
            c = coefficients[name]
            terms[quantity] = terms[quantity] + c if quantity in terms else c
    if not way.products:
        return [(terms, frozenset())]
    of_name = dict(row.terms)
    if any(one not in of_name or other not in of_name for one, other, _ in way.products):
        return []  # of an optional name there is no figure here
    products = [(of_name[one], of_name[other], c) for one, other, c in way.products]
    return lines(terms, products, held, is_equality=is_equality)


def _hull(quantity: Quantity) -> Bounds:
    """The lowest and the highest of all that is held about a quantity."""
    lows = [position.lower for position in quantity.positions]
    highs = [position.upper for position in quantity.positions]
    if not quantity.positions:  # nobody gives it
        return quantity.figure.floor, None
    low = None if None in lows else min(bound for bound in lows if bound is not None)
    return low, None if None in highs else max(bound for bound in highs if bound is not None)


def _right_is_positive(row: Row, relation: Relation, quantities: Mapping[int, Quantity]) -> bool:
    right = relation.right
    factors = [*(c for _, c in right.terms), *(c for _, _, c in right.products)]
    positive = all(c > 0 for c in factors) and right.constant >= 0
    return positive and all(quantities[q].figure.floor is not None for name, q in row.terms if name in right.names)


def _one_way(relation: Relation, share: Fraction, upward: bool) -> Linear:
    """One way of a relation as `linear <= 0`, with a share of the right side as tolerance."""
    left, right = relation.left, relation.right
    factor, direction = (1 + share, 1) if upward else (1 - share, -1)
    terms = tuple((name, c) for name in relation.names if (c := direction * (left.of(name) - right.of(name) * factor)))
    products: dict[tuple[str, str], Fraction] = {}
    for side, weight in ((left, direction), (right, -direction * factor)):
        for one, other, c in side.products:
            products[one, other] = products.get((one, other), Fraction(0)) + weight * c
    return Linear(
        terms,
        direction * (left.constant - right.constant * factor),
        tuple((one, other, c) for (one, other), c in products.items() if c),
    )


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
