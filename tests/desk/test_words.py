"""Words that a person selects: what they say, and who is named in them, is filled in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import HERALD_FILE, Running
from tests.desk.sitting import Sit
from tests.desk.test_ways import said, select, settled

pytestmark = pytest.mark.timeout(120, method="thread")
TEXT = """\
Neighbours promise help

The republic of Norland has pledged boats. Sorlia and the Westmark did so too, and Ostia refused.

Governor Ines Calder thanked them on Monday. At least 41 people have died.
"""


@pytest.fixture
def page(desk: Running, project: Path, sit: Sit) -> Page:
    (project / "texts/herald.txt").write_text(TEXT, "utf-8")
    return sit(desk, "articles/flood/herald")


def value(page: Page, key: str) -> str:
    return page.locator(f'#claim-form [name="{key}"]').input_value()


def save(page: Page) -> None:
    page.locator("#claim-form [data-act=save]").click()
    expect(page.locator("#result")).to_contain_text("Saved")
    settled(page)


def test_a_stance_and_the_next_one(page: Page, project: Path) -> None:
    """The words say what is claimed; whom the story does not know is one click; the next country is one selection."""
    select(page, "has pledged", "has pledged")
    assert (value(page, "property"), value(page, "value"), value(page, "status")) == ("stance", "pledged", "actual")
    page.get_by_role("button", name="Norland, new").click()
    page.locator("[name=new_kind]").fill("country")
    save(page)
    select(page, "Sorlia", "Sorlia")
    assert (value(page, "new_name"), value(page, "new_kind"), value(page, "value")) == ("Sorlia", "country", "pledged")
    save(page)
    select(page, "Ostia refused", "Ostia refused")
    assert value(page, "value") == "refused"
    assert "    subject: sorlia\n    property: stance\n    value: pledged\n    quote: Sorlia\n" in said(project)
    cast = (project / "claims/flood/entities.yaml").read_text("utf-8")
    assert "norland: {kind: country, name: Norland}\nsorlia: {kind: country, name: Sorlia}\n" in cast


def test_who_holds_an_office(page: Page, project: Path) -> None:
    """The office is what the claim is about, and the person its value; the office is there already."""
    select(page, "Governor Ines Calder", "Ines Calder")
    assert (value(page, "subject"), value(page, "property"), value(page, "value")) == (
        "governor",
        "holder",
        "Ines Calder",
    )
    save(page)
    assert "quote: Governor Ines Calder\n" in said(project)


def test_what_is_pressed_does_not_move(page: Page) -> None:
    """While a list of names is open, a click on another answer takes what was typed, and hits what it was aimed at."""
    page.locator("#text a.m", has_text="At least 41").click()
    settled(page)
    page.keyboard.press("Shift+S")
    page.keyboard.type("the flo")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.locator("[data-field=status] .chip", has_text="planned").click()
    assert (value(page, "subject"), value(page, "status")) == ("flood", "planned")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_steps_type_nothing(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("j")
        page.wait_for_timeout(250)
        settled(page)
        expect(page.locator("#claim-form [data-act=save]")).to_be_focused()


def test_comments_that_go_are_named(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "articles/flood/gazette")
    page.locator("#claims a", has_text="400").click()
    expect(page.locator("#claim-form .phrase")).to_have_text("400")
    page.get_by_role("button", name="Take out").click()
    expect(page.locator(".toast")).to_contain_text("gone with it: 1 comment, the mayor was not asked")


def test_new_is_what_was_published_since_yesterday(desk: Running, project: Path, sit: Sit) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011  # as the desk has it
    (project / "claims/flood/herald.yaml").write_text(HERALD_FILE.replace("2031-05-04", f"{yesterday}"), "utf-8")
    page = sit(desk)
    expect(page.locator(".facts", has_text="1 new since yesterday")).to_be_visible()
    expect(page.locator("a.row", has_text="Second team").locator(".tag.new")).to_be_visible()
    expect(page.locator("a.row", has_text="Dozens die").locator(".tag.new")).to_have_count(0)
