"""`check --base`: which findings a branch brings with its claims, and which were there."""

from __future__ import annotations

import pytest

from tests.baseline.desks import REASON, Desk
from tests.baseline.floods import (
    AGREES,
    CONTRADICTS,
    COURIER,
    GAZETTE,
    HERALD,
    JOINT,
    JOINT_CAST,
    KNOWN,
    POST,
    RADIO,
    add_ferries_to_main,
    add_to_main,
    since,
    to_main,
)

# --- what a branch adds -----------------------------------------------------------------------


def test_main_has_three_known_disagreements(desk: Desk) -> None:
    """Without a base, and with nothing accepted, all three are new and the gate fails."""
    told = desk.json()
    assert told.status == 1
    assert {finding["rule"]: finding["claims"] for finding in told.data["findings"]} == KNOWN
    assert told.states == {"new": sorted(KNOWN)}
    assert told.data["base"] == ""


def test_an_article_that_agrees_passes(desk: Desk) -> None:
    """The Tribune comes in and contradicts nobody: what the others disagree about is not its fault."""
    desk.article("tribune", AGREES)
    desk.commit()
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"known": sorted(KNOWN)}
    assert told.data["base"] == desk.git("rev-parse", "main")
    assert all(finding["new_claims"] == [] for finding in told.data["findings"])
    assert told.err == ""
    assert desk.check("--base", "main").out.endswith(
        "3 disagreements, 0 tensions, 0 notes, 3 known\nPassed. A check without --base fails for 3 known.\n"
    )


def test_an_article_that_contradicts_fails_and_is_named(desk: Desk) -> None:
    """The Tribune's skipper has 44 on the boats, the Courier 40: the gate fails, names the Tribune's claim as new and
    tells since when the Courier's is there."""
    desk.article("tribune", CONTRADICTS)
    desk.commit()
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    lines = told.out.splitlines()
    at = next(number for number, line in enumerate(lines) if " sources-disagree " in line)
    assert lines[at].startswith("claims/flood/tribune.yaml:3: error sources-disagree [")
    assert lines[at + 1].startswith("    new: claims/flood/tribune.yaml:3: ")
    assert lines[at + 2].startswith(f"    {since(desk, 'courier')}claims/flood/courier.yaml:3: ")
    told = desk.json("--base", "main")
    assert told.status == 1
    new = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert new
    assert all(finding["new_claims"] == ["flood/tribune#boats"] for finding in new)
    assert told.states["known"] == ["count-falls", "sources-disagree"]


def test_each_old_claim_is_told_with_its_own_commit(desk: Desk) -> None:
    """A third day for the levee: the two old ones came in two commits, of two days."""
    desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert "    new: claims/flood/tribune.yaml:3: " in told.out
    assert f"    {since(desk, 'gazette')}claims/flood/gazette.yaml:3: " in told.out
    assert f"    {since(desk, 'post')}claims/flood/post.yaml:3: " in told.out


def test_since_is_told_of_the_words_not_of_the_place(desk: Desk) -> None:
    """On main the Courier's boats were first 41, then 40, and stand over several lines: there since the second commit,
    although the first wrote the line in which the claim begins. To put a comment above it later changes nothing."""
    desk.git("switch", "--quiet", "main")
    block = "  - id: boats\n    subject: boats\n    property: size\n    value: 41\n"
    desk.edit("claims/flood/courier.yaml", COURIER.splitlines(keepends=True)[2], block)
    desk.commit("a block", day="2031-05-07")
    desk.edit("claims/flood/courier.yaml", "value: 41", "value: 40")
    desk.commit("corrected", day="2031-05-08")
    corrected = desk.head()
    desk.edit("claims/flood/courier.yaml", "claims:\n", "# boats and trucks\nclaims:\n")
    desk.commit("a comment", day="2031-05-09")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert f"    there since {corrected[:7]} (2031-05-08): claims/flood/courier.yaml:4: " in told.out


