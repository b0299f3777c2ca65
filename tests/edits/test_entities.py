"""Entities renamed, merged and moved: whatever named them names them still, and no reason for a finding is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checker.baseline.accepted_file import Wish, acceptance_of, with_entries
from checker.baseline.review import Review
from checker.baseline.reviewing import review
from checker.corpus.loader import load
from checker.edits.change import Change, Made, apply, reversed_change
from checker.edits.entities import (
    add_alias,
    add_entity,
    merge_entities,
    move_entity,
    rename_entity,
    set_entity,
)
from checker.edits.properties import add_property, add_words
from checker.edits.ring_up import set_call
from checker.reports.sentences import Sentences

TODAY = date(2031, 6, 1).toordinal()
ENTITIES = """\
# what it is about
flood: {kind: event, name: the flood, on: 2031-05-02}   # the whole
harbour: {kind: place, part_of: flood}
capital:
  kind: place
  name: the capital
  aliases: [Cap]
  part_of: the flood
ministry: {kind: body, name: the health ministry}
ministry-of-health: {kind: body, aliases: [MoH, the ministry]}
"""
COURIER = """\
source: {publisher: Courier, published: 2031-05-04, via: ministry}
claims:
  # the toll
  - id: killed
    subject: flood  # in all
    property: killed
    value: 20
    said_by: "ministry"
  - {id: cap, subject: Cap, property: killed, value: 9, relays: [ministry, the mayor]}
  - {id: late, subject: harbour, property: killed, value: 3, as_of: after flood,
     revises: {from: 4, figure: [flood, killed]}}
  - {id: who, subject: harbour, property: led, value: ministry}
"""
HERALD = """\
source: {publisher: Herald, published: 2031-05-04}
claims:
  - {id: killed, subject: the flood, property: killed, value: 30, said_by: the health ministry}
  - {id: again, subject: flood, property: killed, value: 25}
