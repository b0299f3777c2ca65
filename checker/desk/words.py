"""What words that a person has selected may be a claim of: a stance, who holds an office, a condition.

No figure speaks for an answer there: what the words say does, who is named in them, and the claim of words before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.coding.knowledge import NameForm, stems
from checker.coding.proposals import entity_id
from checker.coding.ranking import names_of
from checker.corpus.corpus import Claim, Entity, Property
from checker.desk.article import WORDS, ArticleDesk
from checker.desk.marked_text import kind_of
from checker.texts.mentions import Mention, sentence_at
from checker.texts.names import PERSON, PLACE, Name, names_in
from checker.values.value import fold

OFFICE = "office"
OF_OFFICES = frozenset(stems("holder of an office"))
"""The words in the title of a property that says who holds an office."""
NEAR = 400
"""Code points back to a claim of words whose answers are taken over."""
MOST_NEW = 3
ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What selected words may say; "" where nothing speaks for an answer. `subjects` are ids, likeliest first."""

    subjects: tuple[str, ...] = ()
    property: str = ""
    value: str = ""
    said_by: str = ""


def reading_of(article: ArticleDesk, mention: Mention) -> Reading:
    """What a person may mean who selects these words."""
    text = article.text[mention.start : mention.end]
    titled = next((name for name in names_in(text) if name.title and name.kind == PERSON), None)
    before = _claim_before(article, mention)
    subjects = [*names_of(text, article.drafted.knowledge)]
    prop, value = _said_in(text, article)
    if not prop and titled is not None:
        prop, value = _of_offices(article), titled.text
        subjects = [*_offices(titled.title, article), *(id_ for id_ in subjects if not _is_called(id_, value, article))]
    if not prop and before is not None:
        known = article.view.corpus.properties[before.property]
        prop, value = before.property, before.value.text if known.scale.values else ""
    usual = article.drafted.knowledge.subjects_of(prop)
    subjects += usual if len(usual) == 1 else ()
    here = sentence_at(article.drafted.spans, mention.start)
    said_by = before.speaker if before is not None and _sentence_of(article, before) == here else ""
    return Reading(subjects=tuple(dict.fromkeys(subjects)), property=prop, value=value, said_by=said_by)


def mention_of(article: ArticleDesk, start: int, end: int) -> Mention:
    """What of a text was selected: the figure in it, unless that is coded and the words say more; else words."""
    marks = [mark for mark in article.marks if kind_of(mark) != "aside"]
    inner = [mark for mark in marks if start <= mark.mention.start and mark.mention.end <= end]
    if len(inner) == 1 and (not inner[0].claims or not _said_in(article.text[start:end], article)[0]):
        return inner[0].mention
    return Mention(WORDS, start, end, article.text[start:end])


def _said_in(text: str, article: ArticleDesk) -> tuple[str, str]:
    """The property, and its value, of which words speak: by a category that it has or had, or by its own words."""
    words = stems(text)
    properties = [p for p in article.view.corpus.properties.values() if p.scale.type in ("category", "text")]
    claimed: dict[str, list[str]] = {prop.name: list(prop.scale.values) for prop in properties}
    for claim in article.drafted.knowledge.claims:
        if claim.property in claimed and article.view.corpus.properties[claim.property].scale.type == "category":
            claimed[claim.property].append(claim.value.text)
    said = [(value, name) for name, values in claimed.items() for value in values if _is_in(value, words)]
    if said:
        value, name = max(said, key=lambda each: len(each[0]))
        return name, value
    for prop in properties:
        if any(phrase.search(text) for phrase in article.drafted.knowledge.property_words[prop.name].phrases):
            return prop.name, ""
    return "", ""


def _is_in(value: str, words: set[str]) -> bool:
    return bool(stems(value)) and stems(value) <= words


def _of_offices(article: ArticleDesk) -> str:
    properties = article.view.corpus.properties.values()
    return next((prop.name for prop in properties if stems(prop.title) >= OF_OFFICES), "")


def _is_called(id_: str, name: str, article: ArticleDesk) -> bool:
    """Whether an entity has a name: who holds an office is not what the claim is about."""
    return (fold(name), id_) in article.drafted.knowledge.names


def _offices(title: str, article: ArticleDesk) -> Iterator[str]:
    """The entities that are named by a title: "Mayor Lindqvist" may hold the office "Mayor of Norrvik"."""
    wanted = stems(title)
    for entity in article.drafted.knowledge.entities.values():
        if entity.kind == OFFICE and wanted & stems(entity.name or entity.id):
            yield entity.id


