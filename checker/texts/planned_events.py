"""Whether a date is that of something that is to come, or that has been, by what is said right before it.

Heavy rain is forecast, a firm warns of delays, a minister stakes his future on a vote; the runner did not start.
"""

from __future__ import annotations

import re

_DID_NOT = re.compile(
    r"\b(?:did not|didn['’]t|never)(?: (?!to\b|until\b|till\b|before\b|rule\b|say\b)[\w'’-]+){1,2} (?:on|in) $"
)
"""They did not start on Wednesday."""
_TROUBLE = (
    r"(?:[a-z-]+ (?:and )?){0,3}(?:delays|disruptions?|cancellations|closures|queues|rains?|rainfall|showers|storms?"
    r"|thunderstorms|snow|snowfall|blizzards?|floods|flooding|winds|gales|gusts|heat|heatwave|frosts?|fog|hail|tides?"
    r"|shortages|power cuts|blackouts|congestion|traffic|strikes|walkouts|protests)"
)
_WARNED_OF = re.compile(
    rf"\b(?:warn(?:s|ed|ing)? of|brac(?:es|ed|ing) for|prepar(?:es|ed|ing) for|forecast(?:s|ing)?|predict(?:s|ed|ing))"
    rf" {_TROUBLE}(?: (?:and|or) {_TROUBLE})?(?: (?:across|in|over) (?:the )?[\w'’-]+)? (?:on|in|over|until|from|for) $"
)
"""The airline warned of further delays on Monday."""
_STAKED = re.compile(
    r"\b(?:stak(?:es|ed|ing)|pin(?:s|ned|ning)|bet(?:s|ting)?|gambl(?:es|ed|ing)|bank(?:s|ed|ing)|rid(?:es|ing))\b"
    r"[^.;:]{0,50} on (?:an?|the|this|its|his|her|their) (?:[\w'’-]+ ){1,4}(?:on|in) $"
)
"""He has staked his future on a vote on 28 March."""
_THEY_MEET = re.compile(
    r"(?<!\bto )(?<!\bnot )(?<!\bdid )(?<!\bwho )\b(?:meet|(?:play|face)(?= (?:again|next|each other|once more)\b))"
    r"(?: (?:again|next|each other|once more))?(?: (?:at|in) (?:the )?[\w'’-]+(?: [A-Z][\w'’-]+)?)? (?:on"
    r"|in) (?:the )?$"
    r"|\b(?:[Vv]oters|[Cc]itizens|[Mm]embers|[Dd]elegates|MPs|[Ll]awmakers|[Rr]esidents)(?: (?:in|of"
    r"|from) [\w'’ -]{2,30})?"
    r" (?:choose|elect|pick|decide|vote)(?: [\w'’-]+){0,6} on $"
)
"""The teams meet again at the Oval on Thursday; voters in Lisbon choose a mayor on Sunday."""
_WANTED_FROM = re.compile(
    r"\b(?:wants?|demands?|demanding|seeks?|seeking|asks? for|asking for|hopes? for)"
    r" (?:an? |the |its |their )?(?:(?!had\b|was\b|were\b|who\b|which\b)[\w%$€£.,'’-]+ ){1,8}(?:from|starting in"
    r"|starting) $"
)
"""The union wants a rise of 12% from September."""
_WILL_FROM = re.compile(
    r"\b(?:will|would|must|should|shall|(?:is|are) to)(?: not)? (?!have been\b)[a-z]+\b[^.;:]* from $"
)
"""The tax will be cut from 9% to 4% from 1 July."""
_CHANCE_OF = re.compile(
    r"\b(?:chances?|odds|probability|likelihood|risk) of [^.;:]{2,50} (?:by|before) $", re.IGNORECASE
)
"""It puts the chance of a La Niña by December at 65%."""
_FOR_DELIVERY = re.compile(
    r"\bfor (?:delivery|settlement|loading|shipment|publication|release|completion) (?:in|on|by) $"
)
"""Gas for delivery in January."""
_PLAN_TO = re.compile(
    r"\b(?:[a-z]+ed|threw out|put|won|lost|saw|made|drew|took)\b[^.;:]*? (?:a|the|his|her|its|their"
    r"|this) (?:[\w'’-]+ ){0,2}"
    r"(?:plan|proposal|bid|motion|bill|deal|law|scheme|offer) to (?P<rest>[a-z]+\b(?:[^.;:]|\.(?=\d))*) (?:on|in) $"
)
_DECIDED_BY = re.compile(r"\b(?:by|with) (?:about |nearly )?(?:\d|[a-z]+ votes|a (?:majority|margin))")
"""They rejected a plan to resume talks by 54% to 46% on Saturday."""
_CAME_TO_NOTHING = re.compile(
    r" (?:never|was|were|had|did|collapsed|failed|broke|fell|unravelled|came to nothing|took)\b"
)
_DUE_BEFORE = re.compile(r"\b(?:due|set|scheduled|planned|supposed|meant)\b[^.;:]*$")
"""A truce that was due to start on Tuesday never took hold."""

_CHARGES_RISE = re.compile(
    r"\b(?:[Ff]ees|[Ff]ares|[Tt]axes|[Dd]uties|[Tt]olls|[Cc]harges|[Pp]ensions|[Ww]ages|[Bb]enefits|[Bb]ills"
    r"|[Pp]remiums"
    r"|[Tt]ariffs)(?: [a-z]+){0,4} (?:rise|fall|increase|double|drop|go up|go down) (?:by|to"
    r"|from) [^.;:]{0,40}(?:on|in) $"
)
"""Fees rise to £10,200 in September."""

_TO_COME = (
    ((" of ", " for ", "forecast", "predict"), _WARNED_OF),
    (("stak", " pin", " bet", "gambl", "bank", " rid"), _STAKED),
    ((" meet", " play", " face", "choose", "elect", "pick", "decide", "vote"), _THEY_MEET),
    (("from ", "starting "), _WANTED_FROM),
    (("from ",), _WILL_FROM),
    (("chance", "odds", "Odds", "probab", "Probab", "likelihood", "risk", "Chance"), _CHANCE_OF),
    (("for delivery ", "settlement", "loading", "shipment", "publication", "release", "completion"), _FOR_DELIVERY),
    ((" to ", " by ", " from "), _CHARGES_RISE),
)
"""Words of which one must be there, and what is looked for then."""


def was_not_done(before: str) -> bool:
    """Whether a date is that of something that did not happen then, or of a vote that is told with its result."""
    if ("did" in before or "never " in before) and _DID_NOT.search(before):
        return True
    planned = _PLAN_TO.search(before) if " to " in before else None
    return planned is not None and _DECIDED_BY.search(planned["rest"]) is not None


def is_planned(before: str) -> bool:
    """Whether the words before a date say that what is told of is to come."""
    return any(pattern.search(before) for words, pattern in _TO_COME if any(word in before for word in words))


def came_to_nothing(before: str, after: str) -> bool:
    """Whether what was due on a date is told of as past."""
    return bool(_CAME_TO_NOTHING.match(after) and _DUE_BEFORE.search(before))
