"""What is written of when a figure holds, as a moment: the table of docs/coding.md, "As of, or published".

Days, months, years, seasons and intervals are EDTF's (see `dates`); on top of them there are minutes, the sets of
EDTF level 2, `~` and `%`, and `before` and `after` a date or an event.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.dates import WINDOW_ALWAYS, Window, is_like_a_date, iso_window, read_window, show_window
from checker.values.moments import DAY, Moment, day_moment, minute_moment, span_moment

FIRST, LAST = WINDOW_ALWAYS.first * DAY, WINDOW_ALWAYS.last * DAY + DAY - 1
Event = Callable[[str], "tuple[str, Moment] | str"]
"""The key of an event and when it was, by its name; or what is wrong with the name."""

_MINUTE = lazy_pattern(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})")
_LIKE_A_TIME = lazy_pattern(
    r"(?P<day>\d{4}-\d{2}-\d{2})[Tt ]\s*(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<zone>[Zz]|[A-Za-z]{2,5}|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2})?)?"
)
_QUALIFIED = lazy_pattern(r"([~%?]?)(\d{4})([~%?]?)(?:-([~%?]?)(\d{2})([~%?]?)(?:-([~%?]?)(\d{2})([~%?]?))?)?")
_PLAIN = lazy_pattern(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_RELATION = lazy_pattern(r"(before|after|by|until|till|up to|since|from)\s+(\S.*)", re.IGNORECASE)
_PERIOD = "expected the days from the first to the last, such as 2031-06, 2031-05-01/2031-05-07 or 2031-05-05/"


class _Mistake(ValueError):
    """What is wrong with a text. Raised and caught within this module only."""


class _Span(Struct, frozen=True, order=True):
    """Minutes from `earliest` to `latest`, both included; `by_minute` where a side is a time of day."""

    earliest: int
    latest: int
    by_minute: bool = False

    @property
    def days(self) -> Window:
        return Window(self.earliest // DAY, self.latest // DAY)


# --- moments -----------------------------------------------------------------------------------


def read_moment(
    text: str | None, *, published: Window, article: str, is_actual: bool, event: Event | None = None
) -> tuple[Moment | None, Window, tuple[str, ...]]:
    """What is known of when a figure holds: (moment or None, the days as written, what is wrong).

    `text` is a claim's `as_of`, None where it has none; `article` is the key of its article, `published` its days.
    An actual figure is never later than its publication.
    """
    if text is None:
        return moment_of_article(published, article), published, ()
    read = _read(text, published, is_actual)
    if read[0] is None and event is not None and (relation := _RELATION.fullmatch(text.strip())):
        moment, mistake = _beside_event(relation[1].casefold(), relation[2], event, read[2][0])
        return (None, published, (mistake,)) if moment is None else _placed(text, moment, published, is_actual)
    return read


def _read(text: str, published: Window, is_actual: bool) -> tuple[Moment | None, Window, tuple[str, ...]]:
    moment, mistake = read_time(text)
    return (None, published, (mistake or "",)) if moment is None else _placed(text, moment, published, is_actual)


def _placed(
    text: str, moment: Moment, published: Window, is_actual: bool
) -> tuple[Moment | None, Window, tuple[str, ...]]:
    """A moment beside the publication."""
    days = moment.days
    if not is_actual or days.last <= published.last:
        return moment, days, ()
    if days.first > published.last:
        after = f"{text} is after the publication on {show_window(published)}"
        return None, days, (f"{after}; what is still to come is planned, not actual",)
    return clipped(moment, published.last), days, ()


@lru_cache(maxsize=4096)
def moment_of_article(published: Window, article: str) -> Moment:
    """The day on which an article was published; where only a span is known, some day that its figures share."""
    if published.first == published.last:
        return day_moment(published.first)
    return span_moment(published, name=f"article {article}")


@lru_cache(maxsize=4096)
def clipped(moment: Moment, last_day: int) -> Moment:
    """A moment that is not after a day. It must not begin after it."""
    latest = last_day * DAY + DAY - 1
    if moment.latest <= latest:
        return moment
    if moment.first_day == last_day and not moment.by_minute:
        return replace(day_moment(last_day), written=moment.written)
    name = _throughout(moment.earliest, latest) if moment.throughout else moment.name
    return replace(moment, latest=latest, name=name)


@lru_cache(maxsize=16384)
def read_time(text: str) -> tuple[Moment | None, str | None]:
    """Read a moment as it is written, of whatever article; returns (moment, None) or (None, what is wrong)."""
    try:
        return _moment(text.strip()), None
    except _Mistake as mistake:
        return None, str(mistake)


def _moment(text: str) -> Moment:
    if relation := _RELATION.fullmatch(text):
        return _as_moment(_beside_date(text, relation[1].casefold(), relation[2]))
    if text[:1] in ("[", "{"):
        return _set(text)
    return _as_moment(_interval(text) if "/" in text else _side(text))


def _as_moment(span: _Span, *, throughout: bool = False) -> Moment:
    days = span.days
    if span.by_minute and span.earliest == span.latest:
        return minute_moment(days.first, span.earliest % DAY)
    if not span.by_minute and days.first == days.last:
        return day_moment(days.first)
    name = _throughout(span.earliest, span.latest) if throughout else ""
    return Moment(
        earliest=span.earliest,
        latest=span.latest,
        name=name,
        throughout=throughout,
        written=_iso(span),
        by_minute=span.by_minute,
    )


def _throughout(earliest: int, latest: int) -> str:
    return f"throughout {earliest} {latest}"


def _iso(span: _Span) -> str:
    """A span in one form, however it was written."""
    if not span.by_minute:
        return iso_window(span.days)

    def side(minute: int) -> str:
        if minute in (FIRST, LAST):
            return ".."
        day, at = divmod(minute, DAY)
        return f"{date.fromordinal(day).isoformat()}T{at // 60:02}:{at % 60:02}"

    return f"{side(span.earliest)}/{side(span.latest)}"


# --- parts of a text ---------------------------------------------------------------------------


def _side(text: str) -> _Span:
    """A date or a minute."""
    text = text.strip()
    if match := _MINUTE.fullmatch(text):
        return _minute(text, match)
    if match := _LIKE_A_TIME.fullmatch(text):
        raise _Mistake(_not_a_time(text, match))
    if "~" in text or "%" in text:
        return _of_days(_widened(text))
    window, mistake = read_window(text)
    if window is None:
        raise _Mistake(mistake or "")
    return _of_days(window)


def _of_days(window: Window) -> _Span:
    return _Span(window.first * DAY, window.last * DAY + DAY - 1)


def _minute(text: str, match: re.Match[str]) -> _Span:
    day, hour, minute = _day(match[1]), int(match[2]), int(match[3])
    if hour > 23 or minute > 59:
        raise _Mistake(f"{quoted(text)} does not exist: a time is from 00:00 to 23:59")
    at = day * DAY + hour * 60 + minute
    return _Span(at, at, by_minute=True)


def _day(text: str) -> int:
    window, mistake = read_window(text)
    if window is None:
        raise _Mistake(mistake or "")
    return window.first


def _not_a_time(text: str, match: re.Match[str]) -> str:
    such = f"{match['day']}T{int(match['hour']):02}:{match['minute']}"
    if match["zone"]:
        return f"{quoted(text)} names a time zone; write the hour of the clocks at the place of the story: {such}"
    return f"{quoted(text)} is not a time; write {such}"


def _interval(text: str) -> _Span:
    left, _, right = text.partition("/")
    if "/" in right or not (left.strip(" .") or right.strip(" .")):
        raise _Mistake(read_window(text)[1] or f"{quoted(text)} is not an interval")
    try:
        return _between(text, left.strip(), right.strip())
    except _Mistake as mistake:
        whole = read_window(text)[1]  # it knows 3/5/2031, too
        looks_so = whole is not None and "write " in whole and "T" not in text
        raise _Mistake(whole) if looks_so else mistake from None


def _between(text: str, left: str, right: str) -> _Span:
    first = _Span(FIRST, FIRST) if left in ("", "..") else _side(left)
    last = _Span(LAST, LAST) if right in ("", "..") else _side(right)
    if first.earliest > last.latest:
        what = "moment" if first.by_minute or last.by_minute else "day"
        raise _Mistake(f"{quoted(text)}: the first {what} is after the last")
    return _Span(first.earliest, last.latest, first.by_minute or last.by_minute)


def _set(text: str) -> Moment:
    """`[a..b]` and `[a,b]` are some moment, `{a..b}` is every one."""
    if text[-1:] != {"[": "]", "{": "}"}[text[0]] or not text[1:-1].strip():
        raise _Mistake(f"{quoted(text)} is not a date; expected a set such as [2031-05-04..2031-05-07]")
    spans = sorted(_element(text, each.strip()) for each in text[1:-1].split(","))
    latest = spans[0].latest
    for span in spans[1:]:
        if text[0] == "{" and span.earliest > latest + 1:
            raise _Mistake(f"{quoted(text)} leaves out what is in between; write a claim for each, or {{a..b}} for all")
        latest = max(latest, span.latest)
    whole = _Span(spans[0].earliest, latest, any(span.by_minute for span in spans))
    return _as_moment(whole, throughout=text[0] == "{")


def _element(text: str, element: str) -> _Span:
    left, dots, right = element.partition("..")
    if not dots:
        return _side(element)
    if not left and not right:
        raise _Mistake(f"{quoted(text)} is not a date; expected a set such as [2031-05-04..2031-05-07]")
    return _between(text, left.strip(), right.strip())


def _widened(text: str) -> Window:
    """A date with `~` or `%`: wider by one unit of its precision, or of the part that is marked."""
    match = _QUALIFIED.fullmatch(text)
    if match is None:
        raise _Mistake(f"{quoted(text)} is not a date; write the span of days that is meant, 2031-05-01/2031-05-07")
    plain = "-".join(part for part in (match[2], match[5], match[8]) if part)
    window, mistake = read_window(plain)
    if window is None:
        raise _Mistake(mistake or "")
    marked = [part for part, before, after in ((2, 1, 3), (5, 4, 6), (8, 7, 9)) if _is_rough(match, before, after)]
    if marked[0] == 8:
        return Window(max(1, window.first - 1), min(date.max.toordinal(), window.last + 1))
    months = 12 if marked[0] == 2 else 3 if int(match[5]) > 12 else 1
    return Window(_moved(window.first, -months), _moved(window.last, months))


def _is_rough(match: re.Match[str], before: int, after: int) -> bool:
    return any(match[group] in ("~", "%") for group in (before, after) if match[group])


def _moved(day: int, months: int) -> int:
    """A day, so many months later; the last day of a month stays one where it moves on."""
    at = date.fromordinal(day)
    month = at.year * 12 + at.month - 1 + months
    year, month = month // 12, month % 12 + 1
    if year < date.min.year:
        return 1
    if year > date.max.year:
        return date.max.toordinal()
    length = calendar.monthrange(year, month)[1]
    is_last = months > 0 and at.day == calendar.monthrange(at.year, at.month)[1]
    return date(year, month, length if is_last else min(at.day, length)).toordinal()


def _beside_date(text: str, word: str, rest: str) -> _Span:
    if word in ("by", "until", "till", "up to"):
        raise _Mistake(f"{quoted(text)} is not a date; write ../{rest}")
    if word in ("since", "from"):
        some, all_of_it = f"{rest}/.. for some day since then", f"`period: {rest}/` for all that happened since then"
        raise _Mistake(f"{quoted(text)} is not a date; write {some}, or {all_of_it}")
    if not _PLAIN.fullmatch(rest) and not _MINUTE.fullmatch(rest):
        raise _Mistake(_like(rest) or f"{quoted(text)}: expected a day, a month, a year or an event after {word!r}")
    span = _side(rest)
    limit = span.earliest - 1 if word == "before" else span.latest + 1
    if not DAY <= limit <= (date.max.toordinal() + 1) * DAY - 1:
        raise _Mistake(f"{quoted(text)} is not a date: there is no such day")
    if word == "before":
        return _Span(FIRST, limit, span.by_minute)
    return _Span(limit, LAST, span.by_minute)


def _like(text: str) -> str:
    """What is wrong with a text that looks like a date or a time."""
    if (match := _LIKE_A_TIME.fullmatch(text)) is not None:
        return _not_a_time(text, match)
    return read_window(text)[1] or "" if is_like_a_date(text) else ""


def _beside_event(word: str, name: str, event: Event, mistake: str) -> tuple[Moment | None, str]:
    """Before or after an event: on its day both may be."""
    if word not in ("before", "after") or name[:1].isdigit() or _like(name):
        return None, mistake
    known = event(name)
    if isinstance(known, str):
        return None, known
    key, at = known
    if word == "before":
        latest = at.latest - 1 if at.by_minute else at.latest
        moment = Moment(earliest=FIRST, latest=latest, by_minute=True, before=key, written=f"before {key}")
    else:
        moment = Moment(earliest=at.earliest, latest=LAST, by_minute=True, after=key, written=f"after {key}")
    return moment, ""


# --- periods -----------------------------------------------------------------------------------


def read_period(text: str, *, published: Window, is_actual: bool) -> tuple[Window | None, tuple[str, ...]]:
    """The days of a period: (window or None, what is wrong). `2031-05-05/` runs until the publication.

    What is still to come may have no end; an actual figure has no days after its publication.
    """
    window, is_open, mistake = _period(text.strip())
    if window is None:
        return None, (mistake,)
    if not is_actual:
        return window, ()
    if is_open and published.first != published.last:
        return None, (f"{quoted(text)}: the article has no day of publication, so write the last day of the period",)
    if window.first > published.last or (not is_open and window.last > published.last):
        return None, (_after_publication(text, window, published),)
    return (Window(window.first, published.last) if is_open else window), ()


def _after_publication(text: str, window: Window, published: Window) -> str:
    if window.first > published.last or published.first != published.last:
        return f"{quoted(text)} ends after the publication; what is still to come is planned, not actual"
    so_far = f"{date.fromordinal(window.first).isoformat()}/"
    return f"{quoted(text)} ends after the publication; for what has happened so far write {so_far}"


@lru_cache(maxsize=4096)
def _period(text: str) -> tuple[Window | None, bool, str]:
    """(The days, whether the end is open, "") or (None, False, what is wrong)."""
    if _LIKE_A_TIME.search(text):
        return None, False, f"{quoted(text)}: a period is of whole days; {_PERIOD}"
    left, slash, right = text.partition("/")
    sides = (left.strip(), right.strip()) if slash else (text, text)
    if slash and sides[0] in ("", ".."):
        return None, False, f"{quoted(text)} has no first day: a total up to a day is `as_of`"
    is_open = bool(slash) and sides[1] in ("", "..")
    if not all(_PLAIN.fullmatch(side) for side in (sides[:1] if is_open else sides)):
        mistake = read_window(text)[1]
        return None, False, mistake or f"{quoted(text)} is not a period; {_PERIOD}"
    window, mistake = read_window(text)
    if window is None:
        ends_first = "the first day is after the last" in (mistake or "")
        return None, False, f"{quoted(text)}: the period ends before it begins" if ends_first else mistake or ""
    return window, is_open, ""


@lru_cache(maxsize=4096)
def moment_of_period(period: Window) -> Moment:
    """What stands for the moment of a figure for a period: it is of the whole span, and equals that of its like."""
    return span_moment(period, name=f"period {iso_window(period)}")
