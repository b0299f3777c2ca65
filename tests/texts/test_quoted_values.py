"""A value that is not in its own quote: a slip of our own coding, found without any text."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.corpus.loader import load
from checker.texts.quoted_values import values_outside_quotes

ROOT = Path(__file__).parents[2]
CLAIM = """\
source: {{publisher: Herald, published: 2031-05-04}}
claims:
  - id: total
    subject: flood
    property: {property}
    value: {value}
    quote: {quote}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    for name in ("properties.yaml", "hedges.yaml"):
        (tmp_path / "rules" / name).write_text((ROOT / "rules" / name).read_text("utf-8"), "utf-8")
    (story / "entities.yaml").write_text("flood: {kind: event}\n", "utf-8")
    return tmp_path


def mismatches(project: Path, prop: str, value: str, quote: str) -> list[str]:
    text = CLAIM.format(property=prop, value=value, quote=quote)
    (project / "claims" / "flood" / "herald.yaml").write_text(text, "utf-8")
    corpus = load([project])
    assert corpus.problems == ()
    found = values_outside_quotes(corpus)
    assert all(mismatch.file.endswith("herald.yaml") and mismatch.line for mismatch in found)
    return [mismatch.message for mismatch in found]


@pytest.mark.parametrize(
    ("prop", "value", "quote", "quoted"),
    [
        ("killed", "777", "brings the mission to 600", "600"),
        ("killed", "21", "At least 12 people are missing", "At least 12"),
        ("killed", "six", "seven officers were slain", "seven"),
        ("funding", "$300m", "pledged $30m in aid", "$30m"),
        ("share", "12%", "21 percent of the homes", "21 percent"),
        ("term", "2 months", "a mandate of 12 months", "12 months"),
    ],
)
def test_a_value_that_is_not_in_its_quote(project: Path, prop: str, value: str, quote: str, quoted: str) -> None:
    (message,) = mismatches(project, prop, value, quote)
    assert message == f'the value is {value}, but its quote, "{quote}", gives {quoted}'


@pytest.mark.parametrize(
    ("prop", "value", "quote"),
    [
        ("killed", "at least 12", "At least 12 people are missing"),
        ("killed", "12", "12 of the 40 hostages"),
        ("killed", "hundreds", "hundreds of people were slain"),
        ("killed", "none", "all were safe"),
        ("killed", "1,200", "twelve hundred men fell"),
        ("killed", "500", "In 2011 prisoners were freed"),  # a year, or a count: nothing certain
        ("term", "1 year", "a mandate of 12 months"),
        ("funding", "KES 5m", "Sh5 million was given"),
        ("share", "33.3%", "a third of the homes"),
        ("happened", "2031-05-03", "on 4 May it rained"),  # what a date comes to is for a person to say
        ("killed", "unknown", "an undisclosed number of people"),
    ],
)
def test_what_is_no_slip(project: Path, prop: str, value: str, quote: str) -> None:
    assert mismatches(project, prop, value, quote) == []
