"""A new article: pasted, dropped, or a folder of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.desk.serving import Running
from tests.desk.sitting import Sit

pytestmark = pytest.mark.timeout(120, method="thread")
TEXT = """\
Harbour fire injures dozens

By Jo Lane

May 6, 2031

At least 24 people were hurt in a fire at the harbour on Tuesday, police said. Some 300 left their homes.
"""


def test_a_text_is_pasted_and_coded(desk: Running, project: Path, sit: Sit) -> None:
    """From the paste to a saved claim; the file is that of `checker new`, with the claim in its suggestion's place."""
    page = sit(desk, "new")
    page.locator("textarea").fill(TEXT)
    page.locator("textarea").blur()
    expect(page.locator("[name=published]")).to_have_value("2031-05-06")
    expect(page.locator("[name=author]")).to_have_value("Jo Lane")
    expect(page.locator("[name=publisher]")).to_be_focused()
    page.keyboard.type("Harbour Post")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desk.home}articles/flood/harbour-fire-injures-dozens")
    file = project / "claims/flood/harbour-fire-injures-dozens.yaml"
    made = file.read_bytes()
    expect(page.locator("#text a.m.open", has_text="At least 24")).to_be_visible()
    expect(page.locator(".problems")).to_have_count(0)
    page.locator("#text a.m", has_text="At least 24").click()
    expect(page.locator("#claim-form .phrase")).to_have_text("At least 24")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#result")).to_contain_text("Saved: people injured")
    text = file.read_text("utf-8")
    assert "\n  - id: at-least-24-people\n" in text and "  # - id: at-least-24-people\n" not in text
    again = project.parent / "again"
    shutil.copytree(project, again)
    (again / "claims/flood/harbour-fire-injures-dozens.yaml").unlink()
    command = [sys.executable, "-m", "checker", "new", "texts/harbour-fire-injures-dozens.txt"]
    options = ["--publisher", "Harbour Post", "--published", "2031-05-06", "--story", "flood"]
    subprocess.run([*command, *options], cwd=again, check=True, capture_output=True)
    by_hand = (again / "claims/flood/harbour-fire-injures-dozens.yaml").read_bytes()
    assert made == by_hand


def test_files_are_dropped(desk: Running, project: Path, tmp_path: Path, sit: Sit) -> None:
    """Several at once: what a file does not say is asked for, and the others are added."""
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "two.html").write_text(
        '<html><head><meta property="og:site_name" content="Wharf Times"><meta property="article:published_time" '
        'content="2031-05-07"><title>Fire</title></head><body><article>'
        f"<p>{'Ten people were hurt. ' * 40}</p></article></body></html>",
        "utf-8",
    )
    page = sit(desk, "new")
    page.locator("#file").set_input_files([tmp_path / "one.txt", tmp_path / "two.html"])
    expect(page.get_by_label("day of two.html")).to_have_value("2031-05-07")
    expect(page.get_by_label("day of one.txt")).to_have_value("2031-05-06")
    page.get_by_role("button", name="Add them all").click()
    expect(page.locator("#files tr", has_text="two.html")).to_contain_text("added")
    expect(page.locator("#files tr", has_text="one.txt")).to_contain_text("who published it")
    page.get_by_label("publisher of one.txt").fill("Harbour Post")
    page.get_by_role("button", name="Add them all").click()
    expect(page.locator("#files tr", has_text="one.txt")).to_contain_text("added")
    assert len(list((project / "claims/flood").glob("*.yaml"))) == 5


def test_a_new_story(desk: Running, project: Path, sit: Sit) -> None:
    page = sit(desk, "new")
    page.locator("#story").select_option("")
    page.get_by_label("Name of the new story").fill("Harbour fire")
    page.locator("textarea").fill(TEXT)
    page.locator("textarea").blur()
    expect(page.locator("[name=published]")).to_have_value("2031-05-06")  # what is proposed moves the focus
    page.get_by_label("Published by").fill("Harbour Post")
    page.get_by_role("button", name="Start coding").click()
    expect(page).to_have_url(f"{desk.home}articles/harbour-fire/harbour-fire-injures-dozens")
    assert (project / "claims/harbour-fire/harbour-fire-injures-dozens.yaml").is_file()


