"""Completion in the shells themselves, set up by the lines of docs/engineers.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "engineers.md").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a disagreement, and `checker` on the path."""
    assert main(["init", str(tmp_path)]) == 0
    second = tmp_path / "claims" / "example-story" / "second-team.yaml"
    text = second.read_text().replace("about 200", "300").replace("Courier", "Herald").replace("  via: ", "  # ")
    (second.parent / "other.yaml").write_text(text.replace("said_by", "# "))
    command = tmp_path / "bin" / "checker"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(shell: str, script: str) -> list[str]:
    command = [shell, *(("-f",) if shell == "zsh" else ()), "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def test_bash(desk: Path) -> None:
    (line,) = re.findall(r"```bash\n(.*)\n```", PAGE)
    ask = "COMP_CWORD=2; _checker_completion checker; printf '%s\\n' \"${COMPREPLY[@]}\""
    assert shown("bash", f"{line}\ncomplete -p checker") == ["complete -o nosort -F _checker_completion checker"]
    assert shown("bash", f"{line}\nCOMP_WORDS=(checker explain parts); {ask}") == ["parts-do-not-add-up"]
    findings = shown("bash", f"{line}\nCOMP_WORDS=(checker accept ''); {ask}")
    assert all(re.fullmatch("[0-9a-f]{10}", each) for each in findings)
    assert shown("bash", f"{line}\nCOMP_WORDS=(checker explain {findings[0][:4]}); {ask}") == findings[:1]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh(desk: Path) -> None:
    assert "`zsh_source` in `~/.zshrc`" in PAGE
    line = 'autoload -Uz compinit; compinit -D; eval "$(_CHECKER_COMPLETE=zsh_source checker)"; print $_comps[checker]'
    assert shown("zsh", line) == ["_checker_completion"]
    asked = 'COMP_WORDS="checker explain parts" COMP_CWORD=2 _CHECKER_COMPLETE=zsh_complete checker'
    assert shown("zsh", asked)[:2] == ["plain", "parts-do-not-add-up"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(desk: Path) -> None:
    (line,) = re.findall(r"`(_CHECKER_COMPLETE=fish_source checker \| source)`", PAGE)
    assert [each.split("\t")[0] for each in shown("fish", f"{line}; complete -C 'checker explain parts'")] == [
        "parts-do-not-add-up"
    ]
    ids = [each.split("\t")[0] for each in shown("fish", f"{line}; complete -C 'checker accept '")]
    assert ids
    assert all(re.fullmatch("[0-9a-f]{10}", each) for each in ids)
