"""A claim that compares: "nearly double the 37 of the Gazette" is coded with one key, as docs/coding.md has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import Running
from tests.desk.sitting import Sit
from tests.desk.test_ways import choose as choose_from_form
from tests.desk.test_ways import open_mark, said, select, settled

pytestmark = pytest.mark.timeout(120, method="thread")
TEXT = """\
Second team reaches the flood

The toll is nearly double the 37 that the Gazette gave. In 2030 some 340 people fled, a third more than in 2029.

Another 12 are missing, and most of them in the capital.
"""


def choose(page: Page, letter: str, typed: str) -> None:
    page.locator("#claim-form [data-act=save]").focus()
    choose_from_form(page, letter, typed)


@pytest.fixture
def page(desk: Running, project: Path, sit: Sit) -> Page:
    (project / "texts/herald.txt").write_text(TEXT, "utf-8")
    return sit(desk, "articles/flood/herald")


def test_with_a_claim_by_keyboard(page: Page, project: Path) -> None:
    """What the words say is filled in; the claim is chosen, and what it comes to is shown before it is saved."""
    select(page, "nearly double", "nearly double")
    choose(page, "S", "the flood")
    choose(page, "P", "people killed")
    expect(page.locator("[name=compared_much]")).to_have_value("nearly double")
    expect(page.locator("[data-field=value]")).to_be_hidden()
    settled(page)
    page.locator("[name=compared_much]").focus()
    expect(page.locator("[name=compared_to] option").nth(1)).to_have_text("37: the flood, people killed – Gazette")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=compared_at]")).to_be_hidden()
    expect(page.locator("[data-hint=compared]")).to_have_text("read as 70 to 74")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert (
        "    subject: flood\n    property: killed\n    compared: {times: nearly double, to: gazette/dead}\n"
        "    quote: nearly double\n"
    ) in said(project)


def test_with_the_same_figure_at_another_time(page: Page, project: Path) -> None:
    select(page, "a third", " more")
    choose(page, "S", "the flood")
    choose(page, "P", "displaced")
    expect(page.locator("[name=compared_by]")).to_have_value("more")
    expect(page.locator("[name=compared_much]")).to_have_value("a third")
    expect(page.locator("[name=compared_at]")).to_have_value("2029")
    page.locator("[name=period]").evaluate("node => { node.closest('details').open = true; node.value = '2030'; }")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#result")).to_contain_text("Saved")
    assert "    compared: {more: a third, at: 2029}\n    period: 2030\n" in said(project)


def test_with_another_figure_and_changed_again(page: Page, project: Path) -> None:
    """A share of another figure; opened again it shows what the file says, and a value in its place takes it out."""
    select(page, "most of them", "most of them")
    choose(page, "S", "the flood")
    choose(page, "P", "people missing")
    expect(page.locator("[name=compared_by]")).to_have_value("share_of")
    expect(page.locator("[name=compared_much]")).to_have_value("most")
    page.locator("[name=compared_to]").select_option("figure")
    expect(page.locator("[name=compared_subject]")).to_have_value("flood")
    page.locator("[name=compared_property]").fill("displaced")
    page.locator("[name=compared_much]").press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    written = "    compared: {share_of: most, to: [flood, displaced]}\n"
    assert written in said(project)
    page.locator("#claims a", has_text="people missing").click()
    expect(page.locator("[name=compared_property]")).to_have_value("displaced")
    expect(page.locator("[data-field=value]")).to_be_hidden()
    settled(page)
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert written in said(project), "nothing was changed"
    page.locator("#claims a", has_text="people missing").click()
    expect(page.locator("[name=compared_property]")).to_be_visible()
    settled(page)
    page.keyboard.press("c")
    choose(page, "V", "9")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert "compared" not in said(project)
    assert "    value: 9\n" in said(project)


def test_what_cannot_be_read_is_said(page: Page, project: Path) -> None:
    before = said(project)
    open_mark(page, "some 340")
    choose(page, "S", "the flood")
    page.keyboard.press("c")
    expect(page.locator("[name=compared_much]")).to_be_focused()
    page.locator("[name=compared_much]").fill("rather many")
    expect(page.locator("[data-hint=compared]")).to_have_class("hint wide bad")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#claim-form .mistakes")).to_contain_text("rather many")
    assert said(project) == before
