"""The docs are true: what is generated is fresh, what is shown works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / "docs" / "ci.md").read_text("utf-8")


def _blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_generated_docs_are_fresh() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_corpus_and_rule_work(tmp_path: Path) -> None:
    """The article, the entities and the rule that the README shows, written as it says, give a clean check."""
    article, entities, vocabulary, rule = _blocks("yaml")
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


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's corpus, committed, as the commands of the docs expect it."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("claims", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "accepted.yaml", folder)
    git = ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", "-C", str(folder)]
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["commit", "-q", "-m", "start"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run([*git, *command], check=True)
    return folder


COMMANDS = [line for text in (README, CI) for block in _blocks("console", text) for line in block.splitlines()]


@pytest.mark.parametrize("line", COMMANDS)
def test_command(line: str, desk: Path) -> None:
    """Each command of the docs runs (make's two targets and pip are what CI itself runs)."""
    command = shlex.split(line.removeprefix("$ "), comments=True)
    if command[0] in ("make", "pip"):
        assert command in (["make", "report"], ["make", "test"], ["pip", "install", "."])
        return
    assert command[0] == "checker"
    done = subprocess.run([sys.executable, "-m", *command], cwd=desk, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readme_python(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (snippet,) = _blocks("python")
    exec(compile(snippet, "README.md", "exec"), {})
    assert "400 196 196" in capsys.readouterr().out


def test_every_command_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert all(f"## checker {name}\n" in text for name in cli.commands)


def test_links_lead_somewhere() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), (path.name, target)
