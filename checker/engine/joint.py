"""Conflicts that neither a row nor a pair shows, as findings with their derivation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from checker.engine.columns import PAIRS
from checker.engine.constraints import Constraint
from checker.engine.feasibility import Kept
from checker.engine.findings import ROW, TOGETHER, Combination, Figure, Finding, Part, Quantity, Statement
from checker.engine.hitting import Conflict
from checker.engine.tangles import Tangle
from checker.files.models import JOINT
from checker.values.dates import show_window
from checker.values.formatting import listed, show_number

NameOf = Callable[[Quantity], str]
"""A quantity in words: "flood, killed, 4 May 2031"."""

Found = list[tuple[Finding, set[Conflict]]]

_MOST_SHOWN = 8


class _Shown(Struct, frozen=True):
    """A conflict as a part of a finding: with its derivation, and the figures by which it comes that nobody gives."""

    part: Part
    steps: tuple[str, ...]
    through: tuple[Figure, ...]
    conflict: Conflict


def joint_findings(tangle: Tangle, conflicts: Iterable[Conflict], name_of: NameOf) -> Found:
    """The findings of conflicts that no finding of the tangle shows, one for each set of figures."""
    shown = _in_findings(tangle)
    by_figures: dict[tuple[int, ...], list[_Shown]] = {}
    for conflict in sorted({c.values: c for c in conflicts}.values(), key=lambda c: c.order):
        if any(conflict.values <= known for known in shown.get(min(conflict.values), ())):
            continue
        constraints = _behind(tangle, conflict.values)
        if not _is_new(tangle, conflict.values, constraints):
            continue
        figures = tuple(sorted({tangle.figure_of[value] for value in conflict.values}))
        part, steps = _part(tangle, conflict.values, constraints, name_of)
        shown_by = _Shown(part, steps, _unclaimed(tangle, constraints), conflict)
        by_figures.setdefault(figures, []).append(shown_by)
    return [_finding(found) for _, found in sorted(by_figures.items())]


def _in_findings(tangle: Tangle) -> dict[int, list[Kept]]:
    """What the combinations of findings hold, by each value in it."""
    found: dict[int, list[Kept]] = {}
    for finding in tangle.findings:
        for combination in finding.combinations:
            values = frozenset(tangle.number_of(statement) for statement in combination.statements)
            for value in values:
                found.setdefault(value, []).append(values)
    return found


def _behind(tangle: Tangle, values: Kept) -> list[tuple[Fraction, Constraint]]:
    """The rows that make them a conflict, with their multipliers."""
    system = tangle.system(values, frozenset())
    proof = system.plainest(values)
    return [] if proof is None else system.rows_of(proof)


def _is_new(tangle: Tangle, values: Kept, constraints: Sequence[tuple[Fraction, Constraint]]) -> bool:
    """Whether it takes several rows; or one for which there is no finding, such as where a limit was reached."""
    rules = [constraint.rule for _, constraint in constraints if constraint.course is None]
    if len(rules) > 1:
        return True
    figures = {tangle.figure_of[value] for value in values}
    if rules:
        return not any(f.kind == ROW and f.rule == rules[0] for f in tangle.findings)
    return not any(f.kind in PAIRS and f.statements[0].figure.id in figures for f in tangle.findings)


def _part(
    tangle: Tangle, values: Kept, constraints: Sequence[tuple[Fraction, Constraint]], name_of: NameOf
) -> tuple[Part, tuple[str, ...]]:
    members = [tangle.statements[value] for value in sorted(values)]
    names = {s[0].quantity: name_of(tangle.quantity[s[0].quantity]) for s in members}
    names.update(
        {q: name_of(tangle.columns.quantity[q]) for _, constraint in constraints for q, _ in constraint.coefficients}
    )
    texts = [f"{same[0].text} ({names[same[0].quantity]})" for same in members]
    if len(texts) > _MOST_SHOWN:
        texts = [*texts[: _MOST_SHOWN - 1], f"{len(texts) - _MOST_SHOWN + 1} more"]
    gap: Fraction | None = None
    steps: list[str] = []
    if constraints:
        gap = tangle.system(values, frozenset()).distance(values)
        names = _told_apart(names, tangle)
        steps = [f"{names[same[0].quantity]} is {same[0].text}" for same in members]
        for multiplier, constraint in constraints:
            times = "" if multiplier == 1 else f"{show_number(multiplier)} times: "
            steps.append(f"{times}{constraint.rule}: {_inequality(constraint, names)}")
        steps.append(f"added up, this cannot be: it is off by {show_number(gap)}")
    part = Part(key=(), combinations=_combinations(members, gap), message=f"{listed(texts)} cannot all be true")
    return part, tuple(steps)


def _told_apart(names: Mapping[int, str], tangle: Tangle) -> dict[int, str]:
    """The names of quantities; where several have one name, with their days, and how a figure compares as such."""
    often = Counter(names.values())
    found: dict[int, str] = {}
    for number, name in names.items():
        quantity = tangle.columns.quantity[number]
        what = f"{name}, compared" if quantity.figure.compared is not None else name
        is_for_good = quantity.figure.mode == "constant" and quantity.figure.period is None
        days = "" if is_for_good else f", {show_window(quantity.figure.period or quantity.moment.days)}"
        found[number] = f"{what}{days}" if often[name] > 1 else name
    return found


def _combinations(members: Sequence[Sequence[Statement]], gap: Fraction | None) -> tuple[Combination, ...]:
    """So many that each statement of each value is in one."""
    count = max(len(same) for same in members)
    return tuple(
        Combination(terms=tuple(("claim", same[number % len(same)]) for same in members), gap=gap)
        for number in range(count)
    )


def _unclaimed(tangle: Tangle, constraints: Sequence[tuple[Fraction, Constraint]]) -> tuple[Figure, ...]:
    """The figures of a derivation that nobody gives."""
    quantities = (tangle.columns.quantity[q] for _, constraint in constraints for q, _ in constraint.coefficients)
    found = {quantity.figure.id: quantity.figure for quantity in quantities if not quantity.positions}
    return tuple(sorted(found.values(), key=lambda figure: figure.name))


def _finding(found: Sequence[_Shown]) -> tuple[Finding, set[Conflict]]:
    figures: dict[int, Figure] = {s.figure.id: s.figure for each in found for s in each.part.statements}
    finding = Finding(
        kind=TOGETHER,
        rule=JOINT,
        severity="error",
        figures=tuple(("", figure) for figure in sorted(figures.values(), key=lambda f: (f.name, f.id))),
        parts=tuple(each.part for each in found),
        steps=found[0].steps,
        through=found[0].through,
    )
    return finding, {each.conflict for each in found}


def _inequality(constraint: Constraint, names: Mapping[int, str]) -> str:
    """A constraint with nothing negative in it: "[first, size] + [second, size] <= 1.01 * [whole, strength]"."""
    sides: tuple[list[str], list[str]] = ([], [])
    for quantity, c in constraint.coefficients:
        times = "" if abs(c) == 1 else f"{show_number(abs(c))} * "
        sides[c < 0].append(f"{times}[{names[quantity]}]")
    if constraint.bound:
        sides[constraint.bound > 0].append(show_number(abs(constraint.bound)))
    left, right = (" + ".join(side) or "0" for side in sides)
    return f"{left} <= {right}"
