"""Changes in a text: "rose from 45 to 57", "by 12 to 57", "57, up from 40": which figure is which."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from checker.texts.context_words import CHANGE_VERB
from checker.texts.mention import Mention

NEAR = 80
_FROM = re.compile(
    r"\b(?<!heard )(?P<direction>(?:up|down) )?from(?: (?:a total of|about|around|some|just|nearly|almost|over"
    r"|more than|an average of|(?:an?|its|the) (?:(?:revised|earlier|initial|previous|first) (?:estimate|figure"
    r"|count|toll|total)"
    r" of|revised|record|ceiling of|peak of"
    r"|high of|low of)))? ?$",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:previously|formerly|instead of|compared (?:with|to)|(?<!votes )(?<!vote )against) $", re.IGNORECASE
)
_USED_TO = re.compile(
    r"\b(?:used to|once) (?:take|took|cost|be|was|were|start on|started on|sell for|sold for|charged?|earn(?:ed)?"
    r"|pay|paid|get|got|last(?:ed)?|stand at|stood at|number(?:ed)?|need(?:ed)?|have|had|employ(?:ed)?)"
    r"(?: (?:about|around|some|nearly|almost|over|more than|at least))? $"
)
"""The journey used to take 13 hours; it now takes five."""
_THEN_AND_NOW = re.compile(
    r"(?: an? [a-z]+)? (?:(?:a|two|three|five|ten) (?:years?|months?|decades?|weeks?) ago|last (?:year|month|week)"
    r"|in (?:19|20)\d\d),? (?:now|today)\b"
)
"""A bag that cost 95,000 naira a year ago now sells for 121,000."""
_NOW = re.compile(r"\b(?:now|today|will)\b[^.,;]{0,24} $")
_TO = re.compile(r"(?:\bto|\bstands at|\bat)(?: (?:around|about|some|a record|just|an average of))? ?$", re.IGNORECASE)
_BY = re.compile(r"\bby(?: (?:about|another|a further|an average of))? ?$", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:(?:clos|trad)(?:e|es|ed|ing)|(?:end|finish|open|start|settl)(?:s|ed|ing)?) (?:about |some )?$"
)
_HIGHER = re.compile(r" (?:lower|higher|up|down|weaker|stronger)\b")
_TAKING = re.compile(r"\b(?:adds|added|adding|takes|taking|took|knocks|knocked|knocking|shaves|shaved|shaving) $")
_OFF = re.compile(r" (?:to|off|from) (?:the|its|their|his|her|an?)\b")
"""The diversion adds 55 minutes to the journey; it took eight seconds off the record."""
_OUTDONE = re.compile(
    r"\b(?:beat|beats|beaten|broke|broken|breaks|bettered|smashed|missed|exceeded|topped)\b[^.;]{0,60}"
    r"\b(?:records?|bests?|marks?|targets?|forecasts?|times?|estimates?)\b[^.;]{0,30}\bby $"
)
"""He broke his own record, set two years ago, by 0.03 seconds."""
_A_RISE_OF = re.compile(
    r"\b(?:rise|fall|increase|decrease|drop|decline|cut|jump|gain|reduction|surge|dip|raise|hike)"
    r"(?: in (?:the )?[a-z-]+(?: [a-z-]+)?)? of"
    r"(?: (?:about|around|some|nearly|almost|just|only|over|more than|at least))? $",
    re.IGNORECASE,
)
"""They won a rise of 14.5 per cent."""
_PUT_OFF = re.compile(
    r"\b(?:put off|put back|postponed?|postpones|delay(?:s|ed)?|set back|bring forward|brought forward)"
    r"\b[^;]{0,60} by "
)
"""They put off the launch by ten weeks."""
_TAKES = re.compile(
    r"\b(?:takes?|took) (?:the|its|their|his|her) (?:[a-z]+ )?(?:toll|tally|number|total|count|figure)\b[^.;]{0,60} to "
)
_REACHED = re.compile(
    r"\b(?:reach(?:es|ed|ing)?|hit|totall?(?:s|ed|ing)|came to|amounted to|stood at|topped|numbered)"
    r"(?: (?:about|around|some|nearly|a record|more than|almost|just over|just under))* $"
)
_HAS_REACHED = re.compile(
    r"\b(?:reach(?:es|ed)?|hit|running at)(?: (?:about|around|some|nearly|a record|more than|almost|just over))* $"
)
_UP = re.compile(r",? (?:which is |which was )?(?:up|down)(?: by)?(?: about| some| nearly| almost)? $")
_OF_A_VOTE = re.compile(r"\bvotes? to [\w,]+\W*(?:[a-z]+\W*)?$")
"""Turned down by seven votes to five."""
_OR = re.compile(r",? or (?:about |around |nearly )?$")
"""By $1.12, or 1.6%."""
_WENT = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|dropped|grew|grown|sank|sheds?|lost|gained|jumped|plunged|slid|slipped"
    r"|tumbled) $"
)
_WENT_BY = re.compile(r"\b[a-z]+(?:ed|en|nk|ew|ll) by(?: (?:about|around|nearly|almost|some|just|over|more than))? $")
_ALSO_MOVED = re.compile(
    r"\b(?:driv(?:es?|en|ing)|drove|push(?:es|ed)|climbing|warm(?:s|ed|ing)|exceed(?:s|ed)|pull(?:s|ed)? (?:its"
    r"|their|the)"
    r")\b|\badd(?:s|ed|ing)(?= (?:[$€£]?\d|$))"
)
"""It has driven the price from $4.80 to $7.15; Brent added $2.85 to $94.10."""
_FEWER_THAN = re.compile(
    r" (?:more|fewer|less) than (?:in|on|at|last|(?:the|a) (?:year|month|week|day|season)|previously|before"
    r"|it (?:had|did))\b"
)
"""They killed 611 people, 84 fewer than in 2033."""
_HIGHER_THAN = re.compile(r" (?:up|down|lower|higher|more|less|fewer) (?:on|than|from)\b")
_FIGURES = ("count", "money", "percentage", "duration", "number")


def with_roles(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of a change with the part that they have in it."""
    result = list(mentions)
    for at, mention in enumerate(result):
        if mention.kind in _FIGURES and (role := _role(text, result, at)):
            result[at] = replace(mention, role=role)
    return _checked(text, _reached(text, result))


