"""Rules that can never match: their names are of other units, types or statuses than `where` and `require` want.

Only what a rule names itself is looked at: one that speaks of all counts may well find none in a project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from checker.corpus.corpus import Entity, Property, Rule
from checker.corpus.relation import Condition, Path, Relation
from checker.corpus.rule_language import Mistakes, parse_rule
from checker.files import models
from checker.files.models import STATUSES
from checker.problems import LONGEST_NAME, Problem, suggested
from checker.values.formatting import listed

Mistake = tuple[tuple[str | int, ...], str]
"""The path to a place in a rule, and what is wrong there."""


def never_matches(
    rule: models.Rule, relation: Relation, properties: Mapping[str, Property], own: Mapping[str, Property]
) -> Iterator[Mistake]:
    """Why a rule can match nothing, at its place; nothing where it can. `own` are the properties of its examples."""
    named = {
        name: [properties[prop] for prop in sorted(select.properties) if prop in properties]
        for name, select in relation.let
        if rule.let[name].property
    }
    yield from _of_selectors(rule, relation, properties)
    yield from _of_types(rule, relation, named)
    yield from _of_units(relation, named, own)
    yield from _of_factors(relation, named, own)
    yield from _of_circles(relation)
    for number, condition in enumerate(relation.where):
        if why := _of_condition(condition, relation, named, properties):
            yield ("where", number), f"{condition.text!r} can never hold: {why}"


def unknown_kinds(rules: Iterable[Rule], entities: Iterable[Entity]) -> Iterator[Problem]:
    """Hints: kinds in the `let` of rules that no entity has, where one that is there is written much like it."""
    kinds = {entity.kind for entity in entities if entity.kind}
    for rule in rules:
        for name, select in rule.relation.let:
            for kind in sorted(select.kinds - kinds):
                if near := _much_like(kind, kinds):
                    message = f"no entity is of the kind {kind!r}{suggested(near)}"
                    yield rule.document.problem(("let", name, "kind"), message)


def _much_like(word: str, known: set[str]) -> list[str]:
    """The known word of which another is surely a slip: kinds are open, and "regiment" is none of "event"."""
    import difflib  # 10 ms that good files do without

    return difflib.get_close_matches(word[:LONGEST_NAME], known, n=1, cutoff=0.8)


def _of_selectors(rule: models.Rule, relation: Relation, properties: Mapping[str, Property]) -> Iterator[Mistake]:
    """Names of properties that are of another type than the name wants, or have no signs where it wants some."""
    for name, select in relation.let:
        wanted = rule.let[name]
        named = [properties[prop] for prop in sorted(wanted.property) if prop in properties]
        if select.properties or not named:
            continue
        types = {prop.scale.type for prop in named}
        key = "type" if wanted.type and types.isdisjoint(wanted.type) else "signed"
        are = ", ".join(f"{prop.name!r} is {_is(prop, key)}" for prop in named)
        yield ("let", name, key), f"{are}: this selects no figure, so the rule never matches"


def _is(prop: Property, key: str) -> str:
    if key == "type":
        return f"of type {prop.scale.type}"
    return "signed" if prop.scale.is_signed else "not signed"


_ALIKE = ("count", "number", "duration")
"""Types of which figures may have one unit."""


def _of_types(rule: models.Rule, relation: Relation, named: Mapping[str, list[Property]]) -> Iterator[Mistake]:
    """Names that are added or compared must be of types that can have one unit: money is never a count."""
    types = {name: _types_of(rule.let[name], named.get(name)) for name in rule.let}
    for one, other in combinations(_measured(relation), 2):
        is_told_by_unit = one in named and other in named
        families = [{_family(each) for each in types[name]} for name in (one, other)]
        if all(families) and not is_told_by_unit and families[0].isdisjoint(families[1]):
            words = [listed(sorted(types[name]), "or") for name in (one, other)]
            yield ("require",), f"{one!r} is of type {words[0]} and {other!r} of type {words[1]}, which never match"


def _types_of(selector: models.Selector, named: Sequence[Property] | None) -> set[str]:
    """The types of the properties that a name stands for; none where it may be any."""
    return set(selector.type) if named is None else {prop.scale.type for prop in named}


def _family(type_: str) -> str:
    return "measure" if type_ in _ALIKE else type_


def _measured(relation: Relation) -> list[str]:
    """Names that are added or compared, and those that give a product its unit: share * beds is a number of beds."""
    if relation.counts_origins:
        return []
    return sorted({*relation.left.names, *relation.right.names} - relation.factors)


def _of_units(
    relation: Relation, named: Mapping[str, list[Property]], own: Mapping[str, Property]
) -> Iterator[Mistake]:
    """Names that are added or compared must have one unit."""
    for one, other in combinations(_measured(relation), 2):
        if one not in named or other not in named:
            continue
        units = {name: {_unit(prop) for prop in named[name]} for name in (one, other)}
        if all(units.values()) and not _share(units[one], units[other]):
            words = [listed(sorted(each), "or") for each in units.values()]
            are = f"{one!r} is in {words[0]} and {other!r} in {words[1]}"
            expected = _expected([*named[one], *named[other]], own, _unit)
            yield ("require",), f"{are}: these are different units, which never match{expected}"


def _expected(project: Sequence[Property], own: Mapping[str, Property], trait: Callable[[Property], str]) -> str:
    """What the rule's own `properties` have in place of those of the project; "" where they are alike."""
    differ = [prop for prop in project if prop.name in own and trait(own[prop.name]) != trait(prop)]
    words = [f"{prop.name!r} in {trait(own[prop.name])}, and the project in {trait(prop)}" for prop in differ]
    return f"; the rule's own `properties` have {'; '.join(dict.fromkeys(words))}" if words else ""


