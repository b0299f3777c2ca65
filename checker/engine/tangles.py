"""Figures that rows, courses and findings tie together: their values, who gives them, and what cannot all be true."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from checker.corpus.relation import Relation
from checker.engine.budget import StepBudget
from checker.engine.columns import PAIRS, Columns
from checker.engine.components import Component
from checker.engine.constraints import Constraint
from checker.engine.feasibility import Kept, LinearSystem, Proof
from checker.engine.findings import FALLS, Break, Combination, Finding, Position, Quantity, Statement
from checker.engine.hitting import Conflict, WideConflict
from checker.engine.solver import Unsolved
from checker.values.moments import Moment
from checker.values.value import Choices

SEEDS_OF_PART = 40
"""Combinations of one part of a row's finding that are taken, where the system finds the others by itself."""

SYSTEMS = 100
"""Systems that are kept: the products of two figures make another one for each set of values."""

REMEMBERED = 200
"""Sets of values known to be possible."""

Range = tuple[Fraction | None, Fraction | None, Choices | None]

_Key = tuple[int, Fraction | None, Fraction | None, Choices | None]


def _key(position: Position) -> _Key:
    return position.quantity, position.lower, position.upper, position.choices


def crosses(before: Moment, after: Moment, at: Moment) -> bool:
    """Whether a break at a moment may lie between two moments, so that they are tied no more."""
    both_after = before == at or at.is_not_after(before)
    both_before = after.is_before(at) and not after.may_meet(at)
    return not both_after and not both_before


