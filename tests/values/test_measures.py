"""Numbers, money, durations and percentages, and their units: read exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.values.units import convert
from checker.values.value import Scale
from tests.values.reading import Bound, Row, exact, read

MEASURED: dict[tuple[str, str, str], list[Row]] = {
    # (type, unit of the property, unit of the value)
    ("number", "", ""): [
        ("37.5", "75/2", "75/2"),
        ("0.1", "1/10", "1/10"),
        ("1.10", "11/10", "11/10"),
        ("-5", -5, -5),
        ("−5", -5, -5),
        ("5 million", 5000000, 5000000),
        ("six", 6, 6),
        ("-5 to 5", -5, 5),
        ("-10 to -5", -10, -5),
        ("about -100", -105, -95),
        ("nearly -100", -105, -100),
        ("just over -100", -100, -95),
        ("at least -5", -5, None),
        ("more than 10", 10, None),
        ("up to 10", None, 10),
        ("less than 10", None, 10),
        ("none", 0, 0),
    ],
    ("number", "km", "km"): [
        ("5", 5, 5),
        ("5 km", 5, 5),
        ("5km", 5, 5),
        ("5 KM", 5, 5),
        ("5 kilometres", 5, 5),
        ("5 kilometer", 5, 5),
        ("500 m", "0.5", "0.5"),
        ("3,000 m", 3, 3),
        ("1 mile", "0.804672", "2.414016"),  # of another system: the digits of what was written
        ("500 m to 1 km", "0.5", 1),
        ("5-km", 5, 5),
        ("a km", 1, 1),
        ("5bn km", 5 * 10**9, 5 * 10**9),
        ("half a mile", "0.402336", "1.207008"),
        ("5.250", "5.25", "5.25"),  # three decimals of a measure are decimals
        ("2 million km", 2000000, 2000000),
        ("about 100 km", 95, 105),
    ],
    ("number", "tonne", "tonne"): [
        ("5 t", 5, 5),
        ("500 kg", "0.5", "0.5"),
        ("1 lb", "0.000226796185", "0.000680388555"),
        ("3 thousand tonnes", 3000, 3000),
    ],
    ("number", "km2", "km2"): [("5 km2", 5, 5), ("5 sq km", 5, 5), ("3 hectares", "0.03", "0.03")],
    ("number", "tents", "tents"): [("5", 5, 5), ("5 tents", 5, 5), ("1 tent", 1, 1)],
    ("money", "", "USD"): [
        ("$300", 300, 300),
        ("$300m", 300000000, 300000000),
        ("$ 300 million", 300000000, 300000000),
        ("US$300m", 300000000, 300000000),
        ("USD 300m", 300000000, 300000000),
        ("300m USD", 300000000, 300000000),
        ("five million USD", 5000000, 5000000),
        ("$1,234.56", "1234.56", "1234.56"),
        ("$1.5 trillion", 1500000000000, 1500000000000),
        ("$5k", 5000, 5000),
        ("$5-million", 5000000, 5000000),
        ("$1.125 billion", 1125000000, 1125000000),
        ("US $300m", 300000000, 300000000),
        ("U.S. $300m", 300000000, 300000000),
        ("300 million dollars", 300000000, 300000000),
        ("300m U.S. dollars", 300000000, 300000000),
        ("a million dollars", 1000000, 1000000),
        ("half a billion dollars", 500000000, 500000000),
        ("$5+ million", 5000000, None),
        ("$2 to $3 million", 2000000, 3000000),
        ("$2m to 3m dollars", 2000000, 3000000),
        ("$900m-1.2bn", 900000000, 1200000000),
        ("$0", 0, 0),
        ("$0.1", "0.1", "0.1"),
        ("about $300m", 285000000, 315000000),
        ("up to $300m", 0, 300000000),
        ("$300m or more", 300000000, None),
        ("$300m+", 300000000, None),
        ("more than $5", 5, None),
        ("less than $5", 0, 5),
        ("$2-3 million", 2000000, 3000000),
        ("$2m-$3m", 2000000, 3000000),
        ("$2m to 3m", 2000000, 3000000),
        ("2 to 3 million USD", 2000000, 3000000),
        ("between $2m and $3m", 2000000, 3000000),
        ("$300m ($250m to $350m)", 250000000, 350000000),
        ("two to three million USD", 2000000, 3000000),
    ],
    ("money", "", "EUR"): [
        ("€5m", 5000000, 5000000),
        ("5m €", 5000000, 5000000),
        ("EUR 5 million", 5000000, 5000000),
        ("5 million euros", 5000000, 5000000),
    ],
    ("money", "", "GBP"): [("£1.5bn", 1500000000, 1500000000), ("5m pounds", 5000000, 5000000)],
    ("money", "", "INR"): [("₹300 crore", 3 * 10**9, 3 * 10**9), ("300 crore Indian rupees", 3 * 10**9, 3 * 10**9)],
    ("money", "INR", "INR"): [("Rs 300 crore", 3 * 10**9, 3 * 10**9), ("Rs. 3 lakh crore", 3 * 10**12, 3 * 10**12)],
    ("money", "PKR", "PKR"): [("Rs 300", 300, 300)],
    ("money", "CAD", "CAD"): [("C$5m", 5000000, 5000000), ("5m", 5000000, 5000000)],
    ("money", "", "ALL"): [("ALL 300", 300, 300)],
    ("money", "", "KES"): [("KSh 500", 500, 500), ("500 kes", 500, 500)],
    ("money", "USD", "USD"): [("300", 300, 300), ("300 million", 300000000, 300000000), ("none", 0, 0)],
    ("money", "USD", "EUR"): [("€300", 300, 300)],  # its own currency wins over the property's
    ("duration", "month", "month"): [
        ("12 months", 12, 12),
        ("1 year", 12, 12),
        ("two years", 24, 24),
        ("1.5 years", 18, 18),
        ("a minimum of 12 months", 12, None),
        ("up to 2 years", 0, 24),
        ("less than 5 months", 0, 5),
        ("about 12 months", "57/5", "63/5"),
        ("6 to 12 months", 6, 12),
        ("6 months to 1 year", 6, 12),
        ("a year", 12, 12),
        ("one month", 1, 1),
        ("half a year", 6, 6),
        ("a year and a half", 18, 18),
        ("two and a half years", 30, 30),
        ("more than a year", 12, None),
        ("less than a year", 0, 12),
        ("12-month", 12, 12),
        ("two-year", 24, 24),
        ("a year or so", "57/5", "63/5"),
        ("31 days", 1, "31/28"),
        ("2 weeks", "14/31", "14/28"),
        ("none", 0, 0),
    ],
    ("duration", "day", "day"): [
        ("3 days", 3, 3),
        ("1 week", 7, 7),
        ("six weeks", 42, 42),
        ("48 hours", 2, 2),
        ("a fortnight", 14, 14),
        ("half a day", "0.5", "0.5"),
        ("90 minutes", "1/16", "1/16"),
        ("1 month", 28, 31),
        ("12 months", 365, 366),
        ("1 year", 365, 366),
        ("at least 1 month", 28, None),
        ("up to 1 month", 0, 31),
        ("1 month to 6 weeks", 28, 42),
        ("4 weeks to 1 month", 28, 31),
    ],
    ("duration", "", "day"): [("2 weeks", 14, 14)],
    ("duration", "year", "year"): [("18 months", "1.5", "1.5"), ("34 years old", 34, 34), ("34-year-old", 34, 34)],
    ("duration", "hour", "hour"): [
        ("an hour", 1, 1),
        ("half an hour", "0.5", "0.5"),
        ("1 day", 24, 24),
        ("90 min", "1.5", "1.5"),
        ("1 month", 672, 744),
    ],
    ("percentage", "", "%"): [
        ("37.5%", "37.5", "37.5"),
        ("37.5 percent", "37.5", "37.5"),
        ("37.5 per cent", "37.5", "37.5"),
        ("37.5", "37.5", "37.5"),
        ("ten percent", 10, 10),
        ("at least 10%", 10, None),
        ("up to 5%", 0, 5),
        ("10 to 20%", 10, 20),
        ("between 50 and 60 per cent", 50, 60),
        ("a percent", 1, 1),
        ("37.125%", "37.125", "37.125"),
        ("10%-20%", 10, 20),
        ("2-3%", 2, 3),
        ("about 50%", "47.5", "52.5"),
        ("nearly 100%", 95, 100),
        ("150%", 150, 150),  # of what was asked for: above the whole is possible
        ("none", 0, 0),
    ],
}


@pytest.mark.parametrize(
    ("text", "kind", "unit", "lower", "upper", "read_as"),
    [
        (text, kind, unit, lower, upper, read_as)
        for (kind, unit, read_as), rows in MEASURED.items()
        for text, lower, upper in rows
    ],
)
def test_a_measured_value(text: str, kind: str, unit: str, lower: Bound, upper: Bound, read_as: str) -> None:
    value = read(text, Scale(kind, unit))
    assert (value.interval.lower, value.interval.upper) == (exact(lower), exact(upper))
    assert (value.unit, value.text, value.stated) == (read_as, text, True)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("400", 400),
        ("about 400", 400),
        ("nearly 400", 400),
        ("400 (350 to 450)", 400),
        ("about 400 (350 to 450)", 400),
        ("at least 400", None),
        ("200 to 300", None),
        ("dozens", None),
        # an article that puts it as high as 61 puts it at 61
        ("as high as 61", 61),
        ("as many as 61", 61),
        ("as few as 61", 61),
        ("up to 61", None),
        ("at most 61", None),
    ],
)
def test_the_best_figure_is_kept_where_there_is_one(text: str, best: Bound) -> None:
    assert read(text, Scale("count")).interval.best == exact(best)


# --- exactness -----------------------------------------------------------------------------------


def test_decimals_are_exact() -> None:
    tenth, fifth, rest = (read(text, Scale("number")).interval.lower for text in ("0.1", "0.2", "0.3"))
    assert tenth is not None
    assert fifth is not None
    assert tenth + fifth == rest
    assert read("$0.10", Scale("money")).interval.lower == Fraction(1, 10)


@pytest.mark.parametrize(
    ("number", "unit", "target", "lower", "upper"),
    [
        (1, "year", "month", 12, 12),
        (1, "month", "day", 28, 31),
        (12, "month", "day", 365, 366),
        (24, "month", "day", 730, 732),
        (18, "months", "days", 365 + 6 * 28, 366 + 6 * 31),
        (1, "decade", "year", 10, 10),
        (36, "hours", "day", "3/2", "3/2"),
        (1, "mile", "m", "1609.344", "1609.344"),
        (1, "hectare", "km2", "0.01", "0.01"),
        (3, "sq km", "hectare", 300, 300),
        (1, "GW", "kW", 1000000, 1000000),
    ],
)
def test_units_convert_without_loss(number: int, unit: str, target: str, lower: Bound, upper: Bound) -> None:
    assert convert(Fraction(number), unit, target) == (exact(lower), exact(upper))


def test_a_month_in_days_holds_the_month_it_came_from() -> None:
    """12 months are 365 or 366 days, and 365 or 366 days may be 12 months: neither way do they disagree."""
    for months in (1, 2, 6, 11, 12, 13, 23, 24, 25, 120):
        days = convert(Fraction(months), "month", "day")
        assert days is not None
        for bound in days:
            back = convert(bound, "day", "month")
            assert back is not None
            assert back[0] <= months <= back[1]


def test_units_of_different_dimensions_do_not_convert() -> None:
    assert convert(Fraction(1), "month", "km") is None
    assert convert(Fraction(1), "kg", "litre") is None
    assert convert(Fraction(1), "cats", "dogs") is None
