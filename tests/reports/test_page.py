"""The report as a page, in a real browser: what it shows, how it is used, and that nothing in it can run."""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python")
CHROMIUM = shutil.which("chromium") or ""
if not CHROMIUM:
    pytest.skip("chromium is not installed: apt-get install chromium", allow_module_level=True)

from playwright.sync_api import Browser, Dialog, Page, Request, Route, expect, sync_playwright  # noqa: E402

import checker  # noqa: E402
from checker.baseline.status import with_standings  # noqa: E402
from checker.cli import main  # noqa: E402
from checker.commands.serve import make_server  # noqa: E402
from checker.engine.findings import Finding, Report  # noqa: E402
from checker.reports.html import page as page_of  # noqa: E402
from checker.values.display import visible  # noqa: E402
from tests.reports.page_corpus import HOSTILE, RULES, TEAMS, TODAY, article, claim, hostile, orlava, write  # noqa: E402

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

ROOT = Path(__file__).parents[2]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
NAMES = ("five", "orlava", "hostile")
WIDE, NARROW = 1200, 390
Visit = Callable[..., Page]


# a browser that was killed is waited for without end, and no signal gets through
pytestmark = pytest.mark.timeout(120, method="thread")


# --- what the tests share ----------------------------------------------------------------------


class Made:
    """The three projects' reports and pages."""

    def __init__(self, folder: Path) -> None:
        self.reports: dict[str, Report] = {}
        self.files: dict[str, Path] = {}
        roots = {"five": ROOT, "orlava": folder / "orlava", "hostile": folder / "hostile"}
        orlava(roots["orlava"])
        hostile(roots["hostile"])
        for name, root in roots.items():
            report = with_standings(checker.check(checker.load([root])), date.fromisoformat(TODAY).toordinal())
            self.reports[name] = report
            self.files[name] = folder / f"{name}.html"
            self.files[name].write_text(page_of(report), "utf-8")

    def finding(self, rule: str, name: str = "orlava") -> Finding:
        return next(finding for finding in self.reports[name].findings if finding.rule == rule)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)  # nothing is accepted there
        return Made(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


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
        if not request.url.startswith((self.address, "about:")):
            self.wrong.append(request.url)


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> dict[bool, Tab]:
    """A tab that runs scripts, and one that does not."""
    return {script: Tab(browser, script=script) for script in (True, False)}


@pytest.fixture
def visit(tabs: dict[bool, Tab], made: Made) -> Iterator[Visit]:
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
        tab.address = name if "://" in name else made.files[name].as_uri()
        allowed.append(refusals)
        tab.page.goto(tab.address + at)
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


# --- it opens, and everybody can read it -------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_opens(visit: Visit, made: Made, name: str) -> None:
    """All findings and sources are there; every link within the page leads to one element."""
    tab = visit(name)
    report = made.reports[name]
    ids: list[str] = tab.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(set(ids)) == len(ids)
    assert {f"finding-{finding.id}" for finding in report.findings} <= set(ids)
    links = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
    assert set(tab.evaluate(links)) <= set(ids)
    assert tab.locator("#sources ~ .chunk details").count() == len(report.corpus.sources)
    topics = {(claim.subject, claim.property) for claim in report.corpus.claims}
    assert tab.locator("#figures ~ .chunk details").count() == len(topics)


def test_has_some_of_everything(made: Made) -> None:
    """The invented project is what these tests take it for."""
    report = made.reports["orlava"]
    assert len(report.corpus.sources) >= 40
    assert len(report.corpus.problems) == 4
    assert all(report.of_severity(severity) for severity in ("error", "warning", "note"))
    assert {report.standing(finding).state for finding in report.findings} == {"new", "known", "expired"}
    assert {claim.out.split()[0] for claim in report.corpus.claims if claim.out} == {"retracted", "superseded"}
    assert max(len(finding.terms) for finding in report.findings) == TEAMS + 1
    assert made.reports["hostile"].of_severity("warning")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_part_is_reachable(visit: Visit, width: int) -> None:
    tab = visit("five", width=width)
    links = tab.locator("nav a")
    assert links.count() == 9
    for link in links.all():
        link.click()
        assert_in_view(tab, str(link.get_attribute("href"))[1:])
        tab.evaluate("scrollTo(0, 0)")


def violations(tab: Page, options: str, context: str = "document") -> list[tuple[str, ...]]:
    """What axe finds."""
    tab.evaluate(AXE)
    run = f"async () => (await axe.run({context}, {{resultTypes: ['violations'], {options}}})).violations"
    return [(v["id"], v["help"], v["nodes"][0]["html"][:200], len(v["nodes"])) for v in tab.evaluate(run)]


@pytest.mark.parametrize(("width", "is_opened"), [(WIDE, False), (WIDE, True), (NARROW, True)])
@pytest.mark.parametrize("name", ["five", "orlava"])
def test_accessible(visit: Visit, name: str, width: int, is_opened: bool) -> None:
    """All of axe but its look at the colours."""
    tab = visit(name, width=width, is_opened=is_opened)
    assert violations(tab, "rules: {'color-contrast': {enabled: false}}") == []


THIN = """() => {
    const seen = {}, kept = new Set();
    const path = node => node === document.body ? '' : path(node.parentElement) + '>' + node.tagName
        + '.' + [...node.classList].sort().join('.');
    const all = [...document.body.querySelectorAll('*')];
    for (const node of all) {
        if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
        const kind = path(node);
        seen[kind] = (seen[kind] || 0) + 1;
        if (seen[kind] <= 2) for (let at = node; at; at = at.parentElement) kept.add(at);
    }
    for (const node of all) if (!kept.has(node)) node.remove();
}"""
"""Leaves two of each kind of element with text: axe takes long to look at the colours of thousands."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["five", "orlava"])
def test_contrast(visit: Visit, name: str, scheme: str) -> None:
    tab = visit(name, scheme=scheme, is_opened=True)
    tab.locator("#filter-text").fill("orlava")  # the count is shown then
    tab.evaluate(THIN)
    for width in (WIDE, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert violations(tab, "runOnly: ['color-contrast']") == []


def test_accessible_by_the_button(visit: Visit) -> None:
    """The colours that the button gives are those of the system's own choice."""
    colours = """() => ['body', '.tally', 'a', '.badge', 'svg.p circle', 'svg .band', '.verdict'].map(
        name => (style => [style.color, style.backgroundColor, style.fill])(
            getComputedStyle(document.querySelector(name))))"""
    dark = visit("five", scheme="dark").evaluate(colours)
    tab = visit("five")
    light = tab.evaluate(colours)
    button = tab.get_by_role("button", name="Dark or light")
    button.click()
    assert tab.evaluate(colours) == dark != light
    button.click()
    assert tab.evaluate(colours) == light
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(colours) == light  # the reader has chosen


# --- layout ------------------------------------------------------------------------------------

LABELS = """() => {
    const wrong = [];
    for (const axis of document.querySelectorAll('svg.axis')) {
        const frame = axis.getBoundingClientRect();
        const boxes = [...axis.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
        boxes.forEach(([label, box], number) => {
            if (box.left < frame.left - 1 || box.right > frame.right + 1) wrong.push(['sticks out', label]);
            const before = boxes[number - 1];
            if (before && before[1].right + 2 > box.left) wrong.push(['overlap', before[0], label]);
        });
    }
    return wrong;
}"""
MARKS = """() => {
    const wrong = [];
    for (const plot of document.querySelectorAll('svg.p:not(.axis)')) {
        const frame = plot.getBoundingClientRect(), cell = plot.closest('td').getBoundingClientRect();
        if (frame.left < cell.left - 1 || frame.right > cell.right + 1 || frame.width < 200)
            wrong.push(['plot', plot.ariaLabel, frame.width]);
        for (const mark of plot.querySelectorAll('circle, rect, path, line')) {
            const box = mark.getBoundingClientRect();
            if (box.left < frame.left - 2 || box.right > frame.right + 2)
                wrong.push([mark.tagName, plot.ariaLabel, box.left - frame.left, box.right - frame.right]);
        }
    }
    return wrong;
}"""
CELLS = """() => {
    const wrong = [];
    for (const cell of document.querySelectorAll('td, th, summary, li, p, h1, h2, h3, h4, h5, pre')) {
        const style = getComputedStyle(cell), may = style.display === 'inline' || style.overflowX === 'auto';
        if (cell.clientWidth && cell.scrollWidth > cell.clientWidth + 1 && !may)
            wrong.push([cell.tagName, cell.textContent.slice(0, 60), cell.scrollWidth, cell.clientWidth]);
        if (!/^T[DH]$/.test(cell.tagName)) continue;
        const frame = cell.getBoundingClientRect();
        for (const text of cell.querySelectorAll('bdi, code, small, em, span:not(.sr)'))
            for (const box of text.getClientRects())
                if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1))
                    wrong.push(['text', text.textContent.slice(0, 60), box.right - frame.right]);
    }
    return wrong;
}"""
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(node =>
    node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && node.checkVisibility()
    && !node.closest('.scroll > *') && !node.closest('.sr')).map(node => node.outerHTML.slice(0, 80))"""
SQUEEZED = """() => [...document.querySelectorAll('.quotes td, .plot td:not(.w), .matrix th')].filter(cell =>
    cell.textContent.trim().length > 8 && cell.getBoundingClientRect().width < 64
    && cell.checkVisibility()).map(cell => [cell.textContent.slice(0, 40), cell.getBoundingClientRect().width])"""


@pytest.mark.parametrize("name", NAMES)
def test_layout(visit: Visit, name: str) -> None:
    """No label is cut or lies on another one, no text leaves its cell, and the page does not scroll sideways."""
    tab = visit(name, is_opened=True)
    for width in (WIDE, 700, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate(LABELS) == []
        assert tab.evaluate(MARKS) == []
        assert tab.evaluate(CELLS) == []
        assert tab.evaluate(STICKS_OUT) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["five", "orlava"])
def test_columns_are_wide_enough_to_read(visit: Visit, name: str, width: int) -> None:
    """No column is squeezed to a few letters a line."""
    tab = visit(name, width=width, is_opened=True)
    assert tab.evaluate(SQUEEZED)[:5] == []


def test_labels_of_an_axis_differ(visit: Visit) -> None:
    """Two ticks that read the same tell nothing."""
    tab = visit("orlava", is_opened=True)
    labels: list[list[str]] = tab.evaluate(
        "[...document.querySelectorAll('svg.axis')].map(axis => [...axis.querySelectorAll('text')].map("
        "text => text.textContent))"
    )
    assert [axis for axis in labels if len(set(axis)) < len(axis)] == []


def test_a_narrow_band_is_where_its_figure_is(visit: Visit, made: Made) -> None:
    """What is left to a figure is one value here: the band lies around it, not to the right of it."""
    tab = visit("orlava")
    offset = tab.locator(item_about(made, "orlava/gauge", "share")).evaluate(
        """item => Math.min(...[...item.querySelectorAll('svg.p .band')].map(band => {
            const circle = band.parentElement.querySelector('circle').getBoundingClientRect();
            const box = band.getBoundingClientRect();
            return Math.abs(box.left + box.right - circle.left - circle.right) / 2;
        }))"""
    )
    assert offset < 0.6


WHERE = """([selector, ...words]) => {
    const node = [...document.querySelectorAll(selector)].find(node => words.every(w => node.textContent.includes(w)));
    return words.map(word => {
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const at = text.data.indexOf(word), range = new Range();
            if (at < 0) continue;
            range.setStart(text, at);
            range.setEnd(text, at + word.length);
            const box = range.getClientRects()[0];
            return [Math.round(box.top / 8), Math.round(box.left)];
        }
    });
}"""
"""The place of each word in the first element that has them all: its line, and how far from the left."""


def test_right_to_left(visit: Visit) -> None:
    """A name in Arabic does not turn the English sentence around it: what comes first stands left."""
    tab = visit("orlava")
    for selector, *words in (
        ("h5", "سد-النهر", ", killed: ", "300", " against ", "12 to 40"),
        (".sentence", "صحيفة", "300", "killed", "עיתון", "12 to 40"),
        (".first li", "سد-النهر", "killed", "300", "صحيفة", " by ", "الداخلية", "the others imply", "12 to 40"),
        (".quotes td a", "صحيفة النهر اليومية", ", by ", "وزير"),
        ("#figures ~ .chunk details summary", "سد-النهر", "killed", "300", "12 to 40"),
    ):
        places = tab.evaluate(WHERE, [selector, *words])
        assert places == sorted(places), selector


def test_quotes_from_right_to_left(visit: Visit) -> None:
    """What is all in Arabic is read from right to left."""
    tab = visit("orlava")
    quoted = tab.locator(".quotes q bdi", has_text="قال الوزير").first
    assert quoted.evaluate("node => getComputedStyle(node).direction") == "rtl"
    places = tab.evaluate(WHERE, [".quotes q", "قال", "الوزير", "حتفهم"])
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))


# --- filters -----------------------------------------------------------------------------------


def disputes_with(made: Made, wanted: Callable[[Any], bool]) -> list[str]:
    """The ids of the disputes of which a claim is wanted."""
    numbered = enumerate(made.reports["orlava"].disputes, 1)
    return [f"dispute-{number}" for number, dispute in numbered if any(wanted(c) for c in dispute.claims)]


def _is_about(subject: str) -> Callable[[Any], bool]:
    """Whether a claim is about the subject, of either story; any if it is not named."""
    return lambda claim: not subject or claim.subject.endswith(f"/{subject}")


def test_filter_by_source(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    every = shown(tab, "article.dispute")
    source = next(key for key in made.reports["orlava"].corpus.sources if key.endswith("tribune"))
    tab.locator("#filter-source").select_option(label="Tribune, 5 May 2031")
    expected = disputes_with(made, lambda claim: claim.source == source)
    assert 0 < len(expected) < len(every)
    assert shown(tab, "article.dispute") == expected
    assert shown(tab, "#sources ~ .chunk details") == ["source-orlava~2ftribune"]
    figures = {(c.subject, c.property) for c in made.reports["orlava"].corpus.claims if c.source == source}
    assert tab.locator("#figures ~ .chunk details:visible").count() == len(figures) > 5
    count = len(shown(tab, ".item"))
    expect(tab.locator("#filter-count")).to_contain_text(f"{count} of {tab.locator('.item').count()}")
    tab.get_by_role("button", name="Clear").click()
    expect(tab.locator("#filter-count")).to_have_text("")
    assert shown(tab, "article.dispute") == every


def test_filter_by_subject(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    for subject in ("convoy", "سد-النهر"):
        tab.locator("#filter-subject").select_option(label=subject)
        assert shown(tab, "article.dispute") == disputes_with(made, _is_about(subject))


def test_filter_by_severity(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    severity = tab.locator("#filter-severity")
    for label, kind in (("contradictions", "error"), ("tensions", "warning"), ("notes", "note")):
        severity.select_option(label=label)
        found = {f"finding-{finding.id}" for finding in made.reports["orlava"].of_severity(kind)}
        assert set(shown(tab, ".finding")) == found


def test_filter_by_state(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    report = made.reports["orlava"]
    tab.locator("#filter-state").select_option(label="accepted")
    accepted = {f"finding-{finding.id}" for finding in report.findings if report.standing(finding).is_accepted}
    assert set(shown(tab, ".finding")) == accepted
    assert len(accepted) == 1
    tab.locator("#filter-state").select_option(label="new")
    assert set(shown(tab, ".finding")) == {f"finding-{finding.id}" for finding in report.findings} - accepted


def test_filter_by_words(visit: Visit, made: Made) -> None:
    """All of them, in any order and case."""
    tab = visit("orlava")
    for words, about in (
        ("nine hundred trillion", "relief-fund"),
        ("TRILLION  hundred", "relief-fund"),
        ("الوزير", "سد-النهر"),
        ("a year and a half", "convoy"),
    ):
        tab.locator("#filter-text").fill(words)
        found = shown(tab, "article.dispute")
        assert found
        assert set(found) <= set(disputes_with(made, _is_about(about)))


def test_filters_together(visit: Visit) -> None:
    """Each filter narrows what the others leave; what fits none says so, and is not a page of bare headings."""
    tab = visit("orlava")
    tab.locator("#filter-subject").select_option(label="convoy")
    before = shown(tab, ".item")
    tab.locator("#filter-source").select_option(label="Tribune, 5 May 2031")
    assert 0 < len(shown(tab, ".item")) <= len(before)
    tab.locator("#filter-text").fill("zebra")
    assert shown(tab, ".item") == []
    expect(tab.locator("#filter-count")).to_contain_text("0 of")


def test_filter_on_hostile_names(visit: Visit, made: Made) -> None:
    """Every source and subject that can be chosen leaves something, whatever its name."""
    tab = visit("hostile")
    for label in ("source", "subject"):
        select = tab.locator(f"#filter-{label}")
        for number in range(1, select.locator("option").count()):
            select.select_option(index=number)
            assert tab.locator(".item:visible").count(), select.locator("option").nth(number).text_content()
        select.select_option(index=0)


def test_filters_after_a_reload_and_after_going_back(visit: Visit, made: Made) -> None:
    """A browser may fill in a form again: what it says is what is shown."""
    tab = visit("orlava")
    for again in (lambda: tab.reload(), lambda: (tab.goto("about:blank"), tab.go_back())):
        tab.locator("#filter-subject").select_option(label="convoy")
        again()
        tab.wait_for_timeout(100)
        chosen = tab.locator("#filter-subject").input_value()
        assert shown(tab, "article.dispute") == disputes_with(made, _is_about(chosen))


# --- sorting -----------------------------------------------------------------------------------

COLUMN = """([name, heading]) => {
    const table = document.querySelector(name + ' table.quotes');
    const column = [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent.trim() === heading);
    return [...table.tBodies[0].rows].map(row => row.cells[column].textContent.trim());
}"""


def column(tab: Page, item: str, heading: str) -> list[str]:
    texts: list[str] = tab.evaluate(COLUMN, [item, heading])
    return texts


def item_about(made: Made, about: str, name: str) -> str:
    """The selector of the first dispute about a figure."""
    disputes = made.reports["orlava"].disputes
    found = (n for n, d in enumerate(disputes, 1) if {(c.subject, c.property) for c in d.claims} >= {(about, name)})
    return f"#dispute-{next(found)}"


def test_sorting_numbers(visit: Visit, made: Made) -> None:
    tab = visit("orlava", is_opened=True)
    item = item_about(made, "orlava/dam-burst", "killed")
    table = tab.locator(f"{item} table.quotes")
    header = table.get_by_role("columnheader", name="figure")
    before = column(tab, item, "figure")
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    figures = [int(text) for text in column(tab, item, "figure")]
    assert figures == sorted(figures) == sorted(int(text) for text in before)
    assert figures[0] == 40
    assert figures[-1] == 300
    header.get_by_role("button").press("Enter")
    assert header.get_attribute("aria-sort") == "descending"
    assert [int(text) for text in column(tab, item, "figure")] == sorted(figures, reverse=True)
    table.get_by_role("columnheader", name="who").get_by_role("button").click()
    assert header.get_attribute("aria-sort") is None
    assert table.locator("[aria-sort]").count() == 1


def test_sorting_amounts(visit: Visit, made: Made) -> None:
    """By what they amount to, however they are written."""
    tab = visit("orlava", is_opened=True)
    for about, name, expected in (
        ("relief-fund", "funding", ["$899tn", "$899,999,999,999,999", "$900,000,000,000,000"]),
        ("repairs", "cost", ["$950,000", "$300m", "$1.2bn"]),
        ("dam-burst", "missing", ["seven", "12", "at least 30"]),
    ):
        item = item_about(made, f"orlava/{about}", name)
        tab.locator(f"{item} table.quotes").get_by_role("button", name="figure").click()
        assert column(tab, item, "figure") == expected


def test_sorting_names(visit: Visit, made: Made) -> None:
    """By their letters, and No. 5 before No. 10."""
    tab = visit("orlava", is_opened=True)
    item = item_about(made, "orlava/dam-burst", "killed")
    tab.locator(f"{item} table.quotes").get_by_role("button", name="who").click()
    names = column(tab, item, "who")
    papers = [int(found[1]) for name in names if (found := re.match(r"Valley Paper No\. (\d+)", name))]
    assert len(papers) > 5
    assert papers == sorted(papers)
    others = [name for name in names if name.isascii() and not name.startswith("Valley")]
    assert others == sorted(others)
    assert names.index(others[-1]) < names.index("Valley Paper No. 5")


def test_sorting_days(visit: Visit) -> None:
    """Days are sorted as days: 17 July before 24 August, but after 24 June."""
    tab = visit("five", is_opened=True)
    tab.locator("#dispute-1 table.quotes").get_by_role("button", name="published").click()
    found = column(tab, "#dispute-1", "published")
    months = {"Mar": 3, "Jun": 6, "Jul": 7, "Sep": 9}
    firsts = [re.search(r"([A-Z][a-z]{2})", text) for text in found]
    order = [months[month[1]] for month in firsts if month]
    assert len(set(order)) >= 3
    assert order == sorted(order)


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [WIDE, 760, NARROW])
def test_an_address_of_a_finding(visit: Visit, made: Made, width: int) -> None:
    for rule in ("parts-do-not-add-up", "plan-below-need"):
        id_ = f"finding-{made.finding(rule).id}"
        tab = visit("orlava", width=width, at=address_of(id_))
        assert_in_view(tab, id_)


def test_an_address_of_a_figure(visit: Visit) -> None:
    """The figure is unfolded, also where a filter hid it."""
    id_ = "figure-orlava~2fconvoy-departed"
    tab = visit("orlava")
    ids = [id_ for id_ in tab.evaluate("[...document.querySelectorAll('h3[id]')].map(n => n.id)") if "convoy" in id_]
    id_ = next(id_ for id_ in ids if "departed" in id_)
    tab = visit("orlava", at=address_of(id_))
    details = tab.locator("details.item", has=tab.locator(f'[id="{id_}"]'))
    assert details.get_attribute("open") is not None
    assert_in_view(tab, id_)
    tab.locator("#filter-subject").select_option(label="gauge")
    expect(details).to_be_hidden()
    tab.evaluate("location.hash = ''")
    tab.evaluate(f"location.hash = {id_!r}")
    expect(details).to_be_visible()
    assert_in_view(tab, id_)
    tab.locator("#filter-text").fill("gauge")
    tab.get_by_role("button", name="Clear").click()
    assert_in_view_after_click(tab, f'.timeline a[href="#{id_}"]', id_)


def test_a_link_to_where_one_is_already(visit: Visit, made: Made) -> None:
    """It is no new address, but a filter may have hidden what is there."""
    report = made.reports["orlava"]
    id_ = next(f"finding-{finding.id}" for finding in report.findings if report.standing(finding).is_accepted)
    tab = visit("orlava", at=address_of(id_))
    tab.locator("#filter-subject").select_option(label="convoy")
    assert id_ not in shown(tab, ".finding")
    tab.locator(f'p > a[href="#{id_}"]:visible').click()
    assert_in_view(tab, id_)


def assert_in_view_after_click(tab: Page, link: str, id_: str) -> None:
    """A link whose address is the current one already works as well."""
    tab.evaluate("for (const node of document.querySelectorAll('#figures ~ .chunk details')) node.open = false")
    tab.locator(link).first.click()
    assert_in_view(tab, id_)


def test_an_address_while_a_filter_is_on(visit: Visit, made: Made) -> None:
    """The bar is higher then, by the line that counts."""
    id_ = f"finding-{made.finding('plan-below-need').id}"
    for width in (WIDE, 760):
        tab = visit("orlava", width=width)
        tab.locator("#filter-text").fill("orlava")
        tab.evaluate(f"location.hash = {id_!r}")
        assert_in_view(tab, id_)


def test_arabic_addresses(visit: Visit) -> None:
    tab = visit("orlava")
    id_ = tab.evaluate("[...document.querySelectorAll('h3[id]')].map(n => n.id).find(id => id.includes('سد-النهر'))")
    tab.evaluate(f"location.hash = encodeURIComponent({id_!r})")
    tab.wait_for_function(f"document.getElementById({id_!r}).checkVisibility()")
    assert_in_view(tab, id_)


@pytest.mark.parametrize("at", ["#%", "#%E0%A4%A", "#nowhere", "#", "#main"])
def test_odd_addresses(visit: Visit, at: str) -> None:
    """An address that is none does not keep the page from working."""
    tab = visit("five", at=at)
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "filter-text"
    assert tab.locator("table.sortable th button").count()


# --- keyboard ----------------------------------------------------------------------------------


def test_keys(visit: Visit) -> None:
    tab = visit("five")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "filter-text"
    tab.keyboard.type("police j/k")
    assert tab.locator("#filter-text").input_value() == "police j/k"
    tab.keyboard.press("Escape")
    expect(tab.locator("#filter-count")).to_have_text("")
    assert tab.locator("#filter-text").input_value() == ""
    focused = "document.activeElement.closest('article')?.id"
    for key, expected in (("j", 1), ("j", 2), ("j", 3), ("k", 2), ("k", 1), ("k", 1)):
        tab.keyboard.press(key)
        assert tab.evaluate(focused) == f"dispute-{expected}"
        assert_in_view(tab, f"dispute-{expected}")
        assert tab.locator(":focus").evaluate("node => getComputedStyle(node).outline").endswith("solid 3px")
        assert tab.locator(".current").count() == 1


def test_keys_reach_tensions_and_notes(visit: Visit, made: Made) -> None:
    """j goes on after the last dispute, and each that it comes to can be seen."""
    tab = visit("orlava")
    number = len(made.reports["orlava"].disputes)
    for _ in range(number):
        tab.keyboard.press("j")
    for _ in range(len(made.reports["orlava"].of_severity("warning")) + 1):
        tab.keyboard.press("j")
        top, bar = tab.evaluate(
            "[document.activeElement.getBoundingClientRect().top,"
            " document.querySelector('form').getBoundingClientRect().bottom]"
        )
        assert top >= bar


def test_keys_with_a_filter(visit: Visit) -> None:
    """Only what is shown is gone through, and only one is marked."""
    tab = visit("orlava")
    for _ in range(3):
        tab.keyboard.press("j")
    tab.locator("#filter-subject").select_option(label="gauge")
    tab.evaluate("document.activeElement.blur()")
    seen = []
    for _ in range(4):
        tab.keyboard.press("j")
        seen.append(tab.evaluate("document.activeElement.id"))
        assert tab.locator(".current").count() == 1
        assert tab.locator(".current").is_visible()
    assert set(seen) == set(shown(tab, "article.dispute"))


def test_tab_order(visit: Visit) -> None:
    """The skip link, the parts, what to re-check first, the filters, the first dispute: in the order that is read."""
    tab = visit("five")
    seen: list[str] = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        text, ok = tab.evaluate(
            """() => {
                const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
                const within = box.bottom > 0 && box.top < innerHeight && box.width > 2;
                return [node.id || node.textContent.trim(), within && style.outlineStyle !== 'none'];
            }"""
        )
        assert ok, text
        seen.append(text.split("\n")[0])
        if text == "sources-disagree":
            break
    expected = (
        "(To|Skip)",
        "theme$",
        r"Disputes \d",
        "Rules$",
        "To the dispute$",
        "filter-text",
        "filter-state",
        "Clear",
        "sources-disagree",
    )
    places = [seen.index(next(text for text in seen if re.match(start, text))) for start in expected]
    assert places == sorted(set(places))


def test_skip_link(visit: Visit) -> None:
    tab = visit("five")
    tab.keyboard.press("Tab")
    link = tab.locator(".skip")
    expect(link).to_be_focused()
    box = link.bounding_box()
    assert box is not None
    assert box["width"] > 60
    assert box["y"] >= 0
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    first = "document.activeElement === document.querySelector('main').querySelector('a, button, input, [tabindex]')"
    assert tab.evaluate(first)


# --- on paper, and without a script ------------------------------------------------------------


def test_print(visit: Visit) -> None:
    """On as many sheets of paper as so much text takes, folded parts and all."""
    pdf = visit("five").pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 12 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False])
def test_print_is_whole(visit: Visit, scheme: str, script: bool) -> None:
    """Also where somebody reads it in the dark, or without its script: all is unfolded, in black on white."""
    tab = visit("five", scheme=scheme, script=script)
    if script and scheme == "dark":
        tab.get_by_role("button", name="Dark or light").click()
        tab.get_by_role("button", name="Dark or light").click()
    tab.emulate_media(media="print")
    assert not tab.locator("form.filter").is_visible()
    assert not tab.locator("nav").is_visible()
    assert not tab.locator("#theme").is_visible()
    closed = tab.locator("details:not([open])")
    assert closed.count() > 5
    for number in (0, 5, closed.count() - 1):
        inside = closed.nth(number).locator(":scope > :not(summary)").first
        box = inside.bounding_box()
        assert box is not None
        assert box["height"] > 10
    assert tab.locator("body").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    assert tab.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"


def test_without_a_script(visit: Visit, made: Made) -> None:
    tab = visit("orlava", script=False)
    assert not tab.locator("form.filter").is_visible()
    assert not tab.locator("#theme").is_visible()
    for finding in made.reports["orlava"].findings:
        assert tab.locator(f"#finding-{finding.id} :is(h3, h5)").text_content() == visible(finding.message)
    details = tab.locator("#figures ~ .chunk details").first
    assert not details.locator("table").is_visible()
    details.locator("summary").click()
    assert details.locator("table").is_visible()
    address = f"#finding-{made.finding('plan-below-need').id}"
    tab.locator(f'.finding a[href="{address}"]').click()
    assert_in_view(tab, address[1:])


# --- nothing runs ------------------------------------------------------------------------------


def test_policy(visit: Visit) -> None:
    """The page's own style and script are used, and nothing else is, however it got in."""
    tab = visit("five", refusals=True)
    assert tab.locator(".verdict").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(245, 245, 248)"
    assert tab.locator("form.filter").is_visible()
    refused, ran, colours = tab.evaluate(
        """async () => {
            const refused = [], colour = id => getComputedStyle(document.getElementById(id)).color;
            document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));
            const put = html => document.body.insertAdjacentHTML('beforeend', html);
            put('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" onload="ran = 1" onerror="ran = 1">');
            put('<button id="odd" onclick="window.ran = 1">x</button><p id="red" style="color: red">x</p>');
            put('<iframe src="https://example.org/"></iframe><object data="x"></object>');
            put('<style>#odd {color: red}</style><link rel="stylesheet" href="https://example.org/x.css">');
            put('<form id="out" action="https://example.org/">');
            for (const content of [{textContent: 'window.ran = 1'}, {src: 'https://example.org/x.js'}])
                document.body.append(Object.assign(document.createElement('script'), content));
            document.getElementById('odd').click();
            setTimeout('window.ran = 1');
            await fetch('https://example.org/').catch(() => refused.push('fetch'));
            await new Promise(done => setTimeout(done, 100));
            document.getElementById('out').submit();
            for (let turn = 0; turn < 100 && !refused.includes('form-action'); turn++)
                await new Promise(done => setTimeout(done, 20));
            return [refused, window.ran, [colour('odd'), colour('red')]];
        }"""
    )
    assert ran is None
    assert "rgb(255, 0, 0)" not in colours
    expected = (
        "img script-src-attr script-src-elem style-src-attr style-src-elem frame object form-action connect fetch"
    )
    assert {name.removesuffix("-src") for name in refused} >= set(expected.split())
    assert tab.url.startswith("file:")


