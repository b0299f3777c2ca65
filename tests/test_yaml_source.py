"""Strict YAML: each hazard of PyYAML's own loaders, and the place where the problem is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import model, yaml_source
from checker.validate import validate
from checker.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, parse_document, read_document

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def any_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runs with libyaml and without it: not every platform's PyYAML has it."""
    monkeypatch.setattr(yaml_source, "_PARSER", request.param)


def parse(text: str) -> Document:
    """The document of a text that has no problems."""
    document, problems = parse_document(text, "story.yaml")
    assert problems == []
    assert document is not None
    return document


def problems_of(text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each problem; the file is always named."""
    _, problems = parse_document(text, "story.yaml")
    assert all(problem.file == "story.yaml" for problem in problems)
    return [(problem.line, problem.column, problem.message) for problem in problems]


def only_problem(text: str) -> tuple[int, int, str]:
    found = problems_of(text)
    assert len(found) == 1, found
    return found[0]


def problem_in_bytes(data: bytes, folder: Path) -> tuple[int, int, str]:
    """The only problem of a file with these bytes, which then gives no document."""
    file = folder / "story.yaml"
    file.write_bytes(data)
    document, problems = read_document(file, "story.yaml")
    assert document is None
    assert len(problems) == 1
    return problems[0].line, problems[0].column, problems[0].message


# --- every scalar is the text that was written -------------------------------------------------


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "off",
        "Yes",
        "true",
        "null",
        "~",
        "12:30",
        "0400",
        "0x1F",
        "1_000",
        "1,000",
        "1.10",
        "1e3",
        ".inf",
        "2024-01-02",
        "2024-1-2",
        "2024-13-45",
        "2024-01-02T12:30:00Z",
        "=",
        "foo#bar",
    ],
)
def test_a_scalar_stays_as_it_was_written(text: str) -> None:
    document = parse(f"first: x\nvalue: {text}\n")
    assert document.value == {"first": "x", "value": text}
    assert document.place(("value",)) == (2, 8)
    assert document.place(("value",), of_key=True) == (2, 1)


@pytest.mark.usefixtures("any_parser")
def test_a_key_stays_as_it_was_written() -> None:
    assert parse("NO: 1\n0400: 2\n2024-01-02: 3\n12:30: 4\n").value == {
        "NO": "1",
        "0400": "2",
        "2024-01-02": "3",
        "12:30": "4",
    }


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize("empty", ["value:", "value: ''", 'value: ""', "value: # a comment"])
def test_no_value_is_an_empty_text(empty: str) -> None:
    assert parse(f"{empty}\n").value == {"value": ""}


@pytest.mark.usefixtures("any_parser")
def test_blocks_and_quotes() -> None:
    text = 'a: |\n  one #two\n  three\nb: \'foo #bar\'\nc: "say \\"hi\\""\nd: >\n  folded\n  text\n'
    assert parse(text).value == {"a": "one #two\nthree\n", "b": "foo #bar", "c": 'say "hi"', "d": "folded text\n"}


# --- places ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("any_parser")
def test_every_key_and_value_has_its_place() -> None:
    document = parse("source:\n  publisher: The Gazette\nclaims:\n  - id: one\n    value: [a, b]\n  - {id: two}\n")
    assert document.place(()) == (1, 1)
    assert document.place(("source",), of_key=True) == (1, 1)
    assert document.place(("source",)) == (2, 3)
    assert document.place(("source", "publisher")) == (2, 14)
    assert document.place(("claims", 0)) == (4, 5)
    assert document.place(("claims", 0, "value", 1)) == (5, 16)
    assert document.place(("claims", 1, "id"), of_key=True) == (6, 6)
    # what is not there is shown at the nearest thing that is
    assert document.place(("claims", 1, "value")) == (6, 5)
    assert document.place(("claims", 7)) == (4, 3)


@pytest.mark.usefixtures("any_parser")
def test_columns_count_characters_and_lines_count_windows_line_ends() -> None:
    assert only_problem("é: 😀\r\nb: 😀 é #x\r\n")[:2] == (2, 8)
    assert only_problem("a: 1\r\nb: 2\r\na: 3\r\n")[:2] == (3, 1)


# --- what is refused ---------------------------------------------------------------------------

REFUSED: list[tuple[str, int, int, str]] = [
    # text, line, column, a word of the message
    ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' stands here twice, first in line 1"),
    ("a: 1\n'a': 2\n", 2, 1, "'a' stands here twice, first in line 1"),
    ("x: {a: 1, b: 2, a: 3}\n", 1, 17, "'a' stands here twice, first in line 1"),
    ("a: foo #bar\n", 1, 8, "the text is cut off here"),
    ("a: foo   #bar\n", 1, 10, "the text is cut off here"),
    ("a: foo\n  more #bar\n", 2, 8, "the text is cut off here"),
    ("- a\n- b #1\n", 2, 5, "the text is cut off here"),
    ("a: [x, y #z\n  ]\n", 1, 10, "the text is cut off here"),
    ("a: x\nb: !!str 1\n", 2, 4, "tags"),
    ("a: !secret 1\n", 1, 4, "tags"),
    ("a: ! 1\n", 1, 4, "tags"),
    ("!!map {a: 1}\n", 1, 1, "tags"),
    ("a: !!python/object/apply:os.system [id]\n", 1, 4, "tags"),
    ("a: x\nb: &name 1\n", 2, 4, "anchors"),
    ("a: [1, *name]\n", 1, 8, "aliases"),
    ("a: 1\n<<: {b: 2}\n", 2, 1, "merges"),
    ("a: {<<: {b: 2}}\n", 1, 5, "merges"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document"),
    ("a: 1\n...\n---\nb: 2\n", 3, 1, "a second document"),
    ("? [a, b]\n: 1\n", 1, 3, "a key must be text"),
    ("{[a]: 1}\n", 1, 2, "a key must be text"),
    ("x:\n  ? {a: 1}\n  : 1\n", 2, 5, "a key must be text"),
    # escapes in double quotes
    ('a: x\nb: "\\e[31mred"\n', 2, 4, "control character U+001B"),
    ('a: "\\x00"\n', 1, 4, "control character U+0000"),
    ('a: "\\L"\n', 1, 4, "control character U+2028"),
    ('"\\e": 1\n', 1, 1, "control character U+001B"),
    # as they are
    ("a: x\nb: red \x1b[31m\n", 2, 8, "control character U+001B"),
    ("a: x\x00\n", 1, 5, "control character U+0000"),
    ("a: x\n# a comment \x07\n", 2, 13, "control character U+0007"),
    ("a: one\rb: two\n", 1, 7, "control character U+000D"),
    ("a: x\u2028y\n", 1, 5, "control character U+2028"),
    ("a: x\u0085y\n", 1, 5, "control character U+0085"),
    ("a: x\x9by\n", 1, 5, "control character U+009B"),
    # no YAML at all
    ("a: b: c\n", 1, 5, "text that holds ': ' must be put in quotes"),
    ("a: @home\n", 1, 4, "put text that starts with a special character in quotes"),
    ("a: %home\n", 1, 4, "put text that starts with a special character in quotes"),
    ("a: `home`\n", 1, 4, "put text that starts with a special character in quotes"),
    ("a: }\n", 1, 4, "not valid YAML"),
    ("a: x\n\tb: y\n", 2, 1, "indent with spaces"),
    ("\ta: x\n", 1, 1, "indent with spaces"),
    ("%YAML 2.0\n---\na: 1\n", 1, 1, "not valid YAML"),
    # nothing
    ("", 1, 1, "the file is empty"),
    ("\n\n", 1, 1, "the file is empty"),
    ("# only a comment\n", 1, 1, "the file is empty"),
    ("---\n...\n", 1, 1, "the file is empty"),
]


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(("text", "line", "column", "word"), REFUSED)
def test_what_is_refused(text: str, line: int, column: int, word: str) -> None:
    found = only_problem(text)
    assert found[:2] == (line, column)
    assert word in found[2]


@pytest.mark.parametrize(
    "text", ["a: [1,\n", "a: 'x\n", 'a: "x\n', "a: {b: 1\n", "- a\nb: 1\n", "a: x\n b: y\n", "a: *\n"]
)
@pytest.mark.usefixtures("any_parser")
def test_broken_yaml_is_one_problem_within_the_file(text: str) -> None:
    line, column, message = only_problem(text)
    assert "not valid YAML" in message
    assert 1 <= line <= text.count("\n") + 1
    assert column >= 1


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize("text", ["a: foo # bar\n", "a: foo #\n", "a: foo ##\n", "#note\na: foo\n", "a: foo\n#note\n"])
def test_a_real_comment_is_no_cut(text: str) -> None:
    assert parse(text).value == {"a": "foo"}


@pytest.mark.usefixtures("any_parser")
def test_a_tab_after_a_colon_means_the_same_with_and_without_libyaml() -> None:
    """libyaml takes it as a space, PyYAML's own parser refuses it; a file must not depend on which is installed."""
    assert only_problem("a: x\nb:\ty\n")[:2] == (2, 3)


@pytest.mark.usefixtures("any_parser")
def test_a_missing_space_after_a_colon_is_an_unknown_key() -> None:
    """`{id:one}` is the key "id:one" without a value: YAML allows it, no model of ours does."""
    document = parse("publisher: Gazette\npublished: 2031\nclaims:\n  - {id:one, subject: team}\n")
    _, problems = validate(model.Claim, document, ("claims", 0))
    assert ("story.yaml", 4, 6) in [(p.file, p.line, p.column) for p in problems if "'id:one'" in p.message]


@pytest.mark.usefixtures("any_parser")
def test_all_problems_come_at_once() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\nd: foo #bar\n"
    assert [(line, column) for line, column, _ in problems_of(text)] == [(1, 4), (2, 4), (3, 1), (4, 4), (5, 8)]


@pytest.mark.usefixtures("any_parser")
def test_what_stands_before_broken_yaml_is_told_too() -> None:
    found = problems_of("a: 1\na: 2\nb: }\n")
    assert [(line, column) for line, column, _ in found] == [(2, 1), (3, 4)]


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
    assert (line, column) == (1, MAX_DEPTH + 1)
    assert "levels deep" in message


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(("opening", "width"), [("{a: ", 4), ("- ", 2)])
def test_other_nesting_is_refused_too(opening: str, width: int) -> None:
    line, column, message = only_problem(opening * 1000)
    assert (line, column) == (1, MAX_DEPTH * width + 1)
    assert "levels deep" in message


@pytest.mark.usefixtures("any_parser")
def test_nested_keys_are_refused_too() -> None:
    found = problems_of("? " * 1000)
    assert len(found) == MAX_DEPTH
    assert found[0] == (1, 3, "a key must be text")
    assert "levels deep" in found[-1][2]


@pytest.mark.usefixtures("any_parser")
def test_the_deepest_nesting_that_is_allowed() -> None:
    value: Any = parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).value
    for _ in range(MAX_DEPTH - 1):
        value = value[0]
    assert value == []


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_NODES <= 1_000_000
    monkeypatch.setattr(yaml_source, "MAX_NODES", 5)
    assert parse("[a, b, c, d]").value == ["a", "b", "c", "d"]
    line, column, message = only_problem("[a, b, c,\n  d, e]")
    assert (line, column) == (2, 6)
    assert "more than 5 values" in message


