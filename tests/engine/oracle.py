"""A slow second opinion: what a corpus says, and whether it can all be true, by Fourier-Motzkin elimination.

Nothing here comes from the checker but the resolved corpus. (Left out: `window` of a property, categories, and the
rules that the tests do not need.) Quantities and the rows of the standard rules are
made again from the claims, one by one, in plain Python; all arithmetic is in exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from checker.corpus.corpus import Claim, Corpus
from checker.engine.findings import Position
from checker.values.dates import WINDOW_ALWAYS, Window

Bounds = tuple[Fraction | None, Fraction | None]
Weights = dict[int, Fraction]

PARTS, EXCEEDS, FALLS = "parts-do-not-add-up", "part-exceeds-whole", "count-falls"
DISAGREE, ORDER, SHORT = "sources-disagree", "events-out-of-order", "plan-below-need"
ROUNDING = Fraction(1, 100)
"""The tolerance of parts-do-not-add-up."""


# --- Fourier-Motzkin -----------------------------------------------------------------------------


class Inequalities:
    """Inequalities `sum of weight * unknown <= bound`; of two with the same weights, the tighter one is kept."""

    def __init__(self) -> None:
        self.bounds: dict[tuple[tuple[int, Fraction], ...], Fraction] = {}
        self.is_impossible = False

    def add(self, weights: Mapping[int, Fraction], bound: Fraction) -> None:
        terms = sorted((unknown, weight) for unknown, weight in weights.items() if weight)
        if not terms:
            self.is_impossible = self.is_impossible or bound < 0
            return
        size = abs(terms[0][1])
        key, scaled = tuple((unknown, weight / size) for unknown, weight in terms), bound / size
        self.bounds[key] = min(scaled, self.bounds.get(key, scaled))

    def unknowns(self) -> set[int]:
        return {unknown for key in self.bounds for unknown, _ in key}

    def without(self, unknown: int) -> Inequalities:
        """What the inequalities say of the others: each upper bound of the unknown with each lower one."""
        rest = Inequalities()
        rest.is_impossible = self.is_impossible
        above: list[tuple[Weights, Fraction]] = []
        below: list[tuple[Weights, Fraction]] = []
        for key, bound in self.bounds.items():
            weights = dict(key)
            weight = weights.pop(unknown, Fraction(0))
            if not weight:
                rest.add(weights, bound)
                continue
            side = above if weight > 0 else below
            side.append(({other: w / abs(weight) for other, w in weights.items()}, bound / abs(weight)))
        for upper, high in above:
            for lower, low in below:
                rest.add(
                    {at: upper.get(at, Fraction(0)) + lower.get(at, Fraction(0)) for at in {*upper, *lower}}, high + low
                )
        return rest

    def _cheapest(self, unknowns: set[int]) -> int:
        counts = dict.fromkeys(sorted(unknowns), (0, 0))
        for key in self.bounds:
            for unknown, weight in key:
                if unknown in counts:
                    up, down = counts[unknown]
                    counts[unknown] = (up + 1, down) if weight > 0 else (up, down + 1)
        return min(counts, key=lambda unknown: counts[unknown][0] * counts[unknown][1])

    def only(self, kept: set[int]) -> Inequalities:
        """What the inequalities say of these unknowns alone."""
        system = self
        while not system.is_impossible and (left := system.unknowns() - kept):
            system = system.without(system._cheapest(left))
        return system


def is_feasible(system: Inequalities) -> bool:
    """Whether some values of the unknowns satisfy all inequalities."""
    return not system.only(set()).is_impossible


def span(system: Inequalities, unknown: int) -> Bounds | None:
    """The least and the greatest value of an unknown; None if nothing satisfies the inequalities."""
    shadow = system.only({unknown})
    up, down = Fraction(1), Fraction(-1)
    low, high = shadow.bounds.get(((unknown, down),)), shadow.bounds.get(((unknown, up),))
    if shadow.is_impossible or (low is not None and high is not None and -low > high):
        return None
    return None if low is None else -low, high


# --- quantities ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What claims speak of. It is claimed as of `as_of`, and holds from its first day to `until`."""

    number: int
    series: tuple[object, ...]
    subject: str
    property: str
    status: str
    as_of: Window
    until: int
    mode: str
    type: str
    claims: tuple[Claim, ...]

    def meets(self, other: Quantity) -> bool:
        """Whether there is a day on which both hold."""
        return self.as_of.first <= other.until and other.as_of.first <= self.until


