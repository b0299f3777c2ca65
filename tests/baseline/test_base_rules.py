"""`check --base` where rules, the vocabulary or what is accepted have changed, or the base has problems."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.baseline.desks import REASON, Desk
from tests.baseline.floods import (
    AGREES,
    ARTICLES,
    CAST,
    CONTRADICTS,
    KNOWN,
    OUT_OF_ORDER,
    POST,
    RADIO,
    RULES,
    add_ferries_to_main,
    add_to_main,
    rename_a_rule,
    tension,
    to_main,
)

# --- rules that change ------------------------------------------------------------------------


def test_an_old_conflict_that_a_new_rule_brings_to_light(lax_desk: Desk) -> None:
    """The branch adds a rule; the old article breaks it. That is told apart: it is not the branch's claim."""
    told = lax_desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"rule-change": ["events-out-of-order"], "known": sorted(KNOWN)}
    assert told.of("events-out-of-order")["new_claims"] == []
    shown = lax_desk.check("--base", "main")
    assert shown.status == 0
    assert "rule-change error events-out-of-order" in shown.out
    assert shown.out.count("    by the rules of ") == 1 and " it was not found\n" in shown.out
    assert "3 known, 1 brought to light by changed rules\n" in shown.out
    more = "3 known, 1 brought to light by changed rules.\nTo let one stay: "
    assert f"\nPassed. A check without --base fails for {more}" in shown.out
    assert lax_desk.check("--base", "main", "--fail-on-rules").status == 1
    lax_desk.commit()
    assert lax_desk.check("--base", "main").status == 0
    assert lax_desk.check("--base", "main", "--fail-on-rules").status == 1
    assert lax_desk.check("--base", "HEAD", "--fail-on-rules").status == 0


@pytest.mark.parametrize("options", [(), ("--only-new",), ("--format", "github"), ("--format", "junit")])
def test_what_fails_for_a_rule_is_shown(lax_desk: Desk, options: tuple[str, ...]) -> None:
    """With --fail-on-rules the finding that fails is shown as one, even where only new ones are."""
    told = lax_desk.check("--base", "main", "--fail-on-rules", *options)
    assert told.status == 1
    assert "arrived on 2 May, before departed on 3 May" in told.out
    if "junit" in options:
        assert told.out.count("<failure") == 1


def test_a_changed_vocabulary_brings_to_light_too(desk: Desk) -> None:
    """On main the injured may become fewer; the branch says that they may not."""
    early = CONTRADICTS.replace("boats", "valley").replace("size, value: 44", "displaced, value: 90")
    late = early.replace("Tribune", "Weekly").replace("90", "80").replace("05-06", "05-07")
    add_to_main(desk, {"tribune": early, "weekly": late})
    desk.edit("rules/properties.yaml", "displaced: {type: count, unit: person, over_time: varies", "displaced: {")
    desk.edit("rules/properties.yaml", "displaced: {", "displaced: {type: count, unit: person, over_time: accumulates")
    told = desk.json("--base", "main")
    assert told.status == 0
    assert told.states == {"rule-change": ["sources-disagree"], "known": sorted(KNOWN)}


def test_a_changed_vocabulary_changes_what_is_accepted(strict_desk: Desk) -> None:
    """Two papers differ about the damage of one day, and the desk has accepted that. A branch says that the damage is
    one figure for good: the old claims disagree otherwise now. Rules bring that to light, so the branch passes and
    says so. It is accepted no longer, and main, which has no base, fails for it."""
    cost = CONTRADICTS.replace("boats, property: size, value: 44", "valley, property: cost, value: $44m")
    add_to_main(strict_desk, {"tribune": cost, "weekly": cost.replace("Tribune", "Weekly").replace("44", "50")})
    (id_,) = (finding["id"] for finding in strict_desk.json().data["findings"] if finding["state"] == "new")
    strict_desk.accept(id_)
    to_main(strict_desk)
    strict_desk.edit("rules/properties.yaml", "cost:      {type: money, over_time: varies", "cost: {type: money")
    strict_desk.edit("rules/properties.yaml", "cost: {type: money", "cost: {type: money, over_time: constant")
    told = strict_desk.check("--base", "main", "--only-new")
    assert told.status == 0
    assert f"rule-change error sources-disagree [{id_}] " in told.out
    assert f"    it was accepted: {REASON}\n" in told.out
    assert "    by the rules of " in told.out and " it was not found\n" in told.out
    assert "changed: claims/" not in told.out
    assert " 3 accepted, 1 brought to light by changed rules\n" in told.out
    assert strict_desk.check("--base", "main", "--fail-on-rules").status == 1
    assert strict_desk.json().states == {"known": sorted(KNOWN), "joined": ["sources-disagree"]}
    strict_desk.accept(id_)
    assert strict_desk.check("--base", "main", "--fail-on-rules").status == 0
    assert strict_desk.check().status == 0


