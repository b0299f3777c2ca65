"""How to write a figure that an article composes of several: "6ft 2in", "two score", "3:1", "2 years and 3 months".

Proposals as those of `newspaper`: what is proposed is the same figure, written in one unit or as one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.values.formatting import show_number
from checker.values.kinds import Scale
from checker.values.lexicon import NUMBER_WORDS

_NUMBER = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBER_WORDS)}"
_FOLLOWED = r"(?:,? and |, ?| ?)"

MULTIPLES = {"score": 20, "gross": 144}
"""Words that are so many; `scores` is a word for a range."""
_MULTIPLE = re.compile(
    rf"(?P<times>half an?|an?|{_NUMBER})?[ -]?(?P<word>{'|'.join(MULTIPLES)})(?: and (?P<more>{_NUMBER}))?"
    r"(?: (?:of )?people)?",
    re.IGNORECASE,
)
_GROUPS = {
    "pair": 2,
    "duo": 2,
    "both": 2,
    "trio": 3,
    "all three": 3,
    "all four": 4,
    "quartet": 4,
    "quintet": 5,
    "sextet": 6,
}
_GROUP = re.compile(rf"(?:an? |the )?(?P<word>{'|'.join(_GROUPS)})(?: of them)?", re.IGNORECASE)
_BAKERS = re.compile(r"an? baker['’]?s dozen", re.IGNORECASE)

_TWO_UNITS: tuple[tuple[str, str, str, int, str], ...] = (
    ("length", r"(?:ft|feet|foot|['’′])", r"(?:in|ins|inch|inches|[\"”″]|'')?", 12, "inches"),
    ("length", r"(?:m|metres?|meters?)", r"(?:cm|centimetres?|centimeters?)?", 100, "cm"),
    ("mass", r"(?:st|stone)", r"(?:lbs?|pounds?)?", 14, "pounds"),
    ("mass", r"(?:lbs?|pounds?)", r"(?:oz|ounces?)", 16, "ounces"),
    ("time", r"(?:years?|yrs?|y)", r"(?:months?|mths?|m)", 12, "months"),
    ("time", r"(?:weeks?|wks?)", r"(?:days?|d)", 7, "days"),
    ("time", r"(?:days?|d)", r"(?:hours?|hrs?|h)", 24, "hours"),
    ("time", r"(?:hours?|hrs?|h)", r"(?:minutes?|mins?|m)?", 60, "minutes"),
    ("time", r"(?:minutes?|mins?)", r"(?:seconds?|secs?|s)", 60, "seconds"),
)
"""Two units of which the second is a part of the first: how they are written, how many make one, and its name."""
_COMPOUNDS = tuple(
    (
        re.compile(
            rf"(?P<one>{_NUMBER})[ -]?{first}{_FOLLOWED}(?P<two>{_NUMBER})[ -]?{second}(?: (?:long|tall|high))?",
            re.IGNORECASE,
        ),
        times,
        name,
    )
    for _, first, second, times, name in _TWO_UNITS
)
_QUARTERS = re.compile(rf"(?P<count>an?|{_NUMBER}) quarters?", re.IGNORECASE)
_SLASH = re.compile(r"(?P<one>\d[\d,]*) ?/ ?(?P<two>\d[\d,]*)(?P<unit>(?: [a-z]+)?)", re.IGNORECASE)
RATIO = re.compile(rf"(?P<one>{_NUMBER})(?: ?: ?|[ -]to[ -])(?P<two>{_NUMBER})", re.IGNORECASE)
_PER_MANY = re.compile(rf"(?P<part>{_NUMBER}) per (?P<whole>thousand|million|\d[\d,]*)", re.IGNORECASE)
_PER_MILLE = re.compile(r"(?P<part>\d[\d.]*) ?‰", re.IGNORECASE)
_OF_ONE = re.compile(
    r"(?P<part>\d[\d.]*|half|(?:a |one[ -])(?:quarter|third|half|tenth|fifth)) of (?:1|one|a) ?(?:%|per ?cent)",
    re.IGNORECASE,
)
_DECIMALS = {"half": "0.5", "quarter": "0.25", "tenth": "0.1", "fifth": "0.2"}
_IN_BRACKETS = re.compile(r"(?P<words>[a-z][a-z -]*) \((?P<figure>\d[\d,]*)\)(?P<unit>(?: .+)?)", re.IGNORECASE)


_POWER = re.compile(r"(?P<times>\d+(?:\.\d+)?)e\+?(?P<power>\d\d?)|10 ?(?:\^|\*\*) ?(?P<of_ten>\d\d?)", re.IGNORECASE)
_SHORT = {"mi": "miles", "nm": "nautical miles", "kt": "thousand tonnes", "Mt": "million tonnes"}
"""Abbreviations that may mean other things elsewhere: which is meant is written out."""
_SHORT_UNIT = re.compile(rf"(?P<figure>.*\d) ?(?P<unit>{'|'.join(_SHORT)})")
_SHORT_TONS = re.compile(rf"(?P<figure>an?|{_NUMBER}) short tons?", re.IGNORECASE)


def proposals(text: str, scale: Scale) -> Iterator[tuple[str, ...]]:
    """What may be written for a figure that is composed of several; where it may mean two things, both."""
    yield from _counts(text)
    yield from _compounds(text, scale)
    if scale.type == "number" and (short := _SHORT_UNIT.fullmatch(text)):
        yield (f"{short['figure']} {_SHORT[short['unit']]}",)
    if scale.type == "number" and (tons := _SHORT_TONS.fullmatch(text)):
        yield (f"{show_number(_times(tons['figure']) * 2_000)} pounds",)
    yield from _parts_of_a_whole(text, scale)
    if (both := _IN_BRACKETS.fullmatch(text)) and both["unit"]:
        yield (f"{both['words']} ({both['figure']})",)
        yield (f"{both['figure']}{both['unit']}",)


def _counts(text: str) -> Iterator[tuple[str, ...]]:
    if (many := _MULTIPLE.fullmatch(text)) and many["word"]:
        number = _times(many["times"]) * MULTIPLES[many["word"].casefold()]
        yield (show_number(number + (_number(many["more"]) if many["more"] else 0)),)
    if group := _GROUP.fullmatch(text):
        yield (str(_GROUPS[group["word"].casefold()]),)
    if _BAKERS.fullmatch(text):
        yield ("13",)
    if power := _POWER.fullmatch(text):
        yield (show_number(Fraction(power["times"] or 1) * 10 ** int(power["power"] or power["of_ten"])),)


def _compounds(text: str, scale: Scale) -> Iterator[tuple[str, ...]]:
    if scale.type not in ("number", "duration"):
        return
    for pattern, times, name in _COMPOUNDS:
        match = pattern.fullmatch(text)
        if match is not None and _number(match["two"]) < times:
            yield (f"{show_number(_number(match['one']) * times + _number(match['two']))} {name}",)
    if scale.type == "duration" and (quarters := _QUARTERS.fullmatch(text)):
        yield (f"{show_number(_times(quarters['count']) * 3)} months",)


def _parts_of_a_whole(text: str, scale: Scale) -> Iterator[tuple[str, ...]]:
    slash = _SLASH.fullmatch(text)
    if slash is not None:
        one, two, unit = slash["one"], slash["two"], slash["unit"]
        as_part, as_range = f"{one} of {two}", f"{one} to {two}{unit}"
        if scale.type == "percentage":
            yield (as_part,)
        elif scale.type == "count" and not unit:
            yield (as_range, as_part)
        else:
            exact = _number(one) / _number(two) if _number(two) else Fraction(0)
            is_decimal = scale.type == "number" and 0 < exact < 1 and 100 % exact.denominator == 0
            yield (as_range, *([f"{show_number(exact)}{unit}"] if is_decimal else []))
    if scale.type != "percentage":
        return
    if ratio := RATIO.fullmatch(text):
        one, two = _number(ratio["one"]), _number(ratio["two"])
        whole = show_number(one + two)
        yield (f"{show_number(one)} of {whole}", f"{show_number(two)} of {whole}")
    if per := _PER_MANY.fullmatch(text):
        whole = {"thousand": "1,000", "million": "1,000,000"}.get(per["whole"].casefold(), per["whole"])
        yield (f"{per['part']} of {whole}",)
    if mille := _PER_MILLE.fullmatch(text):
        yield (f"{show_number(Fraction(mille['part']) / 10)}%",)
    if part := _OF_ONE.fullmatch(text):
        word = re.split(r"[ -]", part["part"].casefold())[-1]
        yield (f"{_DECIMALS.get(word, word)}%",)


def no_share(text: str) -> str:
    """Why a text is no share as it stands, though it looks like one: "0.5 of 1%", "3 per thousand"."""
    if _OF_ONE.fullmatch(text):
        return "it is a part of one per cent"
    return "it is a share of so many" if _PER_MANY.fullmatch(text) else ""


def _times(text: str | None) -> Fraction:
    """How many times: "a" is once, "half a" half of it; nothing is once."""
    folded = (text or "a").casefold()
    if folded.startswith("half"):
        return Fraction(1, 2)
    return Fraction(1) if folded in ("a", "an") else _number(folded)


def _number(text: str) -> Fraction:
    word = NUMBER_WORDS.get(text.casefold())
    return Fraction(word) if word is not None else Fraction(text.replace(",", ""))
