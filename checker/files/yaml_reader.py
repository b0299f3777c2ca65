"""Strict YAML: mappings, lists and scalars as plain text, with a place for every key and value.

PyYAML's own loaders turn `NO` into False and `12:30` into 750, keep the last of two equal keys, follow
aliases for ever and crash on deep nesting. Here every scalar stays the text that was written; tags, anchors,
aliases, merges, second documents, repeated keys and control characters are problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from checker.files.budgets import YAML_BYTES, YAML_DEPTH, YAML_NODES
from checker.files.regular import TooLargeError, read_regular
from checker.files.yaml_errors import explain, place_in, place_of
from checker.problems import Place, Problem

EMPTY = "the file is empty"

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CUT_COMMENT = re.compile(r"#[^\s#]")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


Marks = tuple[Place, dict[str, Place], dict[str | int, "Node"]]
"""Where a mapping or list is: its own place, its keys' places, its children by key or index."""

Node = Place | Marks
"""A scalar has a place and nothing else. Plain tuples and dicts, so that a second process can hand them over."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain dicts, lists and strings, with its places."""

    file: str
    value: Any
    marks: Node

    def place(self, path: tuple[str | int, ...], *, of_key: bool = False) -> Place:
        """The place of the node at a path, or of its nearest ancestor that exists."""
        marks = self.marks
        for step, part in enumerate(path):
            if len(marks) == 2:
                break
            own, keys, children = marks
            if of_key and step == len(path) - 1 and isinstance(part, str) and part in keys:
                return keys[part]
            child = children.get(part)
            if child is None:
                return keys.get(part, own) if isinstance(part, str) else own
            marks = child
        return marks if len(marks) == 2 else marks[0]

    def at(self, *path: str | int) -> Document:
        """A node as a document of its own, with its places. Raises KeyError where there is none."""
        value, marks = self.value, self.marks
        for part in path:
            if len(marks) == 2:
                raise KeyError(part)
            value, marks = value[part], marks[2][part]
        return Document(self.file, value, marks)

    def problem(self, path: tuple[str | int, ...], message: str, *, of_key: bool = False) -> Problem:
        return Problem(self.file, *self.place(path, of_key=of_key), message)


