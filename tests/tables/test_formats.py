"""Findings of tables for other programs, and the rows behind one of them."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from tests.tables.conftest import Desk

FALL = ("A,x,cases,5,2031-05-01", "A,x,cases,3,2031-05-02", "A,x,cases,many,2031-05-03")


def test_json_holds_the_findings_and_what_was_left_out(desk: Desk) -> None:
    desk.rows(*FALL)
    ran = desk.check("--format", "json")
    assert ran.status == 1
    made = json.loads(ran.text)["tables"]
    (finding,) = made["findings"]
    assert finding["rule"] == "count-falls"
    assert [(claim["row"], claim["value"]) for claim in finding["claims"]] == [(1, "5"), (2, "3")]
    assert made["rows"] == 3
    assert made["claims"] == 2
    assert any(told["first"] == [{"file": "counts.csv", "row": 3, "cell": "many"}] for told in made["rows_told"])
    assert [rule["fails"] for rule in made["rules"] if rule["rule"] == "count-falls"] == [True]


def test_sarif_places_a_finding_in_its_line(desk: Desk) -> None:
    desk.rows(*FALL)
    (run,) = json.loads(desk.check("--format", "sarif").text)["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "counts.csv"}, "region": {"startLine": 2}}
    notes = [each["message"]["text"] for each in run["invocations"][0]["toolConfigurationNotifications"]]
    assert any("1 row left out" in note and "counts.csv row 3" in note for note in notes)


def test_junit_has_a_failure_a_finding(desk: Desk) -> None:
    desk.rows(*FALL)
    suite = ET.fromstring(desk.check("--format", "junit").text)[0]
    assert suite.get("failures") == "1"
    assert "falls in A by 2" in str(suite.find("testcase/failure").get("message"))  # type: ignore[union-attr]


def test_markdown_is_no_markup_of_the_table(desk: Desk) -> None:
    desk.rows('A,"<b>```x```",cases,5,2031-05-01', 'A,"<b>```x```",cases,3,2031-05-02')
    made = desk.check("--format", "markdown").text
    assert made.count("```") == 2


def test_a_file_of_the_format_and_the_findings_beside_it(desk: Desk) -> None:
    desk.rows(*FALL)
    assert desk.check("--output", "all.json", "--output", "findings.parquet").status == 1
    assert json.loads((desk.root / "all.json").read_text())["tables"]["complete"]
    assert (desk.root / "findings.parquet").is_file()


@pytest.mark.parametrize("name", ["github", "gitlab", "csv"])
def test_a_format_that_tables_do_not_have(desk: Desk, name: str) -> None:
    desk.rows(*FALL)
    ran = desk.check("--format", name)
    assert ran.status == 2
    assert f"tables are not shown as {name}: expected text, json, sarif, junit, markdown" in ran.text


def test_explain_shows_each_row_of_a_finding(desk: Desk) -> None:
    desk.rows(*FALL)
    (id_,) = re.findall(r"^error (\w{10})", desk.check().text, re.M)
    ran = desk.run("explain", id_[:6])
    assert ran.status == 0
    assert "2 May 2031, by 2: A: 5  (counts.csv row 1)" in ran.text
    assert "2 May 2031, by 2: A: 3  (counts.csv row 2)" in ran.text


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "markdown"])
def test_the_gate_leaves_standard_output_to_the_document(desk: Desk, name: str) -> None:
    desk.rows("A,x,cases,5,2031-05-01")
    desk.check("--output", "before.parquet")
    same = desk.check("--format", name, "--base", "before.parquet")
    assert (same.status, same.shown) == (0, desk.check("--format", name).shown)
    assert "Nothing grew since before.parquet" in same.text
    desk.rows(*FALL)
    grown = desk.check("--format", name, "--base", "before.parquet")
    assert (grown.status, grown.shown) == (1, desk.check("--format", name).shown)
    assert "New since before.parquet: 1 finding" in grown.text


@pytest.mark.parametrize("arguments", [(), ("--format", "text"), ("--format", "text", "--output", "-")])
def test_the_gate_is_text_beside_text(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.rows("A,x,cases,5,2031-05-01")
    desk.check("--output", "before.parquet")
    assert "Nothing grew" in desk.check(*arguments, "--base", "before.parquet").shown


ARTICLE = """\
source: {publisher: Courier, published: 2031-05-08}
claims:
  - {id: a, subject: x, property: cases, value: 5}
"""


@pytest.mark.parametrize("with_article", [False, True])
@pytest.mark.parametrize("arguments", [("--output", "all.json"), ("--format", "json", "--output", "all.json")])
def test_a_file_alone_leaves_standard_output_empty(
    desk: Desk, arguments: tuple[str, ...], *, with_article: bool
) -> None:
    desk.rows(*FALL)
    if with_article:
        desk.write("claims/one/entities.yaml", "x: {}\n")
        desk.write("claims/one/b.yaml", ARTICLE)
    ran = desk.check(*arguments)
    assert (ran.status, ran.shown) == (1, "")
    assert json.loads((desk.root / "all.json").read_text())
    assert ("falls in A by 2" in ran.text) == with_article


def test_beside_an_article_text_is_on_standard_output(desk: Desk) -> None:
    desk.rows(*FALL)
    desk.write("claims/one/entities.yaml", "x: {}\n")
    desk.write("claims/one/b.yaml", ARTICLE)
    assert "falls in A by 2" in desk.check("--format", "text").shown
    assert "falls in A by 2" in desk.check().shown
    data = desk.check("--format", "json")
    assert json.loads(data.shown)
    assert "falls in A by 2" in data.text
