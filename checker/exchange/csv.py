"""CSV: one row a claim, with its source in the columns source.publisher, source.title and so on.

One file and not two, so that what is sorted, filtered or sent by mail stays whole. The source need stand only in one
row of an article; where rows differ on it, that is a problem.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from checker.exchange.decode import decoded
from checker.exchange.drafts import Exported, Imported, Incoming, Outgoing
from checker.exchange.tables import (
    CLAIM_KEYS,
    COLUMNS,
    REQUIRED,
    Reader,
    Table,
    heading,
    limited,
    rows_of,
    too_long,
)
from checker.problems import Problem

MAX_BYTES = 64_000_000
_DELIMITERS = (",", ";", "\t")


def read(incoming: Incoming) -> Imported:
    """Articles from rows. Commas, semicolons or tabs, as the headings have them."""
    table = read_table(incoming, COLUMNS)
    reader = Reader(incoming.story, [table])
    if not table.problems:
        reader.read(table, reader.headings(table, COLUMNS, REQUIRED))
    return reader.finish()


def read_table(incoming: Incoming, known: Sequence[str]) -> Table:
    """The rows of a CSV file. `known` headings tell which sign is between its cells."""
    table = Table(incoming.shown, [])
    text, table.problems = decoded(incoming.data, incoming.shown, incoming.encoding)
    delimiter = ""
    if text[:4].casefold() == "sep=" and text[4:5]:
        delimiter, text = text[4], text.partition("\n")[2]
    if not delimiter:
        first = text.partition("\n")[0]
        split = {sign: [heading(name.strip('"\r ')) for name in first.split(sign)] for sign in _DELIMITERS}
        delimiter = max(_DELIMITERS, key=lambda sign: sum(name in known for name in split[sign]))
    if table.problems:
        return table
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        limited(enumerate(reader, 1), table)
    except csv.Error as error:
        table.problems.append(Problem(incoming.shown, reader.line_num or 1, 1, f"not valid CSV: {error}"))
    return table


def write(outgoing: Outgoing) -> Exported:
    """UTF-8 with a byte order mark, without which Excel takes it for an older encoding."""
    if long := too_long(outgoing.articles, {key: "/".join(key) for key in outgoing.articles}):
        return Exported(data=None, problems=long)
    claims, sources = rows_of(outgoing.articles, is_typed=False)
    by_article = {row[0]: row[1:] for row in sources[1:]}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    left = dict.fromkeys(by_article)
    for row in claims[1:]:
        left.pop(row[0], None)
    rows = [[row[0], *by_article[row[0]], *row[1:]] for row in claims[1:]]
    rows += [[name, *by_article[name], *[""] * len(CLAIM_KEYS)] for name in left]
    writer.writerows(rows)
    return Exported(data=("\ufeff" + out.getvalue()).encode("utf-8"))
