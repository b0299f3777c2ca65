"""Findings of rules: for the figures of a row, the combinations of statements that break it.

Each combination has one statement for each name, never a hull of several: so a rule is told by whom it is broken, and
what more claims say of a figure takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, permutations, product
from math import prod

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Corpus
from checker.corpus.relation import Relation
from checker.engine.findings import PERHAPS, ROW, Combination, Figure, Finding, Part, Position, Quantity, Statement
from checker.engine.grounded import Row
from checker.engine.judge import Judge, Verdict, can_agree, figures_of
from checker.engine.messages import row_message
from checker.engine.quantities import Statements
from checker.engine.series import at_close
from checker.engine.whose import are_of_whom
from checker.values.dates import iso_window
from checker.values.moments import DAY, Moment

MOST_COMBINATIONS = 2_000
"""Of one row; beyond, the one that breaks it by the most."""


class Broken(Struct, frozen=True):
    """A combination that breaks a row, and how. `is_soft`: only above the top that the words of a figure suggest."""

    row: Row
    relation: Relation
    combination: Combination
    verdict: Verdict
    is_soft: bool = False


RowFinding = tuple[Finding, tuple[Broken, ...]]
"""A finding of a rule, and all that breaks it."""


class _Growing(Struct):
    """A finding in the making."""

    kind: str
    severity: str
    relation: Relation
    row: Row
    figures: tuple[tuple[str, Figure], ...]
    by_moment: dict[tuple[str, ...], list[Broken]] = field(default_factory=dict)


class RowFindings:
    """Judges rows and gathers what breaks them by rule and figures.

    `since` is from when on quantities stand of which what was said first may have been replaced.
    """

    def __init__(
        self, corpus: Corpus, quantities: Mapping[int, Quantity], statements: Statements, since: Mapping[int, int]
    ) -> None:
        self._corpus, self._quantities, self._statements = corpus, quantities, statements
        self._since = since
        self._growing: dict[tuple[object, ...], _Growing] = {}
        self._tolerances = {rule.id: rule.said.tolerance for rule in corpus.rules}
        self.masked: list[Combination] = []
        """What is only possible, of figures of which others surely break the rule: no finding of its own."""
        self._bounded = {pair for rule in corpus.rules if (pair := _bounding(rule.relation))}

    def add(self, row: Row, relation: Relation, severity: str) -> None:
        """Judge a row of a rule; of a sum also those parts that surely go together, if the others may not."""
        self._add(row, relation, severity)
        if (smaller := self._surely_together(row, relation)) is not None:
            self._add(smaller, relation, severity)

    def _surely_together(self, row: Row, relation: Relation) -> Row | None:
        """A sum without the parts that are told by the minute beside a figure of their day; None if it has none."""
        if relation.summed is None or not row.sure or is_sure([self._moment(term) for term in row.terms]):
            return None
        kept = [term for term in row.terms if term[0] != relation.summed]
        parts = [term for term in row.terms if term[0] == relation.summed]
        for term in sorted(parts, key=lambda term: (self._moment(term).by_minute, term)):
            if is_sure([self._moment(each) for each in (*kept, term)]):
                kept.append(term)
        if not any(name == relation.summed for name, _ in kept):
            return None
        return replace(row, terms=tuple(kept), complete=False)

    def _moment(self, term: tuple[str, int]) -> Moment:
        return self._quantities[term[1]].moment

    def _add(self, row: Row, relation: Relation, severity: str) -> None:
        figures = figures_of(row, self._quantities)
        for broken in self._broken(row, relation, figures):
            if severity != "error" and self._is_of_an_old_plan(broken.combination.statements):
                continue
            if row.source and relation.operator == "!=" and self._is_one_figure(broken.combination.statements):
                continue
            sure = row.sure and is_sure([statement.moment for statement in broken.combination.statements])
            sure = sure and all(self._stands_by(row.until, statement) for statement in broken.combination.statements)
            weight = "note" if broken.verdict.by_rounding else severity
            if broken.is_soft and weight == "error":
                weight = "warning"
            kind, weight = (ROW, weight) if sure else (PERHAPS, "note")
            named = _named(row, relation, figures)
            key = (kind, weight, row.rule, row.source, tuple(sorted((name, *f.name) for name, f in named)))
            growing = self._growing.get(key)
            if growing is None:
                growing = self._growing[key] = _Growing(kind, weight, relation, row, named)
            growing.by_moment.setdefault(_moment_key(row, broken.combination), []).append(broken)

    def _is_one_figure(self, statements: Sequence[Statement]) -> bool:
        """Whether equal figures are no slip: words of one quote say both, or one property is a part of the other.

        So it is where a rule has it that one is at most the other: all of the dead may be identified.
        """
        properties = [self._corpus.properties[statement.figure.property] for statement in statements]
        if frozenset(each.name for each in properties) in self._bounded:
            return True
        if any(one.adds_to == other.name for one, other in permutations(properties, 2) if one is not other):
            return True
        quotes = [[claim.quote for claim in statement.claims if claim.quote] for statement in statements]
        return len(quotes) == 2 and any(share_words(one, other) for one, other in product(*quotes))

    def _is_of_an_old_plan(self, statements: Sequence[Statement]) -> bool:
        """Whether what was replaced later is held against figures that are so for good: the last plan counts there."""
        plans = [s for s in statements if s.figure.mode == "stands" and s.figure.period is None]
        if len(plans) == len(statements) or any(s.figure.mode != "constant" for s in statements if s not in plans):
            return False
        return any(self._is_replaced(plan) for plan in plans)

    def _is_replaced(self, plan: Statement) -> bool:
        later = (other for other in self._statements[plan.figure.id] if plan.moment.is_before(other.moment))
        return any(not can_agree(plan, other) for other in later)

    def _stands_by(self, until: int, statement: Statement) -> bool:
        """Whether a figure that is said of several moments surely stands by a time as this voice says it."""
        if statement.figure.mode != "stands" or self._quantities[statement.quantity].moment == statement.moment:
            return True
        said = at_close(statement.moment)[0 if statement.moment.throughout else 1]
        return self._since.get(statement.quantity, said) <= said <= until

    def findings(self) -> list[RowFinding]:
        """All of them, each with what breaks it, in a fixed order."""
        made = [self._finding(growing) for growing in self._growing.values()]
        certain = {_figures_key(finding) for finding, _ in made if finding.kind == ROW}
        kept = []
        for finding, broken in sorted(made, key=lambda each: each[0].id):
            if finding.kind == ROW or _figures_key(finding) not in certain:
                kept.append((finding, broken))
            else:
                self.masked += finding.combinations
        return kept

    def _finding(self, growing: _Growing) -> RowFinding:
        parts = []
        for key, all_broken in sorted(growing.by_moment.items()):
            broken = {each.combination: each for each in all_broken}
            ordered = sorted(broken.values(), key=_telling_first)
            parts += [self._part(key, each, growing) for each in _voices_apart(ordered)]
        parts.sort(key=lambda part: _rank(part.combinations[0]))
        finding = Finding(
            kind=growing.kind,
            rule=growing.row.rule,
            severity=growing.severity,
            figures=growing.figures,
            parts=tuple(parts),
            source=growing.row.source,
            by_rounding=any(each.verdict.by_rounding for broken in growing.by_moment.values() for each in broken),
        )
        return finding, tuple(each for broken in growing.by_moment.values() for each in broken)

    def _part(self, key: tuple[str, ...], ordered: Sequence[Broken], growing: _Growing) -> Part:
        first = ordered[0]
        message = row_message(first.row, growing.relation, first.combination, self._corpus)
        if first.verdict.by_rounding:
            message += f", which is within the tolerance of {self._tolerances[growing.row.rule]}"
        return Part(key=key, combinations=tuple(each.combination for each in ordered), message=message)

    # --- one row

    def _broken(self, row: Row, relation: Relation, figures: Sequence[Figure]) -> Iterator[Broken]:
        if relation.counts_origins:
            yield from self._by_voices(row, relation)
            return
        judge = Judge(row, relation, figures)
        held = [self._positions(quantity, row) for _, quantity in row.terms]
        if not all(held):
            return
        names = [name for name, _ in row.terms]
        for chosen in self._choices(judge, held):
            verdict = judge.verdict(chosen)
            is_soft = verdict is None
            if verdict is None:
                verdict = _above_soft_tops(judge, chosen)
            if verdict is None:
                continue
            stated = [self._stating(position, row) for position in chosen]
            for statements in islice(product(*stated), MOST_COMBINATIONS):
                terms = tuple(zip(names, statements, strict=True))
                if not are_of_whom(terms, relation, self._corpus):
                    continue
                yield Broken(row, relation, Combination(terms=terms, gap=verdict.gap), verdict, is_soft)

    def _positions(self, quantity: int, row: Row) -> list[Position]:
        """The values held about a quantity; for a row of one source or voice, what that says."""
        positions = self._quantities[quantity].positions
        if row.source:
            return [each for each in positions if any(claim.source == row.source for claim in each.claims)]
        return [each for each in positions if not row.voice or row.voice in each.voices]

    def _stating(self, position: Position, row: Row) -> list[Statement]:
        found = [s for s in self._statements.of_quantity(position.quantity) if s.position is position]
        if row.voice:
            return [statement for statement in found if statement.voice == row.voice]
        if not row.source:
            return found
        own = ((s, tuple(claim for claim in s.claims if claim.source == row.source)) for s in found)
        return [replace(statement, claims=claims) for statement, claims in own if claims]

    @staticmethod
    def _choices(judge: Judge, held: list[list[Position]]) -> Iterable[tuple[Position, ...]]:
        """One value for each term; of very many, only those that go farthest each way, and those of one voice."""
        if prod(len(positions) for positions in held) <= MOST_COMBINATIONS:
            return product(*held)
        farthest = [judge.extreme(held, upward) for upward in judge.ways]
        own = islice(_of_one_voice(held), MOST_COMBINATIONS) if farthest else ()
        return {tuple(map(id, chosen)): chosen for chosen in (*farthest, *own)}.values()

    def _by_voices(self, row: Row, relation: Relation) -> Iterator[Broken]:
        """A figure that rests on too few voices, or too many."""
        statements = [s for _, quantity in row.terms for s in self._statements.of_quantity(quantity)]
        count = len({statement.voice for statement in statements})
        wanted = relation.right.constant - relation.left.constant
        if not _fails(relation.operator, count, wanted):
            return
        terms = tuple((row.terms[0][0], statement) for statement in statements)
        verdict = Verdict(abs(wanted - count))
        yield Broken(row, relation, Combination(terms=terms, gap=verdict.gap), verdict)


def _voices_apart(ordered: Sequence[Broken]) -> list[list[Broken]]:
    """What breaks a row at one moment, in groups of what a voice says by itself, and others that say the same.

    What several voices say together goes with the first of them.
    """
    groups: list[list[Broken]] = []
    known: dict[object, list[Broken]] = {}
    rest: list[Broken] = []
    for each in ordered:
        voice = each.combination.voice
        if not voice:
            rest.append(each)
            continue
        same = tuple(sorted((name, s.figure.id, str(s.lower), str(s.upper)) for name, s in each.combination.terms))
        group = known.get(voice) or known.get(same)
        if group is None:
            groups.append(group := [])
        known[voice] = known[same] = group
        group.append(each)
    first, *others = groups or [[]]
    return [[*first, *rest], *others]


def _of_one_voice(held: Sequence[Sequence[Position]]) -> Iterator[tuple[Position, ...]]:
    """One value for each term, all held by one voice."""
    voices = frozenset.intersection(*(frozenset[str]().union(*(p.voices for p in positions)) for positions in held))
    for voice in sorted(voices):
        yield from product(*([p for p in positions if voice in p.voices] for positions in held))


def _bounding(relation: Relation) -> frozenset[str]:
    """The two properties of which a rule says that one is at most the other; none for any other rule."""
    properties = [select.properties for _, select in relation.let]
    if relation.operator not in ("<=", ">=") or len(properties) != 2 or relation.summed or relation.has_products:
        return frozenset()
    return frozenset().union(*properties) if all(len(each) == 1 for each in properties) else frozenset()


def _above_soft_tops(judge: Judge, chosen: Sequence[Position]) -> Verdict | None:
    """Why a row fails if words such as "thousands" reach no farther than they suggest; None if it holds even so."""
    softened = [_with_soft_top(position) for position in chosen]
    if all(position is given for position, given in zip(softened, chosen, strict=True)):
        return None
    verdict = judge.verdict(softened)
    return None if verdict is None or verdict.by_rounding else verdict


def _with_soft_top(position: Position) -> Position:
    """A value that ends where the words of all of its claims suggest."""
    tops = [claim.value.soft_upper for claim in position.claims]
    known = [top for top in tops if top is not None]
    if position.upper is not None or len(known) < len(tops):
        return position
    return replace(position, upper=max(known))


def _fails(operator: str, count: int, wanted: object) -> bool:
    return {
        "==": count != wanted,
        "!=": count == wanted,
        "<=": count > wanted,  # type: ignore[operator]
        "<": count >= wanted,  # type: ignore[operator]
        ">=": count < wanted,  # type: ignore[operator]
        ">": count <= wanted,  # type: ignore[operator]
    }[operator]


def _named(row: Row, relation: Relation, figures: Sequence[Figure]) -> tuple[tuple[str, Figure], ...]:
    """The figures by their names, without those under a sum; all, where there are no others.

    What is only a factor, such as a share, comes last: the gap is in the unit of the first.
    """
    named = [(name, figure) for (name, _), figure in zip(row.terms, figures, strict=True)]
    named.sort(key=lambda each: each[0] in relation.factors)
    return tuple((name, figure) for name, figure in named if name != relation.summed) or tuple(named)


def _figures_key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.source, tuple(sorted((name, *figure.name) for name, figure in finding.figures))


def _moment_key(row: Row, combination: Combination) -> tuple[str, ...]:
    """The moment at which all of a row's figures hold; the period, or the start of counting, where they have one."""
    figures = [statement.figure for statement in combination.statements]
    periods = {f"period {iso_window(figure.period)}" for figure in figures if figure.period}
    starts = {f"counted from {iso_window(figure.counted_from)}" for figure in figures if figure.counted_from}
    return (_day_text(row.moment), *sorted(periods), *sorted(starts))


