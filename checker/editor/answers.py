"""What the editor asks of a place in a file: its meaning, what may be typed there, and where things are."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp
from msgspec import Struct

from checker.editor.completion import offers
from checker.editor.diagnostics import Coordinates
from checker.editor.hover import hover
from checker.editor.navigation import Mention, Role, Symbol, role_of, symbol_at
from checker.editor.places import Span, Spot, siblings, spot_at, typed_at
from checker.editor.project import Snapshot
from checker.files.yaml_reader import parse_document
from checker.files.yaml_writer import scalar
from checker.values.display import safe


class Cursor(Struct, frozen=True):
    """A place in a file of a project, as the file is in the editor now. Line and column start at 0."""

    snapshot: Snapshot
    file: Path
    lines: list[str]
    text: str
    line: int
    column: int

    @property
    def role(self) -> Role:
        return role_of(self.snapshot, self.file)

    def spot(self) -> Spot | None:
        """The key or value below the cursor; None between them."""
        document, _ = parse_document(self.text.removeprefix("\ufeff"), "")
        return spot_at(document, self.lines, self.line, self.column)

    def symbol(self) -> Symbol | None:
        """What the text below the cursor names; None if nothing."""
        spot = self.spot()
        return symbol_at(self.snapshot, self.role, spot) if spot and self.role.kind else None


def location(snapshot: Snapshot, mention: Mention, coordinates: Coordinates) -> lsp.Location:
    """Where a text that names something is, in the editor's terms."""
    lines = snapshot.lines(mention.file)
    return lsp.Location(coordinates.uri(mention.file), coordinates.range(mention.span, lines))


def meaning(cursor: Cursor, coordinates: Coordinates) -> lsp.Hover | None:
    """What the key or value below the cursor means; None if there is nothing to say."""
    spot = cursor.spot()
    if spot is None or not cursor.role.kind:
        return None
    text = _safe_lines(hover(cursor.snapshot, cursor.role, spot, siblings(cursor.lines, cursor.line)))
    if not text:
        return None
    span = coordinates.range(spot.span, cursor.lines)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, text), span)


def completion(cursor: Cursor, coordinates: Coordinates) -> list[lsp.CompletionItem]:
    """What may be typed at the cursor, in the order in which the editor is to show it."""
    typed = typed_at(cursor.lines, cursor.line, cursor.column)
    if typed is None or not cursor.role.kind:
        return []
    span = coordinates.range(Span(typed.span.line, typed.span.start, cursor.column), cursor.lines)
    return [
        lsp.CompletionItem(
            label=safe(offer.label),
            kind=offer.kind,
            detail=safe(offer.detail) or None,
            sort_text=f"{number:05}",
            filter_text=offer.label,
            text_edit=lsp.TextEdit(span, offer.text or scalar(offer.label, in_brackets=typed.in_brackets)),
        )
        for number, offer in enumerate(offers(cursor.snapshot, cursor.role, typed, cursor.lines))
    ]


def _safe_lines(text: str) -> str:
    return "\n".join(safe(line) for line in text.split("\n") if line)
