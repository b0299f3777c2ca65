"""A round trip loses nothing: every key of every claim and source, in order, whatever it looks like."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.exchange.drafts import ORDER, SOURCE_ORDER, Incoming, Outgoing
from checker.exchange.layout import article_text
from checker.exchange.tables import LONGEST
from checker.files.models import Claim, Source
from checker.files.yaml_reader import parse_document
from tests.exchange.helpers import COURIER, TABLES, claims, files, module_of, run, says, sources


@pytest.mark.parametrize("format_", TABLES)
@settings(max_examples=50, deadline=None)
@given(source=sources, listed=st.lists(claims, max_size=4), other=sources)
def test_a_spreadsheet_and_back_is_identical(format_: str, source: Any, listed: list[Any], other: Any) -> None:
    """Every key of every claim and source, in order; texts that look like formulas, numbers, dates or lists as well."""
    module = module_of(format_)
    said = [{"id": f"c{number}", **claim} for number, claim in enumerate(listed)]
    articles = {("flood", "a"): {"source": source, "claims": said}, ("flood", "b é"): {"source": other, "claims": []}}
    written = module.write(Outgoing(corpus=None, articles=articles))  # type: ignore[arg-type]
    assert written.data == module.write(Outgoing(corpus=None, articles=articles)).data  # type: ignore[arg-type]
    found = module.read(Incoming(data=written.data, shown="s", encoding=None, story="", articles={}))
    assert found.problems == found.skipped == []
    assert {draft.key: draft.article for draft in found.drafts} == articles
    for draft in found.drafts:  # and on to YAML
        document, problems = parse_document(article_text(draft.article), "")
        assert document is not None and problems == []
        assert document.value == draft.article


def test_keys_stand_in_the_order_of_the_models() -> None:
    """First what a claim is about, last what is for colleagues: in YAML as in the columns of a spreadsheet."""
    assert ORDER[:7] == ("id", "subject", "property", "status", "value", "including", "compared")
    assert ORDER[-2:] == ("retracted", "note")
    given = dict.fromkeys(sorted(ORDER), "x")
    text = article_text({"source": dict.fromkeys(sorted(SOURCE_ORDER), "x"), "claims": [given]})
    document, _ = parse_document(text, "")
    assert document is not None
    assert tuple(document.value["source"]) == SOURCE_ORDER == tuple(Source.model_fields)
    assert tuple(document.value["claims"][0]) == ORDER == tuple(Claim.model_fields)


@pytest.mark.parametrize("format_", TABLES)
def test_the_whole_loop_by_command(desk: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    module_of(format_)
    before = files(desk / "claims")
    assert run("export", format_, "--output", "out") == 0
    assert run("export", format_, "--output", "out") == 2
    assert "is there already; --force replaces it" in capsys.readouterr().err
    assert run("import", format_, "out") == 0
    assert files(desk / "claims") == before
    assert "nothing to write" in capsys.readouterr().out
    old = says(desk / "claims" / "flood" / "courier.yaml")
    (desk / "claims" / "flood" / "courier.yaml").unlink()
    assert run("import", format_, "out", "--dry-run") == 0
    assert "+    value: about 200" in capsys.readouterr().out
    assert not (desk / "claims" / "flood" / "courier.yaml").exists()
    assert run("import", format_, "out") == 0
    assert says(desk / "claims" / "flood" / "courier.yaml") == old
    assert run("check") == 0


def test_hostile_cells_are_inert(desk: Path) -> None:
    """No cell of the CSV begins as a formula does; in the workbook all of them are text."""
    openpyxl = pytest.importorskip("openpyxl")
    (desk / "claims" / "flood" / "courier.yaml").write_text(
        "source: {publisher: \"=cmd|' /C calc'!A0\", published: 2031-05-04}\n"
        'claims: [{id: a, subject: mission, property: remark, value: "@SUM(1)", note: "\\t+1", quote: "-2"}]\n'
    )
    assert run("export", "csv", "--output", "a.csv") == run("export", "xlsx", "--output", "a.xlsx") == 0
    for row in csv.reader(io.StringIO((desk / "a.csv").read_text("utf-8-sig"))):
        assert not [cell for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(desk / "a.xlsx")
    cells = [cell for ws in book for row in ws.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+-@")
    assert run("import", "csv", "a.csv") == run("import", "xlsx", "a.xlsx") == 0  # nothing has changed


def test_a_text_that_no_cell_can_hold_is_not_cut_off(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = COURIER.replace("about 200", f"about 200\n    scope: {'x' * LONGEST}")
    (desk / "claims" / "flood" / "courier.yaml").write_text(long)
    assert run("export", "csv", "--output", "a.csv") == 2
    assert "'scope' has more than 32,767 characters" in capsys.readouterr().err
    assert not (desk / "a.csv").exists()


AS_WRITTEN = """\
source: {publisher: "The Courier", published: 2031-05-04, no_claim: [a b]}   # as printed

claims:
  - {id: a, subject: mission, property: remark, value: [one, "two, three"], note: "'tis"}
  -   id: b
      subject: "mission"
      property: remark
      value: >-
        a long
        text
      important: true
  - id: c
    subject: mission
    property: strength
    value: 396
    relays: [the agency, "the district, of course"]
    revises: {from: 288, why: "counted twice, they say"}
  - id: d
    subject: mission
    property: strength
    compared: {times: "nearly 2", to: [mission, strength], at: 2031-05-01}
"""


@pytest.mark.parametrize("format_", TABLES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_untouched_project_stays_byte_for_byte(desk: Path, format_: str, end: str, mark: str) -> None:
    """Whatever its layout: lists of one text, quotes, long texts, ends of lines, a byte order mark."""
    module_of(format_)
    path = desk / "claims" / "flood" / "courier.yaml"
    path.write_bytes(f"{mark}{AS_WRITTEN}".replace("\n", end).encode())
    (path.parent / "other.yaml").write_text(COURIER)
    before = files(desk / "claims")
    assert run("export", format_, "--output", "out") == 0
    assert run("import", format_, "out", "--update", "--remove") == 0
    assert files(desk / "claims") == before
