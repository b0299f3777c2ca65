"""A figure with its hedges as an interval: "at least 5,000", "200 to 300", "400 (350 to 450)", "hundreds of people"."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.advice import not_the_unit
from checker.values.amounts import read_amount, read_or_none
from checker.values.hedges import RANGE, Hedged, check_figure, find_hedge, hedge
from checker.values.kinds import A_VALUE, SAMPLE_RANGES, Amount, Hedges, Interval, Mistake, Scale
from checker.values.lexicon import MAGNITUDES, NOTHING, UNCHANGED
from checker.values.scaling import Scaled, own_unit, to_unit
from checker.values.signs import find_sign
from checker.values.units import begins_unit, count_words

_MOST_HEDGES = 4
_ZERO = Interval(Fraction(0), Fraction(0), Fraction(0))
_BEST = lazy_pattern(r"^(?P<best>[^()]+?)\s*\((?P<range>[^()]+)\)$")
_AROUND = lazy_pattern(r"(?P<best>[^()]+?)\s*(?:±|\+/[-−]|\+[-−]|plus or minus)\s*(?P<margin>[^()]+)", re.IGNORECASE)
_SIGNS_OF_MARGIN = ("±", "+/", "+-", "+−", "plus or minus")
_ODD = lazy_pattern(r"(?P<figure>\S+|an? \w+)[ -]odd(?P<unit>(?: .+)?)", re.IGNORECASE)
_MAGNITUDE = lazy_pattern(
    rf"(?<![a-z])(?:{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?![a-z])", re.IGNORECASE | re.ASCII
)


def read_interval(text: str, scale: Scale, hedges: Hedges, depth: int = 0) -> Hedged:
    """A figure with its hedges; a Mistake if that is not what the text is. `depth` counts the hedges around it."""
    if depth > _MOST_HEDGES:
        raise Mistake(f"{quoted(text)} has too many hedges")
    if _is_nothing(text, scale):
        return Hedged(interval=_ZERO, rounded=_ZERO, unit=_unit_of_nothing(text, scale))
    if word := _word_for_range(text, scale, hedges):
        return _with_soft_top(read_interval(hedges.lookup[word], scale, hedges, depth + 1))
    check_figure(text)
    if "(" in text and (best := _BEST.match(text)):
        return _with_best(best, scale, hedges, depth)
    if sign := find_sign(text, scale):
        read = read_interval(sign[1], replace(scale, signed=False), hedges, depth + 1)
        return _negative(read) if sign[0] else read
    if phrase := find_hedge(text, scale):
        return hedge(phrase, read_interval(phrase.rest, scale, hedges, depth + 1), scale, hedges)
    folded = text.casefold()
    if "odd" in folded and (odd := _ODD.fullmatch(text)):
        return _odd(text, odd, scale)
    if any(sign in folded for sign in _SIGNS_OF_MARGIN) and (around := _AROUND.fullmatch(text)):
        return _with_margin(around, scale, hedges, depth)
    if spread := RANGE.match(text):
        return _read_range(text, spread, scale)
    amount = read_amount(text, scale)
    return _plain(amount, to_unit(amount, scale, text), scale)


def _is_nothing(text: str, scale: Scale) -> bool:
    folded = text.casefold()
    if scale.signed and folded in UNCHANGED:
        return True
    return folded in NOTHING or (folded.startswith("no ") and folded[3:] in count_words(scale.unit))


def _unit_of_nothing(text: str, scale: Scale) -> str:
    if scale.type == "money" and not scale.unit:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency, such as $0")
    return own_unit(scale)


def _plain(amount: Amount, scaled: Scaled, scale: Scale) -> Hedged:
    return Hedged(
        interval=Interval(scaled.low, scaled.high, scaled.best),
        rounded=_rounded(scaled.rounded[0], scaled.rounded[1], scale),
        unit=scaled.unit,
        granularity=scaled.granularity,
        share=amount.share,
        written_unit=amount.unit,
    )


def _rounded(low: Fraction, high: Fraction, scale: Scale) -> Interval:
    """What digits leave open; not below none where there is no sign."""
    return Interval(low if scale.is_signed else max(low, Fraction(0)), high)


def _negative(read: Hedged) -> Hedged:
    """The same below none: "down at least 5" is at most -5."""
    return replace(read, interval=_mirrored(read.interval), rounded=_mirrored(read.rounded), soft_upper=None)


def _mirrored(interval: Interval) -> Interval:
    low, high, best = (None if bound is None else -bound for bound in (interval.upper, interval.lower, interval.best))
    return Interval(low, high, best)


# --- words for ranges --------------------------------------------------------------------------


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


def _with_soft_top(read: Hedged) -> Hedged:
    """What a word stands for: thousands are hardly 12,000, but may be. One figure that is put for it is exact."""
    if not read.is_range:
        return read
    bounds, rounded = replace(read.interval, upper=None), replace(read.rounded, upper=None)
    return replace(read, interval=bounds, rounded=rounded, soft_upper=read.interval.upper, is_range=False)


# --- ranges ------------------------------------------------------------------------------------


def _read_range(text: str, match: re.Match[str], scale: Scale) -> Hedged:
    first, second = (match["a"] or match["b"]).strip(), match["c"].strip()
    if not first or not second:
        raise Mistake(f"{quoted(text)}: a figure is missing in the range")
    if find_hedge(first, scale) or find_hedge(second, scale):
        raise Mistake(f"{quoted(text)}: a hedge belongs before the whole range, such as about 200 to 300")
    left, right = read_amount(first, scale), read_amount(second, scale)
    left = _with_magnitude(text, (first, left), (second, right), scale)
    if left.unit and not right.unit and scale.type in ("number", "duration"):
        raise Mistake(f"{quoted(text)}: the high end has no unit")
    low = to_unit(replace(left, unit=left.unit or right.unit), scale, text)
    high = to_unit(replace(right, unit=right.unit or left.unit), scale, text)
    if low.unit != high.unit:
        raise Mistake(f"{quoted(text)} names two currencies")
    if low.low > high.high:
        raise Mistake(f"{quoted(text)}: the low end is above the high end; a range begins with its lower figure")
    return Hedged(
        interval=Interval(low.low, high.high),
        rounded=_rounded(low.rounded[0], high.rounded[1], scale),
        unit=low.unit,
        granularity=max(low.granularity, high.granularity),
        is_range=True,
        written_unit=right.unit or left.unit,
    )


def _with_magnitude(text: str, low: tuple[str, Amount], high: tuple[str, Amount], scale: Scale) -> Amount:
    """The low end with the magnitude of the high end: "2 to 3 million" is 2 million to 3 million."""
    (first, left), (second, right) = low, high
    own = max((MAGNITUDES[word.casefold()] for word in _MAGNITUDE.findall(first)), default=0)
    shared = next((m for m in _MAGNITUDE.finditer(second) if m.start() and MAGNITUDES[m[0].casefold()] > own), None)
    if shared is None or (left.unit and first.endswith(left.unit)):
        return left
    mantissa = read_or_none(second[: shared.start()].strip(" -"), scale)
    if mantissa is None or not mantissa.number:
        return left
    factor = right.number / mantissa.number
    if left.number <= mantissa.number < right.number:
        return replace(left, number=left.number * factor, granularity=left.granularity * factor)
    if factor >= 10**6 and left.number < 1000 and not own:
        raise Mistake(f"{quoted(text)}: write the magnitude of the low end as well, such as 900 thousand to 2 million")
    return left


# --- low, best, high; two currencies -----------------------------------------------------------


def _odd(text: str, match: re.Match[str], scale: Scale) -> Hedged:
    """ "60-odd people": 60 to 69, up to the next of the last digit that is not 0."""
    amount = read_amount(f"{match['figure']}{match['unit']}", scale)
    step = _last_place(amount.number)
    if step < (10 if scale.is_whole else 1):
        raise Mistake(f"{quoted(text)} is not understood; write the range that is meant, such as 60 to 69")
    low = to_unit(amount, scale, text)
    high = to_unit(replace(amount, number=amount.number + step - (1 if scale.is_whole else 0)), scale, text)
    interval = Interval(low.low, high.high)
    return Hedged(
        interval=interval, unit=low.unit, rounded=interval, granularity=step, is_range=True, written_unit=amount.unit
    )


def _last_place(number: Fraction) -> Fraction:
    """The place of the last digit that is not 0: 10 of 60, 100 of 400; 0 of what is not whole."""
    if number.denominator != 1 or number <= 0:
        return Fraction(0)
    digits = str(number.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _inside(text: str, unit: str, scale: Scale, hedges: Hedges, depth: int) -> Hedged:
    """What stands in brackets after a figure: in the figure's own unit if it names none, as in "USD 5 (4 to 6)"."""
    if unit:
        try:
            return read_interval(f"{text} {unit}", scale, hedges, depth)
        except Mistake:
            pass  # it has a unit of its own
    return read_interval(text, scale, hedges, depth)


