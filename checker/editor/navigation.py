"""Entities, claims, properties and rules: what a text names, where that is defined, and where else it is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from checker.corpus.supersession import claim_key
from checker.editor.fields import CLAIM, ENTITY, NAME, PROPERTY, RULE, field_at, kind_of, names_at
from checker.editor.places import Span, Spot, general, nodes, span_of
from checker.editor.project import Snapshot
from checker.files.nodes import Document

Symbol = tuple[str, str]
"""ENTITY, CLAIM, PROPERTY or RULE, and its key."""


class Mention(Struct, frozen=True):
    """A text that names something, and where."""

    file: Path
    span: Span
    is_definition: bool


class Role(NamedTuple):
    """What a file is to its project: its kind ("" if none), its story and its source's key, where it has these."""

    kind: str
    story: str = ""
    source: str = ""


def role_of(snapshot: Snapshot, file: Path) -> Role:
    """What a file is to its project."""
    kind = kind_of(file, snapshot.root)
    if kind not in ("article", "entities"):
        return Role(kind)
    story = file.parent.name if file.parent != snapshot.root / "claims" else ""
    return Role(kind, story, f"{story}/{file.stem}" if kind == "article" else "")


def symbol_at(snapshot: Snapshot, role: Role, spot: Spot) -> Symbol | None:
    """What a key or value names; None if nothing."""
    named = names_at(role.kind, spot.path, is_key=spot.is_key)
    return _symbol(snapshot, role, named, spot.text) if named else None


def _symbol(snapshot: Snapshot, role: Role, named: str, text: str) -> Symbol | None:
    if named in (ENTITY, NAME):
        cast = snapshot.casts.get(role.story)
        key = cast.find(text) if cast and text else None
        return (ENTITY, key) if key else None
    if named == CLAIM:
        key = claim_key(text, role.source) if role.source else text
        return (CLAIM, key) if key else None
    return named, text


def definition(snapshot: Snapshot, symbol: Symbol) -> Iterator[Mention]:
    """Where a symbol is defined: one place, or none."""
    kind, key = symbol
    if kind == CLAIM:
        yield from _claim(snapshot, key)
        return
    story, _, id_ = key.rpartition("/")
    file, name, is_key = {
        ENTITY: (snapshot.files.cast(story), id_, True),
        PROPERTY: (snapshot.files.properties, key, True),
        RULE: (snapshot.files.rule_folder / f"{key}.yaml", "id", False),
    }[kind]
    document = snapshot.document(file) if snapshot.files.has(file) else None
    if document is not None and isinstance(document.value, dict) and name in document.value:
        yield Mention(file, span_of(document, (name,), snapshot.lines(file), is_key=is_key), True)


def _claim(snapshot: Snapshot, key: str) -> Iterator[Mention]:
    source, _, id_ = key.partition("#")
    file = snapshot.root / "claims" / f"{source}.yaml"
    document = snapshot.articles.get(file)
    if document is None:
        return
    for path, is_key, text in nodes(document):
        if text == id_ and not is_key and len(path) == 3 and path[0] == "claims" and path[2] == "id":
            yield Mention(file, span_of(document, path, snapshot.lines(file)), True)


def references(snapshot: Snapshot, symbol: Symbol) -> Iterator[Mention]:
    """All places that name a symbol, in order of file and place; that of its definition among them."""
    files = snapshot.files
    stories = dict.fromkeys(("", *files.stories))
    others = [*(files.cast(story) for story in stories), files.properties, *files.rules, files.accepted]
    for file in sorted({*snapshot.articles, *(other for other in others if files.has(other))}):
        document = snapshot.document(file)
        if document is not None:
            yield from sorted(_mentions(snapshot, file, document, symbol), key=lambda m: (m.span.line, m.span.start))


def _mentions(snapshot: Snapshot, file: Path, document: Document, symbol: Symbol) -> Iterator[Mention]:
    role = role_of(snapshot, file)
    if not role.kind:
        return
    for path, is_key, text in nodes(document):
        where = general(path)
        named = names_at(role.kind, where, is_key=is_key)
        if named and _symbol(snapshot, role, named, text) == symbol:
            span = span_of(document, path, snapshot.lines(file), is_key=is_key)
            is_id = (field := field_at(role.kind, where)) is not None and field[1] == "id"
            yield Mention(file, span, (is_key and len(path) == 1) or is_id)
