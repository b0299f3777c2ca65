"""How long something lasts, and how many times it has happened."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checker.texts import context_words as words
from checker.texts.spots import Figure, Spot
from checker.texts.two_units import in_one_unit

_ON_SO_MANY = re.compile(
    r"\bon (?:(?:at least|about|only|just|some|nearly|almost|more than|fewer than|up to) )*$"
    r"|\b(?:\d+|[a-z]+) (?:out )?of (?:the|his|her|its|their) (?:(?:past|last|first|previous|next) )?$"
)
"""Visitors pay on 70 days of the year; it was late on 17 of the past 20 days."""
_MANY_DAYS = 10_000
"""The 1.1 million working days that are lost to strikes are no stretch of time."""
_LASTED_A_DAY = re.compile(
    r"\b(?:for|in|within|after|by|over|under|every|took|takes?|taking|last(?:s|ed|ing)?|spen[dt]s?|spending|than|least"
    r"|most|only|just|about|nearly|barely|of|at|to|with|and|or|is|was|be) $",
    re.IGNORECASE,
)
"""It lasted one day; but fish may come back one day."""
_AND_SO_MANY = re.compile(r" \d{1,2}(?=[.,;:)]? |[.,;:)]?$)(?! [a-z]+s\b)")
"""Two hours 20."""
ALL_DAY = 24
"""Hours."""
_HAPPENED = re.compile(
    r"\b(?:put (?:off|back|down|out)|called off|set back|cut off|torn down|struck off|sent off|thrown out"
    r"|knocked (?:out"
    r"|down)|(?:was|were|been|being|is) (?:sick|ill|absent|late|unwell|champion|runner-up|mayor|pregnant|bankrupt"
    r"|out|offside))(?: at least| more than| nearly| about| some| only| just)? $"
    r"|\b(?!(?:increased|multiplied|raised|valued|priced|oversubscribed|expanded|need|feed|weed|exceed"
    r"|speed)\b)[a-z]+ed"
    r"(?: (?:him|her|it|them|out|up|off|down|in|away|at least|more than|nearly|about|some|almost|over))* $"
    r"|\b(?:been to [\w'’-]+|been|gone|broken|shot|hit|struck|beaten|won|lost|met|stolen|flown|fallen|bitten"
    r"|caught|held|spoken|sent)"
    r"(?: (?:him|her|it|them|at least|more than|nearly|about|some|almost|over))* $"
    r"|\b(?:visited|toured|met|missed|crossed|postponed|delayed|changed|won|lost|played|hosted|warned|urged|broken|left"
    r"|struck|hit|broke|broken|beat|beaten|bit|bitten|stole|shot|(?!(?:increased|multiplied|raised|valued|priced"
    r"|oversubscribed|expanded|exceed|earned|received|reported"
    r"|offered|produced|needed|wanted|used)\b)[a-z]{2,}ed|shut|used)"
    r"(?: (?:the|his|her|its|their|this|that|an?))?(?: (?!up\b|by\b)[\w'’-]+){1,3} $"
)
"""Stabbed four times; visited Kyiv three times."""
_TIMES_SINCE = re.compile(
    r" (?:since|so far|already|(?:this|last) (?:year|month|week|season|winter|summer|spring|autumn|term)"
    r"|before (?:being|he|she|they)"
    r"|(?:in|over|during|within) (?:the (?:past|last|space)|as many|(?:two|three|four|five|six|ten|\d+) (?:years?"
    r"|months?|weeks?|days?)))\b"
)
"""It has gone bust three times since 2020."""
_MULTIPLIED = re.compile(
    r"\b(?:increas\w+|ris\w+|rose|gr[eo]w\w*|multipl\w+|rais\w+|valu\w+|pric\w+|expand\w+|jump\w+|climb\w+|higher"
    r"|larger"
    r"|worth|rates?|costs?|up|by|is|are|as much|surg\w+|soar\w+|produc(?:e|es|ed|ing)|earn\w+|need\w*"
    r"|sold) (?:about |almost "
    r"|nearly |some |to )*$"
)
_TIMES_OVER = re.compile(
    r"(?:[.,;]|$| (?:so far|already|at|during|under|by|after|against|from|to|in|since"
    r"|for|before|between|last|this|on|during|over|with|while|until|and)\b)"
)


def duration(spot: Spot, last: str) -> Figure | None:
    match = words.TIME.match(spot.right)
    if match is None:
        return None
    if _is_an_age(spot.left, last):
        return Figure(kind="age", tail=match.end())
    if match["unit"].istitle() and re.match(r" \d", spot.right[match.end() :]):
        return None  # 620,000 Year 6 pupils
    unit = match["unit"].casefold()
    rest = spot.right[match.end() :]
    whole = in_one_unit(spot, match.end(), unit)
    if whole is not None:
        return replace(
            whole, why=_why_not_how_long(spot, match[0], unit, spot.right[whole.tail :], last, is_whole=True)
        )
    half = re.match(r" and a half\b", rest)
    why = _why_not_how_long(spot, match[0], unit, rest, last)
    return Figure(kind="duration", tail=match.end() + (half.end() if half else 0), unit=unit, why=why)


def _why_not_how_long(spot: Spot, phrase: str, unit: str, rest: str, last: str, *, is_whole: bool = False) -> str:
    """Why it is not clear that so long is meant; "" if it is. `rest` is what follows it."""
    if _ON_SO_MANY.search(spot.left) and unit.startswith(("day", "night")):
        return "how many days, or how long"
    if unit.startswith(("day", "hour", "minute", "night", "shift")) and (spot.number or 0) >= _MANY_DAYS:
        return "of many together, or how long"
    if unit.startswith(("hour", "minute")) and _AND_SO_MANY.match(rest):
        return "in two units"
    if phrase == " day" and spot.low.text.casefold() == "one" and not _LASTED_A_DAY.search(spot.left):
        return "some day, or how long"
    if words.RELATIVE_AFTER.match(rest) and "-" not in phrase and not _lasted(spot.left, unit, rest):
        return "counted from something else"
    if spot.number is None:
        return "not one figure"
    if words.PART_OF_A_SPAN_BEFORE.search(spot.left) and _is_part_of_a_span(spot, rest):
        return "a part of a span of time"
    if not is_whole and _is_one_of_two(spot, rest, last):
        return "in two units"
    if re.match(r" a (?:day|week)\b", rest) and (spot.number == ALL_DAY or not unit.startswith(("hour", "minute"))):
        return "a rate"  # open 24 hours a day, seven days a week; but hours a day are how long
    return ""


def _is_an_age(left: str, last: str) -> bool:
    """Children aged 6 months to 5 years; a baby of six months."""
    if last == "age" and re.search(r"\b(?:months|weeks|days|years?) (?:to|and) $", left):
        return True
    return bool(re.search(r"\b(?:aged?|ages) (?:between |from |under |over |of )?$", left) or _BABY_BEFORE.search(left))


_BABY_BEFORE = re.compile(
    r"\b(?:[Bb]ab(?:y|ies)|[Ii]nfants?|[Tt]oddlers?|[Nn]ewborns) (?:of|under|over|below|above)(?: just| only)? $"
    r"|\b(?:twins|boy|girl|son|daughter|puppy|calf) of(?: just| only)? $"
)


_FOR_SO_LONG = re.compile(
    r"(?:\b(?:leads?|led|trails?|trailed|ahead|won|wins) by"
    r"|(?<!asked )(?<!called )(?<!looked )(?<!voted )(?<!planned )(?<!scheduled )(?<!set )(?<!due )(?<!fixed )"
    r"(?<!arranged )(?<!booked )(?<!billed )(?<!slated )(?<!timed )(?<!off )(?<!plans )(?<!talks )\bfor"
    r"|\b(?:waited|lasted|spent|lived|worked|served|stood|sat|lay|survived|ran|took|needed|endured|stayed)"
    r"|\b(?:[a-z]+ed|won|fell|ran|[a-z]+s|men|women|people) in(?! the)"
    r")(?: (?:about|around|some|nearly|almost|more than|less than|over|just over|just under|up to|at least|only"
    r"|just|between|from|another|the))* $"
)
"""Suspended for 36 hours after the fire, waited six days before it: how long, and not how long after it."""
_SHORT_TIME = ("second", "minute", "hour")


def _lasted(left: str, unit: str, rest: str) -> bool:
    found = _FOR_SO_LONG.search(left)
    if found is None or re.match(r" (?:after|before) ", rest) is None:
        return False
    return " in" not in found[0] or unit.startswith(_SHORT_TIME)  # three tries in 13 minutes after the break


def _is_part_of_a_span(spot: Spot, rest: str) -> bool:
    """The last two weeks of the year; the first seven months."""
    return bool(
        words.PART_OF_A_SPAN_AFTER.match(rest)
        or re.search(r"\b(?:the|its|his|her|their) (?:first|final|opening|closing) $", spot.left)
    )


def times(spot: Spot, _: str) -> Figure | None:
    match = words.TIMES_AFTER.match(spot.right)
    if match is None:
        return None
    is_times = spot.right.startswith(" times")
    if is_times and _HAPPENED.search(spot.left) and _TIMES_OVER.match(spot.right, match.end()):
        return Figure(kind="count", tail=match.end())
    if is_times and _TIMES_SINCE.match(spot.right, match.end()) and not _MULTIPLIED.search(spot.left):
        return Figure(kind="count", tail=match.end(), confidence=0.8)
    return Figure(kind="number", unit="times", tail=match.end(), why="how many times of something else")


def _is_one_of_two(spot: Spot, rest: str, last: str) -> bool:
    """Six years and three months; an hour and 12 minutes."""
    if _LONGER.match(rest):
        return False
    second, first = words.SECOND_UNIT.match(rest), words.SECOND_UNIT_BEFORE.search(spot.left)
    is_longer = second is not None and _LONGER.match(rest, second.end())
    return bool((second and not is_longer) or (last == "duration" and first))


_LONGER = re.compile(r" (?:longer|shorter|more|less|fewer|slower|faster|quicker)\b")
"""It takes 43 days, two days longer than in April."""
