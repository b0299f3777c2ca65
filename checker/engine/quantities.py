"""Quantities with their positions, exact, made from claims when they are asked for."""

from __future__ import annotations

from typing import Any

from checker.corpus.corpus import Claim, Corpus
from checker.engine.findings import Position, Quantity
from checker.engine.sql import Engine
from checker.engine.tables import EVIDENCE
from checker.values.dates import WINDOW_ALWAYS, Window


class Evidence(dict[int, Quantity]):
    """Quantity id -> Quantity. Built on first use, since most quantities of a large corpus hold no surprise."""

    def __init__(self, corpus: Corpus, engine: Engine) -> None:
        super().__init__()
        self.corpus = corpus
        self.claim_numbers: dict[int, list[int]] = {}
        self.quantity_of: dict[int, int] = {}
        for quantity, claim in engine.rows(EVIDENCE):
            self.claim_numbers.setdefault(quantity, []).append(claim)
            self.quantity_of[claim] = quantity

    def kind(self, quantity: int) -> tuple[str, str, str, Window | None]:
        """Status, scope, unit and start of counting, which all claims about a quantity share."""
        claim = self.corpus.claims[self.claim_numbers[quantity][0]]
        return claim.status, claim.scope, claim.value.unit, claim.counted_from

    def __missing__(self, quantity: int) -> Quantity:
        claims = [self.corpus.claims[number] for number in sorted(self.claim_numbers[quantity])]
        made = make_quantity(quantity, claims, self.corpus)
        self[quantity] = made
        return made


def make_quantity(number: int, claims: list[Claim], corpus: Corpus) -> Quantity:
    first = claims[0]
    prop = corpus.properties[first.property]
    mode = prop.over_time[first.status]
    held: dict[Any, list[Claim]] = {}
    if all(claim.value is first.value for claim in claims):  # the same words were read once
        held[None] = claims
    else:
        for claim in claims:
            value = claim.value
            held.setdefault(value.choices or (value.interval.lower, value.interval.upper), []).append(claim)
    positions = tuple(
        Position(
            quantity=number,
            lower=None if group[0].value.choices else group[0].value.interval.lower,
            upper=None if group[0].value.choices else group[0].value.interval.upper,
            choices=group[0].value.choices,
            text=group[0].value.text,
            claims=tuple(group),
        )
        for group in sorted(held.values(), key=lambda group: group[0].key)
    )
    as_of = Window(min(claim.as_of.first for claim in claims), max(claim.as_of.last for claim in claims))
    return Quantity(
        id=number,
        subject=first.subject,
        property=first.property,
        status=first.status,
        scope=first.scope,
        unit=first.value.unit,
        type=prop.scale.type,
        mode=mode,
        as_of=WINDOW_ALWAYS if mode == "constant" else as_of,
        positions=positions,
    )
