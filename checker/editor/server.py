"""The language server: which files and projects are open, and when a project is read and checked again.

All state belongs to the event loop. Reading and checking run in one thread beside it, so that an answer never waits for
a check; what is asked meanwhile is answered from the last snapshot.
"""

from __future__ import annotations

import asyncio
import gc
import os
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp
from msgspec import Struct, field
from pygls import uris
from pygls.lsp.server import LanguageServer

from checker import __version__
from checker.baseline.review import Review
from checker.editor.answers import Cursor
from checker.editor.diagnostics import Coordinates, Diagnoser, Diagnostics, in_no_project
from checker.editor.places import Units
from checker.editor.project import LiveProject, StaleError, lines_in, project_root
from checker.editor.quick_fixes import QuickFixes
from checker.files.names import is_possible

DEBOUNCE = 0.08
"""Seconds without an edit after which a project is checked: less than a pause between words."""


class OpenFile(Struct):
    """A file that is open in the editor, by the address that the editor gives it."""

    uri: str
    text: str
    version: int | None


class OpenProject(Struct):
    """A project at work: what is to be done, what the last check gave, and what the editor shows.

    `rescan` says that files which are not open may have changed; `edits` counts the changes, so that a run can see
    whether it is out of date.
    """

    live: LiveProject
    diagnoser: Diagnoser
    rescan: bool = True
    edits: int = 0
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None
    review: Review | None = None
    diagnostics: Diagnostics = field(default_factory=dict)
    published: Diagnostics = field(default_factory=dict)

    @property
    def is_busy(self) -> bool:
        """Whether a check is under way, or about to start."""
        return self.timer is not None or (self.task is not None and not self.task.done())


def path_of(uri: str) -> Path | None:
    """The file of an address; None if it is of something else, such as a text that was never saved, or too long."""
    path = uris.to_fs_path(uri)
    return Path(os.path.abspath(path)) if path and is_possible(path) else None


