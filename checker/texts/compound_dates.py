"""Dates of several parts: "6 April next year", "the first week of May", "from May to July", "Thursday next week".

Each of their parts alone may be read as another date, so they are looked for first.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from checker.texts.calendar_days import day, made, month_span, part_of, span, whole
from checker.texts.date_readers import (
    STEPS,
    Reader,
    When,
    is_moved,
    number_of,
    part_name,
    read_open,
    years_of,
)
from checker.texts.date_words import (
    COUNT_WORD,
    LATE,
    MONTH,
    MONTHS,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    WEEKDAY,
    count_of,
    month_number,
    weekday_number,
)
from checker.texts.triggers import DIGIT, FESTIVAL, FOUR_DIGITS, UNIT
from checker.texts.triggers import MONTH as A_MONTH_NAME
from checker.texts.triggers import WEEKDAY as A_WEEKDAY
from checker.values.dates import Window

_YEAR = r"(?:1[0-9]|20)\d{2}"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_NTH = ("first", "second", "third", "fourth")
FORTNIGHT, DAYS_IN_A_WEEK = 14, 7
MONDAY, SATURDAY = 0, 5


def read_in_which_year(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """6 April next year, December last year, early in May this year."""
    names = found.groupdict()
    year = when.today.year + STEPS[names["which"].casefold()]
    month = month_number(names["month"] or names["month2"])
    number = names["d"] or names["d2"]
    if number:
        exact = made(year, month, number_of(number))
        return (day(exact),) if exact else ()
    window = month_span(year, month)
    return (part_of(part_name(names["part"]), window),) if names["part"] else (window,)


def read_weekday_of_week(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Thursday next week, on Monday of last week."""
    names = found.groupdict()
    monday = date.fromordinal(whole("week", STEPS[names["which"].casefold()], when.today).first)
    return (day(monday + timedelta(days=weekday_number(names["weekday"]))),)


