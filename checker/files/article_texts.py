"""The texts of articles: beside the claims, or in folders elsewhere, where they are found by their hash.

A text that may not be copied into the repository stays outside it: `text_sha256` says which one was coded.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from msgspec import Struct

from checker.files.budgets import TEXT_BYTES, TEXT_FILES
from checker.files.project import TEXTS_VARIABLE
from checker.files.quote_form import for_quotes
from checker.files.regular import read_regular
from checker.files.walk import Home, is_within

__all__ = ["Text", "for_quotes", "hash_of", "is_text_of_hash", "look_up"]

ELSEWHERE = f"it lies outside the project; name its folder with --texts or {TEXTS_VARIABLE}"
AS_CODED, CHANGED, NOT_AT_HAND, UNREADABLE = "as coded", "changed", "not at hand", "unreadable"


class Text(Struct, frozen=True):
    """An article's text. `former` is the text that was coded, where this one is another and both are at hand."""

    state: str
    path: Path | None = None
    content: str = ""
    why: str = ""
    former: str = ""


def hash_of(data: bytes) -> str:
    """The SHA-256 of a text, its line ends made one: the same file has others where it was checked out on Windows."""
    return hashlib.sha256(_with_line_feeds(data)).hexdigest()


def is_text_of_hash(data: bytes, sha256: str) -> bool:
    """Whether a text is the one with that hash, whatever its line ends were when it was hashed."""
    plain = _with_line_feeds(data)
    forms = (data, plain, plain.replace(b"\n", b"\r\n"))
    return any(hashlib.sha256(form).hexdigest() == sha256.casefold() for form in forms)


def _with_line_feeds(data: bytes) -> bytes:
    """A file of text with one kind of line ends; any other file as it is."""
    if data[:5] == b"%PDF-" or b"\0" in data[:8192]:
        return data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def look_up(article: Path, name: str, sha256: str, places: Iterable[Path] = ()) -> Text:
    """The text of an article: the file of that name beside it or in one of the places, else the one with that hash.

    A file beside it counts only where it lies in the project (or the repository around it) or in one of the places,
    wherever its links lead: a pull request may name any file.
    """
    places = tuple(places)
    beside = article.parent / name if name else None
    is_near = beside is None or _is_near(beside, article, places)
    if is_near and beside is not None and os.path.lexists(beside):
        return _read(beside, sha256, places)
    found = _in_places(name, sha256, places)
    if found is not None:
        return _read(found, sha256, places)
    if not is_near:
        return Text(UNREADABLE, beside, why=ELSEWHERE)
    return Text(NOT_AT_HAND, beside, why="No such file or directory")


def _in_places(name: str, sha256: str, places: Iterable[Path]) -> Path | None:
    """The file of that name in one of the places, else the one with that hash."""
    named = _by_name(Path(name).name, places) if name else None
    return _by_hash(sha256, places) if named is None and sha256 else named


def _is_near(beside: Path, article: Path, places: Iterable[Path]) -> bool:
    project = Path(os.path.abspath(article)).parent.parent.parent  # of claims/<story>/<article>.yaml
    real = os.path.realpath(beside)
    return Home(project).holds(real) or any(is_within(real, os.path.realpath(place)) for place in places)


def _read(path: Path, sha256: str, places: Iterable[Path]) -> Text:
    from checker.files.extract import CannotRead, plain_text

    try:
        data = _bytes(path)
        content = plain_text(data, path.suffix)[0]
    except CannotRead as error:
        return Text(UNREADABLE, path, why=str(error))
    if not sha256 or is_text_of_hash(data, sha256):
        return Text(AS_CODED, path, content)
    return Text(CHANGED, path, content, former=_former(sha256, places))


def _former(sha256: str, places: Iterable[Path]) -> str:
    """The text that was coded, where it is at hand and can be read; else ""."""
    from checker.files.extract import CannotRead, plain_text

    path = _by_hash(sha256, places)
    try:
        return plain_text(_bytes(path), path.suffix)[0] if path is not None else ""
    except CannotRead:
        return ""


def _bytes(path: Path) -> bytes:
    from checker.files.extract import CannotRead

    try:
        return read_regular(path, TEXT_BYTES)
    except OSError as error:
        raise CannotRead(error.strerror or str(error)) from None


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            files = (file for file in place.iterdir() if file.is_file() and not file.name.startswith("."))
            yield from sorted(islice(files, TEXT_FILES))


def _by_name(name: str, places: Iterable[Path]) -> Path | None:
    return next((file for file in _files(places) if file.name == name), None)


def _by_hash(sha256: str, places: Iterable[Path]) -> Path | None:
    for file in _files(places):
        status = file.stat()
        if status.st_size > TEXT_BYTES:
            continue
        if sha256.casefold() in _hashes_of_file(file, status.st_size, status.st_mtime_ns):
            return file
    return None


@lru_cache(maxsize=65536)
def _hashes_of_file(file: Path, size: int, changed: int) -> tuple[str, ...]:
    """The hashes by which a text may be named: of its bytes, and with either kind of line ends."""
    del size, changed  # part of what is remembered
    try:
        data = read_regular(file, TEXT_BYTES)
    except OSError:
        return ()
    plain = _with_line_feeds(data)
    forms = {data, plain, plain.replace(b"\n", b"\r\n")}
    return tuple(hashlib.sha256(form).hexdigest() for form in forms)
