"""SARIF, by a reader of its own."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

import checker
from checker.baseline.review import Review
from checker.cli import main
from checker.reports import Style, render
from checker.reports.derivation import TENSIONS
from tests.reports.corpora import (
    GATE,
    LONG,
    PAYLOADS,
    ROADS,
    article,
    first_sentence,
    on_road,
    review_of,
    rule,
    said_of,
    spelled,
    write,
)
from tests.reports.readers import read_message

# --- SARIF -------------------------------------------------------------------------------------


def run_of(review: Review, style: Style = GATE) -> dict[str, Any]:
    data = json.loads(render(review, "sarif", style))
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    (run,) = data["runs"]
    assert isinstance(run, dict)
    return run


def results_of(review: Review, style: Style = GATE) -> dict[str, dict[str, Any]]:
    """The results by their fingerprint, which is the finding's id."""
    results = run_of(review, style)["results"]
    found = {result["partialFingerprints"]["sourceConsistency/v2"]: result for result in results}
    assert len(found) == len(results), "fingerprints are not unique"
    return found


def place_of(location: dict[str, Any]) -> tuple[str, int, int]:
    physical = location["physicalLocation"]
    region = physical["region"]
    return physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"]


def test_sarif_lists_every_rule_that_ran(each: Review) -> None:
    run = run_of(each)
    driver = run["tool"]["driver"]
    assert driver["name"] == "checker" and driver["semanticVersion"] == checker.__version__
    assert [rule["id"] for rule in driver["rules"]] == list(each.rule_ids)
    severity = {rule.id: rule.said.severity for rule in each.corpus.rules}
    built_in = dict.fromkeys(TENSIONS, "warning")
    for entry in driver["rules"]:
        assert entry["defaultConfiguration"]["level"] == severity.get(entry["id"], built_in.get(entry["id"], "error"))
        for key in ("shortDescription", "fullDescription", "help"):
            assert entry[key]["text"].strip()
        assert entry["fullDescription"]["text"].endswith((".", "!", "?"))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_holds_every_finding(each: Review) -> None:
    results = results_of(each)
    assert results.keys() == {finding.id for finding in each.findings}
    for finding in each.findings:
        result = results[finding.id]
        assert result["ruleId"] == finding.rule
        is_note = each.status(finding).state in ("rule-change", "masked")  # the gate lets it pass
        assert result["level"] == ("note" if is_note else finding.severity)
        assert read_message(result["message"]["text"]).text.startswith(spelled(first_sentence(finding, each)))


def test_sarif_places_are_relative_and_encoded(each: Review) -> None:
    files = {os.fsencode(claim.file): claim.file for claim in each.corpus.claims}
    run = run_of(each)
    assert run["columnKind"] == "unicodeCodePoints"
    bases = run["originalUriBaseIds"]
    by_id = {finding.id: finding for finding in each.findings}
    for id_, result in results_of(each).items():
        places = []
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            where = location["physicalLocation"]["artifactLocation"]
            assert where["uriBaseId"] in bases
            uri, line, column = place_of(location)
            assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+", uri), uri
            assert not uri.startswith("/") and ".." not in uri.split("/")
            places.append((files[unquote_to_bytes(uri)], line, column))
        claims = by_id[id_].claims
        assert sorted(places) == sorted((claim.file, claim.line, claim.column) for claim in claims)


def test_sarif_first_place_is_the_new_claim(based: Review) -> None:
    results = results_of(based)
    new = results[on_road("new", based).id]
    assert [place_of(location) for location in new["locations"]] == [("claims/flood/herald.yaml", 9, 5)]
    assert [place_of(location) for location in new["relatedLocations"]] == [("claims/flood/courier.yaml", 9, 5)]
    for finding in based.findings:
        keys = based.status(finding).new_claims
        files = {(claim.file, claim.line) for claim in finding.claims if claim.key in keys or not keys}
        assert place_of(results[finding.id]["locations"][0])[:2] in files


def test_sarif_links_lead_to_the_other_claims(each: Review) -> None:
    for result in results_of(each).values():
        related = result.get("relatedLocations", [])
        assert related or "relatedLocations" not in result
        message = read_message(result["message"]["text"])
        ids = [location["id"] for location in related]
        assert len(set(ids)) == len(ids)
        assert [target for _, target in message.links] == [str(id_) for id_ in ids]
        for (words, _), location in zip(message.links, related, strict=True):
            assert words == read_message(location["message"]["text"]).text


def test_sarif_has_no_links_but_those(each: Review) -> None:
    """Every message may hold links: those of places and problems must not, whatever a claim says."""
    run = run_of(each)
    for result in run["results"]:
        for location in result.get("relatedLocations", ()):
            assert not read_message(location["message"]["text"]).links, location
    for notification in run["invocations"][0]["toolConfigurationNotifications"]:
        assert not read_message(notification["message"]["text"]).links, notification


def test_sarif_suppresses_what_is_accepted(flood: Review, based: Review) -> None:
    for review in (flood, based):
        results = results_of(review)
        for finding in review.findings:
            status = review.status(finding)
            given = results[finding.id].get("suppressions")
            if status.is_accepted:
                expected = {"kind": "external", "status": "accepted", "justification": "as the desk found"}
                assert given == [expected]
            else:
                assert given is None
        left = results_of(review, Style(brief=True, only_new=True))
        states = {f.id: review.status(f) for f in review.findings}
        assert left.keys() == {id_ for id_, status in states.items() if status.fails or status.is_brought_by_rules}
        assert not any("suppressions" in result for result in left.values())