def test_hostile_text(visit: Visit, made: Made) -> None:
    """Nothing that a file says becomes a part of the page: it is shown as it is written."""
    tab = visit("hostile", is_opened=True)
    for selector in ("img", "iframe", "object", "base", "link", "svg[onload]", "b", "body [style]", "[srcdoc]"):
        assert tab.locator(selector).count() == 0, selector
    assert tab.locator("script").count() == 1
    assert tab.locator("style").count() == 1
    assert tab.locator("form").count() == 1
    names = "[...new Set([...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames()))]"
    assert [
        name for name in tab.evaluate(names) if name.startswith("on") or not re.fullmatch("[a-zA-Z0-9-]+", name)
    ] == []
    addresses = tab.evaluate(
        "[...document.querySelectorAll('[href], [src], [action]')].map(n => n.getAttribute('href'))"
    )
    assert {re.split("[:/]", address)[0] for address in addresses if not address.startswith("#")} == {"https"}
    text = tab.evaluate("document.body.textContent")
    for said in HOSTILE:
        assert visible(said) in text
    assert "\u202e" not in tab.content()
    assert tab.title().startswith("Consistency of sources: ")
    for dispute in made.reports["hostile"].disputes:
        for finding in dispute.findings:
            assert tab.locator(f"#finding-{finding.id} h5").text_content() == visible(finding.message)
    quotes = tab.locator(".quotes q").all_text_contents()
    assert {visible(said) for said in HOSTILE} <= set(quotes)
    for button in tab.locator("table.sortable th button").all()[:5]:
        button.click()
    tab.locator("#filter-text").fill(HOSTILE[0])
    assert shown(tab, "article.dispute")


