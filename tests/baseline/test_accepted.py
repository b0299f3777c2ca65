"""accepted.yaml: what `checker accept` writes and `checker prune` removes, and that neither ever harms the rest.

The story: twelve villages along a river, and two papers that count their injured on one day. They agree about none.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import cli
from checker.baseline import accepted_file
from checker.baseline.accepted_file import HEAD, with_entries, without_entries
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Acceptance
from checker.corpus.identity import identity

VILLAGES = [f"village-{number:02}" for number in range(1, 13)]
TODAY = ("--today", "2031-05-07")
REASON = "both papers stand by it"
FLOOD = "claims/flood"
ACCEPTED = "accepted.yaml"


def paper(publisher: str, first: int) -> str:
    claims = "".join(
        f"  - {{id: {village}, subject: {village}, property: injured, value: {first + number}}}\n"
        for number, village in enumerate(VILLAGES)
    )
    return f"source: {{publisher: {publisher}, published: 2031-05-06}}\nclaims:\n{claims}"


@dataclass(frozen=True)
class Told:
    """What a command did."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A project in a folder."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def file(self) -> Path:
        return self.root / ACCEPTED

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode()

    def run(self, *arguments: str) -> Told:
        self.capsys.readouterr()
        status = cli.main(list(arguments))
        captured = self.capsys.readouterr()
        assert "Traceback" not in captured.err
        return Told(status, captured.out, captured.err)

    def accept(self, id_: str, *more: str, reason: str = REASON) -> None:
        told = self.run("accept", id_, "--reason", reason, *TODAY, *more)
        assert told.status == 0, told.err

    def findings(self, *arguments: str) -> dict[str, dict[str, Any]]:
        told = self.run("check", "--format", "json", *TODAY, *arguments)
        return {finding["id"]: finding for finding in json.loads(told.out)["findings"]}

    @property
    def ids(self) -> list[str]:
        """The findings as they are at first: of each village one."""
        keys = [(f"flood/courier#{village}", f"flood/herald#{village}") for village in VILLAGES]
        return sorted(identity("sources-disagree", pair) for pair in keys)

    @property
    def stale(self) -> list[str]:
        return [entry["id"] for entry in json.loads(self.run("check", "--format", "json").out)["stale"]]

    @property
    def entries(self) -> dict[str, Acceptance]:
        """What is read back from the file, in which there must be no problem."""
        corpus = checker.load([self.root])
        assert corpus.problems == ()
        return {acceptance.id: acceptance for acceptance in corpus.accepted}

    @property
    def keys(self) -> list[str]:
        """The entries in the order of the file."""
        return [line[:-1] for line in self.text.splitlines() if line and line[0] not in " #" and line.endswith(":")]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        path.write_bytes(text.replace(old, new).encode())

    def agree(self, *ids: str) -> None:
        """The Herald takes the Courier's figures for the villages of some findings, which are gone then."""
        for id_ in ids:
            number = VILLAGES.index(self.findings()[id_]["claims"][0].partition("#")[2])
            self.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {10 + number}}}")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The two papers and a vocabulary; rules of its own it has none."""
    monkeypatch.delenv("CI", raising=False)
    root = tmp_path / "desk"
    (root / FLOOD).mkdir(parents=True)
    (root / "rules").mkdir()
    shutil.copy(standard_rules() / "properties.yaml", root / "rules")
    (root / FLOOD / "entities.yaml").write_text("".join(f"{village}: {{}}\n" for village in VILLAGES))
    (root / FLOOD / "courier.yaml").write_text(paper("Courier", 10))
    (root / FLOOD / "herald.yaml").write_text(paper("Herald", 50))
    monkeypatch.chdir(root)
    return Desk(root, capsys)


# --- what is written ---------------------------------------------------------------------------


def test_an_entry(desk: Desk) -> None:
    """The first finding is accepted: a file with a head that says what it is, and one entry that says it all."""
    assert sorted(desk.findings()) == desk.ids
    id_ = desk.ids[0]
    finding = desk.findings()[id_]
    told = desk.run("accept", id_, "--reason", "see #12: both stand", "--until", "2031-06", "--by", "Ann", *TODAY)
    assert told.status == 0
    assert told.out == f"{ACCEPTED}: accepted {id_}: {finding['message']}\n"
    acceptance = desk.entries[id_]
    assert desk.text == HEAD + (
        f"{id_}:\n"
        "  rule: sources-disagree\n"
        "  claims:\n"
        f"    - {finding['claims'][0]}\n"
        f"    - {finding['claims'][1]}\n"
        f'  content: "{" ".join(acceptance.content)}"\n'
        f'  message: "{finding["message"]}"\n'
        '  reason: "see #12: both stand"\n'
        "  until: 2031-06-01/2031-06-30\n"
        "  by: Ann\n"
    )
    assert (acceptance.reason, acceptance.by, acceptance.rule) == ("see #12: both stand", "Ann", "sources-disagree")
    assert list(acceptance.claims) == finding["claims"]
    assert desk.findings()[id_]["accepted"] == {
        "id": id_,
        "reason": "see #12: both stand",
        "until": "2031-06-01/2031-06-30",
        "by": "Ann",
    }
    assert desk.run("check", "--fail-on", "error", *TODAY).status == 1  # eleven are left
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


def test_a_few_characters_name_a_finding(desk: Desk) -> None:
    """As `explain` does: four are enough."""
    id_ = desk.ids[5]
    desk.accept(id_[:4])
    assert list(desk.entries) == [id_]


def test_entries_are_sorted_in_whichever_order_they_come(desk: Desk) -> None:
    """All twelve, in an order of chance: sorted by id in the file, and the check passes."""
    ids = desk.ids
    for id_ in random.Random(12).sample(ids, 12):
        desk.accept(id_, reason=f"for {id_}")
    assert desk.keys == ids
    assert {id_: entry.reason for id_, entry in desk.entries.items()} == {id_: f"for {id_}" for id_ in ids}
    assert desk.run("check").status == 0


def test_a_finding_that_is_accepted_gets_the_new_reason(desk: Desk) -> None:
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


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    """Not even the file's time."""
    for id_ in desk.ids[:3]:
        desk.accept(id_)
    os.utime(desk.file, (0, 0))
    before = desk.text, desk.file.stat().st_mtime_ns
    desk.accept(desk.ids[1])
    assert (desk.text, desk.file.stat().st_mtime_ns) == before


