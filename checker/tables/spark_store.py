"""Tables by Spark: read from whatever Spark reads, judged where they lie, and written there too."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.engine.sql.spark import Spark, open_engine
from checker.files.atomic import written_elsewhere
from checker.tables.addresses import Address
from checker.tables.csv_files import csv_header
from checker.tables.stores import (
    BEYOND,
    DATE_PARTS,
    DAY,
    DIGITS,
    FIRST_DAY,
    LAST_DAY,
    NUMBER,
    OTHER,
    TEXT,
    WHOLE,
    Raw,
    Rejected,
    Store,
    Unreadable,
    aliases,
    first_line,
    merged,
    missing_columns,
    not_plain,
)

_CORRUPT = "checker corrupt record"
_NUMBER = "checker row number"
_WHOLE = ("tinyint", "smallint", "int", "bigint")
_NUMBERS = ("double", "float")


def open_store(master: str = "") -> SparkStore:
    """A store in a session of Spark. Raises ValueError where there is none to be had."""
    return SparkStore(open_engine(master))


class SparkStore(Store):
    name = "spark"

    def __init__(self, engine: Spark) -> None:
        super().__init__(engine)

    @property
    def session(self) -> Any:
        return self.engine.connection

    def read(self, address: Address, columns: Iterable[str]) -> Raw:
        wanted = list(columns)
        try:
            frames = list(self._frames(address, wanted))
        except Unreadable:
            raise
        except Exception as error:  # whatever Java says
            where = address.shown[0] if address.shown else address.table
            said = type(error).__name__ if address.connection else first_line(error)
            raise Unreadable(f"{where} cannot be read by Spark: {said}") from None
        kinds: dict[str, str] = {}
        raw = self.next_relation()
        selected = None
        for frame, shown, row in frames:
            types = dict(frame.dtypes)
            if message := missing_columns(wanted, types, shown):
                raise Unreadable(message)
            if message := next(filter(None, (not_plain(name, types[name], shown) for name in wanted)), ""):
                raise Unreadable(message)
            found = {name: _kind(types[name]) for name in wanted}
            kinds = merged(kinds, found)
            self.files.append(shown)
            names = [f"{self.quoted_name(name)} AS c{n}" for n, name in enumerate(wanted)]
            one = frame.selectExpr(f"{len(self.files) - 1} AS file_no", f"CAST({row} AS BIGINT) AS row_no", *names)
            selected = one if selected is None else selected.unionAll(one)
        assert selected is not None
        selected.createOrReplaceTempView(raw)
        return Raw(relation=raw, columns=aliases(wanted), kinds=kinds)

    def _frames(self, address: Address, columns: list[str]) -> Iterable[tuple[Any, str, str]]:
        """The frames of a table: each with its name in messages, and how its rows are numbered."""
        once = "monotonically_increasing_id() + 1"
        if address.kind in ("parquet", "cloud"):
            for file, shown in zip(address.files, address.shown, strict=True):
                if file.endswith(".csv"):
                    reader = self.session.read.option("header", True).option("multiLine", True)
                    yield reader.csv(_place(file)), shown, once
                else:
                    yield self.session.read.parquet(_place(file)), shown, "_metadata.row_index + 1"
        elif address.kind == "csv":
            for file, shown in zip(address.files, address.shown, strict=True):
                yield self._csv(file, shown, columns), shown, f"`{_NUMBER}`"
        elif address.kind == "spark":
            yield self.session.table(address.table), address.table, once
        elif address.kind == "jdbc":
            reader = self.session.read.format("jdbc").option("url", address.connection)
            yield reader.option("dbtable", address.table).load(), address.shown[0], once
        else:
            raise Unreadable(f"{address.shown[0]} is read by DuckDB alone: leave `--engine spark` out")

    def _csv(self, file: str, shown: str, columns: list[str]) -> Any:
        """The rows of a file that are rows; the others are noted. A file is one task, so its rows keep their order."""
        header, delimiter = csv_header(file, columns)
        if message := missing_columns(columns, header, shown):
            raise Unreadable(message)
        typed = ", ".join(f"c{n} STRING" for n in range(len(header)))
        reader = self.session.read.option("header", True).option("sep", delimiter).option("multiLine", True)
        reader = reader.option("escape", '"').option("mode", "PERMISSIVE").option("enforceSchema", True)
        reader = reader.option("columnNameOfCorruptRecord", _CORRUPT)
        read = reader.schema(f"{typed}, `{_CORRUPT}` STRING").csv(_place(file))
        numbered = read.selectExpr("*", f"monotonically_increasing_id() + 1 AS `{_NUMBER}`").persist()
        for row in numbered.where(f"`{_CORRUPT}` IS NOT NULL").orderBy(f"`{_NUMBER}`").collect():
            text = row[_CORRUPT]
            found = Rejected(file=len(self.files), row=row[_NUMBER], text=text, why="other columns than the first line")
            self.rejected.append(found)
        good = numbered.where(f"`{_CORRUPT}` IS NULL")
        chosen = [f"c{header.index(name)} AS {self.quoted_name(name)}" for name in columns]
        return good.selectExpr(*chosen, f"`{_NUMBER}`")

    # --- SQL

    def quoted_name(self, name: str) -> str:
        return "`" + name.replace("`", "``") + "`"

    def text(self, value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def as_day(self, expression: str, kind: str, dates: str) -> str:
        if kind == DAY:
            return _ordinal(f"CAST({expression} AS DATE)")
        pattern, (year, month, day) = DATE_PARTS[dates]
        cell = f"trim(CAST({expression} AS STRING))"
        if dates == "year-month-day":
            date = f"try_cast({cell} AS DATE)"
        else:
            date = f"try_cast(regexp_replace({cell}, '{pattern}', '${year}-${month}-${day}') AS DATE)"
        return f"CASE WHEN {cell} RLIKE '{pattern}' THEN {_ordinal(date)} END"

    def as_number(self, expression: str, kind: str) -> str:
        if kind == NUMBER:
            number = f"CAST({expression} AS DOUBLE)"
            is_finite = f"NOT isnan({number}) AND abs({number}) < CAST('Infinity' AS DOUBLE)"
            return f"CASE WHEN {is_finite} THEN {_bounded(number)} END"
        if kind == WHOLE:
            return f"CAST({expression} AS DOUBLE)"
        cell = f"trim(CAST({expression} AS STRING))"
        return f"CASE WHEN {cell} RLIKE '{DIGITS}' THEN {_bounded(f'try_cast({cell} AS DOUBLE)')} END"

    def as_text(self, expression: str, kind: str) -> str:
        return f"nullif(trim({expression if kind == TEXT else f'CAST({expression} AS STRING)'}), '')"

    def matches(self, expression: str, pattern: str) -> str:
        return f"{expression} RLIKE '{pattern}'"

    def sha256(self, expression: str) -> str:
        return f"sha2({expression}, 256)"

    def character(self, code: int) -> str:
        return f"char({code})"

    def listed(self, fields: Mapping[str, str]) -> str:
        packed = ", ".join(f"'{name}', {value}" for name, value in fields.items())
        return f"array_sort(collect_list(named_struct({packed})))"

    def bit(self, number: str) -> str:
        return f"shiftleft(CAST(1 AS BIGINT), CAST({number} % 62 AS INT))"

    def date_of(self, day: str) -> str:
        return f"CASE WHEN {day} > 0 THEN date_add(DATE'0001-01-01', CAST({day} - 1 AS INT)) END"

    def settle(self) -> None:
        """Spark keeps no order anyway."""

    def write(self, select: str, file: str) -> None:
        """Into one local file; into a folder of files where the place is a store such as s3a://."""
        form = "parquet" if file.endswith(".parquet") else "csv"
        frame = self.session.sql(select)
        if "://" in file:
            frame.write.mode("overwrite").option("header", True).format(form).save(file)
            return
        with tempfile.TemporaryDirectory() as folder, written_elsewhere(Path(file)) as other:
            made = Path(folder) / "made"
            frame.coalesce(1).write.option("header", True).format(form).save(made.as_uri())
            (part,) = made.glob(f"part-*.{form}") if form == "csv" else made.glob("part-*.parquet")
            shutil.copyfile(part, other)


def _place(file: str) -> str:
    """A file as Spark finds it: a session stays in the folder in which the first one of its process began."""
    return file if "://" in file else os.path.abspath(file)


def _ordinal(date: str) -> str:
    inside = f"{date} BETWEEN DATE'{FIRST_DAY}' AND DATE'{LAST_DAY}'"
    return f"CASE WHEN {inside} THEN datediff({date}, DATE'{FIRST_DAY}') + 1 END"


def _bounded(number: str) -> str:
    beyond = f"CAST({BEYOND} AS DOUBLE)"
    return f"least(greatest({number}, -{beyond}), {beyond})"


def _kind(type_: str) -> str:
    if type_ in _WHOLE:
        return WHOLE
    if type_ in _NUMBERS:
        return NUMBER
    if type_ == "string" or type_.startswith("decimal"):
        return TEXT
    return DAY if type_ == "date" or type_.startswith("timestamp") else OTHER
