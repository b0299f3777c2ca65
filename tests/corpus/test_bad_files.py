"""Files and folders that cannot be read, or are not what they should be; and what is good beside them still counts."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.files import regular, yaml_reader
from tests.corpus.bad_project import (
    ENTITIES,
    GAZETTE,
    HEDGES,
    HERALD,
    OWN_FINDING,
    PARTS_MAKE_600,
    PROPERTIES,
    RULE,
    change,
    expect,
    expect_among,
    load,
    messages,
    problems,
    run,
    write,
)

pytestmark = pytest.mark.usefixtures("project")


def test_an_empty_folder() -> None:
    Path("empty").mkdir()
    expect("empty", 1, 1, "no claims/ folder here; `checker init` starts one", paths=("empty",))
    assert run("report", "empty") == 2


def test_a_path_that_is_not_there() -> None:
    expect("nowhere", 1, 1, "no such file or folder", paths=("nowhere",))
    expect("claims/story/none.yaml", 1, 1, "no such file or folder", paths=("claims/story/none.yaml",))
    assert run("check", "nowhere") == 2


def test_a_path_that_is_not_there_hides_nothing_of_one_that_is() -> None:
    expect("nowhere", 1, 1, "no such file or folder", paths=(".", "nowhere"))
    assert OWN_FINDING in messages(load(".", "nowhere"))


def test_two_projects(tmp_path: Path) -> None:
    shutil.copytree("claims", tmp_path / "zweites" / "claims")
    assert any("is another project" in p.message for p in problems(".", str(tmp_path / "zweites")))


def test_no_articles() -> None:
    shutil.rmtree("claims/story")
    expect("claims", 1, 1, "no articles: expected claims/<story>/<source>.yaml")


def test_no_vocabulary() -> None:
    Path(PROPERTIES).unlink()
    expect_among(PROPERTIES, 1, 1, "is missing: it says what can be claimed")
    assert run("report") == 2


def test_no_vocabulary_at_all() -> None:
    shutil.rmtree("rules")
    expect_among(PROPERTIES, 1, 1, "is missing")


@pytest.mark.parametrize("name", [HERALD, RULE])
def test_a_file_that_ends_in_yml_is_not_passed_over(name: str) -> None:
    renamed = name.removesuffix("yaml") + "yml"
    Path(name).rename(renamed)
    expect(renamed, 1, 1, "files end in .yaml here; rename it")


@pytest.mark.parametrize("name", ["claims/herald.yaml", "claims/herald.yml"])
def test_an_article_directly_under_claims(name: str) -> None:
    Path(HERALD).rename(name)
    expect(name, 1, 1, "articles belong in a folder for their story: claims/<story>/")


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        (HERALD, "claims/story/deep/herald.yaml"),
        (HERALD, "claims/story/deep/deeper/herald.yaml"),
        (RULE, "rules/deep/own-rule.yaml"),
    ],
)
def test_a_file_too_deep_is_not_passed_over(name: str, moved: str) -> None:
    Path(moved).parent.mkdir(parents=True)
    Path(name).rename(moved)
    expect(moved, 1, 1)


@pytest.mark.parametrize("name", [HERALD, RULE, HEDGES])
def test_a_file_that_is_no_text(name: str) -> None:
    Path(name).write_bytes(b"a: 1\n\xff\n")
    expect(name, 2, 1, "not a text file in UTF-8")


@pytest.mark.parametrize("name", [ENTITIES, PROPERTIES])
def test_a_file_that_others_need_is_no_text(name: str) -> None:
    Path(name).write_bytes(b"\xff")
    expect_among(name, 1, 1, "not a text file in UTF-8")


@pytest.mark.parametrize("name", [HERALD, RULE, HEDGES])
def test_nested_brackets(name: str) -> None:
    write(Path(name), "[" * 100_000)
    expect(name, 1, 65, "nested more than 64 levels deep")


@pytest.mark.parametrize("name", [HERALD, RULE, HEDGES])
@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file(name: str, text: str) -> None:
    write(Path(name), text)
    expect(name, 1, 1, "the file is empty")


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        (HERALD, "just words", "expected keys: source"),
        (HERALD, "- a list", "expected keys: source"),
        (RULE, "- a list", "expected keys: id, title"),
        (HEDGES, "5%", "expected keys: profile"),
    ],
)
def test_a_file_of_another_shape(name: str, text: str, word: str) -> None:
    write(Path(name), text)
    expect(name, 1, 1, word)


@pytest.mark.parametrize("name", ["claims/story/x.yaml", "rules/x.yaml"])
def test_a_folder_with_the_name_of_a_file(name: str) -> None:
    Path(name).mkdir()
    expect(name, 1, 1, "cannot be read: Is a directory")


@pytest.mark.parametrize("name", [HEDGES, PROPERTIES, ENTITIES])
def test_a_folder_with_the_name_of_a_file_that_is_needed(name: str) -> None:
    Path(name).unlink()
    Path(name).mkdir()
    expect_among(name, 1, 1)


@pytest.mark.parametrize("name", ["claims/story/x.yaml", "rules/x.yaml"])
@pytest.mark.parametrize("target", ["x.yaml", "nowhere"], ids=["round in a circle", "to nothing"])
def test_a_link_that_cannot_be_read(name: str, target: str) -> None:
    Path(name).symlink_to(target)
    expect(name, 1, 1, "cannot be read")


@pytest.mark.parametrize("name", ["claims/story/x.yaml", "rules/x.yaml"])
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "/nowhere"])
def test_a_link_out_of_the_project(name: str, target: str) -> None:
    Path(name).symlink_to(target)
    expect(name, 1, 1, "is a link that leads out of the project, so it is not followed")


def test_the_hedges_may_be_left_out_but_not_lost() -> None:
    Path(HEDGES).unlink()
    assert problems() == []
    Path(HEDGES).symlink_to("nowhere")
    expect(HEDGES, 1, 1)


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is a pretended one."""
    real = regular.read_regular

    def read_regular(path: Path, most: int) -> bytes:
        if path.name == "herald.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, most)

    monkeypatch.setattr(yaml_reader, "read_regular", read_regular)
    expect(HERALD, 1, 1, "cannot be read: Permission denied")