# --- checker serve -----------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A small project in which two papers disagree."""
    shutil.copytree(RULES, tmp_path / "rules")
    write(tmp_path, "claims/flood/entities.yaml", {"flood": {}})
    tell(tmp_path, "gazette", "41")
    tell(tmp_path, "herald", "97")
    return tmp_path


def tell(root: Path, name: str, value: str, **more: str) -> None:
    source = {"publisher": name.title(), "published": "2031-05-04"}
    article(root, f"flood/{name}", source, claim("flood", "killed", value, **more))


@pytest.fixture
def served(desk: Path) -> Iterator[ThreadingHTTPServer]:
    server = make_server([desk], 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(10)
    assert not thread.is_alive()


def home(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/"


def within_5_seconds(tab: Page, text: str) -> None:
    tab.locator("main", has_text=text).wait_for(timeout=5_000)


def test_serve(served: ThreadingHTTPServer, desk: Path, visit: Visit) -> None:
    """The page follows the files: a new figure, a mistake with its line, and the figures again once it is mended."""
    tab = visit(home(served))
    within_5_seconds(tab, "41 against 97")
    tell(desk, "herald", "98")
    within_5_seconds(tab, "41 against 98")
    file = desk / "claims/flood/herald.yaml"
    good = file.read_text("utf-8")
    write(desk, "claims/flood/herald.yaml", good.replace("property: killed", "property: kiled"))
    within_5_seconds(tab, "unknown property 'kiled'; did you mean 'killed'?")
    assert not tab.get_by_text("against 98").first.is_visible()
    line, caret = str(tab.locator(".problems pre").text_content()).split("\n")[:2]
    assert line.strip() == "property: kiled"
    assert line[caret.index("^") :] == "kiled"
    write(desk, "claims/flood/herald.yaml", good.replace("98", "99"))
    within_5_seconds(tab, "41 against 99")
    assert tab.locator(".incomplete").count() == 0
    tell(desk, "ledger", "12")  # a new file
    within_5_seconds(tab, "3 articles")
    (desk / "claims/flood/ledger.yaml").unlink()
    within_5_seconds(tab, "2 articles")


def test_serve_what_was_saved_while_the_page_was_on_its_way(
    served: ThreadingHTTPServer, desk: Path, visit: Visit
) -> None:
    tab = visit(home(served))

    def late(route: Route) -> None:
        answer = route.fetch()
        tell(desk, "herald", "98")
        route.fulfill(response=answer)

    tab.route(home(served), late, times=1)
    tab.goto(home(served))
    within_5_seconds(tab, "41 against 98")


def test_serve_a_text_that_quotes_are_looked_up_in(served: ThreadingHTTPServer, desk: Path, visit: Visit) -> None:
    """An article's text is one of the files that the report rests on."""
    write(desk, "claims/flood/gazette.txt", "Forty-one people have died.")
    source = {"publisher": "Gazette", "published": "2031-05-04", "text": "gazette.txt"}
    article(desk, "flood/gazette", source, claim("flood", "killed", "41", quote="forty-two people"))
    tab = visit(home(served))
    within_5_seconds(tab, "the quote 'forty-two people' is not in gazette.txt")
    write(desk, "claims/flood/gazette.txt", "Forty-two people have died.")
    expect(tab.locator(".incomplete")).to_have_count(0, timeout=5_000)


def test_serve_keeps_what_the_reader_does(served: ThreadingHTTPServer, desk: Path, visit: Visit) -> None:
    """After a reload the filter shows what it says."""
    tell(desk, "courier", "55")
    tab = visit(home(served))
    tab.locator("#filter-subject").select_option(label="flood")
    tell(desk, "courier", "56")
    within_5_seconds(tab, "56")
    tab.wait_for_load_state()
    tab.wait_for_function(
        """() => (document.getElementById('filter-subject').value !== '') ===
            ([...document.querySelectorAll('.item')].some(node => node.hidden))"""
    )


def ask(server: ThreadingHTTPServer, path: str, host: str | None, method: str = "GET") -> tuple[int, str, str]:
    """Status, kind and text of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode()
    finally:
        connection.close()


def test_serve_is_for_this_machine_only(served: ThreadingHTTPServer) -> None:
    """Another page that has its own name lead here (DNS rebinding) reads nothing."""
    port = served.server_address[1]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        status, kind, text = ask(served, "/", host)
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert "41 against 97" in text
        assert ask(served, "/state", host)[0] == 200
    evil = ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", f"0.0.0.0:{port}", "", None)
    for other in (*evil, f"localhost.:{port}", f"[::1]:{port}", f"127.0.0.1:{port}, evil.example:1"):
        for path in ("/", "/state"):
            status, _, text = ask(served, path, other)
            assert status == 403, other
            assert "41" not in text
    for path in ("/other", "/claims/flood/gazette.yaml", "/../rules/properties.yaml", "/%2e%2e/", "/state/"):
        assert ask(served, path, f"127.0.0.1:{port}")[0] == 404, path
    assert ask(served, "/", f"127.0.0.1:{port}", "POST")[0] in (405, 501)
    assert served.server_address[0] == "127.0.0.1"
    with socket.socket() as elsewhere:
        elsewhere.settimeout(5)
        assert elsewhere.connect_ex((_own_address(), port)) != 0


def _own_address() -> str:
    """An address of this machine that others reach it by; one that none has if there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])


