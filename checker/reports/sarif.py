"""SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.corpus.corpus import Claim
from checker.engine.findings import BY_RULE, CHANGED, EXPIRED, NEW, UNTOLD, Finding, Report
from checker.engine.messages import who_said
from checker.problems import Problem
from checker.reports import Style, shown
from checker.reports.derivation import rule_page, severity_of, url_of
from checker.reports.gate import claims_in_order, remarks, stale_text
from checker.reports.markdown import escape
from checker.values.display import visible

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_IN_A_URL = "%:/?#[]@!$&'()*+,;=~"
_ROOT = "The root of the git repository in which checker was run."
_FOLDER = "The folder in which checker was run."
_STATES = {NEW: "new", CHANGED: "updated", EXPIRED: "new", BY_RULE: "new", UNTOLD: "new"}


def render(report: Report, style: Style) -> str:
    """One run. Accepted findings are suppressed results; with `only_new` they are left out, as GitHub wants it.

    What comes to light, and the gate lets pass, is a note.
    """
    findings = [*shown(report, style)]
    if not style.only_new:
        listed = {finding.id for finding in findings}
        findings += [finding for finding in report.findings if finding.id not in listed]
    rules = _rules(report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "checker", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOT if style.root else _FOLDER}}},
        "invocations": [
            {
                "executionSuccessful": report.is_complete and not report.not_checked,
                "toolConfigurationNotifications": [
                    *(_notification(problem, style) for problem in report.corpus.problems),
                    *(
                        {"level": "warning", "message": {"text": _linkable(visible(entry))}}
                        for entry in _unchecked(report)
                    ),
                ],
            }
        ],
        "results": [_result(finding, report, index, style) for finding in findings],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _unchecked(report: Report) -> tuple[str, ...]:
    return (*report.not_checked, *report.limits, *(stale_text(entry) for entry in report.stale), *remarks(report))


def _rules(report: Report) -> list[dict[str, Any]]:
    """Every rule that ran, fired or not."""
    rules = []
    for id_ in report.rule_ids:
        page = rule_page(id_, report.corpus) or [id_, "", id_]
        title, body = visible(page[2]), "\n".join(visible(line) for line in page[4:])
        rules.append(
            {
                "id": id_,
                "name": "".join(word.capitalize() for word in id_.split("-")),
                "shortDescription": {"text": title},
                "fullDescription": {"text": _sentence(title)},
                **({"helpUri": quote(url, safe=_IN_A_URL)} if (url := url_of(id_, report.corpus)) else {}),
                "help": {
                    "text": body or title,
                    "markdown": f"**{escape(title)}**\n\n```text\n{body.replace('```', '` ` `')}\n```",
                },
                "defaultConfiguration": {"level": _LEVELS[severity_of(id_, report.corpus)]},
                "properties": {"tags": ["consistency"]},
            }
        )
    return rules


def _result(finding: Finding, report: Report, index: dict[str, int], style: Style) -> dict[str, Any]:
    standing = report.standing(finding)
    # GitHub shows the first place only: that of the claim which is new
    first, *others = claims_in_order(finding, report)
    links = [f"[{_linkable(_said(claim, report))}]({number})" for number, claim in enumerate(others, 1)]
    against = f" Against {'; '.join(links)}." if links else ""
    text = f"{_sentence(_linkable(visible(finding.message)))} Here: {_linkable(_said(first, report))}.{against}"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": "note" if standing.comes_to_light else _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(first, style)],
        "relatedLocations": [
            {"id": number, **_location(claim, style), "message": {"text": _linkable(_said(claim, report))}}
            for number, claim in enumerate(others, 1)
        ],
        "partialFingerprints": {"sourceConsistency/v1": finding.id},
        "baselineState": _STATES.get(standing.state, "unchanged"),
    }
    if not others:
        del result["relatedLocations"]
    if standing.is_accepted and standing.acceptance is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": visible(standing.acceptance.reason)}
        ]
    return result


def _location(claim: Claim, style: Style) -> dict[str, Any]:
    return {"physicalLocation": _place(style.path(claim.file), claim.line, claim.column)}


def _place(file: str, line: int, column: int) -> dict[str, Any]:
    path = PurePath(file)
    where = (
        {"uri": quote(os.fsencode(file)), "uriBaseId": "%SRCROOT%"}
        if not path.is_absolute()
        else {"uri": path.as_uri()}
    )
    return {"artifactLocation": where, "region": {"startLine": line, "startColumn": column}}


def _notification(problem: Problem, style: Style) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _linkable(visible(problem.message))},
        "locations": [{"physicalLocation": _place(style.path(problem.file), problem.line, problem.column)}],
    }


def _said(claim: Claim, report: Report) -> str:
    return visible(who_said(claim, report.corpus))


def _linkable(text: str) -> str:
    """Text within a message in which [words](1) is a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
