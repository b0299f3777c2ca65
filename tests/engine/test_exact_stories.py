"""Small, exact stories of single steps of a check: who is a part, what is cut short, what stands and what follows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Relation
from checker.engine import check as checking
from checker.engine import disputes, feasibility
from checker.engine.changes import PLAN, RISE, STATE, _is_above, _rises
from checker.engine.columns import Columns
from checker.engine.constraints import constraints_of
from checker.engine.disputes import _is_said
from checker.engine.echoes import _Exchange
from checker.engine.findings import ROW, Dispute, Position
from checker.engine.products import Held
from checker.engine.quantities import _hull
from checker.engine.second_amounts import beside_their_roots
from checker.engine.sql import open_engine
from checker.engine.tables import load_tables
from checker.files.models import PERIODS
from checker.values.moments import minute_moment
from checker.values.value import Choices
from tests.engine.stories import Story, counted, texts
from tests.engine.tangled import World, day, relation
from tests.engine.test_systems import tangle_of


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


# --- who is a part, and when


@pytest.mark.parametrize(
    ("membership", "on", "is_too_little"),
    [
        ("", "2031-05-05", False),  # b is a part of which nothing is said
        (", from: 2031-05", "2031-05-05", False),  # it may have been one since the 1st
        (", from: 2031-05", "2031-04-30", True),
        (", from: 2031-05-05", "2031-05-05", False),
        (", from: 2031-05-06", "2031-05-05", True),
        (", to: 2031-05", "2031-05-31", False),
        (", to: 2031-05", "2031-06-01", True),
        (", to: 2031-05-05", "2031-05-05", False),
        (", to: 2031-05-04", "2031-05-05", True),
    ],
)
def test_parts_are_too_few_only_where_there_can_be_no_other(
    tmp_path: Path, membership: str, on: str, is_too_little: bool
) -> None:
    """300 in a, 400 in all: that is too little only if nobody else may be a part that day."""
    story = Story(tmp_path, f"flood: {{parts: complete}}\na: {{part_of: flood}}\nb: {{part_of: flood{membership}}}")
    story.article("P", "property: displaced, value: 400", "subject: a, property: displaced, value: 300", published=on)
    assert bool(counted(story.check())) == is_too_little


OWN = """\
id: {id}
title: {id}
severity: {severity}
let: {{one: {{property: killed}}, other: {{property: injured}}}}
where: [one.subject == other.subject, one.source == other.source]
require: one {operator} other
message: "{{one}} and {{other}}"
why: It is so.
examples:
  - {{expect: disagreement, claims: []}}
  - {{expect: agreement, claims: []}}
