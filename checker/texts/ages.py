"""Ages and hours of the day, which are no figures to code: aged 12 to 15; Ana Reed, 34, said; three in the morning."""

from __future__ import annotations

import re

from checker.texts import context_words as words
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.spots import Figure, Spot

MOST_YEARS_OF_LIFE = 115


def age(spot: Spot, last: str) -> Figure | None:
    """Aged 12 to 15; Ana Reed, 34, said; people over 65."""
    if spot.number is None or spot.number > MOST_YEARS_OF_LIFE or spot.currency is not None:
        return None
    if (spot.number.denominator != 1 and spot.low.is_in_digits) or _MORE_OF_THEM.match(spot.right):
        return None  # the rate is now 6.2; 12 bodies, then three more
    if _is_an_hour(spot):
        return Figure(kind="time")
    is_bare = not words.NOUN_AHEAD.match(spot.right)
    is_counted_too = words.PLURAL_AHEAD.match(spot.right) and not re.match(r" (?:lives|has|gets|needs) ", spot.right)
    if words.AGE_LIMIT_BEFORE.search(spot.left) and not is_counted_too:
        return Figure(kind="age")
    if last == "age" and is_bare and _AGED_AND.search(spot.left):
        return Figure(kind="age")
    found = words.AGE_BEFORE.search(spot.left)
    is_called_age = found is not None and found[0].casefold().startswith("age")
    if found and (is_bare or is_called_age):
        return Figure(kind="age", head=len(found[0]) if is_called_age else 0)
    is_beside = is_bare and (
        _is_age_beside_a_name(spot, last) or _is_age_of_something(spot) or _YOUNGEST.search(spot.left)
    )
    if is_beside or _is_age_of_somebody(spot):
        return Figure(kind="age")
    if _BIRTHDAY_AFTER.match(spot.right) or (_WILL_BE.search(spot.left) and _ON_A_DAY.match(spot.right)):
        return Figure(kind="age")
    if words.TENS_OF_LIFE.search(spot.left) and re.match(r"s\b", spot.right):
        return Figure(kind="age", tail=1)
    return None


_YOUNGEST = re.compile(
    r"\b(?:youngest|oldest|eldest|elder|younger)(?: of (?:them|whom|these|those|the [a-z]+))?,?"
    r"(?: (?:was|is|being|aged|just|only|barely))* $",
    re.IGNORECASE,
)
"""Fifteen suspects, the youngest of them 16."""
_AGED_AND = re.compile(
    r"\b(?:aged?|ages)(?: between| from)? (?:\d{1,2}|[a-z]+(?:-[a-z]+)?)(?:, (?:\d{1,2}|[a-z]+))*,? (?:and|or|to) $"
)
"""Children aged six and nine."""
_BIRTHDAY_AFTER = re.compile(r" (?:(?:on|at|by) (?:his|her|my|their|its) )?(?:next |last )?birthday\b")
_WILL_BE = re.compile(
    r"\b(?:he|she|who|I)(?:(?:['’]ll| will| would) be| is| was|['’]s)(?: only| just)? $", re.IGNORECASE
)
_ON_A_DAY = re.compile(rf" (?:next|this|on|in) (?:{MONTH}|{WEEKDAY}|week|month|year|\d)", re.IGNORECASE)
"""She will be 90 in June."""


_MORE_OF_THEM = re.compile(r" (?:more|others|fewer)\b")
_AT_AN_HOUR = re.compile(
    r"\b(?:at|by|until|till|from|before|after|around|about|past|since|to|between|and)(?: (?:about|around|half past"
    r"|just after|nearly))* $",
    re.IGNORECASE,
)
_OF_THE_DAY = re.compile(r" (?:in the (?:morning|afternoon|evening|small hours)|at night)\b")
"""The queue forms at three in the morning."""


_HOURS = tuple("one two three four five six seven eight nine ten eleven twelve".split())
_BEGINS_AT = re.compile(
    r"\b(?:up|awake|rose|rises?|woke|wakes?|waking|starts?|started|begins?|began|opens?|opened|closes?|closed|met"
    r"|meets?|left"
    r"|leaves?|arrived|arrives?|home|back|bed|work|shift|asleep|called|phoned|rang) (?:[\w'’]+ ){0,2}at $",
    re.IGNORECASE,
)
_HOUR_ENDS = re.compile(r" (?:to (?![£$€\d])[a-z]+|in the|on|and|every|o['’]clock|sharp|when|while|with)\b|[.,;:”\"]|$")
"""She got up at three to take a train."""


def _is_an_hour(spot: Spot) -> bool:
    is_told = spot.low.text.casefold() in _HOURS and not spot.is_range
    if is_told and _BEGINS_AT.search(spot.left) and _HOUR_ENDS.match(spot.right):
        return True
    if _AT_AN_HOUR.search(spot.left) and _OF_THE_DAY.match(spot.right):
        return True
    return bool(words.O_CLOCK_BEFORE.search(spot.left) or words.O_CLOCK_AFTER.match(spot.right))


_SOMEBODY_OF = re.compile(
    r"\b[Aa]n? (?:[a-z-]+ ){0,2}(?:climber|hiker|skier|driver|worker|farmer|teacher|soldier|officer|player|singer"
    r"|actor|doctor"
    r"|pensioner|passenger|villager|miner|painter|writer|swimmer|runner|rider|jockey|pilot|diver|cyclist|motorist"
    r"|tourist"
    r"|journalist|labourer|lawyer|shopkeeper|(?:[a-z]*)(?:man|woman)|boy|girl|child|toddler|teenager|widow|nurse"
    r"|nun|monk|guard"
    r"|cook|pupil|youth|priest|student|resident|patient|father|mother) of $"
)
_IS_AN_AGE = re.compile(r" (?:died|was|were|is|has|had|who|from|in|fell|drowned|survived|won|became|and)\b|[.,;]|$")
"""A climber of 67 died."""


def _is_age_of_somebody(spot: Spot) -> bool:
    is_one = spot.low.is_in_digits and not spot.is_range
    return bool(is_one and _SOMEBODY_OF.search(spot.left) and _IS_AN_AGE.match(spot.right))


def _is_age_of_something(spot: Spot) -> bool:
    """The age of consent went up from 14 to 16."""
    return bool(words.AGE_IN_LEFT.search(spot.left) and re.search(r"\b(?:to|from|of) $", spot.left))


def _is_age_beside_a_name(spot: Spot, last: str) -> bool:
    """Ana Reed, 34, said; Ana (12) and Ben (14); two brothers, 8 and 11, drowned."""
    if not spot.low.is_in_digits:
        return False
    if spot.left.endswith("(") and spot.right.startswith(")"):
        return True
    if last == "age" and re.search(r"\d(?:,| and|, and) $", spot.left):
        return True
    is_alone = words.AGE_LEFT.search(spot.left) and words.AGE_RIGHT.match(spot.right) and "%" not in spot.right[:2]
    is_after_a_number = re.search(r"\d[\d,.]*(?: \w+)?, $", spot.left)
    return bool(is_alone) and (last == "age" or (not is_after_a_number and spot.right[:1] != "."))


def years_old(spot: Spot, _: str) -> Figure | None:
    match = words.TIME.match(spot.right)
    return Figure(kind="age", tail=match.end()) if match and match["old"] else None
