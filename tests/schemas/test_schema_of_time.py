"""The keys of moments, periods, revisions and new counts in the JSON Schemas: as the loader reads them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.schemas.schema import schema
from checker.values.dates import read_window
from checker.values.times import read_period, read_time
from tests.corpus.stories import story
from tests.schemas.editor_yaml import VERSIONS, typed

ACCEPTED = [
    "as_of: 2031-05-04T09:00",
    "as_of: 2031",
    "as_of: '[2031-05-01..2031-05-03]'",
    "as_of: '{2031-05-01..2031-05-03}'",
    "as_of: before the deal",
    "as_of: After 2031-05-01",
    "as_of: ../2031-05-03",
    "as_of: 2031-05~",
    "period: 2031-05-02/",
    "period: 2030",
    "period: 2031-05-02/..",
    "revises: 288",
    "revises: {from: 288, why: counted twice}",
    "revises: {figure: [harbour, killed], from: '11,300'}",
    'revises: {figure: "harbour, killed", from: 11300}',
    "disowned_by: state",
    "relays: [rail, the State Agency]",
    "relays: state",
    "supersedes: [courier/c0, flood/courier/c1]",
    "supersedes: courier/c0",
]
REJECTED = [
    "as_of: 2031-05-4T09:00",
    "as_of: yesterday",
    "as_of: noon",
    "period: ../2031-05-02",
    "period: since Monday",
    "period: '[2031-05-01..2031-05-03]'",
    "revises: {fro: 288}",
    "revises: {why: counted twice}",
    "revises: [288, 290]",
    "disowned_by: [state, rail]",
    "relays: {a: b}",
    "supersedes: {a: b}",
]
ENTITIES = "flood: {}\nharbour: {part_of: flood}\nstate: {aliases: [the State Agency]}\nrail: {}\n"


def _mistakes(kind: str, text: str) -> list[str]:
    made: Any = schema(kind)
    found = [error for version in VERSIONS for error in Draft202012Validator(made).iter_errors(typed(text, version))]
    return [error.message for error in found]


def _loads(folder: Path, said: str) -> tuple[str, bool]:
    """An article with a key, and whether it is good."""
    articles = {"courier": "2031-05-01\nvalue: 288\nvalue: 290", "gazette": f"2031-05-10\nvalue: 275, {said}"}
    corpus = story(folder, articles, entities=f"{ENTITIES}deal: {{on: 2031-05-08, aliases: [the deal]}}\n")
    return (folder / "claims/flood/gazette.yaml").read_text("utf-8"), not corpus.problems


@pytest.mark.parametrize("said", ACCEPTED)
def test_what_is_read_is_accepted(tmp_path: Path, said: str) -> None:
    text, is_good = _loads(tmp_path, said)
    assert is_good, "the example is wrong"
    assert _mistakes("article", text) == []


@pytest.mark.parametrize("said", REJECTED)
def test_what_is_rejected_is_not_read(tmp_path: Path, said: str) -> None:
    text, is_good = _loads(tmp_path, said)
    assert not is_good
    assert _mistakes("article", text)


def test_events_and_new_counts() -> None:
    good = (
        "flood: {on: 2031-05-08T14:00, restarts: [{property: killed, on: 2031-05, by: state}, {property: x, on: 2031}]}"
    )
    assert _mistakes("entities", good) == []
    assert _mistakes("entities", "flood: {restarts: [{property: killed}]}")
    assert _mistakes("entities", "flood: {restarts: {property: killed, on: 2031-05}}")


def test_at_and_over() -> None:
    rule = """\
id: own
title: It does not add up
let:
  more: {property: killed, over: %s}
  start: {property: killed, at: start(more)}
require: start + more >= 0
message: it does not
why: It must.
examples: [{expect: disagreement, claims: []}, {expect: agreement, claims: []}]
"""
    assert _mistakes("rule", rule % "period") == []
    assert _mistakes("rule", rule % "days")


MOMENTS = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda when: when.strftime("%Y-%m-%dT%H:%M")),
    st.tuples(st.sampled_from(["before", "after", "by"]), st.dates()).map(lambda parts: f"{parts[0]} {parts[1]}"),
    st.text("0123456789X-/.~?%[]{},T: ", min_size=1, max_size=24),
)


@given(MOMENTS)
def test_no_moment_that_is_read_is_rejected(text: str) -> None:
    pattern = schema("article")["$defs"]["moment"]["pattern"]
    assert read_time(text)[0] is None or re.search(pattern, text)


@given(MOMENTS)
def test_no_period_that_is_read_is_rejected(text: str) -> None:
    pattern = schema("article")["$defs"]["period"]["pattern"]
    published, _ = read_window("2031-05-10")
    assert published is not None
    assert read_period(text, published=published, is_actual=False)[0] is None or re.search(pattern, text)
