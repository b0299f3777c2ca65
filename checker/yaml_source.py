"""Strict YAML: mappings, lists and scalars as plain text, with a place for every key and value.

PyYAML's own loaders turn `NO` into False and `12:30` into 750, keep the last of two equal keys, follow
aliases for ever and crash on deep nesting. Here every scalar stays the text that was written; tags, anchors,
aliases, merges, second documents, repeated keys and control characters are problems.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from checker.problems import Problem

MAX_BYTES = 4_000_000
MAX_DEPTH = 64
MAX_NODES = 400_000
EMPTY = "the file is empty"

Place = tuple[int, int]
"""Line and column, both from 1."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CUT_COMMENT = re.compile(r"#[^\s#]")
_NUMBER = re.compile(r"\\U(?!000|0010).{0,4}|%YAML")
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
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "Is a directory" if stat.S_ISDIR(status.st_mode) else "Not a regular file"
            return None, [Problem(shown, 1, 1, f"cannot be read: {what}")]
        if status.st_size > MAX_BYTES:
            return None, [Problem(shown, 1, 1, f"the file is larger than {MAX_BYTES // 10**6} MB")]
        data = path.read_bytes()
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
        return None, [Problem(shown, *_place_in(text, control[0]), f"control character U+{ord(control[0]):04X}")]
    builder = _Builder(text, shown)
    try:
        document = builder.build()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        # what it stumbled over may be the end of what is told already
        if mark is None or mark.line + 1 - builder.told_in not in (0, 1):
            place, what = _explain(text, error)
            builder.problems.append(Problem(shown, *place, f"not valid YAML: {what}"))
        return None, builder.problems
    return document, builder.problems


def _place_in(text: str, needle: str) -> Place:
    before = text.replace("\r\n", "\n").partition(needle)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


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
                place = _place_of(event)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_sign(place, "&" if event.tag is None else "!", "tags and anchors")
                if len(self._stack) >= MAX_DEPTH:
                    self._refuse(place, f"nested more than {MAX_DEPTH} levels deep")
                    return None
                value: Any = {} if kind is yaml.MappingStartEvent else []
                marks: Marks = (place, {}, {})
                self._attach(value, marks, place)
                self._stack.append([value, marks, None])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._stack.pop()
            elif kind is yaml.AliasEvent:
                place = _place_of(event)
                self._refuse_sign(place, "*", "aliases")
                self._attach("", place, place)
            elif kind is yaml.StreamEndEvent:
                break
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse(_place_of(event), "a second document (---) in one file")
                    break
            if nodes > MAX_NODES:
                self._refuse(_place_of(event), f"more than {MAX_NODES} values in one file")
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


