"""`checker accept` and `checker prune`: which findings, with which reason, until when, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.baseline.accepted_file import HEAD
from checker.engine.budget import StepBudget
from tests.baseline.desks import ACCEPTED, REASON, TODAY
from tests.baseline.villages import FLOOD, VILLAGES, Villages, copy_rule, desk

__all__ = ["desk"]


# --- which findings ---


def test_a_few_characters_name_a_finding(desk: Villages) -> None:
    """As `explain` does: four are enough."""
    id_ = desk.ids[5]
    desk.accept(id_[:4])
    assert list(desk.entries) == [id_]


def test_several_at_once(desk: Villages) -> None:
    """Findings that have one reason are accepted in one go: the file is as if one had come after the other."""
    ids = desk.ids[:4]
    for id_ in (ids[2], ids[0], ids[3]):
        desk.accept(id_)
    one_by_one = desk.text
    desk.file.unlink()
    told = desk.run("accept", ids[2], ids[0][:6], ids[3], ids[0], "--reason", REASON)
    assert told.status == 0
    said = [line.split(": accepted ")[1].split(":")[0] for line in told.out.splitlines()]
    assert said == [ids[2], ids[0], ids[3]]
    assert desk.text == one_by_one


def test_of_several_one_is_wrong(desk: Villages) -> None:
    """All that is wrong is told at once, and nothing is written."""
    told = desk.run("accept", desk.ids[0], "zzzz", "ab", str(desk.root), "--reason", REASON)
    assert told.status == 2
    assert "'zzzz': no such finding" in told.err
    assert "'ab': " in told.err
    assert "a project is given with --project" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("ffffffffff00", "no such finding"),
        ("sources-disagree", "no such finding"),
        ("", "give at least 4 characters"),
        ("b2", "give at least 4 characters of its id"),
        ("zzzz", "no such finding"),
        ("\u0661\u0662\u0663\u0664", "no such finding"),
    ],
)
def test_an_unknown_finding(desk: Villages, what: str, why: str) -> None:
    told = desk.run("accept", what, "--reason", REASON)
    assert told.status == 2
    assert why in told.err
    assert not desk.file.exists()


def test_too_few_characters(desk: Villages) -> None:
    told = desk.run("accept", desk.ids[0][:3], "--reason", REASON)
    assert told.status == 2
    assert "4 characters" in told.err


def test_an_ambiguous_finding(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two findings begin with the same four characters: which one is meant is for the person to say."""
    monkeypatch.setattr("checker.commands.session.LEAST_OF_ID", 0)
    first = next(id_[0] for id_ in desk.ids if sum(other[0] == id_[0] for other in desk.ids) > 1)
    told = desk.run("accept", first, "--reason", REASON)
    assert told.status == 2
    assert "more than one finding begins so" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize("given", [(), ("--all", "abcd")])
def test_findings_or_all(desk: Villages, given: tuple[str, ...]) -> None:
    told = desk.run("accept", *given, "--reason", REASON)
    assert told.status == 2
    assert "give the ids of findings, or --all" in told.err


def test_the_first_day(desk: Villages) -> None:
    """A desk with many old disagreements takes the tool: all of them get one reason, and what comes then is new."""
    assert desk.check().status == 1
    reason = "From before; each to be looked at"
    told = desk.accept("--all", "--until", "2031-12", reason=reason)
    assert told.out.endswith(f"\n{len(desk.ids)} findings accepted\n")
    assert desk.keys == desk.ids
    assert {entry.reason for entry in desk.entries.values()} == {reason}
    assert desk.check("--today", TODAY).status == 0
    before = desk.text
    assert desk.accept("--all", reason="again").out == "0 findings accepted\n"
    assert desk.text == before
    desk.another_figure(desk.ids[0])
    assert desk.check("--today", TODAY).status == 1


def test_all_leaves_what_was_accepted_for_a_reason(desk: Villages) -> None:
    """One had a reason of its own and has changed since, one has run out: --all does not paper over it, but says so."""
    desk.accept(desk.ids[0], reason="two ways to count")
    desk.accept(desk.ids[1], "--until", "2031-05-31", reason="they are asking", today="2031-05-07")
    desk.another_figure(desk.ids[0])
    told = desk.accept("--all", reason="from before", today="2031-06-01")
    assert "2 more rest on an earlier reason, accept each by its id: " in told.out
    assert sorted(told.out.rstrip().rpartition(": ")[2].split(" ")) == desk.ids[:2]
    reasons = {id_: entry.reason for id_, entry in desk.entries.items()}
    assert (reasons.pop(desk.ids[0]), reasons.pop(desk.ids[1])) == ("two ways to count", "they are asking")
    assert set(reasons.values()) == {"from before"}
    assert desk.check("--today", "2031-06-01").status == 1


