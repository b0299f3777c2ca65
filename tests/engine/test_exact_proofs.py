"""Small, exact questions to one system of inequalities and to the solver behind it: proofs, what they rest on, ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NoReturn

import pytest

from checker.engine import feasibility, propagation, solver
from checker.engine.constraints import Constraint
from checker.engine.feasibility import LinearSystem, Proof
from checker.engine.findings import Figure, Position, Quantity
from checker.engine.propagation import Number, Propagation, Terms, Undecided
from checker.engine.solver import Bound, Solver, Unsolved, exact_multipliers, ratios, rounded
from checker.values.moments import ALWAYS

End = int | Fraction | None
Row = tuple[Mapping[int, int], int]
"""Coefficients of columns, and what they are at most."""

AT_MOST = ({0: 1, 1: -1}, 0)
"""The first column is at most the second."""


def _quantity(number: int, kind: str, is_signed: bool) -> Quantity:
    figure = Figure(
        id=number,
        subject=f"s/{number}",
        property="x",
        status="actual",
        scope="",
        unit="",
        type=kind,
        mode="constant",
        is_signed=is_signed,
    )
    return Quantity(id=number, figure=figure, moment=ALWAYS, positions=())


def _position(column: int, low: End, high: End) -> Position:
    bounds = [None if end is None else Fraction(end) for end in (low, high)]
    return Position(quantity=column, lower=bounds[0], upper=bounds[1], choices=None, text="", claims=())


def _system(
    held: Sequence[tuple[int, End, End]],
    *rows: Row,
    kind: str = "number",
    signed: Sequence[int] = (),
    links: Mapping[int, Sequence[int]] | None = None,
) -> LinearSystem:
    """Values as column, lower and upper bound; columns have 0 as their floor, but for those that are signed."""
    columns = sorted({column for column, _, _ in held} | {column for terms, _ in rows for column in terms})
    return LinearSystem(
        [_quantity(column, kind, column in signed) for column in columns],
        [_position(*each) for each in held],
        [column for column, _, _ in held],
        [
            Constraint(tuple((q, Fraction(c)) for q, c in terms.items()), Fraction(bound), f"row {number}")
            for number, (terms, bound) in enumerate(rows)
        ],
        links or {},
    )


def _kept(*values: int) -> frozenset[int]:
    return frozenset(values)


def _is_not_asked(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this is not asked")


# --- bounds that cross by themselves


def test_two_values_that_miss_each_other_are_the_proof() -> None:
    system = _system([(0, 5, 9), (0, 1, 4), (0, 2, 6)])
    proof = system.conflict(_kept(0, 1, 2))
    assert proof is not None
    assert (proof.multipliers, proof.positions, proof.bounding) == ((), {0, 1}, {0, 1})
    assert system.rows_of(proof) == []
    assert system.conflict(_kept(0, 2)) is None
    assert system.conflict(_kept(1, 2)) is None


def test_a_value_below_what_is_possible_is_the_proof_by_itself() -> None:
    proof = _system([(0, None, -1), (0, None, -5)]).conflict(_kept(0, 1))
    assert proof is not None
    assert proof.positions == {1}
    proof = _system([(0, 3, 9), (0, None, -1)]).conflict(_kept(1))
    assert proof is not None
    assert proof.positions == {1}
    assert _system([(0, None, 0)]).conflict(_kept(0)) is None
    assert _system([(0, None, -1)], signed=[0]).conflict(_kept(0)) is None


def test_of_equal_bounds_the_first_counts() -> None:
    proof = _system([(0, 5, 9), (0, 5, 8), (0, 1, 4), (0, 2, 4)]).conflict(_kept(0, 1, 2, 3))
    assert proof is not None
    assert proof.positions == {0, 2}


def test_values_can_be_true_that_touch() -> None:
    assert _system([(0, 5, 9), (0, 1, 5)]).conflict(_kept(0, 1)) is None


# --- what a proof rests on


@pytest.mark.parametrize("propagated", [0, 100])
def test_a_proof_names_its_rows_and_values(monkeypatch: pytest.MonkeyPatch, propagated: int) -> None:
    """10 is at most 5 by the first row; the second says nothing of them."""
    monkeypatch.setattr(feasibility, "PROPAGATED", propagated)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    system = _system([(0, 10, 12), (1, 4, 5), (2, 1, 1)], AT_MOST, ({2: 1, 1: -1}, 0))
    proof = system.conflict(_kept(0, 1, 2))
    assert proof is not None
    assert (proof.positions, proof.bounding) == ({0, 1}, {0, 1})
    assert [(multiplier, row.rule) for multiplier, row in system.rows_of(proof)] == [(1, "row 0")]
    assert system.conflict(_kept(0, 2)) is None
    assert system.conflict(_kept(1, 2)) is None


@pytest.mark.parametrize("propagated", [0, 100])
@pytest.mark.parametrize(
    ("values", "needed", "bounding"),
    [
        ((6, 4, 5), [0, 2], [0, 1, 2]),  # 6 and 4 are 10, not at most 5: 6 alone is too much
        ((3, 4, 5), [0, 1, 2], [0, 1, 2]),  # without either there is room
        ((6, 7, 5), [1, 2], [0, 1, 2]),  # either would do: the one that adds the least is left out
        ((6, 6, 5), [1, 2], [0, 1, 2]),
        ((5, 5, 5), [0, 1, 2], [0, 1, 2]),  # 5 is not too much by itself
    ],
)
def test_a_proof_needs_no_value_without_which_it_is_one(
    monkeypatch: pytest.MonkeyPatch,
    propagated: int,
    values: tuple[int, int, int],
    needed: list[int],
    bounding: list[int],
) -> None:
    monkeypatch.setattr(feasibility, "PROPAGATED", propagated)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    held = [(column, value, value) for column, value in enumerate(values)]
    proof = _system(held, ({0: 1, 1: 1, 2: -1}, 0)).conflict(_kept(0, 1, 2))
    assert proof is not None
    assert (sorted(proof.positions), sorted(proof.bounding)) == (needed, bounding)


def test_what_may_be_negative_is_needed() -> None:
    """6 and 4 are more than 5, and 4 might be -9."""
    held = [(0, 6, 6), (1, 4, 4), (2, 5, 5)]
    proof = _system(held, ({0: 1, 1: 1, 2: -1}, 0), signed=[1]).conflict(_kept(0, 1, 2))
    assert proof is not None
    assert proof.positions == {0, 1, 2}


def test_a_floor_needs_no_value() -> None:
    """At least 10 more than the first, and at most 5: the first may be nothing."""
    proof = _system([(1, 1, 5), (0, 3, 9)], ({0: 1, 1: -1}, -10)).conflict(_kept(0, 1))
    assert proof is not None
    assert (proof.positions, proof.bounding) == ({0}, {0, 1})


@pytest.mark.parametrize("multipliers", [[-1], [0], [1]])
def test_what_proves_nothing_is_refused(multipliers: list[int]) -> None:
    """5 is at most 5: the sum of the rows is not above what it may be."""
    system = _system([(0, 5, 9), (1, 4, 5)], AT_MOST)
    with pytest.raises(Unsolved, match="a proof does not hold in exact arithmetic"):
        system._verified(multipliers, [Bound(5, 9, 0, 0), Bound(4, 5, 1, 1)])


def test_a_sum_with_an_open_end_proves_nothing() -> None:
    system = _system([(0, 5, 9), (1, 4, 5)], AT_MOST)
    with pytest.raises(Unsolved, match="a proof does not hold in exact arithmetic"):
        system._verified([1], [Bound(5, 9, 0, 0), Bound(4, None, 1, -1)])


def test_a_proof_of_the_solver_that_does_not_hold_is_refused() -> None:
    system = _system([(0, 5, 9), (1, 4, 5)], AT_MOST)
    with pytest.raises(Unsolved, match="the solver's proof does not hold in exact arithmetic"):
        system._proof([1.0], [Bound(5, 9, 0, 0), Bound(4, 5, 1, 1)])
    proof = system._proof([0.5], [Bound(6, 9, 0, 0), Bound(4, 5, 1, 1)])
    assert (proof.multipliers, proof.positions) == ([1], {0, 1})


def test_rows_are_added_up_with_their_multipliers() -> None:
    system = _system([], ({0: 1, 1: -1}, 3), ({1: 2, 2: 1}, -4), ({2: 5}, 1))
    assert system._sum([2, 1, 0]) == (-2, [(0, 2), (2, 1)])
    assert system._sum([0, 0, 0]) == (0, [])


# --- what is remembered


def test_so_many_proofs_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feasibility, "REMEMBERED", 1)
    system = _system([(0, 5, 9), (0, 1, 4), (0, 0, 3)])
    one, other = _kept(0, 1), _kept(0, 2)
    first = system.conflict(one)
    assert first is not None
    assert system.conflict(one) is first
    second = system.conflict(other)
    assert second is not None
    assert system.conflict(other) is not second


def test_what_was_solved_exactly_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feasibility, "REMEMBERED", 1)
    system = _system([(0, 3, 9), (1, 4, 5), (1, 9, 9)], AT_MOST)
    assert system.conflict(_kept(0, 1)) is None
    assert system.conflict(_kept(0, 2)) is None
    asked: list[object] = []
    monkeypatch.setattr(system._exact, "infeasible", lambda *ends: asked.append(ends))
    system.confirm(_kept(0, 1))
    system.confirm(_kept(0))
    assert not asked
    system.confirm(_kept(0, 2))
    assert len(asked) == 1
    system.confirm(_kept(2))
    assert len(asked) == 2


@pytest.mark.parametrize(("propagated", "is_asked"), [(1, False), (0, True)])
def test_the_solver_is_asked_of_many_rows(monkeypatch: pytest.MonkeyPatch, propagated: int, is_asked: bool) -> None:
    monkeypatch.setattr(feasibility, "PROPAGATED", propagated)
    monkeypatch.setattr(feasibility, "PAIRED", 0)
    monkeypatch.setattr(feasibility, "Solver", _is_not_asked)
    system = _system([(0, 3, 9), (1, 4, 5)], AT_MOST)
    if is_asked:
        with pytest.raises(AssertionError):
            system.conflict(_kept(0, 1))
        with pytest.raises(AssertionError):
            system.implied(_kept(0, 1), 0)
    else:
        assert system.conflict(_kept(0, 1)) is None
        assert system.implied(_kept(0, 1), 0) == (3, 5)


# --- the plainest proof


BATCH: tuple[Row, ...] = (({0: 1, 1: 1, 2: -1}, 0), ({0: -1, 1: -1, 3: 1}, 0))
"""Two batches are at most what one paper has as their whole, and at least what another has."""


def test_two_rows_are_taken_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """618 is at most the batches, which are at most 583: no 17 times the one and 16 times the other."""
    monkeypatch.setattr(feasibility, "Solver", _is_not_asked)
    alone = ({0: 1, 2: -1}, 0)
    system = _system([(2, 583, 583), (3, 618, 618)], alone, ({1: 1, 2: -1}, 0), *BATCH)
    found, plainest = system.conflict(_kept(0, 1)), system.plainest(_kept(0, 1))
    assert found is not None and plainest is not None
    assert max(found.multipliers) > 1
    assert [(multiplier, row.rule) for multiplier, row in system.rows_of(plainest)] == [(1, "row 2"), (1, "row 3")]
    assert plainest.positions == {0, 1}
    assert system.distance(_kept(0, 1)) == 35


def test_one_row_is_enough_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Propagation may come to it by two; any row of the system will do."""
    system = _system([(0, 10, 10), (2, 5, 5)], ({0: 1, 1: -1}, 0), ({1: 1, 2: -1}, 0), ({0: 1, 2: -1}, 0))
    monkeypatch.setattr(system, "conflict", lambda _: Proof((1, 1, 0), _kept(0, 1), _kept(0, 1)))
    plainest = system.plainest(_kept(0, 1))
    assert plainest is not None
    assert plainest.multipliers == [0, 0, 1]


