"""CSV files: their first line, and what parts their columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from checker.tables.stores import Unreadable

DELIMITERS = ",;\t|"


def csv_header(file: str, wanted: Iterable[str] = ()) -> tuple[list[str], str]:
    """The columns' names, and what parts them: the character that gives the columns wanted, else the most columns.

    Raises Unreadable where the file cannot be read, is empty, or is not UTF-8.
    """
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as opened:
            first = opened.readline(1_000_000)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8; save it as UTF-8") from None
    if not first:
        raise Unreadable("is empty: its first line names the columns")
    if not first.strip():
        raise Unreadable("begins with an empty line: its first line names the columns")
    try:
        headers = {each: next(csv.reader([first], delimiter=each)) for each in DELIMITERS}
    except csv.Error as error:
        raise Unreadable(f"its first line names no columns: {error}") from None
    names = set(wanted)
    best = max(DELIMITERS, key=lambda each: (len(names & set(headers[each])), len(headers[each])))
    return headers[best], best
