"""Annotations of GitHub Actions, by a reader of its own."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from checker.baseline.review import Review
from checker.reports import Style, render
from checker.reports.sentences import Sentences
from tests.reports.corpora import GATE, first_sentence, on_road, sentence_of, spelled
from tests.reports.readers import Command, read_command

# --- GitHub ------------------------------------------------------------------------------------


def commands_of(review: Review, style: Style = GATE) -> list[Command]:
    return [read_command(line) for line in render(review, "github", style).split("\n") if line.startswith("::")]


def test_github_has_a_command_for_each_problem_and_new_finding(each: Review) -> None:
    commands = commands_of(each)
    new = {finding.id: finding for finding in each.findings if each.status(finding).fails}
    by_rule = {finding.id for finding in each.findings if each.status(finding).is_brought_by_rules}
    told = [command for command in commands if "[" in command.properties["title"]]
    by_id = {re.findall(r"\[(\w+)\]$", command.properties["title"])[0]: command for command in told}
    known = {finding.id for finding in each.findings} - new.keys() - by_rule
    assert by_id.keys() >= new.keys() | by_rule and not by_id.keys() & known
    for id_, finding in new.items():
        command = by_id[id_]
        assert command.name == {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
        state = {"changed": "changed: ", "expired": "no longer accepted: "}.get(each.status(finding).state, "")
        assert command.properties["title"] == spelled(f"{state}{finding.rule} [{id_}]")
        places = {(spelled(claim.file), str(claim.line), str(claim.column)) for claim in finding.claims}
        assert tuple(command.properties[key] for key in ("file", "line", "col")) in places
        assert command.data.replace("\n", "\\u000a").startswith(spelled(first_sentence(finding, each)))
    problems = [(c.properties["file"], c.data) for c in commands if c.properties["title"] == "problem in a file"]
    assert problems == [(spelled(problem.file), spelled(problem.message)) for problem in each.corpus.problems]


def test_github_says_who_says_what(hostile: Review) -> None:
    sentences = Sentences(hostile.result)
    for command in commands_of(hostile):
        data = command.data.replace("\n", "\\u000a")
        for finding in hostile.findings:
            if finding.id in command.properties["title"]:
                for claim in finding.claims:
                    assert spelled(f"{sentences.claim(claim)} ({claim.file}:{claim.line})") in data


def test_github_points_at_the_new_claim(based: Review) -> None:
    (command,) = (c for c in commands_of(based) if on_road("new", based).id in c.properties["title"])
    assert command.properties["file"] == "claims/flood/herald.yaml"
    assert command.properties["line"] == "9"
    assert command.data.split("\n")[1:] == [
        "new: Herald: condition – new-road: closed (4 May) (claims/flood/herald.yaml:9)",
        "there since 1a2b3c4 (2029-05-04): Courier: condition – new-road: open (4 May) (claims/flood/courier.yaml:9)",
    ]


def test_github_tells_last_what_changed_rules_bring_to_light(based: Review) -> None:
    """The pull request passes, and the full check on main will fail: a notice says so, even with --only-new."""
    by_rule, masked = on_road("rule-change", based), on_road("masked", based)
    title = f"brought to light by changed rules: sources-disagree [{by_rule.id}]"
    titles = [title, f"there before, behind another finding: sources-disagree [{masked.id}]"]
    for style in (GATE, Style(brief=True, only_new=True)):
        *others, one, two = commands_of(based, style)
        assert [(each.name, each.properties["title"]) for each in (one, two)] == [("notice", each) for each in titles]
        assert one.data.startswith(sentence_of(by_rule, based))
        assert by_rule.id not in "".join(command.properties["title"] for command in others)
    failing = {**based.statuses, by_rule.id: replace(based.status(by_rule), fails=True)}
    (told,) = (c for c in commands_of(replace(based, statuses=failing)) if by_rule.id in c.properties["title"])
    assert (told.name, told.properties["title"]) == ("error", title)


def test_github_tells_for_what_a_finding_was_accepted(flood: Review) -> None:
    """What came back says why, and what people had looked at when they accepted it."""
    changed, expired = on_road("changed", flood), on_road("expired", flood)
    status = flood.status(changed)
    assert status.acceptance is not None
    other = replace(status, acceptance=replace(status.acceptance, message="open against under water"))
    review = replace(flood, statuses={**flood.statuses, changed.id: other})
    told = {command.properties["title"]: command.data.split("\n") for command in commands_of(review)}
    lines = told[f"changed: sources-disagree [{changed.id}]"]
    assert lines[:3] == [
        sentence_of(changed, flood),
        "it was accepted: as the desk found",
        "it was: open against under water",
    ]
    lines = told[f"no longer accepted: sources-disagree [{expired.id}]"]
    assert lines[:2] == [sentence_of(expired, flood), "it was accepted: as the desk found, until 30 Jun 2029"]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("claims/a.yaml", "news/claims/a.yaml"),
        ("/desk/rules/b.yaml", "rules/b.yaml"),
        (".", "news"),
        ("../nowhere", "nowhere"),
        ("../../other/a.yaml", "../../other/a.yaml"),
        ("/desk-2/a.yaml", "/desk-2/a.yaml"),
        ("a\\b.yaml", "news/a\\b.yaml"),
        ("\udcff.yaml", "news/\udcff.yaml"),
    ],
)
def test_a_path_for_servers_is_below_the_root_where_that_can_be(file: str, path: str) -> None:
    assert Style(root="/desk", folder="/desk/news").path(file) == path
    assert Style(folder="/desk/news").path(file) == Style().path(file) == file


def test_github_escapes() -> None:
    line = "::error file=a%3Ab%2Cc%25d,line=1,col=2,title=x%3A%3Ay::100%25 of it%0Asecond line"
    command = read_command(line)
    assert command.properties == {"file": "a:b,c%d", "line": "1", "col": "2", "title": "x::y"}
    assert command.data == "100% of it\nsecond line"


def test_github_says_when_there_are_more_than_it_shows(many: Review, flood: Review, clean: Review) -> None:
    lines = render(many, "github", GATE).split("\n")
    assert sum(line.startswith("::error ") for line in lines) == 60
    (told,) = (line for line in lines if "of which GitHub shows 10" in line)
    assert told.startswith("60 errors") and not told.startswith("::")
    assert "GitHub shows" not in render(clean, "github", GATE)
    assert render(clean, "github", GATE).count("\n") == 2
