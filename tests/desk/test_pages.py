"""The pages that one begins with: the stories, their articles, and the report among them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.desk.serving import HERALD_FILE, Running, flood, running


def links(html: str, nav: str) -> list[tuple[str, str]]:
    """Where a bar of a page leads to; "" for the page itself."""
    bar = re.search(rf'<nav[^>]*aria-label="{nav}">(.*?)</nav>', html, re.DOTALL)
    assert bar is not None
    return re.findall(r'<a(?: href="([^"]*)")?[^>]*>([^<]*?)(?: <|</a>)', bar[1])


def test_the_articles_of_a_story_stand_in_the_order_of_their_days(desk: Running, project: Path) -> None:
    """Whatever their files are called: the Courier of the 3rd stands before the Gazette and the Herald of the 4th."""
    head = HERALD_FILE.replace("Herald", "Zurich Courier").replace("2031-05-04", "2031-05-03")
    (project / "claims/flood/zurich.yaml").write_text(head.replace("herald.txt", "gazette.txt"), "utf-8")
    page = desk.ask("/stories/flood").text
    assert re.findall(r"<small>(\w[\w ]+) · \d", page.replace("<bdi>", "").replace("</bdi>", "")) == [
        "Zurich Courier",
        "Gazette",
        "Herald",
    ]


def test_the_report_has_the_bar_of_the_desk(desk: Running) -> None:
    report = desk.ask("/report").text
    bar = links(report, "the desk")
    assert bar == [
        ("/stories", "Stories"),
        ("", "Report"),
        ("/calls", "To ring up"),
        ("/words", "Vocabulary"),
        ("/new", "New article"),
    ]
    for address, _ in bar:
        assert desk.ask(address or "/report").status == 200
    parts = [name for _, name in links(report, "parts of the report")]
    assert len(parts) == len(set(parts)), "each part once"


def test_the_bar_in_the_reading_mode(tmp_path: Path) -> None:
    with running(flood(tmp_path / "project"), is_reading=True) as desk:
        assert links(desk.ask("/").text, "the desk") == [("", "Report"), ("/stories", "Stories")]
        assert links(desk.ask("/stories").text, "the desk") == [("/", "Report"), ("/stories", "Stories")]
