"""Figures whose noun or per cent stands once for a list: Labour holds 36 seats, the Liberal Democrats 29."""

from __future__ import annotations

import re

from checker.texts.context_words import FUNCTION_WORDS
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.named_before import is_of_what_is_named
from checker.texts.numerals import SMALL_NUMBERS
from checker.texts.spots import Figure, Spot

MOST_OF_AN_AGE = 115
LARGEST = 1_000
"""A larger one may be a year."""
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(word for word in SMALL_NUMBERS if word not in ('a', 'an', 'nil'))})"
_SHARED_OUT = (
    r"seats|votes|councillors|MPs|MEPs|deputies|senators|members|wards|councils|constituencies|medals|golds|titles|wins"
    r"|victories|goals|tries|points|states|delegates|ministries|posts|cases|deaths|troops|soldiers|ships|planes|jets"
)
_NAME = (
    rf"(?!{MONTH}|{WEEKDAY}|(?-i:No|Section|Route|Flight|Article|Group|Room|Channel)\b)"
    r"(?:the )?(?-i:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}|independents|others|the rest)"
)
_NO_THING = rf"(?!(?:{FUNCTION_WORDS}|only|about|some|nearly|around|just|almost|page|age)\b)"
_NAME_OR_THING = (
    rf"(?:{_NAME}|he|she|they|in (?:the )?[A-Za-z]+|(?:the |its "
    rf"|their )?{_NO_THING}[a-z]{{3,}}(?<!ed)(?<!ing)(?: {_NO_THING}[a-z]{{3,}})?)"
)
_SHARED_OUT_WORDS = (
    rf"(?:{_SHARED_OUT}|arrests|injuries|fatalities|casualties|homes|houses|schools|places|results|score)"
)
_NAME_OF_ONE = (
    r"(?:the )?(?-i:[A-Z][\w'’-]*(?: (?:of |the |and |for )?[A-Z][\w'’-]*){0,3}"
    r"|independents|others|other parties|the rest)"
)
_HEDGES_OF_ONE = r"about |around |some |just |only |nearly |almost |more than |over "
_UNITS = (
    r"dollars|euros|pounds|rupees|yen|pesos|days|hours|minutes|weeks|months|years|miles|tonnes|tons|points|degrees"
    r"|barrels"
)
_LISTED_BEFORE = re.compile(
    rf"\b(?:holds?|held|has|have|had|wins?|won|takes?|took|got|gained|lost|secured|claimed|captured|sent|lent|scored)"
    rf"(?: (?:about|around|some|just|only))? {_NUMBER} (?:[a-z]+ )?(?:{_SHARED_OUT})"
    rf"(?:,? (?:and |but |while )?{_NAME} (?:just |only )?{_NUMBER})*"
    rf"(?:,? and|,|, while|;) {_NAME} (?:just |only )?$"
)
_ALSO_LISTED_BEFORE = re.compile(
    rf"\b(?-i:[A-Z])[\w'’-]* (?:[a-z]+ ){{1,3}}(?:{_HEDGES_OF_ONE})?{_NUMBER}(?: million"
    rf"| billion)?(?: [a-z-]+)? (?!(?:{_UNITS})\b)[a-z]{{3,}}s"
    rf"(?:(?:,|;|, and| and|, while| while| but) {_NAME} (?:just |only |about |nearly |some )?{_NUMBER}(?: million"
    rf"| billion)?)*"
    rf"(?:,|;|, and| and|, while| while| but) {_NAME} (?:just |only |about |nearly |some )?$"
)
"""Heathrow handled 83.9 million passengers, Gatwick 43 million and Stansted 29 million."""
_ENDS = re.compile(r"[.;]|$|,? and (?:the )?[A-Za-z][\w'’-]*|, (?:the )?[A-Z]|,? (?:while|with|each)\b")

