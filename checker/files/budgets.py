"""How much is read, at most, of what somebody else may have written. What exceeds a budget is a problem that says so.

Each is far above what a newsroom needs, and low enough that no file or folder holds up a check for long.
"""

from __future__ import annotations

MB = 1_000_000

YAML_BYTES = 4 * MB
YAML_DEPTH = 64
YAML_NODES = 400_000
"""Of one file of claims, rules or names: its size, how deep it is nested, and how many values it holds."""

PROJECT_FILES = 100_000
PROJECT_BYTES = 1_000 * MB
"""Articles of a project that are read: how many, and all together."""
STRAY_ENTRIES = 20_000
STRAY_DEPTH = 20
"""Files and folders that are looked at where none are expected, and how deep."""

TEXT_BYTES = 20 * MB
"""Of an article's text: more is no article."""
COVERAGE_CHARACTERS = 1 * MB
"""Of a text that `checker coverage` looks through for figures."""
TEXT_FILES = 100_000
"""Files of a folder of texts that are looked at."""
PAGE_CHARACTERS = 4 * MB
"""Of a web page."""
DOCX_UNPACKED = 40 * MB
DOCX_PARTS = 5_000
DOCX_DEPTH = 256
"""Of a Word file: what its text unpacks to, how many parts it has, and how deep its text is nested."""

BASE_BYTES = 1_000 * MB
BASE_FILES = 200_000
BASE_LINKS = 1_000
BASE_LINK_DEPTH = 5
"""Of an earlier commit: its files, and the links in it, one behind another and all together."""
BASE_LISTED = 64 * MB
"""Of the list of its files and folders: a few trees that hold each other many times make a list without end."""
LINK_BYTES = 4_096
"""Of where a link in it leads."""
BATCH_BYTES = 32 * MB
"""Of an earlier commit's files that are in memory at once."""

MESSAGE_BYTES = 100 * MB
"""Of a message that an editor sends to the language server."""

ANSWER_BYTES = 1_000 * MB
"""Of an answer that is kept in the user's own cache."""


def megabytes(size: int) -> str:
    """A budget as people say it: "4 MB"."""
    return f"{size // MB:,} MB"
