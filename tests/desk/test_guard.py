"""Who gets into the desk, and what its pages may do."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from checker.desk import clients
from tests.desk.serving import TOKEN, Running, running

pytestmark = pytest.mark.timeout(120, method="thread")

PAGES = ("/", "/stories", "/stories/flood", "/articles/flood/gazette", "/report", "/state", "/words", "/new")
SECRET = "37"
"""A figure of the project: no answer to somebody else holds it."""


def test_the_token_is_exchanged_for_a_cookie(desk: Running) -> None:
    """The address that the terminal shows sets the cookie and leads on without the token."""
    answer = desk.ask(f"/?token={TOKEN}&at=1", cookie=None)
    assert (answer.status, answer.headers["location"], answer.text) == (303, "/?at=1", "")
    cookie = answer.headers["set-cookie"]
    assert cookie == f"{desk.door.cookie}={TOKEN}; HttpOnly; SameSite=Strict; Path=/"
    assert str(desk.door.port) in desk.door.cookie  # browsers send the cookies of one port to all others
    assert desk.ask("/", cookie=cookie.partition(";")[0]).status == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "/%2f%2fevil.example"])
def test_the_token_leads_to_no_other_machine(desk: Running, path: str) -> None:
    where = desk.ask(f"{path}?token={TOKEN}", cookie=None).headers["location"]
    assert where.startswith("/") and not where.startswith(("//", "/\\"))


@pytest.mark.parametrize("cookie", [None, "{name}=", "{name}=wrong", "other={token}", "{name}={token}x", 'a\x01;="b'])
def test_without_the_token_there_is_nothing(desk: Running, cookie: str | None) -> None:
    sent = cookie and cookie.format(name=desk.door.cookie, token=TOKEN)
    for path in (*PAGES, "/static/style.css", "/none"):
        answer = desk.ask(path, cookie=sent)
        assert answer.status == 403, path
        assert SECRET not in answer.text
    assert desk.ask("/?token=wrong", cookie=None).status == 403
    assert desk.ask("/?token=", cookie=None).status == 403
    assert desk.post("/undo", {"token": TOKEN}, cookie=None).status == 403


def test_another_host_is_refused(desk: Running) -> None:
    """Another page that has its own name lead here (DNS rebinding) reads nothing, and gets no cookie."""
    port = desk.door.port
    evil = ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", f"0.0.0.0:{port}", None)
    more = (
        f"localhost.:{port}",
        f"[::1]:{port}",
        f"127.0.0.1:{port}, evil.example:1",
        f"127.0.0.1:{port + 1}",
        "127.0.0.1",
    )
    for host in (*evil, *more):
        for path in ("/", f"/?token={TOKEN}"):
            answer = desk.ask(path, host=host)
            assert answer.status in (400, 403), host
            assert SECRET not in answer.text and "set-cookie" not in answer.headers
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert desk.ask("/", host=host).status == 200


def test_what_is_sent_from_elsewhere_is_refused(desk: Running, project: Path) -> None:
    port = desk.door.port
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    others = (None, "null", "http://evil.example", f"http://127.0.0.1:{port + 1}", f"https://127.0.0.1:{port}")
    for origin in (*others, f"http://127.0.0.1:{port}.evil.example", f"http://localhost:{port}"):
        fields = {"words": "37 people"}
        assert desk.post("/articles/flood/gazette/none", fields, origin=origin).status == 403, origin
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert desk.ask("/articles/flood/gazette", method=method).status == 403, method
    assert {path: path.read_bytes() for path in project.rglob("*.yaml")} == before


def test_only_this_machine_is_listened_to(desk: Running) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            own = str(probe.getsockname()[0])
        except OSError:
            own = "127.0.0.2"
    with socket.socket() as elsewhere:
        elsewhere.settimeout(5)
        assert elsewhere.connect_ex((own, desk.door.port)) != 0


@pytest.mark.parametrize(
    "sent",
    [b"\x16\x03\x01\x02", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"Content-Length: -5\r\n\r\n", b"Content-Le"],
    ids=["TLS", "chunks", "length", "half"],
)
def test_who_breaks_the_protocol_is_no_matter_of_the_terminal(
    desk: Running, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Such a client has its answer, or none: there is no traceback, as there was, and no line for each."""
    head = b"" if sent[:1] == b"\x16" else f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{desk.door.port}\r\n".encode()
    with socket.create_connection(("127.0.0.1", desk.door.port), 20) as client:
        client.sendall(head + sent)
        client.shutdown(socket.SHUT_WR)
        while client.recv(4096):
            pass
    assert desk.ask("/").status == 200
    assert [record.getMessage() for record in caplog.records if record.name.startswith("uvicorn")] == []


