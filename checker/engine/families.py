"""Which claims can stand in a row together: those of subjects that are parts of one whole.

Every rule ties its names by their subjects, or by what these are parts of. Where one ties them otherwise (by property
or source alone), all claims are one family.
"""

from __future__ import annotations

from msgspec.structs import replace

from checker.corpus.corpus import Corpus
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


def is_tied_by_subjects(relation: Relation) -> bool:
    families: Sets[str] = Sets()
    for condition in relation.where:
        if condition.operator == "==" and condition.left.kind == "entity" and isinstance(condition.right, Path):
            families.join((condition.left.name, condition.right.name))
    return len({families.root(name) for name in relation.names}) <= 1
