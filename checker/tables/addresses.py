"""Where a table lies: what `read` says, as files or as a table of a database."""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec import Struct

from checker.problems import did_you_mean

FILES = {".parquet": "parquet", ".csv": "csv"}
DATABASES = ("duckdb", "postgres", "jdbc", "spark")
SPARK_ONLY = ("jdbc", "spark", "cloud")
"""Kinds of addresses that only Spark reads: a table of its catalogue, one by JDBC, files of a store such as s3a://."""

FOLDER_VARIABLE = "CHECKER_"
"""How the name of an environment variable begins by which data outside the project is named."""

EXPECTED = (
    "expected a file that ends in .parquet or .csv, `duckdb: file#table`, `postgres: $VARIABLE#table`, "
    "`jdbc: $VARIABLE#table` or `spark: table`"
)
_DATABASE = re.compile(rf"({'|'.join(DATABASES)}):\s*(\S.*)$")
_VARIABLE = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)(?=$|/)")


class Address(Struct, frozen=True, kw_only=True):
    """A table: its kind, the files (in the order of their names) or the connection, and the table's name in it.

    `shown` is what messages call each file; a connection that may hold a password is called by its variable.
    """

    kind: str
    files: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    connection: str = ""
    table: str = ""


def read_address(text: str, root: Path) -> tuple[Address | None, str]:
    """What `read` means in a project, or what is wrong with it."""
    if match := _DATABASE.match(text):
        return _of_database(match[1], match[2].strip(), root)
    if re.match(r"[a-z][a-z0-9]*://", text):
        return Address(kind="cloud", files=(text,), shown=(text,)), ""
    kind = next((kind for ending, kind in FILES.items() if text.lower().endswith(ending)), "")
    if not kind:
        return None, f"{text!r}: {EXPECTED}"
    path, mistake = _within(text, root)
    if path is None:
        return None, mistake
    found = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
    files = [file for file in found if file.is_file()]
    if not files:
        return None, f"{text!r}: {_why_no_file(path)}"
    home = Path(os.path.realpath(path.parent))
    if links := [file for file in files if home not in Path(os.path.realpath(file)).parents]:
        return None, f"{text!r}: {links[0].name} is a link out of its folder; {_ELSEWHERE}"
    folder = text.rpartition("/")[0]
    shown = tuple(f"{folder}/{file.name}" if folder else file.name for file in files)
    return Address(kind=kind, files=tuple(map(str, files)), shown=shown), ""


_ELSEWHERE = f"name a folder elsewhere as ${FOLDER_VARIABLE}DATA/file.csv"


def _why_no_file(path: Path) -> str:
    if path.is_dir():
        return "is a folder; expected a file"
    if os.path.lexists(path):
        return "is no file that can be read (a link to nowhere, a pipe or a device)"
    near = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    return f"there is no such file{did_you_mean(path.name, near)}"


def _of_database(kind: str, rest: str, root: Path) -> tuple[Address | None, str]:
    where, _, table = rest.rpartition("#")
    if kind == "spark":
        return Address(kind=kind, table=rest, shown=(rest,)), ""
    if not where or not table:
        return None, f"'{kind}: {rest}': expected `{kind}: {'file' if kind == 'duckdb' else '$VARIABLE'}#table`"
    if kind == "duckdb":
        path, mistake = _within(where, root)
        if path is None or not path.is_file():
            return None, mistake or f"{where!r}: {_why_no_file(path or root)}"
        return Address(kind=kind, files=(str(path),), shown=(f"{where}#{table}",), table=table), ""
    variable = re.fullmatch(r"\$([A-Za-z_][A-Za-z0-9_]*)", where)
    if variable is None:
        return None, f"{kind}: expected the name of an environment variable, `$NAME#table`: it may hold a password"
    connection = os.environ.get(variable[1], "")
    if not connection:
        return None, f"{kind}: the environment variable {variable[1]} is not set"
    return Address(kind=kind, connection=connection, table=table, shown=(f"${variable[1]}#{table}",)), ""


def _within(text: str, root: Path) -> tuple[Path | None, str]:
    """A path below the project, or below the folder that a variable of the environment names."""
    base, rest = root, text
    if text.startswith("$"):
        match = _VARIABLE.match(text)
        if match is None or not match[1].startswith(FOLDER_VARIABLE):
            return None, f"{text!r}: a folder outside the project is named by a variable such as ${FOLDER_VARIABLE}DATA"
        folder = os.environ.get(match[1], "")
        if not folder:
            return None, f"{text!r}: the environment variable {match[1]} is not set"
        base, rest = Path(folder), text[match.end() :].lstrip("/")
    path = base / rest
    real, home = Path(os.path.realpath(path.parent)), Path(os.path.realpath(base))
    if Path(rest).is_absolute() or (home != real and home not in real.parents):
        return None, f"{text!r}: leads out of the project; {_ELSEWHERE}"
    if "*" in str(path.parent):
        return None, f"{text!r}: * may stand in the name of a file, not in that of a folder"
    return path, ""
