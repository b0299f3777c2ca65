"""How many entities may be parts of a whole: whether a sum has all of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from checker.corpus.relation import Condition, Path, Relation
from checker.engine.codes import Codes
from checker.engine.query import OPERATORS, Query, Times, codes_of, is_whole_of, possibly, same_keys
from checker.engine.sql import Engine
from checker.engine.tables import ACCUMULATES, STANDS

Count = dict[tuple[int, ...], int]
"""By the keys of a sum, and what else tells it apart."""


class Members:
    """Counts the possible parts of some sums of a rule, of one breakdown or (None) of any.

    `sums` is a SELECT of them: their keys (`id_...`) and moments. `pairs` is the table of their wholes with each part's
    figures.
    """

    def __init__(
        self,
        engine: Engine,
        codes: Codes,
        relation: Relation,
        way: int,
        breakdown: int | None,
        *,
        sums: str,
        pairs: str,
    ) -> None:
        self._engine, self._codes, self._relation, self._way = engine, codes, relation, way
        self._breakdown, self._sums, self._pairs = breakdown, sums, pairs
        self._others = tuple(name for name in relation.names if name != relation.summed)

    def are_all(self, count: int, key: Sequence[int], moment: int, unsure: Iterable[int]) -> bool:
        """Whether so many parts are all that a complete whole may have.

        At the moment of the sum; and if figures are `unsure`, which may be of other moments, then at all of those too.
        """
        return self._at_moment.get((*key, moment)) == count and all(
            self._within_window.get((*key, figure)) == count for figure in unsure
        )

    @cached_property
    def _at_moment(self) -> Count:
        """How many may be parts when the sum holds."""
        return self._possible_parts(
            self._sums, "moment", {name: _time_of_sum(name, self._way) for name in self._others}
        )

    @cached_property
    def _within_window(self) -> Count:
        """How many may be parts at any time of the span within which a figure is: for each sum and such a figure."""
        keys = ", ".join(f"id_{name}" for name in self._others)
        sums = f"SELECT DISTINCT {keys}, p_id, p_as_of_from, p_as_of_to FROM {self._pairs}"
        times = dict.fromkeys(self._others, ("g.p_as_of_from", "g.p_as_of_to"))
        return self._possible_parts(f"{sums} WHERE p_as_of_from < p_as_of_to", "p_id", times)

    def _possible_parts(self, sums: str, column: str, row_time: Mapping[str, Times]) -> Count:
        """Of sums whose whole says that its parts are complete; `column` tells them apart besides their keys.

        `row_time` is when they hold, as each other name has it.
        """
        relation, others = self._relation, self._others
        whole = is_whole_of(relation)
        if whole is None:
            return {}
        query = Query(self._codes, relation, others)
        conditions = [_membership(condition, relation.summed, query, row_time) for condition in relation.where]
        kinds = dict(relation.let)[relation.summed].kinds
        if kinds:
            conditions.append(f"m.kind IN ({codes_of(self._codes.kind(kind) for kind in sorted(kinds))})")
        complete = "w.complete"
        if self._breakdown is not None:
            conditions.append(f"m.breakdown = {self._breakdown}")
            named = f"SELECT 1 FROM complete_breakdown c WHERE c.whole = w.id AND c.breakdown = {self._breakdown}"
            complete = f"(w.complete OR EXISTS ({named}))"
        conditions += [same_keys(others, "g", None), query.conditions]  # with whatever tables those before speak of
        keys = ", ".join(f"g.id_{name}" for name in others)
        found = self._engine.rows(
            f"SELECT {keys}, g.{column}, count(DISTINCT m.id) "
            f"FROM ({sums}) g, {query.tables}, entity m, entity w "
            f"WHERE {complete} AND w.id = q_{whole}.subject AND {' AND '.join(filter(None, conditions))} "
            f"GROUP BY {keys}, g.{column}"
        )
        return {tuple(key): count for *key, count in found}


def _membership(condition: Condition, part: str, query: Query, row_time: Mapping[str, Times]) -> str:
    """A condition on the part's entity, for an entity that may have no figure; times where they are possible.

    `row_time` is what stands for `name.as_of` of the other names: when the row holds.
    """
    sides: list[str | Times] = []
    speaks_of_part = False
    for side in (condition.left, condition.right):
        if isinstance(side, Path) and side.name == part:
            if side.attributes[0] != "subject" or len(side.attributes) > 2:
                return ""
            speaks_of_part = True
            attribute = side.attributes[1] if len(side.attributes) > 1 else "id"
            sides.append((f"m.{attribute}_first", f"m.{attribute}_last") if side.kind == "days" else f"m.{attribute}")
        elif isinstance(side, Path):
            is_time = side.attributes == ("as_of",)
            sides.append(row_time[side.name] if is_time else query.column(side))
        else:
            sides.append(query.literal(condition.left, side))
    if not speaks_of_part:
        return ""
    left, right = sides
    if isinstance(left, tuple):
        assert isinstance(right, tuple), "times are compared with times"
        return possibly(left, condition.operator, right)
    return f"{left} {OPERATORS[condition.operator]} {right}"


def _time_of_sum(name: str, way: int) -> Times:
    """When a sum holds, as one of its other names counts it: at its moment (`g.moment`), or at some time of a window.

    Of a total that accumulates, and of what stands, the moment counts. A total of some moment of a span bounds no other
    moment within it: there its whole span counts.
    """
    first, last = f"q_{name}.as_of_from", f"q_{name}.as_of_to"
    within = f"{first} <= g.moment AND g.moment < {last}" if way < 0 else f"{first} < g.moment AND g.moment <= {last}"
    mode = f"q_{name}.mode"
    counts = f"{mode} = {STANDS} OR ({mode} = {ACCUMULATES} AND NOT ({within}))"
    return f"CASE WHEN {counts} THEN g.moment ELSE {first} END", f"CASE WHEN {counts} THEN g.moment ELSE {last} END"
