"""Whether a date is that of something that has happened, whatever the verb of its sentence says of something else.

The accident on Monday will be looked into; those arrested on Monday will be charged; the victims of Tuesday's attack.
"""

from __future__ import annotations

import re

from checker.values.lexicon import MONTHS

_MISHAPS = (
    r"accidents?|crash(?:es)?|attacks?|fires?|blazes?|blasts?|explosions?|bombings?|shootings?|stabbings?|killings?"
    r"|murders?|deaths?|(?:earth)?quakes?|tsunamis?|floods?|flooding|landslides?|avalanches?|collapses?|derailments?"
    r"|riots?|massacres?|incidents?|robber(?:y|ies)|thefts?|coup|outages?|sinking|disasters?|traged(?:y|ies)|tremors?"
    r"|eruptions?|defeats?|resignations?|arrests?|outbreaks?|assaults?|deluge|win|victory|raids?|wreck|ambush"
)
"""What is not announced beforehand."""
_MISHAP_BEFORE = re.compile(
    rf"\b(?<!\bto )(?<!\bwill )(?:{_MISHAPS})"
    rf"(?: (?:at|near|in|of|off|outside|by) (?!(?:{'|'.join(MONTHS)})\b)(?:the |an? )?[\w'’-]+(?: [A-Z][\w'’-]+)?)?"
    r"(?: (?:on|in|early on|late on|at dawn on|of|last|earlier))? ?(?:the )?$",
    re.IGNORECASE,
)
_MISHAP_AFTER = re.compile(rf"(?: (?!(?:to|will|may|would|could|and|or|the|an?)\b)[a-z-]+)? (?:{_MISHAPS})\b")
_PLANNED = (
    r"planned|scheduled|called|set|proposed|due|expected|billed|postponed|delayed|moved|arranged|organised|organized"
    r"|timed|fixed|tabled|announced|agreed|promised|forecast|slated|booked|intended|threatened|ordered"
)
_DONE_BEFORE = re.compile(
    rf"\b(?:those|people|men|women|anyone|everyone|the (?:two|three|four|five|man|woman|boy|girl|suspects?)|[a-z]+ers"
    rf"|[a-z]+ants) (?!(?:{_PLANNED})\b)(?:[a-z]+ed|held|shot|hurt|seen|taken|found|caught|lost|sent|brought)"
    r"(?: (?:on|in|last|late on|early on|since))? ?$",
    re.IGNORECASE,
)
"""Those arrested on Monday."""
_SAME_CLAUSE = r"(?:(?! (?:will|would|to be|is|are|to|may|can|could|might|must|should|shall)\b)[^,;.]){0,60}"
_CLAUSE_OF_WHO = re.compile(
    rf"\b(?:who|whose|whom)\b{_SAME_CLAUSE}?\b(?!(?:{_PLANNED})\b)(?:[a-z]+ed|lost|fled|left|won|went|came|fell"
    rf"|fought"
    rf"|ran|sold|bought|paid|stood|saw|led|held|broke|quit|spoke|gave|took|got|met)\b{_SAME_CLAUSE}$"
)
"""People who lost their homes in June."""
_TOOK_SO_LONG = re.compile(
    r"\b(?:needed|took|required)(?: (?:it|them|him|her|us|me|the [a-z]+))?"
    r"(?: (?:just|only|barely|about|nearly|almost|over|more than|less than|under|a|an|further|mere))*"
    r"(?: [\w.-]+)? (?:seconds?|minutes?|hours?|days?|weeks?|attempts?|goes) to (?!(?:his|her|its|their|the"
    r"|an?|agree|decide|vote|plan|prepare|arrange|call|fix|set|announce)\b)[a-z]+"
    r"(?:(?! (?:will|would|is|are|was|were|to)\b)[^,;.]){0,70} $",
    re.IGNORECASE,
)
"""They needed four minutes to take the crowns on Wednesday: it was done."""
_DONE_THEN = re.compile(
    rf"(?<!be )(?<!is )(?<!are )(?<!get )(?<!not )(?<!the )(?<!a )(?<!an )(?<!its )(?<!their )(?<!his )(?<!her )"
    rf"\b(?!(?:{_PLANNED}|need|speed|feed|indeed|hundred)\b)(?:[a-z]{{2,}}ed|held|shot|hurt|seen|taken|found"
    rf"|caught|lost|sent|brought|made|hit|sold|bought"
    r"|paid|struck|stolen|built|cut|won|born|given|written|broken|begun|laid|left|met|told|fought|thrown|shown"
    r"|sunk|fallen|flown"
    r"|driven|swept|torn|hidden|dug|drawn|grown)(?: (?:away|off|out|up|down|back|over|in))?(?: (?:at|into|by|from"
    r"|to) [A-Za-z]+)? (?:on|in|last|late on|early on"
    r"|early in|late in|earlier)? ?$"
)
"""The money raised on Saturday will go to the fund."""
_FIGURES_FOR = re.compile(
    r"\b(?:data|figures?|results|numbers|readings?|sales|earnings|exports|imports|orders"
    r"|takings) for (?:the month of )?$",
    re.IGNORECASE,
)
"""The figures for February are due on Thursday."""
_IS_AHEAD = (
    r"(?:will|would|to|due|expected|set|may|might|could|should|can|must|shall|back|playing|again|likely|possible"
    r"|certain|next|served|held|planned|free|fears?|hopes?|worr(?:y|ies)|plans?|dinner|party)"
)
_IS_SINCE = re.compile(
    rf"\b(?:is|are|(?:has|have) (?:been|left)|remains?|lies?|stands?|stays?)\b(?:(?! {_IS_AHEAD}\b)[^,;.]){{3,}}"
    rf" (?:after|following) (?:an?|the|his|her|its|their) (?:(?!{_IS_AHEAD}\b)[\w'’-]+ ){{1,4}}on $"
)
"""The refinery is out of action after a strike on Tuesday."""
_IN_A_CLAUSE = re.compile(r"\b(?:whether|that|because|why|how|which) (?:the )?$", re.IGNORECASE)


