"""Rows X1 to X6 of what went wrong once in import and export, each with inputs of its kind."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.helpers import COURIER, files, module_of, run, says
from tests.exchange.test_ged import GED
from tests.exchange.test_updates import change_csv

SINGLE = {
    "article": "flood/herald",
    "source.publisher": "Herald",
    "source.published": "2031-05-06",
    "id": "total",
    "subject": "mission",
    "property": "strength",
    "value": "396",
}


def table(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lone_sheet(rows: list[dict[str, str]], title: str, change: Any = None) -> bytes:
    """What a spreadsheet makes of a CSV: one sheet, named after the file."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = title
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    if change is not None:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("before", "now", "is_asked"),
    [
        ("1,000", "1", True),
        ("1,000", "1.000", True),
        ("about 2,500", "about 2.500", True),
        ("1,000", "1000", False),
    ],
)
def test_x1_separators_that_change_a_value_are_asked_about(desk: Path, before: str, now: str, is_asked: bool) -> None:
    path = desk / "claims/flood/courier.yaml"
    path.write_text(COURIER.replace("value: 400 ", f'value: "{before}" '))
    written = path.read_text()
    cell = f'"{before}"' if "," in before else before
    change_csv(desk, (f",{cell},", f',"{now}",'))
    code = run("import", "csv", "a.csv", "--update")
    assert path.read_text() == written
    if is_asked:
        assert code == 2


@pytest.mark.parametrize(
    "extra", ["  no_claim: [a b]\n", "  no_claim: [a b, 'c, d']\n", '  title: "[a b]"\n', "  title: |-\n    x\n    y\n"]
)
@pytest.mark.parametrize("format_", ["csv", "xlsx", "ods"])
def test_x2_an_untouched_project_comes_back_byte_for_byte(desk: Path, extra: str, format_: str) -> None:
    module_of(format_)
    path = desk / "claims/flood/courier.yaml"
    path.write_text(COURIER.replace("claims:\n", f"{extra}claims:\n", 1))
    before = files(desk / "claims")
    assert run("export", format_, "--output", f"a.{format_}") == 0
    assert run("import", format_, f"a.{format_}", "--update") == 0
    assert files(desk / "claims") == before


@pytest.mark.parametrize("title", ["herald", "Tabelle1", "claims (2)"])
def test_x3_a_lone_sheet_of_any_name_is_taken(desk: Path, title: str) -> None:
    (desk / "b.xlsx").write_bytes(lone_sheet([SINGLE], title))
    assert run("import", "xlsx", "b.xlsx") == 0
    assert says(desk / "claims" / "flood" / "herald.yaml")["claims"][0]["value"] == "396"


def test_x3_a_formula_or_merged_cells_in_it_are_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(desk / "claims")
    (desk / "b.xlsx").write_bytes(lone_sheet([{**SINGLE, "value": "=390+6"}], "herald"))
    assert run("import", "xlsx", "b.xlsx") == 2
    assert "formula" in capsys.readouterr().err
    merged = lone_sheet([SINGLE, {**SINGLE, "id": "b"}], "herald", lambda sheet: sheet.merge_cells("A2:A3"))
    (desk / "b.xlsx").write_bytes(merged)
    assert run("import", "xlsx", "b.xlsx") == 2
    assert "merge" in capsys.readouterr().err
    assert files(desk / "claims") == before


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16", ","), ("utf-8-sig", ",")],
)
def test_x3_the_csv_of_any_program_is_read(desk: Path, encoding: str, delimiter: str) -> None:
    (desk / "a.csv").write_bytes(table([{**SINGLE, "source.publisher": "Bürger"}], delimiter).encode(encoding))
    assert run("import", "csv", "a.csv") == 0
    assert says(desk / "claims" / "flood" / "herald.yaml")["source"]["publisher"] == "Bürger"


def test_x4_bad_rows_are_listed_and_the_rest_is_taken(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**SINGLE, "id": f"c{n}"} for n in range(40)]
    for n in range(0, 39, 3):
        rows[n] = {**rows[n], "value": ""} if n % 2 else {**rows[n], "id": f"C {n}!"}
    (desk / "a.csv").write_text(table(rows), "utf-8")
    assert run("import", "csv", "a.csv") == 2
    assert not (desk / "claims" / "flood" / "herald.yaml").exists()
    capsys.readouterr()
    assert run("import", "csv", "a.csv", "--skip-bad") == 0
    told = "".join(capsys.readouterr())
    assert "13 mistakes above" in told
    assert len(says(desk / "claims" / "flood" / "herald.yaml")["claims"]) == 27


def test_x5_a_format_of_one_direction_says_so(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "ged") == 2
    assert "ged is for import only" in capsys.readouterr().err


@pytest.mark.parametrize("parts", ["2,3,1012,0,12,15,9", "3,7,2,1,12,15,9", "0,0,0,1,12,15,9"])
def test_x6_parts_of_an_event_that_do_not_make_the_whole(
    desk: Path, capsys: pytest.CaptureFixture[str], parts: str
) -> None:
    (desk / "ged.csv").write_text(GED.replace("3,7,2,0,12,15,9", parts))
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava") == 2
    assert "best: 12 is not the sum of" in capsys.readouterr().err
