"""`checker init --tables` proposes a mapping that a check can be run with at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tables.conftest import Desk


@pytest.fixture
def empty(desk: Desk) -> Desk:
    (desk.root / "tables.yaml").unlink()
    (desk.root / "rules" / "properties.yaml").unlink()
    (desk.root / "rules").rmdir()
    return desk


def test_a_tracker_with_a_column_for_each_figure(empty: Desk) -> None:
    days = [f"5/{day}/2031,us/{place},{day},{10 * day},{day % 3}" for place in "ab" for day in range(1, 20)]
    empty.rows(*days, name="tracker.csv", header="date,county,fips,Confirmed Cases,beds")
    ran = empty.run("init", "--tables", "tracker.csv")
    assert ran.status == 0, ran.text
    said = (empty.root / "tables.yaml").read_text()
    assert "columns: {as_of: date, subject: county}" in said
    assert "fixed: {source: tracker}" in said
    assert "values: {confirmed_cases: 'Confirmed Cases', beds: beds}" in said
    assert "dates: month/day/year" in said
    assert "part_of: path" in said
    vocabulary = (empty.root / "rules" / "properties.yaml").read_text()
    assert "confirmed_cases: {type: count, over_time: accumulates," in vocabulary
    assert "beds: {type: count, over_time: varies," in vocabulary
    ran = empty.check()
    assert ran.status == 0, ran.text
    assert "76 rows, 76 claims of 1 source" in ran.text


def test_a_long_table(empty: Desk) -> None:
    rows = [
        f"{s},x,{what},{day},2031-05-{day:02}" for s in "AB" for what in ("Cases!", "Deaths") for day in range(1, 9)
    ]
    empty.rows(*rows, header="provider,place,measure,count,day")
    assert empty.run("init", "--tables", "counts.csv").status == 0
    said = (empty.root / "tables.yaml").read_text()
    assert "{source: provider, as_of: day, subject: place, property: measure, value: count}" in said
    assert "  cases: {words: 'Cases!', tolerance: 0%}" in said
    ran = empty.check()
    assert ran.status == 0, ran.text
    assert "32 claims of 2 sources" in ran.text


def test_an_editor_completes_what_is_proposed(empty: Desk) -> None:
    """Each file that is written names its schema in its first line, and the schema is there."""
    empty.rows("A,x,ill,5,2031-05-01", header="source,place,measure,n,day")
    assert empty.run("init", "--tables", "counts.csv").status == 0
    for file in ("tables.yaml", "rules/properties.yaml", "rules/parts-do-not-add-up.yaml"):
        path = empty.root / file
        first = path.read_text().splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=.schemas/"), file
        assert (path.parent / first.partition("=")[2]).is_file(), file
    schema = json.loads((empty.root / ".schemas" / "tables.json").read_text())
    assert "ill" in schema["properties"]["properties"]["properties"]
    ran = empty.run("schema", "--check")
    assert ran.status == 0, ran.text


def test_the_schema_of_the_properties_that_are_there(desk: Desk) -> None:
    desk.rows("A,x,cases,5,2031-05-01")
    (desk.root / "tables.yaml").unlink()
    assert desk.run("init", "--tables", "counts.csv").status == 0
    schema = json.loads((desk.root / ".schemas" / "tables.json").read_text())
    for named in (schema["properties"]["properties"], schema["$defs"]["Table"]["properties"]["values"]):
        assert sorted(named["properties"]) == ["beds", "cases", "deaths"]  # and no text
    assert not (desk.root / "rules" / ".schemas").exists()


def test_nothing_is_written_over(desk: Desk) -> None:
    desk.rows("A,x,cases,5,2031-05-01")
    before = (desk.root / "tables.yaml").read_text()
    ran = desk.run("init", "--tables", "counts.csv")
    assert ran.status == 2
    assert (desk.root / "tables.yaml").read_text() == before


def test_a_table_elsewhere_and_rules_that_are_there(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    (desk.root / "tables.yaml").unlink()
    other: Path = tmp_path_factory.mktemp("data") / "far.csv"
    other.write_text("source,place,what,n,day\nA,x,cases,5,2031-05-01\n")
    ran = desk.run("init", "--tables", str(other))
    assert ran.status == 0, ran.text
    assert "rules/properties.yaml is there" not in ran.text, "its one property is there"
    assert "read: '$CHECKER_DATA/far.csv'" in (desk.root / "tables.yaml").read_text()


def test_cells_that_name_properties(desk: Desk) -> None:
    """A column is that of the properties for what stands in it, whatever it is called."""
    (desk.root / "tables.yaml").unlink()
    desk.write("t.csv", "place,theme,n,day,by\nx,cases,5,2031-05-01,Courier\nx,deaths,1,2031-05-01,Gazette\n")
    ran = desk.run("init", "--tables", "t.csv")
    assert ran.status == 0, ran.text
    said = (desk.root / "tables.yaml").read_text()
    assert "{property: theme, source: by, as_of: day, subject: place, value: n}" in said
    assert "add to it" not in ran.text
    assert desk.check().status == 0


def test_what_is_missing_of_the_rules_that_are_there(desk: Desk) -> None:
    (desk.root / "tables.yaml").unlink()
    desk.write("t.csv", "place,what,n,day\nx,cases,5,2031-05-01\nx,cured,1,2031-05-01\n")
    ran = desk.run("init", "--tables", "t.csv")
    assert "rules/properties.yaml is there: add to it\ncured: {type: count," in ran.text
    assert "\ncases: " not in ran.text


def test_no_table(desk: Desk) -> None:
    (desk.root / "tables.yaml").unlink()
    desk.write("counts.csv", "")
    ran = desk.run("init", "--tables", "counts.csv")
    assert ran.status == 2
    assert "counts.csv: is empty" in ran.text


def test_a_source_by_a_short_name_and_days_of_many_forms(desk: Desk) -> None:
    """Nothing makes one source of two, and what is not read is named."""
    (desk.root / "tables.yaml").unlink()
    desk.rows("M,n,3,a,2031-05-01", "T,n,4,b,05/02/2031", "T,n,5,c,May 3 2031", header="src,area,deaths,page no,date")
    assert desk.run("init", "--tables", "counts.csv").status == 0
    made = (desk.root / "tables.yaml").read_text()
    assert "source: src" in made
    assert "fixed:" not in made
    assert "# the days of 'date' are not written in one way: make them 2031-05-02 in every row," in made
    assert "# columns that are not read: 'page no'" in made


def test_two_tables_are_not_proposed_at_once(desk: Desk) -> None:
    (desk.root / "tables.yaml").unlink()
    desk.rows("M,n,3,2031-05-01", header="source,place,deaths,day")
    ran = desk.run("init", "--tables", "counts.csv", "--tables", "counts.csv")
    assert ran.status == 2
    assert "--tables is given 2 times" in ran.text
    assert not (desk.root / "tables.yaml").exists()
