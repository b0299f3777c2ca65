"""How well each property fits what is said beside a figure or date: by its own words, its unit, and former quotes."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator

from checker.coding.contradictions import ruled_out
from checker.coding.knowledge import PERSONS, THINGS, Knowledge, PropertyWords, stem, stems
from checker.coding.place import Place, kind_of
from checker.corpus.corpus import Claim, Property
from checker.texts.mentions import Mention

A_WORD = 6
"""Code points of a word with its space."""
ENOUGH = 4
"""Claims of a property from which it is known how a story speaks of it."""
OWN, CALLED, USED, ALIKE, UNIT, START = 2.4, 0.35, 0.45, 1.0, 2.5, 2.5
"""How much counts: its own words, words of quotes in which it was claimed, how often it was, the same figure, the unit
of what is counted, and a word beside a date for a beginning or an end."""
SEVERAL_WORDS, NAME, NAME_WORD, OTHER_WORD, TITLE_WORD = 1.3, 1.05, 0.9, 0.9, 0.3
"""How much its words count beside one of `words`: several words, its name, a word of its name, a word that commonly
means the same, a word of its title."""
_COUNTED = THINGS | PERSONS
HAPPENED = 2.1
RULED_OUT = -20.0
"""The score of a property of which a figure is not, whatever else speaks for it."""
_HAPPENED = frozenset(stem(word) for word in "happened occurred held date day".split())
_STARTS = frozenset(stem(word) for word in "began begin start started since opened launched broke".split())
_ENDS = frozenset(stem(word) for word in "ended end stopped until over closed completed expired".split())
_SINCE = re.compile(r"\b(?:since|starting|beginning|effective)(?: (?:on|in|from|late|early|the))* $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|ending|expires?)(?: (?:on|in|at|late|early|the))* $", re.IGNORECASE)
_Match = tuple[int, int, str, float]
"""A phrase in a sentence: its span, the property that it speaks for, and how much."""
_RANGE = re.compile(r"\d{4}\s?[-–—/]\s?\d{2,4}|\b(?:to|and|until)\b")


def property_scores(mention: Mention, place: Place, alike: list[Claim], knowledge: Knowledge) -> dict[str, float]:
    """How well each property of the mention's type fits what is said at a place."""
    beside = f"{' '.join(place.sentence[: place.at].split()[-5:])} {' '.join(place.sentence[place.end :].split()[:5])}"
    near = stems(beside)
    type_ = kind_of(mention.kind)
    own = _own_words(place, knowledge)
    scores = {}
    for name, prop in knowledge.properties.items():
        if prop.scale.type == type_:
            scores[name] = OWN * own.get(name, 0.0) + CALLED * _called(name, near, knowledge)
            scores[name] += USED * math.log1p(knowledge.used[name])
            scores[name] += _type_fit(prop, mention, place, knowledge)
    if type_ == "date" and not own.keys() & scores.keys() and not _RANGE.search(mention.phrase):
        for name in scores:  # what has a day and is not said to begin or end: it happened
            scores[name] += HAPPENED if knowledge.property_words[name].name & _HAPPENED else 0.0
    for name in {claim.property for claim in alike} & scores.keys():
        scores[name] += ALIKE
    return scores | dict.fromkeys(ruled_out(place, knowledge, type_), RULED_OUT)


def _type_fit(prop: Property, mention: Mention, place: Place, knowledge: Knowledge) -> float:
    """What the unit of a count speaks for, or the words beside a date."""
    if prop.scale.type == "count":
        return UNIT * _unit_fit(prop, place)
    if prop.scale.type == "date":
        return START * _limit_fit(prop.name, mention, place, knowledge)
    return 0.0


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


def _own_words(place: Place, knowledge: Knowledge) -> dict[str, float]:
    """What the words of each property say: its own phrases and its name most, then its title; near ones more.

    A word within a longer phrase of another property ("total" in "raise the total") speaks for that one alone.
    """
    matches = [match for name, words in knowledge.property_words.items() for match in _matches(name, words, place)]
    best: dict[str, float] = {}
    for match in matches:
        start, end, name, factor = match
        # the first batch of the 1,000: the batch is a part
        if end != place.part_end and not any(_is_longer(other, match) for other in matches):
            best[name] = max(best.get(name, 0.0), factor * _nearness(start, end, place))
    for start, end, name, points in _single_words(place, knowledge):
        best[name] = max(best.get(name, 0.0), points * _nearness(start, end, place))
    return best


def _matches(name: str, words: PropertyWords, place: Place) -> Iterator[_Match]:
    """Where the phrases of a property stand in a sentence."""
    for phrase in words.phrases:
        yield from _found(phrase, name, SEVERAL_WORDS if r"\s+" in phrase.pattern else 1.0, place)
    for phrase in words.others:
        yield from _found(phrase, name, OTHER_WORD, place)
    if words.name_phrase is not None:
        yield from _found(words.name_phrase, name, NAME, place)


def _found(phrase: re.Pattern[str], name: str, factor: float, place: Place) -> Iterator[_Match]:
    return ((*match.span(), name, factor) for match in phrase.finditer(place.sentence))


def _is_longer(other: _Match, match: _Match) -> bool:
    """Whether a match lies within a longer one of another property."""
    start, end, name, _ = match
    first, last, owner, _ = other
    return owner != name and first <= start and end <= last and last - first > end - start + 2


def _single_words(place: Place, knowledge: Knowledge) -> Iterator[_Match]:
    """The words of a sentence that are in the name or title of a property."""
    for name, words in knowledge.property_words.items():
        for start, end, word in place.words:
            points = NAME_WORD if word in words.name else TITLE_WORD if word in words.title else 0.0
            if points and end != place.part_end:
                yield start, end, name, points


def _nearness(start: int, end: int, place: Place) -> float:
    """From 4 beside a mention to about 1 at the far end of a sentence; what stands in another clause counts half."""
    low, high = (end, place.at) if end <= place.at else (place.end, start)
    # about as many words as there are, of five letters and a space each
    points = 4.0 / (1 + 0.2 * max(0, high - low) / A_WORD)
    is_broken = bisect_left(place.breaks, low) < bisect_left(place.breaks, high)
    return points / 2 if is_broken else points


def _unit_fit(prop: Property, place: Place) -> float:
    """Whether what is counted is in the unit of a property: 1, or -1 where it is clearly something else."""
    unit = stem(prop.scale.unit.casefold())
    after = [stem(word) for word in re.findall(r"[^\W\d_]+", place.sentence[place.end : place.end + 60].casefold())[:4]]
    if not unit or not after:
        return 0.0
    if unit == stem("person"):
        first = next((word for word in after[:3] if word in _COUNTED), "")
        return -1.0 if first in THINGS else 0.0
    if unit in after[:3]:
        return 1.0
    return -1.0 if PERSONS & set(after[:2]) else -0.4


def _limit_fit(name: str, mention: Mention, place: Place, knowledge: Knowledge) -> float:
    """Whether a date is of a beginning or an end, as the words beside it say: since Monday, until Monday, 1915-1934."""
    before = place.sentence[max(0, place.at - 30) : place.at]
    words = knowledge.property_words[name]
    own = words.own | words.name
    is_start, is_end = bool(own & _STARTS), bool(own & _ENDS)
    if _RANGE.search(mention.phrase) and (is_start or is_end):
        return 1.0
    if (is_start and _SINCE.search(before)) or (is_end and _UNTIL.search(before)):
        return 1.0
    return 0.0
