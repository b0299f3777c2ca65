"""What the oracle found to be told wrongly, or not at all, each as a small story."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import DIFFER, PERHAPS, TOGETHER, Result
from tests.engine.stories import Story, brief, counted, texts

PERIODS = "period-misses-totals"
PARTS = "flood: {parts: complete}\na: {part_of: flood}"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def combinations(result: Result, rule: str) -> list[list[str]]:
    return sorted(sorted(values) for f in result.findings if f.rule == rule for values in texts(f))


def test_more_in_a_period_than_in_all(story: Story) -> None:
    story.article("P", "property: killed, value: 40, period: 2031-05-02/2031-05-03", published="2031-05-06")
    story.article("Q", "property: killed, value: up to 21", published="2031-05-05")
    (finding,) = story.check().findings
    assert finding.rule == PERIODS
    assert finding.gap == 19


def test_two_totals_that_differ_hide_no_period(story: Story) -> None:
    """150 against 110 needs no period; 100 and 20 make 120, which is more than 110 as well."""
    story.article("P", "property: killed, value: 100", published="2031-05-04")
    story.article("Q", "property: killed, value: 150", published="2031-05-05")
    story.article("R", "property: killed, value: 20, period: 2031-05-05/2031-05-06", published="2031-05-06")
    story.article("S", "property: killed, value: 110", published="2031-05-06")
    result = story.check()
    assert ["100", "110", "20"] in combinations(result, PERIODS)
    assert ("voices-differ", "error", "flood killed") in counted(result)


def test_what_each_of_two_voices_says_of_a_period_is_added_up(story: Story) -> None:
    story.article("P", "property: killed, value: 10, period: 2031-05-01", published="2031-05-06")
    story.article("Q", "property: killed, value: 30, period: 2031-05-01", published="2031-05-06")
    story.article("R", "property: killed, value: 5, period: 2031-05-01/2031-05-02", published="2031-05-06")
    assert combinations(story.check(), PERIODS) == [["10", "5"], ["30", "5"]]


def test_all_conflicts_of_periods_are_found_so_that_what_is_left_can_be_true(story: Story) -> None:
    """Without the 80 the 38 of one day are still more than the 20 of all days."""
    story.article("P", "property: killed, value: 38, period: 2031-05-03", published="2031-05-08")
    story.article("Q", "property: killed, value: 80, period: 2031-05-02/2031-05-03", published="2031-05-08")
    story.article("R", "property: killed, value: 20", published="2031-05-08")
    (dispute,) = story.check().disputes
    assert [[value.position.text for value in way.values] for way in dispute.front if way.cost == 1] == [["20"]]


def test_a_span_around_a_day_is_within_a_day_of_it(tmp_path: Path) -> None:
    vocabulary = "strength: {type: count, unit: person, over_time: varies, window: 1 days, title: strength}"
    story = Story(tmp_path, vocabulary=vocabulary)
    story.article("P", "property: strength, value: 40, as_of: 2031-05-03~", published="2031-05-06")
    story.article("Q", "property: strength, value: 10, as_of: 2031-05-03", published="2031-05-06")
    assert counted(story.check()) == [(DIFFER, "error", "flood strength")]


def test_a_count_begun_anew_is_no_part_of_the_old_one(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}")
    story.article("P", "property: killed, value: 12, counted_from: 2031-05-04", published="2031-05-05")
    story.article("Q", "subject: a, property: killed, value: 40", published="2031-05-03")
    assert story.check().findings == ()


def test_who_has_left_is_no_part_of_what_still_stands(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood, to: 2031-05-04}", CAMPS)
    story.article("P", "property: camps, value: 10", published="2031-05-03")
    story.article("Q", "subject: a, property: camps, value: 15", published="2031-05-07")
    assert story.check().findings == ()


def test_a_part_that_joins_on_the_day_on_which_its_figure_is_replaced(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood, from: 2031-05-02}", CAMPS)
    story.article("P", "subject: a, property: camps, value: 12", published="2031-05-01")
    story.article("Q", "subject: a, property: camps, value: 10", published="2031-05-02")
    story.article("R", "property: camps, value: up to 20", published="2031-05-01")
    assert story.check().findings == ()


def test_what_may_have_been_replaced_before_is_in_no_certain_sum(tmp_path: Path) -> None:
    """The 10 may be of 1 May, and the 19 of 3 May."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}", CAMPS)
    story.article("P", "subject: a, property: camps, value: 12", published="2031-05-03")
    story.article("Q", "property: camps, value: 10, as_of: ../2031-05-03", published="2031-05-05")
    story.article("R", "property: camps, value: 19, as_of: 2031-05-03/2031-05-04", published="2031-05-05")
    assert counted(story.check()) == []


