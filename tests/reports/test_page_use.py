"""How the page is used: filters, sorting, addresses, keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

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
    """The ids of the disputes of which a claim is wanted."""
    numbered = enumerate(made.reviews["orlava"].disputes, 1)
    return [f"dispute-{number}" for number, dispute in numbered if any(wanted(c) for c in dispute.claims)]


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
    assert shown(tab, "#sources ~ .chunk details") == ["source-orlava~2ftribune"]
    figures = {(c.subject, c.property) for c in made.reviews["orlava"].corpus.claims if c.source == source}
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
        found = {f"finding-{finding.id}" for finding in made.reviews["orlava"].of_severity(kind)}
        assert set(shown(tab, ".finding")) == found


def test_filter_by_state(visit: Visit, made: Made) -> None:
    tab = visit("orlava")
    report = made.reviews["orlava"]
    tab.locator("#filter-state").select_option(label="accepted")
    accepted = {f"finding-{finding.id}" for finding in report.findings if report.status(finding).is_accepted}
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
    disputes = made.reviews["orlava"].disputes
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
    report = made.reviews["orlava"]
    id_ = next(f"finding-{finding.id}" for finding in report.findings if report.status(finding).is_accepted)
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
