"""A rule's relation as one SELECT: each match is a row, a linear relation between quantities.

A row speaks of one moment: only quantities that surely hold together are matched, of one scope, unit and period. A
total that accumulates bounds later ones from below and earlier ones from above, so such a row binds one way only. The
SELECT computes the bounds in passing and marks the rows that are *suspect*: a superset of those that the exact check
(`judge`) finds broken, so that nothing but them need be fetched from a large corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from checker.corpus.relation import Relation
from checker.engine.query import (
    BOUNDS,
    Query,
    codes_of,
    greatest,
    is_whole_of,
    least,
    matching_series,
    membership,
    same_keys,
)
from checker.engine.sql import Engine
from checker.engine.suspicion import HOLDS, SUSPECT, look_of
from checker.engine.tables import ACCUMULATES, EVIDENCE, FAR, HOLDING, STANDS, Codes, make_bounding
from checker.values.moments import DAY

WAYS = {"==": (1, -1), "<=": (1,), "<": (1,), ">=": (-1,), ">": (-1,)}
"""Which ways a relation binds: 1 where its left side may be too high, -1 where it may be too low."""

SPAN = ("sure_from", "sure_to", "as_of_from", "as_of_to", "moment")
Span = tuple[int, int, int, int, int]
"""When a figure surely holds, when its moment is, and which moment that is (below zero if it is not known)."""

MOST_TURNS = 200
"""Sums of one moment where parts have several figures each: so many are formed, of each figure in turn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One match of a rule. `terms` are (name, quantity id); a summed name stands once for each part.

    `moment` is the first minute at which all hold (a day is its last minute). `complete` tells whether a sum has all of
    its parts; `source` is set where the row is one source's own. `way` is 1 or -1 where it binds one way only. A row is
    not `sure` where its figures may be of other moments; what stands surely does from `since` on.
    """

    rule: str
    terms: tuple[tuple[str, int], ...]
    moment: int
    source: str = ""
    complete: bool = True
    look: int = SUSPECT
    way: int = 0
    sure: bool = True
    since: int = FAR


@dataclass(slots=True)
class Grounded:
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
        ways = {(row.terms, row.source): row.way for row in self.rows}
        for row in other.rows:
            if ways.get((row.terms, row.source)) != row.way:
                self.rows.append(row)


class Grounder:
    """Grounds rules in an engine that holds the tables of `tables`."""

    def __init__(self, engine: Engine, codes: Codes) -> None:
        self.engine = engine
        self.codes = codes
        # where all moments are known, what may hold together surely does
        uncertain = "SELECT 1 FROM quantity WHERE hold_from <> sure_from OR hold_to <> sure_to LIMIT 1"
        self._is_all_sure = not engine.rows(uncertain)
        self._has_holding = False
        self._tables_made = 0

    def ground(self, rule: str, relation: Relation, *, least_look: int, limit: int) -> Grounded:
        """The rows of a rule that look at least so suspect; at most `limit` of them each way."""
        if relation.same_source:
            self._make_holding()
        if any(not select.properties for _, select in relation.let):
            return Grounded()
        if relation.counts_origins:
            return self._origins(rule, relation, least_look, limit)
        if relation.same_source or relation.operator == "!=" or not self._accumulates(relation):
            return self._one_way(rule, relation, 0, "", least_look, limit)
        grounded = self._both_ways(rule, relation, "stair", least_look, limit)
        grounded.links = self._both_ways(rule, relation, "near", least_look, limit).rows
        return grounded

    def _sure(self, query: Query) -> str:
        return "TRUE" if self._is_all_sure else f"({query.sure})"

    def _make_holding(self) -> None:
        if not self._has_holding:
            self.engine.create("holding", HOLDING)
        self._has_holding = True

    def _accumulates(self, relation: Relation) -> bool:
        """Whether any total that accumulates can stand in a row of a rule at all."""
        return any(
            self.engine.rows(f"{matching_series(self.codes, relation, name)} AND q_{name}.mode = {ACCUMULATES} LIMIT 1")
            for name in relation.names
        )

    def _both_ways(self, rule: str, relation: Relation, kind: str, least_look: int, limit: int) -> Grounded:
        whole = Grounded()
        for way in WAYS[relation.operator]:
            whole.add(self._one_way(rule, relation, way, kind, least_look, limit))
        return whole

    def _one_way(self, rule: str, relation: Relation, way: int, kind: str, least_look: int, limit: int) -> Grounded:
        views = {}
        for name in relation.names if way else ():
            c = relation.slope(name) * way
            if c:
                views[name] = self._bounding(relation, name, f"{'low' if c > 0 else 'high'}_{kind}")
        find = self._sums if relation.summed else self._matches
        return find(rule, relation, views, way, least_look, limit)

    def _bounding(self, relation: Relation, name: str, kind: str) -> str:
        """The table of quantities that bound the figures of a name from one side."""
        self._tables_made += 1
        table = f"{kind}_{self._tables_made}"
        others = "certain" if relation.summed else "quantity"
        make_bounding(self.engine, table, kind, matching_series(self.codes, relation, name), others)
        return table

    def _fetch(self, sql: str, limit: int) -> list[tuple[int, ...]]:
        return self.engine.rows(f"SELECT * FROM ({sql}) found LIMIT {limit + 1}")

    # --- rules without a sum

    def _matches(
        self, rule: str, relation: Relation, views: dict[str, str], way: int, least_look: int, limit: int
    ) -> Grounded:
        names = relation.names
        query = Query(self.codes, relation, names, views)
        look = look_of(relation, {name: f"q_{name}" for name in names}, way=way)
        source = f"q_{min(relation.same_source)}.source" if relation.same_source else "-1"
        moment = greatest([f"q_{name}.hold_from" for name in names])
        since = greatest(
            [f"CASE WHEN q_{n}.mode = {STANDS} THEN q_{n}.sure_from ELSE q_{n}.hold_from END" for n in names]
        )
        ids = ", ".join(f"q_{name}.id AS id_{name}" for name in names)
        found = self._fetch(
            f"SELECT {ids}, {moment} AS moment, {since} AS since, {source} AS source, {look} AS look, "
            f"CASE WHEN {self._sure(query)} THEN 1 ELSE 0 END AS sure "
            f"FROM {query.tables} WHERE {query.conditions} AND {look} >= {least_look}",
            limit,
        )
        grounded = Grounded(was_cut=len(found) > limit)
        for *quantities, at, since_, owner, level, sure in found[:limit]:
            terms = tuple(zip(names, quantities, strict=True))
            owned = self.codes.sources[owner] if owner >= 0 else ""
            row = Row(rule, terms, at, source=owned, look=level, way=way, sure=bool(sure), since=since_)
            grounded.rows.append(row)
        return grounded

    def _origins(self, rule: str, relation: Relation, least_look: int, limit: int) -> Grounded:
        name = relation.counts_origins
        query = Query(self.codes, relation, relation.names)
        bound = relation.right.constant - relation.left.constant
        fails = f"NOT (count(DISTINCT c.origin) {relation.operator} {float(bound)!r})"
        found = self._fetch(
            f"SELECT q_{name}.id AS id, q_{name}.hold_from AS moment, "
            f"CASE WHEN {fails} THEN {SUSPECT} ELSE {HOLDS} END AS look "
            f"FROM {query.tables}, ({EVIDENCE}) h, claim c "
            f"WHERE {query.conditions} AND h.quantity = q_{name}.id AND c.id = h.claim "
            f"GROUP BY q_{name}.id, q_{name}.hold_from HAVING {fails} OR {least_look} <= {HOLDS}",
            limit,
        )
        rows = [Row(rule, ((name, quantity),), at, look=level) for quantity, at, level in found[:limit]]
        return Grounded(rows, was_cut=len(found) > limit)

    # --- rules with a sum: a row for each moment at which the set of parts is another

    def _sums(
        self, rule: str, relation: Relation, views: dict[str, str], way: int, least_look: int, limit: int
    ) -> Grounded:
        part = relation.summed
        others = tuple(name for name in relation.names if name != part)
        self._tables_made += 1
        table = f"sums_{self._tables_made}"
        query = Query(self.codes, relation, (*others, part), dict.fromkeys(relation.names, "certain") | views)
        keys = ", ".join(f"id_{name}" for name in others)
        pair = self._pairs(query, others, part)
        looks = look_of(relation, {name: f"q_{name}" for name in others}, summed=part, way=way)
        self.engine.create(
            table,
            f"""WITH pair AS ({pair}),
            turn AS (
              SELECT {keys}, p_hold_from AS moment FROM pair WHERE p_hold_from > begins
              UNION SELECT {keys}, p_hold_to + 1 AS moment FROM pair WHERE p_hold_to < ends
              UNION SELECT {keys}, m.to_last + {DAY} AS moment FROM pair JOIN entity m ON m.part_of = pair.w_subject
              WHERE m.to_last + {DAY} > begins AND m.to_last + {DAY} <= ends
            ),
            standing AS (
              SELECT pair.*, begins AS moment FROM pair WHERE p_hold_from <= begins
              UNION ALL
              SELECT pair.*, turn.moment FROM pair JOIN turn ON {same_keys(others, "pair", "turn")}
              WHERE turn.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            )
            SELECT *, {looks} AS look FROM (
              SELECT {keys}, moment, {self._totals(others)}
              FROM {self._tightest(relation, others)} GROUP BY {keys}, moment
            ) summed""",
        )
        grounded = self._sum_rows(rule, table, pair, relation, others, way, least_look, limit)
        self.engine.drop(table)
        return grounded

    def _pairs(self, query: Query, others: tuple[str, ...], part: str) -> str:
        """Each whole (and other names) with each part that surely holds with it, and when."""
        start = greatest([f"q_{name}.hold_from" for name in others])
        end = least([f"q_{name}.hold_to" for name in others])
        # no name can clash: the columns of other names begin with q_, the parts' with p_
        carried = ", ".join(f"q_{name}.{column} AS q_{name}_{column}" for name in others for column in BOUNDS)
        since, until = query.clipped(part)
        whole = is_whole_of(query.relation)
        subject = f"q_{whole}.subject" if whole in others else "-2"  # whose parts may leave it in between
        columns = ", ".join(f"q_{part}.{column} AS p_{column}" for column in ("id", "subject", *BOUNDS, *SPAN))
        return (
            f"SELECT {', '.join(f'q_{name}.id AS id_{name}' for name in others)}, {start} AS begins, {end} AS ends, "
            f"{subject} AS w_subject, {carried}, {columns}, {since} AS p_hold_from, {until} AS p_hold_to "
            f"FROM {query.tables} WHERE {query.conditions} AND {self._sure(query)} AND {since} <= {until}"
        )

    def _tightest(self, relation: Relation, others: tuple[str, ...]) -> str:
        """Of a part that has several figures at a moment the tightest bounds: each figure is taken in turn."""
        if not self._has_rivals(relation):
            return "standing"
        keys = ", ".join(f"id_{name}" for name in others)
        carried = ", ".join(f"max(q_{name}_{c}) AS q_{name}_{c}" for name in others for c in BOUNDS)
        return (
            f"(SELECT {keys}, moment, p_subject, {carried}, max(p_lower_max) AS p_lower_max, "
            f"min(p_upper_min) AS p_upper_min FROM standing GROUP BY {keys}, moment, p_subject) standing"
        )

    @staticmethod
    def _totals(others: tuple[str, ...]) -> str:
        columns = [f"max(q_{name}_{column}) AS q_{name}_{column}" for name in others for column in BOUNDS]
        return ", ".join([*columns, *(f"sum(p_{column}) AS p_{column}" for column in BOUNDS)])

    def _has_rivals(self, relation: Relation) -> bool:
        """Whether any part may have two figures at one moment."""
        part = relation.summed
        query = Query(self.codes, relation, (part,))
        members = f"q_{part}.series IN ({matching_series(self.codes, relation, part)})"
        return bool(
            self.engine.rows(
                f"""SELECT 1 FROM (
                  SELECT q_{part}.hold_from, max(q_{part}.hold_to) OVER (
                    PARTITION BY q_{part}.subject ORDER BY q_{part}.hold_from
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS held_before
                  FROM {query.tables} WHERE {query.conditions} AND {members}
                ) figure WHERE held_before >= hold_from LIMIT 1"""
            )
        )

    def _sum_rows(
        self,
        rule: str,
        table: str,
        pair: str,
        relation: Relation,
        others: tuple[str, ...],
        way: int,
        least_look: int,
        limit: int,
    ) -> Grounded:
        keys = ", ".join(f"g.id_{name}" for name in others)
        wanted = f"SELECT id_{others[0]} FROM {table} WHERE look >= {least_look}"
        spans = ", ".join(f"pair.p_{column}" for column in SPAN)
        found = self._fetch(
            f"""SELECT {keys}, g.moment, g.look, pair.p_id, pair.p_subject, {spans} FROM {table} g
            JOIN ({pair} AND q_{others[0]}.id IN ({wanted})) pair
              ON {same_keys(others, "g", "pair")} AND g.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            WHERE g.look >= {least_look}""",
            limit,
        )
        grounded = Grounded(was_cut=len(found) > limit)
        parts: dict[tuple[int, ...], dict[int, set[int]]] = {}
        span_of: dict[int, Span] = {}
        for *key, figure, subject, sure_from, sure_to, first, last, known in found[:limit]:
            span_of[figure] = sure_from, sure_to, first, last, known
            parts.setdefault(tuple(key), {}).setdefault(subject, set()).add(figure)
        possible = self._possible_parts(table, relation, others, least_look) if parts else {}
        seen: set[tuple[tuple[tuple[str, int], ...], bool]] = set()
        for key_moment_look, members in sorted(parts.items()):
            *key, moment, look = key_moment_look
            complete = possible.get((*key, moment)) == len(members)
            turns = product(*(sorted(figures) for _, figures in sorted(members.items())))
            for chosen in islice(turns, MOST_TURNS):
                for some, is_sure in _together(sorted(chosen), span_of):
                    terms = (*zip(others, key, strict=True), *((relation.summed, one) for one in some))
                    has_all = complete and len(some) == len(chosen)
                    if (terms, has_all or way > 0) in seen:  # the same parts at another moment are the same row
                        continue
                    seen.add((terms, has_all or way > 0))
                    row = Row(rule, terms, moment, complete=has_all, look=look, way=way, sure=is_sure, since=moment)
                    grounded.rows.append(row)
            if next(turns, None) is not None:
                grounded.cut_sums.append((tuple(key), moment))
        return grounded

    def _possible_parts(
        self, table: str, relation: Relation, others: tuple[str, ...], least_look: int
    ) -> dict[tuple[int, ...], int]:
        """For each sum whose whole says `parts: complete`: how many entities may be parts of it at its moment."""
        query = Query(self.codes, relation, others)
        conditions = [query.conditions] if query.conditions != "TRUE" else []
        tables = [query.tables]
        part = relation.summed
        for condition in relation.where:
            text = membership(condition, part, query, tables)
            if text:
                conditions.append(text)
        kinds = dict(relation.let)[part].kinds
        if kinds:
            conditions.append(f"m.kind IN ({codes_of(self.codes.kind(kind) for kind in sorted(kinds))})")
        whole = is_whole_of(relation)
        if whole is None:
            return {}
        conditions.append(same_keys(others, "g", None))
        keys = ", ".join(f"g.id_{name}" for name in others)
        found = self.engine.rows(
            f"SELECT {keys}, g.moment, count(DISTINCT m.id) FROM {table} g, {', '.join(tables)}, entity m, entity w "
            f"WHERE g.look >= {least_look} AND w.complete AND w.id = q_{whole}.subject AND {' AND '.join(conditions)} "
            f"GROUP BY {keys}, g.moment"
        )
        return {tuple(key): count for *key, count in found}


def _together(parts: list[int], span_of: Mapping[int, Span]) -> Iterator[tuple[list[int], bool]]:
    """The parts of a sum, and whether they surely hold together; if not, for each of them those that do with it."""
    if all(_hold_together(span_of[a], span_of[b]) for a, b in combinations(parts, 2)):
        yield parts, True
        return
    yield parts, False
    for first in parts:
        kept = [first]
        for other in parts:
            if other != first and all(_hold_together(span_of[each], span_of[other]) for each in kept):
                kept.append(other)
        yield sorted(kept), True


def _hold_together(one: Span, other: Span) -> bool:
    """As `query.sure` has it: the times meet at which both surely hold, or one lies within, or it is one moment."""
    (from_a, to_a, first_a, last_a, known_a), (from_b, to_b, first_b, last_b, known_b) = one, other
    return (
        max(from_a, from_b) <= min(to_a, to_b)
        or (from_b <= first_a and last_a <= to_b)
        or (from_a <= first_b and last_b <= to_a)
        or known_a == known_b >= 0
    )
