"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the answers of another one, or depends on where the tests run."""
    folder: Path = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(folder))
    for name in ("CI", "GITHUB_STEP_SUMMARY", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
