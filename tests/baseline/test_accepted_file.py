"""accepted.yaml as text: what `checker accept` writes and `checker prune` removes, and that neither harms the rest."""

from __future__ import annotations

import json
import os
import random

import pytest

from checker.baseline.accepted_file import HEAD
from tests.baseline.desks import ACCEPTED, REASON, TODAY
from tests.baseline.villages import BLOCK, Villages, desk

__all__ = ["desk"]


# --- what is written ----


def test_an_entry(desk: Villages) -> None:
    """The first finding is accepted: a file with a head that says what it is, and one entry that says it all."""
    id_ = desk.ids[0]
    name, number = desk.village(id_), desk.number(id_)
    told = desk.run(
        "accept", id_, "--reason", "see #12: both stand", "--until", "2031-06", "--by", "Ann", "--today", TODAY
    )
    assert told.status == 0
    entry = desk.entries[id_]
    assert told.out == f"{ACCEPTED}: accepted {id_}: {entry.message}\n"
    assert str(50 + number) in entry.message
    hashes = [key[4] for key in entry.statements]
    assert desk.text == HEAD + (
        f"{id_}:\n"
        "  rule: sources-disagree\n"
        f'  message: "{entry.message}"\n'
        '  reason: "see #12: both stand"\n'
        "  until: 2031-06-01/2031-06-30\n"
        "  by: Ann\n"
        "  statements:\n"
        f'    - "higher | {name} injured | herald | 2031-05-06 | {hashes[0]}"\n'
        f'    - "lower | {name} injured | courier | 2031-05-06 | {hashes[1]}"\n'
    )
    assert (entry.reason, entry.by, entry.rule) == ("see #12: both stand", "Ann", "sources-disagree")
    (accepted,) = (f["accepted"] for f in desk.json("--today", TODAY).data["findings"] if f["id"] == id_)
    assert accepted == {"id": id_, "reason": "see #12: both stand", "until": "2031-06-01/2031-06-30", "by": "Ann"}
    assert desk.check("--today", TODAY).status == 1  # eleven are left
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


def test_entries_are_sorted_in_whichever_order_they_come(desk: Villages) -> None:
    """All twelve, in an order of chance: sorted by id in the file, and the check passes."""
    ids = desk.ids
    for id_ in random.Random(12).sample(ids, 12):
        desk.accept(id_, reason=f"for {id_}")
    assert desk.keys == ids
    assert {id_: entry.reason for id_, entry in desk.entries.items()} == {id_: f"for {id_}" for id_ in ids}
    assert desk.check().status == 0


def test_a_finding_that_is_accepted_gets_the_new_reason(desk: Villages) -> None:
    """Accepted again: one entry, with the new reason; the others are as they were."""
    first, second, third = desk.ids[:3]
    for id_ in (first, second, third):
        desk.accept(id_, "--until", "2031-06-30")
    before = desk.text
    desk.accept(second, "--until", "2031-07-31", reason="asked again")
    assert desk.keys == [first, second, third]
    assert desk.entries[second].reason == "asked again"
    changed = [(a, b) for a, b in zip(before.splitlines(), desk.text.splitlines(), strict=True) if a != b]
    assert changed == [
        (f'  reason: "{REASON}"', '  reason: "asked again"'),
        ("  until: 2031-06-30", "  until: 2031-07-31"),
    ]
    desk.accept(second, "--until", "2031-07-31", reason="asked again")
    assert len(desk.keys) == 3


def test_the_same_again_changes_nothing(desk: Villages) -> None:
    """Not even the file's time."""
    for id_ in desk.ids[:3]:
        desk.accept(id_)
    os.utime(desk.file, (0, 0))
    before = desk.text, desk.file.stat().st_mtime_ns
    desk.accept(desk.ids[1])
    assert (desk.text, desk.file.stat().st_mtime_ns) == before


