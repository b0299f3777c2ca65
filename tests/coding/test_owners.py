"""Whose a figure is where another name stands right beside it, and what a population is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.draft import draft
from checker.corpus.loader import load
from checker.files.extract import Details

PROPERTIES = """\
cases: {type: count, unit: person, over_time: accumulates, title: cases, words: [infected, disease]}
population: {type: count, unit: person, over_time: stands, title: inhabitants, words: [inhabitants, people live]}
beds: {type: count, unit: bed, over_time: varies, title: beds}
term: {type: duration, unit: month, over_time: constant, title: term, words: [sentence, in prison]}
"""
ENTITIES = """\
fever: {kind: event, name: the fever}
dorn: {kind: region, name: Dorn}
feld: {kind: person, name: Marius Feld}
clinic: {kind: hospital, name: the Upper Lake Hospital}
"""


def drafted(text: str, folder: Path) -> str:
    (folder / "claims" / "fever").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (folder / "claims" / "fever" / "entities.yaml").write_text(ENTITIES, "utf-8")
    (folder / "claims" / "fever" / "a.yaml").write_text("source: {publisher: A}\nclaims: []\n", "utf-8")
    return draft(text, Details(published="2031-05-09"), {}, load([folder]), "fever").text.replace("  #   ", "")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Dorn is full. The Dorn Regional Hospital has 800 beds.", "subject: dorn-regional-hospital  # new in"),
        ("Dorn is full. The Upper Lake Hospital has 800 beds.", "subject: clinic"),
        (
            "She asked for a prison sentence of eight years for Marius Feld, and three years for Olga Reim.",
            "subject: olga-reim  # new in entities.yaml\nproperty: term\nvalue: three",
        ),
        ("She asked for a prison sentence of eight years for Marius Feld.", "subject: feld"),
    ],
)
def test_it_is_of_who_is_named_right_beside_it(text: str, rows: str, tmp_path: Path) -> None:
    assert rows in drafted(text, tmp_path)


def test_a_population_is_no_number_of_cases(tmp_path: Path) -> None:
    text = drafted("In Dorn there were 1,235 cases among 1.3 million people.", tmp_path)
    assert "property: cases\nvalue: 1,235" in text
    assert "property: cases\nvalue: 1.3 million" not in text


def test_some_of_them_are_not_all_inhabitants(tmp_path: Path) -> None:
    text = drafted("Dorn has roughly 620,000 inhabitants, and 290 of them have the disease.", tmp_path)
    assert "property: population\nvalue: 290" not in text
    assert "property: cases\nvalue: 290" in text
