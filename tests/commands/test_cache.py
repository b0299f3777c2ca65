"""What an answer that is kept rests on: the files of the project, and all of the program that shows it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.commands import cache
from checker.files.project import find

COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims: [{id: a, subject: x, property: size, value: 3}]
"""


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's folder, of which a file can be edited."""
    copy = tmp_path_factory.mktemp("program") / "checker"
    shutil.copytree(Path(cache.__file__).parent.parent / "reports", copy / "reports")
    monkeypatch.setattr(cache, "_PACKAGE", copy)
    monkeypatch.setenv("XDG_CACHE_HOME", str(copy.parent / "kept"))
    return copy


@pytest.mark.parametrize("name", ["page.html.jinja", "style.css", "script.js", "take_away.js", "charts.html.jinja"])
def test_an_edited_template_is_asked_anew(make_project: Callable[[str, str], Path], program: Path, name: str) -> None:
    """R20."""
    project = make_project("x: {}\n", COURIER)
    before = cache.question(find([project]), ["report"], 1)
    assert before is not None
    assert cache.question(find([project]), ["report"], 1) == before
    file = program / "reports" / "page" / name
    os.utime(file, ns=(1, 1))
    after = cache.question(find([project]), ["report"], 1)
    assert after is not None and after.key != before.key and after.path == before.path
