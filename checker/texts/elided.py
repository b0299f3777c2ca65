"""Counts whose noun stands once for a list: Labour holds 36 seats, the Liberal Democrats 29 and independents four."""

from __future__ import annotations

import re

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
    r"(?:[a-z]+ed|shut|close|lost|miss|won|sold|left|cut|open|drew|shed|bought|built|hurt|freed|lose|win|sell|sank|shot)"
    r"(?: (?:only|just|about|another|over|nearly|more than|up|down))* $"
)
"""It opened 23 stores and shut nine."""
_NEEDS = re.compile(r"\b(?:it|they|he|she|which|who) (?:still |now )?needs? (?:another |only |at least )?$")
"""Only 12 have signed it; it needs 50."""
_END_OF_CLAUSE = re.compile(r"[.;]|$|, | (?:in|on|since|at|last|this|when|after)\b(?! [a-z]*(?:est|th)\b)")


def elided_count(spot: Spot, last: str) -> Figure | None:
    """A number right after a later name or verb of a list, whose first one says what is counted."""
    if last != "count" or spot.currency is not None or spot.sign or spot.number is None or spot.number >= LARGEST:
        return None
    is_listed = _LISTED_BEFORE.search(spot.left) and _ENDS.match(spot.right)
    is_done = _AND_DID.search(spot.left) and _END_OF_CLAUSE.match(spot.right)
    is_needed = _NEEDS.search(spot.left) and re.match(r"[.;,]|$", spot.right)
    return Figure(kind="count", confidence=0.8) if is_listed or is_done or is_needed else None
