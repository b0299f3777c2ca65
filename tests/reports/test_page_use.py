"""How the page is used: filters, sorting, addresses, keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from checker.reports.figure_view import figure_slug, slug
from checker.reports.order import in_order
from tests.reports.browsing import (
    NARROW,
    WIDE,
    Made,
    Visit,
    address_of,
    assert_in_view,
    shown,
)

# a browser that was killed is waited for without end, and no signal gets through
pytestmark = pytest.mark.timeout(120, method="thread")

# --- filters -----------------------------------------------------------------------------------


def disputes_with(made: Made, wanted: Callable[[Any], bool]) -> list[str]:
    """The ids of the disputes of which a claim is wanted, in the order of the page: accepted ones last."""
    told = sorted(in_order(made.reviews["orlava"]), key=lambda told: told.is_accepted)
    return [f"dispute-{each.number}" for each in told if any(wanted(claim) for claim in each.dispute.claims)]


def _is_about(subject: str) -> Callable[[Any], bool]:
    """Whether a claim is about the subject, of either story; any if it is not named."""
    return lambda claim: not subject or claim.subject.endswith(f"/{subject}")


def test_filter_by_source(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    every = shown(tab, "article.dispute")
    source = next(key for key in made.reviews["orlava"].corpus.sources if key.endswith("tribune"))
    tab.locator("#filter-source").select_option(label="Tribune, 5 May 2031")
    expected = disputes_with(made, lambda claim: claim.source == source)
    assert 0 < len(expected) < len(every)
    assert shown(tab, "article.dispute") == expected
    assert shown(tab, "#articles ~ .chunk > details") == ["source-orlava/tribune"]
    statements = made.reviews["orlava"].result.statements.values()
    figures = [each for each in statements if any(c.source == source for s in each for c in s.claims)]
    assert tab.locator("#figures ~ .chunk > details:visible").count() == len(figures) > 5
    count = len(shown(tab, ".item"))
    expect(tab.locator("#filter-count")).to_contain_text(f"{count} of {tab.locator('.item').count()}")
    tab.get_by_role("button", name="Clear").click()
    expect(tab.locator("#filter-count")).to_have_text("")
    assert shown(tab, "article.dispute") == every


def test_filter_by_subject(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    for subject, name in (("convoy", "convoy"), ("سد-النهر", "سد النهر الكبير")):
        tab.locator("#filter-subject").select_option(name)
        assert shown(tab, "article.dispute") == disputes_with(made, _is_about(subject))


def test_filter_by_severity(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    severity = tab.locator("#filter-severity")
    for label, kind in (("disagreements", "error"), ("tensions", "warning"), ("notes", "note")):
        severity.select_option(label=label)
        found = {f"finding-{f.id}" for f in made.reviews["orlava"].of_severity(kind) if f.kind != "perhaps"}
        within = {f"finding-{f.id}" for t in in_order(made.reviews["orlava"]) for f in t.uncertain}
        assert set(shown(tab, ".finding")) - within == found


def test_filter_by_state(visit: Visit, made: Made) -> None:
    """Accepted disputes are folded, and unfolded where somebody asks for them."""
    tab = visit("orlava")
    told = in_order(made.reviews["orlava"])
    accepted = [f"dispute-{each.number}" for each in told if each.is_accepted]
    assert len(accepted) == 1 and accepted[0] not in shown(tab, "article.dispute")
    tab.locator("#filter-state").select_option(label="accepted")
    assert shown(tab, "article.dispute") == accepted
    tab.locator("#filter-state").select_option(label="new")
    assert shown(tab, "article.dispute") == [f"dispute-{each.number}" for each in told if not each.is_accepted]


def test_filter_by_voice(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    tab.locator("#filter-voice").select_option(label="Ledger")
    expected = disputes_with(made, lambda claim: claim.origin == "ledger")
    assert shown(tab, "article.dispute") == expected != []


def test_filters_are_in_the_address(visit: Visit) -> None:
    """What is filtered and sorted can be sent to somebody, beside an address within the page."""
    tab = visit("norwold")
    tab.locator("#filter-text").fill("dead toll")
    tab.locator("#filter-severity").select_option(label="disagreements")
    before = shown(tab, ".item")
    address = tab.evaluate("location.hash")
    assert address == "#text=dead%20toll&severity=error"
    tab = visit("norwold", at=address)
    assert shown(tab, ".item") == before
    assert tab.locator("#filter-text").input_value() == "dead toll"
    tab.locator("#filter-text").fill("")
    tab.locator(".contents a").nth(2).click()
    assert_in_view(tab, "dispute-3")
    assert tab.evaluate("location.hash") == "#dispute-3&severity=error"
    heading = tab.locator("#dispute-3 table.values").first.get_by_role("button", name="figure")
    heading.click()
    heading.click()
    address = tab.evaluate("location.hash")
    tab = visit("norwold", at=address)
    table = tab.locator("#dispute-3 table.values").first
    assert table.get_by_role("columnheader", name="figure").get_attribute("aria-sort") == "descending"
    assert table.locator("tbody tr td:nth-child(2)").all_text_contents() == ["187", "182", "178"]


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


def column(tab: Page, table: str, number: int) -> list[str]:
    """The texts of a column, less what is small print."""
    cells = f"[...document.querySelector({table!r}).tBodies[0].rows].map(row => row.cells[{number}])"
    texts: list[str] = tab.evaluate(f"{cells}.map(cell => cell.firstChild.textContent.trim())")
    return texts


def table_about(made: Made, subject: str, name: str) -> str:
    """The selector of the table of a figure, where all figures are."""
    figures = [each[0].figure for each in made.reviews["orlava"].result.statements.values()]
    figure = next(f for f in figures if f.subject == f"orlava/{subject}" and f.property == name and not f.scope)
    return f'[id="figure-{figure_slug(figure)}"] table.values'


def test_sorting_amounts(visit: Visit, made: Made) -> None:
    """By what they amount to, however they are written; first up, then down."""
    tab = visit("orlava", is_opened=True)
    for subject, name, expected in (
        ("relief-fund", "funding", ["$899tn", "$900,000,000,000,000"]),
        ("repairs", "cost", ["$950,000", "$300m", "$1.2bn"]),
        ("dam-burst", "missing", ["seven", "12", "at least 30"]),
    ):
        table = table_about(made, subject, name)
        header = tab.locator(table).get_by_role("columnheader", name="figure")
        header.get_by_role("button").click()
        assert header.get_attribute("aria-sort") == "ascending"
        assert column(tab, table, 1) == expected
        header.get_by_role("button").press("Enter")
        assert header.get_attribute("aria-sort") == "descending"
        assert column(tab, table, 1) == expected[::-1]
        tab.locator(table).get_by_role("button", name="day").click()
        assert header.get_attribute("aria-sort") is None
        assert tab.locator(f"{table} [aria-sort]").count() == 1


def test_sorting_days(visit: Visit, made: Made) -> None:
    """Days are sorted as days."""
    tab = visit("orlava", is_opened=True)
    table = table_about(made, "dam-burst", "killed")
    button = tab.locator(table).get_by_role("button", name="day")
    button.click()
    days = [int(text.split()[0]) for text in column(tab, table, 0)]
    assert days == sorted(days) and len(set(days)) > 3
    button.click()
    assert [int(text.split()[0]) for text in column(tab, table, 0)] == sorted(days, reverse=True)


# --- to take along -----------------------------------------------------------------------------


def test_a_table_as_csv(visit: Visit) -> None:
    tab = visit("norwold")
    with tab.expect_download() as download:
        tab.locator("#dispute-3").get_by_role("button", name="Table as CSV").first.click()
    text = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename.endswith(".csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["day", "figure", "who says so, in their words"]
    assert [row[1] for row in rows[1:]] == ["187", "178", "182"]
    assert "Norwold Council in Evening Star" in rows[1][2]


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_chart_as_a_picture(visit: Visit, kind: str) -> None:
    """With its title and its legend, in the colours of the page, and nothing that another program would load."""
    tab = visit("norwold")
    with tab.expect_download() as download:
        tab.locator("#dispute-2").get_by_role("button", name=f"Chart as {kind}").first.click()
    data = download.value.path().read_bytes()
    if kind == "PNG":
        assert data.startswith(b"\x89PNG") and len(data) > 5_000
        return
    root = ET.fromstring(data.decode("utf-8"))
    texts = [text for node in root.iter() if node.tag.endswith("text") and (text := node.text)]
    assert "People killed" in texts and any(text.startswith("Norwold Council 238 (3 May)") for text in texts)
    assert b"<script" not in data and b"href=" not in data
    assert "The flood at Norwold: 9 articles" in " ".join(texts) and not [text for text in texts if len(text) > 140]


def test_the_table_of_voices_as_csv(visit: Visit) -> None:
    tab = visit("norwold")
    with tab.expect_download() as download:
        tab.locator("section[aria-labelledby=voices]").get_by_role("button", name="Table as CSV").click()
    assert download.value.suggested_filename == "agreement.csv"
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert any(re.search(r"\d of \d; .*\d of \d", row[-1]) for row in rows[1:])


def test_a_finding_to_paste(visit: Visit) -> None:
    tab = visit("norwold", is_opened=True)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = tab.locator("#dispute-4 .finding .take button").first
    button.click()
    expect(button).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("checker accept ")
    tab.locator("#dispute-4 .finding .take button").nth(2).click()
    expect(tab.locator("#dispute-4 .finding .take button").nth(2)).to_have_text("Copied")
    assert re.fullmatch(r"# [^\n]+ \[[0-9a-f]{10}\]", tab.evaluate("navigator.clipboard.readText()"))


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [WIDE, 760, NARROW])
def test_an_address_of_a_finding(visit: Visit, made: Made, width: int) -> None:
    for rule in ("parts-do-not-add-up", "plan-below-need"):
        id_ = f"finding-{made.finding(rule).id}"
        tab = visit("orlava", width=width, at=address_of(id_))
        assert_in_view(tab, id_)


def test_an_address_of_a_figure_and_of_a_claim(visit: Visit, made: Made) -> None:
    """The figure is unfolded, also where a filter hid it."""
    claims = made.reviews["orlava"].corpus.claims
    claim = next(c for c in claims if c.property == "departed" and c.source.endswith("tribune"))
    figure = f"figure-{slug(claim.subject)}~~departed"
    for id_ in (figure, f"claim-{slug(claim.key)}"):
        tab = visit("orlava", at=address_of(id_))
        details = tab.locator("details.item", has=tab.locator(f'[id="{id_}"]'))
        assert details.get_attribute("open") is not None
        assert_in_view(tab, id_)
        tab.locator("#filter-subject").select_option(label="gauge (orlava)")
        expect(details).to_be_hidden()
        tab.evaluate("location.hash = ''")
        tab.evaluate(f"location.hash = {id_!r}")
        expect(details).to_be_visible()
        assert_in_view(tab, id_)


def test_an_address_of_a_voice(visit: Visit) -> None:
    tab = visit("norwold", at="#voice-norwold/council")
    assert_in_view(tab, "voice-norwold/council")


def test_a_link_to_where_one_is_already(visit: Visit, made: Made) -> None:
    """It is no new address, but a filter may have hidden what is there."""
    report = made.reviews["orlava"]
    id_ = next(f"finding-{finding.id}" for finding in report.findings if report.status(finding).is_accepted)
    tab = visit("orlava", at=address_of(id_))
    tab.locator("#filter-subject").select_option(label="convoy")
    assert id_ not in shown(tab, ".finding")
    tab.locator(f'p > a[href="#{id_}"]:visible').click()
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
    id_ = tab.evaluate(
        "[...document.querySelectorAll('.figure[id]')].map(n => n.id).find(id => id.includes('سد-النهر'))"
    )
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
    number = len(made.reviews["orlava"].disputes)
    for _ in range(number):
        tab.keyboard.press("j")
    for _ in range(len(made.reviews["orlava"].of_severity("warning")) + 1):
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
    tab.locator("#filter-subject").select_option(label="gauge (orlava)")
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
    tab = visit("norwold")
    seen: list[str] = []
    for _ in range(80):
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
        if text == "Step by step, and to accept it":
            break
    expected = (
        "(To|Skip)",
        "theme$",
        r"Disputes \d",
        "Rules$",
        "Damage$",
        "filter-text",
        "filter-state",
        "Clear",
        "Step by step",
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
