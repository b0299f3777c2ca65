"""What a project knows of a story before an article is coded: names, words of properties, and former claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from checker.corpus.corpus import Claim, Corpus, Entity, Property
from checker.values.value import fold

_ENDINGS = re.compile("(?:ations?|ments?|ings?|ed|es|e|s|al|ly)$")
_STOP = frozenset(
    "the of and for with from that this main other further an a in to on at by its their who whom which".split()
)


def stem(word: str) -> str:
    """A word without its ending; short words as they are."""
    return _ENDINGS.sub("", word) if len(word) > 4 else word.removesuffix("s")


def stems(text: str) -> set[str]:
    """The words of a text without their endings."""
    return {stem(word) for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in _STOP}


@dataclass(frozen=True, slots=True)
class PropertyWords:
    """The words by which texts speak of a property: its own `words`, each as a phrase, its name, and its title's."""

    phrases: tuple[re.Pattern[str], ...]
    name: set[str]
    title: set[str]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one story.

    `names` are its entities' names and aliases, folded, longest first, each with the entity's id. `rarity` says how
    much a stem of an entity's name tells: one that many names have tells little. `kinds_of` counts, for each property,
    the kinds of entities of which it was claimed; `pairs` how often each subject was claimed with each property;
    `called` holds the stems of the quotes in which a property was claimed.
    """

    names: tuple[tuple[str, str], ...]
    entities: dict[str, Entity]
    name_stems: dict[str, tuple[set[str], ...]]
    rarity: dict[str, float]
    properties: dict[str, Property]
    property_words: dict[str, PropertyWords]
    claims: tuple[Claim, ...]
    kinds_of: dict[str, Counter[str]]
    pairs: Counter[tuple[str, str]]
    called: dict[str, Counter[str]]
    all_called: Counter[str]
    used: Counter[str]

    @classmethod
    def of(cls, corpus: Corpus, story: str) -> Knowledge:
        """What a corpus knows of a story, all of its entities and those that stories share."""
        entities = {e.id: e for e in corpus.entities.values() if e.key.startswith(f"{story}/") or "/" not in e.key}
        names: dict[str, str] = {}
        for entity in entities.values():
            for name in (entity.id, entity.id.replace("-", " "), entity.name, *entity.aliases):
                if name:
                    names.setdefault(fold(name), entity.id)
        name_stems = {id_: _forms(entity) for id_, entity in entities.items()}
        common = Counter(word for forms in name_stems.values() for word in set().union(*forms))
        claims = tuple(claim for claim in corpus.claims if claim.story == story)
        kinds, called = _learnt(claims, entities)
        return cls(
            names=tuple(sorted(names.items(), key=lambda entry: (-len(entry[0]), entry))),
            entities=entities,
            name_stems=name_stems,
            rarity={word: 1 / number for word, number in common.items()},
            properties=corpus.properties,
            property_words=_property_words(corpus.properties),
            claims=claims,
            kinds_of=kinds,
            pairs=Counter((subject_id(claim), claim.property) for claim in claims),
            called=called,
            all_called=sum(called.values(), Counter[str]()),
            used=Counter(claim.property for claim in claims),
        )


def _forms(entity: Entity) -> tuple[set[str], ...]:
    """The stems of each name that an entity has."""
    forms = (stems(name) for name in (entity.id.replace("-", " "), entity.name, *entity.aliases))
    return tuple(form for form in forms if form)


def subject_id(claim: Claim) -> str:
    """The id of a claim's subject in its story."""
    return claim.subject.rpartition("/")[2]


def _learnt(
    claims: tuple[Claim, ...], entities: dict[str, Entity]
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if entity := entities.get(subject_id(claim)):
            kinds[claim.property][entity.kind] += 1
        called[claim.property].update(stems(claim.quote))
    return dict(kinds), dict(called)


def _property_words(properties: dict[str, Property]) -> dict[str, PropertyWords]:
    """The words of each property; of its title only those that no other title has."""
    found = {name: _words(prop) for name, prop in properties.items()}
    common = Counter(word for words in found.values() for word in words.title)
    return {
        name: replace(words, title={word for word in words.title if common[word] == 1}) for name, words in found.items()
    }


def _words(prop: Property) -> PropertyWords:
    phrases = tuple(re.compile(rf"(?<!\w){_inflected(word)}(?!\w)", re.IGNORECASE) for word in prop.words)
    own = {stem(word) for phrase in prop.words for word in phrase.casefold().split()}
    return PropertyWords(phrases, stems(prop.name.replace("_", " ")), stems(prop.title) - own)


def _inflected(phrase: str) -> str:
    """A phrase of a property, with whatever endings its last word takes in a text."""
    words = [re.escape(word) for word in phrase.casefold().split()]
    last = stem(words[-1]) if len(words[-1]) > 4 else words[-1]
    return r"\s+".join([*words[:-1], rf"{last}(?:e|s|es|ed|d|ing|al|als|ment|ments|ation|ations)?"])
