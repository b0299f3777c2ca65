"""The language server: what the editor says and asks, and when a project is read and checked again.

All state belongs to the event loop. Reading and checking run in one thread beside it, so that an answer never waits for
a check; what is asked meanwhile is answered from the last snapshot.
"""

from __future__ import annotations

import asyncio
import gc
import os
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from checker import __version__
from checker.editor.actions import acceptance, corrected
from checker.editor.completion import offers
from checker.editor.diagnostics import Diagnoser, Shown, Told, in_no_project
from checker.editor.hover import hover
from checker.editor.navigation import Mention, Symbol, definition, home, references, symbol_at
from checker.editor.places import Span, Spot, Units, siblings, spot_at, typed_at
from checker.editor.project import LiveProject, Snapshot, StaleError, lines_in, project_root
from checker.engine.findings import Report
from checker.files.names import is_possible
from checker.files.yaml_reader import parse_document
from checker.files.yaml_writer import scalar
from checker.values.display import safe

DEBOUNCE = 0.08
"""Seconds without an edit after which a project is checked: less than a pause between words."""

SHOW = "checker.show"
WATCHED = ("**/*.{yaml,yml,txt}", "**/claims/**", "**/rules/**")


@dataclass(slots=True)
class OpenFile:
    """A file that is open in the editor, by the address that the editor gives it."""

    uri: str
    text: str
    version: int | None


