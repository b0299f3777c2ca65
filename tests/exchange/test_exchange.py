"""Import and export: a round trip loses nothing, a mistake is told with its row, nothing is half written."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import cli
from checker.exchange.drafts import ORDER, SOURCE_ORDER, Given, Outgoing
from checker.exchange.edit import comments, edited
from checker.exchange.json_source import parse_json
from checker.exchange.layout import article_text, suggestion_lines
from checker.exchange.sheet import CLAIM_KEYS, LONGEST, SOURCE_KEYS
from checker.files.models import Claim, Source
from checker.files.yaml_reader import parse_document

ENTITIES = "mission: {parts: complete}\nfirst-team: {part_of: mission}\nsecond-team: {part_of: mission}\n"
COURIER = """\
# our first article
source:
  publisher: The Example Courier  # the morning edition
  published: 2031-05-04
  url: https://courier.example/a
claims:
  # counted at the harbour
  - id: first
    subject: first-team
    property: size
    value: 400    # as printed
    quote: 400 set out

  # the second wave
  - id: second
    subject: second-team
    property: size
    value: about 200
    note: |
      two lines,
      # and this is no comment
# the end
"""


@pytest.fixture
def desk(make_project: Callable[[str, str], Path]) -> Path:
    return make_project(ENTITIES, COURIER)


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def says(path: Path) -> Any:
    document, problems = parse_document(path.read_text("utf-8"), path.name)
    assert document is not None, problems
    return document.value


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sheet(rows: list[dict[str, Any]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook as another program writes it: cells with types. The first source is the Courier."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    claims = book.active
    claims.title = "claims"
    keys = list(dict.fromkeys(key for row in rows for key in row))
    claims.append(keys)
    for row in rows:
        claims.append([row.get(key) for key in keys])
    sources = book.create_sheet("sources")
    sources.append(["article", "publisher", "published"])
    sources.append(["flood/herald", "Herald", "2031-05-06"])
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROW = {"article": "flood/herald", "id": "total", "subject": "mission", "property": "strength", "value": "396"}


# --- round trips -------------------------------------------------------------------------------

CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff", include_characters="\t\n"
)
texts = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=30),
    st.sampled_from(
        [
            *("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "\t=1", "\n=1", "'=1", "''+1", "'", "'tis", "0400", "1e3"),
            *("true", "TRUE", "2031-05-04", "12345678901234567890", "NO", "null", "~", "_x000D_", "_x005F_x0041_"),
            *(
                "x005F_",
                "[a, b]",
                "'[a]",
                '"a"',
                "a\nb",
                " a ",
                "a: b",
                "a #b",
                "#N/A",
                "é 漢 🙂",
                "=",
                "1/2",
                "- a",
                "\ta",
            ),
        ]
    ),
)
claims = st.fixed_dictionaries(
    {"subject": texts, "property": texts, "value": st.one_of(texts, st.lists(texts, max_size=3))},
    optional={key: texts for key in ORDER if key not in ("id", "subject", "property", "value", "status", "important")}
    | {"status": st.sampled_from(["actual", "needed"]), "important": st.sampled_from(["true", "false"])},
)
sources = st.fixed_dictionaries({"publisher": texts, "published": texts}, optional={"title": texts, "text": texts})


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@settings(max_examples=50, deadline=None)
@given(source=sources, listed=st.lists(claims, max_size=4), other=sources)
def test_a_spreadsheet_and_back_is_identical(format_: str, source: Any, listed: list[Any], other: Any) -> None:
    """Every key of every claim and source, in order; texts that look like formulas, numbers, dates or lists as well."""
    if format_ == "xlsx":
        pytest.importorskip("openpyxl")
    from importlib import import_module

    module = import_module(f"checker.exchange.{format_}")
    said = [{"id": f"c{number}", **claim} for number, claim in enumerate(listed)]
    articles = {("flood", "a"): {"source": source, "claims": said}, ("flood", "b é"): {"source": other, "claims": []}}
    written = module.write(Outgoing(corpus=None, articles=articles))  # type: ignore[arg-type]
    assert written.data == module.write(Outgoing(corpus=None, articles=articles)).data  # type: ignore[arg-type]
    found = module.read(Given(data=written.data, shown="s", encoding=None, story="", articles={}))
    assert found.problems == []
    assert {draft.key: draft.article for draft in found.drafts} == articles
    for draft in found.drafts:  # and on to YAML
        document, problems = parse_document(article_text(draft.article), "")
        assert document is not None and problems == []
        assert document.value == draft.article


def test_the_columns_are_the_keys_of_the_model() -> None:
    assert sorted(CLAIM_KEYS) == sorted(Claim.model_fields) == sorted(ORDER)
    assert sorted(SOURCE_KEYS) == sorted(Source.model_fields) == sorted(SOURCE_ORDER)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_whole_loop_by_command(desk: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    if format_ == "xlsx":
        pytest.importorskip("openpyxl")
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


# --- what spreadsheets do ----------------------------------------------------------------------


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

    found = xlsx.read(Given(data=sheet([ROW], as_typed), shown="b", encoding=None, story="", articles={}))
    if seen is None:
        (problem,) = found.problems
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
        (lambda b: b.remove(b["sources"]), "there is no sheet 'sources'"),
        (
            lambda b: setattr(b["claims"]["C1"], "value", "subjct"),
            "C1: unknown column 'subjct'; did you mean 'subject'?",
        ),
        (
            lambda b: setattr(b["claims"]["D1"], "value", "Subject"),
            "D1: the column 'Subject' stands here twice, first in C",
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
        (lambda b: b["claims"].append(list(ROW.values())), "the id 'total' stands here twice, first in line 2"),
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


# --- CSV of all kinds --------------------------------------------------------------------------

HEAD = "article;source.publisher;source.published;id;subject;property;value;note\r\n"
LINE = "flood/herald;Bürger am Fluß;2031-05-06;total;mission;strength;396;x\r\n"


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


# --- files that are there ----------------------------------------------------------------------


def change_csv(desk: Path, *pairs: tuple[str, str]) -> None:
    assert run("export", "csv", "--output", "a.csv", "--force") == 0
    text = (desk / "a.csv").read_bytes().decode("utf-8-sig")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (desk / "a.csv").write_bytes(text.encode())


def test_an_update_keeps_comments_and_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk / "claims" / "flood" / "courier.yaml"
    change_csv(desk, (",400,", ",410,"), ("2031-05-04,", "2031-05-05,"))
    assert run("import", "csv", "a.csv") == 2
    assert "courier.yaml is there already: --update changes it; nothing was written" in capsys.readouterr().err
    assert path.read_text() == COURIER
    assert run("import", "csv", "a.csv", "--update") == 0
    assert "source changed; changed first" in capsys.readouterr().out
    expected = COURIER.replace("value: 400 ", "value: 410 ").replace("published: 2031-05-04", "published: 2031-05-05")
    assert path.read_text() == expected


def test_a_part_of_a_sheet_changes_only_its_own_rows(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A filtered sheet comes back: the claims that it does not show stay, unless they are to go."""
    path = desk / "claims" / "flood" / "courier.yaml"
    assert run("export", "csv", "--output", "a.csv") == 0
    rows = (desk / "a.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    (desk / "a.csv").write_bytes("\r\n".join([rows[0], *rows[2:]]).encode())
    capsys.readouterr()
    assert run("import", "csv", "a.csv", "--update") == 0
    assert "flood/courier: 1 claim that is not in it stays; --remove takes out" in "".join(capsys.readouterr())
    assert path.read_text() == COURIER
    assert run("import", "csv", "a.csv", "--update", "--remove") == 0
    text = path.read_text()
    assert "first-team" not in text and "# the second wave" in text and text.endswith("# the end\n")


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_column_that_is_not_there_leaves_its_key_alone(desk: Path, format_: str) -> None:
    """Somebody sends back the few columns that they worked on. An empty cell, though, is a key that is not there."""
    if format_ == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
    path = desk / "claims" / "flood" / "courier.yaml"
    before = yaml.load(path.read_text(), yaml.BaseLoader)
    assert run("export", format_, "--output", f"a.{format_}") == 0
    kept = ("article", "id", "subject", "property", "value", "source.publisher", "source.published")
    if format_ == "csv":
        rows = list(csv.reader((desk / "a.csv").read_bytes().decode("utf-8-sig").splitlines()))
        columns = [rows[0].index(name) for name in kept]
        with (desk / "a.csv").open("w", newline="") as file:
            csv.writer(file).writerows([[row[column] for column in columns] for row in rows])
    else:
        book = openpyxl.load_workbook(desk / "a.xlsx")
        for sheet, names in (("claims", kept[:5]), ("sources", ("article", "publisher", "published"))):
            for column in range(book[sheet].max_column, 0, -1):
                if book[sheet].cell(1, column).value not in names:
                    book[sheet].delete_cols(column)
        book.save(desk / "a.xlsx")
    assert run("import", format_, f"a.{format_}", "--update", "--remove") == 0
    assert yaml.load(path.read_text(), yaml.BaseLoader) == before


HEADER = "source: {publisher: A, published: 2031}\n"


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        # a key more, in its place; a key less; what is beside the others stays
        (
            HEADER + "claims:\n- id: a # x\n  subject: s\n  property: p\n  value: 1 # y\n",
            {"id": "a", "subject": "s", "property": "p", "value": "2", "status": "needed"},
            HEADER + "claims:\n- id: a # x\n  subject: s\n  property: p\n  status: needed\n  value: 2 # y\n",
        ),
        # on one line: only this claim is written anew
        (
            HEADER + "claims:\n  # x\n  - {id: a, subject: s, property: p, value: 1} # y\n",
            {"id": "a", "subject": "s", "property": "p", "value": "2"},
            HEADER + "claims:\n  # x\n  - id: a # y\n    subject: s\n    property: p\n    value: 2\n",
        ),
        # text that looks like a comment goes with the value that it is part of
        (
            HEADER + "claims:\n  - id: a\n    subject: s\n    property: p\n    value: |\n      x\n      # y\n# z\n",
            {"id": "a", "subject": "s", "property": "p", "value": "2"},
            HEADER + "claims:\n  - id: a\n    subject: s\n    property: p\n    value: 2\n# z\n",
        ),
        # none before
        (
            HEADER + "claims: []  # none\n# x\n",
            {"id": "a", "subject": "s", "property": "p", "value": "2"},
            HEADER + "claims:  # none\n  - id: a\n    subject: s\n    property: p\n    value: 2\n# x\n",
        ),
        # lines that end as on Windows
        (
            HEADER.replace("\n", "\r\n") + "claims:\r\n  - id: a\r\n    subject: s\r\n    property: p\r\n"
            "    value: 1\r\n",
            {"id": "a", "subject": "s", "property": "p", "value": "2"},
            HEADER.replace("\n", "\r\n") + "claims:\r\n  - id: a\r\n    subject: s\r\n    property: p\r\n"
            "    value: 2\r\n",
        ),
    ],
)
def test_a_claim_is_edited_in_its_own_layout(before: str, wanted: dict[str, str], after: str) -> None:
    document, problems = parse_document(before, "")
    assert document is not None and not problems
    done = edited(before, document, {"source": document.value["source"], "claims": [wanted]})
    assert done.text == after and done.lost == ()


