"""Other names and other words for what is known: a rename loses nothing, and what is no rename is new."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from tests.baseline.desks import REASON, Desk
from tests.baseline.floods import (
    COURIER,
    HERALD,
    KNOWN,
    POST,
    RADIO,
    add_a_story,
    rename_a_rule,
    rename_an_article,
    rename_two_articles,
)


def reword_a_rule(desk: Desk) -> None:
    desk.edit(
        "rules/parts-do-not-add-up.yaml", "make {sum(part)}, not {whole}", "come to {sum(part)}; {whole} was said"
    )


def explain_a_rule(desk: Desk) -> None:
    desk.edit("rules/parts-do-not-add-up.yaml", "why: >\n", "# see the handbook\nwhy: >\n  A sum is a sum.\n")


def move_lines(desk: Desk) -> None:
    head, *claims = COURIER.partition("claims:\n")[0::2]
    lines = "".join(reversed("".join(claims).splitlines(keepends=True)))
    desk.article("courier", f"# coded twice\n\n{head}\nclaims:\n\n{lines}")


def write_in_blocks(desk: Desk) -> None:
    desk.article(
        "herald",
        "claims:\n- value: '60'\n  said_by: the mayor\n  property: strength\n  subject: relief\n  id: total\n"
        "source:\n  published: 2031-05-04\n  publisher: Herald\n",
    )


def add_words(desk: Desk) -> None:
    desk.edit("claims/flood/herald.yaml", "value: 60", 'value: 60, quote: "sixty in all", note: rang the mayor')
    desk.edit("claims/flood/herald.yaml", "publisher: Herald", "publisher: Herald, title: Sixty at the flood")


def spell_a_figure(desk: Desk) -> None:
    desk.edit("claims/flood/herald.yaml", "value: 60", "value: sixty")


def with_crlf(desk: Desk) -> None:
    for path in sorted((desk.root / "claims" / "flood").iterdir()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def rename_an_article_behind_gits_back(desk: Desk) -> None:
    (desk.root / "claims/flood/courier.yaml").rename(desk.root / "claims/flood/courier-early.yaml")


def rename_a_story(desk: Desk) -> None:
    desk.git("mv", "claims/flood", "claims/spring-flood")


def rename_a_story_behind_gits_back(desk: Desk) -> None:
    (desk.root / "claims/flood").rename(desk.root / "claims/spring-flood")


def rename_a_claim(desk: Desk) -> None:
    desk.edit("claims/flood/courier.yaml", "id: trucks", "id: lorries")


def rename_an_article_and_add_a_claim(desk: Desk) -> None:
    rename_an_article(desk)
    gone = "  - {id: gone, subject: valley, property: missing, value: 3}\n"
    desk.article("courier-early", COURIER + gone)


def rename_an_entity(desk: Desk) -> None:
    for file in sorted((desk.root / "claims/flood").iterdir()):
        file.write_text(re.sub(r"\bboats\b(?=, prop|: \{kind)", "river-boats", file.read_text()))


def rename_an_entity_and_keep_the_old_name(desk: Desk) -> None:
    desk.edit("claims/flood/entities.yaml", "levee: {}", "river-levee: {aliases: [levee]}")


def delete_an_article(desk: Desk) -> None:
    desk.git("rm", "--quiet", "claims/flood/radio.yaml")


HARMLESS = (
    reword_a_rule,
    explain_a_rule,
    rename_a_rule,
    move_lines,
    write_in_blocks,
    spell_a_figure,
    add_words,
    with_crlf,
    rename_an_article,
    rename_an_article_behind_gits_back,
    rename_a_story,
    rename_a_story_behind_gits_back,
    rename_a_claim,
    rename_an_article_and_add_a_claim,
    rename_an_entity,
    rename_an_entity_and_keep_the_old_name,
    delete_an_article,
    add_a_story,
)


@pytest.mark.parametrize("change", [*HARMLESS, rename_two_articles])
def test_what_changes_no_claim_passes_with_a_base(desk: Desk, change: Callable[[Desk], None]) -> None:
    """A message is re-worded, a line moved, a file renamed: what was known is known still, committed or not."""
    change(desk)
    told = desk.json("--base", "main")
    assert told.status == 0, told.out
    assert set(told.states) <= {"known", "moved"}
    desk.commit()
    again = desk.json("--base", "main", "--fail-on-rules", "--fail-on", "note")
    assert again.status == 0
    assert set(again.states) <= {"known", "moved"}


@pytest.mark.parametrize("change", HARMLESS)
def test_what_changes_no_claim_passes_with_acceptances(strict_desk: Desk, change: Callable[[Desk], None]) -> None:
    """The same where accepted.yaml tells what is known: no git is needed."""
    assert strict_desk.check().status == 0
    change(strict_desk)
    told = strict_desk.json()
    assert told.status == 0, told.out
    assert set(told.states) <= {"known", "moved"}
    assert all(finding["accepted"]["reason"] == REASON for finding in told.data["findings"])
    shutil.rmtree(strict_desk.root / ".git")
    assert strict_desk.json().out == told.out


@pytest.mark.parametrize("rename", [rename_an_article, rename_a_story, rename_a_claim])
def test_a_rename_and_a_changed_rule_in_one_branch(desk: Desk, rename: Callable[[Desk], None]) -> None:
    """A file has another name and a rule's message other words: no rule brought the old conflict to light."""
    rename(desk)
    reword_a_rule(desk)
    desk.commit()
    told = desk.json("--base", "main", "--fail-on-rules")
    assert set(told.states) <= {"known", "moved"}
    assert told.status == 0


