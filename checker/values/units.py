"""Units of measure that a claim may use, and what one is in another. A short table, exact."""

from __future__ import annotations

from fractions import Fraction

# a sign, a short form or a name -> the codes that it may stand for, the usual one first
RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")  # none of them is the usual one
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "JMD", "LRD", "NAD", "TTD", "BBD", "BSD", "BZD", "GYD")
_POUNDS = ("GBP", "EGP", "LBP", "SDG", "SSP", "SYP")
_CURRENCY_NAMES: dict[str, tuple[str, ...]] = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "£": _POUNDS,
    "pound": _POUNDS,
    "rs": RUPEES,
    "rupee": RUPEES,
    "₩": ("KRW", "KPW"),
    "¥": ("JPY", "CNY"),
}
for _code, _names in {
    "AUD": "a$, au$, australian dollar",
    "BRL": "r$",
    "CAD": "c$, ca$, canadian dollar",
    "CHF": "swiss franc",
    "CNY": "yuan, renminbi",
    "EUR": "€, euro",
    "GBP": "british pound, pound sterling, pounds sterling, sterling",
    "HKD": "hk$, hong kong dollar",
    "HTG": "gourde",
    "ILS": "₪, shekel",
    "INR": "₹, indian rupee",
    "JPY": "yen",
    "KES": "ksh",
    "MXN": "mx$, mexican peso",
    "NGN": "₦, naira",
    "NZD": "nz$, new zealand dollar",
    "PKR": "pakistani rupee",
    "PLN": "zloty, zlotys",
    "RUB": "₽, russian ruble, russian rouble",
    "SGD": "s$, singapore dollar",
    "THB": "฿, baht",
    "TRY": "₺, turkish lira",
    "TWD": "nt$",
    "TZS": "tanzanian shilling",
    "UAH": "₴, hryvnia",
    "UGX": "ugandan shilling",
    "USD": "us$, us dollar",
    "ZAR": "rand",
}.items():
    _CURRENCY_NAMES |= dict.fromkeys(_names.split(", "), (_code,))

_CURRENCIES = frozenset(
    """aed afn all amd ars aud azn bam bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf clp cny
    cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd gbp gel ghs gmd gnf gtq gyd hkd hnl htg huf idr ils
    inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk
    mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub
    rwf sar sbd scr sdg sek sgd sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu
    uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl""".split()
)
_ALSO_WORDS = frozenset("all bam cup gel mad mop pen ron sos top try".split())  # a code only in capitals: ALL 300

# unit -> (dimension, size in the dimension's base unit)
_SIZES: dict[str, tuple[str, Fraction]] = {}
for _dimension, _table in {
    "time": {"second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800", "fortnight": "1209600"},
    "calendar": {"month": "1", "year": "12", "decade": "120", "century": "1200"},
    "length": {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000", "mile": "1609.344", "foot": "0.3048"},
    "mass": {"g": "0.001", "kg": "1", "tonne": "1000", "pound": "0.45359237", "ounce": "0.028349523125"},
    "area": {"m2": "1", "hectare": "10000", "km2": "1000000", "acre": "4046.8564224", "square mile": "2589988.110336"},
    "volume": {"litre": "1", "m3": "1000", "barrel": "158.987294928"},
    "power": {"kW": "1", "MW": "1000", "GW": "1000000"},
}.items():
    for _unit, _size in _table.items():
        _SIZES[_unit.casefold()] = (_dimension, Fraction(_size))

_OTHER_NAMES = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "wk": "week",
    "yr": "year",
    "year old": "year",
    "year-old": "year",
    "years old": "year",
    "centuries": "century",
    "metre": "m",
    "meter": "m",
    "kilometre": "km",
    "kilometer": "km",
    "feet": "foot",
    "ft": "foot",
    "kilogram": "kg",
    "kilo": "kg",
    "gram": "g",
    "metric ton": "tonne",
    "t": "tonne",
    "lb": "pound",
    "oz": "ounce",
    "ha": "hectare",
    "square kilometre": "km2",
    "square kilometer": "km2",
    "sq km": "km2",
    "square metre": "m2",
    "square meter": "m2",
    "sq m": "m2",
    "sq mile": "square mile",
    "km²": "km2",
    "m²": "m2",
    "liter": "litre",
    "l": "litre",
    "m³": "m3",
    "cubic metre": "m3",
    "cubic meter": "m3",
    "bbl": "barrel",
}


def is_currency(word: str) -> bool:
    return word.casefold() in _CURRENCIES


def currencies(word: str) -> tuple[str, ...]:
    """The codes that a sign, a code or a name may stand for, the usual one first; none if it is no currency."""
    folded = word.casefold().replace(".", "").replace(" $", "$")
    if folded in _CURRENCIES:
        return () if folded in _ALSO_WORDS and not word.isupper() else (folded.upper(),)
    return _CURRENCY_NAMES.get(folded) or _CURRENCY_NAMES.get(folded.removesuffix("s")) or ()


def _canonical(unit: str) -> str:
    folded = unit.casefold().rstrip(".")
    for name in (folded, folded.removesuffix("s")):
        name = _OTHER_NAMES.get(name, name)
        if name in _SIZES:
            return name
    return folded


def is_unit(unit: str, *dimensions: str) -> bool:
    """Whether the unit is known and of one of the dimensions."""
    size = _SIZES.get(_canonical(unit))
    return size is not None and (not dimensions or size[0] in dimensions)


def convert(number: Fraction, unit: str, target: str) -> tuple[Fraction, Fraction] | None:
    """An amount in another unit, as lower and upper bound; None where the dimensions differ.

    Only months and days give two bounds: a month is 28 to 31 days, a year 365 or 366.
    """
    source, goal = _SIZES.get(_canonical(unit)), _SIZES.get(_canonical(target))
    if source is None or goal is None:
        same = _canonical(unit).removesuffix("s") == _canonical(target).removesuffix("s")
        return (number, number) if same and target else None
    if source[0] == goal[0]:
        exact = number * source[1] / goal[1]
        return exact, exact
    day = _SIZES["day"][1]
    if (source[0], goal[0]) == ("calendar", "time"):
        low, high = _days_in_months(number * source[1])
        return low * day / goal[1], high * day / goal[1]
    if (source[0], goal[0]) == ("time", "calendar"):
        days = number * source[1] / day
        return _months_in_days(days, 366, 31) / goal[1], _months_in_days(days, 365, 28) / goal[1]
    return None


def _months_in_days(days: Fraction, year: int, month: int) -> Fraction:
    years, rest = divmod(days, year)
    return years * 12 + min(rest / month, Fraction(12))


def _days_in_months(months: Fraction) -> tuple[Fraction, Fraction]:
    years, rest = divmod(months, 12)
    return years * 365 + rest * 28, years * 366 + rest * 31