def _interval(claim: Claim) -> Bounds:
    return claim.value.interval.lower, claim.value.interval.upper


def _quantities(corpus: Corpus) -> list[Quantity]:
    series: dict[tuple[object, ...], list[Claim]] = {}
    for claim in corpus.claims:
        measured = corpus.properties[claim.property].scale.type not in ("text", "category")
        if measured and claim.value.stated and not claim.out:
            restart = claim.counted_from or Window(0, 0)
            key = (claim.subject, claim.property, claim.status, claim.scope, claim.value.unit, *restart)
            series.setdefault(key, []).append(claim)
    found: list[Quantity] = []
    for key, claims in sorted(series.items(), key=repr):
        prop = corpus.properties[claims[0].property]
        mode = prop.over_time[claims[0].status]
        for as_of, until, members in _told(mode, claims):
            found.append(
                Quantity(
                    number=len(found),
                    series=key,
                    subject=claims[0].subject,
                    property=claims[0].property,
                    status=claims[0].status,
                    as_of=as_of,
                    until=until,
                    mode=mode,
                    type=prop.scale.type,
                    claims=tuple(members),
                )
            )
    return found


def _told(mode: str, claims: list[Claim]) -> Iterator[tuple[Window, int, list[Claim]]]:
    """The quantities of a series: as-of window, last day on which it holds, claims."""
    if mode == "constant":
        yield WINDOW_ALWAYS, WINDOW_ALWAYS.last, claims
        return
    ordered = sorted(claims, key=lambda claim: (claim.as_of, claim.key))
    statements = [list(same) for _, same in groupby(ordered, key=lambda claim: claim.as_of)]
    if mode != "stands":
        for same in statements:
            yield same[0].as_of, same[0].as_of.last, same
        return
    eras: list[list[list[Claim]]] = []
    for same in statements:
        values = {_interval(claim) for claim in same}
        if eras and len(values) == 1 and {_interval(claim) for claim in eras[-1][-1]} == values:
            eras[-1].append(same)  # stated again without a change: one figure
        else:
            eras.append([same])
    windows = [Window(era[0][0].as_of.first, max(same[0].as_of.last for same in era)) for era in eras]
    for window, era in zip(windows, eras, strict=True):
        later = [other.first - 1 for other in windows if other.first > window.last]
        yield window, min(later, default=WINDOW_ALWAYS.last), [claim for same in era for claim in same]


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """`sum of left <= right` and, or instead, `sum of left >= right`, within a share of the right side."""

    rule: str
    left: tuple[int, ...]
    right: int
    at_most: bool = True
    at_least: bool = False
    share: Fraction = Fraction(0)

    def add_to(self, system: Inequalities, *, share: Fraction) -> None:
        weights = dict.fromkeys(self.left, Fraction(1))
        if self.at_most:
            system.add({**weights, self.right: -(1 + share)}, Fraction(0))
        if self.at_least:
            system.add({**dict.fromkeys(self.left, Fraction(-1)), self.right: 1 - share}, Fraction(0))

    def gap(self, bounds: Mapping[int, Bounds]) -> Fraction:
        """By how much it fails at best, without its tolerance; 0 or less if it holds."""
        lows = [bounds[number][0] for number in self.left]
        highs = [bounds[number][1] for number in self.left]
        low, high = bounds[self.right]
        gaps = [Fraction(0)]
        if self.at_most and high is not None and None not in lows:
            gaps.append(sum((x for x in lows if x is not None), -high))
        if self.at_least and low is not None and None not in highs:
            gaps.append(low - sum((x for x in highs if x is not None), Fraction(0)))
        return max(gaps)