def _day_text(minute: int) -> str:
    day = minute // DAY
    return date.fromordinal(day).isoformat() if 1 <= day <= date.max.toordinal() else ""


def share_words(one: str, other: str) -> bool:
    """Whether two quotes overlap: one holds the other, or ends with two words or more with which the other begins."""
    first, second = one.casefold().split(), other.casefold().split()
    if f" {' '.join(first)} " in f" {' '.join(second)} " or f" {' '.join(second)} " in f" {' '.join(first)} ":
        return True
    return any(
        before[-count:] == after[:count]
        for before, after in ((first, second), (second, first))
        for count in range(2, min(len(first), len(second)))
    )


def is_sure(moments: Sequence[Moment]) -> bool:
    """Not where a time of day meets a figure of that day alone: which of them came first is not known."""
    minutes = {day for moment in moments if moment.by_minute for day in (moment.first_day, moment.last_day)}
    of_days = (moment for moment in moments if not moment.by_minute and not moment.throughout)
    return not any(moment.first_day in minutes or moment.last_day in minutes for moment in of_days)


def _telling_first(broken: Broken) -> tuple[object, ...]:
    """What one voice says all by itself goes first, and of one source; then what is off by the most."""
    gap, combination = broken.verdict.gap, broken.combination
    order = tuple(statement.order for statement in combination.statements)
    return *_rank(combination), -(gap if gap is not None else 0), order


def _rank(combination: Combination) -> tuple[bool, bool]:
    """How far what a combination says is from what one voice says in one source."""
    return not combination.voice, not is_of_one_source(combination)


def is_of_one_source(combination: Combination) -> bool:
    """Whether some article has all of its statements."""
    return bool(set.intersection(*({claim.source for claim in s.claims} for s in combination.statements)))
