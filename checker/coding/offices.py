"""Who holds an office, as an article says it: the mayor, Jakub Hol; director Anna Brandt; Lena Voss, the director."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.values.value import fold

_HEAD = (
    r"(?:vice[ -]|deputy )?(?:minister|mayor|governor|director|president|spokesman|spokeswoman|spokesperson"
    r"|prosecutor|lawyer|administrator|chief executive|chief|chairman|chairwoman|chair|commissioner|secretary|judge"
    r"|coroner|manager|head|leader|ambassador|founder|premier|chancellor|superintendent|captain|commander|inspector"
    r"|bishop|engineer)"
)
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
FULL_NAME = rf"{_WORD}(?: (?:de|van|von|der|bin|al|da|[A-Z]\.))?(?: {_WORD}){{1,2}}"
_HELD = re.compile(
    rf"\b(?P<head>{_HEAD})(?: (?:of|for) [^,.;]{{2,40}})?,? (?P<name>{FULL_NAME})(?!\w)"
    rf"|(?P<named>{FULL_NAME}), (?:\d{{1,3}}, )?(?:(?:the|its|their|an?|[\w'’-]+['’]s) )?"
    rf"(?:[a-z][\w-]+ ){{0,2}}(?P<office>{_HEAD})\b"
)
_BESIDE = re.compile(rf",? (?P<name>{FULL_NAME})(?P<end>,)?(?=[ ,.])")


LOOKED_THROUGH = 20_000
"""Code points of a text in which it is looked for who is a person."""


def holders(text: str) -> dict[str, str]:
    """The offices of a text, each in lower case with the name of who holds it; one that two hold is left out."""
    found: dict[str, set[str]] = {}
    for head, name in _held(text):
        found.setdefault(head, set()).add(name)
        found.setdefault(head.split()[-1], set()).add(name)
    return {head: names.pop() for head, names in sorted(found.items()) if len(names) == 1}


def _held(text: str) -> Iterator[tuple[str, str]]:
    for match in _HELD.finditer(text):
        yield fold(match["head"] or match["office"]), match["name"] or match["named"]


def holder_beside(sentence: str, end: int) -> tuple[str, int]:
    """The full name that follows an office right away ("its director, Anna Brandt, said"), and its end; "" if none."""
    match = _BESIDE.match(sentence, end)
    if match is None or (sentence[end] == ",") != bool(match["end"]):
        return "", end
    return match["name"], match.end("name")


def is_person(name: str, text: str) -> bool:
    """Whether a text speaks of a name as of a person: an office stands beside it, or an age behind its last word."""
    if not re.fullmatch(FULL_NAME, name):
        return False
    text = text[:LOOKED_THROUGH]  # asked for each figure of a text
    if any(name == holder for _, holder in _held(text)):
        return True
    last = re.escape(name.split()[-1])
    return re.search(rf"(?<!\w){last}, \d{{1,2}},", text) is not None
