"""The day on which a page says that it was published, in the place where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

_INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]+(?P<time>\d{2}:\d{2})(?::?\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<m1>[A-Za-z]{3,9})\.?,?|(?P<m2>[A-Za-z]{3,9})\.?\s+"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<year>\d{4})\b"
)
_NUMBERED = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_IN_PATH = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)|/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/.-]|$)"
)
_FIRST, _LAST = date(1980, 1, 1), date(2100, 1, 1)


class Moment(Struct, frozen=True):
    """A day that a page gives, and whether it is that of an instant in UTC, which may be another day at its place."""

    day: date
    instant: datetime | None = None
    is_local: bool = True


def moment(text: str) -> Moment | None:
    """The moment that an attribute gives: ISO 8601, with or without a time; or a day in words."""
    match = _INSTANT.match(text.strip())
    if match is None:
        days = days_in(text) if len(text) < 60 else set()
        return Moment(days.pop()) if len(days) == 1 else None
    day = _day(*match["day"].split("-"))
    if day is None:
        return None
    if not match["time"]:
        return Moment(day)
    zone = match["zone"] or ""
    if not zone:
        return Moment(day)
    offset = _offset(zone)
    try:
        at = datetime.fromisoformat(f"{match['day']}T{match['time']}").replace(tzinfo=UTC) - offset
    except ValueError:  # 25:00
        return Moment(day)
    return Moment(day, at, is_local=bool(offset))


def _offset(zone: str) -> timedelta:
    if zone in ("Z", "UTC", "GMT"):
        return timedelta()
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def local_day(first: Moment, others: Iterable[Moment], shown: Iterable[str]) -> date:
    """The day of a moment at the place of the page, as far as the page tells it.

    `others` are further moments that the page gives, `shown` are texts in which it shows a reader the day.
    """
    if first.is_local or first.instant is None:
        return first.day
    same = next((other for other in others if _is_local_form(other, first.instant)), None)
    if same is not None:
        return same.day
    near = {first.day + timedelta(days=days) for days in (-1, 0, 1)}
    seen = next((found for text in shown if (found := days_in(text) & near)), set())
    return seen.pop() if len(seen) == 1 else first.day


def _is_local_form(other: Moment, instant: datetime) -> bool:
    """Whether a moment is an instant as the clocks of the page's place show it."""
    return other.instant is not None and other.is_local and abs(other.instant - instant) <= timedelta(minutes=1)


def days_in(text: str) -> set[date]:
    """The days that a short text names in full; of 5/4/2031 both."""
    found = {_day(match[1], match[2], match[3]) for match in _ISO.finditer(text)}
    for match in _NAMED.finditer(text):
        month = (match["m1"] or match["m2"]).casefold()[:3]
        if month in _MONTHS:
            found.add(_day(match["year"], str(_MONTHS.index(month) + 1), match["d1"] or match["d2"]))
    for match in _NUMBERED.finditer(text):
        found |= {_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])}
    return {day for day in found if day is not None}


def day_in_path(url: str) -> date | None:
    """The day that a page's address gives: /2031/05/04/."""
    match = _IN_PATH.search(url)
    if match is None:
        return None
    return _day(match[1] or match[4], match[2] or match[5], match[3] or match[6])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST <= found <= _LAST else None
