"""Events of the UCDP Georeferenced Event Dataset (GED): rows of its CSV to claims.

An event is an entity, part of its conflict; `low`, `best`, `high` are one value, "12 (9 to 15)". Where an event rests
on one article, the claims are that article's; where it rests on several, or on none that can be read, they are UCDP's
own, who put the figures together. What the columns are: UCDP GED Codebook, version 25.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from checker.exchange.csv import MAX_BYTES, read_table
from checker.exchange.drafts import ArticleNames, Draft, Imported, Incoming, Key, slug
from checker.exchange.tables import heading, letter
from checker.files.nodes import Stored
from checker.problems import Problem, did_you_mean, quoted
from checker.values.dates import Window, iso_window, read_window

__all__ = ["MAX_BYTES", "read"]

PUBLISHER = "Uppsala Conflict Data Program"
FIGURES = ("best", "high", "low")
BY_SIDE = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
REQUIRED = ("id", "date_start", "date_end", *FIGURES)
COLUMNS = (
    *REQUIRED,
    *BY_SIDE,
    *("conflict_name", "side_a", "side_b", "where_coordinates", "country"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original"),
)
NEEDS = {
    "killed": ("count", "{type: count, unit: person, over_time: accumulates, adds_to: killed}"),
    "happened": ("date", "{type: date}"),
}
"""The properties that the claims have: their types, and how to add them to a vocabulary."""

_NAMED_BY = ("publisher", "published", "title")
_ENTRY = re.compile(r'\s*"?(?P<office>[^,"]+?)"?\s*,\s*"?(?P<day>\d{4}-\d\d?-\d\d?)[^,]*"?\s*,\s*"?(?P<title>.*?)"?\s*')
_WHOLE = re.compile(r"(\d{1,12})(?:\.0+)?")


class _Row(Struct, frozen=True):
    """A row's cells by column, and the mistakes that are found in it."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    shown: str
    problems: list[Problem]

    def text(self, key: str) -> str:
        return " ".join(self.cells.get(key, "").split())

    def wrong(self, key: str, message: str) -> None:
        column = self.columns[key]
        where = f"{letter(column)}{self.number}"
        self.problems.append(Problem(self.shown, self.number, column, f"{where}: {key}: {message}"))

    def count(self, key: str) -> int | None:
        match = _WHOLE.fullmatch(self.text(key))
        if match is None:
            self.wrong(key, f"{quoted(self.text(key))}: expected a whole number from 0")
        return int(match[1]) if match else None

    def day(self, key: str) -> Window | None:
        """A day, which GED writes with or without a time: 2031-05-03 00:00:00.000."""
        window, mistake = read_window(self.text(key).partition(" ")[0].partition("T")[0])
        if window is None or window.first != window.last:
            self.wrong(key, mistake or f"{quoted(self.text(key))}: expected a day")
            return None
        return window


class _Event(Struct, frozen=True, kw_only=True):
    """What a row says: how many died, and when. `sides` are the deaths of each side."""

    entity: str
    best: int
    high: int
    low: int
    sides: Mapping[str, int]
    days: Window


class _Article(Struct):
    """An article that events rest on, and its claims, each with its row."""

    source: dict[str, str]
    claims: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def draft(self, key: Key) -> Draft:
        first = (self.claims[0][0], 1)
        claims: dict[str | int, Stored] = {number: (row, 1) for number, (row, _) in enumerate(self.claims)}
        places: Stored = (first, {}, {"claims": (first, {}, claims)})
        article: dict[str, Any] = {"source": self.source, "claims": [claim for _, claim in self.claims]}
        return Draft(key=key, article=article, places=places)


def read(incoming: Incoming) -> Imported:
    """Claims, with the entities that they are about. An event with a mistake is left out, and told."""
    table = read_table(incoming, COLUMNS)
    imported = Imported(problems=table.problems, sheets=(incoming.shown,))
    columns = _columns(table.rows[0][1] if table.rows else [], incoming.shown, imported.problems)
    if imported.problems:
        return imported
    events = _Events(incoming)
    for number, cells in table.rows[1:]:
        given = {key: cells[column - 1] for key, column in columns.items() if column <= len(cells)}
        row = _Row(number, given, columns, incoming.shown, [])
        events.add(row)
        imported.skipped += row.problems
    imported.drafts = events.drafts()
    imported.entities = {incoming.story: events.entities} if events.entities else {}
    imported.needs = NEEDS
    return imported


class _Events:
    """Events put together: each in the article that it rests on, the others in one of UCDP's own."""

    def __init__(self, incoming: Incoming) -> None:
        self.entities: dict[str, dict[str, str]] = {}
        self._story = incoming.story
        self._names = ArticleNames(incoming.articles)
        self._articles: dict[Key, _Article] = {}
        self._own: list[tuple[int, dict[str, Any]]] = []
        self._last = 0
        self._rows: dict[str, int] = {}

    def add(self, row: _Row) -> None:
        event = _event(row, self._rows)
        if event is None or row.problems:
            return
        _add_entities(row, event.entity, self.entities)
        claims = [(row.number, claim) for claim in _claims(row, event)]
        sources = _sources(row)
        if len(sources) == 1:
            source = sources[0]
            key = self._names.of(self._story, source, " ".join(source[part] for part in _NAMED_BY if part in source))
            self._articles.setdefault(key, _Article(source)).claims.extend(claims)
        else:
            self._own += claims
            self._last = max(self._last, event.days.last)

    def drafts(self) -> list[Draft]:
        if self._own:
            last = iso_window(Window(self._last, self._last))
            source = {"publisher": PUBLISHER, "title": "UCDP Georeferenced Event Dataset", "published": f"{last}/.."}
            key = self._names.of(self._story, source, "ucdp-ged")
            self._articles.setdefault(key, _Article(source)).claims.extend(self._own)
        return [article.draft(key) for key, article in sorted(self._articles.items())]


