"""Strict YAML: each hazard of PyYAML's own loaders, and the place where the problem is shown."""

from __future__ import annotations

import pytest

from checker.files import models
from checker.files.validation import validate
from tests.files.yaml_texts import only_problem, parse, problems_of

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
    ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' is here twice, first in line 1"),
    ("a: 1\n'a': 2\n", 2, 1, "'a' is here twice, first in line 1"),
    ("x: {a: 1, b: 2, a: 3}\n", 1, 17, "'a' is here twice, first in line 1"),
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
