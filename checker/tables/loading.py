"""Tables of claims to the engine: words become numbers, each cell is looked at, and no row is lost.

    word       the voices: id, word
    figure     id, subject, property, status, scope, unit, period (as texts), mode, tolerance (over / under), adds_to
    claim      file_no, row_no, source, figure, day, lower, upper: what can be compared
    aside      file_no, row_no, why, cell: what cannot, and why

Bounds are whole doubles: figures times 10 to the power of `decimals`, so that sums and gaps are exact.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checker.files.models import OVER_TIME, STATUSES
from checker.problems import Problem
from checker.tables.mapping import Source, Spec
from checker.tables.reasons import (
    BAD_COUNT,
    BAD_DAY,
    BAD_PERIOD,
    BAD_STATUS,
    BAD_VALUE,
    BELOW_ZERO,
    NO_DAY,
    NO_PROPERTY,
    NO_ROW,
    NO_SOURCE,
    NO_SUBJECT,
    NO_VALUE,
    NOT_READ,
    REASONS,
    REVERSED,
    TOO_LONG,
)
from checker.tables.stores import EXACT, TEXT, Raw, Store, Unreadable, first_line
from checker.values.scaling import own_unit

MOST_DECIMALS = 9
"""Digits after the point that are compared."""
CONSTANT = OVER_TIME.index("constant")

OPEN = {"lower": "CAST('-Infinity' AS DOUBLE)", "upper": "CAST('Infinity' AS DOUBLE)"}
"""The bounds of a figure of which the other one alone is known."""

PERIOD = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"


class Loaded(Struct, frozen=True, kw_only=True):
    """What was read: rows (of all tables, once for each property), claims, rows set aside; decimals of the bounds."""

    cells: int
    claims: int
    aside: int
    decimals: int
    is_reworded: bool = False


def load_claims(spec: Spec, store: Store) -> tuple[Loaded | None, list[Problem]]:
    """Read all tables into the engine; what cannot be read at all is a problem."""
    problems: list[Problem] = []
    raws: list[tuple[Source, Raw]] = []
    for source in spec.sources:
        try:
            raws.append((source, store.read(source.address, source.used)))
        except Unreadable as error:
            problems.append(source.place.problem(str(error)))
    if problems:
        return None, problems
    selects = [select for source, raw in raws for select in _cells(source, raw, spec, store)]
    store.engine.create_view("cell", " UNION ALL ".join(selects))
    try:
        _words(spec, store, raws[0][1])
        loaded = _claims(spec, store)
    except store.unreadable as error:  # a file that is damaged behind its beginning
        return None, [spec.sources[0].place.problem(f"a table cannot be read: {first_line(error)}")]
    problems += _empty(spec, store, loaded)
    return (None if problems else loaded), problems


# --- cells: the columns by their roles, each read as what it should be


def _cells(source: Source, raw: Raw, spec: Spec, store: Store) -> Iterator[str]:
    """A SELECT for each table, or for each property that has a column of its own."""
    if not source.values:
        yield _Cells(source, raw, spec, store).select()
    for name, column in source.values.items():
        yield _Cells(source, raw, spec, store, own=name, own_column=column).select()


class _Cells:
    """The SELECT of a table's cells."""

    def __init__(
        self, source: Source, raw: Raw, spec: Spec, store: Store, *, own: str = "", own_column: str = ""
    ) -> None:
        self.source, self.raw, self.spec, self.store = source, raw, spec, store
        self.own, self.own_column = own, own_column

    def select(self) -> str:
        columns = {
            "voice": self._voice(),
            **{role: self.word(role) for role in VARYING},
            "day": self._day(),
            "lower": self._bound("lower"),
            "upper": self._bound("upper"),
            "day_cell": self._cell("as_of"),
            "lower_cell": self._cell("lower"),
            "upper_cell": self._cell("upper"),
            "is_grouped": self._is_grouped(),
        }
        listed = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
        return f"SELECT file_no, row_no, {listed} FROM {self.raw.relation}"

    def _column(self, role: str) -> tuple[str, str] | None:
        """The column of a role as SQL, and what it holds."""
        name = self.own_column if self.own and role in ("lower", "upper") else self.source.columns.get(role)
        if name is None and role in ("lower", "upper"):
            name = self.source.columns.get("value")
        return None if name is None else (self.raw.columns[name], self.raw.kinds[name])

    def _text(self, role: str, otherwise: str | None = None) -> str:
        column = self._column(role)
        if column is None:
            fixed = self.source.fixed.get(role, otherwise)
            return "NULL" if fixed is None else self.store.text(fixed)
        if otherwise is not None:
            return f"coalesce({self.store.as_text(*column)}, {self.store.text(otherwise)})"
        # as it is: spaces around it are taken off once for each word, not in each row
        return column[0] if column[1] == TEXT else self.store.as_text(*column)

    def _voice(self) -> str:
        if "speaker" not in {*self.source.columns, *self.source.fixed}:
            return self._text("source")
        source = self._column("source")
        name = self._text("source") if source is None else self.store.as_text(*source)
        return f"CASE WHEN {name} IS NOT NULL THEN coalesce({self._text('speaker', '')}, {name}) END"

    def word(self, role: str) -> str:
        """One of VARYING."""
        if role == "property" and self.own:
            return self.store.text(self.own)
        return self._text(role, _OTHERWISE.get(role))

    def _day(self) -> str:
        column = self._column("as_of")
        return "0" if column is None else self.store.as_day(*column, self.source.dates)

    def _bound(self, role: str) -> str:
        column = self._column(role)
        if column is None:
            return OPEN[role]
        number = self.store.as_number(*column)
        if not {"lower", "upper"} <= self.source.columns.keys():
            return number
        return f"CASE WHEN {self.store.is_empty(*column)} THEN {OPEN[role]} ELSE {number} END"

    def _is_grouped(self) -> str:
        """Whether a figure is written with three digits behind its point, which some read as thousands."""
        columns = {self._column(role) for role in ("lower", "upper")}
        written = [
            f"{self.store.as_text(*each)} LIKE '%.___'" for each in sorted(filter(None, columns)) if each[1] == TEXT
        ]
        return f"coalesce({' OR '.join(written)}, FALSE)" if written else "FALSE"

    def _cell(self, role: str) -> str:
        """The cell as it is written, for what is told of it and to know whether there is one."""
        column = self._column(role)
        return "'-'" if column is None else self.store.as_text(*column)


