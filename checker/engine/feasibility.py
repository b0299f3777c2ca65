"""Rows that share quantities, as one system that can or cannot hold: the question the solver is asked.

`LinearSystem` asks HiGHS, whose answer is verified again in exact arithmetic: an infeasible system comes with
multipliers (Farkas), and their combination of rows and bounds must be impossible in fractions. `ChoiceSystem`
is the same for categories.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import product
from typing import Any, Protocol

from checker.corpus.rule_language import Relation
from checker.engine.findings import Position, Quantity
from checker.engine.grounding import Row
from checker.engine.judge import apart, side_bounds
from checker.engine.propagation import Number, Propagation, Undecided, plain
from checker.engine.solver import new_model
from checker.values.value import Choices

Kept = frozenset[int]
"""Indices into a system's positions."""

Range = tuple[Fraction | None, Fraction | None, Choices | None]


_Proof = tuple[Sequence[Number], Kept]
"""Multipliers of the rows whose sum is impossible, and the positions that it rests on."""
PROPAGATED = 100
"""Inequalities beyond which the solver is asked at once: propagation in fractions would take longer."""


class Unsolved(Exception):
    """The solver gave no answer, or one that exact arithmetic does not confirm."""


class System(Protocol):
    """Positions that must all be true together with the rows between their quantities."""

    positions: tuple[Position, ...]

    def conflict(self, kept: Kept) -> Kept | None:
        """None if the kept positions can all be true, else some of them that cannot."""

    def implied(self, kept: Kept, quantity: int) -> Range:
        """The range that the kept positions leave to a quantity."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """`sum of coefficient * quantity <= bound`, from one way of one row."""

    coefficients: tuple[tuple[int, Fraction], ...]
    bound: Fraction
    row: Row


def constraints_of(
    row: Row, relation: Relation, ways: tuple[bool, ...], quantities: dict[int, Quantity]
) -> list[Constraint]:
    """A row with its tolerance as inequalities. A share of a right side whose sign is open becomes an amount."""
    share, amount = relation.tolerance.share, relation.tolerance.amount
    if share and not _right_is_positive(row, relation, quantities):
        chosen = tuple(quantities[quantity].positions for _, quantity in row.terms)
        low, high = side_bounds(relation.right, row, chosen)
        if low is None or high is None:
            return []
        share, amount = Fraction(0), amount + share * max(abs(low), abs(high))
    strict = relation.operator in ("<", ">") and all(quantities[q].is_whole for _, q in row.terms)
    found: list[Constraint] = []
    for upward in ways:
        coefficients, constant = _one_way(relation, share, upward)
        # a quantity has one name in a row: those of different names are different
        terms = tuple(sorted((quantity, coefficients[name]) for name, quantity in row.terms if name in coefficients))
        found.append(Constraint(terms, amount - constant - (1 if strict else 0), row))
    return found


def _right_is_positive(row: Row, relation: Relation, quantities: dict[int, Quantity]) -> bool:
    positive = all(c > 0 for _, c in relation.right.terms) and relation.right.constant >= 0
    return positive and all(quantities[q].floor is not None for name, q in row.terms if relation.right.of(name))


@lru_cache(maxsize=1024)
def _one_way(relation: Relation, share: Fraction, upward: bool) -> tuple[dict[str, Fraction], Fraction]:
    """One way of a relation as `coefficients * names + constant <= 0`, with a share of the right side as tolerance."""
    factor, direction = (1 + share, 1) if upward else (1 - share, -1)
    coefficients = {
        name: c
        for name in relation.names
        if (c := direction * (relation.left.of(name) - relation.right.of(name) * factor))
    }
    return coefficients, direction * (relation.left.constant - relation.right.constant * factor)


class LinearSystem:
    """Numbers and dates: positions are bounds of columns, rows are inequalities.

    `links` are pairs of quantities whose as-of windows overlap. Their positions must have a common value pair by
    pair; they are not one column, or a figure for May would tie the 3rd of May to the 20th.
    """

    def __init__(
        self, quantities: list[Quantity], constraints: list[Constraint], links: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.quantities = sorted(quantities, key=lambda quantity: quantity.id)
        self.constraints = constraints
        self.column = {quantity.id: number for number, quantity in enumerate(self.quantities)}
        self.positions = tuple(position for quantity in self.quantities for position in quantity.positions)
        self._held: list[list[int]] = [[] for _ in self.quantities]
        for index, position in enumerate(self.positions):
            self._held[self.column[position.quantity]].append(index)
        self._linked: dict[int, list[int]] = {}
        self._clashes: list[Kept] = []
        for one, other in sorted(links):
            self._linked.setdefault(one, []).append(other)
            self._linked.setdefault(other, []).append(one)
            for a, b in product(self._held[self.column[one]], self._held[self.column[other]]):
                if apart(self.positions[a], self.positions[b]) is not None:
                    self._clashes.append(frozenset({a, b}))
        self._made: _Solver | None = None
        self._rows = [
            (tuple((self.column[q], plain(c)) for q, c in constraint.coefficients), plain(constraint.bound))
            for constraint in constraints
        ]
        self._exact = Propagation(self._rows, len(self.quantities))

    @property
    def _solver(self) -> _Solver:
        if self._made is None:
            self._made = _Solver(self)
        return self._made

    def _bounds(self, kept: Kept) -> list[_Bound]:
        return [self._bound(number, kept) for number in range(len(self.quantities))]

    def _bound(self, number: int, kept: Kept) -> _Bound:
        low, high, low_by, high_by = self.quantities[number].floor, None, -1, -1
        for index in self._held[number]:
            if index in kept:
                position = self.positions[index]
                if position.lower is not None and (low is None or position.lower > low):
                    low, low_by = position.lower, index
                if position.upper is not None and (high is None or position.upper < high):
                    high, high_by = position.upper, index
        return _Bound(low, high, low_by, high_by)

    def conflict(self, kept: Kept) -> Kept | None:
        bounds = self._bounds(kept)
        for bound in bounds:
            if bound.low is not None and bound.high is not None and bound.low > bound.high:
                return frozenset({bound.low_by, bound.high_by} - {-1})
        for clash in self._clashes:
            if clash <= kept:
                return clash
        proof = self._infeasible(bounds)
        return None if proof is None else proof[1]

    def _infeasible(self, bounds: list[_Bound]) -> _Proof | None:
        """A proof, verified, that the bounds are impossible; None if they are possible. The solver is last."""
        if not self.constraints:
            return None
        try:
            if len(self.constraints) > PROPAGATED:
                raise Undecided
            multipliers = self._exact.infeasible(*_ends(bounds))
            return None if multipliers is None else self._verified(multipliers, bounds)
        except Undecided:
            ray = self._solver.infeasible(bounds)
        return None if ray is None else self._proof(ray, bounds)

    def _extremes(self, bounds: list[_Bound], column: int) -> tuple[Fraction | None, Fraction | None]:
        return self._extreme(bounds, column, lowest=True), self._extreme(bounds, column, lowest=False)

    def _extreme(self, bounds: list[_Bound], column: int, *, lowest: bool) -> Fraction | None:
        try:
            if len(self.constraints) > PROPAGATED:
                raise Undecided
            end = self._exact.extreme(*_ends(bounds), column, lowest=lowest)
            return None if end is None else Fraction(end)
        except Undecided:
            return self._solver.extreme(bounds, column, lowest=lowest)

    def _proof(self, ray: list[float], bounds: list[_Bound]) -> _Proof:
        """The solver's proof, exactly."""
        for multipliers in (_ratios(ray), _exact_multipliers(ray, self.constraints)):
            if multipliers is not None:
                with contextlib.suppress(Unsolved):
                    return self._verified(multipliers, bounds)
        raise Unsolved("the solver's proof does not hold in exact arithmetic")

    def _verified(self, multipliers: Sequence[Number], bounds: list[_Bound]) -> _Proof:
        """Add up the rows: their sum must be impossible within the bounds."""
        total: Number = 0
        combined: dict[int, Number] = {}
        if any(multiplier < 0 for multiplier in multipliers):
            raise Unsolved("a proof does not hold in exact arithmetic")
        for multiplier, (terms, row_bound) in zip(multipliers, self._rows, strict=True):
            if multiplier:
                total -= multiplier * row_bound
                for column, c in terms:
                    combined[column] = combined.get(column, 0) + multiplier * c
        used: set[int] = set()
        for column, c in combined.items():
            bound = bounds[column]
            value, by = (bound.low, bound.low_by) if c > 0 else (bound.high, bound.high_by)
            if not c:
                continue
            if value is None:
                raise Unsolved("a proof does not hold in exact arithmetic")
            total += c * plain(value)
            used.add(by)
        if total <= 0:
            raise Unsolved("a proof does not hold in exact arithmetic")
        return multipliers, frozenset(used - {-1})

    def rows_behind(self, kept: Kept) -> tuple[list[tuple[Fraction, Constraint]], Fraction]:
        """Why the kept positions are in conflict: multipliers with their constraints, and the gap.

        The gap is the least by which the figures must change, all changes added up.
        """
        for clash in self._clashes:
            if clash <= kept:
                one, other = sorted(clash)
                return [], apart(self.positions[one], self.positions[other]) or Fraction(0)
        proof = self._infeasible(self._bounds(kept))
        if proof is None:
            return [], Fraction(0)
        parts = [(Fraction(m), c) for m, c in zip(proof[0], self.constraints, strict=True) if m]
        return parts, self._solver.distance([self.positions[index] for index in sorted(kept)])

    def implied(self, kept: Kept, quantity: int) -> Range:
        bounds = self._bounds(kept)
        column = self.column[quantity]
        low, high = bounds[column].low, bounds[column].high
        for other in self._linked.get(quantity, ()):
            near = bounds[self.column[other]]
            low = near.low if low is None or (near.low is not None and near.low > low) else low
            high = near.high if high is None or (near.high is not None and near.high < high) else high
        if low is not None and high is not None and low > high:
            return high, low, None  # no one figure agrees with all of them: name the nearest on both sides
        alone = bounds[column]
        bounds[column] = _Bound(low, high, -1, -1)
        if self.constraints:
            try:
                low, high = self._extremes(bounds, column)
            except Unsolved:  # the rows leave nothing of what the linked figures want
                bounds[column] = alone
                low, high = self._extremes(bounds, column)
        if self.quantities[self.column[quantity]].is_whole:
            low = None if low is None else Fraction(low.__ceil__())
            high = None if high is None else Fraction(high.__floor__())
            if low is not None and high is not None and low > high:
                low, high = high, low  # no whole number fits: name the two beside the gap
        return low, high, None


