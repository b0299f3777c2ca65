"""Small, exact questions to what ties figures: the order of moments, the names of a rule, breaks, and searches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Condition, Path, Relation
from checker.engine import disputes, hitting
from checker.engine.budget import StepBudget
from checker.engine.chains import Chain, _Levels
from checker.engine.components import Component
from checker.engine.disputes import _is_crowd
from checker.engine.grounded import Row
from checker.engine.hitting import Conflict, Question, Way
from checker.engine.sums import _add_to
from checker.engine.tangles import Tangle
from checker.engine.timeline import _two_latest_starts, neighbours
from checker.engine.uncompared import AS_OF, _aspect
from checker.engine.untied import _groups, _ties, are_tied
from checker.values.dates import Window, show_window
from checker.values.moments import minute_moment
from checker.values.value import Choices
from tests.engine.tangled import Bounds, World, day, relation, span
from tests.engine.test_systems import links, tangle_of

# --- the order of moments


@pytest.mark.parametrize(
    ("starts", "latest"),
    [
        ([], []),
        ([3, 5, 4, 9], [(0, -1), (1, 0), (1, 2), (3, 1)]),
        ([3, 5, 1], [(0, -1), (1, 0), (1, 0)]),
        ([5, 5, 5], [(0, -1), (1, 0), (2, 1)]),
        ([9, 1, 5, 5], [(0, -1), (0, 1), (0, 2), (0, 3)]),
    ],
)
def test_the_two_latest_starts_so_far(starts: list[int], latest: list[tuple[int, int]]) -> None:
    assert _two_latest_starts(starts) == [(-1, -1), *latest]


def test_neighbours_are_tied_and_others_follow() -> None:
    assert neighbours([]) == []
    assert neighbours([day(1), day(2), day(3)]) == [(0, 1), (1, 2)]
    assert neighbours([day(3), day(1), day(1)]) == [(1, 0), (1, 2), (2, 1)]
    assert neighbours([span(1, 3), day(2), day(3), day(4)]) == [(0, 2), (1, 2), (2, 3)]
    assert neighbours([day(1), span(1, 3), span(2, 4), day(4)]) == [(0, 1), (0, 2), (1, 3), (2, 3)]
    assert neighbours([day(1), minute_moment(740_001, 5), day(2)]) == [(0, 2), (1, 2)]
    twice = [minute_moment(740_001, 5), minute_moment(740_001, 5), day(3)]
    assert sorted(neighbours(twice)) == [(0, 1), (0, 2), (1, 0), (1, 2)]


# --- the names of a rule


def _where(left: str, operator: str, right: str) -> Condition:
    paths = [Path(text.split(".")[0], tuple(text.split(".")[1:]), "") for text in (left, right)]
    return Condition(paths[0], operator, paths[1], "")


@pytest.mark.parametrize(
    ("condition", "is_tying"),
    [
        (_where("x.subject", "==", "y.subject"), True),
        (_where("x.subject.part_of", "==", "y.subject"), True),
        (_where("x.source", "==", "y.source"), True),
        (_where("x.subject", "!=", "y.subject"), False),
        (_where("x.status", "==", "y.status"), False),
        (_where("x.subject", "==", "y.status"), False),
        (_where("x.subject.kind", "==", "y.subject.kind"), False),
        (Condition(Path("x", ("subject",), ""), "==", "flood", ""), False),
    ],
)
def test_what_ties_two_names(condition: Condition, is_tying: bool) -> None:
    assert _ties(condition) is is_tying
    of = replace(relation({"x": 1}, "<=", {"y": 1}), where=(condition,))
    assert are_tied(of) is is_tying


def test_names_are_tied_by_others_by_their_source_and_by_their_moments() -> None:
    of = relation({"x": 1, "z": 1}, "<=", {"y": 1})
    assert _groups(of) == [["x"], ["z"], ["y"]]
    assert _groups(replace(of, same_source=frozenset({"x", "y"}))) == [["x", "y"], ["z"]]
    both = (_where("x.subject", "==", "y.subject"), _where("z.subject", "==", "y.subject"))
    assert are_tied(replace(of, where=both))

    def with_z_at(name: str) -> Relation:
        let = tuple((each, replace(select, at=("start", name)) if each == "z" else select) for each, select in of.let)
        return replace(of, let=let)

    assert _groups(with_z_at("x")) == [["x", "z"], ["y"]]
    assert _groups(with_z_at("nobody")) == [["x"], ["z"], ["y"]]


# --- breaks


def test_a_conflict_is_freed_by_the_breaks_of_its_own_count() -> None:
    """Both counts fall; that a is at most b on either day has nothing to do with it."""
    world = World()
    for name, values in (("a", (10, 5)), ("b", (20, 15))):
        for number, value in enumerate(values, 1):
            world.say("p", name, value, day(number), "accumulates")
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), {"x": ("a", day(1)), "y": ("b", day(1))})
    tangle = tangle_of(world)
    assert [item.figure.subject for item in tangle.breaks] == ["s/a", "s/b"]
    for name, number in (("s/a", 0), ("s/b", 1)):
        own = frozenset(at for at, same in enumerate(tangle.statements) if same[0].figure.subject == name)
        assert tangle.conflict(own) == Conflict(own, frozenset({number}))
        assert tangle.conflict(own, frozenset({number})) is None
        other = tangle.conflict(own, frozenset({1 - number}))
        assert other == Conflict(own, frozenset({number}))


@pytest.mark.parametrize(
    ("values", "is_settled"),
    [([9], True), ([(8, 9)], False), ([8, 9], False), ([Choices(frozenset("x"))], False), ([(None, 9)], False)],
)
def test_one_exact_value_each_is_settled(values: list[int | Bounds | Choices], is_settled: bool) -> None:
    world = World()
    for number, value in enumerate(values):
        world.say(f"v{number}", "a", value)
    world.make()
    alone = Component(quantities={0})
    tangle = Tangle(alone, world.relations, world.quantities, world.statements, StepBudget())
    assert tangle.is_settled is is_settled
    if len(values) > 1:
        assert not tangle_of(world).is_settled


@pytest.mark.parametrize(
    ("mode", "period", "counted_from", "aspect", "told"),
    [
        ("varies", None, None, "status", "actual, {at}"),
        ("constant", None, None, "status", "actual"),
        ("varies", 3, None, "status", "actual"),
        ("varies", None, None, "scope", "no scope, {at}"),
        ("varies", None, None, "currency", "person, {at}"),
        ("varies", 3, None, "period", "in {period}"),
        ("varies", None, None, "period", "as of {at}"),
        ("constant", None, None, "period", "as of any day"),
        ("accumulates", None, 3, "start of counting", "counted from {period}, {at}"),
        ("accumulates", None, None, "start of counting", "counted from the beginning, {at}"),
        ("varies", None, None, AS_OF, "{at}"),
    ],
)
def test_what_sets_a_figure_apart(
    mode: str, period: int | None, counted_from: int | None, aspect: str, told: str
) -> None:
    world = World()
    world.say("p", "a", 9, day(1), mode)
    world.make()
    window = Window(740_003, 740_003)
    figure = replace(
        world.quantities[0].figure,
        period=window if period else None,
        counted_from=window if counted_from else None,
    )
    shown = {"at": show_window(day(1).days), "period": show_window(window)}
    assert _aspect(replace(world.quantities[0], figure=figure), aspect) == told.format(**shown)


def test_a_question_costs_by_how_much_hangs_together() -> None:
    """Three rows and four figures: a step each time, and one more for each thirty of them."""
    tangle = tangle_of(links(("A", "a", 3), ("D", "d", 8)))
    everything = tangle.everything

    def spent(ask: Callable[[], object]) -> int:
        before = tangle.steps.component
        ask()
        return before - tangle.steps.component

    assert tangle.size == 7
    assert spent(lambda: tangle.conflict(everything)) == 1
    assert spent(lambda: tangle.conflict(everything)) == 0  # it is known
    assert spent(lambda: tangle.implied(everything, frozenset(), 0)) == 1


# --- camps


@pytest.mark.parametrize(("most", "is_crowd"), [(4, False), (3, False), (2, True)])
def test_of_one_moment_many_pairs_are_a_crowd(monkeypatch: pytest.MonkeyPatch, most: int, is_crowd: bool) -> None:
    """Three voices differ about a, of which a rule speaks too: three pairs."""
    monkeypatch.setattr(disputes, "MANY_PAIRS", most)
    world = links(("A", "a", 3), ("B", "a", 2), ("C", "a", 1))
    tangle = tangle_of(world)
    assert [len(finding.combinations) for finding in tangle.findings] == [3]
    assert tangle.has_rules
    assert _is_crowd(tangle.findings, tangle) is is_crowd


# --- searches


def _question(*conflicts: set[int], voices: int | None) -> Question:
    return Question(
        conflicts=[Conflict(frozenset(each)) for each in conflicts],
        voices_of={number: frozenset({f"v{number}"}) for number in range(9)},
        with_breaks=False,
        voices=voices,
        most=99,
    )


@pytest.mark.parametrize(
    ("conflicts", "voices", "ways", "looked"),
    [
        ([{0, 1}, {2, 3}], 4, 4, 11),
        ([{0, 1}, {2, 3}], 1, 0, 11),
        ([{0, 1}, {2, 3}], None, 4, 11),
        ([{0, 1}, {1, 2}, {3, 4}], 5, 2, 19),
        ([{0, 1}, {1, 2}, {2, 0}], 3, 3, 11),
        ([{0, 1, 2}, {2, 3}, {3, 4, 5}], None, 5, 13),
        ([{0, 1}, {1, 2}, {0, 3}, {0, 4}], 5, 2, 12),
        ([{0, 1}, {1, 2}, {0, 3}, {0, 4}], None, 2, 12),
    ],
)
def test_a_search_looks_at_no_more_than_it_must(
    conflicts: list[set[int]], voices: int | None, ways: int, looked: int
) -> None:
    search = hitting._Search(_question(*conflicts, voices=voices), StepBudget())
    assert len(search.ways()) == ways
    assert hitting.SEARCHED - search.left == looked


# --- levels of a count


def test_the_lowest_and_the_highest_levels_are_told() -> None:
    """10, 5, 10 and 5: all of it may have been 5, or all of it 10."""
    chain = Chain(
        places=range(4),
        ends=[(10, 10), (5, 5), (10, 10), (5, 5)],
        voices=[frozenset("p")] * 4,
        breaks={},
        floor=0,
    )
    ways = _Levels(chain, with_breaks=False).cheapest(frozenset("p"))
    assert ways == [Way(frozenset({0, 2})), Way(frozenset({1, 3}))]
    rising = replace(chain, places=range(3), ends=[(5, 5), (3, 3), (9, 9)], voices=[frozenset("p")] * 3)
    assert _Levels(rising, with_breaks=False).cheapest(frozenset("p")) == [Way(frozenset({0})), Way(frozenset({1}))]


# --- rows of one sum


def test_a_row_that_goes_on_is_the_same_row() -> None:
    row = Row("parts", (("part", 1), ("whole", 2)), 5, until=9)
    seen: dict[object, Row] = {}

    def kept(*rows: Row) -> list[tuple[int, int, bool]]:
        seen.clear()
        for each in rows:
            _add_to(seen, each)  # type: ignore[arg-type]
        return [(each.moment, each.until, each.sure) for each in seen.values()]

    assert kept(row, replace(row, moment=10, until=20)) == [(5, 20, True)]
    assert kept(row, replace(row, moment=11, until=20)) == [(5, 9, True)]
    assert kept(row, replace(row, moment=10, until=20, sure=False)) == [(5, 9, True)]
    assert kept(replace(row, sure=False), replace(row, moment=10, until=20)) == [(10, 20, True)]
    assert len(kept(row, replace(row, terms=(("part", 3), ("whole", 2))))) == 2
