"""The shapes of a chart: its marks, series, bands and labels, as its template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from checker.reports.chart_labels import Label, Name, Segment
from checker.reports.plots import Tick

TOP, HEIGHT, FLOOR = 26.0, 240.0, 216.0
"""Pixels: where values begin, how high a chart is, and where its horizontal axis lies."""
CROWDED = 150
"""Marks from which a chart is crowded."""
Place = tuple[float, float]


class Mark(Struct, frozen=True, kw_only=True):
    """A value on its day. `low` and `high` are the ends of its range, in pixels from the top.

    `count` voices or papers hold it; `shift` sets it apart from others at the same place, in pixels. `start` and `end`
    are set where its day is only known to lie between. It is `struck` where it was taken back.
    """

    x: float
    y: float
    low: float
    high: float
    is_open_up: bool
    is_open_down: bool
    label: str
    value: str = ""
    count: int = 1
    shift: float = 0.0
    start: float | None = None
    end: float | None = None
    struck: bool = False
    is_involved: bool = False

    @property
    def is_range(self) -> bool:
        return abs(self.low - self.high) > 1 and not (self.is_open_up or self.is_open_down)


class Series(Struct, frozen=True, kw_only=True):
    """A voice: its number, which is its colour and shape, its course as lines, the stretches where it falls, its marks.

    `lines` go through what it stands by, `broken` to and from what it took back. A number of -1 is of those in grey.
    """

    number: int
    voice: str
    lines: tuple[tuple[Place, ...], ...]
    broken: tuple[tuple[Place, ...], ...]
    falls: tuple[tuple[float, float, float, float], ...]
    marks: tuple[Mark, ...]

    @property
    def points(self) -> tuple[str, ...]:
        """The lines for SVG polylines, across in thousandths."""
        return tuple(_points(line) for line in self.lines)

    @property
    def broken_points(self) -> tuple[str, ...]:
        return tuple(_points(line) for line in self.broken)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple((*one, *other) for line in (*self.lines, *self.broken) for one, other in pairwise(line))


def _points(line: Sequence[Place]) -> str:
    return " ".join(f"{x * 10:g},{y:g}" for x, y in line)


class Band(Struct, frozen=True, kw_only=True):
    """What all else leaves to a value, on its own day: one alternative."""

    x: float
    top: float
    bottom: float
    letter: str
    shift: float
    text: str


class Chart(Struct, frozen=True, kw_only=True):
    """The whole of it. `days` are dotted lines for what happened to the count (revised, counted anew)."""

    series: tuple[Series, ...]
    values: tuple[tuple[float, str], ...]
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    days: tuple[tuple[float, str], ...]
    labels: tuple[Label, ...] = ()
    names: tuple[Name, ...] = ()
    height: float = HEIGHT
    floor: float = FLOOR

    @property
    def is_crowded(self) -> bool:
        """Whether so many marks are in it that those in colour must be smaller, and those in grey dots."""
        return sum(len(series.marks) for series in self.series) > CROWDED

    @property
    def from_behind(self) -> list[Series]:
        """The series as they are drawn: those in colour over those in grey."""
        return sorted(self.series, key=lambda series: series.number >= 0)

    @property
    def has_ranges(self) -> bool:
        """Whether a figure in it is said to lie between two others, or about one."""
        return any(mark.is_range for series in self.series for mark in series.marks)

    @property
    def has_bounds(self) -> bool:
        """Whether a figure in it is open to one side."""
        return any(mark.is_open_up or mark.is_open_down for series in self.series for mark in series.marks)

    @property
    def has_struck(self) -> bool:
        """Whether a figure in it was taken back."""
        return any(mark.struck for series in self.series for mark in series.marks)
