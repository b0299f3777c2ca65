"""Which subject and which property a mention is most likely of: both at once, since one speaks for the other."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from checker.coding.knowledge import Knowledge, stem, stems, subject_id
from checker.coding.statuses import CLAUSES, clause_around
from checker.corpus.corpus import Claim
from checker.texts.mentions import Mention
from checker.texts.quoted_values import gives_value
from checker.values.value import Hedges, fold

A_WORD = 6
"""Code points of a word with its space."""
ENOUGH = 4
"""Claims of a property from which it is known how a story speaks of it."""
LEAST, LEAST_OF_A_PROPERTY = 1.0, 0.5
"""The score below which a subject is not suggested: nothing speaks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mention stands: its sentence, the place in it, the sentence before, and how often each entity is named.

    `previous` is the likeliest subject of the figure before it, in its sentence or in an earlier one.
    """

    sentence: str
    at: int
    end: int
    before: str
    named: Counter[str]
    sentences: int
    words: tuple[tuple[int, int, str], ...]
    breaks: tuple[int, ...]
    common: Counter[str]
    previous: str = ""
    is_same_sentence: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """Subjects and properties, each with how well it fits, best first."""

    subjects: tuple[tuple[str, float], ...]
    properties: tuple[tuple[str, float], ...]


def names_of(text: str, knowledge: Knowledge) -> list[str]:
    """The ids of the entities that a text names, each once; a part of a longer name is not named."""
    folded, found = fold(text), []
    for name, id_ in knowledge.names:
        if name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            found.append(id_)
            folded = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", folded)
    return list(dict.fromkeys(found))


def rank(mention: Mention, place: Place, speakers: tuple[str, ...], knowledge: Knowledge, hedges: Hedges) -> Ranked:
    """The subjects and properties of a mention, likeliest first."""
    alike = same_figure(mention, knowledge, hedges)
    subjects = subject_scores(place, speakers, alike, knowledge)
    properties = property_scores(mention, place, alike, knowledge)
    together = Counter((subject_id(claim), claim.property) for claim in alike)
    best_subject: Counter[str] = Counter()
    best_property: Counter[str] = Counter()
    for prop, own in properties.items():
        for subject, score in (*subjects.items(), ("", 0.0)):
            both = own + score + (_fit(subject, prop, knowledge) if subject else 0.0)
            both += math.log1p(together[(subject, prop)])
            best_property[prop] = max(best_property.get(prop, -99.0), both)  # type: ignore[assignment]
            if subject:
                best_subject[subject] = max(best_subject.get(subject, -99.0), both)  # type: ignore[assignment]
    order = list(knowledge.properties)
    return Ranked(
        tuple(sorted(((s, v) for s, v in best_subject.items() if subjects[s] >= LEAST), key=lambda e: (-e[1], e[0]))),
        # where nothing speaks for a property it is not suggested: the alphabet is no reason
        tuple(
            sorted(
                ((p, v) for p, v in best_property.items() if properties[p] >= LEAST_OF_A_PROPERTY),
                key=lambda e: (-e[1], -knowledge.used[e[0]], order.index(e[0])),
            )
        ),
    )


def same_figure(mention: Mention, knowledge: Knowledge, hedges: Hedges) -> list[Claim]:
    """Claims of the story that give the same figure or date."""
    if not mention.is_read or mention.kind == "vague":
        return []
    return [
        claim
        for claim in knowledge.claims
        if _kind_of(knowledge.properties[claim.property].scale.type) == _kind_of(mention.kind)
        and gives_value(claim, mention, knowledge.properties[claim.property].scale, hedges)
    ]


def _kind_of(type_: str) -> str:
    return "count" if type_ == "vague" else type_


def _fit(subject: str, prop: str, knowledge: Knowledge) -> float:
    """How well a property goes with a subject: it was claimed of it, or of others of its kind."""
    if knowledge.pairs[(subject, prop)]:
        return 1.2
    kind, type_ = knowledge.entities[subject].kind, knowledge.properties[prop].scale.type
    beside = [name for name, other in knowledge.properties.items() if other.scale.type == type_]
    every = sum(knowledge.kinds_of[name][kind] for name in beside if name in knowledge.kinds_of)
    own = knowledge.kinds_of[prop][kind] if prop in knowledge.kinds_of else 0
    share = (own + 0.5) / (every + 0.5 * len(beside))
    return max(-1.2, min(1.2, math.log(share * len(beside)))) + _kind_fit(every, beside, knowledge)


def _kind_fit(claims_of_kind: int, properties: list[str], knowledge: Knowledge) -> float:
    """How often figures of this type are claimed of entities of a kind, beside other kinds: seldom of persons."""
    counts = [knowledge.kinds_of[name] for name in properties if name in knowledge.kinds_of]
    kinds = {kind for entity in knowledge.entities.values() if (kind := entity.kind)}
    every = sum(count.total() for count in counts)
    share = (claims_of_kind + 0.5) / (every + 0.5 * len(kinds))
    return max(-3.0, min(1.0, 1.3 * math.log(share * len(kinds))))


def subject_scores(
    place: Place, speakers: tuple[str, ...], alike: list[Claim], knowledge: Knowledge
) -> dict[str, float]:
    """How well each entity fits as the subject of what is said at a place."""
    scores: dict[str, float] = {}
    for text, points in _nearer_and_nearer(place):
        words = {word: 1 - 0.7 * min(1.0, 2 * place.common[word] / max(1, place.sentences)) for word in stems(text)}
        exact = set(names_of(text, knowledge))
        for id_, forms in knowledge.name_stems.items():
            if id_ in exact:
                often = place.named[id_] / max(1, place.sentences)
                score = points * (1 - 0.5 * min(1.0, 2 * often))
            else:
                score = points * max((_shared(words, form, knowledge) for form in forms), default=0.0)
            if score > 0.3:
                scores[id_] = max(scores.get(id_, 0.0), score)
    for id_ in {subject_id(claim) for claim in alike}:
        scores[id_] = scores.get(id_, 0.0) + 1.5
    if place.previous:
        scores[place.previous] = scores.get(place.previous, 0.0) + (1.2 if place.is_same_sentence else 0.8)
    for speaker in scores.keys() & set(speakers):
        scores[speaker] -= 4  # who speaks, or is told, is seldom whom it is about
    return {id_: score for id_, score in scores.items() if id_ in knowledge.entities}


def _shared(words: dict[str, float], form: set[str], knowledge: Knowledge) -> float:
    """How much of a name stands in a text, its rare words counting most."""
    shared = words.keys() & form
    if not shared:
        return 0.0
    return sum(knowledge.rarity[word] * words[word] for word in shared) / sum(knowledge.rarity[word] for word in form)


def _nearer_and_nearer(place: Place) -> tuple[tuple[str, float], ...]:
    """The parts of a text in which a subject is looked for, and how much each counts."""
    return (
        (place.before, 1.2),
        (place.sentence, 2.5),
        (clause_around(place.sentence, place.at), 4.0),
    )


def property_scores(mention: Mention, place: Place, alike: list[Claim], knowledge: Knowledge) -> dict[str, float]:
    """How well each property of the mention's type fits what is said at a place."""
    beside = f"{' '.join(place.sentence[: place.at].split()[-5:])} {' '.join(place.sentence[place.end :].split()[:5])}"
    near = stems(beside)
    scores = {}
    for name, prop in knowledge.properties.items():
        if prop.scale.type == _kind_of(mention.kind):
            own = _own_words(name, knowledge, place)
            scores[name] = 2.0 * own + 0.3 * _called(name, near, knowledge) + 0.4 * math.log1p(knowledge.used[name])
    for name in {claim.property for claim in alike} & scores.keys():
        scores[name] += 0.8
    return scores


