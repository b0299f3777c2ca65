"""Which files a project has: links do not leave it, and no folder or file holds up a check, whoever made them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.corpus.loader import load
from checker.files import project as project_module
from checker.files import walk
from checker.files.article_texts import ELSEWHERE, NOT_AT_HAND, UNREADABLE, look_up
from checker.files.names import is_possible, is_unsafe
from checker.files.project import find
from checker.files.regular import TooLargeError, read_regular
from checker.files.walk import LEADS_OUT, Home

ENTITIES = "team: {}\n"
COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: teams, subject: team, property: size, value: 3}
"""


@pytest.fixture
def project(make_project: Callable[[str, str], Path]) -> Path:
    return make_project(ENTITIES, COURIER)


def problems() -> list[str]:
    return [f"{problem.file}: {problem.message}" for problem in load().problems]


# --- links


@pytest.mark.parametrize(
    "name",
    ["claims/abroad", "claims/flood/root", "claims/flood/x.yaml", "rules/x.yaml", "rules/more", "accepted.yaml"],
)
def test_a_link_out_of_the_project_is_said_and_not_followed(project: Path, tmp_path: Path, name: str) -> None:
    """A link to / made the check walk the machine, and print the names of files there."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "secret.yaml").write_text("password: x\n")
    (outside / "deep" / "secret.yml").write_text("password: x\n")
    (project / name).symlink_to(outside / "secret.yaml" if name.endswith(".yaml") else outside)
    assert problems() == [f"{name}: {LEADS_OUT}"]


@pytest.mark.parametrize("name", ["claims", "rules", "claims/flood/entities.yaml", "rules/properties.yaml"])
def test_what_is_needed_is_not_read_from_elsewhere(project: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (project / name).rename(outside)
    (project / name).symlink_to(outside)
    said = problems()
    assert f"{name}: {LEADS_OUT}" in said
    assert not any("secret" in line for line in said)


def test_a_link_within_the_repository_is_followed(project: Path, tmp_path: Path) -> None:
    """Two projects of one repository share a story; without a repository each is for itself."""
    inner = tmp_path / "desk"
    inner.mkdir()
    for name in ("claims", "rules"):
        (project / name).rename(inner / name)
    (inner / "claims" / "flood").rename(tmp_path / "shared")
    (inner / "claims" / "flood").symlink_to("../../shared")
    assert [problem.message for problem in load([inner]).problems] == [LEADS_OUT]
    (tmp_path / ".git").mkdir()
    assert load([inner]).problems == ()


def test_what_git_keeps_is_no_place_of_the_project(tmp_path: Path) -> None:
    """There may be passwords in .git/config."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").touch()
    (tmp_path / "link").symlink_to(".git/config")
    home = Home(tmp_path)
    assert home.holds(tmp_path / "x.git")
    assert not home.holds(tmp_path / ".git" / "config")
    assert not home.holds(tmp_path / "link")


def test_a_folder_with_the_beginning_of_the_name_is_another(tmp_path: Path) -> None:
    for name in ("desk", "desk-2"):
        (tmp_path / name).mkdir()
    assert Home(tmp_path / "desk").holds(tmp_path / "desk" / "x")
    assert not Home(tmp_path / "desk").holds(tmp_path / "desk-2")


# --- folders and files without end


def test_three_thousand_nested_folders(project: Path) -> None:
    """That was a RecursionError."""
    here = os.open(project / "claims" / "flood", os.O_RDONLY)
    try:
        for _ in range(3000):
            os.mkdir("d", dir_fd=here)
            deeper = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        said = problems()
    finally:
        os.close(here)
        subprocess.run(["rm", "-rf", str(project / "claims")], check=True)  # too deep for Python's own tools
    assert said == [
        "claims: the folders within are too large to be looked through for stray files (20,000 entries, 20 deep)"
    ]