def test_since_is_told_of_the_claim_not_of_its_neighbours(desk: Desk) -> None:
    """The Courier's claims are put before its source. What is edited around a claim later (the claim before, a comment,
    the source below) did not write it, nor did another place in the file, or other names for the file."""
    desk.git("switch", "--quiet", "main")
    claims, source = COURIER.partition("claims:\n")[2], COURIER.partition("claims:\n")[0]
    desk.git("rm", "--quiet", "claims/flood/courier.yaml")
    desk.article("morning", f"claims:\n{claims}{source}")
    desk.commit("claims first", day="2031-05-07")
    desk.edit("claims/flood/morning.yaml", "value: 25}", "value: 25, note: asked}\n  # the count of the evening\n")
    desk.edit("claims/flood/morning.yaml", "publisher: Courier", "publisher: Courier, title: Boats at the flood")
    desk.commit("notes", day="2031-05-08")
    desk.git("mv", "claims/flood/morning.yaml", "claims/flood/courier.yaml")
    desk.commit("renamed", day="2031-05-09")
    desk.git("switch", "--quiet", "work")
    desk.git("merge", "--quiet", "--ff-only", "main")
    hurt = CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "injured, value: 20")
    desk.article("tribune", hurt)
    told = desk.check("--base", "main", "--only-new")
    assert told.status == 1
    assert f"    {since(desk, 'courier')}claims/flood/courier.yaml:7: " in told.out


def test_an_article_that_joins_a_known_dispute_fails(desk: Desk) -> None:
    """That the mission is 60 was known from the Herald. Now the Tribune prints it too: whoever adds it is told."""
    desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    desk.commit()
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.states == {"joined": ["parts-do-not-add-up"], "known": ["count-falls", "sources-disagree"]}
    assert told.of("parts-do-not-add-up")["new_claims"] == ["flood/tribune#total"]


def test_a_figure_between_two_known_ones_fails(desk: Desk) -> None:
    """Deaths go from 15 to 12; the Tribune has 14 by the police for the day between: one step more."""
    desk.article("tribune", RADIO.replace("Radio", "Tribune").replace("12,", "14, as_of: 2031-05-04,"))
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("count-falls")["state"] == "joined"
    assert told.of("count-falls")["new_claims"] == ["flood/tribune#dead"]


def test_another_day_for_a_figure_joins(desk: Desk) -> None:
    """The Herald's total is of another day now: what was known is of its day."""
    desk.accept_all()
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 60, as_of: 2031-05-03")
    for base in ((), ("--base", "main")):
        told = desk.json(*base)
        assert told.status == 1
        assert told.of("parts-do-not-add-up")["state"] == "joined"
        assert told.of("parts-do-not-add-up")["new_claims"] == ["flood/herald#total"]


def test_a_change_of_the_cast_that_makes_a_conflict_fails(desk: Desk) -> None:
    """The Tribune's 30 divers were a team of their own. Now entities.yaml makes them part of the mission, and they do
    not fit in: nobody's claim is new, the conflict is."""
    desk.git("switch", "--quiet", "main")
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\ndivers: {}")
    desk.article("tribune", CONTRADICTS.replace("boats", "divers").replace("44", "80"))
    to_main(desk)
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/entities.yaml", "divers: {}", "divers: {part_of: relief}")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("part-exceeds-whole")["state"] == "new"
    assert told.of("part-exceeds-whole")["new_claims"] == []
    cast = "no claim of it is new: what has changed is a voice, another claim, or entities.yaml: divers\n"
    assert cast in desk.check("--base", "main").out


def test_a_correction_passes(desk: Desk) -> None:
    """The Herald's total is put right: one disagreement less, and nothing new."""
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"known": ["count-falls", "sources-disagree"]}


def test_an_edited_claim_is_told_from_a_new_one(desk: Desk) -> None:
    """What a claim said before is told; one that was not there is new."""
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: 59")
    desk.edit("claims/flood/radio.yaml", "published: 2031-05-05", "published: 2031-05-06")
    told = desk.check("--base", "main", "--only-new")
    assert "    edited, was 60: claims/flood/herald.yaml:3: " in told.out
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main", "--only-new", "--format", "github")
    assert "%0Anew: " in told.out
    assert "%0Aedited, was 60: " in told.out


# --- what a branch takes away -----------------------------------------------------------------


@pytest.mark.parametrize("accepted", [False, True], ids=["base", "accepted"])
@pytest.mark.parametrize("way", ["deleted", "retracted"])
def test_one_of_two_papers_that_say_the_same_goes(desk: Desk, way: str, accepted: bool) -> None:
    """Both the Herald and the Tribune have 60 in all. The Tribune's article is deleted, or retracted: what is left of
    the conflict was there before."""
    add_to_main(desk, {"tribune": HERALD.replace("Herald", "Tribune")})
    if accepted:
        desk.accept_all()
    if way == "deleted":
        desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    else:
        desk.edit("claims/flood/tribune.yaml", "value: 60", 'value: 60, retracted: "2031-05-07, it was 65"')
    told = desk.json(*(() if accepted else ("--base", "main")))
    assert told.of("parts-do-not-add-up")["claims"] == KNOWN["parts-do-not-add-up"]
    assert told.of("parts-do-not-add-up")["state"] in ("known", "moved")
    assert told.status == 0


