"""The vocabulary resolved: rules/properties.yaml and rules/hedges.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from checker.corpus.categories import Mistake, mistakes_of_categories, ordered_categories, states_of_property
from checker.corpus.corpus import Property
from checker.files import models
from checker.files.nodes import Document
from checker.problems import Problem, did_you_mean
from checker.values.kinds import A_VALUE
from checker.values.units import is_currency, is_unit
from checker.values.value import NUMERIC_TYPES, Hedges, Scale, fold, read_value

PLAIN_WORDS = {
    "a few": "2 to 9",
    "several": "3 to 19",
    "dozens": "24 to 99",
    "scores": "40 to 199",
    "hundreds": "200 to 999",
    "thousands": "2,000 to 9,999",
    "tens of thousands": "20,000 to 99,999",
    "hundreds of thousands": "200,000 to 999,999",
    "millions": "2,000,000 to 9,999,999",
}
PLAIN_HEDGES = Hedges(words=tuple(sorted(PLAIN_WORDS.items())))


_NO_WINDOW = (
    "a count that accumulates is compared with those of all other days: leave `window` out; "
    "what happened within some days is a claim with `period`"
)


def resolve_properties(
    said: dict[str, models.Property], document: Document
) -> tuple[dict[str, Property], list[Problem]]:
    """Properties by name; what is wrong with one is a problem, and the property still stands."""
    problems: list[Problem] = []
    properties: dict[str, Property] = {}
    for name, entry in sorted(said.items()):
        window, mistake = _window_days(entry.window)
        if mistake:
            problems.append(document.problem((name, "window"), mistake))
        broken = document.value.keys() - said.keys()  # they have their problem
        problems += (document.problem((name, *path), text) for path, text in _mistakes(name, entry, said, broken))
        properties[name] = Property(
            name=name,
            title=entry.title or name,
            scale=scale_of(entry),
            over_time=_over_time(entry),
            window=window,
            adds_to=entry.adds_to or "",
            after=entry.after or "",
            important=entry.important,
            words=entry.words,
            scope_of=tuple(sorted((fold(scope), fold(breakdown)) for scope, breakdown in entry.scope_of.items())),
            other_counts=frozenset(map(fold, entry.other_counts)),
            periods_add_up=entry.periods is not None,
            by_voice=frozenset(entry.by_voice),
        )
    problems += _circles(properties, document)
    return properties, problems


def _circles(properties: dict[str, Property], document: Document) -> Iterable[Problem]:
    for name, prop in properties.items():
        seen, at = {name}, prop.after
        while at in properties and at not in seen:
            seen.add(at)
            at = properties[at].after
        if at == name:
            yield document.problem((name, "after"), f"{name!r} comes after itself")


def scale_of(entry: models.Property) -> Scale:
    """How a property's values are read. What is wrong with it is said elsewhere."""
    scale = Scale(
        entry.type,
        _unit_of(entry),
        entry.values,
        signed=entry.signed,
        per=entry.per or "",
        is_rounded=entry.rounding is not None,
        states=states_of_property(entry),
        order=ordered_categories(entry),
    )
    most, _ = _at_most(entry, scale)
    return replace(scale, at_most=most)


def _at_most(entry: models.Property, scale: Scale) -> tuple[Fraction | None, str | None]:
    if entry.at_most is None:
        return None, None
    if entry.type not in NUMERIC_TYPES:
        return None, f"a {entry.type} has no highest value"
    value, mistake = read_value(entry.at_most, scale, Hedges())
    if value is None or value.interval.upper is None:
        return None, mistake or f"{entry.at_most!r}: expected one figure"
    return value.interval.upper, None


def _unit_of(entry: models.Property) -> str:
    unit = entry.unit or ""
    return unit.upper() if entry.type == "money" else unit


def _over_time(entry: models.Property) -> dict[str, str]:
    """Plans, needs, pledges stand; actual figures vary, but the date of an event is one for good.

    One word is of the actual figure, but for `constant`: what never changes has no plan that is replaced.
    """
    table: dict[str, str] = dict.fromkeys(models.STATUSES, "stands")
    table["actual"] = "constant" if entry.type == "date" else "varies"
    if entry.over_time == "constant":
        return dict.fromkeys(models.STATUSES, "constant")
    if isinstance(entry.over_time, str):
        table["actual"] = entry.over_time
    elif entry.over_time:
        for status, mode in entry.over_time.items():
            table[status] = mode
    return table


def _window_days(text: str | None) -> tuple[int, str | None]:
    if text is None:
        return 0, None
    value, mistake = read_value(text, Scale("duration", "day"), Hedges())
    if value is None or value.interval.upper is None:
        return 0, mistake or f"{text!r}: expected a duration such as 3 days"
    return int(value.interval.upper), None


def _mistakes(
    name: str, entry: models.Property, entries: Mapping[str, models.Property], broken: Collection[str]
) -> Iterator[Mistake]:
    """What is wrong with a property: path and message. `broken` are those that have their own problem."""
    yield from _mistakes_of_type(name, entry)
    yield from mistakes_of_categories(name, entry)
    yield from _mistakes_of_figures(entry)
    yield from _mistakes_over_time(entry)
    yield from _mistakes_of_scopes(name, entry)
    for key, other in (("adds_to", entry.adds_to), ("after", entry.after)):
        if other is None or other in broken:
            continue
        if other not in entries:
            yield (key,), f"unknown property {other!r}{did_you_mean(other, entries)}"
        elif entries[other].type != entry.type:
            yield (key,), f"{other!r} is a {entries[other].type}, {name!r} a {entry.type}: they cannot be related"
    if entry.after is not None and entry.type != "date":
        yield ("after",), f"only a date comes after another; {name!r} is a {entry.type}"


