"""Categories that go back: a thing is called signed, and later proposed, which comes before in its property's order.

Both may be true, so it is a tension.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.engine.findings import Figure, Statement
from checker.engine.judge import can_agree
from checker.engine.pairs import MOST_COMPARED, Pair, VoicePair


def reversals(figure: Figure, statements: Iterable[Statement]) -> dict[VoicePair, list[Pair]]:
    """By the two voices: what is later said to be what comes earlier in the order. The later one is second.

    Of very many statements each is held against the first of those that are farthest on.
    """
    if not figure.order or figure.period is not None:
        return {}
    ranked = [(rank, s) for s in sorted(statements, key=lambda s: s.order) if (rank := _rank(figure, s)) is not None]
    found: dict[VoicePair, list[Pair]] = {}
    for rank, after in ranked:
        passed = [each for each in ranked if each[0] > rank and _goes_back(each[1], after)]
        if len(ranked) > MOST_COMPARED:
            passed = [max(passed, key=lambda each: each[0])] if passed else []
        for _, before in passed:
            found.setdefault((before.voice, after.voice), []).append((before, after))
    return found


def _rank(figure: Figure, statement: Statement) -> int | None:
    """The place of a category in the order; None where it has none, or several were said."""
    said = statement.choices.said if statement.choices is not None else ()
    return figure.order.index(said[0]) if len(said) == 1 and said[0] in figure.order else None


def _goes_back(before: Statement, after: Statement) -> bool:
    return before.moment.is_before(after.moment) and not can_agree(before, after)
