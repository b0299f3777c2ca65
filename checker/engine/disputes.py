"""From the contradictions of one component to disputes: conflicts that no row shows, and explanations."""

from __future__ import annotations

from fractions import Fraction

from checker.corpus.corpus import Corpus
from checker.corpus.rule_language import Relation
from checker.engine.explanations import Group, examine
from checker.engine.feasibility import ChoiceSystem, Constraint, Kept, LinearSystem, System, Unsolved, constraints_of
from checker.engine.findings import Dispute, Finding, Position
from checker.engine.grounding import BUILT_IN, Row
from checker.engine.judge import Verdict, apart, directions
from checker.engine.messages import dated_name, fall_message, figure_name, show_position
from checker.engine.quantities import Evidence
from checker.files.models import COUNT_FALLS, JOINT, SOURCES_DISAGREE
from checker.values.formatting import listed, show_number

Judged = tuple[Finding, Row, Verdict]


def explain_component(
    rows: list[Row],
    relations: dict[str, Relation],
    evidence: Evidence,
    quantities: list[int],
    judged: list[Judged],
    corpus: Corpus,
) -> tuple[list[Dispute], str]:
    """The disputes of a component, and what could not be checked (empty if all was)."""
    members = [evidence[quantity] for quantity in quantities]
    system: System
    links = {(row.terms[0][1], row.terms[1][1]) for row in rows if row.rule == SOURCES_DISAGREE and len(row.terms) > 1}
    if any(position.choices is not None for quantity in members for position in quantity.positions):
        system = ChoiceSystem(members, links)
    else:
        constraints = [
            constraint
            for row in rows
            if row.rule != SOURCES_DISAGREE
            for constraint in constraints_of(
                row, relations[row.rule], directions(row, relations[row.rule], evidence), evidence
            )
        ]
        system = LinearSystem(members, constraints, links)
    index = {(position.quantity, position.key): number for number, position in enumerate(system.positions)}
    seeds = [_seed(verdict, relations[row.rule], row, index) for _, row, verdict in judged]
    try:
        groups = examine(system, seeds)
    except Unsolved as error:
        names = sorted({corpus.entities[quantity.subject].id for quantity in members})
        note = f"{listed(names[:3])}: conflicts were not explained ({error})"
        findings = tuple(finding for finding, _, _ in judged)
        return ([Dispute(findings=findings, explanations=(), note=str(error))] if findings else []), note
    return [_dispute(group, system, judged, seeds, index, corpus) for group in groups], ""


def _seed(verdict: Verdict, relation: Relation, row: Row, index: dict[tuple[int, tuple[str, ...]], int]) -> Kept:
    """Positions that conflict for a finding: of each quantity the one that comes nearest to agreeing."""
    if len(verdict.chosen) == 1 or any(p.choices is not None for positions in verdict.chosen for p in positions):
        return frozenset(index[position.quantity, position.key] for p in verdict.chosen for position in p)
    seed = []
    for (name, _), positions in zip(row.terms, verdict.chosen, strict=True):
        rises = (relation.left.of(name) - relation.right.of(name) > 0) == verdict.upward
        nearest = min(positions, key=_lowest) if rises else max(positions, key=_highest)
        seed.append(_index_of(nearest, index))
    return frozenset(seed)


def _index_of(position: Position, index: dict[tuple[int, tuple[str, ...]], int]) -> int:
    found = index.get((position.quantity, position.key))
    if found is not None:
        return found
    # a row of one source holds a part of a position's claims
    return next(
        number
        for (quantity, key), number in index.items()
        if quantity == position.quantity and set(position.key) <= set(key)
    )


def _lowest(position: Position) -> tuple[bool, Fraction]:
    return position.lower is not None, position.lower or Fraction(0)


def _highest(position: Position) -> tuple[bool, Fraction]:
    return position.upper is None, position.upper or Fraction(0)


