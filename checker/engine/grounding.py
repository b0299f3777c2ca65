"""A rule's relation as one SELECT: each match is a row, a linear relation between quantities.

A row speaks of one moment: only quantities that hold together are matched, and of one scope and unit. The
SELECT computes the bounds in passing and marks the rows that are *suspect*: a superset of those that the exact
check (`judge`) finds broken, so that nothing but them need be fetched from a large corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from checker.corpus.rule_language import Condition, Linear, Path, Relation, Select, Tolerance
from checker.engine.falls import MAY_HIDE_A_FALL, hidden_falls
from checker.engine.sql import Engine
from checker.engine.suspicion import BOUNDS, HOLDS, SUSPECT, look_of
from checker.engine.tables import ACCUMULATES, EVIDENCE, HOLDING, Codes
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE, STATUSES

_NO_SELECT = Select(frozenset(), frozenset(), frozenset(), None)


def _built_in(first: str, operator: str, second: str) -> Relation:
    one = Fraction(1)
    return Relation(
        let=((first, _NO_SELECT), (second, _NO_SELECT)),
        where=(),
        left=Linear(((first, one),)),
        operator=operator,
        right=Linear(((second, one),)),
        tolerance=Tolerance(),
        message=(),
    )


BUILT_IN = {
    SOURCES_DISAGREE: _built_in("one", "==", "other"),
    COUNT_FALLS: _built_in("before", "<=", "after"),
}
"""The relations that follow from the vocabulary alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One match of a rule. `terms` are (name, quantity id); a summed name stands once for each part.

    `complete` tells whether a sum has all of its parts; `source` is set where the row is one source's own. `way` is +1
    where only the upward direction binds, -1 where only the downward one does, 0 as `judge.directions` says.
    """

    rule: str
    terms: tuple[tuple[str, int], ...]
    moment: int
    source: str = ""
    complete: bool = True
    look: int = SUSPECT
    way: int = 0


@dataclass(slots=True)
class Grounded:
    """The rows of one rule, and the sums that could not be formed (whole's quantity ids, moment)."""

    rows: list[Row] = field(default_factory=list)
    ambiguous: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    was_cut: bool = False


class Grounder:
    """Grounds rules in an engine that holds the tables of `tables`."""

    def __init__(self, engine: Engine, codes: Codes) -> None:
        self.engine = engine
        self.codes = codes
        self._has_holding = False
        self._made = 0

    def ground(self, rule: str, relation: Relation, *, least_look: int, limit: int) -> Grounded:
        """The rows of a rule that look at least so suspect; at most `limit` of them."""
        if relation.same_source and not self._has_holding:
            self.engine.run(HOLDING)
            self._has_holding = True
        if any(not select.properties for _, select in relation.let):
            return Grounded()
        if relation.counts_origins:
            return self._origins(rule, relation, least_look, limit)
        if relation.summed:
            return self._sums(rule, relation, least_look, limit)
        return self._matches(rule, relation, least_look, limit)

    def built_in(self, rule: str, *, least_look: int, limit: int) -> Grounded:
        """The rows that follow from the vocabulary: figures about one thing, and figures that may not fall."""
        first, second = BUILT_IN[rule].names
        if rule == SOURCES_DISAGREE:
            look = look_of(BUILT_IN[rule], {first: "a", second: "b"})
            found = self._fetch(
                f"""SELECT id, NULL, as_of_from, CASE WHEN lower_max > upper_min THEN {SUSPECT} ELSE {HOLDS} END AS look
                FROM quantity WHERE (lower <> lower_max OR upper <> upper_min)
                  AND (lower_max > upper_min OR {least_look} <= {HOLDS})
                UNION ALL
                SELECT a.id, b.id, b.as_of_from, CASE WHEN a.measured THEN {look} ELSE {SUSPECT} END AS look
                FROM quantity a JOIN quantity b ON a.series = b.series
                WHERE a.reach > a.as_of_from AND b.as_of_from <= a.reach
                  AND (a.as_of_from < b.as_of_from OR (a.as_of_from = b.as_of_from AND a.as_of_to > b.as_of_to))
                  AND (NOT a.measured OR {look} >= {least_look})""",
                limit,
            )
        else:
            found = self._falls(rule, least_look, limit)
        grounded = Grounded(was_cut=len(found) > limit)
        for a, b, moment, level in found[:limit]:
            terms = ((first, a),) if b is None else ((first, a), (second, b))
            grounded.rows.append(Row(rule, terms, moment, look=level))
        return grounded

    def _falls(self, rule: str, least_look: int, limit: int) -> list[tuple[int, ...]]:
        """Neighbours in time, and the falls that no two neighbours show."""
        first, second = BUILT_IN[rule].names
        look = look_of(BUILT_IN[rule], {first: "a", second: "b"}, separator="_")
        wide_look = look_of(BUILT_IN[rule], {first: "a", second: "b"})
        columns = ("id", *BOUNDS)
        # to join a million figures with the few series of windows takes a while, so it is asked first
        wide = _WIDE_SERIES if self.engine.rows(f"{_WIDE_SERIES} LIMIT 1") else ""
        self.engine.run(
            f"""CREATE TEMP TABLE turn AS
            SELECT * FROM (
              SELECT series, a_id, b_id, as_of_from, {look} AS look, {MAY_HIDE_A_FALL} AS may_hide FROM (
                SELECT series, as_of_from, {", ".join(f"lag({c}) OVER w AS a_{c}, {c} AS b_{c}" for c in columns)}
                FROM quantity WHERE mode = {ACCUMULATES} {f"AND series NOT IN ({wide})" if wide else ""}
                WINDOW w AS (PARTITION BY series ORDER BY as_of_from)
              ) pair WHERE a_id IS NOT NULL
            ) looked WHERE look >= {least_look} OR may_hide"""
        )
        # days follow each other; among windows, those with no other one wholly between them
        among_windows = f"""UNION ALL
            SELECT a.id, b.id, b.as_of_from, {wide_look} AS look FROM (
              SELECT l.id, max(e.as_of_from) AS latest FROM quantity l JOIN quantity e ON e.series = l.series
              WHERE l.mode = {ACCUMULATES} AND l.series IN ({wide}) AND e.reach < l.as_of_from GROUP BY l.id
            ) between_ JOIN quantity b ON b.id = between_.id JOIN quantity a ON a.series = b.series
            WHERE a.reach < b.as_of_from AND a.reach >= between_.latest AND {wide_look} >= {least_look}"""
        found = self._fetch(
            f"SELECT a_id, b_id, as_of_from, look FROM turn WHERE look >= {least_look} {among_windows if wide else ''}",
            limit,
        )
        series = f"SELECT series FROM turn WHERE may_hide {f'UNION {wide}' if wide else ''}"
        hidden = ((*pair, SUSPECT) for pair in hidden_falls(self.engine, series))
        found += islice(hidden, limit + 1 - len(found))
        self.engine.run("DROP TABLE turn")
        return found

    def _fetch(self, sql: str, limit: int) -> list[tuple[int, ...]]:
        return self.engine.rows(f"SELECT * FROM ({sql}) found LIMIT {limit + 1}")

    # --- rules without a sum

    def _matches(self, rule: str, relation: Relation, least_look: int, limit: int) -> Grounded:
        names = relation.names
        query = _Query(self.codes, relation, names)
        look = look_of(relation, {name: f"q_{name}" for name in names})
        source = f"q_{min(relation.same_source)}.source" if relation.same_source else "-1"
        moment = _greatest([f"q_{name}.hold_from" for name in names])
        ids = ", ".join(f"q_{name}.id AS id_{name}" for name in names)
        found = self._fetch(
            f"SELECT {ids}, {moment} AS moment, {source} AS source, {look} AS look "
            f"FROM {query.tables} WHERE {query.conditions} AND {look} >= {least_look}",
            limit,
        )
        grounded = Grounded(was_cut=len(found) > limit)
        for *quantities, at, owner, level in found[:limit]:
            terms = tuple(zip(names, quantities, strict=True))
            grounded.rows.append(
                Row(rule, terms, at, source=self.codes.sources[owner] if owner >= 0 else "", look=level)
            )
        return grounded

    def _origins(self, rule: str, relation: Relation, least_look: int, limit: int) -> Grounded:
        name = relation.counts_origins
        query = _Query(self.codes, relation, relation.names)
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

    def _sums(self, rule: str, relation: Relation, least_look: int, limit: int) -> Grounded:
        part = relation.summed
        others = tuple(name for name in relation.names if name != part)
        self._made += 1
        table = f"sums_{self._made}"
        query = _Query(self.codes, relation, (*others, part))
        keys = ", ".join(f"id_{name}" for name in others)
        start = _greatest([f"q_{name}.hold_from" for name in others])
        end = _least([f"q_{name}.hold_to" for name in others])
        # no name can clash: the columns of other names begin with q_, the parts' with p_
        carried = ", ".join(f"q_{name}.{column} AS q_{name}_{column}" for name in others for column in BOUNDS)
        pair = (
            f"SELECT {', '.join(f'q_{name}.id AS id_{name}' for name in others)}, {start} AS begins, {end} AS ends, "
            f"{carried}, {', '.join(f'q_{part}.{column} AS p_{column}' for column in (*_PART, *BOUNDS))} "
            f"FROM {query.tables} WHERE {query.conditions}"
        )
        looks = look_of(relation, {name: f"q_{name}" for name in others}, summed=part)
        aggregates = ", ".join(
            [
                *(f"max(q_{name}_{column}) AS q_{name}_{column}" for name in others for column in BOUNDS),
                *(f"sum(p_{column}) AS p_{column}" for column in BOUNDS),
                "max(p_lower_max - p_lower) AS spread_lower",
                "max(p_upper - p_upper_min) AS spread_upper",
            ]
        )
        # counting the distinct costs more than all the rest
        subjects = "count(DISTINCT p_subject)" if self._has_rivals(relation) else "count(*)"
        self.engine.run(
            f"""CREATE TEMP TABLE {table} AS
            WITH pair AS ({pair}),
            turn AS (
              SELECT {keys}, p_hold_from AS moment FROM pair WHERE p_hold_from > begins
              UNION SELECT {keys}, p_hold_to + 1 AS moment FROM pair WHERE p_hold_to < ends
            ),
            standing AS (
              SELECT pair.*, begins AS moment FROM pair WHERE p_hold_from <= begins
              UNION ALL
              SELECT pair.*, turn.moment FROM pair JOIN turn ON {_same_keys(others, "pair", "turn")}
              WHERE turn.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            )
            SELECT *, {looks} AS look FROM (
              SELECT {keys}, moment, count(*) AS parts, {subjects} AS subjects, {aggregates}
              FROM standing GROUP BY {keys}, moment
            ) summed"""
        )
        grounded = self._sum_rows(rule, table, pair, relation, others, least_look, limit)
        self.engine.run(f"DROP TABLE {table}")
        return grounded

    def _has_rivals(self, relation: Relation) -> bool:
        """Whether any part has two figures at one moment."""
        part = relation.summed
        query = _Query(self.codes, relation, (part,))
        member = query.column(Path(part, ("subject", "part_of"), "entity")) if _whole_of(relation) else "0"
        return bool(
            self.engine.rows(
                f"""SELECT 1 FROM (
                  SELECT q_{part}.hold_from, max(q_{part}.hold_to) OVER (
                    PARTITION BY q_{part}.subject ORDER BY q_{part}.hold_from
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS held_before
                  FROM {query.tables} WHERE {query.conditions} AND {member} >= 0
                ) figure WHERE held_before >= hold_from LIMIT 1"""
            )
        )

    def _sum_rows(
        self, rule: str, table: str, pair: str, relation: Relation, others: tuple[str, ...], least_look: int, limit: int
    ) -> Grounded:
        keys = ", ".join(f"g.id_{name}" for name in others)
        ambiguous = self._fetch(f"SELECT {keys}, moment FROM {table} g WHERE parts > subjects", limit)
        found = self._fetch(
            f"""SELECT {keys}, g.moment, g.look, pair.p_id FROM {table} g JOIN ({pair}) pair
              ON {_same_keys(others, "g", "pair")} AND g.moment BETWEEN pair.p_hold_from AND pair.p_hold_to
            WHERE g.parts = g.subjects AND g.look >= {least_look}""",
            limit,
        )
        grounded = Grounded(was_cut=len(found) > limit)
        grounded.ambiguous = [(tuple(key), moment) for *key, moment in ambiguous[:limit]]
        parts: dict[tuple[int, ...], list[int]] = {}
        for *key, part in found[:limit]:
            parts.setdefault(tuple(key), []).append(part)
        possible = self._possible_parts(table, relation, others, least_look) if parts else {}
        seen: set[tuple[tuple[str, int], ...]] = set()
        for key_moment_look, members in sorted(parts.items()):
            *key, moment, look = key_moment_look
            terms = (*zip(others, key, strict=True), *((relation.summed, part) for part in sorted(members)))
            if terms not in seen:  # the same parts at another moment are the same row
                seen.add(terms)
                complete = possible.get((*key, moment)) == len(members)
                grounded.rows.append(Row(rule, terms, moment, complete=complete, look=look))
        return grounded

    def _possible_parts(
        self, table: str, relation: Relation, others: tuple[str, ...], least_look: int
    ) -> dict[tuple[int, ...], int]:
        """For each sum whose whole says `parts: complete`: how many entities may be parts of it."""
        query = _Query(self.codes, relation, others)
        conditions = [query.conditions] if query.conditions != "TRUE" else []
        tables = [query.tables]
        part = relation.summed
        for condition in relation.where:
            text = _membership(condition, part, query, tables)
            if text:
                conditions.append(text)
        kinds = dict(relation.let)[part].kinds
        if kinds:
            conditions.append(f"m.kind IN ({_codes(self.codes.kind(kind) for kind in sorted(kinds))})")
        whole = _whole_of(relation)
        if whole is None:
            return {}
        conditions.append(_same_keys(others, "g", None))
        keys = ", ".join(f"g.id_{name}" for name in others)
        found = self.engine.rows(
            f"SELECT {keys}, g.moment, count(DISTINCT m.id) FROM {table} g, {', '.join(tables)}, entity m, entity w "
            f"WHERE g.look >= {least_look} AND w.complete AND w.id = q_{whole}.subject AND {' AND '.join(conditions)} "
            f"GROUP BY {keys}, g.moment"
        )
        return {tuple(key): count for *key, count in found}


_WIDE_SERIES = f"SELECT series FROM quantity WHERE mode = {ACCUMULATES} AND reach > as_of_from"
_PART = ("id", "subject", "hold_from", "hold_to")


def _whole_of(relation: Relation) -> str | None:
    """The name whose subject the parts belong to: part.subject.part_of == whole.subject."""
    for condition in relation.where:
        for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
            if not isinstance(one, Path) or not isinstance(other, Path) or condition.operator != "==":
                continue
            if (
                one.name == relation.summed
                and one.attributes == ("subject", "part_of")
                and other.attributes == ("subject",)
            ):
                return other.name
    return None


def _membership(condition: Condition, part: str, query: _Query, tables: list[str]) -> str:
    """A condition on the part's entity, for an entity that may have no figure; days where they are possible."""
    sides: list[str | tuple[str, str]] = []
    speaks_of_part = False
    for side in (condition.left, condition.right):
        if isinstance(side, Path) and side.name == part:
            if side.attributes[0] != "subject" or len(side.attributes) > 2:
                return ""
            speaks_of_part = True
            attribute = side.attributes[1] if len(side.attributes) > 1 else "id"
            sides.append((f"m.{attribute}_first", f"m.{attribute}_last") if side.kind == "days" else f"m.{attribute}")
        elif isinstance(side, Path):
            sides.append(query.column(side))
        else:
            sides.append(query.literal(condition.left, side))
    if not speaks_of_part:
        return ""
    if query.extra_tables:
        tables[0] = query.tables
    left, right = sides
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _days_possible(left, condition.operator, right)
    return f"{left} {_SQL_OPERATORS[condition.operator]} {right}"


# --- pieces of SQL -----------------------------------------------------------------------------

_SQL_OPERATORS = {"==": "=", "!=": "<>", "<=": "<=", "<": "<", ">=": ">=", ">": ">"}


def _greatest(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else f"greatest({', '.join(columns)})"


def _least(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else f"least({', '.join(columns)})"


def _codes(codes: Iterable[int]) -> str:
    return ", ".join(str(code) for code in codes)


def _same_keys(names: tuple[str, ...], left: str, right: str | None) -> str:
    if right is None:
        return " AND ".join(f"{left}.id_{name} = q_{name}.id" for name in names)
    return " AND ".join(f"{left}.id_{name} = {right}.id_{name}" for name in names)


def _days_certain(left: tuple[str, str], operator: str, right: tuple[str, str]) -> str:
    """Whether it must be so, whatever day within each window is meant."""
    if operator in ("<", "<="):
        return f"{left[1]} {operator} {right[0]}"
    return f"{left[0]} {operator} {right[1]}"


def _days_possible(left: tuple[str, str], operator: str, right: tuple[str, str]) -> str:
    if operator in ("<", "<="):
        return f"{left[0]} {operator} {right[1]}"
    return f"{left[1]} {operator} {right[0]}"


class _Query:
    """FROM and WHERE for some names of a relation."""

    def __init__(self, codes: Codes, relation: Relation, names: tuple[str, ...]) -> None:
        self.codes = codes
        self.relation = relation
        self.base = [f"{'holding' if name in relation.same_source else 'quantity'} q_{name}" for name in names]
        self.extra_tables: dict[str, str] = {}
        self.joins: list[str] = []
        parts: list[str] = []
        let = dict(relation.let)
        for name in names:
            parts += self._selected(name, let[name])
        for condition in relation.where:
            sides = [side for side in (condition.left, condition.right) if isinstance(side, Path)]
            if all(side.name in names for side in sides):
                parts.append(self._condition(condition))
        parts += self._together(names)
        self._parts = parts

    @property
    def tables(self) -> str:
        return ", ".join([*self.base, *(f"{table} {alias}" for alias, table in self.extra_tables.items())])

    @property
    def conditions(self) -> str:
        return " AND ".join([*self.joins, *self._parts]) or "TRUE"

    def _selected(self, name: str, select: Select) -> Iterator[str]:
        yield f"q_{name}.property IN ({_codes(self.codes.property(p) for p in sorted(select.properties))})"
        if select.statuses:
            yield f"q_{name}.status IN ({_codes(self.codes.status(s) for s in sorted(select.statuses))})"
        if select.important is not None:
            yield f"q_{name}.important = {select.important}"
        if select.kinds:
            column = self.column(Path(name, ("subject", "kind"), "kind"))
            yield f"{column} IN ({_codes(self.codes.kind(kind) for kind in sorted(select.kinds))})"

    def _together(self, names: tuple[str, ...]) -> Iterator[str]:
        """One scope, one unit, and a moment at which all hold."""
        related = {name for name, _ in (*self.relation.left.terms, *self.relation.right.terms)}
        for index, one in enumerate(names):
            for other in names[index + 1 :]:
                yield f"q_{one}.scope = q_{other}.scope"
                if one in related and other in related:
                    yield f"q_{one}.unit = q_{other}.unit"
                yield f"q_{one}.id <> q_{other}.id"
                yield f"q_{one}.hold_from <= q_{other}.hold_to AND q_{other}.hold_from <= q_{one}.hold_to"

    def _condition(self, condition: Condition) -> str:
        left = self.column(condition.left)
        right = (
            self.column(condition.right)
            if isinstance(condition.right, Path)
            else self.literal(condition.left, condition.right)
        )
        if isinstance(left, tuple) and isinstance(right, tuple):
            return _days_certain(left, condition.operator, right)
        text = f"{left} {_SQL_OPERATORS[condition.operator]} {right}"
        derived = len(condition.left.attributes) > 1 and condition.operator == "=="
        return f"{text} AND {left} >= 0" if derived else text  # no code (-1) is no match

    def literal(self, left: Path, value: str | Fraction | Path) -> str:
        if isinstance(value, Fraction):
            return repr(float(value))
        assert isinstance(value, str)
        if left.kind == "kind":
            return str(self.codes.kind(value))
        if left.kind == "property":
            return str(self.codes.property(value))
        return str(self.codes.status(value)) if value in STATUSES else "-1"

    def column(self, path: Path) -> str | tuple[str, str]:
        """The column that a path leads to; two for days (first, last)."""
        at, table = f"q_{path.name}", "quantity"
        value = ""
        for step, attribute in enumerate(path.attributes):
            if step:
                table = "property" if path.attributes[0] == "property" else "entity"
                alias = "_".join((table[0], path.name, *path.attributes[:step]))
                if alias not in self.extra_tables:
                    self.extra_tables[alias] = table
                    self.joins.append(f"{alias}.id = {value}")
                at = alias
            value = f"{at}.{attribute}"
        if path.kind == "days":
            if path.attributes == ("as_of",):
                return f"{at}.as_of_from", f"{at}.as_of_to"
            return f"{value}_first", f"{value}_last"
        return value
