"""What the files say: pydantic models of text, before any of it is resolved.

Every scalar is text here; `resolve` gives it meaning. The docstrings and field descriptions are what the
guides and the schemas show.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict

STATUSES = ("actual", "planned", "pledged", "authorised", "requested", "needed")
OVER_TIME = ("constant", "varies", "stands", "accumulates")
SEVERITIES = ("error", "warning", "note")

# rules that have no file
SOURCES_DISAGREE = "sources-disagree"
COUNT_FALLS = "count-falls"
JOINT = "claims-cannot-all-be-true"  # a conflict that no single row shows

Status = Literal["actual", "planned", "pledged", "authorised", "requested", "needed"]
OverTime = Literal["constant", "varies", "stands", "accumulates"]
Severity = Literal["error", "warning", "note"]
PropertyType = Literal["count", "number", "money", "duration", "percentage", "date", "category", "text"]


def _to_bool(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _to_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, Strict(), BeforeValidator(_to_bool)]
OneOrMore = Annotated[tuple[Text, ...], BeforeValidator(_to_tuple)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Source(_Model):
    """One article."""

    publisher: Text
    title: Text | None = None
    author: Text | None = None
    published: Text
    url: Text | None = None
    via: Text | None = None
    text: Text | None = None
    text_sha256: Text | None = None


class Claim(_Model):
    """A source says that a quantity has a value, with the words that say so."""

    id: Text
    subject: Text
    property: Text
    value: Text | tuple[Text, ...]
    status: Status = "actual"
    as_of: Text | None = None
    scope: Text | None = None
    counted_from: Text | None = None
    said_by: Text | None = None
    via: Text | None = None
    quote: Text | None = None
    implied: Text | None = None
    important: Flag = False
    supersedes: Text | None = None
    retracted: Text | None = None
    note: Text | None = None


class Article(_Model):
    """A file of claims: one article, coded by hand."""

    source: Source
    claims: tuple[Claim, ...]


class Entity(_Model):
    """Who or what claims speak of."""

    kind: Text | None = None
    name: Text | None = None
    aliases: tuple[Text, ...] = ()
    part_of: Text | None = None
    parts: Literal["complete"] | None = None
    from_: Text | None = Field(default=None, alias="from")
    to: Text | None = None


class Property(_Model):
    """What can be claimed."""

    type: PropertyType
    title: Text | None = None
    unit: Text | None = None
    values: tuple[Text, ...] = ()
    over_time: OverTime | dict[Status, OverTime] | None = None
    window: Text | None = None
    adds_to: Text | None = None
    after: Text | None = None
    important: Flag = False


class Selector(_Model):
    """Which quantities a name in a rule's `let` stands for."""

    property: OneOrMore = ()
    status: OneOrMore = ()
    type: OneOrMore = ()
    kind: OneOrMore = ()
    important: Flag | None = None


class ExampleClaim(_Model):
    """A claim in a rule's example. `source` names the publisher; the rest is as in an article."""

    id: Text | None = None
    source: Text = "Example"
    subject: Text
    property: Text
    value: Text | tuple[Text, ...]
    status: Status = "actual"
    as_of: Text | None = None
    scope: Text | None = None
    counted_from: Text | None = None
    said_by: Text | None = None
    via: Text | None = None
    implied: Text | None = None
    important: Flag = False


class Example(_Model):
    """A small story that a rule must judge as it says."""

    expect: Literal["disagreement", "agreement", "rounding"]
    title: Text | None = None
    published: Text = "2031-05-04"
    entities: dict[str, Entity] = {}
    claims: tuple[ExampleClaim, ...]
    message: Text | None = None
    off_by: Text | None = None
    gap: Flag = False


class Rule(_Model):
    """A relation that must hold between quantities, with the examples that prove it."""

    id: Text
    title: Text
    severity: Severity = "error"
    let: dict[str, Selector]
    where: OneOrMore = ()
    require: Text
    tolerance: Text | None = None
    message: Text
    message_one: Text | None = None
    why: Text
    examples: tuple[Example, ...] = ()


class Acceptance(_Model):
    """An entry of accepted.yaml, under the id of a finding. `checker accept` writes it."""

    rule: Text
    claims: OneOrMore
    content: Text
    message: Text | None = None
    reason: Text
    until: Text | None = None
    by: Text | None = None


class Profile(_Model):
    """How wide the hedges are, after one coding protocol."""

    about: Text
    nearly: Text
    just_over: Text
    words: dict[str, Text] = {}


class HedgeFile(_Model):
    """rules/hedges.yaml: the profiles, and which one is used."""

    profile: Text
    profiles: dict[str, Profile]
