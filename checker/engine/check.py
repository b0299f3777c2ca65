"""The pipeline: tables, figures, rows, echoes, conflicts, result."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from checker.corpus.corpus import Corpus
from checker.corpus.relation import Relation
from checker.engine.answers import Explained
from checker.engine.budget import StepBudget
from checker.engine.changes import changes_of
from checker.engine.columns import PAIRS
from checker.engine.comparisons import comparison_rules
from checker.engine.disputes import explain
from checker.engine.echoes import of_periods, with_echoes
from checker.engine.families import may_tie_through_others
from checker.engine.findings import PERHAPS, SEVERITY_ORDER, Combination, Dispute, Finding, Quantity, Result, Statement
from checker.engine.grounded import Grounded, Row, RowsOfUnclaimed
from checker.engine.grounding import Grounder
from checker.engine.logic import worth_explaining
from checker.engine.messages import figure_name
from checker.engine.own_rows import rows_of_one_voice
from checker.engine.periods import RELATION as PERIOD_RELATION
from checker.engine.periods import adds_up, period_findings
from checker.engine.proven import beside_rows
from checker.engine.quantities import Figures, Quantities, Statements
from checker.engine.rows import RowFinding, RowFindings, is_sure
from checker.engine.second_amounts import beside_their_roots, one_of_two_currencies
from checker.engine.sql import Engine, open_engine
from checker.engine.suspects import changing, differing_over_time, suspects
from checker.engine.suspicion import HOLDS, SUSPECT
from checker.engine.tables import load_tables
from checker.engine.taken_back import taken_back
from checker.engine.uncompared import LeftOut, not_compared
from checker.engine.unstated import unstated
from checker.engine.untied import FEW_UNTIED, MOST_UNTIED, UNTIED_ROWS, TooManyForSQLite, are_tied, combinations_of
from checker.engine.voices import findings_about
from checker.files.models import PERIODS, SOURCES_DISAGREE
from checker.memory import no_garbage_collection
from checker.values.moments import Moment

ROW_LIMIT = 200_000
"""Beyond so many rows of one rule only those that look suspect are fetched, and the result says so."""

SMALL = 1_000
"""Up to so many claims SQLite is done before DuckDB has started; benchmarks/README.md has the figures."""

MOST_CHANGES = 2_000
"""Figures of each kind whose changes are told."""


def check(corpus: Corpus, *, row_limit: int = ROW_LIMIT, engine: str = "") -> Result:
    """Find where the claims of a corpus cannot all be true. Pure: no clock, no network, no files.

    `engine` is one of ENGINES; the fastest for the corpus's size if left out. The result is the same.
    """
    if not engine and len(corpus.claims) <= SMALL:
        with contextlib.suppress(TooManyForSQLite):
            return _check(corpus, row_limit, "sqlite", is_chosen=False)
    return _check(corpus, row_limit, engine or "duckdb")


def _check(corpus: Corpus, row_limit: int, engine: str, *, is_chosen: bool = True) -> Result:
    database = open_engine(engine)
    try:
        with no_garbage_collection():
            most = None if is_chosen else FEW_UNTIED
            return _Check(corpus, database, row_limit, most).result()
    finally:
        database.close()


class _Check:
    """One run over one corpus. It raises TooManyForSQLite where a rule has more than `most` combinations."""

    def __init__(self, corpus: Corpus, engine: Engine, row_limit: int, most: int | None) -> None:
        self.corpus, self.engine, self.row_limit, self.most = corpus, engine, row_limit, most
        self.codes = codes = load_tables(corpus, engine)
        self.grounder = Grounder(engine, codes)
        self.figures = Figures(corpus, codes)
        self.quantities = Quantities(corpus, self.figures, engine)
        self.statements = Statements(corpus, self.figures, self.quantities)
        self.of_no_day = self._of_no_day()
        self.soft = codes.soft
        ordered = [codes.property(name) for name, prop in corpus.properties.items() if prop.scale.order]
        self.ordered = differing_over_time(engine, (code for code in ordered if code >= 0))
        self.windows = {name: prop.window for name, prop in corpus.properties.items()}
        self.built_in = comparison_rules(corpus)
        self.relations: dict[str, Relation] = {rule.id: rule.relation for rule in corpus.rules}
        self.relations |= {rule: relations[0] for rule, relations in self.built_in.items()}
        self.severities: dict[str, str] = {rule.id: rule.said.severity for rule in corpus.rules}
        self.severities |= dict.fromkeys(self.built_in, "error")
        self.not_checked: list[str] = []
        self.limits: list[str] = []
        self.masked: list[Combination] = []
        self.agreeing: set[int] = set()

    def result(self) -> Result:
        grounded = {rule: self._ground(rule) for rule in sorted(self.relations)}
        periods, period_rows = period_findings(self._courses_with_periods())
        about = [*self._about_figures(), *taken_back(self.corpus)]
        about += of_periods(periods, about, self.statements, self.windows)
        about += unstated(self.corpus, self.figures, self.statements)
        unclaimed = self._rows_of_unclaimed()
        of_rows = self._of_rules(grounded, unclaimed)
        findings = [*about, *with_echoes(about, of_rows, self.statements, self.windows, self.corpus)]
        once = {finding.id for finding in findings if finding.is_echo}
        findings = one_of_two_currencies(findings, self.corpus)
        said_twice = {finding.id for finding in findings if finding.is_echo and finding.id not in once}
        explained = self._explain(findings, grounded, period_rows, unclaimed)
        findings += explained.joint
        disputes = beside_their_roots(explained.disputes, said_twice)
        self.not_checked += explained.not_checked
        self.limits += explained.limits
        rows = [*(row for rule in sorted(grounded) for row in grounded[rule].rows), *unclaimed.claimed, *unclaimed.open]
        compared = self._compared(rows)
        changed, rose = changing(self.engine, MOST_CHANGES)
        cut = {rule: grounded[rule].cut_sums for rule in sorted(grounded) if grounded[rule].cut_sums}
        return Result(
            corpus=self.corpus,
            findings=tuple(sorted(findings, key=finding_order)),
            disputes=tuple(sorted(disputes, key=dispute_order)),
            changes=changes_of(
                self.corpus, self.figures, self.statements, changed, filter(self._has_named_voice, rose)
            ),
            not_compared=LeftOut(
                lambda: not_compared(self.corpus, self.figures, self.quantities, compared, rows, self.relations, cut)
            ),
            not_checked=tuple(sorted(self.not_checked)),
            not_explained=explained.not_explained,
            limits=tuple(sorted(self.limits)),
            quantities=self.quantities,
            statements=self.statements,
            compared=frozenset(compared),
        )

    def _of_no_day(self) -> frozenset[int]:
        """The quantities with a claim that is of each moment of a span, or of a minute: few are."""
        of = self.quantities.quantity_of
        return frozenset(of[n] for n, c in enumerate(self.corpus.claims) if _is_of_no_day(c.moment) and n in of)

    # --- figures

    def _about_figures(self) -> Iterator[Finding]:
        """What is wrong with figures by themselves; figures of one name are told together."""
        by_name: dict[tuple[str, ...], list[int]] = {}
        for number in sorted({*suspects(self.engine), *self.soft, *self.ordered}):
            by_name.setdefault(self.figures[number].name, []).append(number)
        for name in sorted(by_name):
            courses = [(self.figures[number], self.statements[number]) for number in by_name[name]]
            about = findings_about(courses, self.windows[courses[0][0].property])
            yield from about.findings
            self.masked += about.masked
            if about.is_cut:
                named = figure_name(courses[0][0], self.corpus)
                self.limits.append(f"{named}: so many voices or days that not every pair of statements was looked at")

    def _has_named_voice(self, figure: int) -> bool:
        """Whether somebody whom the corpus knows gives a figure: of others no rise is told."""
        claims, named = self.corpus.claims, self.corpus.entities
        return any(claims[number].origin in named for number in self.figures.members[figure])

    def _courses_with_periods(self) -> dict[tuple[str, ...], list[tuple[Statement, ...]]]:
        """What is stated of figures for periods that add up, and of their totals, by the name of the figures."""
        claims = self.corpus.claims
        of_periods = [n for n in self.figures if claims[self.figures.members[n][0]].period is not None]
        names = {self.figures[number].name for number in of_periods if adds_up(self.figures[number], self.corpus)}
        found: dict[tuple[str, ...], list[tuple[Statement, ...]]] = {name: [] for name in names}
        for number in self.figures if names else ():
            if self.figures[number].name in names:
                found[self.figures[number].name].append(self.statements[number])
        return found

    # --- rows

    def _ground(self, rule: str) -> Grounded:
        whole = Grounded()
        for relation in self.built_in.get(rule) or [self.relations[rule]]:
            whole.add(self._ground_one(rule, relation))
        return whole

    def _ground_one(self, rule: str, relation: Relation) -> Grounded:
        limit = self.row_limit
        if not relation.counts_origins and not are_tied(relation):
            count = combinations_of(relation, self.codes, self.engine)
            if count > MOST_UNTIED:
                why = "nothing ties its names, so that each figure meets every other; tie them by their subjects"
                self.not_checked.append(f"{rule}: {count:,} combinations, none of which was examined: {why}")
                return Grounded()
            if self.most is not None and count > self.most:
                raise TooManyForSQLite
            limit = min(limit, UNTIED_ROWS)
        grounded = self.grounder.ground(rule, relation, least_look=HOLDS, limit=limit)
        if grounded.was_cut:
            self.limits.append(f"{rule}: more than {limit:,} rows; only those that look broken were examined")
            grounded = self.grounder.ground(rule, relation, least_look=SUSPECT, limit=limit)
            if grounded.was_cut:
                self.not_checked.append(f"{rule}: more than {limit:,} rows look broken; the rest is left out")
        return grounded

    def _rows_of_unclaimed(self) -> RowsOfUnclaimed:
        """Rows with figures that nobody gives: of most projects there are none."""
        if not may_tie_through_others(self.corpus):
            return RowsOfUnclaimed()
        from checker.engine.unclaimed import unclaimed_in

        unclaimed = unclaimed_in(self.corpus, self.figures)
        self.agreeing = unclaimed.agreeing
        if unclaimed.was_cut:
            most = len(unclaimed.claims)
            self.limits.append(f"more than {most:,} figures of wholes that nobody gives; the rest was not looked at")
        if not unclaimed.claims:
            return RowsOfUnclaimed()
        from checker.engine.unclaimed_rows import beside_unclaimed, quantities_of, rows_of_periods, rows_of_unclaimed

        self.quantities.unclaimed = made = quantities_of(unclaimed.claims, self.corpus, self.figures)
        self.of_no_day = self.of_no_day.union(n for n, quantity in made.items() if _is_of_no_day(quantity.moment))
        beside = beside_unclaimed(self.corpus, unclaimed.claims)
        logic = {rule: relation for rule, relation in self.relations.items() if self._is_logic(rule)}
        engine = open_engine("sqlite" if len(beside.corpus.claims) <= SMALL else "duckdb")
        try:
            rows = rows_of_unclaimed(beside, made, logic, engine, self.row_limit)
        finally:
            engine.close()
        if rows.was_cut:
            self.limits.append("sums through other wholes: so many figures of parts that not all of them were formed")
        rows.open += rows_of_periods(unclaimed, self.corpus, self.figures, self.quantities)
        return RowsOfUnclaimed(sorted(rows.claimed, key=row_order), sorted(rows.open, key=row_order))

    def _of_rules(self, grounded: Mapping[str, Grounded], unclaimed: RowsOfUnclaimed) -> list[RowFinding]:
        since = dict(self.engine.rows("SELECT id, since FROM stand WHERE since > said_first"))
        found = RowFindings(self.corpus, self.quantities, self.statements, since)
        for rule in sorted(grounded):
            own = [row for row in unclaimed.claimed if row.rule == rule]
            for row in sorted({*self._told(grounded[rule]), *own}, key=row_order):
                if row.look == HOLDS and not self._has_soft_top(row):
                    continue
                try:
                    found.add(row, self.relations[rule], self.severities[rule])
                except Exception as error:
                    error.add_note(f"while judging the rule {rule}")
                    raise
            for row in self._of_one_voice(rule, grounded[rule]):
                found.add(row, self.relations[rule], self.severities[rule])
        told = found.findings()
        self.masked += found.masked
        return told

    def _of_one_voice(self, rule: str, grounded: Grounded) -> list[Row]:
        broken = (row for row in grounded.rows if row.look != HOLDS)
        relation = self.relations[rule]
        return sorted(rows_of_one_voice(broken, relation, self.quantities, self.statements, self.corpus), key=row_order)

    def _has_soft_top(self, row: Row) -> bool:
        """Whether a row that holds may fail above what the words of a figure suggest: that is a tension."""
        if not self.soft:
            return False
        return any(self.quantities.figure_number(quantity) in self.soft for _, quantity in row.terms)

    def _told(self, grounded: Grounded) -> list[Row]:
        """The rows that are judged by themselves: of those for the solver what it is not given."""
        lasting = [row for row in grounded.links or () if self._is_lasting(row)]
        return list(dict.fromkeys([*grounded.rows, *lasting]))

    def _is_lasting(self, row: Row) -> bool:
        """Whether a figure holds throughout a span: it need not be one number there."""
        if self.of_no_day.isdisjoint(quantity for _, quantity in row.terms):
            return False
        quantities = [self.quantities[quantity] for _, quantity in row.terms]
        return any(q.moment.throughout and q.figure.mode != "constant" and not q.figure.period for q in quantities)

    def _compared(self, rows: Iterable[Row]) -> set[str]:
        """Claims that stand beside another one, in one figure or in a row."""
        found: set[int] = set()
        for row in rows:
            if len(row.terms) > 1:
                for _, quantity in row.terms:
                    found.update(self.quantities.claim_numbers.get(quantity, ()))
        for number in self.figures:
            members = self.figures.members[number]
            # of other days, too: what agrees, or what follows, is nothing to list
            if len(members) > 1 or number in self.agreeing:
                found.update(members)
        return {self.corpus.claims[number].key for number in found}

    # --- conflicts

    def _explain(
        self,
        findings: Sequence[Finding],
        grounded: Mapping[str, Grounded],
        periods: Sequence[Row],
        unclaimed: RowsOfUnclaimed,
    ) -> Explained:
        errors = [finding for finding in findings if finding.severity == "error" and finding.kind != PERHAPS]
        related = [
            row
            for rule in sorted(grounded)
            if self._is_logic(rule)
            for row in sorted(_links(grounded[rule]), key=row_order)
        ]
        related += [*unclaimed.claimed, *unclaimed.open]
        logic = [row for row in related if self._ties_values(row)]
        beside = [row for row in related if not self._ties_values(row)]
        periods = [row for row in periods if not self._is_lasting(row)]  # of what lasts each row is of another day
        possible = [*self.masked, *(each for f in findings if _is_possible(f) for each in f.combinations)]
        possible += [self._as_possible(row) for row in beside if row.look != HOLDS and self._is_lasting(row)]
        explained = explain(
            errors,
            worth_explaining([*logic, *periods], errors, self.quantities, self.engine),
            {**self.relations, PERIODS: PERIOD_RELATION},
            self.quantities,
            self.statements,
            steps=StepBudget(),
            name_of=self._name,
            possible=possible,
            unclaimed=self.quantities.unclaimed,
        )
        proven = beside_rows(explained.disputes, beside, self.relations, self.quantities)
        return replace(explained, disputes=tuple(proven))

    def _as_possible(self, row: Row) -> Combination:
        """A row that explanations are not given, as what may still conflict where none of its values is given up."""
        said = [(name, s) for name, quantity in row.terms for s in self.statements.of_quantity(quantity)]
        return Combination(terms=tuple(said), gap=None)

    def _ties_values(self, row: Row) -> bool:
        """Whether a row surely ties what its figures come to; what lasts bounds each moment, and is told by itself."""
        if not row.sure or self.of_no_day.isdisjoint(quantity for _, quantity in row.terms):
            return row.sure
        return not self._is_lasting(row) and is_sure([self.quantities[quantity].moment for _, quantity in row.terms])

    def _is_logic(self, rule: str) -> bool:
        """A plan below a need is a tension between claims that are both true: it explains nothing."""
        relation = self.relations[rule]
        relates = not relation.counts_origins and not relation.of_statements and relation.operator != "!="
        return self.severities[rule] == "error" and relates

    def _name(self, quantity: Quantity) -> str:
        return figure_name(quantity.figure, self.corpus)


def _is_of_no_day(moment: Moment) -> bool:
    return moment.throughout or moment.by_minute


def _is_possible(finding: Finding) -> bool:
    """Whether it is one only for some choice of the moments."""
    is_written = finding.rule == SOURCES_DISAGREE and finding.severity == "warning" and finding.kind in PAIRS
    return finding.kind == PERHAPS or is_written


def _links(grounded: Grounded) -> list[Row]:
    return grounded.rows if grounded.links is None else grounded.links


def row_order(row: Row) -> tuple[object, ...]:
    """A fixed order of rows."""
    return row.terms, row.moment, row.source, row.way, row.voice


def finding_order(finding: Finding) -> tuple[object, ...]:
    """Errors first, then the widest gap."""
    gap = finding.gap if finding.gap is not None else 0
    return SEVERITY_ORDER[finding.severity], finding.story, finding.rule, -gap, finding.id


def dispute_order(dispute: Dispute) -> tuple[object, ...]:
    """The most findings that count first, then the most claims."""
    counted = [finding for finding in dispute.findings if not finding.is_echo]
    return -len(counted), -len(dispute.claims), dispute.claims[0].key
