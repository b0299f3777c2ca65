"""Names in Arabic, Hindi and Swahili: whole and in their order, in texts, tables and charts of every size."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checker.reports import Style, render
from checker.reports.chart_labels import LONGEST_NAME, Note, Room, names_apart, note_labels
from checker.reports.directions import MARK, Directions
from checker.reports.layout import table, text_width
from tests.reports.browsing import MIDDLE, NARROW, WIDE, Made, Visit, open_all, review_at
from tests.reports.scripts_corpus import LANGUAGES, write_story
from tests.reports.test_page_charts import BOXES

pytestmark = pytest.mark.timeout(400, method="thread")
COAST = "الساحل 24"


def test_a_name_is_set_apart_as_a_whole() -> None:
    directions = Directions([COAST, "قرى التلال, الشمال", "Herald"])
    text = f"{COAST} has 251, قرى التلال, الشمال 188 & the Herald"
    assert directions.html(text) == (f"<bdi>{COAST}</bdi> has 251, <bdi>قرى التلال, الشمال</bdi> 188 &amp; the Herald")
    assert directions.marked(text).count(MARK) == 4
    assert directions.marked(text).replace(MARK, "") == text


def test_words_that_are_no_name_are_set_apart_too() -> None:
    assert Directions().html("قال مسؤولون 188 <b>") == "<bdi>قال مسؤولون</bdi> 188 &lt;b&gt;"


def test_nothing_is_put_into_what_is_pasted() -> None:
    """A path with a mark in it would not be found again."""
    for text in ("claims/قصة/أ.yaml:3: hm", "write `revises: قصة`", "Herald 288"):
        assert Directions().marked(text) == text


@pytest.mark.parametrize(("text", "width"), [("कि", 2), ("मंत्री", 4), ("قُتِل", 3), (f"{MARK}188{MARK}", 3), ("東京", 4)])
def test_widths_in_a_terminal(text: str, width: int) -> None:
    """A vowel sign over or under a letter takes no column; one beside it takes its own."""
    assert text_width(text) == width


def test_columns_stay_columns() -> None:
    rows = [("वायु सेना", "288"), ("पुलिस", "275"), ("Herald", "1")]
    starts = [text_width(line[: re.search(r"\d", line).start()]) for line in table(rows, (0, 5), 60)]  # type: ignore[union-attr]
    assert len(set(starts)) == 1


def test_a_terminal_gets_marks_and_files_do_not_lose_words(tmp_path: Path) -> None:
    review = review_at(write_story(tmp_path, 5, "arabic"))
    text = render(review, "text", Style())
    line = next(line for line in text.splitlines() if "came down" in line)
    name = LANGUAGES["arabic"].bodies[1]
    assert f"{MARK}{name}{MARK} came down" in line
    assert "\u2067" not in text and "\u2068" not in text  # which editors warn of
    assert all(text_width(each) <= 80 for each in text.splitlines())


def test_names_beside_a_chart_differ() -> None:
    """Two that begin alike are cut in their middle; none is cut from its vowel sign."""
    long = "भारतीय रेड क्रॉस सोसाइटी, पुराना शहर"
    names = names_apart([(n, f"{long} {n}", 90.0, 50.0) for n in (1, 2)], 20, 200)
    texts = [name.text for name in names]
    assert texts[0] != texts[1] and texts[0].endswith("1") and texts[1].endswith("2")
    assert all(text_width(text) <= LONGEST_NAME + 1 for text in texts)
    for text in texts:
        assert not re.search("…[\u0900-\u0903\u093a-\u094f]", text)


def test_revisions_at_the_head_of_a_chart() -> None:
    """Rather all of them in few words than one of them in many; on a narrow screen fewer words."""
    notes = [Note(x=x, texts=("revised 31 → 27", "31 → 27", "revised")) for x in (20.0, 80.0)]
    labels = note_labels(notes, Room(240, 14, 200), Room(430, 14, 200))
    wide = [label.text for label in labels if label.width == "roomy"]
    assert wide == ["revised 31 → 27", "revised 31 → 27"]
    narrow = [label.text for label in labels if label.width == "tight"]
    assert narrow == ["31 → 27", "31 → 27"]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    """Pages of 5, 60 and 400 articles."""
    for language, articles in (("arabic", 5), ("swahili", 60), ("hindi", 400)):
        folder = tmp_path_factory.mktemp(language)
        name = f"{language}-{articles}"
        made.show(name, review_at(write_story(folder / name, articles, language)), folder, with_texts=True)


BEYOND = """() => {
    const wide = document.documentElement.scrollWidth;
    const wrong = wide > innerWidth + 1 ? [['page', wide]] : [];
    for (const node of document.querySelectorAll('h3,h4,p,li,summary,label,button')) {
        const box = node.getBoundingClientRect();
        if (box.width && box.right > innerWidth + 1 && !node.closest('.scroll,.sr'))
            wrong.push([node.tagName, node.textContent.slice(0, 40)]);
    }
    return wrong;
}"""


def _has_letters_for(language: str) -> bool:
    """Whether a font of this machine has the letters of a language: else boxes are drawn, which are wider."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=False).stdout)