class Server(LanguageServer):
    """The projects whose files are open, and those that are folders of the workspace."""

    def __init__(self) -> None:
        super().__init__("checker", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.projects: dict[Path, OpenProject] = {}
        self.opened: dict[Path, OpenFile] = {}
        self.strays: set[Path] = set()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")

    # --- files come and go

    def opens(self, uri: str, text: str, version: int | None) -> None:
        """A file is open in the editor."""
        file = path_of(uri)
        if file is None:
            return
        self.opened[file] = OpenFile(uri, text, version)
        self._place(file)

    def edits(self, uri: str, text: str, version: int | None) -> None:
        """An open file has another text."""
        file = path_of(uri)
        if file is None or file not in self.opened:
            return
        self.opened[file] = OpenFile(uri, text, version)
        root = project_root(file)
        if root is None:
            self._publish_stray(file)
        else:
            self._touch(root, rescan=False)

    def closes(self, uri: str) -> None:
        """A file is no longer open: from now on it is as it is on disk."""
        file = path_of(uri)
        if file is None or self.opened.pop(file, None) is None:
            return
        if file in self.strays:
            self.strays.discard(file)
            self._publish(uri, [])
        self.rescan()

    def rescan(self) -> None:
        """Files may have changed on disk, projects may have come or gone."""
        for folder in list((self.workspace.folders or {}).values()):
            path = path_of(folder.uri)
            if path is not None and (path / "claims").is_dir():
                self._touch(path, rescan=True)
        for file in list(self.opened):
            self._place(file)
        for root in list(self.projects):
            self._touch(root, rescan=True)

    def _place(self, file: Path) -> None:
        """Find the project of an open file, or say that it has none."""
        root = project_root(file)
        if root is None:
            self._publish_stray(file)
            return
        self.strays.discard(file)
        self._touch(root, rescan=True)

    def _publish_stray(self, file: Path) -> None:
        self.strays.add(file)
        self._publish(self.opened[file].uri, in_no_project(self.opened[file].text))

    # --- checking

    def _touch(self, root: Path, *, rescan: bool) -> None:
        """Have a project checked, once it has been left alone for a moment."""
        project = self.projects.setdefault(root, OpenProject(LiveProject(root), Diagnoser(self.coordinates)))
        project.edits += 1
        project.rescan = project.rescan or rescan
        if project.timer is not None:
            project.timer.cancel()
        project.timer = asyncio.get_running_loop().call_later(DEBOUNCE, self._start, project)

    def _start(self, project: OpenProject) -> None:
        project.timer = None
        if project.task is None or project.task.done():
            project.task = asyncio.get_running_loop().create_task(self._check(project))
        # else that run sees that it is out of date, and begins anew

    async def _check(self, project: OpenProject) -> None:
        """Check until no edit has come meanwhile, and publish what there is."""
        while True:
            edits = project.edits
            unsaved = self._unsaved(project.live.root)
            if not unsaved and not (project.live.root / "claims").is_dir():
                self._drop(project.live.root)
                return
            versions = {file: opened.version for file, opened in self.opened.items()}
            if not await self._run_beside(project, unsaved, edits):
                return
            if project.edits == edits:
                self._publish_changes(project, unsaved, versions)
                return
            if project.timer is not None:
                return  # it will start the next run

    def _unsaved(self, root: Path) -> dict[Path, str]:
        return {file: opened.text for file, opened in self.opened.items() if project_root(file) == root}

    async def _run_beside(self, project: OpenProject, unsaved: dict[Path, str], edits: int) -> bool:
        """Read and check in the thread; whether that came to an end, if only because it was out of date."""
        rescan, project.rescan = project.rescan, False
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._pool, self._run, project, unsaved, rescan, edits)
        except StaleError:
            project.rescan = project.rescan or rescan
        except Exception:
            self._log(f"this is a bug in checker, not in your files; please report it:\n{traceback.format_exc()}")
            project.live = LiveProject(project.live.root)
            project.rescan = True
            return False
        return True

    def _run(self, project: OpenProject, unsaved: dict[Path, str], rescan: bool, edits: int) -> None:
        """In the thread: read, check, and say what there is to show."""
        is_first = project.live.snapshot is None
        snapshot = project.live.update(unsaved, rescan=rescan, is_stale=lambda: project.edits != edits and not is_first)
        if is_first:
            gc.freeze()  # the collector would walk all claims again and again
        review = snapshot.checked.review(_today())
        project.diagnostics = project.diagnoser.diagnostics(snapshot, review)
        project.review = review

    def _drop(self, root: Path) -> None:
        """A project that is gone."""
        for file in self.projects.pop(root).published:
            self._publish(self._uri(file), [])

    # --- what the editor shows

    @property
    def coordinates(self) -> Coordinates:
        encoding = self.server_capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        return Coordinates(self._uri, Units(str(getattr(encoding, "value", encoding))))

    def _publish_changes(
        self, project: OpenProject, unsaved: dict[Path, str], versions: dict[Path, int | None]
    ) -> None:
        """Publish what is other than the editor shows; that an open file has nothing is published too."""
        wanted: Diagnostics = {**{file: [] for file in unsaved}, **project.diagnostics}
        for file in sorted(project.published.keys() | wanted.keys()):
            if file not in project.published or project.published[file] != wanted.get(file, []):
                self._publish(self._uri(file), wanted.get(file, []), versions.get(file))
        project.published = wanted

    def _uri(self, file: Path) -> str:
        opened = self.opened.get(file)
        return opened.uri if opened else uris.from_fs_path(str(file)) or ""

    def _publish(self, uri: str, diagnostics: list[lsp.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics, version))

    def _log(self, message: str) -> None:
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, message))

    # --- what the editor asks

    async def cursor_at(self, uri: str, position: lsp.Position) -> Cursor | None:
        """A place that the editor asks about, once its project has been read; None where it is in no project."""
        file = path_of(uri)
        project = self._project_of(file)
        if file is None or project is None or file not in self.opened:
            return None
        while project.live.snapshot is None and project.is_busy:
            await asyncio.sleep(DEBOUNCE / 2)
        if project.live.snapshot is None:
            return None
        text = self.opened[file].text
        lines = lines_in(text)
        return Cursor(project.live.snapshot, file, lines, text, *self.coordinates.place(lines, position))

    def actions(self, uri: str, wanted: lsp.Range) -> list[lsp.CodeAction]:
        """The quick fixes for what is shown in a range of lines of a file."""
        file = path_of(uri)
        project = self._project_of(file)
        if file is None or project is None or project.live.snapshot is None:
            return []
        snapshot = project.live.snapshot
        fixes = QuickFixes(
            snapshot=snapshot,
            review=project.review,
            today=_today(),
            coordinates=self.coordinates,
            capabilities=self.client_capabilities,
            version_of=self._version_of,
        )
        lines = lines_in(self.opened[file].text) if file in self.opened else snapshot.lines(file)
        return list(fixes.of(uri, project.published.get(file, []), lines, wanted))

    def _project_of(self, file: Path | None) -> OpenProject | None:
        root = project_root(file) if file else None
        return self.projects.get(root) if root else None

    def _version_of(self, uri: str) -> int | None:
        return next((opened.version for opened in self.opened.values() if opened.uri == uri), None)


def _today() -> int:
    return date.today().toordinal()  # noqa: DTZ011  # the newsroom's own day
