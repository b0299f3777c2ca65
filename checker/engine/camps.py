"""Camps: the statements of one figure, of one moment, that can hold together. Of several at most one is right."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from checker.engine.findings import DIFFER, ITSELF, Camp, Finding, Statement
from checker.values.value import Choices

MOST_CAMPS = 5
_LARGEST_MOMENT = 60
"""Quantities that are looked at pair by pair, whether they are of one moment."""


class Camps(Struct, frozen=True):
    """The camps of most voices first, and whether there are more."""

    camps: tuple[Camp, ...]
    more: bool


def are_of_one_moment(findings: Sequence[Finding]) -> bool:
    """Whether findings are nothing but voices that differ about one figure at one moment."""
    if any(finding.kind not in (DIFFER, ITSELF) for finding in findings):
        return False
    statements = [s for finding in findings for c in finding.combinations for s in c.statements]
    moments = list({statement.quantity: statement.moment for statement in statements}.values())
    if len({statement.figure.id for statement in statements}) > 1 or len(moments) > _LARGEST_MOMENT:
        return False
    return all(a.is_of_one_moment_with(b) for n, a in enumerate(moments) for b in moments[:n])


def camps_of(statements: Sequence[Statement]) -> Camps:
    """All camps of statements about one figure at one moment; each that no other one holds."""
    ordered = sorted(statements, key=lambda s: s.order)
    found = _of_choices(ordered) if any(s.choices is not None for s in ordered) else _of_numbers(ordered)
    found.sort(key=lambda camp: (-len(camp.voices), -len(camp.statements), _least(camp), _first(camp)))
    return Camps(tuple(found[:MOST_CAMPS]), len(found) > MOST_CAMPS)


def _least(camp: Camp) -> tuple[bool, Fraction]:
    return camp.lower is not None, camp.lower or Fraction(0)


def _first(camp: Camp) -> tuple[int, int, str, str]:
    return camp.statements[0].order


def _of_numbers(statements: Sequence[Statement]) -> list[Camp]:
    """A sweep over the ends: where one ends after another has begun, what is open is a camp."""
    ends: list[tuple[bool, Fraction, int, int]] = []
    for number, statement in enumerate(statements):
        low, high = statement.lower, statement.upper
        ends.append((low is not None, low or Fraction(0), 0, number))
        if high is not None:
            ends.append((True, high, 1, number))
    ends.sort()
    open_now: dict[int, None] = {}
    found: list[Camp] = []
    has_begun = False
    for _, _, is_end, number in ends:
        if not is_end:
            open_now[number] = None
            has_begun = True
            continue
        if has_begun:
            found.append(_camp([statements[n] for n in sorted(open_now)]))
            has_begun = False
        del open_now[number]
    if has_begun:
        found.append(_camp([statements[n] for n in sorted(open_now)]))
    return found


def _camp(members: Sequence[Statement]) -> Camp:
    lows = [s.lower for s in members if s.lower is not None]
    highs = [s.upper for s in members if s.upper is not None]
    return Camp(statements=tuple(members), lower=max(lows, default=None), upper=min(highs, default=None))


def _of_choices(statements: Sequence[Statement]) -> list[Camp]:
    """Categories: for each name that is given, and for one that is not, those that allow it."""
    held = [(statement, statement.choices) for statement in statements if statement.choices is not None]
    names = sorted(frozenset[str]().union(*(choices.names for _, choices in held)))
    tries = [Choices(frozenset({name})) for name in names] + [Choices(frozenset(names), negated=True)]
    members = {
        number: frozenset(at for at, (_, choices) in enumerate(held) if not choices.meet(only).is_empty)
        for number, only in enumerate(tries)
    }
    kept: list[frozenset[int]] = []
    for group in members.values():
        if group and group not in kept and not any(group < other for other in members.values()):
            kept.append(group)
    return [Camp(statements=tuple(held[at][0] for at in sorted(group)), lower=None, upper=None) for group in kept]
