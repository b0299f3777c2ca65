"""Where a report goes, and what else fails the gate."""

from __future__ import annotations

import html
import io
import json
import os
import string
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from checker import cli
from checker.baseline.commit import Base
from checker.baseline.review import Review
from checker.baseline.status import Earlier
from checker.files.git import Repository
from checker.reports import render
from tests.reports.corpora import (
    BEFORE,
    COURIER,
    FILE_NAMES,
    FLOOD,
    GATE,
    HERALD,
    IN_LINES,
    LONG,
    OPEN,
    article,
    entities,
    on_road,
    spelled,
    write,
    yaml,
)
from tests.reports.readers import Message, read_command, read_message, reader_sees

# --- where it goes: --format and --output --------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(tmp_path / "project", {**FLOOD, "claims/flood/broken.yaml": COURIER.replace("open", "closed")})
    (root / "claims/flood/herald.yaml").write_text(HERALD.replace("strenght", "strength"))
    (root / "claims/flood/broken.yaml").rename(root / "claims/flood/gazette.yaml")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> int:
    command, *rest = arguments
    return cli.main([command, "--today", "2029-10-17", *rest])


def alone(format_: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a format is by itself."""
    assert run("check", "--format", format_) == 1
    return capsys.readouterr().out


ENDING = {"text": "txt", "junit": "xml", "gitlab": "json", "markdown": "md"}


def test_all_formats_in_one_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = {format_: alone(format_, capsys) for format_ in IN_LINES}
    in_files = [format_ for format_ in IN_LINES if format_ not in ("github", "json")]
    arguments = ["--format", "github"]
    for format_ in in_files:
        arguments += ["--format", format_, "--output", f"review.{ENDING.get(format_, format_)}"]
    assert run("check", *arguments) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (expected["github"], "")
    for format_ in in_files:
        written = (project / f"review.{ENDING.get(format_, format_)}").read_bytes().decode()
        assert written == expected[format_], format_


@pytest.mark.parametrize(
    ("arguments", "files", "terminal"),
    [
        ("--output a.sarif", {"a.sarif": "sarif"}, None),
        ("--output A.SARIF --output b.XML", {"A.SARIF": "sarif", "b.XML": "junit"}, None),
        ("--output a.json", {"a.json": "json"}, None),
        ("--format gitlab --output a.json", {"a.json": "gitlab"}, None),
        ("--format json --output a.json --output b.json", {"a.json": "json", "b.json": "json"}, None),
        ("--format json --output review.txt", {"review.txt": "json"}, None),
        ("--format csv --output review", {"review": "csv"}, None),
        ("--format text --output review.pdf", {"review.pdf": "text"}, None),
        ("--output review", {"review": "text"}, None),
        ("--format text --format sarif --output a.sarif", {"a.sarif": "sarif"}, "text"),
        ("--format sarif --format text --output a.sarif", {"a.sarif": "sarif"}, "text"),
        ("--format json --format json", {}, "json"),
        ("--format junit", {}, "junit"),
        ("", {}, "text"),
        ("--output -", {}, "text"),
        ("--format markdown --output -", {}, "markdown"),
        ("--format csv --format sarif --output a.sarif --output -", {"a.sarif": "sarif"}, "csv"),
        ("--output a.sarif --output -", {"a.sarif": "sarif"}, "text"),
        ("--output - --output a.sarif", {"a.sarif": "sarif"}, "text"),
    ],
)
def test_what_goes_where(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: str, files: dict[str, str], terminal: str | None
) -> None:
    before = {path.name for path in project.iterdir()}
    assert run("check", *arguments.split()) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert {path.name for path in project.iterdir()} - before == files.keys()
    texts = {name: (project / name).read_bytes().decode() for name in files}
    for name, format_ in files.items():
        assert texts[name] == alone(format_, capsys), name
    assert shown.out == (alone(terminal, capsys) if terminal else "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--format json --format sarif", "only one format can go to the terminal"),
        ("--format json --format gitlab --output a.json", "which format?"),
        ("--output review.pdf", "which format? Endings that say so: .txt (text), .json (json or gitlab), "),
        ("--output review.pdf --output -", "which format?"),
        ("--output review.pdf --output a.json", "which format?"),
        ("--output review --output a.json", "which format?"),
        ("--format json --format sarif --output review", "which format?"),
        ("--output nowhere/a.json", "there is no folder nowhere"),
        ("--output a.sarif --output nowhere/a.json", "there is no folder nowhere"),
        ("--output claims", "is a directory"),
        ("--output claims/flood/courier.yaml/a.json", "there is no folder"),
        ("--format pdf", "'pdf' is not one of"),
        ("--output", "requires an argument"),
    ],
)
def test_what_cannot_be_told_is_a_wrong_command_line(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: str, message: str
) -> None:
    before = sorted(path.name for path in project.iterdir())
    assert run("check", *arguments.split()) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert sorted(path.name for path in project.iterdir()) == before


def test_permissions_and_links_are_kept(project: Path) -> None:
    (project / "a.json").write_text("old")
    (project / "a.json").chmod(0o600)
    (project / "kept").mkdir()
    (project / "kept/b.sarif").write_text("old")
    (project / "kept/b.sarif").chmod(0o664)
    (project / "b.sarif").symlink_to("kept/b.sarif")
    mask = os.umask(0o027)
    try:
        assert run("check", "--output", "a.json", "--output", "b.sarif", "--output", "c.xml") == 1
    finally:
        os.umask(mask)
    assert json.loads((project / "a.json").read_text())["version"] == 2
    assert (project / "a.json").stat().st_mode & 0o777 == 0o600
    assert (project / "b.sarif").is_symlink()
    assert json.loads((project / "kept/b.sarif").read_text())["version"] == "2.1.0"
    assert (project / "kept/b.sarif").stat().st_mode & 0o777 == 0o664
    assert (project / "c.xml").stat().st_mode & 0o777 == 0o640
    assert not list(project.rglob(".*"))


def test_a_device_is_written_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--output", os.devnull, "--format", "sarif") == 1
    assert not Path(os.devnull).is_file()
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--output", "/dev/full", "--format", "sarif") == 2
    shown = capsys.readouterr()
    assert "No space left" in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no such device here")
def test_dev_stdout_is_the_terminal(project: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "--format", "csv", "--output", "/dev/stdout"]
    piped = subprocess.run(command, capture_output=True, check=False)
    assert piped.returncode == 1 and piped.stderr == b""
    assert piped.stdout.startswith(b"finding,state,")
    log = project.parent / "log.txt"
    for name, stream in (("stdout", "1"), ("stderr", "2"), ("fd/1", "1")):
        log.write_bytes(b"before\n")
        shell = f"{' '.join(command[:-1])} /dev/{name} {stream}>>{log}; echo after >>{log}"
        subprocess.run(shell, shell=True, check=False)
        text = log.read_bytes()
        assert text.startswith(b"before\nfinding,state,"), f"/dev/{name}: what the log held is gone"
        assert text.endswith(b"after\n")
    assert [path.name for path in project.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("format_", [format_ for format_ in IN_LINES if format_ not in ("sarif", "gitlab")])
def test_a_terminal_that_lacks_letters(project: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    """Windows gives a pipe or a file its old code page: Ž and ≥ are no bug in checker."""
    herald = project / "claims/flood/herald.yaml"
    herald.write_text(herald.read_text().replace('"Herald"', '"Žurnál ≥"'), encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="")
    err = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    status = run("check", "--format", format_)
    out.flush()
    err.flush()
    assert status == 1, err.buffer.getvalue()[-200:]
    assert out.buffer.getvalue()


# --- the page of a step in GitHub Actions ---------------------------------------------------------


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_the_summary_is_added_to(project: Path, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = alone("markdown", capsys)
    summary.write_text("<details>\nfrom before\n</details>")
    assert run("check", "--format", "github") == 1
    text = summary.read_text()
    assert text.startswith("<details>\nfrom before\n</details>\n")
    assert text.endswith(page)
    assert "</details>\n\n### Sources" in text, "a heading needs a line of its own, and HTML ends at an empty one"
    assert run("check", "--format", "github", "--format", "sarif", "--output", "a.sarif") == 1
    assert summary.read_text().count("### Sources") == 2


def test_the_summary_is_for_github_alone(project: Path, summary: Path) -> None:
    for format_ in IN_LINES:
        if format_ != "github":
            assert run("check", "--format", format_) == 1
    assert not summary.exists()
    assert run("check", "--format", "github") == 1
    assert summary.read_text().startswith("### Sources: ")


@pytest.mark.parametrize("base", ["nowhere", "x\n::notice::y %0A |<b>|"])
def test_an_error_that_is_in_no_file_is_told_to_github(
    project: Path, summary: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    """The base is unknown, so nothing is checked: that is an annotation and a line on the step's page, too."""
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert run("check", "--base", base, "--format", "text") == 2
    plain = capsys.readouterr()
    assert plain.out == "" and plain.err.startswith("Error: --base: ")
    assert not summary.exists()
    assert run("check", "--base", base, "--format", "github", "--format", "sarif", "--output", "a.sarif") == 2
    told = capsys.readouterr()
    assert told.err == plain.err
    (line,) = told.out.splitlines()
    command = read_command(line)
    assert (command.name, command.properties) == ("error", {"title": "nothing was checked"})
    assert plain.err == f"Error: {command.data}\nNext: `checker doctor` says what is wrong\n"
    heading, empty, why, end = summary.read_text().split("\n")
    assert (heading, empty, end) == ("### Sources: nothing was checked", "", "")
    assert reader_sees(why) == command.data and "<" not in why
    assert not (project / "a.sarif").exists()


# --- what else fails the gate is told too --------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown", "json", "gitlab"])
def test_an_acceptance_without_need_is_told_where_it_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    """Exit status 1 and an output in which nothing is wrong would be a riddle."""
    (project / "claims/flood/courier.yaml").write_text(article(OPEN[:1]))
    for name in ("herald", "gazette"):
        (project / f"claims/flood/{name}.yaml").unlink()
    id_ = "0123456789"
    keys = ["one | gone condition | courier | 2029-05-04 | 01234567"]
    entry = {"rule": "sources-disagree", "statements": keys, "reason": "long ago"}
    (project / "accepted.yaml").write_text(f"{id_}: {yaml(entry)}\n")
    monkeypatch.setenv("CI", "true")
    assert run("check", "--format", format_) == 1
    assert id_ in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown"])
def test_what_was_not_checked_is_told(clean: Review, format_: str) -> None:
    """The gate is 2 for it."""
    left_out = "parts-do-not-add-up: more than 5 rows look broken; the rest is left out"
    review = replace(clean, result=replace(clean.result, not_checked=(left_out,)))
    text = render(review, format_, GATE)
    assert "the rest is left out" in html.unescape(text)


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown"])
def test_what_changed_rules_bring_to_light_is_told_where_it_fails(
    tmp_path: Path,
    earlier: Earlier,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    format_: str,
) -> None:
    """With --fail-on-rules the gate fails for it, so its entry is a failure as any other."""
    root = write(tmp_path, BEFORE)
    monkeypatch.chdir(root)
    base = Base(repository=Repository(root, ""), earlier=earlier, problems=0)
    monkeypatch.setattr("checker.baseline.commit.check_bases", lambda *_: [base])
    monkeypatch.setattr("checker.baseline.commit.since", lambda *_: {})
    id_ = on_road("rule-change", earlier.result).id
    assert run("check", "--base", "main", "--format", format_) == 0
    capsys.readouterr()
    assert run("check", "--base", "main", "--fail-on-rules", "--format", format_) == 1
    out = capsys.readouterr().out
    assert id_ in out
    if format_ == "github":
        assert any(line.startswith("::error ") and id_ in line for line in out.split("\n"))
    elif format_ == "junit":
        assert ET.fromstring(out)[0].attrib["failures"] == "1"
    elif format_ == "markdown":
        assert id_ in out.partition("<details>")[0]


def test_helpers_read_as_they_should() -> None:
    """The parsers of this file, so that nothing passes for want of reading."""
    assert read_message("a [b](1) c").links == (("b", "1"),)
    assert read_message(r"a \[b\](1)") == Message("a [b](1)", ())
    assert read_message(r"x \\[b \[c\]](2)") == Message(r"x \b [c]", (("b [c]", "2"),))
    assert read_message("[x](javascript:alert(1))").links == (("x", "javascript:alert(1)"),)
    assert spelled("a\u202eb\n") == "a\\u202eb\\u000a"
    assert len(LONG) == 10_000
    assert unquote("a%20b") == "a b" and set(string.printable) >= set("abc")


@pytest.mark.parametrize("name", FILE_NAMES)
def test_what_is_accepted_can_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Whatever the files are called: an entry that cannot be read would hide all others. A refusal will do."""
    id_ = disagreement(write_two(tmp_path, monkeypatch, name, "closed"), capsys)
    status = run("accept", id_, "--reason", "=1+1 | \u00e9")
    assert run("check") == (0 if status == 0 else 1), capsys.readouterr()


def test_what_accept_says_is_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    id_ = disagreement(write_two(tmp_path, monkeypatch, "a", "two\n::error::x \u202e"), capsys)
    assert run("accept", id_, "--reason", "as told") == 0
    told = capsys.readouterr().out
    assert not [line for line in told.split("\n") if line.strip().startswith("::")]
    assert "\u202e" not in told


def write_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> Path:
    """A project of two articles that disagree, in the working folder."""
    claim = {"id": "x", "subject": "thing", "property": "condition"}
    files = {
        "claims/s/entities.yaml": entities({"thing": {}}),
        f"claims/s/{name}.yaml": article([{**claim, "value": [value]}]),
        "claims/s/b.yaml": article([{**claim, "value": "open"}]),
    }
    monkeypatch.chdir(write(tmp_path, files))
    return tmp_path


def disagreement(project: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run("check", "--format", "json", str(project)) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert isinstance(finding["id"], str)
    return finding["id"]