@dataclass(slots=True)
class Desk:
    """A project at work: what is to be done, what has been found, what the editor has been told."""

    live: LiveProject
    diagnoser: Diagnoser
    look: bool = True
    edits: int = 0
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None
    report: Report | None = None
    found: Told = field(default_factory=dict)
    told: Told = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A place in a file of a project, as it is in the editor now."""

    snapshot: Snapshot
    file: Path
    lines: list[str]
    text: str
    line: int
    column: int

    def spot(self) -> Spot | None:
        document, _ = parse_document(self.text.removeprefix("\ufeff"), "")
        return spot_at(document, self.lines, self.line, self.column)

    def symbol(self) -> Symbol | None:
        spot = self.spot()
        kind, story, source = home(self.snapshot, self.file)
        return symbol_at(self.snapshot, kind, story, source, spot) if spot and kind else None


def path_of(uri: str) -> Path | None:
    """The file of an address; None if it is of something else, such as a text that was never saved, or too long."""
    path = uris.to_fs_path(uri)
    return Path(os.path.abspath(path)) if path and is_possible(path) else None


class Server(LanguageServer):
    """The projects whose files are open, and those that are folders of the workspace."""

    def __init__(self) -> None:
        super().__init__("checker", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desks: dict[Path, Desk] = {}
        self.opened: dict[Path, OpenFile] = {}
        self.strays: set[Path] = set()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")

    # --- files come and go

    def opens(self, uri: str, text: str, version: int | None) -> None:
        file = path_of(uri)
        if file is None:
            return
        self.opened[file] = OpenFile(uri, text, version)
        self.place(file)

    def edits(self, uri: str, text: str, version: int | None) -> None:
        file = path_of(uri)
        if file is None or file not in self.opened:
            return
        self.opened[file] = OpenFile(uri, text, version)
        root = project_root(file)
        if root is None:
            self.tell_stray(file)
        else:
            self.touch(root, look=False)

    def closes(self, uri: str) -> None:
        file = path_of(uri)
        if file is None or self.opened.pop(file, None) is None:
            return
        if file in self.strays:
            self.strays.discard(file)
            self.publish(uri, [])
        self.look_again()

    def place(self, file: Path) -> None:
        """Find the project of an open file, or say that it has none."""
        root = project_root(file)
        if root is None:
            self.tell_stray(file)
            return
        self.strays.discard(file)
        self.touch(root, look=True)

    def tell_stray(self, file: Path) -> None:
        self.strays.add(file)
        self.publish(self.opened[file].uri, in_no_project(self.opened[file].text))

    def look_again(self) -> None:
        """Files may have changed on disk, projects may have come or gone."""
        for folder in list((self.workspace.folders or {}).values()):
            path = path_of(folder.uri)
            if path is not None and (path / "claims").is_dir():
                self.touch(path, look=True)
        for file in list(self.opened):
            self.place(file)
        for root in list(self.desks):
            self.touch(root, look=True)

    # --- checking

    def touch(self, root: Path, *, look: bool) -> None:
        """Have a project checked, once it has been left alone for a moment."""
        desk = self.desks.setdefault(root, Desk(LiveProject(root), Diagnoser(self.shown)))
        desk.edits += 1
        desk.look = desk.look or look
        if desk.timer is not None:
            desk.timer.cancel()
        desk.timer = asyncio.get_running_loop().call_later(DEBOUNCE, self._start, desk)

    def _start(self, desk: Desk) -> None:
        desk.timer = None
        if desk.task is None or desk.task.done():
            desk.task = asyncio.get_running_loop().create_task(self._check(desk))
        # else that run finds itself stale, and begins anew

    async def _check(self, desk: Desk) -> None:
        while True:
            edits, look = desk.edits, desk.look
            desk.look = False
            root = desk.live.root
            unsaved = {file: opened.text for file, opened in self.opened.items() if project_root(file) == root}
            if not unsaved and not (root / "claims").is_dir():
                self._drop(root)
                return
            versions = {file: opened.version for file, opened in self.opened.items()}
            try:
                await asyncio.get_running_loop().run_in_executor(self._pool, self._run, desk, unsaved, look, edits)
            except StaleError:
                desk.look = desk.look or look
            except Exception:
                self.log(f"this is a bug in checker, not in your files; please report it:\n{traceback.format_exc()}")
                desk.live = LiveProject(desk.live.root)
                desk.look = True
                return
            if desk.edits == edits:
                self._tell(desk, unsaved, versions)
                return
            if desk.timer is not None:
                return  # it will start the next run

    def _drop(self, root: Path) -> None:
        """A project that is gone."""
        for file in self.desks.pop(root).told:
            self.publish(self.uri(file), [])

    def _run(self, desk: Desk, unsaved: dict[Path, str], look: bool, edits: int) -> None:
        """In the thread: read, check, and say what there is to show."""
        is_first = desk.live.snapshot is None
        snapshot = desk.live.update(unsaved, look=look, is_stale=lambda: desk.edits != edits and not is_first)
        if is_first:
            gc.freeze()  # the collector would walk all claims again and again
        report = snapshot.checked.report(date.today().toordinal())  # noqa: DTZ011  # the desk's own day
        desk.found = desk.diagnoser.diagnostics(snapshot, report)
        desk.report = report

    def _tell(self, desk: Desk, unsaved: dict[Path, str], versions: dict[Path, int | None]) -> None:
        found: Told = {**{file: [] for file in unsaved}, **desk.found}  # that there is nothing is news too
        for file in sorted(desk.told.keys() | found.keys()):
            if file not in desk.told or desk.told[file] != found.get(file, []):
                self.publish(self.uri(file), found.get(file, []), versions.get(file))
        desk.told = found

    # --- what the editor is told

    @property
    def shown(self) -> Shown:
        encoding = self.server_capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        return Shown(self.uri, Units(str(getattr(encoding, "value", encoding))))

    def uri(self, file: Path) -> str:
        opened = self.opened.get(file)
        return opened.uri if opened else uris.from_fs_path(str(file)) or ""

    def publish(self, uri: str, found: list[lsp.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def log(self, message: str) -> None:
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, message))

    # --- what the editor asks

    async def asked(self, uri: str, position: lsp.Position) -> Asked | None:
        """A place that the editor asks about; None where no project knows it."""
        file = path_of(uri)
        root = project_root(file) if file else None
        desk = self.desks.get(root) if root else None
        if file is None or desk is None or file not in self.opened:
            return None
        while desk.live.snapshot is None and (desk.timer is not None or (desk.task and not desk.task.done())):
            await asyncio.sleep(DEBOUNCE / 2)
        if desk.live.snapshot is None:
            return None
        text = self.opened[file].text
        lines = lines_in(text)
        return Asked(desk.live.snapshot, file, lines, text, *self.shown.place(lines, position))

    def location(self, asked: Asked, mention: Mention) -> lsp.Location:
        lines = asked.snapshot.lines(mention.file)
        return lsp.Location(self.uri(mention.file), self.shown.range(mention.span, lines))

    def hover(self, asked: Asked) -> lsp.Hover | None:
        spot = asked.spot()
        kind, story, source = home(asked.snapshot, asked.file)
        if spot is None or not kind:
            return None
        text = safe_lines(hover(asked.snapshot, kind, story, source, spot, siblings(asked.lines, asked.line)))
        if not text:
            return None
        span = self.shown.range(spot.span, asked.lines)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, text), span)

    def completion(self, asked: Asked) -> list[lsp.CompletionItem]:
        typed = typed_at(asked.lines, asked.line, asked.column)
        kind, story, source = home(asked.snapshot, asked.file)
        if typed is None or not kind:
            return []
        span = self.shown.range(Span(typed.span.line, typed.span.start, asked.column), asked.lines)
        found = offers(asked.snapshot, kind, story, source, typed, asked.lines)
        return [
            lsp.CompletionItem(
                label=safe(offer.label),
                kind=offer.kind,
                detail=safe(offer.detail) or None,
                sort_text=f"{number:05}",
                filter_text=offer.label,
                text_edit=lsp.TextEdit(span, offer.text or scalar(offer.label, in_brackets=typed.in_brackets)),
            )
            for number, offer in enumerate(found)
        ]

    def actions(self, uri: str, wanted: lsp.Range) -> list[lsp.CodeAction]:
        """The quick fixes for what is shown in a range."""
        file = path_of(uri)
        root = project_root(file) if file else None
        desk = self.desks.get(root) if root else None
        if file is None or desk is None or desk.live.snapshot is None:
            return []
        lines = lines_in(self.opened[file].text) if file in self.opened else desk.live.snapshot.lines(file)
        found: list[lsp.CodeAction] = []
        for shown in desk.told.get(file, []):
            if shown.range.start.line <= wanted.end.line and wanted.start.line <= shown.range.end.line:
                finding = shown.data.get("finding") if isinstance(shown.data, dict) else None
                action = self._accept(desk, shown, str(finding)) if finding else self._correct(uri, shown, lines)
                found += [action] if action else []
        return found

    def _correct(self, uri: str, shown: lsp.Diagnostic, lines: list[str]) -> lsp.CodeAction | None:
        line, start = self.shown.place(lines, shown.range.start)
        _, end = self.shown.place(lines, shown.range.end)
        edit = corrected(shown.message, lines[line], Span(line, start, end)) if line < len(lines) else None
        if edit is None:
            return None
        span, text = edit
        return lsp.CodeAction(
            title=safe(f"Write {text}"),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[shown],
            is_preferred=True,
            edit=lsp.WorkspaceEdit(changes={uri: [lsp.TextEdit(self.shown.range(span, lines), text)]}),
        )

    def _accept(self, desk: Desk, shown: lsp.Diagnostic, finding: str) -> lsp.CodeAction | None:
        snapshot, report = desk.live.snapshot, desk.report
        if snapshot is None or report is None or snapshot.corpus.problems:
            return None  # as with `checker accept`: mend the files first
        edit = acceptance(snapshot, report, finding, date.today().toordinal())  # noqa: DTZ011
        if edit is None:
            return None
        uri, lines = self.uri(edit.file), [] if edit.is_new else snapshot.lines(edit.file)
        end = lsp.Position(edit.last, 0)
        if edit.last == len(lines) and lines:
            end = lsp.Position(edit.last - 1, self.shown.units.of(lines[-1]))
        change = lsp.TextEdit(lsp.Range(lsp.Position(edit.first, 0), end), edit.text)
        cursor = lsp.Position(*edit.cursor)
        window = self.client_capabilities.window
        can_show = window is not None and window.show_document is not None and window.show_document.support
        show = lsp.Command("Write the reason", SHOW, arguments=[uri, cursor.line, cursor.character])
        return lsp.CodeAction(
            title=f"Accept ({shown.code}): write the reason into accepted.yaml",
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[shown],
            edit=self._edit(uri, change, is_new=edit.is_new),
            command=show if can_show else None,
        )

    def _edit(self, uri: str, change: lsp.TextEdit, *, is_new: bool) -> lsp.WorkspaceEdit:
        """A change of a file, which is made first where it is not there yet."""
        workspace = self.client_capabilities.workspace
        can = workspace.workspace_edit if workspace else None
        if can is None or not can.document_changes:
            return lsp.WorkspaceEdit(changes={uri: [change]})
        known = next((opened.version for opened in self.opened.values() if opened.uri == uri), None)
        document = lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=known)
        changes: list[Any] = [lsp.TextDocumentEdit(document, [change])]
        if is_new and lsp.ResourceOperationKind.Create in (can.resource_operations or ()):
            changes.insert(0, lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True)))
        return lsp.WorkspaceEdit(document_changes=changes)


def safe_lines(text: str) -> str:
    return "\n".join(safe(line) for line in text.split("\n") if line)


def make_server() -> Server:
    """The server with all that it answers."""
    server = Server()

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        server.look_again()
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is not None and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            name = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            await server.client_register_capability_async(
                lsp.RegistrationParams([lsp.Registration("checker-files", name, options)])
            )

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.opens(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.edits(params.text_document.uri, document.source, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(_: lsp.DidSaveTextDocumentParams) -> None:
        server.look_again()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closes(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_files(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.look_again()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(_: lsp.DidChangeWorkspaceFoldersParams) -> None:
        server.look_again()

    _answers(server)
    return server


def _answers(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def on_hover(params: lsp.HoverParams) -> lsp.Hover | None:
        asked = await server.asked(params.text_document.uri, params.position)
        return server.hover(asked) if asked else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", ":", "[", "/"]))
    async def on_completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        asked = await server.asked(params.text_document.uri, params.position)
        return server.completion(asked) if asked else []

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        asked = await server.asked(params.text_document.uri, params.position)
        symbol = asked.symbol() if asked else None
        if asked is None or symbol is None:
            return []
        return [server.location(asked, mention) for mention in definition(asked.snapshot, symbol)]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def on_references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        asked = await server.asked(params.text_document.uri, params.position)
        symbol = asked.symbol() if asked else None
        if asked is None or symbol is None:
            return []
        found = references(asked.snapshot, symbol)
        is_asked = params.context.include_declaration
        return [server.location(asked, mention) for mention in found if is_asked or not mention.is_definition]

    fixes = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, fixes)
    async def on_code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return server.actions(params.text_document.uri, params.range)

    @server.command(SHOW)
    async def show(uri: str, line: int, character: int) -> None:
        place = lsp.Position(line, character)
        await server.window_show_document_async(
            lsp.ShowDocumentParams(uri, take_focus=True, selection=lsp.Range(place, place))
        )
