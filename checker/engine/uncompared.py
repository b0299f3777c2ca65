"""What was not compared, and why: no claim is ever dropped unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from checker.corpus.corpus import Corpus
from checker.corpus.rule_language import Relation
from checker.engine.findings import NotCompared, Quantity
from checker.engine.grounding import Row
from checker.engine.messages import figure_name, show_value
from checker.engine.quantities import Quantities
from checker.engine.tables import comparable
from checker.values.dates import show_window

ALONE = "the only claim about its figure"
TEXT = "text is recorded, not compared"
NOT_STATED = "the source does not state the figure"
LONG_SERIES = 40
MOST_SHOWN = 6
ASPECTS = ("status", "scope", "currency", "start of counting")
Topic = tuple[str, str]
"""Subject and property."""


def not_compared(
    corpus: Corpus,
    quantities: Quantities,
    compared: set[str],
    rows: Iterable[Row],
    relations: dict[str, Relation],
    ambiguous: dict[str, list[tuple[tuple[int, ...], int]]],
) -> tuple[NotCompared, ...]:
    """All of it, sorted by reason."""
    found = list(_out_of_play(corpus))
    found += _figures_apart(corpus, quantities, rows)
    found += _ambiguous_sums(corpus, quantities, relations, ambiguous)
    explained = {key for entry in found for key in entry.claims}
    for claim in corpus.claims:
        if claim.key not in explained and claim.key not in compared:
            entity = corpus.entities[claim.subject]
            found.append(NotCompared(reason=ALONE, subject=f"{entity.id}, {claim.property}", claims=(claim.key,)))
    return tuple(sorted(found))


def _out_of_play(corpus: Corpus) -> Iterable[NotCompared]:
    for claim in corpus.claims:
        if not comparable(claim, corpus):
            reason = claim.out or (TEXT if claim.value.stated else NOT_STATED)
            subject = f"{corpus.entities[claim.subject].id}, {claim.property}"
            yield NotCompared(reason=reason, subject=subject, claims=(claim.key,))


def _figures_apart(corpus: Corpus, quantities: Quantities, rows: Iterable[Row]) -> Iterable[NotCompared]:
    """Figures of one subject and property that no row relates, be it by way of others."""
    topics: dict[Topic, list[int]] = {}
    topic_of: dict[int, Topic] = {}
    for quantity, numbers in quantities.claim_numbers.items():
        claim = corpus.claims[numbers[0]]
        topic_of[quantity] = (claim.subject, claim.property)
        topics.setdefault((claim.subject, claim.property), []).append(quantity)
    related = _related(rows, topic_of)
    for (subject, name), quantities in sorted(topics.items()):
        for aspect, members in sorted(_apart(sorted(quantities), related, quantities).items()):
            shown = _shown(members, aspect, quantities)
            keys = sorted(corpus.claims[n].key for member in members for n in quantities.claim_numbers[member])
            about = f"{corpus.entities[subject].id}, {name}: {'; '.join(shown)}"
            yield NotCompared(reason=f"different {aspect}", subject=about, claims=tuple(keys))


def _shown(members: Iterable[int], aspect: str, quantities: Quantities) -> list[str]:
    """The figures with what sets them apart: "400 (1 Jun 2031)"; of many the first few."""
    ordered = sorted(members, key=lambda member: (quantities[member].as_of, _aspect(quantities[member], aspect)))
    shown: dict[str, None] = {}
    for member in ordered:
        quantity = quantities[member]
        if len(shown) > MOST_SHOWN:
            break
        shown[f"{show_positions(quantity.positions, quantity.unit)} ({_aspect(quantity, aspect)})"] = None
    if len(ordered) > MOST_SHOWN + 1:
        return [*list(shown)[:MOST_SHOWN], f"{len(ordered) - MOST_SHOWN} more"]
    return list(shown)


def _related(rows: Iterable[Row], topic_of: dict[int, Topic]) -> dict[int, int]:
    """For each quantity one that stands for all of its topic that rows relate to it, be it by way of others."""
    parent: dict[int, int] = {}

    def root(quantity: int) -> int:
        while parent.get(quantity, quantity) != quantity:
            quantity = parent[quantity]
        return quantity

    for row in rows:
        if len(row.terms) < 2:
            continue
        first: dict[Topic, int] = {}
        for _, quantity in row.terms:
            topic = topic_of[quantity]
            if topic in first:
                parent[root(quantity)] = root(first[topic])
            else:
                first[topic] = quantity
    return {quantity: root(quantity) for quantity in topic_of}


def _apart(quantities: list[int], related: dict[int, int], quantities: Quantities) -> dict[str, set[int]]:
    """What keeps quantities apart, and which. Of a long series only neighbours in time are looked at."""
    apart: dict[str, set[int]] = {}
    if len(quantities) > LONG_SERIES:
        ordered = sorted(quantities, key=lambda quantity: (quantities[quantity].as_of, quantity))
        pairs = [(min(pair), max(pair)) for pair in pairwise(ordered)]
    else:
        pairs = list(combinations(quantities, 2))
    kinds = {quantity: quantities.kind(quantity) for quantity in quantities}
    for one, other in pairs:
        if related[one] != related[other]:
            apart.setdefault(_difference(kinds[one], kinds[other]), set()).update((one, other))
    return apart


def _difference(one: tuple[object, ...], other: tuple[object, ...]) -> str:
    if one == other:
        return "as-of"
    return next(name for name, a, b in zip(ASPECTS, one, other, strict=True) if a != b)


def _aspect(quantity: Quantity, aspect: str) -> str:
    if aspect == "as-of":
        return show_window(quantity.as_of)
    if aspect == "start of counting":
        start = quantity.positions[0].claims[0].counted_from
        return f"counted from {show_window(start)}" if start else "counted from the beginning"
    return {"status": quantity.status, "scope": quantity.scope or "no scope", "currency": quantity.unit}[aspect]


def _ambiguous_sums(
    corpus: Corpus,
    quantities: Quantities,
    relations: dict[str, Relation],
    ambiguous: dict[str, list[tuple[tuple[int, ...], int]]],
) -> Iterable[NotCompared]:
    for rule, sums in ambiguous.items():
        for quantities, _ in sums:
            named = "; ".join(figure_name(quantities[quantity], corpus) for quantity in quantities)
            keys = sorted(corpus.claims[n].key for quantity in quantities for n in quantities.claim_numbers[quantity])
            part = relations[rule].summed
            reason = f"{rule}: two figures for one {part} at that moment, so no sum is formed"
            yield NotCompared(reason=reason, subject=named, claims=tuple(keys))
