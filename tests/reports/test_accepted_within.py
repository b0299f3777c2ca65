"""What is accepted within a dispute: it is marked, and steers neither whom to ring up nor what that settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reports import Style, render
from tests.reports.corpora import acceptances, article, check, entities, review_of, write

CAST: dict[str, dict[str, object]] = {
    "fever": {"name": "the fever", "parts": "complete"},
    "tolva": {"part_of": "fever"},
    "brenn": {"part_of": "fever"},
    "ministry": {"name": "the ministry"},
    "institute": {"name": "the institute"},
    "orsic": {"name": "Pavel Orsic"},
}
WIDE = Style(full=True, width=400)


def killed(subject: str, value: str, by: str, **more: object) -> dict[str, object]:
    return {"id": f"{subject}-{by}", "subject": subject, "property": "killed", "value": value, "said_by": by, **more}


def project(root: Path, *claims: dict[str, object], accepted: str = "") -> Path:
    files = {"claims/s/entities.yaml": entities(CAST), "claims/s/a.yaml": article(claims, publisher="Herald")}
    return write(root, {**files, **({"accepted.yaml": accepted} if accepted else {})})


def ring_up(root: Path) -> str:
    text = render(review_of(root), "text", WIDE)
    return text[text.index("RING UP FIRST") : text.index("\n\n1. ")]


WRONG_SUM = (
    killed("fever", "1,240", "ministry"),
    killed("tolva", "700", "ministry"),
    killed("brenn", "400", "ministry"),
    killed("tolva", "720", "institute"),
)


def test_two_counts_that_are_accepted_are_not_rung_up_about(tmp_path: Path) -> None:
    """The ministry's 700 and 400 are not its 1,240; the institute counts 720 there in its own way."""
    project(tmp_path, *WRONG_SUM)
    [differ] = [finding for finding in check(tmp_path).findings if finding.rule == "sources-disagree"]
    assert "would have to be" in ring_up(tmp_path)
    assert "institute" not in ring_up(tmp_path)
    before = ring_up(tmp_path)
    project(tmp_path, *WRONG_SUM, accepted=acceptances([(differ, {"open": True})]))
    after = ring_up(tmp_path)
    assert after != before
    assert after.count(" of 1") == 3  # the total, or one of two parts
    assert "720" not in after
    lines = render(review_of(tmp_path), "text", WIDE).splitlines()
    assert ["720" in line for line in lines if line.endswith("(accepted).")] == [True]


@pytest.mark.parametrize("format_", ["html", "json", "markdown"])
def test_every_format_can_tell_it(tmp_path: Path, format_: str) -> None:
    project(tmp_path, *WRONG_SUM)
    [differ] = [finding for finding in check(tmp_path).findings if finding.rule == "sources-disagree"]
    project(tmp_path, *WRONG_SUM, accepted=acceptances([(differ, {"open": True})]))
    assert render(review_of(tmp_path), format_, WIDE)


def test_what_two_voices_say_is_accepted_and_a_third_is_rung_up(tmp_path: Path) -> None:
    """The entry is of the institute and the ministry alone: Orsic's slip in the same finding is what is left."""
    claims = (
        killed("fever", "33", "ministry"),
        killed("fever", "58", "institute"),
        killed("fever", "133", "orsic"),
    )
    project(tmp_path, *claims[:2])
    [differ] = check(tmp_path).findings
    project(tmp_path, *claims, accepted=acceptances([(differ, {"voices": ["s/institute", "s/ministry"]})]))
    rows = ring_up(tmp_path)
    assert "Pavel Orsic" in rows


def test_what_it_settles_is_of_its_dispute(tmp_path: Path) -> None:
    """Two disputes: a figure of the first settles one of one, not one of two."""
    other = killed("ministry", "5", "orsic"), {**killed("ministry", "9", "institute"), "id": "other"}
    project(tmp_path, *WRONG_SUM[:3], *other)
    assert " of 2" not in ring_up(tmp_path)
    assert ring_up(tmp_path).count("1 of 1") == 3
