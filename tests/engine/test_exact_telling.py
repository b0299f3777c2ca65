"""Small, exact stories of pairs, camps and falls, of how suspect a row looks, and of what was not compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Linear, Relation, Select, Tolerance
from checker.engine import camps, pairs, uncompared, voices
from checker.engine.camps import are_of_one_moment, camps_of
from checker.engine.findings import DIFFER, FALLS, ITSELF, Statement
from checker.engine.pairs import Link, evidence_of, falls_of, link_of
from checker.engine.rows import is_sure, share_words
from checker.engine.suspicion import look_of
from checker.engine.timeline import neighbours, points_in_order
from checker.engine.voices import findings_about
from checker.values.moments import ALWAYS, Moment, minute_moment
from tests.engine.stories import Story, texts
from tests.engine.tangled import Bounds, World, day, span

_ANY = Select(frozenset(), frozenset(), frozenset(), None)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def minute(number: int, at: int) -> Moment:
    return minute_moment(740_000 + number, at)


def said(*of: tuple[str, int | Bounds, Moment], mode: str = "accumulates") -> tuple[Statement, ...]:
    """What voices say of one count, in the order of time."""
    world = World()
    for voice, value, at in of:
        world.say(voice, "killed", value, at, mode)
    world.make()
    return world.statements[0]


def told(found: Sequence[tuple[Statement, Statement]]) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in found]


# --- how two statements are tied


@pytest.mark.parametrize(
    ("mode", "one", "other", "window", "link"),
    [
        ("constant", ALWAYS, ALWAYS, 0, Link.SAME),
        ("varies", day(1), day(1), 0, Link.SAME),
        ("varies", day(1), day(2), 0, None),
        ("varies", day(1), day(4), 3, Link.SAME),
        ("varies", day(4), day(1), 3, Link.SAME),
        ("varies", day(1), day(5), 3, None),
        ("stands", day(1), day(2), 3, None),
        ("stands", day(1), day(1), 0, Link.SAME),
        ("varies", span(1, 3), span(1, 3), 0, Link.WRITTEN),
        ("varies", span(1, 3), span(3, 4), 0, Link.MAYBE),
        ("varies", span(1, 3), span(4, 5), 0, None),
        ("varies", span(1, 3), day(6), 3, Link.MAYBE),
        ("varies", span(1, 3), day(7), 3, None),
        ("varies", day(6), span(1, 3), 3, Link.MAYBE),
        ("varies", span(1, 2), span(3, 4), 3, Link.SAME),
        ("accumulates", day(1), day(2), 0, Link.FALL),
        ("accumulates", day(2), day(1), 0, None),
        ("accumulates", span(1, 2), day(2), 0, Link.FALL),
        ("accumulates", span(1, 3), day(2), 0, Link.MAYBE),
        ("accumulates", day(3), span(1, 3), 0, Link.MAYBE),
        ("accumulates", day(4), span(1, 3), 0, None),
    ],
)
def test_how_a_higher_and_a_lower_one_are_tied_by_time(
    mode: str, one: Moment, other: Moment, window: int, link: Link | None
) -> None:
    statements = said(("p", 20, one), ("q", 10, other), mode=mode)
    high, low = sorted(statements, key=lambda each: each.text, reverse=True)
    assert (link_of(high, low, window), link_of(low, high, window)) == (link, link)


@pytest.mark.parametrize(
    ("one", "other", "can_agree"),
    [
        ((10, 20), (20, 30), True),
        ((10, 20), (21, 30), False),
        ((None, 20), (21, None), False),
        ((None, None), (21, 21), True),
        ((21, None), (None, 20), False),
    ],
)
def test_values_that_have_a_common_one_are_no_pair(one: Bounds, other: Bounds, can_agree: bool) -> None:
    first, second = said(("p", one, ALWAYS), ("q", other, ALWAYS), mode="constant")
    assert (link_of(first, second, 0) is None) == can_agree
    assert link_of(first, first, 0) is None


# --- falls


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ([10, 12, 9, 11, 8], [("12", "9"), ("11", "8")]),
        ([10, 9, 8], [("10", "9"), ("9", "8")]),
        ([10, 12, 12, 11], [("12", "11")]),
        ([10, 10], []),
        ([10, 4, 9], [("10", "4")]),
    ],
)
def test_steps_down_are_from_the_highest_so_far(values: list[int], steps: list[tuple[str, str]]) -> None:
    course = said(*(("p", value, day(number)) for number, value in enumerate(values, 1)))
    assert told(falls_of(course)) == steps


def test_a_fall_is_from_what_is_surely_before() -> None:
    """14 and 10 of the first day, 12 of the second; what is of that day itself is no step."""
    assert told(falls_of(said(("p", 10, day(1)), ("p", 14, day(1)), ("p", 12, day(2))))) == [("14", "12")]
    assert told(falls_of(said(("p", 10, day(1)), ("p", 14, day(2)), ("p", 12, day(2))))) == []
    assert told(falls_of(said(("p", 13, day(1)), ("p", 14, day(2)), ("p", 12, day(2))))) == [("13", "12")]


def test_of_two_voices_the_highest_that_is_not_later_is_held_against_the_lower() -> None:
    """p has 12, then 15, then 11; q has 10 on the day of the 15, and 13 the day after."""
    course = said(
        ("p", 12, day(1)), ("p", 15, day(2)), ("q", 10, day(2)), ("q", 13, day(3)), ("p", 11, day(4)), ("p", 9, day(9))
    )
    evidence = evidence_of(course[0].figure, course, 0)
    differ = {
        voices: [(high.text, low.text, link) for high, low, link in found] for voices, found in evidence.differ.items()
    }
    assert differ == {
        ("p", "q"): [("15", "10", Link.SAME), ("15", "13", Link.FALL)],
        ("q", "p"): [("13", "11", Link.FALL), ("13", "9", Link.FALL)],
    }
    assert {voice: told(steps) for voice, steps in evidence.steps.items()} == {"p": [("15", "11"), ("11", "9")]}


def test_what_its_voice_had_that_very_day_is_held_against_the_lower_as_well() -> None:
    """20 the day before is the higher one; 15 of the day itself differs too."""
    course = said(("p", 20, day(1)), ("p", 15, day(2)), ("q", 10, day(2)), ("q", 15, day(3)))
    evidence = evidence_of(course[0].figure, course, 0)
    found = [(high.text, low.text, link) for high, low, link in evidence.differ["p", "q"]]
    assert found == [("20", "10", Link.FALL), ("15", "10", Link.SAME), ("20", "15", Link.FALL)]


def test_of_equally_high_ones_the_nearest_is_told() -> None:
    course = said(("p", 20, day(1)), ("p", 20, day(2)), ("q", 10, day(3)), ("q", 11, day(2)))
    evidence = evidence_of(course[0].figure, course, 0)
    found = [(high.moment.first_day - 740_000, low.text, link) for high, low, link in evidence.differ["p", "q"]]
    assert sorted(found, key=lambda each: each[1]) == [(2, "10", Link.FALL), (2, "11", Link.SAME)]


@pytest.mark.parametrize("most", [60, 1])
def test_of_many_voices_each_is_held_against_the_highest(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(pairs, "MOST_VOICES", most)
    course = said(("p", 20, day(1)), ("q", 15, day(1)), ("r", 10, day(2)))
    evidence = evidence_of(course[0].figure, course, 0)
    assert evidence.is_cut == (most == 1)
    every = {("p", "q"): 1, ("p", "r"): 1, ("q", "r"): 1}
    assert {at: len(found) for at, found in evidence.differ.items()} == (
        every if most == 60 else {("p", "q"): 1, ("p", "r"): 1}
    )


def test_minutes_order_a_count_within_a_day() -> None:
    course = said(("p", 20, minute(1, 600)), ("q", 10, minute(1, 700)), ("q", 15, minute(1, 500)))
    evidence = evidence_of(course[0].figure, course, 0)
    found = {at: [(high.text, low.text) for high, low, _ in each] for at, each in evidence.differ.items()}
    assert found == {("p", "q"): [("20", "10")]}


@pytest.mark.parametrize("most", [120, 3])
def test_of_one_moment_many_are_held_against_the_extremes(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Four voices of one day: with few all pairs; with many each with the highest and the lowest."""
    monkeypatch.setattr(pairs, "MOST_COMPARED", most)
    course = said(*((voice, 10 * n, day(1)) for n, voice in enumerate("pqrs", 1)), mode="varies")
    evidence = evidence_of(course[0].figure, course, 0)
    found = sorted({(high.text, low.text) for each in evidence.differ.values() for high, low, _ in each})
    assert evidence.is_cut == (most == 3)
    assert len(found) == (6 if most == 120 else 5)
    assert (("30", "20") in found) == (most == 120)


