"""Which findings are there only because of another one: they are told beneath it, and not counted.

A row is an echo if every combination that breaks it has one statement that can be exchanged for one which it directly
conflicts with, so that the row holds; of a comparison also if it holds with all figures as its speaker has them. The
sum of a single part is an echo of that part alone being too large. A town that is larger than its country is one of
the town that is larger than its region, where somebody gives the region.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice, product

from msgspec.structs import replace

from checker.corpus.corpus import Corpus
from checker.engine.between import Between
from checker.engine.comparisons import HOW
from checker.engine.feasibility import Kept
from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    Combination,
    Finding,
    Part,
    Position,
    Statement,
)
from checker.engine.hitting import Conflict, Way
from checker.engine.judge import Judge
from checker.engine.messages import row_message
from checker.engine.pairs import Link, link_of
from checker.engine.periods import gap_of
from checker.engine.rows import Broken, RowFinding, is_of_one_source

Seeded = tuple[Finding, set[Conflict]]
"""A finding and the conflicts that it shows."""

_Side = tuple[str, frozenset[int], bool]
"""The severity, the values of a combination, by their identity, and whether it is the left side that is too high."""

SEVERAL = 2
"""Moments at which two voices differ, from which on they count differently."""

MOST_EXCHANGED = 400
"""Statements of a figure that are tried in exchange for another one."""

MOST_TOLD = 50
"""Combinations of a part among which the one is looked for that is told."""


def with_echoes(
    about_figures: Sequence[Finding],
    of_rows: Sequence[RowFinding],
    statements: Mapping[int, Sequence[Statement]],
    windows: Mapping[str, int],
    corpus: Corpus,
) -> list[Finding]:
    """The findings of rows, those that are echoes marked as such. `windows` are those of properties, in days.

    Where a finding stands for itself, its parts that are echoes are left out: they are told with what they echo; and
    of a part that stands a combination which is none is told first.
    """
    exchange = _Exchange(statements, windows, _roots(about_figures), of_rows)
    alone = _of_one_figure_each(of_rows)
    between = Between(of_rows)
    found = {finding.id: _marked(finding, broken, exchange, alone, between, corpus) for finding, broken in of_rows}
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
    """A finding as an echo of what its parts echo, or without those of its parts that are echoes.

    What one voice says all by itself stays.
    """
    if all(of_parts):
        return replace(finding, echo_of=tuple(sorted(set().union(*(each or set() for each in of_parts)))))
    both = zip(finding.parts, of_parts, strict=True)
    return replace(finding, parts=tuple(part for part, roots in both if not roots or part.combinations[0].voice))


def _marked(
    finding: Finding,
    broken: Sequence[Broken],
    exchange: _Exchange,
    alone: Mapping[_Side, set[str]],
    between: Between,
    corpus: Corpus,
) -> Finding:
    """A finding as an echo, or without those of its parts that are echoes.

    A tension echoes no contradiction; it may be that of the only part of a sum, which is told by itself.
    """
    if finding.severity == "note":
        return finding
    by_combination: dict[Combination, list[Broken]] = {}
    for each in broken:
        by_combination.setdefault(each.combination, []).append(each)
    parts, of_parts = [], []
    for part in finding.parts:
        own = [each for combination in part.combinations for each in by_combination[combination]]
        exchanged = exchange.roots_of(own) if finding.severity == "error" else None
        of_parts.append(exchanged or _larger_alone(finding, own, alone) or between.roots_of(finding, own))
        is_told = bool(of_parts[-1]) or finding.severity != "error"
        parts.append(part if is_told else _told_first(part, own, exchange, corpus))
    return _told(replace(finding, parts=tuple(parts)), of_parts)


def _told_first(part: Part, own: Sequence[Broken], exchange: _Exchange, corpus: Corpus) -> Part:
    """A part that is told by a combination which is no echo, and misses by the least: a slip of ten is told elsewhere.

    What one voice, or one source, says all by itself is told first in any case.
    """
    first = own[0]
    if not exchange.roots_of(own[:1]) or (is_of_one_source(first.combination) and not first.combination.voice):
        return part
    voice = first.combination.voice
    tried = [each for each in own if each.combination.voice == voice] if voice else own
    stands = [each for each in tried[:MOST_TOLD] if not exchange.roots_of([each])]
    told = min(stands, key=lambda each: each.combination.gap or 0, default=first)
    rest = (each for each in part.combinations if each != told.combination)
    message = row_message(told.row, told.relation, told.combination, corpus)
    return replace(part, combinations=(told.combination, *rest), message=message)


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
        of_rows: Sequence[RowFinding] = (),
    ) -> None:
        self._statements, self._windows, self._roots = statements, windows, roots
        self._broken = {_key(each, _positions(each)) for _, broken in of_rows for each in broken}
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
        chosen = _positions(broken)
        found: set[str] = set()
        for index, statement in enumerate(statements):
            if statement.figure.name not in self._roots:
                continue
            for other in self._instead_of(statement, statements):
                exchanged = [*chosen[:index], other.position, *chosen[index + 1 :]]
                verdict = judge.verdict(exchanged)
                if (verdict is None or verdict.by_rounding) and _key(broken, exchanged) not in self._broken:
                    found |= self._roots[statement.figure.name]
                    break
        return found or self._with_figures_of_the_speaker(broken, judge)

    def _with_figures_of_the_speaker(self, broken: Broken, judge: Judge) -> set[str]:
        """Of a comparison that holds with the figures of its speaker: that those of others differ from these."""
        terms = broken.combination.terms
        voices = [statement.voice for name, statement in terms if name == HOW and statement.figure.compared is not None]
        if not voices or all(statement.voice == voices[0] for _, statement in terms):
            return set()
        tried = [self._of_voice(statement, voices[0]) for _, statement in terms]
        for chosen in islice(product(*tried), MOST_TOLD):
            verdict = judge.verdict([statement.position for statement in chosen])
            if verdict is None or verdict.by_rounding:
                changed = [s for (_, s), own in zip(terms, chosen, strict=True) if own in self._in_conflict_with(s)]
                return set[str]().union(*(self._roots.get(statement.figure.name, ()) for statement in changed))
        return set()

    def _of_voice(self, statement: Statement, voice: str) -> list[Statement]:
        """A statement, or what a voice says in its place."""
        if statement.voice == voice:
            return [statement]
        same = (s for s in self._statements[statement.figure.id] if s.quantity == statement.quantity)
        own = [each for each in (*same, *self._in_conflict_with(statement)) if each.voice == voice]
        return list({id(each): each for each in own}.values())

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


def _positions(broken: Broken) -> list[Position]:
    return [statement.position for statement in broken.combination.statements]


def _key(broken: Broken, positions: Sequence[Position]) -> tuple[str, frozenset[int]]:
    """What a row's combination is known by: its rule and its values, whichever way it is broken."""
    return broken.row.rule, frozenset(map(id, positions))


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


