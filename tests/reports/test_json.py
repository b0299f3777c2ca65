"""JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checker.baseline.review import Review
from checker.reports import Style, render
from tests.reports import norwold
from tests.reports.corpora import FILE_NAMES, PAYLOADS, on_road, spelled, squeezed

# --- JSON --------------------------------------------------------------------------------------


def as_json(review: Review) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(review, "json", Style()))
    return data


def keys_of(data: object) -> set[str]:
    """All keys, however deep."""
    if isinstance(data, dict):
        return {*data, *(key for value in data.values() for key in keys_of(value))}
    return {key for value in data for key in keys_of(value)} if isinstance(data, list) else set()


@pytest.mark.parametrize("name", ["based", "norwold"])
def test_json_has_the_shape_that_the_docs_give(based: Review, name: str) -> None:
    review = replace(based, stale=based.corpus.accepted[:1]) if name == "based" else norwold.review()
    data = as_json(review)
    documented = Path(__file__).parents[2].joinpath("docs", "json.md").read_text("utf-8")
    undocumented = {key for key in keys_of(data) if f"`{key}`" not in documented}
    assert not undocumented
    of_articles, _, _ = documented.partition("\n## Tables\n")
    table = re.findall(r"^\| `(\w+)` \|", of_articles, re.MULTILINE)
    assert set(table) <= data.keys()


def test_json_names_what_there_is(based: Review) -> None:
    data = as_json(based)
    claims = {claim["key"] for claim in data["claims"]}
    findings = {finding["id"]: finding for finding in data["findings"]}
    disputes = {dispute["id"] for dispute in data["disputes"]}
    assert len(claims) == len(data["claims"]) and len(findings) == len(data["findings"])
    assert data["complete"] is False and len(data["problems"]) == 2
    assert data["stories"] == ["flood"]
    for finding in findings.values():
        assert set(finding["claims"]) <= claims and set(finding["new_claims"]) <= set(finding["claims"])
        assert (finding["dispute"] in disputes) or finding["severity"] != "error"
        assert set(finding["echo_of"]) <= findings.keys() and finding["parts"]
        assert sorted({key for part in finding["parts"] for key in part["claims"]}) == finding["claims"]
    for dispute in data["disputes"]:
        assert all(findings[id_]["dispute"] == dispute["id"] for id_ in dispute["findings"])
        assert all(set(explanation["claims"]) <= claims for explanation in dispute["explanations"])
    entry = findings[on_road("accepted", based).id]["accepted"]
    assert entry["reason"] == "as the desk found"
    assert (entry["by"], entry["until"]) == ("a colleague", "2039-12-31")
    new = findings[on_road("new", based).id]
    assert (new["state"], new["new_claims"], new["accepted"]) == ("new", ["flood/herald#new-road"], None)


def test_json_gives_back_what_was_written(hostile: Review) -> None:
    data = as_json(hostile)
    claims = {claim["key"]: claim for claim in data["claims"]}
    for number, payload in enumerate(PAYLOADS):
        claim = claims[f"s{number:02}/a#cat"]
        assert claim["value"] == claims[f"s{number:02}/a#text"]["value"] == payload[:190]
        for key in ("speaker", "implied", "via"):
            assert claim[key] == payload
        assert claim["quote"] in payload and claim["quote"]
        assert squeezed(claim["voice"]) == squeezed(payload)


def test_json_paths_are_those_of_the_files(odd_names: Review) -> None:
    files = {claim["file"] for claim in as_json(odd_names)["claims"]}
    for name in FILE_NAMES:
        assert any(file.endswith((f"/{name}/a.yaml", f"/{spelled(name)}/a.yaml")) for file in files), name
