"""JSON Schemas of the files, by which editors complete and check them."""

from __future__ import annotations

SCHEMAS = ".schemas"
"""The folder of the schemas, beside the files that they are for."""


def modeline(kind: str) -> str:
    """The first line of a file, by which editors find its schema."""
    return f"# yaml-language-server: $schema={SCHEMAS}/{kind}.json\n"