class Tangle:
    """The exact system of some figures. Values are numbered; so are breaks.

    A value is one position of which some voice in play holds a statement. `conflict` says whether values can all be
    true, once some breaks are assumed.
    """

    def __init__(
        self,
        component: Component,
        relations: Mapping[str, Relation],
        quantities: Mapping[int, Quantity],
        statements: Mapping[int, tuple[Statement, ...]],
        steps: StepBudget,
    ) -> None:
        self.findings, self.steps = component.findings, steps
        self.quantities = sorted(
            (quantities[number] for number in component.quantities),
            key=lambda q: (q.figure.name, q.moment.earliest, q.moment.latest, q.moment.written, q.id),
        )
        self.quantity = {quantity.id: quantity for quantity in self.quantities}
        held: dict[_Key, dict[int, Statement]] = {}
        in_play = (s for figure in sorted({q.figure.id for q in self.quantities}) for s in statements.get(figure, ()))
        shown = (statement for finding in self.findings for statement in finding.statements)
        for statement in chain(in_play, shown):
            if statement.quantity in self.quantity:
                held.setdefault(_key(statement.position), {})[id(statement)] = statement
        self.statements = sorted(
            (sorted(same.values(), key=lambda s: s.order) for same in held.values()),
            key=lambda same: min(s.claims[0].key for s in same),
        )
        self.positions = tuple(same[0].position for same in self.statements)
        self.voices = [frozenset(statement.voice for statement in same) for same in self.statements]
        self.index = {_key(position): number for number, position in enumerate(self.positions)}
        self.figure_of = {number: same[0].figure.id for number, same in enumerate(self.statements)}
        self.everything: Kept = frozenset(range(len(self.positions)))
        self._in_play = statements
        self._said: dict[int, list[Position]] = {}
        self.breaks = _breaks_in(self.findings)
        self.columns = Columns(self.quantities, self.positions, component.rows, relations, self.findings)
        self._has_choices = any(position.choices is not None for position in self.positions)
        self._at_column: dict[int, list[int]] = {}
        for number, column in enumerate(self.columns.of_value):
            self._at_column.setdefault(column, []).append(number)
        constraints = self.columns.constraints
        self._standing = frozenset[int]().union(*(each.standing for each in constraints))
        self._needed = self._standing.union(*(each.needs for each in constraints))
        self._systems: dict[tuple[frozenset[int], Kept, Kept], LinearSystem] = {}
        self._possible: list[tuple[Kept, frozenset[int]]] = []

    # --- what it is made of

    @property
    def has_rules(self) -> bool:
        return self.columns.has_rules

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to choose: each quantity has one exact value, and no finding is about it."""
        if self.findings:
            return False
        return not self._has_choices and all(
            len(quantity.positions) == 1 and quantity.positions[0].lower == quantity.positions[0].upper
            for quantity in self.quantities
        )

    def number_at(self, position: Position) -> int | None:
        """The number of a value; None if it is of another moment, of which nothing is asked."""
        return self.index.get(_key(position))

    def said_of(self, value: int) -> list[Position]:
        """All that is said of the figure of a value, of whatever moment."""
        figure = self.figure_of[value]
        if figure not in self._said:
            self._said[figure] = list({_key(s.position): s.position for s in self._in_play.get(figure, ())}.values())
        return self._said[figure]

    # --- questions

    def system(self, kept: Kept, broken: frozenset[int], *, asked: Kept = frozenset()) -> LinearSystem:
        """The numbers, with the courses that breaks leave and what kept values make of products and of later days.

        `asked` are values of which it is asked what they would have to be.
        """
        asked &= self._standing
        at = broken, kept & self._needed, asked
        if at not in self._systems:
            columns = self.columns
            used = [
                constraint
                for constraint in columns.constraints
                if constraint.needs <= kept
                and (not constraint.standing or (asked & constraint.standing and constraint.standing - asked <= kept))
                and not any(self._frees(number, constraint) for number in broken)
            ]
            if len(self._systems) >= SYSTEMS:
                del self._systems[next(iter(self._systems))]
            if self._needed:
                self.steps.spend(1 + self.size // 30)
            self._systems[at] = LinearSystem(columns.columns, self.positions, columns.of_value, used, columns.links)
        return self._systems[at]

    @property
    def size(self) -> int:
        """Unknowns and inequalities: how long a question takes."""
        return len(self.columns.constraints) + len(self.columns.columns)

    def _frees(self, number: int, constraint: Constraint) -> bool:
        if constraint.course is None:
            return False
        item = self.breaks[number]
        before, after = (self.columns.quantity[quantity] for quantity in constraint.course)
        return before.figure.id == item.figure.id and crosses(before.moment, after.moment, item.after.moment)

    def conflict(self, kept: Kept, broken: frozenset[int] = frozenset()) -> Conflict | None:
        """None if the kept values can all be true with these breaks, else some of them that cannot.

        Raises OutOfSteps, or Unsolved where the solver gives up.
        """
        if any(kept <= known and broken >= by for known, by in self._possible):
            return None
        self.steps.spend(1 + self.size // 30)
        clash = self._clash(kept)
        if clash is not None:
            return Conflict(clash)
        system = self.system(kept, broken)
        proof = system.conflict(kept)
        if proof is not None:
            return self._conflict_of(proof, system, broken)
        if len(self._possible) < REMEMBERED:
            self._possible.append((kept, broken))
        return None

    def _conflict_of(self, proof: Proof, system: LinearSystem, broken: frozenset[int]) -> Conflict:
        rows = [constraint for _, constraint in system.rows_of(proof)]
        courses = [c for c in rows if c.course is not None]
        freed = (n for n in range(len(self.breaks)) if n not in broken and any(self._frees(n, c) for c in courses))
        return Conflict(proof.positions.union(*(c.needs for c in rows)), frozenset(freed))

    def widened(self, kept: Kept, broken: frozenset[int]) -> WideConflict | None:
        """The conflict of rows among kept values, with other values that do as well; None if there are none."""
        system = self.system(kept, broken)
        proof = system.conflict(kept)
        if proof is None or not proof.multipliers:
            return None
        groups = system.widened(proof)
        if all(len(group) == 1 for group in groups):
            return None
        needed = frozenset[int]().union(*(c.needs for _, c in system.rows_of(proof)))
        groups += [frozenset({value}) for value in sorted(needed)]
        return WideConflict(tuple(groups), self._conflict_of(proof, system, broken).breaks)

    def _clash(self, kept: Kept) -> Kept | None:
        """Categories of one quantity, or of those that must be the same, without a common one."""
        if not self._has_choices:
            return None
        for group in [(column,) for column in self._at_column] + self.columns.same:
            members = [number for column in group for number in self._at_column.get(column, ()) if number in kept]
            if _is_empty(self._common(members)):
                return frozenset(members)
        return None

    def _common(self, members: Iterable[int]) -> Choices | None:
        common: Choices | None = None
        for number in members:
            choices = self.positions[number].choices
            if choices is not None:
                common = choices if common is None else common.meet(choices)
        return common

    def confirm(self, kept: Kept, broken: frozenset[int]) -> None:
        """Raises Unsolved unless the kept values have a solution that holds in fractions."""
        self.system(kept, broken).confirm(kept)

    def implied(self, kept: Kept, broken: frozenset[int], value: int) -> Range:
        """The range that the kept values leave to the quantity of a value."""
        if self.columns.constraints:
            self.steps.spend(1 + self.size // 30)
        column = self.columns.of_value[value]
        if self.positions[value].choices is not None:
            near = {column, *self.columns.links.get(column, ())}
            near.update(other for group in self.columns.same if column in group for other in group)
            return None, None, self._common(n for c in sorted(near) for n in self._at_column.get(c, ()) if n in kept)
        with contextlib.suppress(Unsolved):
            system = self.system(kept, broken, asked=frozenset({value}))
            if system.conflict(kept) is None:
                return *system.implied(kept, column), None
        return *self.system(kept, broken).implied(kept, column), None

    def shrink(self, conflict: Conflict, broken: frozenset[int] = frozenset()) -> Conflict:
        """A conflict within this one from which no value can be left out; those of fewer claims leave first."""
        needed: Kept = frozenset()
        rest = sorted(conflict.values, key=lambda n: (len(self.positions[n].claims), self.positions[n].key))
        found = conflict
        while rest:
            candidate, rest = rest[0], rest[1:]
            smaller = self.conflict(needed | frozenset(rest), broken)
            if smaller is None:
                needed |= {candidate}
            else:
                found = smaller
                rest = [number for number in rest if number in smaller.values]
        if found.values == needed:
            return found
        last = self.conflict(needed, broken)
        return conflict if last is None else last

    # --- what findings say

    def number_of(self, statement: Statement) -> int:
        return self.index[_key(statement.position)]

    def seeds(self) -> list[set[Conflict]]:
        """For each finding the conflicts that it shows."""
        return [self._of_pairs(f) if f.kind in PAIRS else self._of_rows(f) for f in self.findings]

    def _of_pairs(self, finding: Finding) -> set[Conflict]:
        return {self._pair(combination) for combination in finding.combinations}

    def _pair(self, combination: Combination) -> Conflict:
        one, other = combination.statements
        values = frozenset({self.number_of(one), self.number_of(other)})
        if one.figure.mode != "accumulates" or one.quantity == other.quantity:
            return Conflict(values)
        before, after = (one, other) if one.moment.is_not_after(other.moment) else (other, one)
        if after.moment.is_not_after(before.moment):
            return Conflict(values)
        freed = (
            number
            for number, item in enumerate(self.breaks)
            if item.figure.id == one.figure.id and crosses(before.moment, after.moment, item.after.moment)
        )
        return Conflict(values, frozenset(freed))

    def _of_rows(self, finding: Finding) -> set[Conflict]:
        found: set[Conflict] = set()
        for part in finding.parts:
            known = 0
            for combination in part.combinations:
                values = frozenset(self.number_of(statement) for statement in combination.statements)
                conflict = self.conflict(values) if known < SEEDS_OF_PART else None
                if conflict is not None:
                    known += 1
                    found.add(conflict)
                elif not known:
                    found.add(Conflict(values))
        return found


def _is_empty(choices: Choices | None) -> bool:
    return choices is not None and choices.is_empty


def _breaks_in(findings: Sequence[Finding]) -> list[Break]:
    """One for each figure and moment on which a voice itself came down."""
    found: dict[tuple[int, int, int], Break] = {}
    falls = [
        (before, after)
        for finding in findings
        if finding.kind == FALLS
        for combination in finding.combinations
        for before, after in [combination.statements]
    ]
    for before, after in sorted(falls, key=lambda fall: (fall[1].order, fall[0].order)):
        key = before.figure.id, after.moment.earliest, after.moment.latest
        found.setdefault(key, Break(figure=before.figure, voice=after.voice, before=before, after=after))
    return [found[key] for key in sorted(found)]