def by_hand(desk: Villages, ids: list[str], *, newline: str = "\n") -> str:
    """A file that a person has worked on: a head, titles, remarks, keys in another order, blank lines."""
    desk.file.unlink(missing_ok=True)
    for id_ in ids:
        desk.accept(id_)
    text = "# The flood desk's list.\n# Ask Ann before you add to it.\n\n"
    entries = {id_: entry for id_, entry in desk.entries.items() if id_ in ids}
    for number, id_ in enumerate(ids):
        statements = ", ".join(" | ".join(key) for key in entries[id_].statements)
        text += f"# --- number {number}\n\n# asked on the phone\n{id_}:  # remark {number}\n"
        text += f"    reason: 'it''s known'  # reason {number}\n    rule: {entries[id_].rule}\n"
        text += f"    # a word about what was said\n    statements: [{statements}]\n\n"
    text += "# The end.\n"
    desk.file.write_bytes(text.replace("\n", newline).encode())
    assert list(desk.entries) == sorted(ids)
    return text


@pytest.mark.parametrize("number", range(0, 12, 2))
def test_to_add_only_adds(desk: Villages, number: int) -> None:
    """Six entries written by hand, with remarks everywhere: a seventh, wherever it belongs, is a block of lines and
    leaves every other line as it was, in its order."""
    ids = desk.ids
    by_hand(desk, ids[1::2])
    before = desk.text.splitlines(keepends=True)
    desk.accept(ids[number])
    after = desk.text.splitlines(keepends=True)
    size = len(after) - len(before)
    start = after.index(f"{ids[number]}:\n")
    assert size == BLOCK
    assert after[:start] + after[start + size :] == before
    keys = [line[:10] for line in after if line[:10] in ids]
    assert keys == sorted(keys)
    assert list(desk.entries) == sorted([*ids[1::2], ids[number]])
    # and takes away what it added
    desk.agree(ids[number])
    assert desk.run("prune").status == 0
    assert desk.text.splitlines(keepends=True) == before


def test_an_unsorted_file_keeps_its_order(desk: Villages) -> None:
    """Somebody has sorted the entries by importance: that stays, only the new one is put in."""
    ids = desk.ids
    order = [ids[4], ids[9], ids[1]]
    by_hand(desk, order)
    before = desk.text.splitlines()
    desk.accept(ids[6])
    after = desk.text.splitlines()
    assert [line for line in after if line in before] == before
    assert [line[:10] for line in after if line[:10] in order] == order
    assert set(desk.entries) == {*order, ids[6]}


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("", ""),
        ("\n\n", ""),
        ("# ours", "# ours\n"),
        ("# ours\n\n", "# ours\n\n"),
        ("---\n", ""),
        ("{}\n", ""),
        ("# ours\n{}\n# the end\n", "# ours\n"),
        ("---\n# ours\n...\n", "# ours\n"),
        ("\ufeff# ours\n", "# ours\n"),
        ("null\n", None),
        ("~", None),
    ],
)
def test_a_file_without_entries(desk: Villages, before: str, kept: str | None) -> None:
    """Empty, remarks only, a lone `{}`: an entry is added so that it can be read, and remarks stay. What is no mapping
    at all is a problem, and left as it is."""
    ids = desk.ids
    desk.file.write_bytes(before.encode())
    if kept is None:
        assert desk.run("accept", ids[0], "--reason", REASON).status == 2
        assert desk.text == before
        return
    for id_ in (ids[1], ids[0]):
        desk.accept(id_)
        assert kept in desk.text
    assert list(desk.entries) == ids[:2]


@pytest.mark.parametrize("cut", ["\n", "\r\n"])
def test_a_file_without_a_last_line_end(desk: Villages, cut: str) -> None:
    """An editor has left out the last line end: an entry before or after the last one is whole all the same."""
    first, middle, last = desk.ids[3:6]
    desk.accept(middle)
    desk.file.write_bytes(desk.text.replace("\n", cut).removesuffix(cut).encode())
    desk.accept(last)
    desk.file.write_bytes(desk.text.rstrip("\r\n").encode())
    desk.accept(first)
    assert list(desk.entries) == [first, middle, last]


