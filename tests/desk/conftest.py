"""What the tests of the desk share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="the extra is not installed: pip install -e '.[desk]'")
pytest.importorskip("uvicorn", reason="the extra is not installed: pip install -e '.[desk]'")

from tests.desk.serving import Running, flood, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.desk.sitting import Sit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return flood(tmp_path / "project")


@pytest.fixture
def desk(project: Path) -> Iterator[Running]:
    with running(project) as started:
        yield started


@pytest.fixture
def sit(browser: Browser) -> Iterator[Sit]:
    from tests.desk.sitting import sitting

    yield from sitting(browser)
