"""Spans of days: "from Monday to Thursday", "the week ending 5 June", "the three months to March", "a week tomorrow".

Their parts alone are other dates, so they are looked for before all others.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from checker.texts.calendar_days import day, made, month_span, span, whole, year_span
from checker.texts.date_readers import STEPS, Reader, When, is_moved, number_of, read_open, years_of
from checker.texts.date_words import (
    COUNT_WORD,
    LATE,
    MONTH,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    WEEKDAY,
    count_of,
    month_number,
    weekday_number,
)
from checker.texts.tenses import Tense
from checker.texts.triggers import FOUR_DIGITS, NEAR, SHARE, UNIT
from checker.texts.triggers import MONTH as A_MONTH_NAME
from checker.texts.triggers import WEEKDAY as A_WEEKDAY
from checker.values.dates import Window

_YEAR = r"(?:1[0-9]|20)\d{2}"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
DAYS_IN_A_WEEK = 7
HOURS_IN_A_DAY = 24
_HABIT_BEFORE = re.compile(
    r"\b(?:open|opens|works?|runs|operates?|(?:he|she|who|team|squad) trains?|every week|each week|weekly"
    r"|daily|usually|normally)"
    r"(?: [\w.:]+){0,4} $",
    re.IGNORECASE,
)
"""The shop is open from Monday to Friday."""


def read_weekdays(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """From Thursday to Sunday, between Monday and Wednesday: a span that has been, or that is to come."""
    if is_moved(found) or _HABIT_BEFORE.search(found.string[max(0, found.start() - 40) : found.start()]):
        return ()
    first, last = weekday_number(found["first"]), weekday_number(found["last"])
    length = timedelta(days=(last - first) % DAYS_IN_A_WEEK or DAYS_IN_A_WEEK)
    today = when.today
    latest = today - timedelta(days=(today.weekday() - last) % DAYS_IN_A_WEEK)
    been = span(latest - length, latest)
    start = today + timedelta(days=(first - today.weekday()) % DAYS_IN_A_WEEK)
    to_come = span(start, start + length)
    if when.is_past:
        return (been,)
    return (to_come,) if when.to_come else (been, to_come)


def _end_of_period(found: re.Match[str], when: When) -> tuple[date, ...]:
    """The last days that a period may have: that of its month, or the day itself."""
    month = month_number(found["month"] or found["month2"])
    number = found["d"] or found["d2"]
    years = (int(found["y"]),) if found["y"] else years_of(month, number_of(number) if number else 1, when)
    if number:
        days = (made(year, month, number_of(number)) for year in years)
        return tuple(one for one in days if one)
    return tuple(date.fromordinal(month_span(year, month).last) for year in years)


_STEPS = {"tomorrow": 1, "yesterday": -1, "last night": -1}
"""Days from now; 0 is today, tonight and now."""


def read_from_now(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Between now and 2040, from tonight to Monday, from now until the end of May."""
    names, today = found.groupdict(), when.today
    first = today + timedelta(days=_STEPS.get(found["near"].casefold(), 0))
    if names.get("weekday"):
        ahead = (weekday_number(found["weekday"]) - first.weekday()) % DAYS_IN_A_WEEK or DAYS_IN_A_WEEK
        return (span(first, first + timedelta(days=ahead)),)
    if names.get("unit"):
        end = whole(found["unit"].casefold(), 0, today).last
    elif names.get("month") or names.get("month2"):
        ends = _end_of_period(found, When(today, Tense.TO_COME))
        if len(ends) != 1:
            return ()
        end = ends[0].toordinal()
    else:
        end = year_span(int(found["y"])).last
    return (Window(first.toordinal(), end),) if first.toordinal() < end else ()


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def read_period_to(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The week ending 5 June, the 14 days to 31 May, the three months to March, the year to 30 June 2030."""
    unit, count = found["unit"].casefold(), count_of(found["n"] or "a")
    if found["half"]:
        unit, count = "month", 6
    if count < 1:
        return ()
    if " ended" in found[0]:
        when = When(when.today, Tense.PAST)
    windows = []
    for end in _end_of_period(found, when):
        if unit in ("day", "week"):
            if not (found["d"] or found["d2"]):
                return ()
            first = end - timedelta(days=count * (DAYS_IN_A_WEEK if unit == "week" else 1) - 1)
        else:
            first = _months_before(end, count * _MONTHS_OF[unit])
        windows.append(span(first, end))
    return tuple(windows)


def read_days_to(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The three days to Saturday, the 24 hours to Wednesday morning: the last such day that has been."""
    count = count_of(found["n"])
    if found["unit"].casefold() == "hour":  # they began on the day before
        count = count // HOURS_IN_A_DAY + 1 if count % HOURS_IN_A_DAY == 0 else 0
    if count < 1 or when.tense is Tense.TO_COME:
        return ()
    back = (when.today.weekday() - weekday_number(found["weekday"])) % DAYS_IN_A_WEEK
    end = when.today - timedelta(days=back)
    return (span(end - timedelta(days=count - 1), end),)


def _months_before(end: date, months: int) -> date:
    """The day after that which is so many months before the end of a period."""
    number = end.year * 12 + end.month - 1 - months
    following = end + timedelta(days=1)
    if following.day == 1:
        return date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    month = month_span(number // 12, number % 12 + 1)
    return date.fromordinal(min(month.first + end.day - 1, month.last)) + timedelta(days=1)


def read_week_to(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The week to Tuesday: the seven days of which the last such day that has been is the last one."""
    if when.tense is Tense.TO_COME:
        return ()
    end = when.today - timedelta(days=(when.today.weekday() - weekday_number(found["weekday"])) % DAYS_IN_A_WEEK)
    return (span(end - timedelta(days=DAYS_IN_A_WEEK - 1), end),)


def read_years_to(found: re.Match[str], _: When) -> tuple[Window, ...]:
    """The five years to 2040: 2036 to 2040."""
    last, count = int(found["y"]), count_of(found["n"])
    return (year_span(last - count + 1, last),) if count > 1 else ()


def read_half_of_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first half of next month."""
    month = whole("month", STEPS[found["which"].casefold()], when.today)
    middle = month.first + 14
    return (Window(month.first, middle) if found["part"].casefold() == "first" else Window(middle + 1, month.last),)


def read_week_from(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """A week today, a week tomorrow, a fortnight today."""
    days = {"week": 7, "fortnight": 14}[found["unit"].casefold()] + (found["near"].casefold() == "tomorrow")
    return (day(when.today + timedelta(days=days)),)


def read_month_in_hand(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The wettest May since 1979: the last one that has been."""
    month = month_number(found["month"])
    year = when.today.year - (month > when.today.month)
    return (month_span(year, month),)


_TO_DAY = (
    rf"(?:(?P<d>{_DAY}) (?:of )?(?P<month>{MONTH})|(?P<month2>{MONTH})(?: (?:the )?(?P<d2>{_DAY})(?![:,.]?\d))?)"
    rf"(?:,? (?P<y>{_YEAR})\b)?"
)
_ENDING = (
    r"(?: period)? (?:(?:that |which )ended(?= in )|to|ended|ending|through)(?: the end of| end[- ]of| end| in| on)?"
    rf"(?: {SHORT_WEEKDAY},?)? (?:the )?"
)
_SPAN_OF_WEEKDAYS = (
    rf"(?P<first>{WEEKDAY})(?: (?:{PART_OF_DAY}))? (?:to|and|until|till|through|into) (?P<last>{WEEKDAY})"
    rf"(?: (?:{PART_OF_DAY}))?"
)
_HABIT = (
    r"(?:(?:usually|typically|normally|generally|traditionally) (?:is|are|be|[a-z]+s|[a-z]+ed|held|celebrated|paid"
    r"|published|start"
    r"|begin|fall|come|run|take|end|open|close|arrive|reach|peak|meet|happen|occur|hold|pay|go|bloom|ripen"
    r"|heard|seen|found|sown|sent|sold|caught|felt|given|done|eaten|laid|kept|shown|drawn|born|paid|told)"
    r"(?: (?![a-z]+ed\b)[a-z]+){0,3} (?:in|on|by|around|from)"
    r"|(?:used to [a-z]+|(?:I|we) (?:always |usually )?(?:open|close|start|begin|pick|plant"
    r"|sow|harvest|lamb|shear|mow|prune)"
    r"|(?:grand)?(?:father|mother|parents|fathers|mothers) (?:always |usually )?(?:started|began|picked|planted|sowed"
    r"|harvested|went|came))(?: (?!at\b)[a-z]+){0,2} (?:in|on|by|at|around|from))"
)
"""Usually starts in November: no date."""
_PART_OF_MONTH = rf"(?:{LATE}[ -]|(?:the )?(?:first|second|third|last) (?:week|half|weekend|days) of )?"
_FROM_NOW = (
    rf"(?:between|from) (?P<near>now|today|tonight|tomorrow|yesterday|last night|this (?:morning|afternoon|evening))"
    rf"(?: (?:{PART_OF_DAY}))? (?:and|to|until|till|through) (?:(?:the )?end of )?(?:the )?"
)
SPAN_RULES: tuple[tuple[str, Reader, str], ...] = (
    (rf"{_FROM_NOW}(?P<weekday>{WEEKDAY})(?: (?:{PART_OF_DAY}))?", read_from_now, A_WEEKDAY),
    (rf"{_FROM_NOW}{_TO_DAY}", read_from_now, A_MONTH_NAME),
    (rf"{_FROM_NOW}(?P<y>{_YEAR})\b", read_from_now, FOUR_DIGITS),
    (rf"{_FROM_NOW}(?<=end of the )(?P<unit>week|month|year|decade)", read_from_now, UNIT),
    (rf"{_HABIT} (?P<phrase>(?:{_PART_OF_MONTH}|{_DAY} ){MONTH}|{MONTH} {_DAY})(?! \d)", read_open, A_MONTH_NAME),
    (
        rf"(?:financial|fiscal|tax|budget) year (?:runs|begins|starts|ends|opens|closes) (?:from|in|on)"
        rf" (?P<phrase>{MONTH}(?: (?:to|until|through) {MONTH})?)(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (rf"{_HABIT} (?P<phrase>{WEEKDAY})", read_open, A_WEEKDAY),
    (
        rf"(?:every|each) (?:year|winter|summer|spring|autumn|season)(?: \w+){{0,3}}? (?:in|on|by|around"
        rf"|from|between|until) (?P<phrase>{_PART_OF_MONTH}{MONTH}(?: (?:and|to|until) {MONTH})?)(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (
        rf"(?:usual|normal|average|typical|norm|mean|seasonal|record|unusual|rare|high|low)(?: (?!in\b"
        rf"|on\b)[a-z-]+){{0,3}} for (?:{LATE}[ -])?"
        rf"(?P<phrase>{MONTH})(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?(?P<n>{COUNT_WORD})[ -](?P<unit>day|hour)s? (?:to|up to|ended|ending|through)(?: on)?"
        rf"(?: (?:early|late))? (?P<weekday>{WEEKDAY})(?: (?:{PART_OF_DAY}))?",
        read_days_to,
        A_WEEKDAY,
    ),
    (
        rf"the week (?:to|up to|ended|ending)(?: on)? (?P<weekday>{WEEKDAY})(?: (?:{PART_OF_DAY}))?",
        read_week_to,
        A_WEEKDAY,
    ),
    (rf"the (?P<n>{COUNT_WORD}) years (?:to|up to|ended|ending in) (?P<y>{_YEAR})\b", read_years_to, FOUR_DIGITS),
    (rf"(?:every|each) (?:{LATE}[ -])?{MONTH}", read_open, A_MONTH_NAME),
    (rf"(?:from|between) (?P<phrase>{_SPAN_OF_WEEKDAYS})", read_weekdays, A_WEEKDAY),
    (
        rf"(?<!by )(?!an? )(?=the |half|{COUNT_WORD}[ -])(?:the )?(?:(?P<n>{COUNT_WORD})[ -])?(?:(?:financial|fiscal"
        rf"|full|calendar"
        rf"|business) )?(?P<half>half[ -])?"
        rf"(?P<unit>day|week|month|quarter|year)s?{_ENDING}{_TO_DAY}",
        read_period_to,
        A_MONTH_NAME,
    ),
    (r"(?:the )?(?P<part>first|second) half of (?P<which>this|next|last) month", read_half_of_month, SHARE),
    (r"a (?P<unit>week|fortnight) (?P<near>today|tomorrow)\b", read_week_from, NEAR),
    (
        rf"(?:(?:[a-z]+-)?[a-z]+est|worst|first|(?:most"
        rf"|least) [a-z]+) (?:\w+ )?(?P<phrase>(?P<month>{MONTH}))(?= (?:since|on record|ever"
        rf"|of the century|(?:without|with|below|above) [\w -]+ since"
        rf"|(?:in|for) (?:(?:more than|at least|over|nearly|almost|about|around|some) )?(?:\d+"
        rf"|{COUNT_WORD}) (?:years?|decades?|centur(?:y|ies)))\b)",
        read_month_in_hand,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the )?(?:(?:financial|fiscal|tax|school|academic|budget) year"
        rf"|fiscal) {_YEAR}(?: ?[-–/] ?(?:\d{{4}}|\d\d))?\b"
        rf"|(?:the )?{_YEAR}(?: ?[-–/] ?(?:\d{{4}}|\d\d))? (?:financial|fiscal|tax|school|academic|budget) year\b",
        read_open,
        FOUR_DIGITS,
    ),
    (
        rf"(?:{COUNT_WORD}) (?:day|week|fortnight|month|year|decade)s? (?:from now on"
        r"|on(?=[,.;]| from\b| since\b)|to the day\b)",
        read_open,
        UNIT,
    ),
    (rf"(?:the|that) (?:following|previous|preceding) {WEEKDAY}", read_open, A_WEEKDAY),
    (
        rf"(?:the |its |their |his |her )?(?:first|last|final|early|opening|closing|dying) (?:few |{COUNT_WORD} )?"
        rf"(?:hours?|days?|weeks?|part|(?<=early )months|(?<=opening )months)"
        rf" of (?:{_YEAR}\b|(?:the )?(?:(?:this|last|next) )?(?:year|month|decade|century))"
        rf"|(?:in )?the (?:first|early|opening) (?:few )?days of {MONTH}(?:,? {_YEAR})?\b",
        read_open,
        UNIT,
    ),
    (
        rf"the {WEEKDAY}(?= (?:after|before|following|when|papers?|newspapers?)\b|[.,;]|$)|every other {WEEKDAY}",
        read_open,
        A_WEEKDAY,
    ),
    (rf"(?:the )?(?:first|second|third|fourth|fifth|twelfth) of {MONTH}", read_open, A_MONTH_NAME),
    (r"(?:this time|a year ago) (?:last|next) (?:week|month|year)", read_open, UNIT),
)
"""How such dates are written, and how they are read; what is looked for first is taken first."""
