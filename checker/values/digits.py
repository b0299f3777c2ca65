"""To which digit, and in which style, figures were written: so that what is worked out from them reads like them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from checker.patterns import lazy_pattern
from checker.values.formatting import per_words, rate_of, show_number, shows_unit
from checker.values.units import is_money, plural

_SIZES = {"thousand": 3, "k": 3, "lakh": 5, "million": 6, "mn": 6, "m": 6, "crore": 7, "billion": 9, "bn": 9}
_SIZES |= {"b": 9, "trillion": 12, "tn": 12}
SIZE = "|".join(sorted(_SIZES, key=len, reverse=True))
"""The words for sizes that may stand behind a number, for a pattern."""
_NUMBER = lazy_pattern(rf"\d[\d,]*(?:\.(\d+))?(?: ?({SIZE})\b)?", re.IGNORECASE)
_AT_THE_RATES = lazy_pattern(r" \([^()]* at the rates\)$")
"""What an amount in another currency comes to was worked out; its digits are those of the amount that was written."""
_STYLES = {
    "short": ((12, "tn"), (9, "bn"), (6, "m")),
    "long": ((12, " trillion"), (9, " billion"), (6, " million")),
    "indian": ((7, " crore"), (5, " lakh")),
}
_FINEST = Fraction(1, 100)
"""Of the digits that were written: what is worked out is shown no finer than this part of them."""

_OF_A_PRODUCT = 3


class Digits(Struct, frozen=True):
    """To which digit figures were written: `step` is 1 for "288", 10,000,000 for "2.25bn".

    `style` is how large ones were worded: "short" for "2.25bn", "long" for "3 billion", "indian" for "15 crore", ""
    in figures. `sign` is the currency's, where all were written with the same before the number: "€".
    """

    step: Fraction = Fraction(1)
    style: str = ""
    sign: str = ""


def digits_of(texts: Iterable[str], *, whole: bool) -> Digits:
    """The finest digits of several values as they are written. `whole` numbers have no decimals."""
    steps: list[Fraction] = []
    words: set[str] = set()
    signs: set[str] = set()
    for text in texts:
        written = _AT_THE_RATES.sub("", text)
        for match in _NUMBER.finditer(written):
            word = (match[2] or "").casefold()
            size = _SIZES[word] if word else 0
            words |= {word} if size >= 5 else set()
            signs.add(_sign_before(written, match.start()) if written == text else "")
            steps.append(Fraction(10) ** (size - len(match[1] or "")))
    step = min(steps, default=Fraction(1))
    sign = signs.pop() if len(signs) == 1 else ""
    return Digits(max(step, Fraction(1)) if whole else step, _style_of(words), sign)


def _style_of(words: set[str]) -> str:
    if words & {"lakh", "crore"}:
        return "indian"
    if words & {"million", "billion", "trillion"}:
        return "long"
    return "short" if words else ""


def _sign_before(text: str, place: int) -> str:
    """The currency's sign that stands right before a number: "€", "US$"."""
    before = re.search(r"[A-Z]{0,3}\S$", text[:place])
    return before[0] if before and unicodedata.category(before[0][-1]) == "Sc" else ""


def plain_number(value: Fraction, digits: Digits) -> str:
    """A number in the style of what was written: "2,500", "2.25bn", "€3 million"."""
    if value < 0:
        return f"-{plain_number(-value, digits)}"
    for size, word in _STYLES.get(digits.style, ()):
        scaled = value / 10**size
        if scaled >= 1 and (scaled * 10**4).denominator == 1:
            return f"{digits.sign}{show_number(scaled)}{word}"
    return f"{digits.sign}{show_number(value)}"


def outwards(low: Fraction | None, high: Fraction | None, digits: Digits) -> tuple[Fraction | None, Fraction | None]:
    """A range rounded outwards to the digits; to finer ones where those make it more than twice as wide.

    One number that is worked out has up to two more digits, and is rounded to these: it is no range.
    """
    step = digits.step
    if low is not None and low == high:
        rounded = round(low / (step * _FINEST)) * step * _FINEST
        return rounded, rounded
    while step > digits.step * _FINEST:
        bottom, top = _rounded(low, high, step)
        if low is None or high is None or bottom is None or top is None or top - bottom <= 2 * (high - low):
            break
        step /= 10
    return _rounded(low, high, step)


def of_a_product(low: Fraction | None, high: Fraction | None, digits: Digits) -> Digits:
    """Those of a product, which is no finer than its factors: three digits of the larger end of its range."""
    ends = [abs(end) for end in (low, high) if end]
    if low == high or not ends:
        return digits
    return replace(digits, step=max(digits.step, Fraction(10) ** (len(str(int(max(ends)))) - _OF_A_PRODUCT)))


def _rounded(low: Fraction | None, high: Fraction | None, step: Fraction) -> tuple[Fraction | None, Fraction | None]:
    return None if low is None else floor(low / step) * step, None if high is None else ceil(high / step) * step


def show_worked_out(low: Fraction | None, high: Fraction | None, unit: str, digits: Digits) -> str:
    """What was worked out from figures, in their style: "€2.2bn to €2.4bn", "2,805 to 2,995", "at least 5 km"."""
    bottom, top = outwards(low, high, digits)
    if bottom is None and top is None:
        return "anything"
    of, per = rate_of(unit)
    numbers = [_with_unit(plain_number(each, digits), of, digits) for each in (bottom, top) if each is not None]
    if bottom is not None and top is not None and bottom != top and not (of == "%" or is_money(of)):
        numbers[0] = plain_number(bottom, digits)
    text = " to ".join(dict.fromkeys(numbers))
    if top is None or bottom is None:
        text = f"{'at least' if top is None else 'up to'} {text}"
    return f"{text} {per_words(per)}" if per else text


def _with_unit(number: str, unit: str, digits: Digits) -> str:
    if unit == "%":
        return f"{number}%"
    if is_money(unit):
        return number if digits.sign else f"{unit} {number}"
    return f"{number} {unit if number == '1' else plural(unit)}" if shows_unit(unit) else number


def written_digits(texts: Sequence[str], unit: str) -> Digits:
    """The digits of values of a unit; of people and other things that are counted no decimals."""
    return digits_of(texts, whole=not shows_unit(unit))
