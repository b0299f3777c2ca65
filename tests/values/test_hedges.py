"""Hedges, and the profiles that say how wide they are."""

from __future__ import annotations

from fractions import Fraction

from checker.values.value import Hedges, Scale
from tests.values.reading import read, refusal


def profile(**words: str) -> Hedges:
    return Hedges(name="test", words=tuple(sorted(words.items())))


def test_the_width_of_a_hedge_comes_from_the_profile() -> None:
    wide = Hedges(name="wide", about=Fraction(1, 4), nearly=Fraction(1, 10), just_over=Fraction(1, 2))
    for text, low, high in (("about 400", 300, 500), ("nearly 400", 360, 400), ("just over 400", 400, 600)):
        interval = read(text, Scale("count"), wide).interval
        assert (interval.lower, interval.upper) == (low, high)


def test_the_digits_of_a_figure_never_make_a_hedge_wider() -> None:
    for text in ("1000", "1,000", "1 thousand", "1k", "a thousand"):
        assert read(text, Scale("count")).interval.is_point


def test_hundreds_differ_between_coding_protocols() -> None:
    for protocol, low, high in ((profile(hundreds="100"), 100, 100), (profile(hundreds="200 to 999"), 200, None)):
        interval = read("hundreds", Scale("count"), protocol).interval
        assert (interval.lower, interval.upper) == (low, high)


def test_a_word_that_the_profile_does_not_have_is_refused() -> None:
    assert "not understood" in refusal("dozens", Scale("count"), profile(hundreds="100"))


def test_a_word_that_stands_for_itself_is_refused() -> None:
    assert "too many hedges" in refusal("hundreds", Scale("count"), profile(hundreds="hundreds"))
