"""Small stories, and what the checker must say of each: the rule language, sums, categories."""

from __future__ import annotations

from fractions import Fraction

import pytest

import checker
from checker.cli import main
from tests.engine.small_stories import (
    CAST,
    COMPLETE_CAST,
    DISAGREE,
    JOINT,
    PART_OF,
    PARTS,
    Story,
    disagreements,
    sum_rule,
)

# --- the rule language -------------------------------------------------------------------------

SIX_AND_FIVE: list[tuple[str, str | None]] = [
    # what is required of a = 6 and b = 5, and by how much it fails
    ("a + b <= 10", "1"),
    ("a + b <= 11", None),
    ("a + b < 11", "1"),
    ("a + b < 12", None),
    ("a + b > 11", "1"),
    ("a + b >= 11", None),
    ("10 >= a + b", "1"),
    ("2 * a - b == 7", None),
    ("2 * a - b == 8", "1"),
    ("2 * a - b == 4", "3"),
    ("a - b >= 2", "1"),
    ("-a <= -7", "1"),
    ("+a == 6", None),
    ("a / 2 == 3", None),
    ("a / 4 >= 2", "1/2"),
    ("(a + b) * 2 <= 20", "2"),
    ("2 * (a - (b - 1)) == 4", None),
    ("a + b + 0.5 <= 11", "1/2"),
    ("0.1 * a + 0.2 * b == 1.6", None),
    ("a * 0.1 == 0.6", None),
    ("a <= b", "1"),
    ("a <= b + 1", None),
    # a name on both sides is one quantity, not two
    ("a + b <= b + 5", "1"),
    ("2 * a <= a + b", "1"),
    ("a + b == b + 6", None),
    ("3 * a == 2 * b + 8", None),
    ("a - b == b - a", "2"),
]


def test_linear_expressions(story: Story) -> None:
    """A mission of 6 has a team of 5."""
    story.article("Gazette", "2031-05-04", "mission strength 6", "team-a size 5")
    let = "{a: {property: strength}, b: {property: size}}"
    for number, (require, _) in enumerate(SIX_AND_FIVE):
        where = ("b.subject.part_of == a.subject",)
        story.rule(f"rule-{number}", require, let=let, where=where, severity="warning")
    told = story.tell()
    found = {finding.rule: finding.gap for finding in told.report.findings}
    expected = {f"rule-{n}": Fraction(gap) for n, (_, gap) in enumerate(SIX_AND_FIVE) if gap is not None}
    assert found == expected


def test_figures_that_must_differ(story: Story) -> None:
    """Only where both are surely the same is anything wrong: 3 to 5 may be 4."""
    story.article("Gazette", "2031-05-04", "mission strength 5", "team-a size 3 to 5", "team-b size 5")
    let, where = "{a: {property: size}, b: {property: strength}}", ("a.subject.part_of == b.subject",)
    story.rule("twins", "a != b", let=let, where=where, severity="warning")
    assert [claims for finding in story.tell().of("twins") for claims in finding.claim_keys] == [
        "story/gazette#c1",
        "story/gazette#c3",
    ]


def test_bounds_leave_room_in_a_linear_expression(story: Story) -> None:
    """At least 6 less at most 5 is at least 1; it may be 2, and cannot be 0."""
    story.article("Gazette", "2031-05-04", "mission strength at least 6", "team-a size up to 5")
    let, where = "{a: {property: strength}, b: {property: size}}", ("b.subject.part_of == a.subject",)
    story.rule("may-be", "a - b == 2", let=let, where=where, severity="warning")
    story.rule("cannot-be", "a - b <= 0", let=let, where=where, severity="warning")
    told = story.tell()
    assert told.rules == {"cannot-be"}
    assert told.of("cannot-be")[0].gap == 1


def test_decimals_are_exact_in_a_sum(story: Story) -> None:
    """0.1 + 0.2 is 0.3, and 0.30000000000001 is more."""
    story.cast(COMPLETE_CAST + "fund: {parts: complete}\none: {part_of: fund}\ntwo: {part_of: fund}\n")
    story.rule(
        "funds",
        "sum(part) == whole",
        let="{part: {property: funding}, whole: {property: funding}}",
        where=PART_OF,
        severity="warning",
    )
    story.article("Gazette", "2031-05-04", "one funding $0.1", "two funding $0.2", "fund funding $0.3")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-05", "one funding $0.1", "two funding $0.2", "fund funding $0.30000000000001")
    assert [finding.gap for finding in story.tell().of("funds")] == [Fraction(1, 10**14)]


