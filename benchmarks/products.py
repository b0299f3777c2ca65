"""A million claims with shares and products, against as many plain ones, both by the SQL that checker makes in DuckDB.

Each place has three figures, each claimed twice. Plain: `men + women == people`. Products: `men == share * people`,
where the share is in per cent. Both tables are filled by SQL, which is not timed; as many rows are broken in the one as
in the other, and one in a hundred figures is disputed.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from common import ROOT, compare, verdict

sys.path.insert(0, str(ROOT))

WANTED_TIME = 2.0
MEN, OTHER, PEOPLE = 0, 1, 2
VARIES, DAY = 1, 1440
CLOSE = 740_000 * DAY + DAY - 1
BROKEN_EVERY, DISPUTED_EVERY = 211, 101
PER_PLACE = 6
"""Claims of a place: three figures, twice each."""
LIMIT = 200_000

FILL = f"""
CREATE TEMP TABLE series AS
SELECT (i * 3 + kind)::INTEGER AS id, i::INTEGER AS subject, kind::INTEGER AS property, 0 AS status, 0 AS scope,
       {{unit}} AS unit, 0 AS period, 0 AS begun, {VARIES} AS mode, 0::BIGINT AS slack, FALSE AS important,
       TRUE AS measured
FROM generate_series(0, {{places}} - 1) t(i), generate_series(0, 2) k(kind);

CREATE TEMP TABLE claim AS
SELECT (id * 2 + again)::INTEGER AS id, id AS series, ((id * 7 + again * 13) % 1000)::INTEGER AS source,
       ((id * 7 + again * 13) % 1000)::INTEGER AS origin, 1 AS moment,
       (value + CASE WHEN again = 1 AND id % {DISPUTED_EVERY} = 0 THEN 7 ELSE 0 END)::DOUBLE AS lower,
       (value + CASE WHEN again = 1 AND id % {DISPUTED_EVERY} = 0 THEN 7 ELSE 0 END)::DOUBLE AS upper
FROM (
  SELECT id, CASE property WHEN {MEN} THEN 400 + CASE WHEN subject % {BROKEN_EVERY} = 0 THEN 99 ELSE 0 END
                           WHEN {OTHER} THEN {{other}} ELSE 1000 END AS value
  FROM series
) valued, generate_series(0, 1) twice(again);

CREATE TEMP TABLE moment AS
SELECT 1 AS id, {CLOSE}::BIGINT AS as_of_from, {CLOSE}::BIGINT AS as_of_to, 0 AS extent;

CREATE TEMP TABLE entity (id INTEGER, part_of INTEGER, kind INTEGER, breakdown INTEGER, complete BOOLEAN,
  from_first BIGINT, from_last BIGINT, to_first BIGINT, to_last BIGINT);
CREATE TEMP TABLE property (id INTEGER, adds_to INTEGER, after INTEGER)
"""
SIDES: dict[str, dict[str, Any]] = {
    "plain": {
        "type": "count",
        "require": "men + other == people",
        "fill": {"unit": "0", "other": "600"},
    },
    "products": {
        "type": "percentage",
        "require": "men == other * people",
        "fill": {"unit": f"CASE WHEN kind = {OTHER} THEN 1 ELSE 0 END", "other": "40"},
    },
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    places = max(1, options.claims // PER_PLACE)
    rows: dict[str, int] = {}

    def timed(side: str) -> float:
        seconds, rows[side] = one_side(side, places)
        return seconds

    found = compare(lambda: timed("products"), lambda: timed("plain"), options.runs)
    print(f"{places * PER_PLACE:,} claims; {rows['products']:,} rows look broken, {rows['plain']:,} of the plain ones")
    print(f"time: {found}")
    print(verdict("products, time", found.ratio, WANTED_TIME))
    return int(found.ratio > WANTED_TIME)


def one_side(side: str, places: int) -> tuple[float, int]:
    """Seconds to find what differs and which rows of one rule look broken, and how many these are."""
    from checker.corpus.rule_language import parse_rule
    from checker.engine.codes import Codes
    from checker.engine.grounding import Grounder
    from checker.engine.sql import open_engine
    from checker.engine.suspects import disagreeing
    from checker.engine.suspicion import SUSPECT
    from checker.engine.tables import derive
    from checker.files.models import Rule

    said = SIDES[side]
    engine = open_engine("duckdb")
    for statement in FILL.format(places=places, **said["fill"]).split(";"):
        engine.run(statement)
    rule = Rule.model_validate(
        {
            "id": side,
            "title": side,
            "let": {name: {"property": name} for name in ("men", "other", "people")},
            "where": ["men.subject == people.subject", "other.subject == people.subject"],
            "require": said["require"],
            "message": "broken",
            "why": "It is so.",
        }
    )
    relation, mistakes = parse_rule(rule, {"men": "count", "other": said["type"], "people": "count"})
    assert relation is not None, mistakes
    codes = Codes(
        entities={},
        properties={"men": MEN, "other": OTHER, "people": PEOPLE},
        kinds={"": 0},
        sources=tuple(str(number) for number in range(1000)),
        series=(),
    )
    start = time.perf_counter()
    derive(engine)
    disagreeing(engine)
    grounded = Grounder(engine, codes).ground(side, relation, least_look=SUSPECT, limit=LIMIT)
    seconds = time.perf_counter() - start
    engine.close()
    return seconds, len(grounded.rows)


if __name__ == "__main__":
    sys.exit(main())
