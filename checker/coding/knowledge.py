"""What a project knows of a story before an article is coded: names, words of properties, and former claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import agencies_of
from checker.corpus.corpus import Claim, Corpus, Entity, Property
from checker.values.value import fold

_ENDINGS = re.compile("(?:ations?|ments?|ings?|ied|ed|ies|es|e|s|al|ly|y)$")
WORD = r"[^\W\d_]{3,}|\d{3,}"
"""A word that tells something; the number of a resolution does as well."""
_STOP = frozenset(
    "the of and for with from that this main further an a in to on at by its their who whom which".split()
)


def stem(word: str) -> str:
    """A word without its ending; short words as they are."""
    return _ENDINGS.sub("", word).rstrip("e") if len(word) > 4 else word.removesuffix("s")


def stems(text: str) -> set[str]:
    """The words of a text without their endings."""
    return {stem(word) for word in re.findall(WORD, text.casefold()) if word not in _STOP}


_THINGS = (
    "house home building vehicle car bus truck lorry boat ship plane aircraft school hospital shop office bridge"
    " road village town city country state district region province tent shelter bed tonne ton barrel bottle bag dose"
    " vaccine test ballot vote seat flight train weapon rifle gun tank missile drone bullet bomb shell rocket mine"
    " case incident attack strike book letter document file page hectare acre tree animal cow goat"
    " sheep dog horse bird fish site company firm bank factory project contract word time way thing goal point"
    " match game run stage phase round job ministry species"
)
THINGS = frozenset(stem(word) for word in _THINGS.split())
_PERSONS = (
    "people person man woman men women child children boy girl baby patient victim passenger resident civilian soldier"
    " officer police policeman worker employee student pupil teacher migrant refugee survivor body dead injured wounded"
    " missing member fighter militant voter protester demonstrator prisoner detainee nurse doctor medic migrant"
)
PERSONS = frozenset(stem(word) for word in _PERSONS.split())
"""What is counted that is nobody, and those who are somebody, by the stems of words."""
_DETERMINERS = "(?:the|its|their|his|her|our|a|an)"
_TURNS = re.compile(r" (?:of|on|in|at|to|from|for|against|between|by|with|without|that|who|which|over|after)\b")


class NameForm(Struct, frozen=True):
    """One name of an entity: the stems of its words, and that of the word that says what it is.

    The head of "the statement of the police" is "statement": where a text lacks it, the text does not name it.
    """

    stems: frozenset[str]
    head: str

    @classmethod
    def of(cls, name: str) -> NameForm:
        """The form of a name."""
        head = _TURNS.split(fold(name))[0]
        words = [stem(word) for word in re.findall(WORD, head) if word not in _STOP]
        return cls(frozenset(stems(name)), words[-1] if words else "")


_SYNONYMS = tuple(
    tuple(words.split(", "))
    for words in (
        "killed, died, dead, deaths, death toll, toll, fatalities, slain, perished, drowned, lost their lives, bodies, "
        "lives",
        "injured, hurt, wounded, injuries, hospitalised, hospitalized, treated for",
        "missing, unaccounted for, not been found",
        "displaced, homeless, fled their homes, evacuated, forced from their homes, driven from their "
        "homes, without a home, without a roof",
        "sheltered, in shelters, places in shelters, slept in halls",
        "arrested, detained, in custody, arrests",
        "infected, infections, cases, fallen ill, tested positive",
        "rescued, saved, pulled from, plucked from, survivors",
        "employed, employs, workforce, on the payroll, staff of",
        "began, started, broke out, opened, launched, got under way",
        "ended, came to an end, is over, was called off, closed, stopped",
        "departed, left, set off, sailed, took off",
        "arrived, landed, reached, came ashore, touched down, docked",
        "happened, took place, occurred, struck, was held",
        "signed, agreed, reached a deal, sealed",
        "turnout, voted, cast their ballots",
    )
)
"""Words for one thing, as news have them: a property that has one of them is spoken of by the others too."""


class PropertyWords(Struct, frozen=True):
    """The words by which texts speak of a property: its own `words`, each as a phrase, its name, and its title's.

    `own` holds the stems of its own words; a name that is one word, or several, is a phrase as well. `others` are words
    that commonly mean the same as one of its own.
    """

    phrases: tuple[re.Pattern[str], ...]
    others: tuple[re.Pattern[str], ...]
    name_phrase: re.Pattern[str] | None
    own: set[str]
    name: set[str]
    title: set[str]


class Knowledge(Struct, frozen=True):
    """What is known of one story.

    `names` are its entities' names and aliases, folded, longest first, each with the entity's id. `heads` are the stems
    of what an entity is, by its kind and its names, and `wholes` that of which it is a part. `rarity` says how
    much a stem of an entity's name tells: one that many names have tells little. `kinds_of` counts, for each property,
    the kinds of entities of which it was claimed; `pairs` how often each subject was claimed with each property;
    `called` holds the stems of the quotes in which a property was claimed. `agencies` are the names, folded, of those
    of its entities that are agencies.
    """

    names: tuple[tuple[str, str], ...]
    entities: dict[str, Entity]
    name_forms: dict[str, tuple[NameForm, ...]]
    rarity: dict[str, float]
    heads: dict[str, frozenset[str]]
    wholes: dict[str, str]
    properties: dict[str, Property]
    property_words: dict[str, PropertyWords]
    claims: tuple[Claim, ...]
    kinds_of: dict[str, Counter[str]]
    pairs: Counter[tuple[str, str]]
    subjects: dict[str, tuple[str, ...]]
    called: dict[str, Counter[str]]
    all_called: Counter[str]
    used: Counter[str]
    agencies: frozenset[str]

    def subjects_of(self, prop: str) -> tuple[str, ...]:
        """The entities of which a property was claimed, in the order of their ids."""
        return self.subjects.get(prop, ())

    def named_in_part(self, name: str) -> list[str]:
        """The entities of whose names a name is a part: Reed, of Ana Reed."""
        pattern = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
        return list(dict.fromkeys(id_ for full, id_ in self.names if pattern.search(full)))

    @classmethod
    def of(cls, corpus: Corpus, story: str) -> Knowledge:
        """What a corpus knows of a story, all of its entities and those that stories share."""
        entities = _entities_of(corpus, story)
        name_forms = {id_: _forms(entity) for id_, entity in entities.items()}
        claims = tuple(claim for claim in corpus.claims if claim.story == story)
        kinds, called = _learnt(claims, entities)
        pairs = Counter((subject_id(claim), claim.property) for claim in claims if subject_id(claim) in entities)
        return cls(
            names=_names_of(entities.values()),
            entities=entities,
            name_forms=name_forms,
            heads={id_: _heads(entities[id_], forms) for id_, forms in name_forms.items()},
            wholes={id_: entity.part_of.rpartition("/")[2] for id_, entity in entities.items() if entity.part_of},
            rarity=_rarity(name_forms.values()),
            properties=corpus.properties,
            property_words=_property_words(corpus.properties),
            claims=claims,
            kinds_of=kinds,
            pairs=pairs,
            subjects=_subjects_by_property(pairs),
            called=called,
            all_called=sum(called.values(), Counter[str]()),
            used=Counter(claim.property for claim in claims),
            agencies=agencies_of(entities.values()),
        )


def _entities_of(corpus: Corpus, story: str) -> dict[str, Entity]:
    """The entities of a story and those that stories share, by their ids."""
    return {e.id: e for e in corpus.entities.values() if e.key.startswith(f"{story}/") or "/" not in e.key}


def _names_of(entities: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    """All names, folded, the longest first, each with the first entity that has it."""
    names: dict[str, str] = {}
    for entity in entities:
        for name in (entity.id, entity.id.replace("-", " "), entity.name, *entity.aliases):
            if name:
                names.setdefault(fold(name), entity.id)
    return tuple(sorted(names.items(), key=lambda entry: (-len(entry[0]), entry)))


def _heads(entity: Entity, forms: Iterable[NameForm]) -> frozenset[str]:
    return frozenset({stem(entity.kind.casefold()), *(form.head for form in forms)})


def _rarity(name_forms: Iterable[tuple[NameForm, ...]]) -> dict[str, float]:
    """How much each stem of a name tells: it counts once for each entity that has it."""
    common: Counter[str] = Counter()
    for forms in name_forms:
        common.update({word for form in forms for word in form.stems})
    return {word: 1 / number for word, number in common.items()}


def _subjects_by_property(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, prop in sorted(pairs):
        found[prop].append(subject)
    return {prop: tuple(found[prop]) for prop in sorted(found)}


def _forms(entity: Entity) -> tuple[NameForm, ...]:
    """The form of each name that an entity has."""
    forms = (NameForm.of(name) for name in (entity.id.replace("-", " "), entity.name, *entity.aliases))
    return tuple(dict.fromkeys(form for form in forms if form.stems))


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
    phrases = tuple(_phrase(words) for words in prop.words if words.split())
    own = {stem(word) for phrase in prop.words for word in phrase.casefold().split()}
    name = prop.name.replace("_", " ").replace("-", " ")
    name_phrase = _phrase(name) if name.split() else None
    others = _synonyms({fold(words) for words in (*prop.words, name)})
    return PropertyWords(phrases, others, name_phrase, own, stems(name), stems(prop.title) - own)


def _synonyms(said: set[str]) -> tuple[re.Pattern[str], ...]:
    """The phrases that commonly mean the same as one of these, less these themselves."""
    return tuple(_phrase(word) for alike in _SYNONYMS if said & set(alike) for word in alike if word not in said)


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_inflected(words)}(?!\w)", re.IGNORECASE)


def _inflected(phrase: str) -> str:
    """A phrase of a property, with whatever endings its last word takes in a text."""
    words = [_DETERMINERS if word in ("the", "its", "their") else re.escape(word) for word in phrase.casefold().split()]
    last = stem(words[-1]) if len(words[-1]) > 4 else words[-1]
    return r"\s+".join([*words[:-1], rf"{last}(?:e|s|es|ed|d|ing|al|als|ment|ments|ation|ations)?"])
