"""Categories, what is unknown, and text."""

from __future__ import annotations

import pytest

from checker.values.categories import states_of
from checker.values.value import TYPES, Choices, Interval, Scale
from tests.values.reading import STANCES, read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pledged", {"pledged"}),
        (" PLEDGED ", {"pledged"}),
        (("pledged",), {"pledged"}),
        (("pledged", "Reluctant"), {"pledged", "reluctant"}),
        (("pledged", "pledged"), {"pledged"}),
        ("not pledged", {"refused", "reluctant"}),
        ("Not  Pledged", {"refused", "reluctant"}),
        (("not pledged",), {"refused", "reluctant"}),
    ],
)
def test_one_of_a_closed_set_of_categories(text: str | tuple[str, ...], names: set[str]) -> None:
    value = read(text, Scale("category", values=STANCES))
    assert value.choices == Choices(frozenset(names))


@pytest.mark.parametrize(
    ("text", "names", "negated"),
    [
        ("UN-backed", {"un-backed"}, False),
        ("  Lead   Country", {"lead country"}, False),
        (("one", "two"), {"one", "two"}, False),
        ("not UN-backed", {"un-backed"}, True),
        ("NO", {"no"}, False),
        ("off", {"off"}, False),
    ],
)
def test_an_open_category(text: str | tuple[str, ...], names: set[str], negated: bool) -> None:
    assert read(text, Scale("category")).choices == Choices(frozenset(names), negated)


def test_sets_of_categories_meet_and_join() -> None:
    red_green, not_red = Choices(frozenset({"red", "green"})), Choices(frozenset({"red"}), negated=True)
    assert red_green.meet(not_red) == not_red.meet(red_green) == Choices(frozenset({"green"}))
    assert red_green.join(not_red) == not_red.join(red_green) == Choices(frozenset(), negated=True)
    not_green = Choices(frozenset({"green"}), negated=True)
    assert not_red.meet(not_green) == Choices(frozenset({"red", "green"}), negated=True)
    assert not_red.join(not_green) == Choices(frozenset(), negated=True)
    assert Choices(frozenset({"red"})).meet(not_red).is_empty
    assert not not_red.is_empty
    red, green = Choices(frozenset({"red"})), Choices(frozenset({"green"}))
    assert red.join(green) == red_green
    assert red_green.meet(red) == red
    assert red.meet(green).is_empty


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "text"])
@pytest.mark.parametrize("text", ["unknown", "Unknown", "not stated", "undisclosed"])
def test_unknown_is_everything_and_not_stated(kind: str, text: str) -> None:
    value = read(text, Scale(kind))
    assert not value.stated
    assert (value.interval, value.choices, value.text) == (Interval(), None, text)


def test_text_is_kept_as_it_is() -> None:
    for text in ("NO", "0400", "at least", "unknown", "  two  words "):
        value = read(text, Scale("text"))
        assert (value.text, value.interval, value.stated) == (text, Interval(), True)


def _related(excludes: dict[str, list[str]] | None = None) -> Scale:
    values = ("pledged", "refused", "reluctant")
    states = states_of(values, {"refused": ["reluctant"]}, excludes)
    return Scale("category", values=values, states=states)


@pytest.mark.parametrize(
    ("text", "states", "said"),
    [
        ("refused", {"refused"}, ("refused",)),
        ("Reluctant", {"refused", "reluctant"}, ("reluctant",)),
        ("pledged", {"pledged"}, ("pledged",)),
        (("pledged", "refused"), {"pledged", "refused"}, ("pledged", "refused")),
        ("not refused", {"pledged", "reluctant"}, ()),
        ("not reluctant", {"pledged"}, ()),
    ],
)
def test_what_implies_a_category_is_one_of_its_states(
    text: str | tuple[str, ...], states: set[str], said: tuple[str, ...]
) -> None:
    choices = read(text, _related()).choices
    assert choices == Choices(frozenset(states))
    assert choices is not None
    assert choices.said == said


def test_categories_that_do_not_exclude_each_other_are_true_at_once() -> None:
    scale = _related(excludes={"refused": ["pledged"]})
    assert [name for name, _ in scale.states] == ["pledged", "refused", "reluctant", "pledged and reluctant"]
    pledged, reluctant, refused = (read(text, scale).choices for text in ("pledged", "reluctant", "refused"))
    assert pledged is not None
    assert reluctant is not None
    assert refused is not None
    assert pledged.meet(reluctant) == Choices(frozenset({"pledged and reluctant"}))
    assert pledged.meet(refused).is_empty


def test_what_implies_two_categories_makes_them_true_at_once() -> None:
    """Without `excludes` they would exclude each other."""
    states = states_of(("mother", "woman", "parent", "man"), {"mother": ["woman", "parent"]}, None)
    scale = Scale("category", values=("mother", "woman", "parent", "man"), states=states)
    woman, parent, man = (read(text, scale).choices for text in ("woman", "parent", "man"))
    assert woman is not None
    assert parent is not None
    assert man is not None
    assert woman.meet(parent) == Choices(frozenset({"mother"}))
    assert woman.meet(man).is_empty
