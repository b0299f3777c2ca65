"""Readers of formats, so that nothing passes for want of reading: SARIF messages, GitHub commands, Markdown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A SARIF message as a viewer reads it: its text, and its links with their words."""

    text: str
    links: tuple[tuple[str, str], ...]


_LINK = re.compile(r"(?<!\\)((?:\\\\)*)\[((?:[^\\\[\]]|\\.)*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")


def read_message(text: str) -> Message:
    r"""By the rules of SARIF 3.11.6: [words](target), where a \ stands before a \, [ or ] that is text."""
    links = tuple((unescaped(found[2]), found[3]) for found in _LINK.finditer(text))
    return Message(unescaped(_LINK.sub(r"\1\2", text)), links)


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\\[\]])", r"\1", text)


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def read_command(line: str) -> Command:
    """By the rules of actions/runner, ActionCommand.TryParseV2."""
    head, mark, data = line[2:].partition("::")
    assert line.startswith("::") and mark
    name, _, rest = head.partition(" ")
    properties = {}
    for pair in rest.split(","):
        key, equals, value = pair.partition("=")
        assert equals and key not in properties
        properties[key.strip()] = decoded(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"})
    return Command(name, properties, decoded(data, {"%0D": "\r", "%0A": "\n", "%25": "%"}))


def decoded(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text


TAGS = {"<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>"}


def reader_sees(cell: str) -> str:
    """The text of a piece of Markdown that holds none but our own tags; without marks of no width."""
    for tag in TAGS:
        cell = cell.replace(tag, "")
    return html.unescape(cell).replace("\u200b", "").strip()


def tables_of(text: str) -> list[list[list[str]]]:
    """All tables, as rows of cells; the second row is the one of dashes."""
    tables: list[list[list[str]]] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith("|"):
            assert line.endswith("|")
            cells = [cell.strip() for cell in line[1:-1].split("|")]
            if not inside:
                tables.append([])
            tables[-1].append(cells)
        inside = line.startswith("|")
    return tables
