"""Word files: their paragraphs as lines, and what a stranger may have made of one."""

from __future__ import annotations

import io
import zipfile

import pytest

from checker.files import docx
from checker.files.budgets import DOCX_UNPACKED
from checker.files.extract import CannotRead, plain_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def packed(body: str, *, head: str = "", name: str = docx.DOCUMENT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, f'<?xml version="1.0"?>{head}<w:document {W} {MC}><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    marked = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{marked}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_are_lines() -> None:
    body = paragraph("Second team reaches the flood", "Title") + paragraph("About 400 people were hurt.")
    text, details = plain_text(packed(body), ".docx")
    assert text == "Second team reaches the flood\nAbout 400 people were hurt.\n"
    assert details.title == "Second team reaches the flood"
    assert plain_text(packed(body), "")[0] == text


def test_what_a_reader_sees_and_no_more() -> None:
    body = (
        "<w:p><w:r><w:t>About </w:t></w:r><w:del><w:r><w:t>300</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>400</w:t></w:r></w:ins>"
        "<w:r><w:tab/><w:t>a&amp;b</w:t><w:br/><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r>"
        "<w:r><w:instrText>PAGE 7</w:instrText></w:r>"
        '<mc:AlternateContent><mc:Choice Requires="x"><w:r><w:t> one</w:t></w:r>'
        "</mc:Choice><mc:Fallback><w:r><w:t>again</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc><w:tc>{paragraph('next')}</w:tc></w:tr></w:tbl>"
    )
    assert plain_text(packed(body), ".docx")[0] == "About 400\ta&b\ntwenty-one one\ncell\tnext\n"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed("", head=BOMB), "DOCTYPE"),
        (packed("", name="word/other.xml"), "no text"),
        (packed("<w:p>" * 300 + "</w:p>" * 300), "nested"),
        (packed("<w:p><w:r>"), "cannot|can be read"),
        (b"PK\x03\x04 and nothing more", "can be read"),
        (b"\xd0\xcf\x11\xe0 old", "old .doc"),
        (b"no zip at all", "can be read"),
    ],
    ids=["entities", "another", "deep", "broken", "cut", "old", "none"],
)
def test_what_is_no_word_file_is_said_to_be_none(data: bytes, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        plain_text(data, ".docx")


def test_what_unpacks_to_much_is_refused_soon() -> None:
    data = packed(paragraph("x" * (DOCX_UNPACKED + 1)))
    assert len(data) < 200_000
    with pytest.raises(CannotRead, match="unpacks to more than"):
        plain_text(data, ".docx")


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(packed(paragraph("one")))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(docx.DOCUMENT, "other")
    with pytest.raises(CannotRead, match="two of one name"):
        plain_text(out.getvalue(), ".docx")


def test_a_row_of_a_table_is_a_line() -> None:
    """What a figure is of stands in the cell beside it; a table within a cell is a part of it."""
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Nairobi", "400", "12"))
    within = f"<w:tc><w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('all')}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{within}</w:tr></w:tbl>{paragraph('After it.')}"
    assert plain_text(packed(body), ".docx")[0] == "Nairobi\t400\t12\nNairobi\t400\t12\tall\nAfter it.\n"
