"""How each way of writing a date is read: from the match of its pattern and the day of publication to windows of days.

One window is what it means; two are readings of which either may be meant; none means that it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from checker.texts.calendar_days import day, made, month_span, part_of, span, year_span
from checker.texts.date_words import count_of, month_number, weekday_number
from checker.texts.past_events import year_of_its_event
from checker.texts.tenses import Tense
from checker.values.dates import Window

A_HUNDRED_DAYS = 100
A_MONTH, TWO_MONTHS, TWO_THIRDS_OF_A_YEAR, A_YEAR_LESS_TWO_MONTHS = 31, 60, 240, 305
LONGEST_CLAUSE = 120
STARTS = ("start", "beginning")


class When(Struct, frozen=True):
    """What a date is read by: the day of publication, and whether its sentence tells what was or what will be."""

    today: date
    tense: Tense = Tense.NOT_SAID

    @property
    def to_come(self) -> bool:
        return self.tense == Tense.TO_COME

    @property
    def is_past(self) -> bool:
        return self.tense in (Tense.PAST, Tense.SURELY_PAST)


Reader = Callable[[re.Match[str], When], tuple[Window, ...]]


def number_of(text: str) -> int:
    return int(re.sub(r"\D", "", text))


# --- days and months of the calendar -----------------------------------------------------------


def read_iso(found: re.Match[str], _: When) -> tuple[Window, ...]:
    when = made(int(found["y"]), int(found["m"]), int(found["d"]))
    return (day(when),) if when else ()


def read_numeric(found: re.Match[str], _: When) -> tuple[Window, ...]:
    """3/4/2024: the day first, and the month first where that is a date too; not if one of them is far from now."""
    one, two, year = int(found["a"]), int(found["b"]), int(found["y"])
    year += 0 if len(found["y"]) == 4 else 2000
    days = [made(year, two, one), made(year, one, two)]
    return tuple(dict.fromkeys(day(which) for which in days if which))


def years_of(month: int, number: int, when: When) -> tuple[int, ...]:
    """The years that a day without one may be of: the last that has come, the next if that is meant, or both."""
    today = when.today
    last = today.year if (month, number) <= (today.month, today.day) else today.year - 1
    back = (today - date(last, month, min(number, 28))).days
    ahead = (date(last + 1, month, min(number, 28)) - today).days
    if when.to_come:
        return (last,) if back <= A_MONTH else (last + 1,)
    if when.tense == Tense.UNCLEAR and ahead < back:
        return (last + 1,) if ahead <= A_HUNDRED_DAYS < back - ahead else (last + 1, last)
    if back <= TWO_THIRDS_OF_A_YEAR or when.tense == Tense.SURELY_PAST:
        return (last,)
    if when.tense == Tense.PAST and ahead > TWO_MONTHS and back < A_YEAR_LESS_TWO_MONTHS:
        return (last,)
    if when.tense != Tense.PAST and ahead <= TWO_MONTHS:
        return (last + 1,)  # it runs from 12 to 19 June
    return (last + 1, last)


def _years_near(found: re.Match[str], month: int, number: int, when: When) -> tuple[int, ...]:
    """The year of the event that the sentence is about, or those that a day without one may be of."""
    start = found.start() if found.groupdict().get("d") else found.start("month")
    if year := year_of_its_event(found.string[max(0, found.start() - LONGEST_CLAUSE) : found.start()]):
        return (year,)
    years = years_of(month, number, when)
    if len(years) > 1 and when.tense == Tense.PAST and _UNTIL.search(found.string[max(0, start - 60) : start]):
        return years[:1]  # they were told to be out by 22 September, which is in a week
    return years


_UNTIL = re.compile(
    r"\b(?:by|until|till|from|for|to|before)(?: at least| around| about| midnight on| noon on)?(?: the)? $"
    r"|\b(?:before|ahead of|in time for|in the run-up to)(?: (?!(?:was|were|had|did)\b)[\w'’-]+){1,6} (?:on"
    r"|in)(?: the)? $"
)
"""What comes before a day to come."""


def _is_between(found: re.Match[str]) -> bool:
    start = found.start()
    return found.string[max(0, start - 12) : start].casefold().removesuffix("the ").endswith("between ")


def is_moved(found: re.Match[str]) -> bool:
    """Whether something was moved from the one to the other of two days: from March 18 to May 6."""
    return _MOVED.search(found.string[max(0, found.start() - 40) : found.start()]) is not None


def read_days(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """25 June 2024, June 3-5, 28 June to 2 July, 28 December to 3 January, Tuesday 3 May."""
    names = found.groupdict()
    month = month_number(names["month"])
    last_month = month_number(names.get("month2") or "") or month
    first, last = number_of(names["d"]), number_of(names.get("d2") or names["d"])
    if names.get("month2") and is_moved(found):
        return ()
    if (
        re.search(r" (?:and|or) ", found[0])
        and not (last_month == month and last == first + 1)
        and not _is_between(found)
    ):
        return ()  # on April 12 and 26: two days
    goes_over_a_year = last_month < month
    if names.get("y"):
        end = number_of(names["y"])
        years: tuple[int, ...] = (number_of(names.get("y1") or "") if names.get("y1") else end - goes_over_a_year,)
        goes_over_a_year = years[0] < end
    else:
        years = _on_its_weekday(names.get("weekday"), month, first, when) or _years_near(found, month, first, when)
    ends = ((made(year, month, first), made(year + goes_over_a_year, last_month, last)) for year in years)
    is_weekend = first == last and _WEEKEND_OF.search(found.string[max(0, found.start() - 16) : found.start()])
    extra = timedelta(days=1 if is_weekend else 0)
    return tuple(span(a, b + extra) for a, b in ends if a and b and a <= b)


_MOVED = re.compile(
    r"\b(?:moved|postponed|put off|put back|delayed|rescheduled|brought forward|slipped|slid"
    r"|shifted|pushed back|pushed|deferred|extended)(?:,? \w+){0,4},?(?: from)? $"
)
_WEEKEND_OF = re.compile(r"\bweekend of (?:the )?$", re.IGNORECASE)


def _on_its_weekday(weekday: str | None, month: int, number: int, when: When) -> tuple[int, ...]:
    """The year near now in which a day falls on the weekday that is given with it; none if there is no such one."""
    if not weekday:
        return ()
    days = (made(when.today.year + step, month, number) for step in (-1, 0, 1))
    fitting = [one.year for one in days if one and one.weekday() == weekday_number(weekday)]
    return tuple(fitting) if len(fitting) == 1 else ()


def read_named_day(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The January 6 riot: the day that names an event may be of any year, unless it is near."""
    month, number = month_number(found["month"] or found["month2"]), number_of(found["d"] or found["d2"])
    years = (when.today.year - 1, when.today.year, when.today.year + 1)
    days = (which for year in years if (which := made(year, month, number)))
    return tuple(day(which) for which in days if abs((which - when.today).days) <= TWO_MONTHS)


