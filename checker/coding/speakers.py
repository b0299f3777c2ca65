"""Who says what a sentence tells, and through whom it came: only those who can speak are speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import is_agency, told_agency
from checker.coding.knowledge import Knowledge
from checker.coding.offices import holders
from checker.coding.voices import (
    ALSO,
    AS_A_STATE,
    COUNTING,
    PROMISING,
    WANTING,
    Voice,
    places,
    speaker_of,
    voices_in,
)
from checker.texts.names import PERSON, SPEECH, names_in

_PRONOUN = re.compile(
    rf"\b(?P<who>he|she|it|they|the (?:statement|report)) (?:\w+ )?{ALSO}(?P<verb>{SPEECH}|{COUNTING})\b",
    re.IGNORECASE,
)
_DOES = re.compile(rf"(?:{PROMISING}|{WANTING})", re.IGNORECASE)
"""Words for what somebody does by speaking: who reports it may be another."""
_AT_A_START = re.compile(r"(?:^|[,;:“”\"'’—–(] ?|\b(?:and|but|as|while|which|where|when|that) )$", re.IGNORECASE)
"""He promised 12; but in "the 12 that it promised" nobody is quoted."""
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
_BEFORE_THE_END = re.compile(r", (?:the )?(?:[a-z][\w'’-]* ){0,4}$")
_END = re.compile(
    r"(?:, [^,.“”\"]{2,70},)? (?:said|says|added|adds|told|announced|stated|confirmed|explained|noted)\b"
    r"[^,;:\d]{0,60}$"
)
"""Where a sentence ends with who says it: ..., health minister Pavel Orsic said on Monday."""


class Attribution(Struct, frozen=True):
    """Whose words a sentence tells: an entity's id, or a text where there is none; and the agency that was told.

    `voices` are all who speak in it, in order: each may give its own figure.
    """

    speaker: str = ""
    via: str = ""
    pronoun: str = ""
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
    own = _of_each_sentence(text, spans, knowledge)
    result: list[Attribution] = []
    last_speaker = Attribution()
    for at, found in enumerate(own):
        chosen = found
        if found.pronoun:
            is_one = found.pronoun in ("he", "she")
            chosen = (is_one and _person_before(text, spans, result, at, knowledge)) or last_speaker
        elif not found and _is_inside_quotation(text, spans[at]):
            chosen = _neighbour(text, spans, own, at) or last_speaker
        if chosen is not found:
            chosen = replace(chosen, voices=())
        if chosen:
            last_speaker = chosen
        result.append(chosen)
    return result


def _of_each_sentence(text: str, spans: Sequence[tuple[int, int]], knowledge: Knowledge) -> list[Attribution]:
    """Whose words each sentence tells as far as it says so itself."""
    offices = holders(text)
    every = [text[first:last] for first, last in spans]
    return [_attribution(each, before, offices, knowledge) for before, each in pairwise(["", *every])]


def _person_before(
    text: str, spans: Sequence[tuple[int, int]], result: list[Attribution], at: int, knowledge: Knowledge
) -> Attribution:
    """Who "he" is: the person who spoke or was named last before, in the same paragraph."""
    first, last = spans[at]
    pronoun = _PRONOUN.search(_unquoted(text[first:last]))
    if pronoun and (named := _person_in(text[first : first + pronoun.start()], knowledge)):
        return Attribution(named)
    for other in range(at - 1, -1, -1):
        start, end = spans[other]
        if "\n" in text[end : spans[other + 1][0]]:
            break
        if _is_person(result[other].speaker, knowledge):
            return result[other]
        if named := _person_in(text[start:end], knowledge):
            return Attribution(named)
    return Attribution()


def _is_person(speaker: str, knowledge: Knowledge) -> bool:
    known = knowledge.entities.get(speaker)
    if known is not None:
        return known.kind == "person"
    return any(name.text == speaker and name.kind == PERSON for name in names_in(speaker + " said"))


def _person_in(sentence: str, knowledge: Knowledge) -> str:
    """The person whom a part of a text names first; "" if it names none."""
    for name in names_in(sentence):
        speaker = speaker_of(name.text, name.kind, sentence, name.end, knowledge)
        known = knowledge.entities.get(speaker)
        if known.kind == "person" if known else (speaker and name.kind == PERSON):
            return speaker
    return ""


def _pronoun(sentence: str) -> str:
    """The pronoun that speaks in a sentence, in lower case; "" where none does."""
    for match in _PRONOUN.finditer(sentence):
        if not _DOES.fullmatch(match["verb"]) or _AT_A_START.search(sentence[: match.start()]):
            return match["who"].casefold()
    return ""


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


def _attribution(sentence: str, before: str, offices: Mapping[str, str], knowledge: Knowledge) -> Attribution:
    plain = _unquoted(sentence)
    every = voices_in(plain, before, offices, knowledge)
    agencies = [voice for voice in every if _is_of_an_agency(voice, plain, knowledge)]
    via = told_agency(sentence, knowledge.agencies) or (plain[agencies[0].start : agencies[0].end] if agencies else "")
    voices = [voice for voice in every if voice not in agencies]
    if not voices:
        return Attribution("", via, pronoun=_pronoun(plain))
    kept = _without_deeds(_in_order(voices, plain, knowledge), plain)
    first = next((voice.speaker for voice in voices if voice in kept), kept[0].speaker)
    return Attribution(first, via, voices=kept)


def _without_deeds(voices: tuple[Voice, ...], sentence: str) -> tuple[Voice, ...]:
    """The voices without those that only promise or want, where the sentence ends with who says so.

    "The fund has promised 400,000, and 150,000 will come, Orsic said" is all of it Orsic's.
    """
    last = voices[-1]
    is_end = _BEFORE_THE_END.search(sentence, 0, last.start) and _END.match(sentence, last.end)
    if not is_end:
        return voices
    return tuple(voice for voice in voices if voice is last or not AS_A_STATE.match(sentence, voice.end))


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
    for start, end, id_ in places(sentence, knowledge):
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
            speaker = speaker_of(name.text, name.kind, sentence, name.end, knowledge)
            found += [Voice(speaker, name.start, name.end)] if speaker else []
    return found


def _is_free(start: int, end: int, kept: list[Voice]) -> bool:
    return all(end <= other.start or other.end <= start for other in kept)


def _unquoted(sentence: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", lambda match: " " * len(match[0]), sentence)