@settings(max_examples=50, deadline=None)
@given(listed=st.lists(claims, min_size=1, max_size=4), wanted=st.lists(claims, min_size=1, max_size=4), source=sources)
def test_an_edit_says_what_is_wanted_and_tells_what_it_loses(listed: Any, wanted: Any, source: Any) -> None:
    old = {"source": source, "claims": [{"id": f"c{n}", **claim} for n, claim in enumerate(listed)]}
    new = {"source": source, "claims": [{"id": f"c{n}", **claim} for n, claim in enumerate(wanted)]}
    before = article_text(old).replace("\n  - id", "\n  # above\n  - id") + "# end\n"
    document, problems = parse_document(before, "")
    assert document is not None and problems == [] and document.value == old
    done = edited(before, document, new)
    after, problems = parse_document(done.text, "")
    assert after is not None and problems == [] and after.value == new
    kept = [text for _, text in comments(done.text)]
    assert len(kept) + len(done.lost) == len(comments(before)) == len(listed) + 1


def test_a_file_that_changes_meanwhile_is_left_alone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.exchange import bring

    change_csv(desk, (",400,", ",410,"))
    path = desk / "claims" / "flood" / "courier.yaml"
    write = bring.write

    def later(root: Path, changes: Any) -> None:
        path.write_text(COURIER.replace("400 set", "500 set"))
        write(root, changes)

    monkeypatch.setattr(bring, "write", later)
    assert run("import", "csv", "a.csv", "--update") == 2
    assert path.read_text() == COURIER.replace("400 set", "500 set")


