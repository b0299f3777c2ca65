"""What a spreadsheet does to a cell on its own: `1,000` becomes 1 or 1000, `2031-05-04` becomes 5/4/31.

A cell that says the same in other signs leaves what was there as it is. One that says another figure, and differs in
nothing but separators, is asked about: with German settings `1,000` is one, and a person sees no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from msgspec import Struct

from checker.values.lexicon import MONTHS, SHORT_MONTHS, month_number

SEPARATORS = ".,'’ \u00a0\u202f"
_DIGITS = rf"\d(?:[\d{SEPARATORS}]*\d)?"
_FIGURE = re.compile(
    rf"(?P<before>[^\d]{{0,4}}?)(?P<number>{_DIGITS})(?P<power>[eE][+-]?\d{{1,3}})?(?P<after>[^\d]{{0,4}})"
)
_NUMBER = re.compile(_DIGITS)
_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T]0?0:00(?::00(?:\.0+)?)?)?\.?")
_MONTH = rf"(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})"
_PARTS = re.compile(r"(\d{1,2})[./-](\d{1,2})")
_NAMED_DAY = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\.? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<d2>\d{{1,2}}))\.?", re.IGNORECASE
)
_TIME = re.compile(r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]0+)?)?(?: ?(?P<half>[AaPp]\.?[Mm]\.?))?")
_TABS = re.compile(r"[\t\v\f]")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_TRUE = frozenset("true wahr vrai verdadero vero verdadeiro waar sant sand prawda истина doğru".split())
_FALSE = frozenset("false falsch faux falso onwaar falskt falsk fałsz ложь yanliş".split())
_MOST_POWER = 400


class Change(Enum):
    """How a cell's text differs from what was there."""

    SAME = "says the same in other signs"
    ASKED = "differs by its separators, and says another figure"
    OTHER = "is another text"


Order = tuple[str, str, str]
"""In which order a day's parts stand, of "y", "m" and "d"."""

ORDERS: tuple[Order, ...] = (("y", "m", "d"), ("d", "m", "y"), ("m", "d", "y"))


def truth(text: str) -> str:
    """ "true" or "false" where a spreadsheet's word says so, in whatever language; else the text."""
    word = text.casefold()
    return "true" if word in _TRUE else "false" if word in _FALSE else text


def is_day(text: str) -> bool:
    """Whether a cell shows a day in digits."""
    return _DAY.fullmatch(text.strip()) is not None


def order_of_days(pairs: Iterable[tuple[str, str]]) -> Order:
    """The order of days in a sheet: that by which most of its days are those that were there before."""
    fitting: Counter[Order] = Counter()
    for before, now in pairs:
        fitting.update(order for order in ORDERS if _day(now, order) == before)
    return max(ORDERS, key=lambda order: (fitting[order], -ORDERS.index(order)))


def change(before: str, now: str, order: Order) -> Change:
    """How a cell's text `now` differs from the text that was there, in a sheet with days in that order."""
    if before == now:
        return Change.SAME
    if (told := _change_of_words(before, now, order)) is not None:
        return told
    one, other = _figure(before), _figure(now)
    if one is None or other is None:
        return _change_of_numbers_within(before, now)
    if one.sign != other.sign:
        return Change.OTHER
    return _change_of_affixes(one, other) if one.affixes != other.affixes else _change_of_figures(one, other)


def _change_of_words(before: str, now: str, order: Order) -> Change | None:
    """How a day, a time, a truth or a text differs; None of a number."""
    if _ISO.fullmatch(before):
        return Change.SAME if _day(now, order) == before else Change.OTHER
    if truth(before) in ("true", "false"):
        return Change.SAME if truth(now) == truth(before) else Change.OTHER
    time = _time(before)
    if _is_lossy_copy(before, now) or (time is not None and time == _time(now)):
        return Change.SAME
    return Change.ASKED if _became_day(before, now) or _became_negative(before, now) else None


class _Figure(Struct, frozen=True):
    """A cell that is one number: its value as it is read here, the other values that it may be read as."""

    sign: str
    affixes: str
    value: Decimal
    readings: frozenset[Decimal]
    digits: int
    is_cut: bool


def _figure(text: str) -> _Figure | None:
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        return None
    power = int(match["power"][1:]) if match["power"] else 0
    if abs(power) > _MOST_POWER:
        return None
    before, number = match["before"].strip(), match["number"]
    values = [value.scaleb(power) for value in _readings(number)]
    sign = "-" if before[:1] in ("-", "−") else ""
    affixes = f"{before.lstrip('+-−')}{match['after'].strip()}"
    digits = sum(char.isdigit() for char in number)
    return _Figure(sign, affixes, values[0], frozenset(values), digits, bool(match["power"]))


