"""What explaining gives: disputes, joint conflicts, and in words what could not be done."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from checker.engine.findings import Combination, Dispute, Finding
from checker.engine.proven import with_proof


class Explained(Struct, frozen=True, kw_only=True):
    """What `explain` gives: disputes, joint conflicts, and in words what could not be explained.

    `not_checked` is where no row and no pair shows a conflict, and it was too much to look for one among all; `limits`
    where it was too much with figures that nobody gives, and was done without them.
    """

    disputes: tuple[Dispute, ...]
    joint: tuple[Finding, ...] = ()
    not_explained: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


class Answers(Struct):
    """The same while it is gathered, component by component."""

    disputes: list[Dispute] = field(default_factory=list)
    joint: list[Finding] = field(default_factory=list)
    not_explained: list[str] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    def add(self, other: Answers) -> None:
        self.disputes += other.disputes
        self.joint += other.joint
        self.not_explained += other.not_explained
        self.not_checked += other.not_checked

    def explained(self, possible: Sequence[Combination]) -> Explained:
        """All of it in a fixed order; `possible` as for `explain`."""
        told = with_proof(self.disputes, possible)
        disputes = sorted(told, key=lambda dispute: (dispute.claims[0].key, dispute.findings[0].id))
        return Explained(
            disputes=tuple(disputes),
            joint=tuple(sorted(self.joint, key=lambda finding: finding.id)),
            not_explained=tuple(sorted(self.not_explained)),
            not_checked=tuple(sorted(self.not_checked)),
            limits=tuple(sorted(self.limits)),
        )
