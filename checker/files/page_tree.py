"""A web page as a tree of its elements. The standard library's parser, made safe for what it is slow at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct, field

MOST_DEPTH = 200
"""What is nested deeper stands beside its like: no page that a person made is."""
MOST_ELEMENTS = 100_000
"""Of more no article is made: a long one has some thousands."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas"})
_CLOSED_BY_ITS_LIKE = frozenset({"p", "li", "td", "th", "tr", "option", "dt", "dd"})
_UNENDING = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?a-zA-Z/][^<>]*(?=<|\Z)", re.DOTALL)
"""Comments, and tags that the next tag or the end of the text breaks off: the parser takes a time beyond all measure
for what begins and does not end."""


class Element(Struct, eq=False):
    """An element with its attributes and what stands in it: texts and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's text; "" where there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """All elements within, outer ones first, in the order of the page."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def text(self) -> str:
        """All text within, on one line; scripts are none."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in _RAW:
                waiting += reversed(child.children)
        return " ".join("".join(parts).split())


class TooLargeError(ValueError):
    """A page has more elements than are read."""


def parse_page(text: str) -> Element:
    """The tree of a page, whatever is wrong with it. Raises TooLargeError."""
    builder = _Builder()
    builder.feed(_UNENDING.sub("", text))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]
        self._number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}  # of two of a name the first counts
        if tag in _CLOSED_BY_ITS_LIKE and self._open[-1].tag == tag:
            self._open.pop()
        self._number += 1
        if self._number > MOST_ELEMENTS:
            raise TooLargeError(f"a web page of more than {MOST_ELEMENTS:,} elements")
        element = Element(tag, attributes)
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < MOST_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
