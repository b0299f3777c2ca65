"""Files are written whole or not at all, one or several, whenever the writer is killed.

No clock decides when: a program is stopped at each of its calls of the system in turn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.files import atomic, together
from checker.files.atomic import locked, write_new, write_whole
from checker.files.project import UNFINISHED, find
from checker.files.together import finish_interrupted, is_interrupted, write_together
from checker.files.walk import Home

KILLED = 9
STOPPED = f"""\
import os, sys
from pathlib import Path
from checker.files.atomic import write_new, write_whole
from checker.files.together import write_together
import json, secrets, tempfile, fcntl
left = int(sys.argv[1])
def count(event, arguments):
    global left
    if event in ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "fcntl.flock"):
        left -= 1
        if left < 0:
            os._exit({KILLED})
sys.addaudithook(count)
"""


def stopped_at(step: int, code: str, folder: Path) -> int:
    """The exit status of a program that is killed at one of its calls."""
    command = [sys.executable, "-c", f"{STOPPED}{code}", str(step)]
    return subprocess.run(command, cwd=folder, check=False, timeout=60).returncode


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def project(folder: Path) -> Path:
    (folder / "claims" / "flood").mkdir(parents=True)
    (folder / "claims" / "flood" / "courier.yaml").write_text("before\n")
    return folder


BEFORE = {"claims/flood/courier.yaml": "before\n"}
AFTER = {
    "claims/flood/courier.yaml": "after\n",
    "claims/sea/entities.yaml": "{}\n",
    "claims/sea/deep/herald.yaml": "new\n",
}
SET = f"write_together(Path(), {{Path(name): text for name, text in {AFTER!r}.items()}})\n"


def held(folder: Path) -> dict[str, str]:
    """The YAML files, as a reader sees them."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.yaml")}


def test_a_set_of_files_is_whole_wherever_its_writer_is_killed(tmp_path: Path) -> None:
    """A reader sees no half file, and is told where a set is half there; who writes next makes it all or nothing."""
    ends = []
    for step in range(200):
        root = project(tmp_path / str(step))
        status = stopped_at(step, SET, root)
        seen = held(root)
        assert all(text in (BEFORE.get(name), AFTER[name]) for name, text in seen.items()), step
        if seen not in (BEFORE, AFTER):
            assert is_interrupted(root)
            assert [problem.file.rpartition("/")[2] for problem in find([root]).problems][:1] == [UNFINISHED]
        finish_interrupted(root)
        ends.append(held(root))
        assert ends[-1] in (BEFORE, AFTER), step
        write_whole(root / "other", "")  # takes away what is left beside it
        left = [name for name in names(root) if "~" in name or "unfinished" in name]
        assert left == [], step
        if status == 0:
            break
        assert status == KILLED
    assert status == 0
    assert BEFORE in ends[:-1]
    assert AFTER in ends[:-1]  # where all was ready, it is not thrown away
    assert ends.index(AFTER) == len([end for end in ends if end == BEFORE])  # and never again half
    assert not (tmp_path / "0" / "claims" / "sea").exists()


@pytest.mark.parametrize("call", ["write_whole", "write_new"])
def test_a_file_is_whole_wherever_its_writer_is_killed(tmp_path: Path, call: str) -> None:
    for step in range(100):
        folder = tmp_path / str(step)
        folder.mkdir()
        if call == "write_whole":
            (folder / "list.yaml").write_text("before\n")
        status = stopped_at(step, f"{call}(Path('list.yaml'), 'after\\n')\n", folder)
        seen = held(folder)
        assert seen.get("list.yaml", "before\n") in ("before\n", "after\n")
        write_whole(folder / "other", "")
        assert [name for name in names(folder) if "~" in name] == []
        if status == 0:
            break
    assert (status, seen) == (0, {"list.yaml": "after\n"})


def test_a_temporary_file_of_a_writer_that_lives_stays(tmp_path: Path) -> None:
    with atomic._beside(tmp_path / "list.yaml", "mine", durable=False) as temporary:
        write_whole(tmp_path / "list.yaml", "theirs")
        assert Path(temporary).read_text() == "mine"
        os.replace(temporary, tmp_path / "list.yaml")
    assert (tmp_path / "list.yaml").read_text() == "mine"


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    write_new(tmp_path / "x.yaml", "first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "x.yaml", "second")
    assert names(tmp_path) == ["x.yaml"]
    assert (tmp_path / "x.yaml").read_text() == "first"
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "gone.yaml", "second")


def test_a_new_file_where_files_have_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On FAT, a file cannot get a second name."""

    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    test_a_new_file_replaces_nothing(tmp_path)


def test_what_cannot_be_written_whole_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the third file."""
    real, calls = atomic.fill, []

    def fill(*arguments: object, **more: object) -> None:
        calls.append(arguments)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(together, "fill", fill)
    root = project(tmp_path / "project")
    before = names(root)
    with pytest.raises(OSError, match="No space left"):
        write_together(root, {root / name: text for name, text in AFTER.items()})
    assert names(root) == before
    calls.clear()
    with pytest.raises(OSError, match="No space left"):
        write_together(tmp_path / "a" / "new", {tmp_path / "a" / "new" / name: text for name, text in AFTER.items()})
    assert not (tmp_path / "a").exists()


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    root = project(tmp_path)
    article, other = root / "claims/flood/courier.yaml", root / "claims/flood/herald.yaml"
    for expected in ({article: "something else\n"}, {article: None}, {article: "before\n", other: "there\n"}):
        with pytest.raises(OSError, match=r"changed meanwhile|is there already|No such file"):
            write_together(root, {article: "after\n", other: "after\n"}, expected=expected)
    assert held(root) == BEFORE


def test_links_lead_no_write_out_of_the_project(tmp_path: Path) -> None:
    """Somebody's pull request has links where files are written."""
    root = project(tmp_path / "project")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "claims" / "flood" / ".schemas").symlink_to(outside)
    (root / "accepted.yaml").symlink_to(outside / "list.yaml")
    for name in ("claims/flood/.schemas/article.json", "accepted.yaml"):
        with pytest.raises(OSError, match="leads out of the project through a link"):
            write_together(root, {root / name: "text"})
        with pytest.raises(OSError, match="leads out of the project through a link"):
            write_whole(root / name, "text", within=Home(root))
    (root / UNFINISHED).symlink_to(outside / "list.json")
    with pytest.raises(OSError, match=r"leads out of the project through a link|No such file"):
        write_together(root, {root / "claims/flood/x.yaml": "text"})
    assert names(outside) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"ready": true, "moves": [["../secret", "claims/flood/x.yaml"]], "folders": []}',
        '{"ready": true, "moves": [["claims/flood/courier.yaml", "../../x"]], "folders": [".."]}',
        '{"ready": true, "moves": [["../.x.yaml.1.checker-part~", "../x.yaml"]], "folders": [4]}',
        '{"ready": false, "moves": [["claims/flood/courier.yaml", "claims/flood/x"]], "folders": ["/"]}',
    ],
)
def test_a_list_that_somebody_made_up_moves_nothing(tmp_path: Path, content: str) -> None:
    """The list of an interrupted command may come with a pull request."""
    root = project(tmp_path / "project")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / ".x.yaml.1.checker-part~").write_text("")
    before = names(tmp_path)
    (root / UNFINISHED).write_text(content)
    assert finish_interrupted(root)
    assert names(tmp_path) == before


def test_a_writer_that_is_at_work_is_no_interrupted_one(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / UNFINISHED).write_text("{}")
    with locked(root):
        assert not is_interrupted(root)
    assert is_interrupted(root)
