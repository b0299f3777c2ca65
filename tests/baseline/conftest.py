"""The desks of the story of the gate, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.commands.scaffold import standard_rules
from tests.baseline.desks import Desk, leave_git_alone
from tests.baseline.floods import OUT_OF_ORDER, flood_desk, to_main


@pytest.fixture(autouse=True)
def _git_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_git_alone(monkeypatch)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks to copy, which is quicker than to make them: `plain`, and `strict`, where all is accepted on main."""
    folder = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        leave_git_alone(patch)
        plain = flood_desk(folder / "plain")
        strict = Desk(Path(shutil.copytree(plain.top, folder / "strict")))
        strict.git("switch", "--quiet", "main")
        strict.accept_all()
        strict.commit("accepted")
        strict.git("branch", "--force", "work")
        strict.git("switch", "--quiet", "work")
    return folder


@pytest.fixture
def desk(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(Path(shutil.copytree(models / "plain", tmp_path / "desk")))
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def strict_desk(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(Path(shutil.copytree(models / "strict", tmp_path / "strict")))
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def lax_desk(desk: Desk) -> Desk:
    """Main has an article whose dates are out of order, and no rule about that; the branch brings the rule."""
    desk.git("switch", "--quiet", "main")
    (desk.root / "rules/events-out-of-order.yaml").unlink()
    desk.article("weekly", OUT_OF_ORDER)
    to_main(desk)
    assert desk.check("--base", "main").status == 0
    shutil.copy(standard_rules() / "events-out-of-order.yaml", desk.root / "rules")
    return desk
