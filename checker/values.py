"""The words of a figure, read as an interval: "at least 5,000" is [5000, inf).

A value keeps the words that were used. Bounds are exact fractions; None is unbounded. Dates are days
(`datetime.date.toordinal`), categories are sets. A mistake in the text is returned, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

from checker.dates import WINDOW_ALWAYS, Window, read_window
from checker.units import CURRENCY_SYMBOLS, convert, is_currency

NUMERIC_TYPES = ("count", "number", "money", "duration", "percentage")
TYPES = (*NUMERIC_TYPES, "date", "category", "text")
MAX_DIGITS = 15  # a double holds 15 digits exactly, so the engine and the exact check never differ


class Mistake(ValueError):
    """What is wrong with a value's text. Raised and caught within this module only."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two bounds, both included; None is unbounded."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    best: Fraction | None = None

    @property
    def is_point(self) -> bool:
        return self.lower is not None and self.lower == self.upper


@dataclass(frozen=True, slots=True)
class Choices:
    """A set of categories, or (negated) all but these."""

    names: frozenset[str]
    negated: bool = False

    def meet(self, other: Choices) -> Choices:
        if self.negated and other.negated:
            return Choices(self.names | other.names, True)
        if self.negated:
            return Choices(other.names - self.names)
        if other.negated:
            return Choices(self.names - other.names)
        return Choices(self.names & other.names)

    def join(self, other: Choices) -> Choices:
        if self.negated and other.negated:
            return Choices(self.names & other.names, True)
        if self.negated:
            return Choices(self.names - other.names, True)
        if other.negated:
            return Choices(other.names - self.names, True)
        return Choices(self.names | other.names)

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.negated


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says of its quantity: an interval or a set of categories, and the words."""

    text: str
    interval: Interval = Interval()
    choices: Choices | None = None
    unit: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Hedges:
    """How wide a hedge is, after a coding protocol. Fractions of the figure; words stand for values."""

    name: str = "plain"
    about: Fraction = Fraction(5, 100)
    nearly: Fraction = Fraction(5, 100)
    just_over: Fraction = Fraction(5, 100)
    words: tuple[tuple[str, str], ...] = ()
    lookup: dict[str, str] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a property measures: how to read its values."""

    type: str
    unit: str = ""
    values: tuple[str, ...] = ()


# --- amounts: a number with its unit -----------------------------------------------------------

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MAGNITUDES = {
    "k": 1000,
    "thousand": 1000,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
    "dozen": 12,
    "hundred": 100,
}
_AMOUNT = re.compile(
    r"^(?P<sign>[-−]?)\s*(?P<before>[^\d\s.,()+\-−]+(?:\s+(?=\d))?)?\s*(?P<number>" + _NUMBER + r")"
    r"\s*(?P<after>.*)$"
)
_MAGNITUDE = re.compile(rf"(?<=[\d\s])(?:{'|'.join(sorted(_MAGNITUDES, key=len, reverse=True))})(?![a-z])")

_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD_NUMBERS = (
    {word: n for n, word in enumerate((*_ONES, *_TEENS))}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1}
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(_ONES[1:])}))?|{'|'.join((*_TEENS, *_ONES))}|an?)"
_GROUP = rf"(?:{_SMALL}\s+hundred(?:\s+(?:and\s+)?{_SMALL})?|{_SMALL}\s+dozen|{_SMALL}|hundred|dozen)"
_IN_WORDS = re.compile(
    "".join(rf"(?:(?P<{name}>{_GROUP})\s+{name}\s*)?" for name in ("billion", "million", "thousand"))
    + rf"(?:(?:and\s+)?(?P<rest>{_GROUP}))?"
)


@dataclass(frozen=True, slots=True)
class _Amount:
    number: Fraction
    unit: str  # as written, casefolded; a currency as its code


