"""A vocabulary into a project that is there: its properties below the project's own, its rules beside them.

Nothing that the project has is changed: comments and order stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from pydantic import BaseModel

from checker.files import models
from checker.files.budgets import YAML_BYTES
from checker.files.nodes import EMPTY, Document
from checker.files.project import Project
from checker.files.regular import read_regular
from checker.files.validation import validate, validate_map
from checker.files.walk import LEADS_OUT
from checker.files.yaml_reader import parse_document, read_document
from checker.problems import Problem
from checker.vocabularies.reading import properties_of, properties_text, property_of, rule_text, rules_of, vocabulary

_WORDING = {"title", "words", "important"}
"""Keys by which a property of the project may differ and still be the same."""


class Addition(Struct):
    """What is to be written: whole files, and what they must hold before. With problems nothing is.

    `kept` are properties and rules that the project has otherwise, and that stay as they are.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    expected: dict[Path, str | None] = field(default_factory=dict)
    properties: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def addition(name: str, project: Project, *, keeps: bool = False, head: str = "") -> Addition:
    """What a vocabulary brings into a project. `keeps`: a property that is there otherwise stays, and is no problem.

    A rule that is there stays as it is: its own examples prove it. `head` is the first line of a rule's file.
    """
    added = Addition()
    entries, document, text = _read_properties(project, added)
    if added.problems:
        return added
    there = document.value if document else {}
    groups = _lacking(name, there)
    added.properties = tuple(_members(groups))
    differing = dict(_differing(name, entries, document))
    added.kept = (*differing, *_rules(name, [*there, *added.properties], project, head, added))
    if not keeps:
        added.problems += differing.values()
    if document and not (added.properties or added.rules or added.problems):
        added.problems.append(_is_here_already(name, document))
    if groups and not added.problems:
        _append(groups, text, project, added)
    return added


def _is_here_already(name: str, document: Document) -> Problem:
    first = next(iter(vocabulary(name).properties.values()))[0]
    return document.problem((first,), f"the vocabulary {name!r} is here already: nothing of it is missing", of_key=True)


def _lacking(name: str, there: Collection[str]) -> dict[str, list[str]]:
    """The properties of a vocabulary that are not there, by their groups."""
    groups: dict[str, list[str]] = {}
    for group, members in properties_of((name,)).items():
        if lacking := [member for member in members if member not in there]:
            groups[group] = lacking
    return groups


def _members(groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for members in groups.values():
        yield from members


def is_here(name: str, project: Project) -> bool:
    """Whether a project has all properties and rules of a vocabulary, as it has them or otherwise."""
    _, document, _ = _read_properties(project, Addition())
    rules = [project.rule_folder / f"{rule}.yaml" for rule in rules_of((name,))]
    return not _lacking(name, document.value if document else {}) and all(project.has(rule) for rule in rules)


def _read_properties(project: Project, added: Addition) -> tuple[dict[str, models.Property], Document | None, str]:
    """The properties of the project; what is wrong with the file goes to the problems."""
    file, shown = project.properties, project.shown(project.properties)
    added.expected[file] = None
    if not project.has(file):
        return {}, None, ""
    if not project.holds(file):
        added.problems.append(Problem(shown, 1, 1, LEADS_OUT))
        return {}, None, ""
    document, wrong = read_document(file, shown)
    added.problems += [problem for problem in wrong if problem.message != EMPTY]
    text = "" if added.problems else _text_of(file)
    added.expected[file] = text
    if document is None or document.value is None:
        return {}, None, text
    entries, mistaken = validate_map(models.Property, document)
    added.problems += mistaken
    return entries, document, text


def _text_of(file: Path) -> str:
    return read_regular(file, YAML_BYTES).decode("utf-8")


def _differing(
    name: str, entries: Mapping[str, models.Property], document: Document | None
) -> Iterator[tuple[str, Problem]]:
    """Properties that the project has otherwise than the vocabulary."""
    if document is None:
        return
    for members in properties_of((name,)).values():
        for member in members:
            difference = _difference(entries[member], property_of(member)) if member in entries else ""
            if difference:
                message = f"{member!r} is here otherwise than in the vocabulary {name!r}: {difference}"
                message = f"{message}. Change it, or keep yours: --keep"
                yield member, document.problem((member,), message, of_key=True)


def _difference(here: BaseModel, there: BaseModel) -> str:
    """The keys by which two differ, with what they have; empty if they mean the same."""
    mine, theirs = _without_wording(here), _without_wording(there)
    keys = [key for key in {**theirs, **mine} if mine.get(key) != theirs.get(key)]
    return "; ".join(f"{key} is {_shown(mine.get(key))}, there {_shown(theirs.get(key))}" for key in keys)


def _without_wording(said: BaseModel) -> dict[str, Any]:
    return {key: value for key, value in said.model_dump(exclude_defaults=True).items() if key not in _WORDING}


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return "left out" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _rules(name: str, members: Iterable[str], project: Project, head: str, added: Addition) -> list[str]:
    """The rules that the project lacks, to be written; returns those that it has otherwise, which it keeps.

    `members` are the properties of the project, with those that are added.
    """
    kept: list[str] = []
    for rule in rules_of((name,)):
        file, text = project.rule_folder / f"{rule}.yaml", rule_text(rule, members)
        if not project.has(file):
            added.rules = (*added.rules, rule)
            added.texts[file] = head + text
            added.expected[file] = None
        elif not project.holds(file) or not _says_the_same(file, text, project):
            kept.append(rule)
    return kept


def _says_the_same(file: Path, text: str, project: Project) -> bool:
    """Whether a rule of the project says the same, whatever its comments, the order of its keys, and the properties of
    its examples, which depend on what the project has."""
    documents = [read_document(file, project.shown(file))[0], parse_document(text, "")[0]]
    read = [validate(models.Rule, document)[0] for document in documents if document is not None]
    told = [said.model_dump(exclude={"properties"}) for said in read if said is not None]
    return len(told) == 2 and told[0] == told[1]


def _append(groups: Mapping[str, Sequence[str]], text: str, project: Project, added: Addition) -> None:
    """The project's file with the new properties below its own; a problem where it cannot be continued so."""
    whole = _below(text, properties_text(groups))
    shown = project.shown(project.properties)
    document, wrong = parse_document(whole.removeprefix("\ufeff"), shown)
    names = document.value if document is not None and isinstance(document.value, dict) else {}
    if wrong or any(member not in names for member in _members(groups)):
        message = "expected one property a line, such as `size: {type: count}`: nothing can be added below"
        added.problems.append(Problem(shown, text.count("\n") + 1, 1, message))
    else:
        added.texts[project.properties] = whole


def _below(text: str, more: str) -> str:
    """A file's text with more lines below it, after an empty one, with the line ends that it has."""
    end = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + end
    return before + (end if before.strip() else "") + more.replace("\n", end)
