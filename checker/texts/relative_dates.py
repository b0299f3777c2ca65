"""Dates as newspapers write them, as windows of days: "Monday", "last night", "June 25", "by the end of the month".

What a date leaves open is taken from the day of publication. A weekday or a month without a year is the latest that
had come by then, or the next one where the sentence speaks of what is to come. A date that two readers may take for
two days has both as readings; one that depends on what the text does not say has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from checker.texts.calendar_days import day, made, month_span, part_of, span, whole, written, year_span
from checker.texts.date_words import (
    COUNT_WORD,
    LATE,
    MONTH,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    TIME_UNIT,
    WEEKDAY,
    count_of,
    is_to_come,
    month_number,
    weekday_number,
)
from checker.texts.triggers import DIGIT, NEAR, SEASON, UNIT
from checker.texts.triggers import MONTH as A_MONTH_NAME
from checker.texts.triggers import WEEKDAY as A_WEEKDAY
from checker.values.dates import Window

__all__ = ["COUNT_WORD", "DATE_RULES", "MONTH", "WEEKDAY", "is_to_come", "readings", "resolve", "written"]

A_MONTH, TWO_MONTHS, TWO_THIRDS_OF_A_YEAR = 31, 60, 240
_YEAR = r"(?:1[0-9]|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r" ?(?:-|–|—|to|and|until) ?"


@dataclass(frozen=True, slots=True)
class When:
    """What a date is read by: the day of publication, and whether its sentence speaks of what is to come."""

    today: date
    to_come: bool = False


Reader = Callable[[re.Match[str], When], tuple[Window, ...]]


def _one(window: Window | None) -> tuple[Window, ...]:
    return () if window is None else (window,)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


# --- days and months of the calendar -----------------------------------------------------------


def _iso(found: re.Match[str], _: When) -> tuple[Window, ...]:
    when = made(int(found["y"]), int(found["m"]), int(found["d"]))
    return (day(when),) if when else ()


def _numeric(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """3/4/2024: the day first, and the month first where that is a date too; not if one of them is far from now."""
    one, two, year = int(found["a"]), int(found["b"]), int(found["y"])
    year += 0 if len(found["y"]) == 4 else 2000
    days = [made(year, two, one), made(year, one, two)]
    return tuple(dict.fromkeys(day(which) for which in days if which))


def _year_of(month: int, number: int, when: When) -> tuple[int, ...]:
    """The years that a day without one may be of: the last that has come, the next if that is meant, or both."""
    today = when.today
    last = today.year if (month, number) <= (today.month, today.day) else today.year - 1
    back = (today - date(last, month, min(number, 28))).days
    ahead = (date(last + 1, month, min(number, 28)) - today).days
    if when.to_come:
        return (last,) if back <= A_MONTH else (last + 1,)
    if back > TWO_THIRDS_OF_A_YEAR:
        return (last + 1,) if ahead <= TWO_MONTHS else (last + 1, last)
    return (last,)


def _days(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """25 June 2024, June 3-5, 28 June to 2 July."""
    names = found.groupdict()
    month = month_number(names["month"])
    last_month = month_number(names.get("month2") or "") or month
    first, last = _number(names["d"]), _number(names.get("d2") or names["d"])
    years = (_number(names["y"]),) if names.get("y") else _year_of(month, first, when)
    found_days = ((made(year, month, first), made(year, last_month, last)) for year in years)
    return tuple(span(a, b) for a, b in found_days if a and b and a <= b)


def _month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In March; early in October 2023."""
    names = found.groupdict()
    month = month_number(names["month"])
    years = (_number(names["y"]),) if names.get("y") else _year_of(month, 1, when)
    months = [month_span(year, month) for year in years]
    return tuple(part_of(_part(names["part"]), each) for each in months) if names.get("part") else tuple(months)