@pytest.mark.parametrize("folder", ["claims", "rules"])
def test_folders_of_very_many_files(project: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setattr(walk, "STRAY_ENTRIES", 5)
    inner = project / folder / "flood" / "pictures"
    inner.mkdir(parents=True)
    for number in range(10):
        (inner / f"{number}.png").touch()
    assert [line.partition(" (")[0] for line in problems()] == [
        f"{folder}: the folders within are too large to be looked through for stray files"
    ]


def test_very_many_articles(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_module, "PROJECT_FILES", 2)
    for number in range(3):
        (project / "claims" / "flood" / f"{number}.yaml").write_text(COURIER)
    assert problems() == ["claims: more than 2 articles; the rest of them is not read"]
    assert [file.stem for _, file in find([]).articles] == ["0", "1"]


def test_a_text_of_the_project_is_found_from_within_a_story(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an editor starts the language server: in the folder of the file that is open."""
    (project / "texts").mkdir()
    (project / "texts" / "courier.txt").write_text("Three teams.")
    monkeypatch.chdir(project / "claims" / "flood")
    for article in (Path("courier.yaml"), Path("../flood/courier.yaml")):
        assert look_up(article, "../../texts/courier.txt", "").content == "Three teams."


def test_very_large_articles(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (project / "claims" / "flood" / f"{number}.yaml").write_text(COURIER)
    monkeypatch.setattr(project_module, "PROJECT_BYTES", 3 * len(COURIER))
    assert len(find([]).articles) == 4 - 1
    monkeypatch.setattr(project_module, "PROJECT_BYTES", 2 * len(COURIER))
    assert problems() == ["claims: the articles are larger than 0 MB; the rest is not read"]
    assert [file.stem for _, file in find([]).articles] == ["0", "1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_only_regular_files_are_read(tmp_path: Path) -> None:
    """A pipe that nobody writes to, a device without end, a sparse file of 100 GB: each is said at once."""
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(100 * 10**9)
    (tmp_path / "empty").touch()
    for name, why in (("pipe", "Not a regular file"), ("sparse", "larger than 4 MB"), ("", "Is a directory")):
        with pytest.raises(OSError, match=why):
            read_regular(tmp_path / name, 4_000_000)
    with pytest.raises(OSError, match="Not a regular file"):
        read_regular("/dev/zero", 4_000_000)
    assert read_regular(tmp_path / "empty", 0) == b""
    for written in (b"", b"size: 400"):
        inner = os.open(tmp_path / "pipe", os.O_RDWR)
        os.write(inner, written)
        with pytest.raises(OSError, match="Not a regular file"):
            read_regular(tmp_path / "pipe", 4_000_000)
        os.close(inner)


@pytest.mark.parametrize("size", [1, (1 << 14) - 1, 1 << 14, (1 << 14) + 1, 100_000])
def test_files_of_all_sizes_are_read_whole(tmp_path: Path, size: int) -> None:
    content = bytes(range(1, 252)) * (size // 251 + 1)
    (tmp_path / "file").write_bytes(content[:size])
    assert read_regular(tmp_path / "file", size) == content[:size]
    with pytest.raises(TooLargeError):
        read_regular(tmp_path / "file", size - 1)


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no such files here")
def test_files_that_do_not_say_how_large_they_are() -> None:
    assert b"Name:" in read_regular("/proc/self/status", 1_000_000)
    with pytest.raises(TooLargeError):
        read_regular("/proc/self/status", 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["claims/flood/x.yaml", "rules/x.yaml", "accepted.yaml"])
@pytest.mark.parametrize("cached", [True, False], ids=["cached", "not cached"])
def test_a_pipe_holds_up_no_command(project: Path, name: str, cached: bool) -> None:
    from checker.cli import main

    os.mkfifo(project / name)
    assert main(["check", *([] if cached else ["--no-cache"])]) == 2
    assert problems() == [f"{name}: cannot be read: Not a regular file"]


# --- texts


def test_a_text_lies_in_the_project_or_in_a_folder_of_texts(project: Path, tmp_path: Path) -> None:
    """`text: ../../../../etc/hosts`, and `checker coverage` printed lines of it."""
    outside = tmp_path.parent / f"{tmp_path.name}-texts"
    outside.mkdir()
    (outside / "courier.txt").write_text("three teams")
    article = Path("claims/flood/courier.yaml")
    (project / "claims" / "flood" / "link.txt").symlink_to(outside / "courier.txt")
    away = os.path.relpath(outside / "courier.txt", project / "claims" / "flood")
    for name in (away, str(outside / "courier.txt"), "link.txt", f"{away}-which-is-not-there"):
        text = look_up(article, name, "")
        assert (text.state, text.why, text.content) == (UNREADABLE, ELSEWHERE, ""), name
    for name in (away, "link.txt"):
        assert look_up(article, name, "", [outside]).content == "three teams"
    assert look_up(article, "nowhere.txt", "").state == NOT_AT_HAND
    (project / "texts").mkdir()
    (project / "texts" / "own.txt").write_text("in the project")
    assert look_up(article, "../../texts/own.txt", "").content == "in the project"


# --- names


@pytest.mark.parametrize("name", ["CON", "nul.yaml", "com1", "Lpt9.txt", "flood.", "flood "])
def test_names_that_another_system_takes_for_something_else(name: str) -> None:
    assert is_unsafe(name)


@pytest.mark.parametrize("name", ["console", "courier", "com", "com10", "a.con"])
def test_names_that_are_the_same_everywhere(name: str) -> None:
    assert not is_unsafe(name)


def test_paths_that_no_file_can_have() -> None:
    assert is_possible("/nowhere/at/all")
    assert is_possible("/")
    assert not is_possible("/" + "a/" * 5000)
    assert not is_possible("/a\0b")
