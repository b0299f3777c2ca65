"""SQLite, from the standard library: starts at once, so small corpora run on it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from checker.engine.sql import Columns, Engine


class SQLite(Engine):
    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        connection.execute("PRAGMA temp_store = MEMORY")  # all tables are temporary: else each has a file
        for name, function, arguments in (
            ("greatest", max, -1),
            ("least", min, -1),
        ):
            connection.create_function(name, arguments, function, deterministic=True)

    @contextlib.contextmanager
    def made(self, table: str, select: str) -> Iterator[str]:
        """The query itself: to make a table and give it back takes longer than to read a few rows twice."""
        del table
        yield f"({select})"

    def load(self, table: str, columns: Columns) -> None:
        self.connection.execute(f"CREATE TEMP TABLE {table} ({', '.join(columns)})")
        rows = zip(*(values for _, values in columns.values()), strict=True)
        self.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)


def open_engine() -> Engine:
    return SQLite(sqlite3.connect(":memory:"))
