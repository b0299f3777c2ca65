"""Rules and the tops of words: what breaks a rule only above what "thousands" suggests is a tension."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.stories import Story, counted

TEAMS = """
mission: {}
first: {part_of: mission}
second: {part_of: mission}
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, entities=TEAMS)


def test_hundreds_were_authorised_and_a_thousand_is_pledged(story: Story) -> None:
    """M21: a tension at most. 900 are hundreds."""
    story.article(
        "Gazette",
        "subject: mission, property: strength, status: authorised, value: hundreds",
        "subject: first, property: strength, status: authorised, value: hundreds",
    )
    story.article(
        "Herald",
        'subject: mission, property: strength, status: pledged, value: "1,000"',
        "subject: first, property: strength, status: pledged, value: 900",
        published="2031-05-05",
    )
    result = story.check()
    assert counted(result) == [("rule", "warning", "pledged-above-authorised")]
    assert result.counted[0].message == "1,000 pledged, but only hundreds authorised"


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        ("dozens", [("rule", "warning", "parts-do-not-add-up")]),
        ("more than 60", [("rule", "warning", "parts-do-not-add-up")]),
        ("at least 60", []),
        ("hundreds", []),
        ("60 to 100", [("rule", "error", "parts-do-not-add-up")]),
    ],
)
def test_parts_above_the_top_of_a_word(story: Story, whole: str, found: list[tuple[str, str, str]]) -> None:
    """80 and 60 make 140; an error of the rule is a tension where the whole is no more than a word."""
    story.article(
        "Gazette",
        "subject: first, property: killed, value: 80",
        "subject: second, property: killed, value: 60",
        f"subject: mission, property: killed, value: {whole}",
    )
    assert counted(story.check()) == found


def test_a_tension_above_a_soft_top_stays_when_an_error_joins(story: Story) -> None:
    story.article("Gazette", "subject: first, property: killed, value: 150")
    story.article("Herald", "subject: mission, property: killed, value: dozens")
    (tension,) = story.check().counted
    story.article("Tribune", "subject: mission, property: killed, value: 90")
    result = story.check()
    assert tension.id in {finding.id for finding in result.counted}
    assert ("rule", "error", "part-exceeds-whole") in counted(result)
