"""Rules that can never match: their names are of other units, types or statuses than `where` and `require` want.

Only what a rule names itself is looked at: one that speaks of all counts may well find none in a project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from checker.corpus.corpus import Property
from checker.corpus.relation import Condition, Path, Relation
from checker.corpus.rule_language import Mistakes, parse_rule
from checker.files import models
from checker.files.models import STATUSES
from checker.values.formatting import listed

Mistake = tuple[tuple[str | int, ...], str]
"""The path to a place in a rule, and what is wrong there."""


def never_matches(rule: models.Rule, relation: Relation, properties: Mapping[str, Property]) -> Iterator[Mistake]:
    """Why a rule can match nothing, at its place; nothing where it can."""
    named = {
        name: [properties[prop] for prop in sorted(select.properties) if prop in properties]
        for name, select in relation.let
        if rule.let[name].property
    }
    yield from _of_units(relation, named)
    for number, condition in enumerate(relation.where):
        if why := _of_condition(condition, relation, named, properties):
            yield ("where", number), f"{condition.text!r} can never hold: {why}"


def _of_units(relation: Relation, named: Mapping[str, list[Property]]) -> Iterator[Mistake]:
    """Names that are added or compared must have one unit."""
    if relation.counts_origins:
        return
    related = {*relation.left.names, *relation.right.names} - relation.factors - relation.left.multiplied
    measured = sorted(related - relation.right.multiplied)
    for one, other in combinations(measured, 2):
        if one not in named or other not in named:
            continue
        units = {name: {_unit(prop) for prop in named[name]} for name in (one, other)}
        if all(units.values()) and not _share(units[one], units[other]):
            words = [listed(sorted(each), "or") for each in units.values()]
            are = f"{one!r} is in {words[0]} and {other!r} in {words[1]}"
            yield ("require",), f"{are}: these are different units, which never match"


def _unit(prop: Property) -> str:
    """The unit of a property's values, with its type where it has none."""
    scale = prop.scale
    unit = "%" if scale.type == "percentage" else scale.unit
    if scale.type == "money" and not unit:
        unit = "money"
    whole = unit or (scale.type if scale.type in ("date", "category") else f"no unit ({scale.type})")
    return f"{whole} per {scale.per}" if scale.per else whole


def _share(one: set[str], other: set[str]) -> bool:
    """Whether figures may have one unit; a property of money without a currency has any."""
    if one & other:
        return True
    for a, b in ((one, other), (other, one)):
        if "money" in a and any(unit == "money" or (unit.isupper() and len(unit) == 3) for unit in b):
            return True
    return False


def _of_condition(
    condition: Condition,
    relation: Relation,
    named: Mapping[str, list[Property]],
    properties: Mapping[str, Property],
) -> str:
    """Why a condition can never hold; "" where it can."""
    if condition.operator in ("<", ">"):
        return _of_days(condition, relation, named)
    if condition.operator != "==":
        return ""
    if condition.left.kind == "status":
        return _of_statuses(condition, relation)
    if condition.left.kind == "property":
        return _of_properties(condition, named, properties)
    return ""


def _of_days(condition: Condition, relation: Relation, named: Mapping[str, list[Property]]) -> str:
    """Figures that vary stand in a row as of one moment: one of them cannot be before the other there."""
    left, right = condition.left, condition.right
    if not isinstance(right, Path) or not left.attributes == right.attributes == ("as_of",):
        return ""
    selects = dict(relation.let)
    for name in (left.name, right.name):
        if name not in named or selects[name].at is not None or selects[name].over_period:
            return ""
        statuses = selects[name].statuses or STATUSES
        modes = {prop.over_time[status] for prop in named[name] for status in statuses}
        if modes != {"varies"} or any(prop.window for prop in named[name]):
            return ""
    at = f"{right.name if condition.operator == '<' else left.name}"
    return f"figures that vary are related as of one moment; write `at: before({at})` for the earlier one in `let`"


def _of_statuses(condition: Condition, relation: Relation) -> str:
    selects = dict(relation.let)
    left = selects[condition.left.name].statuses
    right = selects[condition.right.name].statuses if isinstance(condition.right, Path) else {str(condition.right)}
    if not left or not right or left & right:
        return ""
    return f"{condition.left.name!r} is {listed(sorted(left), 'or')}, and the other side {listed(sorted(right), 'or')}"


def _of_properties(
    condition: Condition, named: Mapping[str, list[Property]], properties: Mapping[str, Property]
) -> str:
    left = _reached(condition.left, named, properties)
    right: set[str] | None = {str(condition.right)}
    if isinstance(condition.right, Path):
        right = _reached(condition.right, named, properties)
    if left is None or right is None or left & right:
        return ""
    if not left:
        return f"no property of {condition.left.name!r} has {condition.left.attributes[-1]!r}"
    return f"one side is {listed(sorted(left), 'or')}, the other {listed(sorted(right), 'or') or 'none'}"


def _reached(path: Path, named: Mapping[str, list[Property]], properties: Mapping[str, Property]) -> set[str] | None:
    """The properties that a path leads to; None where its name may be of any."""
    if path.name not in named:
        return None
    found = {prop.name for prop in named[path.name]}
    for attribute in path.attributes[1:]:
        led = (getattr(properties[name], attribute) for name in found if name in properties)
        found = {name for name in led if name}
    return found


def relation_of(written: models.Rule, properties: Mapping[str, Property]) -> tuple[Relation | None, Mistakes]:
    """A rule's relation, what is wrong with it, and why it can never match."""
    types = {name: prop.scale.type for name, prop in properties.items()}
    signed = frozenset(name for name, prop in properties.items() if prop.scale.is_signed)
    relation, mistakes = parse_rule(written, types, signed)
    return relation, mistakes if relation is None else [*never_matches(written, relation, properties)]
