"""Files that change while a project is open."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.editor.diagnostics import in_no_project
from checker.editor.project import LiveProject
from tests.editor.stories import ARTICLE, COURIER


def test_a_half_typed_file_keeps_what_it_said(project: Path) -> None:
    live = LiveProject(project)
    before = live.update({}, rescan=True)
    file = project / ARTICLE
    broken = live.update({file: COURIER + "  - {id: new, subject: [\n"}, rescan=False)
    assert broken.checked.findings == before.checked.findings
    assert [problem.file.rpartition("/")[2] for problem in broken.corpus.problems] == ["courier.yaml"]
    assert not live.update({file: COURIER}, rescan=False).corpus.problems


def test_a_broken_file_on_disk_says_nothing(project: Path) -> None:
    """Nobody is typing: what it said before is no news of what it says."""
    live = LiveProject(project)
    live.update({}, rescan=True)
    (project / ARTICLE).write_text("claims: [")
    assert not live.update({}, rescan=True).checked.findings


def test_a_file_that_was_never_saved_counts(project: Path) -> None:
    new = project / "claims" / "flood" / "new.yaml"
    text = COURIER.replace("value: 3", "value: 5")
    snapshot = LiveProject(project).update({new: text, project / "claims" / "stray.yaml": text}, rescan=True)
    assert "flood/new" in snapshot.corpus.sources
    assert snapshot.corpus.sources.keys() == {"flood/new", "flood/courier", "flood/herald"}
    assert any("flood/new#dead" in finding.claim_keys for finding in snapshot.checked.findings)


def test_a_text_beside_the_claims_changes(project: Path) -> None:
    text = project / "claims" / "flood" / "courier.txt"
    text.write_text("Three died, and seven were hurt.")
    file = project / ARTICLE
    file.write_text(COURIER.replace("{publisher", "{text: courier.txt, publisher") + "    quote: seven were hurt\n")
    live = LiveProject(project)
    assert not live.update({}, rescan=True).corpus.problems
    text.write_text("Three died, and eight were hurt.")
    assert len(live.update({}, rescan=True).corpus.problems) == 1


def test_only_claims_in_no_project_are_told_of() -> None:
    assert "in no project" in in_no_project(COURIER)[0].message
    assert in_no_project("name: build\non: push\n") == []
