"""The order in which every report tells: what is new first, then by how far off and by how many voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2

from msgspec import Struct

from checker.baseline.review import Review, Status
from checker.engine.findings import PERHAPS, ROW, SEVERITY_ORDER, TOGETHER, Dispute, Figure, Finding, Statement
from checker.reports.unaccepted import with_what_is_left


class Told(Struct, frozen=True, kw_only=True):
    """A dispute as reports tell it: with its number, its findings by what they are, and whether all is accepted.

    Its explanations are those of what is not `accepted` (ids of findings).
    """

    number: int
    dispute: Dispute
    counted: tuple[Finding, ...]
    echoes: tuple[Finding, ...]
    uncertain: tuple[Finding, ...]
    accepted: frozenset[str] = frozenset()

    @property
    def is_accepted(self) -> bool:
        return len(self.accepted) == len(self.counted)

    @property
    def left(self) -> int:
        """How many of its disagreements are not accepted."""
        return sum(finding.severity == "error" and finding.id not in self.accepted for finding in self.counted)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it is about: those of voices that differ first, and those told of most often."""
        found: dict[int, Figure] = {}
        times: Counter[int] = Counter()
        is_row: dict[int, bool] = {}
        for finding in sorted(self.counted, key=lambda finding: finding.kind in (ROW, TOGETHER)):
            for part in finding.parts:
                own = {statement.figure.id: statement.figure for statement in part.statements}
                times.update([*own, *(figure.id for _, figure in finding.figures)])
                found = {**own, **found}
                for number in own:
                    is_row.setdefault(number, finding.kind in (ROW, TOGETHER))
        return tuple(sorted(found.values(), key=lambda figure: (is_row[figure.id], -times[figure.id], figure.id)))

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(sorted({voice for finding in self.counted for voice in finding.voices}))


def in_order(review: Review) -> tuple[Told, ...]:
    """The disputes with their numbers, and explanations of what is not accepted in them."""
    return tuple(_told(number, dispute, review) for number, dispute in enumerate(ranked(review), 1))


def ranked(review: Review) -> list[Dispute]:
    """The disputes in the order of their numbers; errors that hang together with nothing are one each."""
    within = {finding.id for dispute in review.disputes for finding in dispute.findings}
    alone = [
        Dispute(findings=(finding,))
        for finding in review.findings
        if finding.severity == "error" and finding.id not in within
    ]
    disputes = [dispute for dispute in (*review.disputes, *alone) if any(map(is_counted, dispute.findings))]
    return sorted(disputes, key=lambda dispute: _rank(dispute, review))


def _told(number: int, dispute: Dispute, review: Review) -> Told:
    counted = sorted(filter(is_counted, dispute.findings), key=lambda finding: finding_rank(finding, review))
    return Told(
        number=number,
        dispute=with_what_is_left(dispute, review, counted),
        counted=tuple(counted),
        echoes=tuple(finding for finding in dispute.findings if finding.is_echo),
        uncertain=tuple(finding for finding in dispute.findings if finding.kind == PERHAPS),
        accepted=frozenset(finding.id for finding in counted if review.status(finding).is_accepted),
    )


def is_counted(finding: Finding) -> bool:
    """Whether a finding counts: it is no echo and not only possible."""
    return not finding.is_echo and finding.kind != PERHAPS


def _rank(dispute: Dispute, review: Review) -> tuple[bool, bool, float, str]:
    counted = [finding for finding in dispute.findings if is_counted(finding)]
    statuses = [review.status(finding) for finding in counted]
    voices = {voice for finding in counted for voice in finding.voices}
    weight = 2 * far_off(s for finding in counted for s in finding.statements) + len(voices) + len(counted)
    return (
        all(status.is_accepted for status in statuses),
        not any(status.fails for status in statuses),
        -weight,
        min(finding.id for finding in counted),
    )


def finding_rank(finding: Finding, review: Review) -> tuple[int, float, int, str]:
    """The order of findings within a dispute or a list: new before known, then by how far off, then by voices."""
    status = review.status(finding)
    order = 0 if status.fails else 1 if not status.is_accepted else 2
    return order, -far_off(finding.statements), -len(finding.voices), finding.id


def far_off(statements: Iterable[Statement]) -> float:
    """By which power of two the values of one figure lie apart at most; days count by themselves."""
    bounds: dict[int, list[float]] = {}
    for statement in statements:
        known = [float(b) for b in (statement.lower, statement.upper) if b is not None]
        if known and statement.figure.type != "date":
            bounds.setdefault(statement.figure.id, []).append(sum(known) / len(known))
    apart = [log2((1 + max(map(abs, values))) / (1 + min(map(abs, values)))) for values in bounds.values()]
    return max(apart, default=0.0)


def comes_to_light(status: Status) -> bool:
    """Whether a finding passes only because no claim of the branch brings it."""
    return status.is_brought_by_rules


def listed_findings(review: Review, *, only_new: bool = False, with_accepted: bool = False) -> list[Finding]:
    """The findings that a list of them holds, those that fail the gate first, then what comes to light.

    What is only possible never fails and is not listed.
    """

    def rank(finding: Finding) -> int:
        status = review.status(finding)
        return 0 if status.fails else 1 if comes_to_light(status) else 3 if status.is_accepted else 2

    most = 1 if only_new else 3 if with_accepted else 2
    kept = [finding for finding in review.findings if finding.kind != PERHAPS and rank(finding) <= most]
    return sorted(kept, key=lambda f: (min(rank(f), 2), SEVERITY_ORDER[f.severity], f.is_echo, finding_rank(f, review)))
