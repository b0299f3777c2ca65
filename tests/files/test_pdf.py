"""PDFs: column by column, without the heads and feet of their pages; what cannot be read is said, within a moment."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import pytest

from checker.files.extract import CannotRead, plain_text

pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf")

Piece = tuple[float, float, str]
"""x, y and text."""


def drawn(pieces: Iterable[Piece]) -> bytes:
    return "\n".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in pieces).encode()


def pdf(
    *contents: bytes,
    kids: str = "",
    info: str = "",
    extra: str = "",
    filters: str = "",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """A PDF, by hand, of pages with these drawing instructions."""
    first = 4
    numbers = [first + 2 * n for n in range(len(contents))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(numbers)} /Kids [{kids or ' '.join(f'{n} 0 R' for n in numbers)}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[number + 1] = f"<< /Length {len(content)} {filters} >>\nstream\n".encode() + content + b"\nendstream"
    objects |= more or {}
    last = max(objects)
    if info:
        objects[last + 1] = info.encode()
        extra += f" /Info {last + 1} 0 R"
    out, places = b"%PDF-1.4\n", []
    for number, body in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{extra} >>\nstartxref\n{start}\n%%EOF".encode()


LEFT = [f"left {n} of the harbour and its boats" for n in range(12)]
RIGHT = [f"right {n} of the town and its pumps" for n in range(12)]


def rows(across: bool) -> list[Piece]:
    left = [(72.0, 700.0 - 14 * n, text) for n, text in enumerate(LEFT)]
    right = [(320.0, 700.0 - 14 * n, text) for n, text in enumerate(RIGHT)]
    return [piece for pair in zip(left, right, strict=True) for piece in pair] if across else [*left, *right]


@pytest.mark.parametrize("across", [True, False], ids=["line by line", "column by column"])
def test_columns_are_read_one_after_the_other(across: bool) -> None:
    title = (72.0, 740.0, "A headline that goes over both of the columns of this page and ends")
    text, _ = plain_text(pdf(drawn([title, *rows(across)])), ".pdf")
    lines = [line.strip() for line in text.split("\n")]
    assert lines == [title[2], *LEFT, *RIGHT]


FOOTNOTE = "1 The board counts 77 boats in a normal year, as a rule, and more of them in all others."


def test_three_columns_and_a_footnote_under_them() -> None:
    """Drawn line by line; the footnote goes over the columns and comes last."""
    texts = [[f"{name} {n} of the hill farms" for n in range(12)] for name in ("first", "second", "third")]
    cells = [
        [(60.0 + 170 * at, 700.0 - 14 * n, line) for at, line in enumerate(row)]
        for n, row in enumerate(zip(*texts, strict=True))
    ]
    text, _ = plain_text(pdf(drawn([*(cell for row in cells for cell in row), (60.0, 80.0, FOOTNOTE)])), ".pdf")
    assert text.split("\n") == [*texts[0], *texts[1], *texts[2], FOOTNOTE]


def test_a_table_of_three_is_not_taken_for_columns() -> None:
    cells = [
        [
            (60.0, 700.0 - 14 * n, f"ward {n} of Leeds"),
            (230.0, 700.0 - 14 * n, "Green"),
            (400.0, 700.0 - 14 * n, f"{n} votes"),
        ]
        for n in range(12)
    ]
    text, _ = plain_text(pdf(drawn(cell for row in cells for cell in row)), ".pdf")
    assert text.split("ward")[4].split() == ["3", "of", "Leeds", "Green", "3", "votes"]


def test_one_column_stays_as_it_is() -> None:
    words = [(72.0 + 60 * (n % 5), 700.0 - 14 * (n // 5), f"word{n}") for n in range(40)]
    text, _ = plain_text(pdf(drawn(words)), ".pdf")
    assert text.split() == [f"word{n}" for n in range(40)]


def test_a_table_is_not_taken_for_columns() -> None:
    """Of a table's rows both cells belong together: few letters on the right are figures."""
    cells = [(72.0, 700.0 - 14 * n, f"district {n} of the valley") for n in range(12)]
    figures = [(320.0, 700.0 - 14 * n, f"{n * 7}") for n in range(12)]
    pieces = [piece for pair in zip(cells, figures, strict=True) for piece in pair]
    text, _ = plain_text(pdf(drawn(pieces)), ".pdf")
    assert text.replace("\n", " ").split("district")[4].split() == ["3", "of", "the", "valley", "21"]


