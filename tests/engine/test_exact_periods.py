"""Small, exact questions to totals and periods: which cannot all be true, what they are off by, and how it is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checker.engine import periods
from checker.engine.findings import Statement
from checker.engine.periods import (
    CEILING,
    FLOOR,
    LESS,
    MORE,
    _camps,
    _choices,
    _conflicts,
    _conflicts_of,
    _holds,
    _least,
    _message,
    _minus,
    _part,
    _places,
    _row,
    _smallest,
    _sum,
    _when,
    adds_up,
    gap_of,
    period_findings,
)
from checker.values.dates import Window, iso_window, show_window
from checker.values.moments import DAY, Moment, minute_moment
from tests.engine.stories import Story
from tests.engine.tangled import World, day, span

Ends = int | tuple[int | None, int | None]
FIRST = 740_000


def _stated(value: Ends, at: Moment, mode: str, period: Window | None, voice: str, is_signed: bool) -> Statement:
    world = World()
    world.say(voice, "a", value, at, mode)
    world.make()
    ((statement,),) = world.statements.values()
    number = 0 if period is None else 1000 * (period.first - FIRST) + period.last - FIRST
    figure = replace(statement.figure, id=number, period=period, is_signed=is_signed)
    return replace(statement, figure=figure, quantity=number)


def _for(
    value: Ends, first: int, last: int = 0, *, mode: str = "accumulates", voice: str = "p", is_signed: bool = False
) -> Statement:
    """What is stated for a period from a day to another one."""
    window = Window(FIRST + first, FIRST + (last or first))
    return _stated(value, day(9), mode, window, voice, is_signed)


def _total(value: Ends, at: Moment | int, *, voice: str = "t") -> Statement:
    return _stated(value, day(at) if isinstance(at, int) else at, "accumulates", None, voice, False)


def _found(*statements: Statement) -> list[list[str]]:
    """The conflicts: name and value of each statement."""
    return sorted(sorted(f"{name} {s.text}" for name, s in cause) for cause in _conflicts(statements))


# --- what cannot all be true


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([_for(12, 5), _for(9, 5, 6)], [["less 9", "more 12"]]),
        ([_for(9, 5), _for(9, 5, 6)], []),
        ([_for(5, 5), _for(5, 6), _for(9, 5, 6)], [["less 9", "more 5", "more 5"]]),
        ([_for(5, 5), _for(4, 6), _for(9, 5, 6)], []),
        ([_for(5, 5), _for(4, 6), _for(10, 5, 6)], [["less 4", "less 5", "more 10"]]),
        ([_for(5, 5), _for(4, 7), _for(10, 5, 7)], []),  # nothing is said of the 6th
        ([_for((None, 5), 5), _for(9, 5, 6)], []),
        ([_for((5, None), 5), _for((None, 4), 5, 6)], [["less None to 4", "more 5 to None"]]),
        ([_for(12, 5), _total(9, 5)], [["ceiling 9", "more 12"]]),
        ([_for(9, 5), _total(9, 5)], []),
        ([_for(12, 5), _total(9, 4)], []),
        ([_for(12, 5), _total(9, 8)], [["ceiling 9", "more 12"]]),
        ([_for(12, 5), _total((9, None), 8)], []),
        ([_for(5, 5), _for(5, 6), _total(9, 6)], [["ceiling 9", "more 5", "more 5"]]),
        ([_for(5, 6), _total(10, 5), _total(14, 6)], [["ceiling 14", "floor 10", "more 5"]]),
        ([_for(5, 6), _total(10, 5), _total(15, 6)], []),
        ([_for(3, 6), _total(10, 5), _total(14, 6)], [["ceiling 10", "floor 14", "less 3"]]),
        ([_for(4, 6), _total(10, 5), _total(14, 6)], []),
        ([_for(4, 6), _total((None, 10), 5), _total((14, None), 6)], []),
        ([_for(3, 6), _total((None, 10), 5), _total((13, None), 6)], []),
        ([_for(12, 5), _total(20, 4), _total(9, 6)], [["ceiling 9", "more 12"]]),
        ([_total(20, 4), _total(9, 6)], []),  # of totals alone others look after
        ([_for(12, 5, mode="flows"), _for(9, 5, 6, mode="flows")], []),
        ([_for(12, 5, is_signed=True), _for(9, 5, 6, is_signed=True)], []),
        (
            [_for(5, 5, mode="flows"), _for(5, 6, mode="flows"), _for(9, 5, 6, mode="flows")],
            [["less 9", "more 5", "more 5"]],
        ),
        ([_for(12, 5, mode="flows"), _total(9, 5)], []),
    ],
)
def test_which_totals_and_periods_cannot_be_true_together(statements: list[Statement], found: list[list[str]]) -> None:
    assert _found(*statements) == found
    assert _found(*reversed(statements)) == found


def test_what_is_counted_from_another_day_is_no_total() -> None:
    total = _total(9, 5)
    since = replace(total, figure=replace(total.figure, counted_from=Window(FIRST, FIRST)))
    assert _found(_for(12, 5), since) == []
    varying = replace(total, figure=replace(total.figure, mode="varies"))
    assert _found(_for(12, 5), varying) == []


def test_so_many_periods_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [_for(12, 5), _for(9, 5, 6)]
    monkeypatch.setattr(periods, "MOST_PERIODS", 1)
    assert _found(*both) == []
    monkeypatch.setattr(periods, "MOST_PERIODS", 2)
    assert len(_found(*both)) == 1


def test_of_many_statements_it_is_looked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """12 and 11 are each too much for 9: the second is found when it is looked again without the first."""
    statements = [_for(12, 5), _for(11, 4), _total(9, 6)]
    monkeypatch.setattr(periods, "FEW_STATEMENTS", 3)
    assert len(_found(*statements)) == 2
    monkeypatch.setattr(periods, "FEW_STATEMENTS", 2)
    assert len(_found(*statements)) == 1
    monkeypatch.setattr(periods, "FEW_STATEMENTS", 60)
    monkeypatch.setattr(periods, "MOST_LEFT_OUT", 1)
    assert len(_found(*statements)) == 1


def test_a_conflict_is_as_small_as_can_be() -> None:
    cause = ((MORE, _for(12, 5)), (MORE, _for(3, 6)), (CEILING, _total(9, 6)))
    assert sorted(f"{name} {s.text}" for name, s in _smallest(cause)) == ["ceiling 9", "more 12"]
    needed = ((MORE, _for(5, 5)), (MORE, _for(5, 6)), (CEILING, _total(9, 6)))
    assert _smallest(needed) == needed


def test_times_are_numbered_in_their_order() -> None:
    made = _places([_for(1, 5, 6)], [_total(1, 5), _total(1, span(3, 8))])
    close = [(FIRST + number) * DAY + DAY - 1 for number in range(9)]
    assert list(made) == sorted(made)
    assert {close[4], close[5], close[6]} <= made.keys()
    assert [made[close[number]] for number in (4, 5, 6)] == sorted(made[close[number]] for number in (4, 5, 6))


def test_when_a_total_is_a_floor_and_a_ceiling() -> None:
    known, uncertain, minute = day(5), span(3, 8), minute_moment(FIRST + 5, 30)
    assert _when(_total(1, known)) == (known.latest, known.latest)
    assert _when(_total(1, uncertain)) == (uncertain.latest, uncertain.earliest)
    assert _when(_total(1, minute)) == (minute.latest, minute.earliest)
    lasting = replace(uncertain, throughout=True)
    assert _when(_total(1, lasting)) == (uncertain.earliest, uncertain.latest)


def test_of_equally_high_totals_the_first_is_named() -> None:
    one, two = _total(10, 5, voice="p"), _total(10, 5, voice="q")
    assert _least([one, two], _places([], [one]), []) == [(10, ((FLOOR, one),))]
    nothing = _total(0, 5)
    assert _least([nothing], _places([], [nothing]), []) == [(0, ())]


# --- voices that differ about one period


def test_of_voices_that_differ_each_camp_is_taken_in_its_turn() -> None:
    one, two, three = _for(5, 5, voice="p"), _for((5, 7), 5, voice="q"), _for(9, 5, voice="r")
    assert [[s.voice for s in camp] for camp in _camps([one, two, three])] == [["p", "q"], ["r"]]
    assert [[s.voice for s in camp] for camp in _camps([three, one])] == [["r"], ["p"]]
    unbounded = _for((None, 3), 5, voice="s")
    assert [[s.voice for s in camp] for camp in _camps([unbounded])] == [["s"]]
    other = _for(4, 6, voice="p")
    chosen = [[s.voice + s.text for s in each] for each in _choices([one, two, three, other])]
    assert chosen == [["p5", "q5 to 7", "p4"], ["r9", "p4"]]


def test_what_a_statement_allows() -> None:
    allowed = [
        [_holds(_for(ends, 5), Fraction(value)) for value in (4, 5, 7, 8)] for ends in ((5, 7), (None, 7), (5, None))
    ]
    assert allowed == [[False, True, True, False], [True, True, True, False], [False, True, True, True]]


# --- what is made of it


def test_by_how_much_it_is_off() -> None:
    more, less, floor, ceiling = _for(12, 5), _for((None, 9), 5, 6), _total((3, None), 4), _total(10, 6)
    assert gap_of(((MORE, more), (LESS, less))) == 3
    assert gap_of(((FLOOR, floor), (MORE, more), (CEILING, ceiling))) == 5
    assert gap_of(((FLOOR, ceiling), (CEILING, ceiling))) == 0
    assert gap_of(((MORE, less), (CEILING, ceiling))) is None
    assert gap_of(((MORE, more), (CEILING, floor))) is None


def test_a_row_of_a_conflict_is_of_its_latest_moment() -> None:
    more, ceiling = _for(12, 5), _total(10, 3)
    row = _row(((MORE, more), (CEILING, ceiling)))
    assert (row.terms, row.moment, row.way) == (((MORE, more.quantity), (CEILING, 0)), day(9).latest, 1)


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        ([(MORE, _for(12, 5)), (CEILING, _total(9, 6))], "12 ({5}) is more than 9 ({6})"),
        ([(MORE, _for(5, 5)), (MORE, _for(6, 6)), (LESS, _for(9, 5, 6))], "5 ({5}) and 6 ({6}) make 11, not 9 ({5-6})"),
        (
            [(MORE, _for(12, 5, 6)), (LESS, _for(5, 5)), (LESS, _for(6, 6))],
            "5 ({5}) and 6 ({6}) make 11, not 12 ({5-6})",
        ),
        (
            [(MORE, _for(12, 5, 6)), (LESS, _for((None, 5), 5)), (LESS, _for((None, 6), 6))],
            "None to 5 ({5}) and None to 6 ({6}) make up to 11, not 12 ({5-6})",
        ),
        (
            [(FLOOR, _total(10, 4)), (MORE, _for(5, 5)), (CEILING, _total(14, 5))],
            "10 ({4}) and 5 ({5}) make 15, not 14 ({5})",
        ),
        (
            [(FLOOR, _total(14, 5)), (LESS, _for(3, 5)), (CEILING, _total(10, 4))],
            "14 ({5}) less 10 ({4}) is 4, not 3 ({5})",
        ),
        (
            [(FLOOR, _total((14, 16), 5)), (LESS, _for(3, 5)), (CEILING, _total((9, 10), 4))],
            "14 to 16 ({5}) less 9 to 10 ({4}) is 4 to 7, not 3 ({5})",
        ),
    ],
)
def test_how_a_conflict_is_told(cause: list[tuple[str, Statement]], told: str) -> None:
    days = {str(number): show_window(Window(FIRST + number, FIRST + number)) for number in range(9)}
    days["5-6"] = show_window(Window(FIRST + 5, FIRST + 6))
    wanted = told
    for key, text in days.items():
        wanted = wanted.replace(f"{{{key}}}", text)
    assert _message(tuple(cause)) == wanted
    assert _message(tuple(reversed(cause))) == wanted


def test_ends_that_are_not_known() -> None:
    assert (_minus(Fraction(5), Fraction(3)), _minus(None, Fraction(3)), _minus(Fraction(5), None)) == (2, None, None)
    some = [_for((1, 2), 5), _for((3, None), 6)]
    assert (_sum("lower", some), _sum("upper", some)) == (4, None)


def test_a_part_is_told_by_what_is_off_by_the_most() -> None:
    small, large = ((MORE, _for(12, 5)), (CEILING, _total(9, 6))), ((MORE, _for(12, 5)), (CEILING, _total(5, 6)))
    part = _part(("x",), [small, large])
    assert [int(each.gap or 0) for each in part.combinations] == [7, 3]
    assert part.message == _message(large)


def test_conflicts_are_told_by_their_periods() -> None:
    statements = [_for(12, 5), _for(11, 4), _total(9, 6)]
    findings, rows = period_findings({("b",): [statements], ("a",): [[_for(1, 5)], [_total(5, 6)]]})
    keys = [iso_window(Window(FIRST + number, FIRST + number)) for number in (4, 5)]
    assert [[part.key for part in finding.parts] for finding in findings] == [[(key,) for key in keys]]
    assert (len(findings), len(findings[0].parts), len(rows)) == (1, 2, 2)
    assert list(_conflicts_of(statements[:2], [], _places(statements[:2], []))) == []


# --- which figures add up


def test_what_adds_up_over_periods(tmp_path: Path) -> None:
    """How a figure compares with another one does not, whatever it is of."""
    vocabulary = [
        "moved: {type: count, unit: person, over_time: flows, title: moved}",
        "strength: {type: count, unit: person, over_time: varies, title: strength}",
        "sold: {type: count, unit: thing, over_time: varies, periods: add up, title: sold}",
    ]
    story = Story(tmp_path, vocabulary="\n".join(vocabulary))
    for name in ("killed", "moved", "strength", "sold"):
        story.article("P", f"property: {name}, value: 9, period: 2031-05-05", published="2031-05-09")
    story.article("P", "property: killed, value: 9", published="2031-05-09")
    result = story.check()
    figures = {
        (own[0].figure.property, own[0].figure.period is None): own[0].figure for own in result.statements.values()
    }
    adding = {name: adds_up(figure, result.corpus) for name, figure in figures.items()}
    assert adding == {
        ("killed", False): True,
        ("killed", True): True,
        ("moved", False): True,
        ("strength", False): False,
        ("sold", False): True,
    }
    comparison: Any = object()
    assert not adds_up(replace(figures["killed", False], compared=comparison), result.corpus)
    assert [each.subject.partition(":")[0] for each in result.not_compared if "killed" in each.subject] == []
