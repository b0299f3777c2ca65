"""Which subject and which property a mention is most likely of: both at once, since one speaks for the other."""

from __future__ import annotations

import math
from collections import Counter

from msgspec import Struct

from checker.coding.knowledge import Knowledge, subject_id
from checker.coding.place import Place, kind_of
from checker.coding.property_fit import property_scores
from checker.coding.subject_fit import fit, names_another, names_of, subject_scores
from checker.corpus.corpus import Claim
from checker.texts.mentions import Mention
from checker.texts.quoted_values import gives_value
from checker.values.value import Hedges

__all__ = ["Ranked", "names_of", "rank", "same_figure"]

LEAST, LEAST_OF_A_PROPERTY = 1.0, 0.5
"""The score below which a subject or a property is not suggested: nothing speaks for it."""
TOGETHER = 1.5
"""How much counts that the same figure was claimed of a subject and a property."""


class Ranked(Struct, frozen=True):
    """Subjects and properties, each with how well it fits, best first."""

    subjects: tuple[tuple[str, float], ...]
    properties: tuple[tuple[str, float], ...]


def rank(mention: Mention, place: Place, speakers: tuple[str, ...], knowledge: Knowledge, hedges: Hedges) -> Ranked:
    """The subjects and properties of a mention, likeliest first."""
    alike = same_figure(mention, knowledge, hedges)
    named = subject_scores(place, speakers, alike, knowledge)
    properties = property_scores(mention, place, alike, knowledge)
    together = Counter((subject_id(claim), claim.property) for claim in alike)
    subjects: dict[str, float] = {}
    best = dict(properties)
    is_of_another = names_another(place, knowledge)
    for prop, own in properties.items():
        usual = _usual(prop, own, mention, knowledge, is_of_another=is_of_another)
        unnamed = {*usual, *([place.previous] * (not is_of_another))}
        for subject in {*named, *usual}:
            alike_here = together[(subject, prop)]
            both = own + named.get(subject, 0.0) + TOGETHER * math.log1p(alike_here)
            is_named = named.get(subject, 0.0) >= LEAST
            both += fit(subject, prop, mention.kind, knowledge, is_named=is_named, is_alike=bool(alike_here))
            best[prop] = max(best[prop], both)
            if is_named or subject in unnamed:
                subjects[subject] = max(subjects.get(subject, both), both)
    # where nothing speaks for a property it is not suggested: the alphabet is no reason
    grounded = {prop: score for prop, score in best.items() if properties[prop] >= LEAST_OF_A_PROPERTY}
    return Ranked(
        tuple(sorted(subjects.items(), key=lambda entry: (-entry[1], entry[0]))), _in_order(grounded, knowledge)
    )


def _usual(prop: str, own: float, mention: Mention, knowledge: Knowledge, *, is_of_another: bool) -> tuple[str, ...]:
    """Of whom a property is usually claimed: they need not be named, an article tells once what it is about."""
    has_ground = own >= LEAST_OF_A_PROPERTY and not is_of_another
    return knowledge.subjects_of(prop) if has_ground and mention.kind != "date" else ()


def _in_order(properties: dict[str, float], knowledge: Knowledge) -> tuple[tuple[str, float], ...]:
    """Properties with their scores, best first; of equal ones that which is claimed most, then as they are listed."""
    order = list(knowledge.properties)
    return tuple(
        sorted(properties.items(), key=lambda entry: (-entry[1], -knowledge.used[entry[0]], order.index(entry[0])))
    )


def same_figure(mention: Mention, knowledge: Knowledge, hedges: Hedges) -> list[Claim]:
    """Claims of the story that give the same figure or date."""
    if not mention.is_read or mention.kind == "vague":
        return []
    return [
        claim
        for claim in knowledge.claims
        if kind_of(knowledge.properties[claim.property].scale.type) == kind_of(mention.kind)
        and gives_value(claim, mention, knowledge.properties[claim.property].scale, hedges)
    ]
