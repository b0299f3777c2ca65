"""Every figure and date in a text, in order, with its place and how it is read.

What looks like a figure but is none to code (an ordinal, an age, a time, a phone number, the number of a resolution)
is found too, so that it is told apart and not taken for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from checker.texts.relative_dates import COUNT_WORD, MONTH, WEEKDAY, is_to_come, resolve, written
from checker.values.dates import Window
from checker.values.hedges import HEDGES_AFTER, HEDGES_BEFORE
from checker.values.lexicon import (
    DURATIONS,
    LARGE_NUMBERS,
    ONES,
    SHORT_MAGNITUDES,
    TEENS,
    TENS,
    UNITS,
    words_for_currencies,
    words_for_units,
)
from checker.values.value import Hedges, Scale, Value, read_value

FIGURES = ("count", "money", "percentage", "duration", "number", "date")
"""The kinds that an article's claims should code."""
KINDS = (*FIGURES, "vague", "ordinal", "age", "time", "phone", "reference")
"""All kinds. A `vague` word (several, many) is a figure only to a desk whose hedges say so."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text. `start` and `end` are in code points; `value` is how a claim would give it, "" if open."""

    kind: str
    start: int
    end: int
    phrase: str
    value: str = ""
    window: Window | None = None
    is_more: bool = False  # an increment: "an additional 600"


# --- the grammar -------------------------------------------------------------------------------

