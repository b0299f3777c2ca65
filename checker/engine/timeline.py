"""The order in time of the moments of one figure, as few neighbours as say all of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from checker.values.moments import DAY, Moment

Edge = tuple[int, int]
"""Numbers of two moments, of which the first is surely not after the second."""


def neighbours(moments: Sequence[Moment]) -> list[Edge]:
    """Pairs (a, b) of which a is surely not after b; those that follow from others by transitivity are left out.

    Moments of one time are tied both ways. None of them may hold `throughout`, which is not transitive.
    """
    if any(moment.by_minute for moment in moments) and not all(moment.by_minute for moment in moments):
        return _of_any(moments)
    if any(moment.before for moment in moments) and any(moment.after for moment in moments):
        return _of_any(moments)  # an event orders what its day does not
    unit = 1 if moments and moments[0].by_minute else DAY
    return _of_spans([(moment.earliest // unit, moment.latest // unit) for moment in moments])


def points_in_order(moments: Sequence[Moment]) -> list[int] | None:
    """The place of each moment on one line, equal for equal ones; None if they are not all known and of one kind."""
    if any(moment.throughout for moment in moments) or len({moment.by_minute for moment in moments}) > 1:
        return None
    unit = 1 if moments and moments[0].by_minute else DAY
    spans = [(moment.earliest // unit, moment.latest // unit) for moment in moments]
    return [first for first, _ in spans] if all(first == last for first, last in spans) else None


def _of_spans(spans: list[tuple[int, int]]) -> list[Edge]:
    edges: list[Edge] = []
    first_of: dict[int, int] = {}
    last_of: dict[int, int] = {}
    members: list[int] = []
    for number, (first, last) in enumerate(spans):
        if first == last and first in first_of:
            edges += [(last_of[first], number), (number, last_of[first])]
            last_of[first] = number
            continue
        if first == last:
            first_of[first] = last_of[first] = number
        members.append(number)
    by_end = sorted(members, key=lambda number: (spans[number][1], spans[number][0], number))
    ends = [spans[number][1] for number in by_end]
    tops = _two_latest_starts([spans[number][0] for number in by_end])
    for number in members:
        count = bisect_right(ends, spans[number][0])
        edges += [(other, number) for other in _nearest(by_end, spans, tops, count, number)]
    return sorted(edges)


def _two_latest_starts(starts: list[int]) -> list[tuple[int, int]]:
    """For each prefix the places of the two latest starts in it; -1 where there is none."""
    found, one, two = [(-1, -1)], -1, -1
    for place, start in enumerate(starts):
        if one < 0 or start >= starts[one]:
            one, two = place, one
        elif two < 0 or start >= starts[two]:
            two = place
        found.append((one, two))
    return found


def _nearest(
    by_end: list[int], spans: list[tuple[int, int]], tops: list[tuple[int, int]], count: int, number: int
) -> list[int]:
    """Of the first `count` spans those that no other one of them follows before `number` begins."""
    if spans[number][0] == spans[number][1] and number in by_end[max(0, count - 1) : count]:
        count -= 1  # a point ends where it begins
    places = [place for place in tops[count] if place >= 0]
    found = []
    for place in range(count - 1, -1, -1):
        end = spans[by_end[place]][1]
        others = [spans[by_end[other]][0] for other in places if other != place]
        if all(start < end for start in others):
            if by_end[place] != number:
                found.append(by_end[place])
        elif len(others) == 2 and all(start >= end for start in others):
            break
    return found


def _of_any(moments: Sequence[Moment]) -> list[Edge]:
    """Days and minutes together, which are not comparable on one line: every pair is looked at."""
    count = len(moments)
    before, after = [0] * count, [0] * count
    for a in range(count):
        for b in range(count):
            if a != b and moments[a].is_not_after(moments[b]):
                before[b] |= 1 << a
                after[a] |= 1 << b
    strictly = [before[b] & ~after[b] for b in range(count)]
    edges = []
    for b in range(count):
        between = 0
        for c in _members(strictly[b]):
            between |= strictly[c]
        edges += [(a, b) for a in _members(strictly[b] & ~between | before[b] & after[b])]
    return edges


def _members(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1
