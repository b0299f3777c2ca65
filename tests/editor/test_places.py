"""What stands where in a file, and which file is which."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.corpus.loader import load
from checker.editor.fields import kind_of
from checker.editor.places import Span, Units, siblings, span_at, spot_at, typed_at
from checker.editor.project import lines_in, project_root
from checker.files.yaml_reader import parse_document
from tests.editor.stories import ARTICLE, cut


@pytest.mark.parametrize(
    ("text", "path", "is_value", "typed"),
    [
        ("|", (), False, ""),
        ("source:\n  pub|", ("source",), False, "pub"),
        ("source:\n  publisher: The H|", ("source", "publisher"), True, "The H"),
        ("claims:\n  - |", ("claims", "-"), False, ""),
        ("claims:\n  - id: a\n    sub|", ("claims", "-"), False, "sub"),
        ("claims:\n- id: a\n  subject: fi|", ("claims", "-", "subject"), True, "fi"),
        ("claims:\n  - id: a\n    value: 1\n\n    # why\n    status: pl|", ("claims", "-", "status"), True, "pl"),
        ("claims:\n  - id: [\n  - id: b\n    property: |", ("claims", "-", "property"), True, ""),
        ("claims:\n  - {id: a, subject: fi|", ("claims", "-", "subject"), True, "fi"),
        ("first-team: {kind: team, pa|", ("first-team",), False, "pa"),
        ("first-team: {kind: team, part_of: res|", ("first-team", "part_of"), True, "res"),
        ("m: {aliases: [one, tw|", ("m", "aliases", "-"), True, "tw"),
        ("let:\n  part: {property: [size, |], status: actual}", ("let", "part", "property", "-"), True, ""),
        ('"a: b": {kind: x, name: "y, z: |', ("a: b", "name"), True, '"y, z: '),
        ("x:\n  claims:\n    - fl|", ("x", "claims", "-"), False, "fl"),
    ],
)
def test_what_is_being_typed(text: str, path: tuple[str, ...], is_value: bool, typed: str) -> None:
    found = typed_at(*cut(text))
    assert found is not None
    assert (found.path, found.is_value, found.text) == (path, is_value, typed)


def test_nothing_is_typed_in_a_comment() -> None:
    assert typed_at(*cut("claims: # the first |")) is None
    assert typed_at(*cut("# |")) is None


@pytest.mark.parametrize(
    ("line", "column", "token"),
    [
        ("    value: about 1,900   # a hedge", 11, "about 1,900"),
        ("  - {id: a, value: [pledged, reluctant], as_of: 2031}", 19, "[pledged, reluctant]"),
        ("  - {id: a, value: 1,900, as_of: 2031}", 19, "1"),
        ("x: 'it: # one'  # two", 3, "'it: # one'"),
        ("x: 'never closed", 3, "'never closed"),
        ("subject: first-team", 0, "subject"),
        ("a: b#c", 3, "b#c"),
        ("", 0, ""),
    ],
)
def test_how_far_a_token_goes(line: str, column: int, token: str) -> None:
    span = span_at([line], 0, column)
    assert line[span.start : span.end] == token


@pytest.mark.parametrize("is_parsed", [True, False])
def test_the_spot_below_the_cursor(is_parsed: bool) -> None:
    lines, line, column = cut("claims:\n  - id: dead\n    subject: first-|team # them\n    value: 7")
    document = parse_document("\n".join(lines), "")[0] if is_parsed else None
    spot = spot_at(document, lines, line, column)
    assert spot is not None
    assert (spot.path, spot.is_key, spot.text) == (("claims", "-", "subject"), False, "first-team")
    assert spot.span == Span(2, 13, 23)
    key = spot_at(document, lines, line, 6)
    assert key is None or (key.is_key and key.path == ("claims", "-", "subject"))


def test_the_keys_beside() -> None:
    lines = lines_in("claims:\n  - id: a\n    value: 1\n  - id: b # second\n\n    value: 'two'\n    property: x\n")
    assert siblings(lines, 5) == {"id": "b", "value": "two", "property": "x"}
    assert siblings(lines, 1) == {"id": "a", "value": "1"}
    assert siblings(lines, 99) == {}


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 8), ("utf-16", 4), ("utf-32", 3)])
def test_columns_in_the_editors_units(encoding: str, units: int) -> None:
    text = "é🌊ß and more"
    assert Units(encoding).of(text[:3]) == units
    assert Units(encoding).column(text, units) == 3
    assert Units(encoding).column(text, 999) == len(text)


def test_which_file_is_which(project: Path) -> None:
    names = {
        "claims/flood/courier.yaml": "article",
        "claims/flood/entities.yaml": "entities",
        "claims/entities.yaml": "entities",
        "rules/properties.yaml": "properties",
        "rules/hedges.yaml": "hedges",
        "rules/a-rule.yaml": "rule",
        "accepted.yaml": "accepted",
        "claims/stray.yaml": "",
        "notes.yaml": "",
    }
    assert {name: kind_of(project / name, project) for name in names} == names
    for name in names:
        assert project_root(project / name) == (None if name == "notes.yaml" else project)
    assert kind_of(project.parent / "else.yaml", project) == ""
    assert project_root(project.parent / "else.yaml") is None


def test_a_project_on_another_drive(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows no relative path leads from one drive to another."""

    def no_way(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", no_way)
    assert project_root(project / ARTICLE) == project
    assert load([project / "claims" / "flood"]).sources