def read_before_last(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The week before last, the year after next."""
    return (whole(found["unit"].casefold(), -2 if found["side"].casefold() == "before last" else 2, when.today),)


def _months_of(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The months that a part is of; without a year, those that it may be of."""
    month = month_number(found["month"])
    years = (int(found["y"]),) if found["y"] else years_of(month, 1, when)
    return tuple(month_span(year, month) for year in years)


def read_part_of_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first week of May, the second half of May 2031, the last ten days of the month's name."""
    return tuple(_part_of_month(found, month) for month in _months_of(found, when))


def _part_of_month(found: re.Match[str], month: Window) -> Window:
    which, unit = found["which"].casefold(), found["unit"].casefold()
    if unit == "half":
        first = month.first + 15 * _NTH.index(which)
        return Window(first, month.first + 14 if which == "first" else month.last)
    length = {"week": DAYS_IN_A_WEEK, "fortnight": FORTNIGHT}.get(unit) or count_of(found["n"] or "")
    if unit == "weeks":
        length *= DAYS_IN_A_WEEK
    if which in ("last", "final"):
        return Window(max(month.first, month.last - length + 1), month.last)
    first = month.first + length * _NTH.index(which)
    return Window(first, min(month.last, first + length - 1))


def read_nth_weekday(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first Sunday in October, the last Friday of May 2031."""
    return _nth_weekdays(found, when, weekday_number(found["weekday"]))


def _nth_weekdays(found: re.Match[str], when: When, number: int) -> tuple[Window, ...]:
    which, days = found["which"].casefold(), []
    for month in _months_of(found, when):
        if which in ("last", "final"):
            last = date.fromordinal(month.last)
            days.append(last - timedelta(days=(last.weekday() - number) % 7))
        else:
            first = date.fromordinal(month.first)
            days.append(first + timedelta(days=(number - first.weekday()) % 7 + 7 * _NTH.index(which)))
    return tuple(day(one) for one in days)


def read_nth_weekend(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The second weekend of February, the last weekend in August 2031: that of its Saturday."""
    return tuple(Window(one.first, one.first + 1) for one in _nth_weekdays(found, when, SATURDAY))


def read_full_week(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first full week of January: from its first Monday."""
    return tuple(Window(one.first, one.first + DAYS_IN_A_WEEK - 1) for one in _nth_weekdays(found, when, MONDAY))


def read_months(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """From May to July, between October 2030 and March 2031, July and August."""
    names = found.groupdict()
    if is_moved(found):
        return ()
    first, last = month_number(names["from"]), month_number(names["to"])
    end = _year_at_the_end(names, when)
    start = int(names["y1"]) if names.get("y1") else None
    if end is not None:
        pairs = [(start if start is not None else end - (first > last), end)]
    elif start is not None:
        pairs = [(start, start + (first > last))]
    elif when.to_come:
        pairs = [(one, one + (first > last)) for one in years_of(first, 1, when)]
    else:
        pairs = [(one - (first > last), one) for one in years_of(last, 1, when)]
    part1, part2 = (part_name(names.get(part) or "") for part in ("part1", "part2"))
    ends = ((month_span(a, first), month_span(b, last)) for a, b in pairs)
    spans = (
        Window((part_of(part1, a) if part1 else a).first, (part_of(part2, b) if part2 else b).last) for a, b in ends
    )
    return tuple(window for window in spans if window.first <= window.last)


def is_of_two(found: re.Match[str], reader: Reader) -> bool:
    """Whether months are two dates, from the one of which to the other something was put off."""
    return reader is read_months and bool(found.groupdict().get("y1")) and is_moved(found)


def _year_at_the_end(names: dict[str, str], when: When) -> int | None:
    if names.get("y2"):
        return int(names["y2"])
    return when.today.year + STEPS[names["which"].casefold()] if names.get("which") else None


def read_list_of_days(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """12, 13 and 14 October: a span if each is the day after the one before it."""
    month = month_number(found["month"] or found["month2"])
    numbers = [int(text) for text in re.findall(r"\d{1,2}(?!\d)", found["list"] or found["list2"])]
    if any(later != one + 1 for one, later in pairwise(numbers)):
        return ()
    years = (int(found["y"]),) if found["y"] else years_of(month, numbers[0], when)
    ends = ((made(year, month, numbers[0]), made(year, month, numbers[-1])) for year in years)
    return tuple(span(a, b) for a, b in ends if a and b)


_GOLF_BEFORE = re.compile(
    r"\b(?:putts?|birdies?|eagles?|bogeys?|par|holes?|holed|tee|fairway|bunker|golfers?|chip(?:ped)?)\b"
)
"""He holed a putt on the 12th."""


def read_day_of_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """On the 18th: of this month, of the last or of the next one."""
    number, today = number_of(found["d"]), when.today
    if _GOLF_BEFORE.search(found.string, max(0, found.start() - 80), found.start()):
        return ()
    months = (whole("month", step, today) for step in (-1, 0, 1))
    each = (date.fromordinal(month.first) for month in months)
    days = [which for first in each if (which := made(first.year, first.month, number))]
    been, to_come = [one for one in days if one <= today], [one for one in days if one >= today]
    if when.to_come:
        return tuple(day(one) for one in to_come[:1])
    return tuple(day(one) for one in been[-1:]) if when.is_past else ()


def read_week_of(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The week of 7 October."""
    inner = re.search(rf"(?P<d>{_DAY}) (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<d2>{_DAY})", found[0], re.IGNORECASE)
    assert inner is not None
    month, number = month_number(inner["month"] or inner["month2"]), number_of(inner["d"] or inner["d2"])
    days = (made(year, month, number) for year in years_of(month, number, when))
    return tuple(span(one, one + timedelta(days=6)) for one in days if one)


_FESTIVALS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
}  # fmt: skip


def read_festival(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Christmas Day, New Year's Eve 2029: those that fall on the same day each year."""
    month, number = _FESTIVALS[" ".join(found["name"].casefold().replace("’", "'").split())]
    years = years_of(month, number, when)
    if found["y"]:
        years = (int(found["y"]),)
    elif found["which"]:
        years = (when.today.year + STEPS[found["which"].casefold()],)
    days = (made(year, month, number) for year in years)
    return tuple(day(one) for one in days if one)


def read_quarter(found: re.Match[str], _: When) -> tuple[Window, ...]:
    """Q3 2030; a quarter of a year that is not named may be of a firm's own year."""
    first = 3 * int(found["q"]) - 2
    year = int(found["y"])
    return (Window(month_span(year, first).first, month_span(year, first + 2).last),)


_WHICH_YEAR = r"(?:of |in )?(?P<which>last|next|this|the previous) year"
_OF_MONTH = rf"(?:of|in) (?P<month>{MONTH})(?:,? (?P<y>{_YEAR})\b)?"
_THROUGH = r"(?:-to-| ?(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b) ?)"
_PAIRS = "|".join(
    rf"{one[:3]}[a-z]*\.? (?:and|or) {two[:3]}[a-z]*\.?"
    for one, two in zip(MONTHS, (*MONTHS[1:], MONTHS[0]), strict=True)
)
_TO_MONTH = rf"(?P<to>{MONTH})(?! \d{{1,2}}\b)(?:,? (?P<y2>{_YEAR})\b|,? (?:of )?(?P<which>last|next|this) year)?"
COMPOUND_RULES: tuple[tuple[str, Reader, str], ...] = (
    (
        rf"(?:between|from) (?P<phrase>(?:(?P<part1>{LATE})[ -])?(?P<from>{MONTH})(?: (?P<y1>{_YEAR}))?"
        rf"(?: and |{_THROUGH})(?:(?P<part2>{LATE})[ -])?{_TO_MONTH})",
        read_months,
        A_MONTH_NAME,
    ),
    (
        rf"(?P<from>{MONTH})(?: (?P<y1>{_YEAR}))?{_THROUGH}{_TO_MONTH}",
        read_months,
        A_MONTH_NAME,
    ),
    (
        rf"(?={_PAIRS})(?P<from>{MONTH}) (?:and|or) {_TO_MONTH}",
        read_months,
        A_MONTH_NAME,
    ),
    (
        rf"(?:{SHORT_WEEKDAY},? )?(?:the )?(?:(?P<d>{_DAY}) (?:of )?(?P<month>{MONTH})"
        rf"|(?:(?P<part>{LATE})[ -](?:in )?)?(?P<month2>{MONTH})(?: (?P<d2>{_DAY}))?),? {_WHICH_YEAR}\b",
        read_in_which_year,
        A_MONTH_NAME,
    ),
    (
        rf"(?P<weekday>{WEEKDAY})(?: (?:{PART_OF_DAY}))?,? (?:of |in )?(?P<which>last|next|this) week\b",
        read_weekday_of_week,
        A_WEEKDAY,
    ),
    (
        rf"(?P<which>last|next|this) week(?: on|,) (?P<weekday>{WEEKDAY})",
        read_weekday_of_week,
        A_WEEKDAY,
    ),
    (r"(?:the )?(?P<unit>week|month|year) (?P<side>before last|after next)", read_before_last, UNIT),
    (rf"(?:the )?{WEEKDAY} (?:before last|after next)", read_open, A_WEEKDAY),
    (
        rf"(?:the )?(?P<which>first|second|third|fourth|last|final) (?P<n>)(?P<unit>week) {_OF_MONTH}",
        read_part_of_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?(?P<which>first|second) (?P<n>)(?P<unit>half|fortnight) {_OF_MONTH}",
        read_part_of_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?(?P<which>first|last|final) (?P<n>)(?P<unit>day) {_OF_MONTH}",
        read_part_of_month,
        A_MONTH_NAME,
    ),
    (rf"(?:the )?(?P<which>first|second|third|fourth|last|final) weekend {_OF_MONTH}", read_nth_weekend, A_MONTH_NAME),
    (rf"(?:the )?(?P<which>first|second|third|fourth) full week {_OF_MONTH}", read_full_week, A_MONTH_NAME),
    (
        rf"(?:the )?(?P<which>first|last|final) (?P<n>{COUNT_WORD}) (?P<unit>days|weeks) {_OF_MONTH}",
        read_part_of_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?(?P<which>first|second|third|fourth|last|final) (?P<weekday>{WEEKDAY}) {_OF_MONTH}",
        read_nth_weekday,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?week (?:of|beginning|starting|commencing|from) (?:the )?(?:{_DAY} {MONTH}|{MONTH} {_DAY})"
        rf"(?!,? (?:{_YEAR}|last|next|this))",
        read_week_of,
        A_MONTH_NAME,
    ),
    (
        rf"(?:(?P<list>{_DAY}(?:, {_DAY})+,? and {_DAY}) (?P<month>{MONTH})|(?P<month2>{MONTH})"
        rf" (?P<list2>{_DAY}(?:, {_DAY})+,? and {_DAY}))(?:,? (?P<y>{_YEAR}))?",
        read_list_of_days,
        A_MONTH_NAME,
    ),
    (
        r"(?P<name>Christmas (?:Day|Eve)|Boxing Day|New Year['’]s (?:Day|Eve)|Valentine['’]s Day|Halloween"
        r"|(?-i:May Day))"
        rf"(?:,? (?:(?P<y>{_YEAR})|(?P<which>last|next|this) year))?",
        read_festival,
        FESTIVAL,
    ),
    (
        rf"(?:on|by|until) (?P<phrase>the (?P<d>{_DAY})(?<=[a-z]))(?=[.,;]|$| (?:and|when|to|but|after|before)\b)"
        r"(?!.{0,40}\b(?:hole|green|tee|par|lap|floor|century)\b)",
        read_day_of_month,
        DIGIT,
    ),
    (
        r"(?:opening|closing|first|second|third|last|final|middle|early|latter|dying|same|one|that)"
        r" (?:weeks?|weekends?|days?|nights?|fortnight|hours?|mornings?|evenings?|stages|parts?) (?:of|in)"
        rf" (?P<phrase>{MONTH}(?:,? {_YEAR}\b)?)(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (rf"Q(?P<q>[1-4])(?: of)? (?P<y>{_YEAR})\b", read_quarter, FOUR_DIGITS),
    (
        rf"(?:the |that )(?:following|previous|preceding) {MONTH}(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (r"(?:before|(?:until )?after) the weekend|on the (?:last|final) day(?! of)", read_open, UNIT),
    (
        r"(?:the |that )(?:following|previous|preceding) (?:day|night|morning|afternoon|evening|week|weekend|month"
        r"|year|quarter|season|decade)|(?<!over )(?<!in )(?<!within )(?<!during )(?<!for )the next (?:day|morning"
        r"|night|evening)",
        read_open,
        UNIT,
    ),
)
"""How such dates are written, and how they are read; what is looked for first is taken first."""
