"""A number with its unit, as people write it: "$300m", "six people", "a year and a half".

Nothing is guessed: what can be read in two ways is refused, and the message says how to write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from checker.problems import quoted
from checker.values.units import RUPEES, convert, currencies, is_unit

MAX_DIGITS = 15  # a double holds 15 digits exactly, so the engine and the exact check never differ
_MOST_DECIMALS = 40
A_VALUE = {
    "count": "a count",
    "number": "a number",
    "money": "an amount of money",
    "duration": "a duration",
    "percentage": "a percentage",
    "date": "a date",
    "category": "a category",
}
"""The types in a sentence."""


class Mistake(ValueError):
    """What is wrong with a value's text. Raised and caught within this module and `values` only."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a property measures: how to read its values."""

    type: str
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit as written."""

    number: Fraction
    unit: str = ""


# --- numbers in digits and in words ------------------------------------------------------------

_SIZES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9}
MAGNITUDES = _SIZES | {f"{name}s": size for name, size in _SIZES.items()} | _SHORT | {"tn": 10**12, "trn": 10**12}
_CHAINS = {"hundred": ("thousand", "million", "billion"), "thousand": ("crore",), "lakh": ("crore",)}

_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD_NUMBERS = (
    {word: n for n, word in enumerate((*_ONES, *_TEENS))}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"a": 1, "an": 1}
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:])}))?|{'|'.join((*_TEENS, *_ONES))})"
_GROUP = rf"(?:(?:{_SMALL}|an?)\s+(?:hundred(?:\s+(?:and\s+)?{_SMALL})?|dozen)|{_SMALL}|hundred|dozen)"
_LARGE = "trillion billion crore million lakh thousand".split()
_IN_WORDS = (
    "".join(rf"(?:(?P<{name}>{_GROUP}|an?)\s+{name}\b\s*)?" for name in _LARGE)
    + rf"(?:(?:and\s+)?(?P<rest>{_GROUP}))?(?![^\s-])"
)
_ARTICLE = r"an?\s(?=[a-z])"
_HALF = r"(?:half an?|a half) (?P<of>[a-z].*)"
_AND_A_HALF = r"(?P<whole>\d{1,3}|[a-z][a-z -]*?) and a half (?P<of>[a-z].*)"
_A_YEAR_AND_A_HALF = r"an? (?P<of>[a-z]+) and a half"
_ANY_CASE = re.IGNORECASE | re.ASCII

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BEFORE = r"(?:rs\.|u\.?s\.? ?\$|[^\d\s.,()+\-−]+)(?:\s+(?=\d))?"
_AMOUNT = re.compile(
    rf"^(?P<sign>[-−]?)\s*(?P<before>{_BEFORE})?\s*(?P<number>{_NUMBER})\s*(?P<after>.*)$", re.IGNORECASE
)
_SIZE_WORD = re.compile(r"([a-z]+)\b\.?\s*", _ANY_CASE)
_THOUSANDS_POINT = r"[1-9]\d{0,2}\.\d{3}"
# words that do not begin a unit, so that "400 or so" is never taken for 400 of something
_NOT_UNITS = frozenset(
    "a about an and at below above each every few from half in less more most odd of or out over per plus some than"
    " times to under up versus vs with without".split()
)
_NO_UNITS = _NOT_UNITS | set(_WORD_NUMBERS) | {word for word in MAGNITUDES if len(word) > 2}


def read_amount(text: str, scale: Scale) -> Amount:
    """A number with its unit; a Mistake if that is not what the text is."""
    amount = _with_half(text, scale)
    if amount is None:
        match = _AMOUNT.match(text)
        amount = _in_digits(text, match, scale) if match else _in_words(text, scale)
    if amount is None:
        raise Mistake(not_understood(text, scale))
    return amount


@cache
def _in_words_pattern() -> re.Pattern[str]:
    return re.compile(_IN_WORDS, _ANY_CASE)


def _number_in_words(text: str) -> tuple[Fraction, str] | None:
    """The number that the text begins with, and the rest: "two hundred and six people"."""
    match = _in_words_pattern().match(text)
    if match is None or not match.end() or text[:3].casefold() == "and":
        return None
    if re.search(r"(?:illion|crore|lakh|thousand) (?:hundred|dozen)", match[0], _ANY_CASE):  # "two million dozen"
        return None
    total = 0
    for name, group in match.groupdict().items():
        if group:
            total += _group_in_words(group.casefold()) * _SIZES.get(name, 1)
    return Fraction(total), text[match.end() :]


def _group_in_words(text: str) -> int:
    total = 0
    for at, word in enumerate(re.split(r"[\s-]+", text)):
        if word in ("hundred", "dozen"):
            total = (total if at else 1) * _SIZES[word]
        elif word != "and":
            total += _WORD_NUMBERS[word]
    return total


def _in_words(text: str, scale: Scale) -> Amount | None:
    read = _number_in_words(text)
    if read is None:
        article = re.match(_ARTICLE, text, _ANY_CASE)  # "a year"; "a lot" is none
        unit = text[article.end() :] if article else ""
        return Amount(Fraction(1), unit) if unit and _fits(unit, scale) and not _is_plural(unit, scale) else None
    number, rest = read
    unit = rest[1:]
    if rest and not unit:
        return None
    if unit and not _fits(unit, scale) and (rest[0] == "-" or not begins_unit(unit)):
        return None
    return Amount(number, unit)


def _is_plural(unit: str, scale: Scale) -> bool:
    if scale.type == "count":
        return unit.casefold() == _plural(scale.unit.casefold())
    return unit.casefold().endswith("s") and _fits(unit[:-1], scale)


def _with_half(text: str, scale: Scale) -> Amount | None:
    """ "half a year", "one and a half million", "a year and a half"."""
    if "half" not in text.casefold():
        return None
    if match := re.fullmatch(_A_YEAR_AND_A_HALF, text, _ANY_CASE):
        times = Fraction(3, 2)
    elif match := re.fullmatch(_AND_A_HALF, text, _ANY_CASE):
        whole = match["whole"]
        read = (Fraction(whole), "") if whole.isdigit() else _number_in_words(whole)
        if read is None or read[1] or not re.fullmatch(rf"\d+|{_SMALL}", whole, _ANY_CASE):
            return None
        times = read[0] + Fraction(1, 2)
    elif match := re.fullmatch(_HALF, text, _ANY_CASE):
        times = Fraction(1, 2)
    else:
        return None
    unit = match["of"]
    one = Amount(Fraction(1), unit) if _fits(unit, scale) else _in_words(f"a {unit}", scale)
    return one and Amount(one.number * times, one.unit)


def _in_digits(text: str, match: re.Match[str], scale: Scale) -> Amount | None:
    number = _plain_number(text, match, scale)
    size, unit = _sized(match["after"], scale)
    is_doubtful = size == 1 and scale.type in ("count", "money", "duration") and unit[:1] not in (".", ",")
    if is_doubtful and re.fullmatch(_THOUSANDS_POINT, match["number"]):
        raise Mistake(_thousands_point(text, match["number"], scale))
    before = (match["before"] or "").strip()
    if before:
        if not currencies(before):
            return None
        if unit and re.search(r"^[.,_]|\d", unit):
            return None
        if unit:
            raise Mistake(f"{quoted(text)}: {quoted(unit)} after the amount is not understood")
        unit = before
    elif unit and not _fits(unit, scale):
        if re.match(r"(?:st|nd|rd|th)\b", unit, re.IGNORECASE):
            raise Mistake(f"{quoted(text)} is an ordinal, and {A_VALUE[scale.type]} is expected")
        if not begins_unit(unit):
            return None
    return Amount(number * size, unit)


def _plain_number(text: str, match: re.Match[str], scale: Scale) -> Fraction:
    digits = match["number"].replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        short = re.sub("^0+(?=[0-9])", "", digits)
        raise Mistake(f"{quoted(text)} has a leading zero" + (f"; write {short}" if len(short) <= MAX_DIGITS else ""))
    if len(digits.replace(".", "").lstrip("0")) > MAX_DIGITS or len(digits) > _MOST_DECIMALS:
        raise Mistake(f"{quoted(text)} has more than {MAX_DIGITS} digits")
    if not match["sign"]:
        return Fraction(digits)
    if scale.type != "number":
        raise Mistake(f"{A_VALUE[scale.type]} cannot be negative: {quoted(text)}")
    return -Fraction(digits)


def _sized(after: str, scale: Scale) -> tuple[int, str]:
    """The magnitude after a number, and the unit after that: "million USD", "hundred thousand people"."""
    if re.match(r"-[^\W\d_]", after):  # "12-month", "$5-million"
        after = after[1:]
    word = _SIZE_WORD.match(after)
    name = word[1].casefold() if word else ""
    is_letter = len(name) == 1 and scale.type in ("number", "duration")  # "3,000 m" of a length is metres
    if word is None or name not in MAGNITUDES or is_letter:
        return 1, after
    size, rest = MAGNITUDES[name], after[word.end() :]
    second = _SIZE_WORD.match(rest)
    if second and second[1].casefold() in _CHAINS.get(name, ()):
        return size * MAGNITUDES[second[1].casefold()], rest[second.end() :]
    return size, rest


def begins_unit(unit: str) -> bool:
    """Whether the text may be a unit that we do not know, rather than words of another kind."""
    if re.search(r"\d", unit) or unit[0] in ".,_":
        return False
    return re.split(r"[\s-]", unit.casefold(), maxsplit=1)[0] not in _NO_UNITS


# --- what is wrong with a figure ---------------------------------------------------------------

_SAMPLES = {
    "count": "a whole number such as 400, at least 5,000, about 200 or 200 to 300",
    "number": "a number such as 37.5, at least 10 or 2 to 3",
    "money": "an amount with its currency such as $300m or about EUR 5 million",
    "duration": "a duration such as 12 months, 3 days or at least 2 years",
    "percentage": "a percentage such as 37.5% or at least 10%",
}
_FIGURE = r"\d[\d.,'’_ ]*"
_EITHER = r"(?P<a>\S{1,20}) or (?P<b>\S{1,20})(?P<unit> .{1,20})?"
_SHARES = {"half": "50%", "a half": "50%", "one half": "50%", "a quarter": "25%", "three quarters": "75%"}
_VAGUE = r"\b(?:couple|dozens|few|handful|hundreds|many|millions|billions|numerous|scores|several|tens|thousands)\b"


def not_understood(text: str, scale: Scale) -> str:
    """That a figure is not understood, what is expected, and how to write it where that is clear."""
    said = f"{quoted(text)} is not understood"
    if re.search(_VAGUE, text, re.IGNORECASE):
        if scale.type == "count":
            return f"{said}; words that stand for a range are listed in rules/hedges.yaml and can be added there"
        return f"{said}; write the range that is meant, such as {SAMPLE_RANGES[scale.type]}"
    hint = _rewritten(text)
    if scale.type == "duration" and re.search(r"\d.*[a-z].*\d+ ?[a-z]", text[:100], re.IGNORECASE):
        hint = "; write it in one unit, such as 18 months"
    if scale.type == "percentage" and text.casefold() in _SHARES:
        hint = f"; write {_SHARES[text.casefold()]}"
    if (
        not hint
        and (either := re.fullmatch(_EITHER, text))
        and read_or_none(either["b"] + (either["unit"] or ""), scale)
    ):
        hint = f"; for one or the other write {either['a']} to {either['b']}{either['unit'] or ''}"
    return f"{said}; expected {_SAMPLES[scale.type]}{hint}"


SAMPLE_RANGES = {
    "count": "200 to 300",
    "number": "2 to 3",
    "money": "$2m to $3m",
    "duration": "6 to 12 months",
    "percentage": "10% to 20%",
    "date": "2031-05-01/2031-05-07",
}


def read_or_none(text: str, scale: Scale) -> Amount | None:
    try:
        return read_amount(text, scale)
    except Mistake:
        return None


def _rewritten(text: str) -> str:
    """How to write a figure that is written as in another language: "1 000", "1.234,56", "1'000"."""
    match = re.search(_FIGURE, text)
    figure = match[0].strip(" .,'’_") if match else ""
    if not 2 < len(figure) < 30:
        return ""
    if re.fullmatch(r"\d+(?:_\d+)+", figure):
        return f"; write {figure.replace('_', '')}"
    if re.fullmatch(r"\d+,\d{1,2}", figure):
        return f"; for a decimal write {figure.replace(',', '.')}"
    whole, _, decimals = figure.partition(",") if re.search(r"[. '’].*,\d+$", figure) else (figure, "", "")
    pointed = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", whole) and (decimals or whole.count(".") > 1)
    spaced = re.fullmatch(r"[1-9]\d{0,2}(?:([ '’])\d{3})(?:\1\d{3})*", whole)
    indian = re.fullmatch(r"[1-9]\d?(?:,\d{2})+,\d{3}", figure)
    if pointed or spaced or indian:
        digits = int(re.sub(r"\D", "", whole))
        return f"; for one number write {digits:,}" + (f".{decimals}" if decimals else "")
    return ""


def _thousands_point(text: str, figure: str, scale: Scale) -> str:
    """ "1.000" is one thousand in much of Europe."""
    whole, _, decimals = figure.partition(".")
    short = decimals.rstrip("0")
    other = f"{whole}.{decimals}0" if len(short) == 3 else f"{whole}.{short}".rstrip(".")
    if short and scale.type == "count":
        hint = f"for thousands write {whole},{decimals}"
        return f"{quoted(text)} is not a whole number, and this property is a count; {hint}"
    return f"{quoted(text)} can be read in two ways: write {whole},{decimals} (or {other} if that is meant)"


def _other_unit(text: str, unit: str, scale: Scale, wrong: str) -> str:
    """That the unit is another one; with the figure alone, and with the property's unit, where that is clear."""
    figure = text.removesuffix(unit).rstrip(" -")
    said = f"{quoted(text)}: {quoted(unit)} {wrong}"
    is_plain = re.match(r"[^\W\d_]{3}", unit) and begins_unit(unit) and unit not in figure and figure != text
    is_other = is_unit(unit) or is_unit(scale.unit) or currencies(unit) or unit.casefold() in _PERCENT
    if not is_plain or is_other:
        return said
    alone = figure.removesuffix(" of")  # "dozens of"
    if not scale.unit:
        return f"{said}; write {alone}"
    ours = scale.unit if figure in ("1", "one") else _plural(scale.unit)
    return f"{said}; write {alone}, or {figure} {ours}"