def test_a_folder_of_files(desk: Running, project: Path, tmp_path: Path, sit: Sit) -> None:
    """Text, HTML, PDF and DOCX below one folder, in folders of their own; what is hidden or no article is left out."""
    folder = tmp_path / "inbox"
    (folder / "later").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    html = f"<html><title>Fire</title><article><p>{TEXT * 9}</p></article></html>"
    (folder / "later/two.html").write_text(html, "utf-8")
    _docx(folder / "later/three.docx")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more than this")
    page = sit(desk, "new")
    page.locator("#folder").set_input_files(folder)
    rows = page.locator("#files tr")
    expect(rows).to_have_count(4)
    expect(page.get_by_label("day of one.txt")).to_have_value("2031-05-06")
    expect(rows.filter(has_text="broken.pdf").locator("td").last).not_to_have_text("…")
    for name in ("one.txt", "two.html", "three.docx"):
        page.get_by_label(f"publisher of {name}").fill("Harbour Post")
        page.get_by_label(f"day of {name}").fill("2031-05-06")
    page.get_by_role("button", name="Add them all").click()
    for name in ("one.txt", "two.html", "three.docx"):
        expect(rows.filter(has_text=name)).to_contain_text("added")
    assert len(list((project / "claims/flood").glob("*.yaml"))) == 6
    assert len(list((project / "texts").iterdir())) == 5


DROP = """(files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name, { type: 'text/plain' }));
    const drop = document.getElementById('drop');
    for (const kind of ['dragenter', 'dragover', 'drop'])
        drop.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def test_files_are_let_fall(desk: Running, sit: Sit) -> None:
    """Several, then one: one is filled into the form."""
    page = sit(desk, "new")
    page.evaluate(DROP, [["one.txt", TEXT], ["two.txt", TEXT]])
    expect(page.locator("#files tr")).to_have_count(2)
    expect(page.get_by_label("day of two.txt")).to_have_value("2031-05-06")
    page.evaluate(DROP, [["one.txt", TEXT]])
    expect(page.locator("#seen")).to_contain_text("words from one.txt")
    expect(page.locator("[name=title]")).to_have_value("Harbour fire injures dozens")


KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"


def _docx(path: Path) -> None:
    """A document of a few lines, as a writer's program makes it."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines() if line)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = f'<Types xmlns="{KINDS}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")


def test_an_undo_too_many_is_done_again(desk: Running, project: Path, sit: Sit) -> None:
    """The undo that takes a new article back leads to a page that says so; one click has the article back."""
    page = sit(desk, "new", is_refused=True)  # the browser writes an error of a page that is not there
    page.locator("textarea").fill(TEXT)
    page.locator("textarea").blur()
    expect(page.locator("[name=published]")).to_have_value("2031-05-06")
    page.locator("[name=publisher]").fill("Harbour Post")
    page.keyboard.press("Enter")
    expect(page.locator("#text a.m", has_text="At least 24")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard from then on
    page.keyboard.press("u")
    expect(page.locator("h1")).to_have_text("There is no such page")
    expect(page.locator("main")).to_contain_text("harbour-fire-injures-dozens")
    assert not (project / "claims/flood/harbour-fire-injures-dozens.yaml").exists()
    page.locator("main").get_by_role("button", name="Redo").click()
    expect(page.locator("#text a.m", has_text="At least 24")).to_be_visible()
    page.wait_for_load_state("load")  # keys are heard from then on
    page.keyboard.press("u")
    page.locator("main").get_by_role("link", name="All stories").click()
    expect(page.locator("h1")).to_have_text("Stories")


def test_a_button_pressed_at_once_is_heard(desk: Running, project: Path, sit: Sit) -> None:
    """A page is shown when its scripts are there, however late they come: no click on it is lost."""
    page = sit(desk, "new")
    page.locator("textarea").fill(TEXT)
    page.locator("[name=publisher]").fill("Harbour Post")
    page.locator("[name=published]").fill("2031-05-06")
    page.locator("[name=publisher]").press("Enter")
    expect(page.locator("#text a.m", has_text="At least 24")).to_be_visible()

    def late(route: Route) -> None:
        time.sleep(0.7)
        route.continue_()

    page.route("**/static/asking.js", late)
    page.goto(f"{desk.home}stories", wait_until="commit")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#told")).to_contain_text("Taken back")
    assert not (project / "claims/flood/harbour-fire-injures-dozens.yaml").exists()


def test_a_page_that_is_not_there(desk: Running) -> None:
    """Who opens it sees the desk with its links; what a script asks for is answered in a line."""
    for path in ("/articles/flood/nobody", "/stories/nowhere", "/nothing"):
        answer = desk.ask(path, accept="text/html,*/*")
        assert answer.status == 404
        assert '<a href="/">' in answer.text and 'data-act="undo"' in answer.text
    script = desk.ask("/articles/flood/nobody/parts")
    assert (script.status, script.text) == (404, "there is no such page; the desk begins at /\n")