# --- words

VARYING = ("subject", "property", "status", "scope", "unit", "period")
"""What tells figures apart."""
_OTHERWISE = {"status": "actual", "scope": "", "unit": "", "period": ""}
"""What an empty cell of them stands for."""


def _varying(spec: Spec) -> tuple[str, ...]:
    """Those of them that are not the same in all rows of all tables."""
    named = [{*source.columns} for source in spec.sources]
    many = len(spec.sources) > 1 or spec.sources[0].values
    return tuple(
        role
        for role in VARYING
        if any(role in each for each in named)
        or (many and role in ("subject", "property"))
        or (many and any(role in source.fixed for source in spec.sources))
    ) or ("subject",)


def _tidied(role: str, word: str = "") -> str:
    """A word without spaces around it; scopes are the same whatever their case, as those of claims are."""
    return f"lower(trim({word or role}))" if role == "scope" else f"trim({word or role})"


def _words(spec: Spec, store: Store, first: Raw) -> None:
    """Each word once: those of sources, of properties, and those that tell figures apart."""
    engine = store.engine
    engine.create(
        "word_of",
        """SELECT raw, word, CAST(dense_rank() OVER (ORDER BY word) - 1 AS INTEGER) AS id
        FROM (SELECT voice AS raw, trim(voice) AS word FROM cell WHERE voice IS NOT NULL GROUP BY voice) w
        WHERE word <> ''""",
    )
    engine.create_view("word", "SELECT DISTINCT id, word FROM word_of")
    _known(spec, store)
    varying = _varying(spec)
    raw = ", ".join(f"{role} AS raw_{role}" for role in varying)
    same = _Cells(spec.sources[0], first, spec, store)
    words = ", ".join(f"{_tidied(role, '' if role in varying else same.word(role))} AS {role}" for role in VARYING)
    engine.create(
        "figure_of",
        f"""SELECT c.*, p.name, p.is_count, p.is_signed, f.mode AS said_mode,
          CAST(dense_rank() OVER (ORDER BY c.subject, p.name, c.status, c.scope, c.unit, c.period) - 1 AS INTEGER) AS id
        FROM (SELECT {raw}, {words} FROM (SELECT DISTINCT {", ".join(varying)} FROM cell) v) c
        JOIN known_property p ON p.word = c.property
        JOIN known_status f ON f.property = p.name AND f.status = c.status
        WHERE c.subject <> '' AND (c.period = '' OR {store.matches("c.period", PERIOD)})""",
    )
    engine.create(
        "figure",
        f"""SELECT DISTINCT c.id, c.subject, c.name AS property, c.status, c.scope,
          CASE WHEN c.unit = '' THEN p.unit ELSE c.unit END AS unit, p.over, p.under, p.adds_to, p.is_signed, c.period,
          CASE WHEN c.period <> '' THEN {CONSTANT} ELSE c.said_mode END AS mode
        FROM figure_of c JOIN known_property p ON p.word = c.name""",
    )


