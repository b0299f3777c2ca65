"""How well each entity fits as the subject of a figure or date: by where it is named, by its kind, by former claims."""

from __future__ import annotations

import math
import re

from checker.coding.agencies import AGENCIES
from checker.coding.knowledge import Knowledge, NameForm, stems, subject_id
from checker.coding.place import Place, kind_of
from checker.coding.statuses import clause_around
from checker.corpus.corpus import Claim
from checker.texts.names import BODY, PERSON, names_in
from checker.values.value import fold

CLAUSE, SENTENCE, BEFORE = 4.0, 1.8, 1.0
"""How much a name counts in the clause of a mention, in its sentence, in the sentence before."""
ALIKE, SAME_SENTENCE, EARLIER, SPEAKS = 1.5, 1.3, 0.3, -4.0
"""How much counts: the same figure was claimed of it, it is the subject of the figure before, it speaks here."""
USUAL, SHARE, UNNAMED, PART, ONCE, SUITS = 1.2, 1.2, 1.0, 1.5, -0.5, 1.3
"""How much counts: the property was claimed of it, what part of the property's claims are of it, and how much less
where it is not named, or is a part of that; that it has another day already; its kind."""
KIND = 0.6
"""How much counts which properties a story claims of a kind of entities."""
OTHER_KIND = 0.6
"""How much less the subject of the figure before counts for a figure of another kind."""
LEAST_NAMED = 0.3
_PREFIXES = ("pre", "non", "sub", "mid", "anti", "over", "out", "under", "inter")
OF_THE, NEARNESS, NEAR_LETTERS, MIDDLE, AFFINITY = 2.0, 0.4, 30.0, 0.3, 1.0
"""How much counts: to be what a figure is a part of, how near a name stands (and at how many code points it counts
half; what has no place of its own is in the middle), that a property speaks of what an entity is."""
_WHERE = ("place", "country", "city", "region", "district")
SPECIFIC = 2.0
"""How much less a whole counts in a sentence that names a part of it."""
_SUITS: tuple[tuple[str, str, float], ...] = (
    ("date", "event agreement deal attack crash strike accident flood fire earthquake storm election vote court law"
     " resolution paper meeting visit", 0.8),
    ("date", "fund grant loan", -1.0),
    ("date", "person country office body agency company broadcaster government place ministry", -2.5),
    ("money", "fund grant loan aid appeal budget deal project programme", 1.5),
    ("money", "person office country government", -1.0),
    ("duration", "agreement deal mandate law strike event sentence", 0.8),
    ("duration", "person office place country", -0.8),
    ("count", "event contingent batch team crash flood fire earthquake attack accident strike", 0.3),
    ("count", "person office agency broadcaster government ministry", -0.8),
)  # fmt: skip
"""Type of figure, kinds of entities, and how well they go together: what happens has a day, a fund has money."""


def names_of(text: str, knowledge: Knowledge) -> list[str]:
    """The ids of the entities that a text names, each once; a part of a longer name is not named."""
    folded, found = fold(text), []
    for name, id_ in knowledge.names:
        if name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            found.append(id_)
            folded = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", folded)
    return list(dict.fromkeys(found))


def subject_scores(
    place: Place, speakers: tuple[str, ...], alike: list[Claim], knowledge: Knowledge
) -> dict[str, float]:
    """How well each entity that is named, or was, fits as the subject of what is said at a place."""
    scores = _scores_of_names(place, knowledge)
    _rather_the_part(place, scores, knowledge)
    _of_the(place, scores, knowledge)
    _rather_that_one(place, scores, knowledge)
    for id_ in {subject_id(claim) for claim in alike}:
        scores[id_] = scores.get(id_, 0.0) + ALIKE
    if place.previous and not names_another(place, knowledge):
        points = SAME_SENTENCE if place.is_same_sentence else EARLIER
        points *= 1.0 if place.is_same_kind else OTHER_KIND
        scores[place.previous] = scores.get(place.previous, 0.0) + points
    for speaker in _speakers_of_others(scores.keys() & set(speakers), place, knowledge):
        scores[speaker] += SPEAKS  # who speaks, or is told, is seldom whom it is about
    return _without_agencies(
        {id_: score for id_, score in scores.items() if id_ in knowledge.entities}, place, knowledge
    )


def _without_agencies(scores: dict[str, float], place: Place, knowledge: Knowledge) -> dict[str, float]:
    """The scores without those of news agencies that are not named in the sentence."""
    named_here = set(names_of(place.whole, knowledge))
    return {id_: score for id_, score in scores.items() if id_ in named_here or not _is_agency(id_, knowledge)}


def _is_agency(id_: str, knowledge: Knowledge) -> bool:
    """Whether an entity is a news agency, which is what a figure is of only where it is named beside it."""
    return knowledge.entities[id_].kind.casefold() in AGENCIES


