"""The docs are true: what is generated is fresh, what is shown works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import checker
from checker.cli import cli
from tests.pages import Reader

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def _blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_generated_docs_are_fresh() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_corpus_and_rule_work(tmp_path: Path) -> None:
    """The article, the entities and the rule that the README shows, written as it says, give a clean check."""
    article, entities, rule, _ = _blocks("yaml")
    (vocabulary,) = (block for block in _blocks("yaml", _page("claims.md")) if "rules/properties.yaml" in block)
    (tmp_path / "claims" / "flood").mkdir(parents=True)
    (tmp_path / "claims" / "flood" / "courier.yaml").write_text(article)
    (tmp_path / "claims" / "flood" / "entities.yaml").write_text(entities)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text((ROOT / "rules" / "properties.yaml").read_text() + vocabulary)
    (tmp_path / "rules" / "part-exceeds-whole.yaml").write_text(rule)
    assert checker.load([tmp_path]).problems == ()
    done = subprocess.run([sys.executable, "-m", "checker", "test", tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    broken = article.replace("property: size", "property: sise")
    (tmp_path / "claims" / "flood" / "courier.yaml").write_text(broken)
    (problem,) = checker.load([tmp_path]).problems
    shown = f"claims/flood/courier.yaml:{problem.line}:{problem.column}: {problem.message}"
    assert shown in README.splitlines()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of this repository's corpus, committed, as the commands of the docs expect it."""
    folder = tmp_path / "desk"
    for name in ("claims", "rules", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "accepted.yaml", folder)
    git = ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", "-C", str(folder)]
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["commit", "-q", "-m", "start"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
        ["branch", "new-article"],
    ):
        subprocess.run([*git, *command], check=True)
    shutil.copytree(folder, tmp_path / "monday", ignore=shutil.ignore_patterns(".git"))
    return folder


@pytest.mark.parametrize("name", ["README.md", "docs/ci.md", "docs/report.md", "docs/engineers.md", "docs/install.md"])
def test_commands(name: str, desk: Path) -> None:
    """Each command of the docs runs, one after the other (make's two targets and pip are what CI itself runs)."""
    lines = [line for block in _blocks("console", (ROOT / name).read_text("utf-8")) for line in block.splitlines()]
    assert lines
    for line in lines:
        command = shlex.split(line.removeprefix("$ "), comments=True)
        if command[0] in ("make", "pip"):
            is_known = command in (["make", "report"], ["make", "test"], ["pip", "install", "."])
            assert is_known or name == "docs/install.md"  # .ci/docs runs these
            continue
        assert command[0] == "checker"
        done = subprocess.run([sys.executable, "-m", *command], cwd=desk, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_from_python(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (snippet,) = _blocks("python", _page("engineers.md"))
    exec(compile(snippet, "engineers.md", "exec"), {})
    assert "400 196 196" in capsys.readouterr().out


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 200


def test_every_page_is_in_the_index() -> None:
    index = _page("README.md")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()


COMMIT = re.compile(r"\b[0-9a-f]{7} \(\d{4}-\d\d-\d\d\)")


@pytest.mark.parametrize("name", ["tutorial.md"])
def test_a_page_that_is_followed(name: str, tmp_path: Path) -> None:
    """Files are written and commands run as the page says, and print what it shows."""
    shown = list(Reader(tmp_path).follow(_page(name)))
    assert shown
    for each in shown:
        assert COMMIT.sub("COMMIT", each.printed) == COMMIT.sub("COMMIT", each.shown), each.command


def test_every_command_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        names = [f"{name} {inner}" for inner in command.commands] if isinstance(command, click.Group) else [name]
        assert all(f"## checker {each}\n" in text for each in names)


def test_the_page_on_texts(tmp_path: Path) -> None:
    """An article, its draft, what is left of it and what becomes of it: all as docs/texts.md shows it."""
    page = (ROOT / "docs" / "texts.md").read_text("utf-8")
    article, left, changed = _blocks("text", page)
    (draft,) = _blocks("yaml", page)

    def run(line: str) -> str:
        command = [sys.executable, "-m", *shlex.split(line.removeprefix("$ "))]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "CI": ""})
        assert "Traceback" not in done.stderr
        return done.stdout

    run("checker init .")
    (tmp_path / "flood.txt").write_text(article)
    new, coverage = (line for block in _blocks("console", page) for line in block.splitlines())
    run(new)
    path = tmp_path / "claims" / "example-story" / "herald.yaml"
    assert path.read_text().startswith(draft)
    first, rest = draft.partition("  # # 6:18")[0], draft.partition("  # # 6:18")[2]
    suggestion = rest.split("\n\n")[0].split("\n", 1)[1]
    coded = "\n".join(line.replace("  # ", "  ", 1) for line in suggestion.splitlines())
    path.write_text(f"{first}  # # 6:18{rest.splitlines()[0]}\n{coded}\n")
    shown = run(coverage)
    assert shown.startswith(left)
    (tmp_path / "archive").mkdir()
    shutil.move(tmp_path / "flood.txt", tmp_path / "archive" / "former.txt")
    (tmp_path / "flood.txt").write_text(article.replace("200", "250"))
    assert run(f"{coverage} --texts archive").endswith(changed)
