"""What disagrees, counted: by rule, by pair of sources, by entity, by source and by month."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from checker.engine.findings import DIFFER
from checker.tables.outcome import Outcome
from checker.values.formatting import show_number

MOST, ALL = 30, 10**9
"""Rows that are listed."""

Cell = str | int | Fraction


class Summary(Struct, frozen=True, kw_only=True):
    """A table to show: its title, the names of its columns (the last `numbers` of them hold numbers), and its rows.

    `keys` are what programs know the columns by; `more` is how many rows are left out.
    """

    title: str
    heads: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: int
    more: int = 0

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return tuple(tuple(map(_shown, row)) for row in self.rows)


def records(outcome: Outcome, by: str) -> list[dict[str, str | int | float]]:
    """The rows of one of SUMMARIES as programs read them, all of them; a month and a rule have one of their own."""
    if by == "month":
        return [{"month": month, "rule": rule, "days": days} for month, rule, days in months(outcome)]
    found = SUMMARIES[by](outcome, ALL)
    return [dict(zip(found.keys, map(_number, row), strict=True)) for row in found.rows]


def summary(outcome: Outcome, by: str, most: int = MOST) -> Summary:
    """One of SUMMARIES."""
    return SUMMARIES[by](outcome, most)


def _rules(outcome: Outcome) -> str:
    cases = " ".join(f"WHEN {n} THEN {outcome.store.text(kind.rule)}" for n, kind in enumerate(outcome.kinds))
    return f"CASE kind_no {cases} END"


def _by_rule(outcome: Outcome, most: int) -> Summary:
    rows = outcome.store.engine.rows(
        f"""SELECT {_rules(outcome)} AS rule, f.property, count(*), sum(n.days), max(n.gap), count(DISTINCT f.subject)
        FROM finding n JOIN figure f ON f.id = n.figure GROUP BY {_rules(outcome)}, f.property ORDER BY 1, 2"""
    )
    return Summary(
        title="By rule",
        heads=("rule", "property", "findings", "days", "entities", "widest gap"),
        keys=("rule", "property", "findings", "days", "entities", "widest_gap"),
        rows=tuple((r, p, int(f), int(d), int(e), _gap(gap, outcome)) for r, p, f, d, gap, e in rows[:most]),
        numbers=4,
        more=max(len(rows) - most, 0),
    )


def pairs(outcome: Outcome) -> list[tuple[str, str, str, int, int]]:
    """For two sources and a property: on how many days of figures they differ, and on how many beyond the tolerance."""
    if not any(kind.kind == DIFFER for kind in outcome.kinds):
        return []
    size = "CAST(greatest(abs(greatest(a.lower, b.lower)), abs(least(a.upper, b.upper))) AS DECIMAL(38, 0))"
    gap = "CAST(greatest(a.lower, b.lower) - least(a.upper, b.upper) AS DECIMAL(38, 0))"
    rows = outcome.store.engine.rows(
        f"""SELECT x.word, y.word, p.property, count(*), sum(p.beyond) FROM (
          SELECT a.source AS one, b.source AS other, f.property,
            CASE WHEN {gap} * f.under > f.over * {size} THEN 1 ELSE 0 END AS beyond
          FROM hit_differ h JOIN figure f ON f.id = h.figure
          JOIN once a ON a.figure = h.figure AND a.day = h.day
          JOIN once b ON b.figure = h.figure AND b.day = h.day AND a.source < b.source
          WHERE greatest(a.lower, b.lower) > least(a.upper, b.upper)
        ) p JOIN word x ON x.id = p.one JOIN word y ON y.id = p.other
        GROUP BY x.word, y.word, p.property ORDER BY x.word, y.word, p.property"""
    )
    return [(one, other, name, int(days), int(beyond)) for one, other, name, days, beyond in rows]


def _by_pair(outcome: Outcome, most: int) -> Summary:
    rows = pairs(outcome)
    return Summary(
        title="By pair of sources",
        heads=("source", "source", "property", "days apart", "beyond the tolerance"),
        keys=("source", "other_source", "property", "days", "beyond_tolerance"),
        rows=tuple(rows[:most]),
        numbers=2,
        more=max(len(rows) - most, 0),
    )


def _by_entity(outcome: Outcome, most: int) -> Summary:
    rows = outcome.store.engine.rows(
        f"""SELECT f.subject, count(*), sum(n.days) AS days, max(n.gap), count(*) OVER () AS entities
        FROM finding n JOIN figure f ON f.id = n.figure GROUP BY f.subject ORDER BY days DESC, f.subject LIMIT {most}"""
    )
    return Summary(
        title="By entity",
        heads=("entity", "findings", "days", "widest gap"),
        keys=("entity", "findings", "days", "widest_gap"),
        rows=tuple((subject, int(found), int(days), _gap(gap, outcome)) for subject, found, days, gap, _ in rows),
        numbers=3,
        more=max(int(rows[0][4]) - most, 0) if rows else 0,
    )


def _by_source(outcome: Outcome, most: int) -> Summary:
    """Of each source: the days on which it is one of those that differ, and those of what it says by itself."""
    voices = """SELECT e.kind_no, e.source, count(*) AS days, count(DISTINCT e.no) AS findings
      FROM evidence e WHERE e.source >= 0 GROUP BY e.kind_no, e.source"""
    shared = """SELECT e.kind_no, c.source, count(DISTINCT concat(e.no, ' ', e.day)) AS days,
        count(DISTINCT e.no) AS findings
      FROM evidence e JOIN claim c ON c.figure = e.figure AND c.day = e.day WHERE e.source < 0
      GROUP BY e.kind_no, c.source"""
    rows = outcome.store.engine.rows(
        f"""SELECT w.word, {_rules(outcome)} AS rule, sum(s.findings), sum(s.days)
        FROM ({voices} UNION ALL {shared}) s JOIN word w ON w.id = s.source
        GROUP BY w.word, {_rules(outcome)} ORDER BY 1, 2"""
    )
    return Summary(
        title="By source",
        heads=("source", "rule", "findings", "days"),
        keys=("source", "rule", "findings", "days"),
        rows=tuple((word, rule, int(found), int(days)) for word, rule, found, days in rows[:most]),
        numbers=2,
        more=max(len(rows) - most, 0),
    )


def months(outcome: Outcome) -> list[tuple[str, str, int]]:
    """For a month and a rule: on how many days of figures it is broken."""
    date = outcome.store.date_of("e.day")
    rows = outcome.store.engine.rows(
        f"""SELECT m.y, m.m, {_rules(outcome)} AS rule, sum(m.days) FROM (
          SELECT extract(YEAR FROM {date}) AS y, extract(MONTH FROM {date}) AS m, e.kind_no, count(*) AS days
          FROM evidence e WHERE e.day > 0 GROUP BY extract(YEAR FROM {date}), extract(MONTH FROM {date}), e.kind_no
        ) m GROUP BY m.y, m.m, {_rules(outcome)} ORDER BY 1, 2, 3"""
    )
    return [(f"{int(year):04}-{int(month):02}", rule, int(days)) for year, month, rule, days in rows]


def _by_month(outcome: Outcome, most: int) -> Summary:  # noqa: ARG001  # all months are shown
    found = months(outcome)
    rules = sorted({rule for _, rule, _ in found})
    days = {(month, rule): number for month, rule, number in found}
    names = sorted({month for month, _, _ in found})
    return Summary(
        title="By month, days of figures",
        heads=("month", *rules),
        keys=("month", *rules),
        rows=tuple((month, *(days.get((month, rule), 0) for rule in rules)) for month in names),
        numbers=len(rules),
    )


SUMMARIES: dict[str, Callable[[Outcome, int], Summary]] = {
    "rule": _by_rule,
    "pair": _by_pair,
    "entity": _by_entity,
    "source": _by_source,
    "month": _by_month,
}


def _gap(scaled: object, outcome: Outcome) -> Fraction:
    return Fraction(Fraction(float(str(scaled))), 10**outcome.store.decimals)


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return f"{cell:,}" if isinstance(cell, int) else show_number(cell)


def _number(cell: Cell) -> str | int | float:
    if not isinstance(cell, Fraction):
        return cell
    return cell.numerator if cell.denominator == 1 else float(cell)
