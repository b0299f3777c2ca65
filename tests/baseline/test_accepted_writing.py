"""accepted.yaml is written whole or not at all: modes, links, full disks, two at once, sudden ends, two branches."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.baseline.accepted_file import with_entries, without_entries
from checker.commands import accepting
from checker.corpus.corpus import Acceptance
from checker.files.yaml_reader import parse_document
from tests.baseline.desks import ACCEPTED, REASON
from tests.baseline.villages import FLOOD, VILLAGES, Villages, desk, start

__all__ = ["desk"]

NUMBERS = ["1234567890", "12345e6789", "0000000000", "0x12345678"]


# --- the file ---


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_the_mode_is_kept(desk: Villages, mode: int) -> None:
    ids = desk.ids[:3]
    desk.accept(ids[0])
    desk.file.chmod(mode)
    desk.accept(ids[1])
    assert desk.file.stat().st_mode & 0o777 == mode
    desk.agree(ids[0])
    assert desk.run("prune").status == 0
    assert desk.file.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_usual_mode(desk: Villages, mask: int, mode: int) -> None:
    old = os.umask(mask)
    try:
        desk.accept(desk.ids[0])
        assert os.umask(mask) == mask
    finally:
        os.umask(old)
    assert desk.file.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
def test_a_link_stays_a_link(desk: Villages, tmp_path: Path, absolute: bool) -> None:
    """Several desks of a repository share one list by a link: the list is written, the link stays."""
    (tmp_path / ".git").mkdir()
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "list.yaml").write_text("# ours\n")
    desk.file.symlink_to(shared / "list.yaml" if absolute else Path("../shared/list.yaml"))
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.accept(second)
    assert desk.file.is_symlink()
    assert list(desk.entries) == [first, second]
    assert (shared / "list.yaml").read_text().startswith("# ours\n")
    desk.agree(first)
    assert desk.run("prune").status == 0
    assert desk.file.is_symlink()
    assert list(desk.entries) == [second]
    assert [path.name for path in shared.iterdir()] == ["list.yaml"]


def test_a_link_to_nothing(desk: Villages, tmp_path: Path) -> None:
    """That is a problem like any file that cannot be read; nothing is written by guess."""
    desk.file.symlink_to(tmp_path / "nowhere.yaml")
    told = desk.run("accept", desk.ids[0], "--reason", REASON)
    assert told.status == 2
    assert ACCEPTED in told.err
    assert not (tmp_path / "nowhere.yaml").exists()


def test_an_article_with_an_odd_name(desk: Villages) -> None:
    """The names of publishers get into the statements: quotes, a #, a colon, a bar, umlauts, joined emoji beside a
    no-break space. All entries are read back, and still accept. (The names of files do not get in.)"""
    names = ["a \"b\" 'c'", "no: #1", "- über", "[x]", "a | b", "👨\u200d👩\u200d👧\u00a0fam", "over: *"]
    desk.remove("herald")
    for number, (name, village) in enumerate(zip(names, VILLAGES, strict=False)):
        claim = f"{{id: x, subject: {village}, property: injured, value: 99}}"
        source = f"source: {{publisher: {json.dumps(name, ensure_ascii=False)}, published: 2031-05-06}}"
        desk.article(f'odd "{number}" # – {number}', f"{source}\nclaims:\n  - {claim}\n")
    assert len(desk.ids) == len(names)
    desk.accept_all()
    assert list(desk.entries) == desk.ids
    assert desk.check().status == 0
    assert desk.stands() == ["known sources-disagree"] * len(names)


def test_an_article_with_a_control_character(desk: Villages) -> None:
    """YAML cannot hold it; a file whose name has one is no matter."""
    (desk.root / FLOOD / "herald.yaml").rename(desk.root / FLOOD / "tab\tnew\nline.yaml")
    desk.accept_all()
    assert desk.check().status == 0


def test_an_id_that_looks_like_a_number() -> None:
    """1234567890, or 12345e6789: an id is text, at every step."""
    entries = [Acceptance(id=id_, rule="r", reason="r", statements=(("a", "b c", "d", "e", "f"),)) for id_ in NUMBERS]
    text = with_entries("", entries)
    document, problems = parse_document(text, ACCEPTED)
    assert problems == [] and document is not None
    assert list(document.value) == sorted(NUMBERS)
    assert without_entries(text, NUMBERS[1:]).count("rule: r") == 1
    assert with_entries(without_entries(text, NUMBERS[1:]), entries) == text


def test_a_write_that_fails_changes_nothing(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the last step: exit status 2, the old file is whole, and no other is left behind."""
    first, second = desk.ids[:2]
    desk.accept(first)
    before = desk.text

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    told = desk.run("accept", second, "--reason", REASON)
    assert told.status == 2
    assert "No space left on device" in told.err
    assert desk.text == before
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


