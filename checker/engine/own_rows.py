"""Rows of one voice alone, where a closer bound of another voice hides them.

Rows hold totals against each other by the steps that bound them closest, whoever gives these. So a total of one voice
may be in none of them, though what this voice says by itself does not add up. Where a row looks broken, each voice
that speaks of its figures is held against itself too. That finds nothing that would not be found of this voice alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Corpus, Entity
from checker.corpus.relation import Path, Relation
from checker.engine.families import parts_by_whole
from checker.engine.findings import Figure, Quantity, Statement
from checker.engine.grounded import Row
from checker.engine.quantities import Statements
from checker.engine.query import is_whole_of
from checker.engine.series import at_close
from checker.engine.tables import FAR
from checker.values.moments import DAY

MOST_VOICES, MOST_STEPS, MOST_ROWS = 100, 400, 20_000
"""Of one row's figures the voices, of one voice the steps, and of one rule the rows that are looked at."""

_Step = tuple[int, int, int]
"""From when until when a quantity bounds its figure, as one voice has it."""


class _Group(Struct):
    """Rows that look broken of the same figures, the same way; `windows` are when each stands."""

    row: Row
    windows: list[tuple[int, int]] = field(default_factory=list)


def rows_of_one_voice(
    rows: Iterable[Row],
    relation: Relation,
    quantities: Mapping[int, Quantity],
    statements: Statements,
    corpus: Corpus,
) -> list[Row]:
    """The rows of single voices, of the figures of rows that look broken; without those that are there already."""
    if not _can_hide(relation):
        return []
    rows = [row for row in rows if row.way and row.sure and not row.source]
    known = {(row.terms, row.way) for row in rows}
    groups: dict[object, _Group] = {}
    for row in rows:
        key = row.way, row.complete, tuple((name, _told_apart(quantities[number])) for name, number in row.terms)
        groups.setdefault(key, _Group(row)).windows.append((row.moment, row.until))
    parts = parts_by_whole(corpus) if any(group.row.complete for group in groups.values()) else {}
    found: dict[object, Row] = {}
    for group in groups.values():
        for row in islice(_OneVoice(group, relation, quantities, statements, corpus, parts).rows(), MOST_ROWS):
            if (row.terms, row.way) not in known:
                found.setdefault((row.terms, row.way, row.voice), row)
        if len(found) > MOST_ROWS:
            break
    return list(found.values())


def _can_hide(relation: Relation) -> bool:
    """Whether a rule is held against the steps of totals, at any moment."""
    if relation.counts_origins or relation.operator == "!=" or relation.of_statements or relation.same_source:
        return False
    if any(select.at and select.at[1] not in relation.names for _, select in relation.let):
        return False
    sides = [(c.left, c.right) for c in relation.where]
    return not any(_has_moment(one) and not _is_span(other) for pair in sides for one, other in (pair, pair[::-1]))


def _has_moment(side: object) -> bool:
    return isinstance(side, Path) and side.attributes == ("as_of",)


def _is_span(side: object) -> bool:
    """When an entity is a part: `part.subject.from`."""
    return isinstance(side, Path) and side.attributes in (("subject", "from"), ("subject", "to"))


def _counts(figure: Figure) -> bool:
    return figure.mode == "accumulates" and figure.period is None and figure.compared is None


def _told_apart(quantity: Quantity) -> tuple[str, int]:
    """A total by its figure, whatever its moment; anything else by what it is."""
    return ("figure", quantity.figure.id) if _counts(quantity.figure) else ("quantity", quantity.id)


