"""A broken header holds up neither the language server nor what comes behind it."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.editor import frames
from checker.editor.frames import Frames


def message(method: str, id_: int | None = None) -> bytes:
    content: dict[str, object] = {"jsonrpc": "2.0", "method": method}
    if id_ is not None:
        content["id"] = id_
    if method == "initialize":
        content["params"] = {"capabilities": {}}
    body = json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def read_all(stream: bytes) -> list[bytes]:
    """The messages, read as pygls does."""
    given, read, length = Frames(io.BytesIO(stream)), [], 0
    while header := given.readline():
        if not length and header.startswith(b"Content-Length: "):
            length = int(header.split()[1])
        if length and not header.strip():
            read.append(given.read(length))
            length = 0
    return read


BROKEN = [
    b"Content-Length: many\r\n\r\n{}",
    b"Content-Length: -5\r\n\r\n{}",
    b"Content-Length: 0\r\n\r\n",
    b"Content-Length: 99999999999\r\n\r\n{}",
    b"Content-Length: 999999999999999999999\r\n\r\n{}",
    b"Content-Length:\r\n\r\n{}",
    b"Content-Type: x\r\n\r\n{}\r\n",
    b"\r\n\r\n",
    b"junk without an end of line, ",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_follows_a_broken_header_is_read(broken: bytes) -> None:
    assert read_all(broken + b"Content-Length: 2\r\n\r\n[]") == [b"[]"]


@pytest.mark.parametrize(
    "header",
    [b"content-length:2\n\n", b"Content-Length:  2 \r\nContent-Type: x\r\n\r\n", b"A: b\r\nContent-Length: 2\r\n\r\n"],
)
def test_headers_as_they_come(header: bytes) -> None:
    assert read_all((header + b"[]") * 2) == [b"[]"] * 2


def test_a_message_has_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MESSAGE_BYTES", 2)
    assert read_all(b"Content-Length: 3\r\n\r\n{ }Content-Length: 2\r\n\r\n[]") == [b"[]"]


@pytest.mark.parametrize("broken", BROKEN[:4])
def test_the_server_goes_on(broken: bytes) -> None:
    sent = broken + message("initialize", 1) + message("shutdown", 2) + message("exit")
    command = [sys.executable, "-m", "checker", "lsp"]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=True)
    assert b'"id":1' in done.stdout.replace(b" ", b"")
