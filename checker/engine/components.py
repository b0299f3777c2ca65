"""Which rows and findings hang together, so that they are one question for the solver."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec import Struct, field

from checker.corpus.relation import Relation
from checker.engine.findings import Figure, Finding, Quantity, Statement
from checker.engine.grounded import Row
from checker.engine.sets import Sets
from checker.engine.suspicion import HOLDS


class Component(Struct):
    """Rows and findings of quantities that are tied."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    quantities: set[int] = field(default_factory=set)


def components_of(
    findings: Sequence[Finding],
    rows: Sequence[Row],
    relations: Mapping[str, Relation],
    quantities: Mapping[int, Quantity],
    statements: Mapping[int, tuple[Statement, ...]],
    points: Container[int],
) -> list[Component]:
    """The components in which a conflict is possible, in a fixed order.

    A lone row that holds with all its claims at once settles itself; so do several, if each holds and there is nothing
    to choose between: `points` are quantities of which all claims give one exact value. Others are not even made.
    """
    sets: Sets[int] = Sets()
    logic = [row for row in rows if not relations[row.rule].counts_origins]
    for row in logic:
        sets.join(quantity for _, quantity in row.terms)
    contested: dict[int, list[int]] = {}
    for finding in findings:
        sets.join(statement.quantity for statement in finding.statements)
        for statement in finding.statements:
            contested.setdefault(statement.figure.id, []).append(statement.quantity)
    for members in contested.values():
        sets.join(members)
    rows_of: dict[int, list[Row]] = {}
    for row in logic:
        rows_of.setdefault(sets.root(row.terms[0][1]), []).append(row)
    figures: dict[int, dict[int, Figure]] = {}
    for finding in findings:
        for statement in finding.statements:
            figures.setdefault(sets.root(statement.quantity), {})[statement.figure.id] = statement.figure
    open_roots = {*figures, *(root for root, members in rows_of.items() if _looks_open(members, points))}
    closure = _Closure(sets, rows_of, figures, quantities, statements)
    closure.follow(sorted(open_roots))
    return closure.components(findings)


def _looks_open(rows: Sequence[Row], points: Container[int]) -> bool:
    if any(row.look > HOLDS for row in rows):
        return True
    return len(rows) > 1 and not all(quantity in points for row in rows for _, quantity in row.terms)


class _Closure:
    """Components with the rows of whatever else is said of their counts: a count ties its moments."""

    def __init__(
        self,
        sets: Sets[int],
        rows_of: Mapping[int, list[Row]],
        figures: Mapping[int, Mapping[int, Figure]],
        quantities: Mapping[int, Quantity],
        statements: Mapping[int, tuple[Statement, ...]],
    ) -> None:
        self.sets, self.rows_of, self.figures = sets, rows_of, figures
        self.quantities, self.statements = quantities, statements
        self.ties: Sets[int] = Sets()
        self.members: dict[int, set[int]] = {}
        self.courses: dict[int, int] = {}

    def follow(self, roots: Iterable[int]) -> None:
        todo = list(roots)
        while todo:
            root = todo.pop()
            if root in self.members:
                continue
            self.members[root] = {quantity for row in self.rows_of.get(root, ()) for _, quantity in row.terms}
            figures = dict(self.figures.get(root, {}))
            for quantity in sorted(self.members[root]):
                figure = self.quantities[quantity].figure
                figures[figure.id] = figure
            for figure in figures.values():
                if figure.mode == "accumulates":
                    todo += self._course(figure.id, root)

    def _course(self, figure: int, root: int) -> list[int]:
        """Ties a set to the others of a count; those that are to be followed."""
        if figure in self.courses:
            self.ties.join([self.courses[figure], root])
            return []
        self.courses[figure] = root
        moments = sorted({statement.quantity for statement in self.statements.get(figure, ())})
        self.members[root].update(moments)
        others = [self.sets.root(quantity) for quantity in moments]
        self.ties.join([root, *others])
        return others

    def components(self, findings: Sequence[Finding]) -> list[Component]:
        found: dict[int, Component] = {}
        for root in sorted(self.members):
            component = found.setdefault(self.ties.root(root), Component())
            component.rows += self.rows_of.get(root, ())
            component.quantities |= self.members[root]
        for finding in findings:
            component = found[self.ties.root(self.sets.root(finding.statements[0].quantity))]
            component.findings.append(finding)
            component.quantities.update(statement.quantity for statement in finding.statements)
        made = [component for component in found.values() if component.rows or component.findings]
        return sorted(made, key=lambda component: min(component.quantities))
