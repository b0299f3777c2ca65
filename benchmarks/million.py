"""A million quantities: the statements that checker makes, against the same checks written by hand for DuckDB.

Both sides start from the same tables `claim`, `moment`, `series` and `entity`, filled by SQL and not timed. Both look
for figures on which sources disagree, sums of parts that miss their whole, and counts that fall, each judged as checker
judges them: some statement for each figure, and they cannot all hold. Each side is a process of its own, so that its
peak memory can be read.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from common import PYTHON, ROOT, compare, run, verdict

sys.path.insert(0, str(ROOT))

WANTED_TIME, WANTED_MEMORY = 2.0, 1.5
PARTS, STRENGTHS, COUNTS = 4, 46, 100
"""Parts of a mission, days on which its strength is claimed; days of an accumulating count."""
SIZE, STRENGTH, KILLED = 0, 1, 2
ACTUAL = 0
CONSTANT, VARIES, ACCUMULATES = 0, 1, 3
DAY = 1440
ALWAYS = 4_000_000 * DAY
FIRST_DAY = 740_000 * DAY + DAY - 1
PERSON = 0
BROKEN_EVERY = 211
DISAGREE_EVERY = 101
LIMIT = 200_000

# Missions first, each with its parts, then the places whose dead are counted; each has one series. The sizes of a
# mission's parts are 100, 107, 114, 121: 442 in all. A quantity is claimed twice.
FILL = f"""
CREATE TEMP TABLE member AS
SELECT i::INTEGER AS id, i >= {{missions}} * {PARTS + 1} AS is_place, i % {PARTS + 1} = 0 AS is_mission,
       (i - i % {PARTS + 1})::INTEGER AS mission
FROM generate_series(0, {{missions}} * {PARTS + 1} + {{counts}} - 1) t(i);

CREATE TEMP TABLE entity AS
SELECT id, CASE WHEN is_place OR is_mission THEN -1 ELSE mission END AS part_of, 0 AS kind,
       {-ALWAYS}::BIGINT AS from_first, {-ALWAYS}::BIGINT AS from_last, {ALWAYS}::BIGINT AS to_first,
       {ALWAYS}::BIGINT AS to_last,
       is_mission AND NOT is_place AS complete
FROM member;

CREATE TEMP TABLE property (id INTEGER, adds_to INTEGER, after INTEGER);
INSERT INTO property VALUES ({SIZE}, {STRENGTH}, -1), ({STRENGTH}, {STRENGTH}, -1), ({KILLED}, {KILLED}, -1);

CREATE TEMP TABLE series AS
SELECT id, id AS subject, {ACTUAL} AS status, 0 AS scope, {PERSON} AS unit, 0 AS period, 0 AS begun,
       CASE WHEN is_place THEN {KILLED} WHEN is_mission THEN {STRENGTH} ELSE {SIZE} END AS property,
       CASE WHEN is_place THEN {ACCUMULATES} WHEN is_mission THEN {VARIES} ELSE {CONSTANT} END AS mode,
       0::BIGINT AS slack, FALSE AS important, TRUE AS measured
FROM member;

CREATE TEMP TABLE claim AS
SELECT (2 * number + again)::INTEGER AS id, series::INTEGER AS series,
       ((number * 7 + again * 13) % 1000)::INTEGER AS source, ((number * 7 + again * 13) % 1000)::INTEGER AS origin,
       moment::INTEGER AS moment,
       (value + off)::DOUBLE AS lower, (value + off + CASE WHEN number % 10 = 3 THEN 2 ELSE 0 END)::DOUBLE AS upper
