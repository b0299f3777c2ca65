"""How each finding stands on a day: known or new, by what people have accepted and by an earlier commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from checker.baseline.matching import Known, Matcher, known_from, known_in, known_of, now, with_subjects_renamed
from checker.corpus.corpus import Acceptance, Claim, Corpus, Entity
from checker.engine.findings import (
    BY_RULE,
    CHANGED,
    EXPIRED,
    KNOWN,
    MOVED,
    NEW,
    SEVERITY_ORDER,
    UNTOLD,
    Finding,
    Report,
    Standing,
)
from checker.files.project import accepted_has_mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the claims of an earlier commit give: with today's rules, and, as `own`, with its own.

    `renamed` tells the sources that have another name now; `was_there` whether some claims of a corpus of then
    conflicted as a finding says, be it untold.
    """

    commit: str
    report: Report
    own: Report
    renamed: dict[str, str]
    was_there: Callable[[Corpus, frozenset[str], Finding], bool]


def with_standings(
    report: Report,
    today: int,
    earlier: Earlier | None = None,
    *,
    rules_fail: bool = False,
    known: dict[str, Known] | None = None,
) -> Report:
    """The report with how each finding stands on a day (`date.toordinal`), and what is accepted without need.

    What is accepted is stale only where all files could be read and checked. `known` are the findings by their ids,
    where that has been found out before (see `known_of`).
    """
    comparison = _Comparison(report, today, earlier, rules_fail, known)
    standings = {finding.id: comparison.standing(finding) for finding in report.findings}
    named = {entry.id for standing in standings.values() for entry in standing.related}
    is_full = report.is_complete and not report.not_checked
    stale = tuple(entry for entry in report.corpus.accepted if is_full and entry.id not in named)
    return replace(report, standings=standings, stale=stale, base=earlier.commit if earlier else "")


def mildest(reports: list[Report]) -> Report:
    """One report of several that were compared with one commit each: what was there in any of them is not new."""
    standings = {
        finding.id: _mildest([report.standings[finding.id] for report in reports]) for finding in reports[0].findings
    }
    stale = tuple(entry for entry in reports[0].stale if all(entry in report.stale for report in reports))
    return replace(reports[0], standings=standings, stale=stale)


def _mildest(standings: list[Standing]) -> Standing:
    best = min(standings, key=lambda standing: (standing.fails, standing.comes_to_light, len(standing.fresh)))
    fresh = frozenset.intersection(*(standing.fresh for standing in standings))
    best = replace(best, fresh=fresh, edited={key: best.edited[key] for key in best.edited if key in fresh})
    is_shared = not fresh and all(standing.fresh and not standing.cast for standing in standings)
    if best.state in (NEW, CHANGED) and is_shared:  # each commit had a part, and both have all by now
        return replace(best, state=KNOWN)
    return best


class _Comparison:
    """A report against what is accepted and, where one is given, against an earlier commit."""

    def __init__(
        self,
        report: Report,
        today: int,
        earlier: Earlier | None,
        rules_fail: bool,
        known: dict[str, Known] | None,
    ) -> None:
        self.today, self.rules_fail = today, rules_fail
        self.findings = known or {finding.id: known_of(finding, report) for finding in report.findings}
        self.accepted = {acceptance.id: acceptance for acceptance in report.corpus.accepted}
        # not by the names that git knows: a check without a base must come to the same
        entries = with_subjects_renamed(known_from(report.corpus.accepted), self.findings.values(), report.corpus)
        self.entries = Matcher(self.findings.values(), entries, report)
        self.by_entry = self.entries.states()
        others = (known for known in self.findings.values() if known.id not in self.by_entry)
        self.joins = {known.id: self.entries.joined_by(known) for known in others}
        self.needed = {before.was for _, before in self.by_entry.values()}
        self.needed |= {each.was for joined in self.joins.values() for each in joined}
        self.corpus = report.corpus
        self.base = None if earlier is None else _Base(earlier, self.findings, report, today)

    def standing(self, finding: Finding) -> Standing:
        known = self.findings[finding.id]
        state, before = self.by_entry.get(finding.id, (NEW, None))
        acceptance = None if before is None else self.accepted[before.was]
        near: list[Known] = []
        # what holds within a tolerance does not stand for what was accepted
        if before is None and not self.joins[finding.id] and not finding.by_rounding:
            near = [each for each in self.entries.near(known) if each.was not in self.needed]
        if state in (KNOWN, MOVED) and acceptance is not None and _is_over(acceptance, self.today):
            state = EXPIRED
        standing = Standing(
            state=state,
            content=known.content,
            acceptance=acceptance,
            joins=tuple(self.accepted[each.was] for each in self.joins.get(finding.id, ())),
            near=tuple(self.accepted[each.was] for each in near),
            changed=known.differing(before) if before is not None and state == CHANGED else frozenset(),
            rules_fail=self.rules_fail,
        )
        return standing if self.base is None else self.base.compared(finding, standing, self.corpus)