def _known(spec: Spec, store: Store) -> None:
    """The properties that are read, by what tables call them, and how they hold over time."""
    read = spec.properties
    known = [(word, name) for name in read for word in read[name].words]
    store.engine.load(
        "known_property",
        {
            "word": ("VARCHAR", [word for word, _ in known]),
            "name": ("VARCHAR", [name for _, name in known]),
            "unit": ("VARCHAR", [own_unit(read[name].property.scale) for _, name in known]),
            "over": ("BIGINT", [read[name].tolerance.numerator for _, name in known]),
            "under": ("BIGINT", [read[name].tolerance.denominator for _, name in known]),
            "adds_to": ("VARCHAR", [read[name].property.adds_to for _, name in known]),
            "is_signed": ("BOOLEAN", [read[name].property.scale.is_signed for _, name in known]),
            "is_count": ("BOOLEAN", [read[name].property.scale.type == "count" for _, name in known]),
        },
    )
    statuses = [(name, status) for name in read for status in STATUSES]
    modes = [OVER_TIME.index(read[name].property.over_time[status]) for name, status in statuses]
    store.engine.load(
        "known_status",
        {
            "property": ("VARCHAR", [name for name, _ in statuses]),
            "status": ("VARCHAR", [status for _, status in statuses]),
            "mode": ("INTEGER", modes),
        },
    )


# --- claims


def _claims(spec: Spec, store: Store) -> Loaded:
    """The table of claims and the one of rows that are none; together they are all cells."""
    engine = store.engine
    cells = store.count("cell")
    store.create_large("read_claim", _claim_select(spec), cells)
    decimals = 0
    if store.count("read_claim", "lower <> floor(lower) OR upper <> floor(upper)"):
        decimals = _decimals(store)
        store.create_large("claim", _scaled_select(10**decimals), cells)
        engine.drop("read_claim")
    else:
        engine.create_view("claim", "SELECT * FROM read_claim")
    engine.create(
        "aside", f"{_aside_select(spec, store, 10**decimals)}{'' if cells > store.count('claim') else ' LIMIT 0'}"
    )
    _add_rejected(store)
    cells, claims = cells + len(store.rejected), store.count("claim")
    aside = store.count("aside")
    assert cells == claims + aside, f"{cells} rows are not {claims} claims and {aside} others"
    return Loaded(cells=cells, claims=claims, aside=aside, decimals=decimals)


def _is_figure(spec: Spec) -> str:
    return " AND ".join(f"f.raw_{role} = c.{role}" for role in _varying(spec))


def _is_good(scale: int) -> str:
    """Whether the figures of a cell can be compared; the rest of it is looked at by the joins.

    `scale` is 10 to the power of the decimals, 0 while these are not known.
    """
    return (
        f"c.day IS NOT NULL AND c.lower <= c.upper AND {_fits('c.lower', scale)} AND {_fits('c.upper', scale)} "
        f"AND (c.lower > -1e308 OR c.upper < 1e308) AND NOT ({_is_no_count()}) AND NOT ({_BELOW_ZERO})"
    )


def _is_no_count() -> str:
    """Whether a figure of a count is none: not whole, or written so that it may be a thousand times as large."""
    whole = [f"({bound} = floor({bound}) OR abs({bound}) > 1e308)" for bound in ("c.lower", "c.upper")]
    return f"f.is_count AND (c.is_grouped OR NOT {whole[0]} OR NOT {whole[1]})"


_BELOW_ZERO = "NOT f.is_signed AND ((c.lower < 0 AND c.lower > -1e308) OR c.upper < 0)"


def _fits(bound: str, scale: int) -> str:
    """Whether a bound is exact as a whole double, or open."""
    limit = EXACT // max(scale, 1)
    inside = f"{bound} BETWEEN -{limit} AND {limit}"
    if scale:
        inside = f"({inside} AND round({bound} * {scale}) / {scale} = {bound})"
    return f"({inside} OR abs({bound}) > 1e308)"


def _claim_select(spec: Spec) -> str:
    """The claims, with bounds as they are written."""
    has_constant = any("constant" in read.property.over_time.values() for read in spec.properties.values())
    day = f"CASE WHEN f.said_mode = {CONSTANT} THEN 0 ELSE c.day END" if has_constant else "c.day"
    return f"""SELECT c.file_no, c.row_no, w.id AS source, f.id AS figure,
      {day} AS day, c.lower, c.upper
    FROM cell c JOIN word_of w ON w.raw = c.voice JOIN figure_of f ON {_is_figure(spec)} WHERE {_is_good(0)}"""


def _scaled_select(scale: int) -> str:
    """Those of the claims whose bounds are exact as whole doubles, once they are multiplied."""
    lower, upper = (bound if scale == 1 else f"round({bound} * {scale})" for bound in ("lower", "upper"))
    return f"""SELECT file_no, row_no, source, figure, day, {lower} AS lower, {upper} AS upper
    FROM read_claim WHERE {_fits("lower", scale)} AND {_fits("upper", scale)}"""


