"""One accumulating count, each value of which has a known moment: the fewest values to give up, by dynamic programming.

The levels that a count can have are the lower bounds of its values. Day by day each level costs the values that do not
allow it; a level may only rise, but for a break, which costs one. (Isotonic regression; for each set of voices.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec import Struct

from checker.engine.budget import StepBudget
from checker.engine.hitting import Way
from checker.engine.propagation import Number

End = Number | None

NEVER = 1 << 30
"""The cost of giving up a value of a voice that is not given up."""

FORBIDDEN = (1 << 31) - 1
"""As much as any cost that cannot be is kept as: in half the memory."""


class Chain(Struct, frozen=True, kw_only=True):
    """Values of one count: their places in time, bounds and voices; and the places of breaks, by their numbers."""

    places: Sequence[int]
    ends: Sequence[tuple[End, End]]
    voices: Sequence[frozenset[str]]
    breaks: Mapping[int, int]
    floor: End

    def conflict(self, kept: Iterable[int], broken: Iterable[int]) -> tuple[int, int] | None:
        """Two kept values that cannot hold together; None if all can."""
        starts = sorted(self.breaks[item] for item in broken)
        top: dict[int, int] = {}
        for place, members in self._by_place(kept):
            run = bisect_right(starts, place)
            for number in members:
                low = self.ends[number][0]
                best = top.get(run)
                if low is not None and (best is None or low > (self.ends[best][0] or low)):
                    top[run] = number
            best = top.get(run)
            for number in members:
                high = self.ends[number][1]
                if best is not None and high is not None and (self.ends[best][0] or 0) > high:
                    return best, number
        return None

    def _by_place(self, kept: Iterable[int]) -> list[tuple[int, list[int]]]:
        found: dict[int, list[int]] = {}
        for number in sorted(kept):
            found.setdefault(self.places[number], []).append(number)
        return sorted(found.items())

    def implied(self, kept: Iterable[int], broken: Iterable[int], wanted: Iterable[int]) -> dict[int, tuple[End, End]]:
        """What the kept values leave to others: the highest bound before, the lowest after, between two breaks."""
        starts = sorted(self.breaks[item] for item in broken)
        asked = frozenset(wanted)
        days = self._by_place([*frozenset(kept) | asked])
        lows = self._bounds(days, asked, starts, 0)
        highs = self._bounds(days[::-1], asked, starts, 1)
        return {number: (lows[number], highs[number]) for number in asked}

    def _bounds(
        self, days: Sequence[tuple[int, list[int]]], asked: frozenset[int], starts: Sequence[int], side: int
    ) -> dict[int, End]:
        """The tightest bound so far on one side, at the place of each value that is asked for."""
        found: dict[int, End] = {}
        run, tightest = -1, None
        for place, members in days:
            if bisect_right(starts, place) != run:
                run, tightest = bisect_right(starts, place), None if side else self.floor
            for number in members:
                end = None if number in asked else self.ends[number][side]
                if end is not None and (tightest is None or (end < tightest if side else end > tightest)):
                    tightest = end
            found.update((number, tightest) for number in members if number in asked)
        return found


def points_of(
    chain: Chain, disputed: Iterable[int], most_voices: int, steps: StepBudget, *, with_breaks: bool
) -> list[list[Way]]:
    """For each number of voices the fewest values and breaks; strict improvements only. Ties as far as they are seen.

    `disputed` are the values that conflict with some other. Raises OutOfSteps.
    """
    run = _Levels(chain, with_breaks)
    broken = tuple(chain.breaks) if with_breaks else ()
    names = sorted(frozenset[str]().union(*(chain.voices[number] for number in disputed)))
    steps.spend(run.work)
    best = run.cheapest(frozenset(names))
    points: list[list[Way]] = []
    for count in range(0 if with_breaks else 1, min(most_voices, len(names)) + 1):
        below = points[-1][0].cost if points else NEVER
        if below <= best[0].cost:
            return points
        found: list[Way] = []
        for given_up in _resolving(chain, names, count, broken, steps):
            steps.spend(run.work)
            found += [way for way in run.cheapest(given_up) if way.cost < below]
        if found:
            points.append(_least(found))
    if len(names) > most_voices and (not points or best[0].cost < points[-1][0].cost):
        points.append(_least(best))
    return points


def _resolving(
    chain: Chain, names: Sequence[str], count: int, broken: Sequence[int], steps: StepBudget
) -> Iterator[frozenset[str]]:
    """Sets of so many voices without whose values the rest can be true, once all breaks are assumed.

    A conflict that was met once shows at once that other sets do not do.
    """
    met: dict[tuple[frozenset[str], frozenset[str]], None] = {}
    for tried, voices in enumerate(combinations(names, count)):
        if tried % 200 == 0:
            steps.spend(1)
        given_up = frozenset(voices)
        if any(not one <= given_up and not other <= given_up for one, other in met):
            continue
        steps.spend(1 + len(chain.places) // 500)
        pair = chain.conflict((n for n, of in enumerate(chain.voices) if not of <= given_up), broken)
        if pair is None:
            yield given_up
        else:
            met[chain.voices[pair[0]], chain.voices[pair[1]]] = None


def _least(ways: Sequence[Way]) -> list[Way]:
    """The cheapest of them, each once, in a fixed order."""
    cost = min(way.cost for way in ways)
    return sorted({way for way in ways if way.cost == cost}, key=lambda way: way.order)


class _Levels:
    """The costs of levels, place by place."""

    def __init__(self, chain: Chain, with_breaks: bool) -> None:
        import numpy

        self.numpy, self.chain = numpy, chain
        lows = {low for low, _ in chain.ends if low is not None}
        least = (
            chain.floor
            if chain.floor is not None
            else min([*lows, *(high for _, high in chain.ends if high is not None)], default=0)
        )
        self.levels = sorted(lows | {least})
        self.first = [0 if low is None else bisect_left(self.levels, low) for low, _ in chain.ends]
        self.after = [len(self.levels) if high is None else bisect_right(self.levels, high) for _, high in chain.ends]
        self.days = chain._by_place(range(len(chain.places)))
        self.break_at = (
            {place: item for item, place in sorted(chain.breaks.items(), reverse=True)} if with_breaks else {}
        )
        self.known: dict[frozenset[str], list[Way]] = {}
        self.work = 1 + len(self.days) * (len(self.levels) + 400) // 20_000

    def cheapest(self, given_up: frozenset[str]) -> list[Way]:
        """The cheapest with all levels as low as can be, and with all as high; none if there is none."""
        if given_up not in self.known:
            self.known[given_up] = self._cheapest(given_up)
        return self.known[given_up]

    def _cheapest(self, given_up: frozenset[str]) -> list[Way]:
        best, before = self._costs(given_up)
        ends = int(best.argmin()), _last_least(best)
        if best[ends[0]] >= NEVER:
            return []
        found = [self._way_back(ends[0], before, lowest=True), self._way_back(ends[1], before, lowest=False)]
        return list(dict.fromkeys(found))

    def _costs(self, given_up: frozenset[str]) -> tuple[Any, list[Any]]:
        """What each level costs after the last place, and before each place."""
        numpy = self.numpy
        best = numpy.zeros(len(self.levels), dtype=numpy.int64)
        before: list[Any] = []
        for place, members in self.days:
            before.append(numpy.minimum(best, FORBIDDEN).astype(numpy.int32))
            base = numpy.minimum.accumulate(best)
            if place in self.break_at:
                numpy.minimum(base, best.min() + 1, out=base)
            weights = [1 if self.chain.voices[number] <= given_up else NEVER for number in members]
            base += sum(weights)
            for number, weight in zip(members, weights, strict=True):
                base[self.first[number] : self.after[number]] -= weight
            best = base
        return best, before

    def _way_back(self, level: int, before: Sequence[Any], *, lowest: bool) -> Way:
        values: set[int] = set()
        breaks: set[int] = set()
        for (place, members), best in zip(reversed(self.days), reversed(before), strict=True):
            values.update(number for number in members if not self.first[number] <= level < self.after[number])
            below = best[: level + 1]
            came = int(below.argmin()) if lowest else _last_least(below)
            if place in self.break_at and best.min() + 1 < best[came]:
                breaks.add(self.break_at[place])
                came = int(best.argmin()) if lowest else _last_least(best)
            level = came
        return Way(frozenset(values), frozenset(breaks))


def _last_least(costs: Any) -> int:
    """The last level of the least cost."""
    return len(costs) - 1 - int(costs[::-1].argmin())
