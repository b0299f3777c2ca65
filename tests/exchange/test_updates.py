"""Files that are there: what does not change in them stays, and nothing is half written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.exchange.edit import comments, edited
from checker.exchange.layout import article_text
from checker.files.yaml_reader import parse_document
from tests.exchange.helpers import COURIER, HEAD, LINE, claims, files, run, sources


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
    from checker.exchange import importing

    change_csv(desk, (",400,", ",410,"))
    path = desk / "claims" / "flood" / "courier.yaml"
    write = importing.write

    def later(root: Path, changes: Any) -> None:
        path.write_text(COURIER.replace("400 set", "500 set"))
        write(root, changes)

    monkeypatch.setattr(importing, "write", later)
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