def test_a_set_of_files_is_written_or_none(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.files import atomic, together

    real, calls = atomic.fill, []

    def fails_at_the_second(*arguments: Any, **options: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError("disk full")
        real(*arguments, **options)

    monkeypatch.setattr(together, "fill", fails_at_the_second)
    other = LINE.replace("flood/herald", "storm/a").replace("mission", "mission")
    (desk / "claims" / "entities.yaml").write_text("ship: {}\n")
    lines = LINE.replace("mission", "ship") + other.replace("mission", "ship")
    (desk / "a.csv").write_bytes((HEAD + lines).encode())
    before = files(desk)
    assert run("import", "csv", "a.csv") == 2
    assert len(calls) == 2 and files(desk) == before
    assert not (desk / "claims" / "storm").exists()


# --- ClaimReview -------------------------------------------------------------------------------

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/1",
    "claimReviewed": "The harbour wall held all winter",
    "author": {"@type": "Organization", "name": "The Desk"},
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "the harbour master"},
        "firstAppearance": {
            "@type": "NewsArticle",
            "url": "https://courier.example/wall#top",
            "headline": "Wall holds",
            "datePublished": "2031-05-02T08:00:00Z",
            "publisher": {"@type": "Organization", "name": "The Example Courier"},
        },
        "appearance": ["https://www.herald.example/b"],
    },
}
PAGE = f"<html><script>var a = '<';</script>\n<script type='application/ld+json'>{json.dumps(REVIEW)}</script></html>"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(REVIEW),
        json.dumps([REVIEW, REVIEW]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}),
        "\ufeff" + json.dumps({**REVIEW, "@type": ["ClaimReview"]}),
        PAGE,
    ],
)
def test_claimreview_gives_sources_and_suggestions(desk: Path, text: str) -> None:
    (desk / "r").write_text(text)
    assert run("import", "claimreview", "r") == 0
    story = desk / "claims" / "flood"
    assert sorted(path.name for path in story.glob("*.yaml")) == [
        *("courier.yaml", "entities.yaml", "herald-example.yaml", "the-example-courier-wall-holds.yaml")
    ]
    path = story / "the-example-courier-wall-holds.yaml"
    assert says(path) == {
        "source": {
            "publisher": "The Example Courier",
            "title": "Wall holds",
            "published": "2031-05-02",
            "url": "https://courier.example/wall",
        },
        "claims": [],
    }
    text = path.read_text()
    assert "  # claim reviewed: The harbour wall held all winter\n" in text
    assert "  # by The Desk, verdict: Mostly false, https://check.example/1\n" in text
    assert run("check") == 0
    begin = text.index("  # - id:")
    coded = text[:begin].replace("claims: []", "claims:") + text[begin:].replace("# ", "")
    for key, value in (("id", "wall"), ("subject", "mission"), ("property", "remark"), ("value", "it held")):
        coded = coded.replace(f"{key}:\n", f"{key}: {value}\n")
    path.write_text(coded.replace("    quote:\n", ""))
    assert run("check") == 0
    assert says(path)["claims"][0]["said_by"] == "the harbour master"
    assert run("import", "claimreview", "r") == 0  # it is there already


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "r:1:2: not valid JSON: expected text"),
        ('{"@type": "ClaimReview", "@type": "x"}', "r:1:26: '@type' stands here twice, first in line 1"),
        ('{"@type": "NewsArticle"}', "no ClaimReview in it"),
        (json.dumps({**REVIEW, "claimReviewed": None}), "missing 'claimReviewed'"),
        (json.dumps({**REVIEW, "itemReviewed": {}}), "no appearance, firstAppearance or author"),
        (json.dumps(REVIEW).replace("2031-05-02T", "2031-13-02T"), "itemReviewed.firstAppearance: datePublished: "),
        (
            json.dumps(REVIEW).replace("https://courier", "javascript:courier"),
            "expected an address that begins with https",
        ),
        ("[" * 5000, "nested more than 64 levels deep"),
        ("<html>" + "<!--" * 500_000, 'the page has no <script type="application/ld+json">'),  # in one pass
        ("<html></html>", 'the page has no <script type="application/ld+json">'),
        (PAGE.replace('"url"', "url", 1), "r:2:"),
    ],
)
def test_a_claimreview_that_does_not_fit(
    desk: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "r").write_text(text)
    before = files(desk)
    assert run("import", "claimreview", "r") == 2
    assert message in capsys.readouterr().err
    assert files(desk) == before