_AND_DID = re.compile(
    r",? (?:and|but) (?:(?:will|would|has|have) )?(?!(?:need|feed|finished|ranked|placed|turned|aged|raised"
    r"|earned|moved)\b)"
    r"(?:[a-z]+ed|shut|close|lost|miss|won|sold|left|cut|open|drew|shed|bought|built|hurt|freed|lose|win|sell|sank"
    r"|shot)"
    r"(?: (?:only|just|about|another|over|nearly|more than|up|down))* $"
)
"""It opened 23 stores and shut nine."""
_NEEDS = re.compile(r"\b(?:it|they|he|she|which|who) (?:still |now )?needs? (?:another |only |at least )?$")
"""Only 12 have signed it; it needs 50."""
_GIVEN = re.compile(
    r"\b(?:promised|ordered|pledged|bought|sent|sold|supplied|lost|found|built|delivered|offered|donated|has|have|had)"
    r" (?:only |just |another )?$"
)
_ONE_OF_THEM = re.compile(r"(?:;|, of which| -|:) (?:the (?:first|second|other|last|rest)|both|neither|one of them)\b")
"""Germany has promised two; the first will come in January."""
_END_OF_CLAUSE = re.compile(r"[.;]|$|, | (?:in|on|since|at|last|this|when|after)\b(?! [a-z]*(?:est|th)\b)")


_HEDGED = (
    r"(?:(?:about|around|some|nearly|almost|(?:(?:just|well) )?over|more than|just under|another|only|at least) )*"
)
_AND_MORE = re.compile(rf"\band {_HEDGED}$")
_AT_ANOTHER_TIME = re.compile(
    rf" (?:since|so far|in all|in total|(?:this|last|the (?:previous|following|next)) (?:year|month|week|day|season)"
    rf"|the (?:year|month|week|day|season) before|in {MONTH}|on {WEEKDAY}|in (?:19|20)\d\d"
    rf"|(?:in|over|during) the (?:past|last|first|previous|whole))\b"
)
"""It expelled 31,000 people last week, and over 1.2 million since January."""
_FEWER_THAN = re.compile(r"\b(?:no )?fewer than (?:about )?$", re.IGNORECASE)
"""It needs 1.2 million homes, but will build fewer than 900,000."""
_CAPPED = re.compile(
    r"\b(?:cap|limit|restrict|set|keep|kept|hold|held|freeze|froze|frozen|fix)(?:p?(?:s|ed|ing)|es)?"
    r"(?: (?:the|its|their|his|her|our|this|that|any|annual|yearly|daily|total|net))*(?: [a-z-]+){0,2}?"
    r" (?:numbers?|population|total|membership|intake|attendances?|crowds?|migration|immigration|enrolment|workforce"
    r"|fleet|arrivals|visitors|students|admissions|headcount|capacity|places)"
    r"(?: of (?:the |its )?[a-z-]+(?: [a-z-]+)?)?(?: [a-z]+ (?:day|week|month|year))?"
    r" (?:at|to) (?:about |just |no more than |under )?$",
    re.IGNORECASE,
)
"""A vote on whether to cap the population at 10 million."""
_AIMS_FOR = re.compile(
    rf"\b(?:aim(?:s|ed|ing)?|hop(?:es|ed|ing)|wants?|wanted|plans?|planned|planning|expects?|expected|expecting"
    rf"|budget(?:s|ed)"
    rf"|target(?:s|ed|ing)?|asked|asking|need(?:s|ed)?)"
    rf"(?: (?:for|to (?:build|make|deliver|hire|open|reach|sell|have|recruit|take|plant|train|ship"
    rf"|produce)))? {_HEDGED}$"
)
"""It has delivered 603; it is aiming for about 870 by the end of December."""
_BY_THEN = re.compile(r"(?:[.;]|$|,| (?:by|in|this|next|before|over|within) )(?! ?\d)")
_OR_A_DAY = re.compile(r"(?:,|,? or) " + _HEDGED + "$")
_A_DAY = re.compile(
    r" an? (?:day|week|month|year|night|hour|season)(?:[.,;]|$| (?:on average|in|since|at|to|from|and)\b)"
)
"""Some 4.6 billion came last year, or more than 12 million a day."""
_BECAME = re.compile(
    r"\b(?:merged?|combined?|consolidated?|grouped|split|divided?|broken up|reorganised|carved up) into (?:about |just "
    r"|some |only )*$"
)
"""Some 210 parishes will be merged into 75."""
_POINTS_AND = re.compile(
    rf"\b{_NUMBER} (?:points|goals|wins|medals|seats|votes)(?: from {_NUMBER} [a-z]+)?, {_HEDGED}$"
)
_LEADS_BY = re.compile(
    rf"\b{_NUMBER} (?:points|goals|votes|seats|wins|medals)\b[^.;%]*"
    rf" (?:leads?|led|trails?|trailed|ahead|clear|behind) by {_HEDGED}$"
)
"""He has 846 points and leads by 122."""
_CLEAR_OF = re.compile(r" (?:ahead|behind|clear|adrift|short|more|fewer|better|worse)\b")
"""They are top with 148 points, 12 ahead of Durham."""
_FROM_SO_MANY = re.compile(
    rf"\bfrom {_HEDGED}{_NUMBER}(?P<size>m| million| thousand)?(?: [a-z-]+)?"
    rf" (?!(?:{_UNITS}|seconds|decades|euros?|kilos|grams|litres|points|feet|metres|kilometres"
    rf"|inches)\b)[a-z]{{3,}}(?<!s)s"
    rf"(?: (?:in|on) (?:{MONTH}|{WEEKDAY}|(?:19|20)\d\d))? to {_HEDGED}$"
)
"""Stocks have dwindled from 1.1m bags to 620,000."""
_SMALL_WITHOUT_SIZE = 1_000


