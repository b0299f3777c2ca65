"""What days make certain, and what they leave open: each a small story, with what must be found of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import FALLS, PERHAPS
from tests.engine.stories import Story, brief, counted, texts

DIFFER = ("voices-differ", "error", "flood killed")
MAYBE = ("perhaps", "note", "flood killed")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def test_a_part_by_one_day_is_more_than_the_whole_a_day_later(tmp_path: Path) -> None:
    """M1: totals never fall, so what had died in a part by 1 July had died in all by 2 July."""
    story = Story(tmp_path, "protests: {kind: event}\nnairobi: {part_of: protests}")
    story.article("P", "subject: nairobi, property: killed, value: 31", published="2031-07-01")
    story.article("Q", "subject: protests, property: killed, value: 24", published="2031-07-02")
    result = story.check()
    assert counted(result) == [("rule", "error", "part-exceeds-whole")]
    (finding,) = result.counted
    assert (finding.message, finding.gap) == ("31 alone is more than the whole, 24", 7)
    assert [each.rule for each in result.findings if each.is_echo] == ["parts-do-not-add-up"]


def test_a_part_that_is_later_than_the_whole_may_be_more(tmp_path: Path) -> None:
    story = Story(tmp_path, "protests: {kind: event}\nnairobi: {part_of: protests}")
    story.article("P", "subject: nairobi, property: killed, value: 31", published="2031-07-02")
    story.article("Q", "subject: protests, property: killed, value: 24", published="2031-07-01")
    assert story.check().findings == ()


def test_parts_of_two_days_are_more_than_a_later_whole(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", "subject: a, property: killed, value: 20", published="2031-07-01")
    story.article("Q", "subject: b, property: killed, value: 15", published="2031-07-02")
    story.article("R", "property: killed, value: 30", published="2031-07-04")
    (finding,) = story.check().counted
    assert finding.message == "20 and 15 make 35, not 30"


def test_parts_of_an_uncertain_day_are_more_than_a_whole_that_is_surely_no_earlier(tmp_path: Path) -> None:
    """Whether the north had 30 before the south had 40 is open; by the day of the whole's 50 both had."""
    story = Story(tmp_path, entities="flood: {kind: event}\nnorth: {part_of: flood}\nsouth: {part_of: flood}")
    story.article("Gazette", "subject: north, property: killed, value: 30, as_of: ../2031-05-03")
    story.article("Herald", "subject: south, property: killed, value: 40, as_of: 2031-05-01")
    story.article("Tribune", "property: killed, value: 50")
    assert counted(story.check()) == [("rule", "error", "parts-do-not-add-up")]


