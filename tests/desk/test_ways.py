"""The ways of coding beside the plain one: no claim, split, the same, selections, new names, undo, accepting."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import GAZETTE, Running
from tests.desk.sitting import Sit

pytestmark = pytest.mark.timeout(120, method="thread")


def said(project: Path, name: str = "herald") -> str:
    return (project / f"claims/flood/{name}.yaml").read_text("utf-8")


def settled(page: Page) -> None:
    """Nothing is asked for any more."""
    expect(page.locator("main:not([aria-busy])")).to_be_attached()


def open_mark(page: Page, text: str) -> None:
    page.locator("#text a.m", has_text=text).first.click()
    expect(page.locator("#claim-form .phrase")).to_have_text(text)
    settled(page)


def choose(page: Page, letter: str, typed: str) -> None:
    """Type into a field, as Shift and its letter open it."""
    page.keyboard.press(f"Shift+{letter}")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


SELECT = """([first, last]) => {
    const all = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = all.nextNode(); node; node = all.nextNode()) {
        if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
        if (node.data.includes(last)) { range.setEnd(node, node.data.indexOf(last) + last.length); break; }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.getElementById('text').dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}"""


def select(page: Page, first: str, last: str) -> None:
    page.evaluate(SELECT, [first, last])
    page.wait_for_timeout(50)
    settled(page)


def test_no_claim_undo_and_redo(desk: Running, project: Path, sit: Sit) -> None:
    before = said(project)
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "12")
    page.keyboard.press("x")
    expect(page.locator("#text a.m.none", has_text="12")).to_be_visible()
    after = said(project)
    assert "no_claim: [and 12 are missing]\n" in after
    page.keyboard.press("u")
    expect(page.locator("#text a.m.open", has_text="12")).to_be_visible()
    assert said(project) == before
    page.keyboard.press("U")
    expect(page.locator("#text a.m.none", has_text="12")).to_be_visible()
    assert said(project) == after


def test_letters_take_the_next_and_capitals_type(desk: Running, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "About 1,900")
    form = page.locator("#claim-form")
    status = form.locator("[name=status]")
    assert status.input_value() == "actual"
    page.keyboard.press("t")
    assert status.input_value() == "planned"
    page.keyboard.press("p")
    assert form.locator("[name=property]").input_value() != "displaced"
    choose(page, "P", "displ")
    assert form.locator("[name=property]").input_value() == "displaced"
    choose(page, "V", "at least 2,000")
    expect(page.locator("[data-hint=value]")).to_have_text("read as at least 2,000")
    choose(page, "D", "2031-05-03")
    expect(page.locator("[data-hint=when]")).to_have_text("3 May 2031")
    choose(page, "W", "a relief worker")
    assert form.locator("[name=said_by]").input_value() == "a relief worker"
    choose(page, "V", "some number")
    expect(page.locator("[data-hint=value]")).to_have_class("hint bad")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator("#text a.m", has_text="About 1,900")).to_be_focused()


def test_the_quote_follows_what_is_selected(desk: Running, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "396")
    quote = page.locator("#claim-form [name=quote]")
    select(page, "more arrived", "396")
    assert quote.input_value() == "more arrived, which brings the mission to 396"
    page.keyboard.press("{")
    assert quote.input_value() == "arrived, which brings the mission to 396"
    page.keyboard.press("[")
    page.keyboard.press("[")
    assert quote.input_value() == "more arrived, which brings the mission to 396", "8 words at most"
    page.keyboard.press("q")
    page.keyboard.type("words that nobody wrote")
    expect(page.locator("[data-hint=quote]")).to_have_text("these words are not in the text")


def test_words_that_were_not_marked(desk: Running, project: Path, sit: Sit) -> None:
    """A stance is selected, whom it is about is made in place, and so is the property."""
    page = sit(desk, "articles/flood/herald")
    select(page, "the governor said", "the governor said")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    select(page, "the governor said", "the governor said")
    choose(page, "S", "River Council")
    expect(page.locator(".making")).to_be_visible()
    page.locator("[name=new_kind]").fill("council")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+P")
    page.keyboard.type("mood of the council")
    page.keyboard.press("Enter")
    page.get_by_label("Type").select_option("category")
    page.get_by_role("button", name="Make it").click()
    expect(page.locator("#claim-form [name=property]")).to_have_value("mood_of_the_council")
    choose(page, "V", "hopeful")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert "  - id: the-governor-said\n    subject: river-council\n    property: mood_of_the_council\n" in said(project)
    assert "river-council: {kind: council, name: River Council}" in (project / "claims/flood/entities.yaml").read_text(
        "utf-8"
    )
    assert "mood_of_the_council: {type: category, title: mood of the council}" in (
        project / "rules/properties.yaml"
    ).read_text("utf-8")


def test_split_same_and_takes_back(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "Some 400")
    choose(page, "S", "first team")
    choose(page, "P", "size")
    page.keyboard.press("/")
    expect(page.locator("#result")).to_contain_text("Saved")
    settled(page)
    expect(page.locator("#claim-form .phrase")).to_have_text("Some 400")
    page.keyboard.press("=")
    assert page.locator("#claim-form [name=subject]").input_value() == "first-team"
    page.keyboard.press("Escape")
    open_mark(page, "At least 41")
    choose(page, "S", "the flood")
    page.keyboard.press("r")
    expect(page.locator("[name=revises]")).to_be_focused()
    expect(page.locator("[name=revises]")).to_have_value("37")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert "revises: 37\n" in said(project).replace('"', "")


def test_a_claim_is_changed_and_taken_out(desk: Running, project: Path, sit: Sit) -> None:
    """What is not touched stays as it was, comments and all."""
    page = sit(desk, "articles/flood/gazette")
    page.locator("#claims a", has_text="37").click()
    expect(page.locator("#claim-form .phrase")).to_have_text("37")
    choose(page, "V", "about 40")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Saved")
    assert said(project, "gazette") == GAZETTE.replace(
        "value: 37  # as of the evening", "value: about 40  # as of the evening"
    )
    page.locator("#claims a", has_text="400").click()
    expect(page.locator("#claim-form .phrase")).to_have_text("400")
    page.get_by_role("button", name="Take out").click()
    expect(page.locator("#claims a", has_text="400")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("#claims a", has_text="400")).to_have_count(1)


def test_what_the_loader_would_refuse_is_said(desk: Running, project: Path, sit: Sit) -> None:
    before = said(project)
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "12")
    choose(page, "V", "twelve or so many")
    page.keyboard.press("Enter")
    expect(page.locator("#claim-form .mistakes")).to_contain_text("twelve or so many")
    assert said(project) == before
    page.get_by_role("button", name="Save it all the same").click()
    expect(page.locator("#claims a")).to_have_count(0)
    page.wait_for_timeout(300)
    assert "twelve or so many" in said(project)


def disagree(page: Page) -> None:
    open_mark(page, "At least 41")
    choose(page, "S", "the flood")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("Gazette 37")
    settled(page)


def test_a_disagreement_is_rung_up_about_and_accepted(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    disagree(page)
    page.keyboard.press("g")
    expect(page.locator(".toast")).to_contain_text("2 voices put on the list")
    page.keyboard.press("a")
    page.keyboard.type("two counts, a day apart")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Accepted")
    expect(page.locator("#text a.m.coded", has_text="At least 41")).to_be_visible()
    assert "reason: two counts, a day apart" in (project / "accepted.yaml").read_text("utf-8").replace('"', "")
    page = sit(desk, "calls")
    row = page.locator("li.call", has_text="Gazette").first
    row.get_by_label("State").select_option("corrected")
    row.get_by_label("What they said").fill("it was 41")
    row.get_by_role("button", name="Keep").click()
    expect(page.locator("li.call .tag", has_text="corrected")).to_be_visible()
    assert "state: corrected" in (project / "ring-up.yaml").read_text("utf-8")


def test_from_a_disagreement_to_the_other_text(desk: Running, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    disagree(page)
    page.locator("#result .words a").first.click()
    expect(page).to_have_url(f"{desk.home}articles/flood/gazette?spot=m39")
    expect(page.locator("#text a.m.chosen")).to_have_text("37")


def test_cast(desk: Running, project: Path, sit: Sit) -> None:
    """Renamed, merged and moved: the claims follow, and one undo takes each back."""
    cast = project / "claims/flood/entities.yaml"  # whose days differ cannot be merged
    cast.write_text(cast.read_text("utf-8").replace(", from: 2031-05-03", ""), "utf-8")
    page = sit(desk, "stories/flood/cast")
    before = said(project, "gazette")
    page.locator("summary", has_text="first team").click()
    body = page.locator("#entity-first-team")
    body.get_by_label("Id", exact=True).fill("vanguard")
    body.get_by_role("button", name="Rename").click()
    expect(page.locator("#entity-vanguard")).to_be_visible()
    assert "subject: vanguard" in said(project, "gazette")
    page.keyboard.press("u")
    expect(page.locator("#entity-first-team")).to_be_visible()
    assert said(project, "gazette") == before
    page.locator("#entity-first-team summary").click()
    body.get_by_label("It is the same as").select_option("second-team")
    body.get_by_role("button", name="Merge").click()
    expect(page.locator("#entity-first-team")).to_have_count(0)
    assert "subject: second-team" in said(project, "gazette")


def test_vocabulary(desk: Running, project: Path, sit: Sit) -> None:
    """A line a property: where its words are added is opened there, and stays open for one more."""
    page = sit(desk, "words")
    row = page.locator("tr", has_text="people injured")
    height = row.bounding_box()
    assert height is not None and height["height"] < 60
    row.locator("summary").click()
    page.get_by_label("a further word of people injured").fill("scalded")
    page.get_by_label("a further word of people injured").press("Enter")
    expect(row).to_contain_text("scalded")
    expect(page.get_by_label("a further word of people injured")).to_be_visible()
    assert "scalded" in (project / "rules/properties.yaml").read_text("utf-8")


def test_a_new_property_from_the_form(desk: Running, project: Path, sit: Sit) -> None:
    """One click beside those that there are; its type is the figure's own, and it is taken for the claim."""
    page = sit(desk, "articles/flood/herald")
    open_mark(page, "12")
    page.get_by_role("button", name="+ new property").click()
    expect(page.locator(".making [name=title]")).to_be_focused()
    expect(page.locator(".making [name=type]")).to_have_value("count")
    page.keyboard.press("Enter")
    expect(page.locator(".making .mistakes")).to_contain_text("give the property a title")
    page.locator(".making [name=title]").fill("boats at work")
    page.keyboard.press("Enter")
    expect(page.locator(".making")).to_have_count(0)
    expect(page.locator("#claim-form [name=property]")).to_have_value("boats_at_work")
    properties = (project / "rules/properties.yaml").read_text("utf-8")
    assert "boats_at_work: {type: count, title: boats at work}\n" in properties
