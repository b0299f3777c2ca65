"""What the engine of Spark asks of a session, with a session that writes down what it is asked: Spark starts slowly."""

# ruff: noqa: N802 - the names are those of Spark

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from checker.engine.sql import Columns, spark

LEAF, SCAN = "LocalRelation", "FileSourceScan"


class _List(list[Any]):
    """A list of Java."""

    def size(self) -> int:
        return len(self)

    def apply(self, at: int) -> Any:
        return SimpleNamespace(getClass=lambda: SimpleNamespace(getSimpleName=lambda: self[at]))


@dataclass
class _Rows:
    """What Java has of a frame: its rows, and the leaves of its plan."""

    rows: list[tuple[Any, ...]]
    leaves: list[str]

    def queryExecution(self) -> Any:
        plan = SimpleNamespace(collectLeaves=lambda: _List(self.leaves))
        return SimpleNamespace(optimizedPlan=lambda: plan)

    def limit(self, most: int) -> Any:
        return SimpleNamespace(collectAsList=lambda: _List(self.rows[:most]))

    def javaRDD(self) -> str:
        return "distributed"

    def schema(self) -> str:
        return "schema"


class _Frame:
    def __init__(self, made: Any, session: _Session) -> None:
        self._jdf, self.session = made, session

    def persist(self, level: str) -> _Frame:
        self.session.asked.append(f"persist {level}")
        return self

    def unpersist(self) -> None:
        self.session.asked.append("unpersist")

    def count(self) -> int:
        self.session.asked.append("count")
        return 0

    def collect(self) -> list[tuple[Any, ...]]:
        self.session.asked.append("collect")
        return list(self._jdf.rows)

    def createOrReplaceTempView(self, name: str) -> None:
        self.session.asked.append(f"view {name}")


@dataclass
class _Session:
    """A session that answers every query with the same rows."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    leaves: list[str] = field(default_factory=lambda: [LEAF])
    asked: list[str] = field(default_factory=list)

    @property
    def catalog(self) -> Any:
        return SimpleNamespace(dropTempView=lambda name: self.asked.append(f"drop {name}"))

    @property
    def sparkContext(self) -> Any:
        return SimpleNamespace(setLogLevel=lambda level: self.asked.append(f"log {level}"))

    @property
    def _jsparkSession(self) -> Any:
        return SimpleNamespace(createDataFrame=self._made)

    def _made(self, rows: Any, schema: str) -> Any:
        self.asked.append(f"make {rows} {schema}")
        return _Rows(self.rows, self.leaves)

    def sql(self, text: str) -> _Frame:
        self.asked.append(text)
        return _Frame(_Rows(self.rows, self.leaves), self)

    def createDataFrame(self, rows: list[tuple[Any, ...]], types: str) -> _Frame:
        self.asked.append(f"{rows} {types}")
        return _Frame(_Rows(rows, self.leaves), self)


@pytest.fixture(autouse=True)
def _pyspark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("pyspark")
    module.StorageLevel = SimpleNamespace(MEMORY_AND_DISK="memory and disk")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark", module)
    return module


COLUMNS: Columns = {
    "id": ("INTEGER", [1, None]),
    "name": ("VARCHAR", ["O'Neil \\ sons", None]),
    "high": ("DOUBLE", [float("inf"), 0.5]),
    "sure": ("BOOLEAN", [True, False]),
}


def test_a_small_table_stands_in_the_text_of_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "FEW_ROWS", 2)
    session = _Session([(1,)])
    spark.Spark(session).load("claim", COLUMNS)
    assert session.asked == [
        "SELECT CAST(`id` AS INT) AS `id`, CAST(`name` AS STRING) AS `name`, CAST(`high` AS DOUBLE) AS `high`, "
        "CAST(`sure` AS BOOLEAN) AS `sure` FROM VALUES "
        "(1, 'O\\'Neil \\\\ sons', CAST('inf' AS DOUBLE), True), (NULL, NULL, CAST('0.5' AS DOUBLE), False) "
        "AS v(`id`, `name`, `high`, `sure`)",
        "make [(1,)] schema",
        "view claim",
    ]


def test_a_table_without_rows_has_its_columns() -> None:
    session = _Session()
    spark.Spark(session).load("claim", {"id": ("INTEGER", []), "name": ("VARCHAR", [])})
    assert session.asked[0] == (
        "SELECT CAST(`id` AS INT) AS `id`, CAST(`name` AS STRING) AS `name` FROM VALUES (NULL, NULL) AS v(`id`, `name`)"
        " WHERE FALSE"
    )


def test_a_larger_table_is_handed_over_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "FEW_ROWS", 1)
    session = _Session(leaves=[SCAN])
    columns = {**COLUMNS, "n": ("BIGINT", [2.0, None]), "low": ("DOUBLE", [None, 3]), "maybe": ("BOOLEAN", [None, 1])}
    spark.Spark(session).load("claim", columns)
    assert session.asked == [
        '[(1, "O\'Neil \\\\ sons", inf, True, 2, None, None), (None, None, 0.5, False, None, 3.0, True)] '
        "`id` INT, `name` STRING, `high` DOUBLE, `sure` BOOLEAN, `n` BIGINT, `low` DOUBLE, `maybe` BOOLEAN",
        "make distributed schema",
        "persist memory and disk",
        "count",
        "view claim",
    ]


@pytest.mark.parametrize(
    ("leaves", "number", "is_in_plan"),
    [
        ([LEAF], 2, True),
        ([LEAF, "OneRowRelation"], 2, True),
        ([], 2, True),
        ([LEAF], 3, False),
        ([LEAF, SCAN], 1, False),
    ],
)
def test_few_rows_made_of_few_are_part_of_the_plan(
    monkeypatch: pytest.MonkeyPatch, leaves: list[str], number: int, is_in_plan: bool
) -> None:
    monkeypatch.setattr(spark, "MOST_ROWS", 2)
    session = _Session([(at,) for at in range(number)], leaves)
    spark.Spark(session).create("part", "SELECT 1")
    made = str([(at,) for at in range(number)]) if is_in_plan else "distributed"
    kept = [] if is_in_plan else ["persist memory and disk", "count"]
    assert session.asked == ["SELECT 1", f"make {made} schema", *kept, "view part"]


def test_the_limit_asks_for_one_row_more_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int] = []
    limit = _Rows.limit

    def watched(rows: _Rows, most: int) -> object:
        limits.append(most)
        return limit(rows, most)

    monkeypatch.setattr(_Rows, "limit", watched)
    spark.Spark(_Session()).create("part", "SELECT 1")
    assert limits == [spark.MOST_ROWS + 1]


def test_tables_are_given_back() -> None:
    session = _Session(leaves=[SCAN])
    engine = spark.Spark(session)
    for table in ("one", "other", "third"):
        engine.create(table, "SELECT 1")
    engine.create_view("seen", "SELECT 2")
    session.asked.clear()
    engine.drop("one")
    engine.drop("seen")
    assert session.asked == ["unpersist", "drop one", "drop seen"]
    engine.close()
    assert session.asked[3:] == ["unpersist", "drop other", "unpersist", "drop third"]


def test_queries_are_run() -> None:
    session = _Session([(1, "a"), (2, "b")])
    engine = spark.Spark(session)
    engine.run("SET x")
    assert engine.rows("SELECT 1") == [(1, "a"), (2, "b")]
    engine.create_view("seen", "SELECT 2")
    assert session.asked == ["SET x", "collect", "SELECT 1", "collect", "SELECT 2", "view seen"]


# --- how a session is started


class _Builder:
    """Starts a session, or fails with a message."""

    def __init__(self, failure: str | None = None) -> None:
        self.failure = failure
        self.settings: dict[str, str] = {}
        self.at = ""
        self.session = _Session()

    def appName(self, _: str) -> _Builder:
        return self

    def config(self, key: str, value: str) -> _Builder:
        self.settings[key] = value
        return self

    def master(self, at: str) -> _Builder:
        self.at = at
        return self

    def getOrCreate(self) -> _Session:
        os.write(2, b"WARN of Java\n")
        sys.stderr.flush()  # as a library may do
        if self.failure is not None:
            raise RuntimeError(self.failure)
        return self.session


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a `java` in it, which is all that is on the path."""
    (tmp_path / "java").write_text("#!/bin/sh\n")
    (tmp_path / "java").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return tmp_path / "java"


