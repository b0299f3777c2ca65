"""What a check of tables found, in the formats that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from checker import __version__
from checker.tables.listing import Listed, widest
from checker.tables.outcome import Outcome, Told
from checker.tables.servers import as_csv, github, gitlab, line_of, said_of, what_of
from checker.tables.summaries import records
from checker.tables.verdict import Verdict, verdict_lines
from checker.values.display import counted, safe, visible

MOST = 1_000
"""Findings of one kind that such a file lists; the files of `--output findings.parquet` hold all of them."""


def render(outcome: Outcome, format_: str, verdict: Verdict) -> str:
    """The text of one of FORMATS."""
    listed = list(widest(outcome, MOST)) if outcome.is_checked else []
    return FORMATS[format_](outcome, [each for each in listed if verdict.is_listed(each)], verdict)


def _left(outcome: Outcome, found: list[Listed], verdict: Verdict) -> int:
    """How many findings are not listed, although they were to be."""
    if verdict.only_new and verdict.grown is not None:
        return sum(verdict.by_rule.values()) - sum(1 for each in found if verdict.fails(each))
    return sum(total.findings for total in outcome.totals) - len(found)


def counts_json(outcome: Outcome, by: Collection[str]) -> str:
    """What disagrees, counted by each of some of SUMMARIES, as JSON; nothing is counted where nothing was checked."""
    counted_by = {each: records(outcome, each) for each in by} if outcome.is_checked else {}
    return json.dumps({"tables": {**_read(outcome), "by": counted_by}}, indent=1, ensure_ascii=True) + "\n"


def _read(outcome: Outcome) -> dict[str, Any]:
    """What was read, and what is wrong with it."""
    loaded = outcome.loaded
    return {
        "complete": outcome.is_checked and not any(told.is_unread for told in outcome.told),
        "rows": loaded.cells if loaded else 0,
        "claims": loaded.claims if loaded else 0,
        "problems": [
            {"file": each.file, "line": each.line, "column": each.column, "message": each.message}
            for each in outcome.problems
        ],
    }


def _json(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
    grown = verdict.grown
    data = {
        **_read(outcome),
        "base": verdict.base,
        "unread_rows": verdict.unread,
        "rules": [
            {
                "rule": total.rule,
                "severity": total.severity,
                "fails": bool(verdict.by_rule[total.rule]) or total.rule in _more_of(verdict),
                "findings": total.findings,
                "days": total.days,
                "within_tolerance": total.within,
            }
            for total in outcome.totals
        ],
        "findings": [{**_finding(each), "fails": verdict.fails(each)} for each in found],
        "not_listed": _left(outcome, found, verdict),
        "gone": grown.gone if grown is not None else 0,
        "rows_told": [_told(each) for each in outcome.told],
    }
    return json.dumps({"tables": data}, indent=1, ensure_ascii=True) + "\n"


def _more_of(verdict: Verdict) -> dict[str, str]:
    """The rules of which there are more findings' days than in the base, and how many."""
    more = verdict.grown.more if verdict.grown is not None else ()
    return {rule: f"{now:,} days of figures, {then:,} before" for rule, then, now in more}


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


