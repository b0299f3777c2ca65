"""The pictures in README and docs show the page as it is: they are made anew when what they show has changed."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", FOLDER / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_no_picture_is_stale(make: ModuleType) -> None:
    assert make.stale(make.page()) == [], "run `make docs`"


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("<h1>The landslide", "<h1>The flood", ["report.png"]),
        (">35</text>", ">36</text>", None),  # the chart is not there any more: said, not passed over
        ("31 → 27", "31 → 28", ["course.png"]),
        ("--ink:", "--inks:", ["report.png", "course.png"]),
        ("<footer>", "<footer>a new version", []),
    ],
)
def test_what_makes_a_picture_stale(make: ModuleType, old: str, new: str, stale: list[str] | None) -> None:
    html = make.page()
    assert old in html
    changed = html.replace(old, new)
    if stale is None:
        with pytest.raises(SystemExit, match=r"course\.png"):
            make.stale(changed)
    else:
        assert make.stale(changed) == stale


def test_each_picture_is_shown_somewhere(make: ModuleType) -> None:
    text = "".join(file.read_text("utf-8") for file in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    shown = set(re.findall(r"!\[[^\]]+\]\((?:docs/)?pictures/([\w.-]+)\)", text))
    made = {picture.name for picture in make.PICTURES} | {"desk.png"}
    assert shown == made == {file.name for file in FOLDER.glob("*.png")}


def test_the_picture_of_the_desk_is_not_stale() -> None:
    done = subprocess.run([sys.executable, FOLDER / "desk.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
