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