def not_the_unit(text: str, unit: str, scale: Scale) -> str:
    return _other_unit(text, unit, scale, f"is not the unit of this property ({scale.unit or 'none'})")


# --- units -------------------------------------------------------------------------------------

_PERCENT = ("", "%", "percent", "per cent", "pct")
_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women"}


def _plural(unit: str) -> str:
    if unit in _PLURALS or unit in _PLURALS.values() or unit.endswith("s"):
        return _PLURALS.get(unit, unit)
    if re.search("[^aeiou]y$", unit):
        return f"{unit[:-1]}ies"
    return f"{unit}es" if re.search("(?:s|x|ch|sh)$", unit) else f"{unit}s"


@cache
def count_words(unit: str) -> frozenset[str]:
    """The words for a count's unit, casefolded: one or many of it."""
    folded = unit.casefold()
    if not folded:
        return frozenset()
    words = {folded, f"{folded}s", _plural(folded)} | ({"persons"} if folded in ("person", "people") else set())
    single = next((one for one, many in _PLURALS.items() if many == folded), folded.removesuffix("s"))
    return frozenset(words | {single})


def _target(scale: Scale) -> str:
    return scale.unit or ("day" if scale.type == "duration" else "")


@lru_cache(maxsize=1024)
def _fits(unit: str, scale: Scale) -> bool:
    """Whether a text is a unit in which the property's values can be given."""
    if scale.type == "count":
        return unit.casefold() in count_words(scale.unit)
    if scale.type == "percentage":
        return unit.casefold() in _PERCENT
    if scale.type == "money":
        return bool(currencies(unit))
    return convert(Fraction(1), unit, _target(scale)) is not None


