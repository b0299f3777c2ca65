"""Web Annotations, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.helpers import COURIER, SELECTORS, W3C, files, run, says

ROWS = {
    "total": 2,
    "rows": [
        {
            "id": "aBc",
            "uri": "https://gazette.example/boats",
            "text": "by whose count?",
            "tags": ["boats"],
            "document": {"title": ["Boats put out"]},
            "target": [{"source": "https://gazette.example/boats", "selector": SELECTORS}],
        },
        {"id": "n", "uri": "https://gazette.example/boats", "target": [{"source": "https://gazette.example/boats"}]},
    ],
}


@pytest.mark.parametrize(
    "data",
    [
        ROWS,
        {"export_date": "x", "export_userid": "x", "client_version": "1", "annotations": ROWS["rows"]},
        W3C,
        [W3C],
        {"type": "AnnotationPage", "id": "p", "items": [W3C]},
        {"type": "AnnotationCollection", "id": "c", "first": {"type": "AnnotationPage", "items": [W3C]}},
        {**W3C, "target": [{**W3C["target"], "selector": {"type": "FragmentSelector", "refinedBy": SELECTORS[1]}}]},  # type: ignore[dict-item]
    ],
)
def test_a_highlight_becomes_a_claim_to_complete(desk: Path, data: Any) -> None:
    (desk / "a.json").write_text(json.dumps(data))
    assert run("import", "annotations", "a.json", "--into", "claims/flood") == 0
    (path,) = (desk / "claims" / "flood").glob("gazette*.yaml")
    text = path.read_text()
    assert says(path)["source"]["url"] == "https://gazette.example/boats"
    assert "  # annotation aBc\n  # On Monday [some 90 boats put out] to sea\n  # note: by whose count?\n" in text
    assert "  #   quote: some 90 boats put out\n" in text
    assert run("check") == 0
    before = files(desk)
    assert run("import", "annotations", "a.json", "--into", "claims/flood") == 0
    assert files(desk) == before


def test_a_highlight_of_an_article_that_is_there(desk: Path) -> None:
    """The suggestion goes to the end of its file, once; a quote that is coded is not suggested."""
    path = desk / "claims" / "flood" / "courier.yaml"
    target = {"source": "https://courier.example/a#x", "selector": SELECTORS[1]}
    coded = {"source": "https://courier.example/a", "selector": {"type": "TextQuoteSelector", "exact": "400 set out"}}
    (desk / "a.json").write_text(json.dumps([{**W3C, "target": target}, {**W3C, "id": "d", "target": coded}]))
    assert run("import", "annotations", "a.json") == 2
    assert run("import", "annotations", "a.json", "--update") == 0
    text = path.read_text()
    assert text.startswith(COURIER) and text.count("- id:") == 3
    assert run("import", "annotations", "a.json") == 0 and path.read_text() == text


def test_a_highlight_of_an_article_that_is_a_draft(desk: Path) -> None:
    """What `checker new` has begun has suggestions alone: more of them are put below, and nothing else changes."""
    draft = (
        "source:\n  publisher: A\n  published: 2031-05-04\n  url: https://gazette.example/boats\nclaims:\n  # - id: a\n"
    )
    path = desk / "claims" / "flood" / "boats.yaml"
    path.write_text(draft)
    (desk / "a.json").write_text(json.dumps(W3C))
    assert run("import", "annotations", "a.json", "--update") == 0
    assert path.read_text().startswith(draft) and "some 90 boats" in path.read_text()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "no annotations in it"),
        ({"type": "Annotation"}, "missing 'target'"),
        ({**W3C, "target": {"selector": SELECTORS[1]}}, "target: missing 'source'"),
        (
            {**W3C, "target": {"source": "https://a.example", "selector": {"type": "TextQuoteSelector"}}},
            "missing 'exact'",
        ),
    ],
)
def test_annotations_that_do_not_fit(desk: Path, data: Any, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.json").write_text(json.dumps(data, indent=1))
    assert run("import", "annotations", "a.json") == 2
    assert message in capsys.readouterr().err


def test_quotes_go_out_with_what_is_around_them(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk / "claims" / "flood" / "courier.yaml"
    (path.parent / "a.txt").write_text("At dawn 400 set\nout for the harbour.")
    path.write_text(COURIER.replace("  url:", "  text: a.txt\n  url:"))
    assert run("export", "annotations") == 0
    page = json.loads(capsys.readouterr().out)
    (item,) = page["items"]
    assert page["type"] == "AnnotationPage" and item["target"]["source"] == "https://courier.example/a"
    assert item["target"]["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "400 set\nout",
        "prefix": "At dawn ",
        "suffix": " for the harbour.",
    }
    path.write_text(COURIER.replace("  url: https://courier.example/a\n", ""))
    assert run("export", "annotations") == 0
    assert "courier.yaml: has no url; its 1 quotes are left out" in capsys.readouterr().err