def _rows(corpus: Corpus, quantities: list[Quantity]) -> Iterator[Row]:
    for one in quantities:
        for other in quantities:
            if one.number == other.number or one.series[3:5] != other.series[3:5]:
                continue  # of one scope, in one unit
            if one.series == other.series and one.mode == "accumulates" and one.until < other.as_of.first:
                yield Row(FALLS, (one.number,), other.number)
            if _is_before(corpus, one, other):
                yield Row(ORDER, (one.number,), other.number)
            if (
                _is_part(corpus, one, other) and one.type != "number"
            ):  # where others may be below zero, a part may be more
                yield Row(EXCEEDS, (one.number,), other.number)
            if _is_plan_for(one, other):
                yield Row(SHORT, (one.number,), other.number, at_most=False, at_least=True)
    for whole in quantities:
        yield from _sums(corpus, whole, [part for part in quantities if _is_part(corpus, part, whole)])


def _is_before(corpus: Corpus, one: Quantity, other: Quantity) -> bool:
    """Whether one is the date of an event that must come before the other."""
    return (
        one.type == other.type == "date"
        and one.status == other.status == "actual"
        and one.subject == other.subject
        and corpus.properties[other.property].after == one.property
    )


def _is_plan_for(plan: Quantity, need: Quantity) -> bool:
    return (
        (plan.status, need.status) == ("planned", "needed")
        and (plan.subject, plan.property) == (need.subject, need.property)
        and plan.meets(need)
    )


def _is_part(corpus: Corpus, part: Quantity, whole: Quantity) -> bool:
    """Whether one is certainly a part of the other, on some day on which both hold."""
    entity = corpus.entities[part.subject]
    return (
        part.status == whole.status == "actual"
        and part.series[3:5] == whole.series[3:5]
        and part.type in ("count", "number", "money")
        and entity.part_of == whole.subject
        and corpus.properties[part.property].adds_to == whole.property
        and entity.since.last <= whole.as_of.first
        and whole.as_of.last <= entity.until.first
        and part.meets(whole)
    )


def _sums(corpus: Corpus, whole: Quantity, parts: list[Quantity]) -> Iterator[Row]:
    """A row for each set of parts that hold together on some day of the whole, one quantity for each part."""
    days = {whole.as_of.first}
    days.update(part.as_of.first for part in parts)
    days.update(part.until + 1 for part in parts)
    members = [
        entity
        for entity in corpus.entities.values()
        if entity.part_of == whole.subject
        and entity.since.first <= whole.as_of.last
        and whole.as_of.first <= entity.until.last
    ]
    found: set[tuple[int, ...]] = set()
    for day in sorted(days):
        there = [part for part in parts if part.as_of.first <= day <= part.until]
        if not there or not whole.as_of.first <= day <= whole.until:
            continue
        if len({part.subject for part in there}) == len(there):
            found.add(tuple(part.number for part in there))
    for left in sorted(found):
        is_complete = corpus.entities[whole.subject].parts_complete and len(left) == len(members)
        if is_complete or whole.type != "number":
            yield Row(PARTS, left, whole.number, at_least=is_complete, share=ROUNDING)


# --- the oracle ----------------------------------------------------------------------------------


def apart(one: Bounds, other: Bounds) -> Fraction:
    """By how much two intervals miss each other; 0 if they have a common value."""
    gaps = [Fraction(0)]
    for (low, _), (_, high) in ((one, other), (other, one)):
        if low is not None and high is not None:
            gaps.append(low - high)
    return max(gaps)


