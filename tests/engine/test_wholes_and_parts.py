"""Wholes that are divided in several ways, scopes as parts, sums over properties, and plans whose parts exceed them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.stories import Story, counted, texts


def by_rule(story: Story, rule: str, engine: str = "") -> list[tuple[str, ...]]:
    """The values of each combination that breaks a rule."""
    return [each for finding in story.check(engine).findings if finding.rule == rule for each in texts(finding)]


TOLL = """
toll: {kind: event}
women: {part_of: {toll: by sex}}
men: {part_of: {toll: by sex}}
medics: {part_of: {toll: by job}}
"""


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_whole_may_be_divided_in_several_ways(tmp_path: Path, engine: str) -> None:
    """M13: 40 women, 60 men and 15 medics of 100: the medics are women or men. 70 men are too many."""
    story = Story(tmp_path, entities=TOLL)
    claims = [
        f"subject: {who}, property: killed, value: {n}" for who, n in (("women", 40), ("medics", 15), ("toll", 100))
    ]
    story.article("Gazette", *claims)
    story.article("Herald", "subject: men, property: killed, value: 60")
    assert counted(story.check(engine)) == []
    story.article("Tribune", "subject: men, property: killed, value: 70")
    assert by_rule(story, "parts-do-not-add-up", engine) == [("100", "40", "70")]


def test_each_part_is_still_at_most_the_whole(tmp_path: Path) -> None:
    story = Story(tmp_path, entities=TOLL)
    story.article(
        "Gazette", "subject: medics, property: killed, value: 115", "subject: toll, property: killed, value: 100"
    )
    assert by_rule(story, "part-exceeds-whole") == [("115", "100")]


def test_one_breakdown_may_be_complete(tmp_path: Path) -> None:
    """By sex all are known, so 40 and 50 are too few for 100; by job they are not."""
    story = Story(tmp_path, entities=TOLL.replace("kind: event", "parts: {by sex: complete}"))
    claims = [
        f"subject: {who}, property: killed, value: {n}"
        for who, n in (("women", 40), ("men", 50), ("medics", 15), ("toll", 100))
    ]
    story.article("Gazette", *claims)
    assert by_rule(story, "parts-do-not-add-up") == [("100", "40", "50")]


def test_a_scope_is_at_most_the_whole(tmp_path: Path) -> None:
    """M27: one origin's 12 killed, of which 1,012 civilians. A scope that is another count is none of them."""
    story = Story(tmp_path)
    story.article("Gazette", "property: killed, value: 12", 'property: killed, value: "1,012", scope: civilians')
    assert counted(story.check()) == [("rule", "error", "scope-exceeds-whole")]
    words = "killed: {type: count, unit: person, over_time: accumulates, other_counts: [Civilians]}"
    other = Story(tmp_path / "other", vocabulary=words)
    other.article("Gazette", "property: killed, value: 12", 'property: killed, value: "1,012", scope: civilians')
    assert counted(other.check()) == []


def test_scopes_of_one_breakdown_add_up(tmp_path: Path) -> None:
    """40 women and 60 men are not 90; whom nothing is said of may overlap with them."""
    story = Story(tmp_path)
    story.article("Gazette", "property: killed, value: 40, scope: women", "property: killed, value: 15, scope: medics")
    story.article("Herald", "property: killed, value: 60, scope: men", "property: killed, value: 100")
    assert counted(story.check()) == []
    story.article("Tribune", "property: killed, value: 70, scope: men")
    assert by_rule(story, "scopes-exceed-whole") == [("100", "40", "70")]


def test_a_figure_that_is_part_of_another_in_place(tmp_path: Path) -> None:
    """M14: "747 injured including 56 grievously" is one claim; another paper has 60 grievously."""
    story = Story(tmp_path)
    story.article("Gazette", "property: injured, value: 747, including: {grievously: 56}")
    corpus = story.load()
    assert [(claim.id, claim.scope, claim.value.text) for claim in corpus.claims] == [
        ("c0", "", "747"),
        ("c0.grievously", "grievously", "56"),
    ]
    story.article("Herald", "property: injured, value: 60, scope: Grievously")
    assert [texts(finding) for finding in story.check().findings] == [[("60", "56")]]
    story.article("Tribune", "property: injured, value: 800, scope: grievously")
    assert by_rule(story, "scope-exceeds-whole") == [("800", "747")]