def test_another_paper_in_the_same_article_is_told(strict_desk: Desk) -> None:
    """Now another paper says so: why the first one may differ is no reason for this one."""
    strict_desk.edit("claims/flood/herald.yaml", "publisher: Herald", "publisher: Evening Herald")
    told = strict_desk.json()
    assert told.status == 1
    assert told.of("parts-do-not-add-up")["state"] == "joined"
    assert told.of("parts-do-not-add-up")["new_claims"] == ["flood/herald#total"]


@pytest.mark.parametrize("way", ["one of two", "both, and the old one stays"])
def test_another_entity_is_not_a_rename(strict_desk: Desk, way: str) -> None:
    """The levee that broke: one paper's claim is about the dam now, or both papers' are. That is for somebody to look
    at, as no entity has got another name."""
    strict_desk.edit("claims/flood/entities.yaml", "valley: {}", "valley: {}\ndam: {}")
    for paper in ("gazette",) if way == "one of two" else ("gazette", "post"):
        strict_desk.edit(f"claims/flood/{paper}.yaml", "subject: levee", "subject: dam")
    states = strict_desk.json().states
    assert states.get("moved") is None
    assert states["known"] == sorted({*KNOWN} - {"sources-disagree"})


def test_an_entity_that_goes_up_in_another_one(strict_desk: Desk) -> None:
    """The levee is taken out, and both its claims are about the valley: the name is gone, and all that was said is
    there with the other one."""
    strict_desk.edit("claims/flood/entities.yaml", "levee: {}\n", "")
    strict_desk.edit_everywhere("subject: levee", "subject: valley")
    assert strict_desk.json().states["moved"] == ["sources-disagree"]


def test_a_copy_is_not_a_rename(desk: Desk) -> None:
    """The Herald's file is there a second time under another name: its voice says nothing new. A whole story that is
    copied is another one, by itself too."""
    shutil.copy("claims/flood/herald.yaml", "claims/flood/herald-again.yaml")
    assert desk.json("--base", "main").states == {"known": sorted(KNOWN)}
    (desk.root / "claims/flood/herald-again.yaml").unlink()
    shutil.copytree("claims/flood", "claims/copy")
    assert desk.check("--base", "main").status == 1
    told = desk.json("--base", "main", "claims/copy")
    assert told.states == {"new": sorted(KNOWN)}
    assert told.status == 1


def test_a_copied_story_by_itself_takes_no_acceptance(strict_desk: Desk) -> None:
    """What is accepted of one story is not accepted of its copy, whether the whole project is checked or the copy."""
    shutil.copytree("claims/flood", "claims/copy")
    assert strict_desk.check().status == 1
    told = strict_desk.json("claims/copy")
    assert told.states == {"new": sorted(KNOWN)}
    assert told.status == 1