class Oracle:
    """What a corpus says. Claims are named by their keys."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.quantities = _quantities(corpus)
        self.rows = list(_rows(corpus, self.quantities))
        self.logic = [row for row in self.rows if row.rule != SHORT]
        self.of_claim = {claim.key: quantity for quantity in self.quantities for claim in quantity.claims}
        self.claims = {claim.key: claim for quantity in self.quantities for claim in quantity.claims}
        self.everything = frozenset(self.claims)
        self._known: dict[frozenset[str], bool] = {}

    def rivals(self, quantity: Quantity) -> list[Quantity]:
        """Quantities whose claims must have a value in common with this one's: it, and those as of the same days."""
        return [
            other
            for other in self.quantities
            if other.series == quantity.series and other.as_of.overlaps(quantity.as_of)
        ]

    def positions(self) -> list[frozenset[str]]:
        """The claims of each position: those that give one value to one quantity."""
        held: dict[tuple[int, Bounds], set[str]] = {}
        for quantity in self.quantities:
            for claim in quantity.claims:
                held.setdefault((quantity.number, _interval(claim)), set()).add(claim.key)
        return [frozenset(keys) for keys in held.values()]

    def can_be_true(self, keys: Iterable[str]) -> bool:
        """Whether these claims can all be true, whatever the others say."""
        kept = frozenset(keys) & self.everything
        if kept not in self._known:
            self._known[kept] = not self._disagree(kept) and is_feasible(self._system(kept))
        return self._known[kept]

    def _disagree(self, kept: frozenset[str]) -> bool:
        return any(
            other.key in kept and apart(_interval(self.claims[key]), _interval(other)) > 0
            for key in kept
            for rival in self.rivals(self.of_claim[key])
            for other in rival.claims
        )

    def _system(self, kept: frozenset[str]) -> Inequalities:
        system = Inequalities()
        for quantity in self.quantities:
            if quantity.type not in ("number", "date"):
                system.add({quantity.number: Fraction(-1)}, Fraction(0))
        for key in sorted(kept):
            self._bind(system, self.of_claim[key], _interval(self.claims[key]))
        for row in self.logic:
            row.add_to(system, share=row.share)
        return system

    @staticmethod
    def _bind(system: Inequalities, quantity: Quantity, bounds: Bounds) -> None:
        low, high = bounds
        if low is not None:
            system.add({quantity.number: Fraction(-1)}, -low)
        if high is not None:
            system.add({quantity.number: Fraction(1)}, high)

    def range_of(self, quantity: Quantity, keys: Iterable[str]) -> Bounds | None:
        """What these claims leave to a quantity: low above high if no figure fits; None if they cannot be true."""
        kept = frozenset(keys) & self.everything
        found = span(self._system(kept), quantity.number)
        if found is None or not self.can_be_true(kept):
            return None
        said = [_interval(claim) for rival in self.rivals(quantity) for claim in rival.claims if claim.key in kept]
        lows = [low for low, _ in (found, *said) if low is not None]
        highs = [high for _, high in (found, *said) if high is not None]
        return max(lows, default=None), min(highs, default=None)

    def could_be(self, quantity: Quantity, value: Fraction, keys: Iterable[str]) -> bool:
        """Whether these claims can be true while one more says that a quantity has this value."""
        kept = frozenset(keys) & self.everything
        said = [_interval(claim) for rival in self.rivals(quantity) for claim in rival.claims if claim.key in kept]
        if any(apart((value, value), interval) > 0 for interval in said) or self._disagree(kept):
            return False
        system = self._system(kept)
        self._bind(system, quantity, (value, value))
        return is_feasible(system)

    def least_change(self, positions: Iterable[Position]) -> Fraction:
        """The least by which figures must change, all changes added up, until these positions can be true."""
        chosen = [(self.of_claim[position.key[0]], (position.lower, position.upper)) for position in positions]
        clashes = [
            apart(bounds, others)
            for one, bounds in chosen
            for other, others in chosen
            if other in self.rivals(one) and apart(bounds, others) > 0
        ]
        if clashes:
            return max(clashes)
        system = self._system(frozenset()).only({quantity.number for quantity, _ in chosen})
        total = len(self.quantities)
        changes: list[int] = []
        for quantity, (low, high) in chosen:
            for bound, sign in ((low, -1), (high, 1)):
                if bound is not None:
                    changes.append(total + 1 + len(changes))
                    system.add({quantity.number: Fraction(sign), changes[-1]: Fraction(-1)}, sign * bound)
                    system.add({changes[-1]: Fraction(-1)}, Fraction(0))
        system.add({**dict.fromkeys(changes, Fraction(1)), total: Fraction(-1)}, Fraction(0))
        least = span(system, total)
        assert least is not None
        assert least[0] is not None
        return least[0]

    def row_holds(self, row: Row, bounds: Mapping[int, Bounds], *, share: Fraction) -> bool:
        """Whether a lone row can hold while its quantities lie within these bounds."""
        system = Inequalities()
        for number, interval in bounds.items():
            self._bind(system, self.quantities[number], interval)
        row.add_to(system, share=share)
        return is_feasible(system)
