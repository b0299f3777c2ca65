"""Reading values in tests, and how tables give bounds."""

from __future__ import annotations

from fractions import Fraction

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.value import Hedges, Scale, Value, read_value

Bound = int | str | None
"""A bound in a table: a whole number, a fraction in text ("57/5", "0.1"), or None for no bound."""

Row = tuple[str, Bound, Bound]

STANCES = ("pledged", "refused", "reluctant")


def exact(bound: Bound) -> Fraction | None:
    return None if bound is None else Fraction(bound)


def read(text: str | tuple[str, ...], scale: Scale, hedges: Hedges = PLAIN_HEDGES) -> Value:
    """The value of a text that must be understood."""
    value, mistake = read_value(text, scale, hedges)
    assert mistake is None, mistake
    assert value is not None
    return value


def refusal(text: str | tuple[str, ...], scale: Scale, hedges: Hedges = PLAIN_HEDGES) -> str:
    """What is said of a text that must not be understood."""
    value, mistake = read_value(text, scale, hedges)
    assert value is None, f"{text!r} was read as {value}"
    assert mistake
    return mistake
