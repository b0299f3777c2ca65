"""The linear program behind a system: HiGHS in doubles, whose answers others verify in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from msgspec import Struct

from checker.engine.findings import Position
from checker.engine.highs import new_model
from checker.engine.propagation import Number, Terms

_OPTIONS = {
    "output_flag": False,
    "presolve": "off",
    "threads": 1,
    "solver": "simplex",
    "simplex_iteration_limit": 200_000,
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}
_NEGLIGIBLE = 1e-9


class Unsolved(Exception):
    """The solver gave no answer, or one that exact arithmetic does not confirm."""


class Bound(Struct, frozen=True):
    """A column's bounds, and the positions that set them (-1: its floor)."""

    low: Number | None
    high: Number | None
    low_by: int = -1
    high_by: int = -1

    @property
    def is_crossed(self) -> bool:
        return self.low is not None and self.high is not None and self.low > self.high

    def by(self, is_low: bool) -> int:
        """The position that sets one of the two."""
        return self.low_by if is_low else self.high_by


class Solver:
    """One HiGHS model, whose column bounds change from question to question.

    `rows` are inequalities `sum of c * column <= bound`; `floors` the least value of each column.
    """

    def __init__(
        self,
        rows: Sequence[tuple[Terms, Number]],
        floors: Sequence[Number | None],
        positions: Sequence[Position],
    ) -> None:
        import highspy
        import numpy

        self.highspy, self.numpy = highspy, numpy
        self.rows, self.floors = rows, floors
        self.infinity = highspy.kHighsInf
        lowest = [p.lower for p in positions if p.lower is not None]
        # dates are large numbers close together: count from the earliest of them
        self.origin = min(lowest, default=Fraction(0)) if all(floor is None for floor in floors) else Fraction(0)
        values = lowest if self.origin else [*lowest, *(p.upper for p in positions if p.upper is not None)]
        size = max((abs(value - self.origin) for value in values), default=Fraction(0))
        # the solver's tolerances are absolute: bring the largest bound near to 1,000, by a power of two so that
        # no bound is rounded
        self.scale = Fraction(2) ** (10 - int(size).bit_length()) if size > 0 else Fraction(1)
        self.every = numpy.arange(len(floors), dtype=numpy.int32)

    @cached_property
    def model(self) -> Any:
        """The rows, whose columns' bounds are still to be set."""
        model = new_model(_OPTIONS)
        model.passModel(self._program())
        return model

    def _program(self, extra: int = 0) -> Any:
        numpy = self.numpy
        program = self.highspy.HighsLp()
        columns = len(self.floors) + extra
        program.num_col_, program.num_row_ = columns, len(self.rows)
        program.col_cost_ = numpy.zeros(columns)
        program.col_lower_ = numpy.full(columns, -self.infinity)
        program.col_upper_ = numpy.full(columns, self.infinity)
        starts, index, value, upper = [0], [], [], []
        for terms, bound in self.rows:
            shift = sum((c for _, c in terms), Fraction(0)) * self.origin
            index += [column for column, _ in terms]
            value += [float(c) for _, c in terms]
            upper.append(float((bound - shift) * self.scale))
            starts.append(len(index))
        program.row_lower_ = numpy.full(len(upper), -self.infinity)
        program.row_upper_ = numpy.array(upper)
        program.a_matrix_.format_ = self.highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = numpy.array(starts)
        program.a_matrix_.index_ = numpy.array(index)
        program.a_matrix_.value_ = numpy.array(value)
        return program

    def _scaled(self, value: Number | None, default: float) -> float:
        return default if value is None else float((value - self.origin) * self.scale)

    def _set_bounds(self, bounds: Sequence[Bound]) -> None:
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

    def infeasible(self, bounds: Sequence[Bound]) -> list[float] | None:
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

    def solution(self, bounds: Sequence[Bound]) -> list[Fraction]:
        """A solution of a possible system, without the noise of doubles; to be verified."""
        if self.infeasible(bounds) is not None:
            raise Unsolved("the solver contradicts itself")
        values = self.model.getSolution().col_value
        return [rounded(Fraction(float(value)) / self.scale + self.origin) for value in values]

    def distance(self, columns: Sequence[int], positions: Sequence[Position]) -> Fraction:
        """The least total change of the positions (each of its column) after which all can be true."""
        count = len(self.floors)
        bounds = [
            (column, bound, sign)
            for column, position in zip(columns, positions, strict=True)
            for bound, sign in ((position.lower, 1), (position.upper, -1))
            if bound is not None
        ]
        model = new_model(_OPTIONS)
        program = self._program(extra=len(bounds))
        program.col_cost_ = self.numpy.array([0.0] * count + [1.0] * len(bounds))
        floors = [self._scaled(floor, -self.infinity) for floor in self.floors]
        program.col_lower_ = self.numpy.array(floors + [0.0] * len(bounds))
        model.passModel(program)
        for number, (column, bound, sign) in enumerate(bounds):  # sign * x + change >= sign * bound
            index = self.numpy.array([column, count + number], dtype="int32")
            least = sign * self._scaled(bound, 0.0)
            model.addRow(least, self.infinity, 2, index, self.numpy.array([float(sign), 1.0]))
        model.run()
        if model.getModelStatus() != self.highspy.HighsModelStatus.kOptimal:
            raise Unsolved("the distance to agreement was not found")
        return rounded(Fraction(float(model.getInfo().objective_function_value)) / self.scale)

    def extreme(self, bounds: Sequence[Bound], column: int, *, lowest: bool) -> Fraction | None:
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
        return rounded(value)


