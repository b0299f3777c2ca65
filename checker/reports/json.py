"""JSON, shape version 1: described in docs/json.md."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from checker.corpus.corpus import Acceptance, Claim, Corpus
from checker.engine.findings import Dispute, Explanation, Figure, Finding, Report
from checker.engine.messages import figure_name, origin_name
from checker.reports import Style
from checker.values.dates import Window, iso_window

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report, style: Style) -> str:
    """The whole report, whatever the style."""
    del style
    text = _lines(as_data(report))
    # a lone surrogate (a file name that is no text) cannot be written, so it is spelled out; what cannot be seen is
    # escaped; CI servers look for `##[` anywhere
    text = _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)
    if not text.isascii():
        text = "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)
    return text.replace("##[", "#\\u0023[")


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def _lines(data: dict[str, Any]) -> str:
    """One line an entry: quick to write, easy to compare, and a claim can be found with grep."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            inner = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value)
            parts.append(f"  {json.dumps(key)}: [\n{inner}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    dispute_of = {
        finding.id: number for number, dispute in enumerate(report.disputes, 1) for finding in dispute.findings
    }
    listed = {finding.id for finding in report.findings}
    # a dispute is whole, also where only some articles were chosen
    rest = [finding for dispute in report.disputes for finding in dispute.findings if finding.id not in listed]
    findings = (*report.findings, *rest)
    return {
        "version": VERSION,
        "complete": report.is_complete,
        "stories": list(report.stories),
        "articles": list(report.sources),
        "others": report.others,
        "claims": [_claim(claim, report.corpus) for claim in report.corpus.claims],
        "findings": [_finding(finding, dispute_of.get(finding.id), report) for finding in findings],
        "disputes": [_dispute(number, dispute, report) for number, dispute in enumerate(report.disputes, 1)],
        "not_compared": [
            {"claims": list(entry.claims), "reason": entry.reason, "about": entry.subject}
            for entry in report.not_compared
        ],
        "not_checked": list(report.not_checked),
        "limits": list(report.limits),
        "silenced": [f"{finding.rule}: {finding.message}" for finding in report.silenced],
        "base": report.base,
        "stale": [
            {
                "id": entry.id,
                "rule": entry.rule,
                "claims": list(entry.claims),
                "reason": entry.reason,
                "file": entry.file,
                "line": entry.line,
            }
            for entry in report.stale
        ],
        "problems": [
            {"file": problem.file, "line": problem.line, "column": problem.column, "message": problem.message}
            for problem in report.corpus.problems
        ],
    }


def number(value: Fraction | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _bound(value: Fraction | None, unit: str) -> int | float | str | None:
    """A bound; a day as an ISO date."""
    if value is not None and unit == "date":
        return iso_window(Window(int(value), int(value)))
    return number(value)


def _claim(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    value = claim.value
    data: dict[str, Any] = {
        "key": claim.key,
        "story": claim.story,
        "source": claim.source.partition("/")[2],
        "id": claim.id,
        "subject": corpus.entities[claim.subject].id,
        "property": claim.property,
        "status": claim.status,
        "scope": claim.scope,
        "value": value.text,
        "lower": _bound(value.interval.lower, value.unit),
        "upper": _bound(value.interval.upper, value.unit),
        "unit": value.unit,
        "as_of": iso_window(claim.as_of),
        "speaker": claim.speaker,
        "via": claim.via,
        "origin": origin_name(claim.origin, corpus),
        "quote": claim.quote,
        "implied": claim.implied,
        "out_of_play": claim.out,
        "file": claim.file,
        "line": claim.line,
        "column": claim.column,
    }
    if value.choices is not None:
        data["values"] = {"names": sorted(value.choices.names), "negated": value.choices.negated}
    return data


def _finding(finding: Finding, dispute: int | None, report: Report) -> dict[str, Any]:
    standing = report.standing(finding)
    then = standing.then
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "gap": number(finding.gap),
        "unit": "day" if finding.unit == "date" else finding.unit,
        "claims": list(finding.claim_keys),
        "dispute": dispute,
        "state": standing.state,
        "new_claims": sorted(standing.fresh),
        "changed_claims": sorted(standing.changed),
        "joins": [acceptance.id for acceptance in standing.joins],
        "near": [acceptance.id for acceptance in standing.near],
        "accepted": _acceptance(standing.acceptance),
        "accepted_in_base": _acceptance(standing.dropped),
        "by_rules_of_base": None if then is None else {"severity": then.severity, "message": then.message},
        "changed_entities": list(standing.cast),
    }


def _acceptance(acceptance: Acceptance | None) -> dict[str, Any] | None:
    if acceptance is None:
        return None
    return {
        "id": acceptance.id,
        "reason": acceptance.reason,
        "until": iso_window(acceptance.until) if acceptance.until else None,
        "by": acceptance.by,
    }


def _dispute(number_: int, dispute: Dispute, report: Report) -> dict[str, Any]:
    return {
        "id": number_,
        "findings": [finding.id for finding in dispute.findings],
        "explanations": [_explanation(explanation, report) for explanation in dispute.explanations],
        "more_explanations": dispute.more_explanations,
        "note": dispute.note,
    }


def _explanation(explanation: Explanation, report: Report) -> dict[str, Any]:
    return {
        "positions": [_figure(figure, report) for figure in explanation.figures],
        "claims": sorted(key for figure in explanation.figures for key in figure.position.key),
        "origins": sorted(origin_name(origin, report.corpus) for origin in explanation.origins),
    }


def _figure(figure: Figure, report: Report) -> dict[str, Any]:
    quantity = report.quantities[figure.position.quantity]
    data: dict[str, Any] = {
        "figure": figure_name(quantity, report.corpus),
        "value": figure.position.text,
        "claims": list(figure.position.key),
        "implied_lower": _bound(figure.lower, quantity.unit),
        "implied_upper": _bound(figure.upper, quantity.unit),
    }
    if figure.choices is not None:
        data["implied_values"] = {"names": sorted(figure.choices.names), "negated": figure.choices.negated}
    return data
