"""Addresses of pages on the web, as sources and rules give them."""

from __future__ import annotations

from urllib.parse import urlsplit

from checker.patterns import lazy_pattern

EXPECTED = "expected an address that begins with https://"
_ADDRESS = lazy_pattern(r"https?://[^\s\ufeff]+")


def is_address(text: str) -> bool:
    """Whether a browser may follow it: nothing that runs, no blanks."""
    return _ADDRESS.fullmatch(text) is not None


def without_fragment(url: str) -> str:
    """Where a page is, whatever part of it was shown."""
    return url.partition("#")[0]


def host(url: str) -> str:
    """The host of a url without its www; "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
