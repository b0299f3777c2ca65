"""Texts of values, dates and tolerances, right and wrong, from a grammar; and what must hold of each that is read.

A fuzzer calls `check(texts(random))` for as long as it likes: `check` raises where a text is not answered by a value or
a problem, or by a value that cannot be.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.dates import read_window
from checker.values.kinds import NUMERIC_TYPES, Hedges, Interval, Scale, Value
from checker.values.lexicon import (
    CURRENCY_CODES,
    CURRENCY_NAMES,
    MAGNITUDES,
    MONTHS,
    NOTHING,
    NUMBER_WORDS,
    SHARED_CURRENCY_NAMES,
    UNITS,
    UNKNOWN,
    WEEKDAYS,
)
from checker.values.value import read_value

SCALES = (
    *(Scale(kind) for kind in (*NUMERIC_TYPES, "date", "category", "text")),
    Scale("count", "person"),
    Scale("count", "IDP"),
    Scale("number", "km"),
    Scale("number", "km/h"),
    Scale("number", "°C"),
    Scale("money", "USD"),
    Scale("money", "KES"),
    Scale("duration", "month"),
    Scale("percentage", "GDP", signed=True, is_rounded=True),
    Scale("money", "USD", signed=True, per="year", is_rounded=True),
    Scale("count", "person", per="day", at_most=Fraction(1000)),
    Scale("category", values=("pledged", "refused", "reluctant")),
)
_OF_A_TOLERANCE = (Scale("percentage"), Scale("duration", "day"), Scale("number"))

_BEFORE = (
    "at least|more than|over|up to|no more than|as many as|fewer than|less than|under|about|around|some|nearly|almost"
    "|just over|just under|exactly|only|a total of|from|between|>=|<|~|≈|ca.|c.|as high as|as few as|not|down|up|minus"
).split("|")
_AFTER = "or more|or fewer|or so|+|plus|at most|at least|and over|or less|or thereabouts|each|a year|per day".split("|")
_JOINS = "to|-|–|—| - |and|or|out of|of|in|/|..".split("|")
_WORDS = (
    "dozens|hundreds|thousands|tens of thousands|a few|several|scores|millions|half|a third|one in five|pledged"
    "|not refused"
).split("|")
_NUMBERS = (
    "0|1|5|12|400|1,000|1,234,567|1.5|1.000|1.234,56|1 000|1'000|1_000|1,00,000|0.1|007|.5|5.|1e3|½|٣|²|-5|−3|+7|1/2|00"
    "|999999999999999|1234567890123456|0.000000001|35 out of 47|12:30|N/A|inf|nan"
).split("|")
_MEASURES = tuple(name for unit in UNITS for name in (unit.name, unit.plural, *unit.names) if name)
_MONEY = (*sorted(CURRENCY_CODES), *CURRENCY_NAMES, *SHARED_CURRENCY_NAMES, *"$$$$$€€£")
_COUNTED = "people|person|IDPs|officers|%|%|percent|percentage points|of GDP|TEU|each|of them|days|months".split("|")
_IN_WORDS = (*NUMBER_WORDS, "a", "an", "and", "hundred", "half")
_DATES = (
    "2031-05-04|2031-05|2031|2031-24|203X|2031-XX|2031-05-01/2031-05-07|../2031-05-04|2031-05-04/..|[2031..2032]"
    "|{2031,2032}|2031-05-04~|2031-02-30|2031-13|3 May 2031|May 2031|5/4/2031|yesterday|20310504|2031-05-04T09:00"
    "|0000|9999-12-31|10000|Y9E9|2031-05-32|~2031|2031-05-04T09:00/2031-05-04T12:00|{2031-05-01..2031-05-07}"
).split("|")
_DATE_WORDS = "before|after|by|until|since|from|on|in|about|not before|no later than|early|late".split("|")
_ODD = "()[]{}-–—+~<>≥≤%$€.,;:'\"/\\|*?!@#^&_=  \t\n\u00a0\u200b\u0130\u017f\ud800\0aZ09"


def texts(random: Random) -> str:
    """A text of a value, a date or a tolerance; mostly nearly right, often not."""
    text = random.choice((_figure, _figure, _bracketed, _range, _date, _soup))(random)
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 5))):
        text = _changed(text, random)
    return text


def _number(random: Random) -> str:
    roll = random.random()
    if roll < 0.45:
        number = random.choice(_NUMBERS)
    elif roll < 0.6:
        number = str(random.randrange(10 ** random.randrange(1, 17)))
    elif roll < 0.8:
        number = " ".join(random.choices(_IN_WORDS, k=random.randrange(1, 5)))
    else:
        number = random.choice((*_WORDS, *NOTHING, *UNKNOWN))
    return f"{number} {random.choice([*MAGNITUDES])}" if random.random() < 0.2 else number


def _unit(random: Random) -> str:
    return random.choice(random.choice((_MEASURES, _MONEY, _COUNTED)))


def _amount(random: Random) -> str:
    number, unit = _number(random), _unit(random) if random.random() < 0.6 else ""
    space = random.choice((" ", " ", "", "-"))
    return f"{unit}{space}{number}" if random.random() < 0.3 else f"{number}{space}{unit}"


def _figure(random: Random) -> str:
    text = _amount(random)
    for _ in range(random.choice((0, 1, 1, 2, 6))):
        words = random.choice(_BEFORE)
        text = f"{words} {text}" if random.random() < 0.7 else f"{text} {random.choice(_AFTER)}"
    return text


def _range(random: Random) -> str:
    low, high = (random.choice((_amount, _number, _empty))(random) for _ in range(2))
    return f"{random.choice(['', 'between ', 'from ', 'about '])}{low} {random.choice(_JOINS)} {high}"


def _bracketed(random: Random) -> str:
    inner = random.choice((_range, _figure, _empty, _bracketed))(random)
    return f"{random.choice((_amount, _figure, _empty))(random)} ({inner})"


def _date(random: Random) -> str:
    roll = random.random()
    if roll < 0.5:
        text = random.choice(_DATES)
    elif roll < 0.8:
        day = f"{random.randrange(0, 33)} {random.choice(MONTHS)} {random.randrange(0, 3000)}"
        weekday, month = random.choice(WEEKDAYS), random.choice(MONTHS)
        text = random.choice((day, f"{weekday}, {day}", f"{month} {random.randrange(40)}"))
    else:
        text = f"{random.choice(_DATES)}{random.choice('/ -,')}{random.choice(_DATES)}"
    return f"{random.choice(_DATE_WORDS)} {text}" if random.random() < 0.3 else text


def _soup(random: Random) -> str:
    pieces = (*_BEFORE, *_AFTER, *_JOINS, *_WORDS, *_NUMBERS, *_DATES, *_ODD)
    return random.choice((" ", "")).join(random.choices(pieces, k=random.randrange(0, 8)))


def _empty(random: Random) -> str:
    return random.choice(("", " "))


def _changed(text: str, random: Random) -> str:
    """The text with a character left out, put in, doubled or exchanged, or cut, or twice."""
    at = random.randrange(len(text) + 1)
    return random.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + random.choice(_ODD) + text[at:],
            text[:at] + text[at : at + 1] + text[at:],
            text[:at] + random.choice(_ODD) + text[at + 1 :],
            text[:at],
            text[at:],
            text + text[at:],
            text.upper(),
        )
    )


def check(text: str) -> None:
    """Read the text as a value of every type and as days. Raises unless each gives a possible value, or a problem."""
    for scale in SCALES:
        _check_value(text, scale, *read_value(text, scale, PLAIN_HEDGES))
    for scale in _OF_A_TOLERANCE:
        _check_value(text, scale, *read_value(text, scale, Hedges()))
    window, mistake = read_window(text)
    assert (window is None) != (mistake is None), text
    assert mistake is None or mistake.strip(), text
    assert window is None or window.first <= window.last, text


def _check_value(text: str, scale: Scale, value: Value | None, mistake: str | None) -> None:
    where = f"{text!r} as {scale}"
    assert (value is None) != (mistake is None), where
    if value is None:
        assert mistake is not None, where
        assert 0 < len(mistake) < 500, where
        assert "\n" not in mistake, where
        return
    low, high, best = value.interval.lower, value.interval.upper, value.interval.best
    assert low is None or high is None or low <= high, where
    assert best is None or ((low is None or low <= best) and (high is None or best <= high)), where
    if scale.type == "count" and not scale.per:
        assert all(bound is None or bound.denominator == 1 for bound in (low, high)), where
    if scale.type in NUMERIC_TYPES and not scale.is_signed:
        assert all(bound is None or bound >= 0 for bound in (low, high)), where
    assert value.soft_upper is None or (high is None and (low is None or low <= value.soft_upper)), where
    assert value.granularity >= 0, where
    assert value.rounded is None or _holds(value.rounded, value.interval), where
    assert value.also is None or (scale.type == "money" and value.also.unit != value.unit), where
    if value.stated and scale.type in ("money", "percentage", "date"):
        assert value.unit, where


def _holds(outer: Interval, inner: Interval) -> bool:
    return (outer.lower is None or (inner.lower is not None and outer.lower <= inner.lower)) and (
        outer.upper is None or (inner.upper is not None and outer.upper >= inner.upper)
    )
