"""Findings of tables counted, as files, as a page, and as a gate."""

from __future__ import annotations

import json
from collections.abc import Callable

import duckdb
import pytest

from checker.corpus.identity import identity
from checker.tables.reasons import BAD_VALUE, REASONS
from tests.tables.conftest import MAPPING, Desk
from tests.tables.counts import HEADER, counts

ROWS = ("A,x,cases,5,2031-05-01", "B,x,cases,7,2031-05-01", "A,x,cases,4,2031-06-01", "B,x,cases,7,2031-06-01")


def _read(file: str) -> list[dict[str, object]]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{file}'")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_files(desk: Desk, ending: str) -> None:
    desk.rows(*ROWS, "A,x,cases,many,2031-06-02")
    ran = desk.check("--output", f"findings.{ending}")
    assert ran.status == 2
    fall, differ = _read(f"findings.{ending}")
    assert (differ["rule"], differ["severity"], differ["subject"], differ["gap"], differ["days"]) == (
        "sources-disagree",
        "error",
        "x",
        3,
        2,
    )
    assert str(differ["day"]) == "2031-06-01"
    figure = ("", "x", "cases", "actual", "", "person")
    assert differ["id"] == identity("voices-differ", "error", "sources-disagree", [figure])
    assert fall["id"] == identity("count-falls", "error", "count-falls", [figure])
    evidence = [row for row in _read(f"evidence.{ending}") if row["finding"] == differ["id"]]
    if ending == "parquet":
        assert [len(row["claims"]) for row in evidence] == [2, 2]  # type: ignore[arg-type]
        claims = sorted((c["file"], c["row"], c["source"], c["lower"]) for row in evidence for c in row["claims"])  # type: ignore[attr-defined]
    else:
        claims = sorted((r["claim_file"], r["claim_row"], r["claim_source"], r["claim_lower"]) for r in evidence)
    assert claims == [("counts.csv", n, "AB"[(n - 1) % 2], float(v)) for n, v in enumerate((5, 7, 4, 7), 1)]
    (left,) = _read(f"left-out.{ending}")
    assert (left["file"], left["row"], left["why"], left["cell"]) == ("counts.csv", 5, REASONS[BAD_VALUE], "many")


def test_an_ending_and_a_folder_that_are_not_there(desk: Desk) -> None:
    desk.rows(*ROWS)
    ran = desk.check("--output", "no/findings.parquet")
    assert ran.status == 2
    assert "there is no folder no" in ran.text


def test_the_gate_fails_on_growth_alone(desk: Desk) -> None:
    desk.rows(*ROWS)
    assert desk.check("--output", "before.parquet").status == 1
    ran = desk.check("--base", "before.parquet")
    assert ran.status == 0, ran.text
    assert "Nothing grew since before.parquet; 0 findings gone." in ran.text
    desk.rows(*ROWS, "B,x,cases,8,2031-06-02", "A,x,cases,4,2031-06-02")
    ran = desk.check("--base", "before.parquet")
    assert ran.status == 1
    assert "More of sources-disagree: 3 days of figures, 2 before" in ran.text
    desk.rows(*ROWS, "B,y,cases,8,2031-06-02", "A,y,cases,4,2031-06-02")
    ran = desk.check("--base", "before.parquet")
    assert ran.status == 1
    assert "New since before.parquet: 1 finding" in ran.text
    desk.rows(*ROWS[:2])
    ran = desk.check("--base", "before.parquet")
    assert ran.status == 0
    assert "Nothing grew since before.parquet; 1 finding gone." in ran.text


def test_a_gap_that_grows_fails(desk: Desk) -> None:
    """A known gap of 1 says nothing of one of 594; one that closes again passes."""
    desk.rows("A,x,cases,5,2031-05-01", "B,x,cases,6,2031-05-01")
    desk.check("--output", "before.csv")
    desk.rows("A,x,cases,5,2031-05-01", "B,x,cases,599,2031-05-01", "B,y,beds,0.5,2031-05-01")
    ran = desk.check("--base", "before.csv")
    assert ran.status == 1
    assert "Wider than in before.csv: 1 finding" in ran.text
    assert "differ by 594" in ran.text
    desk.rows("A,x,cases,5,2031-05-01", "B,x,cases,6,2031-05-01", "B,y,beds,0.5,2031-05-01")
    assert desk.check("--base", "before.csv").status == 0


def test_rows_that_were_unread_before_pass(desk: Desk) -> None:
    desk.rows(*ROWS, "A,x,cases,many,2031-06-02")
    assert desk.check("--output", "before.parquet").status == 2
    assert desk.check("--base", "before.parquet").status == 0
    desk.rows("A,x,cases,many,2031-06-03", *ROWS, "A,x,cases,many,2031-06-02")
    ran = desk.check("--base", "before.parquet")
    assert ran.status == 2
    assert "1 row of the tables cannot be read that the rows left out beside before.parquet do not have" in ran.text


