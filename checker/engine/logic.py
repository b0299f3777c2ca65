"""Which rows the solver is given: those that hang together with a contradiction, or may hide one that no row shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.engine.findings import Finding
from checker.engine.grounded import Row
from checker.engine.quantities import Quantities
from checker.engine.sets import Sets
from checker.engine.sql import Engine
from checker.engine.suspicion import HOLDS

# figures whose values, over all moments, are one number: nothing is open about them
_SETTLED = "SELECT id FROM quantity WHERE lower_max = upper_min AND lower = upper"


def worth_explaining(
    rows: Sequence[Row], errors: Sequence[Finding], quantities: Quantities, engine: Engine
) -> list[Row]:
    """The rows of components that hold a contradiction or where one is possible at all.

    A lone row that holds whichever values are taken settles itself; so do several, if there is nothing to choose.
    """
    if not rows:
        return []
    sets: Sets[int] = Sets()
    figures = [[quantities.figure_number(quantity) for _, quantity in row.terms] for row in rows]
    for members in figures:
        sets.join(members)
    settled = {row[0] for row in engine.rows(_SETTLED)}
    is_open = {sets.root(statement.figure.id) for finding in errors for statement in finding.statements}
    sizes: Counter[int] = Counter()
    unsettled: set[int] = set()
    for row, members in zip(rows, figures, strict=True):
        root = sets.root(members[0])
        sizes[root] += 1
        if row.look > HOLDS:
            is_open.add(root)
        if not all(quantity in settled for _, quantity in row.terms):
            unsettled.add(root)
    is_open |= {root for root in unsettled if sizes[root] > 1}
    return [row for row, members in zip(rows, figures, strict=True) if sets.root(members[0]) in is_open]
