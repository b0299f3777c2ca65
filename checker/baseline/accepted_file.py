"""accepted.yaml: what people have accepted, one block an entry, sorted by id; edited as text, so that comments stay.

Adding only adds, pruning only removes: two branches that accept different findings merge without a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.among import among, is_of_others, named_voices, voices_that_stay
from checker.baseline.keys import SEPARATOR, Key, keys_of
from checker.baseline.matching import echoes_of
from checker.baseline.review import CHANGED, Review, Status
from checker.corpus.corpus import Acceptance
from checker.engine.findings import PERHAPS, Finding
from checker.files import nodes
from checker.files.atomic import locked, write_whole
from checker.files.budgets import YAML_BYTES
from checker.files.nodes import EMPTY
from checker.files.regular import read_regular
from checker.files.walk import Home
from checker.files.yaml_reader import CONTROL, parse_document
from checker.files.yaml_writer import quoted
from checker.values.dates import Window, iso_window, read_window

HEAD = """\
# Findings that are known and accepted: `checker accept` adds an entry, `checker prune` removes what is no longer found.
# A finding comes back when a value of it changes, another voice or moment joins it, or after the day in `until`.

"""
# line ends and marks that turn the direction of what follows
_UNFIT = re.compile(f"{CONTROL.pattern}|[\t\n\u202a-\u202e\u2066-\u2069]")
_WHY = "--reason is required: why may this stay as it is?"
_PLAIN = re.compile(r"[A-Za-z][\w./#-]*")


def change(path: Path, edit: Callable[[str], str]) -> None:
    """Edit the file as it is on disk: one writer at a time, whole or not at all. Raises OSError."""
    with locked(path.parent):
        before = read_regular(path, YAML_BYTES).decode("utf-8") if path.exists() else ""
        problems = [problem for problem in parse_document(before, path.name)[1] if problem.message != EMPTY]
        if problems:  # since it was loaded
            raise OSError(f"{problems[0]}; nothing was written")
        after = edit(before)
        if after != before:
            write_whole(path, after, within=Home(path.parent))


def with_entries(text: str, accepted: Iterable[Acceptance], replaced: Iterable[str] = ()) -> str:
    """The file's text with further entries, each in its place by id; and without those that they replace.

    An entry with the same id is written anew.
    """
    lines = (text.removeprefix("\ufeff") or HEAD).split("\n")
    entries = _entries(lines)
    if not entries:  # then there are comments at most, and perhaps {} or ---
        lines = [line for line in lines if not line.strip() or line.startswith("#")]
    lines += [""] if lines[-1:] != [""] else []
    wanted = {acceptance.id: acceptance for acceptance in accepted}
    for start, end, block in _edits(lines, entries, wanted):
        lines[start:end] = block
    mark = "\ufeff" if text.startswith("\ufeff") else ""  # which some editors put there
    return mark + without_entries("\n".join(lines), set(replaced) - set(wanted))


def _edits(
    lines: list[str], entries: list[_Entry], wanted: Mapping[str, Acceptance]
) -> Iterator[tuple[int, int, list[str]]]:
    """Which lines each entry takes, from the last one up, and what stands there then."""
    end_of_line = "\r" if lines[0].endswith("\r") else ""
    last = entries[-1].end if entries else len(lines) - 1
    own = {entry.id: (entry.key, entry.end) for entry in entries}  # the comments above it stay
    places = {}
    for id_ in wanted:
        behind = next((entry.start for entry in entries if entry.id > id_), last)
        places[id_] = own.get(id_, (behind, behind))
    for id_ in sorted(wanted, key=lambda id_: (places[id_][0], id_), reverse=True):
        yield *places[id_], [line + end_of_line for line in _block(wanted[id_])]


def with_entries_of_now(text: str, entries: Mapping[str, Acceptance]) -> str:
    """The file's text with entries written anew, by the ids that they had; the comments above them go with them."""
    lines = text.split("\n")
    above = {entry.id: lines[entry.start : entry.key] for entry in _entries(lines)}
    text = with_entries(without_entries(text, entries), entries.values())
    for old, now in entries.items():
        if above.get(old):
            lines = text.split("\n")
            key = next(entry.key for entry in _entries(lines) if entry.id == now.id)
            text = "\n".join([*lines[:key], *above[old], *lines[key:]])
    return text


