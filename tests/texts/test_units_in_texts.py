"""A unit that claims have is read in texts: a new one is a line of the lexicon."""

from __future__ import annotations

import pytest

from checker.texts.mentions import find_mentions
from checker.texts.no_claims import _UNKNOWN_UNITS
from checker.values.dates import read_window
from checker.values.lexicon import UNITS
from tests.texts.mention_corpus import HEDGES

DAY, _ = read_window("2033-02-16")


def test_no_unit_of_the_lexicon_is_refused_in_a_text() -> None:
    names = {name for unit in UNITS for name in (unit.name, unit.plural, *unit.names) if name}
    names |= {f"{name}s" for name in names if name.isalpha() and len(name) > 3}
    assert not [name for name in sorted(names) if _UNKNOWN_UNITS.match(f" {name}")]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The pressure at the centre of the cyclone fell to 952 millibars.", "952 hPa"),
        ("The pressure at the centre of the cyclone was 948 mb.", "948 hPa"),
        ("The pressure at the centre of the cyclone was 951 hectopascals.", "951 hPa"),
        ("The plant makes 640 gigawatt hours a year.", "640 GWh"),
        ("The river carries 5,200 cumecs.", "5,200 m3/s"),
    ],
)
def test_a_unit_of_the_lexicon_is_read(sentence: str, value: str) -> None:
    assert [mention.value for mention in find_mentions(sentence, DAY, HEDGES)] == [value]