def read_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In March; early in October 2023."""
    names = found.groupdict()
    month = month_number(names["month"])
    years = (number_of(names["y"]),) if names.get("y") else _years_near(found, month, 1, when)
    months = [month_span(year, month) for year in years]
    return tuple(part_that_is_meant(found, each) for each in months) if names.get("part") else tuple(months)


def read_which_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
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


def part_name(words: str) -> str:
    return re.sub(r"^the | of$", "", words.casefold().strip(" -"))


def part_that_is_meant(found: re.Match[str], whole_span: Window) -> Window:
    """The part of a span that a date names; since its start is since its first day."""
    part = part_name(found["part"])
    before = found.string[max(0, found.start() - len("towards ")) : found.start()].casefold()
    if part in STARTS and before.endswith("since "):
        return Window(whole_span.first, whole_span.first)
    is_towards = part == "end" and before.endswith(("towards ", "toward "))
    return part_of("late" if is_towards else part, whole_span)


def read_years(found: re.Match[str], _: When) -> tuple[Window, ...]:
    first, last = int(found["y"]), found.groupdict().get("y2") or ""
    if len(last) == 2:
        last = found["y"][:2] + last
    return (year_span(first, int(last)),) if not last or first <= int(last) else ()


def read_decade(found: re.Match[str], _: When) -> tuple[Window, ...]:
    first = int(found["decade"]) * 10
    window = year_span(first, first + 9)
    return (part_of(part_name(found["part"]), window),) if found["part"] else (window,)


def read_part_of_year(found: re.Match[str], _: When) -> tuple[Window, ...]:
    return (part_that_is_meant(found, year_span(int(found["y"]))),)


STEPS = {
    "last": -1, "past": -1, "previous": -1, "the previous": -1, "next": 1, "coming": 1, "this": 0, "the": 0,
    "the current": 0,
}  # fmt: skip


def named_year(found: re.Match[str], when: When) -> int:
    """The year that a part is of: 2031, this year, last year."""
    return int(found["y"]) if found["y"] else when.today.year + STEPS[(found["which"] or "the").casefold()]


def read_months_of_year(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first nine months of 2033."""
    year, months = named_year(found, when), count_of(found["n"])
    if not 1 < months < 12:
        return ()
    first = 1 if found["part"].casefold() == "first" else 13 - months
    return (months_of(year, first, first + months - 1),)


def read_half_of_year(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The first half of the year."""
    first = 1 if found["part"].casefold() == "first" else 7
    return (months_of(named_year(found, when), first, first + 5),)


def months_of(year: int, first: int, last: int) -> Window:
    """From the first day of a month to the last day of another one of the same year."""
    return Window(month_span(year, first).first, month_span(year, last).last)


def read_open(_: re.Match[str], __: When) -> tuple[Window, ...]:
    return ()
