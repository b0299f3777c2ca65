"""Kinds of entities in rules: anything may be one, so that only what is written much like another is asked about.

And a sum of which nothing says what it is the parts of.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.stories import at, story

RULE = """\
id: parts
title: The parts do not add up
let:
  part: {property: killed, kind: LET}
  whole: {property: killed}
where: part.subject.part_of == whole.subject
require: sum(part) == whole
message: "{part} are not {whole}"
why: It shows what kinds do.
properties: {killed: {type: count, adds_to: killed}}
examples:
  - expect: disagreement
    entities: {land: {kind: place, parts: complete}, town: {kind: ITS, part_of: land}}
    claims: [{subject: town, property: killed, value: 3}, {subject: land, property: killed, value: 2}]
    off_by: 1
  - expect: agreement
    entities: {land: {kind: place, parts: complete}, town: {kind: ITS, part_of: land}}
    claims: [{subject: town, property: killed, value: 2}, {subject: land, property: killed, value: 2}]
"""


@pytest.mark.parametrize(
    ("let", "its", "expected"),
    [
        ("plce", "plce", "no entity is of the kind 'plce'; did you mean 'place'?"),
        ("[place, autority]", "autority", "no entity is of the kind 'autority'; did you mean 'authority'?"),
        ("place", "place", ""),
        ("regiment", "regiment", ""),
    ],
)
def test_a_kind_that_no_entity_has(tmp_path: Path, let: str, its: str, expected: str) -> None:
    """The examples of a rule prove nothing of how a kind is written: they may have the same slip."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "parts.yaml").write_text(RULE.replace("LET", let).replace("ITS", its))
    corpus = story(tmp_path, {"gazette": "2031-07-02\nvalue: 3"})
    assert not corpus.problems
    assert [hint.message for hint in corpus.hints] == [expected] * bool(expected)
    assert all(at(hint).startswith(let) for hint in corpus.hints)


@pytest.mark.parametrize("require", ["sum(part) <= 2", "sum(part) == 2", "2 >= sum(part)", "sum(part) != -1"])
def test_a_sum_of_nothing(tmp_path: Path, require: str) -> None:
    (tmp_path / "rules").mkdir()
    lines = RULE.replace("LET", "place").replace("ITS", "place").splitlines()
    kept = [line for line in lines if not line.startswith(("where:", "  whole:"))]
    text = "\n".join(kept).replace("sum(part) == whole", require).replace("{part} are not {whole}", "{part}")
    (tmp_path / "rules" / "parts.yaml").write_text(text + "\n")
    corpus = story(tmp_path, {"gazette": "2031-07-02\nvalue: 3"})
    messages = [problem.message for problem in corpus.problems]
    assert any("a sum is of the parts of something that has a name" in message for message in messages), messages
