"""Currencies as newspapers write them: signs before an amount, names after it, and the codes of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.values.units import RUPEES, currencies, is_currency

_SHILLINGS = ("KES", "TZS", "UGX", "SOS")
_KRONER = ("SEK", "NOK", "DKK")
_CFA = ("XOF", "XAF")
_SIGNS: dict[str, tuple[str, ...]] = {
    "ksh": ("KES",),
    "kshs": ("KES",),
    "sh": _SHILLINGS,
    "shs": _SHILLINGS,
    "ush": ("UGX",),
    "ushs": ("UGX",),
    "tsh": ("TZS",),
    "tshs": ("TZS",),
    "rs": RUPEES,
    "re": RUPEES,
    "₨": RUPEES,
    "₹": ("INR",),
    "r": ("ZAR",),
    "n": ("NGN",),
    "₦": ("NGN",),
    "gh₵": ("GHS",),
    "gh¢": ("GHS",),
    "ghc": ("GHS",),
    "₵": ("GHS",),
    "tk": ("BDT",),
    "৳": ("BDT",),
    "rp": ("IDR",),
    "rm": ("MYR",),
    "₱": ("PHP",),
    "kr": _KRONER,
    "fcfa": _CFA,
    "cfa": _CFA,
    "₫": ("VND",),
    "฿": ("THB",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "₸": ("KZT",),
    "₾": ("GEL",),
    "₼": ("AZN",),
    "₡": ("CRC",),
    "₭": ("LAK",),
    "₮": ("MNT",),
    "k": ("ZMW", "MWK", "PGK"),
    "€": ("EUR",),
    "£": ("GBP",),
    "$": ("USD",),
    "us$": ("USD",),
    "u.s.$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "s$": ("SGD",),
    "r$": ("BRL",),
    "mx$": ("MXN",),
    "j$": ("JMD",),
    "tt$": ("TTD",),
    "z$": ("ZWL",),
    "n$": ("NAD",),
    "¥": ("JPY", "CNY"),
}
"""A sign, casefolded, and the codes it may stand for; `$` and `£` are those of the world's papers."""
NEED_SIZE = ("r", "n", "k")
"""Signs of one letter: only with a large amount, so that N5 may be a road."""
_NAMES: dict[str, tuple[str, ...]] = {
    "dollar": ("USD",),
    "pound": ("GBP",),
    "pound sterling": ("GBP",),
    "euro": ("EUR",),
    "shilling": _SHILLINGS,
    "rupee": RUPEES,
    "yen": ("JPY",),
    "yuan": ("CNY",),
    "renminbi": ("CNY",),
    "rand": ("ZAR",),
    "naira": ("NGN",),
    "gourde": ("HTG",),
    "peso": ("MXN", "PHP", "ARS", "COP", "CLP"),
    "rouble": ("RUB",),
    "ruble": ("RUB",),
    "lira": ("TRY",),
    "shekel": ("ILS",),
    "zloty": ("PLN",),
    "zlotys": ("PLN",),
    "krona": ("SEK", "ISK"),
    "kronor": ("SEK",),
    "krone": ("NOK", "DKK"),
    "kroner": ("NOK", "DKK"),
    "crown": ("SEK", "NOK", "DKK", "CZK"),
    "dinar": ("KWD", "RSD", "IQD", "JOD", "TND", "DZD", "LYD", "BHD"),
    "dirham": ("AED", "MAD"),
    "riyal": ("SAR", "QAR", "YER"),
    "rial": ("IRR", "OMR", "YER"),
    "baht": ("THB",),
    "rupiah": ("IDR",),
    "ringgit": ("MYR",),
    "cedi": ("GHS",),
    "birr": ("ETB",),
    "taka": ("BDT",),
    "won": ("KRW", "KPW"),
    "reais": ("BRL",),
    "real": ("BRL",),
    "kwacha": ("ZMW", "MWK"),
    "dong": ("VND",),
    "tenge": ("KZT",),
    "hryvnia": ("UAH",),
    "forint": ("HUF",),
    "cfa franc": _CFA,
    "franc": ("CHF", *_CFA),
    "swiss franc": ("CHF",),
    "metical": ("MZN",),
    "meticais": ("MZN",),
    "pula": ("BWP",),
    "kyat": ("MMK",),
    "afghani": ("AFN",),
    "leu": ("RON", "MDL"),
    "lei": ("RON", "MDL"),
    "lev": ("BGN",),
    "leva": ("BGN",),
    "euros": ("EUR",),
    "sterling": ("GBP",),
    "dólares": ("USD",),
    "dólar": ("USD",),
}
_OF_A_COUNTRY = {
    "us": "USD",
    "american": "USD",
    "australian": "AUD",
    "canadian": "CAD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "new zealand": "NZD",
    "kenyan": "KES",
    "ugandan": "UGX",
    "tanzanian": "TZS",
    "somali": "SOS",
    "indian": "INR",
    "pakistani": "PKR",
    "sri lankan": "LKR",
    "nepalese": "NPR",
    "swiss": "CHF",
    "mexican": "MXN",
    "philippine": "PHP",
    "argentine": "ARS",
    "colombian": "COP",
    "chilean": "CLP",
    "russian": "RUB",
    "turkish": "TRY",
    "swedish": "SEK",
    "norwegian": "NOK",
    "danish": "DKK",
    "czech": "CZK",
    "egyptian": "EGP",
    "lebanese": "LBP",
    "syrian": "SYP",
    "sudanese": "SDG",
    "emirati": "AED",
    "moroccan": "MAD",
    "saudi": "SAR",
    "qatari": "QAR",
    "kuwaiti": "KWD",
    "iraqi": "IQD",
    "jordanian": "JOD",
    "british": "GBP",
    "namibian": "NAD",
    "zambian": "ZMW",
    "malawian": "MWK",
    "south korean": "KRW",
    "iranian": "IRR",
    "omani": "OMR",
    "jamaican": "JMD",
    "zimbabwean": "ZWL",
}
_CODE = r"(?-i:[A-Z]{3})"
_LETTER_SIGNS = (
    "KSHS?|KShs?|Kshs?|Shs?|UShs?|Ushs?|TShs?|Tshs?|Rs|Re|R|N|GHC|Tk|Rp|RM|Kr|kr|K|FCFA|CFA"  # as they are written
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


@dataclass(frozen=True, slots=True)
class Currency:
    """The codes that a sign or a name may stand for, likeliest first, and how many characters it takes in the text."""

    codes: tuple[str, ...]
    length: int


def sign_before(left: str, *, is_large: bool, is_glued: bool = True) -> Currency | None:
    """The currency whose sign ends the text before an amount."""
    match = SIGN.search(left[-8:])
    if match is None:
        return None
    sign = match["sign"].rstrip(".") if match["sign"] != "U.S.$" else "us$"
    if len(sign) == 3 and sign.isupper() and sign.isalpha() and sign.casefold() not in _SIGNS:
        codes: tuple[str, ...] = (sign,) if is_currency(sign) else ()
        return Currency(codes, len(match[0])) if codes else None
    if sign.casefold() in NEED_SIZE and not (is_large and is_glued and not match["space"]):
        return None
    return Currency(_SIGNS[sign.casefold()], len(match[0]))


def name_after(right: str) -> Currency | None:
    """The currency whose name begins the text after an amount."""
    match = NAME.match(right)
    if match is None:
        return None
    if match["code"]:
        return Currency((match["code"],), match.end()) if is_currency(match["code"]) else None
    if match["mark"]:
        return Currency(_SIGNS[match["mark"]], match.end())
    name, country = match["name"].casefold(), (match["country"] or "").casefold()
    if country in ("cfa", "swiss", "us"):
        return Currency(_NAMES.get(f"{country} {name}") or _NAMES[name], match.end())
    codes = _NAMES[name]
    if not country:
        return Currency(codes, match.end())
    own = _OF_A_COUNTRY.get(country)
    if own is None:  # the money of a country that is not known here
        return Currency((), match.end())
    return Currency((own,), match.end())


def is_of_the_codes(text: str, codes: tuple[str, ...]) -> bool:
    """Whether a value's reader takes a sign for the one code that is meant."""
    return len(codes) == 1 and currencies(text)[:1] == codes
