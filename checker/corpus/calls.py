"""ring-up.yaml resolved: whom a desk rings up about which figure, and what came of it."""

from __future__ import annotations

from msgspec import Struct

from checker.files.nodes import Document
from checker.files.ring_up_file import PARTS, CallEntry
from checker.problems import Problem
from checker.values.dates import Window, read_window

SEPARATOR = " | "


class Call(Struct, frozen=True, kw_only=True):
    """A voice that is rung up about a figure. `key` is that of its entry: the story, the figure as accepted.yaml names
    it ("flood killed planned"), and the voice, an entity's id or words."""

    key: str
    story: str
    figure: str
    voice: str
    state: str
    on: Window | None = None
    by: str = ""
    finding: str = ""
    note: str = ""
    file: str = ""
    line: int = 0


def resolve_calls(entries: dict[str, CallEntry], document: Document) -> tuple[list[Call], list[Problem]]:
    """The entries that are right, sorted by key; and what is wrong with the others."""
    calls, problems = [], []
    for key, entry in sorted(entries.items()):
        parts = [part.strip() for part in key.split(SEPARATOR, 2)]
        if len(parts) < len(PARTS.split(SEPARATOR)) or not all(parts):
            problems.append(document.problem((key,), f"expected {PARTS} before the colon", of_key=True))
            continue
        window, mistake = read_window(entry.on) if entry.on else (None, None)
        if mistake:
            problems.append(document.problem((key, "on"), mistake))
            continue
        story, figure, voice = parts
        calls.append(
            Call(
                key=key,
                story=story,
                figure=figure,
                voice=voice,
                state=entry.state,
                on=window,
                by=entry.by or "",
                finding=entry.finding or "",
                note=entry.note or "",
                file=document.file,
                line=document.place((key,), of_key=True).line,
            )
        )
    return calls, problems
