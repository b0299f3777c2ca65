"""Quarters, seasons and feasts without a year, where the day of publication leaves only one that can be meant."""

from __future__ import annotations

import re
from datetime import date

from checker.texts.calendar_days import day, month_span
from checker.texts.date_readers import Reader, When, months_of, named_year, years_of
from checker.texts.date_words import month_number
from checker.texts.triggers import FESTIVAL, SEASON, SHARE
from checker.texts.triggers import MONTH as A_MONTH
from checker.values.dates import Window

NEAR = 120
"""Code points beside a quarter in which words of a game or a firm are looked for."""
AROUND = 1_000
"""The same beside a season, for names of the southern half of the world."""
_NTH = ("first", "second", "third", "fourth")
_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FEASTS = {"new year": (1, 1), "christmas": (12, 25)}
_OF_A_GAME = re.compile(
    r"\b(?:scor(?:ed?|ing)|touchdowns?|points?|goals?|yards?|rebounds?|baskets?|the lead|led|trail(?:s|ed|ing)|games?"
    r"|match|quarterback|tries|season|threes|three-pointers?|shots?|fouls?|fouled|half-?time|overtime|ankle"
    r"|knee|hamstring|NBA"
    r"|NFL|AFL|throws?|pass(?:es)?|teams?|coach|players?|kick(?:s|ed)?|bench)\b",
    re.IGNORECASE,
)
_OF_A_FIRM = re.compile(
    r"\b(?:profits?|earnings|revenues?|(?<!retail )(?<!car )(?<!home )sales|turnover|income|margins?|results|guidance"
    r"|a share|fiscal|loss(?:es)?)\b",
    re.IGNORECASE,
)
"""Firms have years of their own: what they earn in a quarter may be of theirs."""
_SOUTHERN = re.compile(
    r"\b(?:Australian?s?|Sydney|Melbourne|Brisbane|Perth|Adelaide|Queensland|Tasmania|New Zealand(?:ers?)?|Auckland"
    r"|South Africans?|South Africa|Johannesburg|Cape Town|Durban|Argentin[ae]|Argentinian|Buenos Aires|Chilean|Chile"
    r"|Brazil(?:ian)?|Uruguay|Paraguay|Bolivia|Peru|Zimbabwe|Namibia|Botswana|Antarctic(?:a)?|Patagonia)\b"
)


def _beside(found: re.Match[str], reach: int) -> str:
    return found.string[max(0, found.start() - reach) : found.end() + reach]


def read_near_quarter(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """In the third quarter: the one that ended last, of what has been; the one at hand or the next, of what is to come.

    Another one may be that of a firm's own year, and so may that in which it earns; and games have quarters too.
    """
    number = _NTH.index(found["nth"].casefold()) + 1
    beside, today = _beside(found, NEAR), when.today
    current = (today.month + 2) // 3
    has_just_ended = number == (current - 1 or 4)
    if _OF_A_GAME.search(beside) or _OF_A_FIRM.search(beside):
        return ()
    if when.is_past and has_just_ended:
        year = today.year - (number > current)
    elif when.to_come and not has_just_ended:
        year = today.year + (number < current)
    else:
        return ()
    return (_quarter(year, number),)


def _quarter(year: int, number: int) -> Window:
    return months_of(year, 3 * number - 2, 3 * number)


def read_quarter_of_year(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The third quarter of 2031, or of last year, unless that may be a firm's own; not "of the year"."""
    is_own = found["y"] is None and _OF_A_FIRM.search(_beside(found, NEAR))
    if is_own or (found["which"] or "").casefold() == "the":
        return ()
    part = found["part"].casefold().replace("last", "fourth").replace("final", "fourth")
    return (_quarter(named_year(found, when), 1 + _NTH.index(part)),)


def read_season_at_hand(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """This summer, in a text of July: June to August; not where the south is named, whose seasons are others."""
    first = _FIRST_MONTHS[found["season"].casefold()]
    months = [(first + step - 1) % 12 + 1 for step in range(3)]
    today = when.today
    if today.month not in months or _SOUTHERN.search(_beside(found, AROUND)):
        return ()
    year = today.year - (today.month < first)
    return (Window(month_span(year, first).first, month_span(year + (months[-1] < first), months[-1]).last),)


def read_season_of_year(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The summer of 2019: June to August, but not where the south is named; a winter is of two years."""
    first = _FIRST_MONTHS[found["season"].casefold()]
    if first == _FIRST_MONTHS["winter"] or _SOUTHERN.search(_beside(found, AROUND)):
        return ()
    return (months_of(named_year(found, when), first, first + 2),)


def read_quarter_to_month(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """The June quarter: the three months that end with it."""
    month = month_number(found["month"])
    years = (int(found["y"]),) if found["y"] else years_of(month, 1, when)
    return tuple(_quarter(year, month // 3) for year in years)


def read_since_feast(found: re.Match[str], when: When) -> tuple[Window, ...]:
    """Since New Year, since Christmas: the last one."""
    month, number = _FEASTS[" ".join(found["name"].casefold().split())]
    year = when.today.year - ((when.today.month, when.today.day) < (month, number))
    return (day(date(year, month, number)),)


NEAR_QUARTER_RULES: tuple[tuple[str, Reader, str], ...] = (
    (
        r"in (?P<phrase>the (?P<nth>first|second|third|fourth) quarter)"
        r"(?!['’-]| (?:of|final|hour|century|mile|in a row)\b)",
        read_near_quarter,
        SHARE,
    ),
    (
        r"(?<!late )(?<!early )(?<!later )(?<!earlier )(?:in |over |during )?this (?P<season>spring|summer|autumn"
        r"|winter)(?! of\b)",
        read_season_at_hand,
        SEASON,
    ),
    (
        r"(?:in |since |by |during |over )?(?:the )?(?P<season>spring|summer|autumn|winter) (?:of )?"
        r"(?:(?P<y>(?:19|20)\d\d)(?![\d/–-])|(?P<which>last|this|next) year\b)",
        read_season_of_year,
        SEASON,
    ),
    (
        r"(?:the )?(?P<month>(?-i:March|June|September|December))[ -]quarter(?:,? (?:of )?(?P<y>20\d\d)\b)?",
        read_quarter_to_month,
        A_MONTH,
    ),
    (
        r"since (?P<phrase>(?:the )?(?P<name>New Year|Christmas))(?!['’-]| (?:\d|Day|Eve|in|of|last|truce|party"
        r"|market)"
        r"| [A-Z])",
        read_since_feast,
        FESTIVAL,
    ),
)
"""How such dates are written, and how they are read."""
