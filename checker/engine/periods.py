"""Totals and figures for periods of one count, as a system of difference constraints.

A total is at least so high from its moment on, and at most so high up to it; a figure for a period is the total at its
end less the total at its start. A count that accumulates never falls; one that flows may, and has no totals. Such a
system has a solution if and only if the graph of its constraints has no negative cycle (Bellman 1958, Ford 1956); the
statements on a cycle are a smallest conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, product
from math import prod

from msgspec import Struct

from checker.corpus.corpus import Corpus
from checker.corpus.relation import Linear, Relation, Select, Tolerance
from checker.engine.findings import ROW, Combination, Figure, Finding, Part, Statement
from checker.engine.grounded import Row
from checker.engine.messages import show_value
from checker.engine.propagation import Number, plain
from checker.files.models import PERIODS
from checker.values.dates import iso_window, show_window
from checker.values.digits import show_worked_out, written_digits
from checker.values.formatting import listed
from checker.values.moments import DAY

MOST_PERIODS = 400
"""Statements for periods of one figure that are looked at."""

MOST_SEARCHES, MOST_LEFT_OUT, FEW_STATEMENTS, MOST_VOICES = 60, 400, 60, 100
"""So often it is looked for further conflicts, with so many sets of statements left out, of so many at most; and for
those of so many voices by themselves."""

MOST_CHOICES = 64
"""Ways to choose between voices that differ about one period; of more, one period after the other."""

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


class _Edge(Struct, frozen=True):
    """The total at `head` is at least that at `tail` and `weight` more. `name` is what its statement is to the row."""

    tail: int
    head: int
    weight: Number
    name: str = ""
    statement: Statement | None = None


_Cause = tuple[tuple[str, Statement], ...]
"""Statements that a bound rests on, each with its name in the row."""


def adds_up(figure: Figure, corpus: Corpus) -> bool:
    """Whether figures for its periods do; how it compares with another figure does not."""
    if figure.compared is not None:
        return False
    return figure.mode in ("accumulates", "flows") or corpus.properties[figure.property].periods_add_up


def period_findings(
    courses: Mapping[tuple[str, ...], Sequence[Sequence[Statement]]],
) -> tuple[list[Finding], list[Row]]:
    """The findings about totals and periods, by the name of figures that add up, and the rows that they break.

    `courses` are for each name what is stated of its figures: of its totals counted from one day, and of its periods.
    """
    findings, rows = [], []
    for name in sorted(courses):
        statements = [statement for course in courses[name] for statement in course]
        conflicts = _with_those_of_one_voice(_conflicts(statements), statements)
        if conflicts:
            findings.append(_finding(conflicts))
            rows += [_row(conflict) for conflict in conflicts]
    return findings, rows


def _with_those_of_one_voice(conflicts: list[_Cause], statements: Sequence[Statement]) -> list[_Cause]:
    """Conflicts, and those of single voices that a closer bound of another voice hides."""
    found = {_members(cause): cause for cause in conflicts}
    voices = {statement.voice for statement in statements if statement.figure.period is not None}
    for voice in sorted(voices)[: MOST_VOICES if conflicts else 0]:
        own = [statement for statement in statements if statement.voice == voice]
        if len(own) < len(statements):
            found = {_members(cause): cause for cause in _conflicts(own)} | found
    return list(found.values())


def _conflicts(statements: Sequence[Statement]) -> list[_Cause]:
    """The smallest conflicts of totals and periods: those met at once, and those that remain when one of them is gone.

    The search is that of Reiter (1987): what is met is left out, statement by statement, and it is looked again.
    """
    periods = [s for s in statements if s.figure.period is not None][:MOST_PERIODS]
    totals = [
        s
        for s in statements
        if s.figure.period is None and s.figure.counted_from is None and s.figure.mode == "accumulates"
    ]
    place = _places(periods, totals)
    found: dict[frozenset[int], _Cause] = {}
    searches = MOST_SEARCHES if len(periods) + len(totals) <= FEW_STATEMENTS else 1
    waiting: list[frozenset[int]] = [frozenset()]
    for gone in waiting:  # grows as it is walked
        met = next((members for members in found if not members & gone), None)
        if met is None:
            if not searches:
                break
            searches -= 1
            rest = [[s for s in some if id(s) not in gone] for some in (periods, totals)]
            new = {_members(cause): cause for cause in _met(rest[0], rest[1], place)}
            found |= {members: cause for members, cause in new.items() if members not in found}
            met = next(iter(new), None)
        if met is not None and len(waiting) < MOST_LEFT_OUT:
            order = [id(statement) for _, statement in found[met]]
            waiting += [each for member in order if (each := gone | {member}) not in waiting]
    return list(found.values())


def _members(cause: _Cause) -> frozenset[int]:
    return frozenset(id(statement) for _, statement in cause)


def _met(periods: Sequence[Statement], totals: Sequence[Statement], place: Mapping[int, int]) -> Iterator[_Cause]:
    for chosen in _choices(periods):
        for conflict in _conflicts_of(chosen, totals, place):
            yield _smallest(conflict)


def _smallest(cause: _Cause) -> _Cause:
    """Without the statements that it does not need."""
    for _, spare in cause:
        rest = list({id(s): s for _, s in cause if s is not spare}.values())
        periods = [s for s in rest if s.figure.period is not None]
        totals = [s for s in rest if s.figure.period is None]
        smaller = next(_conflicts_of(periods, totals, _places(periods, totals)), None)
        if smaller is not None:
            return _smallest(smaller)
    return cause


def _places(periods: Sequence[Statement], totals: Sequence[Statement]) -> dict[int, int]:
    """The times that matter, in their order, and the number of each."""
    times = {time for s in periods for time in _ends(s)} | {time for s in totals for time in _when(s)}
    return {time: number for number, time in enumerate(sorted(times))}


def _choices(periods: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Statements of which those for one period agree: the most that do, and each other camp in its turn.

    Voices that differ about one period are told as such; what each of them says may yet contradict other periods.
    """
    by_period: dict[int, list[Statement]] = {}
    for statement in periods:
        by_period.setdefault(statement.figure.id, []).append(statement)
    camps = [_camps(by_period[figure]) for figure in sorted(by_period)]
    if prod(map(len, camps)) <= MOST_CHOICES:
        yield from (list(chain.from_iterable(chosen)) for chosen in product(*camps))
        return
    first = [each[0] for each in camps]
    yield list(chain.from_iterable(first))
    for number, others in enumerate(camps):
        for other in others[1:]:
            yield list(chain.from_iterable([*first[:number], other, *first[number + 1 :]]))