def without_entries(text: str, ids: Iterable[str]) -> str:
    """The file's text without some entries and the comments right above them."""
    unwanted = set(ids)
    lines = text.split("\n")
    for entry in reversed(_entries(lines)):
        if entry.id in unwanted:
            del lines[entry.start : entry.end]
    return "\n".join(lines)


class _Entry(NamedTuple):
    """Where an entry stands: from the comments right above it, its key, to behind its last line that says something."""

    id: str
    start: int
    key: int
    end: int


def _entries(lines: list[str]) -> list[_Entry]:
    document, _ = parse_document("\n".join(lines), "")
    if document is None or not isinstance(document.root, nodes.Mapping):
        return []
    keys = [(id_, place.line - 1) for id_, place in document.root.keys().items()]
    entries: list[_Entry] = []
    limits = [*(line for _, line in keys), len(lines)][1:]
    for (id_, key), limit in zip(keys, limits, strict=True):
        start = _first_comment(lines, key, entries[-1].end if entries else 0)
        end = _behind_last_line(lines, key, limit)
        alone, _ = parse_document("\n".join([*lines[key:end], ""]), "")
        if alone is None or alone.value != {id_: document.value[id_]}:
            end = limit  # what looks like a comment is text of the entry
        entries.append(_Entry(id_, start, key, end))
    return entries


def _first_comment(lines: list[str], key: int, least: int) -> int:
    """Where the comments right above a key begin."""
    while key > least and lines[key - 1].startswith("#"):
        key -= 1
    return key


def _behind_last_line(lines: list[str], key: int, limit: int) -> int:
    """Where an entry ends: behind it there are empty lines and comments, which belong to the next one."""
    while limit > key + 1 and (not lines[limit - 1].strip() or lines[limit - 1].startswith("#")):
        limit -= 1
    return limit


def _block(acceptance: Acceptance) -> list[str]:
    lines = [f"{acceptance.id}:", f"  rule: {_scalar(acceptance.rule)}"]
    lines += [f"  message: {_scalar(acceptance.message)}"] if acceptance.message else []
    lines += [f"  reason: {_scalar(acceptance.reason)}"]
    lines += ["  open: true"] if acceptance.is_open else []
    lines += ["  others: true"] if acceptance.lets_others_join else []
    lines += [f"  until: {iso_window(acceptance.until)}"] if acceptance.until else []
    lines += [f"  by: {_scalar(acceptance.by)}"] if acceptance.by else []
    for name, texts in _lists(acceptance).items():
        if texts:
            lines += [f"  {name}:", *(f"    - {quoted(text)}" for text in texts)]
    return lines


