"""Files for the fuzzer: the project's own, with bytes and structure changed, and commands that read them."""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from fuzz_texts import written

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

TOKENS = r"""
    : - ? [ ] { } , # & * ! | > ' " % @ ` --- ... <<: &a *a !!str !!python/object/apply:os.system !!binary >- |+ \ ~
    null true y no 0o17 0x1f 1_000 1e400 .inf .nan 2031-05-04 [] {} "" '' [[[[ {{{{ a: -a @@ ${HOME} {{7*7}} <script> %s
""".split()
BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\x85",
    b"\t",
    b"\r",
    b"\r\n",
    b"\x1b[2J",
)
SYMBOLS = ("value", "date", "require", "where", "tolerance", "message", "word", "number")
FORMATS = ("text", "json", "sarif", "html", "csv", "markdown", "github", "gitlab", "junit")
KEYS = """
    id subject property value status as_of happened scope counted_from said_by via implied important quote
    supersedes retracted note source publisher published title kind name aliases part_of parts from to type unit
    values over_time window adds_to after words let where require tolerance message why examples rule claims
    content reason until by profile profiles
""".split()
Change = Callable[[random.Random, bytes], bytes]


class Files:
    """Tries the commands on a copy of the project in which a few files are changed."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.texts = {
            path.relative_to(ROOT): path.read_bytes()
            for top in ("claims", "rules")
            for path in sorted((ROOT / top).rglob("*.yaml"))
        }
        self.texts[Path("accepted.yaml")] = (ROOT / "accepted.yaml").read_bytes()

    def prepare(self) -> None:
        """Import the commands, and be as they are on a desk: no CI, no cache of others."""
        import checker.cli
        import checker.engine.check  # noqa: F401

        os.environ.pop("CI", None)
        os.environ["CHECKER_CACHE_DIR"] = str(self.scratch / "cache")

    def make(self, rng: random.Random) -> list[str]:
        """The command, and the number from which the changes follow."""
        command = rng.choice(("report", "report", "check", "test", "coverage", "explain", "export", "accept", "prune"))
        options = {
            "report": ["--no-cache", "--format", rng.choice(FORMATS)],
            "check": ["--no-cache", "--format", rng.choice(FORMATS)],
            "explain": [rng.choice(("part-exceeds-whole", "036e7e25e2", "sources-disagree"))],
            "export": [rng.choice(("csv", "xlsx", "jsonld", "claimreview"))],
            "accept": ["036e7e25e2", "--reason", "x"],
        }
        return [str(rng.randrange(10**9)), command, *options.get(command, [])]

    def show(self, case: list[str]) -> str:
        changed = self._changed(int(case[0]))
        lines = [f"checker {' '.join(case[1:])}"]
        for path, data in changed.items():
            lines.append(f"--- {path}")
            lines += _different(self.texts[path], data) if data is not None else ["(a folder)"]
        return "\n".join(lines)

    def run(self, case: list[str]) -> None:
        """Run a command on the changed files. Raises what the command raised, AssertionError for its status 3."""
        from checker.cli import main

        project = self.scratch / "project"
        shutil.rmtree(project, ignore_errors=True)
        for path, data in {**self.texts, **self._changed(int(case[0]))}.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                (project / path).mkdir()
            else:
                (project / path).write_bytes(data)
        os.chdir(project)
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(case[1:])
        assert status in (0, 1, 2), err.getvalue()

    def _changed(self, number: int) -> dict[Path, bytes | None]:
        """The files that are other than the project's own; None for a folder in a file's place."""
        rng = random.Random(number)
        names = rng.sample(list(self.texts), rng.choice((1, 1, 1, 2, 3)))
        return {name: self._change(rng, self.texts[name]) for name in names}

    def _change(self, rng: random.Random, data: bytes) -> bytes | None:
        if rng.random() < 0.01:
            return None
        for _ in range(rng.choice((1, 1, 2, 3, 8))):
            data = rng.choice(CHANGES)(rng, data)
        if rng.random() < 0.1:
            data = _spliced(rng, data, rng.choice(list(self.texts.values())))
        return data


def _different(before: bytes, after: bytes) -> list[str]:
    old = set(before.splitlines())
    lines = [(number, line) for number, line in enumerate(after.splitlines(), 1) if line not in old]
    return [f"{number}: {line[:300]!r}" for number, line in lines[:20]] or ["(lines moved or left out)"]


def _place(rng: random.Random, data: bytes) -> int:
    return rng.randrange(len(data) + 1)


def _byte(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + rng.choice((*BYTES, bytes([rng.randrange(256)]))) + data[at + rng.randint(0, 2) :]


def _token(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    token = rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 500))
    return data[:at] + rng.choice((b"", b" ", b"\n")) + token.encode() + rng.choice((b"", b" ", b"\n")) + data[at:]


def _left_out(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + data[at + rng.choice((1, 10, 100, len(data))) :]


def _doubled(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + data[at : at + rng.choice((10, 100, 1000))] * rng.choice((2, 2, 3, 50)) + data[at:]


def _lines(rng: random.Random, data: bytes) -> bytes:
    """Lines in another order, twice, without their indentation, or further in."""
    lines = data.split(b"\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    step = rng.randrange(5)
    if step == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif step == 1:
        lines.insert(at, lines[other])
    elif step == 2:
        lines[at] = lines[at].lstrip()
    elif step == 3:
        lines[at] = b"  " + lines[at]
    else:
        del lines[at : at + rng.randint(1, 4)]
    return b"\n".join(lines)


def _scalar(rng: random.Random, data: bytes) -> bytes:
    """Another text behind a colon, or in a list."""
    places = list(re.finditer(rb"(?<=: )[^\n{\[]{1,200}?(?=\n|, |\})|(?<=- )[^\n{\[]{1,200}(?=\n)", data))
    if not places:
        return data
    place = rng.choice(places)
    text = written(rng, rng.choice(SYMBOLS))
    quoted = rng.choice((text, text, "'" + text.replace("'", "''") + "'", f"[{text}]", "{" + text + ": 1}", ""))
    return data[: place.start()] + quoted.encode("utf-8", "surrogatepass") + data[place.end() :]


def _key(rng: random.Random, data: bytes) -> bytes:
    """Another key before a colon, or one more."""
    places = list(re.finditer(rb"\b[\w-]{1,40}(?=:)", data))
    if not places:
        return data
    place = rng.choice(places)
    key = rng.choice(
        (rng.choice(KEYS), written(rng, "word"), rng.choice(places)[0].decode("utf-8", "replace"))
    ).encode()
    return data[: place.start()] + key + data[place.end() :]


def _deep(rng: random.Random, data: bytes) -> bytes:
    """Something deep, long or that refers to itself, at the end or behind a colon."""
    big = rng.choice(
        (
            b"[" * 3000,
            b"{a: " * 2000,
            b"- " * 2000,
            b"x: &x [*x, *x]\n",
            b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30)),
            b"9" * 5000,
            b"a" * 100_000,
            b"\n" * 50_000,
            b"x: |\n" + b"  line\n" * 20_000,
        )
    )
    at = rng.choice((len(data), data.find(b": ", _place(rng, data)) + 2))
    return data[:at] + big + data[at:]


def _spliced(rng: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: _place(rng, data)] + other[_place(rng, other) :]


CHANGES: tuple[Change, ...] = (
    _byte, _token, _left_out, _doubled, _lines, _lines, _scalar, _scalar, _scalar, _scalar, _key, _key, _deep,
)  # fmt: skip
