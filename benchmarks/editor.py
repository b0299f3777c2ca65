"""An edit in a corpus of 2,000 articles, until the editor shows its disagreement, against a new check of all."""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import tempfile
import time
from pathlib import Path

from common import CHECKER, compare, environment, run, verdict
from lsprotocol import types as lsp
from many_files import write_corpus
from pygls import uris
from pygls.lsp.client import LanguageClient

WANTED = 0.3
PATIENCE = 60.0
ODD = "98765"
VALUE = re.compile(r"(property: (?:killed|injured|size)\n    value: ).*")


class Editor:
    """A client of `checker lsp`, and what it has been shown of one file at a time."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("benchmark", "1")
        self.waiting: tuple[str, bool, asyncio.Future[float]] | None = None
        self.version = 1

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def shown(params: lsp.PublishDiagnosticsParams) -> None:
            self._shown(params)

    def _shown(self, params: lsp.PublishDiagnosticsParams) -> None:
        if self.waiting is not None and params.uri == self.waiting[0] and not self.waiting[2].done():
            is_odd = any("98,765" in shown.message or ODD in shown.message for shown in params.diagnostics)
            if is_odd == self.waiting[1]:
                self.waiting[2].set_result(time.perf_counter())

    def start(self, folder: Path) -> float:
        """Start the server; returns the seconds until it has checked the project once."""
        return self.loop.run_until_complete(self._start(folder))

    async def _start(self, folder: Path) -> float:
        begin = time.perf_counter()
        await self.client.start_io(*CHECKER, "lsp", env=environment)
        await self.client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
        self.client.initialized(lsp.InitializedParams())
        file = min((folder / "claims").rglob("article-*.yaml"))
        return await self._until(file, False, lambda: self._open(file)) - begin

    def _open(self, file: Path) -> None:
        item = lsp.TextDocumentItem(_uri(file), "yaml", 1, file.read_text(encoding="utf-8"))
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def _type(self, file: Path, text: str) -> None:
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(version=self.version, uri=_uri(file))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def _until(self, file: Path, is_odd: bool, act: object) -> float:
        """When the file is first shown with (or without) the odd figure after an act."""
        self.waiting = (_uri(file), is_odd, self.loop.create_future())
        assert callable(act)
        act()
        return await asyncio.wait_for(self.waiting[2], PATIENCE)

    def edit(self, file: Path) -> float:
        """Open a file, type a figure that is far off and a line above all; returns the seconds until it shows."""
        return self.loop.run_until_complete(self._edit(file))

    async def _edit(self, file: Path) -> float:
        text = file.read_text(encoding="utf-8")
        self._open(file)
        await asyncio.sleep(1)  # what opening it brings about is done
        odd = "# read again\n" + VALUE.sub(rf"\g<1>{ODD}", text, count=1)
        begin = time.perf_counter()
        shown = await self._until(file, True, lambda: self._type(file, odd))
        await self._until(file, False, lambda: self._type(file, text))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(file))))
        await asyncio.sleep(1)
        return shown - begin

    def stop(self) -> None:
        self.loop.run_until_complete(self._stop())
        self.loop.close()

    async def _stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]


def _uri(file: Path) -> str:
    return uris.from_fs_path(str(file)) or ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="editor-"))
    editor = Editor()
    try:
        claims, _ = write_corpus(folder, options.articles)
        print(f"{options.articles:,} articles, {claims:,} claims")
        print(f"from the start until the first answer: {editor.start(folder):.1f} s")
        files = [f for f in sorted(folder.rglob("article-*.yaml")) if VALUE.search(f.read_text(encoding="utf-8"))]
        chance = random.Random(1)
        times: list[float] = []

        def edit() -> float:
            times.append(editor.edit(chance.choice(files)))
            return times[-1]

        check = [*CHECKER, "check", "--no-cache", str(folder)]
        found = compare(edit, lambda: run(check, (0, 1)).wall, options.runs)
        print(f"an edit against a new check of all: {found}")
        print(f"the slowest edit: {max(times) * 1000:.0f} ms")
        print(verdict("seconds until an edit shows", found.ours, WANTED))
        return int(found.ours > WANTED)
    finally:
        editor.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    raise SystemExit(main())
