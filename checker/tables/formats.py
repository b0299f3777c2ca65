"""What a check of tables found, in the formats that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any
from xml.etree import ElementTree as ET

from checker import __version__
from checker.tables.listing import Listed, widest
from checker.tables.outcome import Outcome, Told
from checker.tables.summaries import records
from checker.values.display import counted, safe, visible

MOST = 1_000
"""Findings of one kind that such a file lists; the files of `--output findings.parquet` hold all of them."""


def render(outcome: Outcome, format_: str, failing: Collection[str]) -> str:
    """The text of one of FORMATS; `failing` are the severities that fail."""
    return FORMATS[format_](outcome, list(widest(outcome, MOST)) if outcome.is_checked else [], failing)


def _left(outcome: Outcome, found: list[Listed]) -> int:
    """How many findings are not listed."""
    return sum(total.findings for total in outcome.totals) - len(found)


def counts_json(outcome: Outcome, by: Collection[str]) -> str:
    """What disagrees, counted by each of some of SUMMARIES, as JSON; nothing is counted where nothing was checked."""
    counted_by = {each: records(outcome, each) for each in by} if outcome.is_checked else {}
    return json.dumps({"tables": {**_read(outcome), "by": counted_by}}, indent=1, ensure_ascii=True) + "\n"


def _read(outcome: Outcome) -> dict[str, Any]:
    """What was read, and what is wrong with it."""
    loaded = outcome.loaded
    return {
        "complete": outcome.is_checked,
        "rows": loaded.cells if loaded else 0,
        "claims": loaded.claims if loaded else 0,
        "problems": [
            {"file": each.file, "line": each.line, "column": each.column, "message": each.message}
            for each in outcome.problems
        ],
    }


def _json(outcome: Outcome, found: list[Listed], failing: Collection[str]) -> str:
    data = {
        **_read(outcome),
        "rules": [
            {
                "rule": total.rule,
                "severity": total.severity,
                "fails": bool(total.findings) and total.severity in failing,
                "findings": total.findings,
                "days": total.days,
                "within_tolerance": total.within,
            }
            for total in outcome.totals
        ],
        "findings": [_finding(each) for each in found],
        "not_listed": _left(outcome, found),
        "rows_told": [_told(each) for each in outcome.told],
    }
    return json.dumps({"tables": data}, indent=1, ensure_ascii=True) + "\n"


def _finding(found: Listed) -> dict[str, Any]:
    claims = [
        {"source": claim.voice, "value": claim.value, "file": claim.file, "row": claim.row} for claim in found.claims
    ]
    return {
        "id": found.id,
        "rule": found.rule,
        "severity": found.severity,
        "subject": found.subject,
        "message": found.message,
        "days": found.days,
        "claims": claims,
        "more_claims": found.more,
    }


def _told(told: Told) -> dict[str, Any]:
    rows = [{"file": file, "row": row, "cell": cell} for file, row, cell in told.rows]
    return {
        "number": told.number,
        "unit": told.unit,
        "what": told.what,
        "is_mistake": told.is_wrong,
        "first": rows,
    }


def _what(told: Told) -> str:
    rows = ", ".join(f"{file} row {row}" for file, row, _ in told.rows)
    return visible(f"{counted(told.number, told.unit)} {told.what}{f': {rows}' if rows else ''}")


def _sarif(outcome: Outcome, found: list[Listed], failing: Collection[str]) -> str:  # noqa: ARG001  # levels say it
    notes = [visible(str(problem)) for problem in outcome.problems]
    notes += [_what(each) for each in outcome.told]
    if left := _left(outcome, found):
        notes.append(f"{counted(left, 'more finding')} not listed here: --output findings.parquet writes all of them")
    run = {
        "tool": {
            "driver": {
                "name": "checker",
                "semanticVersion": __version__,
                "rules": [{"id": total.rule} for total in outcome.totals],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": outcome.is_checked,
                "toolConfigurationNotifications": [{"level": "warning", "message": {"text": note}} for note in notes],
            }
        ],
        "results": [_result(each) for each in found],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _result(found: Listed) -> dict[str, Any]:
    from urllib.parse import quote

    said = "; ".join(f"{claim.voice}: {claim.value} ({claim.file} row {claim.row})" for claim in found.claims)
    text = visible(f"{found.message}. {said}")
    return {
        "ruleId": found.rule,
        "level": found.severity,
        "message": {"text": text.replace("[", "\\[").replace("]", "\\]")},
        # rows are numbered from 1 below the line of names; in a file that has no lines there is no place in it
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(claim.file)},
                    **({"region": {"startLine": claim.row + 1}} if claim.file.endswith(".csv") else {}),
                }
            }
            for claim in found.claims[:1]
        ],
        "partialFingerprints": {"sourceConsistency/v2": found.id},
    }


def _junit(outcome: Outcome, found: list[Listed], failing: Collection[str]) -> str:
    suite = ET.Element("testsuite", name="checker")
    for total in outcome.totals:
        own = [each for each in found if each.rule == total.rule]
        for each in own:
            case = ET.SubElement(suite, "testcase", classname="tables", name=visible(f"{each.rule} [{each.id}]"))
            text = "\n".join(f"{c.voice}: {c.value} ({c.file} row {c.row})" for c in each.claims)
            if each.severity in failing:
                failure = ET.SubElement(case, "failure", type=each.severity, message=visible(each.message))
                failure.text = "\n".join(map(visible, text.splitlines()))
            else:
                ET.SubElement(case, "system-out").text = visible(each.message)
        if left := total.findings - len(own):
            case = ET.SubElement(suite, "testcase", classname="tables", name=visible(f"{total.rule} [others]"))
            kind = "failure" if total.severity in failing else "system-out"
            ET.SubElement(case, kind).text = f"{counted(left, 'more finding')} not listed here"
        if not total.findings:
            ET.SubElement(suite, "testcase", classname="tables", name=visible(total.rule))
    for problem in outcome.problems:
        case = ET.SubElement(suite, "testcase", classname="files", name=f"{problem.file}:{problem.line}")
        ET.SubElement(case, "error", type="problem", message=visible(problem.message))
    suite.set("tests", str(len(suite)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"*/{kind}"))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(outcome: Outcome, found: list[Listed], failing: Collection[str]) -> str:  # noqa: ARG001  # nothing fails here
    from checker.tables.text import lines

    return "".join(f"{line}\n" for line in lines(outcome))


def _markdown(outcome: Outcome, found: list[Listed], failing: Collection[str]) -> str:
    """The text in a block, of which nothing is read as Markdown."""
    block = "\n".join(map(safe, _text(outcome, found, failing).splitlines())).replace("```", "` ` `")
    return f"**Tables of claims**\n\n```text\n{block}\n```\n"


FORMATS: dict[str, Callable[[Outcome, list[Listed], Collection[str]], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "markdown": _markdown,
}
