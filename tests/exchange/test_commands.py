"""The commands' options, and the guide."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.exchange import FORMATS, Format
from checker.exchange.json_source import parse_json
from checker.exchange.layout import suggestion_lines
from tests.exchange.helpers import HEAD, LINE, W3C, run


@settings(max_examples=50, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.text()),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_is_read_as_python_reads_it(value: Any) -> None:
    text = json.dumps(value, indent=1)
    document, problems = parse_json(text, "j")
    assert document is not None and problems == []
    assert document.value == json.loads(text)


def test_a_suggestion_cannot_break_out_of_its_comment() -> None:
    from checker.exchange.drafts import Suggestion

    hostile = "a\nclaims: x\u2028b\x1b[31m"
    lines = suggestion_lines([Suggestion(mark="m", remarks=(hostile,), claim={"quote": hostile})])
    assert all((not line or line.startswith("  # ")) and "\n" not in line for line in lines)


def test_where_things_go_must_be_plain(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "claims" / "storm").mkdir()
    (desk / "a.json").write_text(json.dumps(W3C))
    for arguments, message in (
        (("import", "annotations", "a.json"), "name the story, such as claims/flood"),
        (("import", "csv", "a.json", "--into", "nowhere"), "no claims/ folder there"),
        (("import", "csv", "nowhere.csv"), "nowhere.csv:1:1: no such file"),
        (("import", "csv", "claims"), "claims:1:1: is a folder"),
        (("import", "csv", "a.json", "--remove"), "--remove goes with --update"),
        (("import", "csv", "a.json", "--encoding", "base64"), "no such encoding"),
        (("import", "annotations", "a.json", "--into", "claims/.x"), "cannot be the name of a file"),
        (("export", "xlsx"), "cannot go to the terminal"),
        (("export", "csv", "--output", "none/a.csv"), "there is no folder none"),
    ):
        assert run(*arguments) == 2
        assert message in capsys.readouterr().err, arguments


def test_the_guide_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The guide's commands print what it says, in its order, in a folder that `checker init` has begun."""
    guide = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    capsys.readouterr()
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL):
        if language == "python":
            exec(compile(block, "exchange.md", "exec"), {})
        elif language == "json":
            Path("highlights.json").write_text(block, "utf-8")
        elif language == "yaml":
            assert (tmp_path / "claims/example-story/gazette-example-boats-put-out.yaml").read_text("utf-8") == block
        else:
            for step in block.split("$ ")[1:]:
                command, _, shown = step.partition("\n")
                assert run(*shlex.split(command)[1:]) == 0
                printed = capsys.readouterr()
                assert printed.out + printed.err == shown
    assert run("check") == 0


def test_a_format_of_one_direction_says_so(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "ged") == 2
    assert "ged is for import only" in capsys.readouterr().err
    assert run("export", "gde") == 2
    assert "'gde' is not one of 'csv'" in capsys.readouterr().err


def test_a_format_is_one_file_and_one_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a line more in the table it is imported, exported only if it can be, offered and listed in help."""
    (desk / "acled.py").write_text(
        "from checker.exchange.drafts import Draft, Imported\n"
        "MAX_BYTES = 10\n"
        "def read(incoming):\n"
        "    source = {'publisher': 'ACLED', 'published': '2031-05-04'}\n"
        "    return Imported(drafts=[Draft(key=(incoming.story, 'acled'), article={'source': source, 'claims': []})])\n"
    )
    (desk / "x").write_bytes(b"a")
    code = (
        "import sys; sys.path.insert(0, '.'); import checker.exchange as e\n"
        "line = e.Format(name='acled', module='acled', about='events of ACLED', goes='import only')\n"
        "e.FORMATS = (*e.FORMATS, line)\n"
        "from checker import cli\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )

    def run_with(*arguments: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    status, said = run_with("import", "acled", "x", "--into", "claims/flood")
    assert status == 0 and "wrote claims/flood/acled.yaml" in said
    status, said = run_with("export", "acled")
    assert status == 2 and "acled is for import only" in said
    assert "acled (events of ACLED)" in " ".join(run_with("import", "--help")[1].split())
    assert "acled" not in run_with("export", "--help")[1]


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_each_format_is_in_the_guide(each: Format) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
    assert re.search(rf"^\| `{each.name}`", guide, re.MULTILINE)
    module = import_module(each.module)
    assert hasattr(module, "read") is each.is_imported and hasattr(module, "write") is each.is_exported
    assert not each.is_imported or module.MAX_BYTES > 0


@pytest.mark.parametrize("name", ["CON", "nul", "com1.x", "a:b", "..", "entities", "a" * 201])
def test_names_that_no_file_can_have(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.csv").write_bytes((HEAD + LINE.replace("herald", name)).encode())
    assert run("import", "csv", "a.csv") == 2
    assert "for the name of a file" in (err := capsys.readouterr().err) or "cannot be the name of a file" in err