def _mistakes_of_type(name: str, entry: models.Property) -> Iterator[Mistake]:
    """Values and units that do not go with the type."""
    if entry.values and entry.type != "category":
        yield ("values",), f"only a category has values; {name!r} is a {entry.type}"
    unit = entry.unit or ""
    if unit and entry.type == "money" and not is_currency(unit):
        yield ("unit",), f"{unit!r} is not a currency; expected a code such as USD"
    if unit and entry.type == "duration" and not is_unit(unit, "time", "calendar"):
        yield ("unit",), f"{unit!r} is not a unit of time; expected day, month, year or another"


def _mistakes_of_scopes(name: str, entry: models.Property) -> Iterator[tuple[tuple[str, ...], str]]:
    """Scopes that cannot be parts, or are in two groups."""
    if (entry.scope_of or entry.other_counts) and entry.type not in ("count", "money", "number"):
        key = "scope_of" if entry.scope_of else "other_counts"
        yield (key,), f"only what adds up has scopes as parts; {name!r} is {A_VALUE.get(entry.type, 'a text')}"
    others = set(map(fold, entry.other_counts))
    seen: set[str] = set()
    for scope in entry.scope_of:
        if fold(scope) in others:
            yield ("scope_of", scope), f"{scope!r} is a part here, and another count in `other_counts`: leave one out"
        if fold(scope) in seen:
            yield ("scope_of", scope), f"{scope!r} is here twice; a part is in one breakdown"
        seen.add(fold(scope))


def _mistakes_over_time(entry: models.Property) -> Iterator[Mistake]:
    modes = {entry.over_time} if isinstance(entry.over_time, str) else set((entry.over_time or {}).values())
    if modes & {"accumulates", "flows"} and entry.type not in NUMERIC_TYPES:
        yield ("over_time",), f"a {entry.type} cannot {'accumulate' if 'accumulates' in modes else 'flow'}"
    if entry.periods is not None and entry.type not in ("count", "money", "number"):
        yield (
            ("periods",),
            f"only a count, money or a number adds up over periods; this is {A_VALUE.get(entry.type, 'a text')}",
        )
    if entry.window is not None and _over_time(entry)["actual"] == "accumulates":
        yield ("window",), _NO_WINDOW


def _mistakes_of_figures(entry: models.Property) -> Iterable[Mistake]:
    """What is wrong with the keys that say how figures are written."""
    for key in ("signed", "per", "rounding"):
        if getattr(entry, key) is not None and entry.type not in NUMERIC_TYPES:
            yield (key,), f"only a figure has `{key}`; this property is {A_VALUE.get(entry.type, 'a text')}"
    if entry.type == "percentage" and entry.unit and re.search(r"[\d%]", entry.unit):
        yield ("unit",), f"{entry.unit!r}: a percentage needs no unit; name here what it is a share of, such as GDP"
    if entry.per and entry.type == "duration":
        yield ("per",), "a duration is for no time of its own; make it a number"
    _, mistake = _at_most(entry, scale_of(entry.model_copy(update={"at_most": None})))
    if mistake:
        yield ("at_most",), mistake


def resolve_hedges(said: models.HedgeFile, document: Document) -> tuple[Hedges, list[Problem]]:
    """The profile in use; all profiles are checked."""
    problems: list[Problem] = []
    read: dict[str, Hedges] = {}
    for name, profile in sorted(said.profiles.items()):
        widths: dict[str, Fraction] = {}
        sound = True
        for key in ("about", "nearly", "just_over"):
            width, mistake = _share(getattr(profile, key))
            if mistake:
                sound = False
                problems.append(document.problem(("profiles", name, key), mistake))
            widths[key] = width
        more_than, mistake = _widening(profile.more_than)
        if mistake:
            problems.append(document.problem(("profiles", name, "more_than"), mistake))
        words = {" ".join(word.split()).casefold(): text for word, text in profile.words.items()}
        alone = Hedges(name, widths["about"], widths["nearly"], widths["just_over"], more_than)
        # a width that cannot be read must not make every hedge exact
        read[name] = replace(alone, words=tuple(sorted(words.items()))) if sound else PLAIN_HEDGES
        for word, text in profile.words.items():
            _, mistake = read_value(text, Scale("count"), alone)
            if mistake:
                problems.append(document.problem(("profiles", name, "words", word), mistake))
    if said.profile not in read:
        hint = did_you_mean(said.profile, read)
        problems.append(document.problem(("profile",), f"unknown profile {said.profile!r}{hint}"))
        return PLAIN_HEDGES, problems
    return read[said.profile], problems


def _widening(text: str | None) -> tuple[Fraction, str | None]:
    """How far "more than" reaches above its figure: a percentage of it, 100 % where nothing is said."""
    value, _ = read_value(text or "100%", Scale("percentage"), Hedges())
    if value is None or value.interval.best is None or "%" not in (text or "%"):
        return Fraction(1), f"{text!r}: expected a percentage such as 100%"
    return value.interval.best / 100, None


def _share(text: str) -> tuple[Fraction, str | None]:
    value, _ = read_value(text, Scale("percentage"), Hedges())
    if "%" not in text or value is None or value.interval.best is None or value.interval.best >= 100:
        return Fraction(0), f"{text!r}: expected a percentage below 100 such as 5%"
    return value.interval.best / 100, None