def test_a_share_of_the_right_side_is_tolerated(story: Story) -> None:
    """Of 600, 1% is 6: parts that make 594 hold by rounding, those that make 593 do not."""
    story.cast(COMPLETE_CAST)
    sum_rule(story, more="tolerance: 1%\n")
    story.article("Gazette", "2031-05-04", "team-a size 394", "team-b size 100", "team-c size 100")
    story.article("Gazette", "2031-05-04", "mission strength 600")
    story.article("Gazette", "2031-06-04", "mission strength 594")
    told = story.tell()
    (note,) = told.of("parts")
    assert (note.severity, note.kind, note.by_rounding, note.gap) == ("note", "rule", True, 6)
    assert told.report.disputes == ()
    story.article("Herald", "2031-07-04", "mission strength 601")
    assert [(f.severity, f.gap) for f in story.tell().of("parts")] == [("error", 7), ("note", 6)]


def test_days_are_tolerated(story: Story) -> None:
    let = "{a: {property: departed}, b: {property: arrived}}"
    story.rule("slow", "b <= a + 3", let=let, where=("a.subject == b.subject",), more="tolerance: 2 days\n")
    for team, arrived in (("team-a", "2031-05-04"), ("team-b", "2031-05-06"), ("team-c", "2031-05-07")):
        story.article("Gazette", "2031-05-09", f"{team} departed 2031-05-01", f"{team} arrived {arrived}")
    found = [(f.claims[0].subject, f.severity, f.gap) for f in story.tell().of("slow")]
    assert found == [("story/team-c", "error", 3), ("story/team-b", "note", 2)]


def test_an_amount_is_tolerated(story: Story) -> None:
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, more="tolerance: 5\n")
    story.article("Gazette", "2031-05-04", "team-a size 105", "team-b size 106")
    story.article("Herald", "2031-05-04", "mission strength 100")
    found = [(f.claims[0].subject, f.severity, f.gap) for f in story.tell().of("larger")]
    assert found == [("story/team-b", "error", 6), ("story/team-a", "note", 5)]


def test_not_equal_notes_a_figure_given_twice(story: Story) -> None:
    let, where = "{a: {property: killed}, b: {property: injured}}", ("a.subject == b.subject",)
    story.rule("slip", "a != b", let=let, where=where, severity="note", message="{a} killed, {b} injured")
    story.article("Gazette", "2031-05-04", "flood killed 45", "flood injured 45")
    story.article("Gazette", "2031-05-05", "flood killed 46", "flood injured at least 46")
    told = story.tell()
    assert told.messages("slip") == ["45 killed, 45 injured"]
    assert told.of("slip")[0].gap is None


def test_only_one_source_itself_can_slip(story: Story) -> None:
    """45 dead in the Gazette and 45 injured in the Herald is nobody's slip of the pen."""
    let = "{a: {property: killed}, b: {property: injured}}"
    where = ("a.subject == b.subject", "a.source == b.source")
    story.rule("slip", "a != b", let=let, where=where, severity="note", message="{a} in {a.source}")
    story.article("Gazette", "2031-05-04", "flood killed 45", "flood injured 60")
    story.article("Herald", "2031-05-04", "flood killed 50", "flood injured 45")
    assert story.tell().rules == {DISAGREE}
    story.article("Tribune", "2031-05-04", "flood killed 45", "flood injured 45")
    told = story.tell()
    assert told.messages("slip") == ["45 in Tribune"]
    assert told.of("slip")[0].claim_keys == ("story/tribune#c1", "story/tribune#c2")


def test_a_sum_with_one_part_has_its_own_message(story: Story) -> None:
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\n")
    sum_rule(story, more='message_one: "{part} is all there is, not {whole}"\n')
    story.article("Gazette", "2031-05-04", "team-a size 400", "mission strength 396")
    assert story.tell().messages("parts") == ["400 is all there is, not 396"]


def test_a_message_names_what_it_speaks_of(story: Story) -> None:
    words = "{part.subject} ({part.subject.kind}) of {whole.subject}: {part} {part.property}, {whole} by {whole.as_of}"
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message=words + ", {whole - part} left")
    story.article("Gazette", "2031-05-04", "team-a size at least 400", "mission strength 396")
    assert story.tell().messages("larger") == [
        "team-a (team) of mission: at least 400 size, 396 by 4 May 2031, up to -4 left"
    ]


