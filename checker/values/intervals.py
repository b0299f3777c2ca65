"""A figure with its hedges as an interval: "at least 5,000", "200 to 300", "400 (350 to 450)", "hundreds of people"."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from checker.problems import quoted
from checker.values.advice import not_the_unit
from checker.values.amounts import read_amount, read_or_none
from checker.values.hedges import RANGE, Hedged, check_figure, find_hedge, hedge
from checker.values.kinds import A_VALUE, SAMPLE_RANGES, Amount, Hedges, Interval, Mistake, Scale
from checker.values.lexicon import MAGNITUDES, NOTHING
from checker.values.scaling import own_unit, to_unit
from checker.values.units import begins_unit, count_words

_MOST_HEDGES = 4
_BEST = re.compile(r"^(?P<best>[^()]+?)\s*\((?P<range>[^()]+)\)$")
_MAGNITUDE = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?![a-z])", re.IGNORECASE | re.ASCII
)


def read_interval(text: str, scale: Scale, hedges: Hedges, depth: int = 0) -> Hedged:
    """A figure with its hedges; a Mistake if that is not what the text is. `depth` counts the hedges around it."""
    if depth > _MOST_HEDGES:
        raise Mistake(f"{quoted(text)} has too many hedges")
    folded = text.casefold()
    if folded in NOTHING or (folded.startswith("no ") and folded[3:] in count_words(scale.unit)):
        return Hedged(Interval(Fraction(0), Fraction(0), Fraction(0)), _unit_of_nothing(text, scale))
    if word := _word_for_range(text, scale, hedges):
        return replace(read_interval(hedges.lookup[word], scale, hedges, depth + 1), is_range=False)
    check_figure(text)
    if best := _BEST.match(text):
        return _with_best(best, scale, hedges, depth)
    if found := find_hedge(text, scale):
        return hedge(found, read_interval(found.rest, scale, hedges, depth + 1), scale, hedges)
    if spread := RANGE.match(text):
        return _read_range(text, spread, scale)
    low, high, unit = to_unit(read_amount(text, scale), scale, text)
    return Hedged(Interval(low, high, low if low == high else None), unit)


def _unit_of_nothing(text: str, scale: Scale) -> str:
    if scale.type == "money" and not scale.unit:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency, such as $0")
    return own_unit(scale)


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
    low, _, unit = to_unit(Amount(left.number, left.unit or right.unit), scale, text)
    _, high, other = to_unit(Amount(right.number, right.unit or left.unit), scale, text)
    if unit != other:
        raise Mistake(f"{quoted(text)} names two currencies")
    if low > high:
        raise Mistake(f"{quoted(text)}: the low end is above the high end")
    return Hedged(Interval(low, high), unit, is_range=True)


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
        return Amount(left.number * factor, left.unit)
    if factor >= 10**6 and left.number < 1000 and not own:
        raise Mistake(f"{quoted(text)}: write the magnitude of the low end as well, such as 900 thousand to 2 million")
    return left


# --- low, best, high ---------------------------------------------------------------------------


def _with_best(match: re.Match[str], scale: Scale, hedges: Hedges, depth: int) -> Hedged:
    inside = match["range"].strip()
    if not inside:
        raise Mistake(f"{quoted(match[0])}: a range is missing in the brackets")
    outer = read_interval(match["best"], scale, hedges, depth + 1)
    inner = read_interval(inside, scale, hedges, depth + 1)
    best, span = outer.interval.best, inner.interval
    if best is None:
        raise Mistake(f"{quoted(match['best'])} before the brackets is not one figure")
    if outer.unit != inner.unit:
        raise Mistake(f"{quoted(match[0])} names two units")
    if (span.lower is not None and best < span.lower) or (span.upper is not None and best > span.upper):
        raise Mistake(f"{quoted(match['best'])} lies outside of its own range ({match['range'][:60]})")
    return Hedged(Interval(span.lower, span.upper, best), outer.unit)
