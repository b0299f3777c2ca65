"""Figures in words, each with its unit: money is what has a currency, not what has three capital letters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.dates import Window, read_window, show_day, show_window
from checker.values.display import are, counted, safe, visible
from checker.values.formatting import listed, show_amount, show_gap, show_number, show_range
from tests.values.reading import Bound, exact


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (400, "400"),
        (-1234567, "-1,234,567"),
        ("0.5", "0.5"),
        ("1234.25", "1,234.25"),
        ("0.000001", "0.000001"),
        ("1/3", "about 0.333333"),
        ("0.1234567", "about 0.123457"),
    ],
)
def test_a_number(value: Bound, shown: str) -> None:
    assert show_number(Fraction(value or 0)) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (204, "", "204"),
        (204, "person", "204"),
        (204, "people", "204"),
        (204, "persons", "204"),
        (1, "house", "1 house"),
        (2, "house", "2 houses"),
        (2, "city", "2 cities"),
        (2, "day", "2 days"),
        (2, "box", "2 boxes"),
        (2, "child", "2 children"),
        (700, "IDP", "700 IDP"),
        (3, "TEU", "3 TEU"),
        (5, "tents", "5 tents"),
        (10, "km", "10 km"),
        (1, "mile", "1 mile"),
        ("1.5", "mile", "1.5 miles"),
        (6, "foot", "6 feet"),
        (80, "km/h", "80 km/h"),
        (38, "°C", "38 °C"),
        (2, "century", "2 centuries"),
        (10, "minute", "10 minutes"),
        ("37.5", "%", "37.5%"),
        (5000, "USD", "USD 5,000"),
        (5000, "USD/year", "USD 5,000 a year"),
        (5000, "USD/hour", "USD 5,000 an hour"),
        (300, "person/day", "300 a day"),
        (300, "city/person", "300 cities per person"),
        ("2.5", "%/year", "2.5% a year"),
        (5, "usd", "5 usds"),  # values have the code in capitals
        (741353, "date", "3 Oct 2030"),
    ],
)
def test_an_amount(value: Bound, unit: str, shown: str) -> None:
    assert show_amount(Fraction(value or 0), unit) == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        (196, 200, "person", "196 to 200"),
        (200, 200, "person", "200"),
        (6, 12, "month", "6 to 12 months"),
        (12, 12, "month", "12 months"),
        (0, 1, "mile", "0 to 1 mile"),
        (5, 8, "km", "5 to 8 km"),
        (5, 8, "USD", "USD 5 to USD 8"),
        (5, 8, "%", "5% to 8%"),
        (5, 8, "USD/year", "USD 5 to USD 8 a year"),
        (5, 8, "mile/day", "5 to 8 miles a day"),
        (741353, 741354, "date", "3 Oct 2030 to 4 Oct 2030"),
        (5000, None, "person", "at least 5,000"),
        (741353, None, "date", "from 3 Oct 2030"),
        (None, 10, "km", "up to 10 km"),
        (None, None, "km", "anything"),
    ],
)
def test_a_range(low: Bound, high: Bound, unit: str, shown: str) -> None:
    assert show_range(exact(low), exact(high), unit) == shown


@pytest.mark.parametrize(
    ("gap", "unit", "shown"),
    [
        (None, "km", ""),
        (204, "person", "204"),
        (10, "minute", "10 minutes"),
        (10, "km", "10 km"),
        (700, "IDP", "700 IDP"),
        (1, "date", "1 day"),
        (3, "date", "3 days"),
        (2, "month", "2 months"),
        (1, "origin", "1 origin"),
        (2, "origin", "2 origins"),
        (5, "USD", "USD 5"),
        (5, "USD/year", "USD 5 a year"),
        (5, "%/year", "5 percentage points a year"),
        # 60 % and 60.41 % are not 0.41 % apart
        ("0.41", "%", "0.41 percentage points"),
        (1, "%", "1 percentage point"),
    ],
)
def test_a_gap(gap: Bound, unit: str, shown: str) -> None:
    assert show_gap(exact(gap), unit) == shown


def test_words_in_a_list() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_numbers_of_things() -> None:
    assert [counted(number, "claim") for number in (0, 1, 2, 1200)] == [
        "0 claims",
        "1 claim",
        "2 claims",
        "1,200 claims",
    ]
    assert [are(number) for number in (0, 1, 2)] == ["are", "is", "are"]


@pytest.mark.parametrize(
    ("text", "terminal", "file"),
    [
        ("plain text", "plain text", "plain text"),
        ("Müller – 5 €", "Müller – 5 €", "Müller – 5 €"),
        ("a\x1b[31mb", "a\\u001b[31mb", "a\\u001b[31mb"),
        ("a\nb\tc", "a\\u000ab\\u0009c", "a\\u000ab\\u0009c"),
        ("a\u202eb", "a\\u202eb", "a\\u202eb"),
        ("é\x00", "é\\u0000", "é\\u0000"),
        ("::error::x", ": :error: :x", "::error::x"),
        ("##[group]", "## [group]", "##[group]"),
    ],
)
def test_what_could_do_harm_is_spelled_out(text: str, terminal: str, file: str) -> None:
    assert safe(text) == terminal
    assert visible(text) == file


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2031-05-03", "3 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-03/2031-05-07", "3 to 7 May 2031"),
        ("2031-05-01/2031-06-30", "1 May to 30 Jun 2031"),
        ("2031-05-03/2031-06-07", "3 May to 7 Jun 2031"),
        ("2031-01-01/2031-12-30", "1 Jan to 30 Dec 2031"),
        ("2031-05-02/2031-05-31", "2 to 31 May 2031"),
        ("2031-01/2032-12", "1 Jan 2031 to 31 Dec 2032"),
        ("2031-12-30/2032-01-02", "30 Dec 2031 to 2 Jan 2032"),
        ("2031-05/2032-05", "1 May 2031 to 31 May 2032"),
        ("../2031-05-03", "up to 3 May 2031"),
        ("2031-05-03/..", "from 3 May 2031"),
        ("../..", "any day"),
    ],
)
def test_days_for_people(text: str, shown: str) -> None:
    window, _ = read_window(text)
    assert window is not None
    assert show_window(window) == shown


def test_a_day_for_people() -> None:
    assert [show_day(741353 + days) for days in (0, 31, 62)] == ["3 Oct 2030", "3 Nov 2030", "4 Dec 2030"]


def test_windows_that_share_a_day_overlap() -> None:
    one = Window(10, 20)
    assert [one.overlaps(Window(*days)) for days in ((20, 30), (1, 10), (12, 13), (21, 30), (1, 9))] == [
        True,
        True,
        True,
        False,
        False,
    ]
