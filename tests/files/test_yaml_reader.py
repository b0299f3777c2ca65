"""Strict YAML: each hazard of PyYAML's own loaders, and the place where the problem is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.files import models, yaml_reader
from checker.files.budgets import YAML_BYTES, YAML_DEPTH, YAML_NODES
from checker.files.nodes import Document
from checker.files.validation import validate
from checker.files.yaml_reader import parse_document, read_document

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def any_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runs with libyaml and without it: not every platform's PyYAML has it."""
    monkeypatch.setattr(yaml_reader, "_PARSER", request.param)


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
    assert document.place(("value",))[1:] == (2, 8)
    assert document.place(("value",), of_key=True)[1:] == (2, 1)


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
    assert document.place(())[1:] == (1, 1)
    assert document.place(("source",), of_key=True)[1:] == (1, 1)
    assert document.place(("source",))[1:] == (2, 3)
    assert document.place(("source", "publisher"))[1:] == (2, 14)
    assert document.place(("claims", 0))[1:] == (4, 5)
    assert document.place(("claims", 0, "value", 1))[1:] == (5, 16)
    assert document.place(("claims", 1, "id"), of_key=True)[1:] == (6, 6)
    # what is not there is shown at the nearest thing that is
    assert document.place(("claims", 1, "value"))[1:] == (6, 5)
    assert document.place(("claims", 7))[1:] == (4, 3)


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
    ("a: x\ud800\n", 1, 5, "control character U+D800"),
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
    ("a: @home\n", 1, 4, "text that starts with @ must be put in quotes, such as '@home'"),
    ("a: %home\n", 1, 4, "text that starts with % must be put in quotes, such as '%home'"),
    ("a: `home`\n", 1, 4, "text that starts with ` must be put in quotes, such as '`home`'"),
    ("a: }\n", 1, 4, "text that starts with } must be put in quotes"),
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
    _, problems = validate(models.Claim, document, ("claims", 0))
    assert ("story.yaml", 4, 6) in [(p.file, p.line, p.column) for p in problems if "'id:one'" in p.message]


@pytest.mark.usefixtures("any_parser")
def test_all_problems_come_at_once() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !!int 3\nd: foo #bar\n"
    assert [(line, column) for line, column, _ in problems_of(text)] == [(1, 4), (2, 4), (3, 1), (4, 4), (5, 8)]


@pytest.mark.usefixtures("any_parser")
def test_what_stands_before_broken_yaml_is_told_too() -> None:
    found = problems_of("a: 1\na: 2\nb: }\n")
    assert [(line, column) for line, column, _ in found] == [(2, 1), (3, 4)]


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize("text", ['a: "\\U00110000"\n', 'a: "\\UFFFFFFFF"\n', 'a: "\\ud800"\n'])
def test_a_number_that_is_no_character_is_a_problem(text: str) -> None:
    assert only_problem(text)[0] == 1


@pytest.mark.usefixtures("any_parser")
def test_a_version_of_many_figures_is_a_problem() -> None:
    assert only_problem(f"%YAML 1.{'1' * 9999}\n---\na: b\n")[:2] == (1, 1)


# --- what to do --------------------------------------------------------------------------------

CLAIM = "claims:\n  - id: a\n"
ONE_COLUMN = "; keys that belong together, such as those of one claim, begin in one column"
CLOSE_IT = "is never closed; close it, or put the whole text in the other kind of quotes"
HOLDS_COLON = "text that holds ': ' must be put in quotes"


def starts_with(sign: str, text: str) -> str:
    return f"text that starts with {sign} must be put in quotes, such as '{text}'"


def as_a_whole(sign: str, text: str) -> str:
    return f"text that starts with {sign} must be put in quotes as a whole, such as {text}"