"""


def test_two_rules_for_what_one_source_says(tmp_path: Path) -> None:
    rules = {name: OWN.format(id=name, severity="error", operator="<=") for name in ("first", "second")}
    story = Story(tmp_path, rules=rules)
    story.article("P", "property: killed, value: 9", "property: injured, value: 5")
    story.article("Q", "property: killed, value: 9", "property: injured, value: 20")
    result = story.check()
    assert sorted(finding.rule for finding in result.findings if finding.kind == ROW) == ["first", "second"]


def test_a_word_that_no_claim_uses_has_no_code(story: Story) -> None:
    story.article("P", "property: killed, value: 9")
    engine = open_engine("sqlite")
    codes = load_tables(story.load(), engine)
    assert (codes.property("nothing"), codes.kind("nothing")) == (-1, -1)
    assert (codes.property("killed") >= 0, codes.kind("event")) == (True, 0)
    engine.close()


# --- what is cut short


def _differing_parts(folder: Path) -> Story:
    story = Story(folder, "flood: {}\n" + "".join(f"{name}: {{part_of: flood}}\n" for name in "abc"))
    claims = [
        f"subject: {name}, property: displaced, value: {value}" for name, value in zip("abc", (9, 8, 1), strict=True)
    ]
    story.article("P", "property: displaced, value: 5", *claims)
    return story


def test_of_too_many_rows_those_that_look_broken_are_examined(tmp_path: Path) -> None:
    corpus = _differing_parts(tmp_path).load()
    whole = checking.check(corpus)
    assert [finding.rule for finding in whole.findings if finding.rule == "part-exceeds-whole"] == [
        "part-exceeds-whole"
    ] * 2
    assert (whole.limits, whole.not_checked) == ((), ())
    some = checking.check(corpus, row_limit=2)
    assert "part-exceeds-whole: more than 2 rows; only those that look broken were examined" in some.limits
    assert [each for each in some.not_checked if each.startswith("part-exceeds-whole")] == []
    assert len([f for f in some.findings if f.rule == "part-exceeds-whole"]) == 2
    fewer = checking.check(corpus, row_limit=1)
    assert "part-exceeds-whole: more than 1 rows look broken; the rest is left out" in fewer.not_checked
    assert len([f for f in fewer.findings if f.rule == "part-exceeds-whole"]) == 1
    enough = checking.check(corpus, row_limit=3)
    assert [each for each in enough.limits if each.startswith("part-exceeds-whole")] == []


def test_of_too_many_figures_those_of_one_origin_are_examined(tmp_path: Path) -> None:
    important = "displaced: {type: count, unit: person, over_time: varies, important: true, title: displaced}"
    story = Story(tmp_path, "flood: {}\na: {}\nb: {}", important)
    for name in ("flood", "a", "b"):
        story.article("P", f"subject: {name}, property: displaced, value: 5")
    corpus = story.load()
    some, enough = checking.check(corpus, row_limit=2), checking.check(corpus, row_limit=3)
    assert some.limits == ("single-origin: more than 2 rows; only those that look broken were examined",)
    assert some.not_checked == ("single-origin: more than 2 rows look broken; the rest is left out",)
    assert (len(some.findings), len(enough.findings), enough.limits, enough.not_checked) == (2, 3, (), ())
    story.article("Q", "property: displaced, value: 5")
    fewer = checking.check(story.load(), row_limit=2)
    assert (len(fewer.findings), len(fewer.limits), fewer.not_checked) == (2, 1, ())


# --- what changed


def test_what_agrees_with_a_step_belongs_to_it(story: Story) -> None:
    for paper, value, on in (("P", "$40m", 1), ("Q", "about $40m", 2), ("R", "$50m", 3), ("S", "$50m", 3)):
        story.article(paper, f"property: funding, status: planned, value: {value}", published=f"2031-05-0{on}")
    (change,) = story.check().changes
    assert (change.kind, [[s.voice for s in step] for step in change.steps]) == (PLAN, [["p", "q"], ["r", "s"]])


def test_a_voice_whose_count_rises_is_told(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}\nfire: {}")
    story.days("P", 10, 10, 12, more=", said_by: state")
    story.days("Q", 10, 9, more=", said_by: fire")
    story.days("R", 10, 13)  # of a voice that is no entity nothing is told
    (change,) = [each for each in story.check().changes if each.kind == RISE]
    assert change.voice == "flood/state"
    assert [[statement.text for statement in step] for step in change.steps] == [["10", "10"], ["12"]]


# --- what stands since an earlier day


def _ends(
    *values: tuple[int | None, int | None], c: int
) -> list[tuple[list[tuple[int, int]], int, list[int], list[int]]]:
    """The constraints of a row: c times what stands is at most what is always so."""
    world = World()
    for number, value in enumerate(values):
        world.say(f"v{number}", "plan", value, day(1), "stands")
    world.say("w", "whole", (0, 100))
    world.rule("most", relation({"x": c}, "<=", {"y": 1}), {"x": ("plan", day(1)), "y": "whole"})
    world.make()
    row, of = world.rows[0], world.relations["most"]
    positions = [position for quantity in world.quantities.values() for position in quantity.positions]
    held: dict[int, list[tuple[int, Position]]] = {}
    for number, position in enumerate(positions):
        held.setdefault(position.quantity, []).append((number, position))
    found = constraints_of(row, of, Held(quantities=world.quantities, values=held), {})
    return [
        (
            [(quantity, int(k)) for quantity, k in constraint.coefficients],
            int(constraint.bound),
            sorted(constraint.needs),
            sorted(constraint.standing),
        )
        for constraint in found
    ]


def test_what_stands_counts_by_what_was_claimed_of_it() -> None:
    """Of 3 to 5 the 3 counts while that value is kept; whatever is claimed, it is nothing at least."""
    plan, whole = 0, 1
    assert _ends((3, 5), c=1) == [
        ([(whole, -1)], 0, [], []),
        ([(plan, 1), (whole, -1)], 0, [], [0]),
        ([(whole, -1)], -3, [0], []),
    ]
    assert _ends((3, 5), (None, 4), c=1)[3:] == [
        ([(plan, 1), (whole, -1)], 0, [], [1]),
        ([(whole, -1)], 0, [1], []),
    ]
    assert _ends((3, 5), c=-1) == [
        ([(plan, -1), (whole, -1)], 0, [], [0]),
        ([(whole, -1)], 5, [0], []),
    ]
    assert _ends((3, None), c=-1) == [([(plan, -1), (whole, -1)], 0, [], [0])]


# --- which rows the solver is given


def _columns(of: Relation, source: str = "") -> Columns:
    world = World()
    world.say("p", "a", 9)
    world.say("p", "b", 5)
    world.rule("rule", of, {"x": "a", "y": "b"})
    world.rows = [replace(row, source=source) for row in world.rows]
    world.make()
    quantities = list(world.quantities.values())
    positions = [position for quantity in quantities for position in quantity.positions]
    return Columns(quantities, positions, world.rows, world.relations, [])


def test_what_one_source_says_by_itself_ties_nothing_else() -> None:
    at_most = relation({"x": 1}, "<=", {"y": 1})
    assert len(_columns(at_most).constraints) == 1
    assert _columns(at_most, "s/p").constraints == []
    assert _columns(relation({"x": 1}, "!=", {"y": 1})).constraints == []
    assert len(_columns(relation({"x": 1}, "==", {"y": 1})).constraints) == 2


@pytest.mark.parametrize("most", [0, 100])
@pytest.mark.parametrize(("times", "small", "large", "least"), [(3, 10, 6, 8), (1, 10, 6, 4)])
def test_the_least_change_of_a_weighted_value(
    monkeypatch: pytest.MonkeyPatch, most: int, times: int, small: int, large: int, least: int
) -> None:
    """Three times 10 is at most 6: it is enough that the 10 is 8 less. And 6 is at least 30 the other way round."""
    monkeypatch.setattr(feasibility, "PROPAGATED", most)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    for left, operator, right in (({"x": times}, "<=", {"y": 1}), ({"y": 1}, ">=", {"x": times})):
        world = World()
        world.say("A", "small", small)
        world.say("B", "large", large)
        world.rule("times", relation(left, operator, right), {"x": "small", "y": "large"})
        tangle = tangle_of(world)
        assert tangle.system(tangle.everything, frozenset()).distance(tangle.everything) == least
    world = World()
    world.say("A", "small", small)
    world.say("B", "large", large)
    world.rule("times", relation({"y": 1}, "<=", {"x": 1}), {"x": "large", "y": "small"})
    tangle = tangle_of(world)
    assert tangle.system(tangle.everything, frozenset()).distance(tangle.everything) == small - large


@pytest.mark.parametrize("most", [0, 100])
def test_the_least_change_of_a_weighted_upper_bound(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """30 is at most three times 2: that the 2 is 8 more is enough."""
    monkeypatch.setattr(feasibility, "PROPAGATED", most)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    world = World()
    world.say("A", "large", 30)
    world.say("B", "small", 2)
    world.rule("times", relation({"x": 1}, "<=", {"y": 3}), {"x": "large", "y": "small"})
    tangle = tangle_of(world)
    assert tangle.system(tangle.everything, frozenset()).distance(tangle.everything) == 8


# --- what some voice says


def _position(low: int | None, high: int | None, choices: Choices | None = None) -> Position:
    bounds = [None if end is None else Fraction(end) for end in (low, high)]
    return Position(quantity=0, lower=bounds[0], upper=bounds[1], choices=choices, text="", claims=())


@pytest.mark.parametrize(
    ("position", "wanted", "is_said"),
    [
        ((3, 5), (4, None), True),
        ((3, 5), (5, None), True),
        ((3, 5), (6, None), False),
        ((3, 5), (None, 3), True),
        ((3, 5), (None, 2), False),
        ((3, 5), (1, 2), False),
        ((3, 5), (6, 9), False),
        ((3, None), (6, 9), True),
        ((None, 5), (1, 2), True),
        ((3, 5), (None, None), True),
    ],
)
def test_whether_some_voice_says_what_a_value_would_have_to_be(
    position: tuple[int | None, int | None], wanted: tuple[int | None, int | None], is_said: bool
) -> None:
    said = _position(*position)
    tangle: Any = SimpleNamespace(said_of=lambda _: [said], number_at=lambda _: 7)
    ends = [None if end is None else Fraction(end) for end in wanted]
    assert _is_said(0, (ends[0], ends[1], None), {}, tangle) is is_said
    assert not _is_said(0, (ends[0], ends[1], None), {7: (None, None, None)}, tangle)  # it is given up itself


def test_whether_some_voice_says_what_a_category_would_have_to_be() -> None:
    red = Choices(frozenset({"red"}))
    tangle: Any = SimpleNamespace(said_of=lambda _: [_position(None, None, red)], number_at=lambda _: None)
    assert _is_said(0, (None, None, red), {}, tangle)
    assert not _is_said(0, (None, None, Choices(frozenset({"blue"}))), {}, tangle)
    assert not _is_said(0, (None, None, None), {}, tangle)


def test_of_many_names_three_are_told() -> None:
    assert disputes._few(["a", "b", "c"]) == "a; b; c"
    assert disputes._few(["a", "b", "c", "d", "e"]) == "a; b; c and 2 more"


# --- periods that follow from voices which differ


def test_a_period_is_an_echo_only_where_what_is_exchanged_leaves_nothing_to_miss(story: Story) -> None:
    """100 or 99, and 12 more, are more than 110 either way."""
    story.article("P", "property: killed, value: 100", published="2031-05-04")
    story.article("S", "property: killed, value: 99", published="2031-05-04")
    story.article("Q", "property: killed, value: 12, period: 2031-05-05", published="2031-05-06")
    story.article("T", "property: killed, value: 110", published="2031-05-05")
    result = story.check()
    (finding,) = [each for each in result.findings if each.rule == PERIODS]
    highest = [each for each in finding.combinations if "100" in [s.text for s in each.statements]]
    roots: dict[tuple[str, ...], set[str]] = {finding.figures[0][1].name: {"root"}}
    assert _Exchange(result.statements, {"killed": 0}, roots).roots_of_bounds(highest) is None


# --- states


def test_a_state_that_changes_is_told_with_all_who_say_it(tmp_path: Path) -> None:
    story = Story(tmp_path, vocabulary="stage: {type: category, over_time: stands, values: [tabled, passed]}")
    for paper, value, on in (("P", "tabled", 1), ("Q", "tabled", 2), ("R", "passed", 3)):
        story.article(paper, f"property: stage, value: {value}", published=f"2031-05-0{on}")
    (change,) = story.check().changes
    assert (change.kind, [[s.voice for s in step] for step in change.steps]) == (STATE, [["p", "q"], ["r"]])


def test_a_sum_of_bounds_is_too_little(tmp_path: Path) -> None:
    """a is at most 3 and b at most 4, which are all of the flood's 9."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", "property: displaced, value: 9", "subject: a, property: displaced, value: up to 3")
    story.article("Q", "subject: b, property: displaced, value: up to 4")
    (finding,) = story.check().counted
    assert texts(finding) == [("9", "up to 3", "up to 4")]


