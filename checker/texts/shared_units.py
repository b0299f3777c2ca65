"""Two figures of which one has the unit or the size of both: from 5 to 8 million, from 12 percent to 9."""

from __future__ import annotations

import re

from msgspec.structs import replace

from checker.texts import context_words as words
from checker.texts.numerals import Numeral
from checker.texts.ranges import VOTES_BEFORE, with_size_of
from checker.texts.spots import Figure, Spot

_TO = re.compile(r" to (?:(?:about|around|nearly|almost|just|over|some|only) )?")
_BACK_TO = re.compile(r"[^,.;:()]{0,24}\bto (?:(?:about|around|nearly|almost|just|over|some|only) )?")
_FROM = re.compile(r"\bfrom (?:(?:about|around|nearly|almost|just|over|some|only) )?$")
_COMPARED = re.compile(
    r"(?: [A-Za-z' -]{1,50})?,? (?:(?:up|down) from|from|to|against|compared (?:with|to))"
    r"(?: (?:about|around|nearly|almost|just|over|some|only|more than))? "
)
NOT_NAMED = "its unit or size is not named"


def is_before_its_unit(spot: Spot, following: Numeral | None, gap: str) -> bool:
    """Whether a bare number is what another was before: from 5 to 8 million."""
    if following is None or spot.is_range or spot.currency is not None:
        return False
    if gap == " and ":
        return _EACH_BEFORE.search(spot.left) is not None
    return bool(_TO.fullmatch(gap) and (_FROM.search(spot.left) or VOTES_BEFORE.search(spot.left)))


_EACH_BEFORE = re.compile(
    r"\b(?:(?:jumps|throws|lifts|leaps|terms|sentences|rises|falls|increases|cuts|rates|fines|swings|depths|heights"
    r"|speeds) of"
    r"|(?:sentenced|jailed|condemned)(?: [a-z]+){0,4} (?:to|for)|jailed for|sentenced to) $"
)
"""Jumps of 134 and 137.5 metres; sentenced to 12 and eight years."""


def with_later_unit(spot: Spot, figure: Figure, later: Spot, its: Figure) -> tuple[Spot, Figure]:
    """A bare number with the size and the unit of the one after it, where that one has some."""
    size = with_size_of(spot.low, later.low)
    low = replace(spot.low, number=size) if size is not None and size != spot.low.number else spot.low
    if its.kind in ("percentage", "duration", "number", "money"):
        figure = replace(its, head=0, tail=0)
    elif its.kind == figure.kind == "count" and figure.why and not its.why:
        figure = replace(its, head=0, tail=0)  # admissions rose from 1,150 to 1,490
    return replace(spot, low=low, high=low), figure


def lacks_the_unit_before(spot: Spot, figure: Figure, before: Spot | None, its: Figure | None, gap: str) -> bool:
    """Whether a bare count is what a figure with a unit or a size has become: from 12 percent to 9."""
    is_bare = figure.kind == "count" or (figure.kind == "number" and not figure.unit)
    if before is None or its is None or not is_bare or not _BACK_TO.fullmatch(gap):
        return False
    if words.NOUN_AHEAD.match(spot.right) or _has_size(spot.high) or not _FROM.search(before.left):
        return False
    is_smaller = spot.low.number is not None and before.low.number is not None and spot.low.number < 1_000
    return its.kind in ("percentage", "duration", "number", "money") or (_has_size(before.low) and is_smaller)


def is_in_its_currency(spot: Spot, figure: Figure, before: Spot, its: Figure, gap: str) -> bool:
    """Whether a number with a size is compared with an amount of money: $4.2 billion, up from 3.9 billion."""
    if its.kind != "money" or its.why or figure.kind != "count" or not _has_size(spot.high):
        return False
    if _OF_WHICH.fullmatch(gap) and _IS_PAID.match(spot.right):
        return _has_size(before.high)
    return bool(_COMPARED.fullmatch(gap)) and not words.NOUN_AHEAD.match(spot.right) and _has_size(before.high)


