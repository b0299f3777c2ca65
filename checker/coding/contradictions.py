"""Properties that a figure is not of, though words beside it speak for them: a wrong suggestion is worse than none.

What is said to have happened to those who are counted rules out what did not; a difference is no value; people are no
homes; what is paid for each is no total.
"""

from __future__ import annotations

import re

from checker.coding.knowledge import PERSONS, THINGS, WORD, Knowledge, PropertyWords, stem
from checker.coding.place import Place
from checker.corpus.corpus import Property

_CONCEPTS = {
    "killed": r"killed|dead|died|dies|die|deaths?|slain|perished|drowned|fatalities|bodies"
    r"|lost (?:their|his|her) li(?:ves|fe)",
    "injured": r"injured|hurt|wounded|injuries",
    "missing": r"missing|unaccounted",
    "displaced": r"displaced|evacuated|fled|homeless|(?:driven|forced|chased) (?:from|out of) their"
    r"|ordered (?:to leave|out)",
    "returned": r"returned|gone back|went back|(?:come|came|gone|went) home",
    "arrested": r"arrested|arrests|detained|rounded up|in custody|charged",
    "rescued": r"rescued|saved|pulled from|dug out",
    "treated": r"hospitali[sz]ed|in hospital|to hospital|treated",
    "inhabitants": r"inhabitants|population",
    "sheltered": r"sheltered|sheltering|shelters?|sleep|sleeping|slept",
    "vaccinated": r"vaccinated|inoculated|vaccinations",
    "infected": r"infected|infections|tested positive|fallen ill",
    "evading": r"escaped|unharmed|unhurt",
}
"""What may be said of people who are counted, in the words of news; a figure of one is not of another."""
_SAID = {concept: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for concept, words in _CONCEPTS.items()}
_CLAUSE = re.compile(
    r"(?:(?! (?:and|but|or|who|whom|which|that|when|while|after|before|as|where|including|with|by)\b)"
    r"[^.,;:()\d“”\"]){0,80}"
)
_BEFORE = re.compile(r"(?:^|[ (])(?P<words>[a-z]+(?: (?:a|an|another|the|of|at|least|some|about|further|only)){0,3}) $")
_DIFFERING = ("count", "percentage", "duration", "number")
_COUNTED_TWICE = re.compile(r"(?: [a-z]+)? (?:had been|have been|was|were|are) (?:counted|listed) (?:twice|double)\b")
"""Three had been counted twice."""
_UP_BY = re.compile(r"\b(?:up|down|higher|lower) by(?: (?:about|some|nearly|almost|at least))? $")
_IS_MORE = re.compile(
    r"(?: (?:percentage )?points?)?(?: [a-z-]+)?"
    r" (?:more|fewer|less|higher|lower|longer|shorter)(?: [a-z-]+){0,2} than\b"
    r"|(?: [a-z-]+)? (?:short|shy) of\b|(?: (?:votes|seats|points|percentage points))? (?:short|ahead|behind)\b"
)
"""Two points more than in April; three short of a majority."""
_BY_SO_MANY = re.compile(
    r"\b(?:won|wins?|lost|leads?|led|leading|ahead|behind|beat|beaten|elected|defeated|victory|margin)\b[^.;,\d]{0,50}"
    r" by(?: only| just| about)? $"
)
_VOTES = re.compile(r" votes?\b(?! (?:to|against)\b)")
"""He won by 31 votes, and not: by 78 votes to 70."""
_LOST = re.compile(
    r"\b(?:lost|loses?|losing|gain(?:s|ed|ing)?|shed|picked up)(?: (?:about|some|another|only|just))? $", re.IGNORECASE
)
_LOSSES = frozenset(stem(word) for word in "lost loss losses lose gain gained gains".split())
_STANDS = ("stands", "varies", "constant")
_HOUSES = frozenset(stem(word) for word in "house home building dwelling flat apartment household".split())
_FOR_EACH = re.compile(
    r" (?:(?:for |to )?(?:each|every)\b(?! other)|per (?!cent)[a-z]+|apiece\b|a head\b)", re.IGNORECASE
)
_NOUN = re.compile(r"(?: (?:more|other|new|further|young|old|armed|local|of the|of its))? (?P<noun>[A-Za-z]{3,})\b")
_EACH = re.compile(r"\b(?:each|every|per|apiece|a head|rate)\b", re.IGNORECASE)
_COUNTED_SO_FAR = re.compile(
    r" of (?:the |all )?(?:votes?|ballots?|precincts|polling stations|districts)(?: (?:were|was|had been|have been))?"
    r" (?:already )?(?:counted|in\b|reporting|reported)"
)
_AMONG = re.compile(r"\d[^.;]* (?:among|in a population of|out of)(?: (?:about|some|nearly|roughly|its|the))* $")
_PEOPLE = re.compile(r" (?:people|inhabitants|residents|citizens)\b")
_OF_THEM = re.compile(r" of (?:them|whom|these|those)\b")
_INHABITANTS = re.compile(r"\b(?:inhabitants|population|residents|people live)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bcount", re.IGNORECASE)