def test_a_time_of_day_beside_its_day_makes_no_joint_conflict(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}")
    story.article("P", "subject: a, property: killed, value: 40, as_of: 2031-05-03T09:00")
    story.article("Q", "property: killed, value: 20, as_of: 2031-05-03")
    assert {finding.kind for finding in story.check().findings} == {PERHAPS}


def test_what_lasts_need_not_be_one_number(tmp_path: Path) -> None:
    """18 to 22 on every day: 18 on the first, 22 on the last."""
    story = Story(tmp_path, PARTS)
    story.article("P", "subject: a, property: killed, value: 18 to 22, as_of: '{2031-05-01..2031-05-03}'")
    story.article("Q", "property: killed, value: 18, as_of: 2031-05-01")
    story.article("R", "property: killed, value: 22, as_of: 2031-05-03")
    story.article("S", "property: killed, value: 17, as_of: 2031-05-01")
    found = story.check().findings
    assert TOGETHER not in {finding.kind for finding in found}
    assert {"17"} <= {value for values in combinations(story.check(), "parts-do-not-add-up") for value in values}


def test_a_fall_hides_no_other_difference_of_its_last_day(story: Story) -> None:
    """P came down from 40 to 20; that does not explain the 11 of Q on that day."""
    story.article("P", "property: killed, value: 40", published="2031-05-01")
    story.article("P", "property: killed, value: 20", published="2031-05-05")
    story.article("Q", "property: killed, value: 11", published="2031-05-05")
    assert counted(story.check()) == [
        ("count-falls", "error", "flood killed"),
        (DIFFER, "error", "flood killed"),
    ]


def test_a_voice_that_falls_on_a_day_of_two_figures(story: Story) -> None:
    """4, then 6 and 3 on one day: the 6 does not hide that 3 is less than 4."""
    for day, value in (("2031-05-02", 4), ("2031-05-05", 6), ("2031-05-05", 3)):
        story.article("P", f"property: killed, value: {value}", published=day)
    found = {brief(finding)[0]: texts(finding) for finding in story.check().findings}
    assert found == {"count-falls": [("4", "3")], "voice-against-itself": [("6", "3")]}


def test_a_part_told_by_the_minute_takes_nothing_from_the_others(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}\nc: {part_of: flood}")
    story.article("P", "subject: a, property: killed, value: 20", published="2031-05-02")
    story.article("Q", "subject: b, property: killed, value: 15", published="2031-05-02")
    story.article("R", "property: killed, value: 30", published="2031-05-03")
    before = {finding.id for finding in story.check().findings}
    story.article("S", "subject: c, property: killed, value: 1, as_of: 2031-05-02T21:00", published="2031-05-03")
    assert before <= {finding.id for finding in story.check().findings}


def test_two_parts_that_need_not_stand_together_make_no_certain_sum(tmp_path: Path) -> None:
    """The 5 of a are replaced on 5 May, and the 25 of b may be of 8 May."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}", CAMPS)
    story.article("P", "property: camps, value: 28", published="2031-05-02")
    story.article("Q", "subject: a, property: camps, value: 5", published="2031-05-02")
    story.article("Q", "subject: a, property: camps, value: 1", published="2031-05-05")
    story.article("R", "subject: b, property: camps, value: 25, as_of: 2031-05-03/2031-05-08", published="2031-05-08")
    assert counted(story.check()) == []


def test_a_part_that_left_may_leave_too_little(tmp_path: Path) -> None:
    """From 6 May on a is all there is, and 4 are less than the 10 that had died by 4 May."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood, to: 2031-05-05}")
    story.article("P", "property: killed, value: 10", published="2031-05-04")
    story.article("Q", "subject: a, property: killed, value: 4", published="2031-05-07")
    (finding,) = story.check().counted
    assert finding.message == "4 is the only part, but the whole is 10"


