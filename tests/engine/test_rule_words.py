"""What rules can say of who speaks, of moments, and of figures that may be missing. Each test has its story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.small_stories import Story

CAST = """
flood: {kind: event}
ministry: {kind: government, name: Health Ministry, aliases: [the ministry]}
state: {kind: government}
"""
LET = "{one: {property: killed}, other: {property: injured}}"
SAME = "one.subject == other.subject"
VOTES = """
for:       {type: count, unit: vote, over_time: varies}
against:   {type: count, unit: vote, over_time: varies}
abstained: {type: count, unit: vote, over_time: varies}
present:   {type: count, unit: vote, over_time: varies}
people:    {type: count, unit: person, over_time: varies}
cost:      {type: money, unit: KES}
price:     {type: money, unit: USD}
"""


@pytest.fixture
def flood(story: Story) -> Story:
    story.cast(CAST)
    return story


@pytest.mark.parametrize("spelt", ["ministry", "the Ministry", "health ministry"])
def test_a_rule_for_one_voice(flood: Story, spelt: str) -> None:
    """The ministry's injured are never fewer than its dead; of other voices the rule says nothing."""
    flood.rule("few", "one <= other", let=LET, where=(SAME, f"one.voice == '{spelt}'"), message="{one} by {one.voice}")
    flood.article("Gazette", "2031-05-04", "flood killed 12 | said_by: the ministry", "flood injured 5")
    flood.article("Herald", "2031-05-04", "flood killed 12")
    told = flood.tell()
    assert told.messages("few") == ["12 by Health Ministry"]
    assert told.of("few")[0].claim_keys == ("story/gazette#c1", "story/gazette#c2")


def test_one_voice_throughout_and_two_voices(flood: Story) -> None:
    flood.rule("own", "one <= other", let=LET, where=(SAME, "one.voice == other.voice"))
    flood.rule("others", "one <= other", let=LET, where=(SAME, "one.voice != other.voice"))
    flood.article("Gazette", "2031-05-04", "flood killed 12 | said_by: state", "flood injured 5 | said_by: ministry")
    assert flood.tell().rules == {"others"}
    flood.article("Herald", "2031-05-04", "flood injured 5 | said_by: state")
    assert flood.tell().rules == {"own", "others"}


def test_who_is_quoted_is_not_the_paper_itself(flood: Story) -> None:
    flood.rule("quoted", "one <= other", let=LET, where=(SAME, "one.said_by == other.said_by"))
    flood.article("Gazette", "2031-05-04", "flood killed 12", "flood injured 5")
    assert flood.tell().rules == set()
    flood.article("Herald", "2031-05-05", "flood killed 12 | said_by: state", "flood injured 5 | said_by: state")
    assert flood.tell().rules == {"quoted"}


def test_two_sources(flood: Story) -> None:
    """What two papers have, and not what one has by itself."""
    flood.rule("apart", "one <= other", let=LET, where=(SAME, "one.source != other.source"))
    flood.article("Gazette", "2031-05-04", "flood killed 12", "flood injured 5")
    assert flood.tell().rules == set()
    flood.article("Herald", "2031-05-04", "flood injured 5")
    assert flood.tell().rules == {"apart"}


def test_unequal_does_not_fall_silent(flood: Story) -> None:
    """M12: the same figure for two things in two papers; a third disputes one of them, and the tension stays."""
    flood.rule("same", "one != other", let=LET, where=(SAME,), severity="warning", message="{one} twice")
    flood.article("Gazette", "2031-05-04", "flood killed 45")
    flood.article("Herald", "2031-05-04", "flood injured 45")
    assert flood.tell().messages("same") == ["45 twice"]
    flood.article("Tribune", "2031-05-04", "flood killed 47")
    assert flood.tell().messages("same") == ["45 twice"]


def test_equal_moments(flood: Story) -> None:
    """A total bounds later ones; a rule for one day alone asks for equal moments."""
    flood.rule("any-day", "one <= other", let=LET, where=(SAME,))
    flood.rule("one-day", "one <= other", let=LET, where=(SAME, "one.as_of == other.as_of"))
    flood.article("Gazette", "2031-05-04", "flood killed 12")
    flood.article("Herald", "2031-05-05", "flood injured 5")
    assert flood.tell().rules == {"any-day"}
    flood.article("Tribune", "2031-05-05", "flood killed 12")
    assert flood.tell().rules == {"any-day", "one-day"}


OPTIONAL = (
    "{a: {property: for}, b: {property: against}, c: {property: abstained, optional: true}, all: {property: present}}"
)
OF_ONE = ("a.subject == all.subject", "b.subject == all.subject", "c.subject == all.subject")


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_name_may_have_no_figure(flood: Story, engine: str) -> None:
    """205 and 115 of 200, whether it is known who abstained or not; once it is, there is one finding with it."""
    import checker

    flood.write("rules/properties.yaml", VOTES)
    flood.rule("votes", "a + b + c == all", let=OPTIONAL, where=OF_ONE, message="{a}, {b} and {c} of {all}")
    flood.article("Gazette", "2031-05-04", "flood for 205", "flood against 115", "flood present 200")

    def messages() -> list[str]:
        found = checker.check(checker.load([flood.folder]), engine=engine).findings
        return [part.message for finding in found for part in finding.parts if finding.rule == "votes"]

    assert messages() == ["205, 115 and no figure of 200"]
    flood.article("Herald", "2031-05-04", "flood abstained 3")
    assert messages() == ["205, 115 and 3 of 200"]


