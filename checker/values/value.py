"""The words of a claim's value, read as what they mean: "at least 5,000" is [5000, inf).

A value keeps the words that were used. Bounds are exact fractions; None is unbounded. Dates are days
(`datetime.date.toordinal`), categories are sets. A mistake in the text is returned, never raised.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import did_you_mean, quoted
from checker.values.amounts import read_or_none
from checker.values.dates import WINDOW_ALWAYS, Window, is_like_a_date, read_window
from checker.values.hedges import Hedged
from checker.values.intervals import read_interval
from checker.values.kinds import (
    A_VALUE,
    NUMERIC_TYPES,
    SAMPLE_RANGES,
    TYPES,
    Choices,
    Hedges,
    Interval,
    Mistake,
    Scale,
    Share,
    Value,
)
from checker.values.lexicon import UNKNOWN
from checker.values.rate_words import check_period, multiplied, per_factor, without_average, without_rate
from checker.values.shares import check_whole, is_plain, is_share, share_in_words, without_whole

__all__ = ["NUMERIC_TYPES", "TYPES", "Choices", "Hedges", "Interval", "Scale", "Value", "fold", "read_value"]

MAX_LENGTH = 200
_SAYS = r"write (?!the figure|the range|the amount|a number)|`compared`|leading zero|more than \d+ digits"
_DECIMALS = {"½": "5", "¼": "25", "¾": "75"}
_VULGAR = lazy_pattern(rf"(?<![\d.,])(\d+)\s?([{''.join(_DECIMALS)}])")
_NOT_KNOWN = frozenset(
    "?|-|n/a|na|tbc|tbd|unclear|unspecified|not clear|not disclosed|not given|not known|unconfirmed|undetermined"
    "|unknown number|an unknown number|an unspecified number|an undisclosed sum".split("|")
)


def fold(text: str) -> str:
    """Text for comparison: one space between words, no case, no odd spaces."""
    return " ".join(text.split()).casefold()


def read_value(
    raw: str | tuple[str, ...], scale: Scale, hedges: Hedges, *, is_advised: bool = True
) -> tuple[Value | None, str | None]:
    """Read a claim's value; returns (value, None) or (None, what is wrong, and where it is advised what to write)."""
    try:
        return _read(raw, scale, hedges), None
    except Mistake as mistake:
        if scale.type in NUMERIC_TYPES and isinstance(raw, str) and is_like_a_date(text := " ".join(raw.split())):
            return None, f"{quoted(text)} is a date, and {A_VALUE[scale.type]} is expected"
        said = str(mistake)
        return None, _with_proposal(raw, scale, hedges, said) if is_advised and isinstance(raw, str) else said


_ELSE = lazy_pattern("; write [^;]+ if the article gives it, else [^;]+$")


def _with_proposal(raw: str, scale: Scale, hedges: Hedges, said: str) -> str:
    """With what to write for a text that is refused, where that is read and nothing else was said."""
    text = " ".join(raw.split())
    if scale.type not in NUMERIC_TYPES or re.search(_SAYS, said) or len(text) > 60:
        return said
    from checker.values.newspaper import proposals  # its patterns take a while, and most texts are read

    for written in proposals(text, scale):
        if all(each != text and read_value(each, scale, hedges, is_advised=False)[0] for each in written):
            return f"{_ELSE.sub('', said)}; write {' or '.join(written)}"
    return said


def _read(raw: str | tuple[str, ...], scale: Scale, hedges: Hedges) -> Value:
    texts = (raw,) if isinstance(raw, str) else raw
    shown = raw if isinstance(raw, str) else ", ".join(texts)
    if scale.type == "text":
        return Value(shown)
    if len(texts) == 1 and fold(texts[0]) in UNKNOWN:
        return Value(shown, stated=False)
    if scale.type == "category":
        return Value(shown, choices=_read_choices(texts, scale))
    if not isinstance(raw, str):
        such = SAMPLE_RANGES[scale.type]
        raise Mistake(f"{A_VALUE[scale.type]} is one value, not a list; for a range write {such}")
    return _read_figure(raw, scale, hedges)


