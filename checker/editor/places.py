"""What stands where in a file: by its parsed document or, while that cannot be parsed, by its lines alone.

Lines and columns start at 0 here and count code points; `Units` turns them into what the editor counts in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.files.nodes import Document

Path = tuple[str, ...]
"""The keys that lead to a node; "-" for an item of a list."""

ITEM = "-"
_LEAD = re.compile(r"[ ]*((?:- +|-$)*)")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'#\[\]{},&*!|>%@`-][^:#\[\]{},]*|-[^\s:][^:]*?)\s*:(?:\s+|$)""")
_PAIR = re.compile(r"([\w.-]+):\s+([^,{}\[\]]*)")
_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A key or a value. Of a key `path` leads to the key itself."""

    path: Path
    is_key: bool
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Typed:
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
    ends = [len(text)]
    for pattern in (_COMMENT, re.compile(r":(?:\s|$)")):
        if found := pattern.search(text, start):
            ends.append(found.start())
    if any(depth for _, depth in list(_depths(text[:start], 0))[-1:]):
        ends += [found.start() for found in [re.compile(r"[,\]}]").search(text, start)] if found]
    return start + len(text[start : min(ends)].rstrip())


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
    for text in reversed(lines[:line]):
        if column == 0 and not is_item:
            break
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        above, own = _lead(text)
        if above and above[0] < column:
            path[:0] = [ITEM] * len(above)
            column, is_item = above[0], True
        elif not above and (own < column or (is_item and own == column)) and (key := _KEY.match(text, own)):
            path.insert(0, key[1].strip("'\""))
            column, is_item = own, False
    return tuple(path)


def _in_brackets(path: Path, head: str, line: int, start: int) -> Typed:
    """The same within { } and [ ]."""
    frames: list[tuple[str, str]] = []  # the bracket, and the key whose value is being typed
    quote, begin = "", start
    for at in range(start, len(head)):
        char = head[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"" and not head[begin:at].strip():
            quote = char
        elif char in "[{":
            frames.append((char, ""))
            begin = at + 1
        elif char in "]}" and frames:
            frames.pop()
            begin = at + 1
        elif char == "," and frames:
            frames[-1] = frames[-1][0], ""
            begin = at + 1
        elif char == ":" and head[at + 1 : at + 2] in ("", " ") and frames and frames[-1][0] == "{":
            frames[-1] = "{", head[begin:at].strip(" '\"")
            begin = at + 1
    begin += len(head[begin:]) - len(head[begin:].lstrip())
    full = list(path)
    for bracket, key in frames:
        full += [ITEM] if bracket == "[" else [key] if key else []
    is_value = not frames or frames[-1][0] == "[" or bool(frames[-1][1])
    return Typed(tuple(full), is_value, head[begin:], Span(line, begin, len(head)), bool(frames))


def siblings(lines: list[str], line: int) -> dict[str, str]:
    """The keys and plain values beside those of a line: of its block or, where it has a {, of what that holds."""
    if line >= len(lines):
        return {}
    if "{" in lines[line]:
        return {key: value.strip(" '\"") for key, value in _PAIR.findall(lines[line].partition("{")[2])}
    _, column = _lead(lines[line])
    first = last = line
    while first > 0 and not _lead(lines[first])[0] and _belongs(lines[first - 1], column):
        first -= 1
    while last + 1 < len(lines) and not _lead(lines[last + 1])[0] and _belongs(lines[last + 1], column):
        last += 1
    found: dict[str, str] = {}
    for number in range(first, last + 1):
        start = _lead(lines[number])[1]
        key = _KEY.match(lines[number], start) if start == column else None
        if key is not None:
            span = span_at(lines, number, key.end())
            found.setdefault(key[1].strip("'\""), lines[number][span.start : span.end].strip("'\""))
    return found


def _belongs(text: str, column: int) -> bool:
    return not text.strip() or text.lstrip().startswith("#") or _lead(text)[1] >= column


# --- what the editor counts in -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Units:
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
