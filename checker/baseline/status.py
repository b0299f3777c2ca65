"""How each finding stands on a day: known or new, by what people have accepted and by an earlier commit.

The table of decisions is in docs/known-findings.md; each of its rows has a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.keys import keys_of
from checker.baseline.matching import Known, Match, compare, known_from, known_in, with_statements
from checker.baseline.renames import Names, moved, names_of
from checker.baseline.review import (
    CHANGED,
    EXPIRED,
    JOINED,
    KNOWN,
    MASKED,
    MOVED,
    NEW,
    RULE_CHANGE,
    Review,
    Status,
)
from checker.corpus.corpus import Acceptance, Claim, Corpus, Entity
from checker.engine.findings import PERHAPS, SEVERITY_ORDER, Finding, Result, Statement
from checker.files.project import accepted_has_mistakes


class Earlier(Struct, frozen=True, kw_only=True):
    """What an earlier commit gives: with today's rules, and, as `own`, with its own.

    `renamed` tells the articles that have another name now; `was_there` whether a finding was there among its own
    claims, though nothing told it.
    """

    commit: str
    result: Result
    own: Result
    renamed: Mapping[str, str]
    was_there: Callable[[Corpus, Finding, frozenset[str]], bool]


def judged(result: Result, today: int, earlier: Earlier | None = None, *, rules_fail: bool = False) -> Review:
    """The result with how each finding stands on a day (`date.toordinal`), and what is accepted without need.

    What is accepted is stale only where all files could be read and checked.
    """
    statuses = _Judgement(result, today, earlier, rules_fail).statuses()
    needed = {status.acceptance.id for status in statuses.values() if status.acceptance is not None}
    needed.update(finding.id for finding in result.findings)
    is_full = result.is_complete and not result.not_checked
    stale = tuple(entry for entry in result.corpus.accepted if is_full and entry.id not in needed)
    return Review(result=result, statuses=statuses, stale=stale, base=earlier.commit if earlier else "")


def mildest(reviews: Sequence[Review]) -> Review:
    """One review of several that were compared with one commit each: what was there in any of them is not new."""
    first = reviews[0]
    statuses = {finding.id: _mildest([review.statuses[finding.id] for review in reviews]) for finding in first.findings}
    stale = tuple(entry for entry in first.stale if all(entry in review.stale for review in reviews))
    return replace(first, statuses=statuses, stale=stale)


def _mildest(statuses: list[Status]) -> Status:
    best = min(statuses, key=lambda status: (status.fails, status.is_brought_by_rules, len(status.new_claims)))
    new = frozenset.intersection(*(status.new_claims for status in statuses))
    edited = {key: best.edited_claims[key] for key in best.edited_claims if key in new}
    best = replace(best, new_claims=new, edited_claims=edited, new_statements=_new_in_all(best, statuses))
    is_shared = not new and all(status.new_claims and not status.entities for status in statuses)
    if best.state in (NEW, CHANGED, JOINED) and is_shared:  # each commit had a part, and both have all by now
        return replace(best, state=KNOWN, fails=False)
    return best


def _new_in_all(best: Status, statuses: Sequence[Status]) -> tuple[Statement, ...]:
    """The statements of a status that are new in all others too."""
    shared = set.intersection(*({id(statement) for statement in status.new_statements} for status in statuses))
    return tuple(statement for statement in best.new_statements if id(statement) in shared)


class _Judgement:
    """A result against what is accepted and, where one is given, against an earlier commit."""

    def __init__(self, result: Result, today: int, earlier: Earlier | None, rules_fail: bool) -> None:
        self.result, self.today, self.rules_fail = result, today, rules_fail
        self.accepted = {entry.id: entry for entry in result.corpus.accepted}
        self.names = names_of(result.corpus, result)
        self.stored = {known.id: known for known in known_from(result.corpus.accepted)}
        self.by_id = _by_id([*self.stored.values()], result.findings, self.names)
        self.base = None if earlier is None else _Base(earlier, result, self.names, today)

    def statuses(self) -> dict[str, Status]:
        found: dict[str, Status] = {}
        for finding in self.result.findings:
            if not finding.is_echo:
                found[finding.id] = self._status(finding)
        for finding in self.result.findings:
            if finding.is_echo:
                found[finding.id] = self._of_echo(finding, found)
        return found

    def _status(self, finding: Finding) -> Status:
        if finding.kind == PERHAPS:
            return Status(state=KNOWN, fails=False, why="only possible, so never gated")
        return self._with_base(finding, self._by_entry(finding))

    def _with_base(self, finding: Finding, status: Status) -> Status:
        if self.base is None:
            return status
        is_over = status.acceptance is not None and _is_over(status.acceptance, self.today)
        entry = None if is_over else self.by_id.get(finding.id)
        compared = self.base.compared(finding, status, entry, rules_fail=self.rules_fail)
        return _expired(compared) if is_over and not compared.fails else compared

    def _by_entry(self, finding: Finding) -> Status:
        """By what is accepted under the finding's id, or under the one that it had."""
        known = self.by_id.get(finding.id)
        if known is None:
            return Status()
        acceptance = self.accepted[known.id]
        status = replace(_of_match(compare(finding, known), is_accepted=True), acceptance=acceptance)
        if status.fails:
            return status
        if _is_over(acceptance, self.today):
            return _expired(status)
        is_renamed = known.id != finding.id or known != self.stored[known.id]
        return replace(status, state=MOVED) if is_renamed else status

    def _of_echo(self, finding: Finding, found: Mapping[str, Status]) -> Status:
        """An echo goes with what it echoes, unless there is a statement in it that was not there."""
        own = self._by_entry(finding)
        if own.acceptance is not None and not own.fails:
            return own
        roots = {root: found[root] for root in finding.echo_of if root in found}
        status = own
        if roots and not any(root.fails for root in roots.values()):
            following = self._following(finding, roots)
            if not following.fails:
                return following
            status = following if own.acceptance is None else own
        return self._with_base(finding, status)

    def _following(self, finding: Finding, roots: Mapping[str, Status]) -> Status:
        """How an echo stands by what is known of its roots."""
        entries = [self.by_id[root] for root in roots if root in self.by_id]
        based = [] if self.base is None else [self.base.by_id[root] for root in roots if root in self.base.by_id]
        status = _of_match(
            compare(finding, self.names.brought_up(_together(finding, entries, based), keys_of(finding)))
        )
        accepted = next((root.acceptance for root in roots.values() if root.is_accepted), None)
        if status.fails:
            return replace(status, state=NEW, why="follows from what is known, but for what is new in it")
        why = "follows from what is known"
        return replace(status, why=why, is_accepted=accepted is not None, acceptance=accepted)


