"""Dates as newspapers write them, as windows of days: "Monday", "last night", "June 25", "by 2025".

What a date leaves open is taken from the day of publication. A weekday or a month without a year is the latest that
had come by then, or the next one where the sentence speaks of what is to come.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from checker.values.dates import Window, iso_window
from checker.values.lexicon import MONTHS, ONES, SHORT_MONTHS, TEENS, WEEKDAYS, month_number

MONTH = rf"(?-i:(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(SHORT_MONTHS)}|Sept)\b\.?)"
WEEKDAY = rf"(?-i:(?:{'|'.join(WEEKDAYS)})\b|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?)"
_NUMBER = (*ONES, *TEENS[:3])
COUNT_WORD = rf"(?:\d{{1,3}}|an?|{'|'.join(_NUMBER)})"
HALF_A_YEAR, TWO_THIRDS_OF_A_YEAR = 183, 240
_TODAY = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "yesterday morning": -1, "yesterday evening": -1, "the day before yesterday": -2, "tomorrow": 1,
}  # fmt: skip
_WHICH = "this|last|next|past|coming|current|previous|following|the"
_BEFORE_IT = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|expect(?:s|ed)?|due|set|scheduled|upcoming|next|going|soon|intends?"
    r"|promis(?:es|ed)|to be|should|(?:is|are) to|takes? place"
    r"|(?:is|are) (?:sending|leaving|arriving|holding|meeting|opening|coming|returning))\b",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(r"\b(?:will|(?:is|are) (?:to|due|set|expected|scheduled))\b", re.IGNORECASE)


def is_to_come(before: str, after: str) -> bool:
    """Whether a date is one to come, by the words of its sentence that stand before it and after it."""
    if re.search(r"\bsince\s*$", before, re.IGNORECASE):
        return False
    return bool(_BEFORE_IT.search(before[-60:]) or _AFTER_IT.search(after[:36]))


def resolve(phrase: str, published: Window, *, to_come: bool = False) -> Window | None:
    """The days that a phrase stands for; None if it does not say. `published` may be a span of days."""
    words = " ".join(phrase.casefold().replace(",", " ").split())
    first = _resolved(words, date.fromordinal(published.first), to_come)
    if published.first == published.last or first is None:
        return first
    last = _resolved(words, date.fromordinal(published.last), to_come)
    return None if last is None else Window(min(first.first, last.first), max(first.last, last.last))


def _resolved(words: str, today: date, to_come: bool) -> Window | None:
    try:
        found = (read(words, today, to_come) for read in (_exact, _calendar, _near, _ago))
        return next((window for window in found if window is not None), None)
    except (ValueError, OverflowError):  # beyond the calendar
        return None


def written(window: Window) -> str:
    """A window as a claim gives it, as short as it is exact: 1804, 2031-05, 2031-05-06, 2031-05-06/2031-05-09."""
    first, last = date.fromordinal(window.first), date.fromordinal(window.last)
    ends_month = (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month:
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return iso_window(window)


def _day(when: date) -> Window:
    return Window(when.toordinal(), when.toordinal())


def _span(first: date, last: date) -> Window:
    return Window(first.toordinal(), last.toordinal())


def _month_span(year: int, month: int) -> Window:
    following = date(year + month // 12, month % 12 + 1, 1)
    return _span(date(year, month, 1), following - timedelta(days=1))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(words: str, today: date, to_come: bool) -> Window | None:
    """A date in digits: 2031-05-06, 22/09/2024 (day first, unless it can only be the month)."""
    del today, to_come
    if found := re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", words):
        when = _made(int(found[1]), int(found[2]), int(found[3]))
        return _day(when) if when else None
    if found := re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", words):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        when = _made(year, two, one) or _made(year, one, two)
        return _day(when) if when else None
    return None


def _calendar(words: str, today: date, to_come: bool) -> Window | None:
    """A month, with a day, with a year, or a year alone; early, mid, late."""
    months = [n for word in re.findall(r"[a-z]+", words) if (n := month_number(word))]
    years = [int(year) for year in re.findall(r"(?<![\d:])([12]\d{3})(?!\d)", words)]
    if not months:
        if decade := re.search(r"\b([12]\d\d)0s\b", words):
            begin, end = date(int(decade[1]) * 10, 1, 1), date(int(decade[1]) * 10 + 9, 12, 31)
            return _part_of(words, begin, end) or _span(begin, end)
        if not years or re.search(r"\b(?:ago|night)\b", words):
            return None
        part = _part_of(words, date(years[0], 1, 1), date(years[-1], 12, 31))
        ends = re.search(rf"{years[-1]}[-–](\d\d)\b", words)  # 2023-24
        year = years[0] // 100 * 100 + int(ends[1]) if ends else years[-1]
        return part if part and len(years) == 1 and not ends else _span(date(years[0], 1, 1), date(year, 12, 31))
    days = [int(day) for day in re.findall(r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th)?(?![\d:h])", words)]
    year = years[-1] if years else _year_of(months[0], days[0] if days else 1, today, to_come)
    if days:
        first = _made(year, months[0], days[0])
        last = _made(year, months[-1], days[-1])
        return _span(first, last) if first and last and first <= last else None
    whole = Window(_month_span(year, months[0]).first, _month_span(year, months[-1]).last)
    return _part_of(words, date.fromordinal(whole.first), date.fromordinal(whole.last)) or whole


def _year_of(month: int, day: int, today: date, to_come: bool) -> int:
    """The year of a day without one: the last that has come, or the next if that is much nearer or meant."""
    is_past = (month, day) <= (today.month, today.day)
    last = today.year if is_past else today.year - 1
    back = (today - date(last, month, min(day, 28))).days
    ahead = (date(last + 1, month, min(day, 28)) - today).days
    return last + 1 if (to_come and ahead < HALF_A_YEAR) or back > TWO_THIRDS_OF_A_YEAR else last


def _part_of(words: str, first: date, last: date) -> Window | None:
    """Early, mid or late in a span: a third of it each."""
    third = timedelta(days=(last - first).days // 3)
    if re.search(r"\b(?:early|beginning|start)\b", words):
        return _span(first, first + third)
    if re.search(r"\bmid\b", words):
        return _span(first + third + timedelta(days=1), last - third - timedelta(days=1))
    if re.search(r"\b(?:late|end)\b", words):
        return _span(last - third, last)
    return None


def _near(words: str, today: date, to_come: bool) -> Window | None:
    """A weekday, today and its neighbours, this and the next or last week, month or year, weekends."""
    for phrase in sorted(_TODAY, key=len, reverse=True):
        if re.search(rf"\b{phrase}\b", words):
            return _day(today + timedelta(days=_TODAY[phrase]))
    weekday = next((n for word in re.findall(r"[a-z]+", words) if (n := _weekday(word)) is not None), None)
    if weekday is not None:
        back = (today.weekday() - weekday) % 7
        if "next" in words.split() or (to_come and "last" not in words.split()):
            return _day(today + timedelta(days=(weekday - today.weekday()) % 7 or 7))
        return _day(today - timedelta(days=back))
    found = re.search(
        r"\b(this|last|next|past|coming|current|previous|following|the)\b.*\b(week|month|year)s?\b", words
    )
    if "weekend" in words:
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        if to_come or "next" in words or "this" in words.split():
            saturday = today + timedelta(days=(5 - today.weekday()) % 7)
        return _span(saturday, saturday + timedelta(days=1))
    if found is None or re.search(r"\b(?:weeks|months|years|days)\b", words):
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(found[1], 0)
    whole = _whole(found[2], step, today)
    if re.search(r"\blater\b", words):
        return Window(today.toordinal() + 1, max(whole.last, today.toordinal() + 1))
    if re.search(r"\bearlier\b", words):
        return Window(whole.first, today.toordinal())
    return _part_of(words, date.fromordinal(whole.first), date.fromordinal(whole.last)) or whole


def _weekday(word: str) -> int | None:
    if len(word) < 3 or word in ("the", "sat"):
        return None
    days = enumerate(map(str.casefold, WEEKDAYS))
    return next((n for n, day in days if word == day or (len(word) < 6 and day.startswith(word))), None)


def _whole(unit: str, step: int, today: date) -> Window:
    """The week (Monday to Sunday), month or year so many steps away."""
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return _span(monday, monday + timedelta(days=6))
    if unit == "month":
        number = today.year * 12 + today.month - 1 + step
        return _month_span(number // 12, number % 12 + 1)
    return _span(date(today.year + step, 1, 1), date(today.year + step, 12, 31))


def _ago(words: str, today: date, to_come: bool) -> Window | None:
    """ "three days ago", "in the past two weeks", "over the next ten days"."""
    found = re.search(rf"\b({COUNT_WORD}) (day|week|month|year|hour)s? ?(ago|earlier)?", words)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdigit() else (_NUMBER.index(found[1]) + 1 if found[1] in _NUMBER else 1)
    days = number * {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}[found[2]] or 1
    if not 0 < days < 36_500:
        return None
    if found[3]:
        slack = timedelta(days={"day": 0, "hour": 0, "week": 3, "month": 15, "year": 182}[found[2]])
        when = today - timedelta(days=days if found[2] != "hour" else 0)
        return _span(when - slack, min(when + slack, today))
    if to_come or re.search(r"\b(?:next|coming|within)\b", words):
        return _span(today, today + timedelta(days=days))
    return _span(today - timedelta(days=days), today)