def _which_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Last May, next March, this June; with both years where each is meant by some."""
    month, today = month_number(found["month"]), when.today
    which = found["which"].casefold()
    if which == "this":
        years: tuple[int, ...] = (today.year,)
    elif which == "last":
        years = (today.year, today.year - 1) if month < today.month else (today.year - 1,)
    else:
        years = (today.year, today.year + 1) if month > today.month else (today.year + 1,)
    return tuple(month_span(year, month) for year in years)


def _part(words: str) -> str:
    return re.sub(r"^the | of$", "", words.casefold())


def _years(found: re.Match[str], _: When) -> tuple[Window, ...]:
    first, last = int(found["y"]), found.groupdict().get("y2") or ""
    if len(last) == 2:
        last = found["y"][:2] + last
    return (year_span(first, int(last)),) if not last or first <= int(last) else ()


def _decade(found: re.Match[str], _: When) -> tuple[Window, ...]:
    first = int(found["decade"]) * 10
    window = year_span(first, first + 9)
    return (part_of(_part(found["part"]), window),) if found["part"] else (window,)


def _part_of_year(found: re.Match[str], _: When) -> tuple[Window, ...]:
    return (part_of(_part(found["part"]), year_span(int(found["y"]))),)


# --- weekdays and the days around now ----------------------------------------------------------


def _weekday(found: re.Match[str], when: When) -> tuple[Window, ...]:
    today, number = when.today, weekday_number(found["weekday"])
    which = (found["which"] or "").casefold().split(" ")[0]
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if which == "last":
        days = [-back, -back - 7] if 0 < back <= today.weekday() else [-(back or 7)]
    elif which == "next":
        days = [ahead, ahead + 7] if 0 < ahead <= 6 - today.weekday() else [ahead or 7]
    elif which == "this":
        days = [number - today.weekday() if number >= today.weekday() or not when.to_come else ahead]
    elif which == "earlier":
        days = [-back]
    else:
        days = [ahead if when.to_come or which == "later" else -back]
    return tuple(day(today + timedelta(days=number)) for number in days)


def _weekday_week(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Monday week, a week on Monday: that after the next one."""
    ahead = (weekday_number(found["weekday"]) - when.today.weekday()) % 7 or 7
    return (day(when.today + timedelta(days=ahead + 7)),)


_NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "the day before yesterday": -2, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip


def _near_day(found: re.Match[str], when: When) -> tuple[Window, ...]:
    words = re.sub(r"^(?:earlier|later|late) | (?:morning|afternoon|evening|night)$", "", found[0].casefold())
    near = _NEAR.get(found[0].casefold(), _NEAR.get(words, _NEAR.get(words.removeprefix("the "))))
    return () if near is None else (day(when.today + timedelta(days=near)),)


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "the": 0, "the current": 0}


