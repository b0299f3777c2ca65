"""The corpus as tables, and what follows from them in SQL: statements, quantities, how long each holds.

    claim      id, series, source, origin, moment, as_of_from, as_of_to, lasting, lower, upper
    series     id, subject, property, status, scope, unit, period, mode, slack, important, measured
    comparison of a series that compares two figures: id, of_property, and with what: to_subject, to_property, ...
    scope_part of a series whose scope is a part of the figure without it: id, part_of, breakdown
    entity     id, part_of, kind, from_first, from_last, to_first, to_last, complete
    property   id, adds_to, after
    statement  what is claimed of a series as of one moment
    quantity   statements that are one figure as of one moment: id, its series' columns, as_of, hold, sure, bounds
    low, high  quantities with how long each bounds an accumulating figure from below, from above (see `bounding`)

All keys are integers and all bounds doubles. Times are minutes; a day stands for its last minute, so that days are
compared as days, and with periods at their close. `lower`..`upper` is the hull of what is claimed, `lower_max` the
highest lower bound that anyone claims, `upper_min` the lowest upper one. A series is what findings call a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.corpus.corpus import COMPARISONS, THEN_ALL, Claim, Corpus
from checker.engine.series import (
    NO_DAYS,
    SeriesKey,
    at_close,
    bounds_of,
    comparable,
    comparing,
    mode_of,
    moment_of,
    series_of,
)
from checker.engine.sql import Engine
from checker.files.models import OVER_TIME, STATUSES
from checker.values.dates import WINDOW_ALWAYS, Window
from checker.values.moments import DAY
from checker.values.value import NUMERIC_TYPES

CONSTANT, VARIES, STANDS, ACCUMULATES = (OVER_TIME.index(m) for m in ("constant", "varies", "stands", "accumulates"))
INFINITY = float("inf")
FAR = 4_000_000 * DAY
"""Beyond every time: open ends stop here."""

_FIXED = "d.subject, d.property, d.status, d.scope, d.unit, d.period, d.begun, d.mode, d.important, d.measured"

# One figure of a series for good (constant), for each moment (varies, accumulates), or for as long as it is re-stated
# without a change (stands): a plan of 1,000 stated three times is one figure. It surely holds from `sure_from` to
# `sure_to`, which is empty where its moment is not known or another one may be newer; it may hold from `hold_from`
# to `hold_to`.
DERIVED = f"""
CREATE TEMP TABLE statement AS
SELECT min(id) AS id, series, moment, min(as_of_from) AS as_of_from, max(as_of_to) AS as_of_to,
       max(lasting) AS lasting, min(lower) AS lower, max(lower) AS lower_max, max(upper) AS upper,
       min(upper) AS upper_min
FROM claim GROUP BY series, moment;

CREATE TEMP TABLE era AS
SELECT id, series, moment, as_of_from, as_of_to, lower, lower_max, upper, upper_min,
       sum(is_new) OVER (PARTITION BY series ORDER BY as_of_from, as_of_to, id ROWS UNBOUNDED PRECEDING) AS era
FROM (
  SELECT t.*, CASE WHEN lower = lower_max AND upper = upper_min
      AND lag(lower) OVER w = lower AND lag(lower_max) OVER w = lower
      AND lag(upper) OVER w = upper AND lag(upper_min) OVER w = upper THEN 0 ELSE 1 END AS is_new
  FROM statement t JOIN series d ON d.id = t.series
  WHERE d.mode = {STANDS}
  WINDOW w AS (PARTITION BY t.series ORDER BY as_of_from, as_of_to, t.id)
) marked;

CREATE TEMP TABLE stand AS
SELECT e.id, e.series, e.moment, e.as_of_from, e.as_of_to,
       coalesce(min(CASE WHEN n.as_of_from > e.as_of_to THEN n.as_of_from END) - 1, {FAR}) AS hold_to,
       e.first_to, coalesce(min(CASE WHEN n.era = e.era THEN NULL
         WHEN n.as_of_from % {DAY} = {DAY - 1} THEN n.as_of_from - {DAY} ELSE n.as_of_from - 1 END), {FAR}) AS sure_to,
       e.lower, e.lower_max, e.upper, e.upper_min
FROM (
  SELECT min(id) AS id, series, era, max(moment) AS moment, min(as_of_from) AS as_of_from, max(as_of_to) AS as_of_to,
         min(as_of_to) AS first_to, min(lower) AS lower, max(lower_max) AS lower_max, max(upper) AS upper,
         min(upper_min) AS upper_min
  FROM era GROUP BY series, era
) e LEFT JOIN era n ON n.series = e.series AND (n.as_of_to > e.as_of_from
  OR (n.as_of_to % {DAY} < {DAY - 1} AND e.as_of_from % {DAY} = {DAY - 1} AND n.as_of_to > e.as_of_from - {DAY}))
