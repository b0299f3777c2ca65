"""Figures that say something of others: differences, what is taken back, and whose a hedge is."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.draft import draft
from checker.corpus.loader import load
from checker.files.extract import Details
from checker.texts.mentions import find_mentions
from checker.values.dates import read_window
from checker.values.value import Hedges

PUBLISHED, _ = read_window("2031-05-09")
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead, toll]}
cases: {type: count, unit: person, over_time: accumulates, title: cases, words: [infected]}
term: {type: duration, unit: month, over_time: constant, title: term, words: [sentenced, in prison]}
"""


def drafted(text: str, folder: Path) -> str:
    (folder / "claims" / "fever").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (folder / "claims" / "fever" / "entities.yaml").write_text("fever: {kind: event, name: the fever}\n", "utf-8")
    return draft(text, Details(published="2031-05-09"), {}, load([folder]), "fever").text


def test_a_rise_by_so_many_is_a_comparison(tmp_path: Path) -> None:
    text = drafted("The number of cases has risen by 320 to 1,640.", tmp_path)
    assert "value: 1,640\n  #   compared: {more: 320, at: before}" in text
    assert "value: 320" not in text
    assert '"320" (count): by how much a figure changed, which is no value' in text


def test_a_fall_by_so_many_is_one_as_well(tmp_path: Path) -> None:
    text = drafted("The number of cases fell by 1,200 to 1,640.", tmp_path)
    assert 'compared: {fewer: "1,200", at: before}' in text


def test_what_is_taken_back(tmp_path: Path) -> None:
    text = drafted(
        "The ministry corrected its toll: 28 people had died, not 31, as three were counted twice.", tmp_path
    )
    assert "value: 28\n  #   revises: 31" in text
    assert "value: 31" not in text
    assert "property: killed\n  #   value: three" not in text


def test_what_is_denied_is_no_claim(tmp_path: Path) -> None:
    text = drafted("The police said 28 people had died, not 31.", tmp_path)
    assert "revises" not in text
    assert '"31" (count): it is said that it is not so many, but 28' in text


def test_a_difference_of_two_terms_is_no_term(tmp_path: Path) -> None:
    text = drafted("He was sentenced to six years in prison, two years less than she had asked for.", tmp_path)
    assert "property: term\n  #   value: six years" in text
    assert "property: term\n  #   status: requested  # or actual\n  #   value: two years" not in text
    assert "property: term\n  #   value: two years" not in text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It has debts of 3.2 billion euros and more than 40 creditors.", ["3.2 billion euros", "more than 40"]),
        ("It has debts of 3.2 billion euros and over 40 creditors.", ["3.2 billion euros", "over 40"]),
        ("It has debts of 3.2 billion euros and more.", ["3.2 billion euros and more"]),
        ("In Dorn 520 of the 850 people are home.", ["520", "850"]),
    ],
)
def test_whose_a_hedge_is(text: str, values: list[str]) -> None:
    assert [found.value for found in find_mentions(text, PUBLISHED, Hedges())] == values
