"""The five real articles, coded under claims/: what the report must say of them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker.corpus.corpus import Claim
from checker.engine.findings import Finding, Report
from checker.reports import render

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "articles"
TEXT_OF = {
    "officers-opt-out": "000",
    "second-batch-leaves": "001",
    "ruto-pledges-more": "002",
    "ceremonial-send-off": "003",
    "second-group-arrives": "004",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return checker.check(checker.load([ROOT]))


def _named(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def test_files_are_in_order(report: Report) -> None:
    assert report.corpus.problems == ()
    assert len(report.corpus.sources) == 5


def test_first_batch_of_400_against_a_total_of_396(report: Report) -> None:
    """The first example of the person it is built for: a contradiction."""
    found = [f for f in _named(report, "parts-do-not-add-up") if f.message == "400 and 200 make 600, not 396"]
    assert [(f.severity, f.gap) for f in found] == [("error", 204)]


def test_2500_planned_against_5000_needed_is_a_tension(report: Report) -> None:
    """The second example: both can be true."""
    (finding,) = _named(report, "plan-below-need")
    assert (finding.severity, finding.gap) == ("warning", 2500)
    assert finding.message == "2,500 planned, at least 5,000 needed"


def test_every_disagreement_and_no_other(report: Report) -> None:
    assert sorted((f.rule, f.message) for f in report.findings) == [
        ("part-exceeds-whole", "400 alone is more than the whole, 196"),
        ("part-exceeds-whole", "400 alone is more than the whole, 396"),
        ("parts-do-not-add-up", "400 and 200 make 600, not 396"),
        ("parts-do-not-add-up", "400 and 200 make 600, not 400"),
        ("parts-do-not-add-up", "400 is the only part, but the whole is 196"),
        ("plan-below-need", "2,500 planned, at least 5,000 needed"),
        ("sources-disagree", "kenya-contingent, killed: none against seven"),
        ("sources-disagree", "second-batch, departed: 16 Jul 2024 against 15 Jul 2024"),
    ]


def test_first_batch_explains_the_contingent(report: Report) -> None:
    """One figure, if wrong, resolves all five contradictions; the others leave it 196."""
    dispute = report.disputes[0]
    assert len(dispute.findings) == 5
    (explanation,) = dispute.explanations
    (figure,) = explanation.figures
    assert figure.position.text == "400"
    assert {claim.id for claim in figure.position.claims} == {"first-batch-size"}
    assert (figure.lower, figure.upper) == (Fraction(196), Fraction(196))


def test_what_is_not_compared_is_listed_with_its_reason(report: Report) -> None:
    reasons = {entry.subject.partition(":")[0]: entry.reason for entry in report.not_compared}
    assert reasons["canada, stance"] == "different as-of"  # reluctant in June, pledged in July
    assert reasons["united-states, stance"] == "different as-of"
    assert reasons["prime-minister-of-haiti, holder"] == "different as-of"
    assert reasons["first-batch, arrived"] == "different status"  # planned by one paper, reported by another
    assert reasons["kenya-contingent, withdrawn"] == "the source does not state the figure"


def test_every_claim_is_compared_or_listed(report: Report) -> None:
    listed = {key for entry in report.not_compared for key in entry.claims}
    assert {claim.key for claim in report.corpus.claims} == listed | report.compared


def test_report_fits_80_columns(report: Report) -> None:
    assert max(map(len, render(report, "text").splitlines())) <= 80


def test_every_figure_in_the_texts_is_coded_or_has_a_reason() -> None:
    """No number of an article is left uncoded without a word."""
    if not TEXTS.is_dir():
        pytest.skip(f"the articles' texts are not here ({TEXTS})")
    no_claim = {"18", "48", "11", "32", "0"}  # times of day, and a counter of the web page
    addresses_and_days = r"https?://\S+|pic\.twitter\S+|\d\d/\d\d/\d{4}|Jul 17, 2024|June 24, 2024"
    for name, number in TEXT_OF.items():
        (path,) = TEXTS.glob(f"{number}_*.txt")
        text = re.sub(addresses_and_days, "", path.read_text("utf-8"))
        coded = (ROOT / "claims" / "kenya-haiti" / f"{name}.yaml").read_text("utf-8").replace(",", "")
        for figure in re.findall(r"\d[\d,]*", text):
            digits = figure.replace(",", "").lstrip("0") or "0"
            assert digits in no_claim or re.search(rf"(?<!\d)0*{digits}(?!\d)", coded), (name, figure)


def test_quotes_are_in_the_texts(report: Report) -> None:
    if not TEXTS.is_dir():
        pytest.skip(f"the articles' texts are not here ({TEXTS})")
    for name, number in TEXT_OF.items():
        (path,) = TEXTS.glob(f"{number}_*.txt")
        text = _plain(path.read_text("utf-8"))
        for claim in _claims(report, name):
            assert _plain(claim.quote) in text, claim.key
            assert claim.quote, claim.key


def _claims(report: Report, name: str) -> list[Claim]:
    return [claim for claim in report.corpus.claims if claim.source == f"kenya-haiti/{name}"]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s$%'-]", " ", text.replace("’", "'")).split()).casefold()