SLIPS: list[tuple[str, int, int, str]] = [
    # text behind a closing quotation mark or bracket
    (CLAIM + '    quote: "three" were hurt\n', 3, 12, as_a_whole('"', "'\"three\" were hurt'")),
    (CLAIM + "    quote: 'three' were hurt\n", 3, 12, as_a_whole("'", "\"'three' were hurt\"")),
    (CLAIM + '    quote: "three", he said\n', 3, 12, as_a_whole('"', "'\"three\", he said'")),
    (CLAIM + '    quote: "three": they say\n', 3, 12, as_a_whole('"', "'\"three\": they say'")),
    (
        CLAIM + '    quote: "three" # of "four"\n      were hurt\n',
        3,
        12,
        'text that starts with " must be put in quotes as a whole',
    ),
    (CLAIM + "    quote: [three] hurt\n", 3, 12, as_a_whole("[", "'[three] hurt'")),
    (CLAIM + "    quote: {three} hurt\n", 3, 12, as_a_whole("{", "'{three} hurt'")),
    (CLAIM + "    quote: 'three' and 'four'\n", 3, 12, as_a_whole("'", "\"'three' and 'four'\"")),
    (
        CLAIM + "    quote: 'it's three'\n",
        3,
        12,
        "text that holds ' must be put in the other kind of quotes, such as \"it's three\"",
    ),
    (
        CLAIM + '    quote: "he said "three" today"\n',
        3,
        12,
        'text that holds " must be put in the other kind of quotes, such as \'he said "three" today\'',
    ),
    (
        CLAIM + '    quote: "some text"\n      that goes on\n',
        3,
        12,
        'text that starts with " must be put in quotes as a whole',
    ),
    (CLAIM + '    value: "3",\n    unit: "x",\n', 3, 15, "take this , away"),
    (CLAIM + '    value: "3";\n', 3, 15, "take this ; away"),
    (CLAIM + "    value: [3]]\n", 3, 15, "take this ] away"),
    (CLAIM + '    aliases: ["a" b, c]\n', 3, 15, as_a_whole('"', "'\"a\" b'")),
    # a quotation mark that is never closed
    (
        CLAIM + "    quote: 'tis three\n    value: 3\n",
        3,
        12,
        f"this quotation mark ' {CLOSE_IT}, such as \"'tis three\"",
    ),
    (CLAIM + '    quote: "three\n    value: 3\n', 3, 12, f"this quotation mark \" {CLOSE_IT}, such as '\"three'"),
    (
        CLAIM + "    quote: 'tis three\n    note: it's bad\n    value: 3\n",
        3,
        12,
        f"this quotation mark ' {CLOSE_IT}, such as \"'tis three\"",
    ),
    (
        CLAIM + '    quote: "three\n    note: "x"\n    value: 3\n',
        3,
        12,
        f"this quotation mark \" {CLOSE_IT}, such as '\"three'",
    ),
    (
        CLAIM + '    quote: "three\n    note: ""\n    value: 3\n',
        3,
        12,
        f"this quotation mark \" {CLOSE_IT}, such as '\"three'",
    ),
    (CLAIM + '    quote: "three\n    note: "@home"\n', 3, 12, f"this quotation mark \" {CLOSE_IT}, such as '\"three'"),
    (
        CLAIM + '    quote: "three\n  - id: b\n    quote: "x"\n',
        3,
        12,
        f"this quotation mark \" {CLOSE_IT}, such as '\"three'",
    ),
    (
        CLAIM + '    quote: "three\\"\n',
        3,
        12,
        'this quotation mark " is never closed; close it (after a \\ it is part of the text), '
        "or put the whole text in the other kind of quotes, such as '\"three\\\"'",
    ),
    (CLAIM + '    "quote: three\n    value: 3\n', 3, 5, f"this quotation mark \" {CLOSE_IT}, such as '\"quote: three'"),
    (CLAIM + "    aliases: ['tis, c]\n", 3, 15, f"this quotation mark ' {CLOSE_IT}"),
    (CLAIM + '    quote: "three were hurt""\n', 3, 29, f"this quotation mark \" {CLOSE_IT}, such as '\"'"),
    # a \ within double quotes
    (
        CLAIM + '    note: "C:\\dir"\n',
        3,
        14,
        "a \\ in double quotes has a meaning of its own; use single quotes, such as 'C:\\dir'",
    ),
    (
        CLAIM + '    note: "C:\\users"\n',
        3,
        14,
        "a \\ in double quotes has a meaning of its own; use single quotes, such as 'C:\\users'",
    ),
    # text that starts with a sign
    (
        CLAIM + "    quote: - three\n    value: 3\n",
        3,
        12,
        "text that starts with - must be put in quotes, such as '- three'; a list begins in a line of its own",
    ),
    (CLAIM + "    quote: * three\n    value: 3\n", 3, 12, starts_with("*", "* three")),
    (CLAIM + "    quote: **three** dead\n    value: 3\n", 3, 12, starts_with("*", "**three** dead")),
    (CLAIM + "    quote: > three\n    value: 3\n", 3, 12, starts_with(">", "> three")),
    (CLAIM + "    quote: >three\n    value: 3\n", 3, 12, starts_with(">", ">three")),
    (CLAIM + "    quote: | x\n    value: 3\n", 3, 12, starts_with("|", "| x")),
    (CLAIM + "    quote: |3 x\n    value: 3\n", 3, 12, starts_with("|", "|3 x")),
    (CLAIM + "    quote: & x\n    value: 3\n", 3, 12, starts_with("&", "& x")),
    (CLAIM + "    quote: % x\n    value: 3\n", 3, 12, starts_with("%", "% x")),
    (CLAIM + "    quote: @ x\n    value: 3\n", 3, 12, starts_with("@", "@ x")),
    (CLAIM + "    quote: ` x\n    value: 3\n", 3, 12, starts_with("`", "` x")),
    (CLAIM + "    quote: ? x\n    value: 3\n", 3, 12, starts_with("?", "? x")),
    (CLAIM + "    quote: : x\n    value: 3\n", 3, 12, starts_with(":", ": x")),
    (CLAIM + "    quote: , x\n    value: 3\n", 3, 12, starts_with(",", ", x")),
    (CLAIM + "    quote: ] x\n    value: 3\n", 3, 12, starts_with("]", "] x")),
    (CLAIM + "    quote: } x\n    value: 3\n", 3, 12, starts_with("}", "} x")),
    (CLAIM + "    quote: !a!b\n    value: 3\n", 3, 12, starts_with("!", "!a!b")),
    (CLAIM + "    quote: !<x y\n    value: 3\n", 3, 12, starts_with("!", "!<x y")),
    (CLAIM + "    value: >=100\n", 3, 12, starts_with(">", ">=100")),
    ("% note\nclaims: x\n", 1, 1, starts_with("%", "% note")),
    ("claims: x\n% note\n", 2, 1, starts_with("%", "% note")),
    ("claims:\n  - {id: a, note: @home, value: 3}\n", 2, 19, starts_with("@", "@home")),
    ("claims:\n  - {id: a, value: >=100}\n", 2, 20, starts_with(">", ">=100")),
    ("```yaml\nclaims: a\n```\n", 1, 1, "take this line away"),
    # brackets
    (
        CLAIM + "    value: [three\n    unit: x\n",
        3,
        12,
        "this [ is never closed; close it with ], or put text that starts with [ in quotes, such as '[three'",
    ),
    (
        CLAIM + "    value: {three\n    unit: x\n",
        3,
        12,
        "this { is never closed; close it with }, or put text that starts with { in quotes, such as '{three'",
    ),
    (
        CLAIM + "    value: [a, b\n  - id: b\n    value: [c]\n",
        3,
        12,
        "this [ is never closed; close it with ], or put text that starts with [ in quotes, such as '[a, b'",
    ),
    (CLAIM + "    value: [a, b}\n", 3, 17, "the [ in line 3 is not closed; write ] before this"),
    (
        "claims:\n  - {id: a subject: b}\n",
        2,
        12,
        "a comma is missing before this; text that holds ': ' must be put in quotes",
    ),
    ("claims:\n  - {id: a, value: 12: 30}\n", 2, 22, HOLDS_COLON),
    ("claims: [\n  {id: a}\n  {id: b}\n]\n", 3, 3, "a comma is missing before this"),
    ('{"a": "b" "c": "d"}\n', 1, 11, "a comma is missing before this"),
    ("aliases: [a,, b]\n", 1, 13, "something is missing before this ,"),
    (
        "claims: [a,\n",
        1,
        9,
        "this [ is never closed; close it with ], or put text that starts with [ in quotes, such as '[a,'",
    ),
    # a line that begins in the wrong column
    (
        CLAIM + "    subject: x\n     property: y\n    value: 3\n",
        4,
        6,
        "this line is indented deeper than the one before it" + ONE_COLUMN,
    ),
    (
        "claims:\n  - id: a\n      subject: x\n",
        3,
        7,
        "this line is indented deeper than the one before it" + ONE_COLUMN,
    ),
    ("publisher: x\n published: y\n", 2, 2, "this line is indented deeper than the one before it" + ONE_COLUMN),
    (
        CLAIM + '    note: "x"\n      value: 3\n',
        4,
        7,
        "this line is indented deeper than the one before it" + ONE_COLUMN,
    ),
    (
        CLAIM + "    note: [x]\n      value: 3\n",
        4,
        7,
        "this line is indented deeper than the one before it" + ONE_COLUMN,
    ),
    (CLAIM + "    note: |\n      y\n     value: 3\n", 5, 6, "this line is indented deeper than line 3" + ONE_COLUMN),
    (CLAIM + "    note: x\n      y\n       value: 3\n", 5, 8, "this line is indented deeper than line 3" + ONE_COLUMN),
    (
        CLAIM + "    subject: x\n   property: y\n",
        4,
        4,
        "this line fits no line above it; the keys there begin in column 5 or 1",
    ),
    (CLAIM + "  subject: x\n", 3, 3, "this line fits no line above it; the keys there begin in column 5 or 1"),
    (
        CLAIM + "    subject: x\n property: y\n",
        4,
        2,
        "this line fits no line above it; the keys there begin in column 5 or 1",
    ),
    (" publisher: x\npublished: y\n", 2, 1, "this line fits no line above it; the keys there begin in column 2"),
    (
        CLAIM + "    subject: x\nproperty: y\n    value: 3\n",
        4,
        1,
        "this line begins further left than the lines around it" + ONE_COLUMN,
    ),
    (
        "claims:\n- id: a\nsubject: x\n- id: b\n",
        3,
        1,
        "this line begins further left than the lines around it" + ONE_COLUMN,
    ),
    (
        CLAIM + "    subject: x\n - id: b\n",
        4,
        2,
        "the '-' of all items of a list stand in one column; the one above is in column 3",
    ),
    (
        CLAIM + "    subject: x\n    - id: b\n",
        4,
        5,
        "the '-' of all items of a list stand in one column; the one above is in column 3",
    ),
    (
        "source:\n  publisher: x\n- id: a\n",
        3,
        1,
        "no list begins above this '-'; the key of the list, such as 'claims:', is missing",
    ),
    (CLAIM + "    value: 3\n\n  id: b\n    value: 4\n", 5, 3, "if a new claim begins here, put '- ' before it"),
    (CLAIM + "    : x\n", 3, 5, "a key is missing before this ':'"),
    (CLAIM + "\tvalue: 3\n", 3, 1, "indent with spaces, not with tabs or other blanks"),
    (CLAIM + "    note: x\n  \t  value: 3\n", 4, 3, "indent with spaces, not with tabs or other blanks"),
    ("claims:\n  -\tid: a\n", 2, 4, "a tab; use spaces here"),
    (CLAIM + "\xa0   value: 3\n    unit: x\n", 3, 1, "indent with spaces, not with tabs or other blanks"),
    # no space behind a dash or colon, and what looks like one
    ("claims:\n  -id: a\n    subject: x\n", 2, 3, "put a space after the -"),
    ('claims:\n  -id: "a"\n    subject: x\n', 2, 3, "put a space after the -"),
    (CLAIM + "    subject: x\n  -id: b\n    subject: x\n", 4, 3, "put a space after the -"),
    (CLAIM + "    subject:flood\n    value: 3\n", 3, 5, "put a space after the colon"),
    (CLAIM + "    value: 3\n    subject:flood\n", 4, 5, "put a space after the colon"),
    (CLAIM + "    subject:flood\n  - id: b\n", 3, 5, "put a space after the colon"),
    (CLAIM + "    subject :flood\n    value: 3\n", 3, 5, "put a space after the colon"),
    (CLAIM + '    quote:"three"\n    value: 3\n', 3, 5, "put a space after the colon"),
    ("claims:\n  - id:a\n    subject: x\n", 2, 5, "put a space after the colon"),
    ("publisher:Gazette\npublished: 2031\n", 1, 1, "put a space after the colon"),
    ("claims:\n  * id: a\n    value: 3\n", 2, 3, "an item of a list begins with '- ', not with *"),
    ("claims:\n  – id: a\n    value: 3\n", 2, 3, "an item of a list begins with '- ', not with –"),
    (CLAIM + "    value: 3\n  • id: b\n", 4, 3, "an item of a list begins with '- ', not with •"),
    (CLAIM + "    value:\xa03\n    unit: x\n", 3, 5, "put a plain ':' and a plain space after the key"),
    (CLAIM + "    value： 3\n    unit: x\n", 3, 5, "put a plain ':' and a plain space after the key"),
    # no colon
    (
        CLAIM + "    subject flood\n    value: 3\n",
        3,
        5,
        "no ': ' follows the key here; text that goes on from above must be indented deeper",
    ),
    (
        CLAIM + "    subject = flood\n    value: 3\n",
        3,
        5,
        "no ': ' follows the key here; text that goes on from above must be indented deeper",
    ),
    ("publisher = x\nclaims:\n  - id: a\n", 1, 1, "no ': ' follows the key here"),
    (
        "source: x\nclaims\n  - id: a\n",
        2,
        1,
        "no ': ' follows the key here; text that goes on from above must be indented deeper",
    ),
    (
        CLAIM + "    quote: some text\n    that goes on\n    value: 3\n",
        4,
        5,
        "no ': ' follows the key here; text that goes on from above must be indented deeper",
    ),
    (
        CLAIM + "    note: |\n    text\n    value: 3\n",
        4,
        5,
        "no ': ' follows the key here; the lines below | must be indented deeper",
    ),
    ("claims:\n  - id a\n    subject: x\n", 2, 5, "no ': ' follows the key here"),
    # text that holds ': '
    (CLAIM + "    note: he said: go\n", 3, 18, HOLDS_COLON + ", such as 'he said: go'"),
    (CLAIM + "    note: he said: go: on # now\n", 3, 18, HOLDS_COLON + ", such as 'he said: go: on'"),
    (CLAIM + "    note: ends:\n    value: 3\n", 3, 15, HOLDS_COLON + ", such as 'ends:'"),
    (CLAIM + "    value: 12: 30\n", 3, 14, HOLDS_COLON + ", such as '12: 30'"),
    (CLAIM + "    note: he said\n      and then he added: go\n", 4, 24, HOLDS_COLON),
    (CLAIM + "    note: ‘three’: they\n", 3, 18, HOLDS_COLON + ", such as '‘three’: they'"),
]


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(("text", "line", "column", "words"), SLIPS)
def test_a_slip_is_told_where_it_is_with_what_to_do(text: str, line: int, column: int, words: str) -> None:
    """The message is the same with and without libyaml."""
    for written in (text, text.replace("\n", "\r\n")):
        assert only_problem(written) == (line, column, f"not valid YAML: {words}")


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    "text", ["*three", "*three people", "*three\n      people", "&three", '&three "a" b', "!three", "! x"]
)
def test_a_sign_of_yaml_before_a_text_is_one_problem(text: str) -> None:
    line, column, message = only_problem(f"{CLAIM}    quote: {text}\n    value: 3\n")
    assert (line, column) == (3, 12)
    assert f"text that starts with {text[0]} must be put in quotes" in message