def _camps(same: Sequence[Statement]) -> list[list[Statement]]:
    """The largest sets of statements for one period that have a common value, in a fixed order."""
    lows = {statement.lower for statement in same if statement.lower is not None}
    sets = {frozenset(n for n, s in enumerate(same) if _holds(s, low)) for low in lows or {Fraction(0)}}
    largest = [each for each in sets if not any(each < other for other in sets)]
    return [[same[n] for n in sorted(each)] for each in sorted(largest, key=lambda each: (-len(each), sorted(each)))]


def _holds(statement: Statement, value: Fraction) -> bool:
    low, high = statement.lower, statement.upper
    return (low is None or low <= value) and (high is None or value <= high)


def _conflicts_of(
    periods: Sequence[Statement], totals: Sequence[Statement], place: Mapping[int, int]
) -> Iterator[_Cause]:
    flows = any(s.figure.mode == "flows" or s.figure.is_signed for s in periods)  # they may also be negative
    later = [] if flows else [_Edge(number, number + 1, 0) for number in range(len(place) - 1)]
    edges = [edge for statement in periods for edge in _of_period(statement, place)]
    while cycle := _cycle(len(place), [*later, *edges]):
        yield _named(cycle)
        gone = max((edge.statement for edge in cycle if edge.statement is not None), key=lambda s: s.order)
        edges = [edge for edge in edges if edge.statement is not gone]
    if not flows:
        yield from _against_totals(totals, place, later, edges)


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
        yield _Edge(start, end, plain(statement.lower), MORE, statement)
    if statement.upper is not None:
        yield _Edge(end, start, -plain(statement.upper), LESS, statement)


def _cycle(size: int, edges: Sequence[_Edge]) -> list[_Edge] | None:
    """Edges in a circle that add up to more than nothing: periods that contradict each other."""
    best: list[Number] = [0] * size
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


def _against_totals(
    totals: Sequence[Statement], place: Mapping[int, int], later: Sequence[_Edge], edges: Sequence[_Edge]
) -> Iterator[_Cause]:
    """Totals that what came to an earlier one (or to nothing), or is still to come to a later one, has no room for.

    A total that by itself contradicts the higher one is told as voices that differ; it must not hide what a lower one
    and a period say. So it is looked for a second time without such totals.
    """
    if not edges:
        return
    highest = _least(totals, place, [*later, *edges])
    for ceiling in totals:
        at, upper = place[_when(ceiling)[1]], ceiling.upper
        if upper is None or highest[at][0] <= upper:
            continue
        cause = highest[at][1]
        if any(name == FLOOR and _is_above(floor, ceiling) for name, floor in cause):
            rest = [floor for floor in totals if not _is_above(floor, ceiling)]
            least, cause = _least(rest, place, [*later, *edges])[at]
            if least <= upper:
                continue
        if any(name != FLOOR for name, _ in cause):
            yield (*cause, (CEILING, ceiling))


def _is_above(floor: Statement, ceiling: Statement) -> bool:
    """Whether two totals contradict each other without any period."""
    is_higher = floor.lower is not None and ceiling.upper is not None and floor.lower > ceiling.upper
    return is_higher and _when(floor)[0] <= _when(ceiling)[1]


