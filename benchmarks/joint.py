"""Joint conflicts: 10,000 components of 10 figures, each with one conflict that no single row shows.

A component is a chain of counts, none above the next, whose first is above its last. It is explained as a check does
it (checker.engine.disputes.explain), against building and solving the same linear program once with HiGHS alone, which
is the least that any explanation costs.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from fractions import Fraction
from typing import Any

import highspy
import numpy
from common import ROOT, compare, verdict

sys.path.insert(0, str(ROOT))

from checker.corpus.corpus import Claim
from checker.corpus.relation import Linear, Relation, Select, Tolerance
from checker.engine.budget import StepBudget
from checker.engine.disputes import explain
from checker.engine.findings import Dispute, Figure, Position, Quantity, Statement
from checker.engine.grounded import Row
from checker.values.dates import Window
from checker.values.moments import ALWAYS
from checker.values.value import Interval, Value

WANTED = 10.0
LENGTH = 10
RULE = "link-exceeds-next"
_ANY = Select(frozenset({"size"}), frozenset(), frozenset(), None)
RELATION = Relation(
    let=(("one", _ANY), ("next", _ANY)),
    where=(),
    left=Linear((("one", Fraction(1)),)),
    operator="<=",
    right=Linear((("next", Fraction(1)),)),
    tolerance=Tolerance(),
    message=(),
)
DAY = Window(741_000, 741_000)
Quantities = dict[int, Quantity]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--components", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    options = parser.parse_args()
    gc.disable()  # as a check does
    quantities = make_quantities(options.components)
    if options.profile:
        import cProfile
        import pstats

        profile = cProfile.Profile()
        profile.runcall(explain_slice, quantities, 0, min(options.components, 1000))
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return 0
    # the components in slices, so that the two sides take turns
    step = -(-options.components // (options.runs + 1))
    taken = {"explain": 0, "bare": 0}
    disputes: list[Dispute] = []

    def slice_of(side: str) -> tuple[int, int]:
        first = taken[side]
        taken[side] = min(first + step, options.components)
        return first, taken[side]

    def ours() -> float:
        first, last = slice_of("explain")
        start = time.perf_counter()
        disputes.extend(explain_slice(quantities, first, last))
        return (time.perf_counter() - start) / max(last - first, 1)

    def base() -> float:
        first, last = slice_of("bare")
        start = time.perf_counter()
        for component in range(first, last):
            bare_program(component)
        return (time.perf_counter() - start) / max(last - first, 1)

    start = time.perf_counter()
    found = compare(ours, base, options.runs)
    wall = time.perf_counter() - start
    conflicts = sum(len(dispute.findings) for dispute in disputes)
    explanations = sum(len(dispute.front) for dispute in disputes)
    print(f"{len(disputes):,} disputes in {options.components:,} components of {LENGTH} figures ({wall:.0f} s in all)")
    print(f"conflicts: {conflicts:,}, {conflicts / options.components / found.ours:,.0f} a second")
    print(f"explanations: {explanations:,}, {explanations / options.components / found.ours:,.0f} a second")
    print(
        f"explaining against one bare program: {found.ours * 1e6:.0f} us against {found.base * 1e6:.0f} us: "
        f"{found.ratio:.1f} times ({found.lowest:.1f} to {found.highest:.1f})"
    )
    print(verdict("joint", found.ratio, WANTED))
    right = len(disputes) == conflicts == options.components and explanations == 2 * options.components
    if not right:
        missing = options.components - len(disputes)
        print(f"WRONG: expected one conflict and two explanations for each component; {missing:,} have none")
    return int(not right or found.ratio > WANTED)


def make_quantities(components: int) -> Quantities:
    """Chains whose first figure is at least 1,000 and whose last is at most 500; the others leave room."""
    found: Quantities = {}
    for component in range(components):
        for link in range(LENGTH):
            number = component * LENGTH + link
            claim = _claim(f"chain-{component:05}", link, component)
            figure = Figure(
                id=number,
                subject=claim.subject,
                property="size",
                status="actual",
                scope="",
                unit="person",
                type="count",
                mode="constant",
            )
            position = Position(
                quantity=number,
                lower=claim.value.interval.lower,
                upper=claim.value.interval.upper,
                choices=None,
                text=claim.value.text,
                claims=(claim,),
            )
            found[number] = Quantity(id=number, figure=figure, moment=ALWAYS, positions=(position,))
    return found


def statements_of(quantity: Quantity) -> tuple[Statement, ...]:
    (position,) = quantity.positions
    return (
        Statement(
            figure=quantity.figure,
            quantity=quantity.id,
            moment=quantity.moment,
            voice=position.claims[0].origin,
            position=position,
            claims=position.claims,
        ),
    )


def _claim(story: str, link: int, component: int) -> Claim:
    low, high = Fraction(10 + link), None
    if link == 0:
        low = Fraction(1000 + component % 97)
    elif link == LENGTH - 1:
        low, high = Fraction(0), Fraction(500 - component % 89)
    return Claim(
        key=f"{story}/article#link-{link}",
        id=f"link-{link}",
        story=story,
        source=f"{story}/article",
        subject=f"{story}/link-{link}",
        property="size",
        status="actual",
        scope="",
        as_of=DAY,
        moment=ALWAYS,
        value=Value(f"at least {low}" if high is None else f"up to {high}", Interval(low, high), unit="person"),
        speaker="",
        origin=f"courier {link}",
        quote="",
        implied="",
        important=False,
        counted_from=None,
        out="",
        file=f"claims/{story}/article.yaml",
        line=link + 1,
        column=1,
        via="",
    )


def rows_of(component: int) -> list[Row]:
    first = component * LENGTH
    return [
        Row(RULE, (("one", first + link), ("next", first + link + 1)), 741_000, look=0) for link in range(LENGTH - 1)
    ]


def explain_slice(quantities: Quantities, first: int, last: int) -> list[Dispute]:
    """Explain some components as a check does it."""
    rows = [row for component in range(first, last) for row in rows_of(component)]
    members = range(first * LENGTH, last * LENGTH)
    statements = {number: statements_of(quantities[number]) for number in members}
    found = explain([], rows, {RULE: RELATION}, quantities, statements, steps=StepBudget())
    for note in found.not_explained[:1]:
        print(note, file=sys.stderr)
    return list(found.disputes)


def bare_program(component: int) -> None:
    """The same linear program, built from arrays and solved once."""
    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = LENGTH, LENGTH - 1
    program.col_cost_ = numpy.zeros(LENGTH)
    lower = numpy.arange(10.0, 10.0 + LENGTH)
    upper = numpy.full(LENGTH, highspy.kHighsInf)
    lower[0], lower[-1], upper[-1] = 1000.0 + component % 97, 0.0, 500.0 - component % 89
    program.col_lower_, program.col_upper_ = lower, upper
    program.row_lower_ = numpy.full(LENGTH - 1, -highspy.kHighsInf)
    program.row_upper_ = numpy.zeros(LENGTH - 1)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = numpy.arange(0, 2 * LENGTH, 2)
    program.a_matrix_.index_ = numpy.repeat(numpy.arange(LENGTH), 2)[1:-1]
    program.a_matrix_.value_ = numpy.tile([1.0, -1.0], LENGTH - 1)
    model.passModel(program)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        raise SystemExit("the program should be infeasible")


if __name__ == "__main__":
    raise SystemExit(main())
