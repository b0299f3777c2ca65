"""A change is written whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from checker.edits import change as module
from checker.edits.articles import add_claim, change_claim, open_article, remove_claim
from checker.edits.change import Change, FileChange, apply, content_of, diff_of, is_name, joined, reversed_change
from checker.files import atomic, together
from checker.files.project import UNFINISHED
from checker.problems import Problem

NAME = "claims/flood/courier.yaml"
ARTICLE = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: size, subject: team, property: size, value: 3}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        NAME: ARTICLE,
        "claims/flood/entities.yaml": "team: {kind: team}\n",
        "rules/properties.yaml": "size: {type: count, unit: person}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def with_value(root: Path, value: str) -> Change:
    file, problems = open_article(root, NAME)
    assert file is not None, problems
    change, problems = change_claim(file, "size", {"value": value})
    assert change is not None, problems
    return change


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_change_is_written_undone_and_done_again(root: Path) -> None:
    change = with_value(root, "5")
    assert diff_of(change)[-1].endswith("value: 5}")
    assert apply(root, change).is_written
    assert "value: 5}" in (root / NAME).read_text()
    undo = reversed_change(change)
    assert (undo.title, reversed_change(undo)) == ("undo: change size: value", change)
    assert apply(root, undo).is_written
    assert (root / NAME).read_text() == ARTICLE
    assert apply(root, reversed_change(undo)).is_written
    assert "value: 5}" in (root / NAME).read_text()


def test_what_changed_meanwhile_is_never_overwritten(root: Path) -> None:
    change = with_value(root, "5")
    theirs = ARTICLE.replace("3}", "4}")
    (root / NAME).write_text(theirs)
    outcome = apply(root, change, anyway=True)
    assert not outcome.is_written
    (conflict,) = outcome.conflicts
    assert (conflict.expected, conflict.found) == (ARTICLE, theirs)
    assert conflict.wanted == ARTICLE.replace("3}", "5}")
    assert (root / NAME).read_text() == theirs


def test_an_undo_is_refused_in_the_same_way(root: Path) -> None:
    change = with_value(root, "5")
    assert apply(root, change).is_written
    (root / NAME).write_text((root / NAME).read_text() + "# a colleague's note\n")
    assert [conflict.name for conflict in apply(root, reversed_change(change)).conflicts] == [NAME]


def test_a_file_that_is_gone_or_new_is_a_conflict(root: Path) -> None:
    change = with_value(root, "5")
    (root / NAME).unlink()
    assert apply(root, change).conflicts[0].found is None
    new = Change(title="new", files=(FileChange(name="claims/flood/entities.yaml", before=None, after=""),))
    assert apply(root, new).conflicts[0].found == "team: {kind: team}\n"


def test_a_file_that_changes_while_it_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that waits for no lock writes between the first look and the last."""
    change = with_value(root, "5")

    def slow(*given: object, **named: object) -> None:
        atomic.fill(*given, **named)  # type: ignore[arg-type]
        (root / NAME).write_text("theirs")

    monkeypatch.setattr(together, "fill", slow)
    outcome = apply(root, change)
    assert not outcome.is_written
    assert outcome.conflicts[0].found == "theirs"
    assert set(files(root)) == {NAME, "claims/flood/entities.yaml", "rules/properties.yaml"}


def test_what_the_loader_would_refuse_is_not_written_unsaid(root: Path) -> None:
    change = with_value(root, "many and few")
    outcome = apply(root, change)
    assert not outcome.is_written
    (problem,) = outcome.problems
    assert (problem.file, problem.line) == ((root / NAME).as_posix(), 3)
    assert (root / NAME).read_text() == ARTICLE
    outcome = apply(root, change, anyway=True)
    assert (outcome.is_written, outcome.problems) == (True, (problem,))


def test_what_was_wrong_before_is_in_nobodys_way(root: Path) -> None:
    (root / "claims/flood/herald.yaml").write_text("source: {publisher: H}\nclaims: []\n")
    (root / NAME).write_text(ARTICLE + "  - {id: other, subject: nobody, property: size, value: 1}\n")
    file, _ = open_article(root, NAME)
    assert file is not None
    change, _ = add_claim(file, {"id": "first", "subject": "team", "property": "size", "value": "9"}, after="")
    assert change is not None
    assert apply(root, change).is_written


def test_a_judge_of_ones_own_is_asked(root: Path) -> None:
    asked = []

    def judge(change: Change) -> Sequence[Problem]:
        asked.append(change)
        return [Problem("x", 1, 1, "no")]

    change = with_value(root, "5")
    assert [problem.message for problem in apply(root, change, judge=judge).problems] == ["no"]
    assert asked == [change]


