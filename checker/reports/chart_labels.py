"""Labels of a chart, set where there is room: values at their marks, and the names of voices beside their last one.

A chart is as wide as the screen lets it: what is labelled here keeps clear of all else at the width it is made for,
and so at every larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.reports.layout import text_width

LETTER, LINE = 7.0, 11.0
"""Pixels: how wide a letter of a value is at most, and how high a line."""
LONGEST_VALUE = 14
LONGEST_NAME = 22
NAME_LINE = 16.0
"""Pixels from one name to the next."""
REACH = 7.0
"""Pixels that a mark takes to each side."""
ABOVE, BELOW = 9.0, 19.0
"""Pixels from a mark to the foot of the label over it, and of that under it."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""
Segment = tuple[float, float, float, float]
"""From x, y to x, y: across in percent, down in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A value that may be labelled: `x` in percent, `shift` in pixels from there, `low` and `high` the mark's ends."""

    x: float
    shift: float
    low: float
    high: float
    text: str
    number: int
    rank: int
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A value beside its mark. One that `needs_room` has none on a narrow screen."""

    x: float
    shift: float
    y: float
    anchor: str
    text: str
    number: int
    struck: bool
    needs_room: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a voice at the right edge; its last mark is at `x` (percent) and `from_y`."""

    y: float
    text: str
    number: int
    x: float
    from_y: float


class Room:
    """What a chart of some width has taken already."""

    def __init__(self, width: float, top: float, floor: float) -> None:
        self.width, self.top, self.floor = width, top, floor
        self.taken: list[Box] = []
        self.lines: list[Segment] = []

    def px(self, percent: float) -> float:
        return percent * self.width / 100

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def place(self, wish: Wish, *, needs_room: bool) -> Label | None:
        """The label over or under its mark, where nothing is; rather where no line is, either."""
        width = text_width(wish.text) * LETTER + 4
        middle = self.px(wish.x) + wish.shift
        anchor, left = "middle", middle - width / 2
        if left < 0:
            anchor, left = "start", max(middle - REACH, 0.0)
        elif left + width > self.width:
            anchor, left = "end", min(middle + REACH, self.width) - width
        shift = wish.shift + {"middle": 0.0, "start": -REACH, "end": REACH}[anchor]
        free: list[tuple[bool, float, Box]] = []
        for y in (wish.high - ABOVE, wish.low + BELOW):
            box = (left, y - LINE, left + width, y + 2)
            if box[1] >= self.top and box[3] <= self.floor and not any(_meet(box, other) for other in self.taken):
                free.append((any(self._crosses(line, box) for line in self.lines), y, box))
        if not free or left < 0:
            return None
        _, y, box = min(free, key=lambda each: each[0])
        self.take(box)
        return Label(
            x=wish.x,
            shift=round(shift, 1),
            y=round(y, 1),
            anchor=anchor,
            text=wish.text,
            number=wish.number,
            struck=wish.struck,
            needs_room=needs_room,
        )

    def _crosses(self, line: Segment, box: Box) -> bool:
        x1, y1, x2, y2 = self.px(line[0]), line[1], self.px(line[2]), line[3]
        if max(x1, x2) < box[0] or min(x1, x2) > box[2]:
            return False
        inside = [max(box[0], min(x1, x2)), min(box[2], max(x1, x2))]
        ys = [y1 if x1 == x2 else y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in inside]
        return min(*ys, *([y2] if x1 == x2 else [])) <= box[3] and max(*ys, *([y2] if x1 == x2 else [])) >= box[1]


def value_labels(wishes: Iterable[Wish], lines: Sequence[Segment], rooms: Sequence[Room]) -> tuple[Label, ...]:
    """Labels of values, those of the lowest rank first: as many as the narrow room has place for, then the wide one.

    In each room what is drawn is taken already, but for the marks of the wishes themselves.
    """
    ranked = sorted(wishes, key=lambda wish: (wish.rank, -wish.x, wish.high))
    for room in rooms:
        room.lines = list(lines)
        for wish in ranked:
            middle = room.px(wish.x) + wish.shift
            room.take((middle - REACH, wish.high - REACH, middle + REACH, wish.low + REACH))
    labels: list[Label] = []
    left = [wish for wish in ranked if 0 < text_width(wish.text) <= LONGEST_VALUE]
    for needs_room, room in enumerate(rooms):
        for label in labels:
            _take_again(label, room)
        still: list[Wish] = []
        for wish in left:
            placed = room.place(wish, needs_room=bool(needs_room))
            if placed is None:
                still.append(wish)
            else:
                labels.append(placed)
        left = still
    return tuple(labels)


def _take_again(label: Label, room: Room) -> None:
    """A label that was placed in a narrower room stands in the wider one, too."""
    width = text_width(label.text) * LETTER + 4
    at = room.px(label.x) + label.shift
    left = at - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    room.take((left, label.y - LINE, left + width, label.y + 2))


def names_apart(ends: Sequence[tuple[int, str, float, float]], top: float, floor: float) -> tuple[Name, ...]:
    """The names of voices, each near its last mark and none over another: (number, name, x, y) of each last mark."""
    ordered = sorted(ends, key=lambda end: (end[3], end[0]))
    heights: list[float] = []
    for _, _, _, y in ordered:
        heights.append(max(y, heights[-1] + NAME_LINE) if heights else max(y, top))
    limit = floor
    for at in range(len(heights) - 1, -1, -1):
        heights[at] = min(heights[at], limit)
        limit = heights[at] - NAME_LINE
    return tuple(
        Name(y=round(height, 1), text=_cut(name), number=number, x=x, from_y=y)
        for (number, name, x, y), height in zip(ordered, heights, strict=True)
    )


def _cut(name: str) -> str:
    if text_width(name) <= LONGEST_NAME:
        return name
    kept = name
    while text_width(kept) > LONGEST_NAME - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
