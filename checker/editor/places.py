"""What stands where in a file: by its parsed document or, while that cannot be parsed, by its lines alone.

Lines and columns start at 0 here and count code points; `Units` turns them into what the editor counts in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import filterfalse

from msgspec import Struct

from checker.files.nodes import Document

Path = tuple[str, ...]
"""The keys that lead to a node; "-" for an item of a list."""

ITEM = "-"
_LEAD = re.compile(r"[ ]*((?:- +|-$)*)")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'#\[\]{},&*!|>%@`-][^:#\[\]{},]*|-[^\s:][^:]*?)\s*:(?:\s+|$)""")
_PAIR = re.compile(r"([\w.-]+):\s+([^,{}\[\]]*)")
_COMMENT = re.compile(r"(?:^|\s)#")
_COLON = re.compile(r":(?:\s|$)")
_END_OF_ITEM = re.compile(r"[,\]}]")


class Span(Struct, frozen=True):
    """A stretch of one line."""

    line: int
    start: int
    end: int


class Spot(Struct, frozen=True):
    """A key or a value. Of a key `path` leads to the key itself."""

    path: Path
    is_key: bool
    text: str
    span: Span


class Typed(Struct, frozen=True):
    """What is being typed at a place: a key of the mapping, or a value, at `path`; and the text up to the cursor."""

    path: Path
    is_value: bool
    text: str
    span: Span
    in_brackets: bool


