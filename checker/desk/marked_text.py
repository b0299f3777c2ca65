"""An article's text in lines, with a mark at each figure, date and quote: what the page shows on the left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from checker.coding.marks import CODED, NO_CLAIM, TO_CODE, UNSURE, Mark
from checker.corpus.corpus import Claim
from checker.texts.mentions import FIGURES
from checker.texts.quotes import Searchable

CLASSES = {CODED: "coded", TO_CODE: "open", NO_CLAIM: "none", UNSURE: "unsure"}
TOLD = {
    "coded": "coded",
    "open": "to code",
    "none": "no claim",
    "unsure": "unsure",
    "conflict": "coded, in conflict",
    "aside": "taken for no figure",
}


class Spot(Struct, frozen=True, kw_only=True):
    """A marked part of the text: from `start` to `end`, in code points. `key` names it in addresses.

    `kind` is one of TOLD; `claims` are the ids of those that code it. `is_first` where a mark of several lines begins.
    """

    start: int
    end: int
    key: str
    kind: str
    claims: tuple[str, ...] = ()
    is_first: bool = True


class Piece(Struct, frozen=True, kw_only=True):
    """A piece of a line, marked or not."""

    text: str
    spot: Spot | None = None

    @property
    def told(self) -> str:
        """What a screen reader says of a mark."""
        return f"{self.text}, {TOLD[self.spot.kind]}" if self.spot else ""


class Line(Struct, frozen=True, kw_only=True):
    """A line of the text; `start` is where it begins, in code points."""

    start: int
    pieces: tuple[Piece, ...]


def spots_of(marks: Iterable[Mark], claims: Sequence[Claim], text: Searchable, conflicts: frozenset[str]) -> list[Spot]:
    """The marks, and the quotes of claims that no mark is of, in the order of the text; none within another."""
    spots = [_of_mark(mark, conflicts) for mark in marks]
    shown = {id_ for spot in spots for id_ in spot.claims}
    taken = sorted((spot.start, spot.end) for spot in spots)
    for claim in claims:
        if claim.quote and claim.id not in shown:
            kind = "conflict" if claim.id in conflicts else "coded"
            for start, end in text.find(claim.quote)[:1]:
                spots += _free_parts(start, end, taken, claim.id, kind)
                taken = sorted([*taken, (start, end)])
    return sorted(spots, key=lambda spot: spot.start)


def kind_of(mark: Mark) -> str:
    """How a mark is shown; what was taken for no figure, as an age is, stands aside."""
    is_by_itself = mark.state == NO_CLAIM and bool(mark.why)
    if is_by_itself or (mark.state == UNSURE and mark.mention.kind not in (*FIGURES, "vague")):
        return "aside"
    return CLASSES[mark.state]


def _of_mark(mark: Mark, conflicts: frozenset[str]) -> Spot:
    kind = "conflict" if conflicts.intersection(mark.claims) else kind_of(mark)
    start, end = mark.mention.start, mark.mention.end
    return Spot(start=start, end=end, key=f"m{start}", kind=kind, claims=mark.claims)


def _free_parts(start: int, end: int, taken: Sequence[tuple[int, int]], id_: str, kind: str) -> Iterator[Spot]:
    """What of a quote no other mark has; its first part stands for all of it."""
    parts: list[tuple[int, int]] = []
    at = start
    for first, last in taken:
        if last <= at or first >= end:
            continue
        if first > at:
            parts.append((at, first))
        at = max(at, last)
    if at < end:
        parts.append((at, end))
    for number, (first, last) in enumerate(parts):
        yield Spot(start=first, end=last, key=f"c{id_}", kind=kind, claims=(id_,), is_first=number == 0)


def lines_of(text: str, spots: Sequence[Spot]) -> list[Line]:
    """The lines of a text that say something, with their marks. Each character stays one: places are counted by it."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append(Line(start=start, pieces=tuple(_pieces(text, start, end, spots))))
        start = end + 1
    return lines


def _pieces(text: str, start: int, end: int, spots: Sequence[Spot]) -> Iterator[Piece]:
    at = start
    for spot in spots:
        if spot.end <= at or spot.start >= end:
            continue
        if spot.start > at:
            yield Piece(text=shown(text[at : spot.start]))
        first, at = max(at, spot.start), min(spot.end, end)
        is_first = spot.is_first and first == spot.start
        part = Spot(start=first, end=at, key=spot.key, kind=spot.kind, claims=spot.claims, is_first=is_first)
        yield Piece(text=shown(text[first:at]), spot=part)
    if at < end:
        yield Piece(text=shown(text[at:end]))


def shown(text: str) -> str:
    """Text with a sign for each character that is none to see: controls, and marks of direction."""
    return "".join(char if char.isprintable() or char in " \t\u00a0" else "\ufffd" for char in text)
