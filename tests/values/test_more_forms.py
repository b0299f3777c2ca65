"""Forms that articles have and no other test: each is read as it is meant, or refused with what to write."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.kinds import Scale
from tests.values.reading import read, refusal

COUNT, PERCENT = Scale("count", unit="person"), Scale("percentage")
CHANGE, LOSS = Scale("percentage", signed=True), Scale("money", signed=True)
MONEY, YEARLY = Scale("money"), Scale("money", per="year")


@pytest.mark.parametrize(
    ("text", "scale", "low", "high"),
    [
        ("all 47", COUNT, 47, 47),
        ("all of the 47 senators", PERCENT, 100, 100),
        ("none of the 47", COUNT, 0, 0),
        ("most", PERCENT, 50, 100),
        ("the vast majority of the voters", PERCENT, 50, 100),
        ("virtually all", PERCENT, 95, 100),
        ("–2 %", CHANGE, -2, -2),
        ("fell by 2 %", CHANGE, -2, -2),
        ("shrank 2 %", CHANGE, -2, -2),
        ("grew by 6.7 %", CHANGE, "6.7", "6.7"),
        ("growth of 3 %", CHANGE, 3, 3),
        ("unchanged", CHANGE, 0, 0),
        ("$-5m", LOSS, -5_000_000, -5_000_000),
        ("$5m per annum", YEARLY, 5_000_000, 5_000_000),
        ("$1m a quarter", YEARLY, 4_000_000, 4_000_000),
        ("$20m a decade", YEARLY, 2_000_000, 2_000_000),
        ("400 ± 50", COUNT, 350, 450),
        ("40 % plus or minus 3", PERCENT, 37, 43),
        ("$5m +/- $1m", MONEY, 4_000_000, 6_000_000),
        ("a quarter of a million", COUNT, 250_000, 250_000),
        ("three quarters of a billion dollars", MONEY, 750_000_000, 750_000_000),
        ("1½ million", COUNT, 1_500_000, 1_500_000),
        ("a record 60", COUNT, 60, 60),
        ("south of 60", COUNT, 0, 59),
        ("130 kilometres an hour", Scale("number", unit="km/h"), 130, 130),
    ],
)
def test_a_form(text: str, scale: Scale, low: int | str, high: int | str) -> None:
    interval = read(text, scale).interval
    assert (interval.lower, interval.upper) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "scale", "says"),
    [
        ("fell by 2 %", PERCENT, "signed: true"),
        ("$-5m", MONEY, "signed: true"),
        ("most of revenue", Scale("percentage", unit="GDP"), "one of GDP"),
        ("5m CFA francs", MONEY, "write the code, such as XOF 5m"),
        ("5 to 9 ± 2", COUNT, "such as 400 ± 50"),
        ("5+--3", Scale("number", unit="km"), "such as 400 ± 50"),
        ("$-5m a month", YEARLY, "cannot be negative"),
    ],
)
def test_a_form_that_is_refused(text: str, scale: Scale, says: str) -> None:
    assert says in refusal(text, scale)
