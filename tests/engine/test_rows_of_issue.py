"""Rows M13 to M27, N9 and N10 of the trials as whole runs, each with another story than that which it was made for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import main
from checker.commands.scaffold import start_corpus

Run = Callable[..., list[tuple[str, str, str]]]
"""What a project's report has as JSON: severity, rule and message of what counts; notes of what is possible, too."""

VOCABULARIES = ("deployment", "casualties", "votes", "money", "disaster")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Starts a project with all vocabularies, writes a story of articles to it, and reports."""

    def report(
        entities: str, *articles: str, properties: str = "", days: tuple[str, ...] = ()
    ) -> list[tuple[str, str, str]]:
        project = tmp_path / "project"
        start_corpus(project, VOCABULARIES)
        with (project / "rules" / "properties.yaml").open("a", encoding="utf-8") as file:
            file.write(properties)
        story = project / "claims" / "story"
        story.mkdir()
        (story / "entities.yaml").write_text(entities, "utf-8")
        for number, claims in enumerate(articles):
            day = days[number] if days else "2031-05-04"
            lines = "".join(f"  - {{id: c{n}, {each}}}\n" for n, each in enumerate(claims.splitlines()))
            text = f"source: {{publisher: Paper {number}, published: {day}}}\nclaims:\n{lines}"
            (story / f"a{number}.yaml").write_text(text, "utf-8")
        main(["report", str(story), "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        assert told["problems"] == []
        return sorted((f["severity"], f["rule"], f["message"]) for f in told["findings"] if not f["echo_of"])

    return report


PLACES = """\
toll: {}
children: {part_of: {toll: by age}}
adults: {part_of: {toll: by age}}
south: {part_of: {toll: by place}}
north: {part_of: {toll: by place}}
"""


def test_m13_each_breakdown_is_added_up_by_itself(run: Run) -> None:
    """300 hurt: 90 children and 210 adults are all of them; 180 in the south and 130 in the north are too many."""
    found = run(
        PLACES,
        "subject: toll, property: injured, value: 300\nsubject: children, property: injured, value: 90\n"
        "subject: adults, property: injured, value: 210\nsubject: south, property: injured, value: 180\n"
        "subject: north, property: injured, value: 130",
    )
    assert [(rule, "180 and 130 make 310, not 300" in message) for _, rule, message in found] == [
        ("parts-do-not-add-up", True)
    ]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("value: 212, including: {minors: 17}", "value: 212, including: {minors: 70}", ["sources-disagree"]),
        ("value: 212, including: {minors: 17}", "value: 12", ["sources-disagree"]),
        ("value: 212, including: {minors: 17, foreigners: 8}", "value: 17, scope: minors", []),
    ],
)
def test_m14_a_figure_that_is_part_of_another(run: Run, first: str, second: str, rules: list[str]) -> None:
    found = run(
        "police: {}", f"subject: police, property: arrested, {first}", f"subject: police, property: arrested, {second}"
    )
    assert [rule for _, rule, _ in found] == rules


def test_m15_a_sum_over_properties_of_one_subject(run: Run) -> None:
    """301 for, 240 against and 12 abstentions of 540 who were there."""
    found = run(
        "vote: {}",
        "subject: vote, property: votes_for, value: 301\nsubject: vote, property: present, value: 540",
        "subject: vote, property: votes_against, value: 240\nsubject: vote, property: abstained, value: 12",
    )
    assert [rule for _, rule, _ in found] == ["votes-exceed-present"]


NEVER = """\
id: never
title: Never
severity: error
let: {a: {property: PROPERTIES[0]}, b: {property: PROPERTIES[1]}}
where: [a.subject == b.subject]
require: a <= b
message: "{a} is more than {b}"
why: Somebody thought so.
examples:
  - {expect: disagreement, entities: {vote: {}}, claims: []}
  - {expect: agreement, entities: {vote: {}}, claims: []}
