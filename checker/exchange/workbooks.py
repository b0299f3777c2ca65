"""Workbooks, whatever their format: the sheets `claims` and `sources`, or a lone sheet that is a table as in CSV."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from checker.exchange.drafts import Imported, Incoming, Outgoing
from checker.exchange.tables import (
    ARTICLE,
    CLAIM_KEYS,
    COLUMNS,
    PREFIX,
    REQUIRED,
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
MOST_CELLS = 2_000_000
MOST_COLUMNS = 702
"""Up to ZZ: what lies beyond it is no table that a person made."""
MOST_ROWS_OF_A_SHEET = 1_048_576
MOST_MERGED = 1_000
SHEETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "claims": ((ARTICLE, *CLAIM_KEYS), REQUIRED),
    "sources": ((ARTICLE, *SOURCE_KEYS), (ARTICLE, "publisher", "published")),
}
CHUNK = 1_000_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can tell."""


class RefusedError(Exception):
    """Why a file is not opened as a workbook."""


class Sheet(Struct, eq=False):
    """A sheet as it is seen: the text of each cell, and what keeps a cell from being certain (row, column, why).

    `rows` and what follows are there only where articles are read from the sheet.
    """

    title: str
    is_hidden: bool = False
    merged: list[str] = field(default_factory=list)
    rows: Iterable[tuple[int, list[str]]] = ()
    bad_cells: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.title.strip().casefold()


def wanted(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that articles are read from: those named claims and sources, or the only one that is seen."""
    named = [sheet for sheet in sheets if sheet.name in SHEETS]
    seen = [sheet for sheet in sheets if not sheet.is_hidden]
    return seen if len(seen) == 1 and seen[0].name != "sources" and len(named) < len(SHEETS) else named


def read_sheets(incoming: Incoming, sheets: Callable[[bytes], list[Sheet]]) -> Imported:
    """Articles from a workbook's sheets; `sheets` reads them from its bytes and may raise anything."""
    try:
        return _articles(sheets(incoming.data), incoming)
    except RefusedError as refused:
        message = str(refused)
    except Exception as error:  # whatever a broken file makes a library stumble over
        message = f"cannot be read as a workbook ({type(error).__name__}: {str(error)[:100]})"
    return Imported(problems=[Problem(incoming.shown, 1, 1, message)])


def open_zip(data: bytes, kind: str) -> zipfile.ZipFile:
    """The parts of a workbook. Raises RefusedError where it should not be opened at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zlib and struct have their own
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise RefusedError(f"an old .xls file, or one with a password: save it as {kind} without one") from None
        if b"office:document " in data[:2000]:
            raise RefusedError(f"a flat OpenDocument file, such as .fods: save it as {kind}") from None
        raise RefusedError(f"not an {kind} file: {error}") from None
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedError(f"it unpacks to more than {MAX_UNPACKED // 10**6} MB; import a part of it at a time")
    if len({part.filename for part in parts}) < len(parts):
        raise RefusedError("two parts of the file have one name")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(f"it has a password: save it as {kind} without one")
    return archive


def chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, overlap: int) -> Iterator[bytes]:
    """A part's bytes piece by piece, each with the end of the one before. Raises RefusedError."""
    before = b""
    try:
        with archive.open(part) as source:
            while piece := source.read(CHUNK):
                yield before + piece
                before = piece[-overlap:] if overlap else b""
    except Exception as error:  # a broken part, or one packed in a way that is not known here
        raise RefusedError(f"{part.filename!r} cannot be unpacked: {error}") from None


def _articles(sheets: list[Sheet], incoming: Incoming) -> Imported:
    chosen = wanted(sheets)
    is_lone = len(chosen) == 1 and chosen[0].name != "sources"
    if is_lone:
        tables = {"claims": _table(chosen[0], incoming)}
        layouts: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {"claims": (COLUMNS, REQUIRED)}
    else:
        tables = {sheet.name: _table(sheet, incoming) for sheet in reversed(chosen)}  # of two of a name the first
        layouts = SHEETS
    reader = Reader(incoming.story, [tables[name] for name in SHEETS if name in tables])
    _tell_of_others(sheets, [] if is_lone else list(SHEETS), chosen, incoming, reader.imported)
    for name in reversed(list(SHEETS)):  # the sources first: which articles there are
        if name in tables and not tables[name].problems:
            keys = reader.headings(tables[name], *layouts[name])
            reader.read(tables[name], _of_source(keys) if name == "sources" else keys)
    return reader.finish()


def _of_source(keys: Mapping[int, str]) -> dict[int, str]:
    return {column: key if key == ARTICLE else f"{PREFIX}{key}" for column, key in keys.items()}


def _tell_of_others(
    sheets: list[Sheet], names: list[str], chosen: list[Sheet], incoming: Incoming, imported: Imported
) -> None:
    """Tell of sheets that are not read, and of those that are missing; `names` are those that there should be."""
    for sheet in sheets:
        if sheet in chosen:
            continue
        shown = f"{incoming.shown}, sheet {sheet.title}"
        if near := nearest(sheet.name, names):
            message = f"unknown sheet {sheet.title!r}; did you mean {near[0]!r}?"
            imported.problems.append(Problem(shown, 1, 1, message))
        else:
            imported.notices.append(f"{shown}: not read; articles are in {_NAMES if names else 'another sheet'}")
    if not imported.problems:
        missing = [name for name in names if name not in {sheet.name for sheet in chosen}]
        imported.problems += [Problem(incoming.shown, 1, 1, f"there is no sheet {name!r}") for name in missing]


_NAMES = f"the sheets {' and '.join(SHEETS)}"


def _table(sheet: Sheet, incoming: Incoming) -> Table:
    shown = f"{incoming.shown}, sheet {sheet.title}"
    table = Table(shown, [])
    if sheet.is_hidden:
        table.problems.append(Problem(shown, 1, 1, "the sheet is hidden; show it, so that what is imported is seen"))
    for merged in sheet.merged[:10]:
        table.problems.append(Problem(shown, 1, 1, f"the cells {merged} are merged; take that back: each has its own"))
    if not table.problems:
        limited(sheet.rows, table)
        for row, column, why in sheet.bad_cells:
            table.bad_cells.append(Problem(shown, row, column, f"{letter(column)}{row}: {why}"))
    return table


def sheets_of(outgoing: Outgoing, format_: str) -> tuple[dict[str, list[list[str]]], list[Problem]]:
    """The rows of each sheet to write, and what no sheet can hold."""
    problems = too_long(outgoing.articles, {key: "/".join(key) for key in outgoing.articles})
    claims, sources = rows_of(outgoing.articles, is_typed=True)
    if len(claims) > MOST_ROWS_OF_A_SHEET:
        message = f"{len(claims):,} claims; a sheet has {MOST_ROWS_OF_A_SHEET:,} rows"
        problems.append(Problem(format_, 1, 1, message))
    return {"claims": claims, "sources": sources}, problems


def is_wide(key: str) -> bool:
    """Whether a column holds texts to read."""
    return key in ("quote", "note", "title", "url")
