"""Articles as rows of text, and rows of text as articles: what CSV and XLSX share.

A claim is a row, and `article` (story/name) says whose. A key that is not there is an empty cell, a list is written
[one, two]. A text that a spreadsheet takes for a formula, or that would read as a list, has an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.exchange.drafts import ORDER, SOURCE_ORDER, Article, Draft, Found, Key, ordered
from checker.files.models import Claim, Source
from checker.files.names import is_unsafe
from checker.files.nodes import Marks, Spot
from checker.files.yaml_reader import CONTROL, parse_document
from checker.problems import Problem, did_you_mean, quoted

ARTICLE = "article"
PREFIX = "source."
LISTS = frozenset({"value", "no_claim"})
"""Keys of a claim that may hold a list."""

CLAIM_KEYS = tuple(ordered(Claim.model_fields, ORDER))
SOURCE_KEYS = tuple(ordered(Source.model_fields, SOURCE_ORDER))

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold. What is longer is cut off in silence by all of them."""
MOST_ROWS = 200_000
STRIDE = 10_000_000
"""A place's line is the number of its sheet times this, and the row."""

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r\n\[]")
_LIST = re.compile(r"'*\[")


@dataclass(slots=True, eq=False)
class Table:
    """A sheet's rows with their numbers, the heading first; `shown` is the name that problems give."""

    shown: str
    rows: list[tuple[int, list[str]]]
    problems: list[Problem] = field(default_factory=list)


# --- cells -------------------------------------------------------------------------------------


def cell(value: str | Sequence[str], key: str, *, is_typed: bool) -> str:
    """What a cell shows for a value. Where cells have a type, text needs no apostrophe to be no formula."""
    if not isinstance(value, str):
        from checker.files.yaml_writer import scalar

        return f"[{', '.join(scalar(text, in_brackets=True) for text in value)}]"
    unfit = (not is_typed and _FORMULA.match(value)) or _GUARDED.match(value)
    return f"'{value}" if unfit or (key in LISTS and _LIST.match(value)) else value


def value_of(text: str, key: str) -> tuple[str | list[str], str]:
    """What a cell's text says, and what is wrong with it."""
    text = text.replace("\r\n", "\n")
    if control := CONTROL.search(text):
        return "", f"control character U+{ord(control[0]):04X}"
    if key in LISTS and text.startswith("["):
        document, problems = parse_document(f"list: {text}\n", "")
        value = document.value.get("list") if document and isinstance(document.value, dict) else None
        if problems or not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            return "", f"{quoted(text)}: expected a list such as [one, two]"
        return value, ""
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
                if max(map(len, [value] if isinstance(value, str) else value), default=0) >= LONGEST:
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


@dataclass(slots=True)
class _Rows:
    """What the rows say of one article, with the places that say it."""

    place: Spot
    source: dict[str, tuple[str, Spot]] = field(default_factory=dict)
    claims: list[tuple[Spot, dict[str, tuple[Any, Spot]]]] = field(default_factory=list)
    is_source: bool = False


