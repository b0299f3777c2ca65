"""The text of a PDF by pypdf, if the extra `pdf` is there: column by column, without the heads and feet of pages."""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby, pairwise
from statistics import median
from typing import Any

from msgspec import Struct

from checker.files.extract import CannotRead, Details
from checker.files.extras import how_to_install

MOST_BYTES = 50_000_000
MOST_PAGES = 500
MOST_CONTENT = 20_000_000
"""Bytes of drawing instructions, unpacked: more is no article, and pypdf takes minutes for it."""
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be its head and foot."""
_LEAST_REPEATED = 3
"""Pages on which a line must stand at the same edge to be a head or a foot, or all pages where there are two."""
_NO_TITLE = re.compile(
    r"^(?:untitled.*|document\d*|microsoft word.*|.*\.(?:docx?|pdf|indd|rtf|pages|odt))$", re.IGNORECASE
)


def read_pdf(data: bytes) -> tuple[str, Details]:
    """The text of a PDF and what it says of itself. Raises CannotRead."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise CannotRead(f"a PDF, which an extra reads that is not installed: {how_to_install('pdf')}") from None
    if len(data) > MOST_BYTES:
        raise CannotRead(f"a PDF larger than {MOST_BYTES // 1_000_000} MB")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each oddity in a file
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [_lines(page) for page in _pages(reader)]
        details = _details(reader.metadata)
    except CannotRead:
        raise
    except Exception as error:  # whatever a broken file, or one packed in an unknown way, makes pypdf stumble over
        raise CannotRead(f"a PDF that cannot be read: {str(error)[:200] or type(error).__name__}") from None
    text = "\n".join(line for lines in _without_edges(pages) for line in lines)
    if not text.strip():
        raise CannotRead("a PDF without text: it holds pictures of pages")
    return text, details