def _is_smaller_without_size(spot: Spot) -> bool:
    """From 5 million bags to 3, which may be million."""
    found = _FROM_SO_MANY.search(spot.left)
    is_small = spot.number is not None and spot.number < _SMALL_WITHOUT_SIZE
    return bool(found and found["size"] and is_small)


_UNITS_BEFORE = re.compile(r"[%$€£¥₹]|\b(?:per ?cent|dollars?|euros?|pounds?|percentage)\b")
_ENDS_HERE = re.compile(r"[.,;:)]|$| (?:a|per|each|this|next|by|in|from|until|and|but|for|over|on) ")


def _is_of_the_noun_before(spot: Spot, last: str) -> bool:
    """Whether a bare number counts what the one before it does, or what a list or a limit is said to be of."""
    if _is_of_what_is_named(spot, last):
        return True
    if last == "count":
        return _is_one_more(spot) or _is_as_those(spot)
    is_rate = last == "date" and _OR_A_DAY.search(spot.left) and _A_DAY.match(spot.right)
    return bool(is_rate and not _UNITS_BEFORE.search(spot.left))


def _is_of_what_is_named(spot: Spot, last: str) -> bool:
    """Whether it is a number of what is limited, listed or fewer: limit visas to 5,000; seats: New Way 11."""
    if _LABELLED.search(spot.left) and _END_OF_LABEL.match(spot.right):
        return True
    if not _ENDS_HERE.match(spot.right):
        return False
    if _CAPPED.search(spot.left) or (_CAPPED_BELOW.search(spot.left) and not _UNITS_BEFORE.search(spot.left)):
        return True
    if _PUT_IT_AT.search(spot.left) or (_FELL_BELOW.search(spot.left) and not _UNITS_BEFORE.search(spot.left)):
        return True
    return _FEWER_THAN.search(spot.left) is not None and last in ("count", "", "date")


def _is_one_more(spot: Spot) -> bool:
    """Whether it counts the same at another time, as an aim, as a rate, or further down a list."""
    if _AND_MORE.search(spot.left) and _AT_ANOTHER_TIME.match(spot.right):
        return True
    if _OF_SO_MANY_SEATS.search(spot.left) and _END_OF_LABEL.match(spot.right):
        return True
    if _FURTHER_DOWN.search(spot.left) and _END_OF_LABEL.match(spot.right):
        return True
    if _LEADS_BY.search(spot.left) and _ENDS_HERE.match(spot.right):
        return True
    if _POINTS_AND.search(spot.left) and _CLEAR_OF.match(spot.right):
        return True
    if _UNITS_BEFORE.search(spot.left):
        return False
    if _BECAME.search(spot.left) and _ENDS_HERE.match(spot.right):
        return spot.low.text != "one"  # the fires merged into one
    if _FROM_SO_MANY.search(spot.left) and _ENDS_HERE.match(spot.right) and not _is_smaller_without_size(spot):
        return True
    is_aim = _AIMS_FOR.search(spot.left) and _BY_THEN.match(spot.right)
    return bool(is_aim or (_OR_A_DAY.search(spot.left) and _A_DAY.match(spot.right)))


