"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.commands.scaffold import standard_rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser

try:
    from hypothesis import Phase, settings
except ImportError:  # the tests of the built wheel need none of it
    pass
else:
    settings.register_profile("tests", deadline=None)  # no test rests on a clock
    # `make mutants`: the same examples each time, and a failure is not made smaller: that it fails is enough
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=phases)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


@pytest.fixture(autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the answers of another one, or depends on where the tests run."""
    folder: Path = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(folder))
    for name in ("CI", "GITHUB_STEP_SUMMARY", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def make_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Make a project with the standard rules and one story, of a cast and the Courier's article; and go there."""

    def make(entities: str, courier: str) -> Path:
        story = tmp_path / "claims" / "flood"
        story.mkdir(parents=True)
        (story / "entities.yaml").write_text(entities)
        (story / "courier.yaml").write_text(courier)
        (tmp_path / "rules").mkdir()
        for rule in standard_rules().glob("*.yaml"):
            (tmp_path / "rules" / rule.name).write_text(rule.read_text("utf-8"), "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module: while it is open, no test can run an event loop of its own.

    Nothing of it is imported before a test asks for it.
    """
    from tests.reports.browsing import started

    yield from started()
