"""Who says what a sentence tells, and through whom it came: only those who can speak are speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import is_agency, told_agency
from checker.coding.knowledge import Knowledge
from checker.texts.names import CANNOT_SPEAK, NAME, PLACE, ROLE, SPEECH, UNCERTAIN, names_in
from checker.values.value import fold

_ALSO = r"(?:(?:has|have|had|is|are|was|were|also|later|earlier|further|then|now|again|still|only) ){0,3}"
_COUNTING = (
    "count|counts|counted|counting|list|lists|listed|register|registers|registered|record|records|recorded|tallied"
    "|show|shows|showed|reckons|(?:speaks?|spoke|speaking|talks?|talked) of|puts? (?:the|its|their|it)"
    "|(?:raised|lowered|revised|cut|corrected|updated|increased) (?:its|the|their) (?:death )?"
    "(?:toll|count|tally|figures?|estimate|list)|treats?|treated|treating|admitted|taken in|took in"
)
"""Words for giving a figure: the Red Cross counts 12, a clinic treats 12, an agency puts the toll at 12."""
_WANTING = "wants?|wanted|demands?|demanded|plans|planned|expects|expected|hopes|intends|estimates"
_PROMISING = "pledge[sd]?|pledging|promise[sd]?|vow(?:s|ed)?|urge[sd]?|praise[sd]?|offer(?:s|ed)?"
_VERB = rf"(?P<also>{_ALSO})(?P<verb>{SPEECH}|{_COUNTING}|{_WANTING})\b"
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
_AS_A_STATE = re.compile(rf" {_ALSO}(?:{_WANTING}|{_PROMISING})\b", re.IGNORECASE)
"""What a country does rather than says."""
_PRONOUN = re.compile(
    rf"\b(?:he|she|it|they|the (?:statement|report)) (?:\w+ )?{_ALSO}(?:{SPEECH}|{_COUNTING})\b", re.IGNORECASE
)
_GAPPED = re.compile(r",? (?:(?:about|some|around|only|at least|nearly|over) )?\d")
"""The league 35, where another body was said to count 31."""
_SAID_AS_WELL = re.compile(r"\b(?:and|while|but)\b[^,.;]{0,40}$")
_THAT = re.compile(r" that (?:\d|[a-z])")
"""The mayor said that 40 homes had burned, and fire chief Jan Oster that 12 of his men were hurt."""
_TURN = re.compile(r";|,? (?:but|while|whereas|although)\b")
"""Where a sentence turns to what somebody else says."""
_ASIDE = re.compile(r"[,(–—] ?(?:which|who|whom|whose|that|as) (?:the |its |their |an? )?$", re.IGNORECASE)
_END_OF_ASIDE = re.compile(r"[,)–—;]")
"""Where what somebody says in passing ends: ", which the government says killed 23,"."""
_LONE_HEADS = frozenset("team group service mission report study".split())
_OF_IT = re.compile(r"(?:its|their|whose) (?!own\b)", re.IGNORECASE)


class Voice(Struct, frozen=True):
    """Somebody who speaks in a sentence, an entity's id or a text, and the place of the name in it."""

    speaker: str
    start: int
    end: int


class Attribution(Struct, frozen=True):
    """Whose words a sentence tells: an entity's id, or a text where there is none; and the agency that was told.

    `voices` are all who speak in it, in order: each may give its own figure.
    """

    speaker: str = ""
    via: str = ""
    is_pronoun: bool = False
    voices: tuple[Voice, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.speaker)

    def speaker_at(self, sentence: str, place: int) -> str:
        """Who says what stands at a place of the sentence, where several speak in it."""
        if len(self.voices) < 2:
            return self.speaker
        first = max((match.end() for match in _TURN.finditer(sentence, 0, place)), default=0)
        turn = _TURN.search(sentence, place)
        last = turn.start() if turn else len(sentence)
        beside = [voice for voice in _heard(self.voices, sentence, place) if first <= voice.start < last]
        before = [voice for voice in beside if voice.end <= place]
        if before:
            return before[-1].speaker
        return beside[0].speaker if beside else self.speaker


def _heard(voices: tuple[Voice, ...], sentence: str, place: int) -> list[Voice]:
    """The voices that may say what stands at a place."""
    return [voice for voice in voices if not _is_aside(voice, sentence, place)]


