"""The corpus as tables, and what follows from them in SQL: statements, quantities, how long each holds.

    claim      id, series, source, origin, moment, lower, upper
    moment     id, as_of_from, as_of_to, extent
    series     id, subject, property, status, scope, unit, period, mode, slack, important, measured
    comparison of a series that compares two figures: id, of_property, and with what: to_subject, to_property, ...
    scope_part of a series whose scope is a part of the figure without it: id, part_of, breakdown
    entity     id, part_of, kind, from_first, from_last, to_first, to_last, complete
    property   id, adds_to, after
    statement  what is claimed of a series as of one moment
    quantity   statements that are one figure as of one moment: id, its series' columns, as_of, hold, sure, bounds
    certain    quantities, of which what stands holds only when it surely does: sums are formed of these
    low, high  quantities with how long each bounds an accumulating figure from below, from above (see `make_bounding`)

All keys are integers and all bounds doubles. Times are minutes; a day stands for its last minute, so that days are
compared as days, and with periods at their close. `lower`..`upper` is the hull of what is claimed, `lower_max` the
highest lower bound that anyone claims, `upper_min` the lowest upper one. A series is what findings call a figure.
`extent` is 1 of what holds throughout its span, 2 of what is told by the minute, else 0.
"""

from __future__ import annotations

from checker.corpus.corpus import COMPARISONS, Corpus
from checker.engine.claim_table import load_claims
from checker.engine.codes import Codes, coded
from checker.engine.series import (
    NO_DAYS,
    SeriesKey,
    comparable,
    comparing,
    mode_of,
    series_of,
)
from checker.engine.series_tables import load_comparisons, load_scopes
from checker.engine.sql import Engine
from checker.files.models import OVER_TIME
from checker.values.dates import WINDOW_ALWAYS, Window
from checker.values.moments import DAY
from checker.values.value import NUMERIC_TYPES

CONSTANT, VARIES, STANDS, ACCUMULATES = (OVER_TIME.index(m) for m in ("constant", "varies", "stands", "accumulates"))
FAR = 4_000_000 * DAY
"""Beyond every time: open ends stop here."""

_FIXED = "d.subject, d.property, d.status, d.scope, d.unit, d.period, d.begun, d.mode, d.important, d.measured"

# One figure of a series for good (constant), for each moment (varies, accumulates), or for as long as it is re-stated
# without a change (stands): a plan of 1,000 stated three times is one figure. It surely holds from `sure_from` to
# `sure_to`, which is empty where its moment is not known or another one may be newer; it may hold from `hold_from`
# to `hold_to`. What is said again without a change replaces nothing. It stands since it was `said_first`,
# or `since` a later one, where another one may have come between.
_SAME_VALUE = "n.lower = e.lower AND n.lower_max = e.lower_max AND n.upper = e.upper AND n.upper_min = e.upper_min"

_STATEMENT = """
SELECT g.id, g.series, g.moment, m.as_of_from, m.as_of_to, m.extent, g.lower, g.lower_max, g.upper, g.upper_min
FROM (
  SELECT min(id) AS id, series, moment, min(lower) AS lower, max(lower) AS lower_max, max(upper) AS upper,
         min(upper) AS upper_min
  FROM claim GROUP BY series, moment
) g JOIN moment m ON m.id = g.moment
"""
_OF_MOMENTS = f"""
SELECT f.id, f.series, {_FIXED}, f.moment, f.as_of_from, f.as_of_to, f.as_of_from AS hold_from,
       f.as_of_to + d.slack AS hold_to,
       CASE WHEN f.extent = 1 THEN f.as_of_from ELSE f.as_of_to END AS sure_from,
       CASE WHEN f.extent = 1 THEN f.as_of_to ELSE f.as_of_from END + d.slack AS sure_to,
       f.lower, f.lower_max, f.upper, f.upper_min, f.extent
FROM {{statement}} f JOIN series d ON d.id = f.series WHERE d.mode <> {STANDS}
"""

