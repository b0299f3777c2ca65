"""What is refused, and what is said of it."""

from __future__ import annotations

import re

import pytest

from checker.values.value import TYPES, Scale
from tests.values.reading import STANCES, read, refusal

REFUSED: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("count", "person"): [
        ("", "expected a value"),
        ("many", "not understood"),
        ("about", "a figure is missing after 'about'"),
        ("at least", "a figure is missing after 'at least'"),
        ("More  than", "a figure is missing after 'More than'"),
        ("at least about", "a figure is missing after 'about'"),
        ("or more", "a figure is missing before 'or more'"),
        ("+", "a figure is missing before '+'"),
        ("200 to", "a figure is missing after 'to'"),
        ("between 200 and", "a figure is missing after 'and'"),
        ("a", "not understood"),
        ("1.5", "not a whole number"),
        ("1,5", "a figure with decimals is of a property of type number"),
        ("12,34", "a count is whole"),
        ("1_000", "write 1000"),
        ("1 000", "not understood"),
        # a point, a space or a mark between thousands
        ("1.000", "'1.000' can be read in two ways: write 1,000 (or 1 if that is meant)"),
        ("400.000 people", "write 400,000 (or 400 if that is meant)"),
        ("at least 1.000", "write 1,000"),
        ("1.000 to 2.000", "write 1,000"),
        ("12.500", "'12.500' is not a whole number, and this property is a count; for thousands write 12,500"),
        ("1.000.000", "not understood; expected a whole number"),
        ("1.000.000", "for one number write 1,000,000"),
        ("1.234,56", "a count is whole"),
        ("1 000 people", "write 1,000"),
        ("1'000", "write 1,000"),
        ("1,00,000", "write 100,000"),
        ("1,2,3", "not understood"),
        ("1234,567", "not understood"),
        ("0400", "leading zero; write 400"),
        ("0,400", "leading zero; write 400"),
        ("007", "leading zero; write 7"),
        ("00", "leading zero; write 0"),
        ("-5", "cannot be negative"),
        ("12:30", "not understood"),
        ("1e3", "not understood"),
        ("½", "not understood"),
        ("$400", "'$' is not the unit"),
        ("400 troops", "'troops' is not the unit"),
        ("400 Officers", "'Officers' is not the unit of this property (person); write 400, or 400 people"),
        ("1 officer", "write 1, or 1 person"),
        ("six police officers", "write six, or six people"),
        ("1.5 million officers", "write 1.5 million, or 1.5 million people"),
        ("200 to 300 officers", "write 200 to 300, or 200 to 300 people"),
        ("400+ officers", "write 400+, or 400+ people"),
        (
            "dozens of officers",
            "'officers' is not the unit of this property (person); write dozens, or dozens of people",
        ),
        ("several officers", "write several, or several people"),
        ("400 dollars", "'dollars' is not the unit of this property (person)"),
        # what is more than a unit is not left out by a hint
        ("400 per day", "not understood"),
        ("400 of them", "not understood"),
        ("405-odd", "write the range that is meant"),
        ("400 more", "not understood"),
        ("two hundred a day", "not understood"),
        ("a lot", "not understood"),
        ("an officer", "not understood"),
        # words that stand for a range
        ("several hundred", "listed in rules/hedges.yaml and can be added there"),
        ("a few thousand", "rules/hedges.yaml"),
        ("a couple of dozen", "rules/hedges.yaml"),
        ("thousands of millions", "rules/hedges.yaml"),
        ("AT LEAST FEW", "'FEW' is not understood; words that stand for a range"),
        ("1st", "'1st' is an ordinal, and a count is expected"),
        ("n/a", "write unknown"),
        ("400%", "'%' is not the unit"),
        ("400?", "not the unit"),
        ("400 or 500", "for one or the other write 400 to 500"),
        ("two or three people", "write two to three people"),
        ("not 5", "not understood"),
        ("300 to 200", "the low end is above the high end"),
        ("200 to 300 to 400", "not understood"),
        ("500 (350 to 450)", "outside of its own range"),
        ("400 (200)", "outside of its own range"),
        ("200 to 300 (250)", "not one figure"),
        ("fewer than 0", "fewer than none"),
        ("about at least 5", "bound of a bound"),
        ("up to 5+", "bound of a bound"),
        ("at least 200 to 300", "a bound and a range cannot be combined: leave out 'at least'"),
        ("more than 200 to 300", "a bound and a range cannot be combined"),
        ("up to 200 to 300", "a bound and a range cannot be combined"),
        ("200-300+", "a bound and a range cannot be combined: leave out '+'"),
        ("200 to 300 or more people", "a bound and a range cannot be combined"),
        ("nearly 200 to 300", "'nearly' and a range cannot be combined"),
        ("between about 200 and 300", "a hedge belongs before the whole range"),
        ("200 to about 300", "a hedge belongs before the whole range"),
        ("about about 5", "'about' is here twice; write it once"),
        ("At least at least 5", "'At least' is here twice"),
        ("at least 5 at least", "'at least' is here twice"),
        ("about 5 or so", "'about' and 'or so' cannot be combined"),
        ("about nearly 5", "'about' and 'nearly' cannot be combined"),
        ("exactly about 5", "'exactly' and 'about' cannot be combined"),
        ("at least exactly 5", "cannot be combined"),
        ("at least 5 or more", "bound of a bound"),
        ("at least up to 5", "bound of a bound"),
        ("more than up to 5", "bound of a bound"),
        ("at least fewer than 5", "bound of a bound"),
        ("1234567890123456", "15 digits"),
        ("9007199254740993", "15 digits"),
        ("0.1234567890123456", "15 digits"),
        ("2031-05-04", "'2031-05-04' is a date, and a count is expected"),
        ("2031-05", "is a date"),
        ("3 May 2031", "'3 May 2031' is a date"),
        ("May 3", "'May 3' is a date"),
        ("2031-05-01/2031-05-07", "is a date"),
        # words that are not one number are not added up
        ("six seven", "not understood"),
        ("five-ten", "not understood"),
        ("nineteen ninety", "not understood"),
        ("five and six", "not understood"),
        ("two million million", "not understood"),
        ("hundred hundred hundred", "not understood"),
        ("two million dozen", "not understood"),
        ("two hundred a", "not understood"),
        ("and six", "not understood"),
        ("dozen -", "not the unit"),
        ("twenty - two", "not the unit"),
        ("5 or more million", "not understood"),
        ("500 to 1 million", "write the magnitude of the low end as well"),
    ],
    ("number", ""): [
        ("1.000", "'1.000' can be read in two ways: write 1,000 (or 1 if that is meant)"),
        ("1.085", "can be read in two ways: write 1,085 (or 1.0850 if that is meant)"),
        ("5 km", "cannot be converted"),
        ("2031-05-04", "a number is expected"),
        ("37.5%", "cannot be converted"),
        (".5", "not understood"),
        ("5.", "not understood"),
        ("00.5", "write 0.5"),
        ("1/2", "not understood"),
        ("nan", "not understood"),
        ("inf", "not understood"),
        ("hundreds", "a word for a count"),
    ],
    ("number", "km"): [
        ("5 kg", "'kg' cannot be converted to km"),
        ("5 months", "cannot be converted"),
        ("5 km to 10", "the high end has no unit"),
    ],
    ("number", "tonne"): [("500 tons", "write tonnes for metric tons")],
    ("number", "tents"): [
        ("5 huts", "'huts' cannot be converted to tents; write the figure in tents if the article gives it")
    ],
    ("count", ""): [("5 trucks", "'trucks' is not the unit of this property (none); write 5")],
    ("money", ""): [
        ("300", "with its currency"),
        ("300m", "with its currency"),
        ("none", "such as $0"),
        ("300 francs", "'francs' may be CHF or XOF; write the code, such as CHF 300"),
        ("12 months", "with its currency"),
        ("$2 to €3", "two currencies"),
        ("$300m (€250m to €350m)", "two units"),
        ("$300 million USD", "after the amount"),
        ("-$5", "an amount of money cannot be negative: '-$5'"),
        ("$1.000", "write 1,000 (or 1 if that is meant)"),
        ("$12.500", "write 12,500 (or 12.5 if that is meant)"),
        ("$1.234", "write 1,234 (or 1.2340 if that is meant)"),
        ("€1.000.000", "write 1,000,000"),
        ("$1,5 million", "for a decimal write 1.5"),
        ("$5 a day", "'a day' after the amount"),
        ("$900-1.2bn", "write the magnitude of the low end as well"),
        # nothing is guessed of a currency
        ("Rs 300 crore", "'Rs 300 crore': 'Rs' may be INR or PKR; write the code"),
        ("300 rupees", "may be INR or PKR"),
        ("all 300 million", "not understood"),
        ("5 try", "with its currency"),
        ("ca $5m", "not understood"),
        ("$12345678901234.56", "15 digits"),
        ("hundreds", "a word for a count; this property is an amount of money"),
        ("several million dollars", "write the range that is meant, such as $2m to $3m"),
    ],
    ("money", "CAD"): [("$5m", "'$' may be CAD or USD"), ("5 million dollars", "may be CAD or USD")],
    ("duration", "month"): [
        ("a few months", "'a few' is a word for a count; this property is a duration"),
        ("1 year and 6 months", "it is to be in one unit; write 18 months"),
        ("6 months to 12", "the high end has no unit"),
        ("an months", "not understood"),
        ("1.000 days", "write 1,000"),
        ("12", "with its unit"),
        ("12 men", "cannot be converted to month"),
        ("12m", "cannot be converted"),  # minutes, months or metres
        ("1 year to 6 months", "the low end is above the high end"),
        ("$12", "cannot be converted"),
        ("-3 months", "cannot be negative"),
    ],
    ("percentage", ""): [
        ("5 people", "expected a percentage"),
        ("5 percentage points", "expected a percentage"),
        ("more", "not understood; expected a percentage such as 37.5% or at least 10%"),
        ("-5%", "a percentage cannot be negative"),
        ("5,5%", "for a decimal write 5.5"),
    ],
    ("date", ""): [
        ("", "expected a value"),
        ("none", "is not a date"),
        ("2031-02-29", "that month has 28 days"),
        ("2031-02-30", "does not exist"),
        ("2031-04-31", "that month has 30 days"),
        ("2031-05-00", "does not exist"),
        ("2031-13", "there is no month 13"),
        ("2031-00", "there is no month 00"),
        ("2031-42", "there is no month 42"),
        ("0000", "no year 0"),
        ("2031-5-4", "write 2031-05-04"),
        ("before", "a date is missing after 'before'"),
        ("since 4 May 2031", "'4 May 2031' is not a date; write 2031-05-04"),
        ("from 2031-05-01 to 2031-05-07", "write 2031-05-01/2031-05-07"),
        ("10000-01-01", "is not a date"),
        ("12:30", "is not a date"),
        ("about 2031-05", "how far is 'about'?"),
        ("Circa 2031", "how far is 'Circa'?"),
        ("2031-32", "can be read in two ways: write 2031/2032, or the months of a season"),
        ("2031-05-07/2031-05-01", "the first day is after the last"),
        ("2031-05-01/2031-05-32", "does not exist"),
        ("2031-05-01/2031-05-02/2031-05-03", "is not a date"),
        ("2031-05-01//2031-05-03", "is not a date"),
        # there is no such day, so nothing is said
        ("after 9999-12-31", "is not a date"),
        ("before 0001-01-01", "is not a date"),
        ("after 2031-05-04/..", "is not a date"),
        ("before ../2031-05-04", "is not a date"),
    ],
    ("category", ""): [("", "expected")],
}


