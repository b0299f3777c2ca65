"""The exact systems behind explanations: propagation, the solver, proofs, shrinking, ways out, the order in time."""

from __future__ import annotations

import contextlib
import random
from fractions import Fraction
from itertools import product

import pytest

from checker.engine import feasibility
from checker.engine.budget import OutOfSteps, StepBudget
from checker.engine.components import components_of
from checker.engine.hitting import Conflict, Question, Way, WideConflict, cheapest, minimal_ways
from checker.engine.propagation import Number, Propagation, Terms, Undecided
from checker.engine.tangles import Tangle
from checker.engine.timeline import neighbours, points_in_order
from checker.values.moments import Moment, minute_moment
from tests.engine.tangled import World, day, relation, span


def tangle_of(world: World) -> Tangle:
    world.make()
    (component,) = components_of(
        world.findings(), world.rows, world.relations, world.quantities, world.statements, frozenset()
    )
    return Tangle(component, world.relations, world.quantities, world.statements, StepBudget())


def links(*values: tuple[str, str, int | tuple[int | None, int | None]]) -> World:
    """a <= b <= c <= d."""
    world = World()
    for voice, name, value in values:
        world.say(voice, name, value)
    for name in "abcd":
        if name not in world.figures:
            world.say("Z", name, (0, None))
    of = relation({"x": 1}, "<=", {"y": 1})
    world.rule("link", of, *({"x": x, "y": y} for x, y in ("ab", "bc", "cd")))
    return world


# --- propagation


def test_a_row_is_looked_at_again_when_a_bound_of_it_moves() -> None:
    """x0 <= x1 is read before x1 <= x2 lowers x1: only a second look lowers x0 below what it is at least."""
    rows = [(((0, 1), (1, -1)), 0), (((1, 1), (2, -1)), 0)]
    found = Propagation(rows, 3).infeasible([10, 0, 0], [None, None, 5])
    assert found == [1, 1]
    assert Propagation(rows, 3).extremes([3, 0, 0], [None, None, 5], 1)[0] == 3
    assert Propagation(rows, 3).extremes([3, 0, 0], [None, None, 5], 0)[1] == 5


def test_a_circle_that_tightens_without_end_is_undecided() -> None:
    """x <= y - 1 and y <= x + 1/2 push each other up for ever: propagation says that it does not know."""
    rows: list[tuple[Terms, Number]] = [(((0, 1), (1, -1)), -1), (((1, 1), (0, -1)), Fraction(1, 2))]
    with pytest.raises(Undecided):
        Propagation(rows, 2).infeasible([0, 0], [None, None])


def test_what_tightens_for_long_has_a_solution_further_out() -> None:
    """196 and what came make a total within 1 %, and so do 396 and what came: if the total is 10,000 or more."""
    before_and_came = ((0, 1), (1, 1)), ((2, 1), (1, 1))
    rows: list[tuple[Terms, Number]] = []
    for terms in before_and_came:
        rows.append(((*terms, (3, Fraction(-101, 100))), 0))
        rows.append(((*((column, -1) for column, _ in terms), (3, Fraction(99, 100))), 0))
    low: list[Number | None] = [196, 0, 396, 0]
    assert Propagation(rows, 4).infeasible(low, [196, None, 396, None]) is None
    for most in (1_000, 9_999):  # no solution there: a proof, or nothing
        with contextlib.suppress(Undecided):
            assert Propagation(rows, 4).infeasible(low, [196, None, 396, most]) is not None


# --- the solver