def _pages(reader: Any) -> list[Any]:
    """The pages, if they are no more than an article has. Raises CannotRead."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise CannotRead("a PDF with a password")
    found: list[Any] = []
    content = 0
    for page in _leaves(reader):
        found.append(page)
        contents = page.get_contents()
        content += len(contents.get_data()) if contents is not None else 0
        if len(found) > MOST_PAGES or content > MOST_CONTENT:
            raise CannotRead(f"a PDF of more than {MOST_PAGES} pages or {MOST_CONTENT // 10**6} MB of drawing")
    return found


def _leaves(reader: Any) -> Any:
    """The pages one by one: pypdf lays out the whole tree at first, however often it names one page."""
    kids = reader.trailer["/Root"]["/Pages"].get("/Kids", [])
    if len(kids) > MOST_PAGES:
        raise CannotRead(f"a PDF of more than {MOST_PAGES} pages")
    return reader.pages


def _details(metadata: Any) -> Details:
    title = " ".join((metadata.title or "").split()) if metadata else ""
    author = " ".join((metadata.author or "").split()) if metadata else ""
    return Details(title="" if _NO_TITLE.match(title) else title, author=author)


# --- heads and feet ----------------------------------------------------------------------------


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines that many of them have at the same edge; a number in them may be the page's."""
    seen: Counter[tuple[int, str]] = Counter()
    for number, lines in enumerate(pages):
        seen.update({(place, key) for place in _edges(lines) for key in _patterns(lines[place], number)})
    least = max(min(_LEAST_REPEATED, len(pages)), len(pages) // 3, 2)
    repeated = {key for key, times in seen.items() if times >= least}
    return [_without(lines, number, repeated) for number, lines in enumerate(pages)]


def _without(lines: list[str], number: int, repeated: set[tuple[int, str]]) -> list[str]:
    edges = {place % len(lines) for place in _edges(lines) if _is_repeated(place, lines, number, repeated)}
    return [line for place, line in enumerate(lines) if place not in edges]


def _edges(lines: list[str]) -> list[int]:
    """Places of lines at the edges: from the top 0, 1, ...; from the bottom -1, -2, ..."""
    number = min(_EDGE, len(lines))
    return [*range(number), *range(-number, 0)]


def _is_repeated(place: int, lines: list[str], number: int, repeated: set[tuple[int, str]]) -> bool:
    return any((place, key) in repeated for key in _patterns(lines[place], number))


def _patterns(line: str, page: int) -> set[str]:
    """A line as it is, and with each of its numbers in turn as one that counts the pages: Page 3 of 4 on the third."""
    text = " ".join(line.split()).casefold()
    found = {text}
    for match in list(_NUMBER.finditer(text))[:_MOST_NUMBERS]:
        found.add(f"{text[: match.start()]}{{page {int(match[0]) - page:+d}}}{text[match.end() :]}")
    return found


_NUMBER = re.compile(r"\d{1,4}")
_MOST_NUMBERS = 6


# --- columns -----------------------------------------------------------------------------------


class _Piece(Struct, frozen=True):
    """A text that is drawn at a place: x from the left, y from the bottom, both in points, as wide as is guessed."""

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        return self.x + len(self.text.strip()) * self.size * 0.5


def _lines(page: Any) -> list[str]:
    """A page's lines in the order in which they are read."""
    pieces: list[_Piece] = []

    def visit(text: str, matrix: list[float], own: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = own[4] * matrix[0] + own[5] * matrix[2] + matrix[4]
            y = own[4] * matrix[1] + own[5] * matrix[3] + matrix[5]
            scale = abs(own[3] * matrix[3]) or 1.0
            pieces.append(_Piece(x, y, max(1.0, abs(size * scale)), text.replace("\n", " ")))

    plain = page.extract_text(visitor_text=visit)
    gutter = _gutter(pieces)
    gutters = [gutter] if gutter is not None else _gutters(pieces)
    if gutters and _alternates(pieces, gutters[0]):
        return _by_columns(pieces, gutters)
    return [line for line in plain.split("\n") if line.strip()]


_LEAST_LINES = 6
_LEAST_SHARE = 0.25
_MOST_CROSSING = 0.2
_MOST_STARTS = 200
_WIDER = 2
_MOST_COLUMNS = 5
_LEAST_LETTERS = 18
"""In a line of one of several columns, on average."""


def _gutter(pieces: list[_Piece]) -> float | None:
    """Where two columns meet: an x with text on both sides that little of the text crosses."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    starts = sorted({round(piece.x) for piece in pieces})[1:_MOST_STARTS]
    found = [(fit, x - 1.0) for x in starts if (fit := _fit(pieces, x)) is not None]
    return max(found)[1] if found else None


def _gutters(pieces: list[_Piece]) -> list[float]:
    """Where three to five columns meet: the places at which half of the lines begin anew; none if they are no columns.

    Cells of a table are short, so a column has some letters in each of its lines.
    """
    starts = _starts(pieces)
    if not 2 < len(starts) <= _MOST_COLUMNS:
        return []
    gutters = [x - 1.0 for x in starts[1:]]
    columns = [_column(pieces, *ends) for ends in pairwise([starts[0] - 1.0, *gutters, float("inf")])]
    within = sum(map(_letters, columns))
    is_text = all(_letters(column) >= _LEAST_LETTERS * _lines_of(column) for column in columns)
    return gutters if is_text and within >= (1 - _MOST_CROSSING) * _letters(pieces) else []


def _starts(pieces: list[_Piece]) -> list[int]:
    """Where half of the lines, and some at least, have a piece that begins, from left to right."""
    begin = Counter(round(piece.x) for piece in pieces)
    least = max(_LEAST_LINES, len(_rows(pieces)) // 2)
    return sorted(x for x, times in begin.items() if times >= least)


def _column(pieces: list[_Piece], first: float, last: float) -> list[_Piece]:
    """What begins and ends between two gutters."""
    return [piece for piece in pieces if first <= piece.x and piece.right <= last]


def _fit(pieces: list[_Piece], x: float) -> float | None:
    """How well columns part at x; None where they do not."""
    sides = [piece for piece in pieces if piece.right <= x], [piece for piece in pieces if piece.x >= x - 1]
    letters = _letters(pieces)
    shares = [_letters(side) / letters for side in sides]
    crossing = 1 - sum(shares)
    if min(shares) < _LEAST_SHARE or crossing > _MOST_CROSSING or min(map(_lines_of, sides)) < _LEAST_LINES:
        return None
    return min(shares) - crossing if _is_wide(pieces, x) else None


def _lines_of(pieces: list[_Piece]) -> int:
    return len({round(piece.y) for piece in pieces})


def _letters(pieces: list[_Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _is_wide(pieces: list[_Piece], x: float) -> bool:
    """Whether the gap at x is wider than those between the words of a line."""
    between: list[float] = []
    across: list[float] = []
    for row in _rows(pieces):
        for one, other in pairwise(row):
            (across if one.x < x - 1 <= other.x else between).append(other.x - one.right)
    return bool(across) and (not between or median(across) > _WIDER * max(1.0, median(between)))


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces line by line, each from left to right."""
    rows: dict[int, list[_Piece]] = {}
    for piece in pieces:
        rows.setdefault(round(-piece.y / 2), []).append(piece)
    return [sorted(row, key=lambda piece: piece.x) for _, row in sorted(rows.items())]


def _alternates(pieces: list[_Piece], gutter: float) -> bool:
    """Whether the text is drawn line by line across both columns, not column by column."""
    sides = [piece.x >= gutter for piece in pieces]
    changes = sum(one != other for one, other in pairwise(sides))
    lines = len({round(piece.y) for piece in pieces})
    return changes > max(4, lines // 2)


def _by_columns(pieces: list[_Piece], gutters: list[float]) -> list[str]:
    """The lines of the first column, then those of the next; what crosses from one to another parts them."""
    found: list[str] = []
    columns: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for row in _rows(pieces):
        if any(_crosses(piece, gutters) for piece in row):
            found += [*chain.from_iterable(columns), _joined(row)]
            columns = [[] for _ in columns]
        else:
            for number, text in _parts_of(row, gutters):
                columns[number].append(text)
    return [*found, *chain.from_iterable(columns)]


def _crosses(piece: _Piece, gutters: list[float]) -> bool:
    return any(piece.x < gutter < piece.right - piece.size for gutter in gutters)


def _parts_of(row: list[_Piece], gutters: list[float]) -> Iterator[tuple[int, str]]:
    """The text that each column has of a line, with the column's number."""
    for number, parts in groupby(row, lambda piece: bisect(gutters, piece.x)):
        if text := _joined(list(parts)):
            yield number, text


def _joined(pieces: list[_Piece]) -> str:
    return " ".join(" ".join(piece.text for piece in pieces).split())
