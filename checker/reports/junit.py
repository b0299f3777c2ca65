"""JUnit XML, as CI servers read it: a test for each rule and story, a failure for each finding."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from checker.engine.findings import Finding, Report
from checker.reports import Style
from checker.reports.gate import finding_lines, history, stale_text
from checker.values.display import visible


def render(report: Report, style: Style) -> str:
    """One suite. What is known or accepted is skipped, with the reason; a file that is wrong is an error."""
    by_test: dict[tuple[str, str], list[Finding]] = {}
    for story in report.stories:
        for rule in report.rule_ids:
            by_test[story, rule] = []
    for finding in report.findings:
        by_test.setdefault((finding.story, finding.rule), []).append(finding)
    suite = ET.Element("testsuite", name="checker")
    failures = skipped = 0
    for (story, rule), findings in by_test.items():
        if not findings:
            _case(suite, story, rule)
        for finding in findings:
            case = _case(suite, story, f"{rule} [{finding.id}]")
            standing = report.standing(finding)
            if standing.fails and finding.severity in style.failing:
                failures += 1
                failure = ET.SubElement(case, "failure", type=finding.severity, message=visible(finding.message))
                failure.text = "\n".join(["", *finding_lines(finding, report), ""])
            elif not standing.fails:
                skipped += 1
                reason = "; ".join(history(finding, report)) or "it was there before"
                ET.SubElement(case, "skipped", message=visible(f"{standing.state}: {finding.message}: {reason}"))
            else:
                out = ET.SubElement(case, "system-out")
                out.text = "\n".join(["", *finding_lines(finding, report), ""])
    for entry in report.stale:
        case = _case(suite, "accepted", entry.id)
        failures += style.stale_fails
        skipped += not style.stale_fails
        kind = "failure" if style.stale_fails else "skipped"
        ET.SubElement(case, kind, type="stale", message=visible(stale_text(entry)))
    for text in report.not_checked:
        ET.SubElement(_case(suite, "not checked", text), "error", type="limit", message=visible(text))
    for problem in report.corpus.problems:
        case = _case(suite, "files", visible(f"{problem.file}:{problem.line}:{problem.column}"))
        error = ET.SubElement(case, "error", type="problem", message=visible(problem.message))
        error.text = visible(str(problem))
    _tell_apart(suite)
    for name, number in (
        ("tests", len(suite)),
        ("failures", failures),
        ("errors", len(report.corpus.problems) + len(report.not_checked)),
        ("skipped", skipped),
    ):
        suite.set(name, str(number))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _tell_apart(suite: ET.Element) -> None:
    """No two tests have one name: what sets odd names apart may be what cannot be shown."""
    seen: dict[tuple[str, str], int] = {}
    for case in suite:
        name = case.attrib["classname"], case.attrib["name"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            case.set("name", f"{name[1]} ({seen[name]})")


def _case(suite: ET.Element, class_: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=visible(class_), name=visible(name))
