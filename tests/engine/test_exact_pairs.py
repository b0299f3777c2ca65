"""Small, exact stories of what is held against what: at the limits of days and of numbers, and just beyond them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from checker.corpus.relation import Linear
from checker.engine import pairs
from checker.engine.bounds import side_bounds
from checker.engine.findings import DIFFER, PERHAPS, ROW
from checker.engine.grounding import Grounder
from checker.engine.pairs import evidence_of
from checker.engine.sql import open_engine
from checker.engine.suspicion import HOLDS, SUSPECT
from checker.engine.tables import load_tables
from tests.engine.stories import Story, counted, texts

NEARBY = "strength: {type: count, unit: person, over_time: varies, window: 3 days, title: strength}"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


# --- pairs of many statements


def _nearby(folder: Path, *days: int) -> Story:
    """Each day another paper, and another strength."""
    story = Story(folder, vocabulary=NEARBY)
    for number, day in enumerate(days):
        story.article(f"Paper {number}", f"property: strength, value: {10 * day}", published=f"2031-05-{day:02}")
    return story


@pytest.mark.parametrize("most", [120, 1])
def test_many_statements_are_compared_within_their_window_as_few_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(pairs, "MOST_COMPARED", most)
    (finding,) = _nearby(tmp_path, 1, 4, 8).check().findings
    assert (finding.kind, texts(finding)) == (DIFFER, [("40", "10")])


@pytest.mark.parametrize("most", [120, 1])
def test_two_of_one_day_are_a_pair_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(pairs, "MOST_COMPARED", most)
    story = _nearby(tmp_path, 1, 9)
    story.article("Gazette", "property: strength, value: 7", published="2031-05-01")
    (finding,) = story.check().findings
    assert texts(finding) == [("10", "7")]


def test_pairs_within_a_window_are_each_given_once(tmp_path: Path) -> None:
    story = _nearby(tmp_path, 1, 3, 4, 8)
    story.article("Gazette", "property: strength, value: 7", published="2031-05-03")
    ((stated),) = story.check().statements.values()
    given = [(one.text, other.text) for one, other in pairs._within_days(list(stated), 3)]
    assert given == [("10", "7"), ("10", "30"), ("10", "40"), ("7", "40"), ("30", "40")]


# --- what is narrower in one article


@pytest.mark.parametrize("narrow", ["380 to 390", "390 to 400", "385 to 395"])
def test_a_narrower_value_of_one_article_stands(story: Story, narrow: str) -> None:
    """Also where it begins, or ends, where the wider one does."""
    story.article("P", "property: killed, value: 380 to 400", f"property: killed, value: {narrow}")
    (stated,) = story.check().statements.values()
    assert [(statement.text, len(statement.claims)) for statement in stated] == [(narrow, 2)]


# --- products


def test_a_figure_that_nobody_states_makes_nothing_of_its_product() -> None:
    of_a_rate = Linear(terms=(("loss", Fraction(1)),), products=(("rate", "gain", Fraction(1)),))
    known = [(Fraction(1), Fraction(2)), (Fraction(5), Fraction(6))]
    assert side_bounds(of_a_rate, ["rate", "loss"], known) == (5, 6)


# --- sums over time


def test_a_part_that_leaves_after_its_whole_was_counted_changes_nothing(tmp_path: Path) -> None:
    """700 on the 5th, 400 and 300 in its parts. That one of them left on the 9th says nothing of the 5th."""
    story = Story(
        tmp_path,
        "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood, to: 2031-05-09}",
        "strength: {type: count, unit: person, over_time: varies, adds_to: strength, title: strength}\n"
        "size: {type: count, unit: person, over_time: constant, adds_to: strength, title: size}",
    )
    story.article("P", "property: strength, value: 700", published="2031-05-05")
    story.article("P", "subject: a, property: size, value: 400", "subject: b, property: size, value: 300")
    assert counted(story.check()) == []


# --- what words suggest


@pytest.mark.parametrize(("low", "is_above"), [("hundreds", True), ("at least 100", False)])
def test_what_is_above_the_top_that_words_suggest_surprises(story: Story, low: str, is_above: bool) -> None:
    """Also where all that is said is such words: tens of thousands are above what hundreds suggest."""
    story.article("P", f"property: killed, value: {low}")
    story.article("Q", "property: killed, value: tens of thousands")
    ((figure, stated),) = [(stated[0].figure, stated) for stated in story.check().statements.values()]
    found = {voices: len(own) for voices, own in evidence_of(figure, stated, 0).surprising.items()}
    assert found == ({("q", "p"): 1} if is_above else {})


def test_a_plan_that_was_replaced_is_not_held_against_the_parts_of_later(tmp_path: Path) -> None:
    """700 in 400 and 300, two days later 720 in 400 and 320, and 400 when the second part has left."""
    story = Story(
        tmp_path,
        "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood, to: 2031-05-09}",
        "strength: {type: count, unit: person, over_time: stands, adds_to: strength, title: strength}",
    )
    for day, whole, part in ((5, 700, 300), (7, 720, 320)):
        claims = [f"subject: {name}, property: strength, value: {value}" for name, value in (("a", 400), ("b", part))]
        story.article("P", f"property: strength, value: {whole}", *claims, published=f"2031-05-0{day}")
    story.article("P", "property: strength, value: 400", published="2031-05-10")
    assert counted(story.check()) == []


@pytest.mark.parametrize("least_look", [HOLDS, SUSPECT])
def test_a_sum_that_holds_is_a_row_as_well(tmp_path: Path, least_look: int) -> None:
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article(
        "P", "property: killed, value: 7", *(f"subject: {s}, property: killed, value: {v}" for s, v in ("a3", "b4"))
    )
    corpus = story.load()
    database = open_engine("sqlite")
    codes = load_tables(corpus, database)
    (of,) = [rule.relation for rule in corpus.rules if rule.id == "parts-do-not-add-up"]
    grounded = Grounder(database, codes).ground("parts", of, least_look=least_look, limit=9)
    database.close()
    rows = [row for row in grounded.rows if row.complete]
    ways = 2 if least_look == HOLDS else 0
    assert [sorted(name for name, _ in row.terms) for row in rows] == [["part", "part", "whole"]] * ways


@pytest.mark.parametrize(("day", "kind"), [("2031-05-04/2031-05-05", PERHAPS), ("2031-05-05", ROW)])
def test_a_sum_of_what_may_be_of_one_day_is_only_possible(tmp_path: Path, day: str, kind: str) -> None:
    story = Story(
        tmp_path,
        "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}",
        "strength: {type: count, unit: person, over_time: varies, adds_to: strength, title: strength}",
    )
    story.article(
        "P", "property: strength, value: 600", "subject: a, property: strength, value: 400", published="2031-05-05"
    )
    story.article("P", f'subject: b, property: strength, value: 300, as_of: "{day}"', published="2031-05-05")
    found = [finding for finding in story.check().findings if finding.rule == "parts-do-not-add-up"]
    assert [(finding.kind, finding.message) for finding in found] == [(kind, "400 and 300 make 700, not 600")]