def test_line_ends_of_windows_stay(desk: Villages) -> None:
    """A file with CRLF: to add or take out an entry leaves the line ends of the others."""
    ids = desk.ids
    before = by_hand(desk, ids[3:6], newline="\r\n")
    desk.accept(ids[0])
    assert before.replace("\n", "\r\n").partition("# --- number 0")[0] in desk.text
    assert desk.text.count("\r\n") >= before.count("\n")
    assert list(desk.entries) == [ids[0], *ids[3:6]]
    desk.agree(ids[0])
    assert desk.run("prune").status == 0
    assert desk.text == before.replace("\n", "\r\n")


def test_text_that_looks_like_entries_or_remarks(desk: Villages) -> None:
    """A reason over several lines, in which one begins with a # and one looks like an entry: it is text, and nothing
    is put into it or cut out of it."""
    first, second, third = desk.ids[0], desk.ids[1], desk.ids[2]
    desk.accept(first)
    desk.accept(third)
    entry = desk.entries[first]
    hostile = f'"text\n# no remark\n{second}: no entry\n# the end"'
    block = (
        f"{first}:\n  rule: {entry.rule}\n  statements: [{', '.join(' | '.join(key) for key in entry.statements)}]\n"
    )
    rest = desk.text.partition(f"{third}:")[2]
    desk.file.write_text(f"{block}  reason: {hostile}\n{third}:{rest}")
    reason = desk.entries[first].reason
    desk.accept(second)
    assert list(desk.entries) == [first, second, third]
    assert desk.entries[first].reason == reason
    desk.agree(third)
    assert desk.run("prune").status == 0
    assert list(desk.entries) == [first, second]
    assert desk.entries[first].reason == reason


def test_remarks_above_an_entry_stay_when_it_is_accepted_again(desk: Villages) -> None:
    """The remark above an entry tells of the finding, not of the reason: it outlives a new reason and a new name."""
    ids = desk.ids[:3]
    for id_ in ids:
        desk.accept(id_)
    desk.edit(ACCEPTED, f"{ids[1]}:", f"# Ann rang both on Tuesday\n{ids[1]}:")
    desk.accept(ids[1], reason="asked again")
    assert f"# Ann rang both on Tuesday\n{ids[1]}:" in desk.text


@pytest.mark.parametrize("gone", [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)])
def test_prune_takes_only_the_remarks_right_above(desk: Villages, gone: tuple[int, ...]) -> None:
    """Three entries of a file that a person has worked on. With one goes the remark right above it, and what is within
    it; the head, the titles that stand by themselves and the last word of the file stay."""
    ids = desk.ids[4:7]
    before = by_hand(desk, ids)
    desk.agree(*(ids[number] for number in gone))
    assert desk.run("prune").status == 0
    kept = "# The flood desk's list.\n# Ask Ann before you add to it.\n\n"
    parts = before.split("# --- number ")[1:]
    for number, part in enumerate(parts):
        title, _, entry = part.partition("\n\n")
        kept += f"# --- number {title}\n\n" + ("" if number in gone else entry.removesuffix("# The end.\n"))
    kept += "# The end.\n"
    assert [line for line in desk.text.splitlines() if line] == [line for line in kept.splitlines() if line]
    assert list(desk.entries) == [id_ for number, id_ in enumerate(ids) if number not in gone]
    # and the file can be added to
    desk.accept(desk.ids[0])
    assert "# The end." in desk.text


def test_prune_of_the_last_entry_leaves_a_file_that_can_be_read(desk: Villages) -> None:
    """Only the head is left; that is no problem, and a new entry finds its place below."""
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.agree(first)
    assert desk.run("prune").status == 0
    assert desk.text == HEAD
    assert desk.entries == {}
    assert desk.check().status == 1
    desk.accept(second)
    assert desk.text.startswith(HEAD)
    assert list(desk.entries) == [second]


# --- hostile texts ---


