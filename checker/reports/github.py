"""GitHub Actions: an annotation at each claim's place, as workflow commands. The step's page gets the Markdown."""

from __future__ import annotations

from checker.findings import Finding, Report
from checker.reports import Style, counted, safe, shown, visible
from checker.reports.text import claims_in_order, stale_text, tally
from checker.words import who_said

MOST = 10
"""Annotations of one kind that GitHub shows for a step."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, style: Style) -> str:
    """Commands, then a line that counts. Only what fails is annotated; the rest is on the step's page."""
    lines = [
        _command("error", problem.file, problem.line, problem.column, "problem in a file", problem.message)
        for problem in report.corpus.problems
    ]
    findings = [finding for finding in shown(report, style) if report.standing(finding).fails]
    lines += [_annotation(finding, report) for finding in findings]
    lines += [f"::error title=not checked::{_data(entry)}" for entry in report.not_checked]
    lines += [f"::notice title=not all was examined::{_data(entry)}" for entry in report.limits]
    for entry in report.stale:
        name = "error" if style.stale_fails else "warning"
        lines.append(_command(name, entry.file, entry.line, 1, f"stale [{entry.id}]", stale_text(entry)))
    for severity, command in _COMMANDS.items():
        number = sum(1 for line in lines if line.startswith(f"::{command} "))
        if number > MOST:
            lines.append(f"{counted(number, severity)}, of which GitHub shows {MOST}; the step's page has them all")
    lines.append(safe(tally(report)))
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding, report: Report) -> str:
    first, *others = claims_in_order(finding, report)
    told = [f"{who_said(claim, report.corpus)} ({claim.file}:{claim.line})" for claim in (first, *others)]
    message = "\n".join((finding.message, *told))
    return _command(
        _COMMANDS[finding.severity], first.file, first.line, first.column, f"{finding.rule} [{finding.id}]", message
    )


def _command(name: str, file: str, line: int, column: int, title: str, message: str) -> str:
    where = f"file={_property(file)},line={line},col={column},title={_property(title)}"
    return f"::{name} {where}::{_data(message)}"


def _data(text: str) -> str:
    lines = (visible(line) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
