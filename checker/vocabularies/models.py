"""What the file of a vocabulary says."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Texts = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Protocol(_Part):
    """A coding protocol that people know, and how to follow it here."""

    name: str
    how: str


class Breakdown(_Part):
    """Parts into which figures of these properties are broken down, and how that is coded."""

    name: str
    of: Texts
    how: str


class Form(_Part):
    """What an article says, and the claim to write; its subject is the event where none is named."""

    says: str
    write: dict[str, str | dict[str, str]]


class Vocabulary(_Part):
    """One vocabulary: the names of its properties in groups, and the ids of its rules."""

    title: str
    about: str
    properties: dict[str, Texts]
    rules: Texts
    follows: tuple[Protocol, ...]
    breakdowns: tuple[Breakdown, ...]
    forms: tuple[Form, ...]


class Every(_Part):
    """What all vocabularies have, beside the standard rules."""

    properties: dict[str, Texts]
