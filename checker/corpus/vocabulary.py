"""The vocabulary resolved: rules/properties.yaml and rules/hedges.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from checker.corpus.corpus import Property
from checker.files import models
from checker.files.nodes import Document
from checker.problems import Problem, did_you_mean
from checker.values.units import is_currency, is_unit
from checker.values.value import NUMERIC_TYPES, Hedges, Scale, read_value

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
PLAIN_HEDGES = Hedges(words=tuple(sorted(PLAIN_WORDS.items())), lookup=PLAIN_WORDS)


_NO_WINDOW = (
    "a count that accumulates is compared with those of all other days: leave `window` out; "
    "what came about within some days is a claim with `period`"
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
            scale=Scale(entry.type, _unit_of(entry), entry.values),
            over_time=_over_time(entry),
            window=window,
            adds_to=entry.adds_to or "",
            after=entry.after or "",
            important=entry.important,
            words=entry.words,
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
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong with a property: path and message. `broken` are those that have their own problem."""
    yield from _mistakes_of_type(name, entry)
    yield from _mistakes_over_time(entry)
    for key, other in (("adds_to", entry.adds_to), ("after", entry.after)):
        if other is None or other in broken:
            continue
        if other not in entries:
            yield (key,), f"unknown property {other!r}{did_you_mean(other, entries)}"
        elif entries[other].type != entry.type:
            yield (key,), f"{other!r} is a {entries[other].type}, {name!r} a {entry.type}: they cannot be related"
    if entry.after is not None and entry.type != "date":
        yield ("after",), f"only a date comes after another; {name!r} is a {entry.type}"


def _mistakes_of_type(name: str, entry: models.Property) -> Iterator[tuple[tuple[str, ...], str]]:
    """Values and units that do not go with the type."""
    if entry.values and entry.type != "category":
        yield ("values",), f"only a category has values; {name!r} is a {entry.type}"
    unit = entry.unit or ""
    if unit and entry.type == "money" and not is_currency(unit):
        yield ("unit",), f"{unit!r} is not a currency; expected a code such as USD"
    if unit and entry.type == "duration" and not is_unit(unit, "time", "calendar"):
        yield ("unit",), f"{unit!r} is not a unit of time; expected day, month, year or another"


def _mistakes_over_time(entry: models.Property) -> Iterator[tuple[tuple[str, ...], str]]:
    modes = {entry.over_time} if isinstance(entry.over_time, str) else set((entry.over_time or {}).values())
    if "accumulates" in modes and entry.type not in NUMERIC_TYPES:
        yield ("over_time",), f"a {entry.type} cannot accumulate"
    if entry.window is not None and _over_time(entry)["actual"] == "accumulates":
        yield ("window",), _NO_WINDOW


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
        words = {" ".join(word.split()).casefold(): text for word, text in profile.words.items()}
        alone = Hedges(name, widths["about"], widths["nearly"], widths["just_over"])
        # a width that cannot be read must not make every hedge exact
        read[name] = replace(alone, words=tuple(sorted(words.items())), lookup=words) if sound else PLAIN_HEDGES
        for word, text in profile.words.items():
            _, mistake = read_value(text, Scale("count"), alone)
            if mistake:
                problems.append(document.problem(("profiles", name, "words", word), mistake))
    if said.profile not in read:
        hint = did_you_mean(said.profile, read)
        problems.append(document.problem(("profile",), f"unknown profile {said.profile!r}{hint}"))
        return PLAIN_HEDGES, problems
    return read[said.profile], problems


def _share(text: str) -> tuple[Fraction, str | None]:
    value, _ = read_value(text, Scale("percentage"), Hedges())
    if "%" not in text or value is None or value.interval.best is None or value.interval.best >= 100:
        return Fraction(0), f"{text!r}: expected a percentage below 100 such as 5%"
    return value.interval.best / 100, None
