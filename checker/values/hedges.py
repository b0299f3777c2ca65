"""The words that make a figure a bound or a soft one: "at least", "about", "or more"; and what they do to it.

A new hedge is a line of one of the tables here, and a test.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.advice import not_the_unit
from checker.values.kinds import Hedges, Interval, Mistake, Scale, Share
from checker.values.lexicon import MAGNITUDES
from checker.values.units import begins_unit, count_words

_BEFORE: dict[str, str] = {
    "just_over": "just over|just above|just more than|slightly more than|slightly over|slightly above|a little over"
    "|a little more than",
    "nearly": "nearly|almost|not quite|just under|just below|just less than|just fewer than|just shy of"
    "|slightly under|slightly below|slightly less than|slightly fewer than|a little under|a little less than"
    "|a little fewer than",
    "at_least": "at least|at the very least|no fewer than|not fewer than|no less than|not less than|a minimum of"
    "|minimum of|>=|≥|from",
    "as_low": "as few as|as little as|as low as",
    "more": "more than|over|well over|above|well above|well more than|far more than|greater than|exceeding"
    "|in excess of|upwards? of|north of|>",
    "at_most": "up to|at most|at the very most|no more than|not more than|not exceeding|a maximum of|maximum of|<=|≤",
    "as_high": "as many as|as much as|as high as",
    "fewer": "fewer than|far fewer than|less than|far less than|well under|well below|south of|under|below|<",
    "about": r"about|just about|around|some|roughly|approximately|approx\.?|circa|ca\.|ca(?! ?\$)|c\.|~|≈"
    "|an estimated|estimated|close to|more or less|in the region of",
    "exactly": "exactly|precisely",
    "": "a total of|a record|only|just|merely|a mere",
}
"""Hedges before a figure, as patterns, by what they do; "" does nothing. The first that fits is taken.

