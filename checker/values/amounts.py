"""A number with its unit, as people write it: "$300m", "six people", "a year and a half".

Nothing is guessed: what can be read in two ways is refused, and the message says how to write it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.advice import MULTIPLIER, not_understood, two_readings
from checker.values.formatting import show_number
from checker.values.kinds import A_VALUE, MAX_DIGITS, Amount, Mistake, Scale
from checker.values.lexicon import CHAINED_MAGNITUDES, FRACTIONS, MAGNITUDES, SUBUNITS
from checker.values.number_words import ANY_CASE, SMALL_NUMBER, InWords, number_in_words
from checker.values.scaling import fits
from checker.values.shares import read_share
from checker.values.signs import cannot_be_negative
from checker.values.units import begins_unit, currencies, plural

_MOST_DECIMALS = 40
_ARTICLE = r"an?\s(?=[a-z])"
_HALF = r"(?:half an?|a half) (?P<of>[a-z].*)"
_PART_OF = r"(?:(?P<some>an?|two|three)[ -])?(?P<part>half|thirds?|quarters?) of an? (?P<of>[a-z]+)(?P<more> .+)?"
_AND_A_HALF = r"(?P<whole>\d{1,3}|[a-z][a-z -]*?) and a half (?P<of>[a-z].*)"
_A_YEAR_AND_A_HALF = r"an? (?P<of>[a-z]+) and a half"

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BEFORE = r"(?:[a-z]{1,4}\.(?=\s*\d)|u\.?s\.? ?\$|[^\d\s.,()+\-−]+)(?:\s+(?=\d))?"
_AMOUNT = lazy_pattern(
    rf"^(?P<sign>[-−]?)\s*(?P<before>{_BEFORE})?\s*(?P<inner>(?<=[$€£¥₹])[-−])?(?P<number>{_NUMBER})\s*(?P<after>.*)$",
    re.IGNORECASE,
)
_SIZE_WORD = lazy_pattern(r"([a-z]+)\b\.?\s*", ANY_CASE)
_THOUSANDS_POINT = r"[1-9]\d{0,2}\.\d{3}"


def read_amount(text: str, scale: Scale) -> Amount:
    """A number with its unit; a Mistake if that is not what the text is."""
    amount = read_share(text, scale, read_or_none) or _with_half(text, scale)
    if amount is None:
        match = _AMOUNT.match(text)
        amount = _in_digits(text, match, scale) if match else _in_words(text, scale)
    if amount is None:
        raise Mistake(not_understood(text, scale, read_or_none))
    return _of_its_currency(text, amount, scale)


def _of_its_currency(text: str, amount: Amount, scale: Scale) -> Amount:
    """Cents as a part of their currency: that of the property, where they may be of several."""
    codes = SUBUNITS.get(amount.unit.casefold(), ()) if scale.type == "money" else ()
    if not codes:
        return amount
    whole = replace(amount, number=amount.number / 100, granularity=amount.granularity / 100)
    if scale.unit in codes or len(codes) == 1:
        return replace(whole, unit=scale.unit if scale.unit in codes else codes[0])
    plain = show_number(whole.number)
    either = f"{codes[0]} {plain} or {codes[1]} {plain}"
    raise Mistake(f"{quoted(text)}: {quoted(amount.unit)} may be of several currencies; write {either}")


def read_or_none(text: str, scale: Scale) -> Amount | None:
    """A number with its unit; None if that is not what the text is."""
    try:
        return read_amount(text, scale)
    except Mistake:
        return None


# --- in words ----------------------------------------------------------------------------------


def _in_words(text: str, scale: Scale) -> Amount | None:
    read = number_in_words(text)
    if read is None:
        return _one_of_a_unit(text, scale)
    rest, unit = read.rest, read.rest[1:]
    if rest and not unit:
        return None
    if unit and not fits(unit, scale) and (rest[0] == "-" or not begins_unit(unit)):
        return None
    return Amount(read.number, unit, read.granularity)


def _one_of_a_unit(text: str, scale: Scale) -> Amount | None:
    """ "a year"; "a lot" is none."""
    article = re.match(_ARTICLE, text, ANY_CASE)
    unit = text[article.end() :] if article else ""
    return Amount(Fraction(1), unit) if unit and fits(unit, scale) and not _is_plural(unit, scale) else None


def _is_plural(unit: str, scale: Scale) -> bool:
    if scale.type == "count":
        return unit.casefold() == plural(scale.unit.casefold())
    return unit.casefold().endswith("s") and fits(unit[:-1], scale)


def _with_half(text: str, scale: Scale) -> Amount | None:
    """ "half a year", "one and a half million", "a year and a half"."""
    folded = text.casefold()
    if " of a" in folded and (part := re.fullmatch(_PART_OF, text, ANY_CASE)):
        return _part_of(part, scale)
    if "half" not in folded:
        return None
    if match := re.fullmatch(_A_YEAR_AND_A_HALF, text, ANY_CASE):
        times = Fraction(3, 2)
    elif match := re.fullmatch(_AND_A_HALF, text, ANY_CASE):
        whole = match["whole"]
        read = InWords(Fraction(whole), "", Fraction(1)) if whole.isdigit() else number_in_words(whole)
        if read is None or read.rest or not re.fullmatch(rf"\d+|{SMALL_NUMBER}", whole, ANY_CASE):
            return None
        times = read.number + Fraction(1, 2)
    elif match := re.fullmatch(_HALF, text, ANY_CASE):
        times = Fraction(1, 2)
    else:
        return None
    unit = match["of"]
    one = Amount(Fraction(1), unit) if fits(unit, scale) else _in_words(f"a {unit}", scale)
    return one and Amount(one.number * times, one.unit, one.granularity / 2)


def _part_of(match: re.Match[str], scale: Scale) -> Amount | None:
    """ "a quarter of a million", "two thirds of a billion people"."""
    size = MAGNITUDES.get(match["of"].casefold(), 0)
    if size < 1000:
        return None
    one = _in_words(f"a {match['of']}{match['more'] or ''}", scale)
    times = {"two": 2, "three": 3}.get((match["some"] or "a").casefold(), 1) * FRACTIONS[match["part"].casefold()]
    return one and Amount(one.number * times, one.unit, one.granularity / 10)


# --- in digits ---------------------------------------------------------------------------------


def _in_digits(text: str, match: re.Match[str], scale: Scale) -> Amount | None:
    number = _plain_number(text, match, scale)
    size, unit = _sized(match["after"], scale)
    last_digit = size * Fraction(1, 10 ** len(match["number"].partition(".")[2]))
    if _has_two_readings(match["number"], size, unit, scale):
        raise Mistake(two_readings(text, match["number"], scale))
    before = (match["before"] or "").strip()
    if before:
        return _with_currency(text, Amount(number * size, before, last_digit), unit)
    if unit and not fits(unit, scale):
        if re.match(r"(?:st|nd|rd|th)\b", unit, re.IGNORECASE):
            raise Mistake(f"{quoted(text)} is an ordinal, and {A_VALUE[scale.type]} is expected; write a number")
        if not begins_unit(unit):
            return None
    return Amount(number * size, unit, last_digit)


def _has_two_readings(number: str, size: int, unit: str, scale: Scale) -> bool:
    """Whether "1.000" may be one thousand: not with a magnitude, and not of a measure, which has decimals."""
    is_whole = scale.type in ("count", "money", "duration") or (scale.type == "number" and not scale.unit)
    return bool(is_whole and size == 1 and unit[:1] not in (".", ",") and re.fullmatch(_THOUSANDS_POINT, number))


def _with_currency(text: str, amount: Amount, after: str) -> Amount | None:
    """An amount with its currency before it: "$5", "KES 300"; None if it is none, or more than that stands there."""
    if not currencies(amount.unit) or (after and re.search(r"^[.,_]|\d", after)):
        return None
    if after:
        said = f"{quoted(text)}: {quoted(after)} after the amount is not understood"
        raise Mistake(said if MULTIPLIER.match(after) else f"{said}; write the amount alone")
    return amount


def _plain_number(text: str, match: re.Match[str], scale: Scale) -> Fraction:
    digits = match["number"].replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        short = re.sub("^0+(?=[0-9])", "", digits)
        is_alone = len(short) <= MAX_DIGITS and not re.search(r"\d", text.replace(match["number"], "", 1))
        raise Mistake(f"{quoted(text)} has a leading zero" + (f"; write {short}" if is_alone else ""))
    if len(digits.replace(".", "").lstrip("0")) > MAX_DIGITS or len(digits) > _MOST_DECIMALS:
        raise Mistake(f"{quoted(text)} has more than {MAX_DIGITS} digits")
    if not match["sign"] and not match["inner"]:
        return Fraction(digits)
    if not scale.is_signed:
        raise Mistake(cannot_be_negative(text, A_VALUE[scale.type]))
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
    if second and second[1].casefold() in CHAINED_MAGNITUDES.get(name, ()):
        return size * MAGNITUDES[second[1].casefold()], rest[second.end() :]
    return size, rest