def test_one_of_three_days_goes(desk: Desk) -> None:
    """Three papers, three days for the levee. One of them is deleted: the other two disagreed before."""
    add_to_main(desk, {"tribune": POST.replace("Post", "Tribune").replace("05-02", "05-03")})
    desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    told = desk.json("--base", "main")
    assert told.of("sources-disagree")["claims"] == KNOWN["sources-disagree"]
    assert told.status == 0


def test_one_article_goes_and_another_one_comes(desk: Desk) -> None:
    """One of three days for the levee goes; in the same branch another article comes, about somebody who is new in the
    cast and has to do with none of it."""
    add_to_main(desk, {"tribune": POST.replace("Post", "Tribune").replace("05-02", "05-03")})
    desk.git("rm", "--quiet", "claims/flood/tribune.yaml")
    desk.edit("claims/flood/entities.yaml", "levee: {}", "levee: {}\nharbour: {}")
    desk.article("evening", AGREES.replace("valley", "harbour"))
    told = desk.json("--base", "main")
    levee = told.of("sources-disagree")
    assert (levee["claims"], levee["state"]) == (KNOWN["sources-disagree"], "known")
    assert told.status == 0


def test_a_deleted_article_takes_its_conflict_along(desk: Desk) -> None:
    """The Radio's article goes, and with it the fall of the dead: nothing is new, whatever the deletion is like."""
    (desk.root / "claims/flood/radio.yaml").unlink()
    told = desk.json("--base", "main")
    assert told.status == 0
    assert "count-falls" not in told.states["known"]


def test_a_retraction_taken_back_is_new(desk: Desk) -> None:
    """On main the Dispatch's 500 is retracted, so 300 in all corps is fine. The branch puts it in play again: a
    conflict that no single rule shows, among claims whose words are all old."""
    desk.git("switch", "--quiet", "main")
    desk.write("claims/force/entities.yaml", JOINT_CAST)
    retracted = JOINT.replace("value: 500", 'value: 500, retracted: "2031-05-05, a slip"')
    desk.write("claims/force/dispatch.yaml", retracted)
    to_main(desk)
    assert desk.check("--base", "main").status == 0
    desk.write("claims/force/dispatch.yaml", JOINT)
    told = desk.json("--base", "main")
    assert told.of("claims-cannot-all-be-true")["state"] == "new"
    assert told.of("claims-cannot-all-be-true")["new_claims"] == ["force/dispatch#part"]
    assert told.status == 1


def test_a_count_that_is_no_longer_begun_anew(desk: Desk) -> None:
    """100 dead, then twice at least 50, then 80 by a count that was begun anew, which is fine. The branch takes out
    that it was: a fall from 100 to 80, with others between, by figures that are all old."""
    days = {"first": ("2031-05-01", "100"), "second": ("2031-05-02", "at least 50"), "third": ("2031-05-03", "50+")}
    claims = [
        f"  - {{id: {name}, subject: ford, property: killed, as_of: {day}, value: {value}}}\n"
        for name, (day, value) in days.items()
    ]
    last = "  - {id: last, subject: ford, property: killed, value: 80, counted_from: 2031-05-04}\n"
    desk.git("switch", "--quiet", "main")
    desk.write("claims/ford/entities.yaml", "ford: {}\n")
    head = "source: {publisher: Dispatch, published: 2031-05-06}\nclaims:\n"
    desk.write("claims/ford/dispatch.yaml", "".join((head, *claims, last)))
    to_main(desk)
    assert desk.json("--base", "main").states == {"known": sorted(KNOWN)}
    desk.edit("claims/ford/dispatch.yaml", ", counted_from: 2031-05-04", "")
    told = desk.json("--base", "main")
    assert told.status == 1
    (new,) = [finding for finding in told.data["findings"] if finding["state"] == "new"]
    assert new["claims"] == ["ford/dispatch#first", "ford/dispatch#last"]
    assert new["new_claims"] == ["ford/dispatch#last"]