def test_a_rule_may_select_by_type_status_kind_and_importance(story: Story) -> None:
    for name, selector in (
        ("by-type", "{type: duration}"),
        ("by-status", "{status: [planned, pledged]}"),
        ("by-kind", "{kind: team}"),
        ("important", "{important: true}"),
        ("not-important", "{important: false, property: strength}"),
    ):
        story.rule(name, "x <= 0", let=f"{{x: {selector}}}", severity="warning", message="{x.subject} {x}")
    story.article(
        "Gazette",
        "2031-05-04",
        "mission strength 1",
        "mission strength 2 | status: planned",
        "team-a strength 3",
        "flood killed 4 | important: true",
        "mission term 5 months",
    )
    told = story.tell()
    assert {name: sorted(told.messages(name)) for name in sorted(told.rules)} == {
        "by-kind": ["team-a 3"],
        "by-status": ["mission 2"],
        "by-type": ["mission 5 months"],
        "important": ["flood 4"],
        "not-important": ["mission 1", "mission 2", "team-a 3"],
    }


# --- sums --------------------------------------------------------------------------------------


def test_an_incomplete_sum_binds_from_below_only(story: Story) -> None:
    """Two teams make 600. A mission of 900 may hold a third one; one of 500 cannot hold these two."""
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 900")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-05", "mission strength 500")
    assert story.tell().messages("parts") == ["400 and 200 make 600, not 500"]


def test_a_complete_sum_binds_both_ways(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "team-c size 1")
    story.article("Gazette", "2031-05-04", "mission strength 900")
    assert [(f.message, f.gap) for f in story.tell().of("parts")] == [("400, 200 and 1 make 601, not 900", 299)]


def test_a_whole_that_lists_its_parts_waits_for_all_of_them(story: Story) -> None:
    """Nobody says how large the third team is: an unknown part is not zero."""
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 900")
    assert story.tell().rules == set()
    story.article("Herald", "2031-05-04", "team-c size unknown")
    assert story.tell().rules == set()


def test_a_part_that_came_later_is_no_part_yet(story: Story) -> None:
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission, from: 2031-05-10}\n")
    where = (*PART_OF, "part.subject.from <= whole.as_of")
    story.rule("parts", "sum(part) == whole", let=PARTS, where=where, message="{part} not {whole}")
    story.article("Gazette", "2031-05-09", "team-a size 400", "team-b size 200", "mission strength 400")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-10", "mission strength 400")
    assert story.tell().messages("parts") == ["400 and 200 not 400"]


def test_a_hedged_part_leaves_room_in_its_sum(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size about 400", "team-b size at least 100", "team-c size none")
    story.article("Gazette", "2031-05-04", "mission strength 600")
    assert story.tell().rules == set()
    story.article("Herald", "2031-05-05", "mission strength 479")
    told = story.tell()
    assert told.messages("parts") == ["about 400, at least 100 and none make at least 480, not 479"]
    assert told.of("parts")[0].gap == 1


def test_two_figures_for_one_part_are_taken_in_turn(story: Story) -> None:
    """The size and the strength of one team both add up to the mission's strength: either is too large for it."""
    let = "{part: {type: count, kind: team}, whole: {property: strength, kind: mission}}"
    story.rule("parts", "sum(part) == whole", let=let, where=PART_OF)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-a strength 390", "mission strength 100")
    (finding,) = story.tell().of("parts")
    assert {tuple(s.text for s in each.statements) for each in finding.combinations} == {("100", "400"), ("100", "390")}


# --- three ways to judge -----------------------------------------------------------------------


def test_whatever_is_chosen_it_cannot_hold(story: Story) -> None:
    """A team of 400 or 410 is too large for a mission of 300, whoever is right about it: one finding, two ways."""
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message="{part} against {whole}")
    story.article("Gazette", "2031-05-04", "team-a size 400")
    story.article("Herald", "2031-05-04", "team-a size 410")
    story.article("Tribune", "2031-05-04", "mission strength 300")
    told = story.tell()
    (finding,) = told.of("larger")
    assert [[s.text for s in each.statements] for each in finding.combinations] == [["410", "300"], ["400", "300"]]
    assert told.messages(DISAGREE) == ["410 against 400"]


def test_one_position_cannot_hold_whatever_the_others_are(story: Story) -> None:
    """If the Gazette is right about the team, all is well; the Herald's 400 does not fit."""
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message="{part} against {whole}")
    story.article("Gazette", "2031-05-04", "team-a size 200")
    story.article("Herald", "2031-05-04", "team-a size 400")
    story.article("Tribune", "2031-05-04", "mission strength 300")
    told = story.tell()
    assert told.messages("larger") == ["400 against 300"]
    assert told.of("larger")[0].claim_keys == ("story/herald#c1", "story/tribune#c1")