def test_files_are_taken_away_and_put_back(root: Path) -> None:
    text = content_of(root, NAME)
    change = Change(
        title="move",
        files=(
            FileChange(name=NAME, before=text, after=None),
            FileChange(name="claims/flood/new.yaml", before=None, after=text),
            FileChange(name="texts/flood/a.pdf", before=None, after=b"%PDF-\xff"),
        ),
    )
    before = files(root)
    assert apply(root, change).is_written
    assert not (root / NAME).exists()
    assert (root / "texts/flood/a.pdf").read_bytes() == b"%PDF-\xff"
    assert apply(root, reversed_change(change)).is_written
    assert files(root) == before


@pytest.mark.parametrize(
    "name",
    ["../x.yaml", "/etc/passwd", "claims/../../x", "", ".", "claims//x.yaml", "claims/./x", "a\\b", "C:x", "x\0y"],
)
def test_nothing_outside_of_the_project(root: Path, name: str) -> None:
    assert not any(is_name(each) for each in (name, ".git/config", "claims/.GIT/hooks/x", "claims/flood/"))
    outcome = apply(root, Change(title="x", files=(FileChange(name=name, before=None, after="x"),)), anyway=True)
    assert not outcome.is_written
    assert outcome.problems[0].message == "is not a file of the project; nothing was written"


def test_no_link_leads_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "claims" / "out").symlink_to(elsewhere)
    new = Change(title="x", files=(FileChange(name="claims/out/x.yaml", before=None, after="x"),))
    assert "leads out of the project" in apply(root, new, anyway=True).problems[0].message
    assert not list(elsewhere.iterdir())


def test_changes_are_joined(root: Path) -> None:
    one, two = with_value(root, "5"), Change(title="x", files=(FileChange(name="a", before=None, after="b"),))
    assert [file.name for file in joined("both", [one, two]).files] == [NAME, "a"]
    with pytest.raises(ValueError, match=f"two changes of {NAME}"):
        joined("both", [one, one])
    after = one.files[0].after
    more = Change(title="y", files=(FileChange(name=NAME, before=after, after="z"),))
    assert joined("both", [one, more]).files == (FileChange(name=NAME, before=ARTICLE, after="z"),)


def _count_up(root: Path, times: int) -> None:
    """Add to the value of the claim, again where somebody else was faster."""
    done = 0
    while done < times:
        file, problems = open_article(root, NAME)
        assert file is not None, problems
        change, _ = change_claim(file, "size", {"value": str(int(file.claims[0]["value"]) + 1)})
        assert change is not None
        done += apply(root, change, judge=lambda _: ()).is_written


def test_two_writers_lose_nothing(root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_count_up, args=(root, 40)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert "value: 83}" in (root / NAME).read_text()
    assert not (root / UNFINISHED).exists()


@pytest.mark.parametrize("step", range(4))
def test_a_writer_that_dies_leaves_all_or_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Of three files one is new, one another, one taken away; the writer ends before one of its moves."""
    text = content_of(root, NAME)
    change = Change(
        title="x",
        files=(
            FileChange(name=NAME, before=text, after=None),
            FileChange(name="claims/flood/entities.yaml", before="team: {kind: team}\n", after="team: {}\n"),
            FileChange(name="claims/flood/new.yaml", before=None, after=text),
        ),
    )
    before, count = files(root), iter(range(100))

    def dies(*given: Any) -> None:
        if next(count) == step:
            raise SystemExit
        real(*given)

    real = os.replace
    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(SystemExit):
        apply(root, change)
    monkeypatch.undo()
    together.finish_interrupted(root)
    after = files(root)
    assert after == before or (NAME not in after and after["claims/flood/entities.yaml"] == b"team: {}\n")
    assert not (root / UNFINISHED).exists()


def test_hostile_texts_stay_texts(root: Path) -> None:
    """A claim's text is read as it is, whatever signs it has; what YAML cannot hold is refused."""
    for text in (
        "<script>alert(1)</script>",
        "a\u202eb",
        "{{7*7}}",
        "*x",
        "&a b",
        "!!python/object x",
        "- a: b #",
        "'\"\\",
    ):
        file, _ = open_article(root, NAME)
        assert file is not None
        change, problems = change_claim(file, "size", {"note": text})
        assert change is not None, problems
        assert apply(root, change).is_written
        file, _ = open_article(root, NAME)
        assert file is not None
        assert file.claims[0]["note"] == text
    file, _ = open_article(root, NAME)
    assert file is not None
    change, problems = change_claim(file, "size", {"note": "a\0b"})
    assert change is None
    assert "its layout does not allow this change" in problems[0].message
    assert module.content_of(root, "nowhere.yaml") is None


def test_removing_the_only_claim(root: Path) -> None:
    file, _ = open_article(root, NAME)
    assert file is not None
    change, _ = remove_claim(file, "size")
    assert change is not None
    assert apply(root, change).is_written
    assert (root / NAME).read_text().endswith("claims: []\n")
