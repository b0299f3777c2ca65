"""Comparisons: twice the figure of somebody, 12 % more than in a year, most of them. Each test has its story."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import Result
from checker.reports.sentences import Sentences
from tests.engine.stories import Story, counted

CAST = """
flood: {kind: event}
norwold: {kind: city, part_of: flood}
storm: {kind: event}
hrw: {kind: agency, name: Rights Watch}
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, entities=CAST)


def told(result: Result) -> list[str]:
    """The sentences of what counts."""
    return [Sentences(result).finding(finding) for finding in result.counted if finding.severity != "note"]


def test_nearly_double_the_figure_of_the_police(story: Story) -> None:
    """Of another claim, whose value is known: nearly double the 19 of the police is 36 to 38, which 25 is not."""
    story.article("Police", "id: toll, property: killed, value: 19", published="2031-05-03")
    story.article(
        "Gazette", "property: killed, compared: {times: nearly double, to: police-1/toll}, said_by: Rights Watch"
    )
    assert told(story.check()) == []  # the toll may have risen since
    story.article("Herald", "property: killed, value: 25")
    assert told(story.check()) == [
        "People killed – flood: Rights Watch (in Gazette) has nearly double the 19 (4 May), "
        "Herald 25, at least 11 apart"
    ]


@pytest.mark.parametrize(
    ("compared", "other", "agrees", "differs"),
    [
        ("{times: 3, to: c0}", "20", "60", "40"),
        ("{times: half, to: c0}", "100", "51", "60"),
        ("{percent: 12, to: c0}", "300", "337", "340"),
        ("{percent: down 43 %, to: c0}", "300", "171", "200"),
        ("{more: a third, to: c0}", "300", "400", "420"),
        ("{more: at least 10, to: c0}", "300", "350", "305"),
        ("{fewer: 10, to: c0}", "300", "290", "291"),
        ("{share_of: most, to: c0}", "300", "200", "100"),
        ("{share_of: 35 out of 47, to: c0}", "94", "70", "71"),
        ("{share_of: nearly all, to: c0}", "100", "98", "90"),
    ],
)
def test_forms_of_a_comparison_with_a_claim(story: Story, compared: str, other: str, agrees: str, differs: str) -> None:
    """Of the displaced in the town: so many of all of them. What another paper has agrees, or differs."""
    story.article(
        "Gazette",
        f"subject: storm, property: missing, value: {other}",
        f"subject: norwold, property: missing, compared: {compared}",
    )
    story.article("Herald", f"subject: norwold, property: missing, value: {agrees}")
    assert told(story.check()) == []
    story.article("Tribune", f"subject: norwold, property: missing, value: {differs}")
    assert ("voices-differ", "error", "norwold missing") in counted(story.check())


def test_a_third_more_than_in_a_year(story: Story) -> None:
    """The ministry says that a third more were displaced than in 2029: of 300 that is 400, and not 340."""
    story.article("Gazette", "property: displaced, value: 340, period: 2030")
    story.article("Herald", "property: displaced, value: 300, period: 2029")
    claim = "property: displaced, period: 2030, said_by: hrw"
    story.article("Tribune", f"{claim}, compared: {{more: a third, at: 2029}}")
    assert told(story.check()) == [
        "People displaced – flood: 340 is not a third more than 300"
        " (340: Gazette; a third more: Rights Watch; 300: Herald)"
    ]


def test_the_year_before(story: Story) -> None:
    """`before`, of a figure for a year, is the year before it."""
    story.article("Gazette", "property: displaced, value: 340, period: 2030")
    story.article("Herald", "property: displaced, value: 300, period: 2029")
    story.article("Tribune", "property: displaced, period: 2030, compared: {percent: 13, at: before}")
    assert told(story.check()) == []
    story.article("Courier", "property: displaced, period: 2030, compared: {percent: 20, at: before}")
    assert [sentence.partition(" (")[0] for sentence in told(story.check())] == [
        "People displaced – flood, against that of 2029, for 2030: Courier has 20% more",
    ]
    follows = [finding.rule for finding in story.check().findings if finding.is_echo]
    assert follows == ["comparison-misses"]


def test_as_of_a_day(story: Story) -> None:
    """12 % more than on 1 May: 336 of 300. A count that accumulates bounds the days around it."""
    story.article("Gazette", "property: killed, value: 300, as_of: 2031-05-01")
    story.article("Herald", "property: killed, value: 400", "property: killed, compared: {percent: 12, at: 2031-05-01}")
    assert [sentence.partition(" (")[0] for sentence in told(story.check())] == [
        "People killed – flood: 400 is not 12% more than 300"
    ]


def test_before_a_count_that_rose_is_no_certain_day(story: Story) -> None:
    """Up 12 % to 400, since some day between: 300 dead a week ago may have been 357 yesterday."""
    story.article("Gazette", "property: killed, value: 300", published="2031-05-01")
    story.article("Herald", "property: killed, value: 400", "property: killed, compared: {percent: 12, at: before}")
    assert told(story.check()) == []


def test_most_of_them_in_the_capital(story: Story) -> None:
    """A scope as a share of the figure without it; of a part of the whole likewise."""
    story.article(
        "Gazette", "property: displaced, value: 900", "property: displaced, value: 300, scope: in the capital"
    )
    story.article("Herald", "property: displaced, scope: in the capital, compared: {share_of: most}")
    assert told(story.check()) == [
        "People displaced (in the capital) – flood: 300 is not most of 900 (300 and 900: Gazette; most: Herald)"
    ]