@pytest.fixture(params=[0, 100])
def propagated(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """With the solver alone, and with propagation."""
    monkeypatch.setattr(feasibility, "PROPAGATED", request.param)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    return int(request.param)


def test_both_ends_of_what_is_implied(propagated: int) -> None:
    """a is 3 at least and d is 8 at most: b is between, and c has no end above but 8."""
    tangle = tangle_of(links(("A", "a", (3, 4)), ("D", "d", (7, 8)), ("B", "b", 20)))
    value = {s[0].figure.subject: number for number, s in enumerate(tangle.statements)}
    rest = tangle.everything - {value["s/b"]}
    assert tangle.implied(rest, frozenset(), value["s/b"])[:2] == (3, 8)
    assert tangle.implied(rest - {value["s/d"]}, frozenset(), value["s/b"])[:2] == (3, None)
    assert tangle.implied(rest - {value["s/a"]}, frozenset(), value["s/b"])[:2] == (0, 8)


def test_the_proof_names_what_it_rests_on_and_no_more(propagated: int) -> None:
    tangle = tangle_of(links(("A", "a", 10), ("B", "b", (2, 12)), ("D", "d", 5)))
    conflict = tangle.conflict(tangle.everything)
    assert conflict is not None
    assert sorted(tangle.positions[n].text for n in conflict.values) == ["10", "5"]
    proof = tangle.system(tangle.everything, frozenset()).conflict(tangle.everything)
    assert proof is not None
    assert [m for m, _ in tangle.system(tangle.everything, frozenset()).rows_of(proof)] == [1, 1, 1]
    assert tangle.system(tangle.everything, frozenset()).distance(conflict.values) == 5
    assert tangle.conflict(tangle.everything - {min(conflict.values)}) is None


def test_shares_of_a_whole_prove_it_with_their_own_weights(propagated: int) -> None:
    """Three times a is b, and twice b is c: 1, and 7 for c, are off; 1 and 6 are not."""
    for c, is_wrong in ((7, True), (6, False)):
        world = World()
        world.say("A", "a", 1)
        world.say("B", "b", (0, None))
        world.say("C", "c", c)
        world.rule("three", relation({"x": 3}, "==", {"y": 1}), {"x": "a", "y": "b"})
        world.rule("two", relation({"x": 2}, "==", {"y": 1}), {"x": "b", "y": "c"})
        tangle = tangle_of(world)
        assert (tangle.conflict(tangle.everything) is not None) == is_wrong
        if not is_wrong:
            tangle.confirm(tangle.everything, frozenset())


def test_a_conflict_is_shrunk_until_nothing_can_be_left_out() -> None:
    """10 <= b <= c <= 5 needs two of the five values; what else was in it is left out."""
    tangle = tangle_of(
        links(("A", "a", 10), ("B", "b", (9, 12)), ("C", "c", (4, 11)), ("D", "d", 5), ("E", "a", (8, 20)))
    )
    for first in (tangle.everything, tangle.everything - {0}):
        found = tangle.shrink(Conflict(first))
        assert tangle.conflict(found.values) is not None
        assert all(tangle.conflict(found.values - {number}) is None for number in found.values)


# --- ways out


def ask(
    conflicts: list[set[int]], voices: int | None = None, most: int = 9, wide: tuple[WideConflict, ...] = ()
) -> list[Way]:
    return cheapest(
        Question(
            conflicts=[Conflict(frozenset(values)) for values in conflicts],
            wide=wide,
            voices_of={number: frozenset({f"v{number % 3}"}) for number in range(9)},
            with_breaks=False,
            voices=voices,
            most=most,
        ),
        StepBudget(),
    )


@pytest.mark.parametrize("searched", [0, 400_000])
def test_each_way_is_given_once(searched: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is shut out, and what holds it; so three ways of two values are three, in order."""
    monkeypatch.setattr("checker.engine.hitting.SEARCHED", searched)
    ways = ask([{0, 1}, {1, 2}, {0, 2}], voices=3)
    assert [sorted(way.values) for way in ways] == [[0, 1], [0, 2], [1, 2]]
    assert [sorted(way.values) for way in ask([{0, 1}, {1, 2}, {0, 2}], voices=3, most=2)] and not ask(
        [set()], voices=3
    )
    # of voices v0 (0, 3), v1 (1), v2 (2): with one voice only 0 and 3 do
    assert [sorted(way.values) for way in ask([{0, 1}, {2, 3}], voices=1)] == [[0, 3]]
    # the cheapest is of two voices; without a limit the fewest voices among the cheapest
    assert [sorted(way.values) for way in ask([{0, 1}, {2, 3}, {0, 2, 4}])] == [[0, 3]]


def test_a_wide_conflict_wants_a_whole_group() -> None:
    wide = WideConflict((frozenset({0, 3}), frozenset({1, 4, 7})))
    assert [sorted(way.values) for way in ask([{0, 3}, {1, 4}], voices=3, wide=(wide,))] == [[0, 1, 3], [0, 3, 4]]


def test_minimal_ways_are_all_and_each_once() -> None:
    rng = random.Random("minimal")
    for _ in range(60):
        conflicts = [Conflict(frozenset(rng.sample(range(6), rng.randint(1, 3)))) for _ in range(rng.randint(1, 5))]
        found = [way.values for way in minimal_ways(conflicts, 1_000)]
        every = [frozenset(n for n in range(6) if bits >> n & 1) for bits in range(64)]
        hit = [s for s in every if all(s & c.values for c in conflicts)]
        assert sorted(found, key=sorted) == sorted((s for s in hit if not any(t < s for t in hit)), key=sorted)


def test_a_budget_is_used_up() -> None:
    steps = StepBudget(left=5, most=3)
    steps.start()
    steps.spend(3)
    with pytest.raises(OutOfSteps):
        steps.spend()
    steps.start()
    with pytest.raises(OutOfSteps):
        steps.spend(2)


# --- the order in time


def test_neighbours_say_all_of_the_order() -> None:
    rng = random.Random("order")
    for number in range(300):
        moments: list[Moment] = []
        for _ in range(rng.randint(1, 7)):
            first = rng.randint(0, 5)
            makes = [day(first), span(first, first + rng.randint(0, 3))]
            makes += [minute_moment(740_000 + first, rng.choice([0, 600, 1_439]))] if number % 2 else []
            moments.append(rng.choice(makes))
        edges = neighbours(moments)
        reach = {(a, a) for a in range(len(moments))} | set(edges)
        for middle, a, b in product(range(len(moments)), repeat=3):
            if (a, middle) in reach and (middle, b) in reach:
                reach.add((a, b))
        wanted = {(a, b) for a, x in enumerate(moments) for b, y in enumerate(moments) if a == b or x.is_not_after(y)}
        assert reach == wanted


def test_a_thousand_days_have_a_thousand_neighbours() -> None:
    assert len(neighbours([day(number) for number in range(1_000)])) == 999
    assert points_in_order([day(3), day(1)]) == [740_003, 740_001]
    assert points_in_order([day(3), span(1, 2)]) is None
