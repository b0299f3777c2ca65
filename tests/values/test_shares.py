"""Shares: with both of their figures where two are given, and of what they are a share."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.kinds import Scale, Share
from tests.values.reading import Bound, exact, read, refusal

PERCENT = Scale("percentage")
PEOPLE = Scale("count", "person")


@pytest.mark.parametrize(
    ("text", "part", "whole", "of"),
    [
        ("35 out of 47", 35, 47, ""),
        ("17 of 39", 17, 39, ""),
        ("35 of the 47", 35, 47, ""),
        ("17 of 39 senators", 17, 39, "senators"),
        ("35 people out of 47", 35, 47, "people"),
        ("two of three", 2, 3, ""),
        ("1,500 out of 2 million", 1500, 2000000, ""),
        ("47 of 47", 47, 47, ""),
        ("0 of 47", 0, 47, ""),
    ],
)
def test_a_share_of_a_count_keeps_both_figures(text: str, part: int, whole: int, of: str) -> None:
    """As a percentage it is their ratio, exactly; as a count it is the part."""
    share = Share(Fraction(part), Fraction(whole), of)
    ratio = read(text, PERCENT)
    assert ratio.interval.lower == ratio.interval.upper == ratio.interval.best == Fraction(100 * part, whole)
    assert (ratio.unit, ratio.share, ratio.granularity) == ("%", share, 0)
    count = read(text, PEOPLE)
    assert count.interval.lower == count.interval.upper == count.interval.best == part
    assert (count.unit, count.share) == ("person", share)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("half", 50),
        ("a half", 50),
        ("one half", 50),
        ("a quarter", 25),
        ("three quarters", 75),
        ("three-quarters", 75),
        ("three fourths", 75),
        ("one fourth", 25),
        ("a fifth", 20),
        ("Two Fifths", 40),
        ("a tenth", 10),
        ("nine tenths", 90),
        ("five eighths", "62.5"),
        ("a third", "100/3"),
        ("one third", "100/3"),
        ("two thirds", "200/3"),
        ("two-thirds", "200/3"),
        ("a sixth", "50/3"),
        ("five sixths", "250/3"),
        ("one seventh", "100/7"),
        ("an eighth", "12.5"),
        ("one ninth", "100/9"),
        ("one in five", 20),
        ("1 in 5", 20),
        ("3 in every 10", 30),
        ("one in three adults", "100/3"),
        ("one in 300", "1/3"),
        ("one in 100,000", "0.001"),
    ],
)
def test_a_share_in_words_is_about_that(text: str, best: Bound) -> None:
    """A paper that writes a third or one in five does not mean 33.3 or 20 %: as exact as what is about it."""
    value = read(text, PERCENT)
    middle = exact(best)
    assert middle is not None
    wanted = (middle * Fraction(19, 20), middle * Fraction(21, 20), middle)
    assert (value.interval.lower, value.interval.upper, value.interval.best) == wanted
    assert value.unit == "%"


@pytest.mark.parametrize(
    ("text", "lower", "upper", "best"),
    [
        ("two out of every three", 66, 67, "200/3"),
        ("two of every three", 66, 67, "200/3"),
        ("about half", "47.5", "52.5", 50),
        ("nearly half", "47.5", 50, 50),
        ("more than half", 50, None, None),
        ("at least a third", 33, None, None),
        ("up to a third", 0, 34, None),
        ("about a third", "31.35", "35.7", "100/3"),
        ("between a third and a half", 33, 50, None),
        ("at least 35 of 47", "3500/47", None, None),
    ],
)
def test_a_share_with_a_hedge(text: str, lower: Bound, upper: Bound, best: Bound) -> None:
    value = read(text, PERCENT)
    interval = value.interval
    assert (interval.lower, interval.upper, interval.best) == (exact(lower), exact(upper), exact(best))
    assert value.unit == "%"


def test_more_than_half_is_hardly_more_than_all() -> None:
    assert read("more than half", PERCENT).soft_upper == 100
    assert read("more than two thirds", Scale("percentage", at_most=Fraction(100))).soft_upper == 100


@pytest.mark.parametrize(
    ("text", "percent", "of"),
    [
        ("70 % of GDP", 70, "GDP"),
        ("70% of the GDP", 70, "the GDP"),
        ("70 percent of GDP", 70, "GDP"),
        ("70 per cent of GDP", 70, "GDP"),
        ("70pct of GDP", 70, "GDP"),
        ("half of GDP", 50, "GDP"),
        ("half the voters", 50, "the voters"),
        ("a quarter of members of parliament", 25, "members of parliament"),
        ("one in five of the voters", 20, "the voters"),
    ],
)
def test_of_what_it_is_a_share(text: str, percent: int, of: str) -> None:
    value = read(text, PERCENT)
    assert value.interval.best == percent
    assert value.share == Share(of=of)


def test_a_percentage_alone_is_a_share_of_nothing_said() -> None:
    assert read("70%", PERCENT).share is None


def test_a_property_may_say_of_what_its_shares_are() -> None:
    of_gdp = Scale("percentage", "GDP")
    assert read("70% of GDP", of_gdp) == read("70% of GDP", PERCENT)
    assert read("70% of the gdp", of_gdp).interval.best == 70
    assert read("70%", of_gdp).interval.best == 70
    said = refusal("70% of exports", of_gdp)
    assert "a share of 'exports', and this property one of GDP; code it under a property of its own" in said


def test_a_share_may_be_above_the_whole_unless_the_property_says_not() -> None:
    assert read("150%", PERCENT).interval.best == 150
    turnout = Scale("percentage", at_most=Fraction(100))
    assert "its `at_most` is 100" in refusal("101%", turnout)
    assert "its `at_most` is 100" in refusal("more than 101%", turnout)
    assert read("100%", turnout).interval.best == 100
    assert read("up to 120%", turnout).interval.upper == 120  # it may be 80


@pytest.mark.parametrize(
    ("text", "scale", "word"),
    [
        ("47 out of 35", PERCENT, "the part is more than the whole; write the smaller figure first"),
        ("47 out of 35", PEOPLE, "the part is more than the whole"),
        ("six in five", PERCENT, "the part is more than the whole"),
        ("5 of 0", PERCENT, "nothing is a share of 0; write the part alone"),
        ("five thirds", PERCENT, "more than the whole; write it as a percentage if that is meant"),
        ("a third", PEOPLE, "it is a share: code it under a property of type percentage"),
        ("half of them", PEOPLE, "it is a share"),
        ("one in five", PEOPLE, "it is a share"),
        ("half", Scale("number"), "it is a share"),
        ("400 of them", PEOPLE, "not understood"),
        ("two of every three", PEOPLE, "not understood"),
        ("third", PERCENT, "not understood"),
        ("the third", PERCENT, "not understood"),
        ("5 in 2031", PERCENT, "write 5, and `period: 2031` beside the value"),
        ("two of dozens", PERCENT, "not understood"),
    ],
)
def test_what_is_no_share(text: str, scale: Scale, word: str) -> None:
    assert word in refusal(text, scale)
