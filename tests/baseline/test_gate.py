"""The gate in a real repository: which findings a branch brings, which were there, and which are accepted.

The story: a flood, a relief mission of boats and trucks, a broken levee. Five papers, three disagreements that the desk
knows of: the teams do not add up to the mission, the levee broke on two days, and the dead become fewer.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from checker import cli
from checker.commands.scaffold import standard_rules

CAST = """\
relief: {kind: mission, parts: complete}
boats: {kind: team, part_of: relief, from: 2031-05-01}
trucks: {kind: team, part_of: relief, from: 2031-05-02}
levee: {}
valley: {}
"""
COURIER = """\
source: {publisher: Courier, published: 2031-05-03}
claims:
  - {id: boats, subject: boats, property: size, value: 40}
  - {id: trucks, subject: trucks, property: size, value: 25}
  - {id: dead, subject: valley, property: killed, value: 15}
  - {id: hurt, subject: valley, property: injured, value: 70}
"""
HERALD = """\
source: {publisher: Herald, published: 2031-05-04}
claims:
  - {id: total, subject: relief, property: strength, value: 60, said_by: the mayor}
"""
GAZETTE = """\
source: {publisher: Gazette, published: 2031-05-04}
claims:
  - {id: broke, subject: levee, property: happened, value: 2031-05-01}
"""
POST = """\
source: {publisher: Post, published: 2031-05-05}
claims:
  - {id: broke, subject: levee, property: happened, value: 2031-05-02}
"""
RADIO = """\
source: {publisher: Radio, published: 2031-05-05}
claims:
  - {id: dead, subject: valley, property: killed, value: 12}
"""
AGREES = """\
source: {publisher: Tribune, published: 2031-05-06}
claims:
  - {id: hurt, subject: valley, property: injured, value: at least 70}
  - {id: gone, subject: valley, property: missing, value: 3}
"""
CONTRADICTS = """\
source: {publisher: Tribune, published: 2031-05-06}
claims:
  - {id: boats, subject: boats, property: size, value: 44, said_by: a skipper}
"""
ARTICLES = {"courier": COURIER, "herald": HERALD, "gazette": GAZETTE, "post": POST, "radio": RADIO}
WRITTEN = {
    "courier": "2031-05-03",
    "herald": "2031-05-04",
    "gazette": "2031-05-04",
    "post": "2031-05-05",
    "radio": "2031-05-06",
}
KNOWN = {
    "parts-do-not-add-up": ["flood/courier#boats", "flood/courier#trucks", "flood/herald#total"],
    "sources-disagree": ["flood/gazette#broke", "flood/post#broke"],
    "count-falls": ["flood/courier#dead", "flood/radio#dead"],
}
# the boats are there before they set out: an old slip, for which main has no rule yet
OUT_OF_ORDER = """\
source: {publisher: Weekly, published: 2031-05-05}
claims:
  - {id: left, subject: boats, property: departed, value: 2031-05-03}
  - {id: there, subject: boats, property: arrived, value: 2031-05-02}
"""
# no single rule's row shows that 500 are more than 300, for nobody says how many the middle one has
JOINT_CAST = """\
force: {}
mission: {part_of: force}
team: {part_of: mission}
"""
JOINT = """\
source: {publisher: Dispatch, published: 2031-05-04}
claims:
  - {id: whole, subject: force, property: strength, value: 300}
  - {id: middle, subject: mission, property: strength, value: at least 100}
  - {id: part, subject: team, property: size, value: 500}
"""
REASON = "both papers stand by it"
BUSY_DAY = "2031-05-07"


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
        """The rules of the findings by state."""
        found: dict[str, list[str]] = {}
        for finding in self.data["findings"]:
            found.setdefault(finding["state"], []).append(finding["rule"])
        return {state: sorted(rules) for state, rules in found.items()}

    def of(self, rule: str) -> dict[str, Any]:
        (finding,) = (finding for finding in self.data["findings"] if finding["rule"] == rule)
        assert isinstance(finding, dict)
        return finding


class Desk:
    """A project in a git repository; `top` is the repository, `root` the project's folder."""

    def __init__(self, top: Path, inner: str = "") -> None:
        self.top, self.root = top, top / inner

    def git(self, *arguments: str, day: str = BUSY_DAY) -> str:
        moment = f"{day}T12:00:00+00:00"
        dated = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        command = ["git", "-C", str(self.top), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=dated, check=False)
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()

    def commit(self, message: str = "work", day: str = BUSY_DAY) -> None:
        """Commit all there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, day=day)

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def article(self, name: str, text: str) -> Path:
        return self.write(f"claims/flood/{name}.yaml", text)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        path.write_bytes(text.replace(old, new).encode())

    def run(self, *arguments: str) -> Told:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            status = cli.main(list(arguments))
        return Told(status, out.getvalue(), err.getvalue())

    def check(self, *arguments: str) -> Told:
        return self.run("check", *arguments)

    def json(self, *arguments: str) -> Told:
        return self.run("check", "--format", "json", *arguments)

    def id_of(self, rule: str) -> str:
        id_ = self.json().of(rule)["id"]
        assert isinstance(id_, str)
        return id_

    def accept(self, id_: str, *more: str) -> Told:
        told = self.run("accept", id_, "--reason", REASON, *more)
        assert told.status == 0, told.err
        return told

    def accept_all(self) -> None:
        for finding in self.json().data["findings"]:
            self.accept(finding["id"])


def with_rules(folder: Path) -> None:
    """The standard rules, but for three that this story has no use for: to load them takes a while each time."""
    left_out = shutil.ignore_patterns("actual-above-*", "reinforcement-*", "single-*")
    shutil.copytree(standard_rules(), folder / "rules", ignore=left_out)


def leave_git_alone(patch: pytest.MonkeyPatch) -> None:
    """Git as on a machine that nobody has set up, and no CI."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + ["CI", "GITHUB_STEP_SUMMARY"]:
        patch.delenv(name, raising=False)
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{who}_NAME", "A Desk")
        patch.setenv(f"GIT_{who}_EMAIL", "desk@example.org")


@pytest.fixture(autouse=True)
def _git_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_git_alone(monkeypatch)


def empty_desk(top: Path, inner: str = "") -> Desk:
    """A repository with rules and a cast, no articles yet."""
    top.mkdir(exist_ok=True)
    desk = Desk(top, inner)
    desk.git("init", "--quiet", "--template=", "--initial-branch=main")
    desk.root.mkdir(parents=True, exist_ok=True)
    with_rules(desk.root)
    desk.write("claims/flood/entities.yaml", CAST)
    return desk


def flood_desk(top: Path, inner: str = "") -> Desk:
    """The five articles on main, a commit each; then a branch, `work`."""
    desk = empty_desk(top, inner)
    desk.commit("rules and cast", day="2031-05-01")
    for name, text in ARTICLES.items():
        desk.article(name, text)
        desk.commit(name, day=WRITTEN[name])
    desk.git("switch", "--quiet", "--create", "work")
    return desk


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks to copy, which is quicker than to make them: `plain`, and `strict`, where all is accepted on main."""
    folder = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        leave_git_alone(patch)
        plain = flood_desk(folder / "plain")
        strict = Desk(Path(shutil.copytree(plain.top, folder / "strict")))
        patch.chdir(strict.root)
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


def since(desk: Desk, article: str) -> str:
    """How the gate must tell in which commit an article of main was written."""
    commit = desk.git("log", "--format=%h", "--abbrev=7", "-1", "main", f"--grep=^{article}$")
    return f"there since {commit} ({WRITTEN[article]}): "


# --- what a branch adds ------------------------------------------------------------------------


def test_main_has_three_known_disagreements(desk: Desk) -> None:
    """Without a base, and with nothing accepted, all three are new and the gate fails."""
    told = desk.json()
    assert told.status == 1
    assert {finding["rule"]: finding["claims"] for finding in told.data["findings"]} == KNOWN
    assert told.states == {"new": sorted(KNOWN)}
    assert told.data["base"] == ""


def test_an_article_that_agrees_passes(desk: Desk) -> None:
    """The Tribune comes in and contradicts nobody: what the others disagree about is not its fault."""
    desk.article("tribune", AGREES)
    desk.commit()
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"known": sorted(KNOWN)}
    assert told.data["base"] == desk.git("rev-parse", "main")
    assert all(finding["new_claims"] == [] for finding in told.data["findings"])
    assert told.err == ""
    assert desk.check("--base", "main").out.endswith(
        "3 contradictions, 0 tensions, 0 notes, 3 known\nPassed. A check without --base fails for 3 known.\n"
    )


def test_an_article_that_contradicts_fails_and_is_named(desk: Desk) -> None:
    """The Tribune's skipper has 44 on the boats, the Courier 40: the gate fails, names the Tribune's claim as new and
    tells since when the Courier's is there."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    lines = told.out.splitlines()
    at = next(number for number, line in enumerate(lines) if " sources-disagree " in line)
    assert re.fullmatch(
        r"claims/flood/tribune\.yaml:3: error sources-disagree \[\w{10}\] boats, size: 40 against 44", lines[at]
    )
    assert lines[at + 1] == "    new: claims/flood/tribune.yaml:3: Tribune, by a skipper: boats, size = 44"
    assert lines[at + 2] == f"    {since(desk, 'courier')}claims/flood/courier.yaml:3: Courier: boats, size = 40"
    told = desk.json("--base", "main")
    assert told.status == 1
    new = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert new
    assert all(finding["new_claims"] == ["flood/tribune#boats"] for finding in new)
    assert told.states["known"] == ["count-falls", "sources-disagree"]


def test_each_old_claim_is_told_with_its_own_commit(desk: Desk) -> None:
    """A third day for the levee: the two old ones came in two commits, of two days."""
    desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert "    new: claims/flood/tribune.yaml:3: Tribune: levee, happened = 2031-05-03\n" in told.out
    assert (
        f"    {since(desk, 'gazette')}claims/flood/gazette.yaml:3: Gazette: levee, happened = 2031-05-01\n" in told.out
    )
    assert f"    {since(desk, 'post')}claims/flood/post.yaml:3: Post: levee, happened = 2031-05-02\n" in told.out


def test_since_is_told_of_the_words_not_of_the_place(desk: Desk) -> None:
    """On main the Courier's boats were first 41, then 40, and stand over several lines: there since the second commit,
    although the first wrote the line in which the claim begins. To put a comment above it later changes nothing."""
    desk.git("switch", "--quiet", "main")
    block = "  - id: boats\n    subject: boats\n    property: size\n    value: 41\n"
    desk.edit("claims/flood/courier.yaml", COURIER.splitlines(keepends=True)[2], block)
    desk.commit("a block", day="2031-05-07")
    desk.edit("claims/flood/courier.yaml", "value: 41", "value: 40")
    desk.commit("corrected", day="2031-05-08")
    corrected = desk.head()
    desk.edit("claims/flood/courier.yaml", "claims:\n", "# boats and trucks\nclaims:\n")
    desk.commit("a comment", day="2031-05-09")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert (
        f"    there since {corrected[:7]} (2031-05-08): claims/flood/courier.yaml:4: Courier: boats, size = 40\n"
        in told.out
    )


def test_since_is_told_of_the_claim_not_of_its_neighbours(desk: Desk) -> None:
    """The Courier's claims are put before its source. What is edited around a claim later (the claim before, a comment,
    the source below) did not write it, nor did another place in the file, or other names for the file."""
    desk.git("switch", "--quiet", "main")
    claims, source = COURIER.partition("claims:\n")[2], COURIER.partition("claims:\n")[0]
    desk.git("rm", "--quiet", "claims/flood/courier.yaml")
    desk.article("morning", f"claims:\n{claims}{source}")
    desk.commit("claims first", day="2031-05-07")
    desk.edit("claims/flood/morning.yaml", "value: 25}", "value: 25, note: asked}\n  # the count of the evening\n")
    desk.edit("claims/flood/morning.yaml", "publisher: Courier", "publisher: Courier, title: Boats at the flood")
    desk.commit("notes", day="2031-05-08")
    desk.git("mv", "claims/flood/morning.yaml", "claims/flood/courier.yaml")
    desk.commit("renamed", day="2031-05-09")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    hurt = CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "injured, value: 20")
    desk.article("tribune", hurt)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert (
        f"    {since(desk, 'courier')}claims/flood/courier.yaml:7: Courier: valley, injured = 70 (3 May 2031)\n"
        in told.out
    )


def test_an_article_that_joins_a_known_dispute_fails(desk: Desk) -> None:
    """That the mission is 60 was known from the Herald. Now the Tribune prints it too: whoever adds it is told."""
    desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    desk.commit()
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.states == {"new": ["parts-do-not-add-up"], "known": ["count-falls", "sources-disagree"]}
    assert told.of("parts-do-not-add-up")["new_claims"] == ["flood/tribune#total"]


def test_a_figure_between_two_known_ones_fails(desk: Desk) -> None:
    """Deaths go from 15 to 12; the Tribune has 14 for the day between: two more falls, one of them from the Courier."""
    desk.article("tribune", RADIO.replace("Radio", "Tribune").replace("12}", "14, as_of: 2031-05-04}"))
    told = desk.json("--base", "main")
    assert told.status == 1
    new = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert new and all("flood/tribune#dead" in finding["claims"] for finding in new)


def test_a_change_of_the_cast_that_makes_a_conflict_fails(desk: Desk) -> None:
    """The Tribune's 30 divers were a team of their own. Now entities.yaml makes them part of the mission, and they do
    not fit in: nobody's claim is new, the conflict is."""
    desk.git("switch", "--quiet", "main")
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\ndivers: {}")
    desk.article("tribune", CONTRADICTS.replace("boats", "divers").replace("44", "80"))
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/entities.yaml", "divers: {}", "divers: {part_of: relief}")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("part-exceeds-whole")["state"] == "new"
    assert told.of("part-exceeds-whole")["new_claims"] == []
    cast = "no claim of it is new: what has changed is a voice, another claim, or the cast in entities.yaml: divers\n"
    assert cast in desk.check("--base", "main").out


