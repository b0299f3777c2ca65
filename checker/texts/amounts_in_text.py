"""Amounts with a unit: money, percentages, lengths and weights, bare decimals."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts import context_words as words
from checker.texts.counted import counted_thing
from checker.texts.money import NAMES_THAT_ARE_WORDS, Currency, name_after
from checker.texts.spots import LARGE, Figure, Spot

MOST_PERCENT = 100
_VERSION_BEFORE = re.compile(r"(?<=\W)(?:[a-z]+[A-Z]\w*|[A-Z]\w*) $|\b(?:version|release|build|firmware) $")
"""IOS 17.2, Python 3.11."""
_IS_A_NUMBER = re.compile(
    r"\b(?:is|was|are|were|be|been|to|from|by|of|a|an|measur(?:es|ed|ing)|reached|hit|averag(?:es|ed|ing)|scored"
    r"|earned|than"
    r"|stood at|stands at|put at)(?: (?:about|around|nearly|almost|just|some|over|only|a record))? $",
    re.IGNORECASE,
)
"""What goes before a number that has no unit: the index was 98.7."""
_IS_A_LEVEL = re.compile(r"^(?!.*\bfrom\b).*\d ?(?:%|per ?cent),? to $", re.DOTALL)
"""It lost 0.8 percent to 19.24."""


def money(spot: Spot, _: str) -> Figure | None:
    if spot.currency is not None:
        after = name_after(spot.right)
        same = after is not None and bool(set(after.codes) & set(spot.currency.codes))
        why = "" if spot.number is not None else spot.high.doubt or "its amount is not one figure"
        why = "the size of the amount is not clear" if words.UNREAD_SIZE.match(spot.right) else why
        if spot.high.letter == "k" and spot.number is not None and spot.number < LARGE:
            why = "its amount is not clear"
        tail = after.length if same and after else 0
        return Figure(kind="money", codes=spot.currency.codes, tail=tail, why=why)
    if cents := _CENTS.match(spot.right):
        return _of_the_money_beside(spot, cents)
    after = name_after(spot.right)
    if after is None or _is_no_money(spot, after):
        return None
    if _SAYING.match(spot.right, after.length):
        return Figure(kind="reference", tail=after.length)
    if re.match(r" pounds?\b", spot.right) and (
        spot.right.startswith((" pounds of ", " pound of "))
        or (
            _MAY_BE_OF_A_BODY.search(spot.left)
            and not re.match(r" pounds? (?:sterling|in|on|to|from|at)\b", spot.right)
        )
        or _WEIGHED.search(spot.left + spot.right)
    ):
        return Figure(kind="number", unit="pounds", tail=7, why="pounds may be money or a weight")
    if _may_be_worn(spot, after):
        return Figure(kind="money", tail=after.length, why="crowns may be money, or what kings wear")
    why = "" if after.codes else "the country whose currency this is is not known here"
    return Figure(
        kind="money",
        codes=after.codes,
        tail=after.length,
        why=why or ("" if spot.number is not None else "its amount is not one figure"),
    )


_CENTS = re.compile(r"[ -](?P<name>cents?|pence|paise)\b")
_MONEY_BESIDE = re.compile(r"(?P<sign>A\$|C\$|NZ\$|HK\$|S\$|US\$|[$€£]) ?\d")
_CODES_OF_CENTS = {"€": "EUR", "$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "S$": "SGD"}


def _of_the_money_beside(spot: Spot, cents: re.Match[str]) -> Figure:
    """The cents of a price that stands in euros or dollars beside them: €1.50, 30 cents more than in May."""
    signs = {found["sign"] for found in _MONEY_BESIDE.finditer(spot.left + " " + spot.right)}
    code = _CODES_OF_CENTS.get(signs.pop()) if len(signs) == 1 and cents["name"].startswith("cent") else None
    code = "GBP" if cents["name"] == "pence" and not signs - {"£"} else code
    if code is None or spot.number is None or _TO_THE_WHOLE.match(spot.right, cents.end()):
        return Figure(kind="money", tail=cents.end(), why="of which currency is not said")
    return Figure(kind="money", codes=(code,), tail=cents.end(), scale=Fraction(1, 100), confidence=0.8)


_TO_THE_WHOLE = re.compile(r" (?:in|on|to|of|from|for) (?:the|every|each|an?) (?:dollar|euro|pound)\b")
"""17 cents in the dollar."""
_WEIGHED = re.compile(
    r"\b(?:catch(?:es)?|caught|hauled|landed|landings|harvest(?:s|ed)?|weigh(?:s|ed|ing)?|weight|lobster(?:s"
    r"|men)?|crabs?|shrimp"
    r"|salmon|beef|meat|crop|cotton|coffee|tobacco|cocaine|heroin|cannabis|fentanyl|explosives|thrust|ordnance)\b",
    re.IGNORECASE,
)
"""What is caught or grown is weighed in pounds."""
_MAY_BE_OF_A_BODY = re.compile(
    r"\b(?:lost|lose|gained|gain|shed|put on|losing)(?: (?:about|some|nearly|over|more than|at least))* $"
)
"""She has lost 30 pounds since March."""
_SAYING = re.compile(r" (?:question|smile|baby|idea|view|body)\b")
"""The million-dollar question."""


def _is_no_money(spot: Spot, after: Currency) -> bool:
    """`won` is a verb, and a sign or a name may begin the next amount."""
    name = spot.right[: after.length].strip().casefold()
    if name in ("crown", "crowns") and _is_worn(spot, after):
        return True
    if name == "won":
        return spot.number is None or spot.number < LARGE
    if _MARKED.match(spot.right):
        return True
    is_word = name in NAMES_THAT_ARE_WORDS and not (
        name not in _OFTEN_OTHERS and _A_RATE.match(spot.right, after.length)
    )
    return (is_word and (spot.number is None or spot.number < LARGE)) or (
        after.length == 1 and spot.right[1:2].isdigit()
    )


_OFTEN_OTHERS = ("sum", "sums", "real", "crown", "crowns", "colon", "colons", "marks", "dram", "drams")
_A_RATE = re.compile(
    r" (?:an?|per|each|every) (?:lit(?:re|er)|kilos?|kilogram|gram|tonne|loaf|day|week|month|year|hour|head"
    r"|barrel|bag|ticket|night"
    r"|share|dollar|euro|person|family|child|pupil|square)\b"
)
"""150 som a litre, 180 soles a month."""
_MARKED = re.compile(r" marks? (?:the|an?|its|their|his|her|this|that|\d[\d,]*|[a-z]+ years)\b")
"""The crowd of 20,000 marks the day."""
MOST_CROWNS = 12
"""More are hardly those of kings."""
_WORN_BEFORE = re.compile(
    r"\b(?:steal|stole|stolen|stealing|take|took|taken|taking|wears?|wore|worn|wearing|snatch(?:ed|ing)?|recover(?:ed"
    r"|ing)?"
    r"|display(?:s|ed|ing)?|exhibit(?:s|ed|ing)?|jewels?|jewellery|tiaras?|sceptres?|swords?|thieves|burglars"
    r"|robbers|made off|museums?)\b",
    re.IGNORECASE,
)
_WORN_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:museum|cathedral|treasury|palace|vault|display|exhibition|worn|stolen|jewels?|tiaras?|sceptres?"
    r"|kings?|queens?)\b"
)


def _is_worn(spot: Spot, after: Currency) -> bool:
    """Two crowns stolen from a museum are no money."""
    if spot.number is None or spot.number > MOST_CROWNS:
        return False
    return bool(_WORN_BEFORE.search(spot.left) and _WORN_AFTER.match(spot.right, after.length))


def _may_be_worn(spot: Spot, after: Currency) -> bool:
    """Crowns of no country, few enough to be told in words."""
    name = spot.right[: after.length].strip().casefold()
    return name in ("crown", "crowns") and not spot.low.is_in_digits


def percentage(spot: Spot, _: str) -> Figure | None:
    match = words.PERCENT.match(spot.right)
    if match is None:
        return None
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    return Figure(kind="percentage", tail=match.end(), why=why)


def measure(spot: Spot, _: str) -> Figure | None:
    """2m high, 80 mph, a magnitude-6.1 quake, 5m tonnes."""
    head = words.MAGNITUDE_BEFORE.search(spot.left)
    if head or words.MAGNITUDE_AFTER.match(spot.right):
        return Figure(kind="number", head=len(head[0]) if head else 0)
    if metres := _metres(spot):
        return metres
    match = words.UNIT_AFTER.match(spot.right)
    if match is None or match.lastgroup is None:
        return None
    unit = words.UNIT_NAMES[int(match.lastgroup[1:])]
    if re.search(r"\bper $", spot.left):
        return Figure(kind="reference", tail=match.end())  # what something is counted by: per 10 grams
    if unit in ("C", "F", "feet") and _is_no_measure(spot, match[0], unit):
        return None
    if unit == "degrees" and re.search(r"\b(?:north|south|east|west) of $", spot.left):
        return Figure(kind="reference")
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    if unit in ("feet", "inches", "ounces", "pounds") and _is_half_of_two(spot, spot.right[match.end() :]):
        why = "in two units"
    return Figure(kind="number", unit=unit, tail=match.end(), why=why)


def _is_half_of_two(spot: Spot, rest: str) -> bool:
    """Six feet two inches."""
    return bool(words.SECOND_UNIT.match(rest) or words.SECOND_UNIT_BEFORE.search(spot.left))


_MEASURED = re.compile(
    r"\b(?:jumped|leapt|leaped|cleared|threw|thrown|hurled|vaulted|swam|javelin|discus|hammer|shot put|long jump"
    r"|high jump"
    r"|triple jump|pole vault|throw|jump|leap|vault|heights?|depths?|lengths?|widths?|altitude|distance|waves)"
    r"(?: the [a-z]+)?(?: a| of| to| out| with| as high as| up to| about| some| nearly| just over)* $"
)
"""He threw the javelin 91.30m."""
_LEVEL_OF_WATER = re.compile(
    r"\b(?:lakes?|rivers?|waters?|sea|tides?|levels?|floods?|snow)\b[^.;,]{0,30}"
    r" (?:rose|risen|rises?|rising|fell|fallen|falls?|dropped|reached|stood)(?: by| to| at)?(?: about| some| nearly"
    r"| almost| around| more than)? $"
)


def _metres(spot: Spot) -> Figure | None:
    """2m high: metres, not millions."""
    ahead = words.METRES_AHEAD.match(spot.right)
    is_measured = ahead is not None or bool(_MEASURED.search(spot.left) or _LEVEL_OF_WATER.search(spot.left))
    if spot.high.letter != "m" or spot.high.mantissa is None or spot.sign or not is_measured:
        return None
    is_part = ahead is not None and ahead[0].strip(" -") in ("high", "long", "wide", "deep", "tall", "thick")
    scale = spot.high.mantissa / (spot.high.number or 1)
    return Figure(kind="number", unit="metres", scale=scale, tail=ahead.end() if ahead is not None and is_part else 0)


_OF_A_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]+ $")


def _is_no_measure(spot: Spot, text: str, unit: str) -> bool:
    is_letter = text.strip() in ("C", "F") and (
        not spot.low.is_in_digits or (_OF_A_NAME.search(spot.left) is not None and (spot.number or 0) < 10)
    )  # a Long March 2F rocket
    return is_letter or (unit == "feet" and text.strip() == "foot" and spot.number == 1)


_TO_THE_DOLLAR = re.compile(r" (?:to|against) (?:the|a) (?:US |U\.S\. )?(?:dollar|euro|pound|greenback|yen)\b| to the")
"""The rand was 0.6% weaker at 19.84 to the dollar."""


_OF_A_HUNDRED = re.compile(
    r"\b(?:(?:pass )?percentage|turnout|inflation|(?:un)?employment(?: rate)?|jobless rate|approval(?: rating)?"
    r"|(?:market|vote) share"
    r"|share of the vote)\b[^.;%]{0,40} (?:was|is|of|to|at|from|reached|hit) (?:about |just |only |nearly )*$"
    r"|\b(?:pass )?percentage\b[^;%]{0,60} from $"
)
"""The pass percentage slid to 86.9."""
_UP_FROM_A_SHARE = re.compile(
    r"(?:%|per ?cent\b)[^;%$€£¥]*[, ](?:up|down) from(?: (?:about|around|just|some|nearly|almost|over|a revised"
    r"|a record))* $"
)
"""Ministers want 3% of output by 2030, up from 2.3 now."""


def decimal(spot: Spot, last: str) -> Figure | None:
    """A bare decimal: the rate was 1.7; after a percentage one is another: up to 5.1 per cent from 4.9."""
    number = spot.number
    if number is None or number.denominator == 1 or not spot.low.is_in_digits or spot.high.mantissa != number:
        return None
    if _VERSION_BEFORE.search(spot.left):
        return Figure(kind="reference")
    if re.match(r" of an? ", spot.right):
        return Figure(kind="number", why="a part of a unit")
    if last == "percentage" and _TO_THE_DOLLAR.match(spot.right):
        return Figure(kind="number", why="no unit is named")
    if words.RATE.match(spot.right) or (last == "percentage" and _IS_A_LEVEL.search(spot.left)):
        return Figure(kind="number", why="no unit is named")
    if last == "percentage" and number > MOST_PERCENT:
        return Figure(kind="number", why="no unit is named")  # the index closed 1.1% lower at 38,870.56
    if last == "percentage" and not words.NOUN_AHEAD.match(spot.right):
        return Figure(kind="percentage", confidence=0.8)
    if (_OF_A_HUNDRED.search(spot.left) or _UP_FROM_A_SHARE.search(spot.left)) and number <= MOST_PERCENT:
        return Figure(kind="percentage", confidence=0.8)
    if words.PREPOSITION.search(spot.left) or not (_IS_A_NUMBER.search(spot.left) or counted_thing(spot.right)):
        return Figure(kind="number", why="no unit is named")
    return Figure(kind="number", confidence=0.8)
