"""Dates that are counted from another one of their sentence: last year and the year before; freed two days later.

Only where the one date before them is of the kind from which they can be counted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from checker.texts.calendar_days import day, month_span, span, written, year_span
from checker.texts.date_words import COUNT_WORD, count_of
from checker.texts.mention import Mention
from checker.values.dates import Window

_BEFORE = re.compile(r"the (?P<unit>day|week|month|year) before", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:the|that) (?:next|following) (?:day|morning|night|evening)|(?P<n>{COUNT_WORD}) days? later",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(rf"(?:the|that) following year|(?P<n>{COUNT_WORD}) years? later", re.IGNORECASE)
_MONTH_AFTER = re.compile(r"(?:the|that) following month", re.IGNORECASE)
_SAME_MONTH = re.compile(
    r"(?:the )?same month (?:of|in|a|last|the) (?P<y>(?:19|20)\d\d|year(?: before| earlier)?|previous year)"
    r"|(?:the )?same month"
    r" (?:last year|a year (?:earlier|before|ago))",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(
    r"(?:the )?same (?:period|months|weeks|quarter)(?: (?:of|in|a|last|the))?"
    r" (?P<y>(?:19|20)\d\d|last year|year|previous year|year before|year earlier)",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\b(?:last|this) year$", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:)]|$| (?:and|but|when|as|because|at|in|after a|with|by|for|to|on)\b")
_THAT = re.compile(r" (?:and|but|to|in|at|on|for|by|with) (?:that|the (?:election|vote|war|match|game|event|day))\b")
MOST_DAYS_LATER = 60
DAYS_IN_A_WEEK = 7


def counted_from_another(text: str, anchor: Mention, mention: Mention) -> Mention | None:
    """A date with its days, where they can be counted from those of the date before it in its sentence."""
    if mention.is_read or anchor.window is None:
        return None
    if not _ENDS.match(text, mention.end) or _THAT.match(text, mention.end):
        return None
    window = _counted(mention.phrase, anchor.window, has_year=_A_YEAR.search(anchor.phrase) is not None)
    return replace(mention, value=written(window), window=window, why="", confidence=0.8) if window else None


def _counted(phrase: str, anchor: Window, *, has_year: bool) -> Window | None:
    """The days of a phrase that are counted from others; `has_year` where those say their year."""
    first, last = date.fromordinal(anchor.first), date.fromordinal(anchor.last)
    if (years := _YEARS_AFTER.fullmatch(phrase)) is not None:
        is_within = first.year == last.year and has_year
        return year_span(first.year + (count_of(years["n"]) if years["n"] else 1)) if is_within else None
    is_a_month = span(first, last) == month_span(first.year, first.month)
    if is_a_month and _MONTH_AFTER.fullmatch(phrase):
        return month_span(first.year + first.month // 12, first.month % 12 + 1)
    if is_a_month and (same := _SAME_MONTH.fullmatch(phrase)) is not None:
        year = same["y"] or ""
        return month_span(int(year) if year.isdigit() else first.year - 1, first.month)
    if (period := _SAME_PERIOD.fullmatch(phrase)) is not None:
        return _same_days(first, last, int(period["y"]) if period["y"].isdigit() else last.year - 1)
    if (before := _BEFORE.fullmatch(phrase)) is not None:
        return _one_before(before["unit"].casefold(), first, last)
    after = _AFTER.fullmatch(phrase)
    if after is None or first != last:
        return None
    days = count_of(after["n"]) if after["n"] else 1
    return day(first + timedelta(days=days)) if days <= MOST_DAYS_LATER else None


def _same_days(first: date, last: date, year: int) -> Window | None:
    """The months of a part of a year in another year; None for a whole year, or days that are no months."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or last.year - first.year > 1:
        return None
    if span(first, last) == year_span(first.year):
        return None
    begin = month_span(first.year + year - last.year, first.month)
    return Window(begin.first, month_span(year, last.month).last)


def _one_before(unit: str, first: date, last: date) -> Window | None:
    """The year before a year, the day before a day; None where the date before is of another length."""
    if unit == "day":
        return day(first - timedelta(days=1)) if first == last else None
    if unit == "week":
        is_a_week = first.weekday() == 0 and last - first == timedelta(days=DAYS_IN_A_WEEK - 1)
        return (
            span(first - timedelta(days=DAYS_IN_A_WEEK), last - timedelta(days=DAYS_IN_A_WEEK)) if is_a_week else None
        )
    if unit == "year":
        return year_span(first.year - 1) if span(first, last) == year_span(first.year) else None
    if span(first, last) != month_span(first.year, first.month):
        return None
    return month_span(first.year - (first.month == 1), (first.month - 2) % 12 + 1)
