"""A desk for tests: a project in a folder, perhaps in a repository of git, and what the commands do with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import cli
from checker.baseline.review import Review
from checker.baseline.reviewing import review
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Acceptance, Corpus
from checker.engine.findings import Finding

REASON = "both papers stand by it"
ACCEPTED = "accepted.yaml"
TODAY = "2031-06-01"
BUSY_DAY = "2031-05-07"
CORE_RULES = ("properties", "hedges", "part-exceeds-whole", "parts-do-not-add-up", "events-out-of-order")
"""Rules that most stories need: to load more takes a while each time."""


@dataclass(frozen=True)
class Told:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.out)
        return read

    @property
    def states(self) -> dict[str, list[str]]:
        """The rules of the findings that are no echoes, by state."""
        found: dict[str, list[str]] = {}
        for finding in self.data["findings"]:
            if not finding["echo_of"]:
                found.setdefault(finding["state"], []).append(finding["rule"])
        return {state: sorted(rules) for state, rules in found.items()}

    def of(self, rule: str) -> dict[str, Any]:
        """The finding of a rule that is no echo."""
        (finding,) = (f for f in self.data["findings"] if f["rule"] == rule and not f["echo_of"])
        assert isinstance(finding, dict)
        return finding


class Desk:
    """A project in a folder; `top` is the repository, `root` the project's folder in it."""

    def __init__(self, top: Path, inner: str = "") -> None:
        self.top, self.root = top, top / inner

    # --- files

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def article(self, name: str, text: str) -> Path:
        return self.write(f"claims/flood/{name}.yaml", text)

    def paper(
        self, publisher: str, *claims: str, published: str = "2031-05-04", name: str = "", story: str = "flood"
    ) -> str:
        """An article of claims, each the inside of a flow mapping, its subject `flood` if left out; its name."""
        file = name or publisher.lower().replace(" ", "-")
        lines = [f"source: {{publisher: {publisher}, published: {published}}}", "claims:"]
        for number, claim in enumerate(claims):
            subject = "" if "subject:" in claim else "subject: flood, "
            id_ = "" if claim.startswith("id:") else f"id: c{number}, "
            lines.append(f"  - {{{id_}{subject}{claim}}}")
        self.write(f"claims/{story}/{file}.yaml", "\n".join(lines) + "\n")
        return file

    def entities(self, text: str) -> None:
        self.write("claims/flood/entities.yaml", text)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        path.write_bytes(text.replace(old, new).encode())

    def edit_everywhere(self, old: str, new: str) -> None:
        """In all files of the claims."""
        for path in sorted((self.root / "claims").rglob("*.yaml")):
            path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    def remove(self, name: str) -> None:
        (self.root / f"claims/flood/{name}.yaml").unlink()

    def rules(self, *names: str) -> None:
        (self.root / "rules").mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(standard_rules() / f"{name}.yaml", self.root / "rules")

    # --- commands

    def run(self, *arguments: str) -> Told:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            status = cli.main(list(arguments))
        assert "Traceback" not in err.getvalue(), err.getvalue()
        return Told(status, out.getvalue(), err.getvalue())

    def check(self, *arguments: str) -> Told:
        return self.run("check", *arguments)

    def json(self, *arguments: str) -> Told:
        return self.run("check", "--format", "json", *arguments)

    def accept(self, *ids: str, reason: str = REASON, today: str = TODAY) -> Told:
        """Ids and further options."""
        told = self.run("accept", *ids, "--reason", reason, "--project", str(self.root), "--today", today)
        assert told.status == 0, told.err
        return told

    def accept_all(self, *options: str, severity: str = "note") -> Told:
        return self.accept("--all", "--fail-on", severity, *options)

    def id_of(self, rule: str) -> str:
        (id_,) = (f.id for f in self.review().findings if f.rule == rule and not f.is_echo)
        return id_

    # --- what comes of it

    def review(self, base: str | None = None, *, today: str = TODAY, rules_fail: bool = False) -> Review:
        day = date.fromisoformat(today).toordinal()
        return review([self.root], day, base, rules_fail=rules_fail)

    def stands(self, base: str | None = None, *, today: str = TODAY, severity: str = "error") -> list[str]:
        """ "state rule" of each finding of a severity; echoes in brackets."""
        made = self.review(base, today=today)
        return sorted(_stands(finding, made) for finding in made.of_severity(severity))

    def only(self, base: str | None = None, *, rule: str = "") -> tuple[Finding, Review]:
        """The one finding (of a rule) that is no echo."""
        made = self.review(base)
        (finding,) = (f for f in made.findings if f.rule == (rule or f.rule) and not f.is_echo)
        return finding, made

    def new(self, base: str | None = None, *, rule: str = "") -> list[str]:
        """What is named as new in the one finding (of a rule): "voice value"."""
        finding, made = self.only(base, rule=rule)
        return sorted(f"{s.voice.rpartition('/')[2]} {s.text}" for s in made.status(finding).new_statements)

    def entry(self) -> Acceptance:
        (entry,) = self.accepted
        return entry

    def corpus(self) -> Corpus:
        """What is loaded; the files must have no problems."""
        corpus = checker.load([self.root])
        assert not corpus.problems, [str(problem) for problem in corpus.problems]
        return corpus

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        return self.corpus().accepted

    @property
    def stale(self) -> list[str]:
        return [entry.id for entry in self.review().stale]

    @property
    def file(self) -> Path:
        return self.root / ACCEPTED

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode()

    # --- git

    def git(self, *arguments: str, day: str = BUSY_DAY, status: int = 0) -> str:
        moment = f"{day}T12:00:00+00:00"
        dated = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        command = ["git", "-C", str(self.top), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=dated, check=False)
        assert done.returncode == status, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def commit(self, message: str = "work", day: str = BUSY_DAY) -> None:
        """Commit all there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, day=day)

    def branch(self) -> None:
        """What there is becomes main, and a branch begins there."""
        if not (self.top / ".git").exists():
            self.git("init", "--quiet", "--template=", "--initial-branch=main")
        self.commit("main")
        self.git("branch", "--force", "main") if self.git("branch", "--show-current") != "main" else None
        self.git("switch", "--quiet", "--force-create", "work")

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")


def _stands(finding: Finding, made: Review) -> str:
    status = made.status(finding)
    assert status.fails == (status.state in ("new", "changed", "joined", "expired")), status
    text = f"{status.state} {finding.rule}"
    return f"({text})" if finding.is_echo else text


def leave_git_alone(patch: pytest.MonkeyPatch) -> None:
    """Git as on a machine that nobody has set up, and no CI."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + ["CI", "GITHUB_STEP_SUMMARY"]:
        patch.delenv(name, raising=False)
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{who}_NAME", "A Desk")
        patch.setenv(f"GIT_{who}_EMAIL", "desk@example.org")


def new_desk(top: Path, entities: str = "flood: {kind: event}\n", rules: tuple[str, ...] = CORE_RULES) -> Desk:
    """A project with some rules and entities, no articles yet."""
    desk = Desk(top)
    desk.rules(*rules)
    desk.entities(entities)
    return desk
