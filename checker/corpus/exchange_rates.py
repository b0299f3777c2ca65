"""rules/rates.yaml resolved: rates with their bounds and days, and what signs of currencies stand for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.corpus.corpus import SignOf
from checker.files import rate_file
from checker.files.nodes import Document
from checker.problems import Problem
from checker.values.dates import read_window
from checker.values.rates import Rate, Rates, crossed, read_pair
from checker.values.units import currencies, is_currency, is_without_usual
from checker.values.value import Hedges, Scale, fold, read_value

Mistake = tuple[str, str]
"""A key, and what is wrong with it."""


def resolve_rates(file: rate_file.RateFile, document: Document) -> tuple[Rates, tuple[SignOf, ...], list[Problem]]:
    """The rates and the meanings of signs that are right, and what is wrong with the others."""
    problems: list[Problem] = []
    rates: list[Rate] = []
    for index, entry in enumerate(file.rates):
        rate, mistakes = _rate(entry)
        problems += [document.problem(("rates", index, key), mistake) for key, mistake in mistakes]
        if rate is not None:
            rates.append(rate)
    signs: list[SignOf] = []
    for index, sign in enumerate(file.signs):
        mistakes = list(_mistakes_of_sign(sign))
        problems += [document.problem(("signs", index, key), mistake) for key, mistake in mistakes]
        if not mistakes:
            code, publisher = sign.currency.upper(), fold(sign.publisher or "")
            signs.append(SignOf(sign=sign.sign, currency=code, publisher=publisher, story=sign.story or ""))
    return Rates(tuple(rates)), tuple(signs), problems


def _rate(entry: rate_file.Rate) -> tuple[Rate | None, list[Mistake]]:
    pair, wrong_pair = read_pair(entry.pair)
    period, wrong_period = read_window(entry.period)
    low, wrong_low = _bound(entry.low)
    high, wrong_high = _bound(entry.high)
    if low is not None and high is not None:
        wrong_low = crossed(low, high)
    wrong = {"pair": wrong_pair, "period": wrong_period, "low": wrong_low, "high": wrong_high}
    mistakes = [(key, mistake) for key, mistake in wrong.items() if mistake]
    if mistakes or pair is None or period is None or low is None or high is None:
        return None, mistakes
    base, quote = pair
    return Rate(base=base, quote=quote, period=period, low=low, high=high, source=entry.source), []


def _bound(text: str) -> tuple[Fraction | None, str | None]:
    value, mistake = read_value(text, Scale("number"), Hedges())
    if value is None or not value.interval.is_point:
        return None, mistake or f"{text!r}: expected one number, such as 128.5"
    return value.interval.lower, None


def _mistakes_of_sign(entry: rate_file.CurrencySign) -> Iterator[Mistake]:
    codes = currencies(entry.sign)
    if not is_currency(entry.currency):
        yield "currency", f"{entry.currency!r} is not a currency; expected a code such as AUD"
    elif len(codes) < 2 and not is_without_usual(entry.sign):
        yield "sign", f"{entry.sign!r} is not a sign of several currencies; expected $, £, shillings or another"
    elif entry.currency.upper() not in codes:
        yield "currency", f"{entry.sign!r} does not stand for {entry.currency}; expected one of {', '.join(codes)}"
    if not entry.publisher and not entry.story:
        yield "sign", "say in whose articles: name a `publisher` or a `story`"
