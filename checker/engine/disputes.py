"""From the findings of a check to disputes: what hangs together, conflicts that no row shows, and explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from checker.corpus.rule_language import Relation
from checker.engine.budget import StepBudget
from checker.engine.findings import Dispute, Finding, Quantity, Statement
from checker.engine.grounding import Row

NameOf = Callable[[Quantity], str]
"""A quantity in words: "flood, killed, 4 May 2031"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What `explain` gives: disputes, joint conflicts, and in words what could not be explained."""

    disputes: tuple[Dispute, ...]
    joint: tuple[Finding, ...] = ()
    not_explained: tuple[str, ...] = ()


def plain_name(quantity: Quantity) -> str:
    """A quantity by the names in the files."""
    figure = quantity.figure
    return f"{figure.subject.rpartition('/')[2]}, {figure.property}"


def explain(
    findings: Sequence[Finding],
    rows: Sequence[Row],
    relations: Mapping[str, Relation],
    quantities: Mapping[int, Quantity],
    statements: Mapping[int, tuple[Statement, ...]],
    *,
    steps: StepBudget,
    name_of: NameOf = plain_name,
) -> Explained:
    """The disputes of a check.

    `findings` are all certain errors, echoes too; `rows` those of rules with the severity error; `statements` are by
    figure id those in play. Deterministic: `steps` bounds the work, not a clock.
    """
    return Explained(disputes=tuple(Dispute(findings=group) for group in _connected(findings)))


def _connected(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Findings that share a figure, directly or by others, in a fixed order."""
    parent: dict[int, int] = {}

    def root(figure: int) -> int:
        while parent.setdefault(figure, figure) != figure:
            parent[figure] = parent[parent[figure]]
            figure = parent[figure]
        return figure

    for finding in findings:
        ids = sorted({statement.figure.id for statement in finding.statements})
        for other in ids[1:]:
            parent[root(other)] = root(ids[0])
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(root(finding.statements[0].figure.id), []).append(finding)
    ordered = [tuple(sorted(group, key=lambda finding: finding.id)) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].claim_keys)
