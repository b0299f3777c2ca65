"""The course of a figure as a chart: by day, one line or mark series a voice.

Across, places are in percent of the chart's width, so that texts keep their size on every screen; down, they are in
pixels. Nothing here is text or colour, but for labels of the axes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from checker.engine.findings import Statement
from checker.reports.chart_labels import (
    HEAD,
    CountedAnew,
    Label,
    Name,
    Note,
    Room,
    Wish,
    names_apart,
    note_labels,
    value_labels,
)
from checker.reports.chart_shapes import FLOOR, TOP, Band, Chart, Mark, Place, Series
from checker.reports.plots import Axis, Bound, day_ticks, round_axis
from checker.values.dates import WINDOW_ALWAYS
from checker.values.moments import DAY, Moment

DODGE = 9.0
"""By how many pixels marks of one place are set apart."""
MOST_MARKS, MOST_INVOLVED = 40, 12
"""Statements of one voice of which each has a mark; of more the first, the last, and some of those in dispute."""
NARROWEST, ROOMY = 240, 430
"""Pixels that a chart is wide at least, and where there is room for more labels (see style.css)."""
APART = 12.0
"""Pixels: by how much bands that are near to each other are set apart on the narrowest chart."""
LEAST_BAND = 5.0
"""Pixels: a band is to be seen even if it is but one figure."""
LETTERS = "abcdefghij"


class Alternative(Struct, frozen=True, kw_only=True):
    """A value that an explanation gives up, and what it would have to be."""

    moment: Moment
    lower: Bound
    upper: Bound
    letter: str
    text: str


class Told(Struct, frozen=True, kw_only=True):
    """A statement with what a chart needs: its label, its value in words, and whether it is in dispute, or taken back.

    What is outdated was taken back before the paper printed it: it is no step of
    the course.
    """

    statement: Statement
    label: str
    value: str = ""
    is_involved: bool = False
    struck: bool = False
    is_outdated: bool = False


class Scales:
    """Days across, values down. Both hold all that is to be drawn."""

    def __init__(self, told: Sequence[Told], alternatives: Sequence[Alternative]) -> None:
        moments = [*(each.statement.moment for each in told), *(each.moment for each in alternatives)]
        first = min(moment.earliest for moment in moments)
        last = max(moment.latest for moment in moments)
        self.days = Axis(Fraction(first // DAY), Fraction(max(last // DAY, first // DAY + 1)), "date")
        bounds = [bound for each in told for bound in drawn_bounds(each.statement)]
        bounds += [bound for each in alternatives for bound in (each.lower, each.upper)]
        figure = told[0].statement.figure
        self.values, self.steps = round_axis(bounds, figure.unit, is_whole=figure.is_whole, bottom=figure.floor)

    def x(self, minutes: int) -> float:
        return self.days.at(Fraction(minutes, DAY))

    def at(self, moment: Moment) -> float:
        """A day as one place; a time of day in it; a span in its middle."""
        if moment.by_minute:
            return self.x((moment.earliest + moment.latest) // 2)
        return self.days.at(Fraction(moment.first_day + moment.last_day, 2))

    def y(self, value: Fraction) -> float:
        share = float((value - self.values.low) / (self.values.high - self.values.low))
        return round(FLOOR - (FLOOR - TOP) * min(max(share, 0.0), 1.0), 1)


def drawn_bounds(statement: Statement) -> tuple[Bound, Bound]:
    """The bounds to draw: "up to 1,000" has a lower one only because nothing is less than none."""
    floor = statement.figure.floor
    is_floor = floor is not None and statement.lower == floor and statement.upper != floor
    return None if is_floor else statement.lower, statement.upper


def is_course(statements: Iterable[Statement]) -> bool:
    """Whether statements have a course: numbers as of more than one day that is known."""
    found = list(statements)
    if not found or found[0].figure.type in ("category", "text", "date") or found[0].figure.period is not None:
        return False
    days = {statement.moment.days for statement in found}
    return len(days) > 1 and all(d.first > WINDOW_ALWAYS.first and d.last < WINDOW_ALWAYS.last for d in days)


def chart(
    courses: Sequence[tuple[int, str, Sequence[Told]]],
    alternatives: Sequence[Alternative] = (),
    days: Sequence[CountedAnew] = (),
) -> Chart:
    """A chart of courses: the number of each voice, its name, and its statements in the order of time."""
    every = [told for _, _, held in courses for told in held]
    scales = Scales(every, alternatives)
    series = _apart(
        [_series(number, voice, held, scales) for number, voice, held in courses],
        int(scales.days.high - scales.days.low),
    )
    bands = _bands(alternatives, scales)
    return Chart(
        series=series,
        values=tuple((scales.y(value), label) for value, label in scales.steps),
        ticks=tuple(day_ticks(scales.days, (NARROWEST, ROOMY))),
        bands=bands,
        days=tuple((scales.days.at(Fraction(each.day)), each.text) for each in days),
        labels=_labels(series, bands, [Note(x=scales.days.at(Fraction(d.day)), texts=d.notes) for d in days]),
        names=_names(series),
    )


def _series(number: int, voice: str, held: Sequence[Told], scales: Scales) -> Series:
    marks = [_mark(told, scales) for told in held]
    line = [(mark.x, mark.y) for mark, told in zip(marks, held, strict=True) if not told.struck]
    falls = []
    if held[0].statement.figure.mode == "accumulates":
        falls = [(*one, *other) for one, other in pairwise(line) if other[1] > one[1]]
    whole, broken = _lines(marks, held) if number >= 0 else ([], [])
    return Series(
        number=number,
        voice=voice,
        lines=tuple(whole),
        broken=tuple(broken),
        falls=tuple(falls),
        marks=tuple(_kept(marks)),
    )


def _lines(marks: Sequence[Mark], held: Sequence[Told]) -> tuple[list[tuple[Place, ...]], list[tuple[Place, ...]]]:
    """A course as it was told: whole between values that stand, broken to and from those that were taken back."""
    steps = sorted(
        ((told.statement.order, mark) for mark, told in zip(marks, held, strict=True) if not told.is_outdated),
        key=lambda step: step[0],
    )
    whole: list[list[Place]] = []
    broken: list[list[Place]] = []
    for (_, one), (_, other) in pairwise(steps):
        lines = broken if one.struck or other.struck else whole
        start = (one.x, one.y)
        if not lines or lines[-1][-1] != start:
            lines.append([start])
        lines[-1].append((other.x, other.y))
    return [tuple(line) for line in whole], [tuple(line) for line in broken]


def _labels(series: Sequence[Series], bands: Sequence[Band], notes: Sequence[Note]) -> tuple[Label, ...]:
    """Values beside their marks: the last of each voice first, then those in dispute, those taken back, and others.

    At the head of the chart what happened to the count, beside the letters of the bands.
    """
    wishes: list[Wish] = []
    narrow, wide = (Room(width, HEAD if bands or notes else 2.0, FLOOR - 1) for width in (NARROWEST, ROOMY))
    for each in series:
        for at, mark in enumerate(each.marks):
            is_last = at == len(each.marks) - 1
            rank = 0 if is_last else 1 if mark.is_involved else 2 if mark.struck else 3 if not at else 4
            wishes.append(
                Wish(
                    x=mark.x,
                    shift=mark.shift,
                    low=max(mark.low, mark.y) + (15 if mark.is_open_down else 0),
                    high=min(mark.high, mark.y) - (15 if mark.is_open_up else 0),
                    text=mark.value if each.number >= 0 else "",
                    number=each.number,
                    rank=rank,
                    struck=mark.struck,
                )
            )
    for room in (narrow, wide):
        for band in bands:
            left = room.px(band.x) + band.shift - 9
            room.take((left, band.top, left + 18, band.bottom))
            room.take((left, 0.0, left + 18, HEAD))
    values = value_labels(wishes, [line for each in series for line in each.segments], narrow, wide)
    return (*values, *note_labels(notes, narrow, wide))


def _names(series: Sequence[Series]) -> tuple[Name, ...]:
    """The names of the voices that have a colour, at the right edge."""
    ends = []
    for each in series:
        standing = [mark for mark in each.marks if not mark.struck]
        if each.number >= 0 and standing:
            last = max(standing, key=lambda mark: mark.x)
            ends.append((each.number, each.voice, last.x, last.y))
    return names_apart(ends, TOP - 8, FLOOR)


def _kept(marks: list[Mark]) -> Iterable[Mark]:
    """All marks of a short course; of a long one the first and the last, what was taken back, and some in dispute."""
    if len(marks) <= MOST_MARKS:
        return marks
    involved = [number for number, mark in enumerate(marks) if mark.is_involved]
    if len(involved) > MOST_INVOLVED:
        involved = involved[:: -(-len(involved) // MOST_INVOLVED)]
    wanted = {0, len(marks) - 1, *involved, *(number for number, mark in enumerate(marks) if mark.struck)}
    return [mark for number, mark in enumerate(marks) if number in wanted]


def _mark(told: Told, scales: Scales) -> Mark:
    statement = told.statement
    low, high = (None if bound is None else scales.y(bound) for bound in drawn_bounds(statement))
    best = statement.claims[0].value.interval.best
    if best is not None:
        y = scales.y(best)
    elif low is not None and high is not None:
        y = (low + high) / 2
    else:
        y = low if low is not None else high if high is not None else FLOOR
    moment = statement.moment
    is_span = moment.first_day != moment.last_day
    return Mark(
        x=scales.at(moment),
        y=round(y, 1),
        low=y if low is None else low,
        high=y if high is None else high,
        is_open_up=high is None,
        is_open_down=low is None and high is not None,
        label=told.label,
        value=told.value,
        count=len(statement.claims),
        start=scales.days.at(Fraction(moment.first_day)) if is_span else None,
        end=scales.days.at(Fraction(moment.last_day)) if is_span else None,
        struck=told.struck,
        is_involved=told.is_involved,
    )


def _apart(series: list[Series], days: int) -> tuple[Series, ...]:
    """Marks at one place are set beside each other, as many to the left as to the right, within their day."""
    most = max(min(1.5 * DODGE, NARROWEST / days / 2), DODGE / 3)
    places: dict[tuple[float, int], list[tuple[int, int]]] = {}
    for number, each in enumerate(series):
        for index, mark in enumerate(each.marks):
            places.setdefault((mark.x, round(mark.y / DODGE)), []).append((number, index))
    shifts: dict[tuple[int, int], float] = {}
    for found in places.values():
        step = min(DODGE, 2 * most / max(len(found) - 1, 1))
        for order, which in enumerate(found):
            shifts[which] = round((order - (len(found) - 1) / 2) * step, 1)
    return tuple(
        replace(each, marks=tuple(replace(m, shift=shifts[number, i]) for i, m in enumerate(each.marks)))
        for number, each in enumerate(series)
    )


def _bands(alternatives: Sequence[Alternative], scales: Scales) -> tuple[Band, ...]:
    found: list[Band] = []
    for each in sorted(alternatives, key=lambda each: (scales.at(each.moment), each.letter)):
        x = scales.at(each.moment)
        before = found[-1].shift - (x - found[-1].x) * NARROWEST / 100 if found else -APART
        top = scales.y(each.upper) if each.upper is not None else TOP
        bottom = scales.y(each.lower) if each.lower is not None else FLOOR
        middle = (top + bottom) / 2
        if bottom - top < LEAST_BAND:
            top, bottom = middle - LEAST_BAND / 2, middle + LEAST_BAND / 2
        band = Band(
            x=x,
            top=round(top, 1),
            bottom=round(bottom, 1),
            letter=each.letter,
            shift=round(max(before + APART, 0.0), 1),
            text=each.text,
        )
        found.append(band)
    return tuple(found)
