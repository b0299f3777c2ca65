"""Each row of docs/what-to-write.yaml: what it says to write is a claim, and is read as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.corpus.claim_values import ValueReader
from checker.corpus.vocabulary import PLAIN_HEDGES, scale_of
from checker.files.models import Claim, Property
from checker.values.comparing import READERS
from checker.values.formatting import listed, show_value
from checker.values.kinds import Value

TABLE = Path(__file__).parents[2] / "docs" / "what-to-write.yaml"


def _texts(node: Any) -> Any:
    """A node as the program has it: every scalar is text."""
    if isinstance(node, dict):
        return {key: _texts(value) for key, value in node.items()}
    return [_texts(value) for value in node] if isinstance(node, list) else str(node)


def _rows() -> list[tuple[str, dict[str, Any], dict[str, Any], str]]:
    groups = _texts(yaml.load(TABLE.read_text("utf-8"), yaml.BaseLoader))
    rows = [{"of": group["of"], **row} for group in groups for row in group["rows"]]
    return [(row["says"], row["write"], row["of"], row["reads"]) for row in rows]


def _shown(value: Value) -> str:
    return show_value(value) if value.choices is None else listed(sorted(value.choices.names), "or")


@pytest.mark.parametrize(("says", "write", "of", "reads"), _rows())
def test_a_row(says: str, write: dict[str, Any], of: dict[str, Any], reads: str) -> None:
    claim = Claim.model_validate({"id": "c", "subject": "flood", "property": "p", **write})
    scale = scale_of(Property.model_validate(of))
    reader = ValueReader(PLAIN_HEDGES)
    if claim.compared is not None:
        (key,) = (key for key in READERS if getattr(claim.compared, key) is not None)
        factor, mistake = READERS[key](getattr(claim.compared, key), scale, PLAIN_HEDGES)
        assert factor is not None, mistake
        assert show_value(factor.value) == reads
        return
    assert claim.value is not None
    value, mistake = reader.read(claim.value, scale)
    assert mistake is None
    assert value is not None
    if claim.also is not None:
        value, mistake = reader.with_also(value, claim.also, scale)
        assert mistake is None
        assert value is not None
    assert _shown(value) == reads
    assert says


def test_there_are_many_rows_and_none_twice() -> None:
    said = [(says, str(of)) for says, _, of, _ in _rows()]
    assert len(said) >= 60
    assert len(said) == len(set(said))
