"""Small, exact questions to the SQL of rules: which figures it joins, when they hold, and how long totals bound others.

The tables are written by hand: a row for each figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from checker.corpus.corpus import COMPARED_AT, THEN_ALL
from checker.corpus.relation import Condition, Path, Relation
from checker.engine.codes import Codes
from checker.engine.grounding import _steps_of
from checker.engine.query import Query, is_whole_of, matching_series, names_of_parts, table_of
from checker.engine.series_tables import load_comparisons, load_scopes
from checker.engine.sql import Engine, open_engine
from checker.engine.tables import ACCUMULATES, CONSTANT, FAR, STANDS, VARIES, make_bounding
from checker.files.models import STATUSES
from checker.values.dates import Window
from checker.values.moments import DAY
from tests.engine.tangled import relation

A, B = 0, 1
"""Codes of two properties."""

CODES = Codes(entities={}, properties={"a": A, "b": B, "c": 2}, kinds={"team": 5, "event": 6}, sources=(), series=())
FIGURE: dict[str, Any] = {
    "subject": 0,
    "property": A,
    "status": 0,
    "scope": 0,
    "unit": 0,
    "period": 0,
    "begun": 0,
    "mode": VARIES,
    "important": False,
    "measured": True,
    "moment": 3,
    "at": (10, 10),
    "hold": (10, 10),
    "sure": None,
    "bounds": (5.0, 5.0),
}
ENTITY: dict[str, Any] = {"part_of": -1, "kind": 5, "from": (-FAR, -FAR), "to": (FAR, FAR)}


@pytest.fixture
def engine() -> Iterator[Engine]:
    opened = open_engine("sqlite")
    yield opened
    opened.close()


def _load(engine: Engine, figures: Sequence[dict[str, Any]], entities: Sequence[dict[str, Any]] = ({},)) -> None:
    columns: dict[str, list[Any]] = {}
    for number, own in enumerate(figures):
        figure = {**FIGURE, **own}
        sure = figure["sure"] or figure["hold"]
        row = {"id": number, "series": number, "source": number}
        row |= {name: figure[name] for name in FIGURE if name not in ("at", "hold", "sure", "bounds")}
        for name, (first, last) in (("as_of", figure["at"]), ("hold", figure["hold"]), ("sure", sure)):
            row |= {f"{name}_from": first, f"{name}_to": last}
        low, high = figure["bounds"]
        row |= {"lower": low, "lower_max": low, "upper": high, "upper_min": high}
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    for table in ("quantity", "series"):
        engine.load(table, {name: ("INTEGER", values) for name, values in columns.items()})
    made = [{**ENTITY, **own} for own in entities]
    engine.load(
        "entity",
        {
            "id": ("INTEGER", list(range(len(made)))),
            "part_of": ("INTEGER", [each["part_of"] for each in made]),
            "kind": ("INTEGER", [each["kind"] for each in made]),
            **{
                f"{name}_{end}": ("INTEGER", [each[name][at] for each in made])
                for name in ("from", "to")
                for at, end in enumerate(("first", "last"))
            },
        },
    )
    engine.load(
        "property", {"id": ("INTEGER", [A, B]), "adds_to": ("INTEGER", [B, -1]), "after": ("INTEGER", [-1, -1])}
    )


def _rule(*where: Condition, x: dict[str, Any] | None = None, y: dict[str, Any] | None = None) -> Relation:
    """x, which is of the property a, is at most y, which is of b."""
    of = relation({"x": 1}, "<=", {"y": 1})
    (_, any_of), _ = of.let
    selects = [replace(any_of, properties=frozenset(name), **(own or {})) for name, own in (("a", x), ("b", y))]
    return replace(of, let=(("x", selects[0]), ("y", selects[1])), where=where)


_KINDS = {"as_of": "days", "from": "days", "to": "days", "kind": "kind", "status": "status", "property": "property"}


def _path(text: str) -> Path:
    name, *attributes = text.split(".")
    kind = "scope" if attributes[0] == "scope" else _KINDS.get(attributes[-1], "subject")
    return Path(name, tuple(attributes), kind)


def _where(left: str, operator: str, right: str | Fraction) -> Condition:
    other: Path | str | Fraction = _path(right) if isinstance(right, str) and "." in right else right
    return Condition(_path(left), operator, other, "")


def _pairs(engine: Engine, of: Relation, views: dict[str, str] | None = None) -> list[tuple[int, int]]:
    query = Query(CODES, of, ("x", "y"), views)
    return sorted(engine.rows(f"SELECT q_x.id, q_y.id FROM {query.tables} WHERE {query.conditions}"))


def _are_sure(engine: Engine, of: Relation) -> bool:
    query = Query(CODES, of, ("x", "y"))
    ((sure,),) = engine.rows(f"SELECT {query.sure} FROM {query.tables} WHERE {query.conditions}")
    return bool(sure)


# --- which figures stand in a row together


@pytest.mark.parametrize(
    ("other", "is_joined"),
    [
        ({}, True),
        ({"scope": 1}, False),
        ({"unit": 1}, False),
        ({"period": 1}, False),
        ({"begun": 7}, True),  # of another property
        ({"property": A}, False),
        ({"hold": (10, 20)}, True),
        ({"hold": (9, 10)}, True),
        ({"hold": (11, 20)}, False),
        ({"hold": (1, 9)}, False),
        ({"status": 1}, True),
    ],
)
def test_figures_of_one_scope_unit_period_and_time_are_joined(
    engine: Engine, other: dict[str, Any], is_joined: bool
) -> None:
    _load(engine, [{}, {"property": B, **other}])
    assert _pairs(engine, _rule()) == ([(0, 1)] if is_joined else [])


def test_a_count_that_was_begun_anew_has_nothing_to_do_with_the_old_one(engine: Engine) -> None:
    of = _rule()
    same = replace(of, let=tuple((name, replace(select, properties=frozenset("a"))) for name, select in of.let))
    _load(engine, [{}, {"begun": 7}, {}])
    assert _pairs(engine, same) == [(0, 2), (2, 0)]  # and nothing stands beside itself


@pytest.mark.parametrize(
    ("select", "ids"),
    [
        ({}, [0, 1, 2, 3]),
        ({"statuses": frozenset({STATUSES[1]})}, [1]),
        ({"statuses": frozenset(STATUSES[:2])}, [0, 1, 2, 3]),
        ({"important": True}, [2]),
        ({"important": False}, [0, 1, 3]),
        ({"kinds": frozenset({"event"})}, [3]),
        ({"kinds": frozenset({"team"})}, [0, 1, 2]),
        ({"kinds": frozenset({"nothing"})}, []),
        ({"over_period": True}, []),
    ],
)
def test_what_a_name_stands_for(engine: Engine, select: dict[str, Any], ids: list[int]) -> None:
    figures: list[dict[str, Any]] = [{}, {"status": 1}, {"important": True}, {"subject": 1}, {"property": B}]
    _load(engine, figures, [{}, {"kind": 6}])
    assert [x for x, _ in _pairs(engine, _rule(x=select))] == ids


@pytest.mark.parametrize(
    ("condition", "pairs"),
    [
        (_where("x.subject", "==", "y.subject"), [(0, 2), (1, 3)]),
        (_where("x.subject", "!=", "y.subject"), [(0, 3), (1, 2)]),
        (_where("x.subject.part_of", "==", "y.subject"), [(1, 2)]),
        (_where("y.subject", "==", "x.subject.part_of"), [(1, 2)]),
        (_where("x.subject.part_of", "==", "y.subject.part_of"), [(1, 3)]),  # what is part of nothing has no whole
        (_where("x.subject.kind", "==", "event"), [(1, 2), (1, 3)]),
        (_where("x.subject.kind", "!=", "event"), [(0, 2), (0, 3)]),
        (_where("x.status", "==", STATUSES[0]), [(0, 2), (0, 3), (1, 2), (1, 3)]),
        (_where("x.status", "==", "nothing"), []),
        (_where("x.property", "==", "a"), [(0, 2), (0, 3), (1, 2), (1, 3)]),
        (_where("x.property", "==", "b"), []),
        (_where("x.lower", ">=", Fraction(5)), [(0, 2), (0, 3), (1, 2), (1, 3)]),
        (_where("x.lower", ">", Fraction(5)), []),
        (_where("x.property.adds_to", "==", "y.property"), [(0, 2), (0, 3), (1, 2), (1, 3)]),
        (_where("x.property", "==", "y.property.adds_to"), []),
    ],
)
def test_what_a_condition_joins(engine: Engine, condition: Condition, pairs: list[tuple[int, int]]) -> None:
    figures: list[dict[str, Any]] = [{}, {"subject": 1}, {"property": B}, {"property": B, "subject": 1}]
    _load(engine, figures, [{}, {"part_of": 0, "kind": 6}])
    assert _pairs(engine, _rule(condition)) == pairs


@pytest.mark.parametrize(
    ("condition", "sure_of"),
    [
        (_where("x.as_of", "==", "y.as_of"), [0]),
        (_where("x.as_of", "<=", "y.as_of"), [0, 1]),
        (_where("x.as_of", "<", "y.as_of"), [1]),
        (_where("x.as_of", ">=", "y.as_of"), [0, 2]),
        (_where("x.as_of", ">", "y.as_of"), [2]),
    ],
)
def test_what_is_sure_of_two_times(engine: Engine, condition: Condition, sure_of: list[int]) -> None:
    """Against the 10th: the 10th, the 9th, the 11th, and some day from the 9th to the 11th."""
    times = [(10, 10), (9, 9), (11, 11), (9, 11)]
    figures: list[dict[str, Any]] = [{"at": at, "hold": (0, 20), "subject": number} for number, at in enumerate(times)]
    _load(engine, [*figures, {"property": B, "hold": (0, 20), "subject": 9}], [{}] * 10)
    assert [x for x, _ in _pairs(engine, _rule(condition))] == sure_of


def test_of_what_stands_the_time_of_the_row_counts(engine: Engine) -> None:
    """A plan of the 5th that surely stands from the 5th to the 20th, beside a figure of the 10th: it is asked of the
    10th, and so is a total that bounds others; of what varies the time that it was given counts."""
    of = _rule(_where("x.as_of", ">=", "y.subject.from"))
    entities = [{}, {"from": (8, 8)}]
    y = {"property": B, "subject": 1, "hold": (10, 10)}
    plan = {"mode": STANDS, "at": (5, 5), "hold": (5, 20)}
    for x, pairs in ((plan, [(0, 1)]), ({**plan, "mode": VARIES}, []), ({**plan, "mode": ACCUMULATES}, [])):
        opened = open_engine("sqlite")
        _load(opened, [x, y], entities)
        assert _pairs(opened, of) == pairs
        opened.close()
    _load(engine, [{**plan, "mode": ACCUMULATES}, y], entities)
    assert _pairs(engine, of, {"x": "quantity"}) == [(0, 1)]
    assert _pairs(engine, of, {"y": "quantity"}) == []


def test_of_one_attribute_the_times_are_compared_as_they_are(engine: Engine) -> None:
    of = _rule(_where("x.as_of", ">", "y.as_of"))
    _load(engine, [{"mode": STANDS, "at": (5, 5), "hold": (5, 20)}, {"property": B}])
    assert _pairs(engine, of) == []


# --- whether they surely hold together


@pytest.mark.parametrize(
    ("x", "y", "is_sure"),
    [
        ({}, {}, True),
        ({"hold": (5, 15), "sure": (12, 9), "at": (9, 12), "moment": -1}, {"sure": (10, 10)}, False),
        ({"hold": (5, 15), "sure": (12, 9), "at": (9, 12), "moment": -1}, {"hold": (5, 15), "sure": (9, 12)}, True),
        ({"hold": (5, 15), "sure": (12, 9), "at": (9, 12), "moment": -1}, {"hold": (5, 15), "sure": (10, 12)}, False),
        ({"hold": (5, 15), "sure": (9, 12)}, {"hold": (5, 15), "sure": (12, 9), "at": (9, 12), "moment": -1}, True),
        ({"sure": (12, 9), "at": (9, 12), "moment": 4}, {"sure": (12, 9), "at": (9, 12), "moment": 4}, True),
        ({"sure": (12, 9), "at": (9, 12), "moment": 4}, {"sure": (12, 9), "at": (9, 12), "moment": 5}, False),
        ({"sure": (12, 9), "at": (9, 12), "moment": -4}, {"sure": (12, 9), "at": (9, 12), "moment": -4}, False),
        ({"sure": (5, 10), "moment": 1}, {"sure": (10, 15), "at": (12, 12), "moment": 2}, True),
        ({"sure": (5, 9), "moment": 1, "at": (9, 9)}, {"sure": (10, 15), "at": (12, 12), "moment": 2}, False),
    ],
)
def test_when_two_figures_surely_hold_together(
    engine: Engine, x: dict[str, Any], y: dict[str, Any], is_sure: bool
) -> None:
    _load(engine, [x, {"property": B, **y}])
    assert _are_sure(engine, _rule()) is is_sure


@pytest.mark.parametrize(
    ("conditions", "clipped"),
    [
        ((), (5, 20)),
        ((_where("x.subject.from", "<=", "y.as_of"),), (8, 20)),
        ((_where("y.as_of", ">=", "x.subject.from"),), (8, 20)),
        ((_where("x.subject.to", ">=", "y.as_of"),), (5, 17)),
        ((_where("y.as_of", "<", "x.subject.to"),), (5, 17)),
        ((_where("x.subject.from", "<=", "y.as_of"), _where("x.subject.to", ">=", "y.as_of")), (8, 17)),
        ((_where("y.subject.from", "<=", "y.as_of"),), (5, 20)),
    ],
)
def test_a_figure_counts_while_its_subject_surely_is_a_part(
    engine: Engine, conditions: tuple[Condition, ...], clipped: tuple[int, int]
) -> None:
    """It came between the 6th and the 8th, and left between the 17th and the 19th."""
    query = Query(CODES, _rule(*conditions), ("x", "y"))
    part = {"hold": (5, 20), "sure": (6, 18)}
    y = {"property": B, "subject": 1, "hold": (0, 30), "sure": (0, 30), "at": (12, 12)}
    _load(engine, [part, y], [{"from": (6, 8), "to": (17, 19)}, {}])
    for ends, first, last in (
        (query.clipped("x"), *clipped),
        (query.surely("x"), max(6, clipped[0]), min(18, clipped[1])),
    ):
        (found,) = engine.rows(f"SELECT {ends[0]}, {ends[1]} FROM {query.tables} WHERE {query.conditions}")
        assert found == (first, last)


# --- which series may stand in a row at all


def test_which_series_have_a_counterpart(engine: Engine) -> None:
    """Whatever their moments: the one thing that is left out is what they are asked of their time and values."""
    figures: list[dict[str, Any]] = [
        {},
        {"subject": 1},
        {"subject": 2},
        {"property": B, "hold": (90, 99)},
        {"property": B, "subject": 1},
    ]
    _load(engine, figures, [{}, {"kind": 6}, {}])

    def series(*conditions: Condition, **selects: Any) -> list[int]:
        own = _where("x.subject", "==", "y.subject")
        return sorted(x for (x,) in engine.rows(matching_series(CODES, _rule(own, *conditions, **selects), "x")))

    assert series() == [0, 1]
    assert series(_where("x.subject.kind", "==", "event")) == [1]
    assert series(_where("x.as_of", "<", "y.as_of")) == [0, 1]
    assert series(_where("x.lower", ">", Fraction(99))) == [0, 1]
    assert series(_where("x.subject.from", ">=", "y.subject.to")) == [0, 1]
    assert series(x={"kinds": frozenset({"event"})}) == [1]


def test_the_names_of_parts_and_of_their_whole() -> None:
    of = replace(_rule(_where("x.subject.part_of", "==", "y.subject")), summed="x")
    assert (is_whole_of(of), names_of_parts(of)) == ("y", ["x"])
    turned = replace(of, where=(_where("y.subject", "==", "x.subject.part_of"),))
    assert (is_whole_of(turned), names_of_parts(turned)) == ("y", ["x"])
    other = replace(of, where=(_where("x.subject", "==", "y.subject"), _where("x.subject.kind", "==", "team")))
    assert (is_whole_of(other), names_of_parts(other)) == (None, [])
    assert is_whole_of(replace(of, where=(_where("x.subject.part_of", "!=", "y.subject"),))) is None
    assert is_whole_of(replace(of, summed="y")) is None
    assert table_of(of, "x", {"x": "low"}) == "low"
    assert table_of(of, "x", {}) == "quantity"
    assert table_of(replace(of, same_source=frozenset({"x"})), "x", {"x": "low"}) == "holding"


# --- what figures are compared with


@pytest.mark.parametrize(("at", "period"), [(THEN_ALL, 4), ("", -1)])
def test_what_a_figure_is_compared_with(at: str, period: int) -> None:
    """What is not there is -1."""
    loaded: dict[str, Any] = {}
    engine: Any = SimpleNamespace(load=lambda table, columns: loaded.update({table: columns}))
    codes = replace(CODES, entities={"s/x": 3})

    def columns(subject: str, scope: str, first: int) -> dict[str, list[int]]:
        to = SimpleNamespace(
            subject=subject, property="b", status=STATUSES[2], scope=scope, first=first, last=first + 1, at=at
        )
        key: Any = ("s/y", "a", STATUSES[0], "", "", None, None, (to,))
        load_comparisons({9: key}, codes, engine, {"": 0, "men": 1}, {Window(5, 6): 4})
        return {name: list(values) for name, (_, values) in loaded["comparison"].items()}

    expected = [9, A, 3, B, 2, 1, period, 5 * DAY + DAY - 1, COMPARED_AT.index(at)]
    assert list(columns("s/x", "men", 5).values()) == [[each] for each in expected]
    unknown = columns("s/z", "women", 7)
    assert (unknown["to_subject"], unknown["to_scope"], unknown["to_period"]) == ([-1], [-1], [-1])


def test_whose_scopes_are_parts() -> None:
    """Those of a scope, unless they count other things; where somebody gives a figure without one."""
    loaded: dict[str, Any] = {}
    engine: Any = SimpleNamespace(load=lambda table, columns: loaded.update({table: columns}))
    prop = SimpleNamespace(other_counts=("ships",), scope_of=(("men", "sex"),))
    corpus: Any = SimpleNamespace(properties={"a": prop})

    def parts(scopes: dict[str, int]) -> list[tuple[int, ...]]:
        series: Any = {("s/x", "a", "", scope): number for number, scope in enumerate(("", "men", "ships", "old"), 5)}
        load_scopes(corpus, {"": 0, "sex": 3}, engine, series, scopes)
        return list(zip(*(values for _, values in loaded["scope_part"].values()), strict=True))

    assert parts({"": 7, "men": 1}) == [(6, 7, 3), (8, 7, 0)]
    assert parts({"men": 1}) == []


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ((), "stair"),
        ((_where("x.as_of", "==", "y.as_of"),), "near"),
        ((_where("x.as_of", "<=", "y.as_of"),), "stair"),
        ((_where("x.subject", "==", "y.subject"),), "stair"),
        ((Condition(Path("x", ("voice",), "voice"), "==", Path("y", ("voice",), "voice"), ""),), "near"),
        ((Condition(Path("x", ("source",), "source"), "!=", Path("y", ("source",), "source"), ""),), "near"),
        ((Condition(Path("x", ("source",), "source"), "==", Path("y", ("source",), "source"), ""),), "stair"),
    ],
)
def test_which_totals_a_rule_is_held_against(where: tuple[Condition, ...], kind: str) -> None:
    assert _steps_of(_rule(*where)) == kind


# --- how long totals bound others


def _total(at: int, low: float, high: float | None = None, until: int | None = None, series: int = 0) -> dict[str, Any]:
    """A total as of a time, or of some time from one to another, when it is sure only afterwards."""
    last = at if until is None else until
    bounds = (low, low if high is None else high)
    return {
        "mode": ACCUMULATES,
        "at": (at, last),
        "hold": (at, last),
        "sure": (last, at),
        "bounds": bounds,
        "series": series,
    }


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("low_near", [(0, 10, 19), (1, 20, 29), (2, 30, FAR)]),
        ("high_near", [(0, -FAR, 10), (1, 11, 20), (2, 21, 30)]),
        ("low_stair", [(0, 10, 29), (2, 30, FAR)]),
        ("high_stair", [(1, -FAR, 20), (2, 21, 30)]),
    ],
)
def test_how_long_totals_bound_others(engine: Engine, kind: str, steps: list[tuple[int, int, int]]) -> None:
    """7, then 5, then 9: the second bounds nothing from below that the first does not, nor the first from above."""
    _load(engine, [_total(10, 7), _total(20, 5), _total(30, 9)])
    engine.run("UPDATE quantity SET series = 0")
    make_bounding(engine, "bounding", kind, "SELECT 0", "quantity", has_spans=False)
    found = engine.rows("SELECT id, hold_from, hold_to FROM bounding ORDER BY id")
    assert found == steps
    assert engine.rows("SELECT id, sure_from, sure_to FROM bounding ORDER BY id") == steps


def test_equal_totals_are_one_step(engine: Engine) -> None:
    _load(engine, [_total(10, 7), _total(20, 7), _total(20, 6)])
    engine.run("UPDATE quantity SET series = 0")
    for kind, steps in (("low_stair", [(0, 10, FAR)]), ("high_stair", [(2, -FAR, 20)])):
        make_bounding(engine, kind, kind, "SELECT 0", "quantity", has_spans=False)
        assert engine.rows(f"SELECT id, hold_from, hold_to FROM {kind} ORDER BY id") == steps


def test_what_does_not_accumulate_is_there_as_it_is(engine: Engine) -> None:
    _load(engine, [{"mode": CONSTANT, "hold": (1, 2)}, {"mode": STANDS, "hold": (3, 4)}, _total(10, 7), _total(10, 7)])
    engine.run("UPDATE quantity SET series = 7 WHERE id = 3")  # not asked for
    make_bounding(engine, "bounding", "low_near", "SELECT 2", "quantity", has_spans=False)
    assert engine.rows("SELECT id, hold_from, hold_to FROM bounding ORDER BY id") == [
        (0, 1, 2),
        (1, 3, 4),
        (2, 10, FAR),
    ]


def test_a_total_of_some_time_holds_within_its_span_as_well(engine: Engine) -> None:
    _load(engine, [_total(10, 7, until=15), _total(20, 8)])
    engine.run("UPDATE quantity SET series = 0")
    make_bounding(engine, "bounding", "low_near", "SELECT 0", "quantity", has_spans=True)
    found = engine.rows("SELECT id, hold_from, hold_to, sure_from, sure_to FROM bounding ORDER BY id, hold_from")
    assert found == [(0, 10, 15, 15, 10), (0, 15, 19, 15, 19), (1, 20, FAR, 20, FAR)]