def _called(name: str, near: set[str], knowledge: Knowledge) -> float:
    """How much the words beside a mention are those of quotes in which the property was claimed, and of no other."""
    called = knowledge.called.get(name)
    if not called:
        return 0.0
    every = knowledge.all_called
    total, whole = called.total(), every.total()
    ratios = (
        math.log(((called[word] + 0.3) / (total + 3)) / ((every[word] + 0.3) / (whole + 3)))
        for word in near
        if every[word]
    )
    evidence = min(1.0, knowledge.used[name] / ENOUGH)
    return max(-0.5, min(3.0, sum(ratios))) * evidence


def _own_words(name: str, knowledge: Knowledge, place: Place) -> float:
    """What the words of a property say: its own phrases most, then its name, then its title; near ones more."""
    words = knowledge.property_words[name]
    best = 0.0
    for phrase in words.phrases:
        best = max((best, *(_nearness(*match.span(), place) for match in phrase.finditer(place.sentence))))
    for start, end, word in place.words:
        points = 0.9 if word in words.name else 0.3 if word in words.title else 0.0
        if points:
            best = max(best, points * _nearness(start, end, place))
    return best


def words_of(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """The longer words of a sentence: where each begins and ends, and its stem."""
    return tuple((*match.span(), stem(match[0].casefold())) for match in re.finditer(r"[^\W\d_]{3,}", sentence))


def breaks_of(sentence: str) -> tuple[int, ...]:
    """Where the clauses of a sentence end."""
    return tuple(match.start() for match in CLAUSES.finditer(sentence))


def _nearness(start: int, end: int, place: Place) -> float:
    """From 4 beside a mention to about 1 at the far end of a sentence; what stands in another clause counts half."""
    low, high = (end, place.at) if end <= place.at else (place.end, start)
    # about as many words as there are, of five letters and a space each
    points = 4.0 / (1 + 0.2 * max(0, high - low) / A_WORD)
    is_broken = bisect_left(place.breaks, low) < bisect_left(place.breaks, high)
    return points / 2 if is_broken else points
