"""What tables.py measures checker against: each side is a process of its own."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any


def hand(claims: str, out: str) -> None:
    """The same outputs by SQL written by hand: evidence with the rows of three rules, findings, and the pairs."""
    import duckdb

    c = duckdb.connect()
    c.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
    c.execute(
        f"""CREATE VIEW claims AS SELECT file_row_number + 1 AS row, source, entity AS subject, attribute AS property,
        date AS day, lo, hi FROM read_parquet('{claims}', file_row_number = true)"""
    )
    claim = "list(struct_pack(source := c.source, row := c.row, lo := c.lo, hi := c.hi) ORDER BY c.row) AS claims"
    c.execute(
        """CREATE TEMP TABLE d AS SELECT subject, property, day, max(lo) - min(hi) AS gap,
        max(lo) - min(hi) > 0.05 * greatest(abs(max(lo)), abs(min(hi))) AS beyond_5
        FROM claims GROUP BY subject, property, day HAVING max(lo) > min(hi)"""
    )
    c.execute(
        f"""COPY (SELECT d.*, {claim} FROM d JOIN claims c USING (subject, property, day) GROUP BY ALL)
        TO '{out}/disagree.parquet' (FORMAT parquet, COMPRESSION zstd)"""
    )
    c.execute(
        """CREATE TEMP TABLE f AS SELECT *, before - hi AS gap FROM (
          SELECT *, lag(lo) OVER w AS before, lag(row) OVER w AS row_before FROM claims
          WINDOW w AS (PARTITION BY source, subject, property ORDER BY day)) WHERE hi < before"""
    )
    c.execute(f"COPY f TO '{out}/falls.parquet' (FORMAT parquet, COMPRESSION zstd)")
    c.execute(
        """CREATE TEMP TABLE s AS WITH parts AS (
          SELECT source, regexp_extract(subject, '^(.*)/[^/]+$', 1) AS subject, property, day, sum(lo) AS lo,
            sum(hi) AS hi, count(*) AS n FROM claims GROUP BY ALL)
        SELECT w.source, w.subject, w.property, w.day, greatest(p.lo - w.hi, w.lo - p.hi) AS gap, p.n
        FROM parts p JOIN claims w USING (source, subject, property, day) WHERE p.lo > w.hi OR p.hi < w.lo"""
    )
    c.execute(
        f"""COPY (SELECT s.*, {claim} FROM s JOIN claims c ON c.source = s.source AND c.property = s.property
          AND c.day = s.day AND (c.subject = s.subject OR regexp_extract(c.subject, '^(.*)/[^/]+$', 1) = s.subject)
        GROUP BY ALL) TO '{out}/sums.parquet' (FORMAT parquet, COMPRESSION zstd)"""
    )
    c.execute(
        f"""COPY (SELECT 'sources-disagree' AS rule, subject, property, '' AS source, count(*) AS days, max(gap) AS gap
          FROM d GROUP BY ALL
          UNION ALL SELECT 'count-falls', subject, property, '', count(*), max(gap) FROM f GROUP BY ALL
          UNION ALL SELECT 'parts-do-not-add-up', subject, property, source, count(*), max(gap) FROM s GROUP BY ALL)
        TO '{out}/findings.parquet' (FORMAT parquet)"""
    )
    c.execute(
        f"""COPY (WITH x AS (SELECT c.* FROM d JOIN claims c USING (subject, property, day))
        SELECT a.source AS one, b.source AS other, a.property, count(*) AS days,
          count(*) FILTER (greatest(a.lo, b.lo) - least(a.hi, b.hi) > 0.05 * greatest(abs(a.lo), abs(b.lo))) AS beyond_5
        FROM x a JOIN x b USING (subject, property, day)
        WHERE a.source < b.source AND greatest(a.lo, b.lo) > least(a.hi, b.hi) GROUP BY ALL)
        TO '{out}/pairs.parquet' (FORMAT parquet)"""
    )


def pandas(claims: str, out: str) -> None:  # noqa: ARG001  # it writes nothing
    """Two of the rules, and nothing written."""
    import pandas as pd

    read = pd.read_parquet(claims)
    grouped = read.groupby(["entity", "attribute", "date"]).agg(
        lo=("lo", "max"), hi=("hi", "min"), sources=("source", "nunique")
    )
    differ = grouped[(grouped["lo"] > grouped["hi"]) & (grouped["sources"] > 1)]
    ordered = read.sort_values(["source", "entity", "attribute", "date"])
    before = ordered.groupby(["source", "entity", "attribute"])["lo"].shift()
    print(len(differ), int((ordered["hi"] < before).sum()))


def polars(claims: str, out: str) -> None:  # noqa: ARG001  # it writes nothing
    """Two of the rules, and nothing written."""
    import polars as pl

    read = pl.scan_parquet(claims)
    differ = (
        read.group_by("entity", "attribute", "date")
        .agg(pl.max("lo"), pl.min("hi"), pl.n_unique("source").alias("sources"))
        .filter((pl.col("lo") > pl.col("hi")) & (pl.col("sources") > 1))
    )
    keys = ["source", "entity", "attribute"]
    falls = (
        read.sort([*keys, "date"])
        .with_columns(pl.col("lo").shift().over(keys).alias("before"))
        .filter(pl.col("hi") < pl.col("before"))
    )
    print(len(differ.collect()), len(falls.collect()))


def gx(claims: str, out: str) -> None:  # noqa: ARG001  # it writes nothing
    """Two of the rules as expectations of Great Expectations, on columns that pandas prepares."""
    import great_expectations as gxe
    import pandas as pd

    read = pd.read_parquet(claims).sort_values(["source", "entity", "attribute", "date"])
    keys = ["entity", "attribute", "date"]
    read["most"] = read.groupby(keys)["lo"].transform("max")
    read["least"] = read.groupby(keys)["hi"].transform("min")
    read["before"] = read.groupby(["source", "entity", "attribute"])["lo"].shift()
    context = gxe.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("counties").add_dataframe_asset("claims")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": read})
    expectations: Any = gxe.expectations
    for one, other in (("least", "most"), ("hi", "before")):
        expected = expectations.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=one, column_B=other, or_equal=True, ignore_row_if="either_value_is_missing"
        )
        result = batch.validate(expected, result_format="COMPLETE")
        print(result.result["unexpected_count"])


def spark(folder: str, out: str, master: str, *, kills: bool = False) -> None:
    """A check by Spark; `kills` ends one of its workers in the middle."""
    from checker.cli import main

    if kills:
        threading.Thread(target=_kill_a_worker, daemon=True).start()
    main(["check", folder, "--engine", "spark", "--master", master, "--output", f"{out}/findings.parquet"])


def _kill_a_worker() -> None:
    """The first executor that is there for a while."""
    import os
    import signal

    for _ in range(600):
        time.sleep(1)
        for process in Path("/proc").iterdir():
            if not process.name.isdecimal():
                continue
            try:
                command = (process / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            # only an executor of the session that this process started
            if "CoarseGrainedExecutorBackend" in command and _is_ours(int(process.name)):
                time.sleep(30)
                os.kill(int(process.name), signal.SIGKILL)
                print("killed a worker", flush=True)
                return


def _is_ours(pid: int) -> bool:
    import os

    while pid > 1:
        if pid == os.getpid():
            return True
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        pid = int(stat.rpartition(")")[2].split()[1])
    return False


if __name__ == "__main__":
    side, *rest = sys.argv[1:]
    if side == "spark-killed":
        spark(*rest, kills=True)
    else:
        sides: dict[str, Any] = {"hand": hand, "pandas": pandas, "polars": polars, "gx": gx, "spark": spark}
        sides[side](*rest)