class _OneVoice:
    """The rows of a group, voice by voice."""

    def __init__(
        self,
        group: _Group,
        relation: Relation,
        quantities: Mapping[int, Quantity],
        statements: Statements,
        corpus: Corpus,
        parts: Mapping[str, Sequence[Entity]],
    ) -> None:
        self._row, self._windows, self._relation = group.row, group.windows, relation
        self._entities = corpus.entities
        self._terms = [(name, quantities[number]) for name, number in group.row.terms]
        self._said = [self._statements_of(quantity, statements) for _, quantity in self._terms]
        self._has_others = any(not _counts(quantity.figure) for _, quantity in self._terms)
        self._is_fixed = True
        self._times = [self._time_of(name) for name, _ in self._terms]
        grows = relation.slope(relation.summed) * group.row.way > 0 if relation.summed else False
        sides = [side for condition in relation.where for side in (condition.left, condition.right)]
        self._timed = {side.name for side in sides if isinstance(side, Path) and _is_span(side)}
        self._may_lack = {at for at, (name, _) in enumerate(self._terms) if grows and name == relation.summed}
        self._left_out = self._parts_left_out(parts) if group.row.complete and not grows else []

    def _parts_left_out(self, parts: Mapping[str, Sequence[Entity]]) -> list[Entity]:
        """The parts of the whole that are in no term: none at the time of the row, but perhaps at another one."""
        whole = is_whole_of(self._relation)
        subjects = {q.figure.subject for name, q in self._terms if name == whole}
        summed = {q.figure.subject for name, q in self._terms if name == self._relation.summed}
        breakdowns = {self._entities[subject].breakdown for subject in summed}
        every = (entity for subject in sorted(subjects) for entity in parts.get(subject, ()))
        return [entity for entity in every if entity.breakdown in breakdowns and entity.key not in summed]

    @staticmethod
    def _statements_of(quantity: Quantity, statements: Statements) -> Mapping[str, list[Statement]]:
        said = statements[quantity.figure.id] if _counts(quantity.figure) else statements.of_quantity(quantity.id)
        by_voice: dict[str, list[Statement]] = {}
        for statement in said:
            by_voice.setdefault(statement.voice, []).append(statement)
        return by_voice

    def rows(self) -> Iterator[Row]:
        voices = set[str]().union(*self._said) if self._is_fixed else set()
        for at, said in enumerate(self._said):
            if at not in self._may_lack:
                voices &= said.keys()
        for voice in sorted(voices)[:MOST_VOICES]:
            yield from self._of(voice)

    def _of(self, voice: str) -> Iterator[Row]:
        steps = [self._steps(at, voice) for at in range(len(self._terms))]
        timeless = zip(steps, self._times, strict=True)
        times = {since for each, own in timeless if own is None for since, _, _ in each}
        for time in sorted(times.union(since for since, _ in self._windows)):
            standing = [_at(time if own is None else own, each) for each, own in zip(steps, self._times, strict=True)]
            if self._is_row(standing) and self._is_then(time) and self._are_members(standing, time):
                kept = [(name, q) for (name, _), q in zip(self._terms, standing, strict=True) if q is not None]
                kept.sort(key=self._place)
                has_all = self._row.complete and len(kept) == len(self._terms) and self._are_all(time)
                until = max(time, self._row.until)
                yield replace(self._row, terms=tuple(kept), moment=time, complete=has_all, voice=voice, until=until)

    def _time_of(self, name: str) -> int | None:
        """The time at which a rule takes a name; None where that is the row's."""
        taken = dict(self._relation.let)[name].at
        if taken is None or taken[0] == "period":
            return None
        other = next(quantity for each, quantity in self._terms if each == taken[1])
        self._is_fixed = self._is_fixed and not _counts(other.figure)
        first, last = at_close(other.moment)
        if taken[0] == "at":
            compared = other.figure.compared
            return None if compared is None else compared.first * DAY + DAY - 1
        return {"start": first - DAY, "end": last, "before": first - 1}[taken[0]]

    def _place(self, term: tuple[str, int]) -> tuple[bool, int]:
        """The parts of a sum come last, in the order of their ids, as in every row."""
        is_part = term[0] == self._relation.summed
        return is_part, term[1] if is_part else 0

    def _is_row(self, standing: Sequence[int | None]) -> bool:
        if any(quantity is None and at not in self._may_lack for at, quantity in enumerate(standing)):
            return False
        return not self._may_lack or any(standing[at] is not None for at in self._may_lack)

    def _is_then(self, time: int) -> bool:
        """Whether what does not accumulate holds at a time."""
        return not self._has_others or any(since <= time <= until for since, until in self._windows)

    def _are_members(self, standing: Sequence[int | None], time: int) -> bool:
        """Whether all are parts at a time of whom a rule asks it."""
        for (name, quantity), number in zip(self._terms, standing, strict=True):
            if number is not None and name in self._timed:
                entity = self._entities[quantity.figure.subject]
                if not entity.since.last <= time // DAY <= entity.until.first:
                    return False
        return True

    def _are_all(self, time: int) -> bool:
        """Whether nothing else can be a part at a time, of what has all of its parts at that of the row."""
        return not any(e.since.first <= time // DAY <= e.until.last for e in self._left_out)

    def _steps(self, at: int, voice: str) -> list[_Step]:
        name, quantity = self._terms[at]
        own = self._said[at].get(voice, [])
        if not own:
            return []
        if not _counts(quantity.figure):
            return [(-FAR, FAR, quantity.id)]
        return _steps_of(own, is_floor=self._relation.slope(name) * self._row.way > 0)


def _at(time: int, steps: Sequence[_Step]) -> int | None:
    """The quantity that bounds a figure at a time."""
    place = bisect_right(steps, time, key=itemgetter(0)) - 1
    return steps[place][2] if place >= 0 and time <= steps[place][1] else None


def _steps_of(own: Iterable[Statement], *, is_floor: bool) -> list[_Step]:
    """The staircase of one voice in time: a total is at least so high from its moment on, at most so high up to it."""
    sign = 1 if is_floor else -1
    known = []
    for statement in own:
        bound = statement.lower if is_floor else statement.upper
        if bound is not None:
            first, last = at_close(statement.moment)
            since = last if is_floor != statement.moment.throughout else first
            known.append((sign * since, -sign * bound, statement.quantity))
    records: list[tuple[int, int]] = []
    best = None
    for time, below, number in sorted(known):
        if best is None or below < best:
            best = below
            if not records or records[-1][0] < time:
                records.append((time, number))
    steps = []
    for place, (time, number) in enumerate(records[:MOST_STEPS]):
        end = records[place + 1][0] - 1 if place + 1 < len(records) else FAR
        steps.append((time, end, number) if is_floor else (-end, -time, number))
    return steps if is_floor else steps[::-1]
