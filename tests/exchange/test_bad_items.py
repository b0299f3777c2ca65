"""What is bad in a file is left out on request: listed, counted, and the rest is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.helpers import COURIER, HEAD, LINE, SELECTORS, W3C, files, module_of, run, says

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "The wall held",
    "itemReviewed": {
        "@type": "Claim",
        "appearance": {
            "@type": "NewsArticle",
            "url": "https://courier.example/wall",
            "headline": "Wall holds",
            "datePublished": "2031-05-02",
            "publisher": {"name": "The Example Courier"},
        },
    },
}


def test_a_feed_with_bad_rows(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 60 rows 5 are bad, each in another way: those are listed, the other 55 are written."""
    rows = [LINE.replace("total", f"c{number}") for number in range(60)]
    rows[3] = rows[3].replace("396", "many-ish")
    rows[10] = rows[10].replace("mission", "msion")
    rows[20] = rows[20].replace("flood/herald", "../../herald")
    rows[30] = rows[30].replace("Bürger", "Anna")  # another publisher than in the first row
    rows[40] = rows[40].replace("c40", "c39")
    (desk / "a.csv").write_bytes((HEAD + "".join(rows)).encode())
    before = files(desk)
    assert run("import", "csv", "a.csv") == 2
    assert files(desk) == before
    capsys.readouterr()
    assert run("import", "csv", "a.csv", "--skip-bad") == 0
    printed = capsys.readouterr()
    for place in ("a.csv:5:7", "a.csv:12:5", "a.csv:22:1", "a.csv:32:2", "a.csv:42:4"):
        assert place in printed.err, place
    assert "5 mistakes above: what has one is left out" in printed.err
    ids = [claim["id"] for claim in says(desk / "claims" / "flood" / "herald.yaml")["claims"]]
    assert ids == [f"c{number}" for number in range(60) if number not in (3, 10, 20, 30, 40)]
    assert run("check") in (0, 1)


def test_a_claim_that_rests_on_a_bad_one_goes_with_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = HEAD.replace("note", "supersedes")
    rows = [
        LINE.replace("396", "many-ish").replace(";x", ";"),
        LINE.replace("total", "b").replace(";x", ";total"),
        LINE.replace("total", "c").replace(";x", ";b"),
        LINE.replace("total", "d").replace(";x", ";"),
    ]
    (desk / "a.csv").write_bytes((head + "".join(rows)).encode())
    assert run("import", "csv", "a.csv", "--skip-bad") == 0
    assert [claim["id"] for claim in says(desk / "claims" / "flood" / "herald.yaml")["claims"]] == ["d"]
    assert "3 mistakes above" in capsys.readouterr().err


