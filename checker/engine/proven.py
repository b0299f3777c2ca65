"""Whether what an explanation leaves can surely be true: not where it leaves figures that may conflict.

Figures of moments that are not certain may conflict for some choice of the moments and not for others. Each such pair
or sum can hold by itself, but not all of them need to together, and no case is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from checker.corpus.relation import Relation
from checker.engine.bounds import Bounds
from checker.engine.findings import Combination, Dispute, Explanation, Quantity, Statement
from checker.engine.grounded import Row
from checker.engine.judge import Judge, figures_of

_Value = tuple[int, tuple[str, ...]]
"""A quantity, and the claims that give one value of it."""


def _value_of(statement: Statement) -> _Value:
    return statement.quantity, statement.position.key


def with_proof(disputes: Sequence[Dispute], possible: Iterable[Combination]) -> list[Dispute]:
    """The disputes, each explanation with whether it is proven; `possible` is what may conflict at some moments."""
    open_pairs: dict[int, list[frozenset[_Value]]] = {}
    for combination in possible:
        values = frozenset(_value_of(statement) for statement in combination.statements)
        for figure in {statement.figure.id for statement in combination.statements}:
            open_pairs.setdefault(figure, []).append(values)
    return [_judged(dispute, open_pairs) for dispute in disputes]


def _judged(dispute: Dispute, open_pairs: dict[int, list[frozenset[_Value]]]) -> Dispute:
    near = [values for figure in dispute.figures for values in open_pairs.get(figure.id, ())]
    if not near or not dispute.front:
        return dispute
    return replace(dispute, front=tuple(replace(way, is_proven=_is_proven(way, near)) for way in dispute.front))


def _is_proven(way: Explanation, near: Iterable[frozenset[_Value]]) -> bool:
    given_up = {(value.position.quantity, value.position.key) for value in way.values}
    return all(values & given_up for values in near)


def beside_rows(
    disputes: Sequence[Dispute],
    rows: Iterable[Row],
    relations: Mapping[str, Relation],
    quantities: Mapping[int, Quantity],
) -> list[Dispute]:
    """The disputes, an explanation not proven where what a value would have to be breaks one of these rows.

    `rows` are those that explanations are not given: of figures that may not be of one moment, or that last.
    """
    front = (way for dispute in disputes for way in dispute.front)
    wanted = {value.position.quantity for way in front for value in way.values}
    of_quantity: dict[int, list[Row]] = {}
    for row in rows if wanted else ():
        for number in wanted.intersection(quantity for _, quantity in row.terms):
            of_quantity.setdefault(number, []).append(row)
    if not of_quantity:
        return list(disputes)

    def is_proven(way: Explanation) -> bool:
        near = {row.terms: row for value in way.values for row in of_quantity.get(value.position.quantity, ())}
        return way.is_proven and not any(
            Judge(row, relations[row.rule], figures_of(row, quantities)).fails(_left_by(way, row, quantities))
            for row in near.values()
        )

    return [
        replace(dispute, front=tuple(replace(way, is_proven=is_proven(way)) for way in dispute.front))
        for dispute in disputes
    ]


def _left_by(way: Explanation, row: Row, quantities: Mapping[int, Quantity]) -> list[Bounds]:
    """What an explanation leaves to the figure of each term of a row, by what is kept of it and what would have to be.

    The explanation gives no number for a category: there all is possible.
    """
    given_up = {(value.position.quantity, value.position.key) for value in way.values}
    found: list[Bounds] = []
    for _, number in row.terms:
        quantity = quantities[number]
        ends = [(p.lower, p.upper) for p in quantity.positions if (number, p.key) not in given_up]
        ends += [(v.lower, v.upper) for v in way.values if v.position.quantity == number and v.choices is None]
        lows = [low for low, _ in ends if low is not None]
        lows += [] if quantity.figure.floor is None else [quantity.figure.floor]
        found.append((max(lows, default=None), min((high for _, high in ends if high is not None), default=None)))
    return found
