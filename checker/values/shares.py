"""Shares: "35 out of 47", "17 of 39 senators", "one in five", "two thirds", "half of the voters"."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.kinds import Amount, Interval, Mistake, Scale, Share
from checker.values.lexicon import FRACTIONS, NUMBER_WORDS, PERCENT_WORDS
from checker.values.number_words import ANY_CASE

_COUNTING = Scale("count")
_OUT_OF = lazy_pattern(r"(?P<part>\S.*?) (?:out )?of (?:the )?(?P<every>every )?(?P<whole>\S.*)", ANY_CASE)
_ALL = lazy_pattern(r"(?:all(?: of)?|(?P<none>none of))(?: the)? (?P<whole>\d.*)", ANY_CASE)
_IN = lazy_pattern(r"(?P<part>\S.*?) in (?:every )?(?P<whole>\S.*)", ANY_CASE)
_SMALL = "|".join(word for word, number in NUMBER_WORDS.items() if 0 < number < 20)
_FRACTION = lazy_pattern(
    rf"(?:(?P<times>an?|{_SMALL})[ -](?P<name>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})|half)"
    r"(?: (?P<of>the [^\d()]+))?",
    ANY_CASE,
)
_PERCENT_MARK = rf"%|(?<![a-z])(?:{'|'.join((*PERCENT_WORDS, *FRACTIONS))})\b"
_MARK = lazy_pattern(rf"(?:{_PERCENT_MARK}|\bin (?:every )?\S+$)[^()%]*$", ANY_CASE)

_MOST = Interval(Fraction(50), Fraction(100))
_IN_WORDS = {
    **dict.fromkeys(("most", "the majority", "a majority", "the vast majority", "a vast majority"), _MOST),
    **dict.fromkeys(("a minority",), Interval(Fraction(0), Fraction(50))),
    **dict.fromkeys(("all", "everyone"), Interval(Fraction(100), Fraction(100), Fraction(100))),
    **dict.fromkeys(("none", "no one"), Interval(Fraction(0), Fraction(0), Fraction(0))),
}
"""Words for a share, in per cent."""
_NEARLY_ALL = ("nearly all", "almost all", "virtually all", "practically all")
_OF = lazy_pattern(r"(?P<word>\w[\w ]*?)(?: of (?:(?:them|it)|(?P<of>\D+)))?", ANY_CASE)

Reader = Callable[[str, Scale], Amount | None]
"""Reads an amount of a scale; None where the text is none."""


def is_plain(text: str) -> bool:
    """Whether a figure is digits alone, or a percentage in digits: no share in words, as most are none."""
    return text.rstrip("%").replace(",", "").replace(".", "", 1).isdecimal()


def read_share(text: str, scale: Scale, read: Reader) -> Amount | None:
    """A share as an amount of its scale: in percent, or of a count the part. None if the text is none."""
    if scale.type not in ("percentage", "count") or is_plain(text):
        return None
    counted = _counted(text, scale, read)
    if counted is not None or scale.type == "count":
        return counted
    return _ratio(text, read) or _fraction(text)


def share_in_words(text: str, nearly: Fraction) -> tuple[Interval, str] | None:
    """ "most of the voters", "nearly all": a share in per cent and what it is of; None if the text is none."""
    match = _OF.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    word = match["word"].casefold()
    found = Interval(100 - 100 * nearly, Fraction(100)) if word in _NEARLY_ALL else _IN_WORDS.get(word)
    return None if found is None else (found, match["of"] or "")


def is_share(text: str, read: Reader) -> bool:
    """Whether a text is a share that has no count of its own: "a third", "one in five"."""
    return bool(_FRACTION.fullmatch(without_whole(text)[0]) or _ratio(text, read))


def _counted(text: str, scale: Scale, read: Reader) -> Amount | None:
    """ "35 out of 47 senators": both figures are counts."""
    if whole_of_it := _ALL.fullmatch(text):
        text = f"{'0' if whole_of_it['none'] else whole_of_it['whole']} out of {whole_of_it['whole']}"
    match = _OUT_OF.fullmatch(text)
    if match is None:
        return None
    part, whole = read(match["part"], _COUNTING), read(match["whole"], _COUNTING)
    if part is None or whole is None or part.unit.removesuffix("s") in FRACTIONS:  # three quarters of a million
        return None
    if match["every"]:
        return _percent(text, part, whole, Share(of=whole.unit)) if scale.type == "percentage" else None
    share = Share(part.number, whole.number, whole.unit or part.unit)
    if scale.type == "percentage":
        return _percent(text, part, whole, share)
    _check_part(text, part, whole)
    return Amount(part.number, part.unit, part.granularity, share=share)


def _ratio(text: str, read: Reader) -> Amount | None:
    """ "one in five": not five, and not one of them."""
    match = _IN.fullmatch(text)
    if match is None:
        return None
    part, whole = read(match["part"], _COUNTING), read(match["whole"], _COUNTING)
    if part is None or whole is None or re.fullmatch(r"(?:1[5-9]|20)\d\d", match["whole"]):  # "5 in 2031"
        return None
    return _percent(text, part, whole, Share(of=whole.unit))


def _percent(text: str, part: Amount, whole: Amount, share: Share) -> Amount:
    _check_part(text, part, whole)
    percent = 100 * part.number / whole.number
    if share.whole is not None:
        return Amount(percent, "%", Fraction(0), share=share)
    return Amount(percent, "%", _last_digit(percent), is_rough=True, share=share)


def _last_digit(percent: Fraction) -> Fraction:
    """The digit to which a share in words is good: a whole percent, or the first digit that is not 0."""
    size = Fraction(1)
    while 0 < percent < size:
        size /= 10
    return size


def _check_part(text: str, part: Amount, whole: Amount) -> None:
    if not whole.number:
        raise Mistake(f"{quoted(text)}: nothing is a share of 0; write the part alone")
    if part.number > whole.number:
        raise Mistake(f"{quoted(text)}: the part is more than the whole; write the smaller figure first")


def _fraction(text: str) -> Amount | None:
    """ "a third", "two-thirds", "half the voters": as a share in words, no exact figure."""
    match = _FRACTION.fullmatch(text)
    if match is None:
        return None
    times = NUMBER_WORDS.get((match["times"] or "one").casefold(), 1)
    part = 100 * times * FRACTIONS[(match["name"] or "half").casefold()]
    if part > 100:
        raise Mistake(f"{quoted(text)} is more than the whole; write it as a percentage if that is meant")
    return Amount(part, "%", Fraction(1), True, Share(of=match["of"] or ""))


def without_whole(text: str) -> tuple[str, str]:
    """A percentage and what it is a share of: "70 % of GDP" -> "70 %", "GDP"; "" where that is not said."""
    for match in re.finditer(r" of (?=[^\d()]*$)", text):
        head, of = text[: match.start()], text[match.end() :]
        if _MARK.search(head):
            return head, of
    return text, ""


def check_whole(text: str, of: str, scale: Scale) -> None:
    """A Mistake if a share is of something else than the property's."""
    wanted = scale.unit.casefold()
    if of and wanted and re.sub(r"^(?:the|its|their) ", "", of.casefold()) != wanted:
        ours = f"and this property one of {scale.unit}; code it under a property of its own"
        raise Mistake(f"{quoted(text)} is a share of {quoted(of)}, {ours}")
