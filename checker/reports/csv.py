"""CSV for a spreadsheet: a row for each finding and claim."""

from __future__ import annotations

import csv
import io

from checker.baseline.review import Review
from checker.corpus.corpus import Claim
from checker.engine.findings import Finding
from checker.reports import Style
from checker.reports.order import listed_findings, ranked
from checker.reports.sentences import Sentences
from checker.values.dates import iso_window
from checker.values.display import visible
from checker.values.formatting import show_number

COLUMNS = (
    *("finding", "state", "severity", "kind", "rule", "message", "off_by", "unit", "echo_of", "dispute"),
    *("claim", "story", "source", "publisher", "subject", "property", "status", "scope", "value", "as_of"),
    *("voice", "speaker", "quote", "file", "line", "accepted_because"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(review: Review, style: Style) -> str:
    """With a header. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    sentences = Sentences(review.result)
    dispute_of = {f.id: number for number, dispute in enumerate(ranked(review), 1) for f in dispute.findings}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in listed_findings(review, only_new=style.only_new, with_accepted=style.show_accepted):
        about = _about(finding, dispute_of.get(finding.id), review, sentences)
        acceptance = review.status(finding).acceptance
        because = acceptance.reason if acceptance else ""
        for claim in finding.claims:
            row = (*about, *_claim(claim, sentences), because)
            writer.writerow([cell(value) for value in row])
    return out.getvalue()


def _about(finding: Finding, dispute: int | None, review: Review, sentences: Sentences) -> tuple[object, ...]:
    gap = show_number(finding.gap).replace(",", "") if finding.gap is not None else ""
    return (
        *(finding.id, review.status(finding).state, finding.severity, finding.kind, finding.rule),
        *(sentences.finding(finding), gap, "day" if finding.unit == "date" else finding.unit),
        *(" ".join(finding.echo_of), dispute or ""),
    )


def _claim(claim: Claim, sentences: Sentences) -> tuple[object, ...]:
    names = sentences.names
    value = sentences.claim_value(claim) if claim.value.choices else claim.value.text
    cited = "".join(names.cited((claim,)))
    return (
        *(claim.key, claim.story, claim.source.partition("/")[2], names.paper(claim.source)),
        *(names.subject(claim.subject), names.property(claim.property), claim.status, claim.scope, value),
        *(iso_window(claim.as_of), names.voice(claim.origin), cited, claim.quote, claim.file, claim.line),
    )


def cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
