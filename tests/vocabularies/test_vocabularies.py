"""The vocabularies that are shipped: each makes a good project, its rules hold, and its forms are claims."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.commands.scaffold import start_corpus
from checker.corpus.corpus import Corpus
from checker.engine.examples import run_examples
from checker.vocabularies import reading
from checker.vocabularies.models import Form
from checker.vocabularies.names import VOCABULARIES
from checker.vocabularies.reading import catalogue, properties_of, rules_of, vocabulary

FORMS = [(name, form) for name in VOCABULARIES for form in vocabulary(name).forms]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_project_that_is_started_with_it(name: str, tmp_path: Path) -> None:
    """Its files have no problem, its example article no finding, and its rules prove themselves."""
    start_corpus(tmp_path, [name])
    corpus = checker.load([tmp_path])
    assert corpus.problems == ()
    assert len(corpus.rules) == len(rules_of((name,)))
    assert checker.check(corpus).findings == ()
    outcomes, problems = run_examples(corpus)
    assert problems == []
    assert {outcome.rule for outcome in outcomes} == set(rules_of((name,)))


def test_all_of_them_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = [argument for name in (*VOCABULARIES, "votes") for argument in ("--vocabulary", name)]
    assert main(["init", "desk", *chosen]) == 0
    assert main(["check", "desk"]) == 0
    assert main(["test", "desk"]) == 0
    assert main(["schema", "desk", "--check"]) == 0
    assert "0 failed" in capsys.readouterr().out
    assert set(checker.load(["desk"]).properties) == set(catalogue())


def test_what_is_started_without_a_word_is_today_s(tmp_path: Path) -> None:
    """The standard rules of this repository are the vocabulary of deployments."""
    start_corpus(tmp_path)
    rules = {path.name: path.read_text("utf-8").partition("\n")[2] for path in (tmp_path / "rules").glob("*.yaml")}
    assert rules == {path.name: path.read_text("utf-8") for path in reading.standard_rules().glob("*.yaml")}


def test_an_unknown_vocabulary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "desk"), "--vocabulary", "weather"]) == 2
    assert "'weather' is not one of 'deployment', 'casualties'" in capsys.readouterr().err
    assert not (tmp_path / "desk").exists()


# --- the data


def test_every_property_stands_once_and_is_used() -> None:
    lines = (Path(reading.__file__).parent / "properties.yaml").read_text("utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert len(entries) == len(catalogue())  # each on a line of its own, and none twice
    used = {name for vocabulary in VOCABULARIES for group in properties_of((vocabulary,)).values() for name in group}
    assert used == set(catalogue())


def test_every_rule_belongs_to_a_vocabulary() -> None:
    own = {path.stem for path in (Path(reading.__file__).parent / "rules").glob("*.yaml")}
    standard = {path.stem for path in reading.standard_rules().glob("*.yaml")} - {"properties", "hedges", "rates"}
    assert own | standard == set(rules_of(VOCABULARIES))
    assert not own & standard


@pytest.mark.parametrize("name", VOCABULARIES)
def test_it_follows_a_protocol_and_says_how_figures_are_broken_down(name: str) -> None:
    said = vocabulary(name)
    members = {member for group in said.properties.values() for member in group}
    assert said.follows
    assert said.breakdowns
    for breakdown in said.breakdowns:
        assert set(breakdown.of) <= members, breakdown.name


@pytest.mark.parametrize(
    ("name", "protocols"),
    [
        ("casualties", ["UCDP GED", "ACLED", "Airwars", "Every Casualty"]),
        ("votes", ["Inter-Parliamentary Union"]),
        ("money", ["Government Finance Statistics"]),
    ],
)
def test_the_protocols_that_people_know(name: str, protocols: list[str]) -> None:
    told = [each.name for each in vocabulary(name).follows]
    for protocol in protocols:
        assert any(protocol in each for each in told), protocol


BARE_RULE = """\
id: plan-is-large
title: A plan is large
severity: note
let:
  plan: {type: count, status: planned}
require: plan <= 1000
message: "{plan} is large"
why: It is so.
examples:
  - expect: disagreement
    entities: {team: {}}
    claims: [{subject: team, property: size, status: planned, value: 2000}]
  - expect: agreement
    entities: {team: {}}
    claims: [{subject: team, property: size, status: planned, value: 20}]
"""


def test_a_rule_is_given_the_properties_that_its_examples_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a vocabulary has no `size`, the rule brings it, with what it adds up to; elsewhere it stays as it is."""
    standard = tmp_path / "standard"
    shutil.copytree(reading.standard_rules(), standard)
    (standard / "plan-is-large.yaml").write_text(BARE_RULE, "utf-8")
    monkeypatch.setattr(reading, "standard_rules", lambda: standard)
    assert reading.rule_text("plan-is-large", ["size", "strength"]) == BARE_RULE
    text = reading.rule_text("plan-is-large", ["votes_for"])
    given = f"properties:\n  size: {catalogue()['size']}\n  strength: {catalogue()['strength']}\n"
    assert text == BARE_RULE.replace("examples:\n", f"{given}examples:\n")
    assert "plan-is-large" in reading.rules_of(["votes"])
    assert "reinforcement-misses-total" not in reading.rules_of(["votes"])  # it names `size`


# --- what articles say


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """For each vocabulary a project with an article that has all of its forms as claims."""
    found = {}
    for name in VOCABULARIES:
        root = tmp_path_factory.mktemp(name)
        start_corpus(root, [name])
        forms = vocabulary(name).forms
        subjects = {str(form.write.get("subject", "event")) for form in forms}
        story = root / "claims" / "forms"
        story.mkdir()
        (story / "entities.yaml").write_text("".join(f"{subject}: {{}}\n" for subject in sorted(subjects)), "utf-8")
        claims = [_claim(number, form) for number, form in enumerate(forms)]
        head = "source: {publisher: Courier, published: 2031-05-06}\nclaims:\n"
        (story / "courier.yaml").write_text(head + "".join(claims), "utf-8")
        found[name] = checker.load([root])
    return found


def _claim(number: int, form: Form) -> str:
    keys = {"id": f"form-{number}", "subject": "event", **form.write}
    return "".join(f"{'  - ' if key == 'id' else '    '}{key}: {json.dumps(value)}\n" for key, value in keys.items())


@pytest.mark.parametrize("name", VOCABULARIES)
def test_each_form_is_a_claim(name: str, projects: dict[str, Corpus]) -> None:
    corpus = projects[name]
    assert corpus.problems == ()
    claims = [claim for claim in corpus.claims if claim.story == "forms" and "." not in claim.id]
    assert len(claims) == len(vocabulary(name).forms)
    for claim in claims:
        form = vocabulary(name).forms[int(claim.id.removeprefix("form-"))]
        assert claim.value.text.startswith(str(form.write["value"]))
        assert claim.value.stated


def test_there_are_enough_forms_and_none_twice() -> None:
    said = [form.says for _, form in FORMS]
    assert len(said) >= 45
    assert len(said) == len(set(said))
