"""What may be typed at a place: keys, fixed words, and the names that the project knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_origin

from lsprotocol import types as lsp

from checker.corpus.rule_language import MEASURED_TYPES
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
from checker.editor.places import Typed, siblings
from checker.editor.project import Snapshot
from checker.files import models
from checker.values.dates import iso_window
from checker.values.value import TYPES

HEDGES = ("about", "at least", "more than", "up to", "fewer than", "nearly", "just over", "none", "unknown")
_WORDS: dict[tuple[type, str], Iterable[str]] = {
    (models.Selector, "status"): models.STATUSES,
    (models.Selector, "type"): TYPES,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be typed, what it is, and what to put into the file where that is other than its label."""

    label: str
    kind: lsp.CompletionItemKind
    detail: str = ""
    text: str = ""


def offers(snapshot: Snapshot, kind: str, story: str, source: str, typed: Typed, lines: list[str]) -> list[Offer]:
    """What may be typed, without repeats, in the order in which the editor is to show it."""
    found = _values(snapshot, kind, story, source, typed, lines) if typed.is_value else iter(())
    if not typed.is_value:
        present = siblings(lines, typed.span.line).keys() - {typed.text}
        keys = keys_at(kind, typed.path)
        found = (_key(key, keys[key], kind, typed) for key in keys if key not in present)
        if not keys:  # an item of a list
            found = _values(snapshot, kind, story, source, typed, lines)
    return list({offer.label: offer for offer in found}.values())


def _key(name: str, said: str, kind: str, typed: Typed) -> Offer:
    inner = types_at(kind, (*typed.path, name))
    holds_more = any(is_model(each) or get_origin(each) in (dict, tuple) for each in inner)
    detail = said or ("required" if name in required_at(kind, typed.path) else "")
    text = f"{name}:" if holds_more and not typed.in_brackets else f"{name}: "
    return Offer(name, lsp.CompletionItemKind.Field, detail, text)


def _values(snapshot: Snapshot, kind: str, story: str, source: str, typed: Typed, lines: list[str]) -> Iterator[Offer]:
    field = field_at(kind, typed.path)
    words = words_at(kind, typed.path) or (list(_WORDS.get(field, ())) if field else [])
    for word in words:
        yield Offer(word, lsp.CompletionItemKind.EnumMember, STATUSES.get(word, ""))
    if field is None:
        return
    beside = siblings(lines, typed.span.line)
    named = names_at(kind, typed.path, is_key=False)
    if field[1] == "value":
        yield from _of_value(snapshot, story, beside, typed)
    elif named == ENTITY or (named == NAME and field[1] == "said_by"):
        yield from _entities(snapshot, story)
    elif named == PROPERTY:
        for prop in snapshot.corpus.properties.values():
            yield Offer(prop.name, lsp.CompletionItemKind.Property, f"{prop.scale.type}, {prop.title}")
    elif named == RULE:
        for rule in snapshot.corpus.rules:
            yield Offer(rule.id, lsp.CompletionItemKind.Class, rule.said.title)
    elif named == CLAIM and field[1] != "id":
        yield from _claims(snapshot, source, beside, is_full=kind == "accepted")
    yield from _said_before(snapshot, field, story, source)


def _of_value(snapshot: Snapshot, story: str, beside: dict[str, str], typed: Typed) -> Iterator[Offer]:
    prop = snapshot.corpus.properties.get(beside.get("property", ""))
    if prop is None or prop.scale.type in MEASURED_TYPES:
        figure = typed.text.strip() if typed.text.strip()[:1].isdigit() else ""
        words = (*HEDGES, *sorted(snapshot.corpus.hedges.lookup)) if prop is None or prop.scale.type != "date" else ()
        for word in words:
            whole = f"{word} {figure}".rstrip()
            detail = how_read(whole, prop, snapshot) if prop and (figure or word in HEDGES[-2:]) else ""
            if not figure or word in HEDGES[:-2]:
                yield Offer(whole, lsp.CompletionItemKind.Keyword, detail)
    elif prop.scale.type == "category":
        for name in prop.scale.values:
            yield Offer(name, lsp.CompletionItemKind.EnumMember)
            yield Offer(f"not {name}", lsp.CompletionItemKind.EnumMember)
        if not prop.scale.values:
            said = {claim.value.text for claim in snapshot.corpus.claims if claim.property == prop.name}
            yield from (Offer(text, lsp.CompletionItemKind.Value) for text in sorted(said))
            yield from _entities(snapshot, story)


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


def _said_before(snapshot: Snapshot, field: tuple[type, str], story: str, source: str) -> Iterator[Offer]:
    """Names and days that others have written at such a place."""
    corpus, texts = snapshot.corpus, set[str]()
    if field[1] == "said_by":
        texts = {claim.speaker for claim in corpus.claims if claim.story == story}
    elif field == (models.Source, "publisher"):
        texts = {each.publisher for each in corpus.sources.values()}
    elif field[1] == "via":
        texts = {each.via for each in corpus.sources.values()}
    elif field[1] == "scope":
        texts = {claim.scope for claim in corpus.claims if claim.story == story}
    elif field[1] == "kind":
        texts = {entity.kind for entity in corpus.entities.values()}
    elif field[1] == "as_of" and source in corpus.sources:
        texts = {iso_window(corpus.sources[source].published)}
    for text in sorted(texts - {""}):
        yield Offer(text, lsp.CompletionItemKind.Value)
