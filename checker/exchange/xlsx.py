"""XLSX: a workbook with the sheets `claims` and `sources`, read and written by openpyxl (the extra `xlsx`).

All cells are written as text. What a person, or a program on its own, has turned into a number or a date is read as
what is seen in the cell; where that is not certain, it is a problem.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import Counter
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msgspec import Struct

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
    wanted,
)
from checker.files.extras import how_to_install
from checker.problems import Problem

__all__ = ["MAX_BYTES", "read", "write"]

MOST_TEXTS = 1_000_000
"""Shared texts of a workbook: openpyxl takes 8 s for a million of them."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([^"]{1,30})"')
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COUNTED = {
    "cells": re.compile(rb"<(?:\w+:)?c[ />]"),
    "texts": re.compile(rb"<(?:\w+:)?si[ />]"),
    "merged cells": re.compile(rb"<(?:\w+:)?mergeCell[ />]"),
}
_MOST = {"cells": MOST_CELLS, "texts": MOST_TEXTS, "merged cells": MOST_MERGED}
_CELL = re.compile(rb"[\"']([A-Z]{1,3})\d{1,7}[\"']")
_POWER = re.compile(r"0(\.0+)?E\+0+")
_NUMBER = re.compile(r"(?P<group>#,##)?(?P<zeros>0+)(?:\.(?P<decimals>0+))?(?P<percent>%)?(?:_\))?")


# --- reading -----------------------------------------------------------------------------------


class _Cell(Struct, frozen=True):
    value: Any
    kind: str
    format: str


def read(incoming: Incoming) -> Imported:
    """Articles from a workbook's sheets."""
    try:
        import openpyxl  # noqa: F401  # whether it is there
    except ImportError:
        return Imported(problems=[Problem(incoming.shown, 1, 1, _missing())])
    return read_sheets(incoming, _sheets)


def _missing() -> str:
    return f"XLSX needs openpyxl: {how_to_install('xlsx')}; or use csv or ods"


def _sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises RefusedError, and whatever openpyxl does on a broken file."""
    import openpyxl

    with open_zip(data, "XLSX") as archive:
        _check_parts(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are of no matter here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        worksheets: list[Any] = list(book.worksheets)
        sheets = [Sheet(each.title, each.sheet_state != "visible") for each in worksheets]
        texts: list[str] | None = None
        chosen = [id(sheet) for sheet in wanted(sheets) if not sheet.is_hidden]
        for worksheet, sheet in zip(worksheets, sheets, strict=True):
            if id(sheet) in chosen:
                texts = _shared_texts(book) if texts is None else texts
                _fill(sheet, worksheet, texts)
        book.close()
    return sheets


def _fill(sheet: Sheet, worksheet: Any, texts: list[str]) -> None:
    """Put into a sheet what its cells show."""
    with worksheet._get_source() as source:  # openpyxl does not tell what is merged
        sheet.merged = [ref.decode("ascii", "replace") for ref in _MERGED.findall(source.read())]
    worksheet.reset_dimensions()  # what the file says of its size may be wrong
    worksheet._shared_strings = texts
    rows: list[tuple[int, list[str]]] = []
    for number, row in enumerate(worksheet.iter_rows(), 1):
        if number > MOST_ROWS_OF_A_SHEET:
            break
        cells = []
        for column, each in enumerate(row, 1):
            text, wrong = _seen(_Cell(each.value, each.data_type, each.number_format or ""))
            if wrong:
                sheet.bad_cells.append((number, column, wrong))
            cells.append(text)
        rows.append((number, cells))
    sheet.rows = rows


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Raises RefusedError for what would take beyond all measure, or declares entities: one pass, before openpyxl."""
    counts: Counter[str] = Counter()
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        for number, chunk in enumerate(chunks(archive, part, overlap=100)):
            if number == 0 and (b"\x00" in chunk[:4_000] or _DECLARATION.search(chunk[:4_000])):
                raise RefusedError(f"{part.filename!r} holds a document type or is not in UTF-8; it is not read")
            for what, pattern in _COUNTED.items():
                counts[what] += len(pattern.findall(chunk))
                if counts[what] > _MOST[what]:
                    raise RefusedError(f"it has more than {_MOST[what]:,} {what}; import a part of it at a time")
            if "sheet" in part.filename.casefold():
                _check_columns(chunk, part.filename)


