"""How a report tells of shares of money, and of amounts in two currencies."""

from __future__ import annotations

from pathlib import Path

from checker.baseline.status import judged
from checker.reports import render
from tests.engine.stories import Story


def report(story: Story) -> str:
    """The text report in one line."""
    return " ".join(render(judged(story.check(), 0), "text").split())


def test_a_share_of_money_is_told_as_it_is_written(tmp_path: Path) -> None:
    """Two thirds of $90m: "two thirds", not "times two thirds"."""
    story = Story(tmp_path, "fund: {}\nnorway: {}")
    story.article(
        "P",
        "subject: fund, property: funding, value: $90m",
        "subject: norway, property: funding, compared: {share_of: two thirds, to: fund}",
    )
    story.article("Q", "subject: norway, property: funding, value: $20m")
    assert "P two thirds (4" in report(story)
    assert "times two thirds" not in report(story)


def test_a_second_currency_is_rung_up_about_once(tmp_path: Path) -> None:
    """The dollars of a fund follow from its shillings, also in the dispute of what its parts are in dollars."""
    story = Story(tmp_path, "fund: {}\na: {part_of: fund}\nb: {part_of: fund}")
    story.article(
        "P",
        "subject: fund, property: funding, value: KES 1300m, also: $10m",
        "subject: a, property: funding, value: $6m",
        "subject: b, property: funding, value: $7m",
    )
    story.article(
        "Q",
        "subject: fund, property: funding, value: KES 2600m, also: $20m",
        "subject: a, property: funding, value: $9m",
    )
    calls = report(story).partition("RING UP FIRST")[2].partition("1. FUNDING")[0]
    assert "P KES 1300m ($10m)" in calls and "P $6m (4 May) $9m" in calls
    assert "P $10m" not in calls


def test_an_amount_that_was_compared_by_rates_was_compared_and_its_gap_is_no_finer_than_it(tmp_path: Path) -> None:
    story = Story(tmp_path)
    (story.folder / "rules" / "rates.yaml").write_text(
        "rates:\n  - {pair: EUR/USD, period: 2031-01/2031-12, low: 1.07, high: 1.11, source: the bank}\n"
    )
    story.article("P", "subject: flood, property: funding, value: €3.2bn")
    story.article("Q", "subject: flood, property: funding, value: $4.2bn")
    text = report(story)
    assert "at least about EUR 600m apart" in text
    assert "NOT COMPARED" not in text