def _of_factors(
    relation: Relation, named: Mapping[str, list[Property]], own: Mapping[str, Property]
) -> Iterator[Mistake]:
    """A percentage counts in hundredths where it is multiplied, so the rule's examples must mean the same by it."""
    for name in sorted(relation.left.multiplied | relation.right.multiplied):
        for prop in named.get(name, ()):
            meant = own.get(prop.name, prop).scale.type
            if meant != prop.scale.type and "percentage" in (meant, prop.scale.type):
                message = f"{prop.name!r} is of type {prop.scale.type}, and of type {meant} in the rule's `properties`"
                yield ("let", name), f"{message}: the product is another one"


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


def _of_circles(relation: Relation) -> Iterator[Mistake]:
    """Conditions that come back to themselves: nothing is before itself, and no whole is a part of its own part."""
    before: dict[_Node, set[tuple[_Node, bool]]] = {}
    for number, condition in enumerate(relation.where):
        for one, other, is_strict in _ordered(condition):
            if _leads(other, one, is_strict, before):
                why = f"{condition.text!r} can never hold together with the conditions before it"
                yield ("where", number), why
                return
            before.setdefault(one, set()).add((other, is_strict))


_Node = tuple[str, tuple[str, ...]]
"""A name of a rule, and what of it is ordered."""

_PART_OF = ("subject", "part_of")
_IN_WHOLE = ("in a whole",)
"""The order of parts and wholes, beside that of the names of subjects."""


def _ordered(condition: Condition) -> Iterator[tuple[_Node, _Node, bool]]:
    """What a condition puts before what, and whether it cannot be equal: a part stands before its whole."""
    left, right = condition.left, condition.right
    if not isinstance(right, Path):
        return
    one, other = (left.name, left.attributes), (right.name, right.attributes)
    if condition.operator == "==":
        yield from _equal_or_part(one, other)
    elif left.attributes == right.attributes and condition.operator[0] in "<>":
        pair = (one, other) if condition.operator[0] == "<" else (other, one)
        yield *pair, "=" not in condition.operator


def _equal_or_part(one: _Node, other: _Node) -> Iterator[tuple[_Node, _Node, bool]]:
    """What follows where two are the same, or a subject is the whole of another one."""
    if one[1] == other[1]:
        yield one, other, False
        yield other, one, False
    part, whole = (one[0], _IN_WHOLE), (other[0], _IN_WHOLE)
    if one[1] == other[1] == ("subject",):
        yield part, whole, False
        yield whole, part, False
    elif (one[1], other[1]) == (_PART_OF, ("subject",)):
        yield part, whole, True
    elif (one[1], other[1]) == (("subject",), _PART_OF):
        yield whole, part, True


def _leads(start: _Node, goal: _Node, is_strict: bool, before: Mapping[_Node, set[tuple[_Node, bool]]]) -> bool:
    """Whether a way leads from one to the other on which something is strictly before; `is_strict`: any way does."""
    todo, seen = [(start, is_strict)], {(start, is_strict)}
    while todo:
        node, strict = todo.pop()
        if node == goal and strict:
            return True
        for following, more in before.get(node, ()):
            step = following, strict or more
            if step not in seen:
                seen.add(step)
                todo.append(step)
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


def relation_of(
    written: models.Rule, properties: Mapping[str, Property], own: Mapping[str, Property]
) -> tuple[Relation | None, Mistakes]:
    """A rule's relation, what is wrong with it, and why it can never match; `own` are properties of its examples."""
    types = {name: prop.scale.type for name, prop in properties.items()}
    signed = frozenset(name for name, prop in properties.items() if prop.scale.is_signed)
    relation, mistakes = parse_rule(written, types, signed)
    return relation, mistakes if relation is None else [*never_matches(written, relation, properties, own)]