@dataclass(frozen=True, slots=True)
class _Bound:
    """A column's bounds, and the positions that set them (-1: its floor)."""

    low: Fraction | None
    high: Fraction | None
    low_by: int
    high_by: int


_OPTIONS = {
    "output_flag": False,
    "presolve": "off",
    "threads": 1,
    "solver": "simplex",
    "simplex_iteration_limit": 200_000,
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}


def _rounded(value: Fraction) -> Fraction:
    """A solver's figure without the noise of doubles."""
    return round(value, 6).limit_denominator(1_000_000)


def _sides(position: Position) -> list[tuple[Fraction, int]]:
    """A position's bounds with the sign that makes each a lower one."""
    sides = ((position.lower, 1), (position.upper, -1))
    return [(bound, sign) for bound, sign in sides if bound is not None]


def _ratios(ray: list[float]) -> list[Fraction]:
    """The multipliers of an extreme ray are ratios of determinants: where those are small, these are exact."""
    largest = max(ray)
    kept = [value / largest if value > 1e-9 * largest else 0.0 for value in ray]
    smallest = min(value for value in kept if value)
    return [Fraction(value / smallest).limit_denominator(1_000_000) if value else Fraction(0) for value in kept]


def _exact_multipliers(ray: list[float], constraints: list[Constraint]) -> list[Fraction] | None:
    """The multipliers of an extreme ray, exactly: those under which the columns that cancel out in it do so."""
    largest = max(ray)
    rows = [number for number, value in enumerate(ray) if value > 1e-9 * largest]
    totals: dict[int, float] = {}
    for number in rows:
        for quantity, c in constraints[number].coefficients:
            totals[quantity] = totals.get(quantity, 0.0) + ray[number] * float(c)
    cancelled = [quantity for quantity, total in totals.items() if abs(total) <= 1e-7 * largest]
    # Gauss and Jordan: one equation a cancelled column, one unknown a row, and a single ray of solutions
    table = [[dict(constraints[number].coefficients).get(q, Fraction(0)) for number in rows] for q in cancelled]
    pivots: list[int] = []
    for column in range(len(rows)):
        at = next((r for r in range(len(pivots), len(table)) if table[r][column]), None)
        if at is None:
            continue
        table[len(pivots)], table[at] = table[at], table[len(pivots)]
        pivot = table[len(pivots)]
        pivot[:] = [value / pivot[column] for value in pivot]
        for other in table:
            if other is not pivot and other[column]:
                factor = other[column]
                other[:] = [value - factor * by for value, by in zip(other, pivot, strict=True)]
        pivots.append(column)
    free = [column for column in range(len(rows)) if column not in pivots]
    if len(free) != 1:
        return None
    exact = {rows[free[0]]: Fraction(1)}
    for pivot, column in zip(table, pivots, strict=False):
        exact[rows[column]] = -pivot[free[0]]
    multipliers = [exact.get(number, Fraction(0)) for number in range(len(ray))]
    return multipliers if all(value >= 0 for value in multipliers) else None


