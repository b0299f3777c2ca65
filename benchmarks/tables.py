"""Tables of claims: 4.6 million real ones against SQL written by hand, pandas, Polars and Great Expectations.

The counties (cumulative cases and deaths of three sources) are read from CHECKER_COUNTIES, a folder that holds
claims.parquet; without it that part is skipped, and says so. The dirty million is generated.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
from common import CHECKER, PYTHON, Run, environment, run

HERE = Path(__file__).resolve().parent
SIDES = HERE / "tables_sides.py"
COUNTIES = "CHECKER_COUNTIES"
PROPERTIES = """\
cases: {type: count, unit: person, over_time: accumulates, adds_to: cases, title: cases}
deaths: {type: count, unit: person, over_time: accumulates, adds_to: deaths, title: deaths}
"""
SUM_RULE = """\
id: parts-do-not-add-up
title: The parts do not add up to the whole
let: {part: {property: [cases, deaths]}, whole: {property: [cases, deaths]}}
where: [part.subject.part_of == whole.subject, part.property.adds_to == whole.property]
require: sum(part) == whole
message: "{part} make {sum(part)}, not {whole}"
why: A whole is the sum of its parts.
examples:
  - expect: disagreement
    entities: {us: {parts: complete}, a: {part_of: us}}
    claims: [{subject: a, property: cases, value: 400}, {subject: us, property: cases, value: 300}]
  - expect: agreement
    entities: {us: {parts: complete}, a: {part_of: us}}
    claims: [{subject: a, property: cases, value: 400}, {subject: us, property: cases, value: 400}]
"""
MAPPING = """\
tables:
  - read: $CHECKER_COUNTIES/FILE
    columns: {source: source, subject: entity, property: attribute, lower: lo, upper: hi, as_of: date}
part_of: path
parts: complete
"""
EXPECTED = {"sources-disagree": 223_142, "count-falls": 29_325, "parts-do-not-add-up": 2_486 + 1_276}
BEYOND_5 = 114_901
WANTED = {"hand": 1.3, "pandas": 0.8, "polars": 1.3, "gx": 0.3}
WANTED_MEMORY, WANTED_GROWTH, MOST_MEMORY = 1.5, 1.2, 3_000.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("same", "beside", "sizes", "dirty", "spark"), action="append")
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 2, 4, 8])
    options = parser.parse_args()
    parts = options.only or ["same", "beside", "sizes", "dirty"]
    folder = Path(tempfile.mkdtemp(prefix="tables-"))
    fine = True
    try:
        if "dirty" in parts:
            fine &= dirty_million(folder)
        data = os.environ.get(COUNTIES, "")
        if not (data and Path(data, "claims.parquet").is_file()):
            print(f"the counties are skipped: {COUNTIES} names no folder with claims.parquet")
            return 0 if fine else 1
        if "same" in parts:
            fine &= same_rows(folder, Path(data))
        if "beside" in parts:
            fine &= beside_others(folder, Path(data), options.runs)
        if "sizes" in parts:
            fine &= sizes(folder, Path(data), options.copies)
        if "spark" in parts:
            fine &= spark(folder, Path(data))
    finally:
        shutil.rmtree(folder)
    return 0 if fine else 1


def project(folder: Path, mapping: str) -> Path:
    """A project with the counties' properties and rule."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES)
    (folder / "rules" / "parts-do-not-add-up.yaml").write_text(SUM_RULE)
    (folder / "tables.yaml").write_text(mapping)
    return folder


def check(folder: Path, *more: str) -> Run:
    command = [*CHECKER, "check", ".", "--output", "findings.parquet", *more]
    environment["PYTHONPATH"] = str(HERE.parent)
    return run(command, (0, 1), folder)


def said(what: str, is_so: bool, more: str = "") -> bool:
    print(f"{what}{': ' if more else ''}{more}: {'ok' if is_so else 'NOT REACHED'}", flush=True)
    return is_so


# --- the same rows as the reference -------------------------------------------------------------