def ruled_out(place: Place, knowledge: Knowledge, type_: str) -> frozenset[str]:
    """The names of the properties of a type of which what is given at a place is not."""
    properties = [prop for prop in knowledge.properties.values() if prop.scale.type == type_]
    before, after = place.sentence[: place.at], place.sentence[place.end :]
    wrong: set[str] = set()
    if type_ in _DIFFERING and _is_difference(before, after):
        wrong |= {prop.name for prop in properties}
    if type_ == "count":
        wrong |= _lost_or_gained(before, properties, knowledge) | _of_another_concept(before, after, properties)
        wrong |= _of_another_unit(after, properties) | _of_the_inhabitants(before, after, properties)
    return frozenset(wrong | _of_a_part(after, properties, type_))


def _of_a_part(after: str, properties: list[Property], type_: str) -> set[str]:
    """The properties that are no rates, of what is paid for each; and no shares of what is counted so far."""
    if type_ == "money" and _FOR_EACH.match(after):
        return _without([prop for prop in properties if not prop.scale.per], _EACH)
    if type_ == "percentage" and _COUNTED_SO_FAR.match(after):
        return _without(properties, _COUNTED)
    return set()


def _of_the_inhabitants(before: str, after: str, properties: list[Property]) -> set[str]:
    """1,235 cases among 1.3 million people: these are no cases; but 290 of them are not all who live there."""
    if _AMONG.search(before) and _PEOPLE.match(after):
        return _without(properties, _INHABITANTS)
    if _OF_THEM.match(after):
        return {prop.name for prop in properties if _INHABITANTS.search(_text(prop))}
    return set()


def _without(properties: list[Property], word: re.Pattern[str]) -> set[str]:
    """The names of the properties that have no such word."""
    return {prop.name for prop in properties if not word.search(_text(prop))}


def is_difference(place: Place, type_: str) -> bool:
    """Whether what is given at a place may be by how much one figure differs from another."""
    before, after = place.sentence[: place.at], place.sentence[place.end :]
    may_differ = type_ in _DIFFERING and _is_difference(before, after)
    return may_differ or (type_ == "count" and _LOST.search(before) is not None)


def _text(prop: Property) -> str:
    """All words of a property."""
    return " ".join((prop.name.replace("_", " "), prop.title, *prop.words))


def _is_difference(before: str, after: str) -> bool:
    """Whether a figure says by how much one is more than another, and not how much it is."""
    if _COUNTED_TWICE.match(after) or _UP_BY.search(before):
        return True
    return bool(_IS_MORE.match(after) or (_BY_SO_MANY.search(before) and _VOTES.match(after)))


def _lost_or_gained(before: str, properties: list[Property], knowledge: Knowledge) -> set[str]:
    """Who lost 14 seats has others: of what stands at some figure it is a difference, unless the property is a loss."""
    if not _LOST.search(before):
        return set()
    return {
        prop.name
        for prop in properties
        if prop.over_time.get("actual") in _STANDS and not _is_of_losses(knowledge.property_words[prop.name])
    }


def _of_another_unit(after: str, properties: list[Property]) -> set[str]:
    """The properties that count homes where people are counted, and those that count people where stages are."""
    first = _NOUN.match(after)
    noun = stem(first["noun"].casefold()) if first else ""
    others = [prop for prop in properties if not _has(prop, noun)]
    if noun in PERSONS:
        return {prop.name for prop in others if prop.scale.unit not in ("", "person")}
    return {prop.name for prop in others if _is_unit(prop.scale.unit)} if noun in THINGS else set()


def _is_unit(unit: str) -> bool:
    """Whether a unit is of people, or of things that are known here."""
    return unit == "person" or stem(unit.casefold()) in THINGS


def _has(prop: Property, noun: str) -> bool:
    """Whether a property has a noun in its unit or words; a house is a home."""
    alike = _HOUSES if noun in _HOUSES else frozenset({noun})
    return bool(alike & {stem(word) for word in re.findall(WORD, f"{prop.scale.unit} {_text(prop)}".casefold())})


def _is_of_losses(words: PropertyWords) -> bool:
    return bool((words.own | words.name | words.title) & _LOSSES)


def _of_another_concept(before: str, after: str, properties: list[Property]) -> set[str]:
    """The properties that are of something else than what is said to have happened to those who are counted."""
    clause = _CLAUSE.match(after)
    beside = _BEFORE.search(before)
    said = _concepts(f"{beside['words'] if beside else ''} ; {clause[0] if clause else ''}")
    if not said:
        return set()
    return {prop.name for prop in properties if not said & _concepts(_text(prop))}


def _concepts(text: str) -> set[str]:
    return {concept for concept, pattern in _SAID.items() if pattern.search(text)}
