"""The language server with all that it answers: each request and notification of the protocol, and who handles it."""

from __future__ import annotations

from lsprotocol import types as lsp

from checker.editor.answers import completion, location, meaning
from checker.editor.navigation import definition, references
from checker.editor.quick_fixes import SHOW
from checker.editor.server import Server

WATCHED = ("**/*.{yaml,yml,txt}", "**/claims/**", "**/rules/**")
"""The files of which the editor is asked to report changes on disk."""


def make_server() -> Server:
    """The server, ready to be started on a stream. It holds no project before an editor opens one."""
    server = Server()
    _handle_start(server)
    _handle_files(server)
    _handle_completion_and_hover(server)
    _handle_navigation(server)
    _handle_quick_fixes(server)
    return server


def _handle_start(server: Server) -> None:
    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        server.rescan()
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is not None and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            name = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            await server.client_register_capability_async(
                lsp.RegistrationParams([lsp.Registration("checker-files", name, options)])
            )


def _handle_files(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.opens(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.edits(params.text_document.uri, document.source, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(_: lsp.DidSaveTextDocumentParams) -> None:
        server.rescan()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closes(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_files(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.rescan()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(_: lsp.DidChangeWorkspaceFoldersParams) -> None:
        server.rescan()


def _handle_completion_and_hover(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def on_hover(params: lsp.HoverParams) -> lsp.Hover | None:
        cursor = await server.cursor_at(params.text_document.uri, params.position)
        return meaning(cursor, server.coordinates) if cursor else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", ":", "[", "/"]))
    async def on_completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        cursor = await server.cursor_at(params.text_document.uri, params.position)
        return completion(cursor, server.coordinates) if cursor else []


def _handle_navigation(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        cursor = await server.cursor_at(params.text_document.uri, params.position)
        symbol = cursor.symbol() if cursor else None
        if cursor is None or symbol is None:
            return []
        mentions = definition(cursor.snapshot, symbol)
        return [location(cursor.snapshot, mention, server.coordinates) for mention in mentions]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def on_references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        cursor = await server.cursor_at(params.text_document.uri, params.position)
        symbol = cursor.symbol() if cursor else None
        if cursor is None or symbol is None:
            return []
        wants_definition = params.context.include_declaration
        mentions = [
            mention for mention in references(cursor.snapshot, symbol) if wants_definition or not mention.is_definition
        ]
        return [location(cursor.snapshot, mention, server.coordinates) for mention in mentions]


def _handle_quick_fixes(server: Server) -> None:
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
