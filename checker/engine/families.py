"""Which claims can stand in a row together: those of subjects that are parts of one whole.

Every rule ties its names by their subjects, or by what these are parts of. Where one ties them otherwise (by property
or source alone), all claims are one family.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Generic, TypeVar

from checker.corpus.corpus import Corpus
from checker.corpus.relation import Path, Relation

Name = TypeVar("Name", bound=Hashable)


class Families(Generic[Name]):
    """Names that belong together, each found by one that stands for all."""

    def __init__(self) -> None:
        self._parent: dict[Name, Name] = {}

    def root(self, name: Name) -> Name:
        parent = self._parent
        while (above := parent.get(name, name)) != name:
            parent[name] = parent.get(above, above)
            name = above
        return name

    def join(self, one: Name, other: Name) -> None:
        self._parent[self.root(one)] = self.root(other)


def family_of_claims(corpus: Corpus, keys: frozenset[str]) -> Corpus:
    """The part of a corpus that rules can tie to some of its claims."""
    if not all(is_tied_by_subjects(rule.relation) for rule in corpus.rules):
        return corpus
    families: Families[str] = Families()
    for key, entity in corpus.entities.items():
        if entity.part_of:
            families.join(key, entity.part_of)
    roots = {families.root(claim.subject) for claim in corpus.claims if claim.key in keys}
    return replace(corpus, claims=tuple(claim for claim in corpus.claims if families.root(claim.subject) in roots))


def is_tied_by_subjects(relation: Relation) -> bool:
    families: Families[str] = Families()
    for condition in relation.where:
        if condition.operator == "==" and condition.left.kind == "entity" and isinstance(condition.right, Path):
            families.join(condition.left.name, condition.right.name)
    return len({families.root(name) for name in relation.names}) <= 1
