"""A file that is no YAML: where the slip is, and what to do, in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.files import yaml_reader
from checker.files.yaml_reader import parse_document, read_document
from tests.files.yaml_texts import CLAIM, LOADERS, only_problem, parse, problems_of

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
    words = "'id' is here twice, first in line 2; if a new claim begins here, put '- ' before it"
    assert only_problem(first + claim + "  - id: b\n") == (5, 5, words)
    assert problems_of(first + claim + claim) == [(5, 5, words), (8, 5, words)]
    # what stands twice in the claim that follows is told again
    assert problems_of(f"{first}{claim}  - id: b\n    value: 3\n    value: 4\n") == [
        (5, 5, words),
        (10, 5, "'value' is here twice, first in line 9"),
    ]


@pytest.mark.usefixtures("any_parser")
def test_a_rule_with_two_ids_is_no_forgotten_dash() -> None:
    assert problems_of("id: a\nwhy: x\nid: b\nwhy: y\n") == [
        (3, 1, "'id' is here twice, first in line 1"),
        (4, 1, "'why' is here twice, first in line 2"),
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
