"""GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from checker.baseline.review import Review
from checker.engine.findings import Finding
from checker.reports import Style
from checker.reports.gate import claims_in_order, stale_text
from checker.reports.order import comes_to_light, listed_findings
from checker.reports.sentences import Sentences
from checker.values.display import visible

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(review: Review, style: Style) -> str:
    """A list of entries, each with a fingerprint of its own, for GitLab keeps one of each. Accepted ones stay out."""
    sentences = Sentences(review.result)
    entries = []
    for problem in review.corpus.problems:
        path = style.path(problem.file)
        print_of = digest(str(problem._replace(file=path)))
        entries.append(entry(problem.message, "problem", print_of, "blocker", path, problem.line))
    for stale in review.stale:
        severity = "major" if style.stale_fails else "info"
        print_of = digest(f"stale {stale.id}")
        entries.append(entry(stale_text(stale), "stale", print_of, severity, style.path(stale.file), stale.line))
    for finding in listed_findings(review, only_new=style.only_new, with_accepted=style.show_accepted):
        entries.append(_finding(finding, review, style, sentences))
    return json.dumps(entries, indent=1, ensure_ascii=True) + "\n"


def _finding(finding: Finding, review: Review, style: Style, sentences: Sentences) -> dict[str, Any]:
    first, *others = claims_in_order(finding, review)
    also = "; ".join(f"{style.path(claim.file)}:{claim.line}" for claim in others)
    message = sentences.finding(finding)
    severity = "info" if comes_to_light(review.status(finding)) else _SEVERITIES[finding.severity]
    text = f"{message} (with {also})" if also else message
    return entry(text, finding.rule, finding.id, severity, style.path(first.file), first.line)


def entry(text: str, name: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    """An entry of the list."""
    return {
        "description": visible(text),
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": visible(path), "lines": {"begin": line}},
    }


def digest(text: str) -> str:
    """What an entry is known by that has no id of its own."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
