"""Whether *one* counts, or is a pronoun: three classrooms and one tap; five officers, one of them a woman."""

from __future__ import annotations

import re

from checker.texts.spots import Spot

_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)"
_AFTER_A_COUNT = re.compile(
    rf"\b(?:no|{_NUMBER})(?: [a-z-]+){{0,2}} (?!(?:days?|weeks?|months?|years?|hours?|minutes?)\b)[a-z-]+s(?:,| and"
    rf"|, and|, with|, including"
    r"|, among them) $",
    re.IGNORECASE,
)
"""Three classrooms and one tap."""
_AFTER_A_VERB = re.compile(
    r"\b(?:with|has|have|had|having|only|just|includ(?:es|ing|ed)|kill(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s"
    r"|ed|ing)"
    r"|needs?|got|won|lost|scored|conceded|missed|there (?:is|was)|guilty (?:to|of)|sold|bought|fired|at least"
    r"|shares?) $",
    re.IGNORECASE,
)
_NO_THING = (
    "day|days|thing|way|point|hand|side|time|eye|reason|example|another|more|word|year|voice|accord|aim|foot|blow"
    "|stroke|click|sense|go|piece|occasion|moment|week|month|hour|minute|second|of|or|to|in|and|that|who|which|such|but"
    "|step|eyed?|off|big|final|last|simple|long|single|day's|too|on|at|for|with|by|is|was|has|had"
)
_ONE_THING = re.compile(rf" (?!(?:{_NO_THING})\b)[a-z][a-z-]+(?:(?= (?!one\b)[a-z])|(?=[.,;)]|$))")
_ONE_OF_THEM = re.compile(r" of (?:them|whom)(?:,| (?:an?|the|was|were|is|in|on|from|aged|[a-z]+ly)\b)")
_ONE_DID = re.compile(
    r" (?:abstained|dissented|voted|survived|died|escaped|drowned|was (?:killed|hurt|injured|absent|jailed))\b"
)
_AFTER_OTHERS = re.compile(rf"\b{_NUMBER}(?: [\w'’-]+){{0,6}}(?:,| and|, and|;|; | but) $", re.IGNORECASE)
"""Twelve voted for it, two against and one abstained."""
_ONE_FOR = re.compile(
    rf"(?: [a-z]+)? (?:for every |for |every )(?:{_NUMBER})\b| (?:short|shy) of\b| (?:more|fewer) than\b"
    rf"| (?:abstention|counts? of)\b"
)


def is_one_thing(spot: Spot) -> bool:
    """Whether *one* counts: three classrooms and one tap; five officers, one of them a woman; one for every 35."""
    if _ONE_OF_THEM.match(spot.right):
        return False
    if _ONE_DID.match(spot.right) and _AFTER_OTHERS.search(spot.left):
        return True
    if _ONE_FOR.match(spot.right):
        return True
    is_named = _ONE_THING.match(spot.right) is not None
    return is_named and bool(_AFTER_A_COUNT.search(spot.left) or _AFTER_A_VERB.search(spot.left))
