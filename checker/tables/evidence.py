"""From hits to findings and their evidence: a row a finding, and a row for each figure and day that shows it.

finding    no, id, rule, kind, severity, figure, other, source, day, gap, days, first_day, last_day
evidence   no, day, gap, source, claims (file_no, row_no, source, lower, upper), in the order of the finding
"""

from __future__ import annotations

from msgspec import Struct

from checker.corpus.identity import IDENTITY_VERSION
from checker.engine.findings import DIFFER, FALLS, ITSELF, ROW
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE
from checker.tables.mapping import SUMS, Spec
from checker.tables.rules import ALL_SOURCES
from checker.tables.stores import Store


class Kind(Struct, frozen=True, kw_only=True):
    """Findings of one rule: the table of its hits, and the names of its figures in the rule."""

    rule: str
    kind: str
    severity: str
    hits: str
    names: tuple[str, ...] = ("",)
    has_source: bool = False
    is_of_source: bool = False
    has_tolerance: bool = False


def kinds_of(spec: Spec, hits: dict[str, str]) -> list[Kind]:
    """The kinds of findings that can be there, in the order of their rules."""
    found = []
    for rule, table in sorted(hits.items()):
        if rule == SOURCES_DISAGREE:
            found.append(Kind(rule=rule, kind=DIFFER, severity="error", hits=table, has_tolerance=True))
            found.append(Kind(rule=rule, kind=ITSELF, severity="error", hits="hit_itself", has_source=True))
        elif rule == COUNT_FALLS:
            found.append(Kind(rule=rule, kind=FALLS, severity="error", hits=table, has_source=True))
        else:
            relation = spec.rules[rule].relation
            found.append(
                Kind(
                    rule=rule,
                    kind=ROW,
                    severity=spec.rules[rule].said.severity,
                    hits=table,
                    names=tuple(name for name in relation.names if name != relation.summed),
                    has_source=True,
                    is_of_source=spec.compare[rule],
                    has_tolerance=True,
                )
            )
    return found


def make_findings(store: Store, kinds: list[Kind]) -> None:
    """All findings, by their ids; what is within a tolerance is none."""
    engine = store.engine
    engine.create("hit", " UNION ALL ".join(_hits(n, kind) for n, kind in enumerate(kinds)))
    engine.create(
        "grouped",
        """SELECT g.*, h.day FROM (
          SELECT kind_no, figure, other, owner, count(*) AS days, min(day) AS first_day, max(day) AS last_day,
            max(gap) AS gap FROM hit GROUP BY kind_no, figure, other, owner
        ) g JOIN (
          SELECT kind_no, figure, other, owner, gap, min(day) AS day FROM hit
          GROUP BY kind_no, figure, other, owner, gap
        ) h ON h.kind_no = g.kind_no AND h.figure = g.figure AND h.other = g.other AND h.owner = g.owner
          AND h.gap = g.gap""",
    )
    cases = " ".join(f"WHEN {n} THEN {_identity(kind, store)}" for n, kind in enumerate(kinds))
    engine.create(
        "finding",
        f"""SELECT CAST(row_number() OVER (ORDER BY kind_no, id) - 1 AS INTEGER) AS no, i.* FROM (
          SELECT g.*, substr({store.sha256(f"CASE g.kind_no {cases} END")}, 1, 10) AS id
          FROM grouped g JOIN figure f ON f.id = g.figure LEFT JOIN figure o ON o.id = g.other
          LEFT JOIN word w ON w.id = g.owner) i""",
    )
    engine.create(
        "evidence",
        """SELECT n.no, n.kind_no, h.figure, h.other, h.source, h.day, h.gap FROM hit h JOIN finding n
          ON n.kind_no = h.kind_no AND n.figure = h.figure AND n.other = h.other AND n.owner = h.owner""",
    )


def _hits(number: int, kind: Kind) -> str:
    source = "source" if kind.has_source else f"{ALL_SOURCES} AS source"
    owner = "source AS owner" if kind.is_of_source else f"{ALL_SOURCES} AS owner"
    other = "other" if len(kind.names) > 1 else "-1 AS other"
    where = "WHERE beyond" if kind.has_tolerance else ""
    return f"SELECT {number} AS kind_no, figure, {other}, {source}, {owner}, day, gap FROM {kind.hits} {where}"


def _identity(kind: Kind, store: Store) -> str:
    """The text whose hash is the id of a finding, as `checker.corpus.identity` makes it."""
    newline, tab = store.character(10), store.character(9)
    head = [store.text(each) for each in (IDENTITY_VERSION, kind.kind, kind.severity, kind.rule)]
    parts: list[str] = []
    for each in head:
        parts += [each, newline]
    for name, alias in sorted(zip(kind.names, ("f", "o"), strict=False)):
        for column in (store.text(name), *(f"{alias}.{c}" for c in ("subject", "property", "status", "scope"))):
            parts += [column, tab]
        parts += [f"{alias}.unit", newline]
    return f"concat({', '.join(parts)}, {'w.word' if kind.is_of_source else store.text('')})"


# --- what is written

CLAIM = ("file_no", "row_no", "voice", "lower", "upper")


def claims_of(number: int, kind: Kind) -> str:
    """A SELECT of the claims that show the findings of one kind, a row for each."""
    base = f"(SELECT * FROM evidence WHERE kind_no = {number}) e"
    keys = "e.no, e.figure, e.other, e.source, e.day, e.gap"
    if kind.kind == FALLS:
        hits = f"{base} JOIN hit_fall h ON h.figure = e.figure AND h.source = e.source AND h.day = e.day"
        return f"""SELECT {keys}, h.before_file AS file_no, h.before_row AS row_no, h.source AS voice,
          h.before_lower AS lower, h.before_upper AS upper FROM {hits}
        UNION ALL SELECT {keys}, h.file_no, h.row_no, h.source AS voice, h.lower, h.upper FROM {hits}"""
    claims, joined = "claim", "c.figure = e.figure AND c.day = e.day"
    if kind.rule == SUMS:
        claims = """(SELECT c.*, c.figure AS whole FROM claim c WHERE c.figure IN (SELECT whole FROM part)
          UNION ALL SELECT c.*, p.whole FROM claim c JOIN part p ON p.figure = c.figure)"""
        joined = "c.whole = e.figure AND c.day = e.day"
    elif len(kind.names) > 1:
        joined = "(c.figure = e.figure OR c.figure = e.other) AND c.day = e.day"
    if kind.kind == ITSELF or kind.is_of_source:
        joined += " AND c.source = e.source"
    of_claim = "c.file_no, c.row_no, c.source AS voice, c.lower, c.upper"
    return f"SELECT {keys}, {of_claim} FROM {base} JOIN {claims} c ON {joined}"