def by_hand(desk: Desk, ids: list[str], *, newline: str = "\n") -> str:
    """A file that a person has worked on: a head, titles, remarks, keys in another order, blank lines."""
    desk.file.unlink(missing_ok=True)
    for id_ in ids:
        desk.accept(id_)
    text = "# The flood desk's list.\n# Ask Ann before you add to it.\n\n"
    entries = {id_: entry for id_, entry in desk.entries.items() if id_ in ids}
    for number, id_ in enumerate(ids):
        entry = entries[id_]
        text += f"# --- number {number}\n\n# asked on the phone\n{id_}:  # remark {number}\n"
        text += f"    reason: 'it''s known'  # reason {number}\n    rule: {entry.rule}\n    # a word about its claims\n"
        text += f"    claims: [{', '.join(entry.claims)}]\n    content: {' '.join(entry.content)}\n\n"
    text += "# The end.\n"
    desk.file.write_bytes(text.replace("\n", newline).encode())
    assert list(desk.entries) == sorted(ids)
    return text


@pytest.mark.parametrize("number", range(0, 12, 2))
def test_to_add_only_adds(desk: Desk, number: int) -> None:
    """Six entries written by hand, with remarks everywhere: a seventh, wherever it belongs, is a block of lines and
    leaves every other line as it was, in its order."""
    ids = desk.ids
    by_hand(desk, ids[1::2])
    before = desk.text.splitlines(keepends=True)
    desk.accept(ids[number])
    after = desk.text.splitlines(keepends=True)
    size = len(after) - len(before)
    start = after.index(f"{ids[number]}:\n")
    assert size == 8
    assert after[:start] + after[start + size :] == before
    keys = [line[:10] for line in after if line[:10] in ids]
    assert keys == sorted(keys)
    assert list(desk.entries) == sorted([*ids[1::2], ids[number]])
    # and takes away what it added
    desk.agree(ids[number])
    assert desk.run("prune").status == 0
    assert desk.text.splitlines(keepends=True) == before


def test_an_unsorted_file_keeps_its_order(desk: Desk) -> None:
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
def test_a_file_without_entries(desk: Desk, before: str, kept: str | None) -> None:
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
def test_a_file_without_a_last_line_end(desk: Desk, cut: str) -> None:
    """An editor has left out the last line end: an entry before or after the last one is whole all the same."""
    first, middle, last = desk.ids[3:6]
    desk.accept(middle)
    desk.file.write_bytes(desk.text.replace("\n", cut).removesuffix(cut).encode())
    desk.accept(last)
    desk.file.write_bytes(desk.text.rstrip("\r\n").encode())
    desk.accept(first)
    assert list(desk.entries) == [first, middle, last]


def test_line_ends_of_windows_stay(desk: Desk) -> None:
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


def test_text_that_looks_like_entries_or_remarks(desk: Desk) -> None:
    """A reason over several lines, in which one begins with a # and one looks like an entry: it is text, and nothing
    is put into it or cut out of it."""
    first, second, third = desk.ids[0], desk.ids[1], desk.ids[2]
    desk.accept(first)
    desk.accept(third)
    entry = desk.entries[first]
    hostile = f'"text\n# no remark\n{second}: no entry\n# the end"'
    block = (
        f"{first}:\n  rule: {entry.rule}\n  claims: [{', '.join(entry.claims)}]\n  content: {' '.join(entry.content)}\n"
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


# --- claim by claim --------------------------------------------------------------------------


def tribune(desk: Desk, *figures: int) -> None:
    """A third paper, with its figures for the first villages."""
    claims = "".join(
        f"  - {{id: {village}, subject: {village}, property: injured, value: {figure}}}\n"
        for village, figure in zip(VILLAGES, figures, strict=False)
    )
    (desk.root / FLOOD / "tribune.yaml").write_text(
        f"source: {{publisher: Tribune, published: 2031-05-06}}\nclaims:\n{claims}"
    )


def first_village(desk: Desk) -> dict[str, Any]:
    (found,) = (each for each in desk.findings().values() if each["message"].startswith(f"{VILLAGES[0]},"))
    return found


def test_a_claim_that_takes_the_other_side(desk: Desk) -> None:
    """10 by two papers against 50 by one. Then it is 50 by two: the same figures, but not what was accepted."""
    tribune(desk, 10)
    desk.run("accept", "--all", "--reason", REASON)
    desk.edit(f"{FLOOD}/tribune.yaml", "value: 10", "value: 50")
    finding = first_village(desk)
    assert finding["state"] == "changed"
    assert finding["changed_claims"] == [f"flood/tribune#{VILLAGES[0]}"]
    told = desk.run("check")
    assert told.status == 1
    assert f"    accepted until it changed: {REASON}\n    it was: {VILLAGES[0]}, injured: 10 against 50\n" in told.out
    assert f"    changed: {FLOOD}/tribune.yaml:3: Tribune: {VILLAGES[0]}, injured = 50" in told.out
    assert "Failed: 1 changed.\n" in told.out


def test_what_is_left_of_an_accepted_conflict(desk: Desk) -> None:
    """10, 50 and 70 were accepted, and the 70 is deleted: the others disagreed before. It is no other finding, so it
    passes, prune leaves its reason, and accept --moved writes down what is left."""
    tribune(desk, 70)
    desk.run("accept", "--all", "--reason", REASON, "--by", "Ann")
    (desk.root / FLOOD / "tribune.yaml").unlink()
    assert first_village(desk)["state"] == "moved"
    assert desk.stale == []
    told = desk.run("check")
    assert told.status == 0
    assert re.search(
        r"^1 finding \([0-9a-f]{10}\) is accepted under other names, or with claims that are gone: ", told.out
    )
    assert desk.run("prune").out == "all that is accepted is still found\n"
    assert desk.run("accept", "--moved").status == 0
    now = first_village(desk)
    assert now["state"] == "known"
    assert (desk.entries[now["id"]].reason, desk.entries[now["id"]].by) == (REASON, "Ann")
    assert len(desk.entries) == len(desk.ids)
    assert desk.run("accept", "--moved").out == "nothing has moved\n"


def test_a_claim_that_joins_an_accepted_conflict(desk: Desk) -> None:
    """A third paper has a third figure: that is new. It is told what the others were accepted for, which is not stale;
    and may be the reason of the larger finding too."""
    desk.run("accept", "--all", "--reason", REASON, "--by", "Ann")
    before = first_village(desk)["id"]
    tribune(desk, 70)
    finding = first_village(desk)
    assert (finding["state"], finding["joins"]) == ("new", [before])
    told = desk.run("check")
    assert told.status == 1
    assert f"    joins {before}, accepted: {REASON} (Ann)\n" in told.out
    assert f"{before!r}: it is {finding['id']} now" in desk.run("explain", before).err
    assert desk.stale == []
    assert desk.run("accept", finding["id"]).status == 0
    assert before not in desk.entries
    assert (desk.entries[finding["id"]].reason, desk.entries[finding["id"]].by) == (REASON, "Ann")
    assert desk.run("check").status == 0


def test_two_accepted_conflicts_become_one(desk: Desk) -> None:
    """The Tribune's 70 was accepted in one branch, and the Post's 90 in another one: together they are one finding,
    with two reasons, of which a person makes one."""
    tribune(desk, 70)
    theirs = first_village(desk)["id"]
    desk.accept(theirs, reason="one way to count")
    entry = desk.entries[theirs]
    tribune(desk, 90)
    desk.edit(f"{FLOOD}/tribune.yaml", "Tribune", "Post")
    (desk.root / FLOOD / "tribune.yaml").rename(desk.root / FLOOD / "post.yaml")
    own = first_village(desk)["id"]
    desk.file.unlink()
    desk.accept(own, reason="another way to count")
    desk.file.write_text(with_entries(desk.text, [entry]))
    tribune(desk, 70)
    finding = first_village(desk)
    assert finding["joins"] == sorted([own, theirs])
    told = desk.run("accept", finding["id"])
    assert told.status == 2
    assert "another way to count" in told.err and "one way to count" in told.err
    desk.accept(finding["id"], reason="three ways to count")
    assert desk.keys == [finding["id"]]
    assert desk.stale == []


def test_without_a_reason_what_is_not_given_stays(desk: Desk) -> None:
    """The day is put off: reason and name stay. A new reason is a new decision, by whoever says so now."""
    id_ = desk.ids[0]
    desk.accept(id_, "--by", "Ann", "--until", "2031-05-31", reason="they are asking")
    assert desk.run("accept", id_, "--until", "2031-06-30", *TODAY).status == 0
    entry = desk.entries[id_]
    assert (entry.reason, entry.by, entry.until and entry.until.last) == (
        "they are asking",
        "Ann",
        date(2031, 6, 30).toordinal(),
    )
    late = desk.run("accept", id_, "--by", "Bo", "--today", "2031-07-01")
    assert late.status == 2
    assert "--until: 2031-06-30 is past" in late.err
    desk.accept(id_, reason="they stand by it")
    entry = desk.entries[id_]
    assert (entry.reason, entry.by, entry.until) == ("they stand by it", "", None)


def test_what_has_changed_needs_a_reason_anew(desk: Desk) -> None:
    id_ = desk.ids[0]
    number = VILLAGES.index(desk.findings()[id_]["claims"][0].partition("#")[2])
    desk.accept(id_, reason="a slip of the pen")
    desk.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {90 + number}}}")
    told = desk.run("accept", id_)
    assert told.status == 2
    assert "Its claims have changed since it was accepted: a slip of the pen" in told.err


