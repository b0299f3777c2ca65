"""Lines and tables of the text report in any writing, and what a list of values leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reports import Style, render
from checker.reports.layout import item, table, text_width, wrap
from tests.reports.corpora import article, entities, review_of, write

NAMES = ("तटरक्षक बल", "शाम का अख़बार", "海岸警備隊の報道官", "جمعية الهلال الأحمر", "Mamlaka ya Bandari")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_fits_its_column_is_one_line(name: str) -> None:
    """Marks of a writing take no room of their own, wide letters take that of two."""
    assert list(table([(name, "51"), ("", "74")], (26, 0), 80)) == [f"{name}  51", f"{' ' * text_width(name)}  74"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [16, 24, 60])
def test_no_line_is_wider_than_its_room(name: str, width: int) -> None:
    text = " ".join([name, "12 dead,"] * 9)
    for lines in (wrap(text, width), item(text, width, "*", "   "), list(table([(text, "1")], (0, 3), width))):
        assert all(text_width(line) <= width for line in lines)
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


def test_a_list_of_values_says_that_there_are_more(tmp_path: Path) -> None:
    """Nine papers with nine values: the table and the dispute show some, and that these are not all."""
    files = {"claims/flood/entities.yaml": entities({"flood": {"kind": "event"}})}
    for number in range(9):
        claims: list[dict[str, object]] = [
            {"id": "k", "subject": "flood", "property": "killed", "value": f"{100 + number}"}
        ]
        files[f"claims/flood/a{number}.yaml"] = article(claims, publisher=f"Paper {number}", published="2031-05-04")
    review = review_of(write(tmp_path, files))
    text = render(review, "text", Style())
    assert "or another of their values" in text
    assert [line.split()[:4] for line in text.split("\n") if "Others" in line] == [["or", "Others", "other", "values"]]
    assert "or another of their values" in render(review, "html", Style())
