"""XLSX: a workbook with the sheets `claims` and `sources`, read and written by openpyxl (the extra `xlsx`).

All cells are written as text. What a person, or a program on its own, has turned into a number or a date is read as
what is seen in the cell; where that is not certain, it is a problem.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from checker.exchange.drafts import Found, Given, Outgoing, Written
from checker.exchange.sheet import (
    ARTICLE,
    CLAIM_KEYS,
    PREFIX,
    SOURCE_KEYS,
    Reader,
    Table,
    letter,
    limited,
    rows_of,
    too_long,
)
from checker.problems import Problem, nearest

MAX_BYTES = 32_000_000
MAX_UNPACKED = 128_000_000
MAX_PARTS = 1_000
MOST_ROWS_OF_A_SHEET = 1_048_576
SHEETS = {
    "claims": ((ARTICLE, *CLAIM_KEYS), (ARTICLE, "id", "subject", "property", "value")),
    "sources": ((ARTICLE, *SOURCE_KEYS), (ARTICLE, "publisher", "published")),
}
_MISSING = "XLSX needs openpyxl: pip install 'source-consistency-checker[xlsx]'; or use csv"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([^"]{1,30})"')
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell
_NUMBER = re.compile(r"(?P<group>#,##)?(?P<zeros>0+)(?:\.(?P<decimals>0+))?(?P<percent>%)?(?:_\))?")


# --- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Any
    kind: str
    format: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as openpyxl reads it; its rows only where articles are in it."""

    title: str
    is_hidden: bool
    merged: list[str]
    rows: list[list[_Cell]]


def read(given: Given) -> Found:
    problems = _unsafe(given)
    if problems:
        return Found(problems=problems)
    try:
        sheets = _sheets(given.data)
    except ImportError:
        return Found(problems=[Problem(given.shown, 1, 1, _MISSING)])
    except Exception as error:  # whatever a broken file makes openpyxl stumble over
        message = f"cannot be read as a workbook ({type(error).__name__}: {str(error)[:100]})"
        return Found(problems=[Problem(given.shown, 1, 1, message)])
    return _articles(sheets, given)


def _sheets(data: bytes) -> list[_Sheet]:
    """The sheets of a workbook, by openpyxl alone: what it raises is the file's fault. Raises anything."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are of no matter here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        texts = _shared_texts(book)
        found = []
        worksheets: list[Any] = list(book.worksheets)
        for sheet in worksheets:
            name, rows, merged = sheet.title.strip().casefold(), [], []
            is_hidden = sheet.sheet_state != "visible"
            if name in SHEETS and not is_hidden:
                with sheet._get_source() as source:  # it does not tell what is merged
                    merged = [ref.decode("ascii", "replace") for ref in _MERGED.findall(source.read())]
                sheet.reset_dimensions()  # what the file says of its size may be wrong
                sheet._shared_strings = texts
                for row in sheet.iter_rows():
                    rows.append([_Cell(c.value, c.data_type, c.number_format or "") for c in row])
                    if len(rows) > MOST_ROWS_OF_A_SHEET:
                        break
            found.append(_Sheet(sheet.title, is_hidden, merged, rows))
        book.close()
    return found


def _unsafe(given: Given) -> list[Problem]:
    """What makes it no workbook that should be opened at all."""

    def problem(message: str) -> list[Problem]:
        return [Problem(given.shown, 1, 1, message)]

    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return problem(f"it unpacks to more than {MAX_UNPACKED // 10**6} MB; import a part of it at a time")
            if len({part.filename for part in parts}) < len(parts):
                return problem("two parts of the file have one name")
            for part in parts:
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                begin = archive.open(part).read(4_000)
                if b"\x00" in begin or _DECLARATION.search(begin):
                    return problem(f"{part.filename!r} holds a document type or is not in UTF-8; it is not read")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        old = given.data.startswith(b"\xd0\xcf\x11\xe0")
        if old:
            return problem("an old .xls file, or one with a password: save it as .xlsx without one")
        return problem(f"not an XLSX file: {error}")
    except Exception as error:  # zlib has its own
        return problem(f"not an XLSX file: {error}")
    return []


def _articles(sheets: list[_Sheet], given: Given) -> Found:
    tables: dict[str, Table] = {}
    found = Found()
    for sheet in sheets:
        name = sheet.title.strip().casefold()
        shown = f"{given.shown}, sheet {sheet.title}"
        if name in SHEETS and name not in tables:
            tables[name] = _table(sheet, shown)
        elif near := nearest(name, SHEETS):
            found.problems.append(Problem(shown, 1, 1, f"unknown sheet {sheet.title!r}; did you mean {near[0]!r}?"))
        else:
            found.notices.append(f"{shown}: not read; articles are in the sheets {' and '.join(SHEETS)}")
    for name in SHEETS:
        if name not in tables and not found.problems:
            found.problems.append(Problem(given.shown, 1, 1, f"there is no sheet {name!r}"))
    reader = Reader(given.story, [tables[name] for name in SHEETS if name in tables])
    reader.found.notices += found.notices
    reader.found.problems += found.problems
    for name in reversed(SHEETS):  # the sources first: which articles there are
        if name in tables and not tables[name].problems:
            keys = reader.headings(tables[name], *SHEETS[name])
            as_source = {column: f"{PREFIX}{key}" if key != ARTICLE else key for column, key in keys.items()}
            reader.read(tables[name], as_source if name == "sources" else keys)
    return reader.finish()


def _table(sheet: _Sheet, shown: str) -> Table:
    table = Table(shown, [])
    if sheet.is_hidden:
        table.problems.append(Problem(shown, 1, 1, "the sheet is hidden; show it, so that what is imported is seen"))
    for merged in sheet.merged:
        table.problems.append(Problem(shown, 1, 1, f"the cells {merged} are merged; take that back: each has its own"))
    if not table.problems:
        limited(_rows(sheet, table), table)
    return table


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


def _rows(sheet: _Sheet, table: Table) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.rows, 1):
        cells = []
        for column, found in enumerate(row, 1):
            text, wrong = _seen(found)
            if wrong:
                table.problems.append(Problem(table.shown, number, column, f"{letter(column)}{number}: {wrong}"))
            cells.append(text)
        yield number, cells


def _seen(found: _Cell) -> tuple[str, str]:
    """What is seen in a cell, and what keeps that from being certain."""
    value, kind = found.value, found.kind
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
    shown = found.format
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


def write(outgoing: Outgoing) -> Written:
    """The workbook; the same bytes for the same claims."""
    try:
        import openpyxl
    except ImportError:
        return Written(data=None, problems=[Problem("xlsx", 1, 1, _MISSING)])
    problems = too_long(outgoing.articles, {key: "/".join(key) for key in outgoing.articles})
    claims, sources = rows_of(outgoing.articles, is_typed=True)
    if len(claims) > MOST_ROWS_OF_A_SHEET:
        problems.append(Problem("xlsx", 1, 1, f"{len(claims):,} claims; a sheet has {MOST_ROWS_OF_A_SHEET:,} rows"))
    if problems:
        return Written(data=None, problems=problems)
    book = openpyxl.Workbook(write_only=True)
    for name, rows in (("claims", claims), ("sources", sources)):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "B2"
        for column, key in enumerate(rows[0], 1):
            sheet.column_dimensions[letter(column)].width = 36 if key in ("quote", "note", "title", "url") else 18
        for number, row in enumerate(rows):
            sheet.append([_text_cell(sheet, text, bold=number == 0) for text in row])
    out = io.BytesIO()
    book.save(out)
    return Written(data=_same_bytes(out.getvalue()))


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
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