VOTE = """
voted_for:     {type: count, unit: vote, title: votes for}
voted_against: {type: count, unit: vote, title: votes against}
present:       {type: count, unit: vote, title: members present}
"""
VOTES = """\
id: more-votes-than-members
title: More voted than were there
let:
  ballots: {property: [voted_for, voted_against]}
  present: {property: present}
where:
  - ballots.subject == present.subject
require: sum(ballots) <= present
message: "{ballots} are {sum(ballots)} votes, and {present} were there"
why: Nobody votes twice.
examples:
  - expect: disagreement
    entities: {bill: {}}
    claims:
      - {subject: bill, property: voted_for, value: 205}
      - {subject: bill, property: voted_against, value: 115}
      - {subject: bill, property: present, value: 200}
    message: "115 and 205 are 320 votes, and 200 were there"
  - expect: agreement
    entities: {bill: {}}
    claims:
      - {subject: bill, property: voted_for, value: 100}
      - {subject: bill, property: voted_against, value: 90}
      - {subject: bill, property: present, value: 200}
"""


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_sum_over_properties_of_one_subject(tmp_path: Path, engine: str) -> None:
    """M15: 205 for and 115 against are more than the 200 members who were there."""
    story = Story(tmp_path, vocabulary=VOTE, rules={"more-votes-than-members": VOTES})
    story.article("Gazette", "property: voted_for, value: 205", "property: present, value: 200")
    assert by_rule(story, "more-votes-than-members", engine) == [("200", "205")]
    story.article("Herald", "property: voted_against, value: 115")
    assert ("200", "205", "115") in by_rule(story, "more-votes-than-members", engine)


FORCE = """
force: {kind: mission}
first: {part_of: force}
others: {part_of: force, from: 2031-09-01}
"""


def test_promises_exceed_a_plan(tmp_path: Path) -> None:
    """M20: 1,000 planned of one part, about 1,900 pledged of the others, 2,500 planned in all: a tension."""
    story = Story(tmp_path, entities=FORCE)
    story.article("Gazette", 'subject: first, property: size, status: planned, value: "1,000"')
    story.article("Herald", 'subject: others, property: size, status: pledged, value: "about 1,900"')
    story.article("Tribune", 'subject: force, property: strength, status: planned, value: "2,500"')
    assert counted(story.check()) == [("rule", "warning", "promises-exceed-plan")]


def test_of_a_part_the_plan_counts_before_a_pledge(tmp_path: Path) -> None:
    """What was pledged, 1,900, has become a plan of 1,400; so 2,400 are planned. Then 1,700 are."""
    story = Story(tmp_path, entities=FORCE)
    story.article("Gazette", "subject: first, property: size, status: planned, value: 1000")
    story.article("Gazette", "subject: others, property: size, status: pledged, value: 1900", published="2031-03-01")
    story.article("Herald", "subject: others, property: size, status: planned, value: 1400", published="2031-04-01")
    story.article("Tribune", "subject: force, property: strength, status: planned, value: 2500")
    assert counted(story.check()) == []
    story.article("Courier", "subject: others, property: size, status: planned, value: 1700", published="2031-05-10")
    assert counted(story.check()) == [("rule", "error", "planned-parts-exceed-whole")]


@pytest.mark.parametrize("status", ["planned", "pledged", "authorised", "requested", "needed"])
def test_a_planned_part_exceeds_the_planned_whole(tmp_path: Path, status: str) -> None:
    """For every status; whether the part has joined by then is not asked."""
    story = Story(tmp_path, entities=FORCE)
    story.article("Gazette", f"subject: others, property: size, status: {status}, value: 600")
    story.article("Herald", f"subject: force, property: strength, status: {status}, value: 500")
    found = [finding for finding in story.check().counted if finding.rule.startswith("planned-part")]
    assert [(finding.severity, texts(finding)) for finding in found] == [("error", [("600", "500")])]


@pytest.mark.parametrize("status", ["estimated", "feared"])
def test_what_is_reckoned_adds_up_too(tmp_path: Path, status: str) -> None:
    story = Story(tmp_path, entities="flood: {kind: event}\ntown: {part_of: flood}")
    story.article("Gazette", f"subject: town, property: missing, status: {status}, value: 60")
    story.article("Herald", f"subject: flood, property: missing, status: {status}, value: 50")
    assert ("rule", "error", "part-exceeds-whole") in counted(story.check())


def test_parts_of_what_may_be_negative(tmp_path: Path) -> None:
    """A department gained $5m, and the bank $3m in all, since others lost: no part exceeds its whole."""
    words = "profit: {type: money, signed: true, adds_to: profit, over_time: varies}"
    story = Story(tmp_path, entities="bank: {}\ntrade: {part_of: bank}", vocabulary=words)
    story.article(
        "Gazette", "subject: bank, property: profit, value: $3m", "subject: trade, property: profit, value: $5m"
    )
    assert counted(story.check()) == []
