"""Rows of rules with a sum: one for each moment at which the set of parts is another.

Parts of one named breakdown are summed by themselves: a whole may be divided by sex and by age, each of which adds up.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from checker.corpus.relation import Path, Relation
from checker.engine.codes import Codes
from checker.engine.grounded import Grounded, Row
from checker.engine.members import Members
from checker.engine.query import (
    BOUNDS,
    Query,
    codes_of,
    greatest,
    is_whole_of,
    least,
    matching_series,
    of_series,
    parts_of,
    same_keys,
    table_of,
)
from checker.engine.sql import Engine
from checker.engine.suspicion import SUSPECT, look_of
from checker.engine.tables import FAR
from checker.engine.turns import SPAN, Parts
from checker.values.moments import DAY

_Bound = tuple[tuple[tuple[str, int], ...], bool]
"""The figures of a sum, and whether they are all of its parts, where that matters."""


class SumGrounder:
    """Grounds a rule with a sum, one way, in the tables that its names are read from; `table` may be made for it.

    With `is_all_sure` what may hold together surely does.
    """

    def __init__(
        self,
        engine: Engine,
        codes: Codes,
        rule: str,
        relation: Relation,
        views: dict[str, str],
        way: int,
        *,
        table: str,
        is_all_sure: bool,
        something_stands: bool,
    ) -> None:
        self.engine, self.codes, self.rule, self.relation, self.views = engine, codes, rule, relation, views
        self.way, self.table, self.is_all_sure = way, table, is_all_sure
        self.something_stands = something_stands
        self.part = relation.summed
        self.others = tuple(name for name in relation.names if name != self.part)
        self.keys = ", ".join(f"id_{name}" for name in self.others)
        self.prefer = dict(relation.let)[self.part].prefer

    def ground(self, least_look: int, limit: int) -> Grounded:
        """The rows that look at least so suspect, breakdown by breakdown; at most `limit` of them each."""
        whole = Grounded()
        for breakdown in self._breakdowns():
            whole.add(self._sums(breakdown, least_look, limit, is_sure=True))
            if not self.is_all_sure:
                whole.rows += self._only_possible(breakdown, {_bound_of(row) for row in whole.rows}, limit)
        return whole

    def _only_possible(self, breakdown: int | None, sure: set[_Bound], limit: int) -> list[Row]:
        """Sums that look broken of figures that may be of one moment, and may not.

        That one part may be too much other rules tell; that it may be too little for a whole of which it is all, none.
        """
        possible = []
        for row in self._sums(breakdown, SUSPECT, limit, is_sure=False).rows:
            is_of_one = len(row.terms) == len(self.others) + 1
            if is_of_one and row.way == 0:
                row = replace(row, way=-1)
            if (row.complete if row.way < 0 else not is_of_one) and _bound_of(row) not in sure:
                possible.append(replace(row, sure=False))
        return possible

    def _breakdowns(self) -> Sequence[int | None]:
        """The breakdowns of which parts are summed by themselves; None is all parts. Scopes without one may overlap."""
        of_scopes = ties_scopes(self.relation)
        dividing = self.codes.dividing
        if not of_scopes and (is_whole_of(self.relation) is None or set(dividing) <= {""}):
            return [None]
        wanted = {code for name, code in self.codes.breakdowns.items() if (name if of_scopes else name in dividing)}
        query = of_series(self.codes, self.relation)
        own = query.column(self._own_breakdown)
        found = self.engine.rows(f"SELECT DISTINCT {own} FROM {query.tables} WHERE {query.conditions}")
        return [code for (code,) in sorted(found) if code in wanted]

    @property
    def _own_breakdown(self) -> Path:
        """The path to the breakdown that a part's figure belongs to."""
        kind = "scope" if ties_scopes(self.relation) else "subject"
        return Path(self.part, (kind, "breakdown"), "breakdown")

    def _sums(self, breakdown: int | None, least_look: int, limit: int, *, is_sure: bool) -> Grounded:
        """Sums of what surely holds together, or of what may."""
        pairs = f"{self.table}_pair"
        views = dict.fromkeys(self.relation.names, "certain" if is_sure else "quantity") | self.views
        of_parts = parts_of(self.codes, self.relation, self.part, table_of(self.relation, self.part, views))
        with self.engine.made(f"{self.table}_part", of_parts) as parts:
            self.engine.create(pairs, self._pairs(breakdown, views, parts, is_sure=is_sure))
        if not self.engine.rows(f"SELECT 1 FROM {pairs} LIMIT 1"):
            self.engine.drop(pairs)
            return Grounded()
        looks = look_of(self.relation, {name: f"q_{name}" for name in self.others}, summed=self.part, way=self.way)
        keys = self.keys
        self.engine.create(
            self.table,
            f"""WITH turn AS (
              SELECT {keys}, p_hold_from AS moment FROM {pairs} WHERE p_hold_from > begins
              UNION SELECT {keys}, p_hold_to + 1 AS moment FROM {pairs} WHERE p_hold_to < ends
              UNION SELECT {keys}, m.to_last + {DAY} AS moment FROM {pairs} pair
              JOIN entity m ON m.part_of = pair.w_subject
              WHERE m.to_last + {DAY} > begins AND m.to_last + {DAY} <= ends
            ),
            all_standing AS (
              SELECT pair.*, begins AS moment FROM {pairs} pair WHERE p_hold_from <= begins
              UNION ALL
              SELECT pair.*, turn.moment FROM {pairs} pair JOIN turn ON {same_keys(self.others, "pair", "turn")}
              WHERE turn.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            ),
            standing AS (SELECT * FROM all_standing s WHERE {self._is_preferred("s", "s.moment")})
            SELECT *, {looks} AS look FROM (
              SELECT {keys}, moment, {self._totals()} FROM {self._tightest()} GROUP BY {keys}, moment
            ) summed""",
        )
        grounded = self._rows(pairs, breakdown, least_look, limit, is_sure=is_sure)
        self.engine.drop(self.table)
        self.engine.drop(pairs)
        return grounded

    def _pairs(self, breakdown: int | None, views: dict[str, str], parts: str, *, is_sure: bool) -> str:
        """Each whole (and other names) with each part that holds with it, surely or perhaps, and when."""
        others, part = self.others, self.part
        query = Query(self.codes, self.relation, (*others, part), views, with_whole={part: parts})
        start = greatest([f"q_{name}.hold_from" for name in others])
        end = least([f"q_{name}.hold_to" for name in others])
        # no name can clash: the columns of other names begin with q_, the parts' with p_
        carried = ", ".join(f"q_{name}.{column} AS q_{name}_{column}" for name in others for column in BOUNDS)
        since, until = query.clipped(part)
        until_surely = ""
        if self.something_stands:
            until_surely = f", {least([until, *(f'q_{name}.sure_to' for name in (*others, part))])} AS p_until"
        whole = is_whole_of(self.relation)
        subject = f"q_{whole}.subject" if whole in others else "-2"  # whose parts may leave it in between
        columns = ", ".join(f"q_{part}.{column} AS p_{column}" for column in ("id", *BOUNDS))
        if not self.is_all_sure:
            ends = zip(SPAN, query.surely(part), strict=False)
            columns += "".join(f", {end} AS p_{column}" for column, end in ends)
            columns += "".join(f", q_{part}.{column} AS p_{column}" for column in SPAN[2:])
        is_of_it = "TRUE"
        if breakdown is not None:
            is_of_it = f"{query.column(self._own_breakdown)} = {breakdown}"
        sure = "TRUE" if self.is_all_sure or not is_sure else f"({query.sure})"
        rank = f", {self._rank(f'q_{part}')} AS p_rank" if self.prefer else ""
        return (
            f"SELECT {', '.join(f'q_{name}.id AS id_{name}' for name in others)}, {start} AS begins, {end} AS ends, "
            f"{subject} AS w_subject, {carried}, {self._member()} AS p_member{rank}, {columns}, "
            f"{since} AS p_hold_from, {until} AS p_hold_to{until_surely} "
            f"FROM {query.tables} WHERE {query.conditions} AND {is_of_it} AND {sure} AND {since} <= {until}"
        )

    def _member(self) -> str:
        """What tells the parts apart: their subjects; where these are the same, also properties and scopes."""
        of = f"q_{self.part}"
        if not _is_of_one_subject(self.relation):
            return f"{of}.subject"
        return f"(CAST({of}.subject AS BIGINT) * {2**36} + {of}.property * {2**24} + {of}.scope)"

    def _rank(self, of: str) -> str:
        """The place of a figure's status among those that are preferred."""
        ranks = [f"WHEN {self.codes.status(status)} THEN {place}" for place, status in enumerate(self.prefer)]
        return f"CASE {of}.status {' '.join(ranks)} END"

    def _is_preferred(self, part: str, moment: str) -> str:
        """That no figure of a status that is preferred may hold for a part at a moment."""
        if not self.prefer:
            return "TRUE"
        properties = codes_of(
            self.codes.property(name) for name in sorted(dict(self.relation.let)[self.part].properties)
        )
        same = " AND ".join(f"better.{name} = own.{name}" for name in ("subject", "scope", "unit", "period"))
        return (
            f"NOT EXISTS (SELECT 1 FROM quantity own JOIN quantity better ON {same} WHERE own.id = {part}.p_id "
            f"AND better.property IN ({properties}) AND {self._rank('better')} < {part}.p_rank "
            f"AND {moment} BETWEEN better.hold_from AND better.hold_to)"
        )

    def _tightest(self) -> str:
        """Of a part that has several figures at a moment the tightest bounds: each figure is taken in turn."""
        if self.is_all_sure and not self._has_rivals():
            return "standing"
        carried = ", ".join(f"max(q_{name}_{c}) AS q_{name}_{c}" for name in self.others for c in BOUNDS)
        return (
            f"(SELECT {self.keys}, moment, p_member, {carried}, max(p_lower_max) AS p_lower_max, "
            f"min(p_upper_min) AS p_upper_min FROM standing GROUP BY {self.keys}, moment, p_member) standing"
        )

    def _totals(self) -> str:
        columns = [f"max(q_{name}_{column}) AS q_{name}_{column}" for name in self.others for column in BOUNDS]
        return ", ".join([*columns, *(f"sum(p_{column}) AS p_{column}" for column in BOUNDS)])

    def _has_rivals(self) -> bool:
        """Whether any part may have two figures at one moment."""
        part = self.part
        query = Query(self.codes, self.relation, (part,))
        members = f"q_{part}.series IN ({matching_series(self.codes, self.relation, part)})"
        return bool(
            self.engine.rows(
                f"""SELECT 1 FROM (
                  SELECT q_{part}.hold_from, max(q_{part}.hold_to) OVER (
                    PARTITION BY {self._member()} ORDER BY q_{part}.hold_from
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS held_before
                  FROM {query.tables} WHERE {query.conditions} AND {members}
                ) figure WHERE held_before >= hold_from LIMIT 1"""
            )
        )

    def _rows(self, pairs: str, breakdown: int | None, least_look: int, limit: int, *, is_sure: bool) -> Grounded:
        sums_of, was_cut = self._sums_of(pairs, least_look, limit)
        grounded = Grounded(was_cut=was_cut)
        seen: dict[_Bound, Row] = {}
        sums = f"SELECT * FROM {self.table} WHERE look >= {least_look}"
        members = Members(self.engine, self.codes, self.relation, self.way, breakdown, sums=sums, pairs=pairs)
        for (*key, moment, look), parts in sorted(sums_of.items()):
            if self.prefer and self._are_of_one_status(parts):
                continue  # the rule for one status tells it
            for chosen, some, are_sure in parts.turns():
                terms = (*zip(self.others, key, strict=True), *((self.part, one) for one in some))
                unsure = parts.not_surely_held(some, moment) if is_sure and are_sure else ()
                has_all = len(some) == chosen and members.are_all(chosen, key, moment, unsure)
                end = parts.end(some, moment)
                row = Row(self.rule, terms, moment, complete=has_all, look=look, way=self.way, sure=are_sure, until=end)
                _add_to(seen, row)
            if parts.was_cut:
                grounded.cut_sums.append((tuple(key), moment))
        grounded.rows += seen.values()
        return grounded

    def _sums_of(self, pairs: str, least_look: int, limit: int) -> tuple[dict[tuple[int, ...], Parts], bool]:
        """The sums that look so suspect, by the ids of the other names, moment and look; and whether some are left out.

        At most `limit` figures of parts are fetched.
        """
        others, table = self.others, self.table
        keys = ", ".join(f"g.id_{name}" for name in others)
        wanted = f"SELECT id_{others[0]} FROM {table} WHERE look >= {least_look}"
        spans = "" if self.is_all_sure else "".join(f", pair.p_{column}" for column in SPAN)
        sums, rank, until = table, ", pair.p_rank" if self.prefer else "", ""
        if self.something_stands:  # it ends before it has other parts or figures
            next_one = f"lead(moment) OVER (PARTITION BY {self.keys} ORDER BY moment)"
            sums = f"(SELECT *, coalesce({next_one} - 1, {FAR}) AS last FROM {table})"
            until = ", least(g.last, pair.p_until)"
        found = self.engine.rows(
            f"""SELECT * FROM (SELECT {keys}, g.moment, g.look, pair.p_member, pair.p_id{rank}{until}{spans}
            FROM {sums} g
            JOIN (SELECT * FROM {pairs} WHERE id_{others[0]} IN ({wanted})) pair
              ON {same_keys(others, "g", "pair")} AND g.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            WHERE g.look >= {least_look} AND {self._is_preferred("pair", "g.moment")}) found LIMIT {limit + 1}"""
        )
        of_sum = len(others) + 2
        sums_of: dict[tuple[int, ...], Parts] = {}
        for row in found[:limit]:
            key = row[:of_sum]
            parts = sums_of.get(key)
            if parts is None:
                parts = sums_of[key] = Parts()
            more = row[of_sum + 2 :]
            parts.add(row[of_sum], row[of_sum + 1], more[0] if rank else None)
            if until:
                parts.holds_until(row[of_sum + 1], more[bool(rank)])
            if spans:
                parts.spans.setdefault(row[of_sum + 1], []).append(more[-len(SPAN) :])
        return sums_of, len(found) > limit

    def _are_of_one_status(self, parts: Parts) -> bool:
        """Whether all parts are of the status of the whole."""
        whole = is_whole_of(self.relation)
        statuses = dict(self.relation.let)[whole].statuses if whole else frozenset()
        return len(statuses) == 1 and {self.prefer[rank] for rank in parts.ranks.values()} == statuses


def _bound_of(row: Row) -> _Bound:
    return row.terms, row.complete or row.way > 0


def _add_to(seen: dict[_Bound, Row], row: Row) -> None:
    """Keep a row, unless its figures are there already: the same ones at another moment are the same row.

    What surely holds at any moment is sure.
    """
    same = _bound_of(row)
    known = seen.get(same)
    if known is None or row.sure > known.sure:
        seen[same] = row
    elif row.sure == known.sure and known.until == row.moment - 1:
        seen[same] = replace(known, until=row.until)


def _is_of_one_subject(relation: Relation) -> bool:
    """Whether the parts are figures of one subject: of several properties, or scopes."""
    for condition in relation.where:
        for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
            if not isinstance(one, Path) or not isinstance(other, Path) or condition.operator != "==":
                continue
            if one.name == relation.summed and one.attributes == other.attributes == ("subject",):
                return True
    return False


def ties_scopes(relation: Relation) -> bool:
    """Whether the parts are scopes of the whole."""
    sides = [side for condition in relation.where for side in (condition.left, condition.right)]
    return any(
        isinstance(side, Path) and side.name == relation.summed and side.attributes == ("scope", "part_of")
        for side in sides
    )