GROUP BY e.id, e.series, e.moment, e.as_of_from, e.as_of_to, e.first_to, e.lower, e.lower_max, e.upper, e.upper_min;

CREATE TEMP TABLE quantity AS
SELECT f.id, f.series, {_FIXED}, f.moment, f.as_of_from, f.as_of_to, f.as_of_from AS hold_from,
       f.as_of_to + d.slack AS hold_to,
       CASE WHEN f.lasting = 1 THEN f.as_of_from ELSE f.as_of_to END AS sure_from,
       CASE WHEN f.lasting = 1 THEN f.as_of_to ELSE f.as_of_from END + d.slack AS sure_to,
       f.lower, f.lower_max, f.upper, f.upper_min
FROM statement f JOIN series d ON d.id = f.series WHERE d.mode <> {STANDS}
UNION ALL
SELECT f.id, f.series, {_FIXED}, f.moment, f.as_of_from, f.as_of_to, f.as_of_from AS hold_from, f.hold_to,
       f.first_to AS sure_from, f.sure_to, f.lower, f.lower_max, f.upper, f.upper_min
FROM stand f JOIN series d ON d.id = f.series
"""

_SELECTED = """id, series, subject, property, status, scope, unit, period, begun, mode, important, measured, moment,
  as_of_from, as_of_to, lower, lower_max, upper, upper_min"""


_COUNTS = f"SELECT * FROM quantity WHERE mode = {ACCUMULATES} AND series IN"


def bounding(name: str, kind: str, series: str) -> list[str]:
    """Statements that make the table `name`: quantities with how long each bounds its figure.

    Totals that accumulate are those of `series`, a SELECT. `kind` is low or high, for a bound from below or from above,
    and near (until the next figure) or stair (while none bounds it closer). A total bounds all later ones from below
    and all earlier ones from above: two staircases.
    """
    is_low, is_near = kind.startswith("low"), kind.endswith("near")
    counts = f"{_COUNTS} ({series})"
    kept = counts if is_near else _low_steps(counts) if is_low else _high_steps(counts)
    # from its latest moment on a total is at least so high; up to its earliest moment it is at most so high
    steps = (
        f"""SELECT *, sure_from AS from_, coalesce(min(sure_from) OVER (PARTITION BY series ORDER BY sure_from
            RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1, {FAR}) AS to_ FROM ({kept}) r"""
        if is_low
        else f"""SELECT *, coalesce(max(sure_to) OVER (PARTITION BY series ORDER BY sure_to
            RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1, -{FAR}) AS from_, sure_to AS to_ FROM ({kept}) r"""
    )
    return [
        f"""CREATE TEMP TABLE {name}_steps AS
        SELECT {_SELECTED}, from_ AS hold_from, to_ AS hold_to, from_ AS sure_from, to_ AS sure_to
        FROM ({steps}) stepped WHERE from_ <= to_""",
        f"""CREATE TEMP VIEW {name} AS
        SELECT {_SELECTED}, hold_from, hold_to, sure_from, sure_to FROM quantity WHERE mode <> {ACCUMULATES}
        UNION ALL SELECT {_SELECTED}, hold_from, hold_to, sure_from, sure_to FROM {name}_steps""",
    ]


def _low_steps(counts: str) -> str:
    return f"""SELECT * FROM (SELECT q.*, max(lower_max) OVER (PARTITION BY series ORDER BY sure_from,
      lower_max DESC, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far FROM ({counts}) q) s
      WHERE so_far IS NULL OR lower_max > so_far"""


def _high_steps(counts: str) -> str:
    return f"""SELECT * FROM (SELECT q.*, min(upper_min) OVER (PARTITION BY series ORDER BY sure_to DESC,
      upper_min, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS to_come FROM ({counts}) q) s
      WHERE to_come IS NULL OR upper_min < to_come"""


# which claims are about which quantity
EVIDENCE = f"""
SELECT t.id AS quantity, c.id AS claim
FROM claim c JOIN series d ON d.id = c.series
JOIN statement t ON t.series = c.series AND t.moment = c.moment
WHERE d.mode <> {STANDS}
UNION ALL
SELECT first_of.id AS quantity, c.id AS claim
FROM claim c JOIN era e ON e.series = c.series AND e.moment = c.moment
JOIN (SELECT series, era, min(id) AS id FROM era GROUP BY series, era) first_of
  ON first_of.series = e.series AND first_of.era = e.era
"""

# what one source says of a quantity
HOLDING = f"""
CREATE TEMP TABLE holding AS
SELECT q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.period, q.begun, q.mode, q.important,
       q.measured, q.moment, q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, q.sure_from, q.sure_to, c.source,
       min(c.lower) AS lower, max(c.lower) AS lower_max, max(c.upper) AS upper, min(c.upper) AS upper_min
FROM ({EVIDENCE}) h JOIN quantity q ON q.id = h.quantity JOIN claim c ON c.id = h.claim
GROUP BY q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.period, q.begun, q.mode, q.important,
         q.measured, q.moment, q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, q.sure_from, q.sure_to, c.source
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Integers for the words of a corpus. A word that no claim uses has the code -1.

    `series` are the claims of each figure, by their places in `corpus.claims`; `soft` the figures of which some claim
    has a soft top; `breakdowns` the ways in which wholes are divided, "" that which has no name.
    """

    entities: dict[str, int]
    properties: dict[str, int]
    kinds: dict[str, int]
    sources: tuple[str, ...]
    series: tuple[tuple[int, ...], ...]
    soft: frozenset[int] = frozenset()
    breakdowns: dict[str, int] = field(default_factory=lambda: {"": 0})

    def property(self, name: str) -> int:
        return self.properties.get(name, -1)

    def kind(self, name: str) -> int:
        return self.kinds.get(name, -1)

    @staticmethod
    def status(name: str) -> int:
        return STATUSES.index(name)


def load_tables(corpus: Corpus, engine: Engine) -> Codes:
    """Write the corpus into the engine; a claim's id is its place in `corpus.claims`."""
    taken = [(number, claim) for number, claim in enumerate(corpus.claims) if comparable(claim, corpus)]
    keys = [series_of(claim) for _, claim in taken]
    series = {key: number for number, key in enumerate(sorted(set(keys)))}
    members: list[list[int]] = [[] for _ in series]
    for (number, _), key in zip(taken, keys, strict=True):
        members[series[key]].append(number)
    codes = Codes(
        entities=_coded(corpus.entities),
        properties=_coded([*corpus.properties, *map(comparing, COMPARISONS)]),
        kinds=_coded(entity.kind for entity in corpus.entities.values()),
        sources=tuple(corpus.sources),
        series=tuple(map(tuple, members)),
        breakdowns=_coded(
            [
                "",
                *(entity.breakdown for entity in corpus.entities.values()),
                *(breakdown for prop in corpus.properties.values() for _, breakdown in prop.scope_of),
            ]
        ),
        soft=frozenset(
            series[key] for (_, claim), key in zip(taken, keys, strict=True) if claim.value.soft_upper is not None
        ),
    )
    _load_claims(corpus, taken, [series[key] for key in keys], engine)
    important = {key for key, (_, claim) in zip(keys, taken, strict=True) if claim.important}
    _load_series(corpus, codes, engine, series, important)
    _load_entities(corpus, codes, engine)
    properties = corpus.properties.values()
    engine.load(
        "property",
        {
            "id": ("INTEGER", [codes.property(p.name) for p in properties]),
            "adds_to": ("INTEGER", [codes.property(p.adds_to) for p in properties]),
            "after": ("INTEGER", [codes.property(p.after) for p in properties]),
        },
    )
    derive(engine)
    return codes


def derive(engine: Engine) -> None:
    """Statements and quantities, from the tables claim and series."""
    for statement in DERIVED.split(";"):
        if statement.strip():
            engine.run(statement)


def _coded(words: Iterable[str]) -> dict[str, int]:
    return {word: code for code, word in enumerate(sorted(set(words)))}


def _load_claims(corpus: Corpus, taken: list[tuple[int, Claim]], series: list[int], engine: Engine) -> None:
    choices = sorted({_choices_key(claim) for _, claim in taken if claim.value.choices is not None})
    choice_codes = {key: float(number) for number, key in enumerate(choices)}
    sources = {key: number for number, key in enumerate(corpus.sources)}
    origins = _coded(claim.origin for _, claim in taken)
    moments: dict[object, int] = {}  # below zero where nothing says that figures are of one moment
    times: dict[int, tuple[int, int]] = {}
    rows = []
    for (number, claim), of in zip(taken, series, strict=True):
        if claim.value.choices is not None:
            lower = upper = choice_codes[_choices_key(claim)]
        else:
            low, high = bounds_of(claim)
            lower = -INFINITY if low is None else low.numerator / low.denominator
            upper = INFINITY if high is None else high.numerator / high.denominator
        moment = moment_of(claim, corpus)
        # figures of spans are of one moment only where something says so: those that agree may be taken as one
        lasting = moment.throughout or claim.period is not None
        key: object = moment.name or (moment.earliest, moment.latest, lasting or (lower, upper))
        code = moments.setdefault(key, len(moments) if moment.name else -1 - len(moments))
        if code not in times:
            times[code] = at_close(moment)
        rows.append(
            (number, of, sources[claim.source], origins[claim.origin], code, *times[code], int(lasting), lower, upper)
        )
    columns = list(zip(*rows, strict=True)) if rows else [()] * 10
    names = "id series source origin moment as_of_from as_of_to lasting lower upper".split()
    kinds = ("INTEGER",) * 5 + ("BIGINT",) * 2 + ("INTEGER",) + ("DOUBLE",) * 2
    engine.load("claim", {name: (kind, values) for name, kind, values in zip(names, kinds, columns, strict=True)})


def _choices_key(claim: Claim) -> tuple[bool, tuple[str, ...]]:
    choices = claim.value.choices
    assert choices is not None
    return choices.negated, tuple(sorted(choices.names))


_SERIES = {
    **dict.fromkeys("id subject property status scope unit period begun mode".split(), "INTEGER"),
    "slack": "BIGINT",
    "important": "BOOLEAN",
    "measured": "BOOLEAN",
}


def _load_series(
    corpus: Corpus, codes: Codes, engine: Engine, series: dict[SeriesKey, int], important: set[SeriesKey]
) -> None:
    scopes = _coded(key[3] for key in series)
    units = _coded(key[4] for key in series)
    periods = {NO_DAYS: 0, **{p: n for n, p in enumerate(sorted({key[6] for key in series} - {NO_DAYS}), 1)}}
    columns: dict[str, tuple[str, list[object]]] = {name: (kind, []) for name, kind in _SERIES.items()}
    for key, number in series.items():
        subject, name, status, scope, unit, start, period, compared = key
        prop = corpus.properties[name]
        # a figure for a period is one for good
        claim = corpus.claims[codes.series[number][0]]
        mode = OVER_TIME.index(mode_of(claim, prop)) if period == NO_DAYS else CONSTANT
        row = (
            number,
            codes.entities[subject],
            codes.property(comparing(compared[0].kind) if compared else name),
            codes.status(status),
            scopes[scope],
            units[unit],
            periods[period],
            start.first,
            mode,
            prop.window * DAY if mode == VARIES else 0,
            prop.important or key in important,
            prop.scale.type in (*NUMERIC_TYPES, "date"),
        )
        for (_, values), value in zip(columns.values(), row, strict=True):
            values.append(value)
    engine.load("series", dict(columns))
    _load_scopes(corpus, codes, engine, series, scopes)
    _load_comparisons({number: key for key, number in series.items() if key[7]}, codes, engine, scopes, periods)


def _load_scopes(
    corpus: Corpus, codes: Codes, engine: Engine, series: Mapping[SeriesKey, int], scopes: Mapping[str, int]
) -> None:
    """Figures of a scope that are parts of those without: whose scope that is, and the breakdown (0: none)."""
    rows = []
    for key, number in series.items():
        prop = corpus.properties[key[1]]
        if key[3] and key[3] not in prop.other_counts and "" in scopes:
            rows.append((number, scopes[""], codes.breakdowns[dict(prop.scope_of).get(key[3], "")]))
    columns = list(zip(*rows, strict=True)) if rows else [()] * 3
    names = ("id", "part_of", "breakdown")
    engine.load("scope_part", {name: ("INTEGER", values) for name, values in zip(names, columns, strict=True)})


_COMPARISON = ("id", "of_property", "to_subject", "to_property", "to_status", "to_scope", "to_period", "to_time")


def _load_comparisons(
    keys: Mapping[int, SeriesKey],
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
        )
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    engine.load("comparison", {name: ("BIGINT", values) for name, values in columns.items()})


def _load_entities(corpus: Corpus, codes: Codes, engine: Engine) -> None:
    entities = corpus.entities.values()
    integers: dict[str, list[int]] = {
        "id": [codes.entities[e.key] for e in entities],
        "part_of": [codes.entities.get(e.part_of, -1) for e in entities],
        "kind": [codes.kind(e.kind) for e in entities],
        # from the first minute of a day on, and to the last one of a day
        "from_first": [_time(e.since.first) for e in entities],
        "from_last": [_time(e.since.last) for e in entities],
        "to_first": [_time(e.until.first) + DAY - 1 for e in entities],
        "to_last": [_time(e.until.last) + DAY - 1 for e in entities],
    }
    columns = {name: ("BIGINT" if "_" in name else "INTEGER", values) for name, values in integers.items()}
    columns["breakdown"] = ("INTEGER", [codes.breakdowns[e.breakdown] for e in entities])
    engine.load("entity", {**columns, "complete": ("BOOLEAN", [e.parts_complete for e in entities])})
    wholes = [(e.key, name) for e in entities for name in e.complete_breakdowns]
    engine.load(
        "complete_breakdown",
        {
            "whole": ("INTEGER", [codes.entities[key] for key, _ in wholes]),
            "breakdown": ("INTEGER", [codes.breakdowns.get(name, -1) for _, name in wholes]),
        },
    )


def _time(day: int) -> int:
    return max(WINDOW_ALWAYS.first, min(day, WINDOW_ALWAYS.last)) * DAY
