"""Make the pictures of README.md and docs/ from examples/landslide: `python docs/pictures/make.py` (or `make docs`).

`--check` makes nothing and exits 1 where a picture is stale. Pictures differ from machine to machine by their fonts, so
what is compared is what they were made from: the parts of the page that they show, the style, and this script.
pictures.json holds the hashes of that, and of the pictures.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
EXAMPLE = ROOT / "examples" / "landslide"
RECORD = HERE / "pictures.json"


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of the page: what of it is shown, as a pattern of its HTML and as the selector of an element.

    `width` is that of the window; without a selector the window's `height` is shown.
    """

    name: str
    shows: str
    selector: str = ""
    width: int = 1000
    height: int = 700


PICTURES = (
    Picture("report.png", r"<header>.*?<form class=\"filter\"", height=690),
    Picture(
        "course.png",
        r"<figure class=\"course\">(?:(?!</figure>).)*35</text>.*?</figure>",
        selector="#dispute-2 figure.course",
        width=900,
    ),
)


def page() -> str:
    """The page of the example. No acceptance of it ends, so the day does not matter."""
    from checker.baseline.reviewing import review
    from checker.reports import Style, render

    return render(review([EXAMPLE], today=1), "html", Style(with_texts=True))


def sources(html: str) -> dict[str, str]:
    """For each picture the hash of what it is made from."""
    style = re.search(r"<style>.*?</style>", html, re.DOTALL)
    script = Path(__file__).read_text(encoding="utf-8")
    found = {}
    for picture in PICTURES:
        shown = re.search(picture.shows, html, re.DOTALL)
        if style is None or shown is None:
            raise SystemExit(f"{picture.name}: the page has no such part any more: {picture.shows}")
        found[picture.name] = _hash("\n".join((script, style[0], shown[0])).encode())
    return found


def stale(html: str) -> list[str]:
    """The pictures that are missing, were made from something else, or are not those that were made."""
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    return [name for name, source in sources(html).items() if known.get(name) != _record(name, source)]


def _record(name: str, source: str) -> dict[str, str]:
    """What a picture was made from, and its own hash; empty where it is missing."""
    file = HERE / name
    return {"made_from": source, "is": _hash(file.read_bytes())} if file.exists() else {}


def make(html: str) -> None:
    """Make all pictures, and record what they were made from. Needs playwright and Chromium."""
    from playwright.sync_api import sync_playwright

    made_from = sources(html)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            tab = browser.new_page(device_scale_factor=1.5, color_scheme="light")
            tab.set_viewport_size({"width": picture.width, "height": picture.height})
            tab.goto(file.as_uri())
            if picture.selector:
                tab.locator(picture.selector).first.screenshot(path=HERE / picture.name)
            else:
                tab.screenshot(path=HERE / picture.name)
            tab.close()
            print(f"wrote docs/pictures/{picture.name}")
        browser.close()
    record = {
        name: {"made_from": source, "is": _hash((HERE / name).read_bytes())} for name, source in made_from.items()
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    html = page()
    names = stale(html)
    if "--check" in sys.argv:
        for name in names:
            print(f"stale: docs/pictures/{name}; run `make docs`")
        return 1 if names else 0
    if names:
        make(html)
    return 0


if __name__ == "__main__":
    sys.exit(main())
