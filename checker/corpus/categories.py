"""How a property's categories have to do with each other: its `implies`, `excludes` and `order`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from checker.files import models
from checker.problems import did_you_mean
from checker.values.categories import MOST_STATES, State, all_implied, excluding_pairs, is_impossible, states_of
from checker.values.kinds import A_VALUE
from checker.values.value import fold

Mistake = tuple[tuple[str | int, ...], str]
"""The path of what is wrong within a property, and the message."""

_KEYS = ("implies", "excludes", "order")
_Related = dict[str, tuple[str, ...]]


def states_of_property(entry: models.Property) -> tuple[State, ...]:
    """What of a property's categories can be true at once; empty where they have nothing to do with each other.

    A property with a mistake has none: it is told by `mistakes_of_categories`.
    """
    if not _has_relations(entry) or any(mistakes_of_categories("", entry)):
        return ()
    spelt = _spelling(entry)
    excludes = None if entry.excludes is None else _related(entry.excludes, spelt)
    return states_of(entry.values, _related(entry.implies, spelt), excludes)


def ordered_categories(entry: models.Property) -> tuple[str, ...]:
    """The categories that come one after the other, as `values` spells them."""
    spelt = _spelling(entry)
    return tuple(spelt[fold(name)] for name in entry.order if fold(name) in spelt)


def mistakes_of_categories(name: str, entry: models.Property) -> Iterator[Mistake]:
    """What is wrong with `implies`, `excludes` and `order`."""
    used = [key for key in _KEYS if getattr(entry, key)]
    if used and entry.type != "category":
        kind = A_VALUE.get(entry.type, "a text")
        yield from (((key,), f"only categories have `{key}`; {name!r} is {kind}") for key in used)
    elif used and not entry.values:
        yield (used[0],), f"`{used[0]}` is about the categories of `values`: list them there"
    elif used or entry.excludes is not None:
        yield from _mistakes_of_relations(entry)


def _has_relations(entry: models.Property) -> bool:
    return bool(entry.values and (entry.implies or entry.excludes is not None or entry.order))


def _mistakes_of_relations(entry: models.Property) -> Iterator[Mistake]:
    spelt = _spelling(entry)
    unknown = [*_unknown_names(entry, spelt)]
    yield from unknown
    yield from _mistakes_of_order(entry)
    if unknown:
        return
    implies, excludes = _related(entry.implies, spelt), _related(entry.excludes or {}, spelt)
    circles = [*_circles(entry, implies, spelt)]
    yield from circles
    if circles:
        return
    impossible = [*_impossible(entry, implies, excludes)]
    yield from impossible
    if not impossible and entry.excludes is not None and len(states_of(entry.values, implies, excludes)) > MOST_STATES:
        message = f"that leaves more than {MOST_STATES} ways in which categories are true at once; list more pairs"
        yield ("excludes",), message


def _unknown_names(entry: models.Property, spelt: Collection[str]) -> Iterator[Mistake]:
    """Names that `values` does not list."""
    of_key: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
        ("implies", entry.implies),
        ("excludes", entry.excludes or {}),
    )
    for key, related in of_key:
        for name, others in related.items():
            for number, other in enumerate((name, *others)):
                if fold(other) not in spelt:
                    yield (key, name) if number == 0 else (key, name, number - 1), _not_listed(other, spelt)
    for number, name in enumerate(entry.order):
        if fold(name) not in spelt:
            yield ("order", number), _not_listed(name, spelt)


def _not_listed(name: str, spelt: Collection[str]) -> str:
    return f"{name!r} is not one of the `values`{did_you_mean(fold(name), spelt)}"


def _mistakes_of_order(entry: models.Property) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, name in enumerate(entry.order):
        if fold(name) in seen:
            yield ("order", number), f"{name!r} is in the order twice"
        seen.add(fold(name))
    if len(entry.order) == 1:
        yield ("order",), "expected at least two categories, the earlier one first"


def _circles(entry: models.Property, implies: _Related, spelt: Mapping[str, str]) -> Iterator[Mistake]:
    """Categories that imply themselves, each circle once."""
    implied = all_implied(implies)
    told: set[str] = set()
    for name in entry.implies:
        own = spelt[fold(name)]
        if own in implied[own] and own not in told:
            circle = [each for each in implied if own in implied[each] and each in implied[own]]
            told.update(circle)
            others = " and ".join(repr(each) for each in circle if each != own)
            yield ("implies", name), f"{own!r} implies itself{f', by {others}' if others else ''}"


def _impossible(entry: models.Property, implies: _Related, excludes: _Related) -> Iterator[Mistake]:
    """Categories that exclude themselves, or of which what they imply cannot be true at once."""
    for name, others in excludes.items():
        if name in others:
            yield ("excludes", _as_written(name, entry.excludes or {})), f"{name!r} excludes itself"
            return
    implied, apart = all_implied(implies), excluding_pairs(excludes)
    for name, implies_all in implied.items():
        if is_impossible({name, *implies_all}, apart):
            message = f"{name!r} can never be: what it implies is excluded"
            yield ("implies", _as_written(name, entry.implies)), message


def _as_written(name: str, keys: Iterable[str]) -> str:
    return next(key for key in keys if fold(key) == fold(name))


def _spelling(entry: models.Property) -> dict[str, str]:
    """The categories as `values` spells them, by their names for comparison."""
    return {fold(value): value for value in entry.values}


def _related(written: Mapping[str, tuple[str, ...]], spelt: Mapping[str, str]) -> _Related:
    """What is said of categories, as `values` spells them; names that it does not list are left out."""
    found: _Related = {}
    for name, others in written.items():
        if fold(name) in spelt:
            listed = tuple(spelt[fold(other)] for other in others if fold(other) in spelt)
            found[spelt[fold(name)]] = (*found.get(spelt[fold(name)], ()), *listed)
    return found