def test_what_is_missing_may_be_anything(flood: Story) -> None:
    """150 of 200: the others may have abstained."""
    flood.write("rules/properties.yaml", VOTES)
    flood.rule("votes", "a + b + c == all", let=OPTIONAL, where=OF_ONE)
    flood.article("Gazette", "2031-05-04", "flood for 100", "flood against 50", "flood present 200")
    assert flood.tell().rules == set()
    flood.article("Herald", "2031-05-04", "flood abstained 20")
    assert flood.tell().rules == {"votes"}


@pytest.mark.parametrize(
    ("let", "require", "where", "message"),
    [
        (
            "{a: {property: for}, b: {property: people}}",
            "a <= b",
            "a.subject == b.subject",
            "'a' is in vote and 'b' in person: these are different units, which never match",
        ),
        ("{a: {property: cost}, b: {property: price}}", "a <= b", "a.subject == b.subject", "different units"),
        ("{a: {property: cost}, b: {property: for}}", "a <= b", "a.subject == b.subject", "different units"),
        (
            "{a: {property: for, status: planned}, b: {property: for, status: actual}}",
            "a <= b",
            "a.status == b.status",
            "'a.status == b.status' can never hold: 'a' is planned, and the other side actual",
        ),
        (
            "{a: {property: for}, b: {property: against}}",
            "a <= b",
            "a.property == b.property",
            "one side is for, the other against",
        ),
        ("{a: {property: for}, b: {property: against}}", "a <= b", "a.property.adds_to == b.property", "has 'adds_to'"),
        (
            "{a: {type: count}, b: {property: cost}}",
            "a <= b",
            "a.subject == b.subject",
            "'a' is of type count and 'b' of type money, which never match",
        ),
        (
            "{a: {property: for, type: money}, b: {type: money}}",
            "a <= b",
            "a.subject == b.subject",
            "'for' is of type count: this selects no figure",
        ),
        (
            "{a: {property: for}, b: {property: against}}",
            "a <= b",
            "b.subject.part_of == a.subject",
            "'b.subject.part_of == a.subject' can never hold together with the conditions before it",
        ),
    ],
)
def test_a_rule_that_can_never_match_says_why(
    flood: Story, let: str, require: str, where: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """M16: at its place, when the files are read; `checker test` says it too."""
    from checker.cli import main

    flood.write("rules/properties.yaml", VOTES)
    flood.rule("never", require, let=let, where=("a.subject == b.subject", where))
    (problem,) = [problem for problem in flood.problems() if "examples" not in problem.message]
    assert message in problem.message
    assert problem.line > 3
    assert main(["test", str(flood.folder)]) == 2
    assert message in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "is_refused"),
    [
        (("a.as_of < b.as_of", "b.as_of < a.as_of"), True),
        (("a.as_of < b.as_of", "b.as_of <= a.as_of"), True),
        (("a.as_of <= b.as_of", "b.as_of <= a.as_of"), False),
        (("a.as_of == b.as_of", "b.as_of > a.as_of"), True),
        (("a.subject.part_of == c.subject", "c.subject.part_of == b.subject"), True),
        (("a.subject.part_of == c.subject", "b.subject < c.subject"), False),
        (("a.subject.part_of == c.subject", "b.subject.part_of == c.subject"), False),
    ],
)
def test_conditions_that_come_back_to_themselves(flood: Story, where: tuple[str, ...], is_refused: bool) -> None:
    """Nothing is before itself, and no whole is a part of its own part."""
    flood.write("rules/properties.yaml", VOTES.replace("}", ", over_time: accumulates}"))
    let = "{a: {property: for}, b: {property: against}, c: {property: present}}"
    tied = ("a.subject == b.subject", "a.subject.part_of == c.subject")
    flood.rule("circle", "a <= b + c", let=let, where=(*tied, *where))
    assert any("never hold together" in problem.message for problem in flood.problems()) == is_refused


@pytest.mark.parametrize(
    ("let", "require", "message"),
    [
        ("{a: {property: for, optional: true}, b: {property: against, optional: true}}", "a <= b", "one name at least"),
        ("{a: {property: for}, b: {property: against, optional: true}}", "sum(b) <= a", "the parts that there are"),
        ("{a: {property: for}, b: {property: against, optional: true}}", "a <= 5", "it is not added in `require`"),
        ("{a: {property: for, prefer: [planned]}, b: {property: for}}", "a <= b", "write sum(a)"),
        ("{a: {property: for, prefer: [plannd]}, b: {property: for}}", "sum(a) <= b", "unknown status 'plannd'"),
        (
            "{a: {property: for, prefer: planned, status: actual}, b: {property: for}}",
            "sum(a) <= b",
            "leave `status` out",
        ),
    ],
)
def test_names_that_cannot_be_optional_or_preferred(flood: Story, let: str, require: str, message: str) -> None:
    flood.write("rules/properties.yaml", VOTES)
    flood.rule("odd", require, let=let, where=("a.subject == b.subject",))
    assert any(message in problem.message for problem in flood.problems())


def test_a_sum_of_several_voices_is_of_one(tmp_path: Path) -> None:
    """Conditions on voices hold for every part of a sum."""
    story = Story(tmp_path)
    story.cast("mission: {}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission}\n")
    let = "{part: {property: size}, whole: {property: strength}}"
    where = ("part.subject.part_of == whole.subject", "part.voice == whole.voice")
    story.rule("own-sum", "sum(part) <= whole", let=let, where=where)
    story.article("Gazette", "2031-05-04", "team-a size 60", "mission strength 100")
    story.article("Herald", "2031-05-04", "team-b size 60")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-05", "team-b size 60")
    assert "own-sum" in story.tell().rules