def test_a_file_that_breaks_while_it_is_edited(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the check and the write somebody merges, and git leaves its marks in the file: nobody's entries go."""
    first, second = desk.ids[:2]
    desk.accept(first)
    broken = desk.text.replace("  reason:", "<<<<<<< ours\n  reason:")
    change = getattr(accepting, "change")  # noqa: B009

    def late(path: Path, edit: Callable[[str], str]) -> None:
        desk.file.write_text(broken)
        change(path, edit)

    monkeypatch.setattr(accepting, "change", late)
    told = desk.run("accept", second, "--reason", REASON)
    assert set(broken.splitlines()) <= set(desk.text.splitlines())
    assert told.status == 2 or second in desk.text


@pytest.fixture
def open_folder(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> Iterator[Villages]:
    """The same desk, where somebody else but its owner may look into it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shutil.copytree(desk.root, Path(name) / "desk")
        monkeypatch.chdir(Path(name) / "desk")
        yield Villages(Path(name) / "desk")
        monkeypatch.undo()


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs the permissions of POSIX")
@pytest.mark.parametrize("there", [True, False], ids=["a file is there", "no file yet"])
def test_a_folder_that_is_read_only(open_folder: Villages, there: bool) -> None:
    """Exit status 2 and one line; no traceback, and nothing changed."""
    desk = open_folder
    first, second, third = desk.ids[:3]
    desk.accept(first)
    desk.accept(third)
    desk.agree(third)
    if not there:
        desk.file.unlink()
    desk.root.chmod(0o555)
    before = desk.text if there else None
    may_do_all = os.geteuid() == 0
    try:
        if may_do_all:  # root may write to any folder: be somebody else for a moment
            os.seteuid(65534)
        told = [desk.run("accept", second, "--reason", REASON)] + ([desk.run("prune")] if there else [])
    finally:
        if may_do_all:
            os.seteuid(0)
        desk.root.chmod(0o755)
    for each in told:
        assert each.status == 2
        assert "Permission denied" in each.err
        assert len(each.err.splitlines()) == 1
    assert (desk.text if desk.file.exists() else None) == before


# --- several at once, and sudden ends ---


WORKER = """\
import sys
from checker.cli import main
print("ready", flush=True)
sys.stdin.readline()
for id_ in sys.argv[2:]:
    if main(["accept", id_, "--reason", f"{sys.argv[1]} accepts {id_}"]) != 0:
        sys.exit(1)
"""
RESTLESS = """\
import random, sys
from checker.cli import main
for turn in range(10_000):
    id_ = random.choice(sys.argv[2:])
    main(["accept", id_, "--reason", id_ + sys.argv[1] * random.randrange(2_000, 20_000)])
    if turn == 0:
        print("ready", flush=True)
"""


RESTLESS = """\
import random, sys
from checker.cli import main
for turn in range(10_000):
    id_ = random.choice(sys.argv[2:])
    main(["accept", id_, "--reason", id_ + sys.argv[1] * random.randrange(2_000, 20_000)])
    if turn == 0:
        print("ready", flush=True)
"""


@pytest.mark.parametrize("round_", range(2))
def test_two_at_once_lose_nothing(desk: Villages, round_: int) -> None:
    """Ann and Bob accept six findings each, at the same moment: twelve entries, sorted, whole."""
    ids = random.Random(round_).sample(desk.ids, 12)
    shares = {"Ann": ids[:6], "Bob": ids[6:]}
    workers = [start(WORKER, name, *share) for name, share in shares.items()]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    assert desk.keys == sorted(ids)
    reasons = {id_: entry.reason for id_, entry in desk.entries.items()}
    assert reasons == {id_: f"{name} accepts {id_}" for name, share in shares.items() for id_ in share}
    assert desk.check().status == 0
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


@pytest.mark.slow
def test_a_sudden_end_leaves_a_whole_file(desk: Villages) -> None:
    """A process accepts without end, with long reasons, and is killed at a moment of chance, again and again: each time
    the file can be read, holds all that it held, and can be added to."""
    chance = random.Random(9)
    ids = desk.ids
    desk.accept(ids[0])
    held: set[str] = set()
    for _ in range(4):
        worker = start(RESTLESS, chance.choice("xy"), *ids[1:])
        time.sleep(chance.uniform(0.0, 0.25))  # at whatever moment: the file is whole at all of them
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        entries = desk.entries
        assert entries[ids[0]].reason == REASON
        assert held <= entries.keys()
        for id_, entry in entries.items():
            assert id_ == ids[0] or entry.reason.strip("xy") == id_.strip("xy")
        assert desk.keys == sorted(entries)
        held = set(entries)
    for left in desk.root.glob(f".{ACCEPTED}.*"):  # what the killed ones were writing: not theirs to remove any more
        left.unlink()
    desk.agree(ids[0])
    assert desk.run("prune").status == 0
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


# --- two branches ---


@pytest.fixture
def repository(desk: Villages) -> Villages:
    """The desk as a repository, with three accepted findings on main: the third, sixth and ninth by id."""
    for id_ in desk.ids[2:9:3]:
        desk.accept(id_)
    desk.git("init", "--quiet", "--template=", "--initial-branch=main")
    desk.commit("main")
    return desk


def test_two_branches_accept_different_findings(repository: Villages) -> None:
    """Ann's branch accepts one finding and Bob's another one, further down: git merges the file by itself, and it holds
    all five, sorted."""
    desk, ids = repository, repository.ids
    for branch, id_ in (("ann", ids[3]), ("bob", ids[10])):
        desk.git("switch", "--quiet", "--create", branch, "main")
        desk.accept(id_, "--by", branch, reason=f"asked by {branch}")
        desk.git("commit", "--quiet", "--all", "--message", branch)
    desk.git("merge", "--quiet", "--no-edit", "ann")
    assert desk.keys == [ids[2], ids[3], ids[5], ids[8], ids[10]]
    entries = desk.entries
    assert {id_: entries[id_].reason for id_ in (ids[3], ids[10])} == {
        ids[3]: "asked by ann",
        ids[10]: "asked by bob",
    }
    assert desk.git("status", "--porcelain") == ""
    desk.accept_all()
    assert desk.check().status == 0


def test_one_branch_accepts_and_one_prunes(repository: Villages) -> None:
    """A finding is settled in one branch and its entry pruned; another branch accepts one elsewhere in the file."""
    desk, ids = repository, repository.ids
    desk.git("switch", "--quiet", "--create", "ann", "main")
    desk.agree(ids[8])
    assert desk.run("prune").status == 0
    desk.git("commit", "--quiet", "--all", "--message", "settled")
    desk.git("switch", "--quiet", "--create", "bob", "main")
    desk.accept(ids[0])
    desk.git("commit", "--quiet", "--all", "--message", "accepted")
    desk.git("merge", "--quiet", "--no-edit", "ann")
    assert desk.keys == [ids[0], ids[2], ids[5]]
    assert desk.stale == []


def test_two_branches_accept_neighbours(repository: Villages) -> None:
    """The two new entries belong to the same place: git may leave that to a person, and then the checker names the
    place; what the person makes of it, both entries in either order, is right."""
    desk, ids = repository, repository.ids
    for branch, id_ in (("ann", ids[3]), ("bob", ids[4])):
        desk.git("switch", "--quiet", "--create", branch, "main")
        desk.accept(id_)
        desk.git("commit", "--quiet", "--all", "--message", branch)
    desk.git("merge", "--quiet", "--no-edit", "ann", status=1)
    told = desk.check()
    assert told.status == 2
    line = next(n for n, text in enumerate(desk.text.splitlines(), 1) if text.startswith("<<<<<<<"))
    assert f"{ACCEPTED}:{line}:" in told.out or f"{ACCEPTED}:{line + 1}:" in told.out
    desk.git("checkout", "--quiet", "HEAD", "--", ACCEPTED)
    mine = desk.text
    block = desk.git("show", f"ann:{ACCEPTED}").partition(f"{ids[3]}:")[2].partition(f"{ids[5]}:")[0]
    desk.file.write_text(mine.replace(f"{ids[5]}:", f"{ids[3]}:{block}{ids[5]}:"))
    assert set(desk.entries) == {ids[number] for number in (2, 3, 4, 5, 8)}


def test_all_pairs_that_are_no_neighbours_merge(desk: Villages, tmp_path: Path) -> None:
    """The same for many pairs of entries, by git's own merge of three files."""
    ids = desk.ids
    desk.accept_all()
    every = desk.entries
    base_ids = ids[1::3]
    base = without_entries(desk.text, set(ids) - set(base_ids))
    names = {name: str(tmp_path / name) for name in ("ours", "base", "theirs")}
    Path(names["base"]).write_text(base)
    pairs = [
        (one, other)
        for one, other in itertools.combinations((id_ for id_ in ids if id_ not in base_ids), 2)
        if any(one < between < other for between in base_ids)
    ]
    assert len(pairs) > 20
    for one, other in pairs:
        Path(names["ours"]).write_text(with_entries(base, [every[one]]))
        Path(names["theirs"]).write_text(with_entries(base, [every[other]]))
        command = ["git", "merge-file", "-p", names["ours"], names["base"], names["theirs"]]
        merged = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert merged == with_entries(with_entries(base, [every[other]]), [every[one]])
        assert merged == with_entries(base, [every[one], every[other]])
