"""Who speaks in one sentence: entities, names and offices beside a word for speaking, or for giving a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from checker.coding.knowledge import Knowledge
from checker.coding.offices import holder_beside
from checker.texts.names import CANNOT_SPEAK, NAME, PERSON, PLACE, ROLE, SPEECH, UNCERTAIN, names_in
from checker.values.value import fold

ALSO = r"(?:(?:has|have|had|is|are|was|were|also|later|earlier|further|then|now|again|still|only) ){0,3}"
COUNTING = (
    "count|counts|counted|counting|list|lists|listed|register|registers|registered|record|records|recorded|tallied"
    "|show|shows|showed|reckons|(?:speaks?|spoke|speaking|talks?|talked) of|puts? (?:the|its|their|it)"
    "|(?:raised|lowered|revised|cut|corrected|updated|increased) (?:its|the|their) (?:death )?"
    "(?:toll|count|tally|figures?|estimate|list)|treats?|treated|treating|admitted|taken in|took in"
)
"""Words for giving a figure: the Red Cross counts 12, a clinic treats 12, an agency puts the toll at 12."""
WANTING = "wants?|wanted|demands?|demanded|plans|planned|expects|expected|hopes|intends|estimates"
PROMISING = "pledge[sd]?|pledging|promise[sd]?|vow(?:s|ed)?|urge[sd]?|praise[sd]?|offer(?:s|ed)?"
_VERB = rf"(?P<also>{ALSO})(?P<verb>{SPEECH}|{COUNTING}|{WANTING})\b"
_SOMEWHERE = r" (?:in|at|of|for) (?:the )?(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){0,2}"
_AFTER_IT = re.compile(
    rf"(?:, [^,.“”\"]{{2,70}},)?(?: \w+ (?:of|for) [A-Z]\w+)?(?:{_SOMEWHERE})? {_VERB}"
    r"|['’]s? (?:\w+ ){0,2}(?:toll|count|tally|figures?|list|estimate)\b",
    re.IGNORECASE,
)
_SPEAKS_THERE = re.compile(rf"(?P<where>{_SOMEWHERE}) {_VERB}", re.IGNORECASE)
"""The health office in Dorn said."""
_TO_BE = re.compile(r"\b(?:is|are|was|were)\b", re.IGNORECASE)
_ACTIVE = re.compile(r"\w+ing\b|quoted|(?:speak|talk)", re.IGNORECASE)
"""After a form of "to be": was saying, was quoted; but what was reported, listed or taken in does not speak."""
_SAID = "said|says|added|adds|announced|stated|warned|claimed|confirmed|explained|wrote|reported|insisted|noted"
_BEFORE_IT = re.compile(
    rf"(?:\b(?:{_SAID})|\baccording to|\bas reported by|\breported by|\bdata from|\bfigures (?:from|of))"
    rf"(?: (?:in a statement|on \w+day))?,?\s(?:the )?$",
    re.IGNORECASE,
)
_IS_NO_CONTENT = re.compile(r"according|as |reported by|data|figures", re.IGNORECASE)
_GOES_ON = re.compile(
    r" (?:had|has|have|is|are|was|were|will|would|could|can|may|might|should|must|did|does|do|plans|expects)\b"
)
"""Imhof said the court had heard 64 witnesses: the court does not speak."""
AS_A_STATE = re.compile(rf" {ALSO}(?:{WANTING}|{PROMISING})\b", re.IGNORECASE)
"""What a country does rather than says."""
_SAYING = re.compile(r",? (?:saying|adding|stating|warning|noting|arguing|claiming|estimating)\b")
_IS_A_CLAUSE = re.compile(r"\d|\b(?:had|has|have|is|are|was|were|will|would|could|did|heard|been|be)\b", re.IGNORECASE)
"""The court had heard 64 witnesses: nobody is called so."""
_LONE_HEADS = frozenset("team group service mission report study".split())
_OF_IT = re.compile(r"(?:its|their|whose) (?!own\b)", re.IGNORECASE)


class Voice(Struct, frozen=True):
    """Somebody who speaks in a sentence, an entity's id or a text, and the place of the name in it."""

    speaker: str
    start: int
    end: int


def _saying(sentence: str, knowledge: Knowledge) -> list[Voice]:
    """Who does something with the words that follow: the institute contradicted this, saying that 19 had died."""
    if not _SAYING.search(sentence):
        return []
    leading = [place for place in places(sentence, knowledge) if place[0] <= len("The ")]
    return [Voice(id_, start, end) for start, end, id_ in leading[:1]]


