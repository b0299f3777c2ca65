"""What the head of a text says: its publisher, its agency, where it was written, who wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.agencies import via_of, without_dateline
from checker.coding.details import details_of_text
from checker.coding.draft import draft
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.files.extract import Details
from checker.texts.mentions import find_mentions
from checker.values.dates import read_window
from checker.values.value import Hedges

PUBLISHED, _ = read_window("2031-05-07")
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead]}
revenue: {type: money, over_time: varies, title: revenue}
"""
ENTITIES = """\
crash: {kind: event, name: the train crash}
coast-wire: {kind: agency, name: Seaboard}
harbour-police: {kind: agency, name: Harbour Police Service}
orlava: {kind: town, name: Orlava}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    story = tmp_path / "claims" / "crash"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    (story / "a.yaml").write_text("source: {publisher: SBN, published: 2031-05-03}\nclaims: []\n", "utf-8")
    return load([tmp_path])


def drafted(text: str, corpus: Corpus) -> str:
    return draft(text, Details(published="2031-05-07"), {}, corpus, "crash").text


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Title of it\n\nORLAVA (Seaboard Wire) - Twelve people died.", "Seaboard Wire"),
        ("Title of it\n\nPort Orlava (Interlink) — Rain fell.", "Interlink"),  # in a dateline, whatever it is called
        ("Title of it\nThe Post, 7 May 2031\n(Harbour Press)\n\nTwelve people died.", "Harbour Press"),
        ("Title of it\nBy Seaboard News Agency\n\nTwelve people died.", "Seaboard News Agency"),
        ("Title of it\n\nTwelve people died.\nInputs from: Seaboard Newswire", "Seaboard Newswire"),
        ("Title of it\n(SBN)\n\nTwelve people died.", "SBN"),  # the publisher of another article
        ("Title of it\n(VIDEO)\n\nTwelve people died.", ""),
        ("Title of it\nThe Post\n(Last Update)\n\nTwelve people died.", ""),
        ("Ana Reed (Green List) - 14,206 votes\nTom Hall (New Way) - 14,175 votes", ""),
        ("Ana Reed (Green List) - A farmer.\nTom Hall (New Way) - A lawyer.", ""),  # a list is no dateline
    ],
)
def test_an_agency_that_a_text_credits(text: str, via: str) -> None:
    assert via_of(text, {"sbn"}) == via


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Twelve people died, Harbour Press reports.", ["via: Harbour Press"]),
        ("Twelve people died, Seaboard has reported.", ["via: Seaboard"]),  # its entity is an agency
        ("Twelve people died, an official told Harbour Press.", ["said_by: an official", "via: Harbour Press"]),
        ("Twelve people died, Harbour Police Service said.", ["said_by: harbour-police"]),  # an agency of a government
        ("Twelve people died, Free Press reports.", ["said_by: Free Press"]),
        ("ORLAVA (Harbour Press) - Twelve people died, Harbour Press reports.", []),  # its source says so already
    ],
)
def test_an_agency_that_reports_is_no_speaker(text: str, rows: list[str], corpus: Corpus) -> None:
    made = [line.removeprefix("  #   ") for line in drafted(f"A title of words\n\n{text}\n", corpus).splitlines()]
    assert [row for row in made if row.startswith(("said_by:", "via:"))] == rows


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("The Orlava Bugle, Tuesday 20 May 2031", "The Orlava Bugle"),
        ("Harbour Observer\n20 May 2031", "Harbour Observer"),
        ("20 May 2031 | Diario de Orlava", "Diario de Orlava"),
        ("Radio Orlava, 20 May 2031, 11.30 pm", "Radio Orlava"),
        ("Seaboard Broadcasting (SBC)\nMonday, 20 May 2031", "Seaboard Broadcasting (SBC)"),
        ("SBN, 20 May 2031", "SBN"),
        ("Orlava, 20 May 2031", ""),  # a town, as far as anybody knows
        ("Port Orlava, 20 May 2031", ""),
        ("20 May 2031", ""),
        ("Rain is expected in the north\n20 May 2031", ""),
        ("By Ana Reed\n20 May 2031", ""),
    ],
)
def test_who_published_stands_in_the_line_of_the_day(head: str, publisher: str) -> None:
    found = details_of_text(f"Twelve dead in a crash\n\n{head}\n\nTwelve people died.\n", frozenset({"sbn"}))
    assert (found.publisher, found.published) == (publisher, "2031-05-20")


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("ORLAVA - Acme said on Tuesday that 12 had died.", True),
        ("Orlava – Thousands of people came.", True),
        ("ORLAVA, May 4 (AFP) - Twelve people died.", True),
        ("Acme - which makes cars - lost 12 people.", False),
        ("Twelve people died.", False),
    ],
)
def test_a_dateline_is_a_place(text: str, is_cut: bool) -> None:
    whole = f"A title of words\n\n{text}\n"
    cut = without_dateline(whole)
    assert len(cut) == len(whole)
    assert ("Orlava" not in cut and "ORLAVA" not in cut and "  " in cut) == is_cut


def test_what_stands_in_a_dateline_is_the_subject_of_nothing(corpus: Corpus) -> None:
    out = drafted("A title of words\n\nLONDON - Acme Motors said its revenue was $3m.\n", corpus)
    assert "subject: acme-motors" in out and "london" not in out
    out = drafted("A title of words\n\nORLAVA - In the train crash 12 people died.\n", corpus)
    assert "subject: crash" in out and "orlava" not in out


@pytest.mark.parametrize("line", ["By Jan Oster", "By April Reed and Max March", "By June Hall, in Orlava"])
def test_a_byline_holds_no_date(line: str) -> None:
    assert find_mentions(f"A title of words\n{line}\n\nIt rained.\n", PUBLISHED, Hedges()) == []


def test_a_date_after_by_is_one() -> None:
    (found,) = find_mentions("It will end by June 2032.", PUBLISHED, Hedges())
    assert found.value == "2032-06"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "KORVA, 6 March 2031 (Harbour Press) - Dorn has floods.",
            ("Harbour Press", "", "2031-03-06", "Harbour Press"),
        ),
        ("KORVA, 6 March 2031 (Alpa) - Dorn has floods.", ("Alpa", "", "2031-03-06", "Alpa")),
        ("KORVA, 6 March 2031 (Alpa)\nBy Tom Hall", ("Alpa", "Tom Hall", "2031-03-06", "Alpa")),
        (
            "KORVA, March 6, 2031 (Harbour Press, in The Dorn Bugle) — Dorn has floods.",
            ("The Dorn Bugle", "", "2031-03-06", "Harbour Press"),
        ),
        (
            "Coast Tribune\n6 March 2031\nBy Tom Hall, health correspondent",
            ("Coast Tribune", "Tom Hall", "2031-03-06", ""),
        ),
        ("Coast Tribune\n6 March 2031\nTom Hall", ("Coast Tribune", "Tom Hall", "2031-03-06", "")),
        ("Upper Lakes Landsman\n6 March 2031", ("Upper Lakes Landsman", "", "2031-03-06", "")),
        ("Oberland Landbote, 6 March 2031", ("Oberland Landbote", "", "2031-03-06", "")),
        ("By Harbour Press\n6 March 2031", ("", "", "2031-03-06", "Harbour Press")),  # an agency is no author
    ],
)
def test_what_the_lines_of_a_head_say(head: str, expected: tuple[str, str, str, str]) -> None:
    text = f"Twelve dead in a flood\n\n{head}\n\nTwelve people died.\n"
    found = details_of_text(text, frozenset({"alpa"}))
    assert (found.publisher, found.author, found.published, via_of(text, {"alpa"})) == expected
    assert found.title == "Twelve dead in a flood"


def test_the_name_of_the_paper_may_stand_above_the_title() -> None:
    found = details_of_text("The Dorn Bugle\n\nTwelve dead in a flood\n\n6 March 2031\n\nTwelve people died.\n")
    assert (found.publisher, found.title, found.published) == ("The Dorn Bugle", "Twelve dead in a flood", "2031-03-06")
