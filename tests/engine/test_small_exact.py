"""Small, exact stories of single steps of the engine, each of which a larger test leaves open."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest

from checker.corpus.relation import Linear
from checker.engine import highs, pairs, propagation
from checker.engine.bounds import Bounds, side_bounds
from checker.engine.budget import StepBudget
from checker.engine.chains import Chain, _Levels, points_of
from checker.engine.findings import DIFFER, FALLS, ITSELF, TOGETHER
from checker.engine.hitting import Conflict, Question, _Search
from checker.engine.propagation import Propagation, Undecided
from checker.engine.solver import Bound
from checker.engine.sql import open_engine
from checker.engine.vertices import corner
from tests.engine.stories import Story, texts
from tests.engine.tangled import World, relation
from tests.engine.test_systems import tangle_of


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


# --- what is said of figures


def test_only_who_comes_down_is_advised_to_take_back_a_figure(story: Story) -> None:
    story.article("P", "property: killed, value: 10")
    story.article("Q", "property: killed, value: 12")
    story.article("R", "property: size, subject: flood, value: 30", published="2031-05-01")
    (finding,) = story.check().findings
    assert (finding.kind, finding.severity, finding.advice) == (DIFFER, "error", "")


def test_who_comes_down_is_advised_to_take_it_back(story: Story) -> None:
    story.days("P", 12, 10)
    (finding,) = story.check().findings
    assert (finding.kind, "revises" in finding.advice) == (FALLS, True)


def test_the_middle_of_two_differences_lies_between_them(story: Story) -> None:
    story.days("P", 100, 150)
    story.days("Q", 110, 180)
    (finding,) = [each for each in story.check().findings if each.kind == DIFFER]
    (part,) = finding.parts
    assert (part.differing, part.middle_gap) == (2, 20)


def test_one_difference_is_its_own_middle(story: Story) -> None:
    story.days("P", 100)
    story.days("Q", 110)
    (finding,) = story.check().findings
    assert [part.middle_gap for part in finding.parts] == [10]


def test_what_is_known_after_all_is_a_finding_about_the_figure_that_is_stated(story: Story) -> None:
    story.article("P", "property: killed, value: unknown")
    story.article("P", "property: killed, value: 12")
    result = story.check()
    (finding,) = result.findings
    assert finding.kind == ITSELF
    assert [figure for _, figure in finding.figures] == [
        statement.figure for of_figure in result.statements.values() for statement in of_figure
    ]
    assert texts(finding) == [("unknown", "12")]


def test_a_figure_of_too_many_voices_says_so(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(8):
        story.article(f"Paper {number}", f"property: killed, value: {10 + number % 2}")
    assert story.check().limits == ()
    monkeypatch.setattr(pairs, "MOST_COMPARED", 4)
    monkeypatch.setattr(pairs, "MOST_VOICES", 4)
    assert [limit.partition(": ")[2] for limit in story.check().limits] == [
        "so many voices or days that not every pair of statements was looked at"
    ]


def test_the_database_is_closed_however_a_check_ends(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []

    def watched(name: str) -> object:
        engine = open_engine(name)
        close = engine.close

        def closing() -> None:
            closed.append(name)
            close()

        monkeypatch.setattr(engine, "close", closing, raising=False)
        return engine

    monkeypatch.setattr("checker.engine.check.open_engine", watched)
    story.article("P", "property: killed, value: 10")
    story.check("sqlite")
    assert closed == ["sqlite"]
    monkeypatch.setattr("checker.engine.check.load_tables", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        story.check("sqlite")
    assert closed == ["sqlite", "sqlite"]


def test_what_a_finding_ties_is_one_dispute(story: Story) -> None:
    """Two voices differ about a count of its own and about one that was started again, which then falls."""
    for publisher, value in (("P", 100), ("Q", 120)):
        story.article(publisher, f"property: killed, value: {value}, counted_from: 2031-04-01")
    for publisher, value in (("R", 5), ("S", 7)):
        story.article(publisher, f"property: killed, value: {value}, counted_from: 2031-05-02")
    story.article("S", "property: killed, value: 3, counted_from: 2031-05-02", published="2031-05-06")
    (dispute,) = story.check().disputes
    assert sorted(finding.kind for finding in dispute.findings) == [FALLS, DIFFER]


def test_what_could_not_be_looked_for_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row shows that the places are more than the women and the men; and there is no time to look for it."""
    entities = (
        "quake: {parts: complete}\nnorrby: {part_of: {quake: by place}}\nalsund: {part_of: {quake: by place}}\n"
        "women: {part_of: {quake: by sex}}\nmen: {part_of: {quake: by sex}}"
    )
    story = Story(tmp_path, entities)
    said = {"quake": "at least 50", "norrby": 41, "alsund": 55, "women": 36, "men": 66}
    story.article("P", *(f"subject: {name}, property: killed, value: {value}" for name, value in said.items()))
    assert [finding.kind for finding in story.check().counted] == [TOGETHER]
    monkeypatch.setattr("checker.engine.check.StepBudget", lambda: StepBudget(left=0))
    result = story.check()
    assert result.counted == ()
    (left,) = result.not_checked
    assert left.endswith("whether all of it can be true together: it would take too long")


# --- bounds that move one another


