"""The schemas of a project, each in a folder .schemas beside the files that it is for.

So the line by which an article names its schema is the same in every story, and stays right when the story is renamed:
`# yaml-language-server: $schema=.schemas/article.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from checker.files import models
from checker.files.project import ENTITIES, Project
from checker.files.validation import validate_map
from checker.files.walk import LEADS_OUT
from checker.files.yaml_reader import parse_document, read_document
from checker.problems import Problem
from checker.schemas import SCHEMAS
from checker.schemas.readings import Names, Schema
from checker.schemas.schema import schema

M = TypeVar("M", bound=BaseModel)


def schema_files(project: Project) -> tuple[dict[Path, str], list[Problem]]:
    """The text of each schema file of a project; and what is wrong with the files that they rest on.

    A name whose entry has a mistake is listed all the same; where a file cannot be read at all, any name may stand.
    """
    problems: list[Problem] = []
    properties = _read(models.Property, project.properties, project, problems) or None
    shared = _read(models.Entity, project.cast(), project, problems)
    made = {
        project.root / SCHEMAS / "accepted.json": schema("accepted"),
        project.root / SCHEMAS / "ring-up.json": schema("ring-up"),
        project.root / SCHEMAS / "tables.json": schema("tables", Names(properties=properties)),
        **{
            project.rule_folder / SCHEMAS / f"{kind}.json": schema(kind, Names(properties=properties))
            for kind in ("properties", "hedges", "rates", "rule")
        },
    }
    if shared:
        made[project.cast().parent / SCHEMAS / "entities.json"] = schema("entities", Names(entities=_names_of(shared)))
    for folder in _stories(project):
        own = _read(models.Entity, folder / ENTITIES, project, problems)
        names_here = {} if own is None or shared is None else _names_of({**shared, **own})
        for kind in ("article", "entities"):
            names = Names(entities=names_here or None, properties=properties)
            made[folder / SCHEMAS / f"{kind}.json"] = schema(kind, names)
    return {path: as_text(one) for path, one in sorted(made.items())}, sorted(set(problems))


def as_text(made: Schema) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _stories(project: Project) -> Iterator[Path]:
    claims = project.root / "claims"
    there = [folder for folder in claims.iterdir() if folder.is_dir()] if claims.is_dir() else []
    unsaved = [file.parent for file in project.unsaved if file.parent.parent == claims]
    for folder in sorted({*there, *unsaved}):
        if not folder.name.startswith("."):
            yield folder


def _read(kind: type[M], file: Path, project: Project, problems: list[Problem]) -> dict[str, M | None] | None:
    """The entries of a file by name, None for one with a mistake. None where it cannot be read."""
    if not project.has(file):
        return {}
    text, shown = project.unsaved.get(file), project.shown(file)
    if not project.holds(file):
        problems.append(Problem(shown, 1, 1, LEADS_OUT))
        return None
    document, wrong = read_document(file, shown) if text is None else parse_document(text, shown)
    problems += wrong
    if document is None:
        return None
    good, wrong = validate_map(kind, document)
    problems += wrong
    return {name: good.get(name) for name in document.value} if isinstance(document.value, dict) else None


def _names_of(entities: Mapping[str, models.Entity | None]) -> dict[str, str]:
    """What each name of the entities stands for."""
    names: dict[str, str] = {}
    for id_, entry in entities.items():
        if entry is not None:
            names |= dict.fromkeys((*([entry.name] if entry.name else []), *entry.aliases), f"another name of {id_}")
    return {**names, **{id_: _described(entry) for id_, entry in entities.items()}}


def _described(entry: models.Entity | None) -> str:
    if entry is None:
        return ""
    wholes = " and ".join(entry.part_of) if isinstance(entry.part_of, dict) else entry.part_of
    whole = f"part of {wholes}" if wholes else ""
    return ", ".join(part for part in (entry.name, entry.kind, whole) if part)
