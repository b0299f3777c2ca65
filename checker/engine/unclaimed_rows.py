"""The rows that speak of figures which nobody gives: from tables of their own, in which only these stand between.

Where a whole is a part itself it is replaced: the towns of a region, and the rest, are at most the country. That is a
row of what is claimed, as any other. What no row can say is for the solver.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.relation import Relation
from checker.engine.findings import Quantity
from checker.engine.grounded import Row
from checker.engine.grounding import Grounder
from checker.engine.periods import CEILING, FLOOR, LESS, MORE
from checker.engine.quantities import Figures, Quantities, figure_of
from checker.engine.query import names_of_parts
from checker.engine.series import SeriesKey, moment_of, series_of
from checker.engine.sets import Sets
from checker.engine.sql import Engine
from checker.engine.sums import ties_scopes
from checker.engine.suspicion import HOLDS, SUSPECT
from checker.engine.tables import load_tables
from checker.engine.unclaimed import Unclaimed, totals_around
from checker.files.models import PERIODS

_UPWARD, _DOWNWARD = 1, -1


class Beside(Struct, frozen=True):
    """Unclaimed figures with all claims about what is above and below them, as a corpus of its own.

    `numbers` gives for the place of each of its claims that in the whole corpus; unclaimed ones come after all of it.
    """

    corpus: Corpus
    numbers: list[int]


class RowsOfUnclaimed(Struct):
    """`claimed` are rows in which what is claimed stands for what is not; `open` are for the solver.

    `was_cut` where a figure has so many that not all were formed.
    """

    claimed: list[Row] = field(default_factory=list)
    open: list[Row] = field(default_factory=list)
    was_cut: bool = False


def beside_unclaimed(corpus: Corpus, unclaimed: Sequence[Claim]) -> Beside:
    tops = {_top(claim.subject, corpus) for claim in unclaimed}
    numbers = [n for n, claim in enumerate(corpus.claims) if _top(claim.subject, corpus) in tops]
    claims = [corpus.claims[number] for number in numbers]
    numbers += range(len(corpus.claims), len(corpus.claims) + len(unclaimed))
    return Beside(replace(corpus, claims=(*claims, *unclaimed)), numbers)


def _top(subject: str, corpus: Corpus) -> str:
    seen = set[str]()
    while (whole := corpus.entities[subject].part_of) in corpus.entities and subject not in seen:
        seen.add(subject)
        subject = whole
    return subject


def quantities_of(unclaimed: Sequence[Claim], corpus: Corpus, figures: Figures) -> dict[int, Quantity]:
    """The unclaimed figures as quantities, of which nothing is held; numbered after all claims."""
    known = {series_of(corpus.claims[figures.members[number][0]]): number for number in figures}
    found: dict[int, Quantity] = {}
    for number, claim in enumerate(unclaimed, len(corpus.claims)):
        figure = figure_of(claim, corpus, known.setdefault(series_of(claim), len(known)))
        found[number] = Quantity(id=number, figure=figure, moment=moment_of(claim, corpus), positions=())
    return found


def rows_of_unclaimed(
    beside: Beside,
    unclaimed: Mapping[int, Quantity],
    asked: set[int],
    relations: Mapping[str, Relation],
    engine: Engine,
    limit: int,
) -> RowsOfUnclaimed:
    """The rows of rules that tie parts to their whole, and that surely hold; at most `limit` of a rule.

    Of the `unclaimed` figures those that are `asked` are for the solver, with what they hang together with.
    """
    grounder = Grounder(engine, load_tables(beside.corpus, engine, len(unclaimed)))
    told: list[Row] = []
    near: list[Row] = []
    was_cut = False
    for rule, relation in sorted(relations.items()):
        if not names_of_parts(relation) and not ties_scopes(relation):
            continue
        grounded = grounder.ground(rule, relation, least_look=HOLDS, limit=limit)
        told += _renumbered(grounded.rows, beside.numbers)
        near += _renumbered(grounded.rows if grounded.links is None else grounded.links, beside.numbers)
        was_cut = was_cut or grounded.was_cut or bool(grounded.cut_sums)
    bounds = {beside.numbers[q]: ends for q, *ends in engine.rows("SELECT id, lower_max, upper_min FROM quantity")}
    claimed = _Replaced(told, relations, bounds, unclaimed).rows()
    return RowsOfUnclaimed(claimed, _open_rows(near, unclaimed, asked), was_cut)


def _renumbered(rows: Iterable[Row], numbers: Sequence[int]) -> Iterator[Row]:
    for row in rows:
        if row.sure:
            yield replace(row, terms=tuple((name, numbers[quantity]) for name, quantity in row.terms))


def _open_rows(rows: Sequence[Row], unclaimed: Container[int], asked: Iterable[int]) -> list[Row]:
    """The rows with unclaimed figures that hang together with those that are asked."""
    with_any = [(row, [quantity for _, quantity in row.terms if quantity in unclaimed]) for row in rows]
    sets: Sets[int] = Sets()
    for _, own in with_any:
        sets.join(own)
    wanted = {sets.root(quantity) for quantity in asked}
    return [row for row, own in with_any if own and sets.root(own[0]) in wanted]


class _Replaced:
    """Rows in which the parts of unclaimed figures stand for these."""

    def __init__(
        self,
        rows: Iterable[Row],
        relations: Mapping[str, Relation],
        bounds: Mapping[int, Sequence[float]],
        unclaimed: Mapping[int, Quantity],
    ) -> None:
        self._relations, self._bounds, self._unclaimed = relations, bounds, unclaimed
        self._outer: list[tuple[Row, int]] = []
        self._of_whole: dict[tuple[int, int, bool], list[Row]] = {}
        for row in rows:
            for way in self._ways(row):
                (whole,) = (quantity for name, quantity in row.terms if not self._is_part(row, name))
                if whole in unclaimed:
                    self._of_whole.setdefault((whole, way, bool(relations[row.rule].summed)), []).append(row)
                elif any(quantity in unclaimed for _, quantity in row.terms):
                    self._outer.append((row, way))

    def _ways(self, row: Row) -> list[int]:
        """Which ways a row bounds a whole by its parts: these are at most all of it, and all of them at least."""
        relation = self._relations[row.rule]
        slopes = [relation.slope(name) for name, _ in row.terms]
        if relation.has_products or sorted(set(slopes)) != [-1, 1] or slopes.count(Fraction(-1)) != 1:
            return []
        if relation.left.constant or relation.right.constant or relation.operator not in ("<=", "=="):
            return []
        ways = [_UPWARD] if row.way >= 0 else []
        return [*ways, _DOWNWARD] if relation.operator == "==" and row.way <= 0 and row.complete else ways

    def _is_part(self, row: Row, name: str) -> bool:
        return self._relations[row.rule].slope(name) > 0

    def rows(self) -> list[Row]:
        found: dict[tuple[object, ...], Row] = {}
        for row, way in self._outer:
            made = self._replaced(row, way)
            if made is not None and any(self._is_part(row, name) for name, _ in made.terms):
                # the women of a town are people of the country, whether the women or the town are replaced first
                same = (
                    bool(self._relations[row.rule].summed),
                    way,
                    tuple(sorted(quantity for _, quantity in made.terms)),
                )
                found.setdefault(same, replace(made, look=self._look(made, way)))
        return list(found.values())

    def _replaced(self, row: Row, way: int) -> Row | None:
        """A row with the parts of its unclaimed parts in their place; None where nothing bounds one of them."""
        summed = bool(self._relations[row.rule].summed)
        wholes = tuple(term for term in row.terms if not self._is_part(row, term[0]))
        part = next(name for name, _ in row.terms if self._is_part(row, name))
        parts: set[int] = set()
        through: set[int] = set()
        for quantity in (quantity for name, quantity in row.terms if self._is_part(row, name)):
            if quantity not in self._unclaimed:
                parts.add(quantity)
                continue
            closest = self._closest(quantity, way, summed)
            if closest is None:
                return None
            parts |= closest[0]
            through |= closest[1]
        if not summed and len(parts) != 1:
            return None
        of_parts = tuple((part, quantity) for quantity in sorted(parts))
        terms = (*wholes, *of_parts) if summed or row.terms[0] in wholes else (*of_parts, *wholes)
        return replace(row, terms=terms, way=way, complete=way == _DOWNWARD, through=tuple(sorted(through)))

    def _closest(self, unclaimed: int, way: int, summed: bool) -> tuple[set[int], set[int]] | None:
        """The parts that bound an unclaimed figure most closely, and the figures between; None if nothing does.

        What nothing bounds from below is at least nothing.
        """
        figure = self._unclaimed[unclaimed].figure.id
        best: tuple[float, Row] | None = None
        for row in self._of_whole.get((unclaimed, way, summed), ()):
            made = self._replaced(row, way)
            parts = [quantity for name, quantity in made.terms if self._is_part(row, name)] if made else []
            if made is not None and parts:
                weight = sum(self._bound(quantity, way) for quantity in parts) * way
                best = (weight, made) if best is None or weight > best[0] else best
        if best is None:
            return (set(), set()) if way == _UPWARD else None
        made = best[1]
        return {quantity for name, quantity in made.terms if self._is_part(made, name)}, {figure, *made.through}

    def _bound(self, quantity: int, way: int) -> float:
        lower, upper = self._bounds[quantity]
        return max(lower, 0) if way == _UPWARD else upper

    def _look(self, row: Row, way: int) -> int:
        parts = sum(self._bound(quantity, way) for name, quantity in row.terms if self._is_part(row, name))
        (whole,) = (quantity for name, quantity in row.terms if not self._is_part(row, name))
        lower, upper = self._bounds[whole]
        return SUSPECT if (parts > upper if way == _UPWARD else parts < lower) else HOLDS


def rows_of_periods(unclaimed: Unclaimed, corpus: Corpus, figures: Figures, quantities: Quantities) -> list[Row]:
    """That a figure for a period is the total after it less the total before, where nobody gives one of these."""
    number_of = {_key(claim): number for number, claim in enumerate(unclaimed.claims, len(corpus.claims))}
    wanted = {series_of(each) for claim in unclaimed.periods for each in (claim, *totals_around(claim))}
    for members in (figures.members[number] for number in figures if unclaimed.periods):
        if series_of(corpus.claims[members[0]]) in wanted:
            for member in members:
                number_of[_key(corpus.claims[member])] = quantities.quantity_of[member]
    found = []
    for claim in unclaimed.periods:
        before, after = (number_of[_key(total)] for total in totals_around(claim))
        period = number_of[_key(claim)]
        moment = claim.moment.latest
        found.append(Row(PERIODS, ((FLOOR, before), (MORE, period), (CEILING, after)), moment, way=1))
        found.append(Row(PERIODS, ((FLOOR, after), (CEILING, before), (LESS, period)), moment, way=1))
    return found


def _key(claim: Claim) -> tuple[SeriesKey, str]:
    return series_of(claim), claim.moment.name
