"""The page on 2,000 articles with 16,000 claims and some 500 disputes: time to build against the check alone, its size,
and, where playwright and Chromium are installed, how long a filter takes."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import many_files
from common import CHECKER, compare, run, verdict

WANTED_RATIO, WANTED_MB, WANTED_MS = 2.0, 10.0, 100.0
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
        ratio = compare(lambda: run(build).wall, lambda: run(check, (0, 1)).wall, options.runs)
        size = html.stat().st_size / 1e6
        disputes = html.read_text("utf-8").count('class="item dispute"')
        print(f"the page against the check alone: {ratio}; {disputes} disputes, {size:.1f} MB")
        print(verdict("page, time", ratio.ratio, WANTED_RATIO))
        print(verdict("page, MB", size, WANTED_MB))
        slowest = _filter_ms(html)
        if slowest is not None:
            print(verdict("page, ms a filter takes", slowest, WANTED_MS))
        return int(ratio.ratio > WANTED_RATIO or size > WANTED_MB or (slowest or 0) > WANTED_MS)


def _filter_ms(html: Path) -> float | None:
    """The slowest of some filters, style and layout of what is in view included; None where there is no browser."""
    browser_path = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if browser_path is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(html.as_uri())
        source = page.evaluate("document.getElementById('filter-source').options[7].value")
        subject = page.evaluate("document.getElementById('filter-subject').options[4].value")
        steps = [
            ("filter-source", source), ("filter-source", ""), ("filter-subject", subject), ("filter-subject", ""),
            ("filter-severity", "error"), ("filter-severity", ""), ("filter-text", "rescue"), ("filter-text", ""),
        ]  # fmt: skip
        found = [(page.evaluate(FILTER, list(step)), *step) for step in steps]
        browser.close()
    for took, name, value in found:
        print(f"  {name} = {value or 'all'}: {took:.0f} ms")
    return max(float(took) for took, _, _ in found)


if __name__ == "__main__":
    raise SystemExit(main())