def test_parts_that_make_less_later_than_the_whole_had_before(tmp_path: Path) -> None:
    """All parts are there, and a week later they still make less than the whole did."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", "property: killed, value: 30", published="2031-07-04")
    story.article("Q", "subject: a, property: killed, value: 10", published="2031-07-08")
    story.article("R", "subject: b, property: killed, value: 15", published="2031-07-09")
    (finding,) = story.check().counted
    assert finding.message == "10 and 15 make 25, not 30"


def test_a_part_that_is_known_to_join_later_is_no_part_before(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood, from: 2031-07-03}")
    story.article("P", "subject: a, property: killed, value: 31, as_of: 2031-07-01", published="2031-07-05")
    story.article("Q", "property: killed, value: 24", published="2031-07-02")
    assert story.check().findings == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("value: 60, as_of: 2031-07", "value: 50, as_of: 2031-07-16"),  # the 60 may be of 25 July
        ("value: 60, as_of: ../2031-08-14", "value: 39, as_of: 2031-07-01"),
        ("value: 238, as_of: 2031-06-02/2031-06-03", "value: 288, as_of: 2031-06-03"),
    ],
)
def test_what_a_span_leaves_open_is_only_possible(story: Story, first: str, second: str) -> None:
    """M2: none of these is certain."""
    story.article("P", f"property: killed, {first}", published="2031-08-15")
    story.article("Q", f"property: killed, {second}", published="2031-08-15")
    result = story.check()
    assert [brief(finding) for finding in result.findings] == [MAYBE]
    assert result.counted == ()


def test_a_high_figure_of_a_span_before_a_lower_one_is_certain(story: Story) -> None:
    """No day of 2 to 3 June is after 3 June."""
    story.article("P", "property: killed, value: 288, as_of: 2031-06-02/2031-06-03", published="2031-06-03")
    story.article("Q", "property: killed, value: 238", published="2031-06-03")
    assert counted(story.check()) == [DIFFER]


def test_times_of_day_order_what_is_told_on_one_day(story: Story) -> None:
    """M3: times of day order what is told on one day."""
    story.article("P", "property: killed, value: 7, as_of: 2031-05-04T09:00")
    story.article("Q", "property: killed, value: 12, as_of: 2031-05-04T21:00")
    assert story.check().findings == ()


def test_a_count_that_falls_within_a_day(story: Story) -> None:
    story.article("P", "property: killed, value: 12, as_of: 2031-05-04T09:00")
    story.article("Q", "property: killed, value: 7, as_of: 2031-05-04T21:00")
    assert counted(story.check()) == [DIFFER]


def test_a_time_of_day_and_its_day_alone_are_possibly_of_one_moment(story: Story) -> None:
    """The figure of the day may be of the evening."""
    story.article("P", "property: killed, value: 7, as_of: 2031-05-04T09:00")
    story.article("Q", "property: killed, value: 12")
    assert [brief(finding) for finding in story.check().findings] == [MAYBE]


def test_one_article_of_an_unknown_day_has_one_day(story: Story) -> None:
    """Two articles of one week may be of two days; what one article says is of its own."""
    story.article(
        "P", "property: strength, value: 60", "property: strength, value: 50", published="2031-07-01/2031-07-09"
    )
    assert counted(story.check()) == [("voice-against-itself", "error", "flood strength")]


def test_two_articles_of_one_span_may_be_of_two_days(story: Story) -> None:
    for publisher, value in (("P", 60), ("Q", 50)):
        story.article(publisher, f"property: strength, value: {value}", published="2031-07-01/2031-07-09")
    assert [brief(finding)[0] for finding in story.check().findings] == [PERHAPS]


def test_equal_spans_as_written_are_a_tension_that_says_how_to_settle_it(story: Story) -> None:
    for publisher, value in (("P", 60), ("Q", 50)):
        story.article(publisher, f"property: killed, value: {value}, as_of: 2031-04")
    (finding,) = story.check().findings
    assert brief(finding) == ("voices-differ", "warning", "flood killed")
    assert "`period:`" in finding.advice


def test_a_rise_within_a_window_is_none(tmp_path: Path) -> None:
    """M19: a window is of what varies; a count has its order."""
    story = Story(tmp_path)
    story.days("P", 100, 150)
    assert story.check().findings == ()


def test_what_varies_is_compared_within_its_window(tmp_path: Path) -> None:
    vocabulary = "strength: {type: count, unit: person, over_time: varies, window: 1 days, title: strength}"
    story = Story(tmp_path, vocabulary=vocabulary)
    story.days("P", 100, 150, property="strength")
    story.days("Q", 300, property="strength", since=4)
    assert counted(story.check()) == [("voice-against-itself", "error", "flood strength")]


def test_a_plan_that_is_replaced_is_a_change_and_no_conflict(tmp_path: Path) -> None:
    story = Story(tmp_path)
    for day, value in (("2031-05-03", "1,000"), ("2031-05-06", "2,500")):
        story.article("P", f'property: strength, status: planned, value: "{value}"', published=day)
    result = story.check()
    assert result.findings == ()
    (change,) = result.changes
    assert (change.kind, [step[0].text for step in change.steps]) == ("plan", ["1,000", "2,500"])


def test_two_plans_of_one_day(tmp_path: Path) -> None:
    story = Story(tmp_path)
    for publisher, value in (("P", 1000), ("Q", 2500)):
        story.article(publisher, f"property: strength, status: planned, value: {value}")
    assert counted(story.check()) == [("voices-differ", "error", "flood strength")]


def test_a_count_that_was_begun_again_is_one_finding(story: Story) -> None:
    """M4: five days up, then again from 1: what is to be rung up about is one thing."""
    story.days("P", *range(1000, 1010), *range(1, 11))
    result = story.check()
    (finding,) = result.findings
    assert (finding.kind, texts(finding)) == (FALLS, [("1009", "1")])
    assert "counted_from" in finding.advice


def test_a_fall_that_no_two_neighbours_show(story: Story) -> None:
    """300, at least 5, 12: each agrees with the vague one between them."""
    story.days("P", 300, "at least 5", 12)
    (finding,) = story.check().findings
    assert (finding.kind, texts(finding)) == (FALLS, [("300", "12")])


def test_two_bodies_that_count_differently_are_one_finding(tmp_path: Path) -> None:
    """M5: ten days, always ten apart."""
    story = Story(tmp_path, "flood: {}\nministry: {}\nagency: {}")
    story.days("P", *range(100, 200, 10), more=", said_by: ministry")
    story.days("P", *range(105, 205, 10), more=", said_by: agency")
    (finding,) = story.check().findings
    (part,) = finding.parts
    assert part.key == ("flood/agency", "flood/ministry")
    assert (part.shared, part.differing, part.middle_gap, part.one_way) == (10, 10, 5, True)


def test_one_voice_in_many_papers_that_comes_down_is_one_finding(tmp_path: Path) -> None:
    """M6: however many papers print both figures."""
    story = Story(tmp_path, "flood: {}\nministry: {}")
    for number in range(8):
        first = 'property: killed, value: "1,400", said_by: ministry'
        story.article(f"P{number}", first, published=f"2031-10-0{number + 1}")
        story.article(
            f"Q{number}",
            'property: killed, value: "around 1,200", said_by: ministry',
            published=f"2031-11-0{number + 1}",
        )
    (finding,) = story.check().findings
    assert (finding.kind, texts(finding)) == (FALLS, [("1,400", "around 1,200")])
    assert "revises" in finding.advice


def test_a_new_start_of_a_count_holds_for_what_follows(story: Story) -> None:
    """M7: the restart belongs to the count, not to one claim."""
    story.article("P", "property: killed, value: 313", published="2031-07-02")
    story.article("P", "property: killed, value: 283, counted_from: 2031-07-03", published="2031-07-03")
    story.article("P", "property: killed, value: 284", published="2031-07-04")
    assert story.check().findings == ()


def test_a_figure_since_a_day_is_what_totals_differ_by(story: Story) -> None:
    """M18: 150 less 100 is not 20."""
    story.article("P", "property: killed, value: 100", published="2031-05-04")
    story.article("Q", "property: killed, value: 20, period: 2031-05-05/", published="2031-05-06")
    story.article("R", "property: killed, value: 150", published="2031-05-06")
    (finding,) = story.check().counted
    assert finding.rule == "period-misses-totals"
    assert finding.gap == 30
    assert finding.message == ("150 (6 May 2031) less 100 (4 May 2031) is 50, not 20 (5 to 6 May 2031)")


@pytest.mark.parametrize(
    ("first", "period", "last", "is_wrong"),
    [
        ("100, as_of: 2031-05-04", "50, period: 2031-05-05/2031-05-06", "150, as_of: 2031-05-06", False),
        # others may have died on the days between
        ("100, as_of: 2031-05-03", "20, period: 2031-05-05/2031-05-06", "150, as_of: 2031-05-08", False),
        ("100, as_of: 2031-05-03", "60, period: 2031-05-05/2031-05-06", "150, as_of: 2031-05-08", True),
    ],
)
def test_periods_and_totals(story: Story, first: str, period: str, last: str, is_wrong: bool) -> None:
    for claim in (first, period, last):
        story.article("P", f"property: killed, value: {claim}", published="2031-05-09")
    assert [finding.rule for finding in story.check().counted] == ["period-misses-totals"] * is_wrong


@pytest.mark.parametrize(
    ("values", "is_wrong"),
    [
        ({"2031-05-01/2031-05-07": 30, "2031-05-08/2031-05-14": 40, "2031-05-01/2031-05-14": 80}, True),
        ({"2031-05-01/2031-05-07": 30, "2031-05-08/2031-05-14": 40, "2031-05-01/2031-05-14": 70}, False),
        ({"2031-05-08/2031-05-14": 90, "2031-05": 80}, True),
        ({"2031-05-01/2031-05-07": 10, "2031-05-08/2031-05-14": 10, "2031-05": 80}, False),
        ({"2031-05-01/2031-05-10": 50, "2031-05-05/2031-05-15": 10}, False),
        ({"2031-05-01/2031-05-10": 50, "2031-05-11/2031-05-15": 10, "2031-05-01/2031-05-15": 40}, True),
    ],
)
def test_periods_add_up(story: Story, values: dict[str, int], is_wrong: bool) -> None:
    claims = [f"property: killed, value: {value}, period: {period}" for period, value in values.items()]
    story.article("P", *claims, published="2031-06-01")
    assert [finding.rule for finding in story.check().counted] == ["period-misses-totals"] * is_wrong


FLOWS = "migration: {type: count, unit: person, over_time: flows, signed: true, title: net migration}"


def test_a_period_beside_totals_is_compared(story: Story) -> None:
    """12 of 6 and 7 May agree with 140 by the 6th and 145 by the 7th: nothing is found, and nothing left out."""
    for claim in ("140, as_of: 2031-05-06", "145, as_of: 2031-05-07", "12, period: 2031-05-06/2031-05-07"):
        story.article("P", f"property: killed, value: {claim}", published="2031-05-09")
    result = story.check()
    assert (result.findings, result.not_compared) == ((), ())


@pytest.mark.parametrize(("fortnight", "is_wrong"), [(-2, False), (3, True), (-5, True)])
def test_flows_of_periods_add_up_with_their_signs(tmp_path: Path, fortnight: int, is_wrong: bool) -> None:
    """Five came in the first week and seven left in the second: two fewer in the fortnight."""
    story = Story(tmp_path, vocabulary=FLOWS)
    for value, period in ((5, "01/2031-05-07"), (-7, "08/2031-05-14"), (fortnight, "01/2031-05-14")):
        story.article("P", f"property: migration, value: {value}, period: 2031-05-{period}", published="2031-05-20")
    result = story.check()
    assert [finding.rule for finding in result.counted] == (["period-misses-totals"] if is_wrong else [])


def test_what_flows_may_be_less_in_a_longer_period_and_later(tmp_path: Path) -> None:
    story = Story(tmp_path, vocabulary=FLOWS)
    for value, period in ((50, "01/2031-05-07"), (20, "01/2031-05-14"), (3, "01/2031-05-31")):
        story.article("P", f"property: migration, value: {value}, period: 2031-05-{period}", published="2031-06-02")
    story.days("P", 9, 4, property="migration")
    assert story.check().findings == ()


def test_two_voices_about_what_flows(tmp_path: Path) -> None:
    story = Story(tmp_path, vocabulary=FLOWS)
    for paper, value in (("P", -5), ("Q", 5)):
        story.article(paper, f"property: migration, value: {value}, period: 2031-05", published="2031-06-02")
        story.article(paper, f"property: migration, value: {value}, as_of: 2031-05-04", published="2031-06-02")
    (finding,) = story.check().counted
    assert (finding.kind, len(finding.combinations)) == ("voices-differ", 2)


def test_one_period_and_two_voices(story: Story) -> None:
    """Of one period two voices differ as of one moment."""
    for publisher, value in (("P", 30), ("Q", 40)):
        story.article(publisher, f"property: killed, value: {value}, period: 2031-04")
    assert counted(story.check()) == [DIFFER]


def test_a_year_stands_for_each_of_its_moments_where_it_is_written_so(story: Story) -> None:
    story.article("P", "property: strength, value: 60, as_of: '{2031-04-01..2031-04-30}'")
    story.article("Q", "property: strength, value: 50, as_of: 2031-04-10")
    assert counted(story.check()) == [("voices-differ", "error", "flood strength")]


@pytest.mark.parametrize(
    ("year", "is_told"), [("$8.4bn", False), ("$8.6bn", False), ("$9.6bn", True), ("$7.9bn", True)]
)
def test_quarters_and_the_year(tmp_path: Path, year: str, is_told: bool) -> None:
    """Revenue stands until a newer claim, and its figures for periods add up: 2.0, 2.1, 2.4 and 1.9 make 8.4 billion as
    far as the digits go."""
    revenue = "revenue: {type: money, over_time: stands, periods: add up, rounding: as written}"
    story = Story(tmp_path, vocabulary=revenue)
    quarters = {"2030-01/2030-03": "$2.0bn", "2030-04/2030-06": "$2.1bn", "2030-07/2030-09": "$2.4bn"}
    quarters["2030-10/2030-12"] = "$1.9bn"
    story.article("Gazette", *(f"property: revenue, value: {v}, period: {p}" for p, v in quarters.items()))
    story.article("Herald", f"property: revenue, value: {year}, period: 2030")
    found = [finding for finding in story.check().counted if finding.severity == "error"]
    assert [finding.rule for finding in found] == ["period-misses-totals"] * is_told
    if year == "$9.6bn":
        assert found[0].message.endswith("make $8.2bn to $8.6bn, not $9.6bn (2030)")
