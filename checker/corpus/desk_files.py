"""What the desk keeps beside the claims: what it has accepted, and whom it rings up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from checker.corpus.corpus import Acceptance, StatementKey
from checker.files import models
from checker.files.nodes import EMPTY, Document
from checker.files.project import Project
from checker.files.project_documents import read_file
from checker.files.validation import validate_map
from checker.problems import Problem
from checker.values.dates import read_window

if TYPE_CHECKING:
    from checker.corpus.calls import Call

M = TypeVar("M", bound=BaseModel)


def read_accepted(project: Project) -> list[Acceptance]:
    """The entries of accepted.yaml that are right."""
    entries, document = _entries(models.Acceptance, project.accepted, project)
    if document is None:
        return []
    acceptances = []
    for id_, entry in sorted(entries.items()):
        acceptance, mistakes = _acceptance(id_, entry, document)
        project.problems += mistakes
        acceptances += [acceptance] if acceptance is not None else []
    return acceptances


def read_calls(project: Project) -> list[Call]:
    """The entries of ring-up.yaml that are right: whom the desk rings up, and what came of it."""
    if not project.has(project.ring_up):
        return []
    from checker.corpus.calls import resolve_calls  # what few projects have
    from checker.files.ring_up_file import CallEntry

    entries, document = _entries(CallEntry, project.ring_up, project)
    if document is None:
        return []
    calls, wrong = resolve_calls(entries, document)
    project.problems += wrong
    return calls


def _entries(kind: type[M], file: Path, project: Project) -> tuple[dict[str, M], Document | None]:
    """The entries of a file that a desk may have, and the file; with its last entry removed it holds comments at most.

    What is wrong is added to the problems of the project.
    """
    document, wrong = read_file(project, file) if project.has(file) else (None, [])
    project.problems += [problem for problem in wrong if problem.message != EMPTY]
    if document is None:
        return {}, None
    entries, wrong = validate_map(kind, document)
    project.problems += wrong
    return entries, document


def _acceptance(id_: str, said: models.Acceptance, document: Document) -> tuple[Acceptance | None, list[Problem]]:
    """An entry of accepted.yaml, or what is wrong with it."""
    if not said.statements:
        message = "this entry is of the first edition: `checker accept --migrate` carries it over"
        if not said.content:
            message = "expected `statements`; write entries with `checker accept`"
        return None, [document.problem((id_,), message, of_key=True)]
    window, mistake = read_window(said.until) if said.until else (None, None)
    problems = [document.problem((id_, "until"), mistake)] if mistake else []
    statements, mistaken = _statement_keys(said.statements, document, (id_, "statements"))
    echoes, mistaken_echoes = _statement_keys(said.echoes, document, (id_, "echoes"))
    problems += [*mistaken, *mistaken_echoes]
    if problems:
        return None, problems
    return Acceptance(
        id=id_,
        rule=said.rule,
        reason=said.reason,
        statements=statements,
        echoes=echoes,
        is_open=said.open,
        lets_others_join=said.others,
        voices=tuple(said.voices),
        until=window,
        by=said.by or "",
        message=said.message or "",
        file=document.file,
        line=document.place((id_,), of_key=True).line,
    ), []


def _statement_keys(
    texts: Iterable[str], document: Document, path: tuple[str, ...]
) -> tuple[tuple[StatementKey, ...], list[Problem]]:
    """The statements of a list, and a problem for each that cannot be read."""
    keys, problems = [], []
    for number, text in enumerate(texts):
        key = _statement_key(text)
        if key is None:
            message = "expected side | figure | voice | moment | hash; write entries with `checker accept`"
            problems.append(document.problem((*path, number), message))
        else:
            keys.append(key)
    return tuple(keys), problems


def _statement_key(text: str) -> StatementKey | None:
    """A statement as accepted.yaml writes it; None if it is none. A voice may have the separator in its name."""
    parts = text.split(" | ")
    if len(parts) < 5 or not all(part.strip() for part in parts):
        return None
    side, about, *voice, moment, value = parts
    return side, about, " | ".join(voice), moment, value
