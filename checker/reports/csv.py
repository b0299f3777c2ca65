"""CSV for a spreadsheet: a row for each finding and claim."""

from __future__ import annotations

import csv
import io

from checker.engine.findings import Report
from checker.engine.messages import origin_name
from checker.reports import Style, shown
from checker.values.dates import iso_window
from checker.values.display import visible
from checker.values.formatting import show_number

COLUMNS = (
    *("finding", "state", "severity", "rule", "message", "off_by", "unit", "dispute"),
    *("claim", "story", "source", "publisher", "subject", "property", "status", "scope", "value", "as_of", "speaker"),
    *("origin", "quote", "file", "line", "accepted_because"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(report: Report, style: Style) -> str:
    """With a header. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    dispute_of = {f.id: number for number, dispute in enumerate(report.disputes, 1) for f in dispute.findings}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in shown(report, style):
        standing = report.standing(finding)
        gap = show_number(finding.gap).replace(",", "") if finding.gap is not None else ""
        unit = "day" if finding.unit == "date" else finding.unit
        about = (finding.id, standing.state, finding.severity, finding.rule, finding.message, gap, unit)
        because = standing.acceptance.reason if standing.acceptance else ""
        for claim in finding.claims:
            source = report.corpus.sources[claim.source]
            row = (
                *about,
                dispute_of.get(finding.id, ""),
                claim.key,
                claim.story,
                claim.source.partition("/")[2],
                source.publisher,
                report.corpus.entities[claim.subject].id,
                *(claim.property, claim.status, claim.scope, claim.value.text, iso_window(claim.as_of), claim.speaker),
                *(origin_name(claim.origin, report.corpus), claim.quote, claim.file, claim.line, because),
            )
            writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str:
    text = visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