def _lists(acceptance: Acceptance) -> dict[str, list[str]]:
    """What an entry has several of, by its keys in the file."""
    return {
        "voices": [*acceptance.voices],
        "statements": [SEPARATOR.join(key) for key in acceptance.statements],
        "echoes": [SEPARATOR.join(key) for key in acceptance.echoes],
    }


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked for when a finding is accepted; None is not given."""

    reason: str | None = None
    until: str | None = None
    by: str | None = None
    is_open: bool = False
    lets_others_join: bool = False
    voices: tuple[str, ...] = ()


def acceptance_of(
    finding: Finding, review: Review, today: int, wish: Wish, message: str
) -> tuple[Acceptance | None, str]:
    """The entry that accepts a finding; (None, what is wrong) where the options do not do.

    Without a reason, all that is not given stays as it is where the finding is accepted, and nothing in it changed.
    """
    if mistake := _unfit(finding, wish):
        return None, mistake
    before, mistake = _before(review.status(finding), today, wish)
    if mistake:
        return None, mistake
    window, mistake = _until(wish, before, today)
    if mistake:
        return None, mistake
    voices, mistake = _voices(finding, review, wish, before)
    if mistake:
        return None, mistake
    wish = _with_what_stays(wish, before)
    keys = keys_of(among(finding, voices), with_pairs=wish.is_open)
    if odd := next((key[2] for key in keys if CONTROL.search("".join(key))), None):
        return None, f"{odd!r}: the name has a control character, which YAML cannot hold; rename it"
    return Acceptance(
        id=finding.id,
        rule=finding.rule,
        reason=wish.reason or "",
        statements=tuple(keys),
        echoes=_echoes(finding, review, keys, voices, with_pairs=wish.is_open),
        is_open=wish.is_open,
        lets_others_join=wish.lets_others_join,
        voices=voices,
        until=window,
        by=wish.by or "",
        message=message,
    ), ""


def _before(status: Status, today: int, wish: Wish) -> tuple[Acceptance | None, str]:
    """The acceptance that holds on where no reason is given; and why one is needed, if it is."""
    if wish.reason is None:
        return _kept(status, today, wish)
    return None, "" if wish.reason.strip() else _WHY


def _with_what_stays(wish: Wish, before: Acceptance | None) -> Wish:
    """A wish with all that is not given as it is in the acceptance that holds on."""
    if before is None:
        return wish
    return replace(
        wish,
        reason=before.reason,
        by=wish.by or before.by,
        is_open=wish.is_open or before.is_open,
        lets_others_join=wish.lets_others_join or before.lets_others_join,
    )


def _voices(finding: Finding, review: Review, wish: Wish, before: Acceptance | None) -> tuple[tuple[str, ...], str]:
    """The voices of which it is accepted, none where of all; and what is wrong with those that are wished for."""
    if wish.voices:
        return named_voices(finding, wish.voices, review.corpus)
    if before is None or not before.voices:
        return (), ""
    status = review.status(finding)
    voices = voices_that_stay(finding, before, status)
    if any(statement.voice not in voices for statement in status.new_statements):
        others = (
            "it was accepted of some voices alone, and others joined: name them all with --voices, or give --reason"
        )
        return (), f"{finding.id}: {others}"
    return voices, ""


def _echoes(
    finding: Finding, review: Review, keys: Iterable[Key], voices: Collection[str], *, with_pairs: bool
) -> tuple[Key, ...]:
    """The statements of what follows from a finding, less its own; of these voices, where it is of others, too."""
    only = voices if is_of_others(finding, voices) else ()
    follow: set[Key] = set()
    for echo in echoes_of(review.findings).get(finding.id, ()):
        follow.update(keys_of(among(echo, only), with_pairs=with_pairs))
    return tuple(sorted(follow - set(keys)))


def _unfit(finding: Finding, wish: Wish) -> str:
    """Why a finding cannot be accepted, or not with these texts; else empty."""
    if finding.kind == PERHAPS:
        return f"{finding.id} is only possible, and never fails; there is nothing to accept"
    for option, text in (("--reason", wish.reason), ("--by", wish.by)):
        if text is not None and _UNFIT.search(text):
            return f"{option}: expected text of one line, without control characters"
    return ""


def _until(wish: Wish, before: Acceptance | None, today: int) -> tuple[Window | None, str]:
    """The last day that is wished for, or that there was; and what is wrong with it."""
    if wish.until is None:
        return (before.until if before is not None else None), ""
    window, mistake = read_window(wish.until)
    if window is None:
        return None, f"--until: {mistake}"
    return window, f"--until: {wish.until} is past" if window.last < today else ""


def _kept(status: Status, today: int, wish: Wish) -> tuple[Acceptance | None, str]:
    """The acceptance that holds on; (None, why a new reason is needed)."""
    entry = status.acceptance
    if entry is None:
        return None, _WHY
    if status.state == CHANGED:
        return None, f"{_WHY} A value in it has changed since it was accepted: {entry.reason}"
    if wish.until is None and entry.until is not None and entry.until.last < today:
        return None, f"--until: {iso_window(entry.until)} is past; give another day, or --reason without one"
    return entry, ""
