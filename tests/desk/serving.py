"""A desk that runs on a free port of this machine while a test asks it, and a small story that it works on."""

from __future__ import annotations

import asyncio
import http.client
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from checker.desk import serving
from checker.desk.guard import Door

RULES = Path(__file__).parents[2] / "rules"
TOKEN = "a-token-of-the-tests"
HERALD = """\
Second team reaches the flood

By Ann Reed
May 4, 2031

Some 400 rescuers came on Monday, the governor said. A second team of 200 more arrived, which brings the mission to 396.

At least 41 people have died. About 1,900 have fled, and 12 are missing.
"""
ENTITIES = """\
# the cast of the flood
flood: {kind: event, name: the flood}
mission: {kind: mission, name: the rescue mission, parts: complete}
first-team: {kind: team, name: first team, part_of: mission, from: 2031-05-01}
second-team: {kind: team, name: second team, part_of: mission, from: 2031-05-03}
governor: {kind: office, name: the governor}
"""
GAZETTE = """\
# coded on the night desk
source:
  publisher: Gazette
  title: Dozens die in the flood
  published: 2031-05-04
  text: ../../texts/gazette.txt
claims:
  - id: dead
    subject: flood
    property: killed
    value: 37  # as of the evening
    quote: 37 people were killed

  # the mayor was not asked
  - id: size-of-the-first
    subject: first-team
    property: size
    value: 400
    quote: a team of 400
"""
HERALD_FILE = """\
source:
  publisher: Herald
  title: Second team reaches the flood
  published: 2031-05-04
  text: ../../texts/herald.txt
claims: []
"""
GAZETTE_TEXT = "Dozens die in the flood\n\nOfficials say 37 people were killed. On Sunday a team of 400 came to help.\n"


def flood(root: Path) -> Path:
    """A story with one article that is coded and one that is not."""
    shutil.copytree(RULES, root / "rules")
    for name, text in (
        ("claims/flood/entities.yaml", ENTITIES),
        ("claims/flood/gazette.yaml", GAZETTE),
        ("claims/flood/herald.yaml", HERALD_FILE),
        ("texts/gazette.txt", GAZETTE_TEXT),
        ("texts/herald.txt", HERALD),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@dataclass(frozen=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Running:
    """A desk at work."""

    root: Path
    door: Door

    @property
    def home(self) -> str:
        return self.door.address

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        host: str | None = "",
        cookie: str | None = "",
        sent: Mapping[str, str] | None = None,
        **headers: str | None,
    ) -> Answer:
        """Ask as a browser with the cookie does, unless something else is given; None leaves a header out."""
        own = f"127.0.0.1:{self.door.port}"
        body = urlencode(sent).encode() if sent is not None else b""
        wanted: dict[str, str | None] = {
            "Host": own if host == "" else host,
            "Cookie": f"{self.door.cookie}={TOKEN}" if cookie == "" else cookie,
            "Origin": f"http://{own}" if method == "POST" else None,
            "Content-Type": "application/x-www-form-urlencoded" if method == "POST" else None,
            "Content-Length": str(len(body)) if method == "POST" else None,
        }
        wanted |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in wanted.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read().decode("utf-8"))
        finally:
            connection.close()

    def post(self, path: str, sent: Mapping[str, str], **headers: str | None) -> Answer:
        return self.ask(path, method="POST", sent=sent, **headers)


@contextmanager
def running(root: Path, *, is_reading: bool = False, chosen: frozenset[str] | None = None) -> Iterator[Running]:
    """A desk of a project, until the block ends."""
    with serving.bound(0) as listener:
        listener.listen(16)
        door = Door(port=listener.getsockname()[1], token=TOKEN, is_reading=is_reading)
        server = serving.make_server(root, door, chosen)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            yield Running(root, door)
        finally:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()


def was_of(form: str) -> str:
    """What a form says that its claim was."""
    found = re.search(r'name="was" value="(\w*)"', form)
    assert found is not None
    return found[1]