"""


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        (("wind_speed", "depth"), "'a' is in km/h and 'b' in km"),
        (("turnout", "ballots"), "'a' is in % and 'b' in person"),
        (("fee", "price"), "'a' is in KES and 'b' in USD"),
        (("votes_for", "ballots"), ""),
    ],
)
def test_m16_a_rule_that_can_never_match(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    properties: tuple[str, str],
    why: str,
) -> None:
    """Report, check and test say it at the rule; without a word of units that differ, where none do."""
    start_corpus(tmp_path, VOCABULARIES)
    with (tmp_path / "rules" / "properties.yaml").open("a", encoding="utf-8") as file:
        file.write("fee: {type: money, unit: KES, title: fee}\nprice: {type: money, unit: USD, title: price}\n")
    text = NEVER.replace("PROPERTIES[0]", properties[0]).replace("PROPERTIES[1]", properties[1])
    (tmp_path / "rules" / "never.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for command in ("report", "check", "test"):
        main([command])
        written = capsys.readouterr()
        told = " ".join(f"{written.out}{written.err}".split())
        assert ("which never match" in told) == bool(why)
        assert not why or f"rules/never.yaml:6:10: {why}: these are different units, which never match" in told


@pytest.mark.parametrize(("second", "is_found"), [("$250m", True), ("about $200m", False)])
def test_m20_promises_of_money_exceed_a_plan(run: Run, second: str, is_found: bool) -> None:
    found = run(
        "fund: {}\nnorway: {part_of: fund}\njapan: {part_of: fund}",
        f"subject: norway, property: funding, status: pledged, value: $300m\n"
        f"subject: japan, property: funding, status: authorised, value: {second}",
        "subject: fund, property: funding, status: planned, value: $500m",
    )
    assert [each[:2] for each in found] == [("warning", "promises-exceed-plan")] * is_found


def test_m21_dozens_were_authorised(run: Run) -> None:
    found = run(
        "team: {}",
        "subject: team, property: strength, status: authorised, value: dozens",
        "subject: team, property: strength, status: pledged, value: 400",
    )
    assert [each[:2] for each in found] == [("warning", "pledged-above-authorised")]


@pytest.mark.parametrize(
    ("values", "is_found"), [(("refused", "reluctant"), False), (("reluctant", "pledged", "refused"), False)]
)
def test_m22_a_change_of_stance_is_no_disagreement(run: Run, values: tuple[str, ...], is_found: bool) -> None:
    days = ("2031-03-01", "2031-06-01", "2031-09-01")
    articles = [f"subject: norway, property: stance, value: {value}" for value in values]
    assert bool(run("norway: {}", *articles, days=days)) is is_found


CALLED = "what: {type: category, values: [clash, massacre], order: [clash, massacre], over_time: stands, title: what}\n"


@pytest.mark.parametrize(("first", "second", "found"), [("massacre", "clash", "warning"), ("clash", "massacre", "")])
def test_m23_what_was_called_a_thing_that_it_has_yet_to_become(run: Run, first: str, second: str, found: str) -> None:
    articles = [f"subject: village, property: what, value: {each}" for each in (first, second)]
    told = run("village: {}", *articles, properties=CALLED, days=("2031-03-01", "2031-09-01"))
    assert [severity for severity, _, _ in told] == ([found] if found else [])


@pytest.mark.parametrize(("second", "is_noted"), [("identified", False), ("injured", True)])
def test_m26_all_of_the_dead_are_identified(run: Run, second: str, is_noted: bool) -> None:
    """The vocabulary has a rule that the identified are at most the dead; the hurt are another thing."""
    found = run(
        "crash: {}", f"subject: crash, property: killed, value: 205\nsubject: crash, property: {second}, value: 205"
    )
    assert [rule for _, rule, _ in found] == ["figure-under-two-properties"] * is_noted


def test_m27_a_scope_is_a_part(run: Run) -> None:
    """41 tourists are missing, of 40; the women and the men who are held are more than all who are."""
    found = run(
        "quake: {}",
        "subject: quake, property: missing, value: 40\nsubject: quake, property: missing, value: 41, scope: tourists\n"
        "subject: quake, property: detained, value: 44\nsubject: quake, property: detained, value: 25, scope: women\n"
        "subject: quake, property: detained, value: 25, scope: men",
    )
    assert [rule for _, rule, _ in found] == ["scope-exceeds-whole", "scopes-exceed-whole"]


BANK = "bank: {name: Harbour Bank, became: bridge}\nbridge: {name: Bridge Bank}\n"
DEPOSITS = "deposits: {type: money, over_time: varies, title: deposits}\n"


def test_n9_what_an_entity_became_has_its_figures(run: Run) -> None:
    """The deposits of the bank, and of the one that took it over, are one course; by any of its names."""
    found = run(
        BANK,
        "subject: bank, property: deposits, value: $90bn",
        "subject: Bridge Bank, property: deposits, value: $72bn",
        "subject: Harbour Bank, property: deposits, value: $72bn, as_of: 2031-05-01",
        properties=DEPOSITS,
    )
    assert [rule for _, rule, _ in found] == ["sources-disagree"]
    assert "Deposits – Harbour Bank, then Bridge Bank" in found[0][2]


@pytest.mark.parametrize(
    ("other", "apart"), [("exactly 60.41%", " 0.41 percentage points"), ("exactly 61%", " 1 percentage point apart")]
)
def test_n10_percentages_are_so_many_points_apart(run: Run, other: str, apart: str) -> None:
    found = run(
        "vote: {}",
        "subject: vote, property: turnout, value: exactly 60.00%",
        f"subject: vote, property: turnout, value: {other}",
    )
    assert len(found) == 1 and apart in found[0][2]
