"""A rule's relation as one SELECT: each match is a row, a linear relation between quantities.

A row speaks of one moment: only quantities that surely hold together are matched, of one scope, unit and period. A
total that accumulates bounds later ones from below and earlier ones from above, so such a row binds one way only. The
SELECT computes the bounds in passing and marks the rows that are *suspect*: a superset of those that the exact check
(`judge`) finds broken, so that nothing but them need be fetched from a large corpus.
"""

from __future__ import annotations

from contextlib import ExitStack

from checker.corpus.relation import Relation, Select
from checker.corpus.rule_optional import without_optional
from checker.engine.codes import Codes
from checker.engine.grounded import WAYS, Grounded, Row
from checker.engine.query import (
    Query,
    greatest,
    least,
    matching_series,
    names_of_parts,
    parts_of,
    table_of,
)
from checker.engine.sql import Engine
from checker.engine.sums import SumGrounder
from checker.engine.suspicion import HOLDS, SUSPECT, look_of
from checker.engine.tables import ACCUMULATES, EVIDENCE, HOLDING, STANDS, make_bounding


class Grounder:
    """Grounds rules in an engine that holds the tables of `tables`."""

    def __init__(self, engine: Engine, codes: Codes) -> None:
        self.engine = engine
        self.codes = codes
        # where all moments are known, what may hold together surely does
        uncertain = "SELECT 1 FROM quantity WHERE hold_from <> sure_from OR hold_to <> sure_to LIMIT 1"
        self._is_all_sure = not engine.rows(uncertain)
        self._told = set(engine.rows("SELECT DISTINCT property, status, mode FROM series"))
        self._something_stands = any(mode == STANDS for _, _, mode in self._told)
        self._has_holding = False
        self._tables_made = 0

    def ground(self, rule: str, relation: Relation, *, least_look: int, limit: int) -> Grounded:
        """The rows of a rule that look at least so suspect; at most `limit` of them each way."""
        told = {name for name, select in relation.let if self._modes(select)}
        if not all(select.properties and (name in told or select.optional) for name, select in relation.let):
            return Grounded()
        if relation.counts_origins:
            return self._origins(rule, relation, least_look, limit)
        has_all = len(told) == len(relation.let) and self._may_match(relation)
        if relation.same_source and (has_all or relation.optional):
            self._make_holding()
        grounded = self._related(rule, relation, least_look, limit) if has_all else Grounded()
        if relation.optional:
            self._add_without(grounded, rule, relation, least_look, limit)
        return grounded

    def _modes(self, select: Select) -> set[int]:
        """How the figures that may stand for a name hold over time: most stories use few properties of the rules."""
        properties = {self.codes.property(name) for name in select.properties}
        statuses = {self.codes.status(name) for name in select.statuses}
        return {mode for p, s, mode in self._told if p in properties and (s in statuses or not statuses)}

    def _add_without(self, grounded: Grounded, rule: str, relation: Relation, least_look: int, limit: int) -> None:
        """Rows in which optional names have no figure: what is missing may only be more than nothing."""
        whole = [*grounded.rows]
        for smaller in without_optional(relation):
            missing = set(relation.names) - set(smaller.names)
            found = Grounded()
            for way in WAYS[relation.operator] if self._may_match(smaller) else ():
                if all(relation.slope(name) * way > 0 for name in missing):
                    found.add(self._one_way(rule, smaller, way, _steps_of(smaller), least_look, limit))
            told = {tuple(term for term in row.terms if term[0] not in missing) for row in whole}
            found.rows = [row for row in found.rows if row.terms not in told]
            whole += found.rows
            grounded.add(found)

    def _related(self, rule: str, relation: Relation, least_look: int, limit: int) -> Grounded:
        if relation.same_source or relation.operator == "!=" or not self._accumulates(relation):
            return self._one_way(rule, relation, 0, "", least_look, limit)
        grounded = self._both_ways(rule, relation, _steps_of(relation), least_look, limit)
        grounded.links = self._both_ways(rule, relation, "near", least_look, limit).rows
        return grounded

    def _sure(self, query: Query) -> str:
        return "TRUE" if self._is_all_sure else f"({query.sure})"

    def _make_holding(self) -> None:
        if not self._has_holding:
            self.engine.create("holding", HOLDING)
        self._has_holding = True

    def _may_match(self, relation: Relation) -> bool:
        """Whether some figures, whatever their moments, go together: of many rules none do, which is soon seen."""
        return bool(self.engine.rows(f"{matching_series(self.codes, relation, relation.names[0])} LIMIT 1"))

    def _accumulates(self, relation: Relation) -> bool:
        """Whether any total that accumulates can stand in a row of a rule at all."""
        if not any(ACCUMULATES in self._modes(select) for _, select in relation.let):
            return False
        counts = " OR ".join(f"q_{name}.mode = {ACCUMULATES}" for name in relation.names)
        return bool(
            self.engine.rows(f"{matching_series(self.codes, relation, relation.names[0])} AND ({counts}) LIMIT 1")
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
        if not relation.summed:
            return self._matches(rule, relation, views, way, least_look, limit)
        self._tables_made += 1
        table = f"sums_{self._tables_made}"
        sums = SumGrounder(
            self.engine,
            self.codes,
            rule,
            relation,
            views,
            way,
            table=table,
            is_all_sure=self._is_all_sure,
            something_stands=self._something_stands,
        )
        return sums.ground(least_look, limit)

    def _bounding(self, relation: Relation, name: str, kind: str) -> str:
        """The table of quantities that bound the figures of a name from one side."""
        self._tables_made += 1
        table = f"{kind}_{self._tables_made}"
        others = "certain" if relation.summed else "quantity"
        make_bounding(
            self.engine,
            table,
            kind,
            matching_series(self.codes, relation, name),
            others,
            has_spans=not self._is_all_sure,
        )
        return table

    def _parts(self, relation: Relation, views: dict[str, str], made: ExitStack) -> dict[str, str]:
        """The figures of parts, each with the whole of its subject, as long as `made` is open."""
        tables = {}
        for name in names_of_parts(relation):
            self._tables_made += 1
            select = parts_of(self.codes, relation, name, table_of(relation, name, views))
            tables[name] = made.enter_context(self.engine.made(f"parts_{self._tables_made}", select))
        return tables

    def _fetch(self, sql: str, limit: int) -> list[tuple[int, ...]]:
        return self.engine.rows(f"SELECT * FROM ({sql}) found LIMIT {limit + 1}")

    # --- rules without a sum

    def _matches(
        self, rule: str, relation: Relation, views: dict[str, str], way: int, least_look: int, limit: int
    ) -> Grounded:
        with ExitStack() as made:
            found = self._found(relation, views, way, least_look, limit, self._parts(relation, views, made))
        grounded = Grounded(was_cut=len(found) > limit)
        for *quantities, at, last, owner, level, sure in found[:limit]:
            terms = tuple(zip(relation.names, quantities, strict=True))
            owned = self.codes.sources[owner] if owner >= 0 else ""
            row = Row(rule, terms, at, source=owned, look=level, way=way, sure=bool(sure), until=last)
            grounded.rows.append(row)
        if views and not self._is_all_sure:
            grounded.rows = _surest(grounded.rows)
        return grounded

    def _found(
        self, relation: Relation, views: dict[str, str], way: int, least_look: int, limit: int, parts: dict[str, str]
    ) -> list[tuple[int, ...]]:
        """What matches: the quantities, from when until when, whose own row it is, how it looks, and whether surely."""
        names = relation.names
        query = Query(self.codes, relation, names, views, with_whole=parts)
        look = look_of(relation, {name: f"q_{name}" for name in names}, way=way)
        source = f"q_{min(relation.same_source)}.source" if relation.same_source else "-1"
        moment = greatest([f"q_{name}.hold_from" for name in names])
        since = [f"CASE WHEN q_{n}.mode = {STANDS} THEN q_{n}.sure_from ELSE q_{n}.hold_from END" for n in names]
        until = greatest([*since, least([each for n in names for each in (f"q_{n}.sure_to", query.clipped(n)[1])])])
        ids = ", ".join(f"q_{name}.id AS id_{name}" for name in names)
        return self._fetch(
            f"SELECT {ids}, {moment} AS moment, {until} AS until, {source} AS source, {look} AS look, "
            f"CASE WHEN {self._sure(query)} THEN 1 ELSE 0 END AS sure "
            f"FROM {query.tables} WHERE {query.conditions} AND {look} >= {least_look}",
            limit,
        )

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


def _surest(rows: list[Row]) -> list[Row]:
    """Each row once: a total that bounds others surely may also stand there as what may hold within its span."""
    found: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (not row.sure, row.moment)):
        found.setdefault((row.terms, row.source), row)
    return list(found.values())


def _steps_of(relation: Relation) -> str:
    """Which totals a rule is held against: the steps of the staircases, or each until the next.

    A rule for certain voices, or for equal moments, may speak of a total that bounds nothing more closely than another.
    """
    equal_moments = any(c.operator == "==" and c.left.attributes == ("as_of",) for c in relation.where)
    return "near" if relation.of_statements or equal_moments else "stair"