def test_before_and_after_an_event_is_never_one_moment(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\ndeal: {on: 2031-05-04}")
    story.article("P", "property: strength, value: 40, as_of: before deal")
    story.article("Q", "property: strength, value: 20, as_of: after deal")
    assert [brief(finding) for finding in story.check().findings] == []


def test_what_came_in_a_day_is_told_with_the_fall_of_the_total(tmp_path: Path) -> None:
    """Q falls from 10 to 5. That 20 of one day are more than the 5 follows from it, and is no conflict of several."""
    story = Story(tmp_path)
    story.article("R", "property: killed, value: at least 20, period: 2031-05-04", published="2031-05-08")
    story.article("Q", "property: killed, value: 11, period: 2031-05-02/2031-05-04", published="2031-05-05/2031-05-07")
    story.article("Q", "property: killed, value: at least 10, as_of: 2031-05-05", published="2031-05-07")
    story.article("Q", "property: killed, value: 5", published="2031-05-08")
    kinds = sorted((finding.kind, finding.rule) for finding in story.check().findings)
    assert kinds == [("count-falls", "count-falls"), ("rule", PERIODS)]


CAMPS = "camps: {type: count, unit: camp, over_time: stands, adds_to: camps, title: camps}"


# --- what stands until another one --------------------------------------------------------------------------------


def test_a_plan_of_a_span_is_no_plan_of_the_day_of_its_value(tmp_path: Path) -> None:
    """Who put the camps of a at 20 "in May" may mean the 8th, when a was no part any more: only the paper is wrong."""
    story = Story(tmp_path, "flood: {}\nben: {}\na: {part_of: flood, to: 2031-05-07}", CAMPS)
    story.article("P", "property: camps, value: 10", published="2031-05-02")
    story.article("P", "subject: a, property: camps, value: 20", published="2031-05-02")
    story.article("Q", "subject: a, property: camps, value: 20, as_of: 2031-05, said_by: ben", published="2031-05-08")
    (finding,) = story.check().counted
    assert finding.voices == ("p",)


def test_an_open_span_before_an_event_may_be_later_on_its_day(tmp_path: Path) -> None:
    """ "At least 30 before the deal" may be later on 4 May than the 40: it is not sure that the 40 still stand."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\ndeal: {on: 2031-05-04}", CAMPS)
    story.article("P", "subject: a, property: camps, value: 40, as_of: 2031-05-04", published="2031-05-08")
    story.article("P", "property: camps, value: 20", published="2031-05-08")
    assert counted(story.check()) == [("rule", "error", "part-exceeds-whole")]
    before = "subject: a, property: camps, value: at least 30, as_of: before deal"
    story.article("Q", before, published="2031-05-08")
    assert counted(story.check()) == []


def test_what_is_said_again_as_of_a_span_replaces_nothing(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}", CAMPS)
    story.article("P", "property: camps, value: 10", published="2031-05-02")
    story.article("Q", "property: camps, value: 10, as_of: 2031-05-01/2031-05-06", published="2031-05-06")
    story.article("R", "subject: a, property: camps, value: 20", published="2031-05-07")
    (finding,) = story.check().counted
    assert (finding.rule, finding.voices) == ("part-exceeds-whole", ("p", "q", "r"))


@pytest.mark.parametrize("parts", [(), ("b", "c")], ids=["a part alone", "a sum"])
def test_what_is_said_again_still_stands_beside_an_earlier_time_of_day(tmp_path: Path, parts: tuple[str, ...]) -> None:
    """Whether 20 at 9 were before Q's 10 of that day is not known; the 10 of the next day is surely beside them."""
    members = "".join(f"{part}: {{part_of: flood}}\n" for part in ("a", *parts))
    story = Story(tmp_path, f"flood: {{}}\n{members}", CAMPS)
    each = 20 // max(len(parts), 1)
    for part in parts or ("a",):
        story.article(
            "P", f"subject: {part}, property: camps, value: {each}, as_of: 2031-05-05T09:00", published="2031-05-05"
        )
    story.article("R", "property: camps, value: 10", published="2031-05-06")
    rule = "parts-do-not-add-up" if parts else "part-exceeds-whole"
    assert counted(story.check()) == [("rule", "error", rule)]
    story.article("Q", "property: camps, value: 10", published="2031-05-05")
    (finding,) = story.check().counted
    assert (finding.rule, finding.voices) == (rule, ("p", "r"))


def test_what_is_said_again_stands_since_then_where_another_may_have_come_between(tmp_path: Path) -> None:
    """Up to 11 "in May", printed on 8 May, may be newer than the 10 of the 7th, not than that of the 8th."""
    story = Story(tmp_path, "flood: {parts: complete}\nann: {}\nben: {}\na: {part_of: flood}", CAMPS)
    story.article("P", "property: camps, value: 30, as_of: 2031-05-05", published="2031-05-08")
    story.article(
        "P", "subject: a, property: camps, value: up to 11, as_of: 2031-05, said_by: ben", published="2031-05-08"
    )
    story.article("P", "subject: a, property: camps, value: 10, said_by: ann", published="2031-05-08")
    assert counted(story.check()) == [("rule", "error", "parts-do-not-add-up")]
    story.article("Q", "subject: a, property: camps, value: 10, said_by: ben", published="2031-05-07")
    (finding,) = story.check().counted
    assert finding.voices == ("flood/ann", "p")


def test_what_stands_on_every_day_of_a_span_stands_from_its_first_day(tmp_path: Path) -> None:
    """{2 to 6 May} is every day of it: 20 in a on 3 May are more than 10 in all."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}", CAMPS)
    story.article("P", "property: camps, value: 10, as_of: '{2031-05-02..2031-05-06}'", published="2031-05-06")
    story.article("Q", "subject: a, property: camps, value: 20", published="2031-05-03")
    story.article("Q", "subject: a, property: camps, value: 5", published="2031-05-04")
    (finding,) = story.check().counted
    assert (finding.rule, texts(finding)) == ("part-exceeds-whole", [("20", "10")])


def test_a_figure_within_a_span_does_not_end_what_stands_throughout(tmp_path: Path) -> None:
    """P has 10 on each of five days, Q 12 on the third: they differ, and P has still too few on the fifth."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}", CAMPS)
    story.article("P", "property: camps, value: 10, as_of: '{2031-05-02..2031-05-06}'", published="2031-05-06")
    story.article("Q", "property: camps, value: 12", published="2031-05-04")
    story.article("R", "subject: a, property: camps, value: 11, as_of: 2031-05-06", published="2031-05-06")
    result = story.check()
    assert counted(result) == [("voices-differ", "error", "flood camps")]
    assert texts(next(f for f in result.findings if f.rule == "part-exceeds-whole")) == [("11", "10")]  # an echo


