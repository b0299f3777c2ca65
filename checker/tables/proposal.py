"""A first tables.yaml for a table: which column is what, as far as names and contents tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
from msgspec import Struct

from checker.tables.csv_files import csv_header
from checker.tables.stores import DATE_PARTS, DIGITS, Unreadable, quoted_text

SAMPLE = 20_000
"""Rows that are looked at."""
FEW_WORDS = 30
"""Different words of a column that may name properties."""

NAMES = {
    "source": "source src publisher provider dataset origin reported_by by paper newspaper outlet",
    "as_of": "date day as_of asof reported report_date last_update time datetime",
    "subject": "subject entity location place county state country region province district area name fips geoid iso",
    "property": "property attribute measure variable indicator metric kind type series what",
    "lower": "lower lo low min minimum least lower_bound",
    "upper": "upper hi high max maximum most upper_bound",
    "value": "value count n figure amount number total obs_value",
    "scope": "scope segment group",
    "speaker": "speaker said_by agency ministry",
}
"""What columns are called, by what they hold; the first in each list that a table has is taken."""

_NO_FIGURES = re.compile(r"(^|_)(id|fips|code|lat|latitude|lon|long|longitude|uid|year|population|index)($|_)")


class Proposal(Struct, frozen=True, kw_only=True):
    """What a table seems to hold: columns by role, and properties with their columns, or words where one column has
    them; `counts` are the properties that hardly ever fall. `unread` are columns that nothing is read from; `no_days`
    is one that is called as if it held days, and holds none of one form."""

    columns: dict[str, str]
    values: dict[str, str]
    properties: dict[str, str]
    counts: frozenset[str]
    is_whole: bool
    dates: str
    has_paths: bool
    unread: tuple[str, ...] = ()
    no_days: str = ""


def propose(file: Path, known: Collection[str] = ()) -> Proposal:
    """Look at the first rows of a table. `known` are the properties that there are.

    Raises Unreadable where it cannot be read.
    """
    with duckdb.connect() as connection:
        try:
            _sample(connection, file)
            return _Look(connection, known).proposal()
        except duckdb.Error as error:
            raise Unreadable(f"cannot be read: {str(error).splitlines()[0][:200]}") from None


def _sample(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    name = quoted_text(file.as_posix())
    scan = f"read_parquet({name})"
    if file.suffix.lower() == ".csv":
        _, delimiter = csv_header(str(file))
        how = f"all_varchar = true, header = true, delim = {quoted_text(delimiter)}, ignore_errors = true"
        scan = f"read_csv({name}, {how})"
    connection.execute(f"CREATE VIEW whole AS SELECT * FROM {scan}")
    connection.execute(f"CREATE TABLE sample AS SELECT * FROM whole LIMIT {SAMPLE}")


class _Look:
    def __init__(self, connection: duckdb.DuckDBPyConnection, known: Collection[str]) -> None:
        self.connection, self.known = connection, known
        self.names = [row[0] for row in connection.execute("DESCRIBE sample").fetchall()]

    def proposal(self) -> Proposal:
        columns = dict(self._by_name())
        dates, no_days = "year-month-day", ""
        if "as_of" not in columns or not self._dates(columns["as_of"]):
            found = next((name for name in self.names if self._dates(name)), "")
            no_days = columns.pop("as_of", "")
            columns |= {"as_of": found} if found else {}
        if "as_of" in columns:
            dates = self._dates(columns["as_of"])
        if "subject" not in columns:
            words = [name for name in self.names if name not in columns.values() and not self._is_number(name)]
            columns |= {"subject": words[0]} if words else {}
        values = self._values(columns)
        properties = {name: name for name in values}
        if "property" in columns:
            properties = {_identifier(word): word for word in self._words(columns["property"])}
        return Proposal(
            columns=columns,
            values=values,
            properties=properties,
            counts=frozenset(self._counts(columns, values, properties)),
            is_whole=all(self._is_whole(name) for name in self._figures(columns, values)),
            dates=dates,
            unread=tuple(name for name in self.names if name not in {*columns.values(), *values.values()}),
            no_days=no_days if "as_of" not in columns else "",
            has_paths="subject" in columns and self._share(f"{_quoted(columns['subject'])} LIKE '%/%'") > 0.5,
        )

    def _by_name(self) -> Iterator[tuple[str, str]]:
        taken: set[str] = set()
        if (of_properties := self._of_properties()) is not None:
            taken.add(of_properties)
            yield "property", of_properties
        for role, words in NAMES.items():
            if role == "property" and of_properties is not None:
                continue
            for word in words.split():
                name = next((n for n in self.names if _identifier(n) == word and n not in taken), None)
                if name is not None and self._fits(role, name):
                    taken.add(name)
                    yield role, name
                    break

    def _of_properties(self) -> str | None:
        """The column half of whose words or more are names of properties, whatever it is called."""
        for column in self.names if self.known else ():
            name = str(column)
            words = [] if self._is_number(name) else self._words(name)
            if 0 < len(words) <= 2 * sum(_identifier(word) in self.known for word in words):
                return name
        return None

    def _fits(self, role: str, name: str) -> bool:
        if role in ("lower", "upper", "value"):
            return self._is_number(name)
        return role != "property" or (not self._is_number(name) and len(self._words(name)) <= FEW_WORDS)

    def _values(self, columns: dict[str, str]) -> dict[str, str]:
        """The columns of figures, where there is no column that names properties."""
        if {"lower", "upper"} & columns.keys() and "property" in columns:
            columns.pop("value", None)
            return {}
        if "property" in columns and "value" in columns:
            return {}
        for role in ("property", "lower", "upper", "value"):
            columns.pop(role, None)
        left = [name for name in self.names if name not in columns.values()]
        figures = [name for name in left if self._is_number(name) and not _NO_FIGURES.search(_identifier(name))]
        return {_identifier(name): name for name in figures}

    def _figures(self, columns: dict[str, str], values: dict[str, str]) -> list[str]:
        return [*values.values(), *(columns[role] for role in ("value", "lower", "upper") if role in columns)]

    def _counts(self, columns: dict[str, str], values: dict[str, str], properties: dict[str, str]) -> Iterator[str]:
        """The properties whose figures hardly ever fall from one day to the next."""
        if not {"subject", "as_of"} <= columns.keys():
            return
        by = ", ".join(_quoted(columns[role]) for role in ("source", "subject") if role in columns)
        for name, word in properties.items():
            column = values.get(name, columns.get("value", columns.get("lower", "")))
            where = "TRUE" if values else f"{_quoted(columns['property'])} = {quoted_text(word)}"
            day = f"TRY_CAST({_quoted(columns['as_of'])} AS DATE)"
            fallen, stepped = self.connection.execute(
                f"""SELECT count(*) FILTER (n < before), count(*) FILTER (n <> before) FROM (
                  SELECT n, lag(n) OVER (PARTITION BY {by} ORDER BY day) AS before FROM (
                    SELECT {by}, {day} AS day, TRY_CAST({_quoted(column)} AS DOUBLE) AS n FROM sample WHERE {where}))"""
            ).fetchall()[0]
            if stepped and fallen <= stepped / 20:
                yield name

    # --- columns

    def _share(self, condition: str) -> float:
        share = self.connection.execute(f"SELECT avg(CASE WHEN {condition} THEN 1 ELSE 0 END) FROM sample").fetchall()
        return float(share[0][0] or 0)

    def _is_number(self, name: str) -> bool:
        cell = f"trim({_quoted(name)}::VARCHAR)"
        return self._share(f"{cell} = '' OR {_quoted(name)} IS NULL OR regexp_matches({cell}, '{DIGITS}')") > 0.8

    def _is_whole(self, name: str) -> bool:
        number = f"TRY_CAST({_quoted(name)} AS DOUBLE)"
        return self._share(f"{number} <> floor({number})") == 0

    def _dates(self, name: str) -> str:
        """How the days of a column are written; "" where it has none."""
        for order, (pattern, _) in DATE_PARTS.items():
            if self._share(f"regexp_matches(left(trim({_quoted(name)}::VARCHAR), 10), '{pattern}')") > 0.8:
                return order
        return ""

    def _words(self, name: str) -> list[str]:
        word = f"trim({_quoted(name)}::VARCHAR)"
        rows = self.connection.execute(
            f"SELECT DISTINCT {word} AS word FROM whole WHERE {word} <> '' ORDER BY word LIMIT {FEW_WORDS + 1}"
        ).fetchall()
        return [row[0] for row in rows]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _identifier(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().casefold()).strip("_") or "figure"


# --- as files


def tables_yaml(proposal: Proposal, read: str, file: Path) -> str:
    """A tables.yaml with comments that say what to look at."""
    columns = ", ".join(f"{role}: {_scalar(name)}" for role, name in proposal.columns.items())
    lines = [
        "# Tables of claims, read where they lie. A proposal: look at each line. docs/tables.md has all keys.",
        "tables:",
        f"  - read: {_scalar(read)}",
        f"    columns: {{{columns}}}",
    ]
    fixed = {role: _scalar(file.stem) for role in ("source",) if role not in proposal.columns}
    missing = [role for role in ("subject", "as_of") if role not in proposal.columns]
    fixed |= {role: "?" for role in missing if role == "subject"}
    if fixed:
        lines.append(
            f"    fixed: {{{', '.join(f'{role}: {value}' for role, value in fixed.items())}}} # the same in every row"
        )
    if proposal.no_days:
        lines.append(
            f"    # the days of {proposal.no_days!r} are not written in one way: make them 2031-05-02 in every row,"
        )
        lines.append(f"    # then add `as_of: {_scalar(proposal.no_days)}` to `columns`")
    elif "as_of" in missing:
        lines.append("    # which column is the day? add `as_of: <column>` to `columns`")
    if unread := [name for name in proposal.unread if name != proposal.no_days]:
        lines.append(f"    # columns that are not read: {', '.join(map(repr, unread))}")
    if proposal.values:
        values = ", ".join(f"{name}: {_scalar(column)}" for name, column in proposal.values.items())
        lines.append(f"    values: {{{values}}} # property: its column")
    if proposal.dates != "year-month-day":
        lines.append(f"    dates: {proposal.dates}")
    lines.append("properties: # those of rules/properties.yaml that are read; `tolerance` is of sources that differ")
    for name, word in proposal.properties.items():
        words = f"words: {_scalar(word)}, " if word != name and not proposal.values else ""
        lines.append(f"  {name}: {{{words}tolerance: 0%}}")
    if proposal.has_paths:
        lines.append("part_of: path # us/53 is a part of us")
    return "\n".join(lines) + "\n"


def properties_yaml(proposal: Proposal, known: Collection[str] = ()) -> str:
    """Entries of rules/properties.yaml for the properties that are not known yet."""
    kind = "count" if proposal.is_whole else "number"
    lines = []
    for name in proposal.properties:
        if name not in known:
            over_time = "accumulates" if name in proposal.counts else "varies"
            title = name.replace("_", " ")
            lines.append(f"{name}: {{type: {kind}, over_time: {over_time}, adds_to: {name}, title: {title}}}")
    return "\n".join(lines) + ("\n" if lines else "")


def _scalar(text: str) -> str:
    """A text as YAML, in quotes where it needs them."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_./-]*", text) and text.casefold() not in (
        "null",
        "true",
        "false",
        "yes",
        "no",
    ):
        return text
    return "'" + text.replace("'", "''") + "'"
