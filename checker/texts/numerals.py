"""Numerals in a text: "1,400", "two and a half million", "12 lakh", "tens of thousands", with what each comes to.

A numeral knows nothing of what it counts. Where its separators can be read in two ways it has no number, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.values.lexicon import LARGE_NUMBERS, MAGNITUDES, NUMBER_WORDS, ONES, SHORT_MAGNITUDES, TEENS, TENS

SMALL_NUMBERS = NUMBER_WORDS | {"a": 1, "an": 1, "nil": 0}
"""Number words below a hundred, and the article that stands for one."""
FOREIGN_MAGNITUDES = {
    "tausend": 1_000, "ribu": 1_000, "elfu": 1_000, "duizend": 1_000, "bilioni": 10**9, "trilioni": 10**12,
    "millones": 10**6, "millón": 10**6, "milhões": 10**6, "milhão": 10**6, "millionen": 10**6, "milioni": 10**6,
    "milione": 10**6, "miljoen": 10**6, "juta": 10**6, "milyon": 10**6, "milionów": 10**6, "miliony": 10**6,
    "mio": 10**6, "milliards": 10**9, "milliard": 10**9, "milliarden": 10**9, "mrd": 10**9, "miliardi": 10**9,
    "miljard": 10**9, "miliar": 10**9, "milyar": 10**9, "bilhões": 10**9, "bilhão": 10**9, "миллионов": 10**6,
    "миллиардов": 10**9, "тысяч": 1_000,
}  # fmt: skip
"""Magnitude words of other languages. Not `billion` and its like: they differ between languages."""
MORE_SHORT_MAGNITUDES = {"cr": 10**7, "crs": 10**7, "lac": 10**5, "lacs": 10**5}
"""Short forms that only texts have."""
_SHORT = [name for name in (*SHORT_MAGNITUDES, *MORE_SHORT_MAGNITUDES) if len(name) > 1]
LETTERS = ("m", "b", "k")
"""Magnitudes of one letter, which may as well be units."""
RANGE_WORDS = (
    "hundreds of thousands|tens of thousands|tens of millions|hundreds of millions|tens|hundreds|dozens"
    "|scores|thousands|millions|billions"
)

_LARGE = "|".join(LARGE_NUMBERS)
_SMALL_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)})\b)?|{'|'.join((*TEENS, *ONES))})\b"
_MAGNITUDE = (
    rf"(?:[ \u00a0-]?(?:{'|'.join(sorted(FOREIGN_MAGNITUDES, key=len, reverse=True))}|(?:{_LARGE})s?)\b"
    rf"|[ \u00a0]?(?:{'|'.join(_SHORT)})\b|[mbk]\b)"
)
_AIRLINER = r"(?-i:7\d7(?:s\b|-\d|(?:-\d+)?ER\b| (?:MAX|Max|NG|Dreamliner|freighter|jet|jetliner|airliner|plane)s?\b))"
"""400 737 MAX jets: how many of which."""
_GROUPED = (
    rf"\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?!\d)|\d{{1,3}}(?:[\u00a0\u202f\u2009 ](?!{_AIRLINER})\d{{3}})+(?!\d)"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
)
_COMMAS = re.compile(r"\d,\d{3}\b")
_IN_DIGITS = rf"(?P<digits>(?:{_GROUPED}|\d+)(?:[.,]\d+)?)(?P<magnitude>(?:{_MAGNITUDE}){{0,2}})"
_AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion)|(?<=lakh)|(?<=crore)) and"
_IN_WORDS = rf"(?:{_SMALL_WORD}|an?(?= (?:{_LARGE})\b))(?:(?:{_AND})?[ -](?:{_SMALL_WORD}|(?:{_LARGE})\b)){{0,7}}"
_PARTS = "half|third|quarter|fifth|tenth"
_PART_OF = rf"(?:half|an? (?:{_PARTS})|three[ -]quarters|two[ -]thirds)(?: of)? an? (?:{_LARGE})\b"
_AND_A_HALF = rf"(?:{_SMALL_WORD}|\d{{1,3}})[ -]and[ -]a[ -]half(?: (?:{_LARGE})\b)?"
_NUMERAL = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<!_){_IN_DIGITS}"
    rf"|(?<!\w)(?:(?P<part>{_PART_OF})|(?P<half>{_AND_A_HALF})|(?P<plural>(?:{RANGE_WORDS})\b(?! of years))"
    rf"|(?P<words>{_IN_WORDS}|zero\b|nil\b))",
    re.IGNORECASE,
)
_PART_SIZES = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4), "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
}  # fmt: skip


class Numeral(Struct, frozen=True, kw_only=True):
    """A number in a text. `number` is None where it stands for a range (`is_range_word`) or can be read in two ways.

    `letter` is a magnitude of one letter that is part of it and may be a unit; `mantissa` the number without it.
    `doubt` says why it cannot be read.
    """

    start: int
    end: int
    text: str
    number: Fraction | None
    letter: str = ""
    mantissa: Fraction | None = None
    is_range_word: bool = False
    is_in_digits: bool = False
    doubt: str = ""


def numerals(
    text: str, first: int = 0, last: int | None = None, *, points_are_thousands: bool = False
) -> Iterator[Numeral]:
    """The numerals of a part of a text, in order. Where `points_are_thousands`, 1.500 is 1,500 and 3,2 is 3.2."""
    last = len(text) if last is None else last
    for match in _NUMERAL.finditer(text, first, last):
        if match["digits"]:
            numeral = _in_digits(match, points_are_thousands)
            if " " in match["digits"] and _COMMAS.search(text, first, last):  # its sentence has 1,700 too
                numeral = replace(numeral, number=None, mantissa=None, doubt="may be two numbers")
            yield numeral
        else:
            plural = bool(match["plural"])
            number = None if plural else _in_words(match)
            yield Numeral(start=match.start(), end=match.end(), text=match[0], number=number, is_range_word=plural)


def _in_digits(match: re.Match[str], points_are_thousands: bool) -> Numeral:
    words = re.findall(r"[^\W\d_]+", match["magnitude"].casefold())
    number, doubt = _digits(match["digits"], points_are_thousands, bool(words))
    mantissa, letter = number, ""
    for word in words:
        letter = word if word in LETTERS else ""
        size = FOREIGN_MAGNITUDES.get(word) or MORE_SHORT_MAGNITUDES.get(word) or MAGNITUDES[word]
        number = None if number is None else number * size
    return Numeral(
        start=match.start(),
        end=match.end(),
        text=match[0],
        number=number,
        letter=letter,
        mantissa=mantissa,
        is_in_digits=True,
        doubt=doubt,
    )


def _digits(text: str, points_are_thousands: bool, has_magnitude: bool) -> tuple[Fraction | None, str]:
    """The number of digits with separators, or why it is in doubt."""
    plain = re.sub(r"[\u00a0\u202f\u2009 '’]", "", text)
    if points_are_thousands:
        return _continental(plain)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        return Fraction(plain.replace(".", "")), ""
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", plain):
        return Fraction(plain.replace(",", "")), ""
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain) and not has_magnitude:
        return None, "may be thousands, or a decimal"
    if "," in plain:
        is_decimal = has_magnitude and re.fullmatch(r"\d{1,3},\d{1,2}", plain)
        return (Fraction(plain.replace(",", ".")), "") if is_decimal else (None, "a comma that may be a decimal's")
    return Fraction(plain), ""


def _continental(plain: str) -> tuple[Fraction | None, str]:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d{1,2})?", plain):
        return Fraction(plain.replace(".", "").replace(",", ".")), ""
    return None, "its separators can be read in two ways"


def _in_words(match: re.Match[str]) -> Fraction | None:
    """The number of a numeral in words."""
    words = re.findall(r"[a-z]+|\d+", match[0].casefold())
    if match["part"]:
        share = Fraction(1)
        for word in words[:-1]:
            share *= _PART_SIZES.get(word.removesuffix("s"), Fraction(SMALL_NUMBERS.get(word, 1)))
        return share * LARGE_NUMBERS[words[-1]]
    if match["half"]:
        whole = _sum(words[: words.index("and")])
        return None if whole is None else (whole + Fraction(1, 2)) * LARGE_NUMBERS.get(words[-1], 1)
    return _sum(words)


def _sum(words: list[str]) -> Fraction | None:
    """The number of words such as two, hundred, and, six; None where they are not one number."""
    total, group, last = 0, 0, 0
    for word in words:
        if word == "and":
            continue
        if word.isdigit() or word in SMALL_NUMBERS:
            small = int(word) if word.isdigit() else SMALL_NUMBERS[word]
            if last and not (last == 100 or last >= 1000 or (20 <= last < 100 and small < 10)):
                return None  # "two three"
            group, last = group + small, small
        else:
            size = LARGE_NUMBERS[word]
            group, last = max(group, 1) * size, size
            if size >= 1000:
                total, group = total + group, 0
    return Fraction(total + group)