def _speaks(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there is the subject of a word for speaking, or for giving a figure."""
    if after := _AFTER_IT.match(sentence, end):
        return not (_TO_BE.search(after["also"] or "") and not _ACTIVE.match(after["verb"]))
    said = _BEFORE_IT.search(sentence[max(0, start - 50) : start])
    return said is not None and (_IS_NO_CONTENT.match(said[0]) is not None or not _GOES_ON.match(sentence, end))


def _can_speak(id_: str, knowledge: Knowledge) -> bool:
    return knowledge.entities[id_].kind.casefold() not in CANNOT_SPEAK


def places(sentence: str, knowledge: Knowledge) -> Iterator[tuple[int, int, str]]:
    """Where entities that can speak are named in a sentence, the longest names first, each place once."""
    low, taken = sentence.casefold(), [False] * (len(sentence) + 1)
    if len(low) != len(sentence):
        low = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    for name, id_ in knowledge.names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", low) if name in low else ():
            start, end = match.span()
            if not taken[start] and not taken[end - 1]:
                taken[start:end] = [True] * (end - start)
                if _can_speak(id_, knowledge):
                    yield start, end, id_


def _known(sentence: str, knowledge: Knowledge) -> list[Voice]:
    """Entities whose names stand right beside a word for speaking, and that can speak."""
    return [
        Voice(id_, start, end)
        for start, end, id_ in places(sentence, knowledge)
        if _speaks(sentence, start, end) and not _only_acts(sentence, end, knowledge.entities[id_].kind)
    ]


def _only_acts(sentence: str, end: int, kind: str) -> bool:
    return kind == "country" and bool(AS_A_STATE.match(sentence, end))


def _named(sentence: str, knowledge: Knowledge) -> list[Voice]:
    """Who is named by a name that no entity has as it stands: Reed, where Ana Reed is known."""
    found = []
    for name in names_in(sentence):
        # told AFP, doctors in Orlava said: neither who is spoken to nor where somebody is speaks
        is_object = re.search(r"\b(?:told|to|in|at) (?:the )?$", sentence[max(0, name.start - 10) : name.start])
        if not is_object and _speaks(sentence, name.start, name.end):
            speaker = speaker_of(name.text, name.kind, sentence, name.end, knowledge)
            found += [Voice(speaker, name.start, name.end)] if speaker else []
    return found


def speaker_of(name: str, kind: str, sentence: str, end: int, knowledge: Knowledge) -> str:
    """The entity of which a name is a part, or the name; "" where what is named does not speak."""
    whole = knowledge.named_in_part(name)
    able = [id_ for id_ in whole if _can_speak(id_, knowledge)]
    chosen = _only_one(able, knowledge)
    if chosen:
        return "" if _only_acts(sentence, end, knowledge.entities[chosen].kind) else chosen
    is_act = kind in (PLACE, UNCERTAIN) and " " not in name and AS_A_STATE.match(sentence, end)
    return "" if is_act or (whole and not able) else name


def _only_one(able: list[str], knowledge: Knowledge) -> str:
    """Who is meant of those that a name may mean: the only person, else the first where all or several are persons."""
    people = [id_ for id_ in able if knowledge.entities[id_].kind == "person"]
    if len(people) == 1:
        return people[0]
    return able[0] if len(able) == 1 or people else ""


def _roles(sentence: str, before: str, offices: Mapping[str, str], knowledge: Knowledge) -> list[Voice]:
    """Those who are named by what they are: a senior police official; the ministry, where one is known."""
    found = []
    for match in ROLE.finditer(sentence):
        words = match[0].lstrip("'’ ")
        is_lone = len(words.split()) == 1 and words[0].islower()
        if (is_lone and words.casefold() in _LONE_HEADS) or _IS_A_CLAUSE.search(words):
            continue
        if not _speaks(sentence, match.start(), match.end()):
            continue
        name, end = holder_beside(sentence, match.end())
        holder = name or _holder(words, offices)
        speaker = speaker_of(holder, PERSON, sentence, end, knowledge) if holder else ""
        found.append(Voice(speaker or _in_office(words, match, before, knowledge), match.start(), end))
    return found


def _in_office(words: str, match: re.Match[str], before: str, knowledge: Knowledge) -> str:
    """The entity that a role stands for, or the role as it is named."""
    known = _known_by_role(words, knowledge) or _of_whom(words, match.string[: match.start()], before, knowledge)
    return known or _as_named(words, match)


def _holder(words: str, offices: Mapping[str, str]) -> str:
    """Who holds an office that is named alone, as "the mayor" or "its director"; "" if the article does not say."""
    office = re.sub(r"^(?:the|its|their|his|her) ", "", fold(words))
    return offices.get(office, "") if office != fold(words) else ""


def _as_named(words: str, match: re.Match[str]) -> str:
    """A role as a text for who speaks, with its place: the health office in Dorn."""
    there = _SPEAKS_THERE.match(match.string, match.end())
    keeps_case = NAME.match(words.split()[0]) and not match["det"]
    return (words if keeps_case else words[0].lower() + words[1:]) + (there["where"] if there else "")


def _known_by_role(words: str, knowledge: Knowledge) -> str:
    """The only entity whose name ends as a role does: the district hospital, for "the hospital"."""
    role = re.sub(r"^(?:the|its|their|this|that) ", "", fold(words))
    if not role.count(" ") < 2 or fold(words) == role:
        return ""
    ends = {id_ for name, id_ in knowledge.names if name.endswith(f" {role}") and _can_speak(id_, knowledge)}
    return ends.pop() if len(ends) == 1 else ""


def _of_whom(words: str, here: str, before: str, knowledge: Knowledge) -> str:
    """The body whose spokeswoman speaks ("its spokeswoman"): the last that was named."""
    if not _OF_IT.match(words):
        return ""
    for text in (here, before):
        bodies = [place for place in places(text, knowledge) if knowledge.entities[place[2]].kind != "person"]
        if bodies:
            return max(bodies)[2]
    return ""


def voices_in(sentence: str, before: str, offices: Mapping[str, str], knowledge: Knowledge) -> list[Voice]:
    """All who speak in a sentence. `before` is the sentence before it, and `offices` who holds which in the article."""
    found = [*_known(sentence, knowledge), *_named(sentence, knowledge), *_roles(sentence, before, offices, knowledge)]
    return found or _saying(sentence, knowledge)
