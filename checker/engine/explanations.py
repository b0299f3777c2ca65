"""What resolves a dispute: the front of voices and values, from conflicts that are found as it is looked for.

Take a cheapest set of values and breaks that meets every known conflict. If the rest can be true, it is a way out. If
not, the rest holds a conflict that is not known yet: shrink it, and go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from msgspec import Struct, field

from checker.engine.budget import OutOfSteps
from checker.engine.feasibility import Kept
from checker.engine.hitting import Conflict, Question, Way, WideConflict, cheapest, connected, minimal_ways
from checker.engine.solver import Unsolved
from checker.engine.tangles import Tangle

MOST_VOICES = 4
"""Beyond so many voices only the best explanation is looked for."""

MOST_TIES = 5
SOUGHT_TIES = 12
"""Of so many that are equal, those are told that fit what some voice says."""

SHRUNK = 60
"""Values of a conflict beyond which none is left out one by one."""

WIDENED = 24
"""Conflicts of a group beyond which new ones are widened, so that each says as much as many."""

MOST_TOGETHER = 100
"""Choices of one way for each of several groups that are tried together."""

LOOKED_FOR_JOINT = 60
"""Ways out of which the rest is looked at for further conflicts that no row shows."""


class Group(Struct):
    """Conflicts that share figures, and the front: for each point the ways that are equal."""

    conflicts: list[Conflict]
    others: Kept = frozenset()
    points: list[list[Way]] = field(default_factory=list)
    note: str = ""
    wide: list[WideConflict] = field(default_factory=list)

    @property
    def values(self) -> Kept:
        return frozenset[int]().union(*(conflict.values for conflict in self.conflicts))


def examine(tangle: Tangle, seeds: Sequence[Iterable[Conflict]], without: Kept = frozenset()) -> list[Group]:
    """All conflicts of a tangle in groups, each with its front.

    `seeds` are the conflicts that each finding shows, which stay together; `without` values given up elsewhere.

    Raises OutOfSteps, or Unsolved where the solver gives up.
    """
    return _Examination(tangle, seeds, without).groups()


class _Examination:
    def __init__(self, tangle: Tangle, seeds: Sequence[Iterable[Conflict]], without: Kept) -> None:
        self.tangle = tangle
        self.figure_of = _tied(tangle.figure_of, seeds)
        self.everything = tangle.everything - without
        self.voices_of = dict(enumerate(tangle.voices))
        self.wide: list[WideConflict] = []
        self.shown = frozenset(conflict for each in seeds for conflict in each)
        self.known: dict[Conflict, None] = dict.fromkeys(sorted(self.shown, key=lambda conflict: conflict.order))
        if any(not conflict.values and not conflict.breaks for conflict in self.known):
            raise Unsolved("the rules alone contradict each other here")

    def groups(self) -> list[Group]:
        self._until_the_rest_holds()
        if self.tangle.has_rules:
            self._look_for_more()
        while True:
            groups = self._grouped()
            for group in groups:
                try:
                    self._front(group)
                except OutOfSteps:
                    if not group.points:
                        raise
                    group.note = "all of it would take too long"
                    self.tangle.steps.finish()
                    return groups
            if len(self._grouped()) == len(groups):
                return [part for group in groups for part in self._split(group)]

    def _grouped(self) -> list[Group]:
        found = [Group(list(conflicts)) for conflicts in connected(self.known, self.figure_of)]
        for group in found:
            group.wide = self._wide_of(group.conflicts)
            own = group.values
            group.others = frozenset[int]().union(*(c.values for c in self.known)) - own
        return found

    def _wide_of(self, conflicts: Sequence[Conflict]) -> list[WideConflict]:
        figures = {self.figure_of[value] for conflict in conflicts for value in conflict.values}
        return [wide for wide in self.wide if self.figure_of[min(wide.groups[0])] in figures]

    def _add(self, found: Conflict, broken: frozenset[int]) -> Conflict:
        if not found.values:
            raise Unsolved("the rules alone contradict each other here")
        if len(found.values) <= SHRUNK:
            found = self.tangle.shrink(found, broken)
        self.known[found] = None
        return found

    def _new_conflicts(self, kept: Kept, broken: frozenset[int]) -> list[Conflict]:
        """Conflicts among kept values that have nothing in common."""
        new = []
        while (found := self.tangle.conflict(kept, broken)) is not None:
            if len(self.known) >= WIDENED:
                wide = self.tangle.widened(kept, broken)
                self.wide += [] if wide is None else [wide]
            new.append(self._add(found, broken))
            kept -= new[-1].values
        return new

    def _until_the_rest_holds(self) -> None:
        """Conflicts are known such that a cheapest way out of all of them leaves a rest that can be true."""
        solved: dict[tuple[Conflict, ...], Way] = {}
        while True:
            given_up, broken = frozenset[int](), frozenset[int]()
            for group in connected(self.known, self.figure_of):
                if group not in solved:
                    wide = self._wide_of(group)
                    question = Question(
                        conflicts=group,
                        wide=wide,
                        voices_of=self.voices_of,
                        with_breaks=True,
                        voices=self._voices_in(group),
                    )
                    solved[group] = cheapest(question, self.tangle.steps)[0]
                given_up |= solved[group].values
                broken |= solved[group].breaks
            if not self._new_conflicts(self.everything - given_up, broken):
                return

    def _look_for_more(self) -> None:
        """Further conflicts, in a fixed order, within bounds: what is found does not hang on what is cheapest."""
        looked: set[Kept] = set()
        most = max(5, min(LOOKED_FOR_JOINT, 2_000 // self.tangle.size))
        while len(looked) < most:
            conflicts = sorted(self.known, key=lambda conflict: conflict.order)
            for way in minimal_ways(conflicts, most):
                if way.values in looked:
                    continue
                looked.add(way.values)
                if self._new_conflicts(self.everything - way.values, frozenset()):
                    break
                if len(looked) >= most:
                    return
            else:
                return

    # --- the front

    def _front(self, group: Group) -> None:
        """Sets the points of a group, as far as there are steps."""
        without: list[list[Way]] = []
        breaking: list[list[Way]] = []
        try:
            self._points(group, without, with_breaks=False)
            if any(conflict.breaks for conflict in group.conflicts):
                self._points(group, breaking, with_breaks=True)
        finally:
            group.points = in_order(without, breaking)

    def _voices_in(self, conflicts: Iterable[Conflict]) -> int:
        values = frozenset[int]().union(*(conflict.values for conflict in conflicts))
        return len(frozenset[str]().union(*(self.voices_of[value] for value in values)))

    def _points(self, group: Group, points: list[list[Way]], *, with_breaks: bool) -> None:
        """Adds for each number of voices the fewest values; strict improvements only."""
        count = self._voices_in(group.conflicts)
        limits: list[int | None] = list(range(0 if with_breaks else 1, min(count, MOST_VOICES) + 1))
        if count > MOST_VOICES:
            limits.append(None)
        for voices in limits:
            below = points[-1][0].cost if points else None
            ways = self._verified(group, voices, below, with_breaks)
            if ways:
                points.append(ways)

    def _verified(self, group: Group, voices: int | None, below: int | None, with_breaks: bool) -> list[Way]:
        """The cheapest ways that leave a rest which can be true."""
        most = 1
        while True:
            ways = cheapest(
                Question(
                    conflicts=group.conflicts,
                    wide=group.wide,
                    voices_of=self.voices_of,
                    with_breaks=with_breaks,
                    voices=voices,
                    below=below,
                    most=most,
                ),
                self.tangle.steps,
            )
            new = [
                conflict
                for way in ways
                for conflict in self._new_conflicts(self.everything - group.others - way.values, way.breaks)
            ]
            group.conflicts += new
            group.wide = self._wide_of(group.conflicts)
            if new:
                continue
            if not ways or most == SOUGHT_TIES:
                return ways
            most = SOUGHT_TIES

    # --- what hangs together by what follows anyway

    def _split(self, group: Group) -> list[Group]:
        """A group as several, where conflicts that no finding shows tie them and each is met by all ways of one."""
        shown = [conflict for conflict in group.conflicts if conflict in self.shown]
        apart = connected(shown, self.figure_of)
        if len(apart) < 2 or group.note:
            return [group]
        figures = [{self.figure_of[value] for conflict in each for value in conflict.values} for each in apart]
        parts = [Group(list(each)) for each in apart]
        between: list[Conflict] = []
        for conflict in group.conflicts:
            if conflict not in self.shown:
                own = {self.figure_of[value] for value in conflict.values}
                inside = [part for part, of_part in zip(parts, figures, strict=True) if own <= of_part]
                (inside[0].conflicts if inside else between).append(conflict)
        for part in parts:
            part.others = group.others | (group.values - part.values)
            part.wide = self._wide_of(part.conflicts)
            try:
                self._front(part)
            except OutOfSteps:
                return [group]
        if not _all_met(between, parts) or not self._are_ways_out(parts, group):
            return [group]
        return parts

    def _are_ways_out(self, parts: Sequence[Group], group: Group) -> bool:
        """Whether any way of each part, together, leaves what can be true."""
        ways = [[way for point in part.points for way in point] for part in parts]
        if prod(map(len, ways)) > MOST_TOGETHER:
            return False
        rest = self.everything - group.others
        return all(
            self.tangle.conflict(
                rest - frozenset[int]().union(*(way.values for way in chosen)),
                frozenset[int]().union(*(way.breaks for way in chosen)),
            )
            is None
            for chosen in product(*ways)
        )


def _all_met(conflicts: Sequence[Conflict], parts: Sequence[Group]) -> bool:
    """Whether each of these conflicts is met by all ways of one part, which gets it."""
    for conflict in conflicts:
        meeting = [
            part
            for part in parts
            if all(not conflict.values.isdisjoint(way.values) for point in part.points for way in point)
        ]
        if not meeting:
            return False
        meeting[0].conflicts.append(conflict)
    return True


def in_order(without: Sequence[list[Way]], with_breaks: Sequence[list[Way]]) -> list[list[Way]]:
    """Two fronts as one is told: breaks first, except where as few figures do without."""
    breaking = [found for point in with_breaks if (found := [way for way in point if way.breaks])]
    least = min((point[0].cost for point in without), default=None)
    first = [point for point in breaking if least is None or point[0].cost < least]
    return [*first, *without, *(point for point in breaking if point not in first)]


def _tied(figure_of: Mapping[int, int], seeds: Sequence[Iterable[Conflict]]) -> dict[int, int]:
    """The figure of each value, where the figures of one finding are one."""
    ties = [Conflict(frozenset[int]().union(*(c.values for c in each))) for each in seeds]
    found = dict(figure_of)
    for group in connected([tie for tie in ties if tie.values], figure_of):
        figures = sorted({figure_of[value] for tie in group for value in tie.values})
        one = dict.fromkeys(figures, figures[0])
        found = {value: one.get(figure, figure) for value, figure in found.items()}
    return found


def critical(way: Way, conflicts: Sequence[Conflict]) -> set[tuple[str, int]]:
    """What of a way some of these conflicts need: ("value", number) or ("break", number)."""
    found: set[tuple[str, int]] = set()
    for conflict in conflicts:
        values, breaks = way.values & conflict.values, way.breaks & conflict.breaks
        if len(values) + len(breaks) == 1:
            found.update(("value", value) for value in values)
            found.update(("break", item) for item in breaks)
    return found
