"""Currencies as newspapers write them: signs before an amount, names after it, and the codes of each."""

from __future__ import annotations

import re

from msgspec import Struct

from checker.values.lexicon import CODES_THAT_ARE_WORDS, CURRENCY_NAMES, SHARED_CURRENCY_NAMES
from checker.values.units import is_currency

_CFA = ("XOF", "XAF")
_SHARED = {
    name: ("USD",) if name in ("$", "dollar") else ("GBP",) if name in ("£", "pound") else codes
    for name, codes in SHARED_CURRENCY_NAMES.items()
}
"""Those of the values' lexicon; `$` and `£` are those of the world's papers."""
_KNOWN = _SHARED | {name: (code,) for name, code in CURRENCY_NAMES.items()}
_SIGNS = _KNOWN | {
    "r": ("ZAR",),
    "n": ("NGN",),
    "k": ("ZMW", "MWK", "PGK"),
    "re": SHARED_CURRENCY_NAMES["rs"],
    "₨": SHARED_CURRENCY_NAMES["rs"],
    "tk": ("BDT",),
    "৳": ("BDT",),
    "rp": ("IDR",),
    "rm": ("MYR",),
    "sfr": ("CHF",),
    "gh¢": ("GHS",),
    "ghc": ("GHS",),
    "₵": ("GHS",),
    "fcfa": _CFA,
    "cfa": _CFA,
    "₫": ("VND",),
    "₩": ("KRW",),
    "₸": ("KZT",),
    "₾": ("GEL",),
    "₼": ("AZN",),
    "₡": ("CRC",),
    "₭": ("LAK",),
    "₮": ("MNT",),
    "u.s.$": ("USD",),
    "j$": ("JMD",),
    "tt$": ("TTD",),
    "z$": ("ZWL",),
    "n$": ("NAD",),
}
"""A sign, in lower case, and the codes it may stand for."""
NEED_SIZE = ("r", "n", "k")
"""Signs of one letter: only with a large amount, so that N5 may be a road."""
_NAMES = {name: codes for name, codes in _KNOWN.items() if name.isalpha() and len(name) > 2} | {
    "pound sterling": ("GBP",),
    "won": ("KRW", "KPW"),
    "real": ("BRL",),
    "tenge": ("KZT",),
    "lev": ("BGN",),
    "leva": ("BGN",),
    "leu": ("RON", "MDL"),
    "lei": ("RON", "MDL"),
    "cfa franc": _CFA,
    "swiss franc": ("CHF",),
    "metical": ("MZN",),
    "meticais": ("MZN",),
    "pula": ("BWP",),
    "kyat": ("MMK",),
    "afghani": ("AFN",),
    "boliviano": ("BOB",),
    "guaraní": ("PYG",),
    "quetzal": ("GTQ",),
    "quetzales": ("GTQ",),
    "lempira": ("HNL",),
    "córdoba": ("NIO",),
    "dalasi": ("GMD",),
    "ariary": ("MGA",),
    "ouguiya": ("MRU",),
    "nakfa": ("ERN",),
    "lari": ("GEL",),
    "hryvnias": ("UAH",),
    "kip": ("LAK",),
    "lek": ("ALL",),
    "denar": ("MKD",),
    "kwanza": ("AOA",),
    "leone": ("SLE",),
    "bolivar": ("VES",),
    "riel": ("KHR",),
    "manat": ("AZN", "TMT"),
    "dólares": ("USD",),
    "dólar": ("USD",),
    "kronur": ("ISK",),
    "krónur": ("ISK",),
    "króna": ("ISK",),
    "koruny": ("CZK",),
    "korun": ("CZK",),
    "złoty": ("PLN",),
    "złotys": ("PLN",),
    "złotych": ("PLN",),
    "forint": ("HUF",),
    "sol": ("PEN",),
    "soles": ("PEN",),
    "colón": ("CRC",),
    "colon": ("CRC",),
    "colones": ("CRC",),
    "guaranies": ("PYG",),
    "guaraníes": ("PYG",),
    "guarani": ("PYG",),
    "bolívar": ("VES",),
    "bolívares": ("VES",),
    "bolivares": ("VES",),
    "balboa": ("PAB",),
    "dram": ("AMD",),
    "som": ("KGS", "UZS"),
    "soum": ("UZS",),
    "sum": ("UZS",),
    "somoni": ("TJS",),
    "tugrik": ("MNT",),
    "tögrög": ("MNT",),
    "tögrögs": ("MNT",),
    "rufiyaa": ("MVR",),
    "ngultrum": ("BTN",),
    "pataca": ("MOP",),
    "kina": ("PGK",),
    "vatu": ("VUV",),
    "tala": ("WST",),
    "pa'anga": ("TOP",),
    "pa’anga": ("TOP",),
    "loti": ("LSL",),
    "maloti": ("LSL",),
    "lilangeni": ("SZL",),
    "emalangeni": ("SZL",),
    "dobra": ("STN",),
    "toman": (),
    "guilder": (),
    "florin": ("AWG",),
    "peseta": (),
    "escudo": (),
    "drachma": (),
    "lire": (),
    "deutschmark": (),
    "deutsche mark": (),
    "d-mark": (),
    "marks": (),
    "austral": (),
    "cruzeiro": (),
    "zaire": (),
    "guinea": (),
}
NAMES_THAT_ARE_WORDS = (
    "crown", "real", "dong", "leu", "lev", "sol", "soles", "colon", "colons", "sum", "sums", "som", "dram", "drams",
    "kina", "tala", "marks", "guinea", "guineas", "florin", "florins", "austral", "dobra", "pula", "kip", "lek",
)  # fmt: skip
"""Currencies whose names say something else as well: only with a large amount."""
_OF_A_COUNTRY = {
    "us": "USD",
    "american": "USD",
    "singapore": "SGD",
    "sri lankan": "LKR",
    "nepalese": "NPR",
    "argentine": "ARS",
    "colombian": "COP",
    "chilean": "CLP",
    "norwegian": "NOK",
    "danish": "DKK",
    "czech": "CZK",
    "egyptian": "EGP",
    "lebanese": "LBP",
    "syrian": "SYP",
    "sudanese": "SDG",
    "south sudanese": "SSP",
    "emirati": "AED",
    "moroccan": "MAD",
    "saudi": "SAR",
    "qatari": "QAR",
    "kuwaiti": "KWD",
    "iraqi": "IQD",
    "jordanian": "JOD",
    "namibian": "NAD",
    "zambian": "ZMW",
    "malawian": "MWK",
    "south korean": "KRW",
    "iranian": "IRR",
    "omani": "OMR",
    "jamaican": "JMD",
    "zimbabwean": "ZWL",
    "icelandic": "ISK",
    "kyrgyz": "KGS",
    "uzbek": "UZS",
    "taiwan": "TWD",
    "taiwanese": "TWD",
    "bahraini": "BHD",
    "tunisian": "TND",
    "algerian": "DZD",
    "libyan": "LYD",
    "serbian": "RSD",
    "yemeni": "YER",
    "uruguayan": "UYU",
    "dominican": "DOP",
    "cuban": "CUP",
    "congolese": "CDF",
    "rwandan": "RWF",
    "burundian": "BIF",
    "guinean": "GNF",
    "belarusian": "BYN",
    "liberian": "LRD",
    "fijian": "FJD",
    "guyanese": "GYD",
    "trinidadian": "TTD",
    "barbadian": "BBD",
    "bahamian": "BSD",
    "bermudian": "BMD",
    "surinamese": "SRD",
    "brunei": "BND",
    "mauritian": "MUR",
    "seychellois": "SCR",
    "azerbaijani": "AZN",
    "turkmen": "TMT",
    "bulgarian": "BGN",
    "romanian": "RON",
    "moldovan": "MDL",
    "papua new guinean": "PGK",
    "djiboutian": "DJF",
    "comorian": "KMF",
} | {name.rpartition(" ")[0]: code for name, code in CURRENCY_NAMES.items() if " " in name and "sterling" not in name}
_CODE = r"(?-i:[A-Z]{3})"
_LETTER_SIGNS = (
    "KSHS?|KShs?|Kshs?|Shs?|UShs?|Ushs?|TShs?|Tshs?|Rs|Re|R|N|GHC|Tk|Rp|RM|[SNDI][Kk]r|Kr|kr|K|FCFA|CFA|S[Ff]r"
)
SIGN = re.compile(
    rf"(?<!\w)(?P<sign>(?:US|U\.S\.|A|AU|C|CA|NZ|HK|NT|S|R|MX|J|TT|Z|N)?\$|GH[₵¢]|[€£¥₦₹₪₩₽฿₺₴₵৳₱₨₫₸₾₼₡₭₮]"
    rf"|(?:{_LETTER_SIGNS})(?![A-Za-z])\.?|{_CODE}(?![A-Za-z]))(?P<space>[ \u00a0]?)$"
)
"""A sign that a text ends with, before an amount."""
_COUNTRIES = "|".join(sorted(_OF_A_COUNTRY, key=len, reverse=True))
_CURRENCY_NAMES = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
NAME = re.compile(
    rf"[ \u00a0-]?(?:of )?(?:(?:d['’]|de |di |U\.S\. )?(?:(?P<country>{_COUNTRIES}|(?-i:[A-Z])[a-z]{{2,12}}) )?"
    rf"(?P<name>{_CURRENCY_NAMES})s?(?P<sterling> sterling)?\b|(?P<code>{_CODE})\b|(?P<mark>[€£¥$₹]))",
    re.IGNORECASE,
)
"""The name of a currency after an amount."""


