"""How one figure compares with another: twice, nearly three times, 12 % more, 10 fewer, most of them.

What is written is read as so many times the other figure, or as a difference from it. A comparison is as exact as its
digits: "12 %" is 11.5 to 12.5 %, and "twice" is as much as "about 2 times" of the hedges in use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.kinds import Hedges, Interval, Scale, Value
from checker.values.lexicon import LARGE_NUMBERS, NUMBER_WORDS
from checker.values.shares import share_in_words
from checker.values.value import read_value

TIMES_UNIT = "times"
_TIMES = {"double": "2", "twice": "2", "doubled": "2", "triple": "3", "treble": "3", "tripled": "3", "quadruple": "4"}
_FOLD = lazy_pattern(r"(?<=\w)(?:[ -]?fold| times)$", re.IGNORECASE)
_IS_SHARE = lazy_pattern(r"%|per ?cent|third|half|quarter|fifth|tenth", re.IGNORECASE)
_OF_A_SIZE = lazy_pattern(  # "a quarter of a million" is an amount, and no share
    rf"(?:half|third|quarter|fifth|tenth)s?\s+(?:of\s+)?(?:an?\s+)?(?:{'|'.join(LARGE_NUMBERS)})s?\b", re.IGNORECASE
)
_HALVED = lazy_pattern(r"\bhalved\b", re.IGNORECASE)
_SIGN = lazy_pattern(r"%|per ?cent", re.IGNORECASE)
_POINTS = lazy_pattern(r"\s*(?:(?:percentage|percent|per cent|%)[ -]?)?points?$|\s*pp$", re.IGNORECASE)
_NUMBER, _PERCENT = Scale("number", signed=False, is_rounded=True), Scale("percentage", is_rounded=True)
_CHANGE = replace(_PERCENT, signed=True)


class Factor(Struct, frozen=True, kw_only=True):
    """How a figure compares: a value that is so many times the other, or differs by so much. `word` joins the two."""

    value: Value
    is_ratio: bool
    word: str


Read = tuple[Factor | None, str | None]
"""How a figure compares, or what is wrong with the text."""


def read_times(text: str, scale: Scale, hedges: Hedges) -> Read:
    """ "nearly 2", "double", "half", "nearly halved": how many times the other figure."""
    if _HALVED.search(text):  # what has nearly halved is a little more than half of it
        return _difference(_HALVED.sub("half", text), replace(scale, type="count"), hedges, -1, "less")
    plain = re.sub(r"\w+", lambda word: _number(word[0]), _FOLD.sub("", " ".join(text.split())))
    value, mistake = read_value(plain, _NUMBER, hedges)
    if value is None and _IS_SHARE.search(plain):
        return _ratio(plain, _PERCENT, hedges, text, "")
    if value is None or not value.stated:
        return None, mistake or f"{quoted(text)}: expected how many times, such as 2, nearly 3 or half"
    shown = text if text.casefold().rsplit(" ", 1)[-1] in _TIMES else f"{plain} times"
    interval = value.interval if value.granularity >= 1 else value.rounded or value.interval
    if value.interval.is_point and value.granularity >= 1:
        interval = _about(value.interval, hedges)
    return _factor(value, interval, shown, ""), None


def read_percent(text: str, scale: Scale, hedges: Hedges) -> Read:
    """ "12", "up 12 %", "-43%": by how many per cent it is above the other figure."""
    del scale
    value, mistake = read_value(text, _CHANGE, hedges)
    if value is None or not value.stated:
        return None, mistake or f"{quoted(text)}: expected a percentage such as 12 or -43%"
    interval = _plus_all(_good_to(value), 1)
    if _is_impossible(interval):
        return None, f"{quoted(text)}: nothing can fall by more than 100 %"
    best = value.interval.best
    is_less = best is not None and best < 0
    size = re.sub(r"^(?:(?:up|down)(?! to\b)|[-−+])\s*", "", text.strip(), flags=re.IGNORECASE)
    shown = f"{size}{'' if _IS_SHARE.search(size) else '%'} {'less' if is_less else 'more'}"
    return _factor(value, interval, shown, "than"), None


def read_more(text: str, scale: Scale, hedges: Hedges) -> Read:
    """ "10", "a third": how many more than the other figure, or which share of it more."""
    return _difference(text, scale, hedges, 1, "more")


def read_fewer(text: str, scale: Scale, hedges: Hedges) -> Read:
    """ "10", "a third": how many fewer than the other figure, or which share of it fewer."""
    return _difference(text, scale, hedges, -1, "less" if scale.type in ("money", "percentage") else "fewer")


def read_share_of(text: str, scale: Scale, hedges: Hedges) -> Read:
    """ "most", "half", "35 out of 47": which share of the other figure it is."""
    del scale
    if (share := share_in_words(text, hedges.nearly)) is not None:
        return Factor(value=_as_times(share[0], text), is_ratio=True, word="of"), None
    read, mistake = _ratio(text, _PERCENT, hedges, text, "of")
    if read is not None and (read.value.interval.lower or 0) > 1:
        return None, f"{quoted(text)}: a share of a figure is 100 % at most"
    return read, mistake


READERS: dict[str, Callable[[str, Scale, Hedges], Read]] = {
    "times": read_times,
    "percent": read_percent,
    "more": read_more,
    "fewer": read_fewer,
    "share_of": read_share_of,
}
"""The keys of a comparison, and how each is read."""


def applied(factor: Value, to: Value, *, is_ratio: bool, is_whole: bool) -> Interval:
    """A figure that is compared with a known one; of what is counted, outwards to whole numbers."""
    one, other = factor.interval, to.interval
    if is_ratio:
        low = None if one.lower is None or other.lower is None else one.lower * other.lower
        high = None if one.upper is None or other.upper is None else one.upper * other.upper
    else:
        low = None if one.lower is None or other.lower is None else one.lower + other.lower
        high = None if one.upper is None or other.upper is None else one.upper + other.upper
    if is_whole:
        low = None if low is None else Fraction(low.numerator // low.denominator)
        high = None if high is None else Fraction(-(-high.numerator // high.denominator))
    return Interval(low, high, low if low == high else None)


def _difference(text: str, scale: Scale, hedges: Hedges, sign: int, word: str) -> Read:
    points = _POINTS.sub("", text)
    is_share = bool(_IS_SHARE.search(text)) and not _OF_A_SIZE.search(text)
    if scale.type == "percentage" and is_share and points == text:
        points = quoted(f"{_SIGN.sub('', text).strip()} points")
        return None, f"{quoted(text)}: write {points}, or `percent:` for a share of the other figure"
    if scale.type != "percentage" and is_share:
        value, mistake = read_value(text, _PERCENT, hedges)
        if value is None or not value.stated:
            return None, mistake
        interval = _plus_all(_good_to(value), sign)
        if _is_impossible(interval):
            return None, f"{quoted(text)}: nothing can fall by more than 100 %"
        return _factor(value, interval, f"{text} {word}", "than"), None
    value, mistake = read_value(points, replace(scale, signed=False), hedges)
    if value is None or not value.stated:
        return None, mistake or f"{quoted(text)}: expected by how much, such as 10 or a third"
    interval = value.interval if sign > 0 else _turned(value.interval)
    changed = replace(value, text=f"{text} {word}", interval=interval, rounded=None, soft_upper=None)
    return Factor(value=changed, is_ratio=False, word="than"), None


def _ratio(text: str, scale: Scale, hedges: Hedges, written: str, word: str) -> Read:
    value, mistake = (None, None) if _OF_A_SIZE.search(text) else read_value(text, scale, hedges)
    if value is None or not value.stated:
        return None, mistake or f"{quoted(written)}: expected a share such as half, 40 % or 35 out of 47"
    share = _good_to(value)
    return Factor(value=replace(_as_times(share, written), share=value.share), is_ratio=True, word=word), None


def _number(word: str) -> str:
    """Words for a number of times as digits: double, three."""
    folded = word.casefold()
    if folded in _TIMES:
        return _TIMES[folded]
    number = NUMBER_WORDS.get(folded)
    return str(number) if number is not None and number > 1 else word


def _good_to(share: Value) -> Interval:
    """A share in per cent as far as its digits, or words, are good."""
    return share.rounded or share.interval


def _factor(value: Value, interval: Interval, shown: str, word: str) -> Factor:
    """A ratio; `interval` is in times already, or in per cent above 0."""
    times = replace(value, text=shown, interval=interval, unit=TIMES_UNIT, rounded=None, soft_upper=None)
    return Factor(value=times, is_ratio=True, word=word)


def _as_times(share: Interval, text: str) -> Value:
    """A share in per cent as how many times the whole."""
    low, high, best = (None if end is None else end / 100 for end in (share.lower, share.upper, share.best))
    return Value(text, Interval(low, high, best), unit=TIMES_UNIT)


def _plus_all(change: Interval, sign: int) -> Interval:
    """So many per cent more (or fewer, by the sign) as how many times."""
    ends = [None if end is None else 1 + sign * end / 100 for end in (change.lower, change.upper)]
    low, high = ends if sign > 0 else ends[::-1]
    return Interval(max(low, Fraction(0)) if low is not None else None if sign > 0 else Fraction(0), high)


def _is_impossible(times: Interval) -> bool:
    """Whether it would be less than no times the other figure."""
    return times.upper is not None and times.upper < 0


def _turned(interval: Interval) -> Interval:
    low, high = interval.lower, interval.upper
    return Interval(None if high is None else -high, None if low is None else -low)


def _about(interval: Interval, hedges: Hedges) -> Interval:
    assert interval.lower is not None
    width = interval.lower * hedges.about
    return Interval(interval.lower - width, interval.lower + width, interval.lower)
