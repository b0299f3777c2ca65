"""Completion, hover, and where things are defined and named."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.editor.completion import offers
from checker.editor.hover import hover
from checker.editor.navigation import definition, references, role_of, symbol_at
from checker.editor.places import siblings, spot_at, typed_at
from checker.files.yaml_reader import parse_document
from checker.files.yaml_writer import scalar
from tests.editor.stories import ARTICLE, CAST, COURIER, HERALD, cut, snapshot_of


def _offered(root: Path, name: str, text: str) -> dict[str, str]:
    lines, line, column = cut(text)
    snapshot = snapshot_of(root)
    typed = typed_at(lines, line, column)
    assert typed is not None
    return {offer.label: offer.detail for offer in offers(snapshot, role_of(snapshot, root / name), typed, lines)}


CLAIM = "claims:\n  - id: a\n    property: killed\n    "


@pytest.mark.parametrize(
    ("name", "text", "among", "not_among"),
    [
        (ARTICLE, "|", ["source", "claims"], ["id"]),
        (ARTICLE, "source:\n  |", ["publisher", "published", "via"], ["value"]),
        (ARTICLE, f"{CLAIM}|", ["subject", "value", "supersedes"], ["id", "property"]),
        (ARTICLE, f"{CLAIM}subject: |", ["first-team", "the mission", "rescue-mission"], ["killed"]),
        (ARTICLE, f"{CLAIM}subject: 'broken\n    status: |", ["actual", "needed"], ["killed"]),
        (ARTICLE, f"{CLAIM}property: |", ["killed", "strength", "stance"], ["first-team"]),
        (ARTICLE, f"{CLAIM}value: |", ["about", "at least", "hundreds", "none"], ["pledged"]),
        (ARTICLE, f"{CLAIM}value: 400|", ["about 400", "at least 400"], ["none", "hundreds"]),
        (ARTICLE, f"{CLAIM}said_by: |", ["the health ministry", "ministry"], ["killed"]),
        (ARTICLE, f"{CLAIM}supersedes: |", ["herald/dead", "dead"], ["plan"]),
        (ARTICLE, f"{CLAIM}as_of: |", ["2031-05-04"], []),
        (ARTICLE, f"{CLAIM}compared: {{|", ["times", "percent", "share_of", "to", "at"], ["value"]),
        (ARTICLE, f"{CLAIM}compared: {{times: 2, to: |", ["herald/dead", "rescue-mission"], ["killed"]),
        (ARTICLE, f"{CLAIM}important: |", ["true", "false"], []),
        (ARTICLE, "claims:\n  - {property: stance, value: |", ["pledged"], ["about", "source"]),
        (ARTICLE, "claims:\n  - {property: stance, |, id: a}", ["subject", "value"], ["property", "id"]),
        (ARTICLE, "claims:\n  - property: stance\n    value: |", ["pledged", "not refused"], ["about"]),
        (ARTICLE, "claims:\n  - property: stance\n    value: [pledged, |", ["refused"], ["about"]),
        ("claims/flood/entities.yaml", "new: {part_of: |", ["rescue-mission"], ["killed"]),
        ("claims/flood/entities.yaml", "new: {|", ["kind", "part_of", "parts", "from"], ["subject"]),
        ("claims/flood/entities.yaml", "new: {parts: |", ["complete"], []),
        ("rules/properties.yaml", "new: {type: |", ["count", "money"], ["actual"]),
        ("rules/properties.yaml", "new: {over_time: {|", ["planned", "actual"], []),
        ("rules/properties.yaml", "new: {over_time: {planned: |", ["constant", "accumulates"], []),
        ("rules/properties.yaml", "new: {adds_to: |", ["strength"], []),
        ("rules/properties.yaml", "new: {type: category, |", ["values", "implies", "excludes", "order"], ["type"]),
        ("rules/properties.yaml", "stance: {order: [|", ["pledged", "refused", "reluctant"], ["killed"]),
        ("rules/properties.yaml", "stance: {implies: {refused: |", ["reluctant"], ["killed"]),
        ("rules/properties.yaml", "stance: {excludes: {pledged: [|", ["reluctant"], ["killed"]),
        ("rules/new.yaml", "severity: |", ["error", "note"], []),
        ("rules/new.yaml", "let:\n  part: {property: |", ["size"], []),
        ("rules/new.yaml", "let:\n  part: {status: |", ["planned"], []),
        ("accepted.yaml", "abc:\n  rule: |", ["part-exceeds-whole"], []),
        ("accepted.yaml", "abc:\n  claims:\n    - |", ["flood/herald#dead"], []),
    ],
)
def test_completion(project: Path, name: str, text: str, among: list[str], not_among: list[str]) -> None:
    offered = _offered(project, name, text)
    assert set(among) <= offered.keys()
    assert not set(not_among) & offered.keys()


def test_completion_says_how_a_hedge_is_read(project: Path) -> None:
    assert _offered(project, ARTICLE, f"{CLAIM}value: 400|")["about 400"] == "about 400 is 380 to 420 (person)"


def test_what_is_offered_is_written_so_that_it_is_read_back() -> None:
    for text in ("the mission", "it's: here", "a # b", "- x", "*star", "true: x", "[list", "one, two"):
        for in_brackets in (False, True):
            written = scalar(text, in_brackets=in_brackets)
            document, problems = parse_document(f"k: [{written}]" if in_brackets else f"k: {written}", "")
            assert not problems
            assert document is not None
            assert document.value == {"k": [text] if in_brackets else text}


def _hovered(root: Path, name: str, text: str) -> str:
    lines, line, column = cut(text)
    snapshot = snapshot_of(root)
    spot = spot_at(parse_document("\n".join(lines), "")[0], lines, line, column)
    return hover(snapshot, role_of(snapshot, root / name), spot, siblings(lines, line)) if spot else ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (ARTICLE, COURIER.replace("about 1", "ab|out 1"), "about 1,900 is 1,805 to 1,995 (person)"),
        (ARTICLE, COURIER.replace("planned", "pl|anned"), "planned strength: true until a newer one"),
        (ARTICLE, COURIER.replace("as_of: 2031", "as_of: |2031"), "2031-05 is 1 May 2031 to 31 May 2031"),
        (ARTICLE, COURIER.replace("ed: 2031-05-04", "ed: 2031-05-0|4"), "2031-05-04 is 4 May 2031"),
        (ARTICLE, COURIER.replace("the mission", "the| mission"), "rescue-mission: mission\nalso: the mission"),
        (ARTICLE, COURIER.replace("first-team", "first|-team"), "part of rescue-mission\n3 claims"),
        (ARTICLE, COURIER.replace("killed", "kill|ed"), "killed: count, person, people killed"),
        (ARTICLE, COURIER.replace("killed", "stan|ce"), "refused implies reluctant"),
        (ARTICLE, COURIER.replace("killed", "ki|nd"), "in the order security mission, peacekeeping mission"),
        (ARTICLE, COURIER.replace("id: dead", "id: de|ad"), "sources-disagree: People killed – first-team: "),
        (ARTICLE, COURIER.replace("value: 3", "value: 3 or s|o many"), "is not the unit"),
        ("claims/flood/herald.yaml", HERALD.replace("value: 7", "value: |7"), "7 is 7 (person)"),
        (ARTICLE, COURIER.replace("value: 3", "compared: {times: nearly| 2}"), "nearly 2 is 1.9 to 2 times"),
        (ARTICLE, COURIER.replace("value: 3", "compared: {sha|re_of: most}"), "Which share it is of the other figure."),
        ("accepted.yaml", "abc: {rule: part-|exceeds-whole}", "A part is larger than its whole (error)"),
        ("accepted.yaml", "abc: {rule: count-f|alls}", "a figure that only accumulates falls"),
        ("rules/properties.yaml", "killed: {over_time: accum|ulates}", "may never fall"),
    ],
)
def test_hover(project: Path, name: str, text: str, said: str) -> None:
    assert said in _hovered(project, name, text)


def test_no_hover_where_nothing_is_known(project: Path) -> None:
    assert _hovered(project, ARTICLE, COURIER.replace("first-team", "nob|ody", 1)) == ""
    assert _hovered(project, "notes.yaml", "a: |b") == ""


@pytest.mark.parametrize(
    ("name", "text", "target", "others"),
    [
        (ARTICLE, COURIER.replace("first-team", "fi|rst-team"), ("entities.yaml", 1), 4),
        (ARTICLE, COURIER.replace("the mission", "the miss|ion"), ("entities.yaml", 0), 3),
        (ARTICLE, COURIER.replace("the health", "the| health"), ("entities.yaml", 2), 2),
        (ARTICLE, COURIER.replace("id: dead", "id: d|ead"), ("courier.yaml", 2), 1),
        (ARTICLE, COURIER + "    supersedes: herald/de|ad\n", ("herald.yaml", 4), 1),
        ("claims/flood/entities.yaml", CAST.replace("first-team", "|first-team"), ("entities.yaml", 1), 4),
        ("accepted.yaml", "a: {rule: part-exceeds-wh|ole}", ("part-exceeds-whole.yaml", 0), 1),
        ("accepted.yaml", "a: {claims: [flood/herald#de|ad]}", ("herald.yaml", 4), 1),
    ],
)
def test_definition_and_references(project: Path, name: str, text: str, target: tuple[str, int], others: int) -> None:
    lines, line, column = cut(text)
    snapshot = snapshot_of(project)
    spot = spot_at(parse_document("\n".join(lines), "")[0], lines, line, column)
    assert spot is not None
    symbol = symbol_at(snapshot, role_of(snapshot, project / name), spot)
    assert symbol is not None
    assert [(found.file.name, found.span.line) for found in definition(snapshot, symbol)] == [target]
    found = list(references(snapshot, symbol))
    assert len(found) == others
    assert sum(mention.is_definition for mention in found) == 1


def test_a_property_is_defined_in_the_vocabulary(project: Path) -> None:
    snapshot = snapshot_of(project)
    assert [found.file.name for found in definition(snapshot, ("property", "killed"))] == ["properties.yaml"]
    assert {found.file.name for found in references(snapshot, ("property", "killed"))} >= {
        "courier.yaml",
        "herald.yaml",
        "properties.yaml",
    }
    assert not list(definition(snapshot, ("rule", "sources-disagree")))  # it has no file
