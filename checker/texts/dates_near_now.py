"""How dates around the day of publication are read: weekdays, last night, next month, three days ago."""

from __future__ import annotations

import re
from datetime import date, timedelta

from checker.texts.calendar_days import day, months_away, part_of, span, whole, year_span
from checker.texts.date_readers import (
    LONGEST_CLAUSE,
    STARTS,
    STEPS,
    TWO_MONTHS,
    When,
    part_name,
    part_that_is_meant,
    read_month,
)
from checker.texts.date_words import count_of, weekday_number
from checker.texts.tenses import IS_A_HOLIDAY, WAS_CHANGED, Tense
from checker.values.dates import Window

MOST_DAYS_OF_LAST = 4
"""Last Monday, of a paper of a Saturday, is hardly twelve days ago."""
MOST_DAYS_AHEAD = 2
MOST_DAYS_INTO_IT = 3
"""On the first of a month its start is hardly what was."""
SATURDAY = 5
MOST_DAYS = 73_000
"""Two hundred years: what is said to be further off is no date to code."""


def read_weekday(found: re.Match[str], when: When) -> tuple[Window, ...]:
    today, number = when.today, weekday_number(found["weekday"])
    which = (found["which"] or "").casefold().split(" ")[0]
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if which == "last":
        is_of_this_week = 0 < back <= min(today.weekday(), MOST_DAYS_OF_LAST)
        days = [-back, -back - 7] if is_of_this_week else [-(back or 7)]
    elif which == "next":
        days = [ahead, ahead + 7] if 0 < ahead <= 6 - today.weekday() else [ahead or 7]
    elif which == "this":
        days = [number - today.weekday() if number >= today.weekday() or not when.to_come else ahead]
    elif which == "earlier":
        days = [-back]
    elif when.to_come and found.string.endswith("bank holiday ", 0, found.start()):
        days = [ahead or 7]
    elif which == "later" or when.to_come or (not which and IS_A_HOLIDAY.match(found.string, found.end())):
        days = [ahead]
    else:
        days = _nearest(found, back, ahead) if when.tense == Tense.UNCLEAR else [-back]
    return tuple(day(today + timedelta(days=number)) for number in days)


_IS_OF_NOW = re.compile(r"\b(?:is|are) (?:[a-z]+ed|held)\b[^.;:]*$")
"""Dinner is served after the concert on Friday."""


def _nearest(found: re.Match[str], back: int, ahead: int) -> list[int]:
    """Of a weekday that may have been or be to come: yesterday's, or that of tomorrow or the day after; else both."""
    before = found.string[max(0, found.start() - LONGEST_CLAUSE) : found.start()]
    may_be_next = _IS_OF_NOW.search(before) or WAS_CHANGED.match(found.string, found.end())
    if back == 0 or (back == 1 and not may_be_next):
        return [-back]
    return [ahead] if ahead <= MOST_DAYS_AHEAD else [-back, ahead]


def next_weekday(found: re.Match[str], before: tuple[Window, ...]) -> tuple[Window, ...]:
    """A weekday that is named together with one before it: Friday and Saturday, from Monday to Thursday."""
    number = weekday_number(found["weekday"])
    days = (date.fromordinal(window.last) for window in before)
    return tuple(day(one + timedelta(days=(number - one.weekday()) % 7 or 7)) for one in days)


