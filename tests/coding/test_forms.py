"""What a form is filled in with, and the state of each figure of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.forms import form_for, form_for_words, forms, free_id, understood
from checker.coding.marks import CODED, NO_CLAIM, TO_CODE, UNSURE, counts_of, marks_of, quotes_of
from checker.coding.suggestions import Drafted
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load

TEXT = """\
Second team reaches the flood

About 1,900 people were hurt in the flood, the mayor said. At least 12 people have died since May 2, he said.
On page 14 the paper lists several of them. They brought 1.234 tents.
The mayor said: The harbour refused to help. The flood killed 12 people.
"""
ARTICLE = """\
source: {publisher: Courier, published: 2031-05-04, text: courier.txt, no_claim: [on page 14]}
claims:
  - {id: died, subject: flood, property: killed, value: at least 12, quote: At least 12 people have died}
  - {id: gone, subject: flood, property: killed, value: 7, quote: seven people are gone}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    for name, text in {
        "claims/flood/courier.yaml": ARTICLE,
        "claims/flood/courier.txt": TEXT,
        "claims/flood/entities.yaml": "flood: {kind: event, name: the flood}\nmayor: {name: the mayor}\nharbour: {}\n",
        "rules/properties.yaml": "killed: {type: count, unit: person, words: [died]}\n"
        "hurt: {type: count, unit: person, words: [hurt]}\nstance: {type: category}\ncost: {type: money}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return load([tmp_path])


def drafted(corpus: Corpus) -> Drafted:
    return Drafted.of(TEXT, corpus.sources["flood/courier"].published, corpus, "flood")


def test_each_figure_has_a_state(corpus: Corpus) -> None:
    marks = {mark.mention.phrase: mark for mark in marks_of(TEXT, "flood/courier", corpus)}
    assert {phrase: mark.state for phrase, mark in marks.items()} == {
        "Second": NO_CLAIM,
        "About 1,900": TO_CODE,
        "At least 12": CODED,
        "May 2": TO_CODE,
        "page 14": NO_CLAIM,
        "several": TO_CODE,
        "1.234": UNSURE,
        "12": CODED,
    }
    assert marks["At least 12"].claims == ("died",)
    assert not marks["At least 12"].is_again
    assert marks["12"].is_again
    assert marks["Second"].why == "taken for no figure: ordinal"
    assert marks["1.234"].why == "may be thousands, or a decimal"
    assert TEXT[marks["May 2"].mention.start : marks["May 2"].mention.end] == "May 2"
    assert counts_of(marks.values()) == {CODED: 2, TO_CODE: 3, UNSURE: 1}


def test_quotes_have_their_places(corpus: Corpus) -> None:
    died, gone = quotes_of(TEXT, "flood/courier", corpus)
    assert (died.claim, TEXT[died.start : died.end], died.state) == ("died", "At least 12 people have died", "found")
    assert (gone.claim, gone.state) == ("gone", "gone")


def test_a_form_is_filled_in(corpus: Corpus) -> None:
    marks = [mark.mention for mark in marks_of(TEXT, "flood/courier", corpus) if mark.state in (TO_CODE, CODED)]
    hurt, died, *_ = forms(drafted(corpus), marks, corpus, "flood", taken=["about-1-900-people"])
    assert hurt.claim() == {
        "id": "about-1-900-people-2",
        "subject": "flood",
        "property": "hurt",
        "value": "about 1,900",
        "said_by": "mayor",
        "quote": "About 1,900 people were",
    }
    assert hurt.understood == understood("about 1,900", "hurt", corpus)[0]
    assert " to " in hurt.understood
    assert [choice.value for choice in hurt.statuses] == ["actual"]
    assert died.claim()["period"] == "2031-05-02/"
    assert "as_of" not in died.claim()


def test_words_that_were_selected(corpus: Corpus) -> None:
    start = TEXT.index("refused")
    form = form_for_words(start, start + len("refused to help"), drafted(corpus), corpus, "flood")
    assert form.claim()["subject"] == "harbour"
    assert form.claim()["value"] == "refused to help"
    assert "refused to help" in form.quote
    assert len(form.quote.split()) <= 8


def test_one_form_alone(corpus: Corpus) -> None:
    mention = marks_of(TEXT, "flood/courier", corpus)[1].mention
    assert form_for(mention, drafted(corpus), corpus, "flood").claim()["id"] == "about-1-900-people-were"[:18]


def test_how_a_value_is_understood(corpus: Corpus) -> None:
    assert understood("at least 5,000", "killed", corpus) == ("at least 5,000", "")
    assert understood("unknown", "killed", corpus) == ("unknown", "")
    assert understood("refused", "stance", corpus) == ("refused", "")
    assert understood("3 dollars", "killed", corpus)[1].endswith("'dollars' is not the unit of this property (person)")
    assert understood("3", "nothing", corpus) == ("", "unknown property 'nothing'")


def test_ids_are_free() -> None:
    assert free_id("About 400 people were hurt", "count", []) == "about-400-people-were"
    assert free_id("About 400 people", "count", ["about-400-people"]) == "about-400-people-2"
    assert free_id("…", "count", ["count", "count-2"]) == "count-3"
