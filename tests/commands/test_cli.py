"""The commands: what they print and their exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker import cli
from checker.commands import session

ENTITIES = """\
mission: {parts: complete}
first-team: {part_of: mission}
second-team: {part_of: mission, from: 2031-05-03}
"""
AGREES = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: first, subject: first-team, property: size, value: 400, quote: "400 set out"}
  - {id: second, subject: second-team, property: size, value: 200}
"""
CONTRADICTS = """\
source: {publisher: Herald, published: 2031-05-05}
claims:
  - {id: total, subject: mission, property: strength, value: 396, said_by: the mayor}
"""


@pytest.fixture
def project(make_project: Callable[[str, str], Path]) -> Path:
    return make_project(ENTITIES, AGREES)


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def test_check_is_0_where_all_agree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert capsys.readouterr().out == "1 article, 2 claims, 0 disagreements, 0 tensions, 0 notes\nPassed.\n"


def test_check_is_1_and_names_both_ends(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    assert run("check") == 1
    out = capsys.readouterr().out
    assert "error parts-do-not-add-up" in out
    assert "400 and 200 make 600, not 396" in out
    assert "claims/flood/courier.yaml:3" in out
    assert "claims/flood/herald.yaml:3" in out


def test_a_tension_fails_only_on_request(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "plan.yaml").write_text(
        "source: {publisher: Plan, published: 2031-05-05}\n"
        "claims:\n"
        "  - {id: need, subject: mission, property: strength, status: needed, value: 900}\n"
        "  - {id: plan, subject: mission, property: strength, status: planned, value: 700}\n"
    )
    assert run("check") == 0
    assert run("check", "--fail-on", "warning") == 1
    assert "700 planned, 900 needed" in capsys.readouterr().out


def test_a_broken_file_is_2_and_hides_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    (project / "claims" / "flood" / "broken.yaml").write_text("source: [\n")
    assert run("check") == 2
    out = capsys.readouterr().out
    assert "claims/flood/broken.yaml:1:9: not valid YAML" in out
    assert "400 and 200 make 600, not 396" in out
    assert "INCOMPLETE: 1 problem" in out
    assert run("report") == 2
    assert "INCOMPLETE" in capsys.readouterr().out


def test_usage_is_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--fromat", "json") == 2
    assert "--format" in capsys.readouterr().err
    assert run("chekc") == 2
    assert run("report", "nowhere") == 2
    assert "nowhere:1:1: no such file or folder" in capsys.readouterr().out


def test_a_story_by_its_name_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", "flood") == 2
    shown = capsys.readouterr()
    assert "flood:1:1: no such file or folder; did you mean 'claims/flood'?" in shown.out
    assert "checker init" not in shown.err


def test_a_bug_is_3(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nothing works")

    monkeypatch.setattr(session, "review", broken)
    assert run("check") == 3
    err = capsys.readouterr().err
    assert "nothing works" in err
    assert "bug in checker" in err


def test_report_is_0_with_disagreements(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    assert run("report") == 0
    out = capsys.readouterr().out
    assert "\n1. STRENGTH – MISSION" in out
    assert "\x1b" not in out  # colour is for a terminal


def test_a_story_or_an_article_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    assert run("check", "claims/flood") == 1
    assert "\n2 articles, 3 claims, " in capsys.readouterr().out
    assert run("check", "claims/flood/courier.yaml") == 1
    assert "\n1 article, 2 claims (compared with 1 article more), " in capsys.readouterr().out


def test_explain_a_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    run("check", "--format", "json")
    findings = json.loads(capsys.readouterr().out)["findings"]
    (finding,) = [f for f in findings if f["rule"] == "parts-do-not-add-up"]
    assert run("explain", finding["id"][:6]) == 0
    out = capsys.readouterr().out
    for step in (
        "claims/flood/herald.yaml:3",
        "the left side, sum(part), is 600",
        "the right side, whole, is 396",
        "required: sum(part) == whole, within 1% of the right side",
        "that cannot be: off by 204",
    ):
        assert step in out


def test_explain_a_rule_and_a_slip(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "parts-do-not-add-up") == 0
    assert "The parts do not add up to the whole" in capsys.readouterr().out
    assert run("explain", "sources-disagree") == 0
    assert run("explain", "parts-do-not-ad-up") == 2
    assert "did you mean 'parts-do-not-add-up'?" in capsys.readouterr().err


def test_test_runs_the_examples(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test") == 0
    assert "ok    parts-do-not-add-up: 8 of 8 examples" in capsys.readouterr().out
    rule = project / "rules" / "part-exceeds-whole.yaml"
    rule.write_text(rule.read_text().replace("off_by: 4", "off_by: 5"))
    assert run("test") == 2
    out = capsys.readouterr().out
    assert "FAIL  part-exceeds-whole: 3 of 4 examples" in out
    line = rule.read_text().partition("  - expect:")[0].count("\n") + 1
    assert f"rules/part-exceeds-whole.yaml:{line}:5: this example fails: expected to be off by 5, found 4" in out


def test_test_counts_what_it_could_not_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that brings its property in its own file alone: it does not load, and the last line says so."""
    rule = project / "rules" / "part-exceeds-whole.yaml"
    words = "id: lost\ntitle: Lost\nseverity: note\nlet: {a: {property: lost_boats}}\nrequire: a <= 5\n"
    examples = "examples:\n  - {expect: agreement, claims: []}\n  - {expect: disagreement, claims: []}\n"
    own = "properties: {lost_boats: {type: count}}\n"
    (project / "rules" / "lost.yaml").write_text(f"{words}message: '{{a}}'\nwhy: Why.\n{own}{examples}")
    assert run("test") == 2
    out = capsys.readouterr().out
    assert "FAIL  lost: could not be read\n" in out
    assert "unknown property 'lost_boats'; those under `properties` are for the examples alone" in out
    assert out.splitlines()[-1].endswith(" 0 failed; 1 rule could not be read")
    assert run("test", str(rule)) == 0
    assert capsys.readouterr().out == "ok    part-exceeds-whole: 4 of 4 examples\n1 rule, 4 examples, 0 failed\n"
    assert run("test", str(rule), str(project / "rules" / "lost.yaml")) == 2


def test_init_makes_a_corpus_that_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "desk") == 0
    assert run("check", "desk", "--fail-on", "note") == 0
    assert run("test", "desk") == 0
    assert run("init", "desk") == 2
    assert "is there already; nothing was written" in capsys.readouterr().err


def test_output_file_is_whole_and_keeps_its_mode(project: Path) -> None:
    target = project / "report.json"
    target.write_text("old")
    target.chmod(0o640)
    assert run("report", "--format", "json", "--output", "report.json") == 0
    assert json.loads(target.read_text())["complete"]
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in project.iterdir()) == ["claims", "report.json", "rules"]


def test_json_has_what_the_docs_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "claims" / "flood" / "herald.yaml").write_text(CONTRADICTS)
    run("report", "--format", "json")
    data = json.loads(capsys.readouterr().out)
    claim = next(c for c in data["claims"] if c["key"] == "flood/herald#total")
    assert claim == {
        "key": "flood/herald#total",
        "story": "flood",
        "source": "herald",
        "id": "total",
        "subject": "mission",
        "property": "strength",
        "status": "actual",
        "scope": "",
        "value": "396",
        "lower": 396,
        "upper": 396,
        "unit": "person",
        "soft_upper": None,
        "share": None,
        "also": None,
        "compared": None,
        "as_of": "2031-05-05",
        "period": None,
        "counted_from": None,
        "figure": "Strength – mission",
        "voice": "Herald",
        "speaker": "the mayor",
        "via": "",
        "quote": "",
        "implied": "",
        "out_of_play": "",
        "file": "claims/flood/herald.yaml",
        "line": 3,
        "column": 5,
    }
    (dispute,) = data["disputes"]
    assert set(dispute["findings"]) <= {finding["id"] for finding in data["findings"]}
    best = dispute["explanations"][0]
    assert set(best) == {"values", "breaks", "claims", "proven", "voices"}
    documented = Path(__file__).parents[2].joinpath("docs", "json.md").read_text("utf-8")
    for shape in (data, claim, data["findings"][0], dispute, best, best["values"][0]):
        assert all(f"`{key}`" in documented for key in shape), shape.keys()


def test_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "checker", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("checker, version")


def test_a_closed_pipe_is_no_error(project: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m checker report --format json | head -1", shell=True, capture_output=True, text=True
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""