OUTSIDE = (
    "/articles/flood/..%2f..%2frules%2fproperties",
    "/articles/../flood/gazette.yaml",
    "/articles/flood/entities",
    "/articles/flood/%00",
    "/articles/%ff/gazette",
    "/stories/..",
    "/stories/%2e%2e",
    "/stories/flood%2f..%2fflood",
    "/stories/rules",
    "/stories/flood/../../rules",
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/guard.py",
    "/static/none.js",
    "/rules/properties.yaml",
    "/claims/flood/gazette.yaml",
    "/texts/gazette.txt",
    "//etc/passwd",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_to_other_files(desk: Running, path: str) -> None:
    answer = desk.ask(path)
    assert answer.status == 404, answer.text[:200]
    assert "import" not in answer.text and SECRET not in answer.text


def test_every_answer_has_the_headers(desk: Running) -> None:
    for path in (*PAGES, "/static/desk.js", "/none"):
        headers = {name.lower(): value for name, value in desk.ask(path).headers.items()}
        assert headers["cache-control"] == "no-store", path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        if path != "/report":  # that page names its own style and script by their hashes
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "server" not in headers


def test_more_than_the_desk_takes(desk: Running) -> None:
    assert desk.post("/new", {}, content_length=str(10**12)).status == 413
    assert desk.post("/new", {}, content_length="-1").status in (400, 403)


def test_reading_writes_nothing(project: Path) -> None:
    """`checker serve` is the same server: its first page is the report, and nothing can be sent to it."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with running(project, is_reading=True) as desk:
        assert "Where the sources disagree" in desk.ask("/").text
        page = desk.ask("/articles/flood/gazette").text
        assert "37 people were killed" in page.replace("</a>", "").replace("\n", "") or "37" in page
        assert ">Undo<" not in page and "claim-form" not in page and "<form" not in page
        for path in ("/articles/flood/gazette/none", "/undo", "/new", "/accept"):
            answer = desk.post(path, {"words": "37 people"})
            assert (answer.status, "for reading" in answer.text) == (403, True)
        assert desk.ask(f"/?token={TOKEN}", cookie=None).status == 303
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_who_begins_a_request_and_never_ends_it_is_let_go(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty of them would lock out everybody: uvicorn waits for the end of a request for ever."""
    monkeypatch.setattr(clients, "PATIENCE", 0.05)
    for begun in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /stor"):
        with socket.create_connection(("127.0.0.1", desk.door.port)) as client:
            client.sendall(begun)
            told = b"".join(iter(lambda: client.recv(4096), b""))
            assert told.startswith(b"HTTP/1.1 403") if begun.endswith(b"stor") else told == b""
    assert desk.ask("/").status == 200


def test_what_clients_do_is_not_for_the_terminal() -> None:
    def is_shown(message: str) -> bool:
        return bool(clients.OfClients().filter(logging.LogRecord("", logging.WARNING, "", 1, message, (), None)))

    assert not is_shown("Exceeded concurrency limit.")
    assert not is_shown("Invalid HTTP request received.")
    assert is_shown("Exception in ASGI application\n")