def test_a_claim_goes_out_with_all_its_appearances(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two papers that give the first team as 400 are appearances of one claim; the earlier is the first."""
    (desk / "claims" / "flood" / "herald.yaml").write_text(
        "source: {publisher: Herald, published: 2031-05-01, url: 'https://herald.example/b'}\n"
        "claims:\n  - {id: a, subject: first-team, property: size, value: 400, said_by: the mayor}\n"
    )
    assert run("export", "claimreview", "--claim", "flood/courier#first") == 0
    (review,) = json.loads(capsys.readouterr().out)["@graph"]
    assert review["claimReviewed"] == "400 set out" and "reviewRating" not in review
    works = review["itemReviewed"]["appearance"]
    assert [work["publisher"]["name"] for work in works] == ["Herald", "The Example Courier"]
    assert review["itemReviewed"]["firstAppearance"] == works[0]
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "the mayor"}
    assert run("export", "claimreview", "--claim", "flood/courier#frist") == 2
    assert "did you mean 'flood/courier#first'?" in capsys.readouterr().err


# --- annotations -------------------------------------------------------------------------------

SELECTORS = [
    {"type": "TextPositionSelector", "start": 10, "end": 31},
    {"type": "TextQuoteSelector", "exact": "some 90 boats\nput out", "prefix": "On Monday ", "suffix": " to sea"},
]
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
W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "aBc",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "by whose count?"},
    "target": {"source": {"id": "https://gazette.example/boats"}, "selector": SELECTORS[1]},
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


# --- UCDP GED ----------------------------------------------------------------------------------

GED = (
    "id,conflict_name,side_a,side_b,source_article,source_office,source_date,source_headline,source_original,"
    "where_coordinates,country,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n"
    '101,Orlava: Government,Government of Orlava,River Front,"""Example Wire"",""2031-05-04"",""ORLAVA: Clash,'
    ' 12 dead""",,,,police,Orla bridge,Orlava,2031-05-03 00:00:00.000,2031-05-03 00:00:00.000,3,7,2,0,12,15,9\n'
    "102,Orlava: Government,Government of Orlava,River Front,x,Courier;Herald,2031-05-05;2031-05-06,One;Two,,"
    "Harbour town,Orlava,2031-05-04,2031-05-05,0,0,0,5,5,5,5\n"
)


