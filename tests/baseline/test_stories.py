"""Names of stories: what is accepted in one is not accepted in another one that is there beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.baseline.desks import Desk, leave_git_alone, new_desk

HURT = "property: displaced, value: "


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    leave_git_alone(monkeypatch)
    made = new_desk(tmp_path / "desk", "flood: {kind: event}\n")
    monkeypatch.chdir(made.root)
    return made


def test_a_copy_takes_nothing_from_the_story_that_is_there(desk: Desk) -> None:
    """The story is copied, and in the first one the Herald is corrected: what was accepted there is gone, not moved."""
    desk.paper("Courier", f"{HURT}10")
    desk.paper("Herald", f"{HURT}50")
    desk.accept_all()
    shutil.copytree(desk.root / "claims/flood", desk.root / "claims/copy")
    desk.edit("claims/flood/herald.yaml", "value: 50", "value: 10")
    assert desk.stands() == ["new sources-disagree"]


def test_a_story_with_another_name_takes_all_with_it(desk: Desk) -> None:
    desk.paper("Courier", f"{HURT}10")
    desk.paper("Herald", f"{HURT}50")
    desk.accept_all()
    (desk.root / "claims/flood").rename(desk.root / "claims/copy")
    assert desk.stands() == ["moved sources-disagree"]


def test_every_moment_of_one_minute_is_that_minute(desk: Desk) -> None:
    """A figure as of {09:00}, each moment of it, says what one as of 09:00 says."""
    desk.paper("Courier", f"{HURT}10, as_of: 2031-05-04T09:00")
    desk.paper("Herald", f"{HURT}50, as_of: 2031-05-04T09:00")
    desk.accept_all()
    desk.edit("claims/flood/herald.yaml", "as_of: 2031-05-04T09:00", 'as_of: "{2031-05-04T09:00}"')
    assert desk.stands() == ["known sources-disagree"]
