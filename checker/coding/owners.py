"""Whose a figure is by the name right beside it: the Dorn Hospital has 800 beds; three years for Olga Reim."""

from __future__ import annotations

import re

from checker.coding.knowledge import Knowledge
from checker.texts.mentions import Mention, sentence_at
from checker.texts.names import BODY, PERSON, Name, names_in
from checker.values.value import fold

HAS = re.compile(
    r" (?:(?:has|have|had|now|also|only|just) ){0,2}(?:has|have|had|holds?|held|won|wins?|lost|loses?|gained|gains?"
    r"|took|got|gets?|received|employs?"
    r"|employed|owns?|owned)(?: [a-z-]+){0,2} "
)
_FOR = re.compile(
    r"(?: (?:in prison|in jail|behind bars|suspended))? for (?:(?:the|its|their|his|her) (?:[a-z-]+ ){1,4}?,? ?)?"
)
ARTICLES = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


def owner_beside(mention: Mention, text: str, spans: list[tuple[int, int]]) -> Name | None:
    """The body that is said to have a figure, or the person for whom a time is; None where none is beside it."""
    first, last = sentence_at(spans, mention.start)
    for name in names_in(text, max(first, mention.start - 200), mention.start):
        if name.kind == BODY and HAS.fullmatch(text, name.end, mention.start):
            return name
    if mention.kind == "duration" and (after := _FOR.match(text, mention.end)):
        for name in names_in(text, mention.end, last):
            if name.start == after.end() and name.kind != BODY and " " in name.text:
                return Name(name.text, name.start, name.end, PERSON, name.title)
    return None


def entity_of(name: str, knowledge: Knowledge) -> str:
    """The id of the entity that has a name, or whose name it is a part of; "" where there is none."""
    return entity_called(name, knowledge) or next(iter(knowledge.named_in_part(ARTICLES.sub("", fold(name)))), "")


def entity_called(name: str, knowledge: Knowledge) -> str:
    """The id of the entity that has a name, with or without an article before it; "" where there is none."""
    wanted = ARTICLES.sub("", fold(name))
    return next((id_ for known, id_ in knowledge.names if ARTICLES.sub("", known) == wanted), "")