def test_one_source_contradicts_itself(story: Story) -> None:
    """Each figure of the Gazette fits somebody's others, but its own parts do not make its own total."""
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission}\n")
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 100", "team-b size 100", "mission strength 300")
    story.article("Herald", "2031-05-04", "team-a size 200", "team-b size 200", "mission strength 400")
    told = story.tell()
    (finding,) = told.of("parts")
    assert finding.message == "100 and 100 make 200, not 300"  # what one source says itself goes first
    assert {claim.source for s in finding.combinations[0].statements for claim in s.claims} == {"story/gazette"}


def test_sources_that_disagree_do_not_break_every_sum(story: Story) -> None:
    """Nobody agrees on team a, but each total leaves room for each of its figures."""
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 620")
    story.article("Herald", "2031-05-04", "team-a size 410")
    story.article("Tribune", "2031-05-09", "mission strength 610")
    assert story.tell().rules == {DISAGREE}


def test_three_claims_that_only_disagree_together(story: Story) -> None:
    """No figure alone is too large: a is at most b, b at most c; a is 7, c is 6, and nobody knows b."""
    story.cast("a: {}\nb: {part_of: a}\nc: {part_of: b}\n")
    story.rule(
        "chain",
        "above >= below",
        let="{above: {property: size}, below: {property: size}}",
        where=("below.subject.part_of == above.subject",),
    )
    story.article("Gazette", "2031-05-04", "a size 6", "b size 1 to 10", "c size 7")
    told = story.tell()
    (finding,) = told.of(JOINT)
    assert finding.severity == "error"
    assert {claim.id for claim in finding.claims} <= {"c1", "c2", "c3"}
    assert {"c1", "c3"} <= {claim.id for claim in finding.claims}
    assert finding.gap == 1


# --- stories -----------------------------------------------------------------------------------


def test_what_stories_share_is_compared_across_them(story: Story) -> None:
    story.write("claims/entities.yaml", "force: {aliases: [the force]}\n")
    story.cast("mission: {}\n", story="spring")
    story.cast("mission: {}\n", story="autumn")
    story.article("Gazette", "2031-05-04", "force size 400", "mission size 100", story="spring")
    story.article("Herald", "2031-09-04", "force size 500", "mission size 200", story="autumn")
    told = story.tell()
    assert disagreements(told) == ["500 against 400"]
    assert told.of(DISAGREE)[0].claim_keys == ("autumn/herald#c1", "spring/gazette#c1")


def test_a_part_in_one_story_of_a_whole_that_all_share(story: Story) -> None:
    story.write("claims/entities.yaml", "force: {}\n")
    story.cast("north: {part_of: force}\n", story="spring")
    story.cast("south: {part_of: force}\n", story="autumn")
    sum_rule(story, "sum(part) <= whole")
    story.article("Gazette", "2031-05-04", "north size 400", story="spring")
    story.article("Herald", "2031-09-04", "south size 300", "force strength 600", story="autumn")
    assert [(f.message, f.gap) for f in story.tell().of("parts")] == [("300 and 400 make 700, not 600", 100)]


# --- categories --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("mission stance pledged", "mission stance Pledged", False),
        ("mission stance pledged", "mission stance refused", True),
        ("mission stance pledged", "mission stance not pledged", True),
        ("mission stance not pledged", "mission stance not refused", False),  # it may be reluctant
        ("mission stance '[pledged, reluctant]'", "mission stance reluctant", False),
        ("mission stance [pledged, reluctant]", "mission stance [reluctant, refused]", False),
        ("mission stance [pledged, reluctant]", "mission stance refused", True),
        ("mission stance pledged", "mission stance unknown", False),
        ("flood colour brown", "flood colour grey", True),
        ("flood colour brown", "flood colour not brown", True),
        ("flood colour grey", "flood colour not brown", False),
        ("flood colour not grey", "flood colour not brown", False),
    ],
)
def test_categories(story: Story, one: str, other: str, disagree: bool) -> None:
    story.article("Gazette", "2031-05-04", one.replace("'", ""))
    story.article("Herald", "2031-05-04", other)
    assert story.tell().rules == ({DISAGREE} if disagree else set())


