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

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.lexicon import SHORT_MONTHS, WEEKDAYS, month_number


class Window(NamedTuple):
    """Days from `first` to `last`, both included, as proleptic ordinals (`date.toordinal`)."""

    first: int
    last: int

    def overlaps(self, other: Window) -> bool:
        return self.first <= other.last and other.first <= self.last


WINDOW_ALWAYS = Window(-4_000_000, 4_000_000)  # beyond every date; open ends stop here

_MONTHS = ("", *SHORT_MONTHS)
_PLAIN = lazy_pattern(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
_EXPECTED = "expected a date such as 2031-05-04, 2031-05, 2031 or 2031-05-01/2031-05-07"


@lru_cache(maxsize=16384)
def read_window(text: str) -> tuple[Window | None, str | None]:
    """Read an EDTF date or interval; returns (window, None) or (None, what is wrong)."""
    text = text.strip()
    if "/" not in text:
        return _one(text)
    left, _, right = text.partition("/")
    if "/" in right or text == "/":
        return None, _not_a_date(text)
    first, mistake = _side(left, WINDOW_ALWAYS.first)
    if first is not None:
        last, mistake = _side(right, WINDOW_ALWAYS.last)
        if last is not None and first.first > last.last:
            return None, f"{quoted(text)}: the first day is after the last"
        if last is not None:
            return Window(first.first, last.last), None
    return None, _not_a_date(text) if _suggestions(text) else mistake


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
        return None, f"{quoted(text)}: there is no year 0 here; {_EXPECTED}"
    if match[2] is None:
        return Window(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()), None
    if month > 20 and match[3] is None and month == (year + 1) % 100:  # a season in EDTF, two years elsewhere
        such = "or the months of a season, such as 2031-06/2031-08"
        return None, f"{quoted(text)} can be read in two ways: write {year}/{year + 1}, {such}"
    if month in (24, 28, 30) and match[3] is None and year < 9999:  # winter (in the north), summer in the south
        return Window(date(year, 12, 1).toordinal(), date(year + 1, 3, 1).toordinal() - 1), None
    if not 1 <= month <= 12:
        if 21 <= month <= 41 and match[3] is None:
            return _rare(text)
        return None, f"{quoted(text)} does not exist: there is no month {match[2]}"
    length = _length(year, month)
    if match[3] is None:
        return Window(date(year, month, 1).toordinal(), date(year, month, length).toordinal()), None
    if not 1 <= day <= length:
        return None, f"{quoted(text)} does not exist: that month has {length} days"
    ordinal = date(year, month, day).toordinal()
    return Window(ordinal, ordinal), None


# no Y, E and S: the parser takes minutes over the year Y9E99999999, and reads 1950S2 (the 1900s) as 1950
_RARE = lazy_pattern(r"^[\dX~?%.\[\]{},/ -]{4,40}$", re.IGNORECASE)


def _rare(text: str) -> tuple[Window | None, str | None]:
    if not _RARE.match(text):
        return None, _not_a_date(text)
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the parser prints as it fails
            parsed = parse_edtf(text.upper())
        low, high = parsed.lower_strict(), parsed.upper_strict()
        first, last = date(*low[:3]).toordinal(), date(*high[:3]).toordinal()
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError, IndexError):
        # what the parser does not know it refuses in many ways
        return None, _not_a_date(text)
    if first > last:
        return None, f"{quoted(text)}: the first day is after the last"
    return Window(first, last), None


# --- dates as people write them: refused, with the EDTF for them --------------------------------

# as text: they are compiled only when a date is refused
_NUMERIC = r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})"
_TWO_NUMBERS = r"(?P<year>\d{4})[/-](?P<month>\d{1,2})|(?P<m>\d{1,2})[/-](?P<y>\d{4})"
_YEARS = r"(\d{4}) ?(?:-|–|—|to|until|and|or) ?(\d{4})"
_WITH_TIME = r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ]\d{1,2}(?::?\d{2}){1,2}\S{0,10})?"
_SEPARATORS = (r" (?:to|until|till|through) ", r" ?[–—] ?", r" - ", r"/", r"-")
_WEEKDAYS = tuple(day.casefold() for day in WEEKDAYS)
_FILLERS = frozenset((*_WEEKDAYS, *(day[:3] for day in _WEEKDAYS), "the", "of", "on", "in", "at"))
_VAGUE = r"\b(?:early|mid|late|end|beginning|start|spring|summer|autumn|winter|week|weekend|days|months|years|ago)\b"
_RELATIVE = rf"(?:on |last |next |this )*(?:yesterday|today|tomorrow|tonight|now|{'|'.join(_WEEKDAYS)})"


class _Parts(NamedTuple):
    """What a date in words names; None is not named."""

    year: int | None
    month: int | None
    day: int | None


