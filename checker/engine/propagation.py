"""Bounds that follow from bounds, in exact arithmetic: what settles most questions before a solver is asked.

Each row gives its columns new bounds as long as any bound moves. Where bounds cross, the rows that moved them are
the proof; else every column in turn, the narrowest first, is set to its lowest value. What this leaves open is
`Undecided`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Number = int | Fraction
Terms = tuple[tuple[int, Number], ...]
Step = tuple[int, Number, tuple[tuple[Number, "Step"], ...]]
"""Where a bound comes from: the row, its coefficient there, the steps of the bounds it was made from (weighted)."""

ROUNDS = 20
LEAP = 4
"""How many times as far out a solution is looked for where low ends move up without end."""
LONGEST_PROOF = 2_000


class Undecided(Exception):
    """Neither a proof nor a solution was found."""


def plain(value: Number) -> Number:
    """Whole numbers as int, which is many times faster."""
    return value.numerator if value.denominator == 1 else value


def plain_or_none(value: Number | None) -> Number | None:
    """`plain` of a bound that may be missing."""
    return None if value is None else plain(value)


def fraction_or_none(value: Number | None) -> Fraction | None:
    """The reverse."""
    return None if value is None else Fraction(value)


def _at_zero(bounds: list[Number | None]) -> list[Number | None]:
    return [None if bound is None else 0 for bound in bounds]


class Propagation:
    """Rows `sum of c * x <= bound`, given once; bounds of columns, given with each question."""

    def __init__(self, rows: Sequence[tuple[Terms, Number]], columns: int) -> None:
        # in whole numbers, which are many times faster; the proofs are scaled back
        self.scales = [lcm(bound.denominator, *(c.denominator for _, c in terms)) for terms, bound in rows]
        self.rows: list[tuple[Terms, Number]] = [
            (tuple((column, plain(c * scale)) for column, c in terms), plain(bound * scale))
            for (terms, bound), scale in zip(rows, self.scales, strict=True)
        ]
        self.touching: list[list[int]] = [[] for _ in range(columns)]
        for number, (terms, _) in enumerate(rows):
            for column, _ in terms:
                self.touching[column].append(number)

    def infeasible(self, low: list[Number | None], high: list[Number | None]) -> list[Number] | None:
        """Multipliers of the rows that prove these bounds impossible; None if a solution was found."""
        run = _Run(self.rows, self.touching, low, high)
        try:
            proof = run.tighten(range(len(self.rows)))
        except Undecided:
            run, proof = self._further_out(run), None
        if proof is not None:
            return [multiplier * scale for multiplier, scale in zip(proof, self.scales, strict=True)]
        run.settle()
        return None

    def _further_out(self, run: _Run) -> _Run:
        """A question whose solutions are some of those of another: what may be of any size is large. Else Undecided.

        Rows with a tolerance may move two low ends in turn, by a little less each time: 196 and what came make a total
        within 1 %, and so do 396 and what came.
        """
        low = [
            end * LEAP if end and end > 0 and high is None else end for end, high in zip(run.low, run.high, strict=True)
        ]
        further = _Run(self.rows, self.touching, low, run.high)
        further.is_proving = False
        if further.tighten(range(len(self.rows))) is not None:
            raise Undecided
        return further

    def near(self, low: Sequence[Number | None], high: Sequence[Number | None], values: Sequence[Fraction]) -> None:
        """A solution within these bounds that is near to some values, such as a solver's; Undecided if none is found.

        Each value is kept as far as the rows leave it, so what they determine is exact.
        """
        run = _Run(self.rows, self.touching, list(low), list(high))
        if run.tighten(range(len(self.rows))) is not None:
            raise Undecided
        run.is_proving = False
        for column in sorted(range(len(values)), key=run._width):
            least, most = run.low[column], run.high[column]
            if least is None or least != most:
                wanted: Number = plain(values[column])
                wanted = least if least is not None and wanted < least else wanted
                wanted = most if most is not None and wanted > most else wanted
                run.set(column, wanted)

    def extremes(
        self, low: list[Number | None], high: list[Number | None], column: int
    ) -> tuple[Number | None, Number | None]:
        """The least and the greatest value of a column of a possible system; None where it is unbounded."""
        run = _Run(self.rows, self.touching, low, high)
        if run.tighten(range(len(self.rows))) is not None:
            raise Undecided
        return self._end(run, run.low[column], low, high, column, -1), self._end(
            run, run.high[column], low, high, column, 1
        )

    def _end(
        self,
        run: _Run,
        end: Number | None,
        low: list[Number | None],
        high: list[Number | None],
        column: int,
        direction: int,
    ) -> Number | None:
        """An end that bounds leave, if it can be reached."""
        if end is not None:
            run = _Run(self.rows, self.touching, run.low, run.high)
        else:
            # unbounded, if all can move on and on that way: a solution of the system without its constants
            still = [(terms, 0) for terms, _ in self.rows]
            run = _Run(still, self.touching, _at_zero(low), _at_zero(high))
        run.set(column, direction if end is None else end)
        run.settle()
        return end


class _Run:
    """One question: the bounds so far, and where each of them comes from."""

    def __init__(
        self,
        rows: Sequence[tuple[Terms, Number]],
        touching: list[list[int]],
        low: list[Number | None],
        high: list[Number | None],
    ) -> None:
        self.rows, self.touching, self.low, self.high = rows, touching, list(low), list(high)
        self.from_low: list[Step | None] = [None] * len(low)
        self.from_high: list[Step | None] = [None] * len(low)
        self.left = ROUNDS * len(rows) + len(low)
        self.is_proving = True

    def tighten(self, numbers: Sequence[int]) -> list[Number] | None:
        """Move bounds until none moves; the multipliers of a proof if some cross."""
        queue, waiting = list(reversed(numbers)), set(numbers)
        rows, low, high, touching = self.rows, self.low, self.high, self.touching
        while queue:
            number = queue.pop()
            waiting.discard(number)
            self.left -= 1
            if self.left < 0:
                raise Undecided
            terms, slack = rows[number]
            free = -1
            for column, c in terms:
                end = low[column] if c > 0 else high[column]
                if end is not None:
                    slack -= c * end
                elif free < 0:
                    free = column
                else:
                    break  # two columns without a near end: nothing follows
            else:
                if slack < 0 and free < 0:
                    return self._proof((number, 1, self._steps(terms)))
                for column in self._moved(number, terms, slack, free):
                    for other in touching[column]:
                        if other not in waiting and other != number:
                            waiting.add(other)
                            queue.append(other)
        return None

    def _moved(self, number: int, terms: Terms, slack: Number, free: int) -> list[int]:
        """Columns whose far bound a row moves; all near ends but that of a free column are known."""
        moved = []
        for column, c in terms:
            if free >= 0 and column != free:
                continue
            near, far = (self.low[column], self.high[column]) if c > 0 else (self.high[column], self.low[column])
            if near is None:
                near = 0  # the free column: the slack is without it
            if far is not None and slack >= c * (far - near):
                continue
            end = near + (slack if c == 1 else -slack if c == -1 else plain(Fraction(slack) / c))
            if c > 0:
                self.high[column] = end
            else:
                self.low[column] = end
            if self.is_proving:
                found = self.from_high if c > 0 else self.from_low
                found[column] = number, abs(c), self._steps(terms, column)
            moved.append(column)
        return moved

    def _steps(self, terms: Terms, but: int = -1) -> tuple[tuple[Number, Step], ...]:
        """The steps behind the bounds that a row used, each with its weight in the row."""
        found: list[tuple[Number, Step]] = []
        for column, c in terms:
            step = self.from_low[column] if c > 0 else self.from_high[column]
            if step is not None and column != but:
                found.append((abs(c), step))
        return tuple(found)

    def _proof(self, last: Step) -> list[Number]:
        multipliers: list[Number] = [0] * len(self.rows)
        open_steps: list[tuple[Number, Step]] = [(1, last)]
        taken = 0
        while open_steps:
            taken += 1
            if taken > LONGEST_PROOF:
                raise Undecided
            factor, (number, c, behind) = open_steps.pop()
            share = factor if c == 1 else plain(Fraction(factor) / c)
            multipliers[number] += share
            open_steps += [(share * weight, step) for weight, step in behind]
        return multipliers

    def set(self, column: int, value: Number) -> None:
        self.low[column] = self.high[column] = value
        if self.tighten(self.touching[column]) is not None:
            raise Undecided

    def settle(self) -> None:
        """Find a solution within the bounds: the narrowest first, such as parts before their wholes."""
        if self._lowest_hold():
            return
        self.is_proving = False  # where bounds cross here, nothing is decided
        for column in sorted(range(len(self.low)), key=self._width):
            low, high = self.low[column], self.high[column]
            if low is None or low != high:
                self.set(column, low if low is not None else high if high is not None else 0)

    def _lowest_hold(self) -> bool:
        """Whether all columns at their lowest values are a solution, as in courses and chains."""
        values = [low if low is not None else (high or 0) for low, high in zip(self.low, self.high, strict=True)]
        return all(sum(c * values[column] for column, c in terms) <= bound for terms, bound in self.rows)

    def _width(self, column: int) -> tuple[bool, Number]:
        low, high = self.low[column], self.high[column]
        return (True, 0) if low is None or high is None else (False, high - low)
