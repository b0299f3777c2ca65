"""Categories that have to do with each other: one implies another, some exclude each other, some come in an order.

What is said is a set of states: which of the categories are true at once. "Reluctant" is the states with it, among them
that of who refuses, if who refuses is reluctant; so the two have a state in common and do not disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

State = tuple[str, frozenset[str]]
"""A name, and the categories that are true at once."""

MOST_STATES = 250
"""More states than these are refused: a list of what excludes what keeps them few."""


def all_implied(implies: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """What each category implies, directly or by others; of a circle every member implies itself."""
    found: dict[str, frozenset[str]] = {}
    for name in implies:
        seen: set[str] = set()
        open_ = list(implies[name])
        while open_:
            other = open_.pop()
            if other not in seen:
                seen.add(other)
                open_ += implies.get(other, ())
        found[name] = frozenset(seen)
    return found


def excluding_pairs(excludes: Mapping[str, Iterable[str]]) -> frozenset[frozenset[str]]:
    """Pairs of categories that cannot be true at once."""
    return frozenset(frozenset((name, other)) for name, others in excludes.items() for other in others)


def states_of(
    values: Sequence[str], implies: Mapping[str, Iterable[str]], excludes: Mapping[str, Iterable[str]] | None
) -> tuple[State, ...]:
    """The states that categories leave open, each with the name of what is not implied by the rest of it.

    Without `excludes` any two exclude each other, unless something implies both. At most one more than MOST_STATES.
    """
    implied = all_implied(implies)
    if excludes is None:
        return tuple((value, frozenset({value}) | implied.get(value, frozenset())) for value in values)
    found: list[State] = []
    for state in _consistent(values, implied, excluding_pairs(excludes)):
        specific = [v for v in values if v in state and not any(v in implied.get(o, ()) for o in state - {v})]
        found.append((" and ".join(specific), state))
        if len(found) > MOST_STATES:
            break
    return tuple(found)


def _consistent(
    values: Sequence[str], implied: Mapping[str, frozenset[str]], apart: frozenset[frozenset[str]]
) -> Iterator[frozenset[str]]:
    """Sets of categories with all that they imply and no two that exclude each other: small ones first."""
    alone = {value: frozenset({value}) | implied.get(value, frozenset()) for value in values}
    seen: dict[frozenset[str], None] = {}
    queue = [frozenset[str]()]
    for state in queue:  # grows as it is walked
        for value in values:
            wider = state | alone[value]
            if wider not in seen and not is_impossible(wider, apart):
                seen[wider] = None
                queue.append(wider)
                yield wider


def is_impossible(state: Iterable[str], apart: frozenset[frozenset[str]]) -> bool:
    """Whether two of these categories exclude each other."""
    return any(frozenset(pair) in apart for pair in combinations(sorted(state), 2))
