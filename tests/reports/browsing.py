"""What the tests of the page share: pages of four reports, and a browser that shows them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python")
CHROMIUM = shutil.which("chromium") or ""
if not CHROMIUM:
    pytest.skip("chromium is not installed: apt-get install chromium", allow_module_level=True)

from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright  # noqa: E402

import checker  # noqa: E402
from checker.baseline.review import Review  # noqa: E402
from checker.baseline.status import judged  # noqa: E402
from checker.engine.findings import Finding  # noqa: E402
from checker.reports.html import page  # noqa: E402
from tests.reports import norwold  # noqa: E402
from tests.reports.page_corpus import TODAY, hostile, orlava  # noqa: E402

ROOT = Path(__file__).parents[2]
NAMES = ("five", "orlava", "hostile", "norwold")
WIDE, MIDDLE, NARROW = 1400, 800, 390
STORIES = ("landslide", "flood")
"""The invented stories of examples/, with their texts."""
Visit = Callable[..., Page]


def review_at(root: Path | str) -> Review:
    return judged(checker.check(checker.load([root])), date.fromisoformat(TODAY).toordinal())


class Made:
    """The reviews and their pages."""

    def __init__(self, folder: Path) -> None:
        self.reviews: dict[str, Review] = {}
        self.files: dict[str, Path] = {}
        roots = {"five": ROOT, "orlava": folder / "orlava", "hostile": folder / "hostile"}
        orlava(roots["orlava"])
        hostile(roots["hostile"])
        for name, root in roots.items():
            self.reviews[name] = review_at(root)
        self.reviews["norwold"] = norwold.review()
        for name in STORIES:
            self.reviews[name] = review_at(ROOT / "examples" / name)
        for name, review in self.reviews.items():
            self.show(name, review, folder, with_texts=name in STORIES)

    def show(self, name: str, review: Review, folder: Path, *, with_texts: bool = False) -> None:
        """Write the page of one more report."""
        self.files[name] = folder / f"{name}.html"
        self.files[name].write_text(page(review, with_texts=with_texts), "utf-8")

    def finding(self, rule: str, name: str = "orlava") -> Finding:
        return next(finding for finding in self.reviews[name].findings if finding.rule == rule)


def made_in(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)  # nothing is accepted there
        return Made(tmp_path_factory.mktemp("pages"))


def started() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


class Tab:
    """One tab, used again and again: to open another one each time takes as long as all the rest."""

    def __init__(self, browser: Browser, *, script: bool) -> None:
        self.page = browser.new_page(java_script_enabled=script)
        self.page.set_default_timeout(10_000)
        self.wrong: list[str] = []
        self.address = ""
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("request", self._check)

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _check(self, request: Request) -> None:
        if not request.url.startswith((self.address, "about:", "blob:")):
            self.wrong.append(request.url)


def two_tabs(browser: Browser) -> dict[bool, Tab]:
    """A tab that runs scripts, and one that does not."""
    return {script: Tab(browser, script=script) for script in (True, False)}


def visits(tabs: dict[bool, Tab], made: Made) -> Iterator[Visit]:
    """Opens a page, by its name or address. No page may write an error, open a dialog or ask for another file."""
    allowed: list[bool] = []

    def opened(
        name: str,
        *,
        width: int = WIDE,
        scheme: Any = "light",
        script: bool = True,
        at: str = "",
        is_opened: bool = False,
        refusals: bool = False,
    ) -> Page:
        tab = tabs[script]
        tab.page.goto("about:blank")  # or a change of what follows # is all that happens
        tab.page.set_viewport_size({"width": width, "height": 800})
        tab.page.emulate_media(color_scheme=scheme, media="screen")
        address = name if "://" in name else made.files[name].as_uri()
        tab.address = address.partition("?")[0]
        allowed.append(refusals)
        tab.page.goto(address + at)
        if is_opened:
            open_all(tab.page)
        return tab.page

    yield opened
    wrong = [text for tab in tabs.values() for text in tab.wrong]
    for tab in tabs.values():
        tab.page.unroute_all()
        tab.page.goto("about:blank")
        tab.wrong.clear()
    assert any(allowed) or wrong == []


def open_all(tab: Page) -> None:
    tab.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")


SHOWN = """name => [...document.querySelectorAll(name)].filter(node => node.checkVisibility()).map(node => node.id)"""


def shown(tab: Page, selector: str) -> list[str]:
    """The ids of the elements that are displayed, in their order."""
    ids: list[str] = tab.evaluate(SHOWN, selector)
    return ids


IN_VIEW = """selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const at = document.elementFromPoint(box.left + 2, box.top + Math.min(8, box.height / 2));
    return box.height > 0 && box.top >= 0 && box.top < innerHeight && at !== null && at.closest('form') === null;
}"""


def assert_in_view(tab: Page, id_: str) -> None:
    """An element begins within the window, and nothing lies above it; if not at once, then within two frames."""
    for pause in (0, 50, 50, 100):
        tab.wait_for_timeout(pause)
        if tab.evaluate(IN_VIEW, f'[id="{id_}"]'):
            return
    raise AssertionError((id_, tab.evaluate("scrollY")))


def address_of(element: str) -> str:
    """An id as an address within the page."""
    return "#" + element
