"""Edits of ring-up.yaml: whom a desk rings up about which figure, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.baseline.keys import about
from checker.corpus.calls import SEPARATOR
from checker.edits.change import Change, FileChange, Made, content_of
from checker.engine.findings import Finding
from checker.files.nodes import EMPTY
from checker.files.project import RING_UP
from checker.files.ring_up_file import CALL_STATES, CallEntry
from checker.files.validation import validate_map
from checker.files.yaml_edit import entry_removed, entry_sorted_in, keys_set, spliced
from checker.files.yaml_reader import parse_document
from checker.files.yaml_spans import spans_of
from checker.problems import Problem, did_you_mean

CALL_ORDER = ("state", "on", "by", "finding", "note")
HEAD = "# Whom the desk rings up about which figure, and what came of it. No rule reads it.\n"


def call_key(story: str, figure: str, voice: str) -> str:
    """The key of an entry. The figure is one as accepted.yaml names it, the voice an entity's id or words."""
    return SEPARATOR.join(" ".join(part.split()) for part in (story, figure.replace(SEPARATOR, " / "), voice))


def calls_about(finding: Finding) -> tuple[tuple[str, str, str], ...]:
    """Whom one can ring up about a finding: story, figure and voice of each of its statements."""
    found: dict[tuple[str, str, str], None] = {}
    for statement in finding.statements:
        voice = statement.voice.removeprefix(f"{finding.story}/")
        found[finding.story, about(statement.figure), voice] = None
    return tuple(sorted(found))


def set_call(root: Path, key: str, keys: Mapping[str, str | None]) -> Made:
    """An entry with other keys: state, on, by, finding, note; a new one where there is none. None takes a key out."""
    state = keys.get("state")
    if state is not None and state not in CALL_STATES:
        message = f"{state!r} is not one of {', '.join(CALL_STATES)}{did_you_mean(state, CALL_STATES)}"
        return None, (Problem(RING_UP, 1, 1, message),)
    text, said, problems = _read(root)
    if problems:
        return None, problems
    new = _entry(said.get(key), keys)
    if key in said:
        after = keys_set(text, (key,), said[key], new, CALL_ORDER)
    else:
        after = spliced(text or HEAD, entry_sorted_in(text or HEAD, spans_of(text) if said else None, key, new))
    return _made(root, f"{key}: {new['state']}", text, after, {**said, key: new})


def _entry(old: Mapping[str, Any] | None, keys: Mapping[str, str | None]) -> dict[str, Any]:
    """An entry with other keys, in their order; what is None goes."""
    new = {"state": CALL_STATES[0], **(old or {}), **keys}
    return {name: new[name] for name in sorted(new, key=_rank) if new[name] is not None}


def remove_call(root: Path, key: str) -> Made:
    """An entry taken out."""
    text, said, problems = _read(root)
    if problems:
        return None, problems
    spans = spans_of(text)
    if key not in said or spans is None:
        return None, (Problem(RING_UP, 1, 1, f"there is no entry {key!r}{did_you_mean(key, said)}"),)
    after = spliced(text, entry_removed(text, spans, key))
    return _made(root, f"not to ring up: {key}", text, after, {name: said[name] for name in said if name != key})


def _rank(name: str) -> tuple[int, str]:
    return (CALL_ORDER.index(name) if name in CALL_ORDER else len(CALL_ORDER), name)


def _read(root: Path) -> tuple[str, dict[str, Any], tuple[Problem, ...]]:
    """The text of ring-up.yaml and its entries; without the file, nothing."""
    text = content_of(root, RING_UP)
    if text is None:
        return "", {}, ()
    if not isinstance(text, str):
        return "", {}, (Problem(RING_UP, 1, 1, "not a text file in UTF-8"),)
    document, problems = parse_document(text.removeprefix("\ufeff"), RING_UP)
    if [problem for problem in problems if problem.message != EMPTY]:
        return text, {}, tuple(problems)
    value = document.value if document is not None else {}
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        return text, {}, (Problem(RING_UP, 1, 1, "expected an entry a line; correct it first"),)
    return text, value, ()


def _made(root: Path, title: str, before: str, after: str, wanted: Mapping[str, Any]) -> Made:
    document, problems = parse_document(after.removeprefix("\ufeff"), RING_UP)
    said = document.value if document is not None else {}
    if [problem for problem in problems if problem.message != EMPTY] or said != wanted:
        return None, (Problem(RING_UP, 1, 1, "its layout does not allow this change; make it in an editor"),)
    if document is not None and (wrong := validate_map(CallEntry, document)[1]):
        return None, tuple(wrong)
    is_there = content_of(root, RING_UP) is not None
    return Change(title=title, files=(FileChange(name=RING_UP, before=before if is_there else None, after=after),)), ()
