"""CSV."""

from __future__ import annotations

import csv
import io

from checker.baseline.review import Review
from checker.reports import Style, render
from tests.reports.corpora import GATE, PAYLOADS, spelled

# --- CSV ---------------------------------------------------------------------------------------


def rows_of(review: Review, style: Style = GATE) -> list[dict[str, str]]:
    text = render(review, "csv", style)
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in (head, *rows)} == {len(head)}
    assert text.count("\r\n") == len(rows) + 1 == text.count("\n") == text.count("\r")
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_csv_has_a_row_for_each_finding_and_claim(based: Review, clean: Review) -> None:
    rows = rows_of(based, Style(show_accepted=True))
    expected = {(finding.id, key) for finding in based.findings for key in finding.claim_keys}
    assert {(row["finding"], row["claim"]) for row in rows} == expected and len(rows) == len(expected)
    by_claim = {row["claim"]: row for row in rows}
    total = by_claim["flood/herald#total"]
    assert (total["publisher"], total["speaker"], total["value"]) == ("Herald", "the mayor", "396")
    assert (total["file"], total["line"], total["as_of"]) == ("claims/flood/herald.yaml", "11", "2029-05-04")
    accepted = by_claim["flood/courier#accepted-road"]
    assert (accepted["state"], accepted["accepted_because"]) == ("known", "as the desk found")
    assert rows_of(clean) == []


def test_csv_says_all_that_was_written(hostile: Review) -> None:
    rows = {row["claim"]: row for row in rows_of(hostile, Style(show_accepted=True))}
    for number, payload in enumerate(PAYLOADS):
        row = rows[f"s{number:02}/a#cat"]
        for key in ("publisher", "voice"):
            assert row[key].removeprefix("'") == spelled(payload)
        assert row["value"].removeprefix("'") == spelled(payload[:190])
        assert number % 2 == 0 or row["accepted_because"].removeprefix("'") == spelled(payload)


def test_csv_has_no_formula(each: Review) -> None:
    """Some spreadsheets leave out spaces at the beginning of a cell."""
    for row in rows_of(each, Style(show_accepted=True)):
        for key, cell in row.items():
            assert not cell.strip().startswith(("=", "+", "-", "@")), f"{key}: {cell!r}"
            assert not set(cell) & set("\t\r\n")
