"""Bytes of a file to text: UTF-8 and what says that it is UTF-16; another encoding only where a person names it."""

from __future__ import annotations

import codecs
from pathlib import Path

from checker.problems import Problem

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_bytes(path: Path, most: int) -> tuple[bytes, list[Problem]]:
    """A file's bytes, if it is a regular file of at most `most` bytes."""
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "not a regular file" if path.exists() else "no such file"
            return b"", [Problem(path.as_posix(), 1, 1, what)]
        if path.stat().st_size > most:
            message = f"the file is larger than {most // 10**6} MB; import a part of it at a time"
            return b"", [Problem(path.as_posix(), 1, 1, message)]
        return path.read_bytes(), []
    except OSError as error:
        return b"", [Problem(path.as_posix(), 1, 1, f"cannot be read: {error.strerror or error}")]


def decoded(data: bytes, shown: str, encoding: str | None) -> tuple[str, list[Problem]]:
    """The text, without its byte order mark. What is no text in its encoding is a problem with its line."""
    if not encoding and b"\x00" in data[:200] and not data.startswith(tuple(_MARKS)):
        return "", [Problem(shown, 1, 1, "looks like UTF-16 without its mark; give --encoding utf-16-le or utf-16-be")]
    name = encoding or next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        hint = "" if encoding else "; save it as UTF-8, or give --encoding (old files of Excel: windows-1252)"
        return "", [Problem(shown, line, column, f"not a text in {name.upper().removesuffix('-SIG')}{hint}")]
    except (UnicodeError, LookupError) as error:  # of encodings that decode nothing, such as `undefined`
        return "", [Problem(shown, 1, 1, f"cannot be read in {name}: {str(error)[:100]}")]
    return text.removeprefix("\ufeff"), []
