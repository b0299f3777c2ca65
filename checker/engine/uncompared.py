"""What was not compared, and why: no claim is ever dropped unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, pairwise, product
from operator import attrgetter
from typing import Any

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.relation import Relation
from checker.engine.findings import Figure, NotCompared, Quantity
from checker.engine.grounded import Row
from checker.engine.judge import can_agree
from checker.engine.messages import figure_name, show_value
from checker.engine.periods import adds_up
from checker.engine.quantities import Figures, Quantities
from checker.engine.sets import Sets
from checker.values.dates import show_window

ALONE = "the only claim about its figure"
TEXT = "text is recorded, not compared"
NOT_STATED = "the source does not state the figure"
LONG_SERIES = 40
MOST_SHOWN = 6
ASPECTS = ("status", "scope", "currency", "start of counting", "period")
AS_OF = "as-of"

Topic = tuple[str, str]
"""Subject and property."""

CutSums = Mapping[str, Sequence[tuple[tuple[int, ...], int]]]
"""By rule: the whole's quantities and the moment of sums of which not all were formed."""


class LeftOut(Sequence[NotCompared]):
    """What was not compared, sorted by reason; worked out when asked for: a gate does not ask."""

    def __init__(self, work_out: Callable[[], tuple[NotCompared, ...]]) -> None:
        self._work_out = work_out

    @cached_property
    def _all(self) -> tuple[NotCompared, ...]:
        return self._work_out()

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)


def not_compared(
    corpus: Corpus,
    figures: Figures,
    quantities: Quantities,
    compared: set[str],
    rows: Iterable[Row],
    relations: Mapping[str, Relation],
    cut_sums: CutSums,
) -> tuple[NotCompared, ...]:
    """All of it, sorted by reason."""
    found = list(_out_of_play(corpus, quantities))
    found += _apart(corpus, figures, quantities, (row for row in rows if _relates(row, relations.get(row.rule))))
    found += _cut(corpus, quantities, relations, cut_sums)
    explained = {key for entry in found for key in entry.claims}
    compared = compared | set(_of_periods(corpus, figures))
    compared |= {claim.derived_from for claim in corpus.claims if claim.derived_from and claim.key in compared}
    for claim in corpus.claims:
        if claim.key not in explained and claim.key not in compared and not claim.derived_from:
            found.append(_by_itself(claim, ALONE, corpus))
    return tuple(sorted(found, key=attrgetter("reason", "subject", "claims")))


def _out_of_play(corpus: Corpus, quantities: Quantities) -> Iterator[NotCompared]:
    for number, claim in enumerate(corpus.claims):
        if number not in quantities.quantity_of:
            reason = claim.out or (TEXT if claim.value.stated else NOT_STATED)
            yield _by_itself(claim, reason, corpus)


def _by_itself(claim: Claim, reason: str, corpus: Corpus) -> NotCompared:
    subject = f"{corpus.entities[claim.subject].id}, {claim.property}"
    return NotCompared(reason=reason, subject=subject, claims=(claim.key,))


def _apart(corpus: Corpus, figures: Figures, quantities: Quantities, rows: Iterable[Row]) -> Iterator[NotCompared]:
    """Figures of one subject and property that no row relates, and values of one figure on days of their own."""
    of_figure: dict[int, list[int]] = {}
    for quantity in quantities:
        of_figure.setdefault(quantities.figure_number(quantity), []).append(quantity)
    topics: dict[Topic, list[int]] = {}
    for number in figures:
        claim = corpus.claims[figures.members[number][0]]
        if claim.compared is None:  # how figures compare is no figure beside them
            topics.setdefault((claim.subject, claim.property), []).append(number)
    related = _related(rows, quantities)
    _relate_currencies(related, corpus, quantities)
    # of most there is nothing beside it
    beside = {topic: own for topic, own in topics.items() if len(own) > 1 or len(of_figure[own[0]]) > 1}
    for topic, members in sorted(beside.items()):
        about = f"{corpus.entities[topic[0]].id}, {topic[1]}"
        for one, other in _pairs_of_periods([figures[number] for number in members], corpus):
            related.join([one.id, other.id])
        groups = _by_aspect([figures[number] for number in members], related)
        groups[AS_OF] = [
            n for number in members for n in _of_other_days(figures[number], of_figure[number], quantities)
        ]
        for aspect, chosen in sorted(groups.items()):
            if chosen:
                numbers = chosen if aspect == AS_OF else [n for number in chosen for n in of_figure[number]]
                yield _entry(corpus, quantities, about, aspect, numbers)


def _relates(row: Row, relation: Relation | None) -> bool:
    """Whether a row can be broken: a sum that must reach its whole cannot, while a part of it is not known."""
    is_open = relation is not None and relation.summed and relation.operator in (">=", ">") and not row.complete
    return not is_open


def _entry(corpus: Corpus, quantities: Quantities, about: str, aspect: str, numbers: Iterable[int]) -> NotCompared:
    ordered = sorted(numbers, key=lambda number: (quantities[number].moment.latest, number))
    keys = sorted({corpus.claims[claim].key for number in ordered for claim in quantities.claim_numbers[number]})
    shown = "; ".join(_shown([quantities[number] for number in ordered], aspect))
    return NotCompared(reason=f"different {aspect}", subject=f"{about}: {shown}", claims=tuple(keys))


