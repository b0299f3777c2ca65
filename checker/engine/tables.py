"""The corpus as tables, and what follows from them in SQL: statements, quantities, how long each holds.

    claim      id, series, source, origin, as_of_from, as_of_to, lower, upper
    series     id, subject, property, status, scope, unit, mode, slack, important, measured
    entity     id, part_of, kind, from_first, from_last, to_first, to_last, complete
    property   id, adds_to, after
    statement  what is claimed of a series as of one window of days
    quantity   statements that are one figure: id, its series' columns, as_of, hold, bounds

All keys are integers and all bounds doubles. `lower`..`upper` is the hull of what is claimed,
`lower_max`..`upper_min` what all claims have in common (empty where lower_max > upper_min).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.corpus.corpus import Claim, Corpus
from checker.engine.sql import Engine
from checker.files.models import OVER_TIME, STATUSES
from checker.values.dates import WINDOW_ALWAYS
from checker.values.value import NUMERIC_TYPES

CONSTANT, VARIES, STANDS, ACCUMULATES = range(len(OVER_TIME))
INFINITY = float("inf")

# One figure of a series for good (constant), for each window of days (varies, accumulates), or for as long as it
# is re-stated without a change (stands): a plan of 1,000 stated three times is one figure.
DERIVED = f"""
CREATE TEMP TABLE statement AS
SELECT min(id) AS id, series, as_of_from, as_of_to, min(lower) AS lower, max(lower) AS lower_max,
       max(upper) AS upper, min(upper) AS upper_min
FROM claim GROUP BY series, as_of_from, as_of_to;

CREATE TEMP TABLE era AS
SELECT id, series, as_of_from, as_of_to, lower, lower_max, upper, upper_min,
       sum(is_new) OVER (PARTITION BY series ORDER BY as_of_from, as_of_to ROWS UNBOUNDED PRECEDING) AS era
FROM (
  SELECT t.*, CASE WHEN lower = lower_max AND upper = upper_min
      AND lag(lower) OVER w = lower AND lag(lower_max) OVER w = lower
      AND lag(upper) OVER w = upper AND lag(upper_min) OVER w = upper THEN 0 ELSE 1 END AS is_new
  FROM statement t JOIN series d ON d.id = t.series
  WHERE d.mode = {STANDS}
  WINDOW w AS (PARTITION BY t.series ORDER BY as_of_from, as_of_to)
) marked;

CREATE TEMP TABLE stand AS
SELECT e.id, e.series, e.as_of_from, e.as_of_to, coalesce(min(n.as_of_from) - 1, {WINDOW_ALWAYS.last}) AS hold_to,
       e.lower, e.lower_max, e.upper, e.upper_min
FROM (
  SELECT min(id) AS id, series, min(as_of_from) AS as_of_from, max(as_of_to) AS as_of_to,
         min(lower) AS lower, max(lower_max) AS lower_max, max(upper) AS upper, min(upper_min) AS upper_min
  FROM era GROUP BY series, era
) e LEFT JOIN era n ON n.series = e.series AND n.as_of_from > e.as_of_to
GROUP BY e.id, e.series, e.as_of_from, e.as_of_to, e.lower, e.lower_max, e.upper, e.upper_min;

CREATE TEMP TABLE quantity AS
SELECT f.id, f.series, d.subject, d.property, d.status, d.scope, d.unit, d.mode, d.important, d.measured,
       f.as_of_from, f.as_of_to, f.as_of_to + d.slack AS reach,
       f.as_of_from AS hold_from, f.as_of_to + d.slack AS hold_to,
       f.lower, f.lower_max, f.upper, f.upper_min
FROM statement f JOIN series d ON d.id = f.series WHERE d.mode <> {STANDS}
UNION ALL
SELECT f.id, f.series, d.subject, d.property, d.status, d.scope, d.unit, d.mode, d.important, d.measured,
       f.as_of_from, f.as_of_to, f.as_of_to + d.slack AS reach,
       f.as_of_from AS hold_from, f.hold_to + d.slack AS hold_to,
       f.lower, f.lower_max, f.upper, f.upper_min
FROM stand f JOIN series d ON d.id = f.series;
"""

# which claims are about which quantity
EVIDENCE = f"""
SELECT t.id AS quantity, c.id AS claim
FROM claim c JOIN series d ON d.id = c.series
JOIN statement t ON t.series = c.series AND t.as_of_from = c.as_of_from AND t.as_of_to = c.as_of_to
WHERE d.mode <> {STANDS}
UNION ALL
SELECT first_of.id AS quantity, c.id AS claim
FROM claim c JOIN era e ON e.series = c.series AND e.as_of_from = c.as_of_from AND e.as_of_to = c.as_of_to
JOIN (SELECT series, era, min(id) AS id FROM era GROUP BY series, era) first_of
  ON first_of.series = e.series AND first_of.era = e.era
"""

# what one source says of a quantity
HOLDING = f"""
CREATE TEMP TABLE holding AS
SELECT q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.mode, q.important, q.measured,
       q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, c.source,
       min(c.lower) AS lower, max(c.lower) AS lower_max, max(c.upper) AS upper, min(c.upper) AS upper_min
