"""Whether what is claimed of parts and wholes can surely be true together: by the least that each can come to.

Of each figure the least is taken that its own claims and its parts leave. A whole is at least its parts, a count at
least what it was before: so all of it holds with these numbers, unless one of them is above what is claimed of it, or
a whole is above the parts that make all of it. That is seen in one pass, where the solver would take long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from msgspec import Struct, field

from checker.engine.propagation import Number

Steps = dict[int, Number]
"""From when on a figure is at least so much, in the order of time; of what is no count: when it is."""


class Said(Struct):
    """What is claimed of a figure: from when on at least how much, and until when at most how much.

    `is_count` where it never falls; else each is of its moment alone. `parts` are numbers of figures by breakdown, of
    which those in `complete` make all of it.
    """

    is_count: bool
    lows: list[tuple[int, Number]] = field(default_factory=list)
    highs: list[tuple[int, Number]] = field(default_factory=list)
    parts: dict[str, list[int]] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)


def can_hold(figures: Mapping[int, Said]) -> bool:
    """Whether all of it surely can. Of figures each part is before its wholes."""
    least: dict[int, Steps] = {}
    for number, said in figures.items():
        sums = {way: _added([least[part] for part in parts], said) for way, parts in said.parts.items()}
        own = _highest([*said.lows, *(step for steps in sums.values() for step in steps.items())], said)
        times, values = list(own), list(own.values())
        for until, most in said.highs:
            place = bisect_right(times, until) - 1
            if place >= 0 and (said.is_count or times[place] == until) and values[place] > most:
                return False
        if any(_highest([*sums[way].items(), *own.items()], said) != sums[way] for way in said.complete):
            return False
        least[number] = own
    return True


def _highest(steps: Iterable[tuple[int, Number]], said: Said) -> Steps:
    """The highest of some lower bounds at each time, without those of a count that are no higher than before."""
    found: Steps = {}
    for at, low in steps:
        if low > found.get(at, 0):
            found[at] = low
    if not said.is_count:
        return dict(sorted(found.items()))
    rising: Steps = {}
    before: Number = 0
    for at, low in sorted(found.items()):
        if low > before:
            rising[at] = before = low
    return rising


def _added(parts: Iterable[Steps], said: Said) -> Steps:
    """What parts come to at each time."""
    more: Steps = {}
    for steps in parts:
        before: Number = 0
        for at, low in steps.items():
            more[at] = more.get(at, 0) + low - before
            before = low if said.is_count else 0
    ordered = dict(sorted(more.items()))
    return dict(zip(ordered, accumulate(ordered.values()), strict=True)) if said.is_count else ordered
