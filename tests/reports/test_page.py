"""The report as a page, in a real browser: everybody can read it, on any screen and on paper; nothing in it runs."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Page

from checker.reports.figure_view import slug
from checker.reports.names import Mentions
from checker.reports.sentences import Sentences
from checker.values.display import visible
from tests.reports.browsing import (
    MIDDLE,
    NAMES,
    NARROW,
    STORIES,
    WIDE,
    Made,
    Visit,
    assert_in_view,
    shown,
)
from tests.reports.page_corpus import HOSTILE, TEAMS

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

# a browser that was killed is waited for without end, and no signal gets through
pytestmark = pytest.mark.timeout(120, method="thread")

# --- it opens, and everybody can read it -------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_opens(visit: Visit, made: Made, name: str) -> None:
    """All findings and sources are there; every link within the page leads to one element."""
    tab = visit(name)
    report = made.reviews[name]
    ids: list[str] = tab.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(set(ids)) == len(ids)
    assert {f"finding-{finding.id}" for finding in report.findings} <= set(ids)
    links = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
    assert set(tab.evaluate(links)) <= set(ids)
    assert tab.locator("#articles ~ .chunk > details").count() == len(report.corpus.sources)
    assert tab.locator("#figures ~ .chunk > details").count() == len(report.result.statements)
    assert {f"claim-{slug(claim.key)}" for claim in report.corpus.claims} <= set(ids)
    voices = {s.voice for statements in report.result.statements.values() for s in statements}
    assert {f"voice-{slug(voice)}" for voice in voices} <= set(ids)


def test_has_some_of_everything(made: Made) -> None:
    """The invented project is what these tests take it for."""
    report = made.reviews["orlava"]
    assert len(report.corpus.sources) >= 40
    assert len(report.corpus.problems) == 4
    assert all(report.of_severity(severity) for severity in ("error", "warning", "note"))
    assert {report.status(finding).state for finding in report.findings} == {"new", "known", "expired"}
    assert {claim.out.split()[0] for claim in report.corpus.claims if claim.out} == {"retracted", "superseded"}
    assert max(len(c.terms) for f in report.findings for c in f.combinations) == TEAMS + 1
    assert made.reviews["hostile"].of_severity("warning")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_part_is_reachable(visit: Visit, width: int) -> None:
    tab = visit("five", width=width)
    links = tab.locator("nav a")
    assert links.count() == tab.locator("main h2[id]:not(.tally)").count() >= 8
    for link in links.all():
        link.click()
        assert_in_view(tab, str(link.get_attribute("href"))[1:])
        tab.evaluate("scrollTo(0, 0)")


def violations(tab: Page, options: str, context: str = "document") -> list[tuple[str, str, str, int]]:
    """What axe finds."""
    tab.evaluate(AXE)
    run = f"async () => (await axe.run({context}, {{resultTypes: ['violations'], {options}}})).violations"
    return [(v["id"], v["help"], v["nodes"][0]["html"][:200], len(v["nodes"])) for v in tab.evaluate(run)]


@pytest.mark.parametrize(("width", "is_opened"), [(WIDE, False), (WIDE, True), (MIDDLE, True), (NARROW, True)])
@pytest.mark.parametrize("name", ["five", "orlava", "norwold", *STORIES])
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
@pytest.mark.parametrize("name", ["five", "orlava", "norwold", *STORIES])
def test_contrast(visit: Visit, name: str, scheme: str) -> None:
    tab = visit(name, scheme=scheme, is_opened=True)
    tab.locator("#filter-text").fill("orlava")  # the count is shown then
    tab.evaluate(THIN)
    for width in (WIDE, MIDDLE, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert violations(tab, "runOnly: ['color-contrast']") == []


def test_accessible_by_the_button(visit: Visit) -> None:
    """The colours that the button gives are those of the system's own choice."""
    colours = """() => ['body', '.tally', 'a', '.count', 'svg.p circle', '.chart path', '.verdict'].map(
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
SQUEEZED = """() => [...document.querySelectorAll('.values td:not(.w), .calls td, .agreement th')].filter(cell =>
    cell.textContent.trim().length > 8 && cell.getBoundingClientRect().width < 64
    && cell.checkVisibility()).map(cell => [cell.textContent.slice(0, 40), cell.getBoundingClientRect().width])"""


@pytest.mark.parametrize("name", [*NAMES, *STORIES])
def test_layout(visit: Visit, name: str) -> None:
    """No label is cut or lies on another one, no text leaves its cell, and the page does not scroll sideways."""
    tab = visit(name, is_opened=True)
    for width in (WIDE, MIDDLE, 700, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate(LABELS) == []
        assert tab.evaluate(MARKS) == []
        assert tab.evaluate(CELLS) == []
        assert tab.evaluate(STICKS_OUT) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["five", "orlava", "norwold"])
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
        (".finding p", "صحيفة النهر اليومية", " (citing ", "وزير", ") has ", "300", "עיתון", "12 to 40"),
        (".said li", "صحيفة النهر اليومية", ", citing ", "وزير"),
        ("#figures ~ .chunk details summary", "People killed", "سد النهر", "12 to 40", "300"),
    ):
        places = tab.evaluate(WHERE, [selector, *words])
        assert places == sorted(places), selector


def test_quotes_from_right_to_left(visit: Visit) -> None:
    """What is all in Arabic is read from right to left."""
    tab = visit("orlava")
    quoted = tab.locator(".said q bdi", has_text="قال الوزير").first
    assert quoted.evaluate("node => getComputedStyle(node).direction") == "rtl"
    places = tab.evaluate(WHERE, [".said q", "قال", "الوزير", "حتفهم"])
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))


# --- on paper, and without a script ------------------------------------------------------------


def test_print(visit: Visit) -> None:
    """A report of its own: a first page that stands alone, then disputes; a few pages, not thirty."""
    for name, most in (("five", 8), ("norwold", 8), ("landslide", 6), ("flood", 6)):
        tab = visit(name)
        tab.emulate_media(media="print")
        pdf = tab.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False])
def test_print_is_black_on_white(visit: Visit, scheme: str, script: bool) -> None:
    """Also where somebody reads it in the dark, or without its script; with accept commands as text."""
    tab = visit("norwold", scheme=scheme, script=script)
    if script and scheme == "dark":
        tab.get_by_role("button", name="Dark or light").click()
        tab.get_by_role("button", name="Dark or light").click()
    tab.emulate_media(media="print")
    for selector in ("form.filter", "nav", "#theme", "#figures", "#voices", "#rules"):
        assert not tab.locator(selector).is_visible(), selector
    assert not tab.locator("button:visible:not(th button)").count()  # those of a table's head are its words
    assert tab.locator("#calls").is_visible()
    commands = tab.locator("p.take code:visible").all_text_contents()
    assert commands and all(text.startswith("checker accept ") for text in commands)
    assert tab.locator("body").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    assert tab.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"


def test_without_a_script(visit: Visit, made: Made) -> None:
    tab = visit("orlava", script=False)
    assert not tab.locator("form.filter").is_visible()
    assert not tab.locator("#theme").is_visible()
    sentences = Sentences(made.reviews["orlava"].result, brief=True)
    for finding in made.reviews["orlava"].of_severity("warning"):
        text = tab.locator(f"#finding-{finding.id} p").first.text_content()
        sentence, _ = next(iter(sentences.lines(finding, Mentions(sentences.names), names_figure=True)))
        assert str(text).startswith(visible(sentence))
    details = tab.locator("#figures ~ .chunk details").first
    assert not details.locator("table").is_visible()
    details.locator("summary").first.click()
    assert details.locator("table").is_visible()
    first = tab.locator(".contents a").first
    first.click()
    assert_in_view(tab, "dispute-1")


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
    assert tab.title().startswith("Where the sources disagree: ")
    sentences = Sentences(made.reviews["hostile"].result, brief=True)
    for finding in made.reviews["hostile"].of_severity("warning"):
        text = tab.locator(f"#finding-{finding.id} p").first.text_content()
        sentence, _ = next(iter(sentences.lines(finding, Mentions(sentences.names), names_figure=True)))
        assert str(text).startswith(visible(sentence))
    quotes = tab.locator(".said q").all_text_contents()
    assert {visible(said) for said in HOSTILE} <= set(quotes)
    for button in tab.locator("table.sortable th button:visible").all()[:5]:
        button.click()
    tab.locator("#filter-text").fill(HOSTILE[0])
    assert shown(tab, "article.dispute")
