"""Rows that share quantities, as one system that can or cannot hold: the question the solver is asked.

`LinearSystem` propagates bounds, then asks HiGHS, whose answers are verified in fractions: an impossible system comes
with multipliers (Farkas), and their combination of rows and bounds must be impossible; a possible one with a solution
that must keep all rows.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import chain, combinations

from msgspec import Struct

from checker.engine.constraints import Constraint
from checker.engine.findings import Position, Quantity
from checker.engine.propagation import Number, Propagation, Undecided, fraction_or_none, plain, plain_or_none
from checker.engine.solver import Bound, Solver, Unsolved, exact_multipliers, ratios, rounded
from checker.engine.vertices import corner

Kept = frozenset[int]
"""Indices into a system's positions."""

Ends = tuple[Fraction | None, Fraction | None]

PROPAGATED = 100
"""Inequalities beyond which the solver is asked at once: propagation in fractions would take longer."""

REMEMBERED = 200
"""Sets of positions of which a solution is known."""

SIMPLIFIED = 8
"""Rows of a proof up to which fewer of them are tried."""

PAIRED = 30
"""Rows up to which each two are added up before the solver is asked."""


class Proof(Struct, frozen=True):
    """Why kept positions cannot all be true: the multipliers of the rows whose sum is impossible, and the positions
    that it rests on. `bounding` are all that have a part in the sum, also where it is impossible without them."""

    multipliers: Sequence[Number]
    positions: Kept
    bounding: Kept