@pytest.mark.parametrize("name", ["claims", "claims/story", "rules"])
def test_a_folder_that_goes_while_it_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another branch is checked out meanwhile: a problem of the folder, not a crash."""
    scandir, listdir = os.scandir, os.listdir

    def gone(read: Callable[..., Any]) -> Callable[..., Any]:
        def then(path: Any = ".") -> Any:
            if Path(path).resolve() == Path(name).resolve():
                raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
            return read(path)

        return then

    monkeypatch.setattr(os, "scandir", gone(scandir))
    monkeypatch.setattr(os, "listdir", gone(listdir))
    expect(name, 1, 1, "cannot be read: No such file or directory")


def test_a_file_name_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused, or it is read as any other; it may not crash."""
    Path(HERALD).rename(os.fsdecode(b"claims/story/her\xffld.yaml"))
    corpus = load()
    assert corpus.problems or PARTS_MAKE_600 in messages(corpus)
    for arguments in (["report"], ["check"], ["report", "--format", "json"]):
        assert run(*arguments) in (0, 1, 2)
    capsys.readouterr().out.encode()


# --- one run, all of it ------------------------------------------------------------------------


def test_all_problems_of_all_files_come_in_one_run() -> None:
    change(GAZETTE, "value: 200", "value: lots")
    change(GAZETTE, "as_of: 2031-05-03", "as_of: yesterday")
    change(GAZETTE, "  title:", "  titel:")
    change(HERALD, "subject: the mission", "subject: the misson")
    change(ENTITIES, "bystander: {}", "bystander: {part_of: nobody}")
    change(HEDGES, "profile: plain\n", "profile: plane\n")
    change(RULE, "require: part <= whole", "require: part <= wole")
    change(RULE, "id: own-rule", "id: own-rules")
    write(Path("claims/story/tribune.yaml"), "[" * 100)
    write(Path("claims/other/post.yml"), "")
    found = problems()
    assert found == sorted(found)
    assert {(p.file, p.line, p.column) for p in found} >= {
        ("claims/other/post.yml", 1, 1),
        (ENTITIES, 4, 22),
        (GAZETTE, 3, 3),
        (HERALD, 6, 14),
        ("claims/story/tribune.yaml", 1, 65),
        (HEDGES, 8, 10),
        (RULE, 1, 5),
        (RULE, 9, 10),
    }


