"""The charts by their boxes: nothing overlaps or is cut, with 1 to 40 voices and 1 to 400 days, at every width."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.baseline.review import Review
from checker.engine.findings import Dispute, Explanation, GivenUp
from tests.reports.browsing import NARROW, Made, Visit, open_all
from tests.reports.building import Builder
from tests.reports.page_corpus import ARABIC

pytestmark = pytest.mark.timeout(120, method="thread")
NAMES = (ARABIC, "नदी समाचार", "Shirika la Habari la Pwani", "An Agency with a Name that Takes More than One Line")


def counts(voices: int, days: int) -> Review:
    """A toll that rises day by day, and falls once; hedges of all kinds; every voice a little higher than the last."""
    b = Builder()
    b.entity("quake", "the quake of Ostermark")
    b.property("killed", "people killed", mode="accumulates")
    for voice in range(voices):
        b.entity(f"v{voice}", NAMES[voice] if voice < len(NAMES) else f"Voice number {voice}")
    first = date(2031, 1, 1)
    for day in range(days):
        on = (first + timedelta(days=day)).isoformat()
        b.source(f"p{day}", f"Paper {day % 7}", on)
        for voice in range(voices):
            if day % 3 == voice % 3 or days < 10:
                hedge = ("", "", "about ", "at least ", "up to ")[voice % 5]
                value = 1000 + day * 10 + voice * 3 - (200 if voice == 0 and day == days // 2 else 0)
                b.claim(f"p{day}#v{voice}", "quake killed", f"{hedge}{value:,}", on, by=f"v{voice}")
    statements = [statement for each in b.statements().values() for statement in each]
    by_day: dict[int, list[str]] = {}
    for statement in statements:
        by_day.setdefault(statement.quantity, []).append(statement.claims[0].key.partition("/")[2])
    pairs = [places for places in by_day.values() if len(places) > 1]
    if pairs:
        combinations = [b.combination(f"higher={places[-1]} lower={places[0]}", 5) for places in pairs[:60]]
        part = b.part(*combinations, shared=len(pairs), differing=len(combinations), middle_gap=Fraction(5))
        finding = b.finding("voices-differ", part)
    else:
        places = [held[0] for held in by_day.values()]
        part = b.part(b.combination(f"before={places[0]} after={places[-1]}", 5), key=["norwold/v0"])
        finding = b.finding("count-falls", part, rule="count-falls")
    given: list[GivenUp] = [b.given_up(held[0], 900, 1200) for held in list(by_day.values())[:4]]
    front = tuple(Explanation(voices=value.voices, values=(value,)) for value in given)
    return b.review(disputes=[Dispute(findings=(finding,), front=front)])


BOXES = """() => {
    const wrong = [];
    for (const chart of document.querySelectorAll('svg.chart')) {
        const frame = chart.parentElement.parentElement.getBoundingClientRect(), own = chart.getBoundingClientRect();
        const texts = [...chart.querySelectorAll('text')].filter(node => node.checkVisibility())
            .map(node => [node.textContent, node.getBoundingClientRect()]);
        texts.forEach(([text, box], number) => {
            if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > own.bottom + 1)
                wrong.push(['cut', text, box.left - frame.left, box.right - frame.right]);
            for (const [other, at] of texts.slice(number + 1))
                if (Math.min(box.right, at.right) > Math.max(box.left, at.left) + 1
                    && Math.min(box.bottom, at.bottom) > Math.max(box.top, at.top) + 2)
                    wrong.push(['overlap', text, other]);
        });
        for (const mark of chart.querySelectorAll('path, circle, rect, polyline, line')) {
            if (!mark.checkVisibility()) continue;
            const box = mark.getBoundingClientRect();
            if (box.left < frame.left - 1 || box.right > frame.right + 1
                || box.top < own.top - 1 || box.bottom > own.bottom + 1)
                wrong.push(['mark', mark.outerHTML.slice(0, 60), box.left - frame.left, box.right - frame.right]);
        }
        if (own.width < 200) wrong.push(['narrow', own.width]);
    }
    return wrong;
}"""


@pytest.mark.parametrize("days", [2, 5, 31, 400])
@pytest.mark.parametrize("voices", [1, 2, 8, 40])
def test_nothing_overlaps_or_is_cut(visit: Visit, made: Made, tmp_path: Path, voices: int, days: int) -> None:
    name = f"counts-{voices}-{days}"
    made.show(name, counts(voices, days), tmp_path)
    tab = visit(name)
    for width in (1400, 800, NARROW):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.locator("#dispute-1 svg.chart").count() == 1
        assert tab.evaluate(BOXES) == []


def test_one_day_is_no_course(visit: Visit, made: Made, tmp_path: Path) -> None:
    """Values of one day stand side by side on one axis, without a line."""
    made.show("one-day", counts(8, 1), tmp_path)
    tab = visit("one-day")
    assert tab.locator("#dispute-1 svg.chart").count() == 0
    assert tab.locator("#dispute-1 svg.p.axis").count() == 1


def test_what_a_chart_tells(visit: Visit) -> None:
    """One series a voice; a fall, a span, a bound, a revision and alternatives are marked."""
    tab = visit("norwold")
    chart = tab.locator("#dispute-2 svg.chart").first
    assert chart.locator("polyline").count() == 1  # the Council's
    assert chart.locator(".fall").count() == 1
    assert chart.locator(".arrow").count() == 1  # at least 261
    assert chart.locator(".span").count() == 1  # 3 to 5 May
    assert chart.locator(".event").count() == 1  # revised on 5 May
    assert chart.locator(".letter").all_text_contents() == ["b", "a", "c"]
    legend = tab.locator("#dispute-2 .legend").first.locator("li").all_text_contents()
    assert (
        legend[0].split()
        == (
            "Norwold Council 238 (3 May) → 288 (4 May) → 275 (5 May) → 288 (7 to 8 May) "
            "in Radio North, the Courier, the Herald and the Tribune"
        ).split()
    )
    assert [line.strip() for line in legend[-6:]] == [
        "a: 288, if 275 (5 May) is wrong",
        "b: 275, if 288 (4 May) is wrong",
        "c: 275, if 288 (7 May) is wrong",
        "5 May: revised by Norwold Council, 288 → 275 (counted twice)",
        "at least (up), or at most (down)",
        "the count comes down",
    ]


ALIKE = """() => {
    const box = node => node.getBoundingClientRect();
    const chart = document.querySelector('#dispute-2 svg.chart');
    const marks = [...chart.querySelectorAll('g.c0 > svg')].map(node => box(node.querySelector('path')).left);
    const bands = [...chart.querySelectorAll('.band')].map(node => box(node).left);
    return [marks, bands];
}"""


def test_alternatives_stand_on_their_days(visit: Visit) -> None:
    """The Council's marks are of 3, 4, 5, 7 and 8 May; the bands of 4, 5 and 7 May."""
    marks, bands = visit("norwold").evaluate(ALIKE)
    assert [min(range(5), key=lambda n: abs(marks[n] - band)) for band in bands] == [1, 2, 3]


def test_equal_values_are_one_row_with_a_count(visit: Visit) -> None:
    tab = visit("norwold", is_opened=True)
    open_all(tab)
    row = tab.locator("#dispute-2 table.values tr", has_text="288").first
    assert "2 voices" in str(row.locator("td").nth(1).text_content())
    said: list[Any] = row.locator("ul.said li").all_text_contents()
    assert len(said) == 3 and "“firefighters" not in said[0]
    assert any("firefighters found 288 bodies" in text for text in said)


def test_scopes_are_apart(visit: Visit) -> None:
    """The 187 that are not identified are no 187 killed."""
    tab = visit("norwold")
    titles = tab.locator("#dispute-2 section.figure h4").all_text_contents()
    assert titles == ["People killed", "Dead who were identified", "People killed (not identified)"]