HOSTILE = {
    "quotes": "it's \"known\", said 'she'",
    "only quotes": '"',
    "apostrophe": "'",
    "hash": "# no comment",
    "hash within": "see #12 # and #13",
    "colon": "known: yes: no:",
    "colon at the end": "known:",
    "dash": "- no list",
    "brackets": "{a: [b, c], d: *e, &f !g}",
    "percent": "%YAML 1.1",
    "document": "---",
    "end": "...",
    "question": "? key",
    "bar": "| text",
    "at": "@ann `code`",
    "backslash": "C:\\new\\table \\u0041 \\",
    "null": "null",
    "number": "1e3",
    "date": "2031-05-04",
    "yes": "yes",
    "tilde": "~",
    "merge": "<<",
    "spaces around": "  wide  ",
    "option": "--until",
    "german": "Überprüft – beide „stehen dazu“",
    "greek and han": "γνωστό 已知 معروف ידוע",
    "emoji": "🚣 fine 👍🏽",
    "combining": "e\u0301tait su",
    "command": "::error::no ##[error]",
    "long": "ab: #'\"" * 1_428 + "1234",
    "one long word": "x" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_reason_comes_back_as_it_was(desk: Villages, text: str) -> None:
    """Whatever is in the text, of up to 10,000 characters: it is read back to the character, and so are the others."""
    first, second, third = desk.ids[:3]
    desk.accept(first)
    desk.accept(third)
    told = desk.run("accept", second, f"--reason={text}", f"--by={text}")
    assert told.status == 0, told.err
    entries = desk.entries
    assert list(entries) == [first, second, third]
    assert entries[second].reason == text
    assert entries[second].by == text
    assert entries[first].reason == entries[third].reason == REASON
    # in one line, which a diff shows as one
    assert len(desk.text.splitlines()) == len(HEAD.splitlines()) + BLOCK * 3 + 1


@pytest.mark.parametrize(
    "text",
    [
        "« c’est su »".replace(" ", "\u00a0"),
        "10\u202f000 people",
        "می\u200cدانیم",
        "👨\u200d👩\u200d👧 asked",
        "　known",
    ],
    ids=["no-break space", "narrow space", "zero-width non-joiner", "joined emoji", "wide space"],
)
def test_blanks_that_people_write_are_text(desk: Villages, text: str) -> None:
    """French quotation marks have a no-break space within, Persian words a joiner: no control characters, and not
    lost."""
    id_ = desk.ids[0]
    told = desk.run("accept", id_, "--reason", text, "--by", text)
    assert told.status == 0, told.err
    assert desk.entries[id_].reason == text
    assert desk.entries[id_].by == text


CONTROLS = {
    "newline": "one\ntwo",
    "carriage return": "one\rtwo",
    "tab": "one\ttwo",
    "escape": "\x1b[31mred",
    "bell": "\a",
    "nul": "a\0b",
    "delete": "a\x7fb",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "right to left": "a\u202eb",
    "isolate": "a\u2066b",
    "surrogate": "a\udc80b",
    "no character": "a\uffffb",
}


@pytest.mark.parametrize("option", ["--reason", "--by"])
@pytest.mark.parametrize("text", CONTROLS.values(), ids=CONTROLS.keys())
def test_control_characters_are_refused(desk: Villages, text: str, option: str) -> None:
    """They could hide in a diff what they do: exit status 2, and nothing is written."""
    more = () if option == "--reason" else ("--reason", REASON)
    told = desk.run("accept", desk.ids[0], f"{option}={text}", *more)
    assert told.status == 2
    assert option in told.err
    assert not desk.file.exists()


def test_a_reason_of_several_lines_stays(desk: Villages) -> None:
    """Somebody wrote a reason by hand, in a block. It is moved, and told in an error, as one line of text."""
    desk.accept(desk.ids[0], reason="PLACE")
    reason = "one\n::error::two\u202e"
    desk.file.write_text(desk.text.replace('"PLACE"', "PLACE").replace("PLACE", json.dumps(reason)), encoding="utf-8")
    assert desk.run("accept", desk.ids[0], "--until", "2099-01-01").status == 0
    assert desk.entries[desk.ids[0]].reason == reason
    desk.another_figure(desk.ids[0])
    told = desk.run("accept", desk.ids[0])
    assert told.status == 2
    assert "one\\u000a: :error: :two\\u202e" in told.err


# --- entries that were tampered with ---


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("  rule:", "  rules:", 1, 3, "unknown key 'rules'; did you mean 'rule'?"),
        ("  rule: sources-disagree\n", "", 1, 3, "missing key 'rule'"),
        (f'  reason: "{REASON}"\n', "", 1, 3, "missing key 'reason'"),
        (f'  reason: "{REASON}"\n', '  reason: ""\n', 3, 11, "expected a value"),
        ("  reason:", "  until: soon\n  reason:", 3, 10, "'soon' is not a date"),
        ("  reason:", "  until: 2031-02-30\n  reason:", 3, 10, "does not exist"),
        ("  reason:", "  reason: again\n  reason:", 4, 3, "'reason' is here twice"),
        ("  reason:", "  Reason: again\n  reason:", 3, 3, "unknown key 'Reason'"),
        ("  statements:", "  statement: all\n  statements:", 4, 3, "unknown key 'statement'"),
        ('    - "lower', '    - "lower"\n    - "lower', 6, 7, "expected side | figure | voice | moment | hash"),
        ("  statements:", "  open: perhaps\n  statements:", 4, 9, "true"),
    ],
)
def test_a_mistake_in_an_entry_has_its_place(
    desk: Villages, old: str, new: str, line: int, column: int, message: str
) -> None:
    """Line and column of each, and exit status 2. The other entries are read."""
    first, second = desk.ids[:2]
    desk.accept(first, second)
    head, _, entry = desk.text.partition(f"{first}:")
    start = head.count("\n") + 1
    assert old in entry
    desk.file.write_text(f"{head}{first}:{entry.replace(old, new, 1)}")
    told = desk.check()
    assert told.status == 2
    problems = [entry for entry in told.out.splitlines() if entry.startswith(f"{ACCEPTED}:")]
    places = {(int(problem.split(":")[1]), int(problem.split(":")[2])): problem for problem in problems}
    assert message in places.get((start + line, column), ""), problems
    if "twice" not in message:
        assert desk.state(second) == "known"


