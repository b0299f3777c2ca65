"""Where a YAML parser stopped, and the lines and brackets around that place."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import yaml
from msgspec import Struct

from checker.files.nodes import Spot
from checker.patterns import lazy_pattern

_LEAD = lazy_pattern("^ *(?:-(?: +|$))*")
ITEM = lazy_pattern("^ *-(?: |$)")
_COLON = lazy_pattern(r":(?=[ \t]|$)")

Answer = tuple[Spot, str] | None  # where a mistake is, and what to do


def spot_in(text: str, needle: str) -> Spot:
    before = text.replace("\r\n", "\n").partition(needle)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def spot_of_event(event: Any) -> Spot:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


class Stop(Struct, frozen=True, dict=True):
    """Where the parser gave up, where the thing begins that it was reading, and what it says."""

    lines: list[str]
    place: Spot
    began: Spot
    what: str
    parser: Any

    @cached_property
    def before(self) -> tuple[list[Spot], tuple[Spot, Spot] | None]:
        """The brackets that are open; the beginning and end of the quoted text or brackets that stand just before."""
        opened: list[Spot] = []
        last = None
        # of what stands behind the place nothing is read: it could keep the parser from telling what it has
        parser = self.parser("\n".join([*self.lines[: self.place[0] - 1], self.head(self.place)]))
        try:
            while (token := parser.get_token()) and spot_of_event(token) < self.place:
                last = _closed_by(token, opened)
        except (yaml.YAMLError, ValueError, OverflowError):
            pass
        return opened, last

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def head(self, place: Spot) -> str:
        return self.line(place[0])[: place[1] - 1]

    def rest(self, place: Spot) -> str:
        """The line from a place to its comment; within brackets, to the end of the value."""
        rest = self.line(place[0])[place[1] - 1 :].partition(" #")[0]
        return (re.split(r"[,\]}]", rest, maxsplit=1)[0] if self.before[0] else rest).strip()

    def sign(self, place: Spot) -> str:
        return self.line(place[0])[place[1] - 1 : place[1]]

    def above(self, number: int) -> int:
        """The nearest line above that has more than a comment; 0 where there is none."""
        number -= 1
        while number > 0 and self.line(number).lstrip(" ")[:1] in ("", "#"):
            number -= 1
        return number


def _closed_by(token: Any, opened: list[Spot]) -> tuple[Spot, Spot] | None:
    """The beginning and end of what ends with a token: brackets, or a quoted text; `opened` takes what begins."""
    kind, end = type(token), (token.end_mark.line + 1, token.end_mark.column + 1)
    if kind in (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken):
        opened.append(spot_of_event(token))
    elif opened and kind in (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken):
        return opened.pop(), end
    elif kind is yaml.ScalarToken and token.style in ("'", '"'):
        return spot_of_event(token), end
    return None


def column_of(line: str) -> int:
    """The column in which a line's text begins, behind its dashes."""
    return len(line) - len(_LEAD.sub("", line)) + 1


def colon_of(line: str) -> int:
    """How far into a line the colon stands that ends its key; -1 where it has no key."""
    start = column_of(line) - 1
    quote = line[start : start + 1] if line[start : start + 1] in ("'", '"') else ""
    closed = line.find(quote, start + 1) if quote else start
    colon = _COLON.search(line, closed) if closed >= 0 else None
    return colon.start() if colon else -1
