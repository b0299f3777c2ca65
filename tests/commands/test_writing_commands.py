"""Commands that write: what they print can be pasted, nobody's file is lost, and what they left half is put right."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker import cli
from checker.coding import start
from checker.coding.start import Given, start_article
from checker.commands import cache
from checker.files import together
from checker.files.project import UNFINISHED, find

TEXT = "About 40 people were hurt on 4 May 2031, the mayor said.\n"


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


@pytest.mark.parametrize("name", ["tést dir", "it's", "$HOME", "-x", "a;b"])
def test_the_command_that_init_prints_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--", name) == 0
    command = re.search("run `(checker report .*)`, then", capsys.readouterr().out)
    assert command is not None
    program = shlex.join([sys.executable, "-m", "checker"])
    pasted = command[1].replace("checker", program, 1)
    assert subprocess.run(pasted, shell=True, capture_output=True, check=False).returncode == 0


def test_two_at_once_who_start_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both saw that there was no such file: one was overwritten, and both were told that it was written."""
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    (tmp_path / "a.txt").write_text(TEXT)
    choice = Given(name="flood", publisher="Courier", published="2031-05-05")
    first, second = (start_article(Path("a.txt"), None, Path(), choice) for _ in range(2))
    real, written = together.write_together, []

    def a_moment_later(root: Path, texts: Any, **more: Any) -> None:
        monkeypatch.setattr(start, "write_together", real)
        first.write()
        written.append(first.path.read_bytes())
        real(root, texts, **more)

    monkeypatch.setattr(start, "write_together", a_moment_later)
    with pytest.raises(Exception, match="is there already; give another --name"):
        second.write()
    assert written == [first.path.read_bytes()]
    assert run("new", "a.txt", "--name", "flood") == 2
    assert run("new", "a.txt", "--name", "CON") == 2
    assert "'CON' cannot be a file's name here" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("schema",), ("new", "a.txt", "--name", "other"), ("init", ".")])
def test_what_a_killed_command_left_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    """All was ready to be moved when it was killed: the next command that writes finishes it, and says so."""
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    (tmp_path / "a.txt").write_text(TEXT)
    article = tmp_path / "claims" / "example-story" / "second-team.yaml"
    ready = article.with_name(".second-team.yaml.0a.checker-part~")
    article.rename(ready)
    moves = [[ready.relative_to(tmp_path).as_posix(), article.relative_to(tmp_path).as_posix()]]
    (tmp_path / UNFINISHED).write_text(json.dumps({"ready": True, "moves": moves, "folders": []}))
    assert run("check") == 2
    assert "a command was interrupted while it wrote files; run it again" in capsys.readouterr().out
    assert run(*command) == (2 if command[0] == "init" else 0)
    assert "a command was interrupted while it wrote files; they are whole again" in capsys.readouterr().err
    assert article.is_file() and not ready.exists() and not (tmp_path / UNFINISHED).exists()
    run("check")
    assert "interrupted" not in capsys.readouterr().out


def test_a_format_that_is_only_read_says_so(
    make_project: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    make_project("team: {}\n", "source: {publisher: C, published: 2031-05-04}\nclaims: []\n")
    assert run("export", "ged") == 2
    assert "ged is for import only" in capsys.readouterr().err


# --- kept answers


def test_a_kept_answer_rests_on_the_program_and_its_libraries(
    make_project: Callable[[str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that was edited, a library of another version: the page of before is no answer any more."""
    make_project("team: {}\n", "source: {publisher: C, published: 2031-05-04}\nclaims: []\n")
    program, libraries = tmp_path / "program", tmp_path / "lib" / "site-packages"
    (program / "reports").mkdir(parents=True)
    libraries.mkdir(parents=True)
    template = program / "reports" / "page.html"
    template.write_text("before")
    monkeypatch.setattr(cache, "_PACKAGE", program)
    monkeypatch.setattr(sys, "path", [str(libraries), *sys.path])

    def key() -> str:
        asked = cache.question(find([]), ["report"], 1)
        assert asked is not None
        return asked.key

    keys = [key()]
    assert key() == keys[0]
    os.utime(template, ns=(1, 1))
    keys.append(key())
    os.utime(libraries, ns=(1, 1))
    keys.append(key())
    entities = tmp_path / "claims" / "flood" / "entities.yaml"
    entities.rename(tmp_path / "shared.yaml")
    entities.symlink_to("../../shared.yaml")
    keys.append(key())
    assert len(set(keys)) == len(keys)


def test_no_answer_is_kept_of_a_project_that_exceeds_its_budget(
    make_project: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is not asked for before: what is kept is told without looking at each file twice."""
    make_project("team: {}\n", "source: {publisher: C, published: 2031-05-04}\nclaims: []\n")
    assert cache.question(find([], is_sized=False), ["report"], 1) == cache.question(find([]), ["report"], 1)
    monkeypatch.setattr(cache, "PROJECT_BYTES", 60)
    assert cache.question(find([], is_sized=False), ["report"], 1) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_kept_answer(make_project: Callable[[str, str], Path]) -> None:
    make_project("team: {}\n", "source: {publisher: C, published: 2031-05-04}\nclaims: []\n")
    asked = cache.question(find([]), ["report"], 1)
    assert asked is not None
    os.mkfifo(asked.path)
    assert cache.recall(asked) is None
    cache.remember(asked, cache.Answer(status=0, shown=("text",), texts={}))
    assert cache.recall(asked) == cache.Answer(status=0, shown=("text",), texts={})
