"""The texts of articles: beside the claims, or in folders elsewhere, where they are found by their hash.

A text that may not be copied into the repository stays outside it: `text_sha256` says which one was coded.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checker.files.quote_form import for_quotes

__all__ = ["Text", "for_quotes", "hash_of", "is_text_of_hash", "look_up"]

LARGEST = 20_000_000
"""Bytes of a text: more is no article."""
AS_CODED, CHANGED, NOT_AT_HAND, UNREADABLE = "as coded", "changed", "not at hand", "unreadable"


@dataclass(frozen=True, slots=True)
class Text:
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
    """The text of an article: the file of that name beside it or in one of the places, else the one with that hash."""
    beside = article.parent / name if name else None
    if beside is not None and os.path.lexists(beside):
        return _read(beside, sha256, places)
    found = (_by_name(Path(name).name, places) if name else None) or (_by_hash(sha256, places) if sha256 else None)
    if found is not None:
        return _read(found, sha256, places)
    return Text(NOT_AT_HAND, beside, why="No such file or directory")


def _read(path: Path, sha256: str, places: Iterable[Path]) -> Text:
    from checker.files.extract import CannotRead, plain_text

    try:
        data = _bytes(path)
        content = plain_text(data, path.suffix)[0]
    except CannotRead as error:
        return Text(UNREADABLE, path, why=str(error))
    if not sha256 or is_text_of_hash(data, sha256):
        return Text(AS_CODED, path, content)
    former = _by_hash(sha256, places)
    return Text(CHANGED, path, content, former=plain_text(_bytes(former), former.suffix)[0] if former else "")


def _bytes(path: Path) -> bytes:
    from checker.files.extract import CannotRead

    if not path.is_file():
        raise CannotRead("not a regular file" if path.exists() else "No such file or directory")
    try:
        if path.stat().st_size > LARGEST:
            raise CannotRead(f"larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(error.strerror or str(error)) from None


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(file for file in place.iterdir() if file.is_file() and not file.name.startswith("."))


def _by_name(name: str, places: Iterable[Path]) -> Path | None:
    return next((file for file in _files(places) if file.name == name), None)


def _by_hash(sha256: str, places: Iterable[Path]) -> Path | None:
    for file in _files(places):
        status = file.stat()
        if status.st_size > LARGEST:
            continue
        if sha256.casefold() in _hashes_of_file(file, status.st_size, status.st_mtime_ns):
            return file
    return None


@lru_cache(maxsize=65536)
def _hashes_of_file(file: Path, size: int, changed: int) -> tuple[str, ...]:
    """The hashes by which a text may be named: of its bytes, and with either kind of line ends."""
    del size, changed  # part of what is remembered
    try:
        data = file.read_bytes()
    except OSError:
        return ()
    plain = _with_line_feeds(data)
    forms = {data, plain, plain.replace(b"\n", b"\r\n")}
    return tuple(hashlib.sha256(form).hexdigest() for form in forms)
