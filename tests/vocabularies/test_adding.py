"""`checker vocabulary add`: what the project has stays as it is, and what cannot be added is told with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.commands.scaffold import start_corpus
from checker.vocabularies.reading import catalogue

PROPERTIES, CLAIMS = Path("rules/properties.yaml"), Path("claims/story/gazette.yaml")
KILLED = catalogue()["killed"].replace("people killed", "the dead").replace("words: [died,", "words: [fell,")
OWN = f"""\
# our own words, in our own order
remark:  {{type: text}}   # anything

killed:  {KILLED}
vehicle: {{type: count, unit: vehicle}} # of the fire service
"""
ARTICLE = """\
source: {publisher: Gazette, published: 2031-05-04}
claims: [{id: cars, subject: flood, property: vehicle, value: 3}]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a vocabulary of its own."""
    monkeypatch.chdir(tmp_path)
    for name, text in ((PROPERTIES, OWN), (CLAIMS, ARTICLE), (CLAIMS.with_name("entities.yaml"), "flood: {}\n")):
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text(text, "utf-8")
    return tmp_path


def _add(*arguments: str) -> int:
    return main(["vocabulary", "add", *arguments])


def test_what_is_there_stays_as_it_is(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, order, and a title and words of one's own; the rules come beside it."""
    assert _add("casualties") == 0
    text = PROPERTIES.read_text("utf-8")
    assert text.startswith(f"{OWN}\n# people who are harmed\n")
    assert text.count("killed:") == 1
    corpus = checker.load([])
    assert corpus.problems == ()
    assert {"identified", "vehicle", "share"} <= corpus.properties.keys()
    assert corpus.properties["killed"].words[0] == "fell"
    assert "identified-exceed-dead" in {rule.id for rule in corpus.rules}
    assert main(["test"]) == 0
    assert "wrote rules/properties.yaml" in capsys.readouterr().out


def test_several_one_after_the_other(desk: Path) -> None:
    for name in ("votes", "money", "disaster", "casualties", "deployment"):
        assert _add(name) == 0, name
    assert checker.load([]).problems == ()
    assert main(["test"]) == 0
    assert main(["check"]) == 0


def test_a_vocabulary_added_twice(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _add("votes") == 0
    before = PROPERTIES.read_text("utf-8")
    line = before.splitlines().index(next(each for each in before.splitlines() if each.startswith("votes_for:"))) + 1
    capsys.readouterr()
    assert _add("votes") == 2
    told, _, advice = capsys.readouterr().err.partition("\n")
    assert told == f"rules/properties.yaml:{line}:1: the vocabulary 'votes' is here already: nothing of it is missing"
    assert advice.startswith("Next:")
    assert PROPERTIES.read_text("utf-8") == before


def test_a_vocabulary_over_a_changed_property(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and all that differs is told at once; with --keep the project's own stays."""
    changed = OWN.replace("over_time: accumulates", "over_time: varies") + "injured: {type: number}\n"
    PROPERTIES.write_text(changed, "utf-8")
    assert _add("casualties") == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in told[:2]] == ["rules/properties.yaml:4:1", "rules/properties.yaml:6:1"]
    assert all(line.startswith("Next:") for line in told[2:])
    assert (
        "'killed' is here otherwise than in the vocabulary 'casualties': over_time is varies, there accumulates"
        in told[0]
    )
    assert "type is number, there count" in told[1]
    assert PROPERTIES.read_text("utf-8") == changed
    assert not list(Path("rules").glob("identified*"))
    assert _add("casualties", "--keep") == 0
    assert PROPERTIES.read_text("utf-8").startswith(changed)
    assert "kept yours: killed and injured" in capsys.readouterr().out
    assert checker.load([]).properties["killed"].over_time["actual"] == "varies"


def test_a_rule_of_one_s_own_stays(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _add("deployment") == 0
    rule = Path("rules/part-exceeds-whole.yaml")
    rule.write_text(own := rule.read_text("utf-8").replace("severity: error", "severity: warning"), "utf-8")
    assert _add("votes") == 0
    assert rule.read_text("utf-8") == own
    assert "kept yours: part-exceeds-whole" in capsys.readouterr().out


def test_lines_end_as_they_did(desk: Path) -> None:
    PROPERTIES.write_bytes(OWN.rstrip("\n").replace("\n", "\r\n").encode())
    assert _add("votes") == 0
    content = PROPERTIES.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.startswith(OWN.rstrip("\n").replace("\n", "\r\n").encode() + b"\r\n\r\n# votes\r\n")
    assert checker.load([]).problems == ()


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_vocabulary_that_is_empty(desk: Path, text: str) -> None:
    CLAIMS.unlink()
    PROPERTIES.write_text(text, "utf-8")
    assert _add("money") == 0
    assert PROPERTIES.read_text("utf-8").startswith(f"{text}\n# money\n" if text else "# money\n")
    PROPERTIES.unlink()
    assert _add("votes") == 0


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("killed: {type: cuont}\n", "1:16", "'cuont'"),
        ("killed: {type: count\n", "1:9", "not valid YAML"),
        ("[killed]\n", "1:1", "expected a name and its keys"),
        ("{remark: {type: text}}\n", "2:1", "expected one property a line"),
        ("remark: {type: text}\n...\n", "3:1", "expected one property a line"),
    ],
)
def test_a_file_that_cannot_be_continued(
    desk: Path, capsys: pytest.CaptureFixture[str], text: str, place: str, words: str
) -> None:
    PROPERTIES.write_text(text, "utf-8")
    assert _add("votes") == 2
    told = capsys.readouterr().err
    assert told.startswith(f"rules/properties.yaml:{place}: ")
    assert words in told
    assert PROPERTIES.read_text("utf-8") == text
    assert not list(Path("rules").glob("votes*"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_that_leads_out_of_the_project(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = desk.parent / f"{desk.name}-outside.yaml"
    PROPERTIES.rename(outside)
    PROPERTIES.symlink_to(outside)
    assert _add("votes") == 2
    assert capsys.readouterr().err.startswith("rules/properties.yaml:1:1: ")
    assert outside.read_text("utf-8") == OWN


def test_where_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert _add("votes", "--project", str(tmp_path / "empty")) == 2
    assert "no claims/ folder here" in capsys.readouterr().err


def test_an_unknown_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _add("vote") == 2
    assert "'vote' is not one of" in capsys.readouterr().err


def test_schemas_are_kept_up_to_date(tmp_path: Path) -> None:
    start_corpus(tmp_path, ["votes"])
    assert _add("money", "--project", str(tmp_path)) == 0
    assert main(["schema", str(tmp_path), "--check"]) == 0
    first = (tmp_path / "rules" / "gap-misses-deficit.yaml").read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=.schemas/rule.json"


def test_which_there_are(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _add("votes") == 0
    capsys.readouterr()
    assert main(["vocabulary", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["deployment", "casualties", "votes", "money", "disaster"]
    assert [line.split()[0] for line in lines if line.endswith(", here")] == ["votes"]
