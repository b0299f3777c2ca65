"""The benchmarks run; what they measure is not judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "line",
    [
        "joint.py --components 12 --runs 1",
        "million.py --quantities 5000 --runs 1",
        "products.py --claims 6000 --runs 1",
        "nested.py --days 8 --towns 40 --runs 1",
        "many_files.py --articles 40 --runs 1",
        "startup.py --runs 1",
        "warm.py --articles 40 --runs 1",
        "page.py --articles 40 --runs 1",
        "editor.py --articles 40 --runs 1",
    ],
)
def test_runs(line: str) -> None:
    script, *options = line.split()
    if script == "editor.py":
        pytest.importorskip("pygls", reason="the language server is an extra")
    command = [sys.executable, str(ROOT / "benchmarks" / script), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)  # too slow, or not
    assert " times" in done.stdout
    assert "wanted at most" in done.stdout


@pytest.mark.parametrize("line", ["mentions.py --part measure", "drafts.py"])
def test_what_is_counted_runs(line: str) -> None:
    script, *options = line.split()
    command = [sys.executable, str(ROOT / "benchmarks" / script), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert "wanted" in done.stdout


def test_second_opinions_are_left_out_where_they_are_not_installed() -> None:
    command = [sys.executable, "-W", "ignore", str(ROOT / "benchmarks" / "opinions.py"), "--part", "measure"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert "right, checker not" in done.stdout
