"""Edits of what can be claimed: a new property, and the words by which texts speak of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.edits.change import Change, FileChange, Made, content_of
from checker.edits.judging import loaded
from checker.files.models import Property
from checker.files.yaml_edit import entry_added, keys_set, spliced
from checker.files.yaml_reader import parse_document
from checker.problems import Problem, did_you_mean

FILE = "rules/properties.yaml"
PROPERTY_ORDER = tuple(Property.model_fields)
_FLAGS = ("signed", "important")


def add_property(root: Path, name: str, keys: Mapping[str, Any]) -> Made:
    """A further property: its type, and what else rules/properties.yaml knows of one."""
    text, said, problems = _read(root)
    if problems:
        return None, problems
    if name in said:
        return None, (Problem(FILE, 1, 1, f"{name!r} is a property already"),)
    wanted = {key: keys[key] for key in sorted(keys, key=_rank) if keys[key]}
    written = {key: value == "true" or value if key in _FLAGS else value for key, value in wanted.items()}
    after = spliced(text, entry_added(text, name, written))
    return _made(root, f"add property {name}", text, after, {**said, name: _plain(wanted)})


def add_words(root: Path, name: str, words: Sequence[str]) -> Made:
    """Further words by which texts speak of a property."""
    text, said, problems = _read(root)
    if problems:
        return None, problems
    if name not in said or not isinstance(said[name], dict):
        return None, (Problem(FILE, 1, 1, f"unknown property {name!r}{did_you_mean(name, said)}"),)
    old = said[name]
    known = [old["words"]] if isinstance(old.get("words"), str) else list(old.get("words", []))
    new = {**old, "words": [*known, *(word for word in words if word not in known)]}
    after = keys_set(text, (name,), old, new, PROPERTY_ORDER, _FLAGS)
    return _made(root, f"{', '.join(words)}: words of {name}", text, after, {**said, name: new})


def _rank(key: str) -> tuple[int, str]:
    return (PROPERTY_ORDER.index(key) if key in PROPERTY_ORDER else len(PROPERTY_ORDER), key)


def _read(root: Path) -> tuple[str, dict[str, Any], tuple[Problem, ...]]:
    text = content_of(root, FILE)
    if text is None:
        return "", {}, ()
    if not isinstance(text, str):
        return "", {}, (Problem(FILE, 1, 1, "not a text file in UTF-8"),)
    document, problems = parse_document(text.removeprefix("\ufeff"), FILE)
    value = document.value if document is not None else None
    if problems or not isinstance(value, dict):
        return text, {}, tuple(problems) or (Problem(FILE, 1, 1, "expected properties; correct it first"),)
    return text, value, ()


def _made(root: Path, title: str, before: str, after: str, wanted: Mapping[str, Any]) -> Made:
    document, problems = parse_document(after.removeprefix("\ufeff"), FILE)
    if problems or document is None or document.value != wanted:
        return None, (Problem(FILE, 1, 1, "its layout does not allow this change; make it in an editor"),)
    known = {(problem.file, problem.message) for problem in loaded(root, {}).problems}
    new = tuple(each for each in loaded(root, {FILE: after}).problems if (each.file, each.message) not in known)
    if new:
        return None, new
    is_there = content_of(root, FILE) is not None
    return Change(title=title, files=(FileChange(name=FILE, before=before if is_there else None, after=after),)), ()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
