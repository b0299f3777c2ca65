"""What words that a person has selected may be a claim of: a stance, who holds an office, a condition.

No figure speaks for an answer there: what the words say does, who is named in them, and the claim of words before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

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


class Reading(Struct, frozen=True, kw_only=True):
    """What selected words may say; "" where nothing speaks for an answer. `subjects` are ids, likeliest first."""

    subjects: tuple[str, ...] = ()
    property: str = ""
    value: str = ""
    said_by: str = ""


def reading_of(article: ArticleDesk, mention: Mention) -> Reading:
    """What a person may mean who selects these words."""
    text = article.text[mention.start : mention.end]
    titled, before = _titled_in(text), _claim_before(article, mention)
    subjects = [*names_of(text, article.drafted.knowledge)]
    prop, value = _said_in(text, article)
    if not prop and titled is not None:
        prop, value = _of_offices(article), titled.text
        subjects = [*_offices(titled.title, article), *(id_ for id_ in subjects if not _is_called(id_, value, article))]
    if not prop and before is not None:
        prop, value = _as_before(before, article)
    usual = article.drafted.knowledge.subjects_of(prop)
    subjects += usual if len(usual) == 1 else ()
    said_by = before.speaker if before is not None and _is_in_sentence(before, mention, article) else ""
    return Reading(subjects=tuple(dict.fromkeys(subjects)), property=prop, value=value, said_by=said_by)


def _titled_in(text: str) -> Name | None:
    """The first person whom words name with a title."""
    return next((name for name in names_in(text) if name.title and name.kind == PERSON), None)


def _as_before(claim: Claim, article: ArticleDesk) -> tuple[str, str]:
    """The property of the claim before, and its value where that is one of a list."""
    scale = article.view.corpus.properties[claim.property].scale
    return claim.property, claim.value.text if scale.values else ""


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
    said = [(value, name) for value, name in _categories(properties, article) if _is_in(value, words)]
    if said:
        value, name = max(said, key=lambda each: len(each[0]))
        return name, value
    known = article.drafted.knowledge.property_words
    by_words = (p.name for p in properties if any(phrase.search(text) for phrase in known[p.name].phrases))
    return next(by_words, ""), ""


def _categories(properties: Iterable[Property], article: ArticleDesk) -> Iterator[tuple[str, str]]:
    """The values that each property may have, or that a claim gives it, each with the property's name."""
    claimed: dict[str, list[str]] = {}
    for claim in article.drafted.knowledge.claims:
        claimed.setdefault(claim.property, []).append(claim.value.text)
    for prop in properties:
        given = claimed.get(prop.name, []) if prop.scale.type == "category" else []
        yield from ((value, prop.name) for value in (*prop.scale.values, *given))


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


def _is_in_sentence(claim: Claim, mention: Mention, article: ArticleDesk) -> bool:
    """Whether a claim stands in the sentence of a mention."""
    spot = next((spot for spot in article.spots if claim.id in spot.claims), None)
    spans = article.drafted.spans
    return spot is not None and sentence_at(spans, spot.start) == sentence_at(spans, mention.start)


# --- whom the story does not know yet


def new_names(article: ArticleDesk, mention: Mention) -> list[str]:
    """The names in selected words, in the sentence of a mention and in that before it, that no entity has."""
    if not article.text or not mention.end:
        return []
    known = {fold(name) for name, _ in article.drafted.knowledge.names}
    new = (name for name in _names_near(article, mention) if not _is_known(name, known))
    found = dict.fromkeys(name.text for name in new if not _is_of_a_figure(name, article.mentions))
    return [name for name in found if entity_id(name)][:MOST_NEW]


def _names_near(article: ArticleDesk, mention: Mention) -> Iterator[Name]:
    """The names in a mention, then those in its sentence, then those in the sentence before."""
    first, last = sentence_at(article.drafted.spans, mention.start)
    first, last = max(first, mention.start - NEAR), min(max(last, mention.end), mention.end + NEAR)
    before, _ = sentence_at(article.drafted.spans, max(0, first - 2))
    yield from names_in(article.text, mention.start, mention.end)
    yield from names_in(article.text, first, last)
    yield from names_in(article.text, max(before, first - NEAR), first)


def _is_of_a_figure(name: Name, figures: Iterable[Mention]) -> bool:
    """Whether a name is a part of a figure, such as "May" of a day."""
    return any(figure.start < name.end and name.start < figure.end for figure in figures)


def _is_known(name: Name, known: set[str]) -> bool:
    return bool({fold(name.text), fold(entity_id(name.text)), fold(f"the {name.text}")} & known)


def new_name_of(article: ArticleDesk, mention: Mention) -> str:
    """The name that selected words are, where no entity of the story has it: whom the claim is about, then.

    Of "Mayor Brandt" it is the office, where the story has none that is called so.
    """
    if mention.kind != WORDS:
        return ""
    text = article.text[mention.start : mention.end]
    titled = _titled_in(text)
    if titled is not None and not _said_in(text, article)[0]:
        return "" if any(_offices(titled.title, article)) else titled.title
    return "" if names_of(mention.phrase, article.drafted.knowledge) else _whole_name(article, mention)


def _whole_name(article: ArticleDesk, mention: Mention) -> str:
    """Selected words without their article, where they are one name, and of no person; else ""."""
    plain = " ".join(mention.phrase.split())
    bare = next((plain[len(each) :] for each in ARTICLES if plain.casefold().startswith(each)), plain)
    named = [name for name in names_in(article.text, mention.start, mention.end) if name.kind != PERSON]
    return bare if len(named) == 1 and named[0].text in (plain, bare) else ""


def kind_for(article: ArticleDesk, name: str, property_: str) -> str:
    """The kind that a new entity is likeliest of: by its name, by how the text speaks of it, by its claim."""
    known = article.drafted.knowledge
    own = [entity for entity in known.entities.values() if entity.kind]
    head = NameForm.of(name).head
    if found := _kind_by_head(head, own) or _kind_of_like(head, own) or _kind_in_text(name, article):
        return found
    usual = known.kinds_of.get(property_)
    if usual:
        return next((kind for kind, _ in usual.most_common() if kind), "")
    return _kind_by_property(article.view.corpus.properties.get(property_), name)


def _kind_by_head(head: str, entities: Iterable[Entity]) -> str:
    """The kind that a name ends with: the "Northern Brigade" is a brigade."""
    kinds = {fold(entity.kind): entity.kind for entity in entities}
    return next((kind for folded, kind in kinds.items() if head and NameForm.of(folded).head == head), "")


def _kind_of_like(head: str, entities: Iterable[Entity]) -> str:
    """The kind of an entity whose name says that it is the same: a second batch, beside the first."""
    return next((e.kind for e in entities if head and NameForm.of(e.name or e.id).head == head and " " in e.name), "")


def _kind_in_text(name: str, article: ArticleDesk) -> str:
    """The kind as which the text speaks of a name first; of a place what is claimed of it tells more."""
    said = (each.kind for each in names_in(article.text) if fold(each.text) == fold(name) and each.kind)
    first = next(said, "")
    return "" if first == PLACE else first


def _kind_by_property(prop: Property | None, name: str) -> str:
    if prop is not None and stems(prop.title) >= OF_OFFICES:
        return OFFICE
    if prop is not None and prop.scale.type == "date" and name[:1].islower():
        return "event"
    return ""