"As high as 61" is at most 61, and 61 is what its voice puts it at.
"""

_AFTER: dict[str, str] = {
    "at_least": "plus|or more|and more|or over|and over|or above|and above|or up|and up|or older|and older|or longer"
    "|or higher|at least",
    "at_most": "or fewer|or less|or under|and under|or below|and below|or younger|or shorter|or lower|at most",
    "about": "or so|or thereabouts",
}
"""Hedges after a figure."""

HEDGES_BEFORE, HEDGES_AFTER = "|".join(_BEFORE.values()), "|".join(_AFTER.values())
_SOFT = ("about", "nearly", "just_over")
_LIMITS = ("at_least", "more", "at_most", "fewer")
_BOUNDS = ("at_least", "as_low", "more", "at_most", "as_high", "fewer")

ROOM = Fraction(1, 100)
"""How far the digits of a limit leave room at most: "at least $78bn" may be $77.6bn, "more than 5%" is not 4.6%."""

_PREFIXES = tuple(
    (name, lazy_pattern(rf"(?P<words>{words})(?:(?<=[a-z])\s+|(?<![a-z])\s*)(?=\S)", re.IGNORECASE | re.ASCII))
    for name, words in _BEFORE.items()
)
_SUFFIX = lazy_pattern(
    r"(?P<rest>.*?\S)(?:\s*(?P<plus>\+)|[\s-](?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _AFTER.items())
    + r"))(?:\s+(?P<unit>[^\W\d_][^\d()]*))?",
    re.IGNORECASE | re.ASCII,
)
RANGE = lazy_pattern(
    r"^(?:between\s+(?P<a>.+?)\s+and"
    r"|(?:from\s+)?(?P<b>.+?)\s*(?:\bto\b|–|—|(?<=[\d%a-z])\s*-\s*(?=[\d$€£])))\s*(?P<c>.+)$",
    re.IGNORECASE,
)


class Hedged(Struct, frozen=True, kw_only=True):
    """A figure as it is read so far, with the outermost hedge and its words.

    `rounded` is the interval as far as the written digits go, `soft_upper` the top that the words suggest where there
    is none, `written_unit` the unit as the text has it.
    """

    interval: Interval
    unit: str
    rounded: Interval
    soft_upper: Fraction | None = None
    granularity: Fraction = Fraction(0)
    share: Share | None = None
    also: Hedged | None = None
    hedge: str = ""
    words: str = ""
    is_range: bool = False
    written_unit: str = ""

    @property
    def top(self) -> Fraction | None:
        """The upper bound, or the soft one."""
        return self.soft_upper if self.interval.upper is None else self.interval.upper


class HedgeInText(Struct, frozen=True):
    """A hedge in a text: what it does, its words, and the text without it."""

    name: str
    words: str
    rest: str


def find_hedge(text: str, scale: Scale) -> HedgeInText | None:
    """The hedge before or after a figure; None if there is none."""
    if not text:
        return None
    if not text[0].isdigit():
        for name, pattern in _PREFIXES:
            match = pattern.match(text)
            if match and not (match["words"].casefold() == "from" and RANGE.match(text)):
                return HedgeInText(name, match["words"], text[match.end() :])
    match = None if text[-1].isdigit() else _SUFFIX.fullmatch(text)
    return _hedge_after(text, match, scale) if match else None


def _hedge_after(text: str, match: re.Match[str], scale: Scale) -> HedgeInText | None:
    name = next((key for key in _AFTER if match[key]), "at_least")
    words, unit = match["plus"] or match[name], match["unit"] or ""
    is_unit = not unit or begins_unit(unit)
    is_large = MAGNITUDES.get(unit.partition(" ")[0].casefold(), 0) >= 1000 and words.casefold() in ("+", "plus")
    if not is_unit and not (is_large and match["rest"][-1].isdigit()):
        return None  # "5+ million" is plain, "two or more ten" is not
    if unit and scale.type == "count" and is_unit and unit.casefold() not in count_words(scale.unit):
        raise Mistake(not_the_unit(text, unit, scale))
    return HedgeInText(name, words, f"{match['rest']} {unit}".strip())


def check_figure(text: str) -> None:
    """A Mistake if there is no figure beside the hedge: "at least" alone, "200 to"."""
    first, _, last = text.rpartition(" ")
    if last.casefold() == "to" or (last.casefold() == "and" and first[:8].casefold() == "between "):
        raise Mistake(f"{quoted(text)}: a figure is missing after {quoted(last)}")
    if any(map(str.isdigit, text)):
        return
    matches = (pattern.match(f"{text} 0") for _, pattern in _PREFIXES)
    if text.casefold() == "between" or any(match and match.end() > len(text) for match in matches):
        raise Mistake(f"a figure is missing after {quoted(text)}")
    suffix = _SUFFIX.fullmatch(f"0 {text}")
    if suffix and suffix["rest"] == "0" and not suffix["unit"]:
        raise Mistake(f"a figure is missing before {quoted(text)}")


def hedge(phrase: HedgeInText, read: Hedged, scale: Scale, hedges: Hedges) -> Hedged:
    """A figure with a hedge. A Mistake if the two do not go together."""
    if not phrase.name:
        return read
    _check_together(phrase, read)
    if phrase.name == "exactly":
        return replace(read, rounded=read.interval, hedge=phrase.name, words=phrase.words)
    low, high = read.interval.lower, read.top
    if low is None or high is None:
        raise Mistake("a bound of a bound says nothing: use one of them")
    name, best = phrase.name, read.interval.best
    bounds = _hedged(name, low, high, best, scale, hedges)
    wide = (
        low if read.rounded.lower is None else read.rounded.lower,
        high if read.rounded.upper is None else read.rounded.upper,
    )
    if name in _LIMITS:
        wide = max(wide[0], low - abs(low) * ROOM), min(wide[1], high + abs(high) * ROOM)
    rounded = _around(bounds, wide) if name in _SOFT else _hedged(name, *wide, best, scale, hedges)
    soft = _soft_top(name, bounds, read, hedges)
    if read.interval.upper is None:
        bounds, rounded = replace(bounds, upper=None), replace(rounded, upper=None)
    return replace(read, interval=bounds, rounded=rounded, soft_upper=soft, hedge=name, words=phrase.words)


def _around(bounds: Interval, wide: tuple[Fraction, Fraction]) -> Interval:
    """A soft figure as far as its digits go: "about" says more than they do, if it is wider."""
    low, high = bounds.lower, bounds.upper
    return replace(
        bounds,
        lower=wide[0] if low is None else min(low, wide[0]),
        upper=wide[1] if high is None else max(high, wide[1]),
    )


def _soft_top(name: str, bounds: Interval, read: Hedged, hedges: Hedges) -> Fraction | None:
    """The top that a hedged figure suggests: "more than 5" is hardly more than 10."""
    if name == "more":
        low, best = read.interval.lower, read.interval.best
        figure = best if best is not None else low
        doubled = figure * (1 + hedges.more_than) if figure is not None and figure > 0 else None
        return max((top for top in (doubled, read.soft_upper) if top is not None), default=None)
    return bounds.upper if read.interval.upper is None else None


def _hedged(name: str, low: Fraction, high: Fraction, best: Fraction | None, scale: Scale, hedges: Hedges) -> Interval:
    least = None if scale.is_signed else Fraction(0)
    if name == "at_least":
        return Interval(low, None)
    if name == "as_low":
        return Interval(low, None, best)
    if name == "more":
        return Interval(Fraction(floor(low) + 1) if scale.is_whole else low, None)
    if name == "at_most":
        return Interval(least, high)
    if name == "as_high":
        return Interval(least, high, best)
    if name == "fewer":
        top = Fraction(ceil(high) - 1) if scale.is_whole else high
        if least is not None and top < least:
            raise Mistake("fewer than none is not possible")
        return Interval(least, top)
    return _softened(name, low, high, best, scale, hedges)


def _softened(
    name: str, low: Fraction, high: Fraction, best: Fraction | None, scale: Scale, hedges: Hedges
) -> Interval:
    below = {"about": hedges.about, "nearly": hedges.nearly}.get(name, Fraction(0))
    above = {"about": hedges.about, "just_over": hedges.just_over}.get(name, Fraction(0))
    lower, upper = low - abs(low) * below, high + abs(high) * above
    if scale.is_whole:
        lower, upper = Fraction(floor(lower)), Fraction(ceil(upper))
    return Interval(lower, upper, best)


def _check_together(phrase: HedgeInText, inner: Hedged) -> None:
    """Two hedges of one figure: a bound of a soft figure is sensible ("at least about 500"), little else is."""
    name, words = phrase.name, phrase.words
    if inner.hedge and words.casefold() == inner.words.casefold():
        raise Mistake(f"{quoted(words)} is here twice; write it once")
    if inner.is_range and name in _BOUNDS:
        raise Mistake(
            f"a bound and a range cannot be combined: leave out {quoted(words)}, or write one figure after it"
        )
    if inner.is_range and name != "about":
        raise Mistake(f"{quoted(words)} and a range cannot be combined")
    if inner.hedge in _BOUNDS and name != "exactly":
        raise Mistake("a bound of a bound says nothing: use one of them")
    if inner.hedge == "exactly" or (inner.hedge and name not in _BOUNDS):
        raise Mistake(f"{quoted(words)} and {quoted(inner.words)} cannot be combined: use one of them")
