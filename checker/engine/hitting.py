"""The cheapest sets of values and breaks that meet every known conflict, with at most so many voices given up.

A search with bounds answers small questions, a binary program the others. Both give all of the cheapest, up to a
number, in a fixed order. (Reiter 1987; Moreno-Centeno and Karp 2013.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from checker.engine.budget import StepBudget
from checker.engine.feasibility import Kept
from checker.engine.highs import new_model
from checker.engine.sets import Sets
from checker.engine.solver import Unsolved

SEARCHED = 400_000
"""Conflicts looked at, over all nodes of a search, before the binary program is asked."""

LARGEST_SEARCH, DEEPEST_SEARCH = 2_000, 40
"""Conflicts of a question, and items that are needed at least, beyond which no search is tried."""

LARGEST_PROGRAM = 60_000
"""Entries of a binary program."""


class Conflict(Struct, frozen=True):
    """Values that cannot all be true, unless one of the breaks is assumed."""

    values: Kept
    breaks: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[list[int], list[int]]:
        return sorted(self.values), sorted(self.breaks)


class WideConflict(Struct, frozen=True):
    """Groups that cannot each have a value that is true, unless one of the breaks is assumed.

    So all values of one of the groups are to be given up.
    """

    groups: tuple[Kept, ...]
    breaks: frozenset[int] = frozenset()


class Way(Struct, frozen=True):
    """Values given up and breaks assumed: a way out of a dispute."""

    values: Kept
    breaks: frozenset[int] = frozenset()

    @property
    def cost(self) -> int:
        return len(self.values) + len(self.breaks)

    @property
    def order(self) -> tuple[list[int], list[int]]:
        return sorted(self.values), sorted(self.breaks)


class TooLong(Exception):
    """The search has looked at too much."""


class Question(Struct, frozen=True, kw_only=True):
    """What is asked: ways of a cost below `below`, if set, with at most `voices` voices (any number if None).

    Without a number of voices the cheapest are those of the fewest voices among the cheapest.
    """

    conflicts: Sequence[Conflict]
    wide: Sequence[WideConflict] = ()
    voices_of: Mapping[int, frozenset[str]]
    with_breaks: bool
    voices: int | None = None
    below: int | None = None
    most: int = 1


def cheapest(question: Question, steps: StepBudget) -> list[Way]:
    """The cheapest ways, in a fixed order, at most so many; none if there is none. Raises OutOfSteps or Unsolved."""
    try:
        found = _Search(question, steps).ways()
    except TooLong:
        found = _by_program(question, steps)
    return sorted(found, key=lambda way: way.order)


def minimal_ways(conflicts: Sequence[Conflict], most: int) -> Iterator[Way]:
    """Sets of values, without breaks, that meet every conflict and of which none can be left out; at most so many."""
    given = 0
    stack: list[tuple[frozenset[int], frozenset[int]]] = [(frozenset(), frozenset())]
    looked = 0
    while stack and given < most and looked < 20 * most:
        looked += 1
        chosen, excluded = stack.pop()
        unmet = next((c for c in conflicts if chosen.isdisjoint(c.values)), None)
        if unmet is None:
            if all(any(c.values & chosen == {item} for c in conflicts) for item in chosen):
                given += 1
                yield Way(chosen)
            continue
        free = sorted(unmet.values - excluded)
        for place in reversed(range(len(free))):
            stack.append((chosen | {free[place]}, excluded.union(free[:place])))


class _Search:
    """Depth first, by the unmet conflict with the fewest items left; sets of items are bits of whole numbers."""

    def __init__(self, question: Question, steps: StepBudget) -> None:
        self.question, self.steps = question, steps
        values = sorted(frozenset[int]().union(*(c.values for c in question.conflicts)))
        breaks = sorted(frozenset[int]().union(*(c.breaks for c in question.conflicts))) if question.with_breaks else []
        self.values, self.breaks = values, breaks
        bit = {value: 1 << number for number, value in enumerate(values)}
        break_bit = {item: 1 << number for number, item in enumerate(breaks, len(values))}
        self.conflicts = sorted(
            {sum(bit[v] for v in c.values) | sum(break_bit.get(b, 0) for b in c.breaks) for c in question.conflicts},
            key=lambda bits: (bits.bit_count(), bits),
        )
        names = sorted({voice for value in values for voice in question.voices_of[value]})
        number = {voice: 1 << at for at, voice in enumerate(names)}
        self.voices = [sum(number[voice] for voice in question.voices_of[value]) for value in values]
        self.voices += [0] * len(breaks)
        self.left = SEARCHED
        self.found: list[int] = []
        self.best = (question.below - 1) if question.below is not None else len(self.voices)
        self.best_voices = len(names)

    def ways(self) -> list[Way]:
        if self.conflicts and self.conflicts[0] == 0:
            return []
        if self.question.wide or len(self.conflicts) > LARGEST_SEARCH or self._apart() > DEEPEST_SEARCH:
            raise TooLong
        try:
            self._visit(0, 0, 0, 0, self.conflicts)
        finally:
            self.steps.spend(1 + (SEARCHED - self.left) // 5_000)
        return [self._way(bits) for bits in self.found[: self.question.most]]

    def _apart(self) -> int:
        """How many conflicts have nothing in common: so many items are needed at least."""
        met = count = 0
        for conflict in self.conflicts:
            if not conflict & met:
                met |= conflict
                count += 1
        return count

    def _way(self, bits: int) -> Way:
        values = frozenset(value for number, value in enumerate(self.values) if bits >> number & 1)
        breaks = frozenset(b for number, b in enumerate(self.breaks, len(self.values)) if bits >> number & 1)
        return Way(values, breaks)

    def _visit(self, chosen: int, cost: int, voices: int, excluded: int, unmet: list[int]) -> None:
        self.left -= len(unmet) + 1
        if self.left < 0:
            raise TooLong
        if self._is_hopeless(cost, voices, excluded, unmet):
            return
        if not unmet:
            self._record(chosen, cost, voices)
            return
        branch = min(unmet, key=lambda conflict: (conflict & ~excluded).bit_count())
        free = branch & ~excluded
        while free:
            item = free & -free
            free &= free - 1
            rest = [conflict for conflict in unmet if not conflict & item]
            self._visit(chosen | item, cost + 1, voices | self.voices[item.bit_length() - 1], excluded, rest)
            excluded |= item

    def _is_hopeless(self, cost: int, voices: int, excluded: int, unmet: list[int]) -> bool:
        limit = self.question.voices
        if limit is not None and voices.bit_count() > limit:
            return True
        met, least = 0, cost
        for conflict in unmet:
            free = conflict & ~excluded
            if not free:
                return True
            if not free & met:
                met |= free
                least += 1
        if least > self.best:
            return True
        return limit is None and least == self.best and bool(self.found) and voices.bit_count() > self.best_voices

    def _record(self, chosen: int, cost: int, voices: int) -> None:
        count = voices.bit_count()
        is_better = cost < self.best or (self.question.voices is None and count < self.best_voices)
        if is_better or not self.found:
            self.found = []
        self.best, self.best_voices = cost, count
        if len(self.found) < self.question.most:
            self.found.append(chosen)


def _by_program(question: Question, steps: StepBudget) -> list[Way]:
    program = _Program(question)
    found: list[Way] = []
    least: tuple[int, int] | None = None
    while len(found) < question.most:
        steps.spend(10 + program.entries // 80)
        way = program.next_way()
        steps.spend(program.work())
        if way is None:
            break
        count = len(frozenset[str]().union(*(question.voices_of[value] for value in way.values)))
        cost = way.cost, count if question.voices is None else 0
        if least is not None and cost > least:
            break
        least = cost
        found.append(way)
        program.exclude(way)
    return found


class _Program:
    """A binary program: a column for each value, voice and break; a row for each conflict."""

    def __init__(self, question: Question) -> None:
        import highspy
        import numpy

        self.highspy, self.numpy = highspy, numpy
        if sum(len(c.values) + len(c.breaks) for c in question.conflicts) > LARGEST_PROGRAM:
            raise Unsolved("too many conflicts")
        values = [c.values for c in question.conflicts] + [group for c in question.wide for group in c.groups]
        self.values = sorted(frozenset[int]().union(*values))
        breaks = frozenset[int]().union(*(c.breaks for c in question.conflicts), *(c.breaks for c in question.wide))
        self.breaks = sorted(breaks) if question.with_breaks else []
        self.column = {value: number for number, value in enumerate(self.values)}
        self.break_column = {item: number for number, item in enumerate(self.breaks, len(self.values))}
        self.items = len(self.values) + len(self.breaks)
        self.groups: dict[Kept, int] = {}
        self.entries = 0
        self.model = new_model(
            {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6, "mip_max_nodes": 2_000}
        )
        self._binaries(self.items, 1.0)
        for conflict in question.conflicts:
            self._at_least_one([self.column[value] for value in sorted(conflict.values)], conflict.breaks)
        self._count_voices(question)
        for wide in question.wide:
            self._at_least_one([self._group(group) for group in wide.groups], wide.breaks)
        if question.below is not None:
            columns = list(range(self.items))
            self._row(1.0 - question.below, columns, [-1.0] * len(columns))

    def _binaries(self, count: int, cost: float) -> list[int]:
        first = self.model.getNumCol()
        self.model.addVars(count, [0.0] * count, [1.0] * count)
        for number in range(first, first + count):
            self.model.changeColCost(number, cost)
            self.model.changeColIntegrality(number, self.highspy.HighsVarType.kInteger)
        return list(range(first, first + count))

    def _count_voices(self, question: Question) -> None:
        """A voice is given up where one of its values is. Where their number is open, the fewest of the cheapest."""
        names = sorted({voice for value in self.values for voice in question.voices_of[value]})
        if question.voices is not None and question.voices >= len(names):
            return
        columns = self._binaries(len(names), 0.0 if question.voices is not None else 0.5 / (len(names) + 1))
        voice_column = dict(zip(names, columns, strict=True))
        for value in self.values:
            for voice in sorted(question.voices_of[value]):
                self._row(0.0, [voice_column[voice], self.column[value]], [1.0, -1.0])
        if question.voices is not None:
            self._row(-float(question.voices), columns, [-1.0] * len(columns))

    def _row(self, least: float, columns: Sequence[int], coefficients: Sequence[float]) -> None:
        self.entries += len(columns)
        index = self.numpy.array(columns, dtype="int32")
        self.model.addRow(least, self.highspy.kHighsInf, len(columns), index, self.numpy.array(coefficients))

    def _at_least_one(self, columns: list[int], breaks: Iterable[int]) -> None:
        columns += [self.break_column[item] for item in sorted(breaks) if item in self.break_column]
        self._row(1.0, columns, [1.0] * len(columns))

    def _group(self, group: Kept) -> int:
        """A column that may be one only where all values of a group are given up."""
        if len(group) == 1:
            return self.column[min(group)]
        if group not in self.groups:
            self.groups[group] = self.model.getNumCol()
            self.model.addVar(0.0, 1.0)
            for value in sorted(group):
                self._row(0.0, [self.column[value], self.groups[group]], [1.0, -1.0])
        return self.groups[group]

    def next_way(self) -> Way | None:
        self.model.run()
        status, known = self.model.getModelStatus(), self.highspy.HighsModelStatus
        if status == known.kInfeasible:
            return None
        if status != known.kOptimal:
            raise Unsolved("no smallest explanation was found")
        solution = self.model.getSolution().col_value
        return Way(
            frozenset(value for value in self.values if solution[self.column[value]] > 0.5),
            frozenset(item for item in self.breaks if solution[self.break_column[item]] > 0.5),
        )

    def work(self) -> int:
        """About how long the last run took, in steps."""
        info = self.model.getInfo()
        return int(max(0, info.simplex_iteration_count) // 30 + max(0, info.mip_node_count) // 3)

    def exclude(self, way: Way) -> None:
        """Neither this way again nor one that holds it."""
        columns = [self.column[value] for value in sorted(way.values)]
        columns += [self.break_column[item] for item in sorted(way.breaks)]
        self._row(1.0 - len(columns), columns, [-1.0] * len(columns))


def connected(conflicts: Iterable[Conflict], figure_of: Mapping[int, int]) -> list[tuple[Conflict, ...]]:
    """Conflicts grouped by the figures that they share, directly or by others, in a fixed order."""
    ordered = sorted(conflicts, key=lambda conflict: conflict.order)
    figures: Sets[int] = Sets()
    for conflict in ordered:
        figures.join(figure_of[value] for value in conflict.values)
    groups: dict[int, list[Conflict]] = {}
    for conflict in ordered:
        groups.setdefault(figures.root(figure_of[min(conflict.values)]), []).append(conflict)
    return [tuple(group) for group in groups.values()]