def test_all_takes_tensions_where_they_fail(desk: Villages) -> None:
    """A plan below the need is a tension: it is accepted where the gate fails for it, and else left."""
    copy_rule(desk, "plan-below-need")
    desk.edit(f"{FLOOD}/entities.yaml", f"{VILLAGES[0]}: {{}}", f"{VILLAGES[0]}: {{}}\nforce: {{}}")
    more = (("planned", "2,500"), ("needed", "5,000"))
    claims = "".join(
        f"  - {{id: {status}, subject: force, property: strength, status: {status}, value: '{value}'}}\n"
        for status, value in more
    )
    (desk.root / FLOOD / "wire.yaml").write_text(f"source: {{publisher: W, published: 2031-05-06}}\nclaims:\n{claims}")
    assert desk.run("accept", "--all", "--reason", REASON).status == 0
    assert desk.check().status == 0
    assert desk.check("--fail-on", "warning").status == 1
    assert desk.run("accept", "--all", "--fail-on", "warning", "--reason", REASON).out.endswith(
        "\n1 finding accepted\n"
    )
    assert desk.check("--fail-on", "warning").status == 0


# --- reasons ---


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_reason_is_required(desk: Villages, reason: str | None) -> None:
    """A new finding, and one that has changed since it was accepted, need a reason that says something."""
    id_ = desk.ids[0]
    given = () if reason is None else ("--reason", reason)
    told = desk.run("accept", id_, *given)
    assert told.status == 2
    assert "--reason is required" in told.err
    assert not desk.file.exists()
    desk.accept(id_, reason="a slip of the pen")
    before = desk.text
    desk.another_figure(id_)
    assert desk.state(id_) == "changed"
    told = desk.run("accept", id_, *given)
    assert told.status == 2
    assert ("has changed since it was accepted: a slip of the pen" in told.err) == (reason is None)
    assert desk.text == before
    desk.accept(id_, reason="still so")
    assert desk.entries[id_].reason == "still so"
    assert desk.state(id_) == "known"


def test_without_a_reason_what_is_not_given_stays(desk: Villages) -> None:
    """The day is put off: reason and name stay. A new reason is a new decision, by whoever says so now."""
    id_ = desk.ids[0]
    desk.accept(id_, "--by", "Ann", "--until", "2031-05-31", reason="they are asking", today="2031-05-07")
    assert desk.run("accept", id_, "--until", "2031-06-30", "--today", "2031-05-07").status == 0
    entry = desk.entries[id_]
    assert (entry.reason, entry.by) == ("they are asking", "Ann")
    assert entry.until is not None and entry.until.last == date(2031, 6, 30).toordinal()
    late = desk.run("accept", id_, "--by", "Bo", "--today", "2031-07-01")
    assert late.status == 2
    assert "--until: 2031-06-30 is past" in late.err
    desk.accept(id_, reason="they stand by it")
    entry = desk.entries[id_]
    assert (entry.reason, entry.by, entry.until) == ("they stand by it", "", None)


def tribune(desk: Villages, figure: int) -> None:
    """A third paper, with its figure for the first village."""
    desk.paper("Tribune", f"subject: {VILLAGES[0]}, property: injured, value: {figure}", published="2031-05-06")


def first_village(desk: Villages) -> str:
    """The id of its finding."""
    return next(id_ for id_ in desk.ids if desk.village(id_) == VILLAGES[0])


def test_a_claim_that_takes_the_other_side(desk: Villages) -> None:
    """10 by two papers against 50 by one. Then it is 50 by two: the same figures, but not what was accepted."""
    tribune(desk, 10)
    desk.accept_all()
    desk.edit(f"{FLOOD}/tribune.yaml", "value: 10", "value: 50")
    assert desk.state(first_village(desk)) == "changed"
    told = desk.check()
    assert told.status == 1
    assert f"    it was accepted: {REASON}\n" in told.out
    assert f"    new: {FLOOD}/tribune.yaml:3: " in told.out
    assert "Failed: 1 changed.\n" in told.out


