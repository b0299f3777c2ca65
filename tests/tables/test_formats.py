"""Findings of tables for other programs, and the rows behind one of them."""

from __future__ import annotations

import json
import re
import subprocess
from xml.etree import ElementTree as ET

import pytest

from tests.tables.conftest import Desk

FALL = ("A,x,cases,5,2031-05-01", "A,x,cases,3,2031-05-02", "A,x,cases,many,2031-05-03")


def test_json_holds_the_findings_and_what_was_left_out(desk: Desk) -> None:
    desk.rows(*FALL)
    ran = desk.check("--format", "json")
    assert ran.status == 2
    made = json.loads(ran.shown)["tables"]
    (finding,) = made["findings"]
    assert finding["rule"] == "count-falls"
    assert [(claim["row"], claim["value"]) for claim in finding["claims"]] == [(1, "5"), (2, "3")]
    assert made["rows"] == 3
    assert made["claims"] == 2
    assert any(told["first"] == [{"file": "counts.csv", "row": 3, "cell": "many"}] for told in made["rows_told"])
    assert [rule["fails"] for rule in made["rules"] if rule["rule"] == "count-falls"] == [True]


def test_sarif_places_a_finding_in_its_line(desk: Desk) -> None:
    desk.rows(*FALL)
    (run,) = json.loads(desk.check("--format", "sarif").shown)["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "counts.csv"}, "region": {"startLine": 2}}
    assert not run["invocations"][0]["executionSuccessful"]
    notes = [each["message"]["text"] for each in run["invocations"][0]["toolConfigurationNotifications"]]
    assert any("1 row left out" in note and "counts.csv row 3" in note for note in notes)


def test_junit_has_a_failure_a_finding(desk: Desk) -> None:
    desk.rows(*FALL)
    suite = ET.fromstring(desk.check("--format", "junit").shown)[0]
    assert (suite.get("failures"), suite.get("errors")) == ("1", "1")
    assert "falls in A by 2" in str(suite.find("testcase/failure").get("message"))  # type: ignore[union-attr]


def test_markdown_is_no_markup_of_the_table(desk: Desk) -> None:
    desk.rows('A,"<b>```x```",cases,5,2031-05-01', 'A,"<b>```x```",cases,3,2031-05-02')
    made = desk.check("--format", "markdown").text
    assert made.count("```") == 2


def test_a_file_of_the_format_and_the_findings_beside_it(desk: Desk) -> None:
    desk.rows(*FALL)
    assert desk.check("--output", "all.json", "--output", "findings.parquet").status == 2
    assert not json.loads((desk.root / "all.json").read_text())["tables"]["complete"]
    assert (desk.root / "findings.parquet").is_file()


FELL = FALL[:2]


def test_what_servers_show_is_what_the_exit_status_says(desk: Desk) -> None:
    """The Action asks for annotations: of an old finding there is none, of a new one and of an unread row there is."""
    desk.rows(*FELL)
    ran = desk.check("--format", "github")
    assert ran.status == 1
    assert ran.shown.startswith("::error file=counts.csv,line=2,col=1,title=count-falls [")
    assert "Failed: 1 finding of the tables." in ran.shown
    (entry,) = json.loads(desk.check("--format", "gitlab").shown)
    assert (entry["check_name"], entry["location"]) == ("count-falls", {"path": "counts.csv", "lines": {"begin": 2}})
    assert desk.check("--format", "csv").shown.count("count-falls") == 2
    desk.check("--output", "before.parquet")
    ran = desk.check("--format", "github", "--base", "before.parquet")
    assert (ran.status, ran.shown.count("::")) == (0, 0)
    assert "The tables passed: nothing grew since before.parquet." in ran.shown
    assert json.loads(desk.check("--format", "gitlab", "--base", "before.parquet").shown) == []
    desk.rows(*FALL)
    ran = desk.check("--format", "github", "--base", "before.parquet")
    assert ran.status == 2
    assert (
        "::error file=counts.csv,line=4,col=1,title=rows that cannot be read::1 row left out: not a figure" in ran.shown
    )
    (entry,) = json.loads(desk.check("--format", "gitlab", "--base", "before.parquet").shown)
    assert entry["check_name"] == "unread-rows"


def test_a_page_is_asked_for_by_html(desk: Desk) -> None:
    desk.rows(*FALL)
    ran = desk.check("--format", "html")
    assert ran.status == 2
    assert "tables are not shown as html: expected text, json, sarif" in ran.text


def test_explain_shows_each_row_of_a_finding(desk: Desk) -> None:
    desk.rows(*FALL)
    (id_,) = re.findall(r"^error (\w{10})", desk.check().text, re.M)
    ran = desk.run("explain", id_[:6])
    assert ran.status == 0
    assert "2 May 2031, by 2: A: 5  (counts.csv row 1)" in ran.text
    assert "2 May 2031, by 2: A: 3  (counts.csv row 2)" in ran.text


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "markdown"])
def test_the_gate_is_in_the_document(desk: Desk, name: str) -> None:
    """What is known is not shown as a failure by a server whose job passes."""
    failed = {"json": '"fails": true', "sarif": '"new"', "junit": "<failure", "markdown": "Failed: "}[name]
    desk.rows(*FELL)
    desk.check("--output", "before.parquet")
    same = desk.check("--format", name, "--base", "before.parquet")
    assert same.status == 0
    assert failed not in same.shown
    assert "Nothing grew since before.parquet" in same.text
    desk.rows(*FELL, "B,y,cases,5,2031-05-01", "B,y,cases,4,2031-05-02")
    grown = desk.check("--format", name, "--base", "before.parquet")
    assert grown.status == 1
    assert failed in grown.shown
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
    desk.rows(*FELL)
    if with_article:
        _write_article(desk)
    ran = desk.check(*arguments)
    assert (ran.status, ran.shown) == (1, "")
    assert json.loads((desk.root / "all.json").read_text())["tables"]["findings"]


