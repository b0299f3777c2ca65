"""A story that a test writes line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.small_stories import Story


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)
