"""Rules that multiply two figures: a share times a total, a price times a number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.engine.small_stories import Story

PRODUCT_WORDS = """
share:    {type: percentage, over_time: varies}
adults:   {type: count, unit: person, over_time: varies}
people:   {type: count, unit: person, over_time: varies}
families: {type: count, unit: family, over_time: varies}
per_head: {type: money, over_time: varies}
cost:     {type: money, over_time: varies}
growth:   {type: percentage, signed: true, over_time: varies}
dead:     {type: count, unit: person, over_time: accumulates}
"""
CAST = "flood: {kind: event}\n"
SHARE = "{part: {property: adults}, share: {property: share}, whole: {property: people}}"
ALIKE = ("part.subject == whole.subject", "share.subject == whole.subject")


@pytest.fixture
def budget(story: Story) -> Story:
    story.cast(CAST)
    story.write("rules/properties.yaml", PRODUCT_WORDS)
    return story


def test_a_share_of_a_total(budget: Story) -> None:
    """Of 200 people 40 % are adults: 80, and not 90. A hedge leaves room on either side."""
    budget.rule("shares", "part == share * whole", let=SHARE, where=ALIKE, message="{part}, not {share * whole}")
    budget.article("Gazette", "2031-05-04", "flood people 200", "flood share 40%")
    budget.article("Herald", "2031-05-04", "flood adults 90")
    told = budget.tell()
    assert told.messages("shares") == ["90, not 80"]
    assert told.of("shares")[0].gap == 10


@pytest.mark.parametrize(
    ("adults", "share", "people", "gap"),
    [
        ("80", "40%", "200", None),
        ("at least 81", "40%", "200", Fraction(1)),
        ("80", "40%", "at least 201", Fraction(2, 5)),
        ("80", "at least 30%", "200 to 300", None),
        ("59", "at least 30%", "200 to 300", Fraction(1)),
        ("80", "about 40%", "200", None),
        ("0", "0%", "at least 200", None),
        ("1", "0%", "at least 200", Fraction(1)),
        ("17", "17 of 39", "39", None),
        ("18", "17 of 39", "39", Fraction(1)),
        ("a few", "10%", "20 to 50", None),
    ],
)
def test_bounds_of_a_product(budget: Story, adults: str, share: str, people: str, gap: Fraction | None) -> None:
    """The two sides have a common value or they do not: each figure may be at either of its ends."""
    budget.rule("shares", "part == share * whole", let=SHARE, where=ALIKE)
    budget.article("Gazette", "2031-05-04", f"flood people {people}", f"flood share {share}", f"flood adults {adults}")
    assert [finding.gap for finding in budget.tell().of("shares")] == ([] if gap is None else [gap])


def test_a_price_times_a_number_is_money(budget: Story) -> None:
    let = "{each: {property: per_head}, people: {property: people}, cost: {property: cost}}"
    where = ("each.subject == cost.subject", "people.subject == cost.subject")
    budget.rule("bill", "each * people == cost", let=let, where=where, message="{each * people}, not {cost}")
    budget.article("Gazette", "2031-05-04", "flood per_head $5", "flood people 200", "flood cost $900")
    assert budget.tell().messages("bill") == ["$1,000, not $900"]


def test_growth_that_may_be_negative(budget: Story) -> None:
    """After a loss of 10 % of 200 there are 180: more than one figure is multiplied, and one stands twice."""
    let = "{now: {property: adults}, before: {property: people}, growth: {property: growth}}"
    where = ("now.subject == before.subject", "growth.subject == before.subject")
    budget.rule("grows", "now == (1 + growth) * before", let=let, where=where)
    budget.article("Gazette", "2031-05-04", "flood people 200", "flood growth -10%", "flood adults 180")
    assert budget.tell().rules == set()
    budget.article("Gazette", "2031-05-05", "flood people 200", "flood growth -10%", "flood adults 170")
    assert [finding.gap for finding in budget.tell().of("grows")] == [10]


def test_a_share_of_a_count_that_accumulates(budget: Story) -> None:
    """40 % of the dead by 2 July are adults; by 1 July 200 had died. So 80 at least, and 70 are too few."""
    let = "{part: {property: adults}, share: {property: share}, whole: {property: dead}}"
    budget.rule("shares", "part == share * whole", let=let, where=ALIKE)
    budget.article("Gazette", "2031-07-01", "flood dead 200")
    budget.article("Gazette", "2031-07-02", "flood share 40%", "flood adults 90")
    assert budget.tell().rules == set()
    budget.article("Herald", "2031-07-02", "flood adults 70")
    assert [finding.gap for finding in budget.tell().of("shares")] == [10]


@pytest.mark.parametrize(
    ("require", "mistake"),
    [
        ("part == share * whole * part", "multiplies 3 figures; a product is of two"),
        ("part * part == whole", "multiplies 'part' by itself; a product is of two names"),
        ("sum(part) * share == whole", "multiplies a sum; write the product on the other side"),
        ("share * sum(part) == whole", "multiplies a sum; write the product on the other side"),
        ("part / whole == share", "divides by a figure; multiply the other side by it"),
    ],
)
def test_what_is_no_product(budget: Story, require: str, mistake: str) -> None:
    budget.rule("shares", require, let=SHARE, where=ALIKE)
    assert [problem.message for problem in budget.problems()] == [f"{require!r} {mistake}"]


@pytest.mark.parametrize(
    ("share", "mistake"),
    [
        ("{property: [share, adults]}", "'share' is multiplied: name properties of one type, not count and percentage"),
        ("{property: when}", "a date cannot be multiplied: 'share'"),
    ],
)
def test_what_cannot_be_multiplied(budget: Story, share: str, mistake: str) -> None:
    budget.write("rules/properties.yaml", PRODUCT_WORDS + "when: {type: date}\n")
    let = SHARE.replace("{property: share}", share)
    budget.rule("shares", "part == share * whole", let=let, where=ALIKE)
    assert [problem.message for problem in budget.problems()] == [mistake]


def test_two_amounts_of_money_make_none(budget: Story) -> None:
    let = "{a: {property: cost}, b: {property: per_head}}"
    budget.rule("odd", "a * b <= 5", let=let, where=("a.subject == b.subject",))
    assert [p.message for p in budget.problems()] == ["'a' and 'b' are both amounts of money: they make none"]
