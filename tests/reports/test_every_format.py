"""What holds of every format there is, and that text from a file stays text in every one of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from checker.baseline.review import Review
from checker.reports import ENDINGS, FORMATS, Style, render
from tests.reports.corpora import (
    ALL_FORMATS,
    AS_JSON,
    COURIER,
    FILE_NAMES,
    FLOOD,
    GATE,
    IN_LINES,
    IN_ODD_FOLDER,
    PAYLOADS,
    ROADS,
    accepted_in_flood,
    check,
    on_road,
    review_of,
    write,
)


def test_the_findings_are_of_all_kinds(flood: Review, based: Review) -> None:
    assert {finding.severity for finding in flood.findings} == {"error", "warning", "note"}
    assert {"parts-do-not-add-up", "plan-below-need", "single-origin"} <= {finding.rule for finding in flood.findings}
    assert {problem.file for problem in flood.corpus.problems} == {
        "claims/flood/broken.yaml",
        "claims/flood/herald.yaml",
    }
    states = dict.fromkeys(ROADS, "new") | {"accepted": "known", "changed": "changed", "expired": "expired"}
    states["moved"] = "moved"
    assert {name: flood.status(on_road(name, flood)).state for name in ROADS} == states
    states |= {"known": "known", "rule-change": "rule-change", "masked": "masked"}
    assert {name: based.status(on_road(name, based)).state for name in ROADS} == states


def test_a_format_is_one_file_and_one_line() -> None:
    """What the table holds is rendered, offered on the command line, and tested here."""
    for row in FORMATS.values():
        module = import_module(f"checker.reports.{row.name}")
        assert callable(module.render) and hasattr(module, "failure") == row.tells_failure
        assert not row.ending or row.name in ENDINGS[row.ending]
    assert set(ALL_FORMATS) == set(FORMATS) == set(IN_LINES) | {"html"}


def test_the_hostile_findings_are_there(hostile: Review, odd_names: Review) -> None:
    assert not hostile.corpus.problems
    assert {f.story for f in hostile.findings} == {f"s{number:02}" for number in range(len(PAYLOADS))}
    assert sum(" rule " in f.rule for f in hostile.findings) == len(PAYLOADS)
    assert {hostile.status(f).state for f in hostile.findings} == {"new", "known"}
    assert len(hostile.stale) == 1
    assert len({f.story for f in odd_names.findings}) == len(FILE_NAMES) + 3
    assert len([f for f in odd_names.findings if f.story == "ids"]) == len(PAYLOADS) - 1
    assert len(odd_names.corpus.problems) > len(FILE_NAMES)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_category_is_what_was_written(hostile: Review, number: int) -> None:
    values = {claim.key: claim.value.text for claim in hostile.corpus.claims}
    assert values[f"s{number:02}/a#cat"] == PAYLOADS[number][:190]
    assert values[f"s{number:02}/a#text"] == PAYLOADS[number][:190]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"\\e[31m"', "001B"),
        ('"\\0"', "0000"),
        ('"\\x7f"', "007F"),
        ('"\\x9b31m"', "009B"),
        ('"\\r"', "000D"),
        ('"\\L"', "2028"),
        ('"\\u2029"', "2029"),
        ('"\\ud800"', "D800"),
        ('"\\uffff"', "FFFF"),
        ("\x1b[31m", "001B"),
        ("\x00", "0000"),
        ("\x9b31m", "009B"),
        ("\u2028", "2028"),
        ("\ufffe", "FFFE"),
    ],
)
def test_control_characters_are_refused(tmp_path: Path, written: str, name: str) -> None:
    good = FLOOD["claims/flood/herald.yaml"].replace("strenght", "strength")
    root = write(tmp_path, {**FLOOD, "claims/flood/herald.yaml": good, "claims/flood/broken.yaml": COURIER})
    (root / "claims/flood/broken.yaml").write_text(f"source:\n  publisher: {written}\n", encoding="utf-8")
    review = review_of(root)
    problems = [problem for problem in review.corpus.problems if "missing key" not in problem.message]
    assert [(problem.file, problem.line) for problem in problems] == [("claims/flood/broken.yaml", 2)]
    # a lone surrogate in an escape is refused by the parser itself
    assert f"U+{name}" in problems[0].message or name == "D800"
    assert on_road("new", review)
    for format_ in IN_LINES:
        text = render(review, format_, GATE)
        assert not set("\x00\x1b\x7f\x9b\u2028\ufffe") & set(text)


# --- every format ------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ALL_FORMATS)
def test_can_be_written_and_ends_with_one_newline(each: Review, format_: str) -> None:
    text = render(each, format_, GATE)
    text.encode("utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("format_", ALL_FORMATS)
def test_all_of_it_is_to_be_seen(each: Review, format_: str) -> None:
    """No control, no direction mark, no line but our own, nothing without width; JSON escapes them by its own rules."""
    for style in (GATE, Style(), Style(show_accepted=True), IN_ODD_FOLDER):
        text = render(each, format_, style)
        kinds = {char: unicodedata.category(char) for char in set(text)}
        odd = {char for char, kind in kinds.items() if kind in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        odd -= set("\r\n" if format_ == "csv" else "\n")
        assert not odd, ascii(odd)


@pytest.mark.parametrize("format_", ["text", "github", "json", "markdown"])
def test_no_line_is_a_command(each: Review, format_: str) -> None:
    """CI servers look for `::` where a line begins, and for `##[` anywhere."""
    allowed = ("::error ", "::warning ", "::notice ") if format_ == "github" else ("\0",)
    widths = (60, 61, 62, 63, 70, 80, 97, 110) if format_ == "text" else (80,)
    styles = [Style(width=width, show_accepted=True) for width in widths]
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True), *styles):
        for line in render(each, format_, style).splitlines():
            assert not line.strip().startswith("::") or line.startswith(allowed), line
            assert "##[" not in line or format_ == "github", line


@pytest.mark.parametrize("format_", ALL_FORMATS)
def test_deterministic(flood: Review, format_: str, tmp_path: Path) -> None:
    root = write(tmp_path, dict(reversed(FLOOD.items())))
    (root / "accepted.yaml").write_text(accepted_in_flood(check(root)))
    again = review_of(root)
    assert render(again, format_, Style()) == render(flood, format_, Style())


@pytest.mark.parametrize("format_", ["text", "sarif", "gitlab", "markdown", "csv"])
def test_only_new_leaves_out_what_was_known(based: Review, format_: str) -> None:
    shown = render(based, format_, Style(brief=True, only_new=True))
    for finding in based.findings:
        # the others may be numbered, but nothing names them, but for what they echo
        status = based.status(finding)
        is_remarked = status.state == "moved" and format_ in ("text", "markdown", "sarif")
        is_echoed = any(finding.id in other.echo_of for other in based.findings)
        if not is_echoed:
            assert (finding.id in shown) == (status.fails or status.is_brought_by_rules or is_remarked)


@pytest.mark.parametrize("format_", ["text", "gitlab", "markdown", "csv"])
def test_accepted_findings_are_listed_on_request(flood: Review, format_: str) -> None:
    accepted = on_road("accepted", flood)
    assert accepted.id not in render(flood, format_, GATE)
    assert accepted.id in render(flood, format_, Style(brief=True, show_accepted=True))


def strings(data: object) -> Iterator[str]:
    """All texts within parsed JSON, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


@pytest.mark.parametrize("format_", AS_JSON)
def test_json_is_text_for_strict_readers(each: Review, format_: str) -> None:
    """A lone surrogate, even escaped, is no text: many readers refuse the whole file. No key stands twice."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    def no_constant(name: str) -> object:
        raise AssertionError(name)

    for style in (Style(), IN_ODD_FOLDER):
        data = json.loads(render(each, format_, style), object_pairs_hook=unique, parse_constant=no_constant)
        for text in strings(data):
            text.encode("utf-8")
