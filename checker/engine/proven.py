"""Whether what an explanation leaves can surely be true: not where it leaves figures that may conflict.

Figures of moments that are not certain may conflict for some choice of the moments and not for others. Each such pair
or sum can hold by itself, but not all of them need to together, and no case is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from checker.engine.findings import Combination, Dispute, Explanation, Statement

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