@pytest.mark.parametrize("way", ["raised", "lowered"])
def test_a_rule_with_another_severity(strict_desk: Desk, way: str) -> None:
    """Main tolerates a plan below what is needed, as a tension. A branch says that this is a contradiction, which is
    no doing of a claim: it passes, is told apart, and fails with --fail-on-rules. The other way round nothing is
    brought to light."""
    severities = ("error", "warning") if way == "lowered" else ("warning", "error")
    strict_desk.edit("rules/plan-below-need.yaml", "severity: warning", f"severity: {severities[0]}")
    tension(strict_desk)
    to_main(strict_desk)
    strict_desk.edit("rules/plan-below-need.yaml", *(f"severity: {severity}" for severity in severities))
    told = strict_desk.json("--base", "main")
    assert told.status == 0
    assert told.of("plan-below-need")["state"] == ("rule-change" if way == "raised" else "known")
    shown = strict_desk.check("--base", "main").out
    assert ("rule-change error plan-below-need" in shown) == (way == "raised")
    for options in (("--base", "main", "--fail-on-rules"), ()):
        assert strict_desk.check(*options).status == (1 if way == "raised" else 0)


def test_an_old_conflict_that_comes_to_light_with_a_rule(desk: Desk) -> None:
    """As in another story here, 100 ferries are more than a fleet of 90, which other findings stood for on main. But
    there it was a tension; in the branch the Post's figure goes and the rules say error: they bring that to light."""
    rules = ("part-exceeds-whole", "parts-do-not-add-up")
    for rule in rules:
        desk.edit(f"rules/{rule}.yaml", "severity: error", "severity: warning")
    add_ferries_to_main(desk)
    for rule in rules:
        desk.edit(f"rules/{rule}.yaml", "severity: warning", "severity: error")
    desk.article("post", POST)
    told = desk.json("--base", "main")
    assert told.of("part-exceeds-whole")["state"] == "rule-change"
    assert told.status == 0
    assert desk.check("--base", "main", "--fail-on-rules").status == 1


def test_less_of_an_old_conflict_is_not_silenced(desk: Desk) -> None:
    """Two papers had 12 dead after the Courier's 15. One of them goes, and the branch lets the dead become fewer: by
    the rules of main that is less of what was there, and nothing that the change of the rules hides."""
    add_to_main(desk, {"evening": RADIO.replace("Radio", "Evening")})
    desk.git("rm", "--quiet", "claims/flood/evening.yaml")
    desk.edit("rules/properties.yaml", "killed:    {type: count, unit: person, over_time: accumulates", "killed: {")
    desk.edit("rules/properties.yaml", "killed: {", "killed: {type: count, unit: person, over_time: varies")
    told = desk.json("--base", "main")
    assert "count-falls" not in told.states["known"]
    assert desk.review("main").silenced == ()