class Reader:
    """Reads tables into articles. `story` takes those that name none; the tables are numbered in their order."""

    def __init__(self, story: str, tables: Sequence[Table]) -> None:
        self.story, self.tables = story, tables
        self.articles: dict[Key, _Rows] = {}
        self.columns: set[str] = set()
        self.found = Found(sheets=tuple(table.shown for table in tables))
        for table in tables:
            self.found.problems += table.problems

    def _problem(self, table: Table, row: int, column: int, message: str) -> None:
        self.found.problems.append(Problem(table.shown, row, column, f"{letter(column)}{row}: {message}"))

    def headings(self, table: Table, known: Sequence[str], required: Sequence[str]) -> dict[int, str]:
        """The key of each column, by its number; what is wrong with the headings is told."""
        if not table.rows:
            message = f"the sheet is empty; expected the headings {', '.join(required)}"
            self.found.problems.append(Problem(table.shown, 1, 1, message))
            return {}
        row, cells = table.rows[0]
        keys: dict[int, str] = {}
        for column, text in enumerate(cells, 1):
            name = heading(text)
            if not name:
                filled = next((r for r, c in table.rows[1:] if len(c) >= column and c[column - 1]), 0)
                if filled:
                    self._problem(table, row, column, f"a heading is missing: row {filled} has something below it")
            elif name not in known:
                hint = did_you_mean(name, known) or f"; expected {', '.join(known)}"
                self._problem(table, row, column, f"unknown column {quoted(text)}{hint}")
            elif name in keys.values():
                first = letter(next(number for number, key in keys.items() if key == name))
                self._problem(table, row, column, f"the column {quoted(text)} stands here twice, first in {first}")
            else:
                keys[column] = name
        for name in required:
            if name not in keys.values():
                near = did_you_mean(name, [text for text in map(heading, cells) if text and text not in known])
                self._problem(table, row, 1, f"there is no column {name!r}{near.replace('did you mean', 'is it')}")
        return keys

    def read(self, table: Table, keys: Mapping[int, str]) -> None:
        """Take in a table's rows: what they say of sources (source.title), of claims (title), or of both."""
        number = self.tables.index(table)
        self.columns.update(keys.values())
        column_of = {key: column for column, key in keys.items()}
        if ARTICLE not in column_of:
            return
        for row, cells in table.rows[1:]:
            if len(self.found.problems) > 1000:
                return
            self._check_width(table, row, cells, keys)
            given = {
                key: cells[column - 1] for column, key in keys.items() if column <= len(cells) and cells[column - 1]
            }
            if not given:
                continue
            name = self._key(table, row, column_of[ARTICLE], given.pop(ARTICLE, ""))
            line = number * STRIDE + row
            values: dict[str, tuple[Any, Spot]] = {}
            for key, text in given.items():
                value, wrong = value_of(text, key)
                if wrong:
                    self._problem(table, row, column_of[key], wrong)
                values[key] = value, (line, column_of[key])
            if name is None:
                continue
            article = self.articles.setdefault(name, _Rows((line, column_of[ARTICLE])))
            self._take_source(table, row, name, article, values)
            claim = {key: value for key, value in values.items() if not key.startswith(PREFIX)}
            if claim:
                article.claims.append(((line, 1), claim))

    def _check_width(self, table: Table, row: int, cells: list[str], keys: Mapping[int, str]) -> None:
        width = max(keys, default=0)
        headed = len(table.rows[0][1])
        for column in range(max(width, headed) + 1, len(cells) + 1):
            if cells[column - 1]:
                self._problem(table, row, column, f"{quoted(cells[column - 1])} stands beside the table: no heading")

    def _take_source(
        self, table: Table, row: int, name: Key, article: _Rows, values: Mapping[str, tuple[Any, Spot]]
    ) -> None:
        for key, (value, place) in values.items():
            if not key.startswith(PREFIX):
                continue
            known = article.source.setdefault(key.removeprefix(PREFIX), (value, place))
            if known[0] != value:
                about = f"{key.removeprefix(PREFIX)} of {'/'.join(name)}"
                message = f"the {about} is {quoted(known[0])} in row {known[1][0] % STRIDE} and {quoted(value)} here"
                self._problem(table, row, place[1], message)

    def _key(self, table: Table, row: int, column: int, text: str) -> Key | None:
        """The story and name that a cell gives; a bad one could lead out of the project."""
        text = text[1:] if _GUARDED.match(text) else text
        story, _, name = text.rpartition("/")
        story = story or self.story
        wrong = ""
        if not text:
            wrong = "expected the article, such as flood/courier"
        elif not story:
            wrong = f"{quoted(text)}: expected story/name, such as flood/courier; or name the story by --into"
        else:
            wrong = bad_name(story) or bad_name(name)
            wrong = f"{quoted(text)}: {wrong}" if wrong else ""
        if wrong:
            self._problem(table, row, column, wrong)
            return None
        return story, name

    def finish(self) -> Found:
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
            self.found.drafts.append(draft)
        return self.found


def heading(text: str) -> str:
    return "_".join(text.casefold().split())


def bad_name(name: str) -> str:
    """What keeps a text from being the name of a story or an article; "" if nothing does."""
    if not name or name.startswith(".") or name == "entities" or re.search(r'[\\/:*?"<>|]', name):
        return "cannot be the name of a file; expected letters, digits and -"
    if name != name.strip() or len(name.encode("utf-8", "replace")) > 200:
        return "is too long, or has a space at an end, for the name of a file"
    if is_unsafe(name):
        return "is the name of a device on Windows, or ends in a dot"
    return "" if name.isprintable() else "has a character that does not print"


def _marks(place: Spot, values: Mapping[str, tuple[Any, Spot]]) -> Any:
    places = {key: own for key, (_, own) in values.items()}
    children: dict[str | int, Any] = {}
    for key, (value, own) in values.items():
        children[key] = own if isinstance(value, str) else (own, {}, dict.fromkeys(range(len(value)), own))
    return place, places, children


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
