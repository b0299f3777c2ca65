"""`checker accept --migrate`: what was accepted under the first edition, whose entries name claims with hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.baseline.desks import ACCEPTED, Desk, new_desk

COST = "property: cost, value: "


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = new_desk(tmp_path / "desk", "flood: {kind: event}\n")
    monkeypatch.chdir(made.root)
    made.paper("Courier", "id: a, property: displaced, value: 10")
    made.paper("Herald", "id: b, property: displaced, value: 50")
    return made


def old_hash(value: int, day: str = "738279", over: str = "displaced|actual|") -> str:
    """Of the first edition: property, status, scope, bounds, choices, unit, first and last day; and the voice."""
    row = f"{over}|{value}..{value}||person|{day}/{day}"
    return hashlib.sha256(row.encode()).hexdigest()[:8] + "12345678"


def old_entry(id_: str, *claims: tuple[str, str], rule: str = "sources-disagree", more: str = "") -> str:
    named = "".join(f"    - flood/{key}\n" for key, _ in claims)
    hashes = " ".join(hash_ for _, hash_ in claims)
    return f'{id_}:\n  rule: {rule}\n  claims:\n{named}  content: "{hashes}"\n  reason: old {id_}\n{more}'


DAY = "741566"
"""4 May 2031, in days."""
A, B = ("courier#a", old_hash(10, DAY)), ("herald#b", old_hash(50, DAY))


def migrate(desk: Desk, text: str) -> str:
    desk.write(ACCEPTED, text)
    assert desk.check().status == 2  # and says what to do
    told = desk.run("accept", "--migrate")
    assert told.status == 0, told.err
    return told.out


def test_an_entry_is_carried_over(desk: Desk) -> None:
    """With its reason, its last day, who accepted it, and the comments of others."""
    more = "  until: 2099-12-31\n  by: Ann\n"
    out = migrate(desk, f"# ours\n\n{old_entry('0123456789ab', A, B, more=more)}")
    entry = desk.entry()
    assert (entry.id, entry.reason, entry.by) == (desk.id_of("sources-disagree"), "old 0123456789ab.", "Ann")
    assert entry.until is not None
    assert {key[2] for key in entry.statements} == {"courier", "herald"}
    assert desk.stands() == ["known sources-disagree"]
    assert desk.text.startswith("# ours\n")
    assert f"accepted {entry.id}" in out and "still" not in out


def test_what_has_changed_since_is_told(desk: Desk) -> None:
    changed = ("herald#b", old_hash(49, DAY))
    out = migrate(desk, old_entry("0123456789ab", A, changed))
    assert "0123456789ab is found no longer, or has changed: old 0123456789ab" in out
    assert "still new: " in out
    assert desk.stands() == ["new sources-disagree"]
    assert desk.accepted == ()


def test_what_has_joined_since_is_told(desk: Desk) -> None:
    desk.paper("Tribune", "id: c, property: displaced, value: 70")
    out = migrate(desk, old_entry("0123456789ab", A, B))
    assert "still joined: " in out
    assert desk.new() == ["tribune 70"]


def test_several_entries_become_one(desk: Desk) -> None:
    """Pairs of claims were findings of their own, and are parts of one now; the earliest last day holds for it."""
    desk.paper("Courier", "id: c, property: displaced, value: 11", name="c2", published="2031-05-05")
    desk.paper("Herald", "id: d, property: displaced, value: 51", name="h2", published="2031-05-05")
    next_day = str(int(DAY) + 1)
    second = (("c2#c", old_hash(11, next_day)), ("h2#d", old_hash(51, next_day)))
    until = ("  until: 2099-12-31\n", "  until: 2099-06-30\n")
    migrate(desk, old_entry("0123456789ab", A, B, more=until[0]) + old_entry("1123456789ab", *second, more=until[1]))
    assert desk.entry().reason == "old 0123456789ab. old 1123456789ab."
    assert "until: 2099-06-30" in desk.text
    assert desk.stands() == ["known sources-disagree"]


def test_entries_of_both_editions(desk: Desk) -> None:
    """A desk may have accepted anew before it carried the old ones over: both stay."""
    desk.paper("Courier", "property: missing, value: 1", name="c2")
    desk.paper("Herald", "property: missing, value: 2", name="h2")
    desk.accept(*(f.id for f in desk.review().findings if f.figures[0][1].property == "missing"))
    new = desk.text
    migrate(desk, new + old_entry("f123456789ab", A, B))
    assert len(desk.accepted) == 2
    assert desk.stands() == ["known sources-disagree"] * 2


def test_echoes(desk: Desk) -> None:
    """What follows from a finding goes with it; where only that was accepted, it has an entry of its own."""
    desk.entities("relief: {parts: complete}\nboats: {part_of: relief}\n")
    desk.remove("courier")
    desk.remove("herald")
    for name, subject, value in (("courier", "boats", 40), ("post", "boats", 35), ("herald", "relief", 35)):
        desk.paper(name.title(), f"id: x, subject: {subject}, property: displaced, value: {value}")
    stands = desk.stands()
    assert "new sources-disagree" in stands and len(stands) > 1
    boats, post, whole = (
        (f"{name}#x", old_hash(value, DAY)) for name, value in (("courier", 40), ("post", 35), ("herald", 35))
    )
    migrate(desk, old_entry("0123456789ab", boats, whole, rule="part-exceeds-whole"))
    assert "new sources-disagree" in desk.stands()
    assert [entry.rule for entry in desk.accepted] == ["part-exceeds-whole"]
    both = old_entry("0123456789ab", boats, whole, rule="part-exceeds-whole") + old_entry("1123456789ab", boats, post)
    migrate(desk, both)
    assert [entry.rule for entry in desk.accepted] == ["sources-disagree"]
    assert desk.check().status == 0


def test_nothing_to_carry_over(desk: Desk) -> None:
    assert desk.run("accept", "--migrate").out == "there is nothing of the first edition\n"
    desk.accept_all()
    before = desk.text
    assert desk.run("accept", "--migrate").out == "there is nothing of the first edition\n"
    assert desk.text == before


def test_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under CI, and where other files have problems."""
    text = old_entry("0123456789ab", A, B)
    desk.write(ACCEPTED, text)
    desk.article("torn", "source: [\n")
    told = desk.run("accept", "--migrate")
    assert (told.status, desk.text) == (2, text)
    assert "correct these files first" in told.err
    desk.remove("torn")
    monkeypatch.setenv("CI", "true")
    assert desk.run("accept", "--migrate").status == 2
    assert desk.text == text
