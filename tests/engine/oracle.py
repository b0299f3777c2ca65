"""What must be found of a small corpus, worked out slowly from the design alone, without the engine's functions.

Every choice of the moments is tried that the claims leave open. In one choice each claim has its days or minutes, so
whether some claims can all be true is a question of linear inequalities: totals that never fall, wholes that hold
their parts, periods that are differences of totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, product
from math import prod

import highspy
import numpy as np

from checker.corpus.corpus import Claim, Corpus
from checker.values.dates import Window

DAY = 1440
MOST_CHOICES = 1_000
"""Beyond so many choices of moments the oracle does not know."""

FIRST_DAY, LAST_DAY = date(2031, 1, 1).toordinal(), date(2031, 12, 31).toordinal()
"""Bounds beyond the year of the worlds are those of open spans."""

FigureKey = tuple[str, str, str, str, str, Window | None, Window | None]
CERTAIN, WRITTEN, POSSIBLE, NONE = "certain", "equal as written", "possible", "none"


class TooMany(Exception):
    """There are too many choices of moments."""


@dataclass(frozen=True, slots=True)
class Span:
    """The points (days or minutes) at which a claim holds in one choice: all from first to last."""

    first: int
    last: int


Choice = dict[str, Span]
"""By the key of a claim."""


def figure_of(claim: Claim) -> FigureKey:
    return (
        claim.subject,
        claim.property,
        claim.status,
        claim.scope,
        claim.value.unit,
        claim.period,
        claim.counted_from,
    )


SIGNED = ("moved",)
"""Properties whose figures may be below zero."""


def lower(claim: Claim) -> float:
    if claim.value.interval.lower is None and claim.property in SIGNED:
        return float("-inf")
    return float(claim.value.interval.lower or 0)


def upper(claim: Claim) -> float:
    bound = claim.value.interval.upper
    return float("inf") if bound is None else float(bound)


# --- choices of moments --------------------------------------------------------------------------


def is_fine(claims: Iterable[Claim]) -> bool:
    """Whether minutes matter: days are compared as days, minutes only where somebody has them."""
    return any(claim.moment.by_minute for claim in claims)


def _minutes(claims: Sequence[Claim], day: int) -> list[int]:
    """The minutes of a day that can tell an order: those that are named, and one on each side."""
    first, last = day * DAY, day * DAY + DAY - 1
    bounds = {
        bound + step
        for claim in claims
        if claim.moment.by_minute
        for bound in (claim.moment.earliest, claim.moment.latest)
        for step in (-1, 0, 1)
    }
    return sorted({bound for bound in bounds if first <= bound <= last} | {first + 720})


def _frame(claims: Sequence[Claim]) -> range:
    """The days that can tell an order: open spans need no more than a few days beyond what is named."""
    bounds = [bound // DAY for claim in claims for bound in (claim.moment.earliest, claim.moment.latest)]
    named = [day for day in bounds if FIRST_DAY <= day <= LAST_DAY] or [FIRST_DAY]
    return range(min(named) - 2, max(named) + 2)


def choices(claims: Sequence[Claim]) -> Iterator[Choice]:
    """Every choice of moments for some claims. Those of one name share theirs, such as all of a day that is known."""
    placed = [claim for claim in claims if claim.period is None]
    fine = is_fine(placed)
    frame = _frame(placed)
    free: dict[str, list[int]] = {}
    slot_of: dict[str, str] = {}
    for claim in placed:
        moment = claim.moment
        if moment.throughout:
            continue
        slot = slot_of[claim.key] = moment.name or f"claim {claim.key}"
        days = range(max(moment.earliest // DAY, frame.start), min(moment.latest // DAY + 1, frame.stop))
        if fine and moment.by_minute:
            wanted = (minute for day in days for minute in _minutes(placed, day))
            ends = (max(moment.earliest, frame.start * DAY), min(moment.latest, frame.stop * DAY))
            free[slot] = sorted({m for m in (*wanted, *ends) if moment.earliest <= m <= moment.latest})
        else:
            free[slot] = list(days)
    day_slots = [slot for slot in free if fine and not any(_is_of(claim, slot, slot_of) for claim in placed)]
    involved = sorted({day for slot in day_slots for day in free[slot]})
    has_periods = len(placed) < len(claims)  # towards periods a day is its close
    minutes = {day: [day * DAY + DAY - 1] if has_periods else _minutes(placed, day) for day in involved}
    if prod(map(len, (*free.values(), *minutes.values()))) > MOST_CHOICES:
        raise TooMany
    for chosen in product(*free.values()):
        for clock in product(*minutes.values()):
            of_day = dict(zip(minutes, clock, strict=True))
            points = {
                slot: of_day[point] if slot in day_slots else point for slot, point in zip(free, chosen, strict=True)
            }
            choice = {claim.key: _span(claim, points.get(slot_of.get(claim.key, ""), 0), fine) for claim in placed}
            if _keeps_events(placed, choice):
                yield choice


def _is_of(claim: Claim, slot: str, slot_of: dict[str, str]) -> bool:
    return slot_of.get(claim.key) == slot and claim.moment.by_minute


def _span(claim: Claim, point: int, fine: bool) -> Span:
    moment = claim.moment
    if not moment.throughout:
        return Span(point, point)
    return Span(moment.earliest, moment.latest) if fine else Span(moment.earliest // DAY, moment.latest // DAY)


def _keeps_events(claims: Sequence[Claim], choice: Choice) -> bool:
    """Whether what is before an event is before all that is after it."""
    return all(
        choice[one.key].last < choice[other.key].first
        for one in claims
        for other in claims
        if one.moment.before and one.moment.before == other.moment.after
    )


# --- pairs of one figure -------------------------------------------------------------------------


def mode_of(corpus: Corpus, claim: Claim) -> str:
    return corpus.properties[claim.property].over_time[claim.status]


def pair_state(corpus: Corpus, one: Claim, other: Claim) -> str:
    """Whether two claims about one figure conflict: for every choice of moments, for some, or for none."""
    if lower(one) <= upper(other) and lower(other) <= upper(one):
        return NONE
    mode = mode_of(corpus, one)
    if mode == "constant" or one.period is not None:
        return CERTAIN
    high, low = (one, other) if lower(one) > upper(other) else (other, one)
    window = corpus.properties[one.property].window if mode == "varies" else 0
    per_day = DAY if is_fine((one, other)) else 1
    conflicts = [_clash(mode, choice[high.key], choice[low.key], window, per_day) for choice in choices((high, low))]
    if all(conflicts):
        return CERTAIN
    if not any(conflicts):
        return NONE
    return WRITTEN if one.moment.written and one.moment.written == other.moment.written else POSSIBLE


def _clash(mode: str, high: Span, low: Span, window: int, per_day: int) -> bool:
    """Whether a higher and a lower value cannot both be, at the points of one choice."""
    if mode == "accumulates":
        return high.first <= low.last
    if high.first <= low.last and low.first <= high.last:
        return True
    if not window:
        return False
    apart = max(high.first // per_day, low.first // per_day) - min(high.last // per_day, low.last // per_day)
    return apart <= window


# --- sums ----------------------------------------------------------------------------------------


class Oracle:
    """The claims of a corpus that are in play, and what can be true of them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.claims = [claim for claim in corpus.claims if not claim.out and claim.value.stated]
        self.of_figure: dict[FigureKey, list[Claim]] = {}
        for claim in self.claims:
            self.of_figure.setdefault(figure_of(claim), []).append(claim)

    def pairs(self) -> Iterator[tuple[Claim, Claim, str]]:
        """All pairs of claims about one figure, and whether they conflict."""
        for claims in self.of_figure.values():
            for one, other in combinations(claims, 2):
                yield one, other, pair_state(self.corpus, one, other)

    def is_exact(self) -> bool:
        """Whether each claim is of a day that is known, and every part is a part for a time that is known."""
        return all(claim.period is not None or claim.moment.name.startswith("day ") for claim in self.claims) and all(
            entity.since.first == entity.since.last or entity.since.first <= 1
            for entity in self.corpus.entities.values()
        )

    def has_leavers(self) -> bool:
        """Whether a part ceases to be one: a sum is judged at its first moment only."""
        return any(e.part_of and e.until.first < LAST_DAY for e in self.corpus.entities.values())

    def has_members_in_time(self) -> bool:
        return any(e.part_of and e.since.last > 1 for e in self.corpus.entities.values()) or self.has_leavers()

    def is_nested(self) -> bool:
        """Whether a part has parts itself."""
        entities = self.corpus.entities
        return any(e.part_of and entities[e.part_of].part_of for e in entities.values())

    # parts of wholes

    def unclaimed(self) -> dict[FigureKey, str]:
        """How the figures that nobody gives hold over time: totals of what is given for periods, and wholes."""
        claimed = {figure_of(claim) for claim in self.claims}
        totals = {(*f[:5], None, None) for f in claimed if f[5] and self._mode(f[1], f[2]) == "accumulates"} - claimed
        found: dict[FigureKey, str] = dict.fromkeys(totals, "accumulates")
        todo = [*claimed, *totals]
        while todo:
            subject, name, status, scope, unit, period, begun = todo.pop()
            entity, prop = self.corpus.entities[subject], self.corpus.properties[name]
            if status == "actual" and entity.part_of and prop.adds_to:
                whole = (entity.part_of, prop.adds_to, status, scope, unit, period, begun)
                if whole not in claimed and whole not in found:
                    found[whole] = self._mode(prop.adds_to, status)
                    todo.append(whole)
        return found

    def _mode(self, name: str, status: str) -> str:
        return self.corpus.properties[name].over_time[status]

    def parts_of(self, whole: FigureKey) -> list[str]:
        """The entities that are parts of a whole."""
        return sorted(e.key for e in self.corpus.entities.values() if e.part_of == whole[0])

    def adds_up_to(self, part: FigureKey, whole: FigureKey) -> bool:
        """Whether the figure of a part is one that the rules add up for the figure of a whole."""
        return (
            self.corpus.entities[part[0]].part_of == whole[0]
            and self.corpus.properties[part[1]].adds_to == whole[1]
            and part[2] == whole[2] == "actual"
            and part[4:] == whole[4:]
        )

    def surely_a_part(self, entity: str, day: int) -> bool:
        membership = self.corpus.entities[entity]
        return membership.since.last <= day <= membership.until.first

    def surely_no_part(self, entity: str, day: int) -> bool:
        membership = self.corpus.entities[entity]
        return day < membership.since.first or day > membership.until.last

    def holds_at(self, claim: Claim, choice: Choice, point: int, side: str) -> bool:
        """Whether the lower (or upper) bound of a claim surely holds at a point of a choice."""
        span, mode = choice[claim.key], mode_of(self.corpus, claim)
        if mode == "constant":
            return True
        if mode == "accumulates":
            return span.first <= point if side == "lower" else point <= span.last
        if mode == "varies":
            return span.first <= point <= span.last
        return span.first <= point and self.stands_until(claim, choice) > point

    def stands_until(self, claim: Claim, choice: Choice) -> float:
        """When another value begins to stand. What is said again without a change replaces nothing.

        Of a day of which voices differ, the next figure is a new one, even if it is what one of them has said.
        """
        last, own = choice[claim.key].last, (lower(claim), upper(claim))
        others = [other for other in self.of_figure[figure_of(claim)] if other.key in choice]
        at_once = {(lower(c), upper(c)) for c in others if c.moment.name and c.moment.name == claim.moment.name}
        starts = (choice[c.key].first for c in others if (lower(c), upper(c)) != own or at_once - {own})
        return min((start for start in starts if start > last), default=float("inf"))

    def sum_breaks(self, whole: Claim, parts: Sequence[Claim]) -> bool:
        """Whether one claim of a whole and one of each of some parts cannot be, whatever the moments are."""
        if sum(map(lower, parts)) <= upper(whole) and sum(map(upper, parts)) >= lower(whole):
            return False
        stands = [
            each
            for claim in (whole, *parts)
            if mode_of(self.corpus, claim) == "stands"
            for each in self.of_figure[figure_of(claim)]
        ]
        involved = {claim.key: claim for claim in (whole, *parts, *stands)}
        return all(
            self._is_above(whole, parts, choice) or self._is_below(whole, parts, choice)
            for choice in choices(list(involved.values()))
        )

    def part_exceeds(self, whole: Claim, part: Claim) -> bool:
        """Whether the part alone is more than the whole, whatever the moments are."""
        return lower(part) > upper(whole) and self.sum_breaks(whole, [part])

    def _points(self, claims: Iterable[Claim], choice: Choice) -> list[int]:
        return sorted({point for claim in claims for point in (choice[claim.key].first, choice[claim.key].last)})

    def _is_above(self, whole: Claim, parts: Sequence[Claim], choice: Choice) -> bool:
        per_day = DAY if is_fine([c for c in self.claims if c.key in choice]) else 1
        for point in self._points((whole, *parts), choice):
            held = [
                lower(part)
                for part in parts
                if self.holds_at(part, choice, point, "lower") and self.surely_a_part(part.subject, point // per_day)
            ]
            if self.holds_at(whole, choice, point, "upper") and sum(held) > upper(whole):
                return True
        return False

    def _is_below(self, whole: Claim, parts: Sequence[Claim], choice: Choice) -> bool:
        entity = self.corpus.entities[whole.subject]
        if not entity.parts_complete:
            return False
        per_day = DAY if is_fine([c for c in self.claims if c.key in choice]) else 1
        for point in self._points((whole, *parts), choice):
            day = point // per_day
            members = [key for key in self.parts_of(figure_of(whole)) if not self.surely_no_part(key, day)]
            if not all(self.surely_a_part(key, day) for key in members):
                continue  # who may be no part takes no part in the lower side of a sum
            held = {part.subject: upper(part) for part in parts if self.holds_at(part, choice, point, "upper")}
            most = sum(held.get(key, float("inf")) for key in members)
            if members and self.holds_at(whole, choice, point, "lower") and most < lower(whole):
                return True
        return False

    def broken_sums(self) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
        """Each choice of one claim of a whole and one of each of some parts that surely breaks, the smallest first."""
        for whole_key, wholes in self.of_figure.items():
            if whole_key[5] is not None:
                continue
            figures = [key for key in self.of_figure if self.adds_up_to(key, whole_key)]
            for size in range(1, len(figures) + 1):
                for some in combinations(figures, size):
                    for whole, *parts in product(wholes, *(self.of_figure[key] for key in some)):
                        if self.sum_breaks(whole, parts):
                            yield whole, tuple(parts)

    def without_wider(self, claims: Sequence[Claim]) -> list[Claim]:
        """Claims without those of which the same voice says something narrower as of the same moment."""
        return [claim for claim in claims if not any(self._is_narrower(other, claim) for other in claims)]

    def _is_narrower(self, one: Claim, other: Claim) -> bool:
        """Whether a voice says of one moment what it says in the same article in other words, more exactly."""
        is_same = (one.origin, one.source, figure_of(one)) == (other.origin, other.source, figure_of(other))
        is_same = is_same and (one.moment == other.moment or mode_of(self.corpus, one) == "constant")
        bounds = (lower(one), upper(one)), (lower(other), upper(other))
        return is_same and bounds[0] != bounds[1] and lower(other) <= lower(one) and upper(one) <= upper(other)

    # what can be true

    def cannot_be(self, claims: Sequence[Claim]) -> bool:
        """Whether claims cannot all be true, whatever the moments are.

        What stands is replaced by every claim that there is, whether it is kept or not.
        """
        markers = [c for c in self.claims if mode_of(self.corpus, c) == "stands" and c not in claims]
        return not any(self._can_be(claims, choice) for choice in choices([*claims, *markers]))

    def _can_be(self, claims: Sequence[Claim], choice: Choice) -> bool:
        if any(
            pair_state(self.corpus, one, other) == CERTAIN
            for one, other in combinations(claims, 2)
            if figure_of(one) == figure_of(other)
        ):
            return False
        return _System(self, claims, choice).is_feasible()

    def smallest_repairs(self, claims: Sequence[Claim]) -> dict[int, int]:
        """For so many voices that are wrong, the fewest values that are, where more voices make it fewer."""
        values: dict[tuple[object, ...], list[Claim]] = {}
        for claim in claims:
            at = "" if mode_of(self.corpus, claim) == "constant" else claim.moment.name
            key = (figure_of(claim), at, claim.value.interval.lower, claim.value.interval.upper)
            values.setdefault(key, []).append(claim)
        groups = list(values.values())
        fewest: dict[int, int] = {}
        for size in range(len(groups) + 1):
            for wrong in combinations(groups, size):
                voices = len({claim.origin for group in wrong for claim in group})
                if any(v <= voices and n <= size for v, n in fewest.items()):
                    continue
                gone = {claim.key for group in wrong for claim in group}
                if not self.cannot_be([claim for claim in claims if claim.key not in gone]):
                    fewest[voices] = size
        return {v: n for v, n in sorted(fewest.items()) if not any(w < v and m <= n for w, m in fewest.items())}


class _System:
    """The inequalities of one choice of moments: unknowns are figures at points.

    What stands is within what was claimed of it until it is replaced. It need not be one number all that time, since
    claims are rounded; and if the claim is wrong, nothing is known of later days.
    """

    def __init__(self, oracle: Oracle, claims: Sequence[Claim], choice: Choice) -> None:
        self.oracle, self.claims, self.choice = oracle, claims, choice
        placed = [claim for claim in oracle.claims if claim.key in choice]
        self.per_day = DAY if is_fine(placed) else 1
        self.points = self._all_points()
        self.numbers: dict[tuple[tuple[object, ...], object], int] = {}
        self.rows: list[tuple[dict[int, int], float, float]] = []
        self._bounds()
        self._courses()
        self._sums()

    def _all_points(self) -> list[int]:
        points = {p for span in self.choice.values() for p in (span.first, span.last)}
        for claim in self.claims:
            if claim.period is not None:
                points |= {self._close(claim.period.first - 1), self._close(claim.period.last)}
        for entity in self.oracle.corpus.entities.values():
            if entity.part_of and entity.since.last > 1:
                points |= {entity.since.last * self.per_day, self._close(entity.since.last)}
            if entity.part_of and entity.until.first < LAST_DAY:
                points |= {(entity.until.last + 1) * self.per_day, self._close(entity.until.last + 1)}
        return sorted(points) or [0]

    def _close(self, day: int) -> int:
        return day if self.per_day == 1 else day * DAY + DAY - 1

    def _unknown(self, figure: tuple[object, ...], mode: str, point: int) -> int:
        at: object = "" if mode == "constant" else point
        return self.numbers.setdefault((figure, at), len(self.numbers))

    def _bounds(self) -> None:
        for claim in self.claims:
            figure, mode = figure_of(claim), mode_of(self.oracle.corpus, claim)
            total = (*figure[:5], None, claim.counted_from if claim.period is None else None)
            if claim.period is not None and mode == "flows":  # what came up to a day; only its differences matter
                end, start = (
                    self._unknown((*figure[:5], "up to"), mode, self._close(day))
                    for day in (claim.period.last, claim.period.first - 1)
                )
                self.rows.append(({end: 1, start: -1}, lower(claim), upper(claim)))
            elif claim.period is not None and mode != "accumulates":
                self.rows.append(({self._unknown(figure, "constant", 0): 1}, lower(claim), upper(claim)))
            elif claim.period is not None:
                end = self._unknown(total, mode, self._close(claim.period.last))
                start = self._unknown(total, mode, self._close(claim.period.first - 1))
                self.rows.append(({end: 1, start: -1}, lower(claim), upper(claim)))
            else:
                span = self.choice[claim.key]
                until = self.oracle.stands_until(claim, self.choice) if mode == "stands" else span.last + 1
                for point in self.points:
                    if span.first <= point < max(until, span.last + 1):
                        self.rows.append(({self._unknown(figure, mode, point): 1}, lower(claim), upper(claim)))

    def _courses(self) -> None:
        """Totals never fall."""
        totals: set[FigureKey] = {
            (*figure_of(c)[:5], None, c.counted_from) for c in self.oracle.claims if self._accumulates(c)
        }
        totals |= {figure for figure, mode in self.oracle.unclaimed().items() if mode == "accumulates"}
        for figure in sorted(totals, key=str):
            at = [self._unknown(figure, "accumulates", point) for point in self.points]
            for before, after in pairwise(at):
                self.rows.append(({after: 1, before: -1}, 0, float("inf")))

    def _accumulates(self, claim: Claim) -> bool:
        return mode_of(self.oracle.corpus, claim) == "accumulates"

    def _sums(self) -> None:
        figures = {figure_of(c): mode_of(self.oracle.corpus, c) for c in self.oracle.claims}
        figures |= self.oracle.unclaimed()
        for whole, mode in figures.items():
            if whole[1] in SIGNED:
                continue  # it has no parts, and may be below nothing
            parts = {part: m for part, m in figures.items() if self.oracle.adds_up_to(part, whole)}
            if whole[5] is not None:
                self._sum_of_period(whole, mode, parts, whole[5])
                continue
            for point in self.points:
                self._sum_at(whole, mode, parts, point)

    def _sum_of_period(self, whole: FigureKey, mode: str, parts: dict[FigureKey, str], period: Window) -> None:
        """What is of a period adds up as totals do, of those who are parts all that time."""
        oracle, days = self.oracle, (period.first, period.last)
        sure = [part for part in parts if all(oracle.surely_a_part(part[0], day) for day in days)]
        above = self._in_period(whole, mode, 1)
        for part in sure:
            above = [*above, *self._in_period(part, parts[part], -1)]
        self._row_of(above, 1)
        members = {e for e in oracle.parts_of(whole) if not all(oracle.surely_no_part(e, day) for day in days)}
        if oracle.corpus.entities[whole[0]].parts_complete and members and members <= {part[0] for part in sure}:
            self._row_of(above, -1)

    def _in_period(self, figure: FigureKey, mode: str, sign: int) -> list[tuple[int, int]]:
        """A figure for a period in unknowns: of a total the difference."""
        period = figure[5]
        if mode != "accumulates" or period is None:
            return [(self._unknown(figure, "constant", 0), sign)]
        total = (*figure[:5], None, None)
        end, start = (self._unknown(total, mode, self._close(day)) for day in (period.last, period.first - 1))
        return [(end, sign), (start, -sign)]

    def _row_of(self, terms: list[tuple[int, int]], sign: int) -> None:
        row: dict[int, int] = {}
        for unknown, c in terms:
            row[unknown] = row.get(unknown, 0) + sign * c
        self.rows.append((row, 0, float("inf")))

    def _sum_at(self, whole: FigureKey, mode: str, parts: dict[FigureKey, str], point: int) -> None:
        day, oracle = point // self.per_day, self.oracle
        sure = [part for part in parts if oracle.surely_a_part(part[0], day)]
        maybe = [p for p in parts if p not in sure and not oracle.surely_no_part(p[0], day)]
        of_whole = self._unknown(whole, mode, point)
        above = {of_whole: 1} | {self._unknown(part, parts[part], point): -1 for part in sure}
        self.rows.append((above, 0, float("inf")))
        members = {e for e in oracle.parts_of(whole) if not oracle.surely_no_part(e, day)}
        if oracle.corpus.entities[whole[0]].parts_complete and members and members <= {part[0] for part in parts}:
            below = {unknown: -sign for unknown, sign in above.items()}
            below |= {self._unknown(part, parts[part], point): 1 for part in maybe}
            self.rows.append((below, 0, float("inf")))

    def is_feasible(self) -> bool:
        floors = [float("-inf") if figure[1] in SIGNED else 0.0 for figure, _ in self.numbers]
        return is_feasible(floors, self.rows)


def is_feasible(floors: Sequence[float], rows: Sequence[tuple[dict[int, int], float, float]]) -> bool:
    """Whether unknowns that are not below their floors can keep within the bounds of all rows."""
    unknowns = len(floors)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    infinity = solver.getInfinity()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = unknowns, len(rows)
    model.col_cost_ = np.zeros(unknowns)
    model.col_lower_ = np.array([max(floor, -infinity) for floor in floors], dtype=np.float64)
    model.col_upper_ = np.full(unknowns, infinity)
    model.row_lower_ = np.array([max(low, -infinity) for _, low, _ in rows], dtype=np.float64)
    model.row_upper_ = np.array([min(high, infinity) for _, _, high in rows], dtype=np.float64)
    starts: list[int] = [0]
    index: list[int] = []
    value: list[int] = []
    for row, _, _ in rows:
        index.extend(row)
        value.extend(row.values())
        starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = np.array(starts), np.array(index)
    model.a_matrix_.value_ = np.array(value, dtype=np.float64)
    solver.passModel(model)
    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
