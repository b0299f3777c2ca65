"""Whether a date is that of what something is compared with, which has been: two points more than in April.

The verb of the sentence does not tell of it: the margin will be 2.5%, not 3.5% as forecast in March.
"""

from __future__ import annotations

import re

NEAR = 110
"""Code points before a date in which what it is compared with is looked for."""
_AT = r"(?:(?: back| only| just)? (?:in|on|at|of|during|for)(?: the)?|(?: back)? (?:earlier|late|early)(?: in| on))? $"
"""What stands between the words before a date and the date."""
_TOLD = (
    r"forecast|promised|pledged|announced|agreed|predicted|reported|estimated|foreseen|budgeted|said|told|proposed"
    r"|claimed|recommended|published|shown|seen|given|recorded|measured|counted|sold|made|paid|won|built"
)
_IT = (
    r"(?: (?:it|he|she|they|we|there|those|that|these|the (?:one|ones|rate|price|level|figure|total|number|same"
    r"|(?:company|firm|government|bank|ministry|party|team|club|agency|office|council|union))))"
)
_WAS = rf"(?: (?:was|were|had|did|stood|cost|got|happened|occurred|came|fell|rose|{_TOLD}))"
_THAN = rf"\b(?:(?<!later )(?<!rather )(?<!other )(?<!earlier )(?<!sooner )than{_IT}{{0,2}}{_WAS}{{0,3}}"
_AS = (
    r"|(?<!early )(?<!late )(?<!soon )(?<!well )(?<!such )(?<!long )(?<!recently )(?<!far back )as"
    rf"(?:{_IT}{{1,2}}{_WAS}{{1,3}}|{_WAS}{{0,3}})(?! of)){_AT}"
)
_WORD = r"(?: (?!(?:to|by|will|would|is|are|in|on|due|and|but)\b)[\w%'’.-]+)"
_QUANTITY = (
    r"(?: (?:about|around|some|just|only|nearly|almost|over|more than|less than|under|at least|a record))?"
    r" (?:(?:[$€£¥]|[A-Z]{1,3}\$? ?)?\d(?:[\d.,]*\d)?(?:[a-z%]+\b)?%?|none|nil|zero|half|(?:two|three|four|five"
    r"|six|seven|eight|nine"
    r"|ten|eleven|twelve|twenty|thirty|forty|fifty)(?:-[a-z]+)?)"
    r"(?! (?:(?:more|further|another) )?(?:minute|hour|day|night|week|fortnight|month|year|decade)s?\b)"
)
_RANGE = rf"{_QUANTITY}(?: (?:million|billion|trillion|euros?|dollars?|pounds))*(?: (?:to|or|and|-){_QUANTITY})?"
_LEVEL = (
    r" (?:an?|the|its|their|his|her)(?: [\w-]+)? (?:low|high|peak|trough|level|record|loss|profit|estimate"
    r"|figure|total"
    rf"|average|deficit|surplus|rate|price|forecast)(?: of{_QUANTITY}(?: (?:million|billion|trillion|euros?"
    rf"|dollars?|pounds))*)?"
)
_CHANGED = (
    r"(?:up|down|unchanged|(?:ris|fall|declin|eas|slow|improv|rebound|recover|jump|shrink|grow|climb|dropp)ing"
    r"|rises?|falls?|increases?|drops?|declines?|recovery|rebound"
    r"|(?:rise|fall|drop|recover|rebound|climb|ease|slow|decline|increase))(?: sharply| slightly| again| further)?"
)
_COMPARED_WITH = (
    r"\b(?:compared|in comparison|unchanged|in contrast|identical|equal|similar) (?:with|to|on|from)"
    rf"(?:{_RANGE}|{_LEVEL}| (?:those|that|the (?:same|one|ones|figures?)))?{_WORD}{{0,5}}{_AT}"
)
_VERSUS = rf"\b(?:versus|vs\.?)(?:{_RANGE}|{_LEVEL}){_WORD}{{0,4}}{_AT}"
_EXCEEDS = (
    r"\b(?:exceed|match|top|beat|surpass|outnumber|outdo|repeat|equal|approach|reach|pass)(?:s|es|ed|ing)?"
    r" (?:those|that|the ones?|(?:the|its|their) (?:number|total|figures?|levels?|peak|high|low|results?|rate"
    rf"|sum|amount|size))\b{_WORD}{{0,3}}{_AT}"
)
_AFTER = rf"(?:,|\b\d\S*{_WORD}{{0,3}}) (?:after|against)(?:{_RANGE}|{_LEVEL}){_WORD}{{0,4}}{_AT}"
_CHANGED_FROM = rf"\b{_CHANGED} from(?:{_QUANTITY}|{_LEVEL}){_WORD}{{0,4}}{_AT}"
_MORE_THAN = (
    r"\b(?:more|less|higher|lower|fewer|better|worse|bigger|smaller|longer|shorter|dearer|cheaper|stronger|weaker)"
    rf" than (?:the|those|that|its|their|his|her|any)\b{_WORD}{{0,4}}{_AT}"
)
_UP_ON = r"(?:%|\bper ?cent|\bpoints?|\bmillion|\bbillion) (?:up|down|higher|lower) (?:on|from) $"
_WHAT_WAS = (
    r"\b(?:what|whatever|where) (?:it|he|she|they|we|there|was|were|had)"
    r"\b(?:(?! (?:will|would|to|is|are|due|expects?|plans?)\b)[^.,;:]){0,40}"
    rf"(?:was|were|had|did|stood|[a-z]{{2,}}ed|{_TOLD}){_AT}"
)
_PROMISED = (
    r"(?<!is )(?<!are )(?<!be )(?<!being )\b(?:promised|forecast)(?: back| only)? (?:in|on|last|earlier) $"
    rf"|\b(?:{_TOLD}) back in $"
)
_ACCORDING_TO = (
    r"\b(?:according to|citing|based on|judging by|as shown by) (?:an?|the|its|his|her|their|figures|data)\b"
    rf"{_WORD}{{0,5}}(?: (?:in|on|from|for|of|by){_WORD}{{1,3}})?{_AT}"
)
_AFTER_DEED = (
    r"\b(?:after|since|despite|following|for|of|in) (?:being(?: [a-z]+ly)? (?:[a-z]+ed|shot|hurt|held|hit"
    r"|caught|found|sent|cut|struck)"
    r"|having|losing|failing|collapsing|crashing|falling|breaking|winning|agreeing|announcing|resigning|dying|fleeing"
    r"|missing|suffering|undergoing|beating|killing|escaping|refusing|scoring|burning|sinking|injuring|hurting"
    rf"|(?:pulling|dropping|storming|bursting|falling) out)\b{_WORD}{{0,6}}{_AT}"
)
_IS_COMPARED = tuple(
    (words, re.compile(pattern, re.IGNORECASE))
    for words, pattern in (
        (("than ", "as "), _THAN + _AS),
        (("compar", "unchanged ", "contrast ", "identical ", "equal ", "similar "), _COMPARED_WITH),
        (("versus ", "vs"), _VERSUS),
        (("those ", "that ", "the ", "its ", "their "), _EXCEEDS),
        ((" after ", " against "), _AFTER),
        ((" from ",), _CHANGED_FROM),
        ((" than ",), _MORE_THAN),
        ((" up ", " down ", " higher ", " lower "), _UP_ON),
        (("what", "where "), _WHAT_WAS),
        (("promised ", "forecast ", " back "), _PROMISED),
        (("according ", "citing ", "based ", "judging ", "shown "), _ACCORDING_TO),
        (("ing ",), _AFTER_DEED),
    )
)
"""Words of which one must be there, and what is looked for then."""
_FROM = re.compile(rf"\bfrom{_QUANTITY}{_WORD}{{0,3}} (?:in|on) $", re.IGNORECASE)


def is_compared(before: str, after: str) -> bool:
    """Whether the words before a date make it that of something past with which another thing is compared."""
    if after.startswith(" to ") and _FROM.search(before):
        return False  # it will rise from 40 in June to 60 in September
    near = before[-NEAR:]
    return any(
        pattern.search(near) for words, pattern in _IS_COMPARED if any(word in near.casefold() for word in words)
    )
