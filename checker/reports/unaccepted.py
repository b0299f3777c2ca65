"""What would settle a dispute of which some is accepted: as if that were not there.

Whom to ring up is advised by what is left alone: two bodies that count differently are not asked about each other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.engine.findings import Dispute, Explanation, Finding, Part


def with_what_is_left(dispute: Dispute, review: Review, counted: Sequence[Finding]) -> Dispute:
    """A dispute with the explanations of what is not accepted in it; as it is, where all or nothing is accepted."""
    accepted = {finding.id for finding in counted if review.status(finding).is_accepted}
    left = [part for finding in counted if finding.id not in accepted for part in _left_of(finding, review)]
    if not left or len(left) == sum(len(finding.parts) for finding in counted):
        return dispute
    explained = _explained(left, review, accepted)
    if len(explained) == 1:
        only = explained[0]
        return replace(dispute, front=only.front, camps=only.camps, more=only.more, note=only.note)
    fronts = [each.front for each in explained]
    if not fronts or not all(fronts):
        return replace(dispute, front=(), camps=(), more=False)
    first = _together([front[0] for front in fronts])
    return replace(dispute, front=(first,), camps=(), more=any(map(_has_more, explained)))


def _left_of(finding: Finding, review: Review) -> Iterator[Part]:
    """The parts of a finding that are not accepted: of some voices it may be."""
    status = review.status(finding)
    is_in_part = status.acceptance is not None and len(status.parts) == len(finding.parts) and not all(status.parts)
    for at, part in enumerate(finding.parts):
        if not (is_in_part and status.parts[at]):
            yield part


def _explained(left: Sequence[Part], review: Review, accepted: set[str]) -> Sequence[Dispute]:
    """The disputes of the claims that these parts tell of, without those of nothing but what is accepted."""
    from checker.engine.check import check  # it brings the databases

    told = {claim.key for part in left for s in part.combinations[0].statements for claim in s.claims}
    corpus = review.result.corpus
    result = check(replace(corpus, claims=tuple(claim for claim in corpus.claims if claim.key in told)))
    return [each for each in result.disputes if not accepted.issuperset(finding.id for finding in each.findings)]


def _has_more(dispute: Dispute) -> bool:
    return dispute.more or len(dispute.front) > 1


def _together(explanations: Sequence[Explanation]) -> Explanation:
    """One explanation of several disputes that have nothing to do with each other."""
    return Explanation(
        voices=tuple(sorted({voice for each in explanations for voice in each.voices})),
        values=tuple(value for each in explanations for value in each.values),
        breaks=tuple(step for each in explanations for step in each.breaks),
        is_proven=all(each.is_proven for each in explanations),
    )