def to_unit(amount: Amount, scale: Scale, text: str) -> tuple[Fraction, Fraction, str]:
    """The amount in the property's unit, as lower and upper bound (a month is 28 to 31 days)."""
    if abs(amount.number) >= 10**MAX_DIGITS:
        raise Mistake(f"{quoted(text)} has more than {MAX_DIGITS} digits")
    kind, unit, number = scale.type, amount.unit, amount.number
    if kind == "count":
        if unit and not _fits(unit, scale):
            raise Mistake(not_the_unit(text, unit, scale))
        if number.denominator != 1:
            raise Mistake(f"{quoted(text)} is not a whole number, and this property is a count")
        return number, number, scale.unit
    if kind == "percentage":
        if not _fits(unit, scale):
            raise Mistake(f"{quoted(text)}: expected a percentage such as 37.5%")
        return number, number, "%"
    if kind == "money":
        return number, number, _currency(unit, scale, text)
    return _measured(amount, scale, text)


def _currency(unit: str, scale: Scale, text: str) -> str:
    """The code of a currency. A sign that several share is the usual one, unless the property makes that doubtful."""
    if not unit and scale.unit:
        return scale.unit
    codes = currencies(unit)
    if not codes:
        raise Mistake(f"{quoted(text)}: expected an amount with its currency such as $300m or EUR 5 million")
    if codes == RUPEES and scale.unit in codes:
        return scale.unit
    if codes == RUPEES or scale.unit in codes[1:]:
        two = (scale.unit, codes[0]) if scale.unit in codes else codes[:2]
        raise Mistake(f"{quoted(text)}: {unit!r} may be {two[0]} or {two[1]}; write the code, such as {two[0]} 300")
    return codes[0]


def _measured(amount: Amount, scale: Scale, text: str) -> tuple[Fraction, Fraction, str]:
    target, unit = _target(scale), amount.unit
    if not unit:
        if scale.type == "duration":
            raise Mistake(f"{quoted(text)}: expected a duration with its unit such as 12 months")
        return amount.number, amount.number, target
    bounds = convert(amount.number, unit, target)
    if bounds is not None:
        return *bounds, target
    wrong = f"cannot be converted to {target or 'a number without a unit'}"
    if unit.casefold() in ("ton", "tons"):
        raise Mistake(f"{quoted(text)}: {unit!r} {wrong}, as there are several; write tonnes for metric tons")
    if scale.type == "duration":
        hint = "; write minutes or months in full" if unit.casefold() == "m" else ""
        raise Mistake(f"{quoted(text)}: {quoted(unit)} {wrong}{hint}")
    raise Mistake(_other_unit(text, unit, scale, wrong))
