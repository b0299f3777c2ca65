"""`checker serve`, as people expect of a server on their own machine."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from email.message import Message
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from checker import cli
from checker.commands import serve

ENTITIES = "team: {}\n"
COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: teams, subject: team, property: size, value: 3}
"""


@pytest.fixture
def server(make_project: Callable[[str, str], Path]) -> Iterator[ThreadingHTTPServer]:
    make_project(ENTITIES, COURIER)
    with serve.make_server([Path()], 0) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def port_of(server: ThreadingHTTPServer) -> int:
    return int(server.server_address[1])


def ask(server: ThreadingHTTPServer, method: str, path: str, host: str = "") -> http.client.HTTPResponse:
    port = port_of(server)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, headers={"Host": host or f"localhost:{port}"})
    return connection.getresponse()


def test_head_is_what_get_would_be_without_the_page(server: ThreadingHTTPServer) -> None:
    full, head = ask(server, "GET", "/"), ask(server, "HEAD", "/")
    assert (full.status, head.status) == (200, 200)
    assert head.headers["Content-Length"] == full.headers["Content-Length"] == str(len(full.read()))
    assert head.read() == b""
    assert ask(server, "GET", "/state?x=1").status == 200
    assert ask(server, "HEAD", "/nowhere").status == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("127.0.0.1:{port}", 200),
        ("evil.example:{port}", 403),
        ("localhost:1", 403),
        ("localhost.evil.example:{port}", 403),
    ],
)
def test_only_this_machine_is_answered(server: ThreadingHTTPServer, host: str, status: int) -> None:
    assert ask(server, "GET", "/state", host.format(port=port_of(server))).status == status


@pytest.mark.parametrize(("port", "hosts"), [(80, ["localhost", "127.0.0.1", "localhost:80"]), (8080, [])])
def test_browsers_leave_out_port_80(monkeypatch: pytest.MonkeyPatch, port: int, hosts: list[str]) -> None:
    class Connection:
        def getsockname(self) -> tuple[str, int]:
            return "127.0.0.1", port

    def is_for_us(host: str) -> bool:
        handler = serve._Handler.__new__(serve._Handler)
        handler.connection = Connection()
        handler.headers = Message()
        handler.headers["Host"] = host
        return handler._is_for_us()

    asked = ["localhost", "127.0.0.1", "localhost:80", "evil.example", ""]
    assert [host for host in asked if is_for_us(host)] == hosts


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/state"), ("GET", "/x"), ("POST", "/"), ("HEAD", "/")]
)
def test_every_answer_has_the_policy(server: ThreadingHTTPServer, method: str, path: str) -> None:
    headers = ask(server, method, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    if path != "/":
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_client_that_hangs_up_is_no_traceback(
    server: ThreadingHTTPServer, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object, text: bytes) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    handled = threading.Event()
    real = serve._Server.handle_error

    def handle_error(self: serve._Server, request: object, address: object) -> None:
        real(self, request, address)
        handled.set()

    monkeypatch.setattr(serve._Server, "handle_error", handle_error)
    monkeypatch.setattr("socketserver._SocketWriter.write", broken)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(server, "GET", "/state")
    assert handled.wait(20)
    assert capfd.readouterr().err == ""


def test_slow_clients_do_not_keep_others_out(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each client has a time to say what it wants; and there are only so many at once."""
    assert 0 < serve._Handler.timeout <= 60
    assert server._free._initial_value == serve.MOST_CLIENTS  # type: ignore[attr-defined]
    server._free = threading.BoundedSemaphore(1)  # type: ignore[attr-defined]
    with socket.create_connection(("127.0.0.1", port_of(server))) as slow:
        slow.sendall(b"GET / HT")
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            ask(server, "GET", "/state")


def test_what_is_no_project_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", str(tmp_path / "nowhere"), "--port", "0"]) == 2
    assert "nowhere: no such file or folder" in capsys.readouterr().err
    assert cli.main(["serve", str(tmp_path), "--port", "0"]) == 2
    assert "no claims/ folder here" in capsys.readouterr().err


def test_a_port_that_is_taken(server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--port", str(port_of(server))]) == 2
    assert f"port {port_of(server)} is taken by another program; --port 0 takes a free one" in capsys.readouterr().err
