"""Totals and figures for periods of one count that never falls, as a system of difference constraints.

A total is at least so high from its moment on, and at most so high up to it; a figure for a period is the total at its
end less the total at its start. Such a system has a solution if and only if the graph of its constraints has no
negative cycle (Bellman 1958, Ford 1956); the statements on a cycle are a smallest conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.corpus.relation import Linear, Relation, Select, Tolerance
from checker.engine.findings import ROW, Combination, Finding, Part, Statement
from checker.engine.grounding import Row
from checker.engine.messages import show_value
from checker.files.models import PERIODS
from checker.values.dates import iso_window, show_window
from checker.values.formatting import listed, show_range
from checker.values.moments import DAY

MOST_PERIODS = 400
"""Statements for periods of one figure that are looked at."""

FLOOR, MORE, CEILING, LESS = "floor", "more", "ceiling", "less"
_ANY = Select(frozenset(), frozenset(), frozenset(), None)
_ONE = Fraction(1)

RELATION = Relation(
    let=tuple((name, _ANY) for name in (FLOOR, MORE, CEILING, LESS)),
    where=(),
    left=Linear(((FLOOR, _ONE), (MORE, _ONE))),
    operator="<=",
    right=Linear(((CEILING, _ONE), (LESS, _ONE))),
    tolerance=Tolerance(),
    message=(),
)
"""A total and what came to it are at most a later total, and what came to that: what every conflict here breaks."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """The total at `head` is at least that at `tail` and `weight` more. `name` is what its statement is to the row."""

    tail: int
    head: int
    weight: Fraction
    name: str = ""
    statement: Statement | None = None


_Cause = tuple[tuple[str, Statement], ...]
"""Statements that a bound rests on, each with its name in the row."""


def period_findings(
    courses: Mapping[tuple[str, ...], Sequence[Sequence[Statement]]],
) -> tuple[list[Finding], list[Row]]:
    """The findings about totals and periods, by the name of figures that accumulate, and the rows that they break.

    `courses` are for each name what is stated of its figures: of its totals counted from one day, and of its periods.
    """
    findings, rows = [], []
    for name in sorted(courses):
        statements = [statement for course in courses[name] for statement in course]
        conflicts = list(_conflicts(statements))
        if conflicts:
            findings.append(_finding(conflicts))
            rows += [_row(conflict) for conflict in conflicts]
    return findings, rows


def _conflicts(statements: Sequence[Statement]) -> Iterator[_Cause]:
    periods = [s for s in statements if s.figure.period is not None][:MOST_PERIODS]
    totals = [s for s in statements if s.figure.period is None and s.figure.counted_from is None]
    times = sorted({time for s in periods for time in _ends(s)} | {time for s in totals for time in _when(s)})
    place = {time: number for number, time in enumerate(times)}
    later = [_Edge(number, number + 1, Fraction(0)) for number in range(len(times) - 1)]
    edges = [edge for statement in periods for edge in _of_period(statement, place)]
    while cycle := _cycle(len(times), [*later, *edges]):
        if len({edge.statement.figure.id for edge in cycle if edge.statement is not None}) > 1:
            yield _named(cycle)  # of one period they are told as voices that differ
        gone = max((edge.statement for edge in cycle if edge.statement is not None), key=lambda s: s.order)
        edges = [edge for edge in edges if edge.statement is not gone]
    yield from _against_totals(totals, place, [*later, *edges])


def _ends(statement: Statement) -> tuple[int, int]:
    """The close of the day before a period, and that of its last day."""
    period = statement.figure.period
    assert period is not None
    return period.first * DAY - 1, period.last * DAY + DAY - 1


def _when(statement: Statement) -> tuple[int, int]:
    """From when on a total is a floor, and until when a ceiling; a day that is known is its close."""
    moment = statement.moment
    if moment.throughout:
        return moment.earliest, moment.latest
    return moment.latest, moment.latest if moment.name.startswith("day ") else moment.earliest


def _of_period(statement: Statement, place: Mapping[int, int]) -> Iterator[_Edge]:
    start, end = (place[time] for time in _ends(statement))
    if statement.lower is not None:
        yield _Edge(start, end, statement.lower, MORE, statement)
    if statement.upper is not None:
        yield _Edge(end, start, -statement.upper, LESS, statement)


def _cycle(size: int, edges: Sequence[_Edge]) -> list[_Edge] | None:
    """Edges in a circle that add up to more than nothing: periods that contradict each other."""
    best = [Fraction(0)] * size
    came: list[_Edge | None] = [None] * size
    moved = -1
    for _ in range(size + 1):
        moved = -1
        for edge in edges:
            if best[edge.tail] + edge.weight > best[edge.head]:
                best[edge.head], came[edge.head], moved = best[edge.tail] + edge.weight, edge, edge.head
        if moved < 0:
            return None
    at = moved
    for _ in range(size):  # back into the circle
        back = came[at]
        assert back is not None
        at = back.tail
    cycle: list[_Edge] = []
    while not cycle or at != cycle[0].head:
        back = came[at]
        assert back is not None
        cycle.append(back)
        at = back.tail
    return cycle


def _named(edges: Iterable[_Edge]) -> _Cause:
    return tuple((edge.name, edge.statement) for edge in edges if edge.statement is not None)


def _against_totals(totals: Sequence[Statement], place: Mapping[int, int], edges: Sequence[_Edge]) -> Iterator[_Cause]:
    """Totals that what came to an earlier one, or is still to come to a later one, leaves no room for."""
    least: list[Fraction | None] = [None] * len(place)
    cause: list[_Cause] = [()] * len(place)
    for statement in totals:
        at = place[_when(statement)[0]]
        if statement.lower is not None and (least[at] is None or statement.lower > least[at]):  # type: ignore[operator]
            least[at], cause[at] = statement.lower, ((FLOOR, statement),)
    for _ in place:
        moved = False
        for edge in edges:
            start, end = least[edge.tail], least[edge.head]
            if start is not None and (end is None or start + edge.weight > end):
                least[edge.head] = start + edge.weight
                cause[edge.head] = cause[edge.tail] + _named([edge])
                moved = True
        if not moved:
            break
    for statement in totals:
        at = place[_when(statement)[1]]
        bound = least[at]
        if bound is not None and statement.upper is not None and bound > statement.upper and len(cause[at]) > 1:
            yield (*cause[at], (CEILING, statement))


# --- what is made of a conflict ------------------------------------------------------------------------------------


def _gap(cause: _Cause) -> Fraction:
    total = Fraction(0)
    for name, statement in cause:
        bound = statement.lower if name in (FLOOR, MORE) else statement.upper
        assert bound is not None
        total += bound if name in (FLOOR, MORE) else -bound
    return total


def _row(cause: _Cause) -> Row:
    terms = tuple((name, statement.quantity) for name, statement in cause)
    return Row(PERIODS, terms, max(statement.moment.latest for _, statement in cause), way=1)


def _finding(conflicts: Sequence[_Cause]) -> Finding:
    parts: dict[tuple[str, ...], list[_Cause]] = {}
    for cause in conflicts:
        periods = {iso_window(s.figure.period) for _, s in cause if s.figure.period is not None}
        parts.setdefault(tuple(sorted(periods)), []).append(cause)
    figure = conflicts[0][0][1].figure
    return Finding(
        kind=ROW,
        rule=PERIODS,
        severity="error",
        figures=(("", figure),),
        parts=tuple(_part(key, causes) for key, causes in sorted(parts.items())),
    )


def _part(key: tuple[str, ...], causes: Sequence[_Cause]) -> Part:
    made = {Combination(terms=cause, gap=_gap(cause)): cause for cause in causes}
    ordered = sorted(made, key=lambda c: (-(c.gap or 0), [statement.order for statement in c.statements]))
    return Part(key=key, combinations=tuple(ordered), message=_message(made[ordered[0]]))


def _message(cause: _Cause) -> str:
    """ "150 (6 May 2031) less 100 (4 May 2031) is 50, not 20 (5 to 6 May 2031)"."""
    floor, ceiling = _of(cause, FLOOR), _of(cause, CEILING)
    more, less = _of(cause, MORE), _of(cause, LESS)
    unit = cause[0][1].figure.unit
    if not more and len(less) == 1 and floor and ceiling:
        left = (floor[0].lower or 0) - (ceiling[0].upper or 0)
        return f"{_dated(floor)} less {_dated(ceiling)} is {show_range(Fraction(left), None, unit)}, not {_dated(less)}"
    low = sum((s.lower or Fraction(0) for s in (*floor, *more)), Fraction(0))
    return f"{_dated([*floor, *more])} make {show_range(low, None, unit)}, not {_dated([*ceiling, *less])}"


def _of(cause: _Cause, name: str) -> list[Statement]:
    return [statement for each, statement in cause if each == name]


def _dated(statements: Sequence[Statement]) -> str:
    return listed(
        [f"{show_value(s, s.figure.unit)} ({show_window(s.figure.period or s.moment.days)})" for s in statements]
    )