class Currency(Struct, frozen=True):
    """The codes that a sign or a name may stand for, likeliest first, and how many characters it takes in the text."""

    codes: tuple[str, ...]
    length: int


def sign_before(left: str, *, is_large: bool, has_cents: bool = False, is_glued: bool = True) -> Currency | None:
    """The currency whose sign ends the text before an amount."""
    match = SIGN.search(left[-8:])
    if match is None:
        return None
    sign = match["sign"].rstrip(".") if match["sign"] != "U.S.$" else "us$"
    if sign == "COP" and not is_large and not match["space"]:  # a conference: COP30
        return None
    if len(sign) == 3 and sign.isupper() and sign.isalpha() and sign.casefold() not in _SIGNS:
        codes: tuple[str, ...] = (sign,) if is_a_code(sign) else ()
        return Currency(codes, len(match[0])) if codes else None
    if sign.casefold() in NEED_SIZE and not (is_glued and not match["space"] and (is_large or has_cents)):
        return None
    return Currency(_SIGNS[sign.casefold()], len(match[0]))


def name_after(right: str) -> Currency | None:
    """The currency whose name begins the text after an amount."""
    match = NAME.match(right)
    if match is None:
        return None
    if match["code"]:
        return Currency((match["code"],), match.end()) if is_a_code(match["code"]) else None
    if match["mark"]:
        return Currency(_SIGNS[match["mark"]], match.end())
    name, country = match["name"].casefold(), (match["country"] or "").casefold()
    if country in ("cfa", "swiss", "us"):
        return Currency(_NAMES.get(f"{country} {name}") or _NAMES[name], match.end())
    codes = _NAMES[name]
    if not country:
        return Currency(codes, match.end())
    own = _OF_A_COUNTRY.get(country)
    if own is None and len(codes) == 1 and name not in ("dollar", "pound"):  # Thai baht
        return Currency(codes, match.end())
    if own is None:  # the money of a country that is not known here
        return Currency((), match.end())
    return Currency((own,), match.end())


def countries_of(code: str) -> tuple[str, ...]:
    """The adjectives, in lower case, with which the name of a currency says that it is this one: kyrgyz, zambian."""
    return tuple(country for country, own in _OF_A_COUNTRY.items() if own == code)


def is_a_code(word: str) -> bool:
    """Whether three capitals are a currency: TOP and ALL are as often words of a headline."""
    return is_currency(word) and word.casefold() not in CODES_THAT_ARE_WORDS
