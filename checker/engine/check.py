"""The pipeline: tables, rows, verdicts, conflicts, report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.corpus.corpus import Corpus
from checker.corpus.rule_language import Relation
from checker.engine.findings import SEVERITY_ORDER, Dispute, Finding, Report
from checker.engine.grounding import BUILT_IN, Grounded, Grounder, Row
from checker.engine.judge import Verdict, judge
from checker.engine.messages import message_for
from checker.engine.quantities import Evidence
from checker.engine.sql import Engine, open_engine
from checker.engine.suspicion import HOLDS, SUSPECT
from checker.engine.tables import load_tables
from checker.engine.uncompared import not_compared
from checker.memory import no_garbage_collection

ROW_LIMIT = 200_000
"""Beyond so many rows of one rule only those that look suspect are fetched, and the report says so."""

SMALL = 1_000
"""Up to so many claims SQLite is done before DuckDB has started; benchmarks/README.md has the figures."""

COMPONENT_LIMIT = 20_000
"""Rows of one component that the solver is given."""


def check(corpus: Corpus, *, row_limit: int = ROW_LIMIT, engine: str = "") -> Report:
    """Find where the claims of a corpus cannot all be true. Pure: no clock, no network, no files.

    `engine` is one of ENGINES; the fastest for the corpus's size if left out. The result is the same.
    """
    database = open_engine(engine or ("sqlite" if len(corpus.claims) <= SMALL else "duckdb"))
    try:
        with no_garbage_collection():
            return _Check(corpus, database, row_limit).report()
    finally:
        database.close()


@dataclass(slots=True)
class _Judged:
    """A finding with what it came from."""

    finding: Finding
    row: Row
    verdict: Verdict


@dataclass(slots=True)
class _Component:
    """Logic rows that share quantities, and the contradictions among them."""

    rows: list[Row] = field(default_factory=list)
    quantities: set[int] = field(default_factory=set)
    judged: list[_Judged] = field(default_factory=list)

    def looks_open(self, points: set[int]) -> bool:
        """Whether a conflict is possible at all. `points` are the quantities of which all claims give one figure.

        A lone row that holds with all its claims at once settles itself; so do several, if each holds and there is
        nothing to choose between.
        """
        if any(row.look > HOLDS for row in self.rows):
            return True
        return len(self.rows) > 1 and not self.quantities <= points


class _Check:
    """One run over one corpus."""

    def __init__(self, corpus: Corpus, engine: Engine, row_limit: int) -> None:
        self.corpus, self.engine, self.row_limit = corpus, engine, row_limit
        self.codes = load_tables(corpus, engine)
        self.grounder = Grounder(engine, self.codes)
        self.relations: dict[str, Relation] = dict(BUILT_IN)
        self.severities = dict.fromkeys(BUILT_IN, "error")
        for rule in corpus.rules:
            self.relations[rule.id] = rule.relation
            self.severities[rule.id] = rule.said.severity
        self.not_checked: list[str] = []
        self.limits: list[str] = []
        self.quantities = Evidence(corpus, engine)

    def report(self) -> Report:
        grounded = {rule: self._ground(rule) for rule in sorted(self.relations)}
        judged = [found for rule in sorted(grounded) for found in self._judge(grounded[rule].rows)]
        kept = _without_repeats(judged)
        disputes = self._disputes(grounded, kept)
        shown = {found.finding.id for found in kept}
        joint = [finding for dispute in disputes for finding in dispute.findings if finding.id not in shown]
        findings = sorted([*(found.finding for found in kept), *joint], key=finding_order)
        rows = [row for rule in sorted(grounded) for row in grounded[rule].rows]
        ambiguous = {rule: grounded[rule].ambiguous for rule in sorted(grounded) if grounded[rule].ambiguous}
        compared = self._compared(rows)
        return Report(
            corpus=self.corpus,
            findings=tuple(findings),
            disputes=tuple(sorted(disputes, key=dispute_order)),
            not_compared=not_compared(self.corpus, self.quantities, compared, rows, self.relations, ambiguous),
            not_checked=tuple(sorted(self.not_checked)),
            limits=tuple(sorted(self.limits)),
            quantities=dict(self.quantities),
            compared=frozenset(compared),
        )

    # --- rows

    def _ground(self, rule: str) -> Grounded:
        relation = self.relations[rule]

        def ground(look: int, limit: int) -> Grounded:
            if rule in BUILT_IN:
                return self.grounder.built_in(rule, least_look=look, limit=limit)
            return self.grounder.ground(rule, relation, least_look=look, limit=limit)

        grounded = ground(HOLDS, self.row_limit)
        if grounded.was_cut:
            self.limits.append(f"{rule}: more than {self.row_limit:,} rows; only those that look broken were examined")
            grounded = ground(SUSPECT, self.row_limit)
            if grounded.was_cut:
                self.not_checked.append(f"{rule}: more than {self.row_limit:,} rows look broken; the rest is left out")
        return grounded

    def _judge(self, rows: Iterable[Row]) -> Iterable[_Judged]:
        for row in rows:
            if row.look == HOLDS:
                continue
            relation = self.relations[row.rule]
            try:
                verdicts = judge(row, relation, self.quantities)
            except Exception as error:
                error.add_note(f"while judging the rule {row.rule}")
                raise
            for verdict in verdicts:
                yield _Judged(self._finding(row, relation, verdict), row, verdict)

    def _finding(self, row: Row, relation: Relation, verdict: Verdict) -> Finding:
        severity = "note" if verdict.by_rounding else self.severities[row.rule]
        unit = "origin" if relation.counts_origins else self.quantities[row.terms[0][1]].unit
        names = [name for name, _ in row.terms]
        return Finding(
            rule=row.rule,
            severity=severity,
            message=message_for(row, relation, verdict, self.quantities, self.corpus),
            gap=verdict.gap,
            unit=unit,
            terms=tuple(zip(names, verdict.chosen, strict=True)),
            moment=row.moment,
            by_rounding=verdict.by_rounding,
        )

    def _compared(self, rows: Iterable[Row]) -> set[str]:
        """Claims that stand beside another one, in one quantity or in a row."""
        found: set[int] = set()
        for row in rows:
            if len(row.terms) > 1:
                for _, quantity in row.terms:
                    found.update(self.quantities.claim_numbers[quantity])
        for numbers in self.quantities.claim_numbers.values():
            if len(numbers) > 1:
                found.update(numbers)
        return {self.corpus.claims[number].key for number in found}

    # --- conflicts

    def _disputes(self, grounded: dict[str, Grounded], judged: list[_Judged]) -> list[Dispute]:
        errors = [found for found in judged if found.finding.severity == "error"]
        disputes: list[Dispute] = []
        points = {row[0] for row in self.engine.rows("SELECT id FROM quantity WHERE lower_max = upper_min")}
        for component in self._components(grounded, errors):
            if component.judged or component.looks_open(points):
                disputes += self._explain(component)
        return disputes

    def _components(self, grounded: dict[str, Grounded], errors: list[_Judged]) -> list[_Component]:
        """Logic rows grouped by shared quantities; a quantity in dispute with itself is one too."""
        parent: dict[int, int] = {}

        def root(quantity: int) -> int:
            while parent.setdefault(quantity, quantity) != quantity:
                parent[quantity] = parent[parent[quantity]]
                quantity = parent[quantity]
            return quantity

        logic = [
            row
            for rule in sorted(grounded)
            if self.severities[rule] == "error" and not self.relations[rule].counts_origins
            for row in sorted(grounded[rule].rows, key=lambda row: (row.terms, row.moment, row.source))
        ]
        for row in logic:
            first = root(row.terms[0][1])
            for _, quantity in row.terms[1:]:
                parent[root(quantity)] = first
        components: dict[int, _Component] = {}
        for row in logic:
            component = components.setdefault(root(row.terms[0][1]), _Component())
            component.rows.append(row)
            component.quantities.update(quantity for _, quantity in row.terms)
        for found in errors:
            if found.row.terms[0][1] in parent:
                components[root(found.row.terms[0][1])].judged.append(found)
        return sorted(components.values(), key=lambda component: min(component.quantities))

    def _explain(self, component: _Component) -> list[Dispute]:
        from checker.engine.disputes import explain_component

        if len(component.rows) > COMPONENT_LIMIT:
            subjects = sorted({self.corpus.entities[self.quantities[q].subject].id for q in component.quantities})
            shown = ", ".join(subjects[:3])
            self.not_checked.append(
                f"{len(component.rows):,} rows about {shown} and others hang together: too many to solve"
            )
            findings = tuple(sorted((found.finding for found in component.judged), key=finding_order))
            return [Dispute(findings=findings, explanations=(), note="too large to explain")] if findings else []
        disputes, note = explain_component(
            component.rows,
            self.relations,
            self.quantities,
            sorted(component.quantities),
            [(found.finding, found.row, found.verdict) for found in component.judged],
            self.corpus,
        )
        if note:
            self.not_checked.append(note)
        return disputes


def _without_repeats(judged: list[_Judged]) -> list[_Judged]:
    """One finding for one rule and set of claims: the first moment at which it shows."""
    first: dict[str, _Judged] = {}
    for found in sorted(judged, key=lambda found: (found.finding.moment, found.finding.message)):
        first.setdefault(found.finding.id, found)
    return sorted(first.values(), key=lambda found: finding_order(found.finding))


def finding_order(finding: Finding) -> tuple[object, ...]:
    """Errors first, then the widest gap."""
    gap = finding.gap if finding.gap is not None else 0
    return SEVERITY_ORDER[finding.severity], finding.claims[0].story, finding.rule, -gap, finding.claim_keys


def dispute_order(dispute: Dispute) -> tuple[object, ...]:
    """The most contradictions first."""
    return -len(dispute.findings), -len(dispute.claims), dispute.claims[0].key
