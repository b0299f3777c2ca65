"""Where in a claims file a claim goes, and which lines it takes with it when it is taken out.

A draft of `checker new` holds suggestions as comments, each under the place of its figure in the text: a claim that is
coded from one takes its place, as it does where a person takes off the comment marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from checker.coding.draft import DATES_NOT_READ, INTRODUCTION, NOT_ENGLISH
from checker.exchange.drafts import ORDER, ordered
from checker.exchange.layout import claim_lines
from checker.files.yaml_edit import Splice, line_end
from checker.files.yaml_spans import Span
from checker.files.yaml_writer import flow, scalar
from checker.texts.quotes import Searchable

Spot = tuple[int, int]
"""Line and column in the article's text, from 1."""

_HEADER = re.compile(r'\s*# # (\d+):(\d+) "')
WIDEST = 120
_ROW = re.compile(r"\s*# (?:- id:|  [a-z_]+:)")
_INTRODUCTION = frozenset((*INTRODUCTION, DATES_NOT_READ, NOT_ENGLISH))


class Suggested(Struct, frozen=True):
    """A suggestion of a draft: the lines (0-based, the last not among them) and the place in the text."""

    first: int
    last: int
    spot: Spot


def suggested_in(lines: Sequence[str]) -> list[Suggested]:
    """The commented suggestions of a draft."""
    found = []
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None or number + 1 >= len(lines) or not _ROW.match(lines[number + 1]):
            continue
        last = number + 1
        while last < len(lines) and _ROW.match(lines[last]):
            last += 1
        found.append(Suggested(number, last, (int(header[1]), int(header[2]))))
    return found


class Layout(Struct, frozen=True):
    """A claims file as lines (without their ends), with the lines of its claims: from the first comment right above
    one, its dash, behind its last line."""

    text: str
    lines: list[str]
    claims: list[tuple[int, int, int]]
    head: int

    @classmethod
    def of(cls, text: str, root: Span, quiet: set[int]) -> Layout:
        """`quiet` are the lines that hold nothing but a comment."""
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        head = _line_of(text, root.keys["claims"].start)
        items = root.parts["claims"]
        claims: list[tuple[int, int, int]] = []
        for index in range(len(items.parts) if items.is_list and not items.is_flow else 0):
            dash, end = _line_of(text, items.parts[index].start), _line_of(text, items.parts[index].end) + 1
            top, above = dash, claims[-1][2] if claims else head + 1
            while top > above and top - 1 in quiet and not _is_of_suggestion(lines[top - 1]):
                top -= 1
            claims.append((top, dash, end))
        return cls(text, lines, claims, head)

    @property
    def gap(self) -> list[str]:
        """The empty line between claims, where the file has one."""
        if len(self.claims) > 1:
            return [""] if not self.lines[self.claims[1][0] - 1].strip() else []
        has_gap = bool(suggested_in(self.lines)) or (self.head > 0 and not self.lines[self.head - 1].strip())
        return [""] if has_gap else []


def _is_of_suggestion(line: str) -> bool:
    return bool(_ROW.match(line) or _HEADER.match(line)) or line in _INTRODUCTION


def is_of_draft(comment: str) -> bool:
    """Whether a comment is one that `checker new` wrote: nobody misses it once its claim is coded."""
    return bool(_ROW.match(comment) or _HEADER.match(comment)) or f"  {comment}" in _INTRODUCTION


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at)


# --- adding ----------------------------------------------------------------------------------------


def claim_added(layout: Layout, root: Span, at: int, claim: Mapping[str, Any], spot: Spot | None) -> list[Splice]:
    """A claim put in as the one of number `at`; in place of the suggestion for a spot of the text, if there is one."""
    items = root.parts["claims"]
    if items.parts and items.is_flow:
        return [_into_flow(layout.text, items, at, claim)]
    emptied = [] if items.parts else _opened(root)
    new = _new_lines(layout, items, at, claim)
    suggestions = suggested_in(layout.lines)
    here = [each for each in suggestions if each.spot == spot]
    if here and _is_between(here[0], layout.claims, at):
        splices = [_replaced(layout, here[0].first, here[0].last, new)]
        return emptied + splices + (_introduction_out(layout) if len(suggestions) == 1 else [])
    return [*emptied, _inserted(layout, suggestions, at, new, spot)]


