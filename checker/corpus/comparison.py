"""Whether two values can be the same figure, as far as it takes to say which ones a voice took back."""

from __future__ import annotations

from checker.values.value import Value


def are_same(one: Value, other: Value) -> bool:
    """Whether two values are one, in whatever words."""
    return one.interval == other.interval and one.choices == other.choices


def is_value(value: Value, old: Value) -> bool:
    """Whether a value is just the old one, whatever its hedge."""
    best = value.interval.best
    return are_same(value, old) or (best is not None and best == old.interval.best)


def contains(value: Value, old: Value) -> bool:
    """Whether a value can be the old one: its best, or all of it."""
    if value.choices is not None or old.choices is not None:
        return value.choices == old.choices
    outer, inner = value.interval, old.interval
    low, high = (inner.lower, inner.upper) if inner.best is None else (inner.best, inner.best)
    reaches_down = outer.lower is None or (low is not None and outer.lower <= low)
    return reaches_down and (outer.upper is None or (high is not None and high <= outer.upper))


def meet(one: Value, other: Value) -> bool:
    """Whether two values have one in common."""
    if one.choices is not None or other.choices is not None:
        return one.choices is not None and other.choices is not None and not one.choices.meet(other.choices).is_empty
    return not is_above(one, other) and not is_above(other, one)


def is_above(one: Value, other: Value) -> bool:
    """Whether one value is above all of the other."""
    lower, upper = one.interval.lower, other.interval.upper
    return lower is not None and upper is not None and lower > upper
