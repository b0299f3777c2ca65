"""The texts of articles: beside the claims, or in folders elsewhere, where they are found by their hash.

A text that may not be copied into the repository stays outside it: `text_sha256` says which one was coded.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from checker.files.budgets import TEXT_BYTES, TEXT_FILES
from checker.files.project import TEXTS_VARIABLE
from checker.files.regular import read_regular
from checker.files.walk import Home, is_within
from checker.values.value import fold

ELSEWHERE = f"it lies outside the project; name its folder with --texts or {TEXTS_VARIABLE}"
AS_CODED, CHANGED, NOT_AT_HAND, UNREADABLE = "as coded", "changed", "not at hand", "unreadable"


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text. `former` is the text that was coded, where this one is another and both are at hand."""

    state: str
    path: Path | None = None
    content: str = ""
    why: str = ""
    former: str = ""


# what papers write in one way and people type in another
QUOTE_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def for_quotes(text: str) -> str:
    """A text to compare quotes in, whatever their case, spaces and quotation marks."""
    return fold(text.translate(QUOTE_MARKS))


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
    found = (_by_name(Path(name).name, places) if name else None) or (_by_hash(sha256, places) if sha256 else None)
    if found is not None:
        return _read(found, sha256, places)
    if not is_near:
        return Text(UNREADABLE, beside, why=ELSEWHERE)
    return Text(NOT_AT_HAND, beside, why="No such file or directory")


def _is_near(beside: Path, article: Path, places: Iterable[Path]) -> bool:
    project = Path(os.path.abspath(article.parent.parent.parent))  # of claims/<story>/<article>.yaml
    real = os.path.realpath(beside)
    return Home(project).holds(real) or any(is_within(real, os.path.realpath(place)) for place in places)


def _read(path: Path, sha256: str, places: Iterable[Path]) -> Text:
    from checker.files.extract import CannotRead, plain_text

    try:
        data = _bytes(path)
        content = plain_text(data, path.suffix)[0]
    except CannotRead as error:
        return Text(UNREADABLE, path, why=str(error))
    if not sha256 or hash_of(data) == sha256:
        return Text(AS_CODED, path, content)
    former = _by_hash(sha256, places)
    return Text(CHANGED, path, content, former=plain_text(_bytes(former), former.suffix)[0] if former else "")


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
        if (
            status.st_size <= TEXT_BYTES
            and _hash_of_file(file, status.st_size, status.st_mtime_ns) == sha256.casefold()
        ):
            return file
    return None


@lru_cache(maxsize=65536)
def _hash_of_file(file: Path, size: int, changed: int) -> str:
    del size, changed  # part of what is remembered
    try:
        return hash_of(read_regular(file, TEXT_BYTES))
    except OSError:
        return ""