def _readings(number: str) -> list[Decimal]:
    """The values that a number may be read as; first as this project reads it: 1,000 is a thousand, 1.5 and 1,5 not."""
    signs = [char for char in number if not char.isdigit()]
    plain = Decimal("".join(char for char in number if char.isdigit()))
    if not signs:
        return [plain]
    last = number.rindex(signs[-1])
    decimals = len(number) - last - 1
    parted = plain.scaleb(-decimals)
    is_group = decimals == 3 or signs.count(signs[-1]) > 1
    is_decimal = signs[-1] == "." and signs.count(".") == 1
    first = parted if is_decimal or not is_group else plain
    return [first, *({plain, parted} - {first})]


def _change_of_figures(one: _Figure, other: _Figure) -> Change:
    if one.value == other.value:
        return Change.SAME
    if other.is_cut and _rounded(one.value, other.digits) == other.value:
        return Change.SAME  # 12345678901234567890 is shown as 1.23456789012346E+19
    return Change.ASKED if other.value in one.readings or one.value in other.readings else Change.OTHER


def _change_of_affixes(one: _Figure, other: _Figure) -> Change:
    """37.5% that became 0.375, $5 that became 5: the number alone is another value."""
    if other.affixes:
        return Change.OTHER
    same = {reading / 100 for reading in one.readings} if one.affixes == "%" else one.readings
    return Change.ASKED if other.value in same or one.value in other.readings else Change.OTHER


def _rounded(value: Decimal, digits: int) -> Decimal:
    try:
        return value.normalize().quantize(Decimal(1).scaleb(value.adjusted() - digits + 1))
    except InvalidOperation:
        return value


def _change_of_numbers_within(before: str, now: str) -> Change:
    """Texts that differ in the separators of their numbers alone: `about 1,000` and `about 1.000`."""
    if _NUMBER.split(before) != _NUMBER.split(now):
        return Change.OTHER
    pairs = zip(_NUMBER.findall(before), _NUMBER.findall(now), strict=True)
    readings = [(_readings(one), _readings(other)) for one, other in pairs]
    others = [(one, other) for one, other in readings if one[0] != other[0]]
    if not others:
        return Change.SAME
    is_asked = all(other[0] in one or one[0] in other for one, other in others)
    return Change.ASKED if is_asked else Change.OTHER


def _became_day(before: str, now: str) -> bool:
    """3/4 that became 03/04/2031, 1.5 that became 2031-05-01, May 5 with a year, 05.03.31 that became 1931-03-05."""
    day = _DAY.fullmatch(now.strip())
    if day is None:
        return False
    shown = {int(day[1]), int(day[3]), int(day[4])}
    if parts := _PARTS.fullmatch(before):
        return {int(parts[1]), int(parts[2])} <= shown
    if named := _NAMED_DAY.fullmatch(before.strip()):
        return {month_number(named["month"] or named["month2"]), int(named["d"] or named["d2"])} <= shown
    written = _DAY.fullmatch(before.strip())
    return written is not None and _is_turned(written.group(1, 3, 4), day.group(1, 3, 4))


def _is_turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a day has the same parts in another order, or with another century."""
    numbers, others = list(map(int, one)), list(map(int, other))
    return numbers != others and {n % 100 for n in numbers} == {n % 100 for n in others}


def _became_negative(before: str, now: str) -> bool:
    """(200) that became -200."""
    bracketed = re.fullmatch(rf"\(({_DIGITS})\)", before.strip())
    other = _figure(now)
    return bracketed is not None and other is not None and other.sign == "-" and other.value in _readings(bracketed[1])


def _time(text: str) -> int | None:
    """The second of the day that a cell shows: 5:30, 05:30:00 AM; None if it shows no time."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match["h"]), (match["half"] or "").casefold()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + int(match["m"]) * 60 + int(match["s"] or 0)


def _is_lossy_copy(before: str, now: str) -> bool:
    """Whether only what a spreadsheet or an old encoding cannot hold is gone: a tab, é that became ?."""
    if _TABS.sub("", before) == now:
        return True
    if "?" not in now or before.isascii():
        return False
    pattern = "".join(re.escape(char) if char.isascii() else rf"(?:{char}|\?\??)" for char in before)
    return re.fullmatch(pattern, now) is not None


def _day(text: str, order: Order) -> str:
    """The day that a cell shows, as ISO writes it; "" if it shows none in that order."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return ""
    order = ORDERS[0] if len(match[1]) == 4 else order
    parts = dict(zip(order, (match[1], match[3], match[4]), strict=True))
    if len(parts["y"]) not in (2, 4) or max(len(parts["m"]), len(parts["d"])) > 2:
        return ""
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 1900 if year > 68 else 2000
    try:
        return date(year, int(parts["m"]), int(parts["d"])).isoformat()
    except ValueError:
        return ""
