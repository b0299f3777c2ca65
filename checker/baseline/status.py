"""How each finding stands on a day: known or new, by what people have accepted and by an earlier commit.

The table of decisions is in docs/known-findings.md; each of its rows has a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.baseline.matching import Known, Match, compare, known_from, known_in, moved
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
from checker.engine.findings import PERHAPS, Finding, Result
from checker.files.project import accepted_has_mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
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
    best = replace(best, new_claims=new, edited_claims=edited)
    is_shared = not new and all(status.new_claims and not status.entities for status in statuses)
    if best.state in (NEW, CHANGED, JOINED) and is_shared:  # each commit had a part, and both have all by now
        return replace(best, state=KNOWN, fails=False)
    return best


class _Judgement:
    """A result against what is accepted and, where one is given, against an earlier commit."""

    def __init__(self, result: Result, today: int, earlier: Earlier | None, rules_fail: bool) -> None:
        self.result, self.today, self.rules_fail = result, today, rules_fail
        self.accepted = {entry.id: entry for entry in result.corpus.accepted}
        self.entries = {known.id: known for known in known_from(result.corpus.accepted)}
        ids = {finding.id: finding for finding in result.findings}
        unknown = [finding for finding in result.findings if finding.id not in self.entries]
        self.moved = moved(unknown, self.entries.values(), ids)
        self.base = None if earlier is None else _Base(earlier, result, today)

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
        status = self._by_entry(finding)
        if self.base is None:
            return status
        return self.base.compared(finding, status, rules_fail=self.rules_fail)

    def _by_entry(self, finding: Finding) -> Status:
        """By what is accepted under the finding's id, or under the one that it had."""
        known = self.entries.get(finding.id)
        was_moved = known is None and finding.id in self.moved
        if known is None:
            known = self.moved.get(finding.id)
        if known is None:
            return Status()
        acceptance = self.accepted[known.id]
        if was_moved:
            status = Status(state=MOVED, fails=False, is_accepted=True, parts=(True,) * len(finding.parts))
        else:
            status = _of_match(compare(finding, known))
        if not status.fails and _is_over(acceptance, self.today):
            status = replace(status, state=EXPIRED, fails=True, is_accepted=False)
        return replace(status, acceptance=acceptance)

    def _of_echo(self, finding: Finding, found: Mapping[str, Status]) -> Status:
        """An echo goes with what it echoes, unless there is a statement in it that was not there."""
        own = self._by_entry(finding) if finding.id in self.entries or finding.id in self.moved else None
        if own is not None and not own.fails:
            return own
        roots = [found[root] for root in finding.echo_of if root in found]
        if roots and not any(root.fails for root in roots):
            known = self._with_roots(finding, roots)
            match = compare(finding, known)
            if match.is_whole:
                status = Status(state=KNOWN, fails=False, parts=match.parts, why="follows from what is known")
                accepted = next((root.acceptance for root in roots if root.is_accepted), None)
                return replace(status, is_accepted=accepted is not None, acceptance=accepted)
        status = own or Status()
        return status if self.base is None else self.base.compared(finding, status, rules_fail=self.rules_fail)

    def _with_roots(self, finding: Finding, roots: Iterable[Status]) -> Known:
        entries = [self.entries[root.acceptance.id] for root in roots if root.acceptance is not None]
        based = [] if self.base is None else [self.base.known[id_] for id_ in finding.echo_of if id_ in self.base.known]
        statements = frozenset(key for known in (*entries, *based) for key in (*known.statements, *known.echoes))
        return Known(
            id=finding.id,
            rule=finding.rule,
            statements=statements,
            is_open=any(known.is_open for known in entries),
            lets_others_join=any(known.lets_others_join for known in entries),
        )


def _of_match(match: Match) -> Status:
    if match.is_whole:
        return Status(state=KNOWN, fails=False, is_accepted=True, parts=match.parts)
    return Status(state=CHANGED if match.is_changed else JOINED, parts=match.parts, new_statements=match.new)


class _Base:
    """What an earlier commit knew of the findings of now: by today's rules, and by its own and what it accepted."""

    def __init__(self, earlier: Earlier, now: Result, today: int) -> None:
        self.earlier, self.now = earlier, now
        self.known = {known.id: known for known in known_in(earlier.result.findings)}
        ids = {finding.id: finding for finding in now.findings}
        unknown = [finding for finding in now.findings if finding.id not in self.known]
        self.moved = moved(unknown, self.known.values(), ids)
        self.own = judged(earlier.own, today)
        self.own_known = {known.id: known for known in known_in(earlier.own.findings)}
        self.own_findings = {finding.id: finding for finding in earlier.own.findings}
        self.old = {_renamed(claim.key, earlier.renamed): claim for claim in earlier.result.corpus.claims}
        then = earlier.result.corpus.entities
        self.changed_entities = {
            key: entity.id
            for key, entity in sorted(now.corpus.entities.items())
            if key in then and _extent(entity) != _extent(then[key])
        }

    def compared(self, finding: Finding, status: Status, *, rules_fail: bool) -> Status:
        """How a finding stands if what failed in the earlier commit too is known."""
        new_claims = self._new_claims(finding)
        status = replace(
            status,
            new_claims=new_claims,
            edited_claims={key: self.old[key] for key in sorted(new_claims) if key in self.old},
            entities=self._entities(finding),
        )
        if not status.fails or status.state == EXPIRED:
            return status
        before = self.known.get(finding.id) or self.moved.get(finding.id)
        if before is None:
            return self._masked(finding, status, rules_fail=rules_fail)
        match = compare(finding, before)
        if finding.id in self.known and not match.is_whole:
            by_base = _of_match(match)
            return replace(status, state=by_base.state, parts=match.parts, new_statements=match.new)
        return self._by_own_rules(before, status, rules_fail=rules_fail)

    def _by_own_rules(self, before: Known, status: Status, *, rules_fail: bool) -> Status:
        """What the base had: unless only today's rules show it there, or it was accepted there and is no longer."""
        own = self.own_known.get(before.id)
        if own is None or not before.statements <= own.statements:
            return replace(status, state=RULE_CHANGE, fails=rules_fail, new_statements=())
        then = self.own.statuses[before.id]
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
            return replace(status, state=MASKED, fails=False)
        return replace(status, state=RULE_CHANGE, fails=rules_fail)

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
    return entity.kind, entity.part_of, entity.parts_complete, entity.since, entity.until


def _is_over(acceptance: Acceptance, today: int) -> bool:
    return acceptance.until is not None and today > acceptance.until.last
