"""Bombs and bytes: what is too deep, too much, or no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.files import yaml_reader
from checker.files.budgets import YAML_BYTES, YAML_DEPTH, YAML_NODES
from checker.files.yaml_reader import read_document
from tests.files.yaml_texts import only_problem, parse, problem_in_bytes, problems_of

# --- bombs -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("any_parser")
def test_a_merge_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a: &a0 {x: 1}"]
    lines += [f"b{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 20)]
    found = problems_of("\n".join(lines))
    assert found[0][:2] == (1, 4)
    assert "anchors" in found[0][2]
    assert any("merges" in message for _, _, message in found)


@pytest.mark.usefixtures("any_parser")
def test_an_alias_cycle_is_refused() -> None:
    found = problems_of("a: &a [*a]\n")
    assert [(line, column) for line, column, _ in found] == [(1, 4), (1, 8)]


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize("depth", [495, 25_000, 100_000])
def test_nested_brackets_are_refused_at_the_first_that_is_too_deep(depth: int) -> None:
    line, column, message = only_problem("[" * depth + "]" * depth)
    assert (line, column) == (1, YAML_DEPTH + 1)
    assert "levels deep" in message


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(("opening", "width"), [("{a: ", 4), ("- ", 2)])
def test_other_nesting_is_refused_too(opening: str, width: int) -> None:
    line, column, message = only_problem(opening * 1000)
    assert (line, column) == (1, YAML_DEPTH * width + 1)
    assert "levels deep" in message


@pytest.mark.usefixtures("any_parser")
def test_nested_keys_are_refused_too() -> None:
    found = problems_of("? " * 1000)
    assert len(found) == YAML_DEPTH
    assert found[0] == (1, 3, "a key must be text")
    assert "levels deep" in found[-1][2]


@pytest.mark.usefixtures("any_parser")
def test_the_deepest_nesting_that_is_allowed() -> None:
    value: Any = parse("[" * YAML_DEPTH + "]" * YAML_DEPTH).value
    for _ in range(YAML_DEPTH - 1):
        value = value[0]
    assert value == []


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert YAML_NODES <= 1_000_000
    monkeypatch.setattr(yaml_reader, "YAML_NODES", 5)
    assert parse("[a, b, c, d]").value == ["a", "b", "c", "d"]
    line, column, message = only_problem("[a, b, c,\n  d, e]")
    assert (line, column) == (2, 6)
    assert "more than 5 values" in message


# --- bytes -------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    line, column, message = problem_in_bytes(b"#" * (YAML_BYTES + 1), tmp_path)
    assert (line, column) == (1, 1)
    assert "larger than 4 MB" in message


@pytest.mark.parametrize(
    ("encoding", "text", "column", "word"),
    [
        ("utf-16", "a: é\n", 1, "not a text file in UTF-8"),
        ("utf-16-le", "a: é\n", 7, "not a text file in UTF-8"),
        ("utf-16-be", "a: é\n", 8, "not a text file in UTF-8"),
        ("utf-16-le", "a: b\n", 2, "control character U+0000"),
        ("utf-32", "a: é\n", 1, "not a text file in UTF-8"),
    ],
)
def test_utf_16_is_refused(encoding: str, text: str, column: int, word: str, tmp_path: Path) -> None:
    assert problem_in_bytes(text.encode(encoding), tmp_path) == (1, column, word)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\nb: 2\n")
    document, problems = read_document(file, "story.yaml")
    assert problems == []
    assert document is not None
    assert document.value == {"a": "1", "b": "2"}
    assert document.place(("a",), of_key=True)[1:] == (1, 1)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"\xff", 1, 1), (b"a: 1\nb: caf\xe9\n", 2, 7), ("é: ".encode() + b"\xff\n", 1, 4), (b"\x89PNG\r\n\x1a\n", 1, 1)],
)
def test_bytes_that_are_no_text(data: bytes, line: int, column: int, tmp_path: Path) -> None:
    assert problem_in_bytes(data, tmp_path) == (line, column, "not a text file in UTF-8")


def test_a_binary_file_that_happens_to_be_utf_8(tmp_path: Path) -> None:
    line, column, message = problem_in_bytes(b"a: 1\n\x7fELF\x02\x01\x00", tmp_path)
    assert (line, column) == (2, 1)
    assert "control character U+007F" in message


def test_an_empty_file(tmp_path: Path) -> None:
    assert problem_in_bytes(b"", tmp_path) == (1, 1, "the file is empty")
    assert problem_in_bytes(b"\xef\xbb\xbf", tmp_path) == (1, 1, "the file is empty")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    document, problems = read_document(tmp_path / "none.yaml", "none.yaml")
    assert document is None
    assert [(p.file, p.line, p.column) for p in problems] == [("none.yaml", 1, 1)]
    assert "cannot be read" in problems[0].message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    document, problems = read_document(tmp_path, "story.yaml")
    assert document is None
    assert [(p.line, p.column) for p in problems] == [(1, 1)]
    assert "cannot be read" in problems[0].message
