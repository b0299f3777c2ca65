"""The five questions of somebody who reads a page for the first time, and where the page answers each."""

from __future__ import annotations

import pytest

from checker.reports import Style, render
from checker.reports.advice import Call, first_word
from tests.reports.browsing import ROOT, Visit, open_all, review_at

pytestmark = pytest.mark.timeout(120, method="thread")


def words(text: str | None) -> str:
    return " ".join(str(text).split())


def test_which_figure_first_and_whom_to_call(visit: Visit) -> None:
    """The first row of the table, on the first screen; rows that are to be asked about together say so."""
    tab = visit("landslide")
    rows = [words(text) for text in tab.locator("table.calls tbody tr").all_text_contents()]
    assert rows[0].startswith("1.People injuredThe district hospital52 (4 Mar)")
    assert [row[:3] for row in rows] == ["1.P", "orP", "2.P", "and", "and"]
    assert tab.locator("table.calls").evaluate("node => node.getBoundingClientRect().top < innerHeight")


def test_who_changed_their_figure_and_when(visit: Visit) -> None:
    tab = visit("landslide")
    assert tab.locator("nav a[href='#changes']").count() == 1
    changes = words(" ".join(tab.locator("ul.changes li").all_text_contents()))
    assert (
        "Civil Protection, people killed: 31 (5 Mar) → 27 (6 Mar) (revised, four victims were on two lists)" in changes
    )


@pytest.mark.parametrize(("story", "says"), [("norwold", "Told with their disputes:"), ("flood", "Norwold Council")])
def test_what_is_uncertain(visit: Visit, story: str, says: str) -> None:
    """It has its place in the list of parts, also where it is told elsewhere, or there is nothing of the kind."""
    tab = visit(story)
    tab.locator("nav a[href='#uncertain']").click()
    section = tab.locator("section[aria-labelledby=uncertain]")
    assert says in words(section.text_content())
    links = section.locator("a[href^='#finding-']").all()
    assert all(tab.locator(f"[id='{str(link.get_attribute('href'))[1:]}']").count() == 1 for link in links)


def test_nothing_is_uncertain() -> None:
    page = render(review_at(ROOT / "examples" / "budget"), "html", Style())
    assert "None: each disagreement above is one, however its days are read." in page


def test_what_a_paper_would_have_to_change(visit: Visit) -> None:
    """In an article's list of claims each that is in question says what it would have to be."""
    tab = visit("landslide")
    open_all(tab)
    claims = words(" ".join(tab.locator("section[aria-labelledby=articles] ul.claims li").all_text_contents()))
    assert "People killed: 19 would have to be 23" in claims
    assert "People injured: 520 in a disagreement" in claims


def test_articles_stand_in_the_order_of_their_days(visit: Visit) -> None:
    tab = visit("landslide")
    days = tab.locator("section[aria-labelledby=articles] summary").all_text_contents()
    found = [int(day.partition(" Mar 2032")[0].split()[-1]) for day in days]
    assert len(found) > 5 and found == sorted(found)


def test_rows_of_one_explanation_belong_together() -> None:
    first = Call(number=1, figure="", who="", says="", instead="", settles=1)
    further = Call(number=1, figure="", who="", says="", instead="", settles=1, is_further=True)
    other = Call(number=1, figure="", who="", says="", instead="", settles=1, choice="or")
    assert [first_word(first, None), first_word(further, first), first_word(other, further)] == ["1.", "and", "or"]
