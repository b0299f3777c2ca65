"""The invented stories of examples/: what a careful reader finds is found, each thing once, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checker
from checker.commands.scaffold import start_corpus
from checker.engine.findings import PERHAPS, Result

EXAMPLES = Path(__file__).parent.parent / "examples"
LANDSLIDE, BUDGET, FLOOD = EXAMPLES / "landslide", EXAMPLES / "budget", EXAMPLES / "flood"


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


# --- the budget of Lindmark -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def budget() -> Result:
    corpus = checker.load([BUDGET])
    assert corpus.problems == ()
    return checker.check(corpus)


def test_the_budget_s_findings_are_the_list_of_its_readme(budget: Result) -> None:
    """Each thing once, and no false alarm; what follows from one of these is told with it."""
    found = {(f.kind, f.severity, f.figures[0][1].property, f.rule) for f in budget.counted}
    assert found == {
        ("voices-differ", "error", "deficit", "sources-disagree"),
        ("rule", "error", "debt", "debt-misses-ratio"),
        ("rule", "error", "per_person", "total-misses-amount-each"),
        ("rule", "error", "present", "votes-exceed-present"),
        ("voices-differ", "error", "votes_for", "sources-disagree"),
        ("goes-back", "warning", "stage", "state-goes-back"),
        ("rule", "warning", "spending", "plan-below-need"),
    }
    assert len(budget.counted) == len(found) == len(re.findall(r"^\d\. ", _readme(BUDGET), re.MULTILINE))
    echoes = {finding.rule for finding in budget.findings if finding.is_echo}
    assert echoes == {"gap-misses-deficit", "claims-cannot-all-be-true"}


def test_what_changed_in_the_budget(budget: Result) -> None:
    changed = {change.figure.property: [step[0].text for step in change.steps] for change in budget.changes}
    assert changed == {
        "stage": ["tabled", "passed"],
        "position": ["undecided", "in favour"],
        "spending": ["€12.38bn", "€12.1bn"],
        "deficit": ["€2.3bn", "€2.0bn"],
    }


# --- both -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("example", "vocabularies"), [(LANDSLIDE, ("disaster",)), (BUDGET, ("votes", "money"))])
def test_the_shipped_vocabularies_alone(example: Path, vocabularies: tuple[str, ...], tmp_path: Path) -> None:
    """The rules are those that `checker init` writes: none is the story's own, and none is changed."""
    start_corpus(tmp_path / "new", vocabularies)
    rules = {file.name: file.read_text("utf-8") for file in (example / "rules").glob("*.yaml")}
    started = (tmp_path / "new" / "rules").glob("*.yaml")
    assert rules == {file.name: file.read_text("utf-8").partition("\n")[2] for file in started}


@pytest.mark.parametrize("example", [LANDSLIDE, BUDGET])
def test_every_figure_of_the_texts_is_coded(example: Path) -> None:
    for text in (example / "texts").glob("*.txt"):
        (article,) = example.glob(f"claims/*/{text.stem}.yaml")
        coded = article.read_text("utf-8")
        for figure in re.findall(r"\d[\d.,]*\d|\d", text.read_text("utf-8").replace("2034", "")):  # the budget's name
            assert figure in coded, (text.name, figure)


def _readme(example: Path) -> str:
    return (example / "README.md").read_text("utf-8")
