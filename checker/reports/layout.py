"""Lines of text within a width: paragraphs, lists and tables."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from checker.patterns import lazy_pattern

_WITHIN_A_DAY = lazy_pattern("(?<=[0-9]) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b)")
_JOINED = "\0"  # no text has it: `safe` spells it out
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
GAP, LEAST = 2, 10
"""Between two columns, and how narrow one may become, in letters."""


def wrap(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """A paragraph; `hanging` is what lines after the first are indented more."""
    return _wrapped(text, width, indent, indent + hanging)


def item(text: str, width: int, mark: str, indent: str) -> list[str]:
    """An entry of a list, its mark before it."""
    return _wrapped(text, width, f"{indent}{mark} ", f"{indent}{' ' * (len(mark) + 1)}")


def _wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """Lines of a paragraph, each within the width as a terminal shows it."""
    if text.isascii():
        return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
    lines: list[str] = []
    line, is_empty = first, True
    for word in text.split():
        for piece in _pieces(word, width - max(len(first), len(others))):
            if not is_empty and text_width(f"{line} {piece}") > width:
                lines.append(line)
                line, is_empty = others, True
            line = f"{line}{piece}" if is_empty else f"{line} {piece}"
            is_empty = False
    return lines if is_empty else [*lines, line]


def _pieces(word: str, width: int) -> Iterable[str]:
    """A word, cut where it is wider than a line."""
    piece = ""
    for char in word if text_width(word) > width else ():
        if piece and text_width(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece or word


def table(rows: Sequence[Sequence[str]], most: Sequence[int], width: int, indent: str = "") -> Iterable[str]:
    """Columns side by side, each as wide as its longest cell, or `most`, where it wraps. A column of 0 takes the rest.

    All of it fits the width.
    """
    if not rows:
        return
    widths = [min(max((text_width(row[n]) for row in rows), default=0), limit or 10**6) for n, limit in enumerate(most)]
    room = width - len(indent) - GAP * (len(widths) - 1)
    for column, limit in enumerate(most):
        if not limit:
            others = sum(each for n, each in enumerate(widths) if n != column)
            widths[column] = max(min(widths[column], room - others), LEAST)
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        cells = [_cell(cell, max(w, 1)) for cell, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells), default=0)):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            padded = (part + " " * max(w - text_width(part), 0) for part, w in zip(parts, widths, strict=True))
            yield (indent + (" " * GAP).join(padded)).rstrip()


def _cell(text: str, width: int) -> list[str]:
    """Lines of a cell; a day stays together: "(5 May)"."""
    return [line.replace(_JOINED, " ") for line in _wrapped(_WITHIN_A_DAY.sub(_JOINED, text), width)]


def text_width(text: str) -> int:
    """In columns of a terminal: wide letters take two; marks that stand over or under others, and those of direction,
    none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in _NO_WIDTH else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
