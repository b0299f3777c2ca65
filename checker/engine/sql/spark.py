"""Apache Spark, by name only: for data that lies where Spark reads it. On one machine DuckDB is many times faster."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import Any

from checker.engine.sql import Columns, Engine
from checker.files.extras import how_to_install


def how_to_get_it() -> str:
    """What Spark needs, and the lines that install it."""
    java = "a Java runtime of version 17 (on Debian `apt-get install openjdk-17-jre-headless`)"
    return f"Spark needs {java}, and an extra: {how_to_install('spark')}"


_TYPES = {"VARCHAR": "STRING", "INTEGER": "INT"}
FEW_ROWS, MOST_ROWS = 1_000, 10_000
"""Rows of a table that can stand in the text of a query, and in a plan."""


class Spark(Engine):
    """One session of Spark. Tables are views that are kept once they have been worked out."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self._frames: dict[str, Any] = {}

    def load(self, table: str, columns: Columns) -> None:
        if len(next(iter(columns.values()))[1]) <= FEW_ROWS:
            self._keep(table, self.connection.sql(_values(columns)))
            return
        types = ", ".join(f"`{name}` {_TYPES.get(kind, kind)}" for name, (kind, _) in columns.items())
        casts = [_CASTS.get(kind, _as_it_is) for kind, _ in columns.values()]
        rows = [
            tuple(cast(value) for cast, value in zip(casts, row, strict=True))
            for row in zip(*(values for _, values in columns.values()), strict=True)
        ]
        self._keep(table, self.connection.createDataFrame(rows, types))

    def run(self, sql: str) -> None:
        self.connection.sql(sql).collect()

    def create(self, table: str, select: str) -> None:
        self._keep(table, self.connection.sql(select))

    def create_view(self, view: str, select: str) -> None:
        self.connection.sql(select).createOrReplaceTempView(view)

    def drop(self, table: str) -> None:
        frame = self._frames.pop(table, None)
        if frame is not None:
            frame.unpersist()
        self.connection.catalog.dropTempView(table)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.sql(sql).collect()]

    def close(self) -> None:
        """The tables go; the session stays for the next one of this process, which cannot have two."""
        for table in list(self._frames):
            self.drop(table)

    def _keep(self, table: str, frame: Any) -> None:
        """Work a table out and keep it, as the rows that it has rather than as the query that makes them.

        A view of the query would hold the queries of all tables below it, each as often as it is named, so that
        planning takes longer with each step. The rows still know what they were made of: what a lost worker held is
        worked out again. A few rows made of a few are part of the plans that read them, which takes no job at all.
        """
        session = self.connection
        few = _few_rows(frame)
        made = session._jsparkSession.createDataFrame(frame._jdf.javaRDD() if few is None else few, frame._jdf.schema())
        kept = type(frame)(made, session)
        if few is None:
            kept = kept.persist(_level())
            kept.count()  # from now on it has a size, by which joins are planned
        self._frames[table] = kept
        kept.createOrReplaceTempView(table)


def _few_rows(frame: Any) -> Any:
    """Java's list of the rows of a frame that is made of such lists alone; None for another, or for many rows."""
    leaves = frame._jdf.queryExecution().optimizedPlan().collectLeaves()
    kinds = {leaves.apply(at).getClass().getSimpleName() for at in range(leaves.size())}
    if not kinds <= {"LocalRelation", "OneRowRelation"}:
        return None
    rows = frame._jdf.limit(MOST_ROWS + 1).collectAsList()
    return rows if rows.size() <= MOST_ROWS else None


def _values(columns: Columns) -> str:
    """A few rows as a query that has them in its text."""
    names = ", ".join(f"`{name}`" for name in columns)
    rows = [*zip(*(map(_literal, values) for _, values in columns.values()), strict=True)]
    listed = ", ".join(f"({', '.join(row)})" for row in rows or [("NULL",) * len(columns)])
    casts = ", ".join(f"CAST(`{name}` AS {_TYPES.get(kind, kind)}) AS `{name}`" for name, (kind, _) in columns.items())
    return f"SELECT {casts} FROM VALUES {listed} AS v({names}){'' if rows else ' WHERE FALSE'}"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    if isinstance(value, float):
        return f"CAST('{value!r}' AS DOUBLE)"  # infinity has no other spelling
    return str(value)


def _level() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.MEMORY_AND_DISK


def _as_it_is(value: Any) -> Any:
    return value


def _number(value: Any) -> Any:
    return None if value is None else float(value)


def _whole(value: Any) -> Any:
    return None if value is None else int(value)


def _truth(value: Any) -> Any:
    return None if value is None else bool(value)


_CASTS = {"DOUBLE": _number, "INTEGER": _whole, "BIGINT": _whole, "BOOLEAN": _truth}


def open_engine(master: str = "") -> Spark:
    """A session of Spark at a master such as local[2]. Raises ValueError where there is no Java, no pyspark, no master.

    All else is set as with any program of Spark: by spark-defaults.conf, or PYSPARK_SUBMIT_ARGS.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise ValueError(f"pyspark is not installed. {how_to_get_it()}") from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise ValueError(f"there is no Java here. {how_to_get_it()}")
    builder = SparkSession.builder.appName("checker").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.session.timeZone", "UTC").config("spark.sql.ansi.enabled", "true")
    builder = builder.config("spark.sql.autoBroadcastJoinThreshold", "64MB")
    if master:
        builder = builder.master(master)
    with _quiet_start():
        try:
            session = builder.getOrCreate()
        except Exception as error:  # py4j raises what Java says
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ValueError(f"Spark does not start at {master or 'its master'}: {first[:200]}") from None
    session.sparkContext.setLogLevel("OFF")
    return Spark(session)


@contextlib.contextmanager
def _quiet_start() -> Any:
    """Java writes a page of warnings to standard error as it starts."""
    import sys

    sys.stderr.flush()
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)