def _is_aside(voice: Voice, sentence: str, place: int) -> bool:
    """Whether a voice speaks in a clause that is put in, and a place lies outside of that."""
    opened = _ASIDE.search(sentence, max(0, voice.start - 30), voice.start)
    if opened is None:
        return False
    end = _END_OF_ASIDE.search(sentence, voice.end)
    return end is not None and not opened.start() <= place < end.start()


def attributions(text: str, spans: Sequence[tuple[int, int]], knowledge: Knowledge) -> list[Attribution]:
    """Whose words each sentence tells: "he added" is who spoke before, a quotation is of who is named beside it."""
    own = []
    before = ""
    for first, last in spans:
        sentence = text[first:last]
        own.append(_attribution(sentence, before, knowledge))
        before = sentence
    result: list[Attribution] = []
    last_speaker = Attribution()
    for at, found in enumerate(own):
        chosen = found
        if found.is_pronoun:
            chosen = last_speaker
        elif not found and _is_inside_quotation(text, spans[at]):
            chosen = _neighbour(text, spans, own, at) or last_speaker
        if chosen is not found:
            chosen = replace(chosen, voices=())
        if chosen:
            last_speaker = chosen
        result.append(chosen)
    return result


def _neighbour(text: str, spans: Sequence[tuple[int, int]], own: list[Attribution], at: int) -> Attribution:
    """The speaker who is named in the sentence after or before, in the same paragraph."""
    for other in (at + 1, at - 1):
        if 0 <= other < len(spans):
            between = text[min(spans[at][1], spans[other][1]) : max(spans[at][0], spans[other][0])]
            if own[other] and "\n" not in between:
                return own[other]
    return Attribution()


def _is_inside_quotation(text: str, span: tuple[int, int]) -> bool:
    """Whether a sentence begins within a quotation, or with one."""
    start = text.rfind("\n", 0, span[0]) + 1
    before = text[max(start, span[0] - 2000) : span[0]]
    opened = before.count("“") - before.count("”") + before.count('"') % 2
    return opened > 0 or text[span[0] : span[0] + 1] in ("“", '"')


def _attribution(sentence: str, before: str, knowledge: Knowledge) -> Attribution:
    plain = _unquoted(sentence)
    every = [*_known(plain, knowledge), *_named(plain, knowledge), *_roles(plain, before, knowledge)]
    agencies = [voice for voice in every if _is_of_an_agency(voice, plain, knowledge)]
    via = told_agency(sentence, knowledge.agencies) or (plain[agencies[0].start : agencies[0].end] if agencies else "")
    voices = [voice for voice in every if voice not in agencies]
    if not voices:
        return Attribution("", via, is_pronoun=bool(_PRONOUN.search(plain)))
    return Attribution(voices[0].speaker, via, voices=_in_order(voices, plain, knowledge))


def _is_of_an_agency(voice: Voice, sentence: str, knowledge: Knowledge) -> bool:
    """Whether it is an agency that reports what others say: its words come through it, and are not its own."""
    name, after = sentence[voice.start : voice.end], sentence[voice.end :]
    return is_agency(name, knowledge.entities.get(voice.speaker), after)


def _in_order(found: list[Voice], sentence: str, knowledge: Knowledge) -> tuple[Voice, ...]:
    """The voices of a sentence, of those that overlap the first; and who is named right before a further figure."""
    kept: list[Voice] = []
    for voice in found:
        if _is_free(voice.start, voice.end, kept):
            kept.append(voice)
    first = min(voice.end for voice in kept)
    for start, end, id_ in _places(sentence, knowledge):
        if start > first and _is_free(start, end, kept) and _GAPPED.match(sentence, end):
            kept.append(Voice(id_, start, end))
    kept += _without_a_verb(sentence, first, kept, knowledge)
    return tuple(sorted(kept, key=lambda voice: voice.start))


