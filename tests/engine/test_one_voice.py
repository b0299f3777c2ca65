"""What one voice says by itself does not vanish behind the figures of another: it is told, and told first."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import TOGETHER, Finding, Result
from checker.reports.sentences import Sentences
from tests.engine.stories import Story

CAST = """
flood: {kind: event, name: the flood, parts: complete}
tolva: {name: Tolva, part_of: flood}
brenn: {name: Brenn, part_of: flood}
ostra: {name: Ostra, part_of: flood}
ministry: {kind: government, name: the ministry}
institute: {kind: agency, name: the institute}
mayor: {kind: person, name: the mayor}
"""
THEY_MAKE = "People killed – the flood: 700, 310 and 180 make 1,190, not 1,240 (all the ministry, in Herald)"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, entities=CAST)


def killed(subject: str, value: object, by: str, more: str = "") -> str:
    return f'subject: {subject}, property: killed, value: "{value}", said_by: {by}{more}'


def of_rule(result: Result, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == rule and finding.severity == "error"]


def told(result: Result, rule: str) -> list[str]:
    sentences = Sentences(result)
    return [text for finding in of_rule(result, rule) for text in sentences.parts(finding)]


def the_ministry_adds_up_wrongly(story: Story, day: int = 4) -> None:
    story.article(
        "Herald",
        killed("flood", "1,240", "ministry"),
        killed("tolva", 700, "ministry"),
        killed("brenn", 310, "ministry"),
        killed("ostra", 180, "ministry"),
        published=f"2031-05-{day:02}",
    )


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_later_and_lower_part_of_another_voice_does_not_hide_a_sum(story: Story, engine: str) -> None:
    """The ministry's districts make 1,190, not its 1,240. The mayor's 290 of the next day bounds one of them closer."""
    the_ministry_adds_up_wrongly(story)
    before = story.check(engine)
    assert told(before, "parts-do-not-add-up") == [THEY_MAKE]
    story.article("Tribune", killed("brenn", 290, "mayor"), published="2031-05-05")
    after = story.check(engine)
    assert told(after, "parts-do-not-add-up") == [THEY_MAKE]
    [finding] = of_rule(after, "parts-do-not-add-up")
    assert [each.voice for each in finding.combinations] == ["flood/ministry", ""]
    assert finding.id == of_rule(before, "parts-do-not-add-up")[0].id


def test_an_equal_part_of_another_voice_does_not_take_its_place(story: Story) -> None:
    """The mayor repeats 310 a day later: the sum is still told as the ministry has it, and of it alone."""
    the_ministry_adds_up_wrongly(story)
    story.article("Tribune", killed("brenn", 310, "mayor"), published="2031-05-05")
    assert told(story.check(), "parts-do-not-add-up") == [THEY_MAKE]


def test_parts_above_the_whole_that_another_voice_had_higher_before(story: Story) -> None:
    """The ministry: 700 and 600 in two districts, 1,240 in all. The mayor had 800 in one of them already."""
    story.article("Tribune", killed("tolva", 800, "mayor"), published="2031-05-03")
    story.article(
        "Herald",
        killed("flood", "1,240", "ministry"),
        killed("tolva", 700, "ministry"),
        killed("brenn", 600, "ministry"),
    )
    first, *_ = told(story.check(), "parts-do-not-add-up")
    assert first == "People killed – the flood: 700 and 600 make 1,300, not 1,240 (all the ministry, in Herald)"


def test_each_voice_that_does_not_add_up_is_told(story: Story) -> None:
    """On one day the ministry and the institute each give parts that miss their own whole."""
    the_ministry_adds_up_wrongly(story)
    story.article(
        "Tribune",
        killed("flood", "1,300", "institute"),
        killed("tolva", 720, "institute"),
        killed("brenn", 330, "institute"),
        killed("ostra", 200, "institute"),
    )
    assert sorted(told(story.check(), "parts-do-not-add-up")[:2]) == [
        THEY_MAKE,
        "People killed – the flood: 720, 330 and 200 make 1,250, not 1,300 (all the institute, in Tribune)",
    ]


def test_a_voice_that_adds_up_is_not_blamed_for_itself(story: Story) -> None:
    """The ministry's districts make its total; the mayor's 290 is another figure of one of them, and that is all."""
    story.article(
        "Herald",
        killed("flood", "1,190", "ministry"),
        killed("tolva", 700, "ministry"),
        killed("brenn", 310, "ministry"),
        killed("ostra", 180, "ministry"),
    )
    story.article("Tribune", killed("brenn", 290, "mayor"), published="2031-05-05")
    result = story.check()
    assert [each.voice for finding in of_rule(result, "parts-do-not-add-up") for each in finding.combinations] == [""]
    assert [finding.is_echo for finding in of_rule(result, "parts-do-not-add-up")] == [True]


def test_a_comparison_is_told_with_the_figures_of_its_speaker(story: Story) -> None:
    """The ministry: 1,640, which is 320 more than its 1,240. The institute's 2,150 is farther off, and not its rise."""
    story.article("Herald", killed("flood", "1,240", "ministry"))
    story.article(
        "Tribune",
        "property: killed, compared: {more: 320, at: 2031-05-04}, said_by: ministry",
        killed("flood", "1,640", "ministry"),
        published="2031-05-11",
    )
    expected = "People killed – the flood: 1,640 is not 320 more than 1,240 (all the ministry, in Herald and Tribune)"
    assert told(story.check(), _comparison(story)) == [expected]
    story.article("Coast", killed("flood", "2,150", "institute"), published="2031-05-11")
    assert told(story.check(), _comparison(story)) == [expected]


