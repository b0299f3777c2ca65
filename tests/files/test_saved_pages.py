"""Saved pages of many papers and blogs, which other packages bring: the details are right or blank, nothing breaks.

`.ci/pages FOLDER` fetches them; CHECKER_SAVED_PAGES names the folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.files import page_library
from checker.files.extract import CannotRead, Details, plain_text

FOLDER = Path(os.environ.get("CHECKER_SAVED_PAGES") or "none")
TRUTH = Path(__file__).with_name("saved_pages.tsv")
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no saved pages at hand: .ci/pages FOLDER fetches them, CHECKER_SAVED_PAGES names them"
)
LEAST_RIGHT = 0.98


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def told() -> dict[str, tuple[str, ...]]:
    """By hash: name, day, publisher, the first words of the title."""
    rows = (line.split("\t") for line in TRUTH.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {key: tuple(rest) for key, *rest in rows}


def read_all() -> tuple[dict[str, Details], list[str]]:
    """The details of each page by hash, and the names of those that are refused."""
    found: dict[str, Details] = {}
    refused = []
    for path in sorted(FOLDER.rglob("*.html")):
        data = path.read_bytes()
        try:
            text, found[hashlib.sha256(data).hexdigest()[:12]] = plain_text(data, ".html")
        except CannotRead:
            refused.append(path.name)
            continue
        assert "<script" not in text and "\x00" not in text
    return found, refused


def test_the_list_is_of_these_pages() -> None:
    assert len(told()) > 100
    pages = {hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in FOLDER.rglob("*.html")}
    assert pages <= set(told())


@pytest.mark.parametrize("has_library", [True, False], ids=["trafilatura", "alone"])
def test_title_publisher_and_day_are_right_or_blank(has_library: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if has_library:
        pytest.importorskip("trafilatura")
        pytest.importorskip("lxml_html_clean")
    else:
        monkeypatch.setattr(page_library, "_trafilatura", lambda: None)
    pages, refused = read_all()
    assert len(pages) > 100 and len(refused) <= 2
    checks: list[tuple[str, int, Callable[[str, str], bool]]] = [
        ("published", 1, lambda got, want: got == want),
        ("publisher", 2, lambda got, want: letters(got) == letters(want)),
        ("title", 3, lambda got, want: letters(got).startswith(letters(want))),
    ]
    for kind, place, is_right in checks:
        known = {key: row[place] for key, row in told().items() if row[place] != "?" and key in pages}
        given = {key: value for key in known if (value := getattr(pages[key], kind))}
        wrong = [(told()[key][0], value, known[key]) for key, value in given.items() if not is_right(value, known[key])]
        assert len(wrong) <= (1 - LEAST_RIGHT) * len(known), (kind, wrong)
        assert len(given) >= 0.6 * len(known), kind
