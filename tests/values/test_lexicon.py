"""The lexicon: every unit converts, every currency is one, and no name stands for two things."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from checker.values import lexicon
from checker.values.lexicon import UNITS, month_number, unit_of, words_for_currencies, words_for_units
from checker.values.units import (
    begins_unit,
    convert,
    count_words,
    currencies,
    is_currency,
    is_money,
    is_unit,
    is_without_usual,
    plural,
)

SIZES: dict[str, str] = {
    # by definition; each in the first unit of its dimension that is listed here
    "1 minute": "60 second", "1 hour": "60 minute", "1 day": "24 hour", "1 week": "7 day", "1 fortnight": "14 day",
    "1 year": "12 month", "1 decade": "10 year", "1 century": "100 year",
    "1 m": "1000 mm", "100 cm": "1 m", "1 km": "1000 m", "1 inch": "25.4 mm", "1 foot": "12 inch", "1 yard": "3 foot",
    "1 mile": "5280 foot", "1 nautical mile": "1852 m",
    "1 g": "1000 mg", "1 kg": "1000 g", "1 tonne": "1000 kg", "1 pound": "16 ounce", "1 stone": "14 pound",
    "1 quintal": "100 kg", "1 ounce": "28.349523125 g",
    "1 hectare": "10000 m2", "1 km2": "100 hectare", "1 acre": "43560 square foot", "1 square mile": "640 acre",
    "1 square foot": "0.09290304 m2",
    "1 litre": "1000 ml", "1 m3": "1000 litre", "1 barrel": "42 gallon", "1 gallon": "3.785411784 litre",
    "1 cubic foot": "28.316846592 litre", "1 hectolitre": "100 litre",
    "1 m/s": "3.6 km/h", "1 mph": "1.609344 km/h", "1 knot": "1.852 km/h",
    "100 °C": "212 °F", "-40 °C": "-40 °F", "0 °C": "273.15 kelvin",
    "1 MWh": "1000 kWh", "1 GWh": "1000 MWh", "1 TWh": "1000 GWh",
    "1 MW": "1000 kW", "1 GW": "1000 MW",
    "1 cusec": "0.028316846592 m3/s",
    "1 percentage point": "100 basis point",
}  # fmt: skip


def _parts(text: str) -> tuple[Fraction, str]:
    number, _, unit = text.partition(" ")
    return Fraction(number), unit


@pytest.mark.parametrize(("one", "other"), SIZES.items())
def test_a_unit_is_as_large_as_it_is_by_definition(one: str, other: str) -> None:
    (number, unit), (size, target) = _parts(one), _parts(other)
    assert convert(number, unit, target) == (size, size)
    assert convert(size, target, unit) == (number, number)


def test_every_unit_is_in_the_table_of_sizes_or_alone_in_its_dimension() -> None:
    named = {unit for pair in SIZES.items() for text in pair for unit in [_parts(text)[1]]}
    dimensions = [unit.dimension for unit in UNITS]
    assert {unit.name for unit in UNITS if dimensions.count(unit.dimension) > 1} <= named


NAMES: dict[str, str] = {
    "second": "seconds|sec|Sec.|secs", "minute": "min|mins|minutes", "hour": "hr|hrs|HOURS", "week": "wk|wks",
    "year": "yr|yrs|year old|year-old|years old", "century": "centuries", "mm": "millimetre|millimeters",
    "cm": "centimetres|centimeter", "m": "metre|meters|M", "km": "KM|kilometre|kilometers", "inch": "inches",
    "foot": "feet|ft", "yard": "yards|yd", "mile": "miles", "nautical mile": "nmi|nautical miles",
    "mg": "milligrams", "g": "gram|grams", "kg": "kilo|kilos|kilogram", "tonne": "t|metric tons|tonnes",
    "quintal": "quintals", "stone": "stones",
    "pound": "lb|lbs|pounds", "ounce": "oz|ounces", "m2": "m²|square metres|square meter|sq m",
    "hectare": "ha|hectares", "km2": "km²|square kilometres|square kilometer|sq km",
    "square foot": "sq ft|square feet", "acre": "acres", "square mile": "sq mile|sq miles|square miles",
    "ml": "millilitres|milliliter", "litre": "l|liter|litres", "m3": "m³|cubic metres|cubic meter",
    "gallon": "gallons", "cubic foot": "cubic feet", "barrel": "bbl|barrels", "hectolitre": "hectolitres|hectoliter|hl",
    "m/s": "metres per second|meters per second|metre per second|meter per second",
    "km/h": "kph|kmh|KM/H|km per hour|kilometres per hour|kilometers per hour"
    "|kilometres an hour|kilometers an hour",
    "mph": "mi/h|miles per hour|miles an hour|mile per hour", "knot": "knots|kn",
    "°C": "celsius|centigrade|degrees Celsius|degree Celsius|degrees centigrade",
    "°F": "fahrenheit|degrees Fahrenheit|degree Fahrenheit",
    "kWh": "kilowatt hours|kilowatt-hour", "MWh": "megawatt hours|megawatt-hour",
    "GWh": "gigawatt hours|gigawatt-hours", "TWh": "terawatt hours|terawatt-hour",
    "kW": "kilowatts", "MW": "megawatts", "GW": "gigawatt",
    "m3/s": "m³/s|cumecs|cubic metres per second|cubic meters per second|cubic metres a second",
    "cusec": "cusecs|cubic feet per second|cubic feet a second", "hPa": "hectopascals|millibars|mb",
    "degree": "degrees|°", "percentage point": "pp|percentage points|% point|%-points",
    "basis point": "bp|basis points",
}  # fmt: skip


@pytest.mark.parametrize(("unit", "name"), [(unit, name) for unit, row in NAMES.items() for name in row.split("|")])
def test_a_unit_goes_by_its_names(unit: str, name: str) -> None:
    known = unit_of(name)
    assert known is not None
    assert known.name == unit


def test_every_name_of_a_unit_is_tried_and_stands_for_one_unit() -> None:
    names = [name.casefold() for unit in UNITS for name in {unit.name, unit.plural, *unit.names} if name]
    assert len(names) == len(set(names))
    tried = {name.casefold().removesuffix("s") for row in NAMES.values() for name in row.split("|")}
    others = {name.casefold().removesuffix("s") for unit in UNITS for name in unit.names}
    assert others <= tried


def test_units_are_of_dimensions() -> None:
    assert is_unit("month", "time", "calendar")
    assert is_unit("days", "time", "calendar")
    assert not is_unit("km", "time", "calendar")
    assert is_unit("km")
    assert not is_unit("ton")  # there are several
    assert {unit.dimension for unit in UNITS if not unit.plural} >= {"length", "area", "temperature", "energy"}


# --- currencies --------------------------------------------------------------------------------

CURRENCIES: dict[str, str] = {
    "$": "USD", "dollars": "USD", "US $": "USD", "U.S. $": "USD", "US dollars": "USD", "A$": "AUD", "AU$": "AUD",
    "Australian dollars": "AUD", "C$": "CAD", "CA$": "CAD", "Canadian dollar": "CAD", "HK$": "HKD",
    "Hong Kong dollars": "HKD", "NZ$": "NZD", "New Zealand dollars": "NZD", "S$": "SGD", "Singapore dollar": "SGD",
    "NT$": "TWD", "MX$": "MXN", "Mexican pesos": "MXN", "R$": "BRL", "reais": "BRL", "Brazilian real": "BRL",
    "£": "GBP", "pounds": "GBP", "British pounds": "GBP", "pound sterling": "GBP", "pounds sterling": "GBP",
    "sterling": "GBP", "€": "EUR", "euros": "EUR", "¥": "JPY", "yen": "JPY", "₩": "KRW", "Korean won": "KRW",
    "won": "KRW", "South Korean won": "KRW",
    "yuan": "CNY", "renminbi": "CNY", "₹": "INR", "Indian rupees": "INR", "Pakistani rupees": "PKR",
    "Swiss francs": "CHF", "koruna": "CZK", "birr": "ETB", "cedis": "GHS", "GH₵": "GHS", "gourdes": "HTG",
    "forint": "HUF", "rupiah": "IDR", "₪": "ILS", "shekels": "ILS", "KSh": "KES", "Ksh.": "KES", "Kshs": "KES",
    "Kenyan shillings": "KES", "ringgit": "MYR", "₦": "NGN", "naira": "NGN", "₱": "PHP", "Philippine pesos": "PHP",
    "zloty": "PLN", "zlotys": "PLN", "₽": "RUB", "Russian rubles": "RUB", "Russian roubles": "RUB",
    "Swedish krona": "SEK", "Swedish kronor": "SEK", "Somali shillings": "SOS", "฿": "THB", "baht": "THB", "₺": "TRY",
    "lira": "TRY", "Turkish lira": "TRY", "Tsh": "TZS", "Tshs": "TZS", "Tanzanian shillings": "TZS", "₴": "UAH",
    "hryvnia": "UAH", "USh": "UGX", "UShs": "UGX", "Ugandan shillings": "UGX", "dong": "VND", "rand": "ZAR",
    "taka": "BDT", "usd": "USD", "SKr": "SEK", "NKr": "NOK", "DKr": "DKK", "IKr": "ISK", "Kes": "KES", "ALL": "ALL",
}  # fmt: skip
SEVERAL: dict[str, str] = {
    "Rs": "INR PKR LKR NPR MUR SCR", "Rs.": "INR PKR LKR NPR MUR SCR", "rupees": "INR PKR LKR NPR MUR SCR",
    "Sh": "KES TZS UGX SOS", "Shs": "KES TZS UGX SOS", "shillings": "KES TZS UGX SOS", "R": "ZAR", "N": "NGN NAD",
    "CFA francs": "XOF XAF",
    "kr": "NOK DKK SEK ISK", "kroner": "NOK DKK SEK ISK", "krone": "NOK DKK SEK ISK", "krona": "SEK ISK",
    "kronor": "SEK ISK", "crowns": "CZK SEK NOK DKK ISK", "francs": "CHF XOF XAF CDF RWF BIF DJF GNF KMF XPF",
    "pesos": "MXN PHP COP ARS CLP DOP UYU CUP", "dinars": "IQD KWD JOD BHD TND DZD LYD RSD", "dirhams": "AED MAD",
    "riyals": "SAR QAR OMR IRR YER", "rial": "SAR QAR OMR IRR YER", "kwacha": "ZMW MWK", "roubles": "RUB BYN",
    "ruble": "RUB BYN",
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CURRENCIES.items())
def test_a_currency_goes_by_its_names(name: str, code: str) -> None:
    assert currencies(name)[0] == code
    assert not is_without_usual(name)


@pytest.mark.parametrize(("name", "codes"), SEVERAL.items())
def test_a_name_of_several_currencies_has_no_usual_one(name: str, codes: str) -> None:
    assert currencies(name) == tuple(codes.split())
    assert is_without_usual(name)


def test_every_name_of_a_currency_is_tried_and_is_of_a_code() -> None:
    tried = {name.casefold().replace(".", "").replace(" $", "$").removesuffix("s") for name in (*CURRENCIES, *SEVERAL)}
    for name in (*lexicon.CURRENCY_NAMES, *lexicon.SHARED_CURRENCY_NAMES):
        assert name.removesuffix("s") in tried, name
    for codes in (*lexicon.SHARED_CURRENCY_NAMES.values(), tuple(lexicon.CURRENCY_NAMES.values())):
        assert all(is_currency(code) for code in codes)


def test_what_is_no_currency() -> None:
    for word in ("TEU", "IDP", "all", "km", "people", "", "r$$", "try"):
        assert currencies(word) == (), word
    assert len(lexicon.CURRENCY_CODES) == 155
    assert all(re.fullmatch("[a-z]{3}", code) for code in lexicon.CURRENCY_CODES)
    assert lexicon.CODES_THAT_ARE_WORDS <= lexicon.CURRENCY_CODES


@pytest.mark.parametrize(
    ("unit", "is_one"), [("USD", True), ("KES", True), ("usd", False), ("TEU", False), ("IDP", False), ("%", False)]
)
def test_money_is_what_has_a_currency(unit: str, is_one: bool) -> None:
    assert is_money(unit) == is_one


def test_the_first_of_a_shared_name_is_the_usual_one() -> None:
    assert currencies("$")[:5] == ("USD", "CAD", "AUD", "NZD", "HKD")
    assert currencies("£") == ("GBP", "EGP", "LBP", "SDG", "SSP", "SYP")
    assert currencies("¥") == ("JPY", "CNY")


# --- words in texts ----------------------------------------------------------------------------


def test_words_for_units_in_texts_have_no_letters_that_may_be_others() -> None:
    words = words_for_units({"length", "mass"})
    assert {"metre", "metres", "km", "feet", "inches", "tonnes", "tons", "ton", "kilos"} <= set(words)
    assert not {"m", "t", "g", "minutes"} & set(words)
    assert list(map(len, words)) == sorted(map(len, words), reverse=True)
    assert {"days", "years", "decades", "centuries"} <= set(words_for_units(lexicon.DURATIONS))
    assert not {"ton", "yr", "year old", "min", "sec"} & set(words_for_units(lexicon.DURATIONS))


def test_words_for_currencies_in_texts_are_names() -> None:
    words = words_for_currencies()
    assert {"dollar", "dollars", "rupees", "shillings", "yen", "kroner", "baht"} <= set(words)
    assert not {"usd", "ksh", "shs", "$", "won", "r", "sh", "sterlingss"} & set(words)
    assert list(map(len, words)) == sorted(map(len, words), reverse=True)
    assert all(re.fullmatch("[a-z]{3,}", word) for word in words)


# --- what is counted ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("person", "people"),
        ("people", "people"),
        ("child", "children"),
        ("man", "men"),
        ("women", "women"),
        ("city", "cities"),
        ("day", "days"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("dish", "dishes"),
        ("tents", "tents"),
        ("IDP", "IDP"),
        ("family", "families"),
        ("ox", "ox"),
        ("foot", "feet"),
        ("km", "km"),
    ],
)
def test_one_and_many(one: str, many: str) -> None:
    assert plural(one) == many


def test_words_for_what_is_counted() -> None:
    assert count_words("person") == {"person", "persons", "people"}
    assert count_words("people") == {"people", "peoples", "persons", "person"}
    assert count_words("Tents") == {"tents", "tentss", "tent"}
    assert count_words("city") == {"city", "citys", "cities"}
    assert count_words("children") == {"children", "childrens", "child"}
    assert count_words("") == frozenset()


def test_what_may_be_a_unit() -> None:
    assert all(begins_unit(text) for text in ("officers", "police officers", "kg", "m", "k"))
    assert not any(begins_unit(text) for text in ("or so", "per day", "5 km", ".5", ",x", "_", "million people", "six"))
    assert not any(begins_unit(text) for text in ("each", "of-them", "a day", "Thousand"))


# --- numbers and months ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "size"),
    [
        ("k", 10**3),
        ("m", 10**6),
        ("mn", 10**6),
        ("mln", 10**6),
        ("b", 10**9),
        ("bn", 10**9),
        ("bln", 10**9),
        ("tn", 10**12),
        ("trn", 10**12),
        ("dozen", 12),
        ("hundred", 100),
        ("thousands", 1000),
        ("lakh", 10**5),
        ("lakhs", 10**5),
        ("million", 10**6),
        ("crores", 10**7),
        ("billion", 10**9),
        ("trillion", 10**12),
    ],
)
def test_a_magnitude(word: str, size: int) -> None:
    assert lexicon.MAGNITUDES[word] == size


def test_months() -> None:
    assert [month_number(word) for word in ("May", "sept", "SEP", "december", "Dec", "Mayday", "", "se")] == [
        5,
        9,
        9,
        12,
        12,
        0,
        0,
        0,
    ]
