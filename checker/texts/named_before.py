"""Bare numbers that count what their sentence names before them: the usual 19, but managed 36,300, a backlog of 900.

What is counted stands with another number, or is the subject; a number of money or with a unit in between undoes it.
"""

from __future__ import annotations

import re

from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.spots import Spot

_NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?(?: million)?|[a-z]+teen|[a-z]+ty|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|a dozen)"
)
_HEDGED = (
    r"(?:(?:about|around|some|nearly|almost|(?:(?:just|well) )?over|more than|just under|only|just|at least|a mere) )*"
)
_UNITS = (
    r"dollars|euros|pounds|rupees|yen|pesos|seconds|minutes|hours|days|weeks|months|years|decades|miles|metres"
    r"|kilometres|tonnes|tons|points|degrees|barrels|litres|kilos|hectares|acres|inches|times"
    r"|francs|kroner|kronor|crowns|dinars|dirhams|liras?|shillings|rand|reais|cedis|roubles|rubles|yuan|pence|cents"
    r"|soles|baht|naira|riyals|rials|[a-z]*(?:metres|meters|grams|watts|bytes)|percentage"
)
_THINGS = rf"(?!(?:{_UNITS})\b)(?:[a-z-]{{2,}}(?<![sui])s|people|men|women|children|cattle|sheep|dead|aircraft|fish)"
_SO_MANY = rf"\b{_NUMBER} (?:[A-Za-z-]+ ){{0,2}}?{_THINGS}\b"
_OF_MONEY = re.compile(r"[%$€£¥₹]|\bper ?cent\b")
_ENDS = re.compile(
    r"[.;:)]|$|,(?! ?\d)| (?:in|on|at|by|from|since|for|last|this|next|after|before|when|while|and|but|as|so|because"
    r"|to|during|over|within|until|a (?:day|week|month|year)|that|who) "
)
_USUAL_BEFORE = re.compile(
    rf"{_SO_MANY}[^.;]*\b(?:instead of|rather than|not|than|against|compared with|down from|up from|short of|out of"
    rf"|of) (?:the|its|their|his|her|an?) (?:usual|normal|customary|planned|promised|original|previous|expected"
    rf"|intended"
    rf"|required|minimum|maximum|full|allotted|total|record|requested|agreed) (?:of )?$",
    re.IGNORECASE,
)
"""It sent four trains instead of the usual 19."""
_INSTEAD_OF_THE = re.compile(
    rf"{_SO_MANY}[^.;]*\b(?:instead of|rather than|not|compared with|short of|down from|up from) (?:the|its|their) $",
    re.IGNORECASE,
)
_THAT_WAS_MEANT = re.compile(
    r" (?:(?:that|which) [a-z]+|it|they|planned|needed|required|promised|expected|budgeted|allowed|ordered|requested"
    r"|hoped for|last (?:year|month|week|season|time)|before)\b"
)
"""25 patients instead of the 12 that rules allow."""
_MANAGED = re.compile(
    rf"{_SO_MANY}[^.;]*,? (?:but|and|yet|while it|though it|but it|but they|but has|but have)"
    rf" (?:(?:so far|has|have|had|in fact|actually|then) )?(?:managed|delivered|completed|built|sent|supplied|got"
    rf"|received"
    rf"|found|opened|produced|hired|recruited|planted|trained|returned|collected|sold|made|admitted) {_HEDGED}$",
    re.IGNORECASE,
)
"""It promised 52,000 homes but managed 36,300."""
_AND_ALSO = re.compile(rf"{_SO_MANY}[^.;]*,? (?:and|but|against|with) {_HEDGED}(?:another )?$")
_IN_A_YEAR = re.compile(
    r" (?:so far\b|already (?:this|in)\b|(?:this|last) (?:year|season|month|week)\b|in (?:19|20)\d\d\b)"
)
"""It lost 61 rhinos in 2033, and 23 so far this year."""
_OWN = re.compile(rf"\b{_THINGS}\b[^.;:]* who (?:already )?own {_HEDGED}$")
"""The flats of landlords who own more than 2,000."""
_PAIR_OF_SO_MANY = re.compile(rf",? and {_NUMBER} of (?:the|its|their) (?:{_NUMBER} )?(?:[a-z-]+ )?{_THINGS}\b")
"""29 and 28 of the 90 seats."""
_AND_THE_OTHER_ON = re.compile(
    rf"\b(?P<at>on|with|at|to|in) {_HEDGED}{_NUMBER} (?:[a-z-]+ )?(?:votes|points|seats|goals|wins|medals|signatures"
    rf"|delegates|tickets|places|caps|followers|members)(?:,| and|, and| while|, while| but) (?:(?:the|his|her|its) )?"
    rf"(?:[\w'’-]+ ){{1,4}}(?P=at) {_HEDGED}$"
)
"""The challenger on 1.86 million votes and the incumbent on 1.79 million."""
_MAJORITY_IS = re.compile(
    rf"\b(?:majority|lead|squad|crew|staff|membership|toll|tally|backlog|waiting list|workforce|headcount|body count)"
    rf" (?:is|was|stands at|stood at|had been|has been)(?: now| still| then| already)? {_HEDGED}$",
    re.IGNORECASE,
)
"""Their majority is 34."""
_PUT_THE_NUMBER_AT = re.compile(
    rf"\b(?:put|puts|putting|estimated?|estimates|reckons?|reckoned|gave|set|sets) (?:the|its|their|that) (?:likely "
    rf"|true"
    rf" |real |total |official )?"
    rf"(?:number|count|toll|tally|crowd|turnout|attendance|total)(?: of [^.;:\d%$€£]{{2,60}}?| [a-z]+| in [A-Z][\w]+)?"
    rf" (?:at|as) {_HEDGED}$",
    re.IGNORECASE,
)
"""Police put the number of marchers in the capital at 65,000."""
_LOST = re.compile(
    r"\b(?:hopes? (?:for|of (?:finding|reaching|saving))|search(?:es|ed|ing)? for|look(?:s|ed|ing)? for|hunt(?:s|ed"
    r"|ing)?"
    r" for|fate of|trace of|sign of|contact with|fears? for|feared for|mourn(?:s|ed|ing)?|identify(?:ing)?|identified"
    r"|burial of|names of|bodies of) another $",
    re.IGNORECASE,
)
"""It holds out little hope for another 15."""
_LEFT_OF = re.compile(
    rf"\b(?:the|its|their|his|her) (?:(?!{_NUMBER}\b)[a-z-]+ ){{0,2}}{_THINGS}"
    rf"(?: (?:of|in|at|on|from|near) [\w'’ -]{{2,40}})?, $"
)
_OF_WHICH = re.compile(r" of (?:which|whom|them)\b")
"""Ash lies on the roofs of the town, a dozen of which have caved in."""

