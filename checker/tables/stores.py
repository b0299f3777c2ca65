"""An engine with what tables need of it beyond portable SQL: reading where the data lies, and casts that never fail."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from checker.engine.sql import Engine
from checker.problems import did_you_mean, quoted
from checker.tables.addresses import Address

TEXT, NUMBER, WHOLE, DAY, OTHER = "text", "number", "whole", "day", "other"
"""What a column holds, as far as its type says."""

_NOT_PLAIN = ("struct", "map", "union", "array", "list", "blob", "binary", "bit", "variant")

BEYOND = 1e308
"""What a number stands for that is larger: no figure has so many digits, and an open bound is more."""
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

EXACT = 2**53
"""Whole numbers below it are exact as doubles."""

DIGITS = r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$"
"""What a text must be to be read as a number; the same on every engine."""

DATE_PARTS = {
    "year-month-day": (r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$", (1, 2, 3)),
    "month/day/year": (r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$", (3, 1, 2)),
    "day/month/year": (r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$", (3, 2, 1)),
    "day.month.year": (r"^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})$", (3, 2, 1)),
}
"""How days are written in texts: a pattern, and which of its groups are year, month and day."""


class Unreadable(Exception):
    """A table cannot be read: why, for a Problem."""


class Raw(Struct, frozen=True, kw_only=True):
    """A table as it lies: a relation with file_no, row_no and c0, c1, ... for the columns asked for, by name.

    `kinds` says what each of them holds. Rows are numbered from 1; the line with the columns' names does not count.
    """

    relation: str
    columns: Mapping[str, str]
    kinds: Mapping[str, str]


class Rejected(Struct, frozen=True, kw_only=True):
    """A row of a file that is no row of its table, such as one with too few columns."""

    file: int
    row: int
    text: str
    why: str


class Store(ABC):
    """The tables' engine. Files are known by their numbers in `files`."""

    name = ""
    unreadable: tuple[type[Exception], ...] = ()
    """What is raised where a file turns out to be damaged only as its rows are read."""
    out_of_memory: tuple[type[Exception], ...] = ()

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.files: list[str] = []
        self.rejected: list[Rejected] = []
        self.decimals = 0
        self.has_daily = False
        self._relations = 0

    def load_words(self, table: str, number: str, word: str, words: Sequence[str]) -> None:
        """A table of words that are written again and again, by their numbers from 0."""
        self.engine.load(table, {number: ("INTEGER", range(len(words))), word: ("VARCHAR", words)})

    def create_large(self, table: str, select: str, rows: int) -> None:  # noqa: ARG002  # for those that pack
        """Make a table of about `rows` rows of claims, as small as the engine can where memory is short."""
        self.engine.create(table, select)

    def next_relation(self) -> str:
        self._relations += 1
        return f"raw_{self._relations}"

    @abstractmethod
    def read(self, address: Address, columns: Iterable[str]) -> Raw:
        """Some columns of a table, where it lies. Raises Unreadable."""

    @abstractmethod
    def quoted_name(self, name: str) -> str:
        """A column's name as SQL, whatever it holds."""

    def text(self, value: str) -> str:
        """A text as SQL, whatever it holds."""
        return quoted_text(value)

    @abstractmethod
    def as_day(self, expression: str, kind: str, dates: str) -> str:
        """The ordinal of a day (date.toordinal); NULL where the cell is none."""

    @abstractmethod
    def as_number(self, expression: str, kind: str) -> str:
        """A double; NULL where the cell is none."""

    @abstractmethod
    def as_text(self, expression: str, kind: str) -> str:
        """A text without spaces around it; NULL where it is empty."""

    def is_empty(self, expression: str, kind: str) -> str:
        """Whether a cell holds nothing."""
        return f"{self.as_text(expression, kind) if kind == TEXT else expression} IS NULL"

    @abstractmethod
    def matches(self, expression: str, pattern: str) -> str:
        """Whether a text has a pattern."""

    @abstractmethod
    def sha256(self, expression: str) -> str:
        """Hexadecimal digits of a text."""

    @abstractmethod
    def character(self, code: int) -> str:
        """A character, such as a tab."""

    @abstractmethod
    def listed(self, fields: Mapping[str, str]) -> str:
        """An aggregate: a list of records, in the order of their fields."""

    @abstractmethod
    def bit(self, number: str) -> str:
        """A bit of its own for each of the first numbers; beyond them it is one of several."""

    @abstractmethod
    def date_of(self, day: str) -> str:
        """A date from its ordinal; NULL for 0."""

    @abstractmethod
    def settle(self) -> None:
        """Everything is read: from now on the order of rows means nothing."""

    @abstractmethod
    def write(self, select: str, file: str) -> None:
        """Write a query's rows to a file that ends in .parquet or .csv. Raises OSError."""

    def count(self, table: str, condition: str = "TRUE") -> int:
        return int(self.engine.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])


def quoted_text(value: str) -> str:
    """A text as standard SQL has it."""
    return "'" + value.replace("'", "''") + "'"


def missing_columns(wanted: Iterable[str], there: Iterable[str], where: str) -> str:
    """What to say of columns that a table does not have, or has twice; "" where it has each once."""
    known, wanted = list(there), list(wanted)
    if twice := [name for name in wanted if known.count(name) > 1]:
        return f"{where} has more than one column {quoted(twice[0])}: give them names of their own"
    missing = [name for name in wanted if name not in known]
    if not missing:
        return ""
    first = missing[0]
    shown = ", ".join(quoted(name, 30) for name in known[:20])
    return f"{where} has no column {quoted(first)}{did_you_mean(first, known) or f'; it has {shown}'}"


def not_plain(column: str, type_: str, where: str) -> str:
    """What to say of a column that holds lists, records or bytes; "" for any other."""
    name = type_.casefold()
    if name.endswith("]") or name.startswith(_NOT_PLAIN):
        return f"{where}: the column {quoted(column)} holds {quoted(type_, 40)}; expected texts, numbers or days"
    return ""


def aliases(columns: Iterable[str]) -> dict[str, str]:
    """The columns of a relation by the names that a table has for them."""
    return {name: f"c{n}" for n, name in enumerate(columns)}


def merged(kinds: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """The kinds of columns over several files: a text, where two files have other kinds."""
    return {name: kind if kinds.get(name, kind) == kind else TEXT for name, kind in found.items()}


def first_line(error: Exception) -> str:
    """What an error says, cut to a line that fits a message."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
