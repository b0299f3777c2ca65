"""From the findings of a check to disputes: what hangs together, conflicts that no row shows, and explanations."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Mapping, Sequence

from msgspec.structs import replace

from checker.corpus.relation import Relation
from checker.engine.answers import Answers, Explained
from checker.engine.budget import OutOfSteps, StepBudget
from checker.engine.camps import are_of_one_moment, camps_of
from checker.engine.chains import Chain, points_of
from checker.engine.columns import PAIRS
from checker.engine.components import Component, components_of
from checker.engine.echoes import joint_echoes
from checker.engine.explanations import MOST_TIES, MOST_VOICES, Group, critical, examine, in_order
from checker.engine.feasibility import Kept
from checker.engine.findings import TOGETHER, Combination, Dispute, Explanation, Finding, GivenUp, Quantity, Statement
from checker.engine.grounded import Row
from checker.engine.hitting import Conflict, Way
from checker.engine.joint import NameOf, joint_findings
from checker.engine.propagation import fraction_or_none, plain_or_none
from checker.engine.sets import Sets
from checker.engine.solver import Unsolved
from checker.engine.tangles import Range, Tangle
from checker.engine.timeline import points_in_order

COMPONENT_LIMIT = 20_000
"""Rows of one component that the solver is given."""

LARGE_COUNT = 40
"""Values of one count beyond which its front is found by dynamic programming."""

MANY_PAIRS = 300
"""Pairs of one moment beyond which nothing but the camps are looked for."""


COMPARED_WITH_VOICES = 60
"""Values of an explanation up to which it is looked whether a voice gives what they would have to be."""


def plain_name(quantity: Quantity) -> str:
    """A quantity by the names in the files."""
    figure = quantity.figure
    return f"{figure.subject.rpartition('/')[2]}, {figure.property}"


def explain(
    findings: Sequence[Finding],
    rows: Sequence[Row],
    relations: Mapping[str, Relation],
    quantities: Mapping[int, Quantity],
    statements: Mapping[int, tuple[Statement, ...]],
    *,
    steps: StepBudget,
    name_of: NameOf = plain_name,
    points: Container[int] = frozenset(),
    possible: Sequence[Combination] = (),
    unclaimed: Container[int] = frozenset(),
) -> Explained:
    """The disputes of a check.

    `findings` are all certain errors, echoes too; `rows` those of rules with the severity error; `statements` are by
    figure id those in play; `possible` what may conflict by moments that are not certain. `points` are quantities known
    to have one exact value, which need not be looked at; `unclaimed` those that nobody gives.
    Deterministic: `steps` bounds the work, not a clock.
    """
    answers = Answers()
    components = components_of(findings, rows, relations, quantities, statements, points)
    for component in components:  # grows where figures that nobody gives are left out
        steps.start()
        answer = Answers()
        try:
            if len(component.rows) > COMPONENT_LIMIT:
                raise Unsolved(f"{len(component.rows):,} rows hang together")
            tangle = Tangle(component, relations, quantities, statements, steps)
            if not tangle.is_settled:
                _explain(tangle, answer, name_of)
            answers.add(answer)
        except (OutOfSteps, Unsolved) as error:
            claimed = [row for row in component.rows if not any(quantity in unclaimed for _, quantity in row.terms)]
            if len(claimed) < len(component.rows):
                answers.limits.append(f"{_involved(component, quantities, name_of)}: {WITHOUT_UNCLAIMED}")
                components += components_of(component.findings, claimed, relations, quantities, statements, points)
                continue
            answers.add(answer)
            rest = component
            for count in _counts_in(component, quantities):
                with contextlib.suppress(OutOfSteps, Unsolved):
                    steps.start()
                    answers.disputes.append(_alone(count, relations, quantities, statements, steps))
                    rest = replace(rest, findings=[f for f in rest.findings if f not in count.findings])
            _give_up(rest, error, quantities, answers, name_of)
    return answers.explained(possible)


WITHOUT_UNCLAIMED = "looked at by rows alone: with the wholes that nobody gives it would take too long"
ALONE = "the rules that speak of it would take too long; this is of its own figures alone"


def _counts_in(component: Component, quantities: Mapping[int, Quantity]) -> list[Component]:
    """The counts of a component that contradict themselves, each without the rules that speak of it."""
    pairs: dict[int, list[Finding]] = {}
    for finding in component.findings:
        figures = {statement.figure.id for statement in finding.statements}
        if finding.kind in PAIRS and len(figures) == 1:
            pairs.setdefault(min(figures), []).append(finding)
    found = []
    for figure, findings in sorted(pairs.items()):
        own = {number for number in component.quantities if quantities[number].figure.id == figure}
        found.append(Component(findings=findings, quantities=own))
    return found


def _alone(
    component: Component,
    relations: Mapping[str, Relation],
    quantities: Mapping[int, Quantity],
    statements: Mapping[int, tuple[Statement, ...]],
    steps: StepBudget,
) -> Dispute:
    tangle = Tangle(component, relations, quantities, statements, steps)
    count = _count(tangle)
    if count is None:
        raise Unsolved("it is not a count by itself")
    return replace(_of_count(count, tangle), note=ALONE)


def _give_up(
    component: Component,
    error: Exception,
    quantities: Mapping[int, Quantity],
    answers: Answers,
    name_of: NameOf,
) -> None:
    reason = "it would take too long" if isinstance(error, OutOfSteps) else str(error)
    names = _involved(component, quantities, name_of)
    if component.findings:
        answers.not_explained.append(f"{names}: not explained: {reason}")
    else:
        answers.not_checked.append(f"{names}: whether all of it can be true together: {reason}")
    for group in connected_findings(component.findings):
        answers.disputes.append(Dispute(findings=group, note=reason))


def _involved(component: Component, quantities: Mapping[int, Quantity], name_of: NameOf) -> str:
    """The figures that the findings of a component are about; all of its figures where it has none."""
    involved = [s.quantity for f in component.findings for s in f.statements] or sorted(component.quantities)
    return _few(sorted({name_of(quantities[quantity]) for quantity in involved}))


def connected_findings(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Findings that share a figure, directly or by others, in a fixed order."""
    sets: Sets[int] = Sets()
    for finding in findings:
        sets.join(sorted({statement.figure.id for statement in finding.statements}))
    groups: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.id):
        groups.setdefault(sets.root(finding.statements[0].figure.id), []).append(finding)
    return [tuple(group) for group in groups.values()]


