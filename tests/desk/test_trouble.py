"""What is in the way is said, and nothing is lost: broken files, folders that take nothing, full disks."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from checker.cli import main
from tests.desk.serving import HERALD_FILE, Running, flood, running

CLAIM = {"subject": "flood", "property": "killed", "value": "41", "id": "dead", "quote": "At least 41 people"}


def test_a_project_with_broken_files_opens(tmp_path: Path) -> None:
    """One article cannot be read: the others can be coded, and the page says which file it is and why."""
    root = flood(tmp_path / "project")
    (root / "claims/flood/gazette.yaml").write_text("source: {publisher: Gazette\nclaims: [", "utf-8")
    with running(root) as desk:
        home = desk.ask("/").text
        assert "gazette.yaml" in home
        assert "problem" in home
        assert desk.ask("/articles/flood/herald").status == 200
        assert desk.post("/articles/flood/herald/save", CLAIM).status == 200
        assert desk.ask("/articles/flood/gazette").status == 404


def test_a_disk_that_is_full(desk: Running, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project / "claims/flood/herald.yaml"

    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("checker.edits.change.write_together", full)
    answer = desk.post("/articles/flood/herald/save", CLAIM)
    assert answer.status == 422
    assert "nothing was written" in answer.text
    assert "No space left" in answer.text
    assert file.read_text("utf-8") == HERALD_FILE
    monkeypatch.undo()
    assert desk.post("/articles/flood/herald/save", CLAIM).status == 200, "and it is as it was before"
    coded = file.read_text("utf-8")
    monkeypatch.setattr("checker.edits.change.write_together", full)
    answer = desk.post("/undo", {"x": ""})
    assert (answer.status, "No space left" in answer.text) == (422, True)
    assert file.read_text("utf-8") == coded


def test_where_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", str(tmp_path), "--no-open"]) == 2
    assert "checker init" in capsys.readouterr().err


def test_a_project_without_articles_has_no_problem(tmp_path: Path) -> None:
    """That none is there yet is how each project begins; the page says what to do, and nothing in red."""
    root = flood(tmp_path / "project")
    for name in ("gazette", "herald"):
        (root / f"claims/flood/{name}.yaml").unlink()
    with running(root) as desk:
        home = desk.ask("/").text
        assert "No article yet." in home
        assert "1 problem" not in home
        (root / "rules/properties.yaml").write_text("killed: [", "utf-8")
        assert "rules/properties.yaml" in desk.ask("/").text, "what is wrong is said, then as ever"