_OF_ITSELF = re.compile(
    r"\b(?:said|says|announced|announces|reported|added|confirmed|warned)\b(?: on \w+day| in a statement"
    r"| that)*,? (?:it|they|its|their)\b"
    r"|\b(?:expects?|forecasts?|plans|reports|reported|posted|posts|plans|aims)\b(?: to| an?| now| its)? ",
    re.IGNORECASE,
)
"""Tessmer said it would cut 2,400 jobs; Tessmer now expects revenue of €2.9bn."""
_FIRMS = frozenset("company firm bank business broadcaster party organisation organization club university".split())


def _rather_that_one(place: Place, scores: dict[str, float], knowledge: Knowledge) -> None:
    """In a list a figure is of who is named right before it, and of nobody else in the sentence."""
    if beside := _named_right_before(place):
        named = names_of(beside, knowledge)
        for id_ in scores.keys() - set(named):
            scores[id_] += SPEAKS


def _speakers_of_others(speakers: set[str], place: Place, knowledge: Knowledge) -> set[str]:
    """Those who speak of somebody else; a firm that gives its own figures is the speaker, and the subject as well."""
    if _OF_ITSELF.search(place.sentence) is None:
        return speakers
    return {speaker for speaker in speakers if knowledge.entities[speaker].kind.casefold() not in _FIRMS}


def names_another(place: Place, knowledge: Knowledge) -> bool:
    """Whether the clause names somebody, or a body, that is no entity yet, and none that is one: it is of that one."""
    if beside := _named_right_before(place):
        return not _is_known(fold(beside), knowledge)
    clause = _clause(place)
    if names_of(clause, knowledge):
        return False
    named = (fold(name.text) for name in names_in(clause) if name.kind in (BODY, PERSON) or " " in name.text)
    return any(not _is_known(name, knowledge) for name in named)


_RIGHT_BEFORE = re.compile(
    r"(?:[,;:]|\band|\bwhile|\bbut) (?:the )?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*) (?:(?:about|some|just|only"
    r"|nearly) )?$"
)
"""In a list the name before a figure says of whom it is: the Labour Front 44, New Way 11."""


def _named_right_before(place: Place) -> str:
    """The name that stands right before a figure in a list; "" where none does."""
    found = _RIGHT_BEFORE.search(place.whole[: place.at])
    return found["name"] if found else ""


