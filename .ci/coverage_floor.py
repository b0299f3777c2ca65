#!/usr/bin/env python
"""Run the tests of the core with the branches that they take: no package may have less covered than its floor.

A floor is raised when more is covered, and never lowered: what is not covered any more gets a test. Only the tests of
these packages count, so a floor does not rest on what a command happens to run. With a report (JSON, of coverage) the
tests are not run; --tests says which they are.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLOORS = {"values": 98, "files": 85, "corpus": 96, "engine": 98, "baseline": 96}
"""Percent of the lines and branches of each package."""
SLACK = 1
"""Points above a floor from which on it is to be raised: random examples take a branch more or less."""


def tests() -> list[str]:
    """The folders of the tests that count."""
    return [f"tests/{package}" for package in FLOORS]


def covered(report: Mapping[str, Any]) -> dict[str, float]:
    """Percent of the lines and branches of each package, by a report of coverage."""
    taken, there = Counter[str](), Counter[str]()
    for file, about in report["files"].items():
        package, summary = Path(file).parts[1], about["summary"]
        taken[package] += summary["covered_lines"] + summary["covered_branches"]
        there[package] += summary["num_statements"] + summary["num_branches"]
    return {package: 100 * taken[package] / number for package, number in there.items() if number}


def below(share: Mapping[str, float]) -> Iterator[str]:
    """Say what each package has; yields those that have less than their floor, or nothing at all."""
    for package, floor in FLOORS.items():
        found = share.get(package, 0)
        print(f"{package}: {found:.1f} %, at least {floor} %{'; raise it' if found >= floor + 1 + SLACK else ''}")
        if found < floor:
            yield package


def run_tests(report: Path) -> int:
    """Run the tests that count; returns pytest's exit status."""
    packages = [f"--cov=checker.{package}" for package in FLOORS]
    command = [sys.executable, "-m", "pytest", "-n", "2", *packages, f"--cov-report=json:{report}", *tests()]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    """The exit status: that of the tests, or 1 where a package is below its floor."""
    if arguments == ["--tests"]:
        print(*tests())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = Path(arguments[0]) if arguments else Path(folder) / "coverage.json"
        if not arguments and (status := run_tests(report)):
            return status
        missing = list(below(covered(json.loads(report.read_text("utf-8")))))
    if missing:
        print(f"less is covered than before: {', '.join(missing)}; `coverage report -m` shows what, with .coverage")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
