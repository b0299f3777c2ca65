"""The desk in a corpus of 2,000 articles: from a save to its disagreement on the screen, and to open an article.

In Chromium: from the key that saves until the page shows what the claim agrees and disagrees with, 100 times in a row;
and from the click on an article of 2,000 words until its marks are there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from common import verdict
from desk_serving import serving
from many_files import PLACES, write_corpus
from playwright.sync_api import Page, sync_playwright

WANTED_SAVE, WANTED_WORST, WANTED_OPEN = 0.2, 0.5, 0.3
STORY, NAME = "story-00", "coded-at-the-desk"
HEAD = "source:\n  publisher: Evening Star\n  published: 2031-05-09\n  text: ../../texts/{name}.txt\nclaims: []\n"
FILLER = (
    "Officials met in the town hall and spoke of the weather, of roads that were closed and of what was to be done. "
)
SAVE = """() => new Promise((done, failed) => {
    const result = document.getElementById('result');
    const begin = performance.now();
    const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => done([(performance.now() - begin) / 1000, result.innerText]));
    });
    seen.observe(result, { childList: true });
    setTimeout(() => failed(document.querySelector('#claim-form .mistakes')?.innerText ?? 'nothing'), 20000);
    document.querySelector('#claim-form [data-act=save]').click();
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--keep", type=Path, help="write the files here and leave them")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        if not (folder / "claims").is_dir():
            write_corpus(folder, options.articles)
        _write_article(folder, options.saves)
        return _measured(folder, options.saves)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _write_article(folder: Path, figures: int) -> None:
    """An article of about 2,000 words with as many figures as are to be saved."""
    lines = []
    for number in range(figures + 5):
        place, more = PLACES[number % len(PLACES)], FILLER if number % 2 else ""
        lines.append(f"In the {place} {101 + number} people were killed, the mayor said. {more}")
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / f"{NAME}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (folder / "claims" / STORY / f"{NAME}.yaml").write_text(HEAD.format(name=NAME), encoding="utf-8")


def _measured(folder: Path, saves: int) -> int:
    words = len((folder / "texts" / f"{NAME}.txt").read_text(encoding="utf-8").split())
    with sync_playwright() as playwright, serving(folder) as served:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(120_000)
        page.goto(served.address)
        home = served.address.partition("?")[0]
        before = served.seconds()
        opened = sorted(_open(page, home) for _ in range(7))
        of_opening = (served.seconds() - before) / 7
        before = served.seconds()
        times, disagreements = _save(page, saves)
        of_saving = (served.seconds() - before) / saves
        browser.close()
    median, worst = statistics.median(times), max(times)
    print(f"save to disagreement: {median * 1000:.0f} ms, at worst {worst * 1000:.0f} ms of {saves}")
    print(f"{disagreements} of them disagree")
    spread = f"{opened[0] * 1000:.0f} to {opened[-1] * 1000:.0f}"
    print(f"an article of {words:,} words is open in {opened[3] * 1000:.0f} ms ({spread})")
    print(f"processor time of the server: {of_saving * 1000:.0f} ms a save, with the text and the next form after it")
    print(f"    {of_opening * 1000:.0f} ms an opening; both with its look at the files every other second")
    print(verdict("save", median, WANTED_SAVE))
    print(verdict("worst save", worst, WANTED_WORST))
    print(verdict("open", opened[3], WANTED_OPEN))
    return int(median > WANTED_SAVE or worst > WANTED_WORST or opened[3] > WANTED_OPEN)


def _open(page: Page, home: str) -> float:
    """From the address until the marks are there."""
    page.goto("about:blank")
    begin = time.perf_counter()
    page.goto(f"{home}articles/{STORY}/{NAME}", wait_until="commit")
    page.locator("#text a.m").first.wait_for()
    return time.perf_counter() - begin


def _save(page: Page, saves: int) -> tuple[list[float], int]:
    """Save one figure after the other as it is filled in; how long each took, and how many disagreed."""
    page.keyboard.press(".")
    page.locator("#claim-form").wait_for()
    times, disagreements = [], 0
    for _ in range(saves):
        page.locator("main:not([aria-busy])").wait_for()
        took, told = page.evaluate(SAVE)
        times.append(took)
        disagreements += "contradiction" in told
    return times, disagreements


if __name__ == "__main__":
    raise SystemExit(main())
