"""Exchange rates as bounds: what one of a currency was worth in another on some days, and who says so.

A converted amount is all that the bounds allow. A point is never made of a rate.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from checker.problems import quoted
from checker.values.dates import Window, show_window
from checker.values.kinds import Interval
from checker.values.units import is_currency


class Rate(Struct, frozen=True, kw_only=True):
    """One of `base` was `low` to `high` of `quote` on each day of a period."""

    base: str
    quote: str
    period: Window
    low: Fraction
    high: Fraction
    source: str


def read_pair(text: str) -> tuple[tuple[str, str] | None, str | None]:
    """The two codes of "USD/KES", or what is wrong with it."""
    codes = tuple(part.strip().upper() for part in text.split("/"))
    expected = "expected two codes of currencies such as USD/KES: what one of the first is worth in the second"
    if len(codes) != 2 or not all(is_currency(code) for code in codes):
        return None, f"{quoted(text)}: {expected}"
    if codes[0] == codes[1]:
        return None, f"{quoted(text)}: a currency has no rate to itself; {expected}"
    return (codes[0], codes[1]), None


def crossed(low: Fraction, high: Fraction) -> str | None:
    """What is wrong with the bounds of a rate."""
    if low <= 0:
        return "a rate is above 0"
    if low > high:
        return "the low bound is above the high one; exchange them, or turn the pair round"
    return None


class Rates(Struct, frozen=True):
    """All rates that a project knows, in any order."""

    rates: tuple[Rate, ...] = ()

    def convert(self, interval: Interval, unit: str, target: str, days: Window) -> tuple[Interval | None, str | None]:
        """An amount in another currency as of some day of `days`: (interval, None), or (None, why not).

        All days must have a rate; where several may hold, the widest bounds are taken.
        """
        if unit == target:
            return interval, None
        of_pair = [bounds for rate in self.rates if (bounds := _from_to(rate, unit, target))]
        if not of_pair:
            return None, f"rates.yaml has no rate for {unit}/{target}"
        holding = [(period, low, high) for period, low, high in of_pair if period.overlaps(days)]
        if not _covers([period for period, _, _ in holding], days):
            spans = " and ".join(show_window(period) for period, _, _ in sorted(of_pair))
            return None, f"rates.yaml has {unit}/{target} for {spans}, and not for all of {show_window(days)}"
        low, high = min(low for _, low, _ in holding), max(high for _, _, high in holding)
        return Interval(_product(interval.lower, low, high), _product(interval.upper, high, low)), None


NO_RATES = Rates()


def _from_to(rate: Rate, unit: str, target: str) -> tuple[Window, Fraction, Fraction] | None:
    """The days and bounds of a rate in the direction that is asked for; None if it is of other currencies."""
    if (rate.base, rate.quote) == (unit, target):
        return rate.period, rate.low, rate.high
    if (rate.quote, rate.base) == (unit, target):
        return rate.period, 1 / rate.high, 1 / rate.low
    return None


def _covers(periods: list[Window], days: Window) -> bool:
    open_from = days.first
    for period in sorted(periods):
        if period.first > open_from:
            return False
        open_from = max(open_from, period.last + 1)
    return open_from > days.last


def _product(bound: Fraction | None, rate: Fraction, rate_of_a_loss: Fraction) -> Fraction | None:
    """A bound at the rate that puts it furthest out: of a loss that is the other one."""
    return None if bound is None else bound * (rate if bound >= 0 else rate_of_a_loss)
