"""Dates as newspapers write them, as windows of days: "Monday", "last night", "June 25", "by the end of the month".

What a date leaves open is taken from the day of publication. A weekday or a month without a year is the latest that
had come by then, or the next one where the sentence speaks of what is to come. A date that two readers may take for
two days has both as readings; one that depends on what the text does not say has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from checker.texts.calendar_days import year_span
from checker.texts.compound_dates import COMPOUND_RULES
from checker.texts.date_readers import (
    Reader,
    When,
    read_days,
    read_decade,
    read_half_of_year,
    read_iso,
    read_month,
    read_months_of_year,
    read_named_day,
    read_numeric,
    read_open,
    read_part_of_year,
    read_which_month,
    read_years,
)
from checker.texts.date_spans import SPAN_RULES
from checker.texts.date_words import (
    COUNT_WORD,
    EACH_WEEKDAY,
    LATE,
    MONTH,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    TIME_UNIT,
    WEEKDAY,
)
from checker.texts.dates_near_now import (
    read_ago,
    read_around_now,
    read_by_end,
    read_in_units,
    read_near_day,
    read_weekday,
    read_weekday_week,
    read_weekend,
    read_whole,
)
from checker.texts.near_quarters import NEAR_QUARTER_RULES, read_quarter_of_year
from checker.texts.tenses import Tense
from checker.texts.triggers import DIGIT, FOUR_DIGITS, NEAR, SEASON, SHARE, UNIT
from checker.texts.triggers import MONTH as A_MONTH_NAME
from checker.texts.triggers import WEEKDAY as A_WEEKDAY
from checker.values.dates import Window

_YEAR = r"(?:1[0-9]|20)\d{2}"
_TO = r" ?(?:-|–|—|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b|\bthrough\b) ?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_FIRST_DAY = rf"(?:{SHORT_WEEKDAY},? )?(?P<d>{_DAY}) (?:of )?(?P<month>{MONTH})(?:,? (?P<y1>{_YEAR}))?"
_LAST_DAY = rf"(?:{SHORT_WEEKDAY},? )?(?P<d2>{_DAY}) (?:of )?(?P<month2>{MONTH})(?:,? (?P<y>\d{{4}}))?"
_NOT_COUNTED = r"(?! (?!(?:was|is|has|as|its|his|this)\b)(?:people|men|women|children|more|[a-z]+s)\b)"
_TO_ONLY = r" ?(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b) ?"
# --- the table ---------------------------------------------------------------------------------

_UNITS = rf"(?:{TIME_UNIT})"
_SOME = rf"(?:(?P<n>{COUNT_WORD}) |few |couple of |several )?"
_BY_END = "(?:by|until|till|to|before) (?:the )?(?:end|close) of"
_NOT_NAMES = r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Cyber )(?<!Super )(?<!Ash )(?<!Easter )(?<!Palm )(?<!Sheffield )"
_OF_YEAR = rf"(?:(?P<y>{_YEAR})\b|(?P<which>this|last|next|the) year)"
_WEEKDAY_OF_A_DAY = rf"(?:(?P<weekday>{SHORT_WEEKDAY}),? )?"
DATE_RULES: tuple[tuple[str, Reader, str], ...] = (
    *SPAN_RULES,
    *COMPOUND_RULES,
    *NEAR_QUARTER_RULES,
    (
        r"(?:in |by |until |of |since )?(?:(?:the|this|last|next|early|late) )+(?:spring|summer|autumn|winter)(?:"
        r" of (?:\d{4}(?:[-/–]\d{2,4})?|(?:last|this|next) year))?|(?:in|by|until|since) (?:spring|summer"
        r"|autumn|winter)"
        r"(?: \d{4}(?:[-/–]\d{2,4})?)?",
        read_open,
        SEASON,
    ),
    (
        rf"(?:the )?(?P<part>first|last|final) (?P<n>{COUNT_WORD}) (?P<unit>month)s of {_OF_YEAR}",
        read_months_of_year,
        UNIT,
    ),
    (rf"(?:the )?(?P<part>first|second) half of {_OF_YEAR}", read_half_of_year, SHARE),
    (rf"(?:the )?(?P<part>first|second|third|fourth|last|final) quarter of {_OF_YEAR}", read_quarter_of_year, SHARE),
    (
        r"(?:the )?same (?:day|week|weekend|month|period|quarter|time|stage|point|season)s?(?: (?:of|in|a|last|the))?"
        rf" (?:{MONTH} )?(?:{_YEAR}|last year|year|previous year|year before|year earlier)\b",
        read_open,
        UNIT,
    ),
    (
        rf"(?:every|each|an?|one|some|any|most|alternate|another) {WEEKDAY}(?:s\b)?(?! (?:ago|week))"
        rf"|{EACH_WEEKDAY}(?! ago)"
        rf"|(?:every|each) (?:second|third|other) {WEEKDAY}|(?:{COUNT_WORD}) {EACH_WEEKDAY} ago"
        rf"|(?:first|second|third|fourth|last) {WEEKDAY} (?:of|in) (?:every|each|the|a) month"
        rf"|{WEEKDAY} (?:mornings|afternoons|evenings|nights|prayers|market|trading|opening|school|roast|worship"
        rf"|to {WEEKDAY})\b",
        read_open,
        A_WEEKDAY,
    ),
    (
        rf"(?:the|a|that) (?:(?P<d>{_DAY}) (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<d2>{_DAY}))(?=[ -](?!(?:and|or"
        rf"|to|at"
        r"|on|in|was|is|were|had|has|will|when|after|before|until|as|by|for|from|that|with|but|he|she|it|they|the|a"
        r"|an)\b)"
        r"[a-z])",
        read_named_day,
        A_MONTH_NAME,
    ),
    (
        rf"(?:{COUNT_WORD}) (?:{_UNITS})s? ago (?:this|last|next|on|in) (?:{_UNITS}|{MONTH}|{WEEKDAY})",
        read_open,
        UNIT,
    ),
    (
        rf"for (?P<phrase>(?P<month>{MONTH})) (?:fell|rose|slid|slipped|gained|lost|added|jumped|dropped"
        rf"|climbed|eased"
        r"|was (?:up|down)|settled|closed)\b",
        read_open,
        A_MONTH_NAME,
    ),
    (
        rf"(?:an?|any|every) (?:normal|typical|average|usual|ordinary|whole|cold|wet|dry|hot|warm|mild|good|bad)"
        rf" {MONTH}(?! \d)",
        read_open,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the|its|their|an|a) (?P<month>{MONTH}) (?:average|norm|mean|figure|level|record|high|low|peak)\b",
        read_open,
        A_MONTH_NAME,
    ),
    (
        rf"(?P<month>{MONTH})[ -](?:delivery|deliveries|futures|contracts?|settlement|expiry|shipment|loading)\b",
        read_open,
        A_MONTH_NAME,
    ),
    (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:]+\S*)?", read_iso, FOUR_DIGITS),
    (r"(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})", read_iso, FOUR_DIGITS),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})(?![/\d])", read_numeric, DIGIT),
    (r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{4})(?!\d)", read_numeric, FOUR_DIGITS),
    (rf"(?<=between )(?:the )?{_FIRST_DAY} and (?:the )?{_LAST_DAY}", read_days, A_MONTH_NAME),
    (rf"{_FIRST_DAY}{_TO_ONLY}(?:the )?{_LAST_DAY}", read_days, A_MONTH_NAME),
    (
        rf"{_WEEKDAY_OF_A_DAY}(?:the )?(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))? (?:of )?(?P<month>{MONTH})(?:,?"
        rf" (?P<y>\d{{4}}))?",
        read_days,
        A_MONTH_NAME,
    ),
    (
        rf"(?<!\bLong ){_WEEKDAY_OF_A_DAY}(?P<month>{MONTH}) (?:the (?=\d+[a-z]))?(?P<d>{_DAY})\b(?! ?%|[:,.]\d"
        rf"|-[a-z])(?:{_TO}(?:(?P<month2>{MONTH}) )?(?P<d2>{_DAY})\b{_NOT_COUNTED})?"
        r"(?!:)(?:,? (?P<y>\d{4})(?!,?\d))?",
        read_days,
        A_MONTH_NAME,
    ),
    (rf"{_BY_END} (?:(?P<which>the|this|next|last) )?(?P<unit>week|month|year|decade)\b", read_by_end, UNIT),
    (rf"{_BY_END} (?P<month>{MONTH})(?: (?P<y>{_YEAR}))?", read_by_end, A_MONTH_NAME),
    (rf"{_BY_END} (?P<y>{_YEAR})\b", read_by_end, FOUR_DIGITS),
    (
        rf"(?:(?P<part>{LATE})[ -](?:in )?)?(?P<month>{MONTH})(?: of)?,? (?P<y>\d{{4}})(?![,.]?\d)",
        read_month,
        A_MONTH_NAME,
    ),
    (rf"{LATE}[ -](?:in )?(?:the |this |last |next )+(?:decade|century)\b", read_open, UNIT),
    (rf"(?P<part>{LATE})(?: in)?[ -](?P<month>{MONTH})", read_month, A_MONTH_NAME),
    (rf"(?P<part>{LATE})(?: in)?[ -](?P<y>{_YEAR})\b(?![,.]\d)", read_part_of_year, FOUR_DIGITS),
    (rf"(?:the )?(?P<part>{LATE}[ -])?(?:the )?(?P<decade>(?:1[0-9]|20)\d)0s\b", read_decade, FOUR_DIGITS),
    (
        rf"(?<!so )(?<!too )(?<!as )(?<!this )(?:at )?(?P<part>{LATE}|earlier|later)(?: in)?"
        r" (?:(?P<which>the|this|next|last) )?(?P<unit>week|month|year)\b",
        read_whole,
        UNIT,
    ),
    (rf"(?P<which>last|next|this) (?P<month>{MONTH})(?! \d)", read_which_month, A_MONTH_NAME),
    (
        rf"(?:in|on|by|of|to|since|until|till|during|from|after|before|for|between|than|through|around|into|past"
        r"|beyond)"
        rf" (?P<phrase>(?P<month>{MONTH}))(?! (?:\d|Day\b))",
        read_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:in|of|since|from|for|during) {MONTH}(?:, {MONTH})*,? (?:and"
        rf"|or) (?:in )?(?P<phrase>(?P<month>{MONTH}))(?! (?:\d|Day\b))",
        read_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:in|of|since|from|for|during) {MONTH}, (?P<phrase>(?P<month>{MONTH}))(?=(?:, {MONTH})*,? (?:and"
        rf"|or) (?:in )?{MONTH})",
        read_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?:the|country['’]s) (?P<phrase>(?P<month>(?!May\b|March (?:on|for|of|through"
        rf"|against)\b){MONTH}))(?-i:(?= [a-z]))",
        read_month,
        A_MONTH_NAME,
    ),
    (
        rf"(?!May\b|March\b|Mar\b)(?P<month>{MONTH})(?=['’]s|[.,;]|$| (?:(?:here|there|alone|itself|also) )?(?:was"
        rf"|were|will|has|had|saw|brought|proved|ended|marked|produced)\b)",
        read_month,
        A_MONTH_NAME,
    ),
    (
        r"(?P<month>May)['’]s(?= (?:figures?|data|elections?|votes?|reading|reports?|inflation|total|jobs|summit"
        r"|rise|fall|increase|sales|output|unemployment)\b)",
        read_month,
        A_MONTH_NAME,
    ),
    (rf"{_NOT_NAMES}(?P<weekday>{WEEKDAY}) week\b", read_weekday_week, A_WEEKDAY),
    (rf"a week on (?P<weekday>{WEEKDAY})", read_weekday_week, A_WEEKDAY),
    (
        rf"{_NOT_NAMES}(?:(?P<which>last|next|this|later on|earlier on|early on|late on)"
        rf" )?(?P<weekday>{WEEKDAY})(?:['’]s)?"
        rf"(?! (?-i:school|roast|lunch|league|Times|Mail|Express|Telegraph|Mirror|Post|Herald|Star|Sun"
        rf"|Independent|World|Night|Nation"
        rf"|Standard)\b)(?: (?:{PART_OF_DAY}))?",
        read_weekday,
        A_WEEKDAY,
    ),
    (
        rf"the day (?:before yesterday|after tomorrow)|(?:late |earlier )?(?:yesterday|tomorrow)(?:"
        rf" (?:{PART_OF_DAY}))?|(?:earlier |later )?(?:(?<!\bthe )(?<!USA )(?<!India )today|tonight)"
        r"(?! (?:programme|show|newspaper)\b)"
        rf"|last night|(?:earlier |later )?this (?:morning|afternoon|evening)",
        read_near_day,
        NEAR,
    ),
    (rf"(?P<n>{COUNT_WORD}) (?P<unit>day|week|fortnight|month|year)s? from (?:now|today)(?! on)", read_in_units, UNIT),
    (rf"(?:(?P<which>last|next|this|the|coming) )weekend(?! of (?:the )?(?:\d|{MONTH}))", read_weekend, UNIT),
    (
        rf"(?:over |in |within |during |for )?the (?P<which>last|next|past|coming)"
        rf" {_SOME}(?P<unit>(?!second|minute){_UNITS})(?P<plural>s?)\b(?! of)",
        read_around_now,
        UNIT,
    ),
    (r"(?P<part>)(?P<which>last|next|this) (?P<unit>week|month|year|decade)\b", read_whole, UNIT),
    (
        r"(?:from |between |the years |average (?:of|for|in) |the period |over "
        r"|during )(?:the )?(?P<phrase>(?P<y>(?:1[89]|20)\d\d) (?:to|and|until) (?P<y2>(?:1[89]|20)\d\d))"
        r"(?![\d,.]*\d)(?! (?!years?\b|seasons?\b|model\b|editions?\b)(?:[a-z]+s\b|people))",
        read_years,
        FOUR_DIGITS,
    ),
    (
        r"(?:built|written|painted|made|composed|dated|dating|created|lived|reigned|ruled|erected|carved|minted"
        r"|founded"
        r"|produced|compiled|date|dates) (?:from |in |to )?(?:between |from )?(?P<phrase>(?P<y>1[0-7]\d\d)"
        r" (?:and|to|until) (?P<y2>1[0-9]\d\d))(?![\d,.]*\d)(?! [a-z]+s\b)",
        read_years,
        FOUR_DIGITS,
    ),
    (
        r"(?:later |earlier )?that (?:day|night|week|month|year)|the (?:following|previous|next|same) (?:day|night"
        r"|morning|week|month|year)",
        read_open,
        UNIT,
    ),
    (r"in (?:recent|the coming|coming|previous) (?:days|weeks|months|years)", read_open, UNIT),
    (
        rf"(?:in|over|during|than|of|with|to|on|against) (?P<phrase>the (?:(?:previous|preceding|prior)"
        rf" (?:{COUNT_WORD})|(?:{COUNT_WORD}) (?:previous|preceding|prior)) (?:{_UNITS})s?)\b"
        r"(?! (?:combined|(?:put )?together)\b)",
        read_open,
        UNIT,
    ),
    (
        rf"(?:about |around |nearly |almost |more than |over |some |just )?(?:(?P<half>half an?)"
        rf"|(?P<vague>(?:several|a few|a couple of|many)(?: {COUNT_WORD})?)"
        rf"|(?P<n>{COUNT_WORD})(?P<more> and a half)?) "
        rf"(?P<unit>{_UNITS})s?(?P<more2> and a half)? ago\b",
        read_ago,
        UNIT,
    ),
    (
        rf"(?<!half )(?<!for )(?<!for nearly )(?<!for almost )(?<!for about )(?<!for over )"
        rf"(?:{COUNT_WORD}|the) (?:{_UNITS})s? (?:earlier|before|later)\b(?! (?:this|today|he|she"
        rf"|they|it|being|any)\b)",
        read_open,
        UNIT,
    ),
    (
        rf"(?P<y>{_YEAR}) ?[-–] ?(?P<y2>(?:1[0-9]|20)\d{{2}}|\d{{2}})(?!\d|,\d)(?! (?:[a-z]+s\b|people))",
        read_years,
        FOUR_DIGITS,
    ),
)
"""How a date is written, and how it is read; what is looked for first is taken first."""
IN_UNITS = rf"(?:in|within) (?P<n>{COUNT_WORD}) (?P<unit>day|week|fortnight|month|year)s?\b(?! (?:of|in)\b)"
"""A date only where the sentence speaks of what is to come, else a duration."""


@cache
def date_patterns() -> tuple[tuple[re.Pattern[str], Reader, str], ...]:
    """The rules, compiled, each with the kind of words without which it does not match."""
    return tuple(
        (re.compile(rf"(?<![\w.,/-])(?:{rule})(?!\w)", re.IGNORECASE), reader, need)
        for rule, reader, need in DATE_RULES
    )


@cache
def dates_in_digits() -> tuple[tuple[re.Pattern[str], Reader, str], ...]:
    """The rules that hold in any language: 2031-05-06."""
    return tuple(rule for rule in date_patterns() if rule[1] is read_iso)


@cache
def _in_units_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{IN_UNITS})", re.IGNORECASE)


def read_match(found: re.Match[str], reader: Reader, published: Window, tense: Tense) -> tuple[Window, ...]:
    """The windows that a date may stand for; as wide as a span of days of publication makes them."""
    return _over(published, lambda today: reader(found, When(today, tense)))


def _over(published: Window, read: Callable[[date], tuple[Window, ...]]) -> tuple[Window, ...]:
    try:
        first = read(date.fromordinal(published.first))
        if published.first == published.last:
            return first
        last = read(date.fromordinal(published.last))
    except (ValueError, OverflowError):  # beyond the calendar
        return ()
    if len(first) != 1 or len(last) != 1:
        return first if first == last else ()
    return (Window(min(first[0].first, last[0].first), max(first[0].last, last[0].last)),)


def dates_to_come(text: str, first: int, last: int) -> list[re.Match[str]]:
    """Phrases such as "in two weeks" in a part of a text."""
    return list(_in_units_pattern().finditer(text, first, last))


def read_date_to_come(found: re.Match[str], published: Window) -> tuple[Window, ...]:
    """The days that "in two weeks" stands for."""
    return _over(published, lambda today: read_in_units(found, When(today, Tense.TO_COME)))


def readings(phrase: str, published: Window, *, to_come: bool = False) -> tuple[Window, ...]:
    """All the windows that a phrase may stand for; none if it does not say."""
    words = " ".join(phrase.split())
    for pattern, reader, _ in date_patterns():
        for form in (words, f"in {words}", re.sub(r"^(?:on|at) ", "", words)):
            if found := pattern.fullmatch(form):
                return read_match(found, reader, published, Tense.TO_COME if to_come else Tense.NOT_SAID)
    year = re.search(rf"(?<!\d)({_YEAR})\W*$", words)
    return (year_span(int(year[1])),) if year else ()


def resolve(phrase: str, published: Window, *, to_come: bool = False) -> Window | None:
    """The days that a phrase stands for; None if it does not say, or may say two things."""
    found = readings(phrase, published, to_come=to_come)
    return found[0] if len(found) == 1 else None