_PART_OF_YEAR = lazy_pattern(
    r"(?:the )?(?:(?P<letter>[QH])(?P<digit>[1-4])|(?P<word>first|second|third|fourth|last) (?P<part>quarter|half))"
    r"(?: of|,)? (?P<year>\d{4})",
    re.IGNORECASE,
)
_DECADE = lazy_pattern(r"(?:the )?(?P<decade>\d{3})0s", re.IGNORECASE)
_CHRISTMAS = lazy_pattern(r"christmas(?: day)?,? (?P<year>\d{4})", re.IGNORECASE)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _named_span(text: str) -> str:
    """Days that go by a name, as EDTF: "Q1 2031", "the second half of 2031", "the 1990s"."""
    if decade := _DECADE.fullmatch(text):
        return f"{decade['decade']}0/{decade['decade']}9"
    if day := _CHRISTMAS.fullmatch(text):
        return f"{day['year']}-12-25"
    match = _PART_OF_YEAR.fullmatch(text)
    if match is None:
        return ""
    months = 3 if (match["letter"] or match["part"])[0].casefold() == "q" else 6
    last = 12 // months
    number = int(match["digit"]) if match["digit"] else _ORDER.get(match["word"].casefold(), last)
    if number > last:
        return ""
    first = (number - 1) * months + 1
    return f"{match['year']}-{first:02}/{match['year']}-{first + months - 1:02}"


def _not_a_date(text: str) -> str:
    """That a text is not a date, and how to write it where that is clear."""
    said = f"{quoted(text)} is not a date"
    found = _suggestions(text)
    if len(found) == 2:
        first, second = (show_day(date.fromisoformat(day).toordinal()) for day in found)
        return f"{said}; write {found[0]} if it is {first}, {found[1]} if it is {second}"
    if found:
        return f"{said}; write {found[0]}"
    if (years := re.fullmatch(_YEARS, text)) and years[1] <= years[2]:
        return f"{said}; write {years[1]}/{years[2]}"
    if named := _named_span(text):
        return f"{said}; write {named}"
    if len(text) <= 60:
        parts = _parts(text)
        if parts and parts.month and not parts.year:
            return f"{said}: the year is missing; {_EXPECTED}"
        if parts and parts.day and _edtf(parts.year, parts.month):
            return f"{quoted(text)} does not exist: that month has {_length(parts.year or 1, parts.month or 1)} days"
        if re.search(_VAGUE, text, re.IGNORECASE):
            return f"{said}; write the span of days that is meant, such as 2031-05-01/2031-05-07"
        if re.fullmatch(_RELATIVE, text, re.IGNORECASE):
            return f"{said}; {_EXPECTED}: write the day that is meant"
    return f"{said}; {_EXPECTED}"


@lru_cache(maxsize=1024)
def is_like_a_date(text: str) -> bool:
    """Whether a text is a date, or one as people write it. A year alone is not: it may be a figure."""
    parts = _parts(text) if len(text) <= 60 else None
    return bool(_suggestions(text) or (parts and parts.month and parts.day))


def _suggestions(text: str) -> list[str]:
    """The EDTF for a date as people write it; two where the day may be the month; none where it is not clear."""
    if len(text) > 60:
        return []
    if match := re.fullmatch(_NUMERIC, text):
        a, b, c = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4:
            readings = [_edtf(a, b, c)]
        else:
            readings = [_edtf(c, b, a), _edtf(c, a, b)] if len(match[4]) == 4 else []
        return list(dict.fromkeys(filter(None, readings)))
    if match := re.fullmatch(_TWO_NUMBERS, text):
        one = _edtf(int(match["year"] or match["y"]), int(match["month"] or match["m"]))
    elif match := re.fullmatch(_WITH_TIME, text):
        one = _edtf(int(match[1]), int(match[2]), int(match[3]))
    else:
        parts = _parts(text)
        one = _edtf(*parts) if parts else _span(text)
    return [one] if one else []


def _edtf(year: int | None, month: int | None, day: int | None = None) -> str:
    """A day or a month as EDTF; nothing if a part is missing or there is no such day."""
    if not year or not month or not 1 <= month <= 12:
        return ""
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= _length(year, month) else ""


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _parts(text: str) -> _Parts | None:
    """The parts of "3rd May 2031", "Monday, May 3, 2031", "5 May"; None if there is another word in it."""
    year = month = day = None
    spaced = re.sub(r"-(?=[a-z])|(?<=[a-z])-", " ", text.casefold())  # 3-May-2031
    for token in re.findall(r"[^\s,()]+", spaced):
        token = token.rstrip(".")
        number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", token)
        iso = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", token)
        if iso and year is None:
            year, month, day = int(iso[1]), int(iso[2] or 0) or month, int(iso[3] or 0) or day
        elif number and day is None:
            day = int(number[1])
        elif month_number(token) and month is None:
            month = month_number(token)
        elif token not in _FILLERS and not re.fullmatch(r"\d{1,2}:\d{2}", token):
            return None
    return _Parts(year, month, day)


def _span(text: str) -> str:
    """The EDTF for "3 to 5 May 2031", "May 3-5, 2031", "between 2031-05-01 and 2031-05-07"."""
    between = re.fullmatch(r"(?:between|from) (.+)", text, re.IGNORECASE)
    separators = (*_SEPARATORS, " and ") if between else _SEPARATORS
    for separator in separators:
        sides = re.split(separator, between[1] if between else text, maxsplit=1, flags=re.IGNORECASE)
        parts = [read for side in sides if (read := _parts(side))]
        if len(sides) == len(parts) == 2:
            return _joined(*parts)
    return ""


def _joined(first: _Parts, last: _Parts) -> str:
    """Two sides as one interval; what one leaves out, the other names."""
    if (first.day is None) != (last.day is None):
        return ""
    year, month = first.year or last.year, (first.month or last.month) if first.day else first.month
    low = _edtf(year, month, first.day)
    high = _edtf(last.year or year, last.month or (month if last.day else None), last.day)
    return f"{low}/{high}" if low and high and low <= high else ""


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
