"""GitLab Code Quality."""

from __future__ import annotations

import json
import re

from checker.baseline.review import Review
from checker.reports import Style, render
from tests.reports.corpora import GATE, IN_ODD_FOLDER, on_road, sentence_of, spelled

# --- GitLab ------------------------------------------------------------------------------------


def test_gitlab_takes_what_comes_to_light_for_information(based: Review) -> None:
    """Its widget shows what is major in red; these pass."""
    severities = {entry["fingerprint"]: entry["severity"] for entry in json.loads(render(based, "gitlab", GATE))}
    for name, severity in (("rule-change", "info"), ("masked", "info"), ("known", "major"), ("new", "major")):
        assert severities[on_road(name, based).id] == severity


def test_gitlab_entries_have_what_they_must(each: Review) -> None:
    for style in (GATE, Style(only_new=True), Style(show_accepted=True), IN_ODD_FOLDER):
        entries = json.loads(render(each, "gitlab", style))
        assert isinstance(entries, list)
        prints = [entry["fingerprint"] for entry in entries]
        assert len(set(prints)) == len(prints)
        for entry in entries:
            assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
            assert entry["description"].strip() and entry["check_name"].strip()
            assert re.fullmatch("[0-9a-f]{10,64}", entry["fingerprint"])
            assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert not entry["location"]["path"].startswith(("/", "./", "../"))
            assert entry["location"].keys() == {"path", "lines"}
            assert entry["location"]["lines"]["begin"] >= 1


def test_gitlab_tells_of_every_problem_and_finding(based: Review) -> None:
    entries = {entry["fingerprint"]: entry for entry in json.loads(render(based, "gitlab", Style()))}
    listed = {f.id for f in based.findings if not based.status(f).is_accepted}
    assert listed < entries.keys() and len(entries) == len(listed) + len(based.corpus.problems) + len(based.stale)
    assert [entry["severity"] for entry in entries.values()].count("blocker") == 2
    new = entries[on_road("new", based).id]
    assert new["location"] == {"path": "claims/flood/herald.yaml", "lines": {"begin": 9}}
    assert new["description"].endswith("(with claims/flood/courier.yaml:9)")


def test_gitlab_says_all_that_was_written(hostile: Review) -> None:
    entries = {entry["fingerprint"]: entry for entry in json.loads(render(hostile, "gitlab", GATE))}
    for finding in hostile.findings:
        if hostile.status(finding).fails:
            entry = entries[finding.id]
            assert entry["description"].startswith(spelled(sentence_of(finding, hostile)))
            assert entry["check_name"] in (finding.rule, spelled(finding.rule))