def test_what_rises_is_surely_above() -> None:
    world = World()
    ends: list[tuple[int | None, int | None]] = [(7, 9), (1, 3), (3, 9), (None, 9), (1, None)]
    for number, each in enumerate(ends):
        world.say(f"v{number}", "a", each)
    world.make()
    stated = {int(s.voice[1:]): s for s in world.statements[0]}

    def is_above(after: int, before: int) -> bool:
        return _is_above([stated[after]], [stated[before]])

    assert is_above(0, 1)
    assert not is_above(2, 1)
    assert not is_above(3, 1)
    assert not is_above(0, 4)
    assert _is_above([stated[3], stated[0]], [stated[4], stated[1]])


def test_one_figure_is_no_rise(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nministry: {}")
    for number in (4, 5):
        story.article("P", "property: killed, value: 9, said_by: ministry", published=f"2031-05-0{number}")
    corpus = story.load()
    result = story.check()
    ((figure, stated),) = [(own[0].figure, own) for own in result.statements.values()]
    assert list(_rises(figure, stated, corpus)) == []


def test_a_quantity_is_of_its_one_moment_or_of_all_between_its_moments() -> None:
    one, other, minute = day(1), day(4), minute_moment(740_001, 5)
    assert _hull({one}) == one
    assert _hull({minute}) == minute
    hull = _hull({other, one})
    assert (hull.first_day, hull.last_day, hull.by_minute) == (740_001, 740_004, False)


def test_what_flows_may_also_be_less_than_nothing(tmp_path: Path) -> None:
    """Of 12 on the 5th 9 may be left when the next day is over, also where no single day is below zero as told."""
    story = Story(tmp_path, vocabulary="moved: {type: count, unit: person, over_time: flows, title: moved in}")
    story.article("P", "property: moved, value: 12, period: 2031-05-05", published="2031-05-09")
    story.article("Q", "property: moved, value: 9, period: 2031-05-05/2031-05-06", published="2031-05-09")
    assert [finding for finding in story.check().findings if finding.rule == PERIODS] == []
    story.article("R", "property: moved, value: 5, period: 2031-05-06", published="2031-05-09")
    (finding,) = [finding for finding in story.check().findings if finding.rule == PERIODS]
    assert finding.message == "12 (5 May 2031) and 5 (6 May 2031) make 17, not 9 (5 to 6 May 2031)"


def test_what_says_the_same_in_another_currency_stands_beside_its_root() -> None:
    world = World()
    world.say("p", "a", 10)
    world.say("q", "a", 5)
    world.say("p", "b", 10)
    world.say("q", "b", 5)
    world.make()
    root, again = world.findings()
    again = replace(again, echo_of=(root.id,))
    told = [Dispute(findings=(root,)), Dispute(findings=(again,))]
    assert beside_their_roots(told, {again.id}) == [Dispute(findings=(root, again))]
    assert beside_their_roots(told, set()) == told
    assert beside_their_roots(told[:1], {again.id}) == told[:1]
    assert beside_their_roots(told[1:], {again.id}) == []
