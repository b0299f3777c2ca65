"""Figures, quantities and statements, made from claims when asked for: most of a large corpus holds no surprise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus, Property
from checker.engine.codes import Codes
from checker.engine.findings import Figure, Position, Quantity, Statement
from checker.engine.series import bounds_of, mode_of, moment_of
from checker.engine.sql import Engine
from checker.engine.tables import EVIDENCE
from checker.values.dates import Window
from checker.values.moments import ALWAYS, Moment, span_moment


def figure_of(claim: Claim, corpus: Corpus, number: int) -> Figure:
    """The figure that a claim is about, by the number of its series (-1: of none)."""
    prop = corpus.properties[claim.property]
    return Figure(
        id=number,
        subject=claim.subject,
        property=claim.property,
        status=claim.status,
        scope=claim.scope,
        unit=claim.value.unit,
        type=type_of(claim, prop),
        mode=mode_of(claim, corpus.properties),
        period=claim.period,
        counted_from=claim.counted_from,
        compared=claim.compared,
        is_signed=claim.compared is None and prop.scale.is_signed,
        order=prop.scale.order,
    )


def type_of(claim: Claim, prop: Property) -> str:
    """The type of a claim's figure; how it compares with another one has a type of its own."""
    return prop.scale.type if claim.compared is None else claim.compared.kind


class Figures(Mapping[int, Figure]):
    """All figures that claims are about, by the number of their series. `members` are the numbers of their claims."""

    def __init__(self, corpus: Corpus, codes: Codes) -> None:
        self._corpus, self.members = corpus, codes.series
        self._made: dict[int, Figure] = {}

    def __getitem__(self, number: int) -> Figure:
        figure = self._made.get(number)
        if figure is None:
            claim = self._corpus.claims[self.members[number][0]]
            figure = self._made[number] = figure_of(claim, self._corpus, number)
        return figure

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.members)))

    def __len__(self) -> int:
        return len(self.members)


class Quantities(Mapping[int, Quantity]):
    """All quantities, by the lowest number of their claims. `claim_numbers` are those of each.

    `unclaimed` are figures that nobody gives, which are found by their number alone.
    """

    def __init__(self, corpus: Corpus, figures: Figures, engine: Engine) -> None:
        self._corpus, self._figures = corpus, figures
        self._made: dict[int, Quantity] = {}
        self._series = {claim: number for number, members in enumerate(figures.members) for claim in members}
        self.claim_numbers: dict[int, list[int]] = {}
        self.quantity_of: dict[int, int] = {}
        self.unclaimed: dict[int, Quantity] = {}
        for quantity, claim in engine.rows(EVIDENCE):
            self.claim_numbers.setdefault(quantity, []).append(claim)
            self.quantity_of[claim] = quantity

    def __getitem__(self, number: int) -> Quantity:
        quantity = self._made.get(number) or self.unclaimed.get(number)
        if quantity is None:
            claims = [self._corpus.claims[claim] for claim in sorted(self.claim_numbers[number])]
            quantity = self._made[number] = self._quantity(number, claims)
        return quantity

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self.claim_numbers))

    def __len__(self) -> int:
        return len(self.claim_numbers)

    def figure_number(self, quantity: int) -> int:
        if quantity in self.unclaimed:
            return self.unclaimed[quantity].figure.id
        return self._series[self.claim_numbers[quantity][0]]

    def _quantity(self, number: int, claims: list[Claim]) -> Quantity:
        positions = tuple(
            Position(
                quantity=number,
                lower=None if group[0].value.choices else bounds_of(group[0])[0],
                upper=None if group[0].value.choices else bounds_of(group[0])[1],
                choices=group[0].value.choices,
                text=group[0].value.text,
                claims=tuple(group),
            )
            for group in sorted(_by_value(claims), key=lambda group: group[0].key)
        )
        moments = {moment_of(claim, self._corpus) for claim in claims}
        figure = self._figures[self.figure_number(number)]
        return Quantity(id=number, figure=figure, moment=_hull(moments), positions=positions)


def _by_value(claims: list[Claim]) -> Iterable[list[Claim]]:
    """Claims that say the same, together."""
    if all(claim.value is claims[0].value for claim in claims):  # the same words were read once
        return [claims]
    held: dict[Any, list[Claim]] = {}
    for claim in claims:
        held.setdefault(claim.value.choices or bounds_of(claim), []).append(claim)
    return held.values()