def read_document(path: Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """Read one file. `shown` is the name that problems give. An empty file is a problem."""
    try:
        data = read_regular(path, YAML_BYTES)
    except TooLargeError as error:
        return None, [Problem(shown, 1, 1, str(error.strerror))]
    except OSError as error:
        return None, [Problem(shown, 1, 1, f"cannot be read: {error.strerror or error}")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        return None, [Problem(shown, line, column, "not a text file in UTF-8")]
    return parse_document(text.removeprefix("\ufeff"), shown)


def parse_document(text: str, shown: str) -> tuple[Document | None, list[Problem]]:
    """Parse YAML text; returns (document or None, problems). Goes on after all but syntax errors."""
    if control := CONTROL.search(text.replace("\r\n", "\n")):
        return None, [Problem(shown, *place_in(text, control[0]), f"control character U+{ord(control[0]):04X}")]
    builder = _Builder(text, shown)
    try:
        document = builder.build()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        # what it stumbled over may be the end of what is told already
        if mark is None or mark.line + 1 - builder.told_in not in (0, 1):
            place, what = explain(text, error, _PARSER)
            builder.problems.append(Problem(shown, *place, f"not valid YAML: {what}"))
        return None, builder.problems
    return document, builder.problems


class _Builder:
    """Builds the document from parser events, without recursion."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self.problems: list[Problem] = []
        # few lines need a look at their text: those with a # or a tab
        lines = enumerate(text.split("\n")) if "#" in text or "\t" in text else ()
        self._lines = {number: line for number, line in lines if "#" in line or "\t" in line}
        self._root: tuple[Any, Node] | None = None
        # a frame: container, its marks, and for a mapping the key that waits for its value
        self._stack: list[list[Any]] = []
        self.told_in = -1  # the line of the last text that starts with a sign of YAML's own
        self._two_in_one: Any = None

    def _refuse(self, place: Place, message: str) -> None:
        self.problems.append(Problem(self.shown, *place, message))

    def _refuse_sign(self, place: Place, sign: str, names: str) -> None:
        self.told_in = place[0]
        self._refuse(place, f"text that starts with {sign} must be put in quotes ({names} are not allowed here)")

    def _refuse_second(self, frame: list[Any], key: str, place: Place) -> None:
        """A key that stands twice. Where it is the id of an item, the keys that follow are those of another item."""
        message = f"{key!r} stands here twice, first in line {frame[1][1][key][0]}"
        if key == "id" and len(self._stack) > 1:
            self._refuse(place, f"{message}; if a new claim begins here, put '- ' before it")
            self._two_in_one = frame[0]
        elif frame[0] is not self._two_in_one:
            self._refuse(place, message)

    def build(self) -> Document | None:
        nodes = documents = 0
        event: Any
        parser = _PARSER(self.text)
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                nodes += 1
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                nodes += 1
                place = place_of(event)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_sign(place, "&" if event.tag is None else "!", "tags and anchors")
                if len(self._stack) >= YAML_DEPTH:
                    self._refuse(place, f"nested more than {YAML_DEPTH} levels deep")
                    return None
                value: Any = {} if kind is yaml.MappingStartEvent else []
                marks: Marks = (place, {}, {})
                self._attach(value, marks, place)
                self._stack.append([value, marks, None])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._stack.pop()
            elif kind is yaml.AliasEvent:
                place = place_of(event)
                self._refuse_sign(place, "*", "aliases")
                self._attach("", place, place)
            elif kind is yaml.StreamEndEvent:
                break
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse(place_of(event), "a second document (---) in one file")
                    break
            if nodes > YAML_NODES:
                self._refuse(place_of(event), f"more than {YAML_NODES} values in one file")
                return None
        if self._root is None or self._root[0] == "":
            self.problems.append(Problem(self.shown, 1, 1, EMPTY))
            return None
        return Document(self.shown, *self._root)

    def _scalar(self, event: Any) -> None:
        text, style = event.value, event.style
        mark = event.start_mark
        place = mark.line + 1, mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse_sign(place, "&" if event.tag is None else "!", "tags and anchors")
        # the raw text has none: only an escape such as "\\e" can bring one in
        if style == '"' and (control := CONTROL.search(text)):
            self._refuse(place, f"control character U+{ord(control[0]):04X}")
            text = CONTROL.sub("?", text)
        # a plain style is None from the pure parser, "" from libyaml
        if self._lines and not style and text and event.end_mark.line in self._lines:
            self._check_cut(event.end_mark)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame[2] is None and type(frame[0]) is dict:
            if text in frame[0]:
                self._refuse_second(frame, text, place)
            if text == "<<":
                self._refuse(place, "merges (<<) are not allowed here")
            frame[1][1].setdefault(text, place)
            frame[2] = text
            return
        self._attach(text, place, place)

    def _attach(self, value: Any, marks: Node, place: Place) -> None:
        if not self._stack:
            self._root = self._root or (value, marks)
            return
        frame = self._stack[-1]
        container, (_, keys, children), key = frame
        if type(container) is list:
            children[len(container)] = marks
            container.append(value)
        elif key is None:
            self._refuse(place, "a key must be text")
            frame[2] = ""
            keys.setdefault("", place)
        else:
            line, column = place
            if line - 1 in self._lines and self._lines[line - 1][: column - 1].endswith("\t"):
                # libyaml reads on, the pure parser stops: a file must not depend on which is installed
                self._refuse((line, column - 1), "a tab; use spaces here")
            if key not in container:
                container[key] = value
                children[key] = marks
            frame[2] = None

    def _check_cut(self, end: Any) -> None:
        """`foo #bar` loses its end in silence: a comment has a space after its #."""
        # libyaml puts the end mark behind the spaces that follow
        line = self._lines[end.line]
        at = end.column + len(line[end.column :]) - len(line[end.column :].lstrip())
        if line[at - 1 : at] in (" ", "\t") and _CUT_COMMENT.match(line, at):
            message = "the text is cut off here: put it in quotes, or write a space after the # of a comment"
            self._refuse((end.line + 1, at + 1), message)
