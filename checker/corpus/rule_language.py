"""The rule language: a rule's `let`, `where`, `require` and messages as one relation.

What comes out is a coefficient for each name, and for each product of two, on each side of one comparison.
"""

from __future__ import annotations

import keyword
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.relation import MEASURED_TYPES, Condition, Linear, Path, Piece, Relation, Select, Tolerance
from checker.corpus.rule_expressions import Mistake
from checker.corpus.rule_factors import with_factors
from checker.corpus.rule_moments import moment_mistakes, read_at
from checker.corpus.rule_optional import optional_mistakes
from checker.corpus.rule_texts import Requirement, condition_of, message_of, requirement_of, tolerance_of
from checker.files import models
from checker.patterns import lazy_pattern
from checker.problems import did_you_mean
from checker.values.value import TYPES

_NAME = lazy_pattern("[a-z][a-z0-9_]*")

Mistakes = list[tuple[tuple[str | int, ...], str]]
"""What is wrong with a rule: the path to the place, and the message."""


def parse_rule(
    rule: models.Rule, types: Mapping[str, str], signed: Collection[str] = ()
) -> tuple[Relation | None, Mistakes]:
    """A rule as a relation; `types` gives each property's type, `signed` those that may be negative.

    Returns (relation or None, mistakes by path).
    """
    mistakes: Mistakes = []
    let = _let(rule, types, signed, mistakes)
    names = list(let)
    where = _where(rule, names, types, mistakes)
    try:
        texts = _texts(rule, names, types)
    except Mistake as mistake:
        return None, [*mistakes, ((mistake.key,), str(mistake))]
    if texts.requirement.operator == "!=" and rule.severity == "error":
        mistakes.append((("require",), "!= is for notes and warnings: two figures may be equal by chance"))
    let = _measured(let, texts.requirement, types, mistakes)
    relation = with_factors(_relation(let, where, texts), types, mistakes)
    if not relation.left.names and not relation.right.names:
        mistakes.append((("require",), f"{rule.require!r} names no quantity: both sides are the same"))
    mistakes += _preferred_alone(relation)
    mistakes += optional_mistakes(relation, signed)
    if not mistakes:
        mistakes += _unconnected(relation)
    return (None if mistakes else relation), mistakes


# --- let ---------------------------------------------------------------------------------------


def _let(rule: models.Rule, types: Mapping[str, str], signed: Collection[str], mistakes: Mistakes) -> dict[str, Select]:
    let: dict[str, Select] = {}
    for name, selector in rule.let.items():
        if not _NAME.fullmatch(name) or name in ("sum", "origins") or keyword.iskeyword(name):
            mistakes.append((("let", name), f"{name!r} cannot be a name; use lower-case letters, digits and _"))
        else:
            mistakes += _unknown_words(name, selector, types, rule.properties)
            let[name] = _select(selector, types, signed)
    mistakes += moment_mistakes(rule.let)
    return let


