"""The repositories in examples/ci, from `git init` to a change that fails, by the lines of their CI files.

`.ci/job.py` runs a job as its server does. Here what installs the checker is a stand-in that writes down what it was
asked for; `.ci/docs` runs the same jobs with the real pip, and the hook by the real pre-commit.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "ci"
NAMES = ("github", "gitlab", "pre-commit")
CONFLICT = "the fire service has two values for 5 May: 14 in the Courier and 41 in the Morning Star"
COMMIT = re.compile(r"\b[0-9a-f]{7} \(\d{4}-\d\d-\d\d\)")
CHECKER = f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n'
PIP = '#!/bin/sh\necho "$@" >> "$ASKED_FOR"\n'
# of an environment it makes the folder with a `python` and a `checker`; what else it is asked is written down
PYTHON = """#!/bin/sh
echo "$@" >> "$ASKED_FOR"
if [ "$1 $2" = "-m venv" ]; then
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python"
  cp "$(dirname "$0")/checker" "$3/bin/checker"
fi
"""
# reads the settings and the manifest as pre-commit does: by `install` each commit runs the hooks' entries
PRE_COMMIT = f"""#!{sys.executable}
import pathlib, subprocess, sys
import yaml
(repo,) = yaml.safe_load(pathlib.Path(".pre-commit-config.yaml").read_text())["repos"]
manifest = yaml.safe_load(pathlib.Path({str(ROOT / ".pre-commit-hooks.yaml")!r}).read_text())
manifest = {{hook["id"]: hook for hook in manifest}}
if sys.argv[1] == "install":
    file = pathlib.Path(".git/hooks/pre-commit")
    file.parent.mkdir(exist_ok=True)
    file.write_text("#!/bin/sh\\nexec pre-commit run\\n")
    file.chmod(0o755)
    sys.exit()
