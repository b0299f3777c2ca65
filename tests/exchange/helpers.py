"""What the tests of import and export share."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from checker import cli
from checker.exchange import FORMATS
from checker.exchange.drafts import ORDER
from checker.files.yaml_reader import parse_document

TABLES = [each.name for each in FORMATS if each.is_table]
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


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def says(path: Path) -> Any:
    document, problems = parse_document(path.read_text("utf-8"), path.name)
    assert document is not None, problems
    return document.value


def module_of(format_: str) -> Any:
    """The module of a format; skips the test where the extra that it needs is not installed."""
    found = next(each for each in FORMATS if each.name == format_)
    if found.needs == "xlsx":
        pytest.importorskip("openpyxl")
    return import_module(found.module)


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
    | {key: st.one_of(texts, st.lists(texts, max_size=3)) for key in ("supersedes", "relays")}
    | {"revises": st.one_of(texts, st.fixed_dictionaries({"from": texts, "figure": st.lists(texts, max_size=2)}))}
    | {"status": st.sampled_from(["actual", "needed"]), "important": st.sampled_from(["true", "false"])},
)
sources = st.fixed_dictionaries({"publisher": texts, "published": texts}, optional={"title": texts, "text": texts})

HEAD = "article;source.publisher;source.published;id;subject;property;value;note\r\n"
LINE = "flood/herald;Bürger am Fluß;2031-05-06;total;mission;strength;396;x\r\n"

SELECTORS = [
    {"type": "TextPositionSelector", "start": 10, "end": 31},
    {"type": "TextQuoteSelector", "exact": "some 90 boats\nput out", "prefix": "On Monday ", "suffix": " to sea"},
]
W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "aBc",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "by whose count?"},
    "target": {"source": {"id": "https://gazette.example/boats"}, "selector": SELECTORS[1]},
}
