"""By how much one figure differs from another: amounts, and shares of the other figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.comparing import READERS
from checker.values.value import Hedges, Scale

PEOPLE = Scale("count", "person")


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("a quarter of a million", 250_000, 250_000),
        ("about a quarter of a million", 237_500, 262_500),
        ("half a million", 500_000, 500_000),
        ("half a dozen", 6, 6),
        ("one and a half million", 1_500_000, 1_500_000),
        ("three quarters of a million people", 750_000, 750_000),
    ],
)
def test_part_of_a_million_is_an_amount(text: str, lower: int, upper: int) -> None:
    """A quarter of a million fewer than 400,000 is 150,000, and no quarter fewer."""
    factor, mistake = READERS["fewer"](text, PEOPLE, Hedges())
    assert factor is not None, mistake
    assert not factor.is_ratio
    assert (factor.value.interval.lower, factor.value.interval.upper) == (-upper, -lower)


@pytest.mark.parametrize("text", ["a quarter", "a quarter of them", "25%", "one quarter of the total"])
def test_part_of_the_other_figure_is_a_share(text: str) -> None:
    factor, mistake = READERS["fewer"](text, PEOPLE, Hedges())
    assert factor is not None, mistake
    assert factor.is_ratio
    assert factor.value.interval.lower is not None and factor.value.interval.lower < Fraction(3, 4)


def test_part_of_a_million_is_no_share() -> None:
    factor, mistake = READERS["share_of"]("a quarter of a million", PEOPLE, Hedges())
    assert factor is None
    assert mistake == "'a quarter of a million': expected a share such as half, 40 % or 35 out of 47"
