"""Who says what a sentence tells, and through whom it came: only those who can speak are speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.coding.knowledge import Knowledge
from checker.texts.names import CANNOT_SPEAK, NAME, ROLE, SPEECH, names_in
from checker.values.value import fold

_AGENCIES = (
    "AFP|AP|Reuters|Associated Press|Agence France-Presse|Agence France Presse|Xinhua|DPA|dpa|ANSA|EFE|TASS"
    "|Tass|Interfax|Kyodo|Yonhap|PTI|ANI|IANS|UNI|PA|PA Media|Bloomberg"
    "|Anadolu|Anadolu Agency|MENA|SPA|WAM|IRNA|AAP|CP|Canadian Press|CNN|BBC|Al Jazeera|NPR"
)
_TOLD_AGENCY = re.compile(
    rf"\b(?:told|telling|confirmed to|said to|speaking to|tells|in an interview with) (?:the )?(?:news agency "
    rf"|agency )?(?P<agency>{_AGENCIES})(?!\w)"
)
_CREDIT = re.compile(
    rf"\((?:(?:With )?[Ii]nputs? from:? ?(?:agency |agencies )?|[Ww]ith (?:inputs|reporting) (?:from|by)"
    rf" )?(?P<agency>{_AGENCIES})\)|(?:[Ii]nputs? from|Source|Agency|Via):? (?P<agency2>{_AGENCIES})(?!\w)"
)
_DATELINE = re.compile(
    rf"^[A-Z][A-Za-z .'’-]{{1,40}}(?:, [A-Za-z .]{{2,30}})?(?:, \w+\.? \d{{1,2}}(?:, \d{{4}})?)?"
    rf" \((?P<agency>{_AGENCIES})\) ?[-–—:]",
    re.MULTILINE,
)
_VERB = rf"(?:(?:has|have|had|also|later|earlier|further|then) ){{0,2}}(?:{SPEECH})\b"
_AFTER_IT = re.compile(rf"(?:, [^,.“”\"]{{2,70}},)?(?: \w+ (?:of|for) [A-Z]\w+)? {_VERB}", re.IGNORECASE)
_SAID = "said|says|added|adds|announced|stated|warned|claimed|confirmed|explained|wrote|reported|insisted|noted"
_BEFORE_IT = re.compile(
    rf"(?:\b(?:{_SAID})|\baccording to|\bas reported by|\breported by)(?: (?:in a statement|on \w+day"
    rf"|that))?,?\s(?:the )?$",
    re.IGNORECASE,
)
_PROMISES = re.compile(r" (?:has |have |had )?(?:pledg|promis|vow|urg|prais)ed\b")
_PRONOUN = re.compile(rf"\b(?:he|she|it|they|the (?:statement|report)) (?:\w+ )?{_VERB}", re.IGNORECASE)
_OPEN_QUOTE, _CLOSE_QUOTE = '“"', '”"'
_BY_THE = re.compile(r"\b(?:according to|as reported by|reported by)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a sentence tells: an entity's id, or a text where there is none; and the agency that was told."""

    speaker: str = ""
    via: str = ""
    is_pronoun: bool = False
    verb: str = ""

    def __bool__(self) -> bool:
        return bool(self.speaker)


def via_of(text: str) -> str:
    """The agency that a text credits in its dateline or at its end; "" if it credits none, or several."""
    found = {match["agency"] or match["agency2"] for match in _CREDIT.finditer(text[:2000] + "\n" + text[-1000:])}
    found |= {match["agency"] for match in _DATELINE.finditer(text[:2000])}
    return found.pop() if len(found) == 1 else ""


def attributions(text: str, spans: Sequence[tuple[int, int]], knowledge: Knowledge) -> list[Attribution]:
    """Whose words each sentence tells: "he added" is who spoke before, a quotation is of who is named beside it."""
    own = [_attribution(text[first:last], knowledge) for first, last in spans]
    result: list[Attribution] = []
    last_speaker = Attribution()
    for at, found in enumerate(own):
        chosen = found
        if found.is_pronoun:
            chosen = last_speaker
        elif not found and _is_inside_quotation(text, spans[at]):
            chosen = _neighbour(text, spans, own, at) or last_speaker
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


def _attribution(sentence: str, knowledge: Knowledge) -> Attribution:
    told = _TOLD_AGENCY.search(sentence)
    via = told["agency"] if told else ""
    speaker = _known(sentence, knowledge) or _named(sentence, knowledge) or _role(sentence)
    if speaker:
        return Attribution(speaker, via)
    return Attribution("", via, is_pronoun=bool(_PRONOUN.search(_unquoted(sentence))))


def _unquoted(sentence: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", lambda match: " " * len(match[0]), sentence)


def _speaks(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there is the subject of a word for speaking."""
    if _AFTER_IT.match(sentence, end):
        return True
    return bool(_BEFORE_IT.search(sentence[max(0, start - 50) : start]))


def _known(sentence: str, knowledge: Knowledge) -> str:
    """An entity whose name stands right beside a word for speaking, and that can speak."""
    plain = fold(_unquoted(sentence))
    for name, id_ in knowledge.names:
        if name not in plain or knowledge.entities[id_].kind.casefold() in CANNOT_SPEAK:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", plain):
            is_promise = knowledge.entities[id_].kind == "country" and _PROMISES.match(plain, match.end())
            if not is_promise and _speaks(plain, match.start(), match.end()):
                return id_
    return ""


def _named(sentence: str, knowledge: Knowledge) -> str:
    plain = _unquoted(sentence)
    for name in names_in(plain):
        # told AFP: an agency that is spoken to does not speak
        if re.search(r"\b(?:told|to) (?:the )?$", plain[max(0, name.start - 10) : name.start]) or not _speaks(
            plain, name.start, name.end
        ):
            continue
        folded = fold(name.text)
        whole = [id_ for full, id_ in knowledge.names if re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", full)]
        able = [id_ for id_ in dict.fromkeys(whole) if knowledge.entities[id_].kind.casefold() not in CANNOT_SPEAK]
        if len(able) == 1 or (able and knowledge.entities[able[0]].kind == "person"):
            people = [id_ for id_ in able if knowledge.entities[id_].kind == "person"]
            return people[0] if len(people) == 1 else able[0]
        if whole and not able:
            continue
        return name.text
    return ""


def _role(sentence: str) -> str:
    """Somebody who is named by what they are: a senior police official."""
    plain = _unquoted(sentence)
    for match in ROLE.finditer(plain):
        words = match[0]
        if (
            len(words.split()) == 1
            and words[0].islower()
            and words.casefold() in ("team", "group", "service", "mission", "report", "study")
        ):
            continue
        if _speaks(plain, match.start(), match.end()):
            return words[0].lower() + words[1:] if not NAME.match(words.split()[0]) or match["det"] else words
    return ""
