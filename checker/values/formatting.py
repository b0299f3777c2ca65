"""Figures in words: numbers, amounts, ranges and gaps, each with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.values.dates import show_day


def show_number(value: Fraction) -> str:
    """A number with thousands separators; at most six decimals."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    text = f"{float(value):,.6f}".rstrip("0").rstrip(".")
    return text if Fraction(text.replace(",", "")) == value else f"about {text}"


def show_amount(value: Fraction, unit: str) -> str:
    """A figure with its unit; dates as days, whole persons without a unit."""
    if unit == "date":
        return show_day(int(value))
    number = show_number(value)
    if unit == "%":
        return f"{number}%"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {number}"
    return number


def show_range(low: Fraction | None, high: Fraction | None, unit: str) -> str:
    """A range in words: "196 to 200", "at least 5,000", "up to 1,000"."""
    if low is not None and high is not None:
        return show_amount(low, unit) if low == high else f"{show_amount(low, unit)} to {show_amount(high, unit)}"
    if low is not None:
        return f"{'from' if unit == 'date' else 'at least'} {show_amount(low, unit)}"
    if high is not None:
        return f"up to {show_amount(high, unit)}"
    return "anything"


def show_gap(gap: Fraction | None, unit: str) -> str:
    """By how much: "204 person" is shown as 204, days and shares with their unit."""
    if gap is None:
        return ""
    if unit == "date":
        return f"{show_number(gap)} {'day' if gap == 1 else 'days'}"
    if unit in ("day", "month", "year", "week", "hour"):
        return f"{show_number(gap)} {unit}{'' if gap == 1 else 's'}"
    if unit == "origin":
        return f"{show_number(gap)} {'origin' if gap == 1 else 'origins'}"
    return show_amount(gap, unit) if unit in ("%",) or (len(unit) == 3 and unit.isupper()) else show_number(gap)


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
