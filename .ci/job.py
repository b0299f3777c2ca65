#!/usr/bin/env python3
"""A job of a repository's CI file, run as its server does: .ci/job.py github|gitlab REPOSITORY BRANCH SCRATCH_DIR

The branch is merged into `main` (GitHub) or checked out (GitLab) in a clone, with the history that the file asks for,
and the lines of the file are run in it by bash; `uses: OWNER/REPOSITORY@REF` is the action of the repository in which
this script is. For the branch `main` it is the job of a push, else that of a pull request. Only what examples/ci needs
of the two languages is understood: anything else is an error. It needs PyYAML.

Exit status: that of the job.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_DEPTH_OF_GITHUB = 1
_DEPTH_OF_GITLAB = 20
_SECONDS = 600


class NotUnderstoodError(Exception):
    """A CI file has what no part of this script understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A machine that runs jobs: its scratch folder, and the folder of commands that come before all others."""

    scratch: Path
    tools: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def clone(self) -> Path:
        return self.scratch / "clone"

    def bash(self, script: str, folder: Path, **variables: str) -> Done:
        """Run a script as both servers do: it ends at the first line that fails."""
        path = [str(self.tools)] if self.tools else []
        environment = {**os.environ, **self.environment, **variables, "CI": "true"}
        environment["PATH"] = os.pathsep.join([*path, environment["PATH"]])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
        )
        return Done(done.returncode, done.stdout)

    def git(self, script: str, folder: Path) -> None:
        people = {f"GIT_{who}_{what}": "runner" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = self.bash(script, folder, **people)
        if done.status:
            raise RuntimeError(f"{script}\n{done.output}")


@dataclass(frozen=True, slots=True)
class Done:
    """How a job ended, and what its log shows."""

    status: int
    output: str


def check_out(runner: Runner, repository: Path, branch: str, depth: int, *, merged: bool) -> None:
    """A clone with so many commits of history (0: all), at the branch or at the merge of it into `main`."""
    runner.scratch.mkdir(parents=True, exist_ok=True)
    origin = runner.scratch / "origin"
    runner.git(f"git clone -q --no-local --bare '{repository}' '{origin}'", runner.scratch)
    wanted = f"refs/heads/{branch}"
    if merged:
        wanted = "refs/pull/1/merge"
        runner.git(
            f"git clone -q '{origin}' merging && cd merging && git checkout -q main"
            f" && git merge -q --no-ff -m merge origin/{branch} && git push -q origin HEAD:{wanted}",
            runner.scratch,
        )
    runner.clone.mkdir()
    history = f"--depth {depth}" if depth else ""
    branches = "" if depth else "'+refs/heads/*:refs/remotes/origin/*'"
    runner.git(
        f"git init -q && git remote add origin 'file://{origin}'"
        f" && git fetch -q {history} origin {branches} {wanted}:refs/job && git checkout -q --detach refs/job",
        runner.clone,
    )


def github(runner: Runner, repository: Path, branch: str) -> Done:
    """The steps of the only job of the only workflow; the summary is `summary.md` in the scratch folder."""
    (file,) = (repository / ".github" / "workflows").glob("*.yml")
    workflow = yaml.safe_load(file.read_text("utf-8"))
    ((_, job),) = workflow["jobs"].items()
    checkout, step = job["steps"]
    if not checkout["uses"].startswith("actions/checkout@") or step["uses"] != "OWNER/REPOSITORY@REF":
        raise NotUnderstoodError(f"{file}: {checkout['uses']}, {step['uses']}")
    depth = int(checkout.get("with", {}).get("fetch-depth", _DEPTH_OF_GITHUB))
    pull_request = branch != "main"
    # YAML takes `on` for a truth value
    if ("pull_request" if pull_request else "push") not in workflow[True]:
        raise NotUnderstoodError(f"{file} has no job for {branch}")
    check_out(runner, repository, branch, depth, merged=pull_request)
    return run_action(runner, step.get("with", {}), base_ref="main" if pull_request else "")


def run_action(runner: Runner, given: Mapping[str, str], *, base_ref: str) -> Done:
    """The steps of action.yml with these inputs, one after the other until one fails."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    inputs = {name: each["default"] for name, each in action["inputs"].items()}
    if given.keys() - inputs.keys():
        raise NotUnderstoodError(f"action.yml has no input {sorted(given.keys() - inputs.keys())}")
    context = {
        "github.base_ref": base_ref,
        "github.server_url": "https://example.org",
        "github.action_repository": "desk/checker",
        "github.action_ref": "v1",
        "github.action_path": str(ROOT),
        **{f"inputs.{name}": str(value) for name, value in {**inputs, **given}.items()},
    }
    common = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(runner.scratch / "output"),
        "GITHUB_STEP_SUMMARY": str(runner.scratch / "summary.md"),
        "RUNNER_TEMP": str(runner.scratch / "temp"),
    }
    (runner.scratch / "temp").mkdir(exist_ok=True)
    log = ""
    for step in action["runs"]["steps"]:
        if step["shell"] != "bash" or "${{" in step["run"]:
            raise NotUnderstoodError(f"action.yml: {step['name']}")
        variables = {name: expanded(value, context) for name, value in step["env"].items()}
        done = runner.bash(step["run"], runner.clone, **common, **variables)
        log += done.output
        if done.status:
            return Done(done.status, log)
    return Done(0, log)


