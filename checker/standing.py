"""How each finding stands on a day: known or new, by what people have accepted and by an earlier commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from checker.corpus import Acceptance, Claim
from checker.findings import Finding, Report, Standing
from checker.known import CHANGED, KNOWN, MOVED, Known, Matcher, known_from, known_in, known_of, now

NEW, EXPIRED, BY_RULE = "new", "expired", "by-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the claims of an earlier commit give: with today's rules, and, where those differ, with its own.

    `renamed` tells the sources that have another name now; `was_there` whether some claims of then conflicted
    as a finding says, be it untold.
    """

    commit: str
    report: Report
    own_rules: frozenset[str] | None = None
    renamed: dict[str, str]
    was_there: Callable[[frozenset[str], Finding], bool]


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
    needed = {entry.id for standing in standings.values() for entry in standing.rests_on}
    is_full = report.is_complete and not report.not_checked
    stale = tuple(entry for entry in report.corpus.accepted if is_full and entry.id not in needed)
    return replace(report, standings=standings, stale=stale, base=earlier.commit if earlier else "")


def mildest(reports: list[Report]) -> Report:
    """One report of several that were compared with one commit each: what was there in any of them is not new."""
    first, *others = reports
    standings = dict(first.standings)
    for other in others:
        for id_, standing in other.standings.items():
            if (standing.fails, len(standing.fresh)) < (standings[id_].fails, len(standings[id_].fresh)):
                standings[id_] = standing
    return replace(first, standings=standings)


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
        self.today, self.earlier, self.rules_fail = today, earlier, rules_fail
        self.corpus = report.corpus
        self.keys = {claim.key for claim in report.corpus.claims}
        self.findings = known or {finding.id: known_of(finding, report) for finding in report.findings}
        renamed = {} if earlier is None else earlier.renamed
        self.accepted = {acceptance.id: acceptance for acceptance in report.corpus.accepted}
        self.acceptances = self._matcher(known_from(report.corpus.accepted, renamed))
        self.by_acceptance = self.acceptances.states()
        self.by_base: dict[str, tuple[str, Known]] = {}
        self.old: dict[str, Claim] = {}
        if earlier is not None:
            self.by_base = self._matcher(known_in(earlier.report, renamed)).states()
            self.old = {now(claim.key, renamed): claim for claim in earlier.report.corpus.claims}

    def _matcher(self, known: list[Known]) -> Matcher:
        return Matcher(self.findings.values(), known, remains=self.keys.__contains__)

    def standing(self, finding: Finding) -> Standing:
        known = self.findings[finding.id]
        state, before = self.by_acceptance.get(finding.id, (NEW, None))
        acceptance = None if before is None else self.accepted[before.entry]
        joined = self.acceptances.joined_by(known) if before is None else []
        if state == KNOWN and acceptance is not None and acceptance.id != finding.id:  # git knows the new name
            state = MOVED
        if state in (KNOWN, MOVED) and acceptance is not None and _is_over(acceptance, self.today):
            state = EXPIRED
        fresh = self._fresh(finding)
        if self.earlier is not None and state in (NEW, CHANGED):
            state = self._against(self.earlier, finding, fresh, state)
        return Standing(
            state=state,
            content=known.content,
            acceptance=acceptance,
            joins=tuple(self.accepted[each.entry] for each in joined),
            changed=known.differing(before) if before is not None and state == CHANGED else frozenset(),
            fresh=fresh,
            rules_fail=self.rules_fail,
        )

    def _against(self, earlier: Earlier, finding: Finding, fresh: frozenset[str], state: str) -> str:
        """The state of a finding that is not accepted, compared with the earlier commit."""
        if finding.id not in self.by_base:
            # which conflicts are told depends on the others: one among old claims may have been there, if untold
            is_old = not fresh and earlier.was_there(
                frozenset(self.old[key].key for key in finding.claim_keys), finding
            )
            return KNOWN if is_old else state
        base_state, known = self.by_base[finding.id]
        if base_state != CHANGED and earlier.own_rules is not None and known.id not in earlier.own_rules:
            return BY_RULE
        return base_state

    def _fresh(self, finding: Finding) -> frozenset[str]:
        """The claims of a finding that the earlier commit did not have, or had otherwise."""
        if self.earlier is None:
            return frozenset()
        return frozenset(
            claim.key for claim in finding.claims if self._said(self.old.get(claim.key)) != self._said(claim)
        )

    def _said(self, claim: Claim | None) -> tuple[object, ...]:
        """What a claim says; of one for good, its day is none of it."""
        if claim is None:
            return ()
        subject, value = claim.subject.rpartition("/")[2], claim.value
        is_for_good = self.corpus.properties[claim.property].over_time[claim.status] == "constant"
        day = None if is_for_good else claim.as_of
        about = (subject, claim.property, claim.status, claim.scope, day, claim.counted_from, bool(claim.out))
        return (*about, value.interval.lower, value.interval.upper, value.choices, value.unit, value.stated)


def _is_over(acceptance: Acceptance, today: int) -> bool:
    return acceptance.until is not None and today > acceptance.until.last
