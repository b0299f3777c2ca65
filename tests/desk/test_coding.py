"""An article is coded in a browser: by mouse and by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import Running
from tests.desk.sitting import Sit

pytestmark = pytest.mark.timeout(120, method="thread")


def claims(project: Path) -> str:
    """What the file of the Herald says below its head."""
    return (project / "claims/flood/herald.yaml").read_text("utf-8").partition("claims:")[2]


def chosen(page: Page, key: str) -> str:
    """What the form says of a key of the claim."""
    return page.locator(f'#claim-form [name="{key}"]').input_value()


def open_mark(page: Page, text: str) -> None:
    page.locator("#text a.m", has_text=text).first.click()
    expect(page.locator("#claim-form .phrase")).to_have_text(text)


def test_a_figure_is_coded_by_mouse(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "At least 41")
    assert chosen(page, "property") == "killed"
    page.locator("[data-field=subject]").get_by_role("button", name="other").click()
    page.get_by_role("combobox", name="About").fill("the fl")
    page.get_by_role("option", name="the flood").click()
    assert chosen(page, "subject") == "flood"
    expect(page.locator("[data-hint=value]")).to_have_text("read as at least 41")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#result")).to_contain_text("Herald has at least 41 (4 May), Gazette 37")
    expect(page.locator("#result q").first).to_have_text("37 people were killed")
    assert (
        claims(project)
        == """
  - id: at-least-41-people
    subject: flood
    property: killed
    value: at least 41
    quote: At least 41 people
"""
    )


def test_a_figure_is_coded_by_keyboard_alone(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "About 1,900":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#claim-form .phrase")).to_have_text("About 1,900")
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    expect(page.locator("[data-hint=value]")).to_have_text("read as 1,805 to 1,995")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved: people displaced")
    assert "property: displaced\n    value: about 1,900\n" in claims(project)
