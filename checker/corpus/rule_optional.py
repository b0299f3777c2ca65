"""Names of a rule that may have no figure: the rule without them, where it still says something."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, combinations

from msgspec.structs import replace

from checker.corpus.relation import Linear, Path, Relation

MOST = 4
"""Optional names of a rule: each doubles the ways in which it is looked for."""


def optional_mistakes(relation: Relation, signed: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong with the optional names of a rule: path and message."""
    selects = dict(relation.let)
    names = relation.optional
    if len(names) > MOST:
        yield ("let", names[MOST], "optional"), f"a rule has {MOST} optional names at most"
    for name in names:
        if name == relation.summed or not relation.left.of(name) - relation.right.of(name):
            why = "a sum has the parts that there are" if name == relation.summed else "it is not added in `require`"
            yield ("let", name, "optional"), f"{name!r} cannot be optional: {why}"
        elif signed and selects[name].properties & frozenset(signed):
            yield ("let", name, "optional"), f"{name!r} may be negative, so nothing is known where it has no figure"
        elif any(select.at is not None and select.at[1] == name for select in selects.values()):
            yield ("let", name, "optional"), f"{name!r} cannot be optional: another name is taken at its moment"
    if names and len(names) == len(selects):
        yield ("let", names[0], "optional"), "one name at least must have a figure"


def without_optional(relation: Relation) -> Iterator[Relation]:
    """The relation without each set of its optional names, the whole one left out."""
    names = relation.optional
    for missing in chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1)):
        yield _without(relation, frozenset(missing))


def _without(relation: Relation, missing: frozenset[str]) -> Relation:
    kept = tuple(
        condition
        for condition in relation.where
        if not {side.name for side in (condition.left, condition.right) if isinstance(side, Path)} & missing
    )
    return replace(
        relation,
        let=tuple((name, select) for name, select in relation.let if name not in missing),
        where=kept,
        left=_terms_without(relation.left, missing),
        right=_terms_without(relation.right, missing),
        same_source=relation.same_source - missing,
    )


def _terms_without(linear: Linear, missing: frozenset[str]) -> Linear:
    return replace(linear, terms=tuple(term for term in linear.terms if term[0] not in missing))