@pytest.mark.usefixtures("any_parser")
def test_a_forgotten_dash_is_one_problem_for_each_claim() -> None:
    claim = "    id: a\n    subject: x\n    value: 3\n"
    first = "claims:\n  - " + claim.lstrip()
    words = "'id' stands here twice, first in line 2; if a new claim begins here, put '- ' before it"
    assert only_problem(first + claim + "  - id: b\n") == (5, 5, words)
    assert problems_of(first + claim + claim) == [(5, 5, words), (8, 5, words)]
    # what stands twice in the claim that follows is told again
    assert problems_of(f"{first}{claim}  - id: b\n    value: 3\n    value: 4\n") == [
        (5, 5, words),
        (10, 5, "'value' stands here twice, first in line 9"),
    ]


@pytest.mark.usefixtures("any_parser")
def test_a_rule_with_two_ids_is_no_forgotten_dash() -> None:
    assert problems_of("id: a\nwhy: x\nid: b\nwhy: y\n") == [
        (3, 1, "'id' stands here twice, first in line 1"),
        (4, 1, "'why' stands here twice, first in line 2"),
    ]


@pytest.mark.usefixtures("any_parser")
def test_a_long_text_is_not_shown_again() -> None:
    assert only_problem(f'quote: "a" {"b" * 60}\n')[2].endswith("must be put in quotes as a whole")


