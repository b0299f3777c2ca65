"""Small, exact stories for single lines of the gate, of which the long ones say nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from checker.baseline.reviewing import of_articles, review
from checker.engine.check import check
from tests.baseline.desks import Desk, new_desk


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A project without articles."""
    desk = new_desk(tmp_path_factory.mktemp("empty"))
    monkeypatch.chdir(desk.root)
    return desk


def test_a_figure_of_the_last_minute_of_a_day(empty: Desk) -> None:
    """It holds throughout a span that goes on after the publication: of that one minute is left, which is no span."""
    for paper, value in (("Herald", 60), ("Post", 40)):
        empty.paper(paper, f'property: strength, value: {value}, as_of: "{{2031-05-04T23:59..2031-05-05T12:00}}"')
    assert empty.stands() == ["new sources-disagree"]
    empty.accept_all()
    assert {statement[3] for statement in empty.entry().statements} == {"2031-05-04T23:59/2031-05-05T12:00"}


def test_a_minute(empty: Desk) -> None:
    for paper, value in (("Herald", 60), ("Post", 40)):
        empty.paper(paper, f"property: strength, value: {value}, as_of: 2031-05-04T09:30")
    empty.accept_all()
    assert {statement[3] for statement in empty.entry().statements} == {"2031-05-04T09:30"}


def test_the_claims_of_what_is_chosen(empty: Desk) -> None:
    empty.paper("Herald", "property: killed, value: 12", "property: injured, value: 30")
    empty.paper("Post", "property: killed, value: 12")
    chosen = review([empty.root / "claims" / "flood" / "herald.yaml"], today=745_000)
    assert [claim.id for claim in chosen.claims] == ["c0", "c1"]


def test_what_rows_of_tables_say_is_told_by_the_check_of_the_tables(empty: Desk) -> None:
    """Two papers disagree about the dead; two rows about the missing; a paper and a row about the injured."""
    empty.paper("Herald", "property: killed, value: 12", "property: injured, value: 30")
    empty.paper("Post", "property: killed, value: 20")
    empty.paper("Table", "property: missing, value: 5", "property: injured, value: 40")
    empty.paper("Sheet", "property: missing, value: 9")
    rows = frozenset({"flood/table", "flood/sheet"})
    result = of_articles(check(replace(empty.corpus(), table_sources=rows)))
    told = sorted(finding.figures[0][1].property for finding in result.findings if finding.severity == "error")
    assert told == ["injured", "killed"]
    assert sorted(each.findings[0].figures[0][1].property for each in result.disputes) == ["injured", "killed"]


def test_two_voices_that_are_told_apart_by_their_days_alone(empty: Desk) -> None:
    """The ministry gives 20 for three days and the police for one of them, and the town 12, which is accepted. Then the
    ministry and the police get other ids."""
    empty.entities("flood: {kind: event}\nministry: {kind: office}\npolice: {kind: office}\ntown: {kind: office}\n")
    said = (("ministry", 20, '"{2031-05-02..2031-05-04}"'), ("police", 20, "2031-05-03"), ("town", 12, "2031-05-03"))
    claims = [f"property: strength, value: {value}, said_by: {who}, as_of: {when}" for who, value, when in said]
    empty.paper("Herald", *claims, published="2031-05-06")
    empty.accept_all()
    assert empty.stands() == ["known sources-disagree"]
    empty.edit_everywhere("ministry", "health-ministry")
    empty.edit_everywhere("police", "state-police")
    assert empty.stands() == ["moved sources-disagree"]


def test_what_a_finding_is_a_part_of_was_otherwise(empty: Desk) -> None:
    """The region of a village moved to another province, and a town that has nothing to do with it got a kind."""
    cast = "flood: {kind: event}\nland: {}\nregion: {%s}\nvillage: {part_of: region}\ntown: {%s}\n"
    empty.entities(cast % ("", ""))
    empty.paper("Herald", "subject: village, property: killed, value: 12")
    empty.branch()
    empty.entities(cast % ("part_of: land", "kind: town"))
    empty.paper("Post", "subject: village, property: killed, value: 20")
    finding, reviewed = empty.only("main")
    assert reviewed.status(finding).entities == ("region",)


@pytest.mark.parametrize(
    ("claim", "moment"),
    [
        ("property: killed, period: 2031-05-03, value: ", "in 2031-05-03"),
        ("property: killed, period: 2031-05-01/2031-05-03, value: ", "in 2031-05-01/2031-05-03"),
        ("property: number, value: ", "always"),
        ("property: killed, counted_from: 2031-05-01, value: ", "2031-05-04 since 2031-05-01"),
    ],
)
def test_the_moment_of_what_is_accepted(empty: Desk, claim: str, moment: str) -> None:
    for paper, value in (("Herald", 60), ("Post", 40)):
        empty.paper(paper, f"{claim}{value}")
    empty.accept_all()
    assert {statement[3] for statement in empty.entry().statements} == {moment}


def test_what_may_be_broken_however_often(empty: Desk) -> None:
    """One paper has more dead in the village than in all of the flood, now and on the next day; that another one has it
    too is new."""
    empty.entities("flood: {kind: event}\nvillage: {part_of: flood}\n")
    own = ("subject: village, property: killed, value: 60", "property: killed, value: 40")
    empty.paper("Herald", *own)
    empty.accept(empty.id_of("part-exceeds-whole"), "--open")
    later = (claim.replace("0", "5") for claim in own)
    empty.paper("Herald", *later, name="later", published="2031-05-05")
    assert [each for each in empty.stands() if not each.startswith("(")] == ["known part-exceeds-whole"]
    empty.paper("Post", *(claim.replace("60", "61") for claim in own))
    assert "joined part-exceeds-whole" in empty.stands()


def test_a_text_of_several_lines_is_no_reason(empty: Desk) -> None:
    empty.paper("Herald", "property: killed, value: 60")
    empty.paper("Post", "property: killed, value: 40")
    for option in ("--reason", "--by"):
        told = empty.run("accept", empty.id_of("sources-disagree"), "--reason", "so", option, "of two\nlines")
        assert told.status == 2
        assert f"{option}: expected text of one line, without control characters" in told.err