@pytest.mark.parametrize(
    ("c", "bounds", "floor", "least"),
    [
        (2, [(3, 5), (4, 9)], 0, 8),
        (2, [(None, 5)], 0, 0),
        (2, [(None, 5)], None, None),
        (2, [(-3, 5)], 0, 0),
        (2, [], 0, 0),
        (-2, [(3, 5), (4, 9)], 0, -10),
        (-2, [(3, None)], 0, None),
        (-2, [], 0, None),
    ],
)
def test_one_row_is_broken_below_the_least_that_its_term_can_be(
    c: int, bounds: list[tuple[End, End]], floor: int | None, least: int | None
) -> None:
    """By the values of its quantity and its floor; None where it can be as low as one likes."""
    held = [(0, low, high) for low, high in bounds]
    kept = frozenset(range(len(held)))
    signed = [0] if floor is None else []
    below = _system(held, ({0: c}, -1_000 if least is None else least - 1), signed=signed).plainest(kept)
    assert (below is not None and list(below.multipliers) == [1]) == (least is not None)
    if least is not None:
        assert _system(held, ({0: c}, least), signed=signed).plainest(kept) is None


def test_a_proof_that_needs_a_row_twice_is_kept() -> None:
    """Twice the count is at most 5, and the count is 3."""
    rows: tuple[Row, ...] = (({0: 1, 1: -1}, 0), ({1: 2}, 5))
    system = _system([(0, 3, 3)], *rows)
    found = system.plainest(_kept(0))
    assert found is not None
    assert [multiplier for multiplier, _ in system.rows_of(found)] == [2, 1]
    assert _system([(0, 2, 2)], *rows).plainest(_kept(0)) is None


