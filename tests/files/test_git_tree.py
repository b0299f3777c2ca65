"""An earlier commit's files, written below a folder: whoever made the commit, nothing is written elsewhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from checker.commands.scaffold import standard_rules
from checker.files import git, git_tree
from checker.files.git import GitError, Repository
from checker.files.git_tree import Tree

MODES = {"tree": b"40000", "blob": b"100644", "link": b"120000"}


class Hostile:
    """A repository whose trees are made by hand: git would refuse such names."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir()
        self.run("init", "--quiet", "--template=", "--initial-branch=main")

    def run(self, *arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(["git", "-C", str(self.top), *arguments], input=given, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode().strip()

    def blob(self, content: bytes = b"written elsewhere\n") -> str:
        return self.run("hash-object", "-w", "--stdin", given=content)

    def tree(self, *entries: tuple[str, str, str]) -> str:
        """A tree of (kind, name, what it holds), in the order given."""
        data = b"".join(
            MODES[kind] + b" " + name.encode() + b"\0" + bytes.fromhex(held) for kind, name, held in entries
        )
        return self.run("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=data)

    def commit(self, tree: str) -> str:
        return self.run("commit-tree", tree, "-m", "hostile")

    def extract(self, tree: str, into: Path) -> None:
        Tree(Repository(self.top, ""), self.commit(tree)).extract("claims", into)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hostile:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Desk")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "desk@example.org")
    return Hostile(tmp_path / "repository")


@pytest.mark.parametrize(
    "name",
    ["..", ".", ".git", ".GIT", ".git ", "git~1", "", "/etc/x", "../../x", "a/../../x", "a//b"],
)
@pytest.mark.parametrize("kind", ["tree", "blob"])
def test_a_name_that_leads_elsewhere_is_refused(hostile: Hostile, tmp_path: Path, name: str, kind: str) -> None:
    """Before, the entry `..` of claims/ was written beside the temporary folder."""
    blob = hostile.blob()
    held = hostile.tree(("blob", "x", blob)) if kind == "tree" else blob
    top = hostile.tree(("tree", "claims", hostile.tree((kind, name, held))))
    into = tmp_path / "deep" / "into"
    into.mkdir(parents=True)
    with pytest.raises(GitError, match=r"has a file named|empty filename"):  # the latter says git itself
        hostile.extract(top, into)
    assert sorted(tmp_path.rglob("x")) == []
    assert [*into.iterdir()] == []


def test_a_link_is_never_written_as_a_link(hostile: Hostile, tmp_path: Path) -> None:
    """claims/s links to a folder outside, and the tree holds claims/s/x.yaml too: nothing is written through it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    story = hostile.tree(("blob", "x.txt", hostile.blob()))
    link = hostile.blob(os.fsencode(outside))
    claims = hostile.tree(("link", "s", link), ("tree", "s", story))
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(GitError, match="is a link that leads out of the repository"):
        hostile.extract(hostile.tree(("tree", "claims", claims)), into)
    assert [*outside.iterdir()] == []


def test_a_file_that_is_a_folder_too(hostile: Hostile, tmp_path: Path) -> None:
    claims = hostile.tree(("blob", "s", hostile.blob()), ("tree", "s", hostile.tree(("blob", "x", hostile.blob()))))
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(GitError, match="cannot be written: "):
        hostile.extract(hostile.tree(("tree", "claims", claims)), into)


def test_links_are_bounded_in_all(hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five folders, each of 60 links to the next: 60 to the fifth files. It is said after a thousand links, and git is
    asked for each folder and each link once."""
    asked: list[str] = []
    real = git.git_bytes

    def counted(folder: Path, *arguments: str, given: bytes = b"", most: int | None = None) -> bytes:
        asked.append(arguments[0])
        return real(folder, *arguments, given=given, most=most)

    monkeypatch.setattr(git_tree, "git_bytes", counted)
    folders = [("tree", "f5", hostile.tree(("blob", "x.yaml", hostile.blob())))]
    for level in (4, 3, 2, 1):
        link = hostile.blob(f"../f{level + 1}".encode())
        folders.append(("tree", f"f{level}", hostile.tree(*(("link", f"l{n:02}", link) for n in range(60)))))
    claims = hostile.tree(("link", "s", hostile.blob(b"../f1")))
    top = hostile.tree(*sorted([*folders, ("tree", "claims", claims)], key=lambda entry: entry[1]))
    with pytest.raises(GitError, match="has more than 1,000 links in its claims and rules"):
        hostile.extract(top, tmp_path)
    assert len(asked) <= 12


def test_a_link_to_itself_ends(hostile: Hostile, tmp_path: Path) -> None:
    story = hostile.tree(("link", "x.yaml", hostile.blob(b"x.yaml")))
    claims = hostile.tree(("tree", "s", story))
    with pytest.raises(GitError, match="has more than 5 links behind it"):
        hostile.extract(hostile.tree(("tree", "claims", claims)), tmp_path)


@pytest.mark.parametrize("target", [b"../f\0/x", b"x" * 5_000, b"/" + b"x" * 100_000], ids=["null", "long", "absolute"])
def test_a_link_that_is_no_path(hostile: Hostile, tmp_path: Path, target: bytes) -> None:
    """No file can link to what holds a null byte, or is longer than a path may be; a commit may say so."""
    claims = hostile.tree(("link", "s", hostile.blob(target)))
    with pytest.raises(GitError, match="is a link that leads out of the repository"):
        hostile.extract(hostile.tree(("tree", "claims", claims)), tmp_path)


@pytest.mark.parametrize("is_empty", [True, False])
def test_trees_that_hold_each_other_many_times(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_empty: bool
) -> None:
    """Thirty small trees, each of ten times the one below: git would list them, or go through them, for ever."""
    monkeypatch.setattr(git_tree, "BASE_LISTED", 100_000)
    below = hostile.tree() if is_empty else hostile.tree(("blob", "x.yaml", hostile.blob()))
    for _ in range(30):
        below = hostile.tree(*(("tree", f"f{n}", below) for n in range(10)))
    with pytest.raises(GitError, match="in its claims and rules are too many"):
        hostile.extract(hostile.tree(("tree", "claims", below)), tmp_path)
    assert [*tmp_path.joinpath("claims").glob("*")] == []


@pytest.mark.parametrize(
    ("budget", "most", "words"),
    [
        ("BASE_FILES", 2, "has more than 2 files in its claims and rules"),
        ("BASE_BYTES", 2_000_000, "are larger than 2 MB"),
    ],
)
def test_files_are_bounded(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, budget: str, most: int, words: str
) -> None:
    monkeypatch.setattr(git_tree, budget, most)
    large = hostile.blob(b"# \n" * 300_000)
    story = hostile.tree(*(("blob", f"{n}.txt", large) for n in range(3)))
    with pytest.raises(GitError, match=words):
        hostile.extract(hostile.tree(("tree", "claims", hostile.tree(("tree", "s", story)))), tmp_path)


def test_what_is_too_large_to_be_read_is_too_large_there(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its content is not asked for: the reader sees the size and says so."""
    monkeypatch.setattr(git_tree, "YAML_BYTES", 10)
    monkeypatch.setattr(git_tree, "BATCH_BYTES", 10)
    story = hostile.tree(
        ("blob", "a.yaml", hostile.blob(b"a: 1\n")),
        ("blob", "b.yaml", hostile.blob(b"much: more than ten\n")),
        ("blob", "c.yaml", hostile.blob(b"c: 12345\n")),
    )
    hostile.extract(hostile.tree(("tree", "claims", hostile.tree(("tree", "s", story)))), tmp_path)
    written = {path.name: path.read_bytes() for path in (tmp_path / "claims" / "s").iterdir()}
    assert written == {"a.yaml": b"a: 1\n", "b.yaml": bytes(20), "c.yaml": b"c: 12345\n"}


@pytest.mark.parametrize(
    "way",
    ["GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_DIFF_OPTS", "orderFile", "algorithm"],
)
def test_the_users_git_settings_do_not_matter(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Renames are found and files are read, whatever somebody has set: before, each of these was exit 2."""
    article = hostile.top / "claims" / "flood" / "courier.yaml"
    article.parent.mkdir(parents=True)
    article.write_bytes((standard_rules() / "properties.yaml").read_bytes())
    hostile.run("add", "--all")
    hostile.run("commit", "--quiet", "-m", "first")
    hostile.run("mv", "claims/flood/courier.yaml", "claims/flood/herald.yaml")
    if way.startswith("GIT_"):
        monkeypatch.setenv(way, "-u0" if way == "GIT_DIFF_OPTS" else "1")
    else:
        settings = tmp_path / "settings"
        settings.write_text(f"[diff]\n {way} = {tmp_path}/is-not-there\n")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    repository = git.repository_of(hostile.top)
    renamed = git.renamed_since(repository, "HEAD", "claims")
    assert renamed == {"claims/flood/courier.yaml": "claims/flood/herald.yaml"}
    into = tmp_path / "into"
    into.mkdir()
    Tree(repository, hostile.run("rev-parse", "HEAD")).extract("claims", into)
    assert (into / "claims" / "flood" / "courier.yaml").is_file()