"""
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, adds_to: killed}
led: {type: category}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "claims/flood/entities.yaml": ENTITIES,
        "claims/flood/courier.yaml": COURIER,
        "claims/flood/herald.yaml": HERALD,
        "claims/other/paper.yaml": "source: {publisher: P, published: 2031-05-04}\nclaims: []\n",
        "claims/other/entities.yaml": "flood: {kind: event}\n",
        "rules/properties.yaml": PROPERTIES,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert load([tmp_path]).problems == ()
    return tmp_path


def accept_all(root: Path) -> None:
    found = review([root], TODAY)
    sentences = Sentences(found.result)
    entries = []
    for finding in found.findings:
        entry, mistake = acceptance_of(
            finding, found, TODAY, Wish(reason=f"so {finding.rule}"), sentences.finding(finding)
        )
        assert entry is not None, mistake
        entries.append(entry)
    text = with_entries("", entries)
    (root / "accepted.yaml").write_text(text.replace(f"{entries[0].id}:", f"# asked twice\n{entries[0].id}:", 1))


def done(root: Path, made: Made) -> Change:
    change, problems = made
    assert change is not None, problems
    outcome = apply(root, change)
    assert outcome.is_written, outcome
    return change


def states(found: Review) -> list[tuple[str, str, bool]]:
    return sorted((f.rule, found.status(f).state, found.status(f).fails) for f in found.findings)


def read(root: Path, name: str) -> str:
    return (root / "claims" / "flood" / f"{name}.yaml").read_text()


def contents(root: Path) -> dict[str, str]:
    return {path.as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_all_that_named_an_entity_follows_its_new_id(root: Path) -> None:
    change = done(root, rename_entity(root, "flood", "flood", id_="big-flood"))
    assert read(root, "entities") == ENTITIES.replace("flood: {kind", "big-flood: {kind").replace(
        "part_of: flood}", "part_of: big-flood}"
    )
    expected = COURIER.replace("subject: flood ", "subject: big-flood ").replace("after flood", "after big-flood")
    assert read(root, "courier") == expected.replace("[flood, killed]", "[big-flood, killed]")
    assert read(root, "herald") == HERALD.replace("subject: flood,", "subject: big-flood,")
    assert (root / "claims/other/entities.yaml").read_text() == "flood: {kind: event}\n"
    assert load([root]).problems == ()
    assert apply(root, reversed_change(change)).is_written
    assert read(root, "courier") == COURIER


def test_voices_and_values_follow_too(root: Path) -> None:
    done(root, rename_entity(root, "flood", "ministry", id_="mh"))
    text = read(root, "courier")
    assert 'said_by: "mh"' in text
    assert "via: mh}" in text
    assert "relays: [mh, the mayor]" in text
    assert "value: mh}" in text
    assert read(root, "herald") == HERALD


def test_a_new_name_is_the_one_that_claims_give(root: Path) -> None:
    done(root, rename_entity(root, "flood", "flood", name="the great flood"))
    assert "name: the great flood, on" in read(root, "entities")
    assert "part_of: the great flood" in read(root, "entities")
    assert "subject: the great flood," in read(root, "herald")


@pytest.mark.parametrize("entity", ["flood", "harbour", "capital", "ministry", "ministry-of-health"])
def test_no_acceptance_is_lost_by_a_new_id(root: Path, entity: str) -> None:
    accept_all(root)
    before = review([root], TODAY)
    assert before.findings
    assert not any(fails for _, _, fails in states(before))
    reasons = sorted(entry.reason for entry in before.corpus.accepted)
    change = done(root, rename_entity(root, "flood", entity, id_="a-new-one"))
    after = review([root], TODAY)
    assert states(after) == states(before)
    assert after.stale == ()
    assert sorted(entry.reason for entry in after.corpus.accepted) == reasons
    assert (root / "accepted.yaml").read_text().count("# asked twice") == 1
    assert apply(root, reversed_change(change)).is_written
    assert states(review([root], TODAY)) == states(before)


def test_two_entities_become_one(root: Path) -> None:
    accept_all(root)
    before = review([root], TODAY)
    change = done(root, merge_entities(root, "flood", "ministry", "MoH"))
    entities = read(root, "entities")
    assert "\nministry:" not in entities
    assert "ministry-of-health: {kind: body, name: the health ministry, aliases: [MoH, the ministry]}" in entities
    assert 'said_by: "ministry-of-health"' in read(root, "courier")
    assert read(root, "herald") == HERALD
    after = review([root], TODAY)
    assert states(after) == states(before)
    assert after.stale == ()
    assert sorted(e.reason for e in after.corpus.accepted) == sorted(e.reason for e in before.corpus.accepted)
    assert apply(root, reversed_change(change)).is_written
    assert read(root, "entities") == ENTITIES


def test_acceptances_of_two_become_one(root: Path) -> None:
    """Both places have a finding that is accepted; as one place they have one, with both reasons."""
    for paper, value in (("courier", 3), ("herald", 5)):
        claims = "".join(
            f"  - {{id: {place}, subject: {place}, property: killed, value: {value}}}\n"
            for place in ("harbour", "capital")
        )
        head = f"source: {{publisher: {paper}, published: 2031-05-04}}\nclaims:\n"
        (root / "claims" / "flood" / f"{paper}.yaml").write_text(head + claims)
    accept_all(root)
    before = review([root], TODAY)
    assert len([f for f in before.findings if f.rule == "sources-disagree"]) == 2
    done(root, merge_entities(root, "flood", "harbour", "capital"))
    after = review([root], TODAY)
    assert not any(fails for _, _, fails in states(after))
    assert after.stale == ()


def test_a_part_is_not_merged_into_a_circle(root: Path) -> None:
    done(root, set_entity(root, "flood", "flood", {"part_of": None}))
    change, problems = merge_entities(root, "flood", "flood", "harbour")
    assert change is None
    assert problems[0].message == "'harbour' is a part of itself"
    change, _ = merge_entities(root, "flood", "harbour", "flood")
    assert change is not None


def test_a_whole_with_the_name_of_a_breakdown_follows(root: Path) -> None:
    """`part_of: {chamber: by party}`, as the page on votes has it, in each way that YAML allows to write it."""
    entities = (
        "chamber: {parts: {by party: complete}}\n"
        "reds: {name: the Reds, part_of: {chamber: by party}}\n"
        "blues:\n  part_of:\n    chamber: by party  # since the vote\n"
        "red-party: {kind: party}\n"
    )
    (root / "claims/flood/entities.yaml").write_text(ENTITIES + entities)
    done(root, merge_entities(root, "flood", "reds", "red-party"))
    assert "red-party: {kind: party, name: the Reds, part_of: {chamber: by party}}\n" in read(root, "entities")
    done(root, rename_entity(root, "flood", "chamber", id_="house"))
    assert read(root, "entities").count("house: by party") == 2
    assert "# since the vote" in read(root, "entities")
    done(root, move_entity(root, "flood", "blues", "house"))
    assert "house: by party  # since the vote" in read(root, "entities")
    assert load([root]).problems == ()


def test_neither_of_two_wholes_gives_way_without_a_word(root: Path) -> None:
    done(root, set_entity(root, "flood", "harbour", {"from": "2031-05-02", "kind": "port"}))
    done(root, set_entity(root, "flood", "capital", {"part_of": "ministry"}))
    change, problems = merge_entities(root, "flood", "harbour", "capital")
    assert change is None
    assert [str(each) for each in problems] == [
        "claims/flood/entities.yaml:8:12: part_of of 'harbour' is flood, and of 'capital' ministry; "
        "make it the same in both, then merge them"
    ]
    restarts = [{"property": "killed", "on": "2031-05-02"}]
    done(root, set_entity(root, "flood", "capital", {"part_of": "the flood"}))
    done(root, set_entity(root, "flood", "harbour", {"restarts": restarts}))
    change = done(root, merge_entities(root, "flood", "harbour", "capital"))
    assert change.title == "harbour is capital, of the kind place (not port)"
    assert "  from: 2031-05-02" in read(root, "entities")
    assert "restarts: [{" in read(root, "entities")


def test_what_a_figure_is_compared_with_follows(root: Path) -> None:
    """A name that is a claim's id, too, is the claim's."""
    claims = (
        "  - {id: more, subject: capital, property: killed, compared: {more: '3', to: harbour}}\n"
        "  - {id: twice, subject: capital, property: killed, compared: {times: '2', to: \"harbour, killed\"}}\n"
        "  - {id: half, subject: capital, property: killed, compared: {times: half, to: [harbour, killed]}}\n"
    )
    (root / "claims/flood/courier.yaml").write_text(COURIER + claims)
    (root / "claims/flood/herald.yaml").write_text(HERALD.replace("again", "harbour") + claims)
    done(root, rename_entity(root, "flood", "harbour", id_="port"))
    expected = claims.replace("to: harbour", "to: port").replace("[harbour", "[port").replace('"harbour,', '"port,')
    assert read(root, "courier").endswith(expected)
    assert "to: harbour}" in read(root, "herald")
    assert load([root]).problems == ()


def test_what_cannot_be(root: Path) -> None:
    before = contents(root)

    def message(made: Made) -> str:
        assert made[0] is None
        return made[1][0].message

    assert message(rename_entity(root, "flood", "flod", id_="x")) == "unknown entity 'flod'; did you mean 'flood'?"
    assert message(rename_entity(root, "flood", "flood", id_="capital")).endswith("merge the two")
    assert message(rename_entity(root, "flood", "flood", id_="a b")).startswith("'a b' cannot be an id")
    assert message(rename_entity(root, "flood", "flood", id_="cap")).startswith("'cap' already names")
    assert message(rename_entity(root, "flod", "flood", id_="x")).startswith("no such story; did you mean")
    assert message(merge_entities(root, "flood", "MoH", "ministry-of-health")).endswith("are one entity already")
    assert message(add_entity(root, "flood", "new", {"name": "Cap"})) == "'cap' already names an entity (capital)"
    assert message(add_entity(root, "flood", "flood", {})) == "'flood' names an entity already"
    assert message(add_entity(root, "flood", "new", {"part_of": "flod"})).startswith("unknown entity 'flod'")
    assert message(add_entity(root, "flood", "new", {"knd": "x"})) == "unknown key 'knd'; did you mean 'kind'?"
    assert message(add_entity(root, "", "capital", {})).startswith("'capital' already names an entity")
    assert message(add_alias(root, "flood", "harbour", "MoH")).startswith("'moh' already names an entity")
    assert message(move_entity(root, "flood", "flood", "harbour")).endswith("is a part of itself")
    assert message(add_property(root, "killed", {"type": "count"})) == "'killed' is a property already"
    assert "is not one of" in message(add_property(root, "hurt", {"type": "counts"}))
    assert message(add_words(root, "kiled", ["dead"])) == "unknown property 'kiled'; did you mean 'killed'?"
    assert contents(root) == before


def test_small_edits(root: Path) -> None:
    done(root, add_alias(root, "flood", "harbour", "the port: old"))
    done(root, add_alias(root, "flood", "capital", "the city"))
    done(root, move_entity(root, "flood", "capital", None))
    done(root, add_entity(root, "flood", "mayor", {"name": "the mayor", "kind": "person", "part_of": "capital"}))
    done(root, add_property(root, "hurt", {"unit": "person", "type": "count", "important": "true"}))
    done(root, add_words(root, "killed", ["dead", "died"]))
    done(root, add_words(root, "killed", ["bodies"]))
    assert read(root, "entities") == (
        ENTITIES.replace("part_of: flood}", 'aliases: ["the port: old"], part_of: flood}')
        .replace("[Cap]", "[Cap, the city]")
        .replace("\n  part_of: the flood", "")
        + "mayor: {kind: person, name: the mayor, part_of: capital}\n"
    )
    assert (root / "rules/properties.yaml").read_text() == (
        PROPERTIES.replace("adds_to: killed}", "adds_to: killed, words: [dead, died, bodies]}")
        + "hurt: {type: count, unit: person, important: true}\n"
    )
    assert load([root]).problems == ()


def test_a_shared_entity_is_renamed_in_every_story(root: Path) -> None:
    (root / "claims" / "entities.yaml").write_text("wire: {kind: agency, name: Example Wire}\n")
    paper = "source: {publisher: P, published: 2031-05-04, via: wire}\nclaims: []\n"
    (root / "claims" / "other" / "paper.yaml").write_text(paper)
    done(root, rename_entity(root, "flood", "Example Wire", id_="ew"))
    assert (root / "claims/entities.yaml").read_text() == "ew: {kind: agency, name: Example Wire}\n"
    assert "via: ew}" in (root / "claims/other/paper.yaml").read_text()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_marks_and_line_ends_stay(root: Path, mark: str, end: str) -> None:
    """Files as editors on Windows write them."""
    accept_all(root)
    (root / "ring-up.yaml").write_text("flood | flood killed | ministry: {state: asked}\n")
    files = ["claims/flood/entities.yaml", "claims/flood/courier.yaml", "claims/flood/herald.yaml"]
    for name in [*files, "rules/properties.yaml", "accepted.yaml", "ring-up.yaml"]:
        text = (root / name).read_text()
        (root / name).write_bytes((mark + text.replace("\n", end)).encode())
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    ways: tuple[Callable[[Path], Made], ...] = (
        lambda root: add_alias(root, "flood", "capital", "T"),
        lambda root: add_entity(root, "flood", "boat", {"kind": "x"}),
        lambda root: rename_entity(root, "flood", "flood", id_="big"),
        lambda root: rename_entity(root, "flood", "ministry", id_="mh"),
        lambda root: set_entity(root, "flood", "capital", {"kind": None, "parts": "complete"}),
        lambda root: merge_entities(root, "flood", "mh", "MoH"),
        lambda root: add_words(root, "killed", ["dead"]),
        lambda root: add_property(root, "p", {"type": "count", "unit": "person"}),
        lambda root: set_call(root, "flood | a | b", {"state": "asked"}),
    )
    changes = [done(root, way(root)) for way in ways]
    corpus = load([root])
    assert corpus.problems == ()
    assert [call.key for call in corpus.calls] == ["flood | a | b", "flood | big killed | ministry-of-health"]
    for path in root.rglob("*.yaml"):
        text = path.read_bytes().decode()
        if path in before and before[path].startswith("\ufeff".encode()):
            assert text.startswith("\ufeff"), path
        if end == "\r\n" and path in before and b"\r\n" in before[path]:
            assert text.count("\n") == text.count("\r\n"), path
    for change in reversed(changes):
        assert apply(root, reversed_change(change)).is_written
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
