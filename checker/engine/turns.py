"""The parts of one sum: of each part one figure in turn, and which of them surely stand together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from msgspec import Struct, field

SPAN = ("sure_from", "sure_to", "as_of_from", "as_of_to", "moment")
Span = tuple[int, int, int, int, int]
"""When a figure surely holds, when its moment is, and which moment that is (below zero if it is not known)."""

MOST_TURNS = 200
"""Sums of one moment where parts have several figures each: so many are formed, of each figure in turn."""


class Parts(Struct):
    """The figures of each part of one sum; of a part only those of its best rank, where figures have ranks.

    `until` is when each figure surely holds as a part of it, where anything stands; `spans` are when it holds in either
    way, where that is not sure of all.
    """

    figures: dict[int, list[int]] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)
    until: dict[int, int] = field(default_factory=dict)
    spans: dict[int, list[Span]] = field(default_factory=dict)
    was_cut: bool = False

    def add(self, member: int, figure: int, rank: int | None) -> None:
        """A figure of a part."""
        if rank is not None and rank != self.ranks.get(member):
            if rank > self.ranks.get(member, rank):
                return
            self.ranks[member] = rank
            self.figures[member] = []
        self.figures.setdefault(member, []).append(figure)

    def holds_until(self, figure: int, until: int) -> None:
        # a total of a span stands there as a bound of other moments, and as what may hold within it
        self.until[figure] = max(until, self.until.get(figure, until))

    def end(self, some: Sequence[int], moment: int) -> int:
        """Until when a sum of some figures holds that holds at a moment; nobody asks, where nothing stands."""
        return max(moment, min(self.until[figure] for figure in some)) if self.until else moment

    def not_surely_held(self, some: Sequence[int], moment: int) -> list[int]:
        """The figures that do not surely hold at a moment, whatever moment they are of."""
        if not self.spans:
            return []
        return [
            figure for figure in some if not any(since <= moment <= until for since, until, *_ in self.spans[figure])
        ]

    def turns(self) -> Iterator[tuple[int, list[int], bool]]:
        """The parts, one figure of each in turn: how many they are, those that go together, and whether surely."""
        if not self.spans and len(self.figures) == sum(map(len, self.figures.values())):
            yield len(self.figures), sorted(figure for (figure,) in self.figures.values()), True
            return
        turns = product(*(sorted(set(figures)) for _, figures in sorted(self.figures.items())))
        for turn in islice(turns, MOST_TURNS):
            chosen = sorted(turn)
            if not self.spans:
                yield len(chosen), chosen, True
                continue
            for some, is_sure in _together(chosen, self.spans):
                yield len(chosen), some, is_sure
        self.was_cut = next(turns, None) is not None


def _together(parts: list[int], spans: Mapping[int, Sequence[Span]]) -> Iterator[tuple[list[int], bool]]:
    """The parts of a sum, and whether they surely hold together; if not, for each of them those that do with it."""
    if any(len(_that_meet(start, parts, spans)) == len(parts) for start in spans[parts[0]]):
        yield parts, True
        return
    yield parts, False
    for first in parts:
        others = [first, *(part for part in parts if part != first)]
        for start in spans[first]:
            yield sorted(_that_meet(start, others, spans)), True


def _that_meet(start: Span, parts: Sequence[int], spans: Mapping[int, Sequence[Span]]) -> list[int]:
    """The first of some parts, which holds as `start` says, and those others that surely hold with all before."""
    kept, chosen = [parts[0]], [start]
    for part in parts[1:]:
        span = next((each for each in spans[part] if all(_meet(each, other) for other in chosen)), None)
        if span is not None:
            kept.append(part)
            chosen.append(span)
    return kept


def _meet(one: Span, other: Span) -> bool:
    """As `query.sure` has it: the times meet at which both surely hold, or one lies within, or it is one moment."""
    (from_a, to_a, first_a, last_a, known_a), (from_b, to_b, first_b, last_b, known_b) = one, other
    return (
        max(from_a, from_b) <= min(to_a, to_b)
        or (from_b <= first_a and last_a <= to_b)
        or (from_a <= first_b and last_b <= to_a)
        or known_a == known_b >= 0
    )
