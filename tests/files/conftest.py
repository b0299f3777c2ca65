"""What the tests of files share."""

from __future__ import annotations

import pytest

from checker.files import yaml_reader
from tests.files.yaml_texts import LOADERS


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def any_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runs with libyaml and without it: not every platform's PyYAML has it."""
    monkeypatch.setattr(yaml_reader, "_PARSER", request.param)