def _dispute(
    group: Group,
    system: System,
    judged: list[Judged],
    seeds: list[Kept],
    index: dict[tuple[int, tuple[str, ...]], int],
    corpus: Corpus,
) -> Dispute:
    members = frozenset().union(*group.conflicts)
    findings = [finding for (finding, _, _), seed in zip(judged, seeds, strict=True) if _contains(seed, group)]
    shown = [frozenset(_index_of(position, index) for position in finding.positions) for finding, _, _ in judged]
    joint = [
        _joint(conflict, system, corpus)
        for conflict in group.conflicts
        if not any(conflict <= positions for positions in shown)
    ]
    ordered = sorted([*findings, *joint], key=lambda finding: (-(finding.gap or 0), finding.rule, finding.claim_keys))
    assert members
    return Dispute(findings=tuple(ordered), explanations=group.explanations, more_explanations=group.more)


def _contains(seed: Kept, group: Group) -> bool:
    return any(conflict <= seed for conflict in group.conflicts)


def _joint(conflict: Kept, system: System, corpus: Corpus) -> Finding:
    """A conflict that no single row shows, with its derivation."""
    positions = sorted((system.positions[number] for number in conflict), key=lambda position: position.key)
    if isinstance(system, LinearSystem) and len(positions) == 2:
        fall = _fall(positions, system, corpus)
        if fall is not None:
            return fall
    gap: Fraction | None = None
    steps: list[str] = []
    unit = ""
    if isinstance(system, LinearSystem):
        quantities = {quantity.id: quantity for quantity in system.quantities}
        unit = quantities[positions[0].quantity].unit
        parts, gap = system.rows_behind(conflict)
        for position in positions:
            quantity = quantities[position.quantity]
            steps.append(f"{dated_name(quantity, corpus)} is {show_position(position, quantity.unit)}")
        for multiplier, constraint in parts:
            names = {q: dated_name(quantities[q], corpus) for q, _ in constraint.coefficients}
            times = "" if multiplier == 1 else f"{show_number(multiplier)} times: "
            steps.append(f"{times}{constraint.row.rule}: {_inequality(constraint, names)}")
        steps.append(f"added up, this cannot be: it is off by {show_number(gap)}")
        texts = [
            f"{show_position(p, quantities[p.quantity].unit)} ({dated_name(quantities[p.quantity], corpus)})"
            for p in positions
        ]
    else:
        texts = [position.text for position in positions]
    return Finding(
        rule=JOINT,
        severity="error",
        message=f"{listed(texts)} cannot all be true",
        gap=gap,
        unit=unit,
        terms=tuple(("claim", (position,)) for position in positions),
        moment=0,
        steps=tuple(steps),
        joint=True,
    )


def _fall(positions: list[Position], system: LinearSystem, corpus: Corpus) -> Finding | None:
    """A conflict of two figures of one accumulating count is a fall like any other, be others between them."""
    quantities = {quantity.id: quantity for quantity in system.quantities}
    before, after = sorted(positions, key=lambda position: quantities[position.quantity].as_of)
    one, other = quantities[before.quantity], quantities[after.quantity]
    gap = apart(before, after)
    if one.mode != "accumulates" or figure_name(one, corpus) != figure_name(other, corpus) or gap is None:
        return None
    if one.as_of.overlaps(other.as_of):
        return None
    return Finding(
        rule=COUNT_FALLS,
        severity="error",
        message=fall_message(one, other, ((before,), (after,)), corpus),
        gap=gap,
        unit=one.unit,
        terms=tuple(zip(BUILT_IN[COUNT_FALLS].names, ((before,), (after,)), strict=True)),
        moment=other.as_of.first,
        joint=True,
    )


def _inequality(constraint: Constraint, names: dict[int, str]) -> str:
    """A constraint with nothing negative in it: "[first, size] + [second, size] <= 1.01 * [whole, strength]"."""
    sides: tuple[list[str], list[str]] = ([], [])
    for quantity, c in constraint.coefficients:
        times = "" if abs(c) == 1 else f"{show_number(abs(c))} * "
        sides[c < 0].append(f"{times}[{names[quantity]}]")
    if constraint.bound:
        sides[constraint.bound > 0].append(show_number(abs(constraint.bound)))
    left, right = (" + ".join(side) or "0" for side in sides)
    return f"{left} <= {right}"
