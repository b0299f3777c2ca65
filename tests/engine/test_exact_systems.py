"""Small, exact questions to the systems behind explanations: corners, products, searches and proofs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from types import SimpleNamespace

import pytest

from checker.engine import feasibility, hitting, products, vertices
from checker.engine.budget import COMPONENT_STEPS, GRACE, OutOfSteps, StepBudget
from checker.engine.chains import Chain, _Levels
from checker.engine.echoes import _given_up
from checker.engine.explanations import critical, in_order
from checker.engine.findings import Figure, Position, Quantity
from checker.engine.grounded import Row
from checker.engine.hitting import Conflict, Question, TooLong, Way, connected, minimal_ways
from checker.engine.products import Held, lines
from checker.engine.propagation import Propagation, Undecided
from checker.engine.solver import Bound, Unsolved
from checker.engine.sums import _bound_of
from checker.engine.turns import Span, _meet, _that_meet, _together
from checker.engine.vertices import corner
from checker.values.moments import ALWAYS
from tests.engine.tangled import World, relation
from tests.engine.test_systems import links, tangle_of

OPEN = Bound(None, None)
NOISE = Fraction(1, 10**9)


def _numbers(*values: float) -> list[Fraction]:
    return [Fraction(value) for value in values]


# --- corners


def test_a_corner_is_at_either_bound() -> None:
    bounds = [Bound(1, 4), Bound(1, 4), OPEN]
    assert corner([1 + NOISE, 4 - NOISE, Fraction(2)], bounds, []) == [1, 4, 2]
    assert corner([Fraction(3), Fraction(2), Fraction(2)], bounds, []) == [3, 2, 2]


def test_near_is_a_share_of_what_is_large() -> None:
    """Of a thousand millions a hundred are noise; of one a millionth is, and no more."""
    assert corner([Fraction(10**9 + 100)], [Bound(10**9, None)], []) == [10**9]
    assert corner([Fraction(10**9 + 2000)], [Bound(10**9, None)], []) == [10**9 + 2000]
    assert corner([1 + Fraction(1, 10**6)], [Bound(1, None)], []) == [1]
    assert corner([Fraction(-1, 10**6)], [Bound(0, None)], []) == [0]
    assert corner([1 + Fraction(2, 10**6)], [Bound(1, None)], []) == [1 + Fraction(2, 10**6)]
    assert corner([1 - Fraction(2, 10**6)], [Bound(1, None)], []) is None


def test_rows_that_are_met_are_solved_exactly() -> None:
    """x + y is at most 3, and x at most y + 1: near to 2 and 1 it is 2 and 1."""
    rows = [(((0, 1), (1, 1)), 3), (((0, 1), (1, -1)), 1)]
    assert corner([2 + NOISE, 1 - NOISE], [OPEN, OPEN], rows) == [2, 1]
    assert corner([Fraction(1), Fraction(1)], [OPEN, OPEN], rows) == [1, 1]  # no row is met
    assert corner([Fraction(3), Fraction(1)], [OPEN, OPEN], rows) is None


def test_a_row_is_met_by_a_share_of_its_largest_term() -> None:
    """x is at most y, which is a thousand millions: a hundred more are noise."""
    rows = [(((0, 1), (1, -1)), 0)]
    assert corner([Fraction(10**9 + 100), Fraction(10**9)], [OPEN, Bound(10**9, 10**9)], rows) == [10**9, 10**9]
    assert corner([Fraction(10**9 + 5000), Fraction(10**9)], [OPEN, Bound(10**9, 10**9)], rows) is None
    assert corner([Fraction(15, 10**7)], [OPEN], [(((0, 1),), 0)]) is None  # of what is small a millionth is
    assert corner([Fraction(5, 10**7)], [OPEN], [(((0, 1),), 0)]) == [0]
    at_the_limit = [(((0, 1),), 1)]
    assert corner([1 + Fraction(1, 10**6)], [OPEN], at_the_limit) == [1]


def test_what_rows_leave_open_has_the_value_of_the_solver() -> None:
    """x + y + z is 9, and x - y is 1: z is as the solver has it, and the others follow."""
    rows = [(((0, 1), (1, 1), (2, 1)), 9), (((0, 2), (1, -2)), 2)]
    assert corner([4 + NOISE, 3 - NOISE, Fraction(2)], [OPEN] * 3, rows) == [4, 3, 2]


def test_what_rows_tie_by_others_is_solved() -> None:
    """x + y is 3, and x - z is 1: z is as the solver has it, and y follows by way of x."""
    rows = [(((0, 1), (1, 1)), 3), (((0, 1), (2, -1)), 1)]
    assert corner([2 + NOISE, Fraction(1), Fraction(1)], [OPEN] * 3, rows) == [2, 1, 1]


def test_three_rows_that_say_the_same_are_one() -> None:
    rows = [(((0, 1), (1, 1)), 3), (((0, 2), (1, 2)), 6), (((0, 1), (1, 1)), 3)]
    assert corner([2 + NOISE, Fraction(1)], [OPEN, Bound(1, None)], rows) == [2, 1]
    assert corner([2 + NOISE, Fraction(1)], [OPEN, OPEN], rows) == [2, 1]


def test_a_corner_of_too_many_open_columns_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vertices, "MOST_COLUMNS", 1)
    assert corner(_numbers(2, 1), [OPEN, Bound(1, None)], []) == [2, 1]
    assert corner(_numbers(2, 1), [OPEN, OPEN], []) is None


def test_a_corner_keeps_within_both_bounds() -> None:
    bounds = [Bound(1, 4)]
    assert corner(_numbers(5), bounds, []) is None
    assert corner(_numbers(0), bounds, []) is None
    assert corner(_numbers(2), bounds, [(((0, 1),), 2)]) == [2]
    assert corner(_numbers(2), bounds, [(((0, -1),), -3)]) is None


# --- products


def _figure(number: int, kind: str, is_signed: bool) -> Figure:
    return Figure(
        id=number,
        subject="s/x",
        property="x",
        status="actual",
        scope="",
        unit="",
        type=kind,
        mode="constant",
        is_signed=is_signed,
    )


Ends = tuple[int | None, int | None]


def _held(of: dict[int, list[Ends]], signed: Iterable[int] = ()) -> Held:
    """Quantities by id with the bounds of their values, which are numbered one after the other."""
    quantities: dict[int, Quantity] = {}
    values: dict[int, list[tuple[int, Position]]] = {}
    count = 0
    for number, ends in of.items():
        made = []
        for low, high in ends:
            bounds = [None if end is None else Fraction(end) for end in (low, high)]
            position = Position(quantity=number, lower=bounds[0], upper=bounds[1], choices=None, text="", claims=())
            made.append((count, position))
            count += 1
        figure = _figure(number, "number", number in signed)
        quantities[number] = Quantity(
            id=number, figure=figure, moment=ALWAYS, positions=tuple(position for _, position in made)
        )
        values[number] = made
    return Held(quantities=quantities, values=values)


RATE, WHOLE, PART = 7, 8, 9


def _said(found: list[tuple[dict[int, Fraction], frozenset[int]]]) -> list[tuple[dict[int, int], list[int]]]:
    return [({quantity: int(c) for quantity, c in terms.items()}, sorted(needs)) for terms, needs in found]


def test_a_product_is_at_least_an_end_of_one_factor_times_the_other() -> None:
    held = _held({RATE: [(1, 2)], WHOLE: [(10, 20)]})
    assert _said(lines({}, [(RATE, WHOLE, Fraction(1))], held, is_equality=False)) == [
        ({}, []),
        ({WHOLE: 1}, [0]),
        ({RATE: 10}, [1]),
    ]
    assert _said(lines({PART: Fraction(3)}, [(RATE, WHOLE, Fraction(-1))], held, is_equality=False)) == [
        ({PART: 3, WHOLE: -2}, [0]),
        ({PART: 3, RATE: -20}, [1]),
    ]


def test_an_open_end_makes_no_line_and_no_value_is_below_its_floor() -> None:
    held = _held({RATE: [(None, 2)], WHOLE: [(-5, None)]})
    assert _said(lines({}, [(RATE, WHOLE, Fraction(1))], held, is_equality=False)) == [
        ({}, []),
        ({WHOLE: 0}, [0]),
        ({RATE: 0}, [1]),
    ]
    assert _said(lines({}, [(RATE, WHOLE, Fraction(-1))], held, is_equality=False)) == [({WHOLE: -2}, [0])]


def test_nothing_is_no_number_of_times_anything() -> None:
    """It counts only with a value of what is multiplied."""
    held = _held({RATE: [(0, 0)], WHOLE: [(10, 20), (30, 30)]})
    assert _said(lines({}, [(RATE, WHOLE, Fraction(-1))], held, is_equality=False)) == [
        ({}, [0, 1]),
        ({}, [0, 2]),
        ({RATE: -20}, [1]),
        ({RATE: -30}, [2]),
    ]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((0, 5), [({WHOLE: 3}, [0, 1])]),  # it is above zero, by its own value: at least 3 times it
        ((-5, 0), [({WHOLE: 4}, [0, 1])]),  # below zero: 4 times it is the least
        ((-5, 5), []),
        ((1, None), [({WHOLE: 3}, [0, 1])]),
        ((None, -1), [({WHOLE: 4}, [0, 1])]),
        ((None, None), []),
    ],
)
def test_on_which_side_of_zero_a_factor_is(ends: Ends, expected: list[tuple[dict[int, int], list[int]]]) -> None:
    """What may be negative is multiplied only where a value says on which side of zero it is."""
    held = _held({RATE: [(3, 4)], WHOLE: [ends]}, signed=[WHOLE])
    found = _said(lines({}, [(RATE, WHOLE, Fraction(1))], held, is_equality=False))
    assert [line for line in found if WHOLE in line[0]] == expected
    assert ({}, []) not in found


@pytest.mark.parametrize(("of_part", "end"), [(-1, 3), (1, 4)])
def test_what_a_product_comes_to_says_on_which_side_its_factor_is(of_part: int, end: int) -> None:
    """part == rate * whole: the rate is above zero and the part is, so the whole is."""
    held = _held({RATE: [(3, 4)], WHOLE: [(-5, 5)], PART: [(1, 2)]}, signed=[WHOLE, PART])
    terms = {PART: Fraction(of_part)}
    found = _said(lines(terms, [(RATE, WHOLE, Fraction(1))], held, is_equality=True))
    assert ({PART: of_part, WHOLE: end}, [0, 2]) in found
    assert all(
        WHOLE not in line for line, _ in _said(lines(terms, [(RATE, WHOLE, Fraction(1))], held, is_equality=False))
    )


def test_a_rate_that_may_be_nothing_says_nothing_of_the_side() -> None:
    held = _held({RATE: [(0, 4)], WHOLE: [(-5, 5)], PART: [(1, 2)]}, signed=[WHOLE, PART])
    found = _said(lines({PART: Fraction(-1)}, [(RATE, WHOLE, Fraction(1))], held, is_equality=True))
    assert all(WHOLE not in line for line, _ in found)


def test_lines_of_two_products_are_added_up_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    held = _held({1: [(1, 2)], 2: [(10, 20)], 3: [(3, 4)], 4: [(30, 40)]})
    of_two = [(1, 2, Fraction(-1)), (3, 4, Fraction(-1))]
    every = [
        ({2: -2, 4: -4}, [0, 2]),
        ({2: -2, 3: -40}, [0, 3]),
        ({1: -20, 4: -4}, [1, 2]),
        ({1: -20, 3: -40}, [1, 3]),
    ]
    assert _said(lines({}, of_two, held, is_equality=False)) == every
    same = [(1, 2, Fraction(-1)), (1, 2, Fraction(-2))]
    assert _said(lines({}, same, held, is_equality=False))[0] == ({2: -6}, [0])
    monkeypatch.setattr(products, "MOST_LINES", 3)
    assert _said(lines({}, of_two, held, is_equality=False)) == every[:3]


# --- searches, and what they cost


def _asked(*conflicts: set[int], voices: int | None = None, below: int | None = None, most: int = 9) -> Question:
    return Question(
        conflicts=[Conflict(frozenset(each)) for each in conflicts],
        voices_of={number: frozenset({f"v{number % 3}"}) for number in range(9)},
        with_breaks=False,
        voices=voices,
        below=below,
        most=most,
    )


def _ways(question: Question) -> list[list[int]]:
    return sorted(sorted(way.values) for way in hitting._Search(question, StepBudget()).ways())


def test_a_search_gives_all_of_the_cheapest() -> None:
    assert _ways(_asked({0, 1}, {1, 2}, {0, 2}, voices=3)) == [[0, 1], [0, 2], [1, 2]]
    assert _ways(_asked({0, 3}, voices=1)) == [[0], [3]]
    assert _ways(_asked({0, 3}, voices=0)) == []
    assert _ways(_asked(set(), {1})) == []
    assert _ways(_asked()) == [[]]


def test_a_search_looks_below_a_cost() -> None:
    assert _ways(_asked({0, 1}, {2, 3}, voices=3, below=3)) == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert _ways(_asked({0, 1}, {2, 3}, voices=3, below=2)) == []


def test_without_a_number_of_voices_the_fewest_of_the_cheapest() -> None:
    """0 and 3 are of one voice; the others of two."""
    assert _ways(_asked({0, 1}, {3, 4})) == [[0, 3], [1, 4]]
    assert _ways(_asked({0, 1}, {3, 5})) == [[0, 3]]
    assert len(_ways(_asked({0, 1}, {3, 4}, most=1))) == 1


@pytest.mark.parametrize(("allowed", "is_enough"), [(4, True), (3, False)])
def test_a_search_counts_the_conflicts_that_it_looks_at(
    monkeypatch: pytest.MonkeyPatch, allowed: int, is_enough: bool
) -> None:
    """One conflict of two values: at first the one, and after either value none; each look counts as one more."""
    monkeypatch.setattr(hitting, "SEARCHED", allowed)
    search = hitting._Search(_asked({0, 1}, voices=3), StepBudget())
    if is_enough:
        assert len(search.ways()) == 2
    else:
        with pytest.raises(TooLong):
            search.ways()


def test_a_search_pays_for_what_it_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = StepBudget()
    hitting._Search(_asked({0, 1}, voices=3), steps).ways()
    assert COMPONENT_STEPS - steps.component == 1
    pairs = [{one, other} for one in range(9) for other in range(one)]
    search = hitting._Search(_asked(*pairs, voices=3), steps)
    steps.start()
    search.ways()
    assert COMPONENT_STEPS - steps.component == 1 + (hitting.SEARCHED - search.left) // 5_000


def test_large_questions_are_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    question = _asked({0, 1}, {2, 3}, voices=3)
    monkeypatch.setattr(hitting, "DEEPEST_SEARCH", 2)
    monkeypatch.setattr(hitting, "LARGEST_SEARCH", 2)
    assert len(hitting._Search(question, StepBudget()).ways()) == 4
    monkeypatch.setattr(hitting, "DEEPEST_SEARCH", 1)
    with pytest.raises(TooLong):
        hitting._Search(question, StepBudget()).ways()
    monkeypatch.setattr(hitting, "DEEPEST_SEARCH", 2)
    monkeypatch.setattr(hitting, "LARGEST_SEARCH", 1)
    with pytest.raises(TooLong):
        hitting._Search(question, StepBudget()).ways()


@pytest.mark.parametrize("searched", [0, 400_000])
def test_breaks_are_ways_out_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch, searched: int) -> None:
    monkeypatch.setattr(hitting, "SEARCHED", searched)
    for with_breaks, ways in ((True, [Way(frozenset(), frozenset({5}))]), (False, [Way(frozenset({0, 2}))])):
        question = Question(
            conflicts=[Conflict(frozenset({0}), frozenset({5})), Conflict(frozenset({2}), frozenset({5, 6}))],
            voices_of={0: frozenset("p"), 2: frozenset("q")},
            with_breaks=with_breaks,
            voices=2,
            most=9,
        )
        assert hitting.cheapest(question, StepBudget()) == ways


@pytest.mark.parametrize("searched", [0, 400_000])
def test_ways_below_a_cost_are_below_it(monkeypatch: pytest.MonkeyPatch, searched: int) -> None:
    monkeypatch.setattr(hitting, "SEARCHED", searched)
    question = _asked({0, 1}, {2, 3}, voices=3, below=2)
    assert hitting.cheapest(question, StepBudget()) == []
    assert len(hitting.cheapest(_asked({0, 1}, {2, 3}, voices=3, below=3), StepBudget())) == 4


def test_a_program_has_so_many_entries_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    question = _asked({0, 1}, {2, 3}, voices=3)
    monkeypatch.setattr(hitting, "LARGEST_PROGRAM", 4)
    program = hitting._Program(question)
    assert program.entries == 4
    assert program.work() == 0
    monkeypatch.setattr(hitting, "LARGEST_PROGRAM", 3)
    with pytest.raises(Unsolved):
        hitting._Program(question)


def test_a_program_pays_for_each_of_its_runs() -> None:
    """Four ways, and the run that finds no more; each ten steps, and one for each 80 entries."""
    steps = StepBudget()
    assert len(hitting._by_program(_asked({0, 1}, {2, 3}, voices=3), steps)) == 4
    assert 50 <= COMPONENT_STEPS - steps.component <= 60


@pytest.mark.parametrize(
    ("iterations", "nodes", "steps"), [(0, 0, 0), (29, 2, 0), (90, 12, 7), (-1, -1, 0), (-90, 3, 1)]
)
def test_a_run_of_a_program_costs_by_what_the_solver_did(iterations: int, nodes: int, steps: int) -> None:
    program = hitting._Program(_asked({0, 1}, voices=3))
    info = SimpleNamespace(simplex_iteration_count=iterations, mip_node_count=nodes)
    program.model = SimpleNamespace(getInfo=lambda: info)
    assert program.work() == steps


def test_what_the_solver_did_is_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = []
    for work in (0, 100):
        monkeypatch.setattr(hitting._Program, "work", lambda _, work=work: work)
        steps = StepBudget()
        hitting._by_program(_asked({0, 1}, {2, 3}, voices=3), steps)
        spent.append(COMPONENT_STEPS - steps.component)
    assert spent[1] - spent[0] == 500


def test_minimal_ways_are_given_up_to_a_number() -> None:
    conflicts = [Conflict(frozenset(each)) for each in ({0, 1}, {2, 3})]
    assert [sorted(way.values) for way in minimal_ways(conflicts, 9)] == [[0, 2], [0, 3], [1, 2], [1, 3]]
    assert [sorted(way.values) for way in minimal_ways(conflicts, 2)] == [[0, 2], [0, 3]]
    assert list(minimal_ways(conflicts, 0)) == []


def test_minimal_ways_are_looked_for_so_often_at_most() -> None:
    """Twenty looks for each: of ten conflicts with two values each the first way takes eleven."""
    conflicts = [Conflict(frozenset({2 * number, 2 * number + 1})) for number in range(10)]
    assert len(list(minimal_ways(conflicts, 1))) == 1
    longer = [Conflict(frozenset({2 * number, 2 * number + 1})) for number in range(20)]
    assert list(minimal_ways(longer, 1)) == []
    assert len(list(minimal_ways(longer[:19], 1))) == 1


def test_conflicts_that_share_a_figure_are_one_group() -> None:
    conflicts = [Conflict(frozenset(each)) for each in ({0, 1}, {2, 3}, {1, 4}, {5})]
    figure_of = {0: 10, 1: 11, 2: 12, 3: 12, 4: 13, 5: 13}
    groups = [[sorted(each.values) for each in group] for group in connected(conflicts, figure_of)]
    assert groups == [[[0, 1], [1, 4], [5]], [[2, 3]]]
    circle = [Conflict(frozenset(each)) for each in ({0, 1}, {2, 3}, {1, 2}, {3, 0})]
    assert len(connected(circle, {number: number for number in range(4)})) == 1


# --- what is needed of a way, and in which order it is told


def test_what_a_conflict_needs_of_a_way_is_what_alone_meets_it() -> None:
    way = Way(frozenset({1, 2}), frozenset({7}))
    assert critical(way, [Conflict(frozenset({1, 5}), frozenset({8}))]) == {("value", 1)}
    assert critical(way, [Conflict(frozenset({5}), frozenset({7}))]) == {("break", 7)}
    assert critical(way, [Conflict(frozenset({1, 2}))]) == set()
    assert critical(way, [Conflict(frozenset({1}), frozenset({7}))]) == set()
    assert critical(way, [Conflict(frozenset({1})), Conflict(frozenset({2, 9}))]) == {("value", 1), ("value", 2)}


def test_what_of_a_conflict_a_way_gives_up_is_what_both_have() -> None:
    conflict = Conflict(frozenset({1, 2}), frozenset({5, 6}))
    assert _given_up(conflict, Way(frozenset({2, 3}), frozenset({6, 7}))) == {("value", 2), ("break", 6)}
    assert _given_up(conflict, Way(frozenset({3}), frozenset({7}))) == set()


def test_breaks_are_told_first_where_they_cost_less() -> None:
    def way(values: int, breaks: int = 0) -> Way:
        return Way(frozenset(range(values)), frozenset(range(breaks)))

    cheaper, equal, dearer = [way(0, 1)], [way(1, 1)], [way(2, 1)]
    without = [[way(2)]]
    assert in_order(without, [cheaper]) == [cheaper, *without]
    assert in_order(without, [equal]) == [*without, equal]
    assert in_order(without, [dearer, cheaper]) == [cheaper, *without, dearer]
    assert in_order([], [equal]) == [equal]
    assert in_order(without, [[way(1)]]) == without  # nothing of it is a break
    assert in_order([*without, [way(1)]], [cheaper]) == [*without, [way(1)], cheaper]


# --- proofs and what they leave


def test_a_proof_has_room_for_weaker_values() -> None:
    """10 at most 5 is off by 5: 9 is too high as well and 8 too low; there is no room for 5."""
    tangle = tangle_of(
        links(("A", "a", 10), ("B", "a", 9), ("C", "a", 5), ("D", "d", 5), ("E", "d", 4), ("F", "d", 8), ("G", "d", 20))
    )
    number = {position.text: at for at, position in enumerate(tangle.positions)}
    kept = frozenset({number["10"], number["5"]})
    system = tangle.system(kept, frozenset())
    proof = system.conflict(kept)
    assert proof is not None
    groups = [sorted(int(tangle.positions[at].text) for at in group) for group in system.widened(proof)]
    assert groups == [[9, 10], [4, 5, 8]]


def test_a_proof_that_is_off_by_just_what_a_step_takes_has_no_room() -> None:
    tangle = tangle_of(links(("A", "a", 10), ("B", "a", 5), ("D", "d", 5), ("F", "d", 10)))
    number = {(position.text, position.quantity): at for at, position in enumerate(tangle.positions)}
    kept = frozenset(at for (text, _), at in number.items() if text in ("10", "5")) & frozenset(
        at for at, position in enumerate(tangle.positions) if position.voices <= {"A", "D"}
    )
    system = tangle.system(kept, frozenset())
    proof = system.conflict(kept)
    assert proof is not None
    assert [len(group) for group in system.widened(proof)] == [1, 1]


@pytest.mark.parametrize("most", [0, 100])
@pytest.mark.parametrize(
    ("values", "least"), [({"a": (4, 9), "b": (1, 2)}, 2), ({"a": (2, 9), "b": (0, 2)}, 0), ({"a": 7, "b": 3}, 4)]
)
def test_the_least_change_after_which_all_can_be_true(
    monkeypatch: pytest.MonkeyPatch, most: int, values: dict[str, int | tuple[int, int]], least: int
) -> None:
    """a is at most b: what is missing between the bounds that face each other, and nothing of the others."""
    monkeypatch.setattr(feasibility, "PROPAGATED", most)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    world = World()
    for name, value in values.items():
        world.say("P", name, value)
    world.rule("less", relation({"x": 1}, "<=", {"y": 1}), {"x": "a", "y": "b"})
    world.say("Q", "b", 900)  # so that there is something to ask
    world.say("Q", "a", 800)
    tangle = tangle_of(world)
    kept = frozenset(at for at, position in enumerate(tangle.positions) if position.voices == {"P"})
    assert tangle.system(kept, frozenset()).distance(kept) == least


def test_a_bound_on_both_sides_of_one_step_is_proved_by_it_alone() -> None:
    """-x <= -5 and x <= 3: each row moves a bound, with its own weight."""
    doubled = Propagation([(((0, 2),), 6), (((0, -3),), -15)], 1)
    proof = doubled.infeasible([None], [None])
    assert proof is not None
    assert 2 * proof[0] == 3 * proof[1] > 0
    assert 6 * proof[0] - 15 * proof[1] < 0


def test_what_has_an_end_that_bounds_do_not_show_is_not_called_unbounded() -> None:
    """x + y is at most 5 and x - y at most 3, so x is at most 4; without the second it has no end."""
    both = [(((0, 1), (1, 1)), 5), (((0, 1), (1, -1)), 3)]
    with pytest.raises(Undecided):
        Propagation(both, 2).extremes([None, None], [None, None], 0)
    assert Propagation(both[:1], 2).extremes([None, None], [None, None], 0) == (None, None)


# --- parts of a sum that surely hold together


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((0, 4, 0, 4, -1), (4, 9, 4, 9, -1), True),
        ((0, 4, 0, 4, -1), (5, 9, 5, 9, -1), False),
        ((6, 5, 3, 4, -1), (3, 4, 0, 9, -1), True),  # wherever in its window it is, the other surely holds
        ((6, 5, 2, 4, -1), (3, 4, 0, 9, -1), False),
        ((6, 5, 3, 5, -1), (3, 4, 0, 9, -1), False),
        ((6, 5, 3, 9, 7), (6, 5, 3, 9, 7), True),  # of one moment, whichever that is
        ((6, 5, 3, 9, 7), (6, 5, 3, 9, 8), False),
        ((6, 5, 3, 9, -1), (6, 5, 3, 9, -1), False),
        ((6, 5, 3, 9, 0), (6, 5, 3, 9, 0), True),
    ],
)
def test_when_two_figures_surely_hold_together(one: Span, other: Span, meet: bool) -> None:
    assert (_meet(one, other), _meet(other, one)) == (meet, meet)


def test_parts_hold_together_where_all_of_them_do() -> None:
    """The second and the third each hold with the first, and not with each other."""
    spans: dict[int, list[Span]] = {1: [(0, 9, 0, 9, -1)], 2: [(0, 4, 0, 4, -1)], 3: [(6, 9, 6, 9, -1)]}
    assert _that_meet(spans[1][0], [1, 2, 3], spans) == [1, 2]
    assert _that_meet(spans[1][0], [1, 3, 2], spans) == [1, 3]
    assert list(_together([1, 2, 3], spans)) == [([1, 2, 3], False), ([1, 2], True), ([1, 2], True), ([1, 3], True)]
    assert list(_together([1, 2], spans)) == [([1, 2], True)]


@pytest.mark.parametrize(
    ("way", "complete", "is_all"),
    [(0, True, True), (-1, True, True), (0, False, False), (-1, False, False), (1, False, True)],
)
def test_whether_a_sum_is_of_all_parts_matters_only_where_it_may_be_too_low(
    way: int, complete: bool, is_all: bool
) -> None:
    row = Row("parts", (("part", 1), ("whole", 2)), 0, complete=complete, way=way)
    assert _bound_of(row) == (row.terms, is_all)


# --- what one count costs


@pytest.mark.parametrize(("days", "work"), [(1, 1), (40, 1), (50, 2), (100, 3), (400, 17)])
def test_a_count_costs_by_its_days_and_levels(days: int, work: int) -> None:
    """Each day has a level of its own: a step, and one for each 20,000 entries, each day as if it had 400 more."""
    chain = Chain(
        places=range(days), ends=[(at, at) for at in range(days)], voices=[frozenset("p")] * days, breaks={}, floor=0
    )
    assert _Levels(chain, with_breaks=False).work == work


# --- a budget


def test_a_budget_is_of_the_run_and_of_the_component() -> None:
    steps = StepBudget(left=10, most=8)
    steps.start()
    steps.spend(6)
    steps.start()
    assert steps.component == 4
    steps.spend()
    assert (steps.left, steps.component) == (3, 3)
    steps.finish()
    assert steps.component == GRACE
    steps.start()
    with pytest.raises(OutOfSteps):
        steps.spend(4)
