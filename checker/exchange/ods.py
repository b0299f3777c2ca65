"""ODS: a workbook of LibreOffice with the sheets `claims` and `sources`.

A cell holds both its value and what it shows: what it shows is read, as in XLSX. All cells are written as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any
from xml.parsers import expat

from checker.exchange.drafts import Exported, Imported, Incoming, Outgoing
from checker.exchange.tables import letter
from checker.exchange.workbooks import (
    FIRST_DAY,
    MAX_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS_OF_A_SHEET,
    RefusedError,
    Sheet,
    chunks,
    is_wide,
    open_zip,
    read_sheets,
    sheets_of,
)

__all__ = ["MAX_BYTES", "read", "write"]

_CONTENT = "content.xml"
_MEDIA = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
}
_DRAWN = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0:"
_NOT_SEEN = ("office:annotation", "table:tracked-changes", "table:shapes")
_SHORT = {name: prefix for prefix, name in _NAMESPACES.items()}
_MOST_SPACES = 100
_LONGEST = 40_000

# --- reading -----------------------------------------------------------------------------------


def read(incoming: Incoming) -> Imported:
    """Articles from a workbook's sheets."""
    return read_sheets(incoming, _sheets)


def _sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises RefusedError."""
    with open_zip(data, "ODS") as archive:
        part = next((part for part in archive.infolist() if part.filename == _CONTENT), None)
        if part is None:
            raise RefusedError(f"not an ODS file: there is no {_CONTENT} in it")
        content = _Content()
        for chunk in chunks(archive, part, overlap=0):
            content.feed(chunk)
        content.close()
    return content.sheets


class _Content:
    """The sheets of content.xml, read event by event: no more is kept than the cells show."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows: list[tuple[int, list[str]]] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._row = 0
        self._repeated = 1
        self._cells: list[str] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._length = 0
        self._skipping = 0
        self._paragraphs = 0
        self._is_text = False
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, data: bytes) -> None:
        """Raises RefusedError."""
        try:
            self._parser.Parse(data, False)
        except expat.ExpatError as error:
            raise RefusedError(f"{_CONTENT!r} is no XML: {error}") from None

    def close(self) -> None:
        """Raises RefusedError."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise RefusedError(f"{_CONTENT!r} is no XML: {error}") from None

    def _refuse(self, *_: Any) -> None:
        raise RefusedError(f"{_CONTENT!r} holds a document type; it is not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _short(name)
        given = {_short(key): value for key, value in attributes.items()}
        if self._skipping or tag in _NOT_SEEN or tag.startswith(_DRAWN):
            self._skipping += 1
        elif handler := _STARTS.get(tag):
            handler(self, given)

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif handler := _ENDS.get(_short(name)):
            handler(self)

    def _characters(self, text: str) -> None:
        if self._is_text and not self._skipping and self._length <= _LONGEST:
            self._text.append(text)
            self._length += len(text)

    # styles tell which sheets are hidden
    def _style_begins(self, given: dict[str, str]) -> None:
        self._style = given.get("style:name", "")

    def _table_properties(self, given: dict[str, str]) -> None:
        if given.get("table:display") == "false":
            self._hidden.add(self._style)

    def _table_begins(self, given: dict[str, str]) -> None:
        is_hidden = given.get("table:style-name", "") in self._hidden
        self._rows, self._row = [], 0
        self.sheets.append(Sheet(given.get("table:name", ""), is_hidden, rows=self._rows))

    def _row_begins(self, given: dict[str, str]) -> None:
        self._repeated = _count(given.get("table:number-rows-repeated"))
        self._cells, self._column = [], 0

    def _row_ends(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        times = self._repeated if self._cells else 0
        self._count += len(self._cells) * times
        if self._count > MOST_CELLS or (times and self._row + times > MOST_ROWS_OF_A_SHEET):
            raise RefusedError(f"it has more than {MOST_CELLS:,} cells; import a part of it at a time")
        self._rows += [(self._row + number + 1, list(self._cells)) for number in range(times)]
        self._row += self._repeated

    def _cell_begins(self, given: dict[str, str]) -> None:
        self._cell, self._text, self._length, self._paragraphs = given, [], 0, 0
        if max(_count(given.get(f"table:number-{what}-spanned")) for what in ("columns", "rows")) > 1:
            sheet = self.sheets[-1]
            sheet.merged.append(f"from {letter(self._column + 1)}{self._row + 1}")
            if len(sheet.merged) > MOST_MERGED:
                raise RefusedError(f"it has more than {MOST_MERGED:,} merged cells")

    def _cell_ends(self) -> None:
        assert self._cell is not None
        times = _count(self._cell.get("table:number-columns-repeated"))
        text, wrong = _seen(self._cell, "".join(self._text))
        if text or wrong:
            if self._column + times > MOST_COLUMNS:
                name = letter(self._column + times)
                raise RefusedError(f"a cell is in column {name}, beyond the {MOST_COLUMNS} that are read")
            self._cells += [""] * (self._column - len(self._cells)) + [text] * times
            if wrong:
                self.sheets[-1].bad_cells.append((self._row + 1, self._column + 1, wrong))
        self._column += times
        self._cell = None

    def _paragraph_begins(self, _: dict[str, str]) -> None:
        self._is_text = self._cell is not None
        if self._paragraphs:
            self._characters("\n")
        self._paragraphs += 1

    def _paragraph_ends(self) -> None:
        self._is_text = False

    def _spaces(self, given: dict[str, str]) -> None:
        self._characters(" " * min(_count(given.get("text:c")), _MOST_SPACES))

    def _tab(self, _: dict[str, str]) -> None:
        self._characters("\t")

    def _break(self, _: dict[str, str]) -> None:
        self._characters("\n")


_STARTS: dict[str, Callable[[_Content, dict[str, str]], None]] = {
    "style:style": _Content._style_begins,
    "style:table-properties": _Content._table_properties,
    "table:table": _Content._table_begins,
    "table:table-row": _Content._row_begins,
    "table:table-cell": _Content._cell_begins,
    "table:covered-table-cell": _Content._cell_begins,
    "text:p": _Content._paragraph_begins,
    "text:s": _Content._spaces,
    "text:tab": _Content._tab,
    "text:line-break": _Content._break,
}
_ENDS: dict[str, Callable[[_Content], None]] = {
    "table:table-row": _Content._row_ends,
    "table:table-cell": _Content._cell_ends,
    "table:covered-table-cell": _Content._cell_ends,
    "text:p": _Content._paragraph_ends,
}


def _short(name: str) -> str:
    """A name with the prefix that it has in this module."""
    space, _, local = name.rpartition(" ")
    return f"{_SHORT.get(space, space)}:{local}"


def _count(text: str | None) -> int:
    """A count of repetitions, from 1."""
    return min(int(text), 10_000_000) if text and re.fullmatch(r"\d{1,9}", text) and int(text) else 1


_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T00:00:00(?:\.0+)?)?")


def _seen(cell: dict[str, str], shown: str) -> tuple[str, str]:
    """What is seen in a cell, and what keeps that from being certain."""
    kind = cell.get("office:value-type", "string" if shown else "")
    if cell.get("table:formula"):
        return "", "a formula; paste its value in its place"
    if len(shown) > _LONGEST:
        return "", f"more than {_LONGEST:,} characters"
    if kind == "date":
        day = _ISO.fullmatch(cell.get("office:date-value", ""))
        has_all = day is not None and len(re.findall(r"\d+", shown)) >= 3  # a year, a month and a day are seen
        if day is None or not has_all:
            return "", f"a date that is shown as {shown[:40]!r}; type what it is to say into a cell of the format Text"
        return day[1], ""
    if kind == "boolean":
        return cell.get("office:boolean-value", shown), ""
    if kind in ("float", "percentage", "currency"):
        return _number_seen(cell.get("office:value", ""), shown, kind)
    return shown, ""


_POWER = re.compile(r"-?\d\.\d+[eE][+-]?\d{1,3}")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_SIGNS = ((",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("\u00a0", ","), ("’", "."), ("'", "."))
_MOST = Decimal(10**15)
"""From here on a spreadsheet has lost digits."""


def _number_seen(value: str, shown: str, kind: str) -> tuple[str, str]:
    """A number as it is shown, with the signs of this project: which of . and , is the decimal one, its value tells."""
    sign = "%" if kind == "percentage" else ""
    number = shown.strip().removesuffix("%").strip().replace("−", "-")
    try:
        exact = Decimal(value) * (100 if sign else 1)
    except InvalidOperation:
        exact = _MOST
    if _POWER.fullmatch(number.replace(",", ".")) and Decimal(number.replace(",", ".")) == exact:
        return number.replace(",", "."), ""
    for thousands, point in _SIGNS if abs(exact) < _MOST else ():
        plain = number.replace(thousands, "").replace(point, ".")
        if _PLAIN.fullmatch(plain) and round(exact, len(plain.partition(".")[2])) == Decimal(plain):
            return f"{Decimal(plain):,f}{sign}" if thousands in number else f"{plain}{sign}", ""
    return "", f"a number that is shown as {shown[:40]!r}; type what it is to say into a cell of the format Text"


# --- writing -----------------------------------------------------------------------------------


def write(outgoing: Outgoing) -> Exported:
    """The workbook; the same bytes for the same claims."""
    sheets, problems = sheets_of(outgoing, "ods")
    if problems:
        return Exported(data=None, problems=problems)
    parts = {"mimetype": _MEDIA, "META-INF/manifest.xml": _MANIFEST, _CONTENT: "".join(_content(sheets))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return Exported(data=out.getvalue())


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST_SPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_MANIFEST_SPACE}" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MEDIA}"/>'
    f'<manifest:file-entry manifest:full-path="{_CONTENT}" manifest:media-type="text/xml"/></manifest:manifest>'
)
_STYLES = (
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
    '<style:style style:name="plain" style:family="table-cell" style:data-style-name="as-text">'
    '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="as-text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="narrow" style:family="table-column">'
    '<style:table-column-properties style:column-width="3.5cm"/></style:style>'
    '<style:style style:name="wide" style:family="table-column">'
    '<style:table-column-properties style:column-width="7cm"/></style:style>'
)


def _content(sheets: dict[str, list[list[str]]]) -> Iterator[str]:
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    yield f'{_XML}<office:document-content {spaces} office:version="1.3">'
    yield f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
    for name, rows in sheets.items():
        yield f'<table:table table:name="{name}">'
        for key in rows[0]:
            style = "wide" if is_wide(key) else "narrow"
            yield f'<table:table-column table:style-name="{style}" table:default-cell-style-name="plain"/>'
        for number, row in enumerate(rows):
            yield "<table:table-row>"
            yield from (_cell(text, "plain" if number else "head") for text in row)
            yield "</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _cell(text: str, style: str) -> str:
    if not text:
        return '<table:table-cell table:style-name="plain"/>'
    paragraphs = "".join(f"<text:p>{_spelled(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _spelled(line: str) -> str:
    """A line as the text of a paragraph: blanks at its ends, and several in a row, are elements."""
    line = escape(line, quote=False).replace("\t", "<text:tab/>")
    return re.sub(r"^ | (?= )| $", "<text:s/>", line)
