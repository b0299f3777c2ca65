"""What is done with a figure is done with that figure alone, though others stand right beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import Running
from tests.desk.sitting import Sit
from tests.desk.test_ways import choose, open_mark, said, settled

pytestmark = pytest.mark.timeout(120, method="thread")
TEXT = """\
Two dead, five missing in the flood

The water took 133 homes: 74 in Pinhal, 38 in Quintas and 21 in Ribalta.
"""


@pytest.fixture
def page(desk: Running, project: Path, sit: Sit) -> Page:
    (project / "texts/herald.txt").write_text(TEXT, "utf-8")
    return sit(desk, "articles/flood/herald")


def state(page: Page, figure: str) -> str:
    """How a figure is marked."""
    mark = page.locator("#text a.m", has_text=figure).first
    return str(mark.get_attribute("class")).split()[1]


def test_a_figure_of_a_list_is_saved_by_itself(page: Page, project: Path) -> None:
    """74 houses in one town leave the 38 of the next to code; a click on 38 opens a claim of its own."""
    open_mark(page, "74")
    choose(page, "S", "the flood")
    choose(page, "P", "killed")
    page.locator("#claim-form [data-act=save]").click()
    expect(page.locator("#result")).to_contain_text("Saved")
    settled(page)
    assert "quote: 74 in Pinhal\n" in said(project).replace('"', "")
    assert (state(page, "74"), state(page, "38")) == ("conflict", "open"), "the Gazette has 37"
    open_mark(page, "38")
    assert page.locator("#claim-form").get_attribute("data-claim") == ""
    assert page.locator("#claim-form [name=quote]").input_value() == "38 in Quintas"


def test_a_figure_in_the_quote_of_another_one(desk: Running, project: Path) -> None:
    """Whoever quotes more than the figure of a claim has not coded the rest: that has a form of its own."""
    (project / "texts/herald.txt").write_text("Toll\n\n38 people died in Quintas and 21 in Ribalta.\n", "utf-8")
    claim = {"subject": "flood", "property": "killed", "value": "38", "quote": "38 people died in Quintas and 21"}
    assert desk.post("/articles/flood/herald/save", claim).status == 200
    text = desk.ask("/articles/flood/herald").text
    assert re.findall(r'class="m (\w+)"[^>]*>(\d+)<', text) == [("conflict", "38"), ("open", "21")]
    form = desk.ask("/articles/flood/herald/form?spot=m36").text
    assert 'data-claim=\\"\\"' in form and 'name=\\"value\\" value=\\"21\\"' in form


def test_no_claim_is_of_one_figure(page: Page, project: Path) -> None:
    """Whatever the quote holds: the two dead of the headline are no claim, the five who are missing wait."""
    open_mark(page, "Two")
    page.locator("#claim-form [name=quote]").fill("Two dead, five missing")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    expect(page.locator("#claim-form .phrase")).to_have_text("five")
    assert (state(page, "Two"), state(page, "five")) == ("none", "open")
    assert "no_claim: [Two dead]\n" in said(project)


def test_what_no_words_tell_apart_is_said(desk: Running, project: Path) -> None:
    """The same figure twice, with nothing else in the line: both are no claim, and the answer says so."""
    (project / "texts/herald.txt").write_text("Toll\n\n12 people died\n\n12 people died\n", "utf-8")
    answer = desk.post("/articles/flood/herald/none", {"spot": "m6", "words": "12 people died"})
    assert answer.status == 200
    assert '"lost":"no claim with it: 12"' in answer.text
    assert "no_claim: [12 people died]\n" in said(project)