def _number_in_words(text: str) -> Fraction | None:
    """ "twenty-five", "two hundred and six"; None if it is not a number in words."""
    match = _IN_WORDS.fullmatch(text)
    if match is None or text in ("", "a", "an"):
        return None
    total = 0
    for name, group in match.groupdict().items():
        if group:
            total += _group_in_words(group) * _MAGNITUDES.get(name, 1)
    return Fraction(total)


def _group_in_words(text: str) -> int:
    total = 0
    for word in re.split(r"[\s-]+", text):
        if word in ("hundred", "dozen"):
            total = max(total, 1) * _MAGNITUDES[word]
        elif word != "and":
            total += _WORD_NUMBERS[word]
    return total


def _read_amount(text: str, scale: Scale) -> _Amount:
    match = _AMOUNT.match(text)
    if match is None:
        in_words = _number_in_words(text)
        if in_words is not None:
            return _Amount(in_words, "")
        words, _, unit = text.rpartition(" ")  # "six people"
        in_words = _number_in_words(words) if words else None
        if in_words is not None and unit not in _WORD_NUMBERS and unit not in _MAGNITUDES:
            return _Amount(in_words, unit)
        raise Mistake(_expected(text, scale))
    digits = match["number"].replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        raise Mistake(f"{text!r} has a leading zero; write {re.sub('^0+(?=[0-9])', '', digits)}")
    if len(digits.replace(".", "").lstrip("0")) > MAX_DIGITS:
        raise Mistake(f"{text!r} has more than {MAX_DIGITS} digits")
    number = Fraction(digits)
    if match["sign"]:
        if scale.type != "number":
            raise Mistake(f"a {scale.type} cannot be negative: {text!r}")
        number = -number
    before, after = (match["before"] or "").strip(), match["after"].strip()
    word = re.match(r"^([a-z]+)\b\.?\s*", after)
    is_letter = word is not None and len(word[1]) < 3  # "3,000 m" of a length is metres
    if word and word[1] in _MAGNITUDES and not (is_letter and scale.type in ("number", "duration")):
        number *= _MAGNITUDES[word[1]]
        after = after[word.end() :]
    unit = after
    if before:
        if before not in CURRENCY_SYMBOLS and not is_currency(before):
            raise Mistake(_expected(text, scale))
        if after:
            raise Mistake(f"{text!r}: {after!r} after the amount is not understood")
        unit = before
    if unit and ((re.search(r"\d", unit) and scale.type != "duration") or unit[0] in ".,_"):
        raise Mistake(_expected(text, scale))
    return _Amount(number, unit)


def _expected(text: str, scale: Scale) -> str:
    samples = {
        "count": "a whole number such as 400, at least 5,000, about 200 or 200 to 300",
        "number": "a number such as 37.5, at least 10 or 2 to 3",
        "money": "an amount with its currency such as $300m or about EUR 5 million",
        "duration": "a duration such as 12 months, 3 days or at least 2 years",
        "percentage": "a percentage such as 37.5% or at least 10%",
    }
    hint = ""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        hint = f"; for a decimal write {text.replace(',', '.')}"
    elif re.fullmatch(r"\d+(_\d+)+", text):
        hint = f"; write {text.replace('_', '')}"
    return f"{text!r} is not understood; expected {samples[scale.type]}{hint}"


def _to_unit(amount: _Amount, scale: Scale, text: str) -> tuple[Fraction, Fraction, str]:
    """The amount in the property's unit, as lower and upper bound (a month is 28 to 31 days)."""
    if abs(amount.number) >= 10**MAX_DIGITS:
        raise Mistake(f"{text!r} has more than {MAX_DIGITS} digits")
    kind, unit, number = scale.type, amount.unit, amount.number
    if kind == "count":
        if unit and unit not in _count_words(scale.unit):
            raise Mistake(f"{text!r}: {unit!r} is not the unit of this property ({scale.unit or 'none'})")
        if number.denominator != 1:
            raise Mistake(f"{text!r} is not a whole number, and this property is a count")
        return number, number, scale.unit
    if kind == "percentage":
        if unit not in ("", "%", "percent", "per cent", "pct"):
            raise Mistake(f"{text!r}: expected a percentage such as 37.5%")
        return number, number, "%"
    if kind == "money":
        code = CURRENCY_SYMBOLS.get(unit) or (unit.upper() if is_currency(unit) else "")
        if not unit and scale.unit:
            code = scale.unit
        if not code:
            raise Mistake(f"{text!r}: expected an amount with its currency such as $300m or EUR 5 million")
        return number, number, code
    return _measured(amount, scale, text)