def test_so_many_pairs_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    course = said(*((voice, value, day(1)) for voice, value in zip("pqr", (10, 20, 30), strict=True)), mode="varies")
    for most, is_cut in ((3, False), (2, True)):
        monkeypatch.setattr(pairs, "MOST_PAIRS", most)
        evidence = evidence_of(course[0].figure, course, 0)
        assert (evidence.is_cut, sum(map(len, evidence.differ.values()))) == (is_cut, most)


@pytest.mark.parametrize("most", [120, 1])
def test_spans_are_held_against_days_and_spans_however_many(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(pairs, "MOST_COMPARED", most)
    course = said(("p", 10, span(1, 3)), ("q", 20, span(3, 5)), ("r", 30, day(3)), ("s", 40, day(9)), mode="varies")
    evidence = evidence_of(course[0].figure, course, 0)
    assert sorted(evidence.maybe) == [("q", "p"), ("r", "p"), ("r", "q")]


# --- a bound that one paper leaves out


@pytest.mark.parametrize(
    ("one", "other", "is_reworded"),
    [
        ((500, 500), (None, 500), True),
        ((500, 500), (0, 500), True),
        ((500, 500), (500, None), True),
        ((500, 500), (100, 500), False),
        ((500, 500), (500, 600), False),
        ((499, 499), (None, 500), False),
        ((500, 500), (500, 500), False),
        ((None, 500), (500, None), False),
    ],
)
def test_one_paper_leaves_out_that_a_figure_is_a_bound(one: Bounds, other: Bounds, is_reworded: bool) -> None:
    world = World()
    for value in (one, other):
        world.say("p", "killed", value, day(1), "varies")
    world.make()
    course = world.statements[0]
    moved = [
        replace(each, claims=tuple(replace(claim, source=f"s/{number}") for claim in each.claims))
        for number, each in enumerate(course)
    ]
    evidence = evidence_of(course[0].figure, moved, 0)
    assert [len(found) for found in evidence.reworded.values()] == ([1] if is_reworded else [])
    for bound, exact in (pair for found in evidence.reworded.values() for pair in found):
        assert bound.lower != bound.upper
        assert exact.lower == exact.upper
    assert evidence_of(course[0].figure, course, 0).reworded == {}  # of one paper, which has both


# --- camps


def _camps(*values: int | Bounds) -> list[tuple[list[str], object, object]]:
    world = World()
    for number, value in enumerate(values):
        world.say(f"v{number}", "killed", value)
    world.make()
    found = camps_of(world.statements[0])
    return [([s.voice for s in camp.statements], camp.lower, camp.upper) for camp in found.camps]


def test_camps_are_what_can_hold_together() -> None:
    assert _camps((1, 5), (4, 9), (6, 7), 20) == [
        (["v0", "v1"], 4, 5),
        (["v1", "v2"], 6, 7),
        (["v3"], 20, 20),
    ]
    assert _camps((1, 5), (5, 9)) == [(["v0", "v1"], 5, 5)]
    assert _camps((None, 3), (4, None)) == [(["v0"], None, 3), (["v1"], 4, None)]
    assert _camps((None, 3), (2, None), (None, None)) == [(["v0", "v1", "v2"], 2, 3)]
    assert _camps(7, 7, 8) == [(["v0", "v1"], 7, 7), (["v2"], 8, 8)]
    assert _camps((0, 3), (None, 5), 9) == [(["v0", "v1"], 0, 3), (["v2"], 9, 9)]


def test_the_largest_camps_are_told() -> None:
    world = World()
    for number in range(camps.MOST_CAMPS + 1):
        world.say(f"v{number}", "killed", 10 * number)
    world.make()
    found = camps_of(world.statements[0])
    assert (len(found.camps), found.more) == (camps.MOST_CAMPS, True)
    assert [camp.lower for camp in found.camps] == [0, 10, 20, 30, 40]
    fewer = camps_of(world.statements[0][:-1])
    assert (len(fewer.camps), fewer.more) == (camps.MOST_CAMPS, False)


def test_voices_that_differ_at_one_moment_are_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    def findings(*of: tuple[str, int, str, Moment], mode: str = "varies") -> bool:
        world = World()
        for voice, value, name, at in of:
            world.say(voice, name, value, at, mode)
        world.make()
        return are_of_one_moment(world.findings())

    assert findings(("p", 1, "killed", day(1)), ("q", 2, "killed", day(1)))
    assert findings(("p", 1, "killed", day(1)), ("p", 2, "killed", day(1)))
    two_days = [(voice, n, "killed", day(n // 3 + 1)) for n, voice in ((1, "p"), (2, "q"), (3, "p"), (4, "q"))]
    assert not findings(*two_days)
    two_figures = [*two_days[:2], ("p", 1, "injured", day(1)), ("q", 2, "injured", day(1))]
    assert not findings(*two_figures)
    assert not findings(("p", 2, "killed", day(1)), ("p", 1, "killed", day(2)), mode="accumulates")  # a fall
    constant = [("p", 1, "killed", ALWAYS), ("q", 2, "killed", ALWAYS)]
    for most, is_one in ((1, True), (0, False)):
        monkeypatch.setattr(camps, "_LARGEST_MOMENT", most)
        assert findings(*constant, mode="constant") == is_one


# --- findings about one figure


def test_voices_that_differ_are_counted_by_their_moments() -> None:
    course = said(
        ("p", 10, day(1)), ("q", 20, day(1)), ("p", 30, day(2)), ("q", 50, day(2)), ("q", 90, day(3)), mode="varies"
    )
    (finding,) = findings_about([(course[0].figure, course)], 0).findings
    (part,) = finding.parts
    assert (finding.kind, part.key) == (DIFFER, ("q", "p"))
    assert (part.shared, part.differing, part.middle_gap, part.one_way) == (2, 2, 15, True)
    both = said(("p", 10, day(1)), ("q", 20, day(1)), ("p", 30, day(2)), ("q", 5, day(2)), mode="varies")
    (finding,) = findings_about([(both[0].figure, both)], 0).findings
    assert [(part.key, part.differing, part.one_way) for part in finding.parts] == [
        (("p", "q"), 1, False),
        (("q", "p"), 1, False),
    ]


@pytest.mark.parametrize(
    ("lower", "is_echo"),
    [
        ([("q", 10, day(3))], True),  # p itself came down to 9 the day before
        ([("q", 10, day(1))], False),  # of one day
        ([("q", 19, day(2))], False),  # of that day q has more than p
        ([("q", 10, day(3)), ("r", 10, day(1))], False),
    ],
)
def test_what_follows_from_a_fall_is_its_echo(lower: list[tuple[str, int, Moment]], is_echo: bool) -> None:
    course = said(("p", 20, day(1)), ("p", 9, day(2)), *lower)
    findings = findings_about([(course[0].figure, course)], 0).findings
    assert {finding.kind for finding in findings} == {FALLS, DIFFER}
    falls = [finding.id for finding in findings if finding.kind == FALLS]
    assert [list(each.echo_of) for each in findings if each.kind == DIFFER] == [falls if is_echo else []]


def test_a_fall_afterwards_explains_nothing() -> None:
    course = said(("p", 20, day(4)), ("q", 10, day(5)), ("q", 9, day(6)))
    findings = findings_about([(course[0].figure, course)], 0).findings
    assert [finding.is_echo for finding in findings if finding.kind == DIFFER] == [False]


def test_which_findings_have_an_advice() -> None:
    course = said(("p", 20, day(1)), ("p", 10, day(1)))
    figure = course[0].figure
    parts = findings_about([(figure, course)], 0).findings[0].parts

    def advice(kind: str, rule: str, severity: str) -> str:
        return voices._advice(kind, rule, severity, figure, parts)

    assert advice(FALLS, "count-falls", "error") == voices.SAY_REVISES
    assert advice(DIFFER, "sources-disagree", "error") == ""
    assert advice(FALLS, "count-falls", "note") == ""
    assert advice(DIFFER, "sources-disagree", "warning") == voices.WRITE_PERIOD
    assert advice(ITSELF, "above-soft-top", "warning") == ""
    assert advice(ITSELF, "sources-disagree", "error") == ""  # an actual figure, of which one paper has both


# --- how suspect a row looks


def _relation(left: Linear, operator: str, right: Linear) -> Relation:
    names = [*left.names, *(name for name in right.names if name not in left.names)]
    return Relation(
        let=tuple((name, _ANY) for name in names),
        where=(),
        left=left,
        operator=operator,
        right=right,
        tolerance=Tolerance(),
        message=(),
    )


def _linear(constant: float = 0, **terms: float) -> Linear:
    return Linear(tuple((name, Fraction(c)) for name, c in terms.items()), Fraction(constant))


def _looks(relation: Relation, values: dict[str, tuple[float | None, float | None]], way: int = 0) -> int:
    """How a row looks to SQLite, with these bounds of its figures."""
    sql = look_of(relation, {name: f"q_{name}" for name in values}, way=way)
    tables = ", ".join(
        f"(SELECT {low} AS lower_max, {high} AS upper_min, {low} AS lower, {high} AS upper) q_{name}"
        for name, ends in values.items()
        for low, high in [["NULL" if end is None else repr(end) for end in ends]]
    )
    return int(sqlite3.connect(":memory:").execute(f"SELECT {sql} FROM {tables}").fetchone()[0])


@pytest.mark.parametrize(
    ("operator", "x", "y", "way", "look"),
    [
        ("<=", (3.0, 5.0), (1.0, 3.0), 0, 0),
        ("<=", (4.0, 5.0), (1.0, 3.0), 0, 1),
        ("<=", (4.0, 5.0), (1.0, 3.0), -1, None),
        ("<", (3.0, 5.0), (1.0, 3.0), 0, 1),
        ("<", (2.0, 5.0), (1.0, 3.0), 0, 0),
        (">=", (1.0, 3.0), (3.0, 5.0), 0, 0),
        (">=", (1.0, 2.0), (3.0, 5.0), 0, 1),
        (">", (1.0, 3.0), (3.0, 5.0), 0, 1),
        (">", (1.0, 4.0), (3.0, 5.0), 0, 0),
        ("==", (3.0, 3.0), (3.0, 3.0), 0, 0),
        ("==", (4.0, 4.0), (3.0, 3.0), 0, 1),
        ("==", (2.0, 2.0), (3.0, 3.0), 0, 1),
        ("==", (4.0, 4.0), (3.0, 3.0), 1, 1),
        ("==", (4.0, 4.0), (3.0, 3.0), -1, 0),
        ("==", (2.0, 2.0), (3.0, 3.0), 1, 0),
        ("==", (2.0, 2.0), (3.0, 3.0), -1, 1),
        ("!=", (1.0, 3.0), (3.0, 5.0), 0, 1),
        ("!=", (3.0, 5.0), (1.0, 3.0), 0, 1),
        ("!=", (1.0, 2.0), (3.0, 5.0), 0, 0),
        ("!=", (6.0, 7.0), (3.0, 5.0), 0, 0),
        ("!=", (1.0, 9.0), (3.0, 5.0), 0, 1),
    ],
)
def test_how_a_row_of_two_figures_looks(
    operator: str, x: tuple[float, float], y: tuple[float, float], way: int, look: int | None
) -> None:
    of = _relation(_linear(x=1), operator, _linear(y=1))
    if look is not None:
        assert _looks(of, {"x": x, "y": y}, way) == look


@pytest.mark.parametrize(("x", "y", "look"), [(3, 10, 0), (3, 9, 1), (4, 12, 1), (4, 13, 0)])
def test_numbers_of_a_row_count(x: float, y: float, look: int) -> None:
    """Three times x and 1 are at most y."""
    of = _relation(_linear(1, x=3), "<=", _linear(y=1))
    assert _looks(of, {"x": (x, x), "y": (y, y)}) == look
    turned = _relation(_linear(y=1), ">=", _linear(1, x=3))
    assert _looks(turned, {"x": (x, x), "y": (y, y)}) == look
    less = _relation(_linear(x=3), "<=", _linear(-1, y=1))
    assert _looks(less, {"x": (x, x), "y": (y, y)}) == look


def test_what_doubles_cannot_tell_apart_looks_suspect() -> None:
    """To doubles 0.1 and 0.2 are more than 0.3."""
    of = _relation(_linear(x=1), "<=", _linear(y=1, z=1))
    assert _looks(of, {"x": (0.3, 0.3), "y": (0.1, 0.1), "z": (0.2, 0.2)}) == 1
    assert _looks(of, {"x": (0.25, 0.25), "y": (0.1, 0.1), "z": (0.2, 0.2)}) == 0
    unequal = _relation(_linear(x=1), "!=", _linear(y=1, z=1))
    assert _looks(unequal, {"x": (0.3, 0.3), "y": (0.1, 0.1), "z": (0.2, 0.2)}) == 1
    other_way = _relation(_linear(y=1, z=1), "!=", _linear(x=1))
    assert _looks(other_way, {"x": (0.3, 0.3), "y": (0.1, 0.1), "z": (0.2, 0.2)}) == 1


def test_a_figure_without_a_bound_holds() -> None:
    of = _relation(_linear(x=1), "<=", _linear(y=1))
    assert _looks(of, {"x": (None, 9.0), "y": (1.0, 3.0)}) == 0


def _product(sign: int = 1, **terms: float) -> Linear:
    return Linear(
        terms=tuple((name, Fraction(c)) for name, c in terms.items()), products=(("rate", "whole", Fraction(sign)),)
    )


Ends = tuple[float | None, float | None]


@pytest.mark.parametrize(
    ("part", "rate", "whole", "look"),
    [
        (20.0, (2.0, 2.0), (10.0, 10.0), 0),
        (21.0, (2.0, 2.0), (10.0, 10.0), 1),
        (19.0, (2.0, 2.0), (10.0, 10.0), 1),
        (0.0, (0.0, 0.0), (10.0, None), 0),
        (0.0, (0.0, None), (0.0, 0.0), 0),
        (5.0, (0.0, 0.0), (10.0, None), 1),
        (20.0, (-2.0, 2.0), (10.0, 10.0), 1),
        (20.0, (2.0, 2.0), (-1.0, 10.0), 1),
    ],
)
def test_how_a_product_looks(part: float, rate: Ends, whole: Ends, look: int) -> None:
    values: dict[str, Ends] = {"part": (part, part), "rate": rate, "whole": whole}
    assert _looks(_relation(_linear(part=1), "==", _product()), values) == look


def test_a_name_that_stands_twice_is_always_looked_at() -> None:
    """It has no bounds term by term."""
    values: dict[str, Ends] = {"rate": (2.0, 2.0), "whole": (10.0, 10.0), "part": (0.0, 0.0)}
    assert _looks(_relation(_linear(part=1), "<=", _product(whole=1)), values) == 1
    assert _looks(_relation(_linear(part=1), "<=", _product()), values) == 0
    assert _looks(_relation(_linear(part=1), "!=", _product()), values) == 1
    cancelled = _relation(_product(part=1), "<=", _product(part=2))
    assert _looks(cancelled, values) == 0


# --- words of one quote, and moments


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("at least 40 died", "40 died", True),
        ("40 died", "At least 40 DIED in all", True),
        ("at least 40 died", "40 died in the flood", True),
        ("40 died in the flood", "at least 40 died", True),
        ("at least 40", "40 died", False),
        ("140 died", "40 died", False),
        ("40 were hurt", "40 died", False),
        ("40", "40", True),
    ],
)
def test_whether_two_quotes_share_words(one: str, other: str, is_shared: bool) -> None:
    assert share_words(one, other) is is_shared
    assert share_words(other, one) is is_shared


def test_a_time_of_day_and_its_day_are_in_no_sure_order() -> None:
    assert is_sure([minute(1, 600), day(2)])
    assert not is_sure([minute(1, 600), day(1)])
    assert not is_sure([minute(1, 600), span(1, 3)])
    assert not is_sure([minute(3, 600), span(1, 3)])
    assert is_sure([minute(2, 600), minute(1, 9)])
    assert is_sure([day(1), day(1)])


def test_neighbours_of_what_is_told_by_the_minute() -> None:
    assert neighbours([minute(1, 600), minute(1, 500), minute(2, 1)]) == [(0, 2), (1, 0)]
    assert neighbours([]) == []
    assert neighbours([day(1), minute(2, 5)]) == [(0, 1)]
    assert neighbours([day(2), minute(2, 5)]) == []
    assert points_in_order([minute(1, 2), minute(1, 1)]) == [740_001 * 1440 + 2, 740_001 * 1440 + 1]
    assert points_in_order([minute(1, 2), day(1)]) is None
    assert points_in_order([]) == []


# --- what was not compared


def test_values_of_many_days_are_listed_as_far_as_there_is_room(story: Story) -> None:
    for number in range(uncompared.MOST_SHOWN + 1):
        story.article("P", f"property: displaced, value: {10 + number}", published=f"2031-05-{number + 1:02}")
    (entry,) = story.check().not_compared
    assert entry.reason == "different as-of"
    assert entry.subject.count(";") == uncompared.MOST_SHOWN
    assert "more" not in entry.subject
    story.article("P", "property: displaced, value: 90", published="2031-05-20")
    (entry,) = story.check().not_compared
    assert entry.subject.endswith("15 (6 May 2031); 2 more")
    assert len(entry.claims) == uncompared.MOST_SHOWN + 2


def test_what_differs_is_named_with_its_days(tmp_path: Path) -> None:
    story = Story(tmp_path)
    for scope, value in (("the south", 5), ("the north", 7)):
        story.article("P", f"property: displaced, value: {value}, scope: {scope}")
    (entry,) = story.check().not_compared
    assert (entry.reason, entry.subject) == (
        "different scope",
        "flood, displaced: 5 (the south, 4 May 2031); 7 (the north, 4 May 2031)",
    )


def test_of_one_day_two_papers_of_other_days_are_compared(story: Story) -> None:
    """40 and 41 of one day are a pair; the third value is of a day of its own."""
    story.days("P", 40, property="displaced")
    story.days("Q", 41, 50, property="displaced")
    result = story.check()
    assert [texts(finding) for finding in result.findings] == [[("41", "40")]]
    (entry,) = result.not_compared
    assert len(entry.claims) == 3


def test_a_period_of_another_scope_is_not_held_against_a_total(story: Story) -> None:
    story.article("P", "property: killed, value: 12, scope: the north, period: 2031-05-05", published="2031-05-06")
    story.article("Q", "property: killed, value: 30, scope: the south", published="2031-05-06")
    (entry,) = story.check().not_compared
    assert (entry.reason, len(entry.claims)) == ("different scope", 2)
    story.article("R", "property: killed, value: 40, scope: the north", published="2031-05-06")
    assert sorted(len(each.claims) for each in story.check().not_compared) == [3]