@pytest.mark.parametrize("content", ["8ad618f72f", "8ad618f72f1c", "8ad618f72f1c " * 3])
def test_a_hash_too_few_or_too_many(desk: Desk, content: str) -> None:
    id_ = desk.ids[0]
    desk.accept(id_)
    desk.edit(ACCEPTED, " ".join(desk.entries[id_].content), content.strip())
    (problem,) = checker.load([desk.root]).problems
    assert "expected as many hashes as claims (2)" in problem.message
    assert (problem.line, problem.column) == (9, 12)


# --- hostile texts -----------------------------------------------------------------------------

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
def test_a_hostile_reason_comes_back_as_it_was(desk: Desk, text: str) -> None:
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
    assert len(desk.text.splitlines()) == len(HEAD.splitlines()) + 8 * 3 + 1


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
def test_blanks_that_people_write_are_text(desk: Desk, text: str) -> None:
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
def test_control_characters_are_refused(desk: Desk, text: str, option: str) -> None:
    """They could hide in a diff what they do: exit status 2, and nothing is written."""
    more = () if option == "--reason" else ("--reason", REASON)
    told = desk.run("accept", desk.ids[0], f"{option}={text}", *more)
    assert told.status == 2
    assert option in told.err
    assert not desk.file.exists()


def test_an_article_with_an_odd_name(desk: Desk) -> None:
    """The names of files get into the entries' claims: quotes, a #, a colon, umlauts, line ends, and joined emoji
    beside a no-break space. All entries are read back, and still accept."""
    names = ["a \"b\" 'c'", "no: #1", "- über", "[x]", "👨\u200d👩\u200d👧\u00a0fam", "tab\tnew\nline"]
    (desk.root / FLOOD / "herald.yaml").unlink()
    for name, village in zip(names, VILLAGES, strict=False):
        claim = f"{{id: x, subject: {village}, property: injured, value: 99}}"
        text = f"source: {{publisher: Odd, published: 2031-05-06}}\nclaims:\n  - {claim}\n"
        (desk.root / FLOOD / f"{name}.yaml").write_text(text)
    findings = desk.findings()
    assert len(findings) == len(names)
    for id_ in findings:
        desk.accept(id_)
    assert {id_: list(entry.claims) for id_, entry in desk.entries.items()} == {
        id_: finding["claims"] for id_, finding in findings.items()
    }
    assert desk.run("check").status == 0


def claim_ids(wanted: Callable[[str], bool]) -> Iterator[str]:
    """Ids for a claim of the Herald that, against the Courier's about the first village, make such a finding."""
    for number in itertools.count():
        keys = (f"flood/courier#{VILLAGES[0]}", f"flood/herald#x{number}")
        if wanted(identity("sources-disagree", keys)):
            yield f"x{number}"


