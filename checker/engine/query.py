"""FROM and WHERE for some names of a relation: which quantities they may stand for, and whether these hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from checker.corpus.relation import Condition, Path, Relation, Select
from checker.engine.codes import Codes
from checker.engine.tables import ACCUMULATES, STANDS
from checker.files.models import STATUSES
from checker.values.moments import DAY

BOUNDS = ("lower_max", "upper_min")
"""The columns by which rows are judged: the tightest bounds that anyone claims."""

Times = tuple[str, str]
"""Two columns: the first and the last time that may be meant."""

OPERATORS = {"==": "=", "!=": "<>", "<=": "<=", "<": "<", ">=": ">=", ">": ">"}


def greatest(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else f"greatest({', '.join(columns)})"


def least(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else f"least({', '.join(columns)})"


def codes_of(codes: Iterable[int]) -> str:
    return ", ".join(str(code) for code in codes)


def same_keys(names: tuple[str, ...], left: str, right: str | None) -> str:
    """That the ids of these names are the same in two tables, or those of the quantities themselves."""
    if right is None:
        return " AND ".join(f"{left}.id_{name} = q_{name}.id" for name in names)
    return " AND ".join(f"{left}.id_{name} = {right}.id_{name}" for name in names)


def is_whole_of(relation: Relation) -> str | None:
    """The name whose subject the parts belong to: part.subject.part_of == whole.subject."""
    for condition in relation.where:
        for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
            if not isinstance(one, Path) or not isinstance(other, Path) or condition.operator != "==":
                continue
            is_part = one.name == relation.summed and one.attributes == ("subject", "part_of")
            if is_part and other.attributes == ("subject",):
                return other.name
    return None


def names_of_parts(relation: Relation) -> list[str]:
    """The names that a rule ties to the whole of their subject: `part.subject.part_of`."""
    sides = [side for condition in relation.where for side in (condition.left, condition.right)]
    return sorted({s.name for s in sides if isinstance(s, Path) and s.attributes == ("subject", "part_of")})


def table_of(relation: Relation, name: str, views: Mapping[str, str]) -> str:
    """The table that a name is read from."""
    return "holding" if name in relation.same_source else views.get(name, "quantity")


def parts_of(codes: Codes, relation: Relation, name: str, table: str) -> str:
    """A SELECT of the figures that a name may stand for, each with the whole of its subject.

    A database that reads the wholes from the entities may first join all figures of one scope and unit. What is no part
    of anything matches no rule that wants one, and is left out.
    """
    wanted = "".join(
        f" AND {condition}"
        for attributes, condition in (
            (("subject", "part_of"), "e.part_of >= 0"),
            (("scope", "part_of"), "q.series IN (SELECT id FROM scope_part)"),
        )
        if _must_have(relation, name, attributes)
    )
    properties = codes_of(codes.property(each) for each in sorted(dict(relation.let)[name].properties))
    return (
        f"SELECT q.*, e.part_of AS whole FROM {table} q JOIN entity e ON e.id = q.subject "
        f"WHERE q.property IN ({properties}){wanted}"
    )


def _must_have(relation: Relation, name: str, attributes: tuple[str, ...]) -> bool:
    """Whether a rule wants an attribute of a name to be the same as another one."""
    return any(
        isinstance(side, Path) and (side.name, side.attributes) == (name, attributes)
        for condition in relation.where
        if condition.operator == "=="
        for side in (condition.left, condition.right)
    )


def _surely(left: Times, operator: str, right: Times) -> str:
    """Whether it must be so, whatever time within each window is meant."""
    if operator == "==":
        return f"{left[0]} = {right[0]} AND {left[0]} = {left[1]} AND {right[0]} = {right[1]}"
    if operator in ("<", "<="):
        return f"{left[1]} {operator} {right[0]}"
    return f"{left[0]} {operator} {right[1]}"


def possibly(left: Times, operator: str, right: Times) -> str:
    if operator == "==":
        return f"{left[0]} <= {right[1]} AND {right[0]} <= {left[1]}"
    if operator in ("<", "<="):
        return f"{left[0]} {operator} {right[1]}"
    return f"{left[1]} {operator} {right[0]}"


def matching_series(codes: Codes, relation: Relation, name: str) -> str:
    """A SELECT of the series that can stand for a name in a row at all, whatever their moments and values."""
    query = of_series(codes, relation)
    return f"SELECT q_{name}.id FROM {query.tables} WHERE {query.conditions}"


def of_series(codes: Codes, relation: Relation) -> Query:
    """Which series can stand together for the names of a row at all, whatever their moments and values."""
    return Query(codes, relation, relation.names, dict.fromkeys(relation.names, "series"), is_timeless=True)


_OF_STATEMENTS = ("as_of", "source", "lower", "upper")
"""Attributes that quantities have, and series do not."""


class Query:
    """FROM and WHERE for `names` of a relation. `views` are the tables that names are read from, if not `quantity`.

    `conditions` say that they may hold together, `sure` that they surely do. `with_whole` are tables made of `parts_of`
    that names are read from: they say themselves of which whole a figure's subject is a part.
    """

    def __init__(
        self,
        codes: Codes,
        relation: Relation,
        names: tuple[str, ...],
        views: dict[str, str] | None = None,
        *,
        is_timeless: bool = False,
        with_whole: Mapping[str, str] | None = None,
    ) -> None:
        self._is_timeless, self._with_whole = is_timeless, with_whole or {}
        self.codes, self.relation, self.names, self.views = codes, relation, names, views or {}
        self._let = dict(relation.let)
        self._base = [f"{self._table(name)} q_{name}" for name in names]
        self._extra: dict[str, str] = {}
        self._joins: list[str] = []
        self._lifted = set(_of_other_scopes(relation))
        parts: list[str] = []
        for name in names:
            parts += self._selected(name, self._let[name])
        parts += [self._condition(each) for each in relation.where if self._speaks_of_names(each)]
        parts += self._alike()
        pairs = [*self._pairs_in_time()]
        parts += [f"q_{a}.hold_from <= q_{b}.hold_to AND q_{b}.hold_from <= q_{a}.hold_to" for a, b in pairs]
        self._parts = parts
        self.sure = " AND ".join(self._hold_surely(a, b) for a, b in pairs) or "TRUE"

    def _table(self, name: str) -> str:
        if self._is_timeless:
            return self.views.get(name, "quantity")
        return self._with_whole.get(name) or table_of(self.relation, name, self.views)

    @property
    def tables(self) -> str:
        return ", ".join([*self._base, *(f"{table} {alias}" for alias, table in self._extra.items())])

    @property
    def conditions(self) -> str:
        return " AND ".join([*self._joins, *self._parts]) or "TRUE"

    def _speaks_of_names(self, condition: Condition) -> bool:
        sides = [side for side in (condition.left, condition.right) if isinstance(side, Path)]
        if condition.is_of_statements:
            return False  # rows are judged by who says what
        if self._is_timeless and any(side.attributes[0] in _OF_STATEMENTS or side.kind == "days" for side in sides):
            return False
        return all(side.name in self.names for side in sides)

    def _selected(self, name: str, select: Select) -> Iterator[str]:
        yield f"q_{name}.property IN ({codes_of(self.codes.property(p) for p in sorted(select.properties))})"
        if select.statuses:
            yield f"q_{name}.status IN ({codes_of(self.codes.status(s) for s in sorted(select.statuses))})"
        if select.important is not None:
            yield f"q_{name}.important = {select.important}"
        if select.kinds:
            column = self.column(Path(name, ("subject", "kind"), "kind"))
            yield f"{column} IN ({codes_of(self.codes.kind(kind) for kind in sorted(select.kinds))})"
        if select.over_period:
            yield f"q_{name}.period > 0"
        if select.at is not None and select.at[0] == "period":
            yield f"q_{name}.period = {self.column(Path(select.at[1], ('compared', 'period'), 'span'))}"
        elif select.at is not None:
            yield f"q_{name}.period = 0"
            if select.at[1] in self.names and not self._is_timeless:
                yield f"{self._time_of(*select.at)} BETWEEN q_{name}.hold_from AND q_{name}.hold_to"

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for index, one in enumerate(self.names):
            for other in self.names[index + 1 :]:
                yield one, other

    def _pairs_in_time(self) -> Iterator[tuple[str, str]]:
        """Names that must hold at one moment: all but those whose moment the rule names."""
        for one, other in () if self._is_timeless else self._pairs():
            if self._let[one].at is None and self._let[other].at is None:
                yield one, other

    def _alike(self) -> Iterator[str]:
        """One scope, one unit, one period; and no figure twice."""
        related = {*self.relation.left.names, *self.relation.right.names} - self.relation.factors
        timed = set(self._pairs_in_time())
        for one, other in self._pairs():
            if not self._lifted & {one, other}:
                yield f"q_{one}.scope = q_{other}.scope"
            if one in related and other in related:
                yield f"q_{one}.unit = q_{other}.unit"
            if not self._is_timeless:
                yield f"q_{one}.id <> q_{other}.id"
            if (one, other) in timed:
                yield f"q_{one}.period = q_{other}.period"
                # a count that was begun anew has nothing to do with the old one, nor with the old ones of its parts
                yield f"(q_{one}.begun = q_{other}.begun OR q_{one}.property <> q_{other}.property)"

    def _condition(self, condition: Condition) -> str:
        left = self.column(condition.left)
        if not isinstance(condition.right, Path):
            right: str | Times = self.literal(condition.left, condition.right)
        else:
            right = self.column(condition.right)
        if isinstance(left, tuple):
            assert isinstance(condition.right, Path) and isinstance(right, tuple), "times are compared with times"
            if condition.left.attributes != condition.right.attributes:
                left, right = self._at_the_row(condition.left, left), self._at_the_row(condition.right, right)
            return _surely(left, condition.operator, right)
        text = f"{left} {OPERATORS[condition.operator]} {right}"
        derived = len(condition.left.attributes) > 1 and condition.operator == "=="
        return f"{text} AND {left} >= 0" if derived else text  # no code (-1) is no match

    def _at_the_row(self, path: Path, times: Times) -> Times:
        """Of a total that accumulates, or what stands, it counts when the row holds, not when the figure was given."""
        if path.attributes != ("as_of",) or self._is_timeless:
            return times
        names = [name for name in self.names if self._let[name].at is None]
        until = least([f"q_{name}.hold_to" for name in names])
        since = greatest([f"q_{name}.hold_from" for name in names])
        of_count = f"q_{path.name}.mode = {ACCUMULATES} AND q_{path.name}.sure_from <= q_{path.name}.sure_to"
        counts = of_count if path.name in self.views else "FALSE"
        stands = f"q_{path.name}.mode = {STANDS}"
        sure_until = least([f"q_{name}.sure_to" for name in names])
        sure_since = greatest([f"q_{name}.sure_from" for name in names])
        return f"CASE WHEN {stands} THEN {sure_until} WHEN {counts} THEN {until} ELSE {times[0]} END", (
            f"CASE WHEN {stands} THEN {sure_since} WHEN {counts} THEN {since} ELSE {times[1]} END"
        )

    def clipped(self, part: str) -> Times:
        """From when to when a part's figure holds while it is surely a part."""
        return self._while_part(part, "hold_from", "hold_to")

    def surely(self, part: str) -> Times:
        """From when to when a part's figure surely holds while it is surely a part."""
        return self._while_part(part, "sure_from", "sure_to")

    def _while_part(self, part: str, first: str, last: str) -> Times:
        since, until = self._membership(part)
        return greatest([f"q_{part}.{first}", *since]), least([f"q_{part}.{last}", *until])

    def _membership(self, part: str) -> tuple[list[str], list[str]]:
        """Columns with the times since when, and until when, the subject of a name surely is what a rule wants."""
        since, until = [], []
        for condition in self.relation.where:
            for side, other, operators in (
                (condition.left, condition.right, ("<", "<=")),
                (condition.right, condition.left, (">", ">=")),
            ):
                if not isinstance(side, Path) or not isinstance(other, Path) or other.attributes != ("as_of",):
                    continue
                is_before = condition.operator in operators
                if side.name == part and side.attributes == ("subject", "from") and is_before:
                    since.append(self.column(side)[1])
                if side.name == part and side.attributes == ("subject", "to") and not is_before:
                    until.append(self.column(side)[0])
        return since, until

    def _hold_surely(self, a: str, b: str) -> str:
        """Whether two figures surely hold at one time, at which their subjects are parts (or whatever a rule wants).

        The times meet at which both surely hold, or one's window lies within those of the other, or it is one moment.
        """
        (from_a, to_a), (from_b, to_b) = self.surely(a), self.surely(b)
        a_within = [f"q_{a}.as_of_from >= {from_b} AND q_{a}.as_of_to <= {to_b}", *self._all_its_moments(a)]
        b_within = [f"q_{b}.as_of_from >= {from_a} AND q_{b}.as_of_to <= {to_a}", *self._all_its_moments(b)]
        at_once = [f"q_{a}.moment = q_{b}.moment AND q_{a}.moment >= 0"]
        at_once += [*self._all_its_moments(a), *self._all_its_moments(b)]
        meet = f"{greatest([from_a, from_b])} <= {least([to_a, to_b])}"
        return f"({meet} OR ({' AND '.join(a_within)}) OR ({' AND '.join(b_within)}) OR ({' AND '.join(at_once)}))"

    def _all_its_moments(self, part: str) -> list[str]:
        """That the subject is a part at whatever moment of its window the figure is of."""
        since, until = self._membership(part)
        return [
            *(f"{time} <= q_{part}.as_of_from" for time in since),
            *(f"q_{part}.as_of_to <= {time}" for time in until),
        ]

    def literal(self, left: Path, value: str | Fraction | Path) -> str:
        """A text or a number of the rule, as it is in the column that it is compared with."""
        if isinstance(value, Fraction):
            return repr(float(value))
        assert isinstance(value, str)
        if left.kind == "kind":
            return str(self.codes.kind(value))
        if left.kind == "property":
            return str(self.codes.property(value))
        return str(self.codes.status(value)) if value in STATUSES else "-1"

    def column(self, path: Path) -> str | Times:
        """The column that a path leads to; two for days (first, last)."""
        if path.attributes[0] == "compared":
            return self._of_comparison(path.name, "_".join(("to", *path.attributes[1:])))
        if path.attributes == ("subject", "part_of") and path.name in self._with_whole:
            return f"q_{path.name}.whole"
        if path.attributes[0] == "scope" and len(path.attributes) > 1:
            return f"{self._beside('scope_part', path.name)}.{path.attributes[1]}"
        at, table = f"q_{path.name}", "quantity"
        value = ""
        for step, attribute in enumerate(path.attributes):
            if step:
                table = "property" if path.attributes[0] == "property" else "entity"
                alias = "_".join((table[0], path.name, *path.attributes[:step]))
                if alias not in self._extra:
                    self._extra[alias] = table
                    self._joins.append(f"{alias}.id = {value}")
                at = alias
            value = f"{at}.{attribute}"
        if path.kind == "days":
            if path.attributes == ("as_of",):
                return f"{at}.as_of_from", f"{at}.as_of_to"
            return f"{value}_first", f"{value}_last"
        return value

    def _of_comparison(self, name: str, column: str) -> str:
        """A column of what a name compares its figure with."""
        return f"{self._beside('comparison', name)}.{column.replace('to_own', 'of')}"

    def _beside(self, table: str, name: str) -> str:
        """A table of some series, joined to a name."""
        alias = f"{table}_{name}"
        if alias not in self._extra:
            self._extra[alias] = table
            self._joins.append(f"{alias}.id = q_{name}.{'id' if self._is_timeless else 'series'}")
        return alias

    def _time_of(self, kind: str, name: str) -> str:
        """The time that a rule names by the period, or the moment, of another name; a day is its last minute."""
        if kind == "at":
            return self._of_comparison(name, "to_time")
        return {
            "start": f"q_{name}.as_of_from - {DAY}",
            "end": f"q_{name}.as_of_to",
            "before": f"q_{name}.as_of_from - 1",
        }[kind]


def _of_other_scopes(relation: Relation) -> Iterator[str]:
    """The names whose scope `where` ties to another one's otherwise than that they are the same."""
    for condition in relation.where:
        for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
            if isinstance(one, Path) and isinstance(other, Path) and one.kind == "scope" and len(other.attributes) > 1:
                yield one.name
