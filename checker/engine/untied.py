"""Rules that tie their names by next to nothing, such as a status: each figure of one name meets every one of another.

Their rows are as many as the product of what their names stand for, so it is counted before any of them is made.
"""

from __future__ import annotations

from checker.corpus.relation import Condition, Path, Relation
from checker.engine.codes import Codes
from checker.engine.query import Query
from checker.engine.sets import Sets
from checker.engine.sql import Engine

MOST_UNTIED = 5_000_000
"""Combinations of figures that nothing ties, beyond which none is looked at."""

FEW_UNTIED = 100_000
"""Up to so many SQLite is done in a moment."""

UNTIED_ROWS = 5_000
"""Rows of a rule whose names nothing ties that are examined."""

_TYING = ("subject", "source", "compared")


class TooManyForSQLite(Exception):
    """There are so many combinations that another database is the faster by far."""


def are_tied(relation: Relation) -> bool:
    """Whether all names are tied to each other by what they are about, or by their source."""
    return len(_groups(relation)) == 1


def combinations_of(relation: Relation, codes: Codes, engine: Engine) -> int:
    """How many combinations of figures the names that nothing ties stand for."""
    product = 1
    for names in _groups(relation):
        product *= max(1, *(_count(relation, name, codes, engine) for name in names))
    return product


def _count(relation: Relation, name: str, codes: Codes, engine: Engine) -> int:
    query = Query(codes, relation, (name,))
    found = engine.rows(f"SELECT count(*) FROM {query.tables} WHERE {query.conditions}")
    return int(found[0][0])


def _groups(relation: Relation) -> list[list[str]]:
    """Names that are tied to each other, directly or by others."""
    sets: Sets[str] = Sets()
    for condition in relation.where:
        if _ties(condition):
            assert isinstance(condition.right, Path)
            sets.join([condition.left.name, condition.right.name])
    for name, select in relation.let:
        sets.join([name, select.at[1]] if select.at is not None and select.at[1] in relation.names else [name])
    sets.join(sorted(relation.same_source))
    groups: dict[str, list[str]] = {}
    for name in relation.names:
        groups.setdefault(sets.root(name), []).append(name)
    return list(groups.values())


def _ties(condition: Condition) -> bool:
    if not isinstance(condition.right, Path) or condition.operator != "==":
        return False
    sides = (condition.left, condition.right)
    return all(side.attributes[0] in _TYING and side.attributes[-1] != "kind" for side in sides)
