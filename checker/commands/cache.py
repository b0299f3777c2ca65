"""Answers of earlier runs, by the content of all that they rest on: an unchanged corpus is not checked again.

The answers lie in the user's own cache folder, not in the project: a pull request must not bring its own. What is torn,
of another version or not the user's own is ignored, never trusted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from checker import __version__
from checker.files.budgets import ANSWER_BYTES, PROJECT_BYTES, TEXT_BYTES, YAML_BYTES
from checker.files.project import Project
from checker.files.regular import read_regular

SHAPE = "1"
_PACKAGE = Path(__file__).parent.parent


class Answer(NamedTuple):
    """What a command said: the text of each format asked for, and its exit status.

    `texts` are further files that it rests on, by name, with a hash of each.
    """

    status: int
    shown: tuple[str, ...]
    texts: dict[str, str]


class Question(NamedTuple):
    """A command and its options on a project as it is now: `key` tells all that its answer rests on."""

    path: Path
    key: str


def question(project: Project, options: Iterable[object], today: int) -> Question | None:
    """None where there is no folder to keep answers in, a file cannot be read, or they exceed the budget of a project.

    `project` may be one whose files were not asked their size.
    """
    place = folder()
    if place is None:
        return None
    asked = json.dumps([str(option) for option in options])
    digest = hashlib.sha256()
    digest.update(json.dumps([SHAPE, __version__, sys.version, sys.prefix, os.getcwd(), asked]).encode())  # noqa: PTH109
    digest.update(_program())
    digest.update(json.dumps(_links(project)).encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(_listing(project.texts or ())).encode("utf-8", "surrogatepass"))
    digest.update(json.dumps([str(problem) for problem in project.problems]).encode("utf-8", "surrogatepass"))
    size = 0
    try:
        for file in _files(project):
            size += _add(digest, os.fspath(file), today)
            if size > PROJECT_BYTES:
                return None
    except OSError:
        return None
    # one answer for each project and set of options: the next one takes its place
    name = hashlib.sha256(f"{os.path.abspath(project.root)}\n{os.getcwd()}\n{asked}".encode("utf-8", "surrogatepass"))  # noqa: PTH109
    return Question(path=place / f"{name.hexdigest()[:32]}.json", key=digest.hexdigest())


def _listing(places: Iterable[Path]) -> list[tuple[str, int, int]]:
    """What may be found in folders of texts."""
    files = [file for place in places if place.is_dir() for file in sorted(place.iterdir())]
    return [(str(file), status.st_size, status.st_mtime_ns) for file in files if (status := file.stat())]


def _files(project: Project) -> Iterable[Path]:
    yield from (file for _, file in project.articles)
    yield from project.beside_articles


def _links(project: Project) -> list[str]:
    """Where other files than articles lead that are links: whether they are read depends on it.

    What is wrong with links to articles is among the project's problems.
    """
    files = project.beside_articles
    return [os.path.realpath(file) for file in files if os.path.islink(file) or os.path.islink(file.parent)]  # noqa: PTH114


def _add(digest: hashlib._Hash, name: str, today: int) -> int:
    """Add a file's name and content; where it says `until`, the day too. Returns its size."""
    try:
        content = read_regular(name, YAML_BYTES)
    except FileNotFoundError:
        digest.update(f"{name}\0none\0".encode("utf-8", "surrogatepass"))
        return 0
    day = f"{today}\0" if name.endswith("accepted.yaml") and b"until" in content else ""
    digest.update(f"{name}\0{len(content)}\0{day}".encode("utf-8", "surrogatepass") + content)
    return len(content)


def _program() -> bytes:
    """The program itself: while it is being worked on, its files change and its version does not."""
    told: list[str] = []
    _tell_files(os.fspath(_PACKAGE), told)
    return "\n".join([*told, *_libraries()]).encode()


def _tell_files(folder: str, told: list[str]) -> None:
    """Name, size and time of change of all files below a folder. Each kept answer pays for this."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if not entry.is_dir():
            status = entry.stat()
            told.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
        elif entry.name != "__pycache__":
            _tell_files(entry.path, told)


def _libraries() -> Iterable[str]:
    """The folders that libraries are installed into: they change when one is exchanged for another version."""
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            with contextlib.suppress(OSError):
                yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116


def recall(asked: Question) -> Answer | None:
    """The answer to the same question, if there is one and nothing that it rests on has changed."""
    try:
        status = asked.path.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return None
        check, _, body = read_regular(asked.path, ANSWER_BYTES).partition(b"\n")
        if check.decode() != hashlib.sha256(body).hexdigest():
            return None
        data = json.loads(body)
        if data["key"] != asked.key:
            return None
        answer = Answer(status=int(data["status"]), shown=tuple(data["shown"]), texts=dict(data["texts"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return answer if all(hash_of(name) == known for name, known in answer.texts.items()) else None


def remember(asked: Question, answer: Answer) -> None:
    """Keep an answer; where that fails, it is not kept."""
    from checker.files.atomic import write_whole

    body = json.dumps({"key": asked.key, **answer._asdict()}).encode("ascii")
    with contextlib.suppress(OSError):
        write_whole(asked.path, f"{hashlib.sha256(body).hexdigest()}\n{body.decode()}", durable=False)


def hash_of(name: str) -> str:
    """A file's content, as a hash; empty where there is none."""
    try:
        return hashlib.sha256(read_regular(name, TEXT_BYTES)).hexdigest()
    except OSError:
        return ""


def folder() -> Path | None:
    """The user's cache folder, made if need be: nobody else may write to it."""
    chosen = os.environ.get("CHECKER_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        place = Path(chosen) if chosen else (Path(base) if base else Path.home() / ".cache") / "checker"
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = place.stat()
    except (OSError, RuntimeError):
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return place