def _opened(root: Span) -> list[Splice]:
    """`claims: []` becomes `claims:`."""
    key, items = root.keys["claims"], root.parts["claims"]
    return [(key.end, items.end, ":")] if items.end > key.end + 1 else []


def _new_lines(layout: Layout, items: Span, at: int, claim: Mapping[str, Any]) -> list[str]:
    if not items.parts:
        return claim_lines(claim)
    number = _model_for(items, at, claim, layout)
    head = re.match(r"(\s*)-(\s+)", layout.lines[layout.claims[number][1]])
    indent, pad = (head[1], head[2]) if head is not None else ("  ", " ")
    in_braces = f"{indent}-{pad}{flow({key: claim[key] for key in ordered(claim, ORDER)})}"
    widest = _widest_in_braces(items, layout)
    if items.parts[number].is_flow if widest is None else len(in_braces) <= widest:
        return [in_braces]
    plain = [line[2:] for line in claim_lines(claim, "")]
    return [f"{indent}{f'-{pad}' if not number else f' {pad}'}{line}" for number, line in enumerate(plain)]


def _widest_in_braces(items: Span, layout: Layout) -> int | None:
    """How long a claim on one line may be, in a file that has the short ones in braces and the long ones not."""
    spans = [items.parts[index] for index in range(len(items.parts))]
    short = [_width(span, layout) for span in spans if span.is_flow]
    long = [_width(span, layout) for span in spans if not span.is_flow]
    if not short:
        return None
    longest = max(short)
    if not long:
        return max(WIDEST, longest)
    if longest >= min(long):
        return None
    return WIDEST if longest <= WIDEST < min(long) else longest


def _width(claim: Span, layout: Layout) -> int:
    """How long a claim is, or is about, on one line."""
    written = layout.text[claim.start : claim.end]
    lines = written.splitlines()
    indent = claim.start - layout.text.rfind("\n", 0, claim.start) - 1
    if claim.is_flow:
        return indent + (len(written) if len(lines) == 1 else WIDEST + 1)
    return indent + 2 + sum(len(line.split("  #")[0].strip()) for line in lines) + 2 * (len(lines) - 1)


def _model_for(items: Span, at: int, claim: Mapping[str, Any], layout: Layout) -> int:
    """The number of the claim whose style a new one follows: the nearest of its property, else the one before it."""
    wanted = f"property: {scalar(claim.get('property', ''))}"
    spans = [items.parts[index] for index in range(len(items.parts))]
    same = [n for n, span in enumerate(spans) if wanted in layout.text[span.start : span.end]]
    return min(same, key=lambda number: (abs(number - at + 0.5), number), default=max(0, at - 1))


def _is_between(suggestion: Suggested, claims: Sequence[tuple[int, int, int]], at: int) -> bool:
    is_behind = at == 0 or claims[at - 1][2] <= suggestion.first
    return is_behind and (at == len(claims) or suggestion.last <= claims[at][0])


def _inserted(
    layout: Layout, suggestions: Sequence[Suggested], at: int, new: Sequence[str], spot: Spot | None
) -> Splice:
    if at == 0 and layout.claims:
        top = layout.claims[0][0]
        return _put_before(layout, top, [*new, *layout.gap])
    behind = layout.claims[at - 1][2] if at else _below_head(layout)
    if spot is not None:
        behind = _behind_suggestions(layout, suggestions, behind, at, spot)
    return _put_before(layout, behind, [*(layout.gap if at or suggestions else []), *new])


def _behind_suggestions(layout: Layout, suggestions: Sequence[Suggested], behind: int, at: int, spot: Spot) -> int:
    """The line below the suggestions for earlier spots that stand between a line and the claim of number `at`."""
    end = layout.claims[at][0] if at < len(layout.claims) else len(layout.lines)
    for each in suggestions:
        if behind <= each.first and each.last <= end and each.spot < spot:
            behind = each.last
    return behind


def _below_head(layout: Layout) -> int:
    below = layout.head + 1
    while below < len(layout.lines) and _is_introduction(layout, below):
        below += 1
    return below


def _is_introduction(layout: Layout, number: int) -> bool:
    return layout.lines[number] in _INTRODUCTION


