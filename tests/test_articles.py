"""The five real articles, coded under claims/: what the report must say of them."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker.baseline.status import judged
from checker.corpus.corpus import Claim
from checker.engine.findings import ROW, Finding, Result
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
def result() -> Result:
    return checker.check(checker.load([ROOT]))


def _named(result: Result, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == rule]


def test_files_are_in_order(result: Result) -> None:
    assert result.corpus.problems == ()
    assert len(result.corpus.sources) == 5


def test_first_batch_of_400_against_a_total_of_396(result: Result) -> None:
    """The first example of the person it is built for: a contradiction."""
    (finding,) = _named(result, "parts-do-not-add-up")
    (part,) = (part for part in finding.parts if part.message == "400 and 200 make 600, not 396")
    assert (finding.severity, part.gap) == ("error", 204)


def test_2500_planned_against_5000_needed_is_a_tension(result: Result) -> None:
    """The second example: both can be true."""
    (finding,) = _named(result, "plan-below-need")
    assert (finding.severity, finding.gap) == ("warning", 2500)
    assert finding.message == "2,500 planned, at least 5,000 needed"


def test_every_disagreement_and_no_other(result: Result) -> None:
    """Rules by their messages, voices by who differs from whom; and what only follows from these."""
    rows = sorted((f.rule, part.message) for f in result.counted if f.kind == ROW for part in f.parts)
    assert rows == [
        ("part-exceeds-whole", "400 alone is more than the whole, 196"),
        ("part-exceeds-whole", "400 alone is more than the whole, 396"),
        ("parts-do-not-add-up", "400 and 200 make 600, not 396"),
        ("parts-do-not-add-up", "400 and 200 make 600, not 400"),
        ("plan-below-need", "2,500 planned, at least 5,000 needed"),
        ("pledged-above-authorised", "1,000 pledged, but only hundreds authorised"),
        (
            "promises-exceed-plan",
            "1,000 and approximately 1,900 make 2,805 to 2,995 planned or promised, and 2,500 are planned in all",
        ),
    ]
    voices = {f.kind: f.voices for f in result.counted if f.kind != ROW}
    assert voices == {
        "voices-differ": ("kenya-haiti/kenya-police-service", "unnamed (mutasi)"),  # none, and seven killed
        "voice-against-itself": ("kenya-haiti/afp",),  # two officials, two nights
        "goes-back": ("icaro media group", "unnamed (march)", "unnamed (mutasi)"),  # what kind of mission
    }
    assert [f.kind for f in result.findings if f.is_echo] == ["jointly"]


def test_first_batch_explains_the_contingent(result: Result) -> None:
    """One figure, if wrong, resolves all contradictions about the contingent; the others leave it 196."""
    (dispute,) = (each for each in result.disputes if len(each.findings) > 1)
    (explanation,) = dispute.front
    (value,) = explanation.values
    assert value.position.text == "400"
    assert {claim.id for claim in value.position.claims} == {"first-batch-size"}
    assert (value.lower, value.upper) == (Fraction(196), Fraction(196))


def test_what_changed_is_told(result: Result) -> None:
    changed = {change.figure.subject: [step[0].text for step in change.steps] for change in result.changes}
    assert changed == {
        "kenya-haiti/canada": ["reluctant", "pledged"],
        "kenya-haiti/prime-minister-of-haiti": ["ariel-henry", "gary-conille"],
    }  # and not that of the United States: who refuses is reluctant


def test_the_kind_of_mission_is_a_tension(result: Result) -> None:
    """In March it is called what in September it has yet to become."""
    (finding,) = _named(result, "state-goes-back")
    assert (finding.severity, finding.figures[0][1].property) == ("warning", "kind")
    pairs = [tuple(s.text for s in each.statements) for part in finding.parts for each in part.combinations]
    assert pairs == [("peacekeeping mission", "security mission")] * 2


def test_the_hundreds_that_parliament_approved_are_a_tension(result: Result) -> None:
    (finding,) = _named(result, "pledged-above-authorised")
    assert (finding.severity, finding.message) == ("warning", "1,000 pledged, but only hundreds authorised")


def test_what_is_not_compared_is_listed_with_its_reason(result: Result) -> None:
    reasons = {entry.subject.partition(":")[0]: entry.reason for entry in result.not_compared}
    assert reasons["kenya-contingent, strength"] == "different status"
    assert reasons["first-batch, arrived"] == "different status"  # planned by one paper, reported by another
    assert reasons["kenya-contingent, withdrawn"] == "the source does not state the figure"


def test_every_claim_is_compared_or_listed(result: Result) -> None:
    listed = {key for entry in result.not_compared for key in entry.claims}
    assert {claim.key for claim in result.corpus.claims} == listed | result.compared


def test_report_fits_80_columns(result: Result) -> None:
    assert max(map(len, render(judged(result, 0), "text").splitlines())) <= 80


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


def test_quotes_are_in_the_texts(result: Result) -> None:
    if not TEXTS.is_dir():
        pytest.skip(f"the articles' texts are not here ({TEXTS})")
    for name, number in TEXT_OF.items():
        (path,) = TEXTS.glob(f"{number}_*.txt")
        text = _plain(path.read_text("utf-8"))
        for claim in _claims(result, name):
            assert _plain(claim.quote) in text, claim.key
            assert claim.quote, claim.key


def _claims(result: Result, name: str) -> list[Claim]:
    return [claim for claim in result.corpus.claims if claim.source == f"kenya-haiti/{name}"]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s$%'-]", " ", text.replace("’", "'")).split()).casefold()
