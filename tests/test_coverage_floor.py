"""The floors of what tests cover: less than one fails, and what is not measured counts as nothing."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def floor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coverage_floor", ROOT / ".ci" / "coverage_floor.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _report(tmp_path: Path, taken: Mapping[str, int]) -> str:
    """A report of two modules a package, of 100 lines and branches each; the second has all of its own covered."""
    files: dict[str, Any] = {}
    for package, percent in taken.items():
        for module, covered in (("one", 2 * percent - 100), ("sub/two", 100)):
            lines, branches = min(covered, 60), max(covered - 60, 0)
            files[f"checker/{package}/{module}.py"] = {
                "summary": {
                    "covered_lines": lines,
                    "num_statements": 60,
                    "covered_branches": branches,
                    "num_branches": 40,
                }
            }
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps({"files": files}))
    return str(path)


def test_as_much_as_the_floors_is_enough(floor: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert floor.main([_report(tmp_path, floor.FLOORS)]) == 0
    assert "raise it" not in capsys.readouterr().out


@pytest.mark.parametrize("package", ["values", "engine"])
def test_less_than_a_floor_fails_and_is_named(
    floor: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], package: str
) -> None:
    taken = {**floor.FLOORS, package: floor.FLOORS[package] - 1}
    assert floor.main([_report(tmp_path, taken)]) == 1
    assert f"less is covered than before: {package};" in capsys.readouterr().out


def test_a_package_that_no_test_runs_has_nothing(floor: ModuleType, tmp_path: Path) -> None:
    taken = {package: share for package, share in floor.FLOORS.items() if package != "corpus"}
    assert floor.main([_report(tmp_path, taken)]) == 1


def test_a_floor_that_is_far_below_is_to_be_raised(
    floor: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert floor.main([_report(tmp_path, {**floor.FLOORS, "files": floor.FLOORS["files"] + 3})]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line.endswith("; raise it")] == [
        f"files: {floor.FLOORS['files'] + 3}.0 %, at least {floor.FLOORS['files']} %; raise it"
    ]


def test_each_package_is_there_with_its_tests_and_the_rest_runs_without(floor: ModuleType) -> None:
    for package, folder in zip(floor.FLOORS, floor.tests(), strict=True):
        assert (ROOT / "checker" / package).is_dir()
        assert list((ROOT / folder).glob("test_*.py"))
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "coverage_floor.py --tests" in run and "make coverage" in run
