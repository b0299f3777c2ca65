"""What a check of tables found, as servers and spreadsheets read it: GitHub, GitLab, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from checker.problems import Problem
from checker.reports.csv import COLUMNS
from checker.reports.csv import cell as csv_cell
from checker.reports.github import MOST, as_data, command
from checker.reports.gitlab import digest, entry
from checker.tables.listing import Listed, Shown
from checker.tables.outcome import Outcome, Told
from checker.tables.text import tally
from checker.tables.verdict import Verdict
from checker.values.display import counted, safe

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def line_of(file: str, row: int) -> int:
    """The line of a row: rows are numbered from 1 below the line of names. 1 in a file that has no lines."""
    return row + 1 if file.endswith(".csv") else 1


def said_of(found: Listed) -> str:
    """The rows that show a finding."""
    more = f"; and {counted(found.more, 'row')} more" if found.more else ""
    return "; ".join(f"{claim.voice}: {claim.value} ({claim.file} row {claim.row})" for claim in found.claims) + more


def what_of(told: Told) -> str:
    """Rows or days that are told, in one line."""
    rows = ", ".join(f"{file} row {row}{f' ({cell[:40]!r})' if cell else ''}" for file, row, cell in told.rows)
    return f"{counted(told.number, told.unit)} {told.what}{f': {rows}' if rows else ''}"


def _first(found: Listed) -> Shown:
    return found.claims[0] if found.claims else Shown(voice="", value="", file="tables.yaml", row=0)


def github(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
    """Annotations for what fails, and for rows that could not be read; then lines that count."""
    lines = [_command("error", verdict, each) for each in outcome.problems]
    for told in outcome.told:
        if told.is_unread and verdict.unread:
            file, row, _ = told.rows[0]
            where = verdict.place(file), line_of(file, row)
            lines.append(command("error", *where, 1, "rows that cannot be read", what_of(told)))
    for each in found:
        if verdict.fails(each):
            at, title = _first(each), f"{each.rule} [{each.id}]"
            text = f"{each.message}\n{said_of(each)}"
            where = verdict.place(at.file), line_of(at.file, at.row)
            lines.append(command(_COMMANDS[each.severity], *where, 1, title, text))
    for rule, then, now in verdict.grown.more if verdict.grown is not None else ():
        lines.append(f"::error title={as_data(rule)}::{now:,} days of figures, {then:,} before")
    for name in _COMMANDS.values():
        number = sum(1 for line in lines if line.startswith(f"::{name} "))
        if number > MOST:
            lines.append(f"{counted(number, name)} of the tables, of which GitHub shows {MOST}")
    return "\n".join([*lines, *_end(outcome, verdict)]) + "\n"


def _command(name: str, verdict: Verdict, problem: Problem) -> str:
    place = verdict.place(problem.file)
    return command(name, place, problem.line, problem.column, "problem in a file", problem.message)


def _end(outcome: Outcome, verdict: Verdict) -> Iterator[str]:
    if not outcome.is_checked:
        yield "The tables could not be checked."
        return
    yield safe(tally(outcome))
    if verdict.note:
        yield verdict.note
    if verdict.unread:
        yield f"Not all could be checked: {verdict.what_is_unread}."
    elif verdict.why:
        yield f"Failed: {verdict.why}."
    else:
        yield f"The tables passed{f': nothing grew since {verdict.base}' if verdict.base else ''}."


def gitlab(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
    """A list of entries as those of articles. What a base knows already passes, and stays out."""
    entries: list[dict[str, Any]] = []
    for problem in outcome.problems:
        path = verdict.place(problem.file)
        entries.append(entry(problem.message, "problem", digest(str(problem)), "blocker", path, problem.line))
    for told in outcome.told:
        if told.is_unread and verdict.unread:
            file, row, _ = told.rows[0]
            where = verdict.place(file), line_of(file, row)
            entries.append(entry(what_of(told), "unread-rows", digest(f"{file} {told.what}"), "blocker", *where))
    for each in found:
        if verdict.grown is None or verdict.fails(each):
            at = _first(each)
            where = verdict.place(at.file), line_of(at.file, at.row)
            text = f"{each.message} ({said_of(each)})"
            entries.append(entry(text, each.rule, each.id, _SEVERITIES[each.severity], *where))
    for rule, then, now in verdict.grown.more if verdict.grown is not None else ():
        text = f"more of {rule}: {now:,} days of figures, {then:,} before"
        entries.append(entry(text, rule, digest(f"more of {rule}"), "major", verdict.place("tables.yaml"), 1))
    return json.dumps(entries, indent=1, ensure_ascii=True) + "\n"


def as_csv(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:  # noqa: ARG001  # what is unread is no row
    """A row for each finding and claim, with the columns that articles have; what tables do not say is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in found:
        state = "new" if verdict.fails(each) else ("known" if verdict.grown is not None else "")
        about = {"finding": each.id, "state": state, "severity": each.severity, "rule": each.rule}
        for claim in each.claims:
            place = {"file": verdict.place(claim.file), "line": line_of(claim.file, claim.row)}
            what = {"message": each.message, "subject": each.subject, "value": claim.value, "voice": claim.voice}
            row: dict[str, object] = {**about, **what, **place}
            writer.writerow([csv_cell(row.get(name, "")) for name in COLUMNS])
    return out.getvalue()