def _decimals(store: Store) -> int:
    """How many digits after the point the figures have at most."""
    cases = " ".join(f"WHEN round(bound * {10**n}) / {10**n} = bound THEN {n}" for n in range(1, MOST_DECIMALS + 1))
    needed, largest = store.engine.rows(
        f"""SELECT max(CASE {cases} ELSE 0 END), max(CASE WHEN abs(bound) < 1e308 THEN abs(bound) ELSE 0 END) FROM (
          SELECT lower AS bound FROM read_claim UNION ALL SELECT upper AS bound FROM read_claim) b"""
    )[0]
    room = next(n for n in range(MOST_DECIMALS, -1, -1) if n == 0 or largest * 10**n < EXACT)
    return min(int(needed), room)


def _aside_select(spec: Spec, store: Store, scale: int) -> str:
    """What is no claim: for each cell why, by the first thing that is wrong with it."""
    day = f"CASE WHEN c.day_cell IS NULL THEN {NO_DAY} ELSE {BAD_DAY} END"
    why = f"""CASE
      WHEN coalesce(trim(c.property), '') = '' THEN {NO_PROPERTY} WHEN p.name IS NULL THEN {NOT_READ}
      WHEN c.lower_cell IS NULL AND c.upper_cell IS NULL THEN {NO_VALUE}
      WHEN coalesce(trim(c.voice), '') = '' THEN {NO_SOURCE}
      WHEN coalesce(trim(c.subject), '') = '' THEN {NO_SUBJECT}
      WHEN c.status NOT IN ({", ".join(f"'{status}'" for status in STATUSES)}) THEN {BAD_STATUS}
      WHEN c.period <> '' AND NOT {store.matches("c.period", PERIOD)} THEN {BAD_PERIOD}
      WHEN c.day IS NULL THEN {day}
      WHEN c.lower IS NULL OR c.upper IS NULL THEN {BAD_VALUE}
      WHEN NOT ({_fits("c.lower", 0)} AND {_fits("c.upper", 0)}) THEN {TOO_LONG}
      WHEN f.is_count AND (({_is_no_count()}) OR ({_BELOW_ZERO})) THEN {BAD_COUNT}
      WHEN {_BELOW_ZERO} THEN {BELOW_ZERO}
      WHEN NOT ({_fits("c.lower", scale)} AND {_fits("c.upper", scale)}) THEN {TOO_LONG}
      ELSE {REVERSED} END"""
    return f"""SELECT file_no, row_no, why, CASE why WHEN {NO_PROPERTY} THEN NULL WHEN {NOT_READ} THEN property
        WHEN {BAD_STATUS} THEN status WHEN {BAD_PERIOD} THEN period WHEN {BAD_DAY} THEN day_cell
        ELSE coalesce(lower_cell, upper_cell) END AS cell
      FROM (SELECT c.*, {why} AS why FROM cell c LEFT JOIN known_property p ON p.word = trim(c.property)
        LEFT JOIN word_of w ON w.raw = c.voice LEFT JOIN figure_of f ON {_is_figure(spec)}
        WHERE coalesce(NOT (w.id IS NOT NULL AND f.id IS NOT NULL AND {_is_good(scale)}), TRUE)) looked"""


def _add_rejected(store: Store) -> None:
    """Rows that the reader of the file refused."""
    if not store.rejected:
        return
    rejected = store.rejected
    store.engine.load(
        "rejected",
        {
            "file_no": ("INTEGER", [each.file for each in rejected]),
            "row_no": ("BIGINT", [each.row for each in rejected]),
            "why": ("INTEGER", [NO_ROW] * len(rejected)),
            "cell": ("VARCHAR", [each.text[:100] for each in rejected]),
        },
    )
    store.engine.create("aside_all", "SELECT * FROM aside UNION ALL SELECT * FROM rejected")
    store.engine.drop("aside")
    store.engine.create("aside", "SELECT * FROM aside_all")
    store.engine.drop("aside_all")


def _empty(spec: Spec, store: Store, loaded: Loaded) -> Iterator[Problem]:
    """A table of which nothing can be read is a mistake in tables.yaml rather than in every row."""
    if loaded.claims or not loaded.cells:
        if not loaded.cells:
            yield spec.sources[0].place.problem("has no rows")
        return
    why, number = store.engine.rows("SELECT why, count(*) AS n FROM aside GROUP BY why ORDER BY n DESC, why LIMIT 1")[0]
    yield spec.sources[0].place.problem(f"none of {loaded.cells:,} rows can be read: {REASONS[why]} ({number:,})")
