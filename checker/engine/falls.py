"""Falls of an accumulating count that no two neighbours show: 300, then "at least 5", then 12.

Neighbours in time are compared in SQL. Where a vague figure stands between two exact ones, each agrees with the
vague one; here the highest figure so far is kept in mind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from checker.engine.sql import Engine


class Level(NamedTuple):
    """A figure of an accumulating series: its days and bounds, as in the table `quantity`."""

    series: int
    id: int
    begins: int
    reach: int
    lower: float
    lower_max: float
    upper: float
    upper_min: float

    def falls_to(self, later: Level) -> bool:
        """Whether some claim about one of them cannot hold with the other. Neighbours are looked at elsewhere."""
        return self.reach < later.begins and (self.lower_max > later.upper or self.lower > later.upper_min)


MAY_HIDE_A_FALL = """(a_upper > b_upper OR a_upper_min > b_upper_min)
  AND NOT (a_lower_max > b_upper OR a_lower > b_upper_min)"""
"""Of neighbours a and b: where figures fall though no neighbours do, some upper bound still comes down."""


def hidden_falls(engine: Engine, series: str) -> Iterator[tuple[int, int, int]]:
    """Pairs of quantities of which the later is lower, though not beside each other; and the later's day.

    `series` is a SELECT of those to look at. Of these, SQL picks the ones in which the highest figure since neighbours
    last fell is too high for a later one.
    """
    rows = engine.rows(
        f"""SELECT series, id, as_of_from, reach, lower, lower_max, upper, upper_min FROM quantity
        WHERE series IN (
          SELECT series FROM (
            SELECT series, upper, upper_min, max(lower) OVER w AS highest, max(lower_max) OVER w AS highest_claim
            FROM (
              SELECT marked.*, sum(falls) OVER (
                PARTITION BY series ORDER BY as_of_from, reach, id ROWS UNBOUNDED PRECEDING) AS run
              FROM (
                SELECT series, as_of_from, reach, id, lower, lower_max, upper, upper_min,
                       CASE WHEN lag(lower_max) OVER v > upper OR lag(lower) OVER v > upper_min
                       THEN 1 ELSE 0 END AS falls
                FROM quantity WHERE series IN ({series})
                WINDOW v AS (PARTITION BY series ORDER BY as_of_from, reach, id)
              ) marked
            ) runs
            WINDOW w AS (PARTITION BY series, run ORDER BY as_of_from, reach, id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
          ) so_far WHERE highest > upper_min OR highest_claim > upper)
        ORDER BY series, as_of_from, reach, id"""
    )
    for _, levels in groupby((Level(*row) for row in rows), key=lambda level: level.series):
        yield from _in_series(levels)


def _in_series(levels: Iterable[Level]) -> Iterator[tuple[int, int, int]]:
    before: Level | None = None
    highest: Level | None = None
    for level in levels:
        if before is None or highest is None or before.falls_to(level):
            highest = level  # a fall is told once, not again for each figure that follows
        elif highest is not before and highest.falls_to(level):
            yield highest.id, level.id, level.begins
            highest = level
        elif (level.lower_max, level.lower) > (highest.lower_max, highest.lower):
            highest = level
        before = level
