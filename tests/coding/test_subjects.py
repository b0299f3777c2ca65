"""Whom a figure is of, which property it is, and who of several says it: by what a story knows before the article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import main
from checker.coding.suggestions import Drafted, Suggestion, suggestions
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.texts.mentions import FIGURES
from checker.values.dates import read_window

ROOT = Path(__file__).parents[2]
PUBLISHED, _ = read_window("2031-05-07")  # a Wednesday
ENTITIES = """\
slide: {kind: event, name: the landslide at Orlava}
upper-orlava: {kind: place, name: Upper Orlava, part_of: slide}
civil-protection: {kind: body, name: Civil Protection}
league: {kind: body, name: the Relief League}
hospital: {kind: body, name: the district hospital}
force: {kind: mission, name: the rescue force}
first-team: {kind: team, name: first team, part_of: force}
statement: {kind: event, name: the statement of the Orlavan police}
report: {kind: event, name: the report of the Orlavan police}
suit: {kind: event, name: the suit against the mine}
relief-fund: {kind: fund, name: relief for Orlava}
kestria: {kind: country, name: Kestria}
kestrian-doctors: {kind: team, name: six doctors from Kestria}
tessmer: {kind: company, name: Tessmer}
"""
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, adds_to: killed, title: people killed, words: [died, dead]}
shelter: {type: count, unit: person, over_time: stands, title: places in shelters}
displaced: {type: count, unit: person, over_time: varies, title: people displaced, words: [fled, shelters]}
doses: {type: count, unit: dose, over_time: varies, title: doses of vaccine}
size: {type: count, unit: person, over_time: constant, title: size, words: [team], adds_to: strength}
strength: {type: count, unit: person, over_time: varies, title: strength, words: [force, total], adds_to: strength}
new_total: {type: count, unit: person, over_time: varies, title: new total, words: [bring the total, brings the total]}
funding: {type: money, over_time: varies, title: funding, words: [aid]}
announced: {type: date, title: announced, words: [statement, report, offered]}
began: {type: date, title: began, words: [started, filed]}
ended: {type: date, after: began, title: ended, words: [over, stopped]}
happened: {type: date, title: happened, words: [took place]}
"""
CLAIMS = """\
source: {publisher: A, published: 2031-05-05}
claims:
  - {id: a, subject: slide, property: killed, value: 12, said_by: civil-protection, quote: 12 people died}
  - {id: b, subject: slide, property: killed, value: 15, said_by: league, quote: 15 people died}
  - {id: c, subject: force, property: strength, value: 900, quote: a force of 900}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = tmp_path_factory.mktemp("slide")
    story = root / "claims" / "slide"
    story.mkdir(parents=True)
    (root / "rules").mkdir()
    (root / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (root / "rules" / "hedges.yaml").write_text((ROOT / "rules" / "hedges.yaml").read_text("utf-8"), "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    (story / "a.yaml").write_text(CLAIMS, "utf-8")
    found = load([root])
    assert found.problems == ()
    return found


def made(text: str, corpus: Corpus) -> list[Suggestion]:
    article = Drafted.of(text, PUBLISHED, corpus, "slide")
    return list(suggestions(article, [mention for mention in article.mentions if mention.kind in FIGURES]))


def first(choices: tuple[object, ...]) -> str:
    return str(getattr(choices[0], "value", "")) if choices else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The League counts 23 dead.", ["league"]),  # "the League" ends the name of one body that can speak
        ("Civil Protection put the toll at 19 dead.", ["civil-protection"]),
        ("Civil Protection's toll stood at 31.", ["civil-protection"]),
        ("The hospital is treating 40 injured.", ["hospital"]),
        ("Relief League volunteers dug. The Relief League says so. 'We list 23,' its spokeswoman said.", ["league"]),
        ("Civil Protection had counted 31 dead, the Relief League 35.", ["civil-protection", "league"]),
        ("Some 35 died, the Relief League said, but Civil Protection spoke of 31.", ["league", "civil-protection"]),
        (
            "Mayor Ana Reed said 40 homes burned and fire chief Jan Oster that 12 men were hurt.",
            ["Ana Reed", "Jan Oster"],
        ),
        ("Kestria wants 300 places.", [""]),  # what a country does is not what it says
        ("Civil Protection said that the first team of 40 had left.", ["civil-protection"]),
        ("Civil Protection said that the Relief League has 40 tents.", ["civil-protection"]),
    ],
)
def test_who_says_each_figure(text: str, expected: list[str], corpus: Corpus) -> None:
    assert [first(suggestion.speakers) for suggestion in made(text, corpus)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hillside buries homes\n\nCivil Protection said that 20 people were dead.", "slide"),  # need not be named
        ("In Upper Orlava 20 people died.", "upper-orlava"),  # a part of what is counted otherwise
        ("Relief for Orlava worth $5m was pledged by Kestria.", "relief-fund"),  # a fund has money
        ("Six doctors from Kestria came.", "kestrian-doctors"),  # the longest name
        ("In a statement released on 3 May the police denied it.", "statement"),  # what it is has to be named
        ("Tessmer now expects aid of €2.9bn.", "tessmer"),  # it speaks of itself
        ("Tessmer said on Tuesday it would get €2.9bn in aid.", "tessmer"),
        ("A lawsuit was filed on 2 May.", "suit"),  # a lawsuit is a suit
    ],
)
def test_whom_a_figure_is_of(text: str, expected: str, corpus: Corpus) -> None:
    assert first(made(text, corpus)[-1].subjects) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It plans shelters for 300 people.", "shelter"),  # its own name goes before another's word
        ("That brings the total to 1,000.", "new_total"),  # the longer phrase has the word
        ("A toll of 20 was given.", "killed"),  # what news call the dead
        ("Some 700 people were without a home.", "displaced"),
        ("A plane with 4,000 doses landed.", "doses"),  # by its unit
        ("The flood has buried 40 houses.", ""),  # nobody's property: houses are no persons
        ("It has been shut since 3 May.", "began"),
        ("It is to stay shut until 20 May.", "ended"),
    ],
)
def test_which_property_it_is(text: str, expected: str, corpus: Corpus) -> None:
    assert first(made(text, corpus)[-1].properties) == expected


def test_lines_that_are_broken_to_fit_a_width_are_one_sentence(corpus: Corpus) -> None:
    text = (
        "A town in mourning\n\nCivil Protection lowered its toll to 27 on Tuesday: four of the dead\n"
        "that it had reported were on two lists. The Relief League wants places for\nat least 800 homeless people.\n"
    )
    *_, places = made(text, corpus)
    assert places.mention.value == "at least 800"
    assert (places.line, places.column) == (5, 1)
    assert first(places.speakers) == "league"


def test_a_story_whose_entities_have_no_kind(
    make_project: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    courier = "source: {publisher: The Courier, published: 2031-05-04, url: https://courier.example/a}\nclaims: []\n"
    desk = make_project("mission: {}\n", courier)
    (desk / "b.txt").write_text("The mission had 40 boats on 3 May and 12 people were hurt.\n", "utf-8")
    assert main(["new", "b.txt", "--story", "flood", "--publisher", "X", "--published", "2031-05-06", "--print"]) == 0
    assert "value: 40" in capsys.readouterr().out
