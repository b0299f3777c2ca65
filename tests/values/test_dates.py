"""Dates: EDTF as it is written, and dates as people write them, which are refused with what to write."""

from __future__ import annotations

import re

import pytest

from checker.values.dates import WINDOW_ALWAYS, Window, is_like_a_date, iso_window, read_window
from checker.values.value import Interval, Scale
from tests.values.reading import read, refusal

DATES = [
    ("2031-05-04", "2031-05-04"),
    (" 2031-05-04 ", "2031-05-04"),
    ("2031-05", "2031-05-01/2031-05-31"),
    ("2031", "2031-01-01/2031-12-31"),
    ("2032-02", "2032-02-01/2032-02-29"),
    ("2032-02-29", "2032-02-29"),
    ("0001-01-01", "0001-01-01"),
    ("9999-12-31", "9999-12-31"),
    # strict bounds: about and uncertain widen nothing
    ("2031-05-04~", "2031-05-04"),
    ("2031-05-04?", "2031-05-04"),
    ("2031-05-04%", "2031-05-04"),
    ("2031-05~", "2031-05-01/2031-05-31"),
    ("2031~", "2031-01-01/2031-12-31"),
    ("~2031-05", "2031-05-01/2031-05-31"),
    ("2031?-05", "2031-05-01/2031-05-31"),
    # intervals
    ("2031-05-01/2031-05-07", "2031-05-01/2031-05-07"),
    ("2031-05/2031-06", "2031-05-01/2031-06-30"),
    ("2031/2032", "2031-01-01/2032-12-31"),
    ("2031-05-04~/2031-06", "2031-05-04/2031-06-30"),
    ("2031-05-04/..", "2031-05-04/.."),
    ("2031-05-04/", "2031-05-04/.."),
    ("../2031-05-04", "../2031-05-04"),
    ("/2031-05", "../2031-05-31"),
    ("[2031-05-04..2031-05-07]", "2031-05-04/2031-05-07"),
    # seasons, quarters, halves
    ("2031-21", "2031-03-01/2031-05-31"),
    ("2031-22", "2031-06-01/2031-08-31"),
    ("2031-23", "2031-09-01/2031-11-30"),
    ("2031-30", "2031-12-01/2032-02-29"),
    ("2031-33", "2031-01-01/2031-03-31"),
    ("2031-36", "2031-10-01/2031-12-31"),
    ("2031-40", "2031-01-01/2031-06-30"),
    ("2031-41", "2031-07-01/2031-12-31"),
    ("2031-21/2031-22", "2031-03-01/2031-08-31"),
    # unspecified digits
    ("203X", "2030-01-01/2039-12-31"),
    ("20xx", "2000-01-01/2099-12-31"),
    ("2031-XX", "2031-01-01/2031-12-31"),
    ("2031-05-XX", "2031-05-01/2031-05-31"),
    # words
    ("before 2031-05-04", "../2031-05-03"),
    ("before 2031-05", "../2031-04-30"),
    ("Before 2031", "../2030-12-31"),
    ("after 2031-05-04", "2031-05-05/.."),
    ("after 2031", "2032-01-01/.."),
    ("before 2031-05-01/2031-05-07", "../2031-04-30"),
    ("after 2031-05-01/2031-05-07", "2031-05-08/.."),
    ("by 2031-05-04", "../2031-05-04"),
    ("by 2031", "../2031-12-31"),
    ("until 2031-05", "../2031-05-31"),
    ("no later than 2031-05-04", "../2031-05-04"),
    ("prior to 2031", "../2030-12-31"),
    ("not before 2031-05-04", "2031-05-04/.."),
    ("On 2031-05-04", "2031-05-04"),
    ("in 2031-05", "2031-05-01/2031-05-31"),
    ("since 2031-05-04", "2031-05-04/.."),
    ("from 2031-05", "2031-05-01/.."),
]


def days_of(interval: Interval) -> str:
    low = WINDOW_ALWAYS.first if interval.lower is None else int(interval.lower)
    high = WINDOW_ALWAYS.last if interval.upper is None else int(interval.upper)
    return iso_window(Window(low, high))


@pytest.mark.parametrize(("text", "days"), DATES)
def test_a_date(text: str, days: str) -> None:
    value = read(text, Scale("date"))
    assert days_of(value.interval) == days
    assert (value.unit, value.text) == ("date", text)


def test_winter_reaches_into_the_next_year() -> None:
    """`2031-24` is winter. A day of January after that December is a winter day too, so it cannot contradict it."""
    assert days_of(read("2031-24", Scale("date")).interval) == "2031-12-01/2032-02-29"


