"""Addresses of pages: those that a browser may follow, without their fragment, and their host."""

from __future__ import annotations

import pytest

from checker.values.urls import host, is_address, without_fragment


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("https://", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("https://example.org/\ufeff", False),
        (" https://example.org", False),
        ("https://example.org\n", False),
    ],
)
def test_an_address(text: str, is_one: bool) -> None:
    assert is_address(text) == is_one


def test_where_a_page_is() -> None:
    assert without_fragment("https://example.org/a#b#c") == "https://example.org/a"
    assert without_fragment("https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org:443/a", "example.org"),
        ("https://EXAMPLE.org", "example.org"),
        ("https://news.example.org/www.", "news.example.org"),
        ("example", ""),
        ("https://[broken", ""),
    ],
)
def test_the_host(url: str, name: str) -> None:
    assert host(url) == name
