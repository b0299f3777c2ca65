"""Files that are made to harm: refused by a word, within a time that a person waits."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker.exchange import FORMATS
from checker.exchange.drafts import Incoming
from tests.exchange.helpers import module_of, run, sheet

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
CELL = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'
LONG_CELL = CELL.format("").replace(">a<", ">" + '<text:s text:c="999999999"/>' * 9999 + "<")
ROW = "<table:table-row>{}</table:table-row>"


def ods(body: str, head: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f"<office:document-content {SPACES}><office:body><office:spreadsheet>{body}"
        archive.writestr("content.xml", f"{head}{text}</office:spreadsheet></office:body></office:document-content>")
    return out.getvalue()


def claims(rows: str) -> bytes:
    return ods(f'<table:table table:name="claims">{rows}</table:table>')


def problems_of(format_: str, data: bytes) -> list[str]:
    found = module_of(format_).read(Incoming(data=data, shown="b", encoding=None, story="flood", articles={}))
    assert found.drafts == []
    return [problem.message for problem in (*found.problems, *found.skipped)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (claims(ROW.format(CELL.format(' table:number-columns-repeated="900000000"'))), "beyond the 702"),
        (claims(ROW.format('<table:table-cell table:number-columns-repeated="999999999"/>' + CELL.format(""))), "702"),
        (
            claims(f'<table:table-row table:number-rows-repeated="999999">{CELL.format("") * 9}</table:table-row>'),
            "more than 2,000,000 cells",
        ),
        (claims(ROW.format(CELL.format(' table:number-rows-spanned="2"')) * 1001), "more than 1,000 merged cells"),
        (claims(ROW.format(CELL.format("").replace(">a<", ">article<")) + ROW.format(LONG_CELL)), "40,000 characters"),
        (claims(ROW.format('<table:table-cell table:formula="of:=1+1" office:value="2"/>')), "the sheet is empty"),
        (ods("<table:table>" * 1000), "is no XML"),
        (ods("", "<!DOCTYPE a [<!ENTITY b 'c'>]>"), "holds a document type"),
        (b"PK", "not an ODS file"),
        (b"", "not an ODS file"),
    ],
)
def test_an_ods_that_should_not_be_opened(data: bytes, message: str) -> None:
    assert message in "\n".join(problems_of("ods", data))


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """A good workbook of which one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet([{"article": "flood/a"}]))) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data.replace(old, new) if name == part else data)
        if part not in good.namelist():
            bad.writestr(part, new)
    return out.getvalue()


CLAIMS = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: changed(CLAIMS, b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'), "702"),
        (
            lambda: changed(CLAIMS, b"</sheetData>", b"</sheetData>" + b'<mergeCell ref="A1:B1"/>' * 1001),
            "more than 1,000 merged cells",
        ),
        (
            lambda: changed("xl/sharedStrings.xml", b"", b"<si><t>a</t></si>" * 1_000_001),
            "more than 1,000,000 texts",
        ),
        (lambda: changed(CLAIMS, b"</sheetData>", b"<c /> " * 2_000_001), "more than 2,000,000 cells"),
        (lambda: changed(CLAIMS, b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"), "holds a document type"),
    ],
)
def test_an_xlsx_that_should_not_be_opened(data: Any, message: str) -> None:
    module_of("xlsx")
    assert message in "\n".join(problems_of("xlsx", data()))


HOSTILE = [
    b"",
    b"\x00" * 100,
    b"\xff\xfe" + b"a" * 99,
    b"PK\x03\x04" + b"\x00" * 100,
    b"{" * 100_000,
    b"[" * 100_000,
    b'"' * 99_999,
    b"<script type=application/ld+json>" * 1000,
    "article,id\r\n=cmd|' /C calc'!A0,\x1b[31m\u202e".encode(),
    b"article;id;subject;property;value\r\n../../x;a;b;c;d",
    b",".join([b"article"] * 99_999),
    b"sep=",
    b"\xef\xbb\xbf",
]


@pytest.mark.parametrize("format_", [each.name for each in FORMATS if each.is_imported])
def test_whatever_a_file_holds_it_is_a_problem(desk: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    """For each format that there is: nothing is written, nothing escapes, no control character gets out."""
    module_of(format_)
    for number, data in enumerate(HOSTILE):
        for options in ((), ("--skip-bad",), ("--encoding", "utf-16")):
            (desk / "x").write_bytes(data)
            assert run("import", format_, "x", *options) == 2, (number, options)
            printed = "".join(capsys.readouterr())
            assert printed and "\x1b" not in printed and "\u202e" not in printed, (number, options)
            assert "bug in checker" not in printed, (number, options)


@pytest.mark.parametrize(
    "name", ["undefined", "base64", "rot13", "zlib_codec", "idna", "punycode", "no-such", "", "\0"]
)
def test_an_encoding_that_decodes_no_text(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.csv").write_bytes("article,id\nä".encode())
    assert run("import", "csv", "a.csv", "--encoding", name) == 2
    assert "bug in checker" not in capsys.readouterr().err
