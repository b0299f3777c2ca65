"""How a claim gives a figure of a text: the text's own words where they can be read, else a plain form of them."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.values.value import Hedges, Interval, Scale, Value, read_value

SCALES = {
    "count": Scale("count", "person"),
    "money": Scale("money"),
    "percentage": Scale("percentage"),
    "duration": Scale("duration", "day"),
    "number": Scale("number"),
    "date": Scale("date"),
}
"""The scales by which figures are read: durations in days."""
_SHORT = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
_IN_WORDS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_LAST_PLACE = 10**6
"""A number with more decimal places is not given."""


def number_text(number: Fraction, sizes: tuple[tuple[int, str], ...] = ()) -> str:
    """A number in digits; with names of sizes 2,300,000,000 is 2.3bn or 2.3 billion. "" where it has no end."""
    for size, name in sizes:
        if number >= size and (number / size * 1000).denominator == 1:
            return f"{number_text(number / size)}{name}"
    if number.denominator == 1:
        return f"{number.numerator:,}"
    if _LAST_PLACE % number.denominator:
        return ""
    return f"{float(number):,.6f}".rstrip("0")


def amount_text(kind: str, low: Fraction, high: Fraction, unit: str, *, has_size: bool = False) -> str:
    """One figure, or a range, with its unit or its currency's code; "" where it has none.

    A measure that the text gives in millions (`has_size`) is given so, as it is no more exact than that.
    """
    sizes = _SHORT if kind == "money" else _IN_WORDS if kind == "number" and has_size else ()
    first, last = number_text(low, sizes), number_text(high, sizes)
    if not first or not last:
        return ""
    if kind == "money":
        return f"{unit} {first}" if low == high else f"{unit} {first} to {unit} {last}"
    figure = first if low == high else f"{first} to {last}"
    return f"{figure}%" if kind == "percentage" else f"{figure} {unit}".strip()


def read(kind: str, text: str, hedges: Hedges) -> tuple[Interval, str] | None:
    """What a value's text comes to, and its unit; with the sign that it begins with."""
    sign = re.match(r"[-+−]", text)
    if kind == "number":
        text = re.sub(r"(?<=\d) ?[^\d\s.,].*$", "", text)
    value, _ = read_value(text[1:] if sign else text, SCALES[kind], hedges, is_advised=False)
    if value is None or not value.stated:
        return None
    interval = value.interval
    if sign is None or sign[0] == "+":
        return interval, value.unit
    lower, upper, best = (None if n is None else -n for n in (interval.lower, interval.upper, interval.best))
    return Interval(upper, lower, best), value.unit


def best_text(kind: str, phrase: str, plain: str, hedges: Hedges) -> str:
    """The phrase as it stands if it says the same as the plain form, else that; "" if it cannot be read."""
    expected = read(kind, plain, hedges)
    if expected is None:
        return ""
    words = " ".join(phrase.split())
    if not words:
        return plain
    words = re.sub(r"(?<=\d) (?=\d{3}\b)", ",", words)
    is_capital = words[:2].istitle() and kind != "money"  # Kshs is no word
    words = words[0].casefold() + words[1:] if is_capital else words
    if words == plain or (kind != "number" and read(kind, words, hedges) == expected):
        return words
    return plain


def value_of(kind: str, text: str, hedges: Hedges) -> Value | None:
    """The value of a figure's text, to compare it with a claim's."""
    found = read(kind, text, hedges) if kind in SCALES else None
    return None if found is None else Value(text, found[0], unit=found[1])