def test_a_sum_is_complete_only_when_all_its_figures_surely_stand(tmp_path: Path) -> None:
    """a is the only part until 5 May. The 11 "in May" surely stand from 5 May on, when b is a part too."""
    entities = "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood, from: 2031-05-05}"
    story = Story(tmp_path, entities, CAMPS)
    story.article("P", "property: camps, value: 11, as_of: 2031-05", published="2031-05-05")
    story.article("P", "subject: a, property: camps, value: 7", published="2031-05-03")
    assert counted(story.check()) == []


@pytest.mark.parametrize(("day", "is_told"), [("2031-05-01/2031-05-03", False), ("2031-05-01", True)])
def test_a_sum_is_complete_only_on_every_day_of_a_span(tmp_path: Path, day: str, is_told: bool) -> None:
    """None in a, ever. The 5 in all may be of 2 May, when b is a part, too, of which nobody speaks."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood, from: 2031-05-02}")
    story.article("P", f"property: killed, value: 5, as_of: {day}", published="2031-05-07")
    story.article("P", "subject: a, property: killed, value: 0", published="2031-05-07")
    assert counted(story.check()) == [("rule", "error", "parts-do-not-add-up")] * is_told


def test_a_part_of_a_span_is_a_bound_of_the_days_before_it(tmp_path: Path) -> None:
    """2 in b "on 6 or 7 May" are 2 at most on the 5th and the 6th: with 2 in a they are no 7, whichever day it was."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", "property: killed, value: 7, as_of: '[2031-05-05..2031-05-06]'", published="2031-05-06")
    story.article("P", "subject: a, property: killed, value: 2", published="2031-05-06")
    story.article("Q", "subject: b, property: killed, value: 2", published="2031-05-06/2031-05-07")
    assert counted(story.check()) == [("rule", "error", "parts-do-not-add-up")]