_LABELLED = re.compile(
    rf"\b{_SHARED_OUT_WORDS}\b[^.;:\d]{{0,40}}: (?:{_NAME_OF_ONE} {_NUMBER}(?:,|;| and"
    rf"|, and) )*{_NAME_OF_ONE} $",
    re.IGNORECASE,
)
"""Seats in the new assembly: National Action 77, Citizens' Revolution 58, others 7."""
_OF_SO_MANY_SEATS = re.compile(
    rf"\b{_NUMBER} (?:[a-z]+ )?(?:{_SHARED_OUT}),? {_NAME_OF_ONE} (?:has|have|had|holds?|held|won|wins?|got|took"
    rf"|takes?|gets?)"
    rf" {_NUMBER}(?:(?:,|;| and|, and) {_NAME_OF_ONE} {_NUMBER})*(?:,|;| and|, and) {_NAME_OF_ONE} $"
)
"""Of the 151 seats the Rural Union has 62, the Labour Front 44."""
_FURTHER_DOWN = re.compile(rf"(?:{_NAME_OF_ONE} {_NUMBER}(?:,|;| and|, and) ){{2,}}{_NAME_OF_ONE} $")
_END_OF_LABEL = re.compile(r"[.,;]|$| and ")
_CAPPED_BELOW = re.compile(
    r"\b(?!(?:prices|costs|fares|rents|fees|bills|wages|speeds|rates|shares|yields|losses|profits|temperatures|wages"
    r"|taxes|bonuses)\b)"
    r"[A-Za-z]{3,}s (?:will be|would be|are|were|to be|being|be|have been) (?:limited|capped|restricted|cut|reduced"
    r"|held"
    r"|kept|set) (?:to|at)"
    r" (?:about |just |only )*$"
)
"""Visas will be limited to 5,000 a month."""
_IN_TURN = re.compile(r"[;,] (?:and )?the (?:second|third|other|others|first|last|latter|former|rest|next),? $")
_OUT_OF = re.compile(rf"\bout of (?:a (?:possible|total of|maximum of) )?{_HEDGED}$")
_AS_THEY_DO = re.compile(
    rf"(?:[;,]|,? and|,? while|,? but) {_NAME} (?:(?:is|are|has|have|had|will) )?(?:sending|sent|send|offered"
    rf"|offering|gave|giving"
    rf"|given|pledged|promised|lost|has|have|had|counted|reported|bought|built|took|taking|won|opened|closed|sold"
    rf"|made|hired)"
    rf" {_HEDGED}$"
)
"""Portugal asked for four planes; Italy is sending two and Croatia one."""
_A_LIMIT_OF = re.compile(
    r"\b(?:up|down) from an? (?:[a-z-]+ )?(?:ceiling|cap|limit|quota|target|peak|high|low|record|maximum) of $"
)
_IT_WAS = re.compile(
    rf"\bit (?:was|is|had been|stood at|had reached|reached|has reached|rose to|had risen to) {_HEDGED}$"
)
_A_TALLY = re.compile(
    r"\b(?:toll|number|tally|count|deaths|cases|arrivals|arrests|membership|workforce|population|attendance)\b"
)
"""The toll passed 100 on Sunday; by Monday it was 112."""
_SAID_SO_MANY = re.compile(
    rf"[;,] (?:the |its )?[\w'’-]+(?: [\w'’-]+)? (?:said|says|claimed|claims|reckoned) {_HEDGED}$"
)
"""Police put the crowd at 20,000; the unions said 85,000."""
_FELL_BELOW = re.compile(
    r"\b(?:births|deaths|arrivals|arrests|cases|admissions|applications|visitors|passengers|members|(?:job"
    r"|housing) (?:losses|starts)"
    r"|homicides|murders|sales of [a-z]+s|registrations|numbers?|membership|population|attendances?|net migration"
    r"|enrolment|toll)\b"
    r"[^.;%\d]{0,40} (?:fell|dropped|dipped|slipped|sank|rose|climbed|went|fallen|risen|gone|came|crept"
    r"|topped) (?:back )?"
    r"(?:below|above|under|over|past) $",
    re.IGNORECASE,
)
"""Births fell below 700,000."""
_OF_THOSE = re.compile(
    rf"\bOf (?:the |those |its |all |some |all the |about "
    rf"|nearly )?{_NUMBER}(?: million)?(?: [\w'’-]+){{0,6}}, {_HEDGED}$"
)
"""Of the 212 on board, 190 got off."""
_PUT_IT_AT = re.compile(
    rf"\bput (?:it|the (?:number|figure|crowd|toll|turnout|attendance|total|tally|count)) at {_HEDGED}$", re.IGNORECASE
)
_STRONG_HEDGE = re.compile(
    r"\b(?:(?:just |well |little )?(?:more|fewer) than|(?:just|well) (?:under|over)|nearly|almost|some|as many as"
    r"|at least|up to"
    r"|an estimated|no more than|upwards of|close to) $"
)
_NO_COUNT = re.compile(
    r"\b(?:worth|cost\w*|price\w*|paid|pay\w*|earn\w*|spen[dt]\w*|scor\w+|index|points?|rate|rates|speed|aged?"
    r"|temperatures?|yields?"
    r"|fell|rose|up|down|shares?|stocks?|per|revenue|sales|profits?|loss\w*|budget|debt|fine[ds]?|fees?|minutes?"
    r"|hours?|days?|weeks?"
    r"|months?|years?|km|kilomet\w+|miles|met(?:re|er)s|tonnes?|degrees)\b|[%$€£¥₹]"
)
_GOES_ON = re.compile(
    r"[.;]|$|,(?! ?\d)| (?:into|at a time|at once|in|on|at|from|by|since|to|for|of (?:them|whom)|aboard|and|but|while"
    r"|before|after"
    r"|this|last|so far|across|among|with|without|within|during|over|around|near|outside|is|are|was|were|had|have|has"
    r"|will|did) "
)