class LinearSystem:
    """Numbers and dates: positions are bounds of columns, rows are inequalities.

    `quantity_of` is the quantity that each position bounds. `links` are quantities whose positions must have a common
    value pair by pair, which others look after; here they narrow what is implied. They are not one column, or a figure
    for May would tie the 3rd of May to the 20th.
    """

    def __init__(
        self,
        quantities: Sequence[Quantity],
        positions: Sequence[Position],
        quantity_of: Sequence[int],
        constraints: Sequence[Constraint],
        links: Mapping[int, Sequence[int]],
    ) -> None:
        self.quantities, self.positions, self.links = quantities, positions, links
        self.quantity_of = quantity_of
        self.constraints = constraints
        self.column = {quantity.id: number for number, quantity in enumerate(quantities)}
        self._held: list[list[int]] = [[] for _ in quantities]
        for index, quantity in enumerate(quantity_of):
            self._held[self.column[quantity]].append(index)
        # whole numbers are many times faster than fractions
        self._floors = [plain_or_none(quantity.figure.floor) for quantity in quantities]
        self._ends = [(plain_or_none(position.lower), plain_or_none(position.upper)) for position in positions]
        self._made: Solver | None = None
        self._rows = [
            (tuple((self.column[q], plain(c)) for q, c in constraint.coefficients), plain(constraint.bound))
            for constraint in constraints
        ]
        self._exact = Propagation(self._rows, len(quantities))
        self._solved: list[Kept] = []  # with a solution in fractions
        self._proofs: dict[Kept, Proof] = {}
        self._plainest: dict[Kept, Proof | None] = {}

    @property
    def _solver(self) -> Solver:
        if self._made is None:
            self._made = Solver(self._rows, self._floors, self.positions)
        return self._made

    def _bounds(self, kept: Kept) -> list[Bound]:
        return [self._bound(number, kept) for number in range(len(self.quantities))]

    def _bound(self, number: int, kept: Kept) -> Bound:
        low, high, low_by, high_by = self._floors[number], None, -1, -1
        for index in self._held[number]:
            if index in kept:
                lower, upper = self._ends[index]
                if lower is not None and (low is None or lower > low):
                    low, low_by = lower, index
                if upper is not None and (high is None or upper < high):
                    high, high_by = upper, index
        return Bound(low, high, low_by, high_by)

    def conflict(self, kept: Kept) -> Proof | None:
        """None if the kept positions can all be true, else why not. Raises Unsolved where the solver gives up."""
        if kept in self._proofs:
            return self._proofs[kept]
        proof = self._conflict(kept)
        if proof is not None and len(self._proofs) < REMEMBERED:
            self._proofs[kept] = proof
        return proof

    def _conflict(self, kept: Kept) -> Proof | None:
        bounds = self._bounds(kept)
        for bound in bounds:
            if bound.is_crossed:
                crossed = frozenset({bound.low_by, bound.high_by} - {-1})
                return Proof((), crossed, crossed)
        if not self.constraints:
            return None
        try:
            if len(self.constraints) > PROPAGATED:
                raise Undecided
            multipliers = self._exact.infeasible(*_ends(bounds))
        except Undecided:  # the solver is last: to load it takes longer than to look at each two of a few rows
            rows = range(len(self.constraints))
            few = self._added_once(rows, [1, 2], bounds) if len(rows) <= PAIRED else None
            ray = None if few else self._solver.infeasible(bounds)
            return few if ray is None else self._proof(ray, bounds)
        if multipliers is None and len(self._solved) < REMEMBERED:
            self._solved.append(kept)
        return None if multipliers is None else self._verified(multipliers, bounds)

    def plainest(self, kept: Kept) -> Proof | None:
        """The conflict of kept positions by as few rows as can be, each taken once where that is enough.

        Bounds that go back and forth between two rows make a proof of "17 times" the one and 16 times the other.
        """
        if kept not in self._plainest:
            self._plainest[kept] = self._simplified(kept)
        return self._plainest[kept]

    def _simplified(self, kept: Kept) -> Proof | None:
        proof = self.conflict(kept)
        if proof is None or sum(proof.multipliers) <= 1:
            return proof
        bounds = self._bounds(kept)
        rows = [number for number, multiplier in enumerate(proof.multipliers) if multiplier]
        found = self._added_once(range(len(self.constraints)), [1], bounds)
        if found is None and len(rows) <= SIMPLIFIED:
            found = self._added_once(rows, range(2, len(rows) + 1), bounds)
        return found or proof

    def _added_once(self, rows: Sequence[int], counts: Iterable[int], bounds: list[Bound]) -> Proof | None:
        """The first so many of some rows that are impossible as they are, added up."""
        for few in chain.from_iterable(combinations(rows, count) for count in counts):
            with contextlib.suppress(Unsolved):
                return self._verified([int(number in few) for number in range(len(self.constraints))], bounds)
        return None

    def confirm(self, kept: Kept) -> None:
        """Raises Unsolved unless a solution with the kept positions holds in fractions."""
        if not self.constraints or any(kept <= known for known in self._solved):
            return
        bounds = self._bounds(kept)
        with contextlib.suppress(Undecided):
            if self._exact.infeasible(*_ends(bounds)) is None:
                return
            raise Unsolved("an explanation does not hold in exact arithmetic")
        values = self._solver.solution(bounds)
        if corner(values, bounds, self._rows) is None:
            with contextlib.suppress(Undecided):
                self._exact.near(*_ends(bounds), values)
                return
            raise Unsolved("an explanation does not hold in exact arithmetic")

    def _extremes(self, bounds: list[Bound], column: int) -> tuple[Number | None, Number | None]:
        if len(self.constraints) <= PROPAGATED:
            with contextlib.suppress(Undecided):
                return self._exact.extremes(*_ends(bounds), column)
        least = self._solver.extreme(bounds, column, lowest=True)
        return least, self._solver.extreme(bounds, column, lowest=False)

    def _proof(self, ray: list[float], bounds: list[Bound]) -> Proof:
        """The solver's proof, exactly."""
        for multipliers in (ratios(ray), exact_multipliers(ray, self._rows)):
            if multipliers is not None:
                with contextlib.suppress(Unsolved):
                    return self._verified(multipliers, bounds)
        raise Unsolved("the solver's proof does not hold in exact arithmetic")

    def _verified(self, multipliers: Sequence[Number], bounds: list[Bound]) -> Proof:
        """Add up the rows: their sum must be impossible within the bounds."""
        if any(multiplier < 0 for multiplier in multipliers):
            raise Unsolved("a proof does not hold in exact arithmetic")
        total, combined = self._sum(multipliers)
        needed: set[int] = set()
        spare: list[tuple[Number, int]] = []
        for column, c in combined:
            bound, floor = bounds[column], self._floors[column]
            value, by = (bound.low, bound.low_by) if c > 0 else (bound.high, bound.high_by)
            if value is None:
                raise Unsolved("a proof does not hold in exact arithmetic")
            total += c * value
            if c > 0 and floor is not None:
                spare.append((c * (value - floor), by))
            else:
                needed.add(by)
        if total <= 0:
            raise Unsolved("a proof does not hold in exact arithmetic")
        bounding = frozenset({*needed, *(by for _, by in spare)} - {-1})
        for less, by in sorted(spare):  # without these the sum is still impossible
            if less < total:
                total -= less
            else:
                needed.add(by)
        return Proof(multipliers, frozenset(needed - {-1}), bounding)

    def _sum(self, multipliers: Sequence[Number]) -> tuple[Number, list[tuple[int, Number]]]:
        """The rows added up: what their bounds take from the sum, and the coefficient of each column that is left."""
        total: Number = 0
        combined: dict[int, Number] = {}
        for multiplier, (terms, row_bound) in zip(multipliers, self._rows, strict=True):
            if multiplier:
                total -= multiplier * row_bound
                for column, c in terms:
                    combined[column] = combined.get(column, 0) + multiplier * c
        return total, [(column, c) for column, c in combined.items() if c]

    def widened(self, proof: Proof) -> list[Kept]:
        """The same proof with room: for each quantity the positions of which any one is enough for it.

        A proof has slack: weaker bounds than those of the kept positions do as well, the cheapest first.
        """
        slack, combined = self._sum(proof.multipliers)
        by_column = {self.column[self.quantity_of[index]]: index for index in proof.bounding}
        chosen: dict[int, int] = {}
        steps: list[tuple[Number, int]] = []
        ladders: dict[int, list[tuple[Number, int]]] = {}
        for column, c in combined:
            if column not in by_column:
                slack += c * (self._floors[column] or 0)
                continue
            ladders[column] = self._ladder(column, c)
            chosen[column] = next(at for at, (_, index) in enumerate(ladders[column]) if index == by_column[column])
            slack += ladders[column][chosen[column]][0]
            self._next_step(steps, ladders[column], chosen[column], column)
        while steps and steps[0][0] < slack:
            less, column = heappop(steps)
            slack -= less
            chosen[column] += 1
            self._next_step(steps, ladders[column], chosen[column], column)
        return [frozenset(index for _, index in ladders[column][: at + 1]) for column, at in sorted(chosen.items())]

    def _ladder(self, column: int, c: Number) -> list[tuple[Number, int]]:
        """What each position of a column adds to a proof, the most first."""
        ends = [
            (end, index) for index in self._held[column] if (end := self._ends[index][0 if c > 0 else 1]) is not None
        ]
        return sorted(((c * end, index) for end, index in ends), key=lambda each: (-each[0], each[1]))

    @staticmethod
    def _next_step(steps: list[tuple[Number, int]], ladder: list[tuple[Number, int]], at: int, column: int) -> None:
        if at + 1 < len(ladder):
            heappush(steps, (ladder[at][0] - ladder[at + 1][0], column))

    def rows_of(self, proof: Proof) -> list[tuple[Fraction, Constraint]]:
        """The rows of a proof with their multipliers."""
        if not proof.multipliers:
            return []
        return [(Fraction(m), c) for m, c in zip(proof.multipliers, self.constraints, strict=True) if m]

    def distance(self, kept: Kept) -> Fraction:
        """The least by which kept positions must change, all changes added up, so that all can be true."""
        if (least := self._by_one_change(kept)) is not None:
            return least
        members = sorted(kept)
        columns = [self.column[self.quantity_of[index]] for index in members]
        return self._solver.distance(columns, [self.positions[index] for index in members])

    def _by_one_change(self, kept: Kept) -> Fraction | None:
        """The same, where a proof shows that no change is less than one of a single bound; None if that is not sure.

        Changes of the bounds in a proof must make up for what it is off by, each with the weight of its column. So the
        one of the greatest weight needs the least, and that is enough if all can be true after it.
        """
        proof = self.plainest(kept) if len(self.constraints) <= PROPAGATED else None
        if proof is None or not proof.multipliers:
            return None
        bounds = self._bounds(kept)
        try:
            column, weight, change = self._least_change(proof.multipliers, bounds)
            low, high = _ends(bounds)
            end = (low[column] or 0) - change if weight > 0 else (high[column] or 0) + change
            low[column] = high[column] = end
            if len(kept.intersection(self._held[column])) > 1 or _is_below(end, self._floors[column]):
                return None
            return rounded(Fraction(change)) if self._exact.infeasible(low, high) is None else None
        except Undecided:
            return None

    def _least_change(self, multipliers: Sequence[Number], bounds: list[Bound]) -> tuple[int, Number, Number]:
        """The column of the greatest weight in a proof that a position bounds, and the change that it needs alone."""
        off, combined = self._sum(multipliers)
        heaviest = 0
        weight: Number = 0
        total: Number = off
        for column, c in combined:
            total += c * ((bounds[column].low if c > 0 else bounds[column].high) or 0)
            if bounds[column].by(c > 0) >= 0 and _size(c) > _size(weight):
                heaviest, weight = column, c
        if not weight:
            raise Undecided
        return heaviest, weight, plain(Fraction(total) / _size(weight))

    def implied(self, kept: Kept, quantity: int) -> Ends:
        """The range that the kept positions leave to a quantity. What cannot be named exactly is left open."""
        column = self.column[quantity]
        alone = self._bound(column, kept)
        low, high = alone.low, alone.high
        for other in self.links.get(quantity, ()):
            near = self._bound(self.column[other], kept)
            low = near.low if low is None or (near.low is not None and near.low > low) else low
            high = near.high if high is None or (near.high is not None and near.high < high) else high
        if low is not None and high is not None and low > high:
            # no one figure agrees with all of them: name the nearest on both sides
            return fraction_or_none(high), fraction_or_none(low)
        if self.constraints:
            bounds = self._bounds(kept)
            bounds[column] = Bound(low, high)
            try:
                low, high = self._extremes(bounds, column)
            except Unsolved:  # the rows leave nothing of what the linked figures want
                bounds[column] = alone
                low, high = self._extremes(bounds, column)
        if self.quantities[column].figure.is_whole:
            low = None if low is None else math.ceil(low)
            high = None if high is None else math.floor(high)
            if low is not None and high is not None and low > high:
                low, high = high, low  # no whole number fits: name the two beside the gap
        return fraction_or_none(low), fraction_or_none(high)


def _ends(bounds: list[Bound]) -> tuple[list[Number | None], list[Number | None]]:
    return [bound.low for bound in bounds], [bound.high for bound in bounds]


def _size(value: Number) -> Number:
    return value if value >= 0 else -value


def _is_below(value: Number | None, floor: Number | None) -> bool:
    return value is not None and floor is not None and value < floor
