"""What a form says, as the keys of a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.desk.comparing import compared_of_form

KEYS = ("subject", "property", "value", "status", "as_of", "period", "scope", "said_by", "via", "quote", "id")
FURTHER = ("also", "counted_from", "implied", "revises", "supersedes", "disowned_by", "retracted", "note")
"""Keys of a claim that the form has, those that are seldom needed last."""


def as_text(said: Any) -> str:
    """A key's value in one line: a list as its parts, what a voice takes back as its figure."""
    if isinstance(said, str):
        return said
    if isinstance(said, Mapping):
        return str(said.get("from", ""))
    return ", ".join(str(part) for part in said) if isinstance(said, Sequence) else str(said)


def claim_of_form(sent: Mapping[str, str], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a form says, as keys of a claim; None takes a key out. What the form shows in part stays as it was."""
    wanted: dict[str, Any] = {}
    for key in (*KEYS, *FURTHER):
        if key not in sent:
            continue
        text = " ".join(sent[key].split())
        old = before.get(key) if before else None
        if old is not None and as_text(old) == text:
            wanted[key] = old
        elif text and not (key == "status" and text == "actual" and old is None):
            wanted[key] = text
        else:
            wanted[key] = None
    return wanted | compared_of_form(sent, before)
