"""What a spreadsheet does to a cell on its own: taken back where it says the same, asked about where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exchange.respelling import ORDERS, Change, change, order_of_days
from tests.exchange.helpers import COURIER, run
from tests.exchange.test_updates import change_csv

ISO, DMY, MDY = ORDERS
SAME, ASKED, OTHER = Change.SAME, Change.ASKED, Change.OTHER


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("1,000", "1000", SAME),
        ("1,000", "1,000.00", SAME),
        ("1,000", "1", ASKED),  # opened with German settings
        ("1,000", "1.0", ASKED),
        ("1,000", "1.000", ASKED),
        ("1000", "1.000", ASKED),  # shown with German separators
        ("12,500", "12.5", ASKED),
        ("12,500", "12,5", ASKED),
        ("1,234,567", "1.234567", ASKED),
        ("1 000", "1", ASKED),
        ("2.25", "225", ASKED),
        ("37,5", "375", ASKED),
        ("1,000", "10,000", OTHER),  # a person's correction
        ("400", "40", OTHER),
        ("400", "4,000", OTHER),
        ("1,000", "1,001", OTHER),
        ("0400", "400", SAME),
        ("1e3", "1.00E+03", SAME),
        ("12345678901234567890", "1.23456789012346E+019", SAME),
        ("37.5%", "37.50%", SAME),
        ("37.5%", "0.375", ASKED),
        ("37.5%", "375%", ASKED),
        ("$1,000", "$1,000.00", SAME),
        ("$1,000", "$1.00", ASKED),
        ("€5", "5", ASKED),
        ("5 km", "6 km", OTHER),
        ("-5", "5", OTHER),
        ("-5", "-5.0", SAME),
        ("about 1,000", "about 1.000", ASKED),
        ("about 1,000", "about 1000", SAME),
        ("1,000 to 2,000", "1.000 to 2.000", ASKED),
        ("1,000 to 2,000", "1.000 to 3.000", OTHER),
        ("4", "4 (3 to 5)", OTHER),
        ("2031-05-04", "5/4/31", SAME),
        ("2031-05-04", "05/04/2031", SAME),
        ("2031-05-04", "2031-05-04 00:00:00", SAME),
        ("2031-05-04", "5/5/31", OTHER),
        ("2031-05-04", "2031-05-05", OTHER),
        ("3/4", "03/04/31", ASKED),
        ("1.5", "01.05.2031", ASKED),
        ("May 5", "05/05/31", ASKED),
        ("12 June", "2031-06-12", ASKED),
        ("12 June", "a day in June", OTHER),
        ("05.03.31", "1931-03-05", ASKED),
        ("(200)", "-200", ASKED),
        ("(200)", "-300", OTHER),
        ("5:30", "05:30:00 AM", SAME),
        ("17:30", "05:30:00 PM", SAME),
        ("5:30", "05:31:00", OTHER),
        ("WAHR", "true", SAME),
        ("two\twords", "twowords", SAME),
        ("café 🙂", "caf? ??", SAME),  # saved in an encoding without them
        ("café", "cafe", OTHER),
        ("true", "TRUE", SAME),
        ("true", "WAHR", SAME),
        ("true", "false", OTHER),
        ("a", "b", OTHER),
        ("1e9999", "1e9999999", OTHER),
    ],
)
def test_how_a_cell_differs(before: str, now: str, expected: Change) -> None:
    assert change(before, now, MDY) is expected


def test_the_order_of_days_is_that_of_most_cells() -> None:
    """One order holds for a sheet: 05/04/2031 beside 13/04/2031 is the fifth of April."""
    assert order_of_days([("2031-04-05", "05/04/2031"), ("2031-04-13", "13/04/2031")]) == DMY
    assert order_of_days([("2031-05-04", "05/04/2031"), ("2031-04-13", "04/13/2031")]) == MDY
    assert order_of_days([]) == ISO
    assert change("2031-05-04", "05/04/2031", DMY) is OTHER


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_differ_somehow(before: str, now: str) -> None:
    assert change(before, now, MDY) in Change
    assert (change(before, before, DMY)) is SAME


@given(st.integers(1, 10**9))
def test_a_figure_with_another_ones_separators_is_never_taken_in_silence(number: int) -> None:
    """However a spreadsheet in another language reads 1,234,567 or 1,234: same, asked about, never simply taken."""
    before = f"{number:,}"
    for now in (before.replace(",", "."), before.replace(",", ""), f"{number / 1000:.10g}", before.replace(",", " ")):
        is_same = now.replace(",", "") == str(number) or now.count(".") > 1
        if "," in before:
            assert change(before, now, MDY) is not OTHER, (before, now)
            assert is_same or "." not in now or change(before, now, MDY) is ASKED, (before, now)


def test_a_figure_of_other_separators_is_asked_about(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """X1: exported, opened and saved with German settings, imported."""
    path = desk / "claims/flood/courier.yaml"
    path.write_text(COURIER.replace("value: 400 ", 'value: "1,000" '))
    before = path.read_text()
    change_csv(desk, ('"1,000"', "1"))
    assert run("import", "csv", "a.csv", "--update") == 2
    assert "value is '1,000' in claims/flood/courier.yaml and '1' here" in capsys.readouterr().err
    assert path.read_text() == before
    assert run("import", "csv", "a.csv", "--update", "--skip-bad") == 0
    assert path.read_text() == before
    assert run("import", "csv", "a.csv", "--update", "--take-numbers") == 0
    assert path.read_text() == COURIER.replace("value: 400 ", "value: 1 ")


def test_signs_alone_change_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the days, the figures and the words that a spreadsheet writes in its own way, and one that a person did."""
    path = desk / "claims/flood/courier.yaml"
    text = COURIER.replace("value: 400 ", 'value: "1,000" ').replace("400 set out", "400 set out\n    important: true")
    path.write_text(text)
    change_csv(desk, ('"1,000"', "1000"), ("2031-05-04", "5/4/31"), (",true", ",WAHR"), ("about 200", "about 210"))
    assert run("import", "csv", "a.csv", "--update") == 0
    assert path.read_text() == text.replace("about 200", "about 210")
    assert "2 cells say the same as before in other signs" in "".join(capsys.readouterr())


GOOGLE = (
    "article,source.publisher,source.published,id,subject,property,value,status,as_of,important,note,quote\r\n"
    'flood/courier,The Example Courier,5/4/2031,first,first-team,size,"1,000",,5/3/2031,TRUE,"two\nlines",400\r\n'
    "flood/herald,Herald,2031-05-06,total,mission,strength,396,,,FALSE,,\r\n" + ",,,,,,,,,,,\r\n" * 900
)


def test_a_csv_of_google_sheets(desk: Path) -> None:
    """UTF-8 without a mark; TRUE; days as the sheet shows them; hundreds of empty rows; line breaks in cells."""
    path = desk / "claims/flood/courier.yaml"
    path.write_text(COURIER.replace("value: 400 ", "value: 1000\n    as_of: 2031-05-03"))
    (desk / "a.csv").write_bytes(GOOGLE.encode())
    assert run("import", "csv", "a.csv", "--update") == 0
    text = path.read_text()
    assert "published: 2031-05-04\n" in text and "value: 1000\n" in text and "as_of: 2031-05-03" in text
    assert "important: true" in text and "# the end" in text
    assert (desk / "claims/flood/herald.yaml").is_file()