def _reached(text: str, mentions: list[Mention]) -> list[Mention]:
    """Arrivals reached 24,310 this year, up 11%: what a figure is that has gone up."""
    for at, mention in enumerate(mentions):
        if mention.role or mention.kind not in _FIGURES:
            continue
        following = [m for m in mentions[at + 1 : at + 4] if m.kind in _FIGURES][:1]
        if not following or following[0].role != "by" or following[0].start - mention.end > NEAR:
            continue
        is_up = _UP.search(text, mention.end, following[0].start)
        is_beside = _UP.fullmatch(text, mention.end, following[0].start)
        if is_beside or (is_up and _REACHED.search(text, max(0, mention.start - NEAR), mention.start)):
            mentions[at] = replace(mention, role="to")
    return mentions


def _then_or_now(text: str, mentions: list[Mention], at: int, left: str) -> str:
    """What was before, in so many words, and what is now beside it: from, to, or neither."""
    if _FORMERLY.search(left) or _USED_TO.search(left) or _THEN_AND_NOW.match(text, mentions[at].end):
        return "from"
    if not at or not _NOW.search(left):
        return ""
    before = mentions[at - 1]
    return "to" if _USED_TO.search(text, max(0, before.start - NEAR), before.start) else ""


def _role(text: str, mentions: list[Mention], at: int) -> str:
    mention = mentions[at]
    floor = max(0, mention.start - NEAR, text.rfind("\n", 0, mention.start) + 1)
    left = text[floor : mention.start]
    left = left[max(left.rfind(". "), left.rfind("; ")) + 1 :]
    if _OF_A_VOTE.search(left + mention.phrase + text[mention.end : mention.end + 12]):
        return ""
    if then_or_now := _then_or_now(text, mentions, at, left):
        return then_or_now
    if re.search(r"\bstands at $", left):
        return "to"
    if _is_said_to_be_by(text, mention, left):
        return "by"
    verbs = sorted((*CHANGE_VERB.finditer(left), *_ALSO_MOVED.finditer(left)), key=lambda found: found.end())
    if found := _FROM.search(left):
        return "from" if verbs or found["direction"] else ""
    if mention.kind == "percentage" and (_WENT_BY.search(left) or _HIGHER_THAN.match(text, mention.end)):
        return "by"
    if not verbs:
        return _without_a_verb(left)
    if _BY.search(left) or (_OR.search(left) and at and mentions[at - 1].role == "by"):
        return "by"
    if _TO.search(left):
        return "to"
    is_direct = re.fullmatch(r"\s*(?:(?:about|around|some|nearly) )?", left[verbs[-1].end() :])
    is_by = mention.kind == "percentage" or _went_by(mention, left) or _is_followed_by_to(text, mentions, at)
    return "by" if is_direct and is_by else ""


