"""Papers that give two currencies differ in both: that is one thing to ring up about, and one finding.

The other one follows from it, as an echo does, and stands in its dispute.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from msgspec.structs import replace

from checker.corpus.corpus import Corpus
from checker.engine.findings import PERHAPS, Combination, Dispute, Finding

_Topic = tuple[object, ...]


def one_of_two_currencies(findings: Sequence[Finding], corpus: Corpus) -> list[Finding]:
    """Findings, in their order; those that say again what another one says in another currency are echoes of it."""
    of_claim = {claim.key: claim.derived_from for claim in corpus.claims if claim.derived_from}
    if not of_claim:
        return list(findings)
    by_topic: dict[_Topic, list[Finding]] = {}
    for finding in findings:
        if not finding.is_echo and finding.kind != PERHAPS:
            by_topic.setdefault(_topic(finding), []).append(finding)
    roots: dict[str, str] = {}
    for group in by_topic.values():
        roots |= _roots(group, of_claim)
    return [_following(finding, roots) for finding in findings]


def _following(finding: Finding, roots: Mapping[str, str]) -> Finding:
    """A finding as an echo of the other currency's; an echo of one that is now an echo itself, as one of its root."""
    if finding.id in roots:
        return replace(finding, echo_of=(roots[finding.id],))
    if roots.keys().isdisjoint(finding.echo_of):
        return finding
    return replace(finding, echo_of=tuple(sorted({roots.get(id_, id_) for id_ in finding.echo_of})))


def _topic(finding: Finding) -> _Topic:
    """What a finding is about, whatever the currency."""
    figures = sorted((name, f.subject, f.property, f.status, f.scope) for name, f in finding.figures)
    return finding.kind, finding.severity, finding.rule, finding.source, tuple(figures)


def _roots(group: Sequence[Finding], of_claim: Mapping[str, str]) -> dict[str, str]:
    """For findings that follow from another of a group, the id of that one: of those in what most papers wrote."""
    told = {finding.id: {_written(each, of_claim) for each in finding.combinations} for finding in group}
    derived = {finding.id: sum(claim.key in of_claim for claim in finding.claims) for finding in group}
    found: dict[str, str] = {}
    for root in sorted(group, key=lambda finding: (derived[finding.id], finding.id)):
        if root.id in found:
            continue
        for other in group:
            if other is not root and other.id not in found and told[other.id] <= told[root.id]:
                found[other.id] = root.id
    return found


def _written(combination: Combination, of_claim: Mapping[str, str]) -> frozenset[tuple[str, frozenset[str]]]:
    """The claims of a combination as somebody wrote them, by their names in the rule."""
    return frozenset(
        (name, frozenset(of_claim.get(claim.key, claim.key) for claim in statement.claims))
        for name, statement in combination.terms
    )


def beside_their_roots(disputes: Sequence[Dispute], said_twice: Container[str]) -> list[Dispute]:
    """Disputes without those that are said twice alone: their findings stand in the dispute that they follow from."""
    repeated = [dispute for dispute in disputes if all(finding.id in said_twice for finding in dispute.findings)]
    found = []
    for dispute in disputes:
        if any(dispute is each for each in repeated):
            continue
        ids = {finding.id for finding in dispute.findings}
        own = [f for each in repeated for f in each.findings if not ids.isdisjoint(f.echo_of)]
        found.append(replace(dispute, findings=(*dispute.findings, *own)) if own else dispute)
    return found