@pytest.mark.parametrize("day", ["2031-05-03", "'{2031-05-03..2031-05-08}'"])
def test_a_sum_that_is_sure_later_is_sure(tmp_path: Path, day: str) -> None:
    """5 in b "by 3 May" may be of any day until then. On the 3rd they surely are 10 with the 5 in a: more than 9."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", f"property: killed, value: 9, as_of: {day}", published="2031-05-08")
    story.article("Q", "subject: a, property: killed, value: 5", published="2031-05-01")
    story.article("R", "subject: b, property: killed, value: 5, as_of: ../2031-05-03", published="2031-05-08")
    assert counted(story.check()) == [("rule", "error", "parts-do-not-add-up")]


@pytest.mark.parametrize(("day", "kind"), [("'[2031-05-05..2031-05-07]'", "perhaps"), ("2031-05-07", "rule")])
def test_a_sum_is_complete_only_on_every_day_that_a_part_may_be_of(tmp_path: Path, day: str, kind: str) -> None:
    """4 in b are too few for the 5 of 2 May from the 7th on, when a is no part any longer. They may be of the 5th."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood, to: 2031-05-06}\nb: {part_of: flood}")
    story.article("P", "property: killed, value: 5", published="2031-05-02")
    story.article("Q", f"subject: b, property: killed, value: 4, as_of: {day}", published="2031-05-08")
    (finding,) = story.check().findings
    assert (finding.kind, finding.rule) == (kind, "parts-do-not-add-up")


@pytest.mark.parametrize(("last", "kind"), [("2031-05-06", "perhaps"), ("2031-05-08", "rule")])
def test_a_part_counts_only_if_it_is_one_on_every_day_that_it_may_be_of(tmp_path: Path, last: str, kind: str) -> None:
    """4 in b "from 5 to 8 May" are more than the 3 in all of 9 May, unless they are of a day after b has left."""
    story = Story(tmp_path, f"flood: {{}}\nb: {{part_of: flood, to: {last}}}")
    story.article("P", "property: killed, value: 3", published="2031-05-09")
    story.article(
        "Q", "subject: b, property: killed, value: 4, as_of: '[2031-05-05..2031-05-08]'", published="2031-05-09"
    )
    (finding,) = (each for each in story.check().findings if each.rule == "part-exceeds-whole")
    assert finding.kind == kind


@pytest.mark.parametrize(("since", "is_told"), [("2031-05-01/2031-05-06", False), ("2031-05-01/2031-05-03", True)])
def test_a_part_that_may_have_left_before_it_came_is_surely_none(tmp_path: Path, since: str, is_told: bool) -> None:
    """b has been a part until 3 May, perhaps never: its 4 are surely more than 3 in all only where it has."""
    story = Story(tmp_path, f"flood: {{}}\nb: {{part_of: flood, from: {since}, to: 2031-05-03}}")
    story.article("P", "property: killed, value: 3", published="2031-05-09")
    story.article("Q", "subject: b, property: killed, value: 4", published="2031-05-02")
    assert counted(story.check()) == [("rule", "error", "part-exceeds-whole")] * is_told


def test_a_part_bounds_its_whole_from_above_only_while_it_is_one(tmp_path: Path) -> None:
    """b is the only part, since 6 May. Its 4 may be of the 5th, and say nothing then of the 10 in all."""
    story = Story(tmp_path, "flood: {parts: complete}\nb: {part_of: flood, from: 2031-05-06}")
    story.article("P", "property: killed, value: 10", published="2031-05-01")
    story.article(
        "Q", "subject: b, property: killed, value: 4, as_of: '[2031-05-05..2031-05-08]'", published="2031-05-08"
    )
    assert counted(story.check()) == []


