"""Figures with a sign, where a property has them; rates, and words that say for which period a figure is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.kinds import Scale
from tests.values.reading import Bound, exact, read, refusal

GROWTH = Scale("percentage", signed=True)
PROFIT = Scale("money", "USD", signed=True)


@pytest.mark.parametrize(
    ("text", "scale", "lower", "upper", "best"),
    [
        ("-2%", GROWTH, -2, -2, -2),
        ("−2%", GROWTH, -2, -2, -2),
        ("+6.7%", GROWTH, "6.7", "6.7", "6.7"),
        ("+ 6.7%", GROWTH, "6.7", "6.7", "6.7"),
        ("plus 2%", GROWTH, 2, 2, 2),
        ("positive 2%", GROWTH, 2, 2, 2),
        ("minus 2%", GROWTH, -2, -2, -2),
        ("negative 2%", GROWTH, -2, -2, -2),
        ("down 43 %", GROWTH, -43, -43, -43),
        ("down by 43 %", GROWTH, -43, -43, -43),
        ("up 12%", GROWTH, 12, 12, 12),
        ("up by 12%", GROWTH, 12, 12, 12),
        ("a fall of 3%", GROWTH, -3, -3, -3),
        ("a drop of 3%", GROWTH, -3, -3, -3),
        ("a decline of 3%", GROWTH, -3, -3, -3),
        ("a decrease of 3%", GROWTH, -3, -3, -3),
        ("a reduction of 3%", GROWTH, -3, -3, -3),
        ("a cut of 3%", GROWTH, -3, -3, -3),
        ("a rise of 3%", GROWTH, 3, 3, 3),
        ("an increase of 3%", GROWTH, 3, 3, 3),
        ("a gain of 3%", GROWTH, 3, 3, 3),
        ("-5% to 5%", GROWTH, -5, 5, None),
        ("about -2%", GROWTH, "-2.1", "-1.9", -2),
        ("down about 2%", GROWTH, "-2.1", "-1.9", -2),
        ("down more than 5%", GROWTH, None, -5, None),
        ("down at most 5%", GROWTH, -5, 0, None),
        ("up more than 5%", GROWTH, 5, None, None),
        ("up to 12%", GROWTH, None, 12, None),  # a bound, no rise
        ("down to 12%", GROWTH, "x", "x", None),
        ("less than -2%", GROWTH, None, -2, None),
        ("-$5m", PROFIT, -5000000, -5000000, -5000000),
        ("a loss of $5m", PROFIT, -5000000, -5000000, -5000000),
        ("a loss of up to $5m", PROFIT, -5000000, 0, None),
        ("none", PROFIT, 0, 0, 0),
        ("-1", Scale("count", "person", signed=True), -1, -1, -1),
        ("fewer than 0", Scale("count", signed=True), None, -1, None),
        ("minus 5", Scale("number", "°C"), -5, -5, -5),
        ("minus 5 °C", Scale("number", "°C"), -5, -5, -5),
        ("+5", Scale("number"), 5, 5, 5),
        ("-3 days", Scale("duration", "day", signed=True), -3, -3, -3),
    ],
)
def test_a_figure_with_a_sign(text: str, scale: Scale, lower: Bound, upper: Bound, best: Bound) -> None:
    if lower == "x":
        assert "not understood" in refusal(text, scale)
        return
    interval = read(text, scale).interval
    assert (interval.lower, interval.upper, interval.best) == (exact(lower), exact(upper), exact(best))


def test_a_fall_has_no_soft_top() -> None:
    assert read("down more than 5%", GROWTH).soft_upper is None
    assert read("up more than 5%", GROWTH).soft_upper == 10
    assert read("more than -5%", GROWTH).soft_upper is None


@pytest.mark.parametrize(
    ("text", "scale", "word"),
    [
        (
            "-2%",
            Scale("percentage"),
            "negative: '-2%'; a property whose values can has `signed: true`",
        ),
        ("-5", Scale("count"), "a count cannot be negative"),
        ("-5", Scale("number", signed=False), "a number cannot be negative"),
        ("+6.7%", Scale("percentage"), "'+' gives it a sign, and values of this property have none"),
        ("minus 5%", Scale("percentage"), "for those make a property with `signed: true`"),
        ("down 43 %", Scale("percentage"), "'down' makes it a change, and this property has no changes"),
        ("up 5", Scale("number"), "'up' makes it a change"),  # of a level
        ("a rise of 5", Scale("number"), "'a rise of' makes it a change"),
        ("+", GROWTH, "a figure is missing before '+'"),
        ("down", GROWTH, "not understood"),
        ("minus minus 5%", GROWTH, "'minus' gives it a sign"),
    ],
)
def test_a_sign_where_none_may_be(text: str, scale: Scale, word: str) -> None:
    assert word in refusal(text, scale)


def test_up_to_is_none_where_no_sign_may_be() -> None:
    assert read("up to 5", Scale("number", signed=False)).interval.lower == 0
    assert read("up to 5", Scale("number")).interval.lower is None


# --- rates -------------------------------------------------------------------------------------

A_YEAR = Scale("money", "USD", per="year")


@pytest.mark.parametrize(
    ("text", "scale", "lower", "upper", "best"),
    [
        ("$5m a year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m per year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m each year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m every year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m/year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m annually", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m yearly", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m", A_YEAR, 5000000, 5000000, 5000000),
        ("$400 a month", A_YEAR, 4800, 4800, 4800),
        ("$400 monthly", A_YEAR, 4800, 4800, 4800),
        ("$10 a day", A_YEAR, 3650, 3660, None),
        ("$10 daily", A_YEAR, 3650, 3660, None),
        ("$1 hourly", A_YEAR, 8760, 8784, None),
        ("$52 weekly", Scale("money", "USD", per="day"), "52/7", "52/7", "52/7"),
        ("more than $5m a year", A_YEAR, 5000000, None, None),
        ("$5m or more a year", A_YEAR, 5000000, None, None),
        ("$4m to $5m a year", A_YEAR, 4000000, 5000000, None),
        ("an average of $5m a year", A_YEAR, 5000000, 5000000, 5000000),
        ("average $5m a year", A_YEAR, 5000000, 5000000, 5000000),
        ("$5m a year on average", A_YEAR, 5000000, 5000000, 5000000),
        ("on average $5m a year", A_YEAR, 5000000, 5000000, 5000000),
        ("300 a day", Scale("count", "person", per="day"), 300, 300, 300),
        ("2.5 a day", Scale("count", "person", per="day"), "2.5", "2.5", "2.5"),
        ("more than 2 a day", Scale("count", "person", per="day"), 2, None, None),
        ("about 30 a day", Scale("count", "person", per="day"), "28.5", "31.5", 30),
        ("300 people per day", Scale("count", "person", per="day"), 300, 300, 300),
        ("$5 per person", Scale("money", "USD", per="person"), 5, 5, 5),
        ("$5 Per Person", Scale("money", "USD", per="person"), 5, 5, 5),
        ("-$10 a day", Scale("money", "USD", per="year", signed=True), -3660, -3650, None),
        ("up to $10 a day", A_YEAR, 0, 3660, None),
        # a speed is a unit of its own
        ("5 km per hour", Scale("number", "km/h"), 5, 5, 5),
    ],
)
def test_a_rate(text: str, scale: Scale, lower: Bound, upper: Bound, best: Bound) -> None:
    value = read(text, scale)
    interval = value.interval
    assert (interval.lower, interval.upper, interval.best) == (exact(lower), exact(upper), exact(best))
    assert value.unit == (f"{scale.unit}/{scale.per}" if scale.per else scale.unit)


def test_a_rate_takes_its_top_and_its_digits_along() -> None:
    value = read("more than $5m a month", A_YEAR)
    assert (value.soft_upper, value.granularity) == (120000000, 12000000)
    rounded = read("$5m a month", Scale("money", "USD", per="year", is_rounded=True)).rounded
    assert rounded is not None
    assert (rounded.lower, rounded.upper) == (54000000, 66000000)


@pytest.mark.parametrize(
    ("text", "scale", "word"),
    [
        ("$5m a year", Scale("money"), "'a year' after the amount makes it a rate; give the property `per: year`"),
        ("300 per day", Scale("count"), "give the property `per: day`, or write the figure with the `period`"),
        ("$5m annually", Scale("money"), "`per: year`"),
        ("$5m weekly", Scale("money"), "`per: week`"),
        ("$5 per person", Scale("money"), "`per: person`"),
        ("an average of 300", Scale("count"), "an average is of a time; make a property of rates with `per: day`"),
        ("300 on average", Scale("count"), "an average is of a time"),
        ("$5m, average of 2024 to 2026", Scale("money"), "write $5m, and `period: 2024/2026` beside the value"),
        ("$5m in 2024", Scale("money"), "write $5m, and `period: 2024` beside the value"),
        ("$5m for the years 2024-2026", Scale("money"), "`period: 2024/2026`"),
        ("$5m over 2024 and 2025", A_YEAR, "`period: 2024/2025`"),
        ("$5 per person", A_YEAR, "is per person, and this property per year; make a property of its own for it"),
        ("5 km per litre", Scale("number", "km"), "`per: litre`"),
    ],
)
def test_a_rate_where_none_may_be(text: str, scale: Scale, word: str) -> None:
    assert word in refusal(text, scale)


def test_what_is_refused_for_another_reason_is_told_so() -> None:
    assert "lies outside" in refusal("500 (350 to 450)", Scale("count"))
    assert "not understood; expected" in refusal("lots a plenty", Scale("count"))
    assert read("1,500", Scale("count", per="day")).interval.best == Fraction(1500)
