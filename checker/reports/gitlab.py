"""GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from checker.engine.findings import Report
from checker.reports import Style, shown
from checker.reports.gate import claims_in_order, stale_text
from checker.values.display import visible

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, style: Style) -> str:
    """A list of entries, each with a fingerprint of its own, for GitLab keeps one of each. Accepted ones stay out."""
    entries = []
    for problem in report.corpus.problems:
        path = style.path(problem.file)
        text = str(replace(problem, file=path))
        entries.append(
            {
                "description": visible(problem.message),
                "check_name": "problem",
                "fingerprint": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32],
                "severity": "blocker",
                "location": {"path": visible(path), "lines": {"begin": problem.line}},
            }
        )
    for entry in report.stale:
        entries.append(
            {
                "description": visible(stale_text(entry)),
                "check_name": "stale",
                "fingerprint": hashlib.sha256(f"stale {entry.id}".encode()).hexdigest()[:32],
                "severity": "major" if style.stale_fails else "info",
                "location": {"path": visible(style.path(entry.file)), "lines": {"begin": entry.line}},
            }
        )
    for finding in shown(report, style):
        first, *others = claims_in_order(finding, report)
        also = "; ".join(f"{style.path(claim.file)}:{claim.line}" for claim in others)
        entries.append(
            {
                "description": visible(f"{finding.message} (with {also})" if also else finding.message),
                "check_name": finding.rule,
                "fingerprint": finding.id,
                "severity": "info" if report.standing(finding).comes_to_light else _SEVERITIES[finding.severity],
                "location": {"path": visible(style.path(first.file)), "lines": {"begin": first.line}},
            }
        )
    return json.dumps(entries, indent=1, ensure_ascii=True) + "\n"
