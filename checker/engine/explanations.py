"""Minimal conflicts and explanations of one system, by implicit hitting sets.

Take a smallest set of positions that meets every known conflict. If the rest can be true, it is an explanation.
If not, the rest holds a conflict that is not known yet: shrink it until no position can be left out, and go on.
So only those conflicts are found that the explanations need. (Reiter 1987; Moreno-Centeno and Karp 2013.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.engine.feasibility import Kept, System, Unsolved
from checker.engine.findings import Explanation, Figure, Position
from checker.engine.solver import new_model

MAX_CONFLICTS = 300
MAX_EXPLANATIONS = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Conflicts that share positions, and the smallest sets that meet all of them."""

    conflicts: tuple[Kept, ...]
    explanations: tuple[Explanation, ...]
    more: bool


class _Asked:
    """A system that is not asked twice: what can be true together can be so with less."""

    def __init__(self, system: System) -> None:
        self.positions, self.implied, self._ask = system.positions, system.implied, system.conflict
        self._possible: list[Kept] = []

    def conflict(self, kept: Kept) -> Kept | None:
        if any(kept <= known for known in self._possible):
            return None
        found = self._ask(kept)
        if found is None:
            self._possible.append(kept)
        return found


def examine(asked: System, seeds: Iterable[Kept]) -> list[Group]:
    """The conflicts of a system in groups, each explained. `seeds` are conflicts known already.

    Raises Unsolved where the solver gives up.
    """
    system = _Asked(asked)
    everything = frozenset(range(len(system.positions)))
    conflicts = set(seeds)
    one_way: dict[tuple[Kept, ...], Kept] = {}
    while True:
        if frozenset() in conflicts:
            raise Unsolved("the rules alone contradict each other here")
        if len(conflicts) > MAX_CONFLICTS:
            raise Unsolved(f"more than {MAX_CONFLICTS} conflicts")
        groups = connected(conflicts)
        # one way out of each group is enough to look for the next conflict; all of them only in the end
        for group in groups:
            if group not in one_way:
                one_way[group] = hitting_sets(group, 1)[0]
        found = system.conflict(everything.difference(*(one_way[group] for group in groups)))
        if found is None:
            sets = [_ranked(system, hitting_sets(group, MAX_EXPLANATIONS + 1)) for group in groups]
            found = _unknown_conflict(system, everything, sets)
        if found is not None:
            conflicts.add(shrink(system, found))
            continue
        # only now: what was found possible above answers most of this
        smallest = {shrink(system, conflict) for conflict in conflicts}
        if smallest == conflicts:
            break
        conflicts = smallest
    return [_explained(system, everything, sets, number, groups) for number in range(len(groups))]


def _unknown_conflict(system: System, everything: Kept, sets: list[list[Kept]]) -> Kept | None:
    """A conflict within what is left once each group is given up in one of its ways."""
    first = frozenset[int]().union(*(ways[0] for ways in sets))
    found = system.conflict(everything - first)
    if found is not None:
        return found
    for number, ways in enumerate(sets):
        others = frozenset[int]().union(*(other[0] for at, other in enumerate(sets) if at != number))
        for way in ways[1:]:
            found = system.conflict(everything - others - way)
            if found is not None:
                return found
    return None


def shrink(system: System, conflict: Kept) -> Kept:
    """A conflict within this one from which no position can be left out."""
    needed: frozenset[int] = frozenset()
    rest = sorted(conflict, key=lambda index: (len(system.positions[index].claims), system.positions[index].key))
    while rest:
        candidate, rest = rest[0], rest[1:]
        smaller = system.conflict(needed | frozenset(rest))
        if smaller is None:
            needed |= {candidate}
        else:
            rest = [index for index in rest if index in smaller]
    return needed


def connected(conflicts: Iterable[Kept]) -> list[tuple[Kept, ...]]:
    """Conflicts grouped by shared positions, in a fixed order."""
    groups: list[tuple[set[int], list[Kept]]] = []
    for conflict in sorted(conflicts, key=sorted):
        touching = [group for group in groups if group[0] & conflict]
        merged: tuple[set[int], list[Kept]] = (set(conflict), [conflict])
        for group in touching:
            merged[0].update(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        groups.append(merged)
    found = [tuple(sorted(group[1], key=sorted)) for group in groups]
    return sorted(found, key=lambda group: [sorted(conflict) for conflict in group])


def hitting_sets(conflicts: tuple[Kept, ...], most: int) -> list[Kept]:
    """All smallest sets that meet every conflict, at most so many, in a fixed order."""
    common = frozenset.intersection(*conflicts)
    if common:
        return [frozenset({index}) for index in sorted(common)][:most]
    return sorted(_by_integer_program(conflicts, most), key=sorted)


def _by_integer_program(conflicts: tuple[Kept, ...], most: int) -> list[Kept]:
    import highspy

    members = sorted(frozenset().union(*conflicts))
    model = new_model({"output_flag": False, "threads": 1})
    columns = {index: model.addBinary(obj=1.0) for index in members}
    for conflict in conflicts:
        model.addConstr(sum(columns[index] for index in sorted(conflict)) >= 1)
    found: list[Kept] = []
    while len(found) < most:
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            if found:
                break
            raise Unsolved("no smallest explanation was found")
        values = model.getSolution().col_value
        chosen = frozenset(index for number, index in enumerate(members) if values[number] > 0.5)
        if found and len(chosen) > len(found[0]):
            break
        found.append(chosen)
        model.addConstr(sum(columns[index] for index in sorted(chosen)) <= len(chosen) - 1)
    return found


def _explained(
    system: System, everything: Kept, sets: list[list[Kept]], number: int, groups: list[tuple[Kept, ...]]
) -> Group:
    others = frozenset[int]().union(*(ways[0] for at, ways in enumerate(sets) if at != number))
    explanations = []
    for way in sets[number][:MAX_EXPLANATIONS]:
        rest = everything - others - way
        ordered = sorted((system.positions[index] for index in way), key=lambda position: position.key)
        try:
            figures = tuple(_figure(system, rest, position) for position in ordered)
        except Unsolved:  # its range is not known, so it is not told; the conflicts stand
            continue
        explanations.append(Explanation(figures=figures))
    return Group(groups[number], tuple(explanations), len(sets[number]) > len(explanations))


def _figure(system: System, rest: Kept, position: Position) -> Figure:
    low, high, choices = system.implied(rest, position.quantity)
    return Figure(position=position, lower=low, upper=high, choices=choices)


def _ranked(system: System, sets: list[Kept]) -> list[Kept]:
    """Fewest independent origins given up first; then the fewest claims."""

    def rank(way: Kept) -> tuple[int, int, list[tuple[str, ...]]]:
        positions = [system.positions[index] for index in way]
        origins = frozenset[str]().union(*(position.origins for position in positions))
        return len(origins), sum(len(p.claims) for p in positions), sorted(position.key for position in positions)

    return sorted(sets, key=rank)