@pytest.mark.parametrize("way", ["corrected", "retracted"])
def test_the_same_slip_in_another_paper_is_new(desk: Desk, way: str) -> None:
    """The Herald corrects its 60, and the Tribune prints it: the Herald's claim is there still, so the Tribune's is
    not the same one under another name."""
    if way == "corrected":
        desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    else:
        desk.edit("claims/flood/herald.yaml", "value: 60", 'value: 60, retracted: "2031-05-06, it was 65"')
    desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    told = desk.json("--base", "main")
    assert told.status == 1
    (finding,) = (f for f in told.data["findings"] if f["rule"] == "parts-do-not-add-up")
    assert finding["fails"] and finding["new_claims"] == ["flood/tribune#total"]


def test_the_same_slip_in_another_paper_is_not_accepted(strict_desk: Desk) -> None:
    """The same with acceptances: the Herald's 60 was accepted, the Tribune's is not."""
    strict_desk.edit("claims/flood/herald.yaml", "value: 60", "value: 65")
    strict_desk.article("tribune", HERALD.replace("Herald", "Tribune"))
    told = strict_desk.json()
    assert told.status == 1
    (finding,) = (f for f in told.data["findings"] if f["rule"] == "parts-do-not-add-up")
    assert finding["fails"] and finding["new_claims"] == ["flood/tribune#total"]


@pytest.mark.parametrize("rename", [rename_a_rule, rename_an_entity, rename_a_claim])
def test_what_passes_in_a_branch_passes_on_main(strict_desk: Desk, rename: Callable[[Desk], None]) -> None:
    """An article gets another name, which git knows, and a rule, an entity or a claim does too. Main has no base, and
    comes to the same: what is accepted in the branch is accepted there, and what is not fails in both."""
    rename_an_article(strict_desk)
    if rename is rename_a_claim:
        strict_desk.edit("claims/flood/courier-early.yaml", "id: trucks", "id: lorries")
    else:
        rename(strict_desk)
    strict_desk.commit()
    based, plain = strict_desk.json("--base", "main"), strict_desk.json()
    assert based.status == plain.status
    accepted = [[finding["accepted"] for finding in told.data["findings"]] for told in (based, plain)]
    assert accepted[0] == accepted[1]


def test_a_renamed_article_and_an_edited_figure(strict_desk: Desk) -> None:
    """In one branch the Radio's article gets another name and another figure. No name of a file counts, so the finding
    has changed, with a base as without one, and the reason that there was is told."""
    strict_desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-noon.yaml")
    strict_desk.edit("claims/flood/radio-noon.yaml", "value: 12", "value: 11")
    for options in ((), ("--base", "main")):
        told = strict_desk.json(*options)
        assert told.status == 1
        assert told.of("count-falls")["state"] == "changed"
        assert told.of("count-falls")["accepted"]["reason"] == REASON
        assert told.data["stale"] == []
    id_ = strict_desk.id_of("count-falls")
    assert strict_desk.run("accept", id_).status == 2
    accepted = strict_desk.accept(id_, "--by", "Ann", reason="asked again")
    assert accepted.out.endswith(f"\n    it was: {REASON}\n")
    assert strict_desk.check().status == 0


def test_a_renamed_story_in_which_a_figure_is_edited_too(strict_desk: Desk) -> None:
    """The id is another one and the Radio has another figure: new, and the old reason is told as that of a stale
    entry. All else has moved."""
    rename_a_story(strict_desk)
    strict_desk.edit("claims/spring-flood/radio.yaml", "value: 12", "value: 11")
    told = strict_desk.json()
    assert told.states == {"new": ["count-falls"], "moved": sorted({*KNOWN} - {"count-falls"})}
    assert [entry["reason"] for entry in told.data["stale"]] == [REASON]


def test_a_renamed_article_and_a_claim_that_joins(strict_desk: Desk) -> None:
    """The Post's article gets another name, and a third paper joins its dispute."""
    strict_desk.git("mv", "claims/flood/post.yaml", "claims/flood/post-late.yaml")
    strict_desk.article("tribune", POST.replace("Post", "Tribune").replace("05-02", "05-03"))
    for options in ((), ("--base", "main")):
        finding = strict_desk.json(*options).of("sources-disagree")
        assert (finding["state"], finding["new_claims"]) == ("joined", ["flood/tribune#broke"])


