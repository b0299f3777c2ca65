"""YAML text with one thing changed: all else stays as a person wrote it, comments, quotes, order and line ends.

Each function says which signs give way to which others; `spliced` puts them in. What a file says is written as the file
has it: within { } and [ ] where it stands there, else one key a line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import yaml

from checker.files.yaml_spans import MARK, Span, spans_of
from checker.files.yaml_writer import flow, in_braces, key_written, quoted, scalar

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")

Splice = tuple[int, int, str]
"""From, to (not among them), and what takes their place."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all of it done; no two may overlap."""
    for start, end, new in sorted(splices, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def line_end(text: str) -> str:
    """The line end that a text has: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def written(value: Any, *, is_flow: bool) -> str:
    """A value on one line; True is a flag, all else is text, a list or a mapping."""
    if value is True:
        return "true"
    if isinstance(value, str):
        return in_braces(value) if is_flow else scalar(value)
    return flow(value)


# --- values and keys of a mapping ------------------------------------------------------------------


def value_set(text: str, mapping: Span, key: str, value: Any, order: Sequence[str]) -> list[Splice]:
    """A key with another value, or a further key, in its place of an order; those it does not know come last."""
    if key not in mapping.parts:
        return _key_inserted(text, mapping, key, value, order)
    old = mapping.parts[key]
    if old.start == old.end and text[old.start - 1 : old.start] == ":":
        return [(old.start, old.end, f" {written(value, is_flow=mapping.is_flow)}")]
    if old.is_list and not old.is_flow and isinstance(value, list | tuple) and value:
        return [_list_anew(text, old, value)]
    return [(old.start, old.end, _like(text, old, value, is_flow=mapping.is_flow))]


def _list_anew(text: str, old: Span, value: Sequence[Any]) -> Splice:
    """A list of one item a line, written as it was."""
    first = old.parts[0].start
    dash = _dash_before(text, first)
    between = f"{line_end(text)}{' ' * _column(text, dash)}{text[dash:first]}"
    return first, old.end, between.join(written(item, is_flow=False) for item in value)


def _like(text: str, old: Span, value: Any, *, is_flow: bool) -> str:
    """A value as the one that it takes the place of was written: in quotes where a person chose them."""
    new = written(value, is_flow=is_flow)
    if old.style in ("|", ">"):
        head = _COMMENT.search(text[old.start : text.find("\n", old.start)])
        return f"{new}  {head[0].rstrip()}" if head else new
    if not isinstance(value, str) or old.style not in ('"', "'") or new[:1] in ('"', "'"):
        return new
    said = yaml.safe_load(text[old.start : old.end]) if old.end > old.start else ""
    if not isinstance(said, str) or written(said, is_flow=is_flow)[:1] == '"':
        return new  # it had to be in quotes
    return quoted(value) if old.style == '"' else f"'{value.replace(chr(39), chr(39) * 2)}'"


def _key_inserted(text: str, mapping: Span, key: str, value: Any, order: Sequence[str]) -> list[Splice]:
    rank = {name: number for number, name in enumerate(order)}
    own = (rank.get(key, len(order)), key)
    before = [name for name in mapping.keys if (rank.get(name, len(order)), name) < own]
    new = f"{key_written(key)}: {written(value, is_flow=mapping.is_flow)}"
    if not mapping.keys:
        return [(mapping.start, mapping.end, f"{{{new}}}")]
    if mapping.is_flow:
        return [_flow_key(text, mapping, before, new)]
    first = min(span.start for span in mapping.keys.values())
    indent = " " * _column(text, first)
    if not before:
        return [(first, first, f"{new}{line_end(text)}{indent}")]
    # behind the last of those that come before it, wherever a person has put them
    last = max(before, key=lambda name: (rank.get(name, len(order)), name))
    at = _end_of_line(text, _end_of_entry(mapping, last))
    return [(at, at, f"{line_end(text)}{indent}{new}")]


def _flow_key(text: str, mapping: Span, before: Sequence[str], new: str) -> Splice:
    keys = list(mapping.keys)
    gaps = [text[_end_of_entry(mapping, a) : mapping.keys[b].start] for a, b in pairwise(keys)]
    plain = [gap for gap in gaps if re.fullmatch(r",\s+", gap)]
    gap = plain[-1] if plain else ", "
    if not before:
        first = mapping.keys[keys[0]].start
        return first, first, f"{new}{gap}"
    at = _end_of_entry(mapping, max(before, key=keys.index))
    return at, at, f"{gap}{new}"


def key_removed(text: str, mapping: Span, key: str) -> list[Splice]:
    """A mapping without a key, and without the comment beside it; one of its last key is left as it is."""
    keys = list(mapping.keys)
    if len(keys) < 2:
        return []
    number, start = keys.index(key), mapping.keys[key].start
    if mapping.is_flow:
        return _flow_key_removed(text, mapping, keys, number)
    line = _start_of_line(text, start)
    if text[line:start].strip():  # the dash of an item, or what it is a part of, stands before it
        following = mapping.keys[keys[number + 1]].start if number + 1 < len(keys) else start
        return [(start, following, "")]
    return [_lines_out(text, line, _end_of_line(text, _end_of_entry(mapping, key)))]


def _flow_key_removed(text: str, mapping: Span, keys: Sequence[str], number: int) -> list[Splice]:
    start = mapping.keys[keys[number]].start
    if number + 1 < len(keys):
        return [(start, mapping.keys[keys[number + 1]].start, "")]
    before, end = _end_of_entry(mapping, keys[number - 1]), _end_of_entry(mapping, keys[number])
    if "#" in text[before:start]:  # a comment beside the one before
        return [(start, end, "")]
    return [(before, end, "")]


def key_renamed(mapping: Span, key: str, new: str) -> list[Splice]:
    """A key under another name."""
    span = mapping.keys[key]
    name = in_braces(new) if mapping.is_flow else scalar(new)
    return [(span.start, span.end, name)]


def entry_added(text: str, key: str, value: Any) -> list[Splice]:
    """A further key of the outermost mapping, at the end of the text, on one line."""
    is_open = bool(text) and not text.endswith("\n")
    new = f"{scalar(key)}: {written(value, is_flow=False)}"
    return [(len(text), len(text), f"{line_end(text) if is_open else ''}{new}{line_end(text)}")]


def entry_sorted_in(text: str, mapping: Span | None, key: str, value: Any) -> list[Splice]:
    """A further key of the outermost mapping on one line of its own: behind those that come before it by name.

    So two branches that add different keys merge without a conflict, mostly.
    """
    before = [name for name in (mapping.keys if mapping is not None else ()) if name < key]
    if mapping is None or not mapping.keys:
        return entry_added(text, key, value)
    new = f"{scalar(key)}: {written(value, is_flow=False)}"
    if before:
        at = _end_of_line(text, _end_of_entry(mapping, max(before, key=lambda name: mapping.keys[name].start)))
        return [(at, at, f"{line_end(text)}{new}")]
    first = _start_of_line(text, min(span.start for span in mapping.keys.values()))
    return [(first, first, f"{new}{line_end(text)}")]


def entry_removed(text: str, mapping: Span, key: str) -> list[Splice]:
    """A key of the outermost mapping with all of its lines; the comments above it stay."""
    start = _start_of_line(text, mapping.keys[key].start)
    end = _end_of_line(text, _end_of_entry(mapping, key))
    return [_lines_out(text, start, end)]


def keys_set(
    text: str,
    path: tuple[str | int, ...],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    order: Sequence[str],
    flags: Collection[str] = (),
) -> str:
    """The text with a mapping at a path that says `new` where it said `old`; `flags` are keys that are true or not.

    Raises KeyError where there is no such mapping.
    """
    known = {key: number for number, key in enumerate(order)}
    for key in sorted({*old, *new}, key=lambda each: (known.get(each, len(known)), each)):
        if old.get(key) == new.get(key):
            continue
        mapping = root_of_text(text).at(*path)  # anew: each key moves what comes behind it
        if key in new:
            value = True if key in flags and new[key] == "true" else new[key]
            text = spliced(text, value_set(text, mapping, key, value, order))
        else:
            text = spliced(text, key_removed(text, mapping, key))
    return text


def texts_replaced(
    text: str,
    wanted: Mapping[tuple[str | int, ...], str],
    keys: Mapping[tuple[str | int, ...], str] | None = None,
) -> str:
    """The text with other texts at some paths, each written as the one before it was; `keys` are new names of keys."""
    root = root_of_text(text)
    splices: list[Splice] = []
    for path, value in wanted.items():
        parent, old = root.at(*path[:-1]), root.at(*path)
        splices.append((old.start, old.end, _like(text, old, value, is_flow=parent.is_flow)))
    for path, name in (keys or {}).items():
        splices += key_renamed(root.at(*path[:-1]), str(path[-1]), name)
    return spliced(text, splices)


def root_of_text(text: str) -> Span:
    """The spans of a text that holds something. Raises ValueError where it holds nothing."""
    root = spans_of(text)
    if root is None:
        raise ValueError("the text holds nothing")
    return root


# --- items of a list -------------------------------------------------------------------------------


def item_added(text: str, items: Span, value: Any) -> list[Splice]:
    """A further item at the end of a list."""
    if not items.parts:
        return [(items.start, items.end, f"[{flow(value)}]")]
    last = items.parts[len(items.parts) - 1]
    if items.is_flow:
        return [(last.end, last.end, f", {flow(value)}")]
    dash = _dash_before(text, last.start)
    at = _end_of_line(text, last.end)
    new = f"{line_end(text)}{' ' * _column(text, dash)}{text[dash : last.start]}{written(value, is_flow=False)}"
    return [(at, at, new)]


# --- lines -----------------------------------------------------------------------------------------


def _end_of_entry(mapping: Span, key: str) -> int:
    value = mapping.parts.get(key)
    return max(value.end if value is not None else 0, mapping.keys[key].end)


def _start_of_line(text: str, at: int) -> int:
    """Where the line of a place begins; the mark at the start of a text is no part of its first line."""
    return (text.rfind("\n", 0, at) + 1) or _first(text)


def _first(text: str) -> int:
    return len(MARK) if text.startswith(MARK) else 0


def _end_of_line(text: str, at: int) -> int:
    """Before the line end that follows a place."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > 0 and text[end - 1] == "\r" else end


def _column(text: str, at: int) -> int:
    return at - _start_of_line(text, at)


def _dash_before(text: str, at: int) -> int:
    """Where the dash of the item that begins at a place stands."""
    return text.rfind("-", _start_of_line(text, at), at)


def _lines_out(text: str, start: int, end: int) -> Splice:
    """Whole lines taken out, with the line end before them; with that behind them where they are the first."""
    if start > _first(text):
        return _end_of_line_before(text, start), end, ""
    behind = text.find("\n", end)
    return start, len(text) if behind < 0 else behind + 1, ""


def _end_of_line_before(text: str, start: int) -> int:
    """Where the line end before a line begins."""
    return start - 2 if text[max(0, start - 2) : start] == "\r\n" else start - 1
