"""JUnit XML, as CI servers read it: a test for each rule and story, a failure for each finding."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from checker.baseline.review import Review
from checker.engine.findings import PERHAPS, Finding
from checker.reports import Style
from checker.reports.gate import finding_lines, history, stale_text
from checker.reports.sentences import Sentences
from checker.values.display import visible


def render(review: Review, style: Style) -> str:
    """One suite. What is known or accepted is skipped, with the reason; a file that is wrong is an error."""
    suite = ET.Element("testsuite", name="checker")
    sentences = Sentences(review.result)
    for (story, rule), findings in _by_test(review).items():
        if not findings:
            _case(suite, story, rule)
        for finding in findings:
            _finding(_case(suite, story, f"{rule} [{finding.id}]"), finding, review, style, sentences)
    for entry in review.stale:
        kind = "failure" if style.stale_fails else "skipped"
        _outcome(_case(suite, "accepted", entry.id), kind, "stale", stale_text(entry))
    for text in review.not_checked:
        _outcome(_case(suite, "not checked", text), "error", "limit", text)
    for problem in review.corpus.problems:
        case = _case(suite, "files", f"{problem.file}:{problem.line}:{problem.column}")
        _outcome(case, "error", "problem", problem.message).text = visible(str(problem))
    _tell_apart(suite)
    suite.set("tests", str(len(suite)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"*/{kind}"))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _by_test(review: Review) -> dict[tuple[str, str], list[Finding]]:
    """The findings of each story and rule, whether there are any or not; what is only possible is no test."""
    tests: dict[tuple[str, str], list[Finding]] = {
        (story, rule): [] for story in review.stories for rule in review.rule_ids
    }
    for finding in review.findings:
        if finding.kind != PERHAPS:
            tests.setdefault((finding.story, finding.rule), []).append(finding)
    return tests


def _finding(case: ET.Element, finding: Finding, review: Review, style: Style, sentences: Sentences) -> None:
    status = review.status(finding)
    message = sentences.finding(finding)
    lines = "\n".join(["", *finding_lines(finding, review, sentences), ""])
    if status.fails and finding.severity in style.failing:
        _outcome(case, "failure", finding.severity, message).text = lines
    elif not status.fails:
        reason = "; ".join(history(finding, review, sentences)) or "it was there before"
        _outcome(case, "skipped", "", f"{status.state}: {message}: {reason}")
    else:
        ET.SubElement(case, "system-out").text = lines


def _outcome(case: ET.Element, kind: str, type_: str, message: str) -> ET.Element:
    attributes = {"type": type_, "message": visible(message)} if type_ else {"message": visible(message)}
    return ET.SubElement(case, kind, attributes)


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