def _measured(amount: _Amount, scale: Scale, text: str) -> tuple[Fraction, Fraction, str]:
    target = scale.unit or ("day" if scale.type == "duration" else "")
    if not amount.unit:
        if scale.type == "duration":
            raise Mistake(f"{text!r}: expected a duration with its unit such as 12 months")
        return amount.number, amount.number, target
    bounds = convert(amount.number, amount.unit, target)
    if bounds is None:
        raise Mistake(f"{text!r}: {amount.unit!r} cannot be converted to {target or 'a number without a unit'}")
    return *bounds, target


@cache
def _count_words(unit: str) -> frozenset[str]:
    words = {unit, f"{unit}s"} if unit else set()
    return frozenset(words | ({"people", "persons"} if unit == "person" else set()))


# --- hedges ------------------------------------------------------------------------------------

_AT_LEAST = "at least|no fewer than|not fewer than|no less than|not less than|a minimum of|>=|≥|from"
_MORE = "more than|over|above|exceeding|in excess of|upwards of|>"
_AT_MOST = "up to|at most|no more than|not more than|a maximum of|as many as|<=|≤"
_FEWER = "fewer than|less than|under|below|<"
_ABOUT = "about|around|some|roughly|approximately|approx\\.?|circa|ca\\.?|c\\.|~|an estimated|estimated|close to"
_NEARLY = "nearly|almost|just under|just below"
_JUST_OVER = "just over|just above|slightly more than|slightly over|a little over"
_PREFIXES = tuple(
    (name, re.compile(rf"^(?:{words})(?:(?<=[a-z])\s+|(?<![a-z])\s*)(?=\S)"))
    for name, words in (
        ("just_over", _JUST_OVER),
        ("nearly", _NEARLY),
        ("at_least", _AT_LEAST),
        ("more", _MORE),
        ("at_most", _AT_MOST),
        ("fewer", _FEWER),
        ("about", _ABOUT),
    )
)
_SUFFIXES = (
    ("at_least", re.compile(r"\s*(?:\+|\bor more|\band more|\bplus|\bat least)$")),
    ("at_most", re.compile(r"\s*\b(?:or fewer|or less|at most)$")),
)
_BEST = re.compile(r"^(?P<best>[^()]+?)\s*\((?P<range>[^()]+)\)$")
_RANGE = re.compile(
    r"^(?:between\s+(?P<a>.+?)\s+and|(?:from\s+)?(?P<b>.+?)\s*(?:\bto\b|–|—|(?<=[\d%a-z])\s*-\s*(?=[\d$€£])))\s*(?P<c>.+)$"
)


@dataclass(frozen=True, slots=True)
class _Read:
    interval: Interval
    unit: str
    one_sided: bool = False


def _read_interval(text: str, scale: Scale, hedges: Hedges, depth: int = 0) -> _Read:
    if depth > 4:
        raise Mistake(f"{text!r} has too many hedges")
    if text in ("none", "zero", "nil", "no one", "nobody"):
        return _Read(Interval(Fraction(0), Fraction(0), Fraction(0)), _default_unit(scale, text))
    if text in hedges.lookup:
        if scale.type != "count":
            raise Mistake(f"{text!r} is a word for a count; this property is a {scale.type}")
        return _read_interval(hedges.lookup[text], scale, hedges, depth + 1)
    if best := _BEST.match(text):
        return _with_best(best, scale, hedges, depth)
    for name, pattern in _PREFIXES:
        if match := pattern.match(text):
            if name == "at_least" and text.startswith("from ") and _RANGE.match(text):
                continue
            return _hedge(name, _read_interval(text[match.end() :], scale, hedges, depth + 1), scale, hedges)
    for name, pattern in _SUFFIXES:
        if match := pattern.search(text):
            return _hedge(name, _read_interval(text[: match.start()], scale, hedges, depth + 1), scale, hedges)
    if spread := _RANGE.match(text):
        return _read_range(text, spread, scale)
    low, high, unit = _to_unit(_read_amount(text, scale), scale, text)
    return _Read(Interval(low, high, low if low == high else None), unit)


