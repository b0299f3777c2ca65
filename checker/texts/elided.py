"""Figures whose noun or per cent stands once for a list: Labour holds 36 seats, the Liberal Democrats 29."""

from __future__ import annotations

import re

from checker.texts.context_words import FUNCTION_WORDS
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.numerals import SMALL_NUMBERS
from checker.texts.spots import Figure, Spot

LARGEST = 1_000
"""A larger one may be a year."""
_NUMBER = rf"(?:\d[\d,]*|{'|'.join(word for word in SMALL_NUMBERS if word not in ('a', 'an', 'nil'))})"
_SHARED_OUT = (
    r"seats|votes|councillors|MPs|MEPs|deputies|senators|members|wards|councils|constituencies|medals|golds|titles|wins"
    r"|victories|goals|tries|points|states|delegates|ministries|posts|cases|deaths|troops|soldiers|ships|planes|jets"
)
_NAME = (
    rf"(?!{MONTH}|{WEEKDAY}|(?-i:No|Section|Route|Flight|Article|Group|Room|Channel)\b)"
    r"(?:the )?(?-i:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}|independents|others|the rest)"
)
_NO_THING = rf"(?!(?:{FUNCTION_WORDS}|only|about|some|nearly|around|just|almost|page|age)\b)"
_NAME_OR_THING = rf"(?:{_NAME}|(?:the |its |their )?{_NO_THING}[a-z]{{3,}}(?<!ed)(?<!ing)(?: {_NO_THING}[a-z]{{3,}})?)"
_LISTED_BEFORE = re.compile(
    rf"\b(?:holds?|held|has|have|had|wins?|won|takes?|took|got|gained|lost|secured|claimed|captured|sent|lent|scored)"
    rf"(?: (?:about|around|some|just|only))? {_NUMBER} (?:[a-z]+ )?(?:{_SHARED_OUT})"
    rf"(?:,? (?:and |but |while )?{_NAME} (?:just |only )?{_NUMBER})*"
    rf"(?:,? and|,|, while|;) {_NAME} (?:just |only )?$"
)
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
    r"\b(?:merged|combined|consolidated|grouped|split|divided|broken up|reorganised|carved up) into (?:about |just "
    r"|some |only )*$"
)
"""Some 210 parishes will be merged into 75."""
_UNITS_BEFORE = re.compile(r"[%$€£¥₹]|\b(?:per ?cent|dollars?|euros?|pounds?|percentage)\b")
_ENDS_HERE = re.compile(r"[.,;:)]|$| (?:a|per|each|this|next|by|in|from|until|and|but|for|over|on) ")


def _is_of_the_noun_before(spot: Spot, last: str) -> bool:
    """Whether a bare number counts what the one before it does: at another time, or fewer of it; or what is capped."""
    if _CAPPED.search(spot.left) and _ENDS_HERE.match(spot.right):
        return True
    if _FEWER_THAN.search(spot.left) and last in ("count", "", "date") and _ENDS_HERE.match(spot.right):
        return True
    if last not in ("count", "date"):
        return False
    if last == "count" and _AND_MORE.search(spot.left) and _AT_ANOTHER_TIME.match(spot.right):
        return True
    if _UNITS_BEFORE.search(spot.left):
        return False
    if last == "count" and _BECAME.search(spot.left) and _ENDS_HERE.match(spot.right):
        return True
    is_aim = last == "count" and _AIMS_FOR.search(spot.left) and _BY_THEN.match(spot.right)
    return bool(is_aim or (_OR_A_DAY.search(spot.left) and _A_DAY.match(spot.right)))


_TURNOUT = re.compile(
    r"\bturnout (?:of|was|is|at|reached|fell to|rose to|stood at) (?:about |just |only |nearly |over )*$"
)
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
    if spot.is_range or not _END_OF_SHARE.match(spot.right):
        return None
    is_shared = last == "percentage" and (_SHARES.search(spot.left) or _ASKED_FOR.search(spot.left))
    if is_shared or _TURNOUT.search(spot.left):
        return Figure(kind="percentage", confidence=0.8)
    return None


def elided_count(spot: Spot, last: str) -> Figure | None:
    """A number right after a later name or verb of a list, whose first one says what is counted."""
    if spot.currency is not None or spot.sign or spot.number is None:
        return None
    if _is_of_the_noun_before(spot, last):
        return Figure(kind="count", confidence=0.8)
    if spot.number >= LARGEST:
        return None
    if _GIVEN.search(spot.left) and _ONE_OF_THEM.match(spot.right):
        return Figure(kind="count", confidence=0.8)
    if last != "count":
        return None
    is_listed = _LISTED_BEFORE.search(spot.left) and _ENDS.match(spot.right)
    is_done = _AND_DID.search(spot.left) and _END_OF_CLAUSE.match(spot.right)
    is_needed = _NEEDS.search(spot.left) and re.match(r"[.;,]|$", spot.right)
    return Figure(kind="count", confidence=0.8) if is_listed or is_done or is_needed else None