DERIVED = {
    "statement": _STATEMENT,
    "era": f"""
SELECT id, series, moment, as_of_from, as_of_to, extent, lower, lower_max, upper, upper_min,
       CASE WHEN extent = 1 THEN as_of_from ELSE as_of_to END AS since,
       CASE WHEN extent = 1 THEN as_of_to ELSE as_of_from END AS until,
       sum(is_new) OVER (PARTITION BY series ORDER BY as_of_from, as_of_to, id ROWS UNBOUNDED PRECEDING) AS era
FROM (
  SELECT t.*, CASE WHEN lower = lower_max AND upper = upper_min
      AND lag(lower) OVER w = lower AND lag(lower_max) OVER w = lower
      AND lag(upper) OVER w = upper AND lag(upper_min) OVER w = upper THEN 0 ELSE 1 END AS is_new
  FROM statement t JOIN series d ON d.id = t.series
  WHERE d.mode = {STANDS}
  WINDOW w AS (PARTITION BY t.series ORDER BY as_of_from, as_of_to, t.id)
) marked
""",
    "stand": f"""
SELECT min(id) AS id, series, max(moment) AS moment, min(as_of_from) AS as_of_from, max(as_of_to) AS as_of_to,
       min(since) AS said_first, coalesce(min(CASE WHEN since <= sure_to THEN since END), min(since)) AS since,
       max(hold_to) AS hold_to, coalesce(max(CASE WHEN since <= sure_to THEN sure_to END), min(sure_to)) AS sure_to,
       min(lower) AS lower, max(lower_max) AS lower_max, max(upper) AS upper, min(upper_min) AS upper_min
FROM (
  SELECT e.id, e.series, e.era, e.moment, e.as_of_from, e.as_of_to, e.since,
         coalesce(min(CASE WHEN n.as_of_from > e.as_of_to THEN n.as_of_from END) - 1, {FAR}) AS hold_to,
         greatest(CASE WHEN e.extent = 1 THEN e.until ELSE -{FAR} END, coalesce(min(
           CASE WHEN n.as_of_from % {DAY} = {DAY - 1} THEN n.as_of_from - {DAY} ELSE n.as_of_from - 1 END), {FAR})
         ) AS sure_to,
         e.lower, e.lower_max, e.upper, e.upper_min
  FROM era e LEFT JOIN era n ON n.series = e.series AND n.era <> e.era AND NOT ({_SAME_VALUE})
    AND (n.since > e.until
         OR (n.extent = 2 AND e.as_of_from % {DAY} = {DAY - 1} AND n.as_of_to > e.as_of_from - {DAY}))
  GROUP BY e.id, e.series, e.era, e.moment, e.as_of_from, e.as_of_to, e.since, e.until, e.extent, e.lower, e.lower_max,
           e.upper, e.upper_min
) said GROUP BY series, era
""",
    "quantity": f"""{_OF_MOMENTS.format(statement="statement")}
UNION ALL
SELECT f.id, f.series, {_FIXED}, f.moment, f.as_of_from, f.as_of_to, f.as_of_from AS hold_from, f.hold_to,
       f.since AS sure_from, f.sure_to, f.lower, f.lower_max, f.upper, f.upper_min, 0 AS extent
FROM stand f JOIN series d ON d.id = f.series
""",
}
"""What follows from the tables claim and series, each from those before it: a SELECT for each table."""

CERTAIN = f"""
SELECT id, series, subject, property, status, scope, unit, period, begun, mode, important, measured, moment,
       as_of_from, as_of_to, CASE WHEN mode = {STANDS} THEN sure_from ELSE hold_from END AS hold_from,
       CASE WHEN mode = {STANDS} THEN sure_to ELSE hold_to END AS hold_to, sure_from, sure_to,
       lower, lower_max, upper, upper_min
FROM quantity
"""
"""The view of quantities of which what stands holds only when it surely does."""

_SELECTED = """id, series, subject, property, status, scope, unit, period, begun, mode, important, measured, moment,
  as_of_from, as_of_to, lower, lower_max, upper, upper_min"""


_COUNTS = f"SELECT * FROM quantity WHERE mode = {ACCUMULATES} AND series IN"


def make_bounding(engine: Engine, name: str, kind: str, series: str, others: str, *, has_spans: bool) -> None:
    """Make the table `name`: quantities with how long each bounds its figure.

    Totals that accumulate are those of `series`, a SELECT. `kind` is low or high, for a bound from below or from above,
    and near (until the next figure) or stair (while none bounds it closer). A total bounds all later ones from below
    and all earlier ones from above: two staircases. `others` is the table of what does not accumulate. With `has_spans`
    a total of some moment of a span may also hold within it, and surely does beside another one of that moment.
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
    within = f"""UNION ALL SELECT {_SELECTED}, as_of_from AS hold_from, as_of_to AS hold_to, as_of_to AS sure_from,
        as_of_from AS sure_to FROM ({counts}) spans WHERE sure_from > sure_to"""
    engine.create(
        f"{name}_steps",
        f"""SELECT {_SELECTED}, from_ AS hold_from, to_ AS hold_to, from_ AS sure_from, to_ AS sure_to
        FROM ({steps}) stepped WHERE from_ <= to_ {within if has_spans else ""}""",
    )
    engine.create_view(
        name,
        f"""SELECT {_SELECTED}, hold_from, hold_to, sure_from, sure_to FROM {others} WHERE mode <> {ACCUMULATES}
        UNION ALL SELECT {_SELECTED}, hold_from, hold_to, sure_from, sure_to FROM {name}_steps""",
    )


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
SELECT q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.period, q.begun, q.mode, q.important,
       q.measured, q.moment, q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, q.sure_from, q.sure_to, c.source,
       min(c.lower) AS lower, max(c.lower) AS lower_max, max(c.upper) AS upper, min(c.upper) AS upper_min
FROM ({EVIDENCE}) h JOIN quantity q ON q.id = h.quantity JOIN claim c ON c.id = h.claim
GROUP BY q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.period, q.begun, q.mode, q.important,
         q.measured, q.moment, q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, q.sure_from, q.sure_to, c.source
"""