class _Base:
    """What an earlier commit knew of the findings of now: by today's rules, and by its own and what it accepted."""

    def __init__(self, earlier: Earlier, findings: dict[str, Known], report: Report, today: int) -> None:
        self.earlier = earlier
        told = known_in(earlier.report, earlier.renamed)
        told = with_subjects_renamed(told, findings.values(), report.corpus)
        self.known = Matcher(findings.values(), told, report).states()
        self.own = with_standings(earlier.own, today)
        own = told
        if earlier.own is not earlier.report:
            own = with_subjects_renamed(known_in(earlier.own, earlier.renamed), told, report.corpus)
        self.by_own = Matcher(told, own, report).states()
        self.own_findings = {finding.id: finding for finding in earlier.own.findings}
        self.old = {now(claim.key, earlier.renamed): claim for claim in earlier.report.corpus.claims}
        then = earlier.report.corpus.entities
        self.changed_cast = {
            key: entity.id
            for key, entity in sorted(report.corpus.entities.items())
            if key in then and _extent(entity) != _extent(then[key])
        }

    def compared(self, finding: Finding, standing: Standing, corpus: Corpus) -> Standing:
        """How a finding stands if what failed in the earlier commit too is known.

        What its own rules did not show, or took for less, is brought to light by rules; what it had accepted, and is
        no longer, is new. What was there untold, for another finding stood for it, is told apart.
        """
        fresh = self._fresh(finding, corpus)
        standing = replace(
            standing,
            base=self.earlier.commit,
            fresh=fresh,
            edited={key: self.old[key] for key in sorted(fresh) if key in self.old},
            cast=self._cast(finding, corpus),
        )
        if standing.state not in (NEW, CHANGED):
            return standing
        state, before = self.known.get(finding.id, (NEW, None))
        if before is None:
            return self._untold(finding, standing)
        if state == CHANGED:
            return replace(standing, state=CHANGED)
        own_state, own = self.by_own.get(before.id, (NEW, None))
        then = None if own is None else self.own_findings[own.was]
        accepted = None if then is None else _accepted_as_it_was(self.own.standing(then))
        if accepted is not None and standing.state == NEW and not accepted_has_mistakes(corpus.problems):
            return replace(standing, dropped=accepted)
        if then is None or own_state == CHANGED or _is_less(then, finding):
            return replace(standing, state=BY_RULE, then=then)
        if accepted is not None and standing.state == CHANGED:  # its entry is another one
            return replace(standing, dropped=accepted)
        return replace(standing, state=KNOWN)

    def _cast(self, finding: Finding, corpus: Corpus) -> tuple[str, ...]:
        """The entities that were otherwise: those that its claims are about, or these are parts of; if none, others.

        Those others are of its story: what is part of what, and when, may keep a claim out of a sum.
        """
        changed = self.changed_cast
        keys = {claim.subject for claim in finding.claims}
        above = keys
        while above := {corpus.entities[key].part_of for key in above if key in corpus.entities} - keys:
            keys = keys | above
        own = tuple(id_ for key, id_ in changed.items() if key in keys)
        return own or tuple(id_ for key, id_ in changed.items() if key.rpartition("/")[0] in ("", finding.story))

    def _untold(self, finding: Finding, standing: Standing) -> Standing:
        """Which conflicts are told depends on the others: one among old claims may have been there nevertheless."""
        if standing.fresh:
            return standing
        keys = frozenset(self.old[key].key for key in finding.claim_keys)
        if not self.earlier.was_there(self.earlier.report.corpus, keys, finding):
            return standing
        is_same = self.earlier.own is self.earlier.report
        was_by_own = is_same or self.earlier.was_there(self.earlier.own.corpus, keys, finding)
        return replace(standing, state=UNTOLD if was_by_own else BY_RULE)

    def _fresh(self, finding: Finding, corpus: Corpus) -> frozenset[str]:
        """The claims of a finding that the earlier commit did not have, or had otherwise."""
        return frozenset(
            claim.key for claim in finding.claims if _said(self.old.get(claim.key), corpus) != _said(claim, corpus)
        )


def _said(claim: Claim | None, corpus: Corpus) -> tuple[object, ...]:
    """What a claim says; of one for good, its day is none of it."""
    if claim is None:
        return ()
    subject, value = claim.subject.rpartition("/")[2], claim.value
    is_for_good = corpus.properties[claim.property].over_time[claim.status] == "constant"
    day = None if is_for_good else claim.as_of
    about = (subject, claim.property, claim.status, claim.scope, day, claim.counted_from, bool(claim.out))
    return (*about, value.interval.lower, value.interval.upper, value.choices, value.unit, value.stated)


def _extent(entity: Entity) -> tuple[object, ...]:
    return entity.kind, entity.part_of, entity.parts_complete, entity.since, entity.until


def _is_less(then: Finding, finding: Finding) -> bool:
    return SEVERITY_ORDER[then.severity] > SEVERITY_ORDER[finding.severity]


def _accepted_as_it_was(standing: Standing) -> Acceptance | None:
    """What a finding of the earlier commit was accepted by there, be its time over."""
    return None if standing.changed else standing.acceptance


def _is_over(acceptance: Acceptance, today: int) -> bool:
    return acceptance.until is not None and today > acceptance.until.last