def _shown(quantities: Sequence[Quantity], aspect: str) -> list[str]:
    """The figures with what sets them apart: "400 (1 Jun 2031)"; of many the first few."""
    shown: dict[str, None] = {}
    for quantity in quantities:
        if len(shown) > MOST_SHOWN:
            break
        values = dict.fromkeys(show_value(position, quantity.figure.unit) for position in quantity.positions)
        shown[f"{' or '.join(values)} ({_aspect(quantity, aspect)})"] = None
    if len(quantities) > MOST_SHOWN + 1:
        return [*list(shown)[:MOST_SHOWN], f"{len(quantities) - MOST_SHOWN} more"]
    return list(shown)


def _related(rows: Iterable[Row], quantities: Quantities) -> Sets[int]:
    """Figures that rows relate to each other, directly or by others."""
    related: Sets[int] = Sets()
    for row in rows:
        related.join(quantities.figure_number(quantity) for _, quantity in row.terms)
    return related


def _relate_currencies(related: Sets[int], corpus: Corpus, quantities: Quantities) -> None:
    """An amount and what it comes to in another currency are compared in one of the two."""
    derived = [(number, claim) for number, claim in enumerate(corpus.claims) if claim.derived_from]
    written = {claim.derived_from for _, claim in derived}
    number_of = {claim.key: number for number, claim in enumerate(corpus.claims) if claim.key in written}
    for number, claim in derived:
        pair = [quantities.quantity_of.get(each) for each in (number, number_of.get(claim.derived_from, -1))]
        related.join(quantities.figure_number(quantity) for quantity in pair if quantity is not None)


def _pairs_of_periods(members: Sequence[Figure], corpus: Corpus) -> Iterator[tuple[Figure, Figure]]:
    """A period is held against the totals of its count, and against the periods that it meets, where they add up."""
    periods = [f for f in members if f.period is not None and f.counted_from is None and adds_up(f, corpus)]
    totals = [f for f in members if f.period is None and f.counted_from is None and f.mode == "accumulates"]
    pairs = chain(product(periods, totals), combinations(periods[:LONG_SERIES], 2))
    for one, other in pairs:
        is_met = one.period is not None and (other.period is None or one.period.overlaps(other.period))
        if is_met and one.name == other.name:
            yield one, other


def _of_periods(corpus: Corpus, figures: Figures) -> Iterator[str]:
    """The claims for a period that stand beside totals, or other periods."""
    of_one_name: dict[tuple[str, ...], list[int]] = {}
    for claim in corpus.claims:
        if claim.period is not None:
            of_one_name.setdefault((claim.subject, claim.property), [])
    for number in figures if of_one_name else ():
        first = corpus.claims[figures.members[number][0]]
        if (first.subject, first.property) in of_one_name:
            of_one_name[first.subject, first.property].append(number)
    for numbers in of_one_name.values():
        for pair in _pairs_of_periods([figures[number] for number in numbers], corpus):
            for figure in pair:
                yield from (corpus.claims[number].key for number in figures.members[figure.id])


def _by_aspect(members: Sequence[Figure], related: Sets[int]) -> dict[str, list[int]]:
    """What keeps figures of one topic apart, and which. Of very many only neighbours are looked at."""
    pairs = pairwise(members) if len(members) > LONG_SERIES else combinations(members, 2)
    apart: dict[str, dict[int, None]] = {}
    for one, other in pairs:
        if related.root(one.id) != related.root(other.id):
            apart.setdefault(_difference(one, other), {}).update({one.id: None, other.id: None})
    return {aspect: list(numbers) for aspect, numbers in apart.items()}


def _difference(one: Figure, other: Figure) -> str:
    kinds: list[tuple[object, ...]] = [(f.status, f.scope, f.unit, f.counted_from, f.period) for f in (one, other)]
    differing = (name for name, a, b in zip(ASPECTS, *kinds, strict=True) if a != b)
    return str(next(differing))


def _of_other_days(figure: Figure, members: Sequence[int], quantities: Quantities) -> list[int]:
    """Of a figure that varies: values of different days that are not the same, so that they could not be compared."""
    if figure.mode != "varies" or figure.period is not None or len(members) < 2 or figure.type == "category":
        return []
    values = [position for number in members for position in quantities[number].positions]
    first = values[0]
    return list(members) if any(not can_agree(first, other) for other in values[1:]) else []


def _aspect(quantity: Quantity, aspect: str) -> str:
    figure = quantity.figure
    if aspect == AS_OF:
        return show_window(quantity.moment.days)
    day = f", {show_window(quantity.moment.days)}" if figure.mode != "constant" and figure.period is None else ""
    if aspect == "start of counting":
        since = show_window(figure.counted_from) if figure.counted_from else "the beginning"
        return f"counted from {since}{day}"
    if aspect == "period":
        return f"in {show_window(figure.period)}" if figure.period else f"as of{day[1:] or ' any day'}"
    named: dict[str, str] = {"status": figure.status, "scope": figure.scope or "no scope", "currency": figure.unit}
    return named[aspect] + day


def _cut(
    corpus: Corpus, quantities: Quantities, relations: Mapping[str, Relation], cut_sums: CutSums
) -> Iterator[NotCompared]:
    for rule, sums in cut_sums.items():
        for members, _ in sums:
            named = "; ".join(figure_name(quantities[quantity].figure, corpus) for quantity in members)
            keys = sorted(corpus.claims[n].key for quantity in members for n in quantities.claim_numbers[quantity])
            reason = f"{rule}: too many figures for each {relations[rule].summed}, so not every sum is formed"
            yield NotCompared(reason=reason, subject=named, claims=tuple(keys))