def _unknown_words(
    name: str, selector: models.Selector, types: Mapping[str, str], own: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, words, known in (
        ("property", selector.property, types),
        ("status", selector.status, models.STATUSES),
        ("prefer", selector.prefer, models.STATUSES),
        ("type", selector.type, TYPES),
    ):
        for word in words:
            if word not in known:
                kind = "status" if key == "prefer" else key
                hint = did_you_mean(word, known)
                if key == "property" and word in own:
                    hint = "; those under `properties` are for the examples alone: add it to rules/properties.yaml, too"
                yield ("let", name, key), f"unknown {kind} {word!r}{hint}"
    if selector.prefer and selector.status:
        yield ("let", name, "prefer"), "names the statuses already, in their order; leave `status` out"


def _select(selector: models.Selector, types: Mapping[str, str], signed: Collection[str]) -> Select:
    wanted = selector.type or TYPES
    named = selector.property or types
    fitting = frozenset(name for name, type_ in types.items() if type_ in wanted and name in named)
    if selector.signed is not None:
        fitting = frozenset(name for name in fitting if (name in signed) == selector.signed)
    return Select(
        fitting,
        frozenset((*selector.status, *selector.prefer)),
        frozenset(selector.kind),
        selector.important,
        read_at(selector),
        selector.over is not None,
        selector.prefer,
        selector.optional,
    )


def _measured(
    let: Mapping[str, Select], requirement: Requirement, types: Mapping[str, str], mistakes: Mistakes
) -> dict[str, Select]:
    """The names of `require` narrowed to what can be measured; a name that is then empty is a mistake."""
    terms = () if requirement.counts_origins else (*requirement.left.names, *requirement.right.names)
    narrowed = dict(let)
    for name, select in let.items():
        if name not in terms:
            continue
        measured = frozenset(prop for prop in select.properties if types[prop] in MEASURED_TYPES)
        if select.properties and not measured:
            type_ = types[min(select.properties)]
            mistakes.append((("let", name), f"a {type_} cannot be measured in require: {name!r}"))
        narrowed[name] = replace(select, properties=measured)
    return narrowed


# --- the texts ---------------------------------------------------------------------------------


class _Texts(Struct, frozen=True):
    """What `require`, `tolerance` and the messages of a rule mean."""

    requirement: Requirement
    tolerance: Tolerance
    message: tuple[Piece, ...]
    message_one: tuple[Piece, ...]


def _where(rule: models.Rule, names: list[str], types: Mapping[str, str], mistakes: Mistakes) -> list[Condition]:
    where: list[Condition] = []
    for index, text in enumerate(rule.where):
        try:
            where.append(condition_of(text, names, types))
        except Mistake as mistake:
            mistakes.append((("where", index), str(mistake)))
    return where


def _texts(rule: models.Rule, names: list[str], types: Mapping[str, str]) -> _Texts:
    requirement = requirement_of(rule.require, names)
    if names == [requirement.summed]:
        such_as = "such as sum(part) <= whole; `let` has none but the parts"
        raise Mistake("require", f"{rule.require!r}: a sum is of the parts of something that has a name, {such_as}")
    tolerance = tolerance_of(rule.tolerance, _are_days(rule, types))
    message = message_of(rule.message, names)
    message_one = message_of(rule.message_one, names, "message_one") if rule.message_one else message
    return _Texts(requirement, tolerance, message, message_one)


def _are_days(rule: models.Rule, types: Mapping[str, str]) -> bool:
    """Whether a rule relates days: dates, or durations in days."""
    named = {types.get(name) for selector in rule.let.values() for name in selector.property}
    wanted = {type_ for selector in rule.let.values() for type_ in selector.type}
    return bool((named | wanted) & {"date", "duration"})


# --- the relation ------------------------------------------------------------------------------


def _relation(let: Mapping[str, Select], where: list[Condition], texts: _Texts) -> Relation:
    requirement = texts.requirement
    left, right = _without_shared_names(requirement.left, requirement.right)
    return Relation(
        let=tuple(let.items()),
        where=tuple(where),
        left=left,
        operator=requirement.operator,
        right=right,
        tolerance=texts.tolerance,
        message=texts.message,
        message_one=texts.message_one,
        summed=requirement.summed,
        counts_origins=requirement.counts_origins,
        same_source=frozenset(_of_one_source(where)),
    )


def _without_shared_names(left: Linear, right: Linear) -> tuple[Linear, Linear]:
    """Two sides that name nothing twice: a name on both sides would be bounded twice, and is brought to the left."""
    both = {name for name, _ in left.terms} & {name for name, _ in right.terms}
    if not both:
        return left, right
    moved = ((name, c - right.of(name)) for name, c in left.terms)
    return (
        replace(left, terms=tuple(term for term in moved if term[1])),
        replace(right, terms=tuple(term for term in right.terms if term[0] not in both)),
    )


def _of_one_source(where: list[Condition]) -> Iterator[str]:
    """The names whose source is compared with another's."""
    for condition in where:
        if condition.left.kind == "source" and isinstance(condition.right, Path) and condition.operator == "==":
            yield from (condition.left.name, condition.right.name)


def _preferred_alone(relation: Relation) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names that prefer a status, and are not added up."""
    for name, select in relation.let:
        if select.prefer and name != relation.summed:
            yield ("let", name, "prefer"), f"is for parts that are added up: write sum({name})"


def _unconnected(relation: Relation) -> Mistakes:
    """Names that nothing in `where` ties to the others would be matched with everything."""
    names = list(relation.names)
    groups = {name: {name} for name in names}
    for condition in relation.where:
        if isinstance(condition.right, Path) and condition.operator == "==" and not condition.is_of_statements:
            merged = groups[condition.left.name] | groups[condition.right.name]
            groups |= dict.fromkeys(merged, merged)
    first = groups[names[0]] if names else set()
    loose = [name for name in names if name not in first]
    return [(("where",), f"nothing ties {name!r} to {names[0]!r}: compare them with == in where") for name in loose]
