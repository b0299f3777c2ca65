"""Where the marks of a plot stand, in percent of its width. The page draws them; nothing here is text or colour.

A plot is a table with one row a claim; its last column holds a small SVG. So labels are text of the page, which wraps
and reads right to left where it must, and a screen reader finds a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from msgspec import Struct
from msgspec.structs import replace

from checker.values.dates import show_day
from checker.values.formatting import rate_of, show_amount, show_number
from checker.values.units import is_money

PAD = 4.0
"""Percent left free at both ends."""
MOST_TICKS = 4
LEAST_BAND = 1.0
WIDEST_LETTER, GAP = 3.0, 3.0
"""Of a tick's label and between two labels, in percent of the narrowest plot (240 pixels)."""
MOST_DAYS = 5
_DAY_STEPS = (1, 2, 3, 5, 7, 10, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
MOST_STEPS = 20
"""Days between the first and the last that are looked at."""

Bound = Fraction | None


class Mark(Struct, frozen=True):
    """One figure: a dot where `at` says, a range from `start` to `end`, arrows where it is open to one side.

    All in percent of the plot's width.
    """

    start: float
    end: float
    at: float | None
    open_left: bool
    open_right: bool

    @property
    def width(self) -> float:
        return round(self.end - self.start, 2)

    @property
    def wide(self) -> float:
        """The width of a band, which is to be seen even if it is but one figure."""
        return max(self.width, LEAST_BAND)

    @property
    def wide_start(self) -> float:
        return round(self.start - (self.wide - self.width) / 2, 2)


class Tick(Struct, frozen=True):
    """A line of the axis with its label, which is set to the `start`, `middle` or `end` of it.

    `width` is "roomy" for one that a narrow screen has no room for, "tight" for one that stands only there.
    """

    at: float
    label: str
    anchor: str
    width: str = ""


class Axis(Struct, frozen=True):
    """Values from `low` to `high` on the width of a plot."""

    low: Fraction
    high: Fraction
    unit: str
    is_whole: bool = False

    @classmethod
    def over(cls, bounds: Iterable[Bound], unit: str, *, with_zero: bool = False, is_whole: bool = False) -> Axis:
        """An axis that holds all the bounds that there are; from 0 for bars. Ticks of `is_whole` have no fractions."""
        known = [bound for bound in bounds if bound is not None]
        if with_zero:
            known.append(Fraction(0))
        low, high = (min(known), max(known)) if known else (Fraction(0), Fraction(1))
        if low == high:
            room = _round_step(abs(low), is_whole=True) if unit != "date" and abs(low) > MOST_TICKS else Fraction(1)
            low, high = (max(low - room, Fraction(0)) if low >= 0 else low - room), high + room
        return cls(low, high, unit, is_whole)

    def at(self, value: Fraction) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return round(PAD + (100 - 2 * PAD) * share, 2)

    def mark(self, lower: Bound, upper: Bound, best: Bound = None) -> Mark:
        """A figure's mark; open sides reach the edge of the plot."""
        start = self.at(lower) if lower is not None else 0.0
        end = self.at(upper) if upper is not None else 100.0
        point = best if best is not None else lower if lower == upper else None
        return Mark(start, end, self.at(point) if point is not None else None, lower is None, upper is None)

    def ticks(self) -> list[Tick]:
        """A few round values within the axis, the first and the last set so that they are not cut off."""
        values = self._days() if self.unit == "date" else self._round_values()
        labels = _labels(values, self.unit)
        kept: list[Tick] = []
        free_from = 0.0
        for value, label in zip(values, labels, strict=True):
            at = self.at(value)
            width = len(label) * WIDEST_LETTER
            anchor = "start" if at < width / 2 else "end" if at > 100 - width / 2 else "middle"
            left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            if left >= free_from:
                kept.append(Tick(at, label, anchor))
                free_from = left + width + GAP
        return kept

    def _round_values(self) -> list[Fraction]:
        step = _round_step(self.high - self.low, is_whole=self.is_whole)
        first = -(-self.low // step) * step
        return [value for number in range(MOST_TICKS + 1) if (value := first + number * step) <= self.high]

    def _days(self) -> list[Fraction]:
        low, high = max(self.low, Fraction(1)), min(self.high, Fraction(date.max.toordinal()))
        return sorted({low, Fraction(int((low + high) / 2)), high})


def day_ticks(axis: Axis, widths: tuple[float, float]) -> list[Tick]:
    """Days of a chart, evenly: the first, as many after it as have room, and the last; the year once.

    `widths` are those of the narrowest chart, in pixels, and of one that has room for more days: each has days of its
    own, and those that both have are one tick.
    """
    narrow, wide = (_even_days(axis, widths[0] / width) for width in widths)
    ticks = [replace(tick, width="" if tick in wide else "tight") for tick in narrow]
    ticks += [replace(tick, width="roomy") for tick in wide if tick not in narrow]
    return sorted(ticks, key=lambda tick: tick.at)


def _even_days(axis: Axis, share: float) -> list[Tick]:
    """The days of the smallest step whose labels do not meet; one that meets the last day gives way to it, and a first
    of a month to the first day."""
    first, last = int(axis.low), int(axis.high)
    for step, days in _steps(first, last):
        if len(days) > MOST_DAYS / share + 1:
            continue
        if step is None and days and not _are_apart(_ticks_of([first, days[0]], axis, share), share):
            del days[0]
        ticks = _ticks_of([first, *days, last], axis, share)
        if len(ticks) > 2 and not _are_apart(ticks[-2:], share):
            ticks = _ticks_of([first, *days[:-1], last], axis, share)
        if _are_apart(ticks, share):
            return ticks
    return _ticks_of([first], axis, share)


def _steps(first: int, last: int) -> Iterable[tuple[int | None, list[int]]]:
    """The days between two, in larger and larger steps: of so many days, then of months, each on its first day."""
    for step in _DAY_STEPS:
        if (last - first) // step <= MOST_STEPS:
            yield step, list(range(first + step, last, step))
    begin, end = date.fromordinal(first), date.fromordinal(last)
    for months in _MONTH_STEPS:
        numbers = range(-(-(begin.year * 12 + begin.month) // months) * months, end.year * 12 + end.month, months)
        if len(numbers) <= MOST_STEPS:
            days = [date(number // 12, number % 12 + 1, 1).toordinal() for number in numbers]
            yield None, [day for day in days if first < day < last]
    yield None, []


def _ticks_of(days: Sequence[int], axis: Axis, share: float) -> list[Tick]:
    """Ticks with their labels, which have the year where it is not that of the one before."""
    years = [0, *(date.fromordinal(day).year for day in days)]
    return [_day_tick(day, year, axis, share) for day, year in zip(days, years, strict=False)]


def _are_apart(ticks: Sequence[Tick], share: float) -> bool:
    extents = [_extent(tick, share) for tick in ticks]
    return all(right + GAP * share <= left for (_, right), (left, _) in pairwise(extents))


def _day_tick(day: int, year: int, axis: Axis, share: float) -> Tick:
    label = show_day(day)
    if date.fromordinal(day).year == year:
        label = label.removesuffix(f" {year}")
    at, width = axis.at(Fraction(day)), len(label) * WIDEST_LETTER * share
    anchor = "start" if at < width / 2 else "end" if at > 100 - width / 2 else "middle"
    return Tick(at, label, anchor)


def _extent(tick: Tick, share: float) -> tuple[float, float]:
    """From where to where a label reaches, in percent."""
    width = len(tick.label) * WIDEST_LETTER * share
    left = tick.at - {"start": 0.0, "middle": width / 2, "end": width}[tick.anchor]
    return left, left + width


def _round_step(span: Fraction, *, is_whole: bool) -> Fraction:
    """The distance of a few round values that a span holds: 1, 2 or 5 times a power of ten."""
    power = Fraction(10) ** floor(log10(float(span / MOST_TICKS)))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if span / (power * factor) <= MOST_TICKS - 1)
    return max(step, Fraction(1)) if is_whole else step


def round_axis(
    bounds: Iterable[Bound], unit: str, *, is_whole: bool, bottom: Bound
) -> tuple[Axis, list[tuple[Fraction, str]]]:
    """An axis from one round value to another that holds all bounds, and its round values with their labels.

    It begins at the `bottom`, such as 0, where the values are near that for their size.
    """
    axis = Axis.over(bounds, unit, is_whole=is_whole)
    low, high = axis.low, axis.high
    if bottom is not None and low >= bottom and low - bottom < (high - bottom) / 2:
        low = bottom
    step = _round_step(high - low, is_whole=is_whole)
    low, high = low // step * step, -(-high // step) * step
    values = [low + number * step for number in range(int((high - low) / step) + 1)]
    return Axis(low, high, unit, is_whole), list(zip(values, _labels(values, unit), strict=True))


def _labels(values: list[Fraction], unit: str) -> list[str]:
    """Labels of an axis, the last one with the currency, if it is one of money."""
    labels = [short(value, unit) for value in values]
    if len(set(labels)) < len(labels):  # they differ in digits that the short form leaves out
        return [show_amount(value, unit) for value in values]
    of, _ = rate_of(unit)
    if labels and is_money(of):
        sign = SIGNS.get(of, f"{of} ")
        labels[-1] = f"-{sign}{labels[-1][1:]}" if labels[-1].startswith("-") else f"{sign}{labels[-1]}"
    return labels


SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
"""Signs of currencies that are shorter than their code, and of that one alone, or nearly so."""


def short(value: Fraction, unit: str) -> str:
    """A figure for an axis: 1,200, 1.2m, 24 Jun 2031."""
    if unit == "date":
        return show_day(int(value))
    for size, letters in ((10**12, "tn"), (10**9, "bn"), (10**6, "m")):
        if abs(value) >= size and unit != "%" and (value * 100 / size).denominator == 1:
            return f"{float(value / size):g}{letters}"
    return f"{show_number(value)}%" if unit == "%" else show_number(value)


class Bar(Struct, frozen=True):
    """A part of a sum, or the whole: solid up to what is certain, paler up to what is possible."""

    start: float
    certain: float
    possible: float

    @property
    def certain_width(self) -> float:
        return round(max(self.certain - self.start, 0.0), 2)

    @property
    def possible_width(self) -> float:
        return round(max(self.possible - self.certain, 0.0), 2)


def waterfall(parts: list[tuple[Bound, Bound]], whole: tuple[Bound, Bound], unit: str) -> tuple[list[Bar], Axis]:
    """Bars of the parts, each from where the one before it ends, then that of the whole. Bounds are (lower, upper).

    An open upper bound counts as its lower one: there is nothing to draw.
    """
    ends = [(low or Fraction(0), high if high is not None else low or Fraction(0)) for low, high in (*parts, whole)]
    total_low = sum((low for low, _ in ends[:-1]), Fraction(0))
    total_high = sum((high for _, high in ends[:-1]), Fraction(0))
    axis = Axis.over([total_low, total_high, *ends[-1]], unit, with_zero=True)
    bars: list[Bar] = []
    start = Fraction(0)
    for low, high in ends[:-1]:
        bars.append(Bar(axis.at(start), axis.at(start + low), axis.at(start + high)))
        start += low
    low, high = ends[-1]
    bars.append(Bar(axis.at(Fraction(0)), axis.at(low), axis.at(high)))
    return bars, axis