CONFLICT = """\
<<<<<<< HEAD
{ours}=======
{theirs}>>>>>>> harbour: what the mayor says now
"""


def conflict(ours: str, theirs: str) -> str:
    return CONFLICT.format(ours=ours, theirs=theirs)


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("claims:\n  - {id: a, value: 1}\n" + conflict("  - {id: b, value: 2}\n", "  - {id: c, value: 3}\n"), 3),
        ("- id: a\n" + conflict("  value: 1\n", "  value: 2\n") + "  quote: x\n", 2),
        (conflict("source: 1\n", "source: 2\n") + "claims: []\n", 1),
        ("claims: [{id: a,\n" + conflict("value: 3,\n", "value: 4,\n") + "}]\n", 2),
        ("why: |\n  text\n" + conflict("  y\n", "  z\n") + "id: b\n", 3),
        ("claims:\n" + conflict("", "  - a\n"), 2),
        ("claims:\n" + conflict("- a\n", "- b\n") + "- c\n" + conflict("- d\n", "- e\n"), 2),
        (("claims:\n" + conflict("- a\n", "- b\n")).replace("\n", "\r\n"), 2),
        ("claims:\n  - a\n=======\n  - b\n>>>>>>> harbour\n", 3),  # the first line was taken out, the others not
    ],
)
def test_a_merge_conflict_is_told_once_where_it_begins(text: str, line: int) -> None:
    """Two branches changed the same lines, and somebody committed what git made of that."""
    found = only_problem(text)
    assert found[:2] == (line, 1)
    assert found[2].startswith("not valid YAML: a merge conflict is left here; ")


