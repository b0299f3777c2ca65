"""Small worlds for the tests of explanations: figures, statements, rows and findings, made by hand and not by SQL.

And a slow second opinion on them: whether values can all be true, by elimination in fractions, and the front, by trying
every set of values and breaks. Nothing of it comes from the engine but the shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product

from checker.corpus.corpus import Claim
from checker.corpus.relation import Linear, Relation, Select, Tolerance
from checker.engine.answers import Explained
from checker.engine.budget import StepBudget
from checker.engine.disputes import explain
from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    ROW,
    Combination,
    Dispute,
    Figure,
    Finding,
    Part,
    Position,
    Quantity,
    Statement,
)
from checker.engine.grounded import Row
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE
from checker.values.dates import Window
from checker.values.moments import ALWAYS, Moment, day_moment, span_moment
from checker.values.value import Choices, Interval, Value

_ANY = Select(frozenset(), frozenset(), frozenset(), None)
End = Fraction | None
Bounds = tuple[int | None, int | None]


def day(number: int) -> Moment:
    return day_moment(740_000 + number)


def span(first: int, last: int) -> Moment:
    window = Window(740_000 + first, 740_000 + last)
    return span_moment(window, written=f"{first}/{last}", name="")


def relation(left: dict[str, int], operator: str, right: dict[str, int]) -> Relation:
    names = [*left, *(name for name in right if name not in left)]
    return Relation(
        let=tuple((name, _ANY) for name in names),
        where=(),
        left=Linear(tuple((name, Fraction(c)) for name, c in left.items())),
        operator=operator,
        right=Linear(tuple((name, Fraction(c)) for name, c in right.items())),
        tolerance=Tolerance(),
        message=(),
    )


@dataclass
class World:
    """What is said, and the rules. `say` in any order, then `explained`."""

    figures: dict[str, Figure] = field(default_factory=dict)
    moments: list[tuple[str, Moment]] = field(default_factory=list)
    numbers: dict[tuple[str, Moment], int] = field(default_factory=dict)
    said: list[tuple[str, int, Bounds | Choices]] = field(default_factory=list)
    relations: dict[str, Relation] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def say(
        self, voice: str, name: str, value: int | Bounds | Choices, at: Moment = ALWAYS, mode: str = "constant"
    ) -> None:
        kind = "category" if isinstance(value, Choices) else "count"
        if name not in self.figures:
            figure = Figure(
                id=len(self.figures),
                subject=f"s/{name}",
                property="killed",
                status="actual",
                scope="",
                unit="person",
                type=kind,
                mode=mode,
            )
            self.figures[name] = figure
        held = (value, value) if isinstance(value, int) else value
        self.said.append((voice, self.quantity_id(name, at), held))

    def quantity_id(self, name: str, at: Moment = ALWAYS) -> int:
        if (name, at) not in self.numbers:
            self.numbers[name, at] = len(self.moments)
            self.moments.append((name, at))
        return self.numbers[name, at]

    def rule(self, rule: str, of: Relation, *matches: Mapping[str, str | tuple[str, Moment]], way: int = 0) -> None:
        self.relations[rule] = of
        for match in matches:
            pairs = {name: (at, ALWAYS) if isinstance(at, str) else at for name, at in match.items()}
            terms = tuple((name, self.quantity_id(*pairs[name])) for name in of.names)
            self.rows.append(Row(rule, terms, 0, way=way))

    # --- as the engine has it

    def __post_init__(self) -> None:
        self.quantities: dict[int, Quantity] = {}
        self.statements: dict[int, tuple[Statement, ...]] = {}

    def make(self) -> None:
        held: dict[int, dict[Bounds | Choices, list[Claim]]] = {}
        for number, (voice, quantity, value) in enumerate(self.said):
            name, at = self.moments[quantity]
            held.setdefault(quantity, {}).setdefault(value, []).append(self._claim(number, voice, name, at, value))
        statements: dict[int, list[Statement]] = {figure.id: [] for figure in self.figures.values()}
        for quantity, (name, at) in enumerate(self.moments):
            figure = self.figures[name]
            positions = [_position(quantity, value, claims) for value, claims in held.get(quantity, {}).items()]
            positions.sort(key=lambda position: position.key)
            self.quantities[quantity] = Quantity(id=quantity, figure=figure, moment=at, positions=tuple(positions))
            for position in positions:
                for voice in sorted(position.voices):
                    claims = tuple(claim for claim in position.claims if claim.origin == voice)
                    statements[figure.id].append(
                        Statement(
                            figure=figure, quantity=quantity, moment=at, voice=voice, position=position, claims=claims
                        )
                    )
        self.statements = {figure: tuple(sorted(s, key=lambda s: s.order)) for figure, s in statements.items()}

    def _claim(self, number: int, voice: str, name: str, at: Moment, value: Bounds | Choices) -> Claim:
        figure = self.figures[name]
        choices = value if isinstance(value, Choices) else None
        low, high = (None, None) if isinstance(value, Choices) else value
        text = "/".join(sorted(choices.names)) if choices else f"{low}" if low == high else f"{low} to {high}"
        interval = Interval() if choices else Interval(_fraction(low), _fraction(high))
        return Claim(
            key=f"s/{voice}#{number:05}",
            id=f"{number:05}",
            story="s",
            source=f"s/{voice}",
            subject=figure.subject,
            property=figure.property,
            status="actual",
            scope="",
            as_of=at.days,
            moment=at,
            value=Value(text=text, interval=interval, choices=choices, unit="person"),
            speaker="",
            via="",
            origin=voice,
            quote="",
            implied="",
            important=False,
            counted_from=None,
            out="",
            file="s.yaml",
            line=number + 1,
            column=1,
        )

    def findings(self) -> list[Finding]:
        found = [f for figure in self.figures.values() for f in self._of_figure(figure)]
        return found + [f for rule in sorted(self.relations) for f in self._of_rule(rule)]

    def _of_figure(self, figure: Figure) -> Iterator[Finding]:
        parts: dict[str, dict[tuple[str, ...], list[Combination]]] = {DIFFER: {}, ITSELF: {}, FALLS: {}}
        for one, other in combinations(self.statements[figure.id], 2):
            pair = conflicting(one, other)
            if pair is None:
                continue
            high, low = pair
            falls = one.voice == other.voice and not high.moment.is_of_one_moment_with(low.moment)
            kind = FALLS if falls else ITSELF if one.voice == other.voice else DIFFER
            key = (high.voice, low.voice) if kind == DIFFER else (high.voice,)
            names = ("before", "after") if falls else ("higher", "lower")
            made = Combination(terms=tuple(zip(names, pair, strict=True)), gap=Fraction(1))
            parts[kind].setdefault(key, []).append(made)
        for kind, of_kind in parts.items():
            if of_kind:
                yield Finding(
                    kind=kind,
                    rule=COUNT_FALLS if kind == FALLS else SOURCES_DISAGREE,
                    severity="error",
                    figures=(("", figure),),
                    parts=tuple(Part(key=key, combinations=tuple(c)) for key, c in sorted(of_kind.items())),
                )

    def _of_rule(self, rule: str) -> Iterator[Finding]:
        of = self.relations[rule]
        found: dict[tuple[int, ...], list[Combination]] = {}
        figures: dict[tuple[int, ...], list[tuple[str, Figure]]] = {}
        for row in self.rows:
            if row.rule != rule:
                continue
            key = tuple(self.quantities[q].figure.id for _, q in row.terms)
            figures[key] = [(name, self.quantities[q].figure) for name, q in row.terms]
            each = [[s for s in self.statements[self.quantities[q].figure.id] if s.quantity == q] for _, q in row.terms]
            unique = [list({id(s.position): s for s in statements}.values()) for statements in each]
            for chosen in product(*unique):
                bounds = {q: (s.lower, s.upper) for (_, q), s in zip(row.terms, chosen, strict=True)}
                if not feasible(bounds, list(inequalities(row, of))):
                    terms = tuple((name, s) for (name, _), s in zip(row.terms, chosen, strict=True))
                    found.setdefault(key, []).append(Combination(terms=terms, gap=Fraction(1)))
        for key, combos in sorted(found.items()):
            yield Finding(
                kind=ROW,
                rule=rule,
                severity="error",
                figures=tuple(figures[key]),
                parts=(Part(key=(), combinations=tuple(combos)),),
            )

    def explained(self, steps: StepBudget | None = None) -> Explained:
        self.make()
        return explain(
            self.findings(), self.rows, self.relations, self.quantities, self.statements, steps=steps or StepBudget()
        )

    def dispute(self) -> Dispute:
        explained = self.explained()
        assert len(explained.disputes) == 1, explained
        return explained.disputes[0]


def conflicting(one: Statement, other: Statement) -> tuple[Statement, Statement] | None:
    """The pair, higher first, if the two certainly cannot both be true."""
    together = one.moment.is_of_one_moment_with(other.moment) or one.figure.mode == "constant"
    if one.choices is not None and other.choices is not None:
        return (one, other) if together and one.choices.meet(other.choices).is_empty else None
    for high, low in ((one, other), (other, one)):
        if high.lower is not None and low.upper is not None and high.lower > low.upper:
            counts = one.figure.mode == "accumulates" and high.moment.is_not_after(low.moment)
            return (high, low) if together or counts else None
    return None


def _position(quantity: int, value: Bounds | Choices, claims: list[Claim]) -> Position:
    choices, bounds = (value, (None, None)) if isinstance(value, Choices) else (None, value)
    return Position(
        quantity=quantity,
        lower=_fraction(bounds[0]),
        upper=_fraction(bounds[1]),
        choices=choices,
        text=claims[0].value.text,
        claims=tuple(claims),
    )


def _fraction(value: int | None) -> End:
    return None if value is None else Fraction(value)


# --- the second opinion

Weights = dict[int, Fraction]


def inequalities(row: Row, of: Relation) -> Iterator[tuple[Weights, Fraction]]:
    """`sum of weight * quantity <= bound`."""
    for upward in (True, False):
        if row.way and (row.way > 0) != upward:
            continue
        if not row.way and upward != (of.operator in ("==", "<=")) and of.operator != "==":
            continue
        sign = 1 if upward else -1
        weights: Weights = {}
        for name, quantity in row.terms:
            weights[quantity] = weights.get(quantity, Fraction(0)) + sign * (of.left.of(name) - of.right.of(name))
        yield weights, Fraction(0)


def feasible(bounds: dict[int, tuple[End, End]], rows: Sequence[tuple[Weights, Fraction]]) -> bool:
    """Elimination of one unknown after the other; nothing is below zero."""
    system = [(dict(weights), bound) for weights, bound in rows]
    unknowns = {quantity for weights, _ in system for quantity in weights} | set(bounds)
    for quantity in unknowns:
        low, high = bounds.get(quantity, (None, None))
        system.append(({quantity: Fraction(-1)}, -(max(low, Fraction(0)) if low is not None else Fraction(0))))
        if high is not None:
            system.append(({quantity: Fraction(1)}, high))
    for quantity in sorted(unknowns):
        above = [(w, b) for w, b in system if w.get(quantity, 0) > 0]
        below = [(w, b) for w, b in system if w.get(quantity, 0) < 0]
        system = [(w, b) for w, b in system if not w.get(quantity, 0)]
        for (upper, high_bound), (lower, low_bound) in product(above, below):
            p, n = upper[quantity], -lower[quantity]
            mixed = {k: upper.get(k, 0) / p + lower.get(k, 0) / n for k in {*upper, *lower} if k != quantity}
            system.append(({k: c for k, c in mixed.items() if c}, high_bound / p + low_bound / n))
        if any(not w and b < 0 for w, b in system):
            return False
        system = [(dict(k), b) for k, b in _tightest(system).items()]
    return True


def _tightest(system: list[tuple[Weights, Fraction]]) -> dict[tuple[tuple[int, Fraction], ...], Fraction]:
    found: dict[tuple[tuple[int, Fraction], ...], Fraction] = {}
    for weights, bound in system:
        if weights:
            first = abs(weights[min(weights)])
            key = tuple(sorted((k, c / first) for k, c in weights.items()))
            found[key] = min(bound / first, found.get(key, bound / first))
    return found


Point = tuple[int, int]
"""Voices and cost."""


class Oracle:
    """Every set of values and breaks of one world, tried."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.values = sorted(
            {id(s.position): s for held in world.statements.values() for s in held}.values(),
            key=lambda s: min(claim.key for claim in s.position.claims),
        )
        falls = [c.statements[1] for f in world.findings() if f.kind == FALLS for c in f.combinations]
        self.breaks = list(dict.fromkeys((low.figure.id, low.moment) for low in falls))
        self._known: dict[tuple[frozenset[int], frozenset[int]], bool] = {}

    def possible(self, dropped: frozenset[int], broken: frozenset[int]) -> bool:
        key = dropped, broken
        if key not in self._known:
            self._known[key] = self._is_possible(dropped, broken)
        return self._known[key]

    def _is_possible(self, dropped: frozenset[int], broken: frozenset[int]) -> bool:
        kept = [s for number, s in enumerate(self.values) if number not in dropped]
        for one, other in combinations(kept, 2):
            if one.figure.id == other.figure.id and conflicting(one, other) and not self._is_freed(one, other, broken):
                return False
        bounds: dict[int, tuple[End, End]] = {}
        for s in kept:
            low, high = bounds.get(s.quantity, (None, None))
            bounds[s.quantity] = (
                s.lower if low is None or (s.lower is not None and s.lower > low) else low,
                s.upper if high is None or (s.upper is not None and s.upper < high) else high,
            )
        rows = [pair for row in self.world.rows for pair in inequalities(row, self.world.relations[row.rule])]
        if not rows:
            return True
        return feasible(bounds, rows + list(self._courses(broken)))

    def _is_freed(self, one: Statement, other: Statement, broken: Iterable[int]) -> bool:
        """Whether a break may lie between the two; not where both are surely on one side of it."""
        if one.figure.mode != "accumulates" or one.quantity == other.quantity:
            return False
        before, after = (one, other) if one.moment.is_not_after(other.moment) else (other, one)
        return self._is_between(one.figure.id, before.moment, after.moment, broken)

    def _is_between(self, figure: int, before: Moment, after: Moment, broken: Iterable[int]) -> bool:
        for of, at in (self.breaks[number] for number in broken):
            if of == figure and before != at and before.first_day < at.last_day and after.last_day >= at.first_day:
                return True
        return False

    def _courses(self, broken: frozenset[int]) -> Iterator[tuple[Weights, Fraction]]:
        for one, other in product(self.world.quantities.values(), repeat=2):
            if one.figure.id != other.figure.id or one.figure.mode != "accumulates" or one.id == other.id:
                continue
            if not one.moment.is_not_after(other.moment):
                continue
            if not self._is_between(one.figure.id, one.moment, other.moment, broken):
                yield {one.id: Fraction(1), other.id: Fraction(-1)}, Fraction(0)

    def ways(self, voices: int, *, with_breaks: bool) -> tuple[int | None, set[tuple[frozenset[int], frozenset[int]]]]:
        """The least cost with so many voices, and all sets of that cost."""
        items = [*range(len(self.values)), *(-1 - b for b in range(len(self.breaks)) if with_breaks)]
        for cost in range(len(items) + 1):
            found = set()
            for chosen in combinations(items, cost):
                dropped = frozenset(item for item in chosen if item >= 0)
                if self.voices(dropped) > voices:
                    continue
                broken = frozenset(-1 - item for item in chosen if item < 0)
                if self.possible(dropped, broken):
                    found.add((dropped, broken))
            if found:
                return cost, found
        return None, set()

    def voices(self, dropped: Iterable[int]) -> int:
        return len(frozenset[str]().union(*(self.values[number].position.voices for number in dropped)))

    def front(self, *, with_breaks: bool) -> list[tuple[int, set[tuple[frozenset[int], frozenset[int]]]]]:
        """Strict improvements of the cost, with all the sets of each."""
        found: list[tuple[int, set[tuple[frozenset[int], frozenset[int]]]]] = []
        everyone = self.voices(range(len(self.values)))
        for voices in (*range(5), everyone):
            cost, sets = self.ways(voices, with_breaks=with_breaks)
            if cost is not None and (not found or cost < found[-1][0]):
                found.append((cost, sets))
        return found
