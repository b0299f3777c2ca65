"""The words that figures and dates are written with: numbers, months, weekdays, units with their dimension, currencies.

All other modules take them from here: a new unit, currency or word for a number is a line of this file and a test.
Names are in lower case; what reads them folds the case. Nothing here depends on the locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct

# --- numbers -----------------------------------------------------------------------------------

ONES = tuple("one two three four five six seven eight nine".split())
TEENS = tuple("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
NUMBER_WORDS: dict[str, int] = {
    "zero": 0,
    **{word: n for n, word in enumerate((*ONES, *TEENS), 1)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
}
"""Numbers of one word, below a hundred."""

NOTHING = ("none", "zero", "nil", "no one", "nobody")
UNKNOWN = ("unknown", "not stated", "undisclosed")
"""Words by which a claim says that its source does not state the figure."""

LARGE_NUMBERS: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_MAGNITUDES: dict[str, int] = {
    "k": 1000,
    **dict.fromkeys(("m", "mn", "mln"), 10**6),
    **dict.fromkeys(("b", "bn", "bln"), 10**9),
    **dict.fromkeys(("tn", "trn"), 10**12),
}
MAGNITUDES = LARGE_NUMBERS | {f"{name}s": size for name, size in LARGE_NUMBERS.items()} | SHORT_MAGNITUDES
"""What a number may be multiplied by: the words, their plurals and short forms."""

CHAINED_MAGNITUDES: dict[str, tuple[str, ...]] = {
    "hundred": ("thousand", "million", "billion"),
    "thousand": ("crore",),
    "lakh": ("crore",),
}
"""What may follow a magnitude as a second one: "5 hundred thousand", "3 lakh crore"."""

_DENOMINATORS = "third quarter fourth fifth sixth seventh eighth ninth tenth".split()
UNCHANGED = ("unchanged", "flat", "no change")
"""Words for a change of nothing."""

FRACTIONS: dict[str, Fraction] = {
    "half": Fraction(1, 2),
    **{
        f"{name}{ending}": Fraction(1, denominator)
        for name, denominator in zip(_DENOMINATORS, (3, 4, 4, 5, 6, 7, 8, 9, 10), strict=True)
        for ending in ("", "s")
    },
}
"""Shares in words."""

# --- days --------------------------------------------------------------------------------------

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # the names in `calendar` and `strptime` depend on the locale
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


_MONTH_NUMBERS = {name.casefold(): n for names in (MONTHS, SHORT_MONTHS) for n, name in enumerate(names, 1)} | {
    "sept": 9
}


def month_number(word: str) -> int:
    """The number of a month by its name, in full or short, in any case; 0 if it is none."""
    return _MONTH_NUMBERS.get(word.casefold(), 0)


# --- units -------------------------------------------------------------------------------------


class Unit(Struct, frozen=True):
    """A unit of measure. A figure of it times `size`, plus `offset`, is in the base unit of its dimension.

    `names` are other names and short forms, in lower case; of each, the plural with s is known as well.
    A sign, such as km, has no plural.
    """

    name: str
    dimension: str
    size: Fraction
    names: tuple[str, ...] = ()
    offset: Fraction = Fraction(0)
    plural: str = ""


def _units(dimension: str, *rows: tuple[str, str, str]) -> Iterator[Unit]:
    """Units of a dimension from rows: the name (a plural after a bar), the size (with its offset), other names."""
    for written, sizes, others in rows:
        name, _, plural = written.partition("|")
        size, _, offset = sizes.partition("+")
        names = tuple(others.split(", ")) if others else ()
        yield Unit(name, dimension, Fraction(size), names, Fraction(offset or 0), plural)


UNITS: tuple[Unit, ...] = (
    *_units(
        "time",
        ("second|seconds", "1", "sec"),
        ("minute|minutes", "60", "min"),
        ("hour|hours", "3600", "hr"),
        ("day|days", "86400", ""),
        ("week|weeks", "604800", "wk"),
        ("fortnight|fortnights", "1209600", ""),
    ),
    *_units(
        "calendar",
        ("month|months", "1", ""),
        ("year|years", "12", "yr, year old, year-old, years old"),
        ("decade|decades", "120", ""),
        ("century|centuries", "1200", ""),
    ),
    *_units(
        "length",
        ("mm", "0.001", "millimetre, millimeter"),
        ("cm", "0.01", "centimetre, centimeter"),
        ("m", "1", "metre, meter"),
        ("km", "1000", "kilometre, kilometer"),
        ("inch|inches", "0.0254", ""),
        ("foot|feet", "0.3048", "ft"),
        ("yard|yards", "0.9144", "yd"),
        ("mile|miles", "1609.344", ""),
        ("nautical mile|nautical miles", "1852", "nmi"),
    ),
    *_units(
        "mass",
        ("mg", "0.000001", "milligram"),
        ("g", "0.001", "gram"),
        ("kg", "1", "kilogram, kilo"),
        ("tonne|tonnes", "1000", "metric ton, t"),
        ("quintal|quintals", "100", ""),
        ("stone|stone", "6.35029318", ""),
        ("pound|pounds", "0.45359237", "lb"),
        ("ounce|ounces", "0.028349523125", "oz"),
    ),
    *_units(
        "area",
        ("m2", "1", "m², square metre, square meter, sq m"),
        ("hectare|hectares", "10000", "ha"),
        ("km2", "1000000", "km², square kilometre, square kilometer, sq km"),
        ("square foot|square feet", "0.09290304", "sq ft"),
        ("acre|acres", "4046.8564224", ""),
        ("square mile|square miles", "2589988.110336", "sq mile"),
    ),
    *_units(
        "volume",
        ("ml", "0.001", "millilitre, milliliter"),
        ("litre|litres", "1", "liter, l"),
        ("hectolitre|hectolitres", "100", "hectoliter, hl"),
        ("m3", "1000", "m³, cubic metre, cubic meter"),
        ("gallon|gallons", "3.785411784", ""),
        ("cubic foot|cubic feet", "28.316846592", ""),
        ("barrel|barrels", "158.987294928", "bbl"),
    ),
    *_units(
        "speed",
        ("m/s", "1", "metre per second, meter per second, metres per second, meters per second"),
        (
            "km/h",
            "5/18",
            "kph, kmh, km per hour, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour",
        ),
        ("mph", "0.44704", "mi/h, mile per hour, miles per hour, miles an hour"),
        ("knot|knots", "463/900", "kn"),
    ),
    *_units(
        "temperature",
        ("kelvin", "1", ""),
        (
            "°C",
            "1+273.15",
            "celsius, centigrade, degree celsius, degrees celsius, degrees centigrade",
        ),
        ("°F", "5/9+45967/180", "fahrenheit, degree fahrenheit, degrees fahrenheit"),
    ),
    *_units(
        "energy",
        ("kWh", "1", "kilowatt hour, kilowatt-hour"),
        ("MWh", "1000", "megawatt hour, megawatt-hour"),
        ("GWh", "1000000", "gigawatt hour, gigawatt-hour"),
        ("TWh", "1000000000", "terawatt hour, terawatt-hour"),
    ),
    *_units(
        "power",
        ("kW", "1", "kilowatt"),
        ("MW", "1000", "megawatt"),
        ("GW", "1000000", "gigawatt"),
    ),
    *_units(
        "flow",
        ("m3/s", "1", "m³/s, cumec, cubic metres per second, cubic meters per second, cubic metres a second"),
        ("cusec|cusecs", "0.028316846592", "cubic feet per second, cubic feet a second"),
    ),
    *_units("pressure", ("hPa", "1", "hectopascal, millibar, mb")),
    *_units("angle", ("degree|degrees", "1", "°")),
    *_units(
        "percentage points",
        ("percentage point|percentage points", "1", "% point, %-point, pp"),
        ("basis point|basis points", "0.01", "bp"),
    ),
)
"""Exact sizes: a mile is 1609.344 m. Ton is none, as there are several."""

DURATIONS = ("time", "calendar")
"""The dimensions of a duration: a month is no fixed number of days."""
RATE_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}
AMBIGUOUS_UNITS = frozenset({"ton", "tons"})
PERCENT_WORDS = ("percent", "per cent", "pct")
PERCENT = ("", "%", *PERCENT_WORDS)
"""How a percentage may be marked; "" is not at all."""

_NAMES = {name.casefold(): unit for unit in UNITS for name in (unit.name, unit.plural, *unit.names) if name}
_NEVER_IN_A_SENTENCE = frozenset("m t g l ° mb bp pp kn sec min hr wk yr year-old kelvin".split())


def unit_of(word: str) -> Unit | None:
    """The unit of a name, a plural or a short form, in any case; None if it is none that we know."""
    folded = word.casefold().rstrip(".")
    return _NAMES.get(folded) or _NAMES.get(folded.removesuffix("s"))


def words_for_units(dimensions: Iterable[str]) -> tuple[str, ...]:
    """The names by which texts speak of units of these dimensions, longest first; no letters that may be others.

    For a pattern; the case is to be ignored. "tons" are among those of mass: a text may speak of them.
    """
    wanted = set(dimensions)
    names = {name for name, unit in _NAMES.items() if unit.dimension in wanted and " old" not in name}
    many = {f"{name}s" for unit in UNITS for name in unit.names if unit.dimension in wanted and len(name) > 3}
    names |= {name for name in many if not name.endswith("ss") and " per " not in name and " an " not in name}
    names |= AMBIGUOUS_UNITS if "mass" in wanted else set()
    return tuple(sorted(names - _NEVER_IN_A_SENTENCE, key=lambda name: (-len(name), name)))


_THE_SAME = ("aircraft", "spacecraft", "hovercraft", "sheep", "fish", "livestock")
PLURALS = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    **{one: one for one in _THE_SAME},
}
"""Plurals of what is counted that do not end in s."""

# --- currencies --------------------------------------------------------------------------------

CURRENCY_CODES = frozenset(
    """aed afn all amd aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf clp
    cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl htg
    huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl
    mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar
    ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd
    tzs uah ugx usd uyu uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwg zwl""".split()
)
CODES_THAT_ARE_WORDS = frozenset("all bam cup gel mad mop pen ron sos top try".split())
"""Codes only in capitals: ALL 300."""

_WITH_A_USUAL_ONE: dict[str, str] = {
    "$, dollar": "USD CAD AUD NZD HKD SGD TWD JMD LRD NAD TTD BBD BSD BZD GYD",
    "£, pound": "GBP EGP LBP SDG SSP SYP",
    "₩, won, korean won": "KRW KPW",
    "¥": "JPY CNY",
}
_WITHOUT_A_USUAL_ONE: dict[str, str] = {
    "rs, rupee": "INR PKR LKR NPR MUR SCR",
    "sh, shs, shilling": "KES TZS UGX SOS",
    "r": "ZAR",
    "n": "NGN NAD",
    "kr, krone, kroner": "NOK DKK SEK ISK",
    "krona, kronor": "SEK ISK",
    "crown": "CZK SEK NOK DKK ISK",
    "cfa franc": "XOF XAF",
    "franc": "CHF XOF XAF CDF RWF BIF DJF GNF KMF XPF",
    "peso": "MXN PHP COP ARS CLP DOP UYU CUP",
    "dinar": "IQD KWD JOD BHD TND DZD LYD RSD",
    "dirham": "AED MAD",
    "riyal, rial": "SAR QAR OMR IRR YER",
    "kwacha": "ZMW MWK",
    "ruble, rouble": "RUB BYN",
}


def _shared(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(codes.split()) for names, codes in table.items() for name in names.split(", ")}


SHARED_CURRENCY_NAMES = _shared(_WITH_A_USUAL_ONE) | _shared(_WITHOUT_A_USUAL_ONE)
"""Signs and names that several currencies go by, the usual one first."""
WITHOUT_A_USUAL_ONE = frozenset(_shared(_WITHOUT_A_USUAL_ONE))
"""Those of which none is the usual one, and letters that are read only where the unit is clear."""

CURRENCY_NAMES: dict[str, str] = {
    name: code
    for code, names in {
        "AUD": "a$, au$, australian dollar",
        "BDT": "taka",
        "BRL": "r$, reais, brazilian real",
        "CAD": "c$, ca$, canadian dollar",
        "CHF": "swiss franc",
        "CNY": "yuan, renminbi",
        "CZK": "koruna",
        "DKK": "dkr",
        "ETB": "birr",
        "EUR": "€, euro",
        "GBP": "british pound, pound sterling, pounds sterling, sterling",
        "GHS": "gh₵, cedi",
        "HKD": "hk$, hong kong dollar",
        "HTG": "gourde",
        "HUF": "forint",
        "IDR": "rupiah",
        "ILS": "₪, shekel",
        "INR": "₹, indian rupee",
        "ISK": "ikr",
        "JPY": "yen",
        "KRW": "south korean won",
        "KES": "ksh, kshs, kenyan shilling",
        "MXN": "mx$, mexican peso",
        "MYR": "ringgit",
        "NGN": "₦, naira",
        "NOK": "nkr",
        "NZD": "nz$, new zealand dollar",
        "PHP": "₱, philippine peso",
        "PKR": "pakistani rupee",
        "PLN": "zloty, zlotys",
        "RUB": "₽, russian ruble, russian rouble",
        "SEK": "skr, swedish krona, swedish kronor",
        "SGD": "s$, singapore dollar",
        "SOS": "somali shilling",
        "THB": "฿, baht",
        "TRY": "₺, lira, turkish lira",
        "TWD": "nt$",
        "TZS": "tsh, tshs, tanzanian shilling",
        "UAH": "₴, hryvnia",
        "UGX": "ush, ushs, ugandan shilling",
        "USD": "us$, us dollar",
        "VND": "dong",
        "ZAR": "rand",
    }.items()
    for name in names.split(", ")
}
"""Signs and names of one currency."""


_CENTS = "USD EUR CAD AUD NZD HKD SGD ZAR JMD TTD BBD BSD BZD NAD".split()
SUBUNITS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("cent", "cents", "c", "¢"), tuple(_CENTS)),
    **dict.fromkeys(("us cent", "us cents"), ("USD",)),
    **dict.fromkeys(("euro cent", "euro cents", "eurocent", "eurocents"), ("EUR",)),
    **dict.fromkeys(("p", "pence", "penny"), ("GBP",)),
    **dict.fromkeys(("kopeck", "kopecks", "kopek", "kopeks"), ("RUB",)),
    **dict.fromkeys(("paise", "paisa"), ("INR", "PKR")),
}
"""Names of a hundredth of a currency, and of which."""


def words_for_currencies() -> tuple[str, ...]:
    """The names by which texts speak of currencies, one or many, longest first; no codes, signs and short forms."""
    names = {name for name in (*CURRENCY_NAMES, *SHARED_CURRENCY_NAMES) if name.isalpha() and len(name) > 2}
    names -= {"won", "ksh", "kshs", "tsh", "tshs", "ush", "ushs", "shs"}
    names |= {f"{name}s" for name in names if not name.endswith("s")}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
