"""The project that the tests of the language server edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.editor.stories import CAST, COURIER, HERALD, ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two papers that disagree about a flood; the folder's name has a space and letters beyond ASCII."""
    root = tmp_path / "the désk 🌊"
    shutil.copytree(ROOT / "rules", root / "rules")
    story = root / "claims" / "flood"
    story.mkdir(parents=True)
    (story / "entities.yaml").write_text(CAST, encoding="utf-8")
    (story / "courier.yaml").write_text(COURIER, encoding="utf-8")
    (story / "herald.yaml").write_text(HERALD, encoding="utf-8")
    return root