_ONES, _TEENS, _TENS = "|".join(ONES), "|".join(TEENS), "|".join(TENS)
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
_ONES_AND_TEENS = (*ONES, *TEENS)
_LARGE = "|".join(LARGE_NUMBERS)
_MAG = rf"(?:{_LARGE}|{'|'.join(sorted(SHORT_MAGNITUDES, key=len, reverse=True))})"
_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){0,6},\d{3}|\d{1,3}(?:[\u00a0\u202f ]\d{3}){1,6}|\d+)(?:\.\d+)?"
_IN_DIGITS = rf"{_DIGITS}(?:[ -]?{_MAG}\b){{0,2}}"
_IN_WORDS = rf"(?:{_SMALL}|an?(?= (?:{_LARGE})))(?:(?: and)?[ -](?:{_SMALL}|{_LARGE})){{0,7}}"
_PLURALS = (
    r"(?:tens|hundreds|dozens|scores|thousands|millions|billions)(?: of (?:thousands|millions|billions))?(?! of years)"
)
_NUM = rf"(?:{_IN_DIGITS}|{_IN_WORDS})"
_JOIN = r"(?: ?[-–—] ?| to | and | or )"
_HEDGE = rf"(?:(?:{HEDGES_BEFORE}) ?(?:an? )?)"
_AFTER = rf"(?: ?\+| (?:{HEDGES_AFTER})\b)"
_SIGN = r"(?:(?:US|A|AU|C|CA|NZ|HK|NT|S|R|MX)?\$|[€£¥₦₹₪₩₽฿₺₴]|Rs\.? ?|KSh\.? ?|(?-i:Kr)\.? ?|(?-i:[A-Z]{3}) ?)"
_TIME_UNIT = "|".join(("nights?", *words_for_units(DURATIONS)))
_MEASURED = {unit.dimension for unit in UNITS}.difference(DURATIONS, ["percentage points"])
_OTHER_UNIT = "|".join(map(re.escape, words_for_units(_MEASURED)))
_MORE = r"(?:(?:an )?additional|another|a further|further|extra) "
_AMOUNT = rf"{_NUM}(?:{_JOIN}{_NUM})?"
_HALF = rf"half an? (?={_LARGE})(?:{_LARGE})"
_SOME = rf"(?:{_SMALL}|\d{{1,3}}|few|couple of)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d{2}(?![\d,.]\d|\d|:| ?%|s\b| (?!and\b|or\b|to\b)[a-z]+s\b)"
_LATE = r"(?:early|late|mid|(?:the )?(?:end|beginning|start) of)"
# a group is the mention, where what stands before it tells that it is one
_DATES = (
    r"\d{4}-\d{2}-\d{2}(?:T\S+)?|\d{1,2}[/.]\d{1,2}[/.]\d{4}",
    rf"(?:{WEEKDAY},? )?(?:the )?{_DAY}(?: ?(?:-|–|to|and) ?{_DAY})? (?:of )?{MONTH}(?:,? \d{{4}})?",
    rf"(?:{WEEKDAY},? )?{MONTH} {_DAY}\b(?! ?%)(?: ?(?:-|–|to|and) ?(?:{MONTH} )?{_DAY}\b)?(?!:)(?:,? \d{{4}})?",
    rf"(?:{_LATE}[ -](?:in )?)?{MONTH}(?: of)?,? \d{{4}}",
    rf"{_LATE}(?: in)?[ -](?:{MONTH}|(?:the )?(?:week|month|year)\b|{_YEAR})",
    rf"(?:in|on|by|of|to|since|until|during|from|after|before|last|next|this) ({MONTH})(?! \d)",
    rf"(?:the|last|next|this|country's) ({MONTH})(?= [a-z])",
    rf"(?!May\b|March\b|Mar\b)({MONTH})(?=['’]s|[.,;])",
    rf"(?:(?:last|next|this|early|late) )?{WEEKDAY}(?:['’]s)?(?: (?:morning|afternoon|evening|night))?",
    r"(?:the day before )?yesterday(?: (?:morning|afternoon|evening))?|today|tonight|tomorrow|last night",
    r"(?:earlier |later )?this (?:morning|afternoon|evening|week|month|year|weekend)\b",
    rf"(?:over |in |within |during )?the (?:last|next|past|coming|previous) (?:{_SOME} )?(?:{_TIME_UNIT})",
    r"(?:last|next) (?:week|month|year|weekend)\b",
    r"in (?:recent|the coming|coming|previous) (?:days|weeks|months|years)",
    rf"(?:about |around |nearly |almost |more than |over )?{COUNT_WORD} (?:{_TIME_UNIT}) (?:ago|earlier)",
    rf"(?:the )?(?:{_LATE}[ -])?(?:1[0-9]|20)\d0s",
    r"(?:1[0-9]|20)\d{2} ?[-–] ?(?:(?:1[0-9]|20)\d{2}|\d{2})(?![\d,])",
    rf"(?:in|by|of|to|since|until|during|from|after|before|around|between|year|and|No\. \d{{4}},) ({_YEAR})",
)
_SHARE = (
    r"(?:(?:a|one) (?:third|quarter|half|fifth|tenth)|half|two[- ]thirds|three[- ]quarters)(?= of\b)"
    rf"|(?:{_SMALL}|\d+) (?:in|out of)(?: every)? (?:{_SMALL}|\d+)\b(?! (?:{MONTH}))"
)
_PER_CENT = "(?: ?%| per ?cent| pct| percentage points?)"
_PERCENT = rf"{_HEDGE}?(?:between )?{_NUM}(?: ?%)?(?:{_JOIN}{_NUM})?{_PER_CENT}(?:{_AFTER})?"
_CURRENCY_WORD = (
    "(?:(?:US|U\\.S\\.|Hong Kong|(?-i:[A-Z])[a-z]{2,12}) )?"
    f"(?:{'|'.join(words_for_currencies())}|pounds? sterling"
    "|(?-i:[A-Z]{3}))\\b"
)
_VAGUE = (
    "several|numerous|many|a few|few|a couple|a handful|countless"
    "|an (?:undisclosed|unknown|unspecified) number|a number"
)
_NONE = (
    r"no (?:people|one|casualties|deaths|injuries|fatalities|survivors|victims)\b(?! (?:said|can|would|will))"
    r"|nobody|none(?= (?:of|were|was))|zero(?= [a-z])"
)

_MERIDIEM = r"(?:a\.m\.|p\.m\.|am\b|pm\b)"
_NUMBERED = (
    "No|Nos|Number|Resolution|Article|Section|Chapter|Order|Act|Bill|Flight|Route|Highway|Room|Case|Page|Phase|Type"
    "|Model|Boeing|Airbus|Division|Unit|Level|Line|Gate|Channel|Area|Group|Title|Rule|Regulation|Directive|Law|Decree"
)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,5}teenth"
_LONE_YEAR = rf"an? (?:{_TIME_UNIT})(?: and a half)?"
_TIMES = r"(?:full |consecutive |straight )?"

