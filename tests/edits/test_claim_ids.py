"""A claim under another id."""

from __future__ import annotations

from pathlib import Path

from checker.corpus.loader import load
from checker.edits.change import apply, reversed_change
from checker.edits.claim_ids import rename_claim

COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: first, subject: team, property: size, value: 3}
  - {id: second, subject: team, property: size, value: 4, supersedes: first}
"""
HERALD = """\
source: {publisher: Herald, published: 2031-05-05}
claims:
  - id: size
    subject: team
    property: size
    value: 5
    supersedes: [courier/first, "flood/courier/second"]   # both
"""


def test_what_supersedes_it_follows(tmp_path: Path) -> None:
    for name, text in {
        "claims/flood/courier.yaml": COURIER,
        "claims/flood/herald.yaml": HERALD,
        "claims/flood/entities.yaml": "team: {}\n",
        "rules/properties.yaml": "size: {type: count, unit: person}\n",
        "anchors.yaml": "flood/courier:\n  first: 1 00000000 00000000\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert load([tmp_path]).problems == ()
    change, problems = rename_claim(tmp_path, "claims/flood/courier.yaml", "first", "toll")
    assert change is not None, problems
    assert apply(tmp_path, change).is_written
    assert (tmp_path / "claims/flood/courier.yaml").read_text() == COURIER.replace("first", "toll")
    assert (tmp_path / "claims/flood/herald.yaml").read_text() == HERALD.replace("first", "toll")
    assert (tmp_path / "anchors.yaml").read_text() == "flood/courier:\n  toll: 1 00000000 00000000\n"
    assert apply(tmp_path, reversed_change(change)).is_written
    change, problems = rename_claim(tmp_path, "claims/flood/courier.yaml", "second", "x")
    assert change is not None, problems
    assert apply(tmp_path, change).is_written
    assert '"flood/courier/x"' in (tmp_path / "claims/flood/herald.yaml").read_text()
    assert (
        "is the id of another claim here"
        in rename_claim(tmp_path, "claims/flood/courier.yaml", "x", "first")[1][0].message
    )
    assert "no claim has the id" in rename_claim(tmp_path, "claims/flood/courier.yaml", "y", "z")[1][0].message
    assert rename_claim(tmp_path, "claims/flood/no.yaml", "y", "z")[1][0].message == "no such file"
