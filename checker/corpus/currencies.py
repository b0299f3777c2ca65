"""Amounts in other currencies: the second one that an article gives, and what a rate makes of one, within its bounds.

Each is a claim beside the one that it is of, in the other currency, so that it is compared with what others say there.
A converted amount is all that the bounds of the rates allow for the days of the claim, never a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from msgspec.structs import replace

from checker.corpus.corpus import Claim, Property
from checker.values.formatting import show_range
from checker.values.kinds import Interval, Value
from checker.values.rates import Rates

_Topic = tuple[str, str]
"""Story and property: a part may be in one currency, and its whole in another."""


def in_other_currencies(claims: Iterable[Claim], properties: Mapping[str, Property], rates: Rates) -> list[Claim]:
    """All claims, with those of their amounts in other currencies, in the order of their keys."""
    given = list(claims)
    amounts = [claim for claim in given if _is_amount(claim, properties)]
    if not amounts:
        return given
    second = [_beside(claim, claim.value.also) for claim in amounts if claim.value.also is not None]
    converted = list(_converted([*amounts, *second], properties, rates)) if rates.rates else []
    return sorted([*given, *second, *converted], key=lambda claim: claim.key)


def _is_amount(claim: Claim, properties: Mapping[str, Property]) -> bool:
    is_money = properties[claim.property].scale.type == "money" and claim.compared is None
    return is_money and claim.value.stated and not claim.out


def _topic(claim: Claim) -> _Topic:
    return claim.story, claim.property


def _beside(claim: Claim, value: Value) -> Claim:
    """The same claim with an amount in another currency; it has no words of its own."""
    mark = value.unit.replace("/", "-per-").casefold()
    id_ = f"{claim.id}.{mark}"
    return replace(
        claim,
        key=f"{claim.source}#{id_}",
        id=id_,
        value=replace(value, also=None),
        quote="",
        implied="",
        important=False,
        derived_from=claim.derived_from or claim.key,
    )


def _converted(amounts: list[Claim], properties: Mapping[str, Property], rates: Rates) -> Iterator[Claim]:
    """Amounts in the currency in which most of their figure is given, or that of the property."""
    units: dict[_Topic, Counter[str]] = {}
    for claim in amounts:
        units.setdefault(_topic(claim), Counter())[claim.value.unit] += 1
    own = {(claim.derived_from or claim.key, claim.value.unit) for claim in amounts}
    for claim in amounts:
        counts = units[_topic(claim)]
        if claim.derived_from or len(counts) < 2:
            continue
        target = _common(counts, properties[claim.property])
        if (claim.key, target) in own:
            continue
        value = _at_the_rates(claim, target, rates)
        if value is not None:
            yield _beside(claim, value)


def _outwards(bound: Fraction | None, to_whole: Callable[[Fraction], int]) -> Fraction | None:
    """A bound for people, with three digits."""
    if not bound:
        return bound
    size = Fraction(10) ** (len(str(int(abs(bound)))) - 3)
    return to_whole(bound / size) * size


def _common(counts: Counter[str], prop: Property) -> str:
    """The currency of the property, where any amount is in it, else the one that most are in."""
    wanted = f"{prop.scale.unit}/{prop.scale.per}" if prop.scale.per else prop.scale.unit
    return wanted if wanted in counts else min(counts, key=lambda unit: (-counts[unit], unit))


def _at_the_rates(claim: Claim, target: str, rates: Rates) -> Value | None:
    """A claim's amount in another currency; None where no rate covers all of its days."""
    unit, _, per = claim.value.unit.partition("/")
    other, _, per_other = target.partition("/")
    if per != per_other:
        return None
    bounds = claim.value.rounded or claim.value.interval
    interval, _ = rates.convert(bounds, unit, other, claim.period or claim.as_of)
    if interval is None:
        return None
    shown = show_range(_outwards(interval.lower, floor), _outwards(interval.upper, ceil), target)
    text = f"{claim.value.text} ({shown} at the rates)"
    return Value(text, Interval(interval.lower, interval.upper), unit=target)