def _read_figure(raw: str, scale: Scale, hedges: Hedges) -> Value:
    """A figure or a date."""
    text = _with_decimals(" ".join(raw.split()))
    if not text:
        raise Mistake("expected a value")
    if len(text) > MAX_LENGTH:
        raise Mistake(f"{quoted(text)} is too long for {A_VALUE[scale.type]}")
    if text.casefold() in _NOT_KNOWN:
        raise Mistake(f"{quoted(text)} is not understood; where the source does not say, write unknown")
    if scale.type == "date":
        return Value(raw, _days(_read_date(text)), unit="date")
    return _as_value(raw, _read_numeric(text, scale, hedges), scale)


def _with_decimals(text: str) -> str:
    """ "1½ million" as "1.5 million"."""
    return _VULGAR.sub(lambda match: f"{match[1]}.{_DECIMALS[match[2]]}", text)


def _no_share(text: str) -> str:
    from checker.values.composed import no_share  # its patterns take a while

    return no_share(text)


def _read_numeric(text: str, scale: Scale, hedges: Hedges) -> Hedged:
    """A figure that is no date, less what it is a share of and what it is a rate per."""
    figure, whole, per = text, "", ""
    may_be_share = scale.type == "percentage" and not is_plain(text)
    if may_be_share and (why := _no_share(text)):
        raise Mistake(f"{quoted(text)} is not understood: {why}")
    if may_be_share and (in_words := share_in_words(text, hedges.nearly)) is not None:
        interval, whole = in_words
        check_whole(text, whole, scale)
        share = Share(of=whole) if whole else None
        read = Hedged(interval=interval, unit="%", rounded=interval, granularity=Fraction(1), share=share)
        return _limited(read, scale, text)
    if may_be_share:
        figure, whole = without_whole(text)
        check_whole(text, whole, scale)
    if scale.per:
        figure, per = without_rate(without_average(figure, scale), scale)
    try:
        read = read_interval(figure, scale, hedges)
    except Mistake:
        if not scale.per:
            without_rate(without_average(figure, scale), scale)
        check_period(figure)
        raise
    if may_be_share and not read.words and is_share(figure, read_or_none):
        read = _loose(read, hedges)
    if per:
        read = _per_unit(read, per_factor(per, scale, text))
    if whole:
        share = read.share or Share()
        read = replace(read, share=replace(share, of=share.of or whole))
    return _limited(read, scale, text)


def _loose(read: Hedged, hedges: Hedges) -> Hedged:
    """A share in words, such as half or one in five: as exact as what is about it."""
    best = read.interval.best
    if best is None:
        return read
    loose = Interval(best - best * hedges.about, best + best * hedges.about, best)
    return replace(read, interval=loose, rounded=loose)


def _per_unit(read: Hedged, times: tuple[Fraction, Fraction]) -> Hedged:
    """A rate as one of the property's: 100 a month as 1,200 a year."""
    return replace(
        read,
        interval=multiplied(read.interval, times),
        rounded=multiplied(read.rounded, times),
        soft_upper=None if read.soft_upper is None else read.soft_upper * times[1],
        granularity=read.granularity * times[1],
    )


def _limited(read: Hedged, scale: Scale, text: str) -> Hedged:
    """A figure of a property that has a highest value; a Mistake if it is above that."""
    most = scale.at_most
    if most is None:
        return read
    if read.interval.lower is not None and read.interval.lower > most:
        raise Mistake(f"{quoted(text)} is more than a value of this property can be; its `at_most` is {float(most):g}")
    return replace(read, soft_upper=None if read.soft_upper is None else min(read.soft_upper, most))


def _as_value(raw: str, read: Hedged, scale: Scale) -> Value:
    return Value(
        raw,
        read.interval,
        unit=f"{read.unit}/{scale.per}" if scale.per else read.unit,
        soft_upper=read.soft_upper,
        granularity=read.granularity,
        rounded=read.rounded if scale.is_rounded else None,
        share=read.share,
        also=_as_value(raw, read.also, scale) if read.also else None,
    )


# --- dates -------------------------------------------------------------------------------------

