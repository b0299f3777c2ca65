"""Amounts in several currencies: what an article gives in two, and what rates make of one, within their bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import Result
from checker.reports.sentences import Sentences
from tests.engine.stories import Story

RATES = """\
rates:
  - {pair: USD/KES, period: 2031-05, low: 128, high: 132, source: the central bank}
"""


def told(result: Result) -> list[str]:
    return [Sentences(result).finding(finding) for finding in result.counted if finding.severity != "note"]


def with_rates(story: Story) -> Story:
    (story.folder / "rules" / "rates.yaml").write_text(RATES)
    return story


def test_a_second_amount_is_compared(tmp_path: Path) -> None:
    """V5: KES 10tn, which is $78bn, in one paper; $90bn in another. No rate is needed."""
    story = Story(tmp_path)
    story.article("Gazette", "property: cost, value: KES 10tn, also: $78bn")
    story.article("Herald", "property: cost, value: $90bn")
    assert told(story.check()) == ["Cost – flood: Herald has $90bn (4 May), Gazette $78bn, $12bn apart"]


@pytest.mark.parametrize(("amount", "is_told"), [("KES 1280m", False), ("KES 1319m", False), ("KES 1350m", True)])
def test_bounds_of_a_rate_and_never_a_point(tmp_path: Path, amount: str, is_told: bool) -> None:
    """At 128 to 132 shillings a dollar $10m are KES 1,280m to 1,320m; 1,350m are none of them."""
    story = with_rates(Story(tmp_path))
    story.article("Gazette", "property: cost, value: $10m")
    story.article("Herald", f"property: cost, value: {amount}")
    assert bool(told(story.check())) == is_told


def test_without_a_rate_for_all_days_nothing_is_converted(tmp_path: Path) -> None:
    story = with_rates(Story(tmp_path))
    story.article("Gazette", "property: cost, value: $10m", published="2031-06-04")
    story.article("Herald", "property: cost, value: KES 9bn", published="2031-06-04")
    result = story.check()
    assert told(result) == []
    assert [entry.reason for entry in result.not_compared] == ["different currency"]
    (story.folder / "rules" / "rates.yaml").write_text(RATES.replace("2031-05", "2031-04/2031-06"))
    assert len(told(story.check())) == 1


def test_an_amount_that_is_given_in_both_is_not_converted(tmp_path: Path) -> None:
    """An article that gives $10m for KES 1,400m has its own rate: it does not contradict itself."""
    story = with_rates(Story(tmp_path))
    story.article("Gazette", "property: cost, value: KES 1400m, also: $10m")
    story.article("Herald", "property: cost, value: $10m")
    assert told(story.check()) == []


def test_a_sum_in_dollars_of_a_part_in_shillings(tmp_path: Path) -> None:
    """Rules relate what rates have converted: KES 1,350m are more than $10m in all."""
    story = with_rates(Story(tmp_path, entities="flood: {kind: event}\ntown: {part_of: flood}"))
    story.article("Gazette", "property: cost, value: $10m")
    story.article("Herald", "subject: town, property: cost, value: KES 1350m")
    assert [finding.rule for finding in story.check().counted if finding.severity == "error"] == ["part-exceeds-whole"]


def test_two_papers_that_give_both_currencies_differ_once(tmp_path: Path) -> None:
    """10tn shillings ($78bn) and 12tn ($93bn) are one disagreement; that in dollars follows from it. What a
    third paper says, which has dollars alone, is told with both in dollars."""
    story = Story(tmp_path)
    story.article("Gazette", "property: cost, value: KES 10tn, also: $78bn")
    story.article("Herald", "property: cost, value: KES 12tn, also: $93bn")
    result = story.check()
    assert told(result) == [
        "Cost – flood: Herald has KES 12tn ($93bn) (4 May), Gazette KES 10tn ($78bn), KES 2tn apart"
    ]
    follows = [finding for finding in result.findings if finding.is_echo]
    assert [finding.unit for finding in follows] == ["USD"]
    assert [len(dispute.findings) for dispute in result.disputes] == [2]
    assert len(result.corpus.written) == 2
    story.article("Tribune", "property: cost, value: $60bn")
    assert [finding.unit for finding in story.check().counted] == ["USD"]


def test_a_sum_in_two_currencies_fails_once(tmp_path: Path) -> None:
    """A part of 15tn ($110bn) is more than the whole of 12tn ($93bn): in shillings, and so in dollars."""
    story = Story(tmp_path, entities="flood: {kind: event}\ntown: {part_of: flood}")
    story.article("Gazette", "subject: town, property: cost, value: KES 15tn, also: $110bn")
    story.article("Herald", "property: cost, value: KES 12tn, also: $93bn")
    result = story.check()
    assert [(finding.rule, finding.unit) for finding in result.counted] == [("part-exceeds-whole", "KES")]
    assert sum(finding.is_echo for finding in result.findings) >= 1


@pytest.mark.parametrize(("later", "changes"), [("KES 10tn, also: $93bn", 0), ("KES 12tn, also: $93bn", 2)])
def test_one_plan_at_two_rates_is_one_plan(tmp_path: Path, later: str, changes: int) -> None:
    """10tn shillings are $78bn for one paper and $93bn for the next: the plan is the same."""
    story = Story(tmp_path)
    story.article("Gazette", "property: cost, status: planned, value: KES 10tn, also: $78bn")
    story.article("Herald", f"property: cost, status: planned, value: {later}", published="2031-05-06")
    assert len(story.check().changes) == changes
