"""Categories that are related in ways that cannot be: each is a problem at its place, and the claims are still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.bad_project import GAZETTE, HERALD, PROPERTIES, change, expect, expect_among, problems

STANCE = "stance:    {type: category, values: [pledged, refused, reluctant]"
CLAIM = "claims:\n  - {id: stance, subject: bystander, property: stance, value: refused}\n"


pytestmark = pytest.mark.usefixtures("stance_alone")


@pytest.fixture
def stance_alone(project: Path) -> None:
    """The vocabulary has one line on stances, and an article has one."""
    lines = (project / PROPERTIES).read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("stance:")]
    Path(PROPERTIES).write_text("\n".join([*kept, f"{STANCE}, over_time: varies}}", ""]), "utf-8")
    change(HERALD, "claims:\n", CLAIM)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("implies: {refused: ▸reluctant, reluctant: refused}", ("'refused' implies itself", "'reluctant'")),
        ("implies: {refused: ▸refused}", ("'refused' implies itself",)),
        ("implies: {refused: ▸[reluctant], reluctant: [pledged], pledged: refused}", ("implies itself",)),
        ("implies: {refused: ▸reluctnt}", ("'reluctnt' is not one of the `values`", "did you mean 'reluctant'")),
        ("implies: {refused: [reluctant, ▸doubtful]}", ("'doubtful' is not one of the `values`",)),
        ("implies: {refuse: ▸reluctant}", ("'refuse' is not one of the `values`", "did you mean 'refused'")),
        ("excludes: {pledged: ▸[refused, pledged]}", ("'pledged' excludes itself",)),
        ("excludes: {pledged: [▸doubtful]}", ("'doubtful' is not one of the `values`",)),
        ("implies: {refused: ▸reluctant}, excludes: {reluctant: refused}", ("'refused' can never be",)),
        (
            "implies: {refused: ▸[reluctant, pledged]}, excludes: {pledged: reluctant}",
            ("'refused' can never be", "excluded"),
        ),
        ("order: [refused, ▸doubtful]", ("'doubtful' is not one of the `values`",)),
        ("order: [refused, pledged, ▸Refused]", ("'Refused' is in the order twice",)),
        ("order: ▸[refused]", ("at least two categories",)),
    ],
)
def test_relations_that_cannot_be(keys: str, words: tuple[str, ...]) -> None:
    expect(PROPERTIES, *change(PROPERTIES, f"{STANCE}, ", f"{STANCE}, {keys}, "), *words)


@pytest.mark.parametrize("key", ["implies: ▸{a: b}", "excludes: ▸{a: b}", "order: ▸[a, b]"])
def test_relations_of_what_has_no_categories(key: str) -> None:
    place = change(PROPERTIES, "number:    {type: number,", f"number:    {{type: number, {key},")
    expect(PROPERTIES, *place, "only categories have", "'number' is a number")


def test_relations_of_categories_that_are_not_listed() -> None:
    place = change(PROPERTIES, "condition: {type: category,", "condition: {type: category, implies: ▸{a: b},")
    expect(PROPERTIES, *place, "list them there")


def test_more_ways_to_be_true_at_once_than_can_be_looked_at() -> None:
    many = ", ".join(f"value {n}" for n in range(9))
    place = change(
        PROPERTIES, "condition: {type: category,", f"condition: {{type: category, values: [{many}], excludes: ▸{{}},"
    )
    expect(PROPERTIES, *place, "more than 250 ways")


def test_a_claim_of_a_category_that_is_not_listed() -> None:
    change(PROPERTIES, f"{STANCE}, ", f"{STANCE}, implies: {{refused: reluctant}}, ")
    place = change(HERALD, "value: refused", "value: ▸refusd")
    expect(HERALD, *place, "'refusd' is not one of pledged, refused, reluctant", "did you mean 'refused'")


def test_a_claim_that_leaves_no_category() -> None:
    change(PROPERTIES, f"{STANCE}, ", "stance:    {type: category, values: [yes, surely], implies: {surely: yes}, ")
    place = change(HERALD, "value: refused", "value: ▸not yes")
    expect(HERALD, *place, "that leaves nothing")


def test_what_is_wrong_elsewhere_is_told_beside_it() -> None:
    change(PROPERTIES, f"{STANCE}, ", f"{STANCE}, implies: {{refused: reluctant, reluctant: refused}}, ")
    place = change(GAZETTE, "property: size\n    value: 400", "property: ▸sizes\n    value: 400")
    expect_among(GAZETTE, *place, "'sizes'")
    assert len(problems()) == 2
