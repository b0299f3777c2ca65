"""Text as YAML, so that the strict reader gives it back unchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checker.files.yaml_reader import parse_document

_PLAIN = re.compile(r"[A-Za-z0-9$][\w.%()/+$-]*(?: [\w.%()/+$-]+)*")
# what other YAML tools take for a boolean or nothing
_WORD = re.compile(r"(?:true|false|yes|no|on|off|y|n|null|~)", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """A text as a scalar on one line: plain where it can be, else in quotes."""
    if not _WORD.fullmatch(text):
        if _PLAIN.fullmatch(text) and text.isascii():
            return text
        written, wanted = (f"[{text}]", [text]) if in_brackets else (text, text)
        document, problems = parse_document(f"key: {written}\n", "") if text.isprintable() else (None, [])
        if document is not None and not problems and document.value == {"key": wanted}:
            return text
    return quoted(text)


def flow(value: Any) -> str:
    """A list or a mapping on one line, as in [one, two] or {from: 288, why: counted twice}; a text or a flag in one."""
    if value is True:
        return "true"
    if isinstance(value, str):
        return in_braces(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key_written(key)}: {flow(part)}' for key, part in value.items())}}}"
    return f"[{', '.join(flow(part) for part in value)}]"


def key_written(key: str) -> str:
    """A key within { } or [ ]: `on` stands as people write it, though other tools take it for a truth value."""
    return key if key == "on" else in_braces(key)


def in_braces(text: str) -> str:
    """A scalar within { } or [ ]."""
    written = scalar(text, in_brackets=True)
    document, problems = parse_document(f"a: {{b: {written}}}\n", "")
    return written if document is not None and not problems and document.value == {"a": {"b": text}} else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes; what does not print is spelled out."""
    return f'"{"".join(_ESCAPES.get(char) or (char if char.isprintable() else _spelled(ord(char))) for char in text)}"'


def _spelled(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
