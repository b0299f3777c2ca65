"""A check of tables: what was read, what disagrees, what was not compared and why; the engine stays open for more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct, field

from checker.problems import Problem
from checker.tables.evidence import Kind, claims_of, kinds_of, make_findings
from checker.tables.loading import Loaded, load_claims
from checker.tables.mapping import Spec
from checker.tables.reasons import REASONS, UNWANTED
from checker.tables.rules import make_hits, make_moments
from checker.tables.stores import Store, Unreadable
from checker.values.display import counted

SAMPLE = 5
"""Rows that are named where many are told."""


class Told(Struct, frozen=True, kw_only=True):
    """Rows or days of one sort: how many, whether that is a mistake in the data, and the first of them.

    `rows` are file, row and what stands there. With `is_unread` they should have been compared and were not.
    """

    number: int
    unit: str
    what: str
    is_wrong: bool = False
    is_unread: bool = False
    rows: tuple[tuple[str, int, str], ...] = ()


class Total(Struct, frozen=True, kw_only=True):
    """Findings of one rule: how many, and on how many days of figures; gaps within the tolerance."""

    rule: str
    severity: str
    findings: int
    days: int
    within: int = 0


class Outcome(Struct, frozen=True, kw_only=True):
    """What a check of tables found. All of it can be asked for in more detail of `store`, which is to be closed."""

    spec: Spec
    store: Store
    loaded: Loaded | None = None
    kinds: tuple[Kind, ...] = ()
    totals: tuple[Total, ...] = ()
    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_checked(self) -> bool:
        return self.loaded is not None and not self.problems

    def number(self, severity: str) -> int:
        """How many findings are so grave."""
        return sum(total.findings for total in self.totals if total.severity == severity)


def check_tables(spec: Spec, store: Store, step: Callable[[str], None] = lambda _: None) -> Outcome:
    """Read all tables and judge them by the rules that are compared; `step` is told what is being done."""
    step("Reading tables")
    loaded, problems = load_claims(spec, store)
    problems += _make_wholes(spec, store) if spec.membership and not problems else []
    if loaded is None or problems:
        return Outcome(spec=spec, store=store, problems=tuple(sorted(set(problems))))
    store.decimals = loaded.decimals
    store.settle()
    store.load_words("file", "file_no", "name", store.files)
    store.load_words(
        "voice", "id", "word", [word for (word,) in store.engine.rows("SELECT word FROM word ORDER BY id")]
    )
    step(f"Comparing {loaded.claims:,} claims")
    make_moments(spec, store)
    kinds = kinds_of(spec, make_hits(spec, store))
    make_findings(store, kinds)
    step("Counting what was not compared")
    told = tuple(_told(store))
    store.engine.drop("moment")
    return Outcome(
        spec=spec,
        store=store,
        loaded=loaded,
        kinds=tuple(kinds),
        totals=tuple(_totals(kinds, store)),
        told=told,
    )


def _make_wholes(spec: Spec, store: Store) -> list[Problem]:
    """The table `whole_of`: each subject with the whole that it is a part of."""
    membership = spec.membership
    assert membership is not None
    if membership.address is None:
        whole = "CASE WHEN subject LIKE '%/%' THEN regexp_replace(subject, '/[^/]*$', '') END"
        store.engine.create("whole_of", f"SELECT DISTINCT subject, {whole} AS whole FROM figure")
        return []
    try:
        raw = store.read(membership.address, [membership.entity, membership.whole])
    except Unreadable as error:
        return [membership.place.problem(str(error))]
    entity, whole = (
        store.as_text(raw.columns[name], raw.kinds[name]) for name in (membership.entity, membership.whole)
    )
    store.engine.create(
        "whole_of",
        f"SELECT {entity} AS subject, min({whole}) AS whole, count(DISTINCT {whole}) AS wholes FROM {raw.relation} "
        f"WHERE {entity} IS NOT NULL AND {whole} IS NOT NULL GROUP BY {entity}",
    )
    several = store.engine.rows("SELECT subject, wholes FROM whole_of WHERE wholes > 1 ORDER BY subject LIMIT 3")
    return [
        membership.place.problem(f"{subject!r} is a part of {number} wholes; it can be of one")
        for subject, number in several
    ]


def _totals(kinds: Sequence[Kind], store: Store) -> Iterator[Total]:
    within = [
        f"SELECT {number} AS kind_no, 0 AS findings, 0 AS days, count(*) AS within FROM {kind.hits} WHERE NOT beyond"
        for number, kind in enumerate(kinds)
        if kind.has_tolerance
    ]
    beyond = "SELECT kind_no, count(*) AS findings, sum(days) AS days, 0 AS within FROM finding GROUP BY kind_no"
    by_rule = {kind.rule: [0, 0, 0] for kind in kinds}
    for number, *counts in store.engine.rows(" UNION ALL ".join([beyond, *within])):
        for place, value in enumerate(counts):
            by_rule[kinds[number].rule][place] += int(value)
    severity = {kind.rule: kind.severity for kind in kinds}
    for rule, (findings, days, inside) in by_rule.items():
        yield Total(rule=rule, severity=severity[rule], findings=findings, days=days, within=inside)


# --- what was not compared


def _told(store: Store) -> Iterator[Told]:
    yield from _set_aside(store)
    again = "repeated r JOIN claim c ON c.figure = r.figure AND c.source = r.source AND c.day = r.day"
    for what, condition, is_wrong in (
        ("that a source gives more than once, with one figure", "r.lower_max <= r.upper_min", False),
        ("that a source gives more than once, with other figures", "r.lower_max > r.upper_min", True),
    ):
        rows = f"SELECT c.file_no, c.row_no, c.lower AS cell FROM {again} WHERE {condition}"
        yield from _listed(store, "row", what, rows, is_wrong=is_wrong)
    yield from _alone(store)


def _shown(scaled: float, store: Store) -> str:
    """A lower bound as a person writes it: here and not in SQL, as each engine writes doubles its own way."""
    if abs(scaled) > 1e308:
        return ""
    exact = Fraction(scaled) / 10**store.decimals
    return str(exact.numerator) if exact.denominator == 1 else str(float(exact))


def _set_aside(store: Store) -> Iterator[Told]:
    rows = store.engine.rows(
        f"""SELECT why, number, file_no, row_no, cell FROM (
          SELECT a.*, count(*) OVER (PARTITION BY why) AS number,
            row_number() OVER (PARTITION BY why ORDER BY file_no, row_no, cell) AS place FROM aside a
        ) placed WHERE place <= {SAMPLE} ORDER BY why, place"""
    )
    for why in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == why]
        yield Told(
            number=own[0][1],
            unit="row",
            what=f"left out: {REASONS[why]}",
            is_wrong=why not in UNWANTED,
            is_unread=why not in UNWANTED,
            rows=tuple((store.files[file], row, cell or "") for _, _, file, row, cell in own),
        )


def _listed(store: Store, unit: str, what: str, rows: str, *, is_wrong: bool) -> Iterator[Told]:
    found = store.engine.rows(
        f"SELECT count(*) OVER () AS number, r.* FROM ({rows}) r ORDER BY file_no, row_no, cell LIMIT {SAMPLE}"
    )
    if found:
        sample = tuple((store.files[file], row, _shown(cell, store)) for _, file, row, cell in found)
        yield Told(number=found[0][0], unit=unit, what=what, is_wrong=is_wrong, rows=sample)


_ALONE = ("that no other source has the figure of", "beyond the days of the other sources", "that the others skip")


def _alone(store: Store) -> Iterator[Told]:
    """What only one source says: of figures that no other one has, of days beyond the others', and in between."""
    engine = store.engine
    words = dict(engine.rows("SELECT id, word FROM word"))
    if len(words) < 2:
        return
    engine.create(
        "span",
        "SELECT figure, source, min(day) AS first_day, max(day) AS last_day FROM claim GROUP BY figure, source",
    )
    engine.create(
        "alone",
        """SELECT l.figure, l.day, l.source, CASE WHEN s.others IS NULL THEN 0
            WHEN l.day NOT BETWEEN s.first_day AND s.last_day THEN 1 ELSE 2 END AS why
        FROM (SELECT figure, day, first_source AS source FROM moment WHERE first_source = last_source) l
        LEFT JOIN (
          SELECT a.figure, a.source, count(*) AS others, min(b.first_day) AS first_day, max(b.last_day) AS last_day
          FROM span a JOIN span b ON b.figure = a.figure AND b.source <> a.source GROUP BY a.figure, a.source
        ) s ON s.figure = l.figure AND s.source = l.source""",
    )
    engine.create(
        "first_alone",
        """SELECT n.why, n.source, n.days, n.figures, n.figure, min(d.day) AS day FROM (
          SELECT why, source, count(*) AS days, count(DISTINCT figure) AS figures, min(figure) AS figure
          FROM alone GROUP BY why, source
        ) n JOIN alone d ON d.why = n.why AND d.source = n.source AND d.figure = n.figure
        GROUP BY n.why, n.source, n.days, n.figures, n.figure""",
    )
    found = engine.rows(
        """SELECT n.why, n.source, n.days, n.figures, c.file_no, min(c.row_no) AS row_no, f.subject FROM first_alone n
        JOIN claim c ON c.figure = n.figure AND c.source = n.source AND c.day = n.day JOIN figure f ON f.id = n.figure
        GROUP BY n.why, n.source, n.days, n.figures, c.file_no, f.subject ORDER BY n.why, n.source, c.file_no"""
    )
    told: dict[tuple[int, int], Told] = {}
    for why, source, days, figures, file, row, subject in found:
        what = f"of {counted(figures, 'figure')} of {words[source]} {_ALONE[why]}"
        first = ((store.files[file], row, subject),)
        told.setdefault((why, source), Told(number=days, unit="day", what=what, rows=first))
    yield from told.values()


