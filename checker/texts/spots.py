"""One number of a text with the words on either side of it, and what it is taken for."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.texts.money import Currency, sign_before
from checker.texts.numerals import Numeral

NEAR = 80
"""Code points on either side of a number that are looked at."""
LARGE = 1_000


class Spot(Struct, frozen=True, kw_only=True):
    """One number, or the two of a range, with the words of its sentence on either side.

    `sign` is a minus or plus before it; `before` and `currency` are the sign of a currency before it.
    """

    low: Numeral
    high: Numeral
    left: str
    right: str
    sign: str = ""
    currency: Currency | None = None

    @property
    def is_range(self) -> bool:
        return self.low is not self.high

    @property
    def number(self) -> Fraction | None:
        return self.high.number


class Figure(Struct, frozen=True, kw_only=True):
    """What a number is. `tail` is how many code points after it are part of it, `head` how many before it.

    `codes` are the currencies that it may be in; `why` says why it has no value. `confidence` is from 0 to 1.
    Its value is the number times `scale`, and `plus` more: 2 hours and 51 minutes are 2 times 60 and 51 more.
    """

    kind: str
    head: int = 0
    tail: int = 0
    unit: str = ""
    codes: tuple[str, ...] = ()
    why: str = ""
    confidence: float = 1.0
    scale: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)


def currency_before(left: str, numeral: Numeral) -> Currency | None:
    """The currency of a sign right before a number."""
    is_large = bool(numeral.number is None or numeral.number >= LARGE)
    has_cents = re.fullmatch(r"\d{1,3}\.\d{2}", numeral.text) is not None  # R31.20
    return sign_before(left, is_large=is_large, has_cents=has_cents)


def with_sign(spot: Spot) -> Spot:
    """A number with the minus or plus, and the sign of a currency, that stand before it."""
    left = spot.left
    currency = currency_before(left, spot.high if spot.is_range else spot.low)
    left = left[: len(left) - currency.length] if currency else left
    sign = re.search(r"(?:^|(?<=[\s(“\"'‘]))[-−+]$|(?<!\w)(?<!\d )(?<!plus or )minus $", left, re.IGNORECASE)
    kept = left[: sign.start()] if sign else left
    return replace(spot, left=kept, sign=sign[0] if sign else "", currency=currency)
