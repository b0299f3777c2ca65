"""What a comparison would have to be, as comparisons are written: in per cent, not in times."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.baseline.status import judged
from checker.reports import render
from tests.engine.stories import Story


@pytest.mark.parametrize(
    ("compared", "there", "here", "instead"),
    [
        ("percent: -8", "900", "836 to 844", "6.2 to 7.2% less"),
        ("percent: 8", "900", "836 to 844", "6.2 to 7.2% less"),
        ("percent: 8", "900", "1,200", "33.33% more"),
        ("fewer: a third", "900", "900", "as many"),
        ("share_of: 40%", "900", "836 to 844", "92.8 to 93.8%"),
        ("share_of: half", "900", "at least 810", "at least 90%"),
        ("times: 3", "900", "800 to 1,000", "0.8 to 1.2 times"),
    ],
)
def test_what_it_would_have_to_be(tmp_path: Path, compared: str, there: str, here: str, instead: str) -> None:
    """Gazette: 900 in the flood. Herald: 8 % fewer in Norwold. Tribune: 836 to 844 in Norwold."""
    story = Story(tmp_path, "flood: {}\nnorwold: {}")
    story.article("Gazette", f'subject: flood, property: missing, value: "{there}"')
    story.article("Herald", f"subject: norwold, property: missing, compared: {{{compared}, to: flood}}")
    story.article("Tribune", f'subject: norwold, property: missing, value: "{here}"')
    calls = render(judged(story.check(), 0), "text").partition("RING UP FIRST")[2].partition("\n\n")[0]
    assert f" {instead} " in " ".join(calls.split())
