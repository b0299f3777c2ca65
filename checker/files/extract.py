"""The plain text of a file, and what the file says of itself: text, HTML, PDF, Word."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from checker.files.budgets import PAGE_CHARACTERS, TEXT_BYTES, megabytes


class CannotRead(ValueError):
    """Why a file holds no text that could be read."""


class Details(Struct, frozen=True):
    """What a page says of itself; "" where it does not."""

    publisher: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


def plain_text(data: bytes, suffix: str) -> tuple[str, Details]:
    """The text of a file and what the file says of itself. Raises CannotRead."""
    if suffix.casefold() == ".pdf" or data[:5] == b"%PDF-":
        from checker.files.pdf import read_pdf

        return read_pdf(data)
    if suffix.casefold() == ".docx" or data[:4] == b"PK\x03\x04":
        from checker.files.docx import read_docx

        return read_docx(data)
    if len(data) > TEXT_BYTES:
        raise CannotRead(f"larger than {megabytes(TEXT_BYTES)}")
    text = _decoded(data)
    if suffix.casefold() in (".html", ".htm", ".xhtml") or _PAGE.match(text):
        return _of_page(text)
    return text, Details()


def _of_page(text: str) -> tuple[str, Details]:
    """A web page's text: by trafilatura where the extra `html` is installed, else by what is here."""
    from checker.files.page_details import article_body, facts_of
    from checker.files.page_text import text_of, without_lines_around
    from checker.files.page_tree import TooLargeError, parse_page

    if len(text) > PAGE_CHARACTERS:
        raise CannotRead(f"a web page larger than {megabytes(PAGE_CHARACTERS)}")
    try:
        root = parse_page(text)
    except TooLargeError as error:
        raise CannotRead(str(error)) from None
    details = Details(**facts_of(root))
    plain = max(text_of(root), article_body(root), key=len)
    plain = without_lines_around(_by_library(text, plain) or plain)
    if not details.published:
        details = replace(details, published=_day_that_is_seen(text, plain))
    return plain, details


def _day_that_is_seen(text: str, plain: str) -> str:
    """The day that htmldate finds in a page, if the article's first lines show it to a reader; else ""."""
    from checker.files.page_days import days_in
    from checker.files.page_library import day_of

    first = {day.isoformat() for line in plain.split("\n")[:_FIRST_LINES] for day in days_in(line)}
    day = day_of(text) if first else ""
    return day if day in first else ""


_FIRST_LINES = 8


def _by_library(text: str, plain: str) -> str:
    """The text of a page's article as trafilatura reads it; "" where it is not installed or finds too little."""
    from checker.files.page_library import article_text

    found = article_text(text) if len(plain) >= _LEAST or not plain else ""
    return found if len(found) >= _ENOUGH * len(plain) else ""


_LEAST = 400
"""Letters of a page from which on trafilatura is asked: of less it takes all there is, menus too."""
_ENOUGH = 0.1
"""The share of what is read here that trafilatura has to find: less is a teaser, or a block of a live page."""
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE
)
_HEAD_OF_PAGE = 10_000
_AS_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"})
"""What browsers read as windows-1252."""
_MOST_BROKEN = 0.001
"""The share of a page's letters that may be broken, and are shown as such."""


def _decoded(data: bytes) -> str:
    """As UTF-8, as UTF-16 with its mark, or as a web page says of itself. Raises CannotRead."""
    declared = _CHARSET.search(data[:_HEAD_OF_PAGE])
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if declared is not None:
        name = declared[1].decode("ascii").casefold()
        encodings += ["windows-1252", "latin-1"] if name in _AS_WINDOWS else [name]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):  # LookupError: no encoding of texts, or none at all
            continue
        if "\0" not in text:
            return _with_plain_ends(text)
    if b"<html" in data[:_HEAD_OF_PAGE].lower() and b"\0" not in data:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= _MOST_BROKEN * len(text):
            return _with_plain_ends(text)
    raise CannotRead("not a text file in UTF-8; save it as UTF-8 (`iconv -f latin1 -t utf-8`, if it is in Latin-1)")


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