# what is looked for first is taken first: a year is not a count, a time is not a ratio
_PATTERNS = (
    ("skip", r"https?://\S+|www\.\S+|\S{1,64}@\S{1,64}\.\w+|[\w-]{1,64}\.(?:com|org|net|gov|int)(?:/\S*)?|[@#]\w+"),
    ("phone", r"(?:\+|00)\d[\d ().-]{6,20}\d|\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}|\d{3}-\d{3}-\d{4}|555-\d{4}"),
    ("phone", r"0\d{2,4}(?:[ -]\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ -]\d{4}"),
    ("time", rf"\d{{1,2}}[:.]\d{{2}} ?(?:{_MERIDIEM}|GMT|UTC|local time|hrs|hours)|\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?"),
    ("time", rf"\d{{1,2}} ?(?:{_MERIDIEM}|o['’]clock)|noon|midnight|\d{{4}} ?(?:hrs|GMT|UTC)"),
    *(("date", pattern) for pattern in _DATES),
    ("age", rf"(?:aged|age)(?: of)?(?: between)? {_NUM}(?:{_JOIN}{_NUM})?|{_NUM}[- ]years?[- ]olds?"),
    ("age", r"(?-i:[A-Z])[\w'’-]{1,40}, (\d{1,2})(?=, [a-z])"),
    ("reference", rf"(?-i:{_NUMBERED})\.?(?: No\.?)? ?#?\d[\d/-]*(?: ?\(\w+\)){{0,3}}|№ ?\d+"),
    ("reference", r"(?-i:[A-Z]{1,6}-\d+[A-Z]?|[A-Z]\d{1,3})|9/11|\d+-\d+(?= (?:win|victory|defeat|draw|vote))"),
    ("percentage", _SHARE),
    ("ordinal", r"\d+(?:st|nd|rd|th)"),
    ("ordinal", rf"(?:(?:{_TENS})-)?(?:{_ORDINALS})(?! of (?:the|all|its|their))(?! (?:ago|later))"),
    ("money", rf"{_HEDGE}?{_SIGN}{_IN_DIGITS}(?:{_JOIN}{_SIGN}?{_IN_DIGITS})?(?! ?%)(?:{_AFTER})?"),
    ("money", rf"{_HEDGE}?{_AMOUNT} {_CURRENCY_WORD}|{_PLURALS} of {_CURRENCY_WORD}"),
    ("percentage", _PERCENT),
    ("duration", rf"{_HEDGE}?{_AMOUNT}(?: and a half)?[ -]{_TIMES}(?:{_TIME_UNIT})(?![ -]old)(?:{_AFTER})?"),
    ("duration", rf"{_HEDGE}?half an? (?:{_TIME_UNIT})|(?:for|within|after|lasted) ({_LONE_YEAR})"),
    ("number", rf"{_HEDGE}?{_AMOUNT}[ -]?(?:{_OTHER_UNIT})|magnitude[- ]\d+\.\d+|\d+\.\d+(?! ?{_MAG})"),
    ("count", _NONE),
    ("count", rf"(?:{_MORE})?{_HEDGE}?(?:{_MORE})?(?:{_PLURALS}|{_HALF}|(?:between |from )?{_AMOUNT})(?:{_AFTER})?"),
    ("vague", rf"(?:{_VAGUE})(?: (?:hundred|thousand|dozen|million))?"),
)

_LISTED = re.compile(r"^[^\S\n]*\d{1,2}[.)](?=\s)", re.MULTILINE)
"""The number of a list's entry."""
_COUNTER = re.compile(r"^[^\S\n]*\d+[^\S\n]*$", re.MULTILINE)
"""A line that is but a number: in the head of an article a counter of its page, further down a cell of a table."""
HEAD = 8
"""Lines with something in them that are an article's head."""
_SENTENCE = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[\"“‘'(]?[A-Z])|\n+")
_SCALES = {
    "count": Scale("count", "person"),
    "money": Scale("money"),
    "percentage": Scale("percentage"),
    "duration": Scale("duration", "day"),
}


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"(?<![\w.,])(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _PATTERNS)


