"""Which figures need a closer look: in SQL, so that no object is made for the many that hold no surprise."""

from __future__ import annotations

from collections.abc import Iterable

from checker.engine.sql import Engine
from checker.engine.tables import ACCUMULATES, STANDS
from checker.values.moments import DAY

_DIFFER_AT_ONCE = "SELECT DISTINCT series FROM statement WHERE lower_max > upper_min"

_COUNTED = f"SELECT series, sure_from, sure_to, lower_max, upper_min FROM quantity WHERE mode = {ACCUMULATES}"
_WITH_SPANS = f"SELECT series FROM quantity WHERE mode = {ACCUMULATES} AND sure_from <> sure_to"

# the highest lower bound given by a moment, against each upper bound given from then on; where all moments are known,
# each figure is looked at once
_FALL = f"""
SELECT series FROM (
  SELECT series, upper_min, max(lower_max) OVER (PARTITION BY series ORDER BY sure_from
    RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
  FROM ({_COUNTED}) counted WHERE series NOT IN ({_WITH_SPANS})
) known WHERE so_far > upper_min
UNION
SELECT series FROM (
  SELECT series, kind, upper, max(lower) OVER (
    PARTITION BY series ORDER BY minute, kind ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
  FROM (
    SELECT series, sure_from AS minute, 0 AS kind, lower_max AS lower, NULL AS upper
    FROM ({_COUNTED}) begun WHERE series IN ({_WITH_SPANS})
    UNION ALL
    SELECT series, sure_to AS minute, 1 AS kind, NULL AS lower, upper_min AS upper
    FROM ({_COUNTED}) ended WHERE series IN ({_WITH_SPANS})
  ) events
) swept WHERE kind = 1 AND so_far > upper
"""

_UNCERTAIN = f"""
SELECT s.series FROM statement s JOIN series d ON d.id = s.series
GROUP BY s.series
HAVING max(s.lower_max) > min(s.upper_min)
  AND (max(s.as_of_to - s.as_of_from) > 0 OR max(s.extent) > 0 OR max(d.slack) > 0
       OR min(s.as_of_from % {DAY}) < {DAY - 1})
"""

_ONE_VOICE_TWO_WORDINGS = """
SELECT DISTINCT series FROM (
  SELECT series FROM claim GROUP BY series, moment, origin
  HAVING min(lower) <> max(lower) OR min(upper) <> max(upper)
) reworded
"""

_NOT_THE_SAME = "HAVING min(s.lower) <> max(s.lower) OR min(s.upper) <> max(s.upper)"

# what stands until another one, or is a category, and is not the same throughout; what a voice counts
_CHANGE = f"""
SELECT s.series FROM statement s JOIN series d ON d.id = s.series
WHERE (d.mode = {STANDS} OR NOT d.measured) AND d.period = 0 GROUP BY s.series
{_NOT_THE_SAME}
"""
_RISE = f"""
SELECT DISTINCT series FROM (
  SELECT c.series FROM claim c JOIN series d ON d.id = c.series
  WHERE d.mode = {ACCUMULATES} GROUP BY c.series, c.origin HAVING min(c.upper) < max(c.lower)
) rising
"""


def differing_over_time(engine: Engine, properties: Iterable[int]) -> list[int]:
    """The series of these properties (by their codes) of which not all statements are the same."""
    listed = ", ".join(map(str, sorted(properties)))
    if not listed:
        return []
    sql = f"""SELECT s.series FROM statement s JOIN series d ON d.id = s.series
    WHERE d.period = 0 AND d.property IN ({listed}) GROUP BY s.series {_NOT_THE_SAME}"""
    return sorted(row[0] for row in engine.rows(sql))


def disagreeing(engine: Engine) -> list[int]:
    """The series in which statements of one moment have no common value."""
    return sorted(row[0] for row in engine.rows(_DIFFER_AT_ONCE))


def falling(engine: Engine) -> list[int]:
    """The series of totals in which one is surely higher than a later one."""
    return sorted(row[0] for row in engine.rows(_FALL))


def suspects(engine: Engine) -> list[int]:
    """The series in which some statements have no common value, and may be of one moment or fall; and those of which a
    voice is quoted in two ways."""
    found = {
        row[0] for sql in (_DIFFER_AT_ONCE, _FALL, _UNCERTAIN, _ONE_VOICE_TWO_WORDINGS) for row in engine.rows(sql)
    }
    return sorted(found)


def changing(engine: Engine, most: int) -> tuple[list[int], list[int]]:
    """The series that changed (a state, a plan), and those in which a voice's count rose; at most so many of each."""
    changed = [row[0] for row in engine.rows(f"{_CHANGE} ORDER BY s.series LIMIT {most}")]
    rose = [row[0] for row in engine.rows(f"{_RISE} ORDER BY series LIMIT {most}")]
    return changed, rose