def _place_of(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


# --- what to do about a file that is no YAML ----------------------------------------------------

_SIGNS = "-*>|&!%@`?:,]}"
_DASHES = "*•‣◦·–—−"  # what word processors make of a "-"
_ODD_INDENT = re.compile("^ *[\t\u00a0\u2000-\u200b\u202f\u3000]")
_LEAD = re.compile("^ *(?:-(?: +|$))*")
_ITEM = re.compile("^ *-(?: |$)")
_COLON = re.compile(r":(?=[ \t]|$)")
_GLUED_DASH = re.compile(r" *-[^\W\d][\w-]*:(?: |$)")
_GLUED_COLON = re.compile(r"[^\W\d][\w-]* ?(：|:(?=[^ /]))")
_AT_BEGINNING = re.compile("alphabetic|comment|chomping|indentation ind|tag|URI|'[!> ]'|whitespace")
_AT_SIGN = re.compile("start any token|entries|mapping keys|mapping values|node content")
_ONE_COLUMN = "keys that belong together, such as those of one claim, begin in one column"
_HOLDS_COLON = "text that holds ': ' must be put in quotes"
_NO_COLON = "no ': ' follows the key here"

Found = tuple[Place, str] | None  # where a mistake is, and what to do


@dataclass(frozen=True)
class _Stop:
    """Where the parser gave up, where the thing begins that it was reading, and what it says."""

    lines: list[str]
    place: Place
    began: Place
    what: str

    @cached_property
    def before(self) -> tuple[list[Place], tuple[Place, Place] | None]:
        """The brackets that are open; the beginning and end of the quoted text or brackets that stand just before."""
        opened: list[Place] = []
        last = None
        # of what stands behind the place nothing is read: it could keep the parser from telling what it has
        parser = _PARSER("\n".join([*self.lines[: self.place[0] - 1], self.head(self.place)]))
        try:
            while (token := parser.get_token()) and _place_of(token) < self.place:
                kind, last = type(token), None
                end = token.end_mark.line + 1, token.end_mark.column + 1
                if kind is yaml.FlowSequenceStartToken or kind is yaml.FlowMappingStartToken:
                    opened.append(_place_of(token))
                elif opened and (kind is yaml.FlowSequenceEndToken or kind is yaml.FlowMappingEndToken):
                    last = opened.pop(), end
                elif kind is yaml.ScalarToken and token.style in ("'", '"'):
                    last = _place_of(token), end
        except (yaml.YAMLError, ValueError, OverflowError):
            pass
        return opened, last

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def head(self, place: Place) -> str:
        return self.line(place[0])[: place[1] - 1]

    def rest(self, place: Place) -> str:
        """The line from a place to its comment; within brackets, to the end of the value."""
        rest = self.line(place[0])[place[1] - 1 :].partition(" #")[0]
        return (re.split(r"[,\]}]", rest, maxsplit=1)[0] if self.before[0] else rest).strip()

    def sign(self, place: Place) -> str:
        return self.line(place[0])[place[1] - 1 : place[1]]

    def above(self, number: int) -> int:
        """The nearest line above that has more than a comment; 0 where there is none."""
        number -= 1
        while number > 0 and self.line(number).lstrip(" ")[:1] in ("", "#"):
            number -= 1
        return number


def _explain(text: str, error: Exception) -> tuple[Place, str]:
    """Where the mistake is that the parser stumbled over, and what to do; else what the parser says."""
    if not isinstance(error, yaml.MarkedYAMLError):
        number = _NUMBER.search(text)  # the pure parser itself does not look at the size of a number
        if number is None and not isinstance(error, yaml.YAMLError):
            raise error
        what = "the number here is too large" if number else str(error).partition("\n")[0]
        return _place_in(text, number[0]) if number else (1, 1), what
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    began = (error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else place
    what = (error.problem or "syntax error").replace("\t", "tab")
    stop = _Stop([line.rstrip("\r") for line in text.split("\n")], place, began, what)
    return next((found for look in _MISTAKES if (found := look(stop))), (place, what))


def _such_as(text: str) -> str:
    """How a text looks in quotes, where that is short enough to show."""
    if not text or len(text) > 60:
        return ""
    if "'" in text and '"' not in text and "\\" not in text:
        return f', such as "{text}"'
    return ", such as '" + text.replace("'", "''") + "'"


def _column(line: str) -> int:
    """The column in which a line's text begins, behind its dashes."""
    return len(line) - len(_LEAD.sub("", line)) + 1


def _colon(line: str) -> int:
    """How far into a line the colon stands that ends its key; -1 where it has no key."""
    start = _column(line) - 1
    quote = line[start : start + 1] if line[start : start + 1] in ("'", '"') else ""
    closed = line.find(quote, start + 1) if quote else start
    colon = _COLON.search(line, closed) if closed >= 0 else None
    return colon.start() if colon else -1


def _odd_space(stop: _Stop) -> Found:
    for number in (stop.place[0], stop.place[0] - 1):
        if odd := _ODD_INDENT.match(stop.line(number)):
            return (number, odd.end()), "indent with spaces, not with tabs or other blanks"
    return (stop.place, "a tab; use spaces here") if stop.sign(stop.place) == "\t" else None


def _open_quote(stop: _Stop) -> Found:
    opening, (opened, last) = stop.began, stop.before
    within = stop.lines[last[0][0] : last[1][0]] if last and (last[1][0] == stop.place[0] or last[1] == opening) else []
    if last and stop.sign(last[0]) in ("'", '"') and any(_colon(line) > 0 or _ITEM.match(line) for line in within):
        opening = last[0]
    elif "unexpected" not in stop.what and "could not find" not in stop.what:
        return None
    sign, rest = stop.sign(opening), stop.rest(opening)
    if sign not in ("'", '"') or ("could not find" in stop.what and sign in rest[1:]):
        return None
    escaped = " (after a \\ it is part of the text)" if rest.endswith('\\"') else ""
    advice = f"close it{escaped}, or put the whole text in the other kind of quotes"
    return opening, f"this quotation mark {sign} is never closed; {advice}{_such_as('' if opened else rest)}"


def _escape(stop: _Stop) -> Found:
    if stop.sign(stop.began) != '"' or not re.search("escape|hexa|hexdec", stop.what):
        return None
    at = max(stop.line(stop.place[0]).rfind("\\", 0, stop.place[1]), 0)
    text = stop.rest(stop.began)
    text = text[1:-1] if text.endswith('"') else ""
    return (stop.place[0], at + 1), f"a \\ in double quotes has a meaning of its own; use single quotes{_such_as(text)}"


def _behind_quotes(stop: _Stop) -> Found:
    """Text that goes on behind a quotation mark or bracket that closes."""
    (opened, last), line = stop.before, stop.line(stop.place[0])
    if not last or "could not find" in stop.what:
        return None
    (opening, end), behind = last, line[stop.place[1] - 1 :].partition(" #")[0].rstrip()
    sign, rest = stop.sign(opening), stop.rest(opening)
    another = end[0] != stop.place[0] and (_colon(line) >= 0 or _ITEM.match(line))
    if another or not behind or (opened and re.match(r"""["'\[{}\]]|[\w-]+:""", behind)):
        return None
    if behind in (",", ";") or not behind.strip("]}"):
        return stop.place, f"take this {behind[0]} away"
    within = stop.head(end)[-2:-1] == " " or line[end[1] - 1 : end[1]].isalnum()
    if within and opening[0] == end[0] and sign in ("'", '"') and rest.endswith(sign):
        # the marks around it were meant to be YAML's, those within to be text
        return opening, f"text that holds {sign} must be put in the other kind of quotes{_such_as(rest[1:-1])}"
    whole = _such_as(rest) if opening[0] == stop.place[0] else ""
    return opening, f"text that starts with {sign} must be put in quotes as a whole{whole}"


def _bracket(stop: _Stop) -> Found:
    if not stop.before[0]:
        return None
    opening, sign = stop.before[0][-1], stop.sign(stop.place)
    bracket = stop.sign(opening)
    closing = "]" if bracket == "[" else "}"
    if sign in ("]", "}") and sign != closing and "',' or" in stop.what:
        return stop.place, f"the {bracket} in line {opening[0]} is not closed; write {closing} before this"
    text = stop.line(opening[0])[opening[1] - 1 :]
    brackets = re.findall(rf"[\{bracket}\{closing}]", "\n".join([text, *stop.lines[opening[0] :]]))
    if 0 not in accumulate(1 if each == bracket else -1 for each in brackets):
        advice = f"close it with {closing}, or put text that starts with {bracket} in quotes{_such_as(text.strip())}"
        return opening, f"this {bracket} is never closed; {advice}"
    if "',' or" not in stop.what:
        return None
    if sign != ":":
        return stop.place, "a comma is missing before this"
    head = stop.head(stop.place).rstrip()
    word = max(head.rfind(" "), head.rfind(",")) + 1
    if head[:word].rstrip().endswith(":"):
        return stop.place, _HOLDS_COLON
    return (stop.place[0], word + 1), f"a comma is missing before this; {_HOLDS_COLON}"


def _first_sign(stop: _Stop) -> Found:
    """Text that starts with a character that means something to YAML."""
    at = stop.place
    percent = next((number for number in (at[0], stop.above(at[0])) if stop.line(number).startswith("%")), 0)
    if percent and re.search("directive|version|document start|incompatible", stop.what):
        at = percent, 1
    elif _AT_BEGINNING.search(stop.what):
        at = stop.began
    elif not _AT_SIGN.search(stop.what) or ("values" in stop.what and not stop.head(at).rstrip().endswith(":")):
        return None
    sign, head = stop.sign(at), stop.head(at).strip(" ")
    if not sign or sign not in _SIGNS:
        return None
    if not head and (stop.rest(at).startswith("```") or _missing_space(stop, at[0])):
        return _missing_space(stop, at[0]) or (at, "take this line away")
    if stop.before[0] and sign in ",]}" and head[-1:] in ",[{":
        return at, f"something is missing before this {sign}"
    lists = "; a list begins in a line of its own" if sign == "-" else ""
    return at, f"text that starts with {sign} must be put in quotes{_such_as(stop.rest(at))}{lists}"


def _no_colon(stop: _Stop) -> Found:
    if "could not find expected ':'" not in stop.what:
        return None
    above = stop.line(stop.above(stop.began[0])).partition(" #")[0].rstrip()
    more = f"the lines below {above[-1]}" if above.endswith((" |", " >")) else "text that goes on from above"
    return _missing_space(stop, stop.began[0]) or (stop.began, f"{_NO_COLON}; {more} must be indented deeper")


def _missing_space(stop: _Stop, number: int) -> Found:
    """The dash or colon of one line, where it misses its space or looks like another sign."""
    line = stop.line(number)
    indent = len(line) - len(line.lstrip(" "))
    if _GLUED_DASH.match(line):
        return (number, indent + 1), "put a space after the -"
    if line[indent : indent + 1] in tuple(_DASHES) and line[indent + 1 : indent + 2] == " ":
        return (number, indent + 1), f"an item of a list begins with '- ', not with {line[indent]}"
    glued = _GLUED_COLON.match(line, _column(line) - 1)
    if glued is None or _colon(line) >= 0:
        return None
    plain = glued[1] == ":" and not line[glued.end()].isspace()
    message = "put a space after the colon" if plain else "put a plain ':' and a plain space after the key"
    return (number, _column(line)), message


def _wrong_line(stop: _Stop) -> Found:
    """A line that begins in the wrong column, or whose text holds ': '."""
    (number, column), line, head = stop.place, stop.line(stop.place[0]), stop.head(stop.place)
    if "mapping values" in stop.what:
        start = _column(line)
        if (colon := _colon(head)) >= 0:
            return stop.place, f"{_HOLDS_COLON}{_such_as(stop.rest((number, colon + 2)))}"
        if " " in head[start - 1 :].strip():
            return stop.place, _HOLDS_COLON
        column = len(line) - len(line.lstrip(" ")) + 1
    elif head.strip(" -") or not line or not re.search("block end|expected key|'-'|document start|node", stop.what):
        return None
    found = _missing_space(stop, number) or _missing_space(stop, stop.above(number))
    return found or _wrong_column(stop, (number, column))


def _wrong_column(stop: _Stop, at: Place) -> Found:
    line, number = stop.line(at[0]), at[0]
    above = owner = item = stop.above(number)
    while owner and _colon(stop.line(owner)) < 0 and not _ITEM.match(stop.line(owner)):
        owner = stop.above(owner)
    while item and not _ITEM.match(stop.line(item)):
        item = stop.above(item)
    column, dash = _column(stop.line(owner)), stop.line(item).find("-") + 1
    if line[at[1] - 1 :].startswith(":"):
        return at, "a key is missing before this ':'"
    if above and _colon(stop.line(owner)) < 0 and "mapping values" in stop.what:
        return (above, _column(stop.line(above))), _NO_COLON
    sibling = stop.line(stop.above(owner))
    is_left = _colon(sibling) >= 0 and _column(sibling) == at[1] > column
    if owner and (is_left or (_ITEM.match(line) and dash == at[1] == column)):
        return (owner, column), f"this line begins further left than the lines around it; {_ONE_COLUMN}"
    if owner and at[1] > column:
        than = "the one before it" if owner == at[0] - 1 else f"line {owner}"
        return at, f"this line is indented deeper than {than}; {_ONE_COLUMN}"
    if _ITEM.match(line) and not item:
        return at, "no list begins above this '-'; the key of the list, such as 'claims:', is missing"
    if _ITEM.match(line) and dash != at[1]:
        return at, f"the '-' of all items of a list stand in one column; the one above is in column {dash}"
    if line.lstrip(" ").startswith("id:") and dash == at[1]:
        return at, "if a new claim begins here, put '- ' before it"
    columns: list[int] = []
    while number := stop.above(number):
        column = _column(stop.line(number))
        if _colon(stop.line(number)) >= 0 and (not columns or column < columns[-1]):
            columns.append(column)
    those = f"; the keys there begin in column {' or '.join(map(str, columns))}" if columns else ""
    return at, f"this line fits no line above it{those}"


_MISTAKES = (_odd_space, _open_quote, _escape, _behind_quotes, _bracket, _first_sign, _no_colon, _wrong_line)
