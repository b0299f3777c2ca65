"""Entities that imported claims need: the lines to add to entities.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from checker.corpus.assemble import read_cast
from checker.corpus.entities import Cast
from checker.exchange.drafts import Draft, slug
from checker.files.budgets import YAML_BYTES
from checker.files.project import find
from checker.files.regular import read_regular
from checker.files.yaml_reader import parse_document, read_document
from checker.files.yaml_writer import in_braces, scalar
from checker.problems import Problem, nearest
from checker.values.value import fold

if TYPE_CHECKING:
    from checker.files.project import Project

HEAD = "# Who and what the claims of this story speak of.\n"
MOST_NEAR = 200
"""Names for which something near is looked for: of more than that the file is another story's."""

Entities = Mapping[str, Mapping[str, str]]
"""Entities by id, each with its keys as text."""


class CastChange(Struct, frozen=True, kw_only=True):
    """A story's entities.yaml as it is (None: not there yet) and as it is to be. `lines` are those that are new."""

    path: Path
    before: str | None
    after: str
    lines: tuple[str, ...]


class Proposal(Struct):
    """Entities that claims speak of and no file lists, by id, and how often each is spoken of."""

    entities: dict[str, dict[str, str]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)


def proposals(root: Path, drafts: Iterable[Draft], known: Mapping[str, Entities]) -> dict[str, Proposal]:
    """By story, an entity for each subject that is unknown and is like none that is known."""
    project = find([root])
    casts: dict[str, Cast] = {}
    found: dict[str, Proposal] = {}
    looked_up: dict[tuple[str, str], str] = {}
    for draft in drafts:
        story = draft.key[0]
        if story not in casts:
            casts[story] = _cast(project, story)
        for claim in draft.article["claims"]:
            subject = claim.get("subject")
            if not isinstance(subject, str) or not subject or subject in known.get(story, {}):
                continue
            if (story, subject) not in looked_up:
                proposal = found.get(story, Proposal())
                id_ = _id_for(subject, casts[story], proposal, is_near_looked_for=len(looked_up) < MOST_NEAR)
                looked_up[story, subject] = id_
                if id_:
                    proposal.entities.setdefault(id_, {} if id_ == subject else {"name": subject})
                    found[story] = proposal
            if id_ := looked_up[story, subject]:
                found[story].times[id_] = found[story].times.get(id_, 0) + 1
    return found


def _cast(project: Project, story: str) -> Cast:
    return read_cast(project, read_cast(project, Cast()), story)


def _id_for(subject: str, cast: Cast, proposal: Proposal, *, is_near_looked_for: bool) -> str:
    """The id of a new entity; "" where the subject is known, or may be a known one that is misspelt."""
    if cast.is_partial or cast.find(subject) is not None:
        return ""
    if is_near_looked_for and nearest(fold(subject), cast.names):
        return ""
    id_ = slug(subject)
    taken = proposal.entities.get(id_)
    same_name = taken is not None and fold(taken.get("name", id_)) == fold(subject)
    return id_ if (taken is None and cast.find(id_) is None) or same_name else ""


def with_entities(root: Path, story: str, entities: Entities) -> tuple[CastChange | None, list[Problem]]:
    """The story's entities.yaml with those that it has not, at its end."""
    path = root / "claims" / story / "entities.yaml"
    before = text_of(path)
    known: Mapping[str, object] = {}
    if before is not None:
        document, problems = read_document(path, path.as_posix())
        if problems or document is None or not isinstance(document.value, dict):
            return None, problems or [Problem(path.as_posix(), 1, 1, "expected entities; correct it first")]
        known = document.value
    new = {id_: entity for id_, entity in sorted(entities.items()) if id_ not in known}
    if not new:
        return None, []
    lines = tuple(lines_of(new).values())
    old = HEAD if before is None else before if before.endswith("\n") else f"{before}\n"
    after = old + "".join(f"{line}\n" for line in lines)
    document, problems = parse_document(after.removeprefix("\ufeff"), path.as_posix())
    if problems or document is None or document.value != {**known, **new}:
        return None, [Problem(path.as_posix(), 1, 1, f"cannot take {_counted(len(new))} at its end; add them first")]
    return CastChange(path=path, before=before, after=after, lines=lines), []


def lines_of(entities: Entities) -> dict[str, str]:
    """By id, the lines of entities.yaml that list entities."""
    return {id_: f"{scalar(id_)}: {{{_keys(entity)}}}" for id_, entity in sorted(entities.items())}


def summary(change: CastChange) -> str:
    """What comes to a file of entities."""
    new = _counted(len(change.lines))
    return f"new, {new}" if change.before is None else f"added {new}"


def _counted(number: int) -> str:
    return f"{number:,} {'entity' if number == 1 else 'entities'}"


def _keys(entity: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {in_braces(value)}" for key, value in entity.items())


def text_of(path: Path) -> str | None:
    """A file's text; None where there is none."""
    return read_regular(path, YAML_BYTES).decode("utf-8") if os.path.lexists(path) else None
