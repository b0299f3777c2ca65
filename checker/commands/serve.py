"""`checker serve`: the page on this machine alone, made anew when a file is saved."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from checker.baseline.reviewing import review_of
from checker.corpus.loader import load
from checker.files.project import find
from checker.reports.html import page
from checker.reports.selection import focused

HOST = "127.0.0.1"


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
        project = find(self.paths)
        files = [file for _, file in project.articles] + project.rules
        files += [project.properties, project.hedges, project.accepted, project.cast()]
        files += [project.cast(story) for story in project.stories]
        files += [Path(name) for name in self._texts]
        told = [str(problem) for problem in project.problems]
        for file in files:
            try:
                status = file.stat()
            except OSError:
                continue
            told.append(f"{file} {status.st_size} {status.st_mtime_ns}")
        return f"{hash(tuple(told)):x}"

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


def make_server(paths: Sequence[Path], port: int) -> ThreadingHTTPServer:
    """A server on the loopback interface, not yet running; port 0 takes a free one. Raises OSError."""
    site = Site(paths)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # a name that leads here from elsewhere must not let another page read this one
            name = (self.headers.get("Host") or "").rpartition(":")[0]
            if name not in (HOST, "localhost"):
                self._answer(HTTPStatus.FORBIDDEN, "text/plain", "only for this machine\n")
            elif self.path == "/":
                self._answer(HTTPStatus.OK, "text/html", site.page())
            elif self.path == "/state":
                self._answer(HTTPStatus.OK, "text/plain", site.state())
            else:
                self._answer(HTTPStatus.NOT_FOUND, "text/plain", "there is only one page, at /\n")

        def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
            body = text.encode("utf-8")
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the terminal is for people."""

    return ThreadingHTTPServer((HOST, port), Handler)
