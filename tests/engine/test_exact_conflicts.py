"""Small, exact questions to joint conflicts and to what follows from others: who shows them, and how they are told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Linear
from checker.engine import columns, echoes, explanations, joint, tangles
from checker.engine.budget import COMPONENT_STEPS, GRACE, OutOfSteps, StepBudget
from checker.engine.chains import Chain, _Levels, points_of
from checker.engine.columns import Columns, is_of_one_moment
from checker.engine.components import Component, components_of
from checker.engine.constraints import Constraint
from checker.engine.echoes import _given_up_anyway, _largest_first, _roots_in, _with_one_exchanged, joint_echoes
from checker.engine.explanations import Group, _Examination, examine
from checker.engine.findings import DIFFER, ROW, TOGETHER, Combination, Figure, Finding, Part, Statement
from checker.engine.hitting import Conflict, Way
from checker.engine.joint import _behind, _combinations, _inequality, joint_findings
from checker.engine.tangles import Tangle, crosses
from checker.values.dates import Window
from checker.values.moments import Moment, minute_moment
from tests.engine.tangled import World, day, relation, span
from tests.engine.test_systems import links, tangle_of

ONE = Fraction(1)


def _shown(kind: str, *statements: Statement) -> Finding:
    """A finding that statements break something together."""
    terms = tuple((f"n{at}", statement) for at, statement in enumerate(statements))
    figures = tuple((name, statement.figure) for name, statement in terms)
    part = Part(key=(), combinations=(Combination(terms=terms, gap=ONE),))
    return Finding(kind=kind, rule="r", severity="error", figures=figures, parts=(part,))


# --- which row shows a conflict by itself


def _rules_behind(tangle: Tangle, kept: frozenset[int]) -> list[str]:
    """The rules of the rows that make kept values a conflict."""
    return [constraint.rule for _, constraint in _behind(tangle, kept)]


def test_one_row_shows_what_needs_no_other() -> None:
    """10 is not at most 5; that it is at most what is at most 5 takes two rows."""
    tangle = tangle_of(links(("A", "a", 10), ("B", "b", 5)))
    kept = frozenset(at for at, position in enumerate(tangle.positions) if position.text in ("10", "5"))
    assert _rules_behind(tangle, kept) == ["link"]
    farther = tangle_of(links(("A", "a", 10), ("C", "c", 5)))
    kept = frozenset(at for at, position in enumerate(farther.positions) if position.text in ("10", "5"))
    assert len(_rules_behind(farther, kept)) == 2
    equal = tangle_of(links(("A", "a", 5), ("B", "b", 5), ("D", "d", 3)))
    kept = frozenset(at for at, position in enumerate(equal.positions) if position.voices <= {"A", "B"})
    assert _rules_behind(equal, kept) == []


def test_one_row_shows_what_one_value_breaks_alone() -> None:
    """w and r times w are at most 100: 200 is too much for w by itself, whatever r is; w might be negative."""
    world = World()
    world.say("p", "w", 200)
    world.say("q", "r", (1, 2))
    world.figures["w"] = replace(world.figures["w"], is_signed=True)
    linear = relation({"w": 1}, "<=", {"r": 0})
    world.rule("both", linear, {"w": "w", "r": "r"})
    world.relations["both"] = replace(
        linear, left=Linear((("w", ONE),), products=(("r", "w", ONE),)), right=Linear(constant=Fraction(100))
    )
    world.make()
    (component,) = _components(world, [_shown(ROW, world.statements[0][0], world.statements[1][0])])
    tangle = Tangle(component, world.relations, world.quantities, world.statements, StepBudget())
    of_w = frozenset(at for at, position in enumerate(tangle.positions) if position.text == "200")
    assert _rules_behind(tangle, of_w) == ["both"]


@pytest.mark.parametrize(
    ("coefficients", "bound", "told"),
    [
        (((0, 1), (1, 1), (2, "-1.01")), 0, "[a] + [b] <= 1.01 * [c]"),
        (((0, 1), (1, -1)), 5, "[a] <= [b] + 5"),
        (((0, 1), (1, -1)), -5, "[a] + 5 <= [b]"),
        (((0, 2),), 0, "2 * [a] <= 0"),
        (((0, -2),), 0, "0 <= 2 * [a]"),
        (((0, -1),), -3, "3 <= [a]"),
        (((0, 1),), 3, "[a] <= 3"),
    ],
)
def test_an_inequality_has_nothing_negative_in_it(
    coefficients: tuple[tuple[int, int | str], ...], bound: int, told: str
) -> None:
    constraint = Constraint(tuple((at, Fraction(c)) for at, c in coefficients), Fraction(bound), "rule")
    assert _inequality(constraint, {0: "a", 1: "b", 2: "c"}) == told


def test_each_statement_of_each_value_is_in_a_combination() -> None:
    world = World()
    for voice in "pqr":
        world.say(voice, "a", 10)
    for voice in "st":
        world.say(voice, "b", 5)
    world.make()
    made = _combinations([world.statements[0], world.statements[1]], ONE)
    told = [[statement.voice for statement in each.statements] for each in made]
    assert told == [["p", "s"], ["q", "t"], ["r", "s"]]
    assert {each.gap for each in made} == {ONE}


def test_a_joint_conflict_is_told_with_its_derivation() -> None:
    tangle = tangle_of(links(("A", "a", 10), ("D", "d", 5)))
    kept = frozenset(at for at, position in enumerate(tangle.positions) if position.text in ("10", "5"))
    ((finding, conflicts),) = joint_findings(tangle, [Conflict(kept)], lambda q: q.figure.subject.removeprefix("s/"))
    assert conflicts == {Conflict(kept)}
    (part,) = finding.parts
    assert part.message == "10 (a) and 5 (d) cannot all be true"
    assert part.gap == 5
    assert finding.steps == (
        "a is 10",
        "d is 5",
        "link: [a] <= [b]",
        "link: [b] <= [c]",
        "link: [c] <= [d]",
        "added up, this cannot be: it is off by 5",
    )
    assert [figure.subject for _, figure in finding.figures] == ["s/a", "s/d"]


# --- what follows from others


def _finding(name: str, echo_of: tuple[str, ...] = ()) -> Finding:
    figure = Figure(
        id=0, subject=f"s/{name}", property="killed", status="actual", scope="", unit="", type="count", mode="constant"
    )
    return Finding(kind=TOGETHER, rule="r", severity="error", figures=(("", figure),), parts=(), echo_of=echo_of)


def _conflict(*values: int, breaks: tuple[int, ...] = ()) -> Conflict:
    return Conflict(frozenset(values), frozenset(breaks))


def test_a_finding_that_differs_in_one_figure_accounts_for_a_conflict() -> None:
    other = _finding("other")

    def accounting(shown: set[Conflict], *, can_hold: bool = True) -> set[str]:
        return _with_one_exchanged(_conflict(1, 2, 3), [(other, shown)], lambda _: can_hold)

    assert accounting({_conflict(1, 9)}) == {other.id}
    assert accounting({_conflict(1, 9)}, can_hold=False) == set()
    assert accounting({_conflict(8, 9)}) == set()  # two figures are others
    assert accounting({_conflict(9)}) == set()  # which is no conflict with any of them
    assert accounting({_conflict(1, 2)}) == set()  # nothing is exchanged
    assert accounting({_conflict(1, 2, 3, 9)}) == set()  # nothing is left to agree with it
    assert accounting({_conflict(7, 8), _conflict(2, 9)}) == {other.id}
    follows = _finding("follows", (other.id,))
    assert _with_one_exchanged(_conflict(1, 2, 3), [(follows, {_conflict(1, 9)})], lambda _: True) == {other.id}


def test_what_is_exchanged_is_held_against_the_rest() -> None:
    asked: list[frozenset[int]] = []

    def can_hold(kept: frozenset[int]) -> bool:
        asked.append(kept)
        return True

    _with_one_exchanged(_conflict(1, 2, 3), [(_finding("other"), {_conflict(1, 9)})], can_hold)
    assert asked == [{2, 3, 9}]


def test_so_many_conflicts_of_a_finding_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {_conflict(0, 7, 8), _conflict(1, 9)}
    other = _finding("other")
    for most, found in ((2, {other.id}), (1, set())):
        monkeypatch.setattr(echoes, "MOST_EXCHANGED", most)
        assert _with_one_exchanged(_conflict(1, 2, 3), [(other, shown)], lambda _: True) == found


def test_what_each_way_out_gives_up_anyway_accounts_for_a_conflict() -> None:
    one, two = _finding("one"), _finding("two")
    ways = [Way(frozenset({1})), Way(frozenset({2, 3}))]
    standing = [(one, {_conflict(1, 5)}), (two, {_conflict(3, 6)})]
    assert _given_up_anyway(_conflict(1, 3), standing, ways) == {one.id, two.id}
    assert _given_up_anyway(_conflict(1, 2), standing, ways) == set()  # by the second way nothing of it is resolved
    assert _given_up_anyway(_conflict(1, 3), [(one, {_conflict(1, 3)})], ways) == {one.id}
    assert _given_up_anyway(_conflict(1, 3), standing, []) == set()
    assert _given_up_anyway(_conflict(1), [(one, {_conflict(5)})], ways[:1]) == set()


def test_roots_are_followed_to_their_end() -> None:
    echo_of = {"a": {"b", "c"}, "b": {"d"}}
    assert _roots_in(echo_of, "a") == ("c", "d")
    assert _roots_in(echo_of, "d") == ()


def test_the_largest_conflict_is_accounted_for_first() -> None:
    one, two = _finding("one"), _finding("two")
    assert _largest_first((one, {_conflict(1, 2, 3), _conflict(1)})) == (-1, one.id)
    joint = [(one, {_conflict(1, 2, 3)}), (two, {_conflict(1, 2, 9)})]
    first = min(joint, key=_largest_first)[0]
    marked = joint_echoes(joint, [], [], lambda _: True)
    assert sorted(bool(finding.echo_of) for finding, _ in marked) == [False, True]
    assert next(finding for finding, _ in marked if finding.echo_of).id == first.id
    assert [finding.echo_of for finding, _ in joint_echoes(joint[:1], [], [], lambda _: True)] == [()]


# --- where a break may lie


def test_a_break_lies_between_two_days_or_on_the_second() -> None:
    assert crosses(day(1), day(3), day(2))
    assert crosses(day(1), day(3), day(3))
    assert not crosses(day(1), day(3), day(1))
    assert not crosses(day(1), day(3), day(4))
    assert not crosses(day(2), day(3), day(1))
    assert crosses(day(1), span(2, 4), day(3))
    assert crosses(day(1), span(2, 4), day(4))
    assert not crosses(day(1), span(2, 4), day(5))
    assert crosses(minute_moment(740_001, 5), minute_moment(740_001, 9), minute_moment(740_001, 7))
    assert not crosses(minute_moment(740_001, 5), minute_moment(740_001, 9), minute_moment(740_001, 10))


# --- what takes too long


def test_what_was_found_before_it_took_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With as many steps as it takes to show it, and the word that it is not all."""
    points = _Examination._points

    def limited(self: _Examination, group: Group, found: list[list[Way]], *, with_breaks: bool) -> None:
        points(self, group, found, with_breaks=with_breaks)
        self.tangle.steps.component = -1
        raise OutOfSteps

    monkeypatch.setattr(_Examination, "_points", limited)
    world = World()
    for name, value in zip("abcde", (10, 5, 4, 3, 2), strict=True):
        world.say(f"v{name}", name, value)
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), *({"x": "a", "y": name} for name in "bcde"))
    steps = StepBudget()
    explained = world.explained(steps)
    assert explained.not_explained == (
        "a, killed; b, killed; c, killed and 2 more: not explained in full: all of it would take too long",
    )
    (dispute,) = explained.disputes
    assert dispute.note == "all of it would take too long"
    assert [[value.position.text for value in way.values] for way in dispute.front] == [["10"]]
    assert 0 < steps.component <= GRACE