_NAME = (
    rf"(?!{MONTH}|{WEEKDAY}|(?:No|Section|Route|Flight|Article|Group|Room|Channel|Apollo|Windows|Act|Chapter)\b)"
    r"(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}"
)
_AND_ANOTHER_HAS = re.compile(
    rf"\b(?:has|have|had|holds?|held|won|wins?|took|takes|got|gets?|lost|sent|gave|pledged|reported|counted|sold|scored"
    rf"|opened|built|ordered|offered|expects?) {_HEDGED}{_NUMBER}(?:, {_NAME} {_NUMBER})*(?: and|, and|,"
    rf"|;) {_NAME} {_HEDGED}$"
)
"""Germany has nine and Austria seven."""
_IT_WAS_THEN = re.compile(
    rf"{_SO_MANY}[^.]*[;,] (?:in|on|by|at) [A-Za-z0-9' ]{{3,24}},? (?:it|there|they)"
    rf" (?:was|were|had been|had|have been|will be|would be) {_HEDGED}$"
)
"""It employs 212 people; in 2020 it was 340."""

_HAD_PROMISED = re.compile(
    rf"{_SO_MANY}[^.]*[;,] (?:but )?(?:it|they|he|she) (?:had|has|have)"
    rf" (?:promised|planned|wanted|hoped for|expected|asked for|ordered|needed|budgeted for|pledged) {_HEDGED}$"
)
"""It has hired 45 inspectors; it had promised 100."""
_PUT_BY_OTHERS = re.compile(
    rf"\bput the (?:number|crowd|toll|turnout|attendance|count|tally)\b[^.;%$€£]{{0,50}}? at {_HEDGED}{_NUMBER}(?:,|;)"
    rf" (?:the |its )?(?!(?:damage|costs?|loss|losses|price|value|bill)\b)[\w'’ -]{{2,30}} at {_HEDGED}$",
    re.IGNORECASE,
)
"""Officials put the crowd at 30,000, the party at 80,000."""


def is_of_what_is_named(spot: Spot, last: str) -> bool:
    """Whether a bare number counts what its sentence names before it. `last` is the kind of the number before it."""
    if spot.currency is not None or spot.sign or spot.number is None:
        return False
    if _LEFT_OF.search(spot.left) and _OF_WHICH.match(spot.right):
        return spot.low.text.casefold() != "one" and last in ("", "number", "duration", "count", "date")
    is_pair = last != "reference" and _PAIR_OF_SO_MANY.match(spot.right) is not None
    if is_pair and not _OF_MONEY.search(spot.left[-12:]):
        return spot.low.text.casefold() != "one"
    if last in ("count", "date") and _IN_A_YEAR.match(spot.right) and _AND_ALSO.search(spot.left):
        return not _OF_MONEY.search(spot.left)
    is_meant = last == "count" and _THAT_WAS_MEANT.match(spot.right) is not None
    if is_meant and _INSTEAD_OF_THE.search(spot.left) and not _OF_MONEY.search(spot.left):
        return True
    return _ENDS.match(spot.right) is not None and _is_said_so(spot, last)


def _is_said_so(spot: Spot, last: str) -> bool:
    """Whether the words before it say that it is a number of what is named: the usual 19, the majority is 34."""
    left = spot.left
    if _PUT_THE_NUMBER_AT.search(left) or _MAJORITY_IS.search(left) or _LOST.search(left):
        return last in ("", "count", "date")
    if _OF_MONEY.search(left):
        return False
    if _OWN.search(left):
        return True
    if last == "count" and _AND_ANOTHER_HAS.search(left):
        return True
    is_named = (_USUAL_BEFORE, _MANAGED, _AND_THE_OTHER_ON, _IT_WAS_THEN, _HAD_PROMISED, _PUT_BY_OTHERS)
    if re.match(r" in (?:\d|[a-z]+(?:ty|teen)?\b)", spot.right) and spot.low.text == "one":
        return False  # a rate
    return last in ("count", "date") and any(pattern.search(left) for pattern in is_named)
