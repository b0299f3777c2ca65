"""`check --base` and git: commits that are not there, shallow and sparse checkouts, links, merges, the working tree."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.baseline.desks import Desk
from tests.baseline.floods import (
    AGREES,
    CAST,
    CONTRADICTS,
    COURIER,
    POST,
    RULES,
    empty_desk,
    merge_each_other,
    rename_two_articles,
    since,
)

# --- what cannot be checked -------------------------------------------------------------------


def test_a_broken_file_beside_a_new_conflict(desk: Desk) -> None:
    """One article is torn, another contradicts: exit status 2, and both are told."""
    desk.article("tribune", CONTRADICTS)
    desk.article("broken", "source: [\n")
    told = desk.check("--base", "main")
    assert told.status == 2
    assert "claims/flood/broken.yaml:1:9: not valid YAML" in told.out
    assert "    new: claims/flood/tribune.yaml:3: " in told.out
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
    desk.rules(*RULES)
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
    assert "    new: claims/flood/tribune.yaml:3: " in told.out
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
    line = next(line for line in told.out.splitlines() if "claims/flood/courier.yaml:3: " in line)
    assert re.match(r"    there since before [0-9a-f]{7}: \S+ ", line)


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


# --- merges, and the working tree -------------------------------------------------------------


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
    assert f"    there since {theirs[:7]} (2031-05-08): claims/flood/weekly.yaml:3: " in told.out
    assert "    new: claims/flood/evening.yaml:3: " in told.out


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


def test_a_change_of_the_cast_with_several_bases(desk: Desk) -> None:
    """The branch brought 900 for the valley, main 800 for the levee, and both have both: nothing is in conflict. Then
    the branch makes the valley a part of the levee, which is its doing."""
    desk.paper("Tribune", "subject: valley, property: displaced, value: 900")
    merge_each_other(
        desk,
        "weekly",
        CONTRADICTS.replace("boats, property: size, value: 44", "levee, property: displaced, value: 800").replace(
            "05-06", "05-04"
        ),
    )
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/entities.yaml", "valley: {}", "valley: {part_of: levee}")
    assert desk.check("--base", "main").status == 1
    finding, review = desk.only("main", rule="part-exceeds-whole")
    status = review.status(finding)
    assert (status.state, status.entities) == ("new", ("valley",))


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


@pytest.mark.parametrize(
    "settings",
    [
        "[diff]\n renameLimit = many\n",
        "[diff]\n wsErrorHighlight = everything\n",
        "[blame]\n ignoreRevsFile = .git-blame-ignore-revs\n",
        "[blame]\n date = some day\n",
        "[core\n",
    ],
)
def test_what_git_cannot_read_in_the_users_settings(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    """A word that git does not know, a file that this clone does not have: what is asked of git rests on neither."""
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert since(desk, "courier") in told.out
    (tmp_path / "gitconfig").write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert desk.check("--base", "main", "--only-new") == told