def test_a_correction_passes(desk: Desk) -> None:
    """The Herald's total is put right: one disagreement less, and nothing new."""
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"known": ["count-falls", "sources-disagree"]}


# --- what a branch may do with what is known ---------------------------------------------------


def reword_a_rule(desk: Desk) -> None:
    desk.edit(
        "rules/parts-do-not-add-up.yaml", "make {sum(part)}, not {whole}", "come to {sum(part)}; {whole} was said"
    )


def explain_a_rule(desk: Desk) -> None:
    desk.edit("rules/parts-do-not-add-up.yaml", "why: >\n", "# see the handbook\nwhy: >\n  A sum is a sum.\n")


def rename_a_rule(desk: Desk) -> None:
    old = desk.root / "rules/parts-do-not-add-up.yaml"
    text = old.read_text("utf-8").replace("id: parts-do-not-add-up", "id: sum-of-parts")
    desk.write("rules/sum-of-parts.yaml", text)
    old.unlink()


def move_lines(desk: Desk) -> None:
    head, *claims = COURIER.partition("claims:\n")[0::2]
    lines = "".join(reversed("".join(claims).splitlines(keepends=True)))
    desk.article("courier", f"# coded twice\n\n{head}\nclaims:\n\n{lines}")


def write_in_blocks(desk: Desk) -> None:
    desk.article(
        "herald",
        "claims:\n- value: '60'\n  said_by: the mayor\n  property: strength\n  subject: relief\n  id: total\n"
        "source:\n  published: 2031-05-04\n  publisher: Herald\n",
    )


def add_words(desk: Desk) -> None:
    desk.edit("claims/flood/herald.yaml", "value: 60", 'value: 60, quote: "sixty in all", note: rang the mayor')
    desk.edit("claims/flood/herald.yaml", "publisher: Herald", "publisher: Herald, title: Sixty at the flood")


def spell_a_figure(desk: Desk) -> None:
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: sixty")


def with_crlf(desk: Desk) -> None:
    for path in sorted((desk.root / "claims" / "flood").iterdir()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def rename_an_article(desk: Desk) -> None:
    desk.git("mv", "claims/flood/courier.yaml", "claims/flood/courier-early.yaml")


def rename_an_article_behind_gits_back(desk: Desk) -> None:
    (desk.root / "claims/flood/courier.yaml").rename(desk.root / "claims/flood/courier-early.yaml")


def rename_a_story(desk: Desk) -> None:
    desk.git("mv", "claims/flood", "claims/spring-flood")


def rename_a_story_behind_gits_back(desk: Desk) -> None:
    (desk.root / "claims/flood").rename(desk.root / "claims/spring-flood")


def rename_a_claim(desk: Desk) -> None:
    desk.edit("claims/flood/courier.yaml", "id: trucks", "id: lorries")


def rename_an_article_and_add_a_claim(desk: Desk) -> None:
    rename_an_article(desk)
    gone = "  - {id: gone, subject: valley, property: missing, value: 3}\n"
    desk.article("courier-early", COURIER + gone)


def rename_an_entity(desk: Desk) -> None:
    for file in sorted((desk.root / "claims/flood").iterdir()):
        file.write_text(re.sub(r"\bboats\b(?=, prop|: \{kind)", "river-boats", file.read_text()))


def rename_an_entity_and_keep_the_old_name(desk: Desk) -> None:
    desk.edit("claims/flood/entities.yaml", "levee: {}", "river-levee: {aliases: [levee]}")


def rename_two_articles(desk: Desk) -> None:
    desk.git("mv", "claims/flood/courier.yaml", "claims/flood/courier-early.yaml")
    desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-noon.yaml")


def delete_an_article(desk: Desk) -> None:
    desk.git("rm", "--quiet", "claims/flood/radio.yaml")


def add_a_story(desk: Desk) -> None:
    desk.write("claims/fire/entities.yaml", "brigade: {}\n")
    desk.write("claims/fire/tribune.yaml", CONTRADICTS.replace("subject: boats", "subject: brigade"))


HARMLESS = (
    reword_a_rule,
    explain_a_rule,
    rename_a_rule,
    move_lines,
    write_in_blocks,
    spell_a_figure,
    add_words,
    with_crlf,
    rename_an_article,
    rename_an_article_behind_gits_back,
    rename_a_story,
    rename_a_story_behind_gits_back,
    rename_a_claim,
    rename_an_article_and_add_a_claim,
    rename_an_entity,
    rename_an_entity_and_keep_the_old_name,
    delete_an_article,
    add_a_story,
)


@pytest.mark.parametrize("change", [*HARMLESS, rename_two_articles])
def test_what_changes_no_claim_passes_with_a_base(desk: Desk, change: Callable[[Desk], None]) -> None:
    """A message is re-worded, a line moved, a file renamed: what was known is known still, committed or not."""
    change(desk)
    told = desk.json("--base", "main")
    assert told.status == 0, told.out
    assert set(told.states) <= {"known", "moved"}
    desk.commit()
    again = desk.json("--base", "main", "--fail-on-rules", "--fail-on", "note")
    assert again.status == 0
    assert set(again.states) <= {"known", "moved"}


@pytest.mark.parametrize("change", HARMLESS)
def test_what_changes_no_claim_passes_with_acceptances(strict_desk: Desk, change: Callable[[Desk], None]) -> None:
    """The same where accepted.yaml tells what is known: no git is needed."""
    assert strict_desk.check().status == 0
    change(strict_desk)
    told = strict_desk.json()
    assert told.status == 0, told.out
    assert set(told.states) <= {"known", "moved"}
    assert all(finding["accepted"]["reason"] == REASON for finding in told.data["findings"])
    shutil.rmtree(strict_desk.root / ".git")
    assert strict_desk.json().out == told.out


@pytest.mark.parametrize("rename", [rename_an_article, rename_a_story, rename_a_claim])
def test_a_rename_and_a_changed_rule_in_one_branch(desk: Desk, rename: Callable[[Desk], None]) -> None:
    """A file has another name and a rule's message other words: no rule brought the old conflict to light."""
    rename(desk)
    reword_a_rule(desk)
    desk.commit()
    told = desk.json("--base", "main", "--fail-on-rules")
    assert set(told.states) <= {"known", "moved"}
    assert told.status == 0


def test_two_renames_at_once(strict_desk: Desk) -> None:
    """Two claims of one finding have other names at once; each paper still says what it said, so they are the same."""
    rename_a_claim(strict_desk)
    strict_desk.edit("claims/flood/herald.yaml", "id: total", "id: all-of-them")
    told = strict_desk.json()
    assert told.status == 0
    assert told.of("parts-do-not-add-up")["state"] == "moved"
    assert told.data["stale"] == []


def test_two_claims_at_once_of_other_papers_are_new(strict_desk: Desk) -> None:
    """Two claims with other names, and now other papers say so: why the first two may differ is no reason for these."""
    rename_a_claim(strict_desk)
    strict_desk.edit("claims/flood/herald.yaml", "id: total", "id: all-of-them")
    strict_desk.edit("claims/flood/herald.yaml", "publisher: Herald", "publisher: Evening Herald")
    told = strict_desk.json()
    assert told.status == 1
    assert told.of("parts-do-not-add-up")["state"] == "new"
    assert told.of("parts-do-not-add-up")["accepted"] is None


@pytest.mark.parametrize("way", ["one of two", "both to a known one", "both, and the old one stays"])
def test_another_entity_is_not_a_rename(strict_desk: Desk, way: str) -> None:
    """The levee that broke: one paper's claim is about the boats now, or both papers' are. That is for somebody to look
    at, as no entity has got another name."""
    strict_desk.edit("claims/flood/entities.yaml", "valley: {}", "valley: {}\ndam: {}")
    papers = ("gazette",) if way == "one of two" else ("gazette", "post")
    for paper in papers:
        new = "valley" if way == "both to a known one" else "dam"
        strict_desk.edit(f"claims/flood/{paper}.yaml", "subject: levee", f"subject: {new}")
    if way == "both to a known one":  # of which the dead are told already
        strict_desk.edit("claims/flood/entities.yaml", "levee: {}\n", "")
    assert strict_desk.json().states.get("moved") is None
    assert strict_desk.json().states["known"] == sorted({*KNOWN} - {"sources-disagree"})


def test_a_copy_is_not_a_rename(desk: Desk) -> None:
    """The Herald's file is there a second time under another name: the old finding is there still, so it is no move.
    Nor is a whole story that is copied, and checked by itself."""
    shutil.copy("claims/flood/herald.yaml", "claims/flood/herald-again.yaml")
    assert desk.check("--base", "main").status == 1
    (desk.root / "claims/flood/herald-again.yaml").unlink()
    shutil.copytree("claims/flood", "claims/copy")
    assert desk.check("--base", "main").status == 1
    told = desk.json("--base", "main", "claims/copy")
    assert told.states == {"new": sorted(KNOWN)}
    assert told.status == 1


def test_a_copied_story_by_itself_takes_no_acceptance(strict_desk: Desk) -> None:
    """What is accepted of one story is not accepted of its copy, whether the whole project is checked or the copy."""
    shutil.copytree("claims/flood", "claims/copy")
    assert strict_desk.check().status == 1
    told = strict_desk.json("claims/copy")
    assert told.states == {"new": sorted(KNOWN)}
    assert told.status == 1


@pytest.mark.parametrize("way", ["corrected", "retracted"])
def test_the_same_slip_in_another_paper_is_new(desk: Desk, way: str) -> None:
    """The Herald corrects its 60, and the Tribune prints it: the Herald's claim is there still, so the Tribune's is
    not the same one under another name."""
    if way == "corrected":
        desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    else:
        desk.edit("claims/flood/herald.yaml", "value: 60", 'value: 60, retracted: "2031-05-06, it was 65"')
    desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    told = desk.json("--base", "main")
    assert told.of("parts-do-not-add-up")["state"] == "new"
    assert told.status == 1


def test_the_same_slip_in_another_paper_is_not_accepted(strict_desk: Desk) -> None:
    """The same with acceptances: the Herald's 60 was accepted, the Tribune's is not."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    strict_desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    told = strict_desk.json()
    assert told.of("parts-do-not-add-up")["state"] == "new"
    assert told.status == 1


# --- what a branch takes away ------------------------------------------------------------------


def add_to_main(desk: Desk, articles: dict[str, str]) -> None:
    """More articles on main, and the branch with them."""
    desk.git("switch", "--quiet", "main")
    for name, text in articles.items():
        desk.article(name, text)
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")


@pytest.mark.parametrize("accepted", [False, True], ids=["base", "accepted"])
@pytest.mark.parametrize("way", ["deleted", "retracted"])
def test_one_of_two_papers_that_say_the_same_goes(desk: Desk, way: str, accepted: bool) -> None:
    """Both the Herald and the Tribune have 60 in all. The Tribune's article is deleted, or retracted: what is left of
    the conflict was there before."""
    add_to_main(desk, {"tribune": HERALD.replace("Herald", "Tribune")})
    if accepted:
        desk.accept_all()
    if way == "deleted":
        desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    else:
        desk.edit("claims/flood/tribune.yaml", "value: 60", 'value: 60, retracted: "2031-05-07, it was 65"')
    told = desk.json(*(() if accepted else ("--base", "main")))
    assert told.of("parts-do-not-add-up")["claims"] == KNOWN["parts-do-not-add-up"]
    assert told.of("parts-do-not-add-up")["state"] in ("known", "moved")
    assert told.status == 0


def test_one_of_three_days_goes(desk: Desk) -> None:
    """Three papers, three days for the levee. One of them is deleted: the other two disagreed before."""
    add_to_main(desk, {"tribune": POST.replace("Post", "Tribune").replace("05-02", "05-03")})
    desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    told = desk.json("--base", "main")
    assert told.of("sources-disagree")["claims"] == KNOWN["sources-disagree"]
    assert told.status == 0


def test_one_article_goes_and_another_one_comes(desk: Desk) -> None:
    """One of three days for the levee goes; in the same branch another article comes, about somebody who is new in the
    cast and has to do with none of it."""
    add_to_main(desk, {"tribune": POST.replace("Post", "Tribune").replace("05-02", "05-03")})
    desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\nharbour: {}")
    desk.article("evening", AGREES.replace("valley", "harbour"))
    told = desk.json("--base", "main")
    levee = told.of("sources-disagree")
    assert (levee["claims"], levee["state"]) == (KNOWN["sources-disagree"], "known")
    assert told.status == 0


def test_a_deleted_article_takes_its_conflict_along(desk: Desk) -> None:
    """The Radio's article goes, and with it the fall of the dead: nothing is new, whatever the deletion is like."""
    (desk.root / "claims/flood/radio.yaml").unlink()
    told = desk.json("--base", "main")
    assert told.status == 0
    assert "count-falls" not in told.states["known"]


def test_a_retraction_taken_back_is_new(desk: Desk) -> None:
    """On main the Dispatch's 500 is retracted, so 300 in all is fine. The branch puts it in play again: a conflict that
    no single rule shows, among claims whose words are all old."""
    desk.git("switch", "--quiet", "main")
    desk.write("claims/force/entities.yaml", JOINT_CAST)
    retracted = JOINT.replace("value: 500", 'value: 500, retracted: "2031-05-05, a slip"')
    desk.write("claims/force/dispatch.yaml", retracted)
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert desk.check("--base", "main").status == 0
    desk.write("claims/force/dispatch.yaml", JOINT)
    told = desk.json("--base", "main")
    assert told.of("claims-cannot-all-be-true")["state"] == "new"
    assert told.of("claims-cannot-all-be-true")["new_claims"] == ["force/dispatch#part"]
    assert told.status == 1


def test_a_count_that_is_no_longer_begun_anew(desk: Desk) -> None:
    """100 dead, then twice at least 50, then 80 by a count that was begun anew, which is fine. The branch takes out
    that it was: a fall from 100 to 80, with others between, by figures that are all old."""
    days = {"first": ("2031-05-01", "100"), "second": ("2031-05-02", "at least 50"), "third": ("2031-05-03", "50+")}
    claims = [
        f"  - {{id: {name}, subject: ford, property: killed, as_of: {day}, value: {value}}}\n"
        for name, (day, value) in days.items()
    ]
    last = "  - {id: last, subject: ford, property: killed, value: 80, counted_from: 2031-05-04}\n"
    desk.git("switch", "--quiet", "main")
    desk.write("claims/ford/entities.yaml", "ford: {}\n")
    head = "source: {publisher: Dispatch, published: 2031-05-06}\nclaims:\n"
    desk.write("claims/ford/dispatch.yaml", "".join((head, *claims, last)))
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert desk.json("--base", "main").states == {"known": sorted(KNOWN)}
    desk.edit("claims/ford/dispatch.yaml", ", counted_from: 2031-05-04", "")
    told = desk.json("--base", "main")
    assert told.status == 1
    (new,) = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert new["claims"] == ["ford/dispatch#first", "ford/dispatch#last"]
    assert new["new_claims"] == ["ford/dispatch#last"]


def test_a_correction_that_is_deleted_brings_the_slip_back(desk: Desk) -> None:
    """The Radio first had 44 on the boats and then took 40 for it. The article that corrects is deleted: 44 is in play
    again, and that is new."""
    superseded = CONTRADICTS.replace("Tribune", "Radio")
    corrects = superseded.replace("44, said_by: a skipper", "40, supersedes: radio-early/boats")
    add_to_main(desk, {"radio-early": superseded, "radio-late": corrects})
    assert desk.check("--base", "main").status == 0
    desk.git("rm", "--quiet", "claims/flood/radio-late.yaml")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert {"flood/courier#boats", "flood/radio-early#boats"} in [
        set(finding["claims"]) for finding in told.data["findings"] if finding["state"] == "new"
    ]


def test_a_sum_that_a_deletion_makes(desk: Desk) -> None:
    """The boats have two figures, a size and a strength, so no sum is formed with them. The article with the strength
    is deleted: now boats and crew are more than the whole, which nobody contradicted before."""
    desk.git("switch", "--quiet", "main")
    cast = "force: {}\nboats: {part_of: force}\ntrucks: {part_of: force}\ncrew: {part_of: trucks}\n"
    claims = """\
  - {id: whole, subject: force, property: strength, value: 300}
  - {id: boats, subject: boats, property: size, value: 200}
  - {id: trucks, subject: trucks, property: strength, value: at least 10}
  - {id: crew, subject: crew, property: size, value: 150}
"""
    desk.write("claims/force/entities.yaml", cast)
    desk.write("claims/force/dispatch.yaml", JOINT.partition("  -")[0] + claims)
    second = "  - {id: boats, subject: boats, property: strength, value: 200}\n"
    desk.write("claims/force/echo.yaml", JOINT.partition("  -")[0].replace("Dispatch", "Echo") + second)
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert "claims-cannot-all-be-true" not in desk.json("--base", "main").out
    desk.git("rm", "--quiet", "claims/force/echo.yaml")
    told = desk.json("--base", "main")
    assert told.of("claims-cannot-all-be-true")["state"] == "new"
    assert told.of("claims-cannot-all-be-true")["new_claims"] == []
    assert told.status == 1


def add_ferries_to_main(desk: Desk) -> None:
    """100 ferries or more in the Gazette, 60 in the Post, and a fleet of up to 100, or of 80 to 90."""
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\nfleet: {}\nferries: {part_of: fleet}")
    first = "  - {id: ferries, subject: ferries, property: size, value: 100 to 120}\n"
    whole = "  - {id: fleet, subject: fleet, property: strength, value: 80 to 90}\n"
    most = "  - {id: most, subject: fleet, property: strength, value: up to 100}\n"
    desk.article("gazette", GAZETTE + first + whole + most)
    desk.article("post", POST + first.replace("100 to 120", "60"))
    desk.commit()
    desk.git("branch", "--force", "main")


@pytest.mark.parametrize("with_cast", [False, True], ids=["alone", "and-the-cast"])
def test_an_old_conflict_that_another_rule_tells(desk: Desk, with_cast: bool) -> None:
    """100 ferries or more, says the Gazette; 60, the Post; the fleet is up to 100, or 90. The Post's is deleted:
    what was told of several rules together is now told of one, and is no new conflict; also where the branch changes
    the cast elsewhere in the story. Main will fail for it: that is said."""
    add_ferries_to_main(desk)
    assert desk.json("--base", "main").of("claims-cannot-all-be-true")["state"] == "known"
    desk.article("post", POST)
    if with_cast:
        desk.edit("claims/flood/entities.yaml", "from: 2031-05-01", "from: 2031-05-02")
    told = desk.json("--base", "main")
    assert told.of("part-exceeds-whole")["claims"] == ["flood/gazette#ferries", "flood/gazette#fleet"]
    assert told.of("part-exceeds-whole")["state"] == "untold"
    assert set(told.states) == {"known", "untold"}
    assert told.status == 0
    shown = desk.check("--base", "main", "--only-new", "--fail-on-rules")
    assert shown.status == 0
    assert "untold error part-exceeds-whole" in shown.out
    assert f"its claims conflicted in {desk.git('rev-parse', '--short=7', 'main')} too, where another" in shown.out
    assert "\nPassed. A check without --base fails for " in shown.out and " there before, untold.\nTo" in shown.out


def test_a_conflict_that_no_single_rule_shows(desk: Desk) -> None:
    """It is new with the claim that makes it, known when it is on main, through a rename of its story too."""
    desk.git("switch", "--quiet", "main")
    desk.write("claims/force/entities.yaml", JOINT_CAST)
    desk.write("claims/force/dispatch.yaml", JOINT.replace("value: 500", "value: 250"))
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/force/dispatch.yaml", "value: 250", "value: 500")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("claims-cannot-all-be-true")["new_claims"] == ["force/dispatch#part"]
    desk.commit()
    assert desk.check("--base", "main").status == 1
    desk.git("mv", "claims/force", "claims/army")
    assert desk.check("--base", "main").status == 1
    told = desk.json("--base", "HEAD")
    assert told.status == 0, told.out


# --- what changes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 60", "value: 58"),
        ("value: 60", "value: about 55"),
        ("value: 60", "value: 60, as_of: 2031-05-03"),
    ],
)
@pytest.mark.parametrize("accepted", [False, True], ids=["base", "accepted"])
def test_an_edited_value_is_a_changed_finding(desk: Desk, old: str, new: str, accepted: bool) -> None:
    """The Herald's total is edited and still does not fit: what was known, or accepted, was another figure."""
    if accepted:
        desk.accept_all()
    desk.edit("claims/flood/herald.yaml", old, new)
    base = () if accepted else ("--base", "main")
    told = desk.json(*base)
    assert told.status == 1
    finding = told.of("parts-do-not-add-up")
    assert finding["state"] == "changed"
    assert told.states["known"] == ["count-falls", "sources-disagree"]
    assert finding["new_claims"] == ([] if accepted else ["flood/herald#total"])
    shown = desk.check(*base)
    assert shown.status == 1
    assert "changed error parts-do-not-add-up" in shown.out
    assert (REASON in shown.out) == accepted


