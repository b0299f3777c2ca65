"""`pytest --checker` in a project of its own: each article and each rule is a test, which fails as the report reads.

The story: two papers on the flood, one of which has three teams for five.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.commands.scaffold import standard_rules

COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: teams, subject: teams, property: size, value: 3, quote: three teams came}
"""
FLOOD = "claims/flood"
RULES = sorted(rule.stem for rule in standard_rules().glob("*.yaml") if rule.stem not in ("properties", "hedges"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for rule in standard_rules().glob("*.yaml"):
        write(tmp_path / "rules" / rule.name, rule.read_text("utf-8"))
    write(tmp_path / FLOOD / "entities.yaml", "teams: {}\n")
    write(tmp_path / FLOOD / "courier.yaml", COURIER)
    write(tmp_path / FLOOD / "herald.yaml", COURIER.replace("Courier", "Herald"))
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def disagree(project: Path) -> None:
    herald = COURIER.replace("Courier", "Herald").replace("value: 3, quote: three", "value: 5, quote: five")
    write(project / FLOOD / "herald.yaml", herald)


def run(project: Path, *options: str, **environment: str) -> tuple[int, str]:
    """The exit status of pytest, and what it says."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CI", "PYTEST_"))}
    others = ("no:cacheprovider", "no:xdist")
    without = [part for name in others if name[3:] not in options for part in ("-p", name)]
    command = [sys.executable, "-m", "pytest", *without, "--color=no", *options]
    done = subprocess.run(command, cwd=project, env={**kept, **environment}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def outcomes(said: str) -> dict[str, str]:
    """By name how each test ended, from `pytest -v`."""
    return dict(re.findall(r"::([\w -]+) (PASSED|FAILED)", said))


def test_each_article_and_each_rule_is_a_test(project: Path) -> None:
    status, said = run(project, "--checker", "-v")
    assert status == 0, said
    assert outcomes(said) == dict.fromkeys(["courier", "herald", "other files", *RULES], "PASSED")


def test_beside_pytest_lsp(project: Path) -> None:
    """Its hook looks at the arguments of each test, and failed for those that are no functions."""
    pytest.importorskip("pytest_lsp")
    disagree(project)
    status, said = run(project, "--checker", "-v")
    assert "pytest_lsp" in said or "lsp-" in said  # among the plugins
    assert status == 1
    assert "wrap_controller" not in said
    assert outcomes(said)["other files"] == "PASSED"


@pytest.mark.parametrize("plugin", ["xdist", "cov", "asyncio", "timeout", "randomly"])
def test_beside_other_plugins(project: Path, plugin: str) -> None:
    """Those that many projects have; what is not installed is not tried."""
    module = {"xdist": "xdist", "cov": "pytest_cov", "asyncio": "pytest_asyncio"}.get(plugin, f"pytest_{plugin}")
    pytest.importorskip(module, reason=f"pytest-{plugin} is not installed")
    disagree(project)
    options = {"xdist": ["-p", "xdist", "-n", "2"], "cov": ["--cov", "."], "asyncio": ["--asyncio-mode=auto"]}
    status, said = run(project, "--checker", *options.get(plugin, []))
    assert status == 1, said
    counts = re.search(r"2 failed, (\d+) passed", said)
    assert counts is not None, said
    assert int(counts[1]) >= len(RULES)


def test_without_the_option_nothing_is_added(project: Path) -> None:
    status, said = run(project)
    assert status == 5, said  # no tests


def test_a_conflict_is_a_failure_that_reads_like_the_report(project: Path) -> None:
    disagree(project)
    status, said = run(project, "--checker", "-v")
    assert status == 1
    assert [name for name, how in outcomes(said).items() if how == "FAILED"] == ["courier", "herald"]
    (finding,) = checker.check(checker.load([project])).findings
    assert len(re.findall(rf"{FLOOD}/courier\.yaml:3: error sources-disagree \[{finding.id}\] ", said)) == 2
    assert len(re.findall(rf'    {FLOOD}/herald\.yaml:3: [^\n]* 5[^\n]*"five teams came"', said)) == 2
    assert "Traceback" not in said and "pytest_plugin.py" not in said


def test_what_is_accepted_passes(project: Path) -> None:
    disagree(project)
    assert main(["accept", "--all", "--reason", "both stand by it", "--project", str(project)]) == 0
    assert run(project, "--checker")[0] == 0


def test_what_is_accepted_without_need_fails_on_a_server_as_the_gate_does(project: Path) -> None:
    disagree(project)
    assert main(["accept", "--all", "--reason", "both stand by it", "--project", str(project)]) == 0
    write(project / FLOOD / "herald.yaml", COURIER.replace("Courier", "Herald"))
    assert run(project, "--checker")[0] == 0
    status, said = run(project, "--checker", "-v", CI="true")
    assert status == 1
    assert [name for name, how in outcomes(said).items() if how == "FAILED"] == ["other files"]
    assert "stale: " in said and "is accepted (both stand by it), but no longer found" in said


def test_a_mistake_fails_the_test_of_its_file(project: Path) -> None:
    """A claim with a slip, a rule whose example is wrong, an entity with an unknown key: each where it belongs."""
    write(project / FLOOD / "courier.yaml", COURIER.replace("property: size", "property: sise"))
    rule = project / "rules" / "part-exceeds-whole.yaml"
    rule.write_text(rule.read_text("utf-8").replace("400 alone", "401 alone"), "utf-8")
    write(project / FLOOD / "entities.yaml", "teams: {kid: team}\n")
    status, said = run(project, "--checker", "-v")
    assert status == 1
    failed = [name for name, how in outcomes(said).items() if how == "FAILED"]
    assert failed == ["courier", "part-exceeds-whole", "other files"]
    assert f"{FLOOD}/courier.yaml:3:43: unknown property 'sise'; did you mean 'size'?" in said
    assert "unknown key 'kid'; did you mean 'kind'?" in said


def test_another_folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The project lies elsewhere; and where there is none, that is a failure, not a run without tests."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    status, said = run(elsewhere, f"--checker={project}", "-v")
    assert status == 0, said
    assert "courier" in outcomes(said)
    status, said = run(elsewhere, "--checker")
    assert status == 1
    assert "no claims/ folder here" in said


def test_hostile_text_is_no_command(project: Path) -> None:
    disagree(project)
    hostile = COURIER.replace("Courier", '"\\e[31m::error::x"')
    write(project / FLOOD / "courier.yaml", hostile)
    _, said = run(project, "--checker")
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.strip().startswith("::")]
