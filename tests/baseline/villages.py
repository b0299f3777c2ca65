"""The story of what is accepted: twelve villages along a river, and two papers that count their injured on one day.

They agree about none, so there are twelve findings of the same kind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import cli
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Acceptance
from tests.baseline.desks import Desk, leave_git_alone

VILLAGES = [f"village-{number:02}" for number in range(1, 13)]
FLOOD = "claims/flood"
BLOCK = 7
"""Lines of an entry: its id, rule, message, reason, `statements:` and two of these."""


def paper(publisher: str, first: int) -> str:
    claims = "".join(
        f"  - {{id: {village}, subject: {village}, property: injured, value: {first + number}}}\n"
        for number, village in enumerate(VILLAGES)
    )
    return f"source: {{publisher: {publisher}, published: 2031-05-06}}\nclaims:\n{claims}"


class Villages(Desk):
    """The desk of this story."""

    def village(self, id_: str) -> str:
        """The village that a finding is about."""
        (finding,) = (finding for finding in self.review().findings if finding.id == id_)
        return finding.figures[0][1].subject.rpartition("/")[2]

    def number(self, id_: str) -> int:
        return VILLAGES.index(self.village(id_))

    @property
    def ids(self) -> list[str]:
        """The findings: of each village one."""
        return sorted(finding.id for finding in self.review().findings)

    def state(self, id_: str, today: str = "2031-05-07") -> str:
        review = self.review(today=today)
        return review.statuses[id_].state

    @property
    def entries(self) -> dict[str, Acceptance]:
        """What is read back from the file, in which there must be no problem."""
        return {acceptance.id: acceptance for acceptance in self.accepted}

    @property
    def keys(self) -> list[str]:
        """The entries in the order of the file."""
        return [line[:-1] for line in self.text.splitlines() if line and line[0] not in " #" and line.endswith(":")]

    def agree(self, *ids: str) -> None:
        """The Herald takes the Courier's figures for the villages of some findings, which are gone then."""
        for number in [self.number(id_) for id_ in ids]:
            self.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {10 + number}}}")

    def another_figure(self, id_: str, more: int = 30) -> None:
        """The Herald's figure for the village of a finding is another one."""
        number = self.number(id_)
        self.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {50 + number + more}}}")


def villages_desk(root: Path) -> Villages:
    """The two papers and a vocabulary; rules of its own it has none."""
    desk = Villages(root)
    desk.rules("properties")
    desk.entities("".join(f"{village}: {{}}\n" for village in VILLAGES))
    desk.article("courier", paper("Courier", 10))
    desk.article("herald", paper("Herald", 50))
    return desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Villages:
    leave_git_alone(monkeypatch)
    made = villages_desk(tmp_path / "desk")
    monkeypatch.chdir(made.root)
    return made


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own, which has said that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert any(line == "ready\n" for line in process.stdout)
    return process


def copy_rule(desk: Desk, name: str) -> None:
    desk.write(f"rules/{name}.yaml", (standard_rules() / f"{name}.yaml").read_text("utf-8"))
