"""One renderer a file, Report -> text; one table of them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.findings import Report

FORMATS = {"text": "checker.reports.text", "json": "checker.reports.json"}


def render(report: Report, format_: str, *, width: int = 80, brief: bool = False) -> str:
    """A report in one of FORMATS. `width` is for text; `brief` leaves out what a CI log does not need."""
    renderer = import_module(FORMATS[format_])
    text: str = renderer.render(report, width=width, brief=brief)
    return text


def safe(text: str) -> str:
    """Text from a file, for a terminal or a log: control and direction marks are spelled out.

    CI servers take `::` at the beginning of a line, indented or not, and `##[` anywhere for commands to them.
    """
    text = _COMMAND.sub(r"\g<0> ", text)
    if text.isprintable() and text.isascii():
        return text
    return "".join(char if _harmless(char) else f"\\u{ord(char):04x}" for char in text)


_COMMAND = re.compile(r":(?=:)|##(?=\[)")


def _harmless(char: str) -> bool:
    # isprintable is false for controls, line separators, direction marks and lone surrogates
    return char.isprintable() or char == " "
