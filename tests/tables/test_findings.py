"""What is found in tables: sources that differ, counts that fall, sums, and a project's own rules."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from checker.tables import duckdb_store
from checker.tables.duckdb_store import DuckDBStore
from tests.tables.conftest import MAPPING, Desk


def test_sources_that_agree(desk: Desk) -> None:
    desk.rows("A,x,cases,5,2031-05-01", "B,x,cases,5,2031-05-01", "A,x,cases,6,2031-05-02")
    ran = desk.check()
    assert ran.status == 0, ran.text
    assert "3 rows, 3 claims of 2 sources, 1 May 2031 to 2 May 2031" in ran.text


def test_sources_that_differ(desk: Desk) -> None:
    desk.rows("A,x,cases,5,2031-05-01", "B,x,cases,7,2031-05-01", "A,x,cases,8,2031-05-02", "B,x,cases,11,2031-05-02")
    ran = desk.check()
    assert ran.status == 1
    assert "sources-disagree: cases of x: A and B differ by 3 on 2 May 2031, and on 1 more day" in ran.text
    assert "A: 8  (counts.csv row 3)" in ran.text
    assert "B: 11  (counts.csv row 4)" in ran.text


def test_a_gap_within_the_tolerance_is_counted(desk: Desk) -> None:
    """5% of the larger: 95 and 100 agree, 94 and 100 do not."""
    desk.write("tables.yaml", MAPPING + "properties: {cases: {tolerance: 5%}}\n")
    desk.rows("A,x,cases,95,2031-05-01", "B,x,cases,100,2031-05-01")
    ran = desk.check()
    assert ran.status == 0, ran.text
    assert ran.text.split("sources-disagree")[1].split()[:4] == ["error", "0", "0", "1"]
    desk.rows("A,x,cases,94,2031-05-01", "B,x,cases,100,2031-05-01")
    assert desk.check().status == 1


def test_figures_after_the_point_are_exact(desk: Desk) -> None:
    """As doubles 0.3 less 0.2 is not 0.1: here it is."""
    desk.write("tables.yaml", MAPPING + "properties: {beds: {tolerance: 50%}}\n")
    desk.rows("A,x,beds,0.1,2031-05-01", "B,x,beds,0.2,2031-05-01")
    assert desk.check().status == 0
    desk.rows("A,x,beds,0.1,2031-05-01", "B,x,beds,0.201,2031-05-01")
    ran = desk.check()
    assert ran.status == 1
    assert "differ by 0.101 on" in ran.text


def test_ranges_meet(desk: Desk) -> None:
    desk.write("tables.yaml", MAPPING.replace("value: n", "lower: low, upper: high"))
    header = "source,place,what,low,high,day"
    desk.rows("A,x,beds,1,5,2031-05-01", "B,x,beds,5,,2031-05-01", header=header)
    assert desk.check().status == 0
    desk.rows("A,x,beds,1,5,2031-05-01", "B,x,beds,6,,2031-05-01", header=header)
    ran = desk.check()
    assert ran.status == 1
    assert "B: at least 6" in ran.text


def test_a_count_falls_within_its_source(desk: Desk) -> None:
    desk.rows("A,x,cases,5,2031-05-01", "A,x,cases,3,2031-05-04", "A,x,cases,4,2031-05-05", "B,x,cases,4,2031-05-07")
    ran = desk.check()
    assert ran.status == 1
    assert "count-falls: cases of x: falls in A by 2 on 4 May 2031\n" in ran.text
    assert "sources-disagree: " not in ran.text


def test_what_varies_may_fall(desk: Desk) -> None:
    desk.rows("A,x,beds,5,2031-05-01", "A,x,beds,3,2031-05-02")
    assert desk.check().status == 0


def test_falls_of_ranges_are_walked(desk: Desk) -> None:
    """The highest floor so far counts, and begins again at a step: 10, at most 12, 9 is one step; then 8 another."""
    desk.write("tables.yaml", MAPPING.replace("value: n", "lower: low, upper: high"))
    rows = ("10,10", "2,12", "9,9", "8,8", "8,20")
    dated = (f"A,x,cases,{bounds},2031-05-0{n}" for n, bounds in enumerate(rows, 1))
    desk.rows(*dated, header="source,place,what,low,high,day")
    ran = desk.check()
    assert "cases of x: falls in A by 1 on 3 May 2031, and on 1 more day" in ran.text


def test_a_speaker_is_one_voice(desk: Desk) -> None:
    """Two sources relay the ministry: that it comes down is a fall of the ministry."""
    desk.write("tables.yaml", MAPPING.replace("value: n", "value: n, speaker: who"))
    header = "source,place,what,n,day,who"
    desk.rows("A,x,cases,5,2031-05-01,Ministry", "B,x,cases,4,2031-05-02,Ministry", header=header)
    ran = desk.check()
    assert "falls in Ministry by 1" in ran.text


def test_sums(desk: Desk, with_rules: Callable[[str], None]) -> None:
    """The parts of 1 May make 7; only where they are all there is may they not make less than the whole."""
    with_rules("")
    mapping = MAPPING + "part_of: path\n"
    desk.write("tables.yaml", mapping)
    desk.rows(
        "A,us,cases,6,2031-05-01",
        "A,us/a,cases,4,2031-05-01",
        "A,us/b,cases,3,2031-05-01",
        "A,us,cases,9,2031-05-02",
        "A,us/b,cases,3,2031-05-02",
    )
    ran = desk.check()
    assert ran.status == 1
    assert "parts-do-not-add-up: cases of us, A: 2 parts make 7, the whole has 6, on 1 May 2031\n" in ran.text
    desk.write("tables.yaml", mapping + "parts: complete\n")
    assert "make 3, the whole has 9, on 2 May 2031, and on 1 more day" in desk.check().text


def test_sums_within_the_tolerance_of_the_rule(desk: Desk, with_rules: Callable[[str], None]) -> None:
    with_rules("1%")
    desk.write("tables.yaml", MAPPING + "part_of: path\nparts: complete\n")
    desk.rows("A,us,cases,100,2031-05-01", "A,us/a,cases,101,2031-05-01")
    assert desk.check().status == 0
    desk.rows("A,us,cases,100,2031-05-01", "A,us/a,cases,102,2031-05-01")
    assert desk.check().status == 1


def test_wholes_by_a_table(desk: Desk, with_rules: Callable[[str], None]) -> None:
    with_rules("")
    desk.write("places.csv", "county,state\na,us\nb,us\n")
    desk.write("tables.yaml", MAPPING + "part_of: {read: places.csv, entity: county, whole: state}\n")
    desk.rows("A,us,cases,6,2031-05-01", "A,a,cases,4,2031-05-01", "A,b,cases,3,2031-05-01")
    assert "2 parts make 7" in desk.check().text
    desk.write("places.csv", "county,state\na,us\nb,us\nb,ca\n")
    ran = desk.check()
    assert ran.status == 2
    assert "tables.yaml:4:1: 'b' is a part of 2 wholes; it can be of one" in ran.text


def test_a_rule_of_the_project(desk: Desk, with_rules: Callable[[str], None]) -> None:
    with_rules("")
    desk.rows("A,x,cases,3,2031-05-01", "A,x,deaths,4,2031-05-01", "B,x,cases,9,2031-05-01", "A,x,deaths,9,2031-05-02")
    desk.write("tables.yaml", MAPPING + "compare: {more-deaths-than-cases: within_source}\n")
    ran = desk.check()
    assert ran.status == 1
    assert "more-deaths-than-cases: deaths of x and cases, A: more deaths than cases, by 1 on 1 May 2031" in ran.text
    desk.write("tables.yaml", MAPPING + "compare: {more-deaths-than-cases: across_sources}\n")
    desk.rows("A,x,cases,5,2031-05-01", "B,x,deaths,6,2031-05-01")
    assert "by 1 on 1 May 2031" in desk.check().text


def test_columns_of_properties_and_what_is_fixed(desk: Desk) -> None:
    """A tracker as they come: a column for each figure, its name nowhere."""
    desk.write(
        "tables.yaml",
        """\
