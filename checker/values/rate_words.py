"""Rates: "$5m a year", "300 per day", "annually"; and words that say for which period a figure is."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.kinds import Interval, Mistake, Scale
from checker.values.lexicon import DURATIONS, RATE_ADVERBS, words_for_units
from checker.values.number_words import ANY_CASE
from checker.values.units import convert, is_unit

_OTHER_TIMES = {"annum": ("year", 1), "quarter": ("month", 3), "fortnight": ("day", 14), "decade": ("year", 10)}
"""Times that rates are for, and no durations: so many of which unit each is."""

_TIMES = "|".join(map(re.escape, (*words_for_units(DURATIONS), *_OTHER_TIMES)))
_PER = lazy_pattern(
    rf"(?P<rest>\S.*?)[\s-]*(?P<words>(?:\b(?:an?|per|each|every)[\s-]+|/\s*)(?P<unit>{_TIMES})"
    rf"|\bper\s+(?!cent\b)(?P<other>\S.*)|\b(?P<adverb>{'|'.join(RATE_ADVERBS)}))",
    ANY_CASE,
)
_AVERAGE = lazy_pattern(
    r"(?:an average(?: of)?|on average,?|average)\s+(?P<a>\S.*)|(?P<b>\S.*?),? on average", ANY_CASE
)
_YEAR = r"(?:1[5-9]|2[01])\d\d"
_PERIOD = lazy_pattern(
    r"(?P<rest>\S.*?),? (?:in|from|for|over|during|(?:the |an )?average (?:of|for|over|from))(?: the years)?"
    rf" (?P<first>{_YEAR})(?:\s*(?:to|and|until|-|–)\s*(?P<last>{_YEAR}))?",
    ANY_CASE,
)


def without_rate(text: str, scale: Scale) -> tuple[str, str]:
    """The figure of a rate, and for each what it is: "$5m a year" -> "$5m", "year"; "" where that is not said.

    A Mistake where the property's values are for no time.
    """
    match = _PER.fullmatch(text)
    if match is None:
        return text, ""
    per = match["unit"] or match["other"] or RATE_ADVERBS[match["adverb"].casefold()]
    if not scale.per:
        key = f"`per: {per.casefold()}`"
        why = f"{quoted(match['words'])} after the amount makes it a rate; give the property {key}"
        raise Mistake(f"{quoted(text)} is not understood: {why}, or write the figure with the `period` that it is for")
    return match["rest"], per


def says_per_what(text: str) -> bool:
    """Whether a figure says for each what it is: "$400 a month" does, also where its property is per year."""
    return _PER.fullmatch(text.strip()) is not None


def without_average(text: str, scale: Scale) -> str:
    """The figure of an average; a Mistake where the property's values are no rates."""
    match = _AVERAGE.fullmatch(text)
    if match is None:
        return text
    if not scale.per:
        advice = (
            "make a property of rates with `per: day` or another, or write the figure with the `period` that it is for"
        )
        raise Mistake(f"{quoted(text)} is not understood: an average is of a time; {advice}")
    return match["a"] or match["b"]


def check_period(text: str) -> None:
    """A Mistake if the text names years: they are the claim's period, no part of its value."""
    match = _PERIOD.fullmatch(text)
    if match is not None and re.search(r"\d", match["rest"]):
        years = "/".join(filter(None, (match["first"], match["last"])))
        raise Mistake(
            f"{quoted(text)} is not understood: write {match['rest']}, and `period: {years}` beside the value"
        )


def per_factor(per: str, scale: Scale, text: str) -> tuple[Fraction, Fraction]:
    """By how much a rate per so much is multiplied to be one of the property's, at least and at most."""
    if per.casefold() == scale.per.casefold():
        return Fraction(1), Fraction(1)
    unit, count = _OTHER_TIMES.get(per.casefold(), (per, 1))
    if unit.casefold() == scale.per.casefold():
        return Fraction(1, count), Fraction(1, count)
    times = convert(Fraction(1), scale.per, unit) if is_unit(unit, *DURATIONS) else None
    if times is None:
        raise Mistake(
            f"{quoted(text)} is per {per}, and this property per {scale.per}; make a property of its own for it"
        )
    return times[0] / count, times[1] / count


def multiplied(interval: Interval, times: tuple[Fraction, Fraction]) -> Interval:
    """An interval by a factor that has bounds itself: of a loss the greater factor is the lower bound."""
    low, high, best = interval.lower, interval.upper, interval.best
    return Interval(
        None if low is None else low * times[low < 0],
        None if high is None else high * times[high >= 0],
        best * times[0] if best is not None and times[0] == times[1] else None,
    )
