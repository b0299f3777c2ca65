"""What each key of each kind of file holds: taken from the models, and what its text names."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel

from checker.editor.places import ITEM
from checker.files import models, rate_file
from checker.files.project import ENTITIES, HEDGES, PROPERTIES, RATES, RING_UP
from checker.files.roots import ACCEPTED

KINDS: dict[str, Any] = {
    "article": models.Article,
    "entities": dict[str, models.Entity],
    "properties": dict[str, models.Property],
    "hedges": models.HedgeFile,
    "rates": rate_file.RateFile,
    "rule": models.Rule,
    "accepted": dict[str, models.Acceptance],
}
ENTITY, PROPERTY, CLAIM, RULE, NAME = "entity", "property", "claim", "rule", "name"
"""What a text can name; a NAME may be an entity's and need not."""

NAMES: dict[tuple[type[BaseModel], str], str] = {
    (models.Claim, "id"): CLAIM,
    (models.Claim, "subject"): ENTITY,
    (models.Claim, "property"): PROPERTY,
    (models.Claim, "said_by"): NAME,
    (models.Claim, "via"): NAME,
    (models.Claim, "relays"): NAME,
    (models.Claim, "disowned_by"): NAME,
    (models.Claim, "value"): NAME,
    (models.Claim, "supersedes"): CLAIM,
    (models.Revised, "figure"): NAME,
    (models.Compared, "to"): NAME,
    (models.Source, "publisher"): NAME,
    (models.Source, "via"): NAME,
    (models.Entity, "part_of"): ENTITY,
    (models.Entity, "became"): ENTITY,
    (models.Property, "adds_to"): PROPERTY,
    (models.Property, "after"): PROPERTY,
    (models.Rule, "id"): RULE,
    (models.Selector, "property"): PROPERTY,
    (models.ExampleClaim, "property"): PROPERTY,
    (models.Acceptance, "rule"): RULE,
    (models.Acceptance, "claims"): CLAIM,
}


def kind_of(file: Path, root: Path) -> str:
    """Which kind of file it is, by its name and place; "" if none."""
    try:
        parts = file.relative_to(root).parts
    except ValueError:
        return ""
    if parts in ((ACCEPTED,), (RING_UP,)):
        return Path(parts[0]).stem
    if parts[0] == "rules":
        return _kind_of_rules(parts)
    return _kind_of_claims(parts) if parts[0] == "claims" else ""


def _kind_of_rules(parts: tuple[str, ...]) -> str:
    if len(parts) != 2 or Path(parts[1]).suffix != ".yaml":
        return ""
    return {PROPERTIES: "properties", HEDGES: "hedges", RATES: "rates"}.get(parts[1], "rule")


def _kind_of_claims(parts: tuple[str, ...]) -> str:
    if parts[-1] == ENTITIES and len(parts) <= 3:
        return "entities"
    return "article" if len(parts) == 3 and Path(parts[-1]).suffix == ".yaml" else ""


@cache
def types_at(kind: str, path: tuple[str, ...]) -> tuple[Any, ...]:
    """What may stand at a path: models, literals, dicts and other types."""
    found = tuple(_members(KINDS[kind])) if kind in KINDS else ()
    for step in path:
        found = tuple(member for each in found for inner in _within(each, step) for member in _members(inner))
    return found


@cache
def field_at(kind: str, path: tuple[str, ...]) -> tuple[type[BaseModel], str] | None:
    """The model and the key that a path leads to; an item of a key's list belongs to the key."""
    while path and path[-1] == ITEM:
        path = path[:-1]
    for each in types_at(kind, path[:-1]) if path else ():
        if is_model(each) and path[-1] in _fields(each):
            return each, path[-1]
    return None


def names_at(kind: str, path: tuple[str, ...], *, is_key: bool) -> str:
    """What the text at a path names: ENTITY and so on, "" if nothing."""
    if is_key and len(path) == 1:
        return {"entities": ENTITY, "properties": PROPERTY}.get(kind, "")
    if is_key:  # the whole of `part_of: {chamber: by party}`
        return ENTITY if field_at(kind, path[:-1]) == (models.Entity, "part_of") else ""
    field = field_at(kind, path)
    return NAMES.get(field, "") if field else ""


def keys_at(kind: str, path: tuple[str, ...]) -> dict[str, str]:
    """The keys that a mapping may have, with what is said of each."""
    found: dict[str, str] = {}
    for each in types_at(kind, path):
        if is_model(each):
            found |= {name: field.description or "" for name, field in _fields(each).items()}
        elif get_origin(each) is dict:
            found |= dict.fromkeys(_words(get_args(each)[0]), "")
    return found


def required_at(kind: str, path: tuple[str, ...]) -> set[str]:
    """The keys that a mapping must have."""
    models = [each for each in types_at(kind, path) if is_model(each)]
    return {name for each in models for name, field in _fields(each).items() if field.is_required()}


def is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def words_at(kind: str, path: tuple[str, ...]) -> list[str]:
    """The words that a value may be, where they are fixed."""
    return list(dict.fromkeys(word for each in types_at(kind, path) for word in _words(each)))


def described(field: tuple[type[BaseModel], str]) -> str:
    """What is said of a key."""
    return _fields(field[0])[field[1]].description or ""


def _fields(kind: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _members(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _within(annotation: Any, step: str) -> Iterator[Any]:
    origin = get_origin(annotation)
    if is_model(annotation):
        if step in (fields := _fields(annotation)):
            yield fields[step].annotation
    elif origin is dict:
        yield get_args(annotation)[1]
    elif origin is tuple and step == ITEM:
        yield get_args(annotation)[0]


def _words(annotation: Any) -> Iterator[str]:
    for each in _members(annotation):
        if get_origin(each) is Literal:
            yield from get_args(each)
        elif get_origin(each) is tuple:
            yield from _words(get_args(each)[0])
        elif each is bool:
            yield from ("true", "false")