def test_a_base_that_is_none(desk: Desk) -> None:
    desk.rows(*ROWS)
    assert "--base: counts.csv is not a file of findings" in desk.check("--base", "counts.csv").text
    ran = desk.check("--base", "no.parquet")
    assert ran.status == 2
    assert "no.parquet is not a file of findings" in ran.text


def test_counted(desk: Desk) -> None:
    desk.rows(*ROWS)
    text = desk.run("report", "--by", "rule", "--by", "pair", "--by", "month", "--by", "source", "--by", "entity").text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "sources-disagree cases 1 2 1 3" in lines
    assert "A B cases 2 2" in lines
    assert "2031-05 0 1" in lines
    assert "2031-06 1 1" in lines
    assert "A count-falls 1 1" in lines
    assert "B sources-disagree 1 2" in lines
    assert "x 2 3 3" in lines


def test_counted_for_programs(desk: Desk) -> None:
    desk.rows(*ROWS)
    names = ("rule", "pair", "month", "source", "entity")
    ran = desk.run("report", *(f"--by={name}" for name in names), "--format", "json")
    assert ran.status == 0, ran.text
    made = json.loads(ran.shown)["tables"]
    assert (made["complete"], made["rows"], made["claims"], made["problems"]) == (True, 4, 4, [])
    assert made["by"]["rule"] == [
        {"rule": "count-falls", "property": "cases", "findings": 1, "days": 1, "entities": 1, "widest_gap": 1},
        {"rule": "sources-disagree", "property": "cases", "findings": 1, "days": 2, "entities": 1, "widest_gap": 3},
    ]
    pair = {"source": "A", "other_source": "B", "property": "cases", "days": 2, "beyond_tolerance": 2}
    assert made["by"]["pair"] == [pair]
    assert made["by"]["month"] == [
        {"month": "2031-05", "rule": "sources-disagree", "days": 1},
        {"month": "2031-06", "rule": "count-falls", "days": 1},
        {"month": "2031-06", "rule": "sources-disagree", "days": 1},
    ]
    assert {"source": "B", "rule": "sources-disagree", "findings": 1, "days": 2} in made["by"]["source"]
    assert made["by"]["entity"] == [{"entity": "x", "findings": 2, "days": 3, "widest_gap": 3}]


def test_counted_into_a_file_and_as_what_it_is_not(desk: Desk) -> None:
    desk.rows(*ROWS)
    ran = desk.run("report", "--by", "rule", "--output", "counts.json")
    assert (ran.status, ran.shown) == (0, "")
    assert len(json.loads((desk.root / "counts.json").read_text())["tables"]["by"]["rule"]) == 2
    ran = desk.run("report", "--by", "rule", "--format", "sarif")
    assert ran.status == 2
    assert "what is counted is not shown as sarif: expected text, json, or a page by --html" in ran.text


def test_nothing_is_counted_of_tables_that_cannot_be_read(desk: Desk) -> None:
    desk.write("counts.csv", "source,place,what,n,day\n")
    ran = desk.run("report", "--by", "rule", "--format", "json")
    assert ran.status == 2
    made = json.loads(ran.shown)["tables"]
    assert (made["complete"], made["by"]) == (False, {})
    assert made["problems"][0]["message"] == "has no rows"


def test_by_is_of_tables(desk: Desk) -> None:
    (desk.root / "tables.yaml").unlink()
    desk.write("claims/flood/entities.yaml", "{}\n")
    assert "--by is for tables, and there is no tables.yaml here" in desk.run("report", "--by", "rule").text


def test_the_page(desk: Desk, with_rules: Callable[[str], None]) -> None:
    with_rules("")
    desk.write("tables.yaml", MAPPING + "part_of: path\nparts: complete\n")
    desk.rows(*counts(5, 40), "<script>alert(1)</script>,x,cases,7,2031-05-01", "A,x,cases,8,2031-05-01", header=HEADER)
    ran = desk.run("report", "--html", "page.html")
    assert ran.status == 0, ran.text
    page = (desk.root / "page.html").read_text()
    assert "Which sources differ" in page
    assert "The worst entities" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'content="default-src ' in page


def test_the_page_of_nothing(desk: Desk) -> None:
    desk.rows(ROWS[0])
    assert desk.run("report", "--html", "page.html").status == 0
    assert "No disagreement was found." in (desk.root / "page.html").read_text()


def test_the_page_beside_that_of_articles(desk: Desk) -> None:
    desk.rows(*ROWS)
    desk.write("claims/flood/entities.yaml", "x: {}\n")
    claim = "{id: a, subject: x, property: beds, value: 5}"
    desk.write("claims/flood/courier.yaml", f"source: {{publisher: C, published: 2031-05-08}}\nclaims: [{claim}]\n")
    ran = desk.run("report", "--html", "page.html")
    assert ran.status == 0, ran.text
    assert (desk.root / "page.html").exists()
    assert "The worst entities" in (desk.root / "page-tables.html").read_text()
