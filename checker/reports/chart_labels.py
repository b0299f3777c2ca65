"""Labels of a chart, set where there is room: values at their marks, and the names of voices beside their last one.

A chart is as wide as the screen lets it: what is labelled here keeps clear of all else at the width it is made for,
and so at every larger one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from checker.reports.layout import text_width

LETTER, LINE = 7.0, 11.0
"""Pixels: how wide a letter of a value is at most, and how high a line."""
ROOMY, TIGHT = "roomy", "tight"
LONGEST_VALUE = 14
LONGEST_NAME = 22
NAME_LINE = 16.0
"""Pixels from one name to the next."""
REACH = 7.0
"""Pixels that a mark takes to each side."""
ABOVE, BELOW = 9.0, 19.0
"""Pixels from a mark to the foot of the label over it, and of that under it."""
HEAD, ASIDE = 14.0, 4.0
"""Pixels: how high the head of a chart is, and from the line of a day to the note beside it."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""
Segment = tuple[float, float, float, float]
"""From x, y to x, y: across in percent, down in pixels."""


class Wish(Struct, frozen=True, kw_only=True):
    """A value that may be labelled: `x` in percent, `shift` in pixels from there, `low` and `high` the mark's ends."""

    x: float
    shift: float
    low: float
    high: float
    text: str
    number: int
    rank: int
    struck: bool = False


class CountedAnew(Struct, frozen=True, kw_only=True):
    """A day on which a count was revised, or started again: in a sentence, and in fewer words, the longest first."""

    day: int
    text: str
    notes: tuple[str, ...]


class Note(Struct, frozen=True, kw_only=True):
    """What happened to the count on a day, at `x` percent: in words, the longest first."""

    x: float
    texts: tuple[str, ...]


class Label(Struct, frozen=True, kw_only=True):
    """A value beside its mark. `width` is ROOMY if it stands only on a wide screen, TIGHT if only on a narrow one."""

    x: float
    shift: float
    y: float
    anchor: str
    text: str
    number: int
    struck: bool = False
    width: str = ""


class Name(Struct, frozen=True, kw_only=True):
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

    def place(self, wish: Wish, screen: str) -> Label | None:
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
            if box[1] >= self.top and box[3] <= self.floor and not self._is_taken(box):
                free.append((any(self._crosses(line, box) for line in self.lines), y, box))
        if not free or left < 0 or left + width > self.width:
            return None
        _, y, box = min(free, key=lambda each: each[0])
        self.take(box)
        return _label(wish, shift, y, anchor, screen)

    def place_note(self, note: Note, screen: str) -> Label | None:
        """The longest text of a note that has room at the head of the chart, on one side of its line."""
        middle = self.px(note.x)
        for text in note.texts:
            width = text_width(text) * LETTER + 4
            for anchor, left in (("start", middle + ASIDE), ("end", middle - ASIDE - width)):
                box = (left, 0.0, left + width, HEAD)
                if left >= 0 and left + width <= self.width and not self._is_taken(box):
                    self.take(box)
                    shift = ASIDE if anchor == "start" else -ASIDE
                    return Label(x=note.x, shift=shift, y=LINE, anchor=anchor, text=text, number=-1, width=screen)
        return None

    def _is_taken(self, box: Box) -> bool:
        return any(_meet(box, other) for other in self.taken)

    def _crosses(self, line: Segment, box: Box) -> bool:
        x1, y1, x2, y2 = self.px(line[0]), line[1], self.px(line[2]), line[3]
        if max(x1, x2) < box[0] or min(x1, x2) > box[2]:
            return False
        inside = [max(box[0], min(x1, x2)), min(box[2], max(x1, x2))]
        ys = [y1 if x1 == x2 else y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in inside]
        return min(*ys, *([y2] if x1 == x2 else [])) <= box[3] and max(*ys, *([y2] if x1 == x2 else [])) >= box[1]


def _label(wish: Wish, shift: float, y: float, anchor: str, screen: str) -> Label:
    return Label(
        x=wish.x,
        shift=round(shift, 1),
        y=round(y, 1),
        anchor=anchor,
        text=wish.text,
        number=wish.number,
        struck=wish.struck,
        width=screen,
    )


def value_labels(wishes: Iterable[Wish], lines: Sequence[Segment], narrow: Room, wide: Room) -> tuple[Label, ...]:
    """Labels of values, those of the lowest rank first: as many as the narrow room has place for, then the wide one.

    In each room what is drawn is taken already, but for the marks of the wishes themselves.
    """
    ranked = sorted(wishes, key=lambda wish: (wish.rank, -wish.x, wish.high))
    for room in (narrow, wide):
        room.lines = list(lines)
        for wish in ranked:
            middle = room.px(wish.x) + wish.shift
            room.take((middle - REACH, wish.high - REACH, middle + REACH, wish.low + REACH))
    fitting = [wish for wish in ranked if 0 < text_width(wish.text) <= LONGEST_VALUE]
    tried = [(wish, narrow.place(wish, "")) for wish in fitting]
    labels = [label for _, label in tried if label]
    for label in labels:
        _take_again(label, wide)
    left = [wish for wish, label in tried if not label]
    return (*labels, *filter(None, (wide.place(wish, ROOMY) for wish in left)))


def note_labels(notes: Sequence[Note], narrow: Room, wide: Room) -> list[Label]:
    """Notes at the head of a chart, where nothing else is; a narrow screen may have shorter ones, or fewer."""
    return [*_notes_in(narrow, notes, TIGHT), *_notes_in(wide, notes, ROOMY)]


def _notes_in(room: Room, notes: Sequence[Note], screen: str) -> list[Label]:
    """Rather all of them in few words than some of them in many."""
    most: list[Label] = []
    taken = list(room.taken)
    for words in range(max((len(note.texts) for note in notes), default=0)):
        room.taken = list(taken)
        fewer = (Note(x=note.x, texts=note.texts[words:]) for note in notes)
        placed = [label for note in fewer if (label := room.place_note(note, screen))]
        if len(placed) > len(most):
            most = placed
    return most


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
    texts = _short_names([name for _, name, _, _ in ordered])
    return tuple(
        Name(y=round(height, 1), text=text, number=number, x=x, from_y=y)
        for (number, _, x, y), text, height in zip(ordered, texts, heights, strict=True)
    )


def _short_names(names: Sequence[str]) -> list[str]:
    """Names that fit beside a chart: the end of a long one is cut, or its middle where two begin alike."""
    cut = [_cut(name, LONGEST_NAME) for name in names]
    alike = {text for text, number in Counter(cut).items() if number > 1}
    return [_cut_within(name) if text in alike else text for name, text in zip(names, cut, strict=True)]


def _cut_within(name: str) -> str:
    if text_width(name) <= LONGEST_NAME:
        return name
    half = LONGEST_NAME // 2
    end = name[::-1]
    while text_width(end) > half or unicodedata.category(end[-1]).startswith("M"):
        end = end[:-1]
    return f"{_cut(name, half)}{end[::-1].lstrip()}"


def _cut(name: str, most: int) -> str:
    """A name of at most so many letters; none is cut from its vowel sign."""
    if text_width(name) <= most:
        return name
    at = len(name)
    while at > 1 and (text_width(name[:at]) > most - 1 or unicodedata.category(name[at]).startswith("M")):
        at -= 1
    return f"{name[:at].rstrip()}…"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