def _explain(tangle: Tangle, answers: Answers, name_of: NameOf) -> None:
    crowds = [_in_camps(group, tangle) for group in connected_findings(tangle.findings) if _is_crowd(group, tangle)]
    answers.disputes += crowds
    apart = frozenset(id(finding) for crowd in crowds for finding in crowd.findings)
    rest = [finding for finding in tangle.findings if id(finding) not in apart]
    if not rest and not tangle.has_rules:
        return
    given_up = frozenset[int]().union(*(_outside_the_first_camp(crowd, tangle) for crowd in crowds))
    counted = _count(tangle) if rest else None
    if counted is not None:
        answers.disputes.append(_of_count(counted, tangle))
    elif rest or tangle.has_rules:
        _by_conflicts(tangle, rest, given_up, answers, name_of)


# --- camps


def _is_crowd(findings: Sequence[Finding], tangle: Tangle) -> bool:
    if not are_of_one_moment(findings):
        return False
    return not tangle.has_rules or sum(len(finding.combinations) for finding in findings) > MANY_PAIRS


def _moments(findings: Sequence[Finding]) -> set[int]:
    return {statement.quantity for finding in findings for statement in finding.statements}


def _in_camps(findings: Sequence[Finding], tangle: Tangle) -> Dispute:
    moments = _moments(findings)
    found = camps_of([s for same in tangle.statements if same[0].quantity in moments for s in same])
    return Dispute(findings=_ordered(findings), camps=found.camps, more=found.more)


def _outside_the_first_camp(crowd: Dispute, tangle: Tangle) -> Kept:
    kept = {tangle.number_of(statement) for statement in crowd.camps[0].statements}
    moments = _moments(crowd.findings)
    return frozenset(n for n, p in enumerate(tangle.positions) if p.quantity in moments and n not in kept)


# --- one count by itself


def _count(tangle: Tangle) -> Chain | None:
    """The one count that a large tangle is, if all its moments are known and no rule speaks of it."""
    if tangle.has_rules or len(tangle.positions) <= LARGE_COUNT or len(set(tangle.figure_of.values())) > 1:
        return None
    figure = tangle.quantities[0].figure
    places = points_in_order([quantity.moment for quantity in tangle.quantities])
    if figure.mode != "accumulates" or places is None:
        return None
    place_of = {quantity.id: place for quantity, place in zip(tangle.quantities, places, strict=True)}
    return Chain(
        places=[place_of[position.quantity] for position in tangle.positions],
        ends=[(plain_or_none(position.lower), plain_or_none(position.upper)) for position in tangle.positions],
        voices=tangle.voices,
        breaks={number: place_of[item.after.quantity] for number, item in enumerate(tangle.breaks)},
        floor=plain_or_none(figure.floor),
    )


def _of_count(count: Chain, tangle: Tangle) -> Dispute:
    seeds = tangle.seeds()
    disputed = frozenset[int]().union(*(conflict.values for each in seeds for conflict in each))
    without = points_of(count, disputed, MOST_VOICES, tangle.steps, with_breaks=False)
    breaking = points_of(count, disputed, MOST_VOICES, tangle.steps, with_breaks=True) if tangle.breaks else []
    points = in_order(without, breaking)
    for way in (way for point in points for way in point):
        if count.conflict(tangle.everything - way.values, way.breaks) is not None:
            raise Unsolved("an explanation does not hold in exact arithmetic")

    def implied(way: Way) -> dict[int, Range]:
        found = count.implied(tangle.everything - way.values, way.breaks, way.values)
        return {value: (fraction_or_none(low), fraction_or_none(high), None) for value, (low, high) in found.items()}

    return _dispute(tangle.findings, seeds, points, tangle, implied)