def _claim_before(article: ArticleDesk, mention: Mention) -> Claim | None:
    """The claim of words that stands nearest before a place."""
    properties = article.view.corpus.properties
    of_words = {c.id: c for c in article.claims if properties[c.property].scale.type in ("category", "text")}
    for spot in reversed(article.spots):
        if mention.start - NEAR < spot.start < mention.start:
            found = next((of_words[id_] for id_ in spot.claims if id_ in of_words), None)
            if found is not None:
                return found
    return None


def _sentence_of(article: ArticleDesk, claim: Claim) -> tuple[int, int] | None:
    spot = next((spot for spot in article.spots if claim.id in spot.claims), None)
    return sentence_at(article.drafted.spans, spot.start) if spot else None


# --- whom the story does not know yet


def new_names(article: ArticleDesk, mention: Mention) -> list[str]:
    """The names in selected words, in the sentence of a mention and in that before it, that no entity has."""
    if not article.text or not mention.end:
        return []
    first, last = sentence_at(article.drafted.spans, mention.start)
    first, last = max(first, mention.start - NEAR), min(max(last, mention.end), mention.end + NEAR)
    names = [*names_in(article.text, mention.start, mention.end), *names_in(article.text, first, last)]
    before, _ = sentence_at(article.drafted.spans, max(0, first - 2))
    names += names_in(article.text, max(before, first - NEAR), first)
    known = {fold(name) for name, _ in article.drafted.knowledge.names}
    figures = [(each.start, each.end) for each in article.mentions]
    names = [name for name in names if not any(start < name.end and name.start < end for start, end in figures)]
    found = dict.fromkeys(name.text for name in names if not _is_known(name, known))
    return [name for name in found if entity_id(name)][:MOST_NEW]


def _is_known(name: Name, known: set[str]) -> bool:
    return bool({fold(name.text), fold(entity_id(name.text)), fold(f"the {name.text}")} & known)


def new_name_of(article: ArticleDesk, mention: Mention) -> str:
    """The name that selected words are, where no entity of the story has it: whom the claim is about, then.

    Of "Mayor Brandt" it is the office, where the story has none that is called so.
    """
    text = article.text[mention.start : mention.end]
    titled = next((name for name in names_in(text) if name.title and name.kind == PERSON), None)
    if mention.kind == WORDS and titled is not None and not _said_in(text, article)[0]:
        return "" if any(_offices(titled.title, article)) else titled.title
    if mention.kind != WORDS or names_of(mention.phrase, article.drafted.knowledge):
        return ""
    plain = " ".join(mention.phrase.split())
    bare = next((plain[len(each) :] for each in ARTICLES if plain.casefold().startswith(each)), plain)
    named = [name for name in names_in(article.text, mention.start, mention.end) if name.kind != PERSON]
    return bare if len(named) == 1 and named[0].text in (plain, bare) else ""


def kind_for(article: ArticleDesk, name: str, property_: str) -> str:
    """The kind that a new entity is likeliest of: by its name, by how the text speaks of it, by its claim."""
    known = article.drafted.knowledge
    own = [entity for entity in known.entities.values() if entity.kind]
    kinds = {fold(entity.kind): entity.kind for entity in own}
    head = NameForm.of(name).head
    if by_head := next((kind for folded, kind in kinds.items() if head and NameForm.of(folded).head == head), ""):
        return by_head
    if alike := _kind_of_like(head, own):
        return alike
    said = [each.kind for each in names_in(article.text) if fold(each.text) == fold(name) and each.kind]
    if said and said[0] != PLACE:
        return said[0]
    prop = article.view.corpus.properties.get(property_)
    usual = known.kinds_of.get(property_)
    if usual:
        return next((kind for kind, _ in usual.most_common() if kind), "")
    return _kind_by_property(prop, name)


def _kind_of_like(head: str, entities: list[Entity]) -> str:
    """The kind of an entity whose name says that it is the same: a second batch, beside the first."""
    return next((e.kind for e in entities if head and NameForm.of(e.name or e.id).head == head and " " in e.name), "")


def _kind_by_property(prop: Property | None, name: str) -> str:
    if prop is not None and stems(prop.title) >= OF_OFFICES:
        return OFFICE
    if prop is not None and prop.scale.type == "date" and name[:1].islower():
        return "event"
    return ""
