"""Spans of days: months, weeks, parts of a year, and how a claim writes them."""

from __future__ import annotations

from datetime import date, timedelta

from checker.values.dates import Window, iso_window


def day(when: date) -> Window:
    """One day."""
    return Window(when.toordinal(), when.toordinal())


def span(first: date, last: date) -> Window:
    """From a day to a day, both included."""
    return Window(first.toordinal(), last.toordinal())


def month_span(year: int, month: int) -> Window:
    """A whole month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return span(date(year, month, 1), following - timedelta(days=1))


def year_span(year: int, last: int | None = None) -> Window:
    """A whole year, or all from one year to another."""
    return span(date(year, 1, 1), date(last or year, 12, 31))


def made(year: int, month: int, number: int) -> date | None:
    """A day, if there is such a one."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


_MONTHS_OF = {"month": 1, "year": 12, "decade": 120, "century": 1_200, "centurie": 1_200}


def months_away(today: date, unit: str, count: int) -> date | None:
    """The day so many months, years, decades or centuries away; None for a shorter unit. Raises beyond the calendar."""
    if (months := _MONTHS_OF.get(unit)) is None:
        return None
    number = today.year * 12 + today.month - 1 + count * months
    month = month_span(number // 12, number % 12 + 1)
    return date.fromordinal(min(month.first + today.day - 1, month.last))


def whole(unit: str, step: int, today: date) -> Window:
    """The week (Monday to Sunday), weekend, month, year or decade so many steps away from that of a day."""
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return span(monday, monday + timedelta(days=6))
    if unit == "month":
        number = today.year * 12 + today.month - 1 + step
        return month_span(number // 12, number % 12 + 1)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * step
        return year_span(first, first + 9)
    return year_span(today.year + step)


_EARLY, _MIDDLE = ("early", "beginning", "start"), ("mid", "middle")


A_WEEK_IN_THREE = 2
"""Days of a third of a week."""


def part_of(part: str, whole_span: Window) -> Window:
    """Early, mid or late in a span: a third of it each, of a year in whole months, of a decade in whole years.

    The start of a year is its first month, and its end the last one."""
    first, last = (date.fromordinal(number) for number in whole_span)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _part_of_years(part, first.year, last.year)
    third = timedelta(days=(last - first).days // 3)
    if part in _EARLY:
        return span(first, first + third)
    if part in _MIDDLE:
        if third.days == A_WEEK_IN_THREE:
            return span(first + timedelta(days=1), first + timedelta(days=3))  # Tuesday to Thursday
        return span(first + third + timedelta(days=1), last - third - timedelta(days=1))
    return span(last - third, last)


def _part_of_years(part: str, first: int, last: int) -> Window:
    if first == last:
        begin, end = _MONTHS_OF_PART.get(part, (9, 12))
        return Window(month_span(first, begin).first, month_span(first, end).last)
    third = (last - first + 1) // 3
    if part in _EARLY:
        return year_span(first, first + third)
    return year_span(first + third, last - third) if part in _MIDDLE else year_span(last - third, last)


_MONTHS_OF_PART = {
    "start": (1, 1), "beginning": (1, 1), "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12),
    "end": (12, 12),
}  # fmt: skip
"""The months of a year that its parts are taken for, the first and the last."""


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
