"""The page on 2,000 articles with 16,000 claims and some 500 disputes: processor time to build it against that of the
check alone, its size, and, where playwright and Chromium are installed, when it is first painted and how long a filter
takes: the script and the layout of what is in view. A large page writes the filter to its address a moment later."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import many_files
from common import CHECKER, compare, run, verdict

if TYPE_CHECKING:
    from playwright.sync_api import Page

WANTED_RATIO, WANTED_MB, WANTED_MS, WANTED_PAINT = 2.0, 10.0, 100.0, 1500.0
TURNS = 5
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
FILTER = """([name, value]) => {
  const input = document.getElementById(name);
  const start = performance.now();
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    many_files.DISAGREE_EVERY = 15
    with tempfile.TemporaryDirectory(prefix="page-") as name:
        folder = Path(name)
        many_files.write_corpus(folder / "project", options.articles)
        html = folder / "report.html"
        build = [*CHECKER, "report", "--no-cache", "--html", str(html), str(folder / "project")]
        check = [*CHECKER, "check", "--no-cache", "--output", str(folder / "check.txt"), str(folder / "project")]
        ratio = compare(lambda: run(build).cpu, lambda: run(check, (0, 1)).cpu, options.runs)
        size = html.stat().st_size / 1e6
        disputes = html.read_text("utf-8").count('class="item dispute"')
        print(f"the page against the check alone: {ratio}; {disputes} disputes, {size:.1f} MB")
        print(verdict("page, time", ratio.ratio, WANTED_RATIO))
        print(verdict("page, MB", size, WANTED_MB))
        painted, slowest = _in_browser(html)
        if slowest:
            print(verdict("page, ms until it is painted", painted, WANTED_PAINT))
            print(verdict("page, ms a filter takes", slowest, WANTED_MS))
        return int(ratio.ratio > WANTED_RATIO or size > WANTED_MB or slowest > WANTED_MS or painted > WANTED_PAINT)


def _in_browser(html: Path) -> tuple[float, float]:
    """When it is first painted, and the slowest of some filters; 0 without a browser. Of each filter the fastest of
    some turns counts: other work on the machine only adds to it."""
    browser_path = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return 0, 0
    if browser_path is None:
        return 0, 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(html.as_uri())
        painted = _painted(page)
        source = page.evaluate("Array.from(document.getElementById('filter-source').options).slice(0, 8).pop().value")
        subject = page.evaluate("Array.from(document.getElementById('filter-subject').options).slice(0, 5).pop().value")
        steps = [
            ("filter-source", source), ("filter-source", ""), ("filter-subject", subject), ("filter-subject", ""),
            ("filter-severity", "error"), ("filter-severity", ""), ("filter-text", "rescue"), ("filter-text", ""),
        ]  # fmt: skip
        turns = []
        for _ in range(TURNS):
            page.wait_for_timeout(300)
            turns.append([float(page.evaluate(FILTER, list(step))) for step in steps])
        browser.close()
    found = [min(each) for each in zip(*turns, strict=True)]
    for took, (name, value) in zip(found, steps, strict=True):
        print(f"  {name} = {value or 'all'}: {took:.0f} ms")
    return painted, max(found)


def _painted(page: Page) -> float:
    """When it was first painted: a browser without time tells it a while after the page is loaded."""
    for _ in range(100):
        if painted := float(page.evaluate(PAINT)):
            return painted
        page.wait_for_timeout(100)
    raise SystemExit("the page was not painted within ten seconds")


if __name__ == "__main__":
    raise SystemExit(main())