def test_a_correction_that_is_deleted_brings_the_slip_back(desk: Desk) -> None:
    """The Radio first had 44 on the boats and then took 40 for it. The article that corrects is deleted: 44 is in play
    again, and that is new."""
    superseded = CONTRADICTS.replace("Tribune", "Radio")
    corrects = superseded.replace("44, said_by: a skipper", "40, supersedes: radio-early/boats")
    add_to_main(desk, {"radio-early": superseded, "radio-late": corrects})
    assert desk.check("--base", "main").status == 0
    desk.git("rm", "--quiet", "claims/flood/radio-late.yaml")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert {"flood/courier#boats", "flood/radio-early#boats"} in [
        set(finding["claims"]) for finding in told.data["findings"] if finding["state"] == "new"
    ]


def test_a_sum_beside_another_figure_for_a_part(desk: Desk) -> None:
    """The boats have two figures of one value, a size and a strength, in two papers. That the sum is wrong with either
    was known, so the deletion of one brings nothing."""
    desk.git("switch", "--quiet", "main")
    cast = "force: {}\nboats: {part_of: force}\ntrucks: {part_of: force}\ncrew: {part_of: trucks}\n"
    desk.write("claims/force/entities.yaml", cast)
    whole = "subject: force, property: strength, value: 300"
    trucks = "subject: trucks, property: strength, value: at least 10"
    crew = "subject: crew, property: size, value: 150"
    boats = "subject: boats, property: size, value: 200"
    desk.paper("Dispatch", whole, boats, trucks, crew, story="force")
    desk.paper("Echo", boats.replace("size", "strength"), story="force")
    to_main(desk)
    desk.git("rm", "--quiet", "claims/force/echo.yaml")
    assert desk.json("--base", "main").status == 0


@pytest.mark.parametrize("with_cast", [False, True], ids=["alone", "and-the-cast"])
def test_an_old_conflict_that_stays_when_others_go(desk: Desk, with_cast: bool) -> None:
    """100 ferries or more, says the Gazette; 60, the Post; the fleet is up to 100, or 90. The Post's is deleted: what
    is left was there, whatever told it; also where the branch changes the cast elsewhere in the story."""
    add_ferries_to_main(desk)
    desk.article("post", POST)
    if with_cast:
        desk.edit("claims/flood/entities.yaml", "from: 2031-05-01", "from: 2031-05-02")
    told = desk.json("--base", "main", "--fail-on-rules")
    assert set(told.states) <= {"known", "masked"}
    assert told.status == 0
    assert desk.check().status == 1


def test_a_conflict_that_no_single_rule_shows(desk: Desk) -> None:
    """It is new with the claim that makes it, known when it is on main, through a rename of its story too."""
    desk.git("switch", "--quiet", "main")
    desk.write("claims/force/entities.yaml", JOINT_CAST)
    desk.write("claims/force/dispatch.yaml", JOINT.replace("value: 500", "value: 300"))
    to_main(desk)
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/force/dispatch.yaml", "team, property: size, value: 300", "team, property: size, value: 500")
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.of("claims-cannot-all-be-true")["new_claims"] == ["force/dispatch#part"]
    desk.commit()
    assert desk.check("--base", "main").status == 1
    desk.git("mv", "claims/force", "claims/army")
    assert desk.check("--base", "main").status == 1
    told = desk.json("--base", "HEAD")
    assert told.status == 0, told.out


def test_an_entity_of_a_claim_that_dropped_out_is_named(strict_desk: Desk) -> None:
    """The trucks set out later by now, so that the boats are the only part of the mission on its day. That is not what
    the claims in the finding are about; it is named, since nothing else of the cast has changed."""
    strict_desk.edit("claims/flood/entities.yaml", "from: 2031-05-02", "from: 2031-05-05")
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 35")
    told = strict_desk.json("--base", "main")
    both = [f for f in told.data["findings"] if f["claims"] == ["flood/courier#boats", "flood/herald#total"]]
    assert {finding["rule"] for finding in both} == {"part-exceeds-whole", "parts-do-not-add-up"}
    review = strict_desk.review("main")
    assert {review.statuses[finding["id"]].entities for finding in both} == {("trucks",)}


# --- what changes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 60", "value: 58"),
        ("value: 60", "value: about 55"),
    ],
)
@pytest.mark.parametrize("accepted", [False, True], ids=["base", "accepted"])
def test_an_edited_value_is_a_changed_finding(desk: Desk, old: str, new: str, accepted: bool) -> None:
    """The Herald's total is edited and still does not fit: what was known, or accepted, was another figure."""
    if accepted:
        desk.accept_all()
    desk.edit("claims/flood/herald.yaml", old, new)
    base = () if accepted else ("--base", "main")
    told = desk.json(*base)
    assert told.status == 1
    finding = told.of("parts-do-not-add-up")
    assert finding["state"] == "changed"
    assert told.states["known"] == ["count-falls", "sources-disagree"]
    assert finding["new_claims"] == ["flood/herald#total"]
    shown = desk.check(*base)
    assert shown.status == 1
    assert "changed error parts-do-not-add-up" in shown.out
    assert (REASON in shown.out) == accepted