@pytest.mark.parametrize("kind", ["digits", "exponent"])
def test_an_id_that_looks_like_a_number(desk: Desk, kind: str) -> None:
    """1234567890, or 12345e6789: an id is text, at every step."""

    def looks_so(id_: str) -> bool:
        if kind == "digits":
            return id_.isdigit()
        return id_.count("e") == 1 and id_.replace("e", "").isdigit() and id_[0] != "e" and id_[-1] != "e"

    claim = next(claim_ids(looks_so))
    desk.edit(f"{FLOOD}/herald.yaml", f"id: {VILLAGES[0]}", f"id: {claim}")
    ids = sorted(desk.findings())
    odd = next(id_ for id_ in ids if looks_so(id_))
    for id_ in ids:
        desk.accept(id_)
    assert desk.keys == ids
    assert desk.run("check").status == 0
    desk.agree(*(id_ for id_ in ids if id_ != odd and "x" not in desk.findings()[id_]["claims"][1]))
    assert desk.run("prune").status == 0
    assert list(desk.entries) == [odd]


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["true", "True", "1", "yes"])
def test_nothing_is_accepted_or_pruned_by_a_server(desk: Desk, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
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
def test_not_every_ci_is_one(desk: Desk, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CI", value)
    desk.accept(desk.ids[0])
    assert len(desk.entries) == 1


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_reason_is_required(desk: Desk, reason: str | None) -> None:
    """A new finding, and one that has changed since it was accepted, need a reason that says something."""
    id_ = desk.ids[0]
    given = () if reason is None else ("--reason", reason)
    told = desk.run("accept", id_, *given)
    assert told.status == 2
    assert "--reason is required" in told.err
    assert not desk.file.exists()
    desk.accept(id_)
    before = desk.text
    village = desk.findings()[id_]["claims"][0].partition("#")[2]
    number = VILLAGES.index(village)
    desk.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {80 + number}}}")
    assert desk.findings()[id_]["state"] == "changed"
    assert desk.run("accept", id_, *given).status == 2
    assert desk.text == before
    desk.accept(id_, reason="still so")
    assert desk.entries[id_].reason == "still so"
    assert desk.findings()[id_]["state"] == "known"


@pytest.mark.parametrize("rename", ["claim", "article", "story"])
def test_a_moved_finding_keeps_its_reason(desk: Desk, rename: str) -> None:
    """A claim, an article or the story has another name, so that the finding has another id. To accept it again takes
    no reason: the old entry is replaced, and its reason, its last day and who accepted it stay."""
    for id_ in desk.ids[:4]:
        desk.accept(id_, "--until", "2031-06-30", "--by", "Ann", reason=f"reason of {id_}")
    old = desk.ids[1]
    village = desk.findings()[old]["claims"][0].partition("#")[2]
    if rename == "claim":
        desk.edit(f"{FLOOD}/herald.yaml", f"id: {village}", "id: renamed")
    elif rename == "article":
        (desk.root / FLOOD / "herald.yaml").rename(desk.root / FLOOD / "echo.yaml")
    else:
        (desk.root / FLOOD).rename(desk.root / "claims" / "spring")
    (new,) = [id_ for id_, f in desk.findings().items() if f["accepted"] and f["accepted"]["id"] == old]
    assert new != old
    assert desk.findings()[new]["state"] == "moved"
    assert desk.stale == []
    for command in (("explain", old[:6]), ("accept", old, "--reason", REASON)):
        told = desk.run(*command, *TODAY)
        assert told.status == 2
        assert f"it is {new} now" in told.err
    others = [line for line in desk.text.splitlines() if "reason of" in line and old not in line]
    told = desk.run("accept", new, *TODAY)
    assert told.status == 0, told.err
    entries = desk.entries
    assert old not in entries
    assert len(entries) == 4
    assert entries[new].reason == f"reason of {old}"
    assert entries[new].by == "Ann"
    assert entries[new].until is not None
    assert desk.findings()[new]["state"] == "known"
    assert desk.findings()[new]["accepted"]["until"] == "2031-06-30"
    assert [line for line in desk.text.splitlines() if "reason of" in line and old not in line] == others
    assert desk.keys == sorted(desk.keys)


def test_a_moved_finding_may_get_another_reason(desk: Desk) -> None:
    """What is given takes the place of what was."""
    old = desk.ids[0]
    desk.accept(old, "--until", "2031-06-30", "--by", "Ann")
    (desk.root / FLOOD / "herald.yaml").rename(desk.root / FLOOD / "echo.yaml")
    (new,) = [id_ for id_, f in desk.findings().items() if f["accepted"]]
    desk.accept(new, "--until", "2031-07-31", "--by", "Bob", reason="asked again")
    entry = desk.findings()[new]["accepted"]
    assert entry == {"id": new, "reason": "asked again", "until": "2031-07-31", "by": "Bob"}
    assert list(desk.entries) == [new]


def test_a_reason_of_several_lines_stays(desk: Desk) -> None:
    """Somebody wrote a reason by hand, in a block. It is moved, and told in an error, as one line of text."""
    desk.accept(desk.ids[0], reason="PLACE")
    reason = "one\n::error::two\u202e"
    desk.file.write_text(desk.text.replace('"PLACE"', "PLACE").replace("PLACE", json.dumps(reason)), encoding="utf-8")
    assert desk.run("accept", desk.ids[0], "--until", "2099-01-01").status == 0
    assert desk.entries[desk.ids[0]].reason == reason
    number = VILLAGES.index(desk.findings()[desk.ids[0]]["claims"][0].partition("#")[2])
    desk.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {90 + number}}}")
    told = desk.run("accept", desk.ids[0])
    assert told.status == 2
    assert "one\\u000a: :error: :two\\u202e" in told.err


def test_remarks_above_an_entry_stay_when_it_is_accepted_again(desk: Desk) -> None:
    """The remark above an entry tells of the finding, not of the reason: it outlives a new reason and a new name."""
    ids = desk.ids[:3]
    for id_ in ids:
        desk.accept(id_)
    desk.edit(ACCEPTED, f"{ids[1]}:", f"# Ann rang both on Tuesday\n{ids[1]}:")
    desk.accept(ids[1], reason="asked again")
    assert f"# Ann rang both on Tuesday\n{ids[1]}:" in desk.text


@pytest.mark.parametrize(
    "until",
    ["tomorrow", "30.6.2031", "2031-02-30", "2031-13", "", " ", "2031-06-30/2031-06-01", "2031-06-30 or so", "0000"],
)
def test_a_last_day_that_is_none(desk: Desk, until: str) -> None:
    told = desk.run("accept", desk.ids[0], "--reason", REASON, f"--until={until}", *TODAY)
    assert told.status == 2
    assert "--until" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize("until", ["2031-05-06", "2031-04", "2030", "../2031-05-06", "2031-05-01/2031-05-06"])
def test_a_last_day_that_is_past(desk: Desk, until: str) -> None:
    """Today is 7 May 2031."""
    told = desk.run("accept", desk.ids[0], "--reason", REASON, "--until", until, *TODAY)
    assert told.status == 2
    assert "past" in told.err
    assert not desk.file.exists()


@pytest.mark.parametrize(
    "until", ["2031-05-07", "2031-05", "2031", "2031-05-01/2031-05-07", "2031-06/..", "9999-12-31"]
)
def test_a_last_day_that_is_not_past(desk: Desk, until: str) -> None:
    """It is read back as the same days, and holds today."""
    id_ = desk.ids[0]
    desk.accept(id_, "--until", until)
    last = desk.entries[id_].until
    assert last is not None
    assert desk.findings()[id_]["state"] == "known"
    desk.accept(id_, "--until", until)
    assert desk.entries[id_].until == last


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
def test_an_unknown_finding(desk: Desk, what: str, why: str) -> None:
    told = desk.run("accept", what, "--reason", REASON)
    assert told.status == 2
    assert why in told.err
    assert not desk.file.exists()


