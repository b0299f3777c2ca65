"""What may be typed at a place: keys, fixed words, and the names that the project knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_origin

from lsprotocol import types as lsp
from msgspec import Struct

from checker.corpus.corpus import Property
from checker.corpus.relation import MEASURED_TYPES
from checker.editor.fields import (
    CLAIM,
    ENTITY,
    NAME,
    PROPERTY,
    RULE,
    field_at,
    is_model,
    keys_at,
    names_at,
    required_at,
    types_at,
    words_at,
)
from checker.editor.hover import STATUSES, how_read
from checker.editor.navigation import Role
from checker.editor.places import Typed, siblings
from checker.editor.project import Snapshot
from checker.files import models
from checker.values.dates import iso_window
from checker.values.value import TYPES

HEDGES = ("about", "at least", "more than", "up to", "fewer than", "nearly", "just over")
WITHOUT_FIGURE = ("none", "unknown")
_WORDS: dict[tuple[type, str], Iterable[str]] = {
    (models.Selector, "status"): models.STATUSES,
    (models.Selector, "type"): TYPES,
}


_RELATIONS = ("implies", "excludes", "order")
"""Keys of a property that name its categories."""


class Offer(Struct, frozen=True):
    """Something that may be typed, what it is, and what to put into the file where that is other than its label."""

    label: str
    kind: lsp.CompletionItemKind
    detail: str = ""
    text: str = ""


def offers(snapshot: Snapshot, role: Role, typed: Typed, lines: list[str]) -> list[Offer]:
    """What may be typed, without repeats, in the order in which the editor is to show it."""
    keys = {} if typed.is_value else keys_at(role.kind, typed.path)
    if keys:
        present = siblings(lines, typed.span.line).keys() - {typed.text}
        found: Iterable[Offer] = (_key(key, keys[key], role.kind, typed) for key in keys if key not in present)
    else:  # a value, or an item of a list
        found = _values(snapshot, role, typed, lines)
    return list({offer.label: offer for offer in found}.values())


def _key(name: str, description: str, kind: str, typed: Typed) -> Offer:
    inner = types_at(kind, (*typed.path, name))
    holds_more = any(is_model(each) or get_origin(each) in (dict, tuple) for each in inner)
    detail = description or ("required" if name in required_at(kind, typed.path) else "")
    text = f"{name}:" if holds_more and not typed.in_brackets else f"{name}: "
    return Offer(name, lsp.CompletionItemKind.Field, detail, text)


def _values(snapshot: Snapshot, role: Role, typed: Typed, lines: list[str]) -> Iterator[Offer]:
    field = field_at(role.kind, typed.path)
    words = words_at(role.kind, typed.path) or (list(_WORDS.get(field, ())) if field else [])
    for word in words:
        yield Offer(word, lsp.CompletionItemKind.EnumMember, STATUSES.get(word, ""))
    if role.kind == "properties" and typed.path[1:2] and typed.path[1] in _RELATIONS:
        yield from _own_categories(snapshot, str(typed.path[0]))
        return
    if field is None:
        return
    beside = siblings(lines, typed.span.line)
    if field[1] == "value":
        yield from _of_value(snapshot, role.story, beside, typed)
    elif field == (models.Compared, "to"):
        yield from _entities(snapshot, role.story)
        yield from _claims(snapshot, role.source, {}, is_full=False)
    else:
        yield from _names(snapshot, role, field, names_at(role.kind, typed.path, is_key=False), beside)
    yield from _used_before(snapshot, role, field)


def _names(
    snapshot: Snapshot, role: Role, field: tuple[type, str], named: str, beside: dict[str, str]
) -> Iterator[Offer]:
    """The names of what a text at a place names."""
    if named == ENTITY or (named == NAME and field[1] == "said_by"):
        yield from _entities(snapshot, role.story)
    elif named == PROPERTY:
        for prop in snapshot.corpus.properties.values():
            yield Offer(prop.name, lsp.CompletionItemKind.Property, f"{prop.scale.type}, {prop.title}")
    elif named == RULE:
        for rule in snapshot.corpus.rules:
            yield Offer(rule.id, lsp.CompletionItemKind.Class, rule.said.title)
    elif named == CLAIM and field[1] != "id":
        yield from _claims(snapshot, role.source, beside, is_full=role.kind == "accepted")


def _of_value(snapshot: Snapshot, story: str, beside: dict[str, str], typed: Typed) -> Iterator[Offer]:
    prop = snapshot.corpus.properties.get(beside.get("property", ""))
    if prop is None or prop.scale.type in MEASURED_TYPES:
        yield from _hedges(snapshot, prop, typed.text.strip())
    elif prop.scale.type == "category":
        yield from _categories(snapshot, prop, story)


def _hedges(snapshot: Snapshot, prop: Property | None, text: str) -> Iterator[Offer]:
    """Hedges, before the figure that has been typed if there is one; and how each is then read."""
    figure = text if text[:1].isdigit() else ""
    has_words = prop is None or prop.scale.type != "date"
    words = (*HEDGES, *WITHOUT_FIGURE, *sorted(snapshot.corpus.hedges.lookup)) if has_words else ()
    for word in words:
        if figure and word not in HEDGES:
            continue
        whole = f"{word} {figure}".rstrip()
        is_complete = bool(figure) or word in WITHOUT_FIGURE
        detail = how_read(whole, prop, snapshot) if prop and is_complete else ""
        yield Offer(whole, lsp.CompletionItemKind.Keyword, detail)


def _categories(snapshot: Snapshot, prop: Property, story: str) -> Iterator[Offer]:
    """The categories of a property; where it lists none, those that are in use, and entities."""
    for name in prop.scale.values:
        yield Offer(name, lsp.CompletionItemKind.EnumMember)
        yield Offer(f"not {name}", lsp.CompletionItemKind.EnumMember)
    if not prop.scale.values:
        in_use = {claim.value.text for claim in snapshot.corpus.claims if claim.property == prop.name}
        yield from (Offer(text, lsp.CompletionItemKind.Value) for text in sorted(in_use))
        yield from _entities(snapshot, story)


def _own_categories(snapshot: Snapshot, name: str) -> Iterator[Offer]:
    """The categories of the property whose relations are typed, as they were when its file was last in order."""
    prop = snapshot.corpus.properties.get(name)
    for category in prop.scale.values if prop else ():
        yield Offer(category, lsp.CompletionItemKind.EnumMember)


def _entities(snapshot: Snapshot, story: str) -> Iterator[Offer]:
    """The entities that a story may name, and their other names."""
    cast = snapshot.casts.get(story) or snapshot.casts[""]
    entities = snapshot.corpus.entities
    for name, key in sorted(cast.names.items(), key=lambda item: (item[1], item[0])):
        entity = entities.get(key)
        if entity is None:
            continue
        if name == entity.id.casefold():
            yield Offer(entity.id, lsp.CompletionItemKind.Reference, entity.kind)
        else:
            yield Offer(name, lsp.CompletionItemKind.Reference, f"{entity.id}, {entity.kind}".rstrip(", "))


def _claims(snapshot: Snapshot, source: str, beside: dict[str, str], *, is_full: bool) -> Iterator[Offer]:
    """The claims that one may supersede: of its own story, about its own property."""
    story = source.partition("/")[0]
    for claim in snapshot.corpus.claims:
        if is_full:
            yield Offer(claim.key, lsp.CompletionItemKind.Reference, claim.overall)
        elif claim.story == story and claim.property == beside.get("property", claim.property):
            if claim.source != source:
                name = claim.key.partition("/")[2].replace("#", "/")
                yield Offer(name, lsp.CompletionItemKind.Reference, claim.overall)
            elif claim.id != beside.get("id"):
                yield Offer(claim.id, lsp.CompletionItemKind.Reference, claim.overall)


def _used_before(snapshot: Snapshot, role: Role, field: tuple[type, str]) -> Iterator[Offer]:
    """Names and days that others have written at such a place."""
    corpus = snapshot.corpus
    claims = [claim for claim in corpus.claims if claim.story == role.story]
    own = corpus.sources.get(role.source)
    in_use: dict[str, Iterable[str]] = {
        "said_by": (claim.speaker for claim in claims),
        "scope": (claim.scope for claim in claims),
        "publisher": (source.publisher for source in corpus.sources.values()),
        "via": (source.via for source in corpus.sources.values()),
        "kind": (entity.kind for entity in corpus.entities.values()),
        "as_of": [iso_window(own.published)] if own else [],
    }
    for text in sorted({*in_use.get(field[1], ())} - {""}):
        yield Offer(text, lsp.CompletionItemKind.Value)
