"""What a voice took back stays in its course; and hints of the files reach a reader of every kind of report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.baseline.review import Review
from checker.baseline.reviewing import review
from checker.reports import Style, render
from tests.reports.corpora import write

ENTITIES = (
    "flood: {kind: event, name: the flood}\ncouncil: {name: Norwold Council}\nbrigade: {name: the fire brigade}\n"
)


def paper(name: str, day: str, claim: str) -> str:
    return f"source: {{publisher: {name}, published: {day}}}\nclaims:\n  - {{id: a, subject: flood, {claim}}}\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Norwold Council goes from 20 to 31 and down to 27, and says so; the Post prints 31 later. The brigade has 35."""
    files = {
        "claims/flood/entities.yaml": ENTITIES,
        "claims/flood/one.yaml": paper("Herald", "2031-05-05", "property: killed, value: 31, said_by: council"),
        "claims/flood/eight.yaml": paper("Herald", "2031-05-04", "property: killed, value: 20, said_by: council"),
        "claims/flood/two.yaml": paper(
            "Herald", "2031-05-06", "property: killed, value: 27, said_by: council, revises: {from: 31, why: a list}"
        ),
        "claims/flood/three.yaml": paper("Post", "2031-05-07", "property: killed, value: 31, said_by: council"),
        "claims/flood/four.yaml": paper("Post", "2031-05-06", "property: killed, value: 35, said_by: brigade"),
        "claims/flood/five.yaml": paper("Post", "2031-05-04", "property: injured, value: 50, said_by: council"),
        "claims/flood/six.yaml": paper(
            "Post", "2031-05-08", "property: injured, value: 9, said_by: council, counted_from: 2031-05-06"
        ),
        "claims/flood/seven.yaml": paper("Post", "2031-05-09", "property: injured, value: 60, said_by: council"),
    }
    return review([write(tmp_path_factory.mktemp("withdrawn"), files)], today=1)


def test_a_course_tells_what_was_taken_back(told: Review) -> None:
    """With its day, in its place; what a paper printed afterwards is no step of the course."""
    text = " ".join(render(told, "text", Style()).split())
    assert "Norwold Council 20 (4 May) -> 31 (5 May, taken back) -> 27 (6 May) in Herald" in text
    assert text.count("taken back)") == 1


def test_the_chart_of_the_page_has_a_broken_line_there(told: Review) -> None:
    page = render(told, "html", Style())
    assert page.count('class="line broken c') == 2  # in its dispute, and where all figures are
    assert "20 (4 May) → 31 (5 May, taken back) → 27 (6 May)" in page
    assert len(re.findall('<text class="at c[01] struck[^>]*>31<', page)) == 4  # also that of the Post


@pytest.mark.parametrize(
    ("format_", "style"),
    [
        ("text", Style()),
        ("text", Style(brief=True)),
        ("text", Style(full=True)),
        ("markdown", Style()),
        ("github", Style()),
        ("sarif", Style()),
        ("json", Style()),
        ("html", Style()),
    ],
)
def test_hints_are_in_all_reports_that_tell_of_the_files(told: Review, format_: str, style: Style) -> None:
    (hint,) = told.corpus.hints
    assert "period:" in hint.message
    text = render(told, format_, style)
    if format_ == "json":
        (own,) = json.loads(text)["hints"]
        assert own["message"] == hint.message and Path(own["file"]).name == "six.yaml"
    assert "the count goes on" in " ".join(text.split())