# --- what hangs together


def _components(world: World, findings: list[Finding]) -> list[Component]:
    return components_of(findings, world.rows, world.relations, world.quantities, world.statements, frozenset())


def test_what_a_finding_shows_hangs_together() -> None:
    """Also where no row ties it, as none of a rule was kept that has too many."""
    world = World()
    for name in "abc":
        world.say("p", name, 9)
    world.make()
    (one,), (other,), _ = world.statements.values()
    (component,) = _components(world, [_shown(ROW, one, other)])
    assert component.quantities == {one.quantity, other.quantity}
    (both,) = _components(world, [_shown(ROW, one, other), _shown(ROW, other)])
    assert len(both.findings) == 2


def test_what_stands_is_tied_where_it_is_asked_of() -> None:
    """a stood at 10 and b at 5, of other days than the row is: what either would have to be the other one says."""
    world = World()
    world.say("p", "a", 10, day(1), "stands")
    world.say("q", "b", 5, day(1), "stands")
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), {"x": ("a", day(1)), "y": ("b", day(1))})
    world.make()
    (one,), (other,) = world.statements.values()
    (component,) = _components(world, [_shown(ROW, one, other)])
    tangle = Tangle(component, world.relations, world.quantities, world.statements, StepBudget())
    both = frozenset({0, 1})

    def is_tied(kept: frozenset[int], asked: frozenset[int]) -> bool:
        return any(each.standing for each in tangle.system(kept, frozenset(), asked=asked).constraints)

    assert is_tied(frozenset({1}), frozenset({0}))
    assert is_tied(both, frozenset({0}))
    assert is_tied(frozenset(), both)
    assert not is_tied(both, frozenset())
    assert not is_tied(frozenset(), frozenset({0}))