def _check_columns(chunk: bytes, shown: str) -> None:
    for name in set(_CELL.findall(chunk)):
        if len(name) > 2:
            message = f"a cell of {shown!r} is in column {name.decode()}, beyond the {MOST_COLUMNS} that are read"
            raise RefusedError(message)


def _shared_texts(book: Any) -> list[str]:
    """The workbook's texts as they are in the file: openpyxl strikes the letters x005F_ out of them."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    name = next((name for name in book._archive.namelist() if name.lower().endswith("xl/sharedstrings.xml")), None)
    if name is None:
        return []
    texts = []
    with book._archive.open(name) as source:
        for _, node in iterparse(source):
            if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                texts.append(Text.from_tree(node).content)  # type: ignore[union-attr]
                node.clear()
    return texts


def _seen(cell: _Cell) -> tuple[str, str]:
    """What is seen in a cell, and what keeps that from being certain."""
    value, kind = cell.value, cell.kind
    if value is None:
        return "", ""
    if kind == "f":
        return "", "a formula; paste its value in its place"
    if kind == "e":
        return "", f"an error, {value}"
    if isinstance(value, str):
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value), ""
    if isinstance(value, bool):
        return str(value).lower(), ""
    shown = cell.format
    if isinstance(value, datetime | date):
        text = _day_seen(value, shown)
        kind = "date"
    else:
        text = _number_seen(value, shown) if isinstance(value, int | float) else None
        kind = "number"
    if text is None:
        return "", f"a {kind} that is shown as {shown[:40]!r}; type what it is to say into a cell of the format Text"
    return text, ""


def _day_seen(value: datetime | date, shown: str) -> str | None:
    """A day as EDTF, as far as the format shows it: `mmm-yy` shows no day."""
    letters = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", shown.split(";")[0]).casefold()
    if set(letters) & set("hs") or (
        isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0)
    ):
        return None
    parts = ("y" in letters, "m" in letters, "d" in letters)
    iso = value.isoformat()[:10]
    return {(True, True, True): iso, (True, True, False): iso[:7], (True, False, False): iso[:4]}.get(parts)


def _number_seen(value: int | float, shown: str) -> str | None:
    """A number as its format shows it; None where that format is not known here, or rounds it away."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) >= 10**15:
        return None
    if shown in ("General", "@"):
        text = f"{exact.normalize():f}"
        return text if len(text.lstrip("-").replace(".", "")) <= (15 if "." not in text else 10) else None
    if power := _POWER.fullmatch(shown):
        text = f"{exact:.{len(power[1] or '.') - 1}E}"
        return text if Decimal(text) == exact else None
    match = _NUMBER.fullmatch(shown)
    if match is None:
        return None
    if match["percent"]:
        exact *= 100
    decimals = len(match["decimals"] or "")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    width = len(match["zeros"]) + (decimals + 1 if decimals else 0)
    number = f"{abs(rounded):,f}" if match["group"] else f"{abs(rounded):0{width}f}"
    return f"{'-' if rounded < 0 else ''}{number}{match['percent'] or ''}"


# --- writing -----------------------------------------------------------------------------------


def write(outgoing: Outgoing) -> Exported:
    """The workbook; the same bytes for the same claims."""
    try:
        import openpyxl
    except ImportError:
        return Exported(data=None, problems=[Problem("xlsx", 1, 1, _missing())])
    sheets, problems = sheets_of(outgoing, "xlsx")
    if problems:
        return Exported(data=None, problems=problems)
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for column, key in enumerate(rows[0], 1):
            sheet.column_dimensions[letter(column)].width = 36 if is_wide(key) else 18
        for number, row in enumerate(rows):
            sheet.append([_text_cell(sheet, text, bold=number == 0) for text in row])
    out = io.BytesIO()
    book.save(out)
    return Exported(data=_same_bytes(out.getvalue()))


def _text_cell(sheet: Any, text: str, *, bold: bool) -> Any:
    """A cell of text, whatever it looks like: `=1+1` is no formula, 0400 no number."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if not text:
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = _TO_ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    elif text[0] in "=+-@":
        cell.quotePrefix = True  # so that it stays text when a person edits it
    return cell


def _same_bytes(data: bytes) -> bytes:
    """The file without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", b">1980-01-01T00:00:00Z<", part)
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