def page(number: int, *lines: str, head: str = "The Example Courier 4 May 2031") -> bytes:
    pieces = [(72.0, 760.0, head), (500.0, 40.0, f"Page {number} of 4")]
    return drawn([pieces[0], *((72.0, 700.0 - 14 * n, line) for n, line in enumerate(lines)), pieces[1]])


def test_heads_and_feet_of_pages_are_left_out() -> None:
    bodies = [
        [f"On day {n} some {n * 30} boats put out", f"and {n * 7} of them", "came back", f"as {'abcd'[n - 1] * 5}"]
        for n in range(1, 5)
    ]
    contents = [page(n, *body) for n, body in enumerate(bodies, 1)]
    text, _ = plain_text(pdf(*contents), ".pdf")
    assert text.split("\n") == [line for body in bodies for line in body]


def test_a_line_of_one_page_is_no_head() -> None:
    text, _ = plain_text(pdf(page(1, "Some 30 boats put out")), ".pdf")
    assert "The Example Courier" in text and "Page 1 of 4" in text


@pytest.mark.parametrize(
    ("title", "expected"), [("Boats put out", "Boats put out"), ("Microsoft Word - a.docx", ""), ("a.indd", "")]
)
def test_what_a_pdf_says_of_itself(title: str, expected: str) -> None:
    info = f"<< /Title ({title}) /Author (Ana Reed) /CreationDate (D:20310504) >>"
    details = plain_text(pdf(drawn([(72, 700, "boats")]), info=info), ".pdf")[1]
    assert (details.title, details.author, details.published) == (expected, "Ana Reed", "")


AES = (
    "<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <" + "00" * 48 + "> /U <" + "00" * 48 + "> /OE <" + "00" * 32
    + "> /UE <" + "00" * 32 + "> /Perms <" + "00" * 16 + "> /CF << /StdCF << /CFM /AESV3 /Length 32 >> >>"
    " /StmF /StdCF /StrF /StdCF >>"
)  # fmt: skip
BOATS = drawn([(72, 700, "boats")])


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\nno",
        pdf(BOATS)[:200],
        pdf(b""),
        pdf(BOATS, extra=f" /Encrypt {AES}"),
        pdf(BOATS, extra=" /Encrypt << /Filter /Unknown >>"),
        pdf(BOATS, filters="/Filter /JBIG2Decode"),
        pdf(BOATS, filters="/Filter /Unknown"),
        pdf(BOATS, filters="/Filter /FlateDecode"),
        pdf(BOATS, kids="4 0 R " * 100_000),
        pdf(BOATS, kids="2 0 R"),
        pdf(zlib.compress(b"BT (a) Tj ET\n" * 4_000_000), filters="/Filter /FlateDecode"),
        pdf(BOATS).replace(b"/Kids [4 0 R]", b"/Kids 4 0 R  "),
        pdf(BOATS).replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        b"%PDF-" + b"[" * 100_000,
    ],
    ids=range(14),
)
@pytest.mark.timeout(60)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    with pytest.raises(CannotRead, match="PDF"):
        plain_text(data, ".pdf")


def test_a_tree_of_pages_that_names_one_page_again_and_again() -> None:
    """Eight levels of eight: 16 million pages in a file of one kilobyte."""
    levels = {n: f"<< /Type /Pages /Count 1 /Kids [{f'{n + 1} 0 R ' * 8}] >>".encode() for n in range(6, 14)}
    levels[14] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R >>"
    with pytest.raises(CannotRead, match="PDF"):
        plain_text(pdf(BOATS, kids="6 0 R", more=levels), ".pdf")