def test_all_of_a_count_hangs_together_where_a_row_may_be_broken() -> None:
    """The row is of the first day; what the count was on the second belongs to it, and what varies does not."""
    world = World()
    for name, mode in (("a", "accumulates"), ("b", "varies")):
        for number in (1, 2):
            world.say("p", name, 9 + number, day(number), mode)
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), {"x": ("a", day(1)), "y": ("b", day(1))})
    world.make()
    (component,) = _components(world, [])
    of = [(world.quantities[number].figure.subject, world.moments[number][1]) for number in component.quantities]
    assert sorted(of, key=str) == sorted([("s/a", day(1)), ("s/a", day(2)), ("s/b", day(1))], key=str)


@pytest.mark.parametrize(("parts", "told", "more"), [(4, 5, False), (5, 5, True)])
def test_of_equal_ways_five_are_told(parts: int, told: int, more: bool) -> None:
    """So many parts of 10 make more than their whole: any of them, or the whole, may be wrong."""
    world = World()
    names = [f"p{number}" for number in range(parts)]
    for name in names:
        world.say(f"v{name}", name, 10)
    world.say("w", "whole", 10 * parts - 1)
    of = relation(dict.fromkeys(names, 1), "<=", {"whole": 1})
    world.rule("sum", of, {name: name for name in [*names, "whole"]})
    dispute = world.dispute()
    assert (len(dispute.front), dispute.more) == (told, more)


