"""What trafilatura and htmldate read in a web page, if the extra `html` is installed."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _trafilatura() -> Any:
    """The library, which takes half a second to load; None where it, or something that it needs, is not installed."""
    try:
        import lxml_html_clean  # noqa: F401  # without it trafilatura fails as it is imported
        import trafilatura
    except ImportError:
        return None
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells of each oddity in a page
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def article_text(page: str) -> str:
    """The article's text, a line each block; "" where the library is not there or finds none."""
    library = _trafilatura()
    if library is None:
        return ""
    try:
        found = library.extract(page, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ""  # of a page that it cannot read; there is another reader
    return "\n".join(line for line in (" ".join(line.split()) for line in (found or "").split("\n")) if line)


def day_of(page: str) -> str:
    """The day on which the page was published, as htmldate finds it; "" if it finds none, or is not there."""
    if _trafilatura() is None:
        return ""
    from htmldate import find_date

    try:
        return find_date(page, original_date=True, extensive_search=False) or ""
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ""