def rounded(value: Fraction) -> Fraction:
    """A solver's figure without the noise of doubles."""
    return round(value, 6).limit_denominator(1_000_000)


def ratios(ray: Sequence[float]) -> list[Fraction]:
    """The multipliers of an extreme ray are ratios of determinants: where those are small, these are exact."""
    largest = max(ray)
    kept = [value / largest if value > _NEGLIGIBLE * largest else 0.0 for value in ray]
    smallest = min(value for value in kept if value)
    return [Fraction(value / smallest).limit_denominator(1_000_000) if value else Fraction(0) for value in kept]


def exact_multipliers(ray: Sequence[float], rows: Sequence[tuple[Terms, Number]]) -> list[Fraction] | None:
    """The multipliers of an extreme ray, exactly: those under which the columns that cancel out in it do so."""
    largest = max(ray)
    used = [number for number, value in enumerate(ray) if value > _NEGLIGIBLE * largest]
    totals: dict[int, float] = {}
    for number in used:
        for column, c in rows[number][0]:
            totals[column] = totals.get(column, 0.0) + ray[number] * float(c)
    cancelled = [column for column, total in totals.items() if abs(total) <= 1e-7 * largest]
    # one equation a cancelled column, one unknown a row, and a single ray of solutions
    equations: dict[int, dict[int, Fraction]] = {column: {} for column in cancelled}
    for number in used:
        for column, c in rows[number][0]:
            if column in equations:
                equations[column][number] = Fraction(c)
    exact = _single_solution(list(equations.values()), used)
    if exact is None or any(value < 0 for value in exact.values()):
        return None
    return [exact.get(number, Fraction(0)) for number in range(len(ray))]


def _single_solution(equations: list[dict[int, Fraction]], unknowns: Sequence[int]) -> dict[int, Fraction] | None:
    """What solves equations whose right sides are zero, up to a factor; None unless one unknown alone is free.

    Each equation is solved for one unknown by others that none before it is solved for: few are tied, so this is
    about as much work as there are coefficients.
    """
    solved: dict[int, dict[int, Fraction]] = {}
    for equation in sorted(equations, key=len):
        left = dict(equation)
        while (known := next((unknown for unknown in left if unknown in solved), None)) is not None:
            factor = left.pop(known)
            for other, c in solved[known].items():
                left[other] = left.get(other, Fraction(0)) + factor * c
                if not left[other]:
                    del left[other]
        if left:
            pivot = min(left)
            factor = -left.pop(pivot)
            solved[pivot] = {other: c / factor for other, c in left.items()}
    free = [unknown for unknown in unknowns if unknown not in solved]
    if len(free) != 1:
        return None
    values = {free[0]: Fraction(1)}
    for unknown, by in reversed(solved.items()):
        values[unknown] = sum((c * values[other] for other, c in by.items()), Fraction(0))
    return values
