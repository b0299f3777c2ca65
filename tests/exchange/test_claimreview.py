"""ClaimReview, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.helpers import files, run, says

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/1",
    "claimReviewed": "The harbour wall held all winter",
    "author": {"@type": "Organization", "name": "The Desk"},
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "the harbour master"},
        "firstAppearance": {
            "@type": "NewsArticle",
            "url": "https://courier.example/wall#top",
            "headline": "Wall holds",
            "datePublished": "2031-05-02T08:00:00Z",
            "publisher": {"@type": "Organization", "name": "The Example Courier"},
        },
        "appearance": ["https://www.herald.example/b"],
    },
}
PAGE = f"<html><script>var a = '<';</script>\n<script type='application/ld+json'>{json.dumps(REVIEW)}</script></html>"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(REVIEW),
        json.dumps([REVIEW, REVIEW]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}),
        "\ufeff" + json.dumps({**REVIEW, "@type": ["ClaimReview"]}),
        PAGE,
    ],
)
def test_claimreview_gives_sources_and_suggestions(desk: Path, text: str) -> None:
    (desk / "r").write_text(text)
    assert run("import", "claimreview", "r") == 0
    story = desk / "claims" / "flood"
    assert sorted(path.name for path in story.glob("*.yaml")) == [
        *("courier.yaml", "entities.yaml", "herald-example.yaml", "the-example-courier-wall-holds.yaml")
    ]
    path = story / "the-example-courier-wall-holds.yaml"
    assert says(path) == {
        "source": {
            "publisher": "The Example Courier",
            "title": "Wall holds",
            "published": "2031-05-02",
            "url": "https://courier.example/wall",
        },
        "claims": [],
    }
    text = path.read_text()
    assert "  # claim reviewed: The harbour wall held all winter\n" in text
    assert "  # by The Desk, verdict: Mostly false, https://check.example/1\n" in text
    assert run("check") == 0
    begin = text.index("  # - id:")
    coded = text[:begin].replace("claims: []", "claims:") + text[begin:].replace("# ", "")
    for key, value in (("id", "wall"), ("subject", "mission"), ("property", "remark"), ("value", "it held")):
        coded = coded.replace(f"{key}:\n", f"{key}: {value}\n")
    path.write_text(coded.replace("    quote:\n", ""))
    assert run("check") == 0
    assert says(path)["claims"][0]["said_by"] == "the harbour master"
    assert run("import", "claimreview", "r") == 0  # it is there already


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "r:1:2: not valid JSON: expected text"),
        ('{"@type": "ClaimReview", "@type": "x"}', "r:1:26: '@type' is here twice, first in line 1"),
        ('{"@type": "NewsArticle"}', "no ClaimReview in it"),
        (json.dumps({**REVIEW, "claimReviewed": None}), "missing 'claimReviewed'"),
        (json.dumps({**REVIEW, "itemReviewed": {}}), "no appearance, firstAppearance or author"),
        (json.dumps(REVIEW).replace("2031-05-02T", "2031-13-02T"), "itemReviewed.firstAppearance: datePublished: "),
        (
            json.dumps(REVIEW).replace("https://courier", "javascript:courier"),
            "expected an address that begins with https",
        ),
        ("[" * 5000, "nested more than 64 levels deep"),
        ("<html>" + "<!--" * 500_000, 'the page has no <script type="application/ld+json">'),  # in one pass
        ("<html></html>", 'the page has no <script type="application/ld+json">'),
        (PAGE.replace('"url"', "url", 1), "r:2:"),
    ],
)
def test_a_claimreview_that_does_not_fit(
    desk: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "r").write_text(text)
    before = files(desk)
    assert run("import", "claimreview", "r") == 2
    assert message in capsys.readouterr().err
    assert files(desk) == before


def test_a_claim_goes_out_with_all_its_appearances(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two papers that give the first team as 400 are appearances of one claim; the earlier is the first."""
    (desk / "claims" / "flood" / "herald.yaml").write_text(
        "source: {publisher: Herald, published: 2031-05-01, url: 'https://herald.example/b'}\n"
        "claims:\n  - {id: a, subject: first-team, property: size, value: 400, said_by: the mayor}\n"
    )
    assert run("export", "claimreview", "--claim", "flood/courier#first") == 0
    (review,) = json.loads(capsys.readouterr().out)["@graph"]
    assert review["claimReviewed"] == "400 set out" and "reviewRating" not in review
    works = review["itemReviewed"]["appearance"]
    assert [work["publisher"]["name"] for work in works] == ["Herald", "The Example Courier"]
    assert review["itemReviewed"]["firstAppearance"] == works[0]
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "the mayor"}
    assert run("export", "claimreview", "--claim", "flood/courier#frist") == 2
    assert "did you mean 'flood/courier#first'?" in capsys.readouterr().err