def _is_said_to_be_by(text: str, mention: Mention, left: str) -> bool:
    """A rise of 4%; it beat the record by two seconds; it closed 2% higher."""
    if mention.kind == "count" and _FEWER_THAN.match(text, mention.end):
        return True
    if mention.kind == "duration" and _TAKING.search(left) and _OFF.match(text, mention.end):
        return True
    if _OUTDONE.search(left) or (mention.kind in ("percentage", "money", "count") and _A_RISE_OF.search(left)):
        return True
    return bool(mention.kind == "percentage" and _CLOSED.search(left) and _HIGHER.match(text, mention.end))


def _without_a_verb(left: str) -> str:
    if _BY.search(left) and _PUT_OFF.search(left):
        return "by"
    is_reached = re.search(r"\bcorrected to $", left) or _HAS_REACHED.search(left)
    return "to" if is_reached or (_TO.search(left) and _TAKES.search(left)) else ""


def _went_by(mention: Mention, left: str) -> bool:
    """The river rose 3.1 metres."""
    return mention.kind == "number" and _WENT.search(left) is not None


def _is_followed_by_to(text: str, mentions: list[Mention], at: int) -> bool:
    """Rose 12 to 57."""
    following = [m for m in mentions[at + 1 : at + 2] if m.kind in _FIGURES]
    return bool(following) and bool(
        re.match(
            r"(?: points?)?(?: lower| higher)?(?: an? [a-z]+)?,? (?:to\b|or $|at\b)",
            text[mentions[at].end : following[0].start],
        )
    )


_UP_FROM = re.compile(r",? (?:which is |which was )?(?:up|down|cut|raised) from ")


def _checked(text: str, mentions: list[Mention]) -> list[Mention]:
    """A figure that a change comes from has its other end beside it; "57, up from 40" gives 57 its part."""
    for at, mention in enumerate(mentions):
        if mention.role != "from":
            continue
        near = [
            n
            for n in range(max(0, at - 3), min(len(mentions), at + 4))
            if n != at and _is_other_end(text, mention, mentions[n])
        ]
        beside = [n for n in near if n == at - 1 and not mentions[n].role and _UP_FROM.match(text, mentions[n].end)]
        for n in beside:
            mentions[n] = replace(mentions[n], role="to")
        if not any(mentions[n].role == "to" for n in near):
            open_ends = [n for n in near if not mentions[n].role]
            if open_ends:
                chosen = min(open_ends, key=lambda n: (n > at, abs(n - at)))
                mentions[chosen] = replace(mentions[chosen], role="to")
    return mentions


def _is_other_end(text: str, mention: Mention, other: Mention) -> bool:
    between = text[min(mention.end, other.end) : max(mention.start, other.start)]
    return other.kind == mention.kind and len(between) <= NEAR and not re.search(r"[.;!?]\s", between)


class Change(Struct, frozen=True):
    """A figure that a text says has changed: what it was, by how much, and what it is; "" where that is not said."""

    before: str = ""
    by: str = ""
    now: str = ""

    @property
    def told(self) -> str:
        """The change in a few words: from 45 by 12 to 57."""
        parts = (("from", self.before), ("by", self.by), ("to", self.now))
        return "a change " + " ".join(f"{word} {phrase}" for word, phrase in parts if phrase)


def changes_of(mentions: list[Mention]) -> dict[int, Change]:
    """The changes that a text tells, by where each of their figures begins."""
    found: dict[int, Change] = {}
    group: list[Mention] = []
    for mention in (*mentions, None):
        if mention is not None and mention.role and (not group or _goes_on(group, mention)):
            group.append(mention)
            continue
        if len(group) > 1:
            by_role = {m.role: m.phrase for m in group}
            change = Change(by_role.get("from", ""), by_role.get("by", ""), by_role.get("to", ""))
            found |= {m.start: change for m in group}
        if mention is not None and mention.role:
            group = [mention]
        elif mention is None or mention.start - (group[-1].end if group else 0) > NEAR:
            group = []
    return found


def _goes_on(group: list[Mention], mention: Mention) -> bool:
    return mention.role not in {m.role for m in group} and mention.start - group[-1].end <= NEAR
