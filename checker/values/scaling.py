"""An amount in the unit of its property: counted things, currencies, and measures that are converted."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from checker.problems import quoted
from checker.values.advice import cannot_convert, not_the_unit, several_currencies
from checker.values.kinds import MAX_DIGITS, Amount, Mistake, Scale
from checker.values.lexicon import PERCENT
from checker.values.units import convert, count_words, currencies, is_without_usual

Scaled = tuple[Fraction, Fraction, str]
"""Lower bound, upper bound, unit."""


def own_unit(scale: Scale) -> str:
    """The unit in which a property's values are kept; "" for money whose currency is open."""
    if scale.type == "percentage":
        return "%"
    return scale.unit or ("day" if scale.type == "duration" else "")


@lru_cache(maxsize=1024)
def fits(unit: str, scale: Scale) -> bool:
    """Whether a text is a unit in which the property's values can be given."""
    if scale.type == "count":
        return unit.casefold() in count_words(scale.unit)
    if scale.type == "percentage":
        return unit.casefold() in PERCENT
    if scale.type == "money":
        return bool(currencies(unit))
    return convert(Fraction(1), unit, own_unit(scale)) is not None


def to_unit(amount: Amount, scale: Scale, text: str) -> Scaled:
    """The amount in the property's unit, as lower and upper bound (a month is 28 to 31 days)."""
    if abs(amount.number) >= 10**MAX_DIGITS:
        raise Mistake(f"{quoted(text)} has more than {MAX_DIGITS} digits")
    if scale.type == "count":
        return _counted(amount, scale, text)
    if scale.type == "percentage":
        if not fits(amount.unit, scale):
            raise Mistake(f"{quoted(text)}: expected a percentage such as 37.5%")
        return amount.number, amount.number, "%"
    if scale.type == "money":
        return amount.number, amount.number, _currency(amount.unit, scale, text)
    return _measured(amount, scale, text)


def _counted(amount: Amount, scale: Scale, text: str) -> Scaled:
    if amount.unit and not fits(amount.unit, scale):
        raise Mistake(not_the_unit(text, amount.unit, scale))
    if amount.number.denominator != 1:
        raise Mistake(f"{quoted(text)} is not a whole number, and this property is a count")
    return amount.number, amount.number, scale.unit


def _currency(unit: str, scale: Scale, text: str) -> str:
    """The code of a currency. A sign that several share is the usual one, unless the property makes that doubtful."""
    if not unit and scale.unit:
        return scale.unit
    codes = currencies(unit)
    if not codes:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency such as $300m or EUR 5 million")
    has_usual = not is_without_usual(unit)
    if not has_usual and scale.unit in codes:
        return scale.unit
    if not has_usual or scale.unit in codes[1:]:
        raise Mistake(several_currencies(text, unit, codes, scale))
    return codes[0]


def _measured(amount: Amount, scale: Scale, text: str) -> Scaled:
    target, unit = own_unit(scale), amount.unit
    if not unit:
        if scale.type == "duration":
            raise Mistake(f"{quoted(text)}: expected a duration with its unit such as 12 months")
        return amount.number, amount.number, target
    bounds = convert(amount.number, unit, target)
    if bounds is None:
        raise Mistake(cannot_convert(text, unit, target, scale))
    return *bounds, target