FROM (
  SELECT *, CASE WHEN again = 1 AND number % {DISAGREE_EVERY} = 0 THEN 37 ELSE 0 END AS off
  FROM (
    SELECT i AS number, (i // {PARTS}) * {PARTS + 1} + 1 + i % {PARTS} AS series,
           0 AS moment, 100 + 7 * (i % {PARTS}) AS value
    FROM generate_series(0, {{missions}} * {PARTS} - 1) t(i)
    UNION ALL
    SELECT i + {{missions}} * {PARTS}, (i // {STRENGTHS}) * {PARTS + 1},
           1 + i % {STRENGTHS},
           442 + CASE WHEN i % {BROKEN_EVERY} = 0 THEN 99 ELSE 0 END
    FROM generate_series(0, {{missions}} * {STRENGTHS} - 1) t(i)
    UNION ALL
    SELECT i + {{missions}} * {PARTS + STRENGTHS}, {{missions}} * {PARTS + 1} + i // {COUNTS},
           1 + i % {COUNTS},
           1000 + 50 * (i % {COUNTS}) - CASE WHEN i % {BROKEN_EVERY} = 5 THEN 120 ELSE 0 END
    FROM generate_series(0, {{counts}} * {COUNTS} - 1) t(i)
  ) quantities, generate_series(0, 1) twice(again)
) told;

CREATE TEMP TABLE moment AS
SELECT 0 AS id, {-ALWAYS}::BIGINT AS as_of_from, {ALWAYS}::BIGINT AS as_of_to, 1 AS extent
UNION ALL
SELECT (1 + i)::INTEGER, {{day}} + {DAY} * i, {{day}} + {DAY} * i, 0
FROM generate_series(0, {max(STRENGTHS, COUNTS) - 1}) t(i);

DROP TABLE member
"""

BY_HAND_FIGURES = """
CREATE TEMP TABLE figure AS
SELECT series, as_of_from, as_of_to, lower, lower_max, upper, upper_min
FROM (
  SELECT series, moment, min(lower) AS lower, max(lower) AS lower_max, max(upper) AS upper, min(upper) AS upper_min
  FROM claim GROUP BY series, moment
) f JOIN moment m ON m.id = f.moment
"""
BY_HAND_DISAGREE = "SELECT DISTINCT series FROM figure WHERE lower_max > upper_min"
BY_HAND_FALLS = f"""
SELECT DISTINCT series FROM (
  SELECT f.series, upper_min, max(lower_max) OVER (PARTITION BY f.series ORDER BY as_of_from) AS so_far
  FROM figure f JOIN series s ON s.id = f.series WHERE s.mode = {ACCUMULATES}
) WHERE so_far > upper_min
"""
BY_HAND_SUMS = f"""
SELECT whole, day, low, high FROM (
  SELECT e.part_of AS whole, w.as_of_from AS day, any_value(w.lower_max) AS lower, any_value(w.upper_min) AS upper,
         sum(p.lower_max) AS low, sum(p.upper_min) AS high
  FROM figure p JOIN series ps ON ps.id = p.series JOIN entity e ON e.id = ps.subject
  JOIN series ws ON ws.subject = e.part_of AND ws.scope = ps.scope AND ws.unit = ps.unit
  JOIN figure w ON w.series = ws.id
  WHERE ps.property = {SIZE} AND ws.property = {STRENGTH} AND ps.status = {ACTUAL} AND ws.status = {ACTUAL}
    AND e.from_last <= w.as_of_from AND w.as_of_to <= e.to_first
  GROUP BY e.part_of, w.as_of_from
) WHERE low > upper OR high < lower
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quantities", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="the time of each statement, and of checker its plan")
    parser.add_argument("--side", choices=("checker", "hand"), help="run one side only, in this process")
    options = parser.parse_args()
    if options.side:
        print(json.dumps(one_side(options.side, options.quantities, options.profile)))
        return 0
    if options.profile:
        for side in ("checker", "hand"):
            print(f"--- {side}")
            _print_statements(_process(side, options.quantities, profile=True))
        return 0
    results: dict[str, list[dict[str, Any]]] = {"checker": [], "hand": []}

    def timed(side: str) -> float:
        results[side].append(_process(side, options.quantities))
        return float(results[side][-1]["seconds"])

    found = compare(lambda: timed("checker"), lambda: timed("hand"), options.runs)
    ours, base = results["checker"][-1], results["hand"][-1]
    print(f"{ours['quantities']:,} quantities, {ours['claims']:,} claims")
    for what in ("disagree", "falls", "sums"):
        same = "as many by hand" if ours[what] == base[what] else f"but {base[what]:,} by hand"
        print(f"  {what}: {ours[what]:,} broken, {same}")
    peaks = {s: statistics.median(r["peak"] for r in each) for s, each in results.items()}
    grown = {s: statistics.median(r["grown"] for r in each) for s, each in results.items()}
    print(f"time: {found}")
    used = {s: statistics.median(r["processor"] for r in each) for s, each in results.items()}
    print(f"  the same in processor time: {used['checker'] / used['hand']:.2f} times")
    memory = peaks["checker"] / peaks["hand"]
    print(f"peak memory of the process: {peaks['checker']:.0f} MB against {peaks['hand']:.0f} MB: {memory:.2f} times")
    more = grown["checker"] / max(grown["hand"], 1)
    print(f"  above the tables: {grown['checker']:.0f} MB against {grown['hand']:.0f} MB: {more:.2f} times")
    print(verdict("million, time", found.ratio, WANTED_TIME))
    print(verdict("million, memory", memory, WANTED_MEMORY))
    same_counts = all(ours[what] == base[what] for what in ("disagree", "falls", "sums"))
    return int(not same_counts or found.ratio > WANTED_TIME or memory > WANTED_MEMORY)


def _process(side: str, quantities: int, *, profile: bool = False) -> dict[str, Any]:
    command = [PYTHON, __file__, "--side", side, "--quantities", str(quantities), *(["--profile"] if profile else [])]
    answer: dict[str, Any] = json.loads(run(command).output.splitlines()[-1])
    return answer


def _print_statements(result: dict[str, Any]) -> None:
    for seconds, sql in result["statements"]:
        print(f"{seconds * 1000:8.0f} ms  {' '.join(sql.split())[:150]}")
    print(f"{result['seconds'] * 1000:8.0f} ms  in all, {result['peak']:.0f} MB")


# --- one side, in its own process ---------------------------------------------------------------


def one_side(side: str, quantities: int, profile: bool) -> dict[str, Any]:
    """Fill the tables, then run one side's checks: seconds, megabytes, counts."""
    from checker.engine.sql import open_engine

    missions = max(1, quantities * 3 // 10 // (PARTS + STRENGTHS))
    counts = max(1, quantities * 7 // 10 // COUNTS)
    engine: Any = open_engine("duckdb")
    for statement in FILL.format(missions=missions, counts=counts, day=FIRST_DAY).split(";"):
        if statement.strip():
            engine.run(statement)
    statements: list[tuple[float, str]] = []
    if profile:
        engine.run, engine.rows = (_timed(each, statements) for each in (engine.run, engine.rows))
    check = prepared_checker(missions * (PARTS + 1) + counts) if side == "checker" else by_hand
    before = _reset_peak()
    start, processor = time.perf_counter(), time.process_time()
    found = check(engine)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = _peak()
    total = engine.rows("SELECT count(*) FROM claim")[0][0]
    return {
        **found,
        "seconds": seconds,
        "processor": processor,
        "peak": peak,
        "grown": peak - before,
        "claims": total,
        "quantities": missions * (PARTS + STRENGTHS) + counts * COUNTS,
        "statements": statements,
    }


def _timed(execute: Any, statements: list[tuple[float, str]]) -> Any:
    """What runs a statement, so that it notes how long each takes."""

    def run(sql: str) -> Any:
        start = time.perf_counter()
        answer = execute(sql)
        statements.append((time.perf_counter() - start, sql))
        return answer

    return run


def prepared_checker(entities: int) -> Any:
    """Checker's own statements for the built-in rules and the real rule of sums."""
    from checker.corpus.loader import load_only_rules
    from checker.engine.codes import Codes
    from checker.engine.grounding import Grounder
    from checker.engine.suspects import disagreeing, falling
    from checker.engine.suspicion import SUSPECT
    from checker.engine.tables import derive
    from checker.memory import no_garbage_collection

    rules = load_only_rules(ROOT).rules
    relation = next(rule.relation for rule in rules if rule.id == "parts-do-not-add-up")
    # only the three properties of this benchmark are claimed: the others have no code
    codes = Codes(
        entities={str(number): number for number in range(entities)},
        properties={"size": SIZE, "strength": STRENGTH, "killed": KILLED},
        kinds={"": 0},
        sources=tuple(str(number) for number in range(1000)),
        series=(),
    )

    @no_garbage_collection()  # as in checker.check
    def check(engine: Any) -> dict[str, int]:
        derive(engine)
        grounder = Grounder(engine, codes)
        disagree, falls = disagreeing(engine), falling(engine)
        sums = grounder.ground("parts-do-not-add-up", relation, least_look=SUSPECT, limit=LIMIT)
        return {"disagree": len(disagree), "falls": len(falls), "sums": len(sums.rows)}

    return check


def by_hand(engine: Any) -> dict[str, int]:
    engine.run(BY_HAND_FIGURES)
    return {
        "disagree": len(engine.rows(BY_HAND_DISAGREE)),
        "falls": len(engine.rows(BY_HAND_FALLS)),
        "sums": len(engine.rows(BY_HAND_SUMS)),
    }


# --- memory -------------------------------------------------------------------------------------


def _status(names: Iterable[str]) -> list[float]:
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return [int(lines[name].split()[0]) / 1024 for name in names]


def _reset_peak() -> float:
    """Megabytes in use; from now on the peak is that of the check alone, where the system lets us say so."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
        return _status(["VmRSS"])[0]
    except (OSError, KeyError):
        return _peak()


def _peak() -> float:
    import resource

    try:
        return _status(["VmHWM"])[0]
    except (OSError, KeyError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