def test_what_is_bad_in_an_update_stays_as_it_was(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A claim that is there is not lost because its row is bad."""
    assert run("export", "csv", "--output", "a.csv") == 0
    text = (desk / "a.csv").read_bytes().decode("utf-8-sig").replace(",400,", ",many-ish,").replace("about 200", "210")
    (desk / "a.csv").write_bytes(text.encode())
    assert run("import", "csv", "a.csv", "--update", "--remove", "--skip-bad") == 2
    assert "--remove does not go with --skip-bad" in capsys.readouterr().err
    assert run("import", "csv", "a.csv", "--update", "--skip-bad") == 0
    assert (desk / "claims/flood/courier.yaml").read_text() == COURIER.replace("about 200", "210")


def test_an_article_whose_source_is_bad_is_left_out(desk: Path) -> None:
    rows = [LINE, LINE.replace("herald", "gazette").replace("2031-05-06", "04/05/2031")]
    (desk / "a.csv").write_bytes((HEAD + "".join(rows)).encode())
    assert run("import", "csv", "a.csv", "--skip-bad") == 0
    assert (desk / "claims/flood/herald.yaml").exists() and not (desk / "claims/flood/gazette.yaml").exists()


def test_a_file_of_bad_rows_alone_is_no_success(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.csv").write_bytes((HEAD + LINE.replace("396", "many-ish")).encode())
    before = files(desk)
    assert run("import", "csv", "a.csv", "--skip-bad") == 2
    assert "nothing was imported: all of it has mistakes" in capsys.readouterr().err
    assert files(desk) == before


@pytest.mark.parametrize(
    ("format_", "good", "bad", "message"),
    [
        ("annotations", W3C, {**W3C, "id": "b", "target": {"source": "https://a.example", "selector": {
            "type": "TextQuoteSelector", "exact": None}}}, "missing 'exact'"),
        ("annotations", W3C, {**W3C, "id": "b", "target": {"selector": SELECTORS[1]}}, "missing 'source'"),
        ("claimreview", REVIEW, {**REVIEW, "itemReviewed": {"@type": "Claim", "appearance": {
            "url": "https://a.example", "datePublished": "2031-13-02"}}}, "datePublished: "),
        ("claimreview", REVIEW, {**REVIEW, "claimReviewed": None}, "missing 'claimReviewed'"),
    ],
)  # fmt: skip
def test_a_bad_item_of_another_tool(
    desk: Path, format_: str, good: Any, bad: Any, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "x").write_text(json.dumps([bad, good, bad], indent=1))
    before = files(desk)
    assert run("import", format_, "x") == 2
    assert files(desk) == before
    capsys.readouterr()
    assert run("import", format_, "x", "--skip-bad") == 0
    err = capsys.readouterr().err
    assert err.count(message) == 2 and "2 mistakes above" in err
    assert len(files(desk)) == len(before) + 1


def test_bad_cells_of_a_workbook(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.exchange.helpers import ROW, sheet

    module_of("xlsx")
    rows: list[dict[str, Any]] = [ROW, {**ROW, "id": "b", "value": "=1+1"}, {**ROW, "id": "c", "value": 397}]
    (desk / "b.xlsx").write_bytes(sheet(rows))
    assert run("import", "xlsx", "b.xlsx", "--skip-bad") == 0
    assert "E3: a formula" in capsys.readouterr().err
    assert [claim["id"] for claim in says(desk / "claims/flood/herald.yaml")["claims"]] == ["total", "c"]


# --- entities that no file lists ---------------------------------------------------------------


def test_entities_are_proposed_and_added(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        LINE.replace("mission", "the Orla bridge"),
        LINE.replace("mission", "The Orla  Bridge").replace("total", "b"),
        LINE.replace("mission", "pumps").replace("total", "c"),
        LINE.replace("mission", "msion").replace("total", "d"),  # misspelt
    ]
    (desk / "a.csv").write_bytes((HEAD + "".join(rows[:3])).encode())
    assert run("import", "csv", "a.csv") == 2
    err = capsys.readouterr().err
    assert "claims/flood/entities.yaml does not list these; --add-entities adds them:" in err
    assert "  the-orla-bridge: {name: the Orla bridge}  # 2 claims\n" in err and "  pumps: {}  # 1 claim\n" in err
    (desk / "b.csv").write_bytes((HEAD + "".join(rows)).encode())
    assert run("import", "csv", "b.csv", "--add-entities") == 2
    assert "did you mean 'mission'?" in capsys.readouterr().err
    assert run("import", "csv", "a.csv", "--add-entities") == 0
    assert "entities.yaml (added 2 entities)" in capsys.readouterr().out
    assert says(desk / "claims/flood/entities.yaml")["the-orla-bridge"] == {"name": "the Orla bridge"}
    assert run("check") in (0, 1)
    assert run("import", "csv", "a.csv", "--add-entities") == 0
    assert "nothing to write" in capsys.readouterr().out


def test_a_new_story_gets_its_entities(desk: Path) -> None:
    (desk / "a.csv").write_bytes((HEAD + LINE.replace("flood/", "storm/")).encode())
    assert run("import", "csv", "a.csv") == 2
    assert run("import", "csv", "a.csv", "--add-entities") == 0
    assert says(desk / "claims/storm/entities.yaml") == {"mission": {}}
    assert run("check") in (0, 1)