@pytest.mark.parametrize("name", ["arabic-5", "swahili-60", "hindi-400"])
@pytest.mark.usefixtures("stories")
def test_nothing_is_cut_at_any_size(visit: Visit, name: str) -> None:
    if name == "hindi-400" and not _has_letters_for("hi"):
        pytest.skip("no font here has the letters of Hindi: apt-get install fonts-lohit-deva")
    tab = visit(name)
    for width in (WIDE, MIDDLE, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate(BEYOND) == []
        assert tab.evaluate(BOXES) == []


ORDER = """() => {
    const q = document.querySelector('.said q.context'), mark = q.querySelector('mark').getBoundingClientRect();
    const range = document.createRange(), after = q.querySelector('mark').nextSibling;
    range.setStart(after, 0);
    range.setEnd(after, 4);
    const next = range.getBoundingClientRect();
    return [mark.left, next.left, Math.abs(mark.top - next.top) < 8];
}"""


@pytest.mark.usefixtures("stories")
def test_an_arabic_text_is_read_on_from_its_quote(visit: Visit) -> None:
    """What follows the marked words stands to their left."""
    tab = visit("arabic-5", is_opened=True)
    quote, rest, is_one_line = tab.evaluate(ORDER)
    assert is_one_line and rest < quote


@pytest.mark.usefixtures("stories")
def test_names_of_charts_and_filters(visit: Visit) -> None:
    tab = visit("arabic-5")
    name = tab.locator("svg.chart text.name").first
    assert name.evaluate("node => getComputedStyle(node).unicodeBidi") == "plaintext"
    label = tab.locator("#filter-source option", has_text=COAST).text_content()
    assert label == f"{MARK}{COAST}{MARK}, 5 May 2031"
    assert MARK in str(tab.locator("svg.chart g title").first.text_content())


@pytest.mark.usefixtures("stories")
def test_a_chart_tells_what_was_revised(visit: Visit) -> None:
    tab = visit("arabic-5")
    chart = tab.locator("#dispute-1 svg.chart").first
    assert chart.locator("text.cx.roomy").text_content() == "revised 238 → 224"
    told = chart.locator("g title").all_text_contents()
    assert [text for text in told if "revised from 238 (counted twice)" in text]
    legend = " ".join(tab.locator("#dispute-1 .legend").first.locator("li").all_text_contents())
    assert "the range of “about”" in legend and "at least (up), or at most (down)" in legend


@pytest.mark.usefixtures("stories")
def test_parts_stand_beside_their_whole_as_one_bar(visit: Visit) -> None:
    tab = visit("arabic-5")
    rows = tab.locator("table.sum").first.locator("tbody tr")
    assert rows.count() == 5
    total, whole = rows.nth(3), rows.nth(4)
    assert "together" in str(total.text_content()) and "333" in str(total.text_content())
    bars = [row.locator("rect").first.evaluate("node => node.getBoundingClientRect().left") for row in (total, whole)]
    assert bars[0] == bars[1]


@pytest.mark.usefixtures("stories")
def test_marked_rows_are_explained(visit: Visit) -> None:
    tab = visit("arabic-5")
    section = tab.locator("#dispute-1 section.figure").first
    assert section.locator("tr.involved").count()
    assert section.locator("p.legend.rows").text_content() == " in the disagreement"
    open_all(tab)
    figure = tab.locator("#figures ~ .chunk details").first
    assert figure.locator("tr.out").count() == 1  # what was taken back is said of it, too
    assert not figure.locator("p.legend.rows").count()


@pytest.mark.usefixtures("stories")
def test_counts_beside_the_values_of_a_filter(visit: Visit) -> None:
    """Each says how many entries it leaves, with all other filters as they are."""
    tab = visit("swahili-60")
    tab.select_option("#filter-severity", "warning")
    tab.locator("#filter-voice").focus()
    labels = tab.locator("#filter-voice option").evaluate_all("all => all.map(each => [each.value, each.label])")
    assert labels[0] == ["", "all"]
    for value, label in labels[1:4]:
        tab.select_option("#filter-voice", value)
        shown = str(tab.locator("#filter-count").text_content()).split()[0]
        assert label.endswith(f"({shown})")