def nodes(document: Document) -> Iterator[tuple[tuple[str | int, ...], bool, str]]:
    """All keys and plain values: the path to each, whether it is a key, and its text."""
    stack: list[tuple[tuple[str | int, ...], object]] = [((), document.value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                yield (*path, key), True, key
                stack.append(((*path, key), inner))
        elif isinstance(value, list):
            stack += [((*path, index), inner) for index, inner in enumerate(value)]
        elif isinstance(value, str):
            yield path, False, value


def general(path: tuple[str | int, ...]) -> Path:
    return tuple(ITEM if isinstance(part, int) else part for part in path)


def span_of(document: Document, path: tuple[str | int, ...], lines: list[str], *, is_key: bool = False) -> Span:
    _, line, column = document.place(path, of_key=is_key)
    return span_at(lines, line - 1, column - 1)


def span_at(lines: list[str], line: int, column: int) -> Span:
    """The key, value or bracket that begins at a place, as far as it goes on that line."""
    text = lines[line] if line < len(lines) else ""
    return Span(line, column, max(_end(text, column), column))


def _end(text: str, start: int) -> int:
    sign = text[start : start + 1]
    if sign in ("'", '"'):
        closing = text.find(sign, start + 1)
        return closing + 1 if closing > 0 else len(text)
    if sign in ("[", "{"):
        return next((at for at, depth in _depths(text, start) if depth == 0), len(text.rstrip()) - 1) + 1
    patterns = [_COMMENT, _COLON, *([_END_OF_ITEM] if _is_in_brackets(text, start) else [])]
    ends = [found.start() for pattern in patterns if (found := pattern.search(text, start))]
    return start + len(text[start : min(ends, default=len(text))].rstrip())


def _is_in_brackets(text: str, place: int) -> bool:
    return any(depth for _, depth in list(_depths(text[:place], 0))[-1:])


def _depths(text: str, start: int) -> Iterator[tuple[int, int]]:
    """How deep in brackets each character from a place on is, quoted text aside."""
    depth, quote = 0, ""
    for at in range(start, len(text)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and text[at - 1 : at] in ("", " ", "[", "{", ","):
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth = max(depth - 1, 0)
        yield at, depth


def spot_at(document: Document | None, lines: list[str], line: int, column: int) -> Spot | None:
    """The key or value at a place."""
    if document is None:
        return _spot_by_lines(lines, line, column)
    best: Spot | None = None
    for path, is_key, text in nodes(document):
        _, row, start = document.place(path, of_key=is_key)
        if row - 1 == line and start - 1 <= column and (best is None or start - 1 >= best.span.start):
            span = span_at(lines, line, start - 1)
            if column <= span.end:
                best = Spot(general(path), is_key, text, span)
    return best


def _spot_by_lines(lines: list[str], line: int, column: int) -> Spot | None:
    typed = typed_at(lines, line, column) if line < len(lines) else None
    if typed is None:
        return None
    span = span_at(lines, line, typed.span.start)
    text = lines[line][span.start : span.end].strip("'\"")
    return Spot(typed.path if typed.is_value else (*typed.path, text), not typed.is_value, text, span)


# --- by lines alone ----------------------------------------------------------------------------


def typed_at(lines: list[str], line: int, column: int) -> Typed | None:
    """What is being typed at a place; None within a comment."""
    if line >= len(lines):
        return Typed((), False, "", Span(line, 0, 0), False)
    head = lines[line][:column]
    if _COMMENT.search(head):
        return None
    dashes, start = _lead(head)
    path = _above(lines, line, dashes, start)
    key = _KEY.match(head, start)
    if key is None:
        whole = head[start:]
        if whole[:1] in ("[", "{"):
            return _in_brackets(path, head, line, start)
        return Typed(path, False, whole, Span(line, start, column), False)
    path = (*path, key[1].strip("'\""))
    if head[key.end() : key.end() + 1] in ("[", "{"):
        return _in_brackets(path, head, line, key.end())
    return Typed(path, True, head[key.end() :], Span(line, key.end(), column), False)


def _lead(text: str) -> tuple[list[int], int]:
    """The columns of the dashes that begin a line, and the column of what follows them."""
    found = _LEAD.match(text)
    assert found is not None
    return [at for at in range(found.end()) if text[at] == "-"], found.end()


def _above(lines: list[str], line: int, dashes: list[int], start: int) -> Path:
    """The path to the mapping or list that a line belongs to, by the columns of the lines above."""
    path: list[str] = [ITEM] * len(dashes)
    column, is_item = (dashes[0], True) if dashes else (start, False)
    for text in filterfalse(_is_blank, reversed(lines[:line])):
        if column == 0 and not is_item:
            break
        above, own = _lead(text)
        if above and above[0] < column:
            path[:0] = [ITEM] * len(above)
            column, is_item = above[0], True
        elif not above and _is_further_left(own, column, is_item) and (key := _KEY.match(text, own)):
            path.insert(0, _unquoted(key[1]))
            column, is_item = own, False
    return tuple(path)


def _is_further_left(own: int, column: int, is_item: bool) -> bool:
    """Whether a key belongs above what stands at a column; a list may stand at the column of its key."""
    return own < column or (is_item and own == column)


def _is_blank(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith("#")


def _unquoted(text: str) -> str:
    return text.strip("'\"")


class _Brackets:
    """Reads what stands in { } and [ ], sign by sign: which brackets are open, and what is being typed there.

    `open` holds each open bracket and the key whose value is being typed; `begin` is where the text at the end begins.
    """

    def __init__(self, head: str, start: int) -> None:
        self.head = head
        self.open: list[tuple[str, str]] = []
        self.begin = start
        quote = ""
        for at in range(start, len(head)):
            if quote:
                quote = "" if head[at] == quote else quote
            elif head[at] in "'\"" and not head[self.begin : at].strip():
                quote = head[at]
            else:
                self._read(at)
        self.begin += len(head[self.begin :]) - len(head[self.begin :].lstrip())

    def _read(self, at: int) -> None:
        sign = self.head[at]
        if sign in "[{":
            self.open.append((sign, ""))
        elif not self.open:
            return
        elif sign in "]}":
            self.open.pop()
        elif sign == ",":
            self.open[-1] = self.open[-1][0], ""
        elif self._ends_key(at):
            self.open[-1] = "{", self.head[self.begin : at].strip(" '\"")
        else:
            return
        self.begin = at + 1

    def _ends_key(self, at: int) -> bool:
        is_colon = self.head[at] == ":" and self.head[at + 1 : at + 2] in ("", " ")
        return is_colon and self.open[-1][0] == "{"

    def path(self) -> list[str]:
        """The keys and items that lead to what is being typed."""
        steps = [ITEM if bracket == "[" else key for bracket, key in self.open]
        return [step for step in steps if step]


def _in_brackets(path: Path, head: str, line: int, start: int) -> Typed:
    """What is being typed within { } and [ ] that begin on the line."""
    read = _Brackets(head, start)
    is_value = not read.open or read.open[-1][0] == "[" or bool(read.open[-1][1])
    span = Span(line, read.begin, len(head))
    return Typed((*path, *read.path()), is_value, head[read.begin :], span, bool(read.open))


def siblings(lines: list[str], line: int) -> dict[str, str]:
    """The keys and plain values beside those of a line: of its block or, where it has a {, of what that holds."""
    if line >= len(lines):
        return {}
    if "{" in lines[line]:
        return {key: value.strip(" '\"") for key, value in _PAIR.findall(lines[line].partition("{")[2])}
    _, column = _lead(lines[line])
    found: dict[str, str] = {}
    for number in _block(lines, line, column):
        start = _lead(lines[number])[1]
        key = _KEY.match(lines[number], start) if start == column else None
        if key is not None:
            span = span_at(lines, number, key.end())
            found.setdefault(_unquoted(key[1]), _unquoted(lines[number][span.start : span.end]))
    return found


def _block(lines: list[str], line: int, column: int) -> range:
    """The lines of the mapping whose keys stand at a column, around one of its lines."""
    first = last = line
    while first > 0 and not _lead(lines[first])[0] and _belongs(lines[first - 1], column):
        first -= 1
    while last + 1 < len(lines) and not _lead(lines[last + 1])[0] and _belongs(lines[last + 1], column):
        last += 1
    return range(first, last + 1)


def _belongs(text: str, column: int) -> bool:
    return _is_blank(text) or _lead(text)[1] >= column


# --- what the editor counts in -----------------------------------------------------------------


class Units(Struct, frozen=True):
    """Columns as the editor counts them: in UTF-16 code units unless it agreed to another encoding."""

    encoding: str = "utf-16"

    def of(self, text: str) -> int:
        if self.encoding == "utf-32" or text.isascii():
            return len(text)
        return len(text.encode("utf-8")) if self.encoding == "utf-8" else len(text.encode("utf-16-le")) // 2

    def column(self, text: str, units: int) -> int:
        """The column of a line's text that lies so many units in; its end where it has fewer."""
        if text.isascii():
            return min(units, len(text))
        taken = 0
        for at, char in enumerate(text):
            if taken >= units:
                return at
            taken += self.of(char)
        return len(text)
