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
_CONVENED_FOR = re.compile(
    r"\b(?:conven(?:es|ed|ing)|call(?:s|ed|ing)|summon(?:s|ed|ing)|schedul(?:es|ed|ing)|book(?:s|ed|ing)|set|fixed"
    r"|announc(?:es|ed|ing)|invit(?:es|ed|ing)|plan(?:s|ned|ning))\b[^.;:]{1,60} for $"
)
"""It has convened its committee for Thursday."""
_MUST_NOW = re.compile(
    r"\bmust(?: now| still| then)? (?:beat|play|face|win|draw|avoid|meet|vote|decide|pay|return|leave|appear|report"
    r"|go)\b[^.;:]* on $|\bthe (?:first|next|last|second) of (?:them|which|these),?(?: (?:is|comes|takes place))? on $"
)
"""They must now beat Slovenia at Hampden on Wednesday; three matches, the first of them on Friday."""
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
_IMPOSED_UNTIL = re.compile(
    r"(?<!\bhad )(?<!\bhaving )\b(?:impos(?:es|ed|ing)|declar(?:es|ed|ing)|order(?:s|ed|ing)|announc(?:es|ed|ing)"
    r"|introduc(?:es|ed|ing)|issu(?:es|ed|ing)|placed|put|pass(?:es|ed|ing)) (?:(?:an?|the|its|new|further|under) )?"
    r"(?:[\w'’-]+ ){0,4}?(?:curfew|ban|bans|moratorium|state of emergency|emergency|lockdown|quarantine|restrictions"
    r"|warnings?|alerts?|strike|blockade|truce|ceasefire|suspension|freeze|closures?|orders?|mourning|measures"
    r"|water rationing|rationing|limits?)\b(?:(?! (?:was|were|had|which|that|who|and|but)\b)[^.;:]){0,60}"
    r" (?:until|till)(?: at least)? $"
)
"""The mayor imposed a curfew until Thursday."""
_MEETS_ONE = re.compile(
    r"(?<!\bwho )(?<!\bto )\b(?:plays|faces|meets|hosts|takes on|visits)"
    r" (?:(?! (?:who|which|that|was|were|had|after|when|said|and|but)\b)[^.;:,]){3,70} (?:on|in) $"
)
"""She meets a qualifier ranked 143rd in the world on Friday."""
_AND_FACE = re.compile(
    r"^(?!.*\bdid\b).*\b(?:and|but|they|now) (?:then |now |next )?(?:face|play|meet|host|take on|travel to|fly to)"
    r"(?: (?!(?:was|were|had|who|that)\b)[\w'’-]+){1,4} (?:on|in) $",
    re.DOTALL,
)
"""They beat Peru on Sunday and face Japan on Thursday."""
_DECLARED = re.compile(r"\b(?:declar(?:es?|ed|ing)|proclaim(?:s|ed|ing)?|named|mak(?:es?|ing)|made|designated) $")
_A_DAY_OFF = re.compile(
    r",? (?:to be |as )?an? (?:[a-z]+ )?(?:holiday|day (?:of [a-z]*\s?(?:mourning|prayers?|protest|rage|action|strike"
    r"|rest|remembrance)|off))\b"
)
"""The president declared Thursday a day of mourning."""
_THE_NEXT = re.compile(r"\b[Tt]he next (?:[\w'’-]+ ?){1,4},(?: (?:in|at|near) (?:the )?[\w'’ -]{2,24})? (?:on|in) $")
_IS_TO = re.compile(r",? (?:is|are) (?:to|expected to|due to|likely to|supposed to|meant to)\b|,? will\b")
"""The next flight, in October, is to carry a telescope."""

_TO_COME = (
    ((" of ", " for ", "forecast", "predict"), _WARNED_OF),
    (("stak", " pin", " bet", "gambl", "bank", " rid"), _STAKED),
    ((" meet", " play", " face", "choose", "elect", "pick", "decide", "vote"), _THEY_MEET),
    (("from ", "starting "), _WANTED_FROM),
    (("from ",), _WILL_FROM),
    (("chance", "odds", "Odds", "probab", "Probab", "likelihood", "risk", "Chance"), _CHANCE_OF),
    (("for delivery ", "settlement", "loading", "shipment", "publication", "release", "completion"), _FOR_DELIVERY),
    ((" for ",), _CONVENED_FOR),
    (("must ", " of them", " of which", " of these"), _MUST_NOW),
    ((" to ", " by ", " from "), _CHARGES_RISE),
    (("until ", "till ", "least "), _IMPOSED_UNTIL),
    ((" face ", " play ", " meet ", " host ", " take on ", " travel to ", " fly to "), _AND_FACE),
    (("plays ", "faces ", "meets ", "hosts ", "takes on ", "visits "), _MEETS_ONE),
)
"""Words of which one must be there, and what is looked for then."""


def was_not_done(before: str) -> bool:
    """Whether a date is that of something that did not happen then, or of a vote that is told with its result."""
    if ("did" in before or "never " in before) and _DID_NOT.search(before):
        return True
    planned = _PLAN_TO.search(before) if " to " in before else None
    return planned is not None and _DECIDED_BY.search(planned["rest"]) is not None


def is_planned(before: str, after: str) -> bool:
    """Whether the words beside a date say that what is told of is to come."""
    if any(pattern.search(before) for words, pattern in _TO_COME if any(word in before for word in words)):
        return True
    return _IS_TO.match(after) is not None and _THE_NEXT.search(before) is not None


def is_declared(before: str, after: str) -> bool:
    """Whether a day is declared to be a holiday: that is to come."""
    return _A_DAY_OFF.match(after) is not None and _DECLARED.search(before) is not None


def came_to_nothing(before: str, after: str) -> bool:
    """Whether what was due on a date is told of as past."""
    return bool(_CAME_TO_NOTHING.match(after) and _DUE_BEFORE.search(before))


_IS_A_NOUN = re.compile(
    r"\b(?:(?!(?<=in )(?:19|20)\d\d )(?!(?<=since )(?:19|20)\d\d )\d(?:[\d,.]*\d)?|(?<!\b[Tt]he )two|three|four"
    r"|five|six"
    r"|seven|eight|nine|ten"
    r"|more|fewer|enough|all|many|most|some|no"
    r"|no-confidence"
    r"|extra|first|second|third|last|whose|[a-z]+ed|[a-z]+['’]s) $"
)
"""What makes a noun of votes, starts or returns: it failed by two votes on Friday."""
_BASE_FORM = re.compile(r"(?:travel|visit|vote|play|return|start|finish|end|stay|run|close|sail|launch)\b")
_ONE_THING_BEFORE = re.compile(
    r"\b(?!(?:people|men|women|children|police|they|we|you|who|which|that|and|or|not|also|then|now|still|all|both|crew"
    r"|staff|side|pair|duo)\b)[a-z]{3,}(?:(?<!s)|(?<=us)|(?<=ss)) $"
)
"""What has no verb in the plural: free bus travel."""


def is_a_noun(before: str, phrase: str) -> bool:
    """Whether what looks like a verb of a plan is a noun: it failed by two votes; they rejected free bus travel."""
    if _IS_A_NOUN.search(before):
        return True
    return _BASE_FORM.match(phrase) is not None and _ONE_THING_BEFORE.search(before) is not None