def test_a_date_that_is_refused_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed goes into the JSON report of whoever runs the checker."""
    refusal("2031-1X", Scale("date"))
    assert capsys.readouterr().out == ""


# --- dates as people write them ------------------------------------------------------------------

WRITTEN_DATES = [
    ("3 May 2031", "write 2031-05-03"),
    ("May 2031", "write 2031-05"),
    ("may 2031", "'may 2031' is not a date; write 2031-05"),
    ("MAY 3, 2031", "write 2031-05-03"),
    ("3rd May 2031", "write 2031-05-03"),
    ("the 3rd of May, 2031", "write 2031-05-03"),
    ("Monday, May 3rd, 2031", "write 2031-05-03"),
    ("sept. 3 2031", "write 2031-09-03"),
    ("3-MAY-2031", "write 2031-05-03"),
    ("3 May 2031 at 12:30", "write 2031-05-03"),
    ("2031/05/03", "write 2031-05-03"),
    ("2031-5-3", "write 2031-05-03"),
    ("2031-5", "write 2031-05"),
    ("05/2031", "write 2031-05"),
    ("20310503", "write 2031-05-03"),
    ("2031-05-03T12:30", "write 2031-05-03"),
    ("13/5/2031", "write 2031-05-13"),
    ("5/5/2031", "write 2031-05-05"),
    ("3/5/2031", "write 2031-05-03 if it is 3 May 2031, 2031-03-05 if it is 5 Mar 2031"),
    ("03.05.2031", "write 2031-05-03 if it is 3 May 2031, 2031-03-05 if it is 5 Mar 2031"),
    ("3 to 5 May 2031", "write 2031-05-03/2031-05-05"),
    ("May 3-5, 2031", "write 2031-05-03/2031-05-05"),
    ("3 May - 7 June 2031", "write 2031-05-03/2031-06-07"),
    ("3 May 2031/7 May 2031", "write 2031-05-03/2031-05-07"),
    ("between 2031-05-01 and 2031-05-07", "write 2031-05-01/2031-05-07"),
    ("May to June 2031", "write 2031-05/2031-06"),
    ("2031 to 2032", "write 2031/2032"),
    ("3 May", "the year is missing"),
    ("31 June 2031", "does not exist: that month has 30 days"),
    ("30 February 2032", "does not exist: that month has 29 days"),
    ("30 February 2031", "does not exist: that month has 28 days"),
    ("13/13/2031", "expected a date such as"),
    ("yesterday", "'yesterday' is not a date; expected a date such as"),
    ("on Monday", "write the day that is meant"),
    ("last week", "write the span of days that is meant"),
    ("early May 2031", "write the span of days that is meant"),
    ("summer 2031", "write the span of days that is meant"),
    ("2031-13 to 2031-14", "expected a date such as"),
    ("on 2031-13-05", "is not a date"),
    ("/", "expected a date such as"),
    # rare forms that the parser of EDTF hangs on, or reads as one year where a hundred are meant
    ("Y9E99999999", "is not a date"),
    ("1950S2", "is not a date"),
]


@pytest.mark.parametrize(("text", "advice"), WRITTEN_DATES)
def test_a_date_as_people_write_it_is_refused_with_the_date_to_write(text: str, advice: str) -> None:
    window, mistake = read_window(text)
    assert window is None
    assert mistake
    assert advice in mistake


def test_the_advice_for_a_date_is_a_date() -> None:
    for text, advice in WRITTEN_DATES:
        for part in re.findall(r"write ([\d/-]+)", advice):
            assert read_window(part)[0] is not None, text


@pytest.mark.parametrize("number", range(12))
def test_months_are_known_in_full_and_short(number: int) -> None:
    names = "January February March April May June July August September October November December".split()
    for name in (
        names[number],
        names[number][:3],
        names[number].upper(),
        names[number].lower(),
        f"{names[number][:3]}.",
    ):
        assert f"write 2031-{number + 1:02}-03" in (read_window(f"3 {name} 2031")[1] or "")


@pytest.mark.parametrize(("length", "is_one"), [(59, True), (60, True), (61, False)])
def test_how_long_a_date_may_be_to_be_looked_at(length: int, is_one: bool) -> None:
    text = "3 May".ljust(length, ",")
    assert len(text) == length
    assert is_like_a_date(text) == is_one
    assert ("the year is missing" in str(read_window(text)[1])) == is_one
