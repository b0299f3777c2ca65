"""SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.baseline.review import CHANGED, EXPIRED, JOINED, MASKED, NEW, RULE_CHANGE, Review
from checker.corpus.corpus import Claim
from checker.engine.findings import Finding
from checker.problems import Problem
from checker.reports import Style
from checker.reports.derivation import BUILT_IN_PAGES, rule_page, severity_of, url_of
from checker.reports.gate import claims_in_order, parts_to_tell, remarks, stale_text
from checker.reports.markdown import escape
from checker.reports.order import comes_to_light, listed_findings
from checker.reports.sentences import Sentences, sentence
from checker.values.display import visible

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_IN_A_URL = "%:/?#[]@!$&'()*+,;=~"
_ROOT = "The root of the git repository in which checker was run."
_FOLDER = "The folder in which checker was run."
_STATES = {NEW: "new", CHANGED: "updated", JOINED: "updated", EXPIRED: "new"}
_STATES |= {RULE_CHANGE: "new", MASKED: "new"}


def render(review: Review, style: Style) -> str:
    """One run. Accepted findings are suppressed results; with `only_new` they are left out, as GitHub wants it.

    What comes to light, and the gate lets pass, is a note.
    """
    sentences = Sentences(review.result)
    findings = listed_findings(review, only_new=style.only_new, with_accepted=not style.only_new)
    rules = _rules(review, style)
    about = {"informationUri": f"{style.docs}/README.md"} if style.docs else {}
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "checker", "semanticVersion": __version__, **about, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOT if style.root else _FOLDER}}},
        "invocations": [
            {
                "executionSuccessful": review.is_complete and not review.not_checked,
                "toolConfigurationNotifications": [
                    *(_notification(problem, style) for problem in review.corpus.problems),
                    *(
                        {"level": "warning", "message": {"text": _linkable(visible(entry))}}
                        for entry in _unchecked(review, sentences)
                    ),
                ],
            }
        ],
        "results": [_result(finding, review, index, style, sentences) for finding in findings],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _unchecked(review: Review, sentences: Sentences) -> tuple[str, ...]:
    stale = (stale_text(entry) for entry in review.stale)
    return (*review.not_checked, *review.limits, *stale, *remarks(review, sentences))


def _rules(review: Review, style: Style) -> list[dict[str, Any]]:
    """Every rule that ran, fired or not."""
    rules = []
    for id_ in review.rule_ids:
        page = rule_page(id_, review.corpus) or [id_, "", id_]
        title, body = visible(page[2]), "\n".join(visible(line) for line in page[4:])
        rules.append(
            {
                "id": id_,
                "name": "".join(word.capitalize() for word in id_.split("-")),
                "shortDescription": {"text": title},
                "fullDescription": {"text": sentence(title)},
                **({"helpUri": quote(url, safe=_IN_A_URL)} if (url := _page_of(id_, review, style)) else {}),
                "help": {
                    "text": body or title,
                    "markdown": f"**{escape(title)}**\n\n```text\n{body.replace('```', '` ` `')}\n```",
                },
                "defaultConfiguration": {"level": _LEVELS[severity_of(id_, review.corpus)]},
                "properties": {"tags": ["consistency"]},
            }
        )
    return rules


def _page_of(rule: str, review: Review, style: Style) -> str:
    """The page that explains a rule: its own `url`, else its section in the docs of this copy; "" if there is neither.

    SARIF wants absolute addresses, and this package knows none of its own.
    """
    in_docs = style.docs and (rule in BUILT_IN_PAGES or rule in style.documented)
    return url_of(rule, review.corpus) or (f"{style.docs}/rules.md#{rule}" if in_docs else "")


def _result(
    finding: Finding, review: Review, index: dict[str, int], style: Style, sentences: Sentences
) -> dict[str, Any]:
    status = review.status(finding)
    # GitHub shows the first place only: that of the claim which is new
    first, *others = claims_in_order(finding, review)

    def told(claim: Claim) -> str:
        return _linkable(visible(sentences.claim(claim)))

    links = [f"[{told(claim)}]({number})" for number, claim in enumerate(others, 1)]
    against = f" Against {'; '.join(links)}." if links else ""
    parts = " ".join(sentence(sentences.part(finding, part)) for part in parts_to_tell(finding, review))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": "note" if comes_to_light(status) else _LEVELS[finding.severity],
        "message": {"text": f"{_linkable(visible(parts))} Here: {told(first)}.{against}"},
        "locations": [_location(first, style)],
        "relatedLocations": [
            {"id": number, **_location(claim, style), "message": {"text": told(claim)}}
            for number, claim in enumerate(others, 1)
        ],
        "partialFingerprints": {"sourceConsistency/v2": finding.id},
        "baselineState": _STATES.get(status.state, "unchanged"),
        "properties": {"kind": finding.kind, "isEcho": finding.is_echo},
    }
    if not others:
        del result["relatedLocations"]
    if status.is_accepted and status.acceptance is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": visible(status.acceptance.reason)}
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


def _linkable(text: str) -> str:
    """Text within a message in which [words](1) is a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
