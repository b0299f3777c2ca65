"""What disagrees, as tables: judged in SQL, on whole doubles, so exactly.

    moment     figure, day: what all sources say of a figure as of one day; where no rule compares them as they are
               across sources, only what is of one source, or differs, or is given twice
    once       claim, but for figures that a source gives twice for one day: those stand once, as wide as they are
    repeated   figure, source, day: what a source gives more than once

Each rule makes a table of hits, with a row for a figure and a day:

    hit_itself, hit_differ   figure, day, gap (the sources are those of the figure's claims)
    hit_fall                 figure, source, day, gap, and the claims before and after
    hit_sum                  figure, source, day, gap, parts, sum_lower, sum_upper
    hit_row_N                figure, other, source, day, gap
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.corpus.relation import Tolerance
from checker.files.models import COUNT_FALLS, OVER_TIME, SOURCES_DISAGREE
from checker.tables.mapping import SUMS, Spec
from checker.tables.row_rules import make_row_hits
from checker.tables.stores import EXACT, Store

ACCUMULATES = OVER_TIME.index("accumulates")
ALL_SOURCES = -1
"""The source of what is said by all of them together."""


_REPEATED = """
SELECT c.figure, c.source, c.day, count(*) AS claims, min(c.lower) AS lower, max(c.upper) AS upper,
  max(c.lower) AS lower_max, min(c.upper) AS upper_min
FROM claim c JOIN (SELECT figure, day FROM moment WHERE claims <> bit_count(bits)) m
  ON m.figure = c.figure AND m.day = c.day
