"""What is called, and how people stand to it: categories that imply each other, and that come one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import DIFFER, GOES_BACK, Result
from checker.reports.sentences import Sentences
from tests.engine.stories import Story, brief, counted, texts

STANCE = "stance: {type: category, values: [pledged, refused, reluctant], implies: {refused: reluctant}}"
KINDS = (
    """\
called:
  type: category
  values: [security mission, peacekeeping mission, UN peacekeeping mission]
  implies: {UN peacekeeping mission: peacekeeping mission}
  order: [security mission, peacekeeping mission]
  over_time: stands
""".replace("\n  ", ", ")
    .replace("called:, ", "called: {")
    .replace("\n", "}\n")
)
BILL = (
    "stage: {type: category, over_time: stands, values: [tabled, passed, signed, withdrawn], "
    "order: [tabled, passed, signed]}"
)


def _story(tmp_path: Path, vocabulary: str) -> Story:
    return Story(tmp_path, vocabulary=vocabulary)


def _changes(result: Result) -> list[list[str]]:
    return [[step[0].text for step in change.steps] for change in result.changes]


def test_a_change_of_stance_is_told_as_a_change(tmp_path: Path) -> None:
    """M22: reluctant in June, pledged in July."""
    story = _story(tmp_path, STANCE)
    story.article("Gazette", "property: stance, value: reluctant", published="2031-06-24")
    story.article("Herald", "property: stance, value: pledged", published="2031-07-17")
    result = story.check()
    assert counted(result) == []
    assert _changes(result) == [["reluctant", "pledged"]]


def test_who_refuses_is_reluctant(tmp_path: Path) -> None:
    """M22: refused in March, reluctant in June is no change; on one day it is no contradiction."""
    story = _story(tmp_path, STANCE)
    story.article("Gazette", "property: stance, value: refused", published="2031-03-05")
    story.article("Herald", "property: stance, value: reluctant", published="2031-06-24")
    story.article("Tribune", "property: stance, value: refused", published="2031-06-24")
    result = story.check()
    assert counted(result) == []
    assert _changes(result) == []


def test_stances_of_one_day_that_exclude_each_other_contradict(tmp_path: Path) -> None:
    story = _story(tmp_path, STANCE)
    story.article("Gazette", "property: stance, value: reluctant")
    story.article("Herald", "property: stance, value: pledged")
    story.article("Tribune", "property: stance, value: not reluctant")
    (finding,) = story.check().counted
    assert brief(finding) == (DIFFER, "error", "flood stance")
    assert sorted(texts(finding)) == [("reluctant", "not reluctant"), ("reluctant", "pledged")]


def test_a_mission_is_called_what_a_later_paper_says_it_has_yet_to_become(tmp_path: Path) -> None:
    """M23: a tension that names both, and no change beside it."""
    story = _story(tmp_path, KINDS)
    story.article("Gazette", "property: called, value: peacekeeping mission", published="2031-03-07")
    story.article(
        "Herald",
        "property: called, value: security mission",
        "property: called, status: planned, value: UN peacekeeping mission",
        published="2031-09-22",
    )
    result = story.check()
    (finding,) = result.counted
    assert brief(finding) == (GOES_BACK, "warning", "flood called")
    assert Sentences(result).finding(finding) == (
        'Called – flood: Gazette has "peacekeeping mission" (7 Mar), Herald "security mission" (22 Sep), '
        "which comes before it"
    )
    assert _changes(result) == []


def test_what_goes_on_in_its_order_is_a_change(tmp_path: Path) -> None:
    story = _story(tmp_path, BILL)
    story.article("Gazette", "property: stage, value: tabled", published="2031-05-01")
    story.article("Herald", "property: stage, value: passed", published="2031-05-08")
    story.article("Tribune", "property: stage, value: signed", published="2031-05-20")
    result = story.check()
    assert counted(result) == []
    assert _changes(result) == [["tabled", "passed", "signed"]]


def test_a_bill_that_is_signed_and_then_only_passed(tmp_path: Path) -> None:
    """All that was farther on before is told, and one finding holds it; a stage out of the order goes nowhere."""
    story = _story(tmp_path, BILL)
    story.article("Gazette", "property: stage, value: signed", published="2031-05-01")
    story.article("Herald", "property: stage, value: passed", published="2031-05-08")
    before = story.check().counted
    assert [brief(finding) for finding in before] == [(GOES_BACK, "warning", "flood stage")]
    story.article("Gazette", "property: stage, value: tabled", published="2031-05-20")
    story.article("Courier", "property: stage, value: withdrawn", published="2031-06-20")
    (after,) = story.check().counted
    assert after.id == before[0].id
    assert texts(after) == [("signed", "tabled"), ("signed", "passed"), ("passed", "tabled")]


def test_spans_that_overlap_do_not_go_back(tmp_path: Path) -> None:
    """It may have been passed in the first week of May and signed in the last."""
    story = _story(tmp_path, BILL)
    story.article("Gazette", "property: stage, value: signed, as_of: 2031-05", published="2031-06-04")
    story.article("Herald", "property: stage, value: passed, as_of: 2031-05-08", published="2031-06-04")
    assert counted(story.check()) == []


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_only_what_is_listed_excludes(tmp_path: Path, engine: str) -> None:
    """A person can be a minister and a party's leader at once, but not in office and retired."""
    story = _story(
        tmp_path,
        "post: {type: category, values: [minister, party leader, retired], "
        "excludes: {retired: [minister, party leader]}, over_time: stands}",
    )
    story.article("Gazette", "property: post, value: minister")
    story.article("Herald", "property: post, value: party leader")
    assert counted(story.check(engine)) == []
    story.article("Tribune", "property: post, value: retired")
    (finding,) = story.check(engine).counted
    assert sorted(texts(finding)) == [("minister", "retired"), ("party leader", "retired")]
