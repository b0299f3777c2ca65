"""What a check of tables found, as lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tabulate import tabulate

from checker.tables.listing import Listed, widest
from checker.tables.outcome import Outcome, Told
from checker.tables.summaries import ALL, MOST, summary
from checker.values.dates import show_day
from checker.values.display import counted, safe

FEW = 5
"""Findings of each rule that are listed."""


def lines(outcome: Outcome, *, most: int = FEW, written: str = "", left_out: str = "") -> Iterator[str]:
    """The whole: findings, totals, rows that were left out, and what was not compared.

    `written` and `left_out` are the files that hold all findings, and all rows that were left out.
    """
    for problem in outcome.problems:
        yield safe(str(problem))
    if not outcome.is_checked:
        yield "The tables could not be checked."
        return
    listed = list(widest(outcome, most))
    for finding in listed:
        yield from finding_lines(finding)
    yield from _more(outcome, listed, written)
    yield ""
    yield from _totals(outcome)
    yield from told_lines(outcome.told, left_out)


def finding_lines(finding: Listed) -> Iterator[str]:
    """A finding: what it says, and the rows that show it."""
    yield f"{finding.severity} {finding.id} {safe(finding.rule)}: {safe(finding.message)}"
    for claim in finding.claims:
        yield f"    {safe(claim.voice)}: {safe(claim.value)}  ({safe(claim.file)} row {claim.row})"
    if finding.more:
        yield f"    and {counted(finding.more, 'row')} more"


def _more(outcome: Outcome, listed: Sequence[Listed], written: str) -> Iterator[str]:
    for total in outcome.totals:
        shown = sum(1 for finding in listed if finding.rule == total.rule)
        if total.findings > shown:
            where = f"all are in {written}" if written else "--output findings.parquet writes all of them"
            yield f"and {counted(total.findings - shown, 'more finding')} of {safe(total.rule)}: {where}"


def _totals(outcome: Outcome) -> Iterator[str]:
    loaded = outcome.loaded
    assert loaded is not None
    sources, first, last = outcome.store.engine.rows(
        "SELECT count(DISTINCT source), min(CASE WHEN day > 0 THEN day END), max(day) FROM claim"
    )[0]
    days = f", {show_day(first)} to {show_day(last)}" if first else ""
    yield (
        f"Tables: {counted(loaded.cells, 'row')}, {counted(loaded.claims, 'claim')} of "
        f"{counted(sources, 'source')}{days}"
    )
    rows = [
        (safe(t.rule), t.severity, f"{t.findings:,}", f"{t.days:,}", f"{t.within:,}" if t.within else "")
        for t in outcome.totals
    ]
    yield from tabulate(
        rows,
        headers=("rule", "severity", "findings", "days", "within tolerance"),
        tablefmt="simple",
        disable_numparse=True,
        colalign=("left", "left", "right", "right", "right"),
    ).splitlines()


def told_lines(told: Iterable[Told], left_out: str = "") -> Iterator[str]:
    """Rows that were left out, and what was not compared: each sort with its number and its first rows."""
    told = list(told)
    for heading, is_wrong in (("WRONG IN THE TABLES", True), ("NOT COMPARED", False)):
        chosen = [each for each in told if each.is_wrong == is_wrong]
        if chosen:
            yield from ("", heading)
        for each in chosen:
            rows = ", ".join(f"{safe(file)} row {row}{_cell(cell)}" for file, row, cell in each.rows)
            more = ", ..." if each.number > len(each.rows) and each.rows else ""
            shown = f": {rows}{more}" if rows else ""
            yield f"  {counted(each.number, each.unit)} {safe(each.what)}{shown}"
    if left_out and any(each.what.startswith("left out") for each in told):
        yield f"  All rows that were left out: {left_out}"


def _cell(cell: str) -> str:
    return f" ({safe(cell[:40])!r})" if cell else ""


def summary_lines(outcome: Outcome, by: Iterable[str], *, full: bool) -> Iterator[str]:
    """What disagrees, counted by each of some things: a table for each."""
    for each in by:
        made = summary(outcome, each, ALL if full else MOST)
        yield from (made.title, "")
        rows = [tuple(map(safe, row)) for row in made.shown]
        align = ["left"] * (len(made.heads) - made.numbers) + ["right"] * made.numbers
        yield from tabulate(
            rows,
            headers=tuple(map(safe, made.heads)),
            tablefmt="simple",
            disable_numparse=True,
            colalign=align if rows else None,
        ).splitlines()
        yield f"and {made.more:,} more: --full shows all" if made.more else ""


def tally(outcome: Outcome) -> str:
    """All of it in one line."""
    counts = [f"{outcome.number(s):,} {name}" for s, name in _NAMES.items() if outcome.number(s)]
    return f"tables: {', '.join(counts) or 'no disagreement was found'}"


_NAMES = {"error": "contradictions", "warning": "tensions", "note": "notes"}
