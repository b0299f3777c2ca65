"""`checker desk` and `checker serve`, as people expect of a server on their own machine."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra is not installed: pip install -e '.[desk]'")

from checker import cli
from tests.desk.serving import running

ENTITIES = "team: {}\n"
COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: teams, subject: team, property: size, value: 3}
"""
ROOT = Path(__file__).parents[2]


def test_head_is_what_get_would_be_without_the_page(make_project: Callable[[str, str], Path]) -> None:
    with running(make_project(ENTITIES, COURIER), is_reading=True) as desk:
        full, head = desk.ask("/"), desk.ask("/", method="HEAD")
        assert (full.status, head.status) == (200, 200)
        assert head.headers["content-length"] == full.headers["content-length"] == str(len(full.text.encode()))
        assert head.text == ""
        assert desk.ask("/state?x=1").status == 200
        assert desk.ask("/nowhere", method="HEAD").status == 404


@pytest.mark.parametrize("command", [["serve"], ["desk", "--no-open"]])
def test_the_address_lets_in_and_ctrl_c_ends_it(make_project: Callable[[str, str], Path], command: list[str]) -> None:
    root = make_project(ENTITIES, COURIER)
    wanted = [sys.executable, "-m", "checker", command[0], str(root), "--port", "0", *command[1:]]
    with subprocess.Popen(wanted, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        said = process.stdout.readline()
        address = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\?token=[\w-]{32} \(Ctrl-C ends it\)\n", said)
        assert address is not None, said
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address[1], timeout=20)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_what_is_no_project_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("serve", "desk"):
        assert cli.main([command, str(tmp_path / "nowhere"), "--port", "0"]) == 2
        assert "nowhere: no such file or folder" in capsys.readouterr().err
        assert cli.main([command, str(tmp_path), "--port", "0"]) == 2
        assert "no claims/ folder here" in capsys.readouterr().err


def test_a_port_that_is_taken(make_project: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    make_project(ENTITIES, COURIER)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert cli.main(["serve", "--port", str(port)]) == 2
        assert f"port {port} is taken by another program; --port 0 takes a free one" in capsys.readouterr().err


def test_without_the_extra_it_says_so(
    make_project: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_project(ENTITIES, COURIER)
    monkeypatch.setitem(sys.modules, "starlette", None)
    for command in ("desk", "serve"):
        assert cli.main([command, "--port", "0"]) == 2
        assert "the desk is an extra that is not installed: " in capsys.readouterr().err