def _comparison(story: Story) -> str:
    """The rule that is broken by how a figure compares."""
    claims = {f.rule for f in story.check().findings if any(s.figure.compared is not None for s in f.statements)}
    [rule] = claims
    return rule


def test_a_comparison_that_holds_for_its_speaker_follows_from_what_others_have(story: Story) -> None:
    """The institute counts more on both days. That it is 400 more is what the ministry says of its own figures."""
    story.article("Herald", killed("flood", "1,240", "ministry"), killed("flood", "1,900", "institute"))
    story.article(
        "Tribune",
        "property: killed, compared: {more: 400, at: 2031-05-04}, said_by: ministry",
        killed("flood", "1,640", "ministry"),
        killed("flood", "2,150", "institute"),
        published="2031-05-11",
    )
    result = story.check()
    assert [finding.is_echo for finding in of_rule(result, _comparison(story))] == [True]


def test_a_figure_for_a_period_is_held_against_the_totals_of_its_voice(story: Story) -> None:
    """The ministry: 100 by 4 May, 20 more in the week, 150 then. What others say of it is no excuse."""
    story.article("Herald", killed("flood", 100, "ministry"))
    story.article(
        "Tribune",
        killed("flood", 20, "ministry", ", period: 2031-05-05/2031-05-11"),
        killed("flood", 150, "ministry"),
        published="2031-05-11",
    )
    [before] = told(story.check(), "period-misses-totals")
    story.article("Coast", killed("flood", 130, "institute"), killed("flood", 170, "mayor"), published="2031-05-11")
    first, *_ = told(story.check(), "period-misses-totals")
    assert first == before


def test_the_derivation_of_one_figure_on_several_days_names_the_days(story: Story) -> None:
    """100, then 10 more, then 20 more than that, and 160 in the end: no two of them show it."""
    story.article("Herald", killed("flood", 100, "ministry"), published="2031-05-04")
    compared = "property: killed, compared: {{more: {}, at: {}}}"
    story.article("Gazette", compared.format(10, "2031-05-04"), published="2031-05-11")
    story.article("Tribune", compared.format(20, "2031-05-11"), published="2031-05-18")
    story.article("Courier", "property: killed, value: at least 100", published="2031-05-11")
    story.article("Star", "property: killed, value: 160", published="2031-05-18")
    [finding] = [f for f in story.check().findings if f.kind == TOGETHER]
    assert len(set(finding.steps)) == len(finding.steps)
    assert any("11 May 2031" in step for step in finding.steps)


@pytest.mark.parametrize(("dissolved", "voices"), [("2031-05-07", [""]), ("2031-05-02", ["", "flood/ministry"])])
def test_parts_that_are_all_later_were_not_all_before(tmp_path: Path, dissolved: str, voices: list[str]) -> None:
    """The ministry has 40 in all and 5 in Tolva on 3 May, when Brenn may have the rest; later Tolva is all there is."""
    cast = CAST.replace("brenn: {name: Brenn, part_of: flood}", f"brenn: {{part_of: flood, to: {dissolved}}}")
    story = Story(tmp_path, entities=cast.replace("ostra: {name: Ostra, part_of: flood}\n", ""))
    of_the_third = ", as_of: 2031-05-03"
    story.article(
        "Herald",
        killed("flood", 40, "ministry", of_the_third),
        killed("tolva", 5, "ministry", of_the_third),
        published="2031-05-08",
    )
    story.article("Tribune", killed("tolva", "10 to 15", "institute"), published="2031-05-08")
    story.article("Tribune", killed("brenn", "about 40", "mayor"), published="2031-05-08")
    [finding] = of_rule(story.check(), "parts-do-not-add-up")
    assert sorted(each.voice for each in finding.combinations) == voices