@pytest.mark.parametrize("publisher", ["Radio", "Wireless"])
def test_an_article_that_is_gone_and_one_that_is_not_it(strict_desk: Desk, publisher: str) -> None:
    """The Radio's article is gone; another one has the police fall short by more: no reason was given for that."""
    strict_desk.git("rm", "--quiet", "claims/flood/radio.yaml")
    strict_desk.article("noon", RADIO.replace("Radio", publisher).replace("12", "11"))
    told = strict_desk.json()
    assert told.of("count-falls")["state"] == "changed"
    assert told.status == 1


def test_another_paper_with_the_same_figure_is_new(strict_desk: Desk) -> None:
    """The Post's article is withdrawn, and the Wireless, which nobody has asked, says the same: that is told, with a
    base and without. Had the Post's article only another name, it would be known. So it is where both relay one voice,
    as the Radio relays the police."""
    for name in ("post", "radio"):
        (strict_desk.root / f"claims/flood/{name}.yaml").rename(strict_desk.root / f"claims/flood/{name}-2.yaml")
    for options in ((), ("--base", "main")):
        assert strict_desk.json(*options).states == {"known": sorted(KNOWN)}
    strict_desk.edit("claims/flood/post-2.yaml", "publisher: Post", "publisher: Wireless")
    strict_desk.edit("claims/flood/radio-2.yaml", "publisher: Radio", "publisher: Wireless")
    for options in ((), ("--base", "main")):
        told = strict_desk.json(*options)
        assert told.status == 1
        assert told.of("sources-disagree")["state"] == "joined"
        assert told.of("count-falls")["state"] == "known"


def test_an_old_article_makes_room_for_the_next_one(strict_desk: Desk) -> None:
    """The Radio's article is kept under the name of its day, and that of the next day takes its place, with a figure
    that contradicts nobody. What was accepted is accepted, committed or not, and no name of a file counts."""
    strict_desk.git("mv", "claims/flood/radio.yaml", "claims/flood/radio-monday.yaml")
    strict_desk.article("radio", RADIO.replace("12", "16").replace("05-05", "05-06"))
    for _ in range(2):
        for options in ((), ("--base", "main")):
            told = strict_desk.json(*options)
            assert told.status == 0
            assert told.of("count-falls")["state"] == "known"
            assert told.data["stale"] == []
        strict_desk.git("add", "--all")


def test_two_articles_that_change_names(strict_desk: Desk) -> None:
    """The Gazette's file and the Post's get each other's name: both say what they said."""
    gazette, post = (strict_desk.root / f"claims/flood/{name}.yaml" for name in ("gazette", "post"))
    texts = gazette.read_text(), post.read_text()
    post.write_text(texts[0])
    gazette.write_text(texts[1])
    told = strict_desk.json()
    assert told.status == 0
    assert told.of("sources-disagree")["state"] == "known"


def test_a_rule_with_another_name_keeps_what_was_accepted(strict_desk: Desk) -> None:
    """The entry is about the rule by its old name; nothing is taken out of accepted.yaml, and the new name can be
    written down. A rule that says something else is another one."""
    rename_a_rule(strict_desk)
    assert "all that is accepted is still found" in strict_desk.run("prune").out
    told = strict_desk.run("accept", "--moved")
    assert told.status == 0
    assert told.out.count("accepted ") == 1
    written = (strict_desk.root / "accepted.yaml").read_text("utf-8")
    assert "rule: sum-of-parts" in written and "parts-do-not-add-up" not in written
    assert strict_desk.json().states["known"] == sorted({*KNOWN, "sum-of-parts"} - {"parts-do-not-add-up"})
    strict_desk.git("checkout", "--quiet", "--", "accepted.yaml")
    (strict_desk.root / "rules/sum-of-parts.yaml").unlink()
    assert strict_desk.json().data["stale"]


def test_a_part_is_checked_again_when_the_rest_has_changed(strict_desk: Desk) -> None:
    """The story has another name, so what was accepted of it is accepted. Then it is there by its old name as well: a
    copy, which nobody has accepted. The answer about the one story rests on which others there are."""
    (strict_desk.root / "claims/flood").rename(strict_desk.root / "claims/spring")
    assert strict_desk.check("claims/spring").status == 0
    shutil.copytree(strict_desk.root / "claims/spring", strict_desk.root / "claims/flood")
    assert strict_desk.check("claims/spring").status == 1
