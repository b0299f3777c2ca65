"""Spark finds what DuckDB finds, byte for byte. It starts slowly, so these run where CHECKER_TEST_SPARK is set."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from checker.corpus.loader import load_only_rules
from checker.engine.examples import run_examples
from checker.engine.sql.spark import open_engine
from tests.tables.conftest import MAPPING, Desk
from tests.tables.counts import HEADER, counts

ROOT = Path(__file__).parents[2]
SETTINGS = (
    "--conf spark.sql.shuffle.partitions=2 --conf spark.default.parallelism=2 --conf spark.sql.adaptive.enabled=false "
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--conf spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 pyspark-shell"
)
"""Of small tables: two parts, and nothing is compiled for them."""

has_spark = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
needs_spark = [
    pytest.mark.skipif(not has_spark, reason="pyspark or Java is not installed"),
    pytest.mark.skipif(not os.environ.get("CHECKER_TEST_SPARK"), reason="CHECKER_TEST_SPARK is not set: Spark is slow"),
    pytest.mark.filterwarnings("ignore"),
]
on_spark = [*needs_spark, pytest.mark.timeout(900)]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SETTINGS)


def _with_marks(marks: list[pytest.MarkDecorator]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def mark(test: Callable[..., None]) -> Callable[..., None]:
        for each in marks:
            test = each(test)
        return test

    return mark


def test_without_java(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to install."""
    if not has_spark:
        pytest.skip("pyspark is not installed")
    desk.rows("A,x,cases,5,2031-05-01")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    ran = desk.check("--engine", "spark")
    assert ran.status == 2
    assert "there is no Java here. Spark needs a Java runtime of version 17 (on Debian " in ran.text


@_with_marks(on_spark)
def test_every_rule_of_the_project() -> None:
    open_engine("local[2]")
    rules = load_only_rules(ROOT)
    outcomes, problems = run_examples(rules, engine="spark")
    expected, _ = run_examples(rules, engine="duckdb")
    assert problems == []
    assert outcomes == expected


@_with_marks(on_spark)
def test_generated_counts(desk: Desk, with_rules: Callable[[str], None]) -> None:
    """50 places, 60 days and all rules: the same findings, evidence and rows left out."""
    with_rules("")
    rules = "{sources-disagree: across_sources, count-falls: within_source, parts-do-not-add-up: within_source, "
    mapping = MAPPING + "part_of: path\nparts: complete\n"
    desk.write("tables.yaml", f"{mapping}compare: {rules}more-deaths-than-cases: within_source}}\n")
    desk.rows(*counts(50, 60), header=HEADER)
    texts = {}
    for engine in ("duckdb", "spark"):
        master = ["--master", "local[2]"] if engine == "spark" else []
        ran = desk.check("--engine", engine, *master, "--output", f"{engine}-findings.parquet")
        assert ran.status == 2, ran.text
        texts[engine] = ran.text.replace(engine, "")
    assert texts["spark"] == texts["duckdb"]
    with duckdb.connect() as connection:
        for what, least in (("findings", 50), ("evidence", 500), ("left-out", 90)):
            columns = "* EXCLUDE (claims), CAST(claims AS VARCHAR)" if what == "evidence" else "*"
            one, other = (
                connection.execute(f"SELECT {columns} FROM '{engine}-{what}.parquet' ORDER BY ALL").fetchall()
                for engine in ("duckdb", "spark")
            )
            assert one == other
            assert len(one) >= least
