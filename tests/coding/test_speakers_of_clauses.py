"""Whose a figure is where several are named: who says it all at the end, who holds an office, and who "he" is."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.agencies import via_of, without_dateline
from checker.coding.draft import draft
from checker.coding.knowledge import Knowledge
from checker.coding.offices import holders, is_person
from checker.coding.speakers import attributions
from checker.corpus.loader import load
from checker.files.extract import Details
from checker.texts.sentences import sentences

ENTITIES = """\
fever: {kind: event, name: the fever}
fund: {kind: organisation, name: the World Relief Fund, aliases: [the fund]}
health-institute: {kind: body, name: the Health Institute, aliases: [the institute]}
hospital: {kind: hospital, name: the Dorn Regional Hospital, aliases: [the hospital]}
court: {kind: court, name: the court}
brandt: {kind: person, name: Anna Brandt}
orsic: {kind: person, name: Pavel Orsic}
hol: {kind: person, name: Jakub Hol}
voss: {kind: person, name: Lena Voss}
wire: {kind: news agency, name: Meridian Press}
"""
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead]}
doses: {type: count, unit: dose, over_time: accumulates, title: doses, words: [doses]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims" / "fever").mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (tmp_path / "claims" / "fever" / "entities.yaml").write_text(ENTITIES, "utf-8")
    (tmp_path / "claims" / "fever" / "a.yaml").write_text(
        "source: {publisher: Herald, published: 2031-05-03}\nclaims: []\n", "utf-8"
    )
    return tmp_path


def said(text: str, folder: Path) -> list[tuple[str, str]]:
    """Each figure of a draft, and who says it."""
    made = draft(text, Details(published="2031-05-04"), {}, load([folder]), "fever")
    pairs: list[tuple[str, str]] = []
    for line in made.text.splitlines():
        if line.startswith("  #   value: "):
            pairs.append((line.removeprefix("  #   value: "), ""))
        elif line.startswith("  #   said_by: "):
            pairs[-1] = (pairs[-1][0], line.removeprefix("  #   said_by: "))
    return pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The fund has promised 400,000 doses, and 150,000 doses will arrive soon, Orsic said.",
            [("400,000", "orsic"), ("150,000", "orsic")],
        ),
        ("The hospital gave 800 doses, its director, Anna Brandt, said.", [("800", "brandt")]),
        ("The hospital gave 800 doses, its director, Nora Palm, said.", [("800", "Nora Palm")]),
        ("Beat Imhof, the court's spokesman, said the court had heard 12 people died.", [("12", "Beat Imhof")]),
        ("The mayor, Jakub Hol, was there. Some 180 people died, he said.", [("some 180", "hol")]),
        (
            "Lena Voss said so.\n\nThe mayor, Jakub Hol, came late. Some 180 people died, he said.",
            [("some 180", "hol")],
        ),
        ("The mayor, Jakub Hol, came late.\n\nIt rained. There 29 people died, the mayor said.", [("29", "hol")]),
        ("The institute contradicted this, saying that 19 people had died.", [("19", "health-institute")]),
        ("The institute said so. The fund sent 300 of the 400 doses it promised.", [("300", ""), ("400", "")]),
    ],
)
def test_who_says_it(text: str, expected: list[tuple[str, str]], folder: Path) -> None:
    assert said(text, folder) == expected


def test_a_clause_is_nobody(folder: Path) -> None:
    text = "She said the police had heard 64 witnesses and 12 people died."
    found = attributions(text, list(sentences(text)), Knowledge.of(load([folder]), "fever"))
    assert [voice.speaker for each in found for voice in each.voices] == []


def test_an_entity_is_not_proposed_twice(folder: Path) -> None:
    made = draft("The World Relief Fund spent $4m.", Details(published="2031-05-04"), {}, load([folder]), "fever")
    assert made.entities == ()
    assert "subject: fund" in made.text


def test_the_agency_of_the_dateline_is_not_the_subject(folder: Path) -> None:
    text = "Fever\n\nKORVA, 4 May 2031 (Meridian Press) - The fever has killed 12 people, Orsic said.\n"
    made = draft(text, Details(published="2031-05-04"), {}, load([folder]), "fever")
    assert "subject: fever" in made.text
    assert "wire" not in made.text
    assert via_of(text) == "Meridian Press"
    assert "Meridian" not in without_dateline(text)


def test_who_holds_an_office_is_a_person() -> None:
    text = "The founder, Marius Feld, and director Olga Reim came. Feld, 56, left. The minister, A. Bo, did not."
    assert holders(text) == {"director": "Olga Reim", "founder": "Marius Feld"}
    assert is_person("Marius Feld", text)
    assert not is_person("Rhenus Bank", text + " Rhenus Bank lent it.")
