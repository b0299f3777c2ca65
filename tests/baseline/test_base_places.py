"""`check --base` and where the project is: folders of a repository, worktrees, links, hooks, names, line ends."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from checker import cli
from tests.baseline.desks import Desk
from tests.baseline.floods import (
    AGREES,
    ARTICLES,
    CAST,
    CONTRADICTS,
    COURIER,
    KNOWN,
    RULES,
    add_a_story,
    empty_desk,
    flood_desk,
    since,
    to_main,
)


@pytest.mark.parametrize("inner", ["täler/the valley [new] – 2", ":odd"])
def test_a_project_in_a_folder_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    """A repository with two projects, one at its top and one below, and files of the same names in both. Each is
    compared with itself, from wherever the command is run."""
    desk = flood_desk(tmp_path / "desk", inner)
    desk.git("switch", "--quiet", "main")
    outer = Desk(desk.top)
    outer.rules(*RULES)
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
    assert "    new: claims/flood/tribune.yaml:3: " in told.out
    assert f"    {since(desk, 'courier')}claims/flood/courier.yaml:3: " in told.out
    monkeypatch.chdir(desk.top)
    again = desk.check("--base", "main", "--only-new", f"./{inner}")
    assert again.status == 1
    assert f"    {since(desk, 'courier')}{inner}/claims/flood/courier.yaml:3: " in again.out
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
    assert told.states == {"joined": ["parts-do-not-add-up"], "new": ["sources-disagree"]}
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
    assert "    new: claims/η πλημμύρα/пост.yaml:3: " in told.out
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
    to_main(desk)
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
