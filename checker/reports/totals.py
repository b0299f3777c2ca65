"""A large report in numbers: how many disagreements by property and by pair of voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

from checker.engine.findings import DIFFER, Finding
from checker.reports.names import Names, capital
from checker.reports.order import Told
from checker.values.display import counted

T = TypeVar("T")
MOST = 10
MOST_VOICES = 12
"""Of a finding with more voices the pairs are not told apart, unless they are its parts."""


def totals(disputes: Iterable[Told], names: Names) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Tables: a heading, then rows of what and how many. The largest numbers first."""
    findings = [finding for told in disputes for finding in told.counted]
    by_property: Counter[str] = Counter()
    figures: dict[str, set[int]] = {}
    for finding in findings:
        for title, numbers in _titles(finding, names).items():
            by_property[title] += 1
            figures.setdefault(title, set()).update(numbers)
    rows = [
        (title, f"{counted(number, 'disagreement')} about {counted(len(figures[title]), 'figure')}")
        for title, number in _largest(by_property)
    ]
    yield "BY KIND OF FIGURE", _shortened(rows, len(by_property))
    pairs: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        pairs.update(_pairs(finding))
    rows = [
        (f"{capital(names.voice(one))} and {names.voice(other)}", counted(number, "disagreement"))
        for (one, other), number in _largest(pairs)
    ]
    yield "BY WHO DISAGREES", _shortened(rows, len(pairs))


def _titles(finding: Finding, names: Names) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for _, figure in finding.figures:
        found.setdefault(capital(names.property(figure.property)), set()).add(figure.id)
    return found


def _pairs(finding: Finding) -> set[tuple[str, str]]:
    if finding.kind == DIFFER:
        return {_ordered(*part.key[:2]) for part in finding.parts if len(part.key) > 1}
    voices = finding.voices
    return set(combinations(voices, 2)) if len(voices) <= MOST_VOICES else set()


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _largest(counts: Counter[T]) -> list[tuple[T, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:MOST]


def _shortened(rows: list[tuple[str, str]], number: int) -> list[tuple[str, str]]:
    return [*rows, (f"{number - MOST:,} more", "")] if number > MOST else rows
