"""Gaps between what is planned, pledged, authorised and needed, and between a whole and the plans for its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reports.sentences import Sentences
from tests.engine.stories import Story

DEAL = """
deal: {parts: complete}
first: {part_of: deal}
second: {part_of: deal}
third: {part_of: deal}
vaccine: {}
"""
PARTS = tuple(
    f"subject: {part}, property: funding, status: planned, value: {value}"
    for part, value in (("first", "CHF 80m"), ("second", "CHF 60m"), ("third", "CHF 40m"))
)


def tensions(story: Story) -> list[tuple[str, str]]:
    result = story.check()
    assert not [finding for finding in result.findings if finding.severity == "error"]
    sentences = Sentences(result)
    return [
        (finding.rule, sentences.finding(finding).partition(" (")[0])
        for finding in result.findings
        if finding.severity == "warning"
    ]


@pytest.mark.parametrize(
    ("statuses", "rule"),
    [
        (("pledged", "needed"), "plan-below-need"),
        (("authorised", "needed"), "plan-below-need"),
        (("planned", "needed"), "plan-below-need"),
        (("pledged", "planned"), "more-than-pledged"),
        (("authorised", "pledged"), "pledged-above-authorised"),
        (("pledged", "authorised"), "more-than-pledged"),
    ],
)
def test_a_gap_between_statuses(tmp_path: Path, statuses: tuple[str, str], rule: str) -> None:
    """400,000 doses of the one, 900,000 of the other: both may be true, and readers should hear of both."""
    story = Story(tmp_path, DEAL)
    values = zip(statuses, (400_000, 900_000), strict=True)
    story.article("Post", *(f"subject: vaccine, property: strength, status: {s}, value: {v}" for s, v in values))
    assert [name for name, _ in tensions(story)] == [rule]


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("value: CHF 190m", ["CHF 80m, CHF 60m and CHF 40m planned make CHF 180m, less than the whole, CHF 190m"]),
        ("status: authorised, value: CHF 190m", ["less than the whole, CHF 190m"]),
        ("value: CHF 180m", []),
        ("value: CHF 100m", []),  # so much has come until now
        ("status: pledged, value: about CHF 185m", []),
    ],
)
def test_the_parts_of_what_is_agreed(tmp_path: Path, whole: str, told: list[str]) -> None:
    """190 million are agreed, in three parts of 80, 60 and 40 million, which make 180."""
    story = Story(tmp_path, DEAL)
    story.article("Alpa", f"subject: deal, property: funding, {whole}", *PARTS)
    found = tensions(story)
    assert [rule for rule, _ in found] == ["planned-parts-fall-short"] * len(told)
    assert all(words in sentence for words, (_, sentence) in zip(told, found, strict=True))
    again = Story(tmp_path / "open", DEAL.replace("complete", "[]").replace("{parts: []}", "{}"))
    again.article("Alpa", f"subject: deal, property: funding, {whole}", *PARTS)
    assert tensions(again) == []