def _notes(outcome: Outcome, found: list[Listed], verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What is said beside the results, each with its level: errors are what the exit status says, too."""
    yield from (("error", str(problem)) for problem in outcome.problems)
    for told in outcome.told:
        yield "error" if told.is_unread and verdict.unread else "warning", what_of(told)
    yield from (("error", f"more of {rule}: {how_many}") for rule, how_many in _more_of(verdict).items())
    if verdict.note:
        yield "warning", verdict.note
    if left := _left(outcome, found, verdict):
        yield (
            "warning",
            f"{counted(left, 'more finding')} not listed here: --output findings.parquet writes all of them",
        )


def _sarif(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
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
                "executionSuccessful": outcome.is_checked and not verdict.unread,
                "toolConfigurationNotifications": [
                    {"level": level, "message": {"text": visible(note)}}
                    for level, note in _notes(outcome, found, verdict)
                ],
            }
        ],
        "results": [_result(each, verdict) for each in found],
    }
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _result(found: Listed, verdict: Verdict) -> dict[str, Any]:
    from urllib.parse import quote

    text = visible(f"{found.message}. {said_of(found)}")
    grown = verdict.grown
    state = "new" if grown is None or found.id in grown.new else "updated" if verdict.fails(found) else "unchanged"
    return {
        "ruleId": found.rule,
        "level": found.severity,
        "message": {"text": text.replace("[", "\\[").replace("]", "\\]")},
        # rows are numbered from 1 below the line of names; in a file that has no lines there is no place in it
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(verdict.place(claim.file))},
                    **(
                        {"region": {"startLine": line_of(claim.file, claim.row)}} if claim.file.endswith(".csv") else {}
                    ),
                }
            }
            for claim in found.claims[:1]
        ],
        "partialFingerprints": {"sourceConsistency/v2": found.id},
        **({"baselineState": state} if grown is not None else {}),
    }


def _junit(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
    suite = ET.Element("testsuite", name="checker")
    for total in outcome.totals:
        own = [each for each in found if each.rule == total.rule]
        for each in own:
            _case_of(each, suite, verdict)
        failing = verdict.by_rule[total.rule] - sum(1 for each in own if verdict.fails(each))
        if left := failing or (0 if verdict.only_new else total.findings - len(own)):
            _case(
                suite,
                f"{total.rule} [others]",
                "failure" if failing else "",
                f"{counted(left, 'more finding')} not listed here",
            )
        if how_many := _more_of(verdict).get(total.rule):
            _case(suite, f"{total.rule} [days]", "failure", how_many)
        if not own and not verdict.by_rule[total.rule] and total.rule not in _more_of(verdict):
            _case(suite, total.rule)
    for told in outcome.told:
        if told.is_unread:
            _case(suite, told.what, "error" if verdict.unread else "", what_of(told), of="files")
    for problem in outcome.problems:
        _case(suite, f"{problem.file}:{problem.line}", "error", problem.message, of="files")
    suite.set("tests", str(len(suite)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"*/{kind}"))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case_of(found: Listed, suite: ET.Element, verdict: Verdict) -> None:
    case = ET.SubElement(suite, "testcase", classname="tables", name=visible(f"{found.rule} [{found.id}]"))
    if not verdict.fails(found):
        ET.SubElement(case, "system-out").text = visible(found.message)
        return
    failure = ET.SubElement(case, "failure", type=found.severity, message=visible(found.message))
    failure.text = "\n".join(visible(f"{c.voice}: {c.value} ({c.file} row {c.row})") for c in found.claims)


def _case(suite: ET.Element, name: str, kind: str = "", text: str = "", *, of: str = "tables") -> None:
    """A test: failed or broken with a text, or passed, with a text beside it where there is one."""
    case = ET.SubElement(suite, "testcase", classname=of, name=visible(name))
    if kind == "error":
        ET.SubElement(case, kind, type="problem", message=visible(text))
    elif text:
        ET.SubElement(case, kind or "system-out").text = visible(text)


def _text(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:  # noqa: ARG001  # it lists fewer
    from checker.tables.text import lines

    return "".join(f"{line}\n" for line in (*lines(outcome), *verdict_lines(outcome, verdict)))


def _markdown(outcome: Outcome, found: list[Listed], verdict: Verdict) -> str:
    """The text in a block, of which nothing is read as Markdown; above it what fails."""
    block = "\n".join(map(safe, _text(outcome, found, verdict).splitlines())).replace("```", "` ` `")
    failed = f"Failed: {verdict.why}.\n\n" if verdict.why else ""
    return f"**Tables of claims**\n\n{failed}```text\n{block}\n```\n"


FORMATS: dict[str, Callable[[Outcome, list[Listed], Verdict], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "markdown": _markdown,
    "github": github,
    "gitlab": gitlab,
    "csv": as_csv,
}