def _default_unit(scale: Scale, text: str) -> str:
    if scale.type == "money" and not scale.unit:
        raise Mistake(f"{text!r}: expected an amount with its currency, such as $0")
    return "%" if scale.type == "percentage" else scale.unit or ("day" if scale.type == "duration" else "")


def _read_range(text: str, match: re.Match[str], scale: Scale) -> _Read:
    first, second = (match["a"] or match["b"]).strip(), match["c"].strip()
    left, right = _read_amount(first, scale), _read_amount(second, scale)
    magnitude = _MAGNITUDE.search(second)
    if magnitude and not _MAGNITUDE.search(first):  # "2 to 3 million" is 2 million to 3 million
        mantissa = _read_amount(second[: magnitude.start()].strip(), scale)
        if left.number <= mantissa.number < right.number:
            left = _Amount(left.number * right.number / mantissa.number, left.unit)
    if left.unit and right.unit and left.unit != right.unit and scale.type == "money":
        raise Mistake(f"{text!r} names two currencies")
    low, _, _ = _to_unit(_Amount(left.number, left.unit or right.unit), scale, text)
    _, high, code = _to_unit(_Amount(right.number, right.unit or left.unit), scale, text)
    if low > high:
        raise Mistake(f"{text!r}: the low end is above the high end")
    return _Read(Interval(low, high), code)


def _with_best(match: re.Match[str], scale: Scale, hedges: Hedges, depth: int) -> _Read:
    outer = _read_interval(match["best"], scale, hedges, depth + 1)
    inner = _read_interval(match["range"], scale, hedges, depth + 1)
    best, span = outer.interval.best, inner.interval
    if best is None:
        raise Mistake(f"{match['best']!r} before the brackets is not one figure")
    if (span.lower is not None and best < span.lower) or (span.upper is not None and best > span.upper):
        raise Mistake(f"{match['best']!r} lies outside of its own range ({match['range']})")
    if outer.unit != inner.unit:
        raise Mistake(f"{match[0]!r} names two units")
    return _Read(Interval(span.lower, span.upper, best), outer.unit)


def _hedge(name: str, read: _Read, scale: Scale, hedges: Hedges) -> _Read:
    low, high = read.interval.lower, read.interval.upper
    is_count = scale.type == "count"
    if low is None or high is None or read.one_sided:
        raise Mistake("a bound of a bound says nothing: use one of them")
    floor = None if scale.type == "number" else Fraction(0)
    bounds: Interval
    if name == "at_least":
        bounds = Interval(low, None)
    elif name == "more":
        bounds = Interval(Fraction(low.__floor__() + 1) if is_count else low, None)
    elif name == "at_most":
        bounds = Interval(floor, high)
    elif name == "fewer":
        top = Fraction(high.__ceil__() - 1) if is_count else high
        if floor is not None and top < floor:
            raise Mistake("fewer than none is not possible")
        bounds = Interval(floor, top)
    else:
        bounds = _soft(name, low, high, hedges)
        if is_count and bounds.lower is not None and bounds.upper is not None:
            outward = (bounds.lower.__floor__(), bounds.upper.__ceil__())
            bounds = Interval(Fraction(outward[0]), Fraction(outward[1]), bounds.best)
    return _Read(bounds, read.unit, name in ("at_least", "more", "at_most", "fewer"))


