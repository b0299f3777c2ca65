"""The plain text of a file, and what the file says of itself: text, HTML, PDF."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar

from checker.values.urls import is_address


class CannotRead(ValueError):
    """Why a file holds no text that could be read."""


LARGEST_PAGE = 4_000_000


@dataclass(frozen=True, slots=True)
class Details:
    """What a page says of itself; "" where it does not."""

    publisher: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


def plain_text(data: bytes, suffix: str) -> tuple[str, Details]:
    """The text of a file and what the file says of itself. Raises CannotRead."""
    if suffix.casefold() == ".pdf" or data[:5] == b"%PDF-":
        return _of_pdf(data)
    text = _decoded(data)
    if suffix.casefold() in (".html", ".htm", ".xhtml") or re.match(
        r"\s*<(?:!doctype html|html)\b", text, re.IGNORECASE
    ):
        if len(text) > LARGEST_PAGE:
            raise CannotRead(f"a web page larger than {LARGEST_PAGE // 1_000_000} MB")
        page = _Page()
        # the parser takes a time beyond all measure for what begins and does not end
        page.feed(_UNENDING.sub("", text))
        page.close()
        return page.text(), page.details()
    return text, Details()


_UNENDING = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?a-zA-Z/][^<>]*(?=<|\Z)", re.DOTALL)
"""Comments, and tags that the next tag or the end of the text breaks off."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


def _decoded(data: bytes) -> str:
    """As UTF-8, as UTF-16 with its mark, or as a web page says of itself. Raises CannotRead."""
    declared = _CHARSET.search(data[:2000])
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if declared is not None:
        encodings.append(declared[1].decode("ascii"))
    for encoding in encodings:
        try:
            text = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise CannotRead("not a text file in UTF-8; save it as UTF-8 (`iconv -f latin1 -t utf-8`, if it is in Latin-1)")


def _of_pdf(data: bytes) -> tuple[str, Details]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise CannotRead("a PDF: to read one, install checker with its extra `pdf`") from None
    import io
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each oddity in a file
    try:
        reader = PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages)
        told = reader.metadata
        details = Details(title=(told.title or "") if told else "", author=(told.author or "") if told else "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise CannotRead(f"a PDF that cannot be read: {error}") from None
    if not text.strip():
        raise CannotRead("a PDF without text: it holds pictures of pages")
    return text, details


class _Page(HTMLParser):
    """A web page's text, block by block, and its metadata."""

    _HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "form", "button", "head"})
    _INLINE = frozenset(
        """a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup td th time u var
        wbr""".split()
    )
    _META: ClassVar = {
        "og:site_name": "publisher",
        "og:title": "title",
        "author": "author",
        "article:author": "author",
        "article:published_time": "published",
        "date": "published",
        "og:url": "url",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.script: list[str] | None = None
        self.title: list[str] | None = None
        self.heading: list[str] | None = None
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and (key := self._META.get((said.get("property") or said.get("name", "")).casefold())):
            self.found.setdefault(key, " ".join(said.get("content", "").split()))
        elif tag == "link" and said.get("rel") == "canonical":
            self.found["url"] = said.get("href", "")
        elif tag == "time" and said.get("datetime"):
            self.found.setdefault("time", said["datetime"])
        elif tag == "title" and "title" not in self.found:
            self.title = []
        elif tag == "script" and said.get("type") == "application/ld+json":
            self.script = []
        if tag in self._HIDDEN:
            self.hidden.append(tag)
        elif tag not in self._INLINE:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")  # a row is a line
        if tag == "h1" and "h1" not in self.found:
            self.heading = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self.title is not None:
            self.found.setdefault("title", " ".join("".join(self.title).split()))
            self.title = None
        if tag == "h1" and self.heading is not None:
            self.found["h1"] = " ".join("".join(self.heading).split())
            self.heading = None
        if tag == "script" and self.script is not None:
            self._linked("".join(self.script))
            self.script = None
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        elif tag not in self._INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.title is not None:
            self.title.append(data)
        elif self.script is not None:
            self.script.append(data)
        elif not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))
            if self.heading is not None:
                self.heading.append(data)

    def _linked(self, text: str) -> None:
        """What JSON-LD says of an article."""
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return
        entries = told if isinstance(told, list) else told.get("@graph", [told]) if isinstance(told, dict) else []
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and "Article" in str(entry.get("@type")):
                for key, name in (("headline", "title"), ("datePublished", "published"), ("url", "url")):
                    if isinstance(entry.get(key), str):
                        self.found[name] = " ".join(entry[key].split())
                for key, name in (("publisher", "publisher"), ("author", "author")):
                    who = entry[key][0] if isinstance(entry.get(key), list) and entry[key] else entry.get(key)
                    if isinstance(who, dict) and isinstance(who.get("name"), str):
                        self.found[name] = " ".join(who["name"].split())

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)

    def _title(self) -> str:
        """The headline, without the publisher's name that often follows it."""
        title, publisher = self.found.get("title") or self.found.get("h1", ""), self.found.get("publisher", "")
        return re.sub(rf"\s*[|–—-]\s*{re.escape(publisher)}\s*$", "", title) if publisher else title

    def details(self) -> Details:
        when = re.match(r"\d{4}-\d{2}-\d{2}", self.found.get("published") or self.found.get("time", ""))
        url = self.found.get("url", "")
        return Details(
            publisher=self.found.get("publisher", ""),
            title=self._title(),
            author=self.found.get("author", ""),
            published=when[0] if when else "",
            url=url if is_address(url) else "",
        )
