"""Two windows, other editors, hostile texts; and whether all can read it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.desk.serving import HERALD_FILE, Running, running, was_of
from tests.desk.sitting import Sit
from tests.desk.test_ways import choose, disagree, open_mark, said, settled
from tests.reports.page_corpus import hostile

pytestmark = pytest.mark.timeout(180, method="thread")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
CLAIM = "claims:\n  - id: mine\n    subject: flood\n    property: killed\n    value: 12\n    quote: 12 are missing\n"


def test_a_window_follows_what_another_one_does(desk: Running, project: Path, sit: Sit) -> None:
    one, other = sit(desk, "articles/flood/herald"), sit(desk, "articles/flood/herald")
    open_mark(other, "About 1,900")
    choose(other, "V", "about 2,000")
    disagree(one)
    expect(other.locator("#text a.m.conflict", has_text="At least 41")).to_be_visible(timeout=8_000)
    assert other.locator("#claim-form [name=value]").input_value() == "about 2,000", "what is in the form stays"
    other.keyboard.press("Enter")
    expect(one.locator("#text a.m.coded", has_text="About 1,900")).to_be_visible(timeout=8_000)
    assert said(project).count("  - id: ") == 2


def test_what_an_editor_writes_is_never_overwritten(desk: Running, project: Path, sit: Sit) -> None:
    """The claim at hand is changed in an editor: both versions are shown, and either can be had."""
    file = project / "claims/flood/gazette.yaml"
    page = sit(desk, "articles/flood/gazette")
    page.locator("#claims a", has_text="37").click()
    expect(page.locator("#claim-form .phrase")).to_have_text("37")
    settled(page)
    theirs = file.read_text("utf-8").replace("value: 37 ", "value: 38 ")
    file.write_text(theirs, "utf-8")
    choose(page, "V", "39")
    page.keyboard.press("Enter")
    dialog = page.locator("#versions")
    expect(dialog).to_contain_text("This claim was changed meanwhile")
    expect(dialog.locator("section").nth(0)).to_contain_text("value: 38")
    expect(dialog.locator("section").nth(1)).to_contain_text("value: 39")
    assert file.read_text("utf-8") == theirs
    page.get_by_role("button", name="Write mine").click()
    expect(page.locator("#result")).to_contain_text("Saved")
    assert file.read_text("utf-8") == theirs.replace("value: 38 ", "value: 39 ")


def test_what_others_add_stays(desk: Running, project: Path) -> None:
    """A claim is added at the desk to a file to which an editor has added one since the page was made."""
    file = project / "claims/flood/herald.yaml"
    assert desk.ask("/articles/flood/herald").status == 200
    file.write_text(HERALD_FILE.replace("claims: []\n", f"# by hand\n{CLAIM}"), "utf-8")
    sent = {"subject": "flood", "property": "displaced", "value": "about 1,900", "quote": "About 1,900 have fled"}
    assert desk.post("/articles/flood/herald/save", {**sent, "status": "actual", "id": "fled"}).status == 200
    text = file.read_text("utf-8")
    assert "# by hand" in text and "- id: mine" in text and "- id: fled" in text


def test_an_undo_does_not_take_back_what_others_wrote(desk: Running, project: Path) -> None:
    sent = {"subject": "flood", "property": "displaced", "value": "about 1,900", "quote": "About 1,900 have fled"}
    assert desk.post("/articles/flood/herald/save", {**sent, "status": "actual", "id": "fled"}).status == 200
    file = project / "claims/flood/herald.yaml"
    file.write_text(file.read_text("utf-8") + "# by hand\n", "utf-8")
    answer = desk.post("/undo", {})
    assert answer.status == 409
    assert "What the file says now" in answer.text
    assert "# by hand" in file.read_text("utf-8")


def test_a_claim_that_is_gone_is_not_written_again(desk: Running, project: Path) -> None:
    form = desk.ask("/articles/flood/gazette/form?claim=dead").text.replace('\\"', '"')
    file = project / "claims/flood/gazette.yaml"
    kept = file.read_text("utf-8")
    file.write_text(re.sub(r"  - id: dead\n(?:    .*\n)+", "", kept), "utf-8")
    desk.ask("/state")
    sent = {"claim": "dead", "was": was_of(form), "subject": "flood", "property": "killed", "value": "1", "id": "dead"}
    answer = desk.post("/articles/flood/gazette/save", sent)
    assert (answer.status, "it is not there any more" in answer.text) == (409, True)
    assert "id: dead" not in file.read_text("utf-8")


def test_nothing_that_is_sent_leads_out_of_the_project(desk: Running, project: Path) -> None:
    before = {path: path.read_bytes() for path in project.parent.rglob("*") if path.is_file()}
    head = {"text": "Ten people died.", "publisher": "x", "published": "2031-05-04"}
    for story, name in (("../../out", "x"), ("flood", "../../x"), ("/tmp", "x"), ("flood", "/tmp/x"), (".git", "x")):
        assert desk.post("/new", {**head, "story": story, "name": name}).status == 422, (story, name)
    sent = {"subject": "flood", "property": "killed", "value": "1", "id": "../../x", "quote": "x"}
    assert desk.post("/articles/flood/herald/save", sent).status == 422
    for id_ in ("../x", "a/b", "\x00"):
        assert desk.post("/stories/flood/entity", {"name": "x", "id": id_, "kind": "y"}).status == 422, id_
    assert desk.post("/stories/..%2f/entity", {"name": "x"}).status == 404
    after = {path: path.read_bytes() for path in project.parent.rglob("*") if path.is_file()}
    assert after == before


# --- hostile texts


PAGES = ("stories", "stories/story", "stories/story/cast", "words", "calls", "report", "new")


def test_hostile_texts_stay_text(tmp_path: Path, sit: Sit) -> None:
    """Every text that a file may hold is one that a careless page would run; the sitting fails for what runs."""
    hostile(tmp_path)
    with running(tmp_path) as desk:
        for path in PAGES:
            page = sit(desk, path)
            assert page.locator("h1").count() >= 1, path
            page.wait_for_timeout(100)
            assert page.evaluate("document.querySelectorAll('main img, main script, main iframe').length") == 0
            page.close()
        page = sit(desk, "stories/story")
        for number in range(3):
            page.goto(f"{desk.home}stories/story")
            page.locator("a.row").nth(number + 1).click()  # the first one holds nothing but problems
            page.locator("#claims a").first.click()
            expect(page.locator("#claim-form")).to_be_visible()
            assert page.evaluate("document.querySelectorAll('main img, main iframe').length") == 0
        page.close()


def test_a_hostile_article(desk: Running, project: Path, sit: Sit) -> None:
    """Its text and what is typed of it are shown as they are, with a sign for each control and turn of direction."""
    text = 'Report\n\n<img src=x onerror=alert(1)> \u202e 41 people died\u2066, said "<script>alert(2)</script>".\n'
    (project / "texts/herald.txt").write_text(text, "utf-8")
    page = sit(desk, "articles/flood/herald")
    expect(page.locator("#text")).to_contain_text("<img src=x onerror=alert(1)> \ufffd 41 people died\ufffd")
    open_mark(page, "41")
    choose(page, "S", "<b>x</b>")
    page.locator("[name=new_kind]").fill("</script><script>alert(3)</script>")
    page.keyboard.press("Control+Enter")
    settled(page)
    page.wait_for_timeout(200)
    assert page.locator("main b b, main script").count() == 0


def test_no_script_but_its_own_runs(desk: Running, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald", is_refused=True)
    done = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
        })"""
    )
    assert done.startswith("script-src")
    assert page.evaluate("window.ran") is None


# --- for all


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (800, "light"), (800, "dark"), (390, "light")]
)
def test_axe_finds_nothing(desk: Running, sit: Sit, width: int, scheme: str) -> None:
    page = sit(desk, "articles/flood/herald", width=width, scheme=scheme)
    disagree(page)
    assert violations(page) == []
    page.keyboard.press("Shift+S")
    page.keyboard.type("Ri")
    page.keyboard.press("m")
    assert violations(page) == []
    page.evaluate("document.getElementById('keys').showModal()")
    assert violations(page) == []
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    for path in ("", "stories/flood", "stories/flood/cast", "words", "calls", "new", "articles/flood/gazette"):
        page.goto(f"{desk.home}{path}")
        page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
        assert violations(page) == [], path
        assert page.evaluate(wide), path


def test_the_keys_that_are_listed_are_those_that_there_are(desk: Running, sit: Sit) -> None:
    page = sit(desk, "articles/flood/herald")
    listed = set(page.locator("#keys kbd").all_text_contents())
    script = (Path(__file__).parents[2] / "checker/desk/static/coding.js").read_text("utf-8")
    used = set(re.findall(r'^  "?([a-z.\[\]{}/=])"?: ', script, re.MULTILINE))
    assert used <= listed, used - listed