@pytest.mark.parametrize(
    ("name", "whole", "part", "kinds"),
    [
        ("missing", "2031-05-03", "2031-05-03", [("rule", "error")]),
        ("missing", "2031-05-01/2031-05-05", "2031-05-03", [("perhaps", "note")]),
        ("missing", "2031-05-03", "2031-05-01/2031-05-05", [("perhaps", "note")]),
        ("missing", "2031-05-01/2031-05-02", "2031-05-03", []),
        ("killed", "2031-05-01/2031-05-05", "2031-05-03", [("perhaps", "note")]),
        ("killed", "2031-05-03", "2031-05-04/2031-05-06", []),
    ],
)
def test_a_sum_of_what_may_be_of_one_day_is_listed(
    tmp_path: Path, name: str, whole: str, part: str, kinds: list[tuple[str, str]]
) -> None:
    """8 and 7 are more than 10 if they are of one day. A toll of 10 on the 3rd may have risen by the 4th."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", f"property: {name}, value: 10, as_of: {whole}", published="2031-05-09")
    story.article("Q", f"subject: a, property: {name}, value: 8, as_of: {part}", published="2031-05-09")
    story.article("R", f"subject: b, property: {name}, value: 7, as_of: 2031-05-03", published="2031-05-09")
    found = story.check().findings
    assert [(each.kind, each.severity) for each in found if each.rule == "parts-do-not-add-up"] == kinds


@pytest.mark.parametrize(("second", "is_proven"), [("'[2031-05-02..2031-05-06]'", False), ("2031-05-06", True)])
def test_an_explanation_that_may_not_explain_everything_says_so(tmp_path: Path, second: str, is_proven: bool) -> None:
    """The 20 is after 2 May for the sake of the 12, and before the 3rd for that of the 40: no day is left for it."""
    story = Story(tmp_path)
    story.article("P", "property: killed, value: 12, as_of: 2031-05-02", published="2031-05-08")
    story.article("P2", "property: killed, value: 30, as_of: 2031-05-01", published="2031-05-08")
    story.article("Q", f"property: killed, value: 20, as_of: {second}", published="2031-05-08")
    story.article("R", "property: killed, value: 40, as_of: 2031-05-03", published="2031-05-08")
    (dispute,) = story.check().disputes
    assert {way.is_proven for way in dispute.front} == {is_proven}


@pytest.mark.parametrize(("window", "severity"), [(1, "error"), (0, "warning")])
def test_within_a_window_spans_that_are_equal_as_written_differ_for_sure(
    tmp_path: Path, window: int, severity: str
) -> None:
    """Of the 5th or the 6th, both: at most a day apart, so that with a window of a day it does not matter which."""
    vocabulary = f"nearby: {{type: count, unit: person, over_time: varies, window: {window} days}}"
    story = Story(tmp_path, vocabulary=vocabulary)
    story.article("P", "property: nearby, value: 40, as_of: '[2031-05-05..2031-05-06]'", published="2031-05-08")
    story.article("Q", "property: nearby, value: 20, as_of: 2031-05-05/2031-05-06", published="2031-05-08")
    assert counted(story.check()) == [("voices-differ", severity, "flood nearby")]


@pytest.mark.parametrize(("day", "is_proven"), [("2031-05-08~", False), ("2031-05-08", True)])
def test_what_may_conflict_beside_a_sure_conflict_is_not_forgotten(tmp_path: Path, day: str, is_proven: bool) -> None:
    """Without the 11 the 8 is still too little: for the 20 in b if it is of the 7th, for the 40 in a if of the 8th."""
    vocabulary = "strength: {type: count, unit: person, over_time: varies, adds_to: strength}"
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}", vocabulary)
    story.article("P", f"property: strength, value: 8, as_of: {day}", published="2031-05-08")
    story.article("Q", "property: strength, value: 11, as_of: '{2031-05-04..2031-05-08}'", published="2031-05-08")
    story.article("R", "subject: a, property: strength, value: 40", published="2031-05-08")
    story.article("R", "subject: b, property: strength, value: 20, as_of: 2031-05-07", published="2031-05-07")
    (dispute,) = story.check().disputes
    ways = [way for way in dispute.front if {value.position.text for value in way.values} == {"11"}]
    assert [way.is_proven for way in ways] == [is_proven] * len(ways)
    assert bool(ways) is not is_proven


@pytest.mark.parametrize(("throughout", "is_proven"), [("'{2031-05-02..2031-05-04}'", False), ("2031-05-04", True)])
def test_a_figure_that_lasts_is_not_left_out_of_a_proof(tmp_path: Path, throughout: str, is_proven: bool) -> None:
    """Without 22 and 40 the 10 in a is still there, and 10 and 19 are more than 20 in all."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", "subject: a, property: killed, value: 22, as_of: ../2031-05-02", published="2031-05-08")
    story.article("Q", "subject: b, property: killed, value: 19, as_of: 2031-05-04", published="2031-05-08")
    story.article("R", "subject: a, property: killed, value: 40, as_of: 2031-05-03", published="2031-05-08")
    story.article("R2", f"subject: a, property: killed, value: 10, as_of: {throughout}", published="2031-05-08")
    story.article("S", "property: killed, value: 20", published="2031-05-08")
    (dispute,) = story.check().disputes
    ways = [way for way in dispute.front if {value.position.text for value in way.values} == {"22", "40"}]
    assert [way.is_proven for way in ways] == [is_proven] * len(ways)
    assert bool(ways) is not is_proven