def test_several_at_once(desk: Desk) -> None:
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


def test_of_several_one_is_wrong(desk: Desk) -> None:
    """All that is wrong is told at once, and nothing is written."""
    told = desk.run("accept", desk.ids[0], "zzzz", "ab", str(desk.root), "--reason", REASON)
    assert told.status == 2
    assert "'zzzz': no such finding" in told.err
    assert "'ab': " in told.err
    assert "a project is given with --project" in told.err
    assert not desk.file.exists()


def test_the_first_day(desk: Desk) -> None:
    """A desk with many old disagreements takes the tool: all of them get one reason, and what comes then is new."""
    assert desk.run("check").status == 1
    told = desk.run("accept", "--all", "--reason", "From before; each to be looked at", "--until", "2031-12", *TODAY)
    assert told.status == 0
    assert told.out.endswith(f"\n{len(desk.ids)} findings accepted\n")
    assert desk.keys == desk.ids
    assert {entry.reason for entry in desk.entries.values()} == {"From before; each to be looked at"}
    assert desk.run("check", *TODAY).status == 0
    before = desk.text
    assert desk.run("accept", "--all", "--reason", "again", *TODAY).out == "0 findings accepted\n"
    assert desk.text == before
    desk.edit(f"{FLOOD}/herald.yaml", "value: 50}", "value: 59}")
    assert desk.run("check", *TODAY).status == 1


def test_all_leaves_what_was_accepted_for_a_reason(desk: Desk) -> None:
    """One had a reason of its own and has changed since: --all does not paper over it, but says so."""
    first = desk.findings()[desk.ids[0]]
    number = VILLAGES.index(first["claims"][0].partition("#")[2])
    desk.accept(desk.ids[0], reason="two ways to count")
    desk.accept(desk.ids[1], "--until", "2031-05-31", reason="they are asking")
    desk.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {90 + number}}}")
    told = desk.run("accept", "--all", "--reason", "from before", "--today", "2031-06-01")
    assert told.status == 0
    assert "2 more rest on an earlier reason, accept each by its id: " in told.out
    assert sorted(told.out.rstrip().rpartition(": ")[2].split(" ")) == desk.ids[:2]
    reasons = {id_: entry.reason for id_, entry in desk.entries.items()}
    assert reasons.pop(desk.ids[0]) == "two ways to count"
    assert reasons.pop(desk.ids[1]) == "they are asking"
    assert set(reasons.values()) == {"from before"}
    assert desk.run("check", "--today", "2031-06-01").status == 1


def test_all_takes_tensions_where_they_fail(desk: Desk) -> None:
    """A plan below the need is a tension: it is accepted where the gate fails for it, and else left."""
    shutil.copy(standard_rules() / "plan-below-need.yaml", desk.root / "rules")
    desk.edit(f"{FLOOD}/entities.yaml", f"{VILLAGES[0]}: {{}}", f"{VILLAGES[0]}: {{}}\nforce: {{}}")
    more = (("planned", "2,500"), ("needed", "5,000"))
    claims = "".join(
        f"  - {{id: {status}, subject: force, property: strength, status: {status}, value: '{value}'}}\n"
        for status, value in more
    )
    (desk.root / FLOOD / "wire.yaml").write_text(f"source: {{publisher: W, published: 2031-05-06}}\nclaims:\n{claims}")
    assert desk.run("accept", "--all", "--reason", REASON).status == 0
    assert desk.run("check").status == 0
    assert desk.run("check", "--fail-on", "warning").status == 1
    assert desk.run("accept", "--all", "--fail-on", "warning", "--reason", REASON).out.endswith(
        "\n1 finding accepted\n"
    )
    assert desk.run("check", "--fail-on", "warning").status == 0


@pytest.mark.parametrize("given", [(), ("--all", "abcd")])
def test_findings_or_all(desk: Desk, given: tuple[str, ...]) -> None:
    told = desk.run("accept", *given, "--reason", REASON)
    assert told.status == 2
    assert "give the ids of findings, or --all" in told.err


def test_too_few_characters(desk: Desk) -> None:
    told = desk.run("accept", desk.ids[0][:3], "--reason", REASON)
    assert told.status == 2
    assert "4 characters" in told.err


def test_an_ambiguous_finding(desk: Desk) -> None:
    """Two findings begin with the same four characters: which one is meant is for the person to say."""
    seen: dict[str, str] = {}
    for number in itertools.count():  # two claims whose findings begin so, each about a village of its own
        village = VILLAGES[number % 2]
        id_ = identity("sources-disagree", (f"flood/courier#{village}", f"flood/herald#x{number}"))
        other = seen.setdefault(f"{number % 2}{id_[:4]}", f"x{number}")
        pair = seen.get(f"{1 - number % 2}{id_[:4]}")
        if pair is not None:
            break
    names = {VILLAGES[number % 2]: other, VILLAGES[1 - number % 2]: pair}
    for village, name in names.items():
        desk.edit(f"{FLOOD}/herald.yaml", f"{{id: {village}", f"{{id: {name}")
    prefix = id_[:4]
    meant = [id_ for id_ in sorted(desk.findings()) if id_.startswith(prefix)]
    assert len(meant) == 2
    told = desk.run("accept", prefix, "--reason", REASON)
    assert told.status == 2
    assert "more than one finding begins so" in told.err
    assert not desk.file.exists()
    desk.accept(meant[0])
    assert list(desk.entries) == [meant[0]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{FLOOD}/torn.yaml", "source: [\n"),
        (f"{FLOOD}/deep/er.yaml", "{}\n"),
        ("rules/own-rule.yaml", "id: other\n"),
        ("claims/entities.yaml", "x: {kindd: y}\n"),
    ],
)
def test_nothing_is_accepted_or_pruned_where_files_have_problems(desk: Desk, name: str, text: str) -> None:
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
        assert "mend these files first" in told.err
        assert desk.text == before


def test_nothing_is_written_to_a_file_that_cannot_be_read(desk: Desk) -> None:
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


# --- pruning -----------------------------------------------------------------------------------


