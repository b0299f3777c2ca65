"""How a message quotes what somebody wrote."""

from __future__ import annotations


def quoted(text: str, most: int = 60) -> str:
    """The text as it was written, in quotes; a long one is cut."""
    return repr(text if len(text) <= most else text[: most - 1] + "…")
