"""Small stories, and what the checker must say of each: when a figure holds, what is not compared, and who speaks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.engine.small_stories import CAST, COMPLETE_CAST, DISAGREE, PART_OF, Story, disagreements


def test_a_constant_figure_is_one_for_good(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 400")
    story.article("Herald", "2032-09-01", "team-a size 410")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_a_figure_that_varies_is_that_of_its_day(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400")
    story.article("Herald", "2031-05-05", "mission strength 410")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("different as-of") == [("story/gazette#c1", "story/herald#c1")]
    story.article("Tribune", "2031-05-05", "mission strength 420")
    assert disagreements(story.tell()) == ["420 against 410"]


def test_the_day_of_publication_is_the_day_of_the_figure_unless_it_says_another(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400")
    story.article("Herald", "2031-05-09", "mission strength 410 | as_of: 2031-05-04")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_as_of_windows_that_overlap_are_compared(story: Story) -> None:
    """Some day of May may be the 4th, which is not certain; the days of June are not."""
    story.article("Gazette", "2031-06-04", "mission strength 400 | as_of: 2031-05")
    story.article("Herald", "2031-05-04", "mission strength 410")
    story.article("Tribune", "2031-06-01", "mission strength 500")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_a_window_widens_the_day(story: Story) -> None:
    """Patrols hold for 3 days: the 4th and the 7th are compared, the 4th and the 8th are not."""
    story.article("Gazette", "2031-05-04", "team-a patrol 40")
    story.article("Herald", "2031-05-07", "team-a patrol 50")
    story.article("Tribune", "2031-05-08", "team-b patrol 40")
    story.article("Courier", "2031-05-04", "team-b patrol 50")
    assert disagreements(story.tell()) == ["50 against 40"]


def test_a_newer_plan_replaces_an_older_one(story: Story) -> None:
    story.article("Gazette", "2031-03-01", "mission strength 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 1200 | status: planned")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission strength 1300 | status: planned")
    assert disagreements(story.tell()) == ["1300 against 1200"]


def test_a_plan_stands_until_a_newer_one(story: Story) -> None:
    """The plan of March stands in May, when the need is stated; that of June comes after the need was dropped."""
    let = "{plan: {status: planned}, need: {status: needed}}"
    story.rule("short", "plan >= need", let=let, where=("plan.subject == need.subject",), message="{plan} of {need}")
    story.article("Gazette", "2031-03-01", "mission strength 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 5000 | status: needed")
    story.article("Herald", "2031-05-20", "mission strength 500 | status: needed")
    story.article("Gazette", "2031-06-01", "mission strength 800 | status: planned")
    assert story.tell().messages("short") == ["1000 of 5000"]


def test_a_plan_that_is_stated_again_is_one_figure(story: Story) -> None:
    """A team of 1,000 planned in March, April and May is not a plan of 3,000."""
    let = "{part: {property: size}, whole: {property: strength}}"
    story.rule("parts", "sum(part) <= whole", let=let, where=PART_OF, message="{part} make {sum(part)}, not {whole}")
    for month in ("03", "04", "05"):
        story.article("Gazette", f"2031-{month}-01", "team-a size 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 1000 | status: planned")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-05", "mission strength 900 | status: planned")
    (finding,) = story.tell().of("parts")
    assert finding.message == "1000 planned alone is more than 900 planned"
    assert len(finding.claims) == 4


def test_a_death_toll_may_not_fall(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-06", "flood killed 40")
    (finding,) = story.tell().of(DISAGREE)
    assert (finding.gap, finding.severity) == (5, "error")


@pytest.mark.parametrize(
    ("earlier", "later", "falls"),
    [
        ("45", "45", False),
        ("45", "46", False),
        ("45", "at least 40", False),
        ("at least 45", "50", False),
        ("about 45", "43", False),
        ("at least 45", "44", True),
        ("45", "fewer than 45", True),
        ("dozens", "20", True),
    ],
)
def test_when_a_toll_falls(story: Story, earlier: str, later: str, falls: bool) -> None:
    story.article("Gazette", "2031-05-04", f"flood killed {earlier}")
    story.article("Herald", "2031-05-06", f"flood killed {later}")
    assert story.tell().rules == ({DISAGREE} if falls else set())


def test_a_toll_of_one_day_that_differs_is_a_disagreement(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-04", "flood killed 40")
    assert story.tell().rules == {DISAGREE}


def test_a_count_that_was_begun_again_may_be_lower(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45 | counted_from: 2031-05-01")
    story.article("Herald", "2031-06-06", "flood killed 3 | counted_from: 2031-06-01")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-06-07", "flood killed 2 | counted_from: 2031-06-01")
    assert story.tell().messages(DISAGREE) == ["3 against 2"]


def test_a_fall_is_seen_across_reports_that_hide_it(story: Story) -> None:
    """45 on the 4th and 40 on the 8th; the "some dozens" of the 6th lies between and hides nothing."""
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-06", "flood killed dozens")
    story.article("Tribune", "2031-05-08", "flood killed 40")
    told = story.tell()
    assert told.rules == {DISAGREE}
    assert {"story/gazette#c1", "story/tribune#c1"} <= set(told.report.findings[0].claim_keys)


# --- what is not compared, and why -------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        ("mission strength 400", "mission strength 1000 | status: planned", "status"),
        ("mission strength 400", "mission strength 300 | scope: the capital", "scope"),
        ("mission strength 400 | scope: the north", "mission strength 300 | scope: the south", "scope"),
        ("mission funding $400", "mission funding €300", "currency"),
    ],
)
def test_different_things_are_not_compared_and_are_listed(story: Story, one: str, other: str, aspect: str) -> None:
    story.article("Gazette", "2031-05-04", one)
    story.article("Herald", "2031-05-04", other)
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared(f"different {aspect}") == [("story/gazette#c1", "story/herald#c1")]


def test_one_scope_in_other_letters_is_one_scope(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400 | scope: The Capital")
    story.article("Herald", "2031-05-04", "mission strength 300 | scope: the  capital")
    assert disagreements(story.tell()) == ["400 against 300"]


def test_units_of_one_dimension_are_compared(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission term 1 year", "flood length 5 km")
    story.article("Herald", "2031-05-04", "mission term 12 months", "flood length 5000 m")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission term 2 years", "flood length 5 miles")
    assert len(story.tell().of(DISAGREE)) == 2


def test_scopes_and_currencies_keep_sums_apart(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    story.rule("larger", "part <= whole", let="{part: {type: money}, whole: {type: money}}", where=PART_OF)
    story.article("Gazette", "2031-05-04", "team-a funding $500", "mission funding €400", "team-b funding $300")
    story.article("Gazette", "2031-05-04", "mission funding $200 | scope: food")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-04", "mission funding $400")
    assert len(story.tell().of("larger")) == 1


def test_unknown_conflicts_with_nothing(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size unknown", "mission stance undisclosed")
    story.article("Herald", "2031-05-04", "team-a size 400", "mission stance pledged")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("the source does not state the figure") == [("story/gazette#c2",), ("story/gazette#c1",)]


def test_text_is_recorded_not_compared(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood remark it rained")
    story.article("Herald", "2031-05-04", "flood remark it did not rain")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("text is recorded, not compared") == [("story/gazette#c1",), ("story/herald#c1",)]


def test_the_only_claim_about_a_figure_is_listed(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood length 5 km")
    assert story.tell().not_compared("the only claim about its figure") == [("story/gazette#c1",)]


def test_a_retracted_claim_is_out_of_play_and_listed(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 500 | retracted: '2031-05-06, it counted the drivers'")
    story.article("Herald", "2031-05-04", "team-a size 400")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("retracted 2031-05-06, it counted the drivers") == [("story/gazette#c1",)]


@pytest.mark.parametrize("name", ["c1", "gazette/c1", "story/gazette/c1", "gazette#c1"])
def test_a_superseded_claim_is_out_of_play_and_listed(story: Story, name: str) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 500", f"team-a size 400 | supersedes: '{name}'")
    story.article("Herald", "2031-05-04", "team-a size 400")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("superseded by gazette/c2") == [("story/gazette#c1",)]


def test_a_count_falls_behind_a_vague_figure(story: Story) -> None:
    """300, then "at least 5", then 12: no neighbours disagree, and still the count fell."""
    story.article("Gazette", "2031-05-04", "flood killed 300")
    story.article("Herald", "2031-05-05", "flood killed at least 5")
    story.article("Tribune", "2031-05-06", "flood killed 12")
    story.article("Courier", "2031-05-07", "flood killed 13")
    told = story.tell()
    assert sorted(told.messages(DISAGREE)) == ["300 against 12", "300 against 13"]  # so 300 is the one to ring about
    assert told.rules == {DISAGREE}


def test_a_count_may_rise_behind_a_vague_figure(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 10")
    story.article("Herald", "2031-05-05", "flood killed at most 20")
    story.article("Tribune", "2031-05-06", "flood killed 12")
    assert story.tell().rules == set()


def test_no_claim_is_dropped_unsaid(story: Story) -> None:
    """Every claim is compared, or listed with the reason."""
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a size 500",
        "team-b size unknown",
        "flood remark wet",
        "mission strength 5 | status: planned",
        "mission strength 6 | scope: north",
        "mission funding €5",
        "team-c size 5 | retracted: '2031-05-05, wrong'",
        "flood killed 5 | counted_from: 2031-05-01",
    )
    story.article(
        "Herald", "2031-05-06", "team-a size 500", "mission strength 7", "mission funding $5", "flood killed 6"
    )
    report = story.tell().report
    listed = {key for entry in report.not_compared for key in entry.claims}
    assert {claim.key for claim in report.corpus.claims} == listed | report.compared


# --- who speaks --------------------------------------------------------------------------------


def voices(story: Story) -> list[tuple[str, Fraction | None]]:
    """Figures that rest on fewer than two voices, and by how many they miss."""
    story.rule(
        "single",
        "origins(figure) >= 2",
        let="{figure: {property: killed}}",
        severity="note",
        message="{figure.subject}",
    )
    return [(finding.message, finding.gap) for finding in story.tell().of("single")]


def test_two_papers_are_two_voices(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    assert voices(story) == [("flood", 1)]
    story.article("Herald", "2031-05-04", "flood killed 45")
    assert voices(story) == []


def test_two_papers_that_print_one_wire_story_are_one_voice(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45", via="Example Wire")
    story.article("Herald", "2031-05-04", "flood killed 45", via="example  wire")
    assert voices(story) == [("flood", 1)]


def test_a_single_claim_may_come_from_a_wire(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45 | via: Example Wire", "mission strength 5")
    story.article("Example Wire", "2031-05-04", "flood killed 45")
    assert voices(story) == [("flood", 1)]


def test_a_speaker_who_is_known_is_one_voice_in_every_paper(story: Story) -> None:
    story.cast(CAST + "minister: {aliases: [the minister, Ana Example]}\n")
    story.article("Gazette", "2031-05-04", "flood killed 45 | said_by: the minister")
    story.article("Herald", "2031-05-04", "flood killed 45 | said_by: Ana Example", via="Example Wire")
    assert voices(story) == [("flood", 1)]


def test_an_unnamed_official_is_no_voice_of_its_own(story: Story) -> None:
    """Two officials whom one paper does not name are that paper's word."""
    story.article(
        "Gazette", "2031-05-04", "flood killed 45 | said_by: an official", "flood killed 45 | said_by: another official"
    )
    assert voices(story) == [("flood", 1)]


def test_two_speakers_of_one_paper_can_disagree(story: Story) -> None:
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a departed 2031-05-02 | said_by: an official",
        "team-a departed 2031-05-01 | said_by: another official",
    )
    (finding,) = story.tell().of(DISAGREE)
    assert (finding.gap, finding.unit) == (1, "date")


def test_the_explanation_that_gives_up_fewest_voices_comes_first(story: Story) -> None:
    """Three papers print the wire's 400; two papers of their own say 500: the wire is one voice, they are two."""
    for paper in ("Gazette", "Herald", "Tribune"):
        story.article(paper, "2031-05-04", "team-a size 400", via="Example Wire")
    for paper in ("Courier", "Post"):
        story.article(paper, "2031-05-04", "team-a size 500")
    (dispute,) = story.tell().report.disputes
    assert [camp.voices for camp in dispute.camps] == [("courier", "post"), ("example wire",)]  # most voices first
