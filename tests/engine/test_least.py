"""Whether parts and wholes can be true together, by the least that each can come to."""

from __future__ import annotations

import pytest

from checker.engine.least import Said, can_hold


def said(*lows: tuple[int, int], highs: tuple[tuple[int, int], ...] = (), is_count: bool = True) -> Said:
    return Said(is_count=is_count, lows=list(lows), highs=list(highs))


def whole(
    parts: dict[str, list[int]], *lows: tuple[int, int], highs: tuple[tuple[int, int], ...] = (), complete: str = ""
) -> Said:
    return Said(is_count=True, lows=list(lows), highs=list(highs), parts=parts, complete={complete} - {""})


@pytest.mark.parametrize(
    ("highs", "fits"),
    [
        (((5, 30),), True),
        (((5, 29),), False),
        (((2, 10),), True),  # the second part has come to nothing yet
        (((3, 29),), False),
        (((1, 0), (9, 30)), True),
    ],
)
def test_a_whole_is_at_least_its_parts(highs: tuple[tuple[int, int], ...], fits: bool) -> None:
    figures = {0: said((2, 10)), 1: said((3, 20)), 2: whole({"": [0, 1]}), 3: whole({"": [2]}, highs=highs)}
    assert can_hold(figures) is fits


def test_a_count_is_what_it_was_before() -> None:
    """A part of 10 that has 8 later cannot be; 12 later is two more, in the whole too."""
    assert not can_hold({0: said((2, 10), highs=((4, 8),))})
    figures = {0: said((2, 10), (4, 12)), 1: said((1, 5)), 2: whole({"": [0, 1]}, highs=((3, 15), (4, 17)))}
    assert can_hold(figures)
    figures[2] = whole({"": [0, 1]}, highs=((3, 15), (4, 16)))
    assert not can_hold(figures)


def test_what_is_no_count_is_of_its_moment() -> None:
    part, other = said((2, 10), is_count=False), said((2, 1), (3, 5), is_count=False)
    of_both = {"": [0, 1]}
    fits = Said(is_count=False, highs=[(2, 11), (3, 5), (4, 0)], parts=of_both)
    assert can_hold({0: part, 1: other, 2: fits})
    assert not can_hold({0: part, 1: other, 2: Said(is_count=False, highs=[(2, 10)], parts=of_both)})


@pytest.mark.parametrize(("low", "fits"), [(30, True), (31, False)])
def test_all_of_the_parts_are_the_whole(low: int, fits: bool) -> None:
    figures = {0: said((1, 10)), 1: said((1, 20)), 2: whole({"": [0, 1]}, (2, low), complete="")}
    figures[2].complete = {""}
    assert can_hold(figures) is fits


def test_breakdowns_are_added_up_by_themselves() -> None:
    """10 and 20 by sex are 30 by age, not 40."""
    parts = {"sex": [0, 1], "age": [2]}
    figures = {0: said((1, 10)), 1: said((1, 20)), 2: said((1, 30)), 3: whole(parts, complete="sex")}
    assert can_hold(figures)
    figures[2] = said((1, 40))
    assert not can_hold(figures)