def find_mentions(text: str, published: Window | None, hedges: Hedges) -> list[Mention]:
    """All figures and dates of a text, in order. Dates are resolved from the day of publication, where it is known."""
    taken = bytearray(len(text))
    head = [match.end() for match, _ in zip(re.finditer(r"[^\n]*\S[^\n]*", text), range(HEAD), strict=False)]
    counters = _COUNTER.finditer(text, 0, head[-1] if head else 0)
    for match in (*_LISTED.finditer(text), *counters):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    spans = list(sentences(text))
    found: list[Mention] = []
    for kind, pattern in _compiled():
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if kind != "skip":
                found.append(_mention(kind, text, (start, end), sentence_at(spans, start), published, hedges))
    return sorted(found, key=lambda mention: mention.start)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence or line begins and ends."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def sentence_at(spans: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The sentence that a place is in, of all in their order."""
    return spans[max(0, bisect_right(spans, place, key=lambda span: span[0]) - 1)]


def _mention(
    kind: str, text: str, place: tuple[int, int], sentence: tuple[int, int], published: Window | None, hedges: Hedges
) -> Mention:
    start, end = place
    phrase = text[start:end]
    if kind == "count" and phrase.casefold() == "one":
        return Mention("vague", start, end, phrase)  # a pronoun as often as a figure
    if kind == "date":
        window = None
        if published is not None:
            window = resolve(phrase, published, to_come=is_to_come(text[sentence[0] : start], text[end : sentence[1]]))
        return Mention(kind, start, end, phrase, written(window) if window else "", window)
    more = re.match(rf"(?:{_HEDGE})?(?P<more>{_MORE})", phrase, re.IGNORECASE)
    value = phrase if more is None else phrase.replace(more["more"], "", 1)
    return Mention(kind, start, end, phrase, _readable(kind, value, hedges), is_more=more is not None)


def _readable(kind: str, phrase: str, hedges: Hedges) -> str:
    """The phrase as a claim's value, if it can be read as one."""
    scale = _SCALES.get(kind)
    if scale is None:
        return ""
    if kind == "percentage" and (share := _share(phrase)):
        return share
    plain = re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)", ",", phrase)
    for text in (plain, re.sub(r"^(?:the|a|an) ", "", plain)):
        value, _ = read_value(text, scale, hedges)
        if value is not None:
            return text
    return ""


def is_own_day(mention: Mention, published: Window | None) -> bool:
    """Whether a date is the article's day of publication, written out as in its head."""
    return mention.window is not None and mention.window == published and bool(re.search(r"\d{4}", mention.phrase))


_SHARES = {
    "third": "about 33%", "quarter": "25%", "half": "50%", "fifth": "20%", "tenth": "10%", "two thirds": "about 67%",
    "three quarters": "75%",
}  # fmt: skip


def _share(phrase: str) -> str:
    """A fraction as a percentage: "a third", "one in five"."""
    words = phrase.casefold().replace("-", " ")
    if found := re.fullmatch(r"(\S+) (?:in|out of)(?: every)? (\S+)", words):
        part, whole = (_ONES_AND_TEENS.index(word) + 1 if word in _ONES_AND_TEENS else word for word in found.groups())
        if str(part).isdecimal() and str(whole).isdecimal() and 0 < int(part) <= int(whole):
            share = Fraction(100 * int(part), int(whole))
            return f"{share}%" if share.denominator == 1 else f"about {float(share):.0f}%"
    return _SHARES.get(re.sub("^(?:an?|one) ", "", words), "")


def value_of(mention: Mention, hedges: Hedges) -> Value | None:
    """What a mention says, to compare it with a claim's value; None where it cannot be read."""
    if mention.window is not None:
        return read_value(written(mention.window), Scale("date"), hedges)[0]
    scale = _SCALES.get(mention.kind)
    return read_value(mention.value, scale, hedges)[0] if scale and mention.value else None