def _with(builder: _Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("pyspark.sql")
    module.SparkSession = SimpleNamespace(builder=builder)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark.sql", module)


def _descriptors() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


@pytest.mark.parametrize("master", ["", "local[2]"])
def test_a_session_is_started_in_silence(
    master: str, java: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    builder = _Builder()
    _with(builder, monkeypatch)
    was_open = _descriptors()
    engine = spark.open_engine(master)
    assert _descriptors() == was_open
    assert (engine.connection, builder.at, builder.session.asked) == (builder.session, master, ["log OFF"])
    assert builder.settings["spark.sql.session.timeZone"] == "UTC"
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"


def test_what_was_to_be_printed_before_is_printed(
    java: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _with(_Builder(), monkeypatch)
    monkeypatch.setattr(sys, "stderr", os.fdopen(os.dup(2), "w", buffering=1 << 16))
    sys.stderr.write("before")
    spark.open_engine()
    sys.stderr.close()
    assert capfd.readouterr().err == "before"


def test_without_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ValueError, match=r"pyspark is not installed\. Spark needs a Java runtime .* and an extra: "):
        spark.open_engine()


def test_either_of_a_java_on_the_path_and_its_home_will_do(java: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(_Builder(), monkeypatch)
    spark.open_engine()
    java.unlink()
    with pytest.raises(ValueError, match=r"there is no Java here\. Spark needs"):
        spark.open_engine()
    monkeypatch.setenv("JAVA_HOME", "/opt/java")
    spark.open_engine()


@pytest.mark.parametrize(
    ("failure", "master", "said"),
    [
        ("\nno such host\nat line 1", "spark://x", "Spark does not start at spark://x: no such host"),
        ("", "", "Spark does not start at its master: RuntimeError"),
        ("x" * 300, "", "Spark does not start at its master: " + "x" * 200),
    ],
)
def test_what_java_says_is_told_in_a_line(
    failure: str, master: str, said: str, java: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(_Builder(failure), monkeypatch)
    with pytest.raises(ValueError) as raised:
        spark.open_engine(master)
    assert str(raised.value) == said
