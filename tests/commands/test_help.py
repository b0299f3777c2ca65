"""What a person meets first: help, completion, and what is off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from checker.cli import cli, main
from checker.commands.sections import SECTIONS
from checker.files import extras
from checker.files.extras import EXTRAS, how_to_install

ROOT = Path(__file__).parents[2]


def test_help_lists_every_command_by_what_it_is_for() -> None:
    listed = [name for commands in SECTIONS.values() for name in commands]
    context = click.Context(cli)
    assert sorted(listed) == cli.list_commands(context)
    assert [name for name in listed if getattr(cli.get_command(context, name), "name", "") != name] == []
    text = CliRunner().invoke(cli, ["--help"]).output
    assert "..." not in text.replace("[ARGS]...", "")
    assert all(title in text for title in SECTIONS)


def completed(words: str, folder: Path, number: int) -> list[str]:
    environment = {"COMP_WORDS": words, "COMP_CWORD": str(number), "_CHECKER_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-c", "from checker.cli import console; console()"],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [line.removeprefix("plain,") for line in done.stdout.split()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert main(["init", str(tmp_path)]) == 0
    second = tmp_path / "claims" / "example-story" / "second-team.yaml"
    text = second.read_text().replace("about 200", "300").replace("Courier", "Herald").replace("  via: ", "  # ")
    (second.parent / "other.yaml").write_text(text.replace("said_by", "# "))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_shell_completes_rules_and_findings(desk: Path) -> None:
    assert completed("checker explain parts", desk, 2) == ["parts-do-not-add-up"]
    found = completed("checker accept ", desk, 2)
    assert found
    assert found[0] in completed(f"checker explain {found[0][:4]}", desk, 2)
    assert found[0] in completed(f"checker accept {found[0][:4]}", desk, 2)
    assert completed("checker accept parts", desk, 2) == []


def test_a_shell_completes_nothing_where_files_are_wrong(desk: Path) -> None:
    (desk / "rules" / "properties.yaml").write_text("[")
    assert completed("checker accept ", desk, 2) == []


def test_doctor_says_what_there_is(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "stories: example-story; 2 articles, 6 claims" in told
    assert "pydantic 2" in told
    assert told.endswith("\nNothing is wrong.\n")


def test_doctor_says_what_is_off(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = desk / "claims" / "example-story" / "other.yaml"
    article.write_text(article.read_text().replace("property: size", "property: sise"))
    monkeypatch.setenv("PATH", "")
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "! git is not installed: `checker check --base` needs it" in told
    assert "! 1 problem in its files; `checker check` lists them" in told
    assert told.endswith("\n2 things are wrong.\n")


def test_doctor_without_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 1
    assert "`checker init FOLDER` starts one" in capsys.readouterr().out


def test_extras_are_those_of_the_package() -> None:
    import tomllib

    own = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert {name for name in own if name != "dev"} == {extra.name for extra in EXTRAS}


def test_an_extra_is_installed_beside_the_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is on no index: what the extra needs is installed by its own name."""
    monkeypatch.setattr(sys, "executable", "/a desk/python")
    monkeypatch.setattr(
        extras, "all_requirements", lambda: ["click>=8.1", "pygls>=2.1; extra == 'lsp'", 'x; extra == "dev"']
    )
    assert how_to_install("lsp") == "'/a desk/python' -m pip install 'pygls>=2.1'"