@pytest.mark.usefixtures("any_parser")
def test_lines_of_signs_in_a_text_are_no_merge_conflict() -> None:
    """Neither in a file that is valid, nor where the mistake is another one."""
    text = "why: |\n  a heading\n  =======\n  >>>>>>> what she wrote\ntitle: 'a\n=======\n  b'\n"
    assert parse(text).value["why"] == "a heading\n=======\n>>>>>>> what she wrote\n"
    assert "merge" not in only_problem(f"{text}id: b: c\n")[2]


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


# --- what always holds -------------------------------------------------------------------------

WORDS = "a é 😀 ~ 0400 @ ` [ ] { } , &a *a !t \" ' |\n >\n #x \\e \\u202e <<: ---\n ...\n %YAML_1.1\n".split(" ")
SPACES = [" ", " #x", "b: ", ": ", "- ", "? ", "\n", "\n  ", "\t", "\r\n", "\r"]
MARKS = ["\ufeff", "\x00", "\x1b", "\u0085", "\u2028"]
PIECES = st.lists(st.sampled_from([*WORDS, *SPACES, *MARKS]), max_size=25).map("".join)
ANY_CHARACTER = st.text(st.characters(exclude_categories=[]), max_size=40)


def changed(text: str, at: int, gone: int, piece: str) -> str:
    return text[: at % len(text)] + piece + text[at % len(text) + gone :]


CHANGED_SLIPS = st.builds(
    changed, st.sampled_from([text for text, *_ in SLIPS]), st.integers(0, 100), st.integers(0, 9), PIECES
)


@settings(max_examples=1000, derandomize=True, database=None, deadline=None)
@given(text=st.one_of(st.text(max_size=60), PIECES, ANY_CHARACTER, CHANGED_SLIPS), loader=st.sampled_from(LOADERS))
def test_every_text_gives_a_document_or_problems(text: str, loader: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "_PARSER", loader)
        document, problems = parse_document(text, "story.yaml")
    assert document is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert "\n" not in problem.message
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
