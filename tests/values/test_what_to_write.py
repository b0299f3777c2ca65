"""Each row of docs/what-to-write.yaml: what it says to write is a claim, and is read as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import checker
from checker.corpus import corpus as resolved
from checker.corpus.claim_values import ValueReader
from checker.corpus.corpus import Corpus
from checker.corpus.vocabulary import PLAIN_HEDGES, scale_of
from checker.files.models import STATUSES, Claim, Compared, Property
from checker.reports.names import Names
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


IN_A_STORY = {
    *("as_of", "period", "counted_from", "said_by", "via", "relays", "disowned_by", "revises", "supersedes"),
    *("retracted", "important", "implied"),
}
"""Keys of a claim that say nothing of its value: what is read of them is seen in a story."""


def _of_values() -> list[tuple[str, dict[str, Any], dict[str, Any], str]]:
    return [row for row in _rows() if IN_A_STORY.isdisjoint(row[1]) and "over_time" not in row[2]]


def _of_stories() -> list[tuple[str, dict[str, Any], dict[str, Any], str]]:
    return [row for row in _rows() if row not in _of_values()]


@pytest.mark.parametrize(("says", "write", "of", "reads"), _of_values())
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


def _in_a_story(folder: Path, write: dict[str, Any], of: dict[str, Any]) -> Corpus:
    """A claim of the Herald of 10 May, who is told of 288 dead by the ministry in the Gazette of the 3rd."""
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(yaml.safe_dump({"killed": of}))
    story = folder / "claims" / "flood"
    story.mkdir(parents=True)
    entities = {
        "flood": {},
        "deal": {"on": "2031-05-08", "aliases": ["the deal"]},
        "ministry": {"name": "the health ministry", "aliases": ["the ministry"]},
    }
    (story / "entities.yaml").write_text(yaml.safe_dump(entities))
    of_flood = {"subject": "flood", "property": "killed"}
    gazette = [] if "as_of" in write else [{"id": "killed", **of_flood, "value": "288", "said_by": "the ministry"}]
    for name, day, claims in (("gazette", "03", gazette), ("herald", "10", [{"id": "c", **of_flood, **write}])):
        source = {"publisher": name.capitalize(), "published": f"2031-05-{day}"}
        (story / f"{name}.yaml").write_text(yaml.safe_dump({"source": source, "claims": claims}, sort_keys=False))
    return checker.load([folder])


def _read_as(claim: resolved.Claim, corpus: Corpus, write: dict[str, Any]) -> str:
    """What the program makes of a claim beside its value."""
    names = Names(corpus)
    shown = {
        "as_of": names.claim_when(claim),
        "period": names.claim_when(claim),
        "counted_from": claim.counted_from and f"counted from {names.days(claim.counted_from)}",
        "said_by": ", ".join([f"by {names.voice(claim.origin)}", *(f"citing {c}" for c in names.cited([claim]))]),
        "via": f"by {names.voice(claim.origin)}",
        "relays": f"by {names.voice(claim.origin)}",
        "disowned_by": ", ".join(f"never given by {names.voice(each.voice)}" for each in corpus.disowned),
        "revises": ", ".join(f"who takes back {each.old}" for each in corpus.revisions),
        "supersedes": ", ".join(f"in place of {each.value.text}" for each in corpus.claims if each.out),
        "retracted": claim.out.partition(" ")[0],
        "important": claim.important and "to be confirmed by a second voice",
        "implied": claim.implied and "implied",
    }
    told = [str(text) for key, text in shown.items() if key in write]
    return ", ".join([show_value(claim.value), *(told or [names.claim_when(claim)])])


@pytest.mark.parametrize(("says", "write", "of", "reads"), _of_stories())
def test_a_row_of_a_story(tmp_path: Path, says: str, write: dict[str, Any], of: dict[str, Any], reads: str) -> None:
    corpus = _in_a_story(tmp_path, write, of)
    assert [str(problem) for problem in corpus.problems] == []
    (claim,) = (claim for claim in corpus.claims if claim.source == "flood/herald")
    assert _read_as(claim, corpus, write) == reads
    assert says


def test_every_key_has_its_row() -> None:
    """Of a claim, of a comparison, every status, and what a property says of how its figures are written."""
    written = {key for _, write, _, _ in _rows() for key in write}
    names = {"id", "subject", "property", "quote", "note"}
    assert {name for name in Claim.model_fields if name not in names} - written == set()
    compared = {key for _, write, _, _ in _rows() for key in write.get("compared", ())}
    assert set(Compared.model_fields) - compared == set()
    assert set(STATUSES) - {write.get("status", "actual") for _, write, _, _ in _rows()} == set()
    of_values = ("type", "unit", "per", "signed", "rounding", "at_most", "values", "implies", "excludes", "order")
    assert set(of_values) - {key for _, _, of, _ in _rows() for key in of} == set()


def test_there_are_many_rows_and_none_twice() -> None:
    said = [(says, str(of)) for says, _, of, _ in _rows()]
    assert len(said) >= 60
    assert len(said) == len(set(said))
