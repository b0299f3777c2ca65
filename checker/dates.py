"""EDTF dates as windows of days. Library of Congress, Extended Date/Time Format, with strict bounds.

The plain forms are read here; the rarer ones (seasons, unspecified digits, sets) by the `edtf` package,
which is imported only when one occurs.
"""

from __future__ import annotations

import calendar
import contextlib
import io
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Window(NamedTuple):
    """Days from `first` to `last`, both included, as proleptic ordinals (`date.toordinal`)."""

    first: int
    last: int

    def overlaps(self, other: Window) -> bool:
        return self.first <= other.last and other.first <= self.last


WINDOW_ALWAYS = Window(-4_000_000, 4_000_000)  # beyond every date; open ends stop here

_MONTHS = ("", *"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())  # calendar's depend on the locale
_PLAIN = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
_EXPECTED = "expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07"


@lru_cache(maxsize=16384)
def read_window(text: str) -> tuple[Window | None, str | None]:
    """Read an EDTF date or interval; returns (window, None) or (None, what is wrong)."""
    text = text.strip()
    if "/" in text:
        left, _, right = text.partition("/")
        if "/" in right:
            return None, f"{text!r} is not a date; {_EXPECTED}"
        first, mistake = _side(left, WINDOW_ALWAYS.first)
        if mistake is None:
            last, mistake = _side(right, WINDOW_ALWAYS.last)
            if mistake is None and first is not None and last is not None:
                if first.first > last.last:
                    return None, f"{text!r}: the first day is after the last"
                return Window(first.first, last.last), None
        return None, mistake
    return _one(text)


def _side(text: str, open_end: int) -> tuple[Window | None, str | None]:
    if text in ("", ".."):
        return Window(open_end, open_end), None
    return _one(text)


def _one(text: str) -> tuple[Window | None, str | None]:
    match = _PLAIN.match(text)
    if match is None:
        return _rare(text)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if year == 0:
        return None, f"{text!r}: there is no year 0 here; {_EXPECTED}"
    if match[2] is None:
        return Window(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()), None
    if month in (24, 28) and match[3] is None and year < 9999:  # winter, and winter in the north
        return Window(date(year, 12, 1).toordinal(), date(year + 1, 3, 1).toordinal() - 1), None
    if not 1 <= month <= 12:
        if 21 <= month <= 41 and match[3] is None:
            return _rare(text)
        return None, f"{text!r} does not exist: there is no month {match[2]}"
    length = calendar.monthrange(year, month)[1]
    if match[3] is None:
        return Window(date(year, month, 1).toordinal(), date(year, month, length).toordinal()), None
    if not 1 <= day <= length:
        return None, f"{text!r} does not exist: that month has {length} days"
    ordinal = date(year, month, day).toordinal()
    return Window(ordinal, ordinal), None


_RARE = re.compile(r"^[\dXSEY~?%.\[\]{},/ -]{4,40}$", re.IGNORECASE)


def _rare(text: str) -> tuple[Window | None, str | None]:
    loose = re.match(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", text)
    if loose:
        return None, f"{text!r} is not a date; write {loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}"
    if not _RARE.match(text):
        return None, f"{text!r} is not a date; {_EXPECTED}"
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the parser prints as it fails
            parsed = parse_edtf(text.upper())
        low, high = parsed.lower_strict(), parsed.upper_strict()
        first, last = date(*low[:3]).toordinal(), date(*high[:3]).toordinal()
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError, IndexError):
        # what the parser does not know it refuses in many ways
        return None, f"{text!r} is not a date; {_EXPECTED}"
    if first > last:
        return None, f"{text!r}: the first day is after the last"
    return Window(first, last), None


def show_day(day: int) -> str:
    """A day for people: 3 May 2031."""
    when = date.fromordinal(day)
    return f"{when.day} {_MONTHS[when.month]} {when.year}"


@lru_cache(maxsize=16384)
def show_window(window: Window) -> str:
    """A window for people, as short as it is exact: "3 May 2031", "May 2031", "3 to 7 May 2031"."""
    first, last = window
    if first <= WINDOW_ALWAYS.first and last >= WINDOW_ALWAYS.last:
        return "any day"
    if first <= WINDOW_ALWAYS.first:
        return f"up to {show_day(last)}"
    if last >= WINDOW_ALWAYS.last:
        return f"from {show_day(first)}"
    if first == last:
        return show_day(first)
    a, b = date.fromordinal(first), date.fromordinal(last)
    whole_months = a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]
    if whole_months and a.year == b.year:
        if (a.month, b.month) == (1, 12):
            return str(a.year)
        if a.month == b.month:
            return f"{_MONTHS[a.month]} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} to {show_day(last)}"
    if a.year == b.year:
        return f"{a.day} {_MONTHS[a.month]} to {show_day(last)}"
    return f"{show_day(first)} to {show_day(last)}"


def iso_window(window: Window) -> str:
    """A window as EDTF: 2031-05-03, 2031-05-01/2031-05-07, ../2031-05-03."""

    def side(day: int) -> str:
        return ".." if not 1 <= day <= date.max.toordinal() else date.fromordinal(day).isoformat()

    return side(window.first) if window.first == window.last else f"{side(window.first)}/{side(window.last)}"
