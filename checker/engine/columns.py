"""What rows and courses say of the unknowns of a tangle: a column for each quantity, or for each of its values.

Two values of a moment that is not known, such as "in June", need not be of one moment: each is a column of its own, and
a row holds for each of them in turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product

from msgspec.structs import replace

from checker.corpus.relation import Relation
from checker.engine.constraints import Constraint, Ways, constraints_of, course_constraints
from checker.engine.findings import DIFFER, FALLS, ITSELF, Finding, Position, Quantity
from checker.engine.grounded import Row
from checker.engine.products import Held
from checker.engine.sets import Sets

PAIRS = (DIFFER, ITSELF, FALLS)
"""Findings whose combinations are two statements about one figure."""

COPIES_OF_ROW = 64
"""A row is looked at for so many choices of values without a certain moment."""


class Columns:
    """The unknowns: `columns` are quantities, or copies of them under ids of their own.

    `of_value` is the column id of each value; `quantity` gives columns, and whatever rows speak of, by id.
    """

    def __init__(
        self,
        quantities: Sequence[Quantity],
        positions: Sequence[Position],
        rows: Sequence[Row],
        relations: Mapping[str, Relation],
        findings: Sequence[Finding],
    ) -> None:
        self.relations = relations
        self.quantity = {quantity.id: quantity for quantity in quantities}
        self.copies: dict[int, list[int]] = {quantity.id: [quantity.id] for quantity in quantities}
        self.of_value = [position.quantity for position in positions]
        for value, position in enumerate(positions):
            quantity = self.quantity[position.quantity]
            if is_of_one_moment(quantity):
                continue
            if self.copies[quantity.id] == [quantity.id]:
                self.copies[quantity.id] = []
            copy = replace(quantity, id=-1 - value, positions=(position,))
            self.of_value[value] = copy.id
            self.quantity[copy.id] = copy
            self.copies[quantity.id].append(copy.id)
        self.columns = [self.quantity[number] for q in quantities for number in self.copies[q.id]]
        self.positions = positions
        self.rows = [copy for row in rows for copy in self._copied(row)]
        self.same = self._same()
        self.constraints = self._constraints()
        self.links = self._links(findings)

    @property
    def has_rules(self) -> bool:
        return bool(self.same) or any(constraint.course is None for constraint in self.constraints)

    def _copied(self, row: Row) -> list[Row]:
        """A row for each choice of values without a certain moment; the row itself where there are none."""
        choices = product(*(self.copies[quantity] for _, quantity in row.terms))
        names = [name for name, _ in row.terms]
        return [replace(row, terms=tuple(zip(names, chosen, strict=True))) for chosen in islice(choices, COPIES_OF_ROW)]

    def _constraints(self) -> list[Constraint]:
        rows = {(row.rule, row.terms, row.way, row.complete): row for row in self.rows if self._is_of_numbers(row)}
        ways: Ways = {}
        values: dict[int, list[tuple[int, Position]]] = {}
        for number, column in enumerate(self.of_value):
            values.setdefault(column, []).append((number, self.positions[number]))
        held = Held(quantities=self.quantity, values=values)
        found = [
            constraint
            for row in rows.values()
            for constraint in constraints_of(row, self.relations[row.rule], held, ways)
            if constraint.coefficients or constraint.bound < 0
        ]
        courses: dict[int, list[Quantity]] = {}
        for quantity in self.columns:
            if quantity.figure.mode == "accumulates":
                courses.setdefault(quantity.figure.id, []).append(quantity)
        return [*found, *(c for course in courses.values() for c in course_constraints(course))]

    def _is_of_numbers(self, row: Row) -> bool:
        relation = self.relations[row.rule]
        if row.source or relation.counts_origins or relation.operator == "!=":
            return False
        return all(p.choices is None for _, q in row.terms for p in self.quantity[q].positions)

    def _same(self) -> list[tuple[int, ...]]:
        """Columns whose categories rules want to be the same, directly or by others."""
        sets: Sets[int] = Sets()
        members: set[int] = set()
        for row in self.rows:
            columns = [quantity for _, quantity in row.terms]
            if self.relations[row.rule].operator != "==" or row.source or self._is_of_numbers(row):
                continue
            if all(p.choices is not None for quantity in columns for p in self.quantity[quantity].positions):
                sets.join(columns)
                members.update(columns)
        groups: dict[int, list[int]] = {}
        for column in sorted(members):
            groups.setdefault(sets.root(column), []).append(column)
        return sorted(tuple(group) for group in groups.values())

    def _links(self, findings: Sequence[Finding]) -> dict[int, list[int]]:
        """Columns of one figure, of several moments, that are compared with each other: not accumulating ones."""
        links: dict[int, set[int]] = {}
        for finding in findings:
            if finding.kind not in PAIRS or finding.statements[0].figure.mode == "accumulates":
                continue
            for combination in finding.combinations:
                one, other = (statement.quantity for statement in combination.statements)
                for a, b in product(self.copies[one], self.copies[other]):
                    if a != b:
                        links.setdefault(a, set()).add(b)
                        links.setdefault(b, set()).add(a)
        return {quantity: sorted(others) for quantity, others in links.items()}


def is_of_one_moment(quantity: Quantity) -> bool:
    """Whether two values of a quantity are surely of one moment."""
    if quantity.figure.mode == "constant" or quantity.figure.period is not None:
        return True
    if quantity.figure.mode == "accumulates":
        return quantity.moment.is_not_after(quantity.moment)
    return quantity.moment.is_of_one_moment_with(quantity.moment)
