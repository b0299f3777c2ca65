"""The gate: acceptances that run out or are not needed, exit statuses, what is shown, and in which state."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from checker.commands.scaffold import standard_rules
from tests.baseline.desks import REASON, Desk
from tests.baseline.floods import (
    ARTICLES,
    CAST,
    CONTRADICTS,
    OUT_OF_ORDER,
    POST,
    add_a_story,
    tension,
)


def test_an_acceptance_runs_out(desk: Desk) -> None:
    """Accepted until the end of June: good on the 30th, expired on 1 July, with a base too."""
    desk.accept_all()
    desk.accept(desk.id_of("count-falls"), "--until", "2031-06-30", today="2031-05-07")
    assert desk.check("--today", "2031-06-30").status == 0
    told = desk.json("--today", "2031-07-01")
    assert told.status == 1
    assert told.states == {"expired": ["count-falls"], "known": ["parts-do-not-add-up", "sources-disagree"]}
    assert told.of("count-falls")["accepted"]["until"] == "2031-06-30"
    shown = desk.check("--today", "2031-07-01", "--only-new")
    assert shown.status == 1
    assert "expired error count-falls" in shown.out
    assert f"accepted: {REASON}, until 30 Jun 2031" in shown.out
    assert desk.check("--today", "2031-07-01", "--base", "main").status == 1


def test_an_acceptance_until_some_day_of_a_month(desk: Desk) -> None:
    """`until: 2031-06` is good for the whole of June."""
    desk.accept_all()
    desk.accept(desk.id_of("count-falls"), "--until", "2031-06", today="2031-05-15")
    assert desk.check("--today", "2031-06-30").status == 0
    assert desk.check("--today", "2031-07-01").status == 1


def test_a_stale_acceptance_warns_here_and_fails_in_ci(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Herald is put right, its acceptance left behind: at the desk a word about it, under CI a failure."""
    entry = next(e for e in strict_desk.json().data["findings"] if e["rule"] == "parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    told = strict_desk.check()
    assert told.status == 0
    lines = Path("accepted.yaml").read_text("utf-8").splitlines()
    place = f"accepted.yaml:{lines.index(entry['id'] + ':') + 1}: stale: {entry['id']} "
    assert place in told.out
    assert "`checker prune` removes it" in told.out
    data = strict_desk.json().data
    assert data["stale"] == [
        {
            "id": entry["id"],
            "rule": "parts-do-not-add-up",
            "statements": [
                list(key) for each in strict_desk.accepted if each.id == entry["id"] for key in each.statements
            ],
            "reason": REASON,
            "file": "accepted.yaml",
            "line": lines.index(f"{entry['id']}:") + 1,
        }
    ]
    monkeypatch.setenv("CI", "true")
    assert strict_desk.check().status == 1
    assert place in strict_desk.check("--only-new").out
    assert strict_desk.check("--base", "main").status == 1
    monkeypatch.delenv("CI")
    assert strict_desk.run("prune").status == 0
    monkeypatch.setenv("CI", "true")
    assert strict_desk.check().status == 0


def test_what_fails_for_staleness_says_so(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails and does not say why costs somebody a morning."""
    id_ = strict_desk.id_of("parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    monkeypatch.setenv("CI", "true")
    told = {name: strict_desk.check("--format", name) for name in ("github", "markdown", "junit", "gitlab", "json")}
    assert {name: (each.status, id_ in each.out) for name, each in told.items()} == dict.fromkeys(told, (1, True))


@pytest.mark.parametrize("part", ["herald.yaml", ".", "../fire"])
def test_what_is_stale_is_asked_of_a_whole_project(
    strict_desk: Desk, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """The Herald now agrees with the Courier: their entry is stale. A check of some articles is not about that."""
    add_a_story(strict_desk)
    id_ = strict_desk.id_of("parts-do-not-add-up")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir("claims/flood")
    assert strict_desk.check(part).status == 0
    assert "stale" not in strict_desk.check(part).out
    assert strict_desk.check().status == 1
    assert f"stale: {id_}" in strict_desk.check().out
    assert f"stale: {id_}" in strict_desk.run("report").out


def test_nothing_is_stale_where_a_file_is_broken(strict_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Herald's file is torn: its conflict is not gone, it cannot be seen."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: [")
    monkeypatch.setenv("CI", "true")
    for told in (strict_desk.check(), strict_desk.run("report")):
        assert told.status == 2
        assert "stale" not in told.out
        assert "prune" not in told.out
    assert strict_desk.json().data["stale"] == []


def test_what_joins_keeps_the_reason_as_is_told(strict_desk: Desk) -> None:
    """Advice that works: where one reason was given, `accept ID` keeps it."""
    strict_desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    advice = "Where one joins what is accepted, `checker accept ID` keeps that reason.\n"
    told = strict_desk.check()
    assert told.out.endswith(advice)
    assert strict_desk.run("accept", strict_desk.id_of("sources-disagree")).status == 0


def test_the_exit_status(desk: Desk) -> None:
    """0, 1 or 2 for each --fail-on, however the result is shown."""

    def statuses() -> list[int]:
        levels = {"error": ("--only-new",), "warning": ("--format", "json"), "note": ("--show-accepted",)}
        return [desk.check("--fail-on", level, "--base", "main", *more).status for level, more in levels.items()]

    assert statuses() == [0, 0, 0]
    tension(desk)
    assert statuses() == [0, 1, 1]
    desk.edit("claims/flood/ministry.yaml", "value: 700", "value: 950")
    assert statuses() == [0, 0, 1]
    desk.article("tribune", CONTRADICTS)
    assert statuses() == [1, 1, 1]
    desk.article("broken", "source: [\n")
    assert statuses() == [2, 2, 2]
    assert desk.check("--fail-on", "nothing", "--base", "main").status == 2
    assert desk.check("--base").status == 2


def test_only_new_leaves_out_what_was_known(desk: Desk) -> None:
    """The known ones are counted, and not shown."""
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert "count-falls" not in told.out
    assert "2 known" in told.out
    assert "new: claims/flood/tribune.yaml:3: " in told.out
    everything = desk.check("--base", "main").out
    assert "known error count-falls" in everything
    # what fails comes first
    states = re.findall(r"^\S+ (?:(known) )?error ", everything, re.MULTILINE)
    assert states == sorted(states)
    (desk.root / "claims/flood/tribune.yaml").unlink()
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 0
    assert len(told.out.splitlines()) == 2


def test_show_accepted(strict_desk: Desk) -> None:
    """Accepted findings are counted; listed with their reasons where that is asked for, in the report too."""
    told = strict_desk.check()
    assert told.status == 0
    assert told.out.endswith("0 notes, 3 accepted\nPassed.\n")
    assert len(told.out.splitlines()) == 2
    told = strict_desk.check("--show-accepted")
    assert told.status == 0
    assert told.out.count(f"    accepted: {REASON}\n") == 3
    assert "known error count-falls" in told.out
    report = strict_desk.run("report", "--show-accepted")
    assert report.status == 0
    assert "3 of these are accepted." in report.out
    assert " ".join(report.out.split()).count(REASON) == 3
    assert REASON not in strict_desk.run("report").out


def test_json_tells_how_each_finding_stands(desk: Desk) -> None:
    """One finding for each state, in one branch."""
    desk.git("switch", "--quiet", "main")
    (desk.root / "rules/events-out-of-order.yaml").unlink()
    desk.article("weekly", OUT_OF_ORDER)
    desk.write("claims/fire/entities.yaml", CAST)
    for name, text in ARTICLES.items():
        desk.write(f"claims/fire/{name}.yaml", text)
    desk.commit("two stories")
    base = desk.head()
    ids = {(f["rule"], f["claims"][0].partition("/")[0]): f["id"] for f in desk.json().data["findings"]}
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    desk.accept(ids["sources-disagree", "fire"], "--by", "Ann", "--until", "2031-12", today="2031-05-07")
    desk.accept(ids["count-falls", "fire"], "--until", "2031-05-31", today="2031-05-07")
    desk.accept(ids["parts-do-not-add-up", "fire"])
    desk.accept(ids["count-falls", "flood"])
    desk.accept(ids["sources-disagree", "flood"])
    shutil.copy(standard_rules() / "events-out-of-order.yaml", desk.root / "rules")  # rule-change
    desk.edit("claims/fire/herald.yaml", "value: 60", "value: 59")  # changed
    desk.edit("claims/flood/radio.yaml", "value: 12", "value: 15")  # stale
    desk.edit_everywhere("levee", "river-levee")  # moved
    desk.article("tribune", CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "injured, value: 3"))
    desk.article("evening", CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "injured, value: 9"))
    told = desk.json("--base", "main", "--today", "2031-06-15")
    assert told.status == 1
    stories = {(f["rule"], f["claims"][0].partition("/")[0], f["state"]) for f in told.data["findings"]}
    assert stories == {
        ("sources-disagree", "fire", "moved"),
        ("count-falls", "fire", "expired"),
        ("parts-do-not-add-up", "fire", "changed"),
        ("parts-do-not-add-up", "flood", "known"),
        ("sources-disagree", "flood", "moved"),
        ("sources-disagree", "flood", "new"),
        ("events-out-of-order", "flood", "rule-change"),
    }
    by_id = {finding["id"]: finding for finding in told.data["findings"]}
    (accepted,) = (f["accepted"] for f in by_id.values() if (f["accepted"] or {}).get("by") == "Ann")
    assert accepted == {
        "id": ids["sources-disagree", "fire"],
        "reason": REASON,
        "until": "2031-12-01/2031-12-31",
        "by": "Ann",
    }
    assert by_id[ids["parts-do-not-add-up", "fire"]]["new_claims"] == ["fire/herald#total"]
    assert by_id[ids["parts-do-not-add-up", "fire"]]["accepted"]["until"] is None
    assert by_id[ids["parts-do-not-add-up", "flood"]]["accepted"] is None
    assert [entry["id"] for entry in told.data["stale"]] == [ids["count-falls", "flood"]]
    assert told.data["base"] == base
    assert told.data["complete"] is True


def test_a_check_with_a_base_is_not_remembered(desk: Desk) -> None:
    """The same files, but the branch to compare with has moved: the answer is another one."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    assert desk.check("--base", "main").status == 1
    assert desk.check("--base", "main").status == 1
    desk.git("branch", "--force", "main", "work")
    assert desk.check("--base", "main").status == 0


def test_an_empty_base_is_no_base_that_was_remembered(desk: Desk) -> None:
    """The job's variable with the branch's name is empty: exit status 2, whether or not the desk checked before."""
    assert desk.check().status == 1
    told = desk.check("--base", "")
    assert told.status == 2
    assert told.out == ""
