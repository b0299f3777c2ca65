"""The repository in examples/ci, from `git init` to a pull request that fails: on GitHub, GitLab and by pre-commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ci"
CONFLICT = "the fire service is given two ways for 5 May: 14 in the Courier and 41 in the Morning Star"


class Repository:
    """A clone on a server's machine, whose origin has the branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "clone"
        self.runner = folder / "runner"
        tools = self.runner / "checker" / "bin"
        tools.mkdir(parents=True)
        command = tools / "checker"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
        command.chmod(0o755)
        people = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
        self.environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "RUNNER_TEMP": str(self.runner),
            "CI": "true",
            **{f"GIT_{who}": "desk@example.org" for who in people},
        }
        origin = folder / "origin"
        shutil.copytree(EXAMPLE, origin)
        self.bash(
            "git init -q -b main && git add . && git commit -q -m 'Two articles' && git clone -q . ../clone", origin
        )

    def bash(
        self, script: str, folder: Path | None = None, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder or self.folder,
            env={**self.environment, **(more or {})},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return done

    def pull_request(self) -> None:
        script = "git switch -q -c star && mv pull-request/star.yaml claims/fire/ && git add . && git commit -q -m Star"
        assert self.bash(script).returncode == 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_github(repository: Repository) -> None:
    """The workflow's step, by the action's own script, as a runner calls it."""
    *_, step = _read(EXAMPLE / ".github" / "workflows" / "consistency.yml")["jobs"]["consistency"]["steps"]
    action = _read(ROOT / "action.yml")
    assert step["uses"] == "OWNER/REPOSITORY@REF"
    inputs = {name: str(each["default"]) for name, each in action["inputs"].items()}
    assert step["with"].keys() <= inputs.keys()
    inputs |= step["with"] | {"sarif": "new.sarif"}
    install, check = action["runs"]["steps"]
    assert '"$RUNNER_TEMP/checker/bin/python" -m pip install' in install["run"]
    given = {
        "${{ github.base_ref }}": "main",
        "${{ github.server_url }}": "https://example.org",
        "${{ github.action_repository }}": "desk/checker",
        "${{ github.action_ref }}": "v1",
    }
    given |= {f"${{{{ inputs.{name} }}}}": value for name, value in inputs.items()}
    environment = {name: given[value] for name, value in check["env"].items()}
    output, summary = repository.runner / "output", repository.runner / "summary.md"
    environment |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
    assert repository.bash(check["run"], more=environment).returncode == 0
    repository.pull_request()
    done = repository.bash(check["run"], more=environment)
    assert done.returncode == 1
    assert "::error file=claims/fire/star.yaml,line=3," in done.stdout
    assert CONFLICT in done.stdout
    assert "41 in the Morning Star" in summary.read_text("utf-8")
    assert output.read_text("utf-8").splitlines()[-1] == "status=1"
    (run,) = json.loads((repository.folder / "new.sarif").read_text())["runs"]
    assert run["tool"]["driver"]["informationUri"] == "https://example.org/desk/checker/blob/v1/docs/README.md"


def test_a_wrong_option_is_an_annotation(repository: Repository) -> None:
    """What is wrong in a workflow is said where people look: at the step, and on its page."""
    summary = repository.runner / "summary.md"
    script = "checker check --format github --fail-on errors || echo status $?"
    done = repository.bash(script, more={"GITHUB_STEP_SUMMARY": str(summary)})
    assert "::error title=nothing was checked::Invalid value for '--fail-on': 'errors'" in done.stdout
    assert "status 2" in done.stdout
    assert "Invalid value for '--fail-on'" in summary.read_text("utf-8")


def test_gitlab(repository: Repository) -> None:
    install, *script = _read(EXAMPLE / ".gitlab-ci.yml")["consistency"]["script"]
    assert install.startswith("pip install ")
    lines = "\n".join(script)
    environment = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    assert repository.bash(lines, more=environment).returncode == 0
    repository.pull_request()
    done = repository.bash(lines, more=environment)
    assert done.returncode == 1
    assert CONFLICT in done.stdout
    (issue,) = json.loads((repository.folder / "gl-code-quality-report.json").read_text())
    assert issue["location"]["path"] == "claims/fire/star.yaml"
    assert "<failure" in (repository.folder / "consistency.xml").read_text()


def test_pre_commit(repository: Repository) -> None:
    """The hook that the manifest defines; .ci/validate runs it by pre-commit itself."""
    (repo,) = _read(EXAMPLE / ".pre-commit-config.yaml")["repos"]
    (hook,) = _read(ROOT / ".pre-commit-hooks.yaml")
    assert [each["id"] for each in repo["hooks"]] == [hook["id"]]
    assert repository.bash(hook["entry"]).returncode == 0
    repository.pull_request()
    done = repository.bash(hook["entry"])
    assert done.returncode == 1
    assert CONFLICT in done.stdout


def test_the_page_shows_it(tmp_path: Path) -> None:
    """The commands of its README, up to the last one, which fails."""
    (block,) = (EXAMPLE / "README.md").read_text("utf-8").split("```console\n")[1:]
    repository = Repository(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    lines = [line.removeprefix("$ ") for line in block.partition("```")[0].splitlines()]
    *before, last = (repository.bash(line, tmp_path / "copy") for line in lines)
    assert [done.returncode for done in before] == [0, 0]
    assert last.returncode == 1
    assert CONFLICT in last.stdout
