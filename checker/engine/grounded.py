"""What grounding gives: the rows of a rule, each one match of it."""

from __future__ import annotations

from msgspec import Struct, field

from checker.engine.suspicion import SUSPECT
from checker.engine.tables import FAR

WAYS = {"==": (1, -1), "<=": (1,), "<": (1,), ">=": (-1,), ">": (-1,)}
"""Which ways a relation binds: 1 where its left side may be too high, -1 where it may be too low."""


class Row(Struct, frozen=True):
    """One match of a rule. `terms` are (name, quantity id); a summed name stands once for each part.

    `moment` is the first minute at which all hold (a day is its last minute). `complete` tells whether a sum has all of
    its parts; `source` is set where the row is one source's own, `voice` where it is one voice's. `way` is 1 or -1
    where it binds one way only. A row is not `sure` where its figures may be of other moments; all of them surely hold
    until `until`. `through` are the figures, by id, that hold its own together although they are none of its terms.
    """

    rule: str
    terms: tuple[tuple[str, int], ...]
    moment: int
    source: str = ""
    voice: str = ""
    complete: bool = True
    look: int = SUSPECT
    way: int = 0
    sure: bool = True
    until: int = FAR
    through: tuple[int, ...] = ()


class Grounded(Struct):
    """The rows of one rule, and which of its sums left figures out (whole's quantity ids, moment).

    `links` are the rows for the solver, where those are others: each figure until the next.
    """

    rows: list[Row] = field(default_factory=list)
    links: list[Row] | None = None
    cut_sums: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    was_cut: bool = False

    def add(self, other: Grounded) -> None:
        self.cut_sums += other.cut_sums
        self.was_cut = self.was_cut or other.was_cut
        if self.links is not None or other.links is not None:
            own = self.rows if self.links is None else self.links
            self.links = [*own, *(other.rows if other.links is None else other.links)]
        ways = {(row.terms, row.source): row.way for row in self.rows}
        for row in other.rows:
            if ways.get((row.terms, row.source)) != row.way:
                self.rows.append(row)


class RowsOfUnclaimed(Struct):
    """Rows through figures that nobody gives: `claimed` are of what is claimed alone, `open` are for the solver.

    `was_cut` where a figure has so many that not all were formed.
    """

    claimed: list[Row] = field(default_factory=list)
    open: list[Row] = field(default_factory=list)
    was_cut: bool = False