def _without_a_verb(sentence: str, first: int, kept: list[Voice], knowledge: Knowledge) -> list[Voice]:
    """Those whose word for speaking stands once for two: ... and Jan Oster that 12 were hurt."""
    found = []
    for name in names_in(sentence):
        is_later = name.start > first and _is_free(name.start, name.end, kept)
        if is_later and _THAT.match(sentence, name.end) and _SAID_AS_WELL.search(sentence[: name.start]):
            speaker = _speaker_of(name.text, name.kind, sentence, name.end, knowledge)
            found += [Voice(speaker, name.start, name.end)] if speaker else []
    return found


def _is_free(start: int, end: int, kept: list[Voice]) -> bool:
    return all(end <= other.start or other.end <= start for other in kept)


def _unquoted(sentence: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", lambda match: " " * len(match[0]), sentence)


def _speaks(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there is the subject of a word for speaking, or for giving a figure."""
    if after := _AFTER_IT.match(sentence, end):
        return not (_TO_BE.search(after["also"] or "") and not _ACTIVE.match(after["verb"]))
    return bool(_BEFORE_IT.search(sentence[max(0, start - 50) : start]))


def _can_speak(id_: str, knowledge: Knowledge) -> bool:
    return knowledge.entities[id_].kind.casefold() not in CANNOT_SPEAK


def _places(sentence: str, knowledge: Knowledge) -> Iterator[tuple[int, int, str]]:
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
        for start, end, id_ in _places(sentence, knowledge)
        if _speaks(sentence, start, end) and not _only_acts(sentence, end, knowledge.entities[id_].kind)
    ]


def _only_acts(sentence: str, end: int, kind: str) -> bool:
    return kind == "country" and bool(_AS_A_STATE.match(sentence, end))


def _named(sentence: str, knowledge: Knowledge) -> list[Voice]:
    """Who is named by a name that no entity has as it stands: Reed, where Ana Reed is known."""
    found = []
    for name in names_in(sentence):
        # told AFP, doctors in Orlava said: neither who is spoken to nor where somebody is speaks
        is_object = re.search(r"\b(?:told|to|in|at) (?:the )?$", sentence[max(0, name.start - 10) : name.start])
        if not is_object and _speaks(sentence, name.start, name.end):
            speaker = _speaker_of(name.text, name.kind, sentence, name.end, knowledge)
            found += [Voice(speaker, name.start, name.end)] if speaker else []
    return found


def _speaker_of(name: str, kind: str, sentence: str, end: int, knowledge: Knowledge) -> str:
    """The entity of which a name is a part, or the name; "" where what is named does not speak."""
    whole = _named_in_part(name, knowledge)
    able = [id_ for id_ in whole if _can_speak(id_, knowledge)]
    chosen = _only_one(able, knowledge)
    if chosen:
        return "" if _only_acts(sentence, end, knowledge.entities[chosen].kind) else chosen
    is_act = kind in (PLACE, UNCERTAIN) and " " not in name and _AS_A_STATE.match(sentence, end)
    return "" if is_act or (whole and not able) else name


def _named_in_part(name: str, knowledge: Knowledge) -> list[str]:
    """The entities of whose names a name is a part."""
    pattern = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
    return list(dict.fromkeys(id_ for full, id_ in knowledge.names if pattern.search(full)))


def _only_one(able: list[str], knowledge: Knowledge) -> str:
    """Who is meant of those that a name may mean: the only person, else the first where all or several are persons."""
    people = [id_ for id_ in able if knowledge.entities[id_].kind == "person"]
    if len(people) == 1:
        return people[0]
    return able[0] if len(able) == 1 or people else ""


def _roles(sentence: str, before: str, knowledge: Knowledge) -> list[Voice]:
    """Those who are named by what they are: a senior police official; the ministry, where one is known."""
    found = []
    for match in ROLE.finditer(sentence):
        words = match[0].lstrip("'’ ")
        is_lone = len(words.split()) == 1 and words[0].islower()
        if (is_lone and words.casefold() in _LONE_HEADS) or not _speaks(sentence, match.start(), match.end()):
            continue
        speaker = _known_by_role(words, knowledge) or _of_whom(words, sentence[: match.start()], before, knowledge)
        found.append(Voice(speaker or _as_named(words, match), *match.span()))
    return found


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
        bodies = [place for place in _places(text, knowledge) if knowledge.entities[place[2]].kind != "person"]
        if bodies:
            return max(bodies)[2]
    return ""