def _hull(moments: set[Moment]) -> Moment:
    """The one moment, or the span from the first to the last."""
    if len(moments) == 1:
        return next(iter(moments))
    first = min(moment.first_day for moment in moments)
    return span_moment(Window(first, max(moment.last_day for moment in moments)))


class Statements(Mapping[int, tuple[Statement, ...]]):
    """The statements about each figure, in the order of time."""

    def __init__(self, corpus: Corpus, figures: Figures, quantities: Quantities) -> None:
        self._corpus, self._figures, self._quantities = corpus, figures, quantities
        self._made: dict[int, tuple[Statement, ...]] = {}
        self._of_quantity: dict[int, tuple[Statement, ...]] = {}

    def __getitem__(self, figure: int) -> tuple[Statement, ...]:
        made = self._made.get(figure)
        if made is None:
            if figure >= len(self._figures):
                raise KeyError(figure)  # nobody gives it
            stated = narrowed(list(self._statements(figure)))
            made = self._made[figure] = tuple(sorted(stated, key=lambda each: each.order))
        return made

    def __iter__(self) -> Iterator[int]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def of_quantity(self, quantity: int) -> tuple[Statement, ...]:
        """What is stated of a quantity, in the order of its positions and voices; nothing where others say it all."""
        found = self._of_quantity.get(quantity)
        if found is None:
            figure = self._quantities.figure_number(quantity)
            by_quantity: dict[int, list[Statement]] = {}
            for statement in self[figure]:
                by_quantity.setdefault(statement.quantity, []).append(statement)
            self._of_quantity.update({number: tuple(each) for number, each in by_quantity.items()})
            # none where all of its claims went with a narrower value, which may be another quantity's
            found = self._of_quantity.setdefault(quantity, ())
        return found

    def _statements(self, number: int) -> Iterator[Statement]:
        figure = self._figures[number]
        numbers = self._figures.members[number]
        quantities = sorted({self._quantities.quantity_of[claim] for claim in numbers})
        for quantity in quantities:
            for position in self._quantities[quantity].positions:
                yield from self._of_position(figure, quantity, position)

    def _of_position(self, figure: Figure, quantity: int, position: Position) -> Iterator[Statement]:
        groups: dict[tuple[str, Moment], list[Claim]] = {}
        for claim in position.claims:
            groups.setdefault((claim.origin, moment_of(claim, self._corpus)), []).append(claim)
        for (voice, moment), claims in groups.items():
            yield Statement(
                figure=figure,
                quantity=quantity,
                moment=ALWAYS if figure.mode == "constant" and figure.period is None else moment,
                voice=voice,
                position=position,
                claims=tuple(claims),
            )


def narrowed(statements: list[Statement]) -> list[Statement]:
    """Statements without those of one article that has a narrower value of the same voice and moment: that stands.

    "Nearly 4,000" and 3,958 in one article are one figure. The claims of the wider one go with the narrower.
    """
    groups: dict[tuple[str, Moment], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.voice, statement.moment), []).append(statement)
    found: list[Statement] = []
    for group in groups.values():
        found += group if len(group) == 1 else _narrowed(group)
    return found


def _narrowed(group: list[Statement]) -> list[Statement]:
    claims = {id(statement): list(statement.claims) for statement in group}
    for wide in group:
        for narrow in group:
            shared = {c.source for c in wide.claims} & {c.source for c in narrow.claims}
            if shared and _is_within(narrow, wide):
                moved = [claim for claim in claims[id(wide)] if claim.source in shared]
                claims[id(narrow)] += moved
                claims[id(wide)] = [claim for claim in claims[id(wide)] if claim not in moved]
    return [replace(statement, claims=tuple(claims[id(statement)])) for statement in group if claims[id(statement)]]


def _is_within(narrow: Statement, wide: Statement) -> bool:
    """Whether a value is a narrower one of numbers that another leaves open."""
    if narrow.choices is not None or narrow.lower is None or narrow.upper is None:
        return False
    is_inside = (wide.lower is None or wide.lower <= narrow.lower) and (
        wide.upper is None or narrow.upper <= wide.upper
    )
    return is_inside and (wide.lower, wide.upper) != (narrow.lower, narrow.upper)