# --- bytes -------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    line, column, message = problem_in_bytes(b"#" * (MAX_BYTES + 1), tmp_path)
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
    assert document.place(("a",), of_key=True) == (1, 1)


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


# --- what always holds -------------------------------------------------------------------------

WORDS = "a é 😀 ~ 0400 @ ` [ ] { } , &a *a !t \" ' |\n >\n #x \\e \\u202e <<: ---\n ...\n %YAML_1.1\n".split(" ")
SPACES = [" ", " #x", "b: ", ": ", "- ", "? ", "\n", "\n  ", "\t", "\r\n", "\r"]
MARKS = ["\ufeff", "\x00", "\x1b", "\u0085", "\u2028"]
PIECES = st.lists(st.sampled_from([*WORDS, *SPACES, *MARKS]), max_size=25).map("".join)
ANY_CHARACTER = st.text(st.characters(exclude_categories=[]), max_size=40)


@settings(max_examples=500, derandomize=True, database=None, deadline=None)
@given(text=st.one_of(st.text(max_size=60), PIECES, ANY_CHARACTER))
def test_every_text_gives_a_document_or_problems(text: str) -> None:
    document, problems = parse_document(text, "story.yaml")
    assert document is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
    if document is not None:
        check_texts(document.value)


def check_texts(node: Any) -> None:
    """Dicts, lists and texts without control characters, and nothing else."""
    if isinstance(node, dict):
        for key, value in node.items():
            check_texts(key)
            check_texts(value)
    elif isinstance(node, list):
        for value in node:
            check_texts(value)
    else:
        assert type(node) is str
        assert not set(node) & {chr(code) for code in (*range(9), *range(11, 32), 127, 0x2028, 0x2029)}


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(data=st.binary(max_size=60))
def test_every_file_gives_a_document_or_problems(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)
    document, problems = read_document(file, "any.yaml")
    assert document is not None or problems
