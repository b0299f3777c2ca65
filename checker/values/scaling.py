"""An amount in the unit of its property: counted things, currencies, and measures that are converted."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from msgspec import Struct

from checker.problems import quoted
from checker.values.advice import cannot_convert, not_a_percentage, not_the_unit, several_currencies
from checker.values.kinds import MAX_DIGITS, Amount, Mistake, Scale
from checker.values.lexicon import PERCENT, SUBUNITS
from checker.values.units import convert, count_words, currencies, is_other_system, is_without_usual


class Scaled(Struct, frozen=True):
    """An amount in its property's unit: bounds, and the bounds that the written digits leave open (`rounded`)."""

    low: Fraction
    high: Fraction
    unit: str
    rounded: tuple[Fraction, Fraction]
    best: Fraction | None = None
    granularity: Fraction = Fraction(0)


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
        return bool(currencies(unit)) or unit.casefold() in SUBUNITS
    return convert(Fraction(1), unit, own_unit(scale)) is not None


def to_unit(amount: Amount, scale: Scale, text: str) -> Scaled:
    """The amount in the property's unit (a month is 28 to 31 days).

    A unit of another system has the digits of what was written: 5 miles are 4.5 to 5.5 miles in km.
    """
    check_digits(amount.number, text)
    unit = _unit_for(amount, scale, text)
    if scale.type not in ("number", "duration") or not amount.unit:
        return _scaled(amount, unit, scale)
    half = amount.granularity / 2
    bounds = [
        convert(number, amount.unit, unit) for number in (amount.number - half, amount.number, amount.number + half)
    ]
    below, at, above = (bound or (amount.number, amount.number) for bound in bounds)
    rounded, best = (below[0], above[1]), at[0] if at[0] == at[1] else None
    low, high = rounded if is_other_system(amount.unit, unit) else at
    return Scaled(low, high, unit, rounded, best, above[1] - below[1])


def check_digits(number: Fraction, text: str) -> None:
    """A Mistake if a number has more digits than the engine tells apart, zeros at its end not counted."""
    digits = str(abs(number.numerator)).rstrip("0") if number.denominator == 1 else ""
    if len(digits) > MAX_DIGITS:
        raise Mistake(f"{quoted(text)} has more than {MAX_DIGITS} digits")


def _scaled(amount: Amount, unit: str, scale: Scale) -> Scaled:
    """An amount that needs no conversion."""
    number, half = amount.number, amount.granularity / 2
    rounded = (number - half, number + half)
    if scale.is_whole:
        rounded = (Fraction(ceil(rounded[0])), Fraction(floor(rounded[1])))
    low, high = number, number
    if amount.is_rough and not _is_finite(number):
        step = amount.granularity
        low, high = floor(number / step) * step, ceil(number / step) * step
        rounded = (min(low, rounded[0]), max(high, rounded[1]))
    return Scaled(low, high, unit, rounded, number, amount.granularity)


def _is_finite(number: Fraction) -> bool:
    """Whether a number has an end in digits, as 37.5, and no third."""
    return int(10**MAX_DIGITS) % number.denominator == 0


def _unit_for(amount: Amount, scale: Scale, text: str) -> str:
    """The unit of an amount's value; a Mistake if it is none of the property's."""
    if scale.type == "count":
        if amount.unit and not fits(amount.unit, scale):
            raise Mistake(not_the_unit(text, amount.unit, scale))
        if scale.is_whole and amount.number.denominator != 1:
            raise Mistake(f"{quoted(text)} is not a whole number, and this property is a count")
        return scale.unit
    if scale.type == "percentage":
        if not fits(amount.unit, scale):
            raise Mistake(not_a_percentage(text, amount.unit))
        return "%"
    if scale.type == "money":
        return _currency(amount.unit, scale, text)
    return _measure(amount, scale, text)


def _currency(unit: str, scale: Scale, text: str) -> str:
    """The code of a currency. A sign that several share is the usual one, unless the property makes that doubtful."""
    if not unit and scale.unit:
        return scale.unit
    codes = currencies(unit)
    if chosen := next((code for sign, code in scale.signs if currencies(sign) == codes), ""):
        return chosen
    if not codes:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency such as $300m or EUR 5 million")
    has_usual = not is_without_usual(unit)
    if not has_usual and scale.unit in codes:
        return scale.unit
    if not has_usual or scale.unit in codes[1:]:
        raise Mistake(several_currencies(text, unit, codes, scale))
    return codes[0]


def _measure(amount: Amount, scale: Scale, text: str) -> str:
    target = own_unit(scale)
    if not amount.unit:
        if scale.type == "duration":
            raise Mistake(f"{quoted(text)}: expected a duration with its unit such as 12 months")
        return target
    if convert(amount.number, amount.unit, target) is None:
        raise Mistake(cannot_convert(text, amount.unit, target, scale))
    return target