def test_a_proof_may_be_as_long_as_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most 3 and at least 5: one row moves a bound, the other crosses it."""
    system = Propagation([(((0, Fraction(1)),), Fraction(3)), (((0, Fraction(-1)),), Fraction(-5))], 1)
    monkeypatch.setattr(propagation, "LONGEST_PROOF", 2)
    assert system.infeasible([None], [None]) == [1, 1]
    monkeypatch.setattr(propagation, "LONGEST_PROOF", 1)
    with pytest.raises(Undecided):
        system.infeasible([None], [None])


def test_a_part_of_an_open_whole_is_open() -> None:
    """A part is at most its whole, of which nothing else is known: so it has no greatest value."""
    part, whole = 0, 1
    system = Propagation([(((part, Fraction(1)), (whole, Fraction(-1))), Fraction(0))], 2)
    assert system.extremes([0, None], [None, None], part) == (0, None)
    assert system.extremes([0, None], [None, 7], part) == (0, 7)


@pytest.mark.parametrize("is_first", [True, False])
def test_the_least_change_is_that_of_the_greatest_weight(is_first: bool) -> None:
    """Three times 10 is at most 6: it is enough that the 10 is 8 less, and the 6 is left as it is."""
    world = World()
    for voice, name, value in [("A", "small", 10), ("B", "large", 6)][:: 1 if is_first else -1]:
        world.say(voice, name, value)
    world.rule("thrice", relation({"x": 3}, "<=", {"y": 1}), {"x": "small", "y": "large"})
    tangle = tangle_of(world)
    assert tangle.system(tangle.everything, frozenset()).distance(tangle.everything) == 8


def test_a_corner_holds_at_its_very_bounds() -> None:
    """x + y is at most 10, of which x is at most 4: the corner that a solver is near to is 4 and 6."""
    rows = [(((0, 1), (1, 1)), 10)]
    bounds = [Bound(0, 4), Bound(0, None)]
    assert corner([Fraction(4) - Fraction(1, 10**9), Fraction(6)], bounds, rows) == [4, 6]
    assert corner([Fraction(4), Fraction(7)], bounds, rows) is None


def test_a_product_with_a_figure_of_no_lower_bound_has_an_upper_one() -> None:
    """Once or twice at most 3 is at most 6, and may be as low as one likes."""
    twice = Linear(products=(("rate", "gain", Fraction(1)),))
    assert side_bounds(twice, ["rate", "gain"], [(Fraction(1), Fraction(2)), (None, Fraction(3))]) == (None, 6)
    less = Linear(products=(("rate", "gain", Fraction(1)), ("rate", "loss", Fraction(-1))))
    unknown: list[Bounds] = [(Fraction(1), Fraction(2)), (None, Fraction(3)), (None, Fraction(3))]
    assert side_bounds(less, ["rate", "gain", "loss"], unknown) == (None, None)


# --- one count, day by day


def _chain(*values: tuple[int, str]) -> Chain:
    """Exact values, one a day, each with its voice."""
    return Chain(
        places=range(len(values)),
        ends=[(value, value) for value, _ in values],
        voices=[frozenset({voice}) for _, voice in values],
        breaks={},
        floor=0,
    )


def test_a_count_that_falls_has_no_way_without_giving_up_a_voice() -> None:
    run = _Levels(_chain((10, "p"), (1, "q")), with_breaks=False)
    assert run.cheapest(frozenset()) == []
    assert [sorted(way.values) for way in run.cheapest(frozenset({"p"}))] == [[0]]


def test_behind_the_first_break_a_count_is_not_below_its_floor() -> None:
    """It was started again on the first day: the day after has what was kept since then, or the floor."""
    chain = Chain(places=[1, 2], ends=[(5, 5), (3, 3)], voices=[frozenset("p"), frozenset("q")], breaks={9: 0}, floor=0)
    assert chain.implied([], [9], [1]) == {1: (0, None)}
    assert chain.implied([0], [9], [1]) == {1: (5, None)}


def test_a_count_without_a_floor_has_the_levels_of_its_values() -> None:
    chain = Chain(
        places=[0, 1], ends=[(None, 5), (-3, -3)], voices=[frozenset("p"), frozenset("q")], breaks={}, floor=None
    )
    run = _Levels(chain, with_breaks=False)
    assert run.levels == [-3]
    assert [sorted(way.values) for way in run.cheapest(frozenset())] == [[]]


def test_what_more_voices_make_cheaper_is_a_point_too() -> None:
    """One voice gives up five values; two voices together only two."""
    chain = _chain((10, "p"), (10, "q"), *[(1, "r")] * 5)
    points = points_of(chain, range(7), 1, StepBudget(), with_breaks=False)
    assert [[sorted(way.values) for way in point] for point in points] == [[[2, 3, 4, 5, 6]], [[0, 1]]]


def test_what_more_voices_make_no_cheaper_is_no_point() -> None:
    chain = _chain((10, "p"), (1, "q"))
    points = points_of(chain, range(2), 1, StepBudget(), with_breaks=False)
    assert [[sorted(way.values) for way in point] for point in points] == [[[0], [1]]]


def test_conflicts_that_share_a_value_are_not_apart() -> None:
    def apart(*conflicts: set[int]) -> int:
        voices = {value: frozenset({str(value)}) for value in range(9)}
        question = Question(
            conflicts=[Conflict(frozenset(each)) for each in conflicts], voices_of=voices, with_breaks=False
        )
        return _Search(question, StepBudget())._apart()

    assert apart({1, 2}, {1, 3}, {1, 4}) == 1
    assert apart({1, 2}, {3, 4}, {2, 3}, {5, 6}) == 3


# --- libraries


def test_a_model_is_made_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever a library prints meanwhile goes nowhere, and what is printed afterwards is there."""
    with highs._nothing_printed():
        os.write(1, b"a banner")
    os.write(1, b"a report")
    assert capfd.readouterr().out == "a report"
