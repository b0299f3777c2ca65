"""Workbooks: a cell is read as what is seen in it, a mistake is told with its cell, a bomb is not opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.exchange.drafts import Incoming
from tests.exchange.helpers import ROW, files, run, says, sheet


@pytest.mark.parametrize(
    ("value", "format_", "seen"),
    [
        (400, "General", "400"),
        (1900, "#,##0", "1,900"),
        (37.5, "General", "37.5"),
        (0.375, "0.0%", "37.5%"),
        (400, "00000", "00400"),
        (2.675, "0.00", "2.68"),
        (1 / 3, "General", None),  # 0.3333333333333333: what is seen has fewer digits
        (1234567890123456789, "General", None),
        (1900, "[$$-409]#,##0", None),
        (date(2031, 5, 3), "yyyy-mm-dd", "2031-05-03"),
        (date(2031, 5, 3), "dd/mm/yyyy", "2031-05-03"),
        (date(2031, 5, 1), "mmm-yy", "2031-05"),
        (date(2031, 5, 3), "d-mmm", None),  # somebody typed 3-5
        (datetime.fromisoformat("2031-05-03T12:30"), "yyyy-mm-dd hh:mm", None),
    ],
)
def test_a_typed_cell_is_what_is_seen_or_a_problem(value: Any, format_: str, seen: str | None) -> None:
    def as_typed(book: Any) -> None:
        book["claims"]["E2"].value = value
        book["claims"]["E2"].number_format = format_

    from checker.exchange import xlsx

    found = xlsx.read(Incoming(data=sheet([ROW], as_typed), shown="b", encoding=None, story="", articles={}))
    if seen is None:
        (problem,) = found.skipped
        assert (problem.file, problem.line, problem.column) == ("b, sheet claims", 2, 5)
        assert problem.message.startswith("E2: a ") and "format Text" in problem.message
    else:
        assert found.drafts[0].article["claims"][0]["value"] == seen


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda b: b["claims"].merge_cells("B2:C2"), "sheet claims:1:1: the cells B2:C2 are merged"),
        (lambda b: setattr(b["claims"], "sheet_state", "hidden"), "sheet claims:1:1: the sheet is hidden"),
        (lambda b: setattr(b["claims"], "title", "claim"), "sheet claim:1:1: unknown sheet 'claim'; did you mean"),
        (lambda b: b.remove(b["sources"]), "A2: missing key 'publisher'"),
        (lambda b: b.remove(b["claims"]), "there is no sheet 'claims'"),
        (
            lambda b: setattr(b["claims"]["C1"], "value", "subjct"),
            "C1: unknown column 'subjct'; did you mean 'subject'?",
        ),
        (
            lambda b: setattr(b["claims"]["D1"], "value", "Subject"),
            "D1: the column 'Subject' is here twice, first in C",
        ),
        (lambda b: setattr(b["claims"]["C1"], "value", None), "C1: a heading is missing: row 2 has something below it"),
        (lambda b: setattr(b["claims"]["H2"], "value", "stray"), "H2: 'stray' stands beside the table"),
        (lambda b: setattr(b["claims"]["E2"], "value", "=1+1"), "E2: a formula; paste its value"),
        (
            lambda b: setattr(b["claims"]["A2"], "value", "../../etc/x"),
            "A2: '../../etc/x': cannot be the name of a file",
        ),
        (lambda b: setattr(b["claims"]["A2"], "value", "flood/other"), "missing key 'publisher'"),
        (
            lambda b: setattr(b["claims"]["D2"], "value", "strenth"),
            "D2: unknown property 'strenth'; did you mean 'strength'?",
        ),
        (lambda b: setattr(b["claims"]["E2"], "value", "lots-ish"), "sheet claims:2:5: E2: "),
        (lambda b: setattr(b["sources"]["C2"], "value", "04/05/2031"), "sheet sources:2:3: C2: "),
        (lambda b: b["claims"].append(list(ROW.values())), "the id 'total' is here twice, first in line 2"),
    ],
)
def test_a_mistake_in_a_workbook_has_its_cell(
    desk: Path, change: Callable[[Any], None], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "b.xlsx").write_bytes(sheet([ROW], change))
    before = files(desk)
    assert run("import", "xlsx", "b.xlsx") == 2
    assert message in capsys.readouterr().err
    assert files(desk) == before


def test_a_good_workbook_of_another_program(desk: Path) -> None:
    (desk / "b.xlsx").write_bytes(sheet([{**ROW, "value": 396, "important": True}, {**ROW, "id": "b", "value": 397}]))
    assert run("import", "xlsx", "b.xlsx") == 0
    assert says(desk / "claims" / "flood" / "herald.yaml") == {
        "source": {"publisher": "Herald", "published": "2031-05-06"},
        "claims": [
            {"id": "total", "subject": "mission", "property": "strength", "value": "396", "important": "true"},
            {"id": "b", "subject": "mission", "property": "strength", "value": "397"},
        ],
    }


def test_a_workbook_that_should_not_be_opened(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>" + b" " * 200_000_000)
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("x", "")
    for data, message in (
        (bomb.getvalue(), "unpacks to more than 128 MB"),
        (entity.getvalue(), "holds a document type"),
        (empty.getvalue(), "cannot be read as a workbook"),
        (b"PK\x03\x04 broken", "not an XLSX file"),
        (b"\xd0\xcf\x11\xe0 old", "an old .xls file"),
        (b"", "not an XLSX file"),
    ):
        (desk / "b.xlsx").write_bytes(data)
        assert run("import", "xlsx", "b.xlsx") == 2
        assert message in capsys.readouterr().err


def test_the_last_row_of_a_sheet_is_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell in row 1,048,576 makes no sheet of a million claims; what is wrong in it is told."""
    (desk / "b.xlsx").write_bytes(sheet([ROW], lambda b: setattr(b["claims"]["B1048576"], "value", "stray")))
    assert run("import", "xlsx", "b.xlsx") == 2
    assert "sheet claims:1048576:1: A1048576: expected the article" in capsys.readouterr().err
