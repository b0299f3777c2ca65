"""Exchange rates: bounds with their days and their source; a converted amount is all that they allow."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.dates import Window, read_window
from checker.values.kinds import Interval
from checker.values.rates import NO_RATES, Rate, Rates, crossed, read_pair
from tests.values.reading import Bound, exact


def days(text: str) -> Window:
    window, _ = read_window(text)
    assert window is not None
    return window


def rate(pair: str, period: str, low: str, high: str) -> Rate:
    codes, _ = read_pair(pair)
    assert codes is not None
    base, quote = codes
    window = days(period)
    return Rate(
        base=base, quote=quote, period=window, low=Fraction(low), high=Fraction(high), source="the central bank"
    )


RATES = Rates(
    (
        rate("USD/KES", "2031-06", "130", "132"),
        rate("USD/KES", "2031-05", "128", "131"),
        rate("GBP/USD", "2031", "1.2", "1.3"),
    )
)


@pytest.mark.parametrize(
    ("low", "high", "unit", "target", "as_of", "lower", "upper"),
    [
        (10, 10, "USD", "KES", "2031-05-04", 1280, 1310),
        (10, 20, "USD", "KES", "2031-06-04", 1300, 2640),
        # the other way round
        (1310, 1310, "KES", "USD", "2031-05-31", 10, "1310/128"),
        # of some day in both months
        (10, 10, "USD", "KES", "2031-05-31/2031-06-01", 1280, 1320),
        (10, None, "USD", "KES", "2031-05-04", 1280, None),
        (None, 10, "USD", "KES", "2031-05-04", None, 1310),
        # a loss is widest at the rate that makes it largest
        (-10, -10, "USD", "KES", "2031-05-04", -1310, -1280),
        (-10, 10, "USD", "KES", "2031-05-04", -1310, 1310),
        (0, 0, "USD", "KES", "2031-05-04", 0, 0),
        (10, 10, "USD", "USD", "1999", 10, 10),
    ],
)
def test_an_amount_in_another_currency(
    low: Bound, high: Bound, unit: str, target: str, as_of: str, lower: Bound, upper: Bound
) -> None:
    converted, why = RATES.convert(Interval(exact(low), exact(high)), unit, target, days(as_of))
    assert why is None
    assert converted is not None
    assert (converted.lower, converted.upper) == (exact(lower), exact(upper))


def test_a_rate_gives_no_best_figure() -> None:
    """Its middle is no rate that anybody named."""
    converted, _ = RATES.convert(Interval(Fraction(10), Fraction(10), Fraction(10)), "USD", "KES", days("2031-05-04"))
    assert converted is not None
    assert converted.best is None


@pytest.mark.parametrize(
    ("unit", "target", "as_of", "why"),
    [
        ("USD", "EUR", "2031-05-04", "rates.yaml has no rate for USD/EUR"),
        ("GBP", "KES", "2031-05-04", "rates.yaml has no rate for GBP/KES"),  # it is not reckoned by way of a third
        ("USD", "KES", "2031-04-30", "has USD/KES for May 2031 and Jun 2031, and not for all of 30 Apr 2031"),
        ("USD", "KES", "2031-04-30/2031-05-01", "not for all of 30 Apr to 1 May 2031"),
        ("USD", "KES", "2031-06-30/2031-07-01", "not for all of 30 Jun to 1 Jul 2031"),
        ("USD", "KES", "2031", "not for all of 2031"),
    ],
)
def test_outside_of_its_days_a_rate_says_nothing(unit: str, target: str, as_of: str, why: str) -> None:
    converted, said = RATES.convert(Interval(Fraction(10), Fraction(10)), unit, target, days(as_of))
    assert converted is None
    assert said is not None
    assert why in said


def test_a_gap_between_two_rates_is_seen() -> None:
    periods = ("2031-05-01/2031-05-10", "2031-05-12/2031-05-31")
    gap = Rates(tuple(rate("USD/KES", period, "1", "2") for period in periods))
    assert gap.convert(Interval(), "USD", "KES", days("2031-05-10/2031-05-12"))[0] is None
    assert gap.convert(Interval(), "USD", "KES", days("2031-05-12/2031-05-31"))[0] == Interval()
    inner = Rates((rate("USD/KES", "2031-05", "1", "2"), rate("USD/KES", "2031-05-03", "1", "3")))
    assert inner.convert(Interval(), "USD", "KES", days("2031-05"))[0] == Interval()


def test_without_rates_nothing_is_converted() -> None:
    assert NO_RATES.convert(Interval(), "USD", "KES", days("2031"))[0] is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [("USD/KES", ("USD", "KES")), ("usd / kes", ("USD", "KES")), (" EUR/GBP ", ("EUR", "GBP"))],
)
def test_a_pair(text: str, codes: tuple[str, str]) -> None:
    assert read_pair(text) == (codes, None)


@pytest.mark.parametrize("text", ["USD", "USD/", "USD/KES/EUR", "USD-KES", "US/KES", "dollar/KES", "", "USD/TEU"])
def test_what_is_no_pair(text: str) -> None:
    codes, mistake = read_pair(text)
    assert codes is None
    assert mistake is not None
    assert "expected two codes of currencies such as USD/KES" in mistake


def test_a_currency_has_no_rate_to_itself() -> None:
    assert "a currency has no rate to itself" in str(read_pair("USD/usd"))


def test_bounds_of_a_rate() -> None:
    assert crossed(Fraction(1), Fraction(1)) is None
    assert crossed(Fraction(1), Fraction(2)) is None
    assert "above the high one" in str(crossed(Fraction(2), Fraction(1)))
    assert "a rate is above 0" in str(crossed(Fraction(0), Fraction(1)))
    assert "a rate is above 0" in str(crossed(Fraction(-1), Fraction(1)))
