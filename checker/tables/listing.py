"""Findings of tables as a few values: the widest of each rule, with the claims that show them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from checker.engine.findings import FALLS, ITSELF
from checker.tables.evidence import Kind, claims_of
from checker.tables.mapping import SUMS
from checker.tables.outcome import Outcome
from checker.values.dates import show_day
from checker.values.display import counted
from checker.values.formatting import show_gap, show_range

MOST_CLAIMS = 6
"""Claims of one finding that are listed."""


class Shown(Struct, frozen=True, kw_only=True):
    """A claim as people are shown it: its voice, its value, and its place."""

    voice: str
    value: str
    file: str
    row: int


class Listed(Struct, frozen=True, kw_only=True):
    """A finding as people are shown it. `claims` are those of the day of its widest gap; `more` how many others."""

    id: str
    rule: str
    severity: str
    message: str
    subject: str
    days: int
    claims: tuple[Shown, ...]
    more: int = 0


def widest(outcome: Outcome, most: int, *, where: str = "TRUE") -> Iterator[Listed]:
    """Of each kind the findings with the widest gaps, at most so many."""
    for number, kind in enumerate(outcome.kinds):
        rows = outcome.store.engine.rows(
            f"""SELECT n.no, n.id, n.gap, n.days, n.day, f.subject, f.property, f.status, f.scope, f.unit, f.period,
              o.subject, o.property, w.word FROM finding n JOIN figure f ON f.id = n.figure
            LEFT JOIN figure o ON o.id = n.other LEFT JOIN word w ON w.id = n.owner
            WHERE n.kind_no = {number} AND {where} ORDER BY n.gap DESC, n.id LIMIT {most}"""
        )
        claims = _claims(outcome, number, kind, [row[0] for row in rows])
        totals = _totals(outcome, [row[0] for row in rows]) if kind.rule == SUMS else {}
        for no, *row in rows:
            yield _listed(outcome, kind, row, claims.get(no, []), totals.get(no))


def _listed(
    outcome: Outcome, kind: Kind, row: list[object], claims: list[Shown], total: tuple[object, ...] | None
) -> Listed:
    id_, gap, days, day, subject, name, status, scope, unit, period, other_subject, other, owner = row
    title = outcome.spec.properties[str(name)].property.title
    figure = f"{title} of {subject}"
    for text in (scope, status if status != "actual" else "", period):
        figure += f", {text}" if text else ""
    if other:
        figure += f" and {outcome.spec.properties[str(other)].property.title}"
        figure += f" of {other_subject}" if other_subject != subject else ""
    figure += f", {owner}" if owner else ""
    by = show_gap(_exact(gap, outcome), str(unit))
    when = f" on {show_day(int(str(day)))}" if day else ""
    also = f", and on {counted(int(str(days)) - 1, 'more day')}" if int(str(days)) > 1 else ""
    said = f"{_what(kind, claims, outcome)} by {by}" if total is None else _of_sum(total, str(unit), outcome)
    return Listed(
        id=str(id_),
        rule=kind.rule,
        severity=kind.severity,
        message=f"{figure}: {said}{when}{also}",
        subject=str(subject),
        days=int(str(days)),
        claims=tuple(claims[:MOST_CLAIMS]),
        more=max(len(claims) - MOST_CLAIMS, 0),
    )


def _what(kind: Kind, claims: list[Shown], outcome: Outcome) -> str:
    voices = sorted({claim.voice for claim in claims})
    if kind.kind == FALLS:
        return f"falls in {voices[0]}" if voices else "falls"
    if kind.kind == ITSELF:
        return f"{voices[0]} differs with itself" if voices else "a source differs with itself"
    if kind.rule in outcome.spec.rules:
        return outcome.spec.rules[kind.rule].said.title.lower() + ","
    return f"{', '.join(voices[:-1])} and {voices[-1]} differ" if len(voices) > 1 else "sources differ"


def _totals(outcome: Outcome, findings: list[int]) -> dict[int, tuple[object, ...]]:
    """For findings about sums: how many parts there are, what they make, and what the whole has."""
    if not findings:
        return {}
    rows = outcome.store.engine.rows(
        f"""SELECT n.no, h.parts, h.sum_lower, h.sum_upper, h.lower, h.upper FROM hit_sum h
        JOIN evidence e ON e.figure = h.figure AND e.source = h.source AND e.day = h.day
        JOIN finding n ON n.no = e.no AND n.day = h.day AND n.gap = h.gap AND n.kind_no = e.kind_no
        WHERE n.no IN ({", ".join(map(str, findings))})"""
    )
    return {no: tuple(row) for no, *row in rows}


def _of_sum(total: tuple[object, ...], unit: str, outcome: Outcome) -> str:
    parts, *bounds = total
    sum_lower, sum_upper, lower, upper = (_exact(bound, outcome) for bound in bounds)
    made, whole = show_range(sum_lower, sum_upper, unit), show_range(lower, upper, unit)
    return f"{counted(int(str(parts)), 'part')} make {made}, the whole has {whole},"


def _claims(outcome: Outcome, number: int, kind: Kind, findings: list[int]) -> dict[int, list[Shown]]:
    """The claims of some findings, as of the day of the widest gap."""
    if not findings:
        return {}
    chosen = ", ".join(map(str, findings))
    rows = outcome.store.engine.rows(
        f"""SELECT c.no, v.word, l.name, c.row_no, c.lower, c.upper, f.unit FROM ({claims_of(number, kind)}) c
        JOIN finding n ON n.no = c.no AND n.day = c.day AND n.gap = c.gap JOIN figure f ON f.id = n.figure
        JOIN word v ON v.id = c.voice JOIN file l ON l.file_no = c.file_no
        WHERE c.no IN ({chosen}) ORDER BY c.no, c.file_no, c.row_no, c.lower"""
    )
    found: dict[int, list[Shown]] = {}
    for no, voice, file, row, lower, upper, unit in rows:
        value = show_range(_exact(lower, outcome), _exact(upper, outcome), unit)
        found.setdefault(no, []).append(Shown(voice=voice, value=value, file=file, row=row))
    return found


def every_claim(outcome: Outcome, finding: str) -> Iterator[str]:
    """A line for each claim of each day of a finding: day, gap, voice, value and place."""
    for number, kind in enumerate(outcome.kinds):
        rows = outcome.store.engine.rows(
            f"""SELECT c.day, c.gap, v.word, c.lower, c.upper, f.unit, l.name, c.row_no
            FROM ({claims_of(number, kind)}) c JOIN finding n ON n.no = c.no JOIN figure f ON f.id = n.figure
            JOIN word v ON v.id = c.voice JOIN file l ON l.file_no = c.file_no
            WHERE n.id = {outcome.store.text(finding)} ORDER BY c.day, c.file_no, c.row_no, c.lower"""
        )
        for day, gap, voice, lower, upper, unit, file, row in rows:
            value = show_range(_exact(lower, outcome), _exact(upper, outcome), unit)
            when = f"{show_day(day)}, " if day else ""
            by = show_gap(_exact(gap, outcome), unit)
            yield f"{when}by {by}: {voice}: {value}  ({file} row {row})"


def _exact(scaled: object, outcome: Outcome) -> Fraction | None:
    """A bound as it was written; None where it is open."""
    number = float(str(scaled))
    return None if abs(number) > 1e308 else Fraction(number) / 10**outcome.store.decimals
