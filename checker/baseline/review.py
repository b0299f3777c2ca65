"""A result with how each finding stands: by what people have accepted and by an earlier commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from checker.corpus.corpus import Acceptance, Claim, Corpus
from checker.engine.findings import Change, Dispute, Finding, NotCompared, Quantity, Result, Statement

NEW, CHANGED, JOINED, EXPIRED = "new", "changed", "joined", "expired"
KNOWN, MOVED = "known", "moved"
MASKED, RULE_CHANGE = "masked", "rule-change"


class Status(Struct, frozen=True, kw_only=True):
    """How a finding stands.

    `fails` is whether the gate fails for it, if it is severe enough. `parts` are its parts in their order, each True
    where it was known; `new_statements` are those that make the rest new. `why` says in words what the state rests on.

    Against an earlier commit: `new_claims` are the claims that it did not have, or had otherwise (`edited_claims` as
    they were); `entities` are those that were described otherwise there, and `no_longer` the entry of accepted.yaml
    that the finding had there and has no more.
    """

    state: str = NEW
    fails: bool = True
    is_accepted: bool = False
    acceptance: Acceptance | None = None
    parts: tuple[bool, ...] = ()
    new_statements: tuple[Statement, ...] = ()
    why: str = ""
    new_claims: frozenset[str] = frozenset()
    edited_claims: Mapping[str, Claim] = field(default_factory=dict)
    entities: tuple[str, ...] = ()
    no_longer: Acceptance | None = None

    @property
    def is_brought_by_rules(self) -> bool:
        """Whether it passes only because no claim of the branch brings it."""
        return self.state in (RULE_CHANGE, MASKED) and not self.fails


UNJUDGED = Status()


class Review(Struct, frozen=True, kw_only=True):
    """What a check found, and what of it is known.

    `stale` are acceptances that no finding needs. `base` is the commit compared with, or "". `since` says of claims in
    which commit they were written; `silenced` are findings that only the rules of the base show. `others` is how many
    articles were compared with beside those that it is of, `base_problems` the problems in the files of the base.
    """

    result: Result
    statuses: Mapping[str, Status] = field(default_factory=dict)
    stale: tuple[Acceptance, ...] = ()
    base: str = ""
    since: Mapping[str, str] = field(default_factory=dict)
    others: int = 0
    silenced: tuple[Finding, ...] = ()
    base_problems: int = 0

    def status(self, finding: Finding) -> Status:
        """How a finding stands; new where nothing is known of it."""
        return self.statuses.get(finding.id, UNJUDGED)

    @property
    def corpus(self) -> Corpus:
        return self.result.corpus

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.result.findings

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        return self.result.disputes

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.result.changes

    @property
    def not_compared(self) -> Sequence[NotCompared]:
        return self.result.not_compared

    @property
    def not_checked(self) -> tuple[str, ...]:
        return self.result.not_checked

    @property
    def not_explained(self) -> tuple[str, ...]:
        return self.result.not_explained

    @property
    def limits(self) -> tuple[str, ...]:
        return self.result.limits

    @property
    def quantities(self) -> Mapping[int, Quantity]:
        return self.result.quantities

    @property
    def rule_ids(self) -> tuple[str, ...]:
        return self.result.rule_ids

    @property
    def is_complete(self) -> bool:
        return self.result.is_complete

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles that it is of, by their keys."""
        return tuple(key for key in self.corpus.sources if self.corpus.is_chosen(key))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What those articles claim."""
        chosen = set(self.sources)
        return tuple(claim for claim in self.corpus.claims if claim.source in chosen)

    @property
    def written(self) -> tuple[Claim, ...]:
        """Those of the claims that somebody wrote: not what they come to in another currency."""
        return tuple(claim for claim in self.claims if not claim.derived_from)

    @property
    def stories(self) -> tuple[str, ...]:
        return tuple(sorted({self.corpus.sources[key].story for key in self.sources}))

    def of_severity(self, severity: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)