def test_serve_policy(served: ThreadingHTTPServer, visit: Visit) -> None:
    """The live page may ask its own server, and nobody else."""
    tab = visit(home(served), refusals=True)
    tab.wait_for_timeout(200)
    assert tab.evaluate("fetch('https://example.org/').then(() => 1, () => 0)") == 0
    assert tab.evaluate("fetch('/state').then(answer => answer.status)") == 200


def test_serve_outlives_a_broken_project(served: ThreadingHTTPServer, desk: Path, visit: Visit) -> None:
    """The vocabulary is saved half-written, then the claims are away for a moment (a checkout): it comes back."""
    tab = visit(home(served))
    within_5_seconds(tab, "41 against 97")
    good = (desk / "rules/properties.yaml").read_text("utf-8")
    write(desk, "rules/properties.yaml", "killed: {type: count")
    within_5_seconds(tab, "not valid YAML")
    write(desk, "rules/properties.yaml", good)
    within_5_seconds(tab, "41 against 97")
    (desk / "claims").rename(desk / "away")
    within_5_seconds(tab, "no claims/ folder here")
    (desk / "away").rename(desk / "claims")
    within_5_seconds(tab, "41 against 97")


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was to be opened in a browser."""
    calls: list[str] = []
    monkeypatch.setattr(click, "launch", lambda url: calls.append(url) or 0)
    return calls


def test_html_and_open(desk: Path, launched: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "out" / "report.html"
    file.parent.mkdir()
    assert main(["report", str(desk), "--html", str(file), "--open"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"wrote {file.as_posix()}\n"
    assert launched == [str(file)]
    assert "41 against 97" in file.read_text("utf-8")
    assert main(["report", str(desk), "--html", str(file)]) == 0
    assert launched == [str(file)]


def test_open_alone(desk: Path, launched: list[str]) -> None:
    """Without a name the page goes to a folder of its own."""
    assert main(["report", str(desk), "--open"]) == 0
    (name,) = launched
    assert "41 against 97" in Path(name).read_text("utf-8")
    assert Path(name).parent.stat().st_mode & 0o077 == 0
    shutil.rmtree(Path(name).parent)


@pytest.mark.parametrize("times", [1, 2])
def test_html_with_other_formats(desk: Path, times: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The page comes on top; a second time it comes from the cache, the same."""
    for _ in range(times):
        for name in ("a.html", "b.json"):
            (desk / name).unlink(missing_ok=True)
        formats = ["--format", "text", "--format", "json"]
        options = ["--html", str(desk / "a.html"), *formats, "--output", str(desk / "b.json")]
        assert main(["report", str(desk), *options]) == 0
        assert "41 against 97" in capsys.readouterr().out
        assert (desk / "b.json").read_text("utf-8").startswith("{")
        assert "<!DOCTYPE html>" in (desk / "a.html").read_text("utf-8")[:20]
    assert main(["report", str(desk), "--format", "html"]) == 0
    assert capsys.readouterr().out == (desk / "a.html").read_text("utf-8")


