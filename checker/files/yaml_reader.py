"""Strict YAML: mappings, lists and scalars as plain text, with a place for every key and value.

PyYAML's own loaders turn `NO` into False and `12:30` into 750, keep the last of two equal keys, follow
aliases for ever and crash on deep nesting. Here every scalar stays the text that was written; tags, anchors,
aliases, merges, second documents, repeated keys and control characters are problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from checker.files.budgets import YAML_BYTES, YAML_DEPTH, YAML_NODES
from checker.files.nodes import EMPTY, Document, Marks, Spot, Stored
from checker.files.regular import TooLargeError, read_regular
from checker.files.yaml_errors import explain
from checker.files.yaml_stop import spot_in, spot_of_event
from checker.problems import Problem

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CUT_COMMENT = re.compile(r"#[^\s#]")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(path: Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """Read one file; returns (document or None, problems). `shown` is the name that problems give.

    An empty file is a problem.
    """
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
        return None, [Problem(shown, *spot_in(text, control[0]), f"control character U+{ord(control[0]):04X}")]
    builder = _Builder(text, shown)
    try:
        document = builder.build()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        # what it stumbled over may be the end of what is a problem already
        if mark is None or mark.line + 1 - builder.refused_in not in (0, 1):
            spot, what = explain(text, error, _PARSER)
            builder.problems.append(Problem(shown, *spot, f"not valid YAML: {what}"))
        return None, builder.problems
    return document, builder.problems


class _Builder:
    """Builds the document from parser events, without recursion."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self.problems: list[Problem] = []
        self.refused_in = -1  # the line of the last text that starts with a sign of YAML's own
        # few lines need a look at their text: those with a # or a tab
        lines = enumerate(text.split("\n")) if "#" in text or "\t" in text else ()
        self._lines = {number: line for number, line in lines if "#" in line or "\t" in line}
        self._root: tuple[Any, Stored] | None = None
        # a frame: container, its marks, and for a mapping the key that waits for its value
        self._stack: list[list[Any]] = []
        self._documents = self._begun = 0
        self._is_over = self._is_refused = False
        self._two_in_one: Any = None  # a mapping that holds the keys of two

    def build(self) -> Document | None:
        """The document, or None where there is none. Raises yaml.YAMLError where the text is none."""
        others: dict[type, Callable[[Any], None]] = {
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        scalars, limit = 0, YAML_NODES
        next_event, scalar, of_scalar = _PARSER(self.text).get_event, self._scalar, yaml.ScalarEvent
        while not self._is_over:
            event: Any = next_event()
            kind = type(event)
            if kind is of_scalar:
                scalars += 1
                scalar(event)
            elif kind in others:
                others[kind](event)
            elif kind is yaml.StreamEndEvent:
                break
            if scalars > limit - self._begun:
                self._refuse(spot_of_event(event), f"more than {YAML_NODES:,} values in one file")
                return None
        if self._is_refused:
            return None
        if self._root is None or self._root[0] == "":
            self.problems.append(Problem(self.shown, 1, 1, EMPTY))
            return None
        return Document(self.shown, *self._root)

    # --- events

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(spot_of_event(event), "a second document (---) in one file")
            self._is_over = True

    def _begin(self, event: Any) -> None:
        """A mapping or a list."""
        self._begun += 1
        spot = spot_of_event(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_sign(spot, "&" if event.tag is None else "!", "tags and anchors")
        if len(self._stack) >= YAML_DEPTH:
            self._refuse(spot, f"nested more than {YAML_DEPTH} levels deep")
            self._is_over = self._is_refused = True
            return
        value: Any = {} if type(event) is yaml.MappingStartEvent else []
        marks: Marks = (spot, {}, {})
        self._attach(value, marks, spot)
        self._stack.append([value, marks, None])

    def _end(self, _: Any) -> None:
        self._stack.pop()

    def _alias(self, event: Any) -> None:
        spot = spot_of_event(event)
        self._refuse_sign(spot, "*", "aliases")
        self._attach("", spot, spot)

    def _scalar(self, event: Any) -> None:
        text = event.value
        mark = event.start_mark
        spot = mark.line + 1, mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse_sign(spot, "&" if event.tag is None else "!", "tags and anchors")
        # the raw text has none: only an escape such as "\\e" can bring one in
        if event.style == '"' and (control := CONTROL.search(text)):
            self._refuse(spot, f"control character U+{ord(control[0]):04X}")
            text = CONTROL.sub("?", text)
        # a plain style is None from the pure parser, "" from libyaml
        if self._lines and not event.style and text and event.end_mark.line in self._lines:
            self._check_cut(event.end_mark)
        self._put(text, spot)

    def _put(self, text: str, spot: Spot) -> None:
        """A key of the mapping that is open, or a value."""
        frame = self._stack[-1] if self._stack else None
        if frame is None or frame[2] is not None or type(frame[0]) is not dict:
            self._attach(text, spot, spot)
            return
        if text in frame[0]:
            self._refuse_second(frame, text, spot)
        if text == "<<":
            self._refuse(spot, "merges (<<) are not allowed here")
        frame[1][1].setdefault(text, spot)
        frame[2] = text

    # --- what is built

    def _attach(self, value: Any, marks: Stored, spot: Spot) -> None:
        """Put a value where it belongs: into the list or the mapping that is open, or at the top."""
        if not self._stack:
            self._root = self._root or (value, marks)
            return
        frame = self._stack[-1]
        container, (_, keys, children), key = frame
        if type(container) is list:
            children[len(container)] = marks
            container.append(value)
        elif key is None:
            self._refuse(spot, "a key must be text")
            frame[2] = ""
            keys.setdefault("", spot)
        else:
            line, column = spot
            if line - 1 in self._lines and self._lines[line - 1][: column - 1].endswith("\t"):
                # libyaml reads on, the pure parser stops: a file must not depend on which is installed
                self._refuse((line, column - 1), "a tab; use spaces here")
            if key not in container:
                container[key] = value
                children[key] = marks
            frame[2] = None

    # --- problems

    def _refuse(self, spot: Spot, message: str) -> None:
        self.problems.append(Problem(self.shown, *spot, message))

    def _refuse_sign(self, spot: Spot, sign: str, names: str) -> None:
        self.refused_in = spot[0]
        self._refuse(spot, f"text that starts with {sign} must be put in quotes ({names} are not allowed here)")

    def _refuse_second(self, frame: list[Any], key: str, spot: Spot) -> None:
        """A key that stands twice. Where it is the id of an item, the keys that follow are those of another item."""
        message = f"{key!r} is here twice, first in line {frame[1][1][key][0]}"
        if key == "id" and len(self._stack) > 1:
            self._refuse(spot, f"{message}; if a new claim begins here, put '- ' before it")
            self._two_in_one = frame[0]
        elif frame[0] is not self._two_in_one:
            self._refuse(spot, message)

    def _check_cut(self, end: Any) -> None:
        """`foo #bar` loses its end in silence: a comment has a space after its #."""
        # libyaml puts the end mark behind the spaces that follow
        line = self._lines[end.line]
        at = end.column + len(line[end.column :]) - len(line[end.column :].lstrip())
        if line[at - 1 : at] in (" ", "\t") and _CUT_COMMENT.match(line, at):
            message = "the text is cut off here: put it in quotes, or write a space after the # of a comment"
            self._refuse((end.line + 1, at + 1), message)