def test_the_solver_is_asked_of_no_two_rows_that_are_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where bounds creep on for long, each two of a few rows are added up first."""
    held = [(2, 700_000, 700_000), (3, 700_001, 700_001)]
    monkeypatch.setattr(feasibility, "Solver", _is_not_asked)
    found = _system(held, *BATCH).conflict(_kept(0, 1))
    assert found is not None
    assert list(found.multipliers) == [1, 1]
    monkeypatch.setattr(feasibility, "PAIRED", 1)
    with pytest.raises(AssertionError):
        _system(held, *BATCH).conflict(_kept(0, 1))


# --- whether a solution holds in fractions


PAIRS: tuple[Row, ...] = (({0: 1, 1: 1}, 5), ({0: 1, 1: -1}, 3), ({0: -1, 1: 1}, 3))
"""Of two that may be negative: bounds alone do not tell what there is between them."""


def test_a_solution_holds_in_fractions() -> None:
    system = _system([(0, 5, 5), (1, 4, 4), (1, 9, 9)], AT_MOST)
    with pytest.raises(Unsolved, match="an explanation does not hold in exact arithmetic"):
        system.confirm(_kept(0, 1))
    system.confirm(_kept(0, 2))
    _system([(0, 5, 5), (0, 4, 4)]).confirm(_kept(0, 1))  # of bounds alone others look after


@pytest.mark.parametrize("values", [(2, 1), (1, 1)])
def test_a_solution_of_the_solver_is_held_against_all_rows(
    monkeypatch: pytest.MonkeyPatch, values: tuple[int, int]
) -> None:
    monkeypatch.setattr(Solver, "solution", lambda *_: [Fraction(value) for value in values])
    _system([(0, None, 20)], *PAIRS, signed=[0, 1]).confirm(_kept(0))


def test_what_is_near_no_solution_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Solver, "solution", lambda *_: [Fraction(20), Fraction(0)])
    with pytest.raises(Unsolved, match="an explanation does not hold in exact arithmetic"):
        _system([(0, None, 20)], *PAIRS, signed=[0, 1]).confirm(_kept(0))


# --- what a value would have to be


def test_what_is_implied_is_between_what_the_others_leave() -> None:
    system = _system([(0, 3, 4), (1, 7, 8)], AT_MOST)
    assert system.implied(_kept(0, 1), 0) == (3, 4)
    assert system.implied(_kept(0), 1) == (3, None)
    assert system.implied(_kept(1), 0) == (0, 8)
    assert system.implied(_kept(), 0) == (0, None)


def test_linked_columns_narrow_what_is_implied() -> None:
    held = [(0, 1, 9), (1, 2, 7), (2, 3, 8)]
    system = _system(held, links={0: [1, 2], 1: [0]})
    assert system.implied(_kept(0, 1, 2), 0) == (3, 7)
    assert system.implied(_kept(0, 1), 0) == (2, 7)
    assert system.implied(_kept(0, 1), 1) == (2, 7)
    assert system.implied(_kept(1), 0) == (2, 7)
    assert system.implied(_kept(0, 1, 2), 2) == (3, 8)  # it is linked with nothing


def test_of_links_that_miss_each_other_the_nearest_of_both_sides_are_named() -> None:
    crossed = _system([(0, 8, 9), (1, 2, 3), (2, None, None)], ({2: 1}, 99), links={2: [0, 1]})
    assert crossed.implied(_kept(0, 1, 2), 2) == (3, 8)
    touching = _system([(0, 3, 9), (1, 2, 3), (2, None, None)], ({2: 1}, 99), links={2: [0, 1]})
    assert touching.implied(_kept(0, 1, 2), 2) == (3, 3)


def test_where_rows_leave_nothing_of_the_links_they_alone_count() -> None:
    """By its link it is 10 at least; the row has it that it is 5 at most."""
    system = _system([(1, 4, 5), (2, 10, 12)], AT_MOST, links={0: [2]})
    assert system.implied(_kept(0, 1), 0) == (0, 5)


@pytest.mark.parametrize(
    ("kind", "rows", "ends"),
    [
        ("count", [({0: 2, 1: -1}, 0), ({0: -2, 1: 1}, 3)], (1, 2)),  # between 1 and 2.5
        ("number", [({0: 2, 1: -1}, 0), ({0: -2, 1: 1}, 3)], (1, Fraction(5, 2))),
        ("count", [({0: 2, 1: -1}, 0), ({0: -2, 1: 1}, 0)], (2, 3)),  # it is 2.5: the whole numbers beside it
        ("count", [({0: -2, 1: 1}, 0)], (3, None)),
    ],
)
def test_of_whole_numbers_whole_ones_are_named(kind: str, rows: list[Row], ends: tuple[End, End]) -> None:
    assert _system([(1, 5, 5)], *rows, kind=kind).implied(_kept(0), 0) == ends


# --- how far it is to agreement


def test_a_change_takes_its_weight_into_account() -> None:
    """Three times 10 is at most 12: 6 less of the one is enough."""
    system = _system([(0, 10, 10), (1, 12, 12)], ({0: 3, 1: -1}, 0))
    assert system._least_change([1], system._bounds(_kept(0, 1))) == (0, 3, 6)
    assert system.distance(_kept(0, 1)) == 6


def test_of_equal_weights_the_first_is_changed() -> None:
    system = _system([(0, 10, 10), (1, 12, 12), (2, 15, 15)], ({0: 1, 1: 1, 2: -1}, 0))
    assert system._least_change([1], system._bounds(_kept(0, 1, 2))) == (0, 1, 7)
    assert system._least_change([1], system._bounds(_kept(1, 2))) == (1, 1, -3)


@pytest.mark.parametrize(
    ("values", "rows", "signed", "least"),
    [
        ([(0, 10, 10), (1, 5, 5)], AT_MOST, (), 5),
        ([(0, 12, 12), (1, 3, 3)], ({0: 1, 1: -3}, 0), (), 1),
        ([(0, 0, 9), (1, -5, -5)], AT_MOST, (0, 1), 5),
        ([(0, 3, 9), (1, -9, 0)], AT_MOST, (0, 1), 3),
        ([(0, 3, 9), (1, -9, 0)], ({0: 1, 1: -3}, 0), (0, 1), 1),
    ],
)
def test_one_change_is_found_without_the_solver(
    monkeypatch: pytest.MonkeyPatch, values: list[tuple[int, End, End]], rows: Row, signed: tuple[int, ...], least: int
) -> None:
    monkeypatch.setattr(feasibility, "Solver", _is_not_asked)
    assert _system(values, rows, signed=signed).distance(_kept(0, 1)) == least


def test_where_several_values_of_one_figure_are_too_high_all_of_them_change() -> None:
    """10 and 9 are too high for 5, and for 3: 5 and 4 less, or 5 and 7 more."""
    system = _system([(0, 10, 12), (0, 9, 11), (1, 4, 5), (1, 2, 3)], AT_MOST)
    assert system.distance(_kept(0, 1, 2)) == 5
    assert system.distance(_kept(0, 2, 3)) == 7
    assert _system([(0, 10, 12), (0, 9, 11), (1, 4, 5), (1, 3, 5)], AT_MOST).distance(_kept(0, 1, 2, 3)) == 9


# --- the solver


def _solver(rows: Sequence[Row], floors: Sequence[int | None], *ends: tuple[End, End]) -> Solver:
    made = [(tuple(terms.items()), bound) for terms, bound in rows]
    return Solver(made, floors, [_position(0, *each) for each in ends])


@pytest.mark.parametrize(
    ("floors", "ends", "origin", "scale"),
    [
        ([0], [(3, 1000)], 0, 1),
        ([0], [(3, 1023)], 0, 1),
        ([0], [(3, 1024)], 0, Fraction(1, 2)),
        ([0], [(3, 500)], 0, 2),
        ([0], [(1024, None)], 0, Fraction(1, 2)),
        ([0], [(None, None)], 0, 1),
        ([0], [(0, 0)], 0, 1),
        ([None], [(740_000, 740_500), (740_300, None)], 740_000, 2),
        ([None], [(740_300, None), (740_000, 740_500)], 740_000, 2),
        ([None, 0], [(740_000, 740_500)], 0, Fraction(1, 1024)),
        ([None], [(-2000, -1000)], -2000, 1),
    ],
)
def test_the_solver_is_given_numbers_near_to_a_thousand(
    floors: list[int | None], ends: list[tuple[End, End]], origin: int, scale: Fraction
) -> None:
    made = _solver([], floors, *ends)
    assert (made.origin, made.scale) == (origin, scale)


def test_both_ends_by_the_solver() -> None:
    made = _solver([AT_MOST], [0, 0], (3, 9))
    bounds = [Bound(3, None), Bound(None, 9)]
    assert made.extreme(bounds, 0, lowest=True) == 3
    assert made.extreme(bounds, 0, lowest=False) == 9
    assert made.extreme(bounds, 1, lowest=True) == 3
    assert made.extreme([Bound(3, None), Bound(None, None)], 1, lowest=False) is None
    assert made.solution([Bound(3, 3), Bound(3, 3)]) == [3, 3]
    with pytest.raises(Unsolved, match="the solver contradicts itself"):
        made.solution([Bound(5, None), Bound(None, 4)])
    with pytest.raises(Unsolved, match="the solver stopped"):
        made.extreme([Bound(5, None), Bound(None, 4)], 0, lowest=True)
    assert made.infeasible([Bound(5, None), Bound(None, 4)]) == [1]


def test_dates_are_counted_from_the_earliest() -> None:
    made = _solver([({0: 1, 1: -2}, -740_000)], [None, None], (740_000, 740_500))
    bounds = [Bound(740_000, 740_500), Bound(None, 740_300)]
    assert made.extreme(bounds, 1, lowest=True) == 740_000
    assert made.extreme(bounds, 0, lowest=False) == 740_500


@pytest.mark.parametrize(
    ("values", "least"),
    [([(0, 10, 10), (1, 5, 5)], 5), ([(0, 10, None), (1, None, 5)], 5), ([(0, None, 10), (1, 5, 5)], 0)],
)
def test_the_least_change_by_the_solver(values: list[tuple[int, End, End]], least: int) -> None:
    made = _solver([AT_MOST], [0, 0], *((low, high) for _, low, high in values))
    positions = [_position(*each) for each in values]
    assert made.distance([column for column, _, _ in values], positions) == least


def test_a_change_goes_below_no_floor() -> None:
    """The first is 10 less than the second, which is 4: it would have to be -6, so the other one changes."""
    values = [_position(0, 3, 3), _position(1, 4, 4)]
    rows = [({0: 1, 1: -1}, -10)]
    assert _solver(rows, [0, 0], (3, 3), (4, 4)).distance([0, 1], values) == 9
    assert _solver(rows, [None, None], (3, 3), (4, 4)).distance([0, 1], values) == 9
    with pytest.raises(Unsolved, match="the distance to agreement was not found"):
        _solver([({0: 1}, -1)], [0], (3, 3)).distance([0], values[:1])


# --- from doubles to fractions


def test_a_figure_of_the_solver_is_given_without_its_noise() -> None:
    assert rounded(Fraction(1 / 3)) == Fraction(333_333, 1_000_000)
    assert rounded(Fraction(2.0000004)) == 2
    assert rounded(Fraction(2.0000006)) == Fraction(2_000_001, 1_000_000)


@pytest.mark.parametrize(
    ("ray", "found"),
    [
        ([2.0, 4.0, 0.0], [1, 2, 0]),
        ([4.0, 6.0], [1, Fraction(3, 2)]),
        ([1.0, 1e-9], [1, 0]),
        ([1e9, 1.1], [Fraction(1e9 / 1.1).limit_denominator(1_000_000), 1]),
        ([1.0, 0.5, 2e-10], [2, 1, 0]),
    ],
)
def test_the_multipliers_of_a_ray_are_ratios(ray: list[float], found: list[Fraction]) -> None:
    assert ratios(ray) == found


def test_the_multipliers_of_a_ray_are_those_under_which_columns_cancel_out() -> None:
    """x at most a third of y, and y at most z: three times the first, as nearly as doubles have it."""
    rows: list[tuple[Terms, Number]] = [(((0, 1), (1, Fraction(-1, 3))), 0), (((1, 1), (2, -1)), 0), (((2, 7),), 0)]
    found = exact_multipliers([0.75, 0.25, 0.0], rows)
    assert found is not None
    assert (found[0] / found[1], found[2]) == (3, 0)
    assert exact_multipliers([0.75, 0.75, 0.0], rows) is None  # nothing cancels out: two are free
    assert exact_multipliers([0.5], [(((0, 2),), 1)]) == [1]
    assert solver._single_solution([], [4]) == {4: 1}
    assert solver._single_solution([], [4, 5]) is None
    opposed: list[tuple[Terms, Number]] = [(((0, 1),), 0), (((0, 1), (1, 1)), 0)]
    assert solver._single_solution([{0: Fraction(1), 1: Fraction(1)}], [0, 1]) == {1: 1, 0: -1}
    assert exact_multipliers([1.0, 1.0], opposed) is None


# --- bounds that follow from bounds


def test_an_end_is_open_on_its_own_side() -> None:
    assert Propagation([(((0, 1),), 5)], 1).extremes([None], [None], 0) == (None, 5)
    assert Propagation([(((0, -1),), -5)], 1).extremes([None], [None], 0) == (5, None)
    assert Propagation([(((0, 2), (1, -1)), 1)], 2).extremes([None, 3], [None, 3], 0) == (None, 2)


def test_bounds_that_cross_only_together_are_not_called_unbounded() -> None:
    """x + y is at most 10 and so is x - y: that x moves on for ever is wrong, whatever y is."""
    rows = [(((0, 1), (1, 1)), 10), (((0, 1), (1, -1)), 10)]
    with pytest.raises(Undecided):
        Propagation(rows, 2).extremes([0, None], [None, None], 0)


def test_what_has_no_end_is_set_as_well() -> None:
    """x + y is at most 5 and at least 6, whatever they are."""
    rows = [(((0, 1), (1, 1)), 5), (((0, -1), (1, -1)), -6)]
    with pytest.raises(Undecided):
        Propagation(rows, 2).infeasible([None, None], [None, None])
    assert Propagation(rows[:1], 2).infeasible([None, None], [None, None]) is None


def test_the_narrowest_is_set_first() -> None:
    """Any two of three make 10 at least, all of them 15 at most: by bounds alone 5 of the first is found, not of the
    others, which may be 4."""
    pairs = [(((one, -1), (other, -1)), -10) for one, other in ((0, 1), (0, 2), (1, 2))]
    system = Propagation([*pairs, (((0, 1), (1, 1), (2, 1)), 15)], 3)
    assert system.infeasible([5, 0, 0], [6, 10, 10]) is None
    with pytest.raises(Undecided):
        system.infeasible([0, 0, 0], [10, 10, 10])


def test_a_proof_has_so_many_steps_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """10 is at most x, x at most y, and y at most 5: two rows, and two steps."""
    rows = [(((0, 1), (1, -1)), 0), (((1, 1), (2, -1)), 0)]
    monkeypatch.setattr(propagation, "LONGEST_PROOF", 2)
    assert Propagation(rows, 3).infeasible([10, 0, 0], [None, None, 5]) == [1, 1]
    monkeypatch.setattr(propagation, "LONGEST_PROOF", 1)
    with pytest.raises(Undecided):
        Propagation(rows, 3).infeasible([10, 0, 0], [None, None, 5])