def _least(
    totals: Sequence[Statement], place: Mapping[int, int], edges: Sequence[_Edge]
) -> list[tuple[Number, _Cause]]:
    """How high the total is at least at each time, and on what that rests. Nothing is below zero."""
    least: list[tuple[Number, _Cause]] = [(0, ())] * len(place)
    for statement in totals:
        at = place[_when(statement)[0]]
        if statement.lower is not None and statement.lower > least[at][0]:
            least[at] = plain(statement.lower), ((FLOOR, statement),)
    for _ in place:
        moved = False
        for edge in edges:
            bound = least[edge.tail][0] + edge.weight
            if bound > least[edge.head][0]:
                least[edge.head] = bound, least[edge.tail][1] + _named([edge])
                moved = True
        if not moved:
            break
    return least


# --- what is made of a conflict ------------------------------------------------------------------------------------


def gap_of(cause: _Cause) -> Fraction | None:
    """By how much totals and periods are off; not above 0 where they can be true, None where nothing bounds them."""
    total = Fraction(0)
    for name, statement in cause:
        bound = statement.lower if name in (FLOOR, MORE) else statement.upper
        if bound is None:
            return None
        total += bound if name in (FLOOR, MORE) else -bound
    return total


def _row(cause: _Cause) -> Row:
    terms = tuple((name, statement.quantity) for name, statement in cause)
    return Row(PERIODS, terms, max(statement.moment.latest for _, statement in cause), way=1)


def _finding(conflicts: Sequence[_Cause]) -> Finding:
    by_key: dict[tuple[str, ...], list[_Cause]] = {}
    for cause in conflicts:
        periods = {iso_window(s.figure.period) for _, s in cause if s.figure.period is not None}
        by_key.setdefault(tuple(sorted(periods)), []).append(cause)
    parts = [_part(key, causes) for key, causes in sorted(by_key.items())]
    return Finding(
        kind=ROW,
        rule=PERIODS,
        severity="error",
        figures=(("", conflicts[0][0][1].figure),),
        parts=tuple(sorted(parts, key=lambda part: not part.combinations[0].voice)),
    )


def _part(key: tuple[str, ...], causes: Sequence[_Cause]) -> Part:
    made = {Combination(terms=cause, gap=gap_of(cause)): cause for cause in causes}
    ordered = sorted(made, key=lambda c: (not c.voice, -(c.gap or 0), [statement.order for statement in c.statements]))
    return Part(key=key, combinations=tuple(ordered), message=_message(made[ordered[0]]))


def _message(cause: _Cause) -> str:
    """ "150 (6 May 2031) less 100 (4 May 2031) is 50, not 20 (5 to 6 May 2031)"."""
    floor, ceiling = _of(cause, FLOOR), _of(cause, CEILING)
    more, less = _of(cause, MORE), _of(cause, LESS)
    if not more and len(less) == 1 and floor and ceiling:
        bounds = _minus(floor[0].lower, ceiling[0].upper), _minus(floor[0].upper, ceiling[0].lower)
        shown = _worked_out(*bounds, [floor[0], ceiling[0]])
        return f"{_dated(floor)} less {_dated(ceiling)} is {shown}, not {_dated(less)}"
    left, right = _in_time([*floor, *more]), _in_time([*ceiling, *less])
    if len(left) == len(right) == 1:
        return f"{_dated(left)} is more than {_dated(right)}"
    if len(left) == 1 and all(s.upper is not None for s in right):  # all of them are too little
        left, right = right, left
    make = "is" if len(left) == 1 else "make"
    return f"{_dated(left)} {make} {_worked_out(_sum('lower', left), _sum('upper', left), left)}, not {_dated(right)}"


def _minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _sum(end: str, of: Sequence[Statement]) -> Fraction | None:
    ends: list[Fraction | None] = [getattr(statement, end) for statement in of]
    known = [each for each in ends if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(ends) else None


def _worked_out(low: Fraction | None, high: Fraction | None, of: Sequence[Statement]) -> str:
    """What figures make, in the style in which they are written."""
    unit = of[0].figure.unit
    return show_worked_out(low, high, unit, written_digits([statement.text for statement in of], unit))


def _in_time(statements: Sequence[Statement]) -> list[Statement]:
    """By the moment, or the period, that they are of."""
    return sorted(statements, key=lambda s: (_ends(s) if s.figure.period is not None else _when(s), s.order))


def _of(cause: _Cause, name: str) -> list[Statement]:
    return [statement for each, statement in cause if each == name]


def _dated(statements: Sequence[Statement]) -> str:
    return listed(
        [f"{show_value(s, s.figure.unit)} ({show_window(s.figure.period or s.moment.days)})" for s in statements]
    )
