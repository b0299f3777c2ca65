"""The invented stories of examples/: what a careful reader finds is found, each thing once, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.engine.findings import PERHAPS, Result

EXAMPLES = Path(__file__).parent.parent / "examples"
LANDSLIDE, FLOOD = EXAMPLES / "landslide", EXAMPLES / "flood"


@pytest.fixture(scope="module")
def landslide() -> Result:
    corpus = checker.load([LANDSLIDE])
    assert corpus.problems == ()
    return checker.check(corpus)


def test_one_finding_for_each_thing_to_ring_up_about(landslide: Result) -> None:
    found = {(f.kind, f.severity, f.figures[0][1].property, f.rule) for f in landslide.counted}
    assert found == {
        ("voices-differ", "error", "killed", "sources-disagree"),
        ("voices-differ", "error", "injured", "sources-disagree"),
        ("outdated", "warning", "killed", "figure-taken-back"),
        ("rule", "error", "killed", "parts-do-not-add-up"),
        ("rule", "warning", "shelter", "plan-below-need"),
    }
    assert len(landslide.counted) == len(found)
    assert not any(finding.is_echo for finding in landslide.findings)


def test_what_is_not_certain(landslide: Result) -> None:
    (finding,) = (finding for finding in landslide.findings if finding.kind == PERHAPS)
    assert finding.figures[0][1].property == "displaced"


def test_what_changed(landslide: Result) -> None:
    changed = [(c.kind, [step[0].text for step in c.steps]) for c in landslide.changes if c.kind != "rise"]
    assert changed == [("plan", ["300", "500"]), ("revision", ["31", "27"]), ("revision", ["27", "31"])]


def test_the_two_bodies_count_differently_one_way(landslide: Result) -> None:
    (finding,) = (
        f
        for f in landslide.counted
        if f.rule == "sources-disagree" and f.unit == "person" and f.figures[0][1].property == "killed"
    )
    (part,) = finding.parts
    assert part.key == ("tavora/relief-league", "tavora/civil-protection")
    assert part.one_way


def test_the_quotes_are_in_the_texts(landslide: Result) -> None:
    """Loading would say so; none of them is missing."""
    assert len(landslide.corpus.texts) == len(landslide.corpus.sources) == 8
    assert all(claim.quote for claim in landslide.corpus.claims)


# --- the flood at Norwold ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flood() -> Result:
    corpus = checker.load([FLOOD])
    assert corpus.problems == ()
    return checker.check(corpus)


def test_the_flood_is_told_as_its_reader_found_it(flood: Result) -> None:
    found = [(f.kind, f.severity, f.figures[0][1].property) for f in flood.counted]
    assert sorted(found) == [
        ("count-falls", "error", "killed"),
        ("rule", "warning", "strength"),
        ("voices-differ", "error", "cost"),
        ("voices-differ", "error", "homeless"),
        ("voices-differ", "error", "missing"),
    ]
    (echo,) = (finding for finding in flood.findings if finding.is_echo)
    assert echo.voices == ("norwold/council", "norwold/fire-service")
    (perhaps,) = (finding for finding in flood.findings if finding.kind == PERHAPS and not finding.is_echo)
    assert any("260" in statement.text for statement in perhaps.statements)
    changed = [(c.kind, [step[0].text for step in c.steps]) for c in flood.changes if c.kind != "rise"]
    assert changed == [("state", ["reluctant", "pledged"]), ("plan", ["1,000", "2,500"])]


def test_the_quotes_of_the_flood_are_in_its_texts(flood: Result) -> None:
    assert len(flood.corpus.texts) == len(flood.corpus.sources) == 9
    assert all(claim.quote for claim in flood.corpus.claims)