GROUP BY c.figure, c.source, c.day HAVING count(*) > 1"""


def make_moments(spec: Spec, store: Store) -> None:
    """What is said of each figure and day, and what a source says of it more than once."""
    engine = store.engine
    takes_all = any(not within for rule, within in spec.compare.items() if rule != SOURCES_DISAGREE)
    few = "HAVING max(lower) > min(upper) OR min(source) = max(source)"
    few += f" OR count(*) <> bit_count(bit_or({store.bit('source')}))"
    engine.create(
        "moment",
        f"""SELECT figure, day, bit_or({store.bit("source")}) AS bits, count(*) AS claims, min(source) AS first_source,
          max(source) AS last_source, max(lower) AS lower, min(upper) AS upper
        FROM claim GROUP BY figure, day {"" if takes_all else few}""",
    )
    flagged = store.count("moment", "claims <> bit_count(bits)")
    engine.create("repeated", _REPEATED if flagged else f"{_REPEATED} LIMIT 0")
    if not store.count("repeated"):
        engine.create_view("once", "SELECT * FROM claim")
        return
    engine.create(
        "once",
        """SELECT c.* FROM claim c
          LEFT JOIN repeated r ON r.figure = c.figure AND r.source = c.source AND r.day = c.day WHERE r.day IS NULL
        UNION ALL
        SELECT c.file_no, c.row_no, c.source, c.figure, c.day, r.lower, r.upper FROM repeated r JOIN (
          SELECT c.*, row_number() OVER (PARTITION BY c.figure, c.source, c.day ORDER BY c.file_no, c.row_no) AS place
          FROM claim c JOIN repeated r ON r.figure = c.figure AND r.source = c.source AND r.day = c.day
        ) c ON c.figure = r.figure AND c.source = r.source AND c.day = r.day AND c.place = 1""",
    )


def make_hits(spec: Spec, store: Store) -> dict[str, str]:
    """Judge each rule that is compared; returns the table of its hits, by its name."""
    made: dict[str, str] = {}
    for rule, within in spec.compare.items():
        if rule == SOURCES_DISAGREE:
            _make_itself(store)
            _make_differ(store)
            made[rule] = "hit_differ"
        elif rule == COUNT_FALLS:
            _make_falls(store)
            made[rule] = "hit_fall"
        elif rule == SUMS:
            _make_sums(spec, store, within=within)
            made[rule] = "hit_sum"
        else:
            made[rule] = make_row_hits(spec, store, rule, len(made), within=within)
    return made


# --- sources


def _make_itself(store: Store) -> None:
    """A source that says two things of one figure as of one day."""
    store.engine.create(
        "hit_itself",
        "SELECT figure, source, day, lower_max - upper_min AS gap FROM repeated WHERE lower_max > upper_min",
    )


def _make_differ(store: Store) -> None:
    """Sources that have no common value; `beyond` where that is by more than the property's tolerance.

    Where a source gives a figure twice, its own values are not held against each other here.
    """
    apart = """SELECT m.figure, m.day, m.lower, m.upper FROM moment m
      WHERE m.lower > m.upper AND m.first_source <> m.last_source"""
    if store.count("repeated"):
        each = """SELECT c.figure, c.day, c.source, max(c.lower) AS lower, min(c.upper) AS upper FROM claim c
          JOIN (SELECT DISTINCT figure, day FROM repeated) r ON r.figure = c.figure AND r.day = c.day
          GROUP BY c.figure, c.day, c.source"""
        apart = f"""WITH own AS ({each}), split AS (
          SELECT a.figure, a.day, a.lower, b.upper,
            row_number() OVER (PARTITION BY a.figure, a.day ORDER BY a.lower - b.upper DESC, a.lower DESC) AS place
          FROM own a JOIN own b ON a.figure = b.figure AND a.day = b.day AND a.source <> b.source AND a.lower > b.upper)
        {apart} AND NOT EXISTS (SELECT 1 FROM repeated r WHERE r.figure = m.figure AND r.day = m.day)
        UNION ALL SELECT figure, day, lower, upper FROM split WHERE place = 1"""
    store.engine.create(
        "hit_differ",
        f"""SELECT a.figure, a.day, a.lower - a.upper AS gap,
          {_exact("a.lower - a.upper")} * f.under > f.over * {_exact("greatest(abs(a.lower), abs(a.upper))")} AS beyond
        FROM ({apart}) a JOIN figure f ON f.id = a.figure""",
    )


def _exact(expression: str) -> str:
    return f"CAST({expression} AS DECIMAL(38, 0))"


# --- falls


def _make_falls(store: Store) -> None:
    """The steps down of each source's course of a count that accumulates.

    Of single values the one before is the highest since the last step; of ranges the course is walked.
    """
    engine = store.engine
    others = store.count("figure", f"mode <> {ACCUMULATES}")
    of_counts = f"(SELECT o.* FROM once o JOIN figure f ON f.id = o.figure AND f.mode = {ACCUMULATES}) c"
    counts = of_counts if others else "once c"
    engine.create("ranging", f"SELECT DISTINCT figure, source FROM {counts} WHERE lower <> upper")
    ranges = store.count("ranging")
    if ranges:
        counts += " LEFT JOIN ranging r ON r.figure = c.figure AND r.source = c.source"
    where = "WHERE r.figure IS NULL" if ranges else ""
    # a course is one number here, and only its days and figures are sorted: the rest is looked up for the steps alone
    courses = f"SELECT CAST(c.figure AS BIGINT) * {_VOICES} + c.source AS course, c.day, c.lower FROM {counts} {where}"
    engine.create(
        "step",
        f"""SELECT CAST((course - course % {_VOICES}) / {_VOICES} AS INTEGER) AS figure,
          CAST(course % {_VOICES} AS INTEGER) AS source, day, before_day
        FROM (
          SELECT course, day, lower, lag(lower) OVER w AS before_lower, lag(day) OVER w AS before_day
          FROM ({courses}) k WINDOW w AS (PARTITION BY course ORDER BY day)
        ) stepped WHERE lower < before_lower""",
    )
    engine.create(
        "hit_point",
        """SELECT a.figure, a.source, a.day, b.lower - a.upper AS gap, a.file_no, a.row_no, a.lower, a.upper,
          b.file_no AS before_file, b.row_no AS before_row, b.lower AS before_lower, b.upper AS before_upper
        FROM step s JOIN once a ON a.figure = s.figure AND a.source = s.source AND a.day = s.day
        JOIN once b ON b.figure = s.figure AND b.source = s.source AND b.day = s.before_day""",
    )
    if not ranges:
        engine.create_view("hit_fall", "SELECT * FROM hit_point")
        return
    columns: dict[str, tuple[str, list[object]]] = {name: (kind, []) for name, kind in _FALL.items()}
    for step in _walked(store):
        for (_, values), value in zip(columns.values(), step, strict=True):
            values.append(value)
    engine.load("hit_walked", {**columns})
    names = ", ".join(_FALL)
    engine.create_view("hit_fall", f"SELECT {names} FROM hit_point UNION ALL SELECT {names} FROM hit_walked")


_VOICES = 2**31
"""More than there are."""
_FALL = {
    **dict.fromkeys(("figure", "source", "day"), "INTEGER"),
    "gap": "DOUBLE",
    "file_no": "INTEGER",
    "row_no": "BIGINT",
    "lower": "DOUBLE",
    "upper": "DOUBLE",
    "before_file": "INTEGER",
    "before_row": "BIGINT",
    "before_lower": "DOUBLE",
    "before_upper": "DOUBLE",
}


def _walked(store: Store) -> Iterator[tuple[object, ...]]:
    """The steps down of courses that have ranges and may fall: each begins again at what is below the floor."""
    rows = store.engine.rows(
        """SELECT c.figure, c.source, c.day, c.file_no, c.row_no, c.lower, c.upper FROM once c JOIN (
          SELECT DISTINCT figure, source FROM (
            SELECT o.figure, o.source, o.upper, max(o.lower) OVER (PARTITION BY o.figure, o.source ORDER BY o.day
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS floor_before
            FROM once o JOIN ranging r ON r.figure = o.figure AND r.source = o.source) w WHERE upper < floor_before
        ) s ON s.figure = c.figure AND s.source = c.source ORDER BY c.figure, c.source, c.day"""
    )
    course, floor = (-1, -1), None
    for figure, source, day, file_no, row_no, lower, upper in rows:
        if (figure, source) != course:
            course, floor = (figure, source), None
        if floor is not None and upper < floor[2]:
            yield figure, source, day, floor[2] - upper, file_no, row_no, lower, upper, *floor
            floor = None
        if floor is None or lower > floor[2]:
            floor = (file_no, row_no, lower, upper)


# --- sums


def _make_sums(spec: Spec, store: Store, *, within: bool) -> None:
    """Sums of the parts of a whole as of one day, against the whole."""
    engine = store.engine
    engine.create(
        "part",
        """SELECT p.id AS figure, w.id AS whole FROM figure p JOIN whole_of m ON m.subject = p.subject
        JOIN figure w ON w.subject = m.whole AND w.property = p.adds_to AND w.status = p.status AND w.scope = p.scope
          AND w.unit = p.unit AND w.period = p.period""",
    )
    said = (
        "once"
        if within
        else f"(SELECT figure, {ALL_SOURCES} AS source, day, lower, upper FROM moment WHERE lower <= upper)"
    )
    total = _total(store)
    engine.create(
        "total",
        f"""SELECT p.whole AS figure, c.source, c.day, {total("c.lower")} AS sum_lower, {total("c.upper")} AS sum_upper,
          count(*) AS parts FROM {said} c JOIN part p ON p.figure = c.figure GROUP BY p.whole, c.source, c.day""",
    )
    ways = [("t.sum_lower - w.upper", "w.upper")]
    if spec.is_complete:
        ways.append(("w.lower - t.sum_upper", "w.lower"))
    selects = [
        f"""SELECT w.figure, w.source, w.day, CAST({gap} AS DOUBLE) AS gap, t.parts, w.lower, w.upper,
          CAST(t.sum_lower AS DOUBLE) AS sum_lower, CAST(t.sum_upper AS DOUBLE) AS sum_upper,
          {_is_beyond(spec.rules[SUMS].relation.tolerance, gap, anchor, store)} AS beyond
        FROM total t JOIN {said} w ON w.figure = t.figure AND w.source = t.source AND w.day = t.day
        WHERE {gap} > 0 AND abs({gap}) < 1e308"""
        for gap, anchor in ways
    ]
    engine.create("hit_sum", " UNION ALL ".join(selects))


def _is_beyond(tolerance: Tolerance, gap: str, anchor: str, store: Store) -> str:
    """Whether a sum misses its whole by more than the rule allows: a share of the whole, and an amount."""
    share, amount = tolerance.share, tolerance.amount
    if not (share or amount):
        return "TRUE"
    under = share.denominator * amount.denominator
    allowed = f"{share.numerator * amount.denominator} * {_exact(f'abs({anchor})')}"
    fixed = amount.numerator * share.denominator * 10**store.decimals
    return f"{_exact(gap)} * {under} > {allowed} + {fixed}"


def _total(store: Store) -> Callable[[str], str]:
    """How bounds are added: as doubles where every sum is below 2 to the power of 53, else as decimals."""
    largest, claims = store.engine.rows(
        """SELECT max(greatest(CASE WHEN abs(lower) < 1e308 THEN abs(lower) ELSE 0 END,
          CASE WHEN abs(upper) < 1e308 THEN abs(upper) ELSE 0 END)), count(*) FROM claim"""
    )[0]
    if (largest or 0) * claims < EXACT:
        return lambda bound: f"sum({bound})"
    return lambda bound: (
        f"CASE WHEN max(abs({bound})) < 1e308 THEN sum(CAST(CASE WHEN abs({bound}) < 1e308 THEN {bound} END "
        "AS DECIMAL(38, 0))) END"
    )