def test_html_of_a_broken_project(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(desk, "herald", "some number")
    assert main(["report", str(desk), "--html", str(desk / "a.html")]) == 2
    assert "Incomplete" in (desk / "a.html").read_text("utf-8")
    assert main(["report", str(desk), "--html", str(desk / "none" / "a.html")]) == 2
    assert "no folder" in capsys.readouterr().err


def test_a_pipe_in_place_of_an_article(desk: Path) -> None:
    """A problem's line is looked up in files only: a pipe would be waited for without end."""
    os.mkfifo(desk / "claims/flood/pipe.yaml")
    code = f"import checker.cli, sys; sys.exit(checker.cli.main(['report', {str(desk)!r}, '--format', 'html']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, cwd=ROOT)
    assert done.returncode == 2
    assert "Not a regular file" in done.stdout


def test_the_same_bytes(desk: Path, made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the order of the files on disk and in the command, and in another process."""
    copy = tmp_path_factory.mktemp("copy")
    for path in sorted((desk / "claims/flood").iterdir(), reverse=True):
        write(copy, f"claims/flood/{path.name}", path.read_text("utf-8"))
    shutil.copytree(RULES, copy / "rules")
    texts = {page_of(checker.check(checker.load([root]))).replace(str(root), "") for root in (desk, copy)}
    articles = [str(path) for path in sorted((desk / "claims/flood").glob("[gh]*.yaml"))]
    texts |= {page_of(checker.check(checker.load(p))).replace(str(desk), "") for p in (articles, articles[::-1])}
    assert len(texts) == 1
    root = made.files["orlava"].parent / "orlava"
    code = (
        "import sys; from datetime import date; import checker; from checker.reports.html import page;"
        "from checker.baseline.status import with_standings;"
        "sys.stdout.buffer.write(page(with_standings(checker.check(checker.load([sys.argv[1]])),"
        "date.fromisoformat(sys.argv[2]).toordinal())).encode())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), TODAY], capture_output=True, check=True, env=environment, cwd=ROOT
    )
    assert hashlib.sha256(done.stdout).digest() == hashlib.sha256(made.files["orlava"].read_bytes()).digest()