def _ends(bounds: list[_Bound]) -> tuple[list[Number | None], list[Number | None]]:
    low = [None if bound.low is None else plain(bound.low) for bound in bounds]
    high = [None if bound.high is None else plain(bound.high) for bound in bounds]
    return low, high


class _Solver:
    """One HiGHS model, whose column bounds change from question to question."""

    def __init__(self, system: LinearSystem) -> None:
        import highspy
        import numpy

        self.highspy, self.numpy, self.system = highspy, numpy, system
        self.infinity = highspy.kHighsInf
        finite = [
            abs(bound)
            for position in system.positions
            for bound in (position.lower, position.upper)
            if bound is not None
        ]
        middle = [p.lower for p in system.positions if p.lower is not None]
        # dates are large numbers close together: count from the earliest of them
        self.origin = (
            min(middle, default=Fraction(0)) if all(q.floor is None for q in system.quantities) else Fraction(0)
        )
        size = (
            max((abs(value - self.origin) for value in middle), default=Fraction(0))
            if self.origin
            else max(finite, default=Fraction(0))
        )
        # the solver's tolerances are absolute: bring the largest bound near to 1,000, by a power of two so that
        # no bound is rounded
        self.scale = Fraction(2) ** (10 - int(size).bit_length()) if size > 0 else Fraction(1)
        self.every = numpy.arange(len(system.quantities), dtype=numpy.int32)

    @cached_property
    def model(self) -> Any:
        """The rows, whose columns' bounds are still to be set."""
        model = new_model(_OPTIONS)
        model.passModel(self._program())
        return model

    def _program(self, extra: int = 0) -> Any:
        """The rows, over the quantities' columns and `extra` others."""
        numpy, system = self.numpy, self.system
        program = self.highspy.HighsLp()
        columns = len(system.quantities) + extra
        program.num_col_, program.num_row_ = columns, len(system.constraints)
        program.col_cost_ = numpy.zeros(columns)
        program.col_lower_ = numpy.full(columns, -self.infinity)
        program.col_upper_ = numpy.full(columns, self.infinity)
        starts, index, value, upper = [0], [], [], []
        for constraint in system.constraints:
            shift = sum((c for _, c in constraint.coefficients), Fraction(0)) * self.origin
            index += [system.column[quantity] for quantity, _ in constraint.coefficients]
            value += [float(c) for _, c in constraint.coefficients]
            upper.append(float((constraint.bound - shift) * self.scale))
            starts.append(len(index))
        program.row_lower_ = numpy.full(len(upper), -self.infinity)
        program.row_upper_ = numpy.array(upper)
        program.a_matrix_.format_ = self.highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = numpy.array(starts)
        program.a_matrix_.index_ = numpy.array(index)
        program.a_matrix_.value_ = numpy.array(value)
        return program

    def _scaled(self, value: Fraction | None, default: float) -> float:
        return default if value is None else float((value - self.origin) * self.scale)

    def _set_bounds(self, bounds: list[_Bound]) -> None:
        low = self.numpy.array([self._scaled(bound.low, -self.infinity) for bound in bounds])
        high = self.numpy.array([self._scaled(bound.high, self.infinity) for bound in bounds])
        self.model.changeColsBounds(len(bounds), self.every, low, high)

    def _run(self) -> Any:
        """The status of the model; a run from the last basis that ends in doubt is made again from none."""
        known = self.highspy.HighsModelStatus
        self.model.run()
        status = self.model.getModelStatus()
        if status not in (known.kOptimal, known.kInfeasible, known.kUnbounded):
            self.model.clearSolver()
            self.model.run()
            status = self.model.getModelStatus()
        return status

    def infeasible(self, bounds: list[_Bound]) -> list[float] | None:
        """Multipliers of the rows that prove the system impossible (a Farkas ray); None if it is possible."""
        self._set_bounds(bounds)
        status = self._run()
        if status == self.highspy.HighsModelStatus.kOptimal:
            return None
        if status != self.highspy.HighsModelStatus.kInfeasible:
            raise Unsolved(f"the solver stopped: {self.model.modelStatusToString(status)}")
        _, found, ray = self.model.getDualRay()
        if not found:
            raise Unsolved("the solver gave no proof")
        return [abs(float(value)) for value in ray]

    def distance(self, positions: list[Position]) -> Fraction:
        """The least total change of the positions after which all can be true."""
        quantities = len(self.system.quantities)
        bounds = [(position, bound, sign) for position in positions for bound, sign in _sides(position)]
        columns = quantities + len(bounds)
        model = new_model(_OPTIONS)
        program = self._program(extra=len(bounds))
        program.col_cost_ = self.numpy.array([0.0] * quantities + [1.0] * len(bounds))
        floors = [self._scaled(quantity.floor, -self.infinity) for quantity in self.system.quantities]
        program.col_lower_ = self.numpy.array(floors + [0.0] * len(bounds))
        program.col_upper_ = self.numpy.full(columns, self.infinity)
        model.passModel(program)
        for number, (position, bound, sign) in enumerate(bounds):  # sign * x + change >= sign * bound
            index = self.numpy.array([self.system.column[position.quantity], quantities + number], dtype="int32")
            least = sign * self._scaled(bound, 0.0)
            model.addRow(least, self.infinity, 2, index, self.numpy.array([float(sign), 1.0]))
        model.run()
        if model.getModelStatus() != self.highspy.HighsModelStatus.kOptimal:
            raise Unsolved("the distance to agreement was not found")
        return _rounded(Fraction(float(model.getInfo().objective_function_value)) / self.scale)

    def extreme(self, bounds: list[_Bound], column: int, *, lowest: bool) -> Fraction | None:
        """The least or greatest value of a column; None if it is unbounded."""
        self._set_bounds(bounds)
        self.model.changeColCost(column, 1.0 if lowest else -1.0)
        status = self._run()
        answer = float(self.model.getInfo().objective_function_value)
        self.model.changeColCost(column, 0.0)
        if status in (self.highspy.HighsModelStatus.kUnbounded, self.highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status != self.highspy.HighsModelStatus.kOptimal:
            raise Unsolved(f"the solver stopped: {self.model.modelStatusToString(status)}")
        value = Fraction(answer if lowest else -answer) / self.scale + self.origin
        return _rounded(value)


class ChoiceSystem:
    """Categories: all that hold on one day must have a common value."""

    def __init__(self, quantities: list[Quantity], links: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(quantities, key=lambda quantity: quantity.id)
        self.positions = tuple(position for quantity in ordered for position in quantity.positions)
        self._held: dict[int, list[int]] = {}
        for index, position in enumerate(self.positions):
            self._held.setdefault(position.quantity, []).append(index)
        self._linked: dict[int, list[int]] = {}
        begins = {quantity.id: quantity.as_of.first for quantity in ordered}
        together = {quantity.id: [quantity.id] for quantity in ordered}  # what holds on the day on which it begins
        for one, other in sorted(links):
            self._linked.setdefault(one, []).append(other)
            self._linked.setdefault(other, []).append(one)
            for a, b in ((one, other), (other, one)):
                if begins[b] <= begins[a]:
                    together[a].append(b)
        self._days = [frozenset(i for member in members for i in self._held[member]) for members in together.values()]

    def conflict(self, kept: Kept) -> Kept | None:
        for day in self._days:
            common = self._common(kept & day)
            if common is not None and common.is_empty:
                return kept & day
        return None

    def _common(self, kept: Kept) -> Choices | None:
        common: Choices | None = None
        for index in sorted(kept):
            choices = self.positions[index].choices
            if choices is not None:
                common = choices if common is None else common.meet(choices)
        return common

    def implied(self, kept: Kept, quantity: int) -> Range:
        near = [quantity, *self._linked.get(quantity, ())]
        members = frozenset(index for each in near for index in self._held[each])
        return None, None, self._common(kept & members)
