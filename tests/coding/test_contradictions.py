"""What words beside a figure rule out: a wrong suggestion that looks right is worse than none."""

from __future__ import annotations

import pytest

from checker.coding.draft import draft
from checker.coding.suggestions import Drafted, Suggestion, suggestions
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.files.extract import Details
from checker.texts.mentions import FIGURES
from checker.values.dates import read_window

PUBLISHED, _ = read_window("2031-05-07")
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead]}
displaced: {type: count, unit: person, over_time: varies, title: people displaced, words: [fled, homeless]}
returned: {type: count, unit: person, over_time: accumulates, title: people who returned}
released: {type: count, unit: person, over_time: accumulates, title: people released, words: [freed, take place]}
homes_lost: {type: count, unit: home, over_time: accumulates, title: homes destroyed, words: [homes, destroyed]}
jobs_lost: {type: count, unit: job, over_time: accumulates, title: jobs lost, words: [lost]}
seats: {type: count, unit: person, over_time: stands, title: seats, words: [members]}
votes_for: {type: count, unit: person, over_time: constant, title: votes for, words: [votes, won]}
vote_share: {type: percentage, over_time: constant, title: share of the vote, words: [of the vote, of the votes]}
cost: {type: money, over_time: varies, title: cost, words: [damage, house]}
profit: {type: money, over_time: stands, signed: true, title: net profit, words: [net profit, net loss, loss]}
relief: {type: money, over_time: varies, title: relief for each family, words: [relief]}
"""
ENTITIES = """\
flood: {kind: event, name: the flood}
green-list: {kind: party, name: the Green List}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("project")
    story = folder / "claims" / "s"
    story.mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    # what is claimed all the time is suggested where nothing speaks against it
    often = "".join(
        f"  - {{id: k{n}, subject: flood, property: killed, value: {n}, as_of: 2031-05-0{n}, quote: '{n} died'}}\n"
        f"  - {{id: s{n}, subject: green-list, property: seats, value: 20, as_of: 2031-04-0{n}, quote: has 20 seats}}\n"
        for n in range(1, 7)
    )
    (story / "a.yaml").write_text(f"source: {{publisher: A, published: 2031-05-06}}\nclaims:\n{often}", "utf-8")
    found = load([folder])
    assert found.problems == ()
    return found


def made(text: str, corpus: Corpus) -> list[Suggestion]:
    article = Drafted.of(text, PUBLISHED, corpus, "s")
    return list(suggestions(article, [mention for mention in article.mentions if mention.kind in FIGURES]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The net loss of Acme was $41m.", "a loss of $41m"),
        ("Acme made a net loss of about 27 million euros.", "a loss of about 27 million euros"),
        ("The net profit of Acme was $41m.", "$41m"),
        ("After losses of 12 lorries the net profit was $41m.", "$41m"),
        ("Its loss turned into a net profit of $41m.", "$41m"),
        ("The loss of its house cost $41m.", "$41m"),
    ],
)
def test_a_loss_is_no_profit(text: str, value: str, corpus: Corpus) -> None:
    assert made(text, corpus)[-1].values[0].value == value


def test_a_draft_says_how_a_difference_is_given(corpus: Corpus) -> None:
    out = draft("The Green List lost 14 seats.\n", Details(published="2031-05-07"), {}, corpus, "s").text
    assert "property: WHICH-PROPERTY" in out and "`compared: {more: ..., to: ...}`" in out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the flood 12 people died.", ["killed"]),
        ("In the flood 12 in the north.", ["killed"]),  # nothing else is said
        # what happened to those who are counted
        ("The town in the flood has 2,100 inhabitants.", [""]),
        ("In the flood nobody has been arrested.", [""]),
        ("In the flood 6,400 people were evacuated from their homes.", ["displaced"]),
        ("In the flood 900 people have been driven from their homes.", ["displaced"]),
        ("Some 4,000 people have returned.", ["returned"]),
        ("In the flood 12 injured people died.", ["killed"]),
        ("It killed 12 people and injured no fewer than 40 people.", ["killed", ""]),
        # what is counted
        ("The exchange will take place in three stages.", [""]),
        ("In the flood 30 homes were destroyed.", ["homes_lost"]),
        # a difference
        ("The Green List lost 14 seats.", [""]),
        ("The Green List gained three seats.", [""]),
        ("The Green List has 14 seats.", ["seats"]),
        ("The town lost 140 jobs.", ["jobs_lost"]),
        ("The Green List is three seats short of a majority.", [""]),
        ("The Green List got two more members than it needed.", [""]),
        ("Ana Reed won the seat by 31 votes.", [""]),
        ("The bill was carried by 31 votes to 12.", ["votes_for", "votes_for"]),
        # a share of what is counted so far, and a rate
        ("With 60 percent of the votes counted it was ahead.", [""]),
        ("It won 60 percent of the votes.", ["vote_share"]),
        ("The damage of the house is put at $20,000.", ["cost"]),
        ("It will pay $20,000 for each house.", ["relief"]),
        ("A relief of $20,000 for each family will be paid.", ["relief"]),
    ],
)
def test_what_a_figure_is_of(text: str, expected: list[str], corpus: Corpus) -> None:
    found = [next((choice.value for choice in each.properties), "") for each in made(text, corpus)]
    assert found == expected