def _is_as_those(spot: Spot) -> bool:
    """Whether a bare number after a count counts the same: by what links the two, or its hedge."""
    if _IN_TURN.search(spot.left) or _AS_THEY_DO.search(spot.left) or _OUT_OF.search(spot.left):
        return _ENDS_HERE.match(spot.right) is not None
    if _A_LIMIT_OF.search(spot.left) or _OF_THOSE.search(spot.left):
        return True
    if (_IT_WAS.search(spot.left) and _A_TALLY.search(spot.left)) or _SAID_SO_MANY.search(spot.left):
        return _ENDS_HERE.match(spot.right) is not None
    is_hedged = _STRONG_HEDGE.search(spot.left) and _GOES_ON.match(spot.right)
    is_many = spot.number is not None and spot.number > MOST_OF_AN_AGE
    return bool(is_hedged and is_many and not _NO_COUNT.search(spot.left + spot.right[:20]))


_TURNOUT = re.compile(
    r"\bturnout (?:of|was|is|at|reached|fell to|rose to|stood at) (?:about |just |only |nearly |over )*$"
)
_OF_ANOTHER = re.compile(
    r"\d ?(?:%|per ?cent\b)[^.;%\d]{0,60}(?:,|;| and| but| against| compared with| with)(?: (?:only|just|about|some"
    r"|nearly|almost|over))* $"
)
_FOR_OR_OF = re.compile(
    r" (?:against|in favour|opposed|undecided|unsure)\b(?! (?:\d|a\b|the\b|an\b))"
    r"|(?: per cent)? (?:of|among|for) (?:men|women|boys|girls|those|whites?|blacks?|young|older|younger|non-|voters"
    r"|graduates|over|under"
    r"|adults|children|pensioners|[A-Z][a-z]+s\b)"
)
"""52% were for it, with 41 against; 61% of women, but only 48 of men."""
_FROM_A_SHARE = re.compile(
    r"\d ?(?:%|per ?cent),? (?:(?:up|down) )?from (?:just |only |about |a record )*$"
    r"|\bfrom (?:just |only |about |nearly )*\d[\d.]* ?(?:%|per ?cent)(?: [a-z]+){0,3} to (?:just |only |about "
    r"|nearly |a record )*$"
)
"""It fell to 14% from 22; from 12 percent to 9."""
_SHARES = re.compile(
    rf"\d ?(?:%|per ?cent\b)[^.;%\d]{{0,60}}?(?:,? {_NAME_OR_THING} (?:just |only |about )?{_NUMBER}(?: each)?)*"
    rf"(?:,|,? and|;|,? while) {_NAME_OR_THING} (?:just |only |about )?$"
)
"""Coffee made up 38 per cent of it, sugar 11; the Rural Party won 27 percent, the Labour Front 24 and New Way 11."""
_ASKED_FOR = re.compile(
    r"\d ?(?:%|per ?cent\b)[^.]{0,40}[,;]? (?:\w+ )?(?:had |have |has |was |were )?(?:asked for|wanted|demanded"
    r"|sought|wants|want"
    r"|demands?|seeks?|expected|asking for|after|seeking) (?:about |at least |some |nearly )*$"
)
"""They turned down 3.8%; they had asked for 6."""
_MOST_OF_A_SHARE = 100
_END_OF_SHARE = re.compile(
    r"[.;]|$|,(?! ?\d)|,? (?:and|while|but) (?:the )?[A-Za-z]| (?:in|last|this|a year|the year) "
)


