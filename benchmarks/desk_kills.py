"""Kills the desk while it saves, at random moments, and looks for files that are torn or sets of files half there.

Each round serves a small project from a process of its own, sends it a claim about an entity that is made with it (two
files, one change), and kills that process (SIGKILL) meanwhile. Each file must hold what it held or what it is to hold;
and once the next desk is asked for something, both must be of one moment, with nothing left behind.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from common import ROOT

sys.path.insert(0, str(ROOT))
from checker.desk import serving
from checker.desk.guard import Door
from checker.files.together import finish_interrupted
from tests.desk.serving import flood

ROUNDS, WAIT = 1_000, 20.0
ARTICLE = "/articles/flood/herald"
CLAIM = {
    "new_name": "rescue boat", "new_kind": "boat", "property": "size", "value": "7", "status": "actual",
    "quote": "A second team of 200 more", "id": "boat", "start": "0",
}  # fmt: skip
Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Desk:
    """A desk in a process of its own, forked from this one, which has imported all that it needs."""

    def __init__(self, root: Path) -> None:
        self.listener = serving.bound(0)
        self.listener.listen(8)
        self.door: Door = serving.new_door(self.listener, is_reading=False)
        self.process = os.fork()
        if not self.process:
            try:
                finish_interrupted(root)  # as `checker desk` does before it reads anything
                serving.make_server(root, self.door).run(sockets=[self.listener])
            finally:
                os._exit(0)

    def ask(self, method: str, path: str, body: str = "") -> int:
        """Ask, and wait for the answer; gives its status, or 0 where the desk is gone. May be broken off."""
        host = f"{self.door.address}".removeprefix("http://").rstrip("/")
        connection = http.client.HTTPConnection(host, timeout=WAIT)
        headers = {
            "Cookie": f"{self.door.cookie}={self.door.token}",
            "Origin": f"http://{host}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with contextlib.closing(connection):
            try:
                connection.request(method, path, body or None, headers)
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                return 0

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.listener.close()


def kill_amid(desk: Desk, delay: float) -> None:
    """Save, and kill the desk after so many seconds."""
    killer = os.fork()
    if not killer:
        time.sleep(delay)
        with contextlib.suppress(ProcessLookupError):
            os.kill(desk.process, signal.SIGKILL)
        os._exit(0)
    desk.ask("POST", f"{ARTICLE}/save", urlencode(CLAIM))
    os.waitpid(killer, 0)
    desk.kill()


def model_of(top: Path) -> tuple[Contents, Contents, float]:
    """What a save starts from, what it leaves, and how many seconds it takes."""
    root = flood(top / "model")
    before = contents(root)
    desk = Desk(root)
    assert desk.ask("GET", ARTICLE) == 200
    began = time.perf_counter()
    status = desk.ask("POST", f"{ARTICLE}/save", urlencode(CLAIM))
    lasted = time.perf_counter() - began
    desk.kill()
    assert status == 200, status
    return before, contents(root), lasted


def wrong(root: Path, before: Contents, after: Contents) -> tuple[list[str], bool]:
    """What is wrong with the files, and whether the desk was killed amid writing."""
    left = contents(root)
    seen = {name: data for name, data in left.items() if not name.rpartition("/")[2].startswith(".")}
    bad = [f"{name} is torn" for name, data in seen.items() if data not in (before.get(name), after.get(name))]
    bad += [f"{name} is gone" for name in before if name not in left]
    amid = left not in (before, after)
    desk = Desk(root)
    status = desk.ask("GET", ARTICLE)
    again = desk.ask("POST", f"{ARTICLE}/none", urlencode({"words": "and 12 are missing", "start": "0"}))
    undone = desk.ask("POST", "/undo", "x=")
    desk.kill()
    if (status, again, undone) != (200, 200, 200):
        bad.append(f"the next desk answered {status}, {again} and {undone}")
    if contents(root) not in (before, after):
        bad.append("the files are of two moments, or something is left behind")
    return bad, amid


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    draw, bad, amid, saved = random.Random(options.seed), [], 0, 0
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="desk-kills-") as name:
        top = Path(name)
        before, after, lasts = model_of(top)
        for number in range(options.rounds):
            root = top / "desk"
            shutil.copytree(top / "model", root)
            for file, data in before.items():
                (root / file).write_bytes(data)
            desk = Desk(root)
            desk.ask("GET", ARTICLE)
            kill_amid(desk, lasts * draw.triangular(0.1, 1.3, 0.8))
            found, is_amid = wrong(root, before, after)
            amid += is_amid
            saved += contents(root) == after
            bad += found
            for line in found:
                print(f"round {number + 1}: {line}", flush=True)
            shutil.rmtree(root)
            if (number + 1) % 100 == 0:
                print(f"{number + 1:,} kills, {amid} amid writing, {saved} saved, {len(bad)} bad", flush=True)
    for line in bad[:20]:
        print(line)
    print(f"torn files, or sets of files half there: {len(bad)}, wanted at most 0: {'FAILED' if bad else 'ok'}")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main())
