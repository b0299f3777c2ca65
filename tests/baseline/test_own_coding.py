"""A claim whose value is not in its own quote is a tension of our own coding, wherever results are reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.baseline.reviewing import review
from checker.files.models import NOT_IN_QUOTE
from tests.engine.stories import Story


@pytest.mark.parametrize(
    ("claim", "is_told"),
    [
        ("property: killed, value: 777, quote: brings the toll to 600", True),
        ("property: killed, value: 600, quote: brings the toll to 600", False),
        ("property: killed, value: about 600, quote: some six hundred people", False),
        ("property: killed, value: 600, quote: the toll has risen", False),
        ("property: killed, value: 600, implied: 400 and 200, quote: 200 more", False),
        # eight words cannot hold all the parts
        ("property: killed, value: 16, including: {women: nine, children: four}, quote: Sixteen died", False),
        ("property: killed, value: 17, including: {women: nine}, quote: Sixteen died", True),
    ],
)
def test_a_value_that_its_quote_does_not_give(tmp_path: Path, claim: str, is_told: bool) -> None:
    story = Story(tmp_path)
    story.article("P", claim)
    found = [(f.rule, f.severity) for f in review([tmp_path], today=1).findings]
    assert found == [(NOT_IN_QUOTE, "warning")] * is_told


def test_a_comparison_is_in_its_quote_as_it_is_compared(tmp_path: Path) -> None:
    """What 31 more than another figure comes to is in no quote."""
    story = Story(tmp_path)
    story.article("P", "id: one, property: killed, value: 100, quote: 100 were killed")
    story.article("Q", "property: injured, compared: {more: 31, to: p-1/one}, quote: ahead by 31 people")
    found = review([tmp_path], today=1)
    assert (found.corpus.problems, found.findings) == ((), ())