FROM ({EVIDENCE}) h JOIN quantity q ON q.id = h.quantity JOIN claim c ON c.id = h.claim
GROUP BY q.id, q.series, q.subject, q.property, q.status, q.scope, q.unit, q.mode, q.important, q.measured,
         q.as_of_from, q.as_of_to, q.hold_from, q.hold_to, c.source
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Integers for the words of a corpus. A word that no claim uses has the code -1."""

    entities: dict[str, int]
    properties: dict[str, int]
    kinds: dict[str, int]
    sources: tuple[str, ...]

    def property(self, name: str) -> int:
        return self.properties.get(name, -1)

    def kind(self, name: str) -> int:
        return self.kinds.get(name, -1)

    @staticmethod
    def status(name: str) -> int:
        return STATUSES.index(name)


def comparable(claim: Claim, corpus: Corpus) -> bool:
    """Whether a claim takes part: in play, stated, and not mere text."""
    return not claim.out and claim.value.stated and corpus.properties[claim.property].scale.type != "text"


def load_tables(corpus: Corpus, engine: Engine) -> Codes:
    """Write the corpus into the engine; a claim's id is its place in `corpus.claims`."""
    codes = Codes(
        entities=_coded(corpus.entities),
        properties=_coded(corpus.properties),
        kinds=_coded(entity.kind for entity in corpus.entities.values()),
        sources=tuple(corpus.sources),
    )
    _load_claims(corpus, codes, engine)
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


SeriesKey = tuple[str, str, str, str, str, tuple[int, int]]


def series_of(claim: Claim) -> SeriesKey:
    """What a claim is about, but for the day."""
    return (
        claim.subject,
        claim.property,
        claim.status,
        claim.scope,
        claim.value.unit,
        tuple(claim.counted_from or (0, 0)),  # type: ignore[return-value]
    )


def _load_claims(corpus: Corpus, codes: Codes, engine: Engine) -> None:
    taken = [(number, claim) for number, claim in enumerate(corpus.claims) if comparable(claim, corpus)]
    keys = [series_of(claim) for _, claim in taken]
    series = {key: number for number, key in enumerate(sorted(set(keys)))}
    important = {key for key, (_, claim) in zip(keys, taken, strict=True) if claim.important}
    choices = sorted({_choices_key(claim) for _, claim in taken if claim.value.choices is not None})
    choice_codes = {key: float(number) for number, key in enumerate(choices)}
    sources = {key: number for number, key in enumerate(corpus.sources)}
    origins = _coded(claim.origin for _, claim in taken)
    rows: list[tuple[int, int, int, int, int, int, float, float]] = []
    for (number, claim), key in zip(taken, keys, strict=True):
        prop = corpus.properties[claim.property]
        as_of = WINDOW_ALWAYS if prop.over_time[claim.status] == "constant" else claim.as_of
        if claim.value.choices is not None:
            lower = upper = choice_codes[_choices_key(claim)]
        else:
            low, high = claim.value.interval.lower, claim.value.interval.upper
            lower = -INFINITY if low is None else low.numerator / low.denominator
            upper = INFINITY if high is None else high.numerator / high.denominator
        rows.append(
            (number, series[key], sources[claim.source], origins[claim.origin], as_of.first, as_of.last, lower, upper)
        )
    columns = list(zip(*rows, strict=True)) if rows else [()] * 8
    names = ("id", "series", "source", "origin", "as_of_from", "as_of_to", "lower", "upper")
    kinds = ("INTEGER",) * 6 + ("DOUBLE",) * 2
    engine.load("claim", {name: (kind, values) for name, kind, values in zip(names, kinds, columns, strict=True)})
    _load_series(corpus, codes, engine, series, important)


def _choices_key(claim: Claim) -> tuple[bool, tuple[str, ...]]:
    choices = claim.value.choices
    assert choices is not None
    return choices.negated, tuple(sorted(choices.names))


def _load_series(
    corpus: Corpus, codes: Codes, engine: Engine, series: dict[SeriesKey, int], important: set[SeriesKey]
) -> None:
    scopes = _coded(key[3] for key in series)
    units = _coded(key[4] for key in series)
    columns: dict[str, tuple[str, list[object]]] = {
        name: (kind, [])
        for name, kind in (
            *((name, "INTEGER") for name in ("id", "subject", "property", "status", "scope", "unit", "mode", "slack")),
            ("important", "BOOLEAN"),
            ("measured", "BOOLEAN"),
        )
    }
    for key, number in series.items():
        subject, name, status, scope, unit, _ = key
        prop = corpus.properties[name]
        mode = OVER_TIME.index(prop.over_time[status])
        row = (
            number,
            codes.entities[subject],
            codes.property(name),
            codes.status(status),
            scopes[scope],
            units[unit],
            mode,
            prop.window if mode in (VARIES, ACCUMULATES) else 0,
            prop.important or key in important,
            prop.scale.type in (*NUMERIC_TYPES, "date"),
        )
        for (_, values), value in zip(columns.values(), row, strict=True):
            values.append(value)
    engine.load("series", dict(columns))


def _load_entities(corpus: Corpus, codes: Codes, engine: Engine) -> None:
    entities = corpus.entities.values()
    integers: dict[str, list[int]] = {
        "id": [codes.entities[e.key] for e in entities],
        "part_of": [codes.entities.get(e.part_of, -1) for e in entities],
        "kind": [codes.kind(e.kind) for e in entities],
        "from_first": [e.since.first for e in entities],
        "from_last": [e.since.last for e in entities],
        "to_first": [e.until.first for e in entities],
        "to_last": [e.until.last for e in entities],
    }
    columns = {name: ("INTEGER", values) for name, values in integers.items()}
    engine.load("entity", {**columns, "complete": ("BOOLEAN", [e.parts_complete for e in entities])})
