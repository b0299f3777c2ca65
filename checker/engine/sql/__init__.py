"""Where the SQL runs: one file an engine, one table of them.

SQLite starts at once and suits a desk's story; DuckDB takes over where it is the faster, spills to disk and uses all
cores. Both run the same statements, and a test compares them.
"""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

Columns = dict[str, tuple[str, Sequence[Any]]]
"""A table's columns: name -> (SQL type, values)."""


class Engine(ABC):
    """One in-memory database, of one corpus. Runs portable SQL: plain joins, GROUP BY, window functions."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @abstractmethod
    def load(self, table: str, columns: Columns) -> None:
        """Create a table from columns of equal length."""

    def run(self, sql: str) -> None:
        """Run a statement for its effect."""
        self.connection.execute(sql)

    def create(self, table: str, select: str) -> None:
        """Make a table of what a query gives."""
        self.run(f"CREATE TEMP TABLE {table} AS {select}")

    def create_view(self, view: str, select: str) -> None:
        """Give a query a name; it is run where the name is used."""
        self.run(f"CREATE TEMP VIEW {view} AS {select}")

    def drop(self, table: str) -> None:
        """Give a table back."""
        self.run(f"DROP TABLE {table}")

    @contextlib.contextmanager
    def made(self, table: str, select: str) -> Iterator[str]:
        """What stands for a query while it is read: a table of that name, which the planner of joins can rely on."""
        self.create(table, select)
        yield table
        self.drop(table)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query and fetch all of its rows."""
        rows: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return rows

    def close(self) -> None:
        """Give back what the engine holds."""
        self.connection.close()


def open_engine(name: str) -> Engine:
    """An engine by name, with nothing in it. Raises ValueError where there is none, or what it needs is not there."""
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}; expected {', '.join(ENGINES)}")
    from importlib import import_module

    module, _ = ENGINES[name]
    engine: Engine = import_module(module).open_engine()
    return engine


EMBEDDED, BY_NAME = "embedded", "by name"
"""An engine that needs nothing but this package, or one that is chosen by name only."""

ENGINES = {
    "duckdb": ("checker.engine.sql.duckdb", EMBEDDED),
    "sqlite": ("checker.engine.sql.sqlite", EMBEDDED),
    "spark": ("checker.engine.sql.spark", BY_NAME),
}
"""By name the module, whose `open_engine` makes one. A new engine is a module and a row here; tests run all that are
embedded. `checker.check(corpus, engine=NAME)` chooses one; commands choose one for tables alone (`--engine`)."""