def _is_known(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is a part of that of an entity."""
    return any(name in known or known in name for known, _ in knowledge.names)


def _scores_of_names(place: Place, knowledge: Knowledge) -> dict[str, float]:
    """What the names count in the clause, in the sentence and in the one before: that which counts most."""
    scores: dict[str, float] = {}
    near = _nearness_of_words(place)
    for text, points, is_here in (
        (place.before, BEFORE, False),
        (place.whole, SENTENCE, True),
        (_clause(place), CLAUSE, True),
    ):
        for id_, share in _named_shares(text, place, knowledge).items():
            score = points * share * (_nearness(knowledge.heads[id_], near) if is_here and share else 1.0)
            if score > LEAST_NAMED:
                scores[id_] = max(scores.get(id_, 0.0), score)
    return scores


def _nearness_of_words(place: Place) -> dict[str, float]:
    """How near each word of the sentence stands to the mention: 1 beside it."""
    near: dict[str, float] = {}
    for start, end, word in place.words:
        gap = place.at - end if end <= place.at else start - place.end
        near[word] = max(near.get(word, 0.0), 1 / (1 + max(0, gap) / NEAR_LETTERS))
    return near


def _nearness(heads: frozenset[str], near: dict[str, float]) -> float:
    """By how much a name counts that stands at a distance."""
    named = (word for word in near if word in heads or any(_is_compound(word, head) for head in heads if head))
    best = max((near[word] for word in named), default=MIDDLE)
    return 1 - NEARNESS + NEARNESS * best


def _rather_the_part(place: Place, scores: dict[str, float], knowledge: Knowledge) -> None:
    """Where a sentence names the first batch, a figure is hardly of the contingent that the batch is a part of."""
    named = names_of(place.whole, knowledge)
    for id_ in named:
        whole = knowledge.wholes.get(id_, "")
        if whole not in scores or whole in named or id_ not in scores or place.part_end >= 0:
            continue
        if knowledge.entities[id_].kind not in _WHERE:  # the place of an event is a part of it as well
            scores[whole] -= SPECIFIC


def _of_the(place: Place, scores: dict[str, float], knowledge: Knowledge) -> None:
    """In "the first batch of the 1,000" it is not the batch that is 1,000, but that of which it is a part."""
    if place.part_end < 0:
        return
    words = [word for _, end, word in place.words if end <= place.part_end][-1:]
    for id_ in [id_ for id_ in scores if words and words[0] in knowledge.heads[id_]]:
        scores[id_] -= OF_THE
        if whole := knowledge.wholes.get(id_):
            scores[whole] = scores.get(whole, 0.0) + OF_THE


def _clause(place: Place) -> str:
    return clause_around(place.whole, place.at)


def _named_shares(text: str, place: Place, knowledge: Knowledge) -> dict[str, float]:
    """How much of each entity's name a text holds, from 0 to 1; one that is named all the time tells less."""
    words = {word: 1 - 0.7 * min(1.0, 2 * place.common[word] / max(1, place.sentences)) for word in stems(text)}
    exact = set(names_of(text, knowledge))
    shares = {}
    complete: list[tuple[str, frozenset[str]]] = []
    for id_, forms in knowledge.name_forms.items():
        complete += [(id_, form.stems) for form in forms if len(form.stems) > 1 and form.stems <= words.keys()]
        if id_ in exact:
            often = place.named[id_] / max(1, place.sentences)
            shares[id_] = 1 - 0.5 * min(1.0, 2 * often)
        else:
            shares[id_] = max((_shared(words, form, knowledge) for form in forms), default=0.0)
    for id_ in exact:
        if _is_part_of_name(id_, complete, knowledge):
            shares[id_] *= 0.5
    return shares


def _is_part_of_name(id_: str, complete: list[tuple[str, frozenset[str]]], knowledge: Knowledge) -> bool:
    """Whether a text has a longer name that holds this one: Jamaica is a part of "six officers from Jamaica"."""
    longest = max((form.stems for form in knowledge.name_forms[id_]), key=len, default=frozenset())
    return any(longest < other and other_id != id_ for other_id, other in complete)


def _shared(words: dict[str, float], form: NameForm, knowledge: Knowledge) -> float:
    """How much of a name stands in a text, its rare words counting most."""
    shared = words.keys() & form.stems
    if form.head and form.head not in shared and any(_is_compound(word, form.head) for word in words):
        shared |= {form.head}  # a lawsuit is a suit
        words = {**words, form.head: 1.0}
    if not shared:
        return 0.0
    part = sum(knowledge.rarity[word] * words[word] for word in shared)
    return part / sum(knowledge.rarity[word] for word in form.stems)


def _is_compound(word: str, head: str) -> bool:
    """Whether a word ends in another that is a word of its own there: lawsuit, but not previsit."""
    return len(head) > 3 and word.endswith(head) and len(word) - len(head) > 2 and not word.startswith(_PREFIXES)


def fit(subject: str, prop: str, mention_kind: str, knowledge: Knowledge, *, is_named: bool, is_alike: bool) -> float:
    """How well a property goes with a subject: it was claimed of it, of its whole, or of others of its kind.

    `is_alike` tells that the same figure was claimed of both.
    """
    score = _suits(knowledge.entities[subject].kind, kind_of(mention_kind), knowledge)
    words = knowledge.property_words[prop]
    if knowledge.heads[subject] & (words.own | words.name):  # a fund has funding, a deal is agreed, a batch has a size
        score += AFFINITY
    often = knowledge.pairs[(subject, prop)]
    if kind_of(mention_kind) == "date" and often:  # what has happened once has its day: another is seldom of the same
        return score + (USUAL if is_alike else ONCE)
    if often:
        return score + (1.0 if is_named else UNNAMED) * (USUAL + SHARE * often / knowledge.used[prop])
    whole = (knowledge.wholes.get(subject, ""), knowledge.properties[prop].adds_to)
    of_a_part = PART * USUAL if knowledge.pairs[whole] else 0.0
    return score + max(of_a_part, _kind_fit(knowledge.entities[subject].kind, prop, knowledge))


def _kind_fit(kind: str, prop: str, knowledge: Knowledge) -> float:
    """How often a property is claimed of entities of a kind, beside other properties of its type; 0 if it never is."""
    if prop not in knowledge.kinds_of:
        return 0.0
    type_ = knowledge.properties[prop].scale.type
    beside = [name for name, other in knowledge.properties.items() if other.scale.type == type_]
    every = sum(knowledge.kinds_of[name][kind] for name in beside if name in knowledge.kinds_of)
    own = knowledge.kinds_of[prop][kind]
    share = (own + 0.5) / (every + 0.5 * len(beside))
    return KIND * max(-1.2, min(1.2, math.log(share * len(beside))))


def _suits(kind: str, type_: str, knowledge: Knowledge) -> float:
    """How well figures of a type go with a kind of entity: in general, and as the story has it."""
    general = sum(points for name, kinds, points in _SUITS if name == type_ and kind in kinds.split())
    counts = [c for name, c in knowledge.kinds_of.items() if knowledge.properties[name].scale.type == type_]
    kinds = {kind for entity in knowledge.entities.values() if (kind := entity.kind)}
    every = sum(count.total() for count in counts)
    share = (sum(count[kind] for count in counts) + 0.5) / (every + 0.5 * max(1, len(kinds)))
    return SUITS * general + max(-2.0, min(1.0, 0.8 * math.log(share * max(1, len(kinds)))))