def test_a_mistake_in_the_source_does_not_hide_those_in_its_claims() -> None:
    change(GAZETTE, "  title:", "  titel:")
    change(GAZETTE, "value: 200", "value: lots")
    expect_among(GAZETTE, 3, 3, "unknown key 'titel'")
    expect_among(GAZETTE, 11, 12, "'lots' is not understood")


@pytest.mark.parametrize("bad", ["[" * 100_000, "", "\x1b", "a: &b [*b]", "source: {}", "claims: [{id: x}]"])
def test_a_bad_file_hides_no_findings_of_the_good_ones(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("claims/story/tribune.yaml"), bad)
    corpus = load()
    assert corpus.problems
    assert {p.file for p in corpus.problems} == {"claims/story/tribune.yaml"}
    assert {PARTS_MAKE_600, OWN_FINDING} <= messages(corpus)
    assert run("report") == 2
    output = capsys.readouterr().out
    assert "INCOMPLETE" in output
    assert PARTS_MAKE_600 in output
    assert "claims/story/tribune.yaml:1:" in output


@pytest.mark.parametrize(
    "bad",
    [
        "  - {id: bad, subject: nobody, property: size, value: 1}\n",
        "  - {id: bad, subject: first-team, property: siez, value: 1}\n",
        "  - {id: bad, subject: first-team, property: size, value: lots}\n",
        "  - {id: bad, subject: first-team, property: size, vale: 1}\n",
        "  - {id: bad, subject: first-team, property: size}\n",
        "  - just words\n",
        "  - [a, list]\n",
        "  -\n",
    ],
)
def test_a_bad_claim_hides_no_findings_of_the_good_ones(bad: str) -> None:
    change(GAZETTE, "claims:\n", "claims:\n" + bad)
    corpus = load()
    assert {(p.file, p.line) for p in corpus.problems} == {(GAZETTE, 8)}
    assert {PARTS_MAKE_600, OWN_FINDING} <= messages(corpus)
    assert {claim.line for claim in corpus.claims if claim.file == GAZETTE} == {9, 14}


def test_a_bad_entity_hides_no_findings_of_the_good_ones() -> None:
    change(ENTITIES, "bystander: {}", "bystander: {frm: 2031}")
    expect(ENTITIES, 4, 13)
    assert {PARTS_MAKE_600, OWN_FINDING} <= messages(load())


def test_a_bad_property_hides_no_findings_of_the_good_ones() -> None:
    expect(PROPERTIES, *change(PROPERTIES, "{type: text, title: remark}", "{type: ▸txt}"))
    assert {PARTS_MAKE_600, OWN_FINDING} <= messages(load())


def test_a_bad_rule_hides_no_findings_of_the_good_ones() -> None:
    change(RULE, "require: part <= whole", "require: part <=")
    assert PARTS_MAKE_600 in messages(load())


def test_incomplete_outranks_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the Herald nothing disagrees; but was that all?"""
    change(HERALD, "value: 396", "value: lots")
    for command in ("report", "check"):
        assert run(command) == 2
        output = capsys.readouterr().out
        assert "INCOMPLETE: 1 problem" in output
        assert f"{HERALD}:8:12: 'lots' is not understood" in output


def test_the_json_report_says_that_it_is_incomplete(capsys: pytest.CaptureFixture[str]) -> None:
    change(HERALD, "value: 396", "value: lots")
    assert run("report", "--format", "json") == 2
    output = capsys.readouterr().out
    assert '"complete": false' in output
    assert '"line": 8' in output
