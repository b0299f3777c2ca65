"""What is suggested for a figure: who says it, whom it is of, what it is called, whether it is so or planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.agencies import via_of
from checker.coding.knowledge import Knowledge
from checker.coding.speakers import attributions
from checker.coding.statuses import statuses
from checker.coding.suggestions import Drafted, Suggestion, suggestions
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.texts.mentions import FIGURES, find_mentions
from checker.texts.sentences import sentences
from checker.values.dates import read_window
from checker.values.value import Hedges

ROOT = Path(__file__).parents[2]
PUBLISHED, _ = read_window("2031-05-04")
ENTITIES = """\
crash: {kind: event, name: the train crash}
ana-reed: {kind: person, name: Ana Reed}
railways: {kind: company, name: Orlava Railways}
second-team: {kind: team, name: second team}
"""
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead]}
injured: {type: count, unit: person, over_time: accumulates, title: people injured, words: [hurt, are injured]}
discharged: {type: count, unit: person, over_time: varies, title: injured who were discharged, words: [sent home]}
relief: {type: money, over_time: varies, title: compensation for each death, words: [ex gratia]}
cost: {type: money, over_time: varies, title: cost, words: [damage]}
size: {type: count, unit: person, over_time: constant, title: size, words: [team]}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    story = tmp_path / "claims" / "crash"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (tmp_path / "rules" / "hedges.yaml").write_text((ROOT / "rules" / "hedges.yaml").read_text("utf-8"), "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    (story / "a.yaml").write_text(
        "source: {publisher: A, published: 2031-05-03}\nclaims:\n"
        "  - {id: a, subject: crash, property: killed, value: 12, quote: 12 people died}\n",
        "utf-8",
    )
    found = load([tmp_path])
    assert found.problems == ()
    return found


def speakers(text: str, corpus: Corpus) -> list[str]:
    return [found.speaker for found in attributions(text, list(sentences(text)), Knowledge.of(corpus, "crash"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 40 hurt in the accident, said K. A. Menon.", ["K. A. Menon"]),
        ("The train crash, said Ana Reed, was bad.", ["ana-reed"]),
        ("At least 12 died in the train crash, the health ministry said.", ["the health ministry"]),
        ('"We lost 12," a senior police official told AFP.', ["a senior police official"]),
        ("According to Orlava Railways, 12 died.", ["railways"]),
        ("Reed said that 12 died.", ["ana-reed"]),
        ("Ana Reed said so. She added that 12 died.", ["ana-reed", "ana-reed"]),
        ("“We lost 12. We hope for no more,” Ana Reed said.", ["ana-reed", "ana-reed"]),
        ("The crash killed 12.", [""]),
        ("The train crash said it all.", [""]),  # what cannot speak
        ("Passengers of Orlava Railways were taken in by a clinic.", [""]),  # what is done to it, it does not say
        ("Ana Reed was listed as dead.", [""]),
        ("Ana Reed was quoted as saying so.", ["ana-reed"]),
        ("Nobody was reported hurt.", [""]),
        ("At least 12 died, doctors in Port Orlava said.", ["doctors in Port Orlava"]),
    ],
)
def test_speakers_are_those_who_can_speak(text: str, expected: list[str], corpus: Corpus) -> None:
    assert speakers(text, corpus) == expected


def test_what_is_said_in_passing_ends_with_its_clause(corpus: Corpus) -> None:
    text = (
        "The crash, which Ana Reed says killed 9 people, set off a fire in which 30 died, the coroner in Orlava said."
    )
    found = [choice.value for suggestion in made(text, corpus) for choice in suggestion.speakers]
    assert found == ["ana-reed", "the coroner in Orlava"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Title\n(Inputs from: IANS)\nText.", "IANS"),
        ("ORLAVA, May 4 (Reuters) - Twelve people died.", "Reuters"),
        ("Text. (With inputs from PTI)", "PTI"),
        ("Twelve people died, officials told AFP.", ""),  # of one claim, not of all
        ("(AFP)\nText.\n(Reuters)", ""),  # of which, is not said
    ],
)
def test_the_agency_of_an_article(text: str, via: str) -> None:
    assert via_of(text) == via


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army sent 600 men.", []),
        ("The army will send 600 men.", ["planned"]),
        ("At least 600 men are needed.", ["needed"]),
        ("Parliament approved 600 men.", ["authorised"]),
        ("They met 600 men who are expected home.", []),
        ("It pledged 600 men.", ["pledged"]),
    ],
)
def test_statuses(sentence: str, expected: list[str]) -> None:
    mention = next(m for m in find_mentions(sentence, PUBLISHED, Hedges()) if m.kind in FIGURES)
    assert list(statuses(mention, sentence, mention.start, PUBLISHED))[:1] == expected


def made(text: str, corpus: Corpus) -> list[Suggestion]:
    article = Drafted.of(text, PUBLISHED, corpus, "crash")
    return list(suggestions(article, [mention for mention in article.mentions if mention.kind in FIGURES]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So 650 are injured.", "injured"),  # the title of another property has the word, too
        ("In all 30 were sent home.", "discharged"),
        ("The damage is put at $5m.", "cost"),
        ("An ex gratia sum of $10,000 will be paid.", "relief"),
        ("In the train crash 17 died.", "killed"),
    ],
)
def test_a_property_by_its_own_words(text: str, expected: str, corpus: Corpus) -> None:
    (suggestion,) = made(text, corpus)
    assert [choice.value for choice in suggestion.properties][:1] == [expected]


def test_a_suggestion_has_alternatives_with_confidence(corpus: Corpus) -> None:
    (first, second) = made("A second team of 200 came, said Ana Reed, and 40 people were hurt.", corpus)
    assert first.subjects[0].value == "second-team"
    assert first.properties[0].value == "size"
    assert second.properties[0].value == "injured"
    for suggestion in (first, second):
        assert [choice.value for choice in suggestion.speakers] == ["ana-reed"]
        assert sum(choice.confidence for choice in suggestion.properties) == pytest.approx(1, abs=0.05)
    (rupees,) = made("It cost Rs 10 lakh in damage.", corpus)
    assert [choice.value for choice in rupees.values][:2] == ["INR 1m", "PKR 1m"]
    (told,) = made("On Friday 17 died, officials told AFP.", corpus)[1:]
    assert (told.via, told.as_of, told.quote) == ("AFP", "2031-05-02", "17 died, officials told")


def quotes(text: str, corpus: Corpus) -> dict[str, str]:
    """What is quoted for each figure but the days."""
    return {found.mention.phrase: found.quote for found in made(text, corpus) if found.mention.kind != "date"}


def test_a_quote_ends_before_the_next_figure(corpus: Corpus) -> None:
    """Of a list each figure is quoted for itself; days stand beside a figure and may be its own."""
    listed = "In all 133 homes have burned: 74 in Pinhal, 38 in Quintas and 21 in Ribalta."
    assert quotes(listed, corpus) == {
        "133": "133 homes have burned",
        "74": "74 in Pinhal",
        "38": "38 in Quintas",
        "21": "and 21 in Ribalta",
    }
    assert quotes("Two dead, five missing", corpus) == {"Two": "Two dead", "five": "five missing"}
    assert quotes("On Friday 12 people died.", corpus) == {"12": "Friday 12 people died"}


def test_a_quote_holds_the_next_figure_where_it_is_found_only_with_it(corpus: Corpus) -> None:
    text = "Two dead, five missing.\n\nTwo dead, six hurt."
    assert [found.quote for found in made(text, corpus)][:2] == ["Two dead, five missing", "five missing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is the worst crash since 2017, when 17 people died.", "2017"),
        ("Last year's crash killed 17.", "2030"),
        ("In 2017 17 people died.", "2017"),
        ("It killed 17, the most since 2017.", ""),
        ("It killed 17, up from two in 2017.", ""),
    ],
)
def test_what_was_in_another_year_is_as_of_that_year(text: str, expected: str, corpus: Corpus) -> None:
    found = next(each for each in made(text, corpus) if each.mention.kind == "count" and each.mention.phrase == "17")
    assert found.as_of == expected
