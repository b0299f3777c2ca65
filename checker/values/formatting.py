"""Figures in words: numbers, amounts, ranges and gaps, each with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.values.dates import show_day
from checker.values.units import is_money, plural

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
    """A figure with its unit: 10 km, 1 month, 37.5%, USD 300; dates as days, whole persons without a unit."""
    if unit == "date":
        return show_day(int(value))
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
    is_named_twice = unit in ("date", "%") or is_money(unit)
    first = show_amount(low, unit) if is_named_twice else show_number(low)
    return f"{first} to {show_amount(high, unit)}"


def show_gap(gap: Fraction | None, unit: str) -> str:
    """By how much: 204, 10 minutes, 3 days between dates, 0.41 percentage points between percentages."""
    if gap is None:
        return ""
    return show_amount(gap, {"date": "day", "%": "percentage point"}.get(unit, unit))


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