status = 0
for hook in (manifest[each["id"]] for each in repo["hooks"]):
    done = subprocess.run(hook["entry"].split(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    status = status or done.returncode
    word = "Failed" if done.returncode else "Passed"
    print(hook["name"] + word.rjust(79 - len(hook["name"]), "."))
    if done.returncode:
        print(f"- hook id: {{hook['id']}}\\n- exit code: {{done.returncode}}\\n\\n{{done.stdout}}")
sys.exit(status)
"""


@pytest.fixture(scope="module")
def jobs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ci_job", ROOT / ".ci" / "job.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@dataclass
class Copy:
    """A copy of one of the repositories, on a machine where `checker` is that of this checkout."""

    folder: Path
    tools: Path
    asked_for: Path
    environment: dict[str, str]

    def bash(self, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", script],
            cwd=self.folder,
            env={**os.environ, **self.environment, "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )


def _copy(name: str, folder: Path) -> Copy:
    tools = folder / "tools"
    tools.mkdir()
    scripts = {"checker": CHECKER, "pip": PIP, "python3": PYTHON, "pre-commit": PRE_COMMIT}
    for command, script in scripts.items():
        (tools / command).write_text(script)
        (tools / command).chmod(0o755)
    shutil.copytree(EXAMPLES / name, folder / "copy")
    environment = {
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "ASKED_FOR": str(folder / "asked-for.txt"),
        "CHECKER_CACHE_DIR": str(folder / "cache"),
        **{f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    return Copy(folder / "copy", tools, folder / "asked-for.txt", environment)


def _follow(copy: Copy, page: str) -> list[int]:
    """Run the commands of a page, and compare what it shows with what is printed; the exit statuses."""
    statuses, printed = [], ""
    for language, text in re.findall(r"^```(console|text)\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        if language == "text":
            assert COMMIT.sub("COMMIT", text) == COMMIT.sub("COMMIT", printed).rstrip("\n") + "\n"
            continue
        printed = ""
        for line in text.splitlines():
            done = copy.bash(line.removeprefix("$ "))
            statuses.append(done.returncode)
            printed += done.stdout
    return statuses


def _page(name: str) -> str:
    return (EXAMPLES / name / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_page_goes_from_git_init_to_a_check_that_fails(name: str, tmp_path: Path) -> None:
    statuses = _follow(_copy(name, tmp_path), _page(name))
    assert statuses == [0] * (len(statuses) - 1) + [1]


def test_the_page_on_pre_commit(tmp_path: Path) -> None:
    """The commit of the article that conflicts is refused; one that went past the hook fails on a server."""
    copy = _copy("pre-commit", tmp_path)
    statuses = _follow(copy, _page("pre-commit"))
    assert [number for number, status in enumerate(statuses) if status] == [len(statuses) - 3, len(statuses) - 1]
    assert statuses[-1] == statuses[-3] == 1
    assert copy.asked_for.read_text() == "install pre-commit\n"
    assert copy.bash("git log --format=%s tribune").stdout == "The Tribune\nA story of two articles\n"


def _run(jobs: ModuleType, copy: Copy, server: str, branch: str) -> tuple[Any, Path]:
    scratch = copy.folder.parent / f"job-{branch}"
    runner = jobs.Runner(scratch=scratch, tools=copy.tools, environment=copy.environment)
    return jobs.SERVERS[server](runner, copy.folder, branch), scratch


def test_github(jobs: ModuleType, tmp_path: Path) -> None:
    """A pull request that agrees passes; one that conflicts has an annotation and a summary; `main` passes."""
    copy = _copy("github", tmp_path)
    _follow(copy, _page("github"))
    for branch in ("main", "tribune"):
        done, scratch = _run(jobs, copy, "github", branch)
        assert done.status == 0, done.output
        assert "::error" not in done.output
        assert (scratch / "output").read_text() == "status=0\n"
    done, scratch = _run(jobs, copy, "github", "star")
    assert done.status == 1
    assert "::error file=claims/fire/star.yaml,line=3,col=5,title=sources-disagree [97b8362979]::" in done.output
    assert CONFLICT in done.output
    assert "41 in the Morning Star" in (scratch / "summary.md").read_text("utf-8")
    assert (scratch / "output").read_text() == "status=1\n"
    assert f"-m venv {scratch}/temp/checker\n" in copy.asked_for.read_text()
    assert f"-m pip install --quiet --disable-pip-version-check {ROOT} -c {ROOT}/" in copy.asked_for.read_text()


def test_gitlab(jobs: ModuleType, tmp_path: Path) -> None:
    """A merge request that agrees passes; one that conflicts has both reports; `main` passes."""
    copy = _copy("gitlab", tmp_path)
    _follow(copy, _page("gitlab"))
    for branch in ("main", "tribune"):
        done, scratch = _run(jobs, copy, "gitlab", branch)
        assert done.status == 0, done.output
        assert json.loads((scratch / "clone" / "gl-code-quality-report.json").read_text()) == []
    done, scratch = _run(jobs, copy, "gitlab", "star")
    assert done.status == 1
    assert CONFLICT in done.output
    (issue,) = json.loads((scratch / "clone" / "gl-code-quality-report.json").read_text())
    assert issue["location"] == {"path": "claims/fire/star.yaml", "lines": {"begin": 3}}
    assert "<failure" in (scratch / "clone" / "consistency.xml").read_text()
    asked = "install source-consistency-checker @ git+https://YOUR-HOST/YOUR-COPY.git@REF\n"
    assert copy.asked_for.read_text() == 3 * asked


@pytest.mark.parametrize(("name", "line"), [("github", "fetch-depth: 0"), ("gitlab", "GIT_DEPTH: 0")])
def test_without_the_history_nothing_passes(jobs: ModuleType, tmp_path: Path, name: str, line: str) -> None:
    """What the comment at this line says: without it the base is not there, and the job says what to do."""
    copy = _copy(name, tmp_path)
    (file,) = copy.folder.rglob("*.yml")
    assert line in file.read_text()
    file.write_text(file.read_text().replace(line, f"{line[:-1]}1"))
    _follow(copy, _page(name))
    done, _ = _run(jobs, copy, name, "star")
    assert done.status == 2
    assert "run `git fetch --unshallow`" in done.output


def test_sarif_of_the_action_says_where_its_rules_are_explained(jobs: ModuleType, tmp_path: Path) -> None:
    copy = _copy("github", tmp_path)
    _follow(copy, _page("github"))
    runner = jobs.Runner(scratch=tmp_path / "job", tools=copy.tools, environment=copy.environment)
    jobs.check_out(runner, copy.folder, "star", 0, merged=True)
    done = jobs.run_action(runner, {"sarif": "new.sarif"}, base_ref="main")
    assert done.status == 1
    (run,) = json.loads((runner.clone / "new.sarif").read_text())["runs"]
    assert run["tool"]["driver"]["informationUri"] == "https://example.org/desk/checker/blob/v1/docs/README.md"


def test_a_wrong_option_is_an_annotation(jobs: ModuleType, tmp_path: Path) -> None:
    """What is wrong in a workflow is said where people look: at the step, and on its page."""
    copy = _copy("github", tmp_path)
    _follow(copy, _page("github"))
    runner = jobs.Runner(scratch=tmp_path / "job", tools=copy.tools, environment=copy.environment)
    jobs.check_out(runner, copy.folder, "star", 0, merged=True)
    done = jobs.run_action(runner, {"fail-on": "errors"}, base_ref="main")
    assert done.status == 2
    assert "::error title=nothing was checked::Invalid value for '--fail-on': 'errors'" in done.output
    assert "Invalid value for '--fail-on'" in (tmp_path / "job" / "summary.md").read_text("utf-8")


def test_what_a_job_does_not_understand_is_an_error(jobs: ModuleType, tmp_path: Path) -> None:
    assert jobs.is_true('$A == "b"', {"A": "b"})
    assert jobs.is_true("$A == $B", {"A": "b", "B": "b"})
    assert not jobs.is_true("$A == $B", {"A": "b"})
    with pytest.raises(jobs.NotUnderstoodError):
        jobs.is_true("$A =~ /b/", {"A": "b"})
    with pytest.raises(KeyError):
        jobs.expanded("${{ github.head_ref }}", {})
    with pytest.raises(jobs.NotUnderstoodError, match="fail_on"):
        jobs.run_action(jobs.Runner(scratch=tmp_path), {"fail_on": "error"}, base_ref="")


@pytest.mark.parametrize("name", NAMES)
def test_each_is_whole(name: str) -> None:
    """What a page says is in its folder is there, and nothing else is."""
    named = re.findall(r"^\| `([^`]+)`", _page(name), re.MULTILINE)
    files = {path.relative_to(EXAMPLES / name).as_posix() for path in (EXAMPLES / name).rglob("*") if path.is_file()}
    of_a_name = {each: {file for file in files if file == each or file.startswith(each)} for each in named}
    assert all(of_a_name.values())
    assert files - set().union(*of_a_name.values()) == {"README.md"}


@pytest.mark.parametrize(
    "file", ["github/.github/workflows/consistency.yml", "gitlab/.gitlab-ci.yml", "pre-commit/.pre-commit-config.yaml"]
)
def test_the_docs_show_these_files(file: str) -> None:
    name = file.partition("/")[2]
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert f"```yaml\n# {name}\n{(EXAMPLES / file).read_text('utf-8')}```" in page


RULE = """\
id: enough-voices
title: A toll has one voice
severity: note
let: {toll: {property: killed, status: actual}}
require: origins(toll) >= 2
message: "{toll} rests on {origins(toll)} voice"
why: Two voices are better than one.
examples:
  - expect: disagreement
    entities: {fire: {}}
    claims: [{subject: fire, property: killed, value: 12}]
  - expect: agreement
    entities: {fire: {}, mayor: {}, police: {}}
    claims:
      - {subject: fire, property: killed, value: 12, said_by: mayor}
      - {subject: fire, property: killed, value: 12, said_by: police}
"""


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_a_rule_that_never_fires_fails(jobs: ModuleType, tmp_path: Path, name: str) -> None:
    """A branch makes a rule hold whatever is claimed: nothing is found, and its example says so."""
    copy = _copy(name, tmp_path)
    rule = copy.folder / "rules" / "enough-voices.yaml"
    rule.write_text(RULE)
    copy.bash("git init -q -b main && git add . && git commit -q -m start")
    done, _ = _run(jobs, copy, name, "main")
    assert done.status == 0, done.output
    rule.write_text(RULE.replace(">= 2", ">= 0"))
    copy.bash("git switch -q -c broken && git commit -q -a -m 'A rule that holds always'")
    done, scratch = _run(jobs, copy, name, "broken")
    assert done.status == 2
    assert "FAIL  enough-voices: 1 of 2 examples" in done.output
    if name == "github":
        assert "::error title=examples of the rules::" in done.output
        assert (scratch / "output").read_text() == "status=2\n"


def test_the_hooks_run_the_examples(tmp_path: Path) -> None:
    copy = _copy("pre-commit", tmp_path)
    (copy.folder / "rules" / "enough-voices.yaml").write_text(RULE.replace(">= 2", ">= 0"))
    copy.bash("git init -q -b main && git add . && git commit -q -m start")
    done = copy.bash("pre-commit run --all-files")
    assert done.returncode == 2
    assert "FAIL  enough-voices: 1 of 2 examples" in done.stdout
