"""`checker serve`: the page on this machine alone, made anew when a file is saved."""

from __future__ import annotations

import errno
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from checker.baseline.reviewing import review_of
from checker.commands import session
from checker.commands.watching import state_of
from checker.corpus.loader import load
from checker.files.project import find, project_around, root_of
from checker.reports.html import page
from checker.reports.selection import focused
from checker.values.display import safe

HOST = "127.0.0.1"
MOST_CLIENTS = 32
PATIENCE = 10
"""Seconds that a client may take for a line of its request, or to take the answer."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Site:
    """The page of a project, and which state of its files it shows."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = list(paths)
        self._lock = threading.Lock()
        self._made_of = ""
        self._page = ""
        self._texts: tuple[str, ...] = ()

    def state(self) -> str:
        """Changes whenever a file of the project does."""
        return state_of(self.paths, self._texts)

    def page(self) -> str:
        with self._lock:
            state = self.state()
            if state != self._made_of:
                corpus = load(self.paths)
                if corpus.text_files != self._texts:
                    self._texts = corpus.text_files
                    state = self.state()
                review = review_of(corpus, date.today().toordinal())  # noqa: DTZ011  # the desk's day
                self._page, self._made_of = page(focused(review), state=state), state
            return self._page


def run(paths: Sequence[Path], port: int, *, is_opened: bool) -> int:
    """Serve until Ctrl-C; returns the exit status. Raises click.ClickException where there is nothing to serve."""
    _refuse_what_is_no_project(paths)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a browser may hang up
    try:
        server = make_server(paths, port)
    except OSError as error:
        raise click.ClickException(f"port {port} {_why_not(error)}; --port 0 takes a free one") from None
    with server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        click.echo(f"{address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if is_opened:
            click.launch(address)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            click.echo("")
    return session.CLEAN


def _refuse_what_is_no_project(paths: Sequence[Path]) -> None:
    lost = [path for path in paths or (project_around(),) if root_of(path) is None]
    if lost:
        problems = find(lost).problems
        raise click.ClickException("\n".join(f"{safe(problem.file)}: {safe(problem.message)}" for problem in problems))


def _why_not(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "is taken by another program"
    return "may not be used by you" if error.errno == errno.EACCES else f"cannot be used: {error.strerror}"


class _Server(ThreadingHTTPServer):
    """As many clients at once as a person has open pages, and no word of those that hang up."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._free = threading.BoundedSemaphore(MOST_CLIENTS)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers for one site, which a subclass names."""

    site: Site
    timeout = PATIENCE

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        # a name that leads here from elsewhere must not let another page read this one
        if not self._is_for_us():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "only for this machine\n")
        elif path == "/":
            self._answer(HTTPStatus.OK, "text/html", self.site.page())
        elif path == "/state":
            self._answer(HTTPStatus.OK, "text/plain", self.site.state())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "there is only one page, at /\n")

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_for_us(self) -> bool:
        name, _, port = (self.headers.get("Host") or "").casefold().partition(":")
        own = str(self.connection.getsockname()[1])  # browsers leave out port 80
        return name in (HOST, "localhost") and (port or "80") == own

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if kind != "text/html":  # the page says what it may do itself
            self.send_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """With what holds for every answer, those of the library to a request that it does not know, too."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for people."""


def make_server(paths: Sequence[Path], port: int) -> ThreadingHTTPServer:
    """A server on the loopback interface, not yet running; port 0 takes a free one. Raises OSError."""
    return _Server((HOST, port), type("Handler", (_Handler,), {"site": Site(paths)}))
