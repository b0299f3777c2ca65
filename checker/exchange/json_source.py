"""JSON with a place for every key and value, so that what is wrong in it can be shown where it is.

Numbers stay the text that was written; null is None. A key that stands twice is a problem, as in our own files.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from checker.files.budgets import YAML_DEPTH
from checker.files.nodes import Document, Marks, Spot, Stored
from checker.problems import Problem

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None}
_LONE = re.compile("[\ud800-\udfff]")


class _WrongError(Exception):
    """Where the text is no JSON, and what was expected."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


def parse_json(text: str, shown: str, start: Spot = (1, 1)) -> tuple[Document | None, list[Problem]]:
    """JSON text that begins at a place of its file; returns (document or None, problems)."""
    parser = _Parser(text, shown, start)
    try:
        value, marks, end = parser.value(parser.space(0), 0)
        if (rest := parser.space(end)) < len(text):
            raise _WrongError(rest, "expected the end of the JSON text")
    except _WrongError as wrong:
        return None, [*parser.problems, Problem(shown, *parser.place(wrong.at), f"not valid JSON: {wrong}")]
    return Document(shown, value, marks), parser.problems


class _Parser:
    def __init__(self, text: str, shown: str, start: Spot) -> None:
        self.text, self.shown, self.start = text, shown, start
        self.problems: list[Problem] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, at: int) -> Spot:
        number = bisect_right(self._lines, at)
        column = at - self._lines[number - 1] + 1
        return self.start[0] + number - 1, column + (self.start[1] - 1 if number == 1 else 0)

    def space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        assert match is not None
        return match.end()

    def value(self, at: int, depth: int) -> tuple[Any, Stored, int]:
        if depth > YAML_DEPTH:
            raise _WrongError(at, f"nested more than {YAML_DEPTH} levels deep")
        sign = self.text[at : at + 1]
        if sign in ("{", "["):
            return self._container(at, depth, is_list=sign == "[")
        if sign == '"':
            text, end = self._string(at)
            return text, self.place(at), end
        if match := _NUMBER.match(self.text, at):
            return match[0], self.place(at), match.end()
        for word, value in _WORDS.items():
            if self.text.startswith(word, at):
                return value, self.place(at), at + len(word)
        raise _WrongError(at, "expected a value")

    def _string(self, at: int) -> tuple[str, int]:
        match = _STRING.match(self.text, at)
        if match is None:
            raise _WrongError(at, 'expected text in " "')
        return _LONE.sub("\ufffd", json.loads(match[0])), match.end()

    def _container(self, at: int, depth: int, *, is_list: bool) -> tuple[Any, Stored, int]:
        value: Any = [] if is_list else {}
        marks: Marks = (self.place(at), {}, {})
        close = "]" if is_list else "}"
        end = self.space(at + 1)
        if self.text[end : end + 1] == close:
            return value, marks, end + 1
        while True:
            key: str | int = len(value)
            if not is_list:
                key, colon = self._key(end, value, marks)
                end = self.space(colon + 1)
            child, places, end = self.value(end, depth + 1)
            if is_list:
                value.append(child)
            else:
                value.setdefault(key, child)
            marks[2].setdefault(key, places)
            end = self.space(end)
            sign = self.text[end : end + 1]
            if sign == close:
                return value, marks, end + 1
            if sign != ",":
                raise _WrongError(end, f"expected , or {close}")
            end = self.space(end + 1)

    def _key(self, at: int, value: dict[str, Any], marks: Marks) -> tuple[str, int]:
        key, end = self._string(at)
        if key in value:
            first = marks[1][key][0]
            self.problems.append(Problem(self.shown, *self.place(at), f"{key!r} is here twice, first in line {first}"))
        marks[1].setdefault(key, self.place(at))
        colon = self.space(end)
        if self.text[colon : colon + 1] != ":":
            raise _WrongError(colon, "expected :")
        return key, colon


_SCRIPT = re.compile(r"<script(?=[\s>/])", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_TYPE = re.compile(r"""type\s*=\s*["']?\s*application/ld\+json""", re.IGNORECASE)


def _scripts(text: str) -> Iterator[tuple[int, str]]:
    """The JSON-LD of a page: what its scripts of that type hold, and where that begins.

    One pass over the page: the standard library's parser takes minutes for a few megabytes of "<!--".
    """
    at = 0
    while (opened := _SCRIPT.search(text, at)) and (end := text.find(">", opened.end())) >= 0:
        closed = _CLOSE.search(text, end)
        if closed is None:
            return
        if _TYPE.search(text, opened.end(), min(end, opened.end() + 1000)):
            yield end + 1, text[end + 1 : closed.start()]
        at = closed.end()


def parse_page(text: str, shown: str) -> tuple[list[Document], list[Problem]]:
    """JSON text, or that of the <script type="application/ld+json"> blocks of an HTML page."""
    if not text.lstrip().startswith("<"):
        document, problems = parse_json(text, shown)
        return [document] if document is not None else [], problems
    documents: list[Document] = []
    problems = []
    found = False
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for at, script in _scripts(text):
        found = True
        if script.strip():
            line = bisect_right(lines, at)
            place = line, at - lines[line - 1] + 1
            document, wrong = parse_json(script, shown, place)
            problems += wrong
            documents += [document] if document is not None else []
    if not found:
        problems.append(Problem(shown, 1, 1, 'the page has no <script type="application/ld+json">'))
    return documents, problems