_SINCE_AN_EVENT = re.compile(
    r"\bsince (?:an?|the|his|her|its|their|our|[A-Z][\w’'-]+['’]s) (?:(?!(?:will|would|is|are|to|when|that"
    r"|which)\b)[\w'’-]+ ){1,5}"
    r"(?:in|on|of|last|late in|early in|at) (?:the )?$",
    re.IGNORECASE,
)
"""It will be his first trip since his operation in March."""
_FIGURES_TO_SHOW = re.compile(
    r"\b(?:figures|data|numbers|statistics|reports?|surveys?|economists"
    r"|analysts)\b[^;:]*\bexpect(?:ed)? (?:[a-z]+ )?(?:to )?"
    r"(?:show|put|confirm|reveal|report)\b(?:[^.;:]|\.(?=\d))* (?:in|for|during) (?:the month of )?$",
    re.IGNORECASE,
)
"""Figures due on Wednesday are expected to put inflation at 2.7% in November."""


def has_happened(before: str, after: str) -> bool:
    """Whether the words right beside a date say that what was then has happened."""
    return bool(
        _MISHAP_AFTER.match(after)
        or _MISHAP_BEFORE.search(before)
        or _DONE_BEFORE.search(before)
        or _FIGURES_FOR.search(before)
        or ("expect" in before and _FIGURES_TO_SHOW.search(before))
        or ("ince " in before and _SINCE_AN_EVENT.search(before))
        or _TOOK_SO_LONG.search(before)
        or _CLAUSE_OF_WHO.search(before)
        or _IS_SINCE.search(before)
    )


def was_done(before: str) -> bool:
    """Whether the subject was done then, where its verb follows: the bill passed on Saturday will."""
    return _DONE_THEN.search(before) is not None


def begins_a_clause(before: str) -> bool:
    """Whether a date is the first word of a clause, whose verb follows: whether Monday's arrest was lawful."""
    return _IN_A_CLAUSE.search(before) is not None


_EVENT_OF_A_YEAR = re.compile(
    r"\b(?:[Tt]he|[Aa]) (?P<y>20\d\d) (?:[A-Z][\w'’-]+ |[a-z]+ ){0,3}"
    r"(?:Games|Olympics|Paralympics|Cup|Championships?|championships?|Euros?|tournament|elections?|summit"
    r"|finals?|edition"
    r"|festival|census|Expo|Open|Tour|race|marathon|budget|Prix)\b[^.;!?]*$|\b(?:Euro|Expo) (?P<y2>20\d\d)\b[^.;!?]*$"
)


def year_of_its_event(before: str) -> int | None:
    """The year of the event that a sentence is about: the 2034 Games will be held from 10 to 26 February."""
    found = _EVENT_OF_A_YEAR.search(before)
    return int(found["y"] or found["y2"]) if found else None