def _write_article(desk: Desk) -> None:
    desk.write("claims/one/entities.yaml", "x: {}\n")
    desk.write("claims/one/b.yaml", ARTICLE)


TOLD = {
    "text": "falls in A by 2",
    "github": "::error file=counts.csv,line=2",
    "markdown": "falls in A by 2",
    "json": '"count-falls"',
    "sarif": '"ruleId": "count-falls"',
    "junit": '<testsuite name="tables" tests="2" failures="1"',
    "gitlab": '"check_name": "count-falls"',
    "csv": "count-falls",
}


@pytest.mark.parametrize("name", TOLD)
def test_beside_an_article_a_format_holds_the_tables_too(desk: Desk, name: str) -> None:
    """A red job says why, whatever it is asked in, and none of it says that all passed."""
    desk.rows(*FELL)
    _write_article(desk)
    ran = desk.check("--format", name)
    assert ran.status == 1
    assert TOLD[name] in ran.shown
    assert "Passed" not in ran.shown
    assert "no new disagreement" not in ran.shown
    if name in ("json", "sarif", "gitlab"):
        made = json.loads(ran.shown)
        assert name != "sarif" or len(made["runs"]) == 1
    if name == "junit":
        assert len(ET.fromstring(ran.shown)) == 2


def test_a_branch_is_held_against_its_base_and_what_is_known(desk: Desk) -> None:
    """One run has both gates: articles against a commit, tables against findings.parquet beside tables.yaml."""
    desk.rows(*FELL)
    _write_article(desk)
    ran = desk.check("--base", "main")
    assert ran.status == 2
    assert "--base: not a git repository" in ran.text
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "start")):
        subprocess.run(["git", "-c", "user.name=d", "-c", "user.email=d@d", *command], cwd=desk.root, check=True)
    ran = desk.check("--base", "main", "--format", "github")
    assert ran.status == 1
    assert (
        "Note: there is no findings.parquet beside tables.yaml, so what main has in its tables counts too" in ran.shown
    )
    desk.check("--output", "findings.parquet")
    ran = desk.check("--base", "main", "--format", "github")
    assert (ran.status, ran.shown.count("::error")) == (0, 0)
    assert desk.check("--base", "doesnotexist").status == 2
    (desk.root / "claims/one/b.yaml").unlink()
    (desk.root / "claims/one/entities.yaml").unlink()
    ran = desk.check("--base", "doesnotexist")
    assert ran.status == 2
    assert "'doesnotexist' is no commit here" in ran.text
    assert desk.check("--base", "main").status == 0


def test_accept_says_that_it_is_for_articles(desk: Desk) -> None:
    desk.rows(*FELL)
    _write_article(desk)
    ran = desk.run("accept", "--all", "--reason", "so it is")
    assert (ran.status, (desk.root / "accepted.yaml").exists()) == (0, False)
    assert "findings of the tables are not accepted here: `checker check --output findings.parquet`" in ran.text
