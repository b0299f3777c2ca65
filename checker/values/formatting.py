"""Figures in words: numbers, amounts, ranges and gaps, each with its unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from checker.values.dates import show_day
from checker.values.kinds import Value
from checker.values.lexicon import DURATIONS
from checker.values.units import is_money, is_unit, plural

_BARE_UNITS = frozenset({"", "person", "people", "persons"})
"""Units that go without saying: 204 is 204 people."""


def show_number(value: Fraction) -> str:
    """A number with thousands separators; at most six decimals."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    text = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return text if Fraction(text.replace(",", "")) == value else f"about {text}"


def shows_unit(unit: str) -> bool:
    """Whether a figure of this unit is shown with it."""
    return unit not in _BARE_UNITS


def show_amount(value: Fraction, unit: str) -> str:
    """A figure with its unit: 10 km, 1 month, 37.5%, USD 300 a year; dates as days, whole persons without a unit."""
    if unit == "date":
        return show_day(int(value))
    of, per = rate_of(unit)
    if per:
        return f"{show_amount(value, of)} {per_words(per)}"
    number = show_number(value)
    if unit == "%":
        return f"{number}%"
    if is_money(unit):
        return f"{unit} {number}"
    if not shows_unit(unit):
        return number
    return f"{number} {unit if value == 1 else plural(unit)}"


def show_range(low: Fraction | None, high: Fraction | None, unit: str) -> str:
    """A range in words: "196 to 200", "6 to 12 months", "at least 5,000", "up to 1,000"."""
    if low is not None and high is not None:
        return show_amount(low, unit) if low == high else _between(low, high, unit)
    if low is not None:
        return f"{'from' if unit == 'date' else 'at least'} {show_amount(low, unit)}"
    if high is not None:
        return f"up to {show_amount(high, unit)}"
    return "anything"


def _between(low: Fraction, high: Fraction, unit: str) -> str:
    of, _ = rate_of(unit)
    is_named_twice = of in ("date", "%") or is_money(of)
    first = show_amount(low, of) if is_named_twice else show_number(low)
    return f"{first} to {show_amount(high, unit)}"


def show_gap(gap: Fraction | None, unit: str) -> str:
    """By how much: 204, 10 minutes, 3 days between dates, 0.41 percentage points between percentages."""
    if gap is None:
        return ""
    of, per = rate_of(unit)
    shown = show_amount(gap, {"date": "day", "%": "percentage point"}.get(of, of))
    return f"{shown} {per_words(per)}" if per else shown


def show_value(value: Value) -> str:
    """What a figure or a date is read as, with all that its words say: the top that they suggest, a share's figures."""
    parts = [_shown_interval(value.interval.lower, value.interval.upper, value.unit)]
    if value.soft_upper is not None:
        parts.append(f"hardly more than {_shown_interval(None, value.soft_upper, value.unit).removeprefix('up to ')}")
    share = value.share
    if share is not None and share.part is not None and share.whole is not None:
        parts.append(f"{show_number(share.part)} out of {show_number(share.whole)}")
    if share is not None and share.of:
        parts.append(f"of {share.of}")
    if value.also is not None:
        parts.append(f"also {show_value(value.also)}")
    return ", ".join(parts)


def _shown_interval(low: Fraction | None, high: Fraction | None, unit: str) -> str:
    """A range, rounded outwards where its ends have too many digits: a third is 31.6% to 35%; 35 of 47 about 74.5%."""
    if unit == "date" or low is None or low != high:
        return show_range(_rounded(low, floor), _rounded(high, ceil), unit)
    nearest = low if _is_decimal(low, 6) else _rounded(low, round)
    return show_range(low, high, unit) if nearest == low else f"about {show_range(nearest, nearest, unit)}"


def _rounded(value: Fraction | None, rounding: Callable[[Fraction], int]) -> Fraction | None:
    """A value with many digits, to a tenth, or to two digits where it is below one; any other as it is."""
    if value is None or _is_decimal(value, 3 if abs(value) >= 1 else 4):
        return value
    step = Fraction(1, 10)
    while abs(value) < 10 * step:
        step /= 10
    return rounding(value / step) * step


def _is_decimal(value: Fraction, decimals: int) -> bool:
    scaled: Fraction = value * 10**decimals
    return scaled.denominator == 1


def rate_of(unit: str) -> tuple[str, str]:
    """What a unit is one of, and per what: "USD/year" is USD, year; km/h is a unit of its own."""
    if is_unit(unit):
        return unit, ""
    of, _, per = unit.partition("/")
    return of, per


def per_words(per: str) -> str:
    """Per what a rate is, in words: a year, per person."""
    if not is_unit(per, *DURATIONS):
        return f"per {per}"
    return f"an {per}" if per == "hour" else f"a {per}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
