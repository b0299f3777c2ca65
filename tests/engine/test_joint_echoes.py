"""Joint conflicts in a story whose figures hang together: those that other findings account for are told with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import TOGETHER, Finding, Result
from tests.engine.stories import Story, brief, counted

ENTITIES = """\
quake: {kind: event, parts: complete}
norrby: {part_of: {quake: by place}}
alsund: {part_of: {quake: by place}}
vikby: {part_of: {quake: by place}}
women: {part_of: {quake: by sex}}
men: {part_of: {quake: by sex}}
ministry: {}
police: {}
league: {name: Relief League}
"""
SHARE = """\
id: share-misses
title: A share of the whole is not the part
severity: error
let: {share: {property: share}, part: {property: killed}, whole: {property: killed}}
where: [share.subject == part.subject, part.subject.part_of == whole.subject]
require: part == share * whole
message: "{share} of {whole} is {share * whole}, not {part}"
why: It is so.
examples:
  - {expect: disagreement, claims: []}
  - {expect: agreement, claims: []}
"""


def say(said_by: str, **figures: object) -> list[str]:
    """What a voice says was the toll of each."""
    return [f"subject: {name}, property: killed, value: {value}, said_by: {said_by}" for name, value in figures.items()]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, ENTITIES, rules={"share-misses": SHARE})


def joint(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.kind == TOGETHER]


def test_a_densely_tied_story(story: Story) -> None:
    """A careful reader finds ten things, and each of them is told once.

    Of Alsund the police have 310 and the ministry 31, of the whole 102 and 96, of Norrby 47 and 41, of the women 40 and
    36, of the men 56 and 60; the League's women and men do not make its own 102; the ministry's third of women is not
    its 36 of 96; Vikby's toll is no double of the 24 that the police gave, which the ministry gave, too; and the hurt
    of three places are not the 240 in all.
    """
    story.article("Post", *say("ministry", quake=96, norrby=41, alsund=31, vikby=24, women=36, men=60))
    story.article("Herald", *say("police", quake=96, norrby=41, alsund=310, vikby=24))
    story.article("Star", *say("league", quake=102, women=40, men=56, norrby=47))
    story.article("Ledger", "subject: women, property: share, value: a third, said_by: ministry")
    story.article("Radio", "subject: vikby, property: killed, compared: {times: 2, to: herald-2/c3}, said_by: ministry")
    hurt = {"quake": 240, "norrby": 80, "alsund": 100, "vikby": 75}
    story.article(
        "Wire",
        *(f"subject: {name}, property: injured, value: {value}, said_by: ministry" for name, value in hurt.items()),
    )
    result = story.check()
    assert counted(result) == [
        ("rule", "error", "parts-do-not-add-up"),
        ("rule", "error", "parts-do-not-add-up"),
        ("rule", "error", "share-misses"),
        ("voice-against-itself", "error", "vikby killed"),
        ("voices-differ", "error", "alsund killed"),
        ("voices-differ", "error", "men killed"),
        ("voices-differ", "error", "norrby killed"),
        ("voices-differ", "error", "quake killed"),
        ("voices-differ", "error", "vikby killed"),
        ("voices-differ", "error", "women killed"),
    ]
    assert joint(result) and all(finding.is_echo for finding in joint(result))


def test_two_totals_and_what_each_is_made_of(story: Story) -> None:
    """The ministry's places make its 96, the League's women and men its 102: one thing to ring up about."""
    story.article("Post", *say("ministry", quake=96, norrby=41, alsund=31, vikby=24))
    story.article("Star", *say("league", quake=102, women=36, men=66))
    result = story.check()
    (root,) = result.counted
    assert brief(root) == ("voices-differ", "error", "quake killed")
    assert [finding.echo_of for finding in result.findings if finding.is_echo] == [(root.id,)] * 2


def test_breakdowns_that_differ_where_the_whole_is_not_known(story: Story) -> None:
    """The joint conflict is all there is."""
    story.article("Post", *say("ministry", quake="at least 50", norrby=41, alsund=31, vikby=24))
    story.article("Star", *say("league", women=36, men=66))
    assert [each[0] for each in counted(story.check())] == [TOGETHER]


def test_a_disputed_part_whose_other_figure_settles_nothing(story: Story) -> None:
    """Norrby is 41 or 44, and neither makes the places as many as the women and the men: two things."""
    story.article("Post", *say("ministry", quake="at least 50", norrby=41, alsund=31, vikby=24))
    story.article("Herald", *say("police", norrby=44))
    story.article("Star", *say("league", women=36, men=66))
    assert [each[0] for each in counted(story.check())] == [TOGETHER, "voices-differ"]


def test_a_disputed_part_whose_other_figure_settles_it(story: Story) -> None:
    """With 47 in Norrby the places make 102, as the women and the men do: one thing."""
    story.article("Post", *say("ministry", quake="at least 50", norrby=41, alsund=31, vikby=24))
    story.article("Herald", *say("police", norrby=47))
    story.article("Star", *say("league", women=36, men=66))
    assert [each[0] for each in counted(story.check())] == ["voices-differ"]


def test_one_slip_in_three_breakdowns(story: Story) -> None:
    """310 in Alsund fits neither the sexes nor the ages: two joint conflicts, of which one is told."""
    ages = "young: {part_of: {quake: by age}}\nold: {part_of: {quake: by age}}\n"
    (story.folder / "claims" / "flood" / "entities.yaml").write_text(ENTITIES + ages, "utf-8")
    story.article("Post", *say("ministry", quake="at least 50", norrby=41, alsund=310, vikby=24))
    story.article("Star", *say("league", women=36, men=60))
    story.article("Herald", *say("police", young=16, old=80))
    result = story.check()
    assert [each[0] for each in counted(result)] == [TOGETHER]
    assert len(joint(result)) == 2


def test_a_row_that_the_other_figure_breaks_too_is_no_echo(story: Story) -> None:
    """960 for 96 is a slip; that the women and the men make 102 is another thing, whichever of the two is right."""
    story.article("Post", *say("ministry", quake=960, norrby=41, alsund=31, vikby=24))
    story.article("Herald", *say("police", quake=96))
    story.article("Star", *say("league", women=36, men=66))
    assert [each[2] for each in counted(story.check())] == ["parts-do-not-add-up", "quake killed"]
