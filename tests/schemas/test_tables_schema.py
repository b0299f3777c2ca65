"""The schema of tables.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.schemas.schema import schema
from tests.schemas.editor_yaml import VERSIONS, typed

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
EXAMPLES = [block for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", PAGE) if "tables:\n" in block]
TABLE = "tables: [{read: counts.csv, columns: {source: s}}]\n"


def _mistakes(text: str) -> list[str]:
    validator = Draft202012Validator(schema("tables"))
    return [error.message for version in VERSIONS for error in validator.iter_errors(typed(text, version))]


def test_the_page_has_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_of_the_page_are_valid(text: str) -> None:
    assert _mistakes(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "",
        "part_of: path\n",
        "part_of: {read: places.csv, entity: county, whole: state}\n",
        "parts: complete\n",
        "properties: {killed: {words: deaths, tolerance: 5%}}\n",
        "properties: {killed: {words: [deaths, dead]}}\n",
        "compare: {sources-disagree: within_source, count-falls: across_sources}\n",
    ],
)
def test_what_the_loader_takes_is_valid(more: str) -> None:
    assert _mistakes(TABLE + more) == []


@pytest.mark.parametrize(
    "text",
    [
        "properties: {}\n",  # no tables
        TABLE + "partof: path\n",
        TABLE + "part_of: paths\n",
        TABLE + "part_of: {read: places.csv, child: county}\n",
        TABLE + "parts: all\n",
        TABLE + "properties: {killed: {tolerance: 5}}\n",
        TABLE + "compare: {count-falls: everywhere}\n",
        "tables: [{read: counts.csv, columns: {sources: s}}]\n",
        "tables: [{columns: {source: s}}]\n",
        "tables: [{read: counts.csv, dates: month-day-year}]\n",
    ],
)
def test_what_is_wrong_is_marked(text: str) -> None:
    assert _mistakes(text) != []