def test_prune_takes_out_what_no_longer_holds(desk: Desk) -> None:
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
    assert told.status == 0
    lines = told.out.splitlines()
    assert [line.split(" ")[0:4] for line in lines[::2]] == [
        [f"{ACCEPTED}:", "took", "out", id_] for id_ in (ids[0], ids[3])
    ]
    assert lines[1::2] == [f"    it was: {REASON}"] * 2
    assert list(desk.entries) == [ids[1], ids[2], ids[4]]
    assert desk.text.startswith(HEAD)
    assert desk.stale == []


def test_prune_leaves_what_is_changed_moved_or_expired(desk: Desk) -> None:
    """Those are found still: the reason is needed when they are looked at again."""
    ids = desk.ids[:3]
    for id_ in ids:
        desk.accept(id_, "--until", "2031-05-31")
    claims = [desk.findings()[id_]["claims"][1].partition("#")[2] for id_ in ids]
    number = VILLAGES.index(claims[0])
    desk.edit(f"{FLOOD}/herald.yaml", f"value: {50 + number}}}", f"value: {80 + number}}}")
    desk.edit(f"{FLOOD}/herald.yaml", f"id: {claims[1]}", "id: renamed")
    states = sorted(finding["state"] for finding in desk.findings().values() if finding["accepted"])
    assert states == ["changed", "known", "moved"]
    before = desk.text
    for today in ("2031-05-07", "2031-07-01"):
        told = desk.run("prune", "--today", today)
        assert told.status == 0
        assert desk.text == before


@pytest.mark.parametrize("gone", [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)])
def test_prune_takes_only_the_remarks_right_above(desk: Desk, gone: tuple[int, ...]) -> None:
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


def test_prune_of_the_last_entry_leaves_a_file_that_can_be_read(desk: Desk) -> None:
    """Only the head is left; that is no problem, and a new entry finds its place below."""
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.agree(first)
    assert desk.run("prune").status == 0
    assert desk.text == HEAD
    assert desk.entries == {}
    assert desk.run("check").status == 1
    desk.accept(second)
    assert desk.text.startswith(HEAD)
    assert list(desk.entries) == [second]


@pytest.mark.parametrize("part", [FLOOD, f"{FLOOD}/courier.yaml", f"{FLOOD}/radio.yaml"])
def test_accept_and_prune_look_at_the_whole_project(desk: Desk, part: str) -> None:
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
    assert sorted(desk.entries) == desk.ids[1:]


def test_prune_wants_all_to_be_checked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was too large to check is not gone. (The joint conflict here is found by what is left out then.)"""
    (desk.root / FLOOD / "herald.yaml").unlink()
    (desk.root / FLOOD / "entities.yaml").write_text("force: {}\nmission: {part_of: force}\nteam: {part_of: mission}\n")
    (desk.root / FLOOD / "courier.yaml").write_text(
        "source: {publisher: Courier, published: 2031-05-06}\n"
        "claims:\n"
        "  - {id: whole, subject: force, property: strength, value: 300}\n"
        "  - {id: middle, subject: mission, property: strength, value: at least 100}\n"
        "  - {id: part, subject: team, property: size, value: 500}\n"
    )
    shutil.copy(standard_rules() / "parts-do-not-add-up.yaml", desk.root / "rules")
    (id_,) = desk.findings()
    desk.accept(id_)
    before = desk.text
    monkeypatch.setattr("checker.engine.check.COMPONENT_LIMIT", 0)
    assert desk.run("check", "--no-cache").status == 2
    told = desk.run("prune")
    assert desk.text == before
    assert told.status == 2


def test_prune_without_a_file(desk: Desk) -> None:
    """Nothing to do, and no file is made."""
    told = desk.run("prune")
    assert told.status == 0
    assert not desk.file.exists()


# --- entries that were tampered with -----------------------------------------------------------


def test_a_wrong_id_is_told_with_its_place(desk: Desk) -> None:
    """Somebody has copied an entry and changed its id, or its claims, by hand: it accepts nothing, and is a problem."""
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.accept(second)
    good = desk.text
    line = good.splitlines().index(f"{second}:") + 1
    problem = f"{ACCEPTED}:{line}:1: '0123456789' is not the id of this rule and these claims"
    desk.file.write_text(good.replace(f"{second}:", "0123456789:"))
    told = desk.run("check")
    assert told.status == 2
    assert problem in told.out
    for old, new in (("rule: sources-disagree", "rule: count-falls"), ("#village", "#Village")):
        head, _, entry = good.partition(f"{second}:")
        desk.file.write_text(f"{head}{second}:{entry.replace(old, new, 1)}")
        told = desk.run("check")
        assert told.status == 2
        assert f"{ACCEPTED}:{line}:1: '{second}' is not the id" in told.out
    for arguments in (("prune",), ("accept", first, "--reason", REASON)):
        told = desk.run(*arguments)
        assert told.status == 2
        assert f"{ACCEPTED}:{line}:1" in told.err


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("  rule:", "  rules:", 1, 3, "unknown key 'rules'; did you mean 'rule'?"),
        ("  rule: sources-disagree\n", "", 1, 3, "missing key 'rule'"),
        (f'  reason: "{REASON}"\n', "", 1, 3, "missing key 'reason'"),
        (f'  reason: "{REASON}"\n', '  reason: ""\n', 7, 11, "expected a value"),
        ("  reason:", "  until: soon\n  reason:", 7, 10, "'soon' is not a date"),
        ("  reason:", "  until: 2031-02-30\n  reason:", 7, 10, "does not exist"),
        ("  reason:", "  reason: again\n  reason:", 8, 3, "'reason' stands here twice"),
        ("  reason:", "  Reason: again\n  reason:", 7, 3, "unknown key 'Reason'"),
        ("  claims:", "  claims: all\n  claim:", 3, 3, "unknown key 'claim'"),
        ('  content: "', '  content: [a]\n  more: "', 5, 12, "expected text"),
    ],
)
def test_a_mistake_in_an_entry_has_its_place(
    desk: Desk, old: str, new: str, line: int, column: int, message: str
) -> None:
    """Line and column of each, and exit status 2. The other entries are read."""
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.accept(second)
    head, _, entry = desk.text.partition(f"{first}:")
    start = head.count("\n") + 1
    assert old in entry
    desk.file.write_text(f"{head}{first}:{entry.replace(old, new, 1)}")
    told = desk.run("check")
    assert told.status == 2
    problems = [entry for entry in told.out.splitlines() if entry.startswith(f"{ACCEPTED}:")]
    places = {(int(problem.split(":")[1]), int(problem.split(":")[2])): problem for problem in problems}
    assert message in places.get((start + line, column), ""), problems
    if "twice" not in message:
        assert desk.findings()[second]["state"] == "known"


def test_another_content_is_a_change(desk: Desk) -> None:
    """Who edits the hash of the content by hand has accepted something that nobody claims: the finding is told."""
    id_ = desk.ids[0]
    desk.accept(id_)
    first, _ = desk.entries[id_].content
    desk.edit(ACCEPTED, first, "0" * 12)
    assert desk.findings()[id_]["state"] == "changed"


def test_a_double_entry(desk: Desk) -> None:
    """The same id twice, after a careless merge: a problem, and neither is lost."""
    id_ = desk.ids[0]
    desk.accept(id_)
    entry = desk.text.removeprefix(HEAD)
    desk.file.write_text(HEAD + entry + entry)
    told = desk.run("check")
    assert told.status == 2
    line = (HEAD + entry).count("\n") + 1
    assert f"{ACCEPTED}:{line}:1: '{id_}' stands here twice" in told.out
    assert f"{ACCEPTED} has a mistake: what it accepts may be shown as new\n" in told.out
    assert desk.run("prune").status == 2
    assert desk.text == HEAD + entry + entry


# --- the file itself ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_the_mode_is_kept(desk: Desk, mode: int) -> None:
    ids = desk.ids[:3]
    desk.accept(ids[0])
    desk.file.chmod(mode)
    desk.accept(ids[1])
    assert desk.file.stat().st_mode & 0o777 == mode
    desk.agree(ids[0])
    assert desk.run("prune").status == 0
    assert desk.file.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_usual_mode(desk: Desk, mask: int, mode: int) -> None:
    old = os.umask(mask)
    try:
        desk.accept(desk.ids[0])
        assert os.umask(mask) == mask
    finally:
        os.umask(old)
    assert desk.file.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
def test_a_link_stays_a_link(desk: Desk, tmp_path: Path, absolute: bool) -> None:
    """Several desks of a repository share one list by a link: the list is written, the link stays."""
    (tmp_path / ".git").mkdir()
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "list.yaml").write_text("# ours\n")
    desk.file.symlink_to(shared / "list.yaml" if absolute else Path("../shared/list.yaml"))
    first, second = desk.ids[:2]
    desk.accept(first)
    desk.accept(second)
    assert desk.file.is_symlink()
    assert list(desk.entries) == [first, second]
    assert (shared / "list.yaml").read_text().startswith("# ours\n")
    desk.agree(first)
    assert desk.run("prune").status == 0
    assert desk.file.is_symlink()
    assert list(desk.entries) == [second]
    assert [path.name for path in shared.iterdir()] == ["list.yaml"]


def test_a_link_to_nothing(desk: Desk, tmp_path: Path) -> None:
    """That is a problem like any file that cannot be read; nothing is written by guess."""
    desk.file.symlink_to(tmp_path / "nowhere.yaml")
    told = desk.run("accept", desk.ids[0], "--reason", REASON)
    assert told.status == 2
    assert ACCEPTED in told.err
    assert not (tmp_path / "nowhere.yaml").exists()


def test_from_elsewhere(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project may be named; the file is written there, not where the command is run."""
    id_ = desk.ids[0]
    monkeypatch.chdir(tmp_path)
    assert desk.run("accept", id_, "--project", "desk", "--reason", REASON).status == 0
    assert not (tmp_path / ACCEPTED).exists()
    assert list(desk.entries) == [id_]
    monkeypatch.chdir(desk.root / FLOOD)
    assert desk.run("accept", desk.ids[1], "--reason", REASON).status == 0
    assert len(desk.entries) == 2