def _columns(cells: list[str], shown: str, problems: list[Problem]) -> dict[str, int]:
    """Where the columns are that are needed; the others of GED's are of no matter here."""
    columns: dict[str, int] = {}
    for column, text in enumerate(cells, 1):
        name = heading(text)
        if name in columns:
            message = f"{letter(column)}1: the column {quoted(text)} is here twice, first in {letter(columns[name])}"
            problems.append(Problem(shown, 1, column, message))
        columns.setdefault(name, column)
    missing = [name for name in (*REQUIRED, *BY_SIDE, "source_article") if name not in columns]
    for name in missing:
        hint = did_you_mean(name, set(columns) - set(COLUMNS) - {""}).replace("did you mean", "is it")
        problems.append(Problem(shown, 1, 1, f"there is no column {name!r}{hint}; expected those of UCDP GED"))
    return {name: column for name, column in columns.items() if name in COLUMNS}


def _event(row: _Row, rows: dict[str, int]) -> _Event | None:
    """What a row says; None, and the row's problems, where it has a mistake. `rows` are those of the ids before it."""
    id_ = row.text("id")
    if not re.fullmatch(r"[\w.-]{1,40}", id_):
        row.wrong("id", f"{quoted(id_)}: expected a number")
        return None
    if rows.setdefault(id_, row.number) != row.number:
        row.wrong("id", f"{quoted(id_)} is here twice, first in row {rows[id_]}")
    best, high, low = (row.count(key) for key in FIGURES)
    sides = {key: row.count(key) for key in BY_SIDE}
    start, end = row.day("date_start"), row.day("date_end")
    if best is None or high is None or low is None or start is None or end is None:
        return None
    if not low <= best <= high:
        row.wrong("best", f"{best} lies outside of its own range, {low} to {high}")
    if end.last < start.first:
        row.wrong("date_end", "the event ends before it begins")
        return None
    parts = {key: number for key, number in sides.items() if number is not None}
    _check_sum(row, best, parts)
    days = Window(start.first, end.last)
    return _Event(entity=f"event-{id_}", best=best, high=high, low=low, sides=parts, days=days)


def _check_sum(row: _Row, best: int, parts: Mapping[str, int]) -> None:
    """`best` is the sum of the deaths of each side, by definition."""
    total = sum(parts.values())
    if len(parts) == len(BY_SIDE) and total != best:
        terms = " + ".join(f"{number:,}" for number in parts.values())
        row.wrong("best", f"{best:,} is not the sum of {', '.join(BY_SIDE)}: {terms} = {total:,}")


def _claims(row: _Row, event: _Event) -> list[dict[str, Any]]:
    """The claims of an event: how many died, of whom, and when."""
    said = {"said_by": row.text("source_original")} if row.text("source_original") else {}
    note = {"note": f"UCDP GED, event {row.text('id')}"}
    name = event.entity
    is_certain = event.low == event.high
    value = str(event.best) if is_certain else f"{event.best} ({event.low} to {event.high})"
    about = {"subject": name, "property": "killed"}
    claims: list[dict[str, Any]] = [{"id": f"{name}-killed", **about, "value": value, **said, **note}]
    for key, number in event.sides.items():
        if number:  # 0 is what GED has where nothing is said
            side = {"id": f"{name}-{key.replace('_', '-')}", **about, "value": str(number), "scope": _scope(row, key)}
            claims.append({**side, **said, **note})
    when = {"id": f"{name}-happened", "subject": name, "property": "happened", "value": iso_window(event.days)}
    return [*claims, {**when, **said, **note}]


def _scope(row: _Row, key: str) -> str:
    """Of whom the deaths in a column are."""
    named = row.text(key.replace("deaths_", "side_")) if key in ("deaths_a", "deaths_b") else ""
    return named or {"deaths_civilians": "civilians", "deaths_unknown": "of unknown side"}.get(key, key)


def _add_entities(row: _Row, event: str, entities: dict[str, dict[str, str]]) -> None:
    place = row.text("where_coordinates") or row.text("country")
    name = f"event {row.text('id')}{f' in {place}' if place else ''}"
    entities[event] = {"kind": "event", "name": name}
    if conflict := row.text("conflict_name"):
        wish = f"conflict-{slug(conflict, 50)}"
        entity = {"kind": "conflict", "name": conflict}
        key, number = wish, 1
        while entities.get(key, entity) != entity:
            number += 1
            key = f"{wish}-{number}"
        entities[key] = entity
        entities[event]["part_of"] = key


def _sources(row: _Row) -> list[dict[str, str]]:
    """The articles that an event rests on; none where one of them cannot be told apart from the rest."""
    offices, days, titles = (
        [part.strip(' "') for part in row.text(key).split(";")] if row.text(key) else []
        for key in ("source_office", "source_date", "source_headline")
    )
    if offices and len(offices) == len(days) == len(titles):
        parts = list(zip(offices, days, titles, strict=True))
    else:
        entries = [_ENTRY.fullmatch(part) for part in row.text("source_article").split(";") if part.strip()]
        parts = [(entry["office"], entry["day"], entry["title"]) if entry else ("", "", "") for entry in entries]
    found: list[dict[str, str]] = []
    for office, day, title in parts:
        window, _ = read_window(day.partition(" ")[0])
        if not office or window is None:
            return []
        titled = {"title": title} if title else {}
        source = {"publisher": office, **titled, "published": iso_window(window)}
        if source not in found:
            found.append(source)
    return found