def test_categories_vary_with_their_day(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission stance pledged", "flood colour brown")
    story.article("Herald", "2031-05-05", "mission stance refused", "flood colour grey")
    assert disagreements(story.tell()) == ["brown against grey"]


def test_one_person_by_two_names_is_one_category(story: Story) -> None:
    story.cast(CAST + "ana-example: {name: Ana Example, aliases: [General Example]}\n")
    story.article("Gazette", "2031-05-04", "mission commander Ana Example")
    story.article("Herald", "2031-05-04", "mission commander General Example")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission commander Ben Other")
    assert len(story.tell().of(DISAGREE)) == 1


def test_three_sets_of_categories_that_only_disagree_together(story: Story) -> None:
    """Pledged or refused, refused or reluctant, pledged or reluctant: any two have a common value, all three none."""
    sets = ("[pledged, refused]", "[refused, reluctant]", "[pledged, reluctant]")
    papers = ("Gazette", "Herald", "Tribune")
    for paper, choices in zip(papers[:2], sets[:2], strict=True):
        story.article(paper, "2031-05-04", f"mission stance {choices}")
    assert story.tell().rules == set()
    story.article(papers[2], "2031-05-04", f"mission stance {sets[2]}")
    (finding,) = story.tell().report.findings
    assert finding.severity == "error"
    assert {claim.source for claim in finding.claims} == {"story/gazette", "story/herald", "story/tribune"}


# --- implied claims ----------------------------------------------------------------------------


def test_an_implied_claim_counts_and_says_so(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    """ "600 more bring it to 1,000" implies that 400 are there now."""
    story.article("Gazette", "2031-05-04", "mission strength 400 | implied: 600 more make 1000")
    story.article("Herald", "2031-05-04", "mission strength 396")
    told = story.tell()
    assert disagreements(told) == ["400 against 396"]
    assert told.of(DISAGREE)[0].gap == 4
    main(["explain", told.of(DISAGREE)[0].id, str(story.folder)])
    assert "implied: 600 more make 1000" in " ".join(capsys.readouterr().out.split())


# --- the number of origins in a message --------------------------------------------------------


def test_a_message_may_not_show_a_figure_as_the_number_of_its_origins(story: Story) -> None:
    """`{origins(x)}` is the number of voices, or is refused; it is never the figure itself."""
    let = "{x: {property: killed}}"
    story.rule("single", "origins(x) >= 2", let=let, severity="note", message="{origins(x)} of 2")
    story.article("Gazette", "2031-05-04", "flood killed 45")
    corpus = checker.load([story.folder])
    if not corpus.problems:
        assert [finding.message for finding in checker.check(corpus).findings] == ["1 of 2"]


# --- nothing depends on the order --------------------------------------------------------------


def test_the_order_of_claims_changes_no_finding(story: Story) -> None:
    sum_rule(story)
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a size 400 | as_of: 2031-05-01",
        "team-b size 200 | as_of: 2031-05-02",
        "mission strength 396",
        "mission strength 400 | said_by: an official",
    )
    before = story.tell().report.findings
    assert [finding.rule for finding in before] == ["parts", DISAGREE]
    file = story.folder / "claims/story/gazette.yaml"
    head, *claims = file.read_text(encoding="utf-8").split("  - ")
    file.write_text("  - ".join([head, *reversed(claims)]), encoding="utf-8")
    after = story.tell().report.findings
    assert [(f.id, f.message, f.claim_keys) for f in after] == [(f.id, f.message, f.claim_keys) for f in before]


@pytest.mark.parametrize(
    ("parts", "whole", "outcome"),
    [
        (("74", "77"), "152", "error"),  # each is written to the unit
        (("80", "71"), "152", "error"),  # 80 seats are hardly 75 to 84
        (("1901", "1330"), "3240", "note"),  # two of them may be rounded to the ten that they show
        (("1901", "1330"), "3250", "error"),  # by no more than that
        (("77", "123"), "201", "error"),
        (("77", "124"), "200", "note"),
        (("about 75", "77"), "153", ""),  # a hedge is a range
        (("1.2 million", "2.31 million"), "3.5 million", "note"),  # as far as its digits go
    ],
)
def test_what_is_written_to_the_unit_is_not_rounded(
    story: Story, parts: tuple[str, str], whole: str, outcome: str
) -> None:
    """151 seats are not 152, though that is less than 1 %; a whole of 200 may be 201."""
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission}\n")
    sum_rule(story, more="tolerance: 1%\n")
    story.article("Gazette", "2031-05-04", f"team-a size {parts[0]}", f"team-b size {parts[1]}")
    story.article("Gazette", "2031-05-04", f"mission strength {whole}")
    assert [finding.severity for finding in story.tell().of("parts")] == ([outcome] if outcome else [])
