"""Which findings are there only because of another one: they are told beneath it, and not counted.

A row is an echo if every combination that breaks it has one statement that can be exchanged for one which it directly
conflicts with, so that the row holds. The sum of a single part is an echo of that part alone being too large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    TOGETHER,
    Combination,
    Dispute,
    Explanation,
    Finding,
    Statement,
)
from checker.engine.judge import Judge
from checker.engine.pairs import Link, link_of
from checker.engine.periods import gap_of
from checker.engine.rows import Broken

RowFinding = tuple[Finding, tuple[Broken, ...]]

_Side = tuple[str, frozenset[int], bool]
"""The severity, the values of a combination, by their identity, and whether it is the left side that is too high."""

SEVERAL = 2
"""Moments at which two voices differ, from which on they count differently."""

MOST_EXCHANGED = 400
"""Statements of a figure that are tried in exchange for another one."""


def with_echoes(
    about_figures: Sequence[Finding],
    of_rows: Sequence[RowFinding],
    statements: Mapping[int, Sequence[Statement]],
    windows: Mapping[str, int],
) -> list[Finding]:
    """The findings of rows, those that are echoes marked as such. `windows` are those of properties, in days.

    Where a finding stands for itself, its parts that are echoes are left out: they are told with what they echo.
    """
    exchange = _Exchange(statements, windows, _roots(about_figures))
    alone = _of_one_figure_each(of_rows)
    found = {finding.id: _marked(finding, broken, exchange, alone) for finding, broken in of_rows}
    return [_to_the_root(finding, found) for finding in found.values()]


def of_periods(
    findings: Sequence[Finding],
    about_figures: Sequence[Finding],
    statements: Mapping[int, Sequence[Statement]],
    windows: Mapping[str, int],
) -> list[Finding]:
    """The findings about totals and periods, marked in the same way: a total that fell is too low for a period, too."""
    exchange = _Exchange(statements, windows, _roots(about_figures))
    return [_told(each, [exchange.roots_of_bounds(part.combinations) for part in each.parts]) for each in findings]


def _roots(about_figures: Sequence[Finding]) -> dict[tuple[str, ...], set[str]]:
    """By the name of a figure the findings that two of its statements conflict."""
    roots: dict[tuple[str, ...], set[str]] = {}
    for finding in about_figures:
        if finding.kind in (DIFFER, ITSELF, FALLS) and finding.severity == "error":
            roots.setdefault(finding.figures[0][1].name, set()).update(finding.echo_of or (finding.id,))
    return roots


def _told(finding: Finding, of_parts: Sequence[set[str] | None]) -> Finding:
    """A finding as an echo of what its parts echo, or without those of its parts that are echoes."""
    if all(of_parts):
        return replace(finding, echo_of=tuple(sorted(set().union(*(each or set() for each in of_parts)))))
    kept = tuple(part for part, roots in zip(finding.parts, of_parts, strict=True) if not roots)
    return replace(finding, parts=kept)


def _marked(
    finding: Finding, broken: Sequence[Broken], exchange: _Exchange, alone: Mapping[_Side, set[str]]
) -> Finding:
    """A finding as an echo, or without those of its parts that are echoes.

    A tension echoes no contradiction; it may be that of the only part of a sum, which is told by itself.
    """
    if finding.severity == "note":
        return finding
    by_combination: dict[Combination, list[Broken]] = {}
    for each in broken:
        by_combination.setdefault(each.combination, []).append(each)
    of_parts = []
    for part in finding.parts:
        own = [each for combination in part.combinations for each in by_combination[combination]]
        exchanged = exchange.roots_of(own) if finding.severity == "error" else None
        of_parts.append(exchanged or _larger_alone(finding, own, alone))
    return _told(finding, of_parts)


def _to_the_root(finding: Finding, found: Mapping[str, Finding]) -> Finding:
    """An echo of an echo is one of what that echoes."""
    roots = {root for id_ in finding.echo_of for root in (found[id_].echo_of if id_ in found else ()) or (id_,)}
    return replace(finding, echo_of=tuple(sorted(roots))) if roots else finding


class _Exchange:
    """Tries statements for those that they directly conflict with."""

    def __init__(
        self,
        statements: Mapping[int, Sequence[Statement]],
        windows: Mapping[str, int],
        roots: Mapping[tuple[str, ...], set[str]],
    ) -> None:
        self._statements, self._windows, self._roots = statements, windows, roots
        self._conflicting: dict[int, list[Statement]] = {}

    def roots_of(self, broken: Sequence[Broken]) -> set[str] | None:
        """The findings of which all of these are echoes; None where one stands for itself."""
        found: set[str] = set()
        for each in broken:
            roots = self._of(each)
            if not roots:
                return None
            found |= roots
        return found

    def _of(self, broken: Broken) -> set[str]:
        statements = broken.combination.statements
        judge = Judge(broken.row, broken.relation, [statement.figure for statement in statements])
        chosen = [statement.position for statement in statements]
        found: set[str] = set()
        for index, statement in enumerate(statements):
            if statement.figure.name not in self._roots:
                continue
            for other in self._instead_of(statement, statements):
                verdict = judge.verdict([*chosen[:index], other.position, *chosen[index + 1 :]])
                if verdict is None or verdict.by_rounding:
                    found |= self._roots[statement.figure.name]
                    break
        return found

    def roots_of_bounds(self, combinations: Sequence[Combination]) -> set[str] | None:
        """The same of totals and periods, which are held against each other at their bounds."""
        found: set[str] = set()
        for combination in combinations:
            roots: set[str] = set()
            for index, (name, statement) in enumerate(combination.terms):
                terms = combination.terms
                is_disputed = statement.figure.name in self._roots
                others = self._instead_of(statement, combination.statements) if is_disputed else ()
                exchanged = ((*terms[:index], (name, other), *terms[index + 1 :]) for other in others)
                if any((gap := gap_of(each)) is None or gap <= 0 for each in exchanged):
                    roots |= self._roots[statement.figure.name]
            if not roots:
                return None
            found |= roots
        return found

    def _instead_of(self, statement: Statement, row: Sequence[Statement]) -> list[Statement]:
        """What may be exchanged for a statement of a row.

        Where one voice says all of the row, not what a voice says that differs from it at several moments: two bodies
        that count differently make no slip there, and it contradicts itself.
        """
        others = self._in_conflict_with(statement)
        if len({each.voice for each in row}) > 1 or len(row) < 2:
            return others
        return [other for other in others if self._moments_apart(statement, other.voice) < SEVERAL]

    def _moments_apart(self, statement: Statement, voice: str) -> int:
        """At how many moments two voices differ about a figure; 1 where it is one voice."""
        if voice == statement.voice:
            return 1
        of_figure = self._statements[statement.figure.id][:MOST_EXCHANGED]
        own = (each for each in of_figure if each.voice == statement.voice)
        apart = {each.quantity for each in own if any(s.voice == voice for s in self._in_conflict_with(each))}
        return len(apart)

    def _in_conflict_with(self, statement: Statement) -> list[Statement]:
        found = self._conflicting.get(id(statement))
        if found is None:
            window = self._windows[statement.figure.property]
            others = self._statements[statement.figure.id][:MOST_EXCHANGED]
            certain = (Link.SAME, Link.FALL)
            found = [other for other in others if link_of(statement, other, window) in certain]
            self._conflicting[id(statement)] = found
        return found


def _of_one_figure_each(of_rows: Sequence[RowFinding]) -> dict[_Side, set[str]]:
    """The findings of rules without a sum, by the statements of their combinations and the side."""
    found: dict[_Side, set[str]] = {}
    for finding, broken in of_rows:
        if finding.severity != "note" and not broken[0].relation.summed:
            for each in broken:
                found.setdefault(_side(finding, each), set()).add(finding.id)
    return found


def _side(finding: Finding, broken: Broken) -> _Side:
    positions = frozenset(id(statement.position) for statement in broken.combination.statements)
    return finding.severity, positions, broken.verdict.upward


def _larger_alone(finding: Finding, broken: Sequence[Broken], alone: Mapping[_Side, set[str]]) -> set[str] | None:
    """The finding that a sum's only part is too large by itself, where that is all that this one says."""
    found: set[str] = set()
    for each in broken:
        parts = [name for name, _ in each.combination.terms if name == each.relation.summed]
        same = alone.get(_side(finding, each), set()) - {finding.id} if len(parts) == 1 else set()
        if not same:
            return None
        found |= same
    return found


def joint_echoes(disputes: Sequence[Dispute]) -> dict[str, tuple[str, ...]]:
    """Joint conflicts that the rest of their dispute explains, by their ids: those of the findings that do.

    Each explanation gives up a value of the conflict, which another finding wants given up anyway. So there is nothing
    more to ring up about.
    """
    found: dict[str, tuple[str, ...]] = {}
    for dispute in disputes:
        others = [finding for finding in dispute.findings if finding.kind != TOGETHER and not finding.is_echo]
        for finding in dispute.findings:
            if finding.kind == TOGETHER and dispute.front:
                roots = [_explained_by(finding, others, explanation) for explanation in dispute.front]
                if all(roots):
                    found[finding.id] = tuple(sorted(set().union(*roots)))
    return found


def _explained_by(joint: Finding, others: Sequence[Finding], explanation: Explanation) -> set[str]:
    """The other findings that want a value of a joint conflict given up, as an explanation does."""
    own = {id(statement.position) for statement in joint.statements}
    given_up = {id(value.position) for value in explanation.values} & own
    return {other.id for other in others if any(id(statement.position) in given_up for statement in other.statements)}
