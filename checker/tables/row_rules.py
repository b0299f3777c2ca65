"""A project's own rules over tables: the rows that a rule's relation has on one day, judged in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from msgspec import Struct

from checker.corpus.relation import Linear, Relation
from checker.engine.codes import Codes
from checker.engine.grounded import WAYS
from checker.engine.query import Query
from checker.engine.suspicion import SUSPECT, look_of
from checker.engine.tables import FAR
from checker.files.models import STATUSES
from checker.tables.mapping import Spec
from checker.tables.stores import Store
from checker.values.moments import DAY

MOST_NAMES = 2
"""Figures that a rule over tables relates."""


def make_row_hits(spec: Spec, store: Store, rule: str, number: int, *, within: bool) -> str:
    """The rows of a rule that do not hold, as a table; returns its name."""
    relation = spec.rules[rule].relation
    _make_daily(spec, store)
    daily = "daily_within" if within else "daily_across"
    codes = Codes(
        entities={},
        properties={name: code for code, name in enumerate(sorted(spec.properties))},
        kinds={"": 0},
        sources=(),
        series=(),
    )
    query = Query(codes, relation, relation.names, dict.fromkeys(relation.names, daily))
    one, *others = relation.names
    same_day = [f"q_{one}.moment = q_{other}.moment AND q_{one}.source = q_{other}.source" for other in others]
    table = f"hit_row_{number}"
    selects = []
    for way in WAYS[relation.operator]:
        exact = _Exact(relation, way, 10**store.decimals, _are_whole(spec, relation) and not store.decimals)
        look = look_of(_scaled(relation, store), {name: f"q_{name}" for name in relation.names}, way=way)
        selects.append(
            f"""SELECT q_{one}.id AS figure, {f"q_{others[0]}.id" if others else "-1"} AS other, q_{one}.source,
              q_{one}.moment AS day, CAST({exact.gap} AS DOUBLE) / {exact.under} AS gap, {exact.beyond} AS beyond
            FROM {query.tables} WHERE {" AND ".join([query.conditions, *same_day])}
              AND {look} = {SUSPECT} AND {exact.fails}"""
        )
    store.engine.create(table, " UNION ALL ".join(selects))
    return table


def _are_whole(spec: Spec, relation: Relation) -> bool:
    """Whether all figures of a rule are counts: to be less is then to be less by one at least."""
    names = {name for _, select in relation.let for name in select.properties}
    return all(spec.properties[name].property.scale.type == "count" for name in names if name in spec.properties)


def _scaled(relation: Relation, store: Store) -> Relation:
    """The relation of figures times 10 to the power of their decimals."""
    if not store.decimals:
        return relation
    by = 10**store.decimals
    left, right = (Linear(side.terms, side.constant * by) for side in (relation.left, relation.right))
    return Relation(relation.let, relation.where, left, relation.operator, right, relation.tolerance, relation.message)


class _Exact(Struct, frozen=True):
    """A relation one way, in whole numbers: all that it has is times `under`."""

    relation: Relation
    way: int
    scale: int
    are_whole: bool

    @property
    def under(self) -> int:
        sides = (self.relation.left, self.relation.right)
        fractions = [c for side in sides for _, c in side.terms] + [side.constant for side in sides]
        return lcm(*(each.denominator for each in fractions))

    def _side(self, linear: Linear, *, least: bool) -> str:
        """The least or the greatest value of one side, times `under`."""
        terms = [str(self._whole(linear.constant * self.scale))]
        for name, c in linear.terms:
            bound = "lower_max" if (c > 0) == least else "upper_min"
            terms.append(f"{self._whole(c)} * CAST(q_{name}.{bound} AS DECIMAL(38, 0))")
        return f"({' + '.join(terms)})"

    def _whole(self, value: Fraction) -> int:
        return int(value * self.under)

    @property
    def gap(self) -> str:
        left, right = self._left_and_right()
        strict = self.scale * self.under if self.relation.operator in ("<", ">") and self.are_whole else 0
        return f"({left} - {right} + {strict})"

    def _left_and_right(self) -> tuple[str, str]:
        if self.way > 0:
            return self._side(self.relation.left, least=True), self._side(self.relation.right, least=False)
        return self._side(self.relation.right, least=True), self._side(self.relation.left, least=False)

    @property
    def fails(self) -> str:
        strict = self.relation.operator in ("<", ">") and not self.are_whole
        return f"{self.gap} {'>=' if strict else '>'} 0"

    @property
    def beyond(self) -> str:
        """Whether it fails by more than the tolerance: a share of the right side, and an amount."""
        tolerance = self.relation.tolerance
        if not (tolerance.share or tolerance.amount):
            return "TRUE"
        left, right = self._left_and_right()
        anchor = right if self.way > 0 else left
        under = tolerance.share.denominator * tolerance.amount.denominator
        share = tolerance.share.numerator * tolerance.amount.denominator
        amount = int(tolerance.amount * under * self.scale * self.under)
        return f"{under} * {self.gap} > {share} * abs({anchor}) + {amount}"


def _make_daily(spec: Spec, store: Store) -> None:
    """What is said of each figure on each day, with the columns by which rules match quantities: made once."""
    if store.has_daily:
        return
    store.has_daily = True
    names = sorted(spec.properties)
    store.engine.load(
        "property",
        {
            "id": ("INTEGER", list(range(len(names)))),
            "adds_to": ("INTEGER", [_code(names, spec.properties[name].property.adds_to) for name in names]),
            "after": ("INTEGER", [_code(names, spec.properties[name].property.after) for name in names]),
        },
    )
    coded = " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(names))
    statuses = " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(STATUSES))
    store.engine.create(
        "coded",
        f"""SELECT id, CAST(dense_rank() OVER (ORDER BY subject) AS INTEGER) AS subject, subject AS subject_word,
          CASE property {coded} END AS property, CASE status {statuses} END AS status,
          dense_rank() OVER (ORDER BY scope) AS scope, dense_rank() OVER (ORDER BY unit) AS unit,
          dense_rank() OVER (ORDER BY period) - 1 AS period, mode FROM figure""",
    )
    has_wholes = spec.membership is not None
    wholes = "LEFT JOIN whole_of m ON m.subject = c.subject_word LEFT JOIN entities w ON w.subject_word = m.whole"
    store.engine.create(
        "entity",
        f"""WITH entities AS (SELECT DISTINCT subject, subject_word FROM coded)
        SELECT c.subject AS id, {"coalesce(w.subject, -1)" if has_wholes else "-1"} AS part_of, 0 AS kind,
          {-FAR} AS from_first, {-FAR} AS from_last, {FAR} AS to_first, {FAR} AS to_last, TRUE AS complete
        FROM entities c {wholes if has_wholes else ""}""",
    )
    for name, said in (
        ("daily_within", "once"),
        ("daily_across", "(SELECT figure, -1 AS source, day, lower, upper FROM moment)"),
    ):
        times = ", ".join(f"c.day * {DAY} + {DAY - 1} AS {each}" for each in _TIMES)
        store.engine.create_view(
            name,
            f"""SELECT f.id, f.id AS series, f.subject, f.property, f.status, f.scope, f.unit, f.period, 0 AS begun,
              f.mode, FALSE AS important, TRUE AS measured, c.day AS moment, {times}, c.lower, c.lower AS lower_max,
              c.upper, c.upper AS upper_min, c.source FROM {said} c JOIN coded f ON f.id = c.figure""",
        )


_TIMES = ("as_of_from", "as_of_to", "hold_from", "hold_to", "sure_from", "sure_to")


def _code(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1
