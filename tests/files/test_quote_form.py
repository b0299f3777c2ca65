"""The form in which quotes are looked up, and the way back from it to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.files.article_texts import hash_of, is_text_of_hash
from checker.files.quote_form import for_quotes, quote_form


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("forty\u00ad-two wo\u00admen", "forty-two women"),
        ("Cafe\u0301 and e\u0323\u0302", "CAF\u00c9 and \u1ec7"),
        ("zero\u200bwidth\ufeff signs\u2060", "zerowidth signs"),
        ("12\u201314 men \u2014 or more", "12-14 men - or more"),
        ("he left\u2026 then", "he left... then"),
        ("\u201cyes\u201d \u2018no\u2019 \u201elow\u201c \u00abangle\u00bb", '"yes" \'no\' "low" "angle"'),
        ("4\u00a0000\u202fmen\n  came", "4 000 men came"),
        ("Stra\u00dfe", "STRASSE"),
        ("one -- two", "one \u2014 two"),
    ],
)
def test_what_makes_no_difference(text: str, quote: str) -> None:
    assert for_quotes(text) == for_quotes(quote)


@pytest.mark.parametrize(
    ("text", "quote"), [("12 men", "21 men"), ("cafe", "caf\u00e9"), ("12-14", "1214"), ("a b", "ab")]
)
def test_what_makes_a_difference(text: str, quote: str) -> None:
    assert for_quotes(text) != for_quotes(quote)


TEXTS = st.text(
    st.sampled_from("ab 1.-\n\u00ad\u200b\u2026\u2014\u201c\u0301\u00e9\u0130\u00df\u00a0\U0001f44d"), max_size=40
)


@given(TEXTS)
def test_every_part_of_the_form_leads_back_to_a_part_of_the_text_with_that_form(text: str) -> None:
    form = quote_form(text)
    assert for_quotes(form.plain) == form.plain.strip(" ")
    for first in range(len(form.plain)):
        start, end = form.place(first, len(form.plain) - 1)
        assert 0 <= start < end <= len(text)
        assert for_quotes(text[start:end]).endswith(form.plain[first:].strip(" ")[1:])


@given(TEXTS)
def test_composition_makes_no_difference(text: str) -> None:
    assert for_quotes(unicodedata.normalize("NFC", text)) == for_quotes(unicodedata.normalize("NFD", text))


def test_line_ends_do_not_count() -> None:
    """A checkout on Windows has other line ends than the text that was coded; hashes of either kind still hold."""
    linux, windows = b"One.\nTwo.\n", b"One.\r\nTwo.\r\n"
    assert hash_of(linux) == hash_of(windows)
    import hashlib

    for coded in (linux, windows):
        old = hashlib.sha256(coded).hexdigest()
        assert is_text_of_hash(linux, old)
        assert is_text_of_hash(windows, old.upper())
    assert not is_text_of_hash(b"One.\nTwo!\n", hash_of(linux))
    pdf = b"%PDF-1.4\r\n"
    assert hash_of(pdf) == hashlib.sha256(pdf).hexdigest()