def test_events_become_claims(desk: Path) -> None:
    (desk / "ged.csv").write_text(GED)
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava") == 0
    story = desk / "claims" / "orlava"
    wire = says(story / "example-wire-2031-05-04-orlava-clash-12-dead.yaml")
    assert wire["source"] == {"publisher": "Example Wire", "title": "ORLAVA: Clash, 12 dead", "published": "2031-05-04"}
    assert [(claim["id"], claim["value"], claim.get("scope")) for claim in wire["claims"]] == [
        ("event-101-killed", "12 (9 to 15)", None),
        ("event-101-deaths-a", "3", "Government of Orlava"),
        ("event-101-deaths-b", "7", "River Front"),
        ("event-101-deaths-civilians", "2", "civilians"),
        ("event-101-happened", "2031-05-03", None),
    ]
    assert {claim["said_by"] for claim in wire["claims"]} == {"police"}
    own = says(story / "ucdp-ged.yaml")  # it rests on two articles: the figure is neither's
    assert own["source"]["publisher"] == "Uppsala Conflict Data Program"
    assert own["claims"][-1]["value"] == "2031-05-04/2031-05-05"
    assert says(story / "entities.yaml")["event-101"]["part_of"] == "conflict-orlava-government"
    assert run("check", "claims/orlava") == 0
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava") == 0  # it is there already


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("12,15,9\n", "12,15,nine\n", "ged.csv:2:20: T2: low: 'nine': expected a whole number from 0"),
        ("12,15,9\n", "12,11,9\n", "ged.csv:2:18: R2: best: 12 lies outside of its own range, 9 to 11"),
        ("2031-05-04,2031-05-05,", "2031-05-06,2031-05-05,", "ged.csv:3:13: M3: date_end: the event ends before"),
        ("\n102,", "\n101,", "ged.csv:3:1: A3: id: '101' stands here twice, first in row 2"),
        (",best,", ",bst,", "there is no column 'best'; is it 'bst'?"),
        (",best,", ",low,", "the column 'low' stands here twice"),
    ],
)
def test_an_event_that_does_not_fit(
    desk: Path, old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in GED
    (desk / "ged.csv").write_text(GED.replace(old, new, 1))
    before = files(desk)
    assert run("import", "ged", "ged.csv") == 2
    assert message in capsys.readouterr().err
    assert files(desk) == before


def test_the_vocabulary_lacks_what_events_need(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    properties = desk / "rules" / "properties.yaml"
    properties.write_text(properties.read_text("utf-8").replace("\nkilled:", "\nslain:").replace("adds_to: killed", ""))
    (desk / "ged.csv").write_text(GED)
    assert run("import", "ged", "ged.csv") == 2
    assert "the import needs the property 'killed'; add: killed: {type: count" in capsys.readouterr().err


# --- the rest ----------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.text()),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_is_read_as_python_reads_it(value: Any) -> None:
    text = json.dumps(value, indent=1)
    document, problems = parse_json(text, "j")
    assert document is not None and problems == []
    assert document.value == json.loads(text)


def test_a_suggestion_cannot_break_out_of_its_comment() -> None:
    from checker.exchange.drafts import Suggestion

    hostile = "a\nclaims: x\u2028b\x1b[31m"
    lines = suggestion_lines([Suggestion(mark="m", remarks=(hostile,), claim={"quote": hostile})])
    assert all((not line or line.startswith("  # ")) and "\n" not in line for line in lines)


def test_where_things_go_must_be_plain(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "claims" / "storm").mkdir()
    (desk / "a.json").write_text(json.dumps(W3C))
    for arguments, message in (
        (("import", "annotations", "a.json"), "name the story, such as claims/flood"),
        (("import", "csv", "a.json", "--into", "nowhere"), "no claims/ folder there"),
        (("import", "csv", "nowhere.csv"), "nowhere.csv:1:1: no such file"),
        (("import", "csv", "claims"), "claims:1:1: is a folder"),
        (("import", "csv", "a.json", "--remove"), "--remove goes with --update"),
        (("import", "csv", "a.json", "--encoding", "base64"), "no such encoding"),
        (("import", "annotations", "a.json", "--into", "claims/.x"), "cannot be the name of a file"),
        (("export", "xlsx"), "cannot go to the terminal"),
        (("export", "csv", "--output", "none/a.csv"), "there is no folder none"),
    ):
        assert run(*arguments) == 2
        assert message in capsys.readouterr().err, arguments


def test_the_guide_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The guide's commands print what it says, in its order, in a folder that `checker init` has begun."""
    guide = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    capsys.readouterr()
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL):
        if language == "python":
            exec(compile(block, "exchange.md", "exec"), {})
        elif language == "json":
            Path("highlights.json").write_text(block, "utf-8")
        elif language == "yaml":
            assert (tmp_path / "claims/example-story/gazette-example-boats-put-out.yaml").read_text("utf-8") == block
        else:
            for step in block.split("$ ")[1:]:
                command, _, shown = step.partition("\n")
                assert run(*shlex.split(command)[1:]) == 0
                printed = capsys.readouterr()
                assert printed.out + printed.err == shown
    assert run("check") == 0
