"""The rows that speak of figures which nobody gives: from tables of their own, in which only these stand between.

Where a whole is a part itself it is replaced: the towns of a region, and the rest, are at most the country. That is a
row of what is claimed, as any other. What no row can say is for the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.relation import Relation
from checker.engine.families import families_of
from checker.engine.findings import Quantity
from checker.engine.grounded import Row, RowsOfUnclaimed
from checker.engine.grounding import Grounder
from checker.engine.periods import CEILING, FLOOR, LESS, MORE
from checker.engine.quantities import Figures, Quantities, figure_of
from checker.engine.query import names_of_parts
from checker.engine.series import SeriesKey, moment_of, series_of
from checker.engine.sql import Engine
from checker.engine.sums import ties_scopes
from checker.engine.suspicion import HOLDS, SUSPECT
from checker.engine.tables import FAR, load_tables
from checker.engine.unclaimed import Unclaimed, totals_around
from checker.files.models import PERIODS

_UPWARD, _DOWNWARD = 1, -1


class Beside(Struct, frozen=True):
    """Unclaimed figures with all claims about what is above and below them, as a corpus of its own.

    `numbers` gives for the place of each of its claims that in the whole corpus; unclaimed ones come after all of it.
    """

    corpus: Corpus
    numbers: list[int]


def beside_unclaimed(corpus: Corpus, unclaimed: Sequence[Claim]) -> Beside:
    families = families_of(corpus)
    roots = {families.root(claim.subject) for claim in unclaimed}
    numbers = [n for n, claim in enumerate(corpus.claims) if families.root(claim.subject) in roots]
    claims = [corpus.claims[number] for number in numbers]
    numbers += range(len(corpus.claims), len(corpus.claims) + len(unclaimed))
    return Beside(replace(corpus, claims=(*claims, *unclaimed)), numbers)


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
    relations: Mapping[str, Relation],
    engine: Engine,
    limit: int,
) -> RowsOfUnclaimed:
    """The rows of rules that tie parts to their whole, and that surely hold; at most `limit` of a rule."""
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
    claimed = _Replaced(told, relations, bounds, unclaimed, lambda number: unclaimed[number].figure.id).rows()
    open_rows = [row for row in near if any(quantity in unclaimed for _, quantity in row.terms)]
    return RowsOfUnclaimed(claimed, open_rows, was_cut)


def _renumbered(rows: Iterable[Row], numbers: Sequence[int]) -> Iterator[Row]:
    for row in rows:
        if row.sure:
            yield replace(row, terms=tuple((name, numbers[quantity]) for name, quantity in row.terms))


class _Replaced:
    """Rows in which the parts of unclaimed figures stand for these."""

    def __init__(
        self,
        rows: Iterable[Row],
        relations: Mapping[str, Relation],
        bounds: Mapping[int, Sequence[float]],
        unclaimed: Container[int],
        figure_of: Callable[[int], int],
    ) -> None:
        self._relations, self._bounds, self._unclaimed, self._figure_of = relations, bounds, unclaimed, figure_of
        self._whole = {rule: _whole_in(relation) for rule, relation in relations.items()}
        self._outer: list[tuple[Row, int]] = []
        self._of_whole: dict[tuple[int, int, bool], list[Row]] = {}
        self._known: dict[tuple[int, int, bool], _Parts | None] = {}
        for row in rows:
            for way in self._ways(row):
                whole = dict(row.terms)[self._whole[row.rule]]
                if whole in unclaimed:
                    self._of_whole.setdefault((whole, way, self._is_sum(row)), []).append(row)
                elif any(quantity in unclaimed for _, quantity in row.terms):
                    self._outer.append((row, way))

    def _ways(self, row: Row) -> list[int]:
        """Which ways a row bounds a whole by its parts: these are at most all of it, and all of them at least."""
        if not self._whole[row.rule]:
            return []
        ways = [_UPWARD] if row.way >= 0 else []
        is_equal = self._relations[row.rule].operator == "=="
        return [*ways, _DOWNWARD] if is_equal and row.way <= 0 and row.complete else ways

    def _is_sum(self, row: Row) -> bool:
        return bool(self._relations[row.rule].summed)

    def rows(self) -> list[Row]:
        found: dict[tuple[object, ...], Row] = {}
        for row, way in self._outer:
            parts = self._parts_of(row, way)
            if parts is None or not parts.quantities:
                continue
            made = self._with(row, way, parts)
            # the women of a town are people of the country, whether the women or the town are replaced first
            same = self._is_sum(row), way, tuple(sorted(quantity for _, quantity in made.terms))
            found.setdefault(same, made)
        return list(found.values())

    def _with(self, row: Row, way: int, parts: _Parts) -> Row:
        name_of_whole = self._whole[row.rule]
        whole = (name_of_whole, dict(row.terms)[name_of_whole])
        name = next(name for name, _ in row.terms if name != name_of_whole)
        of_parts = [(name, quantity) for quantity in sorted(parts.quantities)]
        terms = (*of_parts, whole) if row.terms[0][0] == name else (whole, *of_parts)
        lower, upper = self._bounds[whole[1]]
        is_off = parts.bound > upper if way == _UPWARD else parts.bound < lower
        return replace(
            row,
            terms=terms,
            way=way,
            complete=way == _DOWNWARD,
            look=SUSPECT if is_off else HOLDS,
            through=tuple(sorted(parts.through)),
            until=min(row.until, parts.until),
        )

    def _parts_of(self, row: Row, way: int) -> _Parts | None:
        """The parts of a row, for unclaimed ones theirs; None where nothing bounds one of them."""
        whole = self._whole[row.rule]
        found = _Parts(until=row.until)
        for name, quantity in row.terms:
            if name == whole:
                continue
            if quantity in self._unclaimed:
                closest = self._closest(quantity, way, self._is_sum(row))
                if closest is None:
                    return None
                found.add(closest)
            elif quantity not in found.quantities:
                found.add(_Parts({quantity}, bound=self._bound(quantity, way)))
        return found if self._is_sum(row) or len(found.quantities) == 1 else None

    def _closest(self, unclaimed: int, way: int, is_sum: bool) -> _Parts | None:
        """The parts that bound an unclaimed figure most closely; None if nothing does.

        Those of its own parts are looked for first: of a long chain each needs the next.
        """
        todo = [unclaimed]
        while todo:
            at = todo[-1], way, is_sum
            rows = self._of_whole.get(at, ())
            inner = {quantity for row in rows for _, quantity in row.terms if quantity in self._unclaimed} - {todo[-1]}
            unknown = [quantity for quantity in sorted(inner) if (quantity, way, is_sum) not in self._known]
            if unknown and at not in self._known:
                todo += unknown
                continue
            if at not in self._known:
                self._known[at] = self._best(rows, way, todo[-1])
            todo.pop()
        return self._known[unclaimed, way, is_sum]

    def _best(self, rows: Iterable[Row], way: int, unclaimed: int) -> _Parts | None:
        """Those of the row that bounds it most closely. What nothing bounds from below is at least nothing."""
        best = _Parts() if way == _UPWARD else None
        for row in rows:
            parts = self._parts_of(row, way)
            if parts is not None and (best is None or parts.bound * way > best.bound * way):
                best = parts
        if best is not None and best.quantities:
            best.through.add(self._figure_of(unclaimed))
        return best

    def _bound(self, quantity: int, way: int) -> float:
        lower, upper = self._bounds[quantity]
        return max(lower, 0) if way == _UPWARD else upper


class _Parts(Struct):
    """Some figures, what they come to at least or at most, what they stand for, and until when all of it holds."""

    quantities: set[int] = field(default_factory=set)
    through: set[int] = field(default_factory=set)
    bound: float = 0
    until: int = FAR

    def add(self, other: _Parts) -> None:
        self.quantities |= other.quantities
        self.through |= other.through
        self.bound += other.bound
        self.until = min(self.until, other.until)


def _whole_in(relation: Relation) -> str:
    """The name of which a relation says that others are at most all of it; "" where it says anything else."""
    names = relation.names
    wholes = [name for name in names if relation.slope(name) == -1]
    are_plain = len(wholes) == 1 and all(relation.slope(name) == 1 for name in names if name not in wholes)
    has_more = relation.has_products or relation.left.constant or relation.right.constant
    return wholes[0] if are_plain and len(names) == 2 and not has_more and relation.operator in ("<=", "==") else ""


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
