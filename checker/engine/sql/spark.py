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


class Spark(Engine):
    """One session of Spark. Tables are views that are kept once they have been worked out."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self._frames: dict[str, Any] = {}

    def load(self, table: str, columns: Columns) -> None:
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
        worked out again.
        """
        session = self.connection
        rows = session._jsparkSession.createDataFrame(frame._jdf.javaRDD(), frame._jdf.schema())
        kept = type(frame)(rows, session).persist(_level())
        kept.count()  # from now on it has a size, by which joins are planned
        self._frames[table] = kept
        kept.createOrReplaceTempView(table)


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