# --- what is written to files


def findings_select(outcome: Outcome) -> str:
    """All findings, a row for each, sorted."""
    store, by = outcome.store, 10**outcome.store.decimals
    rules = " ".join(f"WHEN {n} THEN {store.text(kind.rule)}" for n, kind in enumerate(outcome.kinds))
    severities = " ".join(f"WHEN {n} THEN {store.text(kind.severity)}" for n, kind in enumerate(outcome.kinds))
    return f"""SELECT n.id, CASE n.kind_no {rules} END AS rule, CASE n.kind_no {severities} END AS severity,
      f.subject, f.property, f.status, f.scope, f.unit, f.period, w.word AS source, o.subject AS other_subject,
      o.property AS other_property, {store.date_of("n.day")} AS day, n.gap / {by} AS gap, n.days,
      {store.date_of("n.first_day")} AS first_day, {store.date_of("n.last_day")} AS last_day
    FROM finding n JOIN figure f ON f.id = n.figure LEFT JOIN figure o ON o.id = n.other
    LEFT JOIN word w ON w.id = n.owner ORDER BY rule, n.id"""


def evidence_select(outcome: Outcome, *, nested: bool) -> str:
    """What shows the findings: a row for each figure and day with its claims, or a row for each claim."""
    store, by = outcome.store, 10**outcome.store.decimals
    claims = " UNION ALL ".join(claims_of(n, kind) for n, kind in enumerate(outcome.kinds))
    of_claim = {
        "file": "l.name",
        "row": "c.row_no",
        "source": "v.word",
        "lower": f"c.lower / {by}",
        "upper": f"c.upper / {by}",
    }
    keys = "c.no, c.source, c.day, c.gap"
    if nested:
        listed = f"{store.listed(of_claim)} AS claims"
        group, shown = " GROUP BY c.no, c.source, c.day, c.gap", "e.claims"
    else:
        listed = ", ".join(f"{value} AS claim_{name}" for name, value in of_claim.items())
        group, shown = "", ", ".join(f"e.claim_{name}" for name in of_claim)
    return f"""SELECT n.id AS finding, f.subject, f.property, f.status, f.scope, w.word AS source,
      {store.date_of("e.day")} AS day, e.gap / {by} AS gap, {shown}
    FROM (SELECT {keys}, {listed} FROM ({claims}) c JOIN file l ON l.file_no = c.file_no
      JOIN voice v ON v.id = c.voice{group}) e
    JOIN finding n ON n.no = e.no JOIN figure f ON f.id = n.figure LEFT JOIN word w ON w.id = e.source"""


def aside_select(outcome: Outcome) -> str:
    """Every row that was left out, and why."""
    whys = " ".join(f"WHEN {why} THEN {outcome.store.text(text)}" for why, text in REASONS.items())
    return f"""SELECT l.name AS file, a.row_no AS row, CASE a.why {whys} END AS why, a.cell FROM aside a
    JOIN file l ON l.file_no = a.file_no ORDER BY a.file_no, a.row_no, a.why, a.cell"""