def elided_share(spot: Spot, last: str) -> Figure | None:
    """A number whose per cent stands with one before it, or that of a turnout."""
    if spot.currency is not None or spot.sign or spot.number is None or spot.number > _MOST_OF_A_SHARE:
        return None
    if spot.is_range:
        return None
    if last == "percentage" and _OF_ANOTHER.search(spot.left) and _FOR_OR_OF.match(spot.right):
        return Figure(kind="percentage", confidence=0.8)
    if not _END_OF_SHARE.match(spot.right):
        return None
    if last == "percentage" and _FROM_A_SHARE.search(spot.left):
        return Figure(kind="percentage", confidence=0.8)
    is_shared = last == "percentage" and (_SHARES.search(spot.left) or _ASKED_FOR.search(spot.left))
    if is_shared or _TURNOUT.search(spot.left):
        return Figure(kind="percentage", confidence=0.8)
    return None


def elided_count(spot: Spot, last: str) -> Figure | None:
    """A number right after a later name or verb of a list, whose first one says what is counted."""
    if spot.currency is not None or spot.sign or spot.number is None:
        return None
    if _is_of_the_noun_before(spot, last) or is_of_what_is_named(spot, last):
        return Figure(kind="count", confidence=0.8)
    is_of_a_size = spot.high.mantissa != spot.high.number or "," in spot.high.text
    if spot.number >= LARGEST and not is_of_a_size:
        return None
    if _GIVEN.search(spot.left) and _ONE_OF_THEM.match(spot.right):
        return Figure(kind="count", confidence=0.8)
    if last != "count":
        return None
    if _ALSO_LISTED_BEFORE.search(spot.left) and _ENDS.match(spot.right):
        return Figure(kind="count", confidence=0.8)
    is_listed = _LISTED_BEFORE.search(spot.left) and _ENDS.match(spot.right)
    is_done = _AND_DID.search(spot.left) and _END_OF_CLAUSE.match(spot.right)
    is_needed = _NEEDS.search(spot.left) and re.match(r"[.;,]|$", spot.right)
    return Figure(kind="count", confidence=0.8) if is_listed or is_done or is_needed else None