def test_a_claim_that_joins_an_accepted_conflict(desk: Villages) -> None:
    """A third paper has a third figure: that is told with the reason for the others, which may be its reason too."""
    desk.accept_all("--by", "Ann")
    id_ = first_village(desk)
    tribune(desk, 70)
    assert desk.state(id_) == "joined"
    told = desk.check()
    assert told.status == 1
    assert f"    it was accepted: {REASON} (Ann)\n" in told.out
    assert told.out.count("    new: ") == 1 and f"    new: {FLOOD}/tribune.yaml:3: " in told.out
    assert "`checker accept ID` keeps that reason" in told.out
    assert desk.stale == []
    assert desk.run("accept", id_).status == 0
    assert (desk.entries[id_].reason, desk.entries[id_].by) == (REASON, "Ann")
    assert desk.check().status == 0


def test_two_branches_that_accept_one_finding(desk: Villages) -> None:
    """One branch accepted the Tribune's 70, the other the Post's 90 of one finding: its entries are one, of which
    git makes a conflict, and a person one reason; what the entry that is kept does not hold is told."""
    tribune(desk, 70)
    desk.accept(first_village(desk), reason="one way to count")
    desk.paper("Post", f"subject: {VILLAGES[0]}, property: injured, value: 90", published="2031-05-06")
    assert desk.state(first_village(desk)) == "joined"


@pytest.mark.parametrize("rename", ["entity", "story"])
def test_a_moved_finding_keeps_its_reason(desk: Villages, rename: str) -> None:
    """An entity or the story has another name, so that the finding has another id. To accept it again takes no reason:
    the old entry is replaced, and its reason, its last day and who accepted it stay."""
    for id_ in desk.ids[:4]:
        desk.accept(id_, "--until", "2031-06-30", "--by", "Ann", reason=f"reason of {id_}")
    old = desk.ids[1]
    if rename == "entity":
        desk.edit_everywhere(f"{desk.village(old)}", "hamlet")
    else:
        (desk.root / FLOOD).rename(desk.root / "claims" / "spring")
    review = desk.review()
    (new,) = [f.id for f in review.findings if (e := review.status(f).acceptance) is not None and e.id == old]
    assert new != old
    assert (desk.state(new), desk.stale) == ("moved", [])
    for command in (("explain", old[:6]), ("accept", old, "--reason", REASON)):
        told = desk.run(*command, "--today", TODAY)
        assert told.status == 2
        assert f"it is {new} now" in told.err
    told = desk.run("accept", new, "--today", TODAY)
    assert told.status == 0, told.err
    entries = desk.entries
    assert old not in entries
    assert len(entries) == 4
    assert (entries[new].reason, entries[new].by) == (f"reason of {old}", "Ann")
    assert entries[new].until is not None
    assert desk.state(new) == "known"
    assert desk.keys == sorted(desk.keys)
    desk.accept(new, "--until", "2031-07-31", "--by", "Bob", reason="asked again")
    assert (desk.entries[new].reason, desk.entries[new].by) == ("asked again", "Bob")


def test_many_have_moved(desk: Villages) -> None:
    """`accept --moved` writes all of them, and the file is as if they had been accepted under these names."""
    desk.accept_all()
    (desk.root / FLOOD).rename(desk.root / "claims" / "spring")
    assert desk.check().status == 0
    assert desk.run("accept", "--moved").status == 0
    moved = desk.text
    desk.file.unlink()
    desk.accept_all()
    assert moved == desk.text


# --- until ---


@pytest.mark.parametrize(
    "until",
    ["tomorrow", "30.6.2031", "2031-02-30", "2031-13", "", " ", "2031-06-30/2031-06-01", "2031-06-30 or so", "0000"],
)
def test_a_last_day_that_is_none(desk: Villages, until: str) -> None:
    told = desk.run("accept", desk.ids[0], "--reason", REASON, f"--until={until}", "--today", TODAY)
    assert told.status == 2
    assert "--until" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize("until", ["2031-05-31", "2031-04", "2030", "../2031-05-31", "2031-05-01/2031-05-31"])
