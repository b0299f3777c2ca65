"""Entities that a draft needs and a story does not have yet: proposed with a name and a kind, for a person to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from checker.coding.agencies import AGENCIES
from checker.coding.knowledge import Knowledge
from checker.coding.offices import is_person
from checker.coding.owners import ARTICLES, HAS, entity_called, owner_beside
from checker.coding.suggestions import Drafted
from checker.files.yaml_writer import scalar
from checker.texts.mentions import Mention, sentence_at
from checker.texts.money import is_a_code
from checker.texts.names import BODY, PERSON, PLACE, UNCERTAIN, Name, names_in

EVENT, OTHER = "event", "thing"
_MOST_WORDS = 5


class ProposedEntity(Struct, frozen=True):
    """An entity that is not in the story yet."""

    id: str
    name: str
    kind: str

    def as_yaml(self) -> str:
        """Its line in entities.yaml."""
        return f"{self.id}: {{kind: {scalar(self.kind)}, name: {_in_braces(self.name)}}}"


def _in_braces(name: str) -> str:
    return scalar(name) if re.fullmatch(r"[\w .'-]+", name) and scalar(name) == name else f'"{_escaped(name)}"'


def _escaped(name: str) -> str:
    return "".join(char for char in name if char.isprintable()).replace("\\", "\\\\").replace('"', '\\"')


def entity_id(name: str) -> str:
    """An id for a name: its first words in lower case, with hyphens; "" where it has none that can be one."""
    words = re.findall(r"[a-z0-9]+", ARTICLES.sub("", name).casefold())
    return "-".join(words[:_MOST_WORDS]).lstrip("0123456789-")


def propose(mention: Mention, article: Drafted, event: ProposedEntity) -> ProposedEntity:
    """Whom or what a figure is of, where no known entity fits: who is named before it, else the story's event.

    How many were hurt, and when, is told of the event; what something costs, and what somebody has, of who
    is named.
    """
    owner = owner_beside(mention, article.text, article.spans)
    for name in [owner] if owner else _named_before(mention, article):
        if called := entity_called(name.text, article.knowledge):
            known = article.knowledge.entities[called]
            if known.kind.casefold() not in AGENCIES:
                return ProposedEntity(known.id, known.name or known.id, known.kind)
        elif (id_ := entity_id(name.text)) and id_ not in article.knowledge.entities:
            kind = name.kind or (PERSON if is_person(name.text, article.text) else OTHER)
            return ProposedEntity(id_, name.text, kind)
    return event


def _named_before(mention: Mention, article: Drafted) -> list[Name]:
    """Those of whom a figure may be, of who is named before it in its sentence; of none are days."""
    text = article.text
    first, _ = sentence_at(article.spans, mention.start)
    named = [name for name in names_in(text, max(first, mention.start - 300), mention.start) if _can_be_one(name)]
    if mention.kind == "date":
        return []
    if named and text[named[-1].end : mention.start] == " ":  # the Labour Front 44, New Way 11
        return named[-1:]
    is_count = mention.kind in ("count", "vague")
    return [name for name in named[-1:] if _has_it(name, text, mention)] if is_count else named


def _has_it(name: Name, text: str, mention: Mention) -> bool:
    """Whether it is said right before a figure that somebody has, holds or won it."""
    return name.kind in (BODY, PERSON) and HAS.fullmatch(text, name.end, mention.start) is not None


def _can_be_one(name: Name) -> bool:
    if is_a_code(name.text):  # EUR 20,000
        return False
    return name.kind not in (PLACE, UNCERTAIN) or (name.kind == UNCERTAIN and " " in name.text)


def story_event(story: str, title: str, knowledge: Knowledge) -> ProposedEntity:
    """What a story is about: its only event, where it has one, else a new one named as the story is."""
    events = [entity for entity in knowledge.entities.values() if entity.kind == EVENT]
    if len(events) == 1:
        return ProposedEntity(events[0].id, events[0].name or events[0].id, EVENT)
    id_ = entity_id(story.replace("_", "-")) or "story"
    if id_ in knowledge.entities:
        return ProposedEntity(id_, knowledge.entities[id_].name or id_, knowledge.entities[id_].kind)
    return ProposedEntity(id_, title or story.replace("-", " "), EVENT)


def entities_text(existing: str, proposed: Iterable[ProposedEntity], article: str) -> str:
    """The text of entities.yaml with further entities at its end."""
    lines = [entity.as_yaml() for entity in sorted(set(proposed), key=lambda entity: entity.id)]
    head = existing if not existing or existing.endswith("\n") else existing + "\n"
    blank = "\n" if head.strip() else ""
    return (
        f"{head}{blank}# proposed from {article}; correct the names and kinds, and delete what you do not need\n"
        + "".join(f"{line}\n" for line in lines)
    )
