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
    if not first.strip():
        raise Unreadable("is empty: its first line names the columns")
    headers = {each: next(csv.reader([first], delimiter=each)) for each in DELIMITERS}
    names = set(wanted)
    best = max(DELIMITERS, key=lambda each: (len(names & set(headers[each])), len(headers[each])))
    return headers[best], best