def test_a_write_that_fails_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the last step: exit status 2, the old file is whole, and no other is left behind."""
    first, second = desk.ids[:2]
    desk.accept(first)
    before = desk.text

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    told = desk.run("accept", second, "--reason", REASON)
    assert told.status == 2
    assert "No space left on device" in told.err
    assert desk.text == before
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


def test_a_file_that_breaks_while_it_is_edited(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the check and the write somebody merges, and git leaves its marks in the file: nobody's entries go."""
    first, second = desk.ids[:2]
    desk.accept(first)
    broken = desk.text.replace("  reason:", "<<<<<<< ours\n  reason:")
    change = accepted_file.change

    def late(path: Path, edit: Callable[[str], str]) -> None:
        desk.file.write_text(broken)
        change(path, edit)

    monkeypatch.setattr(accepted_file, "change", late)
    told = desk.run("accept", second, "--reason", REASON)
    assert set(broken.splitlines()) <= set(desk.text.splitlines())
    assert told.status == 2 or second in desk.text


@pytest.fixture
def open_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The same desk, where somebody else but its owner may look into it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shutil.copytree(desk.root, Path(name) / "desk")
        monkeypatch.chdir(Path(name) / "desk")
        yield Desk(Path(name) / "desk", desk.capsys)
        monkeypatch.undo()


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs the permissions of POSIX")
@pytest.mark.parametrize("there", [True, False], ids=["a file is there", "no file yet"])
def test_a_folder_that_is_read_only(open_folder: Desk, there: bool) -> None:
    """Exit status 2 and one line; no traceback, and nothing changed."""
    desk = open_folder
    first, second, third = desk.ids[:3]
    desk.accept(first)
    desk.accept(third)
    desk.agree(third)
    if not there:
        desk.file.unlink()
    desk.root.chmod(0o555)
    before = desk.text if there else None
    may_do_all = os.geteuid() == 0
    try:
        if may_do_all:  # root may write to any folder: be somebody else for a moment
            os.seteuid(65534)
        told = [desk.run("accept", second, "--reason", REASON)] + ([desk.run("prune")] if there else [])
    finally:
        if may_do_all:
            os.seteuid(0)
        desk.root.chmod(0o755)
    for each in told:
        assert each.status == 2
        assert "Permission denied" in each.err
        assert len(each.err.splitlines()) == 1
    assert (desk.text if desk.file.exists() else None) == before


# --- several at once, and sudden ends ----------------------------------------------------------

