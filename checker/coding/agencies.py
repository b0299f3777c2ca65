"""News agencies: which names are theirs, where a text credits one, and the dateline with which its stories begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from checker.corpus.corpus import Corpus, Entity
from checker.texts.names import NAME
from checker.texts.sentences import HEAD
from checker.values.value import fold

KNOWN = (
    "AFP|AP|Reuters|Associated Press|Agence France-Presse|Agence France Presse|Xinhua|DPA|dpa|ANSA|EFE|TASS"
    "|Tass|Interfax|Kyodo|Yonhap|PTI|ANI|IANS|UNI|PA|PA Media|Bloomberg"
    "|Anadolu|Anadolu Agency|MENA|SPA|WAM|IRNA|AAP|CP|Canadian Press|CNN|BBC|Al Jazeera|NPR"
)
_ITS_NAME = re.compile(
    rf"(?:{KNOWN})|(?:[A-Z][\w'’-]+ )+(?<!Free )(?<!University )"
    r"(?:Press|Press Agency|Press Association|News Agency|News Service|Newswires?|Wire|Wire Service)"
)
"""The name of an agency says what it is, unless it is a well-known one."""
AGENCIES = frozenset({"news agency", "press agency", "newswire", "wire", "wire service", "news service"})
"""Kinds of entities that are agencies."""
_ANY_KIND = "agency"
"""Of what kind an entity is that may be a news agency, or one of a government."""
_REPORTS = re.compile(r"(?: (?:has|have|had|also|first))? report(?:s|ed)\b")
_TOLD = re.compile(
    r"\b(?:told|telling|confirmed to|said to|speaking to|tells|in an interview with) (?:the )?(?:news agency |agency )?"
)
_INPUTS = r"(?:[Ww]ith )?(?:[Ii]nputs?|[Rr]eporting) (?:from|by):? ?(?:agency |agencies )?"
_NAMED = rf"(?:{KNOWN})(?!\w)|{NAME.pattern}"
_CREDIT = re.compile(
    rf"\({_INPUTS}(?P<inputs>{_NAMED})\)|(?:{_INPUTS}|Source:? |Agency:? |Via:? )(?P<source>{_NAMED})"
    rf"|^[^\S\n]*By (?P<by>{_NAMED})[^\S\n]*$",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(rf"\((?P<known>{KNOWN})\)|^[^\S\n]*\((?P<line>[^()\n]{{2,40}})\)[^\S\n]*$", re.MULTILINE)
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_PLACE = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|de|la|of|the)){0,3}"
_ITS_DAY = r"(?:, (?:\w+\.? \d{1,2}(?:,? \d{4})?|\d{1,2}\.? [A-Z][a-z]+\.?,?(?: \d{4})?|[A-Z][a-z]+day))?"
_DATELINE = re.compile(
    rf"^[^\S\n]*(?:(?:{_PLACE}(?:, [A-Z][A-Za-z .]{{1,30}})?{_ITS_DAY}"
    rf" \((?P<agency>[^()\n]{{2,60}})\) ?[-–—:])|(?:{_CAPITALS}|{_PLACE}) ?[–—] ?|(?:{_CAPITALS}|{_PLACE}) - )"
    r"[^\S\n]*(?=[“\"]?[A-Z][a-z]|[“\"]?\d|[“\"]?[A-Z]{2,} [a-z]|[“\"]?A )",
    re.MULTILINE,
)
"""KALDA, May 4 (Meridian Press) - Forty; KALDA, 4 May 2031 (Alpa) - Forty; LONDON - Tessmer; Dorn – Thousands."""
_PLACE_ALONE = re.compile(
    rf"^[^\S\n]*{_PLACE}(?:, [A-Z][A-Za-z .]{{1,30}})?{_ITS_DAY} \((?P<agency>[^()\n]{{2,60}})\)[^\S\n]*$",
    re.MULTILINE,
)
IN_A_PAPER = re.compile(r"(?P<agency>.+?), (?:in|for|via) (?P<paper>[A-Z].+)")
"""Meridian Press, in The Daily Herald: the paper published what the agency wrote."""
_LONG = 120
"""Code points of a line that is no title, and whose end may be in the next one."""


def is_agency(name: str, entity: Entity | None = None, after: str = "") -> bool:
    """Whether a name is that of a news agency: by itself, by the kind of its entity, or as it "reports" something."""
    if entity is None or entity.kind == _ANY_KIND:
        return _ITS_NAME.fullmatch(name) is not None or bool(entity and _REPORTS.match(after))
    return entity.kind.casefold() in AGENCIES


def told_agency(sentence: str, agencies: Collection[str]) -> str:
    """The agency to whom something is told in a sentence; "" if it is told to none."""
    for told in _TOLD.finditer(sentence):
        found = re.compile(_NAMED).match(sentence, told.end())
        if found and (_ITS_NAME.fullmatch(found[0]) or fold(found[0]) in agencies):
            return found[0]
    return ""


def agencies_of(entities: Iterable[Entity]) -> frozenset[str]:
    """The names of the entities that are agencies, folded."""
    found = [entity for entity in entities if entity.kind.casefold() in {*AGENCIES, _ANY_KIND}]
    return frozenset(fold(name) for entity in found for name in (entity.id, entity.name, *entity.aliases) if name)


def credited_in(corpus: Corpus) -> frozenset[str]:
    """The names that may stand alone in brackets for an agency: who published articles, and through whom they came."""
    named = (name for source in corpus.sources.values() for name in (source.publisher, source.via) if name)
    return frozenset(fold(name) for name in named) | agencies_of(corpus.entities.values())


def via_of(text: str, credited: Collection[str] = ()) -> str:
    """The agency that a text credits in its dateline, in its head or at its end; "" if it credits none, or several.

    `credited` are further names, folded, that are known to be those of agencies or publishers.
    """
    ends = text[:2000] + "\n" + text[-1000:]
    dateline = _dateline(text)
    in_dateline = without_paper((dateline["agency"] or "") if dateline else "")
    found = {*_credits(ends), *_in_brackets(ends, credited), in_dateline, _line_of_place(text, credited)} - {""}
    return found.pop() if len(found) == 1 else ""


def _credits(text: str) -> Iterator[str]:
    """The agencies that are named as a source, or as who wrote it."""
    named = (match["inputs"] or match["source"] or match["by"] for match in _CREDIT.finditer(text))
    return (name for name in named if _ITS_NAME.fullmatch(name))


def _in_brackets(text: str, credited: Collection[str]) -> Iterator[str]:
    """The agencies that stand in brackets, also in a line of their own."""
    named = (match["known"] or match["line"].strip() for match in _IN_BRACKETS.finditer(text))
    return (name for name in named if _ITS_NAME.fullmatch(name) or fold(name) in credited)


def _line_of_place(text: str, credited: Collection[str]) -> str:
    """The agency in a line of its own that says where and when a story was written: ORLAVA, 4 May 2031 (Alpa)."""
    head = "\n".join(text[:5000].splitlines()[: 2 * HEAD])
    named = (without_paper(match["agency"]) for match in _PLACE_ALONE.finditer(head))
    return next((name for name in named if _ITS_NAME.fullmatch(name) or fold(name) in credited), "")


def without_paper(name: str) -> str:
    """The agency alone, of "Meridian Press, in The Daily Herald"."""
    found = IN_A_PAPER.fullmatch(name)
    return found["agency"] if found else name


def without_dateline(text: str) -> str:
    """A text with spaces for its dateline, so that places stay: where a story was written is not what it is about."""
    found = _dateline(text)
    return text if found is None else text[: found.start()] + " " * len(found[0]) + text[found.end() :]


def _dateline(text: str) -> re.Match[str] | None:
    """The dateline of a text: at the beginning of a paragraph, in its head; a list of results has several."""
    lines = [match.end() for match, _ in zip(re.finditer(r"[^\n]*\S[^\n]*", text[:5000]), range(HEAD), strict=False)]
    found = [
        match
        for match in _DATELINE.finditer(text, 0, lines[-1] if lines else 0)
        if _is_prose(text, match) and _may_be_agency(match["agency"])
    ]
    return found[0] if len(found) == 1 else None


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a paragraph follows a dateline; a title has no full stop."""
    end = text.find("\n", match.end())
    line = text[match.end() : len(text) if end < 0 else end].rstrip()
    return line.endswith((".", "!", "?", "”", '"')) or len(line) > _LONG


def _may_be_agency(name: str | None) -> bool:
    """Whether what stands in brackets is a name; nothing there is fine as well."""
    plain = name and without_paper(name)
    return plain is None or bool(re.fullmatch(rf"{_NAMED}", plain)) or _ITS_NAME.fullmatch(plain) is not None
