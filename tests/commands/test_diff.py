"""`checker diff`: what two commits or folders differ in, in the sentences of the reports."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker import cli

ENTITIES = """\
flood: {kind: event, name: the flood at Norwold}
council: {name: Norwold Council}
"""
COURIER = """\
source: {publisher: The Courier, published: 2031-05-04}
claims:
  - {id: dead, subject: flood, property: killed, value: 288, said_by: council}
"""
HERALD = """\
source: {publisher: The Herald, published: 2031-05-04, title: A second look}
claims:
  - {id: dead, subject: flood, property: killed, value: 275, as_of: 2031-05-04, quote: at 275 dead}
"""
TRIBUNE = """\
source: {publisher: The Tribune, published: 2031-05-05}
claims:
  - {id: dead, subject: flood, property: killed, value: 288, as_of: 2031-05-04, said_by: council}
"""
GIT = ("git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")


def run(*arguments: str) -> int:
    return cli.main(["diff", *arguments])


@pytest.fixture
def project(make_project: Callable[[str, str], Path]) -> Path:
    """A project with one article, committed."""
    folder = make_project(ENTITIES, COURIER)
    commit(folder, "first")
    return folder


def commit(folder: Path, message: str) -> None:
    if not (folder / ".git").exists():
        subprocess.run([*GIT, "init", "-q"], cwd=folder, check=True)
    subprocess.run([*GIT, "add", "claims", "rules"], cwd=folder, check=True)
    day = {"GIT_AUTHOR_DATE": "2031-05-06T12:00:00Z", "GIT_COMMITTER_DATE": "2031-05-06T12:00:00Z"}
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **day}
    subprocess.run([*GIT, "commit", "-qm", message], cwd=folder, check=True, env=environment)


def add(project: Path, name: str, text: str) -> Path:
    file = project / "claims" / "flood" / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_editor_is_told_what_is_new_since_a_commit(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD)
    assert run("HEAD") == 0
    assert capsys.readouterr().out == (
        "From HEAD (2031-05-06) to the files here\n"
        "2 articles (1 more), 2 claims (1 more), 1 disagreement (1 more), 0 tensions.\n"
        "\n"
        "NEW (1)\n"
        "   * People killed: Norwold Council (in the Courier) has 288 (4 May), the Herald\n"
        '     275, 13 apart ("at 275 dead", the Herald).\n'
        "\n"
        "FIGURES\n"
        "   People killed\n"
        "     +  The Herald  275 (4 May)\n"
        "\n"
        "ARTICLES\n"
        "   + The Herald, 4 May 2031: A second look\n"
    )


def test_what_is_gone_is_told_the_other_way_round(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD)
    commit(project, "second")
    assert run("HEAD", "HEAD~1") == 0
    out = capsys.readouterr().out
    assert "1 article (1 fewer), 1 claim (1 fewer), 0 disagreements (1 fewer)" in out
    assert "GONE (1)\n   * People killed:" in out
    assert "     -  The Herald  275 (4 May)\n" in out
    assert "   - The Herald, 4 May 2031: A second look\n" in out


def test_a_corrected_figure_is_told_with_both_values(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    herald = add(project, "herald", HERALD)
    commit(project, "second")
    herald.write_text(HERALD.replace("275", "257"), encoding="utf-8")
    assert run("HEAD") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "CHANGED (1) * was: People killed: Norwold Council (in the Courier) has 288 (4 May), the Herald 275" in out
    assert "- now: People killed: Norwold Council (in the Courier) has 288 (4 May), the Herald 257" in out
    assert "~ The Herald 275 -> 257 (4 May)" in out


def test_a_paper_that_repeats_a_voice_brings_no_value(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "tribune", TRIBUNE)
    assert run("HEAD") == 0
    out = capsys.readouterr().out
    assert "Said again, as before: in The Tribune." in out
    assert "+  Norwold Council" not in out
    assert "NEW" not in out


def test_a_withdrawn_value_is_told_with_the_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(
        project,
        "herald",
        "source: {publisher: The Herald, published: 2031-05-06}\nclaims:\n"
        "  - {id: dead, subject: flood, property: killed, value: 275, said_by: council,\n"
        "     revises: {from: 288, why: counted twice}}\n",
    )
    assert run("HEAD") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "- Norwold Council 288 (4 May) in the Courier withdrawn by Norwold Council on 6 May 2031" in out
    assert "WHAT CHANGED * Norwold Council, people killed: 288 (4 May) -> 275 (6 May) (revised, counted twice)" in out


def test_a_finding_that_is_accepted_now_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD)
    commit(project, "second")
    assert cli.main(["accept", "--all", "--reason", "The desk is asking"]) == 0
    capsys.readouterr()
    assert run("HEAD") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "CHANGED (1)" in out
    assert "(accepted now: The desk is asking)" in out


def test_an_entity_with_another_id_is_no_difference(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Voices and subjects that were renamed are the same by their name, in findings and in figures."""
    add(project, "herald", HERALD)
    commit(project, "two")
    for id_, new in (("council", "norwold-council"), ("flood", "norwold-flood")):
        assert cli.main(["rename", "entity", id_, new]) == 0
    capsys.readouterr()
    assert run("HEAD") == 0
    assert "Nothing that the sources say, and nothing that was found, differs.\n" in capsys.readouterr().out


def test_two_folders_can_be_compared(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(project, other)
    assert run(".", str(other)) == 0
    assert "Nothing that the sources say, and nothing that was found, differs.\n" in capsys.readouterr().out
    (other / "rules" / "part-exceeds-whole.yaml").unlink()
    assert run(".", str(other)) == 0
    assert "The rules differ as well" in capsys.readouterr().out


def test_files_with_mistakes_are_told_and_the_status_is_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD.replace("killed", "kiled"))
    assert run("HEAD") == 2
    assert "INCOMPLETE, the files here: 1 problem; what they hide may differ." in capsys.readouterr().out


def test_neither_folder_nor_commit(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mian") == 2
    error = capsys.readouterr().err
    assert "'mian' is neither a folder with claims/ in it nor a commit" in error
    assert "did you mean 'main'?" in error


def test_the_other_formats_say_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD.replace("A second look", "<b>*Look*</b> @everyone"))
    assert run("HEAD", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [finding["state"] for finding in told["findings"]] == ["new"]
    assert told["figures"][0]["values"][0]["after"] == "275"
    assert run("HEAD", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert out.startswith("### From HEAD (2031-05-06) to the files here\n")
    assert "<b>" not in out
    assert "*Look*" not in out
    assert "@everyone" not in out


def test_control_characters_never_reach_a_terminal(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project, "herald", HERALD.replace("title: A second look", 'title: "\\e[2J\\u202Eevil"'))
    run("HEAD")
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_many_differences_are_cut_unless_all_are_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        add(project, f"paper-{number:02}", HERALD.replace("The Herald", f"Paper {number:02}"))
    assert run("HEAD") == 0
    out = capsys.readouterr().out
    assert "     and 22 more: checker diff --full\n" in out
    assert run("HEAD", "--full") == 0
    assert "checker diff --full" not in capsys.readouterr().out