def same_rows(folder: Path, data: Path) -> bool:
    """Each row of the evidence is one of the reference SQL, and the reverse; also at 5 %, and the matrix of pairs."""
    own = project(folder / "same", MAPPING.replace("FILE", "claims.parquet"))
    check(own)
    tolerant = project(
        folder / "tolerant",
        MAPPING.replace("FILE", "claims.parquet") + "properties: {cases: {tolerance: 5%}, deaths: {tolerance: 5%}}\n",
    )
    check(tolerant)
    hand = folder / "hand"
    hand.mkdir()
    run([PYTHON, str(SIDES), "hand", str(data / "claims.parquet"), str(hand)])
    fine = True
    with duckdb.connect() as c:
        rules = f"SELECT id, rule FROM '{own}/findings.parquet'"
        for rule, file, keys in (
            ("sources-disagree", "disagree", "subject, property, day, gap"),
            ("count-falls", "falls", "source, subject, property, day, gap"),
            ("parts-do-not-add-up", "sums", "source, subject, property, day, gap"),
        ):
            joined = f"'{own}/evidence.parquet' e JOIN ({rules}) r ON r.id = e.finding"
            ours = f"SELECT {keys} FROM {joined} WHERE rule = '{rule}'"
            theirs = f"SELECT {keys} FROM '{hand}/{file}.parquet'"
            fine &= same(c, f"{rule} at 0 %", ours, theirs, EXPECTED[rule])
        ours = f"""SELECT subject, property, day, gap FROM '{tolerant}/evidence.parquet' e JOIN
          (SELECT id, rule FROM '{tolerant}/findings.parquet') r ON r.id = e.finding WHERE rule = 'sources-disagree'"""
        theirs = f"SELECT subject, property, day, gap FROM '{hand}/disagree.parquet' WHERE beyond_5"
        fine &= same(c, "sources-disagree at 5 %", ours, theirs, BEYOND_5)
        sums = f"SELECT property, count(*) FROM '{hand}/sums.parquet' GROUP BY property ORDER BY property"
        fine &= said("counties against states", c.execute(sums).fetchall() == [("cases", 2486), ("deaths", 1276)])
        pairs = c.execute(
            f"SELECT one, other, property, days, beyond_5 FROM '{hand}/pairs.parquet' ORDER BY ALL"
        ).fetchall()
    shown = run([*CHECKER, "report", ".", "--by", "pair"], (0,), tolerant).output
    lines = {" ".join(line.split()) for line in shown.splitlines()}
    wanted = {f"{a} {b} {p} {days:,} {beyond:,}" for a, b, p, days, beyond in pairs}
    return said("the matrix of pairs", wanted <= lines and len(wanted) == 6) and fine


def same(c: duckdb.DuckDBPyConnection, what: str, ours: str, theirs: str, expected: int) -> bool:
    number = c.execute(f"SELECT count(*) FROM ({theirs})").fetchall()[0][0]
    apart = sum(
        c.execute(f"SELECT count(*) FROM ({one} EXCEPT ALL {other})").fetchall()[0][0]
        for one, other in ((ours, theirs), (theirs, ours))
    )
    return said(what, number == expected and apart == 0, f"{number:,} rows, {apart} of them otherwise")


# --- beside other ways --------------------------------------------------------------------------


