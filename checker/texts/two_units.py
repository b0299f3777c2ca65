"""How long something lasts where that is said in two units: two hours and 51 minutes, four years and two months."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts.numerals import SMALL_NUMBERS
from checker.texts.spots import Figure, Spot

_IN_SMALLER = {
    "year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60),
}  # fmt: skip
"""The unit in which both are given, and how many of it the larger one has."""
_TENS = "|".join(word for word, number in SMALL_NUMBERS.items() if number in range(20, 60, 10))
_ONES = "|".join(word for word, number in SMALL_NUMBERS.items() if 0 < number < 20 and word not in ("a", "an"))
_COUNT = rf"(?:(?P<digits>\d{{1,2}}(?:\.\d{{1,3}})?)|(?P<tens>{_TENS})?-?(?P<ones>{_ONES})?)"
_SECOND = re.compile(rf"(?P<join> and |, and |,? ){_COUNT} (?P<unit>month|day|hour|minute|min|second|sec)s?\b(?!['’-])")
_ENDS = re.compile(r"[.;,)]|$| (?:in|for|to|on|at|from|with|and|by|of (?:talks|debate|play|football)|inside|behind)\b")
"""What follows two units with a comma between them, which may be two figures: 2 hours, 51 minutes."""
_ANOTHER = re.compile(
    r" (?:longer|shorter|more|less|fewer|slower|faster|quicker|ahead|of (?:it|them|which|that)|suspended)\b"
)
"""Three days, two hours longer than the last time."""
_ONE_BEFORE = re.compile(r"\b(?P<article>an?) (?P<unit>hour|day|week|year|minute)(?:,? and|,)? $", re.IGNORECASE)


def in_one_unit(spot: Spot, end: int, unit: str) -> Figure | None:
    """The whole of a length of time in two or three units, in the smallest of them; None if it has only one.

    `end` is where the number's own unit ends in the words after it.
    """
    unit = unit.removesuffix("s")
    before = _ONE_BEFORE.search(spot.left)
    if spot.is_range or spot.number is None or spot.right[:1] == "-":
        return None
    if before is not None and _IN_SMALLER[before["unit"].casefold()][0] == unit:  # an hour and 12 minutes
        plus = Fraction(_IN_SMALLER[before["unit"].casefold()][1])
        return Figure(kind="duration", head=len(before[0]), tail=end, unit=f"{unit}s", plus=plus)
    scale, plus, first_end = Fraction(1), Fraction(0), end
    while (second := _SECOND.match(spot.right, end)) is not None and (number := _number(second)) is not None:
        smaller = {"min": "minute", "sec": "second"}.get(second["unit"], second["unit"])
        of_one = _IN_SMALLER.get(unit, ("", 1))
        is_apart = second["join"] == ", " and not _ENDS.match(spot.right, second.end())
        if smaller != of_one[0] or number >= of_one[1] or is_apart or _ANOTHER.match(spot.right, second.end()):
            break
        scale, plus, unit, end = scale * of_one[1], plus * of_one[1] + number, smaller, second.end()
    return Figure(kind="duration", tail=end, unit=f"{unit}s", scale=scale, plus=plus) if end > first_end else None


def _number(second: re.Match[str]) -> Fraction | None:
    """The number before the second unit; None where there is none."""
    if second["digits"]:
        return Fraction(second["digits"])
    words = [word for word in (second["tens"], second["ones"]) if word]
    return Fraction(sum(SMALL_NUMBERS[word] for word in words)) if words else None