def test_a_branch_that_changes_rules_and_claims(lax_desk: Desk) -> None:
    """A new rule and a new article that breaks it: the old article's slip is by the rule, the new one's is new."""
    lax_desk.article("tribune", OUT_OF_ORDER.replace("boats", "trucks").replace("Weekly", "Tribune"))
    told = lax_desk.json("--base", "main")
    assert told.status == 1
    by_state = {
        finding["state"]: (finding["claims"], finding["new_claims"])
        for finding in told.data["findings"]
        if finding["rule"] == "events-out-of-order"
    }
    both = ["flood/tribune#left", "flood/tribune#there"]
    assert by_state == {"new": (both, both), "rule-change": (["flood/weekly#left", "flood/weekly#there"], [])}
    only_new = lax_desk.check("--base", "main", "--only-new").out
    assert "tribune.yaml:3: error events-out-of-order" in only_new
    assert "weekly.yaml:3: rule-change error events-out-of-order" in only_new
    assert " known error " not in only_new


def test_a_rule_and_the_claim_that_breaks_it_change_together(lax_desk: Desk) -> None:
    """The old article's slip is edited as well, and is a slip still: then it is the branch's."""
    lax_desk.edit("claims/flood/weekly.yaml", "value: 2031-05-03", "value: 2031-05-04")
    told = lax_desk.json("--base", "main")
    assert told.status == 1
    assert told.of("events-out-of-order")["state"] in ("new", "changed")
    assert told.of("events-out-of-order")["new_claims"] == ["flood/weekly#left"]


def test_a_rule_that_goes_takes_its_findings_along(desk: Desk) -> None:
    """Without the rule about sums that conflict is not found; nothing else changes."""
    (desk.root / "rules/parts-do-not-add-up.yaml").unlink()
    told = desk.json("--base", "main", "--fail-on-rules")
    assert told.status == 0
    assert told.states == {"known": ["count-falls", "sources-disagree"]}
    assert desk.review("main").silenced == ()


def test_a_rule_that_goes_with_the_conflict_that_it_would_show(desk: Desk) -> None:
    """A branch brings 44 boats, which with 25 make 69 and not 60, and takes out the rule about sums. Today's rules
    judge, so that passes; but whoever reads the request is told. A rule that only has another name shows it still."""
    desk.article("tribune", CONTRADICTS)
    desk.edit("claims/flood/courier.yaml", "value: 40", "value: 44")
    (desk.root / "rules/parts-do-not-add-up.yaml").unlink()
    told = desk.check("--base", "main")
    assert told.status == 0
    assert "but not by those of now, this would be new: parts-do-not-add-up: Strength – relief: 44 and 25" in told.out
    annotated = desk.check("--base", "main", "--format", "github")
    assert "::notice title=to be looked at::by the rules of " in annotated.out
    desk.git("checkout", "--quiet", "main", "--", "rules")
    rename_a_rule(desk)
    told = desk.json("--base", "main")
    assert told.status == 1
    assert desk.review("main").silenced == ()


def test_what_a_rule_brought_to_light_can_be_accepted(lax_desk: Desk) -> None:
    """Then it passes with --fail-on-rules as well."""
    lax_desk.accept(lax_desk.id_of("events-out-of-order"))
    told = lax_desk.json("--base", "main", "--fail-on-rules")
    assert told.status == 0
    assert told.of("events-out-of-order")["accepted"]["reason"] == REASON


# --- what is accepted changes -----------------------------------------------------------------


def test_an_entry_that_is_taken_out_of_what_is_accepted(strict_desk: Desk) -> None:
    """A branch takes an entry out of accepted.yaml. The disagreement is as old as it was; but main passed for it, and
    would no longer: the branch fails, with the reason that there was."""
    entry = strict_desk.id_of("count-falls")
    strict_desk.git("rm", "--quiet", "accepted.yaml")
    told = strict_desk.check("--base", "main", "--only-new")
    assert told.status == 1
    main = strict_desk.git("rev-parse", "--short=7", "main")
    assert f"error count-falls [{entry}]" in told.out
    assert told.out.count(f"    in {main} it was accepted, and here it is not: {REASON}\n") == 3
    assert "no claim of it is new" not in told.out
    assert strict_desk.check().status == 1