def test_a_last_day_that_is_past(desk: Villages, until: str) -> None:
    """Today is 1 June 2031."""
    told = desk.run("accept", desk.ids[0], "--reason", REASON, "--until", until, "--today", TODAY)
    assert told.status == 2
    assert "past" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize(
    "until", ["2031-06-01", "2031-06", "2031", "2031-05-01/2031-06-01", "2031-06/..", "9999-12-31"]
)
def test_a_last_day_that_is_not_past(desk: Villages, until: str) -> None:
    """It is read back as the same days, and holds today, the first of June."""
    id_ = desk.ids[0]
    desk.accept(id_, "--until", until)
    last = desk.entries[id_].until
    assert last is not None
    assert desk.state(id_, today=TODAY) == "known"
    desk.accept(id_, "--until", until)
    assert desk.entries[id_].until == last


# --- what is refused ---


@pytest.mark.parametrize("value", ["true", "True", "1", "yes"])
def test_nothing_is_accepted_or_pruned_by_a_server(desk: Villages, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Under CI both are refused, and no file is made or touched."""
    id_, stale = desk.ids[:2]
    monkeypatch.setenv("CI", value)
    told = desk.run("accept", id_, "--reason", REASON)
    assert told.status == 2
    assert "CI=true" in told.err
    assert not desk.file.exists()
    monkeypatch.delenv("CI")
    desk.accept(stale)
    desk.agree(stale)
    before = desk.text
    monkeypatch.setenv("CI", value)
    told = desk.run("prune")
    assert told.status == 2
    assert "CI=true" in told.err
    assert desk.text == before


@pytest.mark.parametrize("value", ["", "false", "0"])
def test_not_every_ci_is_one(desk: Villages, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CI", value)
    desk.accept(desk.ids[0])
    assert len(desk.entries) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{FLOOD}/torn.yaml", "source: [\n"),
        (f"{FLOOD}/deep/er.yaml", "{}\n"),
        ("rules/own-rule.yaml", "id: other\n"),
        ("claims/entities.yaml", "x: {kindd: y}\n"),
    ],
)
def test_nothing_is_accepted_or_pruned_where_files_have_problems(desk: Villages, name: str, text: str) -> None:
    """What a broken file hides would look as if it were gone; and what is accepted would be half of the story."""
    id_, stale = desk.ids[:2]
    desk.accept(stale)
    desk.agree(stale)
    before = desk.text
    (desk.root / name).parent.mkdir(exist_ok=True)
    (desk.root / name).write_text(text)
    for arguments in (("accept", id_, "--reason", REASON), ("prune",)):
        told = desk.run(*arguments)
        assert told.status == 2
        assert name.rpartition("/")[2] in told.err
        assert "correct these files first" in told.err
        assert desk.text == before


def test_nothing_is_written_to_a_file_that_cannot_be_read(desk: Villages) -> None:
    """Two people have merged the file and left git's marks in: it is told where, and neither side is lost."""
    desk.accept(desk.ids[0])
    text = desk.text.replace('  reason: "', '<<<<<<< ours\n  reason: "', 1) + "=======\n>>>>>>> theirs\n"
    desk.file.write_text(text)
    line = text.splitlines().index("<<<<<<< ours") + 1
    for arguments in (("accept", "abcd", "--reason", REASON), ("prune",), ("check",)):
        told = desk.run(*arguments)
        assert told.status == 2
        places = [entry for entry in (told.out + told.err).splitlines() if entry.startswith(f"{ACCEPTED}:")]
        assert places
        assert all(abs(int(place.split(":")[1]) - line) <= 1 for place in places)
        assert desk.text == text


# --- prune ---


def test_prune_takes_out_what_no_longer_holds(desk: Villages) -> None:
    """Of five accepted findings two are gone: their entries go, and only those."""
    ids = desk.ids[:5]
    for id_ in ids:
        desk.accept(id_)
    before = desk.text
    assert desk.run("prune").out == "all that is accepted is still found\n"
    assert desk.text == before
    desk.agree(ids[0], ids[3])
    assert desk.stale == [ids[0], ids[3]]
    told = desk.run("prune")
    lines = told.out.splitlines()
    assert [line.split(" ")[0:4] for line in lines[::2]] == [
        [f"{ACCEPTED}:", "took", "out", id_] for id_ in (ids[0], ids[3])
    ]
    assert lines[1::2] == [f"    it was: {REASON}"] * 2
    assert list(desk.entries) == [ids[1], ids[2], ids[4]]
    assert desk.text.startswith(HEAD)
    assert desk.stale == []


def test_prune_leaves_what_is_changed_moved_or_expired(desk: Villages) -> None:
    """Those are found still: the reason is needed when they are looked at again."""
    ids = desk.ids[:3]
    desk.accept(*ids, "--until", "2031-05-31", today="2031-05-07")
    desk.another_figure(ids[0])
    desk.edit_everywhere(desk.village(ids[1]), "hamlet")
    review = desk.review(today="2031-05-07")
    assert sorted(s.state for s in review.statuses.values() if s.acceptance) == ["changed", "known", "moved"]
    before = desk.text
    for today in ("2031-05-07", "2031-07-01"):
        told = desk.run("prune", "--today", today)
        assert told.status == 0
        assert desk.text == before


def test_prune_wants_all_to_be_checked(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was too much to look for is not gone: 500 in the one arm are not 300 in the one corps, and nobody says how
    many the force has, so that no single rule shows it."""
    desk.remove("herald")
    cast = "force: {parts: {by arm: complete, by corps: complete}}\n"
    desk.entities(cast + "team: {part_of: {force: by arm}}\ncrew: {part_of: {force: by corps}}\n")
    crew, team = "subject: crew, property: size, value: 300", "subject: team, property: size, value: 500"
    desk.paper("Courier", crew, "subject: force, property: strength, value: at least 100", team)
    copy_rule(desk, "parts-do-not-add-up")
    (id_,) = desk.ids
    desk.accept(id_)
    before = desk.text
    monkeypatch.setattr("checker.engine.check.StepBudget", lambda: StepBudget(left=0, most=0))
    assert desk.check("--no-cache").status == 2
    assert desk.stale == []
    assert desk.run("prune").status == 2
    assert desk.text == before


def test_what_is_not_explained_passes_if_it_is_known(desk: Villages, monkeypatch: pytest.MonkeyPatch) -> None:
    """S3: the findings are there, so the exit status is theirs, and entries that are stale can be pruned."""
    copy_rule(desk, "part-exceeds-whole")
    desk.edit(f"{FLOOD}/entities.yaml", f"{VILLAGES[1]}: {{}}", f"{VILLAGES[1]}: {{part_of: {VILLAGES[0]}}}")
    monkeypatch.setattr("checker.engine.check.StepBudget", lambda: StepBudget(left=0, most=0))
    assert desk.check("--no-cache").status == 1
    desk.accept_all()
    told = desk.check("--no-cache")
    assert told.status == 0
    assert "not explained" in told.out
    assert desk.json("--no-cache").data["not_explained"]
    desk.agree(desk.ids[-1])
    assert len(desk.stale) == 1
    assert desk.run("prune").status == 0


def test_prune_without_a_file(desk: Villages) -> None:
    """Nothing to do, and no file is made."""
    told = desk.run("prune")
    assert told.status == 0
    assert not desk.file.exists()


@pytest.mark.parametrize("part", [FLOOD, f"{FLOOD}/courier.yaml", f"{FLOOD}/radio.yaml"])
def test_accept_and_prune_look_at_the_whole_project(desk: Villages, part: str) -> None:
    """Whichever part of it is named: the Radio has no part in any of it."""
    (desk.root / FLOOD / "radio.yaml").write_text(
        "source: {publisher: Radio, published: 2031-05-06}\n"
        "claims:\n  - {id: dead, subject: village-01, property: killed, value: 3}\n"
    )
    told = desk.run("accept", "--all", "--reason", REASON, "--project", part)
    assert told.status == 0
    assert sorted(desk.entries) == desk.ids
    desk.agree(desk.ids[0])
    assert desk.run("prune", part).status == 0
    assert sorted(desk.entries) == desk.ids


def test_from_elsewhere(desk: Villages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project may be named; the file is written there, not where the command is run."""
    id_ = desk.ids[0]
    monkeypatch.chdir(tmp_path)
    assert desk.run("accept", id_, "--project", "desk", "--reason", REASON).status == 0
    assert not (tmp_path / ACCEPTED).exists()
    assert list(desk.entries) == [id_]
    monkeypatch.chdir(desk.root / FLOOD)
    assert desk.run("accept", desk.ids[1], "--reason", REASON).status == 0
    assert len(desk.entries) == 2
