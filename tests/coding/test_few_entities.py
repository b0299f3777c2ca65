"""Where few entities are coded: a figure of somebody who is none yet is not given to one that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.draft import draft
from checker.coding.suggestions import Drafted, suggestions
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.files.extract import Details
from checker.texts.mentions import FIGURES
from checker.values.dates import read_window

PUBLISHED, _ = read_window("2031-05-20")
PROPERTIES = """\
seats: {type: count, unit: person, over_time: stands, title: seats, words: [members]}
vote_share: {type: percentage, over_time: constant, title: share of the vote, words: [of the vote, won]}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder: Path = tmp_path_factory.mktemp("project")
    story = folder / "claims" / "s"
    story.mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (story / "entities.yaml").write_text("rural-party: {kind: party, name: the Rural Party}\n", "utf-8")
    (story / "a.yaml").write_text(
        "source: {publisher: A, published: 2031-05-19}\nclaims:\n"
        "  - {id: a, subject: rural-party, property: seats, value: 27, quote: 27 seats}\n"
        "  - {id: b, subject: rural-party, property: vote_share, value: 17%, quote: 17 percent of the vote}\n",
        "utf-8",
    )
    found = load([folder])
    assert found.problems == ()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Rural Party has 27 seats. It won 17 percent of the vote.", ["rural-party", "rural-party"]),
        ("The Rural Party has 27 seats. The Harbour Union has 40 seats.", ["rural-party", ""]),
        ("The Rural Party won 17 percent of the vote; Mara Lind won 51 percent of the vote.", ["rural-party", ""]),
        # in a list each figure is of who is named right before it
        ("The Rural Party won 17 percent of the vote, the Labour Front 24 and New Way 11.", ["rural-party", "", ""]),
        ("The Labour Front has 40 seats, the Rural Party 27 and New Way 11.", ["", "rural-party", ""]),
        ("The Harbour Union has 40 seats, and the Rural Party has 27 seats.", ["", "rural-party"]),
    ],
)
def test_whom_a_figure_is_of(text: str, expected: list[str], corpus: Corpus) -> None:
    article = Drafted.of(text, PUBLISHED, corpus, "s")
    made = suggestions(article, [mention for mention in article.mentions if mention.kind in FIGURES])
    assert [next((choice.value for choice in each.subjects), "") for each in made] == expected


def test_who_has_it_is_proposed(corpus: Corpus) -> None:
    text = "The Rural Party has 27 seats. The Harbour Union has 40 seats. In the storm 3 died.\n"
    made = draft(text, Details(published="2031-05-20"), {}, corpus, "s").text
    subjects = [line.split(":")[1].split("#")[0].strip() for line in made.splitlines() if "subject:" in line]
    assert subjects[:2] == ["rural-party", "harbour-union"]
    assert subjects[2] != "harbour-union"


def test_each_of_a_list_is_proposed(corpus: Corpus) -> None:
    text = "The Rural Party has 27 seats, the Labour Front 44, New Way 11 and others 3.\nAid of EUR 20,000 is paid.\n"
    made = draft(text, Details(published="2031-05-20"), {}, corpus, "s").text
    assert [name in made for name in ("subject: labour-front", "subject: new-way", "subject: eur")] == [
        True,
        True,
        False,
    ]