def test_what_a_figure_would_have_to_be_is_held_against_sums_of_uncertain_days(tmp_path: Path) -> None:
    """Without 10 and 3 the 7 is left, which the 10 hid: 7 and 5 are more than the 8 in all, if they are of one day."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}")
    of_the_article = "as_of: 2031-05-06/2031-05-07"
    story.article("P", "subject: a, property: killed, value: 10, as_of: 2031-05-01", published="2031-05-02")
    story.article("Q", "subject: a, property: killed, value: 7, as_of: 2031-05-02", published="2031-05-07")
    story.article("Q", f"subject: a, property: killed, value: 3, {of_the_article}", published="2031-05-07")
    story.article(
        "S",
        "property: killed, value: 8",
        "subject: b, property: killed, value: 5",
        published="2031-05-06/2031-05-07",
    )
    ways = [way for dispute in story.check().disputes for way in dispute.front]
    both = [way for way in ways if {value.position.text for value in way.values} == {"10", "3"}]
    assert [way.is_proven for way in both] == [False]


def test_what_a_figure_would_have_to_be_is_held_against_what_lasts(tmp_path: Path) -> None:
    """The one part, which has one size for good, would have to be 22; but the whole was 19 throughout two days."""
    vocabulary = (
        "size: {type: count, unit: person, over_time: constant, adds_to: strength}\n"
        "strength: {type: count, unit: person, over_time: varies, adds_to: strength}"
    )
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}", vocabulary)
    story.article("P", "subject: a, property: size, value: 10", published="2031-05-06")
    story.article("Q", "property: strength, value: 22, as_of: 2031-05-01", published="2031-05-06")
    story.article("R", "property: strength, value: 19, as_of: '{2031-05-04..2031-05-05}'", published="2031-05-06")
    ways = [way for dispute in story.check().disputes for way in dispute.front]
    of_the_part = [way for way in ways if {value.position.text for value in way.values} == {"10"}]
    assert of_the_part
    assert not any(way.is_proven for way in of_the_part)
    assert any(way.is_proven for way in ways) or len(ways) == len(of_the_part)


def test_a_wider_span_that_goes_with_a_narrower_figure_is_in_no_sum(tmp_path: Path) -> None:
    """The 19 to 24 in a is the 21 of the same article and span: no row speaks of it, and none fails for it."""
    vocabulary = "camps: {type: count, unit: camp, over_time: stands, adds_to: camps}"
    story = Story(
        tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood, from: 2031-05-01/2031-05-03}", vocabulary
    )
    story.article(
        "R",
        "property: camps, value: 39",
        "subject: a, property: camps, value: 21, as_of: 2031-05-02",
        "subject: b, property: camps, value: 30, as_of: 2031-05-02",
        published="2031-05-03",
    )
    story.article(
        "P",
        "property: camps, value: 39 to 43, as_of: 2031-05-03",
        "subject: a, property: camps, value: 19 to 24, as_of: 2031-05-01/2031-05-07, said_by: mayor",
        "subject: a, property: camps, value: 21, as_of: '[2031-05-01..2031-05-07]', said_by: mayor",
        published="2031-05-04/2031-05-07",
    )
    told = [f for f in story.check().findings if f.rule == "parts-do-not-add-up"]
    assert "19 to 24" not in {s.text for f in told for each in f.combinations for s in each.statements}


def test_two_periods_that_share_a_day_are_not_added_up_over_a_total_that_lasts(tmp_path: Path) -> None:
    """All of 20 and 20 may be of the 3rd: with 20 in all they can be true, but not with the 10 of the 2nd and 3rd."""
    story = Story(tmp_path)
    story.article(
        "R",
        "property: killed, value: 20, period: 2031-05-01/2031-05-03",
        "property: killed, value: 10, as_of: '{2031-05-02..2031-05-03}'",
        "property: killed, value: 20, period: 2031-05-03/2031-05-05",
        "property: killed, value: 20, said_by: mayor",
        published="2031-05-05",
    )
    for finding in story.check().findings:
        for each in finding.combinations:
            assert "10" in {s.text for s in each.statements}