tables:
  - read: tracker-*.csv
    columns: {subject: state, as_of: date}
    fixed: {source: The Tracker}
    values: {cases: confirmed, deaths: dead}
    dates: month/day/year
""",
    )
    header = "date;state;confirmed;dead"
    desk.rows("5/1/2031;x;10;2", "5/2/2031;x;;2", name="tracker-1.csv", header=header)
    desk.rows("5/3/2031;x;9;1", name="tracker-2.csv", header=header)
    ran = desk.check()
    assert "falls in The Tracker by 1 on 3 May 2031" in ran.text
    assert "The Tracker: 9  (tracker-2.csv row 1)" in ran.text
    assert "1 row left out: no figure: tracker-1.csv row 2" in ran.text


def test_periods_and_constants_have_no_day(desk: Desk) -> None:
    desk.write("tables.yaml", MAPPING.replace("as_of: day", "period: day"))
    desk.rows("A,x,cases,5,2031-05", "B,x,cases,6,2031-05", "A,x,cases,4,2031-06", "A,x,cases,4,spring")
    ran = desk.check()
    assert "cases of x, 2031-05: A and B differ by 1\n" in ran.text
    assert "count-falls: " not in ran.text
    assert "not a period, such as 2031-05 or 2031-05-01/2031-05-07: counts.csv row 4 ('spring')" in ran.text


@pytest.mark.parametrize("kind", ["parquet", "duckdb"])
def test_other_places(desk: Desk, kind: str) -> None:
    rows = "('A', 'x', 'cases', 5, DATE '2031-05-01'), ('B', 'x', 'cases', 7, DATE '2031-05-01')"
    made = f"SELECT * FROM (VALUES {rows}) t(source, place, what, n, day)"
    if kind == "parquet":
        duckdb.execute(f"COPY ({made}) TO 'counts.parquet'")
        place = "counts.parquet"
    else:
        with duckdb.connect("counts.duckdb") as connection:
            connection.execute(f'CREATE TABLE "the claims" AS {made}')
        place = "duckdb: counts.duckdb#the claims"
    desk.write("tables.yaml", MAPPING.replace("counts.csv", f"'{place}'"))
    ran = desk.check()
    assert ran.status == 1, ran.text
    assert "A and B differ by 2" in ran.text


def test_order_changes_nothing(desk: Desk) -> None:
    """The same rows in another order, in other files: the same findings with the same ids."""
    rows = [f"{s},{p},cases,{n + i},2031-05-0{n}" for i, s in enumerate("ABC") for p in "xyz" for n in range(1, 9)]
    desk.rows(*rows)
    first = desk.check("--output", "findings.csv")
    said = (desk.root / "findings.csv").read_text()
    desk.rows(*reversed(rows))
    assert desk.check("--output", "findings.csv").status == first.status == 1
    assert (desk.root / "findings.csv").read_text() == said
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize("half", ["", ".5"])
def test_claims_that_are_compressed_are_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch, half: str) -> None:
    """Where the claims would fill the memory they are packed; with figures after the point, twice over."""
    desk.rows(
        f"A,x,beds,5{half},2031-05-01",
        "B,x,beds,7,2031-05-01",
        "A,x,cases,9,2031-05-02",
        "A,x,cases,8,2031-05-03",
        "A,x,cases,many,2031-05-04",
    )
    plain = desk.check().text
    monkeypatch.setattr(duckdb_store, "MOST_SHARE", 0)
    packed: list[bool] = []
    can_pack = DuckDBStore._can_pack

    def noted(store: DuckDBStore) -> bool:
        packed.append(can_pack(store))
        return packed[-1]

    monkeypatch.setattr(DuckDBStore, "_can_pack", noted)
    assert desk.check().text == plain
    assert packed == [tuple(map(int, duckdb.__version__.split(".")[:2])) >= (1, 4)] * (2 if half else 1)