def _whole(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """This week, next month, late last year, the end of the month, earlier this month."""
    names = found.groupdict()
    which = (names["which"] or "this").casefold()
    if which == "the same":
        return ()
    window = whole(names["unit"].casefold(), _STEPS[which], when.today)
    part = _part(names["part"] or "")
    today = when.today.toordinal()
    if part == "later":
        return (Window(today + 1, max(window.last, today + 1)),)
    if part == "earlier":
        return (Window(window.first, today),) if window.first <= today else ()
    return (part_of(part, window),) if part else (window,)


def _by_end(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """By the end of the year: from now to its last day."""
    names, today = found.groupdict(), when.today.toordinal()
    if names.get("unit"):
        step = _STEPS[(names["which"] or "the").casefold()]
        windows: tuple[Window, ...] = (whole(names["unit"].casefold(), step, when.today),)
    elif names.get("month"):
        windows = _month(found, When(when.today, to_come=not names["y"]))
    else:
        windows = (year_span(int(names["y"])),)
    return tuple(Window(today, w.last) if w.last >= today else part_of("late", w) for w in windows)


def _weekend(found: re.Match[str], when: When) -> tuple[Window, ...]:
    today, which = when.today, (found["which"] or "").casefold()
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if which in ("this", "next", "coming") or (when.to_come and which != "last"):
        saturday = today + timedelta(days=(5 - today.weekday()) % 7)
        if which == "next" and today.weekday() < 5:
            later = saturday + timedelta(days=7)
            return span(saturday, saturday + timedelta(days=1)), span(later, later + timedelta(days=1))
    return (span(saturday, saturday + timedelta(days=1)),)


_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3652, "century": 36_525}


def _unit_days(unit: str, number: int) -> int | None:
    unit = unit.casefold().removesuffix("s").replace("centurie", "century")
    if unit in ("second", "minute", "hour"):
        hours = number * {"second": 0, "minute": 0, "hour": 1}[unit]
        return hours // 24 if hours % 24 == 0 or hours < 24 else None
    return number * _DAYS[unit]


def _ago(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Three days ago, two weeks ago: with as much slack as the unit leaves."""
    if found["half"] or found["vague"]:
        return ()
    unit = found["unit"].casefold().removesuffix("s")
    days = _unit_days(unit, count_of(found["n"]))
    if days is None or days > 73_000:
        return ()
    if unit == "year":
        return _years_away(when.today, -count_of(found["n"]))
    slack = {"week": 3, "fortnight": 3, "month": 15, "decade": 1000, "century": 10_000}.get(unit, 0)
    middle = when.today - timedelta(days=days)
    return (span(middle - timedelta(days=slack), min(middle + timedelta(days=slack), when.today)),)


def _years_away(today: date, years: int) -> tuple[Window, ...]:
    middle = made(today.year + years, today.month, min(today.day, 28))
    slack = timedelta(days=min(182, 100 * abs(years)))
    return (span(middle - slack, middle + slack),) if middle else ()


def _around_now(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In the past 24 hours, over the next ten days."""
    if found["plural"] and not found["n"]:
        return ()
    days = _unit_days(found["unit"], count_of(found["n"] or "a"))
    if days is None or days > 73_000:
        return ()
    length = timedelta(days=max(days, 1))
    if found["which"].casefold() in ("next", "coming"):
        return (span(when.today, when.today + length),)
    return (span(when.today - length, when.today),)


def _in_units(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In two weeks, where that is to come."""
    days = _unit_days(found["unit"], count_of(found["n"]))
    if days is None or days > 73_000:
        return ()
    if found["unit"].casefold().startswith("year"):
        return _years_away(when.today, count_of(found["n"]))
    slack = timedelta(days=3 if days >= 14 else 0)
    return (span(when.today + timedelta(days=days) - slack, when.today + timedelta(days=days) + slack),)


def _open(_: re.Match[str], __: When) -> tuple[Window, ...]:
    return ()


# --- the table ---------------------------------------------------------------------------------

_UNITS = rf"(?:{TIME_UNIT})"
_SOME = rf"(?:(?P<n>{COUNT_WORD}) |few |couple of |several )?"
_BY_END = "by (?:the )?(?:end|close) of"
_NOT_NAMES = r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Cyber )(?<!Super )(?<!Ash )(?<!Easter )(?<!Palm )"
DATE_RULES: tuple[tuple[str, Reader, str], ...] = (
    (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:]+\S*)?", _iso, DIGIT),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})(?![/\d])", _numeric, DIGIT),
    (r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{4})(?!\d)", _numeric, DIGIT),
    (
        rf"(?P<d>{_DAY}) (?P<month>{MONTH}){_TO}(?P<d2>{_DAY}) (?P<month2>{MONTH})(?:,? (?P<y>\d{{4}}))?",
        _days,
        A_MONTH_NAME,
    ),
    (
        rf"(?:{SHORT_WEEKDAY},? )?(?:the )?(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))? (?:of )?(?P<month>{MONTH})(?:,?"
        rf" (?P<y>\d{{4}}))?",
        _days,
        A_MONTH_NAME,
    ),
    (
        rf"(?:{SHORT_WEEKDAY},? )?(?P<month>{MONTH}) (?P<d>{_DAY})\b(?! ?%|[:,.]\d"
        rf"|-[a-z])(?:{_TO}(?:(?P<month2>{MONTH}) )?(?P<d2>{_DAY})\b)?"
        r"(?!:)(?:,? (?P<y>\d{4})(?!,?\d))?",
        _days,
        A_MONTH_NAME,
    ),
    (rf"{_BY_END} (?:(?P<which>the|this|next|last) )?(?P<unit>week|month|year|decade)\b", _by_end, UNIT),
    (rf"{_BY_END} (?P<month>{MONTH})(?: (?P<y>{_YEAR}))?", _by_end, A_MONTH_NAME),
    (rf"{_BY_END} (?P<y>{_YEAR})\b", _by_end, DIGIT),
    (rf"(?:(?P<part>{LATE})[ -](?:in )?)?(?P<month>{MONTH})(?: of)?,? (?P<y>\d{{4}})(?![,.]?\d)", _month, A_MONTH_NAME),
    (rf"(?P<part>{LATE})(?: in)?[ -](?P<month>{MONTH})", _month, A_MONTH_NAME),
    (rf"(?P<part>{LATE})(?: in)?[ -](?P<y>{_YEAR})\b(?![,.]\d)", _part_of_year, DIGIT),
    (rf"(?:the )?(?P<part>{LATE}[ -])?(?:the )?(?P<decade>(?:1[0-9]|20)\d)0s\b", _decade, DIGIT),
    (
        rf"(?:at )?(?P<part>{LATE}|earlier|later)(?: in)? (?:(?P<which>the|this|next|last) )?(?P<unit>week|month"
        rf"|year)\b",
        _whole,
        UNIT,
    ),
    (rf"(?P<which>last|next|this) (?P<month>{MONTH})(?! \d)", _which_month, A_MONTH_NAME),
    (
        rf"(?:in|on|by|of|to|since|until|till|during|from|after|before|for|between)"
        rf" (?P<phrase>(?P<month>{MONTH}))(?! (?:\d|Day\b))",
        _month,
        A_MONTH_NAME,
    ),
    (rf"(?:the|country['’]s) (?P<phrase>(?P<month>(?!May\b){MONTH}))(?= [a-z])", _month, A_MONTH_NAME),
    (
        rf"(?!May\b|March\b|Mar\b)(?P<month>{MONTH})(?=['’]s|[.,;]|$| (?:was|is|were|will|has|had)\b)",
        _month,
        A_MONTH_NAME,
    ),
    (rf"{_NOT_NAMES}(?P<weekday>{WEEKDAY}) week\b", _weekday_week, A_WEEKDAY),
    (rf"a week on (?P<weekday>{WEEKDAY})", _weekday_week, A_WEEKDAY),
    (
        rf"{_NOT_NAMES}(?:(?P<which>last|next|this|later on|earlier on|early on|late on)"
        rf" )?(?P<weekday>{WEEKDAY})(?:['’]s)?"
        rf"(?! (?-i:Times|Mail|Express|Telegraph|Mirror|Post|Herald|Star|Sun|Independent|World|Night|Nation"
        rf"|Standard)\b)(?: (?:{PART_OF_DAY}))?",
        _weekday,
        A_WEEKDAY,
    ),
    (
        rf"the day (?:before yesterday|after tomorrow)|(?:late |earlier )?(?:yesterday|tomorrow)(?:"
        rf" (?:{PART_OF_DAY}))?|(?:earlier |later )?(?:today|tonight)"
        rf"|last night|(?:earlier |later )?this (?:morning|afternoon|evening)",
        _near_day,
        NEAR,
    ),
    (r"(?:(?P<which>last|next|this|the|coming) )weekend", _weekend, UNIT),
    (
        rf"(?:over |in |within |during |for )?the (?P<which>last|next|past|coming|previous)"
        rf" {_SOME}(?P<unit>{_UNITS})(?P<plural>s?)\b(?! of)",
        _around_now,
        UNIT,
    ),
    (r"(?P<part>)(?P<which>last|next|this) (?P<unit>week|month|year|decade)\b", _whole, UNIT),
    (
        r"(?:later |earlier )?that (?:day|night|week|month|year)|the (?:following|previous|next|same) (?:day|night"
        r"|morning|week|month|year)",
        _open,
        UNIT,
    ),
    (r"in (?:recent|the coming|coming|previous) (?:days|weeks|months|years)", _open, UNIT),
    (
        rf"(?:about |around |nearly |almost |more than |over |some |just )?(?:(?P<half>half an?)"
        rf"|(?P<vague>(?:several|a few|a couple of|many)(?: {COUNT_WORD})?)|(?P<n>{COUNT_WORD})) "
        rf"(?P<unit>{_UNITS})s? ago\b",
        _ago,
        UNIT,
    ),
    (rf"(?<!half )(?:{COUNT_WORD}|the) (?:{_UNITS})s? (?:earlier|before|later)\b(?! (?:this|today))", _open, UNIT),
    (rf"(?P<y>{_YEAR}) ?[-–] ?(?P<y2>(?:1[0-9]|20)\d{{2}}|\d{{2}})(?![\d,])(?! (?:[a-z]+s\b|people))", _years, DIGIT),
    (
        r"(?:in |by |until |of |since )?(?:(?:the|this|last|next|early|late) )+(?:spring|summer|autumn|winter)(?:"
        r" of \d{4})?|(?:in|by|until|since) (?:spring|summer|autumn|winter)(?: \d{4})?",
        _open,
        SEASON,
    ),
)
"""How a date is written, and how it is read; what is looked for first is taken first."""
IN_UNITS = rf"(?:in|within) (?P<n>{COUNT_WORD}) (?P<unit>day|week|fortnight|month|year)s?\b(?! (?:of|in)\b)"
"""A date only where the sentence speaks of what is to come, else a duration."""


@cache
def date_patterns() -> tuple[tuple[re.Pattern[str], Reader, str], ...]:
    """The rules, compiled, each with the kind of words without which it does not match."""
    return tuple(
        (re.compile(rf"(?<![\w.,/-])(?:{rule})(?!\w)", re.IGNORECASE), reader, need)
        for rule, reader, need in DATE_RULES
    )


@cache
def _in_units_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{IN_UNITS})", re.IGNORECASE)


def read_match(found: re.Match[str], reader: Reader, published: Window, *, to_come: bool) -> tuple[Window, ...]:
    """The windows that a date may stand for. `published` may be a span of days: then each is as wide as that makes it."""
    return _over(published, lambda today: reader(found, When(today, to_come)))


def _over(published: Window, read: Callable[[date], tuple[Window, ...]]) -> tuple[Window, ...]:
    try:
        first = read(date.fromordinal(published.first))
        if published.first == published.last:
            return first
        last = read(date.fromordinal(published.last))
    except (ValueError, OverflowError):  # beyond the calendar
        return ()
    if len(first) != 1 or len(last) != 1:
        return first if first == last else ()
    return (Window(min(first[0].first, last[0].first), max(first[0].last, last[0].last)),)


def dates_to_come(text: str, first: int, last: int) -> list[re.Match[str]]:
    """Phrases such as "in two weeks" in a part of a text."""
    return list(_in_units_pattern().finditer(text, first, last))


def read_in_units(found: re.Match[str], published: Window) -> tuple[Window, ...]:
    """The days that "in two weeks" stands for."""
    return _over(published, lambda today: _in_units(found, When(today, to_come=True)))


def readings(phrase: str, published: Window, *, to_come: bool = False) -> tuple[Window, ...]:
    """All the windows that a phrase may stand for; none if it does not say."""
    words = " ".join(phrase.split())
    for pattern, reader, _ in date_patterns():
        for form in (words, f"in {words}", re.sub(r"^(?:on|at) ", "", words)):
            if found := pattern.fullmatch(form):
                return read_match(found, reader, published, to_come=to_come)
    year = re.search(rf"(?<!\d)({_YEAR})\W*$", words)
    return (year_span(int(year[1])),) if year else ()


def resolve(phrase: str, published: Window, *, to_come: bool = False) -> Window | None:
    """The days that a phrase stands for; None if it does not say, or may say two things."""
    found = readings(phrase, published, to_come=to_come)
    return found[0] if len(found) == 1 else None