# --- everything else


def _by_conflicts(
    tangle: Tangle, findings: Sequence[Finding], given_up: Kept, answers: Answers, name_of: NameOf
) -> None:
    shown = {id(finding): conflicts for finding, conflicts in zip(tangle.findings, tangle.seeds(), strict=True)}
    seeds = [shown[id(finding)] for finding in findings]
    groups = examine(tangle, seeds, given_up)
    for group in groups:
        members = set(group.conflicts)
        own = [
            (f, conflicts) for f, conflicts in zip(findings, seeds, strict=True) if not members.isdisjoint(conflicts)
        ]
        new = joint_echoes(
            joint_findings(tangle, group.conflicts, name_of),
            own,
            [way for point in group.points for way in point],
            lambda kept: tangle.conflict(kept) is None,
        )
        answers.joint += [finding for finding, _ in new]
        both = [*own, *new]
        if both and not new and are_of_one_moment([finding for finding, _ in own]):
            answers.disputes.append(_in_camps([finding for finding, _ in own], tangle))
        elif both:
            answers.disputes.append(replace(_of_group(group, both, tangle, given_up), note=group.note))
        if group.note:
            answers.not_explained.append(f"{_names(tangle, both, name_of)}: not explained in full: {group.note}")


def _names(tangle: Tangle, findings: Sequence[tuple[Finding, set[Conflict]]], name_of: NameOf) -> str:
    """The figures of some findings; those of all of the neighbourhood where there is none."""
    told = {statement.quantity for finding, _ in findings for statement in finding.statements}
    involved = told or set(tangle.quantity)
    return _few(sorted({name_of(tangle.quantity[quantity]) for quantity in involved}))


def _few(names: Sequence[str]) -> str:
    return "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _of_group(
    group: Group, findings: Sequence[tuple[Finding, set[Conflict]]], tangle: Tangle, given_up: Kept
) -> Dispute:
    everything = tangle.everything - given_up - group.others

    def implied(way: Way) -> dict[int, Range]:
        rest = everything - way.values
        tangle.confirm(rest, way.breaks)
        return {value: tangle.implied(rest, way.breaks, value) for value in sorted(way.values)}

    return _dispute([f for f, _ in findings], [conflicts for _, conflicts in findings], group.points, tangle, implied)


def _dispute(
    findings: Sequence[Finding],
    seeds: Sequence[set[Conflict]],
    points: Sequence[Sequence[Way]],
    tangle: Tangle,
    implied: Callable[[Way], dict[int, Range]],
) -> Dispute:
    counted = [sorted(c, key=lambda k: k.order) for f, c in zip(findings, seeds, strict=True) if not f.is_echo]
    front: list[Explanation] = []
    more = False
    for point in points:
        told = [(way, implied(way)) for way in point]
        if len(told) > 1 and len(told[0][1]) <= COMPARED_WITH_VOICES:
            told.sort(key=lambda each: (_said_by_nobody(each[1], tangle), each[0].order))
        more = more or len(told) > MOST_TIES
        front += [_explanation(way, ranges, counted, tangle) for way, ranges in told[:MOST_TIES]]
    return Dispute(findings=_ordered(findings), front=tuple(front), more=more)


def _ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What counts first; pairs, then rows, then what takes several rows to see."""
    return tuple(sorted(findings, key=lambda f: (f.is_echo, f.kind not in PAIRS, f.kind == TOGETHER, f.id)))


def _said_by_nobody(ranges: Mapping[int, Range], tangle: Tangle) -> int:
    """How many values would have to be what no voice says of that figure."""
    return sum(not _is_said(value, wanted, ranges, tangle) for value, wanted in ranges.items())


def _is_said(value: int, wanted: Range, ranges: Mapping[int, Range], tangle: Tangle) -> bool:
    low, high, choices = wanted
    for position in tangle.said_of(value):
        if tangle.number_at(position) in ranges:
            continue
        if position.choices is not None:
            if choices is not None and not position.choices.meet(choices).is_empty:
                return True
        elif (low is None or position.upper is None or position.upper >= low) and (
            high is None or position.lower is None or position.lower <= high
        ):
            return True
    return False


def _explanation(
    way: Way, ranges: Mapping[int, Range], counted: Sequence[Sequence[Conflict]], tangle: Tangle
) -> Explanation:
    settles: dict[tuple[str, int], int] = {}
    for conflicts in counted:
        for item in critical(way, conflicts):
            settles[item] = settles.get(item, 0) + 1
    values = tuple(
        GivenUp(
            position=tangle.positions[value],
            quantity=tangle.quantity[tangle.positions[value].quantity],
            lower=ranges[value][0],
            upper=ranges[value][1],
            choices=ranges[value][2],
            settles=settles.get(("value", value), 0),
        )
        for value in sorted(way.values)
    )
    breaks = tuple(replace(tangle.breaks[item], settles=settles.get(("break", item), 0)) for item in sorted(way.breaks))
    voices = frozenset[str]().union(*(tangle.voices[value] for value in way.values))
    return Explanation(voices=tuple(sorted(voices)), values=values, breaks=breaks)
