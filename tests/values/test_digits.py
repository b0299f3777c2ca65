"""The digits that were written: how large the last one is, what they leave open, and that they survive a conversion."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.kinds import Interval, Scale
from checker.values.units import is_other_system
from tests.values.reading import Bound, exact, read, refusal

COUNT, MONEY, SHARE = (Scale(kind, is_rounded=True) for kind in ("count", "money", "percentage"))


@pytest.mark.parametrize(
    ("text", "scale", "size"),
    [
        ("$78bn", MONEY, 10**9),
        ("$77.8bn", MONEY, 10**8),
        ("$748k", MONEY, 1000),
        ("$0.75m", MONEY, 10**4),
        ("$748,200", MONEY, 1),
        ("$5.25", MONEY, "0.01"),
        ("52 million", COUNT, 10**6),
        ("51.5 million", COUNT, 10**5),
        ("400", COUNT, 1),
        ("six", COUNT, 1),
        ("two hundred", COUNT, 100),
        ("two hundred and six", COUNT, 1),
        ("two dozen", COUNT, 12),
        ("three hundred thousand", COUNT, 10**5),
        ("three thousand two hundred", COUNT, 100),
        ("half a million", COUNT, 5 * 10**5),
        ("a million", COUNT, 10**6),
        ("2 to 3 million", COUNT, 10**6),
        ("2.5 to 3 million", COUNT, 10**6),
        ("400 (350 to 450)", COUNT, 1),
        ("none", COUNT, 0),
        ("33%", SHARE, 1),
        ("33.3%", SHARE, "0.1"),
        ("a third", SHARE, 1),
        ("35 of 47", SHARE, 0),
        ("5 miles", Scale("number", "km"), "1.609344"),
        ("5.0 miles", Scale("number", "km"), "0.1609344"),
        ("8 km", Scale("number", "km"), 1),
        ("8", Scale("number", "km"), 1),
        ("2 weeks", Scale("duration", "day"), 7),
    ],
)
def test_the_size_of_the_last_digit(text: str, scale: Scale, size: Bound) -> None:
    assert read(text, scale).granularity == exact(size)


ROUNDED = [
    ("$78bn", MONEY, 77500000000, 78500000000),
    ("$77.8bn", MONEY, 77750000000, 77850000000),
    ("52 million", COUNT, 51500000, 52500000),
    ("400", COUNT, 400, 400),  # there are no half people
    ("$0", MONEY, 0, "0.5"),
    ("33%", SHARE, "32.5", "33.5"),
    ("a third", SHARE, "95/3", 35),
    ("35 of 47", SHARE, "3500/47", "3500/47"),
    ("at least $78bn", MONEY, 77500000000, None),
    ("at least $3bn", MONEY, 2970000000, None),  # and not 2.6bn: a limit leaves a hundredth at most
    ("more than 5%", SHARE, "4.95", None),
    ("up to $3bn", MONEY, 0, 3030000000),
    ("fewer than 2 million", COUNT, 0, 2019999),
    ("as many as 2 million", COUNT, 0, 2500000),
    ("more than 52 million", COUNT, 51500001, None),
    ("up to $78bn", MONEY, 0, 78500000000),
    ("fewer than 52 million", COUNT, 0, 52499999),
    ("as high as $78bn", MONEY, 0, 78500000000),
    # about says more than the digits do, or less
    ("about $78bn", MONEY, 74100000000, 81900000000),
    ("about 5 million", COUNT, 4500000, 5500000),
    ("nearly $78bn", MONEY, 74100000000, 78500000000),
    ("just over $78bn", MONEY, 77500000000, 81900000000),
    ("exactly $78bn", MONEY, 78000000000, 78000000000),
    ("$2bn to $3bn", MONEY, 1500000000, 3500000000),
    ("$3bn ($2bn to $4bn)", MONEY, 1500000000, 4500000000),
    ("thousands", COUNT, 2000, None),
    ("-2%", Scale("percentage", signed=True, is_rounded=True), "-2.5", "-1.5"),
    ("down 2%", Scale("percentage", signed=True, is_rounded=True), "-2.5", "-1.5"),
    ("$0", Scale("money", signed=True, is_rounded=True), "-0.5", "0.5"),
]


@pytest.mark.parametrize(("text", "scale", "lower", "upper"), ROUNDED)
def test_what_the_digits_leave_open(text: str, scale: Scale, lower: Bound, upper: Bound) -> None:
    rounded = read(text, scale).rounded
    assert rounded is not None
    assert (rounded.lower, rounded.upper) == (exact(lower), exact(upper))


def test_a_property_says_whether_digits_are_rounded() -> None:
    assert read("$78bn", Scale("money")).rounded is None
    assert read("$78bn", Scale("money")).interval == read("$78bn", MONEY).interval  # the figure itself stays


def _meet(first: Interval | None, second: Interval | None) -> bool:
    assert first is not None
    assert second is not None
    assert first.lower is not None
    assert second.lower is not None
    assert first.upper is not None
    assert second.upper is not None
    return first.lower <= second.upper and second.lower <= first.upper


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (MONEY, ("$78bn", "$77.8bn")),
        (COUNT, ("52 million", "51.5 million")),
        (SHARE, ("33 %", "33.3 %", "a third")),
        (SHARE, ("74%", "35 out of 47")),
        (MONEY, ("$748k", "$0.7m", "$748,200")),
    ],
)
def test_figures_agree_as_far_as_their_digits_go(scale: Scale, texts: tuple[str, ...]) -> None:
    intervals = [read(text, scale).rounded for text in texts]
    assert all(_meet(one, other) for one in intervals for other in intervals)
    assert not _meet(read("$78bn", MONEY).rounded, read("$76.9bn", MONEY).rounded)


@pytest.mark.parametrize(
    ("one", "other", "unit", "agree"),
    [
        ("5 miles", "8 km", "km", True),
        ("5 miles", "7 km", "km", False),
        ("5.0 miles", "8.3 km", "km", False),
        ("26.2 miles", "42.2 km", "km", True),
        ("100 °F", "38 °C", "°C", True),
        ("80 mph", "129 km/h", "km/h", True),
        ("10 acres", "4 hectares", "hectare", True),
        ("12 inches", "1 foot", "foot", True),
        ("13 inches", "1 foot", "foot", False),  # of one system a figure stays exact
    ],
)
def test_a_converted_figure_has_the_digits_that_were_written(one: str, other: str, unit: str, agree: bool) -> None:
    scale = Scale("number", unit)
    assert _meet(read(one, scale).interval, read(other, scale).interval) == agree


def test_a_converted_figure_keeps_its_best() -> None:
    assert read("5 miles", Scale("number", "km")).interval.best == Fraction("8.04672")


@pytest.mark.parametrize(
    ("unit", "target", "is_other"),
    [
        ("mile", "km", True),
        ("km", "mile", True),
        ("°F", "°C", True),
        ("°C", "kelvin", True),
        ("m", "km", False),
        ("km", "m", False),
        ("day", "week", False),
        ("tents", "huts", False),
        ("km", "kg", False),
        ("km", "huts", False),
    ],
)
def test_which_units_are_of_another_system(unit: str, target: str, is_other: bool) -> None:
    assert is_other_system(unit, target) == is_other


# --- many digits -------------------------------------------------------------------------------


def test_large_figures_of_few_digits_are_read() -> None:
    """The budget of a country whose currency has many zeros."""
    assert read("IDR 3,300 trillion", Scale("money")).interval.best == 33 * 10**14
    spread = read("100 trillion to 2000 trillion", Scale("count")).interval
    assert (spread.lower, spread.upper) == (10**14, 2 * 10**15)


def test_more_digits_than_the_engine_tells_apart_are_refused() -> None:
    assert "15 digits" in refusal("999,999,999,999,999.5 thousand", Scale("count"))
    assert "15 digits" in refusal("1,234,567,890,123,456", Scale("count"))
    assert "15 digits" in refusal("1,000,000,000,000,001 to 2,000,000,000,000,000", Scale("count"))
    words = "nine hundred ninety-nine"
    large = f"{words} trillion {words} billion {words} crore"
    assert read(large, Scale("count")).interval.best == 1000008990000000
    assert "15 digits" in refusal(f"{large} and one", Scale("count"))
    assert read("999,999,999,999,999 thousand", Scale("count")).interval.best == 999999999999999000


# --- a figure in its own unit within brackets --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scale", "lower", "upper"),
    [
        ("USD 5 (4 to 6)", Scale("money"), 4, 6),
        ("$5 (at least 4)", Scale("money"), 4, None),
        ("5 km (4 to 6)", Scale("number", "m"), 4000, 6000),
        ("5 km (4 km to 6 km)", Scale("number", "m"), 4000, 6000),
        ("12 months (10 to 14)", Scale("duration", "month"), 10, 14),
        ("1 year (10 to 14 months)", Scale("duration", "month"), 10, 14),
        ("37% (35 to 40)", Scale("percentage"), 35, 40),
        ("400 people (350 or more)", Scale("count", "person"), 350, None),
    ],
)
def test_what_is_in_brackets_has_the_unit_of_the_figure(text: str, scale: Scale, lower: Bound, upper: Bound) -> None:
    interval = read(text, scale).interval
    assert (interval.lower, interval.upper) == (exact(lower), exact(upper))


def test_the_magnitude_in_brackets_is_not_guessed() -> None:
    assert "write the magnitude on both sides" in refusal("$5m (4 to 6)", Scale("money"))
