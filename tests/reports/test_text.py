"""The report for a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.baseline.review import Review
from checker.reports import Style, render
from tests.reports.corpora import (
    GATE,
    PAYLOADS,
    article,
    entities,
    on_road,
    review_of,
    said_of,
    spelled,
    squeezed,
    write,
)


def test_text_says_all_that_was_written(hostile: Review) -> None:
    brief = squeezed(render(hostile, "text", Style(brief=True, show_accepted=True)))
    full = squeezed(render(hostile, "text", Style(width=10**6, full=True)))
    for number, payload in enumerate(PAYLOADS):
        what, who = (squeezed(spelled(text)) for text in (said_of(payload), payload))
        assert f"claims/s{number:02}/a.yaml:3:{who}:{what}" in brief
        told = squeezed(spelled(payload))
        assert who in full and f'"{squeezed(spelled(payload[:190]))}"' in full
        assert number % 2 == 0 or f"{told}({told})" in full  # why it is accepted, and by whom


def test_text_gives_places(flood: Review) -> None:
    lines = render(flood, "text", GATE).split("\n")
    assert lines[0].startswith("claims/flood/broken.yaml:1:9: not valid YAML")
    finding = on_road("new", flood)
    message = 'Condition – new-road: Courier has "open" (4 May), Herald "closed"'
    assert f"claims/flood/courier.yaml:9: error sources-disagree [{finding.id}] {message}" in lines
    assert "    claims/flood/courier.yaml:9: Courier: condition – new-road: open (4 May)" in lines
    assert "    claims/flood/herald.yaml:9: Herald: condition – new-road: closed (4 May)" in lines
    assert "INCOMPLETE: 2 problems" in lines[-3]


@pytest.mark.parametrize("width", [60, 72, 80, 110])
def test_text_keeps_to_its_width(flood: Review, width: int) -> None:
    for line in render(flood, "text", Style(width=width, show_accepted=True)).split("\n"):
        assert len(line) <= width, line


def test_text_makes_no_command_of_a_name_and_its_own_colon(tmp_path: Path) -> None:
    """A name that ends in a colon, and one of ours behind it, where a line is broken."""
    claim = {"id": "x", "subject": "thing", "property": "condition", "quote": ":error: was said"}
    files = {"claims/s/entities.yaml": entities({"thing": {}})}
    for length in range(1, 40):
        value = {"value": "open" if length % 2 else "closed"}
        files[f"claims/s/{length:02}.yaml"] = article([{**claim, **value}], publisher=f"{'x' * length} :")
    review = review_of(write(tmp_path, files))
    for width in (60, 80):
        for line in render(review, "text", Style(width=width)).split("\n"):
            assert not line.strip().startswith("::"), line


def test_a_check_says_in_one_line_how_far_many_voices_are_apart(tmp_path: Path) -> None:
    """Seven papers with a toll each: not the first eight of 21 pairs, but how far they are apart, and all seven."""
    claim = {"id": "toll", "subject": "flood", "property": "displaced"}
    files = {"claims/s/entities.yaml": entities({"flood": {}})}
    for number in range(7):
        files[f"claims/s/p{number}.yaml"] = article([{**claim, "value": 100 + 5 * number}], publisher=f"Paper {number}")
    review = review_of(write(tmp_path, files))
    first, *claims = render(review, "text", GATE).split("\n")[:8]
    assert first.endswith("People displaced – flood: 7 voices give 7 values for 4 May, from 100 to 130")
    assert [line.rpartition(": ")[2] for line in claims] == [f"{100 + 5 * number} (4 May)" for number in range(7)]
