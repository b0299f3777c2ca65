"""The project that the tests of mistakes change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.bad_project import FILES, STANDARD, write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project without a mistake, in the working folder."""
    folder = tmp_path / "project"
    for name, text in {**STANDARD, **FILES}.items():
        write(folder / name, text)
    monkeypatch.chdir(folder)
    return folder