def test_more_than_another_place(story: Story) -> None:
    """A difference is judged as other rows are, and explained: 40 would have to be 1,000."""
    story.article("Gazette", "subject: flood, property: missing, value: 900")
    story.article("Herald", "subject: norwold, property: missing, compared: {fewer: 100, to: flood}")
    story.article("Tribune", "subject: norwold, property: missing, value: 40")
    result = story.check()
    assert told(result) == [
        "People missing – norwold: 40 is not 100 fewer than 900 (40: Tribune; 100 fewer: Herald; 900: Gazette)"
    ]
    ranges = {v.position.text: (v.lower, v.upper) for d in result.disputes for e in d.front for v in e.values}
    assert ranges == {"40": (800, 800), "100 fewer": (-860, -860), "900": (140, 140)}


def test_two_voices_that_compare_differently(story: Story) -> None:
    """Comparisons are figures of their own: one says twice, one says three times as many."""
    story.article("Gazette", "subject: norwold, property: missing, compared: {times: 2, to: flood}")
    story.article("Herald", "subject: norwold, property: missing, compared: {times: 3, to: flood}")
    assert [sentence.partition(" apart")[0] for sentence in told(story.check())] == [
        "People missing – norwold, against flood: Herald has 3 times (4 May), Gazette 2 times"
    ]


def test_a_comparison_is_of_one_scope_status_and_moment(story: Story) -> None:
    """Planned figures, other scopes and other days are not what it speaks of."""
    story.article(
        "Gazette", "property: missing, value: 900, status: planned", "property: missing, value: 900, scope: men"
    )
    story.article("Gazette", "property: missing, value: 900", published="2031-05-01")
    story.article("Herald", "subject: norwold, property: missing, compared: {times: half, to: flood}")
    story.article("Tribune", "subject: norwold, property: missing, value: 40")
    assert told(story.check()) == []


def test_what_it_says_of_another_status(story: Story) -> None:
    """Twice as many came as were planned."""
    story.article("Gazette", "property: strength, value: 500, status: planned", "property: strength, value: 900")
    story.article("Herald", "property: strength, compared: {times: 2, to: [flood, strength, planned]}")
    assert [sentence.partition(" (")[0] for sentence in told(story.check())] == [
        "Strength – flood: 900 is not 2 times 500"
    ]


BEDS = """\
beds: {type: count, unit: bed, over_time: varies, title: beds}
patients: {type: count, unit: person, over_time: varies, title: patients}
"""
OCCUPIED = "property: patients, compared: {share_of: 60 percent, to: WHAT}"


@pytest.mark.parametrize(
    ("to", "patients", "sentence"),
    [
        ("[norwold, beds]", 560, "Norwold: 560 is not 60 percent of 800 beds"),
        ("[norwold, beds]", 480, ""),
        ("c0", 560, "Patients – norwold: Herald has both 60 percent of the 800 beds and 560 for 4 May"),
        ("c0", 478, ""),
    ],
)
def test_a_share_of_what_is_counted_in_another_unit(tmp_path: Path, to: str, patients: int, sentence: str) -> None:
    """60 percent of the hospital's 800 beds are occupied: that is 480 patients, give or take what is rounded."""
    story = Story(tmp_path, entities="norwold: {kind: hospital}", vocabulary=BEDS)
    there = f"property: patients, value: {patients}"
    claims = ("property: beds, value: 800", OCCUPIED.replace("WHAT", to), there)
    story.article("Herald", *(f"id: c{number}, subject: norwold, {claim}" for number, claim in enumerate(claims)))
    assert [each.partition(" (")[0] for each in told(story.check())] == ([sentence] if sentence else [])


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_both_engines_relate_them(story: Story, engine: str) -> None:
    story.article("Gazette", "property: killed, value: 300, as_of: 2031-05-01")
    story.article("Herald", "property: killed, value: 400", "property: killed, compared: {percent: 12, at: 2031-05-01}")
    story.article(
        "Tribune", "property: injured, value: 9", "property: injured, compared: {more: 9, to: [norwold, killed]}"
    )
    story.article("Courier", "subject: norwold, property: killed, value: 5")
    rules = sorted(finding.rule for finding in story.check(engine).counted)
    assert rules == ["comparison-misses", "difference-misses"]


WAYS = {
    "at the same moment": "subject: norwold, property: killed, compared: {share_of: 8 %, to: [flood, killed]}",
    "just before": "property: missing, compared: {times: 2, at: before}",
    "as of a day": "property: killed, compared: {times: more than double, at: 2031-05-08}",
    "in a period": "property: displaced, compared: {times: 2, at: 2030}, period: 2031-04",
}


@pytest.mark.parametrize("one", WAYS)
@pytest.mark.parametrize("other", WAYS)
def test_each_comparison_takes_the_other_figure_in_its_own_way(story: Story, one: str, other: str) -> None:
    """The 408 in Norwold are 8 % of the 5,100 of their day, and not of the 1,200 of long before: whatever else is
    compared with a figure of another day. So are all of these true, by themselves and beside each other."""
    for day, dead in (("01", "1,200"), ("08", "2,350"), ("14", "5,100")):
        story.article("Gazette", f'property: killed, value: "{dead}"', published=f"2031-05-{day}")
    story.article("Gazette", "property: missing, value: 50", published="2031-05-10")
    story.article("Gazette", "property: missing, value: 20", published="2031-05-08")
    story.article("Gazette", "property: displaced, value: 300, period: 2030", published="2031-05-08")
    story.article(
        "Herald",
        "subject: norwold, property: killed, value: 408",
        "property: missing, value: 100",
        "property: displaced, value: 600, period: 2031-04",
        *dict.fromkeys([WAYS[one], WAYS[other]]),
        published="2031-05-14",
    )
    assert told(story.check()) == []
