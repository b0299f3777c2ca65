"""Small, exact questions to single rows: whether values can be true there, which way they bind, and their ends."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Linear, Relation, Tolerance
from checker.engine.bounds import Bounds, side_bounds
from checker.engine.constraints import _one_way
from checker.engine.findings import Figure, Position
from checker.engine.grounded import Grounded, Row
from checker.engine.judge import Judge, Verdict, apart, can_agree, directions, exceeds
from checker.engine.rows import _bounding, _day_text, _fails, _named
from checker.values.moments import DAY
from tests.engine.tangled import relation

End = int | None
ROW = Row("rule", (("x", 1), ("y", 2)), 0)
OF_SUM = Row("rule", (("x", 1), ("x", 3), ("y", 2)), 0)


def _figure(*, is_signed: bool = False, kind: str = "number") -> Figure:
    return Figure(
        id=0,
        subject="s/x",
        property="x",
        status="actual",
        scope="",
        unit="",
        type=kind,
        mode="constant",
        is_signed=is_signed,
    )


def _position(low: End, high: End) -> Position:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Position(quantity=0, lower=ends[0], upper=ends[1], choices=None, text="", claims=())


def _verdict(
    operator: str, x: tuple[End, End], y: tuple[End, End], *, kind: str = "number", share: float = 0, amount: int = 0
) -> tuple[float | None, bool, bool] | None:
    """What is missed, whether that is within the tolerance, and whether the left side is too high."""
    of = replace(
        relation({"x": 1}, operator, {"y": 1}), tolerance=Tolerance(share=Fraction(share), amount=Fraction(amount))
    )
    verdict = Judge(ROW, of, [_figure(kind=kind)] * 2).verdict([_position(*x), _position(*y)])
    gap = None if verdict is None or verdict.gap is None else float(verdict.gap)
    return None if verdict is None else (gap, verdict.by_rounding, verdict.upward)


@pytest.mark.parametrize(
    ("operator", "x", "y", "found"),
    [
        ("<=", (5, 9), (1, 5), None),
        ("<=", (6, 9), (1, 5), (1, False, True)),
        ("<=", (None, 9), (1, 5), None),
        ("<=", (6, 9), (1, None), None),
        ("<=", (1, 5), (6, 9), None),
        (">=", (1, 5), (5, 9), None),
        (">=", (1, 5), (6, 9), (1, False, False)),
        ("==", (6, 9), (1, 5), (1, False, True)),
        ("==", (1, 5), (6, 9), (1, False, False)),
        ("==", (1, 5), (5, 9), None),
        ("<", (5, 9), (1, 5), (None, False, True)),
        ("<", (4, 9), (1, 5), None),
        ("<", (6, 9), (1, 5), (1, False, True)),
        (">", (1, 5), (5, 9), (None, False, False)),
        ("!=", (5, 5), (5, 5), (None, False, True)),
        ("!=", (5, 5), (3, 5), None),
        ("!=", (5, 5), (5, 7), None),
        ("!=", (3, 5), (5, 5), None),
        ("!=", (5, 7), (5, 5), None),
        ("!=", (5, 5), (6, 6), None),
        ("!=", (None, None), (None, None), None),
    ],
)
def test_what_is_wrong_with_two_values(
    operator: str, x: tuple[End, End], y: tuple[End, End], found: tuple[float | None, bool, bool] | None
) -> None:
    assert _verdict(operator, x, y) == found


def test_less_is_one_less_where_all_is_counted() -> None:
    assert _verdict("<", (5, 9), (1, 5), kind="count") == (1, False, True)
    assert _verdict("<", (4, 9), (1, 5), kind="count") is None
    mixed = Judge(ROW, relation({"x": 1}, "<", {"y": 1}), [_figure(kind="count"), _figure()])
    assert mixed.verdict([_position(5, 5), _position(5, 5)]) == Verdict(None)


def test_a_tolerance_is_of_the_right_side() -> None:
    assert _verdict("<=", (11, 11), (10, 10), amount=1) == (1, True, True)
    assert _verdict("<=", (12, 12), (10, 10), amount=1) == (2, False, True)
    assert _verdict("<=", (11, 11), (10, 10), share=0.125) == (1, True, True)
    assert _verdict("<=", (12, 12), (10, 10), share=0.125) == (2, False, True)
    assert _verdict(">=", (14, 14), (16, 16), share=0.125) == (2, True, False)
    assert _verdict(">=", (13, 13), (16, 16), share=0.125) == (3, False, False)
    assert _verdict("<=", (-14, -14), (-16, -16), share=0.125) == (2, True, True)
    assert _verdict("<=", (13, 13), (10, 10), share=0.125, amount=1) == (3, False, True)
    assert _verdict("<=", (12, 12), (10, 10), share=0.125, amount=1) == (2, True, True)
    assert _verdict("<", (5, 5), (5, 5), amount=1) == (None, True, True)
    assert _verdict("<", (0, 0), (0, 0), share=0.5) == (None, False, True)


def test_of_both_ways_the_worse_is_told() -> None:
    """By rounding it is too high, and surely too low: two parts of a difference, each with its own end."""
    judge = Judge(ROW, replace(relation({"x": 1}, "==", {"y": 1}), tolerance=Tolerance(amount=Fraction(3))), [])
    worse = judge.verdict([_position(9, 3), _position(7, 7)])
    assert worse == Verdict(Fraction(4), by_rounding=False, upward=False)
    worse = judge.verdict([_position(9, 5), _position(5, 7)])
    assert worse == Verdict(Fraction(2), by_rounding=True, upward=True)


@pytest.mark.parametrize(("upward", "chosen"), [(True, [(5, 9), (None, 4)]), (False, [(1, 3), (8, None)])])
def test_of_many_values_those_that_go_farthest_are_held_against_each_other(
    upward: bool, chosen: list[tuple[End, End]]
) -> None:
    judge = Judge(ROW, relation({"x": 1}, "==", {"y": 1}), [_figure()] * 2)
    of_x = [_position(*ends) for ends in ((None, None), (1, 3), (5, 9), (4, None))]
    of_y = [_position(*ends) for ends in ((None, None), (8, None), (None, 4), (7, 7))]
    assert judge.extreme([of_x, of_y], upward) == tuple(_position(*ends) for ends in chosen)


def test_a_name_that_changes_nothing_has_the_value_that_comes_first() -> None:
    judge = Judge(ROW, relation({"x": 0}, "<=", {"y": 1}), [_figure()] * 2)
    of_x = [_position(*ends) for ends in ((5, 9), (1, 3))]
    assert judge.extreme([of_x, of_x], True) == (_position(1, 3), _position(1, 3))


@pytest.mark.parametrize(
    ("operator", "row", "ways"),
    [
        ("==", ROW, (True, False)),
        ("<=", ROW, (True,)),
        ("<", ROW, (True,)),
        (">=", ROW, (False,)),
        (">", ROW, (False,)),
        ("!=", ROW, ()),
        ("==", replace(ROW, way=1), (True,)),
        ("==", replace(ROW, way=-1), (False,)),
        ("<=", replace(ROW, way=-1), ()),
    ],
)
def test_which_way_a_row_binds(operator: str, row: Row, ways: tuple[bool, ...]) -> None:
    assert directions(row, relation({"x": 1}, operator, {"y": 1}), [_figure()] * 2) == ways


def test_a_sum_that_may_not_be_whole_can_only_be_too_high() -> None:
    left, right = (
        replace(relation(*of), summed="x") for of in (({"x": 1}, "==", {"y": 1}), ({"y": 1}, "==", {"x": 1}))
    )
    some = replace(OF_SUM, complete=False)
    figures = [_figure()] * 3
    assert directions(OF_SUM, left, figures) == (True, False)
    assert directions(some, left, figures) == (True,)
    assert directions(some, right, figures) == (False,)
    signed = [_figure(), _figure(is_signed=True), _figure()]
    assert directions(some, left, signed) == ()
    assert directions(some, left, [*figures[:2], _figure(is_signed=True)]) == (True,)
    assert directions(ROW, replace(left, counts_origins="x"), figures) == ()


def test_a_sum_has_a_term_for_each_part() -> None:
    of = replace(relation({"x": 1}, "==", {"y": 1}), summed="x")
    judge = Judge(OF_SUM, of, [_figure()] * 3)
    assert judge.verdict([_position(3, 3), _position(4, 4), _position(7, 7)]) is None
    assert judge.verdict([_position(3, 3), _position(4, 4), _position(6, 6)]) == Verdict(Fraction(1))


# --- two values


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ((5, 9), (1, 4), 1),
        ((1, 4), (5, 9), 1),
        ((4, 9), (1, 4), None),
        ((None, 4), (5, None), 1),
        ((5, 9), (1, None), None),
    ],
)
def test_by_how_much_two_values_miss_each_other(one: tuple[End, End], other: tuple[End, End], gap: int | None) -> None:
    a, b = _position(*one), _position(*other)
    assert apart(a, b) == gap
    assert can_agree(a, b) is (gap is None)


def test_what_has_no_end_exceeds_nothing() -> None:
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert (exceeds(half, third), exceeds(third, half), exceeds(half, half)) == (True, False, False)
    assert (exceeds(None, third), exceeds(half, None), exceeds(None, None)) == (False, False, False)


# --- the ends of a side


def _linear(products: tuple[tuple[str, str, int], ...] = (), constant: int = 0, **terms: int) -> Linear:
    return Linear(
        tuple((name, Fraction(c)) for name, c in terms.items()),
        Fraction(constant),
        tuple((one, other, Fraction(c)) for one, other, c in products),
    )


A_TIMES_B = (("a", "b", 1),)


@pytest.mark.parametrize(
    ("linear", "ends", "found"),
    [
        (_linear(a=2, constant=1), {"a": (3, 4)}, (7, 9)),
        (_linear(a=-2, constant=1), {"a": (3, 4)}, (-7, -5)),
        (_linear(a=1, b=-1), {"a": (3, 4), "b": (1, 9)}, (-6, 3)),
        (_linear(a=1, b=-1), {"a": (3, None), "b": (1, 9)}, (-6, None)),
        (_linear(a=1, b=-1), {"a": (3, 4), "b": (None, 9)}, (-6, None)),
        (_linear(a=1), {"a": (3, 4), "c": (1, 2)}, (3, 4)),
        (_linear(A_TIMES_B), {"a": (2, 3), "b": (5, 7)}, (10, 21)),
        (_linear(A_TIMES_B), {"a": (-2, 3), "b": (5, 7)}, (-14, 21)),
        (_linear(A_TIMES_B), {"a": (2, 2), "b": (5, None)}, (10, None)),
        (_linear(A_TIMES_B), {"a": (0, 0), "b": (5, None)}, (0, 0)),
        (_linear(A_TIMES_B), {"a": (-1, 1), "b": (5, None)}, (None, None)),
        (_linear((("a", "b", -1),)), {"a": (2, 2), "b": (5, None)}, (None, -10)),
        (_linear(A_TIMES_B, constant=4, c=1), {"a": (2, 3), "b": (5, 7), "c": (1, 2)}, (15, 27)),
        (_linear(A_TIMES_B, b=1), {"a": (2, 3), "b": (5, 7)}, (15, 28)),
        (_linear(A_TIMES_B, b=-1), {"a": (0, 2), "b": (5, 7)}, (-7, 7)),
        (_linear(A_TIMES_B, b=-1), {"a": (2, 2), "b": (5, None)}, (None, None)),  # without end less without end
        (_linear(A_TIMES_B, b=1), {"b": (5, 7)}, (5, 7)),
        (_linear(A_TIMES_B, b=1), {"a": (5, 7)}, (0, 0)),
    ],
)
def test_the_ends_of_a_side(linear: Linear, ends: dict[str, tuple[End, End]], found: tuple[End, End]) -> None:
    values: list[Bounds] = [
        (None if low is None else Fraction(low), None if high is None else Fraction(high))
        for low, high in ends.values()
    ]
    assert side_bounds(linear, list(ends), values) == found


# --- how many voices


@pytest.mark.parametrize(
    ("operator", "failing"), [("==", [1, 3]), ("!=", [2]), ("<=", [3]), ("<", [2, 3]), (">=", [1]), (">", [1, 2])]
)
def test_how_many_voices_there_must_be(operator: str, failing: list[int]) -> None:
    assert [count for count in (1, 2, 3) if _fails(operator, count, Fraction(2))] == failing


# --- rules that say that one figure is at most another


def test_which_rules_bound_one_property_by_another() -> None:
    def of(left: str, right: str, operator: str = "<=") -> Relation:
        made = relation({"x": 1}, operator, {"y": 1})
        (x, any_of), (y, _) = made.let
        selects = [replace(any_of, properties=frozenset(names.split())) for names in (left, right)]
        return replace(made, let=((x, selects[0]), (y, selects[1])))

    assert _bounding(of("a", "b")) == {"a", "b"}
    assert _bounding(of("a", "b", ">=")) == {"a", "b"}
    assert _bounding(of("a", "b", "<")) == frozenset()
    assert _bounding(of("a c", "b")) == frozenset()
    assert _bounding(of("a", "b c")) == frozenset()


def test_what_is_only_a_factor_is_named_last() -> None:
    of = replace(relation({"rate": 0, "x": 1}, "==", {"y": 1}), factors=frozenset({"rate"}))
    row = Row("rule", (("rate", 1), ("x", 2), ("y", 3)), 0)
    assert [name for name, _ in _named(row, of, [_figure()] * 3)] == ["x", "y", "rate"]
    assert [name for name, _ in _named(row, replace(of, summed="x"), [_figure()] * 3)] == ["y", "rate"]
    only = Row("rule", (("x", 2), ("x", 3)), 0)
    assert [name for name, _ in _named(only, replace(of, summed="x"), [_figure()] * 2)] == ["x", "x"]


# --- rows of several groundings


def test_rows_that_bind_either_way_are_kept_once_for_each() -> None:
    one, other = replace(ROW, way=1), replace(ROW, way=-1)
    whole = Grounded([one])
    whole.add(Grounded([one, other], cut_sums=[((1,), 5)], was_cut=True))
    assert whole.rows == [one, other]
    assert (whole.cut_sums, whole.was_cut, whole.links) == ([((1,), 5)], True, None)
    whole.add(Grounded([replace(one, source="p")]))
    assert len(whole.rows) == 3
    assert whole.was_cut


def test_links_are_the_rows_where_there_are_no_others() -> None:
    one, other = ROW, replace(ROW, rule="other")
    with_links = Grounded([one], links=[other])
    with_links.add(Grounded([replace(ROW, source="p")]))
    assert with_links.links == [other, replace(ROW, source="p")]
    plain = Grounded([one])
    plain.add(Grounded([], links=[other]))
    assert plain.links == [one, other]


def test_the_day_of_a_row_is_one_that_there_is() -> None:
    last = date.max.toordinal()
    days = [_day_text(day * DAY) for day in (0, 1, last, last + 1)]
    assert days == ["", "0001-01-01", "9999-12-31", ""]
    assert _day_text(2 * DAY - 1) == "0001-01-01"


# --- rows as inequalities


def test_a_share_is_of_all_that_stands_on_the_right() -> None:
    """3a is 2b, and a rate of b, and 10, with a tenth to spare: at most 1.1 times that, and at least 0.9 times."""
    right = Linear((("b", Fraction(2)),), Fraction(10), (("rate", "b", Fraction(1)),))
    of = replace(relation({"a": 3}, "==", {"b": 2, "rate": 0}), right=right)
    most, least = Fraction(11, 10), Fraction(9, 10)
    assert _one_way(of, Fraction(1, 10), True) == Linear(
        (("a", Fraction(3)), ("b", -2 * most)), -10 * most, (("rate", "b", -most),)
    )
    assert _one_way(of, Fraction(1, 10), False) == Linear(
        (("a", Fraction(-3)), ("b", 2 * least)), 10 * least, (("rate", "b", least),)
    )
    both = replace(of, left=replace(right, constant=Fraction(0)))
    assert _one_way(both, Fraction(0), True) == Linear((), Fraction(-10), ())