def _together(finding: Finding, entries: Sequence[Known], based: Sequence[Known]) -> Known:
    """All statements that are known of an echo's roots, and of what follows from these."""
    every = (*entries, *based)
    return Known(
        id=finding.id,
        rule=finding.rule,
        statements=frozenset(key for known in every for key in (*known.statements, *known.echoes)),
        is_open=any(known.is_open for known in entries),
        lets_others_join=any(known.lets_others_join for known in entries),
    )


def _by_id(known: Sequence[Known], findings: Sequence[Finding], names: Names) -> dict[str, Known]:
    """What is known of each finding, by the finding's id, under the names of now."""
    before = {each.id: each for each in known}
    found = {
        finding.id: names.brought_up(before[finding.id], keys_of(finding))
        for finding in findings
        if finding.id in before
    }
    unknown = [finding for finding in findings if finding.id not in before and finding.kind != PERHAPS]
    return found | moved(unknown, known, (finding.id for finding in findings), names)


def _expired(status: Status) -> Status:
    return replace(status, state=EXPIRED, fails=True, is_accepted=False)


def _of_match(match: Match, *, is_accepted: bool = False) -> Status:
    if match.is_whole:
        return Status(state=KNOWN, fails=False, is_accepted=is_accepted, parts=match.parts)
    return Status(state=CHANGED if match.is_changed else JOINED, parts=match.parts, new_statements=match.new)


