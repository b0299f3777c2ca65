"""What .ci/run names exists: a step whose function is gone ends the whole run, and whoever deletes it sees nothing."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".ci"
RUN = (FOLDER / "run").read_text("utf-8")
SHELL_SCRIPTS = [path for path in sorted(FOLDER.iterdir()) if path.read_text("utf-8").startswith("#!/usr/bin/env bash")]


def _functions(script: str) -> set[str]:
    return set(re.findall(r"^(\w+)\(\) *\{", script, re.MULTILINE))


def _targets(makefile: str) -> set[str]:
    (phony,) = re.findall(r"^\.PHONY:(.*)", makefile, re.MULTILINE)
    return set(phony.split()) & set(re.findall(r"^([\w-]+):(?!=)", makefile, re.MULTILINE))


def _missing(script: str, makefile: str, root: Path) -> list[str]:
    """The steps of a script that name no function of it, no target of the makefile and no file that can be run."""
    missing = []
    for line in re.findall(r"^ *step (.*)", script, re.MULTILINE):
        name, command, *arguments = shlex.split(line, comments=True)
        if command == "make":
            known = arguments[:1] != [] and arguments[0] in _targets(makefile)
        elif "/" in command:
            known = os.access(root / command, os.X_OK)
        else:
            known = command in _functions(script)
        missing += [] if known else [f"{name}: {shlex.join([command, *arguments[:1]])}"]
    return missing


def test_each_step_names_what_is_there() -> None:
    assert _missing(RUN, (ROOT / "Makefile").read_text("utf-8"), ROOT) == []


def test_each_function_is_a_step_or_serves_one() -> None:
    """What nothing calls was left behind when its step went."""
    for function in _functions(RUN):
        assert len(re.findall(rf"(?<![\w.]){function}\b(?!\.)", RUN)) > 1, function


def test_a_step_that_is_gone_is_seen(tmp_path: Path) -> None:
    """Three steps of five have nothing to run: a function that is gone, a target that is, a file that may not run."""
    (tmp_path / "extras").write_text("")
    script = (
        'lint_all() {\n  make lint\n}\nstep "lint" lint_all  # all of it\nstep "tests" make test\n'
        'step "Spark" spark\nstep "benches" make benches N=1\nstep "extras" ./extras\n'
    )
    makefile = ".PHONY: test\ntest: .venv/.dev\n\tpytest\n"
    assert _missing(script, makefile, tmp_path) == ["Spark: spark", "benches: make benches", "extras: ./extras"]


@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda script: script.name)
def test_bash_can_read_it(script: Path) -> None:
    done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not here")
@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda script: script.name)
def test_shellcheck_has_nothing_to_say(script: Path) -> None:
    done = subprocess.run(["shellcheck", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