def read_weekday_week(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Monday week, a week on Monday: that after the next one."""
    ahead = (weekday_number(found["weekday"]) - when.today.weekday()) % 7 or 7
    return (day(when.today + timedelta(days=ahead + 7)),)


_NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "the day before yesterday": -2, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip


def read_near_day(found: re.Match[str], when: When) -> tuple[Window, ...]:
    words = re.sub(r"^(?:earlier|later|late) | (?:morning|afternoon|evening|night)$", "", found[0].casefold())
    near = _NEAR.get(found[0].casefold(), _NEAR.get(words, _NEAR.get(words.removeprefix("the "))))
    return () if near is None else (day(when.today + timedelta(days=near)),)


def read_whole(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """This week, next month, late last year, the end of the month, earlier this month."""
    names = found.groupdict()
    which = (names["which"] or "this").casefold()
    if which == "the same":
        return ()
    window = whole(names["unit"].casefold(), STEPS[which], when.today)
    part = part_name(names["part"] or "")
    today = when.today.toordinal()
    if part == "later":
        return (Window(today + 1, max(window.last, today + 1)),)
    if part == "earlier":
        return (Window(window.first, today),) if window.first <= today else ()
    if not part:
        return (window,)
    windows = (part_that_is_meant(found, window),)
    is_since = part in STARTS and windows[0].first == windows[0].last
    if part in STARTS and not is_since and today - window.first < MOST_DAYS_INTO_IT and not when.to_come:
        return (*windows, part_of(part, whole(names["unit"].casefold(), STEPS[which] - 1, when.today)))
    return windows


def read_by_end(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """By the end of the year: from now to its last day."""
    names, today = found.groupdict(), when.today.toordinal()
    if names.get("unit"):
        step = STEPS[(names["which"] or "the").casefold()]
        windows: tuple[Window, ...] = (whole(names["unit"].casefold(), step, when.today),)
    elif names.get("month"):
        windows = _month_that_ends(found, when)
    else:
        windows = (year_span(int(names["y"])),)
    return tuple(Window(today, w.last) if w.last >= today else part_of("late", w) for w in windows)


def _month_that_ends(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The month by whose end something was, or is to be: by the end of May there were 310."""
    if found["y"]:
        return read_month(found, when)
    been = read_month(found, When(when.today, Tense.PAST))
    to_come = read_month(found, When(when.today, Tense.TO_COME))
    today = when.today.toordinal()
    if len(been) != 1 or been[0].last >= today:
        return to_come
    if when.tense == Tense.UNCLEAR and today - been[0].last <= TWO_MONTHS:
        return (*been, *to_come)  # it was supposed to report by the end of September
    return been if when.is_past else to_come


def read_weekend(found: re.Match[str], when: When) -> tuple[Window, ...]:
    today, which = when.today, (found["which"] or "").casefold()
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if which == "last" and today.weekday() >= SATURDAY:
        saturday -= timedelta(days=7)
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


def read_ago(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Three days ago, two weeks ago: with as much slack as the unit leaves."""
    if found["half"] or found["vague"]:
        return ()
    unit = found["unit"].casefold().removesuffix("s")
    days = _unit_days(unit, count_of(found["n"]))
    if days is None or days > MOST_DAYS:
        return ()
    has_half = bool(found["more"] or found["more2"])
    if unit == "year":
        return _years_away(when.today, -count_of(found["n"]), months=-6 if has_half else 0)
    days += (_unit_days(unit, 1) or 0) // 2 if has_half else 0
    slack = {"week": 3, "fortnight": 3, "month": 15, "decade": 1000, "century": 10_000}.get(unit, 0)
    middle = when.today - timedelta(days=days)
    if unit == "month" and not has_half:
        middle = months_away(when.today, unit, -count_of(found["n"])) or middle
    return (span(middle - timedelta(days=slack), min(middle + timedelta(days=slack), when.today)),)


def _years_away(today: date, years: int, months: int = 0) -> tuple[Window, ...]:
    middle = months_away(today, "month", 12 * years + months)
    slack = timedelta(days=min(182, 100 * abs(years)))
    return (span(middle - slack, middle + slack),) if middle else ()


def read_around_now(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In the past 24 hours, over the next ten days."""
    if found["plural"] and not found["n"]:
        return ()
    unit, count = found["unit"].casefold(), count_of(found["n"] or "a")
    days = _unit_days(unit, count)
    if days is None or days > MOST_DAYS:
        return ()
    sign = 1 if found["which"].casefold() in ("next", "coming") else -1
    other = months_away(when.today, unit, sign * count) or when.today + sign * timedelta(days=max(days, 1))
    return (span(min(when.today, other), max(when.today, other)),)


def read_in_units(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In two weeks, where that is to come."""
    days = _unit_days(found["unit"], count_of(found["n"]))
    if days is None or days > MOST_DAYS:
        return ()
    if found[0].casefold().startswith("within"):
        last = months_away(when.today, found["unit"].casefold(), count_of(found["n"]))
        return (span(when.today, last or when.today + timedelta(days=days)),)
    if found["unit"].casefold().startswith("year"):
        return _years_away(when.today, count_of(found["n"]))
    unit = found["unit"].casefold().removesuffix("s")
    middle = months_away(when.today, unit, count_of(found["n"])) or when.today + timedelta(days=days)
    slack = timedelta(days=15 if unit == "month" else 3 if days >= 14 else 0)
    return (span(middle - slack, middle + slack),)
