"""The gate for tables: against the findings of an earlier run it fails where they have grown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb
from msgspec import Struct

from checker.tables.outcome import Outcome
from checker.tables.reasons import REASONS, UNWANTED
from checker.tables.stores import quoted_text

COLUMNS = ("id", "rule", "severity", "days", "gap")
LEFT_OUT = ("file", "why", "cell")


class Growth(Struct, frozen=True, kw_only=True):
    """What a base does not have: `new` are the ids of findings, `wider` those with a wider gap than in the base,
    `gone` how many it has and are no more; `by_rule` how many are new or wider.

    `more` are rules of which there are more findings' days than before: the rule, then and now.
    """

    new: tuple[str, ...]
    wider: tuple[str, ...]
    gone: int
    more: tuple[tuple[str, int, int], ...]
    by_rule: Counter[str]

    @property
    def fails(self) -> bool:
        return bool(self.new or self.wider or self.more)


class _Known(Struct, frozen=True):
    """A finding of an earlier run."""

    rule: str
    severity: str
    days: int
    gap: float


def growth(outcome: Outcome, base: Path, failing: Sequence[str]) -> Growth:
    """How the findings of the severities that fail have grown since a base. Raises ValueError where that is none."""
    before = _read(base)
    names = {n: (kind.rule, kind.severity) for n, kind in enumerate(outcome.kinds)}
    new, wider, kept = [], [], 0
    days, by_rule = Counter[str](), Counter[str]()
    # as `--output` writes them: equal figures divided make equal doubles, however many digits the tables have
    rows = outcome.store.engine.rows(
        f"SELECT id, kind_no, days, gap / {10**outcome.store.decimals} AS gap FROM finding ORDER BY kind_no, id"
    )
    for id_, number, count, gap in rows:
        rule, severity = names[number]
        if severity not in failing:
            continue
        days[rule] += int(count)
        known = before.get(id_)
        kept += known is not None
        if known is None:
            new.append(id_)
        elif float(gap) > known.gap:
            wider.append(id_)
        else:
            continue
        by_rule[rule] += 1
    then = Counter[str]()
    for known in before.values():
        if known.severity in failing:
            then[known.rule] += known.days
    return Growth(
        new=tuple(new),
        wider=tuple(wider),
        gone=sum(1 for known in before.values() if known.severity in failing) - kept,
        more=tuple((rule, then[rule], now) for rule, now in sorted(days.items()) if now > then[rule]),
        by_rule=by_rule,
    )


def unread_rows(outcome: Outcome, known: Path | None = None) -> int:
    """How many rows cannot be read, without those that a file of rows left out has. Raises ValueError for another."""
    whys = ", ".join(str(why) for why in REASONS if why not in UNWANTED)
    found = outcome.store.engine.rows(
        f"""SELECT l.name, a.why, coalesce(a.cell, ''), count(*) FROM aside a JOIN file l ON l.file_no = a.file_no
        WHERE a.why IN ({whys}) GROUP BY l.name, a.why, coalesce(a.cell, '')"""
    )
    if not found:
        return 0
    before = _counted(known) if known is not None and known.exists() else Counter[tuple[str, ...]]()
    return sum(max(0, int(number) - before[file, REASONS[why], cell]) for file, why, cell, number in found)


def _counted(left_out: Path) -> Counter[tuple[str, ...]]:
    """How often each cell was left out in an earlier run, by file and reason: rows move, their cells hardly do."""
    found = Counter[tuple[str, ...]]()
    for row in _rows_of(left_out, LEFT_OUT, "rows left out"):
        found[tuple(str(value or "") for value in row)] += 1
    return found


def _read(base: Path) -> dict[str, _Known]:
    """The findings of an earlier run by their ids."""
    rows = _rows_of(base, COLUMNS, "findings")
    return {str(id_): _Known(str(rule), str(grave), int(days), float(gap)) for id_, rule, grave, days, gap in rows}


def _rows_of(file: Path, columns: Sequence[str], what: str) -> list[tuple[str, ...]]:
    # of a .csv file all is text: an id such as 12e4567890 is no number
    name = quoted_text(file.as_posix())
    source = (
        f"read_parquet({name})" if file.suffix == ".parquet" else f"read_csv({name}, all_varchar=true, header=true)"
    )
    try:
        with duckdb.connect() as connection:
            return connection.execute(f"SELECT {', '.join(columns)} FROM {source}").fetchall()
    except duckdb.Error:
        raise ValueError(f"{file.as_posix()} is not a file of {what}, as `--output` writes it") from None
