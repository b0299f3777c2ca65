"""Results and decisions are one for good; polls are figures of their pollsters; shares of a vote are of all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.commands.scaffold import start_corpus

ENTITIES = """\
election: {kind: election, on: 2031-09-14}
chamber: {kind: parliament}
reds: {kind: party, part_of: {election: by party}}
blues: {kind: party, part_of: {election: by party}}
greens: {kind: party, part_of: {election: by party}}
group: {name: the Reds' group, part_of: {chamber: by party}}
pollwatch: {name: PollWatch, kind: pollster}
insight: {name: Insight, kind: pollster}
budget: {kind: budget}
regions: {parts: complete}
chamber-north: {part_of: regions}
chamber-south: {part_of: regions}
"""
Story = Callable[[Mapping[tuple[str, str], tuple[str, ...]]], list[tuple[str, str, str]]]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Finds what is wrong in articles by publisher and day, with the insides of their claims."""

    def found(articles: Mapping[tuple[str, str], tuple[str, ...]]) -> list[tuple[str, str, str]]:
        project = tmp_path / "desk"
        start_corpus(project, ("votes", "money"))
        folder = project / "claims" / "story"
        folder.mkdir()
        (folder / "entities.yaml").write_text(ENTITIES, "utf-8")
        for at, ((publisher, day), claims) in enumerate(articles.items()):
            lines = "".join(f"  - {{id: c{number}, {claim}}}\n" for number, claim in enumerate(claims))
            text = f"source: {{publisher: {publisher}, published: {day}}}\nclaims:\n{lines}"
            (folder / f"a{at}.yaml").write_text(text, "utf-8")
        corpus = checker.load([project])
        assert [str(problem) for problem in corpus.problems] == []
        return [
            (finding.rule, finding.figures[0][1].property, finding.figures[0][1].scope)
            for finding in checker.check(corpus).counted
        ]

    return found


def test_papers_of_two_days_give_a_party_other_seats(story: Story) -> None:
    """The Reds won 61 seats, or 16: an election has one result."""
    monday = {("Herald", "2031-09-15"): ("subject: reds, property: seats, value: 61",)}
    tuesday = {("Times", "2031-09-16"): ("subject: reds, property: seats, value: 16",)}
    assert story({**monday, **tuesday}) == [("sources-disagree", "seats", "")]


def test_a_group_loses_members(story: Story) -> None:
    """61 were elected, and 59 are left after two defections: nobody is wrong."""
    assert not story(
        {
            ("Herald", "2031-09-15"): (
                "subject: reds, property: seats, value: 61",
                "subject: group, property: members, value: 61",
            ),
            ("Times", "2032-02-01"): ("subject: group, property: members, value: 59",),
        }
    )


def test_parliament_agreed_to_one_budget(story: Story) -> None:
    """$9.1bn on Tuesday, $1.9bn on Wednesday: what was agreed is one figure."""
    agreed = "subject: budget, property: spending, status: authorised, value: {}"
    assert story(
        {("Post", "2031-06-10"): (agreed.format("$9.1bn"),), ("Echo", "2031-06-11"): (agreed.format("$1.9bn"),)}
    ) == [("sources-disagree", "spending", "")]


def test_a_plan_may_change(story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It passes, and the last lines of the check say that there is one."""
    planned = "subject: budget, property: spending, status: planned, value: {}"
    assert not story(
        {("Post", "2031-06-10"): (planned.format("$9.1bn"),), ("Echo", "2031-06-11"): (planned.format("$8.9bn"),)}
    )
    assert main(["check", str(tmp_path / "desk")]) == 0
    assert " 0 notes, 1 newer figure of another voice\n" in capsys.readouterr().out


def test_polls_of_two_pollsters(story: Story) -> None:
    """Two polls of one day, and two exit polls, one by somebody who is no entity: each is a figure of its own."""
    poll = "subject: reds, property: vote_share, status: estimated, value: {}, said_by: {}"
    exit_poll = "subject: reds, property: seats, status: estimated, value: {}, said_by: {}"
    assert not story(
        {
            ("Courier", "2031-09-10"): (
                poll.format("31%", "PollWatch"),
                poll.format("33%", "Insight"),
                exit_poll.format(55, "PollWatch"),
                exit_poll.format(58, "Vox Data"),
            )
        }
    )


def test_two_papers_differ_about_one_poll(story: Story) -> None:
    poll = "subject: reds, property: vote_share, status: estimated, value: {}, said_by: PollWatch"
    assert story(
        {("Courier", "2031-09-10"): (poll.format("31%"),), ("Herald", "2031-09-10"): (poll.format("33%"),)}
    ) == [("sources-disagree", "vote_share", "pollwatch")]


def test_a_poll_and_the_poll_before(story: Story) -> None:
    """PollWatch has the Reds two points up; the claim compares its own two polls."""
    assert story(
        {
            ("Courier", "2031-08-10"): (
                "subject: reds, property: vote_share, status: estimated, value: 31.0%, said_by: PollWatch",
                "subject: reds, property: vote_share, status: estimated, value: 33.0%, said_by: Insight",
            ),
            ("Herald", "2031-09-10"): (
                "subject: reds, property: vote_share, status: estimated, value: 36.0%, said_by: PollWatch",
                "subject: reds, property: vote_share, status: estimated, said_by: PollWatch, "
                "compared: {more: two points, at: 2031-08-10}",
            ),
        }
    ) == [("difference-misses", "vote_share", "pollwatch")]


def test_women_among_the_seats_of_an_exit_poll(story: Story) -> None:
    """What an exit poll gives women is a part of what the same exit poll gives all."""
    whole = "subject: reds, property: seats, status: estimated, value: 55, said_by: PollWatch, including: {women: 20}"
    assert not story({("Courier", "2031-09-14"): (whole,)})


SHARES = {"reds": "39.2%", "blues": "47.5%", "greens": "45%"}


def test_shares_of_a_vote_without_a_turnout(story: Story) -> None:
    """39.2, 47.5 and 45 % are 131.7 %."""
    claims = tuple(f"subject: {party}, property: vote_share, value: {share}" for party, share in SHARES.items())
    assert story({("Courier", "2031-09-15"): claims}) == [("vote-shares-exceed-all", "vote_share", "")]


def test_shares_of_one_poll(story: Story) -> None:
    """The poll of PollWatch makes 120 %; those of two pollsters are not added up."""
    poll = "subject: {}, property: vote_share, status: estimated, value: {}, said_by: {}"
    assert story(
        {
            ("Courier", "2031-09-10"): (
                poll.format("reds", "48%", "PollWatch"),
                poll.format("blues", "47%", "PollWatch"),
                poll.format("greens", "25%", "PollWatch"),
                poll.format("reds", "44%", "Insight"),
                poll.format("blues", "41%", "Insight"),
            )
        }
    ) == [("vote-shares-exceed-all", "vote_share", "pollwatch")]


def test_two_figures_of_one_party_are_not_added(story: Story) -> None:
    """Reds 49 or 39 %, Blues 47.5 %: the papers disagree, and neither exceeds all of the vote."""
    assert story(
        {
            ("Courier", "2031-09-15"): (
                "subject: reds, property: vote_share, value: 39%",
                "subject: blues, property: vote_share, value: 47.5%",
            ),
            ("Herald", "2031-09-16"): ("subject: reds, property: vote_share, value: 49%",),
        }
    ) == [("sources-disagree", "vote_share", "")]


def test_one_seat_is_missing(story: Story) -> None:
    """75 and 74 seats of 150, and nobody else is there: one seat is not a matter of rounding."""
    assert story(
        {
            ("Courier", "2031-09-15"): (
                "subject: chamber-north, property: seats, value: 75",
                "subject: chamber-south, property: seats, value: 74",
                "subject: regions, property: seats, value: 150",
            )
        }
    ) == [("seats-do-not-add-up", "seats", "")]