def test_a_finding_shows_the_smallest_of_what_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """10 is not at most 5, whatever c is; of many combinations the first so many are looked at."""
    world = links(("A", "a", 10), ("B", "b", 5), ("C", "c", 20), ("D", "a", 11))
    world.make()
    stated = {s.text: s for own in world.statements.values() for s in own}
    combinations = [tuple((name, stated[name]) for name in names) for names in (("10", "5", "20"), ("11", "5", "20"))]
    part = Part(key=(), combinations=tuple(Combination(terms=terms, gap=ONE) for terms in combinations))
    finding = Finding(kind=ROW, rule="link", severity="error", figures=_shown(ROW, stated["10"]).figures, parts=(part,))
    (component,) = _components(world, [finding])
    for most, expected in (
        (40, [["10", "5"], ["11", "5"]]),
        (1, [["10", "5"]]),
        (0, [["10", "20", "5"], ["11", "20", "5"]]),
    ):
        monkeypatch.setattr(tangles, "SEEDS_OF_PART", most)
        tangle = Tangle(component, world.relations, world.quantities, world.statements, StepBudget())
        (seeds,) = tangle.seeds()
        assert sorted(sorted(tangle.positions[at].text for at in each.values) for each in seeds) == expected


def test_of_many_values_the_first_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tangle = tangle_of(links(("A", "a", 10), ("B", "b", 5), ("C", "c", 4), ("D", "d", 3)))
    kept = frozenset(at for at, position in enumerate(tangle.positions) if position.upper is not None)

    def told(most: int) -> str:
        monkeypatch.setattr(joint, "_MOST_SHOWN", most)
        return joint._part(tangle, kept, [], lambda quantity: quantity.figure.subject.removeprefix("s/"))[0].message

    assert told(4) == "10 (a), 5 (b), 4 (c) and 3 (d) cannot all be true"
    assert told(3) == "10 (a), 5 (b) and 2 more cannot all be true"


