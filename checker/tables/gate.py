"""The gate for tables: against the findings of an earlier run it fails where they have grown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb
from msgspec import Struct

from checker.tables.outcome import Outcome
from checker.tables.stores import quoted_text

COLUMNS = ("id", "rule", "severity", "days")


class Growth(Struct, frozen=True, kw_only=True):
    """What a base does not have: `new` are the ids of findings, `gone` how many it has and are no more.

    `more` are rules of which there are more findings' days than before: the rule, then and now.
    """

    new: tuple[str, ...]
    gone: int
    more: tuple[tuple[str, int, int], ...]

    @property
    def fails(self) -> bool:
        return bool(self.new or self.more)


def growth(outcome: Outcome, base: Path, failing: Sequence[str]) -> Growth:
    """How the findings of the severities that fail have grown since a base. Raises ValueError where that is none."""
    before = _read(base)
    names = {n: (kind.rule, kind.severity) for n, kind in enumerate(outcome.kinds)}
    new, days, kept = [], Counter[str](), 0
    for id_, number, count in outcome.store.engine.rows("SELECT id, kind_no, days FROM finding ORDER BY kind_no, id"):
        rule, severity = names[number]
        if severity not in failing:
            continue
        days[rule] += int(count)
        if id_ in before:
            kept += 1
        else:
            new.append(id_)
    then = Counter[str]()
    for rule, severity, count in before.values():
        if severity in failing:
            then[rule] += count
    more = tuple((rule, then[rule], now) for rule, now in sorted(days.items()) if now > then[rule])
    known = sum(1 for _, severity, _ in before.values() if severity in failing)
    return Growth(new=tuple(new), gone=known - kept, more=more)


def _read(base: Path) -> dict[str, tuple[str, str, int]]:
    """The findings of an earlier run by their ids: rule, severity and days."""
    reader = "read_parquet" if base.suffix == ".parquet" else "read_csv"
    try:
        with duckdb.connect() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(COLUMNS)} FROM {reader}({quoted_text(base.as_posix())})"
            ).fetchall()
    except duckdb.Error:
        raise ValueError(f"{base.as_posix()} is not a file of findings, as `--output` writes it") from None
    return {str(id_): (str(rule), str(severity), int(days)) for id_, rule, severity, days in rows}