WORKER = """\
import sys
from checker.cli import main
print("ready", flush=True)
sys.stdin.readline()
for id_ in sys.argv[2:]:
    if main(["accept", id_, "--reason", f"{sys.argv[1]} accepts {id_}"]) != 0:
        sys.exit(1)
"""
RESTLESS = """\
import random, sys
from checker.cli import main
for turn in range(10_000):
    id_ = random.choice(sys.argv[2:])
    main(["accept", id_, "--reason", id_ + sys.argv[1] * random.randrange(2_000, 20_000)])
    if turn == 0:
        print("ready", flush=True)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert any(line == "ready\n" for line in process.stdout)
    return process


@pytest.mark.parametrize("round_", range(2))
def test_two_at_once_lose_nothing(desk: Desk, round_: int) -> None:
    """Ann and Bob accept six findings each, at the same moment: twelve entries, sorted, whole."""
    ids = random.Random(round_).sample(desk.ids, 12)
    shares = {"Ann": ids[:6], "Bob": ids[6:]}
    workers = [start(WORKER, name, *share) for name, share in shares.items()]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    assert desk.keys == sorted(ids)
    reasons = {id_: entry.reason for id_, entry in desk.entries.items()}
    assert reasons == {id_: f"{name} accepts {id_}" for name, share in shares.items() for id_ in share}
    assert desk.run("check").status == 0
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


@pytest.mark.slow
def test_a_sudden_end_leaves_a_whole_file(desk: Desk) -> None:
    """A process accepts without end, with long reasons, and is killed at a moment of chance, again and again: each time
    the file can be read, holds all that it held, and can be added to."""
    chance = random.Random(9)
    ids = desk.ids
    desk.accept(ids[0])
    held: set[str] = set()
    for _ in range(8):
        worker = start(RESTLESS, chance.choice("xy"), *ids[1:])
        time.sleep(chance.uniform(0.0, 0.25))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        entries = desk.entries
        assert entries[ids[0]].reason == REASON
        assert held <= entries.keys()
        for id_, entry in entries.items():
            assert id_ == ids[0] or entry.reason.strip("xy") == id_.strip("xy")
        assert desk.keys == sorted(entries)
        held = set(entries)
    assert len(held) > 1, "no process got as far as to accept anything"
    for left in desk.root.glob(f".{ACCEPTED}.*"):  # what the killed ones were writing: not theirs to remove any more
        left.unlink()
    desk.agree(ids[0])
    assert desk.run("prune").status == 0
    assert sorted(path.name for path in desk.root.iterdir()) == [ACCEPTED, "claims", "rules"]


# --- two branches ------------------------------------------------------------------------------


def git(*arguments: str, status: int = 0) -> str:
    who = {f"GIT_{role}_{part}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, env={**clean, **who, **alone})
    assert done.returncode == status, f"git {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def repository(desk: Desk) -> Desk:
    """The desk as a repository, with three accepted findings on main: the third, sixth and ninth by id."""
    for id_ in desk.ids[2:9:3]:
        desk.accept(id_)
    git("init", "--quiet", "--template=", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "main")
    return desk


def test_two_branches_accept_different_findings(repository: Desk) -> None:
    """Ann's branch accepts one finding and Bob's another one, further down: git merges the file by itself, and it holds
    all five, sorted."""
    desk, ids = repository, repository.ids
    for branch, id_ in (("ann", ids[3]), ("bob", ids[10])):
        git("switch", "--quiet", "--create", branch, "main")
        desk.accept(id_, "--by", branch, reason=f"asked by {branch}")
        git("commit", "--quiet", "--all", "--message", branch)
    git("merge", "--quiet", "--no-edit", "ann")
    assert desk.keys == [ids[2], ids[3], ids[5], ids[8], ids[10]]
    entries = desk.entries
    assert {id_: entries[id_].reason for id_ in (ids[3], ids[10])} == {
        ids[3]: "asked by ann",
        ids[10]: "asked by bob",
    }
    assert git("status", "--porcelain") == ""
    for id_ in set(ids) - set(desk.keys):
        desk.accept(id_)
    assert desk.run("check").status == 0


def test_one_branch_accepts_and_one_prunes(repository: Desk) -> None:
    """A finding is settled in one branch and its entry pruned; another branch accepts one elsewhere in the file."""
    desk, ids = repository, repository.ids
    git("switch", "--quiet", "--create", "ann", "main")
    desk.agree(ids[8])
    assert desk.run("prune").status == 0
    git("commit", "--quiet", "--all", "--message", "settled")
    git("switch", "--quiet", "--create", "bob", "main")
    desk.accept(ids[0])
    git("commit", "--quiet", "--all", "--message", "accepted")
    git("merge", "--quiet", "--no-edit", "ann")
    assert desk.keys == [ids[0], ids[2], ids[5]]
    assert desk.stale == []


def test_two_branches_accept_neighbours(repository: Desk) -> None:
    """The two new entries belong to the same place: git may leave that to a person, and then the checker names the
    place; what the person makes of it, both entries in either order, is right."""
    desk, ids = repository, repository.ids
    for branch, id_ in (("ann", ids[3]), ("bob", ids[4])):
        git("switch", "--quiet", "--create", branch, "main")
        desk.accept(id_)
        git("commit", "--quiet", "--all", "--message", branch)
    git("merge", "--quiet", "--no-edit", "ann", status=1)
    told = desk.run("check")
    assert told.status == 2
    line = next(n for n, text in enumerate(desk.text.splitlines(), 1) if text.startswith("<<<<<<<"))
    assert f"{ACCEPTED}:{line}:" in told.out or f"{ACCEPTED}:{line + 1}:" in told.out
    git("checkout", "--quiet", "HEAD", "--", ACCEPTED)
    mine = desk.text
    block = git("show", f"ann:{ACCEPTED}").partition(f"{ids[3]}:")[2].partition(f"{ids[5]}:")[0]
    desk.file.write_text(mine.replace(f"{ids[5]}:", f"{ids[3]}:{block}{ids[5]}:"))
    assert set(desk.entries) == {ids[number] for number in (2, 3, 4, 5, 8)}


def test_all_pairs_that_are_no_neighbours_merge(desk: Desk, tmp_path: Path) -> None:
    """The same for many pairs of entries, by git's own merge of three files."""
    ids = desk.ids
    for id_ in ids:
        desk.accept(id_)
    every = desk.entries
    base_ids = ids[1::3]
    base = without_entries(desk.text, set(ids) - set(base_ids))
    names = {name: str(tmp_path / name) for name in ("ours", "base", "theirs")}
    Path(names["base"]).write_text(base)
    pairs = [
        (one, other)
        for one, other in itertools.combinations((id_ for id_ in ids if id_ not in base_ids), 2)
        if any(one < between < other for between in base_ids)
    ]
    assert len(pairs) > 20
    for one, other in pairs:
        Path(names["ours"]).write_text(with_entries(base, [every[one]]))
        Path(names["theirs"]).write_text(with_entries(base, [every[other]]))
        merged = git("merge-file", "-p", names["ours"], names["base"], names["theirs"])
        assert merged == with_entries(with_entries(base, [every[other]]), [every[one]])
        assert merged == with_entries(base, [every[one], every[other]])