class _Base:
    """What an earlier commit knew of the findings of now: by today's rules, and by its own and what it accepted."""

    def __init__(self, earlier: Earlier, now: Result, names: Names, today: int) -> None:
        self.earlier, self.now, self.names = earlier, now, names
        self.by_id = _by_id(known_in(earlier.result.findings), now.findings, names)
        self.own = judged(earlier.own, today)
        self.by_own_rules = self._seen_by_own_rules()
        self.old = {_renamed(claim.key, earlier.renamed): claim for claim in earlier.result.corpus.claims}
        then = earlier.result.corpus.entities
        self.changed_entities = {
            key: entity.id
            for key, entity in sorted(now.corpus.entities.items())
            if key in then and _extent(entity) != _extent(then[key])
        }

    def compared(self, finding: Finding, status: Status, entry: Known | None, *, rules_fail: bool) -> Status:
        """How a finding stands if what failed in the earlier commit too is known; `entry` is what is accepted of it."""
        new_claims = self._new_claims(finding)
        status = replace(
            status,
            new_claims=new_claims,
            edited_claims={key: self.old[key] for key in sorted(new_claims) if key in self.old},
            entities=self._entities(finding),
        )
        if not status.fails or status.state == EXPIRED:
            return status
        before = self.by_id.get(finding.id)
        if before is None:
            return self._masked(finding, status, rules_fail=rules_fail)
        match = compare(finding, before if entry is None else with_statements(entry, [before]))
        if match.is_whole:
            return self._by_own_rules(before, status, rules_fail=rules_fail)
        by_base = _of_match(match)
        changed = replace(status, state=by_base.state, parts=match.parts, new_statements=match.new)
        return self._masked(finding, changed, rules_fail=rules_fail)

    def _seen_by_own_rules(self) -> dict[str, str]:
        """Its findings by today's rules that its own rules showed too, by their ids; with the ids that these had."""
        findings = self.earlier.result.findings
        if self.earlier.own is self.earlier.result:
            return {finding.id: finding.id for finding in findings}
        severity = {finding.id: SEVERITY_ORDER[finding.severity] for finding in self.earlier.own.findings}
        own = _by_id(known_in(self.earlier.own.findings), findings, self.names)
        return {
            finding.id: own[finding.id].id
            for finding in findings
            if finding.id in own
            and severity[own[finding.id].id] <= SEVERITY_ORDER[finding.severity]
            and compare(finding, own[finding.id]).is_whole
        }

    def _by_own_rules(self, before: Known, status: Status, *, rules_fail: bool) -> Status:
        """What the base had: unless only today's rules show it there, or it was accepted there and is no longer."""
        if before.id not in self.by_own_rules:
            return self._by_rules(status, rules_fail=rules_fail)
        then = self.own.statuses[self.by_own_rules[before.id]]
        has_mistakes = accepted_has_mistakes(self.now.corpus.problems)
        if then.is_accepted and then.acceptance is not None and not has_mistakes:
            return replace(status, no_longer=then.acceptance)
        return replace(status, state=KNOWN, fails=False, new_statements=())

    def _masked(self, finding: Finding, status: Status, *, rules_fail: bool) -> Status:
        """What was there among old claims, and was not told for a limit, or for the rules of then."""
        if status.new_claims:
            return status
        keys = frozenset(self.old[key].key for key in finding.claim_keys if key in self.old)
        if not self.earlier.was_there(self.earlier.result.corpus, finding, keys):
            return status
        is_same = self.earlier.own is self.earlier.result
        if is_same or self.earlier.was_there(self.earlier.own.corpus, finding, keys):
            why = f"its claims conflicted in {self.earlier.commit[:7]} too, behind another finding"
            return replace(status, state=MASKED, fails=False, why=why, new_statements=())
        return self._by_rules(status, rules_fail=rules_fail)

    def _by_rules(self, status: Status, *, rules_fail: bool) -> Status:
        why = f"by the rules of {self.earlier.commit[:7]} it was not found"
        return replace(status, state=RULE_CHANGE, fails=rules_fail, why=why, new_statements=())

    def _entities(self, finding: Finding) -> tuple[str, ...]:
        """The entities that were otherwise: those that its claims are about, or are parts of; if none, of its story.

        What is part of what, and when, may keep a claim out of a sum.
        """
        entities = self.now.corpus.entities
        keys = {claim.subject for claim in finding.claims}
        above = keys
        while above := {entities[key].part_of for key in above if key in entities} - keys:
            keys = keys | above
        own = tuple(id_ for key, id_ in self.changed_entities.items() if key in keys)
        nearby = ("", finding.story)
        return own or tuple(id_ for key, id_ in self.changed_entities.items() if key.rpartition("/")[0] in nearby)

    def _new_claims(self, finding: Finding) -> frozenset[str]:
        """The claims of a finding that the earlier commit did not have, or had otherwise."""
        corpus = self.now.corpus
        return frozenset(
            claim.key
            for claim in finding.claims
            if _content(self.old.get(claim.key), corpus) != _content(claim, corpus)
        )


def _renamed(key: str, renamed: Mapping[str, str]) -> str:
    """The key that a claim has now, where its article has got another name."""
    source, _, claim = key.partition("#")
    return f"{renamed.get(source, source)}#{claim}"


def _content(claim: Claim | None, corpus: Corpus) -> tuple[object, ...]:
    """What a claim says; of one for good, its day is none of it."""
    if claim is None:
        return ()
    subject, value = claim.subject.rpartition("/")[2], claim.value
    is_for_good = corpus.properties[claim.property].over_time[claim.status] == "constant"
    moment = None if is_for_good and claim.period is None else (claim.moment.earliest, claim.moment.latest)
    about = (subject, claim.property, claim.status, claim.scope, moment, claim.period, claim.counted_from)
    said = (value.interval.lower, value.interval.upper, value.choices, value.unit, value.stated)
    return (*about, bool(claim.out), claim.origin, *said)


def _extent(entity: Entity) -> tuple[object, ...]:
    parts = entity.parts_complete, entity.complete_breakdowns
    return entity.kind, entity.part_of, entity.breakdown, parts, entity.since, entity.until


def _is_over(acceptance: Acceptance, today: int) -> bool:
    return acceptance.until is not None and today > acceptance.until.last
