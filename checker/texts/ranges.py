"""Whether two numbers are the ends of one figure: 200 to 300, between $2bn and $3bn, 10-20 %."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts import context_words as words
from checker.texts.numerals import Numeral
from checker.texts.spots import currency_before

_RANGE_GAP = re.compile(
    r"(?: ?%| ?per ?cent)?(?P<join> ?[-–—] ?|-? to |-to-| and | or )(?P<sign>[A-Z]{0,2}[£$€¥₦₹]"
    r"|[A-Z][A-Za-z]{0,3}\.? ?)?"
)

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_WHEN_BEFORE = re.compile(r"\b(?:in|since|during|of) $", re.IGNORECASE)
_FOR_WHEN = re.compile(r"\b(?:for|by) $", re.IGNORECASE)


VOTES_BEFORE = re.compile(
    r"\bvoted (?:by )?$|\bvoted\b[^.;:\d]{0,30}, $|\b(?:ratified|endorsed|cleared|scrapped|threw out|thrown out"
    r"|overturned"
    r"|agreed|confirmed|acquitted|convicted|impeached|approved|passed|backed|rejected|adopted|carried|defeated"
    r"|quashed)\b"
    r"[^.;:\d]{1,60} by $|\b(?:bill|measure|motion|amendment|resolution|budget|law|proposal|treaty|plan|it)"
    r" (?:was )?(?:passed|carried|approved|adopted|rejected|defeated|failed) (?:by )?$"
    r"|\b(?:vot(?:ed|es?|ing)|approved|reject(?:ed|ing)|passed|adopted|backed|carried|ruled|upheld"
    r"|(?:motion|bill"
    r"|measure|amendment|proposal)"
    r" was defeated|split|ballot|tally)\b[^.;:]{0,40}?(?:\bby|\bof|it|them|\bvoted|\bdefeated|\bsplit|\bwas|\bmotion"
    r"|\bbill|\bplan|\bmeasure"
    r"|\bresolution|\bproposal|\blaw|\bamendment|\bpassed|\bcarried|\breform) (?:a (?:vote|margin|majority) of )?$",
    re.IGNORECASE,
)
"""What goes before how many were for and against."""


def is_range(low: Numeral, high: Numeral, gap: str, left: str, right: str) -> bool:
    """Whether two numbers are the ends of one figure, by what stands between them, before them and after them."""
    found = _RANGE_GAP.fullmatch(gap)
    if found is None or low.number is None or high.number is None:
        return False
    join = found["join"].strip(" -") or "-"
    if (found["sign"] or "").strip() and currency_before(gap, high) is None:
        return False
    first = with_size_of(low, high)
    if first is None or first >= high.number or _are_years(low, high, right):
        return False
    if words.PERCENT.match(gap) and not words.PERCENT.match(right):  # it slid 4.3% to 212 pence
        return False
    if join == "and":
        return bool(re.search(r"\bbetween $", left, re.IGNORECASE))
    if join == "or":
        return high.number <= 4 * first and high.number < 1000
    if join == "to" and VOTES_BEFORE.search(left):
        return False  # the motion was rejected by 18 to 31
    if join == "to":
        if _is_when(low, high, left, is_money=bool((found["sign"] or "").strip())):
            return False
        return not _is_change(left, is_percent=bool(words.PERCENT.match(right)))
    is_glued = " " not in found["join"]
    return not is_glued or bool(_RANGE_AHEAD.match(right)) or first >= 200


def _is_when(low: Numeral, high: Numeral, left: str, *, is_money: bool) -> bool:
    """It fell in 2031 to 36.2 billion tonnes; it cut its forecast for 2027 to €1.3 billion."""
    if not _YEAR.fullmatch(low.text) or _YEAR.fullmatch(high.text):
        return False
    if is_money and currency_before(left, low) is None:
        return True
    return bool(_WHEN_BEFORE.search(left) or (low.text[:2] in ("19", "20") and _FOR_WHEN.search(left)))


def _is_change(left: str, *, is_percent: bool) -> bool:
    """Whether what stands before the first number makes it what something was, or by how much it changed."""
    if _IS_MOVED.search(left) and not _RANGES.search(left):
        return True
    if not words.CHANGE_VERB.search(left[-50:]):
        return False
    if is_percent:  # fell by 20% to 30%, or by 20 to 30 percent
        return bool(re.search(r"\bfrom $", left))
    return bool(re.search(r"(?:\bfrom|\bby|ed|rose|fell|grew|up|down)(?: \w+)? ?$", left))


_IS_MOVED = re.compile(
    r"\b(?:drives?|drove|driven|driving|push(?:es|ed)?|pull(?:s|ed)?|sends?|sent|sending|takes?|took|taken"
    r"|boost(?:s|ed|ing)?"
    r"|bring|brought|knock(?:s|ed)|drag(?:s|ged)|forced?|put|bumped|nudged|propelled|catapulted|hoisted|marked"
    r"|slipped|went"
    r"|gone|goes)\b[^.;:]{0,60} from $"
    r"|\b(?:add(?:s|ed|ing)|put on|puts on|shed|sheds|shedding|lost|loses|losing|gain(?:s|ed|ing)|dropp(?:ed|ing)) $"
)
"""The virus has driven the price of a dozen eggs from $4.80 to $7.15; Brent added $2.85 to $94.10."""
_RANGES = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anything|anywhere|between|prices|priced|costs?|costing|fees"
    r"|tickets"
    r"|ages|aged|sizes|estimates) (?:of )?from $"
)


def _are_years(low: Numeral, high: Numeral, right: str) -> bool:
    both = _YEAR.fullmatch(low.text) and _YEAR.fullmatch(high.text)
    return bool(both) and not words.PLURAL_AHEAD.match(right)


_RANGE_AHEAD = re.compile(
    rf" ?%| per ?cent|[ -](?:percentage|minutes?|hours?|days?|weeks?|months?|years?)\b|{words.PLURAL_AHEAD.pattern}"
    rf"|{words.UNIT_AFTER.pattern}| (?:million|billion|dollars|euros|degrees)\b"
)


_SIZES = {"hundred": 100, "thousand": 1_000, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9}
_SIZE_IN_WORDS = re.compile(rf"\b(?P<size>{'|'.join(_SIZES)})$", re.IGNORECASE)


def with_size_of(low: Numeral, high: Numeral) -> Fraction | None:
    """The low end, with the magnitude of the high end where it has none: 2-3 billion."""
    if low.number is None or high.number is None:
        return None
    words_size = None if high.is_in_digits else _SIZE_IN_WORDS.search(high.text)
    if words_size is not None:  # two to three hundred, five to six million
        size = _SIZES[words_size["size"].casefold()]
        return low.number * size if low.number < min(high.number / size, Fraction(size)) else low.number
    if high.mantissa and high.mantissa != high.number and low.mantissa == low.number and low.number < high.mantissa:
        return low.number * high.number / high.mantissa
    return low.number