def expanded(value: str, context: Mapping[str, str]) -> str:
    """A value with what the server puts in for each `${{ ... }}`; KeyError where it is not known."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: context[found[1]], value)


def gitlab(runner: Runner, repository: Path, branch: str) -> Done:
    """The script of the only job, in an environment of its own as in a container of its image."""
    ((_, job),) = yaml.safe_load((repository / ".gitlab-ci.yml").read_text("utf-8")).items()
    merge_request = branch != "main"
    variables = {**job["variables"], "CI_DEFAULT_BRANCH": "main"}
    if merge_request:
        variables |= {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    else:
        variables |= {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": branch}
    if not any(is_true(rule["if"], variables) for rule in job["rules"]):
        raise NotUnderstoodError(f".gitlab-ci.yml has no job for {branch}")
    check_out(runner, repository, branch, int(variables.get("GIT_DEPTH", _DEPTH_OF_GITLAB)), merged=False)
    if runner.tools is None:
        image = runner.scratch / "image"
        subprocess.run([sys.executable, "-m", "venv", image], check=True)
        runner = Runner(scratch=runner.scratch, tools=image / "bin", environment=runner.environment)
    done = runner.bash("\n".join(job["script"]), runner.clone, **{k: str(v) for k, v in variables.items()})
    for name in job["artifacts"]["reports"].values():
        if done.status < 2 and not (runner.clone / name).is_file():
            raise RuntimeError(f"there is no {name}\n{done.output}")
    return done


def is_true(condition: str, variables: Mapping[str, Any]) -> bool:
    """Whether `$NAME == "text"` or `$NAME == $OTHER` holds."""
    comparison = re.fullmatch(r'\$(\w+) == (?:"([^"]*)"|\$(\w+))', condition)
    if comparison is None:
        raise NotUnderstoodError(condition)
    name, text, other = comparison.groups()
    value = variables.get(name)
    return bool(value == (variables.get(other) if other else text))


SERVERS = {"github": github, "gitlab": gitlab}


def main() -> int:
    if len(sys.argv) != 5 or sys.argv[1] not in SERVERS:
        print(__doc__)
        return 2
    server, repository, branch, scratch = sys.argv[1:]
    done = SERVERS[server](Runner(scratch=Path(scratch).resolve()), Path(repository).resolve(), branch)
    print(done.output, end="")
    return done.status


if __name__ == "__main__":
    sys.exit(main())
