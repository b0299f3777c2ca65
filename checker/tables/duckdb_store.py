"""Tables by DuckDB: read where they lie, spilled to disk beyond the memory that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from checker.engine.sql.duckdb import DuckDB
from checker.files.atomic import written_elsewhere
from checker.tables.addresses import SPARK_ONLY, Address
from checker.tables.csv_files import csv_header
from checker.tables.stores import (
    BEYOND,
    DATE_PARTS,
    DAY,
    DIGITS,
    FIRST_DAY,
    LAST_DAY,
    NUMBER,
    OTHER,
    TEXT,
    WHOLE,
    Raw,
    Rejected,
    Store,
    Unreadable,
    aliases,
    first_line,
    merged,
    missing_columns,
    not_plain,
    quoted_text,
)

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")
_NUMBERS = ("DOUBLE", "FLOAT")
MOST_NAMED = 10_000
"""Words of an enumeration."""
CLAIM_BYTES = 40
"""What a claim takes in a table that is not compressed."""
MOST_SHARE = 0.5
"""Of the memory, for claims that are not compressed: beyond it all that is made of them spills to disk."""


def open_store(memory: str = "", threads: int = 0) -> DuckDBStore:
    """A store in memory; what is too large for `memory` (such as 2GB) spills to the system's temporary folder.

    Raises ValueError where `memory` is no amount.
    """
    connection = duckdb.connect(":memory:")
    connection.execute("SET enable_progress_bar = false")
    try:
        if memory:
            connection.execute(f"SET memory_limit = {quoted_text(memory)}")
    except duckdb.Error as error:
        raise ValueError(f"--memory {memory}: expected an amount such as 2GB") from error
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return DuckDBStore(DuckDB(connection))


class DuckDBStore(Store):
    name = "duckdb"
    unreadable = (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException)
    out_of_memory = (duckdb.OutOfMemoryException,)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        connection: duckdb.DuckDBPyConnection = self.engine.connection
        return connection

    def read(self, address: Address, columns: Iterable[str]) -> Raw:
        if address.kind in SPARK_ONLY:
            raise Unreadable("is read by Spark alone: `--engine spark`")
        reader = {
            "parquet": self._read_parquet,
            "csv": self._read_csv,
            "duckdb": self._read_database,
            "postgres": self._read_database,
        }[address.kind]
        try:
            return reader(address, list(columns))
        except duckdb.Error as error:
            if address.kind == "postgres":  # what it says may hold the password
                raise Unreadable(f"{address.shown[0]} cannot be read: {type(error).__name__}") from None
            raise Unreadable(f"{address.shown[0]} cannot be read: {first_line(error)}") from None

    def load_words(self, table: str, number: str, word: str, words: Sequence[str]) -> None:
        """As an enumeration, where there are not too many: of that a file holds the numbers alone."""
        super().load_words(table, number, word, words)
        if words and len(words) <= MOST_NAMED:
            named = ", ".join(map(self.text, sorted(set(words))))  # in their order, by which they are sorted
            self.engine.run(f"CREATE TYPE {table}_name AS ENUM ({named})")
            self.engine.run(f"ALTER TABLE {table} ALTER {word} TYPE {table}_name")

    def create_large(self, table: str, select: str, rows: int) -> None:
        """Compressed, to about a tenth, where it would leave little memory: packing takes less time than spilling."""
        if rows * CLAIM_BYTES <= MOST_SHARE * self._memory() or not self._can_pack():
            super().create_large(table, select, rows)
            return
        self.engine.run(f"CREATE TABLE packed.{table} AS {select}")
        self.engine.run("FORCE CHECKPOINT packed")

    def _memory(self) -> float:
        """The memory that DuckDB may use, in bytes."""
        number, unit = self.engine.rows("SELECT current_setting('memory_limit')")[0][0].split()
        return float(number) * float(1024 ** ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB").index(unit))

    def _can_pack(self) -> bool:
        """Whether there is a database of compressed tables beside the first; DuckDB before 1.4 has none."""
        try:
            self.engine.run("ATTACH IF NOT EXISTS ':memory:' AS packed (COMPRESS)")
        except duckdb.BinderException:
            return False
        self.engine.run("SET search_path = 'memory.main,packed.main'")  # its tables need no other name
        return True

    # --- where the data lies

    def _file(self, shown: str) -> int:
        self.files.append(shown)
        return len(self.files) - 1

    def _read_parquet(self, address: Address, columns: list[str]) -> Raw:
        kinds: dict[str, str] = {}
        scans = []
        for file, shown in zip(address.files, address.shown, strict=True):
            # the names of files are texts, and * in one is not a pattern
            scan = f"read_parquet([{self.text(_literal(file))}], file_row_number = true)"
            kinds = merged(kinds, self._kinds(scan, columns, shown))
            scans.append((scan, self._file(shown)))
        selects = [self._selected(scan, kinds, file, "file_row_number + 1") for scan, file in scans]
        return self._view(columns, kinds, selects)

    def _read_database(self, address: Address, columns: list[str]) -> Raw:
        number = self._file(address.shown[0])
        alias = f"base_{number}"
        if address.kind == "postgres":
            try:
                self.connection.execute("LOAD postgres")
            except duckdb.Error:
                message = (
                    "is read by DuckDB's extension `postgres`, which is not installed here (and nothing is fetched)"
                )
                raise Unreadable(message) from None
            self.connection.execute(f"ATTACH {self.text(address.connection)} AS {alias} (TYPE postgres, READ_ONLY)")
        else:
            self.connection.execute(f"ATTACH {self.text(address.files[0])} AS {alias} (READ_ONLY)")
        table = ".".join(self.quoted_name(part) for part in (alias, *address.table.split(".")))
        kinds = self._kinds(table, columns, address.shown[0])
        raw = self.next_relation()
        selected = self._selected(table, kinds, number, "row_number() OVER ()")
        self.engine.create(raw, selected)  # its rows have no numbers of their own: they are given once
        return Raw(relation=raw, columns=aliases(columns), kinds=kinds)

    def _read_csv(self, address: Address, columns: list[str]) -> Raw:
        raw = self.next_relation()
        for at, (file, shown) in enumerate(zip(address.files, address.shown, strict=True)):
            header, delimiter = csv_header(file, columns)
            if message := missing_columns(columns, header, shown):
                raise Unreadable(message)
            number = self._file(shown)
            self._scan_csv(file, header, delimiter)
            self._reject(number)
            names = ", ".join(f"{self.quoted_name(f'c{header.index(name)}')} AS c{n}" for n, name in enumerate(columns))
            selected = f"SELECT {number}::INTEGER AS file_no, {self._true_rows()} AS row_no{_and(names)} FROM csv_scan"
            if self.rejected_rows:
                selected += " ASOF LEFT JOIN csv_shift ON csv_scan.row_no >= csv_shift.since"
            self.engine.run(f"{f'INSERT INTO {raw}' if at else f'CREATE TEMP TABLE {raw} AS'} {selected}")
            for table in ("csv_scan", "csv_shift"):
                self.engine.run(f"DROP TABLE IF EXISTS {table}")
        return Raw(relation=raw, columns=aliases(columns), kinds=dict.fromkeys(columns, TEXT))

    def _scan_csv(self, file: str, header: list[str], delimiter: str) -> None:
        """All rows that are rows, in their order; the others are noted by DuckDB."""
        typed = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(header)))
        for table in ("reject_errors", "reject_scans"):
            self.engine.run(f"DROP TABLE IF EXISTS {table}")
        self.engine.create(
            "csv_scan",
            f"""SELECT row_number() OVER () AS row_no, * FROM read_csv([{self.text(_literal(file))}],
            auto_detect = false, delim = {self.text(delimiter)}, quote = '"', escape = '"', header = true,
            columns = {{{typed}}}, store_rejects = true, rejects_limit = 0, max_line_size = 1000000)""",
        )

    def _reject(self, file: int) -> None:
        """Note the rows that are none, and how far each of them shifts the numbers of those after it."""
        found = self.engine.rows(
            "SELECT line - 1 AS at, min(error_message), min(csv_line) FROM reject_errors GROUP BY line ORDER BY line"
        )
        self.rejected_rows = len(found)
        self.rejected += [
            Rejected(file=file, row=row, text=text or "", why=(why or "").splitlines()[0].rstrip("."))
            for row, why, text in found
        ]
        if found:
            shifts = {row - n: n + 1 for n, (row, *_) in enumerate(found)}
            self.engine.load("csv_shift", {"since": ("BIGINT", [*shifts]), "shift": ("BIGINT", [*shifts.values()])})

    def _true_rows(self) -> str:
        return "csv_scan.row_no + coalesce(csv_shift.shift, 0)" if self.rejected_rows else "csv_scan.row_no"

    def _kinds(self, scan: str, columns: list[str], shown: str) -> dict[str, str]:
        described = {name: kind for name, kind, *_ in self.engine.rows(f"DESCRIBE SELECT * FROM {scan}")}
        if message := missing_columns(columns, described, shown):
            raise Unreadable(message)
        types = {name: str(described[name]) for name in columns}
        if message := next(filter(None, (not_plain(name, kind, shown) for name, kind in types.items())), ""):
            raise Unreadable(message)
        if any("TIME ZONE" in kind for kind in types.values()):
            self.engine.run("SET TimeZone = 'UTC'")  # not that of the machine, which is another one in CI
        return {name: _kind(kind) for name, kind in types.items()}

    def _selected(self, scan: str, kinds: Mapping[str, str], file: int, row: str) -> str:
        names = ", ".join(
            f"{self.quoted_name(name)}{'::VARCHAR' if kind == TEXT else ''} AS c{n}"
            for n, (name, kind) in enumerate(kinds.items())
        )
        return f"SELECT {file}::INTEGER AS file_no, {row} AS row_no{_and(names)} FROM {scan}"

    def _view(self, columns: list[str], kinds: dict[str, str], selects: list[str]) -> Raw:
        raw = self.next_relation()
        self.engine.create_view(raw, " UNION ALL ".join(selects))
        return Raw(relation=raw, columns=aliases(columns), kinds=kinds)

    # --- SQL

    def quoted_name(self, name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    def as_day(self, expression: str, kind: str, dates: str) -> str:
        if kind == DAY:
            return _ordinal(f"({expression})::DATE")
        pattern, (year, month, day) = DATE_PARTS[dates]
        cell = f"trim(({expression})::VARCHAR)"
        if dates == "year-month-day":
            date = f"TRY_CAST({cell} AS DATE)"
        else:
            date = f"TRY_CAST(regexp_replace({cell}, '{pattern}', '\\{year}-\\{month}-\\{day}') AS DATE)"
        return f"CASE WHEN regexp_matches({cell}, '{pattern}') THEN {_ordinal(date)} END"

    def as_number(self, expression: str, kind: str) -> str:
        if kind == NUMBER:
            return f"CASE WHEN isfinite({expression}) THEN {_bounded(f'({expression})::DOUBLE')} END"
        if kind == WHOLE:
            return f"({expression})::DOUBLE"
        cell = f"trim(({expression})::VARCHAR)"
        return f"CASE WHEN regexp_matches({cell}, '{DIGITS}') THEN {_bounded(f'TRY_CAST({cell} AS DOUBLE)')} END"

    def as_text(self, expression: str, kind: str) -> str:
        return f"nullif(trim({expression if kind == TEXT else f'({expression})::VARCHAR'}), '')"

    def matches(self, expression: str, pattern: str) -> str:
        return f"regexp_matches({expression}, '{pattern}')"

    def sha256(self, expression: str) -> str:
        return f"sha256({expression})"

    def character(self, code: int) -> str:
        return f"chr({code})"

    def listed(self, fields: Mapping[str, str]) -> str:
        packed = ", ".join(f"{name} := {value}" for name, value in fields.items())
        return f"list_sort(list(struct_pack({packed})))"

    def bit(self, number: str) -> str:
        return f"(1::BIGINT << ({number} % 62))"

    def date_of(self, day: str) -> str:
        return f"CASE WHEN {day} > 0 THEN DATE '0001-01-01' + CAST({day} - 1 AS INTEGER) END"

    def settle(self) -> None:
        self.engine.run("SET preserve_insertion_order = false")

    def write(self, select: str, file: str) -> None:
        form = "FORMAT parquet, COMPRESSION zstd" if file.endswith(".parquet") else "FORMAT csv, HEADER"
        with written_elsewhere(Path(file)) as other:
            try:
                self.engine.run(f"COPY ({select}) TO {self.text(str(other))} ({form})")
            except duckdb.IOException as error:
                raise OSError(first_line(error)) from None


def _ordinal(date: str) -> str:
    inside = f"{date} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"
    return f"CASE WHEN {inside} THEN TRY_CAST({date} - DATE '{FIRST_DAY}' + 1 AS INTEGER) END"


def _bounded(number: str) -> str:
    return f"least(greatest({number}, -{BEYOND}), {BEYOND})"


def _and(names: str) -> str:
    return f", {names}" if names else ""


def _literal(file: str) -> str:
    """A file's name that is no pattern."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in file)


def _kind(type_: Any) -> str:
    name = str(type_).upper()
    if name in _WHOLE:
        return WHOLE
    if name in _NUMBERS:
        return NUMBER
    if name == "VARCHAR" or name.startswith(("DECIMAL", "ENUM")):
        return TEXT  # a decimal may have more digits than a double: as a text it is looked at
    return DAY if name == "DATE" or name.startswith("TIMESTAMP") else OTHER