@pytest.mark.parametrize(
    ("courier", "weekly", "tribune", "fresh"),
    [
        (40, 44, 44, ["flood/tribune#boats"]),
        (44, 40, 44, ["flood/courier#boats", "flood/tribune#boats", "flood/weekly#boats"]),
    ],
    ids=["one", "all"],
)
def test_papers_that_change_sides(desk: Desk, courier: int, weekly: int, tribune: int, fresh: list[str]) -> None:
    """The Courier and the Tribune have 40 boats, the Weekly 44: known. Now the Tribune has 44 too, or all change sides:
    the figures are the same two, but a paper contradicts another one that it did not."""
    sides = {"weekly": CONTRADICTS.replace("Tribune", "Weekly"), "tribune": CONTRADICTS.replace("44", "40")}
    add_to_main(desk, sides)
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/courier.yaml", "value: 40", f"value: {courier}")
    desk.edit("claims/flood/weekly.yaml", "value: 44", f"value: {weekly}")
    desk.edit("claims/flood/tribune.yaml", "value: 40", f"value: {tribune}")
    told = desk.json("--base", "main")
    (finding,) = [
        each
        for each in told.data["findings"]
        if "flood/weekly#boats" in each["claims"] and each["rule"] == "sources-disagree"
    ]
    assert finding["state"] == "changed"
    assert finding["new_claims"] == fresh
    assert told.status == 1


def test_the_day_of_a_figure_for_good(desk: Desk) -> None:
    """The size of a team is one for good: that the Courier has it of the day before says nothing else."""
    desk.edit("claims/flood/courier.yaml", "value: 40", "value: 40, as_of: 2031-05-02")
    told = desk.json("--base", "main")
    assert told.states == {"known": sorted(KNOWN)}
    assert all(finding["new_claims"] == [] for finding in told.data["findings"])
    assert told.status == 0


def test_an_edited_value_in_an_accepted_finding_with_a_base(strict_desk: Desk) -> None:
    """Both are asked: it was accepted and was on main, and is neither what was accepted nor what was on main."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 58")
    told = strict_desk.json("--base", "main")
    assert told.status == 1
    assert told.of("parts-do-not-add-up")["state"] == "changed"
    assert told.of("parts-do-not-add-up")["accepted"]["reason"] == REASON


def test_a_claim_that_becomes_about_something_else_is_changed(desk: Desk) -> None:
    """1,200 blankets were planned, 800 pledged; that is accepted. Now the 1,200 are authorised: the figures are the
    same, but it is another tension that nobody has accepted."""
    plan = """\
source: {publisher: Ministry, published: 2031-05-04}
claims:
  - {id: promise, subject: relief, property: strength, status: pledged, value: 800, as_of: 2031-05-01}
  - {id: plan, subject: relief, property: strength, status: planned, value: 1200}
