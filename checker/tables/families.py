"""Rows of tables as claims of an ordinary corpus: those beside claims coded by hand, and those of an entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus, Entity, Source
from checker.files.models import OVER_TIME
from checker.tables.outcome import Outcome
from checker.values.dates import WINDOW_ALWAYS, Window, read_window
from checker.values.formatting import show_number
from checker.values.moments import day_moment, span_moment
from checker.values.value import fold, read_value

STORY = "tables"
"""The story that rows of tables are of, in an ordinary corpus."""

MOST_ROWS = 50_000
"""Rows that are made claims at once."""

_COLUMNS = "c.file_no, c.row_no, c.source, c.day, c.lower, c.upper, f.subject, f.property, f.status, f.scope, f.period"
_STANDS, _ACCUMULATES = OVER_TIME.index("stands"), OVER_TIME.index("accumulates")


def with_rows_beside(corpus: Corpus, outcome: Outcome) -> tuple[Corpus, str]:
    """The corpus with the rows that its claims can conflict with: of the same figures, as of the same days.

    Of a count that accumulates also each source's highest row before and its lowest one after; of what stands the
    nearest ones. Returns also what to say where there were too many.
    """
    asked = list(_asked(corpus, outcome))
    if not asked:
        return corpus, ""
    names = ("figure", "first_day", "last_day", "mode")
    columns = {name: ("INTEGER", [row[n] for row in asked]) for n, name in enumerate(names)}
    outcome.store.engine.load("asked", {**columns})
    rows = outcome.store.engine.rows(
        f"""SELECT DISTINCT {_COLUMNS} FROM (
          SELECT z.*, row_number() OVER (PARTITION BY figure, asked_first, asked_last, source, zone
            ORDER BY CASE WHEN mode = {_STANDS} THEN abs(day - asked_first) WHEN zone < 0 THEN -lower ELSE upper END,
              day, file_no, row_no) AS place
          FROM (
            SELECT c.*, a.mode, a.first_day AS asked_first, a.last_day AS asked_last,
              CASE WHEN c.day < a.first_day THEN -1 WHEN c.day > a.last_day THEN 1 ELSE 0 END AS zone
            FROM claim c JOIN asked a ON a.figure = c.figure
          ) z
        ) c JOIN figure f ON f.id = c.figure
        WHERE c.zone = 0 OR (c.place = 1 AND c.mode IN ({_STANDS}, {_ACCUMULATES}))
        ORDER BY c.file_no, c.row_no, f.property LIMIT {MOST_ROWS + 1}"""
    )
    outcome.store.engine.drop("asked")
    return _joined(corpus, outcome, rows[:MOST_ROWS]), _too_many(rows)


def family(corpus: Corpus, outcome: Outcome, entity: str) -> tuple[Corpus | None, str]:
    """An ordinary corpus of all rows of an entity, of its whole and of its parts; None where no row speaks of it."""
    text = outcome.store.text(entity)
    chosen = f"f.subject = {text}"
    if outcome.spec.membership is not None:
        chosen += f""" OR f.subject IN (SELECT whole FROM whole_of WHERE subject = {text})
          OR f.subject IN (SELECT subject FROM whole_of WHERE whole = {text})"""
    rows = outcome.store.engine.rows(
        f"""SELECT {_COLUMNS} FROM claim c JOIN figure f ON f.id = c.figure WHERE {chosen}
        ORDER BY c.file_no, c.row_no, f.property LIMIT {MOST_ROWS + 1}"""
    )
    if not any(row[6] == entity for row in rows):
        return None, ""
    made = _joined(replace(corpus, claims=(), sources={}, table_sources=frozenset()), outcome, rows[:MOST_ROWS])
    return replace(made, table_sources=frozenset()), _too_many(rows)


def _too_many(rows: Sequence[object]) -> str:
    return f"more than {MOST_ROWS:,} rows; the rest of them is left out here" if len(rows) > MOST_ROWS else ""


# --- which figures are asked for


def _asked(corpus: Corpus, outcome: Outcome) -> Iterable[tuple[int, int, int, int]]:
    """For each claim that is coded by hand: the figure of the tables that it speaks of, its days, how that holds."""
    words: dict[str, list[str]] = {}
    for word, key in outcome.spec.names.items():
        words.setdefault(key, []).append(word)
    wanted = {
        (word, claim.property, claim.status, claim.scope)
        for claim in corpus.claims
        if not claim.out and claim.value.stated and claim.property in outcome.spec.properties
        for word in words.get(claim.subject, [claim.subject])
    }
    if not wanted:
        return
    figures = _figures(outcome, sorted({word for word, *_ in wanted}))
    for claim in corpus.claims:
        for word in words.get(claim.subject, [claim.subject]):
            for figure, period, mode in figures.get((word, claim.property, claim.status, claim.scope), ()):
                if claim.period != period:
                    continue
                window = corpus.properties[claim.property].window
                days = Window(0, 0) if period or mode == 0 else claim.moment.days
                yield figure, max(days.first - window, 0), min(days.last + window, WINDOW_ALWAYS.last), mode


def _figures(outcome: Outcome, subjects: list[str]) -> dict[tuple[str, ...], list[tuple[int, Window | None, int]]]:
    """The figures of some subjects: by subject, property, status and scope, with period and how they hold."""
    outcome.store.engine.load("asked_subject", {"subject": ("VARCHAR", subjects)})
    found: dict[tuple[str, ...], list[tuple[int, Window | None, int]]] = {}
    for id_, period, mode, *key in outcome.store.engine.rows(
        """SELECT f.id, f.period, f.mode, f.subject, f.property, f.status, f.scope FROM figure f
        JOIN asked_subject a ON a.subject = f.subject ORDER BY f.id"""
    ):
        days = read_window(period)[0] if period else None
        found.setdefault(tuple(key), []).append((id_, days, mode))
    outcome.store.engine.drop("asked_subject")
    return found


# --- rows as claims


def _joined(corpus: Corpus, outcome: Outcome, rows: Sequence[tuple[object, ...]]) -> Corpus:
    """The corpus with some rows as claims of sources of their own."""
    words = dict(outcome.store.engine.rows("SELECT id, word FROM word"))
    made = _Rows(corpus, outcome, words)
    claims = [claim for row in rows if (claim := made.claim(*row)) is not None]
    sources = {key: made.source(key, claims) for key in sorted({claim.source for claim in claims})}
    entities = {**corpus.entities, **made.entities([claim.subject for claim in claims])}
    return replace(
        corpus,
        sources=dict(sorted({**corpus.sources, **sources}.items())),
        claims=tuple(sorted((*corpus.claims, *claims), key=lambda claim: claim.key)),
        entities=dict(sorted(entities.items())),
        table_sources=frozenset(sources),
    )


class _Rows:
    """What rows of tables are in a corpus."""

    def __init__(self, corpus: Corpus, outcome: Outcome, words: dict[int, str]) -> None:
        self.corpus, self.outcome, self.words = corpus, outcome, words

    def claim(self, *row: object) -> Claim | None:
        """A row as a claim; None where its figure is none that a person can write, such as 0.5 of a person."""
        file_no, row_no, source, day, lower, upper, subject, name, status, scope, period = row
        prop = self.corpus.properties[str(name)]
        value, _ = read_value(self._text(lower, upper), prop.scale, self.corpus.hedges)
        if value is None:
            return None
        days = read_window(str(period))[0] if period else None
        at = days or Window(int(str(day)), int(str(day)))
        voice, file = self.words[int(str(source))], self.outcome.store.files[int(str(file_no))]
        key = f"{STORY}/{voice}"
        id_ = f"{file_no}-{row_no}-{name}"
        return Claim(
            key=f"{key}#{id_}",
            id=id_,
            story=STORY,
            source=key,
            subject=self.outcome.spec.names.get(str(subject), str(subject)),
            property=str(name),
            status=str(status),
            scope=str(scope),
            as_of=at,
            moment=span_moment(at) if days or not day else day_moment(at.first),
            value=value,
            speaker="",
            via="",
            origin=self.outcome.spec.names.get(voice, fold(voice)),
            quote="",
            implied="",
            important=False,
            counted_from=None,
            out="",
            file=file,
            line=int(str(row_no)) + (1 if file.endswith(".csv") else 0),
            column=1,
            period=days,
        )

    def _text(self, lower: object, upper: object) -> str:
        low, high = (self._exact(bound) for bound in (lower, upper))
        if low is None or high is None:
            return f"at least {_digits(low)}" if low is not None else f"up to {_digits(high or Fraction(0))}"
        return _digits(low) if low == high else f"{_digits(low)} to {_digits(high)}"

    def _exact(self, bound: object) -> Fraction | None:
        number = float(str(bound))
        return None if abs(number) > 1e308 else Fraction(number) / 10**self.outcome.store.decimals

    def source(self, key: str, claims: Iterable[Claim]) -> Source:
        own = [claim for claim in claims if claim.source == key]
        name = key.partition("/")[2]
        return Source(
            key=key,
            story=STORY,
            publisher=name,
            title="",
            author="",
            published=Window(min(c.as_of.first for c in own), max(c.as_of.last for c in own)),
            url="",
            via="",
            file=own[0].file,
        )

    def entities(self, subjects: Iterable[str]) -> dict[str, Entity]:
        """The subjects that the corpus does not have, with what they are parts of."""
        missing = sorted({*subjects} - self.corpus.entities.keys())
        wholes: dict[str, str] = {}
        if missing and self.outcome.spec.membership is not None:
            self.outcome.store.engine.load("missing_subject", {"subject": ("VARCHAR", missing)})
            wholes = dict(
                self.outcome.store.engine.rows(
                    "SELECT w.subject, w.whole FROM whole_of w JOIN missing_subject m ON m.subject = w.subject"
                )
            )
            self.outcome.store.engine.drop("missing_subject")
        there = {*missing, *self.corpus.entities}
        always, never = (Window(end, end) for end in (WINDOW_ALWAYS.first, WINDOW_ALWAYS.last))
        return {
            word: Entity(
                key=word,
                id=word,
                name=word,
                kind="",
                part_of=wholes.get(word, "") if wholes.get(word, "") in there else "",
                parts_complete=False,
                since=always,
                until=never,
            )
            for word in missing
        }


def _digits(number: Fraction) -> str:
    return show_number(number)