def _with_margin(match: re.Match[str], scale: Scale, hedges: Hedges, depth: int) -> Hedged:
    """ "400 ± 50", "40 % plus or minus 3": so much to either side."""
    outer = read_interval(match["best"], scale, hedges, depth + 1)
    margin = _inside(match["margin"], outer.written_unit, scale, hedges, depth + 1)
    best, by = outer.interval.best, margin.interval.best
    if best is None or by is None or by < 0 or outer.unit != margin.unit:
        raise Mistake(f"{quoted(match[0])}: expected one figure and by how much it may be off, such as 400 ± 50")
    low = best - by if scale.is_signed else max(best - by, Fraction(0))
    both = Interval(low, best + by, best)
    return replace(outer, interval=both, rounded=both, hedge="", words="")


def _with_best(match: re.Match[str], scale: Scale, hedges: Hedges, depth: int) -> Hedged:
    inside = match["range"].strip()
    if not inside:
        raise Mistake(f"{quoted(match[0])}: a range is missing in the brackets")
    outer = read_interval(match["best"], scale, hedges, depth + 1)
    inner = _inside(inside, outer.written_unit, scale, hedges, depth + 1)
    if outer.unit != inner.unit and scale.type == "money" and not inner.is_range:
        return replace(outer, also=inner)
    best, span = outer.interval.best, inner.interval
    if best is None:
        raise Mistake(f"{quoted(match['best'])} before the brackets is not one figure")
    if outer.unit != inner.unit:
        raise Mistake(f"{quoted(match[0])} names two units")
    if (span.lower is not None and best < span.lower) or (span.upper is not None and best > span.upper):
        where = f"its own range ({match['range'][:60]})"
        raise Mistake(
            f"{quoted(match['best'])} lies outside of {where}; write the magnitude on both sides, or one figure"
        )
    return replace(
        outer,
        interval=Interval(span.lower, span.upper, best),
        rounded=inner.rounded,
        soft_upper=inner.soft_upper,
        granularity=max(outer.granularity, inner.granularity),
        hedge="",
        words="",
    )