def load_tables(corpus: Corpus, engine: Engine, unclaimed: int = 0) -> Codes:
    """Write the corpus into the engine; a claim's id is its place in `corpus.claims`.

    Its last claims, so many as are `unclaimed`, are of series of their own.
    """
    taken = [(number, claim) for number, claim in enumerate(corpus.claims) if comparable(claim, corpus)]
    first = len(corpus.claims) - unclaimed
    keys = [(*series_of(claim), number >= first) for number, claim in taken]
    series = {key: number for number, key in enumerate(sorted(set(keys)))}
    numbers = [series[key] for key in keys]
    members: list[list[int]] = [[] for _ in series]
    for (number, _), of in zip(taken, numbers, strict=True):
        members[of].append(number)
    codes = Codes(
        entities=coded(corpus.entities),
        properties=coded([*corpus.properties, *map(comparing, COMPARISONS)]),
        kinds=coded(entity.kind for entity in corpus.entities.values()),
        sources=tuple(corpus.sources),
        series=tuple(map(tuple, members)),
        breakdowns=coded(
            [
                "",
                *(entity.breakdown for entity in corpus.entities.values()),
                *(breakdown for prop in corpus.properties.values() for _, breakdown in prop.scope_of),
            ]
        ),
        dividing=tuple(sorted({entity.breakdown for entity in corpus.entities.values() if entity.part_of})),
        soft=frozenset(of for of, (_, claim) in zip(numbers, taken, strict=True) if claim.value.soft_upper is not None),
    )
    load_claims(corpus, taken, numbers, engine)
    important = {of for of, (_, claim) in zip(numbers, taken, strict=True) if claim.important}
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
    if engine.rows(f"SELECT 1 FROM series WHERE mode = {STANDS} LIMIT 1"):
        for table, select in DERIVED.items():
            engine.create(table, select)
    else:  # each statement is a quantity: what is claimed is grouped and written once
        engine.create("quantity", _OF_MOMENTS.format(statement=f"({_STATEMENT})"))
        columns = "id, series, moment, as_of_from, as_of_to, extent, lower, lower_max, upper, upper_min"
        engine.create_view("statement", f"SELECT {columns} FROM quantity")
        for table in ("era", "stand"):
            engine.create_view(table, DERIVED[table])
    engine.create_view("certain", CERTAIN)


_SERIES = {
    **dict.fromkeys("id subject property status scope unit period begun mode".split(), "INTEGER"),
    "slack": "BIGINT",
    "important": "BOOLEAN",
    "measured": "BOOLEAN",
}


def _load_series(
    corpus: Corpus, codes: Codes, engine: Engine, series: dict[tuple[*SeriesKey, bool], int], important: set[int]
) -> None:
    scopes = coded(key[3] for key in series)
    units = coded(key[4] for key in series)
    periods = {NO_DAYS: 0, **{p: n for n, p in enumerate(sorted({key[6] for key in series} - {NO_DAYS}), 1)}}
    rows = []
    for key, number in series.items():
        subject, name, status, scope, unit, start, period, compared, _ = key
        prop = corpus.properties[name]
        # a figure for a period is one for good
        claim = corpus.claims[codes.series[number][0]]
        mode = OVER_TIME.index(mode_of(claim, corpus.properties)) if period == NO_DAYS else CONSTANT
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
            prop.important or number in important,
            prop.scale.type in (*NUMERIC_TYPES, "date"),
        )
        rows.append(row)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_SERIES)
    engine.load("series", {name: (_SERIES[name], values) for name, values in zip(_SERIES, columns, strict=True)})
    load_scopes(corpus, codes.breakdowns, engine, series, scopes)
    load_comparisons({number: key for key, number in series.items() if key[7]}, codes, engine, scopes, periods)


def _load_entities(corpus: Corpus, codes: Codes, engine: Engine) -> None:
    entities = corpus.entities.values()
    spans = {span: _span(span) for e in entities for span in (e.since, e.until)}
    integers: dict[str, list[int]] = {
        "id": [codes.entities[e.key] for e in entities],
        "part_of": [codes.entities.get(e.part_of, -1) for e in entities],
        "kind": [codes.kind(e.kind) for e in entities],
        # from the first minute of a day on, and to the last one of a day
        "from_first": [spans[e.since][0] for e in entities],
        "from_last": [spans[e.since][1] for e in entities],
        "to_first": [spans[e.until][0] + DAY - 1 for e in entities],
        "to_last": [spans[e.until][1] + DAY - 1 for e in entities],
    }
    for n, (since, until) in enumerate(zip(integers["from_last"], integers["to_first"], strict=True)):
        if since > until:  # that may have ended before it began: nobody knows of a day of it
            integers["from_last"][n] = FAR + DAY
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


def _span(days: Window) -> tuple[int, int]:
    """The first minute of the first day, and of the last."""
    first, last = (max(WINDOW_ALWAYS.first, min(day, WINDOW_ALWAYS.last)) * DAY for day in (days.first, days.last))
    return first, last
