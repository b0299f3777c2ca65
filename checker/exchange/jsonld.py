"""JSON-LD as other tools write it: one thing or many, names with or without a prefix, what is said elsewhere by @id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from checker.files.nodes import Document, Spot
from checker.problems import Problem

_PREFIXES = ("", "schema:", "https://schema.org/", "http://schema.org/", "oa:", "as:")


class Thing(Struct, frozen=True):
    """A node with its place. `known` are the nodes that other ones name by @id."""

    document: Document
    path: tuple[str | int, ...]
    value: Any
    known: dict[str, Thing] = field(default_factory=dict)

    def get(self, *keys: str) -> Thing | None:
        """What stands under the first of these keys that is there and not null."""
        if not isinstance(self.value, dict):
            return None
        for key in keys:
            for prefix in _PREFIXES:
                name = f"{prefix}{key}"
                if self.value.get(name) is not None:
                    return self._child(name).resolved()
        return None

    def _child(self, part: str | int) -> Thing:
        return Thing(self.document, (*self.path, part), self.value[part], self.known)

    def resolved(self) -> Thing:
        """What is meant where only an @id stands here."""
        if isinstance(self.value, dict) and len(self.value) == 1:
            return self.known.get(str(next(iter(self.value.values()))), self)
        return self

    def each(self, *keys: str) -> list[Thing]:
        """The things under a key: one, several or none."""
        found = self.get(*keys)
        if found is None:
            return []
        if isinstance(found.value, list):
            return [found._child(number).resolved() for number in range(len(found.value))]
        return [found]

    def text(self, *keys: str) -> str:
        """The text under the first of these keys that has one; of a list, its first."""
        for key in keys:
            for found in self.each(key):
                value = found.value
                if isinstance(value, dict):
                    value = next((value[name] for name in ("@value", "value", "name") if name in value), None)
                if isinstance(value, str) and value.strip():
                    return " ".join(value.split())
        return ""

    def is_a(self, *types: str) -> bool:
        given = {str(kind.value) for kind in self.each("@type", "type")}
        return any(f"{prefix}{name}" in given for name in types for prefix in _PREFIXES)

    @property
    def place(self) -> Spot:
        """Its line and column."""
        return self.document.place(self.path)[-2:]

    def problem(self, message: str, key: str = "") -> Problem:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path).removeprefix(".")
        path = (*self.path, key) if key else self.path
        return self.document.problem(path, f"{where}: {message}" if where else message)


def things(document: Document) -> Iterator[Thing]:
    """All nodes of a document, outer ones first."""
    known: dict[str, Thing] = {}
    every: list[Thing] = []
    waiting = [Thing(document, (), document.value, known)]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing.value, dict):
            every.append(thing)
            name = thing.value.get("@id", thing.value.get("id"))
            if isinstance(name, str) and len(thing.value) > 1:
                known.setdefault(name, thing)
            parts: list[str | int] = list(thing.value)
        elif isinstance(thing.value, list):
            parts = list(range(len(thing.value)))
        else:
            continue
        waiting += [thing._child(part) for part in reversed(parts)]
    return iter(every)
