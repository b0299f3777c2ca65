"""Claim text is hostile until it is escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from tests.corpus.bad_project import (
    ENTITIES,
    GAZETTE,
    HERALD,
    PARTS_MAKE_600,
    RULE,
    TEXT,
    change,
    expect,
    load,
    problems,
    run,
    write,
)

pytestmark = pytest.mark.usefixtures("project")


MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""All that turn the direction of text."""


def outputs(capsys: pytest.CaptureFixture[str], *more: list[str]) -> str:
    """What the commands print, on both channels."""
    capsys.readouterr()
    for arguments in (["report"], ["check"], ["explain", "own-rule"], *more):
        assert run(*arguments) in (0, 1, 2)
    captured = capsys.readouterr()
    return captured.out + captured.err


def assert_inert(output: str) -> None:
    """Nothing in it moves a cursor, turns text around or is a command to GitHub's runner.

    The runner ignores leading spaces before `::`, and finds `##[` anywhere in a line
    (actions/runner, ActionCommand.cs: TryParseV2, TryParse).
    """
    assert {char for char in output if not char.isprintable()} <= {"\n"}
    assert [line for line in output.split("\n") if line.lstrip().startswith("::")] == []
    assert [line for line in output.split("\n") if "##[" in line] == []


def hostile_project(text: str) -> None:
    """The same text wherever an article, an entity or a rule may hold text."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    change(GAZETTE, "  text: gazette.txt\n", "")
    change(GAZETTE, "publisher: The Example Gazette", f"publisher: {quoted}\n  author: {quoted}\n  via: {quoted}")
    change(GAZETTE, "title: Second team reaches the flood", f"title: {quoted}")
    change(GAZETTE, "quote: some 200 more arrived", f"quote: {quoted}\n    said_by: {quoted}\n    implied: {quoted}")
    change(GAZETTE, "value: 400", f"value: 400\n    quote: {quoted}\n    said_by: {quoted}")
    change(HERALD, "value: 396", f"value: 396\n    note: {quoted}\n    quote: {quoted}\n    implied: {quoted}")
    more = f"  - {{id: more, subject: mission, property: condition, scope: {quoted}, value: {quoted}}}\n"
    gone = f"  - {{id: gone, subject: mission, property: strength, value: 5, retracted: 2031-05-06, {quoted}}}\n"
    said = f"  - {{id: said, subject: mission, property: remark, value: {quoted}}}\n"
    gone = gone.replace(f"2031-05-06, {quoted}", quoted[0] + "2031-05-06, " + quoted[1:])
    other = "  - {id: other, subject: mission, property: condition, value: calm}\n"
    change(HERALD, "claims:\n", "claims:\n" + more + gone + said + other)
    change(ENTITIES, "bystander: {}", f"bystander: {{name: {quoted}, kind: {quoted}, aliases: [{quoted}]}}")
    change(RULE, "title: A team is larger than its mission", f"title: {quoted}")
    change(RULE, "why: A part cannot be larger than its whole.", f"why: {quoted}")


@pytest.mark.parametrize(
    "text",
    [
        "::error file=a.py,line=1::boom",
        f"a ::error::b ::warning::c {'x' * 34} ::stop-commands::d {'y' * 70} ::add-mask::e",
        f"{'x' * 200}::error::boom",
        "##[error]words ##[add-mask]boom",
        f"a {MARKS} ::error:: \u00ad \ufeff::error::b \u00a0::error::c \u3000::error::d \u200b::error::e",
    ],
)
def test_hostile_text_is_inert(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    hostile_project(text)
    corpus = load()
    assert corpus.problems == ()
    findings = [f for f in checker.check(corpus).findings if f.message == PARTS_MAKE_600]
    output = outputs(capsys, *(["explain", finding.id] for finding in findings))
    assert PARTS_MAKE_600 in output
    assert_inert(output)


@pytest.mark.parametrize("text", ["\\e[31m", "\\x07", "\\u009b", "\\u2028", "\\0", "\\r", "\\u0085"])
def test_an_escape_sequence_in_quotes_is_refused(text: str) -> None:
    change(HERALD, "value: 396", f'value: 396\n    note: "{text}"')
    expect(HERALD, 9, 11, "control character")
    assert_inert("\n".join(map(str, problems())))


def test_hostile_text_within_a_problem_is_inert(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 60
    change(HERALD, "value: 396", f'value: "{long} ::error::{MARKS} ##[error]"\n    "::error::\u202e": x')
    change(GAZETTE, "text: gazette.txt", 'text: "::error::\\n::error::"')
    change(RULE, "require: part <= whole", 'require: "::error::\\n::error:: ##[error]"')
    assert problems()
    assert_inert(outputs(capsys, ["test"]))


@pytest.mark.parametrize(
    "name", ["::error::x", "her\nald", "her\n::error::x", "her\x1b[31mald", "her\u202eald", "##[error]"]
)
def test_a_hostile_file_name_is_inert(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims", name).mkdir()
    for file in (ENTITIES, GAZETTE, HERALD, TEXT):
        Path(file).rename(Path("claims", name, Path(file).name))
    Path("claims", name, "herald.yaml").rename(Path("claims", name, f"{name}.yaml"))
    write(Path("claims", name, "bad.yaml"), "")
    output = outputs(capsys)
    assert PARTS_MAKE_600 in output
    assert_inert(output)