_DATE_WORDS = {
    "before": "before|prior to",
    "after": "after",
    "until": "by|until|till|no later than|not later than|not after",
    "since": "since|from|no earlier than|not earlier than|not before",
    "on": "on|in",
    "about": "about|around|circa|roughly|approximately",
}
_DATE_PREFIX = lazy_pattern(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _DATE_WORDS.items()) + r")(?:\s+(?P<rest>\S.*))?$",
    re.IGNORECASE | re.ASCII,
)

_TWO_YEARS = lazy_pattern(r"(?:FY ?)?(\d{4})/(\d\d)", re.IGNORECASE)


def _read_date(text: str) -> Window:
    prefix, words, rest = "", "", text
    if match := _DATE_PREFIX.match(text):
        prefix = next(name for name in _DATE_WORDS if match[name])
        words, rest = match[prefix], match["rest"] or ""
        if not rest:
            raise Mistake(f"a date is missing after {quoted(words)}")
    if (years := _TWO_YEARS.fullmatch(rest)) and int(years[2]) == (int(years[1]) + 1) % 100:
        raise Mistake(f"{quoted(text)} is not a date; write {years[1]}/{int(years[1]) + 1}")
    window, mistake = read_window(rest)
    if window is None:
        raise Mistake((read_window(text)[1] if is_like_a_date(text) else mistake) or f"{quoted(text)} is not a date")
    if prefix == "about":
        raise Mistake(f"{quoted(text)}: how far is {words!r}? write the span of days, such as 2031-05-01/2031-05-07")
    if (prefix == "before" and window.first <= 1) or (prefix == "after" and window.last >= date.max.toordinal()):
        raise Mistake(f"{quoted(text)} is not a date: there is no such day")
    return _beside(prefix, window)


def _beside(prefix: str, window: Window) -> Window:
    """The days before, after, until or since a window, or the window itself."""
    return {
        "before": Window(WINDOW_ALWAYS.first, window.first - 1),
        "after": Window(window.last + 1, WINDOW_ALWAYS.last),
        "until": Window(WINDOW_ALWAYS.first, window.last),
        "since": Window(window.first, WINDOW_ALWAYS.last),
    }.get(prefix, window)


def _days(window: Window) -> Interval:
    low = None if window.first <= WINDOW_ALWAYS.first else Fraction(window.first)
    high = None if window.last >= WINDOW_ALWAYS.last else Fraction(window.last)
    return Interval(low, high, low if low == high else None)


# --- categories --------------------------------------------------------------------------------


def _read_choices(texts: tuple[str, ...], scale: Scale) -> Choices:
    names: set[str] = set()
    negated = False
    allowed = {value.casefold(): value for value in scale.values}
    for text in texts:
        name, is_negated = _category(text, is_alone=len(texts) == 1)
        negated = negated or is_negated
        if allowed and name not in allowed:
            hint = did_you_mean(name, allowed)
            raise Mistake(f"{quoted(text)} is not one of {', '.join(scale.values)}{hint}")
        names.add(allowed.get(name, name))
    if not names:
        raise Mistake("expected at least one category")
    if scale.states:
        return _open_states(names, negated, scale)
    if negated and scale.values:
        return Choices(frozenset(scale.values) - names)
    return Choices(frozenset(names), negated)


def _open_states(names: set[str], negated: bool, scale: Scale) -> Choices:
    """The states that categories leave open: those with one of them, or without it."""
    left = frozenset(name for name, state in scale.states if bool(state & names) != negated)
    if not left:
        raise Mistake(f"not {' or '.join(sorted(names))}: that leaves nothing of {', '.join(scale.values)}")
    return Choices(left, said=() if negated else tuple(sorted(names)))


def _category(text: str, *, is_alone: bool) -> tuple[str, bool]:
    """A category's name, folded, and whether it is said not to be it."""
    folded = fold(text)
    if not folded:
        raise Mistake("expected a category")
    if not folded.startswith("not "):
        return folded, False
    if not is_alone:
        raise Mistake(f"{quoted(text)}: in a list, name the categories that it may be")
    return folded[4:], True
