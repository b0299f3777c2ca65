"""`checker rename entity` and `checker merge entities`."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import cli

ENTITIES = "team: {kind: team, part_of: mission}\nmission: {}\nother: {kind: team, name: the other team}\n"
ARTICLE = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: size, subject: team, property: size, value: 3}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "claims/flood/courier.yaml": ARTICLE,
        "claims/flood/entities.yaml": ENTITIES,
        "rules/properties.yaml": "size: {type: count, unit: person}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def run(*given: str) -> int:
    return cli.main(list(given))


def test_rename(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rename", "entity", "team", "first-team", "--dry-run") == 0
    assert "+  - {id: size, subject: first-team, property: size, value: 3}" in capsys.readouterr().out
    assert (root / "claims/flood/courier.yaml").read_text() == ARTICLE
    assert run("rename", "entity", "team", "first-team") == 0
    assert capsys.readouterr().out == "team is first-team now: 2 files changed\n"
    assert (root / "claims/flood/courier.yaml").read_text() == ARTICLE.replace("team", "first-team")
    assert run("rename", "entity", "first-team", "--name", "the first team") == 0
    assert "name: the first team" in (root / "claims/flood/entities.yaml").read_text()


def test_merge(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("merge", "entities", "team", "the other team") == 0
    assert capsys.readouterr().out == "team is other: 2 files changed\n"
    assert (root / "claims/flood/entities.yaml").read_text() == (
        "mission: {}\nother: {kind: team, name: the other team, part_of: mission}\n"
    )


def test_what_is_in_the_way_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("rename", "entity", "tem", "x") == 2
    assert "unknown entity 'tem'; did you mean 'team'?" in capsys.readouterr().err
    assert run("rename", "entity", "team") == 2
    assert "give the new id, or --name" in capsys.readouterr().err
    assert run("merge", "entities", "mission", "team") == 2
    assert "is a part of itself" in capsys.readouterr().err
    (root / "claims" / "second").mkdir()
    assert run("merge", "entities", "mission", "team") == 2
    assert "which story? Give --story: flood, second" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    assert run("rename", "entity", "team", "x") == 2
