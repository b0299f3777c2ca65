"""Who speaks or acts in a text and is in none of its claims: office-holders and stances are easily forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.corpus.corpus import Claim, Corpus
from checker.texts.names import BODY, PERSON, SPEECH, Name, names_in
from checker.texts.sentences import sentences
from checker.values.value import fold

_ACTS_AFTER = re.compile(
    rf"(?:, [^,.]{{2,60}},| [A-Z]\.)? (?:(?:also|later|had|has|have) )?(?:{SPEECH}|[a-z]+ed|won|led|held|gave"
    rf"|took|made|sent|left|met)\b"
)
_SPOKE_BEFORE = re.compile(r"\b(?:said|according to|told(?: the)?|added|warned|by) (?:the )?$")
MOST = 200
"""Names that are looked at: more are no list for a person."""


def unclaimed_names(text: str, claims: Sequence[Claim], corpus: Corpus) -> list[Name]:
    """The names of who speaks, acts or bears a title in a text, each once, that no claim of the article names."""
    named = _named(claims, corpus)
    found: list[Name] = []
    seen: set[str] = set()
    for name in _who_acts(text):
        folded = fold(name.text)
        if not any(
            folded in known or known in folded or folded.split()[-1] in known.split() for known in (*named, *seen)
        ):
            found.append(name)
            if len(found) >= MOST:
                break
        seen.add(folded)
    return found


def _who_acts(text: str) -> Iterator[Name]:
    for first, last in sentences(text):
        for name in names_in(text, first, last):
            after = text[name.end : min(last, name.end + 90)]
            acts = _ACTS_AFTER.match(after) or _SPOKE_BEFORE.search(text[max(first, name.start - 20) : name.start])
            if name.title or (acts and name.kind in (PERSON, BODY)):
                yield name


def _named(claims: Sequence[Claim], corpus: Corpus) -> set[str]:
    """All that the claims name: subjects, speakers, agencies, and categories, which may be names of office-holders."""
    named: set[str] = set()
    for claim in claims:
        values = tuple(claim.value.choices.names) if claim.value.choices else ()
        for key in (claim.subject, claim.speaker, claim.via, claim.origin, claim.value.text, *values):
            entity = corpus.entities.get(key) or corpus.entities.get(f"{claim.story}/{key}")
            named |= {fold(form) for form in ((entity.name, *entity.aliases, entity.id) if entity else (key,)) if form}
    return named
