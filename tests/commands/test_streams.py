"""Standard output holds the report and nothing else, whatever a library prints; colour is for those who want it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.commands.output import is_colourful
from checker.reports import FORMATS

ENTITIES = """\
mission: {parts: complete}
first-team: {part_of: mission}
second-team: {part_of: mission}
"""
COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: first, subject: first-team, property: size, value: 400}
  - {id: second, subject: second-team, property: size, value: 200}
"""
HERALD = """\
source: {publisher: Herald, published: 2031-05-05}
claims:
  - {id: total, subject: mission, property: strength, value: 396}
  - {id: other, subject: first-team, property: size, value: 150}
"""
CHATTER = """\
import os, sys
import highspy
made = highspy.Highs.__init__
def with_banner(self):
    os.write(1, b"a banner of a library in C\\n")
    print("a banner of a library in Python")
    made(self)
highspy.Highs.__init__ = with_banner
from checker.engine import check as engine
judged = engine.check
def late(corpus):
    os.write(1, b"a word in C\\n")
    print("a word in Python")
    return judged(corpus)
engine.check = late
from checker.cli import console
console()
"""


@pytest.fixture
def project(make_project: Callable[[str, str], Path]) -> Path:
    root = make_project(ENTITIES, COURIER)
    (root / "claims" / "flood" / "herald.yaml").write_text(HERALD)
    return root


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("shape", FORMATS)
def test_a_library_that_prints_spoils_no_format(project: Path, shape: str) -> None:
    """HiGHS 1.16 prints two lines when its first model is made: every consumer of the JSON broke."""
    quiet = run("from checker.cli import console; console()", "report", "--no-cache", "--format", shape)
    noisy = run(CHATTER, "report", "--no-cache", "--format", shape)
    assert (noisy.returncode, noisy.stdout) == (quiet.returncode, quiet.stdout)
    assert "a word in C\n" in noisy.stderr
    assert "a word in Python\n" in noisy.stderr
    assert "a banner of a library in C" not in noisy.stderr  # it says nothing that anybody needs


def test_the_solver_prints_nothing_into_the_output_of_other_programs(project: Path) -> None:
    code = "import checker, json; print(json.dumps(len(checker.check(checker.load(['.'])).findings)))"
    done = run(code)
    assert json.loads(done.stdout) > 0


def test_closed_streams_are_no_error(project: Path) -> None:
    for closed in ("1>&-", "2>&-", "1>&- 2>&-"):
        command = f"{sys.executable} -m checker report --no-cache --format json {closed}"
        assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 0, closed


def on_a_terminal(command: list[str], **variables: str) -> bytes:
    """What a command writes to a terminal."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **variables}
    subprocess.run(command, stdout=slave, stderr=slave, env=environment, check=False)
    os.close(slave)
    output = b""
    try:
        while part := os.read(master, 1 << 16):
            output += part
    except OSError:  # the other end is closed
        pass
    os.close(master)
    return output


def test_escape_codes_are_for_terminals_that_know_them(project: Path) -> None:
    command = [sys.executable, "-m", "checker", "check"]
    assert b"\x1b[1m" in on_a_terminal([*command[:3], "report"])
    assert b"\x1b" not in on_a_terminal([*command[:3], "report"], TERM="dumb")
    assert b"\x1b" not in on_a_terminal([*command[:3], "report"], NO_COLOR="1")


def test_colour_can_be_forced_and_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "checker", "report"]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert b"\x1b[1m" in subprocess.run(command, capture_output=True, check=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert not is_colourful(sys.stdout)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert b"\x1b" not in subprocess.run(command, capture_output=True, check=True).stdout
