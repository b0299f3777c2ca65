"""What holds of every text: a value or a mistake, at once; and numbers are read as what they are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.dates import read_window
from checker.values.value import TYPES, Interval, Scale, read_value
from tests.values.reading import STANCES, read

PHRASES = st.lists(
    st.sampled_from(
        "at least|up to|about|nearly|more than|fewer than|between|and|to|-|(|)|or more|+|not|before|after|since|by"
        "|none|unknown|dozens|hundreds|hundred|thousand|million|a|one|five|twenty|dozen|5|0|400|1,000|1_000|0.1|0400|-5"
        "|$|€|USD|%|percent|months|days|year|km|people|k|m|2031|2031-05|2031-05-04|2031-24|20XX|2031-1X|/|..|~|?"
        "|1.000|1 000|or so|plus|exactly|only|half a|and a half|a few|several|of|officers|Rs|crore|trillion|each|or"
        "|May|3rd|Monday|2031-13|31|0000|early|12:30|ſix|Mİllion|²|٣".split("|")
    ),
    max_size=7,
).map(" ".join)

SCALES = st.builds(
    Scale,
    type=st.sampled_from(TYPES),
    unit=st.sampled_from(["", "person", "USD", "month", "day", "km"]),
    values=st.sampled_from([(), STANCES]),
)


@settings(max_examples=500, derandomize=True, database=None, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=30),
        PHRASES,
        PHRASES.map(lambda phrase: phrase.replace(" ", "")),
        st.lists(st.text(max_size=10), max_size=3).map(tuple),
    ),
    scale=SCALES,
)
def test_every_text_gives_a_value_or_a_mistake(text: str | tuple[str, ...], scale: Scale) -> None:
    value, mistake = read_value(text, scale, PLAIN_HEDGES)
    assert (value is None) != (mistake is None)
    if value is None:
        assert mistake
        return
    low, high, best = value.interval.lower, value.interval.upper, value.interval.best
    assert low is None or high is None or low <= high
    assert best is None or ((low is None or low <= best) and (high is None or best <= high))
    if scale.type == "count":
        assert all(bound is None or (bound.denominator == 1 and bound >= 0) for bound in (low, high))
    if scale.type in ("money", "duration", "percentage"):
        assert all(bound is None or bound >= 0 for bound in (low, high))
    assert not value.stated or scale.type not in ("money", "percentage", "date") or value.unit


@settings(max_examples=500, derandomize=True, database=None, deadline=None)
@given(text=st.one_of(st.text(max_size=30), PHRASES, PHRASES.map(lambda phrase: phrase.replace(" ", ""))))
def test_every_text_gives_days_or_a_mistake(text: str) -> None:
    window, mistake = read_window(text)
    assert (window is None) != (mistake is None)
    assert window is None or window.first <= window.last
    assert mistake is None or mistake


@pytest.mark.parametrize(
    "part",
    ["5", "a", "5 ", "a ", "or more ", "about ", "5 to ", "(5) ", "a million ", "and a half ", "2031-05-04/", "[", "-"],
)
@pytest.mark.timeout(60)  # a pattern that tries every way takes years
def test_a_long_text_is_answered(part: str) -> None:
    text = (part * 10_000)[:10_000]
    for kind in TYPES:
        for length in (199, 10_000):
            read_value(text[:length], Scale(kind), PLAIN_HEDGES)
            read_window(text[:length])


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(number=st.integers(min_value=0, max_value=10**15 - 1))
def test_a_written_number_is_that_number(number: int) -> None:
    for text in (str(number), f"{number:,}", f" {number} people"):
        assert read(text, Scale("count", "person")).interval == Interval(
            Fraction(number), Fraction(number), Fraction(number)
        )


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(number=st.integers(min_value=0, max_value=999_999))
def test_a_number_in_words_is_that_number(number: int) -> None:
    assert read(in_words(number), Scale("count")).interval.best == number


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """English for a number below a million: "two thousand three hundred and six"."""
    if number < 20:
        return ONES[number]
    if number < 100:
        rest = f"-{ONES[number % 10]}" if number % 10 else ""
        return TENS[number // 10 - 2] + rest
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = f"{' and' if number % size < 100 else ''} {in_words(number % size)}" if number % size else ""
    return f"{in_words(number // size)} {word}{rest}"