def test_what_main_fails_for_is_no_branchs_doing(strict_desk: Desk) -> None:
    """On main somebody has edited an accepted figure, and main fails. A branch that adds nothing passes: the finding is
    known, but not accepted."""
    strict_desk.edit("claims/flood/radio.yaml", "value: 12", "value: 11")
    to_main(strict_desk)
    strict_desk.article("tribune", AGREES)
    assert strict_desk.json().states == {"changed": ["count-falls"], "known": sorted({*KNOWN} - {"count-falls"})}
    told = strict_desk.check("--base", "main")
    assert told.status == 0
    assert "known error count-falls" in told.out
    assert ", 2 accepted, 1 known\n" in told.out


# --- a base that is not as it should be -------------------------------------------------------


@pytest.mark.parametrize("temporary", ["", "temporary"], ids=["elsewhere", "in the project"])
def test_a_base_with_a_broken_file(desk: Desk, monkeypatch: pytest.MonkeyPatch, temporary: str) -> None:
    """On main an article is torn. The branch mends it, and its conflict shows: it may look new, so a warning tells,
    wherever the folder for temporary files is."""
    if temporary:
        (desk.root / temporary).mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(desk.root / temporary))
    desk.git("switch", "--quiet", "main")
    desk.article("tribune", "source: [\n")
    to_main(desk)
    desk.article("tribune", CONTRADICTS)
    told = desk.check("--base", "main")
    assert told.status == 1
    assert "the base has 1 problem in its files" in told.err
    assert "may look new" in told.err
    desk.article("tribune", AGREES)
    told = desk.check("--base", "main")
    assert told.status == 0
    assert "the base has 1 problem in its files" in told.err
    assert desk.json("--base", "main").data["complete"] is True


def test_a_base_whose_texts_are_not_in_git(desk: Desk) -> None:
    """Texts are often not committed: what they were is not asked, and nothing is hidden by them."""
    desk.git("switch", "--quiet", "main")
    desk.article("tribune", AGREES.replace("source: {", "source: {text: ../tribune.txt, "))
    to_main(desk)
    (desk.root / "claims" / "tribune.txt").write_text("All that the paper wrote.")
    told = desk.check("--base", "main")
    assert told.status == 0
    assert "the base has" not in told.err


def test_a_slip_in_a_quote_that_the_base_has_is_known(desk: Desk) -> None:
    desk.git("switch", "--quiet", "main")
    desk.article("tribune", AGREES.replace("}\n", "}\n").replace("value: ", "quote: 777 of them, value: "))
    to_main(desk)
    told = desk.check("--base", "main", "--fail-on", "warning")
    assert told.status == 0, told.out
    assert "value-not-in-quote" in desk.check("--fail-on", "warning").out


def test_a_base_without_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On main there is a README. The branch brings the whole project: all of it is new, and no file had a problem."""
    desk = Desk(tmp_path / "desk")
    desk.root.mkdir()
    desk.git("init", "--quiet", "--template=", "--initial-branch=main")
    desk.write("README.md", "The flood desk.\n")
    desk.commit()
    desk.git("switch", "--quiet", "--create", "work")
    desk.rules(*RULES)
    desk.write("claims/flood/entities.yaml", CAST)
    for name, text in ARTICLES.items():
        desk.article(name, text)
    monkeypatch.chdir(desk.root)
    told = desk.json("--base", "main")
    assert told.status == 1
    assert told.states == {"new": sorted(KNOWN)}
    assert told.err == ""


def test_a_base_with_another_vocabulary(desk: Desk) -> None:
    """The branch gives a property another name, in the vocabulary and in all articles. By the new vocabulary the base's
    claims cannot be read, so their conflict may look new, and a warning tells."""
    desk.edit("rules/properties.yaml", "\nkilled:    {", "\ndeaths:    {")
    desk.edit("rules/properties.yaml", "adds_to: killed", "adds_to: deaths")
    for name in ("courier", "radio"):
        desk.edit(f"claims/flood/{name}.yaml", "property: killed", "property: deaths")
    told = desk.check("--base", "main")
    assert told.status == 1
    assert "changed rules" not in told.out
    assert "may look new" in told.err