_OF_WHICH = re.compile(
    r"[^.\d]{0,40}[;,](?: (?:of which|and|but|so far|only|just|about|some|nearly|at least|more than|that|it))* "
    r"|[^.;\d]{0,40} (?:and|but) (?:(?:only|just|about|some|nearly|at least) )?"
)
_IS_PAID = re.compile(
    r" (?:has|have|had|was|were|is|are)(?: (?:already|so far|now|only|not|yet|still))*(?: been)?(?: (?:already"
    r"|so far))?"
    r" (?:received|raised|paid|pledged|spent|collected|promised|disbursed|committed|donated|repaid|lent|invested"
    r"|missing|outstanding"
    r"|owed|due|set aside|earmarked)\b"
)
"""It has asked for 3.5 million dollars; 2.1 million have been received."""
_PAID = re.compile(
    r"\b(?:receiv(?:es?|ed|ing)|gets?|got|pays?|paid|given|gives?|gave|offer(?:s|ed)?|wins?|won|earn(?:s|ed)?"
    r"|fine[sd]?|award(?:s|ed)?|owed?|allotted|promised)\b[^.;]*$",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(
    r"(?: [a-z]+(?: [a-z]+)?)?(?: each| apiece)?,? (?:and|while|but)"
    r" (?:the|an?|his|her|its|their|those|other|every|[A-Z][\w'’-]+)"
    r"(?: (?!(?:has|have|had|is|are|was|were|will|would|drew|sold|employs?|makes?|built|in|on|at|by|for|to|from|of|with"
    r"|about)\b)[\w'’-]+){0,4} (?:(?:about|around|nearly|just|only|up to) )?"
)
_ENDS = re.compile(r"[.;]|$|,(?! ?\d)| each\b| apiece\b")


def is_paid_to_others(spot: Spot, figure: Figure, before: Spot, its: Figure, gap: str) -> bool:
    """Whether a bare number is what others are paid: families get 1 million rupees each, and the injured 200,000."""
    if its.kind != "money" or figure.kind != "count" or spot.is_range:
        return False
    return bool(_PAID.search(before.left) and _TO_OTHERS.fullmatch(gap) and _ENDS.match(spot.right))


_UNIT_AND_FROM = re.compile(
    r"[ -]?(?P<unit>[A-Za-z°/]+[23²³]?(?: [a-z]+)?),? (?:(?:up|down) )?(?:from|compared (?:with|to)|against)"
    r"(?: (?:about|around|nearly|almost|just|over|some|only))? "
)
_OF_THEN = re.compile(
    r"(?:[.,;]|$| because\b| (?:an?|the|last|one|two|three|four|five|six|seven|eight|nine|ten) |"
    r" (?:in|a|the|last|before|previously|earlier|during|at|on|when)\b)"
)


def was_in_its_unit(spot: Spot, figure: Figure, before: Spot, its: Figure, gap: str) -> bool:
    """Whether a bare number is what a measure was before: it has fallen to 81.9 years from 82.6 a decade ago."""
    if its.kind == "money":
        return _was_paid(spot, figure, before, its, gap)
    if its.kind not in ("duration", "number") or not its.unit or its.why or spot.is_range or spot.sign:
        return False
    is_bare = spot.currency is None and figure.kind in ("count", "number") and not figure.unit
    has_changed = words.CHANGE_VERB.search(before.left) or re.search(r" (?:up|down|cut|reduced|raised) from", gap)
    is_beside = _UNIT_AND_FROM.fullmatch(gap) or _FURTHER_ON.fullmatch(gap)
    is_beside = is_beside or (_RISEN_TO.search(before.left) and _LATER_FROM.fullmatch(gap))
    return bool(is_bare and has_changed and is_beside and _OF_THEN.match(spot.right))


def _was_paid(spot: Spot, figure: Figure, before: Spot, its: Figure, gap: str) -> bool:
    """Whether a bare number is a price at another time: it costs 720 lira, up from 540 in January."""
    is_bare = spot.currency is None and figure.kind in ("count", "number") and not spot.is_range and not spot.sign
    if not is_bare or its.why or _has_size(before.high) or _has_size(spot.high) or not spot.number or not before.number:
        return False
    is_near = before.number / _AS_MUCH < spot.number < before.number * _AS_MUCH
    is_beside = _PRICE_AND_FROM.fullmatch(gap) or _AND_THEN_TO.fullmatch(gap)
    return bool(is_near and is_beside and _AT_A_TIME.match(spot.right))


_AS_MUCH = 4
_PRICE_AND_FROM = re.compile(
    r"(?: [a-z]+){0,2}(?: (?:an?|per) [a-z]+)?,? (?:(?:which is |which was )?(?:up|down) from"
    r"|(?:as )?compared (?:with|to)"
    r"|(?:as )?against|rather than|instead of|and not(?: the)?)"
    r"(?: (?:about|around|nearly|almost|just|over|some|only))? "
)
_AND_THEN_TO = re.compile(
    r"(?: [a-z]+){0,4} (?:in|on|from|by|next|this) [A-Za-z0-9 ]{3,20},? (?:and|then|and then)(?: by)? to"
    r"(?: (?:about|around|nearly|almost|just|over|some|only))? "
)
"""It will rise to 612,000 pesos in May and to 640,000 in July."""
_FURTHER_ON = re.compile(
    r"(?:[^.;:\d()]|\b(?:19|20)\d\d\b){1,60}, (?:(?:which is |which was )?(?:up|down|cut|reduced|raised) from"
    r"|(?:as )?(?:compared (?:with|to)|against))"
    r"(?: (?:about|around|nearly|almost|just|over|some|only))? "
)
"""They need 11 years to save for it, up from seven in 2015."""
_AT_A_TIME = re.compile(
    r"(?:[.,;]|$)| (?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+) (?:second|minute|hour|day|week"
    r"|month"
    r"|quarter|season|year|decade|generation|election)s? (?:ago|earlier|before|previously|later)\b"
    r"|(?:in|at|on|during|over|for|by) (?:the )?(?:(?:same|previous|first|last|whole|corresponding|turn|end|start"
    r"|beginning"
    r"|year|peak|height|spring|summer|autumn|winter|late|early|mid-?)\b|(?:19|20)\d\d|[A-Z])"
    r"|(?:last|the previous|the (?:year|month|week|day|season)) (?:before|year|month|week|season|summer|winter|spring"
    r"|autumn)?"
    r"|previously|earlier|before|[A-Za-z]+ \d{1,2}\b)"
)


def was_as_many(spot: Spot, figure: Figure, before: Spot, its: Figure, gap: str) -> bool:
    """Whether a bare number counts what that before it does, at another time: 127 children, up from 94 in May."""
    if its.kind != "count" or its.why or figure.kind != "count" or not figure.why:
        return False
    is_bare = not spot.is_range and not spot.sign and spot.currency is None
    has_risen = _RISEN_TO.search(before.left) is not None and _LATER_FROM.fullmatch(gap)
    return bool(is_bare and (_FURTHER_ON.fullmatch(gap) or has_risen) and _AT_A_TIME.match(spot.right))


_RISEN_TO = re.compile(
    rf"\b(?:{words.CHANGE_WORDS})(?: [a-z]+ly)?(?: again| back| further)? to"
    r"(?: (?:about|around|nearly|almost|just|over|some|only|a record|more than))* $",
    re.IGNORECASE,
)
_LATER_FROM = re.compile(
    r"(?:[^.;:,\d()$€£%]|\b(?:19|20)\d\d\b){0,60},? from(?: (?:about|around|nearly|almost|just|over|some|only"
    r"|more than))* "
)
"""Kidnappings rose to 1,930 in the first eight months of this year from 1,510 in the same period of 2029."""


def _has_size(numeral: Numeral) -> bool:
    """Whether it says million, or thousand."""
    return numeral.mantissa is not None and numeral.mantissa != numeral.number