@pytest.mark.parametrize(
    ("courier", "weekly", "tribune", "fresh"),
    [
        (40, 44, 44, ["flood/tribune#boats"]),
        (44, 40, 44, ["flood/courier#boats", "flood/tribune#boats", "flood/weekly#boats"]),
    ],
    ids=["one", "all"],
)
def test_papers_that_change_sides(desk: Desk, courier: int, weekly: int, tribune: int, fresh: list[str]) -> None:
    """The Courier and the Tribune have 40 boats, the Weekly 44: known. Now the Tribune has 44 too, or all change sides:
    the figures are the same two, but a paper contradicts another one that it did not."""
    sides = {"weekly": CONTRADICTS.replace("Tribune", "Weekly"), "tribune": CONTRADICTS.replace("44", "40")}
    add_to_main(desk, sides)
    assert desk.check("--base", "main").status == 0
    desk.edit("claims/flood/courier.yaml", "value: 40", f"value: {courier}")
    desk.edit("claims/flood/weekly.yaml", "value: 44", f"value: {weekly}")
    desk.edit("claims/flood/tribune.yaml", "value: 40", f"value: {tribune}")
    told = desk.json("--base", "main")
    (finding,) = [
        each
        for each in told.data["findings"]
        if "flood/weekly#boats" in each["claims"] and each["rule"] == "sources-disagree"
    ]
    assert finding["state"] == "changed"
    assert finding["new_claims"] == fresh
    assert told.status == 1


def test_the_day_of_a_figure_for_good(desk: Desk) -> None:
    """The size of a team is one for good: that the Courier has it of the day before says nothing else."""
    desk.edit("claims/flood/courier.yaml", "value: 40", "value: 40, as_of: 2031-05-02")
    told = desk.json("--base", "main")
    assert told.states == {"known": sorted(KNOWN)}
    assert all(finding["new_claims"] == [] for finding in told.data["findings"])
    assert told.status == 0


def test_an_edited_value_in_an_accepted_finding_with_a_base(strict_desk: Desk) -> None:
    """Both are asked: it was accepted and was on main, and is neither what was accepted nor what was on main."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 58")
    told = strict_desk.json("--base", "main")
    assert told.status == 1
    assert told.of("parts-do-not-add-up")["state"] == "changed"
    assert told.of("parts-do-not-add-up")["accepted"]["reason"] == REASON


def test_a_claim_that_becomes_about_something_else_is_new(desk: Desk) -> None:
    """1,200 blankets were planned, 800 pledged; that is accepted. Now the 1,200 are authorised: the figures are the
    same, but it is another tension that nobody has accepted."""
    pledge = "status: pledged, value: 800, as_of: 2031-05-01"
    plans = [f"subject: relief, property: strength, {what}" for what in (pledge, "status: planned, value: 1200")]
    desk.paper("Ministry", *plans)
    desk.accept_all()
    desk.commit()
    assert desk.check("--fail-on", "warning").status == 0
    desk.edit("claims/flood/ministry.yaml", "status: planned", "status: authorised")
    told = desk.json("--fail-on", "warning")
    assert told.of("more-than-pledged")["state"] == "new"
    assert told.status == 1
    assert desk.json("--fail-on", "warning", "--base", "HEAD").of("more-than-pledged")["state"] == "new"


def test_a_longer_day_of_one_claim_changes_that_claim_alone(strict_desk: Desk) -> None:
    """The Gazette's figure is of two days now, and not of one: that claim has changed, and the other one has not."""
    hurt = "  - {id: hurt, subject: valley, property: displaced, value: 90, as_of: 2031-05-04}\n"
    add_to_main(strict_desk, {"gazette": GAZETTE + hurt, "post": POST + hurt.replace("90", "80")})
    (id_,) = (finding["id"] for finding in strict_desk.json().data["findings"] if finding["state"] == "new")
    strict_desk.accept(id_)
    strict_desk.edit("claims/flood/gazette.yaml", "as_of: 2031-05-04", "as_of: 2031-05-04/2031-05-05")
    (told,) = (finding for finding in strict_desk.json().data["findings"] if finding["id"] == id_)
    assert told["new_claims"] == ["flood/gazette#hurt"]
