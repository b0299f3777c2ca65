"""A claims file edited as text: what does not change stays as a person wrote it, comments and order and all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from msgspec import Struct

from checker.exchange.drafts import ORDER, SOURCE_ORDER, Article, ordered
from checker.exchange.layout import article_text, claim_lines, entry
from checker.files.nodes import Document, keys_of
from checker.files.yaml_reader import parse_document

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")

Change = tuple[int, int, list[str]]
"""Lines from, to (0-based, the last not among them), and those that take their place."""


class Edited(Struct, frozen=True, kw_only=True):
    """A file's new text, what became of its claims (ids), and the comments that it loses: (line, text)."""

    text: str
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()


def edited(before: str, document: Document, wanted: Article) -> Edited:
    """The file with what `wanted` says. Claims that it has keep their order, new ones come after those they follow."""
    end_of_line = "\r\n" if "\r\n" in before else "\n"
    text = before.removeprefix("\ufeff").replace("\r\n", "\n")
    old: Article = document.value
    was = {claim["id"]: claim for claim in old["claims"]}
    will = {claim["id"]: claim for claim in wanted["claims"]}
    aim = {"source": wanted["source"], "claims": _in_order(list(was), will)}
    after = text if _same(old, aim) else _as_edited(text, document, aim)
    kept = [id_ for id_ in was if id_ in will]
    return Edited(
        text=before if after == text else after.replace("\n", end_of_line),
        changed=tuple(id_ for id_ in kept if was[id_] != will[id_]),
        added=tuple(id_ for id_ in will if id_ not in was),
        removed=tuple(id_ for id_ in was if id_ not in will),
        lost=lost_comments(text, after),
    )


def _same(one: Article, other: Article) -> bool:
    return bool(one["source"] == other["source"] and (one["claims"] or []) == other["claims"])


def _in_order(was: Sequence[str], will: Mapping[str, Any]) -> list[Any]:
    follow: dict[str, list[str]] = {"": []}  # under each claim that is there, the new ones right after it
    last = ""
    known = set(was)
    for id_ in will:
        if id_ in known:
            last = id_
        follow.setdefault(last, []).extend([] if id_ in known else [id_])
    order = [id_ for old in ("", *was) for id_ in ([old] if old in will else []) + follow.get(old, [])]
    return [will[id_] for id_ in order]


def _as_edited(text: str, document: Document, aim: Article) -> str:
    """The text edited with as small a change as does; written anew where its layout does not allow that."""
    for by_key in (True, False):
        changes = _changes(text, document, aim, by_key=by_key)
        if changes is None:
            continue
        lines = text.split("\n")
        for first, last, new in sorted(changes, key=lambda change: (change[0], change[1]), reverse=True):
            lines[first:last] = new
        after = "\n".join(lines)
        read, problems = parse_document(after, "")
        if read is not None and not problems and _same(read.value, aim):
            return after
    return article_text(aim)


class _Lines(list[str]):
    """A file's lines; `quiet` are the numbers of those that say nothing: they are empty, or hold a comment alone."""

    def __init__(self, text: str) -> None:
        super().__init__(text.split("\n"))
        remarks = {number - 1 for number, _ in comments(text)}  # of a text over several lines none is a comment
        self.quiet = {
            n for n, line in enumerate(self) if not line.strip() or (line.lstrip()[0] == "#" and n in remarks)
        }

    def end(self, first: int, limit: int) -> int:
        """Behind the last line before a limit that says something."""
        while limit > first + 1 and limit - 1 in self.quiet:
            limit -= 1
        return limit


def _changes(text: str, document: Document, aim: Article, *, by_key: bool) -> list[Change] | None:
    """What to change, key by key or claim by claim; None where the file is not laid out line by line."""
    lines = _Lines(text)
    changes: list[Change] = []
    if aim["source"] != document.value["source"]:
        changes += _source_changed(lines, document, aim)
    if not document.value["claims"] and aim["claims"]:
        first = document.place(("claims",), of_key=True).line - 1
        if not re.fullmatch(r"claims:(?: *\[\])? *(#.*)?", lines[first]):
            return None
        new_claims = [line for claim in aim["claims"] for line in claim_lines(claim)]
        return [*changes, (first, first + 1, [f"claims:{_beside(lines[first])}", *new_claims])]
    blocks = _blocks(lines, document)
    if blocks is None:
        return None if document.value["claims"] else changes
    indent = " " * (document.place(("claims", 0)).column - 3)
    will = {claim["id"]: claim for claim in aim["claims"]}
    at = blocks[0][0]  # where the next new claim goes
    gap = [""] if len(blocks) > 1 and not lines[blocks[1][0] - 1].strip() else []
    was = [claim["id"] for claim in document.value["claims"]]
    place = dict(zip(was, blocks, strict=True))
    index = {id_: number for number, id_ in enumerate(was)}
    new: dict[int, list[str]] = {}
    for id_, claim in will.items():
        if id_ not in place:
            new.setdefault(at, []).extend([*gap, *claim_lines(claim, indent)])
            continue
        at = place[id_][2]
        if claim != document.value["claims"][index[id_]]:
            _, key, end = place[id_]
            by_keys = _keys_changed(lines, document.at("claims", index[id_]), claim, ORDER, end) if by_key else None
            anew = claim_lines(claim, indent)
            anew[0] += _beside(lines[key]) if end == key + 1 else ""
            changes += [(key, end, anew)] if by_keys is None else by_keys
    changes += [(place[id_][0], place[id_][2], []) for id_ in was if id_ not in will]
    # those that go in at one line are put there one after the other: the last comes first
    return [*((line, line, block) for line, block in new.items()), *changes]