def _put_before(layout: Layout, number: int, new: Sequence[str]) -> Splice:
    """Lines put in before the line of a number: behind the end of the one above it."""
    end = line_end(layout.text)
    at = _end(layout, number - 1)
    return at, at, "".join(f"{end}{line}" for line in new)


def _replaced(layout: Layout, first: int, last: int, new: Sequence[str]) -> Splice:
    return _start(layout, first), _end(layout, last - 1), line_end(layout.text).join(new)


def _introduction_out(layout: Layout) -> list[Splice]:
    """The lines that introduce suggestions, where the last of those is gone."""
    numbers = [number for number in range(len(layout.lines)) if _is_introduction(layout, number)]
    return [(_end(layout, number - 1), _end(layout, number), "") for number in numbers]


def suggestion_removed(layout: Layout, spot: Spot) -> list[Splice]:
    """A suggestion taken out, with the empty line above it."""
    suggestions = suggested_in(layout.lines)
    here = [each for each in suggestions if each.spot == spot]
    if not here:
        return []
    first = here[0].first
    if not layout.lines[first - 1].strip():
        first -= 1
    splices = [(_end(layout, first - 1), _end(layout, here[0].last - 1), "")]
    return splices + (_introduction_out(layout) if len(suggestions) == 1 else [])


def _start(layout: Layout, number: int) -> int:
    return sum(len(line) + 1 for line in layout.text.split("\n")[:number])


def _end(layout: Layout, number: int) -> int:
    """Behind the last sign of a line, before its end."""
    return _start(layout, number) + len(layout.lines[number])


def _into_flow(text: str, items: Span, at: int, claim: Mapping[str, Any]) -> Splice:
    new = flow({key: claim[key] for key in ordered(claim, ORDER)})
    spans = [items.parts[index] for index in range(len(items.parts))]
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    plain = [gap for gap in gaps if re.fullmatch(r",\s+", gap)]
    gap = plain[-1] if plain else ", "
    if at == 0:
        return spans[0].start, spans[0].start, f"{new}{gap}"
    return spans[at - 1].end, spans[at - 1].end, f"{gap}{new}"


# --- taking out ------------------------------------------------------------------------------------


def claim_removed(layout: Layout, root: Span, at: int) -> list[Splice]:
    """A claim taken out, with the comments right above it and the empty line that parted it from the one before."""
    items = root.parts["claims"]
    if items.is_flow:
        return [_out_of_flow(items, at)]
    top, _, last = layout.claims[at]
    if len(layout.claims) == 1:
        key = root.keys["claims"].end
        return [(key, key + 1, ": []"), (_end(layout, top - 1), _end(layout, last - 1), "")]
    if at and not layout.lines[top - 1].strip():
        top -= 1
    elif not at and layout.gap and last < len(layout.lines) and not layout.lines[last].strip():
        last += 1
    return [(_end(layout, top - 1), _end(layout, last - 1), "")]


def _out_of_flow(items: Span, at: int) -> Splice:
    spans = [items.parts[index] for index in range(len(items.parts))]
    if at + 1 < len(spans):
        return spans[at].start, spans[at + 1].start, ""
    return (spans[at - 1].end if at else spans[at].start), spans[at].end, ""


# --- the order of the text -------------------------------------------------------------------------


def place_in_order(claims: Sequence[Mapping[str, Any]], claim: Mapping[str, Any], article_text: str) -> int:
    """The number that a further claim gets: where fewest claims stand on the wrong side of it, in the text's order.

    Without its quote in the text it comes last.
    """
    searchable = Searchable(article_text)
    own = _at(searchable, claim)
    if own is None:
        return len(claims)
    places = [_at(searchable, other) for other in claims]
    best, least = len(claims), None
    for number in range(len(claims), -1, -1):
        before = sum(place is not None and place > own for place in places[:number])
        behind = sum(place is not None and place <= own for place in places[number:])
        if least is None or before + behind < least:
            best, least = number, before + behind
    return best


def _at(searchable: Searchable, claim: Mapping[str, Any]) -> int | None:
    quote = claim.get("quote")
    found = searchable.find(quote) if isinstance(quote, str) else []
    return found[0][0] if found else None
