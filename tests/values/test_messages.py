"""The whole of what is said of a figure that is refused, and how long and how many what is read may be."""

from __future__ import annotations

import pytest

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.value import Scale, read_value
from tests.values.reading import refusal

COUNTED = "is not understood; expected a whole number such as 400, at least 5,000, about 200 or 200 to 300"


@pytest.mark.parametrize(
    ("text", "scale", "message"),
    [
        ("123456789_123456789_1234567890", Scale("count"), "COUNTED"),
        ("12345678_123456789_1234567890", Scale("count"), "COUNTED; write 123456781234567891234567890"),
        ("1'000.5", Scale("count"), "COUNTED"),
        ("1 000'000", Scale("count"), "COUNTED"),
        ("12'345'678", Scale("count"), "COUNTED; for one number write 12,345,678"),
        ("10,00,000", Scale("count"), "COUNTED; for one number write 1,000,000"),
        ("100,00,000", Scale("count"), "COUNTED"),
        ("5 or six", Scale("count"), "COUNTED; for one or the other write 5 to six"),
        ("5 or lots", Scale("count"), "COUNTED"),
        (
            "1.000.000,5",
            Scale("number"),
            "is not understood; expected a number such as 37.5, at least 10 or 2 to 3; for one "
            "number write 1,000,000.5",
        ),
        (
            "1,2",
            Scale("number"),
            "is not understood; expected a number such as 37.5, at least 10 or 2 to 3; for a decimal write 1.2",
        ),
        (
            "2 years 3 months",
            Scale("duration", "month"),
            "is not understood; expected a duration such as 12 months, 3 days or at least 2 years; "
            "it is to be in one unit; write 27 months",
        ),
        ("Sh.200 billion", Scale("money"), ": 'Sh.' may be KES or TZS; write the code, such as KES 200 billion"),
        ("R20m", Scale("money"), ": 'R' may be ZAR; write the code, such as ZAR 20m"),
        ("$5m", Scale("money", "CAD"), ": '$' may be CAD or USD; write the code, such as CAD 5m"),
        ("5m francs", Scale("money", "USD"), ": 'francs' may be CHF or XOF; write the code, such as CHF 5m"),
        ("400 km", Scale("count", "person"), ": 'km' is not the unit of this property (person)"),
        ("400 ab", Scale("count", "person"), ": 'ab' is not the unit of this property (person)"),
        (
            "400 percent",
            Scale("count"),
            ": 'percent' is not the unit of this property (none); a share is of a property of type percentage",
        ),
        ("400 trucks", Scale("count", "km"), ": 'trucks' is not the unit of this property (km)"),
        (
            "400 trucks",
            Scale("count", "city"),
            ": 'trucks' is not the unit of this property (city); write 400, or 400 cities",
        ),
        (
            "one truck",
            Scale("count", "city"),
            ": 'truck' is not the unit of this property (city); write one, or one city",
        ),
        ("5 m", Scale("duration", "month"), ": 'm' cannot be converted to month; write minutes or months in full"),
        ("5 km", Scale("duration", "month"), ": 'km' cannot be converted to month"),
        (
            "5 kg",
            Scale("number", "km"),
            ": 'kg' cannot be converted to km: they measure different things; such a figure is of another property",
        ),
        (
            "5 huts",
            Scale("number", "mile"),
            ": 'huts' cannot be converted to mile; write the figure in miles if the article gives "
            "it, else make a property with the unit 'huts'",
        ),
        (
            "5 huts",
            Scale("number"),
            ": 'huts' cannot be converted to a number without a unit; write the figure alone if the "
            "article gives it, else make a property with the unit 'huts'",
        ),
        (
            "5 tons",
            Scale("number", "kg"),
            ": 'tons' cannot be converted to kg, as there are several; write tonnes for metric tons",
        ),
        ("5 km", Scale("percentage"), ": expected a percentage such as 37.5%"),
        (
            "5 percentage points",
            Scale("percentage"),
            ": expected a percentage such as 37.5%; percentage points are of a property of type "
            "number with the unit percentage point",
        ),
        ("0.500", Scale("count"), "is not a whole number, and this property is a count"),
        ("1.500 m", Scale("duration"), "can be read in two ways: write 1,500 (or 1.5 if that is meant)"),
        ("1.000", Scale("number"), "can be read in two ways: write 1,000 (or 1 if that is meant)"),
        ("a handful", Scale("money"), "is not understood; write the range that is meant, such as $2m to $3m"),
        (
            "a handful",
            Scale("count"),
            "is not understood; words that stand for a range are listed in rules/hedges.yaml and can be added there; "
            "or write the range that is meant, such as 200 to 300",
        ),
    ],
)
def test_the_whole_message(text: str, scale: Scale, message: str) -> None:
    """It begins with the text itself, in quotation marks."""
    said = refusal(text, scale)
    assert said[1 : 1 + len(text)] == text
    assert said[2 + len(text) :].strip() == message.replace("COUNTED", COUNTED)


@pytest.mark.parametrize("length", [200, 201])
def test_how_long_a_value_may_be(length: int) -> None:
    said = refusal("x" * length, Scale("count"))
    assert ("is too long for a count" in said) == (length > 200)


@pytest.mark.parametrize(("digits", "is_read"), [("1" * 15, True), ("1" * 16, False), ("0.00000000001", True)])
def test_how_many_digits_a_number_may_have(digits: str, is_read: bool) -> None:
    value, _ = read_value(digits, Scale("number"), PLAIN_HEDGES)
    assert (value is not None) == is_read


@pytest.mark.parametrize(("zeros", "is_read"), [(37, True), (38, False)])
def test_how_many_decimals_a_number_may_have(zeros: int, is_read: bool) -> None:
    value, _ = read_value(f"0.{'0' * zeros}1", Scale("number"), PLAIN_HEDGES)
    assert (value is not None) == is_read


@pytest.mark.parametrize(("hedges", "is_read"), [(1, True), (4, True), (5, False)])
def test_how_many_hedges_a_figure_may_have(hedges: int, is_read: bool) -> None:
    value, mistake = read_value("only " * hedges + "5", Scale("count"), PLAIN_HEDGES)
    assert (value is not None) == is_read
    assert is_read or "too many hedges" in str(mistake)
