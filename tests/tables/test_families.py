"""Claims that are coded by hand and tables speak of the same entities."""

from __future__ import annotations

import json

import pytest

from tests.tables.conftest import MAPPING, Desk

ROWS = ("A,x,cases,5,2031-05-01", "A,x,cases,8,2031-05-04", "B,x,cases,8,2031-05-04", "A,y,cases,1,2031-05-01")


def _article(desk: Desk, claim: str) -> None:
    desk.write("claims/entities.yaml", "county-x: {aliases: [x]}\n")
    desk.write("claims/flood/entities.yaml", "{}\n")
    desk.write(
        "claims/flood/courier.yaml",
        f"source: {{publisher: Courier, published: 2031-05-08}}\nclaims:\n  - {{id: a, subject: county-x, {claim}}}\n",
    )


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("property: cases, value: 7, as_of: 2031-05-04", "8"),  # of the same day
        ("property: cases, value: 4, as_of: 2031-05-03", "5"),  # below what was counted before
        ("property: cases, value: 9, as_of: 2031-05-02", "8"),  # above what was counted later
        ("property: cases, value: 6, as_of: 2031-05-03", ""),
        ("property: cases, value: 4, as_of: 2031-05-03, scope: in hospital", ""),
        ("property: beds, value: 4, as_of: 2031-05-04", ""),
    ],
)
def test_a_claim_against_rows(desk: Desk, claim: str, message: str) -> None:
    desk.rows(*ROWS)
    _article(desk, claim)
    ran = desk.check()
    assert ran.status == (1 if message else 0), ran.text
    if message:
        assert "counts.csv:" in ran.text
        assert "Courier" in ran.text


def test_other_formats_tell_of_rows_with_their_places(desk: Desk) -> None:
    desk.rows(*ROWS)
    _article(desk, "property: cases, value: 7, as_of: 2031-05-04")
    assert desk.check("--format", "json", "--output", "out.json").status == 1
    made = json.loads((desk.root / "out.json").read_text())
    assert "counts.csv" in json.dumps(made)


def test_what_tables_disagree_about_is_told_once(desk: Desk) -> None:
    """A and B differ on 4 May: a finding of the tables, not of the article that is in between."""
    desk.rows("A,x,cases,5,2031-05-04", "B,x,cases,9,2031-05-04")
    _article(desk, "property: cases, value: 5 to 9, as_of: 2031-05-04")
    ran = desk.check()
    assert ran.status == 1
    assert ran.text.count("A and B differ") == 1
    assert "1 article" in ran.text or "1 source" in ran.text, ran.text


def test_explain_an_entity(desk: Desk) -> None:
    desk.write("tables.yaml", MAPPING + "part_of: path\n")
    desk.rows(
        "A,us,cases,9,2031-05-01", "A,us/a,cases,4,2031-05-01", "B,us/a,cases,6,2031-05-01", "A,ca,cases,4,2031-05-01"
    )
    ran = desk.run("explain", "--entity", "us/a")
    assert ran.status == 0, ran.text
    assert "1. CASES – US/A" in ran.text
    assert "3 claims" in ran.text
    wrong = desk.run("explain", "--entity", "us/b")
    assert wrong.status == 2
    assert "no row speaks of 'us/b'; did you mean 'us/a'?" in wrong.text


def test_explain_wants_something(desk: Desk) -> None:
    assert "give the id of a rule or of a finding, or --entity" in desk.run("explain").text
    (desk.root / "tables.yaml").unlink()
    desk.write("claims/flood/entities.yaml", "{}\n")
    assert "there is no tables.yaml here" in desk.run("explain", "--entity", "x").text