def test_an_entry_of_the_first_edition_is_told(desk: Villages) -> None:
    desk.write(ACCEPTED, "036e7e25e2:\n  rule: x\n  claims: [a/b#c]\n  content: 8ad618f72f1c\n  reason: old\n")
    told = desk.check()
    assert told.status == 2
    assert f"{ACCEPTED}:1:1: this entry is of the first edition: `checker accept --migrate`" in told.out


def test_another_hash_is_a_change(desk: Villages) -> None:
    """Who edits the hash of a value by hand has accepted something that nobody claims: the finding fails."""
    id_ = desk.ids[0]
    desk.accept(id_)
    desk.edit(ACCEPTED, desk.entries[id_].statements[0][4], "00000000")
    assert desk.state(id_) == "changed"


def test_another_id(desk: Villages) -> None:
    """Somebody has changed an id by hand: by its statements the entry is known still, and can be put right; where it
    is of another finding too, it accepts none."""
    first, second = desk.ids[:2]
    desk.accept(first, second)
    desk.edit(ACCEPTED, f"{second}:", "0123456789:")
    assert desk.state(first) == "known"
    assert (desk.state(second), desk.stale) == ("moved", [])
    desk.edit(ACCEPTED, f"{desk.village(second)} injured", f"{desk.village(first)} injured")
    assert (desk.state(second), desk.stale) == ("new", ["0123456789"])


def test_a_double_entry(desk: Villages) -> None:
    """The same id twice, after a careless merge: a problem, and neither is lost."""
    id_ = desk.ids[0]
    desk.accept(id_)
    entry = desk.text.removeprefix(HEAD)
    desk.file.write_text(HEAD + entry + entry)
    told = desk.check()
    assert told.status == 2
    line = (HEAD + entry).count("\n") + 1
    assert f"{ACCEPTED}:{line}:1: '{id_}' is here twice" in told.out
    assert f"{ACCEPTED} has a mistake: what it accepts may be shown as new\n" in told.out
    assert desk.run("prune").status == 2
    assert desk.text == HEAD + entry + entry
