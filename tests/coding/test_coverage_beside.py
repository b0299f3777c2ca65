"""What counts as coded beside a claim's own value: what it takes back, a share in words; and what does not."""

from __future__ import annotations

import json
from pathlib import Path

from checker.coding.show import as_json, as_text
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.texts.coverage import Article, coverage

PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed}
injured: {type: count, unit: person, over_time: accumulates, title: people injured}
length: {type: duration, unit: day, over_time: constant, title: how long}
age: {type: number, unit: year, over_time: constant, title: age}
"""


def covered(folder: Path, text: str, *claims: str) -> tuple[Corpus, Article]:
    story = folder / "claims" / "s"
    story.mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (story / "entities.yaml").write_text("fire: {kind: event}\nfeld: {kind: person}\ncity: {kind: body}\n", "utf-8")
    (story / "a.txt").write_text(f"A title of some words\n\n{text}\n", "utf-8")
    lines = "".join(f"  - {{id: c{n}, subject: fire, {claim}}}\n" for n, claim in enumerate(claims))
    (story / "a.yaml").write_text(
        "source: {publisher: P, published: 2031-08-06, text: a.txt}\nclaims:\n" + lines, "utf-8"
    )
    corpus = load([folder])
    assert corpus.problems == ()
    (article,) = coverage(corpus)
    return corpus, article


def left(article: Article) -> list[str]:
    return [spot.mention.phrase for spot in article.uncoded]


def test_what_a_claim_takes_back_beside_it_is_coded(tmp_path: Path) -> None:
    claim = "property: killed, value: 28, said_by: city, revises: {from: 31}, quote: 28 people had died"
    _, article = covered(tmp_path, "The city said 28 people had died, not 31.\n\nThe toll of 31 was wrong.", claim)
    assert left(article) == ["31"]  # that of the other paragraph
    assert article.uncoded[0].line == 5


def test_a_share_in_words_is_coded(tmp_path: Path) -> None:
    whole = "property: injured, value: 120, quote: 120 injured"
    part = 'property: injured, scope: nurses, compared: {share_of: a third}, quote: "A third of the 120 injured"'
    _, article = covered(tmp_path, "A third of the 120 injured are nurses.", whole, part)
    assert left(article) == []


def test_a_limit_is_not_coded_by_a_shorter_time(tmp_path: Path) -> None:
    text = "Feld faces up to 10 years in prison. The trial will last 22 days."
    _, article = covered(tmp_path, text, "property: length, value: 22 days, quote: will last 22 days")
    assert left(article) == ["up to 10 years"]
    assert article.again == ()


def test_a_limit_is_coded_by_itself_in_another_unit(tmp_path: Path) -> None:
    text = "Feld faces up to 10 years in prison."
    _, article = covered(tmp_path, text, "property: length, value: up to 120 months")
    assert (left(article), [spot.mention.phrase for spot in article.again]) == ([], ["up to 10 years"])


def test_an_age_is_listed_with_the_reason(tmp_path: Path) -> None:
    text = "Feld, 56, was hurt.\n\nReed, 34, was hurt too."
    corpus, article = covered(tmp_path, text, "property: killed, value: 0")
    assert [(spot.mention.phrase, spot.mention.why) for spot in article.aside] == [
        ("56", "taken for an age"),
        ("34", "taken for an age"),
    ]
    assert article.spots == ()
    assert "TAKEN FOR NO FIGURE in s/a" in as_text([article], corpus, 100)
    assert json.loads(as_json([article], corpus))["articles"][0]["aside"][0]["why"] == "taken for an age"


def test_an_age_that_a_claim_quotes_is_not_listed(tmp_path: Path) -> None:
    _, article = covered(tmp_path, "Feld, 56, was hurt.", 'property: age, value: 56, quote: "Feld, 56, was"')
    assert article.aside == ()
