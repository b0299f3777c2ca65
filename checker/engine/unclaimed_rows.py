"""The rows that speak of figures which nobody gives: from tables of their own, which findings do not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
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
from checker.engine.sql import Engine
from checker.engine.sums import ties_scopes
from checker.engine.suspicion import HOLDS
from checker.engine.tables import load_tables
from checker.engine.unclaimed import Unclaimed, totals_around
from checker.files.models import PERIODS


class Beside(Struct, frozen=True):
    """Unclaimed figures with all claims about what is above and below them, as a corpus of its own.

    `numbers` gives for the place of each of its claims that in the whole corpus; unclaimed ones come after all of it.
    """

    corpus: Corpus
    numbers: list[int]


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
    beside: Beside, unclaimed: int, relations: Mapping[str, Relation], engine: Engine, limit: int
) -> list[Row]:
    """The rows with such a figure that surely hold, of rules that tie parts to their whole; at most `limit` of a rule.

    Unclaimed figures are those from the number `unclaimed` on.
    """
    grounder = Grounder(engine, load_tables(beside.corpus, engine))
    found = []
    for rule, relation in sorted(relations.items()):
        if not names_of_parts(relation) and not ties_scopes(relation):
            continue
        grounded = grounder.ground(rule, relation, least_look=HOLDS, limit=limit)
        for row in grounded.rows if grounded.links is None else grounded.links:
            terms = tuple((name, beside.numbers[quantity]) for name, quantity in row.terms)
            if row.sure and any(quantity >= unclaimed for _, quantity in terms):
                found.append(replace(row, terms=terms))
    return found


def rows_of_periods(unclaimed: Unclaimed, corpus: Corpus, figures: Figures, quantities: Quantities) -> list[Row]:
    """That a figure for a period is the total after it less the total before, where nobody gives one of these."""
    number_of = {_key(claim): number for number, claim in enumerate(unclaimed.claims, len(corpus.claims))}
    wanted = {series_of(each) for claim in unclaimed.periods for each in (claim, *totals_around(claim))}
    for members in (figures.members[number] for number in figures if unclaimed.periods):
        if series_of(corpus.claims[members[0]]) in wanted:
            for member in members:
                number_of.setdefault(_key(corpus.claims[member]), quantities.quantity_of[member])
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