# --- how conflicts are looked for


def test_a_conflict_that_no_finding_shows_is_found() -> None:
    """Also where no rule speaks of it: the two values themselves miss each other."""
    world = World()
    world.say("p", "a", 10)
    world.say("q", "a", 5)
    world.make()
    component = Component(quantities={0})
    tangle = Tangle(component, world.relations, world.quantities, world.statements, StepBudget())
    (group,) = examine(tangle, [])
    assert [sorted(conflict.values) for conflict in group.conflicts] == [[0, 1]]
    assert sorted(sorted(way.values) for way in group.points[0]) == [[0], [1]]


@pytest.mark.parametrize(("from_", "is_widened"), [(24, False), (1, False), (0, True)])
def test_conflicts_are_widened_where_there_are_many(
    monkeypatch: pytest.MonkeyPatch, from_: int, is_widened: bool
) -> None:
    monkeypatch.setattr(explanations, "WIDENED", from_)
    asked: list[frozenset[int]] = []
    monkeypatch.setattr(Tangle, "widened", lambda _, kept, __: asked.append(kept))
    tangle = tangle_of(links(("A", "a", 10), ("D", "d", 5)))
    examine(tangle, [])
    assert bool(asked) is is_widened


@pytest.mark.parametrize(("most", "spent"), [(1, 6), (2, 6), (0, 1)])
def test_no_more_voices_are_tried_than_it_takes(most: int, spent: int) -> None:
    """10 and then 5: either voice may be wrong, so what both of them give up is not asked for."""
    chain = Chain(places=[0, 1], ends=[(10, 10), (5, 5)], voices=[frozenset("p"), frozenset("q")], breaks={}, floor=0)
    steps = StepBudget()
    steps.start()
    points = points_of(chain, [0, 1], most, steps, with_breaks=False)
    assert [sorted(sorted(way.values) for way in point) for point in points] == [[[0], [1]]]
    assert COMPONENT_STEPS - steps.component == spent


def test_what_was_met_once_is_not_looked_at_again() -> None:
    """10 and then 5, and 20 and then 15: without either of the first two the others are still in conflict."""
    chain = Chain(
        places=range(4),
        ends=[(10, 10), (5, 5), (20, 20), (15, 15)],
        voices=[frozenset(voice) for voice in "pqrs"],
        breaks={},
        floor=0,
    )
    steps = StepBudget()
    steps.start()
    (point,) = points_of(chain, range(4), 4, steps, with_breaks=False)
    assert sorted(sorted(way.values) for way in point) == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert COMPONENT_STEPS - steps.component == 15


