"""The language server as a whole, asked by a real client."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="drives the language server")

from lsprotocol import types as lsp  # noqa: E402
from pygls import uris  # noqa: E402

from tests.editor.stories import ARTICLE, COURIER, HERALD  # noqa: E402

pytestmark = pytest.mark.timeout(60)

DIAGNOSTICS = lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
if TYPE_CHECKING:  # the package need not be there
    Client = Any
else:
    Client = pytest_lsp.LanguageClient


def _client() -> Client:
    client = pytest_lsp.make_test_lsp_client()
    converter = client.protocol._converter

    def action(given: dict[str, Any], _: object) -> lsp.Command | lsp.CodeAction:
        # lsprotocol 2025.0 takes an action that has a command for a command
        kind = lsp.Command if isinstance(given.get("command"), str) else lsp.CodeAction
        return converter.structure(given, kind)

    converter.register_structure_hook(lsp.Command | lsp.CodeAction, action)

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(_: lsp.RegistrationParams) -> None:
        pass

    return client


SERVER = pytest_lsp.ClientServerConfig(server_command=[sys.executable, "-m", "checker", "lsp"], client_factory=_client)


@pytest_lsp.fixture(config=SERVER)
async def client(lsp_client: Client) -> AsyncIterator[None]:
    # a server for each test: what one leaves behind must not help the next
    yield
    await lsp_client.shutdown_session()


async def _begin(client: Client, *folders: Path, editor: str = "visual_studio_code") -> lsp.InitializeResult:
    return await client.initialize_session(
        lsp.InitializeParams(
            capabilities=pytest_lsp.client_capabilities(editor),
            workspace_folders=[lsp.WorkspaceFolder(_uri(folder), folder.name) for folder in folders],
        )
    )


def _uri(file: Path) -> str:
    return uris.from_fs_path(str(file)) or ""


def _open(client: Client, file: Path, text: str | None = None, uri: str = "") -> None:
    said = file.read_text(encoding="utf-8") if text is None else text
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri or _uri(file), "yaml", 1, said))
    )


def _type(client: Client, file: Path, text: str, version: int = 2) -> None:
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(uri=_uri(file), version=version),
            [lsp.TextDocumentContentChangeWholeDocument(text)],
        )
    )


def _changed(client: Client, file: Path, kind: lsp.FileChangeType) -> None:
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([lsp.FileEvent(_uri(file), kind)]))


def _messages(client: Client, file: Path) -> list[str]:
    return [shown.message for shown in client.diagnostics.get(_uri(file), ())]


async def _until(client: Client, file: Path, *parts: str, exactly: int | None = None) -> list[lsp.Diagnostic]:
    """Wait for what is shown of a file: messages that hold these parts; `exactly` so many."""

    def is_there() -> bool:
        said = _messages(client, file)
        known = _uri(file) in client.diagnostics
        return known and all(any(part in each for each in said) for part in parts) and exactly in (None, len(said))

    try:
        while not is_there():
            await asyncio.wait_for(client.wait_for_notification(DIAGNOSTICS), 20)
    except TimeoutError:
        raise AssertionError(f"expected {parts}, {exactly}; shown: {_messages(client, file)}") from None
    return list(client.diagnostics[_uri(file)])


@pytest.mark.asyncio
@pytest.mark.parametrize("editor", ["visual_studio_code", "neovim"])
async def test_disagreements_show_while_typing(client: Client, project: Path, editor: str) -> None:
    await _begin(client, project, editor=editor)
    courier, herald = (project / "claims" / "flood" / f"{name}.yaml" for name in ("courier", "herald"))
    _open(client, courier)
    (shown,) = [d for d in await _until(client, courier, "has 7 (4 May)") if d.code == "sources-disagree"]
    assert (shown.source, shown.severity) == ("checker", lsp.DiagnosticSeverity.Error)
    assert shown.message.startswith("People killed – first-team: ")
    assert shown.message.endswith(", 4 apart")
    assert shown.range == lsp.Range(lsp.Position(5, 11), lsp.Position(5, 12))
    (other,) = shown.related_information or ()
    assert other.location.uri == _uri(herald)
    assert other.message.casefold() == "the orlava herald: people killed – first-team: 7 (4 may)"
    await _until(client, herald, "4 apart")  # the other end, in a file that is not open
    _type(client, courier, COURIER.replace("value: 3", "value: 7"))
    await _until(client, courier, exactly=0)
    await _until(client, herald, exactly=0)
    assert courier.read_text() == COURIER  # nothing was saved
    _type(client, courier, COURIER.replace("killed", "kiled"), 3)
    (problem,) = await _until(client, courier, "did you mean 'killed'")
    assert (problem.range.start, problem.range.end) == (lsp.Position(4, 14), lsp.Position(4, 19))
    _type(client, courier, COURIER, 4)
    await _until(client, courier, "has 7 (4 May)", exactly=1)
    _type(client, courier, COURIER + "  - {id: [\n", 5)
    await _until(client, courier, "not valid YAML", "has 7 (4 May)")


@pytest.mark.asyncio
@pytest.mark.parametrize("editor", ["visual_studio_code", "neovim"])
async def test_columns_with_emoji(client: Client, project: Path, editor: str) -> None:
    """UTF-16 unless the editor takes UTF-8: a wave is two units of the one and four of the other."""
    result = await _begin(client, project, editor=editor)
    units = {"visual_studio_code": "utf-16", "neovim": "utf-8"}[editor]
    assert result.capabilities.position_encoding == units
    file = project / "claims" / "flood" / "new.yaml"
    line = "  - {id: new, quote: тринадцать 🌊, value: 9, subject: first-team, property: killed}"
    _open(client, file, f"source: {{publisher: Пост, published: 2031-05-04}}\nclaims:\n{line}\n")

    def column(text: str) -> int:
        before = line.partition(text)[0]
        return len(before.encode()) if units == "utf-8" else len(before.encode("utf-16-le")) // 2

    shown = (await _until(client, file, "has 9"))[0]
    assert (shown.range.start, shown.range.end) == (
        lsp.Position(2, column("9, ")),
        lsp.Position(2, column(", subject")),
    )
    at = column("team, property")
    found = await client.text_document_definition_async(
        lsp.DefinitionParams(lsp.TextDocumentIdentifier(_uri(file)), lsp.Position(2, at))
    )
    assert [(place.uri, place.range.start.line) for place in found or ()] == [
        (_uri(file.with_name("entities.yaml")), 1)
    ]


@pytest.mark.asyncio
async def test_what_the_editor_asks(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier)
    here = lsp.TextDocumentIdentifier(_uri(courier))
    hovered = await client.text_document_hover_async(lsp.HoverParams(here, lsp.Position(10, 14)))
    assert hovered is not None
    assert isinstance(hovered.contents, lsp.MarkupContent)
    assert hovered.contents == lsp.MarkupContent(lsp.MarkupKind.PlainText, "about 1,900 is 1,805 to 1,995 (person)")
    places = await client.text_document_references_async(
        lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=False), here, lsp.Position(3, 15))
    )
    assert len(places or ()) == 3
    _type(client, courier, COURIER + "  - id: new\n    subject: the m\n    value: [\n")
    offered = await client.text_document_completion_async(lsp.CompletionParams(here, lsp.Position(14, 18)))
    assert isinstance(offered, list)
    mission = next(item for item in offered if item.label == "the mission")
    assert mission.text_edit == lsp.TextEdit(lsp.Range(lsp.Position(14, 13), lsp.Position(14, 18)), "the mission")


async def _actions(client: Client, file: Path, line: int) -> list[lsp.CodeAction]:
    place = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 20))
    found = await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(_uri(file)), place, lsp.CodeActionContext([]))
    )
    return [action for action in found or () if isinstance(action, lsp.CodeAction)]


@pytest.mark.asyncio
async def test_quick_fixes(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier, COURIER.replace("first-team", "first-taem"))
    await _until(client, courier, "did you mean")
    (fix,) = await _actions(client, courier, 3)
    assert fix.edit is not None
    (change,) = (fix.edit.changes or {})[_uri(courier)]
    assert (change.range.start, change.new_text) == (lsp.Position(3, 13), "first-team")
    _type(client, courier, COURIER)
    await _until(client, courier, "has 7 (4 May)", exactly=1)
    (accept,) = await _actions(client, courier, 5)
    assert accept.edit is not None
    created, edit = accept.edit.document_changes or ()
    assert isinstance(created, lsp.CreateFile)
    assert isinstance(edit, lsp.TextDocumentEdit)
    assert isinstance(edit.edits[0], lsp.TextEdit)
    text = edit.edits[0].new_text
    assert accept.command is not None
    client.workspace_execute_command(lsp.ExecuteCommandParams(accept.command.command, accept.command.arguments))
    accepted = project / "accepted.yaml"
    _open(client, accepted, text)
    await _until(client, accepted, "expected a value")
    await _until(client, courier, "4 apart")
    assert (await _actions(client, courier, 5)) == []  # first what is wrong is to be corrected
    _type(client, accepted, text.replace('reason: ""', 'reason: "The desk is asking."'))
    await _until(client, accepted, exactly=0)
    (shown,) = await _until(client, courier, "accepted: The desk is asking.")
    assert shown.severity == lsp.DiagnosticSeverity.Hint
    assert [document.uri for document in client.shown_documents] == [_uri(accepted)]
    _type(client, courier, COURIER.replace("value: 3", "value: 7"), 3)
    await _until(client, accepted, "checker prune")


@pytest.mark.asyncio
async def test_files_change_outside_the_editor(client: Client, project: Path) -> None:
    await _begin(client, project)
    story = project / "claims" / "flood"
    courier, herald, post = (story / f"{name}.yaml" for name in ("courier", "herald", "post"))
    await _until(client, courier, "has 7 (4 May)")
    post.write_text(HERALD.replace("value: 7", "value: 9").replace("Orlava Herald", "Valley Post"))
    _changed(client, post, lsp.FileChangeType.Created)
    await _until(client, post, "has 9 (4 May)")
    herald.rename(story / "tribune.yaml")
    _changed(client, herald, lsp.FileChangeType.Deleted)
    await _until(client, story / "tribune.yaml", "apart")
    await _until(client, herald, exactly=0)
    (story / "tribune.yaml").unlink()
    post.unlink()
    _changed(client, story, lsp.FileChangeType.Deleted)
    await _until(client, courier, exactly=0)
    shutil.rmtree(project / "claims")
    (project / "claims").mkdir()
    _changed(client, project / "claims", lsp.FileChangeType.Changed)
    await _until(client, project / "claims", "no articles")
    (project / "claims").rmdir()
    _changed(client, project / "claims", lsp.FileChangeType.Deleted)
    await _until(client, project / "claims", exactly=0)


@pytest.mark.asyncio
async def test_several_projects_and_none(client: Client, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(project, other)
    await _begin(client, tmp_path)  # a folder that is itself no project
    stray = tmp_path / "stray.yaml"
    _open(client, stray, COURIER)
    await _until(client, stray, "in no project")
    _open(client, tmp_path / "build.yaml", "on: push\n")
    await _until(client, tmp_path / "build.yaml", exactly=0)
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem("untitled:Untitled-1", "yaml", 1, COURIER))
    )
    _open(client, project / ARTICLE)
    _open(client, other / ARTICLE, COURIER.replace("value: 3", "value: 7"))
    await _until(client, project / ARTICLE, "has 7 (4 May)")
    await _until(client, other / ARTICLE, exactly=0)
    place = lsp.Position(3, 15)
    assert (
        await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(_uri(stray)), place)) is None
    )
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(stray))))
    await _until(client, stray, exactly=0)
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(other / ARTICLE))))
    await _until(client, other / ARTICLE, "has 7 (4 May)")  # as it is on disk


@pytest.mark.asyncio
async def test_the_editors_own_addresses_are_kept(client: Client, project: Path) -> None:
    """An editor may escape more or less than others do; what is shown must go to the address that it knows."""
    await _begin(client, project)
    file = project / ARTICLE
    odd = _uri(file).replace("/claims/", "/%63laims/")
    _open(client, file, uri=odd)
    while not client.diagnostics.get(odd):
        await asyncio.wait_for(client.wait_for_notification(DIAGNOSTICS), 20)
    assert "has 7 (4 May)" in client.diagnostics[odd][0].message


@pytest.mark.asyncio
async def test_broken_files_of_every_kind_leave_the_server_alive(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier)
    await _until(client, courier, "has 7 (4 May)")
    story = courier.parent
    files = [
        courier,
        story / "entities.yaml",
        project / "rules" / "properties.yaml",
        project / "rules" / "hedges.yaml",
        project / "rules" / "part-exceeds-whole.yaml",
        project / "accepted.yaml",
    ]
    bad = [
        "",
        "[",
        "- 1\n",
        "a: {",
        "claims: {}\n",
        "x: &a [*a]\n",
        "\x00",
        "source:\n  - \n",
        "\u2028x: [1\n",
        "é: 🌊 |\n",
    ]
    for file in files:
        _open(client, file, bad[0])
        for number, text in enumerate(bad):
            _type(client, file, text, number + 2)
            for line, column in ((0, 0), (0, 3), (7, 9)):
                place = lsp.Position(line, column)
                here = lsp.TextDocumentIdentifier(_uri(file))
                await client.text_document_completion_async(lsp.CompletionParams(here, place))
                await client.text_document_hover_async(lsp.HoverParams(here, place))
                await client.text_document_definition_async(lsp.DefinitionParams(here, place))
            await _actions(client, file, 0)
        await _until(client, file)
        client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(file))))
    await _until(client, courier, "has 7 (4 May)", exactly=1)
    assert not [message for message in client.log_messages if "bug" in message.message]
