"""The text for a terminal: readable at 80 columns, no meaning in colour."""

from __future__ import annotations

from collections.abc import Iterable

from checker.baseline.review import Review
from checker.reports import Style
from checker.reports.directions import Directions
from checker.reports.gate import finding_lines, remarks, stale_text, tally, verdict
from checker.reports.order import listed_findings
from checker.reports.sentences import Sentences
from checker.values.display import safe


def render(review: Review, style: Style) -> str:
    """The report as lines no wider than the style says (at least 60). Brief: findings only, each with its places."""
    if style.brief:
        lines = brief(review, style)
    else:
        from checker.reports.report_lines import report_lines  # what a gate does without

        lines = report_lines(review, style)
    marked = Directions.of(review.corpus).marked
    return "\n".join(marked(line.rstrip()) for line in lines) + "\n"


def brief(review: Review, style: Style) -> Iterable[str]:
    """The gate's output: one entry a finding, with places for editors and logs."""
    sentences = Sentences(review.result)
    for problem in review.corpus.problems:
        yield safe(str(problem))
    for finding in listed_findings(review, only_new=style.only_new, with_accepted=style.show_accepted):
        yield from finding_lines(finding, review, sentences)
    for acceptance in review.stale:
        yield safe(f"{acceptance.file}:{acceptance.line}: {stale_text(acceptance)}")
    for entry in (*review.not_checked, *review.limits):
        yield f"not checked: {safe(entry)}"
    yield from map(safe, remarks(review, sentences))
    yield tally(review)
    yield from verdict(review, style)
