"""Which claims can stand in a row together, directly or through others: those of subjects that are parts of one whole.

Every rule ties its names by their subjects, or by what these are parts of. Where one ties them otherwise (by property
or source alone), all claims are one family.
"""

from __future__ import annotations

from msgspec.structs import replace

from checker.corpus.corpus import Corpus, Entity
from checker.corpus.relation import Path, Relation
from checker.engine.sets import Sets


def family_of_claims(corpus: Corpus, keys: frozenset[str]) -> Corpus:
    """The part of a corpus that rules can tie to some of its claims."""
    if not all(is_tied_by_subjects(rule.relation) for rule in corpus.rules):
        return corpus
    families = families_of(corpus)
    roots = {families.root(claim.subject) for claim in corpus.claims if claim.key in keys}
    return replace(corpus, claims=tuple(claim for claim in corpus.claims if families.root(claim.subject) in roots))


def families_of(*corpora: Corpus) -> Sets[str]:
    """The entities of some corpora, each with what it is part of, or is compared with."""
    families: Sets[str] = Sets()
    for corpus in corpora:
        for claim in corpus.claims:
            if claim.compared is not None:
                families.join((claim.subject, claim.compared.subject))
        for key, entity in corpus.entities.items():
            if entity.part_of:
                families.join((key, entity.part_of))
    return families


def may_tie_through_others(corpus: Corpus) -> bool:
    """Whether there is a part of a part, a part with scopes or periods, or a whole that is divided completely.

    Then figures may be tied by one that nobody gives.
    """
    entities = corpus.entities
    wholes = {entity.part_of for entity in entities.values() if entity.part_of in entities}
    if not wholes:
        return False
    is_deep = any(
        entities[whole].part_of or entities[whole].complete_breakdowns or entities[whole].parts_complete
        for whole in wholes
    )
    return is_deep or any(claim.scope or claim.period is not None for claim in corpus.claims)


def parts_by_whole(corpus: Corpus) -> dict[str, list[Entity]]:
    """The entities that are parts of each."""
    parts: dict[str, list[Entity]] = {}
    for entity in corpus.entities.values():
        parts.setdefault(entity.part_of, []).append(entity)
    return parts


def is_tied_by_subjects(relation: Relation) -> bool:
    families: Sets[str] = Sets()
    for condition in relation.where:
        if condition.operator == "==" and condition.left.kind == "entity" and isinstance(condition.right, Path):
            families.join((condition.left.name, condition.right.name))
    return len({families.root(name) for name in relation.names}) <= 1