"""
    desk.article("ministry", plan)
    desk.accept_all()
    desk.commit()
    assert desk.check("--fail-on", "warning").status == 0
    desk.edit("claims/flood/ministry.yaml", "status: planned", "status: authorised")
    told = desk.json("--fail-on", "warning")
    assert told.of("more-than-pledged")["state"] == "changed"
    assert told.status == 1
    assert desk.json("--fail-on", "warning", "--base", "HEAD").of("more-than-pledged")["state"] == "changed"


# --- acceptances that run out or are not needed ------------------------------------------------


def test_an_acceptance_runs_out(desk: Desk) -> None:
    """Accepted until the end of June: good on the 30th, expired on 1 July, with a base too."""
    desk.accept_all()
    desk.accept(desk.id_of("count-falls"), "--until", "2031-06-30", "--today", "2031-05-07")
    assert desk.check("--today", "2031-06-30").status == 0
    told = desk.json("--today", "2031-07-01")
    assert told.status == 1
    assert told.states == {"expired": ["count-falls"], "known": ["parts-do-not-add-up", "sources-disagree"]}
    assert told.of("count-falls")["accepted"]["until"] == "2031-06-30"
    shown = desk.check("--today", "2031-07-01", "--only-new")
    assert shown.status == 1
    assert "expired error count-falls" in shown.out
    assert f"accepted: {REASON}, until 30 Jun 2031" in shown.out
    assert desk.check("--today", "2031-07-01", "--base", "main").status == 1


def test_an_acceptance_until_some_day_of_a_month(desk: Desk) -> None:
    """`until: 2031-06` is good for the whole of June."""
    desk.accept_all()
    desk.accept(desk.id_of("count-falls"), "--until", "2031-06", "--today", "2031-06-15")
    assert desk.check("--today", "2031-06-30").status == 0
    assert desk.check("--today", "2031-07-01").status == 1


def test_a_stale_acceptance_warns_here_and_fails_in_ci(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Herald is put right, its acceptance left behind: at the desk a word about it, under CI a failure."""
    entry = next(e for e in strict_desk.json().data["findings"] if e["rule"] == "parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    told = strict_desk.check()
    assert told.status == 0
    lines = Path("accepted.yaml").read_text("utf-8").splitlines()
    place = f"accepted.yaml:{lines.index(entry['id'] + ':') + 1}: stale: {entry['id']} "
    assert place in told.out
    assert "`checker prune` removes it" in told.out
    data = strict_desk.json().data
    assert data["stale"] == [
        {
            "id": entry["id"],
            "rule": "parts-do-not-add-up",
            "claims": entry["claims"],
            "reason": REASON,
            "file": "accepted.yaml",
            "line": lines.index(f"{entry['id']}:") + 1,
        }
    ]
    monkeypatch.setenv("CI", "true")
    assert strict_desk.check().status == 1
    assert place in strict_desk.check("--only-new").out
    assert strict_desk.check("--base", "main").status == 1
    monkeypatch.delenv("CI")
    assert strict_desk.run("prune").status == 0
    monkeypatch.setenv("CI", "true")
    assert strict_desk.check().status == 0


def test_what_fails_for_staleness_says_so(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails and does not say why costs somebody a morning."""
    id_ = strict_desk.id_of("parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    monkeypatch.setenv("CI", "true")
    told = {name: strict_desk.check("--format", name) for name in ("github", "markdown", "junit", "gitlab", "json")}
    assert {name: (each.status, id_ in each.out) for name, each in told.items()} == dict.fromkeys(told, (1, True))


@pytest.mark.parametrize(
    ("part", "is_stale"),
    [("herald.yaml", True), ("courier.yaml", True), (".", True), ("gazette.yaml", False), ("../fire", False)],
)
def test_only_what_is_stale_of_the_chosen_articles_counts(
    strict_desk: Desk, monkeypatch: pytest.MonkeyPatch, part: str, is_stale: bool
) -> None:
    """The Herald now agrees with the Courier: their entry is stale, which is no business of the Gazette's."""
    add_a_story(strict_desk)
    id_ = strict_desk.id_of("parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir("claims/flood")
    told = strict_desk.check(part)
    assert told.status == is_stale
    assert (f"stale: {id_}" in told.out) == is_stale
    assert [entry["id"] for entry in strict_desk.json(part).data["stale"]] == [id_] * is_stale
    assert (f"stale: {id_}" in strict_desk.run("report", part).out) == is_stale


def test_an_entry_about_an_article_that_is_gone_is_stale_for_its_story(strict_desk: Desk) -> None:
    """The Radio's article is taken down; nobody can name it any more, but its story."""
    add_a_story(strict_desk)
    id_ = strict_desk.id_of("count-falls")
    (strict_desk.root / "claims/flood/radio.yaml").unlink()
    stale = {part: strict_desk.json(f"claims/{part}").data["stale"] for part in ("flood", "fire")}
    assert [entry["id"] for entry in stale["flood"]] == [id_]
    assert stale["fire"] == []


def test_nothing_is_stale_where_a_file_is_broken(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Herald's file is torn: its conflict is not gone, it cannot be seen."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: [")
    monkeypatch.setenv("CI", "true")
    for told in (strict_desk.check(), strict_desk.run("report")):
        assert told.status == 2
        assert "stale" not in told.out
        assert "prune" not in told.out
    assert strict_desk.json().data["stale"] == []


# --- what cannot be checked --------------------------------------------------------------------


def test_a_broken_file_beside_a_new_conflict(desk: Desk) -> None:
    """One article is torn, another contradicts: exit status 2, and both are told."""
    desk.article("tribune", CONTRADICTS)
    desk.article("broken", "source: [\n")
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "claims/flood/broken.yaml:1:9: not valid YAML" in told.out
    assert "    new: claims/flood/tribune.yaml:3: Tribune, by a skipper: boats, size = 44" in told.out
    assert since(desk, "courier") in told.out
    assert "INCOMPLETE: 1 problem" in told.out
    assert desk.json("--base", "main").data["complete"] is False


@pytest.mark.parametrize(
    ("base", "advice"),
    [
        ("origin/main", "`git fetch origin "),
        ("upstream/release/2031", "`git fetch upstream "),
        ("nowhere", "fetch"),
        ("0123456789abcdef0123456789abcdef01234567", "fetch"),
        ("", "''"),
        ("-x", "'-x'"),
        ("--all", "'--all'"),
        ("main..work", "'main..work'"),
        ("main:claims", "'main:claims'"),
        ("ma\nin", "'ma\\nin'"),
    ],
)
def test_an_unknown_base(desk: Desk, base: str, advice: str) -> None:
    """Nothing is checked against a guess: exit status 2, and the message says how to get the commit."""
    told = desk.check(f"--base={base}")
    assert told.status == 2
    assert told.out == ""
    assert "--base" in told.err
    assert advice in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("base", "meant"),
    [("origin/mian", "origin/main"), ("mian", "main"), ("v2031-o5", "v2031-05"), ("refs/heads/mian", ""), ("tide", "")],
)
def test_a_slip_in_the_name_of_a_base(desk: Desk, tmp_path: Path, base: str, meant: str) -> None:
    """A branch, one of a server, or a tag that is called nearly so is what was meant; else it may be fetched."""
    desk.git("tag", "v2031-05", "main")
    desk.git("remote", "add", "origin", desk.top.as_uri())
    desk.git("fetch", "--quiet", "origin", "main")
    told = desk.check("--base", base)
    assert told.status == 2
    if meant:
        assert f"--base: {base!r} is no commit here; did you mean {meant!r}? If not, fetch it first" in told.err
    else:
        assert f"--base: {base!r} is no commit here; fetch it first" in told.err


def test_all_ways_to_name_a_base(desk: Desk) -> None:
    """A branch, a tag with or without a message, a commit."""
    desk.git("tag", "--annotate", "--message=first", "v1", "main")
    desk.git("tag", "light", "main")
    desk.article("tribune", CONTRADICTS)
    main = desk.git("rev-parse", "main")
    for base in ("main", "HEAD", "refs/heads/main", "v1", "light", "@~0", main, main[:8]):
        told = desk.json("--base", base)
        assert told.status == 1
        assert told.data["base"] == main


def test_no_repository(desk: Desk) -> None:
    """The folder was unpacked from an archive: there is nothing to compare with."""
    shutil.rmtree(desk.top / ".git")
    told = desk.check("--base", "main")
    assert told.status == 2
    assert told.out == ""
    assert "not a git repository" in told.err
    assert desk.check().status == 1


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    """`git init` and no more."""
    desk = empty_desk(tmp_path / "desk")
    desk.article("courier", COURIER)
    told = desk.check("--base", "main", str(desk.root))
    assert told.status == 2
    assert "fetch" in told.err


def test_no_git(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A slim image without git."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "git is not installed" in told.err


def test_a_checkout_of_another_user(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container has the checkout of the user who runs the server: git refuses it, and the message says what to do."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "dubious ownership" in told.err
    assert "git config --global --add safe.directory" in told.err


def test_histories_with_nothing_in_common(desk: Desk) -> None:
    """A branch that began anew."""
    desk.git("switch", "--quiet", "--orphan", "anew")
    with_rules(desk.root)
    desk.write("claims/flood/entities.yaml", CAST)
    desk.article("courier", COURIER)
    desk.commit()
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "no commit in common" in told.err


def test_a_shallow_clone_says_what_to_do_and_that_helps(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server clones with --depth 1. Whoever does what the messages say, one after the other, gets there."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    desk.git("clone", "--quiet", "--depth", "1", "--branch", "work", desk.top.as_uri(), str(tmp_path / "clone"))
    clone = Desk(tmp_path / "clone")
    monkeypatch.chdir(clone.root)
    seen = []
    for _ in range(3):
        told = clone.check("--base", "origin/main")
        if told.status != 2:
            break
        assert told.out == ""
        assert "Traceback" not in told.err
        seen.append(told.err)
        for what in ("this clone is shallow", "git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"):
            assert what in seen[0]
        advice = re.search(r"`git ([^`]*)`", told.err)
        assert advice, told.err
        clone.git(*shlex.split(advice[1]))
    assert seen
    assert told.status == 1, "\n".join(seen)
    assert "    new: claims/flood/tribune.yaml:3: Tribune, by a skipper: boats, size = 44" in told.out
    assert since(desk, "courier") in told.out


def test_a_shallow_clone_of_both_branches(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both tips are there, what joins them is not: exit status 2, and what to set on the server."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    clone = Desk(tmp_path / "clone")
    desk.git("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", desk.top.as_uri(), str(clone.top))
    monkeypatch.chdir(clone.root)
    told = clone.check("--base", "origin/main")
    assert told.status == 2
    assert told.out == ""
    for what in ("shallow", "git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"):
        assert what in told.err
    clone.git("fetch", "--quiet", "--unshallow")
    assert clone.check("--base", "origin/main").status == 1


def test_a_clone_that_is_deep_enough_does_not_guess(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last three commits are enough to compare, but the Courier's claim is older than those: which commit wrote
    it is not known there, and is not made up."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    clone = Desk(tmp_path / "clone")
    desk.git("clone", "--quiet", "--depth=3", "--no-single-branch", "--branch=work", desk.top.as_uri(), str(clone.top))
    monkeypatch.chdir(clone.root)
    told = clone.check("--base", "origin/main", "--only-new")
    assert told.status == 1
    line = next(
        line for line in told.out.splitlines() if "claims/flood/courier.yaml:3: Courier: boats, size = 40" in line
    )
    assert re.fullmatch(r"    there since before [0-9a-f]{7}: \S+ Courier: boats, size = 40", line)


def test_a_shallow_clone_of_a_merge(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What GitHub checks out for a pull request is a merge with main. With its two parents that is enough:
    `--base HEAD^1` is main as it is now, and what the branch brings is told."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    desk.git("switch", "--quiet", "main")
    desk.article("evening", AGREES.replace("Tribune", "Evening"))
    desk.commit()
    desk.git("switch", "--quiet", "--create", "merged")
    desk.git("merge", "--quiet", "--no-edit", "work")
    desk.git("clone", "--quiet", "--depth=2", "--branch=merged", desk.top.as_uri(), str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    told = desk.json("--base", "HEAD^1")
    assert told.status == 1
    assert told.data["base"] == desk.git("rev-parse", "main")
    new = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert all(finding["new_claims"] == ["flood/tribune#boats"] for finding in new)


# --- where the project is ----------------------------------------------------------------------


@pytest.mark.parametrize("inner", ["täler/the valley [new] – 2", ":odd"])
def test_a_project_in_a_folder_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    """A repository with two projects, one at its top and one below, and files of the same names in both. Each is
    compared with itself, from wherever the command is run."""
    desk = flood_desk(tmp_path / "desk", inner)
    desk.git("switch", "--quiet", "main")
    outer = Desk(desk.top)
    with_rules(outer.root)
    outer.write("claims/flood/entities.yaml", CAST)
    outer.article("courier", COURIER.replace("40", "48"))
    outer.article("tribune", CONTRADICTS)
    desk.commit("the outer one")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    monkeypatch.chdir(desk.root)
    assert desk.json("--base", "main").states == {"known": sorted(KNOWN)}
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert "    new: claims/flood/tribune.yaml:3: Tribune, by a skipper: boats, size = 44\n" in told.out
    assert f"    {since(desk, 'courier')}claims/flood/courier.yaml:3: Courier: boats, size = 40\n" in told.out
    monkeypatch.chdir(desk.top)
    again = desk.check("--base", "main", "--only-new", f"./{inner}")
    assert again.status == 1
    assert f"    {since(desk, 'courier')}{inner}/claims/flood/courier.yaml:3: Courier: boats, size = 40\n" in again.out
    assert desk.json("--base", "main").states == {"known": ["sources-disagree"]}
    monkeypatch.chdir(tmp_path)
    assert desk.check("--base", "main", str(desk.root)).status == 1
    (desk.root / "claims/flood/tribune.yaml").unlink()
    (desk.root / "claims/flood/courier.yaml").rename(desk.root / "claims/flood/courier-2.yaml")
    desk.git("add", "--all")
    assert desk.json("--base", "main", str(desk.root)).states == {"known": sorted(KNOWN)}


def files_told(format_: str, out: str) -> set[str]:
    """The files that a format for servers names."""
    if format_ == "sarif":
        return {unquote(uri) for uri in re.findall(r'"uri": "([^"]*/[^"]*\.yaml)"', out)}
    if format_ == "gitlab":
        return {entry["location"]["path"] for entry in json.loads(out)}
    if format_ == "github":
        found = re.findall(r"file=([^,]*),", out)
        return {file.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for file in found}
    code = {html.unescape(text).replace("\u200b", "") for text in re.findall("<code>(.*?)</code>", out)}
    return {re.sub(r"(:\d+)+$", "", text) for text in code if ".yaml:" in text}


SERVERS = ("github", "gitlab", "sarif", "markdown")


@pytest.mark.parametrize("format_", SERVERS)
@pytest.mark.parametrize("inner", ["news", "täler/the valley [new], 50% – 2:b"])
def test_servers_are_told_of_files_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str, format_: str
) -> None:
    """A repository holds more than the news: whoever looks below its root finds the files, wherever the check ran."""
    desk = flood_desk(tmp_path / "desk", inner)
    desk.article("tribune", CONTRADICTS)
    desk.article("broken", "source: [\n")
    expected = {f"{inner}/claims/flood/{name}.yaml" for name in ("broken", "courier", "gazette")}
    (desk.root / "rules/deeper").mkdir()
    for folder, path in ((desk.root, "."), (desk.top, inner), (desk.root / "rules/deeper", str(desk.root))):
        monkeypatch.chdir(folder)
        told = desk.check("--format", format_, path)
        assert told.status == 2
        files = files_told(format_, told.out)
        assert expected <= files
        assert all(file.startswith(f"{inner}/") for file in files), files
    assert "The root of the git repository" in told.out or format_ != "sarif"


@pytest.mark.parametrize("format_", SERVERS)
def test_names_of_files_outside_a_repository_stay(desk: Desk, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    """Without one they are as seen from the working folder; from within another repository they are whole."""
    shutil.rmtree(desk.top / ".git")
    files = files_told(format_, desk.check("--format", format_).out)
    assert "claims/flood/courier.yaml" in files
    other = desk.top.parent / "other"
    (other / ".git").mkdir(parents=True)
    monkeypatch.chdir(other)
    whole = (desk.root / "claims/flood/courier.yaml").as_posix()
    files = files_told(format_, desk.check("--format", format_, str(desk.root)).out)
    assert (f"file://{whole}" if format_ == "sarif" else whole) in files


def test_people_are_told_of_files_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They read these where they ran the command."""
    desk = flood_desk(tmp_path / "desk", "news")
    monkeypatch.chdir(desk.root)
    for format_ in ("text", "json", "junit", "csv"):
        out = desk.check("--format", format_).out
        assert "claims/flood/courier.yaml" in out
        assert "news/" not in out


def test_what_is_remembered_names_files_from_the_root_of_now(desk: Desk) -> None:
    """The same files, remembered while they were in no repository; then `git init` one folder higher."""
    (desk.top / ".git").rename(desk.top / "git")
    assert files_told("github", desk.check("--format", "github").out) >= {"claims/flood/courier.yaml"}
    (desk.top.parent / ".git").mkdir()
    assert files_told("github", desk.check("--format", "github").out) >= {"desk/claims/flood/courier.yaml"}


def test_a_part_of_the_project_with_a_base(desk: Desk) -> None:
    """One article, or one story, against main: what of it conflicts with anything that is there."""
    desk.article("tribune", CONTRADICTS)
    desk.write("claims/fire/entities.yaml", "brigade: {}\n")
    desk.write("claims/fire/wire.yaml", AGREES.replace("boats", "brigade").replace("valley", "brigade"))
    assert desk.check("--base", "main", "claims/fire").status == 0
    told = desk.json("--base", "main", "claims/flood/tribune.yaml")
    assert told.status == 1
    assert told.states == {"new": ["parts-do-not-add-up", "sources-disagree"]}
    assert told.of("sources-disagree")["new_claims"] == ["flood/tribune#boats"]
    assert since(desk, "courier") in desk.check("--base", "main", "claims/flood/tribune.yaml").out
    told = desk.json("--base", "main", "claims/flood/gazette.yaml", "claims/flood/radio.yaml")
    assert told.status == 0
    assert told.states == {"known": ["count-falls", "sources-disagree"]}


def test_names_of_all_kinds_and_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles in Windows' lines, with umlauts, spaces, quotes and dashes in their names, in a story with a Greek
    name: they are known, their commits are told, and they may be renamed."""
    desk = empty_desk(tmp_path / "desk")
    monkeypatch.chdir(desk.root)
    shutil.move("claims/flood", "claims/η πλημμύρα")
    names = {"courier": "Der Kurier – früh", "herald": 'l\'écho "du" soir', "gazette": "#1 %20 news", "post": "-post"}
    for name, shown in names.items():
        desk.write(f"claims/η πλημμύρα/{shown}.yaml", ARTICLES[name].replace("\n", "\r\n"))
    desk.commit("all", day="2031-05-05")
    first = desk.head()
    desk.git("switch", "--quiet", "--create", "work")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"known": ["parts-do-not-add-up", "sources-disagree"]}
    desk.write("claims/η πλημμύρα/пост.yaml", CONTRADICTS.replace("\n", "\r\n"))
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert "    new: claims/η πλημμύρα/пост.yaml:3: Tribune, by a skipper: boats, size = 44\n" in told.out
    where = f"    there since {first[:7]} (2031-05-05): claims/η πλημμύρα/Der Kurier – früh.yaml:3: "
    assert where in told.out
    Path("claims/η πλημμύρα/пост.yaml").unlink()
    desk.git("mv", "claims/η πλημμύρα/Der Kurier – früh.yaml", "claims/η πλημμύρα/Ünder.yaml")
    assert desk.check("--base", "main").status == 0
    desk.git("mv", "claims/η πλημμύρα", "claims/ή")
    assert desk.check("--base", "main").status == 0


def test_line_ends_that_git_changes(desk: Desk) -> None:
    """A checkout on Windows has CRLF where the repository has LF: nothing is changed, no rule is."""
    desk.git("config", "core.autocrlf", "true")
    for path in [*desk.root.glob("claims/*/*.yaml"), *desk.root.glob("rules/*.yaml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    told = desk.json("--base", "main", "--fail-on-rules")
    assert told.status == 0
    assert told.states == {"known": sorted(KNOWN)}


def test_links_within_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two desks share their rules and a cast by links that git keeps, and an article is a link too. On main all of
    that was as it is now."""
    desk = flood_desk(tmp_path / "desk", "desks/valley")
    desk.git("switch", "--quiet", "main")
    shared = desk.top / "shared"
    shared.mkdir()
    for name in ("rules", "claims/flood/entities.yaml", "claims/flood/herald.yaml"):
        shutil.move(desk.root / name, shared / Path(name).name)
    (desk.root / "rules").symlink_to("../../shared/rules", target_is_directory=True)
    for name in ("entities.yaml", "herald.yaml"):
        (desk.root / "claims/flood" / name).symlink_to(f"../../../../shared/{name}")
    desk.commit("shared")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    monkeypatch.chdir(desk.root)
    told = desk.json("--base", "main", "--fail-on-rules")
    assert told.states == {"known": sorted(KNOWN)}
    assert told.err == ""
    assert told.status == 0


@pytest.mark.parametrize("way", ["link", "link to rules", "submodule", "lfs"])
def test_files_that_the_repository_does_not_hold(desk: Desk, tmp_path: Path, way: str) -> None:
    """The Radio's article, or the rules, are kept elsewhere: a link out of the repository, a submodule, Git LFS. What
    they said on main cannot be told, so it is not called new: the exit status is 2, and says why."""
    desk.git("switch", "--quiet", "main")
    place, outside = desk.root / "claims/flood/radio.yaml", tmp_path / "radio.yaml"
    shutil.move(place, outside)
    what = "claims/flood/radio.yaml is a link that leads out of the repository"
    if way == "link":
        place.symlink_to(outside)
    elif way == "link to rules":
        shutil.move(outside, place)
        shutil.move(desk.root / "rules", tmp_path / "rules")
        (desk.root / "rules").symlink_to("../rules")
        what = "rules is a link that leads out of the repository"
    elif way == "lfs":
        place.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
        what = "claims/flood/radio.yaml is kept by Git LFS"
    else:
        desk.git("update-index", "--add", "--cacheinfo", f"160000,{desk.head()},claims/sea")
        what = "claims/sea is a submodule"
    desk.git("add", "--all", *(["--", "claims/flood", "rules"] if way == "submodule" else []))
    desk.git("commit", "--quiet", "--message", "elsewhere")
    base = desk.git("rev-parse", "--short=7", "HEAD")
    desk.git("switch", "--quiet", "--create", "later")
    if way == "lfs":  # as git writes it into the checkout where LFS is set up
        shutil.copy(outside, place)
    told = desk.check("--base", "main")
    assert told.status == 2
    assert f"Error: --base: {what}: what it said in {base} is not in the repository" in told.err


def test_texts_that_the_repository_does_not_hold(desk: Desk, tmp_path: Path) -> None:
    """Beside the claims lie the papers' pages, some in LFS, some by a link: checker reads none of them."""
    desk.git("switch", "--quiet", "main")
    desk.write("claims/flood/texts/courier.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
    (desk.root / "claims/flood/pages").symlink_to(tmp_path)
    (desk.root / "rules/notes").symlink_to(tmp_path)
    desk.commit()
    desk.git("switch", "--quiet", "--create", "later")
    assert desk.json("--base", "main").states == {"known": sorted(KNOWN)}


def test_a_linked_worktree(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git worktree add`: a second checkout of the same repository, where .git is a file."""
    desk.git("switch", "--quiet", "main")
    desk.git("worktree", "add", "--quiet", str(tmp_path / "second"), "work")
    second = Desk(tmp_path / "second")
    monkeypatch.chdir(second.root)
    assert second.check("--base", "main").status == 0
    second.article("tribune", CONTRADICTS)
    told = second.check("--base", "main")
    assert told.status == 1
    assert since(desk, "courier") in told.out
    monkeypatch.chdir(second.root / "rules")
    files = files_told("github", second.check("--base", "main", "--format", "github", "..").out)
    assert files == {"claims/flood/tribune.yaml"}


def test_a_sparse_checkout(desk: Desk) -> None:
    """A checkout without another story is enough for this one. Without the Courier's article it is not: what
    contradicts that would pass, so the exit status is 2."""
    add_a_story(desk)
    desk.commit()
    desk.git("branch", "--force", "main")
    desk.git("sparse-checkout", "set", "--no-cone", "/*", "!/claims/fire/")
    assert not (desk.root / "claims/fire").exists()
    desk.article("evening", AGREES)
    assert desk.check("--base", "main").status == 0
    desk.git("sparse-checkout", "set", "--no-cone", "/*", "!/claims/flood/courier.yaml")
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "claims/flood/courier.yaml is left out of this sparse checkout" in told.err


def test_within_a_hook_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git runs hooks with GIT_DIR, GIT_INDEX_FILE and the like set, in a linked worktree always. A project in a folder
    of the repository is compared with its own past all the same."""
    desk = flood_desk(tmp_path / "desk", "desks/valley")
    desk.git("switch", "--quiet", "main")
    desk.git("worktree", "add", "--quiet", str(tmp_path / "second"), "work")
    second = Desk(tmp_path / "second", "desks/valley")
    second.article("tribune", AGREES)
    second.git("add", "--all")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    hook = hooks / "pre-commit"
    command = f'cd desks/valley && exec "{sys.executable}" -m checker check --no-cache --base main'
    hook.write_text(f'#!/bin/sh\nexport PYTHONPATH="{Path(cli.__file__).parent.parent}"\n{command}\n')
    hook.chmod(0o755)
    second.git("-c", f"core.hooksPath={hooks}", "commit", "--quiet", "--message", "agrees")
    # and the same within this process, with what such a hook is given
    monkeypatch.chdir(second.root)
    monkeypatch.setenv("GIT_DIR", second.git("rev-parse", "--absolute-git-dir"))
    monkeypatch.setenv("GIT_INDEX_FILE", f"{os.environ['GIT_DIR']}/index")
    monkeypatch.setenv("GIT_PREFIX", "")
    assert second.check("--base", "main").status == 0


# --- merges, and the working tree --------------------------------------------------------------


def test_what_main_brought_is_not_new(desk: Desk) -> None:
    """Main gets an article that contradicts. The branch merges main: not the branch's fault. Its own article is."""
    desk.article("tribune", AGREES)
    desk.commit()
    desk.git("switch", "--quiet", "main")
    desk.article("weekly", CONTRADICTS.replace("Tribune", "Weekly"))
    desk.commit("weekly", day="2031-05-08")
    theirs = desk.head()
    desk.git("switch", "--quiet", "work")
    assert desk.check("--base", "main").status == 0
    desk.git("merge", "--quiet", "--no-edit", "main")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.data["base"] == theirs
    assert "sources-disagree" in told.states["known"]
    desk.article("evening", CONTRADICTS.replace("Tribune", "Evening").replace("44", "46"))
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert (
        f"    there since {theirs[:7]} (2031-05-08): claims/flood/weekly.yaml:3: Weekly, by a skipper: boats, size = 44"
        in told.out
    )
    assert "    new: claims/flood/evening.yaml:3: Evening, by a skipper: boats, size = 46" in told.out


def test_branches_that_merged_each_other(desk: Desk) -> None:
    """Main took over an early state of the branch, and the branch an early state of main: there are two commits at
    which they parted, and what either of them has is not new."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    desk.git("branch", "early-work")
    desk.git("switch", "--quiet", "main")
    desk.article("weekly", POST.replace("Post", "Weekly").replace("05-02", "05-03"))
    desk.commit()
    desk.git("branch", "early-main")
    desk.git("merge", "--quiet", "--no-edit", "early-work")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--no-edit", "early-main")
    assert len(desk.git("merge-base", "--all", "work", "main").split()) == 2
    assert desk.git("diff", "main") == ""
    told = desk.json("--base", "main")
    assert "new" not in told.states
    assert told.status == 0


def merge_each_other(desk: Desk, article: str, text: str) -> str:
    """Main brings another article, the branch has what it has, and each takes over the other; main's commit."""
    desk.commit()
    early = desk.head()
    desk.git("switch", "--quiet", "main")
    desk.article(article, text)
    desk.commit()
    parted = desk.head()
    desk.git("merge", "--quiet", "--no-edit", early)
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--no-edit", parted)
    return parted


def test_a_conflict_of_which_each_side_brought_a_part(desk: Desk) -> None:
    """The branch brought 44 boats for the Tribune, main 48 for the Weekly, and both have both by now. What the branch
    does then is not to blame for it: neither claim is new to main."""
    desk.article("tribune", CONTRADICTS)
    merge_each_other(desk, "weekly", CONTRADICTS.replace("Tribune", "Weekly").replace("44", "48"))
    desk.article("mirror", AGREES)
    desk.commit()
    told = desk.json("--base", "main")
    assert told.status == 0
    both = [finding for finding in told.data["findings"] if "flood/weekly#boats" in finding["claims"]]
    assert {finding["rule"] for finding in both} == {"sources-disagree", "parts-do-not-add-up"}
    assert all((finding["state"], finding["new_claims"]) == ("known", []) for finding in both)
    desk.article("evening", CONTRADICTS.replace("Tribune", "Evening").replace("44", "46"))
    told = desk.json("--base", "main")
    assert told.status == 1
    assert {key for finding in told.data["findings"] for key in finding["new_claims"]} == {"flood/evening#boats"}


def test_of_several_commits_the_one_is_named_that_accepted(desk: Desk) -> None:
    """The branch accepted its own conflict before main took it over. Whoever takes that entry out is told by which of
    the two commits it was accepted."""
    desk.article("tribune", CONTRADICTS)
    desk.accept_all()
    merge_each_other(desk, "mirror", AGREES.replace("Tribune", "Mirror"))
    main = desk.git("merge-base", "--all", "HEAD", "main").split()
    assert len(main) == 2
    desk.git("rm", "--quiet", "accepted.yaml")
    told = desk.check("--base", "main", "--only-new").out
    (accepting,) = (each for each in main if desk.git("ls-tree", "--name-only", each, "accepted.yaml"))
    assert told.count(f"    in {accepting[:7]} it was accepted, and here it is not: ") >= 1
    assert "no claim of it is new" not in told


def test_main_has_gone_on_without_the_branch(desk: Desk) -> None:
    """Main put the Herald right and deleted the Radio meanwhile. The branch still has both as they were: it is
    compared with where it set out."""
    base = desk.git("rev-parse", "main")
    desk.git("switch", "--quiet", "main")
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    desk.git("rm", "--quiet", "claims/flood/radio.yaml")
    desk.commit()
    desk.git("switch", "--quiet", "work")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.data["base"] == base


def test_two_branches_that_contradict_each_other(desk: Desk) -> None:
    """Each passes by itself. A server checks the merge of the second with main, where the first is already."""
    desk.article("tribune", CONTRADICTS.replace("boats", "levee").replace("size, value: 44", "injured, value: 3"))
    desk.edit("claims/flood/tribune.yaml", "published: 2031-05-06", "published: 2031-05-07")
    desk.commit()
    assert desk.check("--base", "main").status == 0
    desk.git("switch", "--quiet", "main")
    desk.article("weekly", CONTRADICTS.replace("boats", "levee").replace("size, value: 44", "injured, value: 9"))
    desk.commit()
    desk.git("switch", "--quiet", "--detach", "main")
    desk.git("merge", "--quiet", "--no-edit", "work")
    for base in ("main", "HEAD^1"):
        told = desk.json("--base", base)
        assert told.status == 1
        new = [finding for finding in told.data["findings"] if finding["state"] == "new"]
        assert [finding["new_claims"] for finding in new] == [["flood/tribune#levee"]]


@pytest.mark.parametrize("how", ["untracked", "staged", "committed", "ignored"])
def test_what_is_not_committed_counts(desk: Desk, how: str) -> None:
    """The gate looks at the files as they are on disk."""
    if how == "ignored":
        desk.write(".gitignore", "tribune.yaml\n")
    desk.article("tribune", CONTRADICTS)
    if how == "staged":
        desk.git("add", "--all")
    elif how == "committed":
        desk.commit()
    told = desk.check("--base", "main")
    assert told.status == 1
    assert "    new: claims/flood/tribune.yaml:3" in told.out


def test_a_change_that_is_committed_but_undone_on_disk(desk: Desk) -> None:
    """What counts is the file on disk, not HEAD's."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    (desk.root / "claims/flood/tribune.yaml").unlink()
    assert desk.check("--base", "main").status == 0


def test_on_main_itself_nothing_is_new(desk: Desk) -> None:
    """After the merge, on main, everything was there before; what is not committed yet was not."""
    desk.git("switch", "--quiet", "main")
    assert desk.check("--base", "main").status == 0
    desk.article("tribune", CONTRADICTS)
    assert desk.check("--base", "main").status == 1
    assert desk.check("--base", "HEAD~1").status == 1


def everything_in(folder: Path) -> dict[str, tuple[object, ...]]:
    """All files, with their content and times; of folders the times."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_mtime_ns, status.st_ino, digest)
    return found


def test_the_repository_is_not_touched(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Staged, changed, untracked, renamed and merely touched files, a stash: after a check with a base all is as it
    was, in the tree and within .git, and nothing is left in the folder for temporary files."""
    desk.git("status")  # the copied index learns of the copied files
    desk.edit("claims/flood/radio.yaml", "value: 12", "value: 11")
    desk.git("stash", "--quiet")
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 58")
    desk.article("tribune", CONTRADICTS)
    desk.git("add", "--all")
    desk.article("weekly", AGREES.replace("Tribune", "Weekly"))
    desk.edit("claims/flood/courier.yaml", "value: 25", "value: 24")
    desk.git("mv", "claims/flood/post.yaml", "claims/flood/post-2.yaml")
    for name in ("claims/flood/gazette.yaml", "rules/hedges.yaml"):
        os.utime(desk.root / name, (0, 0))  # git's index does not know yet that only the time has changed
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("GIT_OPTIONAL_LOCKS", "0")
    told = "status --porcelain", "stash list", "for-each-ref", "reflog", "ls-files --stage --debug"
    before = [desk.git(*what.split()) for what in told], everything_in(desk.top)
    monkeypatch.delenv("GIT_OPTIONAL_LOCKS")
    assert desk.check("--base", "main").status == 1
    after = everything_in(desk.top)
    changed = sorted(name for name in {*before[1], *after} if before[1].get(name) != after.get(name))
    assert changed == []
    monkeypatch.setenv("GIT_OPTIONAL_LOCKS", "0")
    assert [desk.git(*what.split()) for what in told] == before[0]
    assert list(temporary.iterdir()) == []


def test_settings_of_the_user_change_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People have colours, pagers, external diffs and renames switched off in their git."""
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[color]\n ui = always\n[core]\n pager = false\n quotePath = true\n"
        "[diff]\n external = false\n renames = false\n noprefix = true\n relative = true\n mnemonicPrefix = true\n"
        "[blame]\n showRoot = true\n date = relative\n[log]\n showSignature = true\n[status]\n renames = false\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    desk.article("tribune", CONTRADICTS)
    desk.git("mv", "claims/flood/herald.yaml", "claims/flood/hérald.yaml")
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert desk.check("--base", "main", "--only-new").out == told.out
    assert "parts-do-not-add-up" not in told.out or "hérald" in told.out
    assert since(desk, "courier") in told.out


def test_few_renames_and_no_programs_in_the_users_settings(desk: Desk, tmp_path: Path) -> None:
    """Somebody's git looks for few renames, and shows YAML by a program of theirs: two articles that are renamed and
    edited are known still, and nothing runs that the check does not need."""
    rename_two_articles(desk)
    for name in ("courier-early", "radio-noon"):
        path = desk.root / f"claims/flood/{name}.yaml"
        path.write_text(path.read_text() + "# read again\n")
    desk.write(".gitattributes", "*.yaml diff=shown\n")
    desk.commit()
    seen = tmp_path / "seen"
    for name, value in (
        ("diff.renameLimit", "1"),
        ("diff.shown.textconv", f"touch {seen}; cat"),
        ("core.fsmonitor", f"touch {seen}; false"),
    ):
        desk.git("config", name, value)
    assert desk.check("--base", "main").status == 0
    desk.article("tribune", CONTRADICTS)
    assert desk.check("--base", "main").status == 1
    assert not seen.exists()


# --- rules that change -------------------------------------------------------------------------


@pytest.fixture
def lax_desk(desk: Desk) -> Desk:
    """Main has an article whose dates are out of order, and no rule about that; the branch brings the rule."""
    desk.git("switch", "--quiet", "main")
    (desk.root / "rules/events-out-of-order.yaml").unlink()
    desk.article("weekly", OUT_OF_ORDER)
    desk.commit("weekly")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    assert desk.check("--base", "main").status == 0
    shutil.copy(standard_rules() / "events-out-of-order.yaml", desk.root / "rules")
    return desk


def test_an_old_conflict_that_a_new_rule_brings_to_light(lax_desk: Desk) -> None:
    """The branch adds a rule; the old article breaks it. That is told apart: it is not the branch's claim."""
    told = lax_desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"by-rule": ["events-out-of-order"], "known": sorted(KNOWN)}
    assert told.of("events-out-of-order")["new_claims"] == []
    shown = lax_desk.check("--base", "main")
    assert shown.status == 0
    assert "by-rule error events-out-of-order" in shown.out
    assert "    by the rules of " in shown.out and " it was not found\n" in shown.out
    assert "3 known, 1 brought to light by changed rules\n" in shown.out
    more = "3 known, 1 brought to light by changed rules.\nTo let one stay: "
    assert f"\nPassed. A check without --base fails for {more}" in shown.out
    assert lax_desk.check("--base", "main", "--fail-on-rules").status == 1
    lax_desk.commit()
    assert lax_desk.check("--base", "main").status == 0
    assert lax_desk.check("--base", "main", "--fail-on-rules").status == 1
    assert lax_desk.check("--base", "HEAD", "--fail-on-rules").status == 0


@pytest.mark.parametrize("options", [(), ("--only-new",), ("--format", "github"), ("--format", "junit")])
def test_what_fails_for_a_rule_is_shown(lax_desk: Desk, options: tuple[str, ...]) -> None:
    """With --fail-on-rules the finding that fails is shown as one, even where only new ones are."""
    told = lax_desk.check("--base", "main", "--fail-on-rules", *options)
    assert told.status == 1
    assert "arrived on 2 May 2031, before departed on 3 May 2031" in told.out
    if "junit" in options:
        assert told.out.count("<failure") == 1


def test_a_changed_vocabulary_brings_to_light_too(desk: Desk) -> None:
    """On main the injured may become fewer; the branch says that they may not."""
    early = CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "displaced, value: 90")
    late = early.replace("Tribune", "Weekly").replace("90", "80").replace("05-06", "05-07")
    add_to_main(desk, {"tribune": early, "weekly": late})
    desk.edit("rules/properties.yaml", "displaced: {type: count, unit: person, over_time: varies", "displaced: {")
    desk.edit("rules/properties.yaml", "displaced: {", "displaced: {type: count, unit: person, over_time: accumulates")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"by-rule": ["count-falls"], "known": sorted(KNOWN)}


def test_a_changed_vocabulary_changes_what_is_accepted(strict_desk: Desk) -> None:
    """Two papers differ about the damage of one day, and the desk has accepted that. A branch says that the damage is
    one figure for good: the old claims disagree otherwise now. Rules bring that to light, so the branch passes and
    says so. It is accepted no longer, and main, which has no base, fails for it."""
    cost = CONTRADICTS.replace("boats, property: size, value: 44", "valley, property: cost, value: $44m")
    add_to_main(strict_desk, {"tribune": cost, "weekly": cost.replace("Tribune", "Weekly").replace("44", "50")})
    (id_,) = (finding["id"] for finding in strict_desk.json().data["findings"] if finding["state"] == "new")
    strict_desk.accept(id_)
    strict_desk.commit()
    strict_desk.git("branch", "--force", "main")
    strict_desk.edit("rules/properties.yaml", "cost:      {type: money, over_time: varies", "cost: {type: money")
    strict_desk.edit("rules/properties.yaml", "cost: {type: money", "cost: {type: money, over_time: constant")
    told = strict_desk.check("--base", "main", "--only-new")
    assert told.status == 0
    assert f"by-rule error sources-disagree [{id_}] valley, cost: $44m against $50m\n" in told.out
    assert f"    accepted until it changed: {REASON}\n" in told.out
    assert "    by the rules of " in told.out and " its claims were compared otherwise\n" in told.out
    assert "changed: claims/" not in told.out
    assert " 3 accepted, 1 brought to light by changed rules\n" in told.out
    assert strict_desk.check("--base", "main", "--fail-on-rules").status == 1
    assert strict_desk.json().states == {"known": sorted(KNOWN), "changed": ["sources-disagree"]}
    strict_desk.accept(id_)
    assert strict_desk.check("--base", "main", "--fail-on-rules").status == 0
    assert strict_desk.check().status == 0


@pytest.mark.parametrize("way", ["raised", "lowered"])
def test_a_rule_with_another_severity(strict_desk: Desk, way: str) -> None:
    """Main tolerates a plan below what is needed, as a tension. A branch says that this is a contradiction, which is
    no doing of a claim: it passes, is told apart, and fails with --fail-on-rules. The other way round nothing is
    brought to light."""
    severities = ("error", "warning") if way == "lowered" else ("warning", "error")
    strict_desk.edit("rules/plan-below-need.yaml", "severity: warning", f"severity: {severities[0]}")
    tension(strict_desk)
    strict_desk.commit()
    strict_desk.git("branch", "--force", "main")
    strict_desk.edit("rules/plan-below-need.yaml", *(f"severity: {severity}" for severity in severities))
    told = strict_desk.json("--base", "main")
    assert told.status == 0
    assert told.of("plan-below-need")["state"] == ("by-rule" if way == "raised" else "known")
    shown = strict_desk.check("--base", "main").out
    assert (" it was a tension\n" in shown) == (way == "raised")
    for options in (("--base", "main", "--fail-on-rules"), ()):
        assert strict_desk.check(*options).status == (1 if way == "raised" else 0)


def test_a_rule_with_another_name_keeps_what_was_accepted(strict_desk: Desk) -> None:
    """The entry is about the rule by its old name; nothing is taken out of accepted.yaml, and the new name can be
    written down. A rule that says something else is another one."""
    rename_a_rule(strict_desk)
    assert "all that is accepted is still found" in strict_desk.run("prune").out
    told = strict_desk.run("accept", "--moved")
    assert told.status == 0
    assert told.out.count("accepted ") == 1
    written = (strict_desk.root / "accepted.yaml").read_text("utf-8")
    assert "rule: sum-of-parts" in written and "parts-do-not-add-up" not in written
    assert strict_desk.json().states["known"] == sorted({*KNOWN, "sum-of-parts"} - {"parts-do-not-add-up"})
    strict_desk.git("checkout", "--quiet", "--", "accepted.yaml")
    (strict_desk.root / "rules/sum-of-parts.yaml").unlink()
    assert strict_desk.json().data["stale"]


def test_an_entry_that_is_taken_out_of_what_is_accepted(strict_desk: Desk) -> None:
    """A branch takes an entry out of accepted.yaml. The disagreement is as old as it was; but main passed for it, and
    would no longer: the branch fails, with the reason that there was."""
    entry = strict_desk.id_of("count-falls")
    strict_desk.git("rm", "--quiet", "accepted.yaml")
    told = strict_desk.check("--base", "main", "--only-new")
    assert told.status == 1
    main = strict_desk.git("rev-parse", "--short=7", "main")
    assert f"error count-falls [{entry}]" in told.out
    assert told.out.count(f"    in {main} it was accepted, and here it is not: {REASON}\n") == 3
    assert "no claim of it is new" not in told.out
    assert strict_desk.check().status == 1


def test_what_main_fails_for_is_no_branchs_doing(strict_desk: Desk) -> None:
    """On main somebody has edited an accepted figure, and main fails. A branch that adds nothing passes: the finding is
    known, but not accepted."""
    strict_desk.edit("claims/flood/radio.yaml", "value: 12", "value: 11")
    strict_desk.commit()
    strict_desk.git("branch", "--force", "main")
    strict_desk.article("tribune", AGREES)
    assert strict_desk.json().states == {"changed": ["count-falls"], "known": sorted({*KNOWN} - {"count-falls"})}
    told = strict_desk.check("--base", "main")
    assert told.status == 0
    assert "known error count-falls" in told.out
    assert ", 2 accepted, 1 known\n" in told.out


def test_a_renamed_article_and_an_edited_figure(strict_desk: Desk) -> None:
    """In one branch the Courier's article gets another name and another figure. Git tells the name, so the finding has
    changed. Without a base it is new. Either way the reason that there was is told, and is no stale entry, which
    somebody would take out unread."""
    rename_an_article(strict_desk)
    strict_desk.edit("claims/flood/courier-early.yaml", "value: 15", "value: 16")
    based = strict_desk.json("--base", "main")
    assert based.of("count-falls")["state"] == "changed"
    told = strict_desk.json()
    assert told.status == 1
    assert told.of("count-falls")["near"] == based.of("count-falls")["near"]
    assert told.of("count-falls")["state"] == "new"
    (entry,) = told.of("count-falls")["near"]
    assert told.data["stale"] == []
    said = f"    has a claim of {entry}, which was accepted and is found no longer (valley, killed falls from 15 "
    assert said in strict_desk.check().out
    assert strict_desk.run("accept", told.of("count-falls")["id"]).status == 2
    accepted = strict_desk.run("accept", told.of("count-falls")["id"], "--reason", "asked again", "--by", "Ann")
    assert accepted.out.endswith(f"\n    it was: {REASON}\n")
    assert entry not in (strict_desk.root / "accepted.yaml").read_text("utf-8")
    assert strict_desk.check().status == 0


def test_a_renamed_story_in_which_a_figure_is_edited_too(strict_desk: Desk) -> None:
    """No key of a claim is as it was, and the Radio has another figure: the Courier says what it said, so the reason
    is told."""
    rename_a_story(strict_desk)
    strict_desk.edit("claims/spring-flood/radio.yaml", "value: 12", "value: 11")
    told = strict_desk.json()
    assert told.of("count-falls")["state"] == "new"
    assert len(told.of("count-falls")["near"]) == 1
    assert told.data["stale"] == []


@pytest.mark.parametrize("rename", [rename_a_rule, rename_an_entity, rename_a_claim])
def test_what_passes_in_a_branch_passes_on_main(strict_desk: Desk, rename: Callable[[Desk], None]) -> None:
    """An article gets another name, which git knows, and a rule, an entity or a claim does too. Main has no base, and
    comes to the same: what is accepted in the branch is accepted there, and what is not fails in both."""
    rename_an_article(strict_desk)
    if rename is rename_a_claim:
        strict_desk.edit("claims/flood/courier-early.yaml", "id: trucks", "id: lorries")
    else:
        rename(strict_desk)
    strict_desk.commit()
    based, plain = strict_desk.json("--base", "main"), strict_desk.json()
    assert based.status == plain.status
    accepted = [[finding["accepted"] for finding in told.data["findings"]] for told in (based, plain)]
    assert accepted[0] == accepted[1]


def test_an_entry_near_two_findings_stays_until_both_are_seen(strict_desk: Desk) -> None:
    """The Radio's figure is gone; two later ones fall short of the Courier's as well. Whoever accepts one of them
    leaves the old reason for the other; --all leaves both to be looked at."""
    strict_desk.git("rm", "--quiet", "claims/flood/radio.yaml")
    for name, value in (("noon", 11), ("night", 10)):
        text = RADIO.replace("Radio", name.title()).replace("12", str(value)).replace("05-05", f"05-0{value - 5}")
        strict_desk.article(name, text)
    ids = [f["id"] for f in strict_desk.json().data["findings"] if f["rule"] == "count-falls" and f["near"]]
    assert len(ids) == 2
    assert "2 more rest on an earlier reason" in strict_desk.run("accept", "--all", "--reason", "x").out
    strict_desk.accept(ids[0])
    assert strict_desk.json().data["stale"] == []
    strict_desk.accept(ids[1])
    assert strict_desk.json().data["stale"] == []
    assert "radio#dead" not in (strict_desk.root / "accepted.yaml").read_text("utf-8")


def test_a_renamed_article_and_a_claim_that_joins(strict_desk: Desk) -> None:
    """The Post's article gets another name, and a third paper joins its dispute: the reason is told as that of what is
    found no longer, with a base as without one."""
    strict_desk.git("mv", "claims/flood/post.yaml", "claims/flood/post-late.yaml")
    strict_desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    based = strict_desk.json("--base", "main").of("sources-disagree")
    assert (based["state"], based["joins"], len(based["near"])) == ("new", [], 1)
    told = strict_desk.json()
    assert told.of("sources-disagree")["near"] == based["near"]
    assert told.data["stale"] == []


def test_what_joins_keeps_the_reason_as_is_told(strict_desk: Desk) -> None:
    """Advice that works: where one reason was given, `accept ID` keeps it."""
    strict_desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    advice = "Where one joins what is accepted, `checker accept ID` keeps that reason.\n"
    told = strict_desk.check()
    assert told.out.endswith(advice)
    assert strict_desk.run("accept", strict_desk.id_of("sources-disagree")).status == 0


def test_a_split_conflict_keeps_its_reason_for_both(strict_desk: Desk) -> None:
    """Three papers' figures for a team and its force were accepted as one; a fourth splits the two teams. Each is
    accepted still; what is given for one of them leaves the reason of the other."""
    strict_desk.write("claims/dam/entities.yaml", "force: {}\nteam: {part_of: force}\n")
    claim = "source: {{publisher: {}, published: 2031-05-04}}\nclaims:\n"
    claim += "  - {{id: x, subject: {}, property: strength, value: {}}}\n"
    for name, subject, value in (("a", "force", 60), ("b", "team", 70), ("c", "team", 80)):
        strict_desk.write(f"claims/dam/{name}.yaml", claim.format(name.upper(), subject, value))
    for finding in strict_desk.json("claims/dam").data["findings"]:
        strict_desk.accept(finding["id"])
    strict_desk.write("claims/dam/e.yaml", claim.format("E", "team", 50))
    moved = [f["id"] for f in strict_desk.json("claims/dam").data["findings"] if f["state"] == "moved"]
    assert len(moved) == 2
    assert strict_desk.run("accept", moved[0], "--until", "2099-01-01").status == 0
    left = {f["id"]: f["state"] for f in strict_desk.json("claims/dam").data["findings"]}
    assert (left[moved[0]], left[moved[1]]) == ("known", "moved")
    assert strict_desk.run("accept", "--moved").status == 0
    left = {f["id"]: f["state"] for f in strict_desk.json("claims/dam").data["findings"]}
    assert left[moved[0]] == left[moved[1]] == "known"


def test_a_slip_that_is_taken_back_and_printed_again(strict_desk: Desk) -> None:
    """The Herald takes its 60 back, and prints it again the next day: it is the same paper and the same figure, but
    the reason was given before it was taken back."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", 'value: 60, retracted: "2031-05-05, a slip"')
    assert strict_desk.json().of("count-falls")["state"] == "known"
    strict_desk.article("herald-again", HERALD.replace("said_by", "as_of: 2031-05-04, said_by"))
    for options in ((), ("--base", "main")):
        told = strict_desk.json(*options)
        assert told.status == 1
        assert told.of("parts-do-not-add-up")["state"] == "new"


def test_what_is_near_a_known_finding_is_not_stale(desk: Desk) -> None:
    """On main a count falls that is not accepted, and one that is, of the same claim; a branch puts the latter right.
    prune looks without a base, where the entry is near what is new; so the gate does not ask to take it out."""
    later = RADIO.replace("Radio", "Evening").replace("12", "11").replace("05-05", "05-06")
    add_to_main(desk, {"evening": later})
    entry = next(
        f["id"]
        for f in desk.json().data["findings"]
        if f["rule"] == "count-falls" and "flood/radio#dead" in f["claims"] and "flood/courier#dead" in f["claims"]
    )
    desk.accept(entry)
    desk.commit()
    desk.git("branch", "--force", "main")
    desk.git("rm", "--quiet", "claims/flood/radio.yaml")
    told = desk.json("--base", "main")
    assert told.data["stale"] == []
    assert desk.run("prune").out == "all that is accepted is still found\n"


def test_a_change_of_the_cast_with_several_bases(desk: Desk) -> None:
    """The branch brought 900 for the valley, main 800 for the levee, and both have both: nothing is in conflict. Then
    the branch makes the valley a part of the levee, which is its doing."""
    displaced = CONTRADICTS.replace("boats, property: size, value: 44", "{}, property: displaced, value: {}")
    desk.article("tribune", displaced.replace("{}", "valley", 1).replace("{}", "900", 1))
    merge_each_other(desk, "weekly", displaced.replace("{}", "levee", 1).replace("{}", "800", 1))
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/entities.yaml", "valley: {}", "valley: {part_of: levee}")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("part-exceeds-whole")["state"] == "new"
    assert told.of("part-exceeds-whole")["changed_entities"] == ["valley"]


@pytest.mark.parametrize("publisher", ["Radio", "Wireless"])
def test_an_article_that_is_gone_and_one_that_is_not_it(strict_desk: Desk, publisher: str) -> None:
    """The Radio's article is gone; another one, with a claim of the same name, is there and falls short by more: no
    reason was given for that, and none is taken over."""
    strict_desk.git("rm", "--quiet", "claims/flood/radio.yaml")
    strict_desk.article("noon", RADIO.replace("Radio", publisher).replace("12", "11"))
    told = strict_desk.json()
    assert told.of("count-falls")["state"] == "new"
    assert told.of("count-falls")["accepted"] is None


def test_another_paper_with_the_same_figure_is_new(strict_desk: Desk) -> None:
    """The Radio's article is withdrawn, and the Wireless, which nobody has asked, says the same: its contradiction is
    new, with a base and without. Had the Radio's article only another name, it would be known."""
    (strict_desk.root / "claims/flood/radio.yaml").rename(strict_desk.root / "claims/flood/wireless.yaml")
    for options in ((), ("--base", "main")):
        assert strict_desk.json(*options).of("count-falls")["state"] == "moved"
    strict_desk.edit("claims/flood/wireless.yaml", "publisher: Radio", "publisher: Wireless")
    for options in ((), ("--base", "main")):
        told = strict_desk.json(*options)
        assert told.status == 1
        assert told.of("count-falls")["state"] == "new"


def test_an_old_article_makes_room_for_the_next_one(strict_desk: Desk) -> None:
    """The Radio's article is kept under the name of its day, and that of the next day takes its place, with a figure
    that contradicts nobody. What was accepted is accepted, committed or not, and no name of a file counts."""
    strict_desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-monday.yaml")
    strict_desk.article("radio", RADIO.replace("12", "16").replace("05-05", "05-06"))
    for _ in range(2):
        for options in ((), ("--base", "main")):
            told = strict_desk.json(*options)
            assert told.status == 0
            assert told.of("count-falls")["state"] == "moved"
            assert told.data["stale"] == []
        strict_desk.git("add", "--all")


def test_two_articles_that_change_names(strict_desk: Desk) -> None:
    """The Gazette's file and the Post's get each other's name: both say what they said."""
    gazette, post = (strict_desk.root / f"claims/flood/{name}.yaml" for name in ("gazette", "post"))
    texts = gazette.read_text(), post.read_text()
    post.write_text(texts[0])
    gazette.write_text(texts[1])
    told = strict_desk.json()
    assert told.status == 0
    assert told.of("sources-disagree")["state"] == "moved"


def test_a_longer_day_of_one_claim_changes_that_claim_alone(strict_desk: Desk) -> None:
    """The Gazette's figure is of two days now, and not of one: that claim has changed, and the other one has not."""
    hurt = "  - {id: hurt, subject: valley, property: displaced, value: 90, as_of: 2031-05-04}\n"
    add_to_main(strict_desk, {"gazette": GAZETTE + hurt, "post": POST + hurt.replace("90", "80")})
    (id_,) = (finding["id"] for finding in strict_desk.json().data["findings"] if finding["state"] == "new")
    strict_desk.accept(id_)
    strict_desk.edit("claims/flood/gazette.yaml", "as_of: 2031-05-04", "as_of: 2031-05-04/2031-05-05")
    (told,) = (finding for finding in strict_desk.json().data["findings"] if finding["id"] == id_)
    assert told["changed_claims"] == ["flood/gazette#hurt"]


def test_a_new_entry_goes_before_that_of_an_old_name(strict_desk: Desk) -> None:
    """Git knows that the Radio's article has another name. Somebody has accepted its conflict by the new name already,
    for a reason of that day: this is the one that counts, and the other one is stale."""
    strict_desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-noon.yaml")
    accepted = strict_desk.root / "accepted.yaml"
    entries = re.split(r"^(?=[0-9a-f]{10}:)", accepted.read_text("utf-8"), flags=re.MULTILINE)
    strict_desk.accept(strict_desk.id_of("count-falls"), "--by", "Ann")
    (old,) = (entry for entry in entries if "rule: count-falls" in entry)
    strict_desk.write("accepted.yaml", accepted.read_text("utf-8") + old)
    told = strict_desk.json("--base", "main")
    assert told.of("count-falls")["accepted"]["by"] == "Ann"
    assert [entry["rule"] for entry in told.data["stale"]] == ["count-falls"]


def test_an_old_conflict_that_comes_to_light_with_a_rule(desk: Desk) -> None:
    """As in another story here, 100 ferries are more than a fleet of 90, which other findings stood for on main. But
    there it was a tension; in the branch the Post's figure goes and the rules say error: they bring that to light."""
    rules = ("part-exceeds-whole", "parts-do-not-add-up")
    for rule in rules:
        desk.edit(f"rules/{rule}.yaml", "severity: error", "severity: warning")
    add_ferries_to_main(desk)
    for rule in rules:
        desk.edit(f"rules/{rule}.yaml", "severity: warning", "severity: error")
    desk.article("post", POST)
    told = desk.json("--base", "main")
    assert told.of("part-exceeds-whole")["state"] == "by-rule"
    assert told.status == 0
    assert desk.check("--base", "main", "--fail-on-rules").status == 1


def test_less_of_an_old_conflict_is_not_silenced(desk: Desk) -> None:
    """Two papers had 12 dead after the Courier's 15. One of them goes, and the branch lets the dead become fewer: by
    the rules of main that is less of what was there, and nothing that the change of the rules hides."""
    add_to_main(desk, {"evening": RADIO.replace("Radio", "Evening")})
    desk.git("rm", "--quiet", "claims/flood/evening.yaml")
    desk.edit("rules/properties.yaml", "killed:    {type: count, unit: person, over_time: accumulates", "killed: {")
    desk.edit("rules/properties.yaml", "killed: {", "killed: {type: count, unit: person, over_time: varies")
    told = desk.json("--base", "main")
    assert "count-falls" not in told.states["known"]
    assert told.data["silenced"] == []


def test_an_entity_of_a_claim_that_dropped_out_is_named(strict_desk: Desk) -> None:
    """The trucks set out later by now, so that the boats are the only part of the mission on its day. That is not what
    the claims in the finding are about; it is named, since nothing else of the cast has changed."""
    strict_desk.edit("claims/flood/entities.yaml", "from: 2031-05-02", "from: 2031-05-05")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 35")
    told = strict_desk.json("--base", "main")
    both = [f for f in told.data["findings"] if f["claims"] == ["flood/courier#boats", "flood/herald#total"]]
    assert {finding["rule"] for finding in both} == {"part-exceeds-whole", "parts-do-not-add-up"}
    assert all(finding["changed_entities"] == ["trucks"] for finding in both)


def test_an_edited_claim_is_told_from_a_new_one(desk: Desk) -> None:
    """What a claim said before is told; one that was not there is new."""
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 59")
    desk.edit("claims/flood/radio.yaml", "published: 2031-05-05", "published: 2031-05-06")
    told = desk.check("--base", "main", "--only-new")
    assert "    edited, was 60: claims/flood/herald.yaml:3: " in told.out
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new", "--format", "github")
    assert "%0Anew: Tribune, by a skipper: boats" in told.out
    assert "%0Aedited, was 60: Herald, by the mayor" in told.out


def test_a_branch_that_changes_rules_and_claims(lax_desk: Desk) -> None:
    """A new rule and a new article that breaks it: the old article's slip is by the rule, the new one's is new."""
    lax_desk.article("tribune", OUT_OF_ORDER.replace("boats", "trucks").replace("Weekly", "Tribune"))
    told = lax_desk.json("--base", "main")
    assert told.status == 1
    by_state = {
        finding["state"]: (finding["claims"], finding["new_claims"])
        for finding in told.data["findings"]
        if finding["rule"] == "events-out-of-order"
    }
    both = ["flood/tribune#left", "flood/tribune#there"]
    assert by_state == {"new": (both, both), "by-rule": (["flood/weekly#left", "flood/weekly#there"], [])}
    only_new = lax_desk.check("--base", "main", "--only-new").out
    assert "tribune.yaml:3: error events-out-of-order" in only_new
    assert "weekly.yaml:3: by-rule error events-out-of-order" in only_new
    assert " known error " not in only_new


def test_a_rule_and_the_claim_that_breaks_it_change_together(lax_desk: Desk) -> None:
    """The old article's slip is edited as well, and is a slip still: then it is the branch's."""
    lax_desk.edit("claims/flood/weekly.yaml", "value: 2031-05-03", "value: 2031-05-04")
    told = lax_desk.json("--base", "main")
    assert told.status == 1
    assert told.of("events-out-of-order")["state"] in ("new", "changed")
    assert told.of("events-out-of-order")["new_claims"] == ["flood/weekly#left"]


def test_a_rule_that_goes_takes_its_findings_along(desk: Desk) -> None:
    """Without the rule about sums that conflict is not found; nothing else changes."""
    (desk.root / "rules/parts-do-not-add-up.yaml").unlink()
    told = desk.json("--base", "main", "--fail-on-rules")
    assert told.status == 0
    assert told.states == {"known": ["count-falls", "sources-disagree"]}
    assert told.data["silenced"] == []


def test_a_rule_that_goes_with_the_conflict_that_it_would_show(desk: Desk) -> None:
    """A branch brings 44 boats, which with 25 make 69 and not 60, and takes out the rule about sums. Today's rules
    judge, so that passes; but whoever reads the request is told. A rule that only has another name shows it still."""
    desk.article("tribune", CONTRADICTS)
    desk.edit("claims/flood/courier.yaml", "value: 40", "value: 44")
    (desk.root / "rules/parts-do-not-add-up.yaml").unlink()
    told = desk.check("--base", "main")
    assert told.status == 0
    assert "but not by those of now, this would be new: parts-do-not-add-up: 44 and 25 make 69, not 60\n" in told.out
    annotated = desk.check("--base", "main", "--format", "github")
    assert "::notice title=to be looked at::by the rules of " in annotated.out
    desk.git("checkout", "--quiet", "main", "--", "rules")
    rename_a_rule(desk)
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.data["silenced"] == []


def test_what_a_rule_brought_to_light_can_be_accepted(lax_desk: Desk) -> None:
    """Then it passes with --fail-on-rules as well."""
    lax_desk.accept(lax_desk.id_of("events-out-of-order"))
    told = lax_desk.json("--base", "main", "--fail-on-rules")
    assert told.status == 0
    assert told.of("events-out-of-order")["accepted"]["reason"] == REASON


# --- a base that is not as it should be --------------------------------------------------------


@pytest.mark.parametrize("temporary", ["", "temporary"], ids=["elsewhere", "in the project"])
def test_a_base_with_a_broken_file(desk: Desk, monkeypatch: pytest.MonkeyPatch, temporary: str) -> None:
    """On main an article is torn. The branch mends it, and its conflict shows: it may look new, so a warning tells,
    wherever the folder for temporary files is."""
    if temporary:
        (desk.root / temporary).mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(desk.root / temporary))
    desk.git("switch", "--quiet", "main")
    desk.article("tribune", "source: [\n")
    desk.commit()
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main")
    assert told.status == 1
    assert "the base has 1 problem in its files" in told.err
    assert "may look new" in told.err
    desk.article("tribune", AGREES)
    told = desk.check("--base", "main")
    assert told.status == 0
    assert "the base has 1 problem in its files" in told.err
    assert desk.json("--base", "main").data["complete"] is True


def test_a_base_without_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On main there is a README. The branch brings the whole project: all of it is new, and no file had a problem."""
    desk = Desk(tmp_path / "desk")
    desk.root.mkdir()
    desk.git("init", "--quiet", "--template=", "--initial-branch=main")
    desk.write("README.md", "The flood desk.\n")
    desk.commit()
    desk.git("switch", "--quiet", "--create", "work")
    with_rules(desk.root)
    desk.write("claims/flood/entities.yaml", CAST)
    for name, text in ARTICLES.items():
        desk.article(name, text)
    monkeypatch.chdir(desk.root)
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.states == {"new": sorted(KNOWN)}
    assert told.err == ""


def test_a_base_with_another_vocabulary(desk: Desk) -> None:
    """The branch gives a property another name, in the vocabulary and in all articles. By the new vocabulary the base's
    claims cannot be read, so their conflict may look new, and a warning tells."""
    desk.edit("rules/properties.yaml", "\nkilled:    {", "\ndeaths:    {")
    desk.edit("rules/properties.yaml", "adds_to: killed", "adds_to: deaths")
    for name in ("courier", "radio"):
        desk.edit(f"claims/flood/{name}.yaml", "property: killed", "property: deaths")
    told = desk.check("--base", "main")
    assert told.status == 1
    assert "changed rules" not in told.out
    assert "may look new" in told.err


# --- options and formats -----------------------------------------------------------------------


def tension(desk: Desk) -> None:
    """A branch that brings a tension (fewer are planned than needed) and a note (one figure under two properties)."""
    desk.article(
        "ministry",
        "source: {publisher: Ministry, published: 2031-05-06}\n"
        "claims:\n"
        "  - {id: need, subject: relief, property: strength, status: needed, value: 900}\n"
        "  - {id: plan, subject: relief, property: strength, status: planned, value: 700}\n"
        "  - {id: hurt, subject: valley, property: injured, value: 80}\n"
        "  - {id: gone, subject: valley, property: missing, value: 80}\n",
    )


def test_the_exit_status(desk: Desk) -> None:
    """0, 1 or 2 for each --fail-on, however the result is shown."""

    def statuses() -> list[int]:
        levels = {"error": ("--only-new",), "warning": ("--format", "json"), "note": ("--show-accepted",)}
        return [desk.check("--fail-on", level, "--base", "main", *more).status for level, more in levels.items()]

    assert statuses() == [0, 0, 0]
    tension(desk)
    assert statuses() == [0, 1, 1]
    desk.edit("claims/flood/ministry.yaml", "value: 700", "value: 950")
    assert statuses() == [0, 0, 1]
    desk.article("tribune", CONTRADICTS)
    assert statuses() == [1, 1, 1]
    desk.article("broken", "source: [\n")
    assert statuses() == [2, 2, 2]
    assert desk.check("--fail-on", "nothing", "--base", "main").status == 2
    assert desk.check("--base").status == 2


def test_only_new_leaves_out_what_was_known(desk: Desk) -> None:
    """The known ones are counted, and not shown."""
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert "count-falls" not in told.out
    assert "2 known" in told.out
    assert "boats, size: 40 against 44" in told.out
    everything = desk.check("--base", "main").out
    assert "known error count-falls" in everything
    # what fails comes first
    states = re.findall(r"^\S+ (?:(known) )?error ", everything, re.MULTILINE)
    assert states == sorted(states)
    (desk.root / "claims/flood/tribune.yaml").unlink()
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 0
    assert len(told.out.splitlines()) == 2


def test_show_accepted(strict_desk: Desk) -> None:
    """Accepted findings are counted; listed with their reasons where that is asked for, in the report too."""
    told = strict_desk.check()
    assert told.status == 0
    assert told.out.endswith("3 contradictions, 0 tensions, 0 notes, 3 accepted\nPassed.\n")
    assert len(told.out.splitlines()) == 2
    told = strict_desk.check("--show-accepted")
    assert told.status == 0
    assert told.out.count(f"    accepted: {REASON}\n") == 3
    assert "known error count-falls" in told.out
    report = strict_desk.run("report", "--show-accepted")
    assert report.status == 0
    assert "3 of these findings are accepted." in report.out
    assert " ".join(report.out.split()).count(REASON) == 3
    assert REASON not in strict_desk.run("report").out


def test_json_tells_how_each_finding_stands(desk: Desk) -> None:
    """One finding for each state, in one branch."""
    desk.git("switch", "--quiet", "main")
    (desk.root / "rules/events-out-of-order.yaml").unlink()
    desk.article("weekly", OUT_OF_ORDER)
    desk.write("claims/fire/entities.yaml", CAST)
    for name, text in ARTICLES.items():
        desk.write(f"claims/fire/{name}.yaml", text)
    desk.commit("two stories")
    base = desk.head()
    ids = {(f["rule"], f["claims"][0].partition("/")[0]): f["id"] for f in desk.json().data["findings"]}
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    desk.accept(ids["sources-disagree", "fire"], "--by", "Ann", "--until", "2031-12", "--today", "2031-05-07")
    desk.accept(ids["count-falls", "fire"], "--until", "2031-05-31", "--today", "2031-05-07")
    desk.accept(ids["parts-do-not-add-up", "fire"])
    desk.accept(ids["count-falls", "flood"])
    desk.accept(ids["sources-disagree", "flood"])
    shutil.copy(standard_rules() / "events-out-of-order.yaml", desk.root / "rules")  # by-rule
    desk.edit("claims/fire/herald.yaml", "value: 60", "value: 59")  # changed
    desk.edit("claims/flood/radio.yaml", "value: 12", "value: 15")  # stale
    desk.edit("claims/flood/gazette.yaml", "id: broke", "id: levee")  # moved
    desk.article("tribune", CONTRADICTS.replace("boats", "levee").replace("size, value: 44", "injured, value: 3"))
    desk.article("evening", CONTRADICTS.replace("boats", "levee").replace("size, value: 44", "injured, value: 9"))
    told = desk.json("--base", "main", "--today", "2031-06-15")
    assert told.status == 1
    stories = {(f["rule"], f["claims"][0].partition("/")[0], f["state"]) for f in told.data["findings"]}
    assert stories == {
        ("sources-disagree", "fire", "known"),
        ("count-falls", "fire", "expired"),
        ("parts-do-not-add-up", "fire", "changed"),
        ("parts-do-not-add-up", "flood", "known"),
        ("sources-disagree", "flood", "moved"),
        ("sources-disagree", "flood", "new"),
        ("events-out-of-order", "flood", "by-rule"),
    }
    by_id = {finding["id"]: finding for finding in told.data["findings"]}
    accepted = by_id[ids["sources-disagree", "fire"]]["accepted"]
    assert accepted == {
        "id": ids["sources-disagree", "fire"],
        "reason": REASON,
        "until": "2031-12-01/2031-12-31",
        "by": "Ann",
    }
    assert by_id[ids["parts-do-not-add-up", "fire"]]["new_claims"] == ["fire/herald#total"]
    assert by_id[ids["parts-do-not-add-up", "fire"]]["accepted"]["until"] is None
    assert by_id[ids["parts-do-not-add-up", "flood"]]["accepted"] is None
    assert [entry["id"] for entry in told.data["stale"]] == [ids["count-falls", "flood"]]
    assert told.data["base"] == base
    assert told.data["complete"] is True


def test_a_check_with_a_base_is_not_remembered(desk: Desk) -> None:
    """The same files, but the branch to compare with has moved: the answer is another one."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    assert desk.check("--base", "main").status == 1
    assert desk.check("--base", "main").status == 1
    desk.git("branch", "--force", "main", "work")
    assert desk.check("--base", "main").status == 0


def test_an_empty_base_is_no_base_that_was_remembered(desk: Desk) -> None:
    """The job's variable with the branch's name is empty: exit status 2, whether or not the desk checked before."""
    assert desk.check().status == 1
    told = desk.check("--base", "")
    assert told.status == 2
    assert told.out == ""


def test_a_part_is_checked_again_when_the_rest_has_changed(strict_desk: Desk) -> None:
    """The story has another name, so what was accepted of it is accepted. Then it is there by its old name as well: a
    copy, which nobody has accepted. The answer about the one story rests on which others there are."""
    (strict_desk.root / "claims/flood").rename(strict_desk.root / "claims/spring")
    assert strict_desk.check("claims/spring").status == 0
    shutil.copytree(strict_desk.root / "claims/spring", strict_desk.root / "claims/flood")
    assert strict_desk.check("claims/spring").status == 1
