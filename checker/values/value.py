"""The words of a figure, read as an interval: "at least 5,000" is [5000, inf).

A value keeps the words that were used. Bounds are exact fractions; None is unbounded. Dates are days
(`datetime.date.toordinal`), categories are sets. A mistake in the text is returned, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from checker.problems import quoted
from checker.values.amounts import (
    A_VALUE,
    MAGNITUDES,
    SAMPLE_RANGES,
    Amount,
    Mistake,
    Scale,
    begins_unit,
    count_words,
    not_the_unit,
    read_amount,
    read_or_none,
    to_unit,
)
from checker.values.dates import WINDOW_ALWAYS, Window, is_like_a_date, read_window

__all__ = ["NUMERIC_TYPES", "TYPES", "Choices", "Hedges", "Interval", "Scale", "Value", "fold", "read_value"]

NUMERIC_TYPES = ("count", "number", "money", "duration", "percentage")
TYPES = (*NUMERIC_TYPES, "date", "category", "text")
MAX_LENGTH = 200
UNKNOWN = ("unknown", "not stated", "undisclosed")
_NOT_KNOWN = frozenset("?|-|n/a|na|tbc|tbd|unclear|unspecified|not clear|not disclosed|not given|not known".split("|"))


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


# --- hedges ------------------------------------------------------------------------------------

_AT_LEAST = (
    "at least|at the very least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of"
    "|as few as|as little as|>=|≥|from"
)
_MORE = (
    "more than|over|well over|above|well above|well more than|far more than|greater than|exceeding|in excess of"
    "|upwards? of|>"
)
_AT_MOST = (
    "up to|at most|at the very most|no more than|not more than|not exceeding|a maximum of|maximum of|as many as"
    "|as much as|<=|≤"
)
_FEWER = "fewer than|far fewer than|less than|far less than|well under|well below|under|below|<"
_ABOUT = (
    r"about|just about|around|some|roughly|approximately|approx\.?|circa|ca\.|ca(?! ?\$)|c\.|~|≈|an estimated|estimated"
    "|close to|more or less|in the region of"
)
_NEARLY = (
    "nearly|almost|not quite|just under|just below|just less than|just fewer than|just shy of|slightly under"
    "|slightly below|slightly less than|slightly fewer than|a little under|a little less than|a little fewer than"
)
_JUST_OVER = (
    "just over|just above|just more than|slightly more than|slightly over|slightly above|a little over"
    "|a little more than"
)
_EXACTLY = "exactly|precisely"
_NO_HEDGE = "a total of|only|just|merely|a mere"
_PREFIXES = tuple(
    (name, re.compile(rf"(?P<said>{words})(?:(?<=[a-z])\s+|(?<![a-z])\s*)(?=\S)", re.IGNORECASE | re.ASCII))
    for name, words in (
        ("just_over", _JUST_OVER),
        ("nearly", _NEARLY),
        ("at_least", _AT_LEAST),
        ("more", _MORE),
        ("at_most", _AT_MOST),
        ("fewer", _FEWER),
        ("about", _ABOUT),
        ("exactly", _EXACTLY),
        ("", _NO_HEDGE),
    )
)
HEDGES_BEFORE = "|".join((_JUST_OVER, _NEARLY, _AT_LEAST, _MORE, _AT_MOST, _FEWER, _ABOUT, _EXACTLY, _NO_HEDGE))
_BOUNDS = ("at_least", "more", "at_most", "fewer")
_OR_MORE = (
    "plus|or more|and more|or over|and over|or above|and above|or up|and up|or older|and older|or longer|or higher"
    "|at least"
)
_OR_LESS = "or fewer|or less|or under|and under|or below|and below|or younger|or shorter|or lower|at most"
_OR_SO = "or so|or thereabouts"
HEDGES_AFTER = f"{_OR_MORE}|{_OR_LESS}|{_OR_SO}"
_SUFFIX = re.compile(
    rf"(?P<rest>.*?\S)(?:\s*(?P<plus>\+)|[\s-](?:(?P<at_least>{_OR_MORE})|(?P<at_most>{_OR_LESS})|(?P<about>{_OR_SO})))"
    r"(?:\s+(?P<unit>[^\W\d_][^\d()]*))?",
    re.IGNORECASE | re.ASCII,
)
_BEST = re.compile(r"^(?P<best>[^()]+?)\s*\((?P<range>[^()]+)\)$")
_RANGE = re.compile(
    r"^(?:between\s+(?P<a>.+?)\s+and"
    r"|(?:from\s+)?(?P<b>.+?)\s*(?:\bto\b|–|—|(?<=[\d%a-z])\s*-\s*(?=[\d$€£])))\s*(?P<c>.+)$",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?![a-z])", re.IGNORECASE | re.ASCII
)

_NOTHING = ("none", "zero", "nil", "no one", "nobody")


@dataclass(frozen=True, slots=True)
class _Read:
    interval: Interval
    unit: str
    hedge: str = ""  # the outermost one, and its words
    said: str = ""
    is_range: bool = False


def _read_interval(text: str, scale: Scale, hedges: Hedges, depth: int = 0) -> _Read:
    if depth > 4:
        raise Mistake(f"{quoted(text)} has too many hedges")
    folded = text.casefold()
    if folded in _NOTHING or (folded.startswith("no ") and folded[3:] in count_words(scale.unit)):
        return _Read(Interval(Fraction(0), Fraction(0), Fraction(0)), _default_unit(scale, text))
    if word := _word_for_range(text, scale, hedges):
        return replace(_read_interval(hedges.lookup[word], scale, hedges, depth + 1), is_range=False)
    _check_figure(text)
    if best := _BEST.match(text):
        return _with_best(best, scale, hedges, depth)
    if found := _find_hedge(text, scale):
        name, said, rest = found
        return _hedge(name, said, _read_interval(rest, scale, hedges, depth + 1), scale, hedges)
    if spread := _RANGE.match(text):
        return _read_range(text, spread, scale)
    low, high, unit = to_unit(read_amount(text, scale), scale, text)
    return _Read(Interval(low, high, low if low == high else None), unit)


def _check_figure(text: str) -> None:
    """That there is a figure beside the words: not "at least" alone, not "200 to"."""
    first, _, last = text.rpartition(" ")
    if last.casefold() == "to" or (last.casefold() == "and" and first[:8].casefold() == "between "):
        raise Mistake(f"{quoted(text)}: a figure is missing after {quoted(last)}")
    if any(map(str.isdigit, text)):
        return
    found = (pattern.match(f"{text} 0") for _, pattern in _PREFIXES)
    if text.casefold() == "between" or any(match and match.end() > len(text) for match in found):
        raise Mistake(f"a figure is missing after {quoted(text)}")
    suffix = _SUFFIX.fullmatch(f"0 {text}")
    if suffix and suffix["rest"] == "0" and not suffix["unit"]:
        raise Mistake(f"a figure is missing before {quoted(text)}")


def _find_hedge(text: str, scale: Scale) -> tuple[str, str, str] | None:
    """The hedge before or after a figure: its name, its words, and the text without it."""
    if not text[0].isdigit():
        for name, pattern in _PREFIXES:
            match = pattern.match(text)
            if match and not (match["said"].casefold() == "from" and _RANGE.match(text)):
                return name, match["said"], text[match.end() :]
    match = None if text[-1].isdigit() else _SUFFIX.fullmatch(text)
    if match is None:
        return None
    name = next((key for key in ("at_least", "at_most", "about") if match[key]), "at_least")
    said, unit = match["plus"] or match[name], match["unit"] or ""
    is_unit = not unit or begins_unit(unit)
    is_large = MAGNITUDES.get(unit.partition(" ")[0].casefold(), 0) >= 1000 and said.casefold() in ("+", "plus")
    if not is_unit and not (is_large and match["rest"][-1].isdigit()):
        return None  # "5+ million" is plain, "two or more ten" is not
    if unit and scale.type == "count" and is_unit and unit.casefold() not in count_words(scale.unit):
        raise Mistake(not_the_unit(text, unit, scale))
    return name, said, f"{match['rest']} {unit}".strip()


def _word_for_range(text: str, scale: Scale, hedges: Hedges) -> str:
    """The word of the profile in "hundreds", "hundreds of people", "several people"; "" if there is none."""
    word, unit = text.casefold(), ""
    for separator in (" of ", " "):
        if word in hedges.lookup:
            break
        head, _, unit = text.rpartition(separator)
        word = head.casefold()
    if word not in hedges.lookup or (unit and not begins_unit(unit)):
        return ""
    if scale.type != "count":
        raise Mistake(
            f"{quoted(word)} is a word for a count; this property is {A_VALUE[scale.type]}: "
            f"write the range that is meant, such as {SAMPLE_RANGES[scale.type]}"
        )
    if unit and unit.casefold() not in count_words(scale.unit):
        raise Mistake(not_the_unit(text, unit, scale))
    return word


def _default_unit(scale: Scale, text: str) -> str:
    if scale.type == "money" and not scale.unit:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency, such as $0")
    return "%" if scale.type == "percentage" else scale.unit or ("day" if scale.type == "duration" else "")


def _read_range(text: str, match: re.Match[str], scale: Scale) -> _Read:
    first, second = (match["a"] or match["b"]).strip(), match["c"].strip()
    if _find_hedge(first, scale) or _find_hedge(second, scale):
        raise Mistake(f"{quoted(text)}: a hedge belongs before the whole range, such as about 200 to 300")
    left, right = read_amount(first, scale), read_amount(second, scale)
    left = _with_magnitude(text, (first, left), (second, right), scale)
    if left.unit and not right.unit and scale.type in ("number", "duration"):
        raise Mistake(f"{quoted(text)}: the high end has no unit")
    low, _, unit = to_unit(Amount(left.number, left.unit or right.unit), scale, text)
    _, high, other = to_unit(Amount(right.number, right.unit or left.unit), scale, text)
    if unit != other:
        raise Mistake(f"{quoted(text)} names two currencies")
    if low > high:
        raise Mistake(f"{quoted(text)}: the low end is above the high end")
    return _Read(Interval(low, high), unit, is_range=True)


def _with_magnitude(text: str, low: tuple[str, Amount], high: tuple[str, Amount], scale: Scale) -> Amount:
    """The low end with the magnitude of the high end: "2 to 3 million" is 2 million to 3 million."""
    (first, left), (second, right) = low, high
    known = max((MAGNITUDES[word.casefold()] for word in _MAGNITUDE.findall(first)), default=0)
    shared = next((m for m in _MAGNITUDE.finditer(second) if m.start() and MAGNITUDES[m[0].casefold()] > known), None)
    if shared is None or (left.unit and first.endswith(left.unit)):
        return left
    mantissa = read_or_none(second[: shared.start()].strip(" -"), scale)
    if mantissa is None or not mantissa.number:
        return left
    factor = right.number / mantissa.number
    if left.number <= mantissa.number < right.number:
        return Amount(left.number * factor, left.unit)
    if factor >= 10**6 and left.number < 1000 and not known:
        raise Mistake(f"{quoted(text)}: write the magnitude of the low end as well, such as 900 thousand to 2 million")
    return left


def _with_best(match: re.Match[str], scale: Scale, hedges: Hedges, depth: int) -> _Read:
    outer = _read_interval(match["best"], scale, hedges, depth + 1)
    inner = _read_interval(match["range"], scale, hedges, depth + 1)
    best, span = outer.interval.best, inner.interval
    if best is None:
        raise Mistake(f"{quoted(match['best'])} before the brackets is not one figure")
    if outer.unit != inner.unit:
        raise Mistake(f"{quoted(match[0])} names two units")
    if (span.lower is not None and best < span.lower) or (span.upper is not None and best > span.upper):
        raise Mistake(f"{quoted(match['best'])} lies outside of its own range ({match['range'][:60]})")
    return _Read(Interval(span.lower, span.upper, best), outer.unit)


def _hedge(name: str, said: str, read: _Read, scale: Scale, hedges: Hedges) -> _Read:
    if not name:
        return read
    _check_together(name, said, read)
    low, high = read.interval.lower, read.interval.upper
    if low is None or high is None:
        raise Mistake("a bound of a bound says nothing: use one of them")
    is_count = scale.type == "count"
    floor = None if scale.type == "number" else Fraction(0)
    bounds: Interval
    if name == "exactly":
        bounds = read.interval
    elif name == "at_least":
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
    return replace(read, interval=bounds, hedge=name, said=said)


def _check_together(name: str, said: str, inner: _Read) -> None:
    """Two hedges of one figure: a bound of a soft figure is sensible ("at least about 500"), little else is."""
    if inner.hedge and said.casefold() == inner.said.casefold():
        raise Mistake(f"{quoted(said)} stands twice; write it once")
    if inner.is_range and name in _BOUNDS:
        raise Mistake(f"a bound and a range cannot be combined: leave out {quoted(said)}, or write one figure after it")
    if inner.is_range and name != "about":
        raise Mistake(f"{quoted(said)} and a range cannot be combined")
    if inner.hedge in _BOUNDS and name != "exactly":
        raise Mistake("a bound of a bound says nothing: use one of them")
    if inner.hedge == "exactly" or (inner.hedge and name not in _BOUNDS):
        raise Mistake(f"{quoted(said)} and {quoted(inner.said)} cannot be combined: use one of them")


def _soft(name: str, low: Fraction, high: Fraction, hedges: Hedges) -> Interval:
    best = low if low == high else None
    if name == "about":
        return Interval(low - abs(low) * hedges.about, high + abs(high) * hedges.about, best)
    if name == "nearly":
        return Interval(low - abs(low) * hedges.nearly, high, best)
    return Interval(low, high + abs(high) * hedges.just_over, best)


# --- dates and categories ----------------------------------------------------------------------

_DATE_WORDS = {
    "before": "before|prior to",
    "after": "after",
    "until": "by|until|till|no later than|not later than|not after",
    "since": "since|from|no earlier than|not earlier than|not before",
    "on": "on|in",
    "about": "about|around|circa|roughly|approximately",
}
_DATE_PREFIX = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _DATE_WORDS.items()) + r")(?:\s+(?P<rest>\S.*))?$",
    re.IGNORECASE | re.ASCII,
)


def _read_date(text: str) -> Window:
    prefix, said, rest = "", "", text
    if match := _DATE_PREFIX.match(text):
        prefix = next(name for name in _DATE_WORDS if match[name])
        said, rest = match[prefix], match["rest"] or ""
        if not rest:
            raise Mistake(f"a date is missing after {quoted(said)}")
    window, mistake = read_window(rest)
    if window is None:
        raise Mistake((read_window(text)[1] if is_like_a_date(text) else mistake) or f"{quoted(text)} is not a date")
    first, last = 1, date.max.toordinal()
    if (prefix == "before" and window.first <= first) or (prefix == "after" and window.last >= last):
        raise Mistake(f"{quoted(text)} is not a date: there is no such day")
    if prefix == "before":
        return Window(WINDOW_ALWAYS.first, window.first - 1)
    if prefix == "after":
        return Window(window.last + 1, WINDOW_ALWAYS.last)
    if prefix == "until":
        return Window(WINDOW_ALWAYS.first, window.last)
    if prefix == "since":
        return Window(window.first, WINDOW_ALWAYS.last)
    if prefix == "about":
        raise Mistake(f"{quoted(text)}: how far is {said!r}? write the span of days, such as 2031-05-01/2031-05-07")
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
            raise Mistake(f"{quoted(text)}: in a list, name the categories that it may be")
        if folded.startswith("not ") and len(texts) == 1:
            negated, folded = True, folded[4:]
        if known and folded not in known:
            from checker.problems import did_you_mean

            hint = did_you_mean(folded, known)
            raise Mistake(f"{quoted(text)} is not one of {', '.join(scale.values)}{hint}")
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
        if len(texts) == 1 and fold(texts[0]) in UNKNOWN:
            return Value(shown, stated=False), None
        if scale.type == "category":
            return Value(shown, choices=_read_choices(texts, scale)), None
        if not isinstance(raw, str):
            such = SAMPLE_RANGES[scale.type]
            raise Mistake(f"{A_VALUE[scale.type]} is one value, not a list; for a range write {such}")
        text = " ".join(raw.split())
        if not text:
            raise Mistake("expected a value")
        if len(text) > MAX_LENGTH:
            raise Mistake(f"{quoted(text)} is too long for {A_VALUE[scale.type]}")
        if text.casefold() in _NOT_KNOWN:
            raise Mistake(f"{quoted(text)} is not understood; where the source does not say, write unknown")
        if scale.type == "date":
            window = _read_date(text)
            return Value(raw, _days(window), unit="date"), None
        read = _read_interval(text, scale, hedges)
    except Mistake as mistake:
        if scale.type in NUMERIC_TYPES and isinstance(raw, str) and is_like_a_date(text := " ".join(raw.split())):
            return None, f"{quoted(text)} is a date, and {A_VALUE[scale.type]} is expected"
        return None, str(mistake)
    return Value(raw, read.interval, unit=read.unit), None


def _days(window: Window) -> Interval:
    low = None if window.first <= WINDOW_ALWAYS.first else Fraction(window.first)
    high = None if window.last >= WINDOW_ALWAYS.last else Fraction(window.last)
    return Interval(low, high, low if low == high else None)