def _soft(name: str, low: Fraction, high: Fraction, hedges: Hedges) -> Interval:
    best = low if low == high else None
    if name == "about":
        return Interval(low - abs(low) * hedges.about, high + abs(high) * hedges.about, best)
    if name == "nearly":
        return Interval(low - abs(low) * hedges.nearly, high, best)
    return Interval(low, high + abs(high) * hedges.just_over, best)


# --- dates and categories ----------------------------------------------------------------------

_DATE_PREFIX = re.compile(r"^(before|after|by|since|from|until|about|around)\s+(.+)$")


def _read_date(text: str) -> Window:
    prefix, rest = "", text
    if match := _DATE_PREFIX.match(text):
        prefix, rest = match[1], match[2]
    window, mistake = read_window(rest)
    if window is None:
        raise Mistake(mistake or f"{text!r} is not a date")
    first, last = 1, date.max.toordinal()
    if (prefix == "before" and window.first <= first) or (prefix == "after" and window.last >= last):
        raise Mistake(f"{text!r} is not a date: there is no such day")
    if prefix == "before":
        return Window(WINDOW_ALWAYS.first, window.first - 1)
    if prefix == "after":
        return Window(window.last + 1, WINDOW_ALWAYS.last)
    if prefix in ("by", "until"):
        return Window(WINDOW_ALWAYS.first, window.last)
    if prefix in ("since", "from"):
        return Window(window.first, WINDOW_ALWAYS.last)
    if prefix:
        raise Mistake(f"{text!r}: how far is {prefix!r}? write the span of days, such as 2031-05-01/2031-05-07")
    return window


def _read_choices(texts: tuple[str, ...], scale: Scale) -> Choices:
    names: set[str] = set()
    negated = False
    known = {value.casefold(): value for value in scale.values}
    for text in texts:
        folded = fold(text)
        if not folded:
            raise Mistake("expected a category")
        if folded.startswith("not ") and len(texts) > 1:
            raise Mistake(f"{text!r}: in a list, name the categories that it may be")
        if folded.startswith("not ") and len(texts) == 1:
            negated, folded = True, folded[4:]
        if known and folded not in known:
            from checker.problems import did_you_mean

            raise Mistake(f"{text!r} is not one of {', '.join(scale.values)}{did_you_mean(folded, known)}")
        names.add(known.get(folded, folded))
    if not names:
        raise Mistake("expected at least one category")
    if negated and scale.values:
        return Choices(frozenset(scale.values) - names)
    return Choices(frozenset(names), negated)


# --- the one entry -----------------------------------------------------------------------------


def fold(text: str) -> str:
    """Text for comparison: one space between words, no case, no odd spaces."""
    return " ".join(text.split()).casefold()


def read_value(raw: str | tuple[str, ...], scale: Scale, hedges: Hedges) -> tuple[Value | None, str | None]:
    """Read a claim's value; returns (value, None) or (None, what is wrong)."""
    texts = (raw,) if isinstance(raw, str) else raw
    shown = raw if isinstance(raw, str) else ", ".join(texts)
    try:
        if scale.type == "text":
            return Value(shown), None
        if len(texts) == 1 and fold(texts[0]) in ("unknown", "not stated", "undisclosed"):
            return Value(shown, stated=False), None
        if scale.type == "category":
            return Value(shown, choices=_read_choices(texts, scale)), None
        if not isinstance(raw, str):
            raise Mistake(f"a {scale.type} is one value, not a list; for a range write 200 to 300")
        text = fold(raw)
        if not text:
            raise Mistake("expected a value")
        if scale.type == "date":
            window = _read_date(text)
            return Value(raw, _days(window), unit="date"), None
        read = _read_interval(text, scale, hedges)
    except Mistake as mistake:
        return None, str(mistake)
    return Value(raw, read.interval, unit=read.unit), None


def _days(window: Window) -> Interval:
    low = None if window.first <= WINDOW_ALWAYS.first else Fraction(window.first)
    high = None if window.last >= WINDOW_ALWAYS.last else Fraction(window.last)
    return Interval(low, high, low if low == high else None)
