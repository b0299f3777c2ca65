"""A project with one story, to import into and to export from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.helpers import COURIER, ENTITIES


@pytest.fixture
def desk(make_project: Callable[[str, str], Path]) -> Path:
    return make_project(ENTITIES, COURIER)
