"""Which figures of a text are coded: those that a claim gives or names, and not their neighbours in its quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.coding.marks import TO_CODE, UNSURE, marks_of
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.texts.coverage import Article, coverage

PROPERTIES = """\
homes_lost: {type: count, unit: home, over_time: accumulates, title: homes destroyed}
killed: {type: count, unit: person, over_time: accumulates, title: people killed}
present: {type: count, unit: person, over_time: constant, title: members present}
votes: {type: count, unit: person, over_time: constant, title: votes}
price: {type: number, unit: litre, over_time: constant, title: litres of fuel}
stance: {type: category, over_time: varies, title: stance}
needs: {type: text, over_time: varies, title: majority needed}
"""
ENTITIES = """\
fire: {kind: event}
north: {kind: town}
house: {kind: parliament}
reed: {kind: person}
hall: {kind: person}
"""


def coded(folder: Path, text: str, *claims: str) -> tuple[Corpus, Article]:
    story = folder / "claims" / "s"
    story.mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    (story / "a.txt").write_text(f"A title of some words\n\n{text}\n", "utf-8")
    lines = "".join(f"  - {{id: c{n}, {claim}}}\n" for n, claim in enumerate(claims))
    source = "source: {publisher: P, published: 2031-08-06, text: a.txt}\nclaims:\n"
    (story / "a.yaml").write_text(source + lines, "utf-8")
    corpus = load([folder])
    assert corpus.problems == ()
    (article,) = coverage(corpus)
    return corpus, article


@pytest.mark.parametrize(
    ("text", "claim", "left"),
    [
        # a neighbour in the quote that was seen and not read is no claim's
        ("In all 90 homes burned: 62 in Alder, 28 in Birch.", 'value: 62, quote: "62 in Alder, 28"', ["90", "28"]),
        ("In all 90 homes burned: 62 in Alder, 28 in Birch.", 'value: 28, quote: "62 in Alder, 28"', ["90", "62"]),
        # what is quoted alone is for the person to say
        ("In all 90 homes burned: 62 in Alder.", "value: 62, quote: 62 in Alder", ["90"]),
        ("It lost sixty-two in Alder and 28 in Birch.", "value: 62, quote: lost sixty-two in Alder and 28", ["28"]),
    ],
)
def test_a_neighbour_that_was_not_read(tmp_path: Path, text: str, claim: str, left: list[str]) -> None:
    corpus, article = coded(tmp_path, text, f"subject: north, property: homes_lost, {claim}")
    assert [spot.mention.phrase for spot in article.uncoded] == left
    marks = marks_of(corpus.texts["s/a"].content, "s/a", corpus)
    assert [mark.mention.phrase for mark in marks if mark.state in (TO_CODE, UNSURE)] == left


def test_a_figure_that_can_be_read_in_two_ways_is_for_the_person_to_say(tmp_path: Path) -> None:
    claim = 'subject: fire, property: price, value: "1,500 litres", quote: 1.500 litres of fuel and 20 homes'
    _, article = coded(tmp_path, "It burned 1.500 litres of fuel and 20 homes.", claim)
    assert [spot.mention.phrase for spot in article.uncoded] == ["20"]


def test_a_figure_beside_a_stance_is_not_coded_by_the_stance(tmp_path: Path) -> None:
    text = "North pledged 90 firefighters since May 2030, and a vote of two thirds is needed."
    stance = "subject: north, property: stance, value: pledged, quote: pledged 90 firefighters since May 2030"
    needs = "subject: house, property: needs, value: a vote of two thirds, quote: a vote of two thirds is needed"
    corpus, article = coded(tmp_path, text, stance, needs)
    assert [spot.mention.phrase for spot in article.uncoded] == ["90"]
    marks = marks_of(corpus.texts["s/a"].content, "s/a", corpus)
    assert [mark.mention.phrase for mark in marks if mark.state in (TO_CODE, UNSURE)] == ["90"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "In the House 88 of the 90 members were present.",
            ["subject: house, property: present, value: 88 of 90, quote: 88 of the 90 members were present"],
        ),
        (
            "The death toll was lowered from nine people to eight people.",
            [
                "subject: fire, property: killed, value: eight, said_by: the police, revises: nine,"
                " quote: lowered from nine people to eight people",
            ],
        ),
        (
            "Reed won by 31 votes over Hall, who had 400 votes.",
            [
                "subject: hall, property: votes, value: 400, quote: who had 400 votes",
                "subject: reed, property: votes, compared: {more: 31, to: hall}, quote: Reed won by 31 votes",
            ],
        ),
        (
            "Reed won by 31 votes over Hall, who had 400 votes.",
            [
                "subject: hall, property: votes, value: 400, quote: who had 400 votes",
                "subject: reed, property: votes, compared: {more: 31, to: c0}, quote: Reed won by 31 votes",
            ],
        ),
    ],
)
def test_what_a_claim_names_is_coded(tmp_path: Path, text: str, claims: list[str]) -> None:
    _, article = coded(tmp_path, text, *claims)
    assert article.uncoded == article.again == ()
    assert article.doubtful == ()


def test_what_a_figure_includes_need_not_be_in_its_quote(tmp_path: Path) -> None:
    claim = "subject: fire, property: killed, value: 12, including: {women: 4}, quote: Twelve people died"
    _, article = coded(tmp_path, "Twelve people died. Four of them were women.", claim)
    assert article.doubtful == ()


def test_another_number_than_the_value_is_doubtful(tmp_path: Path) -> None:
    claim = "subject: fire, property: killed, value: 21, quote: Twelve people died"
    _, article = coded(tmp_path, "Twelve people died.", claim)
    assert [other for _, other in article.doubtful] == ["Twelve"]