def beside_others(folder: Path, data: Path, runs: int) -> bool:
    """Processor time and peak memory of the whole process, turn by turn."""
    own = project(folder / "beside", MAPPING.replace("FILE", "claims.parquet"))
    out = folder / "out"
    out.mkdir(exist_ok=True)
    fine = True
    for side, wanted in WANTED.items():
        module = {"hand": "duckdb", "gx": "great_expectations"}.get(side, side)
        if importlib.util.find_spec(module) is None:
            print(f"{side}: skipped, {module} is not installed")
            continue
        ratios, walls, memories = [], [], []
        for _ in range(runs):
            ours = check(own)
            theirs = run([PYTHON, str(SIDES), side, str(data / "claims.parquet"), str(out)])
            ratios.append(ours.cpu / theirs.cpu)
            walls.append(ours.wall / theirs.wall)
            memories.append(ours.peak / theirs.peak)
            print(
                f"  {side}: ours {ours.cpu:.1f} s, {ours.peak:.0f} MB; theirs {theirs.cpu:.1f} s, {theirs.peak:.0f} MB"
            )
        ratio, memory = sorted(ratios)[runs // 2], sorted(memories)[runs // 2]
        text = f"{ratio:.2f} of the time (wall {sorted(walls)[runs // 2]:.2f}), {memory:.2f} of the memory"
        fine &= said(side, ratio <= wanted and (side != "hand" or memory <= WANTED_MEMORY), f"{text}, wanted {wanted}")
    return fine


# --- sizes --------------------------------------------------------------------------------------


def sizes(folder: Path, data: Path, copies: list[int]) -> bool:
    """The counties several times over, each time under another name, within 2 GB."""
    first, fine = 0.0, True
    for number in copies:
        file = folder / f"claims-{number}.parquet"
        with duckdb.connect() as c:
            c.execute(
                f"""COPY (SELECT source, concat('c', n, '/', entity) AS entity, attribute, date, lo, hi
                FROM '{data}/claims.parquet', range({number}) r(n)) TO '{file}' (FORMAT parquet, COMPRESSION zstd)"""
            )
        environment[COUNTIES] = str(folder)
        own = project(folder / f"size-{number}", MAPPING.replace("FILE", file.name))
        ran = check(own, "--memory", "2GB")
        claims = number * 4_628_454
        first = first or ran.cpu / claims
        growth = ran.cpu / claims / first
        text = f"{ran.cpu:.1f} s ({ran.wall:.0f} s wall), {growth:.2f} of the first a claim, {ran.peak:.0f} MB"
        fine &= said(f"{claims:,} claims", growth <= WANTED_GROWTH and ran.peak <= MOST_MEMORY, text)
        file.unlink()
    environment[COUNTIES] = str(data)
    return fine


# --- a dirty million ----------------------------------------------------------------------------


def dirty_million(folder: Path) -> bool:
    """A CSV of a million rows: 1 % dirty, 1 % given twice, 100 conflicts. All of them are told."""
    own = project(
        folder / "dirty",
        "tables:\n  - read: counts.csv\n"
        "    columns: {source: source, subject: place, property: what, value: n, as_of: day}\n",
    )
    with duckdb.connect() as c:
        c.execute(
            f"""COPY (
              SELECT 'ABCDE'[1 + i % 5] AS source, concat('p', i // 500) AS place, 'cases' AS what,
                CASE WHEN i % 100 = 7 THEN concat(i // 5 % 100, ' or so')
                     WHEN i % 9900 = 0 THEN (i // 5 % 100 + 1)::VARCHAR ELSE (i // 5 % 100)::VARCHAR END AS n,
                DATE '2031-01-01' + (i // 5 % 100)::INTEGER AS day
              FROM (SELECT i FROM range(990000) r(i) UNION ALL SELECT i FROM range(990000) r(i) WHERE i % 99 = 3) rows
              ORDER BY hash(i)) TO '{own}/counts.csv' (HEADER)"""
        )
        lines = c.execute(f"SELECT count(*) FROM read_csv('{own}/counts.csv', all_varchar = true)").fetchall()[0][0]
        dirty = f"FROM read_csv('{own}/counts.csv', all_varchar = true) WHERE n LIKE '%or so'"
        wrong = c.execute(f"SELECT count(*) {dirty}").fetchall()[0][0]
        ran = check(own)
        left = c.execute(f"SELECT count(*) FROM '{own}/left-out.parquet'").fetchall()[0][0]
        differ = c.execute(
            f"SELECT sum(days) FROM '{own}/findings.parquet' WHERE rule = 'sources-disagree'"
        ).fetchall()[0][0]
        twice = c.execute(
            f"""SELECT sum(n) FROM (SELECT count(*) AS n FROM read_csv('{own}/counts.csv', all_varchar = true)
            WHERE n NOT LIKE '%or so' GROUP BY source, place, day HAVING count(*) > 1)"""
        ).fetchall()[0][0]
    fine = said("a dirty million, exit status", ran.status == 1, f"{lines:,} rows, {ran.cpu:.1f} s, {ran.peak:.0f} MB")
    fine &= said("dirty rows told", left == wrong, f"{left:,} of {wrong:,}")
    told = f"{twice:,} rows that a source gives more than once, with one figure" in ran.output
    fine &= said("rows given twice told", told, f"{twice:,}")
    return said("conflicts told", differ == 100, f"{differ} days (of 100 rows that are one too high)") and fine


# --- Spark --------------------------------------------------------------------------------------


def spark(folder: Path, data: Path) -> bool:
    """A million of the rows: the same findings and evidence by Spark, also where a worker is killed in the middle."""
    if importlib.util.find_spec("pyspark") is None or not shutil.which("java"):
        print("Spark is skipped: pyspark or Java is not installed")
        return True
    with duckdb.connect() as c:
        some = f"SELECT * FROM '{data}/claims.parquet' WHERE entity < 'us/18' LIMIT 1000000"
        c.execute(f"COPY ({some}) TO '{folder}/some.parquet' (FORMAT parquet)")
    environment[COUNTIES] = str(folder)
    own = project(folder / "spark", MAPPING.replace("FILE", "some.parquet"))
    check(own)
    fine = True
    for name, master in (("Spark", "local[2]"), ("Spark with a worker killed", "local-cluster[2,1,1024]")):
        out = folder / name.replace(" ", "-")
        out.mkdir()
        command = [PYTHON, str(SIDES), "spark" if master == "local[2]" else "spark-killed", str(own), str(out), master]
        environment["PYTHONPATH"] = str(HERE.parent)
        ran = run(command, (0, 1), own)
        with duckdb.connect() as c:
            apart = 0
            for what in ("findings", "evidence", "left-out"):
                one, other = f"SELECT * FROM '{own}/{what}.parquet'", f"SELECT * FROM '{out}/{what}.parquet'"
                for query in (f"{one} EXCEPT ALL {other}", f"{other} EXCEPT ALL {one}"):
                    apart += c.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0]
        fine &= said(name, apart == 0, f"{apart} rows otherwise, {ran.wall:.0f} s; {ran.output.strip()[-120:]}")
    environment[COUNTIES] = str(data)
    return fine


if __name__ == "__main__":
    sys.exit(main())
