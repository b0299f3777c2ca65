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


def may_be_an_age(spot: Spot, *, is_bare: bool) -> bool:
    """Whether a number that could count may be an age: reservists under 40, a volunteer of 24. Bare: without a noun."""
    if spot.number is None or spot.number > MOST_YEARS_OF_LIFE:
        return False
    return _is_a_limit(spot) or (is_bare and _is_of_somebody(spot))


_LIMIT_BEFORE = re.compile(
    r"\b[A-Za-z]+(?:s|men|people|children|folk)(?:, (?:all|both|most|many|mostly))?"
    r" (?:aged )?(?:under|over|above|below) $|\b(?:most|many|all|some|none|half|both|[a-z]+|\d+) of (?:them|whom)"
    r" (?:aged )?(?:under|over|above|below) $"
)
_LIMIT_AFTER = re.compile(
    r" (?:were|are|was|is|have|had|has|will|would|must|may|can|could|should|do|did|does|who|get|got|pay|in|from|to"
    r"|and|or|at|with|on|for|by)\b|[.,;:)]|$"
)
"""Reservists under 40 have been called up."""


_WHO_IS_OF = re.compile(r"\b(?P<who>[a-z]+) of (?:\d{1,2} (?:and|or|to) )?$")
_NOT_SOMEBODY = re.compile(
    r"crowds?|crews?|teams?|groups?|staff|squads?|forces?|part(?:y|ies)|convoys?|fleets?|famil(?:y|ies)|gangs?|jur(?:y|ies)"
    r"|panels?|boards?|bands?|audiences?|congregation|population|membership|workforce|garrison|platoon|cast|choirs?"
    r"|orchestra|quorum|totals?|majority|leads?|margins?|tolls?|tally|counts?|numbers?|averages?|maximum|minimum|limits?"
    r"|ceiling|targets?|peaks?|records?|highs?|lows?|quotas?|capacity|shortages?|surplus|deficit|rises?|falls?|increases?"
    r"|drops?|decreases?|gains?|loss(?:es)?|scores?|tie|minority|samples?|lists?|batch(?:es)?|consignments?|cargo|packs?"
    r"|herds?|flocks?|clusters?|strings?|series|collections?|runs?|attendances?|turnout|gates?|out|all|each|some|many|most"
    r"|dozens?|hundreds?|thousands?|millions?|half|third|quarter|tens|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|[a-z]+teen|[a-z]+ty|none|any|every|first|last|best|rest|pool|shortlists?|delegations?|tours?|breaks?|hands?"
    r"|rounds?|speeds?|winds?|magnitudes?|temperatures?|depths?|heights?|ages?|rates?|ratios?|prices?|index|level|cut|value"
    r"|worth|distance|length|width|weight|sentences?|terms?|fines?|set|class(?:es)?|queue|mix|union|bloc|council|chamber"
    r"|assembly|senate|cabinet|committees?|commission|court|field|haul|catch|lots?|ones?|those|these|number|size|cost|stands?"
)


def _is_of_somebody(spot: Spot) -> bool:
    """Whether a bare number may be the age of somebody: a volunteer of 24; but a crew of 22, a toll of 40."""
    found = _WHO_IS_OF.search(spot.left)
    return found is not None and spot.low.is_in_digits and _NOT_SOMEBODY.fullmatch(found["who"]) is None


def _is_a_limit(spot: Spot) -> bool:
    return bool(_LIMIT_BEFORE.search(spot.left) and _LIMIT_AFTER.match(spot.right))
