"""What a check gives: positions, findings, disputes with their explanations, and what was not compared."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from fractions import Fraction

from checker.corpus.corpus import Acceptance, Claim, Corpus
from checker.corpus.identity import identity
from checker.files.models import COUNT_FALLS, JOINT, SOURCES_DISAGREE
from checker.values.dates import Window
from checker.values.value import Choices

NEW, CHANGED, EXPIRED = "new", "changed", "expired"
KNOWN, MOVED = "known", "moved"
BY_RULE, UNTOLD = "by-rule", "untold"
SEVERITY_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One value held about one quantity, with every claim that holds it."""

    quantity: int
    lower: Fraction | None
    upper: Fraction | None
    choices: Choices | None
    text: str
    claims: tuple[Claim, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(claim.key for claim in self.claims)

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(claim.origin for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What claims are about, with all the positions held about it."""

    id: int
    subject: str
    property: str
    status: str
    scope: str
    unit: str
    type: str
    mode: str
    as_of: Window
    positions: tuple[Position, ...]

    @builtins.property  # a field has the name `property`
    def floor(self) -> Fraction | None:
        """The least value it can have at all: a count is not negative."""
        return None if self.type in ("number", "date") else Fraction(0)

    @builtins.property  # a field has the name `property`
    def is_whole(self) -> bool:
        return self.type in ("count", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that claims break. `terms` are the row's names, each with its positions, in the rule's order.

    `joint` where no single row shows it; `steps` is then its derivation.
    """

    rule: str
    severity: str
    message: str
    gap: Fraction | None
    unit: str
    terms: tuple[tuple[str, tuple[Position, ...]], ...]
    moment: int
    by_rounding: bool = False
    steps: tuple[str, ...] = ()
    joint: bool = False

    @property
    def positions(self) -> tuple[Position, ...]:
        return tuple(position for _, positions in self.terms for position in positions)

    @property
    def claims(self) -> tuple[Claim, ...]:
        found = {claim.key: claim for position in self.positions for claim in position.claims}
        return tuple(found[key] for key in sorted(found))

    @property
    def claim_keys(self) -> tuple[str, ...]:
        return tuple(claim.key for claim in self.claims)

    @property
    def story(self) -> str:
        return self.claims[0].story

    @property
    def id(self) -> str:
        """Stable while the rule and the claims are the same, whatever their wording, place or value."""
        return identity(self.rule, self.claim_keys)

    @property
    def kind(self) -> str:
        return {"error": "contradiction", "warning": "tension"}.get(self.severity, "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a finding stands, and why (see `standing`).

    By accepted.yaml: `content` is for each claim a hash of what it says, `changed` are the claims that say something
    else than when it was accepted, `joins` are acceptances of which it is all, and more, and `near` those that are for
    nothing any more and have a claim of it. By an earlier commit, `base`: `fresh` are the claims that are new, or other
    than there, and `edited` what the latter said; `then` is what its own rules found, `dropped` what it was accepted
    by, and no longer is, `cast` the entities that were otherwise.
    """

    state: str
    content: tuple[str, ...] = ()
    acceptance: Acceptance | None = None
    joins: tuple[Acceptance, ...] = ()
    near: tuple[Acceptance, ...] = ()
    changed: frozenset[str] = frozenset()
    base: str = ""
    fresh: frozenset[str] = frozenset()
    edited: dict[str, Claim] = field(default_factory=dict)
    then: Finding | None = None
    dropped: Acceptance | None = None
    cast: tuple[str, ...] = ()
    rules_fail: bool = False

    @property
    def fails(self) -> bool:
        """Whether the gate fails for it, if it is severe enough."""
        return self.state in (NEW, CHANGED, EXPIRED) or (self.state == BY_RULE and self.rules_fail)

    @property
    def comes_to_light(self) -> bool:
        """Whether it passes only because no claim of the branch brings it: it was there before, and not told."""
        return self.state in (BY_RULE, UNTOLD) and not self.fails

    @property
    def is_accepted(self) -> bool:
        return self.acceptance is not None and not self.changed and not self.fails

    @property
    def is_moved(self) -> bool:
        """Whether it is accepted under names that claims no longer have, or with more claims than are left."""
        return self.is_accepted and self.state == MOVED

    @property
    def rests_on(self) -> tuple[Acceptance, ...]:
        """The entries of accepted.yaml that are about it."""
        return self.joins if self.acceptance is None else (self.acceptance, *self.joins)

    @property
    def related(self) -> tuple[Acceptance, ...]:
        """Those, and the ones that no finding rests on any more and that have a claim of it."""
        return (*self.rests_on, *self.near)


UNJUDGED = Standing(state=NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A position that an explanation gives up, and the range that the other claims imply for it."""

    position: Position
    lower: Fraction | None
    upper: Fraction | None
    choices: Choices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A smallest set of positions which, if wrong, resolves a dispute."""

    figures: tuple[Figure, ...]

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(origin for figure in self.figures for origin in figure.position.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Contradictions that share a position; the explanations, best first. `note` says what was not done."""

    findings: tuple[Finding, ...]
    explanations: tuple[Explanation, ...]
    more_explanations: bool = False
    note: str = ""

    @property
    def positions(self) -> tuple[Position, ...]:
        found = {position.key: position for finding in self.findings for position in finding.positions}
        return tuple(found[key] for key in sorted(found))

    @property
    def claims(self) -> tuple[Claim, ...]:
        found = {claim.key: claim for finding in self.findings for claim in finding.claims}
        return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class NotCompared:
    """Claims that were not compared, and why."""

    reason: str
    subject: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a check found, in a fixed order.

    `not_checked` is what was left out; `limits` what was looked at only where it looked broken. `standings` say by a
    finding's id whether it is new; `stale` are acceptances that no finding needs; `since` tells of claims in which
    commit they were written, and `base` is the commit compared with; `silenced` would be new by its rules. `others`
    is how many articles were compared with beside those that the report is of (see `focus`).
    """

    corpus: Corpus
    findings: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]
    not_compared: tuple[NotCompared, ...]
    not_checked: tuple[str, ...]
    limits: tuple[str, ...] = ()
    quantities: dict[int, Quantity] = field(default_factory=dict)
    compared: frozenset[str] = frozenset()
    standings: dict[str, Standing] = field(default_factory=dict)
    stale: tuple[Acceptance, ...] = ()
    base: str = ""
    since: dict[str, str] = field(default_factory=dict)
    silenced: tuple[Finding, ...] = ()
    others: int = 0

    def standing(self, finding: Finding) -> Standing:
        return self.standings.get(finding.id, UNJUDGED)

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles that it is of, by their keys."""
        return tuple(key for key in self.corpus.sources if self.corpus.is_chosen(key))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What those articles claim."""
        return tuple(claim for claim in self.corpus.claims if self.corpus.is_chosen(claim.source))

    @property
    def stories(self) -> tuple[str, ...]:
        return tuple(sorted({self.corpus.sources[key].story for key in self.sources}))

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """All rules that ran, fired or not."""
        return tuple(sorted({SOURCES_DISAGREE, COUNT_FALLS, JOINT, *(rule.id for rule in self.corpus.rules)}))

    def of_severity(self, severity: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)

    @property
    def is_complete(self) -> bool:
        return not self.corpus.problems
