"""What a YAML file holds: mappings, sequences and scalars, each with its place.

Files are kept as plain dicts, lists and strings, with their places beside them as plain tuples and dicts: reading is
most of the work of a check of many files, and a second process can hand those over as they are. The classes here are
views of them, made where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from checker.problems import Place, Problem

EMPTY = "the file is empty"
"""The problem of a file without any value."""

Spot = tuple[int, int]
"""Line and column within a file, both from 1."""
Marks = tuple[Spot, dict[str, Spot], dict[str | int, "Stored"]]
"""Where a mapping or sequence is: its own spot, its keys' spots, its children by key or index."""
Stored: TypeAlias = Spot | Marks
"""A scalar has a spot and nothing else; so has what another tool made and cannot tell more of."""
Path = tuple[str | int, ...]


class Node(Struct, frozen=True):
    """A part of a file: its value as plain data, and where it stands."""

    file: str
    value: Any
    stored: Stored

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, *spot_of(self.stored))


class Scalar(Node, frozen=True):
    """A text as it was written."""


class Sequence(Node, frozen=True):
    """A list of nodes."""

    def __len__(self) -> int:
        return len(self.value)

    def __iter__(self) -> Iterator[Node]:
        return (node_of(self.file, value, child_of(self.stored, index)) for index, value in enumerate(self.value))


class Mapping(Node, frozen=True):
    """Nodes by their keys."""

    def __getitem__(self, key: str) -> Node:
        return node_of(self.file, self.value[key], child_of(self.stored, key))

    def keys(self) -> dict[str, Place]:
        """The keys in the order of the file, with where each stands."""
        return {key: Place(self.file, *spot) for key, spot in keys_of(self.stored).items()}


def node_of(file: str, value: Any, stored: Stored) -> Node:
    """A view of plain data."""
    if isinstance(value, dict):
        return Mapping(file, value, stored)
    return Sequence(file, value, stored) if isinstance(value, list) else Scalar(file, value, stored)


def spot_of(stored: Stored) -> Spot:
    """Where something begins."""
    return stored if len(stored) == 2 else stored[0]


def keys_of(stored: Stored) -> dict[str, Spot]:
    """Where the keys of a mapping stand; none where that is not known."""
    return {} if len(stored) == 2 else stored[1]


def child_of(stored: Stored, key: str | int) -> Stored:
    """Where a child is; where that is not known, where its parent is."""
    return spot_of(stored) if len(stored) == 2 else stored[2].get(key, stored[0])


class Document(Struct, frozen=True):
    """A YAML file, or a part of one, as plain dicts, lists and strings, with its places."""

    file: str
    value: Any
    marks: Stored

    @property
    def root(self) -> Node:
        """All of it as a node."""
        return node_of(self.file, self.value, self.marks)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """The place of the node at a path, or of its nearest ancestor that exists; or of its key."""
        return Place(self.file, *_spot_at(self.marks, path, of_key=of_key))

    def at(self, *path: str | int) -> Document:
        """A node as a document of its own, with its places. Raises KeyError where there is none."""
        value, stored = self.value, self.marks
        for part in path:
            if len(stored) == 2:
                raise KeyError(part)
            value, stored = value[part], stored[2][part]
        return Document(self.file, value, stored)

    def existing(self, path: Path) -> Path:
        """The parts of a path that are in the file: validators name the members of unions in between."""
        stored, found = self.marks, []
        for part in path:
            child = None if len(stored) == 2 else stored[2].get(part)
            if child is not None:
                stored = child
                found.append(part)
        return tuple(found)

    def problem(self, path: Path, message: str, *, of_key: bool = False) -> Problem:
        """A problem at the node at a path, or at its key."""
        return self.place(path, of_key=of_key).problem(message)


def _spot_at(stored: Stored, path: Path, *, of_key: bool) -> Spot:
    for step, part in enumerate(path):
        if len(stored) == 2:
            break
        own, keys, children = stored
        if of_key and step == len(path) - 1 and isinstance(part, str) and part in keys:
            return keys[part]
        child = children.get(part)
        if child is None:
            return keys.get(part, own) if isinstance(part, str) else own
        stored = child
    return spot_of(stored)