def test_sarif_baseline_states(based: Review) -> None:
    results = results_of(based)
    states = {name: results[on_road(name, based).id]["baselineState"] for name in ROADS}
    assert states["known"] == states["accepted"] == states["moved"] == "unchanged"
    assert states["new"] == "new"
    assert states["changed"] == "updated"


def test_sarif_says_when_not_all_was_checked(flood: Review, clean: Review) -> None:
    (invocation,) = run_of(flood)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [each for each in invocation["toolConfigurationNotifications"] if each["level"] == "error"]
    problems = [(problem.file, problem.line, problem.column) for problem in flood.corpus.problems]
    assert [place_of(notification["locations"][0]) for notification in told] == problems
    (invocation,) = run_of(clean)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert run_of(clean)["results"] == []


def test_sarif_says_all_that_was_written(hostile: Review) -> None:
    run = run_of(hostile)
    rules = {entry["id"]: entry for entry in run["tool"]["driver"]["rules"]}
    results = results_of(hostile)
    for number, payload in enumerate(PAYLOADS):
        (finding,) = (f for f in hostile.findings if f.story == f"s{number:02}" and f.rule == "sources-disagree")
        result = results[finding.id]
        said = spelled(f"{payload}: {said_of(payload)}")
        assert said in read_message(result["message"]["text"]).text
        if number % 2:
            assert result["suppressions"][0]["justification"] == spelled(payload)
        (entry,) = (entry for id_, entry in rules.items() if id_.endswith(f" rule {number:02}"))
        assert payload is LONG or entry["shortDescription"]["text"] == spelled(payload)


def test_sarif_markdown_of_a_rule_is_no_markup(hostile: Review) -> None:
    """The page of a rule in code scanning: a bold title, then the rule as it is, fenced."""
    for entry in run_of(hostile)["tool"]["driver"]["rules"]:
        title, fenced, rest = entry["help"]["markdown"].partition("\n\n```text\n")
        assert fenced and title.startswith("**") and title.endswith("**")
        assert not set(title[2:-2]) & set("<>[]`*_@|\n"), title
        assert rest.endswith("\n```") and "```" not in rest[:-4]


def test_a_rule_may_name_a_page_that_says_more(tmp_path: Path) -> None:
    """The desk's own page on how it counts: a link where rules are shown. One that would run as a program is none."""
    path = 'https://example.org/how-we-count?a=<b>&c=\u00fc"#x'
    files = {"rules/own.yaml": rule("own", url=path), "rules/odd.yaml": rule("odd", url="javascript:alert(1)")}
    files |= {"claims/flood/a.yaml": article([])}
    review = review_of(write(tmp_path / "project", files))
    entries = {entry["id"]: entry for entry in run_of(review)["tool"]["driver"]["rules"]}
    pages = {id_: entry["helpUri"] for id_, entry in entries.items() if "helpUri" in entry}
    assert pages == {"own": "https://example.org/how-we-count?a=%3Cb%3E&c=%C3%BC%22#x"}
    assert f"More: {path}" in entries["own"]["help"]["text"]
    html = render(review, "html", Style())
    assert '<a href="https://example.org/how-we-count?a=&lt;b&gt;&amp;c=\u00fc&#34;#x">' in html
    assert 'href="javascript' not in html


def test_rules_are_explained_in_the_docs_of_this_copy(tmp_path: Path) -> None:
    """The package knows no address of its own; where one is given, built-in and standard rules have their section."""
    files = {"rules/own.yaml": rule("own", url="https://example.org/own"), "rules/odd.yaml": rule("odd")}
    files |= {"rules/standard.yaml": rule("standard"), "claims/flood/a.yaml": article([])}
    review = review_of(write(tmp_path / "project", files))
    assert "informationUri" not in run_of(review)["tool"]["driver"]
    style = Style(docs="https://example.org/copy/docs", documented=("standard",))
    (run,) = json.loads(render(review, "sarif", style))["runs"]
    driver = run["tool"]["driver"]
    pages = {entry["id"]: entry.get("helpUri") for entry in driver["rules"]}
    assert driver["informationUri"] == "https://example.org/copy/docs/README.md"
    assert pages["sources-disagree"] == "https://example.org/copy/docs/rules.md#sources-disagree"
    assert pages["standard"] == "https://example.org/copy/docs/rules.md#standard"
    assert (pages["own"], pages["odd"]) == ("https://example.org/own", None)


def test_the_address_of_the_docs_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path)]) == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKER_DOCS", "https://example.org/docs/")
    assert main(["check", "--output", "new.sarif"]) == 0
    (run,) = json.loads((tmp_path / "new.sarif").read_text())["runs"]
    pages = {entry["id"]: entry.get("helpUri") for entry in run["tool"]["driver"]["rules"]}
    assert pages["part-exceeds-whole"] == "https://example.org/docs/rules.md#part-exceeds-whole"
    monkeypatch.setenv("CHECKER_DOCS", "docs")
    assert main(["check", "--output", "new.sarif"]) == 2
    assert "CHECKER_DOCS is 'docs': give an address" in capsys.readouterr().err
