"""How phrases that are no numeral with its words are read: a third, one in five, half an hour, twice.

Each gives the value of the phrase without its hedge, and why it has none; "-" where the phrase is something else.
"""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts.numerals import SMALL_NUMBERS

Reading = tuple[str, str]
"""The value of a phrase without its hedge, and why it has none."""
_WHOLES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000)
MOST_OF_ONE = 40
"""One patient in eleven."""
_HAS = re.compile(r" (?:has|have|had|suffers?|suffered|develops?|developed|dies|died)\b")
"""One in 40 had side effects."""
_SIZES = {
    "third": 3, "quarter": 4, "half": 2, "fifth": 5, "tenth": 10, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip


def read_fraction(found: re.Match[str]) -> Reading:
    words = re.split(r"[ -]", found["share"].casefold())
    if words == ["a", "half"] and re.search(r" and $", found.string[max(0, found.start() - 8) : found.start()]):
        return "", "-"  # a metre and a half of water
    part = _SIZES[words[-1].removesuffix("s") if words[-1] != "half" else "half"]
    share = Fraction(100 * (SMALL_NUMBERS[words[0]] if len(words) > 1 else 1), part)
    if share >= 100 and words[-1] != "half":
        return "", "more than the whole"
    return _percent(share), ""


_BY_A_SHARE = re.compile(r"\bby [^,;.%]{0,20}\d(?:\.\d+)? ?(?:%|per ?cent),? $")


def read_fraction_after_another(found: re.Match[str]) -> Reading:
    """Butter is up by 14% and coffee by nearly a fifth."""
    before = found.string[max(0, found.start() - 40) : found.start()]
    return read_fraction(found) if _BY_A_SHARE.search(before) else ("", "-")


def read_fraction_of_a_point(found: re.Match[str]) -> Reading:
    words = re.split(r"[ -]", found["share"].casefold())
    part = _SIZES[words[-1].removesuffix("s") if words[-1] != "half" else "half"]
    share = Fraction(SMALL_NUMBERS[words[0]] if len(words) > 1 else 1, part)
    return (f"{float(share)}%", "") if (1000 * share).denominator == 1 else ("", "a part of a point")


def _percent(share: Fraction) -> str:
    """A share; one without an end, such as a third, as the narrow range in which it is."""
    if share.denominator == 1:
        return f"{share}%"
    tenths = share * 10
    return f"{float(Fraction(tenths.__floor__(), 10))}% to {float(Fraction(tenths.__ceil__(), 10))}%"


def read_of_so_many(found: re.Match[str]) -> Reading:
    """One in five, nine out of ten: only of round wholes; "35 out of 47" is two counts."""
    part, whole = (_small(found[name]) for name in ("part", "whole"))
    if found["rated"]:
        return "", "a mark"
    if part is None or whole is None or part >= whole or (part > 1 and whole not in _WHOLES):
        return "", "-"
    is_counted = found["whole"].isdigit() and not _HAS.match(found.string, found.end())
    if whole not in _WHOLES and (whole > MOST_OF_ONE or is_counted):
        return "", "-"
    share = Fraction(100 * part, whole)
    return _percent(share), ""


def _small(word: str) -> int | None:
    return int(word) if word.isdigit() else SMALL_NUMBERS.get(word.casefold())


def read_none(_: re.Match[str]) -> Reading:
    return "0", ""


def read_twice(_: re.Match[str]) -> Reading:
    return "2", ""


def read_half(found: re.Match[str]) -> Reading:
    unit = found["unit"].casefold()
    smaller = {
        "hour": "30 minutes", "day": "12 hours", "year": "6 months", "minute": "30 seconds", "decade": "5 years",
        "century": "50 years",
    }  # fmt: skip
    return smaller.get(unit, ""), "" if unit in smaller else "half of what is not of one length"


def read_half_a_unit(found: re.Match[str]) -> Reading:
    return f"0.5 {found['unit'].casefold()}s", ""


def read_one_of_a_unit(found: re.Match[str]) -> Reading:
    return f"1 {found['unit'].casefold()}", ""


def read_quarter(found: re.Match[str]) -> Reading:
    return ("45 minutes" if found["n"].casefold() == "three" else "15 minutes"), ""


def read_and_a_half(found: re.Match[str]) -> Reading:
    return f"1.5 {found['unit'].casefold()}s", ""


def read_lone(found: re.Match[str]) -> Reading:
    unit = found["unit"].casefold()
    plain = {"decade": "10 years", "century": "100 years", "fortnight": "14 days", "percentage point": "1%"}
    return plain.get(unit, f"1 {unit}"), ""


def read_open(_: re.Match[str]) -> Reading:
    return "", ""
