"""What a share, a total and a comparison would have to be: products of two figures in the solver."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from checker.engine.findings import Result
from tests.engine.stories import Story, counted

VOCABULARY = """
adults: {type: count, unit: person, over_time: stands}
people: {type: count, unit: person, over_time: stands}
share: {type: percentage, over_time: stands, rounding: as written}
output: {type: money, over_time: stands}
gap: {type: money, over_time: stands, signed: true}
gap_ratio: {type: percentage, over_time: stands, signed: true}
growth: {type: percentage, over_time: stands, signed: true}
"""
RULE = """\
id: {id}
title: It misses
severity: error
let: {let}
where: [{where}]
require: "{require}"
message: "it is not so"
why: It is so.
examples:
  - {{expect: disagreement, claims: []}}
  - {{expect: agreement, claims: []}}
"""
TIED = "a.subject == b.subject, c.subject == b.subject, a.status == b.status, c.status == b.status"


def rule(id_: str, one: str, two: str, three: str, require: str = "a == c * b") -> str:
    let = f"{{a: {{property: {one}}}, b: {{property: {two}}}, c: {{property: {three}}}}}"
    return RULE.format(id=id_, let=let, where=TIED, require=require)


RULES = {
    "share-misses": rule("share-misses", "adults", "people", "share"),
    "gap-misses": rule("gap-misses", "gap", "output", "gap_ratio"),
}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, vocabulary=VOCABULARY, rules=RULES)


Ends = tuple[Fraction | None, Fraction | None]


def ways(result: Result) -> list[dict[str, Ends]]:
    """Each way out of the disputes: what each value would have to be."""
    return [{v.position.text: (v.lower, v.upper) for v in e.values} for d in result.disputes for e in d.front]


def test_each_of_three_figures_would_have_to_be(story: Story) -> None:
    """40 % of 200 are 80, not 90: the part 79 or 80, the share 45 %, or the whole 223 to 227, as far as digits go."""
    story.article("P", "property: adults, value: 90", "property: people, value: 200", "property: share, value: 40%")
    low, high = Fraction(9000) / Fraction("40.499"), Fraction(9000) / Fraction(79, 2)
    assert ways(story.check()) == [
        {"90": (79, 80)},
        {"200": (-(-low // 1), high // 1)},
        {"40%": (45, 45)},
    ]


def test_a_share_with_a_hedge(story: Story) -> None:
    """Most of 200, and 60: the 60 would have to be at least 100, the 200 at most 120."""
    story.article("P", "property: adults, value: 60", "property: people, value: 200", "property: share, value: most")
    found = {text: ends for way in ways(story.check()) for text, ends in way.items()}
    assert found == {"60": (100, 200), "200": (60, 120), "most": (30, 30)}


@pytest.mark.parametrize(("gap", "ends"), [("$3m", (3, 3)), ("-$3m", (-3, -3))])
def test_a_share_below_zero(story: Story, gap: str, ends: Ends) -> None:
    """The gap of $3m is 3 % of $100m, and not 2: of a surplus the ratio is below zero."""
    ratio = "2%" if not gap.startswith("-") else "-2%"
    story.article(
        "P", f"property: gap, value: {gap}", "property: output, value: $100m", f"property: gap_ratio, value: {ratio}"
    )
    found = {text: ends for way in ways(story.check()) for text, ends in way.items()}
    assert found[ratio] == ends
    assert found[gap] == tuple(sorted(Fraction(end) * 1_000_000 * 2 / 3 for end in ends if end is not None))
    assert found["$100m"] == (150_000_000, 150_000_000)


def test_another_voice_settles_which_of_them_is_wrong(story: Story) -> None:
    """Two papers have 80 adults, one 90: the 90 is wrong, and the product follows from that."""
    story.article("P", "property: adults, value: 90", "property: people, value: 200", "property: share, value: 40%")
    story.article("Q", "property: adults, value: 80")
    assert ways(story.check()) == [{"90": (80, 80)}]


def test_products_that_no_row_shows(story: Story) -> None:
    """The whole is nowhere given: 40 % of it are 80, and the gap of $9 a head of it are $1,000."""
    rules = RULES | {"heads": rule("heads", "cost", "people", "each")}
    words = VOCABULARY + "cost: {type: money, over_time: stands}\neach: {type: money, over_time: stands}\n"
    joint = Story(story.folder / "joint", vocabulary=words, rules=rules)
    joint.article("P", "property: adults, value: 80", "property: share, value: 40.0%", "property: people, value: 200")
    joint.article("Q", "property: cost, value: $1000", "property: each, value: $5")
    assert counted(joint.check()) == []
    joint.article("R", "property: each, value: $9", "property: cost, value: $1800", published="2031-05-05")
    assert counted(joint.check()) == []  # another day, another plan


@pytest.mark.parametrize("deficit", ["2.0", "2.3"])
def test_a_plan_that_changed_need_not_be_the_same_share(story: Story, deficit: str) -> None:
    """3 % of the output was said once, of a gap of $2.9m; it is $2.6m now, which is 3 % too, as far as the digit goes.

    That the ratio still stands says nothing of its exact number."""
    words = VOCABULARY.replace("gap_ratio: {type: percentage,", "gap_ratio: {type: percentage, rounding: as written,")
    plans = Story(story.folder / deficit, vocabulary=words, rules=RULES)
    plans.article(
        "P", "property: gap, value: $2.9m", "property: output, value: $100m", "property: gap_ratio, value: 3%"
    )
    plans.article("P", "property: gap, value: $2.6m", published="2031-06-04")
    assert counted(plans.check()) == []
    plans.article("Q", f"property: gap, value: ${deficit}m", published="2031-07-04")
    assert [severity for _, severity, _ in counted(plans.check())] == ["error"]


def test_nearly_double_is_explained(tmp_path: Path) -> None:
    """Rights Watch has double the figure of the town, which is 19; 25 is not: each would have to be something."""
    story = Story(tmp_path, entities="flood: {kind: event}\ntown: {kind: city}\n")
    story.article("P", "subject: town, property: missing, value: 19", "property: missing, value: 25")
    story.article("Q", "property: missing, compared: {times: 2, to: [town, missing]}")
    found = {text: ends for way in ways(story.check()) for text, ends in way.items()}
    assert found["25"] == (37, 39)  # as far as the digit goes
    assert found["19"] == (12, 13)  # no whole number is half of 25: the two beside it
    assert found["2 times"] == (Fraction(25, 19), Fraction(25, 19))


def test_two_disputes_that_a_product_ties_are_told_apart(story: Story) -> None:
    """The whole is in dispute, and so is the gap; that gap and whole do not fit the ratio follows from either."""
    story.article("P", "property: gap, value: $3m", "property: output, value: $100m", "property: gap_ratio, value: 3%")
    story.article("Q", "property: gap, value: $5m")
    story.article("R", "property: people, value: 300", "property: share, value: 10%", "property: adults, value: 60")
    assert sorted(len(d.figures) for d in story.check().disputes) == [3, 3]