def joint_echoes(
    joint: Sequence[Seeded], others: Sequence[Seeded], ways: Sequence[Way], can_hold: Callable[[Kept], bool]
) -> list[Seeded]:
    """Joint conflicts, those marked as echoes that the other findings of their dispute account for.

    One is accounted for by a finding that differs from it in one figure, with which the rest of the joint conflict
    agrees: the women and the men are not the total, nor the districts that make that total. Or under each way out of
    the dispute another finding alone has something given up that resolves it, too. So there is nothing more to ring up
    about. Of several joint conflicts of which each accounts for the other the smallest stands.
    """
    left = {finding.id: (finding, conflicts) for finding, conflicts in sorted(joint, key=_largest_first)}
    echo_of: dict[str, set[str]] = {}
    for id_, (_, conflicts) in list(left.items()):
        standing = [*others, *(each for other, each in left.items() if other != id_)]
        accounting = [
            _with_one_exchanged(conflict, standing, can_hold) or _given_up_anyway(conflict, standing, ways)
            for conflict in conflicts
        ]
        if all(accounting):
            echo_of[id_] = set[str]().union(*accounting)
            del left[id_]
    return [(replace(finding, echo_of=_roots_in(echo_of, finding.id)), conflicts) for finding, conflicts in joint]


def _largest_first(seeded: Seeded) -> tuple[int, str]:
    finding, conflicts = seeded
    return -min(len(conflict.values) for conflict in conflicts), finding.id


def _roots_in(echo_of: Mapping[str, set[str]], id_: str) -> tuple[str, ...]:
    """What an echo follows from in the end; it never comes back to itself, as each follows from what was left."""
    found: set[str] = set()
    for root in echo_of.get(id_, ()):
        found.update(_roots_in(echo_of, root) or (root,))
    return tuple(sorted(found))


def _with_one_exchanged(conflict: Conflict, standing: Sequence[Seeded], can_hold: Callable[[Kept], bool]) -> set[str]:
    """The findings that show a conflict with one figure in place of several which agree with it."""
    found: set[str] = set()
    for finding, shown in standing:
        for other in sorted(shown, key=lambda each: each.order)[:MOST_EXCHANGED]:
            only, rest = other.values - conflict.values, conflict.values - other.values
            if len(only) == 1 and rest and len(other.values) > 1 and can_hold(only | rest):
                found.update(_roots_of(finding))
                break
    return found


def _given_up_anyway(conflict: Conflict, standing: Sequence[Seeded], ways: Sequence[Way]) -> set[str]:
    """The findings that resolve a conflict whichever way out is taken; none where one of them leaves it."""
    found: set[str] = set()
    for way in ways:
        own = _given_up(conflict, way)
        roots: set[str] = set()
        for finding, shown in standing:
            if any((needed := _given_up(other, way)) and needed <= own for other in shown):
                roots.update(_roots_of(finding))
        if not roots:
            return set()
        found |= roots
    return found


def _roots_of(finding: Finding) -> tuple[str, ...]:
    return finding.echo_of or (finding.id,)


def _given_up(conflict: Conflict, way: Way) -> set[tuple[str, int]]:
    """What of a conflict a way out gives up: ("value", number) or ("break", number)."""
    values = {("value", value) for value in conflict.values & way.values}
    return values | {("break", item) for item in conflict.breaks & way.breaks}
