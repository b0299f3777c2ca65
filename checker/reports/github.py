"""GitHub Actions: an annotation at each claim's place, as workflow commands. The step's page gets the Markdown."""

from __future__ import annotations

from checker.baseline.review import NEW, Review
from checker.engine.findings import Finding
from checker.reports import Style
from checker.reports.gate import (
    STATES,
    claims_in_order,
    history,
    parts_to_tell,
    remarks,
    stale_text,
    tally,
    verdict,
    with_age,
)
from checker.reports.order import comes_to_light, listed_findings
from checker.reports.sentences import Sentences
from checker.values.display import counted, safe, visible

MOST = 10
"""Annotations of one kind that GitHub shows for a step."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(review: Review, style: Style) -> str:
    """Commands, then a line that counts. Annotated is what fails, and what comes to light: that passes, but fails on
    the main branch. The rest is on the step's page."""
    sentences = Sentences(review.result)
    found = listed_findings(review, only_new=style.only_new, with_accepted=style.show_accepted)
    lines = [
        command("error", style.path(problem.file), problem.line, problem.column, "problem in a file", problem.message)
        for problem in review.corpus.problems
    ]
    for finding in found:
        if review.status(finding).fails:
            lines.append(_annotation(_COMMANDS[finding.severity], finding, review, style, sentences))
    lines += [f"::error title=not checked::{as_data(entry)}" for entry in review.not_checked]
    lines += [f"::notice title=not all was examined::{as_data(entry)}" for entry in review.limits]
    lines += [f"::notice title=to be looked at::{as_data(entry)}" for entry in remarks(review, sentences)]
    for entry in review.stale:
        name = "error" if style.stale_fails else "warning"
        lines.append(command(name, style.path(entry.file), entry.line, 1, f"stale [{entry.id}]", stale_text(entry)))
    for finding in found:
        if comes_to_light(review.status(finding)):
            lines.append(_annotation("notice", finding, review, style, sentences))
    for kind in _COMMANDS.values():
        number = sum(1 for line in lines if line.startswith(f"::{kind} "))
        if number > MOST:
            lines.append(f"{counted(number, kind)}, of which GitHub shows {MOST}; the step's page has them all")
    lines += [safe(tally(review)), *verdict(review, style)]
    return "\n".join(lines) + "\n"


def failure(message: str) -> str:
    """A command that tells why nothing could be checked."""
    return f"::error title=nothing was checked::{as_data(message)}\n"


def _annotation(kind: str, finding: Finding, review: Review, style: Style, sentences: Sentences) -> str:
    claims = claims_in_order(finding, review)
    first = claims[0]
    state = review.status(finding).state
    title = f"{'' if state == NEW else f'{STATES[state]}: '}{finding.rule} [{finding.id}]"
    told = []
    for claim in claims:
        text = f"{sentences.claim(claim)} ({style.path(claim.file)}:{claim.line})"
        told.append(with_age(text, claim, finding, review))
    parts = [sentences.part(finding, part) for part in parts_to_tell(finding, review)]
    message = "\n".join((*parts, *history(finding, review, sentences), *told))
    return command(kind, style.path(first.file), first.line, first.column, title, message)


def command(name: str, file: str, line: int, column: int, title: str, message: str) -> str:
    """A workflow command for a place in a file."""
    where = f"file={_property(file)},line={line},col={column},title={_property(title)}"
    return f"::{name} {where}::{as_data(message)}"


def as_data(text: str) -> str:
    """Text as the message of a workflow command."""
    lines = (visible(line) for line in text.split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
