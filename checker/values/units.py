"""What a unit is, and how much of one is how much of another; what money is; what is counted, one or many of it."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from checker.values.lexicon import (
    CODES_THAT_ARE_WORDS,
    CURRENCY_CODES,
    CURRENCY_NAMES,
    MAGNITUDES,
    NUMBER_WORDS,
    PLURALS,
    SHARED_CURRENCY_NAMES,
    WITHOUT_A_USUAL_ONE,
    unit_of,
)

_SECONDS_IN_A_DAY = 86400

# --- money -------------------------------------------------------------------------------------


def is_currency(word: str) -> bool:
    """Whether a word is the code of a currency, in any case."""
    return word.casefold() in CURRENCY_CODES


def is_money(unit: str) -> bool:
    """Whether the unit of a value is one of money: the code of a currency, as values have it."""
    return unit.isupper() and is_currency(unit)


def currencies(word: str) -> tuple[str, ...]:
    """The codes that a sign, a code or a name may stand for, the usual one first; none if it is no currency."""
    folded = _folded_currency(word)
    if folded in CURRENCY_CODES:
        return () if folded in CODES_THAT_ARE_WORDS and not word.isupper() else (folded.upper(),)
    for name in (folded, folded.removesuffix("s")):
        if name in CURRENCY_NAMES:
            return (CURRENCY_NAMES[name],)
        if name in SHARED_CURRENCY_NAMES:
            return SHARED_CURRENCY_NAMES[name]
    return ()


def is_without_usual(word: str) -> bool:
    """Whether a sign or name of several currencies has no usual one, as Rs: it is read only where the unit is clear."""
    folded = _folded_currency(word)
    return folded not in CURRENCY_CODES and bool({folded, folded.removesuffix("s")} & WITHOUT_A_USUAL_ONE)


def _folded_currency(word: str) -> str:
    return word.casefold().replace(".", "").replace(" $", "$")


# --- measures ----------------------------------------------------------------------------------


def is_unit(unit: str, *dimensions: str) -> bool:
    """Whether the unit is known and of one of the dimensions; of any if none is given."""
    measure = unit_of(unit)
    return measure is not None and (not dimensions or measure.dimension in dimensions)


def convert(number: Fraction, unit: str, target: str) -> tuple[Fraction, Fraction] | None:
    """An amount in another unit, as lower and upper bound; None where the dimensions differ.

    Only months and days give two bounds: a month is 28 to 31 days, a year 365 or 366. A unit that is not known
    converts to itself alone.
    """
    source, goal = unit_of(unit), unit_of(target)
    if source is None or goal is None:
        return (number, number) if target and _folded(unit) == _folded(target) else None
    if source.dimension == goal.dimension:
        exact = (number * source.size + source.offset - goal.offset) / goal.size
        return exact, exact
    if (source.dimension, goal.dimension) == ("calendar", "time"):
        low, high = _days_in_months(number * source.size)
        return low * _SECONDS_IN_A_DAY / goal.size, high * _SECONDS_IN_A_DAY / goal.size
    if (source.dimension, goal.dimension) == ("time", "calendar"):
        days = number * source.size / _SECONDS_IN_A_DAY
        return _months_in_days(days, 366, 31) / goal.size, _months_in_days(days, 365, 28) / goal.size
    return None


def is_other_system(unit: str, target: str) -> bool:
    """Whether one unit is no whole number of the other, as miles and km: then a converted figure is not exact."""
    source, goal = unit_of(unit), unit_of(target)
    if source is None or goal is None or source.dimension != goal.dimension:
        return False
    ratio = source.size / goal.size
    return source.offset != goal.offset or 1 not in (ratio.numerator, ratio.denominator)


def _folded(unit: str) -> str:
    return unit.casefold().rstrip(".").removesuffix("s")


def _months_in_days(days: Fraction, year: int, month: int) -> Fraction:
    years, rest = divmod(days, year)
    return years * 12 + min(rest / month, Fraction(12))


def _days_in_months(months: Fraction) -> tuple[Fraction, Fraction]:
    years, rest = divmod(months, 12)
    return years * 365 + rest * 28, years * 366 + rest * 31


# --- what is counted ---------------------------------------------------------------------------


def plural(word: str) -> str:
    """Many of what is counted or measured: people, cities, miles; a sign such as km stays, and so does IDP."""
    measure = unit_of(word)
    if measure is not None:
        return measure.plural or word
    if word in PLURALS or word in PLURALS.values() or word.endswith("s"):
        return PLURALS.get(word, word)
    if not word.islower() or len(word) < 3:
        return word
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search("(?:x|ch|sh)$", word) else f"{word}s"


@cache
def count_words(unit: str) -> frozenset[str]:
    """The words for a count's unit, in lower case: one or many of it."""
    folded = unit.casefold()
    if not folded:
        return frozenset()
    words = {folded, f"{folded}s", plural(folded)} | ({"persons"} if folded in ("person", "people") else set())
    single = next((one for one, many in PLURALS.items() if many == folded), folded.removesuffix("s"))
    return frozenset(words | {single})


# words that do not begin a unit, so that "400 or so" is never taken for 400 of something
_NO_UNITS = frozenset(
    "a about an and at below above each every few from half in less more most odd of or out over per plus some than"
    " times to under up versus vs with without".split()
).union(NUMBER_WORDS, (word for word in MAGNITUDES if len(word) > 2))


def begins_unit(text: str) -> bool:
    """Whether a text after a number may be a unit that we do not know, rather than words of another kind."""
    if re.search(r"\d", text) or text[0] in ".,_":
        return False
    return re.split(r"[\s-]", text.casefold(), maxsplit=1)[0] not in _NO_UNITS