def test_a_break_is_taken_where_it_saves_one_value() -> None:
    """10, 11, and then 5 and 6: two values, or one break."""
    chain = Chain(
        places=range(4), ends=[(10, 10), (11, 11), (5, 5), (6, 6)], voices=[frozenset("p")] * 4, breaks={7: 2}, floor=0
    )
    assert _Levels(chain, with_breaks=True).cheapest(frozenset("p")) == [Way(frozenset(), frozenset({7}))]
    ways = _Levels(chain, with_breaks=False).cheapest(frozenset("p"))
    assert {way.values for way in ways} == {frozenset({0, 1}), frozenset({2, 3})}
    single = replace(chain, places=range(2), ends=[(10, 10), (5, 5)], voices=[frozenset("p")] * 2, breaks={7: 1})
    assert {way.cost for way in _Levels(single, with_breaks=True).cheapest(frozenset("p"))} == {1}


# --- which moments of a figure are held against each other


def test_columns_that_pairs_compare_are_linked() -> None:
    """Of a total that accumulates they are not, nor are those of two figures of a row; and what is behind them is."""
    world = World()
    for name, mode in (("a", "accumulates"), ("b", "varies")):
        world.say("p", name, 9, day(1), mode)
        world.say("q", name, 5, day(2), mode)
    world.make()

    def finding(kind: str, *names: int) -> Finding:
        return _shown(kind, *(world.statements[figure][at] for at, figure in enumerate(names)))

    def linked(*findings: Finding) -> dict[int, list[int]]:
        positions = [position for quantity in world.quantities.values() for position in quantity.positions]
        return Columns(list(world.quantities.values()), positions, [], {}, findings).links

    of_row, of_total, of_figure = finding(ROW, 0, 1), finding(DIFFER, 0, 0), finding(DIFFER, 1, 1)
    assert linked(of_row, of_total, of_figure) == {2: [3], 3: [2]}
    assert linked(of_row, of_total) == {}


@pytest.mark.parametrize(
    ("mode", "moment", "period", "is_of_one"),
    [
        ("constant", span(1, 3), None, True),
        ("varies", span(1, 3), None, False),
        ("varies", span(1, 3), Window(740_001, 740_003), True),
        ("varies", day(1), None, True),
        ("accumulates", day(1), None, True),
        ("accumulates", span(1, 3), None, False),
    ],
)
def test_two_values_are_of_one_moment_where_there_is_but_one(
    mode: str, moment: Moment, period: Window | None, is_of_one: bool
) -> None:
    world = World()
    world.say("p", "a", 9, moment, mode)
    world.make()
    figure = replace(world.quantities[0].figure, period=period)
    assert is_of_one_moment(replace(world.quantities[0], figure=figure)) is is_of_one


@pytest.mark.parametrize(("most", "copies"), [(64, [-1, -2]), (1, [-1])])
def test_a_row_holds_for_each_value_of_a_moment_that_is_not_known(
    monkeypatch: pytest.MonkeyPatch, most: int, copies: list[int]
) -> None:
    """Two values of some day from the 1st to the 3rd need not be of one day; that of the 2nd is one figure."""
    monkeypatch.setattr(columns, "COPIES_OF_ROW", most)
    world = World()
    world.say("p", "a", 9, span(1, 3), "varies")
    world.say("q", "a", 5, span(1, 3), "varies")
    world.say("p", "b", 7, day(2), "varies")
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), {"x": ("a", span(1, 3)), "y": ("b", day(2))})
    world.make()
    positions = [position for quantity in world.quantities.values() for position in quantity.positions]
    made = Columns(list(world.quantities.values()), positions, world.rows, world.relations, [])
    assert [row.terms for row in made.rows] == [(("x", copy), ("y", 1)) for copy in copies]
    certain = replace(world.rows[0], terms=(("x", 1), ("y", 1)))
    assert Columns(list(world.quantities.values()), positions, [certain], world.relations, []).rows == [certain]
