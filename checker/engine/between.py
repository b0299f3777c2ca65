"""What is told already of a row that other figures hold together: by a row with one of these.

A town that is larger than its country is larger than its region, or that is larger than the country. Where somebody
gives the region, that is what is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.engine.findings import Finding
from checker.engine.rows import Broken, RowFinding


class Between:
    """Rows that are broken at a figure which holds those of others together: a town and its region, not its country."""

    def __init__(self, of_rows: Sequence[RowFinding]) -> None:
        through = {figure for _, broken in of_rows for each in broken for figure in each.row.through}
        self._others: dict[int, list[tuple[str, str, frozenset[int]]]] = {}
        for finding, broken in of_rows:
            for each in broken if through and finding.severity != "note" else ():
                for statement in each.combination.statements:
                    if statement.figure.id in through:
                        others = frozenset(id(s.position) for s in each.combination.statements if s is not statement)
                        at = self._others.setdefault(statement.figure.id, [])
                        at.append((finding.id, finding.severity, others))

    def roots_of(self, finding: Finding, broken: Sequence[Broken]) -> set[str] | None:
        """The findings that tell already what is wrong with all of these; None where one stands for itself."""
        found: set[str] = set()
        for each in broken:
            own = frozenset(id(statement.position) for statement in each.combination.statements)
            roots = {
                id_
                for figure in each.row.through
                for id_, severity, others in self._others.get(figure, ())
                if severity == finding.severity and id_ != finding.id and others and others <= own
            }
            if not roots:
                return None
            found |= roots
        return found
