"""A rule's examples may bring properties of their own, so that they hold whatever the project's vocabulary is."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.corpus.loader import load_only_rules
from checker.engine.examples import run_examples
from tests.corpus.bad_project import PROPERTIES, RULE, change, expect, run, write

pytestmark = pytest.mark.usefixtures("project")
OWN = "why: A part cannot be larger than its whole.\n"


def _outcomes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for outcome in run_examples(load_only_rules(Path()))[0]:
        found.setdefault(outcome.rule, set()).add(outcome.wrong)
    return found


def test_the_standard_rules_hold_in_a_project_of_other_words() -> None:
    """But for those that name properties of the project, and prove that they find something there."""
    write(Path(PROPERTIES), "ballots: {type: count}\nremark: {type: text}\n")
    for named in (RULE, "rules/reinforcement-misses-total.yaml"):
        Path(named).unlink()
    assert {wrong for each in _outcomes().values() for wrong in each} == {""}
    assert run("test") == 0


def test_they_hide_the_project_s_property_of_that_name() -> None:
    """Here the project counts the teams in vehicles, which no number of people exceeds."""
    change(PROPERTIES, "size:      {type: count, unit: person,", "size:      {type: count, unit: vehicle,")
    assert _outcomes()["own-rule"] != {""}
    change(RULE, OWN, f"{OWN}properties:\n  size: {{type: count, unit: person}}\n")
    assert _outcomes()["own-rule"] == {""}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("  size: {type: ▸cuont}\n", ("'cuont'",)),
        ("  size: {type: count, unit: person, adds_to: ▸strength}\n", ("unknown property 'strength'",)),
        ("  size: {type: count, signed: true, window: ▸soon}\n", ("soon",)),
    ],
)
def test_a_property_of_its_own_that_is_wrong(written: str, words: tuple[str, ...]) -> None:
    place = change(RULE, OWN, f"{OWN}properties:\n{written}")
    expect(RULE, *place, *words)


SHARE_OF_BEDS = """\
id: beds-miss-share
title: The patients are not the stated share of the beds
severity: error
let:
  patients: {property: hospitalised}
  share: {property: occupancy}
  beds: {property: beds}
where:
  - patients.subject == beds.subject
  - share.subject == beds.subject
require: patients == share * beds
message: "{share} of {beds} is not {patients}"
why: A share of the beds is that many patients.
OWN
examples:
  - expect: disagreement
    entities: {hospital: {}}
    claims:
      - {subject: hospital, property: hospitalised, value: 560}
      - {subject: hospital, property: beds, value: 800}
      - {subject: hospital, property: occupancy, value: OCCUPIED}
  - expect: agreement
    entities: {hospital: {}}
    claims:
      - {subject: hospital, property: hospitalised, value: 480}
      - {subject: hospital, property: beds, value: 800}
      - {subject: hospital, property: occupancy, value: OCCUPIED}
"""
PERSONS = "properties:\n  beds: {type: count, unit: person}\n  occupancy: {type: percentage}"


@pytest.mark.parametrize(
    ("own", "bed", "occupancy", "place", "words"),
    [
        (PERSONS, "person", "percentage", None, ()),
        (
            PERSONS,
            "bed",
            "percentage",
            (11, 10),
            ("'patients' in person", "have 'beds' in person, and the project in bed"),
        ),
        ("", "bed", "percentage", (11, 10), ("'beds' is in bed and 'patients' in person: these are different units",)),
        (PERSONS, "person", "number", (6, 10), ("'occupancy' is of type number, and of type percentage in",)),
    ],
)
def test_a_product_in_another_unit_is_said(
    own: str, bed: str, occupancy: str, place: tuple[int, int] | None, words: tuple[str, ...]
) -> None:
    """60 % of 800 beds are no number of people: such a rule would never find a thing, whatever its examples prove."""
    text = Path(PROPERTIES).read_text("utf-8")
    added = f"beds: {{type: count, unit: {bed}}}\noccupancy: {{type: {occupancy}, over_time: varies}}\n"
    write(Path(PROPERTIES), text + "hospitalised: {type: count, unit: person}\n" + added)
    written = SHARE_OF_BEDS.replace("OWN", own or "url: https://example.org/beds")
    value = "60%" if own or occupancy == "percentage" else "0.6"
    write(Path("rules/beds-miss-share.yaml"), written.replace("OCCUPIED", value))
    if place is None:
        assert not load_only_rules(Path()).problems
        assert _outcomes()["beds-miss-share"] == {""}
    else:
        expect("rules/beds-miss-share.yaml", *place, *words)
        assert run("check") == 2


def test_an_example_that_cannot_match_says_why() -> None:
    """Where the units of the project are those of the examples, what fails is no riddle."""
    text = Path(PROPERTIES).read_text("utf-8")
    write(Path(PROPERTIES), text + "hospitalised: {type: count, unit: person}\n")
    own = PERSONS.replace("unit: person", "unit: bed")
    written = SHARE_OF_BEDS.replace("OWN", own).replace("OCCUPIED", "60%")
    write(Path("rules/beds-miss-share.yaml"), written)
    with Path(PROPERTIES).open("a", encoding="utf-8") as file:
        file.write("beds: {type: count, unit: person}\noccupancy: {type: percentage, over_time: varies}\n")
    assert "('beds' is in bed and 'patients' in person: these are different units, which never match)" in "".join(
        _outcomes()["beds-miss-share"]
    )
