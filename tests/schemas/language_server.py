"""A small client of yaml-language-server, over its standard input and output.

The server is looked for in the folder that CHECKER_YAML_LANGUAGE_SERVER names (.ci/run installs one) and on the PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WANTED = ("1.25.", "2.")


def command() -> list[str] | str:
    """How to start the server; or why it cannot be."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    folder = os.environ.get("CHECKER_YAML_LANGUAGE_SERVER")
    if folder:
        package = Path(folder) / "node_modules" / "yaml-language-server"
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        assert version.startswith(WANTED), version
        return [node, str(package / "bin" / "yaml-language-server"), "--stdio"]
    found = shutil.which("yaml-language-server")
    return [found, "--stdio"] if found else "yaml-language-server is not installed; .ci/run installs it"


class Server:
    """One session. Files are told as open, with text that need not be on disk."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process, self._number = process, 0
        self.published: dict[str, list[dict[str, Any]]] = {}
        capabilities = {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self._ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with this text; what the server finds in it."""
        self._number += 1  # by its version the server knows whether it has parsed a text before
        item = {"uri": path.as_uri(), "languageId": "yaml", "version": self._number, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        return self._published(path)

    def close(self, path: Path) -> None:
        """Close a file; the server then says that nothing is found in it."""
        self._tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        assert self._published(path) == []

    def _published(self, path: Path) -> list[dict[str, Any]]:
        while path.as_uri() not in self.published:
            self._answer(self._receive())
        return self.published.pop(path.as_uri())

    def at(self, request: str, path: Path, line: int, character: int) -> Any:
        """Ask for what there is at a place, counted from 0: "completion" or "hover"."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self._ask(f"textDocument/{request}", place)

    def _ask(self, method: str, params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._answer(message)

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _answer(self, message: dict[str, Any]) -> None:
        """What the server says on its own: findings, telemetry, or a request, which waits for its answer."""
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and method == "workspace/configuration":
            # nothing from the network; what it is asked about is [yaml, http, ...]
            settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
            result = [settings.get(item["section"], {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        elif "id" in message and method:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(f"Content-Length: {len(data)}\r\n\r\n".encode("ascii") + data)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        return message


@contextmanager
def session(start: list[str], root: Path) -> Iterator[Server]:
    process = subprocess.Popen(
        start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
    )
    try:
        yield Server(process, root)
    finally:
        process.kill()
        process.communicate()