@pytest.mark.parametrize(
    ("text", "kind", "unit", "word"),
    [(text, kind, unit, word) for (kind, unit), rows in REFUSED.items() for text, word in rows],
)
def test_a_text_that_is_refused(text: str, kind: str, unit: str, word: str) -> None:
    assert word in refusal(text, Scale(kind, unit))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("refusing", "did you mean 'refused'?"),
        ("pledged, reluctant", "is not one of pledged, refused, reluctant"),
        ("none", "is not one of"),
        ("not not pledged", "is not one of"),
        (("pledged", "nope"), "'nope' is not one of"),
        (("not pledged", "refused"), "'not pledged'"),
        ((), "at least one category"),
    ],
)
def test_a_category_that_is_refused(text: str | tuple[str, ...], word: str) -> None:
    assert word in refusal(text, Scale("category", values=STANCES))


def test_not_within_a_list_of_categories_is_refused() -> None:
    """`[not red, green]` could mean two things, and must not become a category named "not red"."""
    assert "not red" in refusal(("not red", "green"), Scale("category"))


@pytest.mark.parametrize("kind", ["count", "number", "money", "duration", "percentage", "date"])
def test_a_list_where_one_value_belongs_is_refused(kind: str) -> None:
    said = refusal(("1", "2"), Scale(kind))
    assert said.startswith(
        "an amount of money is one value, not a list" if kind == "money" else f"a {kind} is one value"
    )
    advice = said.rpartition("for a range write ")[2]
    assert (advice == "2031-05-01/2031-05-07") == (kind == "date")
    assert not read(advice, Scale(kind)).interval.is_point  # what is advised is understood, and a range