def _source_changed(lines: _Lines, document: Document, aim: Article) -> list[Change]:
    """The changes of the source: key by key, or all of it where it stands on one line."""
    own, other = (document.place((key,), of_key=True).line - 1 for key in ("source", "claims"))
    limit = other if other > own else len(lines)
    changes = _keys_changed(lines, document.at("source"), aim["source"], SOURCE_ORDER, limit)
    if changes is not None:
        return changes
    keys = [f"  {entry(key, aim['source'][key])}" for key in ordered(aim["source"], SOURCE_ORDER)]
    return [(own, lines.end(own, limit), ["source:", *keys])]


def _blocks(lines: _Lines, document: Document) -> list[tuple[int, int, int]] | None:
    """Of each claim the lines of: the comments right above it, its first key, the end of what it says."""
    number = len(document.value["claims"])
    starts = [document.place(("claims", index))[1:] for index in range(number)]
    if not starts or any(lines[line - 1][: column - 1].strip() != "-" for line, column in starts):
        return None
    after_claims = [line - 1 for line, _ in keys_of(document.marks).values() if line > starts[-1][0]]
    limits = [*(line - 1 for line, _ in starts[1:]), min([*after_claims, len(lines)])]
    head = document.place(("claims",), of_key=True).line
    blocks: list[tuple[int, int, int]] = []
    for (line, _), limit in zip(starts, limits, strict=True):
        key = line - 1
        above = key
        while above > (blocks[-1][2] if blocks else head) and above - 1 in lines.quiet and lines[above - 1].strip():
            above -= 1
        blocks.append((above, key, lines.end(key, limit)))
    return blocks


def _keys_changed(
    lines: _Lines, mapping: Document, wanted: Mapping[str, Any], order: Sequence[str], end: int
) -> list[Change] | None:
    """The changes that make a mapping say what is wanted; None where its keys are not one a line."""
    places = sorted((place, key) for key, place in keys_of(mapping.marks).items())
    numbers = [line - 1 for (line, _), _ in places]
    column = places[0][0][1]
    if len(set(numbers)) < len(numbers) or any(place[1] != column for place, _ in places):
        return None
    heads = {key: lines[number][: column - 1] for number, (_, key) in zip(numbers, places, strict=True)}
    limits = [*numbers[1:], end]
    extents: dict[str, tuple[int, int]] = {}
    for number, limit, (_, key) in zip(numbers, limits, places, strict=True):
        extents[key] = number, lines.end(number, limit)
    changes: list[Change] = []
    for key, (first, last) in extents.items():
        if key not in wanted:
            if heads[key].strip():
                return None  # the dash of the claim stands before it
            changes.append((first, last, []))
        elif wanted[key] != mapping.value[key]:
            beside = _beside(lines[first]) if last == first + 1 else ""
            changes.append((first, last, [f"{heads[key]}{entry(key, wanted[key])}{beside}"]))
    names = ordered({*wanted, *extents}, order)
    for key in ordered(wanted.keys() - extents.keys(), order):
        before = [name for name in names[: names.index(key)] if name in extents]
        at = extents[before[-1]][1] if before else extents[places[0][1]][1]
        changes.append((at, at, [f"{' ' * (column - 1)}{entry(key, wanted[key])}"]))
    return _joined(changes)


def _joined(changes: list[Change]) -> list[Change]:
    """Lines that go in at one place, as one change: in the order given."""
    found: dict[tuple[int, int], list[str]] = {}
    for first, last, new in changes:
        found.setdefault((first, last), []).extend(new)
    return [(first, last, new) for (first, last), new in found.items()]


def _beside(line: str) -> str:
    """The comment at the end of a line, with the space before it."""
    found = [text for number, text in comments(f"{line}\n") if number == 1]
    if not found:
        return ""
    before = line[: len(line) - len(found[0])]
    return before[len(before.rstrip()) :] + found[0]


def comments(text: str) -> list[tuple[int, str]]:
    """The comments of YAML text with their lines, from 1: each # that no scalar holds."""
    lines = text.split("\n")
    try:
        for event in yaml.parse(text, _PARSER):
            if isinstance(event, yaml.ScalarEvent):
                _blank(lines, event.start_mark, event.end_mark, is_plain=not event.style)
    except yaml.YAMLError:
        return []
    found = ((number, _COMMENT.search(line)) for number, line in enumerate(lines, 1))
    return [(number, match[0].rstrip()) for number, match in found if match]


def _blank(lines: list[str], start: Any, end: Any, *, is_plain: bool) -> None:
    """Put x for what a scalar holds."""
    for number in range(start.line, min(end.line, len(lines) - 1) + 1):
        line = lines[number]
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(line)
        held = line[first:last]
        if is_plain:  # its end may stand behind the spaces that follow
            held = held.rstrip()
        lines[number] = f"{line[:first]}{'x' * len(held)}{line[first + len(held) :]}"


def lost_comments(before: str, after: str) -> tuple[tuple[int, str], ...]:
    """The comments of one text that another one has not: (line, text)."""
    left = Counter(text for _, text in comments(after))
    lost = []
    for line, text in comments(before):
        if left[text] > 0:
            left[text] -= 1
        else:
            lost.append((line, text))
    return tuple(lost)
