"""CSV of all kinds, with the row and the column of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.helpers import HEAD, LINE, files, run, says


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ((HEAD + LINE).encode("utf-8"), ()),
        ((HEAD + LINE).encode("utf-8-sig"), ()),
        ((HEAD + LINE).encode("utf-16"), ()),
        ((HEAD + LINE).replace(";", "\t").encode("utf-16"), ()),
        ((HEAD + LINE).replace(";", ",").encode(), ()),
        (("sep=;\r\n" + HEAD + LINE).encode(), ()),
        ((HEAD + LINE).encode("cp1252"), ("--encoding", "windows-1252")),
        ((HEAD.replace("source.publisher", '"Source.Publisher"') + ";;;;;;;\r\n" + LINE).encode(), ()),
    ],
)
def test_csv_as_spreadsheets_write_it(desk: Path, data: bytes, options: tuple[str, ...]) -> None:
    (desk / "a.csv").write_bytes(data)
    assert run("import", "csv", "a.csv", *options) == 0
    assert says(desk / "claims" / "flood" / "herald.yaml")["source"]["publisher"] == "Bürger am Fluß"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((HEAD + LINE).encode("cp1252"), "a.csv:2:15: not a text in UTF-8; save it as UTF-8, or give --encoding"),
        ((HEAD + LINE).encode("utf-16-le"), "looks like UTF-16 without its mark"),
        (b"", "a.csv:1:1: the sheet is empty; expected the headings article"),
        ((HEAD + 'flood/a;"x"y;\r\n').encode(), "a.csv:2:1: not valid CSV"),
        (
            (HEAD + LINE + LINE.replace("Bürger", "Anna").replace("total", "b")).encode(),
            "B3: the publisher of flood/herald",
        ),
        ((HEAD.replace("note", "notes") + LINE).encode(), "H1: unknown column 'notes'; did you mean 'note'?"),
        ((HEAD + LINE.replace("396", "[a")).encode(), "G2: '[a': expected a list such as [one, two]"),
        ((HEAD + LINE.replace(";x", ";\x07")).encode(), "H2: control character U+0007"),
        ((HEAD + LINE.replace("396", "3.96E+02x")).encode(), "a.csv:2:7: G2: "),
        ((HEAD + LINE + LINE.replace("herald", "Herald")).encode(), "differ only by capital letters"),
    ],
)
def test_a_mistake_in_csv_has_its_row(
    desk: Path, data: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "a.csv").write_bytes(data)
    before = files(desk)
    assert run("import", "csv", "a.csv") == 2
    err = capsys.readouterr().err
    assert message in err and "nothing was imported" in err
    assert files(desk) == before


def test_all_rows_that_are_wrong_are_told_at_once(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "".join(
        LINE.replace("total", f"t{n}").replace("396", "many-ish").replace("mission", "msion") for n in range(3)
    )
    (desk / "a.csv").write_bytes((HEAD + bad).encode())
    assert run("import", "csv", "a.csv") == 2
    err = capsys.readouterr().err
    assert [f"a.csv:{row}:{column}:" in err for row in (2, 3, 4) for column in (5, 7)] == [True] * 6