# --- messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "quoted"),
    [
        ("400 Police  Officers", "count", "'400 Police Officers'"),
        ("LOTS", "count", "'LOTS'"),
        ("RS 300 Crore", "money", "'RS 300 Crore'"),
        ("May Day 2031", "date", "'May Day 2031'"),
        ("Pledges", "category", "'Pledges'"),
    ],
)
def test_a_text_is_quoted_as_it_was_written(text: str, kind: str, quoted: str) -> None:
    assert quoted in refusal(text, Scale(kind, values=STANCES if kind == "category" else ()))


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "text"])
@pytest.mark.parametrize("text", ["5" * 5000, "word " * 1000, "1." * 2500, "2031-05-04/" * 400, "x" * 150])
def test_a_long_text_is_cut_in_the_message(text: str, kind: str) -> None:
    said = refusal(text, Scale(kind, values=STANCES if kind == "category" else ()))
    assert "…" in said
    assert len(said) < 250


@pytest.mark.parametrize(
    ("text", "unit"),
    [("80 mph", "km"), ("5 kg", "km"), ("5 huts", "tents"), ("80 mph", ""), ("500 tons", "tonne"), ("5 apples", "km")],
)
def test_no_advice_takes_a_figure_of_one_unit_for_one_of_another(text: str, unit: str) -> None:
    """ "write 80" of 80 mph where km are asked for would falsify it."""
    said = refusal(text, Scale("number", unit))
    assert not re.search(rf"write {text.split()[0]}\b", said)
