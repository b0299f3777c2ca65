"""Articles as rows of text, and rows of text as articles: what CSV and workbooks share.

A claim is a row, and `article` (story/name) says whose. A key that is not there is an empty cell, a list is written
[one, two]. A text that a spreadsheet takes for a formula, or that would read as a list, has an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from checker.exchange.drafts import ORDER, SOURCE_ORDER, Article, Draft, Imported, Key
from checker.exchange.respelling import truth
from checker.files.models import Claim, Source
from checker.files.names import is_unsafe
from checker.files.nodes import Marks, Spot
from checker.files.yaml_reader import CONTROL, parse_document
from checker.files.yaml_writer import flow
from checker.problems import Problem, did_you_mean, quoted

ARTICLE = "article"
PREFIX = "source."
CLAIM_KEYS, SOURCE_KEYS = ORDER, SOURCE_ORDER
STRUCTURED = frozenset(
    key
    for model in (Claim, Source)
    for key, shape in model.model_json_schema()["properties"].items()
    if re.search(r"'(?:array|object|\$ref)'", str(shape))
)
"""Keys that may hold a list, or a mapping."""
COLUMNS = (ARTICLE, *(f"{PREFIX}{key}" for key in SOURCE_KEYS), *CLAIM_KEYS)
"""The columns of a table that holds all: a claim, and the source that it is of."""
REQUIRED = (ARTICLE, "id", "subject", "property", "value")

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold. What is longer is cut off in silence by all of them."""
MOST_ROWS = 200_000
STRIDE = 10_000_000
"""A place's line is the number of its sheet times this, and the row."""

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r\n\[{]")
_STRUCTURE = re.compile(r"'*[\[{]")


class Table(Struct, eq=False):
    """A sheet's rows with their numbers, the heading first; `shown` is the name that problems give."""

    shown: str
    rows: list[tuple[int, list[str]]]
    problems: list[Problem] = field(default_factory=list)
    bad_cells: list[Problem] = field(default_factory=list)
    """Cells that cannot be read: their rows are bad, not the whole table."""


# --- cells -------------------------------------------------------------------------------------


def cell(value: Any, key: str, *, is_typed: bool) -> str:
    """What a cell shows for a value: a text, or a list or a mapping as YAML has it on one line.

    Where cells have a type, text needs no apostrophe to be no formula.
    """
    if not isinstance(value, str):
        return flow(value)
    unfit = (not is_typed and _FORMULA.match(value)) or _GUARDED.match(value)
    return f"'{value}" if unfit or (key in STRUCTURED and _STRUCTURE.match(value)) else value


def value_of(text: str, key: str) -> tuple[Any, str]:
    """What a cell's text says, and what is wrong with it. `key` may be one of a source, such as source.title."""
    key = key.removeprefix(PREFIX)
    text = text.replace("\r\n", "\n")
    if control := CONTROL.search(text):
        return "", f"control character U+{ord(control[0]):04X}"
    if key in STRUCTURED and text[:1] in ("[", "{"):
        document, problems = parse_document(f"key: {text}\n", "")
        value = document.value.get("key") if document and isinstance(document.value, dict) else None
        if problems or not isinstance(value, list | dict) or len(document.value) > 1:  # type: ignore[union-attr]
            return "", f"{quoted(text)}: expected a list such as [one, two], or a mapping such as {{from: 288}}"
        return value, ""
    if key == "important":
        text = truth(text)  # which spreadsheets write in capitals, and in their own language
    return (text[1:] if _GUARDED.match(text) else text), ""


def rows_of(articles: Mapping[Key, Article], *, is_typed: bool) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the claims and of the sources, with their headings. `article` is the first cell of each."""
    sources, claims = [[ARTICLE, *SOURCE_KEYS]], [[ARTICLE, *CLAIM_KEYS]]
    for (story, name), article in sorted(articles.items()):
        key = cell(f"{story}/{name}", ARTICLE, is_typed=is_typed)
        source = article["source"]
        sources.append([key, *(cell(source.get(k, ""), k, is_typed=is_typed) for k in SOURCE_KEYS)])
        for claim in article["claims"]:
            claims.append([key, *(cell(claim.get(k, ""), k, is_typed=is_typed) for k in CLAIM_KEYS)])
    return claims, sources


def too_long(articles: Mapping[Key, Article], shown: Mapping[Key, str]) -> list[Problem]:
    """What no cell can hold."""
    found = []
    for key, article in sorted(articles.items()):
        for part in (article["source"], *article["claims"]):
            for name, value in part.items():
                if len(value if isinstance(value, str) else flow(value)) >= LONGEST:
                    message = f"{name!r} has more than {LONGEST:,} characters, which no cell of a spreadsheet can hold"
                    found.append(Problem(shown[key], 1, 1, message))
    return found


def letter(column: int) -> str:
    """The name of a column, from 1: A, B, ... AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


# --- rows to articles --------------------------------------------------------------------------


class _Rows(Struct):
    """What the rows say of one article, with the places that say it."""

    place: Spot
    source: dict[str, tuple[str, Spot]] = field(default_factory=dict)
    claims: list[tuple[Spot, dict[str, tuple[Any, Spot]]]] = field(default_factory=list)


class Reader:
    """Reads tables into articles. `story` takes those that name none; the tables are numbered in their order."""

    def __init__(self, story: str, tables: Sequence[Table]) -> None:
        self.story, self.tables = story, tables
        self.articles: dict[Key, _Rows] = {}
        self.columns: set[str] = set()
        self.imported = Imported(sheets=tuple(table.shown for table in tables))
        for table in tables:
            self.imported.problems += table.problems

    def _problem(self, table: Table, row: int, column: int, message: str) -> None:
        """Something wrong with the table as a whole."""
        self.imported.problems.append(_at_cell(table, row, column, message))

    def headings(self, table: Table, known: Sequence[str], required: Sequence[str]) -> dict[int, str]:
        """The key of each column, by its number; what is wrong with the headings is told."""
        if not table.rows:
            message = f"the sheet is empty; expected the headings {', '.join(required)}"
            self.imported.problems.append(Problem(table.shown, 1, 1, message))
            return {}
        row, cells = table.rows[0]
        keys: dict[int, str] = {}
        for column, text in enumerate(cells, 1):
            if wrong := _bad_heading(table, column, text, known, keys):
                self._problem(table, row, column, wrong)
            elif heading(text):
                keys[column] = heading(text)
        for name in required:
            if name not in keys.values():
                near = did_you_mean(name, [text for text in map(heading, cells) if text and text not in known])
                self._problem(table, row, 1, f"there is no column {name!r}{near.replace('did you mean', 'is it')}")
        return keys

    def read(self, table: Table, keys: Mapping[int, str]) -> None:
        """Take in a table's rows: what they say of sources (source.title), of claims (title), or of both.

        A row with a mistake is left out, and told.
        """
        self.columns.update(keys.values())
        column_of = {key: column for column, key in keys.items()}
        if ARTICLE not in column_of:
            return
        bad_cells: dict[int, list[Problem]] = {}
        for problem in table.bad_cells:
            bad_cells.setdefault(problem.line, []).append(problem)
        self.imported.problems += bad_cells.pop(table.rows[0][0], [])
        for row, cells in table.rows[1:]:
            wrong = [*bad_cells.pop(row, ()), *_beside(table, row, cells, keys)]
            given = {
                key: cells[column - 1] for column, key in keys.items() if column <= len(cells) and cells[column - 1]
            }
            if given or wrong:
                wrong += self._read_row(table, row, given, column_of)
                self.imported.skipped += wrong
        self.imported.skipped += [problem for problems in bad_cells.values() for problem in problems]

    def _read_row(self, table: Table, row: int, given: dict[str, str], column_of: Mapping[str, int]) -> list[Problem]:
        """Take in a row, by key; returns what is wrong with it, and then takes in nothing of it."""
        line = self.tables.index(table) * STRIDE + row
        name, wrong = article_key(given.pop(ARTICLE, ""), self.story)
        problems = [_at_cell(table, row, column_of[ARTICLE], wrong)] if wrong else []
        values: dict[str, tuple[Any, Spot]] = {}
        for key, text in given.items():
            value, wrong = value_of(text, key)
            if wrong:
                problems.append(_at_cell(table, row, column_of[key], wrong))
            values[key] = value, (line, column_of[key])
        if name is None or problems:
            return problems
        source = {key.removeprefix(PREFIX): value for key, value in values.items() if key.startswith(PREFIX)}
        claim = {key: value for key, value in values.items() if not key.startswith(PREFIX)}
        known = self.articles.get(name)
        problems = _differing(table, row, name, known, source) if known is not None else []
        if not problems:
            article = self.articles.setdefault(name, _Rows((line, column_of[ARTICLE])))
            article.source = {**source, **article.source}
            if claim:
                article.claims.append(((line, column_of.get("id", 1)), claim))
        return problems

    def finish(self) -> Imported:
        """The articles in the order of their keys, each claim in that of its row."""
        for key, rows in sorted(self.articles.items()):
            source = {name: value for name, (value, _) in rows.source.items()}
            claims = [{name: value for name, (value, _) in claim.items()} for _, claim in rows.claims]
            places: Marks = (
                rows.place,
                {"source": rows.place, "claims": rows.place},
                {"source": _marks(rows.place, rows.source), "claims": _list_marks(rows)},
            )
            article: Article = {"source": source, "claims": claims}
            draft = Draft(key=key, article=article, places=places, adds=False, columns=frozenset(self.columns))
            self.imported.drafts.append(draft)
        return self.imported


def _at_cell(table: Table, row: int, column: int, message: str) -> Problem:
    return Problem(table.shown, row, column, f"{letter(column)}{row}: {message}")


def _bad_heading(table: Table, column: int, text: str, known: Sequence[str], keys: Mapping[int, str]) -> str:
    """What is wrong with the heading of a column; "" if nothing is."""
    name = heading(text)
    if not name:
        filled = next((r for r, cells in table.rows[1:] if len(cells) >= column and cells[column - 1]), 0)
        return f"a heading is missing: row {filled} has something below it" if filled else ""
    if name not in known:
        hint = did_you_mean(name, known) or f"; expected {', '.join(known)}"
        return f"unknown column {quoted(text)}{hint}"
    if name in keys.values():
        first = letter(next(number for number, key in keys.items() if key == name))
        return f"the column {quoted(text)} is here twice, first in {first}"
    return ""


def _beside(table: Table, row: int, cells: list[str], keys: Mapping[int, str]) -> Iterator[Problem]:
    """What stands to the right of all headings."""
    width = max(max(keys, default=0), len(table.rows[0][1]))
    for column in range(width + 1, len(cells) + 1):
        if cells[column - 1]:
            yield _at_cell(table, row, column, f"{quoted(cells[column - 1])} stands beside the table: no heading")


def _differing(
    table: Table, row: int, name: Key, known: _Rows, source: Mapping[str, tuple[Any, Spot]]
) -> list[Problem]:
    """Where a row says something else of its article's source than an earlier row does."""
    problems = []
    for key, (value, place) in source.items():
        before, where = known.source.get(key, (value, place))
        if before != value:
            about = f"{key} of {'/'.join(name)}"
            row_before = where[0] % STRIDE
            message = f"the {about} is {quoted(str(before))} in row {row_before} and {quoted(str(value))} here"
            problems.append(_at_cell(table, row, place[1], message))
    return problems


def article_key(text: str, story: str) -> tuple[Key | None, str]:
    """The story and name that a cell gives, and what is wrong with it: a bad name could lead out of the project."""
    text = text[1:] if _GUARDED.match(text) else text
    given, _, name = text.rpartition("/")
    story = given or story
    if not text:
        return None, "expected the article, such as flood/courier"
    if not story:
        return None, f"{quoted(text)}: expected story/name, such as flood/courier; or name the story by --into"
    if wrong := bad_name(story) or bad_name(name):
        return None, f"{quoted(text)}: {wrong}"
    return (story, name), ""


def heading(text: str) -> str:
    return "_".join(text.casefold().split())


def bad_name(name: str) -> str:
    """What keeps a text from being the name of a story or an article; "" if nothing does."""
    if not name or name.startswith(".") or name == "entities" or re.search(r'[\\/:*?"<>|]', name):
        return "cannot be the name of a file; expected letters, digits and -"
    if is_unsafe(name):
        return "is the name of a device on Windows, or ends in a dot: it cannot be the name of a file"
    if name != name.strip() or len(name.encode("utf-8", "replace")) > 200:
        return "is too long, or has a space at an end, for the name of a file"
    return "" if name.isprintable() else "has a character that does not print"


def _marks(place: Spot, values: Mapping[str, tuple[Any, Spot]]) -> Any:
    places = {key: own for key, (_, own) in values.items()}
    children: dict[str | int, Any] = {key: _marks_of(value, own) for key, (value, own) in values.items()}
    return place, places, children


def _marks_of(value: Any, own: Spot) -> Any:
    """The places in a cell's value: those of the cell."""
    if isinstance(value, dict):
        return own, dict.fromkeys(value, own), {key: _marks_of(part, own) for key, part in value.items()}
    if isinstance(value, list):
        return own, {}, {number: _marks_of(part, own) for number, part in enumerate(value)}
    return own


def _list_marks(rows: _Rows) -> Any:
    children = {number: _marks(place, claim) for number, (place, claim) in enumerate(rows.claims)}
    return rows.place, {}, children


def limited(rows: Iterable[tuple[int, list[str]]], table: Table) -> None:
    """Put rows into a table, up to the limit."""
    for number, cells in rows:
        if any(cells) or not table.rows:
            table.rows.append((number, cells))
        if len(table.rows) > MOST_ROWS:
            table.problems.append(Problem(table.shown, number, 1, f"more than {MOST_ROWS:,} rows; import a part of it"))
            return
