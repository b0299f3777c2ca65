"""The quick fixes of what is shown in a range, as the editor's actions: correct a word, accept a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lsprotocol import types as lsp
from msgspec import Struct

from checker.baseline.review import Review
from checker.editor.actions import Edit, acceptance, corrected
from checker.editor.diagnostics import Coordinates
from checker.editor.places import Span
from checker.editor.project import Snapshot
from checker.values.display import safe

SHOW = "checker.show"
"""The command by which a quick fix puts the cursor where the reason goes."""


class QuickFixes(Struct, frozen=True, kw_only=True):
    """What quick fixes rest on: a project and its review, and what the editor can do.

    `version_of` gives the version of an open file by its address, None for one that is not open.
    """

    snapshot: Snapshot
    review: Review | None
    today: int
    coordinates: Coordinates
    capabilities: lsp.ClientCapabilities
    version_of: Callable[[str], int | None]

    def of(
        self, uri: str, diagnostics: Iterable[lsp.Diagnostic], lines: list[str], wanted: lsp.Range
    ) -> Iterator[lsp.CodeAction]:
        """The fixes for those diagnostics of a file that a range of lines meets."""
        for diagnostic in diagnostics:
            place = diagnostic.range
            if place.start.line <= wanted.end.line and wanted.start.line <= place.end.line:
                finding = diagnostic.data.get("finding") if isinstance(diagnostic.data, dict) else None
                fix = self._accept(diagnostic, str(finding)) if finding else self._correct(uri, diagnostic, lines)
                if fix is not None:
                    yield fix

    def _correct(self, uri: str, diagnostic: lsp.Diagnostic, lines: list[str]) -> lsp.CodeAction | None:
        line, start = self.coordinates.place(lines, diagnostic.range.start)
        _, end = self.coordinates.place(lines, diagnostic.range.end)
        edit = corrected(diagnostic.message, lines[line], Span(line, start, end)) if line < len(lines) else None
        if edit is None:
            return None
        span, text = edit
        return lsp.CodeAction(
            title=safe(f"Write {text}"),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=True,
            edit=lsp.WorkspaceEdit(changes={uri: [lsp.TextEdit(self.coordinates.range(span, lines), text)]}),
        )

    def _accept(self, diagnostic: lsp.Diagnostic, finding: str) -> lsp.CodeAction | None:
        if self.review is None or self.snapshot.corpus.problems:
            return None  # as with `checker accept`: mend the files first
        edit = acceptance(self.snapshot, self.review, finding, self.today)
        if edit is None:
            return None
        uri = self.coordinates.uri(edit.file)
        row, column = edit.cursor
        show = lsp.Command("Write the reason", SHOW, arguments=[uri, row, column])
        return lsp.CodeAction(
            title=f"Accept ({diagnostic.code}): write the reason into accepted.yaml",
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=self._workspace_edit(uri, self._text_edit(edit), is_new=edit.is_new),
            command=show if self._can_show() else None,
        )

    def _text_edit(self, edit: Edit) -> lsp.TextEdit:
        lines = [] if edit.is_new else self.snapshot.lines(edit.file)
        end = lsp.Position(edit.last, 0)
        if edit.last == len(lines) and lines:
            end = lsp.Position(edit.last - 1, self.coordinates.units.of(lines[-1]))
        return lsp.TextEdit(lsp.Range(lsp.Position(edit.first, 0), end), edit.text)

    def _can_show(self) -> bool:
        window = self.capabilities.window
        return bool(window and window.show_document and window.show_document.support)

    def _workspace_edit(self, uri: str, change: lsp.TextEdit, *, is_new: bool) -> lsp.WorkspaceEdit:
        """A change of a file, which is made first where it is not there yet."""
        workspace = self.capabilities.workspace
        can = workspace.workspace_edit if workspace else None
        if can is None or not can.document_changes:
            return lsp.WorkspaceEdit(changes={uri: [change]})
        document = lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=self.version_of(uri))
        changes: list[Any] = [lsp.TextDocumentEdit(document, [change])]
        if is_new and lsp.ResourceOperationKind.Create in (can.resource_operations or ()):
            changes.insert(0, lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True)))
        return lsp.WorkspaceEdit(document_changes=changes)
