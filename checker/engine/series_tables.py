"""What is known of some series: whose scope is a part of another one's, and what they are compared with."""

from __future__ import annotations

from collections.abc import Mapping

from checker.corpus.corpus import COMPARED_AT, THEN_ALL, Corpus
from checker.engine.codes import Codes
from checker.engine.series import SeriesKey
from checker.engine.sql import Engine
from checker.values.dates import Window
from checker.values.moments import DAY


def load_scopes(
    corpus: Corpus,
    breakdowns: Mapping[str, int],
    engine: Engine,
    series: Mapping[tuple[*SeriesKey, bool], int],
    scopes: Mapping[str, int],
) -> None:
    """Figures of a scope that are parts of those without: whose scope that is, and the breakdown (0: none)."""
    rows = []
    for key, number in series.items():
        prop = corpus.properties[key[1]]
        if key[3] and key[3] not in prop.other_counts and "" in scopes:
            rows.append((number, scopes[""], breakdowns[dict(prop.scope_of).get(key[3], "")]))
    columns = list(zip(*rows, strict=True)) if rows else [()] * 3
    names = ("id", "part_of", "breakdown")
    engine.load("scope_part", {name: ("INTEGER", values) for name, values in zip(names, columns, strict=True)})


_COMPARISON = (
    "id",
    "of_property",
    "to_subject",
    "to_property",
    "to_status",
    "to_scope",
    "to_period",
    "to_time",
    "to_at",
)


def load_comparisons(
    keys: Mapping[int, tuple[*SeriesKey, bool]],
    codes: Codes,
    engine: Engine,
    scopes: Mapping[str, int],
    periods: Mapping[Window, int],
) -> None:
    """What figures are compared with; -1 stands for what is not there."""
    columns: dict[str, list[int]] = {name: [] for name in _COMPARISON}
    for number, key in keys.items():
        (to,) = key[7]
        row = (
            number,
            codes.property(key[1]),
            codes.entities.get(to.subject, -1),
            codes.property(to.property),
            codes.status(to.status),
            scopes.get(to.scope, -1),
            periods.get(Window(to.first, to.last), -1) if to.at == THEN_ALL else -1,
            to.first * DAY + DAY - 1,
            COMPARED_AT.index(to.at),
        )
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    engine.load("comparison", {name: ("BIGINT", values) for name, values in columns.items()})
