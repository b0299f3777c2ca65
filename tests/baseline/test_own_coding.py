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
    ],
)
def test_a_value_that_its_quote_does_not_give(tmp_path: Path, claim: str, is_told: bool) -> None:
    story = Story(tmp_path)
    story.article("P", claim)
    found = [(f.rule, f.severity) for f in review([tmp_path], today=1).findings]
    assert found == [(NOT_IN_QUOTE, "warning")] * is_told
