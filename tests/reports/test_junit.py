"""JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from checker.baseline.review import Review
from checker.reports import Style, render
from tests.reports.corpora import GATE, first_sentence, on_road, sentence_of, spelled, squeezed

# --- JUnit -------------------------------------------------------------------------------------


def suite_of(review: Review, style: Style = GATE) -> ET.Element:
    root = ET.fromstring(render(review, "junit", style))
    assert root.tag == "testsuites"
    (suite,) = root
    assert suite.tag == "testsuite"
    return suite


def cases(suite: ET.Element, id_: str) -> ET.Element:
    (case,) = (case for case in suite.iter("testcase") if f"[{id_}]" in case.attrib["name"])
    return case


def test_junit_counts_are_right(each: Review) -> None:
    for style in (GATE, Style(brief=True, failing=("error", "warning", "note")), Style(only_new=True)):
        suite = suite_of(each, style)
        assert all(child.tag == "testcase" for child in suite)
        counted = {"tests": len(suite)}
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counted[key] = len(suite.findall(f"testcase/{tag}"))
        assert {key: int(suite.attrib[key]) for key in counted} == counted
        assert len(suite.findall("testcase/error")) >= len(each.corpus.problems)
        names = [(case.attrib["classname"], case.attrib["name"]) for case in suite]
        assert len(set(names)) == len(names)


def test_junit_tells_how_each_finding_stands(based: Review) -> None:
    for failing in (("error",), ("error", "warning"), ("error", "warning", "note")):
        suite = suite_of(based, Style(brief=True, failing=failing))
        for finding in based.findings:
            status = based.status(finding)
            case = cases(suite, finding.id)
            assert case.attrib["classname"] == "flood"
            tags = [child.tag for child in case]
            if not status.fails:
                assert tags == ["skipped"]
            elif finding.severity in failing:
                assert tags == ["failure"]
                assert case[0].attrib["message"] == sentence_of(finding, based)
                assert "claims/flood/courier.yaml:" in (case[0].text or "")
            else:
                assert tags == ["system-out"]
    skipped = cases(suite, on_road("accepted", based).id)[0]
    assert "as the desk found" in skipped.attrib["message"]


def test_junit_has_a_case_for_each_rule_and_an_error_for_each_problem(flood: Review, clean: Review) -> None:
    suite = suite_of(clean)
    assert [case.attrib["name"] for case in suite] == list(clean.rule_ids)
    assert all(len(case) == 0 for case in suite)
    told = [error.attrib["message"] for error in suite_of(flood).iter("error")]
    assert told == [problem.message for problem in flood.corpus.problems]


def test_junit_says_all_that_was_written(hostile: Review) -> None:
    suite = suite_of(hostile)
    for finding in hostile.findings:
        case = cases(suite, finding.id)
        assert case.attrib["name"] == spelled(f"{finding.rule} [{finding.id}]")
        (outcome,) = case
        message = spelled(sentence_of(finding, hostile))
        assert message in outcome.get("message", message)
        status = hostile.status(finding)
        if status.acceptance:
            assert outcome.tag == "skipped"
            assert spelled(status.acceptance.reason) in outcome.attrib["message"]
        else:
            assert squeezed(spelled(first_sentence(finding, hostile))) in squeezed(outcome.text or "")
